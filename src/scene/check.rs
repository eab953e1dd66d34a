//! What is wrong with a picture that can be told without looking: for a test over every step of every lesson.
//!
//! Whether a picture is true is its view's own test; here it is only whether it can be read.

use std::collections::HashSet;

use super::geometry::{Point, Rect};
use super::hit::bounds;
use super::ink::{Fill, Ink, Stroke};
use super::node::{Node, Segment, Shape};
use super::svg::in_painting_order;
use super::text::{TextStyle, line_box};
use super::theme::type_size;
use super::{Scene, fonts, path};

/// What a reader would stumble over, one sentence each; empty for a good picture.
pub fn problems(scene: &Scene) -> Vec<String> {
    let mut found = Vec::new();
    keys_once(scene, &mut found);
    let nodes: Vec<&Node> = in_painting_order(scene).collect();
    let texts: Vec<Text> = nodes.iter().enumerate().filter_map(|(order, node)| Text::of(node, order)).collect();
    for node in &nodes {
        within_the_stage(node, scene, &mut found);
    }
    for text in &texts {
        readable(text, &nodes, &mut found);
        off_the_lines(text, &nodes, &mut found);
    }
    apart(&texts, &nodes, &mut found);
    found
}

/// How far a thing may stand out before it counts, in points.
const SLACK: f32 = 1.0;

struct Text<'a> {
    key: &'a str,
    words: &'a str,
    style: TextStyle,
    /// The part with ink in it: as high as a capital, a little below the baseline.
    ink_box: Rect,
    /// Its place in painting order.
    order: usize,
}

impl<'a> Text<'a> {
    fn of(node: &'a Node, order: usize) -> Option<Self> {
        let Shape::Text { at, text, style } = &node.shape else { return None };
        let line = line_box(*at, text, *style);
        let top = at.y - fonts::capital_height(style.face) * style.size;
        let height = at.y + style.size * 0.12 - top;
        let ink_box = Rect::new(line.x, top, line.width, height);
        (!text.trim().is_empty()).then_some(Self { key: node.key.as_str(), words: text, style: *style, ink_box, order })
    }
}

fn keys_once(scene: &Scene, found: &mut Vec<String>) {
    let mut keys = HashSet::new();
    let twice = scene.nodes.iter().filter(|node| !keys.insert(node.key.as_str()));
    found.extend(twice.map(|node| format!("the key {} is used twice", node.key.as_str())));
}

fn within_the_stage(node: &Node, scene: &Scene, found: &mut Vec<String>) {
    let rect = bounds(node);
    let key = node.key.as_str();
    if ![rect.x, rect.y, rect.width, rect.height, node.opacity].into_iter().all(f32::is_finite) {
        found.push(format!("{key} has a place or size that is no number"));
        return;
    }
    let stage = Rect::new(-SLACK, -SLACK, scene.size.width + 2.0 * SLACK, scene.size.height + 2.0 * SLACK);
    if !stage.holds(&rect) {
        let (left, top, right, bottom) = (rect.x, rect.y, rect.right(), rect.bottom());
        let (width, height) = (scene.size.width, scene.size.height);
        found.push(format!(
            "{key} leaves the stage of {width}×{height}: it reaches from {left:.0},{top:.0} to {right:.0},{bottom:.0}"
        ));
    }
}

fn readable(text: &Text, nodes: &[&Node], found: &mut Vec<String>) {
    let Text { key, words, style, .. } = text;
    if style.size < type_size::LEAST {
        found.push(format!("{key}: “{words}” is {} points small", style.size));
    }
    if words.contains('\n') {
        found.push(format!("{key}: “{}” breaks a line that is drawn as one", words.escape_debug()));
    }
    let center = text.ink_box.center();
    let under = nodes.iter().take(text.order).rev();
    let ground = under.filter_map(|node| ground_at(node, center)).next().unwrap_or(Ink::Pane);
    if !style.ink.reads_on(ground) {
        found.push(format!("{key}: “{words}” in {:?} cannot be read on {ground:?}", style.ink));
    }
}

/// The ink of what the node paints at `point`, if it covers it.
fn ground_at(node: &Node, point: Point) -> Option<Ink> {
    let (fill, covers) = match &node.shape {
        Shape::Rect { rect, fill, .. } => (*fill, rect.holds(&Rect::new(point.x, point.y, 0.0, 0.0))),
        Shape::Circle { center, radius, fill, .. } => (*fill, path::distance(*center, point) <= *radius),
        Shape::Path { .. } | Shape::Text { .. } => (None, false),
    };
    // Half see-through, it lets the ground below speak.
    let ink = fill.filter(|_| covers && node.opacity >= 0.5)?;
    Some(match ink {
        Fill::Plain(ink) => ink,
        Fill::Hatch { under, .. } => under,
    })
}

/// Whether something filled, painted between the two, hides what of the first lies under `rect`.
fn is_hidden(rect: &Rect, after: usize, before: usize, nodes: &[&Node]) -> bool {
    let between = nodes.iter().skip(after + 1).take(before.saturating_sub(after + 1));
    between.filter(|node| node.opacity >= 0.5).any(|node| match &node.shape {
        Shape::Rect { rect: cover, fill: Some(_), .. } => cover.holds(rect),
        Shape::Circle { center, radius, fill: Some(_), .. } => {
            let corner = Point::new(rect.width / 2.0, rect.height / 2.0);
            path::distance(*center, rect.center()) + corner.x.hypot(corner.y) <= radius + SLACK
        }
        _ => false,
    })
}

fn off_the_lines(text: &Text, nodes: &[&Node], found: &mut Vec<String>) {
    let core = text.ink_box.inset(SLACK);
    if core.width <= 0.0 || core.height <= 0.0 {
        return;
    }
    for (order, node) in nodes.iter().enumerate() {
        let Shape::Path { segments, stroke: Some(stroke), fill: None, .. } = &node.shape else { continue };
        if is_grid(stroke) || !bounds(node).inset(-SLACK).overlaps(&core) || !crosses(segments, &core) {
            continue;
        }
        if order > text.order || !is_hidden(&core, order, text.order, nodes) {
            found.push(format!("{}: “{}” is crossed by the line {}", text.key, text.words, node.key.as_str()));
        }
    }
}

/// Rules and grids may pass behind words; what means something may not.
fn is_grid(stroke: &Stroke) -> bool {
    matches!(stroke.ink, Ink::Hairline | Ink::Faint)
}

fn crosses(segments: &[Segment], rect: &Rect) -> bool {
    let inside = |point: &Point| rect.holds(&Rect::new(point.x, point.y, 0.0, 0.0));
    path::flatten(segments).iter().any(|line| {
        line.windows(2).any(|pair| {
            let &[a, b] = pair else { return false };
            // Steps shorter than the lowest text cannot jump over one.
            let steps = (path::distance(a, b) / 3.0).ceil().clamp(1.0, 2_000.0) as usize;
            (0..=steps).any(|step| inside(&a.toward(b, step as f32 / steps as f32)))
        })
    })
}

fn apart(texts: &[Text], nodes: &[&Node], found: &mut Vec<String>) {
    let mut by_left: Vec<&Text> = texts.iter().collect();
    by_left.sort_by(|a, b| a.ink_box.x.total_cmp(&b.ink_box.x));
    for (place, text) in by_left.iter().enumerate() {
        let core = text.ink_box.inset(SLACK / 2.0);
        let near = by_left.iter().skip(place + 1).take_while(|other| other.ink_box.x < text.ink_box.right());
        for other in near.filter(|other| core.overlaps(&other.ink_box.inset(SLACK / 2.0))) {
            let (lower, upper) = if text.order < other.order { (text, other) } else { (other, text) };
            if !is_hidden(&lower.ink_box.inset(SLACK), lower.order, upper.order, nodes) {
                let (a, b) = (lower, upper);
                found.push(format!("{}: “{}” and {}: “{}” lie over one another", a.key, a.words, b.key, b.words));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::text::baseline;
    use crate::scene::{Face, Key, Layer, Size, sample};

    const STYLE: TextStyle = TextStyle::new(Face::Sans, 14.5, Ink::Text);

    fn scene(nodes: Vec<Node>) -> Scene {
        Scene { size: Size::new(200.0, 100.0), nodes, caption: String::new() }
    }

    fn text(key: &str, x: f32, y: f32, style: TextStyle) -> Node {
        Node::text(Key::new(key), Point::new(x, y), "some words", style)
    }

    #[track_caller]
    fn check(nodes: Vec<Node>, expected: &str) {
        let found = problems(&scene(nodes));
        assert!(found.len() == 1 && found[0].contains(expected), "{found:#?}");
    }

    #[test]
    fn each_kind_of_problem_is_told() {
        let line = |y| path::straight(Point::new(0.0, y), Point::new(150.0, y));
        let stroke = Stroke::new(Ink::Alive, 1.6);
        check(vec![text("a", 10.0, 20.0, STYLE), text("a", 10.0, 60.0, STYLE)], "used twice");
        check(vec![text("a", 190.0, 20.0, STYLE)], "leaves the stage");
        check(vec![text("a", 10.0, 20.0, TextStyle { size: 9.0, ..STYLE })], "points small");
        check(vec![text("a", 10.0, 20.0, TextStyle { ink: Ink::Faint, ..STYLE })], "cannot be read on Pane");
        check(vec![text("a", 10.0, 20.0, STYLE), text("b", 30.0, 24.0, STYLE)], "lie over one another");
        check(vec![text("a", 10.0, 20.0, STYLE), Node::arrow(Key::new("b"), line(15.0), stroke)], "is crossed by");
        check(vec![text("a", f32::NAN, 20.0, STYLE)], "no number");
    }

    #[test]
    fn a_text_on_its_own_card_may_lie_over_a_line() {
        let line = path::straight(Point::new(0.0, 15.0), Point::new(150.0, 15.0));
        let card = Rect::new(5.0, 5.0, 100.0, 24.0);
        let card = Node::rect(Key::new("card"), card, 4.0, Some(Fill::Plain(Ink::Raised)), None).on(Layer::Top);
        let arrow = Node::arrow(Key::new("arrow"), line, Stroke::new(Ink::Alive, 1.6));
        assert_eq!(problems(&scene(vec![arrow, card, text("a", 10.0, 20.0, STYLE)])), Vec::<String>::new());
    }

    #[test]
    fn the_sample_is_a_good_picture() {
        assert_eq!(problems(&sample::small()), Vec::<String>::new());
    }

    #[test]
    fn a_text_on_the_baseline_of_a_row_has_its_ink_in_the_middle() {
        let node = text("a", 10.0, baseline(50.0, STYLE), STYLE);
        let ink = Text::of(&node, 0).unwrap().ink_box;
        assert!((ink.center().y - 50.0).abs() < 1.0, "{ink:?}");
    }
}
