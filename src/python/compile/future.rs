//! `from __future__ import annotations` (PEP 563): annotations become their own text before anything looks at them.
//!
//! The other features that can be imported from `__future__` have long been the language.

use ruff_python_ast as ast;
use ruff_python_ast::visitor::transformer::{Transformer, walk_stmt};
use ruff_python_ast::{Expr, Stmt};
use ruff_python_codegen::{Generator, Indentation};
use ruff_text_size::Ranged;

/// Writes the text of each annotation in its place (`Python/ast_unparse.c`), when the module asks for it.
pub(super) fn annotations_as_text(body: &mut [Stmt]) {
    if body.iter().any(asks_for_it) {
        AsText { indentation: Indentation::default() }.visit_body(body);
    }
}

fn asks_for_it(statement: &Stmt) -> bool {
    let Stmt::ImportFrom(import) = statement else { return false };
    import.module.as_deref() == Some("__future__")
        && import.names.iter().any(|alias| alias.name.as_str() == "annotations")
}

struct AsText {
    indentation: Indentation,
}

impl AsText {
    fn replace(&self, annotation: &mut Expr) {
        let range = annotation.range();
        SingleQuotes.visit_expr(annotation);
        let text = Generator::new(&self.indentation, Default::default()).expr(annotation);
        let literal = ast::StringLiteral {
            range,
            node_index: Default::default(),
            value: text.into(),
            flags: ast::StringLiteralFlags::empty(),
        };
        *annotation = Expr::StringLiteral(ast::ExprStringLiteral {
            range,
            node_index: Default::default(),
            value: ast::StringLiteralValue::single(literal),
        });
    }
}

impl Transformer for AsText {
    fn visit_stmt(&self, statement: &mut Stmt) {
        if let Stmt::AnnAssign(assign) = statement {
            self.replace(&mut assign.annotation);
        }
        if let Stmt::FunctionDef(function) = statement {
            let parameters = &mut *function.parameters;
            let named = parameters.posonlyargs.iter_mut().chain(&mut parameters.args).chain(&mut parameters.kwonlyargs);
            let plain = named.map(|parameter| &mut parameter.parameter);
            let variadic = parameters.vararg.iter_mut().chain(&mut parameters.kwarg).map(|parameter| &mut **parameter);
            plain
                .chain(variadic)
                .filter_map(|parameter| parameter.annotation.as_mut())
                .for_each(|annotation| self.replace(annotation));
            function.returns.iter_mut().for_each(|annotation| self.replace(annotation));
        }
        walk_stmt(self, statement);
    }
}

/// Strings as `repr()` quotes them; the generator goes round quotes that are inside.
struct SingleQuotes;

impl Transformer for SingleQuotes {
    fn visit_string_literal(&self, literal: &mut ast::StringLiteral) {
        literal.flags = ast::StringLiteralFlags::empty().with_quote_style(ast::str::Quote::Single);
    }
}
