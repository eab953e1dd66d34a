//! A lab's picture, curves and result, made on another thread, so that a slow lab never holds up a frame.

use std::time::Duration;

use super::job::{Job, Stand};
use crate::labs::{Lab, Look, Plot};
use crate::scene::Scene;

/// How long a frame may wait; most pictures come sooner, and then nothing is a frame late.
const PATIENCE: Duration = Duration::from_millis(6);

/// What was made last, and what is being made.
#[derive(Default)]
pub struct LabPictures {
    /// Counts changes of the lab's settings.
    revision: u64,
    job: Option<Job<(Asked, Made)>>,
    made: Option<(Asked, Made)>,
}

#[derive(Clone, Debug, PartialEq)]
struct Asked {
    revision: u64,
    step: usize,
    look: Look,
}

/// All that a lab shows at a step.
pub struct Made {
    pub scene: Scene,
    pub plots: Vec<Plot>,
    pub summary: Vec<(String, String)>,
}

impl LabPictures {
    /// The lab has other settings.
    pub fn outdate(&mut self) {
        self.revision += 1;
    }

    /// What the lab shows, or showed last while that is being made.
    pub fn at(&mut self, lab: &dyn Lab, step: usize, look: Look, wake: impl Fn() + Send + 'static) -> Option<&Made> {
        let asked = Asked { revision: self.revision, step, look };
        self.take(Duration::ZERO);
        if self.made.as_ref().is_none_or(|(known, _)| *known != asked) && self.job.is_none() {
            let lab = lab.copy();
            let theirs = asked.clone();
            self.job = Some(Job::start("lab", 1, wake, move |_| {
                let scene = lab.scene(theirs.step, &theirs.look);
                let made = Made { scene, plots: lab.plots(theirs.step), summary: lab.summary() };
                (theirs, made)
            }));
            self.take(PATIENCE);
        }
        self.made.as_ref().map(|(_, made)| made)
    }

    /// What was made last.
    pub fn last(&self) -> Option<&Made> {
        self.made.as_ref().map(|(_, made)| made)
    }

    fn take(&mut self, patience: Duration) {
        let Some(job) = &self.job else { return };
        match if patience.is_zero() { job.poll() } else { job.wait(patience) } {
            Stand::Running => {}
            Stand::Done(made) => {
                self.made = Some(made);
                self.job = None;
            }
            Stand::Ended => self.job = None,
        }
    }
}
