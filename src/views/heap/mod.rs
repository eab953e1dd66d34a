//! The heap view: names in frames at the left, objects with their counts, and every reference as an arrow.
//!
//! Three layers: [`graph`], [`story`] and [`change`] say what is there, over the run and at one step; [`frames`],
//! [`column`], [`order`], [`stack`], [`place`] and [`route`] say where it stands; [`draw`] makes nodes of it.

pub mod caption;
pub mod change;
pub mod column;
pub mod cycle;
pub mod draw;
pub mod frames;
pub mod graph;
pub mod metrics;
pub mod order;
pub mod place;
pub mod plot;
pub mod route;
pub mod seat;
pub mod stack;
pub mod story;
#[cfg(test)]
pub(super) mod tests;

use std::sync::{Arc, Mutex, PoisonError};

use super::{Plot, View};
use crate::python::{Machine, Recording};
use crate::scene::{Scene, Size};

use change::Picture;
use draw::Marks;
use place::{Heads, Layout};
use story::Story;

/// The heap of a run.
pub struct HeapView {
    story: Story,
    recording: Recording,
    focus: Vec<String>,
    /// The last stage that was laid out: a layout depends on the run and the size alone, and takes longer than a scene.
    layout: Mutex<Option<Arc<Layout>>>,
}

impl HeapView {
    /// Looks through the run.
    pub fn open(recording: &Recording, focus: &[String]) -> Self {
        let mut story = Story::of(recording, focus);
        story.add_passing(recording);
        Self { story, recording: recording.clone(), focus: focus.to_vec(), layout: Mutex::new(None) }
    }

    /// The stage of this size laid out for the whole run.
    fn layout(&self, size: Size) -> Arc<Layout> {
        let mut kept = self.layout.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some(layout) if layout.size == size => layout.clone(),
            _ => kept.insert(Arc::new(Layout::of(&self.story, size, Heads::Hidden))).clone(),
        }
    }

    /// What is there after `step` steps, against what was there when the line before began.
    fn picture(&self, machine: &Machine, step: u64) -> Picture {
        let marks = self.recording.lines();
        let before = marks.partition_point(|mark| mark.step < step).checked_sub(1).and_then(|at| marks.get(at));
        let before = before.map(|mark| (self.recording.machine_at(mark.step), mark.step));
        Picture::of(&self.story, machine, step, before.as_ref().map(|(machine, step)| (machine, *step)))
    }
}

impl View for HeapView {
    fn scene(&self, machine: &Machine, step: u64, size: Size) -> Scene {
        let picture = self.picture(machine, step);
        let mut scene = draw::scene(&self.story, &self.layout(size), &picture, &Marks::default());
        scene.caption = caption::caption(&self.story, &picture);
        scene
    }

    fn plots(&self, step: u64) -> Vec<Plot> {
        plot::plots(&self.story, &self.focus, step)
    }
}
