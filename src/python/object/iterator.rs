//! The states of the built-in iterators.

use num_bigint::BigInt;

use super::Ref;

/// Which part of a dict's entries a view or iterator gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DictPart {
    Keys,
    Values,
    Items,
}

/// A built-in iterator between two calls of `next`. References are owned; null once exhausted.
#[derive(Clone, Debug)]
pub enum Iterator {
    /// list, tuple, str or bytes by index, forward.
    Indexed {
        sequence: Ref,
        index: usize,
    },
    /// list or any sequence by index, backward; `index` is one past the next.
    Reversed {
        sequence: Ref,
        index: usize,
    },
    /// A class with `__getitem__` alone.
    Sequence {
        sequence: Ref,
        index: i64,
    },
    Range {
        start: i64,
        step: i64,
        left: u64,
    },
    LongRange {
        start: BigInt,
        step: BigInt,
        left: BigInt,
    },
    /// `position` counts entries, `length` the live ones at the start (a change is an error).
    Dict {
        dict: Ref,
        part: DictPart,
        position: usize,
        length: usize,
        left: usize,
        backward: bool,
    },
    Set {
        set: Ref,
        position: usize,
        length: usize,
        left: usize,
    },
    Enumerate {
        iterator: Ref,
        index: BigInt,
    },
    Zip {
        iterators: Vec<Ref>,
        strict: bool,
    },
    Map {
        function: Ref,
        iterators: Vec<Ref>,
    },
    Filter {
        function: Ref,
        iterator: Ref,
    },
    /// `iter(function, sentinel)`.
    Call {
        function: Ref,
        sentinel: Ref,
    },
}

impl Iterator {
    pub fn references(&self) -> Vec<Ref> {
        match self {
            Iterator::Indexed { sequence, .. }
            | Iterator::Reversed { sequence, .. }
            | Iterator::Sequence { sequence, .. } => vec![*sequence],
            Iterator::Range { .. } | Iterator::LongRange { .. } => Vec::new(),
            Iterator::Dict { dict, .. } => vec![*dict],
            Iterator::Set { set, .. } => vec![*set],
            Iterator::Enumerate { iterator, .. } => vec![*iterator],
            Iterator::Zip { iterators, .. } => iterators.clone(),
            Iterator::Map { function, iterators } => iterators.iter().copied().chain([*function]).collect(),
            Iterator::Filter { function, iterator } => vec![*function, *iterator],
            Iterator::Call { function, sentinel } => vec![*function, *sentinel],
        }
    }
}
