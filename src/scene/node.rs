//! One thing on the stage.

use super::geometry::{Point, Rect};
use super::ink::{Fill, Stroke};
use super::text::TextStyle;

/// Names the same thing from step to step, so that a scene can move into the next one.
///
/// Made from words that the view chooses, the most lasting first: `Key::new("object").of(17).of("count")`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(String);

impl Key {
    pub fn new(word: &str) -> Self {
        Self(word.to_owned())
    }

    /// The key of a part.
    pub fn of(&self, part: impl std::fmt::Display) -> Self {
        Self(format!("{}/{part}", self.0))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What lies over what. Within a layer, later nodes lie over earlier ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Panes and cards.
    #[default]
    Ground,
    /// Arrows.
    Lines,
    /// Text, badges and all that a line must not cover.
    Top,
}

/// What a node stands for when it is clicked or asked about; the one who made the scene knows what the words mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A thing of the model by its number (an object's slot in the heap, a thread, a job).
    Thing(u64),
    /// A step of the run.
    Step(u64),
    /// A line of the program, from 1.
    Line(u32),
    /// A name as the program writes it.
    Name(String),
}

/// One piece of a path; it starts where the piece before ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    Move(Point),
    Line(Point),
    /// A cubic Bézier curve: two control points and the end.
    Curve(Point, Point, Point),
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    Rect {
        rect: Rect,
        radius: f32,
        fill: Option<Fill>,
        stroke: Option<Stroke>,
    },
    Circle {
        center: Point,
        radius: f32,
        fill: Option<Fill>,
        stroke: Option<Stroke>,
    },
    /// An open or closed path. `arrow` puts a head of the stroke's ink at its end, pointing along the last piece.
    Path {
        segments: Vec<Segment>,
        closed: bool,
        fill: Option<Fill>,
        stroke: Option<Stroke>,
        arrow: bool,
    },
    /// One line of text; `at` is the left, middle or right end (by the style's align) of its baseline.
    Text {
        at: Point,
        text: String,
        style: TextStyle,
    },
}

/// A shape with a name, a meaning for screen readers, and what it stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub key: Key,
    pub shape: Shape,
    pub layer: Layer,
    /// 0 to 1; a tween fades by it.
    pub opacity: f32,
    /// What a screen reader says and a hover shows; empty for what only decorates.
    pub says: String,
    pub target: Option<Target>,
}

impl Node {
    pub fn new(key: Key, shape: Shape) -> Self {
        let layer = match shape {
            Shape::Rect { .. } | Shape::Circle { .. } => Layer::Ground,
            Shape::Path { .. } => Layer::Lines,
            Shape::Text { .. } => Layer::Top,
        };
        Self { key, shape, layer, opacity: 1.0, says: String::new(), target: None }
    }

    /// A rectangle with round corners.
    pub fn rect(key: Key, rect: Rect, radius: f32, fill: Option<Fill>, stroke: Option<Stroke>) -> Self {
        Self::new(key, Shape::Rect { rect, radius, fill, stroke })
    }

    /// A circle.
    pub fn circle(key: Key, center: Point, radius: f32, fill: Option<Fill>, stroke: Option<Stroke>) -> Self {
        Self::new(key, Shape::Circle { center, radius, fill, stroke })
    }

    /// One line of text.
    pub fn text(key: Key, at: Point, text: impl Into<String>, style: TextStyle) -> Self {
        Self::new(key, Shape::Text { at, text: text.into(), style })
    }

    /// A line along `segments` without a head.
    pub fn line(key: Key, segments: Vec<Segment>, stroke: Stroke) -> Self {
        Self::new(key, Shape::Path { segments, closed: false, fill: None, stroke: Some(stroke), arrow: false })
    }

    /// A line along `segments` with a head at its end.
    pub fn arrow(key: Key, segments: Vec<Segment>, stroke: Stroke) -> Self {
        Self::new(key, Shape::Path { segments, closed: false, fill: None, stroke: Some(stroke), arrow: true })
    }

    /// On another layer than its shape's own.
    pub fn on(mut self, layer: Layer) -> Self {
        self.layer = layer;
        self
    }

    /// With words for a screen reader and a hover.
    pub fn says(mut self, words: impl Into<String>) -> Self {
        self.says = words.into();
        self
    }

    /// Standing for `target` when clicked.
    pub fn stands_for(mut self, target: Target) -> Self {
        self.target = Some(target);
        self
    }

    /// See-through by `opacity`, 0 to 1.
    pub fn faded(mut self, opacity: f32) -> Self {
        self.opacity = opacity;
        self
    }

    /// Moved by `offset`.
    pub fn moved(mut self, offset: Point) -> Self {
        match &mut self.shape {
            Shape::Rect { rect, .. } => *rect = rect.moved(offset),
            Shape::Circle { center, .. } => *center = *center + offset,
            Shape::Text { at, .. } => *at = *at + offset,
            Shape::Path { segments, .. } => {
                for segment in segments {
                    *segment = match *segment {
                        Segment::Move(to) => Segment::Move(to + offset),
                        Segment::Line(to) => Segment::Line(to + offset),
                        Segment::Curve(a, b, to) => Segment::Curve(a + offset, b + offset, to + offset),
                    };
                }
            }
        }
        self
    }
}
