//! What an object is at one step: type, value, size, count, who refers to it and what it refers to.

use super::alive::{self, Why};
use super::slots::{self, Owners};
use crate::python::Machine;
use crate::python::memory::heap::IMMORTAL;
use crate::python::object::{Body, Ref, known};
use crate::views::value;

/// Rows of each list; the rest is counted.
const MOST_ROWS: usize = 200;

/// An object at a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Portrait {
    pub object: Ref,
    /// What `id()` answers.
    pub address: u64,
    pub class: Ref,
    /// The name of its class.
    pub kind: String,
    pub value: String,
    /// `sys.getsizeof`, in bytes; `None` for what the model gives no size.
    pub size: Option<u64>,
    /// `ob_refcnt`; `None` for an immortal object.
    pub count: Option<u32>,
    /// The collector's generation, while it is tracked.
    pub generation: Option<u8>,
    pub holders: Vec<Holder>,
    pub more_holders: usize,
    /// References that no frame and no object accounts for: the interpreter's own.
    pub inside: u32,
    pub holds: Vec<Held>,
    pub more_held: usize,
    pub why: Why,
}

/// Something that refers to an object.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Holder {
    /// `name \`a\` of the module`, `\`[0]\` of list`.
    pub words: String,
    /// The object that holds; null for a frame or a stack.
    pub object: Ref,
}

/// A reference from an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub place: String,
    pub object: Ref,
    pub words: String,
}

/// The portrait; `None` where no object is at that place of the heap.
pub fn of(machine: &Machine, object: Ref) -> Option<Portrait> {
    if !machine.heap.is_alive(object) {
        return None;
    }
    let place = machine.heap.get(object);
    let (all, more_holders) = holders(machine, object);
    let count = (place.references < IMMORTAL).then_some(place.references);
    let known_holders = (all.len() + more_holders) as u32;
    let mut holds = Vec::new();
    let mut total = 0;
    slots::visit(machine, object, &mut |at, to| {
        total += 1;
        if holds.len() < MOST_ROWS {
            holds.push(Held { place: at.words(machine), object: to, words: brief(machine, to) });
        }
    });
    // The rule for sizes may ask for a table that it makes then; the picture's machine is left alone.
    let size = machine.clone().size_of(object).ok();
    Some(Portrait {
        object,
        address: place.address,
        class: place.class,
        kind: value::class_name(machine, place.class),
        value: whole(machine, object),
        size,
        count,
        generation: machine.heap.is_tracked(object).then_some(place.flags.generation),
        inside: count.map_or(0, |count| count.saturating_sub(known_holders)),
        holders: all,
        more_holders,
        more_held: total - holds.len(),
        holds,
        why: alive::why(machine, object),
    })
}

/// Everything that refers to the object, names and frames first, and how many more there are.
pub fn holders(machine: &Machine, object: Ref) -> (Vec<Holder>, usize) {
    let owners = Owners::of(machine);
    let mut found = Vec::new();
    let mut total = 0;
    slots::visit_frames(machine, &mut |words, to| {
        if to == object {
            total += 1;
            if found.len() < MOST_ROWS {
                found.push(Holder { words: words(), object: Ref::NULL });
            }
        }
    });
    for holder in machine.heap.living() {
        slots::visit(machine, holder, &mut |place, to| {
            if to == object {
                total += 1;
                if found.len() < MOST_ROWS {
                    let (words, object) = owners.words(machine, holder, place);
                    found.push(Holder { words, object });
                }
            }
        });
    }
    found.sort_by_key(|holder| !holder.words.starts_with("name "));
    let more = total - found.len();
    (found, more)
}

/// An object in a row: its value, or its type where the value is long.
pub fn brief(machine: &Machine, object: Ref) -> String {
    match machine.heap.body_or_none(object) {
        Some(Body::Class(class)) => format!("class {}", class.name),
        Some(Body::Function(function)) => format!("function {}()", function.code.name),
        Some(Body::Module(module)) => format!("module {}", module.name),
        Some(Body::List(list)) => format!("list of {}", list.items.len()),
        Some(Body::Dict(dict)) => format!("dict of {}", dict.live_entries().count()),
        Some(Body::Set(set)) => format!("set of {}", set.keys().count()),
        Some(_) => match value::short(machine, object).as_str() {
            "…" => value::class_name(machine, machine.heap.class_of(object)),
            short => short.to_owned(),
        },
        None => String::new(),
    }
}

/// Items of a container that stand in its value.
const MOST_ITEMS: usize = 8;

fn whole(machine: &Machine, object: Ref) -> String {
    let listed = |mut items: Vec<String>, total: usize, ends: [&str; 2]| {
        if total > items.len() {
            items.push(format!("… {total} in all"));
        }
        format!("{}{}{}", ends[0], items.join(", "), ends[1])
    };
    match machine.heap.body(object) {
        Body::List(list) => {
            let items = list.items.iter().take(MOST_ITEMS).map(|item| brief(machine, *item)).collect();
            listed(items, list.items.len(), ["[", "]"])
        }
        Body::Tuple(parts) if !parts.is_empty() => {
            let items = parts.iter().take(MOST_ITEMS).map(|item| brief(machine, *item)).collect();
            listed(items, parts.len(), if parts.len() == 1 { ["(", ",)"] } else { ["(", ")"] })
        }
        Body::Dict(dict) => {
            let pair = |entry: &crate::python::object::dict::Entry| {
                format!("{}: {}", brief(machine, entry.key), brief(machine, entry.value))
            };
            listed(dict.live_entries().take(MOST_ITEMS).map(pair).collect(), dict.live_entries().count(), ["{", "}"])
        }
        Body::Set(set) if set.keys().next().is_some() => {
            let items = set.keys().take(MOST_ITEMS).map(|item| brief(machine, item)).collect();
            let frozen = machine.heap.class_of(object) == known::FROZENSET;
            listed(items, set.keys().count(), if frozen { ["frozenset({", "})"] } else { ["{", "}"] })
        }
        _ => value::whole(machine, object).filter(|text| text != "…").unwrap_or_else(|| brief(machine, object)),
    }
}
