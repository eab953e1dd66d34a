//! The set: one open table with linear runs.

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

impl Set {
    /// Bytes of the table at [`Set::block`]; 0 while the slots in the object do.
    pub fn block_bytes(&self) -> usize {
        if self.block == 0 { 0 } else { 16 * self.table.len() }
    }

    /// The keys in table order, which is the order of iteration.
    pub fn keys(&self) -> impl Iterator<Item = Ref> + '_ {
        self.table.iter().filter_map(|slot| match slot {
            Slot::Key { key, .. } => Some(*key),
            _ => None,
        })
    }
}

impl Default for Set {
    fn default() -> Self {
        Self { table: vec![Slot::Empty; 8], fill: 0, used: 0, finger: 0, hash: None, block: 0 }
    }
}

/// The slots that `hash` visits up to the first that was never used (`set_lookkey`): a run of up to 9 more after each,
/// where the table is long enough.
pub fn path(set: &Set, hash: i64) -> impl Iterator<Item = dict::Stop> + '_ {
    let mask = set.table.len() - 1;
    let mut perturb = hash as u64;
    let mut start = hash as usize & mask;
    let mut run = 0;
    let mut ended = false;
    std::iter::from_fn(move || {
        if ended {
            return None;
        }
        let slot = start + run;
        let index = match set.table[slot] {
            Slot::Empty => dict::EMPTY,
            Slot::Dummy => dict::DUMMY,
            Slot::Key { .. } => slot as i32,
        };
        let stop = dict::Stop { slot, perturb, index };
        ended = index == dict::EMPTY;
        let last = if start + LINEAR_PROBES <= mask { LINEAR_PROBES } else { 0 };
        if run < last {
            run += 1;
        } else {
            perturb >>= 5;
            start = start.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize) & mask;
            run = 0;
        }
        Some(stop)
    })
}

/// Slots that are tried beside the first before the next jump.
pub const LINEAR_PROBES: usize = 9;
