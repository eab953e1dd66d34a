//! What is drawn along a line or within an outline: arrow heads, dashes, hatches, and areas as triangles.
//!
//! All writers of scenes share it, so that a head or a dash is the same in the window and in a file.

use super::geometry::Point;
use super::ink::{Dash, Stroke};
use super::node::Segment;
use super::path::{LONGEST, distance, flatten, length, on_curve, point_at, share};
use super::theme::hatch;

/// An arrow's head as a closed shape of four corners, its tip at the path's end; `None` for a path without direction.
pub fn arrow_head(segments: &[Segment], stroke: Stroke) -> Option<[Point; 4]> {
    let line = flatten(segments).pop()?;
    let tip = line.last().copied()?;
    let size = head_length(stroke);
    let back = point_at(&line, length(&line) - size)?;
    let far = distance(back, tip);
    if far < 0.5 {
        return None;
    }
    let along = Point::new((tip.x - back.x) / far, (tip.y - back.y) / far);
    let corner = |behind: f32, aside: f32| {
        Point::new(tip.x - along.x * behind - along.y * aside, tip.y - along.y * behind + along.x * aside)
    };
    Some([tip, corner(size, size / 2.0), corner(size * NOTCH, 0.0), corner(size, -size / 2.0)])
}

/// The path as far as its line is drawn under a head: up to the head's notch, so that no blunt end shows at the tip.
pub fn under_head(segments: &[Segment], stroke: Stroke) -> Vec<Segment> {
    let mut segments = segments.to_vec();
    let from = match segments.len().checked_sub(2).and_then(|before| segments.get(before)) {
        Some(Segment::Move(end) | Segment::Line(end) | Segment::Curve(_, _, end)) => *end,
        None => return segments,
    };
    let cut = head_length(stroke) * NOTCH;
    match segments.last_mut() {
        Some(Segment::Line(to)) => {
            let far = distance(from, *to);
            *to = to.toward(from, share(cut.min(far), far));
        }
        Some(Segment::Curve(a, b, to)) => {
            let line: Vec<Point> = (0..=32).map(|piece| on_curve(from, *a, *b, *to, piece as f32 / 32.0)).collect();
            let mut piece = 32;
            while piece > 0 && line.get(piece).is_some_and(|at| distance(*at, *to) < cut) {
                piece -= 1;
            }
            // The last step back went beyond the cut; come forward by what is too much.
            let over = line.get(piece).map_or(0.0, |at| distance(*at, *to) - cut);
            let step = line.get(piece).zip(line.get(piece + 1)).map_or(1.0, |(a, b)| distance(*a, *b).max(0.01));
            let t = ((piece as f32 + (over / step).clamp(0.0, 1.0)) / 32.0).clamp(0.0, 1.0);
            let (first, middle, last) = (from.toward(*a, t), a.toward(*b, t), b.toward(*to, t));
            let (one, two) = (first.toward(middle, t), middle.toward(last, t));
            (*a, *b, *to) = (first, one, one.toward(two, t));
        }
        _ => {}
    }
    segments
}

/// On and off lengths of a broken line in points; `None` for a solid one. A dotted line's dots are round ends.
pub fn dash_pattern(stroke: Stroke) -> Option<[f32; 2]> {
    match stroke.dash {
        Dash::Solid => None,
        Dash::Dashed if stroke.width < 1.3 => Some([3.5, 3.0]),
        Dash::Dashed => Some([5.0, 5.0]),
        Dash::Dotted => Some([0.1, stroke.width * 2.0 + 1.5]),
    }
}

/// The drawn pieces of a flattened line that is broken into `on` and `off` lengths; a line too long to be seen whole
/// stays whole.
pub fn dashes(line: &[Point], on: f32, off: f32) -> Vec<Vec<Point>> {
    if !(0.0..LONGEST).contains(&length(line)) {
        return vec![line.to_vec()];
    }
    let (on, off) = (on.max(0.05), off.max(0.5));
    let mut pieces: Vec<Vec<Point>> = Vec::new();
    let (mut drawing, mut left) = (true, on);
    for pair in line.windows(2) {
        let &[mut at, end] = pair else { continue };
        if drawing && pieces.is_empty() {
            pieces.push(vec![at]);
        }
        loop {
            let far = distance(at, end);
            let reached = left >= far;
            at = if reached { end } else { at.toward(end, share(left, far)) };
            if drawing && let Some(piece) = pieces.last_mut() {
                piece.push(at);
            }
            if reached {
                left -= far;
                break;
            }
            drawing = !drawing;
            left = if drawing { on } else { off };
            if drawing {
                pieces.push(vec![at]);
            }
        }
    }
    pieces
}

/// The middle lines of a hatch within a closed outline, as SVG's pattern lays them.
pub fn hatch_lines(outline: &[Point]) -> Vec<[Point; 2]> {
    let across = |point: Point| (point.x + point.y) * std::f32::consts::FRAC_1_SQRT_2;
    let (low, high) = outline
        .iter()
        .fold((f32::MAX, f32::MIN), |(low, high), point| (low.min(across(*point)), high.max(across(*point))));
    let middle = hatch::WIDTH / 2.0;
    let first = ((low - middle) / hatch::PITCH).ceil();
    let count = ((high - middle) / hatch::PITCH).floor() - first;
    if !count.is_finite() || !(0.0..20_000.0).contains(&count) {
        return Vec::new();
    }
    let mut lines = Vec::new();
    for number in 0..=count as usize {
        let place = (first + number as f32) * hatch::PITCH + middle;
        let sides = outline.iter().zip(outline.iter().cycle().skip(1));
        let mut crossings: Vec<Point> = sides
            .filter(|(a, b)| (across(**a) < place) != (across(**b) < place))
            .map(|(a, b)| a.toward(*b, (place - across(*a)) / (across(*b) - across(*a))))
            .collect();
        crossings.sort_by(|a, b| a.x.total_cmp(&b.x));
        lines.extend(crossings.chunks_exact(2).filter_map(|pair| Some([*pair.first()?, *pair.last()?])));
    }
    lines
}

/// A closed outline cut into triangles, by the numbers of its points; for outlines that do not cross themselves.
pub fn triangles(outline: &[Point]) -> Vec<[usize; 3]> {
    let turn = |a: Point, b: Point, c: Point| (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    let at = |index: usize| outline.get(index).copied().unwrap_or_default();
    let area: f32 = (0..outline.len())
        .map(|index| (at(index), at((index + 1) % outline.len())))
        .map(|(a, b)| a.x * b.y - b.x * a.y)
        .sum();
    let mut left: Vec<usize> = (0..outline.len()).collect();
    if area < 0.0 {
        left.reverse();
    }
    let mut triangles = Vec::new();
    if outline.len() > MOST_CORNERS {
        return (1..outline.len() - 1).map(|corner| [0, corner, corner + 1]).collect();
    }
    while left.len() >= 3 {
        let corner = |ear: usize| [ear, ear + 1, ear + 2].map(|next| left.get(next % left.len()).copied().unwrap_or(0));
        let is_ear = |ear: &usize| {
            let [a, b, c] = corner(*ear);
            let inside = |index: &usize| {
                let point = at(*index);
                turn(at(a), at(b), point) > 0.0 && turn(at(b), at(c), point) > 0.0 && turn(at(c), at(a), point) > 0.0
            };
            turn(at(a), at(b), at(c)) >= 0.0 && !left.iter().any(inside)
        };
        // An outline that crosses itself may leave no ear; any corner then keeps the loop going.
        let ear = (0..left.len()).find(is_ear).unwrap_or(0);
        triangles.push(corner(ear));
        left.remove((ear + 1) % left.len());
    }
    triangles
}

/// Outlines with more corners are cut as a fan, because finding ears takes a time that grows with their square and more.
const MOST_CORNERS: usize = 600;

/// Where a head's notch lies between its tip and its back.
const NOTCH: f32 = 0.78;

fn head_length(stroke: Stroke) -> f32 {
    // However thick a line is said to be, its head stays a head.
    6.4 + stroke.width.clamp(0.0, 40.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::path::{round_rect, smooth};
    use crate::scene::{Ink, Rect};

    const ARROW: Stroke = Stroke::new(Ink::Alive, 1.6);

    fn end(segments: &[Segment]) -> Point {
        flatten(segments).last().and_then(|line| line.last()).copied().unwrap()
    }

    #[test]
    fn a_head_points_along_the_last_piece_with_its_tip_at_the_end() {
        let path = smooth(Point::new(0.0, 0.0), Point::new(100.0, 50.0));
        let [tip, left, notch, right] = arrow_head(&path, ARROW).unwrap();
        assert_eq!(tip, Point::new(100.0, 50.0));
        assert!(left.x < notch.x && right.x < notch.x && notch.x < tip.x);
        let trimmed = end(&under_head(&path, ARROW));
        assert!(distance(trimmed, notch) < 0.3, "{trimmed:?} {notch:?}");
        assert!(arrow_head(&[Segment::Move(tip)], ARROW).is_none());
        assert!(arrow_head(&[], ARROW).is_none());
    }

    #[test]
    fn dashes_cover_their_share_of_a_line() {
        let line = [Point::new(0.0, 0.0), Point::new(33.0, 0.0), Point::new(100.0, 0.0)];
        let pieces = dashes(&line, 5.0, 5.0);
        assert_eq!(pieces.len(), 10);
        let drawn: f32 = pieces.iter().map(|piece| length(piece)).sum();
        assert!((drawn - 50.0).abs() < 0.01, "{drawn}");
        assert!(dashes(&[], 5.0, 5.0).is_empty());
    }

    #[test]
    fn a_hatch_stays_within_its_outline() {
        let rect = Rect::new(10.0, 10.0, 80.0, 40.0);
        let outline = flatten(&round_rect(rect, 8.0)).concat();
        let lines = hatch_lines(&outline);
        assert!(lines.len() > 8);
        let loose = Rect::new(9.9, 9.9, 80.2, 40.2);
        for point in lines.concat() {
            assert!(loose.holds(&Rect::new(point.x, point.y, 0.0, 0.0)), "{point:?}");
        }
        assert!(hatch_lines(&[Point::new(f32::NAN, 0.0)]).is_empty());
        assert!(hatch_lines(&[]).is_empty());
    }

    #[test]
    fn triangles_cover_a_hollow_outline_exactly() {
        let outline = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (5.0, 4.0), (0.0, 10.0)].map(|(x, y)| Point::new(x, y));
        let area = |a: Point, b: Point, c: Point| ((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)).abs() / 2.0;
        let covered: f32 =
            triangles(&outline).iter().map(|[a, b, c]| area(outline[*a], outline[*b], outline[*c])).sum();
        assert!((covered - 70.0).abs() < 0.01, "{covered}");
        assert!(triangles(&outline[..2]).is_empty());
    }
}
