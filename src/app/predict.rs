//! Predicting: before each line that prints, and before the program's end, the learner says what comes.
//!
//! Which lines those are and what they print is [`crate::inspect::predict`]'s business.

use std::collections::BTreeSet;
use std::sync::Arc;

use eframe::egui::{self, Context, Id, Rect, Ui, Vec2};

use super::Window;
use super::command::Command;
use super::inspector::waker;
use super::job::{Job, Stand};
use super::look::words;
use super::stage::pane;
use crate::inspect::predict::{Verdict, judge};
use crate::inspect::{Question, Questions};
use crate::scene::theme::{Theme, space, type_size};
use crate::scene::{Face, Ink};

/// The questions of the run that is shown, and the one that waits for its answer.
#[derive(Default)]
pub struct Predict {
    /// With the run's number.
    questions: Option<(u64, Arc<Questions>)>,
    finding: Option<(u64, Job<Questions>)>,
    waiting: Option<Waiting>,
    /// Steps whose question was answered or passed over.
    done: BTreeSet<u64>,
}

struct Waiting {
    run: u64,
    question: Question,
    guess: String,
    answering: Option<Job<String>>,
    verdict: Option<Verdict>,
    take_focus: bool,
}

impl Window {
    /// Finds the questions of a run that has come, while the switch is on.
    pub(super) fn tick_predict(&mut self, context: &Context) {
        let Some((run, _, recording)) = self.run_shown().filter(|_| self.settings.get().predict) else {
            self.predict.waiting = None;
            return;
        };
        let slug = self.open.as_ref().map(|open| open.lesson.slug.clone()).unwrap_or_default();
        let state = &mut self.predict;
        if state.questions.as_ref().is_none_or(|(known, _)| *known != run) {
            if state.finding.as_ref().is_none_or(|(known, _)| *known != run) {
                state.done.clear();
                state.waiting = None;
                let find = move |_: &super::job::Reins| Questions::of(&recording);
                state.finding = Some((run, Job::start("questions", 1, waker(context), find)));
            }
            if let Some((_, Stand::Done(found))) = state.finding.as_ref().map(|(run, job)| (run, job.poll())) {
                state.questions = Some((run, Arc::new(found)));
                state.finding = None;
            }
            return;
        }
        let Some(waiting) = &mut state.waiting else { return };
        if let Some(Stand::Done(answer)) = waiting.answering.as_ref().map(Job::poll) {
            waiting.answering = None;
            let verdict = judge(&waiting.guess, &answer);
            state.done.insert(waiting.question.step);
            self.progress.get_mut().predicted(&slug, verdict.right);
            waiting.verdict = Some(verdict);
        }
    }

    /// The question that lies on the way to a later step, if one does that is not answered yet.
    pub(super) fn question_between(&self, from: u64, to: u64) -> Option<Question> {
        let run = self.open.as_ref().filter(|open| !open.shows_lab())?.run;
        let (_, questions) = self.predict.questions.as_ref().filter(|(known, _)| *known == run)?;
        let open = |question: &&Question| {
            question.step >= from && question.step < to && !self.predict.done.contains(&question.step)
        };
        questions.list.iter().find(open).filter(|_| self.settings.get().predict).cloned()
    }

    /// Asks.
    pub(super) fn ask(&mut self, question: Question) {
        let Some(run) = self.open.as_ref().map(|open| open.run) else { return };
        let same = |waiting: &Waiting| waiting.run == run && waiting.question == question;
        if !self.predict.waiting.as_ref().is_some_and(same) {
            self.predict.waiting =
                Some(Waiting { run, question, guess: String::new(), answering: None, verdict: None, take_focus: true });
        }
        self.settings.get_mut().panes.program_shown = true;
    }

    /// Whether the answer to a question is awaited at this step.
    pub(super) fn is_asked(&self) -> bool {
        let shown = self.open.as_ref().map(|open| (open.run, open.step));
        self.predict.waiting.as_ref().is_some_and(|waiting| {
            let here = shown == Some((waiting.run, waiting.question.step));
            here && !self.open.as_ref().is_some_and(|open| open.shows_lab())
        })
    }

    fn answer(&mut self, context: &Context) {
        let Some((_, _, recording)) = self.run_shown() else { return };
        let Some(waiting) = &mut self.predict.waiting else { return };
        if waiting.answering.is_none() && waiting.verdict.is_none() {
            let question = waiting.question.clone();
            let look = move |_: &super::job::Reins| question.answer(&recording);
            waiting.answering = Some(Job::start("answer", 1, waker(context), look));
        }
    }

    fn pass_over(&mut self) {
        if let Some(waiting) = self.predict.waiting.take() {
            self.predict.done.insert(waiting.question.step);
            self.queue.push(Command::LineForward);
        }
    }

    /// The card that asks, in place of the output.
    pub(super) fn predict_card(&mut self, ui: &mut Ui, rect: Rect) {
        let theme = self.theme;
        pane(ui, rect, theme);
        let inner = egui::UiBuilder::new().max_rect(rect.shrink2(Vec2::new(16.0, 10.0))).id_salt("predict");
        let mut ui = ui.new_child(inner);
        let tally = self.progress.get().predictions();
        let Some(waiting) = &mut self.predict.waiting else { return };
        let ink = |ink: Ink| theme.color32(ink, 1.0);
        let what = if waiting.question.last {
            "What does it print, and how does the program end?"
        } else {
            "What does it print?"
        };
        let line = format!("Line {} is about to run.", waiting.question.line);
        ui.label(words(line, Face::SansSemibold, type_size::VALUE, ink(Ink::Alive)));
        ui.label(words(what, Face::Sans, type_size::VALUE, ink(Ink::Text)));
        let mut answer = false;
        let mut pass = false;
        egui::ScrollArea::vertical().id_salt("predict").auto_shrink([false, false]).show(&mut ui, |ui| {
            if let Some(verdict) = &waiting.verdict {
                pass = verdict_rows(ui, verdict, theme);
                let told = format!("{} right, {} not", tally.right, tally.wrong);
                ui.label(words(told, Face::Sans, type_size::LABEL, ink(Ink::Muted)));
                return;
            }
            let field = egui::TextEdit::multiline(&mut waiting.guess)
                .id(Id::unique("guess"))
                .font(egui::TextStyle::Monospace)
                .desired_rows(2)
                .desired_width(f32::INFINITY)
                .hint_text("Nothing")
                .return_key(egui::KeyboardShortcut::new(egui::Modifiers::SHIFT, egui::Key::Enter));
            let response = ui.add(field);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::MultilineTextInput, true, "Your prediction"));
            if std::mem::take(&mut waiting.take_focus) {
                response.request_focus();
            }
            let entered =
                response.has_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter) && !input.modifiers.shift);
            ui.horizontal(|ui| {
                answer = ui.button("Show").on_hover_text("Compare with what it prints (Enter)").clicked() || entered;
                pass = ui.button("Skip").on_hover_text("Run the line without a prediction").clicked();
                if waiting.answering.is_some() {
                    ui.spinner();
                }
            });
        });
        let context = ui.ctx().clone();
        if answer {
            self.answer(&context);
        }
        if pass {
            self.pass_over();
        }
    }
}

/// What was said and what is so; true when the learner wants to go on.
fn verdict_rows(ui: &mut Ui, verdict: &Verdict, theme: Theme) -> bool {
    let ink = |ink: Ink| theme.color32(ink, 1.0);
    let (told, color) = if verdict.right { ("Right.", Ink::Alive) } else { ("Not quite.", Ink::Lost) };
    ui.label(words(told, Face::SansSemibold, type_size::BODY, ink(color)));
    egui::Grid::new("verdict").num_columns(3).spacing(Vec2::new(16.0, 4.0)).show(ui, |ui| {
        for heading in ["", "You said", "It prints"] {
            ui.label(words(heading, Face::Sans, type_size::LABEL, ink(Ink::Muted)));
        }
        ui.end_row();
        for row in &verdict.rows {
            let (sign, color) = if row.same { ("=", Ink::Alive) } else { ("\u{2260}", Ink::Lost) };
            ui.label(words(sign, Face::Mono, type_size::VALUE, ink(color)));
            for side in [&row.guessed, &row.so] {
                let (text, color) = match side {
                    Some(text) => (text.as_str(), if row.same { Ink::Text } else { color }),
                    None => ("nothing", Ink::Muted),
                };
                ui.label(words(text, Face::Mono, type_size::VALUE, ink(color)));
            }
            ui.end_row();
        }
        if verdict.rows.is_empty() {
            ui.label("");
            ui.label(words("nothing", Face::Mono, type_size::VALUE, ink(Ink::Text)));
            ui.label(words("nothing", Face::Mono, type_size::VALUE, ink(Ink::Text)));
            ui.end_row();
        }
    });
    ui.add_space(space::GRID);
    let button = ui.button("Go on");
    if !ui.memory(|memory| memory.focused().is_some()) {
        button.request_focus();
    }
    button.clicked()
}
