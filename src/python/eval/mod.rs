//! Frames, instructions, calls, exceptions: what running a code object does.

pub mod frame;
pub mod operations;
pub mod stop;
