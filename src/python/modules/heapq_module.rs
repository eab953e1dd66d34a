//! The module `_heapq` (`Modules/_heapqmodule.c`): heaps in lists. `merge`, `nlargest` and `nsmallest` are Python, as in CPython.

use crate::python::compile::code::Comparison;
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::modules::arguments::native;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Ref, known};
use crate::python::version::Version;

/// Which item belongs at the top.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Least,
    Greatest,
}

static FUNCTIONS: &[&Native] = &[
    &native("heappush", |machine, arguments| push(machine, arguments, Order::Least), 2, 2),
    &native("heappop", |machine, arguments| pop(machine, arguments, Order::Least), 1, 1),
    &native("heapify", |machine, arguments| heapify(machine, arguments, Order::Least), 1, 1),
    &native("heapreplace", |machine, arguments| replace(machine, arguments, Order::Least), 2, 2),
    &native("heappushpop", |machine, arguments| push_and_pop(machine, arguments, Order::Least), 2, 2),
];

/// Up to 3.13, for `merge` alone.
static OLD_MAX_FUNCTIONS: &[&Native] = &[
    &native("_heappop_max", |machine, arguments| pop(machine, arguments, Order::Greatest), 1, 1),
    &native("_heapify_max", |machine, arguments| heapify(machine, arguments, Order::Greatest), 1, 1),
    &native("_heapreplace_max", |machine, arguments| replace(machine, arguments, Order::Greatest), 2, 2),
];

/// From 3.14 on.
static MAX_FUNCTIONS: &[&Native] = &[
    &native("heappush_max", |machine, arguments| push(machine, arguments, Order::Greatest), 2, 2),
    &native("heappop_max", |machine, arguments| pop(machine, arguments, Order::Greatest), 1, 1),
    &native("heapify_max", |machine, arguments| heapify(machine, arguments, Order::Greatest), 1, 1),
    &native("heapreplace_max", |machine, arguments| replace(machine, arguments, Order::Greatest), 2, 2),
    &native("heappushpop_max", |machine, arguments| push_and_pop(machine, arguments, Order::Greatest), 2, 2),
];

/// Fills the module.
pub fn fill(machine: &mut Machine, module: Ref) -> Result<()> {
    machine.set_functions(module, FUNCTIONS)?;
    let newer = machine.version() >= Version::V3_14;
    machine.set_functions(module, if newer { MAX_FUNCTIONS } else { OLD_MAX_FUNCTIONS })
}

/// The heap, which must be a list.
fn heap(machine: &mut Machine, arguments: Arguments<'_>, function: &str, order: Order) -> Result<Ref> {
    let given = arguments.at(0);
    if machine.heap.list(given).is_some() {
        return Ok(given);
    }
    let name = match (order, machine.version() >= Version::V3_14) {
        (Order::Least, _) => function.to_owned(),
        (Order::Greatest, true) => format!("{function}_max"),
        (Order::Greatest, false) => format!("_{function}_max"),
    };
    let lone = arguments.positional.len() == 1;
    let got = machine.class_name_or_none(given);
    let message = if lone {
        format!("{name}() argument must be list, not {got}")
    } else {
        format!("{name}() argument 1 must be list, not {got}")
    };
    Err(machine.raise(known::TYPE_ERROR, message))
}

fn item(machine: &Machine, heap: Ref, at: usize) -> Option<Ref> {
    machine.heap.items(heap)?.get(at).copied()
}

fn length(machine: &Machine, heap: Ref) -> usize {
    machine.heap.items(heap).map_or(0, <[Ref]>::len)
}

/// Whether `left` belongs above `right`; an error when the list changed while they were compared.
fn is_above(machine: &mut Machine, heap: Ref, left: Ref, right: Ref, order: Order) -> Result<bool> {
    let before = length(machine, heap);
    let (left, right) = if order == Order::Least { (left, right) } else { (right, left) };
    machine.keep(left);
    machine.keep(right);
    let answer = machine.compare(Comparison::Less, left, right).and_then(|answer| {
        let truth = machine.is_true(answer);
        machine.release(answer);
        truth
    });
    machine.release(left);
    machine.release(right);
    let answer = answer?;
    if length(machine, heap) != before {
        return Err(machine.raise(known::RUNTIME_ERROR, "list changed size during iteration"));
    }
    Ok(answer)
}

fn exchange(machine: &mut Machine, heap: Ref, first: usize, second: usize) {
    if let Some(list) = machine.heap.list_mut(heap)
        && first < list.items.len()
        && second < list.items.len()
    {
        list.items.swap(first, second);
    }
}

/// Lets an item rise towards `start` until its parent belongs above it (`siftdown`).
fn rise(machine: &mut Machine, heap: Ref, start: usize, mut at: usize, order: Order) -> Result<()> {
    while at > start {
        let parent = (at - 1) >> 1;
        let (Some(new), Some(above)) = (item(machine, heap, at), item(machine, heap, parent)) else { break };
        if !is_above(machine, heap, new, above, order)? {
            break;
        }
        exchange(machine, heap, at, parent);
        at = parent;
    }
    Ok(())
}

/// Lets an item sink to a leaf along the better children, and rise from there (`siftup`).
fn sink(machine: &mut Machine, heap: Ref, start: usize, order: Order) -> Result<()> {
    let end = length(machine, heap);
    let limit = end >> 1;
    let mut at = start;
    while at < limit {
        let mut child = 2 * at + 1;
        if child + 1 < end {
            let (Some(left), Some(right)) = (item(machine, heap, child), item(machine, heap, child + 1)) else { break };
            if !is_above(machine, heap, left, right, order)? {
                child += 1;
            }
        }
        exchange(machine, heap, at, child);
        at = child;
    }
    rise(machine, heap, start, at, order)
}

fn push(machine: &mut Machine, arguments: Arguments<'_>, order: Order) -> Result<Ref> {
    let heap = heap(machine, arguments, "heappush", order)?;
    let new = machine.keep(arguments.at(1));
    machine.list_append(heap, new);
    let last = length(machine, heap).saturating_sub(1);
    rise(machine, heap, 0, last, order)?;
    Ok(machine.none())
}

fn pop(machine: &mut Machine, arguments: Arguments<'_>, order: Order) -> Result<Ref> {
    let heap = heap(machine, arguments, "heappop", order)?;
    let Some(last) = length(machine, heap).checked_sub(1) else {
        return Err(machine.raise(known::INDEX_ERROR, "index out of range"));
    };
    let end = item(machine, heap, last).unwrap_or(known::NONE);
    machine.keep(end);
    machine.list_replace(heap, last, last + 1, Vec::new());
    if last == 0 {
        return Ok(end);
    }
    let top = exchange_top(machine, heap, end);
    match sink(machine, heap, 0, order) {
        Ok(()) => Ok(top),
        Err(stop) => {
            machine.release(top);
            Err(stop)
        }
    }
}

/// Puts an item (taken over) at the top and gives the one that was there, owned.
fn exchange_top(machine: &mut Machine, heap: Ref, new: Ref) -> Ref {
    match machine.heap.list_mut(heap).and_then(|list| list.items.first_mut()) {
        Some(place) => std::mem::replace(place, new),
        None => new,
    }
}

fn replace(machine: &mut Machine, arguments: Arguments<'_>, order: Order) -> Result<Ref> {
    let heap = heap(machine, arguments, "heapreplace", order)?;
    if length(machine, heap) == 0 {
        return Err(machine.raise(known::INDEX_ERROR, "index out of range"));
    }
    let new = machine.keep(arguments.at(1));
    let top = exchange_top(machine, heap, new);
    match sink(machine, heap, 0, order) {
        Ok(()) => Ok(top),
        Err(stop) => {
            machine.release(top);
            Err(stop)
        }
    }
}

fn push_and_pop(machine: &mut Machine, arguments: Arguments<'_>, order: Order) -> Result<Ref> {
    let heap = heap(machine, arguments, "heappushpop", order)?;
    let new = arguments.at(1);
    let Some(top) = item(machine, heap, 0) else { return Ok(machine.keep(new)) };
    // The new item stays out when the top does not belong above it.
    if !is_above(machine, heap, top, new, order)? {
        return Ok(machine.keep(new));
    }
    replace(machine, arguments, order)
}

/// Orders a list from its last parent up; a long one in an order that keeps to what was touched last (`cache_friendly_heapify`).
fn heapify(machine: &mut Machine, arguments: Arguments<'_>, order: Order) -> Result<Ref> {
    let heap = heap(machine, arguments, "heapify", order)?;
    let count = length(machine, heap);
    if count <= 2500 {
        for at in (0..count >> 1).rev() {
            sink(machine, heap, at, order)?;
        }
        return Ok(machine.none());
    }
    let middle = count >> 1;
    let leftmost = keep_top_bit(middle + 1) - 1;
    for at in (middle >> 1..leftmost).rev().chain((leftmost..middle).rev()) {
        // A left child is the first of its parent's children to be done: the parent's turn has come.
        let mut each = at;
        loop {
            sink(machine, heap, each, order)?;
            if each & 1 == 0 {
                break;
            }
            each >>= 1;
        }
    }
    Ok(machine.none())
}

fn keep_top_bit(number: usize) -> usize {
    number.checked_ilog2().map_or(0, |bit| 1 << bit)
}
