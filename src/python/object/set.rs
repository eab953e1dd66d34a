//! The set: one open table with linear runs.

use super::Ref;

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
