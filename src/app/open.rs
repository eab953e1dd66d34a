//! The open lesson: which of its pictures is shown, at which step, and what the learner changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::engine::{Program, view_title};
use super::lab_pictures::LabPictures;
use super::session::Facts;
use super::stage::Stage;
use crate::labs::{self, Lab};
use crate::lessons::{Demo, Lesson, ViewSpec};
use crate::python::{Options, Version};

/// The short name of everything in the playground: of its notes, too.
pub const PLAYGROUND: &str = "playground";

/// A lesson on the page, or a program of the playground.
pub struct OpenLesson {
    /// Its place in the library; none for a program of the playground.
    pub place: Option<usize>,
    /// The program's name in the playground.
    pub program_name: Option<String>,
    pub lesson: Arc<Lesson>,
    /// The tab over the stage: first the views, then the lab.
    pub tab: usize,
    /// The program, by its place among the lesson's.
    pub demo: usize,
    /// The number of the program's run.
    pub run: u64,
    /// Steps of the program's run that are shown as done.
    pub step: u64,
    /// Where to go once the run is there.
    pub restore: Option<Restore>,
    /// Lines before which running on stops.
    pub breakpoints: BTreeSet<u32>,
    /// What the program reads from its standard input.
    pub input: String,
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

/// Where a lesson opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restore {
    Step(u64),
    /// After the first line that the lesson explains: there is something to see.
    Telling,
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
    /// The part of the axis of time that is shown, 0 to 1; all that the lab chooses by itself when `None`.
    pub window: Option<(f32, f32)>,
    /// Why the last change of a setting was not taken.
    pub refused: Option<String>,
    /// The picture, made elsewhere.
    pub pictures: LabPictures,
    /// What is typed into text controls and not yet handed over, by the control's name.
    pub drafts: BTreeMap<&'static str, String>,
}

impl OpenLesson {
    /// A lesson of the library.
    pub fn new(place: usize, lesson: &Lesson, now: f64) -> Self {
        Self { place: Some(place), ..Self::of(lesson, now) }
    }

    /// A program of the playground.
    pub fn program_of(name: &str, source: &str, now: f64) -> Self {
        let views = vec![ViewSpec { view: "heap".to_owned(), focus: Vec::new(), title: None }];
        let lesson = Lesson::of_program(PLAYGROUND, name, source, views);
        let mut open = Self { program_name: Some(name.to_owned()), ..Self::of(&lesson, now) };
        source.clone_into(&mut open.editor.text);
        open
    }

    fn of(lesson: &Lesson, now: f64) -> Self {
        let mut open = Self {
            place: None,
            program_name: None,
            breakpoints: BTreeSet::new(),
            input: String::new(),
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
        // Real ones of that name would write no other into a traceback.
        let file_name = format!("{}.py", demo.name);
        let (source, input, max_steps) = (source.clone(), self.input.clone(), self.max_steps);
        Some(Program { source, file_name, version, hash_seed, max_steps, input })
    }

    /// Takes the text as the playground's program, captions and all.
    pub fn take_text(&mut self) {
        if let Some(name) = &self.program_name {
            let demo = Demo::of(name, &self.editor.text);
            Arc::make_mut(&mut self.lesson).demos = vec![demo];
            self.editor.changed = false;
        }
    }

    /// Whether the text is another one than what ran last, or than the lesson's.
    pub fn differs(&self) -> bool {
        let own = |demo: &Demo| match self.program_name {
            Some(_) => demo.source == self.editor.text,
            None => demo.shown() == self.editor.text,
        };
        !self.demo().is_some_and(own)
    }

    /// Adds a picture of a name, or goes to it where there is one.
    pub fn look_at(&mut self, view: &str, name: &str) {
        let focus: Vec<String> =
            name.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
        let lesson = Arc::make_mut(&mut self.lesson);
        let known = lesson.views.iter().position(|known| known.view == view && known.focus == focus);
        self.tab = known.unwrap_or_else(|| {
            let title = match focus.as_slice() {
                [] => None,
                names => Some(format!("{}: {}", view_title(view), names.join(", "))),
            };
            lesson.views.push(ViewSpec { view: view.to_owned(), focus, title });
            lesson.views.len() - 1
        });
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
            Some(bench) if self.tab >= self.lesson.views.len() => bench.go_to(step as usize),
            _ => self.step = step,
        }
    }
}

impl Bench {
    /// Goes to a step; a part of time that is shown by choice follows when the step lies outside of it.
    fn go_to(&mut self, step: usize) {
        self.step = step;
        if let Some((from, to)) = self.window {
            let (now, width) = (self.lab.moment(step), to - from);
            if now < from || now > to {
                let from = (now - width * 0.6).clamp(0.0, (1.0 - width).max(0.0));
                self.window = Some((from, from + width));
            }
        }
    }

    /// Moves and widens the part of time that is shown.
    pub fn move_window(&mut self, moved: super::stage::Moved) {
        if (moved.by == 0.0 && moved.zoom == 1.0) || !self.lab.has_window() {
            return;
        }
        let (from, to) = self.window.unwrap_or_else(|| self.lab.window(self.step));
        let width = ((to - from) / moved.zoom.max(0.01)).clamp(0.002, 1.0);
        let fixed = from + (to - from) * moved.around;
        let from = (fixed - width * moved.around - moved.by * width).clamp(0.0, 1.0 - width);
        self.window = (width < 1.0 || moved.zoom > 1.0).then_some((from, from + width));
    }

    fn open(spec: &crate::lessons::LabSpec) -> Option<Self> {
        let mut lab = labs::open(&spec.name)?;
        let mut refused = None;
        for (name, value) in &spec.settings {
            if let Err(why) = lab.set(name, value.clone()) {
                refused = Some(why);
            }
        }
        let step = lab.opens_at();
        Some(Self { lab, step, window: None, refused, drafts: BTreeMap::new(), pictures: LabPictures::default() })
    }
}
