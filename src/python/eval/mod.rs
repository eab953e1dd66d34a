//! Frames, instructions, calls, exceptions: what running a code object does.
//!
//! How source becomes code is `compile`'s business, what is inside an object is `object`'s, where it lives and when it is
//! collected is `memory`'s; the functions of built-in classes and modules are `modules`'.

pub mod attribute;
pub mod call;
mod carets;
pub mod class_build;
mod computed;
mod construct;
pub mod death;
mod display_width;
mod finish;
pub mod frame;
mod hashing;
mod import;
mod instructions;
pub mod names;
pub mod operators;
mod raise;
mod stack;
pub mod start;
pub mod stop;
mod subscript;
mod suggestion;
mod traceback;
