//! Source text to code objects: parse with ruff's parser, resolve names, emit instructions.
//!
//! What the instructions do is `eval`'s business; this room only keeps CPython's order of evaluation, its stack discipline
//! and its positions. What the machine does not model is refused here by name, with the line.

mod annotations;
mod assemble;
mod asynchronous;
mod borrow;
mod call;
pub mod code;
mod compiler;
mod comprehension;
mod constant;
mod control;
mod definition;
mod effect;
mod expression;
mod fold;
mod future;
mod guard;
mod listing;
mod pattern;
mod scope;
mod source;
mod star;
mod statement;
mod surrogate;
mod syntax;
#[cfg(test)]
mod tests;
mod token_errors;
mod token_search;
mod unit;

use std::sync::Arc;

use code::{Code, Op, Position};
use compiler::{Compiled, Compiler};
use ruff_python_ast::{Expr, Stmt};
use source::Source;

use crate::python::eval::stop::SourceError;
use crate::python::machine::Machine;
use crate::python::version::Version;

/// Stack of the thread that parses and compiles: the parser and the compiler recurse as deep as the source nests, which
/// `guard` bounds.
const STACK_BYTES: usize = 512 << 20;

/// Compiles a module as `compile(source, file_name, "exec")` does. Constants and names become objects of `machine`.
pub fn module(machine: &mut Machine, source: &str, file_name: &str) -> Result<Arc<Code>, SourceError> {
    with_deep_stack(|| {
        let text = surrogate::with_stand_ins(source::plain_newlines(source), file_name)?;
        let source = Source::new(&text, file_name);
        guard::check(&source)?;
        let mut parsed = syntax::parse_module(&source, machine.version())?.into_syntax();
        future::annotations_as_text(&mut parsed.body);
        let blocks = scope::of_module(&source, rules(machine.version()), &parsed.body)?;
        let mut compiler = Compiler::new(machine, &source, &blocks);
        let code = compiler.module(&parsed.body);
        finish(compiler, code)
    })
}

/// Compiles an expression by itself, as `compile(source, file_name, "eval")` does: the code returns its value.
pub fn expression(machine: &mut Machine, source: &str, file_name: &str) -> Result<Arc<Code>, SourceError> {
    with_deep_stack(|| {
        let text = surrogate::with_stand_ins(source::plain_newlines(source), file_name)?;
        let source = Source::new(&text, file_name);
        guard::check(&source)?;
        let parsed = syntax::parse_expression(&source, machine.version())?;
        let blocks = scope::of_expression(&source, rules(machine.version()), parsed.expr())?;
        let mut compiler = Compiler::new(machine, &source, &blocks);
        let code = compiler.lone_expression(parsed.expr());
        finish(compiler, code)
    })
}

/// What a text is compiled as: the modes of `compile()`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Module,
    Expression,
    /// One statement, whose value is printed.
    Interactive,
}

/// What found an error in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Parse,
    Names,
    Code,
}

/// Compiles a text that the program itself gives to `compile()`, `exec()` or `eval()`.
pub fn text(machine: &mut Machine, text: &str, file_name: &str, unit: Unit) -> Result<Arc<Code>, (SourceError, Stage)> {
    let mut stage = Stage::Parse;
    let compiled = with_deep_stack(|| {
        let text = source::plain_newlines(text);
        let source = Source::new(&text, file_name);
        guard::check(&source)?;
        if unit == Unit::Expression {
            let parsed = syntax::parse_expression(&source, machine.version())?;
            stage = Stage::Names;
            let blocks = scope::of_expression(&source, rules(machine.version()), parsed.expr())?;
            stage = Stage::Code;
            let mut compiler = Compiler::new(machine, &source, &blocks);
            let code = compiler.lone_expression(parsed.expr());
            return finish_text(compiler, code);
        }
        let mut parsed = syntax::parse_module(&source, machine.version())?.into_syntax();
        if unit == Unit::Interactive && parsed.body.len() > 1 {
            let message = "multiple statements found while compiling a single statement";
            let first = parsed.body.first().map_or_else(Default::default, ruff_text_size::Ranged::range);
            return Err(source.syntax_error(message, first));
        }
        future::annotations_as_text(&mut parsed.body);
        stage = Stage::Names;
        let blocks = scope::of_module(&source, rules(machine.version()), &parsed.body)?;
        stage = Stage::Code;
        let mut compiler = Compiler::new(machine, &source, &blocks);
        compiler.interactive = unit == Unit::Interactive;
        let code = compiler.module(&parsed.body);
        finish_text(compiler, code)
    });
    compiled.map_err(|error| (error, stage))
}

/// Gives back all that the pool holds.
fn finish_text(compiler: Compiler<'_>, code: Compiled<Arc<Code>>) -> Compiled<Arc<Code>> {
    let Compiler { machine, pool, units, .. } = compiler;
    drop(units);
    for object in pool.release_all() {
        machine.release(object);
    }
    code
}

fn rules(version: Version) -> scope::Rules {
    scope::Rules {
        inline_comprehensions: version.inlines_comprehensions(),
        lazy_annotations: version.has_lazy_annotations(),
        parameter_word: if version >= Version::V3_15 { "parameter" } else { "argument" },
    }
}

/// Gives back what the pool holds; what code holds stays.
fn finish(compiler: Compiler<'_>, code: Compiled<Arc<Code>>) -> Compiled<Arc<Code>> {
    let Compiler { machine, pool, units, .. } = compiler;
    // After an error nothing refers to what the unfinished blocks made; such a machine is not run.
    drop(units);
    for object in pool.release(machine.version()) {
        let _ = machine.heap.decref_is_last(object);
    }
    code
}

fn with_deep_stack<T: Send>(work: impl FnOnce() -> Result<T, SourceError> + Send) -> Result<T, SourceError> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, work);
        match thread.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(result)) => result,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Err(_) => Err(SourceError::unmodelled("no memory for a compiler's stack is to be had", 1, 0)),
        }
    })
}

impl<'a> Compiler<'a> {
    fn module(&mut self, body: &'a [Stmt]) -> Compiled<Arc<Code>> {
        self.enter(0, "<module>", 1, None);
        self.prologue(Position::default());
        let annotations = self.blocks.annotations_of_module();
        self.deferred_annotations(body, annotations, "__annotate__")?;
        self.block_body(body, 0)?;
        self.load_none(Position::default());
        self.emit(Op::ReturnValue, Position::default());
        self.leave()
    }

    fn lone_expression(&mut self, expression: &'a Expr) -> Compiled<Arc<Code>> {
        self.enter(0, "<module>", 1, None);
        self.prologue(Position::default());
        self.expression(expression)?;
        let position = self.position(expression);
        self.emit(Op::ReturnValue, position);
        self.leave()
    }
}
