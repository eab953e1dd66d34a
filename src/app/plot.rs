//! Curves beside a picture, through egui_plot.

use eframe::egui::{self, Id, Rect, Ui, Vec2};
use egui_plot::{GridMark, Line, PlotPoints, VLine};

use super::look::words;
use super::stage::pane;
use crate::labs::Plot;
use crate::scene::paint::font;
use crate::scene::theme::{Theme, space, type_size};
use crate::scene::{Face, Ink};

/// Points from mark to mark on an axis, at least.
const X_PITCH: f32 = 64.0;
const Y_PITCH: f32 = 24.0;
/// A lower plot has no room for its axes' names.
const ROOMY: f32 = 150.0;

/// Narrower plots say nothing: then one is shown, and the others can be chosen.
const NARROWEST: f32 = 190.0;

/// The plots one beside the other, each in a pane.
pub fn show(ui: &mut Ui, rect: Rect, plots: &[Plot], theme: Theme) {
    let width = (rect.width() - space::PANE_GAP * (plots.len().saturating_sub(1)) as f32) / plots.len().max(1) as f32;
    if width < NARROWEST && plots.len() > 1 {
        return chosen(ui, rect, plots, theme);
    }
    for (place, plot) in plots.iter().enumerate() {
        let left = rect.left() + place as f32 * (width + space::PANE_GAP);
        let room = Rect::from_min_size(egui::pos2(left, rect.top()), Vec2::new(width, rect.height()));
        pane(ui, room, theme);
        let builder = egui::UiBuilder::new().max_rect(room.shrink2(Vec2::new(14.0, 10.0))).id_salt(("plot", place));
        one(&mut ui.new_child(builder), plot, theme);
    }
}

fn chosen(ui: &mut Ui, rect: Rect, plots: &[Plot], theme: Theme) {
    pane(ui, rect, theme);
    let id = Id::unique("plot-choice");
    let mut place = ui.data(|data| data.get_temp::<usize>(id)).unwrap_or(0).min(plots.len() - 1);
    let builder = egui::UiBuilder::new().max_rect(rect.shrink2(Vec2::new(14.0, 10.0))).id_salt("plot");
    let mut inner = ui.new_child(builder);
    let title = |place: usize| plots.get(place).map(|plot| plot.title.as_str()).unwrap_or_default();
    inner.name_inputs("Curves", |ui| {
        let choice = egui::ComboBox::from_id_salt("plot").selected_text(title(place)).width(ui.available_width());
        choice.show_index(ui, &mut place, plots.len(), title);
    });
    ui.data_mut(|data| data.insert_temp(id, place));
    if let Some(plot) = plots.get(place) {
        one(&mut inner, &Plot { title: String::new(), ..plot.clone() }, theme);
    }
}

fn one(ui: &mut Ui, plot: &Plot, theme: Theme) {
    let ink = |ink: Ink| theme.color32(ink, 1.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::new(10.0, 0.0);
        if !plot.title.is_empty() {
            ui.label(words(&plot.title, Face::Sans, type_size::VALUE, ink(Ink::Muted)));
        }
        for series in &plot.series {
            ui.label(words(&series.name, Face::Mono, type_size::LABEL, ink(series.ink)));
        }
    });
    let (x_log, y_log) = (plot.x.logarithmic, plot.y.logarithmic);
    let tick = |value: f64, log: bool| if log { short(10_f64.powf(value)) } else { short(value) };
    let style = ui.style_mut();
    // Marks on an axis are set in the body's size, and axes' labels too.
    style.text_styles.insert(egui::TextStyle::Body, font(Face::Sans, type_size::LEAST));
    style.visuals.override_text_color = Some(ink(Ink::Muted));
    let (across, down) = (ui.available_width() / X_PITCH, ui.available_height() / Y_PITCH);
    let roomy = ui.available_height() > ROOMY;
    let label = |axis: &crate::labs::Axis| if roomy { axis.label.clone() } else { String::new() };
    let curve = egui_plot::Plot::new(("curves", &plot.title, &plot.y.label))
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .show_background(false)
        .include_y(0.0)
        .grid_color(ink(Ink::Edge))
        .grid_spacing(4.0..=40.0)
        .x_grid_spacer(move |input| marks(input.bounds, across))
        .y_grid_spacer(move |input| marks(input.bounds, down))
        .x_axis_label(label(&plot.x))
        .y_axis_label(label(&plot.y))
        .x_axis_formatter(move |mark, _| tick(mark.value, x_log))
        .y_axis_formatter(move |mark, _| tick(mark.value, y_log));
    let place = |value: f64, log: bool| if log { value.max(1.0).log10() } else { value };
    curve.show(ui, |ui| {
        for series in &plot.series {
            let points: Vec<[f64; 2]> =
                series.points.iter().map(|[x, y]| [place(*x, x_log), place(*y, y_log)]).collect();
            ui.line(
                Line::new(series.name.clone(), PlotPoints::from(points))
                    .color(ink(series.ink))
                    .width(2.0)
                    .allow_band(false),
            );
        }
        if let Some(now) = plot.now {
            let style = egui_plot::LineStyle::dotted_loose();
            ui.vline(VLine::new("now", place(now, x_log)).color(ink(Ink::Mark)).style(style));
        }
    });
}

/// Marks at round numbers, about so many; a logarithmic axis counts powers of ten.
fn marks((low, high): (f64, f64), many: f32) -> Vec<GridMark> {
    let rough = (high - low) / f64::from(many.max(1.0));
    if !rough.is_finite() || rough <= 0.0 {
        return Vec::new();
    }
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].map(|share| share * power).into_iter().find(|step| *step >= rough);
    // Nothing that is plotted here comes in parts.
    let step = step.unwrap_or(power * 10.0).max(1.0);
    let (first, last) = ((low / step).ceil() as i64, (high / step).floor() as i64);
    (first..=last.min(first.saturating_add(100)))
        .map(|place| GridMark { value: place as f64 * step, step_size: step })
        .collect()
}

/// A number as an axis shows it: `1.5M`.
fn short(value: f64) -> String {
    let (value, unit) = match value.abs() {
        size if size >= 1e9 => (value / 1e9, "G"),
        size if size >= 1e6 => (value / 1e6, "M"),
        size if size >= 1e4 => (value / 1e3, "k"),
        _ => (value, ""),
    };
    let text = format!("{value:.2}");
    format!("{}{unit}", text.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_are_marked_at_round_numbers() {
        let values = |low, high, many| marks((low, high), many).iter().map(|mark| mark.value).collect::<Vec<_>>();
        assert_eq!(values(-0.2, 3.1, 4.0), [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(values(0.0, 1100.0, 4.0), [0.0, 500.0, 1000.0]);
        assert!(values(0.0, f64::INFINITY, 4.0).is_empty() && values(1.0, 1.0, 4.0).is_empty());
    }

    #[test]
    fn numbers_are_short() {
        let found: Vec<String> = [0.0, 2.0, 0.25, 9000.0, 25_000.0, 1.5e6, 3e9].map(short).to_vec();
        assert_eq!(found, ["0", "2", "0.25", "9000", "25k", "1.5M", "3G"]);
    }
}
