//! `partial`: a callable with some of its arguments given, and from 3.14 on `Placeholder` for those that are to come before.

use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::modules::arguments::{keyword_native, native};
use crate::python::modules::extension_class::{CLASS_GETITEM, ExtensionClass, Getter, read_only_member};
use crate::python::object::extension::native_state;
use crate::python::object::function::Arguments;
use crate::python::object::{Ref, known};
use crate::python::version::Version;

/// The callable, a tuple of positional arguments, a dict of keywords.
#[derive(Clone, Debug)]
struct Partial {
    function: Ref,
    arguments: Ref,
    keywords: Ref,
}

native_state!(Partial, |version| if version >= Version::V3_14 { 80 } else { 64 }, [function, arguments, keywords]);

pub static PARTIAL: ExtensionClass = ExtensionClass {
    doc: "Create a new function with partial application of the given arguments and keywords.",
    new: Some(new),
    methods: &[
        &keyword_native("__call__", call, 0, usize::MAX),
        &native("__repr__", repr, 0, 0),
        &native("__reduce__", reduce, 0, 0),
        &native("__setstate__", set_state, 1, 1),
        &native("__get__", get, 1, 2),
    ],
    class_methods: &[&CLASS_GETITEM],
    getters: &[
        Getter {
            name: "func",
            get: |machine, object| part(machine, object, |state| state.function),
            set: Some(read_only_member),
        },
        Getter {
            name: "args",
            get: |machine, object| part(machine, object, |state| state.arguments),
            set: Some(read_only_member),
        },
        Getter {
            name: "keywords",
            get: |machine, object| part(machine, object, |state| state.keywords),
            set: Some(read_only_member),
        },
    ],
    has_dict: true,
    has_weak: true,
    ..ExtensionClass::named("partial", "functools")
};

/// What `Placeholder` is: there is one.
#[derive(Clone, Debug)]
struct Placeholder;

native_state!(Placeholder, |_| 16, []);

pub static PLACEHOLDER: ExtensionClass = ExtensionClass {
    new: Some(|machine, _, arguments| {
        machine.check_no_keywords("_PlaceholderType", arguments)?;
        machine.check_count("_PlaceholderType", arguments, 0, 0)?;
        placeholder(machine)
    }),
    methods: &[&native("__repr__", |machine, _| Ok(machine.new_str("Placeholder")), 0, 0)],
    collectable: false,
    subclassable: false,
    ..ExtensionClass::named("_PlaceholderType", "functools")
};

/// The one placeholder (owned): it stands in its class's dict, where nobody looks.
pub(super) fn placeholder(machine: &mut Machine) -> Result<Ref> {
    let class = machine.extension_class(&PLACEHOLDER)?;
    let dict = machine.heap.class(class).map_or(Ref::NULL, |parts| parts.dict);
    if let Some(made) = machine.dict_get_text(dict, " placeholder") {
        return Ok(machine.keep(made));
    }
    let made = machine.new_extension(class, Box::new(Placeholder));
    machine.dict_set_text(dict, " placeholder", made)?;
    Ok(made)
}

fn is_placeholder(machine: &Machine, object: Ref) -> bool {
    machine.heap.extension::<Placeholder>(object).is_some()
}

fn part(machine: &mut Machine, object: Ref, pick: fn(&Partial) -> Ref) -> Result<Ref> {
    let found = machine.heap.extension::<Partial>(object).map_or(known::NONE, pick);
    Ok(machine.keep(found))
}

fn new(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    let Some((function, given)) = arguments.positional.split_first() else {
        return Err(machine.raise(known::TYPE_ERROR, "type 'partial' takes at least one argument"));
    };
    if !machine.is_callable(*function) {
        return Err(machine.raise(known::TYPE_ERROR, "the first argument must be callable"));
    }
    let newer = machine.version() >= Version::V3_14;
    if newer && given.last().is_some_and(|last| is_placeholder(machine, *last)) {
        return Err(machine.raise(known::TYPE_ERROR, "trailing Placeholders are not allowed"));
    }
    if newer && arguments.keywords.iter().any(|(_, value)| is_placeholder(machine, *value)) {
        return Err(machine.raise(known::TYPE_ERROR, "Placeholder cannot be passed as a keyword argument"));
    }
    // A partial of a partial is made one, when nobody put anything into its dict.
    let inner = machine.heap.extension::<Partial>(*function).cloned();
    let inner = inner.filter(|_| machine.heap.get(*function).attributes.is_null());
    let (function, before) = match &inner {
        Some(state) => (state.function, machine.heap.items(state.arguments).map(<[Ref]>::to_vec).unwrap_or_default()),
        None => (*function, Vec::new()),
    };
    let mut all = before;
    let mut given = given.iter();
    for place in all.iter_mut().filter(|place| is_placeholder(machine, **place)) {
        match given.next() {
            Some(argument) => *place = *argument,
            None => break,
        }
    }
    all.extend(given);
    while newer && all.last().is_some_and(|last| is_placeholder(machine, *last)) {
        all.pop();
    }
    let positional = machine.tuple_of(&all);
    let keywords = match &inner {
        Some(state) => machine.dict_copy(state.keywords)?,
        None => machine.new_dict(),
    };
    for (name, value) in arguments.keywords {
        machine.dict_set(keywords, *name, *value)?;
    }
    machine.keep(function);
    Ok(machine.new_extension(class, Box::new(Partial { function, arguments: positional, keywords })))
}

fn call(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let Some(Partial { function, arguments: before, keywords }) =
        machine.heap.extension::<Partial>(arguments.at(0)).cloned()
    else {
        return Ok(machine.none());
    };
    let mut all = machine.heap.items(before).map(<[Ref]>::to_vec).unwrap_or_default();
    let mut given = arguments.positional.get(1..).unwrap_or_default().iter();
    let open = all.iter().filter(|place| is_placeholder(machine, **place)).count();
    if given.len() < open {
        let message =
            format!("missing positional arguments in 'partial' call; expected at least {open}, got {}", given.len());
        return Err(machine.raise(known::TYPE_ERROR, message));
    }
    for place in &mut all {
        if is_placeholder(machine, *place)
            && let Some(argument) = given.next()
        {
            *place = *argument;
        }
    }
    all.extend(given);
    let mut names: Vec<(Ref, Ref)> = machine
        .heap
        .dict(keywords)
        .map(|table| table.live_entries().map(|entry| (entry.key, entry.value)).collect())
        .unwrap_or_default();
    for (name, value) in arguments.keywords {
        match names.iter_mut().find(|(known, _)| machine.text_of(*known) == machine.text_of(*name)) {
            Some(place) => place.1 = *value,
            None => names.push((*name, *value)),
        }
    }
    machine.call_with_keywords(function, &all, &names)
}

fn repr(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    let Some(state) = machine.heap.extension::<Partial>(object).cloned() else { return Ok(machine.none()) };
    if !machine.enter_repr(object)? {
        return Ok(machine.new_str("..."));
    }
    let text = shown(machine, object, &state);
    machine.leave_repr();
    let text = text?;
    Ok(machine.new_str(&text))
}

fn shown(machine: &mut Machine, object: Ref, state: &Partial) -> Result<String> {
    let class = machine.heap.class_of(object);
    // From 3.13 on a subclass is named with its module.
    let name =
        if machine.version() >= Version::V3_13 { machine.class_path(class) } else { machine.plain_class_name(class) };
    let mut parts = vec![machine.repr_of(state.function)?];
    for argument in machine.heap.items(state.arguments).map(<[Ref]>::to_vec).unwrap_or_default() {
        parts.push(machine.repr_of(argument)?);
    }
    let mut position = 0;
    while let Some((key, value, next)) = machine.dict_entry_kept(state.keywords, position) {
        position = next;
        let text = machine.repr_of(value).and_then(|value| Ok(format!("{}={value}", machine.str_of(key)?)));
        machine.release(key);
        machine.release(value);
        parts.push(text?);
    }
    Ok(format!("{name}({})", parts.join(", ")))
}

/// From 3.14 on a partial in a class is a method of its instances.
fn get(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (partial, object) = (arguments.at(0), arguments.at(1));
    if object == known::NONE || machine.version() < Version::V3_14 {
        return Ok(machine.keep(partial));
    }
    Ok(machine.bound_method(partial, object))
}

/// `(class, (function,), (function, arguments, keywords, dict))`.
fn reduce(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    let Some(state) = machine.heap.extension::<Partial>(object).cloned() else { return Ok(machine.none()) };
    let class = machine.heap.class_of(object);
    machine.keep(class);
    let attributes = machine.heap.get(object).attributes;
    let attributes = if attributes.is_null() { known::NONE } else { attributes };
    let function = machine.tuple_of(&[state.function]);
    let whole = machine.tuple_of(&[state.function, state.arguments, state.keywords, attributes]);
    Ok(machine.new_tuple(vec![class, function, whole]))
}

fn set_state(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let parts = machine.heap.items(arguments.at(1)).map(<[Ref]>::to_vec).unwrap_or_default();
    let valid = matches!(parts.as_slice(), [function, given, keywords, _]
        if machine.is_callable(*function) && machine.heap.items(*given).is_some()
            && (*keywords == known::NONE || machine.heap.dict(*keywords).is_some()));
    let (true, [function, given, keywords, attributes]) = (valid, parts.as_slice()) else {
        return Err(machine.raise(known::TYPE_ERROR, "invalid partial state"));
    };
    let new = Partial {
        function: machine.keep(*function),
        arguments: machine.tuple_of(&machine.heap.items(*given).map(<[Ref]>::to_vec).unwrap_or_default()),
        keywords: if *keywords == known::NONE { machine.new_dict() } else { machine.dict_copy(*keywords)? },
    };
    if let Some(state) = machine.heap.extension_mut::<Partial>(arguments.at(0)) {
        let old = std::mem::replace(state, new);
        machine.release_all([old.function, old.arguments, old.keywords]);
    }
    if *attributes != known::NONE {
        let dict = machine.instance_dict(arguments.at(0))?;
        machine.dict_update(dict, *attributes)?;
    }
    Ok(machine.none())
}
