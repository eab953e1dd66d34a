//! What the learner is told about files and errors: at the foot of the list of lessons, or of the window while the list
//! is hidden, and never over the stage.

use eframe::egui::{self, Ui};

use super::icon::{self, Icon};
use super::look::words;
use crate::scene::theme::{Theme, radius, space, type_size};
use crate::scene::{Face, Ink};
use crate::study::{Notice, NoticeKind};

/// Older ones make room.
const MOST: usize = 50;

/// How long information stays, in seconds.
const STAY_SECS: f64 = 6.0;

/// The notices not yet put away.
#[derive(Default)]
pub struct Notices {
    /// With egui's time when each was first shown.
    waiting: Vec<(Notice, Option<f64>)>,
}

impl Notices {
    pub fn add(&mut self, notice: Notice) {
        if self.waiting.iter().any(|(known, _)| *known == notice) {
            return;
        }
        self.waiting.push((notice, None));
        if self.waiting.len() > MOST {
            self.waiting.remove(0);
        }
    }

    /// The strip, where there is something to tell.
    pub fn show(&mut self, ui: &mut Ui, theme: Theme) {
        let now = ui.input(|input| input.time);
        self.waiting.retain(|(notice, since)| {
            notice.kind != NoticeKind::Information || since.is_none_or(|since| now - since < STAY_SECS)
        });
        if self.waiting.is_empty() {
            return;
        }
        let frame = egui::Frame::NONE
            .fill(theme.color32(Ink::Raised, 1.0))
            .inner_margin(egui::Margin::symmetric(10, 6))
            .corner_radius(radius::CONTROL);
        egui::Panel::bottom("notices").frame(frame).resizable(false).show_separator_line(false).show(ui, |ui| {
            egui::ScrollArea::vertical()
                .max_height(200.0)
                .auto_shrink([false, true])
                .show(ui, |ui| self.rows(ui, theme, now));
        });
    }

    fn rows(&mut self, ui: &mut Ui, theme: Theme, now: f64) {
        let mut away = None;
        for (place, (notice, since)) in self.waiting.iter_mut().enumerate().rev() {
            let since = *since.get_or_insert(now);
            if notice.kind == NoticeKind::Information {
                ui.ctx().request_repaint_after_secs((STAY_SECS - (now - since)).max(0.05) as f32);
            }
            let (label, ink) = match notice.kind {
                NoticeKind::Information => ("Note", Ink::Muted),
                NoticeKind::Warning => ("Look", Ink::Name),
                NoticeKind::Error => ("Error", Ink::Lost),
            };
            ui.horizontal(|ui| {
                ui.label(words(label, Face::SansSemibold, type_size::LABEL, theme.color32(ink, 1.0)));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let (rect, response) =
                        ui.allocate_exact_size(egui::Vec2::splat(space::TOUCH), egui::Sense::click());
                    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "Put away"));
                    let ink = if response.hovered() || response.has_focus() { Ink::Text } else { Ink::Muted };
                    icon::paint(ui.painter(), Icon::Close, rect.center(), 8.0, theme.color32(ink, 1.0));
                    if response.clicked() {
                        away = Some(place);
                    }
                });
            });
            let text = words(&notice.text, Face::Sans, type_size::VALUE, theme.color32(Ink::Text, 1.0));
            ui.add(egui::Label::new(text).wrap().selectable(true));
        }
        ui.add_space(space::GRID * 2.0);
        if let Some(place) = away {
            self.waiting.remove(place);
        }
    }

    /// The texts that wait to be read, oldest first.
    #[cfg(test)]
    pub fn texts(&self) -> Vec<&str> {
        self.waiting.iter().map(|(notice, _)| notice.text.as_str()).collect()
    }
}
