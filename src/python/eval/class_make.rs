//! A class from its name, bases and namespace: `type.__new__` (`Objects/typeobject.c`, `type_new` and `type_ready`).
//!
//! The `class` statement is `class_build`'s; which base lends the layout and in which order bases are asked, `class_order`'s.

use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::class::{Class, Member, Special};
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// What `__slots__` asks for.
#[derive(Default)]
struct Slots {
    /// Mangled names in the order of their places (owned).
    names: Vec<Ref>,
    /// `__slots__` was there at all.
    given: bool,
    dict: bool,
    weak: bool,
}

impl Machine {
    /// A new class of the metaclass `type`.
    pub fn new_class(&mut self, name: Ref, given: Ref, namespace: Ref, keywords: &[(Ref, Ref)]) -> Result<Ref> {
        self.make_class(known::TYPE, name, given, namespace, keywords)
    }

    /// A new class (owned) of a metaclass that is `type` or inherits from it. `given` is the tuple of bases.
    pub fn make_class(
        &mut self,
        metaclass: Ref,
        name: Ref,
        given: Ref,
        namespace: Ref,
        keywords: &[(Ref, Ref)],
    ) -> Result<Ref> {
        let bases: Vec<Ref> = self.heap.items(given).map(<[Ref]>::to_vec).unwrap_or_default();
        for base in &bases {
            if self.heap.class(*base).is_none() && self.has_attribute(*base, "__mro_entries__")? {
                let message = "type() doesn't support MRO entry resolution; use types.new_class()";
                return Err(self.raise(known::TYPE_ERROR, message));
            }
        }
        let winner = self.most_derived_metaclass(metaclass, &bases)?;
        if winner != metaclass
            && let Some(made) = self.call_other_new(winner, name, given, namespace, keywords)?
        {
            return Ok(made);
        }
        let Some(text) = self.text_of(name).map(str::to_owned) else {
            return Err(self.wrong_argument("type.__new__", 1, "str", name));
        };
        if text.contains('\0') {
            return Err(self.raise(known::VALUE_ERROR, "type name must not contain null characters"));
        }
        let dict = self.dict_copy(namespace)?;
        let made = self.make_class_of(winner, &text, name, &bases, given, dict);
        let made = match made {
            Ok(made) => made,
            Err((stop, owned)) => {
                if owned {
                    self.release(dict);
                }
                return Err(stop);
            }
        };
        let finished = self.set_names(made, dict).and_then(|()| self.init_subclass(made, keywords));
        match finished {
            Ok(()) => Ok(made),
            Err(stop) => {
                self.release(made);
                Err(stop)
            }
        }
    }

    /// The winner's own `__new__`, when it is not `type.__new__`.
    fn call_other_new(
        &mut self,
        winner: Ref,
        name: Ref,
        bases: Ref,
        namespace: Ref,
        keywords: &[(Ref, Ref)],
    ) -> Result<Option<Ref>> {
        if !self.heap.class(winner).is_some_and(|class| class.special.new) {
            return Ok(None);
        }
        let Some(found) = self.lookup_on_class(winner, self.names.new) else { return Ok(None) };
        let function = match self.heap.body(found) {
            Body::StaticMethod(inner) => *inner,
            _ => found,
        };
        self.call_with_keywords(function, &[winner, name, bases, namespace], keywords).map(Some)
    }

    /// The class up to `type_ready`; an error says whether `dict` is still the caller's.
    fn make_class_of(
        &mut self,
        metaclass: Ref,
        text: &str,
        name: Ref,
        given: &[Ref],
        given_tuple: Ref,
        dict: Ref,
    ) -> std::result::Result<Ref, (crate::python::eval::stop::Stop, bool)> {
        let no_base = given.is_empty();
        let bases = if no_base { vec![known::OBJECT] } else { given.to_vec() };
        let base = self.best_base(&bases).map_err(|stop| (stop, true))?;
        let (base_dict, base_weak) = (self.gives_dict(base), self.gives_weak(base));
        let slots = self.class_slots(dict, text, base).map_err(|stop| (stop, true))?;
        let other_bases = || bases.iter().copied().filter(|other| *other != base);
        let add_dict = !base_dict && (!slots.given || slots.dict || other_bases().any(|other| self.gives_dict(other)));
        let may_add_weak = !base_weak && !self.has_items(base);
        let add_weak =
            may_add_weak && (!slots.given || slots.weak || other_bases().any(|other| self.gives_weak(other)));
        let qualified_name = match self.class_qualified_name(dict, name) {
            Ok(qualified_name) => qualified_name,
            Err(stop) => {
                self.release_all(slots.names);
                return Err((stop, true));
            }
        };
        let parent = self.heap.class(base);
        let layout = parent.map_or(known::OBJECT, |parent| if parent.heap { parent.layout } else { base });
        let mut all_slots = parent.map(|parent| parent.slots.clone()).unwrap_or_default();
        let first_own = all_slots.len();
        all_slots.extend(slots.names.iter().copied());
        self.keep(base);
        let class = Class {
            name: text.to_owned(),
            qualified_name,
            bases: bases.clone(),
            base,
            dict,
            layout,
            heap: true,
            has_dict: base_dict || add_dict,
            has_weak: base_weak || add_weak,
            slots: all_slots.clone(),
            shared_usable: crate::python::object::instance::SHARED_NAMES,
            special: Special::default(),
            ..Class::default()
        };
        if self.is_heap_class(metaclass) {
            self.keep(metaclass);
        }
        // PyHeapTypeObject: 872 bytes on 3.11 to 920 and more later; over 512, so malloc's.
        let made = self.heap.insert(metaclass, Body::Class(Box::new(class)), 920 + 16, 16, true);
        let bases_tuple = if no_base { self.tuple_of(&bases) } else { self.keep(given_tuple) };
        if let Some(parts) = self.heap.class_mut(made) {
            parts.bases_tuple = bases_tuple;
        }
        // A new tuple of classes is tracked, built-in ones too: their type is one that the collector cares for.
        if !self.heap.is_tracked(bases_tuple) {
            self.heap.track(bases_tuple);
        }
        let ready = self.ready_class(made, dict, &all_slots, first_own, [add_dict, add_weak]);
        match ready {
            Ok(()) => Ok(made),
            Err(stop) => {
                if !self.heap.is_tracked(made) {
                    self.heap.track(made);
                }
                self.release(made);
                Err((stop, false))
            }
        }
    }

    /// `type_new_set_attrs` and `type_ready`.
    fn ready_class(
        &mut self,
        made: Ref,
        dict: Ref,
        all_slots: &[Ref],
        first_own: usize,
        [add_dict, add_weak]: [bool; 2],
    ) -> Result<()> {
        if self.dict_get_name(dict, self.names.module).is_none() {
            let globals = self.thread().frames.last().map(|frame| frame.globals);
            if let Some(module) = globals.and_then(|globals| self.dict_get_name(globals, self.names.name)) {
                self.dict_set(dict, self.names.module, module)?;
            }
        }
        self.finish_special_methods(dict)?;
        self.fill_class_cell(made, dict)?;
        // With the class itself as its order's only entry, a metaclass's `mro` can be looked up already.
        let order = self.class_order(made)?;
        self.set_order(made, order);
        // From 3.15 on `__dict__` and `__weakref__` come before the slots.
        let slots_first = self.version() < Version::V3_15;
        if slots_first {
            self.add_slot_descriptors(made, dict, all_slots, first_own)?;
        }
        for (name, adds) in [("__dict__", add_dict), ("__weakref__", add_weak)] {
            if adds {
                self.add_attribute_descriptor(made, dict, name)?;
            }
        }
        if !slots_first {
            self.add_slot_descriptors(made, dict, all_slots, first_own)?;
        }
        if self.dict_get_name(dict, self.names.doc).is_none() {
            self.dict_set(dict, self.names.doc, known::NONE)?;
        }
        // A class with `__eq__` and without `__hash__` is not hashable.
        if self.dict_get_name(dict, self.names.eq).is_some() && self.dict_get_name(dict, self.names.hash).is_none() {
            self.dict_set(dict, self.names.hash, known::NONE)?;
        }
        self.heap.track(made);
        let bases = self.heap.class(made).map(|parts| parts.bases.clone()).unwrap_or_default();
        for base in bases {
            self.add_subclass(base, made);
        }
        self.refresh_special(made);
        Ok(())
    }

    /// A class's own slots have descriptors (`type_add_members`).
    fn add_slot_descriptors(&mut self, made: Ref, dict: Ref, all_slots: &[Ref], first_own: usize) -> Result<()> {
        for (number, slot) in all_slots.iter().enumerate().skip(first_own) {
            let name = self.text_of(*slot).unwrap_or_default().to_owned();
            self.keep(made);
            let member = Member { name, class: made, slot: Some(number) };
            let member = self.heap.insert(known::MEMBER_DESCRIPTOR, Body::Member(Box::new(member)), 64 + 16, 16, true);
            self.heap.track(member);
            let outcome = self.dict_set(dict, *slot, member);
            self.release(member);
            outcome?;
        }
        Ok(())
    }

    /// What a class adds to its bases has a descriptor (`type_new_descriptors`).
    fn add_attribute_descriptor(&mut self, made: Ref, dict: Ref, name: &str) -> Result<()> {
        // From 3.15 on all classes share one.
        let shared = self.version().shares_attribute_descriptors();
        let class = if shared { known::OBJECT } else { self.keep(made) };
        let body = Body::Member(Box::new(Member { name: name.to_owned(), class, slot: None }));
        let member = if shared {
            self.heap.insert(known::GETSET_DESCRIPTOR, body, 48 + 16, 16, false)
        } else {
            self.new_tracked(known::GETSET_DESCRIPTOR, body, 48, 16)
        };
        let name = self.intern(name);
        let outcome = self.dict_set(dict, name, member);
        self.release(name);
        self.release(member);
        outcome
    }

    /// A base refers to its subclasses by weak references in a dict (`add_subclass`).
    pub(super) fn add_subclass(&mut self, base: Ref, subclass: Ref) {
        let first = self.heap.class(base).is_some_and(|base| base.heap && base.subclass_dict.is_null());
        let dict = if first { self.new_dict() } else { Ref::NULL };
        if first {
            self.heap.untrack(dict);
        }
        self.heap.collector.count_allocation();
        if let Some(base) = self.heap.class_mut(base) {
            base.subclasses.push(subclass);
            if first {
                base.subclass_dict = dict;
            }
        }
    }

    /// `__qualname__` from the namespace (taken out), or the name (owned).
    fn class_qualified_name(&mut self, dict: Ref, name: Ref) -> Result<Ref> {
        match self.dict_take(dict, self.names.qualname)? {
            None => Ok(self.keep(name)),
            Some(qualified) if self.text_of(qualified).is_some() => Ok(qualified),
            Some(other) => {
                let got = self.class_name(other);
                self.release(other);
                Err(self.raise(known::TYPE_ERROR, format!("type __qualname__ must be a str, not {got}")))
            }
        }
    }

    /// Puts the class into the cell that the compiler left in the namespace, and takes that out.
    fn fill_class_cell(&mut self, made: Ref, dict: Ref) -> Result<()> {
        if let Some(cell) = self.dict_take(dict, self.names.classcell)? {
            if !matches!(self.heap.body(cell), Body::Cell(_)) {
                let class = self.heap.class_of(cell);
                let class = self.repr_of(class)?;
                self.release(cell);
                let message = format!("__classcell__ must be a nonlocal cell, not {class}");
                return Err(self.raise(known::TYPE_ERROR, message));
            }
            self.keep(made);
            if let Body::Cell(content) = &mut self.heap.get_mut(cell).body {
                let old = std::mem::replace(content, made);
                self.release(old);
            }
            self.release(cell);
        }
        let name = self.intern("__classdictcell__");
        let taken = self.dict_take(dict, name);
        self.release(name);
        if let Some(cell) = taken? {
            self.keep(dict);
            match &mut self.heap.get_mut(cell).body {
                Body::Cell(content) => {
                    let old = std::mem::replace(content, dict);
                    self.release(old);
                }
                _ => self.release(dict),
            }
            self.release(cell);
        }
        Ok(())
    }

    /// What `__slots__` asks for (`type_new_slots`).
    fn class_slots(&mut self, dict: Ref, class: &str, base: Ref) -> Result<Slots> {
        let Some(given) = self.dict_get_name(dict, self.names.slots) else { return Ok(Slots::default()) };
        let items = if self.text_of(given).is_some() { vec![self.keep(given)] } else { self.items_of(given)? };
        let sorted = self.sorted_slots(dict, class, base, &items);
        self.release_all(items);
        sorted
    }

    fn sorted_slots(&mut self, dict: Ref, class: &str, base: Ref, items: &[Ref]) -> Result<Slots> {
        if !items.is_empty() && self.has_items(base) {
            let name = self.plain_class_name(base);
            let word = if self.version() >= Version::V3_15 { "arbitrary" } else { "nonempty" };
            let message = format!("{word} __slots__ not supported for subtype of '{name}'");
            return Err(self.raise(known::TYPE_ERROR, message));
        }
        let (may_add_dict, may_add_weak) = (!self.gives_dict(base), !self.gives_weak(base));
        let mut slots = Slots { given: true, ..Slots::default() };
        let mut names: Vec<String> = Vec::new();
        for item in items {
            let Some(text) = self.text_of(*item).map(str::to_owned) else {
                let got = self.class_name(*item);
                return Err(self.raise(known::TYPE_ERROR, format!("__slots__ items must be strings, not '{got}'")));
            };
            if !is_identifier(&text) {
                return Err(self.raise(known::TYPE_ERROR, "__slots__ must be identifiers"));
            }
            match text.as_str() {
                "__dict__" if may_add_dict && !slots.dict => slots.dict = true,
                "__dict__" => {
                    return Err(self.raise(known::TYPE_ERROR, "__dict__ slot disallowed: we already got one"));
                }
                "__weakref__" if may_add_weak && !slots.weak => slots.weak = true,
                "__weakref__" => {
                    let reason = if self.version() >= Version::V3_12 {
                        "we already got one"
                    } else {
                        "either we already got one, or __itemsize__ != 0"
                    };
                    return Err(self.raise(known::TYPE_ERROR, format!("__weakref__ slot disallowed: {reason}")));
                }
                _ => names.push(mangled(class, &text)),
            }
        }
        names.sort();
        for name in &names {
            let interned = self.intern(name);
            let set_aside = matches!(name.as_str(), "__qualname__" | "__classcell__" | "__classdictcell__");
            if !set_aside && self.dict_get_name(dict, interned).is_some() {
                self.release(interned);
                self.release_all(slots.names);
                let message = format!("'{name}' in __slots__ conflicts with class variable");
                return Err(self.raise(known::VALUE_ERROR, message));
            }
            slots.names.push(interned);
        }
        Ok(slots)
    }

    /// Whether instances have a `__dict__` (`tp_dictoffset`).
    pub(super) fn gives_dict(&self, class: Ref) -> bool {
        match self.heap.class(class) {
            Some(parts) if parts.heap => parts.has_dict,
            Some(parts) => {
                parts.has_dict
                    || matches!(
                        class,
                        known::TYPE
                            | known::MODULE
                            | known::SIMPLE_NAMESPACE
                            | known::FUNCTION
                            | known::STATICMETHOD
                            | known::CLASSMETHOD
                    )
            }
            None => false,
        }
    }

    /// Whether instances can be referred to weakly (`tp_weaklistoffset`).
    pub fn gives_weak(&self, class: Ref) -> bool {
        match self.heap.class(class) {
            Some(parts) if parts.heap => parts.has_weak,
            Some(_) if class == known::UNION => self.version().has_one_union(),
            Some(parts) => parts.has_weak || crate::python::modules::weak_built_in(class, &parts.mro),
            None => false,
        }
    }

    /// Whether instances vary in size (`tp_itemsize`).
    pub(super) fn has_items(&self, class: Ref) -> bool {
        let layout = self.heap.class(class).map_or(class, |parts| if parts.heap { parts.layout } else { class });
        matches!(layout, known::INT | known::BOOL | known::TUPLE | known::BYTES | known::TYPE)
    }

    /// `__new__` in a class body is a static method; `__init_subclass__` and `__class_getitem__` are class methods.
    fn finish_special_methods(&mut self, dict: Ref) -> Result<()> {
        for name in [self.names.new, self.names.init_subclass, self.names.class_getitem] {
            let Some(function) = self.dict_get_name(dict, name) else { continue };
            if !matches!(self.heap.body(function), Body::Function(_)) {
                continue;
            }
            self.keep(function);
            let (class, body) = if name == self.names.new {
                (known::STATICMETHOD, Body::StaticMethod(function))
            } else {
                (known::CLASSMETHOD, Body::ClassMethod(function))
            };
            let wrapped = self.heap.insert(class, body, 32 + 16, 16, true);
            self.heap.track(wrapped);
            let outcome = self.dict_set(dict, name, wrapped);
            self.release(wrapped);
            outcome?;
        }
        Ok(())
    }

    /// Looks anew which special methods the class and its subclasses have.
    pub fn refresh_special(&mut self, class: Ref) {
        let mut waiting = vec![class];
        while let Some(class) = waiting.pop() {
            let special = self.special_of(class);
            let Some(parts) = self.heap.class_mut(class) else { continue };
            parts.special = special;
            waiting.extend(parts.subclasses.iter().copied());
        }
    }

    fn special_of(&self, class: Ref) -> Special {
        let names = self.names;
        let has = |name: Ref| {
            let Some(parts) = self.heap.class(class) else { return false };
            parts.mro.iter().any(|base| {
                self.heap.class(*base).is_some_and(|base| base.heap && self.dict_get_name(base.dict, name).is_some())
            })
        };
        Special {
            del: has(names.del),
            getattribute: has(names.getattribute),
            getattr: has(names.getattr),
            setattr: has(names.setattr),
            eq: has(names.eq),
            hash: has(names.hash),
            iter: has(names.iter),
            getitem: has(names.getitem),
            call: has(names.call),
            init: has(names.init),
            new: has(names.new),
        }
    }

    /// Tells the namespace's values their names (`type_new_set_names`).
    fn set_names(&mut self, class: Ref, dict: Ref) -> Result<()> {
        // The names are walked in a copy.
        let copy = self.dict_copy(dict)?;
        let outcome = self.set_names_of(class, copy);
        self.release(copy);
        outcome
    }

    fn set_names_of(&mut self, class: Ref, dict: Ref) -> Result<()> {
        let Body::Dict(table) = self.heap.body(dict) else { return Ok(()) };
        let pairs: Vec<(Ref, Ref)> = table
            .live_entries()
            .map(|entry| (entry.key, entry.value))
            .filter(|(_, value)| {
                self.is_heap_class(self.heap.class_of(*value)) || matches!(self.heap.body(*value), Body::Property(_))
            })
            .collect();
        for (name, value) in pairs {
            let own = self.lookup_special(self.heap.class_of(value), self.names.set_name).is_some();
            if !own && let Body::Property(property) = &mut self.heap.get_mut(value).body {
                let old = std::mem::replace(&mut property.name, name);
                self.keep(name);
                self.release(old);
                continue;
            }
            match self.call_special_name(value, self.names.set_name, &[class, name]) {
                Ok(result) => self.release(result.unwrap_or(Ref::NULL)),
                Err(stop) => return Err(self.failed_set_name(stop, value, name, class)),
            }
        }
        Ok(())
    }

    /// `RuntimeError: Error calling __set_name__ …` up to 3.11, a note on the exception itself later.
    fn failed_set_name(
        &mut self,
        stop: crate::python::eval::stop::Stop,
        value: Ref,
        name: Ref,
        class: Ref,
    ) -> crate::python::eval::stop::Stop {
        let crate::python::eval::stop::Stop::Raised(exception) = stop else { return stop };
        let key = match self.repr_of(name) {
            Ok(key) => key,
            Err(other) => return other,
        };
        let (owner, class) = (self.class_name(value), self.plain_class_name(class));
        let message = format!("Error calling __set_name__ on '{owner}' instance {key} in '{class}'");
        if self.version() >= Version::V3_12 {
            let note = self.new_str(&message);
            let outcome = self.call_method(exception, "add_note", &[note]);
            self.release(note);
            return match outcome {
                Ok(none) => {
                    self.release(none);
                    crate::python::eval::stop::Stop::Raised(exception)
                }
                Err(other) => other,
            };
        }
        let stop = self.raise(known::RUNTIME_ERROR, message);
        if let crate::python::eval::stop::Stop::Raised(error) = &stop {
            let error = *error;
            self.keep(exception);
            self.set_context(error, exception);
            self.set_cause(error, exception);
        }
        stop
    }

    /// `super(class, class).__init_subclass__(**keywords)` (`type_new_init_subclass`).
    fn init_subclass(&mut self, class: Ref, keywords: &[(Ref, Ref)]) -> Result<()> {
        let Some(parts) = self.heap.class(class) else { return Ok(()) };
        let bases: Vec<Ref> = parts.mro.iter().skip(1).copied().collect();
        for base in bases {
            let Some(parts) = self.heap.class(base).filter(|parts| parts.heap) else { continue };
            let Some(found) = self.dict_get_name(parts.dict, self.names.init_subclass) else { continue };
            let bound = self.bind_on_class(found, class)?;
            let result = self.call_with_keywords(bound, &[], keywords);
            self.release(bound);
            self.release(result?);
            return Ok(());
        }
        if !keywords.is_empty() {
            let name = self.class_name_in_full(class);
            let message = format!("{name}.__init_subclass__() takes no keyword arguments");
            return Err(self.raise(known::TYPE_ERROR, message));
        }
        Ok(())
    }

    /// The class's name without module, for messages.
    pub fn plain_class_name(&self, class: Ref) -> String {
        match self.heap.body_or_none(class) {
            Some(Body::Class(class)) => class.name.clone(),
            _ => "?".to_owned(),
        }
    }

    /// The name of the object's class, for messages.
    pub fn class_name(&self, object: Ref) -> String {
        self.plain_class_name(self.heap.class_of(object))
    }

    /// Whether the object's class is `class` or a subclass.
    pub fn is_instance(&self, object: Ref, class: Ref) -> bool {
        self.is_subclass(self.heap.class_of(object), class)
    }

    pub fn is_subclass(&self, class: Ref, other: Ref) -> bool {
        class == other
            || matches!(self.heap.body_or_none(class), Some(Body::Class(parts)) if parts.mro.contains(&other))
    }

    /// Whether the object has an attribute of this name; other errors than AttributeError come through.
    pub fn has_attribute(&mut self, object: Ref, name: &str) -> Result<bool> {
        let name = self.intern(name);
        let found = self.get_attribute_if_any(object, name);
        self.release(name);
        Ok(match found? {
            Some(value) => {
                self.release(value);
                true
            }
            None => false,
        })
    }
}

/// Whether a text could be a name in a program (`str.isidentifier`).
pub fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    let begins = chars.next().is_some_and(|char| char == '_' || char.is_alphabetic());
    begins && chars.all(|char| char == '_' || char.is_alphanumeric())
}

/// A private name as its class spells it (`_Py_Mangle`).
fn mangled(class: &str, name: &str) -> String {
    let class = class.trim_start_matches('_');
    if !name.starts_with("__") || name.ends_with("__") || class.is_empty() {
        return name.to_owned();
    }
    format!("_{class}{name}")
}
