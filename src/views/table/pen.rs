//! The few ways in which the table and list views write and outline things.

use super::stage::Stage;
use crate::scene::theme::{line, radius, type_size};
use crate::scene::{Face, Fill, Ink, Key, Layer, Node, Point, Rect, Scene, Segment, Stroke, TextStyle, path, text};

/// Type of numbers that stand in a cell.
pub const CELL: f32 = 15.0;

pub fn label(ink: Ink) -> TextStyle {
    TextStyle::new(Face::Sans, type_size::LABEL, ink)
}

pub fn bold(size: f32, ink: Ink) -> TextStyle {
    TextStyle::new(Face::SansSemibold, size, ink)
}

pub fn mono(size: f32, ink: Ink) -> TextStyle {
    TextStyle::new(Face::Mono, size, ink)
}

pub fn mono_bold(size: f32, ink: Ink) -> TextStyle {
    TextStyle::new(Face::MonoBold, size, ink)
}

/// One line whose capitals have their middle at `center`.
pub fn write(scene: &mut Scene, key: Key, x: f32, center: f32, words: &str, style: TextStyle) {
    if !words.is_empty() {
        scene.push(Node::text(key, Point::new(x, text::baseline(center, style)), words, style));
    }
}

/// As [`write`], cut in the middle to a width.
pub fn write_in(scene: &mut Scene, key: Key, x: f32, center: f32, words: &str, style: TextStyle, width: f32) {
    write(scene, key, x, center, &text::fit(words, style, width), style);
}

/// Pieces one after the other from `x` on; gives where the last one ends.
pub fn write_pieces(scene: &mut Scene, key: &Key, x: f32, center: f32, pieces: &[(String, TextStyle)]) -> f32 {
    let mut x = x;
    for (number, (words, style)) in pieces.iter().enumerate() {
        let indent = words.len() - words.trim_start().len();
        let before = text::measure(words.get(..indent).unwrap_or_default(), *style);
        write(scene, key.of(number), x + before, center, words.trim(), *style);
        x += text::measure(words, *style);
    }
    x
}

/// How wide [`write_pieces`] will write.
pub fn pieces_width(pieces: &[(String, TextStyle)]) -> f32 {
    pieces.iter().map(|(words, style)| text::measure(words, *style)).sum()
}

/// A row's name in the gutter, with muted lines under it where the stage has room for them.
pub fn row_name(scene: &mut Scene, stage: &Stage, key: Key, center: f32, name: &str, notes: &[&str]) {
    let style = bold(type_size::VALUE, Ink::Text);
    let room = stage.left() - stage.margin() - 6.0;
    write_in(scene, key.clone(), stage.margin(), center, name, style, room);
    if stage.is_compact() {
        return;
    }
    for (number, note) in notes.iter().enumerate() {
        let below = center + 18.0 + 16.0 * number as f32;
        write_in(scene, key.of("note").of(number), stage.margin(), below, note, label(Ink::Muted), room);
    }
}

/// How a cell or card looks: what it is now, told by fill, outline and (by whoever draws it) a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// In use, in no special state.
    Plain,
    /// Spare or never used.
    Spare,
    /// Deleted.
    Dead,
    /// Another key is here.
    Collision,
    /// Found, or new.
    Hit,
    /// The search ended here, at nothing.
    Pulse,
}

impl Look {
    pub fn fill(self) -> Option<Fill> {
        match self {
            Look::Plain => Some(Fill::Plain(Ink::Raised)),
            Look::Spare => None,
            Look::Dead => Some(Fill::Hatch { ink: Ink::Lost, under: Ink::LostFill }),
            Look::Collision => Some(Fill::Plain(Ink::TurnFill)),
            Look::Hit => Some(Fill::Plain(Ink::AliveFill)),
            Look::Pulse => Some(Fill::Plain(Ink::TouchFill)),
        }
    }

    pub fn stroke(self) -> Stroke {
        match self {
            Look::Plain => Stroke::new(Ink::Hairline, line::HAIRLINE),
            Look::Spare => Stroke::dashed(Ink::Spare, line::HAIRLINE),
            Look::Dead => Stroke::new(Ink::Lost, 1.2),
            Look::Collision => Stroke::new(Ink::Turn, line::ARROW),
            Look::Hit => Stroke::new(Ink::Alive, line::ARROW),
            Look::Pulse => Stroke::new(Ink::Touch, line::ARROW),
        }
    }

    /// Text that is read, on this ground.
    pub fn text(self) -> Ink {
        match self {
            Look::Spare => Ink::Muted,
            Look::Dead => Ink::Lost,
            _ => Ink::Text,
        }
    }

    /// Second-rank text on this ground.
    pub fn second(self) -> Ink {
        match self {
            Look::Plain | Look::Spare => Ink::Muted,
            Look::Dead => Ink::Lost,
            Look::Collision => Ink::Turn,
            Look::Hit => Ink::OnAlive,
            Look::Pulse => Ink::Touch,
        }
    }

    /// The ink of what belongs to it outside of its fill.
    pub fn ink(self) -> Ink {
        match self {
            Look::Plain => Ink::Mark,
            Look::Spare => Ink::Spare,
            Look::Dead => Ink::Lost,
            Look::Collision => Ink::Turn,
            Look::Hit => Ink::Alive,
            Look::Pulse => Ink::Touch,
        }
    }
}

/// A cell or card without its text.
pub fn cell(key: Key, rect: Rect, look: Look) -> Node {
    Node::rect(key, rect, radius::ROW.min(rect.width / 4.0), look.fill(), Some(look.stroke()))
}

/// A plate that makes words on a hatch readable.
pub fn plate(scene: &mut Scene, key: Key, rect: Rect) {
    scene.push(Node::rect(key, rect, 4.0, Some(Fill::Plain(Ink::Pane)), None));
}

/// Down from one row into the next, its head upright.
pub fn falling(from: Point, to: Point) -> Vec<Segment> {
    let above = Point::new(to.x, to.y - 9.0);
    let mut segments = path::smooth_down(from, above);
    segments.push(Segment::Line(to));
    segments
}

pub fn badge_width(words: &str) -> f32 {
    (text::measure(words, bold(type_size::LABEL, Ink::OnSolid)) + 11.0).max(20.0)
}

/// A filled pill with dark words on it: a stop's number. Wide enough for its words.
pub fn badge(scene: &mut Scene, key: Key, center: Point, words: &str, ink: Ink) {
    badge_of(scene, key, center, words, ink, BADGE);
}

/// The height of a badge that has room.
pub const BADGE: f32 = 20.0;

/// A badge of another height.
pub fn badge_of(scene: &mut Scene, key: Key, center: Point, words: &str, ink: Ink, height: f32) {
    let style = bold(type_size::LABEL, Ink::OnSolid).middle();
    let width = badge_width(words);
    let rect = Rect::new(center.x - width / 2.0, center.y - height / 2.0, width, height);
    let node = Node::rect(key.clone(), rect, height / 2.0, Some(Fill::Plain(ink)), None).on(Layer::Top);
    scene.push(node.says(format!("stop {words}")));
    write(scene, key.of("number"), center.x, center.y, words, style);
}
