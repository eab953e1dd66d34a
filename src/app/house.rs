//! The house: a bay for each topic, a stem in it, and a leaf for each question, lowest first, left and right in turn.
//!
//! Filled is read, outlined begun, dashed not yet. Leaves stand for nothing but questions.

use eframe::egui::{self, Align2, Color32, Id, Painter, Pos2, Rect, Sense, Shape, Stroke, Ui, Vec2};

use super::Window;
use super::command::Command;
use super::look::{plain, words};
use crate::lessons::Topic;
use crate::scene::paint::font;
use crate::scene::theme::{Theme, line, type_size};
use crate::scene::{Face, Ink, TextStyle, text};

/// From leaf to leaf along the stem: in a full house, and at most.
const PITCH: f32 = 15.0;
const WIDEST_PITCH: f32 = 24.0;
const LEAF: Vec2 = Vec2::new(27.0, 13.0);
/// Room above the tallest stem, under the roof.
const AIR: f32 = 46.0;
const ROOF: f32 = 44.0;
const NAMES_HEIGHT: f32 = 48.0;
/// The least height of the glass, so that a young house is one.
const LEAST: f32 = 190.0;

/// How a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Growth {
    Read,
    Begun,
    NotYet,
}

impl Growth {
    fn words(self) -> &'static str {
        match self {
            Growth::Read => "read",
            Growth::Begun => "begun",
            Growth::NotYet => "not yet",
        }
    }
}

impl Window {
    pub(super) fn house(&mut self, ui: &mut Ui) {
        let theme = self.theme;
        let ink = |ink: Ink| theme.color32(ink, 1.0);
        let bays: Vec<(Topic, Vec<usize>)> = Topic::ALL
            .into_iter()
            .map(|topic| (topic, self.places(topic)))
            .filter(|(_, places)| !places.is_empty())
            .collect();
        let count = |growth: Growth| {
            bays.iter().flat_map(|(_, places)| places).filter(|place| self.growth(**place) == growth).count()
        };
        let (read, begun) = (count(Growth::Read), count(Growth::Begun));
        let all = self.library.lessons().len();
        ui.horizontal(|ui| {
            ui.label(words(format!("{all} questions"), Face::SansSemibold, type_size::HEADING, ink(Ink::Text)));
            ui.label(words(format!("{read} read, {begun} begun"), Face::Sans, type_size::VALUE, ink(Ink::Muted)));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                for growth in [Growth::NotYet, Growth::Begun, Growth::Read] {
                    ui.label(words(growth.words(), Face::Sans, type_size::LABEL, ink(Ink::Muted)));
                    let (rect, _) = ui.allocate_exact_size(Vec2::new(30.0, 18.0), Sense::empty());
                    leaf(ui.painter(), rect.left_center() + Vec2::new(2.0, 4.0), 1.0, growth, theme);
                    ui.add_space(8.0);
                }
            });
        });
        let tallest = bays.iter().map(|(_, places)| places.len()).max().unwrap_or(0);
        let glass = (tallest as f32 * PITCH + AIR).max(LEAST);
        let pitch = ((glass - AIR) / tallest.max(1) as f32).clamp(PITCH, WIDEST_PITCH);
        let (_, whole) = ui.allocate_space(Vec2::new(ui.available_width(), ROOF + glass + NAMES_HEIGHT));
        let walls = Rect::from_min_size(whole.min + Vec2::new(0.0, ROOF), Vec2::new(whole.width(), glass));
        frame(ui.painter(), walls, bays.len(), theme);
        let width = walls.width() / bays.len().max(1) as f32;
        for (at, (topic, places)) in bays.into_iter().enumerate() {
            let bay =
                Rect::from_min_size(walls.min + Vec2::new(at as f32 * width, 0.0), Vec2::new(width, walls.height()));
            self.bay(ui, bay, topic, &places, pitch);
        }
    }

    fn growth(&self, place: usize) -> Growth {
        let Some(lesson) = self.library.lessons().get(place) else { return Growth::NotYet };
        match self.progress.get().visit(&lesson.slug) {
            Some(visit) if visit.read_secs.is_some() => Growth::Read,
            Some(_) => Growth::Begun,
            None => Growth::NotYet,
        }
    }

    fn bay(&mut self, ui: &mut Ui, bay: Rect, topic: Topic, places: &[usize], pitch: f32) {
        let theme = self.theme;
        let ink = |ink: Ink| theme.color32(ink, 1.0);
        let root = Pos2::new(bay.center().x, bay.bottom());
        let height = |at: usize| at as f32 * pitch + 26.0;
        let grown = places.iter().rposition(|place| self.growth(*place) != Growth::NotYet);
        let top = root - Vec2::new(0.0, height(places.len().saturating_sub(1)) + 6.0);
        ui.painter().line_segment([root, top], Stroke::new(1.4, ink(Ink::Hairline)));
        if let Some(grown) = grown {
            let to = root - Vec2::new(0.0, height(grown) + 6.0);
            ui.painter().line_segment([root, to], Stroke::new(2.0, ink(Ink::Alive)));
        }
        for (at, place) in places.iter().enumerate() {
            let side = if at % 2 == 0 { 1.0 } else { -1.0 };
            let foot = root - Vec2::new(0.0, height(at));
            self.lesson_leaf(ui, foot, side, *place);
        }
        self.bay_name(ui, bay, topic, places);
    }

    fn lesson_leaf(&mut self, ui: &mut Ui, foot: Pos2, side: f32, place: usize) {
        let Some(lesson) = self.library.lessons().get(place) else { return };
        let growth = self.growth(place);
        let center = foot + Vec2::new(side * (LEAF.x / 2.0 + 4.0), -4.0);
        let rect = Rect::from_center_size(center, Vec2::new(LEAF.x + 10.0, PITCH * 2.0 - 2.0));
        let response = ui.interact(rect, Id::unique(("leaf", place)), Sense::click());
        let question = plain(&lesson.question);
        let said = format!("{}: {question}, {}", lesson.title, growth.words());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &said));
        leaf(ui.painter(), foot, side, growth, self.theme);
        if response.hovered() || response.has_focus() {
            let stroke = Stroke::new(line::ARROW, self.theme.color32(Ink::Alive, 1.0));
            ui.painter().rect_stroke(rect, 8.0, stroke, egui::StrokeKind::Inside);
        }
        if response.clicked() {
            self.queue.push(Command::Open(place));
        }
        response.on_hover_text(format!("{}\n{question}", lesson.title));
    }

    /// The topic's name and count, which open its list.
    fn bay_name(&mut self, ui: &mut Ui, bay: Rect, topic: Topic, places: &[usize]) {
        let theme = self.theme;
        let ink = |ink: Ink| theme.color32(ink, 1.0);
        let read = places.iter().filter(|place| self.is_read(**place)).count();
        let count = format!("{read} of {}", places.len());
        let rect = Rect::from_min_size(
            Pos2::new(bay.left() + 2.0, bay.bottom() + 4.0),
            Vec2::new(bay.width() - 4.0, NAMES_HEIGHT - 4.0),
        );
        let response = ui.interact(rect, Id::unique(("bay", topic)), Sense::click());
        let said = format!("{}, {count} read", topic.title());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &said));
        let chosen = self.home.topic == Some(topic);
        if chosen || response.hovered() {
            ui.painter().rect_filled(rect, 8.0, ink(if chosen { Ink::Selection } else { Ink::Raised }));
        }
        self.focus_ring(ui, &response);
        let style = TextStyle::new(Face::SansMedium, type_size::VALUE, Ink::Text);
        let name = text::fit(topic.title(), style, rect.width() - 8.0);
        let at = |y: f32| Pos2::new(rect.center().x, rect.top() + y);
        ui.painter().text(
            at(14.0),
            Align2::CENTER_CENTER,
            name,
            font(Face::SansMedium, type_size::VALUE),
            ink(Ink::Text),
        );
        ui.painter().text(at(32.0), Align2::CENTER_CENTER, count, font(Face::Sans, type_size::LABEL), ink(Ink::Muted));
        if response.clicked() {
            self.home.topic = (!chosen).then_some(topic);
        }
        response.on_hover_text("List these lessons");
    }
}

/// Walls, roof, and the bars between the bays.
fn frame(painter: &Painter, walls: Rect, bays: usize, theme: Theme) {
    let ink = |ink: Ink| theme.color32(ink, 1.0);
    let edge = Stroke::new(line::HAIRLINE, ink(Ink::Hairline));
    let ridge = Pos2::new(walls.center().x, walls.top() - ROOF);
    let roof = |x: f32| {
        let share = 1.0 - (x - walls.center().x).abs() / (walls.width() / 2.0).max(1.0);
        walls.top() - 10.0 - (ROOF - 10.0) * share
    };
    let eaves = [Pos2::new(walls.left(), roof(walls.left())), Pos2::new(walls.right(), roof(walls.right()))];
    let glass = vec![walls.left_bottom(), eaves[0], ridge, eaves[1], walls.right_bottom()];
    painter.add(Shape::convex_polygon(glass, ink(Ink::Pane), edge));
    painter.line_segment([walls.left_top(), walls.right_top()], edge);
    for bar in 1..bays {
        let x = walls.left() + walls.width() * bar as f32 / bays as f32;
        painter.line_segment([Pos2::new(x, roof(x)), Pos2::new(x, walls.bottom())], edge);
    }
    painter.line_segment([walls.left_bottom(), walls.right_bottom()], Stroke::new(1.6, ink(Ink::Mark)));
}

/// A leaf from its foot to one side and upwards.
fn leaf(painter: &Painter, foot: Pos2, side: f32, growth: Growth, theme: Theme) {
    let ink = |ink: Ink| theme.color32(ink, 1.0);
    let angle = -0.42_f32;
    let (sin, cos) = angle.sin_cos();
    let place = |along: f32, across: f32| {
        let (x, y) = (along * cos - across * sin, along * sin + across * cos);
        foot + Vec2::new(side * (x + 2.0), y)
    };
    let half = |t: f32| (std::f32::consts::PI * t).sin() * (1.0 - 0.25 * t) * LEAF.y / 2.0;
    let steps = (0..=12).map(|step| step as f32 / 12.0);
    let mut outline: Vec<Pos2> = steps.clone().map(|t| place(t * LEAF.x, -half(t))).collect();
    outline.extend(steps.rev().skip(1).map(|t| place(t * LEAF.x, half(t))));
    match growth {
        Growth::Read => drop(painter.add(Shape::convex_polygon(outline, ink(Ink::Alive), Stroke::NONE))),
        Growth::Begun => {
            let stroke = Stroke::new(line::ARROW, ink(Ink::Alive));
            painter.add(Shape::closed_line(outline, stroke));
        }
        Growth::NotYet => dashed(painter, outline, ink(Ink::Spare)),
    }
}

fn dashed(painter: &Painter, mut outline: Vec<Pos2>, color: Color32) {
    outline.extend(outline.first().copied());
    painter.extend(Shape::dashed_line(&outline, Stroke::new(line::HAIRLINE, color), 3.5, 3.0));
}
