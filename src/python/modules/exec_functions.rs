//! `compile`, `exec`, `eval` and `__import__`.

use super::arguments::{keyword_native, native};
use crate::python::compile::{self, Stage, Unit};
use crate::python::eval::stop::{Result, SourceError, SourceErrorKind, Stop};
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

pub static COMPILE: Native = keyword_native("compile", compile_source, 0, usize::MAX);
pub static EXEC: Native = keyword_native("exec", exec, 0, usize::MAX);
pub static EVAL: Native = keyword_native("eval", eval, 0, usize::MAX);
pub static IMPORT: Native = native("__import__", import, 1, 5);

/// What `compile` calls text that has no file.
const STRING: &str = "<string>";

fn compile_source(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let names = ["source", "filename", "mode", "flags", "dont_inherit", "optimize"];
    let [source, file_name, mode, flags, ..] = machine.bind("compile", arguments, names, 3)?;
    let (source, file_name) = (source.unwrap_or(known::NONE), file_name.unwrap_or(known::NONE));
    let flags = match flags {
        Some(flags) => machine.index_of(flags)?,
        None => 0,
    };
    if flags != 0 {
        return Err(Stop::unmodelled("`compile()` to a syntax tree (`ast`), or with other flags, is not modelled"));
    }
    let unit = match machine.text_of(mode.unwrap_or(known::NONE)) {
        Some("exec") => Unit::Module,
        Some("eval") => Unit::Expression,
        Some("single") => Unit::Interactive,
        Some("func_type") => return Err(Stop::unmodelled("`compile()` of a function type is not modelled")),
        Some(_) => {
            return Err(machine.raise(known::VALUE_ERROR, "compile() mode must be 'exec', 'eval' or 'single'"));
        }
        None => return Err(machine.wrong_argument("compile", 3, "str", mode.unwrap_or(known::NONE))),
    };
    let name = match machine.text_of(file_name) {
        Some(name) => name.to_owned(),
        None => {
            let message = format!("expected str, bytes or os.PathLike object, not {}", machine.class_name(file_name));
            return Err(machine.raise(known::TYPE_ERROR, message));
        }
    };
    if let Body::Code(_) = machine.heap.body(source) {
        return Err(machine.raise(known::TYPE_ERROR, "compile() arg 1 must be a string, bytes or AST object"));
    }
    let text = machine.source_text(source, "compile", "string, bytes or AST object")?;
    machine.compile_text(&text, &name, unit)
}

fn exec(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let given = machine.bind_to_run("exec", arguments)?;
    if machine.keyword(arguments, "closure").is_some_and(|closure| closure != known::NONE) {
        return Err(Stop::unmodelled("the `closure` of `exec()` is not modelled"));
    }
    let [source, globals, locals] = given;
    let (globals, locals) = machine.namespaces("exec", globals, locals)?;
    let result = machine.run_source("exec", source, globals, locals);
    machine.release(locals);
    let result = result?;
    machine.release(result);
    Ok(machine.none())
}

fn eval(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let [source, globals, locals] = machine.bind_to_run("eval", arguments)?;
    let (globals, locals) = machine.namespaces("eval", globals, locals)?;
    let result = machine.run_source("eval", source, globals, locals);
    machine.release(locals);
    result
}

/// `__import__(name, globals, locals, fromlist, level)`.
fn import(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let Some(name) = machine.text_of(arguments.at(0)).map(str::to_owned) else {
        let message = format!("__import__() argument 1 must be str, not {}", machine.class_name(arguments.at(0)));
        return Err(machine.raise(known::TYPE_ERROR, message));
    };
    let wanted = match arguments.optional(3).filter(|wanted| *wanted != known::NONE) {
        Some(wanted) => machine.items_of(wanted)?,
        None => Vec::new(),
    };
    let level = match arguments.optional(4) {
        Some(level) => machine.index_of(level)?,
        None => 0,
    };
    let module = machine.import_level(&name, usize::try_from(level).unwrap_or(0), &wanted);
    machine.release_all(wanted);
    module
}

impl Machine {
    /// Source, globals and locals of `exec` or `eval`; by keyword from 3.13.
    fn bind_to_run(&mut self, function: &str, arguments: Arguments<'_>) -> Result<[Option<Ref>; 3]> {
        let names = ["", "globals", "locals"];
        let keywords: Vec<(Ref, Ref)> =
            arguments.keywords.iter().filter(|(key, _)| self.text_of(*key) != Some("closure")).copied().collect();
        let positional = arguments.positional;
        if positional.is_empty() {
            let message = if function == "exec" || self.version() >= Version::V3_13 {
                format!("{function}() takes at least 1 positional argument (0 given)")
            } else {
                format!("{function} expected at least 1 argument, got 0")
            };
            return Err(self.raise(known::TYPE_ERROR, message));
        }
        if !keywords.is_empty() && self.version() < Version::V3_13 {
            return Err(self.raise(known::TYPE_ERROR, format!("{function}() takes no keyword arguments")));
        }
        self.bind(function, Arguments { positional, keywords: &keywords }, names, 1)
    }

    /// The globals (borrowed) and locals (owned) that code is to run in: those given, or the caller's.
    fn namespaces(&mut self, function: &str, globals: Option<Ref>, locals: Option<Ref>) -> Result<(Ref, Ref)> {
        let globals = globals.filter(|globals| *globals != known::NONE);
        let locals = locals.filter(|locals| *locals != known::NONE);
        if let Some(locals) = locals
            && self.heap.dict(locals).is_none()
        {
            if self.is_mapping(locals) {
                return Err(Stop::unmodelled(format!("locals of `{function}()` that are no dict are not modelled")));
            }
            let message = match function {
                "exec" => format!("locals must be a mapping or None, not {}", self.class_name(locals)),
                _ => "locals must be a mapping".to_owned(),
            };
            return Err(self.raise(known::TYPE_ERROR, message));
        }
        let Some(globals) = globals else {
            let own = self.thread().frames.last().map_or(self.main, |frame| frame.globals);
            let locals = match locals {
                Some(locals) => self.keep(locals),
                None => self.locals_dict()?,
            };
            return Ok((own, locals));
        };
        if self.heap.dict(globals).is_none() {
            let name = self.class_name(globals);
            let kinds = if self.version() >= Version::V3_15 { "a dict or a frozendict" } else { "a dict" };
            let message = match function {
                "exec" => format!("exec() globals must be {kinds}, not {name}"),
                _ => format!("globals must be {kinds}"),
            };
            return Err(self.raise(known::TYPE_ERROR, message));
        }
        match self.dict_get_name(globals, self.names.builtins) {
            None => {
                let builtins = self.builtins;
                self.dict_set(globals, self.names.builtins, builtins)?;
            }
            Some(given) => {
                let own = given == self.builtins || matches!(self.heap.body(given), Body::Module(_));
                if !own {
                    return Err(Stop::unmodelled("`__builtins__` of the program's own are not modelled"));
                }
            }
        }
        let locals = self.keep(locals.unwrap_or(globals));
        Ok((globals, locals))
    }

    fn run_source(&mut self, function: &str, source: Option<Ref>, globals: Ref, locals: Ref) -> Result<Ref> {
        let source = source.unwrap_or(known::NONE);
        if let Body::Code(code) = self.heap.body(source) {
            let code = code.clone();
            let free = code.locals.iter().filter(|local| local.kind == compile::code::LocalKind::Free).count();
            if free > 0 {
                let message = if function == "exec" {
                    format!("code object requires a closure of exactly length {free}")
                } else {
                    "code object passed to eval() may not contain free variables".to_owned()
                };
                return Err(self.raise(known::TYPE_ERROR, message));
            }
            if code.arguments > 0 || code.keyword_only > 0 || code.flags.is_resumable() {
                return Err(Stop::unmodelled(format!(
                    "`{function}()` of a function's code with parameters is not modelled"
                )));
            }
            return self.run_code(code, source, globals, locals);
        }
        let text = self.source_text(source, function, "string, bytes or code object")?;
        let (text, unit) = match function {
            "eval" => (text.trim_start_matches([' ', '\t']).to_owned(), Unit::Expression),
            _ => (text, Unit::Module),
        };
        let object = self.compile_text(&text, STRING, unit)?;
        let Body::Code(code) = self.heap.body(object) else { return Ok(self.none()) };
        let code = code.clone();
        let result = self.run_code(code, object, globals, locals);
        self.release(object);
        result
    }

    /// The text that `compile`, `exec` or `eval` was given.
    fn source_text(&mut self, source: Ref, function: &str, kinds: &str) -> Result<String> {
        let text = match self.heap.body(source) {
            Body::Str(text) => text.text.to_string(),
            Body::Bytes(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => text.to_owned(),
                Err(_) => return Err(Stop::unmodelled("source text that is not UTF-8 is not modelled")),
            },
            _ => return Err(self.raise(known::TYPE_ERROR, format!("{function}() arg 1 must be a {kinds}"))),
        };
        if text.contains('\0') {
            let class = if self.version() >= Version::V3_12 || self.version() == Version::V3_11 {
                known::SYNTAX_ERROR
            } else {
                known::VALUE_ERROR
            };
            return Err(self.raise(class, "source code string cannot contain null bytes"));
        }
        Ok(text)
    }

    /// A code object of the text (owned), or its SyntaxError.
    fn compile_text(&mut self, text: &str, file_name: &str, unit: Unit) -> Result<Ref> {
        match compile::text(self, text, file_name, unit) {
            Ok(code) => Ok(self.heap.insert(known::CODE, Body::Code(code), 224, 0, false)),
            Err((error, stage)) => Err(self.raise_source_error(&error, stage, text, file_name, unit)),
        }
    }

    /// The SyntaxError for text that does not compile, with its place (`Parser/pegen_errors.c`, `Python/compile.c`).
    fn raise_source_error(
        &mut self,
        error: &SourceError,
        stage: Stage,
        text: &str,
        file_name: &str,
        unit: Unit,
    ) -> Stop {
        let class = match error.kind {
            SourceErrorKind::Unmodelled => {
                return Stop::unmodelled(format!("{file_name}:{}: {}", error.line, error.message));
            }
            SourceErrorKind::Syntax => known::SYNTAX_ERROR,
            SourceErrorKind::Indentation => known::INDENTATION_ERROR,
            SourceErrorKind::Tabs => known::TAB_ERROR,
        };
        let line_at = |number: u32| text.split('\n').nth(number.saturating_sub(1) as usize).unwrap_or_default();
        let offset = |line: u32, column: u32| {
            let before = line_at(line).get(..column as usize).map_or(column as usize, |before| before.chars().count());
            before as i64 + 1
        };
        let message = self.new_str(&error.message);
        let place = [
            self.new_str(file_name),
            self.new_int(error.line.into()),
            self.new_int(offset(error.line, error.column)),
            match stage {
                Stage::Parse => {
                    let line = line_at(error.line);
                    let ends = unit != Unit::Expression || text.split('\n').count() > error.line as usize;
                    let line = if ends { format!("{line}\n") } else { line.to_owned() };
                    self.new_str(&line)
                }
                Stage::Names | Stage::Code => self.none(),
            },
            self.new_int(error.end_line.into()),
            // What is never closed has no end.
            if error.message.ends_with("was never closed") {
                self.new_int(0)
            } else {
                self.new_int(offset(error.end_line, error.end_column))
            },
        ];
        let place = self.new_tuple(place.to_vec());
        let exception = self.call(class, &[message, place]);
        if stage == Stage::Names
            && let Ok(exception) = exception
        {
            // The place of an error of names is set on the exception and is none of its arguments.
            self.keep(message);
            let arguments = self.new_tuple(vec![message]);
            if let Some(parts) = self.exception_mut(exception) {
                let old = std::mem::replace(&mut parts.args, arguments);
                self.release(old);
            }
        }
        self.release(message);
        self.release(place);
        match exception {
            Ok(exception) => self.raise_object(exception),
            Err(stop) => stop,
        }
    }
}
