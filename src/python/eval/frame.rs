//! Frames and the threads that stack them: plain data, so that a generator, a coroutine or a thread is frames set aside.

use std::sync::Arc;

use crate::python::compile::code::{Code, Op};
use crate::python::object::Ref;

/// A value on a thread's stack, or a local: a reference that is counted, or one that is borrowed from a local that
/// outlives it (3.14's `LOAD_FAST_BORROW`). The top bit says borrowed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Value(u32);

impl Value {
    const BORROWED: u32 = 1 << 31;
    pub const NULL: Value = Value(0);

    /// A counted reference, moved in.
    pub fn owned(reference: Ref) -> Self {
        Self(reference.0)
    }

    pub fn borrowed(reference: Ref) -> Self {
        Self(reference.0 | Self::BORROWED)
    }

    pub fn reference(self) -> Ref {
        Ref(self.0 & !Self::BORROWED)
    }

    pub fn is_borrowed(self) -> bool {
        self.0 & Self::BORROWED != 0
    }

    pub fn is_null(self) -> bool {
        self.0 == 0
    }
}

/// A call that is under way. Locals and stack lie in the thread's `values` from `base` on.
#[derive(Clone, Debug)]
pub struct Frame {
    pub code: Arc<Code>,
    /// Owned, null for a module.
    pub function: Ref,
    /// Owned.
    pub globals: Ref,
    /// The dict of a module or class body (owned), null in a function.
    pub locals: Ref,
    /// Index of the first local in the thread's values.
    pub base: usize,
    /// Where the thread's values are cut when the frame ends: callable and arguments of the call go with it.
    pub bottom: usize,
    /// The next instruction.
    pub next: u32,
    /// The line that runs, 0 before the first and after a jump back.
    pub line: u32,
    /// What becomes of the result.
    pub purpose: Purpose,
    /// What the purpose needs (owned, or null): the instance that `__init__` works on, the class body's arguments.
    pub subject: Ref,
    /// What the caller holds while the frame runs (owned): the tuple of arguments of a slot (`slot_tp_init`), or of `f(*args)` on
    /// 3.11.
    pub held: Vec<Ref>,
    /// The frame object, if one was made (owned), else null.
    pub object: Ref,
    /// The generator whose frame this is, else null; not owned: who resumes it holds it.
    pub generator: Ref,
}

impl Frame {
    /// The `Send` that the frame is suspended in, when it stands at the `yield` of a `yield from` or `await`.
    pub fn sends_at(&self) -> Option<u32> {
        let at = self.next.checked_sub(2)?;
        let [send, give] = self.code.instructions.get(at as usize..self.next as usize)? else { return None };
        (send.op == Op::Send && give.op == Op::YieldValue).then_some(at)
    }
}

/// What happens with a frame's result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// It is pushed on the caller's stack.
    Call,
    /// `__init__`: the result must be None and is dropped; the instance, already on the caller's stack, stays.
    Initialise,
    /// The program's own module: the run ends with it.
    Program,
    /// `__build_class__`: the body's namespace becomes a class.
    ClassBody,
    /// A generator that the caller's `ForIter` resumed: what it returns is dropped and the loop ends.
    Next,
    /// A generator that the caller's `Send` resumed: what it returns is the result, and the caller goes on after the loop.
    Send,
    /// A generator that a native resumed: what it yields or returns is pushed, and its progress tells which it was.
    Resume,
}

/// A thread of the program: its frames, innermost last, and the values of all of them.
#[derive(Clone, Debug, Default)]
pub struct Thread {
    pub frames: Vec<Frame>,
    /// Locals and stacks, one frame's after the other's.
    pub values: Vec<Value>,
    /// The exception that is being handled, innermost (`exc_info`): owned, null when none.
    pub handled: Ref,
    /// What was being handled outside each generator that runs, outermost first: owned, null when none.
    pub handled_outside: Vec<Ref>,
    /// Objects whose repr is being made, outermost first (`Py_ReprEnter`); not owned.
    pub in_repr: Vec<Ref>,
    /// The thread's dict with the list that CPython keeps them in, once there is one (owned; the machine leaves the list empty).
    pub repr_list: Ref,
    /// Nested loops that natives started; only at 0 may the machine be set aside and resumed.
    pub nesting: u32,
}
