//! Exceptions, tracebacks, and the frame objects that tracebacks keep.

use std::sync::Arc;

use super::Ref;
use super::exception_kind::Place;
use crate::python::compile::code::Code;

/// An exception instance. Every `Ref` is owned, null when absent.
#[derive(Clone, Debug, Default)]
pub struct Exception {
    /// A tuple.
    pub args: Ref,
    pub traceback: Ref,
    pub cause: Ref,
    pub context: Ref,
    pub suppress_context: bool,
    /// What some kinds carry beside their args, by kind: NameError's and AttributeError's name and obj, StopIteration's
    /// value, SystemExit's code, ImportError's name.
    pub name: Ref,
    pub object: Ref,
    pub value: Ref,
    /// The other fields of the kind, by [`Place::Field`](super::exception_kind::Place); missing ones are null.
    pub fields: Vec<Ref>,
}

impl Exception {
    pub fn references(&self) -> Vec<Ref> {
        let mut all = vec![self.args, self.traceback, self.cause, self.context, self.name, self.object, self.value];
        all.extend_from_slice(&self.fields);
        all
    }

    /// A field, null when it was not set.
    pub fn field(&self, place: Place) -> Ref {
        match place {
            Place::Name => self.name,
            Place::Object => self.object,
            Place::Value => self.value,
            Place::Field(number) => self.fields.get(number).copied().unwrap_or_default(),
        }
    }

    /// Puts a reference into a field, and gives back what was there.
    pub fn set_field(&mut self, place: Place, value: Ref) -> Ref {
        let field = match place {
            Place::Name => &mut self.name,
            Place::Object => &mut self.object,
            Place::Value => &mut self.value,
            Place::Field(number) => {
                if self.fields.len() <= number {
                    self.fields.resize(number + 1, Ref::NULL);
                }
                &mut self.fields[number]
            }
        };
        std::mem::replace(field, value)
    }
}

/// One line of a traceback; `next` is one call deeper.
#[derive(Clone, Debug)]
pub struct Traceback {
    pub next: Ref,
    pub frame: Ref,
    /// The instruction that was running.
    pub instruction: u32,
    pub line: u32,
}

/// A frame as an object. While its call runs, the values stay in the thread's frame (`running` says which); when the call
/// ends they move here, so that a traceback keeps a function's locals alive.
#[derive(Clone, Debug)]
pub struct FrameObject {
    pub code: Arc<Code>,
    /// The thread's frame number while it runs.
    pub running: Option<u32>,
    /// The generator that has set the frame aside, else null; not owned.
    pub generator: Ref,
    /// The locals after the end, owned; null where unbound.
    pub locals: Vec<Ref>,
    pub globals: Ref,
    pub function: Ref,
    pub back: Ref,
    pub line: u32,
    /// The instruction that it stood at when the call ended.
    pub lasti: u32,
    /// The dict of a module or class body whose call is over, else null.
    pub namespace: Ref,
    /// Up to 3.12 the dict that `f_locals` gave; from 3.13 what a proxy added to the locals; null when none.
    pub snapshot: Ref,
}

impl FrameObject {
    pub fn references(&self) -> Vec<Ref> {
        let mut all = vec![self.back, self.function, self.globals, self.namespace, self.snapshot];
        all.extend_from_slice(&self.locals);
        all
    }
}
