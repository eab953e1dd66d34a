//! The items of a deque: access, search, comparison and iteration.

use super::deque::{Deque, like, settle};
use crate::python::compile::code::Comparison;
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::modules::arguments::native;
use crate::python::modules::extension_class::ExtensionClass;
use crate::python::object::extension::native_state;
use crate::python::object::function::Arguments;
use crate::python::object::{Ref, known};
use crate::python::version::Version;

/// The number of items.
pub fn length(machine: &Machine, deque: Ref) -> usize {
    machine.heap.extension::<Deque>(deque).map_or(0, |state| state.items.len())
}

/// The item at a place, borrowed.
pub fn item_at(machine: &Machine, deque: Ref, at: usize) -> Option<Ref> {
    machine.heap.extension::<Deque>(deque)?.items.get(at).copied()
}

fn changes(machine: &Machine, deque: Ref) -> u64 {
    machine.heap.extension::<Deque>(deque).map_or(0, |state| state.changes)
}

/// Adds an item (taken over) at an end; over the bound, one goes at the other end.
pub fn append(machine: &mut Machine, deque: Ref, item: Ref, left: bool) {
    let Some(state) = machine.heap.extension_mut::<Deque>(deque) else { return machine.release(item) };
    if left {
        state.push_front(item)
    } else {
        state.push_back(item)
    }
    let over = state.most.is_some_and(|most| state.items.len() > most);
    let old = if !over {
        None
    } else if left {
        state.pop_back()
    } else {
        state.pop_front()
    };
    settle(machine, deque);
    machine.release(old.unwrap_or(Ref::NULL));
}

/// Adds the items of an iterable at the right end.
pub fn extend(machine: &mut Machine, deque: Ref, iterable: Ref) -> Result<()> {
    extend_at(machine, deque, iterable, false)
}

/// The same at either end; a deque extends itself by a copy.
pub fn extend_at(machine: &mut Machine, deque: Ref, iterable: Ref, left: bool) -> Result<()> {
    if iterable == deque {
        let copy = machine.list_from(iterable)?;
        let outcome = extend_at(machine, deque, copy, left);
        machine.release(copy);
        return outcome;
    }
    let iterator = machine.iterator_of(iterable)?;
    if let Some(state) = machine.heap.extension_mut::<Deque>(deque) {
        state.begin_filling(left);
    }
    let outcome = loop {
        match machine.next_of(iterator) {
            Ok(Some(item)) => append(machine, deque, item, left),
            Ok(None) => break Ok(()),
            Err(stop) => break Err(stop),
        }
    };
    machine.release(iterator);
    outcome
}

/// `deque + deque`.
pub fn add(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (left, right) = (arguments.at(0), arguments.at(1));
    if machine.heap.extension::<Deque>(right).is_none() {
        let message = format!("can only concatenate deque (not \"{}\") to deque", machine.class_name(right));
        return Err(machine.raise(known::TYPE_ERROR, message));
    }
    let made = like(machine, left, Some(left))?;
    match extend(machine, made, right) {
        Ok(()) => Ok(made),
        Err(stop) => {
            machine.release(made);
            Err(stop)
        }
    }
}

/// The place that an index means; IndexError beyond the ends.
fn place(machine: &mut Machine, deque: Ref, key: Ref) -> Result<usize> {
    let index_like = machine.is_int(key) || machine.is_overridden(key, "__index__");
    if !index_like {
        let message = format!("sequence index must be integer, not '{}'", machine.class_name(key));
        return Err(machine.raise(known::TYPE_ERROR, message));
    }
    let index = machine.word_index_of(key, "cannot fit 'int' into an index-sized integer")?;
    let length = length(machine, deque) as i64;
    let index = if index < 0 { index + length } else { index };
    if (0..length).contains(&index) {
        Ok(index as usize)
    } else {
        Err(machine.raise(known::INDEX_ERROR, "deque index out of range"))
    }
}

pub fn get_item(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let at = place(machine, arguments.at(0), arguments.at(1))?;
    let item = item_at(machine, arguments.at(0), at).unwrap_or(known::NONE);
    Ok(machine.keep(item))
}

pub fn set_item(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let at = place(machine, arguments.at(0), arguments.at(1))?;
    let value = machine.keep(arguments.at(2));
    let state = machine.heap.extension_mut::<Deque>(arguments.at(0));
    let old = match state.and_then(|state| state.items.get_mut(at)) {
        Some(item) => std::mem::replace(item, value),
        None => value,
    };
    machine.release(old);
    Ok(machine.none())
}

fn take_at(machine: &mut Machine, deque: Ref, at: usize) {
    let state = machine.heap.extension_mut::<Deque>(deque);
    // CPython rotates, takes the first, and rotates back.
    let old = state.and_then(|state| {
        state.rotate(-(at as i64));
        let old = state.pop_front();
        state.rotate(at as i64);
        old
    });
    settle(machine, deque);
    machine.release(old.unwrap_or(Ref::NULL));
}

pub fn delete_item(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let at = place(machine, arguments.at(0), arguments.at(1))?;
    take_at(machine, arguments.at(0), at);
    Ok(machine.none())
}

pub fn insert(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let deque = arguments.at(0);
    let index = machine.index_of(arguments.at(1))?;
    let count = length(machine, deque) as i64;
    let full = machine
        .heap
        .extension::<Deque>(deque)
        .is_some_and(|state| state.most.is_some_and(|most| state.items.len() >= most));
    if full {
        return Err(machine.raise(known::INDEX_ERROR, "deque already at its maximum size"));
    }
    let item = machine.keep(arguments.at(2));
    if index >= count || index <= -count {
        append(machine, deque, item, index < count);
        return Ok(machine.none());
    }
    if let Some(state) = machine.heap.extension_mut::<Deque>(deque) {
        state.rotate(-index);
        if index < 0 {
            state.push_back(item)
        } else {
            state.push_front(item)
        }
        state.rotate(index);
    }
    settle(machine, deque);
    Ok(machine.none())
}

/// Compares the items from `start` to `stop` with a value until `visit` has seen enough; an error when the deque changes
/// meanwhile.
fn each_equal(
    machine: &mut Machine,
    deque: Ref,
    value: Ref,
    range: std::ops::Range<usize>,
    changed: (Ref, &str),
    visit: &mut dyn FnMut(usize) -> bool,
) -> Result<()> {
    let before = changes(machine, deque);
    for at in range {
        let Some(item) = item_at(machine, deque, at) else { break };
        machine.keep(item);
        let equal = machine.is_equal(item, value);
        machine.release(item);
        if changes(machine, deque) != before {
            equal?;
            return Err(machine.raise(changed.0, changed.1));
        }
        if equal? && visit(at) {
            break;
        }
    }
    Ok(())
}

const CHANGED: (Ref, &str) = (known::RUNTIME_ERROR, "deque mutated during iteration");

pub fn count(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (deque, mut count) = (arguments.at(0), 0);
    let all = 0..length(machine, deque);
    each_equal(machine, deque, arguments.at(1), all, CHANGED, &mut |_| {
        count += 1;
        false
    })?;
    Ok(machine.new_int(count))
}

fn found(
    machine: &mut Machine,
    deque: Ref,
    value: Ref,
    range: std::ops::Range<usize>,
    changed: (Ref, &str),
) -> Result<Option<usize>> {
    let mut place = None;
    each_equal(machine, deque, value, range, changed, &mut |at| {
        place = Some(at);
        true
    })?;
    Ok(place)
}

pub fn contains(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let all = 0..length(machine, arguments.at(0));
    let found = found(machine, arguments.at(0), arguments.at(1), all, CHANGED)?;
    Ok(machine.new_bool(found.is_some()))
}

pub fn remove(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (deque, all) = (arguments.at(0), 0..length(machine, arguments.at(0)));
    let changed = (known::INDEX_ERROR, "deque mutated during remove().");
    match found(machine, deque, arguments.at(1), all, changed)? {
        Some(at) => {
            take_at(machine, deque, at);
            Ok(machine.none())
        }
        None => not_found(machine, "remove", arguments.at(1)),
    }
}

pub fn index(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (deque, value) = (arguments.at(0), arguments.at(1));
    let count = length(machine, deque) as i64;
    let mut bound = |given: Option<Ref>, default: i64| -> Result<i64> {
        let Some(given) = given else { return Ok(default) };
        let at = machine.clamped_index_of(given)?;
        Ok(if at < 0 { (at.saturating_add(count)).max(0) } else { at.min(count) })
    };
    let (start, stop) = (bound(arguments.optional(2), 0)?, bound(arguments.optional(3), count)?);
    match found(machine, deque, value, start as usize..stop.max(start) as usize, CHANGED)? {
        Some(at) => Ok(machine.new_int(at as i64)),
        None => not_found(machine, "index", value),
    }
}

fn not_found(machine: &mut Machine, method: &str, value: Ref) -> Result<Ref> {
    let message = if machine.version() >= Version::V3_14 {
        format!("deque.{method}(x): x not in deque")
    } else {
        format!("{} is not in deque", machine.repr_of(value)?)
    };
    Err(machine.raise(known::VALUE_ERROR, message))
}

/// Compares two deques as their lists are compared.
fn compared(machine: &mut Machine, arguments: Arguments<'_>, comparison: Comparison) -> Result<Ref> {
    let (left, right) = (arguments.at(0), arguments.at(1));
    if machine.heap.extension::<Deque>(right).is_none() {
        return Ok(machine.keep(known::NOT_IMPLEMENTED));
    }
    let first = machine.list_from(left)?;
    let second = match machine.list_from(right) {
        Ok(second) => second,
        Err(stop) => {
            machine.release(first);
            return Err(stop);
        }
    };
    let result = machine.compare(comparison, first, second);
    machine.release(first);
    machine.release(second);
    result
}

pub fn equal(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    compared(machine, arguments, Comparison::Equal)
}

pub fn not_equal(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    compared(machine, arguments, Comparison::NotEqual)
}

pub fn less(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    compared(machine, arguments, Comparison::Less)
}

pub fn less_equal(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    compared(machine, arguments, Comparison::LessEqual)
}

pub fn greater(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    compared(machine, arguments, Comparison::Greater)
}

pub fn greater_equal(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    compared(machine, arguments, Comparison::GreaterEqual)
}

/// A deque's iterator, forward or backward: how many items it still gives, and the deque's changes when it was made.
#[derive(Clone, Debug)]
struct Items {
    deque: Ref,
    left: usize,
    changes: u64,
    backward: bool,
}

native_state!(Items, |_| 56, [deque]);

pub static DEQUE_ITERATOR: ExtensionClass = ExtensionClass {
    next: Some(next),
    methods: &[&native("__length_hint__", length_hint, 0, 0)],
    subclassable: false,
    ..ExtensionClass::named("_deque_iterator", "collections")
};

pub static DEQUE_REVERSE_ITERATOR: ExtensionClass = ExtensionClass {
    next: Some(next),
    methods: &[&native("__length_hint__", length_hint, 0, 0)],
    subclassable: false,
    ..ExtensionClass::named("_deque_reverse_iterator", "collections")
};

fn iterator(machine: &mut Machine, deque: Ref, backward: bool) -> Result<Ref> {
    machine.keep(deque);
    let state = Items { deque, left: length(machine, deque), changes: changes(machine, deque), backward };
    machine.new_native_object(if backward { &DEQUE_REVERSE_ITERATOR } else { &DEQUE_ITERATOR }, state)
}

pub fn iterate(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    iterator(machine, arguments.at(0), false)
}

pub fn iterate_back(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    iterator(machine, arguments.at(0), true)
}

fn next(machine: &mut Machine, object: Ref) -> Result<Option<Ref>> {
    let Some(Items { deque, left, changes: before, backward }) = machine.heap.extension::<Items>(object).cloned()
    else {
        return Ok(None);
    };
    if changes(machine, deque) != before {
        if let Some(state) = machine.heap.extension_mut::<Items>(object) {
            state.left = 0;
        }
        return Err(machine.raise(known::RUNTIME_ERROR, "deque mutated during iteration"));
    }
    let at = if backward { left.checked_sub(1) } else { length(machine, deque).checked_sub(left) };
    let Some(item) = at.filter(|_| left > 0).and_then(|at| item_at(machine, deque, at)) else { return Ok(None) };
    if let Some(state) = machine.heap.extension_mut::<Items>(object) {
        state.left = left - 1;
    }
    Ok(Some(machine.keep(item)))
}

fn length_hint(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let left = machine.heap.extension::<Items>(arguments.at(0)).map_or(0, |state| state.left);
    Ok(machine.new_int(left as i64))
}
