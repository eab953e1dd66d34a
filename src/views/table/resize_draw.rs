//! The picture of a rebuilt table: old above new at one pitch, each key's way, and what it costs in bytes.

use crate::scene::theme::{radius, type_size};
use crate::scene::{Ink, Key, Node, Point, Rect, Scene, Stroke, path, text};

use super::super::value::bare;
use super::key_row;
use super::layout::Span;
use super::pen::{self, Look, bold, cell, label, mono, mono_bold, row_name, write, write_in, write_pieces};
use super::picture::{Act, Cell, Table, TablePicture};
use super::resize::{Bytes, Move, Origin, Rebuilt};
use super::stage::{Form, Stage};

/// New slots up to which every one is a cell.
const MOST_CELLS: usize = 32;
const WIDEST: f32 = 34.0;
/// Cells from this pitch on have numbers.
const NUMBERED: f32 = 16.5;
const TILE: f32 = 26.0;
/// Points a byte.
const BYTE: f32 = 3.0;

/// Heights of the rows.
struct Rows {
    why: [f32; 2],
    heading: f32,
    old: Span,
    new: Span,
    /// Under the new cells: bits, key, where it came from.
    under: [f32; 3],
    bars: Option<[Span; 2]>,
    note: Option<f32>,
}

impl Rows {
    fn of(stage: &Stage) -> Self {
        let compact = stage.form == Form::Compact;
        let height = stage.size.height;
        let extra = (height - if compact { 384.0 } else { 486.0 }).clamp(0.0, 90.0);
        let (low, mid) = (extra * 0.3, extra * 0.7);
        if compact {
            return Self {
                why: [26.0, 47.0],
                heading: 70.0,
                old: Span::new(98.0, 30.0),
                new: Span::new(182.0 + low, 30.0),
                under: [226.0, 242.0, 258.0].map(|y| y + low),
                bars: Some([Span::new(290.0 + mid, 24.0), Span::new(320.0 + mid, 24.0)]),
                note: Some(362.0 + mid),
            };
        }
        Self {
            why: [36.0, 62.0],
            heading: 96.0,
            old: Span::new(132.0, 36.0),
            new: Span::new(244.0 + low, 36.0),
            under: [297.0, 315.0, 333.0].map(|y| y + low),
            bars: (height >= 440.0).then(|| [Span::new(372.0 + mid, 28.0), Span::new(408.0 + mid, 28.0)]),
            note: (height >= 470.0).then_some(456.0 + mid),
        }
    }
}

/// Cells of one row, at the pitch that old and new share.
#[derive(Clone, Copy)]
struct Strip {
    left: f32,
    pitch: f32,
    span: Span,
}

impl Strip {
    fn rect(&self, number: usize) -> Rect {
        let gap = (self.pitch * 0.13).clamp(1.0, 5.0);
        Rect::new(self.left + self.pitch * number as f32, self.span.top, self.pitch - gap, self.span.height)
    }

    fn center(&self, number: usize) -> f32 {
        self.rect(number).center().x
    }
}

pub fn draw(scene: &mut Scene, stage: &Stage, picture: &TablePicture, act: &Act, rebuilt: &Rebuilt, key: &Key) {
    let rows = Rows::of(stage);
    why(scene, stage, &rows, picture, act, rebuilt, &key.of("why"));
    let set = picture.table.is_set();
    let (old, new) = (rebuilt.old.slots(), rebuilt.new.slots());
    let index_width = if set { stage.width() } else { stage.width() * 0.57 };
    let names = [("Old", rows.old, rebuilt.old), ("New", rows.new, rebuilt.new)];
    for (name, span, table) in names {
        let note = format!("{} slots, mask {}", table.slots(), table.mask());
        row_name(scene, stage, key.of(name), span.top + 11.0, name, &[&note]);
    }
    let heading = if set { "Table" } else { "Index table" };
    write(scene, key.of("heading"), stage.left(), rows.heading, heading, bold(type_size::LABEL, Ink::Muted));
    if old.max(new) > MOST_CELLS {
        ribbons(scene, stage, &rows, rebuilt, index_width, &key.of("ribbon"));
    } else {
        let pitch = (index_width / old.max(new) as f32).min(WIDEST);
        let strip = |span| Strip { left: stage.left(), pitch, span };
        slots(scene, stage, &rows, rebuilt, [strip(rows.old), strip(rows.new)], picture, key);
    }
    if !set {
        let left = stage.left() + stage.width() * 0.61;
        write(scene, key.of("entries"), left, rows.heading, "Entries", bold(type_size::LABEL, Ink::Muted));
        entries(scene, stage, &rows, rebuilt, left, picture, &key.of("tile"));
    }
    if let Some(bars) = rows.bars {
        memory(scene, stage, bars, rows.note, rebuilt, &key.of("memory"));
    }
}

fn why(scene: &mut Scene, stage: &Stage, rows: &Rows, picture: &TablePicture, act: &Act, rebuilt: &Rebuilt, key: &Key) {
    row_name(scene, stage, key.of("row"), rows.why[0], "Why now", &[]);
    let pieces = key_row::asked_whole(picture.name, act, 150.0);
    let end = write_pieces(scene, &key.of("asked"), stage.left(), rows.why[0], &pieces);
    let (old, new) = (rebuilt.old, rebuilt.new);
    let style = label(Ink::Text);
    let dead = old.filled().saturating_sub(old.used());
    let by = match dead {
        0 => String::new(),
        1 => " (one by a deleted key)".to_owned(),
        dead => format!(" ({dead} by deleted keys)"),
    };
    let words = if old.is_set() {
        let fill = old.filled() + 1;
        format!("fills {fill} of {} slots: {fill} × 5 ≥ {} × 3, three fifths.", old.slots(), old.mask())
    } else if changes_kind(rebuilt) && old.filled() < old.places() {
        "is no str: the hashes move from the strs into the entries.".to_owned()
    } else {
        format!("needs a place, and all {} are taken{by}.", old.places())
    };
    write_in(scene, key.of("words"), end + 16.0, rows.why[0], &words, style, stage.right() - end - 16.0);
    let muted = |words: &str| (words.to_owned(), label(Ink::Muted));
    let strong = |words: String| (words, bold(type_size::LABEL, Ink::Text));
    let slots = (format!("{} slots", new.slots()), bold(type_size::LABEL, Ink::Alive));
    let (live, times) =
        if old.is_set() { (new.used(), if new.used() > 50_000 { 2 } else { 4 }) } else { (old.used(), 3) };
    let wanted = live * times;
    let usual = if old.is_set() { (wanted + 1).next_power_of_two().max(8) } else { wanted.next_power_of_two().max(8) };
    let rounding = match (old.is_set(), usual == new.slots()) {
        (true, _) => ", the next power of two above it: ",
        (false, true) if wanted < 8 => ", at least 8: ",
        (false, true) => ", rounded up to a power of two: ",
        (false, false) => ", which this Python's keysize() rounds to ",
    };
    let keys = if live == 1 { "live key" } else { "live keys" };
    let pieces = vec![
        muted("new size:  "),
        strong(format!("{live}")),
        muted(&format!(" {keys} ")),
        strong(format!("× {times} = {wanted}")),
        muted(rounding),
        slots,
    ];
    write_pieces(scene, &key.of("size"), stage.left(), rows.why[1], &pieces);
}

/// Whether a table of str keys becomes one for any keys.
pub fn changes_kind(rebuilt: &Rebuilt) -> bool {
    rebuilt.old.hash_is_in_str() != rebuilt.new.hash_is_in_str()
}

fn look_of(moved: &Move) -> (Look, Stroke) {
    match moved.origin {
        Origin::Stays | Origin::Shifted => (Look::Plain, Stroke::new(Ink::Alive, 1.6)),
        Origin::Home | Origin::Elsewhere => (Look::Collision, Stroke::dashed(Ink::Turn, 1.6)),
    }
}

fn slots(
    scene: &mut Scene,
    stage: &Stage,
    rows: &Rows,
    rebuilt: &Rebuilt,
    strips: [Strip; 2],
    picture: &TablePicture,
    key: &Key,
) {
    let [old, new] = strips;
    let tables = [("old", rebuilt.old, old), ("slot", rebuilt.new, new)];
    for (name, table, strip) in tables {
        for slot in 0..table.slots() {
            let moved =
                rebuilt.moves.iter().find(|moved| if name == "old" { moved.old_slot } else { moved.new_slot } == slot);
            let look = match (table.cell(slot), moved) {
                (Cell::Dummy, _) => Look::Dead,
                (_, Some(moved)) if name == "old" => look_of(moved).0,
                (_, Some(_)) => Look::Hit,
                _ => Look::Spare,
            };
            let (rect, key) = (strip.rect(slot), key.of(name).of(slot));
            let mut node = cell(key.clone(), rect, look);
            let waits = name == "slot" && rebuilt.waiting.is_some_and(|(waiting, _)| waiting == slot);
            if waits {
                node = Node::rect(
                    key.clone(),
                    rect,
                    radius::ROW.min(rect.width / 4.0),
                    None,
                    Some(Stroke::dashed(Ink::Alive, 1.8)),
                );
            }
            scene.push(node.says(format!("{} slot {slot}", if name == "old" { "old" } else { "new" })));
            if strip.pitch >= NUMBERED || slot % 8 == 0 {
                let style = mono(12.0, if moved.is_some() || waits { Ink::Text } else { Ink::Muted });
                write(scene, key.of("slot"), rect.center().x, strip.span.top - 11.0, &slot.to_string(), style.middle());
            }
            if look == Look::Dead && rect.width >= 12.0 {
                let width = rect.width.min(18.0);
                pen::plate(
                    scene,
                    key.of("plate"),
                    Rect::new(rect.center().x - width / 2.0, rect.center().y - 9.0, width, 18.0),
                );
                write(scene, key.of("dropped"), rect.center().x, rect.center().y, "×", bold(14.0, Ink::Lost).middle());
            }
            let words = moved.map(|moved| match (table.is_set(), name) {
                (true, _) => bare(&moved.key).to_owned(),
                (false, "old") => moved.old_number.to_string(),
                (false, _) => moved.new_number.to_string(),
            });
            let waiting = (waits && table.is_set()).then(|| table.key(slot)).flatten();
            let words = words.or(waiting.map(|(object, _)| bare(&(picture.text)(object)).to_owned()));
            let style = if table.is_set() { mono(12.0, look.text()) } else { mono_bold(14.0, look.text()) };
            if let Some(words) = words.filter(|_| strip.pitch >= NUMBERED) {
                let words = text::fit(&words, style, rect.width - 2.0);
                write(scene, key.of("number"), rect.center().x, rect.center().y, &words, style.middle());
            }
        }
    }
    let end = new.span.top - 21.0;
    for moved in &rebuilt.moves {
        let from = Point::new(old.center(moved.old_slot), old.span.bottom());
        let to = Point::new(new.center(moved.new_slot), end);
        let says = format!("{} moves from slot {} to slot {}", moved.key, moved.old_slot, moved.new_slot);
        let line = if (from.x - to.x).abs() < 0.5 { path::straight(from, to) } else { pen::falling(from, to) };
        scene.push(Node::arrow(key.of("way").of(moved.old_number), line, look_of(moved).1).says(says));
    }
    under(scene, stage, rows, rebuilt, new, picture, &key.of("under"));
    aside(scene, stage, rows, rebuilt, old, &key.of("aside"));
}

/// Under each new slot in use: its low bits, the key, and where it came from.
fn under(
    scene: &mut Scene,
    stage: &Stage,
    rows: &Rows,
    rebuilt: &Rebuilt,
    strip: Strip,
    picture: &TablePicture,
    key: &Key,
) {
    let bits = rebuilt.new.slots().trailing_zeros() as usize;
    let old_bits = rebuilt.old.slots().trailing_zeros() as usize;
    row_name(scene, stage, key.of("row"), rows.under[0], &format!("Low {bits} bits"), &[]);
    let waiting = rebuilt.waiting.and_then(|(slot, number)| {
        let (object, hash) = rebuilt.new.key(number)?;
        Some((
            slot,
            hash,
            (picture.text)(object),
            if rebuilt.new.is_set() { "new" } else { "next" }.to_owned(),
            Ink::Muted,
        ))
    });
    let told = |moved: &Move| match moved.origin {
        Origin::Stays => ("stays".to_owned(), Ink::Alive),
        Origin::Shifted => (format!("{} + {}", moved.old_slot, rebuilt.old.slots()), Ink::Alive),
        Origin::Home => ("its home slot".to_owned(), Ink::Turn),
        Origin::Elsewhere => (format!("from {}", moved.old_slot), Ink::Turn),
    };
    let mut labels: Vec<_> = rebuilt
        .moves
        .iter()
        .map(|moved| {
            let (origin, ink) = told(moved);
            (moved.new_slot, moved.hash, moved.key.clone(), origin, ink)
        })
        .chain(waiting)
        .collect();
    labels.sort_by_key(|label| label.0);
    for (place, (slot, hash, name, origin, ink)) in labels.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|before| labels.get(before)).map_or(9, |label| slot - label.0);
        let after = labels.get(place + 1).map_or(9, |label| label.0 - slot);
        let width = (before.min(after) as f32 * strip.pitch - 4.0).min(90.0);
        let x = strip.center(*slot);
        let half = (x - stage.left() + 20.0).min(width / 2.0) * 2.0;
        let width = width.min(half);
        let key = key.of(slot);
        let low = format!("{:064b}", *hash as u64);
        let low = low.get(64 - bits..).unwrap_or_default();
        let style = mono(12.0, Ink::Text);
        if text::measure(low, style) <= width {
            let split = bits.saturating_sub(old_bits).min(low.len());
            let (fresh, known) = low.split_at(split);
            let pieces = [(fresh.to_owned(), mono_bold(12.0, Ink::Touch)), (known.to_owned(), style)];
            let left = x - pen::pieces_width(&pieces) / 2.0;
            write_pieces(scene, &key.of("bits"), left, rows.under[0], &pieces);
        }
        if !rebuilt.new.is_set() || strip.pitch < NUMBERED {
            let name_style = mono(12.0, if *ink == Ink::Muted { Ink::Muted } else { Ink::Text }).middle();
            if width >= 14.0 {
                write_in(scene, key.of("key"), x, rows.under[1], bare(name), name_style, width);
            }
        }
        let style = label(*ink).middle();
        let short = if origin.starts_with("its home") { "home" } else { origin.as_str() };
        let words = [origin.as_str(), short].into_iter().find(|words| text::measure(words, style) <= width);
        write(scene, key.of("origin"), x, rows.under[2], words.unwrap_or_default(), style);
    }
}

/// Beside the old table: who had to step aside there.
fn aside(scene: &mut Scene, stage: &Stage, rows: &Rows, rebuilt: &Rebuilt, old: Strip, key: &Key) {
    let left = old.rect(rebuilt.old.slots()).x + 12.0;
    let share = if rebuilt.new.is_set() { 1.0 } else { 0.57 };
    let room = stage.left() + stage.width() * share - left;
    let home = |moved: &&Move| moved.origin == Origin::Home;
    let Some(moved) = rebuilt.moves.iter().find(home).filter(|_| room > 120.0) else { return };
    let slot = moved.hash as usize & rebuilt.old.mask();
    let words = format!("{} had to step aside: slot {slot} was taken.", moved.key);
    let whole = format!("{words} Now it stands where its bits say.");
    let style = label(Ink::Turn);
    let lines = [whole, words].into_iter().map(|words| text::wrap(&words, style, room)).find(|lines| lines.len() <= 2);
    for (number, line) in lines.unwrap_or_default().into_iter().enumerate() {
        write(scene, key.of(number), left, rows.old.top + 10.0 + 16.0 * number as f32, &line, style);
    }
}

/// Many slots: how many keys stayed, went up by the old size, or stand elsewhere, to scale.
fn ribbons(scene: &mut Scene, stage: &Stage, rows: &Rows, rebuilt: &Rebuilt, width: f32, key: &Key) {
    let counts = rebuilt.counts();
    let all: usize = counts.iter().sum::<usize>().max(1);
    let words = ["stay".to_owned(), format!("+ {}", rebuilt.old.slots()), "elsewhere".to_owned()];
    let mut x = stage.left();
    for (number, (count, words)) in counts.into_iter().zip(words).enumerate() {
        if count == 0 {
            continue;
        }
        let part = width * count as f32 / all as f32;
        let look = if number == 2 { Look::Collision } else { Look::Hit };
        let key = key.of(number);
        for (row, span) in [rows.old, rows.new].into_iter().enumerate() {
            let rect = Rect::new(x, span.top, (part - 3.0).max(1.0), span.height);
            scene.push(cell(key.of(row), rect, look).says(format!("{count} keys: {words}")));
        }
        let band =
            [Point::new(x + part / 2.0 - 1.0, rows.old.bottom()), Point::new(x + part / 2.0 - 1.0, rows.new.top)];
        let stroke = if number == 2 { Stroke::dashed(Ink::Turn, 1.6) } else { Stroke::new(Ink::Alive, 1.6) };
        scene.push(Node::arrow(key.of("way"), path::straight(band[0], band[1]), stroke));
        let style = mono_bold(13.5, Ink::Text).middle();
        write_in(
            scene,
            key.of("count"),
            x + part / 2.0 - 1.5,
            rows.old.middle(),
            &count.to_string(),
            style,
            part - 6.0,
        );
        let style = label(if number == 2 { Ink::Turn } else { Ink::OnAlive }).middle();
        if text::measure(&words, style) <= part - 6.0 {
            write(scene, key.of("words"), x + part / 2.0 - 1.5, rows.new.middle(), &words, style);
        }
        x += part;
    }
}

/// The entries: old order, new order, the holes closed.
fn entries(
    scene: &mut Scene,
    stage: &Stage,
    rows: &Rows,
    rebuilt: &Rebuilt,
    left: f32,
    picture: &TablePicture,
    key: &Key,
) {
    let places = rebuilt.old.places().max(rebuilt.new.places()).max(1);
    let pitch = ((stage.right() - left) / places as f32).min(38.0);
    if pitch < 3.0 {
        let words = format!("{} entries are copied in their order, without holes", rebuilt.moves.len());
        let style = label(Ink::Muted);
        for (number, line) in text::wrap(&words, style, stage.right() - left).into_iter().enumerate() {
            write(scene, key.of("copied").of(number), left, rows.new.top + 10.0 + 17.0 * number as f32, &line, style);
        }
        return;
    }
    let tiles = pitch >= TILE;
    let (old, new) = (Strip { left, pitch, span: rows.old }, Strip { left, pitch, span: rows.new });
    for (name, table, strip) in [("old", rebuilt.old, old), ("new", rebuilt.new, new)] {
        for place in 0..table.places() {
            let moved = rebuilt
                .moves
                .iter()
                .find(|moved| if name == "old" { moved.old_number } else { moved.new_number } == place);
            let waits = name == "new" && rebuilt.waiting.is_some_and(|(_, number)| number == place);
            let dead = name == "old" && rebuilt.dropped_entries.contains(&place);
            let look = match moved {
                _ if dead => Look::Dead,
                Some(_) if name == "old" => Look::Plain,
                Some(_) => Look::Hit,
                None => Look::Spare,
            };
            let (rect, key) = (strip.rect(place), key.of(name).of(place));
            let corner = radius::ROW.min(rect.width / 4.0);
            let node = if waits {
                Node::rect(key.clone(), rect, corner, None, Some(Stroke::dashed(Ink::Alive, 1.8)))
            } else {
                cell(key.clone(), rect, look)
            };
            scene.push(node);
            if !tiles {
                continue;
            }
            let number = mono(12.0, Ink::Muted).middle();
            write(scene, key.of("place"), rect.center().x, strip.span.top - 11.0, &place.to_string(), number);
            let words = match moved {
                Some(moved) => bare(&moved.key).to_owned(),
                None if waits => rebuilt
                    .new
                    .key(place)
                    .map(|(object, _)| bare(&(picture.text)(object)).to_owned())
                    .unwrap_or_default(),
                None => String::new(),
            };
            let style = mono(11.0, if waits { Ink::Muted } else { look.text() }).middle();
            if dead {
                pen::plate(scene, key.of("plate"), Rect::new(rect.center().x - 8.0, rect.center().y - 9.0, 16.0, 18.0));
                write(scene, key.of("dropped"), rect.center().x, rect.center().y, "×", bold(14.0, Ink::Lost).middle());
            }
            write_in(scene, key.of("key"), rect.center().x, rect.center().y, &words, style, rect.width - 3.0);
        }
    }
    let end = new.span.top - if tiles { 21.0 } else { 2.0 };
    for moved in &rebuilt.moves {
        let from = Point::new(old.center(moved.old_number), old.span.bottom());
        let to = Point::new(new.center(moved.new_number), end);
        let line = if (from.x - to.x).abs() < 0.5 { path::straight(from, to) } else { pen::falling(from, to) };
        let width = if tiles { 1.6 } else { 1.0 };
        let key = key.of("way").of(moved.old_number);
        let stroke = Stroke::new(Ink::Alive, width);
        scene.push(if tiles { Node::arrow(key, line, stroke) } else { Node::line(key, line, stroke) });
    }
    let room = rebuilt.new.places().saturating_sub(rebuilt.new.filled());
    let hole = if rebuilt.dropped_entries.is_empty() { "same order" } else { "same order, no hole" };
    let words = format!("{hole}; room for {room} more");
    write_in(scene, key.of("order"), left, rows.under[0], &words, label(Ink::Muted), stage.right() - left);
}

/// Bars to scale: what `sys.getsizeof` counts, before and after.
fn memory(scene: &mut Scene, stage: &Stage, bars: [Span; 2], note: Option<f32>, rebuilt: &Rebuilt, key: &Key) {
    row_name(scene, stage, key.of("row"), bars[0].top + 11.0, "Memory", &["getsizeof"]);
    let bytes = [Bytes::of(rebuilt.old), Bytes::of(rebuilt.new)];
    let most = bytes.iter().map(|bytes| bytes.total()).max().unwrap_or(1);
    let byte = ((stage.width() - 150.0) / most as f32).min(BYTE);
    let set = rebuilt.new.is_set();
    for (row, (bytes, span)) in bytes.into_iter().zip(bars).enumerate() {
        let key = key.of(row);
        let each = format!("{} × {} = {}", bytes.places, bytes.each, bytes.places * bytes.each);
        let object = if set { "set object" } else { "dict object" };
        let rest = if set { format!("slots {each}") } else { format!("entries {each}") };
        let parts = [
            ("object", bytes.object, format!("{object} {}", bytes.object), Look::Plain),
            ("header", bytes.header, format!("header {}", bytes.header), Look::Plain),
            ("index", bytes.index, bytes.index.to_string(), Look::Pulse),
            ("entries", bytes.places * bytes.each, rest, Look::Hit),
        ];
        let mut x = stage.left();
        for (name, size, words, look) in parts {
            let width = size as f32 * byte;
            if size == 0 {
                continue;
            }
            let rect = Rect::new(x, span.top, (width - 2.0).max(1.0), span.height);
            let node = Node::rect(key.of(name), rect, 4.0_f32.min(rect.width / 3.0), look.fill(), Some(look.stroke()));
            scene.push(node.says(format!("{name}: {size} bytes")));
            let style = label(look.text()).middle();
            let number = size.to_string();
            let words = [words, number].into_iter().find(|words| text::measure(words, style) <= rect.width - 4.0);
            if let Some(words) = words {
                write(scene, key.of(name).of("words"), rect.center().x, span.middle(), &words, style);
            }
            if name == "index" && row == 0 && rect.width < 60.0 && stage.form != Form::Compact {
                write(scene, key.of("name"), rect.center().x, span.top - 10.0, "index", label(Ink::Touch).middle());
            }
            x += width;
        }
        let total = (format!("{} bytes", bytes.total()), bold(type_size::VALUE, Ink::Text));
        let when = (format!("  {}", if row == 0 { "before" } else { "after" }), label(Ink::Muted));
        write_pieces(scene, &key.of("total"), x + 10.0, span.middle(), &[total, when]);
    }
    let Some(y) = note.filter(|_| !set) else { return };
    let [old, new] = bytes.map(|bytes| bytes.total() - bytes.object);
    let words = format!("While copying, both key tables exist: {old} and {new} bytes.");
    write(scene, key.of("note"), stage.left(), y, &words, label(Ink::Muted));
}

/// What the rebuilding means, in a sentence.
pub fn caption(rebuilt: &Rebuilt, act: &Act) -> String {
    let (old, new) = (rebuilt.old.slots(), rebuilt.new.slots());
    let live = rebuilt.moves.len();
    let keys = if live == 1 { "1 key lives" } else { &format!("{live} keys live") };
    if changes_kind(rebuilt) && old == new && rebuilt.dropped.is_empty() {
        return format!("{} is not a str: the entries get room for the hash, 24 bytes each.", act.key);
    }
    let home = rebuilt.moves.iter().find(|moved| moved.origin == Origin::Home);
    let apart = home.map_or(String::new(), |moved| format!(" {} comes to its home slot.", moved.key));
    let dropped = match rebuilt.dropped.len() {
        0 => "",
        1 => " The deleted key's place is gone.",
        _ => " The deleted keys' places are gone.",
    };
    match new.cmp(&old) {
        std::cmp::Ordering::Equal => {
            format!("Only {keys}, so the new table is as large: deleted places are cleared away.")
        }
        std::cmp::Ordering::Less => {
            format!("Most keys were deleted: the new table is smaller, {new} slots after {old}.")
        }
        std::cmp::Ordering::Greater if matches!(rebuilt.new, Table::Set(_)) => {
            format!("The fill reaches 3/5: the table grows from {old} to {new} slots.{dropped}")
        }
        std::cmp::Ordering::Greater if new == 2 * old => {
            format!("The table doubles: one more hash bit picks the slot.{apart}{dropped}")
        }
        std::cmp::Ordering::Greater => {
            let bits = (new / old.max(1)).trailing_zeros();
            format!("The table grows from {old} to {new} slots: {bits} more hash bits pick the slot.{apart}{dropped}")
        }
    }
}
