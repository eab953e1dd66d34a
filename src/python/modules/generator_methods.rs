//! The methods and attributes of generators; what they do is `eval`'s.

use super::list_methods::{at, method};
use crate::python::eval::generator::Given;
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::generator::Progress;
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// The methods of `generator`.
pub static GENERATOR: &[&Native] = &[
    &method("__iter__", itself, 0, 0),
    &method("__next__", next, 0, 0),
    &method("__del__", delete, 0, 0),
    &method("send", send, 1, 1),
    &method("throw", throw, 1, 3),
    &method("close", close, 0, 0),
];

pub(super) fn itself(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    Ok(machine.keep(at(arguments, 0)))
}

fn next(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    match machine.next_or_raise(at(arguments, 0))? {
        Some(item) => Ok(item),
        None => Err(machine.raise_with(known::STOP_ITERATION, Vec::new())),
    }
}

/// `__del__`, which a program may call itself.
pub(super) fn delete(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.finalize_generator(at(arguments, 0));
    Ok(machine.none())
}

pub(super) fn send(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let given = machine.send_to_generator(at(arguments, 0), Some(at(arguments, 1)))?;
    machine.given_or_stop(given)
}

pub(super) fn throw(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let generator = at(arguments, 0);
    let given = arguments.positional.get(1..).unwrap_or_default();
    machine.warn_of_three_arguments("throw", given)?;
    let exception = machine.exception_to_throw(given)?;
    let given = machine.throw_into(generator, exception, true)?;
    machine.given_or_stop(given)
}

pub(super) fn close(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.close_generator(at(arguments, 0))
}

impl Machine {
    /// What `send()` gives: the value yielded, or a StopIteration with the value returned.
    pub(super) fn given_or_stop(&mut self, given: Given) -> Result<Ref> {
        match given {
            Given::Yielded(value) => Ok(value),
            Given::Returned(known::NONE) => Err(self.raise_with(known::STOP_ITERATION, Vec::new())),
            Given::Returned(value) => Err(self.raise_with(known::STOP_ITERATION, vec![value])),
        }
    }

    /// The DeprecationWarning for `throw(type, value, traceback)`, from 3.12.
    pub(super) fn warn_of_three_arguments(&mut self, method: &str, given: &[Ref]) -> Result<()> {
        if given.len() < 2 || self.version() < Version::V3_12 {
            return Ok(());
        }
        let message =
            format!("the (type, exc, tb) signature of {method}() is deprecated, use the single-arg signature instead.");
        self.warn(known::DEPRECATION_WARNING, &message)
    }

    /// The exception that the arguments of `throw()` stand for (`Objects/genobject.c`, `_gen_throw`); owned.
    pub fn exception_to_throw(&mut self, given: &[Ref]) -> Result<Ref> {
        let part = |place: usize| given.get(place).copied().filter(|part| *part != known::NONE);
        let (kind, value, traceback) = (given.first().copied().unwrap_or(known::NONE), part(1), part(2));
        if let Some(traceback) = traceback
            && !matches!(self.heap.body(traceback), Body::Traceback(_))
        {
            return Err(self.raise(known::TYPE_ERROR, "throw() third argument must be a traceback object"));
        }
        let exception = if matches!(self.heap.body(kind), Body::Class(_))
            && self.is_subclass(kind, known::BASE_EXCEPTION)
        {
            match value {
                None => self.call(kind, &[])?,
                Some(value) if self.is_instance(value, kind) => self.keep(value),
                Some(value) => match self.heap.body(value) {
                    Body::Tuple(items) => {
                        let items = items.to_vec();
                        self.call(kind, &items)?
                    }
                    _ => self.call(kind, &[value])?,
                },
            }
        } else if self.exception(kind).is_some() {
            if value.is_some() {
                return Err(self.raise(known::TYPE_ERROR, "instance exception may not have a separate value"));
            }
            self.keep(kind)
        } else {
            let name = self.class_name(kind);
            let message = format!("exceptions must be classes or instances deriving from BaseException, not {name}");
            return Err(self.raise(known::TYPE_ERROR, message));
        };
        if let Some(traceback) = traceback {
            self.keep(traceback);
            if let Some(parts) = self.exception_mut(exception) {
                let old = std::mem::replace(&mut parts.traceback, traceback);
                self.release(old);
            }
        }
        Ok(exception)
    }

    /// An attribute of a generator, coroutine or asynchronous generator (owned); the prefix is `gi_`, `cr_` or `ag_`.
    pub fn generator_attribute(&mut self, object: Ref, name: &str) -> Option<Ref> {
        let parts = self.generator(object)?;
        let (progress, code) = (parts.progress, parts.code_object);
        let plain = match name {
            "__name__" => parts.name,
            "__qualname__" => parts.qualified_name,
            _ => Ref::NULL,
        };
        if !plain.is_null() {
            return Some(self.keep(plain));
        }
        let prefix = match self.heap.class_of(object) {
            known::COROUTINE => "cr_",
            known::ASYNC_GENERATOR => "ag_",
            _ => "gi_",
        };
        match name.strip_prefix(prefix)? {
            "code" => Some(self.keep(code)),
            "frame" => Some(self.frame_of_generator(object)),
            "running" if prefix == "ag_" => {
                let running = self.generator(object).is_some_and(|parts| parts.asynchronous.running);
                Some(self.new_bool(running))
            }
            "running" => Some(self.new_bool(progress == Progress::Running)),
            "suspended" if prefix != "ag_" || self.version() >= Version::V3_12 => {
                Some(self.new_bool(progress == Progress::Suspended))
            }
            "state" if self.version() >= Version::V3_15 => {
                let kind = match prefix {
                    "cr_" => "CORO",
                    "ag_" => "AGEN",
                    _ => "GEN",
                };
                let state = match progress {
                    Progress::Created => "CREATED",
                    Progress::Suspended => "SUSPENDED",
                    Progress::Running => "RUNNING",
                    Progress::Ended => "CLOSED",
                };
                Some(self.intern(&format!("{kind}_{state}")))
            }
            "yieldfrom" if prefix == "gi_" => Some(self.delegate_or_none(object)),
            "await" if prefix != "gi_" => Some(self.delegate_or_none(object)),
            "origin" if prefix == "cr_" => Some(self.none()),
            _ => None,
        }
    }

    fn delegate_or_none(&mut self, object: Ref) -> Ref {
        let delegate = self.generator(object).and_then(|parts| parts.delegate()).unwrap_or(known::NONE);
        self.keep(delegate)
    }

    /// Sets `__name__` or `__qualname__`; false for other names.
    pub fn set_generator_attribute(&mut self, object: Ref, name: &str, value: Option<Ref>) -> Result<bool> {
        if self.generator(object).is_none() || !matches!(name, "__name__" | "__qualname__") {
            return Ok(false);
        }
        let Some(value) = value.filter(|value| self.text_of(*value).is_some()) else {
            return Err(self.raise(known::TYPE_ERROR, format!("{name} must be set to a string object")));
        };
        self.keep(value);
        let Some(parts) = self.generator_mut(object) else { return Ok(false) };
        let place = if name == "__name__" { &mut parts.name } else { &mut parts.qualified_name };
        let old = std::mem::replace(place, value);
        self.release(old);
        Ok(true)
    }

    /// `yield from x`: a generator as it is, a coroutine only where one may be awaited, anything else its iterator
    /// (`GET_YIELD_FROM_ITER`).
    pub fn yield_from_iterator(&mut self) -> Result<()> {
        let iterable = self.peek(0);
        match self.heap.class_of(iterable) {
            known::GENERATOR => return Ok(()),
            known::COROUTINE => {
                let flags = self.thread().frames.last().map(|frame| frame.code.flags).unwrap_or_default();
                if flags.coroutine {
                    return Ok(());
                }
                let message = "cannot 'yield from' a coroutine object in a non-coroutine generator";
                return Err(self.raise(known::TYPE_ERROR, message));
            }
            _ => {}
        }
        let iterator = self.iterator_of(iterable)?;
        self.drop_top();
        self.push(iterator);
        Ok(())
    }

    /// `<generator object f at 0x…>`.
    pub(super) fn generator_repr(&self, object: Ref) -> String {
        let name = self.generator(object).and_then(|parts| self.text_of(parts.qualified_name)).unwrap_or("?");
        let class = self.class_name(object);
        format!("<{class} object {name} at {:#x}>", self.heap.get(object).address)
    }
}
