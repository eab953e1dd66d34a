//! Source text to code objects: parse with ruff's parser, resolve names, emit instructions.
//!
//! What the instructions do is `eval`'s business; this room only keeps CPython's order of evaluation, its stack discipline
//! and its positions. What the machine does not model is refused here by name, with the line.

pub mod code;

use std::sync::Arc;

use code::Code;

use crate::python::eval::stop::SourceError;
use crate::python::machine::Machine;

/// Compiles a module as `compile(source, file_name, "exec")` does. Constants and names become objects of `machine`.
pub fn module(machine: &mut Machine, source: &str, file_name: &str) -> Result<Arc<Code>, SourceError> {
    let _ = (machine, source, file_name);
    Err(SourceError::unmodelled("nothing compiles yet", 1, 0))
}
