//! The set: one open table with linear runs, as pure data with its rules (`Objects/setobject.c`).
//!
//! Comparing keys may run a program's `__eq__`, so look-up on a machine is `set_access`'s.

use super::{Ref, dict};

/// A set's table. Keys are owned.
#[derive(Clone, Debug)]
pub struct Set {
    /// By slot; its length is a power of two, at least 8.
    pub table: Vec<Slot>,
    /// Active and dummy slots.
    pub fill: usize,
    /// Active slots.
    pub used: usize,
    /// Where `pop` looks next.
    pub finger: usize,
    /// The hash of a frozenset, once asked.
    pub hash: Option<i64>,
    /// Where a table larger than the 8 slots in the object lies; 0 without.
    pub block: u64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Slot {
    #[default]
    Empty,
    Dummy,
    Key {
        key: Ref,
        hash: i64,
    },
}

/// Slots that are tried beside the first before the next jump (`LINEAR_PROBES`).
pub const LINEAR_PROBES: usize = 9;
/// Slots in the object itself (`PySet_MINSIZE`).
pub const LEAST_SIZE: usize = 8;

/// The slots that a hash visits, without end: after each first slot a run of 9 more where the table is long enough.
#[derive(Clone, Copy, Debug)]
pub struct Probe {
    pub slot: usize,
    pub perturb: u64,
    run_end: usize,
    start: usize,
    mask: usize,
}

impl Probe {
    #[inline]
    pub fn new(hash: i64, size: usize) -> Self {
        let mask = size.wrapping_sub(1);
        let start = hash as usize & mask;
        Self { slot: start, perturb: hash as u64, run_end: run_end(start, mask), start, mask }
    }

    #[inline]
    pub fn advance(&mut self) {
        if self.slot < self.run_end {
            self.slot += 1;
            return;
        }
        self.perturb >>= 5;
        self.start = self.start.wrapping_mul(5).wrapping_add(1).wrapping_add(self.perturb as usize) & self.mask;
        self.slot = self.start;
        self.run_end = run_end(self.start, self.mask);
    }
}

fn run_end(start: usize, mask: usize) -> usize {
    if start + LINEAR_PROBES <= mask { start + LINEAR_PROBES } else { start }
}

impl Set {
    /// The hashes of the keys, in table order.
    pub fn hashes(&self) -> impl Iterator<Item = i64> + '_ {
        self.table.iter().filter_map(|slot| match slot {
            Slot::Key { hash, .. } => Some(*hash),
            _ => None,
        })
    }

    /// The keys in table order, which is the order of iteration.
    pub fn keys(&self) -> impl Iterator<Item = Ref> + '_ {
        self.entries().map(|(key, _)| key)
    }

    /// The keys with their hashes, in table order.
    pub fn entries(&self) -> impl Iterator<Item = (Ref, i64)> + '_ {
        self.table.iter().filter_map(|slot| match slot {
            Slot::Key { key, hash } => Some((*key, *hash)),
            _ => None,
        })
    }

    /// Bytes of the table at [`Set::block`]; 0 while the slots in the object do.
    pub fn block_bytes(&self) -> usize {
        if self.table.len() > LEAST_SIZE { 16 * self.table.len() } else { 0 }
    }

    /// `mask`: the last slot's number.
    pub fn mask(&self) -> usize {
        self.table.len() - 1
    }

    /// The slots that `hash` visits up to the first that was never used (`set_lookkey`).
    pub fn probe_path(&self, hash: i64) -> impl Iterator<Item = dict::Stop> + '_ {
        let mut probe = Probe::new(hash, self.table.len());
        let mut ended = false;
        std::iter::from_fn(move || {
            if ended {
                return None;
            }
            let index = match self.table[probe.slot] {
                Slot::Empty => dict::EMPTY,
                Slot::Dummy => dict::DUMMY,
                Slot::Key { .. } => probe.slot as i32,
            };
            let stop = dict::Stop { slot: probe.slot, perturb: probe.perturb, index };
            ended = index == dict::EMPTY;
            probe.advance();
            Some(stop)
        })
    }

    /// Puts a key into a table that has no dummies and not this key (`set_insert_clean`).
    pub fn insert_clean(&mut self, key: Ref, hash: i64) {
        let mut probe = Probe::new(hash, self.table.len());
        while self.table[probe.slot] != Slot::Empty {
            probe.advance();
        }
        self.table[probe.slot] = Slot::Key { key, hash };
    }

    /// The slots of a table for more than `wanted` keys (`set_table_resize`).
    pub fn size_over(wanted: usize) -> usize {
        (wanted + 1).next_power_of_two().max(LEAST_SIZE)
    }

    /// Whether so many more keys fill three fifths of the table.
    pub fn is_crowded_with(&self, more: usize) -> bool {
        (self.fill + more) * 5 >= self.mask() * 3
    }

    /// Slots that an insertion which fills the table grows for.
    pub fn growth(&self) -> usize {
        if self.used > 50_000 { self.used * 2 } else { self.used * 4 }
    }

    /// Puts the keys into a new table of `size` slots, in slot order.
    pub fn resize(&mut self, size: usize) {
        let old = std::mem::replace(&mut self.table, vec![Slot::Empty; size]);
        self.fill = self.used;
        for slot in old {
            if let Slot::Key { key, hash } = slot {
                self.insert_clean(key, hash);
            }
        }
    }

    /// Takes the key in `slot` out; a dummy stays.
    pub fn remove_at(&mut self, slot: usize) -> Option<Ref> {
        match self.table.get(slot) {
            Some(Slot::Key { key, .. }) => {
                let key = *key;
                self.table[slot] = Slot::Dummy;
                self.used -= 1;
                Some(key)
            }
            _ => None,
        }
    }

    /// Takes the key that `pop` gives (`set_pop`): the first from the finger on.
    pub fn pop(&mut self) -> Option<Ref> {
        if self.used == 0 {
            return None;
        }
        let mask = self.mask();
        let mut slot = self.finger & mask;
        while !matches!(self.table[slot], Slot::Key { .. }) {
            slot = (slot + 1) & mask;
        }
        self.finger = slot + 1;
        self.remove_at(slot)
    }
}

impl Default for Set {
    fn default() -> Self {
        Self { table: vec![Slot::Empty; LEAST_SIZE], fill: 0, used: 0, finger: 0, hash: None, block: 0 }
    }
}
