//! The value stack, and the end of a frame.

use crate::python::eval::frame::Value;
use crate::python::eval::generator_control::FrameEnd;
use crate::python::machine::Machine;
use crate::python::object::Ref;

impl Machine {
    /// Pushes an owned reference.
    #[inline]
    pub fn push(&mut self, reference: Ref) {
        self.thread_mut().values.push(Value::owned(reference));
    }

    #[inline]
    pub fn push_value(&mut self, value: Value) {
        self.thread_mut().values.push(value);
    }

    /// Takes the top; null when the stack is empty, which compiled code never lets happen.
    #[inline]
    pub fn pop_value(&mut self) -> Value {
        self.thread_mut().values.pop().unwrap_or(Value::NULL)
    }

    /// Takes the top as an owned reference.
    #[inline]
    pub fn pop(&mut self) -> Ref {
        let value = self.pop_value();
        self.own(value)
    }

    /// Makes a value's reference the caller's own.
    #[inline]
    pub fn own(&mut self, value: Value) -> Ref {
        let reference = value.reference();
        if value.is_borrowed() {
            self.heap.incref(reference);
        }
        reference
    }

    /// Drops a value: one that was borrowed costs nothing.
    #[inline]
    pub fn drop_value(&mut self, value: Value) {
        if !value.is_borrowed() {
            self.release(value.reference());
        }
    }

    /// Pops and drops the top.
    #[inline]
    pub fn drop_top(&mut self) {
        let value = self.pop_value();
        self.drop_value(value);
    }

    /// The value at `depth` from the top (0 is the top), borrowed.
    #[inline]
    pub fn peek(&self, depth: usize) -> Ref {
        self.peek_value(depth).reference()
    }

    #[inline]
    pub fn peek_value(&self, depth: usize) -> Value {
        let values = &self.thread().values;
        values.len().checked_sub(depth + 1).and_then(|at| values.get(at)).copied().unwrap_or(Value::NULL)
    }

    /// Takes the `count` topmost values as owned references, the lowest first.
    pub fn pop_many(&mut self, count: usize) -> Vec<Ref> {
        let values = &mut self.thread_mut().values;
        let at = values.len().saturating_sub(count);
        let taken = values.split_off(at);
        taken.into_iter().map(|value| self.own(value)).collect()
    }

    /// Drops values until `length` are left, the top first.
    pub fn cut_values(&mut self, length: usize) {
        while self.thread().values.len() > length {
            self.drop_top();
        }
    }

    /// Ends the innermost frame: its stack, then its locals in order, then what it held. A frame object that somebody still
    /// holds takes the locals over (`Python/frame.c`, `take_ownership`).
    pub fn end_frame(&mut self) {
        let Some(frame) = self.thread().frames.last() else { return };
        let (base, locals, object) = (frame.base, frame.code.locals.len(), frame.object);
        self.cut_values(base + locals);
        let kept = !object.is_null() && self.heap.get(object).references > 1;
        if kept {
            self.give_locals_to_frame_object(object);
        }
        // The frame stays in place while its locals die, so that finalisers see a whole stack; but it has let go of them.
        let thread = self.thread_mut();
        let values: smallvec::SmallVec<[Value; 16]> = thread.values.drain(base..).collect();
        let Some(frame) = thread.frames.pop() else { return };
        for value in values {
            if !value.is_null() {
                self.drop_value(value);
            }
        }
        self.release(frame.object);
        self.release(frame.locals);
        self.release(frame.globals);
        self.release(frame.function);
        self.cut_values(frame.bottom);
        self.release(frame.subject);
        self.release_all(frame.held);
    }

    fn give_locals_to_frame_object(&mut self, object: Ref) {
        let thread = self.thread_mut();
        let Some(frame) = thread.frames.last() else { return };
        let (base, line, lasti, namespace) = (frame.base, frame.line, frame.next.saturating_sub(1), frame.locals);
        let number = thread.frames.len() - 1;
        let values: Vec<Value> = thread.values[base..].iter_mut().map(std::mem::take).collect();
        let back = match number.checked_sub(1) {
            Some(caller) => {
                let back = self.frame_object(caller);
                self.keep(back)
            }
            None => Ref::NULL,
        };
        self.give_to_frame_object(object, FrameEnd { values, line, lasti, back, namespace });
    }
}
