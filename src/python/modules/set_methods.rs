//! The methods of set and frozenset.

use super::list_methods::{at, method};
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Ref, known};

/// The methods of `set`.
pub static METHODS: &[&Native] = &[
    &ADD,
    &CLEAR,
    &COPY,
    &DIFFERENCE,
    &method("difference_update", difference_update, 0, usize::MAX),
    &method("discard", discard, 1, 1),
    &INTERSECTION,
    &method("intersection_update", intersection_update, 0, usize::MAX),
    &IS_DISJOINT,
    &IS_SUBSET,
    &IS_SUPERSET,
    &method("pop", pop, 0, 0),
    &method("remove", remove, 1, 1),
    &SYMMETRIC_DIFFERENCE,
    &method("symmetric_difference_update", symmetric_difference_update, 1, 1),
    &UNION,
    &method("update", update, 0, usize::MAX).packed(14),
];

/// The methods of `frozenset`.
pub static FROZEN_METHODS: &[&Native] =
    &[&COPY, &DIFFERENCE, &INTERSECTION, &IS_DISJOINT, &IS_SUBSET, &IS_SUPERSET, &SYMMETRIC_DIFFERENCE, &UNION];

static ADD: Native = method("add", add, 1, 1);
static CLEAR: Native = method("clear", clear, 0, 0);
static COPY: Native = method("copy", copy, 0, 0);
static DIFFERENCE: Native = method("difference", difference, 0, usize::MAX).packed(14);
static INTERSECTION: Native = method("intersection", intersection, 0, usize::MAX).packed(14);
static IS_DISJOINT: Native = method("isdisjoint", is_disjoint, 1, 1);
static IS_SUBSET: Native = method("issubset", is_subset, 1, 1);
static IS_SUPERSET: Native = method("issuperset", is_superset, 1, 1);
static SYMMETRIC_DIFFERENCE: Native = method("symmetric_difference", symmetric_difference, 1, 1);
static UNION: Native = method("union", union, 0, usize::MAX).packed(14);

fn add(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.set_add(at(arguments, 0), at(arguments, 1))?;
    Ok(machine.none())
}

fn clear(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.set_clear(at(arguments, 0));
    Ok(machine.none())
}

fn copy(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.set_copy(at(arguments, 0))
}

/// One operation after another on a result that each replaces.
fn chain(
    machine: &mut Machine,
    arguments: Arguments<'_>,
    operation: fn(&mut Machine, Ref, Ref) -> Result<Ref>,
) -> Result<Ref> {
    let mut others = arguments.positional.iter().skip(1);
    let set = at(arguments, 0);
    let Some(first) = others.next() else { return machine.set_copy(set) };
    let mut result = operation(machine, set, *first)?;
    for other in others {
        let next = operation(machine, result, *other);
        machine.release(result);
        result = next?;
    }
    Ok(result)
}

/// One change after another to the receiver.
fn change(
    machine: &mut Machine,
    arguments: Arguments<'_>,
    operation: fn(&mut Machine, Ref, Ref) -> Result<()>,
) -> Result<Ref> {
    for other in arguments.positional.iter().skip(1) {
        operation(machine, at(arguments, 0), *other)?;
    }
    Ok(machine.none())
}

fn difference(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    // The first difference makes a new set; the others change it (`set_difference_multi`).
    let mut others = arguments.positional.iter().skip(1);
    let set = at(arguments, 0);
    let Some(first) = others.next() else { return machine.set_copy(set) };
    let result = machine.set_difference(set, *first)?;
    for other in others {
        if let Err(stop) = machine.set_difference_update(result, *other) {
            machine.release(result);
            return Err(stop);
        }
    }
    Ok(result)
}

fn difference_update(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    change(machine, arguments, Machine::set_difference_update)
}

fn discard(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.set_discard(at(arguments, 0), at(arguments, 1))?;
    Ok(machine.none())
}

fn intersection(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    chain(machine, arguments, Machine::set_intersection)
}

fn intersection_update(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    change(machine, arguments, Machine::set_intersection_update)
}

fn is_disjoint(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let answer = machine.set_is_disjoint(at(arguments, 0), at(arguments, 1))?;
    Ok(machine.new_bool(answer))
}

fn is_subset(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let answer = machine.set_is_subset(at(arguments, 0), at(arguments, 1))?;
    Ok(machine.new_bool(answer))
}

fn is_superset(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let answer = machine.set_is_superset(at(arguments, 0), at(arguments, 1))?;
    Ok(machine.new_bool(answer))
}

fn pop(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    match machine.set_pop(at(arguments, 0)) {
        Some(key) => Ok(key),
        None => Err(machine.raise(known::KEY_ERROR, "pop from an empty set")),
    }
}

fn remove(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let key = at(arguments, 1);
    if machine.set_discard(at(arguments, 0), key)? {
        return Ok(machine.none());
    }
    Err(machine.key_error(key))
}

fn symmetric_difference(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.set_symmetric_difference(at(arguments, 0), at(arguments, 1))
}

fn symmetric_difference_update(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    change(machine, arguments, Machine::set_symmetric_difference_update)
}

fn union(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let result = machine.set_union(at(arguments, 0), at(arguments, 0))?;
    for other in arguments.positional.iter().skip(1) {
        if *other == at(arguments, 0) {
            continue;
        }
        if let Err(stop) = machine.set_update(result, *other) {
            machine.release(result);
            return Err(stop);
        }
    }
    Ok(result)
}

fn update(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    change(machine, arguments, Machine::set_update)
}
