//! Calls, attributes and `super()`.

use ruff_python_ast::{self as ast, Expr};

use super::code::{Op, Position, SUPER_METHOD};
use super::compiler::{Act, Compiled, Compiler};
use super::constant::Constant;
use super::expression::STACK_USE_GUIDELINE;
use super::scope::Reach;

impl<'a> Compiler<'a> {
    /// `compiler_call`.
    pub fn call(&mut self, call: &'a ast::ExprCall) -> Compiled {
        self.no_keyword_twice(&call.arguments)?;
        let position = self.position(call);
        if let Expr::Attribute(attribute) = &*call.func
            && self.is_method_call(attribute, &call.arguments)
        {
            return self.method_call(attribute, &call.arguments, position);
        }
        let function_position = self.position(&*call.func);
        self.expression(&call.func)?;
        self.emit(Op::PushNull, function_position);
        self.arguments(&call.arguments, 0, position)
    }

    /// The arguments and the call itself (`compiler_call_helper`); `pushed` arguments are on the stack.
    pub fn arguments(&mut self, arguments: &'a ast::Arguments, pushed: u32, position: Position) -> Compiled {
        let many = arguments.args.len() + arguments.keywords.len() * 2 > STACK_USE_GUIDELINE;
        let unpacks = arguments.args.iter().any(Expr::is_starred_expr)
            || arguments.keywords.iter().any(|keyword| keyword.arg.is_none());
        if !many && !unpacks {
            for argument in &arguments.args {
                self.expression(argument)?;
            }
            let count = pushed + arguments.args.len() as u32;
            return self.keywords_and_call(&arguments.keywords, count, position);
        }
        match &*arguments.args {
            [Expr::Starred(only)] if pushed == 0 => self.expression(&only.value)?,
            _ if pushed == 0 => self.arguments_tuple(&arguments.args, position)?,
            elements => {
                self.emit_with(Op::BuildList, pushed, position);
                for element in elements {
                    match element {
                        Expr::Starred(starred) => {
                            self.expression(&starred.value)?;
                            self.emit_with(Op::ListExtend, 1, position);
                        }
                        element => {
                            self.expression(element)?;
                            self.emit_with(Op::ListAppend, 1, position);
                        }
                    }
                }
                self.emit(Op::ListToTuple, position);
            }
        }
        if !arguments.keywords.is_empty() {
            self.keyword_dict(&arguments.keywords, position)?;
        }
        self.emit_with(Op::CallEx, u32::from(!arguments.keywords.is_empty()), position);
        Ok(())
    }

    fn keywords_and_call(&mut self, keywords: &'a [ast::Keyword], count: u32, position: Position) -> Compiled {
        if keywords.is_empty() {
            self.emit_with(Op::Call, count, position);
            return Ok(());
        }
        let mut names = Vec::new();
        for keyword in keywords {
            self.expression(&keyword.value)?;
            if let Some(name) = &keyword.arg {
                let name = self.mangle(name.as_str());
                names.push(Constant::str(&name));
            }
        }
        self.load_constant(&Constant::Tuple(names), position);
        self.emit_with(Op::CallKeywords, count + keywords.len() as u32, position);
        Ok(())
    }

    /// `**` and other keywords in one dict.
    fn keyword_dict(&mut self, keywords: &'a [ast::Keyword], position: Position) -> Compiled {
        let mut have_dict = false;
        let mut rest = keywords;
        while let Some(first) = rest.first() {
            if first.arg.is_none() {
                if !have_dict {
                    self.emit_with(Op::BuildMap, 0, position);
                    have_dict = true;
                }
                self.expression(&first.value)?;
                self.emit_with(Op::DictMerge, 1, position);
                rest = &rest[1..];
                continue;
            }
            let named = rest.iter().take_while(|keyword| keyword.arg.is_some()).count();
            let (now, later) = rest.split_at(named);
            self.named_keywords(now, position)?;
            if have_dict {
                self.emit_with(Op::DictMerge, 1, position);
            }
            have_dict = true;
            rest = later;
        }
        Ok(())
    }

    /// `compiler_subkwargs`.
    fn named_keywords(&mut self, keywords: &'a [ast::Keyword], position: Position) -> Compiled {
        let big = keywords.len() * 2 > STACK_USE_GUIDELINE;
        let mut names = Vec::new();
        for keyword in keywords {
            let name = keyword.arg.as_ref().map_or("", |name| name.as_str());
            let name = self.mangle(name);
            names.push(Constant::str(&name));
        }
        if keywords.len() > 1 && !big && self.version.builds_const_key_maps() {
            for keyword in keywords {
                self.expression(&keyword.value)?;
            }
            self.load_constant(&Constant::Tuple(names), position);
            self.emit_with(Op::BuildConstKeyMap, keywords.len() as u32, position);
            return Ok(());
        }
        if big {
            self.emit_with(Op::BuildMap, 0, position);
        }
        for (keyword, name) in keywords.iter().zip(names) {
            self.load_constant(&name, position);
            self.expression(&keyword.value)?;
            if big {
                self.emit_with(Op::MapAdd, 1, position);
            }
        }
        if !big {
            self.emit_with(Op::BuildMap, keywords.len() as u32, position);
        }
        Ok(())
    }

    fn no_keyword_twice(&self, arguments: &ast::Arguments) -> Compiled {
        let mut seen = std::collections::HashSet::new();
        for keyword in &arguments.keywords {
            if let Some(name) = &keyword.arg
                && !seen.insert(name.as_str())
            {
                return Err(self.source.syntax_error(format!("keyword argument repeated: {name}"), keyword.range));
            }
        }
        Ok(())
    }

    /// Whether the call needs no bound method (`maybe_optimize_method_call`).
    fn is_method_call(&self, attribute: &ast::ExprAttribute, arguments: &ast::Arguments) -> bool {
        let keywords = arguments.keywords.len();
        if arguments.args.len() + keywords + usize::from(keywords > 0) >= STACK_USE_GUIDELINE {
            return false;
        }
        if arguments.args.iter().any(Expr::is_starred_expr) || arguments.keywords.iter().any(|each| each.arg.is_none())
        {
            return false;
        }
        match &*attribute.value {
            Expr::Name(name) if self.version.calls_imported_as_attributes() => !self.blocks.is_imported(&name.id),
            _ => true,
        }
    }

    fn method_call(
        &mut self,
        attribute: &'a ast::ExprAttribute,
        arguments: &'a ast::Arguments,
        position: Position,
    ) -> Compiled {
        let attribute_position = self.position(attribute);
        match self.super_call(attribute) {
            Some(super_call) => {
                self.super_parts(super_call)?;
                let name = self.mangle(attribute.attr.as_str());
                let place = self.name_place(&name);
                self.emit_with(Op::LoadSuperAttr, place | SUPER_METHOD, attribute_position);
            }
            None => {
                self.expression(&attribute.value)?;
                let at = self.attribute_position(attribute, attribute_position);
                self.emit_name(Op::LoadMethod, attribute.attr.as_str(), at);
            }
        }
        for argument in &arguments.args {
            self.expression(argument)?;
        }
        let position = self.attribute_position(attribute, position);
        self.keywords_and_call(&arguments.keywords, arguments.args.len() as u32, position)
    }

    pub fn attribute(&mut self, attribute: &'a ast::ExprAttribute, position: Position) -> Compiled {
        if let Some(super_call) = self.super_call(attribute) {
            self.super_parts(super_call)?;
            self.emit_name(Op::LoadSuperAttr, attribute.attr.as_str(), position);
            return Ok(());
        }
        self.expression(&attribute.value)?;
        let position = self.attribute_position(attribute, position);
        self.emit_name(Op::LoadAttr, attribute.attr.as_str(), position);
        Ok(())
    }

    /// Where an attribute is told to stand: at its name, when that is on a later line than the start
    /// (`update_start_location_to_match_attr`).
    pub fn attribute_position(&self, attribute: &ast::ExprAttribute, position: Position) -> Position {
        let end = self.position(attribute);
        if position.line == end.end_line {
            return position;
        }
        let name = self.position(&attribute.attr);
        let length = name.end_column.saturating_sub(name.column);
        let mut moved = position;
        moved.line = end.end_line;
        moved.column = end.end_column.saturating_sub(length);
        moved.end_line = moved.end_line.max(moved.line);
        if moved.line == moved.end_line {
            moved.end_column = moved.end_column.max(moved.column);
        }
        moved
    }

    /// The call to `super` whose attribute can be loaded without making a super object (`can_optimize_super_call`).
    fn super_call(&mut self, attribute: &'a ast::ExprAttribute) -> Option<&'a ast::ExprCall> {
        let Expr::Call(call) = &*attribute.value else { return None };
        let Expr::Name(name) = &*call.func else { return None };
        let plain = name.id.as_str() == "super"
            && attribute.attr.as_str() != "__class__"
            && call.arguments.keywords.is_empty()
            && self.version.has_super_attribute_instruction();
        let shadowed = self.blocks.all.first().is_some_and(|module| module.binds("super"));
        if !plain || shadowed || self.reach("super").0 != Reach::GlobalImplicit {
            return None;
        }
        let possible = match &*call.arguments.args {
            [] => {
                let unit = self.unit();
                unit.arguments > 0 && unit.free.iter().any(|name| name == "__class__")
            }
            [class, receiver] => !class.is_starred_expr() && !receiver.is_starred_expr(),
            _ => false,
        };
        possible.then_some(call)
    }

    /// `load_args_for_super`.
    fn super_parts(&mut self, call: &'a ast::ExprCall) -> Compiled {
        let position = self.position(call);
        self.expression(&call.func)?;
        if call.arguments.args.is_empty() {
            self.variable(Act::Load, "__class__", position);
            let first = self.unit().fast.first().cloned().unwrap_or_default();
            self.load_first_parameter(&first, position);
            return Ok(());
        }
        for argument in &call.arguments.args {
            self.expression(argument)?;
        }
        Ok(())
    }

    /// Loads a parameter by its mangled name.
    fn load_first_parameter(&mut self, name: &str, position: Position) {
        let class = self.unit().class_name.take();
        self.variable(Act::Load, name, position);
        self.unit().class_name = class;
    }

    /// Remembers for the class around that a method sets an attribute on `self` (`__static_attributes__`).
    pub fn note_static_attribute(&mut self, attribute: &ast::ExprAttribute) {
        let Expr::Name(name) = &*attribute.value else { return };
        if name.id.as_str() != "self" {
            return;
        }
        let class = self.units.iter_mut().rev().skip(1).find(|unit| unit.is_class);
        if let Some(class) = class
            && !class.static_attributes.iter().any(|known| known == attribute.attr.as_str())
        {
            class.static_attributes.push(attribute.attr.to_string());
        }
    }
}
