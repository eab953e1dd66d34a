//! The compact dict: an index table over dense entries, as pure data with its rules.
//!
//! Comparing keys may run a program's `__eq__`, so look-up on a machine is `dict_access`'s; where the block of keys lies is
//! the allocator's.

use super::Ref;
use crate::python::version::Version;

/// A dict's table. Keys and values of live entries are owned.
#[derive(Clone, Debug, Default)]
pub struct Dict {
    /// The index table by slot: an entry's number, [`EMPTY`] or [`DUMMY`]; its length is a power of two, or 0 for the
    /// shared empty table.
    pub indices: Vec<i32>,
    /// `dk_entries`, in insertion order; a deleted entry has a null key.
    pub entries: Vec<Entry>,
    /// `dk_usable`: entries that still fit.
    pub usable: usize,
    /// `ma_used`: live entries.
    pub used: usize,
    pub kind: KeyKind,
    /// Where the block of keys lies; 0 for the shared empty table.
    pub block: u64,
    /// The class whose instances share the keys, when split (not owned); else null.
    pub shared: Ref,
    /// Bytes of the block of values, when split and apart from the object.
    pub values_bytes: u32,
    /// What an instance of a native subclass keeps beside (owned): a defaultdict's factory. Null for all others.
    pub extra: Ref,
}

/// A slot of the index table that was never used.
pub const EMPTY: i32 = -1;
/// A slot whose entry was deleted.
pub const DUMMY: i32 = -2;
/// Slots of the smallest table (`PyDict_MINSIZE`).
pub const LEAST_SIZE: usize = 8;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    pub hash: i64,
    /// Null when deleted.
    pub key: Ref,
    pub value: Ref,
}

/// How the entries are laid out (`dk_kind`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeyKind {
    /// Hash, key, value: 24 bytes.
    General,
    /// All keys are exact str: key, value: 16 bytes.
    #[default]
    Unicode,
    /// Keys shared with the other instances of the class; values apart.
    Split,
}

/// One slot that a look-up visits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    pub slot: usize,
    /// What is left of the hash to perturb the next slot with.
    pub perturb: u64,
    /// What the slot holds: an entry's number, [`EMPTY`] or [`DUMMY`].
    pub index: i32,
}

/// The slots that a hash visits, without end (`dictobject.c`, `unicodekeys_lookup_generic`): `i = i*5 + perturb + 1`.
#[derive(Clone, Copy, Debug)]
pub struct Probe {
    pub slot: usize,
    pub perturb: u64,
    mask: usize,
}

impl Probe {
    /// The first slot of `hash` in a table of `size` slots, a power of two.
    #[inline]
    pub fn new(hash: i64, size: usize) -> Self {
        let mask = size.wrapping_sub(1);
        Self { slot: hash as usize & mask, perturb: hash as u64, mask }
    }

    /// Goes to the next slot (`PERTURB_SHIFT` is 5).
    #[inline]
    pub fn advance(&mut self) {
        self.perturb >>= 5;
        self.slot = self.slot.wrapping_mul(5).wrapping_add(self.perturb as usize).wrapping_add(1) & self.mask;
    }
}

/// Entries that a table of `size` slots takes (`USABLE_FRACTION`): two thirds.
pub fn usable(size: usize) -> usize {
    (size << 1) / 3
}

/// The table size for at least `wanted` (`calculate_log2_keysize`): a power of two, from 8 up. Before 3.13.4 an exact power of
/// two from 16 up gave twice its size, and less than 8 gave 16 (gh-133703).
pub fn key_size(version: Version, wanted: usize) -> usize {
    if version.rounds_key_size_up_only() {
        wanted.max(LEAST_SIZE).next_power_of_two()
    } else {
        let rounded = ((wanted | 8) - 1) | 7;
        1 << (usize::BITS - rounded.leading_zeros())
    }
}

/// The table size that takes `entries` without a resize (`estimate_log2_keysize`).
pub fn estimated_size(version: Version, entries: usize) -> usize {
    key_size(version, (entries * 3).div_ceil(2))
}

impl Dict {
    /// Slots of the index table; the shared empty table counts as 1 (`Py_EMPTY_KEYS`).
    pub fn size(&self) -> usize {
        self.indices.len().max(1)
    }

    /// Whether it still has the shared empty table.
    pub fn is_unallocated(&self) -> bool {
        self.indices.is_empty()
    }

    /// Entries that were not deleted, in order.
    pub fn live_entries(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter().filter(|entry| !entry.key.is_null())
    }

    /// The entry at a position, if it is live.
    pub fn entry(&self, position: usize) -> Option<&Entry> {
        self.entries.get(position).filter(|entry| !entry.key.is_null())
    }

    /// The slots that `hash` visits up to the first that was never used; none in the shared empty table.
    pub fn probe_path(&self, hash: i64) -> impl Iterator<Item = Stop> + '_ {
        let mut probe = Probe::new(hash, self.indices.len());
        let mut ended = self.indices.is_empty();
        std::iter::from_fn(move || {
            if ended {
                return None;
            }
            let index = self.indices[probe.slot];
            let stop = Stop { slot: probe.slot, perturb: probe.perturb, index };
            ended = index == EMPTY;
            probe.advance();
            Some(stop)
        })
    }

    /// The slot that leads to entry `position`, whose hash is `hash`.
    pub fn slot_of(&self, hash: i64, position: usize) -> Option<usize> {
        self.probe_path(hash).find(|stop| stop.index == position as i32).map(|stop| stop.slot)
    }

    /// A fresh table of `size` slots; entries are forgotten, not released.
    pub fn start(&mut self, size: usize, kind: KeyKind) {
        self.indices.clear();
        self.indices.resize(size, EMPTY);
        self.entries.clear();
        self.usable = usable(size);
        self.used = 0;
        self.set_kind(kind);
    }

    fn set_kind(&mut self, kind: KeyKind) {
        self.kind = kind;
        if kind != KeyKind::Split {
            self.shared = Ref::NULL;
            self.values_bytes = 0;
        }
    }

    /// Copies the live entries, in order, into a table of `size` slots (`dictresize`).
    pub fn resize(&mut self, size: usize, kind: KeyKind) {
        self.entries.retain(|entry| !entry.key.is_null());
        self.indices.clear();
        self.indices.resize(size, EMPTY);
        for position in 0..self.entries.len() {
            let mut probe = Probe::new(self.entries[position].hash, size);
            while self.indices[probe.slot] != EMPTY {
                probe.advance();
            }
            self.indices[probe.slot] = position as i32;
        }
        self.usable = usable(size).saturating_sub(self.entries.len());
        self.set_kind(kind);
    }

    /// The first slot of `hash` without an entry: never used, or deleted (`find_empty_slot`).
    pub fn free_slot(&self, hash: i64) -> usize {
        let mut probe = Probe::new(hash, self.indices.len());
        while self.indices[probe.slot] >= 0 {
            probe.advance();
        }
        probe.slot
    }

    /// Adds an entry whose key is known to be missing; `usable` must not be 0.
    pub fn append(&mut self, entry: Entry) -> usize {
        let slot = self.free_slot(entry.hash);
        self.indices[slot] = self.entries.len() as i32;
        self.entries.push(entry);
        self.usable = self.usable.saturating_sub(1);
        self.used += 1;
        slot
    }

    /// Takes the entry that `slot` leads to; the slot becomes a dummy (`delitem_common`).
    pub fn remove_at(&mut self, slot: usize) -> Option<Entry> {
        let position = usize::try_from(*self.indices.get(slot)?).ok()?;
        let entry = self.entries.get_mut(position)?;
        let removed = *entry;
        *entry = Entry { hash: 0, key: Ref::NULL, value: Ref::NULL };
        self.indices[slot] = DUMMY;
        self.used -= 1;
        if self.kind == KeyKind::Split {
            // Shared keys stay; only the value's place empties, and leaves no trace in the order.
            self.resize(self.indices.len(), KeyKind::Split);
        }
        Some(removed)
    }

    /// Takes the last live entry; entries after it are forgotten, but `usable` is not given back (`dict_popitem_impl`).
    pub fn pop_last(&mut self) -> Option<Entry> {
        let position = self.entries.iter().rposition(|entry| !entry.key.is_null())?;
        let slot = self.slot_of(self.entries[position].hash, position)?;
        let removed = self.remove_at(slot);
        self.entries.truncate(position);
        removed
    }

    /// Back to the shared empty table; gives the entries, whose references are the caller's now. The block is the caller's
    /// too.
    pub fn take_all(&mut self) -> Vec<Entry> {
        let entries = std::mem::take(&mut self.entries);
        *self = Dict { extra: self.extra, ..Dict::default() };
        entries
    }

    /// Bytes of one index, by the size of the table.
    pub fn index_width(&self) -> usize {
        match self.indices.len() {
            0..=128 => 1,
            129..=0x8000 => 2,
            _ => 4,
        }
    }

    /// Bytes of the block at [`Dict::block`]: header, indices and entries of the keys, or a split dict's values; 0 for the
    /// shared empty table.
    pub fn keys_bytes(&self) -> usize {
        let size = self.indices.len();
        if size == 0 {
            return 0;
        }
        if self.kind == KeyKind::Split {
            return self.values_bytes as usize;
        }
        let entry = if self.kind == KeyKind::General { 24 } else { 16 };
        32 + self.index_width() * size + usable(size) * entry
    }

    /// Whether `update` of an empty dict may copy this table as it is (`dict_merge`): dense, and not too wide.
    pub fn is_worth_cloning(&self) -> bool {
        let size = self.indices.len();
        self.used == self.entries.len() && (size == LEAST_SIZE || usable(size / 2) < self.used)
    }

    /// Whether `copy()` copies the table with its deleted entries (`PyDict_Copy`).
    pub fn is_copied_whole(&self) -> bool {
        self.used >= (self.entries.len() * 2) / 3
    }
}
