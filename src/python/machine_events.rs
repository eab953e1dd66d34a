//! What containers did, kept for the pictures: the slots that a look-up visited, the block that a list moved to.
//!
//! Kept only while somebody watches ([`Trail::watching`](super::machine::Trail)), so that an unwatched run pays one test.

use smallvec::SmallVec;

use super::machine::{Machine, Mark, MarkKind};
use super::object::{Ref, dict};

/// The last look-ups, insertions and growths, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Events {
    pub tables: Vec<TableEvent>,
    pub lists: Vec<ListEvent>,
}

/// One look-up in a dict or set, with every slot that it visited.
#[derive(Clone, Debug)]
pub struct TableEvent {
    /// The machine's step when it happened.
    pub step: u64,
    /// The dict or set, not owned: it may be gone.
    pub container: Ref,
    pub operation: TableOperation,
    /// Not owned.
    pub key: Ref,
    pub hash: i64,
    /// Slots in the order of the visit, in the table as it was then.
    pub stops: SmallVec<[dict::Stop; 4]>,
    pub outcome: TableOutcome,
    /// Slots before, when the table was rebuilt.
    pub resized_from: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableOperation {
    Get,
    Insert,
    Delete,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableOutcome {
    /// The key stands in this slot.
    Found(usize),
    Missing,
    /// A new entry went to this slot.
    Added(usize),
}

/// A list's block changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListEvent {
    pub step: u64,
    pub list: Ref,
    pub old_capacity: usize,
    pub new_capacity: usize,
    /// Addresses of the blocks; 0 where there was or is none. Equal when it could stay in place.
    pub old_block: u64,
    pub new_block: u64,
    /// Pointers that were copied because the block moved.
    pub copied: usize,
}

/// Events of each sort that are kept.
const KEPT: usize = 64;

impl Events {
    fn keep<T>(list: &mut Vec<T>, event: T) {
        if list.len() >= KEPT {
            list.drain(..KEPT / 2);
        }
        list.push(event);
    }
}

impl Machine {
    #[cold]
    #[inline(never)]
    pub(crate) fn note_dict(
        &mut self,
        dict: Ref,
        operation: TableOperation,
        key: Ref,
        hash: i64,
        found: Option<usize>,
    ) {
        let Some(table) = self.heap.dict(dict) else { return };
        let mut stops: SmallVec<[dict::Stop; 4]> = SmallVec::new();
        for stop in table.probe_path(hash) {
            stops.push(stop);
            if Some(stop.slot) == found {
                break;
            }
        }
        let outcome = found.map_or(TableOutcome::Missing, TableOutcome::Found);
        let event =
            TableEvent { step: self.step, container: dict, operation, key, hash, stops, outcome, resized_from: None };
        Events::keep(&mut self.trail.events.tables, event);
    }

    /// Completes the last event of an insertion that found no key.
    #[cold]
    pub(crate) fn note_added(&mut self, slot: usize, resized_from: Option<usize>) {
        if let Some(event) = self.trail.events.tables.last_mut() {
            event.outcome = TableOutcome::Added(slot);
            event.resized_from = resized_from;
        }
    }

    #[cold]
    pub(crate) fn note_list(&mut self, event: ListEvent) {
        Events::keep(&mut self.trail.events.lists, event);
    }

    /// A mark on the scrubber, while recording.
    #[inline]
    pub(crate) fn mark(&mut self, kind: MarkKind) {
        if self.trail.recording {
            let mark = Mark { step: self.step, kind, depth: self.thread().frames.len() as u16 };
            if self.trail.marks.last() != Some(&mark) {
                self.trail.marks.push(mark);
            }
        }
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn note_set(
        &mut self,
        container: Ref,
        operation: TableOperation,
        key: Ref,
        hash: i64,
        outcome: TableOutcome,
    ) {
        let Some(table) = self.heap.set(container) else { return };
        let found = match outcome {
            TableOutcome::Found(slot) => Some(slot),
            _ => None,
        };
        let mut stops: SmallVec<[dict::Stop; 4]> = SmallVec::new();
        for stop in table.probe_path(hash) {
            stops.push(stop);
            if Some(stop.slot) == found {
                break;
            }
        }
        let event = TableEvent { step: self.step, container, operation, key, hash, stops, outcome, resized_from: None };
        Events::keep(&mut self.trail.events.tables, event);
    }
}
