//! The loop, and what each instruction does to the stack.

use std::sync::Arc;

use crate::python::compile::code::{self, BinaryOperator, Comparison, Op};
use crate::python::eval::frame::Value;
use crate::python::eval::stop::{Ending, Result, Stop};
use crate::python::machine::{LineMark, Machine};
use crate::python::object::{Body, Ref, known};

/// What an instruction costs on the virtual clock.
const INSTRUCTION_NANOS: u64 = 30;

impl Machine {
    /// Runs until `step` is at least `until` or the program has ended; true while there is more.
    pub fn run_until(&mut self, until: u64) -> bool {
        while self.ended.is_none() && self.step < until {
            if let Err(stop) = self.step_once(0) {
                self.end_program(Err(stop));
            } else if self.thread().frames.is_empty() {
                self.end_program(Ok(()));
            }
        }
        self.ended.is_none()
    }

    /// Runs until only `floor` frames are left; an exception that none of the frames above handles comes back as the error.
    pub fn run_to_floor(&mut self, floor: usize) -> Result<()> {
        while self.thread().frames.len() > floor {
            self.step_once(floor)?;
        }
        Ok(())
    }

    /// One instruction of the innermost frame, and the unwinding when it raises.
    #[inline]
    fn step_once(&mut self, floor: usize) -> Result<()> {
        if self.step >= self.options.max_steps {
            return Err(Stop::Ended(Box::new(Ending::Steps(self.options.max_steps))));
        }
        if self.heap.blocks.bytes > self.options.max_memory {
            return Err(Stop::Ended(Box::new(Ending::Memory(self.options.max_memory))));
        }
        let current = self.current;
        let thread = &mut self.threads[current];
        let depth = thread.frames.len();
        let Some(frame) = thread.frames.last_mut() else { return Ok(()) };
        let at = frame.next as usize;
        let Some(instruction) = frame.code.instructions.get(at).copied() else {
            return Err(Stop::unmodelled("the code ran past its end"));
        };
        let line = frame.code.positions.get(at).map_or(0, |position| position.line);
        if line != frame.line && line != 0 && instruction.op != Op::Resume {
            frame.line = line;
            if self.trail.recording && frame.code.in_program {
                let mark = LineMark {
                    step: self.step,
                    line,
                    depth: depth as u16,
                    thread: current as u16,
                    clock_nanos: self.clock_nanos,
                };
                self.trail.lines.push(mark);
            }
        }
        frame.next += 1;
        self.clock_nanos += INSTRUCTION_NANOS;
        let outcome = self.execute(instruction.op, instruction.arg);
        self.tick();
        match outcome {
            Ok(()) => Ok(()),
            Err(stop) => self.unwind(stop, floor),
        }
    }

    pub(super) fn jump(&mut self, target: u32) {
        if let Some(frame) = self.thread_mut().frames.last_mut() {
            frame.next = target;
        }
    }

    #[inline]
    pub(super) fn code(&self) -> Option<&Arc<code::Code>> {
        self.thread().frames.last().map(|frame| &frame.code)
    }

    #[inline]
    pub(super) fn replace_top(&mut self, drop: usize, result: Ref) {
        for _ in 0..drop {
            self.drop_top();
        }
        self.push(result);
    }

    fn execute(&mut self, op: Op, arg: u32) -> Result<()> {
        match op {
            Op::Nop => {}
            Op::Resume => self.collect_if_pending(),
            Op::PopTop => self.drop_top(),
            Op::Copy => {
                let value = self.peek(arg as usize - 1);
                if value.is_null() {
                    self.push_value(Value::NULL);
                } else {
                    self.keep(value);
                    self.push(value);
                }
            }
            Op::Swap => {
                let values = &mut self.thread_mut().values;
                let top = values.len() - 1;
                values.swap(top, top + 1 - arg as usize);
            }
            Op::PushNull => self.push_value(Value::NULL),
            Op::LoadConst => {
                let constant =
                    self.code().and_then(|code| code.constants.get(arg as usize)).copied().unwrap_or(known::NONE);
                if self.version().borrows_constants() {
                    self.push_value(Value::borrowed(constant));
                } else {
                    self.keep(constant);
                    self.push(constant);
                }
            }
            Op::LoadSmallInt => {
                let value = self.new_int(i64::from(arg));
                self.push(value);
            }
            Op::LoadFast => self.load_fast(arg)?,
            Op::LoadFastBorrow => self.load_fast_borrow(arg)?,
            Op::LoadFastAndClear => {
                let value = self.exchange_local(arg, Value::NULL);
                self.push_value(value);
            }
            Op::StoreFast => self.store_fast(arg),
            Op::DeleteFast => self.delete_fast(arg)?,
            Op::MakeCell => self.make_cell(arg),
            Op::CopyFreeVars => self.copy_free_variables(arg),
            Op::LoadDeref => self.load_deref(arg)?,
            Op::StoreDeref => self.store_deref(arg),
            Op::DeleteDeref => self.delete_deref(arg)?,
            Op::LoadClassDeref => self.load_class_deref(arg)?,
            Op::LoadFromDictOrGlobals => self.load_from_dict_or_globals(arg)?,
            Op::LoadFromDictOrDeref => self.load_from_dict_or_deref(arg)?,
            Op::LoadName => self.load_name(arg)?,
            Op::LoadGlobal => {
                let name = self.name(arg);
                self.load_global(name, None)?;
            }
            Op::StoreName => {
                let name = self.name(arg);
                let namespace = self.namespace();
                self.store_in(namespace, name)?;
            }
            Op::StoreGlobal => {
                let name = self.name(arg);
                let globals = self.thread().frames.last().map_or(Ref::NULL, |frame| frame.globals);
                self.store_in(globals, name)?;
            }
            Op::DeleteName | Op::DeleteGlobal => self.delete_name(op, arg)?,
            Op::LoadAttr => {
                let (object, name) = (self.peek(0), self.name(arg));
                let value = self.get_attribute(object, name)?;
                self.replace_top(1, value);
            }
            Op::LoadMethod => self.load_method(arg)?,
            Op::LoadSuperAttr => self.load_super_attribute(arg)?,
            Op::StoreAttr => {
                let (object, value, name) = (self.peek(0), self.peek(1), self.name(arg));
                self.set_attribute(object, name, value)?;
                self.drop_top();
                self.drop_top();
            }
            Op::DeleteAttr => {
                let (object, name) = (self.peek(0), self.name(arg));
                self.delete_attribute(object, name)?;
                self.drop_top();
            }
            Op::BinaryOp => {
                let (left, right) = (self.peek(1), self.peek(0));
                let inplace = arg >= BinaryOperator::INPLACE;
                let number = (arg % BinaryOperator::INPLACE) as usize;
                let operator = BinaryOperator::ALL.get(number).copied().unwrap_or(BinaryOperator::Add);
                let result = match self.quick_binary(operator) {
                    Some(result) => result,
                    None => self.binary(operator, inplace, left, right)?,
                };
                self.replace_top(2, result);
            }
            Op::BinarySubscript => {
                let (container, key) = (self.peek(1), self.peek(0));
                let result = self.get_item(container, key)?;
                self.replace_top(2, result);
            }
            Op::BinarySlice => self.binary_slice()?,
            Op::StoreSubscript => {
                let (value, container, key) = (self.peek(2), self.peek(1), self.peek(0));
                self.set_item(container, key, value)?;
                // STORE_SUBSCR drops value, container, key in this order.
                let (key, container, value) = (self.pop_value(), self.pop_value(), self.pop_value());
                self.drop_value(value);
                self.drop_value(container);
                self.drop_value(key);
            }
            Op::StoreSlice => self.store_slice()?,
            Op::DeleteSubscript => {
                let (container, key) = (self.peek(1), self.peek(0));
                self.delete_item(container, key)?;
                self.drop_top();
                self.drop_top();
            }
            Op::UnaryNegative | Op::UnaryPositive | Op::UnaryInvert => {
                let operand = self.peek(0);
                let result = self.unary(op, operand)?;
                self.replace_top(1, result);
            }
            Op::UnaryNot => {
                let truth = self.is_true(self.peek(0))?;
                let result = self.new_bool(!truth);
                self.replace_top(1, result);
            }
            Op::CompareOp => {
                let (left, right) = (self.peek(1), self.peek(0));
                let comparison = Comparison::ALL.get(arg as usize).copied().unwrap_or(Comparison::Equal);
                let result = match self.quick_compare(comparison) {
                    Some(result) => result,
                    None => self.compare(comparison, left, right)?,
                };
                self.replace_top(2, result);
            }
            Op::IsOp => {
                let same = self.peek(1) == self.peek(0);
                let result = self.new_bool(same != (arg == 1));
                self.replace_top(2, result);
            }
            Op::ContainsOp => {
                let (item, container) = (self.peek(1), self.peek(0));
                let found = self.contains(container, item)?;
                let result = self.new_bool(found != (arg == 1));
                self.replace_top(2, result);
            }
            Op::BuildTuple => {
                let items = self.pop_many(arg as usize);
                let tuple = self.new_tuple(items);
                self.push(tuple);
            }
            Op::BuildList => {
                let items = self.pop_many(arg as usize);
                let list = self.new_list(items);
                self.push(list);
            }
            Op::BuildSet => self.build_set(arg as usize)?,
            Op::BuildMap => self.build_map(arg as usize)?,
            Op::BuildConstKeyMap => self.build_const_key_map(arg as usize)?,
            Op::BuildString => self.build_string(arg as usize)?,
            Op::BuildSlice => self.build_slice(arg),
            Op::ListAppend => {
                let value = self.pop();
                let list = self.peek(arg as usize - 1);
                self.list_append(list, value);
            }
            Op::SetAdd => {
                let set = self.peek(arg as usize);
                self.set_add(set, self.peek(0))?;
                self.drop_top();
            }
            Op::MapAdd => self.map_add(arg as usize)?,
            Op::ListExtend => self.extend_list(arg as usize)?,
            Op::SetUpdate => {
                let (set, iterable) = (self.peek(arg as usize), self.peek(0));
                self.set_update(set, iterable)?;
                self.drop_top();
            }
            Op::DictUpdate => self.update_dict(arg as usize)?,
            Op::DictMerge => self.merge_dict(arg as usize)?,
            Op::ListToTuple => {
                let items = self.heap.items(self.peek(0)).map(<[Ref]>::to_vec).unwrap_or_default();
                let tuple = self.tuple_of(&items);
                self.replace_top(1, tuple);
            }
            Op::UnpackSequence => self.unpack_sequence(arg as usize)?,
            Op::UnpackEx => self.unpack_starred((arg & 0xff) as usize, (arg >> 8) as usize)?,
            Op::GetIter => {
                let iterator = self.iterator_of(self.peek(0))?;
                self.replace_top(1, iterator);
            }
            Op::ForIter => {
                let iterator = self.peek(0);
                if let Body::Generator(_) = self.heap.body(iterator) {
                    return self.iterate_generator(iterator, arg);
                }
                match self.next_of(iterator)? {
                    Some(item) => self.push(item),
                    None => self.jump(arg),
                }
            }
            Op::EndFor => self.drop_top(),
            Op::JumpForward => self.jump(arg),
            Op::JumpBackward => {
                self.jump(arg);
                if let Some(frame) = self.thread_mut().frames.last_mut() {
                    frame.line = 0;
                }
                self.collect_if_pending();
            }
            Op::PopJumpIfTrue | Op::PopJumpIfFalse => {
                let truth = self.is_true(self.peek(0))?;
                self.drop_top();
                if truth == (op == Op::PopJumpIfTrue) {
                    self.jump(arg);
                }
            }
            Op::PopJumpIfNone | Op::PopJumpIfNotNone => {
                let is_none = self.peek(0) == known::NONE;
                self.drop_top();
                if is_none == (op == Op::PopJumpIfNone) {
                    self.jump(arg);
                }
            }
            Op::ToBool => {
                let truth = self.is_true(self.peek(0))?;
                let result = self.new_bool(truth);
                self.replace_top(1, result);
            }
            Op::Call => {
                self.invoke(arg as usize, &[])?;
                self.collect_if_pending();
            }
            Op::CallKeywords => {
                let names = self.pop();
                let list: smallvec::SmallVec<[Ref; 4]> =
                    self.heap.items(names).unwrap_or_default().iter().copied().collect();
                let outcome = self.invoke(arg as usize, &list);
                self.release(names);
                outcome?;
                self.collect_if_pending();
            }
            Op::CallEx => {
                self.call_unpacked(arg == 1)?;
                self.collect_if_pending();
            }
            Op::ReturnValue => self.return_value()?,
            Op::MakeFunction => self.make_function(arg),
            Op::LoadBuildClass => {
                let body = Body::Native { definition: &super::class_build::BUILD_CLASS, receiver: Ref::NULL };
                let function = self.heap.insert(known::BUILTIN_FUNCTION, body, 56 + 16, 16, true);
                self.push(function);
            }
            Op::FormatValue => self.format_value(arg)?,
            Op::ImportName => self.import_name(arg)?,
            Op::ImportFrom => self.import_from(arg)?,
            Op::ImportStar => self.import_star()?,
            Op::RaiseVarargs => {
                let cause = if arg == 2 { self.pop() } else { Ref::NULL };
                let exception = if arg >= 1 { self.pop() } else { Ref::NULL };
                return Err(self.raise_statement(exception, cause));
            }
            Op::PushExcInfo => self.push_handled(),
            Op::PopExcept => self.pop_handled(),
            Op::CheckExcMatch => {
                let (exception, pattern) = (self.peek(1), self.peek(0));
                let matches = self.exception_matches(exception, pattern)?;
                let result = self.new_bool(matches);
                self.replace_top(1, result);
            }
            Op::Reraise => {
                let exception = self.pop();
                // The instruction's number that a handler may have pushed is not needed: the traceback has the place already.
                return Err(Stop::Raised(exception));
            }
            Op::BeforeWith => self.before_with()?,
            Op::WithExceptStart => self.with_except_start()?,
            Op::MatchSequence | Op::MatchMapping => self.match_kind(op),
            Op::MatchKeys => self.match_keys()?,
            Op::MatchClass => self.match_class(arg as usize)?,
            Op::GetLength => {
                let length = self.length_of(self.peek(0))?;
                let length = self.new_int(length as i64);
                self.push(length);
            }
            Op::LoadAssertionError => {
                self.keep(known::ASSERTION_ERROR);
                self.push(known::ASSERTION_ERROR);
            }
            Op::SetupAnnotations => self.set_up_annotations()?,
            Op::LoadLocals => {
                let namespace = self.namespace();
                self.keep(namespace);
                self.push(namespace);
            }
            Op::CheckEgMatch => self.check_group_match()?,
            Op::PrepareReraiseStar => {
                let (original, raised) = (self.peek(1), self.peek(0));
                let raised = self.heap.items(raised).map(<[Ref]>::to_vec).unwrap_or_default();
                let exception = self.prepare_star_reraise(original, &raised)?;
                self.replace_top(2, exception);
            }
            Op::ReturnGenerator => self.return_generator()?,
            Op::YieldValue => self.yield_value(),
            Op::Send => self.send(arg)?,
            Op::GetYieldFromIter => self.yield_from_iterator()?,
            Op::PrintExpr => self.print_expression()?,
            Op::GetAwaitable => self.get_awaitable(arg)?,
            Op::GetAiter => self.get_async_iterator()?,
            Op::GetAnext => self.get_async_next()?,
            Op::EndAsyncFor => self.end_async_for()?,
            Op::BeforeAsyncWith => self.before_async_with()?,
            Op::AsyncGenWrap => self.wrap_async_value()?,
        }
        Ok(())
    }
}
