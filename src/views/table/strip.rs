//! A table of many slots: a strip of bars as high as its slots are taken, and a lens on the slots that were visited.

use crate::scene::{Fill, Ink, Key, Layer, Node, Point, Rect, Scene, Segment, Shape, Stroke, path};

use super::super::value::bare;
use super::index::{self, Words};
use super::layout::{Rows, Span, rise};
use super::pen::{self, Look, cell, mono, mono_bold, write};
use super::picture::{Act, Cell, Table, TablePicture};
use super::stage::Stage;

/// Bars at most.
const MOST_BARS: usize = 256;
/// Slots that a lens shows either side of a stop; windows nearer than twice that and one become one.
const SIDE: usize = 3;
const MOST_WINDOWS: usize = 4;
const WINDOW_GAP: f32 = 26.0;
const WIDEST: f32 = 42.0;
/// Nearer badges become one.
const BADGE_APART: f32 = 22.0;

/// Where strip and lens stand.
pub struct Strip {
    left: f32,
    width: f32,
    slots: usize,
    strip: Span,
    numbers: f32,
    lens: Span,
    windows: Vec<Window>,
}

/// Neighbouring slots under the lens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    first: usize,
    end: usize,
    left: f32,
    pitch: f32,
}

impl Strip {
    pub fn of(stage: &Stage, rows: &Rows, picture: &TablePicture) -> Self {
        let slots = picture.table.slots();
        let set = picture.table.is_set();
        let top = rows.numbers - 8.0;
        let room = rows.cards.top - top;
        let strip = if set { rows.cells } else { Span::new(top, room * 0.3) };
        let lens = Span::new(rows.cards.top - 18.0 - room * 0.3, room * 0.3);
        let stops: Vec<usize> = match picture.act.filter(|act| act.old.is_none() && !set) {
            Some(act) => told_slots(act),
            None => Vec::new(),
        };
        let windows = windows(&stops, slots, stage.left(), stage.width());
        Self { left: stage.left(), width: stage.width(), slots, strip, numbers: lens.top - 9.0, lens, windows }
    }

    /// Where a slot stands on the strip.
    pub fn x(&self, slot: usize) -> f32 {
        self.left + (slot as f32 + 0.5) / self.slots.max(1) as f32 * self.width
    }

    pub fn bottom(&self) -> f32 {
        self.strip.bottom()
    }

    /// The cell of a slot under the lens.
    pub fn cell(&self, slot: usize) -> Option<Rect> {
        let window = self.windows.iter().find(|window| (window.first..window.end).contains(&slot))?;
        let x = window.left + window.pitch * (slot - window.first) as f32;
        Some(Rect::new(x, self.lens.top, window.pitch - 4.0, self.lens.height))
    }
}

/// The first stop's slot and the last three's.
fn told_slots(act: &Act) -> Vec<usize> {
    let slots: Vec<usize> = act.stops.iter().map(|stop| stop.slot).collect();
    let last = slots.len().saturating_sub(MOST_WINDOWS - 1).max(1);
    let mut told: Vec<usize> =
        slots.first().into_iter().chain(slots.get(last..).unwrap_or_default()).copied().collect();
    // A new key may stand in a slot before the last stop.
    told.extend(act.stands_in().filter(|slot| !told.contains(slot)));
    told.sort_unstable();
    told.dedup();
    told
}

/// Windows round the slots, in their order, so that the beams never cross.
fn windows(stops: &[usize], slots: usize, left: f32, width: f32) -> Vec<Window> {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for stop in stops {
        let (first, end) = (stop.saturating_sub(SIDE), (stop + SIDE + 1).min(slots));
        match ranges.last_mut().filter(|(_, before)| *before >= first) {
            Some((_, before)) => *before = end,
            None => ranges.push((first, end)),
        }
    }
    let cells: usize = ranges.iter().map(|(first, end)| end - first).sum();
    let gaps = WINDOW_GAP * ranges.len().saturating_sub(1) as f32;
    let pitch = ((width - gaps) / cells.max(1) as f32).min(WIDEST);
    let used = pitch * cells as f32 + gaps;
    // What is left over is shared out between the windows.
    let spread = if ranges.len() > 1 { (width - used) / (ranges.len() - 1) as f32 } else { 0.0 };
    let mut x = if ranges.len() > 1 { left } else { left + (width - used) / 2.0 };
    ranges
        .into_iter()
        .map(|(first, end)| {
            let window = Window { first, end, left: x, pitch };
            x += pitch * (end - first) as f32 + WINDOW_GAP + spread;
            window
        })
        .collect()
}

pub fn draw(scene: &mut Scene, stage: &Stage, rows: &Rows, picture: &TablePicture, key: &Key) {
    let strip = Strip::of(stage, rows, picture);
    let table = picture.table;
    let bars = MOST_BARS.min(table.slots());
    let each = table.slots() / bars;
    let name = if table.is_set() { "Table" } else { "Index table" };
    let notes = [
        format!("{} slots", table.slots()),
        if each == 1 { "one bar a slot".into() } else { format!("one bar = {each} slots") },
    ];
    pen::row_name(scene, stage, key.of("index").of("row"), strip.strip.top + 8.0, name, &[&notes[0], &notes[1]]);
    let says = format!("{} slots, {} of them taken", table.slots(), table.filled());
    scene.push(skyline(&strip, table, bars, each, key.of("skyline")).says(says));
    let base =
        path::straight(Point::new(strip.left, strip.bottom()), Point::new(strip.left + strip.width, strip.bottom()));
    scene.push(Node::line(key.of("base"), base, Stroke::new(Ink::Mark, 1.0)).on(Layer::Ground));
    let Some(act) = picture.act.filter(|act| act.old.is_none()) else { return };
    let bar = (strip.width / bars as f32).max(5.0);
    let mut marked: Vec<usize> = act.stops.iter().map(|stop| stop.slot).chain(act.stands_in()).collect();
    marked.sort_unstable();
    marked.dedup();
    for slot in marked {
        let ink = index::look(picture, slot).ink();
        let x = strip.x(slot).clamp(strip.left + bar / 2.0, strip.left + strip.width - bar / 2.0);
        let rect = Rect::new(x - bar / 2.0, strip.strip.top, bar, strip.strip.height);
        scene.push(
            Node::rect(key.of("mark").of(slot), rect, 1.5, Some(Fill::Plain(ink)), None).says(format!("slot {slot}")),
        );
    }
    stops(scene, stage, rows, &strip, act, &key.of("stop"));
    for window in &strip.windows {
        lens(scene, &strip, window, picture, key);
    }
}

/// All bars as one shape: for each, how much of its slots is taken.
fn skyline(strip: &Strip, table: Table, bars: usize, each: usize, key: Key) -> Node {
    let pitch = strip.width / bars as f32;
    let gap = if pitch > 3.0 { 1.0 } else { 0.0 };
    let base = strip.bottom();
    let mut segments = vec![Segment::Move(Point::new(strip.left, base))];
    for bar in 0..bars {
        let taken = (bar * each..(bar + 1) * each).filter(|slot| table.cell(*slot) != Cell::Empty).count();
        let high = base - strip.strip.height * 0.92 * taken as f32 / each as f32;
        let (from, to) = (strip.left + pitch * bar as f32, strip.left + pitch * (bar + 1) as f32 - gap);
        let corners = [(from, base), (from, high), (to, high), (to, base)];
        segments.extend(corners.map(|(x, y)| Segment::Line(Point::new(x, y))));
    }
    segments.push(Segment::Line(Point::new(strip.left + strip.width, base)));
    let shape = Shape::Path { segments, closed: true, fill: Some(Fill::Plain(Ink::Mark)), stroke: None, arrow: false };
    Node::new(key, shape).on(Layer::Ground)
}

fn stops(scene: &mut Scene, stage: &Stage, rows: &Rows, strip: &Strip, act: &Act, key: &Key) {
    let runs = act.runs();
    // Badges nearer than they are wide share one.
    let mut groups: Vec<(f32, Vec<usize>)> = Vec::new();
    for run in &runs {
        let x = strip.x(run.slot);
        let numbers = run.first + 1..=run.end;
        match groups.iter_mut().find(|(at, _)| (at - x).abs() < BADGE_APART) {
            Some((_, known)) => known.extend(numbers),
            None => groups.push((x, numbers.collect())),
        }
    }
    let place = |slot: usize| {
        groups.iter().map(|(x, _)| *x).min_by(|a, b| (a - strip.x(slot)).abs().total_cmp(&(b - strip.x(slot)).abs()))
    };
    let line = Stroke::dotted(Ink::Touch, 1.8);
    for (number, pair) in index::hops(&runs) {
        let &[from, to] = pair else { continue };
        let (Some(left), Some(right)) = (place(from.slot), place(to.slot)) else { continue };
        if left == right {
            continue;
        }
        let side = if right >= left { 10.0 } else { -10.0 };
        let (start, end) =
            (Point::new(left + side, rows.badges - 2.0), Point::new(right - side * 0.2, rows.badges - 12.0));
        let hop = path::hop(start, end, rise(right - left, stage.width(), end.y - rows.arcs.top));
        scene.push(
            Node::arrow(key.of("hop").of(number), hop, line)
                .says(format!("from slot {} to slot {}", from.slot, to.slot)),
        );
    }
    for (number, (x, numbers)) in groups.iter().enumerate() {
        let mut numbers = numbers.clone();
        numbers.sort_unstable();
        let words = index::joined(&numbers);
        let half = pen::badge_width(&words) / 2.0;
        let x = x.clamp(stage.left() + half - 10.0, stage.right() - half + 10.0);
        pen::badge(scene, key.of(number), Point::new(x, rows.badges), &words, Ink::Touch);
    }
}

/// One window: its beam, and its slots as cells.
fn lens(scene: &mut Scene, strip: &Strip, window: &Window, picture: &TablePicture, key: &Key) {
    let table = picture.table;
    let right = window.left + window.pitch * (window.end - window.first) as f32 - 4.0;
    let edge = |slot: usize| strip.left + slot as f32 / strip.slots.max(1) as f32 * strip.width;
    let corners = [
        Point::new(edge(window.first), strip.bottom() + 1.0),
        Point::new(edge(window.end), strip.bottom() + 1.0),
        Point::new(right, strip.numbers - 9.0),
        Point::new(window.left, strip.numbers - 9.0),
    ];
    beam(scene, key.of("beam").of(window.first), corners, Ink::TouchFill);
    for slot in window.first..window.end {
        let Some(rect) = strip.cell(slot) else { continue };
        let (look, key) = (index::look(picture, slot), key.of("slot").of(slot));
        let stored = match table.cell(slot) {
            Cell::Holds(number) => table.key(number).map(|(object, _)| (number, (picture.text)(object))),
            _ => None,
        };
        let says = match &stored {
            Some((number, text)) => format!("slot {slot}: entry {number}, {text}"),
            None => format!("slot {slot}: {:?}", table.cell(slot)),
        };
        scene.push(cell(key.clone(), rect, look).says(says));
        if look == Look::Collision {
            index::teeth(scene, &key, rect);
        }
        let visited = picture.act.is_some_and(|act| act.stops.iter().any(|stop| stop.slot == slot));
        let style = if visited { mono_bold(12.0, Ink::Text) } else { mono(12.0, Ink::Muted) };
        write(
            scene,
            key.of("slot"),
            rect.center().x,
            strip.numbers,
            &crate::scene::text::fit(&slot.to_string(), style, window.pitch - 2.0),
            style.middle(),
        );
        let main = match (table.cell(slot), stored) {
            (Cell::Holds(_), Some((_, text))) if table.is_set() => bare(&text).to_owned(),
            (Cell::Holds(number), _) => number.to_string(),
            (Cell::Dummy, _) => "-2".to_owned(),
            _ => String::new(),
        };
        Words { rect, look, main, meaning: String::new(), eight: false, set: table.is_set() }.write(scene, &key);
    }
}

/// A pale beam from what is small to what shows it large.
pub fn beam(scene: &mut Scene, key: Key, corners: [Point; 4], ink: Ink) {
    let segments = path::polyline(&corners);
    let shape = Shape::Path { segments, closed: true, fill: Some(Fill::Plain(ink)), stroke: None, arrow: false };
    scene.push(Node::new(key, shape).on(Layer::Ground).faded(0.45));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_keep_their_order_and_their_room() {
        for stops in [&[5, 700][..], &[0, 1, 2, 1023], &[10, 14, 500, 506], &[512]] {
            let windows = windows(stops, 1024, 100.0, 900.0);
            assert!(stops.iter().all(|stop| windows.iter().any(|window| (window.first..window.end).contains(stop))));
            for pair in windows.windows(2) {
                let end = pair[0].left + pair[0].pitch * (pair[0].end - pair[0].first) as f32;
                assert!(pair[0].end < pair[1].first && end < pair[1].left, "{windows:?}");
            }
            let last = windows.last().unwrap();
            assert!(last.left + last.pitch * (last.end - last.first) as f32 <= 1000.5, "{windows:?}");
        }
    }
}
