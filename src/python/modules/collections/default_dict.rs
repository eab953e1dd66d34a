//! `defaultdict`: a dict that makes what is missing by a factory.

use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::modules::arguments::{keyword_native, native};
use crate::python::modules::extension_class::{Base, CLASS_GETITEM, ExtensionClass, Getter};
use crate::python::object::function::Arguments;
use crate::python::object::{Ref, known};

pub static DEFAULT_DICT: ExtensionClass = ExtensionClass {
    base: Base::Known(known::DICT),
    new: Some(new),
    methods: &[
        &keyword_native("__init__", init, 0, usize::MAX),
        &native("__missing__", missing, 1, 1),
        &native("__repr__", repr, 0, 0),
        &native("copy", copy, 0, 0),
        &native("__copy__", copy, 0, 0),
        &native("__or__", or, 1, 1),
        &native("__ror__", reflected_or, 1, 1),
    ],
    class_methods: &[&CLASS_GETITEM],
    getters: &[Getter { name: "default_factory", get: factory, set: Some(set_factory) }],
    more_bytes: 8,
    ..ExtensionClass::named("defaultdict", "collections")
};

fn new(machine: &mut Machine, class: Ref, _: Arguments<'_>) -> Result<Ref> {
    let dict = machine.new_dict_by_call();
    Ok(machine.of_class(class, dict))
}

fn factory_of(machine: &Machine, dict: Ref) -> Ref {
    let factory = machine.heap.dict(dict).map_or(Ref::NULL, |table| table.extra);
    if factory.is_null() { known::NONE } else { factory }
}

fn factory(machine: &mut Machine, dict: Ref) -> Result<Ref> {
    let factory = factory_of(machine, dict);
    Ok(machine.keep(factory))
}

fn set_factory(machine: &mut Machine, dict: Ref, value: Option<Ref>) -> Result<()> {
    let value = match value {
        Some(value) => machine.keep(value),
        None => Ref::NULL,
    };
    let old = match machine.heap.dict_mut(dict) {
        Some(table) => std::mem::replace(&mut table.extra, value),
        None => value,
    };
    machine.release(old);
    Ok(())
}

fn init(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (dict, given) = (arguments.at(0), arguments.positional.get(1..).unwrap_or_default());
    let (factory, rest) = match given.split_first() {
        Some((factory, rest)) => (Some(*factory), rest),
        None => (None, given),
    };
    if let Some(factory) = factory
        && factory != known::NONE
        && !machine.is_callable(factory)
    {
        return Err(machine.raise(known::TYPE_ERROR, "first argument must be callable or None"));
    }
    set_factory(machine, dict, factory)?;
    if rest.len() > 1 {
        return Err(machine.wrong_count("dict", 0, 1, rest.len()));
    }
    if let Some(other) = rest.first() {
        machine.dict_update(dict, *other)?;
    }
    for (name, value) in arguments.keywords {
        machine.dict_set(dict, *name, *value)?;
    }
    Ok(machine.none())
}

fn missing(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (dict, key) = (arguments.at(0), arguments.at(1));
    let factory = factory_of(machine, dict);
    if factory == known::NONE {
        return Err(machine.raise_key_error(key));
    }
    let value = machine.call(factory, &[])?;
    match machine.set_item(dict, key, value) {
        Ok(()) => Ok(value),
        Err(stop) => {
            machine.release(value);
            Err(stop)
        }
    }
}

fn repr(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let dict = arguments.at(0);
    let contents = machine.native_repr(dict)?;
    let factory = factory_of(machine, dict);
    let shown = if factory == known::NONE {
        "None".to_owned()
    } else if machine.enter_repr(factory)? {
        let shown = machine.repr_of(factory);
        machine.leave_repr();
        shown?
    } else {
        "...".to_owned()
    };
    let text = format!("{}({shown}, {contents})", machine.short_class_name(dict));
    Ok(machine.new_str(&text))
}

/// A new one of the same class with the same factory and contents: the class is called.
fn copy(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let dict = arguments.at(0);
    let (class, factory) = (machine.heap.class_of(dict), factory_of(machine, dict));
    machine.call(class, &[factory, dict])
}

fn or(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    merged(machine, arguments.at(0), arguments.at(0), arguments.at(1))
}

fn reflected_or(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    merged(machine, arguments.at(0), arguments.at(1), arguments.at(0))
}

/// A new one like `model` with the contents of both.
fn merged(machine: &mut Machine, model: Ref, left: Ref, right: Ref) -> Result<Ref> {
    if machine.heap.dict(left).is_none() || machine.heap.dict(right).is_none() {
        return Ok(machine.keep(known::NOT_IMPLEMENTED));
    }
    let (class, factory) = (machine.heap.class_of(model), factory_of(machine, model));
    let made = machine.call(class, &[factory, left])?;
    match machine.dict_update(made, right) {
        Ok(()) => Ok(made),
        Err(stop) => {
            machine.release(made);
            Err(stop)
        }
    }
}
