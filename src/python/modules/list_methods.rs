//! The methods of list, and of what else holds a place in a sequence.

use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native, NativeCall};
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// A method without keywords that takes `least` to `most` arguments beside the receiver.
pub(super) const fn method(name: &'static str, call: NativeCall, least: usize, most: usize) -> Native {
    Native { name, call, least, most, keywords: false, packed_below: 0, cost_nanos: 40 }
}

/// The same, looking at its keywords itself.
pub(super) const fn keyword_method(name: &'static str, call: NativeCall, least: usize, most: usize) -> Native {
    Native { name, call, least, most, keywords: true, packed_below: 0, cost_nanos: 40 }
}

/// The methods of `list`.
pub static METHODS: &[&Native] = &[
    &method("append", append, 1, 1),
    &method("clear", clear, 0, 0),
    &method("copy", copy, 0, 0),
    &method("count", count, 1, 1),
    &method("extend", extend, 1, 1),
    &method("index", index, 1, 3),
    &method("insert", insert, 2, 2),
    &method("pop", pop, 0, 1),
    &method("remove", remove, 1, 1),
    &method("reverse", reverse, 0, 0),
    &keyword_method("sort", sort, 0, usize::MAX),
];

/// The argument at a place; the receiver is at 0. Null when it was not given.
pub(super) fn at(arguments: Arguments<'_>, place: usize) -> Ref {
    arguments.positional.get(place).copied().unwrap_or(Ref::NULL)
}

impl Machine {
    /// An index argument (`PyNumber_Index`), clipped to 64 bits.
    pub(super) fn index_argument(&mut self, argument: Ref) -> Result<i64> {
        self.index_or(argument, |class| format!("'{class}' object cannot be interpreted as an integer"))
    }

    /// A bound of `index` (`_PyEval_SliceIndexNotNone`).
    pub(super) fn bound_argument(&mut self, argument: Ref) -> Result<i64> {
        self.index_or(argument, |_| "slice indices must be integers or have an __index__ method".to_owned())
    }

    fn index_or(&mut self, argument: Ref, message: impl Fn(&str) -> String) -> Result<i64> {
        match self.heap.body(argument) {
            Body::Int(value) => return Ok(*value),
            Body::BigInt(value) => {
                return Ok(if value.sign() == num_bigint::Sign::Minus { i64::MIN } else { i64::MAX });
            }
            Body::Instance(_) => {
                if let Some(answer) = self.call_special(argument, "__index__", &[])? {
                    let value = match self.heap.body(answer) {
                        Body::Int(value) => Some(*value),
                        _ => None,
                    };
                    self.release(answer);
                    if let Some(value) = value {
                        return Ok(value);
                    }
                }
            }
            _ => {}
        }
        let class = self.class_name(argument);
        Err(self.raise(known::TYPE_ERROR, message(&class)))
    }

    /// Asks items one after another, from `start` to `stop`, whether they equal `sought`, the item on the left; the sequence may
    /// change meanwhile.
    pub(super) fn find_item(&mut self, sequence: Ref, sought: Ref, start: usize, stop: usize) -> Result<Option<usize>> {
        let mut place = start;
        while place < stop {
            let Some(item) = self.heap.items(sequence).and_then(|items| items.get(place)).copied() else { break };
            if item == sought || self.item_equals(item, sought)? {
                return Ok(Some(place));
            }
            place += 1;
        }
        Ok(None)
    }

    fn item_equals(&mut self, item: Ref, sought: Ref) -> Result<bool> {
        self.keep(item);
        let equal = self.is_equal(item, sought);
        self.release(item);
        equal
    }

    /// The number of items that equal `sought`.
    pub(super) fn count_items(&mut self, sequence: Ref, sought: Ref) -> Result<usize> {
        let (mut place, mut count) = (0, 0);
        while let Some(found) = self.find_item(sequence, sought, place, usize::MAX)? {
            count += 1;
            place = found + 1;
        }
        Ok(count)
    }

    /// Start and stop arguments of `index`, counted from the end when negative.
    pub(super) fn search_bounds(&mut self, arguments: Arguments<'_>, length: usize) -> Result<(usize, usize)> {
        let mut bounds = [0, i64::MAX];
        for (bound, argument) in bounds.iter_mut().zip(arguments.positional.iter().skip(2)) {
            *bound = self.bound_argument(*argument)?;
            if *bound < 0 {
                *bound = bound.saturating_add(length as i64).max(0);
            }
        }
        Ok((bounds[0] as usize, bounds[1] as usize))
    }
}

fn append(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let item = machine.keep(at(arguments, 1));
    machine.list_append(at(arguments, 0), item);
    Ok(machine.none())
}

fn clear(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.list_clear(at(arguments, 0));
    Ok(machine.none())
}

fn copy(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let items = machine.heap.items(at(arguments, 0)).unwrap_or_default().to_vec();
    items.iter().for_each(|item| machine.heap.incref(*item));
    Ok(machine.new_list(items))
}

fn count(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let count = machine.count_items(at(arguments, 0), at(arguments, 1))?;
    Ok(machine.new_int(count as i64))
}

fn extend(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.list_extend(at(arguments, 0), at(arguments, 1))?;
    Ok(machine.none())
}

fn index(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (list, sought) = (at(arguments, 0), at(arguments, 1));
    let length = machine.heap.items(list).map_or(0, <[Ref]>::len);
    let (start, stop) = machine.search_bounds(arguments, length)?;
    if let Some(place) = machine.find_item(list, sought, start, stop)? {
        return Ok(machine.new_int(place as i64));
    }
    let message = if machine.version() >= Version::V3_14 {
        "list.index(x): x not in list".to_owned()
    } else {
        format!("{} is not in list", machine.repr_of(sought)?)
    };
    Err(machine.raise(known::VALUE_ERROR, message))
}

fn insert(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let list = at(arguments, 0);
    let place = machine.index_argument(at(arguments, 1))?;
    let length = machine.heap.items(list).map_or(0, <[Ref]>::len) as i64;
    let place = if place < 0 { place.saturating_add(length).max(0) } else { place.min(length) };
    let item = machine.keep(at(arguments, 2));
    machine.list_insert(list, place as usize, item);
    Ok(machine.none())
}

fn pop(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let list = at(arguments, 0);
    let place = match arguments.positional.get(1) {
        Some(place) => machine.index_argument(*place)?,
        None => -1,
    };
    let length = machine.heap.items(list).map_or(0, <[Ref]>::len) as i64;
    if length == 0 {
        return Err(machine.raise(known::INDEX_ERROR, "pop from empty list"));
    }
    let place = if place < 0 { place.saturating_add(length) } else { place };
    match usize::try_from(place).ok().and_then(|place| machine.list_take(list, place)) {
        Some(item) => Ok(item),
        None => Err(machine.raise(known::INDEX_ERROR, "pop index out of range")),
    }
}

fn remove(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let list = at(arguments, 0);
    match machine.find_item(list, at(arguments, 1), 0, usize::MAX)? {
        Some(place) => {
            machine.list_replace(list, place, place + 1, Vec::new());
            Ok(machine.none())
        }
        None => Err(machine.raise(known::VALUE_ERROR, "list.remove(x): x not in list")),
    }
}

fn reverse(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    if let Some(list) = machine.heap.list_mut(at(arguments, 0)) {
        list.items.reverse();
    }
    Ok(machine.none())
}

fn sort(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (positional, given) = (
        arguments.positional.len().saturating_sub(1),
        (arguments.positional.len() + arguments.keywords.len()).saturating_sub(1),
    );
    if given > 2 {
        return Err(machine.raise(known::TYPE_ERROR, format!("sort() takes at most 2 arguments ({given} given)")));
    }
    if positional > 0 {
        return Err(machine.raise(known::TYPE_ERROR, "sort() takes no positional arguments"));
    }
    let (mut key, mut reverse) = (Ref::NULL, false);
    if arguments.positional.len() > 1 {
        return Err(machine.raise(known::TYPE_ERROR, "sort() takes no positional arguments"));
    }
    for (name, value) in arguments.keywords {
        match machine.text_of(*name) {
            Some("key") => key = *value,
            Some("reverse") => reverse = machine.is_true(*value)?,
            name => {
                let name = name.unwrap_or_default();
                let message = if machine.version() >= Version::V3_13 {
                    format!("sort() got an unexpected keyword argument '{name}'")
                } else {
                    format!("'{name}' is an invalid keyword argument for sort()")
                };
                return Err(machine.raise(known::TYPE_ERROR, message));
            }
        }
    }
    machine.list_sort(at(arguments, 0), key, reverse)?;
    Ok(machine.none())
}
