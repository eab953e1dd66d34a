//! From a pattern's tree to the instructions that the matcher runs.

use super::fold::Folding;
use super::node::{self, Node, Place, RepeatKind};
use super::parse::{Parsed, parse};
use super::set::Set;
use super::{Dialect, PatternError, flags};

/// A compiled pattern.
#[derive(Clone, Debug)]
pub struct Program {
    pub code: Vec<Instruction>,
    /// The flags that `Pattern.flags` tells.
    pub flags: u32,
    /// Groups, the whole match not counted.
    pub groups: usize,
    /// Names and numbers of groups, in the pattern's order.
    pub names: Vec<(String, usize)>,
    /// Counters of loops, and places kept by look-arounds and atomic groups.
    pub loops: usize,
    pub marks: usize,
    /// Up to 3.13 `\B` does not match in an empty text.
    pub boundary_needs_text: bool,
    pub warnings: Vec<String>,
}

impl Program {
    /// A program that matches nothing.
    pub fn empty() -> Self {
        Self {
            code: Vec::new(),
            flags: 0,
            groups: 0,
            names: Vec::new(),
            loops: 0,
            marks: 0,
            boundary_needs_text: false,
            warnings: Vec::new(),
        }
    }
}

/// What one character has to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    Literal(u32),
    NotLiteral(u32),
    /// Lowered, to be compared with lowered characters.
    Folded {
        code: u32,
        folding: Folding,
        negated: bool,
    },
    /// All but a newline.
    NoNewline,
    Any,
    Set {
        set: Set,
        unicode: bool,
        folding: Option<Folding>,
    },
}

/// One step of the matcher. Places are indexes of instructions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Instruction {
    Unit(Unit),
    /// A unit many times over: one choice in the matcher's memory, however long the run.
    Run {
        unit: Unit,
        least: u32,
        most: u32,
        kind: RepeatKind,
    },
    At {
        place: Place,
        multi_line: bool,
        unicode: bool,
    },
    /// Goes on here, and later at `other` if that fails.
    Split {
        other: usize,
    },
    Jump(usize),
    /// Notes the place: twice the group's number, and one more for its end.
    Save(usize),
    LoopStart {
        number: usize,
        body_end: usize,
    },
    /// The end of a loop's body, and its entrance: again or on.
    LoopEnd {
        number: usize,
        body: usize,
        least: u32,
        most: u32,
        lazy: bool,
    },
    Reference {
        group: usize,
        folding: Option<Folding>,
    },
    /// Goes on here when the group has matched, else at `otherwise`.
    IfGroup {
        group: usize,
        otherwise: usize,
    },
    /// Keeps place and height, and goes `back` characters.
    LookStart {
        mark: usize,
        back: usize,
    },
    LookEnd {
        mark: usize,
    },
    /// The same, to go on at `passed` when what follows fails.
    LookNotStart {
        mark: usize,
        back: usize,
        passed: usize,
    },
    LookNotEnd {
        mark: usize,
    },
    AtomicStart {
        mark: usize,
    },
    AtomicEnd {
        mark: usize,
    },
    Fail,
    Success,
}

/// Reads and compiles a pattern.
pub fn compile(source: &[char], given: u32, dialect: Dialect) -> Result<Program, PatternError> {
    let parsed = parse(source, given, dialect)?;
    if parsed.flags & flags::LOCALE != 0 {
        return Err(PatternError::Unmodelled("the flag `re.LOCALE` is not modelled".to_owned()));
    }
    let mut compiler = Compiler { code: Vec::new(), parsed: &parsed, loops: 0, marks: 0 };
    compiler.sequence(&parsed.body, parsed.flags)?;
    compiler.code.push(Instruction::Success);
    let Compiler { code, loops, marks, .. } = compiler;
    Ok(Program {
        code,
        loops,
        marks,
        flags: parsed.flags,
        groups: parsed.groups,
        names: parsed.names,
        boundary_needs_text: dialect.minor < 14,
        warnings: parsed.warnings,
    })
}

struct Compiler<'a> {
    code: Vec<Instruction>,
    parsed: &'a Parsed,
    loops: usize,
    marks: usize,
}

impl Compiler<'_> {
    /// Where the next instruction will lie.
    fn here(&self) -> usize {
        self.code.len()
    }

    /// An instruction whose target is told later by [`Compiler::aim`].
    fn reserve(&mut self) -> usize {
        self.code.push(Instruction::Fail);
        self.code.len() - 1
    }

    fn aim(&mut self, at: usize, instruction: Instruction) {
        if let Some(place) = self.code.get_mut(at) {
            *place = instruction;
        }
    }

    fn mark(&mut self) -> usize {
        self.marks += 1;
        self.marks - 1
    }

    fn sequence(&mut self, sequence: &[Node], flags: u32) -> Result<(), PatternError> {
        sequence.iter().try_for_each(|node| self.node(node, flags))
    }

    fn node(&mut self, node: &Node, flags: u32) -> Result<(), PatternError> {
        if let Some(unit) = unit(node, flags) {
            self.code.push(Instruction::Unit(unit));
            return Ok(());
        }
        match node {
            Node::At(place) => self.code.push(Instruction::At {
                place: *place,
                multi_line: flags & super::flags::MULTI_LINE != 0,
                unicode: flags & super::flags::UNICODE != 0,
            }),
            Node::Branch(arms) => self.branch(arms, flags)?,
            Node::Group { number, add_flags, drop_flags, body } => {
                let inner = combine(flags, *add_flags, *drop_flags);
                if let Some(number) = number {
                    self.code.push(Instruction::Save(2 * number));
                }
                self.sequence(body, inner)?;
                if let Some(number) = number {
                    self.code.push(Instruction::Save(2 * number + 1));
                }
            }
            Node::Atomic(body) => self.atomic(|compiler| compiler.sequence(body, flags))?,
            Node::Repeat { kind, least, most, body } => self.repeat(*kind, *least, *most, body, flags)?,
            Node::Reference(group) => {
                self.code.push(Instruction::Reference { group: *group, folding: folding(flags) });
            }
            Node::Conditional { group, yes, no } => {
                let start = self.reserve();
                self.sequence(yes, flags)?;
                let over = no.as_ref().map(|_| self.reserve());
                let otherwise = self.here();
                self.aim(start, Instruction::IfGroup { group: *group, otherwise });
                if let (Some(no), Some(over)) = (no, over) {
                    self.sequence(no, flags)?;
                    let end = self.here();
                    self.aim(over, Instruction::Jump(end));
                }
            }
            Node::Look { behind, negated, body } => self.look(*behind, *negated, body, flags)?,
            Node::Failure => self.code.push(Instruction::Fail),
            Node::Literal(_) | Node::NotLiteral(_) | Node::Any | Node::Set(_) => {}
        }
        Ok(())
    }

    fn branch(&mut self, arms: &[Vec<Node>], flags: u32) -> Result<(), PatternError> {
        let mut ends = Vec::new();
        for (at, arm) in arms.iter().enumerate() {
            let last = at + 1 == arms.len();
            let split = (!last).then(|| self.reserve());
            self.sequence(arm, flags)?;
            if let Some(split) = split {
                ends.push(self.reserve());
                let other = self.here();
                self.aim(split, Instruction::Split { other });
            }
        }
        let end = self.here();
        ends.into_iter().for_each(|jump| self.aim(jump, Instruction::Jump(end)));
        Ok(())
    }

    fn atomic(&mut self, body: impl FnOnce(&mut Self) -> Result<(), PatternError>) -> Result<(), PatternError> {
        let mark = self.mark();
        self.code.push(Instruction::AtomicStart { mark });
        body(self)?;
        self.code.push(Instruction::AtomicEnd { mark });
        Ok(())
    }

    fn repeat(
        &mut self,
        kind: RepeatKind,
        least: u32,
        most: u32,
        body: &[Node],
        flags: u32,
    ) -> Result<(), PatternError> {
        if let [node] = body
            && let Some(unit) = unit(node, flags)
        {
            self.code.push(Instruction::Run { unit, least, most, kind });
            return Ok(());
        }
        match kind {
            RepeatKind::Possessive => {
                self.atomic(|compiler| compiler.repeat(RepeatKind::Greedy, least, most, body, flags))
            }
            RepeatKind::Greedy | RepeatKind::Lazy => {
                let number = self.loops;
                self.loops += 1;
                let start = self.reserve();
                let body_start = self.here();
                self.sequence(body, flags)?;
                let body_end = self.here();
                self.aim(start, Instruction::LoopStart { number, body_end });
                let lazy = kind == RepeatKind::Lazy;
                self.code.push(Instruction::LoopEnd { number, body: body_start, least, most, lazy });
                Ok(())
            }
        }
    }

    fn look(&mut self, behind: bool, negated: bool, body: &[Node], flags: u32) -> Result<(), PatternError> {
        let back = if behind {
            let (least, most) = node::width(body, &self.parsed.widths);
            if least != most {
                let message = "look-behind requires fixed-width pattern".to_owned();
                return Err(PatternError::Syntax { message, position: None });
            }
            usize::try_from(least).unwrap_or(usize::MAX)
        } else {
            0
        };
        let mark = self.mark();
        if negated {
            let start = self.reserve();
            self.sequence(body, flags)?;
            self.code.push(Instruction::LookNotEnd { mark });
            let passed = self.here();
            self.aim(start, Instruction::LookNotStart { mark, back, passed });
        } else {
            self.code.push(Instruction::LookStart { mark, back });
            self.sequence(body, flags)?;
            self.code.push(Instruction::LookEnd { mark });
        }
        Ok(())
    }
}

/// The flags inside a group that sets and drops some.
fn combine(given: u32, add: u32, drop: u32) -> u32 {
    let kept = if add & flags::TYPE != 0 { given & !flags::TYPE } else { given };
    (kept | add) & !drop
}

fn folding(given: u32) -> Option<Folding> {
    if given & flags::IGNORE_CASE == 0 {
        return None;
    }
    Some(if given & flags::UNICODE != 0 { Folding::Unicode } else { Folding::Ascii })
}

/// What one character has to be, if the node takes exactly one.
fn unit(node: &Node, given: u32) -> Option<Unit> {
    let folding = folding(given);
    let literal = |code: u32, negated: bool| match folding.filter(|folding| folding.is_cased(code)) {
        Some(folding) => Unit::Folded { code: folding.lower(code), folding, negated },
        None if negated => Unit::NotLiteral(code),
        None => Unit::Literal(code),
    };
    Some(match node {
        Node::Literal(code) => literal(*code, false),
        Node::NotLiteral(code) => literal(*code, true),
        Node::Any if given & flags::DOT_ALL != 0 => Unit::Any,
        Node::Any => Unit::NoNewline,
        Node::Set(set) => Unit::Set { set: set.clone(), unicode: given & flags::UNICODE != 0, folding },
        Node::Group { number: None, add_flags, drop_flags, body } => match body.as_slice() {
            [only] => return unit(only, combine(given, *add_flags, *drop_flags)),
            _ => return None,
        },
        _ => return None,
    })
}
