//! The ledger: for each stop the bits of the perturbed hash, the formula with its numbers, the slot, and what it holds.

use crate::scene::theme::type_size;
use crate::scene::{Ink, Key, Node, Rect, Scene, Stroke, TextStyle, text};

use super::super::value::bare;
use super::key_row::one_line;
use super::layout::Rows;
use super::pen::{self, bold, label, mono, mono_bold, pieces_width, row_name, write, write_in, write_pieces};
use super::picture::{Act, Cell, Run, TablePicture, Verdict};
use super::stage::Stage;

const BIT: f32 = type_size::LEAST;
const LOW: f32 = 13.0;
const FORMULA: f32 = 12.0;
/// Between two groups of five bits.
const GROUP_GAP: f32 = 4.0;
const HOLDS: f32 = 104.0;

/// A line: a run of stops, or how many are left out.
enum Line {
    Run(usize),
    More(usize),
}

/// The lines for so many runs: three, or first, rest in words, last two.
fn lines(runs: usize, one: bool) -> Vec<Line> {
    match runs {
        0 => Vec::new(),
        _ if one => vec![Line::Run(runs - 1)],
        1..=3 => (0..runs).map(Line::Run).collect(),
        _ => vec![Line::Run(0), Line::More(runs - 3), Line::Run(runs - 2), Line::Run(runs - 1)],
    }
}

pub fn draw(scene: &mut Scene, stage: &Stage, rows: &Rows, picture: &TablePicture, key: &Key) {
    let key = key.of("ledger");
    let slots = picture.act.and_then(seen_size).unwrap_or(picture.table.slots());
    let (Some(act), true) = (picture.act.filter(|act| !act.stops.is_empty()), slots > 0) else { return };
    let mask = slots - 1;
    let runs = act.runs();
    let lines = lines(runs.len(), one_line(stage));
    let note = if slots < 128 { format!("mask = {slots} − 1 = {mask}") } else { format!("mask = {mask}") };
    let pitch = (rows.ledger.height / lines.len().max(3) as f32).min(rows.ledger.height);
    let pitch = if one_line(stage) { rows.ledger.height } else { pitch };
    let first = rows.ledger.top + pitch / 2.0;
    row_name(scene, stage, key.of("row"), first, "Which slot?", &[&note]);
    let formulas: Vec<_> = runs.iter().enumerate().map(|(number, run)| formula(&runs, number, run, mask)).collect();
    let chip = text::measure(&mask.to_string(), mono_bold(15.0, Ink::Text)) + 20.0;
    // As wide as the longest number could make it, so that no column moves from step to step.
    let longest = format!("(5·{mask} + {} + 1) & {mask} =", u64::MAX);
    let formula_width = text::measure(&longest, mono(FORMULA, Ink::Text));
    let formula_right = stage.right() - HOLDS - chip - 10.0;
    let columns = Columns {
        badge: stage.left() + 14.0,
        bits_left: stage.left() + 34.0 + badge_width(&runs),
        window_right: formula_right - formula_width - 14.0,

        chip: Rect::new(formula_right + 6.0, 0.0, chip, 22.0),
        low: slots.trailing_zeros() as usize,
    };
    headings(scene, stage, rows, &columns, &key, mask);
    for (place, line) in lines.iter().enumerate() {
        let center = first + pitch * place as f32;
        match line {
            Line::More(count) => {
                let words = format!("… {count} more {}", if *count == 1 { "stop" } else { "stops" });
                write(scene, key.of("more"), columns.badge + 20.0, center, &words, label(Ink::Muted));
            }
            Line::Run(number) => {
                let Some(run) = runs.get(*number) else { continue };
                let key = key.of(number);
                let words = stop_numbers(run);
                let height = pen::BADGE.min(pitch - 1.5);
                pen::badge_of(scene, key.of("stop"), columns.badge_center(center, &words), &words, Ink::Touch, height);
                columns.bits(scene, &key, center, run.perturb, *number);
                if let Some([start, end]) = formulas.get(*number) {
                    write_pieces(scene, &key.of("formula").of("slot"), formula_right - formula_width, center, start);
                    write_pieces(scene, &key.of("formula"), formula_right - pieces_width(end), center, end);
                }
                let (words, ink) = holds(act, run);
                slot_chip(scene, &key, &columns, center, run.slot, ink, pitch);
                let style = TextStyle { ink, ..bold(type_size::VALUE, ink) }.right();
                write_in(scene, key.of("holds"), stage.right(), center, &words, style, HOLDS - 8.0);
            }
        }
    }
    let count = lines.len() as f32;
    let frame = Rect::new(
        columns.window_right - columns.low_width() - 4.0,
        rows.ledger.top + 1.0,
        columns.low_width() + 8.0,
        pitch * count - 2.0,
    );
    // The window spans the lines with bits, and passes over the one that has words in their place.
    if columns.low > 0 {
        scene.push(Node::rect(key.of("window"), frame, 6.0, None, Some(Stroke::new(Ink::Touch, 1.4))));
    }
}

/// Slots of the table that the stops lie in: the old one where the table was rebuilt after the search.
fn seen_size(act: &Act) -> Option<usize> {
    let old = act.old.as_ref().and_then(|old| super::picture::Table::of_body(&old.table))?;
    Some(old.slots())
}

pub fn stop_numbers(run: &Run) -> String {
    if run.end - run.first == 1 { format!("{}", run.end) } else { format!("{}–{}", run.first + 1, run.end) }
}

fn badge_width(runs: &[Run]) -> f32 {
    let style = bold(type_size::LABEL, Ink::OnSolid);
    runs.iter().map(|run| text::measure(&stop_numbers(run), style) - 8.0).fold(0.0, f32::max)
}

/// `(5·7 +` and `perturb + 1) & 7 =`, the first time `hash & 7 =`; a jump counts from the slot where the run before began.
fn formula(runs: &[Run], number: usize, run: &Run, mask: usize) -> [Vec<(String, TextStyle)>; 2] {
    let muted = mono(FORMULA, Ink::Muted);
    let perturb = (run.perturb.to_string(), mono(FORMULA, Ink::Text));
    let masked = (format!(" & {mask}"), mono(FORMULA, Ink::Touch));
    let equals = (" =".to_owned(), muted);
    match number.checked_sub(1).and_then(|before| runs.get(before)) {
        None => [Vec::new(), vec![perturb, ("     ".to_owned(), muted), masked, equals]],
        Some(before) => {
            let slot = (before.slot.to_string(), mono_bold(FORMULA, Ink::Turn));
            let start = vec![("(5·".to_owned(), muted), slot, (" +".to_owned(), muted)];
            [start, vec![perturb, (" + 1)".to_owned(), muted), masked, equals]]
        }
    }
}

/// What the run's slots hold, in a word, and the ink that it has everywhere.
fn holds(act: &Act, run: &Run) -> (String, Ink) {
    let stops = act.stops.get(run.first..run.end).unwrap_or_default();
    let Some(last) = stops.last() else { return (String::new(), Ink::Muted) };
    let added = act.stands_in() == Some(last.slot);
    // A run's line names the slot where it began, so what ended it is said with its own.
    let place = if stops.len() > 1 { format!("{}: ", last.slot) } else { String::new() };
    match (&last.held, last.cell) {
        (Some(held), _) => match held.verdict {
            Verdict::Same | Verdict::Equal => (format!("{place}{}", bare(&held.key)), Ink::Alive),
            _ if stops.len() > 1 => (format!("taken, up to {}", last.slot), Ink::Turn),
            Verdict::OtherHash | Verdict::Unequal => (bare(&held.key).to_owned(), Ink::Turn),
        },
        (None, Cell::Dummy) => (format!("{place}DUMMY"), Ink::Lost),
        (None, _) => (format!("{place}EMPTY"), if added { Ink::Alive } else { Ink::Touch }),
    }
}

fn slot_chip(scene: &mut Scene, key: &Key, columns: &Columns, center: f32, slot: usize, ink: Ink, pitch: f32) {
    let height = (pitch - 3.0).min(24.0);
    let rect = Rect::new(columns.chip.x, center - height / 2.0, columns.chip.width, height);
    let node = Node::rect(key.of("slot"), rect, 6.0, None, Some(Stroke::new(ink, 1.6)));
    scene.push(node.says(format!("slot {slot}")));
    let style = mono_bold(14.0, ink).middle();
    write(scene, key.of("slot").of("number"), rect.center().x, center, &slot.to_string(), style);
}

fn headings(scene: &mut Scene, stage: &Stage, rows: &Rows, columns: &Columns, key: &Key, mask: usize) {
    let y = rows.heading;
    let low = format!("low {} {}", columns.low, if columns.low == 1 { "bit" } else { "bits" });
    let low_style = bold(type_size::LABEL, Ink::Touch);
    let low_left = (columns.window_right + 4.0 - text::measure(&low, low_style)).max(columns.bits_left);
    write(scene, key.of("low"), low_left, y, &low, low_style);
    let room = low_left - 14.0 - columns.bits_left;
    for words in
        ["perturb: the 64 bits of the hash, five fewer at every stop", "perturb, five bits fewer each", "perturb"]
    {
        if text::measure(words, label(Ink::Muted)) <= room {
            write(scene, key.of("bits"), columns.bits_left, y, words, label(Ink::Muted));
            break;
        }
    }
    let formula = format!("(5·slot + perturb + 1) & {mask}");
    let style = mono(FORMULA, Ink::Muted);
    let x = columns.window_right + 14.0;
    if x + text::measure(&formula, style) < columns.chip.x + 2.0 {
        write(scene, key.of("formula"), x, y, &formula, style);
    }
    write(scene, key.of("slot"), columns.chip.center().x, y, "slot", label(Ink::Muted).middle());
    write(scene, key.of("holds"), stage.right(), y, "it holds", label(Ink::Muted).right());
}

/// Where the ledger's columns stand.
struct Columns {
    badge: f32,
    bits_left: f32,
    window_right: f32,
    chip: Rect,
    /// How many low bits the mask keeps.
    low: usize,
}

impl Columns {
    fn low_width(&self) -> f32 {
        text::measure("0", mono_bold(LOW, Ink::Touch)) * self.low as f32
    }

    fn badge_center(&self, y: f32, words: &str) -> crate::scene::Point {
        // Wider badges grow to the right.
        let width = pen::badge_width(words);
        crate::scene::Point::new(self.badge - 10.0 + width / 2.0, y)
    }

    /// The bits of `perturb`, the low ones in the window; as many of the others as there is room for.
    fn bits(&self, scene: &mut Scene, key: &Key, center: f32, perturb: u64, number: usize) {
        let key = key.of("bits");
        let bits: Vec<char> = format!("{perturb:064b}").chars().rev().collect();
        let text_of =
            |from: usize, to: usize| -> String { bits.get(from..to).unwrap_or_default().iter().rev().collect() };
        let low = text_of(0, self.low);
        write(scene, key.of("low"), self.window_right - self.low_width(), center, &low, mono_bold(LOW, Ink::Touch));
        let style = mono(BIT, Ink::Muted);
        let width = text::measure("0", style);
        let dropped = 5 * number.min(12);
        let shift = format!(">> {dropped}");
        let shift_width = if dropped > 0 { text::measure(&shift, style) + 10.0 } else { 0.0 };
        let end = 64 - dropped;
        let mut x = self.window_right - self.low_width() - 8.0;
        let mut from = self.low;
        while from < end {
            let to = (from / 5 * 5 + 5).min(end);
            let piece = width * (to - from) as f32;
            let is_last = to == end;
            let room = if is_last { 0.0 } else { width + GROUP_GAP + 4.0 };
            if x - piece - room < self.bits_left + shift_width {
                write(scene, key.of("more"), x, center, "…", style.right());
                x -= width + 4.0;
                break;
            }
            // A group is known by its place in the hash, so that it slides when the stop's shift drops five bits.
            write(scene, key.of((from + dropped) / 5), x - piece, center, &text_of(from, to), style);
            x -= piece + GROUP_GAP;
            from = to;
        }
        if dropped > 0 && self.bits_left + shift_width <= x + GROUP_GAP + 8.0 {
            write(scene, key.of("shift"), self.bits_left, center, &shift, style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_stops_are_told_by_the_first_and_the_last_two() {
        let told = |runs, one| -> Vec<String> {
            let words = |line: Line| match line {
                Line::Run(number) => number.to_string(),
                Line::More(count) => format!("+{count}"),
            };
            lines(runs, one).into_iter().map(words).collect()
        };
        assert_eq!(told(3, false), ["0", "1", "2"]);
        assert_eq!(told(4, false), ["0", "+1", "2", "3"]);
        assert_eq!(told(9, false), ["0", "+6", "7", "8"]);
        assert_eq!(told(9, true), ["8"]);
        assert!(told(0, true).is_empty());
    }
}
