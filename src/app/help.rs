//! The sheet of keys (F1): every action with every key, and what the scrubber's marks mean.

use eframe::egui::{self, Context, Id, Ui, Vec2};

use super::command::{Group, Scope, TABLE, key_name};
use super::look::words;
use super::{Sheet, Window, transport};
use crate::scene::theme::{space, type_size};
use crate::scene::{Face, Ink};

impl Window {
    pub(super) fn keys_sheet(&mut self, context: &Context) {
        let theme = self.theme;
        let room = context.content_rect().size();
        let modal = egui::Modal::new(Id::unique("keys"))
            .frame(egui::Frame::popup(&context.global_style()).inner_margin(egui::Margin::same(20)))
            .show(context, |ui| {
                ui.set_width((room.x - 120.0).min(980.0));
                ui.label(words("Keys", Face::SansSemibold, type_size::TITLE, theme.color32(Ink::Text, 1.0)));
                egui::ScrollArea::vertical()
                    .max_height(room.y - 200.0)
                    .min_scrolled_height(room.y - 200.0)
                    .auto_shrink([false, true])
                    .show(ui, |ui| {
                        ui.columns_const(|columns: &mut [Ui; 2]| {
                            let [left, right] = columns;
                            for group in [Group::Stepping, Group::Program, Group::Text] {
                                self.keys_of(left, group);
                            }
                            left.add_space(space::PANE_GAP);
                            left.label(words(
                                "Marks on the scrubber",
                                Face::SansSemibold,
                                type_size::BODY,
                                theme.color32(Ink::Alive, 1.0),
                            ));
                            transport::legend(left, theme);
                            for group in [Group::Lessons, Group::Window, Group::Files] {
                                self.keys_of(right, group);
                            }
                        });
                    });
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| ui.button("Close").clicked())
                    .inner
            });
        if modal.inner || modal.should_close() {
            self.sheet = Sheet::None;
        }
    }

    fn keys_of(&self, ui: &mut Ui, group: Group) {
        let ink = |ink: Ink| self.theme.color32(ink, 1.0);
        ui.add_space(space::PANE_GAP);
        ui.label(words(group.title(), Face::SansSemibold, type_size::BODY, ink(Ink::Alive)));
        egui::Grid::new(group.title()).num_columns(2).spacing(Vec2::new(16.0, 2.0)).show(ui, |ui| {
            for entry in TABLE.iter().filter(|entry| entry.group == group) {
                let keys: Vec<String> = entry
                    .keys
                    .iter()
                    .map(|(scope, key)| match scope {
                        Scope::Stage => format!("{} presenting", key_name(ui.ctx(), key)),
                        Scope::Desk | Scope::Everywhere => key_name(ui.ctx(), key),
                    })
                    .collect();
                ui.label(words(entry.name, Face::Sans, type_size::VALUE, ink(Ink::Text))).on_hover_text(entry.help);
                let keys = words(keys.join(", "), Face::Mono, type_size::LABEL, ink(Ink::Muted));
                ui.add(egui::Label::new(keys).wrap());
                ui.end_row();
            }
        });
    }
}
