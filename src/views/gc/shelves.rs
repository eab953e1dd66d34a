//! The generations as shelves: across is the order of birth and nothing else, down is age.
//!
//! An object keeps its place across for life and only falls straight down; a collection is a vertical line at the last
//! birth before it, as deep as the generations that it swept.

use super::super::heap::draw::object_key;
use super::super::heap::story::{Life, Story};
use crate::python::{Machine, Recording};
use crate::scene::text::{baseline, fit, measure};
use crate::scene::theme::{line, radius, type_size};
use crate::scene::{Face, Fill, Ink, Key, Layer, Node, Point, Rect, Scene, Size, Stroke, Target, TextStyle, path};

/// What the whole run brings: containers in order of birth, and collections.
#[derive(Clone, Debug)]
pub struct Shelves {
    /// Lives of containers, in order of birth.
    containers: Vec<usize>,
    runs: Vec<Run>,
}

/// A collection.
#[derive(Clone, Copy, Debug)]
struct Run {
    generation: usize,
    began: u64,
    ended: u64,
    /// Containers born before it.
    after: usize,
}

/// The step to draw.
pub struct Moment<'a> {
    pub story: &'a Story,
    pub machine: &'a Machine,
    /// The machine when the line before began.
    pub before: Option<&'a Machine>,
    pub step: u64,
}

/// Collections whose candidates are looked at to place their lines; of more the line goes by steps alone.
const MOST_RUNS_READ: usize = 80;
/// Births that are drawn one by one; older ones are told by their number.
const MOST_BIRTHS: usize = 400;

impl Shelves {
    /// Looks at every collection of the run.
    pub fn of(story: &Story, recording: &Recording) -> Self {
        let containers: Vec<usize> = story
            .lives
            .iter()
            .enumerate()
            .filter(|(_, life)| life.collectable && life.generations.iter().any(Option::is_some))
            .map(|(number, _)| number)
            .collect();
        let records = &recording.end().heap.collector.records;
        let read = records.len() <= MOST_RUNS_READ;
        let runs = records.iter().map(|record| {
            let machine = read.then(|| recording.machine_at(record.began + 1));
            let candidates = machine.as_ref().and_then(|machine| machine.heap.collector.collection.as_deref());
            let was_there = |life: &Life| {
                let is_candidate =
                    || candidates.is_some_and(|run| run.candidates.iter().any(|each| each.object == life.slot));
                let born = story.moments.get(life.first).copied().unwrap_or(0);
                let seen_before = life.first.checked_sub(1).and_then(|at| story.moments.get(at)).copied().unwrap_or(0);
                // What was born within the line is first seen after it.
                born <= record.began || (seen_before <= record.began && is_candidate())
            };
            let born = containers.iter().filter(|life| story.lives.get(**life).is_some_and(was_there)).count();
            Run { generation: usize::from(record.generation), began: record.began, ended: record.ended, after: born }
        });
        Self { runs: runs.collect(), containers }
    }

    /// The picture of a step.
    pub fn scene(&self, moment: &Moment, size: Size) -> Scene {
        let mut drawing = Drawing::new(self, moment, size);
        drawing.headings();
        (0..3).for_each(|generation| drawing.shelf(generation));
        drawing.permanent();
        drawing.runs();
        drawing.tiles();
        drawing.legend();
        drawing.scene.caption = self.caption(moment);
        drawing.scene
    }

    /// The collection that ran since the line before began.
    fn run_now(&self, moment: &Moment) -> Option<&Run> {
        let before = moment.before.map_or(0, |machine| machine.step);
        self.runs.iter().rev().find(|run| run.began >= before && run.ended <= moment.step && moment.step > 0)
    }

    fn caption(&self, moment: &Moment) -> String {
        let collector = &moment.machine.heap.collector;
        let Some(run) = self.run_now(moment) else {
            let (count, threshold) = (collector.counts[0], collector.thresholds[0]);
            if threshold == 0 || !collector.enabled {
                return "No collection starts by itself: the collector is off.".to_owned();
            }
            let counted =
                if count == 1 { "1 new container is".to_owned() } else { format!("{count} new containers are") };
            return format!("{counted} counted; more than {threshold} start a collection.");
        };
        let states: Vec<State> = self.containers.iter().filter_map(|life| state(moment, *life, Some(run))).collect();
        let fell = states.iter().filter(|state| matches!(state, State::There { from: Some(_), .. })).count();
        let lost = states.iter().filter(|state| matches!(state, State::LostNow { .. })).count();
        let fell = if fell == 1 { "1 goes".to_owned() } else { format!("{fell} go") };
        let lost = if lost == 1 { "1 is".to_owned() } else { format!("{lost} are") };
        let mut words = format!("Generation {} is collected: {fell} down a shelf, {lost} lost.", run.generation);
        if run.generation == 1 {
            words.push_str(" A run of 1 takes 0 along: all survivors go to generation 2.");
        } else if run.generation == 0 && collector.counts[1] > i64::from(collector.thresholds[1]) {
            words.push_str(" Next time generation 1 goes with it.");
        }
        words
    }
}

/// How one container stands at a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// On this shelf; `from` is the one from which it fell on this step.
    There { shelf: usize, from: Option<usize>, is_new: bool },
    /// A collection on this step found it unreachable.
    LostNow { shelf: usize },
    /// A collection did so before.
    Lost { shelf: usize },
}

fn state(moment: &Moment, number: usize, run: Option<&Run>) -> Option<State> {
    let life = moment.story.lives.get(number)?;
    let (before, after) = moment.story.around(moment.step);
    let shelf_in = |machine: &Machine| {
        let object = machine.heap.is_alive(life.slot).then(|| machine.heap.get(life.slot))?;
        let same = object.class == life.class && object.address == life.address;
        (same && machine.heap.is_tracked(life.slot)).then_some(usize::from(object.flags.generation))
    };
    if life.first > after {
        return None;
    }
    if life.last >= before
        && let Some(shelf) = shelf_in(moment.machine)
    {
        let old = moment.before.and_then(shelf_in).filter(|_| life.first < after.max(before) || life.first <= before);
        // What was born and fell within one line came from the top.
        let from = old.or(run.map(|_| 0).filter(|_| shelf > 0 && old.is_none()));
        let from = from.filter(|from| *from < shelf && shelf < 3 && run.is_some());
        return Some(State::There { shelf, from, is_new: old.is_none() && moment.before.is_some() });
    }
    let last_shelf = life.generations.iter().rev().find_map(|each| *each).map_or(0, usize::from).min(2);
    let died = (moment.story.moments.get(life.last).copied(), moment.story.moments.get(life.last + 1).copied());
    let records = &moment.machine.heap.collector.records;
    let by_collection = records.iter().any(|record| {
        record.unreachable > 0
            && died.0.is_some_and(|from| record.began >= from)
            && died.1.is_none_or(|to| record.ended <= to)
            && usize::from(record.generation) >= last_shelf
    });
    if life.last > before || !by_collection {
        return None;
    }
    let now = run.is_some() && moment.before.is_some_and(|before| shelf_in(before).is_some());
    Some(if now { State::LostNow { shelf: last_shelf } } else { State::Lost { shelf: last_shelf } })
}

struct Drawing<'a> {
    shelves: &'a Shelves,
    moment: &'a Moment<'a>,
    scene: Scene,
    margin: f32,
    /// Width of the panel at a shelf's left.
    panel: f32,
    top: f32,
    height: f32,
    pitch: f32,
    /// Births left of the first one that is drawn.
    folded: usize,
    left: f32,
}

const GAP: f32 = 10.0;
const PERMANENT: f32 = 30.0;
const LEGEND: f32 = 34.0;
const LABEL: TextStyle = TextStyle::new(Face::Sans, type_size::LABEL, Ink::Muted);

impl<'a> Drawing<'a> {
    fn new(shelves: &'a Shelves, moment: &'a Moment<'a>, size: Size) -> Self {
        let wide = size.width >= 1_000.0;
        let margin = if wide { 24.0 } else { 16.0 };
        let panel = if wide { 196.0 } else { 168.0 };
        let top = 62.0;
        let height = ((size.height - top - PERMANENT - LEGEND - 3.0 * GAP) / 3.0).max(60.0);
        let left = margin + panel + 16.0;
        let births = shelves.containers.len();
        let folded = births.saturating_sub(MOST_BIRTHS);
        let room = size.width - margin - 12.0 - left;
        let pitch = (room / (births - folded).max(1) as f32).min(24.0);
        Self { shelves, moment, scene: Scene::new(size), margin, panel, top, height, pitch, folded, left }
    }

    fn right(&self) -> f32 {
        self.scene.size.width - self.margin
    }

    fn shelf_top(&self, generation: usize) -> f32 {
        self.top + generation.min(3) as f32 * (self.height + GAP)
    }

    /// The line that a shelf's tiles stand on.
    fn board(&self, generation: usize) -> f32 {
        self.shelf_top(generation) + self.height - 14.0
    }

    fn headings(&mut self) {
        let heading = TextStyle::new(Face::SansSemibold, type_size::LABEL, Ink::Muted);
        let at = Point::new(self.margin, 26.0);
        self.scene.push(Node::text(Key::new("heading"), at, "COLLECTIONS", heading));
        let words = if self.panel > 180.0 { "across: containers in order of birth" } else { "across: order of birth" };
        let words = fit(words, LABEL, self.panel + 8.0);
        self.scene.push(Node::text(Key::new("heading").of("across"), Point::new(self.margin, 44.0), words, LABEL));
    }

    fn shelf(&mut self, generation: usize) {
        let key = Key::new("shelf").of(generation);
        let top = self.shelf_top(generation);
        let rect = Rect::new(self.margin, top, self.right() - self.margin, self.height);
        let edge = Stroke::new(Ink::Hairline, line::HAIRLINE);
        self.scene.push(Node::rect(key.clone(), rect, radius::CARD, Some(Fill::Plain(Ink::Ground)), Some(edge)));
        let panel = Rect { width: self.panel, ..rect };
        self.scene.push(Node::rect(key.of("panel"), panel, radius::CARD, Some(Fill::Plain(Ink::Raised)), None));
        let board = path::straight(
            Point::new(self.left - 6.0, self.board(generation)),
            Point::new(self.right() - 8.0, self.board(generation)),
        );
        self.scene.push(Node::line(key.of("board"), board, Stroke::new(Ink::Edge, 1.5)).on(Layer::Ground));
        let collector = &self.moment.machine.heap.collector;
        let (count, threshold) = (collector.counts[generation], collector.thresholds[generation]);
        let title = TextStyle::new(Face::SansSemibold, type_size::BODY, Ink::Text);
        let left = self.margin + 14.0;
        let words = format!("Generation {generation}");
        self.scene.push(Node::text(key.of("title"), Point::new(left, top + 22.0), words, title));
        let age = ["young", "middle", "old"][generation];
        let at = Point::new(panel.right() - 12.0, top + 22.0);
        self.scene.push(Node::text(key.of("age"), at, age, LABEL.right()));
        self.gauge(&key.of("gauge"), left, top + 32.0, count, threshold);
        let says = match (count > i64::from(threshold), generation) {
            (true, _) => format!("count {count} > {threshold}: goes next time"),
            (false, _) => format!("count {count} of {threshold}"),
        };
        let lines =
            [says, ["new containers − freed", "runs of generation 0", "runs of generation 1"][generation].to_owned()];
        for (number, words) in lines.into_iter().enumerate() {
            let at = Point::new(left, top + 62.0 + 17.0 * number as f32);
            if at.y < top + self.height - 2.0 {
                let words = fit(&words, LABEL, self.panel - 26.0);
                self.scene.push(Node::text(key.of("line").of(number), at, words, LABEL));
            }
        }
    }

    /// One cell more than the threshold: full is over it. A long gauge is one bar.
    fn gauge(&mut self, key: &Key, left: f32, top: f32, count: i64, threshold: u32) {
        let cells = threshold as usize + 1;
        let says = format!("{count} counted, threshold {threshold}");
        let room = self.panel - 28.0;
        let pitch = (room / cells as f32).min(17.0);
        if pitch < 11.0 {
            let bar = Rect::new(left, top + 2.0, room, 8.0);
            let stroke = Stroke::new(Ink::Edge, line::HAIRLINE);
            self.scene.push(Node::rect(key.clone(), bar, 4.0, None, Some(stroke)).says(says));
            let share = (count.max(0) as f32 / cells as f32).min(1.0);
            let full = Rect { width: (room * share).max(if count > 0 { 3.0 } else { 0.0 }), ..bar };
            self.scene.push(Node::rect(key.of("full"), full, 4.0, Some(Fill::Plain(Ink::Alive)), None));
            return;
        }
        for cell in 0..cells {
            let is_full = (cell as i64) < count;
            let side = pitch - 4.0;
            let rect = Rect::new(left + pitch * cell as f32, top, side, side);
            let fill = is_full.then_some(Fill::Plain(Ink::Alive));
            let stroke = if is_full { None } else { Some(Stroke::new(Ink::Mark, line::HAIRLINE)) };
            // The last cell, round, is the one that starts a run.
            let corner = if cell + 1 == cells { side / 2.0 } else { 3.0 };
            let node = Node::rect(key.of(cell), rect, corner, fill, stroke);
            self.scene.push(if cell == 0 { node.says(says.clone()) } else { node });
        }
    }

    fn permanent(&mut self) {
        let rect = Rect::new(self.margin, self.shelf_top(3), self.right() - self.margin, PERMANENT);
        let key = Key::new("shelf").of("permanent");
        let stroke = Stroke::dashed(Ink::Edge, line::HAIRLINE);
        self.scene.push(Node::rect(key.clone(), rect, radius::CARD, None, Some(stroke)));
        let title = TextStyle::new(Face::SansSemibold, type_size::VALUE, Ink::Text);
        let y = baseline(rect.center().y, title);
        self.scene.push(Node::text(key.of("title"), Point::new(rect.x + 14.0, y), "Permanent", title));
        let count = self.moment.machine.heap.listed(crate::python::memory::collector::PERMANENT).count();
        let words = match count {
            0 => "what gc.freeze() sets aside: nothing so far".to_owned(),
            _ => format!("{count} set aside by gc.freeze(): never scanned, what they hold counts as outside"),
        };
        let words = fit(&words, LABEL, rect.right() - self.left - 8.0);
        self.scene.push(Node::text(key.of("words"), Point::new(self.left, y), words, LABEL));
    }

    /// The middle of a container's column.
    fn x(&self, place: usize) -> Option<f32> {
        let place = place.checked_sub(self.folded)?;
        Some(self.left + (place as f32 + 0.5) * self.pitch)
    }

    fn runs(&mut self) {
        let now = self.shelves.run_now(self.moment).map(|run| run.began);
        let mut last = f32::MIN;
        for (number, run) in self.shelves.runs.iter().enumerate().filter(|(_, run)| run.ended <= self.moment.step) {
            let x = self.left + run.after.saturating_sub(self.folded) as f32 * self.pitch;
            let key = Key::new("run").of(number);
            let is_now = now == Some(run.began);
            let (ink, width) = if is_now { (Ink::Touch, 2.0) } else { (Ink::Hairline, 1.0) };
            let end = self.board(run.generation.min(2));
            let line = path::straight(Point::new(x, 38.0), Point::new(x, end));
            self.scene.push(Node::line(key.of("line"), line, Stroke::new(ink, width)));
            // Numbers that would touch are left out, save that of this step.
            if x - last < 24.0 && !is_now {
                continue;
            }
            if x - last < 24.0 {
                let before = Key::new("run").of(number - 1);
                self.scene.nodes.retain(|node| node.key != before && node.key != before.of("number"));
            }
            last = x;
            let badge = Rect::new(x - 10.0, 16.0, 20.0, 20.0);
            let (fill, text) = if is_now { (Ink::Touch, Ink::OnSolid) } else { (Ink::Raised, Ink::Text) };
            let stroke = Stroke::new(Ink::Edge, line::HAIRLINE);
            let node = Node::rect(key.clone(), badge, 6.0, Some(Fill::Plain(fill)), Some(stroke));
            let says = format!("collection of generation {}", run.generation);
            self.scene.push(node.says(says).stands_for(Target::Step(run.began)));
            let style = TextStyle::new(Face::MonoBold, type_size::LABEL, text).middle();
            let at = Point::new(x, baseline(badge.center().y, style));
            self.scene.push(Node::text(key.of("number"), at, run.generation.to_string(), style));
        }
    }

    fn tiles(&mut self) {
        let run = self.shelves.run_now(self.moment).copied();
        let mut older = [0usize; 3];
        for (place, life) in self.shelves.containers.iter().enumerate() {
            let Some(state) = state(self.moment, *life, run.as_ref()) else { continue };
            match (self.x(place), state) {
                (Some(x), _) => self.tile(*life, place, x, state),
                (None, State::There { shelf, .. }) if shelf < 3 => older[shelf] += 1,
                (None, _) => {}
            }
        }
        for (shelf, count) in older.into_iter().enumerate().filter(|_| self.folded > 0) {
            let words = format!("{} older, {count} alive", self.folded);
            let at = Point::new(self.left, self.shelf_top(shelf) + 18.0);
            self.scene.push(Node::text(Key::new("older").of(shelf), at, words, LABEL));
        }
    }

    fn tile(&mut self, life: usize, place: usize, x: f32, state: State) {
        let key = object_key(self.moment.story, life);
        let width = (self.pitch - 2.0).clamp(1.5, 20.0);
        let tall = (self.height * 0.36).clamp(20.0, 34.0);
        let boards = [0, 1, 2].map(|shelf| self.board(shelf));
        let on =
            |shelf: usize, height: f32| Rect::new(x - width / 2.0, boards[shelf.min(2)] - height - 1.0, width, height);
        let name = self.moment.story.lives.get(life).map_or(String::new(), |life| {
            let name = life.name.clone().map_or(String::new(), |name| format!(" {name}"));
            format!("{}{name}, number {}", life.kind, place + 1)
        });
        let (rect, fill, stroke, text) = match state {
            State::There { shelf: 3.., .. } => return,
            State::There { shelf, from, is_new } => {
                if let Some(from) = from {
                    self.fall(&key, x, on(from, tall), on(shelf, tall));
                }
                match from.is_some() || is_new {
                    true => {
                        (on(shelf, tall), Fill::Plain(Ink::AliveFill), Some(Stroke::new(Ink::Alive, 1.5)), Ink::OnAlive)
                    }
                    false => (on(shelf, tall), Fill::Plain(Ink::Raised), Some(Stroke::new(Ink::Edge, 1.0)), Ink::Muted),
                }
            }
            State::LostNow { shelf } => {
                let hatch = Fill::Hatch { ink: Ink::Lost, under: Ink::LostFill };
                (on(shelf, tall), hatch, Some(Stroke::new(Ink::Lost, 1.5)), Ink::Text)
            }
            State::Lost { shelf } => (on(shelf, 4.0), Fill::Plain(Ink::Mark), None, Ink::Muted),
        };
        let says = match state {
            State::There { shelf, .. } => format!("{name}, in generation {shelf}"),
            State::LostNow { .. } => format!("{name}, unreachable"),
            State::Lost { .. } => format!("{name}, was lost here"),
        };
        let corner = if rect.height < 10.0 { 2.0 } else { 4.0_f32.min(width / 3.0) };
        self.scene.push(Node::rect(key.clone(), rect, corner, Some(fill), stroke).on(Layer::Top).says(says));
        let style = TextStyle::new(Face::Mono, type_size::LEAST, text).middle();
        let words = (place + 1).to_string();
        // Numbers stand in all tiles or in none.
        let widest = "0".repeat(self.shelves.containers.len().to_string().len());
        if rect.height > 10.0 && measure(&widest, style) < width - 1.0 {
            let at = Point::new(x, baseline(rect.center().y, style));
            self.scene.push(Node::text(key.of("number"), at, words, style));
        }
    }

    /// From a shelf to a lower one: an empty outline where it stood, and an arrow straight down.
    fn fall(&mut self, key: &Key, x: f32, from: Rect, to: Rect) {
        let outline = Stroke::dashed(Ink::Spare, line::HAIRLINE);
        self.scene.push(Node::rect(key.of("was"), from, 4.0, None, Some(outline)));
        let line = path::straight(Point::new(x, from.bottom() + 3.0), Point::new(x, to.y - 2.0));
        self.scene.push(Node::arrow(key.of("fall"), line, Stroke::new(Ink::Alive, line::ARROW)));
    }

    fn legend(&mut self) {
        let y = self.shelf_top(3) + PERMANENT + LEGEND / 2.0 + 2.0;
        let [young, middle, old] = self.moment.machine.heap.collector.thresholds;
        let mono = TextStyle::new(Face::Mono, type_size::VALUE, Ink::Text);
        let words = format!("threshold {young}, {middle}, {old}");
        let at = Point::new(self.margin, baseline(y, mono));
        self.scene.push(Node::text(Key::new("legend").of("threshold"), at, words, mono));
        let mut right = self.right();
        for (word, fill, stroke, height) in [
            ("moved on", None, Some(Stroke::dashed(Ink::Spare, line::HAIRLINE)), 14.0),
            (
                "unreachable now",
                Some(Fill::Hatch { ink: Ink::Lost, under: Ink::LostFill }),
                Some(Stroke::new(Ink::Lost, 1.4)),
                14.0,
            ),
            ("was lost here", Some(Fill::Plain(Ink::Mark)), None, 4.0),
        ] {
            let key = Key::new("legend").of(word);
            let width = measure(word, LABEL);
            let at = Point::new(right, baseline(y, LABEL));
            self.scene.push(Node::text(key.of("word"), at, word, LABEL.right()));
            let mark = Rect::new(right - width - 20.0, y - height / 2.0, 12.0, height);
            self.scene.push(Node::rect(key, mark, 3.0, fill, stroke));
            right = mark.x - 18.0;
        }
    }
}
