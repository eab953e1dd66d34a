//! Instructions of `async` code: what is awaited, iterated and entered asynchronously.

use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

impl Machine {
    /// The bound special method of an object's class (owned), looked up past the instance.
    fn special_method(&mut self, object: Ref, name: &str) -> Result<Option<Ref>> {
        let class = self.heap.class_of(object);
        let name = self.intern(name);
        let found = self.lookup_on_class(class, name);
        self.release(name);
        match found {
            Some(found) if found != known::NONE => self.bind_attribute(found, object, class).map(Some),
            _ => Ok(None),
        }
    }

    fn has_special_method(&mut self, object: Ref, name: &str) -> bool {
        let class = self.heap.class_of(object);
        let name = self.intern(name);
        let found = self.lookup_on_class(class, name).is_some();
        self.release(name);
        found
    }

    /// Whether the object is awaited as it is: a coroutine, or a generator that `types.coroutine` marked.
    fn is_coroutine(&self, object: Ref) -> bool {
        self.heap.class_of(object) == known::COROUTINE
            || self.generator(object).is_some_and(|parts| parts.code.flags.iterable_coroutine)
    }

    /// The iterator that awaiting an object goes over (`Objects/genobject.c`, `_PyCoro_GetAwaitableIter`); owned.
    pub fn awaitable_iterator(&mut self, object: Ref) -> Result<Ref> {
        if self.is_coroutine(object) {
            return Ok(self.keep(object));
        }
        let Some(method) = self.special_method(object, "__await__")? else {
            let name = self.class_name(object);
            let message = if self.version() >= Version::V3_14 {
                format!("'{name}' object can't be awaited")
            } else {
                format!("object {name} can't be used in 'await' expression")
            };
            return Err(self.raise(known::TYPE_ERROR, message));
        };
        let iterator = self.call(method, &[]);
        self.release(method);
        let iterator = iterator?;
        let newer = self.version() >= Version::V3_15;
        let (owner, got) = (self.class_name(object), self.class_name(iterator));
        let message = if self.is_coroutine(iterator) {
            if newer {
                format!("{owner}.__await__() must return an iterator, not coroutine")
            } else {
                "__await__() returned a coroutine".to_owned()
            }
        } else if self.is_iterator(iterator) {
            return Ok(iterator);
        } else if newer {
            format!("{owner}.__await__() must return an iterator, not {got}")
        } else {
            format!("__await__() returned non-iterator of type '{got}'")
        };
        self.release(iterator);
        Err(self.raise(known::TYPE_ERROR, message))
    }

    fn is_iterator(&self, object: Ref) -> bool {
        matches!(self.heap.body(object), Body::Iterator(_))
            || self.heap.class_of(object) == known::GENERATOR
            || self.lookup_on_class(self.heap.class_of(object), self.names.next).is_some()
    }

    /// `GetAwaitable`.
    pub(super) fn get_awaitable(&mut self, purpose: u32) -> Result<()> {
        let object = self.peek(0);
        let iterator = match self.awaitable_iterator(object) {
            Ok(iterator) => iterator,
            Err(stop) => return Err(self.awaitable_error(stop, object, purpose)),
        };
        let busy = self.heap.class_of(iterator) == known::COROUTINE
            && self.generator(iterator).is_some_and(|parts| parts.delegate().is_some());
        if busy {
            self.release(iterator);
            return Err(self.raise(known::RUNTIME_ERROR, "coroutine is being awaited already"));
        }
        self.replace_top(1, iterator);
        Ok(())
    }

    /// What `async with` says of a method that gave nothing to await.
    fn awaitable_error(&mut self, stop: Stop, object: Ref, purpose: u32) -> Stop {
        let method = match purpose {
            1 => "__aenter__",
            2 => "__aexit__",
            _ => return stop,
        };
        if self.has_special_method(object, "__await__") {
            return stop;
        }
        if let Stop::Raised(exception) = stop {
            self.release(exception);
        }
        let name = self.class_name(object);
        let message =
            format!("'async with' received an object from {method} that does not implement __await__: {name}");
        self.raise(known::TYPE_ERROR, message)
    }

    /// `GetAiter`.
    pub(super) fn get_async_iterator(&mut self) -> Result<()> {
        let object = self.peek(0);
        let Some(method) = self.special_method(object, "__aiter__")? else {
            let name = self.class_name(object);
            let message = format!("'async for' requires an object with __aiter__ method, got {name}");
            return Err(self.raise(known::TYPE_ERROR, message));
        };
        let iterator = self.call(method, &[]);
        self.release(method);
        let iterator = iterator?;
        if !self.has_special_method(iterator, "__anext__") {
            let name = self.class_name(iterator);
            self.release(iterator);
            let message =
                format!("'async for' received an object from __aiter__ that does not implement __anext__: {name}");
            return Err(self.raise(known::TYPE_ERROR, message));
        }
        self.replace_top(1, iterator);
        Ok(())
    }

    /// `GetAnext`.
    pub(super) fn get_async_next(&mut self) -> Result<()> {
        let iterator = self.peek(0);
        let Some(method) = self.special_method(iterator, "__anext__")? else {
            let name = self.class_name(iterator);
            let message = format!("'async for' requires an iterator with __anext__ method, got {name}");
            return Err(self.raise(known::TYPE_ERROR, message));
        };
        let next = self.call(method, &[]);
        self.release(method);
        let next = next?;
        if self.heap.class_of(iterator) == known::ASYNC_GENERATOR {
            self.push(next);
            return Ok(());
        }
        let outcome = self.awaitable_iterator(next);
        let name = self.class_name(next);
        self.release(next);
        match outcome {
            Ok(awaitable) => {
                self.push(awaitable);
                Ok(())
            }
            Err(Stop::Raised(exception)) => {
                let message = format!("'async for' received an invalid object from __anext__: {name}");
                let stop = self.raise(known::TYPE_ERROR, message);
                if let Stop::Raised(error) = &stop {
                    let error = *error;
                    self.keep(exception);
                    self.set_cause(error, exception);
                    self.set_context(error, exception);
                } else {
                    self.release(exception);
                }
                Err(stop)
            }
            Err(stop) => Err(stop),
        }
    }

    /// `EndAsyncFor`: the loop ends at StopAsyncIteration; any other exception goes on.
    pub(super) fn end_async_for(&mut self) -> Result<()> {
        let exception = self.pop();
        if self.is_instance(exception, known::STOP_ASYNC_ITERATION) {
            self.release(exception);
            self.drop_top();
            return Ok(());
        }
        Err(Stop::Raised(exception))
    }

    /// `BeforeAsyncWith`.
    pub(super) fn before_async_with(&mut self) -> Result<()> {
        let manager = self.peek(0);
        let enter = self.special_method(manager, "__aenter__")?;
        let exit = match (enter, self.special_method(manager, "__aexit__")) {
            (Some(_), Ok(exit)) => exit,
            (None, Ok(exit)) => exit,
            (enter, Err(stop)) => {
                self.release(enter.unwrap_or(Ref::NULL));
                return Err(stop);
            }
        };
        let (Some(enter), Some(exit)) = (enter, exit) else {
            // From 3.14 the way out is looked for first.
            let exit_first = self.version() >= Version::V3_14 && exit.is_none();
            let missed = if enter.is_none() && !exit_first { "__aenter__" } else { "__aexit__" };
            self.release(enter.unwrap_or(Ref::NULL));
            self.release(exit.unwrap_or(Ref::NULL));
            return Err(self.no_async_manager(manager, missed));
        };
        let entered = self.call(enter, &[]);
        self.release(enter);
        match entered {
            Ok(entered) => {
                self.replace_top(1, exit);
                self.push(entered);
                Ok(())
            }
            Err(stop) => {
                self.release(exit);
                Err(stop)
            }
        }
    }

    fn no_async_manager(&mut self, manager: Ref, missed: &str) -> Stop {
        let name = self.class_name(manager);
        let newer = self.version() >= Version::V3_14;
        let missing = if newer || missed == "__aexit__" { format!(" (missed {missed} method)") } else { String::new() };
        let is_plain = self.has_special_method(manager, "__enter__") && self.has_special_method(manager, "__exit__");
        let hint = if newer && is_plain {
            " but it supports the context manager protocol. Did you mean to use 'with'?"
        } else {
            ""
        };
        let message =
            format!("'{name}' object does not support the asynchronous context manager protocol{missing}{hint}");
        self.raise(known::TYPE_ERROR, message)
    }
}
