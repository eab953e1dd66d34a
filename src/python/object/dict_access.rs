//! A machine's dicts by key: look-up with its comparisons, insertion with its resizes, deletion.
//!
//! The table itself is `dict`'s; here are the parts that need a machine: comparing keys may run the program's `__eq__`.

use super::Ref;
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;

impl Machine {
    /// The value at `key`, borrowed; `None` when missing. Hashes and compares as CPython does.
    pub fn dict_get(&mut self, dict: Ref, key: Ref) -> Result<Option<Ref>> {
        let _ = (dict, key);
        Err(Stop::unmodelled("dict_get"))
    }

    /// The value at an interned str key, borrowed: no Python code can run.
    pub fn dict_get_name(&self, dict: Ref, name: Ref) -> Option<Ref> {
        let _ = (dict, name);
        None
    }

    /// The value at a str key by its text, borrowed.
    pub fn dict_get_text(&self, dict: Ref, text: &str) -> Option<Ref> {
        let _ = (dict, text);
        None
    }

    /// Sets `dict[key] = value`, taking references of its own.
    pub fn dict_set(&mut self, dict: Ref, key: Ref, value: Ref) -> Result<()> {
        let _ = (dict, key, value);
        Err(Stop::unmodelled("dict_set"))
    }

    /// Deletes `dict[key]`; false when it was missing.
    pub fn dict_delete(&mut self, dict: Ref, key: Ref) -> Result<bool> {
        let _ = (dict, key);
        Err(Stop::unmodelled("dict_delete"))
    }
}
