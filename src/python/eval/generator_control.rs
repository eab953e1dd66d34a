//! What is done to a generator from outside: `throw()`, `close()`, and its finaliser.

use crate::python::compile::code::Op;
use crate::python::eval::frame::{Frame, Purpose, Value};
use crate::python::eval::generator::Given;
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::generator::Progress;
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

impl Machine {
    /// `generator.throw(exception)` with the exception ready (taken over): goes to the innermost generator that the `yield
    /// from`s lead to (`Objects/genobject.c`, `_gen_throw`). `closes`: a GeneratorExit closes what is delegated to first.
    pub fn throw_into(&mut self, generator: Ref, exception: Ref, closes: bool) -> Result<Given> {
        match self.generator(generator).map(|parts| parts.progress) {
            Some(Progress::Created | Progress::Suspended) => {}
            Some(Progress::Running) => {
                let stop = self.already_executing(generator);
                self.release(exception);
                return Err(stop);
            }
            _ if self.heap.class_of(generator) == known::COROUTINE => {
                self.release(exception);
                return Err(self.raise(known::RUNTIME_ERROR, "cannot reuse already awaited coroutine"));
            }
            _ => return Err(Stop::Raised(exception)),
        }
        let (floor, bottom) = (self.thread().frames.len(), self.thread().values.len());
        let exits = closes && self.is_instance(exception, known::GENERATOR_EXIT);
        let outcome = self.enter_and_throw(generator, exception, exits);
        self.finish_throw(outcome, generator, floor, bottom)
    }

    /// Puts the generator on the thread, with those that it delegates to, and raises in the innermost. `Ok` when frames are
    /// ready to go on.
    fn enter_and_throw(&mut self, outermost: Ref, exception: Ref, exits: bool) -> Result<()> {
        let mut generator = outermost;
        let mut purpose = Purpose::Resume;
        loop {
            let delegate = self.generator(generator).and_then(|parts| parts.delegate());
            let closed = match delegate {
                Some(delegate) if exits => self.close_delegate(generator, delegate),
                _ => Ok(()),
            };
            if let Err(stop) = self.resume(generator, purpose) {
                self.release(exception);
                return Err(stop);
            }
            if let Err(stop) = closed {
                self.release(exception);
                return self.raise_inside(stop);
            }
            let Some(delegate) = delegate.filter(|_| !exits) else {
                return self.throw_here(exception);
            };
            self.go_back_to_send();
            let exact = matches!(self.heap.class_of(delegate), known::GENERATOR | known::COROUTINE);
            let progress = self.generator(delegate).filter(|_| exact).map(|parts| parts.progress);
            match progress {
                Some(Progress::Created | Progress::Suspended) => {
                    generator = delegate;
                    purpose = Purpose::Send;
                }
                Some(Progress::Running) => {
                    let stop = self.already_executing(delegate);
                    self.release(exception);
                    return self.raise_inside(stop);
                }
                Some(Progress::Ended) => return self.raise_inside(Stop::Raised(exception)),
                None => return self.throw_to_any(delegate, exception),
            }
        }
    }

    /// Raises in the frame that was just resumed, with what is handled in that frame, not outside, as the exception's
    /// context (`_PyErr_ChainStackItem`).
    fn throw_here(&mut self, exception: Ref) -> Result<()> {
        let handled = self.thread().handled;
        let stop = self.raise_in_context(exception, handled);
        self.raise_inside(stop)
    }

    /// Lets a stop go to the innermost frame's handlers. The error is for frames that are all gone.
    fn raise_inside(&mut self, stop: Stop) -> Result<()> {
        let floor = self.thread().frames.len().saturating_sub(1);
        self.unwind(stop, floor)
    }

    /// The innermost frame, suspended at the `yield` of a `Send`, is made to wait for that again.
    fn go_back_to_send(&mut self) {
        if let Some(frame) = self.thread_mut().frames.last_mut()
            && let Some(at) = frame.sends_at()
        {
            frame.next = at + 1;
        }
    }

    /// Throws into an iterator that is no generator: its `throw()` if it has one, else the exception is raised here.
    fn throw_to_any(&mut self, delegate: Ref, exception: Ref) -> Result<()> {
        let name = self.intern("throw");
        let method = self.get_attribute_if_any(delegate, name);
        self.release(name);
        let method = match method {
            Ok(Some(method)) => method,
            // CLEANUP_THROW, from 3.12: a StopIteration ends the delegation with its value.
            Ok(None) if self.version() >= Version::V3_12 && self.is_instance(exception, known::STOP_ITERATION) => {
                let end = self.send_target();
                return match self.value_of_stop(Stop::Raised(exception)) {
                    Ok(value) => {
                        self.take_sent(Given::Returned(value), end);
                        Ok(())
                    }
                    Err(stop) => self.raise_inside(stop),
                };
            }
            Ok(None) => {
                if self.version() < Version::V3_12 {
                    self.leave_send();
                }
                return self.throw_here(exception);
            }
            Err(stop) => {
                self.release(exception);
                return self.raise_inside(stop);
            }
        };
        let outcome = self.call(method, &[exception]);
        self.release(method);
        self.release(exception);
        let end = self.send_target();
        match outcome {
            Ok(value) => self.take_sent(Given::Yielded(value), end),
            Err(stop) => match self.value_of_stop(stop) {
                Ok(value) => self.take_sent(Given::Returned(value), end),
                Err(stop) => return self.raise_inside(stop),
            },
        }
        Ok(())
    }

    /// Undoes [`Self::go_back_to_send`].
    fn leave_send(&mut self) {
        if let Some(frame) = self.thread_mut().frames.last_mut() {
            frame.next += 1;
        }
    }

    /// Where the caller's instruction goes when the generator that it resumed has ended.
    pub(super) fn send_target(&self) -> u32 {
        let frame = self.thread().frames.last();
        let instruction = frame.and_then(|frame| frame.code.instructions.get(frame.next.checked_sub(1)? as usize));
        instruction.filter(|each| matches!(each.op, Op::Send | Op::ForIter)).map_or(0, |each| each.arg)
    }

    fn finish_throw(&mut self, entered: Result<()>, generator: Ref, floor: usize, bottom: usize) -> Result<Given> {
        let mut outcome = entered;
        // The exception goes on outwards through the generators that delegate.
        while let Err(stop) = outcome {
            if self.thread().frames.len() <= floor || matches!(stop, Stop::Ended(_)) {
                self.cut_values(bottom);
                return Err(stop);
            }
            outcome = self.unwind(stop, floor);
        }
        self.run_resumed(generator, floor, bottom)
    }

    /// Closes what a generator delegates to, as if the generator ran meanwhile (`gen_close_iter`).
    fn close_delegate(&mut self, generator: Ref, delegate: Ref) -> Result<()> {
        self.keep(delegate);
        self.set_progress(generator, Progress::Running);
        let outcome = self.close_any(delegate);
        self.set_progress(generator, Progress::Suspended);
        self.release(delegate);
        outcome
    }

    fn close_any(&mut self, iterator: Ref) -> Result<()> {
        if matches!(self.heap.class_of(iterator), known::GENERATOR | known::COROUTINE) {
            let result = self.close_generator(iterator)?;
            self.release(result);
            return Ok(());
        }
        let name = self.intern("close");
        let method = self.get_attribute_if_any(iterator, name);
        self.release(name);
        match method {
            Ok(Some(method)) => {
                let result = self.call(method, &[]);
                self.release(method);
                self.release(result?);
            }
            Ok(None) => {}
            Err(stop) => self.report_unraisable(stop, iterator),
        }
        Ok(())
    }

    fn set_progress(&mut self, generator: Ref, progress: Progress) {
        if let Some(parts) = self.generator_mut(generator) {
            parts.progress = progress;
        }
    }

    /// `generator.close()`: what the generator returns, from 3.13; None before (`gen_close`).
    pub fn close_generator(&mut self, outermost: Ref) -> Result<Ref> {
        // A chain of delegation is closed from its far end on.
        let mut chain = vec![outermost];
        while let Some(last) = chain.last()
            && let Some(delegate) = self.generator(*last).and_then(|parts| parts.delegate())
            && matches!(self.heap.class_of(delegate), known::GENERATOR | known::COROUTINE)
        {
            self.set_progress(*last, Progress::Running);
            chain.push(delegate);
        }
        for generator in &chain {
            self.keep(*generator);
        }
        let mut outcome = Ok(Ref::NULL);
        let mut is_delegate = true;
        while let Some(generator) = chain.pop() {
            if !std::mem::take(&mut is_delegate) {
                self.set_progress(generator, Progress::Suspended);
            }
            let error = match std::mem::replace(&mut outcome, Ok(Ref::NULL)) {
                Ok(result) => {
                    self.release(result);
                    None
                }
                Err(stop) => Some(stop),
            };
            outcome = self.close_one(generator, error);
            self.release(generator);
        }
        outcome
    }

    /// Closes one generator; `error` is what closing its delegate raised.
    fn close_one(&mut self, generator: Ref, error: Option<Stop>) -> Result<Ref> {
        let Some(parts) = self.generator(generator) else { return Ok(self.none()) };
        let delegate = parts.delegate();
        match parts.progress {
            Progress::Created if self.version() >= Version::V3_12 => {
                self.set_progress(generator, Progress::Ended);
                if self.version() >= Version::V3_14 {
                    self.drop_generator_frame(generator);
                }
                return Ok(self.none());
            }
            Progress::Ended => return Ok(self.none()),
            Progress::Running => return Err(self.already_executing(generator)),
            Progress::Created | Progress::Suspended => {}
        }
        let error = match (error, delegate) {
            (None, Some(delegate)) if !matches!(self.heap.body(delegate), Body::Generator(_)) => {
                self.close_delegate(generator, delegate).err()
            }
            (error, _) => error,
        };
        if self.ends_without_running(generator) {
            self.set_progress(generator, Progress::Ended);
            if self.version() >= Version::V3_14 {
                self.drop_generator_frame(generator);
            } else {
                self.drop_generator_values(generator);
            }
            return Ok(self.none());
        }
        let (floor, bottom) = (self.thread().frames.len(), self.thread().values.len());
        let entered = self.resume(generator, Purpose::Resume).and_then(|()| match error {
            Some(stop) => self.raise_inside(stop),
            None => {
                let exit = self.new_exception(known::GENERATOR_EXIT, Vec::new());
                self.throw_here(exit)
            }
        });
        match self.finish_throw(entered, generator, floor, bottom) {
            Ok(Given::Yielded(value)) => {
                self.release(value);
                let kind = self.generator_kind(generator);
                Err(self.raise(known::RUNTIME_ERROR, format!("{kind} ignored GeneratorExit")))
            }
            Ok(Given::Returned(value)) if self.version() >= Version::V3_13 => Ok(value),
            Ok(Given::Returned(value)) => {
                self.release(value);
                Ok(self.none())
            }
            Err(stop) if self.swallows(&stop, &[known::GENERATOR_EXIT, known::STOP_ITERATION]) => Ok(self.none()),
            Err(stop) => Err(stop),
        }
    }

    /// Whether a GeneratorExit at the `yield` would meet no handler, so that from 3.13 the frame just goes.
    fn ends_without_running(&self, generator: Ref) -> bool {
        let frame = self.generator(generator).and_then(|parts| parts.frame.as_ref());
        frame.is_some_and(|frame| {
            let at = frame.next.saturating_sub(1);
            let is_yield = frame.code.instructions.get(at as usize).is_some_and(|each| each.op == Op::YieldValue);
            let handled = frame.code.handlers.iter().any(|row| (row.start..row.end).contains(&at));
            self.version() >= Version::V3_13 && is_yield && !handled && frame.sends_at().is_none()
        })
    }

    /// Drops the locals and stack of a frame that is set aside.
    fn drop_generator_values(&mut self, generator: Ref) {
        let Some(parts) = self.generator_mut(generator) else { return };
        for value in std::mem::take(&mut parts.values) {
            if !value.is_null() {
                self.drop_value(value);
            }
        }
    }

    /// The end of a frame that is set aside (`_PyFrame_ClearExceptCode`): a frame object that somebody still holds takes
    /// its values over.
    pub fn drop_generator_frame(&mut self, generator: Ref) {
        let Some(parts) = self.generator_mut(generator) else { return };
        let Some(frame) = parts.frame.take() else { return };
        let Frame { object, function, locals, line, next, held, .. } = *frame;
        let handled = std::mem::take(&mut parts.handled);
        if !object.is_null() {
            let kept = self.heap.get(object).references > 1;
            if kept {
                let values = self.generator_mut(generator).map(|parts| std::mem::take(&mut parts.values));
                let ended = FrameEnd {
                    values: values.unwrap_or_default(),
                    line,
                    lasti: next.saturating_sub(1),
                    ..FrameEnd::default()
                };
                self.give_to_frame_object(object, ended);
            }
            self.release(object);
        }
        self.drop_generator_values(generator);
        self.release(locals);
        self.release(function);
        self.release_all(held);
        self.release(handled);
    }

    /// A frame object owns these values from now on, its call being over.
    pub(super) fn give_to_frame_object(&mut self, object: Ref, ended: FrameEnd) {
        let FrameEnd { values, line, lasti, back, namespace } = ended;
        let locals: Vec<Ref> = values.into_iter().map(|value| self.own(value)).collect();
        if !namespace.is_null() {
            self.keep(namespace);
        }
        if let Body::Frame(frame) = &mut self.heap.get_mut(object).body {
            frame.locals = locals;
            frame.running = None;
            frame.generator = Ref::NULL;
            frame.back = back;
            (frame.line, frame.lasti, frame.namespace) = (line, lasti, namespace);
        }
        self.heap.track(object);
    }

    /// Whether a generator that dies has something to do first (`_PyGen_Finalize`).
    pub fn generator_needs_finalizer(&self, object: Ref) -> bool {
        self.generator(object).is_some_and(|parts| parts.progress != Progress::Ended)
    }

    /// What a generator does when it dies before its end: a generator is closed, a coroutine that nobody awaited is told of.
    pub fn finalize_generator(&mut self, generator: Ref) {
        let Some(parts) = self.generator(generator) else { return };
        if parts.progress == Progress::Ended {
            return;
        }
        let (created, finalizer) = (parts.progress == Progress::Created, parts.finalizer);
        let (closed, name) = (parts.asynchronous.closed, parts.qualified_name);
        let outcome = if !finalizer.is_null() && !closed {
            self.call(finalizer, &[generator])
        } else if created && self.heap.class_of(generator) == known::COROUTINE {
            let name = self.text_of(name).unwrap_or_default().to_owned();
            self.warn_unawaited(&name).map(|()| known::NONE)
        } else {
            self.close_generator(generator)
        };
        match outcome {
            Ok(result) => self.release(result),
            Err(stop) => self.report_unraisable(stop, generator),
        }
    }
}

/// What is left of a frame whose frame object outlives it; `back` is owned.
#[derive(Default)]
pub(super) struct FrameEnd {
    pub values: Vec<Value>,
    pub line: u32,
    pub lasti: u32,
    pub back: Ref,
    pub namespace: Ref,
}
