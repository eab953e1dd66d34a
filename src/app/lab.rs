//! A lab's controls, what came out, and its plots, under its stage.

use eframe::egui::{self, Rect, Ui, Vec2};

use super::Window;
use super::look::words;
use super::open::Bench;
use super::stage::pane;
use crate::labs::{Control, Kind, Value};
use crate::scene::theme::{Theme, space, type_size};
use crate::scene::{Face, Ink};

impl Window {
    pub(super) fn lab_pane(&mut self, ui: &mut Ui) {
        let theme = self.theme;
        let whole = ui.max_rect();
        let Some(open) = &mut self.open else { return };
        let Some(bench) = &mut open.bench else { return };
        let plots = bench.pictures.last().map(|made| made.plots.clone()).unwrap_or_default();
        let output = self.settings.get().panes.output_shown;
        // Curves need the room at the right; without any, the result has it.
        let beside = output || !plots.is_empty();
        let cut = if beside { whole.left() + (whole.width() * 0.54).round() } else { whole.right() };
        let left = Rect::from_min_max(whole.min, egui::pos2(cut, whole.bottom()));
        let right = Rect::from_min_max(egui::pos2(cut + space::PANE_GAP, whole.top()), whole.max);
        scrolled(ui, left, "controls", theme, |ui| {
            if controls(ui, bench, theme) {
                open.playing = None;
            }
            if output && !plots.is_empty() {
                ui.add_space(space::PANE_GAP);
                summary(ui, bench, theme);
            }
        });
        if !plots.is_empty() {
            super::plot::show(ui, right, &plots, theme);
        } else if output {
            scrolled(ui, right, "summary", theme, |ui| summary(ui, bench, theme));
        }
    }
}

/// A pane whose contents scroll.
fn scrolled(ui: &mut Ui, rect: Rect, salt: &str, theme: Theme, contents: impl FnOnce(&mut Ui)) {
    pane(ui, rect, theme);
    let builder = egui::UiBuilder::new().max_rect(rect.shrink2(Vec2::new(16.0, 10.0))).id_salt(salt);
    let mut inner = ui.new_child(builder);
    egui::ScrollArea::vertical().id_salt(salt).auto_shrink([false, false]).show(&mut inner, contents);
}

/// Draws the controls; true when a setting was changed.
fn controls(ui: &mut Ui, bench: &mut Bench, theme: Theme) -> bool {
    let controls = bench.lab.controls();
    let mut changes: Vec<(&'static str, Value)> = Vec::new();
    let label_width = 132.0;
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.spacing_mut().slider_width = (ui.available_width() - label_width - 130.0).clamp(60.0, 260.0);
    for control in &controls {
        ui.horizontal(|ui| {
            let ink = if control.matters { Ink::Text } else { Ink::Muted };
            if !matches!(control.kind, Kind::Button | Kind::Flag) {
                ui.allocate_ui_with_layout(
                    Vec2::new(label_width, space::TOUCH),
                    egui::Layout::left_to_right(egui::Align::Center),
                    |ui| {
                        ui.set_min_width(label_width);
                        ui.label(words(control.label, Face::Sans, type_size::VALUE, theme.color32(ink, 1.0)));
                    },
                );
            }
            ui.add_enabled_ui(control.matters, |ui| {
                let changed = ui.name_inputs(control.label, |ui| one(ui, control, bench));
                changes.extend(changed.map(|value| (control.name, value)));
            });
        });
    }
    if let Some(refused) = &bench.refused {
        ui.label(words(refused, Face::Sans, type_size::VALUE, theme.color32(Ink::Lost, 1.0)));
    }
    let changed = !changes.is_empty();
    for (name, value) in changes {
        let at_end = bench.step + 1 >= bench.lab.steps();
        bench.refused = bench.lab.set(name, value).err();
        bench.pictures.outdate();
        if bench.refused.is_none() {
            bench.drafts.remove(name);
            if name == "zoom" || name == "show" {
                bench.window = None;
            }
        }
        // Who looked at the result goes on looking at the result.
        let last = bench.lab.steps().saturating_sub(1);
        bench.step = if at_end { last } else { bench.step.min(last) };
    }
    changed
}

/// One control; its new value when the learner changed it.
fn one(ui: &mut Ui, control: &Control, bench: &mut Bench) -> Option<Value> {
    let said = |response: &egui::Response, role: egui::Role| {
        response.widget_info(|| egui::WidgetInfo::labeled(role, control.matters, control.label));
    };
    match (&control.kind, &control.value) {
        (Kind::Whole { least, most, step, logarithmic, unit }, Value::Number(number)) => {
            let mut value = *number as i64;
            let slider = egui::Slider::new(&mut value, *least..=*most)
                .step_by(*step as f64)
                .logarithmic(*logarithmic)
                .suffix(spaced(unit));
            let response = ui.add(slider);
            response.changed().then_some(Value::Number(value as f64))
        }
        (Kind::Real { least, most, unit }, Value::Number(number)) => {
            let mut value = *number;
            let response = ui.add(egui::Slider::new(&mut value, *least..=*most).max_decimals(1).suffix(spaced(unit)));
            response.changed().then_some(Value::Number(value))
        }
        (Kind::Flag, Value::Flag(flag)) => {
            let mut value = *flag;
            ui.checkbox(&mut value, control.label).changed().then_some(Value::Flag(value))
        }
        (Kind::Choice(choices), Value::Text(chosen)) => {
            let label =
                choices.iter().find(|choice| choice.name == chosen).map_or(chosen.as_str(), |choice| choice.label);
            let mut picked = None;
            let shown =
                egui::ComboBox::from_id_salt(control.name).selected_text(label).width(180.0).show_ui(ui, |ui| {
                    for choice in *choices {
                        if ui.selectable_label(choice.name == chosen, choice.label).clicked() {
                            picked = Some(Value::Text(choice.name.to_owned()));
                        }
                    }
                });
            said(&shown.response, egui::Role::ComboBox);
            picked
        }
        (Kind::Text { hint }, Value::Text(text)) => {
            let draft = bench.drafts.entry(control.name).or_insert_with(|| text.clone());
            let response = ui.add(egui::TextEdit::singleline(draft).hint_text(*hint).desired_width(240.0));
            said(&response, egui::Role::TextInput);
            let entered = response.lost_focus() && draft != text;
            let value = entered.then(|| Value::Text(draft.clone()));
            if !entered && !response.has_focus() && bench.refused.is_none() {
                // The lab has another text since, or writes this one its own way.
                text.clone_into(draft);
            }
            value
        }
        (Kind::Entry { hint }, _) => {
            let draft = bench.drafts.entry(control.name).or_default();
            let response = ui.add(egui::TextEdit::singleline(draft).hint_text(*hint).desired_width(180.0));
            said(&response, egui::Role::TextInput);
            let entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            let pressed = ui.button("Do it").clicked();
            if !(entered || pressed) || draft.trim().is_empty() {
                return None;
            }
            if entered {
                response.request_focus();
            }
            Some(Value::Text(std::mem::take(draft)))
        }
        (Kind::Button, _) => ui.button(control.label).clicked().then_some(Value::Flag(true)),
        // A lab whose value is not of its control's kind is shown, not changed.
        _ => None,
    }
}

fn summary(ui: &mut Ui, bench: &Bench, theme: Theme) {
    ui.label(words("Result", Face::Sans, type_size::VALUE, theme.color32(Ink::Muted, 1.0)));
    egui::Grid::new("result").num_columns(2).spacing(Vec2::new(20.0, 4.0)).show(ui, |ui| {
        for (label, value) in bench.pictures.last().map(|made| made.summary.as_slice()).unwrap_or_default() {
            ui.label(words(label, Face::Sans, type_size::VALUE, theme.color32(Ink::Muted, 1.0)));
            let text = words(value, Face::Mono, type_size::VALUE, theme.color32(Ink::Text, 1.0));
            ui.add(egui::Label::new(text).wrap().selectable(true));
            ui.end_row();
        }
    });
}

fn spaced(unit: &str) -> String {
    if unit.is_empty() { String::new() } else { format!(" {unit}") }
}
