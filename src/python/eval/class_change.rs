//! Classes that change after they were made: `__bases__`, `__name__` and the like assigned, an object's `__class__` and
//! `__dict__` exchanged (`Objects/typeobject.c`).

use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::{Body, Ref, known};

impl Machine {
    /// Sets or deletes what `type` has a descriptor for; false when the name is none of these.
    pub(super) fn set_type_attribute(&mut self, class: Ref, name: &str, value: Option<Ref>) -> Result<bool> {
        let Some(parts) = self.heap.class(class) else { return Ok(false) };
        let (own_name, dict) = (parts.name.clone(), parts.dict);
        match name {
            "__mro__" if self.version().minor() <= 11 => Err(self.raise(known::ATTRIBUTE_ERROR, "readonly attribute")),
            "__mro__" | "__dict__" | "__text_signature__" => {
                let message = format!("attribute '{name}' of 'type' objects is not writable");
                Err(self.raise(known::ATTRIBUTE_ERROR, message))
            }
            "__base__" | "__basicsize__" | "__itemsize__" | "__flags__" | "__dictoffset__" | "__weakrefoffset__" => {
                Err(self.raise(known::ATTRIBUTE_ERROR, "readonly attribute"))
            }
            "__abstractmethods__" => {
                self.set_abstract_methods(class, dict, value)?;
                Ok(true)
            }
            "__name__" | "__qualname__" | "__bases__" | "__module__" | "__doc__" => {
                let Some(value) = value else {
                    let kind = if self.version().minor() >= 15 { "type" } else { "immutable type" };
                    let message = format!("cannot delete '{name}' attribute of {kind} '{own_name}'");
                    return Err(self.raise(known::TYPE_ERROR, message));
                };
                match name {
                    "__bases__" => self.set_bases(class, value)?,
                    "__name__" | "__qualname__" => self.set_class_name(class, name, value)?,
                    _ => {
                        let key = self.intern(name);
                        let outcome = self.dict_set(dict, key, value);
                        self.release(key);
                        outcome?;
                    }
                }
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// `type_set_abstractmethods`: the class is abstract while the value is true.
    fn set_abstract_methods(&mut self, class: Ref, dict: Ref, value: Option<Ref>) -> Result<()> {
        let name = self.intern("__abstractmethods__");
        let outcome = match value {
            Some(value) => match self.is_true(value) {
                Ok(truth) => self.dict_set(dict, name, value).map(|()| truth),
                Err(stop) => Err(stop),
            },
            None => match self.dict_delete(dict, name) {
                Ok(true) => Ok(false),
                Ok(false) => Err(self.raise(known::ATTRIBUTE_ERROR, "__abstractmethods__")),
                Err(stop) => Err(stop),
            },
        };
        self.release(name);
        let is_abstract = outcome?;
        if let Some(parts) = self.heap.class_mut(class) {
            parts.is_abstract = is_abstract;
        }
        Ok(())
    }

    fn set_class_name(&mut self, class: Ref, name: &str, value: Ref) -> Result<()> {
        let Some(text) = self.text_of(value).map(str::to_owned) else {
            let (own, got) = (self.plain_class_name(class), self.class_name(value));
            let message = format!("can only assign string to {own}.{name}, not '{got}'");
            return Err(self.raise(known::TYPE_ERROR, message));
        };
        if name == "__name__" && text.contains('\0') {
            return Err(self.raise(known::VALUE_ERROR, "type name must not contain null characters"));
        }
        if name == "__qualname__" {
            self.keep(value);
        }
        let Some(parts) = self.heap.class_mut(class) else { return Ok(()) };
        if name == "__name__" {
            parts.name = text;
            return Ok(());
        }
        let old = std::mem::replace(&mut parts.qualified_name, value);
        self.release(old);
        Ok(())
    }

    /// `type_set_bases`.
    fn set_bases(&mut self, class: Ref, value: Ref) -> Result<()> {
        let own = self.plain_class_name(class);
        let Body::Tuple(items) = self.heap.body(value) else {
            let got = self.class_name(value);
            let message = format!("can only assign tuple to {own}.__bases__, not {got}");
            return Err(self.raise(known::TYPE_ERROR, message));
        };
        let bases = items.to_vec();
        if bases.is_empty() {
            let message = format!("can only assign non-empty tuple to {own}.__bases__, not ()");
            return Err(self.raise(known::TYPE_ERROR, message));
        }
        for base in &bases {
            if self.heap.class(*base).is_none() {
                let got = self.class_name(*base);
                let message = format!("{own}.__bases__ must be tuple of classes, not '{got}'");
                return Err(self.raise(known::TYPE_ERROR, message));
            }
            if self.is_subclass(*base, class) {
                return Err(self.raise(known::TYPE_ERROR, "a __bases__ item causes an inheritance cycle"));
            }
        }
        let base = self.best_base(&bases)?;
        let old_base = self.heap.class(class).map_or(known::OBJECT, |parts| parts.base);
        self.check_same_layout(old_base, base, "__bases__")?;
        let (old_bases, old_tuple) = match self.heap.class_mut(class) {
            Some(parts) => {
                (std::mem::replace(&mut parts.bases, bases.clone()), std::mem::replace(&mut parts.bases_tuple, value))
            }
            None => return Ok(()),
        };
        self.keep(value);
        if let Err(stop) = self.renew_orders(class) {
            if let Some(parts) = self.heap.class_mut(class) {
                parts.bases = old_bases;
                parts.bases_tuple = old_tuple;
            }
            self.release(value);
            return Err(stop);
        }
        self.keep(base);
        if let Some(parts) = self.heap.class_mut(class) {
            let old = std::mem::replace(&mut parts.base, base);
            self.release(old);
        }
        for old in &old_bases {
            if let Some(parts) = self.heap.class_mut(*old) {
                parts.subclasses.retain(|subclass| *subclass != class);
            }
        }
        for base in bases {
            self.add_subclass(base, class);
        }
        self.release(old_tuple);
        self.refresh_special(class);
        Ok(())
    }

    /// The orders of a class and all below it anew; all stay as they were when one cannot be (`mro_hierarchy`).
    fn renew_orders(&mut self, class: Ref) -> Result<()> {
        let mut before: Vec<(Ref, Vec<Ref>)> = Vec::new();
        let mut waiting = std::collections::VecDeque::from([class]);
        while let Some(next) = waiting.pop_front() {
            match self.class_order(next) {
                Ok(order) => {
                    let old = self.heap.class(next).map(|parts| parts.mro.clone()).unwrap_or_default();
                    before.push((next, old));
                    self.set_order(next, order);
                    if let Some(parts) = self.heap.class(next) {
                        waiting.extend(parts.subclasses.iter().copied());
                    }
                }
                Err(stop) => {
                    for (class, order) in before.into_iter().rev() {
                        self.set_order(class, order);
                    }
                    return Err(stop);
                }
            }
        }
        Ok(())
    }

    /// `compatible_for_assignment`: objects of both have the same parts at the same places.
    fn check_same_layout(&mut self, old: Ref, new: Ref, attribute: &str) -> Result<()> {
        let describe = |machine: &Machine, class: Ref| {
            let parts = machine.heap.class(class)?;
            let layout = if parts.heap { parts.layout } else { class };
            let names: Vec<String> =
                parts.slots.iter().map(|slot| machine.text_of(*slot).unwrap_or_default().to_owned()).collect();
            Some((machine.solid_base(layout), names, machine.gives_dict(class), machine.gives_weak(class)))
        };
        if describe(self, old) == describe(self, new) {
            return Ok(());
        }
        // A class of the program's dies in its own way (`subtype_dealloc`).
        let alike = self.is_heap_class(new) == self.is_heap_class(old) || self.version().minor() >= 15;
        let what = if alike { "object layout" } else { "deallocator" };
        let (new, old) = (self.plain_class_name(new), self.plain_class_name(old));
        let message = format!("{attribute} assignment: '{new}' {what} differs from '{old}'");
        Err(self.raise(known::TYPE_ERROR, message))
    }

    /// `object.__class__ = class` (`object_set_class`).
    pub(super) fn set_class(&mut self, object: Ref, class: Option<Ref>) -> Result<()> {
        let Some(class) = class else {
            return Err(self.raise(known::TYPE_ERROR, "can't delete __class__ attribute"));
        };
        let old = self.heap.class_of(object);
        if self.heap.class(class).is_none() {
            let got = self.class_name(class);
            return Err(self.raise(known::TYPE_ERROR, format!("__class__ must be set to a class, not '{got}' object")));
        }
        let modules = self.is_subclass(class, known::MODULE) && self.is_subclass(old, known::MODULE);
        if !modules && (!self.is_heap_class(class) || !self.is_heap_class(old)) {
            let kinds = if self.version().minor() >= 11 { "mutable types" } else { "heap types" };
            let message = format!("__class__ assignment only supported for {kinds} or ModuleType subclasses");
            return Err(self.raise(known::TYPE_ERROR, message));
        }
        if !modules {
            self.check_same_layout(old, class, "__class__")?;
        }
        if self.heap.class(class).is_some_and(|parts| parts.has_dict)
            && matches!(self.heap.body(object), Body::Instance(_))
        {
            // The values' names are the old class's: they move into a dict first.
            self.instance_dict(object)?;
        }
        if self.is_heap_class(class) {
            self.keep(class);
        }
        self.heap.get_mut(object).class = class;
        if self.is_heap_class(old) {
            self.release(old);
        }
        Ok(())
    }

    /// `object.__dict__ = dict`, or its deletion (`subtype_setdict`).
    pub(super) fn set_dict(&mut self, object: Ref, dict: Option<Ref>) -> Result<()> {
        if let Some(dict) = dict
            && !matches!(self.heap.body(dict), Body::Dict(_))
        {
            let got = self.class_name(dict);
            let message = format!("__dict__ must be set to a dictionary, not a '{got}'");
            return Err(self.raise(known::TYPE_ERROR, message));
        }
        self.instance_dict(object)?;
        let dict = match dict {
            Some(dict) => self.keep(dict),
            None => self.new_dict(),
        };
        let old = std::mem::replace(&mut self.heap.get_mut(object).attributes, dict);
        self.release(old);
        Ok(())
    }

    /// The error for setting an attribute of a built-in class.
    pub(super) fn immutable_class(&mut self, class: Ref, name: Ref) -> Stop {
        let (text, owner) = (self.text_of(name).unwrap_or("?").to_owned(), self.plain_class_name(class));
        let message = format!("cannot set '{text}' attribute of immutable type '{owner}'");
        self.raise(known::TYPE_ERROR, message)
    }
}
