//! The attributes of code objects, and what they are made of.

use super::{Body, Ref, known};
use crate::python::compile::code::{Code, LocalKind};
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::version::Version;

/// Parameters of every kind.
pub fn parameter_count(code: &Code) -> usize {
    (code.arguments + code.keyword_only) as usize
        + usize::from(code.flags.varargs)
        + usize::from(code.flags.varkeywords)
}

/// `co_varnames`: parameters and plain locals, in the order of their places.
pub fn variable_names(code: &Code) -> Vec<Ref> {
    let parameters = parameter_count(code);
    let is_variable = |(place, kind): (usize, LocalKind)| kind == LocalKind::Fast || place < parameters;
    let locals = code.locals.iter().enumerate();
    locals.filter(|(place, local)| is_variable((*place, local.kind))).map(|(_, local)| local.name).collect()
}

fn names_of_kind(code: &Code, kind: LocalKind) -> Vec<Ref> {
    code.locals.iter().filter(|local| local.kind == kind).map(|local| local.name).collect()
}

/// `co_flags` (`Include/cpython/code.h`).
pub fn flag_bits(code: &Code, version: Version) -> i64 {
    let flags = code.flags;
    let newer = version >= Version::V3_14;
    [
        (flags.optimized, 0x3),
        (flags.varargs, 0x4),
        (flags.varkeywords, 0x8),
        (flags.nested, 0x10),
        (flags.generator, 0x20),
        (flags.coroutine, 0x80),
        (flags.iterable_coroutine, 0x100),
        (flags.async_generator, 0x200),
        (flags.docstring && newer, 0x400_0000),
        (flags.method && newer, 0x800_0000),
    ]
    .into_iter()
    .filter(|(set, _)| *set)
    .map(|(_, bit)| bit)
    .sum()
}

impl Machine {
    /// An attribute of a code object; `None` for a name that it does not have.
    pub fn code_attribute(&mut self, object: Ref, name: &str) -> Result<Option<Ref>> {
        let Body::Code(code) = self.heap.body(object) else { return Ok(None) };
        let code = code.clone();
        let made = match name {
            "co_name" => self.intern(&code.name),
            "co_qualname" => self.intern(&code.qualified_name),
            "co_filename" => self.intern_mortal(&code.file_name),
            "co_argcount" => self.new_int(code.arguments.into()),
            "co_posonlyargcount" => self.new_int(code.positional_only.into()),
            "co_kwonlyargcount" => self.new_int(code.keyword_only.into()),
            "co_nlocals" => self.new_int(variable_names(&code).len() as i64),
            "co_stacksize" => self.new_int(code.stack_size.into()),
            "co_firstlineno" => self.new_int(code.first_line.into()),
            "co_flags" => {
                let bits = flag_bits(&code, self.version());
                self.new_int(bits)
            }
            "co_consts" => self.tuple_of(&code.constants),
            "co_names" => self.tuple_of(&code.names),
            "co_varnames" => self.tuple_of(&variable_names(&code)),
            "co_cellvars" => self.tuple_of(&names_of_kind(&code, LocalKind::Cell)),
            "co_freevars" => self.tuple_of(&names_of_kind(&code, LocalKind::Free)),
            "co_code" | "co_linetable" | "co_lnotab" | "co_exceptiontable" | "_co_code_adaptive" => {
                return Err(Stop::unmodelled(format!("the bytes of `{name}` are not modelled")));
            }
            _ => return Ok(None),
        };
        Ok(Some(made))
    }

    /// `<code object f at 0x…, file "demo.py", line 1>`.
    pub fn code_repr(&self, object: Ref) -> String {
        let Body::Code(code) = self.heap.body(object) else { return String::new() };
        let address = self.heap.get(object).address;
        format!("<code object {} at {address:#x}, file \"{}\", line {}>", code.name, code.file_name, code.first_line)
    }

    /// `code.co_lines()`: a list of `(start, end, line)`, offsets in bytes as if each instruction took two.
    pub fn code_lines(&mut self, object: Ref) -> Ref {
        let Body::Code(code) = self.heap.body(object) else { return self.new_list(Vec::new()) };
        let code = code.clone();
        let mut rows: Vec<(usize, usize, u32)> = Vec::new();
        for (at, position) in code.positions.iter().enumerate() {
            match rows.last_mut() {
                Some(row) if row.2 == position.line => row.1 = 2 * at + 2,
                _ => rows.push((2 * at, 2 * at + 2, position.line)),
            }
        }
        let rows = rows.into_iter().map(|(start, end, line)| {
            let parts = vec![self.new_int(start as i64), self.new_int(end as i64), self.line_or_none(line)];
            self.new_tuple(parts)
        });
        let rows = rows.collect();
        self.new_list(rows)
    }

    /// `code.co_positions()`: a list of `(line, end_line, column, end_column)`, one for each instruction.
    pub fn code_positions(&mut self, object: Ref) -> Ref {
        let Body::Code(code) = self.heap.body(object) else { return self.new_list(Vec::new()) };
        let code = code.clone();
        let mut rows = Vec::with_capacity(code.positions.len());
        for position in &code.positions {
            let numbers = [position.line, position.end_line, position.column, position.end_column];
            let parts = numbers.map(|number| {
                if position.line == 0 {
                    return self.none();
                }
                self.new_int(number.into())
            });
            rows.push(self.new_tuple(parts.to_vec()));
        }
        self.new_list(rows)
    }

    fn line_or_none(&mut self, line: u32) -> Ref {
        if line == 0 { self.keep(known::NONE) } else { self.new_int(line.into()) }
    }
}
