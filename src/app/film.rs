//! A whole run as pictures, for files: the moment after each line, with what the lesson says there.

use std::collections::BTreeSet;

use super::engine::{self, Run};
use super::session::lines_at;
use crate::export::Frame;
use crate::labs::{Lab, Look};
use crate::lessons::Demo;
use crate::scene::Size;

/// The stage that pictures in files are laid out for.
pub const STAGE: Size = Size::new(960.0, 540.0);

/// More frames would make an animation that nobody watches to its end.
pub const MOST_FRAMES: usize = 240;

/// The pictures of a run.
#[derive(Clone, Debug, Default)]
pub struct Film {
    pub frames: Vec<Frame>,
    /// All that was printed.
    pub output: String,
    /// Lines that ran more than once.
    pub repeated: BTreeSet<u32>,
}

/// The moments after each line of a run, thinned evenly to [`MOST_FRAMES`]; `None` when `go_on`, which hears how many are made,
/// ended it.
pub fn of_run(run: &mut Run, view: &str, focus: &[String], go_on: &mut dyn FnMut(u64) -> bool) -> Option<Film> {
    let mut steps: Vec<u64> = run.marks().lines.iter().map(|line| line.step).collect();
    steps.extend([0, run.steps()]);
    steps.sort_unstable();
    steps.dedup();
    let mut film = Film { repeated: run.marks().repeated_lines(), ..Film::default() };
    for step in thinned(&steps) {
        let moment = run.moment(view, focus, step, STAGE);
        let (ran, next) = lines_at(&run.marks().lines, step);
        film.frames.push(Frame { scene: moment.scene, step: step as usize, ran, next, printed: moment.output.bytes });
        if !go_on(film.frames.len() as u64) {
            return None;
        }
    }
    film.output = engine::printed_whole(run.recording().end());
    Some(film)
}

/// The steps of a lab, thinned evenly to [`MOST_FRAMES`].
pub fn of_lab(lab: &dyn Lab) -> Film {
    let steps: Vec<u64> = (0..lab.steps() as u64).collect();
    let look = Look::new(STAGE);
    let frame = |step: u64| Frame { scene: lab.scene(step as usize, &look), step: step as usize, ..Frame::default() };
    Film { frames: thinned(&steps).map(frame).collect(), ..Film::default() }
}

impl Film {
    /// Says at each line what the lesson's program says there, where it says something; of a line that runs again and again
    /// the view knows better what each turn did.
    pub fn narrated(mut self, demo: &Demo) -> Self {
        for frame in &mut self.frames {
            let repeated = frame.ran.is_some_and(|line| self.repeated.contains(&line));
            if repeated && !frame.scene.caption.is_empty() {
                continue;
            }
            if let Some(caption) = frame.ran.and_then(|line| demo.captions.get(&line)) {
                frame.scene.caption.clone_from(caption);
            }
        }
        self
    }

    /// The place of the frame at `step` or the last one before it.
    pub fn at(&self, step: u64) -> usize {
        self.frames.iter().rposition(|frame| frame.step as u64 <= step).unwrap_or(0)
    }
}

/// Every n-th step and the last.
fn thinned(steps: &[u64]) -> impl Iterator<Item = u64> {
    let stride = steps.len().div_ceil(MOST_FRAMES).max(1);
    let last = steps.len().saturating_sub(1);
    steps.iter().enumerate().filter(move |(place, _)| place % stride == 0 || *place == last).map(|(_, step)| *step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_run_is_thinned_and_keeps_its_ends() {
        let steps: Vec<u64> = (0..10_000).collect();
        let shown: Vec<u64> = thinned(&steps).collect();
        assert!(shown.len() <= MOST_FRAMES + 1 && shown.first() == Some(&0) && shown.last() == Some(&9999));
        assert_eq!(thinned(&[]).count(), 0);
    }
}
