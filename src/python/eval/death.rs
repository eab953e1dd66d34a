//! What happens when the last reference goes: the finaliser, then the contents, then the block.

use crate::python::machine::{Machine, MarkKind};
use smallvec::SmallVec;

use crate::python::object::{Body, Ref, known, visit_references};

/// Nested deaths after which the rest waits (`Py_TRASHCAN_BEGIN`, `PyTrash_UNWIND_LEVEL`): a long chain must not recurse.
const NESTED_DEATHS: u32 = 50;

impl Machine {
    /// One reference more; gives the same reference, now owned by the caller too.
    #[inline]
    pub fn keep(&mut self, reference: Ref) -> Ref {
        self.heap.incref(reference);
        reference
    }

    /// One reference less; at 0 the object dies now, with its finaliser and all that only it held. Null is allowed.
    #[inline]
    pub fn release(&mut self, reference: Ref) {
        if !reference.is_null() && self.heap.decref_is_last(reference) {
            self.deallocate(reference);
        }
    }

    /// Releases all of these, first to last.
    pub fn release_all(&mut self, references: impl IntoIterator<Item = Ref>) {
        references.into_iter().for_each(|reference| self.release(reference));
    }

    /// The end of an object whose count has come to 0.
    #[inline(never)]
    pub fn deallocate(&mut self, reference: Ref) {
        let object = self.heap.get(reference);
        let (collectable, class) = (object.flags.collectable, object.class);
        if collectable {
            if self.deaths.depth >= NESTED_DEATHS {
                self.deaths.waiting.push(reference);
                return;
            }
            if self.has_finalizer(class) || self.generator_needs_finalizer(reference) {
                // It is tracked anew for its finaliser, so at the end of the youngest generation (`subtype_dealloc`).
                self.heap.untrack(reference);
                self.heap.track(reference);
                if !self.finalize_dying(reference) {
                    return;
                }
            }
            self.mark(MarkKind::Death);
        }
        if !self.heap.get(reference).weak.is_null() {
            self.clear_weak_references(reference);
        }
        self.deaths.depth += 1;
        self.dismantle(reference, class);
        self.deaths.depth -= 1;
        if self.deaths.depth == 0 {
            while let Some(next) = self.deaths.waiting.pop() {
                self.deallocate(next);
            }
        }
    }

    /// Drops what the object holds, in the order of its type's `tp_dealloc`, and frees its block.
    fn dismantle(&mut self, reference: Ref, class: Ref) {
        if self.heap.is_tracked(reference) {
            self.heap.untrack(reference);
        }
        self.drop_generator_frame(reference);
        match self.heap.body(reference) {
            Body::MemoryView(_) | Body::Managed(_) => self.end_export(reference),
            Body::Extension(_) => self.finish_dying_stream(reference),
            _ => {}
        }
        if matches!(self.heap.body(reference), Body::Weak(_)) {
            self.unlink_weak(reference);
        }
        let attributes = std::mem::take(&mut self.heap.get_mut(reference).attributes);
        let mut held: SmallVec<[Ref; 12]> = self.heap.take_slots_of_other(reference).into();
        let body = self.heap.body(reference);
        // `subtype_dealloc` clears the slots before the dict; other types' deallocators run after the dict went.
        let dict_last = matches!(body, Body::Instance(_));
        match body {
            Body::List(list) => held.extend(list.items.iter().rev().copied()),
            Body::Tuple(items) => held.extend(items.iter().rev().copied()),
            Body::Weak(weak) => held.push(weak.callback),
            body => visit_references(body, &mut |each| held.push(each)),
        }
        if let Body::Class(parts) = body {
            let (bases, dict) = (parts.bases.clone(), parts.subclass_dict);
            held.push(dict);
            self.forget_subclass(reference, &bases);
        }
        if !dict_last {
            self.release(attributes);
        }
        self.release_all(held);
        if dict_last {
            self.release(attributes);
        }
        let counted = self.is_heap_class(class);
        self.heap.discard(reference);
        if counted {
            self.release(class);
        }
    }

    fn has_finalizer(&self, class: Ref) -> bool {
        match self.heap.body(class) {
            Body::Class(class) => class.special.del,
            _ => false,
        }
    }

    /// Runs `__del__` of an object whose count is 0 (`PyObject_CallFinalizerFromDealloc`); false when it lives on.
    fn finalize_dying(&mut self, reference: Ref) -> bool {
        self.heap.get_mut(reference).references = 1;
        self.run_finalizer(reference);
        let object = self.heap.get_mut(reference);
        object.references -= 1;
        object.references == 0
    }

    /// Runs `__del__` once in the object's life (PEP 442, `slot_tp_finalize`); an exception in it is printed and ignored.
    pub fn run_finalizer(&mut self, reference: Ref) {
        let object = self.heap.get_mut(reference);
        let class = object.class;
        if object.flags.finalized {
            return;
        }
        object.flags.finalized = true;
        if let Body::Generator(_) = object.body {
            return self.finalize_generator(reference);
        }
        let Some(finalizer) = self.lookup_on_class(class, self.names.del) else { return };
        let handled = std::mem::take(&mut self.thread_mut().handled);
        self.keep(finalizer);
        let outcome = self.call(finalizer, &[reference]);
        match outcome {
            Ok(result) => self.release(result),
            Err(stop) => self.report_unraisable(stop, finalizer),
        }
        self.release(finalizer);
        self.thread_mut().handled = handled;
    }

    /// Whether instances own a reference to the class: only classes made by `class` statements or `type()` are counted.
    pub fn is_heap_class(&self, class: Ref) -> bool {
        class.0 >= known::FIRST_SMALL_INT.0 && matches!(self.heap.body(class), Body::Class(class) if class.heap)
    }

    fn forget_subclass(&mut self, dying: Ref, bases: &[Ref]) {
        for base in bases {
            if !self.heap.is_alive(*base) {
                continue;
            }
            self.heap.collector.count_release();
            if let Some(base) = self.heap.class_mut(*base) {
                base.subclasses.retain(|subclass| *subclass != dying);
            }
        }
    }
}

/// Deaths under way, so that a long chain of them unwinds without recursion.
#[derive(Clone, Debug, Default)]
pub struct Deaths {
    pub depth: u32,
    pub waiting: Vec<Ref>,
}
