//! The format mini-language, `str.format`, and `%` formatting.

use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::Ref;

impl Machine {
    /// `format(object, spec)`.
    pub fn format_of(&mut self, object: Ref, spec: &str) -> Result<String> {
        if spec.is_empty() {
            return self.str_of(object);
        }
        Err(Stop::unmodelled("format"))
    }
}
