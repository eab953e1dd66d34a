//! Methods of exceptions (`Objects/exceptions.c`).

use super::arguments::{keyword_native, native};
use super::exception_groups;
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::exception_kind::{Kind, Place};
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// The special methods of BaseException.
pub static SLOTS: &[&Native] = &[
    &INIT,
    &native("__repr__", repr, 0, 0),
    &native("__str__", plain_str, 0, 0),
    &native("__reduce__", reduce, 0, 0),
    &native("__setstate__", set_state, 1, 1),
];

static INIT: Native = keyword_native("__init__", init, 0, usize::MAX);
static TEXT: Native = native("__str__", str, 0, 0);
static REPR: Native = native("__repr__", repr, 0, 0);

static PLAIN: &[&Native] = &[&native("with_traceback", with_traceback, 1, 1), &native("add_note", add_note, 1, 1)];

/// The ordinary methods of a built-in class, if it is an exception's.
pub fn methods(class: Ref) -> &'static [&'static Native] {
    match class {
        known::BASE_EXCEPTION => PLAIN,
        known::BASE_EXCEPTION_GROUP => exception_groups::METHODS,
        _ => &[],
    }
}

/// The special methods that an exception class other than BaseException has itself.
pub fn slots(class: Ref, version: Version) -> Vec<&'static Native> {
    let kind = Kind::of_class(class);
    let says = matches!(
        kind,
        Some(
            Kind::Key
                | Kind::Import
                | Kind::Os
                | Kind::Syntax
                | Kind::UnicodeEncode
                | Kind::UnicodeDecode
                | Kind::UnicodeTranslate
                | Kind::Group
        )
    );
    let shows = match kind {
        Some(Kind::Group) => version >= Version::V3_14,
        Some(Kind::Import) => version >= Version::V3_15,
        _ => false,
    };
    let mut slots = vec![&INIT];
    slots.extend(says.then_some(&TEXT));
    slots.extend(shows.then_some(&REPR));
    slots
}

fn init(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let rest = arguments.positional.get(1..).unwrap_or_default();
    machine.initialise_exception(arguments.at(0), rest, arguments.keywords)?;
    Ok(machine.none())
}

fn repr(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let text = machine.exception_repr(arguments.at(0))?;
    Ok(machine.new_str(&text))
}

fn plain_str(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let text = machine.plain_exception_text(arguments.at(0))?;
    Ok(machine.new_str(&text))
}

/// By the exception's kind.
fn str(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let text = machine.exception_text(arguments.at(0))?;
    Ok(machine.new_str(&text))
}

fn with_traceback(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.set_traceback(arguments.at(0), arguments.at(1))?;
    Ok(machine.keep(arguments.at(0)))
}

/// The notes are an attribute like any other, in the exception's dict.
fn add_note(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (exception, note) = (arguments.at(0), arguments.at(1));
    if machine.text_of(note).is_none() {
        let (got, class) = (machine.class_name(note), machine.class_name_or_none(note));
        let message = if machine.version() >= Version::V3_14 {
            format!("add_note() argument must be str, not {class}")
        } else {
            format!("note must be a str, not '{got}'")
        };
        return Err(machine.raise(known::TYPE_ERROR, message));
    }
    let name = machine.intern("__notes__");
    let outcome = append_note(machine, exception, name, note);
    machine.release(name);
    outcome?;
    Ok(machine.none())
}

fn append_note(machine: &mut Machine, exception: Ref, name: Ref, note: Ref) -> Result<()> {
    let notes = match machine.get_attribute_if_any(exception, name)? {
        Some(notes) => notes,
        None => {
            let made = machine.new_list(Vec::new());
            let outcome = machine.set_attribute(exception, name, made);
            if let Err(stop) = outcome {
                machine.release(made);
                return Err(stop);
            }
            made
        }
    };
    if !matches!(machine.heap.body(notes), Body::List(_)) {
        machine.release(notes);
        return Err(machine.raise(known::TYPE_ERROR, "Cannot add note: __notes__ is not a list"));
    }
    machine.keep(note);
    machine.list_append(notes, note);
    machine.release(notes);
    Ok(())
}

/// What copy and pickle make an exception anew from: class, args, and a dict of the rest.
fn reduce(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let exception = arguments.at(0);
    let class = machine.heap.class_of(exception);
    let kind = machine.exception_kind(class);
    let Some(parts) = machine.exception(exception) else { return Ok(machine.none()) };
    let args = parts.args;
    let fields = parts.clone();
    let field = |place: Place| fields.field(place);
    let args = match (kind, machine.heap.items(args)) {
        (Kind::Os, Some([number, text])) if !field(Place::Field(2)).is_null() => {
            let mut items = vec![*number, *text, field(Place::Field(2))];
            if !field(Place::Field(3)).is_null() {
                items.extend([known::NONE, field(Place::Field(3))]);
            }
            machine.tuple_of(&items)
        }
        _ => machine.keep(args),
    };
    let own = match machine.heap.get(exception).attributes {
        dict if dict.is_null() => Ref::NULL,
        dict => dict,
    };
    let saved: Vec<(&str, Ref)> = match kind {
        Kind::Import => {
            let with_from = machine.version() >= Version::V3_12;
            let all = [("name", Place::Name), ("path", Place::Field(1)), ("name_from", Place::Field(2))];
            let all = all.into_iter().filter(|(name, _)| with_from || *name != "name_from");
            all.map(|(name, place)| (name, field(place))).filter(|(_, value)| !value.is_null()).collect()
        }
        Kind::Attribute if machine.version() >= Version::V3_12 => {
            let all = [("name", field(Place::Name)), ("args", args)];
            all.into_iter().filter(|(_, value)| !value.is_null()).collect()
        }
        _ => Vec::new(),
    };
    let state = if saved.is_empty() {
        if own.is_null() { Ref::NULL } else { machine.keep(own) }
    } else {
        let dict = if own.is_null() { machine.new_dict() } else { machine.dict_copy(own)? };
        for (name, value) in saved {
            let name = machine.intern(name);
            machine.dict_set(dict, name, value)?;
            machine.release(name);
        }
        dict
    };
    machine.keep(class);
    let parts = if state.is_null() { vec![class, args] } else { vec![class, args, state] };
    Ok(machine.new_tuple(parts))
}

fn set_state(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (exception, state) = (arguments.at(0), arguments.at(1));
    if state == known::NONE {
        return Ok(machine.none());
    }
    let Body::Dict(table) = machine.heap.body(state) else {
        return Err(machine.raise(known::TYPE_ERROR, "state is not a dictionary"));
    };
    let pairs: Vec<(Ref, Ref)> = table.live_entries().map(|entry| (entry.key, entry.value)).collect();
    for (key, value) in pairs {
        machine.set_attribute(exception, key, value)?;
    }
    Ok(machine.none())
}
