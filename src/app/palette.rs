//! The palette: a few letters find any lesson and any action.

use eframe::egui::{self, Context, Id, Key, Modifiers, Sense, Ui, Vec2};

use super::command::{Command, TABLE};
use super::look::{plain, words};
use super::search::Scorer;
use super::{Sheet, Window};
use crate::scene::paint::font;
use crate::scene::theme::type_size;
use crate::scene::{Face, Ink};

/// What is typed, and which row is chosen.
#[derive(Default)]
pub struct Palette {
    pub question: String,
    chosen: usize,
}

struct Hit {
    command: Command,
    title: String,
    detail: String,
    key: String,
}

const ROW_HEIGHT: f32 = 34.0;
const MOST: usize = 60;

impl Window {
    pub(super) fn palette_sheet(&mut self, context: &Context) {
        let Sheet::Palette(palette) = &self.sheet else { return };
        let hits = self.hits(&palette.question, context);
        let theme = self.theme;
        let area =
            egui::Modal::default_area(Id::unique("palette")).anchor(egui::Align2::CENTER_TOP, Vec2::new(0.0, 90.0));
        let Sheet::Palette(palette) = &mut self.sheet else { return };
        let mut done = None;
        let modal = egui::Modal::new(Id::unique("palette")).area(area).show(context, |ui| {
            ui.set_width(620.0);
            let step = |ui: &Ui, key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
            if step(ui, Key::ArrowDown) {
                palette.chosen = (palette.chosen + 1).min(hits.len().saturating_sub(1));
            }
            if step(ui, Key::ArrowUp) {
                palette.chosen = palette.chosen.saturating_sub(1);
            }
            let enter = step(ui, Key::Enter);
            let field = egui::TextEdit::singleline(&mut palette.question)
                .id(Id::unique("palette-field"))
                .hint_text(words(
                    "Find a lesson or an action",
                    Face::Sans,
                    type_size::READING,
                    theme.color32(Ink::Muted, 1.0),
                ))
                .font(font(Face::Sans, type_size::READING))
                .margin(egui::Margin::symmetric(12, 8))
                .desired_width(f32::INFINITY);
            let response = ui.add(field);
            response
                .widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Find a lesson or an action"));
            response.request_focus();
            if response.changed() {
                palette.chosen = 0;
            }
            if enter {
                done = hits.get(palette.chosen).map(|hit| hit.command);
            }
            ui.spacing_mut().item_spacing.y = 0.0;
            egui::ScrollArea::vertical().max_height(ROW_HEIGHT * 11.0).auto_shrink([false, true]).show(ui, |ui| {
                if hits.is_empty() {
                    ui.label(words("Nothing fits.", Face::Sans, type_size::BODY, theme.color32(Ink::Muted, 1.0)));
                }
                for (place, hit) in hits.iter().enumerate() {
                    let response = row(ui, hit, place == palette.chosen, theme);
                    if place == palette.chosen && !ui.clip_rect().y_range().contains(response.rect.center().y) {
                        response.scroll_to_me(None);
                    }
                    if response.clicked() {
                        done = Some(hit.command);
                    }
                }
            });
        });
        if let Some(command) = done {
            self.sheet = Sheet::None;
            self.queue.push(command);
        } else if modal.should_close() {
            self.sheet = Sheet::None;
        }
    }

    fn hits(&self, question: &str, context: &Context) -> Vec<Hit> {
        let lesson = |place: usize| {
            let lesson = self.library.lessons().get(place)?;
            Some(Hit {
                command: Command::Open(place),
                title: lesson.title.clone(),
                detail: plain(&lesson.question),
                key: String::new(),
            })
        };
        let action = |entry: &super::command::Entry| Hit {
            command: entry.command,
            title: entry.name.to_owned(),
            detail: entry.help.to_owned(),
            key: entry.key_text(context),
        };
        let actions = TABLE.iter().filter(|entry| !matches!(entry.command, Command::Palette | Command::Blank));
        if question.trim().is_empty() {
            let lessons = (0..self.library.lessons().len()).filter_map(lesson);
            return lessons.chain(actions.map(action)).take(MOST).collect();
        }
        let mut scorer = Scorer::new(question);
        let mut hits: Vec<(u32, Hit)> = Vec::new();
        for (place, known) in self.library.lessons().iter().enumerate() {
            let score = scorer.score(&known.title).map(|score| score + 8).or_else(|| scorer.score(&known.question));
            hits.extend(score.zip(lesson(place)));
        }
        for entry in actions {
            let score = scorer.score(entry.name).map(|score| score + 8).or_else(|| scorer.score(entry.help));
            hits.extend(score.map(|score| (score, action(entry))));
        }
        hits.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        hits.into_iter().map(|(_, hit)| hit).take(MOST).collect()
    }
}

fn row(ui: &mut Ui, hit: &Hit, chosen: bool, theme: crate::scene::theme::Theme) -> egui::Response {
    let ink = |ink: Ink| theme.color32(ink, 1.0);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW_HEIGHT), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, chosen, &hit.title));
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    if chosen || response.hovered() {
        painter.rect_filled(rect, 6.0, ink(if chosen { Ink::Selection } else { Ink::Raised }));
    }
    let middle = rect.center().y;
    let left = egui::pos2(rect.left() + 12.0, middle);
    let title = painter.text(
        left,
        egui::Align2::LEFT_CENTER,
        &hit.title,
        font(Face::SansMedium, type_size::BODY),
        ink(Ink::Text),
    );
    let key = painter.text(
        egui::pos2(rect.right() - 12.0, middle),
        egui::Align2::RIGHT_CENTER,
        &hit.key,
        font(Face::Mono, type_size::LABEL),
        ink(Ink::Muted),
    );
    let style = crate::scene::TextStyle::new(Face::Sans, type_size::VALUE, Ink::Muted);
    let room = key.left() - title.right() - 28.0;
    let detail = crate::scene::text::fit(&hit.detail, style, room.max(0.0));
    let at = egui::pos2(title.right() + 14.0, middle);
    painter.text(at, egui::Align2::LEFT_CENTER, detail, font(Face::Sans, type_size::VALUE), ink(Ink::Muted));
    response
}
