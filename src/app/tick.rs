//! What happens from frame to frame without anybody asking: news is taken, a run plays on, the window is remembered.

use std::time::Duration;

use eframe::egui::{self, Context};

use super::open::Restore;
use super::session::Progress;
use super::{Window, breakpoints, session};

impl Window {
    pub(super) fn tick(&mut self, context: &Context) {
        self.session.tick();
        let notices = self
            .settings
            .tick()
            .into_iter()
            .chain(self.progress.tick())
            .chain(self.notes.tick())
            .chain(self.programs.tick());
        for notice in notices {
            self.notices.add(notice);
        }
        self.hear_exports(context);
        self.before_closing(context);
        if let Some(folder) = self.lessons_chosen.take() {
            self.use_lessons(Some(folder), context);
        }
        self.take_outside_change();
        self.restore_step();
        self.tick_predict(context);
        self.tick_inspector(context);
        self.play(context);
        self.remember_window(context);
    }

    /// Saves the notes before the window closes; where that fails, it closes at the second wish only.
    fn before_closing(&mut self, context: &Context) {
        if self.warned || !context.input(|input| input.viewport().close_requested()) {
            return;
        }
        self.leave_lesson();
        let mut unsaved = self.notes.flush(Duration::from_secs(2));
        unsaved.extend(self.programs.flush(Duration::from_secs(2)));
        if unsaved.is_empty() {
            return;
        }
        self.warned = true;
        context.send_viewport_cmd(egui::ViewportCommand::CancelClose);
        self.notices.add(crate::study::Notice::error(format!(
            "This is not saved: {}. Export them, or close the window again to leave without them.",
            unsaved.join(", ")
        )));
    }

    /// Goes to the remembered step once the run that it belongs to is there.
    fn restore_step(&mut self) {
        let Progress::Ready(facts) = self.session.progress() else { return };
        let Some(open) = &mut self.open else { return };
        match open.restore.take() {
            Some(Restore::Step(step)) => open.step = step.min(facts.steps),
            Some(Restore::Telling) => {
                let captions = open.demo().map(|demo| &demo.captions);
                open.step = captions.and_then(|captions| session::telling(&facts.marks.lines, captions)).unwrap_or(0);
            }
            None => {}
        }
        open.step = open.step.min(facts.steps);
    }

    /// While a run plays, moves on when it is time, and wakes the window for the next time.
    fn play(&mut self, context: &Context) {
        let speed = f64::from(self.settings.get().speed.max(0.01));
        let now = context.input(|input| input.time);
        let facts = match self.session.progress() {
            Progress::Ready(facts) => Some(facts),
            _ => None,
        };
        let Some(open) = &mut self.open else { return };
        let Some(last) = open.playing else { return };
        let (step, end) = open.position(facts);
        if step >= end {
            open.playing = None;
            return;
        }
        let pause = if open.shows_lab() { 0.5 } else { 1.2 } / speed;
        if now - last >= pause {
            let facts = facts.cloned();
            let (to, marked) = match &facts {
                Some(facts) if !open.shows_lab() => {
                    let to = facts.go(step, crate::replay::Motion::NextLine);
                    let marked = breakpoints::next(&facts.marks.lines, &open.breakpoints, step);
                    (to, marked == Some(to))
                }
                _ => (step + 1, false),
            };
            if self.question_between(step, to).is_some() {
                return self.run_on_to(to);
            }
            let Some(open) = &mut self.open else { return };
            open.go_to(to, facts.as_ref());
            open.playing = (!marked).then_some(now);
            context.request_repaint_after(Duration::from_secs_f64(pause));
        } else {
            context.request_repaint_after(Duration::from_secs_f64(pause - (now - last)));
        }
    }

    fn remember_window(&mut self, context: &Context) {
        let (outer, inner, maximized, fullscreen) = context.input(|input| {
            let viewport = input.viewport();
            (viewport.outer_rect, viewport.inner_rect, viewport.maximized, viewport.fullscreen)
        });
        let settings = self.settings.get_mut();
        if let Some(open) = &self.open {
            settings.step = match open.restore {
                Some(Restore::Step(step)) => step,
                Some(Restore::Telling) => settings.step,
                None => open.step,
            };
        }
        if fullscreen == Some(true) {
            return;
        }
        let zoom = context.zoom_factor();
        settings.window.maximized = maximized.unwrap_or(false);
        if !settings.window.maximized {
            settings.window.size = inner.map(|rect| (rect.width() * zoom, rect.height() * zoom));
            settings.window.position = outer.map(|rect| (rect.min.x * zoom, rect.min.y * zoom));
        }
    }
}
