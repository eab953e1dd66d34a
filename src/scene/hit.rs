//! Where nodes are: their boxes, what lies under a pointer, and what a screen reader finds where.

use super::Scene;
use super::geometry::{Point, Rect};
use super::node::{Node, Shape};
use super::path;
use super::svg::in_painting_order;
use super::text::line_box;

/// How near to a line a pointer must be to mean it, in points.
const NEAR: f32 = 6.0;

/// The box around a node, without the width of its line.
pub fn bounds(node: &Node) -> Rect {
    match &node.shape {
        Shape::Rect { rect, .. } => *rect,
        Shape::Circle { center, radius, .. } => {
            Rect::new(center.x - radius, center.y - radius, radius * 2.0, radius * 2.0)
        }
        Shape::Text { at, text, style } => line_box(*at, text, *style),
        Shape::Path { segments, .. } => around(path::flatten(segments).into_iter().flatten()),
    }
}

/// The topmost node under `point` that can be asked about or clicked.
pub fn hit(scene: &Scene, point: Point) -> Option<&Node> {
    in_painting_order(scene).rev().find(|node| (node.target.is_some() || !node.says.is_empty()) && lies_on(node, point))
}

/// What can be read aloud and where, from the left top on in reading order.
pub fn said(scene: &Scene) -> Vec<(Rect, &Node)> {
    let speaking = in_painting_order(scene).filter(|node| !node.says.is_empty());
    let mut said: Vec<(Rect, &Node)> = speaking.map(|node| (bounds(node), node)).collect();
    said.sort_by(|(a, _), (b, _)| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    said
}

fn lies_on(node: &Node, point: Point) -> bool {
    match &node.shape {
        Shape::Circle { center, radius, .. } => path::distance(*center, point) <= radius.max(NEAR),
        Shape::Path { closed: false, segments, .. } => {
            path::flatten(segments).iter().any(|line| path::nearest(line, point) <= NEAR)
        }
        _ => {
            let bounds = bounds(node);
            (bounds.x..=bounds.right()).contains(&point.x) && (bounds.y..=bounds.bottom()).contains(&point.y)
        }
    }
}

fn around(points: impl Iterator<Item = Point>) -> Rect {
    let extent = points.fold(None, |extent: Option<(Point, Point)>, point| match extent {
        None => Some((point, point)),
        Some((low, high)) => Some((
            Point::new(low.x.min(point.x), low.y.min(point.y)),
            Point::new(high.x.max(point.x), high.y.max(point.y)),
        )),
    });
    extent.map_or(Rect::default(), |(low, high)| Rect::new(low.x, low.y, high.x - low.x, high.y - low.y))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Fill, Ink, Key, Size, Stroke};

    fn scene() -> Scene {
        let mut scene = Scene::new(Size::new(200.0, 200.0));
        let card = Rect::new(10.0, 10.0, 100.0, 50.0);
        let fill = Some(Fill::Plain(Ink::Raised));
        scene.push(Node::rect(Key::new("card"), card, 4.0, fill, None).says("a card"));
        scene.push(Node::rect(Key::new("row"), card.inset(10.0), 4.0, fill, None));
        let line = path::straight(Point::new(0.0, 100.0), Point::new(200.0, 100.0));
        scene.push(Node::arrow(Key::new("arrow"), line, Stroke::new(Ink::Alive, 1.6)).says("an arrow"));
        scene
    }

    #[test]
    fn a_pointer_finds_the_topmost_node_that_means_something() {
        let scene = scene();
        let found = |x, y| hit(&scene, Point::new(x, y)).map(|node| node.key.as_str());
        assert_eq!(found(30.0, 30.0), Some("card"), "the row above it says nothing");
        assert_eq!(found(60.0, 103.0), Some("arrow"));
        assert_eq!(found(60.0, 120.0), None);
    }

    #[test]
    fn words_come_in_reading_order() {
        let scene = scene();
        let words: Vec<&str> = said(&scene).into_iter().map(|(_, node)| node.says.as_str()).collect();
        assert_eq!(words, ["a card", "an arrow"]);
    }
}
