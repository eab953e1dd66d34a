//! `_tuplegetter`: the attribute of a named tuple that gives the item at one place.

use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::modules::arguments::native;
use crate::python::modules::extension_class::{ExtensionClass, Getter};
use crate::python::object::extension::native_state;
use crate::python::object::function::Arguments;
use crate::python::object::{Body, Ref, known};

#[derive(Clone, Debug)]
struct TupleGetter {
    index: usize,
    doc: Ref,
}

native_state!(TupleGetter, |_| 32, [doc]);

pub static TUPLE_GETTER: ExtensionClass = ExtensionClass {
    new: Some(new),
    methods: &[
        &native("__get__", get, 1, 2),
        &native("__set__", set, 2, 2),
        &native("__delete__", delete, 1, 1),
        &native("__repr__", repr, 0, 0),
    ],
    getters: &[Getter { name: "__doc__", get: doc, set: Some(set_doc) }],
    ..ExtensionClass::named("_tuplegetter", "collections")
};

fn new(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    machine.check_no_keywords("_tuplegetter", arguments)?;
    machine.check_count("_tuplegetter", arguments, 2, 2)?;
    let index = machine.index_of(arguments.at(0))?;
    let doc = machine.keep(arguments.at(1));
    Ok(machine.new_extension(class, Box::new(TupleGetter { index: usize::try_from(index).unwrap_or(usize::MAX), doc })))
}

fn get(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (getter, object) = (arguments.at(0), arguments.at(1));
    let Some(index) = machine.heap.extension::<TupleGetter>(getter).map(|state| state.index) else {
        return Ok(machine.none());
    };
    if object == known::NONE {
        return Ok(machine.keep(getter));
    }
    let Body::Tuple(items) = machine.heap.body(object) else {
        let got = machine.class_name(object);
        let message = format!("descriptor for index '{index}' for tuple subclasses doesn't apply to '{got}' object");
        return Err(machine.raise(known::TYPE_ERROR, message));
    };
    match items.get(index).copied() {
        Some(item) => Ok(machine.keep(item)),
        None => Err(machine.raise(known::INDEX_ERROR, "tuple index out of range")),
    }
}

fn set(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    Err(machine.raise(known::ATTRIBUTE_ERROR, "can't set attribute"))
}

fn delete(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    Err(machine.raise(known::ATTRIBUTE_ERROR, "can't delete attribute"))
}

fn repr(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let Some(TupleGetter { index, doc }) = machine.heap.extension::<TupleGetter>(arguments.at(0)).cloned() else {
        return Ok(machine.none());
    };
    let text = format!("{}({index}, {})", machine.short_class_name(arguments.at(0)), machine.repr_of(doc)?);
    Ok(machine.new_str(&text))
}

fn doc(machine: &mut Machine, object: Ref) -> Result<Ref> {
    let doc = machine.heap.extension::<TupleGetter>(object).map_or(known::NONE, |state| state.doc);
    Ok(machine.keep(doc))
}

fn set_doc(machine: &mut Machine, object: Ref, value: Option<Ref>) -> Result<()> {
    let value = machine.keep(value.unwrap_or(known::NONE));
    let old = match machine.heap.extension_mut::<TupleGetter>(object) {
        Some(state) => std::mem::replace(&mut state.doc, value),
        None => value,
    };
    machine.release(old);
    Ok(())
}
