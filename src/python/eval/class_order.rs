//! Which metaclass makes a class, which base lends it its layout, and in which order its bases are asked.
//!
//! `Objects/typeobject.c`: `_PyType_CalculateMetaclass`, `best_base`, `mro_implementation`. Making the class is `class_make`.

use std::collections::VecDeque;

use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::{Body, Ref, known};

/// Built-in classes without `Py_TPFLAGS_BASETYPE`: a `class` statement cannot inherit from them.
const FINAL: &[Ref] = &[
    known::BOOL,
    known::NONE_TYPE,
    known::NOT_IMPLEMENTED_TYPE,
    known::ELLIPSIS_TYPE,
    known::RANGE,
    known::SLICE,
    known::MEMORYVIEW,
    known::CODE,
    known::FUNCTION,
    known::METHOD,
    known::BUILTIN_FUNCTION,
    known::METHOD_DESCRIPTOR,
    known::CLASSMETHOD_DESCRIPTOR,
    known::WRAPPER_DESCRIPTOR,
    known::METHOD_WRAPPER,
    known::MEMBER_DESCRIPTOR,
    known::GETSET_DESCRIPTOR,
    known::CELL,
    known::TRACEBACK,
    known::FRAME,
    known::DICT_KEYS,
    known::DICT_VALUES,
    known::DICT_ITEMS,
    known::CALLABLE_ITERATOR,
    known::SEQUENCE_ITERATOR,
    known::WEAK_PROXY,
    known::CALLABLE_WEAK_PROXY,
    known::MAPPING_PROXY,
    known::GENERATOR,
    known::COROUTINE,
    known::UNION,
];

impl Machine {
    /// The most derived of `metaclass` and the bases' metaclasses; an error when none of them is derived from all.
    pub fn most_derived_metaclass(&mut self, metaclass: Ref, bases: &[Ref]) -> Result<Ref> {
        let mut winner = metaclass;
        for base in bases {
            let candidate = self.heap.class_of(*base);
            if self.is_subclass(winner, candidate) {
                continue;
            }
            if !self.is_subclass(candidate, winner) {
                let message = "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of \
                               the metaclasses of all its bases";
                return Err(self.raise(known::TYPE_ERROR, message));
            }
            winner = candidate;
        }
        Ok(winner)
    }

    /// The base whose layout instances get (`best_base`).
    pub(super) fn best_base(&mut self, bases: &[Ref]) -> Result<Ref> {
        let mut found: Option<(Ref, Ref)> = None;
        for base in bases {
            if self.heap.class(*base).is_none() {
                return Err(self.raise(known::TYPE_ERROR, "bases must be types"));
            }
            let closed =
                self.heap.class(*base).and_then(|parts| parts.extension).is_some_and(|parts| !parts.subclassable);
            if closed || FINAL.contains(base) {
                let name = self.plain_class_name(*base);
                return Err(self.raise(known::TYPE_ERROR, format!("type '{name}' is not an acceptable base type")));
            }
            let candidate = self.solid_base(*base);
            found = match found {
                None => Some((*base, candidate)),
                Some((_, winner)) if self.is_subclass(winner, candidate) => found,
                Some((_, winner)) if self.is_subclass(candidate, winner) => Some((*base, candidate)),
                Some(_) => {
                    return Err(self.raise(known::TYPE_ERROR, "multiple bases have instance lay-out conflict"));
                }
            };
        }
        Ok(found.map_or(known::OBJECT, |(base, _)| base))
    }

    /// The nearest class, itself or above, that adds to the layout (`solid_base`): slots, or a built-in body.
    pub(super) fn solid_base(&self, class: Ref) -> Ref {
        let mut class = class;
        loop {
            let Some(parts) = self.heap.class(class) else { return known::OBJECT };
            if !parts.heap {
                return self.solid_built_in(class);
            }
            let base = if parts.base.is_null() { parts.layout } else { parts.base };
            let inherited = self.heap.class(base).map_or(0, |base| base.slots.len());
            if parts.slots.len() > inherited || parts.extension.is_some() || base == class {
                return class;
            }
            class = base;
        }
    }

    fn solid_built_in(&self, class: Ref) -> Ref {
        let mut class = class;
        loop {
            let Some(base) = self.heap.class(class).and_then(|parts| parts.bases.first().copied()) else {
                return class;
            };
            let same = class == known::BOOL
                || (self.is_subclass(base, known::BASE_EXCEPTION)
                    && self.exception_size(class) == self.exception_size(base));
            if !same {
                return class;
            }
            class = base;
        }
    }

    /// The order in which a class and its bases are asked: what the metaclass's own `mro` says, else the C3 merge; the class
    /// itself comes first (`mro_invoke`).
    pub(super) fn class_order(&mut self, class: Ref) -> Result<Vec<Ref>> {
        let metaclass = self.heap.class_of(class);
        let own = self.intern("mro");
        let overridden = self.lookup_special(metaclass, own).is_some();
        if !overridden {
            self.release(own);
            return self.merged_order(class);
        }
        let given = self.call_special_name(class, own, &[]);
        self.release(own);
        let Some(given) = given? else { return self.merged_order(class) };
        let items = self.items_of(given);
        self.release(given);
        let items = items?;
        let checked = self.check_order(class, &items);
        self.release_all(items.iter().copied());
        checked.map(|()| items)
    }

    /// `mro_check`: only classes, whose layout the class's own extends.
    fn check_order(&mut self, class: Ref, order: &[Ref]) -> Result<()> {
        let solid = self.solid_base(class);
        for each in order {
            if self.heap.class(*each).is_none() {
                let (name, own) = (self.class_name(*each), self.plain_class_name(class));
                let prefix = if self.version().minor() >= 15 { format!("{own}.") } else { String::new() };
                return Err(self.raise(known::TYPE_ERROR, format!("{prefix}mro() returned a non-class ('{name}')")));
            }
            if !self.is_subclass(solid, self.solid_base(*each)) && *each != class {
                let name = self.plain_class_name(*each);
                let message = format!("mro() returned base with unsuitable layout ('{name}')");
                return Err(self.raise(known::TYPE_ERROR, message));
            }
        }
        Ok(())
    }

    /// `type.mro(class)` (`mro_implementation`).
    pub fn merged_order(&mut self, class: Ref) -> Result<Vec<Ref>> {
        let bases = self.heap.class(class).map(|parts| parts.bases.clone()).unwrap_or_default();
        let rest = self.merge_orders(&bases)?;
        Ok(std::iter::once(class).chain(rest).collect())
    }

    /// The C3 merge of the bases' orders and the bases; the class itself is left out.
    pub(super) fn merge_orders(&mut self, bases: &[Ref]) -> Result<Vec<Ref>> {
        for (at, base) in bases.iter().enumerate() {
            if bases.iter().take(at).any(|other| other == base) {
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
            let mut heads = lists.iter().filter_map(|list| list.front().copied());
            let head = heads.find(|head| !lists.iter().any(|list| list.iter().skip(1).any(|each| each == head)));
            let Some(head) = head else { return Err(self.no_order(&lists)) };
            order.push(head);
            for list in &mut lists {
                if list.front() == Some(&head) {
                    list.pop_front();
                }
            }
        }
    }

    fn no_order(&mut self, lists: &[VecDeque<Ref>]) -> crate::python::eval::stop::Stop {
        let mut heads: Vec<Ref> = Vec::new();
        for head in lists.iter().filter_map(|list| list.front()) {
            if !heads.contains(head) {
                heads.push(*head);
            }
        }
        let names: Vec<String> = heads.iter().map(|class| self.plain_class_name(*class)).collect();
        let gap = if self.version().minor() <= 12 { "\n" } else { " " };
        let message =
            format!("Cannot create a consistent method resolution{gap}order (MRO) for bases {}", names.join(", "));
        self.raise(known::TYPE_ERROR, message)
    }

    /// Takes an order that was found for the class: the list, and the tuple that `__mro__` gives.
    pub(super) fn set_order(&mut self, class: Ref, order: Vec<Ref>) {
        let tuple = self.tuple_of(&order);
        if !self.heap.is_tracked(tuple) {
            self.heap.track(tuple);
        }
        if let Some(parts) = self.heap.class_mut(class) {
            parts.mro = order;
            let old = std::mem::replace(&mut parts.mro_tuple, tuple);
            self.release(old);
        }
    }
}
