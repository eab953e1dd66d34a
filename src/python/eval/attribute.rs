//! Attribute look-up by CPython's order: data descriptor, instance dict, other class attribute, `__getattr__`.
//!
//! What the machine computes for built-in objects (`__class__`, `__name__`, `args` …) is in `computed`.

use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::modules::extension_class::Getter;
use crate::python::object::{Body, Ref, known};

/// What a look-up of a method found, for a call that need not make a bound method.
pub enum Found {
    /// A function to be called with the object as its first argument; owned.
    Unbound(Ref),
    /// An attribute to be called as it is; owned.
    Attribute(Ref),
}

impl Machine {
    /// `getattr(object, name)`; the name is an interned str.
    pub fn get_attribute(&mut self, object: Ref, name: Ref) -> Result<Ref> {
        match self.find_attribute(object, name, false)? {
            Found::Attribute(value) | Found::Unbound(value) => Ok(value),
        }
    }

    /// `getattr` with a default: `None` instead of an AttributeError.
    pub fn get_attribute_if_any(&mut self, object: Ref, name: Ref) -> Result<Option<Ref>> {
        match self.get_attribute(object, name) {
            Ok(value) => Ok(Some(value)),
            Err(stop) if self.is_stop_of(&stop, known::ATTRIBUTE_ERROR) => {
                self.forget(stop)?;
                Ok(None)
            }
            Err(stop) => Err(stop),
        }
    }

    /// The look-up of `object.name(…)`: a plain function of the class comes back unbound.
    pub fn find_method(&mut self, object: Ref, name: Ref) -> Result<Found> {
        self.find_attribute(object, name, true)
    }

    fn find_attribute(&mut self, object: Ref, name: Ref, for_call: bool) -> Result<Found> {
        let class = self.heap.class_of(object);
        let special = match self.heap.body(class) {
            Body::Class(class) => class.special,
            _ => Default::default(),
        };
        let outcome = if special.getattribute {
            self.call_special_name(object, self.names.getattribute, &[name]).and_then(|result| match result {
                Some(value) => Ok(Found::Attribute(value)),
                None => Err(self.no_attribute(object, name)),
            })
        } else {
            self.generic_attribute(object, class, name, for_call)
        };
        match outcome {
            Err(stop) if special.getattr && self.is_stop_of(&stop, known::ATTRIBUTE_ERROR) => {
                self.forget(stop)?;
                match self.call_special_name(object, self.names.getattr, &[name])? {
                    Some(value) => Ok(Found::Attribute(value)),
                    None => Err(self.no_attribute(object, name)),
                }
            }
            other => other,
        }
    }

    /// `object.__getattribute__(object, name)`.
    pub fn plain_attribute(&mut self, object: Ref, name: Ref) -> Result<Ref> {
        let class = self.heap.class_of(object);
        match self.generic_attribute(object, class, name, false)? {
            Found::Attribute(value) | Found::Unbound(value) => Ok(value),
        }
    }

    /// `Objects/object.c`, `_PyObject_GenericGetAttrWithDict`, and its kin for classes, modules and super().
    fn generic_attribute(&mut self, object: Ref, class: Ref, name: Ref, for_call: bool) -> Result<Found> {
        match self.heap.body(object) {
            Body::Class(_) => return self.class_attribute(object, class, name).map(Found::Attribute),
            Body::Super { class, receiver, receiver_class } => {
                let (class, receiver, receiver_class) = (*class, *receiver, *receiver_class);
                // `super().__class__` is super's own.
                if !receiver.is_null()
                    && name != self.names.class
                    && let Some(found) = self.super_attribute(class, receiver, receiver_class, name)?
                {
                    return Ok(found);
                }
            }
            _ => {}
        }
        if let Body::Weak(_) = self.heap.body(object)
            && let Some(target) = self.behind_weak_proxy(object)?
        {
            let value = self.get_attribute(target, name);
            self.release(target);
            return value.map(Found::Attribute);
        }
        if matches!(self.heap.body(object), Body::GenericAlias(_))
            && let Some(value) = self.alias_attribute(object, name)?
        {
            return Ok(Found::Attribute(value));
        }
        let on_class = self.lookup_on_class(class, name);
        if let Some(found) = on_class
            && self.is_data_descriptor(found)
            && !self.only_sets(found)
        {
            return self.bind_attribute(found, object, class).map(Found::Attribute);
        }
        if let Some(value) = self.instance_get(object, name) {
            return Ok(Found::Attribute(self.keep(value)));
        }
        if let Some(found) = on_class {
            if for_call && matches!(self.heap.body(found), Body::Function(_) | Body::MethodDescriptor { .. }) {
                return Ok(Found::Unbound(self.keep(found)));
            }
            return self.bind_attribute(found, object, class).map(Found::Attribute);
        }
        if let Some(value) = self.computed_attribute(object, name)? {
            return Ok(Found::Attribute(value));
        }
        if let Some(value) = self.module_getattr(object, name)? {
            return Ok(Found::Attribute(value));
        }
        Err(self.no_attribute(object, name))
    }

    /// An attribute found on the class by MRO, unbound and borrowed.
    pub fn lookup_on_class(&self, class: Ref, name: Ref) -> Option<Ref> {
        let Body::Class(parts) = self.heap.body(class) else { return None };
        parts.mro.iter().find_map(|base| match self.heap.body(*base) {
            Body::Class(base) => self.dict_get_name(base.dict, name),
            _ => None,
        })
    }

    /// `Objects/typeobject.c`, `type_getattro`: the metaclass's data descriptors, the class's own MRO, the metaclass.
    fn class_attribute(&mut self, object: Ref, metaclass: Ref, name: Ref) -> Result<Ref> {
        let on_metaclass = self.lookup_on_class(metaclass, name);
        if let Some(found) = on_metaclass
            && self.is_data_descriptor(found)
        {
            return self.bind_attribute(found, object, metaclass);
        }
        if let Some(found) = self.lookup_on_class(object, name) {
            return self.bind_on_class(found, object);
        }
        if let Some(value) = self.computed_attribute(object, name)? {
            return Ok(value);
        }
        if let Some(found) = on_metaclass {
            return self.bind_attribute(found, object, metaclass);
        }
        Err(self.no_attribute(object, name))
    }

    fn super_attribute(&mut self, class: Ref, receiver: Ref, start: Ref, name: Ref) -> Result<Option<Found>> {
        let Body::Class(parts) = self.heap.body(start) else { return Ok(None) };
        let successors: Vec<Ref> = parts.mro.iter().copied().skip_while(|each| *each != class).skip(1).collect();
        for base in successors {
            let Body::Class(parts) = self.heap.body(base) else { continue };
            let Some(found) = self.dict_get_name(parts.dict, name) else { continue };
            // The receiver of a call is the object that super() holds, so a method is always bound here.
            let bound = if start == receiver {
                self.bind_on_class(found, receiver)?
            } else {
                self.bind_attribute(found, receiver, start)?
            };
            return Ok(Some(Found::Attribute(bound)));
        }
        Ok(None)
    }

    /// Whether the object's class gives it `__set__` or `__delete__`.
    fn is_data_descriptor(&self, object: Ref) -> bool {
        match self.heap.body(object) {
            Body::Property(_) | Body::Member(_) => true,
            _ => {
                let class = self.heap.class_of(object);
                self.is_heap_class(class)
                    && (self.lookup_on_class(class, self.names.set).is_some()
                        || self.lookup_on_class(class, self.names.delete).is_some())
            }
        }
    }

    /// Whether a program's descriptor has no `__get__`, so that the instance's own attribute is read before it.
    fn only_sets(&self, descriptor: Ref) -> bool {
        let class = self.heap.class_of(descriptor);
        self.is_heap_class(class) && self.lookup_on_class(class, self.names.get).is_none()
    }

    /// What an attribute found on a class gives for an instance: the descriptor's `__get__`, or itself.
    pub fn bind_attribute(&mut self, found: Ref, object: Ref, class: Ref) -> Result<Ref> {
        if self.is_heap_class(self.heap.class_of(found))
            && let Some(value) = self.call_special_name(found, self.names.get, &[object, class])?
        {
            return Ok(value);
        }
        self.bind_natively(found, object, class)
    }

    /// The same by the built-in descriptor's own rule.
    pub fn bind_natively(&mut self, found: Ref, object: Ref, class: Ref) -> Result<Ref> {
        match self.heap.body(found) {
            Body::Function(_) => Ok(self.bound_method(found, object)),
            Body::MethodDescriptor { definition, .. } => {
                let definition = *definition;
                let kind = if self.heap.class_of(found) == known::WRAPPER_DESCRIPTOR {
                    known::METHOD_WRAPPER
                } else {
                    known::BUILTIN_FUNCTION
                };
                self.keep(object);
                let body = Body::Native { definition, receiver: object };
                Ok(self.heap.insert(kind, body, 56 + 16, 16, true)).inspect(|made| self.heap.track(*made))
            }
            Body::Property(property) => {
                let get = property.get;
                if get.is_null() {
                    let name = self.property_name(found);
                    let owner = self.class_name(object);
                    return Err(
                        self.raise(known::ATTRIBUTE_ERROR, format!("property {name}of '{owner}' object has no getter"))
                    );
                }
                self.call(get, &[object])
            }
            Body::StaticMethod(inner) => {
                let inner = *inner;
                Ok(self.keep(inner))
            }
            Body::ClassMethod(inner) => {
                let inner = *inner;
                self.bound_class_method(inner, class)
            }
            Body::Member(_) => self.member_get(found, object),
            Body::Super { class, receiver, .. } if receiver.is_null() => {
                let class = *class;
                self.construct(known::SUPER, known::SUPER, &[class, object], &[])
            }
            _ => Ok(self.keep(found)),
        }
    }

    /// What an attribute found on a class gives for the class itself.
    pub(super) fn bind_on_class(&mut self, found: Ref, class: Ref) -> Result<Ref> {
        if self.is_heap_class(self.heap.class_of(found))
            && let Some(value) = self.call_special_name(found, self.names.get, &[known::NONE, class])?
        {
            return Ok(value);
        }
        self.bind_on_class_natively(found, class)
    }

    /// The same by the built-in descriptor's own rule.
    pub fn bind_on_class_natively(&mut self, found: Ref, class: Ref) -> Result<Ref> {
        match self.heap.body(found) {
            Body::StaticMethod(inner) => {
                let inner = *inner;
                Ok(self.keep(inner))
            }
            Body::ClassMethod(inner) => {
                let inner = *inner;
                self.bound_class_method(inner, class)
            }
            _ => Ok(self.keep(found)),
        }
    }

    /// What a class method gives: a bound method; up to 3.12 what it wraps is asked for its own `__get__` (`cm_descr_get`).
    fn bound_class_method(&mut self, inner: Ref, class: Ref) -> Result<Ref> {
        let chains = self.version().chains_class_methods()
            && !matches!(self.heap.body(inner), Body::Function(_) | Body::Native { .. })
            && (matches!(self.heap.body(inner), Body::Property(_) | Body::ClassMethod(_) | Body::StaticMethod(_))
                || self.lookup_special(self.heap.class_of(inner), self.names.get).is_some());
        if chains {
            let metaclass = self.heap.class_of(class);
            return self.bind_attribute(inner, class, metaclass);
        }
        Ok(self.bound_method(inner, class))
    }

    /// A bound method (`Objects/classobject.c`, `PyMethod_New`).
    pub fn bound_method(&mut self, function: Ref, receiver: Ref) -> Ref {
        if let Body::Native { definition, .. } = self.heap.body(function) {
            let body = Body::Native { definition, receiver };
            self.keep(receiver);
            let made = self.heap.insert(known::BUILTIN_FUNCTION, body, 56 + 16, 16, true);
            self.heap.track(made);
            return made;
        }
        self.keep(function);
        self.keep(receiver);
        let made = self.heap.insert(known::METHOD, Body::BoundMethod { function, receiver }, 48 + 16, 16, true);
        self.heap.track(made);
        made
    }

    fn property_name(&self, property: Ref) -> String {
        match self.heap.body(property) {
            Body::Property(parts) => self.text_of(parts.name).map(|name| format!("'{name}' ")).unwrap_or_default(),
            _ => String::new(),
        }
    }

    /// What a slot's or computed attribute's descriptor gives for an object.
    pub fn member_get(&mut self, member: Ref, object: Ref) -> Result<Ref> {
        let Body::Member(parts) = self.heap.body(member) else { return Ok(self.keep(member)) };
        let (name, owner, slot) = (parts.name.clone(), parts.class, parts.slot);
        if let Some(getter) = self.native_getter(owner, &name) {
            return (getter.get)(self, object);
        }
        let name = self.intern(&name);
        let value = match slot {
            Some(slot) => Ok(self.heap.slot_value(object, slot).map(|value| self.keep(value))),
            None => self.computed_attribute(object, name),
        };
        let value = match value {
            Ok(Some(value)) => Ok(value),
            Ok(None) if slot.is_none() && !self.is_heap_class(owner) && owner != known::OBJECT => {
                let (name, owner) = (self.text_of(name).unwrap_or("?"), self.plain_class_name(owner));
                Err(Stop::unmodelled(format!("`{name}` of `{owner}` is not modelled yet")))
            }
            Ok(None) => Err(self.no_attribute(object, name)),
            Err(stop) => Err(stop),
        };
        self.release(name);
        value
    }

    /// `AttributeError: 'list' object has no attribute 'x'` and its kin.
    pub fn no_attribute(&mut self, object: Ref, name: Ref) -> Stop {
        let text = self.text_of(name).unwrap_or("?").to_owned();
        let message = match self.heap.body(object) {
            Body::Class(class) => format!("type object '{}' has no attribute '{text}'", class.name),
            Body::Module(module) => format!("module '{}' has no attribute '{text}'", module.name),
            _ => format!("'{}' object has no attribute '{text}'", self.class_name(object)),
        };
        let stop = self.raise(known::ATTRIBUTE_ERROR, message);
        if let Stop::Raised(exception) = &stop {
            let (name, object) = (self.keep(name), self.keep(object));
            if let Some(parts) = self.exception_mut(*exception) {
                parts.name = name;
                parts.object = object;
            }
        }
        stop
    }

    /// `setattr(object, name, value)`.
    pub fn set_attribute(&mut self, object: Ref, name: Ref, value: Ref) -> Result<()> {
        let class = self.heap.class_of(object);
        if matches!(self.heap.body(class), Body::Class(class) if class.special.setattr) {
            let result = self.call_special_name(object, self.names.setattr, &[name, value])?;
            self.release(result.unwrap_or(Ref::NULL));
            return Ok(());
        }
        self.generic_set_attribute(object, name, Some(value))
    }

    /// `delattr(object, name)`.
    pub fn delete_attribute(&mut self, object: Ref, name: Ref) -> Result<()> {
        let class = self.heap.class_of(object);
        if self.is_heap_class(class)
            && let Some(result) = self.call_special_name(object, self.names.delattr, &[name])?
        {
            self.release(result);
            return Ok(());
        }
        self.generic_set_attribute(object, name, None)
    }

    /// `Objects/object.c`, `_PyObject_GenericSetAttrWithDict`; no value deletes.
    pub fn generic_set_attribute(&mut self, object: Ref, name: Ref, value: Option<Ref>) -> Result<()> {
        let class = self.heap.class_of(object);
        if let Body::Weak(_) = self.heap.body(object)
            && let Some(target) = self.behind_weak_proxy(object)?
        {
            let outcome = match value {
                Some(value) => self.set_attribute(target, name, value),
                None => self.delete_attribute(target, name),
            };
            self.release(target);
            return outcome;
        }
        if let Some(found) = self.lookup_on_class(class, name)
            && self.is_data_descriptor(found)
        {
            return self.descriptor_set(found, object, name, value);
        }
        if matches!(self.heap.body(object), Body::Class(_)) {
            return self.set_class_attribute(object, name, value);
        }
        if self.set_computed_attribute(object, name, value)? {
            return Ok(());
        }
        if let Body::Module(module) = self.heap.body(object) {
            let dict = module.dict;
            return match value {
                Some(value) => self.dict_set(dict, name, value),
                None if self.dict_delete(dict, name)? => Ok(()),
                None => Err(self.no_attribute(object, name)),
            };
        }
        match value {
            Some(value) if self.instance_has_dict(object) => self.instance_set(object, name, value),
            None if self.instance_has_dict(object) => {
                if self.instance_delete(object, name)? {
                    Ok(())
                } else {
                    Err(self.no_attribute(object, name))
                }
            }
            _ => Err(self.cannot_set(object, class, name)),
        }
    }

    /// Whether the object has a `__dict__`, made or not.
    pub fn instance_has_dict(&self, object: Ref) -> bool {
        match self.heap.body(object) {
            Body::Class(_) | Body::Module(_) => false,
            Body::Function(_) => true,
            _ => self.heap.class(self.heap.class_of(object)).is_some_and(|class| class.has_dict),
        }
    }

    fn cannot_set(&mut self, object: Ref, class: Ref, name: Ref) -> Stop {
        let text = self.text_of(name).unwrap_or("?").to_owned();
        let owner = self.class_name(object);
        let read_only = self.lookup_on_class(class, name).is_some();
        let message = if read_only {
            format!("'{owner}' object attribute '{text}' is read-only")
        } else if self.version().minor() >= 13 {
            format!("'{owner}' object has no attribute '{text}' and no __dict__ for setting new attributes")
        } else {
            format!("'{owner}' object has no attribute '{text}'")
        };
        self.raise(known::ATTRIBUTE_ERROR, message)
    }

    fn descriptor_set(&mut self, found: Ref, object: Ref, name: Ref, value: Option<Ref>) -> Result<()> {
        match self.heap.body(found) {
            _ if self.is_heap_class(self.heap.class_of(found))
                && self
                    .lookup_special(
                        self.heap.class_of(found),
                        if value.is_some() { self.names.set } else { self.names.delete },
                    )
                    .is_some() =>
            {
                let result = match value {
                    Some(value) => self.call_special_name(found, self.names.set, &[object, value])?,
                    None => self.call_special_name(found, self.names.delete, &[object])?,
                };
                self.release(result.unwrap_or(Ref::NULL));
                Ok(())
            }
            _ => self.set_natively(found, object, name, value),
        }
    }

    /// Sets or deletes by the built-in descriptor's own rule.
    pub fn set_natively(&mut self, found: Ref, object: Ref, name: Ref, value: Option<Ref>) -> Result<()> {
        match self.heap.body(found) {
            Body::Property(property) => {
                let function = if value.is_some() { property.set } else { property.delete };
                if function.is_null() {
                    let what = if value.is_some() { "setter" } else { "deleter" };
                    let (property, owner) = (self.property_name(found), self.class_name(object));
                    return Err(self.raise(
                        known::ATTRIBUTE_ERROR,
                        format!("property {property}of '{owner}' object has no {what}"),
                    ));
                }
                let result = match value {
                    Some(value) => self.call(function, &[object, value])?,
                    None => self.call(function, &[object])?,
                };
                self.release(result);
                Ok(())
            }
            Body::Member(member) => {
                if let Some(getter) = self.native_getter(member.class, &member.name) {
                    return self.native_set(getter, found, object, value);
                }
                let (member_name, owner) = (member.name.clone(), member.class);
                let Some(slot) = member.slot else {
                    if let (true, Body::Class(_)) = (owner == known::TYPE, self.heap.body(object)) {
                        if !self.is_heap_class(object) {
                            return Err(self.immutable_class(object, name));
                        }
                        if self.set_type_attribute(object, &member_name, value)? {
                            self.refresh_special(object);
                            return Ok(());
                        }
                        match member_name.as_str() {
                            "__annotations__" | "__annotate__" => {
                                return self.set_class_annotations(object, &member_name, value);
                            }
                            "__type_params__" => return self.set_class_attribute(object, name, value),
                            _ => {}
                        }
                    }
                    if self.set_computed_attribute(object, name, value)? {
                        return Ok(());
                    }
                    let (text, owner) = (member_name, self.plain_class_name(owner));
                    let read_only = self.heap.class_of(found) == known::MEMBER_DESCRIPTOR;
                    let message = if read_only {
                        "readonly attribute".to_owned()
                    } else {
                        format!("attribute '{text}' of '{owner}' objects is not writable")
                    };
                    return Err(self.raise(known::ATTRIBUTE_ERROR, message));
                };
                let value = value.map_or(Ref::NULL, |value| self.keep(value));
                let old = self.heap.exchange_slot_value(object, slot, value);
                if old.is_null() && value.is_null() {
                    return Err(self.raise(known::ATTRIBUTE_ERROR, member_name));
                }
                self.release(old);
                Ok(())
            }
            _ => {
                let what = if value.is_some() { "__set__" } else { "__delete__" };
                Err(self.raise(known::ATTRIBUTE_ERROR, what))
            }
        }
    }

    /// Sets what a native class's getter computes (`Objects/descrobject.c`, `getset_set`).
    fn native_set(&mut self, getter: &'static Getter, descriptor: Ref, object: Ref, value: Option<Ref>) -> Result<()> {
        if let Some(set) = getter.set {
            return set(self, object, value);
        }
        let owner = match self.heap.body(descriptor) {
            Body::Member(member) => self.plain_class_name(member.class),
            _ => String::new(),
        };
        let message = format!("attribute '{}' of '{owner}' objects is not writable", getter.name);
        Err(self.raise(known::ATTRIBUTE_ERROR, message))
    }

    fn set_class_attribute(&mut self, class: Ref, name: Ref, value: Option<Ref>) -> Result<()> {
        if !self.is_heap_class(class) || self.is_extension_class(class) {
            return Err(self.immutable_class(class, name));
        }
        let dict = match self.heap.body(class) {
            Body::Class(parts) => parts.dict,
            _ => return Ok(()),
        };
        match value {
            Some(value) => {
                self.dict_set(dict, name, value)?;
            }
            None => {
                if !self.dict_delete(dict, name)? {
                    return Err(self.no_attribute(class, name));
                }
            }
        }
        self.refresh_special(class);
        Ok(())
    }
}
