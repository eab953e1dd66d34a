//! The cyclic collector's generations: what is tracked where, and when a collection is due.
//!
//! `Modules/gcmodule.c` up to 3.12, `Python/gc.c` after. The passes of one collection are `collection`'s.

use super::collection::Collection;
use super::heap::Heap;
use super::pages::Pages;
use crate::python::machine::Machine;
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// The list of objects that `gc.freeze()` set aside.
pub const PERMANENT: usize = 3;
/// The list of what a collection found unreachable.
pub const UNREACHABLE: usize = 4;

/// The collector's state between and during collections.
#[derive(Clone, Debug)]
pub struct Collector {
    pub enabled: bool,
    pub thresholds: [u32; 3],
    /// `gc.get_count()`: allocations less releases since the last collection, then collections of the generation below.
    pub counts: [i64; 3],
    /// Whether an allocation went over the threshold, and a collection waits for the next safe moment.
    pub pending: bool,
    pub collecting: bool,
    /// Objects that survived the last full collection, and those that came to the oldest generation since.
    pub long_lived_total: u64,
    pub long_lived_pending: u64,
    pub statistics: [Statistics; 3],
    /// `gc.callbacks`, owned; null until the module is imported.
    pub callbacks: Ref,
    /// The collection that is under way.
    pub collection: Option<Box<Collection>>,
    /// Every collection that ended, oldest first.
    pub records: Pages<Record>,
}

/// What `gc.get_stats()` says of one generation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    pub collections: u64,
    pub collected: u64,
    pub uncollectable: u64,
    pub candidates: u64,
}

/// A collection that ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    pub generation: u8,
    /// The machine's step when it began and when it ended.
    pub began: u64,
    pub ended: u64,
    /// Objects that it looked at, found unreachable, and kept.
    pub candidates: u32,
    pub unreachable: u32,
    pub survivors: u32,
    /// Whether the program asked for it, or an allocation.
    pub asked: bool,
}

impl Collector {
    pub fn new(version: Version) -> Self {
        Self {
            enabled: true,
            thresholds: version.collection_thresholds(),
            counts: [0; 3],
            pending: false,
            collecting: false,
            long_lived_total: 0,
            long_lived_pending: 0,
            statistics: [Statistics::default(); 3],
            callbacks: Ref::NULL,
            collection: None,
            records: Pages::new(),
        }
    }

    fn is_over_threshold(&self) -> bool {
        self.counts[0] > i64::from(self.thresholds[0]) && self.enabled && self.thresholds[0] != 0 && !self.collecting
    }

    /// A collectable object is made (`_PyObject_GC_Link`).
    #[inline]
    pub(crate) fn count_allocation(&mut self) {
        self.counts[0] += 1;
        if self.is_over_threshold() {
            self.pending = true;
        }
    }

    /// A collectable object's memory is given back (`PyObject_GC_Del`).
    #[inline]
    pub(crate) fn count_release(&mut self) {
        if self.counts[0] > 0 {
            self.counts[0] -= 1;
        }
    }

    /// The oldest generation whose count is over its threshold; a full collection waits until a quarter more has come to
    /// live long (`gc_select_generation`).
    fn due_generation(&self) -> Option<usize> {
        (0..3).rev().find(|generation| {
            self.counts[*generation] > i64::from(self.thresholds[*generation])
                && (*generation < 2 || self.long_lived_pending >= self.long_lived_total / 4)
        })
    }

    pub(super) fn share(&mut self) {
        self.records.share();
    }
}

/// What the collector was when importing began.
#[derive(Clone, Copy, Debug)]
pub struct SetAside {
    enabled: bool,
    counts: [i64; 3],
    pending: bool,
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
    #[inline]
    pub fn track(&mut self, reference: Ref) {
        if !self.is_tracked(reference) {
            self.append_to_list(0, reference);
        }
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

    /// Puts an untracked object at the end of a list.
    pub(super) fn append_to_list(&mut self, list: usize, reference: Ref) {
        let head = known::GENERATION_HEADS[list];
        let last = self.get(head).previous;
        self.get_mut(last).next = reference;
        self.get_mut(head).previous = reference;
        let object = self.get_mut(reference);
        object.previous = last;
        object.next = head;
        object.flags.generation = list as u8;
    }

    /// The objects of a list in order: a generation, [`PERMANENT`] or [`UNREACHABLE`].
    pub fn listed(&self, list: usize) -> impl Iterator<Item = Ref> + '_ {
        let head = known::GENERATION_HEADS[list];
        let mut at = head;
        std::iter::from_fn(move || {
            at = self.get(at).next;
            (at != head && !at.is_null()).then_some(at)
        })
    }

    /// Empties a list: its objects, in order, are in none until they are put into one again.
    pub(super) fn take_list(&mut self, list: usize) -> Vec<Ref> {
        let all: Vec<Ref> = self.listed(list).collect();
        for reference in &all {
            let object = self.get_mut(*reference);
            object.previous = Ref::NULL;
            object.next = Ref::NULL;
        }
        let head = known::GENERATION_HEADS[list];
        let object = self.get_mut(head);
        object.previous = head;
        object.next = head;
        all
    }

    /// `gc.freeze()`: everything that is tracked is set aside.
    pub fn freeze(&mut self) {
        for generation in 0..3 {
            for reference in self.take_list(generation) {
                self.append_to_list(PERMANENT, reference);
            }
            self.collector.counts[generation] = 0;
        }
    }

    /// `gc.unfreeze()`: what was set aside joins the oldest generation.
    pub fn unfreeze(&mut self) {
        for reference in self.take_list(PERMANENT) {
            self.append_to_list(2, reference);
        }
    }

    /// Sets a mark behind what is young now, and the collector's state aside, before library modules are imported.
    pub fn begin_library(&mut self) -> SetAside {
        let head = known::GENERATION_HEADS[0];
        let last = self.get(head).previous;
        self.get_mut(last).next = known::LIBRARY_MARK;
        self.get_mut(head).previous = known::LIBRARY_MARK;
        let mark = self.get_mut(known::LIBRARY_MARK);
        (mark.previous, mark.next) = (last, head);
        let Collector { enabled, counts, pending, .. } = self.collector;
        self.collector.enabled = false;
        SetAside { enabled, counts, pending }
    }

    /// Puts what importing made into the oldest generation, and the collector back as it was.
    pub fn end_library(&mut self, aside: SetAside) {
        let head = known::GENERATION_HEADS[0];
        loop {
            let next = self.get(known::LIBRARY_MARK).next;
            if next == head || next.is_null() {
                break;
            }
            self.untrack(next);
            self.append_to_list(2, next);
        }
        self.untrack(known::LIBRARY_MARK);
        let SetAside { enabled, counts, pending } = aside;
        self.collector.enabled = enabled;
        self.collector.counts = counts;
        self.collector.pending = pending;
    }

    /// Takes a tuple out of its list when nothing in it may be part of a cycle (`_PyTuple_MaybeUntrack`).
    pub(super) fn untrack_atomic_tuple(&mut self, reference: Ref) {
        let object = self.get(reference);
        if object.class != known::TUPLE {
            return;
        }
        if let Body::Tuple(items) = &object.body
            && !items.iter().any(|item| self.may_be_tracked(*item))
        {
            self.untrack(reference);
        }
    }

    /// The same for a dict, up to 3.13 (`_PyDict_MaybeUntrack`).
    pub(super) fn untrack_atomic_dict(&mut self, reference: Ref) {
        let object = self.get(reference);
        if object.class != known::DICT {
            return;
        }
        if let Body::Dict(dict) = &object.body {
            let kept =
                dict.live_entries().any(|entry| self.may_be_tracked(entry.value) || self.may_be_tracked(entry.key));
            if !kept {
                self.untrack(reference);
            }
        }
    }
}

impl Machine {
    /// The collection that is under way, for the pictures.
    pub fn collection(&self) -> Option<&Collection> {
        self.heap.collector.collection.as_deref()
    }

    /// Up to 3.11 a collection that this allocation makes due runs inside it, before the new object is filled
    /// (`gcmodule.c`, `gc_alloc`). Called ahead of [`Heap::insert`] when memory will be asked for.
    #[inline]
    pub fn collect_before_allocation(&mut self) {
        if self.version().collects_at_eval_breaker() {
            return;
        }
        let collector = &mut self.heap.collector;
        collector.counts[0] += 1;
        let due = collector.is_over_threshold();
        if due {
            self.collect_due();
        }
        // The insertion that follows counts it.
        self.heap.collector.counts[0] -= 1;
    }

    /// Whether [`Self::collect_before_allocation`] will run a collection now.
    pub fn collects_at_next_allocation(&self) -> bool {
        let collector = &self.heap.collector;
        !self.version().collects_at_eval_breaker()
            && collector.enabled
            && !collector.collecting
            && collector.thresholds[0] != 0
            && collector.counts[0] + 1 > i64::from(collector.thresholds[0])
    }

    /// Runs a collection that is due; the eval loop calls it at its safe moments.
    #[inline]
    pub fn collect_if_pending(&mut self) {
        if self.heap.collector.pending {
            self.collect_due();
        }
    }

    /// The same where a native asks whether something waits: from 3.12 every `repr()` and `str()` does (`PyErr_CheckSignals`).
    #[inline]
    pub fn collect_in_native(&mut self) {
        if self.version().collects_at_eval_breaker() {
            self.collect_if_pending();
        }
    }

    #[cold]
    #[inline(never)]
    fn collect_due(&mut self) {
        self.heap.collector.pending = false;
        if self.heap.collector.collecting || !self.heap.collector.enabled {
            return;
        }
        if let Some(generation) = self.heap.collector.due_generation() {
            self.collect_with_callbacks(generation, false);
        }
    }
}
