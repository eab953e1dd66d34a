//! The home page: every lesson with its question, by topic or as found.

use eframe::egui::{self, Sense, Ui, Vec2};

use super::Window;
use super::command::Command;
use super::look::{plain, words};
use super::stage::pane;
use crate::lessons::Topic;
use crate::scene::paint::font;
use crate::scene::theme::{space, type_size};
use crate::scene::{Face, Ink};

/// The text column is not wider than this.
const WIDEST: f32 = 900.0;

impl Window {
    pub(super) fn home(&mut self, ui: &mut Ui) {
        egui::ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            let width = (ui.available_width() - 2.0 * space::PANE_PADDING).min(WIDEST);
            let margin = (ui.available_width() - width) / 2.0;
            ui.horizontal_top(|ui| {
                ui.add_space(margin);
                ui.vertical(|ui| {
                    ui.set_width(width);
                    ui.add_space(space::PANE_PADDING);
                    self.home_column(ui);
                    ui.add_space(space::PANE_PADDING);
                });
            });
        });
    }

    fn home_column(&mut self, ui: &mut Ui) {
        let theme = self.theme;
        let text = theme.color32(Ink::Text, 1.0);
        let muted = theme.color32(Ink::Muted, 1.0);
        ui.horizontal(|ui| {
            ui.label(words("CPython behind glass", Face::SansSemibold, type_size::TITLE, text));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| self.menu(ui));
        });
        let read = (0..self.library.lessons().len()).filter(|place| self.is_read(*place)).count();
        let told = format!("{} questions, {read} read.", self.library.lessons().len());
        ui.label(words(told, Face::Sans, type_size::BODY, muted));
        ui.add_space(space::PANE_GAP);
        self.search_field(ui, WIDEST);
        ui.add_space(space::PANE_GAP);
        let found = self.index.find(&self.find.question);
        let searching = !self.find.question.trim().is_empty();
        if searching {
            for place in &found {
                self.home_row(ui, *place);
            }
            if found.is_empty() {
                ui.label(words("No lesson fits.", Face::Sans, type_size::BODY, muted));
            }
            return;
        }
        for topic in Topic::ALL {
            let places = self.places(topic);
            if places.is_empty() {
                continue;
            }
            ui.add_space(space::PANE_GAP);
            ui.label(words(topic.title(), Face::SansSemibold, type_size::HEADING, text));
            for place in places {
                self.home_row(ui, place);
            }
        }
    }

    fn home_row(&mut self, ui: &mut Ui, place: usize) {
        let Some(lesson) = self.library.lessons().get(place) else { return };
        let theme = self.theme;
        let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 52.0), Sense::click());
        response.widget_info(|| {
            egui::WidgetInfo::labeled(
                egui::Role::Button,
                true,
                format!("{}: {}", lesson.title, plain(&lesson.question)),
            )
        });
        pane(ui, rect, theme);
        let ink = |ink: Ink| theme.color32(ink, 1.0);
        let dot = egui::pos2(rect.left() + 22.0, rect.center().y);
        if self.progress.get().is_read(&lesson.slug) {
            ui.painter().circle_filled(dot, 5.0, ink(Ink::Alive));
        } else {
            ui.painter().circle_stroke(dot, 4.5, egui::Stroke::new(1.4, ink(Ink::Mark)));
        }
        let style = crate::scene::TextStyle::new(Face::Sans, type_size::VALUE, Ink::Muted);
        let question = crate::scene::text::fit(&plain(&lesson.question), style, rect.width() - 60.0);
        let at = |y: f32| egui::pos2(rect.left() + 42.0, rect.top() + y);
        let title = font(Face::SansSemibold, type_size::BODY);
        ui.painter().text(at(17.0), egui::Align2::LEFT_CENTER, &lesson.title, title, ink(Ink::Text));
        let quiet = font(Face::Sans, type_size::VALUE);
        ui.painter().text(at(36.0), egui::Align2::LEFT_CENTER, question, quiet, ink(Ink::Muted));
        if response.hovered() || response.has_focus() {
            let stroke = egui::Stroke::new(1.6, ink(Ink::Alive));
            ui.painter().rect_stroke(rect, 12.0, stroke, egui::StrokeKind::Inside);
        }
        if response.clicked() {
            self.queue.push(Command::Open(place));
        }
    }
}
