//! The first row: what the program asked, and the key's hash.

use crate::python::machine_events::TableOperation;
use crate::scene::{Face, Ink, Key, Node, Point, Scene, Stroke, TextStyle, path, text};

use super::layout::Rows;
use super::pen::{label, mono, mono_bold, pieces_width, row_name, write, write_pieces};
use super::picture::{Act, KeyText, Phrase, TablePicture};
use super::stage::{Form, Stage};

const SIZE: f32 = 14.5;
const LEAST_KEY: f32 = 44.0;

pub fn draw(scene: &mut Scene, stage: &Stage, rows: &Rows, picture: &TablePicture, key: &Key) {
    let key = key.of("key");
    let Some(act) = picture.act else {
        row_name(scene, stage, key.of("row"), rows.key, "Table", &[]);
        let name = (picture.name.to_owned(), mono(SIZE, Ink::Name));
        let end = write_pieces(scene, &key.of("name"), stage.left(), rows.key, &[name]);
        let words = contents(picture);
        write(scene, key.of("contents"), end + 18.0, rows.key, &words, label(Ink::Muted));
        return;
    };
    row_name(scene, stage, key.of("row"), rows.key, "Key", &[]);
    // What is long gives way in this order: the hash in hex, the value, the key.
    let hash = act.hash.to_string();
    let mut shown = Shown { key: act.key.clone(), value: act.value.clone().unwrap_or_default() };
    let hash_width = |shown: &Shown| pieces_width(&hashed(&shown.key, &hash)) + ARROW;
    let room = stage.width();
    let asked = |shown: &Shown| pieces_width(&asked(picture.name, act, shown));
    let over = |shown: &Shown| asked(shown) + hash_width(shown) - room;
    let value_width = |shown: &Shown| text::measure(&shown.value, mono(SIZE, Ink::Text));
    if over(&shown) > 0.0 {
        let width = (value_width(&shown) - over(&shown)).max(LEAST_KEY);
        shown.value = text::fit(&shown.value, mono(SIZE, Ink::Text), width);
    }
    if over(&shown) > 0.0 {
        let width = text::measure(&shown.key, mono(SIZE, Ink::Text));
        shown.key = text::fit(&shown.key, mono(SIZE, Ink::Text), (width - over(&shown) / 2.0).max(LEAST_KEY));
    }
    let says = format!("{}, hash {}", act.key, act.hash);
    let pieces = self::asked(picture.name, act, &shown);
    let end = write_pieces(scene, &key.of("asked"), stage.left(), rows.key, &pieces);
    let (from, to) = (Point::new(end + 14.0, rows.key), Point::new(end + ARROW - 14.0, rows.key));
    scene.push(Node::arrow(key.of("arrow"), path::straight(from, to), Stroke::new(Ink::Mark, 1.4)).says(says));
    let end = write_pieces(scene, &key.of("hash"), end + ARROW, rows.key, &hashed(&shown.key, &hash));
    after(scene, stage, rows, act, &key, end + 22.0);
}

/// What is written with more or less of the key and value.
struct Shown {
    key: String,
    value: String,
}

/// Room for the arrow between question and hash.
const ARROW: f32 = 60.0;

/// The hash in hex, or what else is to be said about it.
fn after(scene: &mut Scene, stage: &Stage, rows: &Rows, act: &Act, key: &Key, x: f32) {
    let room = stage.right() - x;
    if act.key_kind == KeyText::Itself {
        let note = "a small int is its own hash";
        if text::measure(note, label(Ink::Muted)) <= room {
            write(scene, key.of("note"), x, rows.key, note, label(Ink::Muted));
        }
        return;
    }
    let hex = format!("{:016x}", act.hash as u64);
    let (head, tail) = hex.split_at(12);
    let size = 13.0;
    let whole = [(format!("0x{head}"), mono(size, Ink::Muted)), (tail.to_owned(), mono_bold(size, Ink::Text))];
    let start = head.get(..4).unwrap_or_default();
    let short = [(format!("0x{start}…"), mono(size, Ink::Muted)), (tail.to_owned(), mono_bold(size, Ink::Text))];
    for pieces in [whole, short] {
        if pieces_width(&pieces) <= room {
            write_pieces(scene, &key.of("hex"), x, rows.key, &pieces);
            return;
        }
    }
}

fn hashed(shown: &str, hash: &str) -> Vec<(String, TextStyle)> {
    let muted = mono(SIZE, Ink::Muted);
    vec![
        ("hash(".to_owned(), muted),
        (shown.to_owned(), mono(SIZE, Ink::Touch)),
        (") = ".to_owned(), muted),
        (hash.to_owned(), TextStyle::new(Face::MonoBold, SIZE, Ink::Text)),
    ]
}

/// What the program asked, in its own words where they are known.
fn asked(name: &str, act: &Act, shown: &Shown) -> Vec<(String, TextStyle)> {
    let (name, key) = ((name.to_owned(), mono(SIZE, Ink::Name)), (shown.key.clone(), mono(SIZE, Ink::Touch)));
    let muted = |words: &str| (words.to_owned(), mono(SIZE, Ink::Muted));
    let plain = |words: String| (words, mono(SIZE, Ink::Text));
    match (act.phrase, act.operation) {
        (Phrase::In, _) => vec![key, muted(" in "), name],
        (Phrase::Get, _) => vec![name, muted(".get("), key, muted(")")],
        (Phrase::Add, _) => vec![name, muted(".add("), key, muted(")")],
        (Phrase::Discard, _) => vec![name, muted(".discard("), key, muted(")")],
        (_, TableOperation::Delete) if act.phrase == Phrase::Subscript => {
            vec![muted("del "), name, muted("["), key, muted("]")]
        }
        (_, TableOperation::Delete) => vec![name, muted(" without "), key],
        (_, TableOperation::Get) => vec![name, muted("["), key, muted("]")],
        (_, TableOperation::Insert) if shown.value.is_empty() => vec![name, muted(" gets "), key],
        (_, TableOperation::Insert) => {
            vec![name, muted("["), key, muted("]"), plain(format!(" = {}", shown.value))]
        }
    }
}

/// What the program asked, its key and value no wider than `width` each.
pub fn asked_whole(name: &str, act: &Act, width: f32) -> Vec<(String, TextStyle)> {
    let cut = |words: &str| text::fit(words, mono(SIZE, Ink::Text), width);
    asked(name, act, &Shown { key: cut(&act.key), value: cut(act.value.as_deref().unwrap_or_default()) })
}

fn contents(picture: &TablePicture) -> String {
    let table = picture.table;
    match (table.slots(), table.used()) {
        (0, _) => "an empty dict: the shared empty table, no slot of its own".to_owned(),
        (slots, 1) => format!("1 key in {slots} slots"),
        (slots, used) => format!("{used} keys in {slots} slots"),
    }
}

/// Whether the form leaves the ledger one line.
pub fn one_line(stage: &Stage) -> bool {
    stage.form == Form::Present
}
