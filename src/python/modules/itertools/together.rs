//! `accumulate`, `starmap` and `zip_longest`.

use super::select::function_and_iterator;
use crate::python::compile::code::BinaryOperator;
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::modules::extension_class::ExtensionClass;
use crate::python::object::extension::native_state;
use crate::python::object::function::Arguments;
use crate::python::object::{Ref, known};
use crate::python::version::Version;

/// The total so far, null before the first; the function, null for addition; the initial value, null once given.
#[derive(Clone, Debug)]
struct Accumulate {
    total: Ref,
    iterator: Ref,
    function: Ref,
    initial: Ref,
}

native_state!(
    Accumulate,
    |version| if version >= Version::V3_12 { 56 } else { 48 },
    [function, iterator, total, initial]
);

pub static ACCUMULATE: ExtensionClass = ExtensionClass {
    new: Some(new_accumulate),
    next: Some(next_accumulate),
    ..ExtensionClass::named("accumulate", "itertools")
};

fn new_accumulate(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    if arguments.positional.len() > 2 {
        let given = arguments.positional.len();
        let text = format!("accumulate() takes at most 2 positional arguments ({given} given)");
        return Err(machine.raise(known::TYPE_ERROR, text));
    }
    let [iterable, function, initial] = machine.bind("accumulate", arguments, ["iterable", "func", "initial"], 1)?;
    let iterator = machine.iterator_of(iterable.unwrap_or(known::NONE))?;
    let mut kept = |given: Option<Ref>| match given {
        Some(given) if given != known::NONE => machine.keep(given),
        _ => Ref::NULL,
    };
    let (function, initial) = (kept(function), kept(initial));
    Ok(machine.new_extension(class, Box::new(Accumulate { total: Ref::NULL, iterator, function, initial })))
}

fn next_accumulate(machine: &mut Machine, object: Ref) -> Result<Option<Ref>> {
    let Some(Accumulate { total, iterator, function, initial }) = machine.heap.extension::<Accumulate>(object).cloned()
    else {
        return Ok(None);
    };
    let new_total = if !initial.is_null() {
        machine.keep(initial)
    } else {
        let Some(item) = machine.next_of(iterator)? else { return Ok(None) };
        if total.is_null() {
            item
        } else {
            let made = if function.is_null() {
                machine.binary(BinaryOperator::Add, false, total, item)
            } else {
                machine.call(function, &[total, item])
            };
            machine.release(item);
            made?
        }
    };
    machine.keep(new_total);
    if let Some(state) = machine.heap.extension_mut::<Accumulate>(object) {
        let old = [std::mem::replace(&mut state.total, new_total), std::mem::take(&mut state.initial)];
        machine.release_all(old);
    }
    Ok(Some(new_total))
}

#[derive(Clone, Debug)]
struct StarMap {
    function: Ref,
    iterator: Ref,
}

native_state!(StarMap, |_| 32, [iterator, function]);

pub static STARMAP: ExtensionClass = ExtensionClass {
    new: Some(|machine, class, arguments| {
        let (function, iterator) = function_and_iterator(machine, arguments, "starmap")?;
        Ok(machine.new_extension(class, Box::new(StarMap { function, iterator })))
    }),
    next: Some(next_starmap),
    ..ExtensionClass::named("starmap", "itertools")
};

fn next_starmap(machine: &mut Machine, object: Ref) -> Result<Option<Ref>> {
    let Some(StarMap { function, iterator }) = machine.heap.extension::<StarMap>(object).cloned() else {
        return Ok(None);
    };
    let Some(arguments) = machine.next_of(iterator)? else { return Ok(None) };
    let items = machine.items_of(arguments);
    machine.release(arguments);
    let items = items?;
    let result = machine.call(function, &items);
    machine.release_all(items);
    result.map(Some)
}

/// The iterators, null once one has ended; how many have not; what stands for what is missing.
#[derive(Clone, Debug)]
struct ZipLongest {
    iterators: Vec<Ref>,
    active: usize,
    result: Ref,
    fill: Ref,
}

native_state!(ZipLongest, |_| 56, [iterators, result, fill]);

pub static ZIP_LONGEST: ExtensionClass = ExtensionClass {
    new: Some(new_zip_longest),
    next: Some(next_zip_longest),
    ..ExtensionClass::named("zip_longest", "itertools")
};

fn new_zip_longest(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    let mut fill = known::NONE;
    for (name, value) in arguments.keywords {
        if machine.text_of(*name) != Some("fillvalue") || arguments.keywords.len() > 1 {
            return Err(machine.raise(known::TYPE_ERROR, "zip_longest() got an unexpected keyword argument"));
        }
        fill = *value;
    }
    let mut iterators = Vec::new();
    for iterable in arguments.positional {
        match machine.iterator_of(*iterable) {
            Ok(iterator) => iterators.push(iterator),
            Err(stop) => {
                machine.release_all(iterators);
                return Err(stop);
            }
        }
    }
    let (active, fill) = (iterators.len(), machine.keep(fill));
    let nones = vec![known::NONE; active];
    let result = machine.tuple_of(&nones);
    Ok(machine.new_extension(class, Box::new(ZipLongest { iterators, active, result, fill })))
}

fn next_zip_longest(machine: &mut Machine, object: Ref) -> Result<Option<Ref>> {
    let Some(ZipLongest { iterators, mut active, result, fill }) =
        machine.heap.extension::<ZipLongest>(object).cloned()
    else {
        return Ok(None);
    };
    if active == 0 {
        return Ok(None);
    }
    let mut items = Vec::with_capacity(iterators.len());
    for (at, iterator) in iterators.into_iter().enumerate() {
        if iterator.is_null() {
            items.push(machine.keep(fill));
            continue;
        }
        match machine.next_of(iterator) {
            Ok(Some(item)) => items.push(item),
            Ok(None) => {
                active -= 1;
                if let Some(state) = machine.heap.extension_mut::<ZipLongest>(object) {
                    state.active = active;
                    if let Some(place) = state.iterators.get_mut(at) {
                        *place = Ref::NULL;
                    }
                }
                machine.release(iterator);
                if active == 0 {
                    machine.release_all(items);
                    return Ok(None);
                }
                items.push(machine.keep(fill));
            }
            Err(stop) => {
                if let Some(state) = machine.heap.extension_mut::<ZipLongest>(object) {
                    state.active = 0;
                }
                machine.release_all(items);
                return Err(stop);
            }
        }
    }
    Ok(Some(machine.reused_tuple(result, items)))
}
