//! Generators, coroutines and asynchronous generators: a frame set aside, with its slice of the value stack.

use std::sync::Arc;

use super::Ref;
use crate::python::compile::code::Code;
use crate::python::eval::frame::{Frame, Value};
use crate::python::version::Version;

/// A generator, coroutine or asynchronous generator; its class tells which. Every `Ref` is owned, null when absent.
#[derive(Clone, Debug)]
pub struct Generator {
    pub code: Arc<Code>,
    pub code_object: Ref,
    pub name: Ref,
    pub qualified_name: Ref,
    pub progress: Progress,
    /// The frame while it is set aside: not while it runs, nor when it has ended. Its globals are the function's then, not
    /// owned by the frame.
    pub frame: Option<Box<Frame>>,
    /// Locals and stack of the frame that is set aside.
    pub values: Vec<Value>,
    /// The exception that was being handled inside when it was set aside (`gi_exc_state`).
    pub handled: Ref,
    /// An asynchronous generator's finaliser, as `sys.set_asyncgen_hooks` gave it when it was first iterated.
    pub finalizer: Ref,
    pub asynchronous: Asynchronous,
}

/// Where a generator stands (`gi_frame_state`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Called, but not begun.
    Created,
    /// At a `yield`.
    Suspended,
    Running,
    /// At its end. A frame may still be there: `close()` leaves it in some versions.
    Ended,
}

/// What an asynchronous generator knows beside (`PyAsyncGenObject`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asynchronous {
    /// The hooks were asked when it was first iterated.
    pub hooked: bool,
    pub closed: bool,
    /// One of its awaitables is under way.
    pub running: bool,
}

impl Generator {
    /// What it owns, in the order of `gen_traverse` (`Objects/genobject.c`).
    pub fn references(&self) -> impl Iterator<Item = Ref> + '_ {
        let frame = self.frame.iter().flat_map(|frame| [frame.object, frame.locals, frame.function]);
        let values = self.values.iter().filter(|value| !value.is_borrowed()).map(|value| value.reference());
        let held = self.frame.iter().flat_map(|frame| frame.held.iter().copied());
        let own = [self.finalizer, self.name, self.qualified_name, self.code_object];
        own.into_iter().chain(frame).chain(held).chain(values).chain([self.handled])
    }

    /// The iterator that a `yield from` or `await` is at, not owned (`_PyGen_yf`).
    pub fn delegate(&self) -> Option<Ref> {
        let frame = self.frame.as_ref().filter(|_| self.progress == Progress::Suspended)?;
        frame.sends_at()?;
        self.values.last().map(|value| value.reference())
    }
}

/// Bytes of the object without its GC head: what stands before the frame's values, and a place for each of them
/// (`gen_sizeof`).
pub fn generator_bytes(version: Version, code: &Code) -> u32 {
    let fixed = match version {
        Version::V3_11 | Version::V3_14 | Version::V3_15 => 152,
        Version::V3_12 | Version::V3_13 => 144,
    };
    fixed + 8 * (code.locals.len() as u32 + code.stack_size)
}
