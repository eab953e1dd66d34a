//! The interpreter behind the glass: a CPython, small but not simplified where it shows.
//!
//! Pure: no clock, no files, no threads, no window. The same program and options give the same steps. Time travel is
//! `replay`'s, pictures are `views`'.

pub mod compile;
pub mod eval;
pub mod machine;
pub mod machine_events;
pub mod memory;
pub mod modules;
pub mod object;
pub mod version;

pub use machine::{Machine, Options};
pub use version::Version;
