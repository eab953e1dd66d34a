//! What was done, and the list object itself: length, allocated, and where its block lies.

use crate::scene::theme::{radius, type_size};
use crate::scene::{Fill, Ink, Key, Node, Point, Rect, Scene, Stroke, TextStyle, path, text};
use crate::views::table::pen::{bold, label, mono, mono_bold, pieces_width, row_name, write, write_pieces};
use crate::views::table::stage::Stage;

use super::Shown;
use super::layout::Rows;
use super::run::{Change, Kind, Sizes, Written};

const SIZE: f32 = 14.5;

pub fn draw(scene: &mut Scene, stage: &Stage, rows: &Rows, shown: &Shown, key: &Key) {
    action(scene, stage, rows, shown, &key.of("action"));
    card(scene, stage, rows, shown, &key.of("header"));
}

fn action(scene: &mut Scene, stage: &Stage, rows: &Rows, shown: &Shown, key: &Key) {
    let title = match shown.change.map(|change| change.kind) {
        Some(Kind::Append) => "Append",
        Some(Kind::Extend(_)) => "Extend",
        Some(Kind::Insert { .. }) => "Insert",
        Some(Kind::Remove { .. }) => "Remove",
        Some(Kind::Made) => "Make",
        Some(Kind::Set(_)) => "Set",
        Some(Kind::Other) => "Change",
        None => "List",
    };
    row_name(scene, stage, key.of("row"), rows.action, title, &[]);
    let pieces = asked(shown);
    let end = write_pieces(scene, &key.of("asked"), stage.left(), rows.action, &pieces);
    let Some(change) = shown.change else { return };
    for words in reasons(change) {
        if end + 24.0 + pieces_width(&words) <= stage.right() {
            write_pieces(scene, &key.of("why"), end + 24.0, rows.action, &words);
            break;
        }
    }
}

/// What the program said, as far as it is known.
fn asked(shown: &Shown) -> Vec<(String, TextStyle)> {
    let name = (shown.name.to_owned(), mono(SIZE, Ink::Name));
    let muted = |words: String| (words, mono(SIZE, Ink::Muted));
    let Some(change) = shown.change else { return vec![name] };
    let value = text::fit(&change.value, mono(SIZE, Ink::Touch), 120.0);
    let value = (value, mono(SIZE, Ink::Touch));
    match (change.written, change.kind) {
        (Written::Append, _) => vec![name, muted(".append(".into()), value, muted(")".into())],
        (Written::Extend, _) => vec![name, muted(".extend(…)".into())],
        (Written::AugmentedAdd, _) => vec![name, muted(" += …".into())],
        (Written::Insert, Kind::Insert { place, .. }) => {
            vec![name, muted(format!(".insert({place}, ")), value, muted(")".into())]
        }
        (Written::Insert, _) => vec![name, muted(".insert(…)".into())],
        (Written::Pop, Kind::Remove { place, .. }) if place == change.new.length => vec![name, muted(".pop()".into())],
        (Written::Pop, Kind::Remove { place, .. }) => vec![name, muted(format!(".pop({place})"))],
        (Written::Delete, Kind::Remove { place, count }) => {
            let places = if count == 1 { format!("[{place}]") } else { format!("[{place}:{}]", place + count) };
            vec![muted("del ".into()), name, muted(places)]
        }
        (Written::Subscript, Kind::Set(place)) => vec![name, muted(format!("[{place}] = ")), value],
        _ => vec![name],
    }
}

/// Why another block, and how large it is; the longest words first.
fn reasons(change: &Change) -> Vec<Vec<(String, TextStyle)>> {
    let plain = |words: String| (words, label(Ink::Text));
    let Change { old, new, .. } = change;
    if old.allocated == new.allocated || new.allocated == 0 {
        return Vec::new();
    }
    let formula = formula(change);
    let lead = match change.kind {
        Kind::Made => return vec![vec![plain(format!("{} items, {} places", new.length, new.allocated))]],
        Kind::Remove { .. } => format!("{} of {} places are left in use. New size:  ", new.length, old.allocated),
        _ if old.allocated == 0 => format!("needs {}, there is no block yet. New size:  ", places(new.length)),
        _ => format!("needs {}, {} are allocated. New size:  ", places(new.length), old.allocated),
    };
    let result = (new.allocated.to_string(), mono_bold(13.0, Ink::Alive));
    let worked = (formula, mono(13.0, Ink::Muted));
    vec![
        vec![plain(lead), worked.clone(), result.clone()],
        vec![worked, result.clone()],
        vec![plain("new size: ".into()), result],
    ]
}

fn places(count: usize) -> String {
    if count == 1 { "1 place".to_owned() } else { format!("{count} places") }
}

/// `(9 + (9 >> 3) + 6) & ~3 = `, where that is how the size came about.
fn formula(change: &Change) -> String {
    let Change { new: Sizes { length, allocated, .. }, .. } = *change;
    if (length + (length >> 3) + 6) & !3 == allocated {
        format!("({length} + ({length} >> 3) + 6) & ~3 = ")
    } else if (length + 3) & !3 == allocated {
        format!("({length} + 3) & ~3 = ")
    } else {
        String::new()
    }
}

/// An address by its last digits.
pub fn short_address(address: u64) -> String {
    let hex = format!("{address:04x}");
    let tail = hex.len().saturating_sub(4);
    format!("0x…{}", hex.get(tail..).unwrap_or_default())
}

fn card(scene: &mut Scene, stage: &Stage, rows: &Rows, shown: &Shown, key: &Key) {
    let rect = rows.card;
    let (list, change) = (shown.list, shown.change.filter(|change| change.kind != Kind::Made));
    let now = Sizes::of(list);
    let says = format!("list at {:#x}: length {}, allocated {}", shown.address, now.length, now.allocated);
    let fill = Some(Fill::Plain(Ink::Raised));
    let node = Node::rect(key.clone(), rect, radius::CARD, fill, Some(Stroke::new(Ink::Hairline, 1.0)));
    scene.push(node.says(says));
    let size = if stage.is_compact() { type_size::LABEL } else { type_size::VALUE };
    let row_height = (rect.height - 36.0) / 3.0;
    write(scene, key.of("kind"), rect.x + 14.0, rect.y + 18.0, "list", bold(type_size::VALUE, Ink::Muted));
    let address = short_address(shown.address);
    write(scene, key.of("address"), rect.right() - 12.0, rect.y + 18.0, &address, mono(12.0, Ink::Muted).right());
    let was = |old: fn(&Sizes) -> usize, new: usize| change.map(|change| old(&change.old)).filter(|old| *old != new);
    let fields = [
        ("length", was(|sizes| sizes.length, now.length), now.length.to_string()),
        ("allocated", was(|sizes| sizes.allocated, now.allocated), now.allocated.to_string()),
        ("items", None, if now.block == 0 { "NULL".to_owned() } else { short_address(now.block) }),
    ];
    let moved = change.is_some_and(Change::resized);
    for (number, (name, old, value)) in fields.into_iter().enumerate() {
        let top = rect.y + 33.0 + row_height * number as f32;
        let row = Rect::new(rect.x + 9.0, top, rect.width - 18.0, row_height - 4.0);
        let key = key.of(name);
        let frame = Some(Stroke::new(Ink::Hairline, 1.0));
        scene.push(Node::rect(key.clone(), row, radius::ROW, Some(Fill::Plain(Ink::Sunken)), frame));
        let y = row.center().y;
        write(scene, key.of("name"), row.x + 9.0, y, name, mono(size, Ink::Touch));
        let lit = old.is_some() || (name == "items" && moved);
        let style = if lit { mono_bold(size, Ink::Alive) } else { mono(size, Ink::Text) };
        write(scene, key.of("value"), row.right() - 9.0, y, &value, style.right());
        if let Some(old) = old {
            let x = row.right() - 9.0 - text::measure(&value, style) - 6.0;
            write(scene, key.of("old"), x, y, &format!("{old} →"), mono(size, Ink::Muted).right());
        }
    }
    pointers(scene, rows, shown, moved, &key.of("pointer"));
}

/// From `items` to the block; dashed to the one that it left.
fn pointers(scene: &mut Scene, rows: &Rows, shown: &Shown, moved: bool, key: &Key) {
    let row_height = (rows.card.height - 36.0) / 3.0;
    let from = Point::new(rows.card.right(), rows.card.y + 33.0 + row_height * 2.5 - 2.0);
    let to = |y: f32| Point::new(rows.left - 3.0, y);
    if shown.list.allocated > 0 {
        let stroke = Stroke::new(Ink::Alive, if moved { 2.4 } else { 1.6 });
        scene.push(
            Node::arrow(key.of("new"), path::smooth(from, to(rows.new.middle())), stroke)
                .says("items points to the block"),
        );
    }
    if shown.change.is_some_and(Change::moved_block) {
        let stroke = Stroke::dashed(Ink::Lost, 1.4);
        let from = Point::new(from.x, from.y - 6.0);
        scene.push(
            Node::arrow(key.of("old"), path::smooth(from, to(rows.old.middle())), stroke)
                .says("items pointed to the old block"),
        );
    }
}
