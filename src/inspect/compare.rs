//! Where two runs of one program part: in lines, output, sizes, counts or the structure of what names are bound to.

use std::collections::BTreeMap;

use super::names;
use super::portrait::brief;
use super::slots;
use crate::python::memory::heap::IMMORTAL;
use crate::python::object::{Body, Ref};
use crate::python::{Machine, Recording};
use crate::replay::LineMark;

/// Differences of each sort, in the order of the run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Partings {
    /// One of each sort and name at most, the first.
    pub list: Vec<Parting>,
    /// Lines that both ran before their ways part; all of them when they never do.
    pub together: usize,
}

/// A first difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parting {
    pub sort: Sort,
    /// What differs: a name; empty for lines and output.
    pub of: String,
    /// How it is in each.
    pub values: [String; 2],
    /// The step of each run at which it is seen, after the line.
    pub steps: [u64; 2],
    /// The line that ran last before.
    pub line: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// Another line runs.
    Lines,
    Output,
    /// `sys.getsizeof` of what a name is bound to.
    Size,
    /// Its reference count.
    Count,
    /// Its items in order: the order of a set, the room of a list, the table of a dict.
    Structure,
}

impl Sort {
    pub fn words(self) -> &'static str {
        match self {
            Sort::Lines => "Lines",
            Sort::Output => "Output",
            Sort::Size => "Size",
            Sort::Count => "References",
            Sort::Structure => "Structure",
        }
    }
}

/// Lines of both runs that are compared by what they leave; more are compared by their numbers and output alone.
const MOST_LINES: usize = 20_000;

/// Names of one frame that are compared.
const MOST_NAMES: usize = 64;

/// Up to 3.11 what lives as long as the interpreter begins with so many references (`_PyObject_IMMORTAL_REFCNT`).
const STATIC: u32 = 999_999_999;

/// Compares two runs of one program; `None` when `go_on`, which hears of the steps of both, ended it.
pub fn partings(one: &Recording, other: &Recording, go_on: &mut dyn FnMut(u64) -> bool) -> Option<Partings> {
    let (left, right) = (one.lines(), other.lines());
    let same = |(a, b): (&LineMark, &LineMark)| a.line == b.line && a.depth == b.depth && a.thread == b.thread;
    let together = left.iter().zip(right).take_while(|pair| same(*pair)).count();
    let mut found = Partings { list: Vec::new(), together };
    // The same moments of both: before each common line, and the end where all lines are common.
    let moments = |recording: &Recording, lines: &[LineMark]| -> Vec<u64> {
        let mut moments: Vec<u64> = lines.iter().take(together.min(MOST_LINES)).map(|mark| mark.step).collect();
        if together == left.len() && together == right.len() {
            moments.push(recording.steps());
        }
        moments
    };
    let states = |recording: &Recording, lines: &[LineMark], go_on: &mut dyn FnMut(u64) -> bool| {
        let moments = moments(recording, lines);
        let first = moments.first().copied().unwrap_or(0);
        let look = move |seen: &mut Vec<(u64, Seen)>, machine: &Machine| {
            seen.push((machine.step, Seen::of(machine)));
            let next = moments.partition_point(|step| *step <= machine.step);
            moments.get(next).copied().unwrap_or(0)
        };
        recording.watch(first, Vec::new(), look, go_on)
    };
    let these = states(one, left, go_on)?;
    let those = states(other, right, go_on)?;
    for (place, ((step, a), (other_step, b))) in these.iter().zip(&those).enumerate() {
        let line = place.checked_sub(1).and_then(|before| left.get(before)).map(|mark| mark.line);
        differences(a, b, [*step, *other_step], line, &mut found);
    }
    parted_lines(&mut found, [left, right], [one.steps(), other.steps()]);
    printed(&mut found, [one, other]);
    found.list.sort_by_key(|parting| (parting.steps, parting.sort));
    Some(found)
}

/// What names are bound to, as far as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Seen {
    names: BTreeMap<String, Measures>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Measures {
    size: Option<u64>,
    count: Option<u32>,
    structure: String,
}

impl Seen {
    fn of(machine: &Machine) -> Self {
        let mut names = BTreeMap::new();
        let mut add = |name: &str, object: Ref| {
            if names.len() < MOST_NAMES && !name.starts_with("__") && machine.heap.is_alive(object) {
                names.entry(name.to_owned()).or_insert_with(|| Measures::of(machine, object));
            }
        };
        let own = |file: &str| file == machine.options.file_name;
        let thread = machine.threads.get(machine.current);
        let frame = thread.and_then(|thread| thread.frames.last()).filter(|frame| own(&frame.code.file_name));
        for local in frame.iter().flat_map(|frame| &frame.code.locals) {
            if let Some((_, object)) = names::resolve(machine, &local.text) {
                add(&local.text, object);
            }
        }
        slots::visit(machine, machine.main, &mut |place, to| {
            if let slots::Place::Value(key) = place {
                add(&slots::text(machine, key), to);
            }
        });
        Self { names }
    }
}

impl Measures {
    fn of(machine: &Machine, object: Ref) -> Self {
        let place = machine.heap.get(object);
        let structure = match &place.body {
            Body::List(list) => format!("{} items, room for {}", list.items.len(), list.allocated),
            Body::Dict(dict) => format!("table of {} slots, {}", dict.size(), dict.live_entries().count()),
            Body::Set(set) => {
                let order: Vec<String> = set.keys().take(12).map(|key| brief(machine, key)).collect();
                format!("table of {} slots: {}", set.mask() + 1, order.join(", "))
            }
            _ => String::new(),
        };
        let folded = matches!(place.body, Body::Module(_) | Body::Class(_) | Body::Function(_) | Body::Native { .. });
        Self {
            size: (!folded).then(|| machine.clone().size_of(object).ok()).flatten(),
            count: (place.references < STATIC.min(IMMORTAL) && !folded).then_some(place.references),
            structure,
        }
    }
}

fn differences(a: &Seen, b: &Seen, steps: [u64; 2], line: Option<u32>, found: &mut Partings) {
    for (name, one) in &a.names {
        let Some(other) = b.names.get(name) else { continue };
        let mut tell = |sort: Sort, values: [String; 2]| {
            let known = found.list.iter().any(|parting| parting.sort == sort && parting.of == *name);
            if values[0] != values[1] && !known {
                found.list.push(Parting { sort, of: name.clone(), values, steps, line });
            }
        };
        let bytes = |size: Option<u64>| size.map_or_else(|| "unknown".to_owned(), |size| format!("{size} bytes"));
        tell(Sort::Size, [bytes(one.size), bytes(other.size)]);
        let count = |count: Option<u32>| count.map_or_else(|| "immortal".to_owned(), |count| count.to_string());
        tell(Sort::Count, [count(one.count), count(other.count)]);
        tell(Sort::Structure, [one.structure.clone(), other.structure.clone()]);
    }
}

fn parted_lines(found: &mut Partings, lines: [&[LineMark]; 2], ends: [u64; 2]) {
    let next = lines.map(|lines| lines.get(found.together));
    if next == [None, None] {
        return;
    }
    let words = next.map(|mark| mark.map_or_else(|| "the end".to_owned(), |mark| format!("line {}", mark.line)));
    let step = |side: usize| next.get(side).copied().flatten().map_or(ends[side], |mark| mark.step);
    let line = found.together.checked_sub(1).and_then(|place| lines[0].get(place)).map(|mark| mark.line);
    let steps = [step(0), step(1)];
    found.list.push(Parting { sort: Sort::Lines, of: String::new(), values: words, steps, line });
}

/// The first line of output that differs, and where each run printed it.
fn printed(found: &mut Partings, runs: [&Recording; 2]) {
    let whole = runs.map(|run| {
        let output = &run.end().output;
        let mut text: String = output.pieces.iter().map(|piece| &**piece).collect();
        text.push_str(&output.errors);
        text
    });
    let [one, other] = &whole;
    if one == other {
        return;
    }
    let (left, right) = (one.lines().map(Some).chain([None]), other.lines().map(Some).chain([None]));
    let mut before = [0, 0];
    for (a, b) in left.zip(right) {
        if a == b && a.is_some() {
            before = before.map(|bytes| bytes + a.map_or(0, str::len) + 1);
            continue;
        }
        let values = [a, b].map(|line| line.map_or_else(|| "nothing more".to_owned(), str::to_owned));
        let steps = [step_of_output(runs[0], before[0]), step_of_output(runs[1], before[1])];
        let lines = runs[0].lines();
        let place = lines.partition_point(|mark| mark.step < steps[0]).checked_sub(1);
        let line = place.and_then(|place| lines.get(place)).map(|mark| mark.line);
        found.list.push(Parting { sort: Sort::Output, of: String::new(), values, steps, line });
        return;
    }
}

/// The first step by which more than so many bytes are printed: a search by halves over the run.
fn step_of_output(run: &Recording, bytes: usize) -> u64 {
    let (mut low, mut high) = (0, run.steps());
    while low < high {
        let middle = low + (high - low) / 2;
        if run.machine_at(middle).output.bytes as usize > bytes {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}
