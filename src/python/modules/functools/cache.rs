//! `_lru_cache_wrapper`: what `lru_cache` makes of a function.
//!
//! The cache is a dict whose order is that of use; CPython has a ring of links beside its dict.

use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::modules::arguments::{keyword_native, native};
use crate::python::modules::extension_class::ExtensionClass;
use crate::python::object::extension::native_state;
use crate::python::object::function::Arguments;
use crate::python::object::{Ref, known};

#[derive(Clone, Debug)]
struct Cache {
    function: Ref,
    /// A dict from keys to results, the one used longest ago first.
    results: Ref,
    /// What `cache_info()` gives is made by it.
    info: Ref,
    /// Stands before keyword arguments in a key.
    mark: Ref,
    /// `None` for no bound.
    most: Option<usize>,
    typed: bool,
    hits: i64,
    misses: i64,
}

native_state!(Cache, |_| 152, [results, function, mark, info]);

pub static CACHE: ExtensionClass = ExtensionClass {
    new: Some(new),
    methods: &[
        &keyword_native("__call__", call, 0, usize::MAX),
        &native("cache_info", info, 0, 0),
        &native("cache_clear", clear, 0, 0),
        &native("__get__", get, 1, 2),
        &native("__copy__", |machine, arguments| Ok(machine.keep(arguments.at(0))), 0, 0),
        &native("__deepcopy__", |machine, arguments| Ok(machine.keep(arguments.at(0))), 1, 1),
        &native("__reduce__", reduce, 0, 0),
    ],
    has_dict: true,
    has_weak: true,
    ..ExtensionClass::named("_lru_cache_wrapper", "functools")
};

fn new(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    let names = ["user_function", "maxsize", "typed", "cache_info_type"];
    let [function, most, typed, info] = machine.bind("lru_cache", arguments, names, 4)?;
    let function = function.unwrap_or(known::NONE);
    if !machine.is_callable(function) {
        return Err(machine.raise(known::TYPE_ERROR, "the first argument must be callable"));
    }
    let most = match most.unwrap_or(known::NONE) {
        known::NONE => None,
        most if machine.is_int(most) => Some(usize::try_from(machine.index_of(most)?).unwrap_or(0)),
        _ => return Err(machine.raise(known::TYPE_ERROR, "maxsize should be integer or None")),
    };
    let typed = machine.is_true(typed.unwrap_or(known::FALSE))?;
    let results = machine.new_dict();
    machine.keep(function);
    let info = machine.keep(info.unwrap_or(known::NONE));
    let mark = machine.call(known::OBJECT, &[])?;
    let state = Cache { function, results, info, mark, most, typed, hits: 0, misses: 0 };
    Ok(machine.new_extension(class, Box::new(state)))
}

/// The key of a call (owned): one int or str stands for itself (`lru_cache_make_key`).
fn key_of(machine: &mut Machine, state: &Cache, positional: &[Ref], keywords: &[(Ref, Ref)]) -> Ref {
    if let ([argument], true, false) = (positional, keywords.is_empty(), state.typed)
        && [known::INT, known::STR].contains(&machine.heap.class_of(*argument))
    {
        return machine.keep(*argument);
    }
    let mut parts = positional.to_vec();
    if !keywords.is_empty() {
        parts.push(state.mark);
        parts.extend(keywords.iter().flat_map(|(name, value)| [*name, *value]));
    }
    if state.typed {
        let values = positional.iter().copied().chain(keywords.iter().map(|(_, value)| *value));
        parts.extend(values.map(|value| machine.heap.class_of(value)));
    }
    machine.tuple_of(&parts)
}

fn call(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    let positional = arguments.positional.get(1..).unwrap_or_default();
    let Some(state) = machine.heap.extension::<Cache>(object).cloned() else { return Ok(machine.none()) };
    if state.most == Some(0) {
        count(machine, object, false);
        return machine.call_with_keywords(state.function, positional, arguments.keywords);
    }
    let key = key_of(machine, &state, positional, arguments.keywords);
    let outcome = look_up_or_call(machine, object, &state, key, positional, arguments.keywords);
    machine.release(key);
    outcome
}

fn count(machine: &mut Machine, object: Ref, hit: bool) {
    if let Some(state) = machine.heap.extension_mut::<Cache>(object) {
        state.hits += i64::from(hit);
        state.misses += i64::from(!hit);
    }
}

fn look_up_or_call(
    machine: &mut Machine,
    object: Ref,
    state: &Cache,
    key: Ref,
    positional: &[Ref],
    keywords: &[(Ref, Ref)],
) -> Result<Ref> {
    let hash = machine.key_hash(key)?;
    if let Some(found) = machine.dict_get_hashed(state.results, key, hash)? {
        machine.keep(found);
        if state.most.is_some() {
            // It was used last now.
            machine.rebuild_dict(state.results, |table| {
                let place = table.entries.iter().rposition(|entry| entry.hash == hash && entry.value == found);
                if let Some(place) = place.filter(|place| place + 1 < table.entries.len()) {
                    let entry = table.entries.remove(place);
                    table.entries.push(entry);
                    let (size, kind) = (table.size(), table.kind);
                    table.resize(size, kind);
                }
            });
        }
        count(machine, object, true);
        return Ok(found);
    }
    count(machine, object, false);
    let result = machine.call_with_keywords(state.function, positional, keywords)?;
    if let Err(stop) = store(machine, state, key, hash, result) {
        machine.release(result);
        return Err(stop);
    }
    Ok(result)
}

fn store(machine: &mut Machine, state: &Cache, key: Ref, hash: i64, result: Ref) -> Result<()> {
    let Some(most) = state.most else { return machine.dict_set_hashed(state.results, key, hash, result) };
    // The call may have stored the same key already; then that one stays.
    if machine.dict_get_hashed(state.results, key, hash)?.is_some() {
        return Ok(());
    }
    let full = machine.heap.dict(state.results).is_some_and(|table| table.used >= most);
    let oldest = machine.heap.dict(state.results).and_then(|table| table.live_entries().next().map(|entry| entry.key));
    if let Some(oldest) = oldest.filter(|_| full) {
        machine.keep(oldest);
        let dropped = machine.dict_delete(state.results, oldest);
        machine.release(oldest);
        dropped?;
    }
    machine.dict_set_hashed(state.results, key, hash, result)
}

fn info(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let Some(state) = machine.heap.extension::<Cache>(arguments.at(0)).cloned() else { return Ok(machine.none()) };
    let used = machine.heap.dict(state.results).map_or(0, |table| table.used);
    let most = match state.most {
        Some(most) => machine.new_int(most as i64),
        None => machine.none(),
    };
    let parts = [machine.new_int(state.hits), machine.new_int(state.misses), most, machine.new_int(used as i64)];
    let made = machine.call(state.info, &parts);
    machine.release_all(parts);
    made
}

fn clear(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let Some(state) = machine.heap.extension_mut::<Cache>(arguments.at(0)) else { return Ok(machine.none()) };
    (state.hits, state.misses) = (0, 0);
    let results = state.results;
    machine.dict_clear(results);
    Ok(machine.none())
}

/// In a class it is a method of the instances.
fn get(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (wrapper, object) = (arguments.at(0), arguments.at(1));
    if object == known::NONE {
        return Ok(machine.keep(wrapper));
    }
    Ok(machine.bound_method(wrapper, object))
}

/// It is pickled by its name.
fn reduce(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let name = machine.names.qualname;
    machine.get_attribute(arguments.at(0), name)
}
