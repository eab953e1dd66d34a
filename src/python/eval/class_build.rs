//! Classes and their instances: the `class` statement, the method resolution order, new instances.

use std::collections::VecDeque;

use crate::python::eval::frame::{Frame, Purpose};
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::class::{Class, Member, Special};
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Body, Ref, known};

/// `__build_class__`, which `LoadBuildClass` pushes: it enters the class body as a frame.
pub static BUILD_CLASS: Native = Native {
    name: "__build_class__",
    call: build_class,
    least: 2,
    most: usize::MAX,
    keywords: true,
    packed_below: 0,
    cost_nanos: 5_000,
};

/// Runs the body and makes the class (`Python/bltinmodule.c`, `builtin___build_class__`). Called as a native it waits for the
/// body's frame.
fn build_class(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (function, name) = (arguments.positional[0], arguments.positional[1]);
    let bases = arguments.positional[2..].to_vec();
    for (keyword, _) in arguments.keywords {
        if *keyword == machine.names.metaclass {
            return Err(Stop::unmodelled("a metaclass is not modelled yet"));
        }
    }
    let odd_base = bases.iter().copied().find(|base| !matches!(machine.heap.body(*base), Body::Class(_)));
    let Body::Function(parts) = machine.heap.body(function) else {
        return Err(machine.raise(known::TYPE_ERROR, "__build_class__: func must be a function"));
    };
    let (code, globals) = (parts.code.clone(), parts.globals);
    let namespace = machine.new_dict();
    let floor = machine.thread().frames.len();
    let bottom = machine.thread().values.len();
    machine.keep(function);
    machine.keep(globals);
    machine.keep(namespace);
    let values = bottom + code.locals.len();
    machine.thread_mut().values.resize(values, Default::default());
    machine.thread_mut().frames.push(Frame {
        code,
        function,
        globals,
        locals: namespace,
        base: bottom,
        bottom,
        next: 0,
        line: 0,
        purpose: Purpose::ClassBody,
        subject: Ref::NULL,
        held: Vec::new(),
        object: Ref::NULL,
    });
    machine.thread_mut().nesting += 1;
    let ran = machine.run_to_floor(floor);
    machine.thread_mut().nesting -= 1;
    if let Err(stop) = ran {
        machine.release(namespace);
        return Err(stop);
    }
    let cell = machine.pop();
    let keywords: Vec<(Ref, Ref)> = arguments.keywords.to_vec();
    let bases = machine.tuple_of(&bases);
    let made = match odd_base {
        None => {
            // `type` is called with its arguments in a tuple.
            let packed = machine.tuple_of(&[name, bases, namespace]);
            let made = machine.new_class(name, bases, namespace, &keywords);
            machine.release(packed);
            made
        }
        // The class of a base that is no class is taken for the metaclass, which mostly complains of its arguments.
        Some(base) => {
            let metaclass = machine.heap.class_of(base);
            machine.call_with_keywords(metaclass, &[name, bases, namespace], &keywords)
        }
    };
    machine.release(bases);
    machine.release(namespace);
    let made = match made {
        Ok(made) => made,
        Err(stop) => {
            machine.release(cell);
            return Err(stop);
        }
    };
    if let Body::Cell(_) = machine.heap.body(cell) {
        machine.keep(made);
        if let Body::Cell(content) = &mut machine.heap.get_mut(cell).body {
            let old = std::mem::replace(content, made);
            machine.release(old);
        }
    }
    machine.release(cell);
    Ok(made)
}

impl Machine {
    /// A new class from its name, bases (a tuple) and namespace, as `type(name, bases, namespace)` makes it
    /// (`Objects/typeobject.c`, `type_new`).
    pub fn new_class(&mut self, name: Ref, given: Ref, namespace: Ref, keywords: &[(Ref, Ref)]) -> Result<Ref> {
        let bases: Vec<Ref> = self.heap.items(given).map(<[Ref]>::to_vec).unwrap_or_default();
        let no_base = bases.is_empty();
        let bases = if no_base { vec![known::OBJECT] } else { bases };
        let Some(text) = self.text_of(name).map(str::to_owned) else {
            return Err(self.raise(known::TYPE_ERROR, "type() argument 1 must be str"));
        };
        let layout = self.common_layout(&bases)?;
        let order = self.merge_orders(&bases)?;
        let dict = self.dict_copy(namespace)?;
        let qualified_name = match self.dict_take(dict, self.names.qualname)? {
            Some(qualified) => qualified,
            None => self.keep(name),
        };
        let slots = self.class_slots(dict, &bases)?;
        let inherited = |machine: &Machine, pick: fn(&Class) -> bool| {
            bases.iter().any(|base| matches!(machine.heap.body(*base), Body::Class(class) if pick(class)))
        };
        let has_dict = slots.is_none() || inherited(self, |class| class.has_dict);
        let has_weak = slots.is_none() || inherited(self, |class| class.has_weak);
        let base_slots = bases.iter().find_map(|base| match self.heap.body(*base) {
            Body::Class(class) if !class.slots.is_empty() => Some(class.slots.clone()),
            _ => None,
        });
        let mut all_slots = base_slots.unwrap_or_default();
        let first_own = all_slots.len();
        all_slots.extend(slots.iter().flatten().copied());
        let base = bases.iter().copied().find(|base| match self.heap.body(*base) {
            Body::Class(class) => *base == layout || (class.heap && class.layout == layout),
            _ => false,
        });
        let base = base.or(bases.first().copied()).unwrap_or(known::OBJECT);
        self.keep(base);
        let class = Class {
            name: text.clone(),
            qualified_name,
            bases: bases.clone(),
            mro: Vec::new(),
            bases_tuple: Ref::NULL,
            mro_tuple: Ref::NULL,
            base,
            dict,
            layout,
            heap: true,
            extension: None,
            has_dict,
            has_weak,
            slots: all_slots.clone(),
            shared_names: Vec::new(),
            shared_usable: 30,
            special: Special::default(),
            subclasses: Vec::new(),
            subclass_dict: Ref::NULL,
        };
        // PyHeapTypeObject: 872 bytes on 3.11 to 920 and more later; over 512, so malloc's.
        let made = self.heap.insert(known::TYPE, Body::Class(Box::new(class)), 920 + 16, 16, true);
        let mro: Vec<Ref> = std::iter::once(made).chain(order).collect();
        let bases_tuple = if no_base { self.tuple_of(&bases) } else { self.keep(given) };
        let mro_tuple = self.tuple_of(&mro);
        if let Body::Class(class) = &mut self.heap.get_mut(made).body {
            class.mro = mro;
            class.bases_tuple = bases_tuple;
            class.mro_tuple = mro_tuple;
        }
        // A new tuple of classes is tracked, built-in ones too: their type is one that the collector cares for.
        if !self.heap.is_tracked(bases_tuple) {
            self.heap.track(bases_tuple);
        }
        // What a class adds to its bases has a descriptor (`type_new_descriptors`).
        for (name, adds) in [
            ("__dict__", has_dict && !inherited(self, |class| class.has_dict)),
            ("__weakref__", has_weak && !inherited(self, |class| class.has_weak)),
        ] {
            if adds {
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
                self.dict_set(dict, name, member)?;
                self.release(name);
                self.release(member);
            }
        }
        self.heap.track(made);
        for base in &bases {
            // A base refers to its subclasses by weak references in a dict (`add_subclass`).
            let first = matches!(self.heap.body(*base), Body::Class(base) if base.heap && base.subclass_dict.is_null());
            let dict = if first { self.new_dict() } else { Ref::NULL };
            self.heap.untrack(dict);
            self.heap.collector.count_allocation();
            if let Body::Class(base) = &mut self.heap.get_mut(*base).body {
                base.subclasses.push(made);
                if first {
                    base.subclass_dict = dict;
                }
            }
        }
        for (number, slot) in all_slots.iter().enumerate().skip(first_own) {
            let slot_name = self.text_of(*slot).unwrap_or_default().to_owned();
            self.keep(made);
            let member = crate::python::object::class::Member { name: slot_name, class: made, slot: Some(number) };
            let member = self.heap.insert(known::MEMBER_DESCRIPTOR, Body::Member(Box::new(member)), 64 + 16, 16, true);
            self.heap.track(member);
            let outcome = self.dict_set(dict, *slot, member);
            self.release(member);
            outcome?;
        }
        self.finish_special_methods(dict)?;
        self.refresh_special(made);
        self.set_names(made, dict)?;
        self.init_subclass(made, keywords)?;
        Ok(made)
    }

    /// The built-in class whose layout instances get; an error when two bases disagree.
    fn common_layout(&mut self, bases: &[Ref]) -> Result<Ref> {
        let mut layout = known::OBJECT;
        for base in bases {
            let Body::Class(class) = self.heap.body(*base) else { continue };
            let of_base = if class.heap { class.layout } else { *base };
            let closed = class.extension.is_some_and(|definition| !definition.subclassable);
            if closed || [known::BOOL, known::FUNCTION, known::NONE_TYPE, known::RANGE, known::SLICE].contains(base) {
                let name = self.plain_class_name(*base);
                return Err(self.raise(known::TYPE_ERROR, format!("type '{name}' is not an acceptable base type")));
            }
            if of_base == layout || self.is_subclass(layout, of_base) {
                continue;
            }
            if !self.is_subclass(of_base, layout) {
                return Err(self.raise(known::TYPE_ERROR, "multiple bases have instance lay-out conflict"));
            }
            layout = of_base;
        }
        Ok(layout)
    }

    /// The C3 merge of the bases' orders and the bases (`mro_implementation`); the class itself is left out.
    fn merge_orders(&mut self, bases: &[Ref]) -> Result<Vec<Ref>> {
        for (at, base) in bases.iter().enumerate() {
            if bases[..at].contains(base) {
                let name = self.plain_class_name(*base);
                return Err(self.raise(known::TYPE_ERROR, format!("duplicate base class {name}")));
            }
        }
        let mut lists: Vec<VecDeque<Ref>> = bases
            .iter()
            .filter_map(|base| match self.heap.body(*base) {
                Body::Class(class) => Some(class.mro.iter().copied().collect()),
                _ => None,
            })
            .collect();
        lists.push(bases.iter().copied().collect());
        let mut order = Vec::new();
        loop {
            lists.retain(|list| !list.is_empty());
            if lists.is_empty() {
                return Ok(order);
            }
            let head = lists
                .iter()
                .map(|list| list[0])
                .find(|head| !lists.iter().any(|list| list.iter().skip(1).any(|each| each == head)));
            let Some(head) = head else {
                let mut heads: Vec<Ref> = Vec::new();
                for list in &lists {
                    if !heads.contains(&list[0]) {
                        heads.push(list[0]);
                    }
                }
                let names: Vec<String> = heads.iter().map(|class| self.plain_class_name(*class)).collect();
                let gap = if self.version().minor() <= 12 { "\n" } else { " " };
                let message = format!(
                    "Cannot create a consistent method resolution{gap}order (MRO) for bases {}",
                    names.join(", ")
                );
                return Err(self.raise(known::TYPE_ERROR, message));
            };
            order.push(head);
            for list in &mut lists {
                if list[0] == head {
                    list.pop_front();
                }
            }
        }
    }

    /// The names of `__slots__` (owned), without `__dict__` and `__weakref__`; `None` when the class has no `__slots__`.
    fn class_slots(&mut self, dict: Ref, bases: &[Ref]) -> Result<Option<Vec<Ref>>> {
        let _ = bases;
        let Some(slots) = self.dict_get_name(dict, self.names.slots) else { return Ok(None) };
        let names = if self.text_of(slots).is_some() { vec![self.keep(slots)] } else { self.items_of(slots)? };
        for name in &names {
            let Some(text) = self.text_of(*name).map(str::to_owned) else {
                let got = self.class_name(*name);
                return Err(self.raise(known::TYPE_ERROR, format!("__slots__ items must be strings, not '{got}'")));
            };
            if self.dict_get_name(dict, *name).is_some() {
                let message = format!("'{text}' in __slots__ conflicts with class variable");
                return Err(self.raise(known::VALUE_ERROR, message));
            }
        }
        Ok(Some(names))
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
        // A class with `__eq__` and without `__hash__` is not hashable.
        if self.dict_get_name(dict, self.names.eq).is_some() && self.dict_get_name(dict, self.names.hash).is_none() {
            self.dict_set(dict, self.names.hash, known::NONE)?;
        }
        Ok(())
    }

    /// Looks anew which special methods the class and its subclasses have.
    pub fn refresh_special(&mut self, class: Ref) {
        let names = self.names;
        let has = |machine: &Machine, name: Ref| {
            let Body::Class(parts) = machine.heap.body(class) else { return false };
            parts.mro.iter().any(|base| match machine.heap.body(*base) {
                Body::Class(parts) if parts.heap => machine.dict_get_name(parts.dict, name).is_some(),
                _ => false,
            })
        };
        let special = Special {
            del: has(self, names.del),
            getattribute: has(self, names.getattribute),
            getattr: has(self, names.getattr),
            setattr: has(self, names.setattr),
            eq: has(self, names.eq),
            hash: has(self, names.hash),
            iter: has(self, names.iter),
            getitem: has(self, names.getitem),
            call: has(self, names.call),
            init: has(self, names.init),
            new: has(self, names.new),
        };
        let Body::Class(parts) = &mut self.heap.get_mut(class).body else { return };
        parts.special = special;
        for subclass in parts.subclasses.clone() {
            self.refresh_special(subclass);
        }
    }

    /// Tells the namespace's values their names (`__set_name__`).
    fn set_names(&mut self, class: Ref, dict: Ref) -> Result<()> {
        // The names are walked in a copy (`type_new_set_names`).
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
            .filter(|(_, value)| matches!(self.heap.body(*value), Body::Instance(_) | Body::Property(_)))
            .collect();
        for (name, value) in pairs {
            if let Body::Property(property) = &mut self.heap.get_mut(value).body {
                let old = std::mem::replace(&mut property.name, name);
                self.keep(name);
                self.release(old);
                continue;
            }
            if let Some(result) = self.call_special_name(value, self.names.set_name, &[class, name])? {
                self.release(result);
            }
        }
        Ok(())
    }

    fn init_subclass(&mut self, class: Ref, keywords: &[(Ref, Ref)]) -> Result<()> {
        let Body::Class(parts) = self.heap.body(class) else { return Ok(()) };
        let bases: Vec<Ref> = parts.mro.iter().skip(1).copied().collect();
        for base in bases {
            let Body::Class(parts) = self.heap.body(base) else { continue };
            if !parts.heap {
                continue;
            }
            let Some(found) = self.dict_get_name(parts.dict, self.names.init_subclass) else { continue };
            let function = match self.heap.body(found) {
                Body::ClassMethod(inner) => *inner,
                _ => found,
            };
            let result = self.call_with_keywords(function, &[class], keywords)?;
            self.release(result);
            return Ok(());
        }
        if !keywords.is_empty() {
            let name = self.plain_class_name(class);
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
}
