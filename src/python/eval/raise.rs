//! Raising: making exceptions, chaining them, and finding the handler.

use crate::python::compile::code::Op;
use crate::python::eval::generator::Given;
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::{Machine, MarkKind};
use crate::python::modules::pylib;
use crate::python::object::exception::{Exception, Traceback};
use crate::python::object::{Body, Ref, known};

impl Machine {
    /// A new exception of `class` with one message, to be returned as an error: `return Err(machine.raise(…))`.
    pub fn raise(&mut self, class: Ref, message: impl Into<String>) -> Stop {
        let message = self.new_str(&message.into());
        self.raise_with(class, vec![message])
    }

    /// A new exception of `class` with these arguments (taken over).
    pub fn raise_with(&mut self, class: Ref, arguments: Vec<Ref>) -> Stop {
        let exception = self.new_exception(class, arguments);
        self.raise_object(exception)
    }

    /// KeyError with the missing key itself as its argument.
    pub fn raise_key_error(&mut self, key: Ref) -> Stop {
        let key = self.keep(key);
        self.raise_with(known::KEY_ERROR, vec![key])
    }

    /// An exception instance of a built-in class from its arguments (taken over), as the machine itself makes one.
    pub fn new_exception(&mut self, class: Ref, arguments: Vec<Ref>) -> Ref {
        let kind = self.exception_kind(class);
        let given = arguments.clone();
        let made = self.new_plain_exception(class, arguments);
        // The machine's own arguments fit the kind.
        let filled = self.fill_exception(made, kind, &given);
        debug_assert!(filled.is_ok());
        made
    }

    /// An exception with these args (taken over) and no other field.
    pub fn new_plain_exception(&mut self, class: Ref, arguments: Vec<Ref>) -> Ref {
        let args = self.new_tuple(arguments);
        let exception = Exception { args, ..Exception::default() };
        // PyBaseExceptionObject is 72 bytes (`cpython/pyerrors.h`), the kinds with fields of their own more.
        let size = self.exception_size(class);
        if self.is_heap_class(class) {
            self.keep(class);
        }
        let made = self.heap.insert(class, Body::Exception(Box::new(exception)), size + 16, 16, true);
        self.heap.track(made);
        made
    }

    /// `sizeof` the C struct of an exception of this class, GC head left out (`Include/cpython/pyerrors.h`).
    pub fn exception_size(&self, class: Ref) -> u32 {
        let extra = if self.is_subclass(class, known::SYNTAX_ERROR) {
            72
        } else if self.is_subclass(class, known::BASE_EXCEPTION_GROUP) {
            if self.version().minor() >= 14 { 24 } else { 16 }
        } else if self.is_subclass(class, known::OS_ERROR) {
            48
        } else if self.is_subclass(class, known::IMPORT_ERROR) {
            if self.version().minor() >= 12 { 32 } else { 24 }
        } else if self.is_subclass(class, known::UNICODE_ERROR) {
            40
        } else if self.is_subclass(class, known::ATTRIBUTE_ERROR) {
            16
        } else if self.is_subclass(class, known::NAME_ERROR)
            || self.is_subclass(class, known::STOP_ITERATION)
            || self.is_subclass(class, known::SYSTEM_EXIT)
        {
            8
        } else {
            0
        };
        72 + extra
    }

    /// Makes an exception (owned) the one that is raised, with what is being handled as its context
    /// (`Python/errors.c`, `_PyErr_SetObject`).
    pub fn raise_object(&mut self, exception: Ref) -> Stop {
        let handled = self.handled_exception();
        self.raise_in_context(exception, handled)
    }

    /// The same with this exception, null or None for none, as the context.
    pub(super) fn raise_in_context(&mut self, exception: Ref, handled: Ref) -> Stop {
        if !handled.is_null() && handled != exception && handled != known::NONE {
            self.break_context_cycle(handled, exception);
            self.keep(handled);
            self.set_context(exception, handled);
        }
        self.mark(MarkKind::Exception);
        Stop::Raised(exception)
    }

    /// Cuts the link that would close a ring of contexts.
    fn break_context_cycle(&mut self, handled: Ref, exception: Ref) {
        let mut at = handled;
        for _ in 0..10_000 {
            let Some(context) = self.exception(at).map(|parts| parts.context) else { return };
            if context.is_null() {
                return;
            }
            if context == exception {
                self.set_context(at, Ref::NULL);
                return;
            }
            at = context;
        }
    }

    /// Replaces `__context__`; takes over the reference.
    pub fn set_context(&mut self, exception: Ref, context: Ref) {
        if let Some(parts) = self.exception_mut(exception) {
            let old = std::mem::replace(&mut parts.context, context);
            self.release(old);
        } else {
            self.release(context);
        }
    }

    pub fn exception(&self, exception: Ref) -> Option<&Exception> {
        match self.heap.body(exception) {
            Body::Exception(parts) => Some(parts),
            _ => None,
        }
    }

    pub fn exception_mut(&mut self, exception: Ref) -> Option<&mut Exception> {
        match &mut self.heap.get_mut(exception).body {
            Body::Exception(parts) => Some(parts),
            _ => None,
        }
    }

    /// `raise`, `raise exception`, `raise exception from cause` (`Python/ceval.c`, `do_raise`). Takes both over; null when
    /// not given.
    pub fn raise_statement(&mut self, exception: Ref, cause: Ref) -> Stop {
        if exception.is_null() {
            let handled = self.handled_exception();
            if handled.is_null() {
                return self.raise(known::RUNTIME_ERROR, "No active exception to reraise");
            }
            self.keep(handled);
            return Stop::Raised(handled);
        }
        let raised = match self.instance_to_raise(exception) {
            Ok(Some(raised)) => raised,
            Ok(None) => {
                self.release(cause);
                return self.raise(known::TYPE_ERROR, "exceptions must derive from BaseException");
            }
            Err(stop) => {
                self.release(cause);
                return stop;
            }
        };
        if !cause.is_null() {
            let cause = if cause == known::NONE {
                Ref::NULL
            } else {
                match self.instance_to_raise(cause) {
                    Ok(Some(cause)) => cause,
                    Ok(None) => {
                        self.release(raised);
                        return self.raise(known::TYPE_ERROR, "exception causes must derive from BaseException");
                    }
                    Err(stop) => {
                        self.release(raised);
                        return stop;
                    }
                }
            };
            self.set_cause(raised, cause);
        }
        self.raise_object(raised)
    }

    /// Replaces `__cause__` (taken over) and hides the context, as `PyException_SetCause` does.
    pub fn set_cause(&mut self, exception: Ref, cause: Ref) {
        if let Some(parts) = self.exception_mut(exception) {
            parts.suppress_context = true;
            let old = std::mem::replace(&mut parts.cause, cause);
            self.release(old);
        }
    }

    /// The exception instance for what `raise` was given: itself, or what calling the class gives. `None` for neither.
    fn instance_to_raise(&mut self, given: Ref) -> Result<Option<Ref>> {
        if self.exception(given).is_some() {
            return Ok(Some(given));
        }
        if matches!(self.heap.body(given), Body::Class(_)) && self.is_subclass(given, known::BASE_EXCEPTION) {
            let made = match self.call(given, &[]) {
                Ok(made) => made,
                Err(stop) => {
                    self.release(given);
                    return Err(stop);
                }
            };
            if self.exception(made).is_none() {
                let (class, got) = (self.repr_of(given)?, self.heap.class_of(made));
                let got = self.repr_of(got)?;
                self.release(made);
                self.release(given);
                let message = format!("calling {class} should have returned an instance of BaseException, not {got}");
                return Err(self.raise(known::TYPE_ERROR, message));
            }
            self.release(given);
            return Ok(Some(made));
        }
        self.release(given);
        Ok(None)
    }

    /// Goes to the innermost frame's handler for what stopped it, or ends the frame; the result is `Ok` when a frame
    /// goes on, and the stop itself when the nested loop that starts at `floor` frames (or the program) ends by it.
    pub fn unwind(&mut self, stop: Stop, floor: usize) -> Result<()> {
        let mut exception = match stop {
            Stop::Raised(exception) => exception,
            Stop::Ended(_) => return Err(stop),
        };
        let mut first = true;
        loop {
            let Some(frame) = self.thread().frames.last() else { return Err(Stop::Raised(exception)) };
            let at = frame.next.saturating_sub(1);
            let handler = frame.code.handlers.iter().find(|row| (row.start..row.end).contains(&at)).copied();
            let instruction = frame.code.instructions.get(at as usize);
            // From 3.12 a StopIteration that is thrown in at a `yield from` ends it, with its value (`CLEANUP_THROW`).
            if let Some(send) = instruction.filter(|each| each.op == Op::Send)
                && self.version().minor() >= 12
                && self.is_instance(exception, known::STOP_ITERATION)
            {
                let end = send.arg;
                let value = self.value_of_stop(Stop::Raised(exception))?;
                self.take_sent(Given::Returned(value), end);
                return Ok(());
            }
            let artificial = instruction.is_some_and(|each| first && matches!(each.op, Op::Reraise | Op::EndAsyncFor));
            if !artificial && !pylib::stands_for_c(&frame.code.file_name) {
                self.add_traceback(exception, at);
            }
            first = false;
            if let Some(handler) = handler {
                let thread = self.thread();
                let Some(frame) = thread.frames.last() else { return Err(Stop::Raised(exception)) };
                let keep = frame.base + frame.code.locals.len() + handler.depth as usize;
                self.cut_values(keep);
                if handler.push_instruction {
                    let number = self.new_int(i64::from(at));
                    self.push(number);
                }
                self.push(exception);
                if let Some(frame) = self.thread_mut().frames.last_mut() {
                    frame.next = handler.target;
                }
                return Ok(());
            }
            let frame = self.thread().frames.last();
            let purpose = frame.map(|frame| frame.purpose);
            let generator = frame.map_or(Ref::NULL, |frame| frame.generator);
            if generator.is_null() {
                self.end_frame();
            } else {
                let ran =
                    frame.map_or(&[][..], |frame| frame.code.instructions.get(..=at as usize).unwrap_or_default());
                let begun = ran.iter().any(|each| each.op == Op::Resume);
                self.end_generator(generator);
                self.end_frame();
                exception = self.exception_out_of(generator, begun, exception);
            }
            let done = self.thread().frames.len() <= floor;
            if done || purpose.is_none() {
                return Err(Stop::Raised(exception));
            }
        }
    }

    /// Adds the innermost frame, at the instruction that it is at, to the exception's traceback.
    pub fn add_traceback_here(&mut self, exception: Ref) {
        let at = self.thread().frames.last().map_or(0, |frame| frame.next.saturating_sub(1));
        self.add_traceback(exception, at);
    }

    /// Adds the innermost frame to the exception's traceback (`Python/traceback.c`, `PyTraceBack_Here`).
    pub(super) fn add_traceback(&mut self, exception: Ref, instruction: u32) {
        let Some(frame_number) = self.thread().frames.len().checked_sub(1) else { return };
        let line = self.line_at(frame_number, instruction);
        let frame = self.frame_object(frame_number);
        self.keep(frame);
        let next = match self.exception_mut(exception) {
            Some(parts) => std::mem::take(&mut parts.traceback),
            None => Ref::NULL,
        };
        let traceback = Traceback { next, frame, instruction, line };
        let made = self.heap.insert(known::TRACEBACK, Body::Traceback(Box::new(traceback)), 64, 16, true);
        self.heap.track(made);
        match self.exception_mut(exception) {
            Some(parts) => parts.traceback = made,
            None => self.release(made),
        }
    }

    /// The line of an instruction of a running frame.
    pub fn line_at(&self, frame_number: usize, instruction: u32) -> u32 {
        let Some(frame) = self.thread().frames.get(frame_number) else { return 0 };
        frame.code.positions.get(instruction as usize).map_or(0, |position| position.line)
    }

    /// Whether the exception (or class) matches what an `except` names: a class or a tuple of them.
    pub fn exception_matches(&mut self, exception: Ref, pattern: Ref) -> Result<bool> {
        let patterns = match self.heap.body(pattern) {
            Body::Tuple(items) => items.to_vec(),
            _ => vec![pattern],
        };
        for each in &patterns {
            let is_class = matches!(self.heap.body(*each), Body::Class(_));
            if !is_class || !self.is_subclass(*each, known::BASE_EXCEPTION) {
                let message = "catching classes that do not inherit from BaseException is not allowed";
                return Err(self.raise(known::TYPE_ERROR, message));
            }
        }
        let class = self.heap.class_of(exception);
        Ok(patterns.iter().any(|each| self.is_subclass(class, *each)))
    }

    /// Whether the stop is a Python exception of this class.
    pub fn is_stop_of(&self, stop: &Stop, class: Ref) -> bool {
        matches!(stop, Stop::Raised(exception) if self.is_instance(*exception, class))
    }

    /// Drops what stopped a call that the caller recovers from.
    pub fn forget(&mut self, stop: Stop) -> Result<()> {
        match stop {
            Stop::Raised(exception) => {
                self.release(exception);
                Ok(())
            }
            ended => Err(ended),
        }
    }
}
