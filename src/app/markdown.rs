//! Markdown on the page: answers and notes, set to be read at length.
//!
//! Tables wrap inside the pane, code is coloured by the parser's tokens, and links and pictures can be reached by
//! keyboard. What is not known here (HTML, footnotes) shows as the text that it is.

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{self, Rect, Sense, Stroke, Ui, Vec2};

use super::highlight::{self, Pen};
use super::markdown_text::{Block, Span, parse};
use super::notes::PICTURES;
use crate::scene::paint::font;
use crate::scene::theme::{Theme, line, radius, space, type_size};
use crate::scene::{Face, Ink};

/// How text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Print {
    pub theme: Theme,
    /// The size of plain text, in points.
    pub size: f32,
}

/// From one line's base to the next one's, in sizes.
const LEADING: f32 = 1.56;
/// Code is set a little smaller than the text around it, since its letters are larger.
const CODE_SHARE: f32 = 0.93;

/// Shows a document over the whole width.
pub fn show(ui: &mut Ui, text: &str, print: Print) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = print.size * 0.55;
        for (place, block) in parse(text).iter().enumerate() {
            ui.push_id(place, |ui| show_block(ui, block, print));
        }
    });
}

fn show_block(ui: &mut Ui, block: &Block, print: Print) {
    let color = |ink: Ink| print.theme.color32(ink, 1.0);
    match block {
        Block::Paragraph(spans) => paragraph(ui, spans, print, Ink::Text),
        Block::Heading(level, spans) => {
            ui.add_space(space::GRID);
            let size = if *level <= 2 { type_size::HEADING } else { type_size::READING };
            let spans: Vec<Span> = spans.iter().map(|span| Span { strong: true, ..span.clone() }).collect();
            paragraph(ui, &spans, Print { size, ..print }, Ink::Text);
        }
        Block::List(first, items) => {
            for (place, item) in items.iter().enumerate() {
                ui.push_id(place, |ui| list_item(ui, first.map(|first| first + place as u64), item, print));
            }
        }
        Block::Code(language, text) => code(ui, language, text, print),
        Block::Quote(blocks) => {
            let margin = egui::Margin { left: 14, ..egui::Margin::ZERO };
            let shown = egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
                for (place, block) in blocks.iter().enumerate() {
                    ui.push_id(place, |ui| show_block(ui, block, print));
                }
            });
            let rect = shown.response.rect;
            let bar = Rect::from_min_size(rect.min, Vec2::new(line::STRONG, rect.height()));
            ui.painter().rect_filled(bar, 1.0, color(Ink::Edge));
        }
        Block::Table(rows) => table(ui, rows, print),
        Block::Picture(address, words) => picture(ui, address, words, print),
        Block::Rule => {
            let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 9.0), Sense::hover());
            ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, color(Ink::Edge)));
        }
    }
}

fn list_item(ui: &mut Ui, number: Option<u64>, blocks: &[Block], print: Print) {
    let color = print.theme.color32(Ink::Muted, 1.0);
    let indent = if number.is_some() { 26.0 } else { 18.0 };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let (rect, _) = ui.allocate_exact_size(Vec2::new(indent, print.size * LEADING), Sense::hover());
        match number {
            Some(number) => {
                let at = egui::pos2(rect.left(), rect.center().y);
                let text = format!("{number}.");
                ui.painter().text(at, egui::Align2::LEFT_CENTER, text, font(Face::Sans, print.size), color);
            }
            None => drop(ui.painter().circle_filled(egui::pos2(rect.left() + 5.0, rect.center().y), 2.4, color)),
        }
        ui.vertical(|ui| {
            for (place, block) in blocks.iter().enumerate() {
                ui.push_id(place, |ui| show_block(ui, block, print));
            }
        });
    });
}

fn paragraph(ui: &mut Ui, spans: &[Span], print: Print, ink: Ink) {
    let job = job(spans, print, ink, ui.available_width());
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let response = ui.add(egui::Label::new(std::sync::Arc::clone(&galley)).selectable(true));
    let mut start = 0;
    for span in spans {
        let end = start + span.text.chars().count();
        if let Some(address) = &span.link {
            link(ui, &galley, response.rect.min, start..end, (address, &span.text));
        }
        start = end;
    }
}

/// Makes the places where a link's words stand pressable; one of them takes the keyboard.
fn link(ui: &Ui, galley: &egui::Galley, at: egui::Pos2, letters: std::ops::Range<usize>, target: (&str, &str)) {
    let mut first = 0;
    for (number, row) in galley.rows.iter().enumerate() {
        let many = row.glyphs.len();
        let inside = row.glyphs.iter().enumerate().filter(|(place, _)| letters.contains(&(first + place)));
        let bounds = inside
            .map(|(_, glyph)| {
                Rect::from_min_size(egui::pos2(glyph.pos.x, 0.0), Vec2::new(glyph.advance_width, row.size.y))
            })
            .reduce(Rect::union);
        if let Some(bounds) = bounds {
            let rect = bounds.translate(at.to_vec2() + row.pos.to_vec2());
            let response = ui.interact(rect, ui.scope_id().with(("link", letters.start, number)), Sense::click());
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, target.1));
            if response.has_focus() {
                let stroke = Stroke::new(line::ARROW, ui.visuals().hyperlink_color);
                ui.painter().rect_stroke(rect.expand(2.0), 3.0, stroke, egui::StrokeKind::Outside);
            }
            if response.clicked() {
                ui.ctx().open_url(egui::OpenUrl::new_tab(target.0));
            }
            response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(target.0);
        }
        first += many + usize::from(row.ends_with_newline);
    }
}

fn job(spans: &[Span], print: Print, ink: Ink, width: f32) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    for span in spans {
        job.append(&span.text, 0.0, format(span, print, ink));
    }
    job
}

fn format(span: &Span, print: Print, ink: Ink) -> TextFormat {
    let color = |ink: Ink| print.theme.color32(ink, 1.0);
    let (face, size) = match (span.code, span.strong) {
        (true, false) => (Face::Mono, print.size * CODE_SHARE),
        (true, true) => (Face::MonoBold, print.size * CODE_SHARE),
        (false, true) => (Face::SansSemibold, print.size),
        (false, false) => (Face::Sans, print.size),
    };
    let ink = match span {
        Span { link: Some(_), .. } => Ink::Touch,
        Span { code: true, .. } => Ink::OnAlive,
        _ => ink,
    };
    let line = Stroke::new(1.0, color(ink));
    TextFormat {
        font_id: font(face, size),
        color: color(ink),
        line_height: Some(print.size * LEADING),
        italics: span.emphasis && !span.code,
        valign: egui::Align::Center,
        underline: if span.link.is_some() { line } else { Stroke::NONE },
        strikethrough: if span.struck { line } else { Stroke::NONE },
        ..TextFormat::default()
    }
}

fn code(ui: &mut Ui, language: &str, text: &str, print: Print) {
    let fill = print.theme.color32(Ink::Raised, 1.0);
    let pen = Pen::new(print.theme, type_size::VALUE, type_size::VALUE * LEADING);
    let spans = if matches!(language, "" | "python" | "py") { highlight::spans(text) } else { Vec::new() };
    egui::Frame::NONE.fill(fill).corner_radius(radius::CONTROL).inner_margin(egui::Margin::symmetric(12, 8)).show(
        ui,
        |ui| {
            ui.set_min_width(ui.available_width());
            egui::ScrollArea::horizontal().auto_shrink([false, true]).show(ui, |ui| {
                let job = highlight::job(text, &spans, 0, text.len(), pen);
                ui.add(egui::Label::new(job).extend().selectable(true));
            });
        },
    );
}

fn picture(ui: &mut Ui, address: &str, words: &str, print: Print) {
    if address.contains(':') {
        let span = Span { text: words.to_owned(), link: Some(address.to_owned()), ..Span::default() };
        return paragraph(ui, &[span], print, Ink::Text);
    }
    let image = egui::Image::new(format!("{PICTURES}{address}")).max_width(ui.available_width());
    let response = ui.add(image.corner_radius(radius::CONTROL).alt_text(words).show_loading_spinner(false));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, words));
}

/// A table that fits the width: columns take what they need, or share what there is.
fn table(ui: &mut Ui, rows: &[Vec<Vec<Span>>], print: Print) {
    let fill = print.theme.color32(Ink::Raised, 1.0);
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    if columns == 0 {
        return;
    }
    egui::Frame::NONE.fill(fill).corner_radius(radius::CONTROL).inner_margin(egui::Margin::symmetric(12, 8)).show(
        ui,
        |ui| {
            ui.set_min_width(ui.available_width());
            let cells = Print { size: type_size::VALUE, ..print };
            let gap = 16.0;
            let room = ui.available_width() - gap * (columns - 1) as f32;
            let widths = widths(ui, rows, columns, room, cells);
            ui.spacing_mut().item_spacing = Vec2::ZERO;
            for (number, row) in rows.iter().enumerate() {
                let head = number == 0;
                let ink = if head { Ink::Muted } else { Ink::Text };
                let print = if head { Print { size: type_size::LABEL, ..cells } } else { cells };
                let laid: Vec<_> = row
                    .iter()
                    .zip(&widths)
                    .map(|(cell, width)| ui.fonts_mut(|fonts| fonts.layout_job(job(cell, print, ink, *width + 1.0))))
                    .collect();
                let height = laid.iter().map(|galley| galley.size().y).fold(0.0, f32::max) + 4.0;
                let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), height), Sense::hover());
                let mut left = rect.left();
                for (place, (galley, width)) in laid.into_iter().zip(&widths).enumerate() {
                    let cell = Rect::from_min_size(egui::pos2(left, rect.top() + 2.0), galley.size());
                    let builder = egui::UiBuilder::new().max_rect(cell).id_salt((number, place));
                    ui.new_child(builder).add(egui::Label::new(galley).selectable(true));
                    left += width + gap;
                }
                if head {
                    let stroke = Stroke::new(1.0, print.theme.color32(Ink::Edge, 1.0));
                    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, stroke);
                }
            }
        },
    );
}

/// Each column's width: its longest cell's, or, where that is too much, at least its longest word's and a fair share.
fn widths(ui: &Ui, rows: &[Vec<Vec<Span>>], columns: usize, room: f32, print: Print) -> Vec<f32> {
    let measure = |spans: &[Span]| {
        let job = job(spans, print, Ink::Text, f32::INFINITY);
        ui.fonts_mut(|fonts| fonts.layout_job(job)).size().x
    };
    let mut least = vec![0.0_f32; columns];
    let mut wish = vec![0.0_f32; columns];
    for row in rows {
        for ((cell, least), wish) in row.iter().zip(&mut least).zip(&mut wish) {
            *wish = wish.max(measure(cell));
            for span in cell {
                for word in span.text.split_whitespace() {
                    *least = least.max(measure(&[Span { text: word.to_owned(), ..span.clone() }]));
                }
            }
        }
    }
    share(&least, &wish, room)
}

/// Shares `room` among columns that need `least` and would like `wish`.
fn share(least: &[f32], wish: &[f32], room: f32) -> Vec<f32> {
    let (needed, wished): (f32, f32) = (least.iter().sum(), wish.iter().sum());
    if wished <= room {
        return wish.to_vec();
    }
    let spare = (room - needed).max(0.0);
    let wants = (wished - needed).max(1.0);
    least.iter().zip(wish).map(|(least, wish)| least + (wish - least) / wants * spare).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_share_what_there_is() {
        assert_eq!(share(&[10.0, 10.0], &[30.0, 40.0], 100.0), [30.0, 40.0]);
        let shared = share(&[10.0, 10.0], &[30.0, 210.0], 100.0);
        assert!((shared.iter().sum::<f32>() - 100.0).abs() < 0.1 && shared.iter().all(|width| *width >= 10.0));
    }
}
