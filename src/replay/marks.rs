//! What a run leaves behind to be found by: lines begun, and things that happened.

use std::collections::BTreeSet;

/// A line of the program begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineMark {
    /// Steps made before it: the state at this step is the one in which the line is about to run.
    pub step: u64,
    pub line: u32,
    /// Frames, this one included.
    pub depth: u16,
    pub thread: u16,
    pub clock_nanos: u64,
}

/// Something happened that a learner may want to go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    pub step: u64,
    pub kind: MarkKind,
    /// Frames at that moment, so that the line to which it belongs is known although lines ran inside of it.
    pub depth: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MarkKind {
    /// A container or instance was made.
    Allocation,
    Death,
    Collection,
    /// A list, dict or set moved to another block.
    Resize,
    Output,
    Exception,
}

/// All marks of a run, in order of their steps.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    pub lines: Vec<LineMark>,
    pub happenings: Vec<Mark>,
}

/// A way to move through a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    Start,
    End,
    NextStep,
    PreviousStep,
    /// The next line that begins, in whatever call.
    NextLine,
    PreviousLine,
    /// The next line of this call, or of one further out.
    Over,
    /// The line before in this call, or the one that made it.
    BackOver,
    /// The next line after this call has ended.
    Out,
}

impl Marks {
    /// The line that is about to run, or running, after `step` steps.
    pub fn line_at(&self, step: u64) -> Option<&LineMark> {
        self.index_at(step).and_then(|index| self.lines.get(index))
    }

    /// The number, from 0, of that line among the lines begun.
    pub fn index_at(&self, step: u64) -> Option<usize> {
        self.lines.partition_point(|mark| mark.step <= step).checked_sub(1)
    }

    /// The lines that began more than once.
    pub fn repeated_lines(&self) -> BTreeSet<u32> {
        let mut seen = BTreeSet::new();
        self.lines.iter().map(|mark| mark.line).filter(|line| !seen.insert(*line)).collect()
    }

    /// Where a motion from `step` leads in a run of `steps`.
    pub fn go(&self, step: u64, steps: u64, motion: Motion) -> u64 {
        let after = self.lines.partition_point(|mark| mark.step <= step);
        let before = self.lines.partition_point(|mark| mark.step < step);
        let depth = self.line_at(step).map_or(u16::MAX, |mark| mark.depth);
        let next = |wanted: &dyn Fn(&LineMark) -> bool| {
            self.lines[after..].iter().find(|mark| wanted(mark)).map_or(steps, |mark| mark.step)
        };
        let previous = |wanted: &dyn Fn(&LineMark) -> bool| {
            self.lines[..before].iter().rev().find(|mark| wanted(mark)).map_or(0, |mark| mark.step)
        };
        match motion {
            Motion::Start => 0,
            Motion::End => steps,
            Motion::NextStep => (step + 1).min(steps),
            Motion::PreviousStep => step.saturating_sub(1),
            Motion::NextLine => next(&|_| true),
            Motion::PreviousLine => previous(&|_| true),
            Motion::Over => next(&|mark| mark.depth <= depth),
            Motion::BackOver => previous(&|mark| mark.depth <= depth),
            Motion::Out => next(&|mark| mark.depth < depth),
        }
    }
}
