//! Functions, lambdas and classes.

use num_bigint::BigInt;
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use std::sync::Arc;

use super::code::{
    Code, MAKE_ANNOTATE, MAKE_ANNOTATIONS, MAKE_CLOSURE, MAKE_DEFAULTS, MAKE_KEYWORD_DEFAULTS, Op, Position,
};
use super::compiler::{Act, Compiled, Compiler};
use super::constant::Constant;
use super::scope::parameter_annotations;

impl<'a> Compiler<'a> {
    /// `compiler_function`.
    pub fn function(&mut self, function: &'a ast::StmtFunctionDef) -> Compiled {
        if let Some(parameters) = &function.type_params {
            return Err(self.unmodelled("a type parameter", parameters.range));
        }
        let position = self.definition_position(function.range, &function.decorator_list, "def");
        for decorator in &function.decorator_list {
            self.expression(&decorator.expression)?;
        }
        let first_line = match function.decorator_list.first() {
            Some(decorator) => self.position(&decorator.expression).line,
            None => position.line,
        };
        let mut flags = self.defaults(&function.parameters, position)?;
        flags |= self.function_annotations(function, position)?;
        let Some(block) = self.blocks.of(function) else { return Ok(()) };
        self.open_function(block, function.name.as_str(), first_line, Some(&function.parameters));
        self.function_body(&function.body)?;
        self.make_function(flags, block, position)?;
        self.decorate(&function.decorator_list);
        self.variable(Act::Store, function.name.as_str(), position);
        Ok(())
    }

    fn function_body(&mut self, body: &'a [Stmt]) -> Compiled {
        let mut body = body;
        if let Some((first, rest)) = body.split_first()
            && let Some(docstring) = docstring(first)
        {
            let text = self.clean_docstring(docstring);
            self.constant_place(&Constant::str(&text));
            self.unit().flags.docstring = true;
            let position = self.position(first);
            self.emit(Op::Nop, position);
            body = rest;
        } else if self.version.first_constant_is_docstring() {
            self.constant_place(&Constant::None);
        }
        self.body(body)?;
        self.load_none(Position::default());
        self.emit(Op::ReturnValue, Position::default());
        Ok(())
    }

    pub fn lambda(&mut self, lambda: &'a ast::ExprLambda) -> Compiled {
        let position = self.position(lambda);
        let flags = match &lambda.parameters {
            Some(parameters) => self.defaults(parameters, position)?,
            None => 0,
        };
        let Some(block) = self.blocks.of(lambda) else { return Ok(()) };
        self.open_function(block, "<lambda>", position.line, lambda.parameters.as_deref());
        if self.version.first_constant_is_docstring() {
            self.constant_place(&Constant::None);
        }
        self.expression(&lambda.body)?;
        let body_position = self.position(&*lambda.body);
        self.emit(Op::ReturnValue, body_position);
        self.make_function(flags, block, position)
    }

    /// Starts a function's block: parameters, cells and `Resume`.
    pub fn open_function(
        &mut self,
        block: usize,
        name: &str,
        first_line: u32,
        parameters: Option<&'a ast::Parameters>,
    ) {
        let class_name = self.unit().class_name.clone();
        self.enter(block, name, first_line, class_name);
        if let Some(parameters) = parameters {
            self.parameters(parameters);
        }
        self.prologue(Position { line: first_line, end_line: first_line, column: 0, end_column: 0 });
    }

    fn parameters(&mut self, parameters: &'a ast::Parameters) {
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        for parameter in positional.chain(&parameters.kwonlyargs) {
            self.parameter(parameter.parameter.name.as_str());
        }
        for parameter in [&parameters.vararg, &parameters.kwarg].into_iter().flatten() {
            self.parameter(parameter.name.as_str());
        }
        let unit = self.unit();
        unit.positional_only = parameters.posonlyargs.len() as u32;
        unit.arguments = (parameters.posonlyargs.len() + parameters.args.len()) as u32;
        unit.keyword_only = parameters.kwonlyargs.len() as u32;
        unit.flags.varargs = parameters.vararg.is_some();
        unit.flags.varkeywords = parameters.kwarg.is_some();
        unit.parameters = unit.fast.len();
    }

    pub fn parameter(&mut self, name: &str) {
        let name = self.mangle(name);
        let unit = self.unit();
        unit.fast_place(&name);
        unit.parameters = unit.fast.len();
    }

    /// `insert_prefix_instructions`.
    pub fn prologue(&mut self, position: Position) {
        self.prologue_with(position, None);
    }

    /// The same for a generator expression whose first iterator is made before the generator: how, and where it stands.
    pub fn prologue_with(&mut self, position: Position, first: Option<(Op, Position)>) {
        let free = self.unit().free.len() as u32;
        if free > 0 {
            self.emit_with(Op::CopyFreeVars, free, Position::default());
        }
        for at in 0..self.unit().cells.len() as u32 {
            self.unit().emit(Op::MakeCell, super::unit::Argument::Cell(at), Position::default());
        }
        if let Some((iterator, position)) = first {
            self.emit_with(Op::LoadFast, 0, position);
            self.emit(iterator, position);
            self.iterator_width(1);
        }
        if self.unit().flags.is_resumable() {
            self.emit(Op::ReturnGenerator, position);
            self.emit(Op::PopTop, position);
        }
        self.emit(Op::Resume, position);
    }

    /// Defaults on the stack, and the flags that say so.
    fn defaults(&mut self, parameters: &'a ast::Parameters, position: Position) -> Compiled<u32> {
        let mut flags = 0;
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        let defaults: Vec<&'a Expr> = positional.filter_map(|parameter| parameter.default.as_deref()).collect();
        if !defaults.is_empty() {
            flags |= MAKE_DEFAULTS;
            match defaults.iter().map(|default| self.constant(default)).collect::<Option<Vec<_>>>() {
                Some(constants) => self.load_constant(&Constant::Tuple(constants), position),
                None => {
                    for default in &defaults {
                        self.expression(default)?;
                    }
                    self.emit_with(Op::BuildTuple, defaults.len() as u32, position);
                }
            }
        }
        let mut names = Vec::new();
        for parameter in &parameters.kwonlyargs {
            if let Some(default) = &parameter.default {
                let name = Constant::str(&self.mangle(parameter.parameter.name.as_str()));
                if !self.version.builds_const_key_maps() {
                    self.load_constant(&name, position);
                }
                self.expression(default)?;
                names.push(name);
            }
        }
        if !names.is_empty() {
            flags |= MAKE_KEYWORD_DEFAULTS;
            let count = names.len() as u32;
            if self.version.builds_const_key_maps() {
                self.load_constant(&Constant::Tuple(names), position);
                self.emit_with(Op::BuildConstKeyMap, count, position);
            } else {
                self.emit_with(Op::BuildMap, count, position);
            }
        }
        Ok(flags)
    }

    /// `compiler_visit_annotations`: values now up to 3.13, a function that computes them from 3.14 on.
    fn function_annotations(&mut self, function: &'a ast::StmtFunctionDef, position: Position) -> Compiled<u32> {
        let annotations: Vec<(&'a ast::Identifier, &'a Expr)> = parameter_annotations(&function.parameters).collect();
        let count = annotations.len() + usize::from(function.returns.is_some());
        if count == 0 {
            return Ok(0);
        }
        if !self.version.has_lazy_annotations() {
            self.annotation_pairs(&annotations, function.returns.as_deref(), position)?;
            self.emit_with(Op::BuildTuple, 2 * count as u32, position);
            return Ok(MAKE_ANNOTATIONS);
        }
        let Some(block) = self.blocks.annotations_of(function) else { return Ok(0) };
        let class_name = self.unit().class_name.clone();
        self.enter(block, "__annotate__", position.line, class_name);
        self.unit().flags.optimized = true;
        self.parameter(".format");
        self.unit().arguments = 1;
        self.unit().positional_only = 1;
        self.prologue(position);
        self.check_format(position)?;
        self.annotation_pairs(&annotations, function.returns.as_deref(), position)?;
        self.emit_with(Op::BuildMap, count as u32, position);
        self.emit(Op::ReturnValue, position);
        self.make_function(0, block, position)?;
        Ok(MAKE_ANNOTATE)
    }

    fn annotation_pairs(
        &mut self,
        annotations: &[(&'a ast::Identifier, &'a Expr)],
        returns: Option<&'a Expr>,
        position: Position,
    ) -> Compiled {
        for (name, annotation) in annotations {
            let name = self.mangle(name.as_str());
            self.load_constant(&Constant::str(&name), position);
            self.expression(annotation)?;
        }
        if let Some(returns) = returns {
            self.load_constant(&Constant::str("return"), position);
            self.expression(returns)?;
        }
        Ok(())
    }

    /// Ends the block under compilation and makes a function of it (`compiler_make_closure`).
    pub fn make_function(&mut self, flags: u32, block: usize, position: Position) -> Compiled {
        let code = self.leave()?;
        self.make_closure(code, flags, block, position);
        Ok(())
    }

    fn make_closure(&mut self, code: Arc<Code>, mut flags: u32, block: usize, position: Position) {
        let free = self.blocks.all.get(block).map(|block| block.free()).unwrap_or_default();
        if !free.is_empty() {
            flags |= MAKE_CLOSURE;
            for name in &free {
                // The cell itself, not what is in it.
                if let Some(place) = self.unit().cell_place(name) {
                    self.unit().emit(Op::LoadFast, super::unit::Argument::Cell(place), position);
                }
            }
            self.emit_with(Op::BuildTuple, free.len() as u32, position);
            if flags & MAKE_ANNOTATE != 0 {
                self.emit_with(Op::Swap, 2, position);
            }
        }
        self.load_code(code, position);
        self.emit_with(Op::MakeFunction, flags, position);
    }

    fn decorate(&mut self, decorators: &'a [ast::Decorator]) {
        for decorator in decorators.iter().rev() {
            let position = self.position(&decorator.expression);
            // The decorator lies where a callable lies, the function where its receiver does.
            self.emit_with(Op::Call, 0, position);
        }
    }

    /// A definition's position begins at its keyword, after the decorators.
    fn definition_position(&self, range: TextRange, decorators: &[ast::Decorator], keyword: &str) -> Position {
        let mut position = self.source.position(range);
        if let Some(last) = decorators.last() {
            let after = last.range().end().to_usize();
            let rest = self.source.text.get(after..).unwrap_or_default();
            if let Some(at) = keyword_after_comments(rest, keyword) {
                let start = ruff_text_size::TextSize::try_from(after + at).unwrap_or(range.start());
                position = self.source.position(TextRange::new(start, range.end().max(start)));
            }
        }
        position
    }

    /// `compiler_class`.
    pub fn class(&mut self, class: &'a ast::StmtClassDef) -> Compiled {
        if let Some(parameters) = &class.type_params {
            return Err(self.unmodelled("a type parameter", parameters.range));
        }
        let position = self.definition_position(class.range, &class.decorator_list, "class");
        for decorator in &class.decorator_list {
            self.expression(&decorator.expression)?;
        }
        let first_line = match class.decorator_list.first() {
            Some(decorator) => self.position(&decorator.expression).line,
            None => position.line,
        };
        let Some(block) = self.blocks.of(class) else { return Ok(()) };
        let code = self.class_body(class, block, first_line)?;
        self.emit(Op::LoadBuildClass, position);
        self.emit(Op::PushNull, position);
        self.make_closure(code, 0, block, position);
        self.load_constant(&Constant::str(class.name.as_str()), position);
        match &class.arguments {
            Some(arguments) => self.arguments(arguments, 2, position)?,
            None => self.emit_with(Op::Call, 2, position),
        }
        self.decorate(&class.decorator_list);
        self.variable(Act::Store, class.name.as_str(), position);
        Ok(())
    }

    /// `compiler_class_body`.
    fn class_body(&mut self, class: &'a ast::StmtClassDef, block: usize, first_line: u32) -> Compiled<Arc<Code>> {
        self.enter(block, class.name.as_str(), first_line, Some(class.name.to_string()));
        let start = Position { line: first_line, end_line: first_line, column: 0, end_column: 0 };
        self.prologue(start);
        // Annotations of the methods may be asked for while the body runs.
        let has_dict = self.blocks.all.get(block).is_some_and(|block| block.needs_class_dict);
        if let Some(place) = self.unit().cell_place("__classdict__").filter(|_| has_dict) {
            self.emit(Op::LoadLocals, start);
            self.unit().emit(Op::StoreDeref, super::unit::Argument::Cell(place), start);
        }
        self.emit_name(Op::LoadName, "__name__", start);
        self.emit_name(Op::StoreName, "__module__", start);
        let qualified_name = self.unit().qualified_name.clone();
        self.load_constant(&Constant::str(&qualified_name), start);
        self.emit_name(Op::StoreName, "__qualname__", start);
        if self.version.records_class_lines() {
            self.load_constant(&Constant::Int(BigInt::from(first_line)), start);
            self.emit_name(Op::StoreName, "__firstlineno__", start);
        }
        // Annotations that are asked for while the body runs look into it.
        let sees_dict = self.blocks.all.get(block).is_some_and(|block| block.needs_class_dict);
        if let Some(place) = self.unit().cell_place("__classdict__").filter(|_| sees_dict) {
            self.emit(Op::LoadLocals, start);
            self.unit().emit(Op::StoreDeref, super::unit::Argument::Cell(place), start);
        }
        self.block_body(&class.body, block)?;
        let annotations = self.blocks.annotations_of(class);
        self.deferred_annotations(&class.body, annotations, "__annotate_func__")?;
        let end = Position::default();
        if let Some(place) = self.unit().cell_place("__classdict__").filter(|_| has_dict) {
            self.unit().emit(Op::LoadFast, super::unit::Argument::Cell(place), end);
            self.emit_name(Op::StoreName, "__classdictcell__", end);
        }
        if self.version.records_class_lines() {
            let mut attributes = std::mem::take(&mut self.unit().static_attributes);
            attributes.sort();
            let attributes = attributes.iter().map(|name| Constant::str(name)).collect();
            self.load_constant(&Constant::Tuple(attributes), end);
            self.emit_name(Op::StoreName, "__static_attributes__", end);
        }
        let has_cell = self.blocks.all.get(block).is_some_and(|block| block.needs_class_cell);
        match self.unit().cell_place("__class__") {
            Some(place) if has_cell => {
                self.unit().emit(Op::LoadFast, super::unit::Argument::Cell(place), end);
                self.emit_with(Op::Copy, 1, end);
                self.emit_name(Op::StoreName, "__classcell__", end);
            }
            _ => self.load_none(end),
        }
        self.emit(Op::ReturnValue, end);
        self.leave()
    }

    /// The statements of a module or class: annotations set up, the docstring stored (`compiler_body`).
    pub fn block_body(&mut self, body: &'a [Stmt], block: usize) -> Compiled {
        let annotated = self.blocks.all.get(block).is_some_and(|block| block.has_annotations);
        if annotated && !self.version.has_lazy_annotations() {
            self.emit(Op::SetupAnnotations, Position::default());
        }
        let mut body = body;
        if let Some((first, rest)) = body.split_first()
            && let Some(text) = docstring(first)
            && !(self.interactive && self.units.len() == 1)
        {
            let text = self.clean_docstring(text);
            let position = self.position(first);
            self.load_constant(&Constant::str(&text), position);
            self.emit_name(Op::StoreName, "__doc__", position);
            body = rest;
        }
        self.body(body)
    }

    /// From 3.13 on the common indentation goes (`_PyCompile_CleanDoc`).
    fn clean_docstring(&self, text: &str) -> String {
        if !self.version.cleans_docstrings() {
            return text.to_owned();
        }
        let text = expand_tabs(text);
        let mut lines = text.split('\n');
        let first = lines.next().unwrap_or_default().trim_start_matches(' ');
        let rest: Vec<&str> = lines.collect();
        let indent = |line: &&str| line.len() - line.trim_start_matches(' ').len();
        let margin = rest.iter().filter(|line| !line.trim_matches(' ').is_empty()).map(indent).min().unwrap_or(0);
        let mut clean = first.to_owned();
        for line in rest {
            clean.push('\n');
            clean.push_str(line.get(margin.min(indent(&line))..).unwrap_or_default());
        }
        clean
    }
}

/// The text of a statement that is a string literal and no more.
fn docstring(statement: &Stmt) -> Option<&str> {
    match statement {
        Stmt::Expr(statement) => match &*statement.value {
            Expr::StringLiteral(literal) => Some(literal.value.to_str()),
            _ => None,
        },
        _ => None,
    }
}

/// Tabs to the next multiple of eight.
fn expand_tabs(text: &str) -> String {
    let mut expanded = String::with_capacity(text.len());
    let mut column = 0;
    for char in text.chars() {
        match char {
            '\t' => {
                let fill = 8 - column % 8;
                expanded.extend(std::iter::repeat_n(' ', fill));
                column += fill;
            }
            '\n' | '\r' => {
                expanded.push(char);
                column = 0;
            }
            char => {
                expanded.push(char);
                column += 1;
            }
        }
    }
    expanded
}

/// Where the keyword stands in the text after the last decorator, comments and blank lines skipped.
fn keyword_after_comments(text: &str, keyword: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let code = line.trim_start();
        if code.starts_with(keyword) || code.starts_with("async") {
            return Some(at + line.len() - code.len());
        }
        at += line.len();
    }
    None
}
