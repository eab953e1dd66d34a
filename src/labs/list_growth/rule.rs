//! Three rules by which an array can grow, and what appending costs under each.
//!
//! Only appends: the other operations of a list are `python::object::list`'s business.

/// Bytes that a pointer takes.
pub const POINTER: u64 = 8;

/// How much to allocate when an append finds the block full.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// An eighth more and a little (`Objects/listobject.c`, `list_resize`, since 3.9).
    CPython,
    /// Twice as much, from 4 places on.
    Doubling,
    /// So many places more, each time.
    Constant(u32),
}

impl Rule {
    /// Places allocated when a full block of `old` places is to hold one more.
    pub fn grown(self, old: u64) -> u64 {
        let new = old + 1;
        match self {
            Rule::CPython => (new + (new >> 3) + 6) & !3,
            Rule::Doubling => (old * 2).max(4),
            Rule::Constant(more) => old + u64::from(more.max(1)),
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Rule::CPython => "CPython",
            Rule::Doubling => "Doubling",
            Rule::Constant(_) => "A constant more",
        }
    }

    /// The rule as a formula of the length `n` that is needed, or of the places that there were.
    pub fn formula(self) -> String {
        match self {
            Rule::CPython => "(n + (n >> 3) + 6) & ~3".to_owned(),
            Rule::Doubling => "old * 2".to_owned(),
            Rule::Constant(more) => format!("old + {more}"),
        }
    }
}

/// One new block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Realloc {
    /// The append that found the old block full, from 1.
    pub at: u64,
    /// Places of the new block.
    pub allocated: u64,
    /// Pointers copied by this and all earlier ones, each block taken to move.
    pub copied: u64,
}

/// A run of appends under one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Growth {
    pub rule: Rule,
    pub appends: u64,
    pub reallocs: Vec<Realloc>,
}

/// How things stand after some appends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    pub length: u64,
    pub allocated: u64,
    /// New blocks so far.
    pub blocks: u64,
    /// Pointers copied so far.
    pub copied: u64,
}

impl Standing {
    pub fn spare(&self) -> u64 {
        self.allocated - self.length
    }

    /// Bytes of the block.
    pub fn bytes(&self) -> u64 {
        self.allocated * POINTER
    }
}

impl Growth {
    /// Appends so many times to an empty list.
    pub fn run(rule: Rule, appends: u64) -> Self {
        let mut reallocs = Vec::new();
        let (mut allocated, mut copied) = (0, 0);
        while allocated < appends {
            copied += allocated;
            let at = allocated + 1;
            allocated = rule.grown(allocated);
            reallocs.push(Realloc { at, allocated, copied });
        }
        Self { rule, appends, reallocs }
    }

    /// After `length` appends.
    pub fn standing(&self, length: u64) -> Standing {
        let blocks = self.reallocs.partition_point(|realloc| realloc.at <= length);
        match blocks.checked_sub(1).and_then(|index| self.reallocs.get(index)) {
            Some(last) => Standing { length, allocated: last.allocated, blocks: blocks as u64, copied: last.copied },
            None => Standing { length, ..Standing::default() },
        }
    }

    /// The newest block after `length` appends.
    pub fn last_realloc(&self, length: u64) -> Option<&Realloc> {
        let blocks = self.reallocs.partition_point(|realloc| realloc.at <= length);
        self.reallocs.get(blocks.checked_sub(1)?)
    }

    /// The new block that append number `length` needed, if it needed one.
    pub fn realloc_at(&self, length: u64) -> Option<&Realloc> {
        let index = self.reallocs.binary_search_by_key(&length, |realloc| realloc.at).ok()?;
        self.reallocs.get(index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cpython_allocates_what_getsizeof_shows() {
        let growth = Growth::run(Rule::CPython, 60);
        let allocated: Vec<u64> = growth.reallocs.iter().map(|realloc| realloc.allocated).collect();
        assert_eq!(allocated, [4, 8, 16, 24, 32, 40, 52, 64]);
        assert_eq!(growth.standing(60).copied, 176);
    }

    #[test]
    fn every_standing_is_what_appending_one_by_one_gives() {
        for rule in [Rule::CPython, Rule::Doubling, Rule::Constant(5)] {
            let growth = Growth::run(rule, 2_000);
            let mut standing = Standing::default();
            for length in 1..=2_000 {
                if standing.allocated < length {
                    standing.copied += standing.length;
                    standing.allocated = rule.grown(standing.allocated);
                    standing.blocks += 1;
                }
                standing.length = length;
                assert_eq!(growth.standing(length), standing);
            }
        }
    }

    #[test]
    fn a_million_appends_copy_a_few_pointers_each_unless_the_rule_adds_a_constant() {
        let copied = |rule| Growth::run(rule, 1_000_000).standing(1_000_000).copied;
        assert_eq!(copied(Rule::Doubling), 1_048_572);
        // Counted on a real 3.12 by watching `sys.getsizeof`.
        assert_eq!(copied(Rule::CPython), 8_445_096);
        assert!(copied(Rule::Constant(64)) > 7_000_000_000);
    }
}
