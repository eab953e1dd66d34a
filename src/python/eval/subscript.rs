//! Items: `container[key]`, `in`, unary operators, and unpacking.

use crate::python::compile::code::Op;
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::list_access::Selection;
use crate::python::object::number::arithmetic::UnaryOperator;
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

impl Machine {
    /// `container[key]` (`PyObject_GetItem`).
    pub fn get_item(&mut self, container: Ref, key: Ref) -> Result<Ref> {
        let class = self.heap.class_of(container);
        if self.is_heap_class(class)
            && let Some(result) = self.call_special_name(container, self.names.getitem, &[key])?
        {
            return Ok(result);
        }
        self.native_get_item(container, key)
    }

    /// The same as the built-in class does it.
    pub fn native_get_item(&mut self, container: Ref, key: Ref) -> Result<Ref> {
        let class = self.heap.class_of(container);
        match self.heap.body(container) {
            Body::List(_) | Body::Tuple(_) => {
                if let Body::Int(index) = self.heap.body(key) {
                    let index = *index;
                    let items = self.heap.items(container).unwrap_or_default();
                    let found = wrapped(index, items.len()).and_then(|at| items.get(at)).copied();
                    return match found {
                        Some(item) => Ok(self.keep(item)),
                        None => {
                            let kind =
                                if matches!(self.heap.body(container), Body::List(_)) { "list" } else { "tuple" };
                            Err(self.raise(known::INDEX_ERROR, format!("{kind} index out of range")))
                        }
                    };
                }
            }
            Body::Dict(_) => {
                if let Some(value) = self.dict_get(container, key)? {
                    return Ok(self.keep(value));
                }
                if self.is_heap_class(class)
                    && let Some(result) = self.call_special_name(container, self.names.missing, &[key])?
                {
                    return Ok(result);
                }
                return Err(self.raise_key_error(key));
            }
            Body::MappingProxy(mapping) => {
                let mapping = *mapping;
                return self.get_item(mapping, key);
            }
            Body::GenericAlias(_) | Body::Union(_) => return self.subscript_alias(container, key),
            Body::Weak(_) => {
                if let Some(target) = self.behind_weak_proxy(container)? {
                    let item = self.get_item(target, key);
                    self.release(target);
                    return item;
                }
            }
            Body::Class(parts) => {
                let name = parts.name.clone();
                if container == known::TYPE {
                    return self.new_generic_alias(container, key);
                }
                if let Some(found) = self.lookup_on_class(container, self.names.class_getitem) {
                    let bound = self.bind_on_class(found, container)?;
                    let made = self.call(bound, &[key]);
                    self.release(bound);
                    return made;
                }
                return Err(self.raise(known::TYPE_ERROR, format!("type '{name}' is not subscriptable")));
            }
            _ => {}
        }
        if let Body::List(list) = self.heap.body(container) {
            let length = list.items.len();
            if let Body::Slice(_) = self.heap.body(key) {
                let selection = self.selection(key, length)?;
                return Ok(self.list_slice(container, selection));
            }
            let place = self.place_of(key, length, "list")?;
            let item = self.heap.items(container).and_then(|items| items.get(place)).copied().unwrap_or(known::NONE);
            return Ok(self.keep(item));
        }
        if let Some(result) = self.native_item(container, key) {
            return result;
        }
        let name = self.class_name(container);
        Err(self.raise(known::TYPE_ERROR, format!("'{name}' object is not subscriptable")))
    }

    /// What a slice object selects of `length` items.
    fn selection(&mut self, slice: Ref, length: usize) -> Result<Selection> {
        let cut = self.cut_of(slice, length)?;
        Ok(Selection { start: cut.start, step: cut.step, count: cut.count })
    }

    /// `container[key] = value`.
    pub fn set_item(&mut self, container: Ref, key: Ref, value: Ref) -> Result<()> {
        match self.call_special_name(container, self.names.setitem, &[key, value])? {
            Some(result) => {
                self.release(result);
                Ok(())
            }
            None => self.native_set_item(container, key, value),
        }
    }

    /// The same as the built-in class does it.
    pub fn native_set_item(&mut self, container: Ref, key: Ref, value: Ref) -> Result<()> {
        match (self.heap.body(container), self.heap.body(key)) {
            (Body::List(list), Body::Int(index)) => {
                let Some(at) = wrapped(*index, list.items.len()) else {
                    return Err(self.raise(known::INDEX_ERROR, "list assignment index out of range"));
                };
                self.keep(value);
                self.list_set_item(container, at, value);
                Ok(())
            }
            (Body::List(list), _) => self.set_list_item(container, list.items.len(), key, value),
            (Body::Dict(_), _) => self.dict_set(container, key, value),
            (Body::Buffer(buffer), _) if buffer.is_bytearray() => self.bytearray_assign(container, key, Some(value)),
            (Body::Buffer(_), _) => self.array_assign(container, key, Some(value)),
            (Body::MemoryView(_), _) => self.memoryview_assign(container, key, Some(value)),
            (Body::Weak(_), _) if self.heap.class_of(container) == known::WEAK_PROXY => {
                let target = self.behind_weak_proxy(container)?.unwrap_or(known::NONE);
                let outcome = self.set_item(target, key, value);
                self.release(target);
                outcome
            }
            _ => {
                let name = self.class_name(container);
                Err(self.raise(known::TYPE_ERROR, format!("'{name}' object does not support item assignment")))
            }
        }
    }

    fn set_list_item(&mut self, list: Ref, length: usize, key: Ref, value: Ref) -> Result<()> {
        if let Body::Slice(_) = self.heap.body(key) {
            let selection = self.selection(key, length)?;
            return self.list_assign_slice(list, selection, value);
        }
        let place = self.place_of(key, length, "list assignment")?;
        self.keep(value);
        self.list_set_item(list, place, value);
        Ok(())
    }

    fn delete_list_item(&mut self, list: Ref, key: Ref) -> Result<()> {
        let length = self.heap.items(list).map_or(0, <[Ref]>::len);
        if let Body::Slice(_) = self.heap.body(key) {
            let selection = self.selection(key, length)?;
            self.list_delete_slice(list, selection);
            return Ok(());
        }
        let place = self.place_of(key, length, "list assignment")?;
        self.list_delete_item(list, place);
        Ok(())
    }

    /// `del container[key]`.
    pub fn delete_item(&mut self, container: Ref, key: Ref) -> Result<()> {
        match self.call_special_name(container, self.names.delitem, &[key])? {
            Some(result) => {
                self.release(result);
                Ok(())
            }
            None => self.native_delete_item(container, key),
        }
    }

    /// The same as the built-in class does it.
    pub fn native_delete_item(&mut self, container: Ref, key: Ref) -> Result<()> {
        match self.heap.body(container) {
            Body::Weak(_) if self.heap.class_of(container) == known::WEAK_PROXY => {
                let target = self.behind_weak_proxy(container)?.unwrap_or(known::NONE);
                let outcome = self.delete_item(target, key);
                self.release(target);
                outcome
            }
            Body::List(_) => self.delete_list_item(container, key),
            Body::Dict(_) => {
                if self.dict_delete(container, key)? {
                    Ok(())
                } else {
                    Err(self.raise_key_error(key))
                }
            }
            Body::Buffer(buffer) if buffer.is_bytearray() => self.bytearray_assign(container, key, None),
            Body::Buffer(_) => self.array_assign(container, key, None),
            Body::MemoryView(_) => self.memoryview_assign(container, key, None),
            body => {
                let does = if matches!(body, Body::Tuple(_) | Body::Str(_) | Body::Range(_) | Body::Bytes(_)) {
                    "doesn't"
                } else {
                    "does not"
                };
                let name = self.class_name(container);
                Err(self.raise(known::TYPE_ERROR, format!("'{name}' object {does} support item deletion")))
            }
        }
    }

    /// `item in container` (`PySequence_Contains`).
    pub fn contains(&mut self, container: Ref, item: Ref) -> Result<bool> {
        if let Some(result) = self.call_special_name(container, self.names.contains, &[item])? {
            let truth = self.is_true(result);
            self.release(result);
            return truth;
        }
        self.native_contains(container, item)
    }

    /// The same as the built-in class does it, or by iterating.
    pub fn native_contains(&mut self, container: Ref, item: Ref) -> Result<bool> {
        match self.heap.body(container) {
            Body::MappingProxy(mapping) => {
                let mapping = *mapping;
                return self.contains(mapping, item);
            }
            Body::Weak(_) => {
                if let Some(target) = self.behind_weak_proxy(container)? {
                    let found = self.contains(target, item);
                    self.release(target);
                    return found;
                }
            }
            Body::Dict(_) => return Ok(self.dict_get(container, item)?.is_some()),
            Body::Set(_) => return self.set_contains(container, item),
            Body::Buffer(buffer) if buffer.is_bytearray() => {
                return crate::python::modules::bytes_methods::contains(self, container, item);
            }
            Body::Bytes(_) => return crate::python::modules::bytes_methods::contains(self, container, item),
            Body::Range(_) => {
                if let Some(answer) = self.range_contains(container, item) {
                    return Ok(answer);
                }
            }
            Body::List(_) | Body::Tuple(_) => {
                let mut at = 0;
                while let Some(each) = self.heap.items(container).and_then(|items| items.get(at)).copied() {
                    self.keep(each);
                    let equal = self.is_equal(each, item);
                    self.release(each);
                    if equal? {
                        return Ok(true);
                    }
                    at += 1;
                }
                return Ok(false);
            }
            Body::Str(text) => {
                return match self.text_of(item) {
                    Some(part) => Ok(text.text.contains(part)),
                    None => {
                        let name = self.class_name(item);
                        let message = format!("'in <string>' requires string as left operand, not {name}");
                        Err(self.raise(known::TYPE_ERROR, message))
                    }
                };
            }
            _ => {}
        }
        let iterator = match self.iterator_of(container) {
            Ok(iterator) => iterator,
            Err(stop) if self.is_stop_of(&stop, known::TYPE_ERROR) => {
                self.forget(stop)?;
                let name = self.class_name(container);
                let kind = if self.version().minor() >= 14 { "container or iterable" } else { "iterable" };
                let verb = if self.version().minor() >= 14 { "is not a" } else { "is not" };
                return Err(self.raise(known::TYPE_ERROR, format!("argument of type '{name}' {verb} {kind}")));
            }
            Err(stop) => return Err(stop),
        };
        let found = loop {
            match self.next_of(iterator) {
                Ok(Some(each)) => {
                    let equal = self.is_equal(each, item);
                    self.release(each);
                    match equal {
                        Ok(false) => {}
                        other => break other,
                    }
                }
                Ok(None) => break Ok(false),
                Err(stop) => break Err(stop),
            }
        };
        self.release(iterator);
        found
    }

    /// `-x`, `+x`, `~x`.
    pub fn unary(&mut self, op: Op, operand: Ref) -> Result<Ref> {
        let name = match op {
            Op::UnaryPositive => self.names.pos,
            Op::UnaryInvert => self.names.invert,
            _ => self.names.neg,
        };
        match self.call_special_name(operand, name, &[])? {
            Some(result) => Ok(result),
            None => self.native_unary(op, operand),
        }
    }

    /// The same by the built-in type's own rule.
    pub fn native_unary(&mut self, op: Op, operand: Ref) -> Result<Ref> {
        let (operator, symbol) = match op {
            Op::UnaryPositive => (UnaryOperator::Positive, "+"),
            Op::UnaryInvert => (UnaryOperator::Invert, "~"),
            _ => (UnaryOperator::Negative, "-"),
        };
        match self.unary_number(operator, operand) {
            Some(result) => result,
            None => {
                let got = self.class_name(operand);
                Err(self.raise(known::TYPE_ERROR, format!("bad operand type for unary {symbol}: '{got}'")))
            }
        }
    }

    /// `a, b = sequence` (`Python/ceval.c`, `unpack_iterable`).
    pub fn unpack_sequence(&mut self, count: usize) -> Result<()> {
        let sequence = self.peek(0);
        if let Body::List(_) | Body::Tuple(_) = self.heap.body(sequence) {
            let items = self.heap.items(sequence).map(<[Ref]>::to_vec).unwrap_or_default();
            if items.len() == count {
                items.iter().for_each(|item| self.heap.incref(*item));
                self.drop_top();
                items.into_iter().rev().for_each(|item| self.push(item));
                return Ok(());
            }
            let message = if items.len() > count {
                let got = if self.version().minor() >= 14 { format!(", got {}", items.len()) } else { String::new() };
                format!("too many values to unpack (expected {count}{got})")
            } else {
                format!("not enough values to unpack (expected {count}, got {})", items.len())
            };
            return Err(self.raise(known::VALUE_ERROR, message));
        }
        let iterator = self.iterator_to_unpack(sequence)?;
        let mut items = Vec::new();
        let problem = loop {
            match self.next_of(iterator) {
                Ok(Some(item)) if items.len() == count => {
                    self.release(item);
                    let got = match (self.version().minor() >= 14, self.heap.body(sequence)) {
                        (true, Body::Dict(dict)) => format!(", got {}", dict.used),
                        _ => String::new(),
                    };
                    break Some(
                        self.raise(known::VALUE_ERROR, format!("too many values to unpack (expected {count}{got})")),
                    );
                }
                Ok(Some(item)) => items.push(item),
                Ok(None) if items.len() == count => break None,
                Ok(None) => {
                    let message = format!("not enough values to unpack (expected {count}, got {})", items.len());
                    break Some(self.raise(known::VALUE_ERROR, message));
                }
                Err(stop) => break Some(stop),
            }
        };
        self.release(iterator);
        if let Some(stop) = problem {
            self.release_all(items);
            return Err(stop);
        }
        self.drop_top();
        items.into_iter().rev().for_each(|item| self.push(item));
        Ok(())
    }

    fn iterator_to_unpack(&mut self, sequence: Ref) -> Result<Ref> {
        match self.iterator_of(sequence) {
            Err(stop) if self.is_stop_of(&stop, known::TYPE_ERROR) => {
                let name = self.class_name(sequence);
                let plain = format!("'{name}' object is not iterable");
                let same = match &stop {
                    Stop::Raised(exception) => self.message_of(*exception) == plain,
                    Stop::Ended(_) => false,
                };
                if !same {
                    return Err(stop);
                }
                self.forget(stop)?;
                Err(self.raise(known::TYPE_ERROR, format!("cannot unpack non-iterable {name} object")))
            }
            other => other,
        }
    }

    /// `a, *b, c = sequence`.
    pub fn unpack_starred(&mut self, before: usize, after: usize) -> Result<()> {
        let sequence = self.peek(0);
        let iterator = self.iterator_to_unpack(sequence)?;
        let outcome = self.unpack_iterator(iterator, before, after);
        self.release(iterator);
        let (first, list, last) = outcome?;
        self.drop_top();
        last.into_iter().rev().for_each(|item| self.push(item));
        self.push(list);
        first.into_iter().rev().for_each(|item| self.push(item));
        Ok(())
    }

    /// The items before the starred one, the list of it, and the items after it, all owned (`Python/ceval.c`,
    /// `unpack_iterable`).
    fn unpack_iterator(&mut self, iterator: Ref, before: usize, after: usize) -> Result<(Vec<Ref>, Ref, Vec<Ref>)> {
        let mut first = Vec::new();
        while first.len() < before {
            match self.next_of(iterator) {
                Ok(Some(item)) => first.push(item),
                Ok(None) => return Err(self.too_few_for_starred(first, Vec::new(), before + after)),
                Err(stop) => {
                    self.release_all(first);
                    return Err(stop);
                }
            }
        }
        let list = self.new_list(Vec::new());
        if let Err(stop) = self.list_extend(list, iterator) {
            self.release(list);
            self.release_all(first);
            return Err(stop);
        }
        // The list keeps its block when the last items leave it.
        let length = self.heap.list(list).map_or(0, |list| list.items.len());
        if length < after {
            let items = self.heap.list_mut(list).map_or(Vec::new(), |list| std::mem::take(&mut list.items));
            self.release(list);
            return Err(self.too_few_for_starred(first, items, before + after));
        }
        let last = self.heap.list_mut(list).map_or(Vec::new(), |list| list.items.split_off(length - after));
        Ok((first, list, last))
    }

    fn too_few_for_starred(&mut self, first: Vec<Ref>, more: Vec<Ref>, wanted: usize) -> Stop {
        let got = first.len() + more.len();
        self.release_all(first);
        self.release_all(more);
        let message = format!("not enough values to unpack (expected at least {wanted}, got {got})");
        self.raise(known::VALUE_ERROR, message)
    }

    /// `[*x]` and `f(*x)` of what cannot be iterated: the message says so in its own words.
    pub fn unpack_error(&mut self, stop: Stop, iterable: Ref) -> Stop {
        let class = self.heap.class_of(iterable);
        let iterable_at_all = self.lookup_on_class(class, self.names.iter).is_some()
            || self.lookup_on_class(class, self.names.getitem).is_some();
        if iterable_at_all
            || !self.is_stop_of(&stop, known::TYPE_ERROR)
            || matches!(self.heap.body(iterable), Body::Iterator(_))
        {
            return stop;
        }
        let name = self.class_name(iterable);
        let plain = format!("'{name}' object is not iterable");
        match stop {
            Stop::Raised(exception) if self.message_of(exception) == plain => {
                self.release(exception);
                self.raise(known::TYPE_ERROR, format!("Value after * must be an iterable, not {name}"))
            }
            other => other,
        }
    }

    /// Whether `**` takes it.
    pub fn is_mapping(&self, object: Ref) -> bool {
        if matches!(self.heap.body(object), Body::Dict(_)) {
            return true;
        }
        let class = self.heap.class_of(object);
        ["keys"].iter().all(|name| self.class_has(class, name))
    }

    fn class_has(&self, class: Ref, name: &str) -> bool {
        let Body::Class(parts) = self.heap.body(class) else { return false };
        parts.mro.iter().any(|base| match self.heap.body(*base) {
            Body::Class(base) => self.dict_get_text(base.dict, name).is_some(),
            _ => false,
        })
    }

    /// `f(**mapping)`: keys must be str and new.
    pub fn merge_keywords(&mut self, dict: Ref, mapping: Ref, callable: Ref) -> Result<()> {
        let called = self.callable_name(callable);
        if !self.is_mapping(mapping) {
            let name = self.class_name(mapping);
            let message = if self.version() >= Version::V3_15 {
                format!("Value after ** must be a mapping, not {name}")
            } else {
                format!("{called} argument after ** must be a mapping, not {name}")
            };
            return Err(self.raise(known::TYPE_ERROR, message));
        }
        let pairs: Vec<(Ref, Ref)> = match self.heap.body(mapping) {
            Body::Dict(table) => table.live_entries().map(|entry| (entry.key, entry.value)).collect(),
            _ => return self.dict_update(dict, mapping),
        };
        for (key, value) in pairs {
            if self.dict_get(dict, key)?.is_some() {
                let text = self.text_of(key).unwrap_or("?").to_owned();
                let message = format!("{called} got multiple values for keyword argument '{text}'");
                return Err(self.raise(known::TYPE_ERROR, message));
            }
            self.dict_set(dict, key, value)?;
        }
        Ok(())
    }

    /// What a call error calls the callable: `f()`, or its repr's words.
    pub fn callable_name(&self, callable: Ref) -> String {
        match self.heap.body(callable) {
            Body::Function(function) => {
                let module = self.text_of(function.module).filter(|module| *module != "builtins");
                let name = self.text_of(function.qualified_name).unwrap_or("?");
                module.map_or(format!("{name}()"), |module| format!("{module}.{name}()"))
            }
            Body::Class(_) => format!("{}()", self.class_path(callable)),
            Body::Native { definition, .. } | Body::MethodDescriptor { definition, .. } => {
                format!("{}()", definition.name)
            }
            Body::BoundMethod { function, .. } => self.callable_name(*function),
            _ => format!("{} object", self.class_name(callable)),
        }
    }

    /// What stands after `*` (taken over) as a tuple (`Python/ceval.c`, `check_args_iterable`).
    fn argument_tuple(&mut self, arguments: Ref) -> Result<Ref> {
        if self.heap.class_of(arguments) == known::TUPLE {
            return Ok(arguments);
        }
        let class = self.heap.class_of(arguments);
        let iterable = self.native_iter(arguments).map(|iterator| iterator.map(|made| self.release(made))).is_some()
            || self.lookup_special(class, self.names.iter).is_some()
            || self.lookup_special(class, self.names.getitem).is_some();
        if !iterable {
            let (called, name) = (self.callable_name(self.peek(1)), self.class_name(arguments));
            self.release(arguments);
            let text = if self.version().minor() >= 15 { "Value" } else { &format!("{called} argument") };
            return Err(self.raise(known::TYPE_ERROR, format!("{text} after * must be an iterable, not {name}")));
        }
        let items = self.items_of(arguments);
        self.release(arguments);
        Ok(self.new_tuple(items?))
    }

    /// `callable(*tuple, **dict)`.
    pub fn call_unpacked(&mut self, has_keywords: bool) -> Result<()> {
        let keywords = if has_keywords { self.pop() } else { Ref::NULL };
        let arguments = self.pop();
        let arguments = match self.argument_tuple(arguments) {
            Ok(tuple) => tuple,
            Err(stop) => {
                self.release(keywords);
                return Err(stop);
            }
        };
        let positional = self.heap.items(arguments).map(<[Ref]>::to_vec).unwrap_or_default();
        for item in &positional {
            let item = self.keep(*item);
            self.push(item);
        }
        let mut names = Vec::new();
        if let Some(Body::Dict(table)) = self.heap.body_or_none(keywords) {
            let pairs: Vec<(Ref, Ref)> = table.live_entries().map(|entry| (entry.key, entry.value)).collect();
            for (name, value) in pairs {
                if self.text_of(name).is_none() {
                    self.release(arguments);
                    self.release(keywords);
                    return Err(self.raise(known::TYPE_ERROR, "keywords must be strings"));
                }
                names.push(name);
                let value = self.keep(value);
                self.push(value);
            }
        }
        let depth = self.thread().frames.len();
        let outcome = self.invoke(positional.len() + names.len(), &names);
        if self.version().holds_unpacked_arguments() && self.thread().frames.len() > depth {
            // `do_call_core` waits for the function: the tuple, the dict and the array of its values live until then.
            let mut held = vec![arguments, keywords];
            if !names.is_empty() {
                let pairs = self.heap.dict(keywords).map_or(Vec::new(), |table| {
                    table.live_entries().map(|entry| entry.value).chain(positional.iter().copied()).collect()
                });
                pairs.iter().for_each(|value| self.heap.incref(*value));
                held.extend(pairs);
            }
            if let Some(frame) = self.thread_mut().frames.last_mut() {
                frame.held.extend(held);
            }
            return outcome;
        }
        self.release(arguments);
        self.release(keywords);
        outcome
    }
}

/// The index from 0 that a Python index means, if it is within `length`.
pub fn wrapped(index: i64, length: usize) -> Option<usize> {
    let length = i64::try_from(length).ok()?;
    let index = if index < 0 { index + length } else { index };
    (0..length).contains(&index).then_some(index as usize)
}
