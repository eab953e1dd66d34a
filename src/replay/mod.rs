//! Time travel over any model: checkpoints and marks, and from them any step at once.
//!
//! Knows the [`Model`] trait and nothing of Python.

/// Something that moves by steps and can be cloned.
pub trait Model: Clone {
    /// Steps made so far.
    fn position(&self) -> u64;

    /// Moves on until `position` is at least `until` or the end is reached; true while there is more to come. May stop
    /// a little later than `until` where it cannot be set aside in between.
    fn run(&mut self, until: u64) -> bool;

    /// A clone that is cheap now; what either writes later is copied then.
    fn checkpoint(&mut self) -> Self;

    /// The state at exactly `position`, which lies ahead of this one, by running there.
    fn seek(self, position: u64) -> Self;

    /// Bytes that this clone keeps alive beyond what `older` does.
    fn bytes_beyond(&self, older: &Self) -> usize;
}
