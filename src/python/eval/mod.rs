//! Frames, instructions, calls, exceptions: what running a code object does.
//!
//! How source becomes code is `compile`'s business, what is inside an object is `object`'s, where it lives and when it is
//! collected is `memory`'s; the functions of built-in classes and modules are `modules`'.

pub mod alias;
mod annotations;
mod async_generator;
pub mod attribute;
mod awaiting;
mod building;
pub mod call;
mod carets;
pub mod class_build;
mod class_change;
pub mod class_make;
mod class_order;
mod computed;
mod construct;
pub mod death;
mod display_width;
mod finish;
pub mod frame;
pub mod frame_object;
pub mod generator;
mod generator_control;
mod handling;
mod hashing;
mod import;
mod instance_check;
mod instructions;
mod locals_proxy;
mod make_function;
mod methods;
pub mod names;
pub mod operators;
mod patterns;
mod quick;
mod raise;
mod run_code;
mod stack;
pub mod start;
pub mod stop;
mod subscript;
pub mod suggestion;
mod syntax_report;
mod traceback;
mod variables;
mod warn;
