//! The list of lessons at the left: topics, what is read, what has notes, and the search.

use eframe::egui::{self, CornerRadius, Id, Rect, Response, Sense, Stroke, Ui, Vec2};

use super::Window;
use super::command::{Command, Group, TABLE};
use super::icon::{self, Icon};
use super::look::{plain, words};
use crate::lessons::Topic;
use crate::scene::paint::font;
use crate::scene::theme::{Theme, line, radius, space, type_size};
use crate::scene::{Face, Ink};

/// What is typed into the search.
#[derive(Default)]
pub struct Find {
    pub question: String,
    pub take_focus: bool,
}

/// One row of the list.
pub struct Row<'a> {
    pub title: &'a str,
    pub question: &'a str,
    pub read: bool,
    pub noted: bool,
    pub open: bool,
}

impl Window {
    pub(super) fn sidebar(&mut self, ui: &mut Ui) {
        let theme = self.theme;
        ui.horizontal(|ui| {
            ui.label(words("Glasshouse", Face::SansSemibold, type_size::HEADING, theme.color32(Ink::Text, 1.0)));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| self.menu(ui));
        });
        ui.add_space(space::GRID);
        self.search_field(ui, f32::INFINITY);
        ui.add_space(space::GRID);
        self.notices.show(ui, theme);
        self.exports_under_way(ui);
        egui::ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            if self.find.question.trim().is_empty() {
                for topic in Topic::ALL {
                    self.topic(ui, topic);
                }
            } else {
                self.found(ui);
            }
        });
    }

    /// The search field, at most so wide.
    pub(super) fn search_field(&mut self, ui: &mut Ui, widest: f32) {
        let key = Command::FindLesson.entry().map(|entry| entry.key_text(ui.ctx())).unwrap_or_default();
        let muted = self.theme.color32(Ink::Muted, 1.0);
        let field = egui::TextEdit::singleline(&mut self.find.question)
            .id(Id::unique("find"))
            .hint_text(words("Find a question", Face::Sans, type_size::VALUE, muted))
            .suffix(words(key, Face::Mono, type_size::LABEL, muted))
            .margin(egui::Margin::symmetric(10, 6))
            .desired_width(widest.min(ui.available_width()));
        let response = ui.add(field);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Find a question"));
        if std::mem::take(&mut self.find.take_focus) {
            response.request_focus();
        }
        if response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
            let best = self.index.find(&self.find.question).first().copied();
            self.queue.extend(best.filter(|_| !self.find.question.trim().is_empty()).map(Command::Open));
        }
    }

    fn found(&mut self, ui: &mut Ui) {
        let found = self.index.find(&self.find.question);
        if found.is_empty() {
            ui.label(words("No lesson fits.", Face::Sans, type_size::VALUE, self.theme.color32(Ink::Muted, 1.0)));
        }
        for place in found {
            self.lesson_row(ui, place);
        }
    }

    fn topic(&mut self, ui: &mut Ui, topic: Topic) {
        let places: Vec<usize> = self.places(topic);
        if places.is_empty() {
            return;
        }
        let read = places.iter().filter(|place| self.is_read(**place)).count();
        let holds_open = self.open.as_ref().and_then(|open| open.place).is_some_and(|place| places.contains(&place));
        // A short course is shown whole; of a long one the topic that is open.
        let usual = self.library.lessons().len() <= 30 || holds_open;
        let id = Id::unique(("topic", topic));
        let mut shown = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or(usual);
        let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 32.0), Sense::click());
        let count = format!("{read} of {}", places.len());
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{}, {count} read", topic.title()))
        });
        self.focus_ring(ui, &response);
        let ink = if response.hovered() { Ink::Text } else { Ink::Muted };
        let color = self.theme.color32(ink, 1.0);
        let middle = rect.center().y + 3.0;
        let title = font(Face::SansSemibold, type_size::LEAST);
        let painter = ui.painter();
        painter.text(
            egui::pos2(rect.left() + 4.0, middle),
            egui::Align2::LEFT_CENTER,
            spaced(topic.title()),
            title,
            color,
        );
        let right = egui::pos2(rect.right() - 4.0, middle);
        painter.text(right, egui::Align2::RIGHT_CENTER, count, font(Face::Sans, type_size::LEAST), color);
        if response.clicked() {
            shown = !shown;
            ui.data_mut(|data| data.insert_temp(id, shown));
        }
        for place in places.into_iter().filter(|_| shown) {
            self.lesson_row(ui, place);
        }
    }

    pub(super) fn places(&self, topic: Topic) -> Vec<usize> {
        let lessons = self.library.lessons().iter().enumerate();
        lessons.filter(|(_, lesson)| lesson.topic == topic).map(|(place, _)| place).collect()
    }

    pub(super) fn is_read(&self, place: usize) -> bool {
        self.library.lessons().get(place).is_some_and(|lesson| self.progress.get().is_read(&lesson.slug))
    }

    fn lesson_row(&mut self, ui: &mut Ui, place: usize) {
        let Some(lesson) = self.library.lessons().get(place) else { return };
        let row = Row {
            title: &lesson.title,
            question: &lesson.question,
            read: self.progress.get().is_read(&lesson.slug),
            noted: self.notes.has(&lesson.slug),
            open: self.open.as_ref().is_some_and(|open| open.place == Some(place)),
        };
        let response = row.show(ui, self.theme);
        self.focus_ring(ui, &response);
        if response.clicked() {
            self.queue.push(Command::Open(place));
        }
    }

    pub(super) fn focus_ring(&self, ui: &Ui, response: &Response) {
        if response.has_focus() {
            let stroke = Stroke::new(line::ARROW, self.theme.color32(Ink::Alive, 1.0));
            ui.painter().rect_stroke(response.rect, CornerRadius::same(6), stroke, egui::StrokeKind::Inside);
        }
    }

    /// Every action, by groups.
    pub(super) fn menu(&mut self, ui: &mut Ui) {
        let (rect, response) = ui.allocate_exact_size(Vec2::splat(space::TOUCH), Sense::click());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "Menu"));
        self.focus_ring(ui, &response);
        let ink = if response.hovered() { Ink::Text } else { Ink::Muted };
        icon::paint(ui.painter(), Icon::Menu, rect.center(), 9.0, self.theme.color32(ink, 1.0));
        egui::Popup::menu(&response).show(|ui| {
            for group in Group::ALL {
                ui.menu_button(group.title(), |ui| {
                    ui.set_min_width(250.0);
                    for entry in TABLE.iter().filter(|entry| entry.group == group) {
                        let button = egui::Button::new(entry.name).shortcut_text(entry.key_text(ui.ctx()));
                        if ui.add(button).on_hover_text(entry.help).clicked() {
                            self.queue.push(entry.command);
                            ui.close();
                        }
                    }
                });
            }
        });
        response.on_hover_text("Every action");
    }
}

impl Row<'_> {
    /// Title, a filled leaf when read, an outlined one when not, a small sheet when there are notes.
    fn show(&self, ui: &mut Ui, theme: Theme) -> Response {
        let ink = |ink: Ink| theme.color32(ink, 1.0);
        let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 30.0), Sense::click());
        let said = format!(
            "{}{}{}",
            self.title,
            if self.read { ", read" } else { "" },
            if self.noted { ", has notes" } else { "" }
        );
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, self.open, &said));
        let painter = ui.painter().with_clip_rect(rect);
        let corner = CornerRadius::same(radius::ROW as u8);
        if self.open {
            painter.rect_filled(rect, corner, ink(Ink::Selection));
            let bar = Rect::from_min_size(rect.min + Vec2::new(0.0, 4.0), Vec2::new(3.0, rect.height() - 8.0));
            painter.rect_filled(bar, CornerRadius::same(1), ink(Ink::Alive));
        } else if response.hovered() {
            painter.rect_filled(rect, corner, ink(Ink::Raised));
        }
        let middle = rect.center().y;
        let dot = egui::pos2(rect.left() + 14.0, middle);
        match (self.read, self.open) {
            (true, _) => drop(painter.circle_filled(dot, 4.5, ink(Ink::Alive))),
            (false, true) => drop(painter.circle_stroke(dot, 4.0, Stroke::new(line::ARROW, ink(Ink::Alive)))),
            (false, false) => drop(painter.circle_stroke(dot, 4.0, Stroke::new(line::BADGE, ink(Ink::Mark)))),
        }
        let face = if self.open { Face::SansSemibold } else { Face::Sans };
        let text = if self.open || self.read || response.hovered() { Ink::Text } else { Ink::Muted };
        let room = rect.right() - rect.left() - 28.0 - if self.noted { 24.0 } else { 6.0 };
        let style = crate::scene::TextStyle::new(face, type_size::VALUE, text);
        let title = crate::scene::text::fit(self.title, style, room);
        let at = egui::pos2(rect.left() + 28.0, middle);
        painter.text(at, egui::Align2::LEFT_CENTER, title, font(face, type_size::VALUE), ink(text));
        if self.noted {
            let sheet = Rect::from_center_size(egui::pos2(rect.right() - 14.0, middle), Vec2::new(9.0, 11.0));
            let stroke = Stroke::new(1.2, ink(Ink::Name));
            painter.rect_stroke(sheet, 1.5, stroke, egui::StrokeKind::Inside);
            for y in [-2.0, 1.0] {
                let row = [egui::pos2(sheet.left() + 2.5, middle + y), egui::pos2(sheet.right() - 2.5, middle + y)];
                painter.line_segment(row, Stroke::new(1.0, ink(Ink::Name)));
            }
        }
        let notes = if self.noted { "\nHas notes" } else { "" };
        response.on_hover_text(format!("{}{}{}", plain(self.question), if self.read { "\nRead" } else { "" }, notes))
    }
}

/// Capitals with some air between them.
pub fn spaced(text: &str) -> String {
    text.to_uppercase().chars().flat_map(|letter| [letter, '\u{200a}']).collect()
}
