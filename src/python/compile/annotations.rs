//! Annotations of modules and classes: from 3.14 on a function computes them when they are asked for (PEP 649).

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};

use super::code::{Comparison, Op, Position};
use super::compiler::{Compiled, Compiler};
use super::constant::Constant;

/// The annotated names of a block, in order, those inside its loops and conditions too.
pub(super) fn of_body(body: &[Stmt]) -> Vec<&ast::StmtAnnAssign> {
    let mut gatherer = Gatherer { found: Vec::new() };
    gatherer.visit_body(body);
    gatherer.found
}

struct Gatherer<'a> {
    found: Vec<&'a ast::StmtAnnAssign>,
}

impl<'a> Visitor<'a> for Gatherer<'a> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::AnnAssign(assign) if assign.simple && assign.target.is_name_expr() => self.found.push(assign),
            Stmt::AnnAssign(_) | Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
            _ => visitor::walk_stmt(self, statement),
        }
    }

    fn visit_expr(&mut self, _: &'a Expr) {}
}

impl<'a> Compiler<'a> {
    /// Makes the function that computes a body's annotations and stores it under `name`; nothing when there are none.
    pub(super) fn deferred_annotations(&mut self, body: &'a [Stmt], block: Option<usize>, name: &str) -> Compiled {
        let annotated = of_body(body);
        let (Some(block), Some(first)) = (block, annotated.first()) else { return Ok(()) };
        let position = self.position(*first);
        let class_name = self.unit().class_name.clone();
        self.enter(block, "__annotate__", position.line, class_name);
        self.unit().flags.optimized = true;
        self.parameter(".format");
        self.unit().arguments = 1;
        self.unit().positional_only = 1;
        self.prologue(position);
        self.check_format(position)?;
        for assign in &annotated {
            let Expr::Name(name) = &*assign.target else { continue };
            let mangled = self.mangle(&name.id);
            self.load_constant(&Constant::str(&mangled), position);
            self.expression(&assign.annotation)?;
        }
        self.emit_with(Op::BuildMap, annotated.len() as u32, position);
        self.emit(Op::ReturnValue, position);
        self.make_function(0, block, position)?;
        self.emit_name(Op::StoreName, name, position);
        Ok(())
    }

    /// `if format > 2: raise NotImplementedError` (`codegen_setup_annotations_scope`).
    pub(super) fn check_format(&mut self, position: Position) -> Compiled {
        let body = self.new_label();
        let place = self.unit().fast_place(".format");
        self.emit_with(Op::LoadFast, place, position);
        self.emit_with(Op::LoadSmallInt, 2, position);
        let greater = Comparison::ALL.iter().position(|each| *each == Comparison::Greater).unwrap_or(0);
        self.emit_with(Op::CompareOp, greater as u32, position);
        self.jump(Op::PopJumpIfFalse, body, position);
        self.emit_name(Op::LoadGlobal, "NotImplementedError", position);
        self.emit_with(Op::RaiseVarargs, 1, position);
        self.place(body);
        Ok(())
    }
}
