//! How far the exports are that take long, each with a way to end it: at the foot of the list of lessons, or of the window.

use eframe::egui;

use super::Window;
use super::look::words;
use crate::scene::theme::type_size;
use crate::scene::{Face, Ink};

impl Window {
    pub(super) fn exports_under_way(&mut self, ui: &mut egui::Ui) {
        if self.exports.making.is_empty() {
            return;
        }
        ui.ctx().request_repaint_after_secs(0.1);
        let theme = self.theme;
        let frame =
            egui::Frame::NONE.fill(theme.color32(Ink::Raised, 1.0)).inner_margin(egui::Margin::symmetric(10, 6));
        egui::Panel::bottom("exports").frame(frame).resizable(false).show_separator_line(false).show(ui, |ui| {
            for (name, job) in &self.exports.making {
                ui.horizontal(|ui| {
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        if ui.button("Cancel").on_hover_text(format!("Make no {name}")).clicked() {
                            job.cancel();
                        }
                        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                            let text = words(name, Face::Sans, type_size::LABEL, theme.color32(Ink::Text, 1.0));
                            ui.add(egui::ProgressBar::new(job.share()).text(text).desired_width(ui.available_width()));
                        });
                    });
                });
            }
        });
    }
}
