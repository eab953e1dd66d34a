//! The module `_collections` (`Modules/_collectionsmodule.c`, `Objects/odictobject.c`): what `assets/pylib/collections` takes from C.

pub mod default_dict;
pub mod deque;
pub mod deque_items;
pub mod ordered_dict;
pub mod tuple_getter;

use crate::python::compile;
use crate::python::compile::code::BinaryOperator;
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::modules::arguments::native;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Ref, known};

static FUNCTIONS: &[&Native] =
    &[&native("_count_elements", count_elements, 2, 2), &native("_namedtuple_new", named_tuple_new, 2, 2)];

/// Fills the module.
pub fn fill(machine: &mut Machine, module: Ref) -> Result<()> {
    machine.set_functions(module, FUNCTIONS)?;
    for class in [
        &deque::DEQUE,
        &deque_items::DEQUE_ITERATOR,
        &deque_items::DEQUE_REVERSE_ITERATOR,
        &default_dict::DEFAULT_DICT,
        &ordered_dict::ORDERED_DICT,
        &tuple_getter::TUPLE_GETTER,
    ] {
        let class_object = machine.extension_class(class)?;
        machine.keep(class_object);
        machine.set_in_module(module, class.name, class_object)?;
    }
    Ok(())
}

/// Adds one to the count of each item in a mapping: what `Counter` counts by.
fn count_elements(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let mapping = arguments.at(0);
    let plain = machine.heap.dict(mapping).is_some()
        && !machine.is_overridden(mapping, "get")
        && !machine.is_overridden(mapping, "__setitem__");
    let iterator = machine.iterator_of(arguments.at(1))?;
    let outcome = loop {
        let item = match machine.next_of(iterator) {
            Ok(Some(item)) => item,
            Ok(None) => break Ok(()),
            Err(stop) => break Err(stop),
        };
        let counted = if plain { count_plainly(machine, mapping, item) } else { count_by_get(machine, mapping, item) };
        machine.release(item);
        if let Err(stop) = counted {
            break Err(stop);
        }
    };
    machine.release(iterator);
    outcome?;
    Ok(machine.none())
}

fn count_plainly(machine: &mut Machine, mapping: Ref, item: Ref) -> Result<()> {
    let old = machine.dict_get(mapping, item)?.map(|old| machine.keep(old));
    let old = old.unwrap_or_else(|| machine.new_int(0));
    let new = one_more(machine, old)?;
    let outcome = machine.dict_set(mapping, item, new);
    machine.release(new);
    outcome
}

fn count_by_get(machine: &mut Machine, mapping: Ref, item: Ref) -> Result<()> {
    let zero = machine.new_int(0);
    let old = machine.call_method(mapping, "get", &[item, zero]);
    machine.release(zero);
    let new = one_more(machine, old?)?;
    let outcome = machine.set_item(mapping, item, new);
    machine.release(new);
    outcome
}

/// A number (taken over) and one.
fn one_more(machine: &mut Machine, old: Ref) -> Result<Ref> {
    let one = machine.new_int(1);
    let new = machine.binary(BinaryOperator::Add, false, old, one);
    machine.release(one);
    machine.release(old);
    new
}

/// The `__new__` of a named tuple, by its type's name and its field names (a tuple of identifiers): CPython evaluates the same text.
fn named_tuple_new(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let type_name = machine.text_of(arguments.at(0)).unwrap_or_default().to_owned();
    let fields: Vec<String> = machine
        .heap
        .items(arguments.at(1))
        .unwrap_or_default()
        .iter()
        .filter_map(|field| machine.text_of(*field))
        .map(str::to_owned)
        .collect();
    let list = fields.join(", ");
    let comma = if fields.len() == 1 { "," } else { "" };
    let source = format!("lambda _cls, {list}: _tuple_new(_cls, ({list}{comma}))");
    let code = compile::expression(machine, &source, "<string>")
        .map_err(|error| Stop::unmodelled(format!("a named tuple of these fields: {}", error.message)))?;
    let globals = machine.new_dict();
    let new = machine.intern("__new__");
    let tuple_new = machine.get_attribute(known::TUPLE, new);
    machine.release(new);
    let builtins = machine.new_dict();
    let name = machine.new_str(&format!("namedtuple_{type_name}"));
    for (key, value) in [("_tuple_new", tuple_new?), ("__builtins__", builtins), ("__name__", name)] {
        machine.dict_set_text(globals, key, value)?;
        machine.release(value);
    }
    let function = machine.run_module_code(code, globals);
    machine.release(globals);
    function
}
