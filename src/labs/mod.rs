//! Labs: small models with controls, beside or in place of a program.
//!
//! A lab is settings, a model made from them, and pictures of it. It is pure: no clock, no file, no thread, no egui; the
//! same settings give the same steps. How controls and plots are drawn is the window's business, and how a thing looks the
//! views'. Adding a lab: one folder, one line in [`NAMES`], one in [`open`]; the tests here walk the list.

pub mod control;
pub mod list_growth;
pub mod plot;
pub mod schedule;
pub mod threads;

pub use control::{Choice, Control, Kind, Value};
pub use plot::{Axis, Plot, Series};
