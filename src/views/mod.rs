//! Pictures of a model's state: state and focus in, a [`crate::scene::Scene`] out.
//!
//! A view holds no state of its own and never animates: a step gives another scene, and the scene room tweens the two.
//! Adding a view of programs: one file or folder, one line in [`NAMES`], one in `open`; the tests here walk the list.

pub mod gc;
pub mod hall;
pub mod heap;
pub mod lanes;
pub mod list;
pub mod table;
pub mod value;

use crate::python::{Machine, Recording};
use crate::scene::{Scene, Size};
// A view's curves are drawn as a lab's are. A curve that goes by steps has a point before and one after each.
pub use crate::labs::plot::{Axis, Plot, Series};

/// A view of a recorded program: made once for a run and a focus, then asked for scenes.
///
/// Where things stand is decided when the view is opened, over all that will appear in the run, so that nothing jumps.
pub trait View: Send + Sync {
    /// The picture of `machine`, which is the recorded one after `step` steps, on a stage of `size`.
    ///
    /// The stage's size decides the size of type as well: a large stage is laid out large, not enlarged.
    fn scene(&self, machine: &Machine, step: u64, size: Size) -> Scene;

    /// Curves that stand beside the picture at `step`; often none.
    fn plots(&self, _step: u64) -> Vec<Plot> {
        Vec::new()
    }
}

/// Every view of programs, by the name that a lesson gives.
pub const NAMES: [&str; 4] = ["heap", "gc", "list", "table"];

/// A view of a run, ready to be looked at; `None` for a name that is not in [`NAMES`].
///
/// Looks through the whole run once, so that a worker should call it; a lesson's run takes some milliseconds.
pub fn open(name: &str, recording: &Recording, focus: &[String]) -> Option<Box<dyn View>> {
    match name {
        "list" => Some(Box::new(list::ListView::open(recording, focus))),
        "table" => Some(Box::new(table::TableView::open(recording, focus))),
        "gc" => Some(Box::new(gc::GcView::open(recording, focus))),
        "heap" => Some(Box::new(heap::HeapView::open(recording, focus))),
        _ => None,
    }
}
