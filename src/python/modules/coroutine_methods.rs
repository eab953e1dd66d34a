//! The methods of coroutines and asynchronous generators, `aiter()`, and `anext()`.

use super::arguments::{ALWAYS, native};
use super::extension_class::ExtensionClass;
use super::generator_methods::{close, itself, send, throw};
use super::list_methods::{at, method};
use crate::python::eval::generator::Given;
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::extension::native_state;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Ref, known};
use crate::python::version::Version;

/// The methods of `coroutine`.
pub static COROUTINE: &[&Native] = &[
    &method("__await__", await_coroutine, 0, 0),
    &method("send", send, 1, 1),
    &method("throw", throw, 1, 3),
    &method("close", close, 0, 0),
];

/// The methods of `async_generator`.
pub static ASYNC_GENERATOR: &[&Native] = &[
    &method("__aiter__", itself, 0, 0),
    &method("__anext__", async_next, 0, 0),
    &method("asend", async_send, 1, 1),
    &method("athrow", async_throw, 0, usize::MAX).packed(ALWAYS),
    &method("aclose", async_close, 0, 0),
];

/// What a coroutine's `__await__()` gives: an iterator that drives it.
#[derive(Clone, Debug)]
struct Wrapper {
    coroutine: Ref,
}

native_state!(Wrapper, |_| 24, [coroutine]);

static WRAPPER: ExtensionClass = ExtensionClass {
    subclassable: false,
    next: Some(next_of_wrapper),
    methods: &[
        &native("send", send_wrapper, 1, 1),
        &native("throw", throw_wrapper, 1, 3),
        &native("close", close_wrapper, 0, 0),
    ],
    ..ExtensionClass::named("coroutine_wrapper", "builtins")
};

/// What `anext(iterator, default)` gives: the awaitable, and what stands for its end.
#[derive(Clone, Debug)]
struct NextOrDefault {
    awaitable: Ref,
    default: Ref,
}

native_state!(NextOrDefault, |_| 32, [awaitable, default]);

static NEXT_OR_DEFAULT: ExtensionClass = ExtensionClass {
    subclassable: false,
    next: Some(|machine, object| drive_next(machine, object, "send", &[known::NONE]).map(Some)),
    methods: &[
        &native("__await__", itself, 0, 0),
        &native("send", |machine, given| drive_next(machine, given.at(0), "send", &[given.at(1)]), 1, 1),
        &native("throw", throw_next, 1, 3),
        &native("close", |machine, given| drive_next(machine, given.at(0), "close", &[]), 0, 0),
    ],
    ..ExtensionClass::named("anext_awaitable", "builtins")
};

fn await_coroutine(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let coroutine = machine.keep(at(arguments, 0));
    machine.new_native_object(&WRAPPER, Wrapper { coroutine })
}

fn wrapped(machine: &Machine, wrapper: Ref) -> Ref {
    machine.heap.extension::<Wrapper>(wrapper).map_or(Ref::NULL, |wrapper| wrapper.coroutine)
}

fn next_of_wrapper(machine: &mut Machine, wrapper: Ref) -> Result<Option<Ref>> {
    let coroutine = wrapped(machine, wrapper);
    match machine.send_to_generator(coroutine, None)? {
        Given::Yielded(value) => Ok(Some(value)),
        given => machine.given_or_stop(given).map(Some),
    }
}

fn send_wrapper(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let coroutine = wrapped(machine, arguments.at(0));
    let given = machine.send_to_generator(coroutine, Some(arguments.at(1)))?;
    machine.given_or_stop(given)
}

fn throw_wrapper(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let coroutine = wrapped(machine, arguments.at(0));
    let exception = machine.exception_to_throw(arguments.positional.get(1..).unwrap_or_default())?;
    let given = machine.throw_into(coroutine, exception, true)?;
    machine.given_or_stop(given)
}

fn close_wrapper(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let coroutine = wrapped(machine, arguments.at(0));
    machine.close_generator(coroutine)
}

fn async_next(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.new_async_send(at(arguments, 0), None)
}

fn async_send(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.new_async_send(at(arguments, 0), Some(at(arguments, 1)))
}

fn async_throw(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let given = arguments.positional.get(1..).unwrap_or_default();
    if machine.version() >= Version::V3_15 {
        machine.check_count("athrow", Arguments { positional: given, keywords: &[] }, 1, 3)?;
    }
    machine.warn_of_three_arguments("athrow", given)?;
    machine.new_async_throw(at(arguments, 0), Some(given))
}

fn async_close(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.new_async_throw(at(arguments, 0), None)
}

/// `aiter(iterable)` (`Objects/abstract.c`, `PyObject_GetAIter`).
pub fn aiter(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let iterable = arguments.at(0);
    let Some(iterator) = special(machine, iterable, "__aiter__")? else {
        let name = machine.class_name(iterable);
        return Err(machine.raise(known::TYPE_ERROR, format!("'{name}' object is not an async iterable")));
    };
    let name = machine.intern("__anext__");
    let class = machine.heap.class_of(iterator);
    let found = machine.lookup_on_class(class, name).is_some();
    machine.release(name);
    if found {
        return Ok(iterator);
    }
    let got = machine.class_name(iterator);
    let message = if machine.version() >= Version::V3_15 {
        format!("{}.__aiter__() must return an async iterator, not {got}", machine.class_name(iterable))
    } else {
        format!("aiter() returned not an async iterator of type '{got}'")
    };
    machine.release(iterator);
    Err(machine.raise(known::TYPE_ERROR, message))
}

/// `anext(iterator)`, `anext(iterator, default)` (`Python/bltinmodule.c`, `builtin_anext_impl`).
pub fn anext(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let iterator = arguments.at(0);
    let Some(awaitable) = special(machine, iterator, "__anext__")? else {
        let name = machine.class_name(iterator);
        return Err(machine.raise(known::TYPE_ERROR, format!("'{name}' object is not an async iterator")));
    };
    match arguments.optional(1) {
        None => Ok(awaitable),
        Some(default) => {
            let default = machine.keep(default);
            machine.new_native_object(&NEXT_OR_DEFAULT, NextOrDefault { awaitable, default })
        }
    }
}

/// What a special method without arguments gives; `None` when the class has none.
fn special(machine: &mut Machine, object: Ref, name: &str) -> Result<Option<Ref>> {
    let class = machine.heap.class_of(object);
    let name = machine.intern(name);
    let found = machine.lookup_on_class(class, name);
    machine.release(name);
    let Some(found) = found else { return Ok(None) };
    let method = machine.bind_attribute(found, object, class)?;
    let result = machine.call(method, &[]);
    machine.release(method);
    result.map(Some)
}

fn throw_next(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    drive_next(machine, arguments.at(0), "throw", arguments.positional.get(1..).unwrap_or_default())
}

/// Drives the awaitable by one of its methods; its StopAsyncIteration becomes the default.
fn drive_next(machine: &mut Machine, object: Ref, name: &str, arguments: &[Ref]) -> Result<Ref> {
    let Some(NextOrDefault { awaitable, default }) = machine.heap.extension::<NextOrDefault>(object).cloned() else {
        return Ok(machine.none());
    };
    let iterator = machine.awaitable_iterator(awaitable)?;
    let outcome = match name {
        "send" if arguments == [known::NONE] => match machine.next_or_raise(iterator) {
            Ok(Some(item)) => Ok(item),
            Ok(None) => Err(machine.raise_with(known::STOP_ITERATION, Vec::new())),
            Err(stop) => Err(stop),
        },
        _ => machine.call_method(iterator, name, arguments),
    };
    machine.release(iterator);
    match outcome {
        Err(stop @ Stop::Raised(_)) if machine.swallows(&stop, &[known::STOP_ASYNC_ITERATION]) => {
            machine.keep(default);
            Err(machine.raise_with(known::STOP_ITERATION, vec![default]))
        }
        outcome => outcome,
    }
}
