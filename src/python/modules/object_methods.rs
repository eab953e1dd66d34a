//! The methods of `object`, which every class inherits: making, showing, comparing, and taking apart for `copy` and `pickle`.

use super::arguments::{keyword_native, native};
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// `object`'s own.
pub static METHODS: &[&Native] = &[
    &keyword_native("__init__", init, 0, usize::MAX),
    &native("__repr__", repr, 0, 0),
    &native("__str__", str, 0, 0),
    &native("__hash__", hash, 0, 0),
    &native("__eq__", equal, 1, 1),
    &native("__ne__", not_equal, 1, 1),
    &native("__lt__", not_ordered, 1, 1),
    &native("__le__", not_ordered, 1, 1),
    &native("__gt__", not_ordered, 1, 1),
    &native("__ge__", not_ordered, 1, 1),
    &native("__setattr__", set_plain_attribute, 2, 2),
    &native("__delattr__", delete_plain_attribute, 1, 1),
    &native("__format__", format, 1, 1),
    &native("__reduce__", reduce, 0, 0),
    &native("__reduce_ex__", reduce_ex, 1, 1),
    &keyword_native("__init_subclass__", init_subclass, 0, 0),
    &native("__subclasshook__", subclass_hook, 0, usize::MAX),
];

impl Machine {
    /// `object.__new__(class)` (`Objects/typeobject.c`, `object_new`): too many arguments and abstract classes are errors.
    pub fn new_plain_object(&mut self, class: Ref, positional: &[Ref], keywords: &[(Ref, Ref)]) -> Result<Ref> {
        let Some(parts) = self.heap.class(class) else { return Err(Stop::unmodelled("an object without a class")) };
        let (special, heap, is_abstract) = (parts.special, parts.heap, parts.is_abstract);
        if !positional.is_empty() || !keywords.is_empty() {
            if special.new {
                let message = "object.__new__() takes exactly one argument (the type to instantiate)";
                return Err(self.raise(known::TYPE_ERROR, message));
            }
            if !special.init {
                let name = self.plain_class_name(class);
                return Err(self.raise(known::TYPE_ERROR, format!("{name}() takes no arguments")));
            }
        }
        if is_abstract {
            return Err(self.abstract_error(class));
        }
        if heap { Ok(self.new_instance(class)) } else { Ok(self.heap.insert(known::OBJECT, Body::Plain, 16, 0, false)) }
    }

    /// `TypeError: Can't instantiate abstract class …`.
    fn abstract_error(&mut self, class: Ref) -> Stop {
        let name = self.plain_class_name(class);
        let dict = self.heap.class(class).map_or(Ref::NULL, |parts| parts.dict);
        let methods = self.dict_get_text(dict, "__abstractmethods__").unwrap_or(known::EMPTY_TUPLE);
        let items = match self.items_of(methods) {
            Ok(items) => items,
            Err(stop) => return stop,
        };
        let mut names: Vec<String> =
            items.iter().map(|item| self.text_of(*item).unwrap_or_default().to_owned()).collect();
        self.release_all(items);
        names.sort();
        let plural = if names.len() == 1 { "" } else { "s" };
        let message = if self.version() >= Version::V3_12 {
            let names = names.join("', '");
            format!(
                "Can't instantiate abstract class {name} without an implementation for abstract method{plural} '{names}'"
            )
        } else {
            format!("Can't instantiate abstract class {name} with abstract method{plural} {}", names.join(", "))
        };
        self.raise(known::TYPE_ERROR, message)
    }

    /// The names that `dir()` gives for an object, not in order.
    pub fn names_for_dir(&mut self, object: Ref) -> Result<Vec<String>> {
        let mut names: Vec<String> = Vec::new();
        let class = match self.heap.body(object) {
            Body::Class(_) => object,
            Body::Module(module) => {
                let dict = module.dict;
                collect_names(self, dict, &mut names);
                return Ok(names);
            }
            _ => {
                if let Some(dict) = self.get_attribute_if_any(object, self.names.dict)? {
                    collect_names(self, dict, &mut names);
                    self.release(dict);
                }
                let claimed = self.get_attribute_if_any(object, self.names.class)?;
                let class = claimed.filter(|class| self.heap.class(*class).is_some());
                let class = class.unwrap_or_else(|| self.heap.class_of(object));
                self.release(claimed.unwrap_or(Ref::NULL));
                class
            }
        };
        let order = self.heap.class(class).map(|parts| parts.mro.clone()).unwrap_or_default();
        for base in order {
            if let Some(parts) = self.heap.class(base) {
                let dict = parts.dict;
                collect_names(self, dict, &mut names);
            }
        }
        names.push("__doc__".to_owned());
        names.sort();
        names.dedup();
        Ok(names)
    }
}

fn collect_names(machine: &Machine, dict: Ref, names: &mut Vec<String>) {
    if let Body::Dict(dict) = machine.heap.body(dict) {
        names.extend(dict.live_entries().filter_map(|entry| machine.text_of(entry.key)).map(str::to_owned));
    }
}

fn init(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let receiver = arguments.at(0);
    let class = machine.heap.class_of(receiver);
    let special = machine.heap.class(class).map(|class| class.special).unwrap_or_default();
    if arguments.positional.len() > 1 || !arguments.keywords.is_empty() {
        let name = machine.plain_class_name(class);
        if special.init {
            let message = "object.__init__() takes exactly one argument (the instance to initialize)";
            return Err(machine.raise(known::TYPE_ERROR, message));
        }
        let own_layout = machine.heap.class(class).is_some_and(|parts| parts.layout != known::OBJECT);
        if !special.new && !own_layout {
            let message = format!("{name}.__init__() takes exactly one argument (the instance to initialize)");
            return Err(machine.raise(known::TYPE_ERROR, message));
        }
    }
    Ok(machine.none())
}

fn repr(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let text = machine.default_repr(arguments.at(0));
    Ok(machine.new_str(&text))
}

fn str(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let text = machine.repr_of(arguments.at(0))?;
    Ok(machine.new_str(&text))
}

fn hash(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let address = machine.heap.get(arguments.at(0)).address;
    Ok(machine.new_int(crate::python::object::hash::of_address(address)))
}

fn equal(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let same = arguments.at(0) == arguments.at(1);
    Ok(if same { machine.new_bool(true) } else { machine.keep(known::NOT_IMPLEMENTED) })
}

/// By default the opposite of what `__eq__` says (`object_richcompare`).
fn not_equal(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (own, other) = (arguments.at(0), arguments.at(1));
    let answer = match machine.call_special_name(own, machine.names.eq, &[other])? {
        Some(answer) => answer,
        None => equal(machine, arguments)?,
    };
    if answer == known::NOT_IMPLEMENTED {
        return Ok(answer);
    }
    let truth = machine.is_true(answer);
    machine.release(answer);
    let truth = truth?;
    Ok(machine.new_bool(!truth))
}

fn not_ordered(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    Ok(machine.keep(known::NOT_IMPLEMENTED))
}

/// The attribute's name as an interned str (owned).
fn attribute_name(machine: &mut Machine, name: Ref) -> Result<Ref> {
    match machine.text_of(name).map(str::to_owned) {
        Some(text) => Ok(machine.intern_mortal(&text)),
        None => {
            let got = machine.class_name(name);
            Err(machine.raise(known::TYPE_ERROR, format!("attribute name must be string, not '{got}'")))
        }
    }
}

pub(super) fn get_attribute(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let name = attribute_name(machine, arguments.at(1))?;
    let value = machine.plain_attribute(arguments.at(0), name);
    machine.release(name);
    value
}

pub(super) fn set_attribute(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let name = attribute_name(machine, arguments.at(1))?;
    let outcome = machine.generic_set_attribute(arguments.at(0), name, Some(arguments.at(2)));
    machine.release(name);
    outcome?;
    Ok(machine.none())
}

pub(super) fn delete_attribute(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let name = attribute_name(machine, arguments.at(1))?;
    let outcome = machine.generic_set_attribute(arguments.at(0), name, None);
    machine.release(name);
    outcome?;
    Ok(machine.none())
}

/// A class's attributes are not set behind `type`'s back (`hackcheck`).
fn refuse_class(machine: &mut Machine, object: Ref, name: &str) -> Result<()> {
    if machine.heap.class(object).is_none() {
        return Ok(());
    }
    let class = machine.heap.class_of(object);
    let layout = machine.heap.class(class).map_or(known::TYPE, |parts| parts.layout);
    let layout = machine.plain_class_name(layout);
    Err(machine.raise(known::TYPE_ERROR, format!("can't apply this {name} to {layout} object")))
}

fn set_plain_attribute(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    refuse_class(machine, arguments.at(0), "__setattr__")?;
    set_attribute(machine, arguments)
}

fn delete_plain_attribute(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    refuse_class(machine, arguments.at(0), "__delattr__")?;
    delete_attribute(machine, arguments)
}

fn format(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let Some(specification) = machine.text_of(arguments.at(1)).map(str::to_owned) else {
        let got = machine.class_name(arguments.at(1));
        return Err(machine.raise(known::TYPE_ERROR, format!("__format__() argument must be str, not {got}")));
    };
    if !specification.is_empty() {
        let name = machine.class_name(arguments.at(0));
        let message = format!("unsupported format string passed to {name}.__format__");
        return Err(machine.raise(known::TYPE_ERROR, message));
    }
    let text = machine.str_of(arguments.at(0))?;
    Ok(machine.new_str(&text))
}

fn init_subclass(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    if !arguments.keywords.is_empty() {
        let name = machine.class_name_in_full(arguments.at(0));
        let message = format!("{name}.__init_subclass__() takes no keyword arguments");
        return Err(machine.raise(known::TYPE_ERROR, message));
    }
    Ok(machine.none())
}

fn subclass_hook(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    Ok(machine.keep(known::NOT_IMPLEMENTED))
}

pub(super) fn size_of(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    let whole = machine.size_of(object)?;
    let place = machine.heap.get(object);
    let front = if place.flags.collectable || matches!(place.body, Body::Tuple(_)) {
        u64::from(place.flags.front).max(16)
    } else {
        0
    };
    Ok(machine.new_int(whole.saturating_sub(front) as i64))
}

pub(super) fn dir(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let names = machine.names_for_dir(arguments.at(0))?;
    let names = names.iter().map(|name| machine.intern_mortal(name)).collect();
    Ok(machine.new_list(names))
}

/// The instance's `__dict__`, and its slots' values in a dict of their own when there are slots (`object_getstate_default`).
pub(super) fn get_state(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    let class = machine.heap.class_of(object);
    let dict = machine.get_attribute_if_any(object, machine.names.dict)?;
    let state = match dict {
        Some(dict) if machine.heap.dict(dict).is_some_and(|table| table.used == 0) => {
            machine.release(dict);
            machine.none()
        }
        Some(dict) => dict,
        None => machine.none(),
    };
    if machine.heap.class(class).is_none_or(|parts| parts.slots.is_empty()) {
        return Ok(state);
    }
    // In the order of the classes' `__slots__` (`copyreg._slotnames`).
    let module = machine.import_module("copyreg")?;
    let names = machine.call_method(module, "_slotnames", &[class]);
    machine.release(module);
    let names = names?;
    let values = machine.new_dict();
    for name in machine.heap.items(names).unwrap_or_default().to_vec() {
        if let Some(value) = machine.get_attribute_if_any(object, name)? {
            let set = machine.dict_set(values, name, value);
            machine.release(value);
            set?;
        }
    }
    machine.release(names);
    if machine.heap.dict(values).is_none_or(|table| table.used == 0) {
        machine.release(values);
        return Ok(state);
    }
    Ok(machine.new_tuple(vec![state, values]))
}

/// `object.__reduce__()`, protocol 0.
pub(super) fn reduce(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let protocol = machine.new_int(0);
    let outcome = machine.reduced_by(arguments.at(0), protocol);
    machine.release(protocol);
    outcome
}

/// `object.__reduce_ex__(protocol)`: a class's own `__reduce__` goes first.
pub(super) fn reduce_ex(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (object, protocol) = (arguments.at(0), arguments.at(1));
    let name = machine.intern("__reduce__");
    let own = machine.call_special_name(object, name, &[]);
    machine.release(name);
    match own? {
        Some(result) => Ok(result),
        None => machine.reduced_by(object, protocol),
    }
}

impl Machine {
    /// What `copyreg` makes of an object: `_common_reduce`.
    fn reduced_by(&mut self, object: Ref, protocol: Ref) -> Result<Ref> {
        let module = self.import_module("copyreg")?;
        let number = self.index_of(protocol)?;
        let name = if number >= 2 { "_reduce_2" } else { "_reduce_ex" };
        let outcome = self.call_method(module, name, &[object, protocol]);
        self.release(module);
        outcome
    }
}
