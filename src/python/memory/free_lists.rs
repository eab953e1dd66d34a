//! Free lists: headers of small objects that types keep for themselves instead of giving them back to pymalloc.
//!
//! They show in two places: a list's `id` comes back to the next list even when something else of its size was made meanwhile, and what
//! goes to or comes from a free list is not counted by the collector.

use super::heap::Heap;
use crate::python::object::{Ref, known};

/// Addresses that are kept, by type, the next one to go out last.
#[derive(Clone, Debug, Default)]
pub struct FreeLists {
    lists: Vec<u64>,
    dicts: Vec<u64>,
    floats: Vec<u64>,
    /// By length, 1 to 20.
    tuples: [Vec<u64>; TUPLE_LENGTHS],
}

/// `PyList_MAXFREELIST`, `PyDict_MAXFREELIST`.
const HEADERS: usize = 80;
/// `PyFloat_MAXFREELIST`.
const FLOATS: usize = 100;
/// `PyTuple_MAXSAVESIZE` and `PyTuple_MAXFREELIST`.
const TUPLE_LENGTHS: usize = 20;
const TUPLES: usize = 2000;

impl FreeLists {
    /// The free list for an object of this class and block, and how long it may get.
    #[inline]
    fn of(&mut self, class: Ref, block: u32, tuple_header: u32) -> Option<(&mut Vec<u64>, usize)> {
        match class {
            known::LIST => Some((&mut self.lists, HEADERS)),
            known::DICT => Some((&mut self.dicts, HEADERS)),
            known::FLOAT => Some((&mut self.floats, FLOATS)),
            known::TUPLE => {
                let length = (block.checked_sub(tuple_header)? / 8) as usize;
                Some((self.tuples.get_mut(length.checked_sub(1)?)?, TUPLES))
            }
            _ => None,
        }
    }
}

impl Heap {
    #[inline]
    fn tuple_header(&self) -> u32 {
        16 + if self.version.caches_tuple_hash() { 32 } else { 24 }
    }

    /// An address from the type's free list.
    #[inline]
    pub(super) fn take_free(&mut self, class: Ref, block: u32) -> Option<u64> {
        if class.0 > known::DICT.0 {
            return None;
        }
        let header = self.tuple_header();
        self.free_lists.of(class, block, header).and_then(|(list, _)| list.pop())
    }

    /// Keeps an address in the type's free list; false when there is none, or it is full.
    #[inline]
    pub(super) fn keep_free(&mut self, class: Ref, block: u32, address: u64) -> bool {
        if class.0 > known::DICT.0 {
            return false;
        }
        let header = self.tuple_header();
        match self.free_lists.of(class, block, header) {
            Some((list, most)) if list.len() < most => {
                list.push(address);
                true
            }
            _ => false,
        }
    }

    /// Whether the next object of this class and block comes from a free list.
    #[inline]
    pub fn has_free(&mut self, class: Ref, block: u32) -> bool {
        let header = self.tuple_header();
        self.free_lists.of(class, block, header).is_some_and(|(list, _)| !list.is_empty())
    }

    /// Gives all kept headers back to pymalloc, as a full collection does (`clear_freelists`).
    pub(super) fn clear_free_lists(&mut self) {
        let FreeLists { lists, dicts, floats, tuples } = std::mem::take(&mut self.free_lists);
        let mut back = |addresses: Vec<u64>, front: u64, bytes: usize| {
            addresses.into_iter().rev().for_each(|address| self.blocks.release(address - front, bytes));
        };
        let header = if self.version.caches_tuple_hash() { 48 } else { 40 };
        for (length, addresses) in tuples.into_iter().enumerate() {
            back(addresses, 16, header + 8 * (length + 1));
        }
        back(floats, 0, 24);
        back(lists, 16, 56);
        back(dicts, 16, 64);
    }
}
