//! What `__annotations__` and `__annotate__` give: of functions, classes and modules (`Objects/typeobject.c`,
//! `Objects/funcobject.c`, `Objects/moduleobject.c`).

use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::{Body, Ref, known};

impl Machine {
    /// What an `__annotate__` function says of the values (owned): a dict.
    fn annotations_by(&mut self, annotate: Ref) -> Result<Ref> {
        let format = self.new_int(1);
        let made = self.call(annotate, &[format]);
        self.release(format);
        let made = made?;
        if matches!(self.heap.body(made), Body::Dict(_)) {
            return Ok(made);
        }
        let got = self.class_name(made);
        self.release(made);
        let message = format!("__annotate__() must return a dict, not {got}");
        Err(self.raise(known::TYPE_ERROR, message))
    }

    /// `function.__annotations__` (owned), computed and kept when it is first asked for.
    pub(super) fn function_annotations(&mut self, function: Ref) -> Result<Ref> {
        let Body::Function(parts) = self.heap.body(function) else { return Ok(self.new_dict()) };
        let (kept, annotate) = (parts.annotations, parts.annotate);
        if !kept.is_null() {
            return Ok(self.keep(kept));
        }
        let computed = !annotate.is_null() && annotate != known::NONE;
        let made = if computed { self.annotations_by(annotate)? } else { self.new_dict() };
        self.keep(made);
        let old = match &mut self.heap.get_mut(function).body {
            Body::Function(parts) => std::mem::replace(&mut parts.annotations, made),
            _ => made,
        };
        self.release(old);
        Ok(made)
    }

    /// `class.__annotations__` and `class.__annotate__` (owned).
    pub(super) fn class_annotations(&mut self, class: Ref, name: &str, heap: bool, dict: Ref) -> Result<Option<Ref>> {
        if !heap {
            let owner = self.plain_class_name(class);
            return Err(self.raise(known::ATTRIBUTE_ERROR, format!("type object '{owner}' has no attribute '{name}'")));
        }
        if let Some(found) = self.dict_get_text(dict, name) {
            return Ok(Some(self.keep(found)));
        }
        if !self.version().has_lazy_annotations() {
            let made = self.new_dict();
            self.dict_set_text(dict, name, made)?;
            return Ok(Some(made));
        }
        if self.dict_get_text(dict, "__annotate_func__").is_none() {
            self.dict_set_text(dict, "__annotate_func__", known::NONE)?;
        }
        let annotate = self.dict_get_text(dict, "__annotate_func__").unwrap_or(known::NONE);
        if name == "__annotate__" {
            return Ok(Some(self.keep(annotate)));
        }
        if let Some(kept) = self.dict_get_text(dict, "__annotations_cache__") {
            return Ok(Some(self.keep(kept)));
        }
        let made = if annotate == known::NONE { self.new_dict() } else { self.annotations_by(annotate)? };
        self.dict_set_text(dict, "__annotations_cache__", made)?;
        Ok(Some(made))
    }

    /// Sets a class's `__annotations__` or `__annotate__`.
    pub(super) fn set_class_annotations(&mut self, class: Ref, name: &str, value: Option<Ref>) -> Result<()> {
        let dict = self.heap.class(class).map_or(Ref::NULL, |parts| parts.dict);
        let lazy = self.version().has_lazy_annotations();
        let own = self.dict_get_text(dict, name).is_some();
        let (key, other) = match name {
            _ if !lazy || own => (name, ""),
            "__annotate__" => ("__annotate_func__", "__annotations_cache__"),
            _ => ("__annotations_cache__", "__annotate_func__"),
        };
        let key = self.intern(key);
        let outcome = match value {
            Some(value) => self.dict_set(dict, key, value).map(|()| true),
            None => self.dict_delete(dict, key),
        };
        self.release(key);
        if !outcome? {
            return Err(self.raise(known::ATTRIBUTE_ERROR, name));
        }
        if !other.is_empty() {
            let other = self.intern(other);
            let outcome = self.dict_delete(dict, other);
            self.release(other);
            outcome?;
        }
        Ok(())
    }

    /// `module.__annotations__` and `module.__annotate__` (owned) of a module that has none in its dict.
    pub(super) fn module_annotations(&mut self, dict: Ref, name: &str) -> Result<Option<Ref>> {
        if let Some(own) = self.dict_get_text(dict, name) {
            return Ok(Some(self.keep(own)));
        }
        if name == "__annotate__" {
            return Ok(self.version().has_lazy_annotations().then(|| self.none()));
        }
        let annotate = self.dict_get_text(dict, "__annotate__").filter(|annotate| *annotate != known::NONE);
        let made = match annotate {
            Some(annotate) => self.annotations_by(annotate)?,
            None => self.new_dict(),
        };
        self.dict_set_text(dict, name, made)?;
        Ok(Some(made))
    }
}
