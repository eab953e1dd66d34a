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
        /// For items: the pair that was given last, made over when nobody else holds it (`di_result`).
        result: Ref,
    },
    Set {
        set: Ref,
        position: usize,
        length: usize,
        left: usize,
    },
    /// `result` is the pair that was given last, made over when nobody else holds it (`en_result`).
    Enumerate {
        iterator: Ref,
        index: BigInt,
        result: Ref,
    },
    /// `iterators` is a tuple; `result` the tuple that was given last, made over when nobody else holds it.
    Zip {
        iterators: Ref,
        result: Ref,
        strict: bool,
    },
    /// `iterators` is a tuple.
    Map {
        function: Ref,
        iterators: Ref,
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
            Iterator::Dict { dict, result, .. } => vec![*dict, *result],
            Iterator::Set { set, .. } => vec![*set],
            Iterator::Enumerate { iterator, result, .. } => vec![*iterator, *result],
            Iterator::Zip { iterators, result, .. } => vec![*iterators, *result],
            Iterator::Map { function, iterators } => vec![*iterators, *function],
            Iterator::Filter { function, iterator } => vec![*function, *iterator],
            Iterator::Call { function, sentinel } => vec![*function, *sentinel],
        }
    }
}
