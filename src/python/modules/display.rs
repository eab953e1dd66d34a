//! How objects print: repr, str, and format.

use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::Ref;

impl Machine {
    /// `repr(object)`.
    pub fn repr_of(&mut self, object: Ref) -> Result<String> {
        let _ = object;
        Err(Stop::unmodelled("repr"))
    }

    /// `str(object)`.
    pub fn str_of(&mut self, object: Ref) -> Result<String> {
        let _ = object;
        Err(Stop::unmodelled("str"))
    }

    /// `format(object, spec)`.
    pub fn format_of(&mut self, object: Ref, spec: &str) -> Result<String> {
        let _ = (object, spec);
        Err(Stop::unmodelled("format"))
    }

    /// The text of a str object; `None` for anything else.
    pub fn text_of(&self, object: Ref) -> Option<&str> {
        match self.heap.body(object) {
            crate::python::object::Body::Str(text) => Some(&text.text),
            _ => None,
        }
    }

    /// The items of any iterable, each an owned reference.
    pub fn items_of(&mut self, iterable: Ref) -> Result<Vec<Ref>> {
        let iterator = self.iterator_of(iterable)?;
        let mut items = Vec::new();
        loop {
            match self.next_of(iterator) {
                Ok(Some(item)) => items.push(item),
                Ok(None) => break,
                Err(stop) => {
                    items.into_iter().for_each(|item| self.release(item));
                    self.release(iterator);
                    return Err(stop);
                }
            }
        }
        self.release(iterator);
        Ok(items)
    }
}
