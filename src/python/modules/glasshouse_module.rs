//! The module `glasshouse`: the inside of containers, which no portable call tells. `tests/programs/glasshouse.py` answers the same
//! on a real CPython.

use super::arguments::native;
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::memory::collection::referents;
use crate::python::object::dict::{EMPTY, KeyKind, Probe};
use crate::python::object::function::{Arguments, Native};
use crate::python::object::set::Slot;
use crate::python::object::{Ref, known};

/// The functions of `glasshouse`.
pub static FUNCTIONS: &[&Native] = &[
    &native("dict_table", dict_table, 1, 1),
    &native("gc_refs", gc_refs, 1, 1),
    &native("list_allocated", list_allocated, 1, 1),
    &native("set_table", set_table, 1, 1),
];

/// Fills the module.
pub fn fill(machine: &mut Machine, module: Ref) -> Result<()> {
    machine.set_functions(module, FUNCTIONS)
}

/// A dict of these names and (owned) values.
fn answer(machine: &mut Machine, parts: Vec<(&str, Ref)>) -> Result<Ref> {
    let dict = machine.new_dict();
    for (name, value) in parts {
        let name = machine.intern(name);
        machine.dict_set(dict, name, value)?;
        machine.release(name);
        machine.release(value);
    }
    Ok(dict)
}

fn ints(machine: &mut Machine, values: impl Iterator<Item = i64>) -> Ref {
    let items = values.map(|value| machine.new_int(value)).collect();
    machine.new_list(items)
}

fn wrong(machine: &mut Machine, expected: &str, given: Ref) -> Result<Ref> {
    let class = machine.class_name(given);
    Err(machine.raise(known::TYPE_ERROR, format!("expected a {expected}, not '{class}'")))
}

fn dict_table(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let dict = arguments.at(0);
    let Some(table) = machine.heap.dict(dict) else { return wrong(machine, "dict", dict) };
    let kind = match table.kind {
        KeyKind::General => "general",
        KeyKind::Unicode => "unicode",
        KeyKind::Split => "split",
    };
    let shared = machine.heap.class(table.shared).filter(|_| table.kind == KeyKind::Split);
    let (usable, entries, indices) = match shared {
        // The table of a split dict is its class's.
        Some(class) => {
            let mut indices = vec![EMPTY; table.indices.len()];
            for (place, name) in (0..).zip(&class.shared_names) {
                let mut probe = Probe::new(machine.heap.known_hash(*name).unwrap_or(0), indices.len());
                while indices[probe.slot] != EMPTY {
                    probe.advance();
                }
                indices[probe.slot] = place;
            }
            (class.shared_usable as usize, class.shared_names.len(), indices)
        }
        None => (table.usable, table.entries.len(), table.indices.clone()),
    };
    let indices = if indices.is_empty() { vec![EMPTY] } else { indices };
    let log2 = machine.new_int(i64::from(indices.len().ilog2()));
    let kind = machine.new_str(kind);
    let usable = machine.new_int(usable as i64);
    let entries = machine.new_int(entries as i64);
    let indices = ints(machine, indices.into_iter().map(i64::from));
    let parts =
        vec![("log2_size", log2), ("kind", kind), ("usable", usable), ("nentries", entries), ("indices", indices)];
    answer(machine, parts)
}

fn list_allocated(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let list = arguments.at(0);
    match machine.heap.list(list).map(|list| list.allocated) {
        Some(allocated) => Ok(machine.new_int(allocated as i64)),
        None => wrong(machine, "list", list),
    }
}

fn set_table(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let set = arguments.at(0);
    let Some(table) = machine.heap.set(set).cloned() else { return wrong(machine, "set", set) };
    let numbers = [table.mask(), table.fill, table.used, table.finger].map(|number| machine.new_int(number as i64));
    let slots = table
        .table
        .iter()
        .map(|slot| match slot {
            Slot::Empty => machine.none(),
            Slot::Dummy => machine.new_str("dummy"),
            Slot::Key { key, .. } => {
                let key = machine.keep(*key);
                machine.new_tuple(vec![key])
            }
        })
        .collect();
    let slots = machine.new_list(slots);
    let [mask, fill, used, finger] = numbers;
    answer(machine, vec![("mask", mask), ("fill", fill), ("used", used), ("finger", finger), ("slots", slots)])
}

fn gc_refs(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let list = arguments.at(0);
    let Some(objects) = machine.heap.items(list).map(<[Ref]>::to_vec) else { return wrong(machine, "list", list) };
    let mut refs: std::collections::BTreeMap<Ref, i64> =
        objects.iter().map(|object| (*object, i64::from(machine.heap.get(*object).references) - 1)).collect();
    for object in objects.iter().filter(|object| machine.is_container(**object)) {
        referents(&machine.heap, *object, &mut |referent| {
            if let Some(count) = refs.get_mut(&referent) {
                *count -= 1;
            }
        });
    }
    Ok(ints(machine, objects.iter().map(|object| refs.get(object).copied().unwrap_or(0))))
}
