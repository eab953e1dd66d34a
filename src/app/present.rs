//! Presenting: the picture large on the whole screen, its caption, three lines of the program, and how far the run is.
//!
//! The picture is laid out for a hall of 1920 by 1080 points, whatever the screen; what that means is the views' business.

use eframe::egui::{self, Context, CornerRadius, Id, Pos2, Rect, Sense, Ui, Vec2, ViewportCommand};

use super::Window;
use super::command::Command;
use super::highlight::{self, Pen};
use super::program::cached_spans;
use super::session::lines_at;
use super::stage::pane;
use crate::scene::paint::font;
use crate::scene::{Face, Ink, Size};

/// Points of a screen of 1920 by 1080; everything below is in them.
const SCREEN: Vec2 = Vec2::new(1920.0, 1080.0);
const MARGIN: f32 = 40.0;
/// The picture's share of the height.
const STAGE: f32 = 0.68;
const CAPTION_SIZE: f32 = 47.0;
const CODE_SIZE: f32 = 38.0;
const LEAST_TYPE: f32 = 30.0;
const CODE_WIDTH: f32 = 700.0;
const CODE_LINE: f32 = 62.0;
/// The pointer goes this long after it last moved, in seconds.
const POINTER_SECS: f64 = 2.0;

/// The state of presenting.
pub struct Present {
    /// The screen is dark.
    pub blank: bool,
    pub was_fullscreen: bool,
    pointer_moved: f64,
    pointer_shown: bool,
}

impl Present {
    pub fn new(context: &Context) -> Self {
        let (fullscreen, now) = context.input(|input| (input.viewport().fullscreen == Some(true), input.time));
        Self { blank: false, was_fullscreen: fullscreen, pointer_moved: now, pointer_shown: true }
    }
}

impl Window {
    pub(super) fn present_page(&mut self, ui: &mut Ui) {
        let theme = self.theme;
        self.pointer(ui.ctx());
        let screen = ui.max_rect();
        ui.painter().rect_filled(screen, 0.0, theme.color32(Ink::Ground, 1.0));
        // A click goes on: many remotes send one.
        let click = ui.interact(screen, Id::unique("present"), Sense::CLICK);
        click.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "Presentation: line forward"));
        if click.clicked() {
            self.queue.push(Command::LineForward);
        }
        if self.present.as_ref().is_some_and(|present| present.blank) {
            ui.painter().rect_filled(screen, 0.0, theme.color32(Ink::Ground, 1.0));
            return;
        }
        let unit = (screen.width() / SCREEN.x).min(screen.height() / SCREEN.y).max(0.1);
        let stage = Rect::from_min_size(
            screen.min + Vec2::splat(MARGIN * unit),
            Vec2::new(screen.width() - 2.0 * MARGIN * unit, screen.height() * STAGE),
        );
        pane(ui, stage, theme);
        let room = stage.shrink(MARGIN * 0.5 * unit);
        let size = Size::new((room.width() / unit).round(), (room.height() / unit).round());
        let now = ui.input(|input| input.time);
        self.set_stage(size, now, ui.ctx());
        if let Some(open) = &mut self.open {
            open.stage.paint(ui, room, unit, theme);
        }
        let below = Rect::from_min_max(
            Pos2::new(stage.left(), stage.bottom() + 32.0 * unit),
            screen.max - Vec2::splat(MARGIN * unit),
        );
        let shows_code = self.open.as_ref().is_some_and(|open| !open.shows_lab() && open.demo().is_some());
        let code_width = if shows_code { CODE_WIDTH * unit } else { 0.0 };
        let caption =
            Rect::from_min_max(below.min, Pos2::new(below.right() - code_width - 24.0 * unit, below.bottom()));
        self.large_caption(ui, caption, unit);
        if shows_code {
            let code = Rect::from_min_size(
                Pos2::new(below.right() - code_width, below.top()),
                Vec2::new(code_width, CODE_LINE * 3.0 * unit + 32.0 * unit),
            );
            self.three_lines(ui, code, unit);
        }
        self.progress_line(
            ui,
            Rect::from_min_max(
                Pos2::new(stage.left(), screen.bottom() - 30.0 * unit),
                Pos2::new(stage.right(), screen.bottom()),
            ),
            unit,
        );
    }

    fn pointer(&mut self, context: &Context) {
        let (now, moved) = context.input(|input| (input.time, input.pointer.delta() != Vec2::ZERO));
        let Some(present) = &mut self.present else { return };
        if moved {
            present.pointer_moved = now;
        }
        let shown = now - present.pointer_moved < POINTER_SECS;
        if shown != present.pointer_shown {
            present.pointer_shown = shown;
            context.send_viewport_cmd(ViewportCommand::CursorVisible(shown));
        }
        if shown {
            context.request_repaint_after_secs((POINTER_SECS - (now - present.pointer_moved)).max(0.01) as f32);
        }
    }

    fn large_caption(&self, ui: &Ui, room: Rect, unit: f32) {
        let text = self.caption();
        let color = self.theme.color32(Ink::Text, 1.0);
        let layout =
            |size: f32| ui.painter().layout(text.clone(), font(Face::SansSemibold, size * unit), color, room.width());
        let mut size = CAPTION_SIZE;
        let mut galley = layout(size);
        while galley.size().y > room.height() && size > LEAST_TYPE {
            size -= 2.0;
            galley = layout(size);
        }
        ui.painter().galley(room.min, galley, color);
        let response = ui.interact(room, Id::unique("large-caption"), Sense::empty());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &text));
    }

    /// The line that ran, lit, between its neighbours.
    fn three_lines(&self, ui: &Ui, rect: Rect, unit: f32) {
        let theme = self.theme;
        let Some((open, facts)) = self.open.as_ref().zip(self.facts()) else { return };
        pane(ui, rect, theme);
        let text = &open.editor.text;
        let (ran, next) = lines_at(&facts.marks.lines, open.step.min(facts.steps));
        let lit = ran.or(next).unwrap_or(1);
        let lines: Vec<(u32, usize, usize)> = line_bounds(text);
        let many = lines.len() as u32;
        let first = lit.saturating_sub(1).min(many.saturating_sub(2)).max(1);
        let lines: Vec<_> = lines.into_iter().filter(|(number, ..)| (first..first + 3).contains(number)).collect();
        let indent = common_indent(lines.iter().filter_map(|(_, start, end)| text.get(*start..*end)));
        let spans = cached_spans(ui, text);
        let inner = rect.shrink2(Vec2::new(16.0 * unit, 16.0 * unit));
        let painter = ui.painter().with_clip_rect(inner);
        for (row, (number, start, end)) in lines.into_iter().enumerate() {
            // What all three are indented by is room for their ends.
            let start = (start + indent).min(end);
            let top = inner.top() + row as f32 * CODE_LINE * unit;
            let line = Rect::from_min_size(Pos2::new(inner.left(), top), Vec2::new(inner.width(), CODE_LINE * unit));
            let is_lit = ran == Some(number);
            if is_lit {
                painter.rect_filled(line, CornerRadius::same((10.0 * unit) as u8), theme.color32(Ink::Selection, 1.0));
                let bar = Rect::from_min_size(line.min, Vec2::new(7.0 * unit, line.height()));
                painter.rect_filled(bar, 2.0, theme.color32(Ink::Alive, 1.0));
            }
            let ink = theme.color32(Ink::Muted, 1.0);
            let right = Pos2::new(line.left() + 84.0 * unit, line.center().y);
            painter.text(right, egui::Align2::RIGHT_CENTER, number, font(Face::Mono, LEAST_TYPE * unit), ink);
            let left = line.left() + 112.0 * unit;
            let room = line.right() - left;
            let mut size = CODE_SIZE;
            let layout = |size: f32| {
                let pen = Pen::new(theme, size * unit, CODE_LINE * unit);
                ui.fonts_mut(|fonts| fonts.layout_job(highlight::job(text, &spans, start, end, pen)))
            };
            let mut galley = layout(size);
            while is_lit && galley.size().x > room && size > LEAST_TYPE {
                size -= 2.0;
                galley = layout(size);
            }
            let opacity = if is_lit { 1.0 } else { 0.72 };
            let at = Pos2::new(left, line.center().y - galley.size().y / 2.0);
            let shape = egui::epaint::TextShape::new(at, galley, ink).with_opacity_factor(opacity);
            painter.add(shape);
        }
    }

    fn progress_line(&self, ui: &Ui, rect: Rect, unit: f32) {
        let theme = self.theme;
        let Some(open) = &self.open else { return };
        let (step, end) = open.position(self.facts());
        let share = if end == 0 { 0.0 } else { (step as f64 / end as f64) as f32 };
        let y = rect.center().y;
        let bar = |to: f32, ink: Ink| {
            let line = Rect::from_min_max(Pos2::new(rect.left(), y - 3.0 * unit), Pos2::new(to, y + 3.0 * unit));
            ui.painter().rect_filled(line, 3.0 * unit, theme.color32(ink, 1.0));
        };
        let now = rect.left() + rect.width() * share;
        bar(rect.right(), Ink::Hairline);
        bar(now, Ink::Alive);
        ui.painter().circle_filled(Pos2::new(now, y), 10.0 * unit, theme.color32(Ink::Text, 1.0));
    }
}

/// Each line's number from 1, and where it starts and ends in bytes.
fn line_bounds(text: &str) -> Vec<(u32, usize, usize)> {
    let mut start = 0;
    (1_u32..)
        .zip(text.split_inclusive('\n'))
        .map(|(number, line)| {
            let bounds = (number, start, start + line.trim_end_matches('\n').len());
            start += line.len();
            bounds
        })
        .collect()
}

/// How many blanks all lines that are not blank begin with.
fn common_indent<'a>(lines: impl Iterator<Item = &'a str>) -> usize {
    lines
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .min()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_places_to_each_other() {
        assert_eq!(common_indent(["    def f(self):", "", "        pass"].into_iter()), 4);
        assert_eq!(common_indent(["", "\tx"].into_iter()), 0);
        assert_eq!(line_bounds("a\n\nbc"), [(1, 0, 1), (2, 2, 2), (3, 3, 5)]);
    }
}
