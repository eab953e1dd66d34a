//! The module `_weakref`: references, proxies, and what an object knows of them. The containers are `weakref.py`'s.

use super::arguments::{keyword_native, native};
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Body, Ref, known};

static FUNCTIONS: &[&Native] = &[
    &native("getweakrefcount", count, 1, 1),
    &native("getweakrefs", references, 1, 1),
    &native("proxy", proxy, 1, 2),
    &native("_remove_dead_weakref", remove_dead, 2, 2),
];

/// Methods of references.
pub static REFERENCE: &[&Native] =
    &[&keyword_native("__call__", call, 0, usize::MAX), &keyword_native("__init__", init, 0, usize::MAX)];

/// Fills the module.
pub fn fill(machine: &mut Machine, module: Ref) -> Result<()> {
    machine.set_functions(module, FUNCTIONS)?;
    for (name, class) in [
        ("ref", known::WEAK_REFERENCE),
        ("ReferenceType", known::WEAK_REFERENCE),
        ("ProxyType", known::WEAK_PROXY),
        ("CallableProxyType", known::CALLABLE_WEAK_PROXY),
    ] {
        machine.keep(class);
        machine.set_in_module(module, name, class)?;
    }
    Ok(())
}

impl Machine {
    /// `weakref.ref(object, callback=None)` or of a class that inherits from it.
    pub fn construct_weak(&mut self, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
        if class == known::WEAK_REFERENCE {
            self.check_no_keywords("ref", arguments)?;
        }
        self.check_count("__new__", arguments, 1, 2)?;
        let callback = arguments.optional(1).filter(|callback| *callback != known::NONE).unwrap_or(Ref::NULL);
        self.new_weak(class, arguments.at(0), callback)
    }

    /// `repr` of a reference or proxy.
    pub fn weak_repr(&mut self, weak: Ref) -> Result<String> {
        let (own, class) = (self.heap.get(weak).address, self.heap.class_of(weak));
        let proxy = matches!(class, known::WEAK_PROXY | known::CALLABLE_WEAK_PROXY);
        let old_proxy = proxy && self.version().minor() <= 12;
        let Some(target) = self.weak_target(weak) else {
            if old_proxy {
                let none = self.heap.get(known::NONE).address;
                return Ok(format!("<weakproxy at {own:#x} to NoneType at {none:#x}>"));
            }
            let kind = if proxy { "weakproxy" } else { "weakref" };
            return Ok(format!("<{kind} at {own:#x}; dead>"));
        };
        let (name, at) = (self.class_name(target), self.heap.get(target).address);
        if old_proxy {
            return Ok(format!("<weakproxy at {own:#x} to {name} at {at:#x}>"));
        }
        if proxy {
            return Ok(format!("<weakproxy at {own:#x}; to '{name}' at {at:#x}>"));
        }
        self.keep(target);
        let found = self.get_attribute_if_any(target, self.names.name);
        self.release(target);
        let found = found?;
        let suffix = found.and_then(|found| self.text_of(found)).map(|name| format!(" ({name})")).unwrap_or_default();
        self.release(found.unwrap_or(Ref::NULL));
        Ok(format!("<weakref at {own:#x}; to '{name}' at {at:#x}{suffix}>"))
    }

    /// The hash of what a reference refers to, kept for after its death.
    pub fn weak_hash(&mut self, weak: Ref) -> Result<i64> {
        if matches!(self.heap.class_of(weak), known::WEAK_PROXY | known::CALLABLE_WEAK_PROXY) {
            return Err(self.unhashable(weak));
        }
        if let Body::Weak(parts) = self.heap.body(weak)
            && let Some(hash) = parts.hash
        {
            return Ok(hash);
        }
        let Some(target) = self.weak_target(weak) else {
            return Err(self.raise(known::TYPE_ERROR, "weak object has gone away"));
        };
        self.keep(target);
        let hash = self.hash_of(target);
        self.release(target);
        let hash = hash?;
        if let Body::Weak(parts) = &mut self.heap.get_mut(weak).body {
            parts.hash = Some(hash);
        }
        Ok(hash)
    }

    /// `==` of two references: what they refer to while both live, themselves when not; `None` for anything else.
    pub fn compare_weak(&mut self, left: Ref, right: Ref) -> Result<Option<bool>> {
        if !self.is_instance(left, known::WEAK_REFERENCE) || !self.is_instance(right, known::WEAK_REFERENCE) {
            return Ok(None);
        }
        let (Some(one), Some(other)) = (self.weak_target(left), self.weak_target(right)) else {
            return Ok(Some(left == right));
        };
        self.keep(one);
        self.keep(other);
        let same = self.is_equal(one, other);
        self.release(other);
        self.release(one);
        same.map(Some)
    }
}

fn count(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let count = machine.weak_references_to(arguments.at(0)).len();
    Ok(machine.new_int(count as i64))
}

fn references(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let all = machine.weak_references_to(arguments.at(0));
    all.iter().for_each(|weak| machine.heap.incref(*weak));
    Ok(machine.new_list(all))
}

fn proxy(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    let callback = arguments.optional(1).filter(|callback| *callback != known::NONE).unwrap_or(Ref::NULL);
    let class = if machine.is_callable(object) { known::CALLABLE_WEAK_PROXY } else { known::WEAK_PROXY };
    machine.new_weak(class, object, callback)
}

/// Takes a key out of a dict if its value is a dead reference.
fn remove_dead(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (dict, key) = (arguments.at(0), arguments.at(1));
    if let Some(value) = machine.dict_get(dict, key)?
        && machine.weak_target(value).is_none()
    {
        machine.dict_delete(dict, key)?;
    }
    Ok(machine.none())
}

fn call(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let weak = arguments.at(0);
    if arguments.positional.len() > 1 {
        let given = arguments.positional.len() - 1;
        return Err(machine.raise(known::TYPE_ERROR, format!("weakref expected 0 arguments, got {given}")));
    }
    Ok(match machine.weak_target(weak) {
        Some(target) => machine.keep(target),
        None => machine.none(),
    })
}

fn init(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let rest =
        Arguments { positional: arguments.positional.get(1..).unwrap_or_default(), keywords: arguments.keywords };
    machine.check_count("__init__", rest, 1, 2)?;
    Ok(machine.none())
}
