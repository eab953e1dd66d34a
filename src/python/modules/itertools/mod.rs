//! The module `itertools` (`Modules/itertoolsmodule.c`), each iterator as lazy as CPython's.
//!
//! Left out: pickling and copying of iterators under way, which 3.14 took away.

pub mod chain;
pub mod combine;
pub mod endless;
pub mod group;
pub mod select;
pub mod together;

use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::modules::extension_class::ExtensionClass;
use crate::python::object::{Body, Ref};
use crate::python::version::Version;

static CLASSES: &[&ExtensionClass] = &[
    &together::ACCUMULATE,
    &combine::COMBINATIONS,
    &combine::COMBINATIONS_WITH_REPLACEMENT,
    &chain::CHAIN,
    &select::COMPRESS,
    &endless::COUNT,
    &endless::CYCLE,
    &select::DROPWHILE,
    &select::FILTERFALSE,
    &group::GROUPBY,
    &select::ISLICE,
    &group::PAIRWISE,
    &combine::PERMUTATIONS,
    &combine::PRODUCT,
    &endless::REPEAT,
    &together::STARMAP,
    &select::TAKEWHILE,
    &together::ZIP_LONGEST,
];

/// Fills the module.
pub fn fill(machine: &mut Machine, module: Ref) -> Result<()> {
    for class in CLASSES {
        machine.set_class_in_module(module, class)?;
    }
    if machine.version() >= Version::V3_12 {
        machine.set_class_in_module(module, &group::BATCHED)?;
    }
    machine.set_functions(module, &[&group::TEE_FUNCTION])
}

/// Whether somebody beside its iterator holds a tuple.
fn is_shared(machine: &Machine, tuple: Ref) -> bool {
    machine.heap.get(tuple).references > 1
}

/// The items of the tuple or list that an iterator keeps.
fn items_of(machine: &Machine, sequence: Ref) -> Vec<Ref> {
    machine.heap.items(sequence).map(<[Ref]>::to_vec).unwrap_or_default()
}

/// A tuple (owned twice: by the iterator, and by who asked) with these borrowed items: the last one when nobody else holds it.
fn result_tuple(machine: &mut Machine, last: Ref, items: &[Ref]) -> Ref {
    items.iter().for_each(|item| machine.heap.incref(*item));
    if last.is_null() || is_shared(machine, last) || items.is_empty() {
        let made = machine.new_tuple(items.to_vec());
        machine.release(last);
        return machine.keep(made);
    }
    let old = match &mut machine.heap.get_mut(last).body {
        Body::Tuple(place) => std::mem::replace(place, items.into()),
        _ => items.into(),
    };
    machine.release_all(old);
    // The collector may have untracked it for what it held before (bpo-42536).
    machine.heap.track(last);
    machine.keep(last)
}
