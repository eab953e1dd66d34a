//! `try … except*` (`codegen_try_star_except`): each clause takes its part of a group, what they raise is gathered in a list.

use ruff_python_ast as ast;
use ruff_text_size::TextRange;

use super::code::{Op, Position};
use super::compiler::{Act, Compiled, Compiler};
use super::unit::{FrameBlock, Label};

const NOWHERE: Position = Position { line: 0, end_line: 0, column: 0, end_column: 0 };

impl<'a> Compiler<'a> {
    /// On the stack are, from the first clause on: what was handled before, the whole exception, the list of what the clauses
    /// raised, and the part that is left.
    pub(super) fn try_star(&mut self, statement: &'a ast::StmtTry) -> Compiled {
        let (except, orelse, end, cleanup, reraise_star) =
            (self.new_label(), self.new_label(), self.new_label(), self.new_label(), self.new_label());
        self.unit().set_up(except, false, 0);
        self.push_block(FrameBlock::Try, statement.range)?;
        self.body(&statement.body)?;
        self.pop_block();
        self.pop_handler();
        self.jump(Op::JumpForward, orelse, NOWHERE);

        self.place(except);
        self.unit().set_up(cleanup, true, 0);
        self.emit(Op::PushExcInfo, NOWHERE);
        self.push_block(FrameBlock::StarHandlers, statement.range)?;
        let last = statement.handlers.len().saturating_sub(1);
        for (at, handler) in statement.handlers.iter().enumerate() {
            let ast::ExceptHandler::ExceptHandler(handler) = handler;
            let position = self.position(handler);
            if at == 0 {
                self.emit_with(Op::BuildList, 0, position);
                self.emit_with(Op::Copy, 2, position);
            }
            let next = self.star_clause(handler, position)?;
            self.place(next);
            if at == last {
                // What no clause took is raised again; None when nothing is left.
                self.emit_with(Op::ListAppend, 1, NOWHERE);
                self.jump(Op::JumpForward, reraise_star, NOWHERE);
            }
        }
        self.pop_block();
        let reraise = self.new_label();
        self.place(reraise_star);
        self.emit(Op::PrepareReraiseStar, NOWHERE);
        self.emit_with(Op::Copy, 1, NOWHERE);
        self.jump(Op::PopJumpIfNotNone, reraise, NOWHERE);
        self.emit(Op::PopTop, NOWHERE);
        let inside = self.unit().handlers.clone();
        self.pop_handler();
        self.emit(Op::PopExcept, NOWHERE);
        self.jump(Op::JumpForward, end, NOWHERE);
        self.unit().handlers = inside;
        self.place(reraise);
        self.pop_handler();
        self.emit_with(Op::Swap, 2, NOWHERE);
        self.emit(Op::PopExcept, NOWHERE);
        self.emit_with(Op::Reraise, 0, NOWHERE);
        self.pop_except_and_reraise(cleanup);
        self.place(orelse);
        self.body(&statement.orelse)?;
        self.place(end);
        Ok(())
    }

    /// One clause; gives the label after it, which is yet to be placed.
    fn star_clause(&mut self, handler: &'a ast::ExceptHandlerExceptHandler, position: Position) -> Compiled<Label> {
        let (no_match, next, cleanup, done) = (self.new_label(), self.new_label(), self.new_label(), self.new_label());
        if let Some(class) = &handler.type_ {
            self.expression(class)?;
            self.emit(Op::CheckEgMatch, position);
            self.emit_with(Op::Copy, 1, position);
            self.jump(Op::PopJumpIfNone, no_match, position);
        }
        let name = handler.name.as_ref().map(ast::Identifier::as_str);
        match name {
            Some(name) => self.variable(Act::Store, name, position),
            None => self.emit(Op::PopTop, position),
        }
        self.unit().set_up(cleanup, true, 0);
        self.push_block(FrameBlock::Handler { name }, handler.range)?;
        self.body(&handler.body)?;
        self.pop_block();
        self.pop_handler();
        if let Some(name) = name {
            self.forget(name, NOWHERE);
        }
        self.jump(Op::JumpForward, done, NOWHERE);

        self.place(cleanup);
        if let Some(name) = name {
            self.forget(name, NOWHERE);
        }
        self.emit_with(Op::ListAppend, 3, NOWHERE);
        self.emit(Op::PopTop, NOWHERE);
        self.jump(Op::JumpForward, next, NOWHERE);
        self.place(done);
        self.emit(Op::Nop, NOWHERE);
        self.jump(Op::JumpForward, next, NOWHERE);
        self.place(no_match);
        self.emit(Op::PopTop, position);
        Ok(next)
    }

    /// Refuses to leave the clauses of an `except*` but by an exception.
    pub(super) fn leaves_no_star(&mut self, range: TextRange) -> Compiled {
        if matches!(self.unit().frame_blocks.last(), Some(FrameBlock::StarHandlers)) {
            let message = "'break', 'continue' and 'return' cannot appear in an except* block";
            return Err(self.source.syntax_error(message, range));
        }
        Ok(())
    }
}
