//! Expressions: operators, displays, subscripts, conditions, f-strings.

use ruff_python_ast::{self as ast, CmpOp, Expr, InterpolatedStringElement, UnaryOp};

use ruff_text_size::Ranged;

use super::code::{Comparison, Op, Position};
use super::compiler::{Act, Compiled, Compiler};
use super::constant::Constant;
use super::statement::binary_operator;
use super::unit::Label;

/// Values that CPython puts on the stack before it builds a collection piece by piece (`STACK_USE_GUIDELINE`).
pub(super) const STACK_USE_GUIDELINE: usize = 30;

/// What a display builds, and how it grows.
#[derive(Clone, Copy)]
struct Display {
    build: Op,
    add: Op,
    extend: Op,
    to_tuple: bool,
}

const LIST: Display = Display { build: Op::BuildList, add: Op::ListAppend, extend: Op::ListExtend, to_tuple: false };
const TUPLE: Display = Display { build: Op::BuildList, add: Op::ListAppend, extend: Op::ListExtend, to_tuple: true };
const SET: Display = Display { build: Op::BuildSet, add: Op::SetAdd, extend: Op::SetUpdate, to_tuple: false };

impl<'a> Compiler<'a> {
    /// Pushes the expression's value.
    pub fn expression(&mut self, expression: &'a Expr) -> Compiled {
        let position = self.position(expression);
        if let Some(constant) = self.constant(expression) {
            self.load_constant(&constant, position);
            return Ok(());
        }
        match expression {
            Expr::Name(name) => self.variable(Act::Load, &name.id, position),
            Expr::BinOp(operation) => {
                self.expression(&operation.left)?;
                self.expression(&operation.right)?;
                self.emit_with(Op::BinaryOp, binary_operator(operation.op) as u32, position);
            }
            Expr::UnaryOp(operation) => return self.unary(operation, position),
            Expr::BoolOp(operation) => return self.bool_operation(operation, position),
            Expr::Compare(compare) => return self.compare(compare, position),
            Expr::If(conditional) => {
                let (end, other) = (self.new_label(), self.new_label());
                self.jump_if(&conditional.test, false, other)?;
                self.expression(&conditional.body)?;
                self.jump(Op::JumpForward, end, Position::default());
                self.place(other);
                self.expression(&conditional.orelse)?;
                self.place(end);
            }
            Expr::Named(named) => {
                self.expression(&named.value)?;
                self.emit_with(Op::Copy, 1, position);
                self.store(&named.target)?;
            }
            Expr::Call(call) => return self.call(call),
            Expr::Attribute(attribute) => return self.attribute(attribute, position),
            Expr::Subscript(subscript) => {
                self.expression(&subscript.value)?;
                if let Some((lower, upper)) = self.two_part_slice(&subscript.slice) {
                    self.slice_ends(lower, upper, &subscript.slice)?;
                    self.emit(Op::BinarySlice, position);
                } else {
                    self.expression(&subscript.slice)?;
                    self.emit(Op::BinarySubscript, position);
                }
            }
            Expr::Slice(slice) => {
                self.slice_ends(slice.lower.as_deref(), slice.upper.as_deref(), expression)?;
                if let Some(step) = &slice.step {
                    self.expression(step)?;
                }
                self.emit_with(Op::BuildSlice, if slice.step.is_some() { 3 } else { 2 }, position);
            }
            Expr::List(list) => return self.display(&list.elts, LIST, position),
            Expr::Tuple(tuple) => return self.display(&tuple.elts, TUPLE, position),
            Expr::Set(set) => return self.display(&set.elts, SET, position),
            Expr::Dict(dict) => return self.dict(dict, position),
            Expr::Lambda(lambda) => return self.lambda(lambda),
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) | Expr::Generator(_) => {
                return self.comprehension(expression);
            }
            Expr::FString(string) => return self.f_string(string, position),
            Expr::Starred(starred) => {
                return Err(self.source.syntax_error("can't use starred expression here", starred.range));
            }
            Expr::Yield(made) => return self.yield_value(made, position),
            Expr::YieldFrom(made) => return self.yield_from(made, position),
            Expr::Await(made) => return self.await_expression(made, position),
            Expr::TString(made) => return Err(self.unmodelled("t-strings", made.range)),
            other => return Err(self.source.syntax_error("invalid syntax", other.range())),
        }
        Ok(())
    }

    fn unary(&mut self, operation: &'a ast::ExprUnaryOp, position: Position) -> Compiled {
        // `not a in b` is `a not in b` (`fold_not`, `ast_opt.c`).
        if operation.op == UnaryOp::Not
            && let Expr::Compare(compare) = &*operation.operand
            && let [operator] = &*compare.ops
            && let Some(inverse) = inverse(*operator)
            && let [right] = &*compare.comparators
        {
            self.expression(&compare.left)?;
            self.compared(right, *operator)?;
            self.comparison(inverse, position);
            return Ok(());
        }
        self.expression(&operation.operand)?;
        let op = match operation.op {
            UnaryOp::Invert => Op::UnaryInvert,
            UnaryOp::Not => Op::UnaryNot,
            UnaryOp::UAdd => Op::UnaryPositive,
            UnaryOp::USub => Op::UnaryNegative,
        };
        self.emit(op, position);
        Ok(())
    }

    /// `compiler_boolop`.
    fn bool_operation(&mut self, operation: &'a ast::ExprBoolOp, position: Position) -> Compiled {
        let op = match operation.op {
            ast::BoolOp::And => Op::PopJumpIfFalse,
            ast::BoolOp::Or => Op::PopJumpIfTrue,
        };
        let end = self.new_label();
        let Some((last, before)) = operation.values.split_last() else { return Ok(()) };
        for value in before {
            if let Some(constant) = self.constant(value) {
                let decides = constant.truth() == (op == Op::PopJumpIfTrue);
                if decides {
                    self.load_constant(&constant, self.position(value));
                    self.place(end);
                    return Ok(());
                }
                continue;
            }
            self.expression(value)?;
            self.emit_with(Op::Copy, 1, position);
            self.jump(op, end, position);
            self.emit(Op::PopTop, position);
        }
        self.expression(last)?;
        self.place(end);
        Ok(())
    }

    /// `compiler_compare`.
    fn compare(&mut self, compare: &'a ast::ExprCompare, position: Position) -> Compiled {
        self.expression(&compare.left)?;
        let last = compare.ops.len().saturating_sub(1);
        let cleanup = self.new_label();
        for (at, (operator, right)) in compare.ops.iter().zip(&compare.comparators).enumerate() {
            self.compared(right, *operator)?;
            if at == last {
                self.comparison(*operator, position);
                continue;
            }
            self.emit_with(Op::Swap, 2, position);
            self.emit_with(Op::Copy, 2, position);
            self.comparison(*operator, position);
            self.emit_with(Op::Copy, 1, position);
            self.jump(Op::PopJumpIfFalse, cleanup, position);
            self.emit(Op::PopTop, position);
        }
        if last > 0 {
            let end = self.new_label();
            self.jump(Op::JumpForward, end, Position::default());
            self.place(cleanup);
            self.emit_with(Op::Swap, 2, position);
            self.emit(Op::PopTop, position);
            self.place(end);
        }
        Ok(())
    }

    /// The right side of a comparison: a display of constants to look in is a constant itself (`fold_iter`).
    fn compared(&mut self, right: &'a Expr, operator: CmpOp) -> Compiled {
        if matches!(operator, CmpOp::In | CmpOp::NotIn)
            && let Some(constant) = self.constant_display(right)
        {
            let position = self.position(right);
            self.load_constant(&constant, position);
            return Ok(());
        }
        self.expression(right)
    }

    /// A list or set of constants, nowhere kept: as a tuple or frozenset.
    pub fn constant_display(&self, expression: &Expr) -> Option<Constant> {
        let items =
            |elements: &[Expr]| elements.iter().map(|element| self.constant(element)).collect::<Option<Vec<_>>>();
        match expression {
            Expr::List(list) => items(&list.elts).map(Constant::Tuple),
            Expr::Set(set) => frozen(items(&set.elts)?),
            _ => None,
        }
    }

    fn comparison(&mut self, operator: CmpOp, position: Position) {
        let (op, arg) = match operator {
            CmpOp::Eq => (Op::CompareOp, Comparison::Equal as u32),
            CmpOp::NotEq => (Op::CompareOp, Comparison::NotEqual as u32),
            CmpOp::Lt => (Op::CompareOp, Comparison::Less as u32),
            CmpOp::LtE => (Op::CompareOp, Comparison::LessEqual as u32),
            CmpOp::Gt => (Op::CompareOp, Comparison::Greater as u32),
            CmpOp::GtE => (Op::CompareOp, Comparison::GreaterEqual as u32),
            CmpOp::Is => (Op::IsOp, 0),
            CmpOp::IsNot => (Op::IsOp, 1),
            CmpOp::In => (Op::ContainsOp, 0),
            CmpOp::NotIn => (Op::ContainsOp, 1),
        };
        self.emit_with(op, arg, position);
    }

    /// Jumps to `label` when the condition's truth is `when` (`compiler_jump_if`).
    pub fn jump_if(&mut self, condition: &'a Expr, when: bool, label: Label) -> Compiled {
        let position = self.position(condition);
        let op = if when { Op::PopJumpIfTrue } else { Op::PopJumpIfFalse };
        if let Some(constant) = self.constant(condition) {
            self.emit(Op::Nop, position);
            if constant.truth() == when {
                self.jump(Op::JumpForward, label, position);
            }
            return Ok(());
        }
        match condition {
            Expr::UnaryOp(operation) if operation.op == UnaryOp::Not && !is_invertible(&operation.operand) => {
                return self.jump_if(&operation.operand, !when, label);
            }
            Expr::BoolOp(operation) => {
                let decided = operation.op == ast::BoolOp::Or;
                let Some((last, before)) = operation.values.split_last() else { return Ok(()) };
                let next = if decided == when { label } else { self.new_label() };
                for value in before {
                    self.jump_if(value, decided, next)?;
                }
                self.jump_if(last, when, label)?;
                if decided != when {
                    self.place(next);
                }
                return Ok(());
            }
            Expr::If(conditional) => {
                let (end, other) = (self.new_label(), self.new_label());
                self.jump_if(&conditional.test, false, other)?;
                self.jump_if(&conditional.body, when, label)?;
                self.jump(Op::JumpForward, end, Position::default());
                self.place(other);
                self.jump_if(&conditional.orelse, when, label)?;
                self.place(end);
                return Ok(());
            }
            Expr::Compare(compare) if compare.ops.len() > 1 => {
                let last = compare.ops.len() - 1;
                let cleanup = self.new_label();
                self.expression(&compare.left)?;
                for (at, (operator, right)) in compare.ops.iter().zip(&compare.comparators).enumerate() {
                    self.compared(right, *operator)?;
                    if at < last {
                        self.emit_with(Op::Swap, 2, position);
                        self.emit_with(Op::Copy, 2, position);
                        self.comparison(*operator, position);
                        self.jump(Op::PopJumpIfFalse, cleanup, position);
                    } else {
                        self.comparison(*operator, position);
                        self.jump(op, label, position);
                    }
                }
                let end = self.new_label();
                self.jump(Op::JumpForward, end, Position::default());
                self.place(cleanup);
                self.emit(Op::PopTop, position);
                if !when {
                    self.jump(Op::JumpForward, label, Position::default());
                }
                self.place(end);
                return Ok(());
            }
            Expr::Compare(compare) => {
                // `x is None` becomes one jump (`optimize_basic_block`, `flowgraph.c`).
                if let ([operator @ (CmpOp::Is | CmpOp::IsNot)], [Expr::NoneLiteral(_)]) =
                    (&*compare.ops, &*compare.comparators)
                {
                    self.expression(&compare.left)?;
                    let op = if (*operator == CmpOp::Is) == when { Op::PopJumpIfNone } else { Op::PopJumpIfNotNone };
                    self.jump(op, label, position);
                    return Ok(());
                }
            }
            _ => {}
        }
        self.expression(condition)?;
        self.jump(op, label, position);
        Ok(())
    }

    /// The ends of a slice without a step, where slicing needs no slice object (`BINARY_SLICE`, 3.12 on).
    pub fn two_part_slice(&self, slice: &'a Expr) -> Option<(Option<&'a Expr>, Option<&'a Expr>)> {
        match slice {
            Expr::Slice(slice) if slice.step.is_none() && self.version.slices_without_object() => {
                Some((slice.lower.as_deref(), slice.upper.as_deref()))
            }
            _ => None,
        }
    }

    pub fn slice_ends(&mut self, lower: Option<&'a Expr>, upper: Option<&'a Expr>, slice: &'a Expr) -> Compiled {
        let position = self.position(slice);
        for end in [lower, upper] {
            match end {
                Some(end) => self.expression(end)?,
                None => self.load_none(position),
            }
        }
        Ok(())
    }

    /// A list, tuple or set display (`starunpack_helper`).
    fn display(&mut self, elements: &'a [Expr], display: Display, position: Position) -> Compiled {
        if elements.len() > 2
            && !display.to_tuple
            && let Some(items) = elements.iter().map(|element| self.constant(element)).collect::<Option<Vec<_>>>()
        {
            let constant = if display.add == Op::SetAdd { frozen(items) } else { Some(Constant::Tuple(items)) };
            if let Some(constant) = constant {
                self.emit_with(display.build, 0, position);
                // A tuple or frozenset is an object even from 3.14 on: never a small int.
                self.load_constant(&constant, position);
                self.emit_with(display.extend, 1, position);
                return Ok(());
            }
        }
        let big = elements.len() > STACK_USE_GUIDELINE;
        if !big && !elements.iter().any(Expr::is_starred_expr) {
            for element in elements {
                self.expression(element)?;
            }
            let op = if display.to_tuple { Op::BuildTuple } else { display.build };
            self.emit_with(op, elements.len() as u32, position);
            return Ok(());
        }
        self.pieces(elements, big, display, position)
    }

    fn pieces(&mut self, elements: &'a [Expr], big: bool, display: Display, position: Position) -> Compiled {
        let mut built = big;
        if big {
            self.emit_with(display.build, 0, position);
        }
        for (at, element) in elements.iter().enumerate() {
            if let Expr::Starred(starred) = element {
                if !built {
                    self.emit_with(display.build, at as u32, position);
                    built = true;
                }
                self.expression(&starred.value)?;
                self.emit_with(display.extend, 1, position);
            } else {
                self.expression(element)?;
                if built {
                    self.emit_with(display.add, 1, position);
                }
            }
        }
        if display.to_tuple {
            self.emit(Op::ListToTuple, position);
        }
        Ok(())
    }

    /// Positional arguments as one tuple, for `CallEx`.
    pub fn arguments_tuple(&mut self, elements: &'a [Expr], position: Position) -> Compiled {
        if let Some(items) = elements.iter().map(|element| self.constant(element)).collect::<Option<Vec<_>>>() {
            self.load_constant(&Constant::Tuple(items), position);
            return Ok(());
        }
        self.display(elements, TUPLE, position)
    }

    /// `compiler_dict`.
    fn dict(&mut self, dict: &'a ast::ExprDict, position: Position) -> Compiled {
        let mut have_dict = false;
        let mut start = 0;
        for (at, item) in dict.items.iter().enumerate() {
            if item.key.is_none() {
                if start < at {
                    self.part_of_dict(&dict.items[start..at], position)?;
                    if have_dict {
                        self.emit_with(Op::DictUpdate, 1, position);
                    }
                    have_dict = true;
                }
                if !have_dict {
                    self.emit_with(Op::BuildMap, 0, position);
                    have_dict = true;
                }
                self.expression(&item.value)?;
                self.emit_with(Op::DictUpdate, 1, position);
                start = at + 1;
            } else if (at - start) * 2 > STACK_USE_GUIDELINE {
                self.part_of_dict(&dict.items[start..=at], position)?;
                if have_dict {
                    self.emit_with(Op::DictUpdate, 1, position);
                }
                have_dict = true;
                start = at + 1;
            }
        }
        if start < dict.items.len() {
            self.part_of_dict(&dict.items[start..], position)?;
            if have_dict {
                self.emit_with(Op::DictUpdate, 1, position);
            }
            have_dict = true;
        }
        if !have_dict {
            self.emit_with(Op::BuildMap, 0, position);
        }
        Ok(())
    }

    /// `compiler_subdict`.
    fn part_of_dict(&mut self, items: &'a [ast::DictItem], position: Position) -> Compiled {
        let big = items.len() * 2 > STACK_USE_GUIDELINE;
        if items.len() > 1 && !big && self.version.builds_const_key_maps() {
            let keys = items.iter().map(|item| self.constant(item.key.as_ref()?)).collect::<Option<Vec<_>>>();
            if let Some(keys) = keys {
                for item in items {
                    self.expression(&item.value)?;
                }
                self.load_constant(&Constant::Tuple(keys), position);
                self.emit_with(Op::BuildConstKeyMap, items.len() as u32, position);
                return Ok(());
            }
        }
        if big {
            self.emit_with(Op::BuildMap, 0, position);
        }
        for item in items {
            if let Some(key) = &item.key {
                self.expression(key)?;
            }
            self.expression(&item.value)?;
            if big {
                self.emit_with(Op::MapAdd, 1, position);
            }
        }
        if !big {
            self.emit_with(Op::BuildMap, items.len() as u32, position);
        }
        Ok(())
    }

    fn f_string(&mut self, string: &'a ast::ExprFString, position: Position) -> Compiled {
        let mut pieces = Pieces::default();
        for part in string.value.as_slice() {
            match part {
                ast::FStringPart::Literal(literal) => pieces.literal(&literal.value),
                ast::FStringPart::FString(part) => pieces.elements(&part.elements),
            }
        }
        self.joined(pieces, position)
    }

    /// `compiler_joined_str`.
    fn joined(&mut self, pieces: Pieces<'a>, position: Position) -> Compiled {
        let pieces = pieces.finish();
        let big = pieces.len() > STACK_USE_GUIDELINE;
        if big {
            self.load_constant(&Constant::str(""), position);
            self.emit_name(Op::LoadMethod, "join", position);
            self.emit_with(Op::BuildList, 0, position);
        }
        let count = pieces.len();
        for piece in pieces {
            match piece {
                Piece::Text(text) => self.load_constant(&Constant::str(&text), position),
                Piece::Value(element) => self.interpolated(element)?,
            }
            if big {
                self.emit_with(Op::ListAppend, 1, position);
            }
        }
        match count {
            _ if big => self.emit_with(Op::Call, 1, position),
            0 => self.load_constant(&Constant::str(""), position),
            1 => {}
            _ => self.emit_with(Op::BuildString, count as u32, position),
        }
        Ok(())
    }

    /// `compiler_formatted_value`.
    fn interpolated(&mut self, element: &'a ast::InterpolatedElement) -> Compiled {
        let position = self.position(element);
        self.expression(&element.expression)?;
        let debug = element.debug_text.is_some() && element.format_spec.is_none();
        let conversion = match element.conversion {
            ast::ConversionFlag::None if debug => 2,
            ast::ConversionFlag::None => 0,
            ast::ConversionFlag::Str => 1,
            ast::ConversionFlag::Repr => 2,
            ast::ConversionFlag::Ascii => 3,
        };
        let Some(spec) = &element.format_spec else {
            self.emit_with(Op::FormatValue, conversion, position);
            return Ok(());
        };
        let spec_position = self.position(&**spec);
        let mut pieces = Pieces::default();
        pieces.elements(&spec.elements);
        self.joined(pieces, spec_position)?;
        self.emit_with(Op::FormatValue, conversion | 4, position);
        Ok(())
    }

    fn yield_value(&mut self, made: &'a ast::ExprYield, position: Position) -> Compiled {
        if !self.unit().flags.optimized {
            return Err(self.source.syntax_error("'yield' outside function", made.range));
        }
        match &made.value {
            Some(value) => self.expression(value)?,
            None => self.load_none(position),
        }
        if self.unit().flags.async_generator {
            self.emit(Op::AsyncGenWrap, position);
        }
        self.emit(Op::YieldValue, position);
        Ok(())
    }

    fn yield_from(&mut self, made: &'a ast::ExprYieldFrom, position: Position) -> Compiled {
        if !self.unit().flags.optimized {
            return Err(self.source.syntax_error("'yield from' outside function", made.range));
        }
        if self.unit().flags.coroutine || self.unit().flags.async_generator {
            return Err(self.source.syntax_error("'yield from' inside async function", made.range));
        }
        self.expression(&made.value)?;
        self.emit(Op::GetYieldFromIter, position);
        self.iterator_width(1);
        self.load_none(position);
        self.send_loop(position);
        self.iterator_width(-1);
        Ok(())
    }
}

/// What `not` turns a comparison into.
fn inverse(operator: CmpOp) -> Option<CmpOp> {
    match operator {
        CmpOp::Is => Some(CmpOp::IsNot),
        CmpOp::IsNot => Some(CmpOp::Is),
        CmpOp::In => Some(CmpOp::NotIn),
        CmpOp::NotIn => Some(CmpOp::In),
        _ => None,
    }
}

fn is_invertible(operand: &Expr) -> bool {
    matches!(operand, Expr::Compare(compare) if matches!(&*compare.ops, [operator] if inverse(*operator).is_some()))
}

/// A frozenset of the distinct items.
fn frozen(items: Vec<Constant>) -> Option<Constant> {
    let mut distinct: Vec<Constant> = Vec::with_capacity(items.len());
    for item in items {
        if !distinct.contains(&item) {
            distinct.push(item);
        }
    }
    Some(Constant::FrozenSet(distinct))
}

/// The parts of an f-string, neighbouring text joined.
#[derive(Default)]
struct Pieces<'a> {
    pieces: Vec<Piece<'a>>,
    text: String,
}

enum Piece<'a> {
    Text(String),
    Value(&'a ast::InterpolatedElement),
}

impl<'a> Pieces<'a> {
    fn literal(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn elements(&mut self, elements: &'a ast::InterpolatedStringElements) {
        for element in elements.iter() {
            match element {
                InterpolatedStringElement::Literal(literal) => self.literal(&literal.value),
                InterpolatedStringElement::Interpolation(element) => {
                    if let Some(debug) = &element.debug_text {
                        self.literal(debug.as_str());
                    }
                    self.end_text();
                    self.pieces.push(Piece::Value(element));
                }
            }
        }
    }

    fn end_text(&mut self) {
        if !self.text.is_empty() {
            self.pieces.push(Piece::Text(std::mem::take(&mut self.text)));
        }
    }

    fn finish(mut self) -> Vec<Piece<'a>> {
        self.end_text();
        self.pieces
    }
}
