//! The module `_abc`: which methods are abstract, and who counts as a subclass (`Modules/_abc.c`).
//!
//! A class's registry and caches are lists of weak references in its `_abc_impl`: registered, known to be, known not to be.
//! `abc.py` has the metaclass.

use super::arguments::native;
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Ref, known};

static FUNCTIONS: &[&Native] = &[
    &native("_abc_init", init, 1, 1),
    &native("_abc_register", register, 2, 2),
    &native("_abc_instancecheck", instance_check, 2, 2),
    &native("_abc_subclasscheck", subclass_check, 2, 2),
    &native("get_cache_token", cache_token, 0, 0),
];

/// The lists in `_abc_impl`.
const REGISTRY: usize = 0;
const POSITIVE: usize = 1;
const NEGATIVE: usize = 2;

/// Fills the module.
pub fn fill(machine: &mut Machine, module: Ref) -> Result<()> {
    machine.set_functions(module, FUNCTIONS)
}

impl Machine {
    /// One of a class's three lists.
    fn abc_list(&mut self, class: Ref, list: usize) -> Result<Ref> {
        let dict = self.heap.class(class).map_or(Ref::NULL, |parts| parts.dict);
        let state = if dict.is_null() { None } else { self.dict_get_text(dict, "_abc_impl") };
        let found = state.and_then(|state| self.heap.items(state)).and_then(|items| items.get(list)).copied();
        found.ok_or_else(|| self.raise(known::TYPE_ERROR, "_abc_impl is set to a wrong type"))
    }

    /// Whether a list has a living reference to the class.
    fn abc_has(&self, list: Ref, class: Ref) -> bool {
        let items = self.heap.items(list).unwrap_or_default();
        items.iter().any(|weak| self.weak_target(*weak) == Some(class))
    }

    fn abc_add(&mut self, class: Ref, list: usize, member: Ref) -> Result<()> {
        let list = self.abc_list(class, list)?;
        if self.abc_has(list, member) {
            return Ok(());
        }
        let weak = self.new_weak(known::WEAK_REFERENCE, member, Ref::NULL)?;
        self.list_append(list, weak);
        Ok(())
    }

    /// Forgets what was found not to be a subclass before somebody registered something.
    fn abc_refresh(&mut self, class: Ref) -> Result<()> {
        let dict = self.heap.class(class).map_or(Ref::NULL, |parts| parts.dict);
        let version = self.dict_get_text(dict, "_abc_impl").and_then(|state| self.heap.items(state)?.get(3).copied());
        let now = self.abc_registrations as i64;
        let known_at = version.and_then(|version| self.big_of(version)).and_then(|version| i64::try_from(version).ok());
        if known_at == Some(now) {
            return Ok(());
        }
        let negative = self.abc_list(class, NEGATIVE)?;
        self.list_clear(negative);
        let now = self.new_int(now);
        let state = self.dict_get_text(dict, "_abc_impl").unwrap_or(known::NONE);
        if self.heap.list(state).is_some_and(|list| list.items.len() > 3) {
            self.list_set_item(state, 3, now);
        } else {
            self.release(now);
        }
        Ok(())
    }

    fn abc_subclass(&mut self, class: Ref, subclass: Ref) -> Result<bool> {
        if self.heap.class(subclass).is_none() {
            return Err(self.raise(known::TYPE_ERROR, "issubclass() arg 1 must be a class"));
        }
        let positive = self.abc_list(class, POSITIVE)?;
        if self.abc_has(positive, subclass) {
            return Ok(true);
        }
        self.abc_refresh(class)?;
        let negative = self.abc_list(class, NEGATIVE)?;
        if self.abc_has(negative, subclass) {
            return Ok(false);
        }
        let hooked = self.call_method(class, "__subclasshook__", &[subclass])?;
        self.release(hooked);
        match hooked {
            known::TRUE => {
                self.abc_add(class, POSITIVE, subclass)?;
                return Ok(true);
            }
            known::FALSE => {
                self.abc_add(class, NEGATIVE, subclass)?;
                return Ok(false);
            }
            known::NOT_IMPLEMENTED => {}
            _ => {
                let message = "__subclasshook__ must return either False, True, or NotImplemented";
                return Err(self.raise(known::ASSERTION_ERROR, message));
            }
        }
        if self.is_subclass(subclass, class) || self.abc_finds(class, subclass)? {
            self.abc_add(class, POSITIVE, subclass)?;
            return Ok(true);
        }
        self.abc_add(class, NEGATIVE, subclass)?;
        Ok(false)
    }

    /// Whether a registered class, or a subclass of the class itself, counts the other as its subclass.
    fn abc_finds(&mut self, class: Ref, subclass: Ref) -> Result<bool> {
        if self.thread().nesting > 1_000 {
            return Err(Stop::unmodelled("abstract base classes registered in so deep a chain"));
        }
        let registry = self.abc_list(class, REGISTRY)?;
        let registered: Vec<Ref> =
            self.heap.items(registry).unwrap_or_default().iter().filter_map(|weak| self.weak_target(*weak)).collect();
        for other in registered {
            if self.is_subclass_of(subclass, other)? {
                return Ok(true);
            }
        }
        let below = self.heap.class(class).map(|parts| parts.subclasses.clone()).unwrap_or_default();
        for other in below {
            if self.is_subclass_of(subclass, other)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Finds the abstract methods: of the class's own dict, and of the bases those that are still abstract.
fn init(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let class = arguments.at(0);
    let Some(parts) = machine.heap.class(class) else {
        return Err(machine.raise(known::TYPE_ERROR, "_abc_init: not a class"));
    };
    let (dict, bases) = (parts.dict, parts.bases.clone());
    let own: Vec<(Ref, Ref)> = machine
        .heap
        .dict(dict)
        .map(|table| table.live_entries().map(|entry| (entry.key, entry.value)).collect())
        .unwrap_or_default();
    let set = machine.new_set();
    let mark = machine.intern("__isabstractmethod__");
    for (name, value) in own {
        if is_abstract(machine, value, mark)? {
            machine.set_add(set, name)?;
        }
    }
    for base in bases {
        let dict = machine.heap.class(base).map_or(Ref::NULL, |parts| parts.dict);
        let Some(names) = machine.dict_get_text(dict, "__abstractmethods__") else { continue };
        for name in machine.items_of(names)? {
            if let Some(value) = machine.get_attribute_if_any(class, name)? {
                let still = is_abstract(machine, value, mark);
                machine.release(value);
                if still? {
                    machine.set_add(set, name)?;
                }
            }
            machine.release(name);
        }
    }
    machine.release(mark);
    let frozen = machine.set_from(known::FROZENSET, set)?;
    machine.release(set);
    let name = machine.intern("__abstractmethods__");
    let outcome = machine.set_attribute(class, name, frozen);
    machine.release(name);
    machine.release(frozen);
    outcome?;
    let lists: Vec<Ref> = (0..3).map(|_| machine.new_list(Vec::new())).collect();
    let version = machine.new_int(machine.abc_registrations as i64);
    let state = machine.new_list(lists.into_iter().chain([version]).collect());
    machine.dict_set_text(dict, "_abc_impl", state)?;
    machine.release(state);
    Ok(machine.none())
}

fn is_abstract(machine: &mut Machine, value: Ref, mark: Ref) -> Result<bool> {
    let Some(found) = machine.get_attribute_if_any(value, mark)? else { return Ok(false) };
    let truth = machine.is_true(found);
    machine.release(found);
    truth
}

fn register(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (class, subclass) = (arguments.at(0), arguments.at(1));
    if machine.heap.class(subclass).is_none() {
        return Err(machine.raise(known::TYPE_ERROR, "Can only register classes"));
    }
    if machine.is_subclass_of(subclass, class)? {
        return Ok(machine.keep(subclass));
    }
    if machine.is_subclass_of(class, subclass)? {
        return Err(machine.raise(known::RUNTIME_ERROR, "Refusing to create an inheritance cycle"));
    }
    machine.abc_add(class, REGISTRY, subclass)?;
    machine.abc_registrations += 1;
    Ok(machine.keep(subclass))
}

fn instance_check(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (class, instance) = (arguments.at(0), arguments.at(1));
    let claimed = machine.get_attribute(instance, machine.names.class)?;
    let own = machine.heap.class_of(instance);
    let mut answer = machine.call_method(class, "__subclasscheck__", &[claimed]);
    if let (Ok(known::FALSE), true) = (&answer, claimed != own) {
        answer = machine.call_method(class, "__subclasscheck__", &[own]);
    }
    machine.release(claimed);
    answer
}

fn subclass_check(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let answer = machine.abc_subclass(arguments.at(0), arguments.at(1))?;
    Ok(machine.new_bool(answer))
}

fn cache_token(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    let token = machine.abc_registrations as i64;
    Ok(machine.new_int(token))
}
