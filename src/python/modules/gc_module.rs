//! The module `gc`: the program's side of the collector.

use super::arguments::{ALWAYS, keyword_native, native};
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::memory::collection::{referents, traverse};
use crate::python::memory::collector::PERMANENT;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// The functions of `gc`.
pub static FUNCTIONS: &[&Native] = &[
    &keyword_native("collect", collect, 0, 1),
    &native("disable", disable, 0, 0),
    &native("enable", enable, 0, 0),
    &native("freeze", freeze, 0, 0),
    &native("get_count", get_count, 0, 0),
    &native("get_debug", get_debug, 0, 0),
    &native("get_freeze_count", get_freeze_count, 0, 0),
    &keyword_native("get_objects", get_objects, 0, 1),
    &native("get_referents", get_referents, 0, usize::MAX),
    &native("get_referrers", get_referrers, 0, usize::MAX),
    &native("get_stats", get_stats, 0, 0),
    &native("get_threshold", get_threshold, 0, 0),
    &native("is_finalized", is_finalized, 1, 1),
    &native("is_tracked", is_tracked, 1, 1),
    &native("isenabled", is_enabled, 0, 0),
    &native("set_debug", set_debug, 1, 1),
    &native("set_threshold", set_threshold, 1, 3).packed(ALWAYS),
    &native("unfreeze", unfreeze, 0, 0),
];

/// Fills the module.
pub fn fill(machine: &mut Machine, module: Ref) -> Result<()> {
    machine.set_functions(module, FUNCTIONS)?;
    let garbage = machine.new_list(Vec::new());
    machine.set_in_module(module, "garbage", garbage)?;
    let callbacks = machine.new_list(Vec::new());
    machine.keep(callbacks);
    machine.heap.collector.callbacks = callbacks;
    machine.set_in_module(module, "callbacks", callbacks)?;
    for (name, value) in [
        ("DEBUG_STATS", 1),
        ("DEBUG_COLLECTABLE", 2),
        ("DEBUG_UNCOLLECTABLE", 4),
        ("DEBUG_SAVEALL", 32),
        ("DEBUG_LEAK", 38),
    ] {
        let value = machine.new_int(value);
        machine.set_in_module(module, name, value)?;
    }
    Ok(())
}

/// A generation argument; `None` when it was left out or is None.
fn generation(machine: &mut Machine, function: &str, arguments: Arguments<'_>) -> Result<Option<i64>> {
    let [given] = machine.bind(function, arguments, ["generation"], 0)?;
    match given {
        None | Some(known::NONE) => Ok(None),
        Some(given) => machine.index_argument(given).map(Some),
    }
}

fn collect(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let generation = generation(machine, "collect", arguments)?.unwrap_or(2);
    let Ok(generation @ 0..=2) = usize::try_from(generation) else {
        return Err(machine.raise(known::VALUE_ERROR, "invalid generation"));
    };
    let found = machine.collect(generation);
    Ok(machine.new_int(found as i64))
}

fn disable(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    machine.heap.collector.enabled = false;
    Ok(machine.none())
}

fn enable(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    machine.heap.collector.enabled = true;
    Ok(machine.none())
}

fn is_enabled(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    let enabled = machine.heap.collector.enabled;
    Ok(machine.new_bool(enabled))
}

fn freeze(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    machine.heap.freeze();
    Ok(machine.none())
}

fn unfreeze(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    machine.heap.unfreeze();
    Ok(machine.none())
}

fn get_freeze_count(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    let count = machine.heap.listed(PERMANENT).count();
    Ok(machine.new_int(count as i64))
}

fn ints(machine: &mut Machine, values: [i64; 3]) -> Ref {
    let items = values.into_iter().map(|value| machine.new_int(value)).collect();
    machine.new_tuple(items)
}

fn get_count(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    let counts = machine.heap.collector.counts;
    Ok(ints(machine, counts))
}

fn get_threshold(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    let thresholds = machine.heap.collector.thresholds.map(i64::from);
    Ok(ints(machine, thresholds))
}

fn set_threshold(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let mut thresholds = machine.heap.collector.thresholds;
    for (threshold, argument) in thresholds.iter_mut().zip(arguments.positional) {
        *threshold = machine.index_argument(*argument)?.clamp(0, i64::from(i32::MAX)) as u32;
    }
    machine.heap.collector.thresholds = thresholds;
    Ok(machine.none())
}

fn get_debug(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    Ok(machine.new_int(0))
}

fn set_debug(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    match machine.index_argument(arguments.at(0))? {
        0 => Ok(machine.none()),
        _ => Err(Stop::unmodelled("`gc.set_debug` is not modelled yet")),
    }
}

fn is_tracked(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let tracked = machine.heap.is_tracked(arguments.at(0));
    Ok(machine.new_bool(tracked))
}

fn is_finalized(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let finalized = machine.heap.get(arguments.at(0)).flags.finalized;
    Ok(machine.new_bool(finalized))
}

/// A list of these objects, each with a reference more.
fn list_of(machine: &mut Machine, objects: Vec<Ref>) -> Ref {
    let list = machine.new_list(Vec::new());
    for object in objects {
        machine.keep(object);
        machine.list_append(list, object);
    }
    list
}

fn get_objects(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let generation = generation(machine, "get_objects", arguments)?;
    let lists = match generation {
        None => 0..3,
        Some(generation @ 0..=2) => generation as usize..generation as usize + 1,
        Some(generation) => {
            let side = if generation < 0 { "negative" } else { "less than the number of available generations (3)" };
            let message = if generation < 0 {
                format!("generation parameter cannot be {side}")
            } else {
                format!("generation parameter must be {side}")
            };
            return Err(machine.raise(known::VALUE_ERROR, message));
        }
    };
    let objects: Vec<Ref> = lists.flat_map(|list| machine.heap.listed(list).collect::<Vec<_>>()).collect();
    Ok(list_of(machine, objects))
}

fn get_referents(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let mut found = Vec::new();
    for object in arguments.positional {
        if machine.heap.get(*object).flags.collectable {
            referents(&machine.heap, *object, &mut |referent| found.push(referent));
        }
    }
    Ok(list_of(machine, found))
}

fn get_referrers(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let mut referrers = Vec::new();
    for list in 0..3 {
        for holder in machine.heap.listed(list) {
            let mut holds = false;
            traverse(&machine.heap, holder, &mut |referent| holds |= arguments.positional.contains(&referent));
            if holds {
                referrers.push(holder);
            }
        }
    }
    Ok(list_of(machine, referrers))
}

fn get_stats(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    if machine.version() >= Version::V3_15 {
        return Err(Stop::unmodelled("`gc.get_stats` of 3.15, which tells durations, is not modelled yet"));
    }
    let list = machine.new_list(Vec::new());
    for statistics in machine.heap.collector.statistics {
        let dict = machine.new_dict();
        machine.list_append(list, dict);
        for (name, value) in [
            ("collections", statistics.collections),
            ("collected", statistics.collected),
            ("uncollectable", statistics.uncollectable),
        ] {
            let value = machine.new_int(value as i64);
            let name = machine.intern(name);
            machine.dict_set(dict, name, value)?;
            machine.release(name);
            machine.release(value);
        }
    }
    Ok(list)
}

impl Machine {
    /// Calls what the program put into `gc.callbacks` (`invoke_gc_callback`); errors are reported and ignored.
    pub(in crate::python) fn call_collection_callbacks(&mut self, phase: &str, generation: usize, collected: usize) {
        let list = self.heap.collector.callbacks;
        if list.is_null() || self.heap.items(list).is_none_or(<[Ref]>::is_empty) {
            return;
        }
        let info = self.new_dict();
        for (name, value) in [("generation", generation), ("collected", collected), ("uncollectable", 0)] {
            let value = self.new_int(value as i64);
            let name = self.intern(name);
            // Keys are exact strs: nothing can go wrong.
            let _ = self.dict_set(info, name, value);
            self.release(name);
            self.release(value);
        }
        let phase = self.intern(phase);
        let mut at = 0;
        while let Some(callback) = self.heap.items(list).and_then(|items| items.get(at)).copied() {
            self.keep(callback);
            match self.call(callback, &[phase, info]) {
                Ok(result) => self.release(result),
                Err(stop) => self.report_unraisable(stop, callback),
            }
            self.release(callback);
            at += 1;
        }
        self.release(phase);
        self.release(info);
    }

    /// Whether this is a container that `glasshouse.gc_refs` can look at.
    pub(super) fn is_container(&self, object: Ref) -> bool {
        self.heap.get(object).flags.collectable && !matches!(self.heap.body(object), Body::Nothing | Body::Free(_))
    }
}
