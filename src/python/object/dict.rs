//! The compact dict: an index table over dense entries.

use super::Ref;

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
}

/// A slot of the index table that was never used.
pub const EMPTY: i32 = -1;
/// A slot whose entry was deleted.
pub const DUMMY: i32 = -2;

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

impl Dict {
    /// Entries that were not deleted, in order.
    pub fn live_entries(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter().filter(|entry| !entry.key.is_null())
    }
}
