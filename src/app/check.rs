//! "Check on my Python": the program run by a Python of this computer, beside what the model printed.
//!
//! Off until the learner allows it, and asked each time. Starting the process is [`crate::host`]'s business.

use std::time::Duration;

use eframe::egui::{self, Context, Id, Ui};

use super::inspector::waker;
use super::job::{Job, Stand};
use super::look::words;
use super::{Sheet, Window, engine};
use crate::host::{self, Outcome, Python, Wish};
use crate::scene::theme::{Theme, space, type_size};
use crate::scene::{Face, Ink};

/// After this a program is stopped.
const LIMIT: Duration = Duration::from_secs(10);

/// The sheet's state.
pub struct Check {
    looking: Option<Job<Vec<Python>>>,
    pythons: Vec<Python>,
    chosen: usize,
    /// What the model printed, all of it.
    model: String,
    wish: Wish,
    running: Option<Job<Result<Outcome, String>>>,
    outcome: Option<Result<Outcome, String>>,
}

impl Window {
    /// Opens the sheet; nothing is started yet.
    pub(super) fn open_check(&mut self, context: &Context) {
        let Some((_, _, recording)) = self.run_shown() else {
            let told = "There is no run to compare with yet.";
            return self.notices.add(crate::study::Notice::warning(told));
        };
        let Some(open) = &self.open else { return };
        let wish = Wish {
            source: recording.source().to_owned(),
            file_name: recording.options().file_name.clone(),
            hash_seed: recording.options().hash_seed,
            input: open.input.clone(),
            limit: LIMIT,
        };
        let model = engine::printed_whole(recording.end());
        let mut check =
            Check { looking: None, pythons: Vec::new(), chosen: 0, model, wish, running: None, outcome: None };
        if self.settings.get().own_python {
            check.look(context);
        }
        self.sheet = Sheet::Check(Box::new(check));
    }

    pub(super) fn check_sheet(&mut self, context: &Context) {
        let theme = self.theme;
        let room = context.content_rect().size();
        let Sheet::Check(check) = &mut self.sheet else { return };
        check.tick();
        let settings = self.settings.get_mut();
        let ink = |ink: Ink| theme.color32(ink, 1.0);
        let modal = egui::Modal::new(Id::unique("check"))
            .frame(egui::Frame::popup(&context.global_style()).inner_margin(egui::Margin::same(20)))
            .show(context, |ui| {
                ui.set_width((room.x - 160.0).min(1100.0));
                ui.label(words("Check on my Python", Face::SansSemibold, type_size::TITLE, ink(Ink::Text)));
                let told = "The program runs for real, on this computer: it can read and write your files. Nothing \
                            else in Glasshouse starts another program.";
                ui.label(words(told, Face::Sans, type_size::VALUE, ink(Ink::Muted)));
                ui.add_space(space::PANE_GAP);
                let allow = ui.checkbox(&mut settings.own_python, "Glasshouse may start a Python of this computer");
                if allow.changed() && settings.own_python {
                    check.look(context);
                }
                if settings.own_python {
                    check.choice(ui, context, theme);
                    check.results(ui, room.y - 330.0, theme);
                }
                ui.add_space(space::PANE_GAP);
                ui.horizontal(|ui| {
                    let right = egui::Layout::right_to_left(egui::Align::Center);
                    ui.with_layout(right, |ui| ui.button("Close").clicked()).inner
                })
                .inner
            });
        if modal.inner || modal.should_close() {
            self.sheet = Sheet::None;
        }
    }
}

impl Check {
    fn look(&mut self, context: &Context) {
        self.looking = Some(Job::start("pythons", 1, waker(context), |_| host::pythons()));
    }

    fn tick(&mut self) {
        match self.looking.as_ref().map(Job::poll) {
            Some(Stand::Done(found)) => {
                self.pythons = found;
                self.looking = None;
            }
            Some(Stand::Ended) => self.looking = None,
            Some(Stand::Running) | None => {}
        }
        match self.running.as_ref().map(Job::poll) {
            Some(Stand::Done(outcome)) => {
                self.outcome = Some(outcome);
                self.running = None;
            }
            Some(Stand::Ended) => self.running = None,
            Some(Stand::Running) | None => {}
        }
    }

    fn choice(&mut self, ui: &mut Ui, context: &Context, theme: Theme) {
        let muted = theme.color32(Ink::Muted, 1.0);
        if self.looking.is_some() {
            ui.spinner();
            return;
        }
        let Some(python) = self.pythons.get(self.chosen).or(self.pythons.first()).cloned() else {
            let told = "No Python is found on the PATH.";
            ui.label(words(told, Face::Sans, type_size::VALUE, muted));
            return;
        };
        ui.horizontal(|ui| {
            ui.name_inputs("Which Python", |ui| {
                let label = |place: usize| {
                    let known = self.pythons.get(place);
                    known.map_or_else(String::new, |known| format!("{}  {}", known.version, known.path.display()))
                };
                let choice = egui::ComboBox::from_id_salt("which").selected_text(label(self.chosen)).width(460.0);
                let mut chosen = self.chosen;
                choice.show_index(ui, &mut chosen, self.pythons.len(), label);
                self.chosen = chosen;
            });
            if self.running.is_some() {
                ui.spinner();
                if ui.button("Stop it").clicked()
                    && let Some(job) = &self.running
                {
                    job.cancel();
                }
            } else if ui.button("Run it this time").on_hover_text("At most ten seconds").clicked() {
                let wish = self.wish.clone();
                self.outcome = None;
                self.running = Some(Job::start("check", 1, waker(context), move |reins| {
                    host::run(&python, &wish, &mut || reins.go_on(0)).map_err(|error| error.to_string())
                }));
            }
        });
    }

    fn results(&self, ui: &mut Ui, height: f32, theme: Theme) {
        let ink = |ink: Ink| theme.color32(ink, 1.0);
        let theirs = match &self.outcome {
            None => return,
            Some(Err(why)) => {
                let told = format!("It could not be run: {why}.");
                ui.label(words(told, Face::Sans, type_size::VALUE, ink(Ink::Lost)));
                return;
            }
            Some(Ok(outcome)) => outcome,
        };
        let text = format!("{}{}", theirs.stdout, theirs.stderr);
        let same = text == self.model;
        let (told, color) = match (&theirs.stopped, same) {
            (Some(why), _) => (format!("It was stopped: {why}."), Ink::Lost),
            (None, true) => ("The same, to the letter.".to_owned(), Ink::Alive),
            (None, false) => ("They differ: marked lines are not the same.".to_owned(), Ink::Name),
        };
        ui.label(words(told, Face::SansSemibold, type_size::BODY, ink(color)));
        egui::ScrollArea::both().max_height(height.max(120.0)).auto_shrink([false, true]).show(ui, |ui| {
            ui.columns_const(|columns: &mut [Ui; 2]| {
                let [left, right] = columns;
                side(left, "The model", &self.model, &text, theme);
                side(right, "Your Python", &text, &self.model, theme);
            });
        });
    }
}

/// Lines that are shown of each side.
const MOST_LINES: usize = 1000;

/// One output; lines that stand otherwise in the other are marked.
fn side(ui: &mut Ui, title: &str, text: &str, other: &str, theme: Theme) {
    let ink = |ink: Ink| theme.color32(ink, 1.0);
    ui.label(words(title, Face::Sans, type_size::LABEL, ink(Ink::Muted)));
    ui.spacing_mut().item_spacing.y = 2.0;
    let mut others = other.lines();
    for line in text.lines().take(MOST_LINES) {
        let same = others.next() == Some(line);
        let (sign, color) = if same { (" ", Ink::Text) } else { ("\u{2260}", Ink::Name) };
        ui.label(words(format!("{sign} {line}"), Face::Mono, type_size::LABEL, ink(color)));
    }
    if text.lines().nth(MOST_LINES).is_some() {
        ui.label(words("… and more", Face::Sans, type_size::LABEL, ink(Ink::Muted)));
    }
}
