//! Pictures for a hall: what is laid out for a stage of the lesson page, drawn larger where there is room for that.
//!
//! A view that finds better use for a large stage (more rows, other places) lays itself out for it instead.

use crate::scene::{Node, Point, Rect, Scene, Segment, Shape, Size, Stroke};

/// A stage at least this large is looked at from afar.
const HALL: Size = Size::new(1_500.0, 600.0);
/// A hall's picture is laid out for about this size.
const PAGE: Size = Size::new(940.0, 470.0);
/// Nothing is drawn larger than this many times.
const MOST: f32 = 2.0;

/// The scene that `draw` lays out, for a stage of `size`: larger in a hall, as it is anywhere else.
pub fn scene(size: Size, draw: impl FnOnce(Size) -> Scene) -> Scene {
    if size.width < HALL.width || size.height < HALL.height {
        return draw(size);
    }
    let by = (size.width / PAGE.width).min(size.height / PAGE.height).clamp(1.0, MOST);
    let mut scene = draw(Size::new(size.width / by, size.height / by));
    scene.size = size;
    scene.nodes.iter_mut().for_each(|node| enlarge(node, by));
    scene
}

fn enlarge(node: &mut Node, by: f32) {
    let point = |point: Point| Point::new(point.x * by, point.y * by);
    let line = |stroke: &mut Option<Stroke>| {
        if let Some(stroke) = stroke {
            stroke.width *= by;
        }
    };
    match &mut node.shape {
        Shape::Rect { rect, radius, stroke, .. } => {
            *rect = Rect::new(rect.x * by, rect.y * by, rect.width * by, rect.height * by);
            *radius *= by;
            line(stroke);
        }
        Shape::Circle { center, radius, stroke, .. } => {
            *center = point(*center);
            *radius *= by;
            line(stroke);
        }
        Shape::Path { segments, stroke, .. } => {
            for segment in segments {
                *segment = match *segment {
                    Segment::Move(to) => Segment::Move(point(to)),
                    Segment::Line(to) => Segment::Line(point(to)),
                    Segment::Curve(a, b, to) => Segment::Curve(point(a), point(b), point(to)),
                };
            }
            line(stroke);
        }
        Shape::Text { at, style, .. } => {
            *at = point(*at);
            style.size *= by;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_drawn_as_it_is_and_a_hall_up_to_twice_as_large() {
        let drawn_for = |width, height| {
            let mut drawn = Size::default();
            let scene = scene(Size::new(width, height), |size| {
                drawn = size;
                Scene::new(size)
            });
            assert_eq!(scene.size, Size::new(width, height));
            (drawn.width, drawn.height)
        };
        assert_eq!(drawn_for(1120.0, 560.0), (1120.0, 560.0));
        assert_eq!(drawn_for(1880.0, 940.0), (940.0, 470.0));
        assert_eq!(drawn_for(3840.0, 1600.0), (1920.0, 800.0));
    }
}
