//! What a name means at a step: the scopes as the program's own code sees them.

use crate::python::Machine;
use crate::python::object::{Body, Ref};

/// Where a name is bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// A local of the frame at this depth, whose locals begin here.
    Local {
        depth: usize,
        base: usize,
    },
    Module,
}

/// The object that the name is bound to in the innermost frame of the program that knows it, else in the module.
pub fn resolve(machine: &Machine, name: &str) -> Option<(Scope, Ref)> {
    let thread = machine.threads.get(machine.current)?;
    for (depth, frame) in thread.frames.iter().enumerate().rev() {
        if frame.code.file_name != machine.options.file_name || !frame.locals.is_null() {
            continue;
        }
        let scope = Scope::Local { depth, base: frame.base };
        if let Some(bound) = bound(machine, scope, name) {
            return Some((scope, bound));
        }
    }
    bound(machine, Scope::Module, name).map(|bound| (Scope::Module, bound))
}

/// The scope in which a name that is not bound now would be: the running function's where it is a local there, else the module's.
pub fn scope_of(machine: &Machine, name: &str) -> Scope {
    if let Some((scope, _)) = resolve(machine, name) {
        return scope;
    }
    let Some(thread) = machine.threads.get(machine.current) else { return Scope::Module };
    let local = thread.frames.iter().enumerate().next_back();
    match local.filter(|(_, frame)| frame.code.locals.iter().any(|local| local.text == name)) {
        Some((depth, frame)) => Scope::Local { depth, base: frame.base },
        None => Scope::Module,
    }
}

/// What the name is bound to in that scope; `None` where it is not, or the scope is gone.
pub fn bound(machine: &Machine, scope: Scope, name: &str) -> Option<Ref> {
    match scope {
        Scope::Module => {
            let dict = machine.heap.is_alive(machine.main).then(|| machine.heap.dict(machine.main)).flatten()?;
            let is_name =
                |key: Ref| matches!(machine.heap.body_or_none(key), Some(Body::Str(text)) if *text.text == *name);
            dict.live_entries().find(|entry| is_name(entry.key)).map(|entry| entry.value)
        }
        Scope::Local { depth, base } => {
            let thread = machine.threads.get(machine.current)?;
            let frame = thread.frames.get(depth).filter(|frame| frame.base == base)?;
            let place = frame.code.locals.iter().position(|local| local.text == name)?;
            let value = thread.values.get(base + place)?.reference();
            let inner = match machine.heap.body_or_none(value)? {
                Body::Cell(inner) => *inner,
                _ => value,
            };
            machine.heap.is_alive(inner).then_some(inner)
        }
    }
}
