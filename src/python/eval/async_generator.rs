//! Asynchronous generators: the objects that `__anext__`, `asend`, `athrow` and `aclose` give, to be awaited.
//!
//! What an asynchronous generator yields to its consumer comes wrapped; what it yields bare comes from something that it awaits
//! and goes on to whoever drives it (`Objects/genobject.c`).

use crate::python::eval::generator::Given;
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::modules::arguments::native;
use crate::python::modules::extension_class::ExtensionClass;
use crate::python::object::extension::native_state;
use crate::python::object::function::Arguments;
use crate::python::object::generator::Progress;
use crate::python::object::{Ref, known};
use crate::python::version::Version;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Fresh,
    Iterating,
    Closed,
}

/// A value that an asynchronous generator yields to its consumer.
#[derive(Clone, Debug)]
struct Wrapped {
    value: Ref,
}

native_state!(Wrapped, |_| 24, [value]);

static WRAPPED: ExtensionClass =
    ExtensionClass { subclassable: false, ..ExtensionClass::named("async_generator_wrapped_value", "builtins") };

/// What `__anext__()` and `asend()` give.
#[derive(Clone, Debug)]
struct Sending {
    generator: Ref,
    /// Null for `__anext__`.
    value: Ref,
    state: State,
}

native_state!(Sending, |_| 40, [generator, value]);

static SENDING: ExtensionClass = ExtensionClass {
    subclassable: false,
    next: Some(|machine, awaitable| machine.send_async(awaitable, known::NONE).map(Some)),
    methods: &[
        &native("__await__", itself, 0, 0),
        &native("send", send_sending, 1, 1),
        &native("throw", throw_sending, 1, 3),
        &native("close", close_sending, 0, 0),
    ],
    ..ExtensionClass::named("async_generator_asend", "builtins")
};

/// What `athrow()` and `aclose()` give.
#[derive(Clone, Debug)]
struct Throwing {
    generator: Ref,
    /// A tuple of the arguments; null for `aclose`.
    arguments: Ref,
    state: State,
}

native_state!(Throwing, |_| 40, [generator, arguments]);

static THROWING: ExtensionClass = ExtensionClass {
    subclassable: false,
    next: Some(|machine, awaitable| machine.throw_async(awaitable, known::NONE).map(Some)),
    methods: &[
        &native("__await__", itself, 0, 0),
        &native("send", send_throwing, 1, 1),
        &native("throw", throw_throwing, 1, 3),
        &native("close", close_throwing, 0, 0),
    ],
    ..ExtensionClass::named("async_generator_athrow", "builtins")
};

fn itself(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    Ok(machine.keep(arguments.at(0)))
}

fn send_sending(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.send_async(arguments.at(0), arguments.at(1))
}

fn throw_sending(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let exception = machine.exception_to_throw(arguments.positional.get(1..).unwrap_or_default())?;
    machine.throw_into_sending(arguments.at(0), exception)
}

fn close_sending(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let awaitable = arguments.at(0);
    let closed = machine.sending(awaitable).is_none_or(|sending| sending.state == State::Closed);
    if machine.version() < Version::V3_13 {
        machine.set_sending(awaitable, State::Closed);
        return Ok(machine.none());
    }
    if closed {
        return Ok(machine.none());
    }
    let exit = machine.new_exception(known::GENERATOR_EXIT, Vec::new());
    let outcome = machine.throw_into_sending(awaitable, exit);
    machine.closed_quietly(outcome)
}

fn send_throwing(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.throw_async(arguments.at(0), arguments.at(1))
}

fn throw_throwing(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let exception = machine.exception_to_throw(arguments.positional.get(1..).unwrap_or_default())?;
    machine.throw_into_throwing(arguments.at(0), exception)
}

fn close_throwing(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let awaitable = arguments.at(0);
    let closed = machine.throwing(awaitable).is_none_or(|throwing| throwing.state == State::Closed);
    if machine.version() < Version::V3_13 {
        machine.set_throwing(awaitable, State::Closed);
        return Ok(machine.none());
    }
    if closed {
        return Ok(machine.none());
    }
    let exit = machine.new_exception(known::GENERATOR_EXIT, Vec::new());
    let outcome = machine.throw_into_throwing(awaitable, exit);
    machine.closed_quietly(outcome)
}

const ENDS: [Ref; 2] = [known::STOP_ASYNC_ITERATION, known::GENERATOR_EXIT];

impl Machine {
    /// `AsyncGenWrap`.
    pub(super) fn wrap_async_value(&mut self) -> Result<()> {
        let value = self.pop();
        let wrapped = self.new_native_object(&WRAPPED, Wrapped { value })?;
        self.push(wrapped);
        Ok(())
    }

    /// `__anext__()` (no value) or `asend(value)`.
    pub fn new_async_send(&mut self, generator: Ref, value: Option<Ref>) -> Result<Ref> {
        self.init_async_hooks(generator)?;
        self.keep(generator);
        let value = value.map_or(Ref::NULL, |value| self.keep(value));
        self.new_native_object(&SENDING, Sending { generator, value, state: State::Fresh })
    }

    /// `aclose()` (no arguments) or `athrow(…)`.
    pub fn new_async_throw(&mut self, generator: Ref, arguments: Option<&[Ref]>) -> Result<Ref> {
        self.init_async_hooks(generator)?;
        self.keep(generator);
        let arguments = arguments.map_or(Ref::NULL, |arguments| self.tuple_of(arguments));
        self.new_native_object(&THROWING, Throwing { generator, arguments, state: State::Fresh })
    }

    /// The hooks of `sys.set_asyncgen_hooks` hear of a generator that is iterated for the first time.
    fn init_async_hooks(&mut self, generator: Ref) -> Result<()> {
        let (first, finalizer) = self.async_hooks;
        let Some(parts) = self.generator_mut(generator) else { return Ok(()) };
        if std::mem::replace(&mut parts.asynchronous.hooked, true) {
            return Ok(());
        }
        if !finalizer.is_null() {
            self.keep(finalizer);
            if let Some(parts) = self.generator_mut(generator) {
                parts.finalizer = finalizer;
            }
        }
        if !first.is_null() {
            let result = self.call(first, &[generator])?;
            self.release(result);
        }
        Ok(())
    }

    fn sending(&self, awaitable: Ref) -> Option<&Sending> {
        self.heap.extension::<Sending>(awaitable)
    }

    fn set_sending(&mut self, awaitable: Ref, state: State) {
        if let Some(sending) = self.heap.extension_mut::<Sending>(awaitable) {
            sending.state = state;
        }
    }

    fn throwing(&self, awaitable: Ref) -> Option<&Throwing> {
        self.heap.extension::<Throwing>(awaitable)
    }

    fn set_throwing(&mut self, awaitable: Ref, state: State) {
        if let Some(throwing) = self.heap.extension_mut::<Throwing>(awaitable) {
            throwing.state = state;
        }
    }

    fn set_async_running(&mut self, generator: Ref, running: bool) {
        if let Some(parts) = self.generator_mut(generator) {
            parts.asynchronous.running = running;
        }
    }

    fn async_running(&self, generator: Ref) -> bool {
        self.generator(generator).is_some_and(|parts| parts.asynchronous.running)
    }

    /// What `gen_send_ex` gives for an asynchronous generator: its end is a StopAsyncIteration.
    fn async_result(&mut self, given: Result<Given>) -> Result<Ref> {
        match given? {
            Given::Yielded(value) => Ok(value),
            Given::Returned(value) => {
                self.release(value);
                Err(self.raise_with(known::STOP_ASYNC_ITERATION, Vec::new()))
            }
        }
    }

    fn is_end(&self, stop: &Stop) -> bool {
        ENDS.iter().any(|class| self.is_stop_of(stop, *class))
    }

    /// `async_gen_unwrap_value`: a wrapped value ends the awaiting, a bare one goes on to the driver.
    fn unwrap_async(&mut self, generator: Ref, result: Result<Ref>) -> Result<Ref> {
        match result {
            Ok(result) => match self.heap.extension::<Wrapped>(result).map(|wrapped| wrapped.value) {
                Some(value) => {
                    self.keep(value);
                    self.release(result);
                    self.set_async_running(generator, false);
                    // None is no argument up to 3.13 (`_PyGen_SetStopIterationValue`).
                    let bare = value == known::NONE && self.version() < Version::V3_14;
                    let arguments = if bare { Vec::new() } else { vec![value] };
                    Err(self.raise_with(known::STOP_ITERATION, arguments))
                }
                None => Ok(result),
            },
            Err(stop) => {
                if self.is_end(&stop)
                    && let Some(parts) = self.generator_mut(generator)
                {
                    parts.asynchronous.closed = true;
                }
                self.set_async_running(generator, false);
                Err(stop)
            }
        }
    }

    /// `async_gen_asend_send`.
    fn send_async(&mut self, awaitable: Ref, given: Ref) -> Result<Ref> {
        let Some(Sending { generator, value, state }) = self.sending(awaitable).cloned() else {
            return Ok(self.none());
        };
        let mut given = given;
        match state {
            State::Closed => {
                let message = "cannot reuse already awaited __anext__()/asend()";
                return Err(self.raise(known::RUNTIME_ERROR, message));
            }
            State::Fresh => {
                if self.async_running(generator) {
                    if self.version() >= Version::V3_13 {
                        self.set_sending(awaitable, State::Closed);
                    }
                    return Err(self.raise(known::RUNTIME_ERROR, "anext(): asynchronous generator is already running"));
                }
                if given == known::NONE && !value.is_null() {
                    given = value;
                }
                self.set_sending(awaitable, State::Iterating);
            }
            State::Iterating => {}
        }
        self.set_async_running(generator, true);
        let result = self.send_to_generator(generator, Some(given));
        let result = self.async_result(result);
        let result = self.unwrap_async(generator, result);
        if result.is_err() {
            self.set_sending(awaitable, State::Closed);
        }
        result
    }

    /// `async_gen_asend_throw`; takes the exception over.
    fn throw_into_sending(&mut self, awaitable: Ref, exception: Ref) -> Result<Ref> {
        let Some(Sending { generator, state, .. }) = self.sending(awaitable).cloned() else {
            return Err(Stop::Raised(exception));
        };
        let newer = self.version() >= Version::V3_13;
        if state == State::Closed {
            self.release(exception);
            return Err(self.raise(known::RUNTIME_ERROR, "cannot reuse already awaited __anext__()/asend()"));
        }
        if state == State::Fresh && newer {
            if self.async_running(generator) {
                self.release(exception);
                self.set_sending(awaitable, State::Closed);
                return Err(self.raise(known::RUNTIME_ERROR, "anext(): asynchronous generator is already running"));
            }
            self.set_sending(awaitable, State::Iterating);
            self.set_async_running(generator, true);
        }
        let result = self.throw_into(generator, exception, true);
        let result = self.async_result(result);
        let result = self.unwrap_async(generator, result);
        if result.is_err() {
            if newer {
                self.set_async_running(generator, false);
            }
            self.set_sending(awaitable, State::Closed);
        }
        result
    }

    /// The RuntimeError for a second awaitable while one is under way.
    fn refuse_second(&mut self, awaitable: Ref, closing: bool) -> Stop {
        self.set_throwing(awaitable, State::Closed);
        let name = if closing { "aclose" } else { "athrow" };
        self.raise(known::RUNTIME_ERROR, format!("{name}(): asynchronous generator is already running"))
    }

    /// `async_gen_athrow_send`.
    fn throw_async(&mut self, awaitable: Ref, given: Ref) -> Result<Ref> {
        let Some(Throwing { generator, arguments, state }) = self.throwing(awaitable).cloned() else {
            return Ok(self.none());
        };
        let closing = arguments.is_null();
        if state == State::Closed {
            return Err(self.raise(known::RUNTIME_ERROR, "cannot reuse already awaited aclose()/athrow()"));
        }
        let Some(parts) = self.generator(generator) else { return Ok(self.none()) };
        let (ended, asynchronous) = (parts.progress == Progress::Ended, parts.asynchronous);
        if ended {
            self.set_throwing(awaitable, State::Closed);
            return Err(self.raise_with(known::STOP_ITERATION, Vec::new()));
        }
        let result = if state == State::Fresh {
            if asynchronous.running {
                return Err(self.refuse_second(awaitable, closing));
            }
            if asynchronous.closed {
                self.set_throwing(awaitable, State::Closed);
                return Err(self.raise_with(known::STOP_ASYNC_ITERATION, Vec::new()));
            }
            if given != known::NONE {
                let message = "can't send non-None value to a just-started coroutine";
                return Err(self.raise(known::RUNTIME_ERROR, message));
            }
            self.set_throwing(awaitable, State::Iterating);
            self.set_async_running(generator, true);
            let exception = if closing {
                if let Some(parts) = self.generator_mut(generator) {
                    parts.asynchronous.closed = true;
                }
                Ok(self.new_exception(known::GENERATOR_EXIT, Vec::new()))
            } else {
                let arguments = self.heap.items(arguments).map(<[Ref]>::to_vec).unwrap_or_default();
                let given = Arguments { positional: &arguments, keywords: &[] };
                self.check_count("athrow", given, 1, 3).and_then(|()| self.exception_to_throw(&arguments))
            };
            let thrown = exception.and_then(|exception| self.throw_into(generator, exception, false));
            self.async_result(thrown)
        } else {
            let sent = self.send_to_generator(generator, Some(given));
            self.async_result(sent)
        };
        if !closing {
            let fresh = state == State::Fresh;
            let result = self.unwrap_async(generator, result);
            return if fresh { self.end_throwing(awaitable, generator, false, result) } else { result };
        }
        self.check_ignored(awaitable, generator, result)
    }

    /// `aclose()` ends in silence, or complains of a generator that yields once more.
    fn check_ignored(&mut self, awaitable: Ref, generator: Ref, result: Result<Ref>) -> Result<Ref> {
        match result {
            Ok(value) if self.heap.extension::<Wrapped>(value).is_some() => {
                self.release(value);
                self.set_async_running(generator, false);
                self.set_throwing(awaitable, State::Closed);
                Err(self.raise(known::RUNTIME_ERROR, "async generator ignored GeneratorExit"))
            }
            Ok(value) => Ok(value),
            result => self.end_throwing(awaitable, generator, true, result),
        }
    }

    fn end_throwing(&mut self, awaitable: Ref, generator: Ref, closing: bool, result: Result<Ref>) -> Result<Ref> {
        let Err(stop) = result else { return result };
        self.set_async_running(generator, false);
        self.set_throwing(awaitable, State::Closed);
        if closing && self.swallows(&stop, &ENDS) {
            return Err(self.raise_with(known::STOP_ITERATION, Vec::new()));
        }
        Err(stop)
    }

    /// `async_gen_athrow_throw`; takes the exception over.
    fn throw_into_throwing(&mut self, awaitable: Ref, exception: Ref) -> Result<Ref> {
        let Some(Throwing { generator, arguments, state }) = self.throwing(awaitable).cloned() else {
            return Err(Stop::Raised(exception));
        };
        let closing = arguments.is_null();
        if state == State::Closed {
            self.release(exception);
            return Err(self.raise(known::RUNTIME_ERROR, "cannot reuse already awaited aclose()/athrow()"));
        }
        if state == State::Fresh && self.version() >= Version::V3_13 {
            if self.async_running(generator) {
                self.release(exception);
                return Err(self.refuse_second(awaitable, closing));
            }
            self.set_throwing(awaitable, State::Iterating);
            self.set_async_running(generator, true);
        }
        let result = self.throw_into(generator, exception, true);
        let result = self.async_result(result);
        if closing {
            return self.check_ignored(awaitable, generator, result);
        }
        let result = self.unwrap_async(generator, result);
        self.end_throwing(awaitable, generator, false, result)
    }

    /// What the `close()` of such an awaitable makes of what its `throw(GeneratorExit)` gave.
    fn closed_quietly(&mut self, outcome: Result<Ref>) -> Result<Ref> {
        let ends = [known::STOP_ITERATION, known::STOP_ASYNC_ITERATION, known::GENERATOR_EXIT];
        match outcome {
            Ok(value) => {
                self.release(value);
                Err(self.raise(known::RUNTIME_ERROR, "coroutine ignored GeneratorExit"))
            }
            Err(stop) if self.swallows(&stop, &ends) => Ok(self.none()),
            Err(stop) => Err(stop),
        }
    }
}
