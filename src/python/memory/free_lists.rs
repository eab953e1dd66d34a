//! Free lists: headers of small objects that types keep for themselves instead of giving them back to pymalloc.
//!
//! They show in two places: a list's `id` comes back to the next list even when something else of its size was made meanwhile, and what
//! goes to or comes from a free list is not counted by the collector.

use super::heap::Heap;
use super::pymalloc::Pymalloc;
use crate::python::object::create::GC_HEAD;
use crate::python::object::{Ref, known};
use crate::python::version::Version;

/// Blocks that are kept, by type.
#[derive(Clone, Debug, Default)]
pub struct FreeLists {
    /// In the order of [`KINDS`].
    kinds: [FreeList; KINDS.len()],
    /// By length, 1 to 20.
    tuples: [FreeList; TUPLE_LENGTHS],
}

/// Blocks of one size.
#[derive(Clone, Debug, Default)]
struct FreeList {
    /// What `id()` gives; the last goes out first.
    addresses: Vec<u64>,
    front: u32,
    block: u32,
}

/// A type with a free list, and how long it may get (`pycore_freelist_state.h`, before it `PyList_MAXFREELIST` and others).
struct Kind {
    #[cfg_attr(not(test), expect(dead_code, reason = "says whose list it is; the look-up is a match"))]
    class: Ref,
    most: usize,
    since: Version,
}

const KINDS: [Kind; 12] = [
    Kind { class: known::LIST, most: 80, since: Version::V3_11 },
    Kind { class: known::DICT, most: 80, since: Version::V3_11 },
    Kind { class: known::FLOAT, most: 100, since: Version::V3_11 },
    // Up to 3.13 the one slice that `slice_cache` holds, which no collection gives back.
    Kind { class: known::SLICE, most: 1, since: Version::V3_11 },
    Kind { class: known::INT, most: 100, since: Version::V3_14 },
    Kind { class: known::LIST_ITERATOR, most: 10, since: Version::V3_14 },
    Kind { class: known::TUPLE_ITERATOR, most: 10, since: Version::V3_14 },
    Kind { class: known::RANGE, most: 6, since: Version::V3_14 },
    Kind { class: known::RANGE_ITERATOR, most: 6, since: Version::V3_14 },
    Kind { class: known::BUILTIN_FUNCTION, most: 16, since: Version::V3_14 },
    Kind { class: known::METHOD, most: 20, since: Version::V3_14 },
    Kind { class: known::COMPLEX, most: 100, since: Version::V3_15 },
];

/// `PyTuple_MAXSAVESIZE` and `PyTuple_MAXFREELIST`.
const TUPLE_LENGTHS: usize = 20;
const TUPLES: usize = 2000;

/// The place of slices in [`KINDS`].
const SLICES: usize = 3;

impl FreeLists {
    /// As they are when a program begins: the modules that Python loads before have used a slice.
    pub(super) fn new(version: Version, blocks: &mut Pymalloc) -> Self {
        let mut lists = Self::default();
        if version < Version::V3_14 {
            let (front, block) = (GC_HEAD, 40 + GC_HEAD);
            let addresses = vec![blocks.allocate(block as usize) + u64::from(front)];
            lists.kinds[SLICES] = FreeList { addresses, front, block };
        }
        // What printing takes lies there too, until the first full collection.
        let header = GC_HEAD + if version.caches_tuple_hash() { 32 } else { 24 };
        let tuples = [1, 4].map(|length| (known::TUPLE, header + 8 * length));
        for (class, block) in tuples.into_iter().chain([(known::BUILTIN_FUNCTION, 56 + GC_HEAD)]) {
            if let Some((list, _)) = lists.of(version, class, block) {
                let addresses = vec![blocks.allocate(block as usize) + u64::from(GC_HEAD)];
                *list = FreeList { addresses, front: GC_HEAD, block };
            }
        }
        lists
    }

    /// The free list for an object of this class and block, and how long it may get.
    #[inline]
    fn of(&mut self, version: Version, class: Ref, block: u32) -> Option<(&mut FreeList, usize)> {
        let number = match class {
            known::TUPLE => {
                let header = 16 + if version.caches_tuple_hash() { 32 } else { 24 };
                let length = (block.checked_sub(header)? / 8) as usize;
                return Some((self.tuples.get_mut(length.checked_sub(1)?)?, TUPLES));
            }
            known::LIST => 0,
            known::DICT => 1,
            known::FLOAT => 2,
            known::SLICE => SLICES,
            // An int of one digit.
            known::INT if block == 28 => 4,
            known::LIST_ITERATOR => 5,
            known::TUPLE_ITERATOR => 6,
            known::RANGE => 7,
            known::RANGE_ITERATOR => 8,
            known::BUILTIN_FUNCTION => 9,
            known::METHOD => 10,
            known::COMPLEX => 11,
            _ => return None,
        };
        let kind: &Kind = KINDS.get(number)?;
        (version >= kind.since).then_some((self.kinds.get_mut(number)?, kind.most))
    }
}

impl Heap {
    /// An address from the type's free list.
    #[inline]
    pub(super) fn take_free(&mut self, class: Ref, block: u32) -> Option<u64> {
        if class.0 > known::TUPLE_ITERATOR.0.max(known::RANGE_ITERATOR.0) {
            return None;
        }
        self.free_lists.of(self.version, class, block).and_then(|(list, _)| list.addresses.pop())
    }

    /// Keeps an address in the type's free list; false when there is none, or it is full.
    #[inline]
    pub(super) fn keep_free(&mut self, class: Ref, front: u32, block: u32, address: u64) -> bool {
        if class.0 > known::TUPLE_ITERATOR.0.max(known::RANGE_ITERATOR.0) {
            return false;
        }
        match self.free_lists.of(self.version, class, block) {
            Some((list, most)) if list.addresses.len() < most && (list.addresses.is_empty() || list.block == block) => {
                list.front = front;
                list.block = block;
                list.addresses.push(address);
                true
            }
            _ => false,
        }
    }

    /// Whether the next object of this class and block comes from a free list.
    #[inline]
    pub fn has_free(&mut self, class: Ref, block: u32) -> bool {
        self.free_lists.of(self.version, class, block).is_some_and(|(list, _)| !list.addresses.is_empty())
    }

    /// Gives all kept headers back to pymalloc, as a full collection does (`clear_freelists`).
    pub(super) fn clear_free_lists(&mut self) {
        let mut cleared = std::mem::take(&mut self.free_lists);
        if self.version < Version::V3_14 {
            std::mem::swap(&mut cleared.kinds[SLICES], &mut self.free_lists.kinds[SLICES]);
        }
        let FreeLists { kinds, tuples } = cleared;
        for list in tuples.into_iter().chain(kinds) {
            for address in list.addresses.into_iter().rev() {
                self.blocks.release(address - u64::from(list.front), list.block as usize);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_stands_where_it_is_looked_for() {
        for (number, kind) in KINDS.iter().enumerate() {
            let mut lists = FreeLists::default();
            lists.kinds[number].addresses.push(7);
            let (list, most) = lists.of(Version::V3_15, kind.class, 28).expect("a free list");
            assert_eq!((list.addresses.as_slice(), most), ([7].as_slice(), kind.most));
        }
    }
}
