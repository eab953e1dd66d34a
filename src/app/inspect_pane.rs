//! The inspector's pane: one object at this step, all that holds it, and its life.

use eframe::egui::{self, CornerRadius, Response, Sense, Ui, Vec2};

use super::Window;
use super::command::Command;
use super::inspector::{Chosen, View};
use super::look::words;
use crate::inspect::{Life, Link, Portrait, Turn, Why};
use crate::python::object::Ref;
use crate::scene::paint::font;
use crate::scene::theme::{Theme, line, radius, space, type_size};
use crate::scene::{Face, Ink, TextStyle, text};

const ROW: f32 = 28.0;

/// What a row leads to.
enum Leads {
    Object(Ref),
    Step(u64),
}

impl Window {
    pub(super) fn inspect_pane(&mut self, ui: &mut Ui) {
        let theme = self.theme;
        let Some((run, step, _)) = self.run_shown() else {
            let lab = self.open.as_ref().is_some_and(|open| open.shows_lab());
            let told = if lab { "A lab has no objects to inspect." } else { "There is no run to look into yet." };
            return hint(ui, told, theme);
        };
        self.inspect_buttons(ui, run);
        let mut leads = None;
        egui::ScrollArea::vertical().id_salt("inspect").auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            match self.inspector.view(run, step) {
                View::Nothing => hint(
                    ui,
                    "Click an object in the picture, or right-click a line of the program and choose a name.",
                    theme,
                ),
                View::Waiting => drop(ui.spinner()),
                View::Away(life) => {
                    let told = match life {
                        Some(life) if step < life.born => "At this step it is not born yet.",
                        Some(_) => "At this step it is dead.",
                        None => "At this step no object is there.",
                    };
                    hint(ui, told, theme);
                    leads = life.and_then(|life| life_rows(ui, life, step, theme));
                }
                View::There(portrait, life) => {
                    leads = portrait_rows(ui, portrait, theme);
                    leads = leads.take().or_else(|| why_rows(ui, &portrait.why, theme));
                    let share = self.inspector.life_share();
                    leads = leads.take().or_else(|| match (life, share) {
                        (Some(life), _) => life_rows(ui, life, step, theme),
                        (None, Some(share)) => {
                            heading(ui, "Its life", theme);
                            ui.add(egui::ProgressBar::new(share).text("Looking through the run"));
                            None
                        }
                        (None, None) => None,
                    });
                }
            }
            ui.add_space(space::PANE_PADDING);
        });
        match leads {
            Some(Leads::Object(object)) => {
                let context = ui.ctx().clone();
                self.inspect(Chosen::Object(object), &context);
            }
            Some(Leads::Step(step)) => self.jump(step),
            None => {}
        }
    }

    fn inspect_buttons(&mut self, ui: &mut Ui, run: u64) {
        ui.horizontal_wrapped(|ui| {
            let back = self.inspector.can_go_back();
            if ui.add_enabled(back, egui::Button::new("Back")).on_hover_text("To the object before").clicked() {
                self.inspect_back();
            }
            let some = self.inspector.object(run).is_some();
            let entry = Command::NextChange.entry().map(|entry| entry.tooltip(ui.ctx())).unwrap_or_default();
            if ui.add_enabled(some, egui::Button::new("Next change")).on_hover_text(entry).clicked() {
                self.queue.push(Command::NextChange);
            }
            if let Some(share) = self.inspector.search_share() {
                ui.add(egui::ProgressBar::new(share).desired_width(90.0));
                if ui.button("Stop").clicked() {
                    self.inspector.stop_search();
                }
            }
        });
        ui.add_space(space::GRID);
    }
}

fn portrait_rows(ui: &mut Ui, portrait: &Portrait, theme: Theme) -> Option<Leads> {
    let ink = |ink: Ink| theme.color32(ink, 1.0);
    ui.horizontal(|ui| {
        ui.label(words(&portrait.kind, Face::SansSemibold, type_size::HEADING, ink(Ink::Text)));
        let address = format!("{:#x}", portrait.address);
        ui.label(words(address, Face::Mono, type_size::LABEL, ink(Ink::Muted))).on_hover_text("What id() answers");
    });
    let value = words(&portrait.value, Face::Mono, type_size::VALUE, ink(Ink::Text));
    ui.add(egui::Label::new(value).wrap().selectable(true));
    ui.add_space(space::GRID * 2.0);
    let mut leads = None;
    let count = portrait.count.map_or_else(|| "immortal".to_owned(), |count| count.to_string());
    fact(ui, "References", &count, theme);
    fact(ui, "Size", &portrait.size.map_or_else(|| "not modelled".to_owned(), |size| format!("{size} bytes")), theme);
    let generation = match portrait.generation {
        Some(3) => "permanent generation".to_owned(),
        Some(generation) => format!("generation {generation}"),
        None => "not tracked".to_owned(),
    };
    fact(ui, "Collector", &generation, theme);
    if row(ui, "Type", &portrait.kind, Ink::Muted, theme).clicked() {
        leads = Some(Leads::Object(portrait.class));
    }
    heading(ui, &format!("Referred to by ({})", portrait.holders.len() + portrait.more_holders), theme);
    for holder in &portrait.holders {
        let response = row(ui, &plain(&holder.words), "", Ink::Text, theme);
        if response.clicked() && !holder.object.is_null() {
            leads = Some(Leads::Object(holder.object));
        }
    }
    more(ui, portrait.more_holders, theme);
    if portrait.inside > 0 {
        hint(ui, &format!("and {} by the interpreter itself", portrait.inside), theme);
    }
    heading(ui, &format!("Refers to ({})", portrait.holds.len() + portrait.more_held), theme);
    for held in &portrait.holds {
        if row(ui, &plain(&held.place), &held.words, Ink::Text, theme).clicked() {
            leads = Some(Leads::Object(held.object));
        }
    }
    more(ui, portrait.more_held, theme);
    leads
}

fn why_rows(ui: &mut Ui, why: &Why, theme: Theme) -> Option<Leads> {
    heading(ui, "Why is it alive?", theme);
    let told = match why {
        Why::Immortal => "It is immortal: it lives as long as the interpreter.",
        Why::Inside => "The interpreter itself holds it.",
        Why::Cycle(_) => "No name leads to it. It is kept by a cycle:",
        Why::Reached(_) => "",
    };
    if !told.is_empty() {
        hint(ui, told, theme);
    }
    let (Why::Reached(links) | Why::Cycle(links)) = why else { return None };
    let mut leads = None;
    for (depth, Link { words, to, object }) in links.iter().enumerate() {
        let arrow = if depth == 0 { String::new() } else { format!("{}→ ", "  ".repeat(depth.min(8))) };
        if row(ui, &format!("{arrow}{}", plain(words)), object, Ink::Alive, theme).clicked() {
            leads = Some(Leads::Object(*to));
        }
    }
    leads
}

fn life_rows(ui: &mut Ui, life: &Life, step: u64, theme: Theme) -> Option<Leads> {
    heading(ui, "Its life", theme);
    if life.immortal {
        hint(ui, "Its count never changes.", theme);
    }
    let at = |line: Option<u32>| line.map_or_else(|| "before the program".to_owned(), |line| format!("line {line}"));
    let mut leads = None;
    let mut jump = |response: Response, to: u64| {
        if response.clicked() {
            leads = Some(Leads::Step(to));
        }
    };
    jump(row(ui, &format!("born, {}", at(life.born_line)), &now(life.born, step), Ink::Alive, theme), life.born);
    let shown = life.turns.iter().filter(|turn| !life.immortal && turn.step != life.born).collect::<Vec<&Turn>>();
    let many = shown.len();
    for turn in shown.into_iter().take(MOST_TURNS) {
        let gained = turn.after > turn.before;
        let who = if gained { &turn.gained } else { &turn.lost };
        let sign = if gained { "+" } else { "\u{2212}" };
        let who = who.first().map_or_else(String::new, |who| format!(", {sign} {}", plain(who)));
        let counts = format!("{} → {}", turn.before, turn.after);
        let ink = if gained { Ink::Alive } else { Ink::Lost };
        jump(row(ui, &format!("{}{who}", at(turn.line)), &counts, ink, theme), turn.step);
    }
    more(ui, many.saturating_sub(MOST_TURNS), theme);
    match life.died {
        Some((died, line)) => {
            jump(row(ui, &format!("died, {}", at(line)), &now(died, step), Ink::Lost, theme), died);
        }
        None => hint(ui, "It lives to the end of the run.", theme),
    }
    if life.passing > 0 {
        let told = format!("{} lines held it for a moment only, at most {} at once.", life.passing, life.most);
        hint(ui, &told, theme);
    }
    if life.cut {
        hint(ui, "The rest of a long life is left out.", theme);
    }
    leads
}

/// Rows of a life that are shown; a list of thousands is scrolled by nobody.
const MOST_TURNS: usize = 400;

fn now(at: u64, step: u64) -> String {
    if at == step { "now".to_owned() } else { format!("step {at}") }
}

fn plain(words: &str) -> String {
    words.replace('`', "")
}

fn more(ui: &mut Ui, many: usize, theme: Theme) {
    if many > 0 {
        hint(ui, &format!("and {many} more"), theme);
    }
}

fn heading(ui: &mut Ui, title: &str, theme: Theme) {
    ui.add_space(space::PANE_GAP);
    ui.label(words(title, Face::SansSemibold, type_size::VALUE, theme.color32(Ink::Muted, 1.0)));
}

fn hint(ui: &mut Ui, told: &str, theme: Theme) {
    let text = words(told, Face::Sans, type_size::VALUE, theme.color32(Ink::Muted, 1.0));
    ui.add(egui::Label::new(text).wrap());
}

fn fact(ui: &mut Ui, name: &str, value: &str, theme: Theme) {
    ui.horizontal(|ui| {
        ui.allocate_ui_with_layout(Vec2::new(96.0, 22.0), egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.set_min_width(96.0);
            ui.label(words(name, Face::Sans, type_size::VALUE, theme.color32(Ink::Muted, 1.0)));
        });
        ui.label(words(value, Face::Mono, type_size::VALUE, theme.color32(Ink::Text, 1.0)));
    });
}

/// A row that can be clicked: words at the left, a value at the right.
pub(super) fn row(ui: &mut Ui, left: &str, right: &str, ink: Ink, theme: Theme) -> Response {
    let color = |ink: Ink| theme.color32(ink, 1.0);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::click());
    let said = if right.is_empty() { left.to_owned() } else { format!("{left}, {right}") };
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &said));
    let corner = CornerRadius::same(radius::ROW as u8);
    if response.hovered() {
        ui.painter().rect_filled(rect, corner, color(Ink::Raised));
    }
    if response.has_focus() {
        let stroke = egui::Stroke::new(line::ARROW, color(Ink::Alive));
        ui.painter().rect_stroke(rect, corner, stroke, egui::StrokeKind::Inside);
    }
    let middle = rect.center().y;
    let style = TextStyle::new(Face::Mono, type_size::LABEL, Ink::Muted);
    let value = text::fit(right, style, rect.width() * 0.5);
    let value_width = text::measure(&value, style);
    let at = egui::pos2(rect.right() - 8.0, middle);
    ui.painter().text(at, egui::Align2::RIGHT_CENTER, value, font(Face::Mono, type_size::LABEL), color(Ink::Muted));
    let style = TextStyle::new(Face::Sans, type_size::VALUE, ink);
    let words = text::fit(left, style, rect.width() - value_width - 28.0);
    let cut = words != left;
    let at = egui::pos2(rect.left() + 8.0, middle);
    ui.painter().text(at, egui::Align2::LEFT_CENTER, words, font(Face::Sans, type_size::VALUE), color(ink));
    if cut { response.on_hover_text(said) } else { response }
}
