//! The view of the cyclic collector: generations as shelves, and a collection, while one runs, in its five passes.
//!
//! What the program holds and where its objects stand is the heap view's; here is what the collector does with them.

pub mod passes;
pub mod rails;
pub mod reckoning;
pub mod shelves;
#[cfg(test)]
mod tests;
pub mod words;

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use super::heap::change::Picture;
use super::heap::place::{Heads, Layout};
use super::heap::story::Story;
use super::{View, hall};
use crate::python::{Machine, Recording};
use crate::scene::{Scene, Size};

/// The collector of a run.
pub struct GcView {
    story: Story,
    shelves: shelves::Shelves,
    recording: Recording,
    /// Whether the lesson wants the generations even while a collection runs.
    generations_alone: bool,
    /// The last collection that was laid out.
    stage: Mutex<Option<Arc<Stage>>>,
}

/// One collection laid out on a stage.
struct Stage {
    began: u64,
    size: Size,
    story: Story,
    layout: Layout,
}

impl GcView {
    /// Looks through the run. The focus names variables, and may say `generations` to see these alone.
    pub fn open(recording: &Recording, focus: &[String]) -> Self {
        let generations_alone = focus.iter().any(|word| word == "generations");
        let story = Story::of(recording, focus);
        let shelves = shelves::Shelves::of(&story, recording);
        Self { story, shelves, recording: recording.clone(), generations_alone, stage: Mutex::new(None) }
    }

    /// The heap part of a collection's picture, laid out for what was there when it began.
    fn stage(&self, began: u64, size: Size) -> Arc<Stage> {
        let mut kept = self.stage.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some(stage) if stage.size == size && stage.began == began => stage.clone(),
            _ => kept.insert(Arc::new(self.lay_out(began, size))).clone(),
        }
    }

    fn lay_out(&self, began: u64, size: Size) -> Stage {
        // The collection exists from its first step on.
        let machine = self.recording.machine_at(began + 1);
        let picture = Picture::of(&self.story, &machine, began + 1, None);
        let lives = reckoning::concerned(&self.story, &machine, &picture);
        let story = self.story.only(lives, &picture);
        let layout = Layout::of(&story, size, Heads::Shown);
        Stage { began, size, story, layout }
    }

    fn passes(&self, machine: &Machine, step: u64, size: Size) -> Option<Scene> {
        let collection = machine.heap.collector.collection.as_deref()?;
        hall::scene(size, |size| {
            let areas = passes::Areas::of(size);
            let stage = self.stage(collection.began, areas.heap_size());
            let earlier = self.recording.machine_at(collection.began + 1);
            passes::scene(&stage.story, &stage.layout, machine, step, (&earlier, collection.began + 1), &areas)
        })
        .into()
    }
}

impl View for GcView {
    fn scene(&self, machine: &Machine, step: u64, size: Size) -> Scene {
        if !self.generations_alone
            && let Some(scene) = self.passes(machine, step, size)
        {
            return scene;
        }
        let marks = self.recording.lines();
        let before = marks.partition_point(|mark| mark.step < step).checked_sub(1).and_then(|at| marks.get(at));
        let before = before.map(|mark| self.recording.machine_at(mark.step));
        let moment = shelves::Moment { story: &self.story, machine, before: before.as_ref(), step };
        hall::scene(size, |size| self.shelves.scene(&moment, size))
    }
}

/// Lives by their place in the heap.
type Lives = HashSet<usize>;
