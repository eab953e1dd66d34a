//! Two versions side by side: the same program on both, where they part, and both pictures there.
//!
//! What counts as parting is [`crate::inspect::compare`]'s business.

use std::sync::Arc;

use eframe::egui::{self, Context, Id, Rect, Ui, Vec2};

use super::command::Command;
use super::engine::{self, Moment, Program, Run};
use super::inspector::waker;
use super::job::{Job, Stand};
use super::look::words;
use super::open::Restore;
use super::stage::{Footing, Stage, pane};
use super::{Sheet, Window};
use crate::inspect::compare::{self, Parting, Partings, Sort};
use crate::python::{Recording, Version};
use crate::scene::theme::{Theme, space, type_size};
use crate::scene::{Face, Ink, Size};

/// The sheet's state.
pub struct Versions {
    program: Program,
    view: (String, Vec<String>),
    pair: [Version; 2],
    comparing: Option<Job<Result<Compared, String>>>,
    compared: Option<Result<Compared, String>>,
    chosen: usize,
    /// The pictures at the chosen parting.
    showing: Option<Job<(usize, [Moment; 2])>>,
    shown: Option<(usize, [Moment; 2])>,
    stages: [Stage; 2],
}

struct Compared {
    runs: [Arc<Recording>; 2],
    partings: Partings,
}

const STAGE: Size = Size::new(760.0, 420.0);

impl Window {
    /// Opens the sheet and begins to compare with a version that often differs.
    pub(super) fn open_versions(&mut self, context: &Context) {
        let version = self.version();
        let seed = self.settings.get().hash_seed;
        let program = self.open.as_ref().filter(|open| !open.shows_lab()).and_then(|open| {
            let view = open.lesson.views.get(open.tab)?;
            Some((open.program(version, seed)?, (view.view.clone(), view.focus.clone())))
        });
        let Some((program, view)) = program else {
            let told = "There is no program to run on two versions.";
            return self.notices.add(crate::study::Notice::warning(told));
        };
        let other = if version == Version::V3_11 { Version::V3_14 } else { Version::V3_11 };
        let pair = if version < other { [version, other] } else { [other, version] };
        let mut versions = Versions {
            program,
            view,
            pair,
            comparing: None,
            compared: None,
            chosen: 0,
            showing: None,
            shown: None,
            stages: [Stage::default(), Stage::default()],
        };
        versions.compare(context);
        self.sheet = Sheet::Versions(Box::new(versions));
    }

    pub(super) fn versions_sheet(&mut self, context: &Context) {
        let theme = self.theme;
        let room = context.content_rect().size();
        let now = context.input(|input| input.time);
        let Sheet::Versions(sheet) = &mut self.sheet else { return };
        sheet.tick(context);
        let mut go: Option<(Version, u64)> = None;
        let modal = egui::Modal::new(Id::unique("versions"))
            .frame(egui::Frame::popup(&context.global_style()).inner_margin(egui::Margin::same(20)))
            .show(context, |ui| {
                ui.set_width((room.x - 120.0).min(1500.0));
                ui.set_height(room.y - 140.0);
                let title = "Versions side by side";
                ui.label(words(title, Face::SansSemibold, type_size::TITLE, theme.color32(Ink::Text, 1.0)));
                sheet.choice(ui, context);
                sheet.list(ui, theme);
                go = sheet.pictures(ui, now, theme);
                ui.horizontal(|ui| {
                    let right = egui::Layout::right_to_left(egui::Align::Center);
                    ui.with_layout(right, |ui| ui.button("Close").clicked()).inner
                })
                .inner
            });
        if let Some((version, step)) = go {
            self.sheet = Sheet::None;
            self.queue.push(Command::Python(version));
            if let Some(open) = &mut self.open {
                open.step = step;
                open.restore = Some(Restore::Step(step));
            }
        } else if modal.inner || modal.should_close() {
            self.sheet = Sheet::None;
        }
    }
}

impl Versions {
    fn compare(&mut self, context: &Context) {
        let programs = self.pair.map(|version| Program { version, ..self.program.clone() });
        self.compared = None;
        self.shown = None;
        self.chosen = 0;
        let total = 4 * self.program.max_steps;
        self.comparing = Some(Job::start("versions", total, waker(context), move |reins| {
            let [one, other] = programs;
            let run = |program: &Program| {
                engine::record(program, &mut |made| reins.go_on(made)).map(|run| Arc::clone(run.recording())).map_err(
                    |trouble| format!("On {} line {}: {}", program.version.release(), trouble.line, trouble.message),
                )
            };
            let runs = [run(&one)?, run(&other)?];
            let partings = compare::partings(&runs[0], &runs[1], &mut |done| reins.go_on(done));
            let partings = partings.ok_or_else(|| "It was cancelled.".to_owned())?;
            Ok(Compared { runs, partings })
        }));
    }

    fn tick(&mut self, context: &Context) {
        match self.comparing.as_ref().map(Job::poll) {
            Some(Stand::Done(compared)) => {
                self.compared = Some(compared);
                self.comparing = None;
            }
            Some(Stand::Ended) => self.comparing = None,
            Some(Stand::Running) => context.request_repaint_after_secs(0.1),
            None => {}
        }
        match self.showing.as_ref().map(Job::poll) {
            Some(Stand::Done(shown)) => {
                self.shown = Some(shown);
                self.showing = None;
            }
            Some(Stand::Ended) => self.showing = None,
            Some(Stand::Running) | None => {}
        }
        let Some(Ok(Compared { runs, partings })) = &self.compared else { return };
        let wanted = self.chosen;
        if self.showing.is_none() && self.shown.as_ref().is_none_or(|(of, _)| *of != wanted) {
            let ends = [runs[0].steps(), runs[1].steps()];
            let steps = partings.list.get(wanted).map_or(ends, |parting| parting.steps);
            let (runs, (view, focus)) = (runs.clone(), self.view.clone());
            self.showing = Some(Job::start("pictures", 1, waker(context), move |_| {
                let moment = |side: usize| {
                    let mut run = Run::of(Arc::clone(&runs[side]));
                    run.moment(&view, &focus, steps[side], STAGE)
                };
                (wanted, [moment(0), moment(1)])
            }));
        }
    }

    fn choice(&mut self, ui: &mut Ui, context: &Context) {
        let mut pair = self.pair;
        ui.horizontal(|ui| {
            for (place, version) in pair.iter_mut().enumerate() {
                ui.name_inputs(if place == 0 { "First version" } else { "Second version" }, |ui| {
                    let shown = egui::ComboBox::from_id_salt(("pair", place))
                        .selected_text(format!("CPython {}", version.release()))
                        .width(150.0);
                    shown.show_ui(ui, |ui| {
                        for choice in Version::ALL {
                            ui.selectable_value(version, choice, format!("CPython {}", choice.release()));
                        }
                    });
                });
            }
            if let Some(job) = &self.comparing {
                ui.add(egui::ProgressBar::new(job.share()).desired_width(160.0));
            }
        });
        if pair != self.pair {
            self.pair = pair;
            self.compare(context);
        }
    }

    fn list(&mut self, ui: &mut Ui, theme: Theme) {
        let ink = |ink: Ink| theme.color32(ink, 1.0);
        let found = match &self.compared {
            None => return,
            Some(Err(why)) => {
                ui.label(words(why, Face::Sans, type_size::BODY, ink(Ink::Lost)));
                return;
            }
            Some(Ok(compared)) => &compared.partings,
        };
        let told = match found.list.len() {
            0 => {
                format!("No difference in {} lines: output, sizes, counts and structures are the same.", found.together)
            }
            many => format!("{many} first differences; {} lines run alike.", found.together),
        };
        ui.label(words(told, Face::Sans, type_size::BODY, ink(Ink::Text)));
        let height = (ui.available_height() * 0.34).max(90.0);
        egui::ScrollArea::vertical().id_salt("partings").max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for (place, parting) in found.list.iter().enumerate() {
                let right = format!("{}  |  {}", parting.values[0], parting.values[1]);
                let ink = if place == self.chosen { Ink::Alive } else { Ink::Text };
                if super::inspect_pane::row(ui, &words_of(parting), &right, ink, theme).clicked() {
                    self.chosen = place;
                }
            }
        });
    }

    /// Both pictures at the chosen parting; the version and step to which the learner wants to go.
    fn pictures(&mut self, ui: &mut Ui, now: f64, theme: Theme) -> Option<(Version, u64)> {
        let Some(Ok(Compared { runs, partings })) = &self.compared else { return None };
        let steps = partings.list.get(self.chosen).map_or([runs[0].steps(), runs[1].steps()], |parting| parting.steps);
        let whole = ui.available_rect_before_wrap();
        let height = (whole.height() - 44.0).max(80.0);
        let width = (whole.width() - space::PANE_GAP) / 2.0;
        let mut go = None;
        for side in [0, 1] {
            let left = whole.left() + side as f32 * (width + space::PANE_GAP);
            let rect = Rect::from_min_size(egui::pos2(left, whole.top()), Vec2::new(width, height));
            pane(ui, rect, theme);
            let version = self.pair[side];
            let inner = egui::UiBuilder::new().max_rect(rect.shrink2(Vec2::new(14.0, 8.0))).id_salt(("side", side));
            let mut area = ui.new_child(inner);
            area.horizontal(|ui| {
                let title = format!("CPython {}, step {}", version.release(), steps[side]);
                ui.label(words(title, Face::SansSemibold, type_size::VALUE, theme.color32(Ink::Text, 1.0)));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if ui.button(format!("Go there in {}", version.short())).clicked() {
                        go = Some((version, steps[side]));
                    }
                });
            });
            let room = area.available_rect_before_wrap();
            let (Some((of, moments)), Some(stage)) = (&self.shown, self.stages.get_mut(side)) else { continue };
            let Some(moment) = moments.get(side) else { continue };
            let footing = Footing { subject: format!("{of} {}", version.short()), size: STAGE };
            stage.set(&moment.scene, footing, true, now);
            stage.paint(&area, room, 1.0, theme);
        }
        ui.allocate_space(Vec2::new(whole.width(), height));
        go
    }
}

fn words_of(parting: &Parting) -> String {
    let line = parting.line.map_or_else(|| "at the start".to_owned(), |line| format!("after line {line}"));
    match parting.sort {
        Sort::Lines | Sort::Output => format!("{}, {line}", parting.sort.words()),
        sort => format!("{} of {}, {line}", sort.words(), parting.of),
    }
}
