//! Time travel over any model: checkpoints and marks, and from them any step at once.
//!
//! Knows the [`Model`] trait and nothing of Python. What a step means, and what is worth a mark, the model says.

pub mod marks;

pub use marks::{LineMark, Mark, MarkKind, Marks, Motion};

/// Something that moves by steps and can be cloned.
pub trait Model: Clone {
    /// Steps made so far.
    fn position(&self) -> u64;

    /// Moves on until `position` is at least `until` or the end is reached; true while there is more to come. May stop
    /// a little later than `until` where it cannot be set aside in between.
    fn run(&mut self, until: u64) -> bool;

    /// Hands over the marks left since the last time.
    fn take_marks(&mut self, marks: &mut Marks);

    /// A clone that is cheap now; what either writes later is copied then.
    fn checkpoint(&mut self) -> Self;

    /// The state at exactly `position`, which lies ahead of this one (or is its own), by running there; the end when the
    /// end comes first.
    fn seek(self, position: u64) -> Self;

    /// Bytes, roughly, that this clone keeps alive beyond what `older` does.
    fn bytes_beyond(&self, older: &Self) -> usize;
}

/// Steps between checkpoints at first: about a millisecond to run.
const SPACING: u64 = 1 << 14;
/// Checkpoints above which every other one is dropped, so that a run of any length costs about the same memory.
const MOST_CHECKPOINTS: usize = 1024;
/// Bytes of checkpoints above which they are thinned too.
const MOST_BYTES: usize = 64 << 20;

/// A whole run: its marks, and enough clones to be at any step soon.
#[derive(Clone, Debug)]
pub struct Replay<M> {
    checkpoints: Vec<M>,
    spacing: u64,
    bytes: usize,
    end: M,
    marks: Marks,
}

impl<M: Model> Replay<M> {
    /// Runs the model to its end. `go_on` is told the position every few milliseconds and ends the run early by false.
    pub fn record(mut model: M, go_on: &mut dyn FnMut(u64) -> bool) -> Self {
        let first = model.checkpoint();
        let mut replay =
            Self { checkpoints: vec![first.clone()], spacing: SPACING, bytes: 0, end: first, marks: Marks::default() };
        loop {
            let until = model.position() + replay.spacing;
            let more = model.run(until);
            model.take_marks(&mut replay.marks);
            let now = model.checkpoint();
            if !more || !go_on(now.position()) {
                replay.end = now;
                return replay;
            }
            replay.keep(now);
        }
    }

    fn keep(&mut self, checkpoint: M) {
        if let Some(last) = self.checkpoints.last() {
            self.bytes += checkpoint.bytes_beyond(last);
        }
        self.checkpoints.push(checkpoint);
        if self.checkpoints.len() > MOST_CHECKPOINTS || (self.bytes > MOST_BYTES && self.checkpoints.len() > 8) {
            let mut number = 0;
            self.checkpoints.retain(|_| {
                number += 1;
                number % 2 == 1
            });
            self.spacing *= 2;
            self.bytes = self.checkpoints.windows(2).map(|pair| pair[1].bytes_beyond(&pair[0])).sum();
        }
    }

    /// The last checkpoint at or before `position`.
    pub fn before(&self, position: u64) -> &M {
        let after = self.checkpoints.partition_point(|checkpoint| checkpoint.position() <= position);
        self.checkpoints.get(after.saturating_sub(1)).unwrap_or(&self.end)
    }

    /// The state after `position` steps; the last one when there are fewer.
    pub fn at(&self, position: u64) -> M {
        if position >= self.end.position() {
            return self.end.clone();
        }
        self.before(position).clone().seek(position)
    }

    /// Steps in all.
    pub fn steps(&self) -> u64 {
        self.end.position()
    }

    /// The last state.
    pub fn end(&self) -> &M {
        &self.end
    }

    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// How many checkpoints are kept, and their bytes, roughly.
    pub fn weight(&self) -> (usize, usize) {
        (self.checkpoints.len(), self.bytes)
    }

    /// Where a motion from `position` leads.
    pub fn go(&self, position: u64, motion: Motion) -> u64 {
        self.marks.go(position, self.steps(), motion)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts, and has a line every tenth step.
    #[derive(Clone)]
    struct Counter {
        position: u64,
        end: u64,
        marks: Marks,
    }

    impl Model for Counter {
        fn position(&self) -> u64 {
            self.position
        }
        fn run(&mut self, until: u64) -> bool {
            while self.position < until.min(self.end) {
                if self.position.is_multiple_of(10) {
                    let line = (self.position / 10) as u32 + 1;
                    self.marks.lines.push(LineMark { step: self.position, line, depth: 1, thread: 0, clock_nanos: 0 });
                }
                self.position += 1;
            }
            self.position < self.end
        }
        fn take_marks(&mut self, marks: &mut Marks) {
            marks.lines.append(&mut self.marks.lines);
        }
        fn checkpoint(&mut self) -> Self {
            self.clone()
        }
        fn seek(mut self, position: u64) -> Self {
            self.run(position);
            self
        }
        fn bytes_beyond(&self, _: &Self) -> usize {
            8
        }
    }

    #[test]
    fn every_position_of_a_long_run_is_found_again() {
        let counter = Counter { position: 0, end: 40_000_000, marks: Marks::default() };
        let replay = Replay::record(counter, &mut |_| true);
        assert_eq!(replay.steps(), 40_000_000);
        assert!(replay.weight().0 <= MOST_CHECKPOINTS + 1);
        for position in [0, 1, SPACING - 1, SPACING, 12_345_678, 39_999_999, 40_000_000] {
            assert_eq!(replay.at(position).position(), position);
        }
        assert_eq!(replay.go(25, Motion::NextLine), 30);
        assert_eq!(replay.go(25, Motion::PreviousLine), 20);
        assert_eq!(replay.go(20, Motion::PreviousLine), 10);
    }
}
