//! A pattern as a tree, and how many characters its parts can take.

use super::set::Set;

/// The largest number of a repetition, which means "any number" (`MAXREPEAT`).
pub const MANY: u32 = u32::MAX;

/// More characters than any subject has.
const WIDEST: u64 = 1 << 40;

/// One item of a sequence.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    Literal(u32),
    NotLiteral(u32),
    Any,
    Set(Set),
    At(Place),
    Branch(Vec<Vec<Node>>),
    Group { number: Option<usize>, add_flags: u32, drop_flags: u32, body: Vec<Node> },
    Atomic(Vec<Node>),
    Repeat { kind: RepeatKind, least: u32, most: u32, body: Vec<Node> },
    Reference(usize),
    Conditional { group: usize, yes: Vec<Node>, no: Option<Vec<Node>> },
    Look { behind: bool, negated: bool, body: Vec<Node> },
    Failure,
}

/// A place between two characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// `^`
    Start,
    /// `\A`
    StartOfText,
    /// `$`
    End,
    /// `\Z`
    EndOfText,
    Boundary,
    NotBoundary,
}

/// How eager a repetition is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RepeatKind {
    Greedy,
    Lazy,
    Possessive,
}

/// The fewest and the most characters that a sequence can take (`SubPattern.getwidth`); `widths` are those of closed groups.
pub fn width(sequence: &[Node], widths: &[Option<(u64, u64)>]) -> (u64, u64) {
    let (mut least, mut most) = (0_u64, 0_u64);
    for node in sequence {
        let (low, high) = match node {
            Node::Literal(_) | Node::NotLiteral(_) | Node::Any | Node::Set(_) => (1, 1),
            Node::At(_) | Node::Look { .. } | Node::Failure => (0, 0),
            Node::Branch(arms) => arms
                .iter()
                .map(|arm| width(arm, widths))
                .fold((WIDEST, 0), |sum, arm| (sum.0.min(arm.0), sum.1.max(arm.1))),
            Node::Group { body, .. } | Node::Atomic(body) => width(body, widths),
            Node::Repeat { least, most, body, .. } => {
                let (low, high) = width(body, widths);
                let high = if *most == MANY && high > 0 { WIDEST } else { high.saturating_mul(u64::from(*most)) };
                (low.saturating_mul(u64::from(*least)), high)
            }
            Node::Reference(group) => widths.get(*group).copied().flatten().unwrap_or((0, WIDEST)),
            Node::Conditional { yes, no, .. } => {
                let (low, high) = width(yes, widths);
                match no {
                    Some(no) => {
                        let other = width(no, widths);
                        (low.min(other.0), high.max(other.1))
                    }
                    None => (0, high),
                }
            }
        };
        least = least.saturating_add(low).min(WIDEST);
        most = most.saturating_add(high).min(WIDEST);
    }
    (least, most)
}
