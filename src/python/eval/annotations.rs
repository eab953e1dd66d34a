//! Annotations of classes: what `__annotations__` and `__annotate__` give.

use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::{Ref, known};

impl Machine {
    /// `class.__annotations__` (`type_get_annotations`): an empty dict is made for a class that has none.
    pub(super) fn class_annotations(&mut self, class: Ref, name: &str, heap: bool, dict: Ref) -> Result<Option<Ref>> {
        if let Some(found) = self.dict_get_text(dict, name) {
            return Ok(Some(self.keep(found)));
        }
        if !heap {
            let owner = self.plain_class_name(class);
            return Err(self.raise(known::ATTRIBUTE_ERROR, format!("type object '{owner}' has no attribute '{name}'")));
        }
        let made = self.new_dict();
        let key = self.intern(name);
        let outcome = self.dict_set(dict, key, made);
        self.release(key);
        outcome?;
        Ok(Some(made))
    }
}
