//! One lane's bars over time, and the diamonds, arrows and numbers that belong to them.

use super::labels::{Labels, label, mono};
use super::layout::{Row, Tier};
use super::timeline::{Hold, Interval, Lane, Mark, MarkKind, Micros, Spent, State};
use super::{Stage, words};
use crate::scene::{Fill, Ink, Key, Layer, Node, Point, Rect, Scene, Segment, Stroke, Target, path, text};

/// More intervals on a lane than one in so many points are drawn as shares of time.
const POINTS_PER_INTERVAL: f32 = 6.0;
/// All lanes together are drawn with at most about so many intervals.
const MOST_INTERVALS: usize = 1_000;
/// Width of a column that shows shares of time.
const COLUMN: f32 = 2.0;
/// A bar gets teeth from this width on, and a label from that.
const TEETH_FROM: f32 = 12.0;
const LABEL_FROM: f32 = 60.0;
/// A number for a length of time needs this much room.
const LENGTH_FROM: f32 = 40.0;

/// The ink that stands for a state.
pub fn ink(state: State) -> Ink {
    match state {
        State::Running | State::Calling => Ink::Alive,
        State::Wants(_) => Ink::Turn,
        State::Io => Ink::Touch,
        State::Starting | State::Waiting => Ink::Muted,
    }
}

/// What one lane's bars are drawn with.
pub(super) struct Bars<'a> {
    pub lane: &'a Lane,
    pub key: Key,
    pub center: f32,
    /// Height of a bar.
    pub height: f32,
    pub scale: super::TimeScale,
    pub now: Micros,
    pub hide_future: bool,
    /// Turns a moment into the step that it is.
    pub step_at: &'a dyn Fn(Micros) -> usize,
}

impl Bars<'_> {
    /// The lane in the window: each interval by itself if there are at most `most`, else shares of time.
    pub fn draw(&self, most: usize, scene: &mut Scene) {
        let intervals = self.lane.within(self.scale.from, self.scale.to);
        if intervals.len() > most {
            return self.shares(scene);
        }
        for interval in intervals {
            let until = interval.to.min(self.now);
            if interval.from < until {
                self.past(interval, until, scene);
            }
            if until < interval.to && !self.hide_future {
                self.future(interval, interval.from.max(self.now), scene);
            }
        }
    }

    fn key(&self, interval: &Interval, what: &str) -> Key {
        self.key.of(interval.from).of(what)
    }

    fn line(&self, left: f32, right: f32) -> [Point; 2] {
        [Point::new(left, self.center), Point::new(right, self.center)]
    }

    fn past(&self, interval: &Interval, until: Micros, scene: &mut Scene) {
        let (left, right) = (self.scale.x(interval.from), self.scale.x(until));
        let [from, to] = self.line(left, right);
        let key = self.key(interval, "bar");
        let says = words::tells(self.lane, interval);
        let target = Target::Step((self.step_at)(interval.from) as u64);
        let node = match interval.state {
            State::Running | State::Calling => {
                // A hair's breadth between two bars; a sliver of time still shows.
                let gap = if right - left > 4.0 { 0.4 } else { 0.0 };
                let width = (right - left - 2.0 * gap).max(1.0);
                let rect = Rect::new(left + gap, self.center - self.height / 2.0, width, self.height);
                Node::rect(
                    key,
                    rect,
                    (self.height / 5.0).clamp(1.0, 4.0).min(width / 2.0),
                    Some(Fill::Plain(Ink::Alive)),
                    None,
                )
            }
            State::Wants(_) if right - left < 8.0 || self.height < 8.0 => {
                Node::line(key, path::straight(from, to), Stroke::new(Ink::Turn, (self.height / 2.0).min(2.0)))
            }
            State::Wants(_) => Node::line(key, path::zigzag(from, to), Stroke::new(Ink::Turn, 1.4)),
            State::Io => {
                Node::line(key, path::straight(from, to), Stroke::dotted(Ink::Touch, (self.height / 2.0).min(2.2)))
            }
            State::Starting => {
                let height = (self.height - 4.0).clamp(2.0, 12.0);
                let rect = Rect::new(left, self.center - height / 2.0, (right - left).max(1.0), height);
                Node::rect(key, rect, 2.0, None, Some(Stroke::dashed(Ink::Muted, 1.2)))
            }
            State::Waiting => Node::line(key, path::straight(from, to), Stroke::dotted(Ink::Mark, 1.4)),
        };
        scene.push(node.says(says).stands_for(target));
        if interval.state == State::Running && right - left >= TEETH_FROM && self.height >= 16.0 {
            let inner = (right - left - 8.0).max(1.0);
            let teeth = (inner / 4.0).floor() * 4.0;
            let start = left + (right - left - teeth) / 2.0;
            let low = self.center + self.height / 2.0;
            let (from, to) = (Point::new(start, low), Point::new(start + teeth, low));
            let teeth = path::teeth(from, to, 4.0, (self.height * 0.18).round());
            scene.push(Node::line(self.key(interval, "teeth"), teeth, Stroke::new(Ink::Pane, 1.3)));
        }
        if let (State::Calling, Some(words)) = (interval.state, interval.label.as_deref()) {
            let style = mono(Ink::OnSolid).middle();
            if right - left >= LABEL_FROM && self.height >= 14.0 && text::measure(words, style) + 8.0 < right - left {
                let at = Point::new((left + right) / 2.0, text::baseline(self.center, style));
                scene.push(Node::text(self.key(interval, "label"), at, words, style));
            }
        }
    }

    fn future(&self, interval: &Interval, from: Micros, scene: &mut Scene) {
        let (left, right) = (self.scale.x(from), self.scale.x(interval.to));
        let [start, end] = self.line(left, right);
        let key = self.key(interval, "ahead");
        let node = match interval.state {
            State::Running | State::Calling if self.height >= 8.0 && right - left > 2.0 => {
                let rect = Rect::new(left + 0.5, self.center - self.height / 2.0, right - left - 1.0, self.height);
                Node::rect(
                    key,
                    rect,
                    4.0f32.min(rect.width / 2.0),
                    Some(Fill::Plain(Ink::Pane)),
                    Some(Stroke::dashed(Ink::Spare, 1.0)),
                )
            }
            State::Running | State::Calling => {
                Node::line(key, path::straight(start, end), Stroke::new(Ink::Spare, self.height.min(3.0)))
            }
            State::Io | State::Waiting => Node::line(key, path::straight(start, end), Stroke::dotted(Ink::Spare, 1.0)),
            State::Wants(_) | State::Starting => {
                Node::line(key, path::straight(start, end), Stroke::dashed(Ink::Spare, 1.0))
            }
        };
        scene.push(node);
    }

    /// Columns that are split by how the time in them was spent, as one shape a kind.
    fn shares(&self, scene: &mut Scene) {
        let last = self.scale.x(self.now.min(self.scale.to));
        let low = self.center + self.height / 2.0;
        let columns = ((last - self.scale.left) / COLUMN).ceil().max(0.0) as usize;
        let mut before = self.lane.spent(self.scale.from);
        let mut levels: Vec<(f32, [f32; 3])> = Vec::with_capacity(columns);
        for column in 0..columns {
            let right = (self.scale.left + COLUMN * (column + 1) as f32).min(last);
            let spent = self.lane.spent(self.scale.at(right).min(self.now));
            let part = spent.since(&before);
            before = spent;
            levels.push((right, heights(&part, self.height)));
        }
        let kinds = [("shares-run", Ink::Alive), ("shares-want", Ink::Turn), ("shares-io", Ink::TouchFill)];
        let spent = self.lane.spent(self.now.min(self.scale.to)).since(&self.lane.spent(self.scale.from));
        for (kind, (word, ink)) in kinds.into_iter().enumerate() {
            let bands = levels.iter().map(|(right, heights)| {
                let under: f32 = heights.iter().take(kind).sum();
                (*right, under, heights.get(kind).copied().unwrap_or_default())
            });
            let segments = band(self.scale.left, low, bands);
            if segments.is_empty() {
                continue;
            }
            let node = Node::new(self.key.of(word), closed(segments, ink)).on(Layer::Ground);
            scene.push(node.says(format!(
                "{}, from {} to {} ms: ran {}, wanted {}, in I/O {} ms",
                self.lane.name,
                words::ms(self.scale.from),
                words::ms(self.now.min(self.scale.to)),
                words::ms(spent.ran),
                words::ms(spent.wanted),
                words::ms(spent.io)
            )));
        }
        if self.now < self.scale.to && !self.hide_future && self.lane.ended().is_some_and(|end| end > self.now) {
            let [from, to] = self.line(last, self.scale.x(self.lane.ended().unwrap_or(self.now)));
            scene.push(Node::line(self.key.of("ahead"), path::straight(from, to), Stroke::dashed(Ink::Spare, 1.0)));
        }
    }
}

/// How high running, wanting and I/O stand in a column of this height.
fn heights(part: &Spent, height: f32) -> [f32; 3] {
    let all = part.age().max(1) as f32;
    [part.ran, part.wanted, part.io].map(|micros| micros as f32 / all * height)
}

/// Bands from `left` on: each up to a right end, so high over the base line and so thick.
fn band(left: f32, base: f32, bands: impl Iterator<Item = (f32, f32, f32)>) -> Vec<Segment> {
    let mut merged: Vec<(f32, f32, f32, f32)> = Vec::new();
    let mut x = left;
    for (right, under, thick) in bands {
        match merged.last_mut() {
            Some((_, end, last_under, last))
                if *end == x && (*last - thick).abs() < 0.05 && (*last_under - under).abs() < 0.05 =>
            {
                *end = right;
            }
            _ => merged.push((x, right, under, thick)),
        }
        x = right;
    }
    let mut segments = Vec::new();
    for (from, to, under, thick) in merged.into_iter().filter(|band| band.3 > 0.05) {
        let (low, high) = (base - under, base - under - thick);
        segments.push(Segment::Move(Point::new(from, low)));
        segments
            .extend([(from, high), (to, high), (to, low), (from, low)].map(|(x, y)| Segment::Line(Point::new(x, y))));
    }
    segments
}

/// A filled shape.
pub(super) fn closed(segments: Vec<Segment>, ink: Ink) -> crate::scene::Shape {
    crate::scene::Shape::Path { segments, closed: true, fill: Some(Fill::Plain(ink)), stroke: None, arrow: false }
}

impl Stage<'_> {
    /// How many intervals a lane may have in the window to be drawn one by one.
    fn most_intervals(&self) -> usize {
        let room = (self.layout.right - self.layout.left) / POINTS_PER_INTERVAL;
        (room as usize).min(MOST_INTERVALS / self.layout.rows.len().max(1)).max(4)
    }

    pub(super) fn bars(&self, row: &Row, scene: &mut Scene) {
        let Some(lane) = self.picture.timeline.lanes.get(row.lane) else { return };
        let height = if row.slim { 10.0f32.min(row.height - 4.0) } else { self.layout.tier.bar(row.height) };
        let timeline = self.picture.timeline;
        let bars = Bars {
            lane,
            key: self.key_of(row.lane),
            center: row.center(),
            height,
            scale: self.scale,
            now: self.picture.now,
            hide_future: self.picture.focus.hide_future,
            step_at: &|at| timeline.step_at(at),
        };
        bars.draw(self.most_intervals(), scene);
    }

    /// How long it held the GIL each time, over the bar; how long it has waited since its answer came, under the line.
    pub(super) fn lengths(&self, row: &Row, scene: &mut Scene, labels: &mut Labels) {
        let Some(lane) = self.picture.timeline.lanes.get(row.lane) else { return };
        if self.layout.tier != Tier::Tall || row.slim {
            return;
        }
        let bar = self.layout.tier.bar(row.height) / 2.0;
        let now = self.picture.now;
        let (left, right) = (self.layout.left, self.layout.right);
        let key = self.key_of(row.lane);
        let holds = self.picture.timeline.holds_within(self.scale.from, self.scale.to);
        for Hold { from, to, .. } in holds.iter().filter(|hold| hold.lane == row.lane && hold.from < now) {
            let to = (*to).min(now);
            let (x0, x1) = (self.scale.x(*from), self.scale.x(to));
            if x1 - x0 >= LENGTH_FROM {
                let at = Point::new((x0 + x1) / 2.0, row.center() - bar - 7.0);
                let node = Node::text(key.of(from).of("held"), at, words::ms(to - from), mono(Ink::Alive).middle());
                labels.place(node, left, right, scene);
            }
        }
        let mut before = None;
        for interval in lane.within(self.scale.from, self.scale.to) {
            let answered = matches!(before, Some(State::Io)) && matches!(interval.state, State::Wants(_));
            before = Some(interval.state);
            let to = interval.to.min(now);
            if !answered || interval.from >= to {
                continue;
            }
            let (x0, x1) = (self.scale.x(interval.from), self.scale.x(to));
            if x1 - x0 >= LENGTH_FROM {
                let at = Point::new((x0 + x1) / 2.0, row.center() + 25.0);
                let length = words::ms(to - interval.from);
                let node = Node::text(key.of(interval.from).of("waited"), at, length, mono(Ink::Turn).middle());
                labels.place(node, left, right, scene);
            }
        }
    }

    /// The requests that can be told apart: not, if they would run into a blur; then the zig-zag alone stays.
    fn told(&self) -> impl Iterator<Item = (&Mark, &Row)> {
        let marks = self.picture.timeline.marks_within(self.scale.from, self.picture.now.min(self.scale.to) + 1);
        let requests = marks.iter().filter(|mark| matches!(mark.kind, MarkKind::Asks { .. } | MarkKind::WaitsOn));
        let room = (self.layout.right - self.layout.left) * self.layout.rows.len() as f32 / 9.0;
        let seen = matches!(self.layout.tier, Tier::Tall | Tier::Middle) && requests.count() as f32 <= room;
        let row = |mark: &Mark| self.layout.rows.iter().find(|row| row.lane == mark.lane);
        marks.iter().filter(move |_| seen).filter_map(move |mark| Some((mark, row(mark)?)))
    }

    /// Requests for the GIL: a filled diamond asks, a hollow one waits on.
    pub(super) fn requests(&self, scene: &mut Scene, labels: &mut Labels) {
        let size = if self.layout.tier == Tier::Tall { 6.0 } else { 4.5 };
        for (mark, row) in self.told() {
            let (fill, stroke, radius) = match mark.kind {
                MarkKind::Asks { .. } => (Ink::Turn, Ink::Pane, size),
                MarkKind::WaitsOn => (Ink::Pane, Ink::Turn, size - 1.0),
                MarkKind::Takes { asker: Some(asker), .. } if asker != mark.lane => {
                    self.picked(mark, row, asker, scene, labels);
                    continue;
                }
                _ => continue,
            };
            let at = Point::new(self.scale.x(mark.at), row.center());
            let mut shape = closed(path::diamond(at, radius), fill);
            if let crate::scene::Shape::Path { stroke: outline, .. } = &mut shape {
                *outline = Some(Stroke::new(stroke, 1.5));
            }
            let node = Node::new(self.key_of(mark.lane).of("mark").of(mark.at), shape).on(Layer::Top);
            let target = Target::Step(self.picture.timeline.step_at(mark.at) as u64);
            scene.push(node.says(words::event(self.picture.timeline, mark)).stands_for(target));
        }
    }

    /// The ways of requests to a holder who is inside a C call, and how long they stay unseen.
    ///
    /// Only the first one of a hold: once the request is set, asking again changes nothing.
    pub(super) fn unseen(&self, scene: &mut Scene, labels: &mut Labels) {
        let timeline = self.picture.timeline;
        let mut told_of = None;
        for (mark, row) in self.told() {
            let MarkKind::Asks { holder } = mark.kind else { continue };
            let Some(seen) = timeline.answered(mark.at).filter(|&seen| seen > mark.at) else { continue };
            let Some(held) = self.layout.rows.iter().find(|row| row.lane == holder) else { continue };
            if told_of.replace(seen) == Some(seen) {
                continue;
            }
            let until = seen.min(self.picture.now);
            let (x0, x1) = (self.scale.x(mark.at), self.scale.x(until));
            let key = self.key_of(mark.lane).of("unseen").of(mark.at);
            let bar = if held.slim { 10.0 } else { self.layout.tier.bar(held.height) };
            let down = held.center() > row.center();
            let (start, end) = match down {
                true => (row.center() + 6.0, held.center() - bar / 2.0 - 2.0),
                false => (row.center() - 6.0, held.center() + bar / 2.0 + 9.0),
            };
            let way = path::straight(Point::new(x0, start), Point::new(x0, end));
            scene.push(Node::arrow(key.of("way"), way, Stroke::dotted(Ink::Turn, 1.5)));
            labels.keep(Rect::new(x0 - 3.0, start.min(end), 6.0, (start - end).abs()));
            let low = held.center() + bar / 2.0 + 3.0;
            let rect = Rect::new(x0, low, (x1 - x0).max(1.0), 4.0);
            let length = words::ms(until - mark.at);
            let says = format!("the request is unseen for {length} ms: no check in a C call");
            scene.push(Node::rect(key.clone(), rect, 2.0, Some(Fill::Plain(Ink::Turn)), None).says(says));
            if self.layout.tier != Tier::Tall || until == mark.at {
                continue;
            }
            let words = format!("unseen {length}");
            let style = label(Ink::Turn);
            let width = text::measure(&words, style);
            // At the end of the line under the bar, or right of a request that comes from below and would cross it.
            let end = if until == self.picture.now { x1 - 6.0 } else { x1 };
            let x = if down || end - width > x0 + 5.0 { end - width } else { x0 + 6.0 };
            let node = Node::text(key.of("length"), Point::new(x, low + 18.0), words, style);
            labels.place(node, self.layout.left, self.layout.right, scene);
        }
    }

    /// Says that another than the one who asked got the GIL.
    fn picked(&self, mark: &Mark, row: &Row, asker: usize, scene: &mut Scene, labels: &mut Labels) {
        let name = |lane: usize| self.picture.timeline.lanes.get(lane).map_or("", |lane| &lane.name);
        let (asker, taker) = (name(asker), name(mark.lane));
        if self.layout.tier == Tier::Tall && !row.slim {
            let words = format!("{asker} asked, {taker} got it");
            let low = row.center() + self.layout.tier.bar(row.height) / 2.0 + 18.0;
            let at = Point::new(self.scale.x(mark.at) + 9.0, low);
            let key = self.key_of(mark.lane).of("picked").of(mark.at);
            labels.place(Node::text(key, at, words, label(Ink::Muted)), self.layout.left, self.layout.right, scene);
        }
    }

    /// Lanes of one kind in one stacked area: how many run, want a turn, are in I/O.
    pub(super) fn bundles(&self, scene: &mut Scene) {
        let last = self.scale.x(self.picture.now.min(self.scale.to));
        let width = (self.layout.right - self.layout.left) / 160.0;
        for bundle in &self.layout.bundles {
            let key = Key::new("bundle").of(&bundle.name);
            let lanes: Vec<&Lane> =
                bundle.lanes.iter().filter_map(|&lane| self.picture.timeline.lanes.get(lane)).collect();
            let total = |at: Micros| {
                lanes.iter().fold([0u64; 3], |[ran, wanted, io], lane| {
                    let spent = lane.spent(at);
                    [ran + spent.ran, wanted + spent.wanted, io + spent.io]
                })
            };
            let low = bundle.top + bundle.height - 4.0;
            let mut before = total(self.scale.from);
            let mut from = self.scale.from;
            let mut levels: Vec<(f32, [f32; 3])> = Vec::new();
            let mut x = self.scale.left;
            while x < last - 0.01 {
                x = (x + width).min(last);
                let to = self.scale.at(x).max(from + 1);
                let here = total(to);
                let all = ((to - from) * lanes.len().max(1) as u64) as f32;
                let share = |index: usize| {
                    let spent = here.get(index).zip(before.get(index)).map_or(0, |(here, before)| here - before);
                    spent as f32 / all * (bundle.height - 8.0)
                };
                levels.push((x, [share(0), share(1), share(2)]));
                (before, from) = (here, to);
            }
            let kinds = [("run", Ink::Alive), ("want", Ink::Turn), ("io", Ink::TouchFill)];
            for (kind, (word, ink)) in kinds.into_iter().enumerate() {
                let bands = levels.iter().map(|(right, heights)| {
                    let under: f32 = heights.iter().take(kind).sum();
                    (*right, under, heights.get(kind).copied().unwrap_or_default())
                });
                let segments = band(self.scale.left, low, bands);
                if !segments.is_empty() {
                    let says = format!("{} lanes, {}: how many {word}", lanes.len(), bundle.name);
                    scene.push(Node::new(key.of(word), closed(segments, ink)).on(Layer::Ground).says(says));
                }
            }
            let room = self.layout.left - super::MARGIN - 8.0;
            let middle = bundle.top + bundle.height / 2.0;
            let count = format!("{} lanes", lanes.len());
            let style = super::name_style(12.0);
            if bundle.height >= 16.0 {
                scene.push(Node::text(key.clone(), Point::new(super::MARGIN, middle), count, style));
            }
            if bundle.height >= 40.0 {
                let kind = text::fit(&bundle.name, label(Ink::Muted), room);
                let at = Point::new(super::MARGIN, middle + 17.0);
                scene.push(Node::text(key.of("kind"), at, kind, label(Ink::Muted)));
            }
        }
    }
}
