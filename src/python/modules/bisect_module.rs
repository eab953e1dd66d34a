//! The module `bisect` (`Modules/_bisectmodule.c`): places in sorted sequences.

use crate::python::compile::code::Comparison;
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::modules::arguments::keyword_native;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Ref, known};
use crate::python::version::Version;

static FUNCTIONS: &[&Native] = &[
    &keyword_native(
        "bisect_left",
        |machine, arguments| bisect(machine, arguments, "bisect_left", Side::Left),
        0,
        usize::MAX,
    ),
    &keyword_native(
        "bisect_right",
        |machine, arguments| bisect(machine, arguments, "bisect_right", Side::Right),
        0,
        usize::MAX,
    ),
    &keyword_native(
        "insort_left",
        |machine, arguments| insort(machine, arguments, "insort_left", Side::Left),
        0,
        usize::MAX,
    ),
    &keyword_native(
        "insort_right",
        |machine, arguments| insort(machine, arguments, "insort_right", Side::Right),
        0,
        usize::MAX,
    ),
];

/// Before or behind items that are equal.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// Fills the module; `bisect` and `insort` are other names of those that go to the right.
pub fn fill(machine: &mut Machine, module: Ref) -> Result<()> {
    machine.set_functions(module, FUNCTIONS)?;
    for (name, of) in [("bisect", "bisect_right"), ("insort", "insort_right")] {
        if let Some(function) = machine.module_entry(module, of) {
            machine.keep(function);
            machine.set_in_module(module, name, function)?;
        }
    }
    Ok(())
}

/// The arguments: sequence, item, bounds and key (null without one).
struct Search {
    sequence: Ref,
    item: Ref,
    low: i64,
    high: Option<i64>,
    key: Ref,
}

fn search(machine: &mut Machine, arguments: Arguments<'_>, name: &str) -> Result<Search> {
    let given = arguments.positional.len();
    if given > 4 {
        let message = format!("{name}() takes at most 4 positional arguments ({given} given)");
        return Err(machine.raise(known::TYPE_ERROR, message));
    }
    let [sequence, item, low, high, key] = machine.bind(name, arguments, ["a", "x", "lo", "hi", "key"], 2)?;
    let low = match low {
        Some(low) => machine.index_of(low)?,
        None => 0,
    };
    let high = match high.filter(|high| *high != known::NONE) {
        Some(high) => Some(machine.index_of(high)?),
        None => None,
    };
    if low < 0 {
        let newer = machine.version() >= Version::V3_15;
        let text = if newer { "lo cannot be negative" } else { "lo must be non-negative" };
        return Err(machine.raise(known::VALUE_ERROR, text));
    }
    let key = key.filter(|key| *key != known::NONE).unwrap_or(Ref::NULL);
    Ok(Search { sequence: sequence.unwrap_or(known::NONE), item: item.unwrap_or(known::NONE), low, high, key })
}

/// The place where `item`, whose key it is already, belongs.
fn place(machine: &mut Machine, search: &Search, item: Ref, side: Side) -> Result<i64> {
    let mut low = search.low;
    let mut high = match search.high {
        Some(high) if high >= 0 => high,
        _ => machine.length_of(search.sequence)? as i64,
    };
    while low < high {
        let middle = low + (high - low) / 2;
        let index = machine.new_int(middle);
        let found = machine.get_item(search.sequence, index);
        machine.release(index);
        let mut found = found?;
        if !search.key.is_null() {
            let key = machine.call(search.key, &[found]);
            machine.release(found);
            found = key?;
        }
        let (left, right) = if side == Side::Left { (found, item) } else { (item, found) };
        let answer = machine.compare(Comparison::Less, left, right).and_then(|answer| {
            let truth = machine.is_true(answer);
            machine.release(answer);
            truth
        });
        machine.release(found);
        let less = answer?;
        if less == (side == Side::Left) { low = middle + 1 } else { high = middle }
    }
    Ok(low)
}

fn bisect(machine: &mut Machine, arguments: Arguments<'_>, name: &str, side: Side) -> Result<Ref> {
    let search = search(machine, arguments, name)?;
    let place = place(machine, &search, search.item, side)?;
    Ok(machine.new_int(place))
}

fn insort(machine: &mut Machine, arguments: Arguments<'_>, name: &str, side: Side) -> Result<Ref> {
    let search = search(machine, arguments, name)?;
    let place = if search.key.is_null() {
        place(machine, &search, search.item, side)?
    } else {
        let key = machine.call(search.key, &[search.item])?;
        let place = place(machine, &search, key, side);
        machine.release(key);
        place?
    };
    if machine.heap.class_of(search.sequence) == known::LIST {
        let item = machine.keep(search.item);
        let length = machine.heap.items(search.sequence).map_or(0, <[Ref]>::len);
        let place = usize::try_from(place).unwrap_or(0).min(length);
        machine.list_insert(search.sequence, place, item);
    } else {
        let index = machine.new_int(place);
        let result = machine.call_method(search.sequence, "insert", &[index, search.item]);
        machine.release(index);
        let result = result?;
        machine.release(result);
    }
    Ok(machine.none())
}
