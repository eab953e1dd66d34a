//! The room: how many places a table has before it is rebuilt, and how many are gone.

use crate::python::machine_events::TableOutcome;
use crate::python::object::dict::Dict;
use crate::scene::theme::type_size;
use crate::scene::{Fill, Ink, Key, Node, Point, Rect, Scene, Stroke, TextStyle, path};

use super::layout::Rows;
use super::pen::{Look, bold, label, pieces_width, row_name, write_pieces};
use super::picture::{Act, Table, TablePicture};
use super::stage::Stage;

const SEGMENT: f32 = 22.0;
const HEIGHT: f32 = 12.0;

pub fn draw(scene: &mut Scene, stage: &Stage, rows: &Rows, picture: &TablePicture, key: &Key) {
    let Some(y) = rows.room else { return };
    let (table, key) = (picture.table, key.of("room"));
    let (slots, places) = (table.slots(), table.places());
    if slots == 0 {
        return;
    }
    row_name(scene, stage, key.of("row"), y, "Room", &[]);
    // A dict's new key takes a place even where it takes over a slot; a set's does not.
    let added = |act: &Act| matches!(act.outcome, TableOutcome::Added(_));
    let new = picture.act.is_some_and(|act| added(act) && (act.reuses_dummy().is_none() || !table.is_set()));
    let dead = dead_places(table, new);
    let filled = table.filled();
    let words = words(picture);
    let wanted = SEGMENT * slots as f32 + 12.0;
    let width = wanted
        .min(stage.width() - pieces_width(&words.first().cloned().unwrap_or_default()) - 20.0)
        .max(120.0)
        .min(stage.width() * 0.42);
    let pitch = (width - 12.0) / slots as f32;
    let mark = stage.left() + pitch * places as f32 + 4.0;
    if pitch >= 5.0 {
        for slot in 0..slots {
            let look = match slot {
                _ if slot >= filled => Look::Spare,
                _ if new && slot + 1 == filled => Look::Hit,
                _ if dead.contains(&slot) => Look::Dead,
                _ => Look::Plain,
            };
            let x = stage.left() + pitch * slot as f32 + if slot >= places { 10.0 } else { 0.0 };
            let rect = Rect::new(x, y - HEIGHT / 2.0, (pitch - 3.0).max(2.0), HEIGHT);
            let fill = match look {
                Look::Plain => Some(Fill::Plain(Ink::Mark)),
                Look::Hit => Some(Fill::Plain(Ink::Alive)),
                look => look.fill(),
            };
            let stroke = (!matches!(look, Look::Plain | Look::Hit)).then(|| look.stroke());
            scene.push(Node::rect(key.of(slot), rect, 3.0, fill, stroke));
        }
    } else {
        let bar = |from: f32, to: f32| Rect::new(stage.left() + from, y - HEIGHT / 2.0, (to - from).max(1.0), HEIGHT);
        let end = pitch * slots as f32 + 10.0;
        scene.push(Node::rect(key.of("all"), bar(0.0, end), 3.0, None, Some(Stroke::dashed(Ink::Spare, 1.0))));
        scene.push(Node::rect(
            key.of("filled"),
            bar(0.0, pitch * filled as f32),
            3.0,
            Some(Fill::Plain(Ink::Mark)),
            None,
        ));
    }
    let limit = path::straight(Point::new(mark, y - 12.0), Point::new(mark, y + 12.0));
    let says = format!("{filled} of {places} places are used; a key beyond that makes another table");
    scene.push(Node::line(key.of("limit"), limit, Stroke::new(Ink::Text, 2.0)).says(says));
    let x = stage.left() + pitch * slots as f32 + 10.0 + 18.0;
    for pieces in &words {
        if x + pieces_width(pieces) <= stage.right() {
            write_pieces(scene, &key.of("words"), x, y, pieces);
            break;
        }
    }
}

/// Places that deleted keys hold. A set's dummies have no order of their own and come after the keys.
fn dead_places(table: Table, new: bool) -> Vec<usize> {
    match table {
        Table::Dict(Dict { entries, .. }) => {
            entries.iter().enumerate().filter(|(_, entry)| entry.key.is_null()).map(|(place, _)| place).collect()
        }
        Table::Set(set) => {
            // The new key's segment is the last one.
            let last = usize::from(new && set.fill > set.used);
            (set.used - last.min(set.used)..set.fill - last).collect()
        }
    }
}

type Pieces = Vec<(String, TextStyle)>;

/// What is to be said, the longest first.
fn words(picture: &TablePicture) -> Vec<Pieces> {
    let table = picture.table;
    let (slots, places, filled) = (table.slots(), table.places(), table.filled());
    let strong = |words: String| (words, bold(type_size::VALUE, Ink::Text));
    let muted = |words: String| (words, label(Ink::Muted));
    if table.is_set() {
        let first = strong(format!("{filled} of {places} in use"));
        let mask = slots - 1;
        let limit = places + 1;
        let why = format!("  (deleted ones count). At {limit} another table: {limit} × 5 ≥ {mask} × 3.");
        return vec![
            vec![first.clone(), muted(why)],
            vec![first.clone(), muted("  (deleted ones count)".to_owned())],
            vec![first],
        ];
    }
    let left = places.saturating_sub(filled);
    let first = strong(format!("{places} places for {slots} slots"));
    let rule = format!("  ({slots} × 2 // 3): ");
    let rest = match left {
        0 => "all are used. The next new key makes another table.".to_owned(),
        1 => "1 is left.".to_owned(),
        left => format!("{left} are left."),
    };
    let short = match left {
        0 => "  all are used".to_owned(),
        left => format!("  {left} left"),
    };
    let whole = vec![first.clone(), muted(rule), muted(rest)];
    let less = vec![first.clone(), muted(format!("  ({slots} × 2 // 3),")), muted(short.replacen("  ", " ", 1))];
    vec![whole, less, vec![first.clone(), muted(short)], vec![first]]
}
