//! The home page: where the learner left, the programs of their own, and the house of all lessons.
//!
//! How the house is painted is [`super::house`]'s business.

use eframe::egui::{self, Rect, Sense, Ui, Vec2};

use super::Window;
use super::command::Command;
use super::inspect_pane::row;
use super::look::{plain, words};
use super::stage::pane;
use crate::lessons::Topic;
use crate::scene::paint::{Placement, font, paint};
use crate::scene::theme::{space, type_size};
use crate::scene::{Face, Ink, Scene, Shape};

/// The column is not wider than this; on a larger window the margins grow.
const WIDEST: f32 = 1316.0;
const CONTINUE_HEIGHT: f32 = 168.0;
/// Type in a small picture below this size is left out.
const LEAST_WORDS: f32 = 7.0;

/// What the home page remembers while the window is open.
#[derive(Default)]
pub struct Home {
    /// The topic whose lessons are listed.
    pub topic: Option<Topic>,
    /// The picture at which a lesson was left, by the lesson's short name.
    pub left: Option<(String, Scene)>,
}

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
        let muted = theme.color32(Ink::Muted, 1.0);
        ui.horizontal(|ui| {
            let title = words("Glasshouse", Face::SansSemibold, type_size::TITLE, theme.color32(Ink::Text, 1.0));
            let taken = ui.label(title).rect.width();
            let field = (ui.available_width() * 0.46).min(520.0);
            ui.add_space(((ui.available_width() - field) / 2.0 - taken / 2.0).max(8.0));
            ui.allocate_ui(Vec2::new(field, 34.0), |ui| self.search_field(ui, field));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                self.menu(ui);
                let help = Command::Playground.entry().map(|entry| entry.tooltip(ui.ctx())).unwrap_or_default();
                if ui.button("Playground").on_hover_text(help).clicked() {
                    self.queue.push(Command::Playground);
                }
            });
        });
        ui.add_space(space::PANE_GAP * 1.5);
        if !self.find.question.trim().is_empty() {
            let found = self.index.find(&self.find.question);
            for place in &found {
                self.home_row(ui, *place);
            }
            if found.is_empty() {
                ui.label(words("No lesson fits.", Face::Sans, type_size::BODY, muted));
            }
            return;
        }
        self.continue_panes(ui);
        ui.add_space(space::PANE_GAP * 1.5);
        self.house(ui);
        ui.add_space(space::PANE_GAP);
        self.home_list(ui);
    }

    /// The lesson that was left, and the learner's own programs.
    fn continue_panes(&mut self, ui: &mut Ui) {
        let (space_id, whole) = ui.allocate_space(Vec2::new(ui.available_width(), CONTINUE_HEIGHT));
        let _ = space_id;
        let cut = whole.left() + (whole.width() * 0.655).round();
        let left = Rect::from_min_max(whole.min, egui::pos2(cut, whole.bottom()));
        let right = Rect::from_min_max(egui::pos2(cut + space::PANE_GAP + 4.0, whole.top()), whole.max);
        self.continue_pane(ui, left);
        self.own_programs(ui, right);
    }

    fn continue_pane(&mut self, ui: &mut Ui, rect: Rect) {
        let theme = self.theme;
        let ink = |ink: Ink| theme.color32(ink, 1.0);
        pane(ui, rect, theme);
        let progress = self.progress.get();
        let slug = progress.recent().first().copied().unwrap_or("reference-counting").to_owned();
        let begun = progress.visit(&slug).is_some();
        let lessons = self.library.lessons();
        let Some(place) = lessons.iter().position(|lesson| lesson.slug == slug).or(Some(0)) else { return };
        let Some(lesson) = lessons.get(place) else { return };
        let (question, title) = (plain(&lesson.question), lesson.topic.title());
        let mut inner = rect.shrink2(Vec2::new(16.0, 14.0));
        if let Some((_, scene)) = self.home.left.as_ref().filter(|(of, _)| *of == slug) {
            let small = Rect::from_min_size(inner.min, Vec2::new((inner.width() * 0.36).min(316.0), inner.height()));
            small_picture(ui, small, scene, theme);
            inner.min.x = small.right() + 20.0;
        }
        let mut area = ui.new_child(egui::UiBuilder::new().max_rect(inner).id_salt("continue"));
        let told = if begun { "Continue where you left" } else { "Start here" };
        area.label(words(told, Face::SansMedium, type_size::VALUE, ink(Ink::Alive)));
        let text = words(question, Face::SansSemibold, type_size::HEADING, ink(Ink::Text));
        area.add(egui::Label::new(text).wrap());
        area.label(words(title, Face::Sans, type_size::VALUE, ink(Ink::Muted)));
        let button =
            words(if begun { "Continue" } else { "Begin" }, Face::SansSemibold, type_size::VALUE, ink(Ink::OnSolid));
        let button = egui::Button::new(button).fill(ink(Ink::Alive)).min_size(Vec2::new(128.0, 34.0));
        let response = area.add(button);
        self.focus_ring(ui, &response);
        if response.clicked() {
            self.queue.push(Command::Open(place));
        }
    }

    fn own_programs(&mut self, ui: &mut Ui, rect: Rect) {
        let theme = self.theme;
        let ink = |ink: Ink| theme.color32(ink, 1.0);
        pane(ui, rect, theme);
        let mut area =
            ui.new_child(egui::UiBuilder::new().max_rect(rect.shrink2(Vec2::new(16.0, 14.0))).id_salt("own"));
        area.label(words("Your programs", Face::SansMedium, type_size::VALUE, ink(Ink::Alive)));
        let names: Vec<String> = self.programs.slugs().take(3).map(str::to_owned).collect();
        if names.is_empty() {
            let told = "Write a program, or paste one, and watch it run.";
            area.add(egui::Label::new(words(told, Face::Sans, type_size::VALUE, ink(Ink::Muted))).wrap());
        }
        for name in names {
            if row(&mut area, &name, "", Ink::Text, theme).clicked() {
                let now = ui.input(|input| input.time);
                self.open_program(&name, now);
            }
        }
        if area.button("New program").clicked() {
            self.queue.push(Command::NewProgram);
        }
    }

    /// Under the house: the lessons of the chosen topic, or those read last.
    fn home_list(&mut self, ui: &mut Ui) {
        let theme = self.theme;
        let (title, places) = match self.home.topic {
            Some(topic) => (topic.title(), self.places(topic)),
            None => {
                let lessons = self.library.lessons();
                let of = |slug: &&str| lessons.iter().position(|lesson| lesson.slug == *slug);
                let recent: Vec<usize> = self.progress.get().recent().iter().filter_map(of).take(6).collect();
                ("Last read", recent)
            }
        };
        if places.is_empty() {
            return;
        }
        ui.label(words(title, Face::SansSemibold, type_size::HEADING, theme.color32(Ink::Text, 1.0)));
        for place in places {
            self.home_row(ui, place);
        }
    }

    fn home_row(&mut self, ui: &mut Ui, place: usize) {
        let Some(lesson) = self.library.lessons().get(place) else { return };
        let theme = self.theme;
        let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 52.0), Sense::click());
        let said = format!("{}: {}", lesson.title, plain(&lesson.question));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &said));
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

/// The picture in small, without what could not be read.
fn small_picture(ui: &Ui, rect: Rect, scene: &Scene, theme: crate::scene::theme::Theme) {
    let stroke = egui::Stroke::new(1.0, theme.color32(Ink::Hairline, 1.0));
    ui.painter().rect(rect, 8.0, theme.color32(Ink::Ground, 1.0), stroke, egui::StrokeKind::Inside);
    let room = rect.shrink(10.0);
    let placement = Placement::fit(scene.size, room, 1.0);
    let readable = |size: f32| size * placement.scale >= LEAST_WORDS;
    let mut scene = scene.clone();
    scene.nodes.retain(|node| match &node.shape {
        Shape::Text { style, .. } => readable(style.size),
        _ => true,
    });
    paint(&scene, &ui.painter_at(room), placement, theme);
}
