//! Statements that steer: if, while, for, break, continue, return, try, with, and what must be undone on the way out.

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::TextRange;

use super::asynchronous::{AFTER_ENTER, AFTER_EXIT};
use super::code::{Op, Position};
use super::compiler::{Act, Compiled, Compiler};
use super::unit::FrameBlock;

/// Blocks that may stand in each other (`CO_MAXBLOCKS`).
const MAX_BLOCKS: usize = 20;

impl<'a> Compiler<'a> {
    pub fn if_statement(&mut self, statement: &'a ast::StmtIf) -> Compiled {
        let end = self.new_label();
        let mut next = self.new_label();
        self.jump_if(&statement.test, false, next)?;
        self.body(&statement.body)?;
        for clause in &statement.elif_else_clauses {
            self.jump(Op::JumpForward, end, Position::default());
            self.place(next);
            next = self.new_label();
            if let Some(test) = &clause.test {
                self.jump_if(test, false, next)?;
            }
            self.body(&clause.body)?;
        }
        self.place(next);
        self.place(end);
        Ok(())
    }

    pub fn while_loop(&mut self, statement: &'a ast::StmtWhile) -> Compiled {
        let (start, end, anchor) = (self.new_label(), self.new_label(), self.new_label());
        self.place(start);
        self.push_block(FrameBlock::While { start, end }, statement.range)?;
        self.jump_if(&statement.test, false, anchor)?;
        self.body(&statement.body)?;
        self.jump(Op::JumpBackward, start, Position::default());
        self.pop_block();
        self.place(anchor);
        self.body(&statement.orelse)?;
        self.place(end);
        Ok(())
    }

    pub fn for_loop(&mut self, statement: &'a ast::StmtFor) -> Compiled {
        if statement.is_async {
            return self.async_for_loop(statement);
        }
        let (start, cleanup, end) = (self.new_label(), self.new_label(), self.new_label());
        self.push_block(FrameBlock::For { start, end }, statement.range)?;
        self.iterable(&statement.iter)?;
        let position = self.position(&*statement.iter);
        self.emit(Op::GetIter, position);
        self.iterator_width(1);
        self.place(start);
        self.jump(Op::ForIter, cleanup, position);
        let target_position = self.position(&*statement.target);
        self.emit(Op::Nop, target_position);
        self.store(&statement.target)?;
        self.body(&statement.body)?;
        self.jump(Op::JumpBackward, start, Position::default());
        self.place(cleanup);
        self.emit(Op::EndFor, Position::default());
        self.iterator_width(-1);
        self.pop_block();
        self.body(&statement.orelse)?;
        self.place(end);
        Ok(())
    }

    /// What a loop goes over: a display of constants is a constant itself (`fold_iter`).
    pub fn iterable(&mut self, iterable: &'a Expr) -> Compiled {
        if let Some(constant) = self.constant_display(iterable) {
            let position = self.position(iterable);
            self.load_constant(&constant, position);
            return Ok(());
        }
        self.expression(iterable)
    }

    pub fn break_loop(&mut self, range: TextRange) -> Compiled {
        let position = self.source.position(range);
        // The line is seen even when nothing is left of the statement.
        self.emit(Op::Nop, position);
        self.leave_loop(range, "'break' outside loop", |compiler, found| {
            let end = match found {
                FrameBlock::For { end, .. } => {
                    compiler.emit(Op::PopTop, position);
                    compiler.iterator_width(-1);
                    end
                }
                FrameBlock::While { end, .. } => end,
                _ => return,
            };
            compiler.jump(Op::JumpForward, end, position);
        })
    }

    pub fn continue_loop(&mut self, range: TextRange) -> Compiled {
        let position = self.source.position(range);
        self.emit(Op::Nop, position);
        self.leave_loop(range, "'continue' not properly in loop", |compiler, found| {
            if let FrameBlock::For { start, .. } | FrameBlock::While { start, .. } = found {
                compiler.jump(Op::JumpBackward, start, position);
            }
        })
    }

    fn leave_loop(
        &mut self,
        range: TextRange,
        message: &str,
        leave: impl FnOnce(&mut Self, FrameBlock<'a>),
    ) -> Compiled {
        let position = self.source.position(range);
        let blocks = self.unit().frame_blocks.clone();
        let handlers = self.unit().handlers.clone();
        let is_loop = |block: &FrameBlock<'_>| matches!(block, FrameBlock::For { .. } | FrameBlock::While { .. });
        let Some(at) = blocks.iter().rposition(is_loop) else {
            return Err(self.source.syntax_error(message, range));
        };
        while self.unit().frame_blocks.len() > at + 1 {
            self.leaves_no_star(range)?;
            self.unwind_one(position, false)?;
        }
        if let Some(found) = blocks.get(at) {
            leave(self, *found);
        }
        self.unit().frame_blocks = blocks;
        self.unit().handlers = handlers;
        Ok(())
    }

    /// `compiler_return`.
    pub fn return_statement(&mut self, statement: &'a ast::StmtReturn) -> Compiled {
        let mut position = self.position(statement);
        if !self.unit().flags.optimized {
            return Err(self.source.syntax_error("'return' outside function", statement.range));
        }
        if self.unit().flags.async_generator && statement.value.is_some() {
            return Err(self.source.syntax_error("'return' with value in async generator", statement.range));
        }
        let constant = match &statement.value {
            Some(value) => self.constant(value),
            None => Some(super::constant::Constant::None),
        };
        let keeps_value = constant.is_none();
        if let Some(value) = &statement.value {
            if keeps_value {
                self.expression(value)?;
            } else {
                position = self.position(&**value);
                self.emit(Op::Nop, position);
                position = self.position(statement);
            }
            let value_position = self.position(&**value);
            if value_position.line != position.line {
                self.emit(Op::Nop, position);
            }
        } else {
            self.emit(Op::Nop, position);
        }
        let blocks = self.unit().frame_blocks.clone();
        let handlers = self.unit().handlers.clone();
        while !self.unit().frame_blocks.is_empty() {
            self.leaves_no_star(statement.range)?;
            self.unwind_one(position, keeps_value)?;
        }
        if let Some(constant) = constant {
            self.load_constant(&constant, position);
        }
        self.emit(Op::ReturnValue, position);
        self.unit().frame_blocks = blocks;
        self.unit().handlers = handlers;
        Ok(())
    }

    /// Undoes the innermost block (`compiler_unwind_fblock`); `keeps_value`: the result on top of the stack stays.
    fn unwind_one(&mut self, position: Position, keeps_value: bool) -> Compiled {
        let Some(block) = self.unit().frame_blocks.pop() else { return Ok(()) };
        let under = |compiler: &mut Self| {
            if keeps_value {
                compiler.emit_with(Op::Swap, 2, position);
            }
        };
        match block {
            FrameBlock::While { .. } | FrameBlock::Handlers | FrameBlock::StarHandlers => {}
            FrameBlock::For { .. } => {
                under(self);
                self.emit(Op::PopTop, position);
                self.iterator_width(-1);
            }
            FrameBlock::Value => {
                under(self);
                self.emit(Op::PopTop, position);
            }
            FrameBlock::Try => self.pop_handler(),
            FrameBlock::FinallyTry { body } => {
                self.pop_handler();
                if keeps_value {
                    self.unit().frame_blocks.push(FrameBlock::Value);
                }
                self.body(body)?;
                if keeps_value {
                    self.unit().frame_blocks.pop();
                }
            }
            FrameBlock::FinallyEnd => {
                under(self);
                self.emit(Op::PopTop, position);
                under(self);
                self.pop_handler();
                self.emit(Op::PopExcept, position);
            }
            FrameBlock::With { position: of_with, is_async } => {
                self.pop_handler();
                if keeps_value {
                    self.emit_with(Op::Swap, 2, of_with);
                }
                self.call_exit(of_with, is_async);
                self.emit(Op::PopTop, of_with);
            }
            FrameBlock::Handler { name } => {
                if name.is_some() {
                    self.pop_handler();
                }
                under(self);
                self.pop_handler();
                self.emit(Op::PopExcept, position);
                if let Some(name) = name {
                    self.forget(name, position);
                }
            }
        }
        Ok(())
    }

    pub fn push_block(&mut self, block: FrameBlock<'a>, range: TextRange) -> Compiled {
        if self.unit().frame_blocks.len() >= MAX_BLOCKS {
            return Err(self.source.syntax_error("too many statically nested blocks", range));
        }
        self.unit().frame_blocks.push(block);
        Ok(())
    }

    pub fn pop_block(&mut self) {
        self.unit().frame_blocks.pop();
    }

    pub fn try_statement(&mut self, statement: &'a ast::StmtTry) -> Compiled {
        if statement.finalbody.is_empty() { self.try_handlers(statement) } else { self.try_finally(statement) }
    }

    /// `compiler_try_finally`.
    fn try_finally(&mut self, statement: &'a ast::StmtTry) -> Compiled {
        let (end, exit, cleanup) = (self.new_label(), self.new_label(), self.new_label());
        self.unit().set_up(end, false, 0);
        self.push_block(FrameBlock::FinallyTry { body: &statement.finalbody }, statement.range)?;
        if statement.handlers.is_empty() {
            self.body(&statement.body)?;
        } else {
            self.try_handlers(statement)?;
        }
        self.pop_handler();
        self.pop_block();
        self.body(&statement.finalbody)?;
        self.jump(Op::JumpForward, exit, Position::default());

        self.place(end);
        self.push_block(FrameBlock::FinallyEnd, statement.range)?;
        self.unit().set_up(cleanup, true, 0);
        self.emit(Op::PushExcInfo, Position::default());
        self.body(&statement.finalbody)?;
        self.pop_block();
        self.emit_with(Op::Reraise, 0, Position::default());
        self.pop_handler();
        self.pop_except_and_reraise(cleanup);
        self.place(exit);
        Ok(())
    }

    /// `POP_EXCEPT_AND_RERAISE`: an exception in a handler; the one before is the handled one again.
    pub(super) fn pop_except_and_reraise(&mut self, cleanup: super::unit::Label) {
        self.place(cleanup);
        self.emit_with(Op::Copy, 3, Position::default());
        self.emit(Op::PopExcept, Position::default());
        self.emit_with(Op::Reraise, 1, Position::default());
    }

    fn try_handlers(&mut self, statement: &'a ast::StmtTry) -> Compiled {
        if statement.is_star { self.try_star(statement) } else { self.try_except(statement) }
    }

    /// `compiler_try_except`.
    fn try_except(&mut self, statement: &'a ast::StmtTry) -> Compiled {
        let (except, end, cleanup) = (self.new_label(), self.new_label(), self.new_label());
        self.unit().set_up(except, false, 0);
        self.push_block(FrameBlock::Try, statement.range)?;
        self.body(&statement.body)?;
        self.pop_block();
        self.pop_handler();
        self.body(&statement.orelse)?;
        self.jump(Op::JumpForward, end, Position::default());

        self.place(except);
        self.unit().set_up(cleanup, true, 0);
        self.emit(Op::PushExcInfo, Position::default());
        self.push_block(FrameBlock::Handlers, statement.range)?;
        let last = statement.handlers.len().saturating_sub(1);
        for (at, handler) in statement.handlers.iter().enumerate() {
            let ast::ExceptHandler::ExceptHandler(handler) = handler;
            let position = self.position(handler);
            if handler.type_.is_none() && at < last {
                return Err(self.source.syntax_error("default 'except:' must be last", handler.range));
            }
            let next = self.new_label();
            if let Some(class) = &handler.type_ {
                self.expression(class)?;
                self.emit(Op::CheckExcMatch, position);
                self.jump(Op::PopJumpIfFalse, next, position);
            }
            match &handler.name {
                Some(name) => self.named_handler(name.as_str(), &handler.body, handler.range, end)?,
                None => {
                    self.emit(Op::PopTop, position);
                    self.push_block(FrameBlock::Handler { name: None }, handler.range)?;
                    self.body(&handler.body)?;
                    self.pop_block();
                    let outer = self.unit().handlers.clone();
                    self.pop_handler();
                    self.emit(Op::PopExcept, Position::default());
                    self.jump(Op::JumpForward, end, Position::default());
                    self.unit().handlers = outer;
                }
            }
            self.place(next);
        }
        self.emit_with(Op::Reraise, 0, Position::default());
        self.pop_block();
        self.pop_handler();
        self.pop_except_and_reraise(cleanup);
        self.place(end);
        Ok(())
    }

    /// `except … as name`: the name is deleted at the end of the handler, however it ends.
    fn named_handler(
        &mut self,
        name: &'a str,
        body: &'a [Stmt],
        range: TextRange,
        end: super::unit::Label,
    ) -> Compiled {
        let position = self.source.position(range);
        let cleanup = self.new_label();
        let outer = self.unit().handlers.clone();
        self.variable(Act::Store, name, position);
        self.unit().set_up(cleanup, true, 0);
        self.push_block(FrameBlock::Handler { name: Some(name) }, range)?;
        self.body(body)?;
        self.pop_block();
        self.pop_handler();
        self.pop_handler();
        self.emit(Op::PopExcept, Position::default());
        self.forget(name, Position::default());
        self.jump(Op::JumpForward, end, Position::default());
        self.unit().handlers = outer;
        self.place(cleanup);
        self.forget(name, Position::default());
        self.emit_with(Op::Reraise, 1, Position::default());
        Ok(())
    }

    /// `name = None; del name`.
    pub(super) fn forget(&mut self, name: &str, position: Position) {
        self.load_none(position);
        self.variable(Act::Store, name, position);
        self.variable(Act::Delete, name, position);
    }

    /// `compiler_with`.
    pub fn with(&mut self, statement: &'a ast::StmtWith, at: usize) -> Compiled {
        let is_async = statement.is_async;
        if is_async {
            self.check_async("'async with'", statement.range)?;
        }
        let Some(item) = statement.items.get(at) else { return self.body(&statement.body) };
        let position = self.position(&item.context_expr);
        let (failed, exit, suppress, cleanup) =
            (self.new_label(), self.new_label(), self.new_label(), self.new_label());
        self.expression(&item.context_expr)?;
        if is_async {
            self.emit(Op::BeforeAsyncWith, position);
            self.await_top(AFTER_ENTER, position);
        } else {
            self.emit(Op::BeforeWith, position);
        }
        self.exit_width(1);
        self.unit().set_up(failed, true, 1);
        self.push_block(FrameBlock::With { position, is_async }, statement.range)?;
        match &item.optional_vars {
            Some(target) => self.store(target)?,
            None => self.emit(Op::PopTop, position),
        }
        self.with(statement, at + 1)?;
        self.pop_block();
        self.pop_handler();
        self.call_exit(position, is_async);
        self.emit(Op::PopTop, position);
        self.jump(Op::JumpForward, exit, position);

        self.place(failed);
        self.unit().set_up(cleanup, true, 0);
        self.emit(Op::PushExcInfo, position);
        self.emit(Op::WithExceptStart, position);
        if is_async {
            self.await_top(AFTER_EXIT, position);
        }
        self.jump(Op::PopJumpIfTrue, suppress, position);
        self.emit_with(Op::Reraise, 2, position);
        self.place(suppress);
        self.emit(Op::PopTop, position);
        self.pop_handler();
        self.emit(Op::PopExcept, position);
        self.emit(Op::PopTop, position);
        self.emit(Op::PopTop, position);
        self.exit_width(-1);
        self.jump(Op::JumpForward, exit, position);
        self.pop_except_and_reraise(cleanup);
        self.place(exit);
        Ok(())
    }

    /// `exit(None, None, None)`: the function lies where a callable lies, the first None where a receiver does.
    fn call_exit(&mut self, position: Position, is_async: bool) {
        for _ in 0..3 {
            self.load_none(position);
        }
        self.emit_with(Op::Call, 2, position);
        self.exit_width(-1);
        if is_async {
            self.await_top(AFTER_EXIT, position);
        }
    }
}
