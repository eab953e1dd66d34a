//! Scenes to try the writers on: every shape, fill, dash and ink once.

use super::caption;
use super::path;
use super::text::{Face, TextStyle, baseline};
use super::theme::{line, radius, type_size};
use super::{Dash, Fill, Ink, Key, Layer, Node, Point, Rect, Scene, Size, Stroke, Target};

const VALUE: TextStyle = TextStyle::new(Face::Mono, type_size::VALUE, Ink::Text);
const WORD: TextStyle = TextStyle::new(Face::SansMedium, type_size::VALUE, Ink::Muted);

/// A card, its count and one arrow.
pub fn small() -> Scene {
    let mut scene = Scene::new(Size::new(320.0, 120.0));
    scene.caption = "cart gains a reference.".to_owned();
    card(&mut scene, "a", Rect::new(140.0, 24.0, 160.0, 72.0), "list", 2, State::Plain);
    let arrow = path::smooth(Point::new(24.0, 90.0), Point::new(138.0, 48.0));
    let stroke = Stroke::new(Ink::Alive, line::ARROW);
    scene.push(Node::arrow(Key::new("arrow"), arrow, stroke).says("cart refers to the list"));
    scene
}

/// A heap in the manner of the pictures that the house was drawn from, and below it every other kind of mark.
pub fn sheet() -> Scene {
    let mut scene = Scene::new(Size::new(1120.0, 504.0));
    scene.caption =
        "lines = cart.items: that list gains a reference. Nothing holds the old one: 0, freed at once.".to_owned();
    let label = TextStyle::new(Face::SansSemibold, type_size::LABEL, Ink::Muted);
    scene.push(Node::text(Key::new("names"), Point::new(24.0, 34.0), "NAMES", label));
    scene.push(Node::text(Key::new("objects"), Point::new(252.0, 34.0), "OBJECTS", label));
    names(&mut scene, &["Cart", "checkout", "n", "prices", "who", "cart"]);
    let cards = [
        ("dict", 252.0, 50.0, 1, State::Plain),
        ("Cart", 252.0, 150.0, 2, State::Plain),
        ("lost", 252.0, 250.0, 0, State::Lost),
        ("str", 500.0, 50.0, 2, State::Now),
        ("tuple", 744.0, 50.0, 1, State::Plain),
        ("spare", 744.0, 150.0, 0, State::Spare),
    ];
    for (name, x, y, count, state) in cards {
        card(&mut scene, name, Rect::new(x, y, 176.0, 72.0), name, count, state);
    }
    let alive = Stroke::new(Ink::Alive, line::ARROW);
    let strong = Stroke::new(Ink::Alive, line::STRONG);
    let lost = Stroke::dashed(Ink::Lost, line::ARROW);
    let at = Point::new;
    let arrows = [
        (path::smooth(at(170.0, 194.0), at(250.0, 74.0)), alive),
        (path::smooth(at(170.0, 226.0), at(250.0, 174.0)), alive),
        (path::smooth(at(170.0, 258.0), at(250.0, 274.0)), lost),
        (path::smooth(at(410.0, 98.0), at(498.0, 74.0)), strong),
        (path::through_lane(at(410.0, 198.0), 234.0, 470.0, 690.0, at(742.0, 74.0)), alive),
        (path::smooth(at(656.0, 98.0), at(498.0, 110.0)), alive),
        (path::hop(at(560.0, 46.0), at(830.0, 46.0), 26.0), Stroke::dotted(Ink::Touch, 1.8)),
        (path::smooth_down(at(588.0, 126.0), at(832.0, 148.0)), Stroke::new(Ink::Turn, 1.7)),
    ];
    for (number, (segments, stroke)) in arrows.into_iter().enumerate() {
        scene.push(Node::arrow(Key::new("arrow").of(number), segments, stroke));
    }
    marks(&mut scene);
    caption::captioned(&scene)
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Plain,
    Now,
    Lost,
    Spare,
}

fn names(scene: &mut Scene, names: &[&str]) {
    let frame = Rect::new(24.0, 50.0, 164.0, 42.0 + 32.0 * names.len() as f32);
    let hairline = Stroke::new(Ink::Hairline, line::HAIRLINE);
    scene.push(Node::rect(Key::new("module"), frame, radius::CARD, Some(Fill::Plain(Ink::Raised)), Some(hairline)));
    scene.push(Node::text(Key::new("module/title"), Point::new(38.0, 72.0), "module", WORD));
    for (row, name) in names.iter().enumerate() {
        let rect = Rect::new(34.0, 84.0 + 32.0 * row as f32, 144.0, 28.0);
        let key = Key::new("name").of(name);
        scene.push(Node::rect(key.clone(), rect, radius::ROW, Some(Fill::Plain(Ink::Sunken)), Some(hairline)));
        let style = TextStyle { ink: Ink::Name, ..VALUE };
        scene.push(Node::text(key.of("text"), Point::new(44.0, baseline(rect.center().y, style)), *name, style));
        let port = Point::new(167.0, rect.center().y);
        scene.push(Node::circle(key.of("port"), port, 3.2, Some(Fill::Plain(Ink::Alive)), None).on(Layer::Top));
    }
}

fn card(scene: &mut Scene, key: &str, rect: Rect, title: &str, count: u64, state: State) {
    let key = Key::new("object").of(key);
    let (fill, stroke) = match state {
        State::Plain => (Fill::Plain(Ink::Raised), Stroke::new(Ink::Hairline, line::HAIRLINE)),
        State::Now => (Fill::Plain(Ink::Raised), Stroke::new(Ink::Mark, line::BADGE)),
        State::Lost => (Fill::Hatch { ink: Ink::Lost, under: Ink::LostFill }, Stroke::new(Ink::Lost, 1.5)),
        State::Spare => (Fill::Plain(Ink::Pane), Stroke::dashed(Ink::Spare, 1.2)),
    };
    let says = format!("{title}, {count} references");
    let card = Node::rect(key.clone(), rect, radius::CARD, Some(fill), Some(stroke));
    scene.push(card.says(says).stands_for(Target::Thing(count)));
    let ink = if state == State::Lost { Ink::Text } else { Ink::Muted };
    let title_style = TextStyle { ink, ..WORD };
    scene.push(Node::text(key.of("type"), Point::new(rect.x + 14.0, rect.y + 23.0), title, title_style));
    let badge = Rect::new(rect.right() - 44.0, rect.y + 7.0, 34.0, 22.0);
    let ink = if state == State::Lost { Ink::Lost } else { Ink::Alive };
    let outline = Some(Stroke::new(ink, line::BADGE));
    scene.push(Node::rect(key.of("badge"), badge, 11.0, Some(Fill::Plain(Ink::Sunken)), outline));
    let style = TextStyle::new(Face::Mono, type_size::VALUE, ink).middle();
    let at = Point::new(badge.center().x, baseline(badge.center().y, style));
    scene.push(Node::text(key.of("count"), at, count.to_string(), style));
    if state == State::Now || state == State::Lost {
        let change = Rect::new(badge.x - 32.0, badge.y, 28.0, 22.0);
        scene.push(Node::rect(key.of("change"), change, 11.0, Some(Fill::Plain(ink)), None));
        let style = TextStyle::new(Face::MonoBold, type_size::VALUE, Ink::OnSolid).middle();
        let at = Point::new(change.center().x, baseline(change.center().y, style));
        scene.push(Node::text(key.of("change/text"), at, if state == State::Lost { "−1" } else { "+1" }, style));
    }
    let row = Rect::new(rect.x + 10.0, rect.y + 34.0, rect.width - 20.0, 28.0);
    let hairline = Stroke::new(Ink::Hairline, line::HAIRLINE);
    scene.push(Node::rect(key.of("row"), row, radius::ROW, Some(Fill::Plain(Ink::Sunken)), Some(hairline)));
    let style = TextStyle { ink: Ink::Touch, ..VALUE };
    scene.push(Node::text(
        key.of("field"),
        Point::new(row.x + 10.0, baseline(row.center().y, style)),
        "[0] != x",
        style,
    ));
}

fn marks(scene: &mut Scene) {
    let fills = [
        (Ink::AliveFill, Ink::Alive, Ink::OnAlive),
        (Ink::TouchFill, Ink::Touch, Ink::Touch),
        (Ink::LostFill, Ink::Lost, Ink::Lost),
        (Ink::TurnFill, Ink::Turn, Ink::Turn),
        (Ink::Selection, Ink::Edge, Ink::Text),
        (Ink::Name, Ink::Name, Ink::OnSolid),
    ];
    for (number, (fill, edge, ink)) in fills.into_iter().enumerate() {
        let rect = Rect::new(24.0 + 130.0 * number as f32, 350.0, 118.0, 40.0);
        let key = Key::new("fill").of(number);
        let stroke = Some(Stroke::new(edge, 1.5));
        scene.push(Node::rect(key.clone(), rect, radius::CONTROL, Some(Fill::Plain(fill)), stroke));
        let style = TextStyle::new(Face::Sans, type_size::VALUE, ink).middle();
        let at = Point::new(rect.center().x, baseline(rect.center().y, style));
        scene.push(Node::text(key.of("text"), at, format!("{fill:?}"), style));
    }
    let at = Point::new;
    let line = |dash, ink| Stroke { ink, width: 1.5, dash };
    let lines = [
        (path::zigzag(at(24.0, 420.0), at(200.0, 420.0)), line(Dash::Solid, Ink::Turn)),
        (path::straight(at(220.0, 420.0), at(380.0, 420.0)), line(Dash::Dotted, Ink::Touch)),
        (path::straight(at(400.0, 420.0), at(560.0, 420.0)), line(Dash::Dashed, Ink::Spare)),
        (
            path::rounded(&[at(580.0, 410.0), at(640.0, 410.0), at(640.0, 430.0), at(700.0, 430.0)], 8.0),
            line(Dash::Solid, Ink::Mark),
        ),
        (path::arc(at(760.0, 420.0), 24.0, 0.0, 0.75), line(Dash::Solid, Ink::Name)),
        (path::teeth(at(820.0, 430.0), at(980.0, 430.0), 5.0, 6.0), line(Dash::Solid, Ink::Alive)),
    ];
    for (number, (segments, stroke)) in lines.into_iter().enumerate() {
        scene.push(Node::line(Key::new("line").of(number), segments, stroke));
    }
    let hatched = Fill::Hatch { ink: Ink::Lost, under: Ink::LostFill };
    let edge = Some(Stroke::new(Ink::Lost, 1.5));
    scene.push(Node::circle(Key::new("hatched"), at(1030.0, 410.0), 30.0, Some(hatched), edge));
    for (number, size) in [12.0, 13.5, 14.5, 15.5, 17.0, 22.0].into_iter().enumerate() {
        let style = TextStyle::new(Face::Sans, size, Ink::Text);
        let place = at(24.0 + 180.0 * number as f32, 490.0);
        scene.push(Node::text(Key::new("size").of(number), place, format!("Type {size} To We"), style));
    }
}
