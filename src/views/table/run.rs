//! Which look-ups of a run are told at which step: those of the line that has just run, on the table in focus; the last
//! one is drawn.

use crate::python::machine_events::{TableOperation, TableOutcome};
use crate::python::object::{Body, Ref};
use crate::python::{Machine, Recording};
use crate::replay::Model as _;

use super::super::value;
use super::picture::{Act, Cell, Table, all_named, living, named};

/// What the tables in focus did over a run, in order.
pub struct Acts {
    focus: Vec<String>,
    acts: Vec<Act>,
    quiet: Vec<Quiet>,
    /// Steps at which lines began.
    begins: Vec<u64>,
}

/// A change that took no look-up, in words.
struct Quiet {
    step: u64,
    container: Ref,
    words: String,
}

/// Acts that are kept; of a longer run the first ones.
const MOST_ACTS: usize = 4_000;
/// Lines that are looked at.
const MOST_LINES: usize = 40_000;

impl Acts {
    /// Looks through the run once.
    pub fn of(recording: &Recording, focus: &[String]) -> Self {
        let mut begins: Vec<u64> = recording.lines().iter().map(|mark| mark.step).collect();
        begins.dedup();
        let mut acts = Self { focus: focus.to_vec(), acts: Vec::new(), quiet: Vec::new(), begins };
        let source: Vec<&str> = recording.source().lines().collect();
        let mut machine = recording.machine_at(0);
        for (number, begin) in acts.begins.clone().into_iter().enumerate().take(MOST_LINES) {
            if acts.acts.len() >= MOST_ACTS {
                break;
            }
            let end = acts.begins.get(number + 1).copied().unwrap_or(recording.steps());
            if machine.step < begin {
                machine = machine.seek(begin);
            }
            let before = machine.checkpoint();
            machine = machine.seek(end);
            let line = recording.line_at(begin).and_then(|mark| source.get((mark.line as usize).checked_sub(1)?));
            acts.add(&before, &machine, begin, line.copied().unwrap_or_default());
        }
        acts
    }

    fn add(&mut self, before: &Machine, after: &Machine, begin: u64, line: &str) {
        let events = &after.trail.events.tables;
        let new = events.get(events.partition_point(|event| event.step < begin)..).unwrap_or_default();
        let mut names = self.names(after);
        for (name, object) in &names {
            let silent = new.iter().all(|event| event.container != *object);
            if let Some(words) = silent.then(|| without_look_up(before, after, *object, name)).flatten() {
                self.quiet.push(Quiet { step: after.step, container: *object, words });
            }
        }
        if new.is_empty() {
            return;
        }
        names.extend(self.names(before));
        let mut machine = before.clone();
        for event in new {
            let Some((name, _)) = names.iter().find(|(_, object)| *object == event.container) else { continue };
            if machine.step < event.step {
                machine = machine.seek(event.step);
            }
            let at = if machine.step <= event.step { machine.clone() } else { before.clone() };
            let then = at.clone().seek(event.step + 1);
            let act = Act::of(event, &at, &then, name, line);
            self.acts.extend(act);
        }
    }

    /// The tables in focus, by name.
    fn names(&self, machine: &Machine) -> Vec<(String, Ref)> {
        let is_table = |body: &Body| matches!(body, Body::Dict(_) | Body::Set(_));
        if self.focus.is_empty() {
            return all_named(machine, &is_table);
        }
        let found = self.focus.iter().filter_map(|name| Some((name.clone(), named(machine, name)?)));
        found.filter(|(_, object)| living(machine, *object).is_some_and(is_table)).collect()
    }

    pub fn focus(&self) -> &[String] {
        &self.focus
    }

    /// The table to show: of those in focus the one that did something last.
    pub fn shown(&self, machine: &Machine, step: u64) -> Option<(String, Ref)> {
        let names = self.names(machine);
        let done = self.acts.partition_point(|act| act.step < step);
        let acts = self.acts.get(..done).unwrap_or_default().iter().rev();
        let last = acts.filter_map(|act| {
            let alive = |object: Ref| object == act.container && machine.heap.get(object).address == act.address;
            names.iter().find(|(_, object)| alive(*object)).cloned()
        });
        last.take(1).next().or_else(|| names.first().cloned())
    }

    /// What changed in the table without a look-up, in the line that has just run.
    pub fn quietly(&self, container: Ref, step: u64) -> Option<&str> {
        let last = self.quiet.partition_point(|quiet| quiet.step <= step);
        let mut at_step = self.quiet.get(..last)?.iter().rev().take_while(|quiet| quiet.step == step);
        at_step.find(|quiet| quiet.container == container).map(|quiet| quiet.words.as_str())
    }

    /// What the table did in the line that has just run, or in the line that is running so far, the last act first.
    pub fn told(&self, machine: &Machine, container: Ref, step: u64) -> Vec<&Act> {
        let begin = self.begins.partition_point(|begin| *begin < step).checked_sub(1);
        let begin = begin.and_then(|line| self.begins.get(line)).copied().unwrap_or(0);
        self.acts_before(machine, container, step).take_while(|act| act.step >= begin).collect()
    }

    /// The keys that were deleted since the table was made as it is now, each with the number of its entry.
    pub fn deleted(&self, machine: &Machine, container: Ref, step: u64) -> Vec<(usize, String)> {
        let mut found: Vec<(usize, String)> = Vec::new();
        for act in self.acts_before(machine, container, step) {
            if let (TableOperation::Delete, TableOutcome::Found(_)) = (act.operation, act.outcome)
                && let Some(Cell::Holds(number)) = act.stops.last().map(|stop| stop.cell)
                && found.iter().all(|(known, _)| *known != number)
            {
                found.push((number, act.key.clone()));
            }
            if act.old.is_some() || act.was_unallocated {
                break;
            }
        }
        found
    }

    /// What the table did before a step, the last act first.
    fn acts_before(&self, machine: &Machine, container: Ref, step: u64) -> impl Iterator<Item = &Act> {
        let done = self.acts.partition_point(|act| act.step < step);
        let address = machine.heap.is_alive(container).then(|| machine.heap.get(container).address);
        let acts = self.acts.get(..done).unwrap_or_default().iter().rev();
        acts.filter(move |act| act.container == container && Some(act.address) == address)
    }
}

/// What a line did to a table that it did not search; `None` when nothing that is known.
fn without_look_up(before: &Machine, after: &Machine, container: Ref, name: &str) -> Option<String> {
    let (was, is) = (Table::of(before, container)?, Table::of(after, container)?);
    if before.heap.get(container).address != after.heap.get(container).address || was.used() <= is.used() {
        return None;
    }
    if is.used() == 0 && is.filled() == 0 {
        let left =
            if is.is_set() { "the 8 slots in the set itself are left" } else { "it shares the empty table again" };
        return Some(format!("{name} is emptied: its table is given back, {left}."));
    }
    if was.used() != is.used() + 1 || was.slots() != is.slots() {
        return None;
    }
    let gone = |slot: &usize| matches!(was.cell(*slot), Cell::Holds(_)) && is.cell(*slot) == Cell::Dummy;
    let slot = (0..was.slots()).find(gone)?;
    let Cell::Holds(number) = was.cell(slot) else { return None };
    let key = was.key(number).map_or_else(String::new, |(key, _)| value::short(before, key));
    Some(match is {
        Table::Dict(_) => format!(
            "The last entry, {key}, goes: its place is used again, but the room that it took is not given back."
        ),
        Table::Set(_) => format!("{key} is the next key in the table: slot {slot} becomes DUMMY."),
    })
}
