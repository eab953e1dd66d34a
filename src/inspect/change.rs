//! The next line that changes a name or an object.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::names::{self, Scope};
use super::slots;
use crate::python::object::{Body, Ref};
use crate::python::{Machine, Recording};

/// What is to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// What this name is bound to, in the scope that it has at the start.
    Name(String),
    /// What the object holds, or whether it lives.
    Object(Ref),
}

/// The step before the first line that begins after `from` and finds it changed; the end of the run where that does; `None` where
/// nothing changes it any more, or when `go_on` ended the search.
pub fn next(recording: &Recording, wish: Wish, from: u64, go_on: &mut dyn FnMut(u64) -> bool) -> Option<u64> {
    let start = recording.machine_at(from);
    let scope = match &wish {
        Wish::Name(name) => names::scope_of(&start, name),
        Wish::Object(_) => Scope::Module,
    };
    let first = print(&start, &wish, scope);
    drop(start);
    let lines: Vec<u64> = recording.lines().iter().map(|mark| mark.step).filter(|step| *step > from).collect();
    let begin = lines.first().copied().unwrap_or_else(|| recording.steps()).max(from + 1);
    let end = recording.steps();
    let look = move |found: &mut Option<u64>, machine: &Machine| {
        if print(machine, &wish, scope) != first {
            *found = Some(machine.step);
            return 0;
        }
        let next = lines.partition_point(|step| *step <= machine.step);
        lines.get(next).copied().unwrap_or(end)
    };
    recording.watch(begin, None, look, go_on)?
}

/// What can be compared with later.
fn print(machine: &Machine, wish: &Wish, scope: Scope) -> Option<u64> {
    match wish {
        Wish::Name(name) => {
            let bound = names::bound(machine, scope, name)?;
            // An object may come to stand where another one was.
            Some(hash(|hasher| (bound, machine.heap.get(bound).address).hash(hasher)))
        }
        Wish::Object(object) => {
            machine.heap.is_alive(*object).then(|| hash(|hasher| content(machine, *object, hasher)))
        }
    }
}

fn content(machine: &Machine, object: Ref, hasher: &mut DefaultHasher) {
    let place = machine.heap.get(object);
    (place.address, place.attributes).hash(hasher);
    match &place.body {
        Body::List(list) => list.items.hash(hasher),
        Body::Class(class) => entries(machine, class.dict, hasher),
        Body::Module(module) => entries(machine, module.dict, hasher),
        _ => slots::visit(machine, object, &mut |_, to| to.hash(hasher)),
    }
    entries(machine, place.attributes, hasher);
}

fn entries(machine: &Machine, dict: Ref, hasher: &mut DefaultHasher) {
    if let Some(Body::Dict(dict)) = machine.heap.body_or_none(dict) {
        dict.live_entries().for_each(|entry| (entry.key, entry.value).hash(hasher));
    }
}

fn hash(write: impl FnOnce(&mut DefaultHasher)) -> u64 {
    let mut hasher = DefaultHasher::new();
    write(&mut hasher);
    hasher.finish()
}
