//! A dict's entries in the order of insertion, and the links from the slots that the search stopped at.

use crate::python::machine_events::TableOperation;
use crate::python::object::dict::Dict;
use crate::scene::theme::{radius, type_size};
use crate::scene::{Ink, Key, Node, Point, Rect, Scene, Stroke, Target, text};

use super::index::{self, MOST_CELLS};
use super::layout::{Cells, Rows, Span};
use super::pen::{self, Look, bold, cell, label, mono, mono_bold, row_name, write, write_in};
use super::picture::{Act, Cell, Held, Table, TablePicture, Verdict};
use super::stage::Stage;

/// Places up to which each has a wide card, and up to which a stacked one.
const WIDE: usize = 5;
const STACKED: usize = 10;
/// Cards that are drawn of more.
const PATH_CARDS: usize = 5;
const WIDE_HEIGHT: f32 = 48.0;
const DRAWER_HEIGHT: f32 = 25.0;

pub fn draw(scene: &mut Scene, stage: &Stage, rows: &Rows, picture: &TablePicture, key: &Key) {
    let Table::Dict(dict) = picture.table else { return };
    let key = key.of("entry");
    let places = picture.table.places();
    let in_str = picture.table.hash_is_in_str();
    name(scene, stage, rows, picture, &key);
    if places == 0 {
        return;
    }
    let shown = places_shown(picture, dict, places);
    let all = shown.len() == places;
    let stacked = all && places > WIDE;
    let wide = if in_str { WIDE_HEIGHT } else { WIDE_HEIGHT + DRAWER_HEIGHT };
    let height = if stacked { rows.cards.height } else { wide };
    let widest = if all { f32::INFINITY } else { 220.0 };
    let span = Span::new(rows.cards.top, height);
    let rects: Vec<Rect> = if picture.table.slots() > MOST_CELLS {
        under_lens(stage, rows, picture, &shown, span)
    } else {
        let cells = Cells::within(stage.left(), stage.width(), span, shown.len(), widest);
        (0..shown.len()).map(|column| cells.rect(column)).collect()
    };
    let cards = Cards { stage, picture, dict, in_str, stacked, key: &key };
    for (place, rect) in shown.iter().zip(&rects) {
        cards.draw(scene, *place, *rect);
    }
    links(scene, stage, rows, picture, &rects, &shown, &key);
}

fn name(scene: &mut Scene, stage: &Stage, rows: &Rows, picture: &TablePicture, key: &Key) {
    let (table, places) = (picture.table, picture.table.places());
    let center = rows.cards.top + 10.0;
    let bytes = table.entry_bytes();
    let words = if places < 100 { " places" } else { "" };
    let note = format!("{places}{words} × {bytes} bytes");
    row_name(scene, stage, key.of("row"), center, "Entries", &[&note]);
    if places == 0 || places > WIDE || !table.hash_is_in_str() {
        return;
    }
    let style = label(Ink::Muted);
    let words = if stage.is_compact() { "hash in str" } else { "hash, in the str" };
    write(scene, key.of("drawers"), stage.margin(), rows.cards.top + WIDE_HEIGHT + DRAWER_HEIGHT / 2.0, words, style);
}

/// Cards under a lens: each as near as may be below the slot that leads to it, in the slots' order.
fn under_lens(stage: &Stage, rows: &Rows, picture: &TablePicture, shown: &[usize], span: Span) -> Vec<Rect> {
    const GAP: f32 = 8.0;
    let count = shown.len().max(1) as f32;
    let width = ((stage.width() - GAP * (count - 1.0)) / count).min(220.0);
    let mut x = stage.left();
    let mut rects: Vec<Rect> = Vec::new();
    for (number, place) in shown.iter().enumerate() {
        let below = slot_to(picture, *place).and_then(|slot| index::below(stage, rows, picture, slot));
        let wanted = below.map_or(x, |below| below.x - width / 2.0);
        let after = (shown.len() - number) as f32;
        let last = stage.right() - width * after - GAP * (after - 1.0);
        let left = wanted.max(x).min(last.max(x));
        rects.push(Rect::new(left, span.top, width, span.height));
        x = left + width + GAP;
    }
    rects
}

/// The slot that the search met an entry in.
fn slot_to(picture: &TablePicture, place: usize) -> Option<usize> {
    let act = picture.act?;
    let met = act.stops.iter().find(|stop| stop.cell == Cell::Holds(place)).map(|stop| stop.slot);
    met.or(act.stands_in().filter(|slot| picture.table.cell(*slot) == Cell::Holds(place)))
}

/// The places with a card: all of up to ten, else those on the path and the newest ones.
fn places_shown(picture: &TablePicture, dict: &Dict, places: usize) -> Vec<usize> {
    if places <= STACKED {
        return (0..places).collect();
    }
    let mut shown: Vec<usize> = Vec::new();
    if let Some(act) = picture.act.filter(|act| act.old.is_none()) {
        let stood = act.stands_in().and_then(|slot| number_in(picture.table.cell(slot)));
        let met: Vec<usize> = act.stops.iter().filter_map(|stop| number_in(stop.cell)).collect();
        let last = met.len().saturating_sub(PATH_CARDS - 1);
        shown.extend(met.get(last..).unwrap_or_default());
        shown.extend(stood);
    }
    shown.sort_unstable();
    shown.dedup();
    if picture.table.slots() > MOST_CELLS && !shown.is_empty() {
        shown.sort_by_key(|place| slot_to(picture, *place));
        return shown;
    }
    // The newest ones fill the row.
    let free = PATH_CARDS.saturating_sub(shown.len());
    let newest: Vec<usize> = (0..dict.entries.len()).rev().filter(|place| !shown.contains(place)).take(free).collect();
    shown.extend(newest);
    shown.sort_unstable();
    shown
}

fn number_in(cell: Cell) -> Option<usize> {
    match cell {
        Cell::Holds(number) => Some(number),
        _ => None,
    }
}

/// The hexadecimal ends of two hashes: four digits, more if they would look equal.
pub fn tails(one: i64, other: i64) -> (String, String) {
    let tail = |hash: i64, digits: usize| {
        let hex = format!("{:016x}", hash as u64);
        format!("…{}", hex.get(16 - digits..).unwrap_or_default())
    };
    let digits = (4..16).step_by(2).find(|digits| one == other || tail(one, *digits) != tail(other, *digits));
    let digits = digits.unwrap_or(16);
    (tail(one, digits), tail(other, digits))
}

/// A card's words: key and value, and the hash with what it was compared with.
struct Said<'a> {
    words: [&'a str; 2],
    hash: &'a [String; 2],
}

struct Cards<'a> {
    stage: &'a Stage,
    picture: &'a TablePicture<'a>,
    dict: &'a Dict,
    in_str: bool,
    stacked: bool,
    key: &'a Key,
}

impl Cards<'_> {
    fn act(&self) -> Option<&Act> {
        self.picture.act.filter(|act| act.old.is_none())
    }

    /// The key that the search met in this place, if it did.
    fn met(&self, place: usize) -> Option<&Held> {
        self.act()?.stops.iter().find(|stop| stop.cell == Cell::Holds(place))?.held.as_ref()
    }

    fn look(&self, place: usize) -> Look {
        let Some(entry) = self.dict.entries.get(place) else { return Look::Spare };
        if entry.key.is_null() {
            return Look::Dead;
        }
        let slot = self.act().and_then(Act::stands_in);
        if slot.is_some_and(|slot| self.picture.table.cell(slot) == Cell::Holds(place)) {
            return Look::Hit;
        }
        match self.met(place) {
            Some(held) if matches!(held.verdict, Verdict::OtherHash | Verdict::Unequal) => Look::Collision,
            _ => Look::Plain,
        }
    }

    fn draw(&self, scene: &mut Scene, place: usize, rect: Rect) {
        let key = self.key.of(place);
        let look = self.look(place);
        let entry = self.dict.entry(place);
        let words = entry.map(|entry| ((self.picture.text)(entry.key), (self.picture.text)(entry.value)));
        let says = match &words {
            Some((name, value)) => format!("entry {place}: {name}, value {value}"),
            None if look == Look::Dead => match self.deleted(place) {
                Some(name) => format!("entry {place}: {name}, deleted"),
                None => format!("entry {place}: deleted"),
            },
            None => format!("place {place}: spare"),
        };
        let mut node = cell(key.clone(), rect, look).says(says);
        if let Some(entry) = entry {
            node = node.stands_for(Target::Thing(u64::from(entry.key.0)));
        }
        scene.push(node);
        let Some(((name, value), entry)) = words.zip(entry) else {
            self.without_key(scene, &key, place, rect, look);
            return;
        };
        let compared = self.compared(place, entry.hash, look);
        if self.stacked {
            self.stack(scene, &key, place, rect, look, &Said { words: [&name, &value], hash: &compared });
        } else {
            self.wide(scene, &key, place, rect, look, &Said { words: [&name, &value], hash: &compared });
        }
    }

    fn without_key(&self, scene: &mut Scene, key: &Key, place: usize, rect: Rect, look: Look) {
        let dead = look == Look::Dead;
        let corner = Point::new(rect.x + 14.0, rect.y + 16.0);
        let style = mono_bold(12.0, if dead { Ink::Lost } else { Ink::Muted });
        if dead {
            pen::plate(scene, key.of("plate"), Rect::new(corner.x - 9.0, corner.y - 9.0, 18.0, 18.0));
            let style = label(Ink::Lost).middle();
            let room = if self.stacked { rect.width - 4.0 } else { rect.width - 44.0 };
            // The key that was deleted, and that it was; only one of both where there is no room.
            let named = self.deleted(place).unwrap_or_default();
            let both = if named.is_empty() { "deleted".to_owned() } else { format!("{named} deleted") };
            let words = if text::measure(&both, style) + 14.0 <= room { both } else { "deleted".to_owned() };
            let width = text::measure(&words, style) + 14.0;
            if width <= room {
                let middle = if self.stacked { rect.center().x } else { (rect.x + 24.0 + rect.right()) / 2.0 };
                let plate = Rect::new(middle - width / 2.0, rect.center().y - 11.0, width, 22.0);
                pen::plate(scene, key.of("dead"), plate);
                write(scene, key.of("deleted"), middle, rect.center().y, &words, style);
            }
        }
        write(scene, key.of("number"), corner.x, corner.y, &place.to_string(), style.middle());
    }

    /// The key that stood in a place before it was deleted.
    fn deleted(&self, place: usize) -> Option<&str> {
        self.picture.deleted.iter().find(|(number, _)| *number == place).map(|(_, key)| key.as_str())
    }

    /// The entry's hash as the search saw it: its end, and beside it the sought one where both were compared.
    fn compared(&self, place: usize, hash: i64, look: Look) -> [String; 2] {
        let Some(act) = self.act() else { return [tails(hash, hash).0, String::new()] };
        match self.met(place).map(|held| held.verdict) {
            Some(Verdict::OtherHash) => {
                let (own, sought) = tails(hash, act.hash);
                [own, format!("≠ {sought}")]
            }
            Some(Verdict::Unequal) => [tails(hash, hash).0, "= but ≠ key".to_owned()],
            Some(Verdict::Equal) if look == Look::Hit => [tails(hash, hash).0, "= and == key".to_owned()],
            Some(Verdict::Same) if look == Look::Hit => [tails(hash, hash).0, "same object".to_owned()],
            _ => [tails(hash, hash).0, String::new()],
        }
    }

    fn wide(&self, scene: &mut Scene, key: &Key, place: usize, rect: Rect, look: Look, said: &Said) {
        let [name, value] = said.words;
        let number = mono_bold(12.0, look.text());
        write(scene, key.of("number"), rect.x + 12.0, rect.y + 17.0, &place.to_string(), number);
        let number_width = text::measure(&place.to_string(), number);
        let left = rect.x + if self.stage.is_compact() { 18.0 } else { 24.0 } + number_width;
        let inner = rect.right() - 10.0 - left;
        let small = label(look.second());
        write(scene, key.of("key").of("label"), left, rect.y + 14.0, "key", small);
        write(scene, key.of("value").of("label"), rect.right() - 10.0, rect.y + 14.0, "value", small.right());
        let style = mono(type_size::VALUE, look.text());
        let ink = if look == Look::Plain { Ink::Touch } else { look.text() };
        let key_style = mono(type_size::VALUE, ink);
        let both = text::measure(name, key_style) + text::measure(value, style) + 10.0;
        let value_room =
            if both <= inner { inner } else { (inner * 0.42).max(inner - 10.0 - text::measure(name, key_style)) };
        let value = text::fit(value, style, value_room);
        let rest = inner - text::measure(&value, style) - 10.0;
        write_in(scene, key.of("key"), left, rect.y + 33.0, name, key_style, rest);
        write(scene, key.of("value"), rect.right() - 10.0, rect.y + 33.0, &value, style.right());
        self.drawer(scene, key, Rect::new(rect.x, rect.y + WIDE_HEIGHT, rect.width, DRAWER_HEIGHT), look, said.hash);
    }

    /// The hash: in a dashed drawer under the card where it lies in the str, else in the card's last line.
    fn drawer(&self, scene: &mut Scene, key: &Key, rect: Rect, look: Look, hash: &[String; 2]) {
        if self.in_str {
            let below = Rect::new(rect.x + 0.5, rect.y, rect.width - 1.0, rect.height);
            let node = Node::rect(key.of("drawer"), below, radius::ROW, None, Some(Stroke::dashed(look.ink(), 1.0)));
            scene.push(node.says("the hash, in the str"));
        }
        let ink = match look {
            Look::Collision => Ink::Turn,
            Look::Hit if self.in_str => Ink::Alive,
            Look::Hit => Ink::OnAlive,
            _ => Ink::Muted,
        };
        let [own, other] = hash;
        let (size, y) = (12.0, rect.center().y);
        let width = rect.width - 16.0;
        write_in(scene, key.of("hash"), rect.x + 8.0, y, own, mono(size, ink), width);
        let rest = width - text::measure(own, mono(size, ink)) - 4.0;
        let style = mono(size, ink).right();
        if text::measure(other, style) <= rest {
            write(scene, key.of("sought"), rect.right() - 8.0, y, other, style);
        } else if let Some(sign) = other.chars().next().filter(|_| rest > 10.0) {
            write(scene, key.of("sought"), rect.right() - 8.0, y, &sign.to_string(), style);
        }
    }

    fn stack(&self, scene: &mut Scene, key: &Key, place: usize, rect: Rect, look: Look, said: &Said) {
        let [name, value] = said.words;
        let (x, width) = (rect.x + 8.0, rect.width - 14.0);
        let line = |number: f32| rect.y + rect.height * (0.15 + 0.235 * number);
        let ink = if look == Look::Plain { Ink::Touch } else { look.text() };
        write(scene, key.of("number"), x, line(0.0), &place.to_string(), mono_bold(12.0, look.text()));
        write_in(scene, key.of("key"), x, line(1.0), name, mono(12.0, ink), width);
        write_in(scene, key.of("value"), x, line(2.0), value, mono(12.0, look.text()), width);
        let [own, other] = said.hash;
        let own_style = mono(12.0, if look == Look::Hit { Ink::Text } else { look.second() });
        write_in(scene, key.of("hash"), x, line(3.0), own, own_style, width);
        let sign = other.chars().next().map(String::from).unwrap_or_default();
        if text::measure(own, own_style) + 12.0 < width {
            write(scene, key.of("sought"), rect.right() - 6.0, line(3.0), &sign, bold(12.0, look.text()).right());
        }
    }
}

/// From each slot that the search stopped at to the entry that it leads to.
fn links(
    scene: &mut Scene,
    stage: &Stage,
    rows: &Rows,
    picture: &TablePicture,
    rects: &[Rect],
    shown: &[usize],
    key: &Key,
) {
    let Some(act) = picture.act.filter(|act| act.old.is_none()) else { return };
    let column = |place: usize| shown.iter().position(|shown| *shown == place);
    let mut link = |slot: usize, place: usize, ink: Ink| {
        let Some(rect) = column(place).and_then(|column| rects.get(column)) else { return };
        let Some(from) = index::below(stage, rows, picture, slot) else { return };
        let to = Point::new(rect.center().x, rows.cards.top);
        let key = key.of("link").of(slot);
        let says = format!("slot {slot} leads to entry {place}");
        scene.push(Node::arrow(key, pen::falling(from, to), Stroke::new(ink, 1.6)).says(says));
    };
    let mut seen = Vec::new();
    for stop in &act.stops {
        let Cell::Holds(place) = stop.cell else { continue };
        let deleted = act.operation == TableOperation::Delete && act.stands_in().is_none() && index::deletes(act);
        let is_found = stop.held.as_ref().is_some_and(|held| matches!(held.verdict, Verdict::Same | Verdict::Equal));
        if seen.contains(&stop.slot) {
            continue;
        }
        seen.push(stop.slot);
        link(
            stop.slot,
            place,
            if !is_found {
                Ink::Turn
            } else if deleted {
                Ink::Lost
            } else {
                Ink::Alive
            },
        );
    }
    if let Some(slot) = act.stands_in().filter(|slot| !seen.contains(slot))
        && let Cell::Holds(place) = picture.table.cell(slot)
    {
        link(slot, place, Ink::Alive);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_hashes_are_long_enough_to_differ() {
        assert_eq!(tails(0x1111, 0x2222), ("…1111".to_owned(), "…2222".to_owned()));
        assert_eq!(tails(0x01_2222, 0x02_2222), ("…012222".to_owned(), "…022222".to_owned()));
        assert_eq!(tails(-2, -2).0, "…fffe");
        assert_eq!(tails(8, 8 | 1 << 60).0.chars().count(), 17);
    }
}
