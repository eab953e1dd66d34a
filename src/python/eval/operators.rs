//! Operators: numbers first, then the built-in sequences, then the classes' own special methods.

use crate::python::compile::code::{BinaryOperator, Comparison};
use crate::python::eval::generator::Given;
use crate::python::eval::names::Names;
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

impl Machine {
    /// `left op right`, or `left op= right` when `inplace` (`Objects/abstract.c`, `binary_op1`, `binary_iop1`).
    pub fn binary(&mut self, operator: BinaryOperator, inplace: bool, left: Ref, right: Ref) -> Result<Ref> {
        if matches!(self.heap.body(left), Body::Weak(_)) || matches!(self.heap.body(right), Body::Weak(_)) {
            return self.binary_of_proxies(operator, inplace, left, right);
        }
        self.binary_of_plain(operator, inplace, left, right)
    }

    /// The operation on what proxies stand for.
    fn binary_of_proxies(&mut self, operator: BinaryOperator, inplace: bool, left: Ref, right: Ref) -> Result<Ref> {
        let (one, other) = (self.behind_weak_proxy(left)?, self.behind_weak_proxy(right)?);
        let result = self.binary_of_plain(operator, inplace, one.unwrap_or(left), other.unwrap_or(right));
        self.release(one.unwrap_or(Ref::NULL));
        self.release(other.unwrap_or(Ref::NULL));
        result
    }

    fn binary_of_plain(&mut self, operator: BinaryOperator, inplace: bool, left: Ref, right: Ref) -> Result<Ref> {
        let user = self.is_heap_class(self.heap.class_of(left)) || self.is_heap_class(self.heap.class_of(right));
        if !user && let Some(result) = self.binary_number(operator, left, right) {
            return result;
        }
        if inplace {
            let name = inplace_name(&self.names, operator);
            if let Some(result) = self.try_special(left, name, &[right])? {
                return Ok(result);
            }
        }
        let (name, reflected) = binary_names(&self.names, operator);
        let (left_class, right_class) = (self.heap.class_of(left), self.heap.class_of(right));
        let right_first = left_class != right_class
            && self.is_subclass(right_class, left_class)
            && self.lookup_special(right_class, reflected).is_some()
            && self.lookup_special(right_class, reflected) != self.lookup_special(left_class, reflected);
        if right_first && let Some(result) = self.try_special(right, reflected, &[left])? {
            return Ok(result);
        }
        if let Some(result) = self.try_special(left, name, &[right])? {
            return Ok(result);
        }
        // `%` of texts and bytes is in `nb_remainder`, so it comes before the other operand's; `+` and `*` come after.
        let formats = operator == BinaryOperator::Remainder
            && (self.text_of(left).is_some() || matches!(self.heap.body(left), Body::Bytes(_) | Body::Buffer(_)));
        if !right_first
            && !formats
            && left_class != right_class
            && let Some(result) = self.try_special(right, reflected, &[left])?
        {
            return Ok(result);
        }
        if user && let Some(result) = self.binary_number(operator, left, right) {
            return result;
        }
        if let Some(result) = self.sequence_operator(operator, inplace, left, right)? {
            return Ok(result);
        }
        Err(self.unsupported(operator, inplace, left, right))
    }

    /// The operation by the built-in types' own rules; `None` when they have none for the two.
    pub fn native_binary(&mut self, operator: BinaryOperator, left: Ref, right: Ref) -> Result<Option<Ref>> {
        match self.binary_number(operator, left, right) {
            Some(result) => result.map(Some),
            None => self.sequence_operator(operator, false, left, right),
        }
    }

    /// A special method that may answer NotImplemented; `None` when it does, or is not there.
    fn try_special(&mut self, object: Ref, name: Ref, arguments: &[Ref]) -> Result<Option<Ref>> {
        match self.call_special_name(object, name, arguments)? {
            Some(known::NOT_IMPLEMENTED) => {
                self.release(known::NOT_IMPLEMENTED);
                Ok(None)
            }
            result => Ok(result),
        }
    }

    /// `left op= right` by the built-in types' own rules for changing in place.
    pub fn native_inplace(&mut self, operator: BinaryOperator, left: Ref, right: Ref) -> Result<Option<Ref>> {
        self.sequence_operator(operator, true, left, right)
    }

    pub fn unsupported(&mut self, operator: BinaryOperator, inplace: bool, left: Ref, right: Ref) -> Stop {
        let symbol = symbol(operator);
        let (left_name, right_name) = (self.class_name(left), self.class_name(right));
        let equals = if inplace { "=" } else { "" };
        // `sq_concat` of str, list and tuple speaks for itself.
        let message = match (operator, self.heap.body(left)) {
            (BinaryOperator::Add, Body::Str(_)) => format!("can only concatenate str (not \"{right_name}\") to str"),
            (BinaryOperator::Add, Body::List(_)) if !inplace => {
                format!("can only concatenate list (not \"{right_name}\") to list")
            }
            (BinaryOperator::Add, Body::Tuple(_)) => {
                format!("can only concatenate tuple (not \"{right_name}\") to tuple")
            }
            (BinaryOperator::Add, Body::Bytes(_)) => format!("can't concat {right_name} to {left_name}"),
            (BinaryOperator::Add, Body::Buffer(buffer)) if buffer.is_bytearray() => {
                format!("can't concat {right_name} to {left_name}")
            }
            (BinaryOperator::Add, Body::Buffer(_)) => {
                format!("can only append array (not \"{right_name}\") to array")
            }
            (BinaryOperator::Multiply, _) if self.is_repeatable(left) => {
                format!("can't multiply sequence by non-int of type '{right_name}'")
            }
            (BinaryOperator::Multiply, _) if self.is_repeatable(right) => {
                format!("can't multiply sequence by non-int of type '{left_name}'")
            }
            (BinaryOperator::Power, _) if !inplace => {
                format!("unsupported operand type(s) for ** or pow(): '{left_name}' and '{right_name}'")
            }
            _ => format!("unsupported operand type(s) for {symbol}{equals}: '{left_name}' and '{right_name}'"),
        };
        self.raise(known::TYPE_ERROR, message)
    }

    /// `+` and `*` of str, bytes, tuple and list (`sq_concat`, `sq_repeat`).
    fn sequence_operator(
        &mut self,
        operator: BinaryOperator,
        inplace: bool,
        left: Ref,
        right: Ref,
    ) -> Result<Option<Ref>> {
        if let Some(result) = self.set_operator(operator, inplace, left, right)? {
            return Ok(Some(result));
        }
        match operator {
            BinaryOperator::Or if self.is_type_expression(left) || self.is_type_expression(right) => {
                self.union_of(left, right)
            }
            BinaryOperator::Or if matches!(self.heap.body(left), Body::MappingProxy(_)) => {
                let mapping = self.behind_proxy(left);
                self.binary(operator, false, mapping, right).map(Some)
            }
            BinaryOperator::Or if self.heap.dict(left).is_some() => self.merge_dicts(left, right, inplace),
            BinaryOperator::Add => self.concatenate(left, right, inplace),
            BinaryOperator::Remainder if self.text_of(left).is_some() => self.percent_format(left, right).map(Some),
            BinaryOperator::Remainder if matches!(self.heap.body(left), Body::Bytes(_)) => {
                self.percent_format_bytes(left, right).map(Some)
            }
            BinaryOperator::Remainder if self.buffer(left).is_some_and(|buffer| buffer.is_bytearray()) => {
                self.percent_format_bytes(left, right).map(Some)
            }
            BinaryOperator::Multiply => {
                let (sequence, count) = match () {
                    () if self.is_repeatable(left) => (left, right),
                    () if self.is_repeatable(right) => (right, left),
                    () => return Ok(None),
                };
                if !self.is_int(count) && !self.is_overridden(count, "__index__") {
                    return Ok(None);
                }
                let message = format!("cannot fit '{}' into an index-sized integer", self.class_name(count));
                let times = self.word_index_of(count, &message)?.max(0) as usize;
                self.repeat(sequence, times, inplace && sequence == left).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// `left | right` of dicts, and `left |= mapping` (`dictobject.c`, `dict_or`, `dict_ior`).
    fn merge_dicts(&mut self, left: Ref, right: Ref, inplace: bool) -> Result<Option<Ref>> {
        if inplace {
            self.dict_update(left, right)?;
            return Ok(Some(self.keep(left)));
        }
        if self.heap.dict(right).is_none() {
            return Ok(None);
        }
        let merged = self.dict_copy(left)?;
        match self.dict_update(merged, right) {
            Ok(()) => Ok(Some(merged)),
            Err(stop) => {
                self.release(merged);
                Err(stop)
            }
        }
    }

    fn concatenate(&mut self, left: Ref, right: Ref, inplace: bool) -> Result<Option<Ref>> {
        match (self.heap.body(left), self.heap.body(right)) {
            (Body::Str(first), Body::Str(second)) => {
                if first.text.is_empty() && self.heap.class_of(right) == known::STR {
                    return Ok(Some(self.keep(right)));
                }
                if second.text.is_empty() && self.heap.class_of(left) == known::STR {
                    return Ok(Some(self.keep(left)));
                }
                let mut joined = String::with_capacity(first.text.len() + second.text.len());
                joined.push_str(&first.text);
                joined.push_str(&second.text);
                self.check_room(joined.len() as u64)?;
                Ok(Some(self.new_str(&joined)))
            }
            (Body::Bytes(first), Body::Bytes(second)) => {
                if first.is_empty() && self.heap.class_of(right) == known::BYTES {
                    return Ok(Some(self.keep(right)));
                }
                if second.is_empty() && self.heap.class_of(left) == known::BYTES {
                    return Ok(Some(self.keep(left)));
                }
                let joined = [&**first, &**second].concat();
                self.check_room(joined.len() as u64)?;
                Ok(Some(self.new_bytes(&joined)))
            }
            (Body::Bytes(first), Body::Buffer(_) | Body::MemoryView(_)) => {
                let first = first.clone();
                let joined = [&*first, &*self.bytes_like(right).unwrap_or_default()].concat();
                Ok(Some(self.new_bytes(&joined)))
            }
            (Body::Buffer(buffer), _) if !buffer.is_bytearray() => self.array_concatenate(left, right, inplace),
            (Body::Buffer(_), _) if !self.is_bytes_like(right) => Ok(None),
            (Body::Buffer(_), _) if inplace => {
                self.bytearray_extend(left, right)?;
                Ok(Some(self.keep(left)))
            }
            (Body::Buffer(first), _) => {
                let joined = [&first.bytes, &*self.bytes_like(right).unwrap_or_default()].concat();
                self.check_room(joined.len() as u64)?;
                Ok(Some(self.new_bytearray(joined)))
            }
            (Body::Tuple(first), Body::Tuple(second)) => {
                if first.is_empty() && self.heap.class_of(right) == known::TUPLE {
                    return Ok(Some(self.keep(right)));
                }
                if second.is_empty() && self.heap.class_of(left) == known::TUPLE {
                    return Ok(Some(self.keep(left)));
                }
                let all: Vec<Ref> = first.iter().chain(second.iter()).copied().collect();
                Ok(Some(self.tuple_of(&all)))
            }
            (Body::List(_), _) if inplace => {
                self.list_extend(left, right)?;
                Ok(Some(self.keep(left)))
            }
            (Body::List(first), Body::List(second)) => {
                let all: Vec<Ref> = first.items.iter().chain(&second.items).copied().collect();
                all.iter().for_each(|item| self.heap.incref(*item));
                Ok(Some(self.new_list(all)))
            }
            _ => Ok(None),
        }
    }

    fn repeat(&mut self, sequence: Ref, times: usize, inplace: bool) -> Result<Ref> {
        let length = match self.heap.body(sequence) {
            Body::Str(text) => text.text.len(),
            Body::Bytes(bytes) => bytes.len(),
            Body::Buffer(buffer) => buffer.bytes.len(),
            Body::Tuple(items) => items.len() * 8,
            Body::List(list) => list.items.len() * 8,
            _ => 0,
        };
        let Some(total) = (length as u64).checked_mul(times as u64) else {
            let stop = self.new_exception(known::MEMORY_ERROR, Vec::new());
            return Err(self.raise_object(stop));
        };
        self.check_room(total)?;
        let exact = self.heap.class_of(sequence);
        match self.heap.body(sequence) {
            Body::Str(_) if times == 1 && exact == known::STR => Ok(self.keep(sequence)),
            Body::Str(text) => {
                let repeated = text.text.repeat(times);
                Ok(self.new_str(&repeated))
            }
            Body::Buffer(_) if inplace => {
                self.bytearray_repeat(sequence, times)?;
                Ok(self.keep(sequence))
            }
            Body::Buffer(buffer) if buffer.is_bytearray() => {
                let repeated = buffer.bytes.repeat(times);
                Ok(self.new_bytearray(repeated))
            }
            Body::Buffer(buffer) => {
                let (code, repeated) = (buffer.code, buffer.bytes.repeat(times));
                Ok(self.new_array(code, repeated))
            }
            Body::Bytes(_) if times == 1 && exact == known::BYTES => Ok(self.keep(sequence)),
            Body::Bytes(bytes) => {
                let repeated = bytes.repeat(times);
                Ok(self.new_bytes(&repeated))
            }
            Body::Tuple(_) if times == 1 && exact == known::TUPLE => Ok(self.keep(sequence)),
            Body::Tuple(items) => {
                let items = items.repeat(times);
                Ok(self.tuple_of(&items))
            }
            Body::List(list) => {
                let items = list.items.clone();
                if inplace {
                    return self.list_repeat_inplace(sequence, times).map(|()| self.keep(sequence));
                }
                let all = items.repeat(times);
                all.iter().for_each(|item| self.heap.incref(*item));
                Ok(self.new_list(all))
            }
            _ => Err(Stop::unmodelled("a repetition of this object")),
        }
    }

    /// Whether `*` repeats it.
    fn is_repeatable(&self, object: Ref) -> bool {
        matches!(
            self.heap.body(object),
            Body::Str(_) | Body::List(_) | Body::Tuple(_) | Body::Bytes(_) | Body::Buffer(_)
        )
    }

    /// Ends the program when one object of this size alone would pass the bound on memory.
    pub fn check_room(&mut self, bytes: u64) -> Result<()> {
        let bound = self.options.max_memory;
        if bytes > bound {
            return Err(Stop::Ended(Box::new(crate::python::eval::stop::Ending::Memory(bound))));
        }
        Ok(())
    }

    /// A rich comparison with reflection (`Objects/object.c`, `do_richcompare`).
    pub fn compare(&mut self, comparison: Comparison, left: Ref, right: Ref) -> Result<Ref> {
        if matches!(self.heap.body(left), Body::Weak(_)) || matches!(self.heap.body(right), Body::Weak(_)) {
            let (one, other) = (self.behind_weak_proxy(left)?, self.behind_weak_proxy(right)?);
            if one.is_some() || other.is_some() {
                let result = self.compare(comparison, one.unwrap_or(left), other.unwrap_or(right));
                self.release(one.unwrap_or(Ref::NULL));
                self.release(other.unwrap_or(Ref::NULL));
                return result;
            }
        }
        let (left_class, right_class) = (self.heap.class_of(left), self.heap.class_of(right));
        if !self.is_heap_class(left_class)
            && !self.is_heap_class(right_class)
            && let Some(answer) = self.compare_numbers(comparison, left, right)
        {
            return Ok(self.new_bool(answer));
        }
        let (name, reflected) = comparison_names(&self.names, comparison);
        let right_first =
            left_class != right_class && self.is_subclass(right_class, left_class) && self.is_heap_class(right_class);
        if right_first && let Some(result) = self.user_comparison(right, reflected, left)? {
            return Ok(result);
        }
        if let Some(result) = self.user_comparison(left, name, right)? {
            return Ok(result);
        }
        if let Some(result) = self.native_compare(comparison, left, right)? {
            return Ok(result);
        }
        if !right_first && let Some(result) = self.user_comparison(right, reflected, left)? {
            return Ok(result);
        }
        match comparison {
            Comparison::Equal => Ok(self.new_bool(left == right)),
            Comparison::NotEqual => Ok(self.new_bool(left != right)),
            _ => {
                let symbol = comparison_symbol(comparison);
                let (left, right) = (self.class_name(left), self.class_name(right));
                let message = format!("'{symbol}' not supported between instances of '{left}' and '{right}'");
                Err(self.raise(known::TYPE_ERROR, message))
            }
        }
    }

    /// A comparison method written in Python; `__ne__` falls back on `__eq__` turned round (`object.__ne__`).
    fn user_comparison(&mut self, object: Ref, name: Ref, other: Ref) -> Result<Option<Ref>> {
        let class = self.heap.class_of(object);
        if !self.is_heap_class(class) {
            return Ok(None);
        }
        if self.lookup_special(class, name).is_none() && name == self.names.ne {
            let Some(equal) = self.try_special(object, self.names.eq, &[other])? else { return Ok(None) };
            let truth = self.is_true(equal);
            self.release(equal);
            let truth = truth?;
            return Ok(Some(self.new_bool(!truth)));
        }
        self.try_special(object, name, &[other])
    }

    /// The comparison by the built-in types' own rules; `None` when they have none for the two.
    pub fn native_compare(&mut self, comparison: Comparison, left: Ref, right: Ref) -> Result<Option<Ref>> {
        if matches!(self.heap.body(left), Body::MappingProxy(_)) {
            let mapping = self.behind_proxy(left);
            return self.compare(comparison, mapping, right).map(Some);
        }
        if is_equality(comparison)
            && let Some(same) = self.compare_weak(left, right)?
        {
            return Ok(Some(self.new_bool(same == (comparison == Comparison::Equal))));
        }
        if is_equality(comparison)
            && let Some(same) = self.compare_type_expressions(left, right)?
        {
            return Ok(Some(self.new_bool(same == (comparison == Comparison::Equal))));
        }
        if is_equality(comparison)
            && let Some(same) = self.compare_namespaces(left, right)?
        {
            return Ok(Some(self.new_bool(same == (comparison == Comparison::Equal))));
        }
        if let Some(answer) = self.compare_numbers(comparison, left, right) {
            return Ok(Some(self.new_bool(answer)));
        }
        let ordering = match (self.heap.body(left), self.heap.body(right)) {
            (Body::Str(first), Body::Str(second)) => first.text.chars().cmp(second.text.chars()),
            (Body::Bytes(first), Body::Bytes(second)) => first.cmp(second),
            (Body::MemoryView(_), _) | (_, Body::MemoryView(_)) => {
                return self.compare_memoryview(comparison, left, right);
            }
            (Body::Buffer(first), Body::Buffer(second)) if first.is_bytearray() && second.is_bytearray() => {
                first.bytes.cmp(&second.bytes)
            }
            (Body::Buffer(first), Body::Bytes(second)) if first.is_bytearray() => first.bytes.as_slice().cmp(second),
            (Body::Bytes(first), Body::Buffer(second)) if second.is_bytearray() => (**first).cmp(&second.bytes),
            (Body::Buffer(first), Body::Buffer(second)) if !first.is_bytearray() && !second.is_bytearray() => {
                return self.compare_arrays(comparison, left, right).map(Some);
            }
            (Body::List(_), Body::List(_)) | (Body::Tuple(_), Body::Tuple(_)) => {
                return self.compare_sequences(comparison, left, right).map(Some);
            }
            (Body::Dict(_), Body::Dict(_)) if is_equality(comparison) => {
                let equal = self.dicts_equal(left, right)?;
                return Ok(Some(self.new_bool(equal == (comparison == Comparison::Equal))));
            }
            (Body::Set(_), Body::Set(_)) => return self.compare_sets(comparison, left, right).map(Some),
            (Body::DictView { .. }, _)
                if !is_equality(comparison)
                    || matches!(self.heap.body(right), Body::DictView { .. } | Body::Set(_)) =>
            {
                return self.compare_views(comparison, left, right);
            }
            (Body::Range(_), Body::Range(_)) if is_equality(comparison) => {
                let equal = self.ranges_equal(left, right).unwrap_or(false);
                return Ok(Some(self.new_bool(equal == (comparison == Comparison::Equal))));
            }
            (Body::Slice(first), Body::Slice(second)) => {
                let (first, second) = (*first, *second);
                let (first, second) = (self.tuple_of(&first), self.tuple_of(&second));
                let result = self.compare_sequences(comparison, first, second);
                self.release(first);
                self.release(second);
                return result.map(Some);
            }
            (Body::BoundMethod { function, receiver }, Body::BoundMethod { function: other, receiver: its })
                if is_equality(comparison) =>
            {
                let equal = function == other && receiver == its;
                return Ok(Some(self.new_bool(equal == (comparison == Comparison::Equal))));
            }
            (Body::Native { definition, receiver }, Body::Native { definition: other, receiver: its })
                if is_equality(comparison) =>
            {
                let equal = std::ptr::eq(*definition, *other) && receiver == its;
                return Ok(Some(self.new_bool(equal == (comparison == Comparison::Equal))));
            }
            _ => return Ok(None),
        };
        let answer = match comparison {
            Comparison::Less => ordering.is_lt(),
            Comparison::LessEqual => ordering.is_le(),
            Comparison::Equal => ordering.is_eq(),
            Comparison::NotEqual => ordering.is_ne(),
            Comparison::Greater => ordering.is_gt(),
            Comparison::GreaterEqual => ordering.is_ge(),
        };
        Ok(Some(self.new_bool(answer)))
    }

    /// Item by item, identity first, then the first pair that differs decides (`list_richcompare`, `tuplerichcompare`).
    fn compare_sequences(&mut self, comparison: Comparison, left: Ref, right: Ref) -> Result<Ref> {
        let length = |machine: &Machine, object: Ref| machine.heap.items(object).map_or(0, <[Ref]>::len);
        if is_equality(comparison)
            && matches!(self.heap.body(left), Body::List(_))
            && length(self, left) != length(self, right)
        {
            return Ok(self.new_bool(comparison == Comparison::NotEqual));
        }
        let mut at = 0;
        loop {
            let pair = (
                self.heap.items(left).and_then(|items| items.get(at)).copied(),
                self.heap.items(right).and_then(|items| items.get(at)).copied(),
            );
            let (Some(first), Some(second)) = pair else { break };
            self.keep(first);
            self.keep(second);
            let equal = self.is_equal(first, second);
            let differs = match equal {
                Ok(equal) => !equal,
                Err(stop) => {
                    self.release(first);
                    self.release(second);
                    return Err(stop);
                }
            };
            if differs {
                let result = match comparison {
                    Comparison::Equal => Ok(self.new_bool(false)),
                    Comparison::NotEqual => Ok(self.new_bool(true)),
                    _ => self.compare(comparison, first, second),
                };
                self.release(first);
                self.release(second);
                return result;
            }
            self.release(first);
            self.release(second);
            at += 1;
        }
        let (left, right) = (length(self, left), length(self, right));
        let answer = match comparison {
            Comparison::Less => left < right,
            Comparison::LessEqual => left <= right,
            Comparison::Equal => left == right,
            Comparison::NotEqual => left != right,
            Comparison::Greater => left > right,
            Comparison::GreaterEqual => left >= right,
        };
        Ok(self.new_bool(answer))
    }

    /// `left == right` as containers ask it: identity first.
    pub fn is_equal(&mut self, left: Ref, right: Ref) -> Result<bool> {
        if left == right {
            return Ok(true);
        }
        let answer = self.compare(Comparison::Equal, left, right)?;
        let truth = self.is_true(answer);
        self.release(answer);
        truth
    }

    /// `bool(object)` (`PyObject_IsTrue`).
    pub fn is_true(&mut self, object: Ref) -> Result<bool> {
        match object {
            known::TRUE => return Ok(true),
            known::FALSE | known::NONE => return Ok(false),
            _ => {}
        }
        let class = self.heap.class_of(object);
        if self.is_heap_class(class) {
            if let Some(result) = self.call_special_name(object, self.names.bool, &[])? {
                if result != known::TRUE && result != known::FALSE {
                    let got = self.class_name(result);
                    self.release(result);
                    let message = if self.version() >= Version::V3_15 {
                        format!("{}.__bool__() must return a bool, not {got}", self.class_name(object))
                    } else {
                        format!("__bool__ should return bool, returned {got}")
                    };
                    return Err(self.raise(known::TYPE_ERROR, message));
                }
                self.release(result);
                return Ok(result == known::TRUE);
            }
            if self.lookup_on_class(class, self.names.len).is_some() {
                return self.length_of(object).map(|length| length > 0);
            }
        }
        self.native_truth(object)
    }

    /// The truth by the built-in type's own rule.
    pub fn native_truth(&mut self, object: Ref) -> Result<bool> {
        Ok(match self.heap.body(object) {
            Body::Weak(_) => match self.behind_weak_proxy(object)? {
                Some(target) => {
                    let truth = self.is_true(target);
                    self.release(target);
                    return truth;
                }
                None => true,
            },
            Body::Int(value) => *value != 0,
            Body::Float(value) => *value != 0.0,
            Body::Complex(real, imaginary) => *real != 0.0 || *imaginary != 0.0,
            Body::Str(text) => !text.text.is_empty(),
            Body::Bytes(bytes) => !bytes.is_empty(),
            Body::Buffer(buffer) => !buffer.bytes.is_empty(),
            Body::MemoryView(_) => return self.length_of(object).map(|length| length > 0),
            Body::Tuple(items) => !items.is_empty(),
            Body::List(list) => !list.items.is_empty(),
            Body::Dict(dict) => dict.used > 0,
            Body::Set(set) => set.used > 0,
            Body::Range(_) | Body::DictView { .. } | Body::MappingProxy(_) => {
                return self.length_of(object).map(|length| length > 0);
            }
            _ => true,
        })
    }

    /// `len(object)`.
    pub fn length_of(&mut self, object: Ref) -> Result<usize> {
        if let Some(result) = self.call_special_name(object, self.names.len, &[])? {
            let length = self.word_index_of(result, "cannot fit 'int' into an index-sized integer");
            self.release(result);
            let length = length?;
            return match usize::try_from(length) {
                Ok(length) => Ok(length),
                Err(_) => Err(self.raise(known::VALUE_ERROR, "__len__() should return >= 0")),
            };
        }
        self.native_len(object)
    }

    /// `len` by the built-in type's own rule.
    pub fn native_len(&mut self, object: Ref) -> Result<usize> {
        match self.heap.body(object) {
            Body::MappingProxy(mapping) => {
                let mapping = *mapping;
                self.length_of(mapping)
            }
            Body::Weak(_) if self.heap.class_of(object) == known::WEAK_PROXY => {
                let target = self.behind_weak_proxy(object)?.unwrap_or(known::NONE);
                let length = self.length_of(target);
                self.release(target);
                length
            }
            Body::Str(text) => Ok(text.length as usize),
            Body::Bytes(bytes) => Ok(bytes.len()),
            Body::Buffer(buffer) => Ok(buffer.length()),
            Body::MemoryView(_) => self.memoryview_length(object),
            Body::Tuple(items) => Ok(items.len()),
            Body::List(list) => Ok(list.items.len()),
            Body::Dict(dict) => Ok(dict.used),
            Body::Set(set) => Ok(set.used),
            Body::DictView { dict, .. } => match self.heap.body(*dict) {
                Body::Dict(dict) => Ok(dict.used),
                _ => Ok(0),
            },
            Body::Range(parts) => {
                let length = crate::python::modules::range_slice::range_length(parts);
                usize::try_from(length)
                    .map_err(|_| self.raise(known::OVERFLOW_ERROR, "Python int too large to convert to C ssize_t"))
            }
            _ => {
                let name = self.class_name(object);
                Err(self.raise(known::TYPE_ERROR, format!("object of type '{name}' has no len()")))
            }
        }
    }

    /// `iter(object)` (`PyObject_GetIter`).
    pub fn iterator_of(&mut self, object: Ref) -> Result<Ref> {
        let class = self.heap.class_of(object);
        if self.is_heap_class(class) {
            if self.lookup_on_class(class, self.names.iter) == Some(known::NONE) {
                return Err(self.not_iterable(object));
            }
            if let Some(iterator) = self.call_special_name(object, self.names.iter, &[])? {
                let its_class = self.heap.class_of(iterator);
                let is_iterator = matches!(self.heap.body(iterator), Body::Iterator(_))
                    || self.lookup_on_class(its_class, self.names.next).is_some();
                if !is_iterator {
                    let name = self.class_name(iterator);
                    self.release(iterator);
                    let message = if self.version() >= Version::V3_15 {
                        format!("{}.__iter__() must return an iterator, not {name}", self.class_name(object))
                    } else {
                        format!("iter() returned non-iterator of type '{name}'")
                    };
                    return Err(self.raise(known::TYPE_ERROR, message));
                }
                return Ok(iterator);
            }
        }
        if let Some(iterator) = self.native_iter(object) {
            return iterator;
        }
        if let Body::MappingProxy(mapping) = self.heap.body(object) {
            let mapping = *mapping;
            return self.iterator_of(mapping);
        }
        if let Body::Weak(_) = self.heap.body(object)
            && let Some(target) = self.behind_weak_proxy(object)?
        {
            let iterator = self.iterator_of(target);
            self.release(target);
            return iterator;
        }
        if self.is_heap_class(class) && self.lookup_on_class(class, self.names.getitem).is_some() {
            self.keep(object);
            let state = crate::python::object::iterator::Iterator::Sequence { sequence: object, index: 0 };
            let made = self.heap.insert(known::SEQUENCE_ITERATOR, Body::Iterator(Box::new(state)), 32 + 16, 16, true);
            self.heap.track(made);
            return Ok(made);
        }
        Err(self.not_iterable(object))
    }

    /// The mapping that a proxy shows, any other object itself; borrowed.
    pub fn behind_proxy(&self, object: Ref) -> Ref {
        match self.heap.body(object) {
            Body::MappingProxy(mapping) => *mapping,
            _ => object,
        }
    }

    fn not_iterable(&mut self, object: Ref) -> Stop {
        let name = self.class_name(object);
        self.raise(known::TYPE_ERROR, format!("'{name}' object is not iterable"))
    }

    /// `next(iterator)`; `None` at the end.
    pub fn next_of(&mut self, iterator: Ref) -> Result<Option<Ref>> {
        match self.heap.body(iterator) {
            Body::Iterator(_) => {
                return match self.native_next(iterator) {
                    // What a function that the iterator calls raises may end it too.
                    Err(stop) if self.swallows(&stop, &[known::STOP_ITERATION]) => Ok(None),
                    given => given,
                };
            }
            Body::Extension(_) => {
                if let Some(next) = self.native_iteration(iterator) {
                    return next(self, iterator);
                }
            }
            Body::Generator(_) => {
                return match self.send_to_generator(iterator, None)? {
                    Given::Yielded(item) => Ok(Some(item)),
                    Given::Returned(value) => {
                        self.release(value);
                        Ok(None)
                    }
                };
            }
            _ => {}
        }
        match self.call_special_name(iterator, self.names.next, &[]) {
            Ok(Some(item)) => Ok(Some(item)),
            Ok(None) => {
                let name = self.class_name(iterator);
                Err(self.raise(known::TYPE_ERROR, format!("'{name}' object is not an iterator")))
            }
            Err(stop) if self.is_stop_of(&stop, known::STOP_ITERATION) => {
                self.forget(stop)?;
                Ok(None)
            }
            Err(stop) => Err(stop),
        }
    }
}

fn is_equality(comparison: Comparison) -> bool {
    matches!(comparison, Comparison::Equal | Comparison::NotEqual)
}

/// The operator as the program writes it.
pub fn symbol(operator: BinaryOperator) -> &'static str {
    match operator {
        BinaryOperator::Add => "+",
        BinaryOperator::And => "&",
        BinaryOperator::FloorDivide => "//",
        BinaryOperator::LeftShift => "<<",
        BinaryOperator::MatrixMultiply => "@",
        BinaryOperator::Multiply => "*",
        BinaryOperator::Remainder => "%",
        BinaryOperator::Or => "|",
        BinaryOperator::Power => "**",
        BinaryOperator::RightShift => ">>",
        BinaryOperator::Subtract => "-",
        BinaryOperator::TrueDivide => "/",
        BinaryOperator::Xor => "^",
    }
}

pub fn comparison_symbol(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Less => "<",
        Comparison::LessEqual => "<=",
        Comparison::Equal => "==",
        Comparison::NotEqual => "!=",
        Comparison::Greater => ">",
        Comparison::GreaterEqual => ">=",
    }
}

fn binary_names(names: &Names, operator: BinaryOperator) -> (Ref, Ref) {
    match operator {
        BinaryOperator::Add => (names.add, names.radd),
        BinaryOperator::And => (names.and, names.rand),
        BinaryOperator::FloorDivide => (names.floordiv, names.rfloordiv),
        BinaryOperator::LeftShift => (names.lshift, names.rlshift),
        BinaryOperator::MatrixMultiply => (names.matmul, names.rmatmul),
        BinaryOperator::Multiply => (names.mul, names.rmul),
        BinaryOperator::Remainder => (names.remainder, names.rmod),
        BinaryOperator::Or => (names.or, names.ror),
        BinaryOperator::Power => (names.pow, names.rpow),
        BinaryOperator::RightShift => (names.rshift, names.rrshift),
        BinaryOperator::Subtract => (names.sub, names.rsub),
        BinaryOperator::TrueDivide => (names.truediv, names.rtruediv),
        BinaryOperator::Xor => (names.xor, names.rxor),
    }
}

fn inplace_name(names: &Names, operator: BinaryOperator) -> Ref {
    match operator {
        BinaryOperator::Add => names.iadd,
        BinaryOperator::And => names.iand,
        BinaryOperator::FloorDivide => names.ifloordiv,
        BinaryOperator::LeftShift => names.ilshift,
        BinaryOperator::MatrixMultiply => names.imatmul,
        BinaryOperator::Multiply => names.imul,
        BinaryOperator::Remainder => names.imod,
        BinaryOperator::Or => names.ior,
        BinaryOperator::Power => names.ipow,
        BinaryOperator::RightShift => names.irshift,
        BinaryOperator::Subtract => names.isub,
        BinaryOperator::TrueDivide => names.itruediv,
        BinaryOperator::Xor => names.ixor,
    }
}

fn comparison_names(names: &Names, comparison: Comparison) -> (Ref, Ref) {
    match comparison {
        Comparison::Less => (names.lt, names.gt),
        Comparison::LessEqual => (names.le, names.ge),
        Comparison::Equal => (names.eq, names.eq),
        Comparison::NotEqual => (names.ne, names.ne),
        Comparison::Greater => (names.gt, names.lt),
        Comparison::GreaterEqual => (names.ge, names.le),
    }
}
