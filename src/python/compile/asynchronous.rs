//! `await`, `async for` and `async with`: what they wait for is sent to until it is done, as `yield from` does it.

use ruff_python_ast as ast;
use ruff_text_size::TextRange;

use super::code::{Op, Position};
use super::compiler::{Compiled, Compiler};
use super::unit::FrameBlock;

/// What [`Op::GetAwaitable`] is told, for its messages.
pub(super) const AWAIT: u32 = 0;
pub(super) const AFTER_ENTER: u32 = 1;
pub(super) const AFTER_EXIT: u32 = 2;

impl<'a> Compiler<'a> {
    pub fn await_expression(&mut self, made: &'a ast::ExprAwait, position: Position) -> Compiled {
        if !self.unit().flags.optimized {
            return Err(self.source.syntax_error("'await' outside function", made.range));
        }
        self.check_async("'await'", made.range)?;
        self.expression(&made.value)?;
        self.await_top(AWAIT, position);
        Ok(())
    }

    /// Refuses what stands only in an `async def`, or in a comprehension.
    pub fn check_async(&mut self, what: &str, range: TextRange) -> Compiled {
        let unit = self.unit();
        let allowed = unit.flags.coroutine || unit.flags.async_generator || unit.is_comprehension;
        if allowed { Ok(()) } else { Err(self.source.syntax_error(format!("{what} outside async function"), range)) }
    }

    /// The value on top is replaced by what awaiting it gives.
    pub fn await_top(&mut self, purpose: u32, position: Position) {
        self.emit_with(Op::GetAwaitable, purpose, position);
        self.iterator_width(1);
        self.load_none(position);
        self.send_loop(position);
        self.iterator_width(-1);
    }

    /// Sends to the iterator below the value on top until it is done; the result takes the place of both
    /// (`compiler_add_yield_from`).
    pub fn send_loop(&mut self, position: Position) {
        let (send, exit) = (self.new_label(), self.new_label());
        self.place(send);
        self.jump(Op::Send, exit, position);
        self.emit(Op::YieldValue, position);
        self.jump(Op::JumpBackward, send, position);
        self.place(exit);
        // The receiver goes, its result stays.
        self.emit_with(Op::Swap, 2, position);
        self.emit(Op::PopTop, position);
    }

    /// `compiler_async_for`.
    pub fn async_for_loop(&mut self, statement: &'a ast::StmtFor) -> Compiled {
        self.check_async("'async for'", statement.range)?;
        let (start, ended, end) = (self.new_label(), self.new_label(), self.new_label());
        self.expression(&statement.iter)?;
        let position = self.position(&*statement.iter);
        self.emit(Op::GetAiter, position);
        self.iterator_width(1);
        self.place(start);
        self.push_block(FrameBlock::For { start, end }, statement.range)?;
        self.unit().set_up(ended, false, 0);
        self.emit(Op::GetAnext, position);
        self.load_none(position);
        self.send_loop(position);
        self.pop_handler();
        self.store(&statement.target)?;
        self.body(&statement.body)?;
        self.jump(Op::JumpBackward, start, Position::default());
        self.pop_block();
        self.place(ended);
        self.emit(Op::EndAsyncFor, position);
        self.iterator_width(-1);
        self.body(&statement.orelse)?;
        self.place(end);
        Ok(())
    }
}
