//! Exceptions, tracebacks, and the frame objects that tracebacks keep.

use std::sync::Arc;

use super::Ref;
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
    /// A list, or null.
    pub notes: Ref,
    /// What some kinds carry beside their args, by kind: NameError's and AttributeError's name and obj, StopIteration's
    /// value, SystemExit's code, ImportError's name.
    pub name: Ref,
    pub object: Ref,
    pub value: Ref,
}

impl Exception {
    pub fn references(&self) -> [Ref; 8] {
        [self.args, self.notes, self.traceback, self.cause, self.context, self.name, self.object, self.value]
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
    /// The locals after the end, owned; null where unbound.
    pub locals: Vec<Ref>,
    pub globals: Ref,
    pub function: Ref,
    pub back: Ref,
    pub line: u32,
}

impl FrameObject {
    pub fn references(&self) -> Vec<Ref> {
        let mut all = vec![self.back, self.function, self.globals];
        all.extend_from_slice(&self.locals);
        all
    }
}
