//! What operators do on built-in classes, as methods by name: `object.__init__`, `dict.__setitem__`, `list.__len__` …
//!
//! Operators themselves never come here: `eval` goes to the built-in rule directly. These serve `super().__setitem__(…)` in
//! a program's subclass, and whoever asks for them by name.

use super::arguments::{keyword_native, native};
use crate::python::compile::code::{BinaryOperator, Comparison};
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Body, Ref, known};

/// `object`'s, which every class inherits.
pub static OBJECT: &[&Native] = &[
    &keyword_native("__init__", object_init, 0, usize::MAX),
    &keyword_native("__new__", object_new, 0, usize::MAX),
    &native("__repr__", object_repr, 0, 0),
    &native("__str__", object_str, 0, 0),
    &native("__hash__", object_hash, 0, 0),
    &native("__eq__", object_equal, 1, 1),
    &native("__ne__", object_not_equal, 1, 1),
    &native("__setattr__", set_attribute, 2, 2),
    &native("__delattr__", delete_attribute, 1, 1),
    &native("__getattribute__", get_attribute, 1, 1),
    &native("__format__", format, 1, 1),
    &keyword_native("__init_subclass__", init_subclass, 0, 0),
];

/// BaseException's.
pub static EXCEPTION: &[&Native] = &[
    &keyword_native("__init__", exception_init, 0, usize::MAX),
    &native("__repr__", builtin_repr, 0, 0),
    &native("__str__", builtin_str, 0, 0),
    &native("with_traceback", with_traceback, 1, 1),
    &native("add_note", add_note, 1, 1),
];

/// Of everything with items: list, dict.
pub static MUTABLE_ITEMS: &[&Native] =
    &[&native("__setitem__", set_item, 2, 2), &native("__delitem__", delete_item, 1, 1)];

/// Of every container.
pub static CONTAINER: &[&Native] = &[
    &native("__len__", length, 0, 0),
    &native("__contains__", contains, 1, 1),
    &native("__iter__", iterate, 0, 0),
    &native("__repr__", builtin_repr, 0, 0),
    &native("__eq__", equal, 1, 1),
    &native("__ne__", not_equal, 1, 1),
];

/// Of what has items by index or key.
pub static ITEMS: &[&Native] = &[&native("__getitem__", get_item, 1, 1)];

/// Of what can be ordered.
pub static ORDERED: &[&Native] = &[
    &native("__lt__", less, 1, 1),
    &native("__le__", less_equal, 1, 1),
    &native("__gt__", greater, 1, 1),
    &native("__ge__", greater_equal, 1, 1),
];

/// Of what can be hashed by its contents.
pub static HASHED: &[&Native] = &[&native("__hash__", builtin_hash, 0, 0)];

/// Of what `+` joins.
pub static CONCATENATED: &[&Native] = &[&native("__add__", add, 1, 1), &native("__mul__", multiply, 1, 1)];

/// Of numbers.
pub static NUMBER: &[&Native] = &[
    &native("__add__", add, 1, 1),
    &native("__sub__", subtract, 1, 1),
    &native("__mul__", multiply, 1, 1),
    &native("__truediv__", true_divide, 1, 1),
    &native("__floordiv__", floor_divide, 1, 1),
    &native("__mod__", remainder, 1, 1),
    &native("__repr__", builtin_repr, 0, 0),
    &native("__eq__", equal, 1, 1),
    &native("__ne__", not_equal, 1, 1),
    &native("__bool__", truth, 0, 0),
];

/// Of list, dict and set, which start anew.
pub static LIST_INIT: &[&Native] = &[&keyword_native("__init__", list_init, 0, 1)];
pub static DICT_INIT: &[&Native] = &[&keyword_native("__init__", dict_init, 0, 1)];
pub static SET_INIT: &[&Native] = &[&keyword_native("__init__", set_init, 0, 1)];

/// Of iterators.
pub static ITERATOR: &[&Native] = &[&native("__iter__", own_iterator, 0, 0), &native("__next__", next, 0, 0)];

/// Classes made by `type`.
pub static TYPE: &[&Native] = &[&native("mro", class_order, 0, 0), &native("__subclasses__", subclasses, 0, 0)];

/// Functions.
pub static FUNCTION: &[&Native] = &[&native("__get__", function_get, 1, 2)];

/// Properties.
pub static PROPERTY: &[&Native] = &[
    &native("setter", property_setter, 1, 1),
    &native("getter", property_getter, 1, 1),
    &native("deleter", property_deleter, 1, 1),
];

fn object_init(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let receiver = arguments.positional[0];
    let class = machine.heap.class_of(receiver);
    let special = machine.heap.class(class).map(|class| class.special).unwrap_or_default();
    if arguments.positional.len() > 1 || !arguments.keywords.is_empty() {
        let name = machine.plain_class_name(class);
        if special.init {
            let message = "object.__init__() takes exactly one argument (the instance to initialize)";
            return Err(machine.raise(known::TYPE_ERROR, message));
        }
        if !special.new {
            let message = format!("{name}.__init__() takes exactly one argument (the instance to initialize)");
            return Err(machine.raise(known::TYPE_ERROR, message));
        }
    }
    Ok(machine.none())
}

fn object_new(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let Some(class) = arguments.positional.first().copied() else {
        return Err(machine.raise(known::TYPE_ERROR, "object.__new__(): not enough arguments"));
    };
    let Some(parts) = machine.heap.class(class) else {
        let got = machine.class_name(class);
        return Err(machine.raise(known::TYPE_ERROR, format!("object.__new__(X): X is not a type object ({got})")));
    };
    let (layout, special) = (parts.layout, parts.special);
    if layout != known::OBJECT || !parts.heap {
        return machine.construct(layout, class, &arguments.positional[1..], arguments.keywords);
    }
    if (arguments.positional.len() > 1 || !arguments.keywords.is_empty()) && (special.new || !special.init) {
        let name = machine.plain_class_name(class);
        let message = if special.new {
            "object.__new__() takes exactly one argument (the type to instantiate)".to_owned()
        } else {
            format!("{name}() takes no arguments")
        };
        return Err(machine.raise(known::TYPE_ERROR, message));
    }
    Ok(machine.new_instance(class))
}

fn object_repr(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let text = machine.default_repr(arguments.positional[0]);
    Ok(machine.new_str(&text))
}

fn object_str(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let text = machine.repr_of(arguments.positional[0])?;
    Ok(machine.new_str(&text))
}

fn object_hash(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let address = machine.heap.get(arguments.positional[0]).address;
    Ok(machine.new_int(crate::python::object::hash::of_address(address)))
}

fn not_implemented(machine: &mut Machine) -> Ref {
    machine.keep(known::NOT_IMPLEMENTED)
}

fn object_equal(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let same = arguments.positional[0] == arguments.positional[1];
    Ok(if same { machine.new_bool(true) } else { not_implemented(machine) })
}

fn object_not_equal(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let same = arguments.positional[0] == arguments.positional[1];
    Ok(if same { machine.new_bool(false) } else { not_implemented(machine) })
}

fn set_attribute(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let [object, name, value] = [arguments.positional[0], arguments.positional[1], arguments.positional[2]];
    machine.generic_set_attribute(object, name, Some(value))?;
    Ok(machine.none())
}

fn delete_attribute(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.generic_set_attribute(arguments.positional[0], arguments.positional[1], None)?;
    Ok(machine.none())
}

fn get_attribute(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.plain_attribute(arguments.positional[0], arguments.positional[1])
}

fn format(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let spec = machine.text_of(arguments.positional[1]).unwrap_or_default().to_owned();
    if !spec.is_empty() {
        let name = machine.class_name(arguments.positional[0]);
        let message = format!("unsupported format string passed to {name}.__format__");
        return Err(machine.raise(known::TYPE_ERROR, message));
    }
    let text = machine.str_of(arguments.positional[0])?;
    Ok(machine.new_str(&text))
}

fn init_subclass(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    Ok(machine.none())
}

fn exception_init(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (receiver, rest) = (arguments.positional[0], &arguments.positional[1..]);
    let args = machine.tuple_of(rest);
    let old = match machine.exception_mut(receiver) {
        Some(parts) => std::mem::replace(&mut parts.args, args),
        None => args,
    };
    machine.release(old);
    Ok(machine.none())
}

fn with_traceback(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (receiver, traceback) = (arguments.positional[0], arguments.positional[1]);
    let traceback = if traceback == known::NONE { Ref::NULL } else { machine.keep(traceback) };
    if let Some(parts) = machine.exception_mut(receiver) {
        let old = std::mem::replace(&mut parts.traceback, traceback);
        machine.release(old);
    }
    Ok(machine.keep(receiver))
}

fn add_note(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (receiver, note) = (arguments.positional[0], arguments.positional[1]);
    if machine.text_of(note).is_none() {
        let got = machine.class_name(note);
        return Err(machine.raise(known::TYPE_ERROR, format!("add_note() argument must be str, not {got}")));
    }
    let mut notes = machine.exception(receiver).map_or(Ref::NULL, |parts| parts.notes);
    if notes.is_null() {
        notes = machine.new_list(Vec::new());
        if let Some(parts) = machine.exception_mut(receiver) {
            parts.notes = notes;
        }
    }
    machine.keep(note);
    machine.list_append(notes, note);
    Ok(machine.none())
}

fn builtin_repr(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let text = machine.native_repr(arguments.positional[0])?;
    Ok(machine.new_str(&text))
}

fn builtin_str(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let text = machine.native_str(arguments.positional[0])?;
    Ok(machine.new_str(&text))
}

fn builtin_hash(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let hash = machine.native_hash(arguments.positional[0])?;
    Ok(machine.new_int(hash))
}

fn get_item(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.native_get_item(arguments.positional[0], arguments.positional[1])
}

fn set_item(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.native_set_item(arguments.positional[0], arguments.positional[1], arguments.positional[2])?;
    Ok(machine.none())
}

fn delete_item(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.native_delete_item(arguments.positional[0], arguments.positional[1])?;
    Ok(machine.none())
}

fn length(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let length = machine.native_length(arguments.positional[0]).unwrap_or(0);
    Ok(machine.new_int(length as i64))
}

fn contains(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let found = machine.native_contains(arguments.positional[0], arguments.positional[1])?;
    Ok(machine.new_bool(found))
}

fn iterate(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    match machine.native_iter(arguments.positional[0]) {
        Some(iterator) => iterator,
        None => machine.iterator_of(arguments.positional[0]),
    }
}

fn own_iterator(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    Ok(machine.keep(arguments.positional[0]))
}

fn next(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    match machine.native_next(arguments.positional[0])? {
        Some(item) => Ok(item),
        None => Err(machine.raise_with(known::STOP_ITERATION, Vec::new())),
    }
}

fn truth(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let truth = machine.is_true(arguments.positional[0])?;
    Ok(machine.new_bool(truth))
}

fn compared(machine: &mut Machine, comparison: Comparison, arguments: Arguments<'_>) -> Result<Ref> {
    let answer = machine.native_compare(comparison, arguments.positional[0], arguments.positional[1])?;
    Ok(answer.unwrap_or_else(|| not_implemented(machine)))
}

fn equal(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    compared(machine, Comparison::Equal, arguments)
}

fn not_equal(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    compared(machine, Comparison::NotEqual, arguments)
}

fn less(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    compared(machine, Comparison::Less, arguments)
}

fn less_equal(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    compared(machine, Comparison::LessEqual, arguments)
}

fn greater(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    compared(machine, Comparison::Greater, arguments)
}

fn greater_equal(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    compared(machine, Comparison::GreaterEqual, arguments)
}

fn operated(machine: &mut Machine, operator: BinaryOperator, arguments: Arguments<'_>) -> Result<Ref> {
    let answer = machine.native_binary(operator, arguments.positional[0], arguments.positional[1])?;
    Ok(answer.unwrap_or_else(|| not_implemented(machine)))
}

fn add(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    operated(machine, BinaryOperator::Add, arguments)
}

fn subtract(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    operated(machine, BinaryOperator::Subtract, arguments)
}

fn multiply(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    operated(machine, BinaryOperator::Multiply, arguments)
}

fn true_divide(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    operated(machine, BinaryOperator::TrueDivide, arguments)
}

fn floor_divide(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    operated(machine, BinaryOperator::FloorDivide, arguments)
}

fn remainder(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    operated(machine, BinaryOperator::Remainder, arguments)
}

fn list_init(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.list_clear(arguments.positional[0]);
    if let Some(iterable) = arguments.positional.get(1) {
        machine.list_extend(arguments.positional[0], *iterable)?;
    }
    Ok(machine.none())
}

fn dict_init(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    if let Some(other) = arguments.positional.get(1) {
        machine.dict_update(arguments.positional[0], *other)?;
    }
    for (name, value) in arguments.keywords {
        machine.dict_set(arguments.positional[0], *name, *value)?;
    }
    Ok(machine.none())
}

fn set_init(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.set_clear(arguments.positional[0]);
    if let Some(iterable) = arguments.positional.get(1) {
        machine.set_update(arguments.positional[0], *iterable)?;
    }
    Ok(machine.none())
}

fn class_order(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let order = machine.heap.class(arguments.positional[0]).map(|class| class.mro.clone()).unwrap_or_default();
    order.iter().for_each(|class| machine.heap.incref(*class));
    Ok(machine.new_list(order))
}

fn subclasses(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let all = machine.heap.class(arguments.positional[0]).map(|class| class.subclasses.clone()).unwrap_or_default();
    all.iter().for_each(|class| machine.heap.incref(*class));
    Ok(machine.new_list(all))
}

fn function_get(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (function, object) = (arguments.positional[0], arguments.positional[1]);
    Ok(if object == known::NONE { machine.keep(function) } else { machine.bound_method(function, object) })
}

/// A copy of a property with one part changed (`property_copy`).
fn property_with(machine: &mut Machine, arguments: Arguments<'_>, part: usize) -> Result<Ref> {
    let Body::Property(property) = machine.heap.body(arguments.positional[0]) else { return Ok(machine.none()) };
    let mut copy = (**property).clone();
    let function = arguments.positional[1];
    match part {
        0 => copy.get = function,
        1 => copy.set = function,
        _ => copy.delete = function,
    }
    for reference in copy.references() {
        if !reference.is_null() {
            machine.keep(reference);
        }
    }
    Ok(machine.collectable(known::PROPERTY, Body::Property(Box::new(copy)), 64))
}

fn property_getter(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    property_with(machine, arguments, 0)
}

fn property_setter(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    property_with(machine, arguments, 1)
}

fn property_deleter(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    property_with(machine, arguments, 2)
}
