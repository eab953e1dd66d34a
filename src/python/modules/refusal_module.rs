//! The module `_refusal`: how a library module in Python says that something is not modelled. No program can catch it.

use super::arguments::native;
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::Ref;
use crate::python::object::function::{Arguments, Native};

static FUNCTIONS: &[&Native] = &[&native("refuse", refuse, 1, 1)];

/// Fills the module.
pub fn fill(machine: &mut Machine, module: Ref) -> Result<()> {
    machine.set_functions(module, FUNCTIONS)
}

fn refuse(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let name = machine.str_argument("refuse", "name", arguments.at(0))?;
    Err(Stop::unmodelled(format!("`{name}` is not modelled")))
}
