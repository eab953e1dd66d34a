//! `cmp_to_key`: a function that compares two items, as a key for sorting.

use crate::python::compile::code::Comparison;
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::modules::arguments::{keyword_native, native};
use crate::python::modules::extension_class::{ExtensionClass, Getter};
use crate::python::object::extension::native_state;
use crate::python::object::function::Arguments;
use crate::python::object::{Ref, known};

/// The comparing function, and the item that it is a key for (null in the key function itself).
#[derive(Clone, Debug)]
struct Key {
    compare: Ref,
    item: Ref,
}

native_state!(Key, |_| 32, [compare, item]);

pub static KEY: ExtensionClass = ExtensionClass {
    methods: &[
        &keyword_native("__call__", call, 0, usize::MAX),
        &native("__lt__", |machine, arguments| compared(machine, arguments, Comparison::Less), 1, 1),
        &native("__le__", |machine, arguments| compared(machine, arguments, Comparison::LessEqual), 1, 1),
        &native("__eq__", |machine, arguments| compared(machine, arguments, Comparison::Equal), 1, 1),
        &native("__ne__", |machine, arguments| compared(machine, arguments, Comparison::NotEqual), 1, 1),
        &native("__gt__", |machine, arguments| compared(machine, arguments, Comparison::Greater), 1, 1),
        &native("__ge__", |machine, arguments| compared(machine, arguments, Comparison::GreaterEqual), 1, 1),
    ],
    getters: &[Getter { name: "obj", get: item, set: None }],
    subclassable: false,
    ..ExtensionClass::named("KeyWrapper", "functools")
};

pub(super) fn cmp_to_key(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let [compare] = machine.bind("cmp_to_key", arguments, ["mycmp"], 1)?;
    let compare = machine.keep(compare.unwrap_or(known::NONE));
    machine.new_native_object(&KEY, Key { compare, item: Ref::NULL })
}

fn call(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let rest = Arguments { positional: arguments.positional.get(1..).unwrap_or_default(), ..arguments };
    let [item] = machine.bind("K", rest, ["obj"], 1)?;
    let Some(Key { compare, .. }) = machine.heap.extension::<Key>(arguments.at(0)).cloned() else {
        return Ok(machine.none());
    };
    machine.keep(compare);
    let item = machine.keep(item.unwrap_or(known::NONE));
    machine.new_native_object(&KEY, Key { compare, item })
}

fn item(machine: &mut Machine, object: Ref) -> Result<Ref> {
    let item = machine.heap.extension::<Key>(object).map_or(Ref::NULL, |key| key.item);
    Ok(if item.is_null() { machine.none() } else { machine.keep(item) })
}

fn compared(machine: &mut Machine, arguments: Arguments<'_>, comparison: Comparison) -> Result<Ref> {
    let keys = (machine.heap.extension::<Key>(arguments.at(0)), machine.heap.extension::<Key>(arguments.at(1)));
    let (Some(left), Some(right)) = (keys.0.cloned(), keys.1.cloned()) else {
        return Err(machine.raise(known::TYPE_ERROR, "other argument must be K instance"));
    };
    if left.item.is_null() || right.item.is_null() {
        return Err(machine.raise(known::ATTRIBUTE_ERROR, "object"));
    }
    let result = machine.call(left.compare, &[left.item, right.item])?;
    let zero = machine.new_int(0);
    let answer = machine.compare(comparison, result, zero);
    machine.release(result);
    machine.release(zero);
    answer
}
