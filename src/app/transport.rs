//! The transport: play, step, speed, and the scrubber with the marks of what happened.

use eframe::egui::{self, Color32, Id, Key, Pos2, Rect, Response, Sense, Stroke, Ui, Vec2};

use super::Window;
use super::act::SPEEDS;
use super::command::Command;
use super::icon::{self, Icon, Make};
use super::look::words;
use super::session::lines_at;
use super::stage::pane;
use crate::replay::{Mark, MarkKind};
use crate::scene::paint::font;
use crate::scene::theme::{Theme, line, type_size};
use crate::scene::{Face, Ink};

/// Marks nearer than this are drawn as one of each kind.
const MARK_PITCH: f32 = 4.0;

/// How near the pointer must be to a mark to mean it.
const MARK_REACH: f32 = 5.0;

impl Window {
    pub(super) fn transport(&mut self, ui: &mut Ui) {
        let theme = self.theme;
        let rect = ui.max_rect();
        pane(ui, rect, theme);
        let inner = rect.shrink2(Vec2::new(16.0, 6.0));
        let mut row = ui.new_child(egui::UiBuilder::new().max_rect(inner).id_salt("row"));
        row.horizontal_centered(|ui| {
            self.buttons(ui);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                self.where_it_stands(ui);
                self.scrubber(ui);
            });
        });
    }

    fn buttons(&mut self, ui: &mut Ui) {
        let theme = self.theme;
        let instruction = ui.input(|input| input.modifiers.shift);
        let lab = self.open.as_ref().is_some_and(|open| open.shows_lab());
        let playing = self.open.as_ref().is_some_and(|open| open.playing.is_some());
        let (back, forward) = match instruction {
            true => (Command::StepBack, Command::StepForward),
            false => (Command::LineBack, Command::LineForward),
        };
        let play = if playing { Icon::Pause } else { Icon::Play };
        let mut shown = vec![
            (Icon::Start, Command::Restart, Make::Quiet),
            (Icon::Back, back, Make::Quiet),
            (play, Command::Play, Make::Primary),
            (Icon::Forward, forward, Make::Quiet),
            (Icon::End, Command::ToEnd, Make::Quiet),
        ];
        if !lab {
            shown.push((Icon::Over, Command::StepOver, Make::Quiet));
            shown.push((Icon::Out, Command::StepOut, Make::Quiet));
        }
        ui.spacing_mut().item_spacing.x = 6.0;
        for (icon, command, make) in shown {
            if icon::button(ui, icon, command, make, theme).clicked() {
                self.queue.push(command);
            }
        }
    }

    /// "line 13 of 17", the step, and the speed.
    fn where_it_stands(&mut self, ui: &mut Ui) {
        let theme = self.theme;
        let facts = self.facts().cloned();
        let Some(open) = &self.open else { return };
        let (step, end) = open.position(facts.as_ref());
        let speed = self.settings.get().speed;
        let first = match &facts {
            _ if open.shows_lab() => format!("step {step} of {end}"),
            Some(facts) => {
                let lines = open.editor.text.lines().count();
                lines_at(&facts.marks.lines, step)
                    .0
                    .map_or("start".to_owned(), |line| format!("line {line} of {lines}"))
            }
            None => String::new(),
        };
        ui.allocate_ui_with_layout(Vec2::new(108.0, 44.0), egui::Layout::top_down(egui::Align::Max), |ui| {
            ui.set_min_width(108.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.label(words(first, Face::Sans, type_size::VALUE, theme.color32(Ink::Text, 1.0)));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let muted = theme.color32(Ink::Muted, 1.0);
                let text = words(format!("{speed}x"), Face::Sans, type_size::LABEL, muted);
                let response = ui.add(egui::Button::new(text).frame(false).min_size(Vec2::new(40.0, 24.0)));
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Speed {speed}x")));
                egui::Popup::menu(&response).show(|ui| {
                    for choice in SPEEDS {
                        if ui.selectable_label(choice == speed, format!("{choice}x")).clicked() {
                            self.settings.get_mut().speed = choice;
                        }
                    }
                });
                response.on_hover_text("How fast it plays ([ and ])");
                if !self.open.as_ref().is_some_and(|open| open.shows_lab()) {
                    ui.label(words(format!("step {step}"), Face::Sans, type_size::LABEL, muted));
                }
            });
        });
    }

    fn scrubber(&mut self, ui: &mut Ui) {
        let theme = self.theme;
        let facts = self.facts().cloned();
        let Some(open) = &self.open else { return };
        let lab = open.shows_lab();
        let (step, end) = open.position(facts.as_ref());
        let width = (ui.available_width() - 12.0).max(60.0);
        let (_, space) = ui.allocate_space(Vec2::new(width, 44.0));
        let rect = space.shrink2(Vec2::new(8.0, 0.0));
        let response = ui.interact(space, Id::unique("scrubber"), Sense::click_and_drag());
        response.widget_info(|| egui::WidgetInfo::slider(true, step as f64, "Step of the run"));
        let scale = Scale { left: rect.left(), width: rect.width().max(1.0), end: end.max(1) };
        let marks: &[Mark] = facts.as_ref().filter(|_| !lab).map_or(&[], |facts| &facts.marks.happenings);
        let track = rect.top() + 16.0;
        let marks = thinned(marks, scale);
        if response.dragged() || response.clicked() {
            if let Some(at) = response.interact_pointer_pos() {
                let near = nearest(&marks, scale, at).filter(|_| response.clicked() && at.y > track + 8.0);
                self.queue.push(Command::GoTo(near.map_or_else(|| scale.step(at.x), |(mark, _)| mark.step)));
            }
        } else if response.has_focus() {
            for (key, command) in [(Key::ArrowLeft, Command::LineBack), (Key::ArrowRight, Command::LineForward)] {
                if ui.input(|input| input.key_pressed(key)) {
                    self.queue.push(command);
                }
            }
        }
        if response.has_focus() {
            // Left and right move the run, not the focus.
            let filter = egui::EventFilter { horizontal_arrows: true, ..egui::EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        }
        let now = scale.x(step);
        paint_track(ui, rect, track, now, response.has_focus(), theme);
        for (mark, many) in &marks {
            paint_mark(ui, *mark, Pos2::new(scale.x(mark.step), track + 17.0), *many, theme);
        }
        tell(&response, &marks, scale, |mark| {
            let line = facts.as_ref().and_then(|facts| lines_at(&facts.marks.lines, mark.step.saturating_add(1)).0);
            let line = line.map_or_else(String::new, |line| format!(", line {line}"));
            format!("{} at step {}{line}", word(mark.kind), mark.step)
        });
    }
}

/// Steps to points.
#[derive(Clone, Copy)]
struct Scale {
    left: f32,
    width: f32,
    end: u64,
}

impl Scale {
    fn x(self, step: u64) -> f32 {
        self.left + (step.min(self.end) as f64 / self.end as f64) as f32 * self.width
    }

    fn step(self, x: f32) -> u64 {
        let share = f64::from(((x - self.left) / self.width).clamp(0.0, 1.0));
        (share * self.end as f64).round() as u64
    }
}

/// One mark of a kind in each stretch of the scrubber, with how many it stands for.
fn thinned(marks: &[Mark], scale: Scale) -> Vec<(Mark, usize)> {
    let mut shown: Vec<(Mark, usize)> = Vec::new();
    let mut last: [Option<usize>; 6] = [None; 6];
    for mark in marks {
        let Some(slot) = last.get_mut(row(mark.kind)) else { continue };
        match slot.and_then(|place| shown.get_mut(place)) {
            Some((known, many)) if scale.x(mark.step) - scale.x(known.step) < MARK_PITCH => *many += 1,
            _ => {
                *slot = Some(shown.len());
                shown.push((*mark, 1));
            }
        }
    }
    shown
}

fn nearest(marks: &[(Mark, usize)], scale: Scale, at: Pos2) -> Option<(Mark, usize)> {
    let away = |mark: &Mark| (scale.x(mark.step) - at.x).abs();
    let near = marks.iter().filter(|(mark, _)| away(mark) <= MARK_REACH);
    near.min_by(|(a, _), (b, _)| away(a).total_cmp(&away(b)).then(row(b.kind).cmp(&row(a.kind)))).copied()
}

fn tell(response: &Response, marks: &[(Mark, usize)], scale: Scale, words: impl Fn(&Mark) -> String) {
    let Some(at) = response.hover_pos() else { return };
    let near: Vec<String> = marks
        .iter()
        .filter(|(mark, _)| (scale.x(mark.step) - at.x).abs() <= MARK_REACH)
        .map(|(mark, many)| match many {
            1 => words(mark),
            many => format!("{} and {} more", words(mark), many - 1),
        })
        .take(6)
        .collect();
    if !near.is_empty() {
        response.clone().on_hover_text_at_pointer(near.join("\n"));
    }
}

fn paint_track(ui: &Ui, rect: Rect, y: f32, now: f32, focused: bool, theme: Theme) {
    let ink = |ink: Ink| theme.color32(ink, 1.0);
    let bar = |left: f32, right: f32, color: Color32| {
        let rect = Rect::from_min_max(Pos2::new(left, y - 2.0), Pos2::new(right, y + 2.0));
        ui.painter().rect_filled(rect, 2.0, color);
    };
    bar(rect.left(), rect.right(), ink(Ink::Edge));
    bar(rect.left(), now, ink(Ink::Alive));
    ui.painter().circle(Pos2::new(now, y), 7.0, ink(Ink::Text), Stroke::new(line::ARROW, ink(Ink::Pane)));
    if focused {
        ui.painter().circle_stroke(Pos2::new(now, y), 10.0, Stroke::new(line::ARROW, ink(Ink::Alive)));
    }
}

/// Each kind has a shape of its own, so that colour is never all that tells it.
fn paint_mark(ui: &Ui, mark: Mark, at: Pos2, many: usize, theme: Theme) {
    let ink = |ink: Ink| theme.color32(ink, 1.0);
    let painter = ui.painter();
    let tall = if many > 1 { 1.25 } else { 1.0 };
    let polygon = |points: &[(f32, f32)], color: Color32| {
        let points = points.iter().map(|(x, y)| at + Vec2::new(*x, *y) * tall).collect();
        painter.add(egui::Shape::convex_polygon(points, color, Stroke::NONE));
    };
    match mark.kind {
        MarkKind::Allocation => {
            let size = Vec2::new(2.0, 7.0 * tall);
            painter.rect_filled(Rect::from_center_size(at, size), 1.0, ink(Ink::Alive));
        }
        MarkKind::Death => {
            let stroke = Stroke::new(line::ARROW, ink(Ink::Lost));
            let reach = 3.0 * tall;
            painter.line_segment([at - Vec2::splat(reach), at + Vec2::splat(reach)], stroke);
            painter.line_segment([at + Vec2::new(-reach, reach), at + Vec2::new(reach, -reach)], stroke);
        }
        MarkKind::Collection => {
            polygon(&[(0.0, -4.5), (4.0, 0.0), (0.0, 4.5), (-4.0, 0.0)], ink(Ink::Turn));
        }
        MarkKind::Resize => {
            let size = Vec2::splat(6.5 * tall);
            painter.rect_filled(Rect::from_center_size(at, size), 1.0, ink(Ink::Touch));
        }
        MarkKind::Output => polygon(&[(-3.5, -4.0), (4.5, 0.0), (-3.5, 4.0)], ink(Ink::Name)),
        MarkKind::Exception => polygon(&[(0.0, -4.5), (4.5, 3.5), (-4.5, 3.5)], ink(Ink::Lost)),
    }
}

/// Later rows win where marks meet.
fn row(kind: MarkKind) -> usize {
    match kind {
        MarkKind::Allocation => 0,
        MarkKind::Death => 1,
        MarkKind::Resize => 2,
        MarkKind::Output => 3,
        MarkKind::Collection => 4,
        MarkKind::Exception => 5,
    }
}

fn word(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Allocation => "An object is made",
        MarkKind::Death => "An object dies",
        MarkKind::Collection => "The collector runs",
        MarkKind::Resize => "A container is resized",
        MarkKind::Output => "Output",
        MarkKind::Exception => "An exception is raised",
    }
}

/// The painted signs of the marks, for a legend.
pub fn legend(ui: &mut Ui, theme: Theme) {
    let kinds = [
        MarkKind::Allocation,
        MarkKind::Death,
        MarkKind::Resize,
        MarkKind::Output,
        MarkKind::Collection,
        MarkKind::Exception,
    ];
    for kind in kinds {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(Vec2::splat(16.0), Sense::hover());
            paint_mark(ui, Mark { step: 0, kind, depth: 0 }, rect.center(), 1, theme);
            ui.label(egui::RichText::new(word(kind)).font(font(Face::Sans, type_size::VALUE)));
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_on_the_scrubber_is_a_step_and_back() {
        let scale = Scale { left: 10.0, width: 200.0, end: 1000 };
        for step in [0, 1, 500, 999, 1000] {
            assert_eq!(scale.step(scale.x(step)), step);
        }
        assert_eq!((scale.step(-5.0), scale.step(900.0)), (0, 1000));
    }

    #[test]
    fn a_million_marks_become_a_few_of_each_kind() {
        let kind = |step: u64| if step.is_multiple_of(2) { MarkKind::Output } else { MarkKind::Death };
        let mark = |step| Mark { step, kind: kind(step), depth: 1 };
        let marks: Vec<Mark> = (0..100_000).map(mark).collect();
        let shown = thinned(&marks, Scale { left: 0.0, width: 400.0, end: 100_000 });
        assert!(shown.len() <= 2 * 101, "{}", shown.len());
        assert_eq!(shown.iter().map(|(_, many)| many).sum::<usize>(), marks.len());
    }
}
