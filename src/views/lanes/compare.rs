//! The same jobs done in several ways, one above the other on one time axis, each with its total.

use super::labels::{Labels, heading, label, mono};
use super::layout::MARGIN;
use super::row::{Bars, closed};
use super::scale::TimeScale;
use super::timeline::{Micros, State, Timeline};
use super::top::area;
use super::{DIMMED, Focus, name_style, words};
use crate::scene::theme::type_size;
use crate::scene::{
    Face, Fill, Ink, Key, Layer, Node, Point, Rect, Scene, Size, Stroke, Target, TextStyle, path, text,
};

/// What the comparison shows.
#[derive(Clone, Copy, Debug)]
pub struct ComparePicture<'a> {
    /// `FOUR JOBS, FOUR WAYS`.
    pub title: &'a str,
    /// One job's pieces, drawn in the key.
    pub sample: &'a [(State, Micros)],
    /// The pieces in words.
    pub sample_words: &'a str,
    pub ways: &'a [Way<'a>],
    /// The steps of the comparison: [`moments`] of the ways' timelines.
    pub moments: &'a [Micros],
    pub now: Micros,
    /// The job that is pointed at, counted from 0, is lit in all ways.
    pub focus: Focus,
}

/// One way to do the jobs.
#[derive(Clone, Copy, Debug)]
pub struct Way<'a> {
    pub title: &'a str,
    /// Two short lines under it.
    pub notes: [&'a str; 2],
    pub timeline: &'a Timeline,
    /// Index of the lane that does the first job; the lanes before it only start others.
    pub first: usize,
    /// Says why nobody runs, in a gap.
    pub idle: &'a str,
    /// A time that passes once before any job can start, and what it is.
    pub once: Option<(Micros, Micros, &'a str)>,
}

impl ComparePicture<'_> {
    /// When the last way is done.
    fn end(&self) -> Micros {
        self.ways.iter().map(|way| way.timeline.end).max().unwrap_or(0)
    }
}

/// Where things stand; pure.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Layout {
    wide: bool,
    left: f32,
    right: f32,
    top: f32,
    /// Height of one way.
    block: f32,
    /// From job to job.
    pitch: f32,
    axis: f32,
}

/// Jobs so far apart are named, and their bars stand apart.
const NAMED: f32 = 13.0;

/// Room under the jobs for how many run at once.
const AT_ONCE: f32 = 28.0;

impl Layout {
    /// `words` is how wide the widest words about a way are, `names` the widest name of a job.
    fn new(size: Size, ways: usize, jobs: usize, words: f32, names: f32) -> Self {
        let wide = size.width >= 900.0;
        let (left, right) = if wide { (214.0, size.width - 106.0) } else { (150.0, size.width - 84.0) };
        let left = (MARGIN + words + 12.0 + names + 14.0).clamp(left, size.width / 3.0);
        let top = if wide { 56.0 } else { 42.0 };
        let axis = size.height - 14.0;
        let block = ((axis - 22.0 - top) / ways.max(1) as f32).max(AT_ONCE + 10.0);
        let pitch = ((block - AT_ONCE - 6.0) / jobs.max(1) as f32).clamp(1.0, 32.0);
        Self { wide, left, right: right.max(left + 40.0), top, block, pitch, axis }
    }

    fn block_top(&self, way: usize) -> f32 {
        self.top + self.block * way as f32
    }

    fn job(&self, way: usize, job: usize) -> f32 {
        self.block_top(way) + 6.0 + self.pitch * (job as f32 + 0.5)
    }

    fn bar(&self) -> f32 {
        if self.pitch >= NAMED { (self.pitch - 4.5).min(15.0) } else { (self.pitch - 1.0).max(0.8) }
    }

    /// The line on which stands how many run at once.
    fn base(&self, way: usize) -> f32 {
        self.block_top(way) + self.block - 10.0
    }
}

/// The picture on a stage of this size.
pub fn scene(picture: &ComparePicture, size: Size) -> Scene {
    let jobs = picture.ways.iter().map(|way| way.timeline.lanes.len().saturating_sub(way.first)).max().unwrap_or(0);
    let (words, names) = widths(picture, size);
    let layout = Layout::new(size, picture.ways.len(), jobs, words, names);
    let end = picture.end();
    let scale = TimeScale::new(0, end + end / 40 + 1, layout.left, layout.right);
    let mut scene = Scene::new(size);
    let stage = Stage { picture, layout, scale };
    stage.key(&mut scene);
    stage.axis(&mut scene);
    for (index, way) in picture.ways.iter().enumerate() {
        stage.way(index, way, &mut scene);
    }
    stage.playhead(&mut scene);
    scene.caption = caption(picture);
    scene
}

/// How wide the widest words about a way are, and the widest name of a job.
fn widths(picture: &ComparePicture, size: Size) -> (f32, f32) {
    let wide = size.width >= 900.0;
    let title = title_style(wide);
    let widest = |widths: &mut dyn Iterator<Item = f32>| widths.fold(0.0, f32::max);
    let titles = widest(&mut picture.ways.iter().map(|way| text::measure(way.title, title)));
    let notes = picture.ways.iter().flat_map(|way| way.notes).filter(|_| wide);
    let notes = widest(&mut notes.map(|note| text::measure(note, label(Ink::Muted))));
    let lanes = picture.ways.iter().flat_map(|way| way.timeline.lanes.iter().skip(way.first));
    let names = widest(&mut lanes.map(|lane| text::measure(&lane.name, mono(Ink::Muted))));
    (titles.max(notes), names.min(MOST_NAME))
}

/// Names of jobs are cut from this width on.
const MOST_NAME: f32 = 60.0;

fn title_style(wide: bool) -> TextStyle {
    name_style(if wide { type_size::READING } else { type_size::VALUE })
}

struct Stage<'a> {
    picture: &'a ComparePicture<'a>,
    layout: Layout,
    scale: TimeScale,
}

impl Stage<'_> {
    fn key(&self, scene: &mut Scene) {
        let key = Key::new("key");
        let center = if self.layout.wide { 31.0 } else { 22.0 };
        let right = scene.size.width - MARGIN;
        let baseline = text::baseline(center, label(Ink::Muted));
        let say = |scene: &mut Scene, part: &str, x: f32, words: &str| {
            scene.push(Node::text(key.of(part), Point::new(x, baseline), words, label(Ink::Muted)));
        };
        let title = Node::text(key.clone(), Point::new(MARGIN, baseline), self.picture.title, heading(Ink::Muted));
        let width = text::measure(self.picture.title, heading(Ink::Muted));
        scene.push(title.says(format!("{}: {}", self.picture.title, self.picture.sample_words)));
        let mut x = (MARGIN + width + 20.0).max(self.layout.left);
        let total: Micros = self.picture.sample.iter().map(|part| part.1).sum();
        if self.scale.width(total) + x < right && self.scale.width(total) < scene.size.width / 2.0 {
            for (index, &(state, micros)) in self.picture.sample.iter().enumerate() {
                let next = x + self.scale.width(micros);
                let key = key.of("sample").of(index);
                match state {
                    State::Io => {
                        let line = path::straight(Point::new(x, center), Point::new(next, center));
                        scene.push(Node::line(key, line, Stroke::dotted(Ink::Touch, 2.2)));
                    }
                    _ => {
                        let rect = Rect::new(x, center - 6.0, (next - x).max(1.0), 12.0);
                        scene.push(Node::rect(
                            key,
                            rect,
                            3.0f32.min(rect.width / 2.0),
                            Some(Fill::Plain(Ink::Alive)),
                            None,
                        ));
                    }
                }
                x = next;
            }
            x += 10.0;
        }
        let words = self.picture.sample_words;
        if x + text::measure(words, label(Ink::Muted)) < right {
            say(scene, "words", x, words);
            x += text::measure(words, label(Ink::Muted)) + 22.0;
        }
        let turn = "waits its turn";
        if x + 32.0 + text::measure(turn, label(Ink::Muted)) < right {
            let line = path::zigzag(Point::new(x, center), Point::new(x + 24.0, center));
            scene.push(Node::line(key.of("turn-sign"), line, Stroke::new(Ink::Turn, 1.4)));
            say(scene, "turn", x + 32.0, turn);
            x += 32.0 + text::measure(turn, label(Ink::Muted)) + 22.0;
        }
        let starts = "starts";
        if x + 28.0 + text::measure(starts, label(Ink::Muted)) < right {
            let rect = Rect::new(x, center - 5.5, 20.0, 11.0);
            scene.push(Node::rect(key.of("starts-sign"), rect, 3.0, None, Some(Stroke::dashed(Ink::Muted, 1.2))));
            say(scene, "starts", x + 28.0, starts);
        }
    }

    fn axis(&self, scene: &mut Scene) {
        let key = Key::new("axis");
        for at in self.scale.ticks(56.0) {
            let x = self.scale.x(at);
            let line = path::straight(Point::new(x, self.layout.top), Point::new(x, self.layout.axis - 16.0));
            let line = Node::line(key.of("line").of(at), line, Stroke::new(Ink::Hairline, 1.0)).on(Layer::Ground);
            scene.push(line);
            let number = words::short_ms(at);
            let at_point = Point::new(x, self.layout.axis);
            scene.push(Node::text(key.of(at), at_point, number, mono(Ink::Muted).middle()));
        }
        let unit = Point::new(self.layout.left - 14.0, self.layout.axis);
        scene.push(Node::text(key.of("unit"), unit, "ms", label(Ink::Muted).right()));
    }

    fn way(&self, index: usize, way: &Way, scene: &mut Scene) {
        let top = self.layout.block_top(index);
        let key = Key::new("way").of(index);
        if index > 0 {
            let line = path::straight(Point::new(MARGIN, top), Point::new(scene.size.width - MARGIN, top));
            scene.push(Node::line(key.of("edge"), line, Stroke::new(Ink::Hairline, 1.0)).on(Layer::Ground));
        }
        let done = self.picture.now >= way.timeline.end;
        let total = format!("{:.0}", way.timeline.end as f64 / 1000.0);
        let says = match done {
            true => format!("{}: {}, {}; all is done after {total} ms", way.title, way.notes[0], way.notes[1]),
            false => format!("{}: {}, {}; not done yet", way.title, way.notes[0], way.notes[1]),
        };
        let title = title_style(self.layout.wide);
        scene.push(Node::text(key.clone(), Point::new(MARGIN, top + 20.0), way.title, title).says(says));
        if self.layout.wide {
            for (line, note) in way.notes.into_iter().enumerate() {
                let at = Point::new(MARGIN, top + 40.0 + 17.0 * line as f32);
                scene.push(Node::text(key.of("note").of(line), at, note, label(Ink::Muted)));
            }
        }
        self.jobs(index, way, scene);
        let mut labels = Labels::default();
        if self.picture.now < self.picture.end() {
            let now = self.scale.x(self.picture.now);
            labels.keep(Rect::new(now - 2.0, top, 4.0, self.layout.block));
        }
        self.at_once(index, way, scene, &mut labels);
        self.once(index, way, scene);
        if done || !self.picture.focus.hide_future {
            self.total(index, way, done, &total, scene);
        }
    }

    fn jobs(&self, index: usize, way: &Way, scene: &mut Scene) {
        let lanes = way.timeline.lanes.iter().skip(way.first);
        let height = self.layout.bar();
        let most = 900 / (self.picture.ways.len().max(1) * lanes.len().max(1)).max(1);
        // Lanes of one way are drawn alike, so that they can be compared.
        let most = if lanes.clone().any(|lane| lane.intervals().len() > most.max(4)) { 0 } else { usize::MAX };
        for (job, lane) in lanes.enumerate() {
            let from = scene.nodes.len();
            let center = self.layout.job(index, job);
            let key = Key::new("way").of(index).of("job").of(job);
            if self.layout.pitch >= NAMED {
                let style = mono(Ink::Muted).right();
                let name = text::fit(&lane.name, style, MOST_NAME);
                let at = Point::new(self.layout.left - 14.0, text::baseline(center, style));
                let node = Node::text(key.of("name"), at, name, style);
                scene.push(node.says(words::totals(lane, self.picture.now)).stands_for(Target::Thing(job as u64)));
            }
            let start = way.once.map_or(0, |(_, to, _)| to);
            let born = lane.born().unwrap_or(0);
            if born > start && way.first > 0 && self.layout.pitch >= 8.0 {
                let (left, right) = (self.scale.x(start), self.scale.x(born.min(self.picture.now)));
                if right - left > 2.0 {
                    let rect = Rect::new(left, center - (height - 2.0) / 2.0, right - left - 0.6, height - 2.0);
                    let outline = Some(Stroke::dashed(Ink::Muted, 1.2));
                    let says = format!("{} is started after {} ms", lane.name, words::ms(born));
                    scene.push(Node::rect(key.of("unborn"), rect, 3.0, None, outline).says(says));
                }
            }
            let moments = |at| self.step_at(at);
            let bars = Bars {
                lane,
                key,
                center,
                height,
                scale: self.scale,
                now: self.picture.now,
                hide_future: self.picture.focus.hide_future,
                step_at: &moments,
            };
            bars.draw(most, scene);
            if self.picture.focus.lane.is_some_and(|lit| lit != job) {
                for node in scene.nodes.iter_mut().skip(from) {
                    node.opacity *= DIMMED;
                }
            }
        }
    }

    fn step_at(&self, at: Micros) -> usize {
        self.picture.moments.partition_point(|&moment| moment <= at).saturating_sub(1)
    }

    /// How many run at once, as steps, and why nobody does.
    fn at_once(&self, index: usize, way: &Way, scene: &mut Scene, labels: &mut Labels) {
        let key = Key::new("way").of(index).of("at-once");
        let base = self.layout.base(index);
        let most = self
            .picture
            .ways
            .iter()
            .flat_map(|way| way.timeline.running.iter().map(|&(_, count)| count))
            .max()
            .unwrap_or(1)
            .max(1);
        let each = 14.0 / most as f32;
        let until = self.picture.now.min(way.timeline.end);
        let steps = area(&way.timeline.running, until, &self.scale, base, each);
        let at_once = way.timeline.most_at_once(until);
        let says = format!("{}: at most {at_once} ran at once so far", way.title);
        if !steps.is_empty() {
            let mut shape = closed(steps, Ink::AliveFill);
            if let crate::scene::Shape::Path { stroke, .. } = &mut shape {
                *stroke = Some(Stroke::new(Ink::Alive, 0.8));
            }
            scene.push(Node::new(key.clone(), shape).on(Layer::Ground).says(says));
        }
        let line = path::straight(Point::new(self.layout.left, base), Point::new(self.scale.x(way.timeline.end), base));
        scene.push(Node::line(key.of("base"), line, Stroke::new(Ink::Mark, 1.0)));
        let at = Point::new(self.layout.left - 14.0, base);
        scene.push(Node::text(key.of("words"), at, "run at once", label(Ink::Muted).right()));
        if self.picture.now >= way.timeline.end {
            let at = Point::new(self.scale.x(way.timeline.end) + 7.0, base);
            let node = Node::text(key.of("most"), at, at_once.to_string(), mono(Ink::Alive));
            labels.place(node, self.layout.left, scene.size.width, scene);
        }
        let running = &way.timeline.running;
        let width = text::measure(way.idle, label(Ink::Muted));
        let born = way.timeline.lanes.get(way.first).and_then(|lane| lane.born()).unwrap_or(0).max(1);
        for (&(from, count), next) in running.iter().zip(running.iter().skip(1).map(|step| step.0)) {
            // Before the first job is there, something else starts, and a core may well be busy with that.
            if count > 0 || from < born || next > until {
                continue;
            }
            let (left, right) = (self.scale.x(from), self.scale.x(next));
            if width + 12.0 < right - left {
                let at = Point::new((left + right) / 2.0, base - 3.0);
                let node = Node::text(key.of("idle").of(from), at, way.idle, label(Ink::Muted).middle());
                labels.place(node, left, right, scene);
            }
        }
    }

    /// What passes once before any job can start: a box over all of its lanes.
    fn once(&self, index: usize, way: &Way, scene: &mut Scene) {
        let Some((from, to, words)) = way.once else { return };
        let to = to.min(self.picture.now);
        let jobs = way.timeline.lanes.len().saturating_sub(way.first);
        let (left, right) = (self.scale.x(from), self.scale.x(to));
        if jobs == 0 || right - left < 4.0 {
            return;
        }
        let key = Key::new("way").of(index).of("once");
        let half = self.layout.bar() / 2.0;
        let (top, bottom) = (self.layout.job(index, 0) - half, self.layout.job(index, jobs - 1) + half);
        let rect = Rect::new(left, top, right - left, bottom - top);
        let outline = Some(Stroke::dashed(Ink::Muted, 1.2));
        scene.push(Node::rect(key.clone(), rect, 4.0, None, outline).says(words.to_owned()));
        let lines = text::wrap(words, label(Ink::Muted), rect.width - 16.0);
        let high = 16.0 * lines.len() as f32;
        let cut = lines.iter().any(|line| line.contains('…'));
        if high + 4.0 > rect.height || cut {
            return;
        }
        for (line, words) in lines.into_iter().enumerate() {
            let y = rect.center().y - high / 2.0 + 12.0 + 16.0 * line as f32;
            let at = Point::new(rect.center().x, y);
            scene.push(Node::text(key.of(line), at, words, label(Ink::Muted).middle()));
        }
    }

    fn total(&self, index: usize, way: &Way, done: bool, total: &str, scene: &mut Scene) {
        let key = Key::new("way").of(index).of("total");
        let top = self.layout.block_top(index);
        if done {
            let x = self.scale.x(way.timeline.end);
            let line = path::straight(Point::new(x, top + 4.0), Point::new(x, self.layout.base(index) + 4.0));
            scene.push(Node::line(key.of("line"), line, Stroke::new(Ink::Text, 1.4)));
        }
        let ink = if done { Ink::Text } else { Ink::Muted };
        let right = scene.size.width - MARGIN;
        let middle = top + self.layout.block / 2.0;
        let style = TextStyle::new(Face::SansSemibold, type_size::TITLE, ink).right();
        let says = format!("{} takes {total} ms", way.title);
        scene.push(Node::text(key.clone(), Point::new(right, middle), total, style).says(says));
        scene.push(Node::text(key.of("unit"), Point::new(right, middle + 18.0), "ms", label(Ink::Muted).right()));
    }

    fn playhead(&self, scene: &mut Scene) {
        if self.picture.now >= self.picture.end() {
            return;
        }
        let x = self.scale.x(self.picture.now);
        let bottom = self.layout.axis - 16.0;
        let line = path::straight(Point::new(x, self.layout.top), Point::new(x, bottom));
        let says = format!("now: {} ms", words::ms(self.picture.now));
        scene.push(Node::line(Key::new("now"), line, Stroke::new(Ink::Text, 1.4)).says(says));
    }
}

/// The moments of several timelines, each once: the steps of a comparison.
pub fn moments<'a>(timelines: impl Iterator<Item = &'a Timeline>) -> Vec<Micros> {
    let mut moments: Vec<Micros> = timelines.flat_map(|timeline| timeline.moments.iter().copied()).collect();
    moments.sort_unstable();
    moments.dedup();
    moments
}

/// Before the end who is where; in the end what comes of it. Every statement is read off the timelines.
fn caption(picture: &ComparePicture) -> String {
    let running: Vec<String> = picture
        .ways
        .iter()
        .map(|way| {
            let count = way.timeline.running.partition_point(|&(at, _)| at <= picture.now).checked_sub(1);
            let count = count.and_then(|index| way.timeline.running.get(index)).map_or(0, |&(_, count)| count);
            match picture.now >= way.timeline.end {
                true => format!("{} done", way.title),
                false => format!("{} {count}", way.title),
            }
        })
        .collect();
    if picture.ways.iter().any(|way| picture.now < way.timeline.end) {
        return format!("At {} ms run at once: {}.", words::ms(picture.now), running.join(", "));
    }
    let overlaps = |way: &Way| way.timeline.most_at_once(way.timeline.end) > 1;
    let (apart, alone): (Vec<&Way>, Vec<&Way>) = picture.ways.iter().partition(|way| overlaps(way));
    if apart.is_empty() {
        return "Here no way runs two jobs at the same moment: only waiting overlaps.".to_owned();
    }
    let names = |ways: &[&Way]| ways.iter().map(|way| way.title).collect::<Vec<_>>().join(" and ");
    if alone.is_empty() {
        return "Here every way runs several jobs at the same moment.".to_owned();
    }
    format!(
        "I/O overlaps in every way. Python runs beside Python only here: {}; never here: {}.",
        names(&apart),
        names(&alone)
    )
}
