//! `OrderedDict` (`Objects/odictobject.c`): a dict whose order counts and can be changed.
//!
//! The order is that of the dict's own entries; CPython's list of nodes beside the table shows in `__sizeof__` alone.

use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::modules::arguments::{keyword_native, native};
use crate::python::modules::extension_class::{Base, CLASS_GETITEM, ExtensionClass};
use crate::python::object::dict::Entry;
use crate::python::object::extension::native_state;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::iterator::DictPart;
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

pub static ORDERED_DICT: ExtensionClass = ExtensionClass {
    base: Base::Known(known::DICT),
    doc: "Dictionary that remembers insertion order",
    new: Some(new),
    methods: &[
        &keyword_native("__init__", init, 0, usize::MAX),
        &keyword_native("update", update, 0, usize::MAX),
        &keyword_native("move_to_end", move_to_end, 1, 2),
        &keyword_native("pop", pop, 1, 2),
        &keyword_native("popitem", pop_item, 0, 1),
        &keyword_native("setdefault", set_default, 1, 2),
        &native("copy", copy, 0, 0),
        &native("keys", |machine, arguments| view(machine, arguments, DictPart::Keys), 0, 0),
        &native("values", |machine, arguments| view(machine, arguments, DictPart::Values), 0, 0),
        &native("items", |machine, arguments| view(machine, arguments, DictPart::Items), 0, 0),
        &native("__iter__", |machine, arguments| iterator(machine, arguments.at(0), DictPart::Keys, false), 0, 0),
        &native("__reversed__", |machine, arguments| iterator(machine, arguments.at(0), DictPart::Keys, true), 0, 0),
        &native("__repr__", repr, 0, 0),
        &native("__eq__", equal, 1, 1),
        &native("__ne__", not_equal, 1, 1),
        &native("__or__", or, 1, 1),
        &native("__ror__", reflected_or, 1, 1),
        &native("__ior__", or_inplace, 1, 1),
        &native("__sizeof__", size_of, 0, 0),
        &native("__reduce__", reduce, 0, 0),
    ],
    class_methods: &[&keyword_native("fromkeys", from_keys, 1, 2), &CLASS_GETITEM],
    more_bytes: 64,
    has_dict: true,
    has_weak: true,
    ..ExtensionClass::named("OrderedDict", "collections")
};

fn new(machine: &mut Machine, class: Ref, _: Arguments<'_>) -> Result<Ref> {
    let dict = machine.new_dict_by_call();
    Ok(machine.of_class(class, dict))
}

/// What comes after the receiver.
fn after_receiver(arguments: Arguments<'_>) -> Arguments<'_> {
    Arguments { positional: arguments.positional.get(1..).unwrap_or_default(), ..arguments }
}

fn init(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let given = after_receiver(arguments).positional.len();
    if given > 1 {
        let plural = if machine.version() >= Version::V3_14 { "" } else { "s" };
        let message = format!("expected at most 1 argument{plural}, got {given}");
        return Err(machine.raise(known::TYPE_ERROR, message));
    }
    update(machine, arguments)
}

/// By `self[key] = value`, so that a subclass's `__setitem__` is asked (`mutablemapping_update`).
fn update(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let dict = arguments.at(0);
    let given = after_receiver(arguments).positional.len();
    if given > 1 {
        let message = format!("update() takes at most 1 positional argument ({given} given)");
        return Err(machine.raise(known::TYPE_ERROR, message));
    }
    if let Some(other) = arguments.optional(1) {
        if machine.is_overridden(dict, "__setitem__") {
            let plain = machine.new_dict();
            let filled = machine.dict_update(plain, other);
            let entries = entries_of(machine, plain);
            let outcome = filled
                .and_then(|()| entries.iter().try_for_each(|entry| machine.set_item(dict, entry.key, entry.value)));
            machine.release(plain);
            outcome?;
        } else if machine.heap.dict(other).is_some() || has_keys(machine, other)? {
            machine.dict_update(dict, other)?;
        } else {
            add_pairs(machine, dict, other)?;
        }
    }
    for (name, value) in arguments.keywords {
        machine.set_item(dict, *name, *value)?;
    }
    Ok(machine.none())
}

fn has_keys(machine: &mut Machine, object: Ref) -> Result<bool> {
    let name = machine.intern("keys");
    let found = machine.get_attribute_if_any(object, name)?;
    machine.release(name);
    machine.release(found.unwrap_or(Ref::NULL));
    Ok(found.is_some())
}

/// From pairs, with the errors of unpacking (`mutablemapping_add_pairs`).
fn add_pairs(machine: &mut Machine, dict: Ref, pairs: Ref) -> Result<()> {
    let iterator = machine.iterator_of(pairs)?;
    let outcome = loop {
        let pair = match machine.next_of(iterator) {
            Ok(Some(pair)) => pair,
            Ok(None) => break Ok(()),
            Err(stop) => break Err(stop),
        };
        let parts = machine.items_of(pair);
        machine.release(pair);
        let parts = match parts {
            Ok(parts) => parts,
            Err(stop) => break Err(stop),
        };
        let added = match parts.as_slice() {
            [key, value] => machine.dict_set(dict, *key, *value),
            few if few.len() < 2 => {
                let plural = if few.len() == 1 { "" } else { "s" };
                let message = format!("need more than {} value{plural} to unpack", few.len());
                Err(machine.raise(known::VALUE_ERROR, message))
            }
            _ => Err(machine.raise(known::VALUE_ERROR, "too many values to unpack (expected 2)")),
        };
        machine.release_all(parts);
        if let Err(stop) = added {
            break Err(stop);
        }
    };
    machine.release(iterator);
    outcome
}

fn entries_of(machine: &Machine, dict: Ref) -> Vec<Entry> {
    machine.heap.dict(dict).map(|table| table.live_entries().copied().collect()).unwrap_or_default()
}

fn from_keys(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let [iterable, value] = machine.bind("fromkeys", after_receiver(arguments), ["iterable", "value"], 1)?;
    let made = machine.call(arguments.at(0), &[])?;
    let keys = match machine.items_of(iterable.unwrap_or(known::NONE)) {
        Ok(keys) => keys,
        Err(stop) => {
            machine.release(made);
            return Err(stop);
        }
    };
    let value = value.unwrap_or(known::NONE);
    let outcome = keys.iter().try_for_each(|key| machine.set_item(made, *key, value));
    machine.release_all(keys);
    match outcome {
        Ok(()) => Ok(made),
        Err(stop) => {
            machine.release(made);
            Err(stop)
        }
    }
}

/// A flag argument, True when left out.
fn last_flag(machine: &mut Machine, flag: Option<Ref>) -> Result<bool> {
    flag.map_or(Ok(true), |flag| machine.is_true(flag))
}

fn move_to_end(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let dict = arguments.at(0);
    let [key, last] = machine.bind("move_to_end", after_receiver(arguments), ["key", "last"], 1)?;
    let (key, last) = (key.unwrap_or(known::NONE), last_flag(machine, last)?);
    let Some(value) = machine.dict_get(dict, key)? else { return Err(machine.raise_key_error(key)) };
    let hash = machine.key_hash(key)?;
    machine.rebuild_dict(dict, |table| {
        let place =
            table.entries.iter().position(|entry| entry.hash == hash && entry.value == value && !entry.key.is_null());
        let Some(place) = place else { return };
        let entry = table.entries.remove(place);
        if last {
            table.entries.push(entry);
        } else {
            table.entries.insert(0, entry);
        }
        let (size, kind) = (table.size(), table.kind);
        table.resize(size, kind);
    });
    Ok(machine.none())
}

fn pop(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let dict = arguments.at(0);
    let [key, default] = machine.bind("pop", after_receiver(arguments), ["key", "default"], 1)?;
    let key = key.unwrap_or(known::NONE);
    if let Some(value) = machine.dict_take(dict, key)? {
        return Ok(value);
    }
    match default {
        Some(default) => Ok(machine.keep(default)),
        None if machine.is_overridden(dict, "__missing__") => {
            let found = machine.call_special(dict, "__missing__", &[key])?;
            Ok(found.unwrap_or(known::NONE))
        }
        None => Err(machine.raise_key_error(key)),
    }
}

fn pop_item(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let dict = arguments.at(0);
    let [last] = machine.bind("popitem", after_receiver(arguments), ["last"], 0)?;
    let last = last_flag(machine, last)?;
    let entry = machine.heap.dict(dict).and_then(|table| {
        if last { table.live_entries().next_back().copied() } else { table.live_entries().next().copied() }
    });
    let Some(entry) = entry else {
        let message = machine.new_str("dictionary is empty");
        return Err(machine.raise_with(known::KEY_ERROR, vec![message]));
    };
    let key = machine.keep(entry.key);
    match machine.dict_take(dict, key)? {
        Some(value) => Ok(machine.new_tuple(vec![key, value])),
        None => Err(machine.raise_key_error(key)),
    }
}

fn set_default(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let dict = arguments.at(0);
    let [key, default] = machine.bind("setdefault", after_receiver(arguments), ["key", "default"], 1)?;
    let (key, default) = (key.unwrap_or(known::NONE), default.unwrap_or(known::NONE));
    if let Some(value) = machine.dict_get(dict, key)? {
        return Ok(machine.keep(value));
    }
    machine.set_item(dict, key, default)?;
    Ok(machine.keep(default))
}

fn copy(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let dict = arguments.at(0);
    let class = machine.heap.class_of(dict);
    let made = machine.call(class, &[])?;
    for entry in entries_of(machine, dict) {
        if let Err(stop) = machine.set_item(made, entry.key, entry.value) {
            machine.release(made);
            return Err(stop);
        }
    }
    Ok(made)
}

fn repr(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let dict = arguments.at(0);
    let name = machine.short_class_name(dict);
    let empty = machine.heap.dict(dict).is_none_or(|table| table.used == 0);
    if empty {
        return Ok(machine.new_str(&format!("{name}()")));
    }
    if machine.thread().in_repr.contains(&dict) {
        return Ok(machine.new_str("..."));
    }
    let contents = if machine.version() >= Version::V3_12 {
        machine.native_repr(dict)?
    } else {
        machine.enter_repr(dict)?;
        let pairs =
            entries_of(machine, dict).into_iter().map(|entry| machine.tuple_of(&[entry.key, entry.value])).collect();
        let pairs = machine.new_list(pairs);
        let text = machine.repr_of(pairs);
        machine.release(pairs);
        machine.leave_repr();
        text?
    };
    Ok(machine.new_str(&format!("{name}({contents})")))
}

/// Whether two dicts are equal; `None` when the other is none. Of two ordered ones the order counts too.
fn are_equal(machine: &mut Machine, left: Ref, right: Ref) -> Result<Option<bool>> {
    if machine.heap.dict(right).is_none() {
        return Ok(None);
    }
    if !machine.dicts_equal(left, right)? {
        return Ok(Some(false));
    }
    if !machine.is_native_instance(right, &ORDERED_DICT) {
        return Ok(Some(true));
    }
    let pairs: Vec<(Ref, Ref)> = entries_of(machine, left)
        .iter()
        .zip(entries_of(machine, right))
        .map(|(first, second)| (first.key, second.key))
        .collect();
    for (first, second) in pairs {
        if !machine.is_equal(first, second)? {
            return Ok(Some(false));
        }
    }
    Ok(Some(true))
}

fn equal(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    Ok(match are_equal(machine, arguments.at(0), arguments.at(1))? {
        Some(equal) => machine.new_bool(equal),
        None => machine.keep(known::NOT_IMPLEMENTED),
    })
}

fn not_equal(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    Ok(match are_equal(machine, arguments.at(0), arguments.at(1))? {
        Some(equal) => machine.new_bool(!equal),
        None => machine.keep(known::NOT_IMPLEMENTED),
    })
}

/// A new one of the class of `model` with the contents of both.
fn merged(machine: &mut Machine, model: Ref, left: Ref, right: Ref) -> Result<Ref> {
    if machine.heap.dict(left).is_none() || machine.heap.dict(right).is_none() {
        return Ok(machine.keep(known::NOT_IMPLEMENTED));
    }
    let class = machine.heap.class_of(model);
    let made = machine.call(class, &[left])?;
    match machine.dict_update(made, right) {
        Ok(()) => Ok(made),
        Err(stop) => {
            machine.release(made);
            Err(stop)
        }
    }
}

fn or(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    merged(machine, arguments.at(0), arguments.at(0), arguments.at(1))
}

fn reflected_or(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    merged(machine, arguments.at(0), arguments.at(1), arguments.at(0))
}

fn or_inplace(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.dict_update(arguments.at(0), arguments.at(1))?;
    Ok(machine.keep(arguments.at(0)))
}

/// The table's bytes, a node of 32 for each item, and a pointer for each slot of the table.
fn size_of(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let dict = arguments.at(0);
    let (table, slots, used) = machine.heap.dict(dict).map_or((0, 0, 0), |table| {
        (table.keys_bytes(), if table.indices.is_empty() { 0 } else { table.size() }, table.used)
    });
    Ok(machine.new_int((112 + table + 8 * slots + 32 * used) as i64))
}

fn reduce(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let dict = arguments.at(0);
    let class = machine.heap.class_of(dict);
    machine.keep(class);
    let empty = machine.new_tuple(Vec::new());
    let attributes = machine.heap.get(dict).attributes;
    let state = if attributes.is_null() { machine.none() } else { machine.keep(attributes) };
    let none = machine.none();
    let items = iterator(machine, dict, DictPart::Items, false)?;
    Ok(machine.new_tuple(vec![class, empty, state, none, items]))
}

pub static KEYS: ExtensionClass = view_class("odict_keys", known::DICT_KEYS);
pub static VALUES: ExtensionClass = view_class("odict_values", known::DICT_VALUES);
pub static ITEMS: ExtensionClass = view_class("odict_items", known::DICT_ITEMS);

static VIEW_METHODS: &[&Native] = &[
    &native("__iter__", |machine, arguments| iterate_view(machine, arguments, false), 0, 0),
    &native("__reversed__", |machine, arguments| iterate_view(machine, arguments, true), 0, 0),
];

const fn view_class(name: &'static str, base: Ref) -> ExtensionClass {
    ExtensionClass {
        base: Base::Known(base),
        methods: VIEW_METHODS,
        subclassable: false,
        ..ExtensionClass::named(name, "builtins")
    }
}

fn view(machine: &mut Machine, arguments: Arguments<'_>, kind: DictPart) -> Result<Ref> {
    let definition = match kind {
        DictPart::Keys => &KEYS,
        DictPart::Values => &VALUES,
        DictPart::Items => &ITEMS,
    };
    let class = machine.extension_class(definition)?;
    machine.keep(class);
    let dict = machine.keep(arguments.at(0));
    Ok(machine.new_tracked(class, Body::DictView { kind, dict }, 24, 16))
}

fn iterate_view(machine: &mut Machine, arguments: Arguments<'_>, backward: bool) -> Result<Ref> {
    match *machine.heap.body(arguments.at(0)) {
        Body::DictView { kind, dict } => iterator(machine, dict, kind, backward),
        _ => Ok(machine.none()),
    }
}

/// A place among the entries, and how many items there were when it was made.
#[derive(Clone, Debug)]
struct Place {
    dict: Ref,
    part: DictPart,
    position: usize,
    used: usize,
    backward: bool,
    /// Whether there was more to come when the last item was given.
    more: bool,
}

native_state!(Place, |_| 64, [dict]);

pub static ITERATOR: ExtensionClass =
    ExtensionClass { next: Some(next), subclassable: false, ..ExtensionClass::named("odict_iterator", "builtins") };

fn iterator(machine: &mut Machine, dict: Ref, part: DictPart, backward: bool) -> Result<Ref> {
    let (used, entries) = machine.heap.dict(dict).map_or((0, 0), |table| (table.used, table.entries.len()));
    machine.keep(dict);
    let position = if backward { entries } else { 0 };
    machine.new_native_object(&ITERATOR, Place { dict, part, position, used, backward, more: used > 0 })
}

fn next(machine: &mut Machine, object: Ref) -> Result<Option<Ref>> {
    let Some(Place { dict, part, position, used, backward, more }) = machine.heap.extension::<Place>(object).cloned()
    else {
        return Ok(None);
    };
    if !more {
        return Ok(None);
    }
    let Some(table) = machine.heap.dict(dict) else { return Ok(None) };
    if table.used != used {
        return Err(machine.raise(known::RUNTIME_ERROR, "OrderedDict mutated during iteration"));
    }
    let is_live = |at: &usize| !table.entries[*at].key.is_null();
    let (found, more, following) = if backward {
        let mut live = (0..position.min(table.entries.len())).rev().filter(is_live);
        let found = live.next();
        (found, live.next().is_some(), found.unwrap_or(0))
    } else {
        let mut live = (position..table.entries.len()).filter(is_live);
        let found = live.next();
        (found, live.next().is_some(), found.map_or(0, |at| at + 1))
    };
    let entry = found.and_then(|at| table.entries.get(at)).copied();
    if let Some(place) = machine.heap.extension_mut::<Place>(object) {
        place.more = more;
        place.position = following;
    }
    let Some(entry) = entry else { return Ok(None) };
    Ok(Some(match part {
        DictPart::Keys => machine.keep(entry.key),
        DictPart::Values => machine.keep(entry.value),
        DictPart::Items => machine.tuple_of(&[entry.key, entry.value]),
    }))
}
