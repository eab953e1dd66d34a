//! The methods of frame and code objects.

use super::list_methods::{at, keyword_method, method};
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::Ref;
use crate::python::object::function::{Arguments, Native};

/// The methods of `frame`.
pub static FRAME: &[&Native] = &[&method("clear", clear, 0, 0)];

/// The methods of `code`.
pub static CODE: &[&Native] = &[
    &method("co_lines", lines, 0, 0),
    &method("co_positions", positions, 0, 0),
    &keyword_method("replace", replace, 0, 0),
];

fn clear(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.clear_frame(at(arguments, 0))
}

fn lines(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let rows = machine.code_lines(at(arguments, 0));
    iterator(machine, rows)
}

fn positions(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let rows = machine.code_positions(at(arguments, 0));
    iterator(machine, rows)
}

/// An iterator over a list that is taken over.
fn iterator(machine: &mut Machine, list: Ref) -> Result<Ref> {
    let iterator = machine.iterator_of(list);
    machine.release(list);
    iterator
}

fn replace(_: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    Err(Stop::unmodelled("`code.replace()` is not modelled"))
}
