//! The methods of dict, and of the views that `keys`, `values` and `items` give.

use super::list_methods::{at, keyword_method, method};
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::iterator::DictPart;
use crate::python::object::{Body, Ref, known};

/// The methods of `dict`; `fromkeys` is a class method.
pub static METHODS: &[&Native] = &[
    &method("clear", clear, 0, 0),
    &method("copy", copy, 0, 0),
    &method("fromkeys", from_keys, 1, 2),
    &method("get", get, 1, 2),
    &method("items", items, 0, 0),
    &method("keys", keys, 0, 0),
    &method("pop", pop, 1, 2),
    &method("popitem", pop_item, 0, 0),
    &method("setdefault", set_default, 1, 2),
    &keyword_method("update", update, 0, 1).packed(super::arguments::ALWAYS),
    &method("values", values, 0, 0),
];

/// The methods of `dict_keys` and `dict_items`.
pub static VIEW_METHODS: &[&Native] = &[&method("isdisjoint", is_disjoint, 1, 1)];

impl Machine {
    /// A view of a dict (`_PyDictView_New`), owned.
    pub fn new_dict_view(&mut self, dict: Ref, kind: DictPart) -> Ref {
        let class = match kind {
            DictPart::Keys => known::DICT_KEYS,
            DictPart::Values => known::DICT_VALUES,
            DictPart::Items => known::DICT_ITEMS,
        };
        self.keep(dict);
        self.new_tracked(class, Body::DictView { kind, dict }, 24, 16)
    }

    fn or_none(&mut self, value: Ref) -> Ref {
        if value.is_null() { self.none() } else { self.keep(value) }
    }
}

fn clear(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.dict_clear(at(arguments, 0));
    Ok(machine.none())
}

fn copy(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.dict_copy(at(arguments, 0))
}

fn from_keys(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (class, iterable) = (at(arguments, 0), at(arguments, 1));
    let value = if at(arguments, 2).is_null() { known::NONE } else { at(arguments, 2) };
    let exact = class == known::DICT || machine.heap.class(class).is_none();
    if exact {
        return machine.dict_from_keys(iterable, value);
    }
    let made = machine.call(class, &[])?;
    let keys = match machine.items_of(iterable) {
        Ok(keys) => keys,
        Err(stop) => {
            machine.release(made);
            return Err(stop);
        }
    };
    let mut outcome = Ok(());
    for key in keys {
        if outcome.is_ok() {
            outcome = machine.set_item_of(made, key, value);
        }
        machine.release(key);
    }
    match outcome {
        Ok(()) => Ok(made),
        Err(stop) => {
            machine.release(made);
            Err(stop)
        }
    }
}

impl Machine {
    /// `object[key] = value`: a subclass's `__setitem__` is asked.
    fn set_item_of(&mut self, object: Ref, key: Ref, value: Ref) -> Result<()> {
        match self.call_special(object, "__setitem__", &[key, value])? {
            Some(result) => {
                self.release(result);
                Ok(())
            }
            None => self.dict_set(object, key, value),
        }
    }
}

fn get(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    match machine.dict_get(at(arguments, 0), at(arguments, 1))? {
        Some(value) => Ok(machine.keep(value)),
        None => Ok(machine.or_none(at(arguments, 2))),
    }
}

fn items(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    Ok(machine.new_dict_view(at(arguments, 0), DictPart::Items))
}

fn keys(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    Ok(machine.new_dict_view(at(arguments, 0), DictPart::Keys))
}

fn values(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    Ok(machine.new_dict_view(at(arguments, 0), DictPart::Values))
}

fn pop(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let key = at(arguments, 1);
    match machine.dict_take(at(arguments, 0), key)? {
        Some(value) => Ok(value),
        None if at(arguments, 2).is_null() => Err(machine.key_error(key)),
        None => Ok(machine.keep(at(arguments, 2))),
    }
}

fn pop_item(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    match machine.dict_pop_last(at(arguments, 0)) {
        Some((key, value)) => Ok(machine.new_tuple(vec![key, value])),
        None => Err(machine.raise(known::KEY_ERROR, "popitem(): dictionary is empty")),
    }
}

fn set_default(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (dict, key) = (at(arguments, 0), at(arguments, 1));
    let default = if at(arguments, 2).is_null() { known::NONE } else { at(arguments, 2) };
    let value = match machine.dict_get(dict, key)? {
        Some(value) => value,
        None => {
            machine.dict_set(dict, key, default)?;
            default
        }
    };
    Ok(machine.keep(value))
}

fn update(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let dict = at(arguments, 0);
    if let Some(other) = arguments.positional.get(1) {
        machine.dict_update(dict, *other)?;
    }
    for (name, value) in arguments.keywords {
        machine.dict_set(dict, *name, *value)?;
    }
    Ok(machine.none())
}

fn is_disjoint(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (view, other) = (at(arguments, 0), at(arguments, 1));
    let mut answer = true;
    machine.for_each_item(other, |machine, item| {
        answer = !machine.view_contains(view, item)?;
        Ok(answer)
    })?;
    Ok(machine.new_bool(answer))
}
