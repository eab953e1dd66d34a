//! What the lists in focus went through in a run: one change a line, by what the line left different.

use crate::python::object::list::List;
use crate::python::object::{Body, Ref};
use crate::python::{Machine, Recording};
use crate::replay::Model as _;
use crate::views::table::picture::{all_named, living, named};
use crate::views::value;

/// The lives of the lists in focus.
pub struct Lives {
    focus: Vec<String>,
    pub lives: Vec<Life>,
    begins: Vec<u64>,
}

/// One list, from when it was first seen.
#[derive(Clone, Debug)]
pub struct Life {
    pub list: Ref,
    pub address: u64,
    pub name: String,
    /// The first one tells how it was when it was first seen.
    pub changes: Vec<Change>,
}

/// What one line did to a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Seen from this step on.
    pub step: u64,
    pub kind: Kind,
    pub old: Sizes,
    pub new: Sizes,
    /// Pointers that were copied to another block.
    pub copied: usize,
    /// Blocks that were asked for.
    pub blocks: usize,
    /// The value that came or went, in words.
    pub value: String,
    /// Whether the program names the method: `append(`, `extend(` …
    pub written: Written,
}

/// A list's header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    pub length: usize,
    pub allocated: usize,
    pub block: u64,
}

/// How the items changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// First seen.
    Made,
    Append,
    /// So many came at the end at once.
    Extend(usize),
    /// So many came before what was at this place.
    Insert {
        place: usize,
        count: usize,
    },
    /// So many went from this place on.
    Remove {
        place: usize,
        count: usize,
    },
    /// Another pointer stands in this place.
    Set(usize),
    Other,
}

/// How the line put it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    Append,
    Extend,
    Insert,
    Pop,
    Delete,
    Subscript,
    AugmentedAdd,
    Other,
}

const MOST_CHANGES: usize = 20_000;
const MOST_LINES: usize = 40_000;
/// Steps of a line that are tried one by one for the one that made the change.
const MOST_TRIED: u64 = 64;

impl Sizes {
    pub fn of(list: &List) -> Self {
        Self { length: list.items.len(), allocated: list.allocated, block: list.block }
    }
}

impl Change {
    /// Whether the items lie in another block than before.
    pub fn moved_block(&self) -> bool {
        self.old.block != self.new.block && self.old.block != 0
    }

    pub fn resized(&self) -> bool {
        self.old.allocated != self.new.allocated || self.old.block != self.new.block
    }

    /// Pointers that moved within the block: those after the place of an insertion or removal.
    pub fn shifted(&self) -> usize {
        match self.kind {
            Kind::Insert { place, count } => self.new.length.saturating_sub(place + count),
            Kind::Remove { place, .. } => self.new.length.saturating_sub(place),
            _ => 0,
        }
    }
}

impl Lives {
    /// Looks through the run once.
    pub fn of(recording: &Recording, focus: &[String]) -> Self {
        let mut begins: Vec<u64> = recording.lines().iter().map(|mark| mark.step).collect();
        begins.dedup();
        let mut lives = Self { focus: focus.to_vec(), lives: Vec::new(), begins };
        let source: Vec<&str> = recording.source().lines().collect();
        let mut machine = recording.machine_at(0);
        for (number, begin) in lives.begins.clone().into_iter().enumerate().take(MOST_LINES) {
            if lives.lives.iter().map(|life| life.changes.len()).sum::<usize>() > MOST_CHANGES {
                break;
            }
            let end = lives.begins.get(number + 1).copied().unwrap_or(recording.steps());
            if machine.step < begin {
                machine = machine.seek(begin);
            }
            let before = machine.checkpoint();
            machine = machine.seek(end);
            let line = recording.line_at(begin).and_then(|mark| source.get((mark.line as usize).checked_sub(1)?));
            lives.add(&before, &machine, line.copied().unwrap_or_default());
        }
        lives
    }

    fn add(&mut self, before: &Machine, after: &Machine, line: &str) {
        for (name, list) in self.names(after) {
            let Some(now) = list_of(after, list) else { continue };
            let address = after.heap.get(list).address;
            let known = self.lives.iter_mut().rfind(|life| life.list == list && life.address == address);
            let was = list_of(before, list).filter(|_| before.heap.get(list).address == address);
            let (life, change) = match (known, was) {
                (Some(life), Some(was)) => {
                    let Some(kind) = difference(was, now) else { continue };
                    (life, Change::new(kind, Sizes::of(was), Sizes::of(now), &name, line))
                }
                _ => {
                    let life = Life { list, address, name: name.clone(), changes: Vec::new() };
                    self.lives.push(life);
                    let Some(life) = self.lives.last_mut() else { continue };
                    (life, Change::new(Kind::Made, Sizes::default(), Sizes::of(now), &name, line))
                }
            };
            let mut change = change;
            let events =
                after.trail.events.lists.iter().filter(|event| event.list == list && event.step >= before.step);
            for event in events {
                change.copied += event.copied;
                change.blocks += usize::from(event.new_capacity > 0);
            }
            change.step = exact_step(before, after, list, now);
            change.value = told_value(before, after, list, change.kind);
            life.changes.push(change);
        }
    }

    fn names(&self, machine: &Machine) -> Vec<(String, Ref)> {
        let is_list = |body: &Body| matches!(body, Body::List(_));
        if self.focus.is_empty() {
            return all_named(machine, &is_list);
        }
        let found = self.focus.iter().filter_map(|name| Some((name.clone(), named(machine, name)?)));
        found.filter(|(_, object)| living(machine, *object).is_some_and(is_list)).collect()
    }

    pub fn focus(&self) -> &[String] {
        &self.focus
    }

    /// The life of the list to show: of those in focus the one that changed last.
    pub fn shown(&self, machine: &Machine, step: u64) -> Option<(String, Ref, Option<&Life>)> {
        let names = self.names(machine);
        let life = |object: Ref| {
            let address = machine.heap.get(object).address;
            self.lives.iter().rfind(|life| life.list == object && life.address == address)
        };
        let last = |life: Option<&Life>| {
            life.and_then(|life| life.changes.iter().rfind(|change| change.step <= step)).map(|change| change.step)
        };
        let lives = names.into_iter().map(|(name, object)| (name, object, life(object)));
        // The first of equals is the one that the lesson names first.
        lives.rev().max_by_key(|(_, _, life)| last(*life))
    }

    /// The life that had its last change before or at a step, when no machine is at hand.
    pub fn last_changed(&self, step: u64) -> Option<&Life> {
        let last = |life: &Life| life.changes.iter().rfind(|change| change.step <= step).map(|change| change.step);
        let begun = self.lives.iter().filter(|life| last(life).is_some());
        begun.max_by_key(|life| last(life)).or(self.lives.first())
    }

    /// When the line began that has just run, or is running, after `step` steps.
    pub fn begin(&self, step: u64) -> u64 {
        let begin = self.begins.partition_point(|begin| *begin < step).checked_sub(1);
        begin.and_then(|line| self.begins.get(line)).copied().unwrap_or(0)
    }
}

impl Life {
    /// Changes made by `step`.
    pub fn done(&self, step: u64) -> usize {
        self.changes.partition_point(|change| change.step <= step)
    }
}

impl Change {
    fn new(kind: Kind, old: Sizes, new: Sizes, name: &str, line: &str) -> Self {
        let says = |words: &str| line.contains(&format!("{name}{words}"));
        let written = match kind {
            Kind::Append if says(".append(") => Written::Append,
            Kind::Append | Kind::Extend(_) if says(" +=") => Written::AugmentedAdd,
            Kind::Append | Kind::Extend(_) if says(".extend(") => Written::Extend,
            Kind::Insert { .. } | Kind::Append if says(".insert(") => Written::Insert,
            Kind::Remove { .. } if says(".pop(") => Written::Pop,
            Kind::Remove { .. } if line.contains(&format!("del {name}[")) => Written::Delete,
            Kind::Set(_) if says("[") => Written::Subscript,
            _ => Written::Other,
        };
        Self { step: 0, kind, old, new, copied: 0, blocks: 0, value: String::new(), written }
    }
}

fn list_of(machine: &Machine, list: Ref) -> Option<&List> {
    match living(machine, list)? {
        Body::List(list) => Some(list),
        _ => None,
    }
}

/// The step from which on the list is as the line left it.
fn exact_step(before: &Machine, after: &Machine, list: Ref, now: &List) -> u64 {
    if after.step.saturating_sub(before.step) > MOST_TRIED {
        return after.step;
    }
    let same = |machine: &Machine| {
        list_of(machine, list).is_some_and(|seen| seen.items == now.items && Sizes::of(seen) == Sizes::of(now))
    };
    let mut machine = before.clone();
    while machine.step < after.step {
        let next = machine.step + 1;
        machine = machine.seek(next);
        if same(&machine) {
            return machine.step.min(after.step);
        }
        if machine.step < next {
            break;
        }
    }
    after.step
}

fn told_value(before: &Machine, after: &Machine, list: Ref, kind: Kind) -> String {
    let (machine, place) = match kind {
        Kind::Append => (after, list_of(after, list).and_then(|list| list.items.len().checked_sub(1))),
        Kind::Insert { place, count: 1 } | Kind::Set(place) => (after, Some(place)),
        Kind::Remove { place, count: 1 } => (before, Some(place)),
        _ => return String::new(),
    };
    let item = place.and_then(|place| list_of(machine, list)?.items.get(place).copied());
    item.map_or_else(String::new, |item| value::short(machine, item))
}

/// What is different; `None` when nothing is.
fn difference(was: &List, now: &List) -> Option<Kind> {
    let (old, new) = (&was.items, &now.items);
    if old == new {
        return (was.allocated != now.allocated || was.block != now.block).then_some(Kind::Other);
    }
    let start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let least = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(least).take_while(|(a, b)| a == b).count();
    let (gone, came) = (old.len() - start - end, new.len() - start - end);
    Some(match (gone, came) {
        (0, 1) if start == old.len() => Kind::Append,
        (0, count) if start == old.len() => Kind::Extend(count),
        (0, count) => Kind::Insert { place: start, count },
        (count, 0) => Kind::Remove { place: start, count },
        (1, 1) => Kind::Set(start),
        _ => Kind::Other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(items: &[u32]) -> List {
        List { items: items.iter().map(|item| Ref(*item)).collect(), ..List::default() }
    }

    #[test]
    fn a_change_is_known_by_what_it_left() {
        for (old, new, kind) in [
            (&[1, 2][..], &[1, 2, 3][..], Some(Kind::Append)),
            (&[1, 2], &[1, 2, 3, 4], Some(Kind::Extend(2))),
            (&[1, 2], &[9, 1, 2], Some(Kind::Insert { place: 0, count: 1 })),
            (&[1, 2, 3], &[1, 3], Some(Kind::Remove { place: 1, count: 1 })),
            (&[1, 2, 3], &[1, 2], Some(Kind::Remove { place: 2, count: 1 })),
            (&[1, 1, 1], &[1, 1], Some(Kind::Remove { place: 2, count: 1 })),
            (&[1, 2, 3], &[1, 7, 3], Some(Kind::Set(1))),
            (&[1, 2, 3], &[3, 2, 1], Some(Kind::Other)),
            (&[], &[], None),
        ] {
            assert_eq!(difference(&list(old), &list(new)), kind, "{old:?} {new:?}");
        }
    }
}
