//! The row of slots: a dict's index table, or a set's own; with the stops over it and the hops between them.

use std::collections::BTreeMap;

use crate::python::machine_events::{TableOperation, TableOutcome};
use crate::scene::theme::type_size;
use crate::scene::{Ink, Key, Node, Point, Rect, Scene, Stroke, TextStyle, path, text};

use super::super::value::bare;
use super::layout::{Cells, Rows, rise};
use super::pen::{self, CELL, Look, cell, label, mono, mono_bold, row_name, write};
use super::picture::{Act, Cell, Run, Table, TablePicture, Verdict};
use super::stage::Stage;
use super::strip::{self, Strip};

/// Slots up to which each is a cell; above, a strip and a lens.
pub const MOST_CELLS: usize = 32;
/// A badge needs so much from slot to slot; nearer, a run shares one.
const BADGE_PITCH: f32 = 22.0;

pub fn draw(scene: &mut Scene, stage: &Stage, rows: &Rows, picture: &TablePicture, key: &Key) {
    let table = picture.table;
    if table.slots() <= MOST_CELLS {
        name(scene, stage, rows, table, &key.of("index"));
    }
    if table.slots() == 0 {
        let rect = Rect::new(stage.left(), rows.cells.top, 240.0, rows.cells.height);
        scene.push(cell(key.of("shared"), rect, Look::Spare).says("shared empty table, 0 places"));
        let words = "shared empty table, 0 places";
        write(
            scene,
            key.of("shared").of("words"),
            rect.center().x,
            rows.cells.middle(),
            words,
            label(Ink::Muted).middle(),
        );
        return;
    }
    if table.slots() > MOST_CELLS {
        return strip::draw(scene, stage, rows, picture, key);
    }
    let cells = Cells::across(stage, rows.cells, table.slots());
    for slot in 0..table.slots() {
        draw_cell(scene, stage, rows, picture, &cells, slot, key);
    }
    if let Some(act) = picture.act {
        stops(scene, stage, rows, &cells, act, key);
    }
}

fn name(scene: &mut Scene, stage: &Stage, rows: &Rows, table: Table, key: &Key) {
    let slots = table.slots();
    let center = rows.cells.top + 12.0;
    match table {
        Table::Dict(_) if slots == 0 => row_name(scene, stage, key.of("row"), center, "Index table", &["0 slots"]),
        Table::Dict(dict) => {
            let width = dict.index_width();
            let each = if width == 1 { "1 byte each".to_owned() } else { format!("{width} bytes each") };
            row_name(scene, stage, key.of("row"), center, "Index table", &[&format!("{slots} slots"), &each]);
        }
        Table::Set(_) => {
            row_name(scene, stage, key.of("row"), center, "Table", &[&format!("{slots} slots × 16 bytes")]);
        }
    }
}

/// The middle of a slot's lower edge, where it is drawn as a cell.
pub fn below(stage: &Stage, rows: &Rows, picture: &TablePicture, slot: usize) -> Option<Point> {
    let slots = picture.table.slots();
    if slots > MOST_CELLS {
        let rect = Strip::of(stage, rows, picture).cell(slot)?;
        return Some(Point::new(rect.center().x, rect.bottom()));
    }
    Some(Point::new(Cells::across(stage, rows.cells, slots).center(slot), rows.cells.bottom()))
}

/// How a slot looks now.
pub fn look(picture: &TablePicture, slot: usize) -> Look {
    let plain = match picture.table.cell(slot) {
        Cell::Empty => Look::Spare,
        Cell::Dummy => Look::Dead,
        Cell::Holds(_) => Look::Plain,
    };
    let Some(act) = picture.act else { return plain };
    if act.stands_in() == Some(slot) && matches!(picture.table.cell(slot), Cell::Holds(_)) {
        return Look::Hit;
    }
    let Some(stop) = act.stops.iter().find(|stop| stop.slot == slot).filter(|_| act.old.is_none()) else {
        return plain;
    };
    match (&stop.held, stop.cell, plain) {
        (Some(held), _, Look::Plain) if matches!(held.verdict, Verdict::OtherHash | Verdict::Unequal) => {
            Look::Collision
        }
        (None, Cell::Empty, Look::Spare) => Look::Pulse,
        _ => plain,
    }
}

fn draw_cell(
    scene: &mut Scene,
    stage: &Stage,
    rows: &Rows,
    picture: &TablePicture,
    cells: &Cells,
    slot: usize,
    key: &Key,
) {
    let (table, rect, look) = (picture.table, cells.rect(slot), look(picture, slot));
    let key = key.of("slot").of(slot);
    let holds = table.cell(slot);
    let stored = match holds {
        Cell::Holds(number) => table.key(number).map(|(object, _)| (number, (picture.text)(object))),
        _ => None,
    };
    let says = match (&stored, holds) {
        (Some((_, text)), _) if table.is_set() => format!("slot {slot}: {text}"),
        (Some((number, text)), _) => format!("slot {slot}: entry {number}, {text}"),
        (None, Cell::Dummy) => format!("slot {slot}: DUMMY"),
        _ => format!("slot {slot}: EMPTY"),
    };
    scene.push(cell(key.clone(), rect, look).says(says));
    if look == Look::Collision {
        teeth(scene, &key, rect);
    }
    let visited = picture.act.is_some_and(|act| act.old.is_none() && act.stops.iter().any(|stop| stop.slot == slot));
    let number_style = if visited { mono_bold(12.0, Ink::Text) } else { mono(12.0, Ink::Muted) };
    write(scene, key.of("slot"), rect.center().x, rows.numbers, &slot.to_string(), number_style.middle());
    let meaning = meaning(picture, stage, slot, stored.as_ref().map(|(_, text)| text.as_str()));
    let main = match (holds, &stored) {
        (Cell::Holds(_), Some((_, text))) if table.is_set() => bare(text).to_owned(),
        (Cell::Holds(number), _) => number.to_string(),
        (Cell::Dummy, _) if !table.is_set() => "-2".to_owned(),
        (Cell::Empty, _) if !table.is_set() => "-1".to_owned(),
        _ => String::new(),
    };
    Words { rect, look, main, meaning, eight: table.slots() <= 8, set: table.is_set() }.write(scene, &key);
}

/// The words in a cell, as many as it has room for.
pub struct Words {
    pub rect: Rect,
    pub look: Look,
    pub main: String,
    pub meaning: String,
    /// Whether there is room for a number and what it means.
    pub eight: bool,
    pub set: bool,
}

impl Words {
    pub fn write(&self, scene: &mut Scene, key: &Key) {
        let (rect, look) = (self.rect, self.look);
        let inner = rect.width - 6.0;
        let dead = look == Look::Dead;
        let size = if self.eight { CELL } else { (rect.width * 0.52).clamp(11.0, CELL) };
        let of_size = |size: f32| match look {
            Look::Spare => mono(size, Ink::Muted),
            _ if dead => mono(size, Ink::Lost),
            _ if self.set => mono(size.min(13.5), look.text()),
            _ => mono_bold(size, look.text()),
        };
        let sizes = [size, 12.0_f32.min(size), type_size::LEAST];
        let fits = |size: &f32| text::measure(&self.main, of_size(*size)) <= rect.width - 2.0;
        let main_style = of_size(sizes.into_iter().find(fits).unwrap_or(type_size::LEAST));
        let meaning_style =
            TextStyle { size: if inner < 50.0 { type_size::LEAST } else { type_size::LABEL }, ..label(look.second()) };
        let meaning = text::fit(&self.meaning, meaning_style, inner);
        let whole_word = meaning == self.meaning;
        let center = rect.center();
        let main = text::fit(&self.main, main_style, rect.width - 2.0);
        let two = self.eight && !main.is_empty() && !meaning.is_empty();
        if two {
            let high = center.y - rect.height * 0.12 + if look == Look::Collision { 2.0 } else { 0.0 };
            let low = center.y + rect.height * 0.27;
            if dead {
                let width = text::measure(&meaning, meaning_style).max(text::measure(&main, main_style)) + 10.0;
                let plate =
                    Rect::new(center.x - width / 2.0, high - 9.0, width.min(rect.width - 4.0), low - high + 17.0);
                pen::plate(scene, key.of("plate"), plate);
            }
            write(scene, key.of("main"), center.x, high, &main, main_style.middle());
            write(scene, key.of("meaning"), center.x, low, &meaning, meaning_style.middle());
            return;
        }
        // With less room: what is used says its number, what is not its name if that fits.
        let (words, style) = match look {
            Look::Spare | Look::Dead | Look::Pulse if whole_word && !self.meaning.is_empty() && inner >= 30.0 => {
                (meaning, meaning_style)
            }
            Look::Spare | Look::Pulse => (String::new(), meaning_style),
            Look::Dead => (if self.set || inner < 14.0 { String::new() } else { main }, main_style),
            _ => (main, main_style),
        };
        if dead && !words.is_empty() {
            let width = (text::measure(&words, style) + 6.0).min(rect.width - 2.0);
            pen::plate(scene, key.of("plate"), Rect::new(center.x - width / 2.0, center.y - 9.0, width, 18.0));
        }
        let lower = if look == Look::Collision { 4.0 } else { 0.0 };
        write(scene, key.of("main"), center.x, center.y + lower, &words, style.middle());
    }
}

fn meaning(picture: &TablePicture, stage: &Stage, slot: usize, stored: Option<&str>) -> String {
    let cell = picture.table.cell(slot);
    let was = picture
        .act
        .filter(|act| act.outcome == TableOutcome::Added(slot) && act.old.is_none())
        .map(|act| act.stops.iter().find(|stop| stop.slot == slot).map_or(Cell::Empty, |stop| stop.cell));
    match (cell, was) {
        (Cell::Empty, _) => "EMPTY".to_owned(),
        (Cell::Dummy, _) => "DUMMY".to_owned(),
        (Cell::Holds(_), Some(_)) if stage.is_compact() => "free".to_owned(),
        (Cell::Holds(_), Some(Cell::Dummy)) => "DUMMY until now".to_owned(),
        (Cell::Holds(_), Some(_)) => "EMPTY until now".to_owned(),
        (Cell::Holds(_), None) if picture.table.is_set() => String::new(),
        (Cell::Holds(_), None) => stored.map(bare).unwrap_or_default().to_owned(),
    }
}

/// The zig-zag of a collision, under a cell's upper edge.
pub fn teeth(scene: &mut Scene, key: &Key, rect: Rect) {
    if rect.width < 16.0 {
        return;
    }
    let y = rect.y + if rect.height < 40.0 { 5.0 } else { 7.0 };
    let (from, to) = (Point::new(rect.x + 6.0, y), Point::new(rect.right() - 6.0, y));
    scene.push(Node::line(key.of("teeth"), path::zigzag(from, to), Stroke::new(Ink::Turn, 1.3)));
}

/// Badges over the slots that were visited, and the way from one to the next.
fn stops(scene: &mut Scene, stage: &Stage, rows: &Rows, cells: &Cells, act: &Act, key: &Key) {
    if act.stops.is_empty() || act.old.is_some() {
        return;
    }
    let runs = act.runs();
    let mut at: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let tight = cells.pitch < BADGE_PITCH;
    let mut lone: Vec<(&Run, Point)> = Vec::new();
    for run in &runs {
        let last = run.slot + (run.end - run.first) - 1;
        if tight && run.end - run.first > 2 {
            let middle = (cells.center(run.slot) + cells.center(last)) / 2.0;
            lone.push((run, Point::new(middle, rows.badges)));
            continue;
        }
        for (number, slot) in (run.first..run.end).zip(run.slot..) {
            at.entry(slot).or_default().push(number + 1);
        }
    }
    let key = key.of("stop");
    let line = Stroke::dotted(Ink::Touch, 1.8);
    for run in &runs {
        let last = run.slot + (run.end - run.first) - 1;
        if last > run.slot {
            let along = path::straight(
                Point::new(cells.center(run.slot), rows.badges),
                Point::new(cells.center(last), rows.badges),
            );
            scene.push(Node::line(key.of("run").of(run.first), along, line));
        }
    }
    for (number, pair) in hops(&runs) {
        let &[from, to] = pair else { continue };
        if from.slot == to.slot && from.end - from.first == 1 {
            continue;
        }
        let (left, right) = (cells.center(from.slot + (from.end - from.first) - 1), cells.center(to.slot));
        let side = if right >= left { 10.0 } else { -10.0 };
        let start = Point::new(left + side, rows.badges - 2.0);
        let end = Point::new(right - side * 0.2, rows.badges - 12.0);
        let room = end.y - rows.arcs.top;
        let hop = path::hop(start, end, rise(right - left, stage.width(), room));
        let says = format!("from slot {} to slot {}", from.slot, to.slot);
        scene.push(Node::arrow(key.of("hop").of(number), hop, line).says(says));
    }
    for (slot, numbers) in at {
        pen::badge(scene, key.of(slot), Point::new(cells.center(slot), rows.badges), &joined(&numbers), Ink::Touch);
    }
    for (run, center) in lone {
        pen::badge(
            scene,
            key.of("run").of(run.slot).of("badge"),
            center,
            &super::ledger::stop_numbers(run),
            Ink::Touch,
        );
    }
}

/// Hops that are drawn of a long way: the first ones and the last ones.
const MOST_HOPS: usize = 12;

/// From each run to the next.
pub fn hops(runs: &[Run]) -> impl Iterator<Item = (usize, &[Run])> {
    let count = runs.len().saturating_sub(1);
    let drawn = move |number: usize| number < MOST_HOPS / 2 || number + MOST_HOPS / 2 >= count;
    runs.windows(2).enumerate().filter(move |(number, _)| drawn(*number))
}

/// The numbers of the stops in one slot: `1·4`, and `1–13` where they follow one another.
pub fn joined(numbers: &[usize]) -> String {
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match pieces.last_mut().filter(|(_, end)| end + 1 == *number) {
            Some((_, end)) => *end = *number,
            None => pieces.push((*number, *number)),
        }
    }
    let words = pieces.iter().map(|(first, end)| match end - first {
        0 => first.to_string(),
        1 => format!("{first}·{end}"),
        _ => format!("{first}–{end}"),
    });
    words.collect::<Vec<_>>().join("·")
}

/// Whether the act took its key out.
pub fn deletes(act: &Act) -> bool {
    act.operation == TableOperation::Delete && matches!(act.outcome, TableOutcome::Found(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_in_one_slot_share_a_pill() {
        assert_eq!(joined(&[1, 4]), "1·4");
        assert_eq!(joined(&[1, 2]), "1·2");
        assert_eq!(joined(&[1, 2, 3, 7]), "1–3·7");
        assert_eq!(joined(&[5]), "5");
    }
}
