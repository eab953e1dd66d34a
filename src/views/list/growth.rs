//! The growth: length and places over the list's changes, as steps; what is still to come, dashed.

use crate::scene::theme::type_size;
use crate::scene::{Fill, Ink, Key, Layer, Node, Point, Rect, Scene, Segment, Shape, Stroke, Target, path, text};
use crate::views::table::pen::{bold, label, mono, mono_bold, row_name, write, write_pieces};
use crate::views::table::stage::Stage;

use super::Shown;
use super::layout::Rows;
use super::run::{Change, Kind, Life};

/// Nearer labels than this are thinned out; dots too.
const APART: f32 = 24.0;
const DOTS_APART: f32 = 9.0;
/// Changes that are drawn one by one; of more, some.
const MOST_POINTS: usize = 1_500;

pub fn draw(scene: &mut Scene, stage: &Stage, rows: &Rows, shown: &Shown, key: &Key) {
    let Some(life) = shown.life.filter(|life| life.changes.len() > 1 && shown.done > 0) else { return };
    row_name(scene, stage, key.of("row"), rows.growth, "Growth", &["places and items", "at each change"]);
    heading(scene, stage, rows, life, shown.done, key);
    let most = life.changes.iter().map(|change| change.new.allocated).max().unwrap_or(1).max(1);
    let plot = Plot { life, area: rows.plot, most, done: shown.done, key };
    // Where the row's name has no second line, the axis says itself what goes up it.
    if stage.is_compact() {
        write(scene, key.of("unit"), stage.margin(), rows.plot.y + 8.0, "places", label(Ink::Muted));
    }
    plot.lines(scene);
    plot.reallocs(scene);
    plot.ends(scene, stage);
}

fn heading(scene: &mut Scene, stage: &Stage, rows: &Rows, life: &Life, done: usize, key: &Key) {
    let changes = life.changes.get(..done).unwrap_or_default();
    let (copied, blocks) =
        changes.iter().fold((0, 0), |(copied, blocks), change| (copied + change.copied, blocks + change.blocks));
    let count = done.saturating_sub(1);
    let what = match changes.get(1..).unwrap_or_default() {
        all if all.iter().all(|change| change.kind == Kind::Append) => "append",
        _ => "change",
    };
    let plural = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let words = format!(
        "{}: {}, {} copied in all",
        plural(count, what),
        plural(blocks, "new block"),
        plural(copied, "pointer")
    );
    let each = if count == 0 { 0.0 } else { copied as f64 / count as f64 };
    let more = format!(", {each:.1} a{} {what}", if what == "append" { "n" } else { "" });
    let pieces = [(words, label(Ink::Text)), (more, bold(type_size::LABEL, Ink::Text))];
    write_pieces(scene, &key.of("told"), stage.left(), rows.growth, &pieces);
}

struct Plot<'a> {
    life: &'a Life,
    area: Rect,
    most: usize,
    done: usize,
    key: &'a Key,
}

impl Plot<'_> {
    fn x(&self, number: usize) -> f32 {
        self.area.x + number as f32 / (self.life.changes.len() - 1).max(1) as f32 * self.area.width
    }

    fn y(&self, places: usize) -> f32 {
        self.area.bottom() - places as f32 / self.most as f32 * self.area.height
    }

    /// A line by steps over some of the changes.
    fn steps(&self, from: usize, to: usize, value: &dyn Fn(&Change) -> usize) -> Vec<Point> {
        let every = (to - from).div_ceil(MOST_POINTS).max(1);
        let mut points: Vec<Point> = Vec::new();
        let last = to.saturating_sub(1);
        for number in (from..to).step_by(every).chain((last >= from && last < to).then_some(last)) {
            let Some(change) = self.life.changes.get(number) else { continue };
            let at = Point::new(self.x(number), self.y(value(change)));
            if let Some(before) = points.last().copied() {
                if before == at {
                    continue;
                }
                points.push(Point::new(at.x, before.y));
            }
            points.push(at);
        }
        points
    }

    fn lines(&self, scene: &mut Scene) {
        let (base, key) = (self.area.bottom(), self.key);
        let line = path::straight(Point::new(self.area.x, base), Point::new(self.area.right(), base));
        scene.push(Node::line(key.of("base"), line, Stroke::new(Ink::Mark, 1.0)).on(Layer::Ground));
        let allocated = |change: &Change| change.new.allocated;
        let length = |change: &Change| change.new.length;
        let (upper, lower) = (self.steps(0, self.done, &allocated), self.steps(0, self.done, &length));
        if upper.len() > 1 && lower.len() > 1 {
            let mut outline = path::polyline(&upper);
            outline.extend(lower.iter().rev().map(|point| Segment::Line(*point)));
            let shape = Shape::Path {
                segments: outline,
                closed: true,
                fill: Some(Fill::Plain(Ink::TouchFill)),
                stroke: None,
                arrow: false,
            };
            scene.push(Node::new(key.of("spare"), shape).on(Layer::Ground).says("spare places"));
            scene.push(
                Node::line(key.of("places"), path::polyline(&upper), Stroke::new(Ink::Touch, 1.8))
                    .says("places allocated"),
            );
            scene
                .push(Node::line(key.of("items"), path::polyline(&lower), Stroke::new(Ink::Alive, 1.8)).says("length"));
        }
        let ahead = self.steps(self.done.saturating_sub(1), self.life.changes.len(), &allocated);
        if self.done < self.life.changes.len() && ahead.len() > 1 {
            scene.push(Node::line(key.of("ahead"), path::polyline(&ahead), Stroke::dashed(Ink::Spare, 1.1)));
        }
    }

    /// A dot and the number of places at each new block; numbers where there is room, the latest first.
    fn reallocs(&self, scene: &mut Scene) {
        let resized = |change: &Change| change.old.allocated != change.new.allocated && change.kind != Kind::Made;
        let mut left = f32::INFINITY;
        let mut dot_left = f32::INFINITY;
        let latest = self.done.saturating_sub(1);
        for number in (0..self.done).rev() {
            let Some(change) = self.life.changes.get(number).filter(|change| resized(change)) else { continue };
            let at = Point::new(self.x(number), self.y(change.new.allocated));
            let now = number == latest;
            if at.x > dot_left - DOTS_APART && !now {
                continue;
            }
            dot_left = at.x;
            let key = self.key.of(number);
            let ink = if now { Ink::Text } else { Ink::Touch };
            let fill = Some(Fill::Plain(if now { Ink::Text } else { Ink::Pane }));
            let radius = if now { 5.0 } else { 3.0 };
            let says = format!("change {number}: {} places, {} pointers copied", change.new.allocated, change.copied);
            let dot = Node::circle(key.clone(), at, radius, fill, Some(Stroke::new(ink, 1.6))).on(Layer::Top);
            scene.push(dot.says(says).stands_for(Target::Step(change.step)));
            let grew = change.new.allocated > change.old.allocated;
            let words = change.new.allocated.to_string();
            let style = if now { mono_bold(12.0, Ink::Text) } else { mono(12.0, Ink::Touch) };
            let width = text::measure(&words, style).max(text::measure(&number.to_string(), style)).max(APART - 8.0);
            if at.x + width / 2.0 + 8.0 > left {
                continue;
            }
            left = at.x - width - 6.0;
            // Left of a rise, right of a fall, clear of the line.
            let (x, align) = if grew { (at.x - 6.0, style.right()) } else { (at.x + 7.0, style) };
            let y = (at.y - 9.0).max(self.area.y - 6.0);
            if x - text::measure(&words, style) > self.area.x - 30.0
                && (grew || x + text::measure(&words, style) < self.area.right())
            {
                write(scene, key.of("places"), x, y, &words, align);
            }
            let drop = path::straight(Point::new(at.x, at.y + radius), Point::new(at.x, self.area.bottom()));
            let stroke = Stroke::dotted(if now { Ink::Text } else { Ink::Spare }, 0.8);
            scene.push(Node::line(key.of("drop"), drop, stroke).on(Layer::Ground));
            let style = if now { mono_bold(12.0, Ink::Text) } else { mono(12.0, Ink::Muted) };
            write(scene, key.of("change"), at.x, self.area.bottom() + 14.0, &number.to_string(), style.middle());
        }
    }

    /// What both lines have come to.
    fn ends(&self, scene: &mut Scene, stage: &Stage) {
        let Some(change) = self.done.checked_sub(1).and_then(|last| self.life.changes.get(last)) else { return };
        let x = self.area.right() + 12.0;
        let items = self.y(change.new.length).min(self.area.bottom() - 4.0);
        let places = self.y(change.new.allocated).min(items - 17.0);
        let bold = |ink| bold(type_size::LABEL, ink);
        write(
            scene,
            self.key.of("end").of("places"),
            x,
            places,
            &format!("allocated {}", change.new.allocated),
            bold(Ink::Touch),
        );
        write(
            scene,
            self.key.of("end").of("items"),
            x,
            items,
            &format!("length {}", change.new.length),
            bold(Ink::Alive),
        );
        if self.area.bottom() + 14.0 + 6.0 < stage.size.height {
            write(scene, self.key.of("end").of("unit"), x, self.area.bottom() + 14.0, "changes", label(Ink::Muted));
        }
    }
}
