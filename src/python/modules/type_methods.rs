//! The methods of `type`: calling a class, making one, and asking about it.

use super::arguments::{keyword_native, native};
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Body, Ref, known};

/// `type`'s own.
pub static METHODS: &[&Native] = &[
    &keyword_native("__call__", call, 0, usize::MAX),
    &keyword_native("__init__", init, 0, usize::MAX),
    &native("__setattr__", super::object_methods::set_attribute, 2, 2),
    &native("__delattr__", super::object_methods::delete_attribute, 1, 1),
    &keyword_native("__prepare__", prepare, 0, usize::MAX),
    &native("__instancecheck__", instance_check, 1, 1),
    &native("__subclasscheck__", subclass_check, 1, 1),
    &native("__subclasses__", subclasses, 0, 0),
];

/// Those whose names have no underscores.
pub static PLAIN: &[&Native] = &[&native("mro", order, 0, 0)];

fn call(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let rest = arguments.positional.get(1..).unwrap_or_default();
    machine.make_instance(arguments.at(0), rest, arguments.keywords)
}

fn init(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let given = arguments.positional.len().saturating_sub(1);
    if given == 1 && !arguments.keywords.is_empty() {
        return Err(machine.raise(known::TYPE_ERROR, "type.__init__() takes no keyword arguments"));
    }
    if given != 1 && given != 3 {
        return Err(machine.raise(known::TYPE_ERROR, "type.__init__() takes 1 or 3 arguments"));
    }
    Ok(machine.none())
}

fn prepare(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    Ok(machine.new_dict())
}

fn instance_check(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let answer = machine.plain_instance_check(arguments.at(1), arguments.at(0))?;
    Ok(machine.new_bool(answer))
}

fn subclass_check(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let answer = machine.plain_subclass_check(arguments.at(1), arguments.at(0))?;
    Ok(machine.new_bool(answer))
}

fn subclasses(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let own = arguments.at(0);
    let mut all = machine.heap.class(own).map(|class| class.subclasses.clone()).unwrap_or_default();
    if machine.heap.class(own).is_some_and(|class| !class.heap) {
        let built_in = known::CLASSES.iter().filter(|(_, _, base)| *base == own).map(|(place, ..)| *place);
        all = built_in.filter(|place| machine.heap.is_alive(*place)).chain(all).collect();
    }
    all.iter().for_each(|class| machine.heap.incref(*class));
    Ok(machine.new_list(all))
}

fn order(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let own = arguments.at(0);
    let order = match machine.heap.body(own) {
        Body::Class(parts) if parts.heap => machine.merged_order(own)?,
        Body::Class(parts) => parts.mro.clone(),
        _ => Vec::new(),
    };
    order.iter().for_each(|class| machine.heap.incref(*class));
    Ok(machine.new_list(order))
}
