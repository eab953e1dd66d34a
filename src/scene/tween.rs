//! From one scene to the next: by key, what stayed moves, what came fades in, what went fades out.
//!
//! A view never animates; whoever shows scenes keeps a [`Tween`] and asks it for the moment. Words, captions and what a
//! node stands for are those of the next scene from the first moment on, so that nothing is said late.

use std::collections::HashMap;

use super::Scene;
use super::geometry::{Point, Rect, Size};
use super::ink::Stroke;
use super::node::{Key, Node, Segment, Shape};
use super::path;

/// Two scenes matched by key, ready to be asked for any moment between them.
#[derive(Clone, Debug)]
pub struct Tween {
    previous: Scene,
    next: Scene,
    /// For each node of `next`, its place in `previous`.
    came_from: Vec<Option<usize>>,
    /// Places in `previous` of what is no more.
    gone: Vec<usize>,
}

impl Tween {
    /// Matches the two; the first of nodes with the same key counts.
    pub fn new(previous: Scene, next: Scene) -> Self {
        let mut places: HashMap<&Key, usize> = HashMap::with_capacity(previous.nodes.len());
        for (place, node) in previous.nodes.iter().enumerate() {
            places.entry(&node.key).or_insert(place);
        }
        let came_from: Vec<Option<usize>> = next.nodes.iter().map(|node| places.remove(&node.key)).collect();
        let mut stays = vec![false; previous.nodes.len()];
        for place in came_from.iter().flatten() {
            if let Some(stays) = stays.get_mut(*place) {
                *stays = true;
            }
        }
        let gone = stays.iter().enumerate().filter(|(_, stays)| !**stays).map(|(place, _)| place).collect();
        Self { previous, next, came_from, gone }
    }

    /// The scene it leads to.
    pub fn target(&self) -> &Scene {
        &self.next
    }

    /// Whether nothing moves or changes.
    pub fn is_still(&self) -> bool {
        self.previous == self.next
    }

    /// The scene `t` of the way, 0 to 1, with a soft start and end.
    pub fn at(&self, t: f32) -> Scene {
        if t >= 1.0 || t.is_nan() {
            return self.next.clone();
        }
        let t = eased(t.max(0.0));
        let size = Size::new(
            mix(self.previous.size.width, self.next.size.width, t),
            mix(self.previous.size.height, self.next.size.height, t),
        );
        let mut nodes = Vec::with_capacity(self.next.nodes.len() + self.gone.len());
        // What goes lies under what stays.
        nodes.extend(self.gone.iter().filter_map(|place| self.previous.nodes.get(*place)).map(|node| leaving(node, t)));
        for (node, place) in self.next.nodes.iter().zip(&self.came_from) {
            let before = place.and_then(|place| self.previous.nodes.get(place));
            nodes.push(match before {
                Some(before) if before == node => node.clone(),
                Some(before) => between(before, node, t),
                None => node.clone().faded(node.opacity * t),
            });
        }
        Scene { size, nodes, caption: self.next.caption.clone() }
    }
}

/// One moment of the way from `previous` to `next`; for more than one, keep a [`Tween`].
pub fn tween(previous: &Scene, next: &Scene, t: f32) -> Scene {
    Tween::new(previous.clone(), next.clone()).at(t)
}

/// Slow at both ends (a cubic).
fn eased(t: f32) -> f32 {
    if t < 0.5 { 4.0 * t * t * t } else { 1.0 - (2.0 - 2.0 * t).powi(3) / 2.0 }
}

fn leaving(node: &Node, t: f32) -> Node {
    let mut node = node.clone().faded(node.opacity * (1.0 - t));
    // It is no more: nobody should read it out or click it.
    node.says.clear();
    node.target = None;
    node
}

fn between(before: &Node, node: &Node, t: f32) -> Node {
    Node {
        key: node.key.clone(),
        shape: shape_between(&before.shape, &node.shape, t),
        layer: node.layer,
        opacity: mix(before.opacity, node.opacity, t),
        says: node.says.clone(),
        target: node.target.clone(),
    }
}

fn shape_between(before: &Shape, after: &Shape, t: f32) -> Shape {
    match (before, after) {
        (
            Shape::Rect { rect: a, radius: from, stroke: line, .. },
            Shape::Rect { rect: b, radius: to, fill, stroke },
        ) => Shape::Rect {
            rect: rect_between(*a, *b, t),
            radius: mix(*from, *to, t),
            fill: *fill,
            stroke: stroke_between(*line, *stroke, t),
        },
        (
            Shape::Circle { center: a, radius: from, stroke: line, .. },
            Shape::Circle { center: b, radius: to, fill, stroke },
        ) => Shape::Circle {
            center: a.toward(*b, t),
            radius: mix(*from, *to, t),
            fill: *fill,
            stroke: stroke_between(*line, *stroke, t),
        },
        (
            Shape::Path { segments: from, stroke: line, .. },
            Shape::Path { segments: to, closed, fill, stroke, arrow },
        ) => Shape::Path {
            segments: path_between(from, to, t),
            closed: *closed,
            fill: *fill,
            stroke: stroke_between(*line, *stroke, t),
            arrow: *arrow,
        },
        (Shape::Text { at: a, style: from, .. }, Shape::Text { at: b, text, style }) => {
            let mut style = *style;
            style.size = mix(from.size, style.size, t);
            Shape::Text { at: a.toward(*b, t), text: text.clone(), style }
        }
        _ => after.clone(),
    }
}

fn path_between(from: &[Segment], to: &[Segment], t: f32) -> Vec<Segment> {
    let alike = |(a, b): (&Segment, &Segment)| std::mem::discriminant(a) == std::mem::discriminant(b);
    if from.len() == to.len() && from.iter().zip(to).all(alike) {
        return from.iter().zip(to).map(|(a, b)| segment_between(*a, *b, t)).collect();
    }
    let (before, after) = (path::flatten(from), path::flatten(to));
    let ([before], [after]) = (before.as_slice(), after.as_slice()) else { return to.to_vec() };
    // Two routes of different make: points at the same share of their lengths go to one another.
    let (far, near) = (path::length(before), path::length(after));
    let share = |piece: usize| piece as f32 / PIECES as f32;
    let place = |piece: usize| {
        let from = path::point_at(before, far * share(piece))?;
        Some(from.toward(path::point_at(after, near * share(piece))?, t))
    };
    path::polyline(&(0..=PIECES).filter_map(place).collect::<Vec<Point>>())
}

const PIECES: usize = 32;

fn segment_between(from: Segment, to: Segment, t: f32) -> Segment {
    match (from, to) {
        (Segment::Move(a), Segment::Move(b)) => Segment::Move(a.toward(b, t)),
        (Segment::Line(a), Segment::Line(b)) => Segment::Line(a.toward(b, t)),
        (Segment::Curve(a, b, c), Segment::Curve(x, y, z)) => {
            Segment::Curve(a.toward(x, t), b.toward(y, t), c.toward(z, t))
        }
        _ => to,
    }
}

fn stroke_between(before: Option<Stroke>, after: Option<Stroke>, t: f32) -> Option<Stroke> {
    let after = after?;
    let width = before.map_or(after.width, |before| mix(before.width, after.width, t));
    Some(Stroke { width, ..after })
}

fn rect_between(from: Rect, to: Rect, t: f32) -> Rect {
    Rect::new(mix(from.x, to.x, t), mix(from.y, to.y, t), mix(from.width, to.width, t), mix(from.height, to.height, t))
}

fn mix(from: f32, to: f32, t: f32) -> f32 {
    from + (to - from) * t
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Face, Fill, Ink, TextStyle, sample};

    fn rect(key: &str, x: f32) -> Node {
        Node::rect(Key::new(key), Rect::new(x, 0.0, 10.0, 10.0), 2.0, Some(Fill::Plain(Ink::Raised)), None).says(key)
    }

    fn scene(nodes: Vec<Node>) -> Scene {
        Scene { size: Size::new(100.0, 100.0), nodes, caption: String::new() }
    }

    #[test]
    fn what_stayed_moves_what_came_fades_in_what_went_fades_out() {
        let tween = Tween::new(
            scene(vec![rect("stays", 0.0), rect("goes", 5.0)]),
            scene(vec![rect("comes", 7.0), rect("stays", 100.0)]),
        );
        let half = tween.at(0.5);
        let node = |key: &str| half.node(&Key::new(key)).unwrap().clone();
        assert!(matches!(node("stays").shape, Shape::Rect { rect, .. } if (rect.x - 50.0).abs() < 0.01));
        assert!((node("comes").opacity - 0.5).abs() < 0.01 && (node("goes").opacity - 0.5).abs() < 0.01);
        assert!(node("goes").says.is_empty());
        assert_eq!(tween.at(1.0), *tween.target());
    }

    #[test]
    fn a_text_switches_at_once_and_moves() {
        let style = TextStyle::new(Face::Mono, 12.0, Ink::Text);
        let text = |words: &str, x| scene(vec![Node::text(Key::new("count"), Point::new(x, 0.0), words, style)]);
        let start = tween(&text("1", 0.0), &text("2", 10.0), 0.0);
        assert!(matches!(&start.nodes[0].shape, Shape::Text { at, text, .. } if text == "2" && at.x == 0.0));
    }

    #[test]
    fn routes_of_different_make_lead_from_one_to_the_other() {
        let (a, b) = (Point::new(0.0, 0.0), Point::new(100.0, 0.0));
        let stroke = Stroke::new(Ink::Alive, 1.6);
        let before = scene(vec![Node::arrow(Key::new("a"), path::straight(a, b), stroke)]);
        let to = Point::new(100.0, 40.0);
        let after = scene(vec![Node::arrow(Key::new("a"), path::smooth(Point::new(0.0, 40.0), to), stroke)]);
        let Shape::Path { segments, .. } = &tween(&before, &after, 0.5).nodes[0].shape else { panic!() };
        let line = path::flatten(segments).concat();
        assert!((line.first().unwrap().y - 20.0).abs() < 0.01 && (line.last().unwrap().y - 20.0).abs() < 0.01);
    }

    #[test]
    fn a_key_used_twice_still_ends_in_the_next_scene() {
        let twice = scene(vec![rect("same", 0.0), rect("same", 50.0)]);
        let tween = Tween::new(twice.clone(), twice.clone());
        assert_eq!(tween.at(0.3).nodes.len(), 3, "the second has no partner: it fades out and in");
        assert_eq!(tween.at(1.0), twice);
    }

    #[test]
    fn a_scene_that_does_not_change_is_still() {
        let sheet = sample::sheet();
        let tween = Tween::new(sheet.clone(), sheet.clone());
        assert!(tween.is_still());
        assert_eq!(tween.at(0.4), sheet);
    }
}
