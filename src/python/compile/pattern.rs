//! `match`: patterns to instructions (`codegen_match`, `Python/codegen.c`; before 3.14 in `Python/compile.c`).
//!
//! What a pattern binds stays on the stack until the whole pattern has matched, so that a pattern that fails binds nothing.

use num_bigint::BigInt;
use ruff_python_ast::{self as ast, Expr, Pattern};
use ruff_text_size::{Ranged, TextRange};

use super::code::{BinaryOperator, Comparison, Op, Position};
use super::compiler::{Act, Compiled, Compiler};
use super::constant::Constant;
use super::unit::Label;

/// What is known while one case is compiled (`pattern_context`).
#[derive(Default)]
struct Context<'a> {
    /// Names bound so far, in the order in which their values lie on the stack.
    stores: Vec<&'a str>,
    /// Whether a pattern that always matches may stand here.
    allow_irrefutable: bool,
    /// Where to go on failure, by the number of values to pop first.
    fail_pop: Vec<Label>,
    /// Values on the stack above the subject that patterns still need.
    on_top: usize,
}

impl<'a> Compiler<'a> {
    pub fn match_statement(&mut self, statement: &'a ast::StmtMatch) -> Compiled {
        self.expression(&statement.subject)?;
        let end = self.new_label();
        let count = statement.cases.len();
        let has_default = count > 1 && statement.cases.last().is_some_and(|case| is_wildcard(&case.pattern));
        let tested = count - usize::from(has_default);
        for (at, case) in statement.cases.iter().take(tested).enumerate() {
            let position = self.position(&case.pattern);
            let last = at + 1 == tested;
            if !last {
                self.emit_with(Op::Copy, 1, position);
            }
            let allow_irrefutable = case.guard.is_some() || at + 1 == count;
            let mut context = Context { allow_irrefutable, ..Context::default() };
            self.pattern(&case.pattern, &mut context)?;
            for name in &context.stores {
                self.variable(Act::Store, name, position);
            }
            if let Some(guard) = &case.guard {
                let fail = self.fail_label(&mut context, 0);
                self.jump_if(guard, false, fail)?;
            }
            if !last {
                self.emit(Op::PopTop, position);
            }
            self.body(&case.body)?;
            self.jump(Op::JumpForward, end, Position::default());
            // The cleaning up belongs to the pattern that failed, not to the body before.
            self.place_failures(&mut context, position);
        }
        if let Some(case) = statement.cases.last().filter(|_| has_default) {
            // A last `case _` leaves no other trace of its line.
            let position = self.position(&case.pattern);
            self.emit(Op::Nop, position);
            if let Some(guard) = &case.guard {
                self.jump_if(guard, false, end)?;
            }
            self.body(&case.body)?;
        }
        self.place(end);
        Ok(())
    }

    /// Matches the value on top of the stack, which goes.
    fn pattern(&mut self, pattern: &'a Pattern, context: &mut Context<'a>) -> Compiled {
        let position = self.position(pattern);
        match pattern {
            Pattern::MatchValue(value) => {
                if !matches_by_value(&value.value) {
                    let message = "patterns may only match literals and attribute lookups";
                    return Err(self.source.syntax_error(message, value.range));
                }
                self.expression(&value.value)?;
                self.emit_with(Op::CompareOp, Comparison::Equal as u32, position);
                self.fail_if(Op::PopJumpIfFalse, context, position);
                Ok(())
            }
            Pattern::MatchSingleton(singleton) => {
                let constant = match singleton.value {
                    ast::Singleton::None => {
                        self.fail_if(Op::PopJumpIfNotNone, context, position);
                        return Ok(());
                    }
                    ast::Singleton::True => Constant::Bool(true),
                    ast::Singleton::False => Constant::Bool(false),
                };
                self.load_constant(&constant, position);
                self.emit_with(Op::IsOp, 0, position);
                self.fail_if(Op::PopJumpIfFalse, context, position);
                Ok(())
            }
            Pattern::MatchSequence(sequence) => self.sequence_pattern(sequence, position, context),
            Pattern::MatchMapping(mapping) => self.mapping_pattern(mapping, position, context),
            Pattern::MatchClass(class) => self.class_pattern(class, position, context),
            Pattern::MatchStar(star) => self.bind_capture(star.name.as_ref(), pattern, context),
            Pattern::MatchAs(capture) => self.capture_pattern(capture, pattern, context),
            Pattern::MatchOr(alternatives) => self.or_pattern(alternatives, position, context),
        }
    }

    /// A pattern inside another may always match.
    fn inner_pattern(&mut self, pattern: &'a Pattern, context: &mut Context<'a>) -> Compiled {
        let before = std::mem::replace(&mut context.allow_irrefutable, true);
        self.pattern(pattern, context)?;
        context.allow_irrefutable = before;
        Ok(())
    }

    /// `pattern as name`, `name`, `_`.
    fn capture_pattern(
        &mut self,
        capture: &'a ast::PatternMatchAs,
        pattern: &'a Pattern,
        context: &mut Context<'a>,
    ) -> Compiled {
        let position = self.position(capture);
        let Some(inner) = &capture.pattern else {
            if !context.allow_irrefutable {
                let message = match &capture.name {
                    Some(name) => format!("name capture '{name}' makes remaining patterns unreachable"),
                    None => "wildcard makes remaining patterns unreachable".to_owned(),
                };
                return Err(self.source.syntax_error(message, capture.range));
            }
            return self.bind_capture(capture.name.as_ref(), pattern, context);
        };
        context.on_top += 1;
        self.emit_with(Op::Copy, 1, position);
        self.pattern(inner, context)?;
        context.on_top -= 1;
        self.bind_capture(capture.name.as_ref(), pattern, context)
    }

    /// Puts the value on top under all that is still needed, for the name (`pattern_helper_store_name`).
    fn bind_capture(
        &mut self,
        name: Option<&'a ast::Identifier>,
        pattern: &'a Pattern,
        context: &mut Context<'a>,
    ) -> Compiled {
        let position = self.position(pattern);
        let Some(name) = name else {
            self.emit(Op::PopTop, position);
            return Ok(());
        };
        self.not_bound_before(name.as_str(), pattern.range(), context)?;
        self.rotate(context.on_top + context.stores.len() + 1, position);
        context.stores.push(name.as_str());
        Ok(())
    }

    fn not_bound_before(&self, name: &str, range: TextRange, context: &Context<'_>) -> Compiled {
        if context.stores.contains(&name) {
            return Err(self.source.syntax_error(format!("multiple assignments to name '{name}' in pattern"), range));
        }
        Ok(())
    }

    fn sequence_pattern(
        &mut self,
        sequence: &'a ast::PatternMatchSequence,
        position: Position,
        context: &mut Context<'a>,
    ) -> Compiled {
        let patterns = &sequence.patterns;
        let mut stars = patterns.iter().enumerate().filter_map(|(at, pattern)| match pattern {
            Pattern::MatchStar(star) => Some((at, star.name.is_none())),
            _ => None,
        });
        let star = stars.next();
        if stars.next().is_some() {
            let message = "multiple starred names in sequence pattern";
            return Err(self.source.syntax_error(message, sequence.range));
        }
        let star_is_wildcard = star.is_some_and(|(_, wildcard)| wildcard);
        let only_wildcards = patterns.iter().all(|pattern| is_wildcard(pattern) || is_star_wildcard(pattern));
        context.on_top += 1;
        self.emit(Op::MatchSequence, position);
        self.fail_if(Op::PopJumpIfFalse, context, position);
        match star {
            None => self.check_length(patterns.len(), Comparison::Equal, context, position),
            Some(_) if patterns.len() > 1 => {
                self.check_length(patterns.len() - 1, Comparison::GreaterEqual, context, position);
            }
            Some(_) => {}
        }
        context.on_top -= 1;
        match star {
            _ if only_wildcards => {
                self.emit(Op::PopTop, position);
                Ok(())
            }
            Some((at, _)) if star_is_wildcard => self.items_by_index(patterns, at, position, context),
            _ => self.items_unpacked(sequence, star.map(|(at, _)| at), position, context),
        }
    }

    fn check_length(&mut self, count: usize, comparison: Comparison, context: &mut Context<'a>, position: Position) {
        self.emit(Op::GetLength, position);
        self.load_constant(&Constant::Int(BigInt::from(count)), position);
        self.emit_with(Op::CompareOp, comparison as u32, position);
        self.fail_if(Op::PopJumpIfFalse, context, position);
    }

    /// `pattern_helper_sequence_unpack`.
    fn items_unpacked(
        &mut self,
        sequence: &'a ast::PatternMatchSequence,
        star: Option<usize>,
        position: Position,
        context: &mut Context<'a>,
    ) -> Compiled {
        let patterns = &sequence.patterns;
        match star {
            Some(at) => {
                let after = patterns.len() - at - 1;
                if at >= 256 || after >= 1 << 23 {
                    let message = "too many expressions in star-unpacking sequence pattern";
                    return Err(self.source.syntax_error(message, sequence.range));
                }
                self.emit_with(Op::UnpackEx, (at + (after << 8)) as u32, position);
            }
            None => self.emit_with(Op::UnpackSequence, patterns.len() as u32, position),
        }
        context.on_top += patterns.len();
        for pattern in patterns {
            context.on_top -= 1;
            self.inner_pattern(pattern, context)?;
        }
        Ok(())
    }

    /// Items one by one, where a `*_` needs no list (`pattern_helper_sequence_subscr`).
    fn items_by_index(
        &mut self,
        patterns: &'a [Pattern],
        star: usize,
        position: Position,
        context: &mut Context<'a>,
    ) -> Compiled {
        context.on_top += 1;
        for (at, pattern) in patterns.iter().enumerate() {
            if at == star || is_wildcard(pattern) {
                continue;
            }
            self.emit_with(Op::Copy, 1, position);
            if at < star {
                self.load_constant(&Constant::Int(BigInt::from(at)), position);
            } else {
                // The subject may know no negative index.
                self.emit(Op::GetLength, position);
                self.load_constant(&Constant::Int(BigInt::from(patterns.len() - at)), position);
                self.emit_with(Op::BinaryOp, BinaryOperator::Subtract as u32, position);
            }
            self.emit(Op::BinarySubscript, position);
            self.inner_pattern(pattern, context)?;
        }
        context.on_top -= 1;
        self.emit(Op::PopTop, position);
        Ok(())
    }

    fn mapping_pattern(
        &mut self,
        mapping: &'a ast::PatternMatchMapping,
        position: Position,
        context: &mut Context<'a>,
    ) -> Compiled {
        let count = mapping.keys.len();
        context.on_top += 1;
        self.emit(Op::MatchMapping, position);
        self.fail_if(Op::PopJumpIfFalse, context, position);
        if count == 0 && mapping.rest.is_none() {
            context.on_top -= 1;
            self.emit(Op::PopTop, position);
            return Ok(());
        }
        if count > 0 {
            self.check_length(count, Comparison::GreaterEqual, context, position);
        }
        let mut seen: Vec<Constant> = Vec::new();
        for key in &mapping.keys {
            match self.constant(key) {
                Some(constant) => {
                    if seen.iter().any(|other| are_equal_keys(other, &constant)) {
                        let object = self.pool.object(self.machine, &constant);
                        let shown = self.machine.repr_of(object).unwrap_or_default();
                        self.machine.release(object);
                        let message = format!("mapping pattern checks duplicate key ({shown})");
                        return Err(self.source.syntax_error(message, mapping.range));
                    }
                    seen.push(constant);
                }
                None if !key.is_attribute_expr() => {
                    let message = "mapping pattern keys may only match literals and attribute lookups";
                    return Err(self.source.syntax_error(message, mapping.range));
                }
                None => {}
            }
            self.expression(key)?;
        }
        self.emit_with(Op::BuildTuple, count as u32, position);
        self.emit(Op::MatchKeys, position);
        // A tuple of keys and one of values lie above the subject.
        context.on_top += 2;
        self.emit_with(Op::Copy, 1, position);
        self.fail_if(Op::PopJumpIfNone, context, position);
        self.emit_with(Op::UnpackSequence, count as u32, position);
        // The tuple of values is gone, its items are there.
        context.on_top += count;
        context.on_top -= 1;
        for pattern in &mapping.patterns {
            context.on_top -= 1;
            self.inner_pattern(pattern, context)?;
        }
        context.on_top -= 2;
        match &mapping.rest {
            Some(rest) => {
                self.rest_of_mapping(count, position);
                self.not_bound_before(rest.as_str(), mapping.range, context)?;
                self.rotate(context.on_top + context.stores.len() + 1, position);
                context.stores.push(rest.as_str());
            }
            None => {
                self.emit(Op::PopTop, position);
                self.emit(Op::PopTop, position);
            }
        }
        Ok(())
    }

    /// `**rest`: a copy of the subject without the keys.
    fn rest_of_mapping(&mut self, count: usize, position: Position) {
        self.emit_with(Op::BuildMap, 0, position);
        self.emit_with(Op::Swap, 3, position);
        self.emit_with(Op::DictUpdate, 2, position);
        self.emit_with(Op::UnpackSequence, count as u32, position);
        for left in (1..=count).rev() {
            self.emit_with(Op::Copy, 1 + left as u32, position);
            self.emit_with(Op::Swap, 2, position);
            self.emit(Op::DeleteSubscript, position);
        }
    }

    fn class_pattern(
        &mut self,
        class: &'a ast::PatternMatchClass,
        position: Position,
        context: &mut Context<'a>,
    ) -> Compiled {
        let (patterns, keywords) = (&class.arguments.patterns, &class.arguments.keywords);
        for (at, keyword) in keywords.iter().enumerate() {
            let name = keyword.attr.as_str();
            if name == "__debug__" {
                return Err(self.source.syntax_error("cannot assign to __debug__", keyword.range));
            }
            if let Some(again) = keywords.iter().skip(at + 1).find(|other| other.attr.as_str() == name) {
                let message = format!("attribute name repeated in class pattern: {name}");
                return Err(self.source.syntax_error(message, again.pattern.range()));
            }
        }
        self.expression(&class.cls)?;
        let names = keywords.iter().map(|keyword| Constant::str(keyword.attr.as_str())).collect();
        self.load_constant(&Constant::Tuple(names), position);
        self.emit_with(Op::MatchClass, patterns.len() as u32, position);
        self.emit_with(Op::Copy, 1, position);
        context.on_top += 1;
        self.fail_if(Op::PopJumpIfNone, context, position);
        let count = patterns.len() + keywords.len();
        self.emit_with(Op::UnpackSequence, count as u32, position);
        // The tuple is gone, its items are there.
        context.on_top += count;
        context.on_top -= 1;
        for pattern in patterns.iter().chain(keywords.iter().map(|keyword| &keyword.pattern)) {
            context.on_top -= 1;
            if is_wildcard(pattern) {
                self.emit(Op::PopTop, position);
                continue;
            }
            self.inner_pattern(pattern, context)?;
        }
        Ok(())
    }

    fn or_pattern(
        &mut self,
        alternatives: &'a ast::PatternMatchOr,
        position: Position,
        context: &mut Context<'a>,
    ) -> Compiled {
        let end = self.new_label();
        let last = alternatives.patterns.len().saturating_sub(1);
        // What the first alternative binds, all must bind.
        let mut bound: Vec<&'a str> = Vec::new();
        for (at, alternative) in alternatives.patterns.iter().enumerate() {
            let allow_irrefutable = at == last && context.allow_irrefutable;
            let mut inner = Context { allow_irrefutable, ..Context::default() };
            let inner_position = self.position(alternative);
            self.emit_with(Op::Copy, 1, inner_position);
            self.pattern(alternative, &mut inner)?;
            if at == 0 {
                bound = inner.stores.clone();
            } else if !self.same_order(&bound, &mut inner.stores, inner_position) {
                let message = "alternative patterns bind different names";
                return Err(self.source.syntax_error(message, alternatives.range));
            }
            self.jump(Op::JumpForward, end, inner_position);
            self.place_failures(&mut inner, inner_position);
        }
        self.emit(Op::PopTop, position);
        self.fail_if(Op::JumpForward, context, position);
        self.place(end);
        // The captures lie above the copy of the subject: each goes to the place of this pattern's captures.
        let rotations = bound.len() + 1 + context.on_top + context.stores.len();
        for name in bound {
            self.rotate(rotations, position);
            self.not_bound_before(name, alternatives.range, context)?;
            context.stores.push(name);
        }
        self.emit(Op::PopTop, position);
        Ok(())
    }

    /// Brings an alternative's captures into the order of the first one's; false when they bind other names.
    fn same_order(&mut self, bound: &[&str], stores: &mut Vec<&'a str>, position: Position) -> bool {
        if stores.len() != bound.len() {
            return false;
        }
        for (wanted, name) in bound.iter().enumerate().rev() {
            let Some(found) = stores.iter().position(|store| store == name) else { return false };
            if found > wanted {
                return false;
            }
            if found == wanted {
                continue;
            }
            let rotated: Vec<&'a str> = stores.drain(..=found).collect();
            let at = wanted - found;
            stores.splice(at..at, rotated);
            for _ in 0..=found {
                self.rotate(wanted + 1, position);
            }
        }
        true
    }

    /// The top goes under `count - 1` others (`pattern_helper_rotate`).
    fn rotate(&mut self, count: usize, position: Position) {
        for depth in (2..=count).rev() {
            self.emit_with(Op::Swap, depth as u32, position);
        }
    }

    /// A jump for when the pattern does not match (`jump_to_fail_pop`).
    fn fail_if(&mut self, op: Op, context: &mut Context<'a>, position: Position) {
        let pops = context.on_top + context.stores.len();
        let label = self.fail_label(context, pops);
        self.jump(op, label, position);
    }

    fn fail_label(&mut self, context: &mut Context<'a>, pops: usize) -> Label {
        while context.fail_pop.len() <= pops {
            let label = self.new_label();
            context.fail_pop.push(label);
        }
        context.fail_pop[pops]
    }

    /// The places that failures jump to, with the pops between them (`emit_and_reset_fail_pop`).
    fn place_failures(&mut self, context: &mut Context<'a>, position: Position) {
        for (at, label) in std::mem::take(&mut context.fail_pop).into_iter().enumerate().rev() {
            self.place(label);
            if at > 0 {
                self.emit(Op::PopTop, position);
            }
        }
    }
}

fn is_wildcard(pattern: &Pattern) -> bool {
    matches!(pattern, Pattern::MatchAs(capture) if capture.name.is_none() && capture.pattern.is_none())
}

fn is_star_wildcard(pattern: &Pattern) -> bool {
    matches!(pattern, Pattern::MatchStar(star) if star.name.is_none())
}

/// Literals, signed and complex numbers, and dotted names.
fn matches_by_value(value: &Expr) -> bool {
    match value {
        Expr::FString(_) | Expr::TString(_) | Expr::Name(_) => false,
        Expr::Attribute(_) | Expr::StringLiteral(_) | Expr::BytesLiteral(_) | Expr::NumberLiteral(_) => true,
        Expr::UnaryOp(_) | Expr::BinOp(_) => true,
        _ => false,
    }
}

/// Whether two constants are one key of a dict.
fn are_equal_keys(left: &Constant, right: &Constant) -> bool {
    let number = |constant: &Constant| match constant {
        Constant::Bool(value) => Some(Constant::Int(BigInt::from(u8::from(*value)))),
        Constant::Float(bits) => {
            let value = f64::from_bits(*bits);
            let whole = value.fract() == 0.0 && value.abs() < 9e15;
            whole.then(|| Constant::Int(BigInt::from(value as i64)))
        }
        _ => None,
    };
    let plain = |constant: &Constant| number(constant).unwrap_or_else(|| constant.clone());
    plain(left) == plain(right)
}
