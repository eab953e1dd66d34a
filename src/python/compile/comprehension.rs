//! Comprehensions and generator expressions: in the frame around them (PEP 709), or in one of their own.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;

use super::code::{Op, Position};
use super::compiler::{Compiled, Compiler};
use super::scope::Reach;
use super::unit::Argument;

/// What a comprehension makes of its elements.
#[derive(Clone, Copy)]
enum Kind<'a> {
    List(&'a Expr),
    Set(&'a Expr),
    Dict(&'a Expr, &'a Expr),
    Generator(&'a Expr),
}

impl<'a> Compiler<'a> {
    pub fn comprehension(&mut self, expression: &'a Expr) -> Compiled {
        let (block, kind, generators, name) = match expression {
            Expr::ListComp(made) => (self.blocks.of(made), Kind::List(&made.elt), &made.generators, "<listcomp>"),
            Expr::SetComp(made) => (self.blocks.of(made), Kind::Set(&made.elt), &made.generators, "<setcomp>"),
            Expr::Generator(made) => (self.blocks.of(made), Kind::Generator(&made.elt), &made.generators, "<genexpr>"),
            Expr::DictComp(made) => {
                let Some(key) = made.key.as_deref() else {
                    return Err(self.unmodelled("unpacking in a comprehension", made.range));
                };
                (self.blocks.of(made), Kind::Dict(key, &made.value), &made.generators, "<dictcomp>")
            }
            _ => return Ok(()),
        };
        let (Some(block), Some(first)) = (block, generators.first()) else { return Ok(()) };
        let get_iterator = if first.is_async { Op::GetAiter } else { Op::GetIter };
        let position = self.position(expression);
        let iterable_position = self.position(&first.iter);
        if self.blocks.all.get(block).is_some_and(|block| block.inlined) {
            self.iterable(&first.iter)?;
            self.emit(get_iterator, iterable_position);
            self.iterator_width(1);
            return self.inlined(block, kind, generators, position);
        }
        let is_generator = matches!(kind, Kind::Generator(_));
        let first_inside = is_generator && self.version.iterates_inside_generator_expressions();
        let inner = first_inside.then_some((get_iterator, iterable_position));
        self.open_implicit(block, name, position, inner);
        if let Some(build) = build(kind) {
            self.emit_with(build, 0, position);
        }
        if !first_inside {
            self.emit_with(Op::LoadFast, 0, position);
            self.iterator_width(1);
        }
        self.generators(generators, kind, 0, 1)?;
        if is_generator {
            self.load_none(position);
        }
        self.emit(Op::ReturnValue, position);
        self.make_function(0, block, position)?;
        self.iterable(&first.iter)?;
        if !first_inside {
            self.emit(get_iterator, iterable_position);
        }
        // The function lies where a callable lies, the iterator where its receiver does.
        self.emit_with(Op::Call, 0, position);
        if !is_generator && self.blocks.all.get(block).is_some_and(|block| block.is_async) {
            self.await_top(super::asynchronous::AWAIT, position);
        }
        Ok(())
    }

    fn open_implicit(&mut self, block: usize, name: &str, position: Position, first: Option<(Op, Position)>) {
        let class_name = self.unit().class_name.clone();
        self.enter(block, name, position.line, class_name);
        self.parameter(".0");
        self.unit().arguments = 1;
        let start = Position { end_line: position.line, column: 0, end_column: 0, ..position };
        self.prologue_with(start, first);
    }

    /// The iterator is on the stack; the names that the comprehension binds are set aside and come back
    /// (`push_inlined_comprehension_state`).
    fn inlined(
        &mut self,
        block: usize,
        kind: Kind<'a>,
        generators: &'a [ast::Comprehension],
        position: Position,
    ) -> Compiled {
        let blocks = self.blocks;
        let mut aside = Vec::new();
        if let Some(block) = blocks.all.get(block) {
            for (name, reach) in block.own_names().filter(|(name, _)| *name != ".0") {
                aside.push(if reach == Reach::Cell {
                    let unit = self.unit();
                    let place = match unit.cells.iter().position(|cell| cell == name) {
                        Some(place) => place,
                        None => self.add_cell(name),
                    };
                    Argument::Cell(place as u32)
                } else {
                    Argument::MaybeNull(self.unit().fast_place(name))
                });
            }
        }
        for place in &aside {
            self.unit().emit(Op::LoadFastAndClear, *place, position);
            if let Argument::Cell(_) = place {
                self.unit().emit(Op::MakeCell, *place, position);
            }
        }
        let count = aside.len() as u32;
        let (cleanup, end) = (self.new_label(), self.new_label());
        if count > 0 {
            self.emit_with(Op::Swap, count + 1, position);
            self.unit().set_up(cleanup, false, 0);
        }
        self.unit().inlined.push(block);
        if let Some(build) = build(kind) {
            self.emit_with(build, 0, position);
            self.emit_with(Op::Swap, 2, position);
        }
        self.generators(generators, kind, 0, 1)?;
        self.unit().inlined.pop();
        if count > 0 {
            self.pop_handler();
            self.jump(Op::JumpForward, end, Position::default());
            self.place(cleanup);
            self.emit_with(Op::Swap, 2, Position::default());
            self.emit(Op::PopTop, Position::default());
            self.put_back(&aside, Position::default());
            self.emit_with(Op::Reraise, 0, Position::default());
            self.place(end);
            self.put_back(&aside, position);
        }
        Ok(())
    }

    /// A cell that only an inlined comprehension has. Free variables follow the cells, so what is emitted moves up.
    fn add_cell(&mut self, name: &str) -> usize {
        let unit = self.unit();
        let place = unit.cells.len();
        unit.cells.push(name.to_owned());
        for item in &mut unit.items {
            if let super::unit::Item::Instruction(emitted) = item
                && let Argument::Cell(cell) = &mut emitted.arg
                && *cell as usize >= place
            {
                *cell += 1;
            }
        }
        place
    }

    fn put_back(&mut self, aside: &[Argument], position: Position) {
        self.emit_with(Op::Swap, aside.len() as u32 + 1, position);
        for place in aside.iter().rev() {
            self.unit().emit(Op::StoreFast, *place, position);
        }
    }

    /// The loops from `at` on; the iterator of the first is on the stack (`compiler_sync_comprehension_generator`).
    /// `depth` values lie between the collection and the elements.
    fn generators(&mut self, generators: &'a [ast::Comprehension], kind: Kind<'a>, at: usize, depth: u32) -> Compiled {
        let Some(generator) = generators.get(at) else { return self.element(kind, depth) };
        if generator.is_async {
            return self.async_generator_loop(generators, generator, kind, at, depth);
        }
        let (start, condition_failed, anchor) = (self.new_label(), self.new_label(), self.new_label());
        // `for y in [f(x)]` binds once without a list.
        let only = if at > 0 { single(&generator.iter) } else { None };
        let mut depth = depth;
        match only {
            Some(only) => {
                self.expression(only)?;
                depth -= 1;
            }
            None => {
                let iterable_position = self.position(&generator.iter);
                if at > 0 {
                    self.iterable(&generator.iter)?;
                    self.emit(Op::GetIter, iterable_position);
                    self.iterator_width(1);
                }
                self.place(start);
                self.jump(Op::ForIter, anchor, iterable_position);
            }
        }
        self.store(&generator.target)?;
        for condition in &generator.ifs {
            self.jump_if(condition, false, condition_failed)?;
        }
        self.generators(generators, kind, at + 1, depth + 1)?;
        self.place(condition_failed);
        if only.is_none() {
            let element_position = match kind {
                Kind::List(element) | Kind::Set(element) | Kind::Generator(element) | Kind::Dict(element, _) => {
                    self.position(element)
                }
            };
            self.jump(Op::JumpBackward, start, element_position);
            self.place(anchor);
            self.emit(Op::EndFor, Position::default());
            self.iterator_width(-1);
        }
        Ok(())
    }

    /// `compiler_async_comprehension_generator`.
    fn async_generator_loop(
        &mut self,
        generators: &'a [ast::Comprehension],
        generator: &'a ast::Comprehension,
        kind: Kind<'a>,
        at: usize,
        depth: u32,
    ) -> Compiled {
        let (start, ended, condition_failed) = (self.new_label(), self.new_label(), self.new_label());
        let position = self.position(&generator.iter);
        if at > 0 {
            self.expression(&generator.iter)?;
            self.emit(Op::GetAiter, position);
        }
        self.place(start);
        self.unit().set_up(ended, false, 0);
        self.emit(Op::GetAnext, position);
        self.load_none(position);
        self.send_loop(position);
        self.pop_handler();
        self.store(&generator.target)?;
        for condition in &generator.ifs {
            self.jump_if(condition, false, condition_failed)?;
        }
        self.generators(generators, kind, at + 1, depth + 1)?;
        self.place(condition_failed);
        self.jump(Op::JumpBackward, start, position);
        self.place(ended);
        self.emit(Op::EndAsyncFor, position);
        Ok(())
    }

    fn element(&mut self, kind: Kind<'a>, depth: u32) -> Compiled {
        match kind {
            Kind::List(element) => {
                self.expression(element)?;
                let position = self.position(element);
                self.emit_with(Op::ListAppend, depth, position);
            }
            Kind::Set(element) => {
                self.expression(element)?;
                let position = self.position(element);
                self.emit_with(Op::SetAdd, depth, position);
            }
            Kind::Dict(key, value) => {
                self.expression(key)?;
                self.expression(value)?;
                let position = self.source.position(key.range().cover(value.range()));
                self.emit_with(Op::MapAdd, depth, position);
            }
            Kind::Generator(element) => {
                self.expression(element)?;
                let position = self.position(element);
                if self.unit().flags.async_generator {
                    self.emit(Op::AsyncGenWrap, position);
                }
                self.emit(Op::YieldValue, position);
                self.emit(Op::PopTop, position);
            }
        }
        Ok(())
    }
}

fn build(kind: Kind<'_>) -> Option<Op> {
    match kind {
        Kind::List(_) => Some(Op::BuildList),
        Kind::Set(_) => Some(Op::BuildSet),
        Kind::Dict(..) => Some(Op::BuildMap),
        Kind::Generator(_) => None,
    }
}

/// The only element of a list or tuple display.
fn single(iterable: &Expr) -> Option<&Expr> {
    let elements = match iterable {
        Expr::List(list) => &list.elts,
        Expr::Tuple(tuple) => &tuple.elts,
        _ => return None,
    };
    match elements.as_slice() {
        [only] if !only.is_starred_expr() => Some(only),
        _ => None,
    }
}
