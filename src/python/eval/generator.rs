//! Generators at work: made, resumed, suspended, ended.
//!
//! A generator's frame runs on its thread's stack like any other; between two of its runs the frame and its values lie in
//! the object. `for` and `yield from` resume it in the same loop; a native that asks for the next value nests one. What
//! `throw()` and `close()` do is `generator_control`'s business.

use crate::python::eval::frame::{Purpose, Value};
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::create::GC_HEAD;
use crate::python::object::generator::{Asynchronous, Generator, Progress, generator_bytes};
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// What a generator gave when it was resumed; owned.
pub enum Given {
    Yielded(Ref),
    Returned(Ref),
}

impl Machine {
    pub fn generator(&self, object: Ref) -> Option<&Generator> {
        match self.heap.body_or_none(object) {
            Some(Body::Generator(generator)) => Some(generator),
            _ => None,
        }
    }

    pub fn generator_mut(&mut self, object: Ref) -> Option<&mut Generator> {
        match &mut self.heap.get_mut(object).body {
            Body::Generator(generator) => Some(generator),
            _ => None,
        }
    }

    /// `ReturnGenerator`: the frame that just began is set aside in a new generator, which is the call's result
    /// (`Objects/genobject.c`, `_Py_MakeCoro`).
    pub(super) fn return_generator(&mut self) -> Result<()> {
        let Some(frame) = self.thread().frames.last() else { return Ok(()) };
        let (code, function) = (frame.code.clone(), frame.function);
        let (code_object, name, qualified_name) = match self.heap.body_or_none(function) {
            Some(Body::Function(function)) => (function.code_object, function.name, function.qualified_name),
            _ => return Err(Stop::unmodelled("a generator without a function")),
        };
        let class = if code.flags.async_generator {
            known::ASYNC_GENERATOR
        } else if code.flags.coroutine {
            known::COROUTINE
        } else {
            known::GENERATOR
        };
        for part in [code_object, name, qualified_name] {
            self.keep(part);
        }
        let holds_code_twice = self.version() == Version::V3_11;
        if holds_code_twice {
            self.keep(code_object);
        }
        let bytes = generator_bytes(self.version(), &code);
        let body = Generator {
            code,
            code_object,
            name,
            qualified_name,
            progress: Progress::Running,
            frame: None,
            values: Vec::new(),
            handled: Ref::NULL,
            finalizer: Ref::NULL,
            asynchronous: Asynchronous::default(),
        };
        let made = self.new_tracked(class, Body::Generator(Box::new(body)), bytes, GC_HEAD);
        let Some(frame) = self.thread_mut().frames.last_mut() else { return Ok(()) };
        frame.generator = made;
        let (purpose, bottom) = (frame.purpose, frame.bottom);
        let (subject, held) = (std::mem::take(&mut frame.subject), std::mem::take(&mut frame.held));
        // Up to 3.11 the object and its frame hold the code each.
        if holds_code_twice {
            frame.held.push(code_object);
        }
        self.own_arguments();
        self.set_aside(Progress::Created);
        self.cut_values(bottom);
        self.release_all(held);
        self.hand_over(purpose, subject, made)
    }

    /// Arguments that were borrowed from the caller are the frame's own from now on: it outlives the call
    /// (`PyStackRef_MakeHeapSafe`).
    fn own_arguments(&mut self) {
        let base = self.thread().frames.last().map_or(0, |frame| frame.base);
        for at in base..self.thread().values.len() {
            let value = self.thread().values[at];
            if value.is_borrowed() {
                let owned = self.own(value);
                self.thread_mut().values[at] = Value::owned(owned);
            }
        }
    }

    /// Moves the innermost frame, which is a generator's, into the generator.
    fn set_aside(&mut self, progress: Progress) {
        let thread = self.thread_mut();
        let Some(frame) = thread.frames.pop() else { return };
        let values = thread.values.split_off(frame.base);
        let (generator, object, globals) = (frame.generator, frame.object, frame.globals);
        if let Some(FrameState { running, generator: owner }) = self.frame_state(object) {
            (*running, *owner) = (None, generator);
        }
        if let Some(parts) = self.generator_mut(generator) {
            parts.progress = progress;
            parts.values = values;
            parts.frame = Some(Box::new(frame));
        }
        self.release(globals);
    }

    /// Puts a suspended generator's frame on the thread again. The caller pushes what is sent, or raises.
    pub(super) fn resume(&mut self, generator: Ref, purpose: Purpose) -> Result<()> {
        self.check_depth()?;
        let Some(parts) = self.generator_mut(generator) else { return Ok(()) };
        let Some(frame) = parts.frame.take() else { return Ok(()) };
        let values = std::mem::take(&mut parts.values);
        let handled = std::mem::take(&mut parts.handled);
        parts.progress = Progress::Running;
        let (globals, object) = (frame.globals, frame.object);
        self.keep(globals);
        let thread = self.thread_mut();
        let base = thread.values.len();
        thread.values.extend(values);
        let outside = std::mem::replace(&mut thread.handled, handled);
        thread.handled_outside.push(outside);
        let number = thread.frames.len() as u32;
        let mut frame = *frame;
        // The line is begun again, for whoever steps.
        (frame.base, frame.bottom, frame.purpose, frame.line) = (base, base, purpose, 0);
        thread.frames.push(frame);
        if let Some(FrameState { running, generator: owner }) = self.frame_state(object) {
            (*running, *owner) = (Some(number), Ref::NULL);
        }
        Ok(())
    }

    /// `YieldValue`: the value goes to who resumed the generator, which is suspended.
    pub(super) fn yield_value(&mut self) {
        let value = self.pop();
        let generator = self.thread().frames.last().map_or(Ref::NULL, |frame| frame.generator);
        self.set_aside(Progress::Suspended);
        let handled = self.restore_handled();
        if let Some(parts) = self.generator_mut(generator) {
            parts.handled = handled;
        }
        self.push(value);
    }

    /// Goes back to the exceptions that were being handled outside the generator; gives what was handled in it.
    fn restore_handled(&mut self) -> Ref {
        let thread = self.thread_mut();
        let outside = thread.handled_outside.pop().unwrap_or(Ref::NULL);
        std::mem::replace(&mut thread.handled, outside)
    }

    /// The end of a running generator, whose frame is about to go (`Python/ceval.c`, `clear_gen_frame`).
    pub(super) fn end_generator(&mut self, generator: Ref) {
        if let Some(parts) = self.generator_mut(generator) {
            parts.progress = Progress::Ended;
        }
        let handled = self.restore_handled();
        self.release(handled);
    }

    /// The exception that is being handled: the innermost, outside of running generators if they handle none; null for none
    /// (`_PyErr_GetTopmostException`).
    pub fn handled_exception(&self) -> Ref {
        let thread = self.thread();
        let all = std::iter::once(&thread.handled).chain(thread.handled_outside.iter().rev());
        all.copied().find(|handled| !handled.is_null() && *handled != known::NONE).unwrap_or(Ref::NULL)
    }

    /// `ForIter` over a generator.
    pub(super) fn iterate_generator(&mut self, generator: Ref, end: u32) -> Result<()> {
        match self.generator(generator).map(|parts| parts.progress) {
            Some(Progress::Created | Progress::Suspended) => {
                self.resume(generator, Purpose::Next)?;
                self.push_value(Value::owned(known::NONE));
                self.keep(known::NONE);
                Ok(())
            }
            Some(Progress::Running) => Err(self.already_executing(generator)),
            _ => {
                self.jump(end);
                Ok(())
            }
        }
    }

    /// `Send`: the value on top is sent to the iterator below it (`Python/bytecodes.c`, `SEND`).
    pub(super) fn send(&mut self, end: u32) -> Result<()> {
        let (receiver, value) = (self.peek(1), self.peek(0));
        let given = match self.heap.class_of(receiver) {
            known::GENERATOR | known::COROUTINE => match self.prepare_to_send(receiver, value)? {
                Some(result) => Given::Returned(result),
                None => {
                    let value = self.pop();
                    if let Err(stop) = self.resume(receiver, Purpose::Send) {
                        self.release(value);
                        return Err(stop);
                    }
                    self.push(value);
                    return Ok(());
                }
            },
            _ => self.send_to_any(receiver, value)?,
        };
        self.drop_top();
        self.take_sent(given, end);
        Ok(())
    }

    /// What a `Send` does with its result.
    pub(super) fn take_sent(&mut self, given: Given, end: u32) {
        match given {
            Given::Yielded(value) => self.push(value),
            Given::Returned(value) => {
                self.push(value);
                self.jump(end);
            }
        }
    }

    /// Sends to an iterator that is no generator: `next()` for None, else its `send()`.
    fn send_to_any(&mut self, receiver: Ref, value: Ref) -> Result<Given> {
        let outcome = if value == known::NONE {
            match self.next_or_raise(receiver) {
                Ok(Some(item)) => Ok(item),
                Ok(None) => return Ok(Given::Returned(self.none())),
                Err(stop) => Err(stop),
            }
        } else {
            self.call_method(receiver, "send", &[value])
        };
        match outcome {
            Ok(item) => Ok(Given::Yielded(item)),
            Err(stop) => self.value_of_stop(stop).map(Given::Returned),
        }
    }

    /// `next()` as the slot does it: a StopIteration that carries a value is an error still; `None` is an end without one.
    pub fn next_or_raise(&mut self, iterator: Ref) -> Result<Option<Ref>> {
        match self.heap.body(iterator) {
            Body::Iterator(_) => self.native_next(iterator),
            Body::Extension(_) if self.native_iteration(iterator).is_some() => match self.native_iteration(iterator) {
                Some(next) => next(self, iterator),
                None => Ok(None),
            },
            Body::Generator(_) => match self.send_to_generator(iterator, None)? {
                Given::Yielded(value) => Ok(Some(value)),
                Given::Returned(known::NONE) => {
                    self.release(known::NONE);
                    Ok(None)
                }
                Given::Returned(value) => Err(self.raise_with(known::STOP_ITERATION, vec![value])),
            },
            _ => match self.call_special_name(iterator, self.names.next, &[])? {
                Some(item) => Ok(Some(item)),
                None => {
                    let name = self.class_name(iterator);
                    Err(self.raise(known::TYPE_ERROR, format!("'{name}' object is not an iterator")))
                }
            },
        }
    }

    /// The value of a StopIteration (owned); any other stop comes back (`_PyGen_FetchStopIterationValue`).
    pub fn value_of_stop(&mut self, stop: Stop) -> Result<Ref> {
        match stop {
            Stop::Raised(exception) if self.is_instance(exception, known::STOP_ITERATION) => {
                let value = self.exception(exception).map_or(Ref::NULL, |parts| parts.value);
                let value = if value.is_null() { self.none() } else { self.keep(value) };
                self.release(exception);
                Ok(value)
            }
            other => Err(other),
        }
    }

    /// Checks that the value can be sent (`gen_send_ex2`). `Some` is the result of a generator that has ended.
    fn prepare_to_send(&mut self, generator: Ref, value: Ref) -> Result<Option<Ref>> {
        let class = self.heap.class_of(generator);
        match self.generator(generator).map(|parts| parts.progress) {
            Some(Progress::Created) if !value.is_null() && value != known::NONE => {
                let kind = match class {
                    known::COROUTINE => "coroutine",
                    known::ASYNC_GENERATOR => "async generator",
                    _ => "generator",
                };
                Err(self.raise(known::TYPE_ERROR, format!("can't send non-None value to a just-started {kind}")))
            }
            Some(Progress::Created | Progress::Suspended) => Ok(None),
            Some(Progress::Running) => Err(self.already_executing(generator)),
            _ if class == known::COROUTINE => {
                Err(self.raise(known::RUNTIME_ERROR, "cannot reuse already awaited coroutine"))
            }
            _ => Ok(Some(self.none())),
        }
    }

    pub(super) fn already_executing(&mut self, generator: Ref) -> Stop {
        let kind = self.generator_kind(generator);
        self.raise(known::VALUE_ERROR, format!("{kind} already executing"))
    }

    /// "generator", "coroutine" or "async generator", as messages call it.
    pub(super) fn generator_kind(&self, generator: Ref) -> &'static str {
        match self.heap.class_of(generator) {
            known::COROUTINE => "coroutine",
            known::ASYNC_GENERATOR => "async generator",
            _ => "generator",
        }
    }

    /// Resumes the generator from a native and waits until it yields or returns; `None` asks for the next value.
    pub fn send_to_generator(&mut self, generator: Ref, value: Option<Ref>) -> Result<Given> {
        if let Some(result) = self.prepare_to_send(generator, value.unwrap_or(Ref::NULL))? {
            return Ok(Given::Returned(result));
        }
        let (floor, bottom) = (self.thread().frames.len(), self.thread().values.len());
        self.resume(generator, Purpose::Resume)?;
        let value = self.keep(value.unwrap_or(known::NONE));
        self.push(value);
        self.run_resumed(generator, floor, bottom)
    }

    /// Runs the generator that was just put on the thread until it yields, returns or raises.
    pub(super) fn run_resumed(&mut self, generator: Ref, floor: usize, bottom: usize) -> Result<Given> {
        self.thread_mut().nesting += 1;
        let outcome = self.run_to_floor(floor);
        self.thread_mut().nesting -= 1;
        if let Err(stop) = outcome {
            self.cut_values(bottom);
            return Err(stop);
        }
        let value = self.pop();
        match self.generator(generator).map(|parts| parts.progress) {
            Some(Progress::Suspended) => Ok(Given::Yielded(value)),
            _ => Ok(Given::Returned(value)),
        }
    }

    /// The exception that leaves a generator instead of this one: a StopIteration would end the loop around it silently
    /// (PEP 479). Takes the exception over.
    pub(super) fn exception_out_of(&mut self, generator: Ref, begun: bool, exception: Ref) -> Ref {
        let is_async = self.heap.class_of(generator) == known::ASYNC_GENERATOR;
        let name = if self.is_instance(exception, known::STOP_ITERATION) {
            "StopIteration"
        } else if is_async && self.is_instance(exception, known::STOP_ASYNC_ITERATION) {
            "StopAsyncIteration"
        } else {
            return exception;
        };
        // From 3.12 a handler in the code does this, and what is thrown in before the code began does not meet it.
        if !begun && self.version() >= Version::V3_12 {
            return exception;
        }
        let message = format!("{} raised {name}", self.generator_kind(generator));
        let message = self.new_str(&message);
        let error = self.new_exception(known::RUNTIME_ERROR, vec![message]);
        self.keep(exception);
        self.set_cause(error, exception);
        self.set_context(error, exception);
        error
    }

    fn frame_state(&mut self, object: Ref) -> Option<FrameState<'_>> {
        if object.is_null() {
            return None;
        }
        match &mut self.heap.get_mut(object).body {
            Body::Frame(frame) => Some(FrameState { running: &mut frame.running, generator: &mut frame.generator }),
            _ => None,
        }
    }
}

/// Where a frame object finds its frame.
struct FrameState<'a> {
    running: &'a mut Option<u32>,
    generator: &'a mut Ref,
}
