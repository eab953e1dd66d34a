//! The answer at the right: its four parts, what differs between versions, where to go next, and the sources.

use std::sync::Arc;
use std::time::SystemTime;

use eframe::egui::{self, Rect, Ui, Vec2};

use super::Window;
use super::command::Command;
use super::look::{plain, words};
use super::markdown::{self, Print};
use crate::lessons::{Answer, Lesson};
use crate::scene::paint::font;
use crate::scene::theme::{Theme, line, space, type_size};
use crate::scene::{Face, Ink};

/// Who has the end of an answer in view has not read it before this many seconds.
const LEAST_READING_SECS: f64 = 15.0;

impl Window {
    /// The tabs and what is behind them.
    pub(super) fn text_pane(&mut self, ui: &mut Ui) {
        let theme = self.theme;
        let tab_word = self.settings.get().tab.clone();
        let program = self.open.as_ref().is_some_and(|open| open.program_name.is_some());
        ui.set_min_width(ui.available_width());
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 20.0;
            let first = if program { "Programs" } else { "Answer" };
            let others = ["notes", "inspect"];
            let tabs = [
                (first, Command::Answer, !others.contains(&tab_word.as_str())),
                ("Notes", Command::Notes, tab_word == "notes"),
                ("Inspect", Command::Inspect, tab_word == "inspect"),
            ];
            for (name, command, chosen) in tabs {
                if tab(ui, name, chosen, theme).clicked() {
                    self.queue.push(command);
                }
            }
        });
        ui.add_space(space::GRID * 2.0);
        match tab_word.as_str() {
            "notes" => self.notes_pane(ui),
            "inspect" => self.inspect_pane(ui),
            _ if program => self.programs_pane(ui),
            _ => self.answer_pane(ui),
        }
    }

    fn answer_pane(&mut self, ui: &mut Ui) {
        let theme = self.theme;
        let Some(open) = &self.open else { return };
        let (lesson, opened) = (Arc::clone(&open.lesson), open.opened);
        let area = egui::ScrollArea::vertical().id_salt(("answer", &lesson.slug)).auto_shrink([false, false]);
        let seen = area.show(ui, |ui| {
            ui.set_max_width(ui.available_width().min(720.0) - 8.0);
            let print = Print { theme, size: type_size::BODY };
            let [breath, works, often, room] = Answer::HEADINGS;
            label(ui, breath, Ink::Alive, theme);
            let large = Print { size: type_size::READING, ..print };
            markdown::show(ui, &lesson.answer.in_one_breath, large);
            heading(ui, works, theme);
            markdown::show(ui, &lesson.answer.how_it_works, print);
            barred(ui, theme, |ui| {
                label(ui, often, Ink::Name, theme);
                markdown::show(ui, &lesson.answer.often_said, print);
            });
            heading(ui, room, theme);
            markdown::show(ui, &lesson.answer.in_the_room, print);
            self.versions(ui, &lesson);
            self.see_also(ui, &lesson);
            sources(ui, &lesson, theme);
            let end = ui.cursor().min.y;
            ui.add_space(space::PANE_PADDING);
            end <= ui.clip_rect().bottom()
        });
        let long_enough = ui.input(|input| input.time) - opened > LEAST_READING_SECS;
        if seen.inner && long_enough && !self.progress.get().is_read(&lesson.slug) {
            self.progress.get_mut().mark_read(&lesson.slug, SystemTime::now());
        }
    }

    fn versions(&self, ui: &mut Ui, lesson: &Lesson) {
        if lesson.versions.is_empty() {
            return;
        }
        let theme = self.theme;
        heading(ui, "By version", theme);
        egui::Grid::new("versions").num_columns(2).spacing(Vec2::new(14.0, 6.0)).show(ui, |ui| {
            for note in &lesson.versions {
                ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                    ui.label(words(&note.since, Face::Mono, type_size::VALUE, theme.color32(Ink::Touch, 1.0)));
                });
                let text = words(&note.change, Face::Sans, type_size::BODY, theme.color32(Ink::Text, 1.0));
                ui.add(egui::Label::new(text).wrap());
                ui.end_row();
            }
        });
    }

    fn see_also(&mut self, ui: &mut Ui, lesson: &Lesson) {
        let known = |slug: &String| self.library.lessons().iter().position(|lesson| lesson.slug == *slug);
        let places: Vec<usize> = lesson.see_also.iter().filter_map(known).collect();
        if places.is_empty() {
            return;
        }
        heading(ui, "See also", self.theme);
        ui.horizontal_wrapped(|ui| {
            for place in places {
                let Some(lesson) = self.library.lessons().get(place) else { continue };
                if ui.button(&lesson.title).on_hover_text(plain(&lesson.question)).clicked() {
                    self.queue.push(Command::Open(place));
                }
            }
        });
    }
}

fn tab(ui: &mut Ui, name: &str, chosen: bool, theme: Theme) -> egui::Response {
    let face = if chosen { Face::SansSemibold } else { Face::Sans };
    let style = crate::scene::TextStyle::new(face, type_size::BODY, Ink::Text);
    let width = crate::scene::text::measure(name, style) + 4.0;
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, 32.0), egui::Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, chosen, name));
    let ink = if chosen || response.hovered() { Ink::Text } else { Ink::Muted };
    let color = theme.color32(ink, 1.0);
    ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, name, font(face, type_size::BODY), color);
    if chosen || response.has_focus() {
        let bar = Rect::from_min_max(egui::pos2(rect.left(), rect.bottom() - 2.5), rect.max);
        ui.painter().rect_filled(bar, 1.0, theme.color32(Ink::Alive, 1.0));
    }
    response
}

fn heading(ui: &mut Ui, text: &str, theme: Theme) {
    ui.add_space(space::GRID * 2.0);
    ui.label(words(text, Face::SansSemibold, type_size::HEADING, theme.color32(Ink::Text, 1.0)));
}

fn label(ui: &mut Ui, text: &str, ink: Ink, theme: Theme) {
    ui.label(words(text, Face::SansSemibold, type_size::LABEL, theme.color32(ink, 1.0)));
}

/// What is beside an amber bar: what is often said, and not so.
fn barred(ui: &mut Ui, theme: Theme, contents: impl FnOnce(&mut Ui)) {
    ui.add_space(space::GRID * 2.0);
    let margin = egui::Margin { left: 16, ..egui::Margin::ZERO };
    let shown = egui::Frame::NONE.inner_margin(margin).show(ui, contents);
    let rect = shown.response.rect;
    let bar = Rect::from_min_size(rect.min, Vec2::new(line::STRONG, rect.height()));
    ui.painter().rect_filled(bar, 1.0, theme.color32(Ink::Name, 1.0));
}

fn sources(ui: &mut Ui, lesson: &Lesson, theme: Theme) {
    ui.add_space(space::PANE_GAP);
    label(ui, "Sources", Ink::Muted, theme);
    ui.spacing_mut().item_spacing.y = 3.0;
    for source in &lesson.sources {
        let text = words(source.label(), Face::Sans, type_size::LABEL, theme.color32(Ink::Touch, 1.0));
        ui.hyperlink_to(text, source.url());
    }
}
