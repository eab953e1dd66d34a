//! An audit for tests: every count must equal the references that there are.

use super::collection::traverse;
use super::heap::IMMORTAL;
use crate::python::machine::Machine;
use crate::python::object::{Body, Ref};
use crate::python::version::Version;

/// What is wrong with the machine's counts, lists and blocks, one finding a string; empty when all is right. To be called between
/// two steps, when no native is under way.
pub fn audit(machine: &Machine) -> Vec<String> {
    let heap = &machine.heap;
    let mut found = vec![0u64; heap.places()];
    let mut findings = Vec::new();
    let mut count = |reference: Ref, holder: &dyn Fn() -> String, findings: &mut Vec<String>| {
        if reference.is_null() {
            return;
        }
        if !heap.is_alive(reference) {
            findings.push(format!("{} refers to the free place {}", holder(), reference.0));
        } else if let Some(count) = found.get_mut(reference.index()) {
            *count += 1;
        }
    };
    for object in heap.living() {
        traverse(heap, object, &mut |reference| {
            count(reference, &|| format!("object {} ({})", object.0, machine.class_name(object)), &mut findings);
        });
    }
    for thread in &machine.threads {
        for value in thread.values.iter().filter(|value| !value.is_borrowed() && !value.is_null()) {
            count(value.reference(), &|| "a stack".to_owned(), &mut findings);
        }
        for frame in &thread.frames {
            let own = [frame.function, frame.globals, frame.locals, frame.object, frame.subject];
            for reference in own.iter().chain(&frame.held) {
                count(*reference, &|| "a frame".to_owned(), &mut findings);
            }
        }
    }
    // What the machine itself holds.
    let collector = &machine.heap.collector;
    let roots = machine
        .threads
        .iter()
        .flat_map(|thread| thread.handled_outside.iter().copied().chain([thread.handled, thread.repr_list]));
    for root in roots
        .chain([machine.modules, collector.callbacks, machine.async_hooks.0, machine.async_hooks.1])
        .chain(machine.module_codes.iter().map(|(_, code)| *code))
    {
        count(root, &|| "the machine".to_owned(), &mut findings);
    }
    let subclass_dicts = heap.living().filter_map(|object| heap.class(object)).map(|class| class.subclass_dict);
    for dict in subclass_dicts {
        count(dict, &|| "a class".to_owned(), &mut findings);
    }
    for object in heap.living() {
        let place = heap.get(object);
        // Names and literals have holders that are not looked for; containers have none but these.
        let container = matches!(
            place.body,
            Body::List(_)
                | Body::Dict(_)
                | Body::Set(_)
                | Body::Instance(_)
                | Body::Function(_)
                | Body::Cell(_)
                | Body::BoundMethod { .. }
                | Body::Iterator(_)
                | Body::DictView { .. }
                | Body::Frame(_)
                | Body::Traceback(_)
                | Body::Generator(_)
                | Body::Super { .. }
        );
        let held = found.get(object.index()).copied().unwrap_or(0);
        let literal = place.class == crate::python::object::known::FROZENSET;
        if container && !literal && u64::from(place.references) > held && place.references < IMMORTAL {
            findings.push(format!(
                "object {} ({}) counts {} references, but only {held} refer to it",
                object.0,
                machine.class_name(object),
                place.references
            ));
        }
    }
    for object in heap.living() {
        let place = heap.get(object);
        let exempt = place.references >= IMMORTAL
            || matches!(place.body, Body::Class(_) | Body::Code(_) | Body::Module(_))
            || (machine.version() == Version::V3_11 && place.flags.interned);
        let held = found.get(object.index()).copied().unwrap_or(0);
        // Roots that the machine itself holds (modules, builtins, names) make a count larger, never smaller.
        if !exempt && u64::from(place.references) < held {
            findings.push(format!(
                "object {} ({}) counts {} references, but {held} refer to it",
                object.0,
                machine.class_name(object),
                place.references
            ));
        }
        if place.references == 0 {
            findings.push(format!("object {} ({}) lives with no reference", object.0, machine.class_name(object)));
        }
    }
    for list in 0..5 {
        let mut previous = crate::python::object::known::GENERATION_HEADS[list];
        for object in heap.listed(list) {
            if heap.get(object).previous != previous {
                findings.push(format!("list {list}: object {} is not linked to the one before", object.0));
            }
            if !heap.is_alive(object) || !heap.get(object).flags.collectable {
                findings.push(format!("list {list} holds place {}, which is nothing to collect", object.0));
            }
            previous = object;
        }
    }
    findings
}
