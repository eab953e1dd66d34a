//! An object's life: where it was born, each line that gained or lost it references, and where it died.
//!
//! The run is made again with a probe that looks at one place of the heap after each step, so that a life costs as much as a run
//! and nothing is logged while programs run.

use super::portrait::{self, Holder};
use crate::python::memory::heap::IMMORTAL;
use crate::python::object::Ref;
use crate::python::{Machine, Recording};
use crate::replay::LineMark;

/// Changes of a count that are kept; a longer life is told by its first and counted on.
const MOST_CHANGES: usize = 100_000;

/// Turns whose holders are compared, each by looking through the heap twice.
const MOST_EXPLAINED: usize = 200;

/// A life.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Life {
    /// The step after which it is there; 0 for what was there before the program.
    pub born: u64,
    /// The line that made it; `None` for what was there before the first line.
    pub born_line: Option<u32>,
    /// The step after which it is gone, and the line.
    pub died: Option<(u64, Option<u32>)>,
    /// The most references that it had.
    pub most: u32,
    /// The lines that left it with more or fewer references than they found, in order.
    pub turns: Vec<Turn>,
    /// Lines that only held it for a moment: as an argument, on the stack.
    pub passing: usize,
    /// Whether changes beyond the first hundred thousand are left out.
    pub cut: bool,
    /// It has no count that changes.
    pub immortal: bool,
}

/// One run of one line that changed how many references there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The first step after which the count is another one.
    pub step: u64,
    pub line: Option<u32>,
    pub before: u32,
    pub after: u32,
    /// Who refers to it since, and who no longer; empty for turns that are not looked into.
    pub gained: Vec<String>,
    pub lost: Vec<String>,
}

/// Looks for the life of the object that stands at `object` after `at` steps; `None` where none stands there, or when `go_on`
/// ended the search.
pub fn of(recording: &Recording, object: Ref, at: u64, go_on: &mut dyn FnMut(u64) -> bool) -> Option<Life> {
    let seen = Watching { object, at, current: None, found: None };
    let seen = recording.watch(0, seen, Watching::look, go_on)?;
    let known = seen.found.or(seen.current).filter(|life| life.born <= at && life.died.is_none_or(|died| at < died))?;
    let lines = recording.lines();
    let mut life = Life {
        born: known.born,
        born_line: line_of(lines, known.born),
        died: known.died.map(|step| (step, line_of(lines, step))),
        most: known.counts.iter().map(|(_, count)| *count).max().unwrap_or(0),
        cut: known.cut,
        immortal: known.counts.first().is_some_and(|(_, count)| *count >= IMMORTAL),
        ..Life::default()
    };
    gather(&mut life, &known.counts, lines);
    explain(&mut life, recording, object, go_on);
    Some(life)
}

/// What the probe keeps.
struct Watching {
    object: Ref,
    at: u64,
    current: Option<Stay>,
    found: Option<Stay>,
}

/// One object's time at the place.
struct Stay {
    address: u64,
    born: u64,
    died: Option<u64>,
    /// Step and count whenever it is another one.
    counts: Vec<(u64, u32)>,
    cut: bool,
}

impl Watching {
    fn look(&mut self, machine: &Machine) -> u64 {
        let step = machine.step;
        let now = machine.heap.is_alive(self.object).then(|| machine.heap.get(self.object));
        if let Some(stay) = &mut self.current
            && now.is_none_or(|object| object.address != stay.address)
        {
            stay.died = Some(step);
            let ended = self.current.take();
            if step > self.at {
                self.found = ended.filter(|stay| stay.born <= self.at);
                return 0;
            }
        }
        if let Some(object) = now {
            let (address, count) = (object.address, object.references);
            let stay = self.current.get_or_insert_with(|| Stay {
                address,
                born: step,
                died: None,
                counts: Vec::new(),
                cut: false,
            });
            if stay.counts.last().is_none_or(|(_, last)| *last != count) {
                if stay.counts.len() < MOST_CHANGES {
                    stay.counts.push((step, count));
                } else {
                    stay.cut = true;
                }
            }
        } else if step > self.at {
            return 0;
        }
        step + 1
    }
}

/// The place, among the lines begun, of the one that made this step; `None` before the first.
fn turn_of(lines: &[LineMark], step: u64) -> Option<usize> {
    lines.partition_point(|mark| mark.step < step).checked_sub(1)
}

fn line_of(lines: &[LineMark], step: u64) -> Option<u32> {
    turn_of(lines, step).and_then(|place| lines.get(place)).map(|mark| mark.line)
}

/// The changes by the turns of lines in which they lie.
fn gather(life: &mut Life, counts: &[(u64, u32)], lines: &[LineMark]) {
    let mut before = 0;
    let mut rest = counts;
    while let Some((step, _)) = rest.first() {
        let turn = turn_of(lines, *step);
        let many = rest.iter().take_while(|(step, _)| turn_of(lines, *step) == turn).count();
        let (here, later) = rest.split_at(many.max(1));
        let after = here.last().map_or(before, |(_, count)| *count);
        if after == before {
            life.passing += 1;
        } else {
            let line = turn.and_then(|place| lines.get(place)).map(|mark| mark.line);
            life.turns.push(Turn { step: *step, line, before, after, gained: Vec::new(), lost: Vec::new() });
        }
        before = after;
        rest = later;
    }
}

/// Says for the first turns who came and who went.
fn explain(life: &mut Life, recording: &Recording, object: Ref, go_on: &mut dyn FnMut(u64) -> bool) {
    let lines = recording.lines();
    let mut known: Option<(u64, Vec<Holder>)> = None;
    for turn in life.turns.iter_mut().take(MOST_EXPLAINED) {
        let place = turn_of(lines, turn.step);
        let start = place.and_then(|place| lines.get(place)).map_or(0, |mark| mark.step);
        let end = place.map_or(0, |place| lines.get(place + 1).map_or(recording.steps(), |mark| mark.step));
        let mut holders = |step: u64| match known.take() {
            Some((at, holders)) if at == step => holders,
            _ => portrait::holders(&recording.machine_at(step), object).0,
        };
        let before = if turn.before == 0 { Vec::new() } else { holders(start) };
        let after = holders(end);
        turn.gained = missing_from(&after, &before);
        turn.lost = missing_from(&before, &after);
        known = Some((end, after));
        if !go_on(end) {
            return;
        }
    }
}

/// What stands in `these` and not in `those`, each as often as it does.
fn missing_from(these: &[Holder], those: &[Holder]) -> Vec<String> {
    let mut left: Vec<&Holder> = those.iter().collect();
    let mut missing = Vec::new();
    for holder in these {
        match left.iter().position(|known| *known == holder) {
            Some(place) => drop(left.swap_remove(place)),
            None => missing.push(holder.words.clone()),
        }
    }
    missing
}
