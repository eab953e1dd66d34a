//! Statements that do one thing: assignment, deletion, imports, raising, returning.

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::Ranged;

use super::code::{BinaryOperator, Op, Position};
use super::compiler::{Act, Compiled, Compiler};
use super::constant::Constant;
use super::scope::Reach;
use num_bigint::BigInt;

impl<'a> Compiler<'a> {
    pub fn body(&mut self, body: &'a [Stmt]) -> Compiled {
        body.iter().try_for_each(|statement| self.statement(statement))
    }

    pub fn statement(&mut self, statement: &'a Stmt) -> Compiled {
        let position = self.position(statement);
        match statement {
            Stmt::FunctionDef(function) => self.function(function),
            Stmt::ClassDef(class) => self.class(class),
            Stmt::Return(statement) => self.return_statement(statement),
            Stmt::Delete(statement) => statement.targets.iter().try_for_each(|target| self.delete(target)),
            Stmt::Assign(assign) => {
                if self.swap(assign)? {
                    return Ok(());
                }
                self.expression(&assign.value)?;
                let last = assign.targets.len().saturating_sub(1);
                for (at, target) in assign.targets.iter().enumerate() {
                    if at < last {
                        self.emit_with(Op::Copy, 1, position);
                    }
                    self.store(target)?;
                }
                Ok(())
            }
            Stmt::AugAssign(assign) => self.augmented(assign, position),
            Stmt::AnnAssign(assign) => self.annotated(assign, position),
            Stmt::For(statement) => self.for_loop(statement),
            Stmt::While(statement) => self.while_loop(statement),
            Stmt::If(statement) => self.if_statement(statement),
            Stmt::With(statement) => self.with(statement, 0),
            Stmt::Match(statement) => self.match_statement(statement),
            Stmt::Raise(raise) => {
                let mut count = 0;
                for part in [&raise.exc, &raise.cause].into_iter().flatten() {
                    self.expression(part)?;
                    count += 1;
                }
                self.emit_with(Op::RaiseVarargs, count, position);
                Ok(())
            }
            Stmt::Try(statement) => self.try_statement(statement),
            Stmt::Assert(assert) => self.assert(assert, position),
            Stmt::Import(import) => self.import(import, position),
            Stmt::ImportFrom(import) => self.import_from(import, position),
            Stmt::Global(_) | Stmt::Nonlocal(_) => Ok(()),
            Stmt::Expr(statement) if self.interactive && self.units.len() == 1 => {
                self.expression(&statement.value)?;
                self.emit(Op::PrintExpr, position);
                Ok(())
            }
            Stmt::Expr(statement) => self.expression_statement(&statement.value, position),
            Stmt::Pass(_) => {
                self.emit(Op::Nop, position);
                Ok(())
            }
            Stmt::Break(statement) => self.break_loop(statement.range),
            Stmt::Continue(statement) => self.continue_loop(statement.range),
            Stmt::TypeAlias(statement) => Err(self.unmodelled("`type`", statement.range)),
            Stmt::IpyEscapeCommand(statement) => Err(self.source.syntax_error("invalid syntax", statement.range)),
        }
    }

    /// `a, b = b, a` without a tuple: two or three values change places on the stack (`optimize_basic_block`,
    /// `flowgraph.c`). Says whether it was one.
    fn swap(&mut self, assign: &'a ast::StmtAssign) -> Compiled<bool> {
        let [target] = assign.targets.as_slice() else { return Ok(false) };
        let Expr::Tuple(values) = &*assign.value else { return Ok(false) };
        let targets = match target {
            Expr::Tuple(tuple) => &tuple.elts,
            Expr::List(list) => &list.elts,
            _ => return Ok(false),
        };
        let count = targets.len();
        let starred = targets.iter().chain(&values.elts).any(Expr::is_starred_expr);
        if count != values.elts.len() || !(1..=3).contains(&count) || starred {
            return Ok(false);
        }
        // Up to 3.13 a tuple of constants is one constant before it could be seen as a swap.
        if !self.version.folds_late() && self.constant(&assign.value).is_some() {
            return Ok(false);
        }
        for value in &values.elts {
            self.expression(value)?;
        }
        let position = self.position(target);
        if self.are_distinct_locals(targets) {
            // Nothing is swapped: the last value is stored first (`apply_static_swaps`). The names got their places before.
            for target in targets {
                if let Expr::Name(name) = target {
                    let name = self.mangle(&name.id);
                    self.unit().fast_place(&name);
                }
            }
            targets.iter().rev().try_for_each(|target| self.store(target))?;
            return Ok(true);
        }
        if count > 1 {
            self.emit_with(Op::Swap, count as u32, position);
        }
        for target in targets {
            self.store(target)?;
        }
        Ok(true)
    }

    fn are_distinct_locals(&mut self, targets: &[Expr]) -> bool {
        let mut seen = Vec::new();
        for target in targets {
            let Expr::Name(name) = target else { return false };
            let name = self.mangle(&name.id);
            let (reach, function_like) = self.reach(&name);
            if reach != Reach::Local || !function_like || seen.contains(&name) {
                return false;
            }
            seen.push(name);
        }
        true
    }

    /// A constant by itself leaves no trace but its line (`compiler_stmt_expr`).
    fn expression_statement(&mut self, value: &'a Expr, position: Position) -> Compiled {
        let literal = matches!(
            value,
            Expr::NoneLiteral(_)
                | Expr::EllipsisLiteral(_)
                | Expr::BooleanLiteral(_)
                | Expr::NumberLiteral(_)
                | Expr::StringLiteral(_)
                | Expr::BytesLiteral(_)
        );
        if literal || self.constant(value).is_some() {
            self.emit(Op::Nop, position);
            return Ok(());
        }
        self.expression(value)?;
        self.emit(Op::PopTop, position);
        Ok(())
    }

    /// Stores the value on top of the stack.
    pub fn store(&mut self, target: &'a Expr) -> Compiled {
        let position = self.position(target);
        match target {
            Expr::Name(name) => self.variable(Act::Store, &name.id, position),
            Expr::Attribute(attribute) => {
                self.expression(&attribute.value)?;
                let position = self.attribute_position(attribute, position);
                self.note_static_attribute(attribute);
                self.emit_name(Op::StoreAttr, attribute.attr.as_str(), position);
            }
            Expr::Subscript(subscript) => {
                self.expression(&subscript.value)?;
                if let Some((lower, upper)) = self.two_part_slice(&subscript.slice) {
                    self.slice_ends(lower, upper, &subscript.slice)?;
                    self.emit(Op::StoreSlice, position);
                } else {
                    self.expression(&subscript.slice)?;
                    self.emit(Op::StoreSubscript, position);
                }
            }
            Expr::Tuple(tuple) => self.unpack(&tuple.elts, position)?,
            Expr::List(list) => self.unpack(&list.elts, position)?,
            Expr::Starred(starred) => {
                return Err(self
                    .source
                    .syntax_error("starred assignment target must be in a list or tuple", starred.range));
            }
            other => return Err(self.source.syntax_error("cannot assign to expression", other.range())),
        }
        Ok(())
    }

    /// `unpack_helper` and the stores that follow.
    fn unpack(&mut self, targets: &'a [Expr], position: Position) -> Compiled {
        let mut starred = targets.iter().enumerate().filter(|(_, target)| target.is_starred_expr());
        let star = starred.next().map(|(at, _)| at);
        if let Some((_, second)) = starred.next() {
            return Err(self.source.syntax_error("multiple starred expressions in assignment", second.range()));
        }
        match star {
            Some(at) => {
                let after = targets.len() - at - 1;
                if at >= 256 || after >= 1 << 23 {
                    let message = "too many expressions in star-unpacking assignment";
                    return Err(self.source.syntax_error(message, targets[at].range()));
                }
                self.emit_with(Op::UnpackEx, (at + (after << 8)) as u32, position);
            }
            None => self.emit_with(Op::UnpackSequence, targets.len() as u32, position),
        }
        for target in targets {
            match target {
                Expr::Starred(starred) => self.store(&starred.value)?,
                other => self.store(other)?,
            }
        }
        Ok(())
    }

    fn delete(&mut self, target: &'a Expr) -> Compiled {
        let position = self.position(target);
        match target {
            Expr::Name(name) => self.variable(Act::Delete, &name.id, position),
            Expr::Attribute(attribute) => {
                self.expression(&attribute.value)?;
                let position = self.attribute_position(attribute, position);
                self.emit_name(Op::DeleteAttr, attribute.attr.as_str(), position);
            }
            Expr::Subscript(subscript) => {
                self.expression(&subscript.value)?;
                self.expression(&subscript.slice)?;
                self.emit(Op::DeleteSubscript, position);
            }
            Expr::Tuple(tuple) => return tuple.elts.iter().try_for_each(|target| self.delete(target)),
            Expr::List(list) => return list.elts.iter().try_for_each(|target| self.delete(target)),
            other => return Err(self.source.syntax_error("cannot delete expression", other.range())),
        }
        Ok(())
    }

    /// `compiler_augassign`.
    fn augmented(&mut self, assign: &'a ast::StmtAugAssign, position: Position) -> Compiled {
        let operator = binary_operator(assign.op) as u32 + BinaryOperator::INPLACE;
        let target_position = self.position(&*assign.target);
        match &*assign.target {
            Expr::Name(name) => {
                self.variable(Act::Load, &name.id, target_position);
                self.expression(&assign.value)?;
                self.emit_with(Op::BinaryOp, operator, position);
                self.variable(Act::Store, &name.id, target_position);
            }
            Expr::Attribute(attribute) => {
                self.expression(&attribute.value)?;
                self.emit_with(Op::Copy, 1, target_position);
                let at = self.attribute_position(attribute, target_position);
                self.emit_name(Op::LoadAttr, attribute.attr.as_str(), at);
                self.expression(&assign.value)?;
                self.emit_with(Op::BinaryOp, operator, position);
                self.emit_with(Op::Swap, 2, at);
                self.note_static_attribute(attribute);
                self.emit_name(Op::StoreAttr, attribute.attr.as_str(), at);
            }
            Expr::Subscript(subscript) => {
                self.expression(&subscript.value)?;
                if let Some((lower, upper)) = self.two_part_slice(&subscript.slice) {
                    self.slice_ends(lower, upper, &subscript.slice)?;
                    for _ in 0..3 {
                        self.emit_with(Op::Copy, 3, target_position);
                    }
                    self.emit(Op::BinarySlice, target_position);
                    self.expression(&assign.value)?;
                    self.emit_with(Op::BinaryOp, operator, position);
                    for depth in [4, 3, 2] {
                        self.emit_with(Op::Swap, depth, target_position);
                    }
                    self.emit(Op::StoreSlice, target_position);
                } else {
                    self.expression(&subscript.slice)?;
                    self.emit_with(Op::Copy, 2, target_position);
                    self.emit_with(Op::Copy, 2, target_position);
                    self.emit(Op::BinarySubscript, target_position);
                    self.expression(&assign.value)?;
                    self.emit_with(Op::BinaryOp, operator, position);
                    self.emit_with(Op::Swap, 3, target_position);
                    self.emit_with(Op::Swap, 2, target_position);
                    self.emit(Op::StoreSubscript, target_position);
                }
            }
            other => {
                return Err(self.source.syntax_error("illegal expression for augmented assignment", other.range()));
            }
        }
        Ok(())
    }

    /// `compiler_annassign`.
    fn annotated(&mut self, assign: &'a ast::StmtAnnAssign, position: Position) -> Compiled {
        if let Some(value) = &assign.value {
            self.expression(value)?;
            self.store(&assign.target)?;
        }
        let eager = !self.version.has_lazy_annotations();
        let function_like = self.unit().flags.optimized;
        match &*assign.target {
            Expr::Name(name) if assign.simple && !function_like && eager => {
                self.expression(&assign.annotation)?;
                self.emit_name(Op::LoadName, "__annotations__", position);
                let mangled = self.mangle(&name.id);
                self.load_constant(&Constant::str(&mangled), position);
                self.emit(Op::StoreSubscript, position);
            }
            Expr::Attribute(attribute) if assign.value.is_none() => {
                self.expression(&attribute.value)?;
                self.emit(Op::PopTop, position);
            }
            Expr::Subscript(subscript) if assign.value.is_none() => {
                self.expression(&subscript.value)?;
                self.emit(Op::PopTop, position);
                self.expression(&subscript.slice)?;
                self.emit(Op::PopTop, position);
            }
            _ => {}
        }
        if !assign.simple && eager && !function_like {
            self.expression(&assign.annotation)?;
            self.emit(Op::PopTop, position);
        }
        Ok(())
    }

    /// `compiler_assert`.
    fn assert(&mut self, assert: &'a ast::StmtAssert, position: Position) -> Compiled {
        let end = self.new_label();
        self.jump_if(&assert.test, true, end)?;
        self.emit(Op::LoadAssertionError, position);
        if let Some(message) = &assert.msg {
            self.expression(message)?;
            // The class called with one argument: it stands where the callable is, the message where the receiver is.
            self.emit_with(Op::Call, 0, position);
        }
        self.emit_with(Op::RaiseVarargs, 1, position);
        self.place(end);
        Ok(())
    }

    /// `compiler_import`.
    fn import(&mut self, import: &'a ast::StmtImport, position: Position) -> Compiled {
        if import.is_lazy {
            return Err(self.unmodelled("`lazy import`", import.range));
        }
        for alias in &import.names {
            self.load_constant(&Constant::Int(BigInt::from(0)), position);
            self.load_none(position);
            let module = alias.name.as_str();
            let place = self.name_place(module);
            self.emit_with(Op::ImportName, place, position);
            match &alias.asname {
                Some(name) => {
                    // `import a.b.c as d` takes c out of b out of a.
                    for part in module.split('.').skip(1) {
                        let place = self.name_place(part);
                        self.emit_with(Op::ImportFrom, place, position);
                        self.emit_with(Op::Swap, 2, position);
                        self.emit(Op::PopTop, position);
                    }
                    self.variable(Act::Store, name.as_str(), position);
                }
                None => {
                    let first = module.split('.').next().unwrap_or_default();
                    self.variable(Act::Store, first, position);
                }
            }
        }
        Ok(())
    }

    /// `compiler_from_import`.
    fn import_from(&mut self, import: &'a ast::StmtImportFrom, position: Position) -> Compiled {
        if import.is_lazy {
            return Err(self.unmodelled("`lazy from … import`", import.range));
        }
        self.load_constant(&Constant::Int(BigInt::from(import.level)), position);
        let names = import.names.iter().map(|alias| Constant::str(alias.name.as_str())).collect();
        self.load_constant(&Constant::Tuple(names), position);
        let module = import.module.as_ref().map_or("", |module| module.as_str());
        let place = self.name_place(module);
        self.emit_with(Op::ImportName, place, position);
        for alias in &import.names {
            if alias.name.as_str() == "*" {
                self.emit(Op::ImportStar, position);
                return Ok(());
            }
            let place = self.name_place(alias.name.as_str());
            self.emit_with(Op::ImportFrom, place, position);
            let name = alias.asname.as_ref().unwrap_or(&alias.name);
            self.variable(Act::Store, name.as_str(), position);
        }
        self.emit(Op::PopTop, position);
        Ok(())
    }
}

pub(super) fn binary_operator(operator: ast::Operator) -> BinaryOperator {
    match operator {
        ast::Operator::Add => BinaryOperator::Add,
        ast::Operator::Sub => BinaryOperator::Subtract,
        ast::Operator::Mult => BinaryOperator::Multiply,
        ast::Operator::MatMult => BinaryOperator::MatrixMultiply,
        ast::Operator::Div => BinaryOperator::TrueDivide,
        ast::Operator::Mod => BinaryOperator::Remainder,
        ast::Operator::Pow => BinaryOperator::Power,
        ast::Operator::LShift => BinaryOperator::LeftShift,
        ast::Operator::RShift => BinaryOperator::RightShift,
        ast::Operator::BitOr => BinaryOperator::Or,
        ast::Operator::BitXor => BinaryOperator::Xor,
        ast::Operator::BitAnd => BinaryOperator::And,
        ast::Operator::FloorDiv => BinaryOperator::FloorDivide,
    }
}
