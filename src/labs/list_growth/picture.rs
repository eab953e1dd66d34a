//! The list-growth lab's picture: for each rule, places and items at each append, as steps.

use super::rule::{Growth, Realloc, Rule, Standing};
use crate::labs::Look;
use crate::scene::theme::type_size;
use crate::scene::{
    Face, Fill, Ink, Key, Layer, Node, Point, Rect, Scene, Segment, Shape, Stroke, Target, TextStyle, path, text,
};

/// Nearer labels than this are thinned out.
const LABEL_APART: f32 = 24.0;
/// Nearer dots than this too.
const DOTS_APART: f32 = 9.0;
/// Up to so many appends the line of the length has steps that can be seen.
const STEPS_SEEN: u64 = 120;

fn label(ink: Ink) -> TextStyle {
    TextStyle::new(Face::Sans, type_size::LABEL, ink)
}

fn mono(ink: Ink) -> TextStyle {
    TextStyle::new(Face::Mono, type_size::LABEL, ink)
}

fn mono_bold(ink: Ink) -> TextStyle {
    TextStyle::new(Face::MonoBold, type_size::LABEL, ink)
}

/// A rule's name with its constant.
pub fn rule_name(rule: Rule) -> String {
    match rule {
        Rule::Constant(more) => format!("{more} more"),
        rule => rule.name().to_owned(),
    }
}

/// Whole, with its thousands set apart: `8,445,096`.
pub fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut words = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// The three rules one above the other after `length` of `appends` appends.
pub fn scene(growths: &[Growth; 3], appends: u64, length: u64, look: &Look) -> Scene {
    let size = look.size;
    let mut scene = Scene::new(size);
    let wide = size.width >= 900.0;
    let left = if wide { 148.0 } else { 104.0 };
    let right = (size.width - 24.0 - 118.0).max(left + 40.0);
    let block = (size.height - 20.0) / growths.len() as f32;
    let most = growths.iter().map(|growth| growth.standing(appends).allocated).max().unwrap_or(1);
    for (index, growth) in growths.iter().enumerate() {
        let top = 10.0 + block * index as f32;
        let area = Rect::new(left, top + 50.0, right - left, (block - 50.0 - 26.0).max(8.0));
        let chart = Chart { growth, appends, length, most, area, hide_future: look.hide_future };
        if index > 0 {
            let line = path::straight(Point::new(24.0, top), Point::new(size.width - 24.0, top));
            scene.push(Node::line(chart.key().of("edge"), line, Stroke::new(Ink::Hairline, 1.0)).on(Layer::Ground));
        }
        chart.heading(top, wide, size.width, &mut scene);
        chart.draw(&mut scene);
    }
    scene.caption = caption(growths, length);
    scene
}

/// What this append did under each rule.
fn caption(growths: &[Growth; 3], length: u64) -> String {
    if length == 0 {
        return "An empty list has no block.".to_owned();
    }
    let moved: Vec<String> = growths
        .iter()
        .filter_map(|growth| {
            let realloc = growth.realloc_at(length)?;
            let name = rule_name(growth.rule);
            Some(format!("{name} asks for {} places, {} are copied", number(realloc.allocated), number(length - 1)))
        })
        .collect();
    match moved.as_slice() {
        [] => format!("Append {} takes a spare place under each rule: no copy.", number(length)),
        moved => format!("Append {}: {}.", number(length), moved.join("; ")),
    }
}

struct Chart<'a> {
    growth: &'a Growth,
    appends: u64,
    length: u64,
    most: u64,
    area: Rect,
    hide_future: bool,
}

impl Chart<'_> {
    fn key(&self) -> Key {
        Key::new("growth").of(self.growth.rule.name())
    }

    fn x(&self, length: f64) -> f32 {
        self.area.x + (length / self.appends.max(1) as f64) as f32 * self.area.width
    }

    fn y(&self, places: u64) -> f32 {
        self.area.bottom() - (places as f64 / self.most.max(1) as f64) as f32 * self.area.height
    }

    fn heading(&self, top: f32, wide: bool, width: f32, scene: &mut Scene) {
        let key = self.key();
        let name = TextStyle::new(Face::SansSemibold, type_size::VALUE, Ink::Text);
        let standing = self.growth.standing(self.length);
        let says = format!("{}: {}", rule_name(self.growth.rule), self.told(&standing));
        let at = Point::new(24.0, top + 22.0);
        scene.push(Node::text(key.clone(), at, rule_name(self.growth.rule), name).says(says));
        if wide {
            let notes = match self.growth.rule {
                Rule::CPython => ["an eighth more,", "and a little"],
                Rule::Doubling => ["twice as much", "each time"],
                Rule::Constant(_) => ["the same number", "more each time"],
            };
            for (line, note) in notes.into_iter().enumerate() {
                let at = Point::new(24.0, top + 41.0 + 16.0 * line as f32);
                scene.push(Node::text(key.of("note").of(line), at, note, label(Ink::Muted)));
            }
        }
        let formula = self.growth.rule.formula();
        let at = Point::new(self.area.x, top + 22.0);
        scene.push(Node::text(key.of("formula"), at, formula.clone(), mono(Ink::Muted)));
        let x = self.area.x + text::measure(&formula, mono(Ink::Muted)) + 20.0;
        let told = text::fit(&self.told(&standing), label(Ink::Text), width - 24.0 - x);
        scene.push(Node::text(key.of("told"), Point::new(x, top + 22.0), told, label(Ink::Text)));
    }

    fn told(&self, standing: &Standing) -> String {
        let each = standing.copied as f64 / standing.length.max(1) as f64;
        let blocks = if standing.blocks == 1 { "new block" } else { "new blocks" };
        format!(
            "{} {blocks}, at most {} pointers copied, {} an append",
            number(standing.blocks),
            number(standing.copied),
            if each < 100.0 { format!("{each:.1}") } else { number(each as u64) }
        )
    }

    fn draw(&self, scene: &mut Scene) {
        let key = self.key();
        let base = self.area.bottom();
        let line = path::straight(Point::new(self.area.x, base), Point::new(self.area.right(), base));
        scene.push(Node::line(key.of("base"), line, Stroke::new(Ink::Mark, 1.0)).on(Layer::Ground));
        self.spare(scene);
        if !self.hide_future && self.length < self.appends {
            let ahead = path::polyline(&self.places(self.length, self.appends));
            scene.push(Node::line(key.of("ahead"), ahead, Stroke::dashed(Ink::Spare, 1.2)));
        }
        if self.length > 0 {
            let places = path::polyline(&self.places(0, self.length));
            let standing = self.growth.standing(self.length);
            let says = format!("places: {} after {} appends", number(standing.allocated), number(self.length));
            scene.push(Node::line(key.of("places"), places, Stroke::new(Ink::Touch, 1.6)).says(says));
            let items = path::polyline(&self.items());
            let says = format!("length: {}", number(self.length));
            scene.push(Node::line(key.of("items"), items, Stroke::new(Ink::Alive, 1.6)).says(says));
        }
        self.reallocs(scene);
        self.ends(scene);
    }

    /// The line of the places as steps; where steps are too many to see, one a point of width.
    fn places(&self, from: u64, to: u64) -> Vec<Point> {
        let points = self.shown(from, to);
        let mut line = Vec::with_capacity(points.len() * 2 + 2);
        let mut places = self.growth.standing(from).allocated;
        line.push(Point::new(self.x(from as f64), self.y(places)));
        for length in points {
            // An append happens between two lengths; its new block stands there from the new length on.
            let x = self.x(length as f64);
            line.push(Point::new(x, self.y(places)));
            places = self.growth.standing(length).allocated;
            line.push(Point::new(x, self.y(places)));
        }
        line.push(Point::new(self.x(to as f64), self.y(places)));
        line
    }

    /// The appends in `from+1..=to` at which a step of the line is drawn.
    fn shown(&self, from: u64, to: u64) -> Vec<u64> {
        let reallocs = &self.growth.reallocs;
        let first = reallocs.partition_point(|realloc| realloc.at <= from);
        let last = reallocs.partition_point(|realloc| realloc.at <= to).max(first);
        let most = self.area.width as usize;
        if last - first <= most {
            return reallocs.get(first..last).unwrap_or_default().iter().map(|realloc| realloc.at).collect();
        }
        let span = to - from;
        (1..=most as u64).map(|column| from + span * column / most as u64).collect()
    }

    fn items(&self) -> Vec<Point> {
        if self.appends > STEPS_SEEN {
            let end = Point::new(self.x(self.length as f64), self.y(self.length));
            return vec![Point::new(self.area.x, self.y(0)), end];
        }
        let mut line = vec![Point::new(self.area.x, self.y(0))];
        for length in 1..=self.length {
            let x = self.x(length as f64);
            line.push(Point::new(x, self.y(length - 1)));
            line.push(Point::new(x, self.y(length)));
        }
        line
    }

    /// The area between both lines.
    fn spare(&self, scene: &mut Scene) {
        let mut outline = self.places(0, self.length);
        outline.extend(self.items().into_iter().rev());
        let segments: Vec<Segment> = path::polyline(&outline);
        let fill = Some(Fill::Plain(Ink::TouchFill));
        let shape = Shape::Path { segments, closed: true, fill, stroke: None, arrow: false };
        let spare = self.growth.standing(self.length).spare();
        let says = format!("{} places are spare, {} bytes", number(spare), number(spare * super::rule::POINTER));
        scene.push(Node::new(self.key().of("spare"), shape).on(Layer::Ground).says(says));
    }

    /// A dot and the new number of places on each step, the append's number under it; where they are too near, some.
    fn reallocs(&self, scene: &mut Scene) {
        let now = self.growth.realloc_at(self.length);
        let mut number_right = f32::NEG_INFINITY;
        let mut shown: Vec<(&Realloc, bool)> = Vec::new();
        // From the newest to the oldest, so that the one that was just made is never the one to go; by leaps, as there
        // may be many more than there is room for.
        let mut left = f32::INFINITY;
        let mut until = self.length;
        while let Some(realloc) = self.growth.last_realloc(until) {
            let x = self.x(realloc.at as f64);
            let width = |count| text::measure(&number(count), mono(Ink::Touch));
            let half = width(realloc.allocated).max(width(realloc.at)).max(LABEL_APART) / 2.0;
            let fits = x + half + 10.0 <= left;
            if fits {
                left = x - half;
            }
            shown.push((realloc, fits));
            let leap = f64::from(DOTS_APART / self.area.width) * self.appends as f64;
            until = realloc.at.saturating_sub((leap as u64).max(1));
        }
        for (realloc, labelled) in shown.into_iter().rev() {
            let at = Point::new(self.x(realloc.at as f64), self.y(realloc.allocated));
            let is_now = now == Some(realloc);
            let ink = if is_now { Ink::Text } else { Ink::Touch };
            let key = self.key().of(realloc.at);
            let says = format!(
                "append {}: a new block of {} places, at most {} pointers copied, {} in all",
                number(realloc.at),
                number(realloc.allocated),
                number(realloc.at - 1),
                number(realloc.copied)
            );
            let fill = if is_now { Ink::Text } else { Ink::Pane };
            let radius = if is_now { 5.0 } else { 3.0 };
            let dot = Node::circle(key.clone(), at, radius, Some(Fill::Plain(fill)), Some(Stroke::new(ink, 1.6)));
            scene.push(dot.on(Layer::Top).says(says).stands_for(Target::Step(realloc.at)));
            if !labelled {
                continue;
            }
            let words = number(realloc.allocated);
            let style = if is_now { mono_bold(Ink::Text) } else { mono(Ink::Touch) };
            let half = text::measure(&words, style) / 2.0;
            let x = (at.x - 4.0).max(self.area.x + half).min(self.area.right() - half);
            let y = at.y - 8.0;
            if x - half > number_right {
                scene.push(Node::text(key.of("places"), Point::new(x, y), words, style.middle()));
                let drop = path::straight(Point::new(at.x, at.y + radius), Point::new(at.x, self.area.bottom()));
                let stroke = Stroke::dotted(if is_now { Ink::Text } else { Ink::Spare }, 0.8);
                scene.push(Node::line(key.of("drop"), drop, stroke).on(Layer::Ground));
                let words = number(realloc.at);
                let style = if is_now { mono_bold(Ink::Text) } else { mono(Ink::Muted) };
                let half_under = text::measure(&words, style) / 2.0;
                let under = at.x.max(self.area.x + half_under).min(self.area.right() - half_under);
                let foot = Point::new(under, self.area.bottom() + 16.0);
                scene.push(Node::text(key.of("append"), foot, words, style.middle()));
                number_right = x + half.max(half_under) + 4.0;
            }
        }
    }

    /// What both lines have come to, at the right.
    fn ends(&self, scene: &mut Scene) {
        let standing = self.growth.standing(self.length);
        let x = self.area.right() + 12.0;
        let items = self.y(standing.length).min(self.area.bottom() - 2.0) + 4.0;
        let places = (self.y(standing.allocated) + 4.0).min(items - 17.0);
        let bold = |ink| TextStyle::new(Face::SansSemibold, type_size::LABEL, ink);
        let words = |what: &str, count: u64| format!("{what} {}", number(count));
        let (places, items) = (Point::new(x, places), Point::new(x, items));
        let key = self.key().of("end");
        scene.push(Node::text(key.of("places"), places, words("places", standing.allocated), bold(Ink::Touch)));
        scene.push(Node::text(key.of("items"), items, words("length", standing.length), bold(Ink::Alive)));
        let unit = Point::new(x, self.area.bottom() + 16.0);
        scene.push(Node::text(key.of("unit"), unit, "appends", label(Ink::Muted)));
    }
}
