//! `islice`, `takewhile`, `dropwhile`, `filterfalse` and `compress`: some of the items of one iterator.

use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::modules::extension_class::ExtensionClass;
use crate::python::object::extension::native_state;
use crate::python::object::function::Arguments;
use crate::python::object::{Ref, known};

/// A function, an iterator, and whether the change has come that takewhile and dropwhile wait for.
#[derive(Clone, Debug)]
struct While {
    function: Ref,
    iterator: Ref,
    changed: bool,
}

native_state!(While, |_| 40, [iterator, function]);

pub static TAKEWHILE: ExtensionClass = ExtensionClass {
    new: Some(|machine, class, arguments| new_while(machine, class, arguments, "takewhile")),
    next: Some(next_takewhile),
    ..ExtensionClass::named("takewhile", "itertools")
};

pub static DROPWHILE: ExtensionClass = ExtensionClass {
    new: Some(|machine, class, arguments| new_while(machine, class, arguments, "dropwhile")),
    next: Some(next_dropwhile),
    ..ExtensionClass::named("dropwhile", "itertools")
};

/// Two arguments, a function and an iterable, as `starmap` and others take them too; the iterator is owned.
pub(super) fn function_and_iterator(machine: &mut Machine, arguments: Arguments<'_>, name: &str) -> Result<(Ref, Ref)> {
    machine.check_no_keywords(name, arguments)?;
    machine.check_count(name, arguments, 2, 2)?;
    let iterator = machine.iterator_of(arguments.at(1))?;
    Ok((machine.keep(arguments.at(0)), iterator))
}

fn new_while(machine: &mut Machine, class: Ref, arguments: Arguments<'_>, name: &str) -> Result<Ref> {
    let (function, iterator) = function_and_iterator(machine, arguments, name)?;
    Ok(machine.new_extension(class, Box::new(While { function, iterator, changed: false })))
}

/// Whether the function (the identity for None and bool) says yes to an item.
fn says_yes(machine: &mut Machine, function: Ref, item: Ref) -> Result<bool> {
    if matches!(function, known::NONE | known::BOOL) {
        return machine.is_true(item);
    }
    let answer = machine.call(function, &[item])?;
    let truth = machine.is_true(answer);
    machine.release(answer);
    truth
}

fn set_changed(machine: &mut Machine, object: Ref) {
    if let Some(state) = machine.heap.extension_mut::<While>(object) {
        state.changed = true;
    }
}

/// A predicate that is None is called like any other here, and fails.
fn holds(machine: &mut Machine, function: Ref, item: Ref) -> Result<bool> {
    let outcome = machine.call(function, &[item]).and_then(|answer| {
        let truth = machine.is_true(answer);
        machine.release(answer);
        truth
    });
    if outcome.is_err() {
        machine.release(item);
    }
    outcome
}

fn next_takewhile(machine: &mut Machine, object: Ref) -> Result<Option<Ref>> {
    let Some(While { function, iterator, changed }) = machine.heap.extension::<While>(object).cloned() else {
        return Ok(None);
    };
    if changed {
        return Ok(None);
    }
    let Some(item) = machine.next_of(iterator)? else { return Ok(None) };
    if holds(machine, function, item)? {
        return Ok(Some(item));
    }
    machine.release(item);
    set_changed(machine, object);
    Ok(None)
}

fn next_dropwhile(machine: &mut Machine, object: Ref) -> Result<Option<Ref>> {
    let Some(While { function, iterator, changed }) = machine.heap.extension::<While>(object).cloned() else {
        return Ok(None);
    };
    while let Some(item) = machine.next_of(iterator)? {
        if changed {
            return Ok(Some(item));
        }
        if !holds(machine, function, item)? {
            set_changed(machine, object);
            return Ok(Some(item));
        }
        machine.release(item);
    }
    Ok(None)
}

#[derive(Clone, Debug)]
struct FilterFalse {
    function: Ref,
    iterator: Ref,
}

native_state!(FilterFalse, |_| 32, [iterator, function]);

pub static FILTERFALSE: ExtensionClass = ExtensionClass {
    new: Some(|machine, class, arguments| {
        let (function, iterator) = function_and_iterator(machine, arguments, "filterfalse")?;
        Ok(machine.new_extension(class, Box::new(FilterFalse { function, iterator })))
    }),
    next: Some(next_filterfalse),
    ..ExtensionClass::named("filterfalse", "itertools")
};

fn next_filterfalse(machine: &mut Machine, object: Ref) -> Result<Option<Ref>> {
    let Some(FilterFalse { function, iterator }) = machine.heap.extension::<FilterFalse>(object).cloned() else {
        return Ok(None);
    };
    while let Some(item) = machine.next_of(iterator)? {
        match says_yes(machine, function, item) {
            Ok(false) => return Ok(Some(item)),
            Ok(true) => machine.release(item),
            Err(stop) => {
                machine.release(item);
                return Err(stop);
            }
        }
    }
    Ok(None)
}

#[derive(Clone, Debug)]
struct Compress {
    data: Ref,
    selectors: Ref,
}

native_state!(Compress, |_| 32, [data, selectors]);

pub static COMPRESS: ExtensionClass = ExtensionClass {
    new: Some(new_compress),
    next: Some(next_compress),
    ..ExtensionClass::named("compress", "itertools")
};

fn new_compress(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    let [data, selectors] = machine.bind("compress", arguments, ["data", "selectors"], 2)?;
    let data = machine.iterator_of(data.unwrap_or(known::NONE))?;
    match machine.iterator_of(selectors.unwrap_or(known::NONE)) {
        Ok(selectors) => Ok(machine.new_extension(class, Box::new(Compress { data, selectors }))),
        Err(stop) => {
            machine.release(data);
            Err(stop)
        }
    }
}

fn next_compress(machine: &mut Machine, object: Ref) -> Result<Option<Ref>> {
    let Some(Compress { data, selectors }) = machine.heap.extension::<Compress>(object).cloned() else {
        return Ok(None);
    };
    while let Some(item) = machine.next_of(data)? {
        let selector = match machine.next_of(selectors) {
            Ok(Some(selector)) => selector,
            other => {
                machine.release(item);
                return other;
            }
        };
        let wanted = machine.is_true(selector);
        machine.release(selector);
        match wanted {
            Ok(true) => return Ok(Some(item)),
            Ok(false) => machine.release(item),
            Err(stop) => {
                machine.release(item);
                return Err(stop);
            }
        }
    }
    Ok(None)
}

/// `islice`: which item is next to be given, how many were taken, and where it stops (`None` for nowhere).
#[derive(Clone, Debug)]
struct Slice {
    /// Null once it has ended.
    iterator: Ref,
    next: i64,
    stop: Option<i64>,
    step: i64,
    taken: i64,
}

native_state!(Slice, |_| 56, [iterator]);

pub static ISLICE: ExtensionClass =
    ExtensionClass { new: Some(new_islice), next: Some(next_islice), ..ExtensionClass::named("islice", "itertools") };

/// A bound of `islice`: `None` when it is None or left out; an error when it is no int from 0 (for a step: 1) on.
fn bound(machine: &mut Machine, given: Option<Ref>, least: i64, error: &str) -> Result<Option<i64>> {
    let Some(given) = given.filter(|given| *given != known::NONE) else { return Ok(None) };
    let value = match machine.index_of(given) {
        Ok(value) if value >= least => return Ok(Some(value)),
        Ok(_) => Ok(()),
        Err(stop) => machine.forget(stop),
    };
    value?;
    Err(machine.raise(known::VALUE_ERROR, error))
}

fn new_islice(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    machine.check_no_keywords("islice", arguments)?;
    machine.check_count("islice", arguments, 2, 4)?;
    let stop_error = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    let both_error = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    let (start, stop) = if arguments.positional.len() == 2 {
        (0, bound(machine, arguments.optional(1), 0, stop_error)?)
    } else {
        let stop = bound(machine, arguments.optional(2), i64::MIN, stop_error)?;
        // CPython takes -1 for a failure to read the number.
        if stop == Some(-1) {
            return Err(machine.raise(known::VALUE_ERROR, stop_error));
        }
        let start = bound(machine, arguments.optional(1), i64::MIN, both_error)?.unwrap_or(0);
        if start < 0 || stop.is_some_and(|stop| stop < 0) {
            return Err(machine.raise(known::VALUE_ERROR, both_error));
        }
        (start, stop)
    };
    let step_error = "Step for islice() must be a positive integer or None.";
    let step = bound(machine, arguments.optional(3), 1, step_error)?.unwrap_or(1);
    let iterator = machine.iterator_of(arguments.at(0))?;
    Ok(machine.new_extension(class, Box::new(Slice { iterator, next: start, stop, step, taken: 0 })))
}

fn next_islice(machine: &mut Machine, object: Ref) -> Result<Option<Ref>> {
    let Some(Slice { iterator, next, stop, step, mut taken }) = machine.heap.extension::<Slice>(object).cloned() else {
        return Ok(None);
    };
    if iterator.is_null() {
        return Ok(None);
    }
    let found = loop {
        let wanted = taken >= next;
        if wanted && stop.is_some_and(|stop| taken >= stop) {
            break Ok(None);
        }
        match machine.next_of(iterator) {
            Ok(Some(item)) => {
                taken += 1;
                if wanted {
                    break Ok(Some(item));
                }
                machine.release(item);
            }
            other => break other,
        }
        if let Some(slice) = machine.heap.extension_mut::<Slice>(object) {
            slice.taken = taken;
        }
    };
    let ended = !matches!(found, Ok(Some(_)));
    let following = next.saturating_add(step);
    if let Some(slice) = machine.heap.extension_mut::<Slice>(object) {
        slice.taken = taken;
        slice.next = stop.map_or(following, |stop| following.min(stop));
        if ended {
            let iterator = std::mem::take(&mut slice.iterator);
            machine.release(iterator);
        }
    }
    found
}
