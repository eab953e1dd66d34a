//! The module `_functools` (`Modules/_functoolsmodule.c`): what `assets/pylib/functools.py` takes from C.

pub mod cache;
pub mod key;
pub mod partial;

use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::modules::arguments::keyword_native;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Ref, known};
use crate::python::version::Version;

static FUNCTIONS: &[&Native] =
    &[&keyword_native("reduce", reduce, 2, 3), &keyword_native("cmp_to_key", key::cmp_to_key, 0, usize::MAX)];

/// Fills the module.
pub fn fill(machine: &mut Machine, module: Ref) -> Result<()> {
    machine.set_functions(module, FUNCTIONS)?;
    machine.set_class_in_module(module, &partial::PARTIAL)?;
    machine.set_class_in_module(module, &cache::CACHE)?;
    if machine.version() >= Version::V3_14 {
        let placeholder = partial::placeholder(machine)?;
        machine.set_in_module(module, "Placeholder", placeholder)?;
    }
    Ok(())
}

fn reduce(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    if !arguments.keywords.is_empty() && machine.version() < Version::V3_14 {
        return Err(machine.raise(known::TYPE_ERROR, "functools.reduce() takes no keyword arguments"));
    }
    let [function, iterable, initial] = machine.bind("reduce", arguments, ["", "", "initial"], 2)?;
    let (function, iterable) = (function.unwrap_or(known::NONE), iterable.unwrap_or(known::NONE));
    let iterator = match machine.iterator_of(iterable) {
        Ok(iterator) => iterator,
        Err(stop) if machine.is_stop_of(&stop, known::TYPE_ERROR) => {
            machine.forget(stop)?;
            return Err(machine.raise(known::TYPE_ERROR, "reduce() arg 2 must support iteration"));
        }
        Err(stop) => return Err(stop),
    };
    let mut total = initial.map_or(Ref::NULL, |initial| machine.keep(initial));
    let outcome = loop {
        let item = match machine.next_of(iterator) {
            Ok(Some(item)) => item,
            Ok(None) => break Ok(()),
            Err(stop) => break Err(stop),
        };
        if total.is_null() {
            total = item;
            continue;
        }
        let result = machine.call(function, &[total, item]);
        machine.release(item);
        machine.release(total);
        total = Ref::NULL;
        match result {
            Ok(result) => total = result,
            Err(stop) => break Err(stop),
        }
    };
    machine.release(iterator);
    if let Err(stop) = outcome {
        machine.release(total);
        return Err(stop);
    }
    if total.is_null() {
        return Err(machine.raise(known::TYPE_ERROR, "reduce() of empty iterable with no initial value"));
    }
    Ok(total)
}
