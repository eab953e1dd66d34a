//! What stands above the lanes: the key to the marks, the whole run, and who holds what they take turns at.

use super::labels::{Labels, heading, label, mono};
use super::layout::MARGIN;
use super::row::closed;
use super::timeline::{Lane, MarkKind, Micros, State, Turn};
use super::{Stage, name_style, words};
use crate::scene::{Fill, Ink, Key, Layer, Node, Point, Rect, Scene, Segment, Stroke, Target, path, text};

/// Marks that the key explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Running,
    Calling,
    Wants(Turn),
    Io,
    Starting,
    Asks,
    WaitsOn,
}

impl Sign {
    fn words(self) -> &'static str {
        match self {
            Sign::Running => "runs, checks often",
            Sign::Calling => "runs in C, no check",
            Sign::Wants(Turn::Gil) => "wants the GIL",
            Sign::Wants(Turn::Core) => "wants a core",
            Sign::Wants(Turn::Loop) => "waits its turn",
            Sign::Io => "in I/O",
            Sign::Starting => "starts",
            Sign::Asks => "has waited an interval: asks",
            Sign::WaitsOn => "it changed hands: waits on",
        }
    }

    fn width(self) -> f32 {
        if matches!(self, Sign::Asks | Sign::WaitsOn) { 12.0 } else { 30.0 }
    }

    fn draw(self, key: Key, left: f32, center: f32, scene: &mut Scene) {
        let right = left + self.width();
        let (from, to) = (Point::new(left, center), Point::new(right, center));
        let bar = Rect::new(left, center - 6.0, right - left, 12.0);
        let middle = Point::new((left + right) / 2.0, center);
        let node = match self {
            Sign::Running | Sign::Calling => Node::rect(key.clone(), bar, 4.0, Some(Fill::Plain(Ink::Alive)), None),
            Sign::Wants(_) => Node::line(key.clone(), path::zigzag(from, to), Stroke::new(Ink::Turn, 1.4)),
            Sign::Io => Node::line(key.clone(), path::straight(from, to), Stroke::dotted(Ink::Touch, 2.2)),
            Sign::Starting => Node::rect(key.clone(), bar, 3.0, None, Some(Stroke::dashed(Ink::Muted, 1.2))),
            Sign::Asks => Node::new(key.clone(), closed(path::diamond(middle, 5.5), Ink::Turn)),
            Sign::WaitsOn => {
                let mut shape = closed(path::diamond(middle, 5.0), Ink::Pane);
                if let crate::scene::Shape::Path { stroke, .. } = &mut shape {
                    *stroke = Some(Stroke::new(Ink::Turn, 1.5));
                }
                Node::new(key.clone(), shape)
            }
        };
        scene.push(node);
        if self == Sign::Running {
            let (from, to) = (Point::new(left + 5.0, center + 6.0), Point::new(right - 5.0, center + 6.0));
            let teeth = path::teeth(from, to, 4.0, 5.0);
            scene.push(Node::line(key.of("teeth"), teeth, Stroke::new(Ink::Pane, 1.3)));
        }
    }
}

fn signs(stage: &Stage) -> Vec<Sign> {
    let timeline = stage.picture.timeline;
    // The first thousands of intervals are enough to know which marks a run has.
    let mut states =
        timeline.lanes.iter().flat_map(|lane| lane.intervals().iter().take(400)).map(|interval| interval.state);
    let has = |wanted: fn(&State) -> bool| states.clone().any(|state| wanted(&state));
    let mut signs = vec![Sign::Running];
    if has(|state| *state == State::Calling) {
        signs.push(Sign::Calling);
    }
    if has(|state| matches!(state, State::Wants(_))) {
        signs.push(Sign::Wants(timeline.turn));
    }
    if has(|state| *state == State::Io) {
        signs.push(Sign::Io);
    }
    if states.any(|state| state == State::Starting) {
        signs.push(Sign::Starting);
    }
    let mut marks = timeline.marks.iter().take(4_000).map(|mark| mark.kind);
    if marks.clone().any(|kind| matches!(kind, MarkKind::Asks { .. })) {
        signs.push(Sign::Asks);
    }
    if marks.any(|kind| kind == MarkKind::WaitsOn) {
        signs.push(Sign::WaitsOn);
    }
    signs
}

/// What the lanes are, and what the marks mean; on a narrow stage a "?" that says it.
pub(super) fn key(stage: &Stage, scene: &mut Scene) {
    let key = Key::new("key");
    let signs = signs(stage);
    let right = scene.size.width - MARGIN;
    let told: Vec<&str> = signs.iter().map(|sign| sign.words()).collect();
    if !stage.layout.wide {
        let center = Point::new(MARGIN + 8.0, stage.layout.axis - 4.0);
        let outline = Some(Stroke::new(Ink::Edge, 1.2));
        scene.push(Node::circle(key.clone(), center, 9.0, None, outline).says(told.join("; ")));
        let at = Point::new(center.x, text::baseline(center.y, heading(Ink::Muted)));
        scene.push(Node::text(key.of("mark"), at, "?", heading(Ink::Muted).middle()));
        return;
    }
    let center = stage.layout.key;
    let baseline = text::baseline(center, label(Ink::Muted));
    let at = Point::new(MARGIN, baseline);
    let room = stage.layout.left - MARGIN - 8.0;
    let title = text::fit(stage.picture.title, heading(Ink::Muted), room);
    scene.push(Node::text(key.of("title"), at, title, heading(Ink::Muted)).says(told.join("; ")));
    let mut x = stage.layout.left;
    for (index, sign) in signs.into_iter().enumerate() {
        let words = sign.words();
        let width = sign.width() + 8.0 + text::measure(words, label(Ink::Muted));
        if x + width > right {
            break;
        }
        sign.draw(key.of(index), x, center, scene);
        let at = Point::new(x + sign.width() + 8.0, baseline);
        scene.push(Node::text(key.of(index).of("words"), at, words, label(Ink::Muted)));
        x += width + 18.0;
    }
}

impl Stage<'_> {
    /// The whole run small, with a frame round what is seen.
    pub(super) fn brush(&self, scene: &mut Scene) {
        let timeline = self.picture.timeline;
        let brush = self.layout.brush;
        let key = Key::new("brush");
        let whole = super::TimeScale::new(0, timeline.end, self.layout.left, self.layout.right);
        let shown: Vec<usize> = self.layout.rows.iter().filter(|row| !row.slim).map(|row| row.lane).take(4).collect();
        let few = shown.len() == self.layout.rows.iter().filter(|row| !row.slim).count();
        let pitch = (brush.height - 6.0) / shown.len().max(1) as f32;
        for (index, lane) in shown.into_iter().filter(|_| few).enumerate() {
            let Some(lane) = timeline.lanes.get(lane) else { continue };
            let top = brush.y + 3.0 + pitch * index as f32 + 1.0;
            let height = (pitch - 2.0).min(4.0);
            let now = self.picture.now;
            let key = key.of("run").of(index);
            self.brush_row(&key, lane, &whole, (top, height), (0, now), 1.0, scene);
            if !self.picture.focus.hide_future {
                self.brush_row(&key.of("ahead"), lane, &whole, (top, height), (now, timeline.end), 0.35, scene);
            }
        }
        if !few {
            let most = timeline.running.iter().map(|&(_, count)| count).max().unwrap_or(1).max(1) as f32;
            let height = brush.height - 8.0;
            let steps = area(&timeline.running, timeline.end, &whole, brush.bottom() - 4.0, height / most);
            scene.push(Node::new(key.of("running"), closed(steps, Ink::Alive)).on(Layer::Ground));
        }
        let (left, right) = (whole.x(self.scale.from), whole.x(self.scale.to));
        let frame = Rect::new(left, brush.y, (right - left).max(2.0), brush.height);
        let outline = Some(Stroke::new(Ink::Text, 1.3));
        let says = format!(
            "seen: {} to {} ms of {} ms",
            words::ms(self.scale.from),
            words::ms(self.scale.to),
            words::ms(timeline.end)
        );
        scene.push(Node::rect(key.of("frame"), frame, 4.0, None, outline).says(says));
        let x = whole.x(self.picture.now);
        let line = path::straight(Point::new(x, brush.y), Point::new(x, brush.bottom()));
        scene.push(Node::line(key.of("now"), line, Stroke::new(Ink::Text, 1.3)));
        let baseline = text::baseline(brush.y + brush.height / 2.0, label(Ink::Muted));
        let length = format!("{:.0} ms", timeline.end as f64 / 1000.0);
        let at = Point::new(MARGIN, baseline);
        match self.layout.wide {
            true => {
                scene.push(Node::text(key.clone(), at, "whole run", label(Ink::Muted)));
                let at = Point::new(self.layout.right + MARGIN, baseline);
                scene.push(Node::text(key.of("length"), at, length, mono(Ink::Muted)));
            }
            false => scene.push(Node::text(key.clone(), at, format!("all {length}"), label(Ink::Muted))),
        }
    }

    #[expect(clippy::too_many_arguments, reason = "a row's place, its span and its strength are six plain numbers")]
    fn brush_row(
        &self,
        key: &Key,
        lane: &Lane,
        scale: &super::TimeScale,
        (top, height): (f32, f32),
        (from, to): (Micros, Micros),
        opacity: f32,
        scene: &mut Scene,
    ) {
        // Bars nearer than a point run together.
        let mut spans: Vec<(f32, f32)> = Vec::new();
        for interval in lane.within(from, to).iter().filter(|interval| interval.state.runs()) {
            let (left, right) = (scale.x(interval.from.max(from)), scale.x(interval.to.min(to)));
            let right = right.max(left + 0.8);
            match spans.last_mut() {
                Some(last) if left - last.1 < 0.6 => last.1 = right,
                _ => spans.push((left, right)),
            }
        }
        let mut segments = Vec::new();
        for (left, right) in spans {
            let corners = [(left, top), (right, top), (right, top + height), (left, top + height), (left, top)];
            segments.extend(corners.into_iter().enumerate().map(|(index, (x, y))| match index {
                0 => Segment::Move(Point::new(x, y)),
                _ => Segment::Line(Point::new(x, y)),
            }));
        }
        if !segments.is_empty() {
            let says = format!("the whole run of {}", lane.name);
            scene
                .push(Node::new(key.clone(), closed(segments, Ink::Alive)).on(Layer::Ground).faded(opacity).says(says));
        }
    }

    /// Who holds the GIL or the loop; without either, how many cores are busy.
    pub(super) fn ribbon(&self, scene: &mut Scene, labels: &mut Labels) {
        let ribbon = self.layout.ribbon;
        let key = Key::new("ribbon");
        let timeline = self.picture.timeline;
        let now = self.picture.now;
        let title = match timeline.turn {
            Turn::Gil => "the GIL",
            Turn::Loop => "the loop",
            Turn::Core => "cores",
        };
        let style = name_style(14.5);
        let at = Point::new(MARGIN, text::baseline(ribbon.y + ribbon.height / 2.0, style));
        let percent = format!("{} %", timeline.held(now) * 100 / now.max(1));
        let hand_overs = timeline.hand_overs(now).to_string();
        let numbers = match timeline.turn {
            Turn::Gil => [("held", percent, Ink::Alive), ("hand-overs", hand_overs, Ink::Text)],
            Turn::Loop => [
                ("busy", percent, Ink::Alive),
                ("turns", (timeline.holds.partition_point(|hold| hold.from <= now)).to_string(), Ink::Text),
            ],
            Turn::Core => {
                let running =
                    timeline.lanes.iter().filter(|lane| lane.at(now).is_some_and(|at| at.state.runs())).count();
                [
                    ("busy now", running.to_string(), Ink::Alive),
                    ("most", timeline.most_at_once(now).to_string(), Ink::Text),
                ]
            }
        };
        let says: Vec<String> = numbers.iter().map(|(word, number, _)| format!("{word} {number}")).collect();
        scene.push(Node::text(key.clone(), at, title, style).says(format!("{title}: {}", says.join(", "))));
        if self.layout.wide {
            let (left, right) = (self.layout.right + MARGIN, scene.size.width - MARGIN);
            let baseline = self.layout.axis;
            scene.push(Node::text(key.of("heading"), Point::new(left, baseline), "UP TO NOW", heading(Ink::Muted)));
            scene.push(Node::text(key.of("unit"), Point::new(right, baseline), "ms", label(Ink::Muted).right()));
            for (index, (word, number, ink)) in numbers.into_iter().enumerate() {
                let y = ribbon.y + 11.0 + 17.0 * index as f32;
                scene.push(Node::text(key.of("word").of(index), Point::new(left, y), word, label(Ink::Muted)));
                scene.push(Node::text(key.of("number").of(index), Point::new(right, y), number, mono(ink).right()));
            }
        }
        match timeline.turn {
            Turn::Core => self.cores(scene),
            Turn::Gil | Turn::Loop => self.holds(scene, labels),
        }
    }

    fn holds(&self, scene: &mut Scene, labels: &mut Labels) {
        let ribbon = self.layout.ribbon;
        let now = self.picture.now;
        let timeline = self.picture.timeline;
        let holds = timeline.holds_within(self.scale.from, self.scale.to);
        let name = |lane: usize| timeline.lanes.get(lane).map_or("", |lane| &lane.name);
        if holds.len() as f32 > ribbon.width / 3.0 {
            // Too many to tell apart: a plain band as far as it was held at all.
            let right = self.scale.x(now.min(self.scale.to));
            let rect = Rect::new(ribbon.x, ribbon.y, (right - ribbon.x).max(1.0), ribbon.height);
            let says = format!("{} holders follow each other in this part of the run", holds.len());
            let outline = Some(Stroke::new(Ink::Alive, 1.2));
            let fill = Some(Fill::Plain(Ink::AliveFill));
            scene.push(Node::rect(Key::new("ribbon").of("many"), rect, 5.0, fill, outline).says(says));
            return;
        }
        for hold in holds {
            let key = Key::new("hold").of(hold.from);
            let until = hold.to.min(now);
            let says = format!(
                "{} holds it from {} to {} ms: {} ms",
                name(hold.lane),
                words::ms(hold.from),
                words::ms(hold.to),
                words::ms(hold.to - hold.from)
            );
            let target = Target::Step(timeline.step_at(hold.from) as u64);
            let parts = [
                (hold.from, until, Fill::Plain(Ink::AliveFill), Stroke::new(Ink::Alive, 1.2), Ink::Text, "past"),
                (
                    hold.from.max(now),
                    hold.to,
                    Fill::Plain(Ink::Pane),
                    Stroke::dashed(Ink::Spare, 1.0),
                    Ink::Muted,
                    "ahead",
                ),
            ];
            for (from, to, fill, stroke, ink, part) in parts {
                if from >= to || (part == "ahead" && self.picture.focus.hide_future) {
                    continue;
                }
                let (left, right) = (self.scale.x(from), self.scale.x(to));
                let width = (right - left - 1.6).max(1.2);
                let rect = Rect::new(left + 0.8, ribbon.y, width, ribbon.height);
                let fill = if width < 5.0 && part == "past" { Fill::Plain(Ink::Alive) } else { fill };
                let node = Node::rect(key.of(part), rect, 5.0f32.min(width / 2.0), Some(fill), Some(stroke));
                scene.push(node.says(says.clone()).stands_for(target.clone()));
                let style = if part == "past" { heading(ink) } else { label(ink) };
                if text::measure(name(hold.lane), style) + 10.0 <= width {
                    let middle = Point::new(rect.center().x, text::baseline(rect.center().y, style));
                    let node = Node::text(key.of(part).of("name"), middle, name(hold.lane), style.middle());
                    labels.place(node, ribbon.x, ribbon.right(), scene);
                }
            }
        }
    }

    fn cores(&self, scene: &mut Scene) {
        let ribbon = self.layout.ribbon;
        let timeline = self.picture.timeline;
        let most = timeline.running.iter().map(|&(_, count)| count).max().unwrap_or(1).max(1) as f32;
        let until = self.picture.now.min(self.scale.to);
        let steps = area(&timeline.running, until, &self.scale, ribbon.bottom(), ribbon.height / most);
        if !steps.is_empty() {
            let says = format!("how many run at once; {most} at most");
            let node = Node::new(Key::new("ribbon").of("running"), closed(steps, Ink::AliveFill)).on(Layer::Ground);
            scene.push(node.says(says));
        }
        let line = path::straight(Point::new(ribbon.x, ribbon.bottom()), Point::new(ribbon.right(), ribbon.bottom()));
        scene.push(Node::line(Key::new("ribbon").of("base"), line, Stroke::new(Ink::Mark, 1.0)));
    }
}

/// Steps of a count over time as a closed area, `each` points high per one.
pub(super) fn area(
    steps: &[(Micros, usize)],
    until: Micros,
    scale: &super::TimeScale,
    base: f32,
    each: f32,
) -> Vec<Segment> {
    let mut segments = Vec::new();
    let first = steps.partition_point(|&(at, _)| at <= scale.from).saturating_sub(1);
    let steps = steps.get(first..).unwrap_or_default();
    let nexts = steps.iter().skip(1).map(|&(at, _)| at).chain([until]);
    let mut last: Option<(f32, f32)> = None;
    for (&(at, count), next) in steps.iter().zip(nexts) {
        if at >= until || at > scale.to {
            break;
        }
        let (left, right) = (scale.x(at), scale.x(next.min(until)));
        let high = base - each * count as f32;
        // Steps that share a column of pixels are one.
        if last.is_some_and(|(end, _)| right - end < 0.3) || count == 0 {
            continue;
        }
        segments.push(Segment::Move(Point::new(left, base)));
        segments.extend(
            [(left, high), (right, high), (right, base), (left, base)].map(|(x, y)| Segment::Line(Point::new(x, y))),
        );
        last = Some((right, high));
    }
    segments
}
