//! The methods of frame and code objects.

use std::sync::Arc;

use super::list_methods::{at, keyword_method, method};
use crate::python::compile::code::Code;
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::code_attributes::flag_bits;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Body, Ref, known};

/// The methods of `frame`.
pub static FRAME: &[&Native] = &[&method("clear", clear, 0, 0)];

/// The methods of `code`.
pub static CODE: &[&Native] = &[
    &method("co_lines", lines, 0, 0),
    &method("co_positions", positions, 0, 0),
    &keyword_method("replace", replace, 0, 0),
];

fn clear(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.clear_frame(at(arguments, 0))
}

fn lines(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let rows = machine.code_lines(at(arguments, 0));
    iterator(machine, rows)
}

fn positions(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let rows = machine.code_positions(at(arguments, 0));
    iterator(machine, rows)
}

/// An iterator over a list that is taken over.
fn iterator(machine: &mut Machine, list: Ref) -> Result<Ref> {
    let iterator = machine.iterator_of(list);
    machine.release(list);
    iterator
}

/// `code.replace` (`Objects/codeobject.c`, `code_replace_impl`) for what a program may change without writing instructions:
/// names, the first line, and the flag that makes a generator awaitable.
fn replace(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = at(arguments, 0);
    let Body::Code(code) = machine.heap.body(object) else { return Ok(known::NONE) };
    let mut code = Code::clone(code);
    for (key, value) in arguments.keywords {
        let key = machine.text_of(*key).unwrap_or("").to_owned();
        let (text, number) = match machine.heap.body(*value) {
            Body::Str(text) => (Some(text.text.to_string()), None),
            Body::Int(number) => (None, Some(*number)),
            _ => (None, None),
        };
        match (key.as_str(), text, number) {
            ("co_name", Some(text), _) => code.name = text,
            ("co_qualname", Some(text), _) => code.qualified_name = text,
            ("co_filename", Some(text), _) => code.file_name = text,
            ("co_firstlineno", _, Some(line)) => code.first_line = u32::try_from(line).unwrap_or(code.first_line),
            ("co_flags", _, Some(flags))
                if (flags ^ flag_bits(&code, machine.version())) & !ITERABLE_COROUTINE == 0 =>
            {
                code.flags.iterable_coroutine = flags & ITERABLE_COROUTINE != 0;
            }
            (other, ..) => return Err(Stop::unmodelled(format!("`code.replace({other}=…)` is not modelled"))),
        }
    }
    for constant in &code.constants {
        machine.keep(*constant);
    }
    Ok(machine.heap.insert(known::CODE, Body::Code(Arc::new(code)), 224, 0, false))
}

/// `CO_ITERABLE_COROUTINE`.
const ITERABLE_COROUTINE: i64 = 0x100;
