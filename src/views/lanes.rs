//! The lanes view: threads, tasks or processes side by side on one time axis.
//!
//! A [`timeline`] says what happened when; [`layout`] and [`scale`] say where that stands; here and in [`row`] it becomes
//! nodes. [`compare`] lays several timelines of the same jobs over each other. Who ran when is decided by whoever wrote the
//! timeline: a lab's scheduler or the interpreter's.

pub mod compare;
mod labels;
pub mod layout;
mod row;
pub mod scale;
pub mod timeline;
mod top;
pub mod words;

use crate::scene::{Fill, Ink, Key, Layer, Node, Point, Rect, Scene, Size, Stroke, path};
use labels::{Labels, label, mono, name_style};
use layout::{Layout, MARGIN, Row, Tier};
use scale::TimeScale;
use timeline::{Micros, Timeline, Turn};

/// What the view shows.
#[derive(Clone, Copy, Debug)]
pub struct LanesPicture<'a> {
    pub timeline: &'a Timeline,
    /// A word for what the lanes are: `THREADS`.
    pub title: &'a str,
    pub now: Micros,
    pub zoom: Zoom,
    pub focus: Focus,
}

/// How much of the run is seen at once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Zoom {
    /// All of it.
    Whole,
    /// So many points a millisecond, in a window that moves with the playhead.
    PerMs(f32),
    /// This part of it.
    Window(Micros, Micros),
}

/// What is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Focus {
    /// The lane that is pointed at; the others are dimmed.
    pub lane: Option<usize>,
    /// While the learner is to predict, what comes after now is not shown.
    pub hide_future: bool,
}

/// How strongly lanes show that are not the one pointed at.
const DIMMED: f32 = 0.4;

/// The picture on a stage of this size.
pub fn scene(picture: &LanesPicture, size: Size) -> Scene {
    let timeline = picture.timeline;
    let layout = Layout::new(timeline, size, &pinned(picture));
    let width = layout.right - layout.left;
    let (from, to) = match picture.zoom {
        Zoom::Whole => (0, timeline.end),
        Zoom::PerMs(per_ms) => scale::window(timeline.end, picture.now, width, per_ms.max(0.001)),
        Zoom::Window(from, to) => (from, to),
    };
    let stage = Stage { picture, layout: &layout, scale: TimeScale::new(from, to, layout.left, layout.right) };
    let mut scene = Scene::new(size);
    let mut labels = Labels::default();
    stage.axis(&mut scene);
    stage.playhead(&mut scene, &mut labels);
    top::key(&stage, &mut scene);
    stage.brush(&mut scene);
    stage.ribbon(&mut scene, &mut labels);
    for row in &layout.rows {
        stage.dimmed(row, &mut scene, |scene| stage.row(row, scene));
    }
    stage.bundles(&mut scene);
    stage.hand_overs(&mut scene, &mut labels);
    stage.requests(&mut scene, &mut labels);
    stage.unseen(&mut scene, &mut labels);
    for row in &layout.rows {
        stage.dimmed(row, &mut scene, |scene| stage.lengths(row, scene, &mut labels));
    }
    scene.caption = words::caption(timeline, picture.now);
    scene
}

/// The lanes to show by themselves when others are bundled: pointed at, the holder, those that changed last.
fn pinned(picture: &LanesPicture) -> Vec<usize> {
    let holder = picture.timeline.holder(picture.now).map(|hold| hold.lane);
    let past = picture.timeline.marks.partition_point(|mark| mark.at <= picture.now);
    let last = picture.timeline.marks.iter().take(past).rev().map(|mark| mark.lane).take(64);
    let mut lanes: Vec<usize> = Vec::new();
    for lane in picture.focus.lane.into_iter().chain(holder).chain(last) {
        if !lanes.contains(&lane) {
            lanes.push(lane);
        }
    }
    lanes.truncate(5);
    lanes.sort_unstable();
    lanes
}

/// A picture with its places: what every part of the drawing looks at.
struct Stage<'a> {
    picture: &'a LanesPicture<'a>,
    layout: &'a Layout,
    scale: TimeScale,
}

impl Stage<'_> {
    /// Lines at round times, and what they are.
    fn axis(&self, scene: &mut Scene) {
        let key = Key::new("axis");
        let now = self.scale.x(self.picture.now);
        let top = self.layout.axis + 6.0;
        for at in self.scale.ticks(56.0) {
            let x = self.scale.x(at);
            let line = path::straight(Point::new(x, top), Point::new(x, self.layout.bottom));
            let line = Node::line(key.of("line").of(at), line, Stroke::new(Ink::Hairline, 1.0)).on(Layer::Ground);
            scene.push(line);
            // The playhead's own number takes the place of one that it would cover.
            if (x - now).abs() > 52.0 && x + 20.0 < scene.size.width {
                let text = words::short_ms(at);
                scene.push(Node::text(key.of(at), Point::new(x, self.layout.axis), text, mono(Ink::Muted).middle()));
            }
        }
        let unit = Point::new(self.layout.left - 30.0, self.layout.axis);
        scene.push(Node::text(key.of("unit"), unit, "ms", label(Ink::Muted).right()));
    }

    fn playhead(&self, scene: &mut Scene, labels: &mut Labels) {
        if !self.scale.shows(self.picture.now) {
            return;
        }
        let key = Key::new("now");
        let x = self.scale.x(self.picture.now);
        let text = words::ms(self.picture.now);
        let width = crate::scene::text::measure(&text, mono(Ink::Text)) + 20.0;
        let center = (x).clamp(self.layout.left - 26.0, scene.size.width - width / 2.0 - 1.0);
        let pill = Rect::new(center - width / 2.0, self.layout.axis - 15.0, width, 22.0);
        let line = path::straight(Point::new(x, pill.bottom()), Point::new(x, self.layout.bottom));
        scene.push(Node::line(key.clone(), line, Stroke::new(Ink::Text, 1.4)));
        let outline = Some(Stroke::new(Ink::Text, 1.4));
        let says = format!("now: {text} ms of {} ms", words::ms(self.picture.timeline.end));
        scene.push(Node::rect(key.of("pill"), pill, 11.0, Some(Fill::Plain(Ink::Pane)), outline).says(says));
        let at = Point::new(center, self.layout.axis);
        scene.push(Node::text(key.of("time"), at, text, mono(Ink::Text).middle()));
        labels.keep(Rect::new(x - 3.0, pill.bottom(), 6.0, self.layout.bottom - pill.bottom()));
    }

    /// Everything that the rest of the row hangs on: its line, name and totals, then its bars.
    fn row(&self, row: &Row, scene: &mut Scene) {
        if !matches!(self.layout.tier, Tier::Strip | Tier::Low) || row.slim {
            let line = path::straight(Point::new(MARGIN, row.top), Point::new(scene.size.width - MARGIN, row.top));
            scene.push(
                Node::line(self.key_of(row.lane).of("edge"), line, Stroke::new(Ink::Hairline, 1.0)).on(Layer::Ground),
            );
        }
        self.name(row, scene);
        self.totals(row, scene);
        self.bars(row, scene);
    }

    /// What `draw` adds for a row, see-through if another lane is pointed at.
    fn dimmed(&self, row: &Row, scene: &mut Scene, draw: impl FnOnce(&mut Scene)) {
        let from = scene.nodes.len();
        draw(scene);
        if self.picture.focus.lane.is_some_and(|lane| lane != row.lane) {
            for node in scene.nodes.iter_mut().skip(from) {
                node.opacity *= DIMMED;
            }
        }
    }

    /// A thin line from the bar of the one who gives the GIL to the bar of the one who takes it.
    fn hand_overs(&self, scene: &mut Scene, labels: &mut Labels) {
        if self.picture.timeline.turn == Turn::Core
            || matches!(self.layout.tier, Tier::Low | Tier::Strip | Tier::Bundle)
        {
            return;
        }
        let holds = self.picture.timeline.holds_within(self.scale.from, self.scale.to);
        let center = |lane: usize| self.layout.rows.iter().find(|row| row.lane == lane).map(Row::center);
        let crowded = holds.len() as f32 > (self.layout.right - self.layout.left) / 3.0;
        for (giver, taker) in holds.iter().zip(holds.iter().skip(1)) {
            let past = taker.from <= self.picture.now;
            let hidden = crowded || giver.to != taker.from || giver.lane == taker.lane;
            if hidden || (self.picture.focus.hide_future && !past) {
                continue;
            }
            let (Some(one), Some(other)) = (center(giver.lane), center(taker.lane)) else { continue };
            let x = self.scale.x(taker.from);
            let line = path::straight(Point::new(x, one), Point::new(x, other));
            let stroke = if past { Stroke::new(Ink::Alive, 1.5) } else { Stroke::dashed(Ink::Hairline, 1.2) };
            labels.keep(Rect::new(x - 2.0, one.min(other), 4.0, (one - other).abs()));
            scene.push(Node::line(Key::new("hand-over").of(taker.from), line, stroke));
        }
    }

    fn key_of(&self, lane: usize) -> Key {
        Key::new("lane").of(lane)
    }

    fn name(&self, row: &Row, scene: &mut Scene) {
        let Some(lane) = self.picture.timeline.lanes.get(row.lane) else { return };
        let now = self.picture.now;
        let key = self.key_of(row.lane).of("name");
        let room = self.layout.left - MARGIN - 8.0;
        let says = words::totals(lane, now);
        let fit = |text: &str, style, room| crate::scene::text::fit(text, style, room);
        let center = row.center();
        let target = crate::scene::Target::Thing(row.lane as u64);
        let state_ink = lane.at(now).map_or(Ink::Muted, |interval| row::ink(interval.state));
        match self.layout.tier {
            Tier::Tall if !row.slim => {
                let style = name_style(14.5);
                let name =
                    Node::text(key.clone(), Point::new(MARGIN, center - 14.0), fit(&lane.name, style, room), style);
                scene.push(name.says(says).stands_for(target));
                let runs = fit(&lane.runs, label(Ink::Muted), room);
                scene.push(Node::text(key.of("runs"), Point::new(MARGIN, center + 4.0), runs, label(Ink::Muted)));
                self.dot(row, Point::new(MARGIN + 4.0, center + 19.0), scene);
                let state = fit(&words::state(lane, now), label(state_ink), room - 14.0);
                scene.push(Node::text(
                    key.of("state"),
                    Point::new(MARGIN + 14.0, center + 23.0),
                    state,
                    label(state_ink),
                ));
            }
            Tier::Tall | Tier::Middle | Tier::Bundle => {
                self.dot(row, Point::new(MARGIN + 4.0, center), scene);
                let style = name_style(12.0);
                let text = fit(&lane.name, style, room * 0.5 - 14.0);
                let width = crate::scene::text::measure(&text, style);
                let at = Point::new(MARGIN + 14.0, center + 4.5);
                scene.push(Node::text(key.clone(), at, text, style).says(says).stands_for(target));
                let whole = words::state(lane, now);
                let left = room - width - 22.0;
                let cramped = crate::scene::text::measure(&whole, label(state_ink)) > left;
                let state = if cramped { words::short_state(lane, now) } else { whole };
                let state = fit(&state, label(state_ink), left);
                scene.push(Node::text(
                    key.of("state"),
                    Point::new(MARGIN + 22.0 + width, center + 4.5),
                    state,
                    label(state_ink),
                ));
            }
            Tier::Low => {
                let style = mono(Ink::Muted).right();
                let at = Point::new(self.layout.left - 14.0, center + 4.5);
                scene.push(Node::text(key, at, fit(&lane.name, style, room), style).says(says).stands_for(target));
            }
            // Names would be smaller than can be read: the lanes are counted, and each tells its own on hover.
            Tier::Strip if self.layout.rows.first().is_some_and(|first| first.lane == row.lane) => {
                let count = format!("{} lanes", self.layout.rows.len());
                let at = Point::new(MARGIN, row.top + 14.0);
                scene.push(Node::text(key, at, fit(&count, name_style(12.0), room), name_style(12.0)));
            }
            Tier::Strip => {}
        }
    }

    fn dot(&self, row: &Row, center: Point, scene: &mut Scene) {
        let Some(lane) = self.picture.timeline.lanes.get(row.lane) else { return };
        let state = lane.at(self.picture.now).map(|interval| interval.state);
        let ink = state.map_or(Ink::Spare, row::ink);
        let fill = state.is_some_and(|state| state.runs()).then_some(Fill::Plain(ink));
        let stroke = Some(Stroke::new(ink, 1.4));
        scene.push(Node::circle(self.key_of(row.lane).of("dot"), center, 3.5, fill, stroke));
    }

    /// How the lane's time was spent up to now, at the right.
    fn totals(&self, row: &Row, scene: &mut Scene) {
        let Some(lane) = self.picture.timeline.lanes.get(row.lane) else { return };
        if !self.layout.wide || row.slim || self.layout.tier != Tier::Tall {
            return;
        }
        let spent = lane.spent(self.picture.now);
        let left = self.layout.right + MARGIN;
        let right = scene.size.width - MARGIN;
        let mut rows =
            vec![("ran", spent.ran, Ink::Alive), ("wanted", spent.wanted, Ink::Turn), ("I/O", spent.io, Ink::Touch)];
        // Kept for the whole run once it is needed, so that nothing shifts.
        let whole = lane.spent(Micros::MAX);
        if whole.starting + whole.waiting > 0 {
            rows.push((
                if whole.waiting == 0 { "started" } else { "other" },
                spent.starting + spent.waiting,
                Ink::Text,
            ));
        }
        let pitch = if rows.len() > 3 { 17.0 } else { 19.0 };
        let first = row.center() + 4.0 - pitch * (rows.len() - 1) as f32 / 2.0;
        for (index, (word, micros, ink)) in rows.into_iter().enumerate() {
            let y = first + pitch * index as f32;
            let key = self.key_of(row.lane).of("total").of(word);
            scene.push(Node::text(key.of("word"), Point::new(left, y), word, label(Ink::Muted)));
            let ink = if micros > 0 { ink } else { Ink::Muted };
            scene.push(Node::text(key, Point::new(right, y), words::ms(micros), mono(ink).right()));
        }
    }
}

#[cfg(test)]
mod tests;
