//! A heap picture's nodes: frames, cards, arrows and stubs, each with a key that lasts as long as the thing.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::python::object::Ref;
use crate::scene::text::{baseline, fit, measure};
use crate::scene::theme::{line, radius, type_size};
use crate::scene::{
    Align, Face, Fill, Ink, Key, Layer, Node, Point, Rect, Scene, Segment, Size, Stroke, Target, TextStyle, path,
};

use super::change::{Arrow, ArrowState, Picture, ShownCard, ShownFrame};
use super::graph::{Held, Row, WEAK};
use super::metrics::Metrics;
use super::place::Layout;
use super::seat::Form;
use super::story::{Origin, Story};

/// What a collection adds to the picture.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// By life: what its GC head holds, empty before it is filled.
    pub heads: HashMap<usize, Head>,
    /// References that were taken off the copy of the count.
    pub taken: HashSet<(Origin, usize)>,
    /// The reference that is being followed.
    pub followed: Option<(Origin, usize)>,
    /// Lives that are looked at now.
    pub touched: Vec<usize>,
    /// Lives that are set apart, not yet lost.
    pub apart: Vec<usize>,
    /// Words over the names and over the objects.
    pub headings: Option<[String; 2]>,
}

/// A GC head.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// `gc_refs`.
    pub left: String,
    pub touched: bool,
}

/// Draws a picture on a laid out stage.
pub fn scene(story: &Story, layout: &Layout, picture: &Picture, marks: &Marks) -> Scene {
    let mut drawing = Drawing {
        story,
        layout,
        picture,
        marks,
        metrics: layout.metrics,
        scene: Scene::new(layout.size),
        rows: HashMap::new(),
        cards: HashMap::new(),
        ends: BTreeMap::new(),
    };
    drawing.headings();
    drawing.frames();
    drawing.seats();
    drawing.arrows();
    drawing.stubs();
    drawing.cycles();
    drawing.ports();
    drawing.scene
}

/// What an object is called in keys: its place in the heap, and when it was born, since places are used again.
pub fn object_key(story: &Story, life: usize) -> Key {
    let born = story.lives.get(life).map_or((0, 0), |life| (life.slot.0, life.first));
    Key::new("object").of(format_args!("{}@{}", born.0, born.1))
}

/// A minus as the type has it.
const MINUS: char = '−';

struct Drawing<'a> {
    story: &'a Story,
    layout: &'a Layout,
    picture: &'a Picture,
    marks: &'a Marks,
    metrics: Metrics,
    scene: Scene,
    /// Where each drawn row's dot is.
    rows: HashMap<Origin, Point>,
    /// Where each drawn object's card is.
    cards: HashMap<usize, Rect>,
    /// Where each drawn arrow ends.
    ends: BTreeMap<(Origin, usize), (Key, Point)>,
}

impl Drawing<'_> {
    fn style(&self, face: Face, ink: Ink) -> TextStyle {
        TextStyle::new(face, self.metrics.value, ink)
    }

    fn label_style(&self, ink: Ink) -> TextStyle {
        TextStyle::new(Face::Sans, self.metrics.label, ink)
    }

    fn headings(&mut self) {
        let style = TextStyle::new(Face::SansSemibold, self.metrics.label, Ink::Muted);
        if self.metrics.top < self.metrics.margin * 1.5 {
            return;
        }
        let height = self.metrics.top - 16.0 * self.metrics.scale;
        let mut at = |key: &str, x: f32, words: &str| {
            self.scene.push(Node::text(Key::new("heading").of(key), Point::new(x, height), words, style));
        };
        let [names, objects] = match &self.marks.headings {
            Some([names, objects]) => [names.as_str(), objects.as_str()],
            None => ["NAMES", "OBJECTS"],
        };
        at("names", self.metrics.margin, names);
        if let Some((x, _)) = self.layout.columns.first() {
            at("objects", *x, objects);
        }
    }

    // Frames.

    fn frames(&mut self) {
        let picture = self.picture;
        let innermost = picture.frames.len().saturating_sub(1);
        for frame in &picture.frames {
            if self.layout.frames.shows(frame.names.depth, innermost) {
                self.frame(frame, innermost);
            }
        }
    }

    fn frame(&mut self, frame: &ShownFrame, innermost: usize) {
        let Some(room) = self.layout.frames.rooms.get(self.layout.frames.slot(frame.names.depth, innermost)).copied()
        else {
            return;
        };
        let metrics = self.metrics;
        let (depth, title) = (frame.names.depth, frame.names.title.as_str());
        let row_of = |name: &str| self.layout.frames.row(depth, title, name);
        let bound: Vec<(usize, &Row)> =
            frame.names.rows.iter().filter_map(|row| Some((row_of(&row.label)?, row))).collect();
        let deleted: Vec<(usize, &String)> = match depth {
            0 => self.picture.deleted.iter().filter_map(|name| Some((row_of(name)?, name))).collect(),
            _ => Vec::new(),
        };
        let rows = bound.iter().map(|(at, _)| at + 1).chain(deleted.iter().map(|(at, _)| at + 1)).max().unwrap_or(0);
        let rect = Rect::new(room.x, room.y, room.width, metrics.height(rows).min(room.height));
        let key = Key::new("frame").of(depth).of(title);
        let names = if bound.len() == 1 { "1 name".to_owned() } else { format!("{} names", bound.len()) };
        let (fill, stroke) = match frame.gone {
            true => (None, Stroke::dashed(Ink::Spare, line::HAIRLINE)),
            false => (Some(Fill::Plain(Ink::Raised)), Stroke::new(Ink::Hairline, line::HAIRLINE)),
        };
        let end = if frame.names.resumable { "handed back" } else { "returned" };
        let says = if frame.gone { format!("{title}: {names}, {end}") } else { format!("{title}: {names}") };
        self.scene.push(Node::rect(key.clone(), rect, radius::CARD * metrics.scale, fill, Some(stroke)).says(says));
        let note = match (frame.gone, frame.names.running, frame.names.rows.len() - bound.len()) {
            (true, ..) => Some((end.to_owned(), Ink::Muted)),
            (false, true, 0) => Some(("running".to_owned(), Ink::Alive)),
            (false, _, 0) => None,
            (false, _, hidden) if self.marks.headings.is_none() => Some((format!("+{hidden} more"), Ink::Muted)),
            (false, ..) => None,
        };
        self.frame_header(&key, rect, title, note);
        for (at, row) in bound {
            self.name(&key, rect, at, row, frame);
        }
        for (at, name) in deleted {
            self.deleted(&key, rect, at, name);
        }
    }

    fn frame_header(&mut self, key: &Key, rect: Rect, title: &str, note: Option<(String, Ink)>) {
        let metrics = self.metrics;
        let style = self.style(Face::SansMedium, Ink::Muted);
        let pad = 14.0 * metrics.scale;
        let at = baseline(rect.y + metrics.header * 0.54, style);
        let mut room = rect.width - 2.0 * pad;
        if let Some((note, ink)) = note {
            let style = TextStyle { align: Align::Right, ..self.label_style(ink) };
            room -= measure(&note, style) + 8.0 * metrics.scale;
            self.scene.push(Node::text(key.of("note"), Point::new(rect.right() - pad, at), note, style));
        }
        self.scene.push(Node::text(key.of("title"), Point::new(rect.x + pad, at), fit(title, style, room), style));
    }

    fn row_rect(&self, card: Rect, at: usize) -> Rect {
        let metrics = self.metrics;
        let y = card.y + metrics.header + at as f32 * metrics.pitch;
        Rect::new(card.x + metrics.inset, y, card.width - 2.0 * metrics.inset, metrics.row)
    }

    fn name(&mut self, frame_key: &Key, card: Rect, at: usize, row: &Row, frame: &ShownFrame) {
        let rect = self.row_rect(card, at);
        let key = frame_key.of(&row.label);
        let origin =
            Origin::Name { depth: frame.names.depth, title: frame.names.title.clone(), name: row.label.clone() };
        if frame.gone {
            let held = Held::Value(String::new());
            let row = Row { held, ..row.clone() };
            self.row(&key, rect, &row, Ink::Muted, Stroke::dashed(Ink::Spare, line::HAIRLINE), None);
            self.rows.insert(origin, Point::new(rect.right(), rect.center().y));
            return;
        }
        let edge = Stroke::new(Ink::Hairline, line::HAIRLINE);
        self.row(&key, rect, row, Ink::Name, edge, Some(Ink::Sunken));
        self.dot(&key, card, rect, row, origin, Ink::Alive);
    }

    fn deleted(&mut self, frame_key: &Key, card: Rect, at: usize, name: &str) {
        let rect = self.row_rect(card, at);
        let key = frame_key.of(name);
        let held = Held::Word("deleted".to_owned());
        let row = Row { id: name.to_owned(), label: name.to_owned(), held };
        self.row(&key, rect, &row, Ink::Muted, Stroke::dashed(Ink::Spare, line::HAIRLINE), None);
        let origin = Origin::Name { depth: 0, title: "module".to_owned(), name: name.to_owned() };
        self.rows.insert(origin, Point::new(rect.right(), rect.center().y));
    }

    /// A row's field, label and value.
    fn row(&mut self, key: &Key, rect: Rect, row: &Row, ink: Ink, edge: Stroke, fill: Option<Ink>) {
        let metrics = self.metrics;
        let corner = radius::ROW * metrics.scale;
        let says = match &row.held {
            Held::Value(text) => format!("{} {text}", row.label),
            Held::Word(word) => format!("{}: {word}", row.label),
            Held::Object { .. } => format!("{} refers to an object", row.label),
            Held::More(count) => format!("{count} more"),
        };
        let field = Node::rect(key.clone(), rect, corner, fill.map(Fill::Plain), Some(edge));
        let field = field.says(says);
        self.scene.push(match &row.held {
            Held::Object { to, .. } => field.stands_for(Target::Thing(u64::from(to.0))),
            // What an object holds in place has no name of its own.
            _ if ink == Ink::Touch => field,
            _ => field.stands_for(Target::Name(row.label.clone())),
        });
        let style = self.style(Face::Mono, ink);
        let pad = 10.0 * metrics.scale;
        let right = rect.right() - pad;
        let middle = rect.center().y;
        let mut left = rect.x + pad;
        if !row.label.is_empty() {
            let keep = match &row.held {
                Held::Value(text) => (measure(text, style) + pad).min(rect.width * 0.5),
                // A long name pushes the word out.
                Held::Word(word) => {
                    let word = measure(word, self.label_style(Ink::Muted)) + pad;
                    if left + measure(&row.label, style) + word <= right { word } else { 0.0 }
                }
                _ => 14.0 * metrics.scale,
            };
            let label = fit(&row.label, style, right - left - keep);
            let width = measure(&label, style);
            self.scene.push(Node::text(key.of("label"), Point::new(left, baseline(middle, style)), label, style));
            left += width + pad;
        }
        let (text, style, at) = match &row.held {
            Held::Value(text) => {
                let style = self.style(Face::Mono, Ink::Text);
                // Numbered slots and lone values stand at the left, values of names at the right.
                let at_left = row.label.is_empty() || row.label.starts_with('[');
                let at = if at_left { left } else { right };
                (text.clone(), if at_left { style } else { style.right() }, at)
            }
            Held::Word(word) => (word.clone(), self.label_style(Ink::Muted).right(), right),
            Held::More(count) => (format!("… {count} more"), self.label_style(Ink::Muted), left),
            Held::Object { .. } => return,
        };
        let text = match row.held {
            Held::Word(_) if measure(&text, style) > right - left => String::new(),
            _ => fit(&text, style, right - left),
        };
        if text.is_empty() {
            return;
        }
        self.scene.push(Node::text(key.of("value"), Point::new(at, baseline(middle, style)), text, style));
    }

    /// The dot where a row's arrow starts.
    fn dot(&mut self, key: &Key, card: Rect, rect: Rect, row: &Row, origin: Origin, ink: Ink) {
        // What a row let go of leaves from its edge, clear of what stands in it now.
        let x = if row.target().is_some() { card.right() - self.metrics.dot() } else { rect.right() };
        let at = Point::new(x, rect.center().y);
        if row.target().is_some() {
            let size = 3.2 * self.metrics.scale;
            self.scene.push(Node::circle(key.of("dot"), at, size, Some(Fill::Plain(ink)), None));
        }
        self.rows.insert(origin, at);
    }

    // Cards.

    fn seats(&mut self) {
        let picture = self.picture;
        let mut bundles: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for card in &picture.cards {
            let Some(seat) = self.layout.seats.of.get(card.life).copied() else { continue };
            let form = self.layout.seats.seats.get(seat).map(|seat| seat.form);
            match (form, self.layout.rooms.get(seat).copied().flatten()) {
                (Some(Form::Bundle), Some(_)) if !card.freed => bundles.entry(seat).or_default().push(card.life),
                (Some(Form::Card | Form::Passing), Some(room)) => self.card(card, room, card.card.rows.len()),
                (Some(Form::Tile), Some(room)) => self.card(card, room, 0),
                _ => {}
            }
        }
        for (seat, lives) in bundles {
            self.bundle(seat, &lives);
        }
    }

    fn card(&mut self, shown: &ShownCard, room: Rect, rows: usize) {
        let metrics = self.metrics;
        let head = self.layout.head;
        let rect = Rect::new(room.x + head, room.y, room.width - head, metrics.height(rows).min(room.height));
        let key = object_key(self.story, shown.life);
        let lost = is_lost(shown);
        let apart = self.marks.apart.contains(&shown.life);
        let fill = match (lost, apart) {
            (true, _) => Fill::Hatch { ink: Ink::Lost, under: Ink::LostFill },
            (false, true) => Fill::Hatch { ink: Ink::Edge, under: Ink::Raised },
            (false, false) => Fill::Plain(Ink::Raised),
        };
        let edge = if self.marks.touched.contains(&shown.life) {
            Stroke::new(Ink::Touch, line::ARROW * metrics.scale)
        } else if lost {
            Stroke::new(Ink::Lost, line::BADGE * metrics.scale)
        } else if shown.is_new || shown.change != 0 {
            Stroke::new(Ink::Mark, line::BADGE * metrics.scale)
        } else {
            Stroke::new(Ink::Hairline, line::HAIRLINE)
        };
        let slot = self.story.lives.get(shown.life).map_or(0, |life| life.slot.0);
        let node = Node::rect(key.clone(), rect, radius::CARD * metrics.scale, Some(fill), Some(edge));
        self.scene.push(node.says(describe(self.story, shown)).stands_for(Target::Thing(u64::from(slot))));
        self.cards.insert(shown.life, rect);
        self.head(&key, rect, shown.life);
        self.header(&key, rect, shown);
        let ink = if lost { Ink::Lost } else { Ink::Alive };
        for (at, row) in shown.card.rows.iter().take(rows).enumerate() {
            let field = self.row_rect(rect, at);
            let row_key = key.of("row").of(&row.id);
            let edge = Stroke::new(Ink::Hairline, line::HAIRLINE);
            self.row(&row_key, field, row, Ink::Touch, edge, Some(Ink::Sunken));
            let origin = Origin::Row { life: shown.life, row: row.id.clone() };
            self.dot(&row_key, rect, field, row, origin, ink);
        }
        if rows == 0 {
            let at = Point::new(rect.right(), rect.center().y);
            for row in &shown.card.rows {
                self.rows.insert(Origin::Row { life: shown.life, row: row.id.clone() }, at);
            }
        }
    }

    /// The GC head in front of a card, as it lies in memory.
    fn head(&mut self, key: &Key, card: Rect, life: usize) {
        let Some(head) = self.marks.heads.get(&life) else { return };
        let metrics = self.metrics;
        let size = self.head_size();
        let rect = Rect::new(card.x - size.width, card.y + 2.0, size.width, size.height - 2.0);
        let (fill, edge, ink) = match head.touched {
            true => (Ink::TouchFill, Stroke::new(Ink::Touch, line::ARROW * metrics.scale), Ink::Touch),
            false => (Ink::Sunken, Stroke::new(Ink::Edge, line::HAIRLINE), Ink::Text),
        };
        let says = if head.left.is_empty() { "GC head".to_owned() } else { format!("GC head: gc_refs {}", head.left) };
        let key = key.of("head");
        self.scene.push(
            Node::rect(key.clone(), rect, radius::ROW * metrics.scale, Some(Fill::Plain(fill)), Some(edge)).says(says),
        );
        let style = self.style(Face::MonoBold, ink);
        let at = Point::new(rect.center().x + 2.0 * metrics.scale, baseline(rect.center().y, style));
        self.scene.push(Node::text(key.of("left"), at, head.left.clone(), style.middle()));
    }

    fn head_size(&self) -> Size {
        Size::new(self.layout.head, if self.layout.head > 0.0 { self.metrics.header } else { 0.0 })
    }

    /// A port for each reference where it enters: full while it is in the copy of the count, a minus once it was taken.
    fn ports(&mut self) {
        if self.marks.heads.is_empty() {
            return;
        }
        let ends: Vec<(Key, Point, bool, bool)> = self
            .ends
            .iter()
            .filter(|(arrow, _)| self.marks.heads.get(&arrow.1).is_some_and(|head| !head.left.is_empty()))
            .map(|(arrow, (key, end))| {
                let followed = self.marks.followed.as_ref() == Some(arrow);
                (key.of("port"), *end, self.marks.taken.contains(arrow), followed)
            })
            .collect();
        let scale = self.metrics.scale;
        for (key, at, taken, followed) in ends {
            let size = 5.0 * scale;
            let ink = if followed { Ink::Touch } else { Ink::Alive };
            if !taken {
                let port = Node::circle(key, at, size, Some(Fill::Plain(ink)), None).on(Layer::Top);
                self.scene.push(port.says("counted in gc_refs"));
                continue;
            }
            let (fill, edge) = if followed { (Ink::Touch, Ink::Touch) } else { (Ink::Pane, Ink::Mark) };
            let stroke = Stroke::new(edge, 1.5 * scale);
            let port = Node::circle(key.clone(), at, size + 0.5, Some(Fill::Plain(fill)), Some(stroke));
            self.scene.push(port.on(Layer::Top).says("taken off gc_refs"));
            let (left, right) = (Point::new(at.x - 2.6 * scale, at.y), Point::new(at.x + 2.6 * scale, at.y));
            let minus = Stroke::new(if followed { Ink::OnSolid } else { Ink::Mark }, 1.5 * scale);
            self.scene.push(Node::line(key.of("minus"), path::straight(left, right), minus).on(Layer::Top));
        }
    }

    /// Kind, count and what changed it.
    fn header(&mut self, key: &Key, rect: Rect, shown: &ShownCard) {
        let metrics = self.metrics;
        let scale = metrics.scale;
        let lost = is_lost(shown);
        let middle =
            rect.y + if rect.height < metrics.header + metrics.row { rect.height / 2.0 } else { metrics.header * 0.54 };
        let mut right = rect.right() - metrics.inset;
        let (count, ink) = match shown.card.count {
            Some(count) => (count.to_string(), if lost { Ink::Lost } else { Ink::Alive }),
            None => ("immortal".to_owned(), Ink::Muted),
        };
        let style = match shown.card.count {
            Some(_) => self.style(Face::MonoBold, ink),
            None => self.label_style(ink),
        };
        let edge = Stroke::new(if shown.card.count.is_some() { ink } else { Ink::Mark }, line::BADGE * scale);
        right = self.pill(&key.of("count"), right, middle, &count, style, 34.0, Fill::Plain(Ink::Sunken), Some(edge));
        if shown.change != 0 {
            let words = if shown.change > 0 {
                format!("+{}", shown.change)
            } else {
                format!("{MINUS}{}", shown.change.unsigned_abs())
            };
            let fill = Fill::Plain(if shown.change > 0 { Ink::Alive } else { Ink::Lost });
            let style = self.style(Face::MonoBold, Ink::OnSolid);
            right = self.pill(&key.of("change"), right - 4.0 * scale, middle, &words, style, 28.0, fill, None);
        }
        let ink = if lost { Ink::Text } else { Ink::Muted };
        let style = self.style(Face::SansMedium, ink);
        let left = rect.x + 14.0 * scale;
        let kind = fit(&shown.card.kind, style, right - left - 6.0 * scale);
        let mut end = left + measure(&kind, style);
        let name = self.story.lives.get(shown.life).and_then(|life| life.name.as_deref());
        if let Some(name) = name.filter(|_| self.layout.head > 0.0) {
            let style = self.style(Face::SansSemibold, Ink::Text);
            let x = end + 6.0 * scale;
            if x + measure(name, style) < right - 3.0 * scale {
                end = x + measure(name, style);
                self.scene.push(Node::text(key.of("named"), Point::new(x, baseline(middle, style)), name, style));
            }
        }
        self.scene.push(Node::text(key.of("kind"), Point::new(left, baseline(middle, style)), kind, style));
        let note = self.label_style(ink);
        if shown.freed {
            let at = Point::new(end + 7.0 * scale, baseline(middle, note));
            if at.x + measure("freed", note) < right - 4.0 * scale {
                self.scene.push(Node::text(key.of("freed"), at, "freed", note));
                end = at.x + measure("freed", note);
            }
        }
        if self.story.shows_addresses {
            let style = TextStyle { face: Face::Mono, align: Align::Right, ..note };
            let address = short_address(shown.card.address);
            let at = right - 8.0 * scale;
            if at - measure(&address, style) > end + 8.0 * scale {
                self.scene.push(Node::text(key.of("address"), Point::new(at, baseline(middle, style)), address, style));
            }
        }
    }

    /// A rounded badge that ends at `right`; gives back its left end.
    #[allow(clippy::too_many_arguments, reason = "a badge's place, words and look, said once here")]
    fn pill(
        &mut self,
        key: &Key,
        right: f32,
        middle: f32,
        words: &str,
        style: TextStyle,
        least: f32,
        fill: Fill,
        edge: Option<Stroke>,
    ) -> f32 {
        let scale = self.metrics.scale;
        let height = (22.0 * scale).min(self.metrics.header - 6.0 * scale);
        let least = least * self.metrics.value / type_size::VALUE;
        let width = (measure(words, style) + 14.0 * scale).max(least);
        let rect = Rect::new(right - width, middle - height / 2.0, width, height);
        self.scene.push(Node::rect(key.clone(), rect, height / 2.0, Some(fill), edge));
        let at = Point::new(rect.center().x, baseline(middle, style));
        self.scene.push(Node::text(key.of("words"), at, words, style.middle()));
        rect.x
    }

    fn bundle(&mut self, seat: usize, lives: &[usize]) {
        let (Some(room), Some(kind)) =
            (self.layout.rooms.get(seat).copied().flatten(), self.layout.seats.seats.get(seat).map(|seat| &seat.kind))
        else {
            return;
        };
        let metrics = self.metrics;
        let key = Key::new("bundle").of(kind);
        let words = format!("{kind} × {}", lives.len());
        let behind = room.moved(Point::new(3.0 * metrics.scale, 3.0 * metrics.scale));
        let corner = radius::CARD * metrics.scale;
        let edge = Some(Stroke::new(Ink::Edge, line::HAIRLINE));
        let fill = Some(Fill::Plain(Ink::Raised));
        self.scene.push(Node::rect(key.of("behind"), behind, corner, fill, edge));
        self.scene.push(Node::rect(key.clone(), room, corner, fill, edge).says(words.clone()));
        let style = self.style(Face::SansMedium, Ink::Muted);
        let at = Point::new(room.x + 14.0 * metrics.scale, baseline(room.center().y, style));
        let words = fit(&words, style, room.width - 28.0 * metrics.scale);
        self.scene.push(Node::text(key.of("kind"), at, words, style));
        for life in lives {
            self.cards.insert(*life, room);
            let Some(shown) = self.picture.cards.iter().find(|card| card.life == *life) else { continue };
            for row in &shown.card.rows {
                let at = Point::new(room.right(), room.center().y);
                self.rows.insert(Origin::Row { life: *life, row: row.id.clone() }, at);
            }
        }
    }

    // Arrows.

    fn arrows(&mut self) {
        let picture = self.picture;
        let mut drawn: HashSet<(String, String)> = HashSet::new();
        for arrow in &picture.arrows {
            let (Some(from), Some(card)) = (self.rows.get(&arrow.from).copied(), self.cards.get(&arrow.to).copied())
            else {
                continue;
            };
            let Some(seat) = self.layout.seats.of.get(arrow.to).copied() else { continue };
            let key = self.layout.origin_key(&arrow.from);
            let in_bundle = self.is_bundle(seat);
            if in_bundle && self.seat_of(&arrow.from) == Some(seat) {
                continue;
            }
            let to = if in_bundle { format!("bundle{seat}") } else { arrow.to.to_string() };
            // Of arrows into a bundle from one place, one stands for all.
            if !drawn.insert((key.clone(), to.clone())) {
                continue;
            }
            let bundled = if in_bundle { self.references_into(&arrow.from, seat) } else { 1 };
            let scale = self.metrics.scale;
            let segments = match self.layout.way(&arrow.from, seat) {
                Some(way) => way.path(from, card, self.head_size(), scale),
                None => {
                    let to = Point::new(card.x - 2.0 * scale, card.y + self.metrics.header * 0.7);
                    let straight = path::smooth(from, to);
                    // What only passes on the stack has no ways of its own: better no arrow than one over other cards.
                    if self.runs_over_cards(&straight, arrow.to) {
                        continue;
                    }
                    straight
                }
            };
            let stroke = self.arrow_stroke(arrow);
            let end = path::flatten(&segments).pop().and_then(|line| line.last().copied());
            let from_words = match (&arrow.from, self.seat_of(&arrow.from)) {
                (Origin::Row { .. }, Some(from)) if self.is_bundle(from) => format!("bundle{from}"),
                (Origin::Row { life, .. }, Some(from)) if self.layout.is_folded(from) => {
                    object_key(self.story, *life).as_str().to_owned()
                }
                (from, _) => origin_words(self.story, from),
            };
            let key = Key::new("arrow").of(from_words).of(to);
            let lost = matches!(arrow.state, ArrowState::Lost);
            // A lost arrow has another key, so that it can go while the row's next one comes.
            let key = if lost { key.of("lost") } else { key };
            if let Some(end) = end.filter(|_| !lost) {
                self.ends.insert((arrow.from.clone(), arrow.to), (key.clone(), end));
            }
            if bundled > 1 {
                self.number(&key.of("number"), &segments, bundled);
            }
            self.scene.push(Node::arrow(key, segments, stroke));
        }
    }

    /// Whether a line runs over a card other than the one that it leads to.
    fn runs_over_cards(&self, segments: &[Segment], to: usize) -> bool {
        let line = path::flatten(segments).concat();
        let start = line.first().copied().unwrap_or_default();
        let holds = |card: &Rect, at: &Point| card.holds(&Rect::new(at.x, at.y, 0.0, 0.0));
        let others = self.cards.iter().filter(|(life, card)| **life != to && !holds(card, &start));
        let mut others = others.map(|(_, card)| card);
        others.any(|card| {
            line.windows(2).any(|pair| {
                let &[a, b] = pair else { return false };
                (0..=16).any(|step| holds(card, &a.toward(b, step as f32 / 16.0)))
            })
        })
    }

    /// How many references one arrow stands for, on a badge in its middle.
    fn number(&mut self, key: &Key, segments: &[Segment], count: usize) {
        let way = path::flatten(segments).concat();
        let (Some(first), Some(last)) = (way.first(), way.last()) else { return };
        let half = (first.x + last.x) / 2.0;
        let Some(at) = way.iter().min_by(|a, b| (a.x - half).abs().total_cmp(&(b.x - half).abs())).copied() else {
            return;
        };
        let scale = self.metrics.scale;
        let style = TextStyle::new(Face::MonoBold, self.metrics.label, Ink::Alive);
        let words = count.to_string();
        let size = Size::new(measure(&words, style) + 10.0 * scale, 17.0 * scale);
        let middle = Point::new(half, at.y);
        let rect = Rect::new(middle.x - size.width / 2.0, middle.y - size.height / 2.0, size.width, size.height);
        let edge = Some(Stroke::new(Ink::Alive, line::HAIRLINE));
        let badge = Node::rect(key.clone(), rect, size.height / 2.0, Some(Fill::Plain(Ink::Pane)), edge);
        self.scene.push(badge.on(Layer::Top).says(format!("{count} references")));
        let at = Point::new(middle.x, baseline(middle.y, style));
        self.scene.push(Node::text(key.of("words"), at, words, style.middle()));
    }

    /// How many references lead from one place into a bundle, those of rows that are not shown included.
    fn references_into(&self, from: &Origin, seat: usize) -> usize {
        let Some(owner) = self.seat_of(from).filter(|seat| self.layout.is_folded(*seat)) else { return 1 };
        let of = |seat: usize| {
            let sits = move |card: &&ShownCard| self.layout.seats.of.get(card.life) == Some(&seat);
            self.picture.cards.iter().filter(sits)
        };
        let inside: HashSet<Ref> =
            of(seat).filter_map(|card| self.story.lives.get(card.life)).map(|life| life.slot).collect();
        of(owner).flat_map(|card| &card.card.refers).filter(|held| inside.contains(held)).count()
    }

    /// The place of the object that an arrow starts at.
    fn seat_of(&self, from: &Origin) -> Option<usize> {
        match from {
            Origin::Row { life, .. } => self.layout.seats.of.get(*life).copied(),
            Origin::Name { .. } => None,
        }
    }

    fn is_bundle(&self, seat: usize) -> bool {
        self.layout.seats.seats.get(seat).is_some_and(|seat| seat.form == Form::Bundle)
    }

    fn in_bundle(&self, life: usize) -> bool {
        self.layout.seats.of.get(life).is_some_and(|seat| self.is_bundle(*seat))
    }

    fn arrow_stroke(&self, arrow: &Arrow) -> Stroke {
        let scale = self.metrics.scale;
        let from_lost = match &arrow.from {
            Origin::Row { life, .. } => self.picture.cards.iter().any(|card| card.life == *life && is_lost(card)),
            Origin::Name { .. } => false,
        };
        let reference = (arrow.from.clone(), arrow.to);
        match arrow.state {
            _ if self.marks.followed.as_ref() == Some(&reference) => Stroke::new(Ink::Touch, line::STRONG * scale),
            _ if self.marks.taken.contains(&reference) && !from_lost => Stroke::new(Ink::Mark, line::ARROW * scale),
            ArrowState::Lost => Stroke::dashed(Ink::Lost, line::ARROW * scale),
            _ if arrow.lent && matches!(&arrow.from, Origin::Row { row, .. } if row == WEAK) => {
                Stroke::dashed(Ink::Mark, line::ARROW * scale)
            }
            _ if arrow.lent => Stroke::dotted(Ink::Mark, line::ARROW * scale),
            _ if from_lost => Stroke::new(Ink::Lost, line::ARROW * scale),
            ArrowState::New => Stroke::new(Ink::Alive, line::STRONG * scale),
            ArrowState::Old => Stroke::new(Ink::Alive, line::ARROW * scale),
        }
    }

    /// A short line for each reference whose holder is not drawn, so that arrows and stubs make up the count.
    fn stubs(&mut self) {
        let picture = self.picture;
        for shown in picture.cards.iter().filter(|card| !card.freed) {
            let stubs = picture.stubs(shown);
            let Some(card) = self.cards.get(&shown.life).copied() else { continue };
            if stubs == 0 || self.layout.seats.of.get(shown.life).is_some_and(|seat| self.is_bundle(*seat)) {
                continue;
            }
            let scale = self.metrics.scale;
            let key = object_key(self.story, shown.life).of("stub");
            let says = "held by something that is not drawn: the value stack, the program's code, or what is folded";
            let stroke = Stroke::new(Ink::Mark, line::ARROW * scale);
            let head = self.head_size();
            let lines = if stubs > MOST_STUBS { 1 } else { stubs };
            for number in 0..lines {
                let y = card.bottom() - scale * (8.0 + 8.0 * number as f32);
                // Of a low card, it is the GC head in front that they end at.
                let edge = if y < card.y + head.height { card.x - head.width } else { card.x };
                let from = Point::new(edge - 13.0 * scale, y);
                let line = path::straight(from, Point::new(edge - 1.0, y));
                self.scene.push(Node::line(key.of(number), line, stroke).says(says));
                if stubs <= MOST_STUBS {
                    let ring = Node::circle(
                        key.of(number).of("ring"),
                        from,
                        2.6 * scale,
                        Some(Fill::Plain(Ink::Pane)),
                        Some(stroke),
                    );
                    self.scene.push(ring.on(Layer::Top));
                }
            }
            if stubs > MOST_STUBS {
                let style = self.label_style(Ink::Muted);
                let words = stubs.to_string();
                let width = measure(&words, style) + 10.0 * scale;
                let y = card.bottom() - 8.0 * scale;
                let edge = if y < card.y + head.height { card.x - head.width } else { card.x };
                let start = edge - 13.0 * scale;
                let rect = Rect::new(start - width + 2.0, y - 8.0 * scale, width, 16.0 * scale);
                let fill = Some(Fill::Plain(Ink::Sunken));
                self.scene.push(Node::rect(key.of("pill"), rect, 8.0 * scale, fill, Some(stroke)).on(Layer::Top));
                let at = Point::new(rect.center().x, baseline(rect.center().y, style));
                self.scene.push(Node::text(key.of("words"), at, words, style.middle()));
            }
        }
    }

    /// Words at the arrows that make a cycle which nothing else holds.
    fn cycles(&mut self) {
        let lost: Vec<&ShownCard> = self
            .picture
            .cards
            .iter()
            .filter(|card| !card.freed && !card.card.reachable && !self.in_bundle(card.life))
            .collect();
        for group in super::cycle::cycles(&lost, self.picture) {
            let words = match group.len() {
                1 => "it keeps itself alive",
                2 => "each keeps the other alive",
                _ => "they keep one another alive",
            };
            let Some(key) = group.first().map(|life| object_key(self.story, *life).of("cycle")) else { continue };
            let style = self.label_style(Ink::Lost);
            if let Some(at) = self.free_line(&group, words, style) {
                self.scene.push(Node::text(key, at, words, style.middle()));
            }
        }
    }

    /// A place for a line of words under or over the cards of a group, where nothing else is.
    fn free_line(&self, group: &[usize], words: &str, style: TextStyle) -> Option<Point> {
        let scale = self.metrics.scale;
        let cards: Vec<Rect> = group.iter().filter_map(|life| self.cards.get(life)).copied().collect();
        let left = cards.iter().map(|card| card.x).fold(f32::MAX, f32::min);
        let right = cards.iter().map(Rect::right).fold(0.0, f32::max);
        let bottom = cards.iter().map(Rect::bottom).fold(0.0, f32::max);
        let top = cards.iter().map(|card| card.y).fold(f32::MAX, f32::min);
        let width = measure(words, style);
        let capital = style.size;
        let mut tries = Vec::new();
        for step in 0..7 {
            let off = scale * (capital + 3.0 * step as f32);
            for across in [0.5, 0.35, 0.65] {
                let x = left + (right - left) * across;
                tries.extend([Point::new(x, bottom + off), Point::new(x, top - off + capital * 0.8)]);
            }
        }
        let stage = Rect::new(0.0, 0.0, self.layout.size.width, self.layout.size.height).inset(4.0);
        tries.into_iter().find(|at| {
            let rect = Rect::new(at.x - width / 2.0 - 3.0, at.y - capital, width + 6.0, capital * 1.3);
            let clear = |node: &Node| match &node.shape {
                crate::scene::Shape::Rect { rect: other, .. } => !other.overlaps(&rect),
                crate::scene::Shape::Path { segments, .. } => path::flatten(segments).iter().all(|line| {
                    line.windows(2).all(|pair| {
                        let [a, b] = pair else { return true };
                        (0..=12).all(|step| {
                            let at = a.toward(*b, step as f32 / 12.0);
                            !rect.holds(&Rect::new(at.x, at.y, 0.0, 0.0))
                        })
                    })
                }),
                crate::scene::Shape::Text { .. } => {
                    crate::scene::text::text_box(node).is_none_or(|other| !other.overlaps(&rect))
                }
                crate::scene::Shape::Circle { .. } => true,
            };
            stage.holds(&rect) && self.scene.nodes.iter().all(clear)
        })
    }
}

/// Stubs of one card that are drawn one by one; more are told by their number.
const MOST_STUBS: u32 = 3;

fn is_lost(card: &ShownCard) -> bool {
    card.freed || !card.card.reachable
}

fn origin_words(story: &Story, from: &Origin) -> String {
    match from {
        Origin::Name { depth, title, name } => format!("{depth} {title} {name}"),
        Origin::Row { life, row } => format!("{} {row}", object_key(story, *life).as_str()),
    }
}

fn describe(story: &Story, shown: &ShownCard) -> String {
    let name = story.lives.get(shown.life).and_then(|life| life.name.as_deref());
    let named = name.map_or(String::new(), |name| format!(" {name}"));
    let kind = &shown.card.kind;
    match (shown.freed, shown.card.count) {
        (true, _) => format!("{kind}{named}, freed"),
        (false, None) => format!("{kind}{named}, immortal"),
        (false, Some(count)) if !shown.card.reachable => {
            format!("{kind}{named}, count {count}, kept alive only by its own kind")
        }
        (false, Some(count)) => format!("{kind}{named}, count {count}"),
    }
}

/// The end of an address, enough to tell objects of one program apart.
fn short_address(address: u64) -> String {
    format!("0x..{:04x}", address & 0xffff)
}
