//! A set's slots that were looked at, close up: each with the test that it got.

use crate::scene::theme::{radius, type_size};
use crate::scene::{Ink, Key, Node, Point, Rect, Scene, Stroke, TextStyle, text};

use super::entries::tails;
use super::index::{self, MOST_CELLS, teeth};
use super::layout::{Cells, Rows};
use super::pen::{self, Look, cell, label, mono, mono_bold, row_name, write_in};
use super::picture::{Act, Cell, KeyText, Run, Stop, TablePicture, Verdict};
use super::stage::Stage;
use super::strip::{Strip, beam};

const WIDEST: f32 = 84.0;
const GROUP_GAP: f32 = 26.0;
/// Tiles at most: a whole run, and a few stops after it.
const MOST_TILES: usize = 12;

/// Stops side by side.
struct Group {
    stops: Vec<usize>,
    left: f32,
    pitch: f32,
}

pub fn draw(scene: &mut Scene, stage: &Stage, rows: &Rows, picture: &TablePicture, key: &Key) {
    let Some(act) = picture.act.filter(|act| !act.stops.is_empty() && act.old.is_none()) else { return };
    let key = key.of("close");
    row_name(scene, stage, key.of("row"), rows.cards.top + 12.0, "Close up", &["the slots that", "were looked at"]);
    let height = rows.cards.height * 0.8;
    let strip = (picture.table.slots() > MOST_CELLS).then(|| Strip::of(stage, rows, picture));
    let cells = Cells::across(stage, rows.cells, picture.table.slots());
    for group in groups(act, stage) {
        let (Some(first), Some(last)) = (group.stops.first(), group.stops.last()) else { continue };
        let stop = |number: &usize| act.stops.get(*number);
        let (Some(from), Some(to)) = (stop(first), stop(last)) else { continue };
        let look = look(picture, act, to);
        let count = group.stops.len();
        let frame = Rect::new(group.left, rows.cards.top, group.pitch * count as f32, height);
        let (left, right, top) = match &strip {
            Some(strip) => (strip.x(from.slot) - 2.0, strip.x(to.slot) + 2.0, strip.bottom() + 1.0),
            None => (cells.rect(from.slot).x, cells.rect(to.slot).right(), rows.cells.bottom() + 2.0),
        };
        let corners = [
            Point::new(left, top),
            Point::new(right, top),
            Point::new(frame.right(), frame.y - 1.0),
            Point::new(frame.x, frame.y - 1.0),
        ];
        let pale = match look {
            Look::Hit => Ink::AliveFill,
            Look::Collision => Ink::TurnFill,
            Look::Dead => Ink::LostFill,
            _ => Ink::TouchFill,
        };
        beam(scene, key.of("beam").of(first), corners, pale);
        scene.push(Node::rect(
            key.of("frame").of(first),
            frame,
            radius::CONTROL,
            None,
            Some(Stroke::new(look.ink(), 1.2)),
        ));
        for (column, number) in group.stops.iter().enumerate() {
            let Some(stop) = stop(number) else { continue };
            let x = frame.x + group.pitch * column as f32 + 4.0;
            tile(
                scene,
                picture,
                act,
                stop,
                Rect::new(x, frame.y + 4.0, group.pitch - 8.0, height - 8.0),
                &key.of(number),
            );
        }
    }
    let longest = act.runs().iter().map(|run| run.end - run.first).max().unwrap_or(1);
    if longest > 1 {
        let y = rows.cards.top + height + (rows.cards.height - height) / 2.0 + 3.0;
        let side = format!("Side by side in memory: {longest} × 16 = {} bytes, cheap to read.", longest * 16);
        let style = label(Ink::Muted);
        let whole = format!("{side} A dict would have jumped at the first collision.");
        let words = if text::measure(&whole, style) <= stage.width() { whole } else { side };
        write_in(scene, key.of("memory"), stage.left(), y, &words, style, stage.width());
    }
}

/// The runs as groups of tiles, in the order of their slots, so that no beam crosses another.
fn groups(act: &Act, stage: &Stage) -> Vec<Group> {
    let runs = act.runs();
    let mut told: Vec<(&Run, Vec<usize>)> = Vec::new();
    let mut left = MOST_TILES;
    // The last run says how it ended, the first how it began; what lies between gives way.
    let order = [runs.len().checked_sub(1), Some(0)].into_iter().flatten().chain(1..runs.len());
    let mut taken = Vec::new();
    for number in order {
        let Some(run) = runs.get(number).filter(|_| !taken.contains(&number)) else { continue };
        let length = run.end - run.first;
        if length > left || told.iter().any(|(known, _)| known.slot == run.slot) {
            continue;
        }
        taken.push(number);
        left -= length;
        told.push((run, (run.first..run.end).collect()));
    }
    told.sort_by_key(|(run, _)| run.slot);
    let tiles: usize = told.iter().map(|(_, stops)| stops.len()).sum();
    let gaps = GROUP_GAP * told.len().saturating_sub(1) as f32;
    let pitch = ((stage.width() - gaps) / tiles.max(1) as f32).min(WIDEST + 8.0);
    let mut x = stage.left();
    told.into_iter()
        .map(|(_, stops)| {
            let group = Group { left: x, pitch, stops };
            x += pitch * group.stops.len() as f32 + GROUP_GAP;
            group
        })
        .collect()
}

fn look(picture: &TablePicture, act: &Act, stop: &Stop) -> Look {
    match (&stop.held, stop.cell) {
        (Some(held), _) if matches!(held.verdict, Verdict::Same | Verdict::Equal) && index::deletes(act) => Look::Dead,
        (Some(held), _) if matches!(held.verdict, Verdict::Same | Verdict::Equal) => Look::Hit,
        (Some(_), _) => Look::Collision,
        _ => index::look(picture, stop.slot),
    }
}

fn tile(scene: &mut Scene, picture: &TablePicture, act: &Act, stop: &Stop, rect: Rect, key: &Key) {
    let look = look(picture, act, stop);
    let added = act.stands_in() == Some(stop.slot) && stop.held.is_none();
    let (name, test) = match (&stop.held, stop.cell) {
        (Some(held), _) => (held.key.clone(), test(act, held.hash, held.verdict)),
        (None, Cell::Dummy) if added => (act.key.clone(), "DUMMY until now".to_owned()),
        (None, _) if added => (act.key.clone(), "EMPTY until now".to_owned()),
        (None, Cell::Dummy) => (String::new(), "DUMMY".to_owned()),
        (None, _) => (String::new(), "EMPTY".to_owned()),
    };
    scene.push(cell(key.clone(), rect, look).says(format!("slot {}: {name} {test}", stop.slot)));
    if look == Look::Collision {
        teeth(scene, key, rect);
    }
    let dead = look == Look::Dead;
    if dead {
        pen::plate(scene, key.of("plate"), rect.inset(6.0));
    }
    let x = rect.center().x;
    let line = |share: f32| rect.y + 8.0 + (rect.height - 8.0) * share;
    let second =
        TextStyle { size: if rect.width < 60.0 { type_size::LEAST } else { type_size::LABEL }, ..label(look.second()) };
    let inner = rect.width - 4.0;
    write_in(scene, key.of("slot"), x, line(0.2), &format!("slot {}", stop.slot), second.middle(), inner);
    write_in(scene, key.of("key"), x, line(0.5), &name, mono_bold(13.5, look.text()).middle(), inner);
    let style = mono(second.size, look.second()).middle();
    let was = test.strip_suffix(" until now").map(|was| format!("was {was}"));
    let short = was.as_deref().unwrap_or(&test);
    let words = [test.as_str(), short].into_iter().find(|words| text::measure(words, style) <= inner);
    write_in(scene, key.of("test"), x, line(0.8), words.unwrap_or(short), style, inner);
}

/// The test that the stored key got: hashes first, then the keys.
fn test(act: &Act, hash: i64, verdict: Verdict) -> String {
    match verdict {
        Verdict::OtherHash if act.key_kind == KeyText::Itself => format!("≠ {}", act.key),
        Verdict::OtherHash => format!("≠ {}", tails(hash, act.hash).1),
        Verdict::Unequal => "== False".to_owned(),
        Verdict::Equal => "== True".to_owned(),
        Verdict::Same => "the same".to_owned(),
    }
}
