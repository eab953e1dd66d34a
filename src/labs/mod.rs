//! Labs: small models with controls, beside or in place of a program.
//!
//! A lab is settings, a model made from them, and pictures of it. It is pure: no clock, no file, no thread, no egui; the
//! same settings give the same steps. How controls and plots are drawn is the window's business, and how a thing looks the
//! views'. Adding a lab: one folder, one line in [`NAMES`], one in [`open`]; the tests here walk the list.

pub mod control;
pub mod hash_table;
pub mod list_growth;
pub mod plot;
pub mod schedule;
pub mod threads;

use crate::scene::{Scene, Size};
pub use control::{Choice, Control, Kind, Value};
pub use plot::{Axis, Plot, Series};

/// How a lab is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Look {
    /// The stage.
    pub size: Size,
    /// The [`Target::Thing`](crate::scene::Target) that is pointed at: it is lit, what is like it is dimmed.
    pub pointed: Option<u64>,
    /// While the learner is to predict, nothing that comes after the step is shown.
    pub hide_future: bool,
    /// The part of the axis of time that is shown, 0 to 1 each; what the lab chooses by itself when `None`.
    pub shown: Option<(f32, f32)>,
}

impl Look {
    /// A stage of this size, nothing pointed at.
    pub fn new(size: Size) -> Self {
        Self { size, ..Self::default() }
    }
}

/// A model with controls.
///
/// A lab can be copied and sent to a worker, so that a change of settings need not hold up the window. None needs to be
/// cancelled: over their whole range of settings they take milliseconds; the hash table starts an interpreter each time.
pub trait Lab: Send {
    /// One of [`NAMES`].
    fn name(&self) -> &'static str;

    /// What it is about, for a list of labs.
    fn title(&self) -> &'static str;

    /// The settings in the order in which they are to be shown.
    fn controls(&self) -> Vec<Control>;

    /// Changes a setting, and with it the model.
    ///
    /// # Errors
    /// What is wrong, in words: no such setting, not in its range, not one of its choices. The lab is then unchanged.
    fn set(&mut self, name: &str, value: Value) -> Result<(), String>;

    /// Positions of its axis: `scene` takes 0 up to one less. At least one.
    fn steps(&self) -> usize;

    /// The step to show first: the beginning, or the end where the result is the point.
    fn opens_at(&self) -> usize {
        0
    }

    /// Whether its picture has an axis of time of which a part can be shown.
    fn has_window(&self) -> bool {
        false
    }

    /// The part of that axis which it shows by itself at a step, 0 to 1 each.
    fn window(&self, _step: usize) -> (f32, f32) {
        (0.0, 1.0)
    }

    /// Where on that axis a step stands, 0 to 1.
    fn moment(&self, _step: usize) -> f32 {
        0.0
    }

    /// The picture at a step (the last one, if there are fewer steps), with its caption.
    fn scene(&self, step: usize, look: &Look) -> Scene;

    /// Curves that stand beside the picture; often none.
    fn plots(&self, step: usize) -> Vec<Plot>;

    /// What came out, in a few lines of `label: value`.
    fn summary(&self) -> Vec<(String, String)>;

    /// A copy with the same settings and model.
    fn copy(&self) -> Box<dyn Lab>;
}

/// Every lab.
pub const NAMES: [&str; 3] = ["list-growth", "hash-table", "threads-tasks-processes"];

/// A lab with its default settings; `None` for a name that is not in [`NAMES`].
pub fn open(name: &str) -> Option<Box<dyn Lab>> {
    match name {
        "list-growth" => Some(Box::new(list_growth::ListGrowth::default())),
        "hash-table" => Some(Box::new(hash_table::HashTable::default())),
        "threads-tasks-processes" => Some(Box::new(threads::Threads::default())),
        _ => None,
    }
}

/// What to say to a setting that a lab does not have.
fn unknown_setting(lab: &dyn Lab, name: &str) -> String {
    let known: Vec<&str> = lab.controls().iter().map(|control| control.name).collect();
    format!("{} has no setting {name:?}; it has {}", lab.name(), known.join(", "))
}

#[cfg(test)]
mod tests;
