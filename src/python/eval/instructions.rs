//! The loop, and what each instruction does to the stack.

use std::sync::Arc;

use crate::python::compile::code::{self, BinaryOperator, Comparison, Op};
use crate::python::eval::attribute::Found;
use crate::python::eval::frame::{Purpose, Value};
use crate::python::eval::stop::{Ending, Result, Stop};
use crate::python::machine::{LineMark, Machine};
use crate::python::object::function::Function;
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

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
            if self.trail.recording {
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

    fn jump(&mut self, target: u32) {
        if let Some(frame) = self.thread_mut().frames.last_mut() {
            frame.next = target;
        }
    }

    #[inline]
    fn code(&self) -> Option<&Arc<code::Code>> {
        self.thread().frames.last().map(|frame| &frame.code)
    }

    /// The name that the instruction's argument stands for.
    #[inline]
    fn name(&self, arg: u32) -> Ref {
        self.code().and_then(|code| code.names.get(arg as usize)).copied().unwrap_or(Ref::NULL)
    }

    #[inline]
    fn local(&self, arg: u32) -> Value {
        let thread = self.thread();
        let base = thread.frames.last().map_or(0, |frame| frame.base);
        thread.values.get(base + arg as usize).copied().unwrap_or(Value::NULL)
    }

    /// Puts a value into a local and gives back the one that was there.
    #[inline]
    fn exchange_local(&mut self, arg: u32, value: Value) -> Value {
        let thread = self.thread_mut();
        let base = thread.frames.last().map_or(0, |frame| frame.base);
        match thread.values.get_mut(base + arg as usize) {
            Some(place) => std::mem::replace(place, value),
            None => value,
        }
    }

    #[inline]
    fn replace_top(&mut self, drop: usize, result: Ref) {
        for _ in 0..drop {
            self.drop_top();
        }
        self.push(result);
    }

    /// The two topmost values when both are plain ints that fit a machine word.
    #[inline]
    fn two_ints(&self) -> Option<(i64, i64)> {
        let [.., left, right] = self.thread().values.as_slice() else { return None };
        let (left, right) = (self.heap.get(left.reference()), self.heap.get(right.reference()));
        match (&left.body, &right.body) {
            (Body::Int(a), Body::Int(b)) if left.class == known::INT && right.class == known::INT => Some((*a, *b)),
            _ => None,
        }
    }

    /// The commonest operations on ints, by the way that [`Machine::binary`] would take at length.
    #[inline]
    fn quick_binary(&mut self, operator: BinaryOperator) -> Option<Ref> {
        let (left, right) = self.two_ints()?;
        let value = match operator {
            BinaryOperator::Add => left.checked_add(right)?,
            BinaryOperator::Subtract => left.checked_sub(right)?,
            BinaryOperator::Multiply => left.checked_mul(right)?,
            _ => return None,
        };
        Some(self.new_int(value))
    }

    /// The same for comparisons.
    #[inline]
    fn quick_compare(&mut self, comparison: Comparison) -> Option<Ref> {
        let (left, right) = self.two_ints()?;
        let answer = match comparison {
            Comparison::Less => left < right,
            Comparison::LessEqual => left <= right,
            Comparison::Equal => left == right,
            Comparison::NotEqual => left != right,
            Comparison::Greater => left > right,
            Comparison::GreaterEqual => left >= right,
        };
        Some(self.new_bool(answer))
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
            Op::LoadFast => {
                let current = self.current;
                let thread = &mut self.threads[current];
                let base = thread.frames.last().map_or(0, |frame| frame.base);
                match thread.values.get(base + arg as usize) {
                    Some(value) if !value.is_null() => {
                        let reference = value.reference();
                        self.heap.incref(reference);
                        thread.values.push(Value::owned(reference));
                    }
                    _ => return Err(self.unbound_local(arg)),
                }
            }
            Op::LoadFastBorrow => {
                let value = self.local(arg);
                if value.is_null() {
                    return Err(self.unbound_local(arg));
                }
                self.push_value(Value::borrowed(value.reference()));
            }
            Op::LoadFastAndClear => {
                let value = self.exchange_local(arg, Value::NULL);
                self.push_value(value);
            }
            Op::StoreFast => {
                let value = self.pop_value();
                // A local never borrows from another: it may outlive it. A constant outlives every local.
                let from_constant = || self.code().is_some_and(|code| code.constants.contains(&value.reference()));
                let value = if value.is_borrowed() && !from_constant() { Value::owned(self.own(value)) } else { value };
                let old = self.exchange_local(arg, value);
                self.drop_value(old);
            }
            Op::DeleteFast => {
                let old = self.exchange_local(arg, Value::NULL);
                if old.is_null() {
                    return Err(self.unbound_local(arg));
                }
                self.drop_value(old);
            }
            Op::MakeCell => {
                let value = self.exchange_local(arg, Value::NULL);
                let content = if value.is_null() { Ref::NULL } else { self.own(value) };
                let cell = self.heap.insert(known::CELL, Body::Cell(content), 24 + 16, 16, true);
                self.heap.track(cell);
                self.exchange_local(arg, Value::owned(cell));
            }
            Op::CopyFreeVars => self.copy_free_variables(arg),
            Op::LoadDeref => {
                let content = self.cell_content(arg);
                if content.is_null() {
                    return Err(self.unbound_cell(arg));
                }
                self.keep(content);
                self.push(content);
            }
            Op::StoreDeref => {
                let value = self.pop();
                let old = self.exchange_cell(arg, value);
                self.release(old);
            }
            Op::DeleteDeref => {
                let old = self.exchange_cell(arg, Ref::NULL);
                if old.is_null() {
                    return Err(self.unbound_cell(arg));
                }
                self.release(old);
            }
            Op::LoadClassDeref => {
                let name =
                    self.code().and_then(|code| code.locals.get(arg as usize)).map_or(Ref::NULL, |local| local.name);
                let locals = self.thread().frames.last().map_or(Ref::NULL, |frame| frame.locals);
                let found = (!locals.is_null()).then(|| self.dict_get_name(locals, name)).flatten();
                let value = found.unwrap_or_else(|| self.cell_content(arg));
                if value.is_null() {
                    return Err(self.unbound_cell(arg));
                }
                self.keep(value);
                self.push(value);
            }
            Op::LoadName => {
                let name = self.name(arg);
                let locals = self.thread().frames.last().map_or(Ref::NULL, |frame| frame.locals);
                let found = if locals.is_null() { None } else { self.dict_get_name(locals, name) };
                self.load_global(name, found)?;
            }
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
            Op::DeleteName | Op::DeleteGlobal => {
                let name = self.name(arg);
                let namespace = if op == Op::DeleteName {
                    self.namespace()
                } else {
                    self.thread().frames.last().map_or(Ref::NULL, |frame| frame.globals)
                };
                if !self.dict_delete(namespace, name)? {
                    return Err(self.undefined_name(name));
                }
            }
            Op::LoadAttr => {
                let (object, name) = (self.peek(0), self.name(arg));
                let value = self.get_attribute(object, name)?;
                self.replace_top(1, value);
            }
            Op::LoadMethod => {
                let (object, name) = (self.peek(0), self.name(arg));
                match self.find_method(object, name)? {
                    Found::Unbound(function) => {
                        let object = self.pop_value();
                        self.push(function);
                        self.push_value(object);
                    }
                    Found::Attribute(value) => {
                        self.replace_top(1, value);
                        self.push_value(Value::NULL);
                    }
                }
            }
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
            Op::BinarySlice => {
                let slice = self.slice_on_top();
                let container = self.peek(0);
                let result = self.get_item(container, slice);
                self.release(slice);
                let result = result?;
                self.replace_top(1, result);
            }
            Op::StoreSubscript => {
                let (value, container, key) = (self.peek(2), self.peek(1), self.peek(0));
                self.set_item(container, key, value)?;
                // STORE_SUBSCR drops value, container, key in this order.
                let (key, container, value) = (self.pop_value(), self.pop_value(), self.pop_value());
                self.drop_value(value);
                self.drop_value(container);
                self.drop_value(key);
            }
            Op::StoreSlice => {
                let slice = self.slice_on_top();
                let (value, container) = (self.peek(1), self.peek(0));
                let outcome = self.set_item(container, slice, value);
                self.release(slice);
                outcome?;
                self.drop_top();
                self.drop_top();
            }
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
            Op::BuildSet => {
                let set = self.new_set();
                self.push(set);
                for depth in 0..arg as usize {
                    let item = self.peek(arg as usize - depth);
                    self.set_add(set, item)?;
                }
                self.drop_below(arg as usize);
            }
            Op::BuildMap => {
                let count = arg as usize;
                let unicode = (0..count).all(|pair| self.heap.class_of(self.peek(2 * pair + 1)) == known::STR);
                let dict = self.new_dict_presized(count, unicode);
                self.push(dict);
                for pair in (0..count).rev() {
                    let (key, value) = (self.peek(2 * pair + 2), self.peek(2 * pair + 1));
                    self.dict_set(dict, key, value)?;
                }
                self.drop_below(2 * count);
            }
            Op::BuildConstKeyMap => {
                let count = arg as usize;
                let keys = self.heap.items(self.peek(0)).map(<[Ref]>::to_vec).unwrap_or_default();
                let unicode = keys.iter().all(|key| self.heap.class_of(*key) == known::STR);
                let dict = self.new_dict_presized(count, unicode);
                self.push(dict);
                for (at, key) in keys.into_iter().enumerate() {
                    let value = self.peek(count - at + 1);
                    self.dict_set(dict, key, value)?;
                }
                self.drop_below(count + 1);
            }
            Op::BuildString => {
                let mut text = String::new();
                for depth in (0..arg as usize).rev() {
                    text.push_str(self.text_of(self.peek(depth)).unwrap_or_default());
                }
                self.check_room(text.len() as u64)?;
                let result = self.new_str(&text);
                self.replace_top(arg as usize, result);
            }
            Op::BuildSlice => {
                let constant = self.parts_are_constant(arg);
                let step = if arg == 3 { self.pop() } else { self.none() };
                let stop = self.pop();
                let start = self.pop();
                let parts = [start, stop, step];
                let slice = if constant { self.new_constant_slice(parts) } else { self.new_slice(parts) };
                self.push(slice);
            }
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
            Op::MapAdd => {
                let dict = self.peek(arg as usize + 1);
                self.dict_set(dict, self.peek(1), self.peek(0))?;
                self.drop_top();
                self.drop_top();
            }
            Op::ListExtend => {
                let (list, iterable) = (self.peek(arg as usize), self.peek(0));
                if let Err(stop) = self.list_extend(list, iterable) {
                    return Err(self.unpack_error(stop, iterable));
                }
                self.drop_top();
            }
            Op::SetUpdate => {
                let (set, iterable) = (self.peek(arg as usize), self.peek(0));
                self.set_update(set, iterable)?;
                self.drop_top();
            }
            Op::DictUpdate => {
                let (dict, mapping) = (self.peek(arg as usize), self.peek(0));
                if !self.is_mapping(mapping) {
                    let name = self.class_name(mapping);
                    return Err(self.raise(known::TYPE_ERROR, format!("'{name}' object is not a mapping")));
                }
                self.dict_update(dict, mapping)?;
                self.drop_top();
            }
            Op::DictMerge => {
                let (dict, mapping, callable) = (self.peek(arg as usize), self.peek(0), self.peek(arg as usize + 3));
                self.merge_keywords(dict, mapping, callable)?;
                self.drop_top();
            }
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
            Op::ForIter => match self.next_of(self.peek(0))? {
                Some(item) => self.push(item),
                None => self.jump(arg),
            },
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
            Op::PushExcInfo => {
                let exception = self.pop();
                self.keep(exception);
                let before = std::mem::replace(&mut self.thread_mut().handled, exception);
                let before = if before.is_null() { self.none() } else { before };
                self.push(before);
                self.push(exception);
            }
            Op::PopExcept => {
                let before = self.pop();
                let before = if before == known::NONE {
                    self.release(before);
                    Ref::NULL
                } else {
                    before
                };
                let handled = std::mem::replace(&mut self.thread_mut().handled, before);
                self.release(handled);
            }
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
            Op::WithExceptStart => {
                let exit = self.peek(3);
                let exception = self.peek(0);
                let class = self.heap.class_of(exception);
                let traceback = self.exception(exception).map_or(Ref::NULL, |parts| parts.traceback);
                let traceback = if traceback.is_null() { known::NONE } else { traceback };
                let result = self.call(exit, &[class, exception, traceback])?;
                self.push(result);
            }
            Op::LoadAssertionError => {
                self.keep(known::ASSERTION_ERROR);
                self.push(known::ASSERTION_ERROR);
            }
            Op::SetupAnnotations => {
                let namespace = self.namespace();
                if self.dict_get_name(namespace, self.names.annotations).is_none() {
                    let made = self.new_dict();
                    let outcome = self.dict_set(namespace, self.names.annotations, made);
                    self.release(made);
                    outcome?;
                }
            }
            Op::LoadLocals => {
                let namespace = self.namespace();
                self.keep(namespace);
                self.push(namespace);
            }
            Op::CheckEgMatch => return Err(Stop::unmodelled("`except*` is not modelled yet")),
            Op::ReturnGenerator | Op::YieldValue | Op::Send | Op::GetYieldFromIter => {
                return Err(Stop::unmodelled("generators are not modelled yet"));
            }
            Op::GetAwaitable => return Err(Stop::unmodelled("`await` is not modelled yet")),
        }
        Ok(())
    }

    /// Drops the `count` values that lie under the top.
    fn drop_below(&mut self, count: usize) {
        let top = self.pop_value();
        for _ in 0..count {
            self.drop_top();
        }
        self.push_value(top);
    }

    fn slice_on_top(&mut self) -> Ref {
        let constant = self.parts_are_constant(2);
        let stop = self.pop();
        let start = self.pop();
        let step = self.none();
        // From 3.15 a list, tuple or str is sliced without a slice object (`_BINARY_SLICE`).
        let class = self.heap.class_of(self.peek(0));
        let none_made = self.version() >= Version::V3_15 && [known::LIST, known::TUPLE, known::STR].contains(&class);
        let parts = [start, stop, step];
        if constant || none_made { self.new_constant_slice(parts) } else { self.new_slice(parts) }
    }

    /// Whether the slice that is built now is a constant of the code, as slices of constants are from 3.14.
    fn parts_are_constant(&self, count: u32) -> bool {
        let Some(frame) = self.thread().frames.last() else { return false };
        let at = (frame.next as usize).saturating_sub(1);
        let parts = at.checked_sub(count as usize).and_then(|first| frame.code.instructions.get(first..at));
        self.version() >= Version::V3_14
            && parts.is_some_and(|parts| parts.iter().all(|part| matches!(part.op, Op::LoadConst | Op::LoadSmallInt)))
    }

    /// The dict of a module or class body, or the globals.
    pub fn namespace(&self) -> Ref {
        self.thread()
            .frames
            .last()
            .map_or(Ref::NULL, |frame| if frame.locals.is_null() { frame.globals } else { frame.locals })
    }

    fn store_in(&mut self, namespace: Ref, name: Ref) -> Result<()> {
        let value = self.peek(0);
        self.dict_set(namespace, name, value)?;
        self.drop_top();
        Ok(())
    }

    fn load_global(&mut self, name: Ref, found: Option<Ref>) -> Result<()> {
        let globals = self.thread().frames.last().map_or(Ref::NULL, |frame| frame.globals);
        let value =
            found.or_else(|| self.dict_get_name(globals, name)).or_else(|| self.dict_get_name(self.builtins, name));
        match value {
            Some(value) => {
                self.keep(value);
                self.push(value);
                Ok(())
            }
            None => Err(self.undefined_name(name)),
        }
    }

    fn undefined_name(&mut self, name: Ref) -> Stop {
        let text = self.text_of(name).unwrap_or("?").to_owned();
        let stop = self.raise(known::NAME_ERROR, format!("name '{text}' is not defined"));
        self.name_the_error(&stop, name);
        stop
    }

    /// Sets the `name` of a NameError, by which the traceback makes its suggestion.
    fn name_the_error(&mut self, stop: &Stop, name: Ref) {
        if let Stop::Raised(exception) = stop {
            self.keep(name);
            if let Some(parts) = self.exception_mut(*exception) {
                parts.name = name;
            }
        }
    }

    fn unbound_local(&mut self, arg: u32) -> Stop {
        let local = self.code().and_then(|code| code.locals.get(arg as usize));
        let text = local.map_or("?", |local| local.text.as_str());
        let message = format!("cannot access local variable '{text}' where it is not associated with a value");
        // Only a plain NameError gets a `name`, and with it suggestions (`format_exc_check_arg`).
        self.raise(known::UNBOUND_LOCAL_ERROR, message)
    }

    fn unbound_cell(&mut self, arg: u32) -> Stop {
        let local = self.code().and_then(|code| code.locals.get(arg as usize)).cloned();
        let Some(local) = local else { return Stop::unmodelled("a cell without a name") };
        let text = &local.text;
        if local.kind == code::LocalKind::Cell {
            return self.unbound_local(arg);
        }
        let message =
            format!("cannot access free variable '{text}' where it is not associated with a value in enclosing scope");
        let stop = self.raise(known::NAME_ERROR, message);
        self.name_the_error(&stop, local.name);
        stop
    }

    fn cell_content(&self, arg: u32) -> Ref {
        match self.heap.body(self.local(arg).reference()) {
            Body::Cell(content) => *content,
            _ => Ref::NULL,
        }
    }

    fn exchange_cell(&mut self, arg: u32, value: Ref) -> Ref {
        let cell = self.local(arg).reference();
        match &mut self.heap.get_mut(cell).body {
            Body::Cell(content) => std::mem::replace(content, value),
            _ => value,
        }
    }

    fn copy_free_variables(&mut self, count: u32) {
        let Some(frame) = self.thread().frames.last() else { return };
        let first = frame.code.locals.len() - count as usize;
        let closure = match self.heap.body_or_none(frame.function) {
            Some(Body::Function(function)) => function.closure,
            _ => Ref::NULL,
        };
        let cells = self.heap.body_or_none(closure).and_then(|_| self.heap.items(closure)).map(<[Ref]>::to_vec);
        for (at, cell) in cells.unwrap_or_default().into_iter().enumerate() {
            self.keep(cell);
            self.exchange_local((first + at) as u32, Value::owned(cell));
        }
    }

    fn load_super_attribute(&mut self, arg: u32) -> Result<()> {
        let (for_call, name) = (arg >> 31 == 1, self.name(arg & !(1 << 31)));
        let (super_class, class, receiver) = (self.peek(2), self.peek(1), self.peek(0));
        let proxy = self.call(super_class, &[class, receiver])?;
        let value = self.get_attribute(proxy, name);
        self.release(proxy);
        let value = value?;
        self.replace_top(3, value);
        if for_call {
            self.push_value(Value::NULL);
        }
        Ok(())
    }

    /// `ReturnValue`: the value goes where the frame's purpose says.
    fn return_value(&mut self) -> Result<()> {
        let value = self.pop();
        let Some(frame) = self.thread_mut().frames.last_mut() else { return Ok(()) };
        let purpose = frame.purpose;
        let subject = std::mem::take(&mut frame.subject);
        self.end_frame();
        match purpose {
            Purpose::Program => self.release(value),
            Purpose::Initialise => {
                if value != known::NONE {
                    let got = self.class_name(value);
                    self.release(value);
                    self.release(subject);
                    return Err(self.raise(known::TYPE_ERROR, format!("__init__() should return None, not '{got}'")));
                }
                self.release(value);
                self.push(subject);
            }
            Purpose::Call | Purpose::ClassBody => self.push(value),
        }
        Ok(())
    }

    fn make_function(&mut self, flags: u32) {
        let code_object = self.pop();
        let take = |machine: &mut Machine, flag: u32| if flags & flag == 0 { Ref::NULL } else { machine.pop() };
        let annotate = take(self, code::MAKE_ANNOTATE);
        let closure = take(self, code::MAKE_CLOSURE);
        let annotations = take(self, code::MAKE_ANNOTATIONS);
        let keyword_defaults = take(self, code::MAKE_KEYWORD_DEFAULTS);
        let defaults = take(self, code::MAKE_DEFAULTS);
        let annotations = self.annotations_dict(annotations);
        let Body::Code(code) = self.heap.body(code_object) else { return };
        let code = code.clone();
        let globals = self.thread().frames.last().map_or(self.main, |frame| frame.globals);
        self.keep(globals);
        let (name, qualified_name) = (self.intern(&code.name), self.intern(&code.qualified_name));
        let module = self.dict_get_name(globals, self.names.name).map_or(Ref::NULL, |module| self.keep(module));
        let doc = match (code.flags.docstring, code.constants.first()) {
            (true, Some(doc)) => self.keep(*doc),
            _ => self.none(),
        };
        let function = Function {
            code,
            code_object,
            globals,
            name,
            qualified_name,
            defaults,
            keyword_defaults,
            closure,
            doc,
            module,
            annotations,
            annotate,
        };
        let bytes = if self.version().minor() >= 14 { 160 } else { 144 };
        let made = self.heap.insert(known::FUNCTION, Body::Function(Box::new(function)), bytes + 16, 16, true);
        self.heap.track(made);
        self.push(made);
    }

    /// The dict of annotations from the tuple of names and values that the compiler leaves (owned, or null).
    fn annotations_dict(&mut self, pairs: Ref) -> Ref {
        let Some(items) = self.heap.body_or_none(pairs).and_then(|_| self.heap.items(pairs)).map(<[Ref]>::to_vec)
        else {
            return pairs;
        };
        let dict = self.new_dict();
        for pair in items.chunks_exact(2) {
            // A str key cannot fail.
            let _ = self.dict_set(dict, pair[0], pair[1]);
        }
        self.release(pairs);
        dict
    }

    fn format_value(&mut self, arg: u32) -> Result<()> {
        let spec = if arg & 4 != 0 { self.text_of(self.peek(0)).unwrap_or_default().to_owned() } else { String::new() };
        let at = usize::from(arg & 4 != 0);
        let value = self.peek(at);
        let is_exact_str = self.heap.class_of(value) == known::STR;
        if spec.is_empty() && is_exact_str && matches!(arg & 3, 0 | 1) {
            let value = self.keep(value);
            self.replace_top(at + 1, value);
            return Ok(());
        }
        let text = match arg & 3 {
            0 => self.format_of(value, &spec)?,
            conversion => {
                let converted = match conversion {
                    1 => self.str_of(value)?,
                    2 => self.repr_of(value)?,
                    _ => self.ascii_of(value)?,
                };
                let object = self.new_str(&converted);
                let formatted = self.format_of(object, &spec);
                self.release(object);
                formatted?
            }
        };
        let plain = arg & 3 == 0 && spec.is_empty();
        let result = if plain { self.new_text_of(value, &text) } else { self.new_str(&text) };
        self.replace_top(at + 1, result);
        Ok(())
    }

    fn before_with(&mut self) -> Result<()> {
        let manager = self.peek(0);
        let class = self.heap.class_of(manager);
        let (enter, exit) =
            (self.lookup_on_class(class, self.names.enter), self.lookup_on_class(class, self.names.exit));
        let (Some(enter), Some(exit)) = (enter, exit) else {
            let name = self.class_name(manager);
            let missed = if enter.is_none() && self.version().minor() < 14 {
                ""
            } else if enter.is_none() {
                " (missed __enter__ method)"
            } else {
                " (missed __exit__ method)"
            };
            let message = format!("'{name}' object does not support the context manager protocol{missed}");
            return Err(self.raise(known::TYPE_ERROR, message));
        };
        let enter = self.bind_attribute(enter, manager, class)?;
        let exit = match self.bind_attribute(exit, manager, class) {
            Ok(exit) => exit,
            Err(stop) => {
                self.release(enter);
                return Err(stop);
            }
        };
        let entered = self.call(enter, &[]);
        self.release(enter);
        let entered = match entered {
            Ok(entered) => entered,
            Err(stop) => {
                self.release(exit);
                return Err(stop);
            }
        };
        self.replace_top(1, exit);
        self.push(entered);
        Ok(())
    }
}
