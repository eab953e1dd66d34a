//! What is inspected, and the answers about it: asked on other threads, of the run's recording.
//!
//! What the answers are is [`crate::inspect`]'s business, how they look [`super::inspect_pane`]'s.

use std::sync::Arc;

use eframe::egui::Context;

use super::Window;
use super::command::Command;
use super::job::{Job, Stand};
use super::session::Facts;
use crate::inspect::{Life, Portrait, Wish, change, life, names, portrait};
use crate::python::Recording;
use crate::python::object::Ref;
use crate::study::Notice;

/// What the learner pointed at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    Object(Ref),
    Name(String),
}

/// The object that is inspected, and what is known of it.
#[derive(Default)]
pub struct Inspector {
    subject: Option<Subject>,
    /// Those looked at before.
    before: Vec<Subject>,
    seen: Option<(Asked, Option<Portrait>)>,
    seeing: Option<Job<(Asked, Option<Portrait>)>>,
    life: Option<(Subject, Option<Life>)>,
    living: Option<Job<(Subject, Option<Life>)>>,
    /// A name that is being looked up.
    naming: Option<(String, Job<Option<Ref>>)>,
    searching: Option<Job<Option<u64>>>,
}

/// An object by the place in which it stands at a step of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Subject {
    run: u64,
    object: Ref,
    at: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Asked {
    run: u64,
    object: Ref,
    step: u64,
}

/// What there is to show now.
pub enum View<'a> {
    Nothing,
    /// The first answer is on its way.
    Waiting,
    /// It is not born at this step yet, or dead.
    Away(Option<&'a Life>),
    There(&'a Portrait, Option<&'a Life>),
}

impl Inspector {
    /// The object that is inspected in this run.
    pub fn object(&self, run: u64) -> Option<Ref> {
        self.subject.filter(|subject| subject.run == run).map(|subject| subject.object)
    }

    pub fn can_go_back(&self) -> bool {
        !self.before.is_empty()
    }

    /// How far the search for the life is, while it is made.
    pub fn life_share(&self) -> Option<f32> {
        self.living.as_ref().map(Job::share)
    }

    /// How far the search for the next change is, while it is made.
    pub fn search_share(&self) -> Option<f32> {
        self.searching.as_ref().map(Job::share)
    }

    pub fn stop_search(&mut self) {
        self.searching = None;
    }

    /// The answers as far as they are there.
    pub fn view(&self, run: u64, step: u64) -> View<'_> {
        let Some(subject) = self.subject.filter(|subject| subject.run == run) else { return View::Nothing };
        let life = self.life.as_ref().filter(|(of, _)| *of == subject).and_then(|(_, life)| life.as_ref());
        if life.is_some_and(|life| step < life.born || life.died.is_some_and(|(died, _)| step >= died)) {
            return View::Away(life);
        }
        match &self.seen {
            Some((asked, Some(portrait))) if asked.run == run && asked.object == subject.object => {
                View::There(portrait, life)
            }
            Some((asked, None)) if asked.run == run && asked.object == subject.object => View::Away(life),
            _ => View::Waiting,
        }
    }

    fn choose(&mut self, subject: Subject) {
        if self.subject != Some(subject) {
            self.before.extend(self.subject.filter(|before| before.run == subject.run));
            self.subject = Some(subject);
        }
    }

    fn back(&mut self) {
        self.subject = self.before.pop().or(self.subject);
    }

    /// Asks what is not known yet of this step, and takes what has been answered.
    fn tick(&mut self, run: u64, step: u64, recording: &Arc<Recording>, wake: &Context) {
        match self.seeing.as_ref().map(Job::poll) {
            Some(Stand::Done(seen)) => {
                self.seen = Some(seen);
                self.seeing = None;
            }
            Some(Stand::Ended) => self.seeing = None,
            Some(Stand::Running) | None => {}
        }
        let Some(subject) = self.subject.filter(|subject| subject.run == run) else { return };
        let asked = Asked { run, object: subject.object, step };
        if self.seeing.is_none() && self.seen.as_ref().is_none_or(|(known, _)| *known != asked) {
            let recording = Arc::clone(recording);
            let look = move |_: &super::job::Reins| (asked, portrait::of(&recording.machine_at(step), asked.object));
            self.seeing = Some(Job::start("inspect", 1, waker(wake), look));
        }
    }

    fn tick_life(&mut self, recording: &Arc<Recording>, wake: &Context) {
        match self.living.as_ref().map(Job::poll) {
            Some(Stand::Done(known)) => {
                self.life = Some(known);
                self.living = None;
            }
            Some(Stand::Ended) => self.living = None,
            Some(Stand::Running) | None => {}
        }
        let Some(subject) = self.subject else { return };
        if self.living.is_none() && self.life.as_ref().is_none_or(|(of, _)| *of != subject) {
            let recording = Arc::clone(recording);
            let steps = recording.steps();
            let search = move |reins: &super::job::Reins| {
                (subject, life::of(&recording, subject.object, subject.at, &mut |done| reins.go_on(done)))
            };
            self.living = Some(Job::start("life", steps, waker(wake), search));
        }
    }
}

pub(super) fn waker(context: &Context) -> impl Fn() + Send + Sync + 'static {
    let context = context.clone();
    move || context.request_repaint()
}

impl Window {
    /// The open program's run, once it is there, with its number and the step that is shown.
    pub(super) fn run_shown(&self) -> Option<(u64, u64, Arc<Recording>)> {
        let open = self.open.as_ref().filter(|open| !open.shows_lab())?;
        let facts: &Facts = self.facts()?;
        Some((open.run, open.step.min(facts.steps), facts.recording.clone()?))
    }

    /// Shows what was pointed at in the pane of the inspector.
    pub(super) fn inspect(&mut self, chosen: Chosen, context: &Context) {
        let Some((run, step, recording)) = self.run_shown() else { return };
        self.show_tab("inspect");
        match chosen {
            Chosen::Object(object) => self.inspector.choose(Subject { run, object, at: step }),
            Chosen::Name(name) => {
                let theirs = name.clone();
                let look = move |_: &super::job::Reins| {
                    names::resolve(&recording.machine_at(step), &theirs).map(|(_, object)| object)
                };
                self.inspector.naming = Some((name, Job::start("name", 1, waker(context), look)));
            }
        }
    }

    pub(super) fn inspect_back(&mut self) {
        self.inspector.back();
    }

    /// Has answers made for what is shown, and takes those that are there.
    pub(super) fn tick_inspector(&mut self, context: &Context) {
        let Some((run, step, recording)) = self.run_shown() else { return };
        let named = self.inspector.naming.as_ref().map(|(name, job)| (name.clone(), job.poll()));
        match named {
            Some((_, Stand::Done(Some(object)))) => {
                self.inspector.naming = None;
                self.inspector.choose(Subject { run, object, at: step });
            }
            Some((name, Stand::Done(None) | Stand::Ended)) => {
                self.inspector.naming = None;
                self.notices.add(Notice::information(format!("{name} has no value at this step.")));
            }
            Some((_, Stand::Running)) | None => {}
        }
        match self.inspector.searching.as_ref().map(Job::poll) {
            Some(Stand::Done(Some(to))) => {
                self.inspector.searching = None;
                self.run_on_to(to);
            }
            Some(Stand::Done(None) | Stand::Ended) => {
                self.inspector.searching = None;
                self.notices.add(Notice::information("Nothing changes it any more in this run."));
            }
            Some(Stand::Running) => context.request_repaint_after_secs(0.1),
            None => {}
        }
        if self.settings.get().tab == "inspect" && self.settings.get().panes.text_shown {
            self.inspector.tick(run, step, &recording, context);
            self.inspector.tick_life(&recording, context);
            if self.inspector.living.is_some() {
                context.request_repaint_after_secs(0.1);
            }
        }
    }

    /// Runs on to the next line that changes what is inspected.
    pub(super) fn run_to_next_change(&mut self, context: &Context) {
        let Some((run, ..)) = self.run_shown() else { return };
        match self.inspector.object(run) {
            Some(object) => self.search_change(Wish::Object(object), context),
            None => {
                self.show_tab("inspect");
                self.notices.add(Notice::information("Choose an object first: click one in the picture."));
            }
        }
    }

    pub(super) fn search_change(&mut self, wish: Wish, context: &Context) {
        let Some((_, step, recording)) = self.run_shown() else { return };
        let steps = recording.steps();
        let search =
            move |reins: &super::job::Reins| change::next(&recording, wish, step, &mut |done| reins.go_on(done));
        self.inspector.searching = Some(Job::start("change", steps, waker(context), search));
    }

    /// The command that a click on a step means.
    pub(super) fn jump(&mut self, step: u64) {
        self.queue.push(Command::GoTo(step));
    }
}
