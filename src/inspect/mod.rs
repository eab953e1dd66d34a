//! Questions about one object, one name or one run, answered from its recording: what an object is, who holds it and why it
//! is alive, how it lived, what changes it next, what a line is going to print, and where two runs part.
//!
//! Pure like the interpreter: no clock, no thread, no egui. Long searches say how far they are and can be ended. Who asks on
//! which thread, and how answers look, is the window's business; the words for values are the heap view's, so that both say
//! the same.

pub mod alive;
pub mod change;
pub mod compare;
pub mod life;
pub mod names;
pub mod portrait;
pub mod predict;
pub mod slots;

pub use alive::{Link, Why};
pub use change::Wish;
pub use compare::{Parting, Partings};
pub use life::{Life, Turn};
pub use portrait::{Holder, Portrait};
pub use predict::{Question, Questions};

#[cfg(test)]
mod tests;
