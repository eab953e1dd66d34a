//! The module `_sre`: what `re` (in `assets/pylib`) has in Rust. The language and the matcher are the room `regex`.

use std::sync::Arc;

use super::arguments::native;
use super::re_match;
use super::re_pattern::{self, Pattern};
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Body, Ref, known};
use crate::python::regex::compile::compile;
use crate::python::regex::{Dialect, PatternError};
use crate::python::version::Version;

/// The functions of `_sre`.
pub static FUNCTIONS: &[&Native] = &[&native("compile", compile_pattern, 2, 2)];

/// Fills the module.
pub fn fill(machine: &mut Machine, module: Ref) -> Result<()> {
    machine.set_functions(module, FUNCTIONS)?;
    machine.set_class_in_module(module, &re_pattern::CLASS)?;
    if machine.version() >= Version::V3_15 {
        let class = machine.extension_class(&re_pattern::CLASS)?;
        let dict = machine.heap.class(class).map_or(Ref::NULL, |parts| parts.dict);
        machine.keep(class);
        let body = Body::MethodDescriptor { definition: &re_pattern::PREFIX_MATCH, class };
        let method = machine.heap.insert(known::METHOD_DESCRIPTOR, body, 72, 0, false);
        let set = machine.dict_set_text(dict, re_pattern::PREFIX_MATCH.name, method);
        machine.release(method);
        set?;
    }
    machine.set_class_in_module(module, &re_match::CLASS)
}

/// `compile(pattern, flags)`: the pattern object, and the texts of the FutureWarnings that its syntax deserves.
fn compile_pattern(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let source = arguments.at(0);
    let given = machine.index_argument(arguments.at(1))?;
    let Some(text) = machine.subject_of(source) else {
        return Err(machine.raise(known::TYPE_ERROR, "first argument must be string or compiled pattern"));
    };
    let is_bytes = text.is_bytes();
    let dialect = Dialect { minor: machine.version().minor(), text: !is_bytes };
    let program = match compile(&text.chars(), given as u32, dialect) {
        Ok(program) => program,
        Err(error) => return Err(machine.raise_pattern_error(error, source)),
    };
    let mut warnings = Vec::new();
    for warning in &program.warnings {
        warnings.push(machine.new_str(warning));
    }
    let warnings = machine.new_tuple(warnings);
    machine.keep(source);
    let state = Pattern { source, is_bytes, program: Arc::new(program) };
    let pattern = machine.new_native_object(&re_pattern::CLASS, state)?;
    Ok(machine.new_tuple(vec![pattern, warnings]))
}

impl Machine {
    /// Raises what is wrong with a pattern or template; `re.error` is the class that `re` has under that name.
    pub(super) fn raise_pattern_error(&mut self, error: PatternError, source: Ref) -> Stop {
        match error {
            PatternError::Value(message) => self.raise(known::VALUE_ERROR, message),
            PatternError::Index(message) => self.raise(known::INDEX_ERROR, message),
            PatternError::Overflow(message) => self.raise(known::OVERFLOW_ERROR, message),
            PatternError::TooDeep => self.raise(known::RECURSION_ERROR, "maximum recursion depth exceeded"),
            PatternError::Unmodelled(what) => Stop::unmodelled(what),
            PatternError::Syntax { message, position } => match self.pattern_error(&message, position, source) {
                Ok(exception) => self.raise_object(exception),
                Err(stop) => stop,
            },
        }
    }

    fn pattern_error(&mut self, message: &str, position: Option<usize>, source: Ref) -> Result<Ref> {
        let module = self.import_module("re")?;
        let class = self.module_entry(module, "error");
        self.release(module);
        let Some(class) = class else {
            return Err(self.raise(known::VALUE_ERROR, message));
        };
        let message = self.new_str(message);
        let mut arguments = vec![message];
        let place = match position {
            Some(position) => self.new_int(position as i64),
            None => self.none(),
        };
        if position.is_some() {
            arguments.extend([source, place]);
        }
        let made = self.call(class, &arguments);
        self.release(message);
        self.release(place);
        made
    }
}
