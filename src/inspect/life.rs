//! An object's life: where it was born, each line that gained or lost it references, and where it died.
//!
//! The run is made again with a probe that looks at one place of the heap after each step, so that a life costs as much as a run
//! and nothing is logged while programs run.

use super::portrait::{self, Holder};
use crate::python::memory::heap::IMMORTAL;
use crate::python::object::Ref;
use crate::python::{Machine, Recording};
use crate::replay::LineMark;

/// Turns that are kept; a longer life is told by its first ones.
const MOST_TURNS: usize = 100_000;

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
    /// Whether lines beyond the first hundred thousand are left out.
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
    let steps: Vec<u64> = recording.lines().iter().map(|mark| mark.step).collect();
    let seen = Watching { object, at, lines: steps, begun: 0, current: None, found: None };
    let seen = recording.watch(0, seen, Watching::look, go_on)?;
    let known = seen.found.or(seen.current).filter(|stay| stay.born <= at && stay.died.is_none_or(|died| at < died))?;
    let known = known.closed();
    let lines = recording.lines();
    let line = |step: u64| line_of(lines, step);
    let turn = |change: &Change| {
        let Change { step, before, after } = *change;
        Turn { step, line: line(step), before, after, gained: Vec::new(), lost: Vec::new() }
    };
    let mut life = Life {
        born: known.born,
        born_line: line(known.born),
        died: known.died.map(|step| (step, line(step))),
        most: known.most,
        turns: known.changes.iter().map(turn).collect(),
        passing: known.passing,
        cut: known.cut,
        immortal: known.most >= IMMORTAL,
    };
    explain(&mut life, recording, object, go_on);
    Some(life)
}

/// What the probe keeps.
struct Watching {
    object: Ref,
    at: u64,
    /// Steps before which lines begin, and how many of them have begun.
    lines: Vec<u64>,
    begun: usize,
    current: Option<Stay>,
    found: Option<Stay>,
}

/// One object's time at the place.
#[derive(Default)]
struct Stay {
    address: u64,
    born: u64,
    died: Option<u64>,
    count: u32,
    most: u32,
    /// The run of a line that has changed the count, and the change since it began.
    open: Option<(usize, Change)>,
    /// What runs of lines left changed.
    changes: Vec<Change>,
    passing: usize,
    cut: bool,
}

/// From the step of the first change in the run of a line to its end.
#[derive(Clone, Copy, Debug, Default)]
struct Change {
    step: u64,
    before: u32,
    after: u32,
}

impl Watching {
    fn look(&mut self, machine: &Machine) -> u64 {
        let step = machine.step;
        while self.lines.get(self.begun).is_some_and(|line| *line < step) {
            self.begun += 1;
        }
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
        let Some(object) = now else { return if step > self.at { 0 } else { step + 1 } };
        let address = object.address;
        let stay = self.current.get_or_insert_with(|| Stay { address, born: step, ..Stay::default() });
        stay.see(step, object.references, self.begun);
        step + 1
    }
}

impl Stay {
    fn see(&mut self, step: u64, count: u32, line: usize) {
        if self.open.is_some_and(|(of, _)| of != line) {
            self.close();
        }
        if count != self.count {
            let (_, change) = self.open.get_or_insert((line, Change { step, before: self.count, after: count }));
            change.after = count;
            self.count = count;
            self.most = self.most.max(count);
        }
    }

    fn close(&mut self) {
        match self.open.take() {
            Some((_, change)) if change.before == change.after => self.passing += 1,
            Some(_) if self.changes.len() >= MOST_TURNS => self.cut = true,
            Some((_, change)) => self.changes.push(change),
            None => {}
        }
    }

    fn closed(mut self) -> Self {
        self.close();
        self
    }
}

/// The place, among the lines begun, of the one that made this step; `None` before the first.
fn turn_of(lines: &[LineMark], step: u64) -> Option<usize> {
    lines.partition_point(|mark| mark.step < step).checked_sub(1)
}

fn line_of(lines: &[LineMark], step: u64) -> Option<u32> {
    turn_of(lines, step).and_then(|place| lines.get(place)).map(|mark| mark.line)
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
