//! The program as it runs: the line that ran, the next one, breakpoints in the gutter, and what can be done with a line.

use eframe::egui::text::LayoutJob;
use eframe::egui::{self, CornerRadius, Id, Pos2, Rect, Sense, Ui, Vec2};

use super::Window;
use super::command::Command;
use super::engine::Trouble;
use super::highlight::{self, Pen};
use super::inspector::Chosen;
use super::program::{GUTTER, LINE_HEIGHT, cached_spans, error_line};
use super::session::lines_at;
use crate::inspect::Wish;
use crate::scene::paint::font;
use crate::scene::theme::{Theme, type_size};
use crate::scene::{Face, Ink};

impl Window {
    /// The program as it runs: the line that ran lit, the next one marked, an error under its line.
    pub(super) fn listing(&mut self, ui: &mut Ui, trouble: Option<&Trouble>) {
        let theme = self.theme;
        let facts = self.facts().cloned();
        let Some(open) = &self.open else { return };
        let text = open.editor.text.clone();
        let breakpoints = open.breakpoints.clone();
        let mut wish = None;
        let (ran, next) =
            facts.as_ref().map_or((None, None), |facts| lines_at(&facts.marks.lines, open.step.min(facts.steps)));
        let moved = ui.data(|data| data.get_temp::<(u64, Option<u32>)>(Id::unique("listing"))) != Some((open.run, ran));
        ui.data_mut(|data| data.insert_temp(Id::unique("listing"), (open.run, ran)));
        let spans = cached_spans(ui, &text);
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut offset = 0;
        for (number, line) in (1_u32..).zip(text.split_inclusive('\n')) {
            let end = offset + line.trim_end_matches('\n').len();
            let pen = Pen::new(theme, type_size::VALUE, LINE_HEIGHT);
            let job = highlight::job(&text, &spans, offset, end, pen);
            offset += line.len();
            let state = LineState {
                number,
                ran: ran == Some(number),
                next: next == Some(number),
                marked: breakpoints.contains(&number),
            };
            let names = offset - line.len()..end;
            let response = code_line(ui, state, job, theme);
            if response.clicked() {
                let at = response.interact_pointer_pos();
                match at.is_some_and(|at| at.x < response.rect.left() + GUTTER - 8.0) {
                    true => self.queue.push(Command::BreakpointAt(number)),
                    false => self.go_before(number),
                }
            }
            wish = wish.or_else(|| line_menu(&response, number, &text, names, &spans));
            if ran.or(next) == Some(number) && moved {
                // With what comes before and after it in sight.
                ui.scroll_to_rect(response.rect.expand2(Vec2::new(0.0, LINE_HEIGHT * 2.0)), None);
            }
            if let Some(trouble) = trouble.filter(|trouble| trouble.line == number) {
                error_line(ui, trouble, theme);
            }
        }
        if let Some(trouble) = trouble.filter(|trouble| trouble.line as usize > text.lines().count()) {
            error_line(ui, trouble, theme);
        }
        let context = ui.ctx().clone();
        match wish {
            Some(LineWish::Inspect(name)) => self.inspect(Chosen::Name(name), &context),
            Some(LineWish::Change(name)) => self.search_change(Wish::Name(name), &context),
            Some(LineWish::Look(view, name)) => self.look_at(view, &name),
            Some(LineWish::Mark(line)) => self.queue.push(Command::BreakpointAt(line)),
            Some(LineWish::Go(line)) => self.go_before(line),
            None => {}
        }
    }
}

struct LineState {
    number: u32,
    ran: bool,
    next: bool,
    /// It has a breakpoint.
    marked: bool,
}

/// What the menu of a line was asked for.
enum LineWish {
    Inspect(String),
    Change(String),
    Look(&'static str, String),
    Mark(u32),
    Go(u32),
}

/// What can be done with a line and the names on it, by the pointer's other button.
fn line_menu(
    response: &egui::Response,
    line: u32,
    text: &str,
    part: std::ops::Range<usize>,
    spans: &[highlight::Span],
) -> Option<LineWish> {
    let mut wish = None;
    response.context_menu(|ui| {
        if ui.button("Go to before this line").clicked() {
            wish = Some(LineWish::Go(line));
        }
        if ui.button("Breakpoint").clicked() {
            wish = Some(LineWish::Mark(line));
        }
        for name in highlight::names(text, spans, part) {
            ui.separator();
            if ui.button(format!("Inspect {name}")).clicked() {
                wish = Some(LineWish::Inspect(name.clone()));
            }
            if ui.button(format!("Run to the next change of {name}")).clicked() {
                wish = Some(LineWish::Change(name.clone()));
            }
            ui.menu_button(format!("Look at {name} as"), |ui| {
                for view in crate::views::NAMES {
                    if ui.button(super::engine::view_title(view)).clicked() {
                        wish = Some(LineWish::Look(view, name.clone()));
                    }
                }
            });
        }
    });
    wish
}

fn code_line(ui: &mut Ui, state: LineState, job: LayoutJob, theme: Theme) -> egui::Response {
    let ink = |ink: Ink| theme.color32(ink, 1.0);
    let spoken = job.text.clone();
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let width = (galley.size().x + GUTTER + 16.0).max(ui.available_width());
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, LINE_HEIGHT), Sense::click());
    let marked = if state.marked { ", breakpoint" } else { "" };
    let said = match (state.ran, state.next) {
        (true, _) => format!("line {}{marked}, just run: {spoken}", state.number),
        (_, true) => format!("line {}{marked}, next: {spoken}", state.number),
        _ => format!("line {}{marked}: {spoken}", state.number),
    };
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &said));
    let painter = ui.painter();
    if state.ran {
        painter.rect_filled(rect, CornerRadius::same(6), ink(Ink::Selection));
        let bar = Rect::from_min_size(rect.min + Vec2::new(0.0, 4.0), Vec2::new(3.0, rect.height() - 8.0));
        painter.rect_filled(bar, CornerRadius::same(1), ink(Ink::Alive));
    }
    if state.next {
        let tip = Pos2::new(rect.left() + 12.0, rect.center().y);
        let points = vec![tip + Vec2::new(-6.0, -4.5), tip, tip + Vec2::new(-6.0, 4.5)];
        painter.add(egui::Shape::closed_line(points, egui::Stroke::new(1.4, ink(Ink::Touch))));
    }
    if state.marked {
        painter.circle_filled(Pos2::new(rect.left() + 19.0, rect.center().y), 4.5, ink(Ink::Lost));
    }
    let right = Pos2::new(rect.left() + GUTTER - 14.0, rect.center().y);
    let number = if state.ran { Ink::Text } else { Ink::Muted };
    painter.text(right, egui::Align2::RIGHT_CENTER, state.number, font(Face::Mono, type_size::LABEL), ink(number));
    painter.galley(Pos2::new(rect.left() + GUTTER, rect.top()), galley, ink(Ink::Text));
    if response.has_focus() || response.hovered() {
        let focused = response.has_focus();
        let stroke =
            if focused { egui::Stroke::new(1.6, ink(Ink::Alive)) } else { egui::Stroke::new(1.0, ink(Ink::Hairline)) };
        painter.rect_stroke(rect, CornerRadius::same(6), stroke, egui::StrokeKind::Inside);
    }
    response.on_hover_text("Click: to the moment before this line. Click its number: breakpoint. Right-click: names.")
}
