//! `chain` and `chain.from_iterable`.

use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::modules::arguments::native;
use crate::python::modules::extension_class::{CLASS_GETITEM, ExtensionClass};
use crate::python::object::Ref;
use crate::python::object::extension::native_state;
use crate::python::object::function::Arguments;

/// The iterator of iterables, and the one that gives items now; null when there is none.
#[derive(Clone, Debug)]
struct Chain {
    source: Ref,
    active: Ref,
}

native_state!(Chain, |_| 32, [active, source]);

pub static CHAIN: ExtensionClass = ExtensionClass {
    new: Some(new_chain),
    next: Some(next_chain),
    class_methods: &[&native("from_iterable", from_iterable, 1, 1), &CLASS_GETITEM],
    ..ExtensionClass::named("chain", "itertools")
};

fn new_chain(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    machine.check_no_keywords("chain", arguments)?;
    let all = machine.tuple_of(arguments.positional);
    let source = machine.iterator_of(all);
    machine.release(all);
    let source = source?;
    Ok(machine.new_extension(class, Box::new(Chain { source, active: Ref::NULL })))
}

fn from_iterable(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let source = machine.iterator_of(arguments.at(1))?;
    Ok(machine.new_extension(arguments.at(0), Box::new(Chain { source, active: Ref::NULL })))
}

fn next_chain(machine: &mut Machine, object: Ref) -> Result<Option<Ref>> {
    while let Some(Chain { source, mut active }) = machine.heap.extension::<Chain>(object).cloned() {
        if source.is_null() {
            break;
        }
        if active.is_null() {
            let Some(iterable) = (match machine.next_of(source) {
                Ok(iterable) => iterable,
                Err(stop) => {
                    end(machine, object);
                    return Err(stop);
                }
            }) else {
                end(machine, object);
                break;
            };
            let iterator = machine.iterator_of(iterable);
            machine.release(iterable);
            active = match iterator {
                Ok(iterator) => iterator,
                Err(stop) => {
                    end(machine, object);
                    return Err(stop);
                }
            };
            if let Some(chain) = machine.heap.extension_mut::<Chain>(object) {
                chain.active = active;
            }
        }
        if let Some(item) = machine.next_of(active)? {
            return Ok(Some(item));
        }
        if let Some(chain) = machine.heap.extension_mut::<Chain>(object) {
            let active = std::mem::take(&mut chain.active);
            machine.release(active);
        }
    }
    Ok(None)
}

/// Lets go of the iterables: the chain has ended.
fn end(machine: &mut Machine, object: Ref) {
    if let Some(chain) = machine.heap.extension_mut::<Chain>(object) {
        let source = std::mem::take(&mut chain.source);
        machine.release(source);
    }
}
