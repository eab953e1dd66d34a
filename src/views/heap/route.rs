//! The ways of arrows: straight across to the next column, level past foreign ones, or around below and back. Pure.
//!
//! Ways are given for every reference of the run at once, so that an arrow keeps its way while others come and go.

use std::collections::HashMap;

use crate::scene::{Point, Rect, Segment, Size, path};

use super::place::Layout;
use super::story::Story;

/// The ways of all arrows of a run.
#[derive(Clone, Debug, Default)]
pub struct Routes {
    ways: HashMap<(String, usize), Way>,
}

/// One arrow's way. Heights of ports are told from the target's top.
#[derive(Clone, Debug, PartialEq)]
pub enum Way {
    /// Rightwards, past columns by level lanes (from x, to x, height) where it must.
    On { lanes: Vec<(f32, f32, f32)>, port: f32 },
    /// To the right, along a lane back, and into the target from below.
    Below { turn: f32, lane: f32, at: f32 },
    /// To the right, along a lane back, and into the target's left edge.
    Around { turn: f32, lane: f32, rise: f32, port: f32 },
}

/// References that have ways of their own; any more go straight.
const MOST_WAYS: usize = 400;

impl Routes {
    /// Ways for every reference that the story draws.
    pub fn of(story: &Story, layout: &Layout) -> Self {
        let mut wanted = wanted(story, layout);
        wanted.sort_by(|one, other| one.height.total_cmp(&other.height));
        let mut streets = Streets::of(layout);
        let mut ways: Vec<(Wanted, Way)> = Vec::with_capacity(wanted.len());
        for wanted in wanted {
            if let Some(way) = streets.way(&wanted, layout) {
                ways.push((wanted, way));
            }
        }
        give_ports(&mut ways, layout);
        Self { ways: ways.into_iter().map(|(wanted, way)| ((wanted.key, wanted.seat), way)).collect() }
    }

    pub fn way(&self, key: &str, seat: usize) -> Option<&Way> {
        self.ways.get(&(key.to_owned(), seat))
    }
}

impl Way {
    /// The arrow from a row's dot to the card, which may be lower than the room that is kept for it, or to the head in
    /// front of the card's top, where there is one.
    pub fn path(&self, from: Point, card: Rect, head: Size, scale: f32) -> Vec<Segment> {
        let off = 2.0 * scale;
        let radius = 9.0 * scale;
        let entry = |port: &f32| {
            let y = (card.y + port).min(card.bottom() - 7.0 * scale);
            let edge = if y < card.y + head.height { card.x - head.width } else { card.x };
            Point::new(edge - off, y)
        };
        match self {
            Way::On { lanes, port } => {
                let to = entry(port);
                let mut at = from;
                let mut segments = vec![Segment::Move(from)];
                let mut bend = |at: &mut Point, to: Point| {
                    let reach = (to.x - at.x).abs() * 0.45;
                    let leave = Point::new(at.x + reach, at.y);
                    segments.push(Segment::Curve(leave, Point::new(to.x - reach, to.y), to));
                    *at = to;
                };
                for (start, end, height) in lanes {
                    bend(&mut at, Point::new(*start, *height));
                    let level = Point::new(*end, *height);
                    bend(&mut at, level);
                }
                bend(&mut at, to);
                segments
            }
            Way::Below { turn, lane, at } => {
                let corners = [
                    from,
                    Point::new(*turn, from.y),
                    Point::new(*turn, *lane),
                    Point::new(*at, *lane),
                    Point::new(*at, card.bottom() + off),
                ];
                path::rounded(&corners, radius)
            }
            Way::Around { turn, lane, rise, port } => {
                let to = entry(port);
                let corners = [
                    from,
                    Point::new(*turn, from.y),
                    Point::new(*turn, *lane),
                    Point::new(*rise, *lane),
                    Point::new(*rise, to.y),
                    to,
                ];
                path::rounded(&corners, radius)
            }
        }
    }
}

/// An arrow that wants a way.
#[derive(Clone, Debug)]
struct Wanted {
    key: String,
    seat: usize,
    /// The height at which it starts.
    height: f32,
    /// The column of its start, `None` for a name's.
    from: Option<usize>,
    to: usize,
    /// Where it passes columns.
    lanes: Vec<(f32, f32, f32)>,
}

fn wanted(story: &Story, layout: &Layout) -> Vec<Wanted> {
    let mut wanted: Vec<Wanted> = Vec::new();
    let mut seen: HashMap<(String, usize), ()> = HashMap::new();
    for link in &story.links {
        let Some(seat) = layout.seats.of.get(link.to).copied() else { continue };
        let key = layout.origin_key(&link.from);
        let Some(height) = layout.link_height(link) else { continue };
        let Some(to) = layout.order.column.get(seat).copied() else { continue };
        if seen.insert((key.clone(), seat), ()).is_none() && wanted.len() < MOST_WAYS {
            let lane = |(column, height): &(usize, f32)| {
                layout.columns.get(*column).map(|(x, width)| (*x, x + width, *height))
            };
            let lanes = layout.lanes(link).iter().filter_map(lane).collect();
            wanted.push(Wanted { key, seat, height, from: layout.link_column(link), to, lanes });
        }
    }
    wanted
}

/// What is taken of each column's height, by cards and by lanes.
struct Streets {
    taken: Vec<Vec<(f32, f32)>>,
    /// Turns given so far at the right of each column, and rises at its left.
    turns: Vec<usize>,
    rises: Vec<usize>,
    /// Arrows that enter each seat from below.
    below: HashMap<usize, usize>,
}

impl Streets {
    fn of(layout: &Layout) -> Self {
        let clear = 7.0 * layout.metrics.scale;
        let columns = layout.order.items.len();
        let mut taken = vec![Vec::new(); columns];
        for (room, column) in layout.rooms.iter().zip(&layout.order.column) {
            if let (Some(room), Some(taken)) = (room, taken.get_mut(*column)) {
                taken.push((room.y - clear, room.bottom() + clear));
            }
        }
        for (column, height) in layout.all_lanes() {
            if let Some(taken) = taken.get_mut(column) {
                taken.push((height - clear, height + clear));
            }
        }
        Self { taken, turns: vec![0; columns], rises: vec![0; columns], below: HashMap::new() }
    }

    fn way(&mut self, wanted: &Wanted, layout: &Layout) -> Option<Way> {
        let room = layout.rooms.get(wanted.seat).copied().flatten()?;
        let scale = layout.metrics.scale;
        let first = wanted.from.map_or(0, |column| column + 1);
        if first <= wanted.to {
            return Some(Way::On { lanes: wanted.lanes.clone(), port: 0.0 });
        }
        let from = wanted.from?;
        let (x, width) = layout.columns.get(from).copied()?;
        let lane = self.lane(wanted.to..=from, room.bottom() + 16.0 * scale, layout)?;
        let turn = x + width + scale * (13.0 + 7.0 * (count(&mut self.turns, from) % 4) as f32);
        let is_just_below =
            lane >= room.bottom() + 12.0 * scale && lane < room.bottom() + layout.metrics.gap.max(26.0 * scale);
        if is_just_below {
            let nth = self.below.entry(wanted.seat).or_default();
            *nth += 1;
            let at = room.x + layout.head + (room.width - layout.head) * (0.3 + 0.13 * ((*nth - 1) % 5) as f32);
            return Some(Way::Below { turn, lane, at });
        }
        let rise = room.x - scale * (14.0 + 6.0 * (count(&mut self.rises, wanted.to) % 4) as f32);
        Some(Way::Around { turn, lane, rise, port: 0.0 })
    }

    /// A height that is free in all these columns, as near as may be to `ideal`; it is taken from now on.
    fn lane(&mut self, columns: std::ops::RangeInclusive<usize>, ideal: f32, layout: &Layout) -> Option<f32> {
        let scale = layout.metrics.scale;
        let (least, most) = (layout.metrics.top + 2.0, layout.size.height - 6.0 * scale);
        let half = 4.0 * scale;
        let taken: Vec<(f32, f32)> =
            columns.clone().filter_map(|column| self.taken.get(column)).flatten().copied().collect();
        let is_free = |height: f32| {
            height >= least && height <= most && taken.iter().all(|(low, high)| height <= *low || height >= *high)
        };
        let edges = taken.iter().flat_map(|(low, high)| [*low, *high]);
        let candidates = edges.chain([ideal]).filter(|height| is_free(*height));
        let height = candidates.min_by(|a, b| (a - ideal).abs().total_cmp(&(b - ideal).abs()))?;
        for column in columns {
            if let Some(taken) = self.taken.get_mut(column) {
                taken.push((height - 2.0 * half, height + 2.0 * half));
            }
        }
        Some(height)
    }
}

fn count(counts: &mut [usize], at: usize) -> usize {
    let Some(count) = counts.get_mut(at) else { return 0 };
    *count += 1;
    *count - 1
}

/// Gives the arrows that enter a left edge their ports, one entry height each, in order of origin.
fn give_ports(ways: &mut [(Wanted, Way)], layout: &Layout) {
    let mut by_seat: HashMap<usize, Vec<(f32, usize)>> = HashMap::new();
    for (at, (wanted, way)) in ways.iter().enumerate() {
        let height = match way {
            Way::On { lanes, .. } => lanes.last().map_or(wanted.height, |lane| lane.2),
            Way::Around { lane, .. } => *lane,
            Way::Below { .. } => continue,
        };
        by_seat.entry(wanted.seat).or_default().push((height, at));
    }
    let metrics = &layout.metrics;
    for (seat, mut entries) in by_seat {
        entries.sort_by(|one, other| one.0.total_cmp(&other.0));
        let height = layout.rooms.get(seat).copied().flatten().map_or(0.0, |room| room.height);
        let first = (metrics.header * 0.7).min(height / 2.0);
        let last = height - 9.0 * metrics.scale;
        let pitch = ((last - first) / (entries.len() - 1).max(1) as f32).clamp(0.0, 16.0 * metrics.scale);
        for (nth, (_, at)) in entries.into_iter().enumerate() {
            if let Some((_, Way::On { port, .. } | Way::Around { port, .. })) = ways.get_mut(at) {
                *port = first + pitch * nth as f32;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrow_ends_at_the_cards_edge_however_low_the_card_is() {
        let card = Rect::new(200.0, 100.0, 150.0, 40.0);
        for way in [
            Way::On { lanes: vec![(100.0, 150.0, 90.0)], port: 60.0 },
            Way::Around { turn: 400.0, lane: 180.0, rise: 180.0, port: 20.0 },
            Way::Below { turn: 400.0, lane: 180.0, at: 260.0 },
        ] {
            let line =
                path::flatten(&way.path(Point::new(20.0, 60.0), card, Size::default(), 1.0)).pop().unwrap_or_default();
            let end = line.last().copied().unwrap_or_default();
            let from_left = (end.x - 198.0).abs() < 0.1 && end.y > card.y && end.y < card.bottom();
            let from_below = (end.y - 142.0).abs() < 0.1 && end.x > card.x && end.x < card.right();
            assert!(from_left || from_below, "{way:?} {end:?}");
        }
    }
}
