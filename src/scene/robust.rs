//! Whatever numbers and words a scene holds, nothing that reads scenes may panic or hang.

use proptest::prelude::*;

use super::geometry::{Point, Rect, Size};
use super::ink::{Dash, Fill, Ink, Stroke};
use super::node::{Key, Layer, Node, Segment, Shape};
use super::paint::{Placement, font_definitions, paint};
use super::text::{Align, Face, TextStyle};
use super::theme::Theme;
use super::{Scene, check, hit, svg, tween};
use eframe::egui;

fn number() -> BoxedStrategy<f32> {
    prop_oneof![
        6 => -50.0..400.0f32,
        1 => any::<f32>(),
        1 => prop_oneof![Just(f32::NAN), Just(f32::INFINITY), Just(0.0), Just(-1e30f32)],
    ]
    .boxed()
}

fn point() -> BoxedStrategy<Point> {
    (number(), number()).prop_map(|(x, y)| Point::new(x, y)).boxed()
}

fn ink() -> BoxedStrategy<Ink> {
    prop::sample::select(Ink::ALL.to_vec()).boxed()
}

fn fill() -> BoxedStrategy<Option<Fill>> {
    prop::option::of(prop_oneof![
        ink().prop_map(Fill::Plain),
        (ink(), ink()).prop_map(|(ink, under)| Fill::Hatch { ink, under }),
    ])
    .boxed()
}

fn stroke() -> BoxedStrategy<Option<Stroke>> {
    let dash = prop::sample::select(vec![Dash::Solid, Dash::Dashed, Dash::Dotted]);
    prop::option::of((ink(), number(), dash).prop_map(|(ink, width, dash)| Stroke { ink, width, dash })).boxed()
}

fn segment() -> BoxedStrategy<Segment> {
    prop_oneof![
        point().prop_map(Segment::Move),
        point().prop_map(Segment::Line),
        (point(), point(), point()).prop_map(|(a, b, to)| Segment::Curve(a, b, to)),
    ]
    .boxed()
}

fn shape() -> BoxedStrategy<Shape> {
    let style = (
        prop::sample::select(Face::ALL.to_vec()),
        number(),
        ink(),
        prop::sample::select(vec![Align::Left, Align::Middle, Align::Right]),
    );
    let style = style.prop_map(|(face, size, ink, align)| TextStyle { face, size, ink, align });
    prop_oneof![
        (number(), number(), number(), number(), number(), fill(), stroke()).prop_map(
            |(x, y, width, height, radius, fill, stroke)| {
                Shape::Rect { rect: Rect::new(x, y, width, height), radius, fill, stroke }
            }
        ),
        (point(), number(), fill(), stroke()).prop_map(|(center, radius, fill, stroke)| Shape::Circle {
            center,
            radius,
            fill,
            stroke
        }),
        (prop::collection::vec(segment(), 0..6), any::<bool>(), fill(), stroke(), any::<bool>())
            .prop_map(|(segments, closed, fill, stroke, arrow)| Shape::Path { segments, closed, fill, stroke, arrow }),
        (point(), ".{0,12}", style).prop_map(|(at, text, style)| Shape::Text { at, text, style }),
    ]
    .boxed()
}

fn scene() -> BoxedStrategy<Scene> {
    let node = ("[a-e]", shape(), number(), ".{0,6}").prop_map(|(key, shape, opacity, says)| {
        Node { layer: Layer::Top, ..Node::new(Key::new(&key), shape) }.faded(opacity).says(says)
    });
    (number(), number(), prop::collection::vec(node, 0..8), ".{0,20}")
        .prop_map(|(width, height, nodes, caption)| Scene { size: Size::new(width, height), nodes, caption })
        .boxed()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_scene_breaks_a_reader(previous in scene(), next in scene(), t in number(), at in point()) {
        let between = tween::tween(&previous, &next, t);
        check::problems(&between);
        hit::hit(&between, at);
        hit::said(&between);
        let written = svg::svg(&super::caption::captioned(&between), Theme::Light);
        prop_assert!(written.ends_with("</svg>\n"));

        let context = egui::Context::default();
        context.set_fonts(font_definitions());
        for _ in 0..2 {
            let mut output = context.run_ui(egui::RawInput::default(), |ui| {
                paint(&between, ui.painter(), Placement { origin: egui::Pos2::ZERO, scale: 1.5 }, Theme::Dark);
            });
            output.textures_delta.clear();
            context.tessellate(output.shapes, output.pixels_per_point);
        }
    }
}
