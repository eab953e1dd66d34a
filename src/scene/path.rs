//! Lines: the shapes that views draw them in, and their geometry.
//!
//! The first half makes segments for [`Node::line`](super::Node::line) and [`Node::arrow`](super::Node::arrow); the second
//! flattens and measures them. Heads, dashes and hatches are [`marks`](super::marks)'s.

use super::geometry::{Point, Rect};
use super::node::Segment;

/// A straight line.
pub fn straight(from: Point, to: Point) -> Vec<Segment> {
    vec![Segment::Move(from), Segment::Line(to)]
}

/// Straight lines from point to point.
pub fn polyline(points: &[Point]) -> Vec<Segment> {
    let segment = |(at, point): (usize, &Point)| if at == 0 { Segment::Move(*point) } else { Segment::Line(*point) };
    points.iter().enumerate().map(segment).collect()
}

/// A calm S that leaves `from` to the right and enters `to` from the left; a way around where `to` lies further left.
pub fn smooth(from: Point, to: Point) -> Vec<Segment> {
    let across = to.x - from.x;
    if across < 12.0 {
        return around(from, to);
    }
    let reach = across * 0.45;
    let leave = Point::new(from.x + reach, from.y);
    let enter = Point::new(to.x - reach, to.y);
    vec![Segment::Move(from), Segment::Curve(leave, enter, to)]
}

/// An S that leaves `from` downwards and enters `to` from above.
pub fn smooth_down(from: Point, to: Point) -> Vec<Segment> {
    let reach = ((to.y - from.y).abs() * 0.6).clamp(16.0, 120.0);
    let leave = Point::new(from.x, from.y + reach);
    let enter = Point::new(to.x, to.y - reach);
    vec![Segment::Move(from), Segment::Curve(leave, enter, to)]
}

/// From `from` into a level lane at height `lane`, along it from `start` to `end`, and on to `to`: the way past cards
/// that stand between.
pub fn through_lane(from: Point, lane: f32, start: f32, end: f32, to: Point) -> Vec<Segment> {
    let bend = |a: Point, b: Point| {
        let middle = (a.x + b.x) / 2.0;
        Segment::Curve(Point::new(middle, a.y), Point::new(middle, b.y), b)
    };
    let (on, off) = (Point::new(start, lane), Point::new(end, lane));
    vec![Segment::Move(from), bend(from, on), Segment::Line(off), bend(off, to)]
}

/// Straight pieces through `points` with corners rounded by up to `radius`.
pub fn rounded(points: &[Point], radius: f32) -> Vec<Segment> {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return Vec::new() };
    let mut segments = vec![Segment::Move(*first)];
    for corner in points.windows(3) {
        let &[before, at, after] = corner else { continue };
        let cut = radius.min(distance(before, at) / 2.0).min(distance(at, after) / 2.0);
        let start = at.toward(before, share(cut, distance(before, at)));
        let end = at.toward(after, share(cut, distance(at, after)));
        segments.push(Segment::Line(start));
        segments.push(Segment::Curve(start.toward(at, KAPPA), end.toward(at, KAPPA), end));
    }
    segments.push(Segment::Line(*last));
    segments
}

/// A bow from `from` to `to` whose top lies `rise` above the higher end (below the lower one if negative).
pub fn hop(from: Point, to: Point, rise: f32) -> Vec<Segment> {
    let level = if rise >= 0.0 { from.y.min(to.y) - rise } else { from.y.max(to.y) - rise };
    // A cubic whose two controls lie at height c peaks three quarters of the way there.
    let control = |end: Point| end.y + (level - end.y) / 0.75;
    let first = from.toward(to, 0.15).x;
    let second = from.toward(to, 0.85).x;
    vec![Segment::Move(from), Segment::Curve(Point::new(first, control(from)), Point::new(second, control(to)), to)]
}

/// A part of a circle about `center`, from `start` to `end` in turns clockwise from the right (0.25 points down).
pub fn arc(center: Point, radius: f32, start: f32, end: f32) -> Vec<Segment> {
    let pieces = ((end - start).abs() * 8.0).ceil().clamp(1.0, 64.0);
    let turn = std::f32::consts::TAU * (end - start) / pieces;
    let handle = 4.0 / 3.0 * (turn / 4.0).tan() * radius;
    let place = |angle: f32| center + Point::new(radius * angle.cos(), radius * angle.sin());
    let along = |angle: f32, by: f32| Point::new(-angle.sin() * by, angle.cos() * by);
    let mut angle = std::f32::consts::TAU * start;
    let mut segments = vec![Segment::Move(place(angle))];
    for _ in 0..pieces as usize {
        let next = angle + turn;
        segments.push(Segment::Curve(
            place(angle) + along(angle, handle),
            place(next) + along(next, -handle),
            place(next),
        ));
        angle = next;
    }
    segments
}

/// A zig-zag, the sign of a collision or of waiting for a turn. Its teeth keep their size; the ends lie on the line.
pub fn zigzag(from: Point, to: Point) -> Vec<Segment> {
    const HALF_PITCH: f32 = 5.0;
    const HEIGHT: f32 = 3.0;
    let length = distance(from, to);
    if length < 1.0 {
        return straight(from, to);
    }
    let along = Point::new((to.x - from.x) / length, (to.y - from.y) / length);
    let teeth = (length.min(LONGEST) / HALF_PITCH).round().max(1.0);
    let pitch = length / teeth;
    let mut segments = vec![Segment::Move(from)];
    for tooth in 0..teeth as usize {
        let far = (tooth as f32 + 0.5) * pitch;
        let side = if tooth % 2 == 0 { HEIGHT } else { -HEIGHT };
        segments.push(Segment::Line(Point::new(
            from.x + along.x * far + along.y * side,
            from.y + along.y * far - along.x * side,
        )));
    }
    segments.push(Segment::Line(to));
    segments
}

/// Short strokes `depth` long that stand on the line from `from` to `to`, on its left side as one walks (upwards when
/// walking right): the comb of one who checks often.
pub fn teeth(from: Point, to: Point, pitch: f32, depth: f32) -> Vec<Segment> {
    let length = distance(from, to);
    if length < pitch || pitch <= 0.0 {
        return Vec::new();
    }
    let along = Point::new((to.x - from.x) / length, (to.y - from.y) / length);
    let count = (length / pitch).floor().min(2_000.0);
    let lead = (length - (count - 1.0) * pitch) / 2.0;
    let tooth = |at: usize| {
        let foot = from.toward(to, share(lead + at as f32 * pitch, length));
        [Segment::Move(foot), Segment::Line(Point::new(foot.x + along.y * depth, foot.y - along.x * depth))]
    };
    (0..count as usize).flat_map(tooth).collect()
}

/// A diamond, for a moment on a line of time.
pub fn diamond(center: Point, radius: f32) -> Vec<Segment> {
    let corner = |x: f32, y: f32| center + Point::new(x * radius, y * radius);
    polyline(&[corner(0.0, -1.0), corner(1.0, 0.0), corner(0.0, 1.0), corner(-1.0, 0.0)])
}

/// A path as lists of points, one list a [`Segment::Move`]; curves become lines that stay within a tenth of a point.
pub fn flatten(segments: &[Segment]) -> Vec<Vec<Point>> {
    let mut lines: Vec<Vec<Point>> = Vec::new();
    for segment in segments {
        let from = lines.last().and_then(|line| line.last()).copied();
        match (*segment, lines.last_mut()) {
            (Segment::Move(to), _) | (Segment::Line(to) | Segment::Curve(_, _, to), None) => lines.push(vec![to]),
            (Segment::Line(to), Some(line)) => line.push(to),
            (Segment::Curve(a, b, to), Some(line)) => {
                let from = from.unwrap_or(to);
                let bend = distance(from, a) + distance(a, b) + distance(b, to);
                let pieces = (bend / 6.0).ceil().clamp(4.0, 48.0) as usize;
                line.extend((1..=pieces).map(|piece| on_curve(from, a, b, to, piece as f32 / pieces as f32)));
            }
        }
    }
    lines
}

/// How long a flattened line is.
pub fn length(line: &[Point]) -> f32 {
    line.windows(2).map(|pair| if let [a, b] = pair { distance(*a, *b) } else { 0.0 }).sum()
}

/// The point `far` along a flattened line; its ends beyond them. `None` for an empty line.
pub fn point_at(line: &[Point], far: f32) -> Option<Point> {
    let mut left = far;
    for pair in line.windows(2) {
        let &[a, b] = pair else { continue };
        let piece = distance(a, b);
        if left <= piece {
            return Some(a.toward(b, share(left.max(0.0), piece)));
        }
        left -= piece;
    }
    line.last().copied()
}

/// How far `point` is from a flattened line.
pub fn nearest(line: &[Point], point: Point) -> f32 {
    let to_piece = |pair: &[Point]| {
        let &[a, b] = pair else { return f32::MAX };
        let along = Point::new(b.x - a.x, b.y - a.y);
        let reach = (point.x - a.x) * along.x + (point.y - a.y) * along.y;
        let t = share(reach, along.x * along.x + along.y * along.y).clamp(0.0, 1.0);
        distance(a.toward(b, t), point)
    };
    line.windows(2).map(to_piece).fold(f32::MAX, f32::min)
}

/// A rectangle with round corners, as a closed path.
pub fn round_rect(rect: Rect, radius: f32) -> Vec<Segment> {
    let radius = radius.min(rect.width / 2.0).min(rect.height / 2.0).max(0.0);
    let (left, top, right, bottom) = (rect.x, rect.y, rect.right(), rect.bottom());
    let corners = [Point::new(right, top), Point::new(right, bottom), Point::new(left, bottom), Point::new(left, top)];
    let mut segments = vec![Segment::Move(Point::new(left + radius, top))];
    let mut before = Point::new(left, top);
    for (at, corner) in corners.into_iter().enumerate() {
        let after = corners.get((at + 1) % 4).copied().unwrap_or(corner);
        let start = corner.toward(before, share(radius, distance(before, corner)));
        let end = corner.toward(after, share(radius, distance(after, corner)));
        segments.push(Segment::Line(start));
        segments.push(Segment::Curve(start.toward(corner, KAPPA), end.toward(corner, KAPPA), end));
        before = corner;
    }
    segments
}

/// How far apart two points are.
pub fn distance(a: Point, b: Point) -> f32 {
    (b.x - a.x).hypot(b.y - a.y)
}

/// No stage is as wide as this; what is longer is a mistake that must not cost more than a line.
pub(super) const LONGEST: f32 = 50_000.0;

/// How far a head's control handle lies toward the corner to round it like a circle.
const KAPPA: f32 = 0.5523;

pub(super) fn share(part: f32, whole: f32) -> f32 {
    if whole > f32::EPSILON { part / whole } else { 0.0 }
}

/// Out to the right, back at a level between the two (or below both when they are close), and in from the left.
fn around(from: Point, to: Point) -> Vec<Segment> {
    const TURN: f32 = 16.0;
    let level = if (to.y - from.y).abs() >= 4.0 * TURN { (from.y + to.y) / 2.0 } else { from.y.max(to.y) + 2.0 * TURN };
    let (out, back) = (from.x + TURN, to.x - TURN);
    let corners =
        [from, Point::new(out, from.y), Point::new(out, level), Point::new(back, level), Point::new(back, to.y), to];
    rounded(&corners, TURN)
}

pub(super) fn on_curve(from: Point, a: Point, b: Point, to: Point, t: f32) -> Point {
    let (first, middle, last) = (from.toward(a, t), a.toward(b, t), b.toward(to, t));
    first.toward(middle, t).toward(middle.toward(last, t), t)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_starts_and_ends_where_it_should() {
        let (from, to) = (Point::new(10.0, 20.0), Point::new(110.0, 70.0));
        let corners = [from, Point::new(60.0, 20.0), Point::new(60.0, 70.0), to];
        let routes = [
            straight(from, to),
            smooth(from, to),
            smooth(to, from),
            smooth_down(from, to),
            through_lane(from, 90.0, 40.0, 80.0, to),
            rounded(&corners, 8.0),
            hop(from, to, 20.0),
            zigzag(from, to),
        ];
        for route in routes {
            let line = flatten(&route).concat();
            let ends = [*line.first().unwrap(), *line.last().unwrap()];
            assert!(ends == [from, to] || ends == [to, from], "{route:?}");
        }
    }

    #[test]
    fn a_hop_peaks_at_its_rise() {
        let line = flatten(&hop(Point::new(0.0, 100.0), Point::new(200.0, 100.0), 30.0)).concat();
        let top = line.iter().map(|point| point.y).fold(f32::MAX, f32::min);
        assert!((top - 70.0).abs() < 0.5, "{top}");
    }

    #[test]
    fn an_arc_keeps_its_distance() {
        let center = Point::new(50.0, 50.0);
        for point in flatten(&arc(center, 20.0, 0.1, 0.9)).concat() {
            assert!((distance(center, point) - 20.0).abs() < 0.05);
        }
    }
}
