//! A program's whole run, to be looked at from any step.

use crate::python::eval::stop::SourceError;
use crate::python::machine::{Exit, Machine, Options};
use crate::replay::{LineMark, Mark, Marks, Model, Motion, Replay};

/// Bytes of stack that a thread should have that runs programs: calls that go through natives (`__eq__` in a look-up,
/// `__repr__` in `print`) nest in Rust as they do in C, to CPython's own depth.
pub const STACK_BYTES: usize = 1 << 29;

/// A run, recorded.
#[derive(Clone, Debug)]
pub struct Recording {
    replay: Replay<Machine>,
    source: String,
    options: Options,
}

impl Recording {
    /// Compiles and runs `source` to its end or to a bound of `options`. `go_on` hears the step every few milliseconds and
    /// cancels by false. Runs on the caller's thread, which should have [`STACK_BYTES`] of stack.
    pub fn record(source: &str, options: Options, go_on: &mut dyn FnMut(u64) -> bool) -> Result<Self, SourceError> {
        let mut machine = Machine::start(source, options.clone())?;
        machine.trail.recording = true;
        machine.trail.watching = true;
        let replay = Replay::record(machine, go_on);
        Ok(Self { replay, source: source.to_owned(), options })
    }

    pub fn source(&self) -> &str {
        &self.source
    }

    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Steps in all.
    pub fn steps(&self) -> u64 {
        self.replay.steps()
    }

    /// Lines begun, in order.
    pub fn lines(&self) -> &[LineMark] {
        &self.replay.marks().lines
    }

    /// What happened, in order.
    pub fn marks(&self) -> &[Mark] {
        &self.replay.marks().happenings
    }

    /// The line that is about to run, or running, after `step` steps; `None` before the first.
    pub fn line_at(&self, step: u64) -> Option<&LineMark> {
        self.replay.marks().line_at(step)
    }

    /// The machine after `step` steps.
    pub fn machine_at(&self, step: u64) -> Machine {
        self.replay.at(step)
    }

    /// A machine at `step` or before it that can run on: the last checkpoint.
    pub(super) fn before(&self, step: u64) -> Machine {
        self.replay.before(step).clone()
    }

    /// The machine at the end.
    pub fn end(&self) -> &Machine {
        self.replay.end()
    }

    /// How the program ended; `None` when the recording was cancelled.
    pub fn exit(&self) -> Option<&Exit> {
        self.end().ended.as_ref()
    }

    /// Where a motion from `step` leads.
    pub fn go(&self, step: u64, motion: Motion) -> u64 {
        self.replay.go(step, motion)
    }

    /// Checkpoints kept, and their bytes, roughly.
    pub fn weight(&self) -> (usize, usize) {
        self.replay.weight()
    }
}

impl Model for Machine {
    fn position(&self) -> u64 {
        self.step
    }

    fn run(&mut self, until: u64) -> bool {
        self.run_until(until)
    }

    fn take_marks(&mut self, marks: &mut Marks) {
        marks.lines.append(&mut self.trail.lines);
        marks.happenings.append(&mut self.trail.marks);
    }

    fn checkpoint(&mut self) -> Self {
        Machine::checkpoint(self)
    }

    fn seek(mut self, position: u64) -> Self {
        self.trail.recording = false;
        self.capture_at = position;
        self.run_until(position);
        match self.captured.take() {
            Some(captured) if self.step > position => *captured,
            _ => self,
        }
    }

    fn bytes_beyond(&self, older: &Self) -> usize {
        self.heap.bytes_beyond(&older.heap)
    }
}
