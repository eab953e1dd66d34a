//! The cyclic collector: generations, and the passes of one collection.

use super::heap::Heap;
use crate::python::machine::Machine;
use crate::python::object::{Ref, known};
use crate::python::version::Version;

/// The collector's state between and during collections.
#[derive(Clone, Debug)]
pub struct Collector {
    pub enabled: bool,
    pub thresholds: [u32; 3],
    pub counts: [i64; 3],
    /// Whether an allocation went over the threshold, and a collection waits for the next safe moment.
    pub pending: bool,
    pub collecting: bool,
}

impl Collector {
    pub fn new(version: Version) -> Self {
        Self {
            enabled: true,
            thresholds: version.collection_thresholds(),
            counts: [0; 3],
            pending: false,
            collecting: false,
        }
    }

    /// A collectable object is made (`_PyObject_GC_Link`).
    #[inline]
    pub(super) fn count_allocation(&mut self) {
        self.counts[0] += 1;
        if self.counts[0] > i64::from(self.thresholds[0]) && self.enabled && self.thresholds[0] != 0 && !self.collecting
        {
            self.pending = true;
        }
    }

    /// A collectable object's memory is given back (`PyObject_GC_Del`).
    #[inline]
    pub(super) fn count_release(&mut self) {
        if self.counts[0] > 0 {
            self.counts[0] -= 1;
        }
    }
}

impl Heap {
    /// Whether the object is in one of the collector's lists.
    #[inline]
    pub fn is_tracked(&self, reference: Ref) -> bool {
        !self.get(reference).next.is_null()
    }

    /// Whether the object is, or may come to be, part of a cycle that the collector sees (`_PyObject_GC_MAY_BE_TRACKED`).
    #[inline]
    pub fn may_be_tracked(&self, reference: Ref) -> bool {
        let object = self.get(reference);
        object.flags.collectable && (object.class != known::TUPLE || !object.next.is_null())
    }

    /// Puts the object at the end of the youngest generation.
    pub fn track(&mut self, reference: Ref) {
        if self.is_tracked(reference) {
            return;
        }
        self.append_to_list(known::GENERATION_HEADS[0], reference);
        self.get_mut(reference).flags.generation = 0;
    }

    /// Takes the object out of its list.
    pub fn untrack(&mut self, reference: Ref) {
        let (previous, next) = (self.get(reference).previous, self.get(reference).next);
        if next.is_null() {
            return;
        }
        self.get_mut(previous).next = next;
        self.get_mut(next).previous = previous;
        let object = self.get_mut(reference);
        object.previous = Ref::NULL;
        object.next = Ref::NULL;
    }

    /// Puts an untracked object at the end of the list with this head.
    fn append_to_list(&mut self, head: Ref, reference: Ref) {
        let last = self.get(head).previous;
        self.get_mut(last).next = reference;
        self.get_mut(head).previous = reference;
        let object = self.get_mut(reference);
        object.previous = last;
        object.next = head;
    }
}

impl Machine {
    /// Up to 3.11 a collection that is due runs inside the allocation, before the new object is filled.
    #[inline]
    pub fn collect_before_allocation(&mut self) {
        if self.heap.collector.pending && !self.version().collects_at_eval_breaker() {
            self.collect_due();
        }
    }

    /// Runs a collection that is due; the eval loop calls it at its safe moments.
    #[inline]
    pub fn collect_if_pending(&mut self) {
        if self.heap.collector.pending {
            self.collect_due();
        }
    }

    #[cold]
    #[inline(never)]
    fn collect_due(&mut self) {
        self.heap.collector.pending = false;
    }
}
