//! Weak references: the list of them that an object keeps, and what happens to it at the object's death (`Objects/weakrefobject.c`).
//!
//! The list begins with the reference without a callback that all share, then the proxy without one; those with a callback,
//! and objects of subclasses, come after them, newest first. What the collector does with them is in `collection`.

use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::class::Weak;
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

impl Machine {
    /// `weakref.ref(object, callback)` of a class: the shared one when there is no callback (owned).
    pub fn new_weak(&mut self, class: Ref, object: Ref, callback: Ref) -> Result<Ref> {
        if !self.gives_weak(self.heap.class_of(object)) {
            let name = self.class_name(object);
            return Err(self.raise(known::TYPE_ERROR, format!("cannot create weak reference to '{name}' object")));
        }
        let basic = callback.is_null() && !self.is_heap_class(class);
        let (shared, proxy) = self.shared_weak(object);
        let of_its_kind = if class == known::WEAK_REFERENCE { shared } else { proxy };
        if basic && !of_its_kind.is_null() {
            return Ok(self.keep(of_its_kind));
        }
        let after = match class {
            known::WEAK_REFERENCE if basic => Ref::NULL,
            _ if basic => shared,
            _ if !proxy.is_null() => proxy,
            _ => shared,
        };
        if !callback.is_null() {
            self.keep(callback);
        }
        let weak = Weak { object, callback, previous: Ref::NULL, next: Ref::NULL, hash: None };
        let made = self.collectable_of(class, Body::Weak(Box::new(weak)), 64);
        let next = if after.is_null() { self.heap.get(object).weak } else { self.weak_next(after) };
        self.link_weak(object, after, made, next);
        Ok(made)
    }

    /// What the weak reference refers to; `None` when that is dead.
    pub fn weak_target(&self, weak: Ref) -> Option<Ref> {
        match self.heap.body(weak) {
            Body::Weak(parts) => Some(parts.object).filter(|object| !object.is_null()),
            _ => None,
        }
    }

    /// All weak references to an object, in the order of its list.
    pub fn weak_references_to(&self, object: Ref) -> Vec<Ref> {
        let mut found = Vec::new();
        let mut at = self.heap.get(object).weak;
        while !at.is_null() && found.len() < self.heap.places() {
            found.push(at);
            at = self.weak_next(at);
        }
        found
    }

    /// The object behind a proxy (owned): ReferenceError when it is dead, `None` when this is no proxy.
    pub fn behind_weak_proxy(&mut self, object: Ref) -> Result<Option<Ref>> {
        if !matches!(self.heap.class_of(object), known::WEAK_PROXY | known::CALLABLE_WEAK_PROXY) {
            return Ok(None);
        }
        match self.weak_target(object) {
            Some(target) => Ok(Some(self.keep(target))),
            None => Err(self.raise(known::REFERENCE_ERROR, "weakly-referenced object no longer exists")),
        }
    }

    fn weak_next(&self, weak: Ref) -> Ref {
        match self.heap.body(weak) {
            Body::Weak(parts) => parts.next,
            _ => Ref::NULL,
        }
    }

    /// The reference and the proxy without callbacks, null where there is none (`get_basic_refs`).
    fn shared_weak(&self, object: Ref) -> (Ref, Ref) {
        let (mut shared, mut proxy) = (Ref::NULL, Ref::NULL);
        let mut at = self.heap.get(object).weak;
        for _ in 0..2 {
            let Some(Body::Weak(parts)) = self.heap.body_or_none(at) else { break };
            if !parts.callback.is_null() {
                break;
            }
            match self.heap.class_of(at) {
                known::WEAK_REFERENCE if shared.is_null() && proxy.is_null() => shared = at,
                known::WEAK_PROXY | known::CALLABLE_WEAK_PROXY if proxy.is_null() => proxy = at,
                _ => break,
            }
            at = parts.next;
        }
        (shared, proxy)
    }

    fn link_weak(&mut self, object: Ref, before: Ref, weak: Ref, after: Ref) {
        if let Body::Weak(parts) = &mut self.heap.get_mut(weak).body {
            (parts.previous, parts.next) = (before, after);
        }
        match before {
            Ref::NULL => self.heap.get_mut(object).weak = weak,
            before => {
                if let Body::Weak(parts) = &mut self.heap.get_mut(before).body {
                    parts.next = weak;
                }
            }
        }
        if let (false, Body::Weak(parts)) = (after.is_null(), &mut self.heap.get_mut(after).body) {
            parts.previous = weak;
        }
    }

    /// Takes a weak reference out of its object's list; it is dead then, and keeps its callback (`clear_weakref`).
    pub fn unlink_weak(&mut self, weak: Ref) {
        let Body::Weak(parts) = &mut self.heap.get_mut(weak).body else { return };
        let object = std::mem::take(&mut parts.object);
        let (previous, next) = (std::mem::take(&mut parts.previous), std::mem::take(&mut parts.next));
        if object.is_null() {
            return;
        }
        match previous {
            Ref::NULL => self.heap.get_mut(object).weak = next,
            previous => {
                if let Body::Weak(parts) = &mut self.heap.get_mut(previous).body {
                    parts.next = next;
                }
            }
        }
        if let (false, Body::Weak(parts)) = (next.is_null(), &mut self.heap.get_mut(next).body) {
            parts.previous = previous;
        }
    }

    /// The death of an object that is referred to weakly: all its references die, then their callbacks run, newest first
    /// (`PyObject_ClearWeakRefs`).
    pub fn clear_weak_references(&mut self, object: Ref) {
        let mut calls: Vec<(Ref, Ref)> = Vec::new();
        for weak in self.weak_references_to(object) {
            self.unlink_weak(weak);
            let Body::Weak(parts) = &mut self.heap.get_mut(weak).body else { continue };
            let callback = std::mem::take(&mut parts.callback);
            if callback.is_null() {
                continue;
            }
            // A reference that is dying itself hears nothing.
            if self.heap.get(weak).references > 0 {
                calls.push((self.keep(weak), callback));
            } else {
                self.release(callback);
            }
        }
        self.call_weak_callbacks(calls);
    }

    /// Calls callbacks with their weak references, and lets go of both.
    pub(super) fn call_weak_callbacks(&mut self, calls: Vec<(Ref, Ref)>) {
        for (weak, callback) in calls {
            match self.call(callback, &[weak]) {
                Ok(result) => self.release(result),
                Err(stop) => self.report_ignored(stop, callback, "calling weakref callback"),
            }
            self.release(callback);
            self.release(weak);
        }
    }

    /// Clears the weak references to what is unreachable before finalisers run, and calls the callbacks of those that are not
    /// garbage themselves (`handle_weakrefs`). From 3.15 those without a callback stay until the finalisers have run.
    pub(super) fn clear_weak_references_to(&mut self, unreachable: &[Ref], is_garbage: impl Fn(&Machine, Ref) -> bool) {
        let mut calls: Vec<(Ref, Ref)> = Vec::new();
        for object in unreachable {
            if !self.heap.is_alive(*object) {
                continue;
            }
            for weak in self.weak_references_to(*object) {
                let callback = match self.heap.body(weak) {
                    Body::Weak(parts) => parts.callback,
                    _ => Ref::NULL,
                };
                if callback.is_null() && self.version() >= Version::V3_15 {
                    continue;
                }
                self.unlink_weak(weak);
                if callback.is_null() || is_garbage(self, weak) {
                    continue;
                }
                if let Body::Weak(parts) = &mut self.heap.get_mut(weak).body {
                    parts.callback = Ref::NULL;
                }
                calls.push((self.keep(weak), callback));
            }
        }
        self.call_weak_callbacks(calls);
    }

    /// Clears what is left after the finalisers (3.15 on).
    pub(super) fn clear_remaining_weak_references(&mut self, unreachable: &[Ref]) {
        for object in unreachable {
            for weak in self.weak_references_to(*object) {
                self.unlink_weak(weak);
            }
        }
    }
}
