//! Curves beside a picture, through egui_plot.

use eframe::egui::{self, Color32, Rect, Stroke, Ui, Vec2};
use egui_plot::{PlotPoint, VLine};

use super::look::words;
use super::stage::pane;
use crate::labs::Plot;
use crate::scene::theme::{Theme, space, type_size};
use crate::scene::{Face, Ink};

/// The plots one beside the other, each in a pane.
pub fn show(ui: &mut Ui, rect: Rect, plots: &[Plot], theme: Theme) {
    let width = (rect.width() - space::PANE_GAP * (plots.len().saturating_sub(1)) as f32) / plots.len().max(1) as f32;
    for (place, plot) in plots.iter().enumerate() {
        let left = rect.left() + place as f32 * (width + space::PANE_GAP);
        let room = Rect::from_min_size(egui::pos2(left, rect.top()), Vec2::new(width, rect.height()));
        pane(ui, room, theme);
        let builder = egui::UiBuilder::new().max_rect(room.shrink2(Vec2::new(14.0, 10.0))).id_salt(("plot", place));
        one(&mut ui.new_child(builder), plot, theme);
    }
}

fn one(ui: &mut Ui, plot: &Plot, theme: Theme) {
    let ink = |ink: Ink| theme.color32(ink, 1.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::new(10.0, 0.0);
        ui.label(words(&plot.title, Face::Sans, type_size::VALUE, ink(Ink::Muted)));
        for series in &plot.series {
            ui.label(words(&series.name, Face::Mono, type_size::LABEL, ink(series.ink)));
        }
    });
    let (x_log, y_log) = (plot.x.logarithmic, plot.y.logarithmic);
    let tick = |value: f64, log: bool| if log { short(10_f64.powf(value)) } else { short(value) };
    let curve = egui_plot::Plot::new(("curves", &plot.title))
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .show_background(false)
        .include_y(0.0)
        .grid_color(ink(Ink::Edge))
        .x_axis_label(words(&plot.x.label, Face::Sans, type_size::LEAST, ink(Ink::Muted)))
        .y_axis_label(words(&plot.y.label, Face::Sans, type_size::LEAST, ink(Ink::Muted)))
        .x_axis_formatter(move |mark, _| tick(mark.value, x_log))
        .y_axis_formatter(move |mark, _| tick(mark.value, y_log));
    let place = |value: f64, log: bool| if log { value.max(1.0).log10() } else { value };
    let curves: Vec<(Color32, Vec<[f64; 2]>)> = plot
        .series
        .iter()
        .map(|series| {
            let points = series.points.iter().map(|[x, y]| [place(*x, x_log), place(*y, y_log)]);
            (ink(series.ink), points.collect())
        })
        .collect();
    let all = || curves.iter().flat_map(|(_, points)| points);
    let curve = all().fold(curve, |curve, [x, y]| curve.include_x(*x).include_y(*y));
    let shown = curve.show(ui, |ui| {
        if let Some(now) = plot.now {
            let style = egui_plot::LineStyle::dotted_loose();
            ui.vline(VLine::new("now", place(now, x_log)).color(ink(Ink::Mark)).style(style));
        }
    });
    // The curves go by right angles, whose corners a polyline of egui fills when they stand close: each piece is drawn by itself.
    let painter = ui.painter().with_clip_rect(shown.response.rect);
    for (color, points) in &curves {
        for pair in points.windows(2) {
            let [from, to] = [0, 1].map(|end| shown.transform.position_from_point(&PlotPoint::from(pair[end])));
            painter.line_segment([from, to], Stroke::new(2.0, *color));
        }
    }
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
    fn numbers_are_short() {
        let found: Vec<String> = [0.0, 2.0, 0.25, 9000.0, 25_000.0, 1.5e6, 3e9].map(short).to_vec();
        assert_eq!(found, ["0", "2", "0.25", "9000", "25k", "1.5M", "3G"]);
    }
}
