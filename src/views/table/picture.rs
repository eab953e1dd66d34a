//! What a picture of a hash table shows: the table as it is, and the one look-up that is told about it.

use crate::python::Machine;
use crate::python::machine_events::{TableEvent, TableOperation, TableOutcome};
use crate::python::object::dict::{self, DUMMY, Dict, EMPTY, KeyKind};
use crate::python::object::set::{LINEAR_PROBES, Set, Slot};
use crate::python::object::{Body, Ref, known};

use super::super::value;

/// Everything that one picture is made from; plain data, whoever has it.
#[derive(Clone, Copy)]
pub struct TablePicture<'a> {
    /// What the program calls it.
    pub name: &'a str,
    /// The table after the act.
    pub table: Table<'a>,
    /// Says what a key or value is.
    pub text: &'a dyn Fn(Ref) -> String,
    pub act: Option<&'a Act>,
    /// Keys of entries that were deleted, by the entry's number, as far as they are known.
    pub deleted: &'a [(usize, String)],
}

/// The body of a dict or set.
#[derive(Clone, Copy, Debug)]
pub enum Table<'a> {
    Dict(&'a Dict),
    Set(&'a Set),
}

/// What a slot holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    Empty,
    Dummy,
    /// The number of a dict's entry; of a set's key its own slot.
    Holds(usize),
}

/// A look-up, insertion or deletion, with what it met on its way.
#[derive(Clone, Debug)]
pub struct Act {
    /// The machine's step that did it; the state after it is one step later.
    pub step: u64,
    pub container: Ref,
    /// Where the container lies, so that another one in the same place is not taken for it.
    pub address: u64,
    pub operation: TableOperation,
    pub outcome: TableOutcome,
    pub key: String,
    pub key_kind: KeyText,
    pub hash: i64,
    /// The value that was set, or found.
    pub value: Option<String>,
    pub phrase: Phrase,
    pub stops: Vec<Stop>,
    /// The table before, when it was rebuilt.
    pub old: Option<Old>,
    /// Whether the table was the shared empty one before.
    pub was_unallocated: bool,
    /// Slots of the set that was searched, whose runs are linear; `None` for a dict.
    pub linear: Option<usize>,
}

/// What a key is, as far as its hash goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyText {
    Str,
    /// An int that is its own hash.
    Itself,
    Other,
}

/// How the program asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phrase {
    Subscript,
    In,
    Get,
    Add,
    Discard,
    /// In another way; told in words.
    Other,
}

/// A slot on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    pub slot: usize,
    pub perturb: u64,
    pub cell: Cell,
    pub held: Option<Held>,
}

/// A key that the search met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub key: String,
    pub hash: i64,
    pub verdict: Verdict,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    OtherHash,
    /// The hashes are equal, the keys are not.
    Unequal,
    Equal,
    /// The very object: nothing is compared.
    Same,
}

/// A table before it was rebuilt, with the words for its keys.
#[derive(Clone, Debug)]
pub struct Old {
    pub table: Body,
    /// By entry (of a dict) or slot (of a set); empty for what is deleted.
    pub keys: Vec<String>,
}

/// Stops that belong together: a set's linear run, or the single slot of a dict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Among the stops: the first, and one past the last.
    pub first: usize,
    pub end: usize,
    pub slot: usize,
    pub perturb: u64,
}

impl<'a> Table<'a> {
    pub fn of(machine: &'a Machine, container: Ref) -> Option<Self> {
        Self::of_body(living(machine, container)?)
    }

    pub fn of_body(body: &'a Body) -> Option<Self> {
        match body {
            Body::Dict(dict) => Some(Table::Dict(dict)),
            Body::Set(set) => Some(Table::Set(set)),
            _ => None,
        }
    }

    /// Slots; 0 for a dict's shared empty table.
    pub fn slots(self) -> usize {
        match self {
            Table::Dict(dict) => dict.indices.len(),
            Table::Set(set) => set.table.len(),
        }
    }

    pub fn mask(self) -> usize {
        self.slots().saturating_sub(1)
    }

    pub fn cell(self, slot: usize) -> Cell {
        match self {
            Table::Dict(dict) => cell_of(dict.indices.get(slot).copied().unwrap_or(EMPTY)),
            Table::Set(set) => match set.table.get(slot) {
                Some(Slot::Key { .. }) => Cell::Holds(slot),
                Some(Slot::Dummy) => Cell::Dummy,
                _ => Cell::Empty,
            },
        }
    }

    /// The key and hash that a cell's number leads to.
    pub fn key(self, number: usize) -> Option<(Ref, i64)> {
        match self {
            Table::Dict(dict) => dict.entry(number).map(|entry| (entry.key, entry.hash)),
            Table::Set(set) => match set.table.get(number) {
                Some(Slot::Key { key, hash }) => Some((*key, *hash)),
                _ => None,
            },
        }
    }

    /// Places that may be filled before the table is rebuilt: a dict's `USABLE_FRACTION`; a set's fill below three fifths.
    pub fn places(self) -> usize {
        match self {
            Table::Dict(dict) => dict::usable(dict.indices.len()),
            Table::Set(set) => (set.mask() * 3).saturating_sub(1) / 5,
        }
    }

    /// Places that are filled, dead ones too. After `popitem` a dict's room is less than its entries tell.
    pub fn filled(self) -> usize {
        match self {
            Table::Dict(dict) => dict::usable(dict.indices.len()).saturating_sub(dict.usable),
            Table::Set(set) => set.fill,
        }
    }

    pub fn used(self) -> usize {
        match self {
            Table::Dict(dict) => dict.used,
            Table::Set(set) => set.used,
        }
    }

    pub fn is_set(self) -> bool {
        matches!(self, Table::Set(_))
    }

    /// Bytes of an entry, or of a set's slot.
    pub fn entry_bytes(self) -> usize {
        match self {
            Table::Dict(dict) if dict.kind == KeyKind::General => 24,
            _ => 16,
        }
    }

    /// Whether the hash lies in the str object, not in the entry.
    pub fn hash_is_in_str(self) -> bool {
        matches!(self, Table::Dict(dict) if dict.kind != KeyKind::General)
    }
}

/// The body of what is alive in this machine; a reference from another moment may lead to nothing.
pub fn living(machine: &Machine, object: Ref) -> Option<&Body> {
    machine.heap.is_alive(object).then(|| machine.heap.body(object))
}

fn cell_of(index: i32) -> Cell {
    match index {
        DUMMY => Cell::Dummy,
        index => usize::try_from(index).map_or(Cell::Empty, Cell::Holds),
    }
}

impl Act {
    /// What an event tells, with the machines before and after it and the program's line for its wording.
    pub fn of(event: &TableEvent, before: &Machine, after: &Machine, name: &str, line: &str) -> Option<Self> {
        let container = event.container;
        let (was, is) = (Table::of(before, container), Table::of(after, container)?);
        let found = match event.outcome {
            TableOutcome::Found(slot) => Some(slot),
            _ => None,
        };
        // Where the table is made general before the look-up (up to 3.13), the stops lie in the new one.
        let lies_in = |machine: &Machine| {
            let table = Table::of(machine, container);
            table.is_some_and(|table| event.stops.iter().all(|stop| is_as_seen(table, stop)))
        };
        let (machine, table) = if lies_in(before) { (before, was.unwrap_or(is)) } else { (after, is) };
        let stops = event.stops.iter().map(|stop| met(machine, table, event, stop, found)).collect();
        let number_at = |slot: usize| match is.cell(slot) {
            Cell::Holds(number) => Some(number),
            _ => None,
        };
        let stands = match event.outcome {
            TableOutcome::Found(slot) | TableOutcome::Added(slot) => number_at(slot),
            TableOutcome::Missing => None,
        };
        let speaker = if before.heap.is_alive(event.key) { before } else { after };
        let stored = stands.and_then(|number| is.key(number)).filter(|(key, _)| *key == event.key);
        let value = match is {
            Table::Dict(dict) => {
                stands.and_then(|number| dict.entry(number)).map(|entry| value::short(after, entry.value))
            }
            Table::Set(_) => None,
        };
        let speaker = if stored.is_some() { after } else { speaker };
        let key_kind = match living(speaker, event.key) {
            Some(Body::Str(_)) => KeyText::Str,
            Some(Body::Int(number)) if *number == event.hash => KeyText::Itself,
            _ => KeyText::Other,
        };
        let was_slots = was.map_or(0, Table::slots);
        Some(Self {
            step: event.step,
            container,
            address: after.heap.get(container).address,
            operation: event.operation,
            outcome: event.outcome,
            key: value::short(speaker, event.key),
            key_kind,
            hash: event.hash,
            value,
            phrase: phrase(event.operation, is.is_set(), name, line),
            stops,
            old: event.resized_from.and(was).filter(|_| was_slots > 0).map(|was| Old::of(before, container, was)),
            was_unallocated: was_slots == 0,
            linear: table.is_set().then_some(table.slots()),
        })
    }

    /// The slot in which the key stands now.
    pub fn stands_in(&self) -> Option<usize> {
        match self.outcome {
            TableOutcome::Found(_) if self.operation == TableOperation::Delete => None,
            TableOutcome::Found(slot) | TableOutcome::Added(slot) => Some(slot),
            TableOutcome::Missing => None,
        }
    }

    /// Whether the new key went to a slot where another one had been deleted.
    pub fn reuses_dummy(&self) -> Option<usize> {
        let TableOutcome::Added(slot) = self.outcome else { return None };
        let place = self.stops.iter().position(|stop| stop.slot == slot && stop.cell == Cell::Dummy)?;
        self.old.is_none().then_some(place)
    }

    /// The stops by runs: in a set, the slots beside the one that a jump came to, where the table is long enough.
    pub fn runs(&self) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let is_long = |start: usize| self.linear.is_some_and(|slots| start + LINEAR_PROBES < slots);
        for (number, stop) in self.stops.iter().enumerate() {
            let goes_on = |run: &&mut Run| is_long(run.slot) && number - run.first <= LINEAR_PROBES;
            match runs.last_mut().filter(goes_on) {
                Some(run) => run.end = number + 1,
                None => runs.push(Run { first: number, end: number + 1, slot: stop.slot, perturb: stop.perturb }),
            }
        }
        runs
    }
}

fn is_as_seen(table: Table, stop: &dict::Stop) -> bool {
    match table {
        Table::Dict(dict) => dict.indices.get(stop.slot) == Some(&stop.index),
        Table::Set(_) => table.cell(stop.slot) == cell_of(stop.index),
    }
}

fn met(machine: &Machine, table: Table, event: &TableEvent, stop: &dict::Stop, found: Option<usize>) -> Stop {
    let cell = cell_of(stop.index);
    let held = match cell {
        Cell::Holds(number) => table.key(number).map(|(key, hash)| Held {
            key: value::short(machine, key),
            hash,
            verdict: match () {
                () if key == event.key => Verdict::Same,
                () if Some(stop.slot) == found => Verdict::Equal,
                () if hash == event.hash => Verdict::Unequal,
                () => Verdict::OtherHash,
            },
        }),
        _ => None,
    };
    Stop { slot: stop.slot, perturb: stop.perturb, cell, held }
}

impl Old {
    fn of(machine: &Machine, container: Ref, table: Table) -> Self {
        let count = match table {
            Table::Dict(dict) => dict.entries.len(),
            Table::Set(set) => set.table.len(),
        };
        let text = |number| table.key(number).map_or_else(String::new, |(key, _)| value::short(machine, key));
        // Only small tables are drawn key by key.
        let keys = if count <= MOST_OLD_KEYS { (0..count).map(text).collect() } else { Vec::new() };
        let mut body = machine.heap.body(container).clone();
        if let Body::Set(set) = &mut body {
            set.finger = 0;
        }
        Self { table: body, keys }
    }
}

const MOST_OLD_KEYS: usize = 64;

fn phrase(operation: TableOperation, is_set: bool, name: &str, line: &str) -> Phrase {
    let says = |words: String| line.contains(&words);
    match operation {
        TableOperation::Get if says(format!(" in {name}")) => Phrase::In,
        TableOperation::Get if says(format!("{name}.get(")) => Phrase::Get,
        TableOperation::Insert if is_set && says(format!("{name}.add(")) => Phrase::Add,
        TableOperation::Delete if is_set && says(format!("{name}.discard(")) => Phrase::Discard,
        TableOperation::Delete if says(format!("del {name}[")) => Phrase::Subscript,
        TableOperation::Delete => Phrase::Other,
        _ if says(format!("{name}[")) => Phrase::Subscript,
        _ => Phrase::Other,
    }
}

/// The object that a name stands for where the program is now: in the innermost frame that has it, else in the module.
pub fn named(machine: &Machine, name: &str) -> Option<Ref> {
    let thread = machine.threads.get(machine.current)?;
    for frame in thread.frames.iter().rev() {
        if let Some(local) = frame.code.locals.iter().position(|local| local.text == name) {
            let value = thread.values.get(frame.base + local).map(|value| value.reference());
            let value = value.filter(|value| !value.is_null() && machine.heap.is_alive(*value));
            match value.map(|value| (value, machine.heap.body(value))) {
                Some((_, Body::Cell(inner))) if !inner.is_null() => return Some(*inner),
                Some((value, _)) => return Some(value),
                None => {}
            }
        }
    }
    machine.dict_get_text(machine.main, name)
}

/// Every name of the running frames and the module that stands for an object `wanted` holds for, the innermost first.
pub fn all_named(machine: &Machine, wanted: &dyn Fn(&Body) -> bool) -> Vec<(String, Ref)> {
    let mut all: Vec<(String, Ref)> = Vec::new();
    let names = machine.threads.get(machine.current).into_iter().flat_map(|thread| thread.frames.iter().rev());
    let locals = names.flat_map(|frame| frame.code.locals.iter().map(|local| local.text.clone()));
    let globals = machine.heap.dict(machine.main).into_iter().flat_map(|dict| dict.live_entries());
    let globals = globals.filter_map(|entry| machine.text_of(entry.key)).map(str::to_owned);
    for name in locals.chain(globals.filter(|name| !name.starts_with("__"))) {
        if all.iter().any(|(known, _)| *known == name) {
            continue;
        }
        if let Some(object) = named(machine, &name)
            && object != known::NONE
            && living(machine, object).is_some_and(wanted)
        {
            all.push((name, object));
        }
    }
    all
}
