//! The module `_inspect`: the sources that `inspect` (in `assets/pylib`) shows.

use super::arguments::native;
use super::pylib;
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::Ref;
use crate::python::object::function::{Arguments, Native};

/// The functions of `_inspect`.
pub static FUNCTIONS: &[&Native] = &[&native("source", source, 1, 1)];

/// Fills the module.
pub fn fill(machine: &mut Machine, module: Ref) -> Result<()> {
    machine.set_functions(module, FUNCTIONS)
}

/// The text of the program or of a library module by its file name; None for what is no file.
fn source(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let name = machine.text_of(arguments.at(0)).unwrap_or_default();
    let text = if name == machine.options.file_name {
        Some(machine.source.to_string())
    } else {
        pylib::text_of(name).map(str::to_owned)
    };
    match text {
        Some(text) => Ok(machine.new_str(&text)),
        None => Ok(machine.none()),
    }
}
