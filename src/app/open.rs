//! The open lesson: which of its pictures is shown, at which step, and what the learner changed.

use std::sync::Arc;

use super::engine::{Program, view_title};
use super::session::Facts;
use super::stage::Stage;
use crate::labs::{self, Lab};
use crate::lessons::{Demo, Lesson};
use crate::python::{Options, Version};

/// A lesson on the page.
pub struct OpenLesson {
    /// Its place in the library.
    pub place: usize,
    pub lesson: Arc<Lesson>,
    /// The tab over the stage: first the views, then the lab.
    pub tab: usize,
    /// The program, by its place among the lesson's.
    pub demo: usize,
    /// The number of the program's run.
    pub run: u64,
    /// Steps of the program's run that are shown as done.
    pub step: u64,
    /// A step to go to once the run is there.
    pub restore: Option<u64>,
    /// Steps after which the program is stopped.
    pub max_steps: u64,
    pub editor: Editor,
    pub bench: Option<Bench>,
    pub stage: Stage,
    /// While it plays: egui's time of the last advance.
    pub playing: Option<f64>,
    /// egui's time when the lesson was opened.
    pub opened: f64,
    /// A thing that is pointed at on the stage.
    pub pointed: Option<u64>,
}

/// The program as the learner has it.
#[derive(Default)]
pub struct Editor {
    /// What the pane shows; the lesson's program without its captions at first.
    pub text: String,
    pub editing: bool,
    /// Whether the text is another one than the lesson's.
    pub changed: bool,
    /// Take the keyboard on the next frame.
    pub take_focus: bool,
}

/// A lab and where it stands.
pub struct Bench {
    pub lab: Box<dyn Lab>,
    pub step: usize,
    /// Why the last change of a setting was not taken.
    pub refused: Option<String>,
    /// What is typed into text controls and not yet handed over, by the control's name.
    pub drafts: std::collections::BTreeMap<&'static str, String>,
}

impl OpenLesson {
    pub fn new(place: usize, lesson: &Lesson, now: f64) -> Self {
        let mut open = Self {
            place,
            bench: lesson.lab.as_ref().and_then(Bench::open),
            lesson: Arc::new(lesson.clone()),
            tab: 0,
            demo: 0,
            run: 0,
            step: 0,
            restore: None,
            max_steps: Options::default().max_steps,
            editor: Editor::default(),
            stage: Stage::default(),
            playing: None,
            opened: now,
            pointed: None,
        };
        open.editor.text = open.demo().map(Demo::shown).unwrap_or_default();
        open
    }

    /// The tabs' names over the stage.
    pub fn tabs(&self) -> Vec<String> {
        let views = self.lesson.views.iter().map(|view| view.title.clone().unwrap_or_else(|| view_title(&view.view)));
        views.chain(self.bench.as_ref().map(|bench| format!("Lab: {}", bench.lab.title()))).collect()
    }

    /// Whether the lab is shown and not the program.
    pub fn shows_lab(&self) -> bool {
        self.bench.is_some() && self.tab >= self.lesson.views.len()
    }

    pub fn demo(&self) -> Option<&Demo> {
        self.lesson.demos.get(self.demo)
    }

    /// What is to run: the file itself, captions and all, until the learner changes it.
    pub fn program(&self, version: Version, hash_seed: u32) -> Option<Program> {
        let demo = self.demo()?;
        let source = if self.editor.changed { &self.editor.text } else { &demo.source };
        let file_name = format!("{}.py", demo.name);
        Some(Program { source: source.clone(), file_name, version, hash_seed, max_steps: self.max_steps })
    }

    /// What the lesson says at a line, while the program is the lesson's.
    pub fn caption(&self, line: Option<u32>) -> Option<&str> {
        let demo = self.demo().filter(|_| !self.editor.changed)?;
        demo.captions.get(&line?).map(String::as_str)
    }

    /// Where the shown run or lab stands, and its last step.
    pub fn position(&self, facts: Option<&Facts>) -> (u64, u64) {
        match &self.bench {
            Some(bench) if self.shows_lab() => {
                let last = bench.lab.steps().saturating_sub(1) as u64;
                ((bench.step as u64).min(last), last)
            }
            _ => {
                let last = facts.map_or(0, |facts| facts.steps);
                (self.step.min(last), last)
            }
        }
    }

    pub fn go_to(&mut self, step: u64, facts: Option<&Facts>) {
        let (_, last) = self.position(facts);
        let step = step.min(last);
        match &mut self.bench {
            Some(bench) if self.tab >= self.lesson.views.len() => bench.step = step as usize,
            _ => self.step = step,
        }
    }
}

impl Bench {
    fn open(spec: &crate::lessons::LabSpec) -> Option<Self> {
        let mut lab = labs::open(&spec.name)?;
        let mut refused = None;
        for (name, value) in &spec.settings {
            if let Err(why) = lab.set(name, value.clone()) {
                refused = Some(why);
            }
        }
        let step = lab.opens_at();
        Some(Self { lab, step, refused, drafts: std::collections::BTreeMap::new() })
    }
}
