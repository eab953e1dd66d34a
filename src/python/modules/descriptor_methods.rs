//! Descriptors as objects: `__get__`, `__set__`, `__delete__`, properties and what decorators make of functions.

use super::arguments::{keyword_native, native};
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native, Property};
use crate::python::object::{Body, Ref, known};

/// Of functions, methods, slots and computed attributes.
pub static DESCRIPTORS: &[&Native] =
    &[&native("__get__", get, 1, 2), &native("__set__", set, 2, 2), &native("__delete__", delete, 1, 1)];

/// Of `property`.
pub static PROPERTY: &[&Native] = &[
    &native("__get__", get, 1, 2),
    &native("__set__", set, 2, 2),
    &native("__delete__", delete, 1, 1),
    &keyword_native("__init__", property_init, 0, usize::MAX),
    &native("__set_name__", property_set_name, 2, 2),
];

/// Properties' methods without underscores.
pub static PROPERTY_PLAIN: &[&Native] = &[
    &native("getter", property_getter, 1, 1),
    &native("setter", property_setter, 1, 1),
    &native("deleter", property_deleter, 1, 1),
];

/// Of `staticmethod` and `classmethod`.
pub static WRAPPERS: &[&Native] =
    &[&native("__get__", get, 1, 2), &keyword_native("__init__", wrapper_init, 0, usize::MAX)];

/// Of `super`.
pub static SUPER: &[&Native] =
    &[&native("__get__", super_get, 1, 2), &keyword_native("__init__", super_init, 0, usize::MAX)];

impl Machine {
    /// Fills a property from its constructor's arguments (`property_init_impl`).
    pub fn fill_property(&mut self, property: Ref, positional: &[Ref], keywords: &[(Ref, Ref)]) -> Result<()> {
        let arguments = Arguments { positional, keywords };
        let bound = self.bind("property", arguments, ["fget", "fset", "fdel", "doc"], 0)?;
        let [get, set, delete, doc] = bound.map(|part| part.filter(|part| *part != known::NONE).unwrap_or(Ref::NULL));
        for part in [get, set, delete] {
            if !part.is_null() {
                self.keep(part);
            }
        }
        let doc = if !doc.is_null() {
            self.keep(doc)
        } else if get.is_null() {
            Ref::NULL
        } else {
            let found = self.get_attribute_if_any(get, self.names.doc)?;
            found.filter(|doc| *doc != known::NONE).unwrap_or(Ref::NULL)
        };
        let old = match &mut self.heap.get_mut(property).body {
            Body::Property(parts) => {
                std::mem::replace(&mut **parts, Property { get, set, delete, doc, name: Ref::NULL })
            }
            _ => Property { get, set, delete, doc, name: Ref::NULL },
        };
        self.release_all(old.references());
        // A subclass's objects show the docstring in their own dict.
        if self.heap.class_of(property) != known::PROPERTY && !doc.is_null() && self.instance_has_dict(property) {
            self.instance_set(property, self.names.doc, doc)?;
        }
        Ok(())
    }
}

/// `descriptor.__get__(object, class=None)`.
fn get(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (descriptor, object) = (arguments.at(0), arguments.at(1));
    let class = arguments.optional(2).unwrap_or(known::NONE);
    if object == known::NONE && class == known::NONE {
        return Err(machine.raise(known::TYPE_ERROR, "__get__(None, None) is invalid"));
    }
    if object == known::NONE && class != known::NONE_TYPE {
        return machine.bind_on_class_natively(descriptor, class);
    }
    if let Body::Member(member) = machine.heap.body(descriptor) {
        let (name, owner) = (member.name.clone(), member.class);
        check_owner(machine, &name, owner, object)?;
    }
    if let Body::MethodDescriptor { definition, class } = machine.heap.body(descriptor) {
        let (name, owner) = (definition.name, *class);
        check_owner(machine, name, owner, object)?;
    }
    let class = if class == known::NONE { machine.heap.class_of(object) } else { class };
    machine.bind_natively(descriptor, object, class)
}

fn check_owner(machine: &mut Machine, name: &str, owner: Ref, object: Ref) -> Result<()> {
    if machine.is_instance(object, owner) || owner == known::OBJECT {
        return Ok(());
    }
    let (owner, got) = (machine.plain_class_name(owner), machine.class_name(object));
    let message = format!("descriptor '{name}' for '{owner}' objects doesn't apply to a '{got}' object");
    Err(machine.raise(known::TYPE_ERROR, message))
}

fn set_or_delete(machine: &mut Machine, arguments: Arguments<'_>, value: Option<Ref>) -> Result<Ref> {
    let (descriptor, object) = (arguments.at(0), arguments.at(1));
    let name = match machine.heap.body(descriptor) {
        Body::Member(member) => {
            let (name, owner) = (member.name.clone(), member.class);
            check_owner(machine, &name, owner, object)?;
            machine.intern(&name)
        }
        Body::Property(property) if !property.name.is_null() => {
            let name = property.name;
            machine.keep(name)
        }
        _ => machine.keep(known::EMPTY_STR),
    };
    let outcome = machine.set_natively(descriptor, object, name, value);
    machine.release(name);
    outcome?;
    Ok(machine.none())
}

fn set(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    set_or_delete(machine, arguments, Some(arguments.at(2)))
}

fn delete(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    set_or_delete(machine, arguments, None)
}

fn property_init(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let rest = arguments.positional.get(1..).unwrap_or_default();
    machine.fill_property(arguments.at(0), rest, arguments.keywords)?;
    Ok(machine.none())
}

fn property_set_name(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let name = machine.keep(arguments.at(2));
    let old = match &mut machine.heap.get_mut(arguments.at(0)).body {
        Body::Property(property) => std::mem::replace(&mut property.name, name),
        _ => name,
    };
    machine.release(old);
    Ok(machine.none())
}

fn wrapper_init(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let [own, inner] = arguments.positional else {
        let name = machine.class_name(arguments.at(0));
        let given = arguments.positional.len().saturating_sub(1);
        return Err(machine.raise(known::TYPE_ERROR, format!("{name} expected 1 argument, got {given}")));
    };
    machine.keep(*inner);
    let old = match &mut machine.heap.get_mut(*own).body {
        Body::StaticMethod(place) | Body::ClassMethod(place) => std::mem::replace(place, *inner),
        _ => *inner,
    };
    machine.release(old);
    Ok(machine.none())
}

/// A `super` that is bound to no object yet, bound to one (`super_descr_get`).
fn super_get(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (own, object) = (arguments.at(0), arguments.at(1));
    match machine.heap.body(own) {
        Body::Super { class, receiver, .. } if receiver.is_null() && object != known::NONE => {
            let class = *class;
            let made_by = machine.heap.class_of(own);
            machine.call(made_by, &[class, object])
        }
        _ => Ok(machine.keep(own)),
    }
}

fn super_init(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let own = arguments.at(0);
    let rest = arguments.positional.get(1..).unwrap_or_default();
    let other = machine.construct(known::SUPER, known::SUPER, rest, &[])?;
    if let Body::Super { class, receiver, receiver_class } = machine.heap.body(other).clone() {
        for part in [class, receiver, receiver_class] {
            if !part.is_null() {
                machine.keep(part);
            }
        }
        let old =
            std::mem::replace(&mut machine.heap.get_mut(own).body, Body::Super { class, receiver, receiver_class });
        if let Body::Super { class, receiver, receiver_class } = old {
            machine.release_all([class, receiver, receiver_class]);
        }
    }
    machine.release(other);
    Ok(machine.none())
}

/// A copy of a property with one part changed (`property_copy`), of the same class.
fn property_with(machine: &mut Machine, arguments: Arguments<'_>, part: usize) -> Result<Ref> {
    let own = arguments.at(0);
    let Body::Property(property) = machine.heap.body(own) else { return Ok(machine.none()) };
    let copy = (**property).clone();
    let function = if arguments.at(1) == known::NONE { Ref::NULL } else { arguments.at(1) };
    let mut parts = [copy.get, copy.set, copy.delete];
    if let Some(place) = parts.get_mut(part).filter(|_| !function.is_null()) {
        *place = function;
    }
    // A docstring that came from the getter is taken from the new one.
    let doc_of_getter = match copy.get {
        get if get.is_null() => false,
        get => {
            let found = machine.get_attribute_if_any(get, machine.names.doc)?;
            let same = found.is_some_and(|doc| doc == copy.doc);
            machine.release(found.unwrap_or(Ref::NULL));
            same
        }
    };
    let doc = if doc_of_getter { Ref::NULL } else { copy.doc };
    let given = [parts[0], parts[1], parts[2], doc].map(|part| if part.is_null() { known::NONE } else { part });
    let class = machine.heap.class_of(own);
    let made = machine.call(class, &given)?;
    if !copy.name.is_null() {
        machine.keep(copy.name);
        if let Body::Property(property) = &mut machine.heap.get_mut(made).body {
            let old = std::mem::replace(&mut property.name, copy.name);
            machine.release(old);
        } else {
            machine.release(copy.name);
        }
    }
    Ok(made)
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
