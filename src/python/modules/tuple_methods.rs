//! The methods of tuple.

use super::list_methods::{at, method};
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Ref, known};

pub static METHODS: &[&Native] = &[&method("count", count, 1, 1), &method("index", index, 1, 3)];

fn count(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let count = machine.count_items(at(arguments, 0), at(arguments, 1))?;
    Ok(machine.new_int(count as i64))
}

fn index(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let tuple = at(arguments, 0);
    let length = machine.heap.items(tuple).map_or(0, <[Ref]>::len);
    let (start, stop) = machine.search_bounds(arguments, length)?;
    match machine.find_item(tuple, at(arguments, 1), start, stop)? {
        Some(place) => Ok(machine.new_int(place as i64)),
        None => Err(machine.raise(known::VALUE_ERROR, "tuple.index(x): x not in tuple")),
    }
}
