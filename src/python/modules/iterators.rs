//! `iter` and `next` for the built-in iterables and iterators.
//!
//! Objects of the program's classes with `__iter__` or `__next__` are the eval room's, which asks here for all others.

use num_bigint::BigInt;
use num_traits::{ToPrimitive as _, Zero as _};

use super::arguments::native;
use crate::python::compile::code::Comparison;
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::iterator::{DictPart, Iterator};
use crate::python::object::text::Kind;
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// The method that every built-in iterator has beside `__iter__` and `__next__`.
pub static METHODS: &[&Native] = &[&native("__length_hint__", length_hint_method, 0, 0)];

fn length_hint_method(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let hint = machine.iterator_length(arguments.at(0)).unwrap_or(0);
    Ok(machine.new_int(hint as i64))
}

impl Machine {
    /// `iter(object)` of a built-in object; `None` when it is not iterable by its built-in layout.
    #[inline]
    pub fn native_iter(&mut self, object: Ref) -> Option<Result<Ref>> {
        let (class, state) = match self.heap.body(object) {
            Body::Iterator(_) => return Some(Ok(self.keep(object))),
            Body::Generator(_) if self.heap.class_of(object) == known::GENERATOR => return Some(Ok(self.keep(object))),
            Body::List(_) => (known::LIST_ITERATOR, Iterator::Indexed { sequence: object, index: 0 }),
            Body::Tuple(_) => (known::TUPLE_ITERATOR, Iterator::Indexed { sequence: object, index: 0 }),
            Body::Str(_) => (known::STR_ITERATOR, Iterator::Indexed { sequence: object, index: 0 }),
            Body::Bytes(_) => (known::BYTES_ITERATOR, Iterator::Indexed { sequence: object, index: 0 }),
            Body::Buffer(buffer) => {
                let class = if buffer.is_bytearray() { known::BYTEARRAY_ITERATOR } else { known::ARRAY_ITERATOR };
                (class, Iterator::Indexed { sequence: object, index: 0 })
            }
            Body::MemoryView(_) => {
                if let Err(stop) = self.check_view_iterable(object) {
                    return Some(Err(stop));
                }
                (known::MEMORYVIEW_ITERATOR, Iterator::Indexed { sequence: object, index: 0 })
            }
            Body::Range(range) => return Some(Ok(self.range_iterator(&range.clone()))),
            Body::Dict(_) => return Some(Ok(self.dict_iterator(object, DictPart::Keys, false))),
            Body::DictView { kind, dict } => {
                let (kind, dict) = (*kind, *dict);
                return Some(Ok(self.dict_iterator(dict, kind, false)));
            }
            Body::Set(_) => return Some(Ok(self.set_iterator(object))),
            _ => return None,
        };
        self.heap.incref(object);
        Some(Ok(self.new_iterator(class, state)))
    }

    /// A new iterator object; the state's references are taken over.
    pub fn new_iterator(&mut self, class: Ref, state: Iterator) -> Ref {
        let narrow = self.version() < Version::V3_12;
        let wide_map = self.version() >= Version::V3_14;
        let body = match &state {
            Iterator::Range { .. } | Iterator::LongRange { .. } => {
                let bytes = if narrow && matches!(state, Iterator::Range { .. }) { 48 } else { 40 };
                return self.heap.insert(class, Body::Iterator(Box::new(state)), bytes, 0, false);
            }
            Iterator::Enumerate { .. } => 56,
            Iterator::Zip { .. } => 48,
            Iterator::Map { .. } if wide_map => 40,
            _ if class == known::MEMORYVIEW_ITERATOR => 48,
            _ if class == known::ARRAY_ITERATOR => 40,
            _ => 32,
        };
        self.new_tracked(class, Body::Iterator(Box::new(state)), body, crate::python::object::create::GC_HEAD)
    }

    fn range_iterator(&mut self, range: &[BigInt; 3]) -> Ref {
        let [start, _, step] = range;
        let length = super::range_slice::range_length(range);
        self.stepping_iterator(start, step, &length)
    }

    /// An iterator over `length` ints from `start` by `step`.
    pub fn stepping_iterator(&mut self, start: &BigInt, step: &BigInt, length: &BigInt) -> Ref {
        let end = start + step * length;
        let small = (start.to_i64(), step.to_i64(), length.to_u64(), end.to_i64());
        match small {
            (Some(start), Some(step), Some(left), Some(_)) => {
                self.new_iterator(known::RANGE_ITERATOR, Iterator::Range { start, step, left })
            }
            _ => {
                let (start, step, left) = (start.clone(), step.clone(), length.clone());
                self.new_iterator(known::LONG_RANGE_ITERATOR, Iterator::LongRange { start, step, left })
            }
        }
    }

    fn iterator_state(&mut self, iterator: Ref) -> Option<&mut Iterator> {
        match &mut self.heap.get_mut(iterator).body {
            Body::Iterator(state) => Some(state),
            _ => None,
        }
    }

    /// `next(iterator)` of a built-in iterator: an owned item, or `None` at the end.
    #[inline]
    pub fn native_next(&mut self, iterator: Ref) -> Result<Option<Ref>> {
        let Some(state) = self.iterator_state(iterator) else {
            return Ok(None);
        };
        match state {
            Iterator::Range { start, step, left } => {
                if *left == 0 {
                    return Ok(None);
                }
                let value = *start;
                *start = start.wrapping_add(*step);
                *left -= 1;
                Ok(Some(self.new_int(value)))
            }
            Iterator::Indexed { sequence, index } => {
                let (sequence, at) = (*sequence, *index);
                if sequence.is_null() {
                    return Ok(None);
                }
                // A character that is not ASCII is found by its byte, which `index` counts in such a str.
                if let Body::Str(text) = self.heap.body(sequence) {
                    let ascii = text.kind == Kind::Ascii;
                    return self.next_char(iterator, sequence, at, ascii);
                }
                let item = match self.heap.body(sequence) {
                    Body::List(list) => list.items.get(at).copied(),
                    Body::Tuple(items) => items.get(at).copied(),
                    Body::Bytes(bytes) => {
                        let byte = bytes.get(at).copied();
                        byte.map(|byte| self.new_int(i64::from(byte)))
                    }
                    Body::Buffer(_) => self.buffer_item(sequence, at),
                    Body::MemoryView(_) => self.memoryview_next(sequence, at)?,
                    _ => None,
                };
                let Some(item) = item else {
                    return Ok(self.exhaust(iterator));
                };
                if matches!(self.heap.body(sequence), Body::List(_) | Body::Tuple(_)) {
                    self.heap.incref(item);
                }
                if let Some(Iterator::Indexed { index, .. }) = self.iterator_state(iterator) {
                    *index = at + 1;
                }
                Ok(Some(item))
            }
            Iterator::Dict { .. } => self.dict_iterator_next(iterator),
            Iterator::Set { .. } => self.set_iterator_next(iterator),
            _ => self.next_other(iterator),
        }
    }

    fn next_char(&mut self, iterator: Ref, sequence: Ref, at: usize, ascii: bool) -> Result<Option<Ref>> {
        let char = match self.heap.body(sequence) {
            Body::Str(text) if ascii => text.text.as_bytes().get(at).map(|byte| char::from(*byte)),
            Body::Str(text) => text.text.get(at..).and_then(|rest| rest.chars().next()),
            _ => None,
        };
        let Some(char) = char else {
            return Ok(self.exhaust(iterator));
        };
        if let Some(Iterator::Indexed { index, .. }) = self.iterator_state(iterator) {
            *index = at + char.len_utf8();
        }
        Ok(Some(self.new_char(char)))
    }

    /// A str of one character.
    pub fn new_char(&mut self, char: char) -> Ref {
        self.new_str(char.encode_utf8(&mut [0; 4]))
    }

    /// Lets go of what an exhausted iterator held.
    fn exhaust(&mut self, iterator: Ref) -> Option<Ref> {
        let held = match self.iterator_state(iterator) {
            Some(Iterator::Indexed { sequence: held, .. })
            | Some(Iterator::Reversed { sequence: held, .. })
            | Some(Iterator::Sequence { sequence: held, .. }) => std::mem::take(held),
            Some(Iterator::Call { function, sentinel }) => {
                let (function, sentinel) = (std::mem::take(function), std::mem::take(sentinel));
                self.release(function);
                sentinel
            }
            _ => Ref::NULL,
        };
        self.release(held);
        None
    }

    #[inline(never)]
    fn next_other(&mut self, iterator: Ref) -> Result<Option<Ref>> {
        let Some(state) = self.iterator_state(iterator) else {
            return Ok(None);
        };
        match state {
            Iterator::Reversed { sequence, index } => {
                let (sequence, index) = (*sequence, *index);
                self.next_reversed(iterator, sequence, index)
            }
            Iterator::Sequence { sequence, index } => {
                let (sequence, index) = (*sequence, *index);
                self.next_by_item(iterator, sequence, index)
            }
            Iterator::LongRange { start, step, left } => {
                if left.is_zero() {
                    return Ok(None);
                }
                let value = start.clone();
                *start += &*step;
                *left -= 1;
                Ok(Some(self.new_big_int(value)))
            }
            Iterator::Enumerate { iterator: inner, index, result } => {
                let (inner, index_now, result) = (*inner, index.clone(), *result);
                *index += 1;
                self.next_enumerated(inner, index_now, result)
            }
            Iterator::Zip { iterators, result, strict } => {
                let (iterators, result, strict) = (*iterators, *result, *strict);
                let iterators = self.heap.items(iterators).map(<[Ref]>::to_vec).unwrap_or_default();
                self.next_zipped(&iterators, result, strict)
            }
            Iterator::Map { function, iterators } => {
                let (function, iterators) = (*function, *iterators);
                let iterators = self.heap.items(iterators).map(<[Ref]>::to_vec).unwrap_or_default();
                self.next_mapped(function, &iterators)
            }
            Iterator::Filter { function, iterator: inner } => {
                let (function, inner) = (*function, *inner);
                self.next_filtered(function, inner)
            }
            Iterator::Call { function, sentinel } => {
                let (function, sentinel) = (*function, *sentinel);
                self.next_called(iterator, function, sentinel)
            }
            Iterator::Indexed { .. } | Iterator::Range { .. } | Iterator::Dict { .. } | Iterator::Set { .. } => {
                Ok(None)
            }
        }
    }

    fn next_reversed(&mut self, iterator: Ref, sequence: Ref, index: usize) -> Result<Option<Ref>> {
        if sequence.is_null() {
            return Ok(None);
        }
        let Some(at) = index.checked_sub(1) else {
            return Ok(self.exhaust(iterator));
        };
        let item = match self.heap.body(sequence) {
            Body::List(list) => list.items.get(at).copied(),
            Body::Tuple(items) => items.get(at).copied(),
            _ => {
                if let Some(Iterator::Reversed { index, .. }) = self.iterator_state(iterator) {
                    *index = at;
                }
                return self.next_by_item(iterator, sequence, at as i64);
            }
        };
        let Some(item) = item else {
            return Ok(self.exhaust(iterator));
        };
        self.heap.incref(item);
        if let Some(Iterator::Reversed { index, .. }) = self.iterator_state(iterator) {
            *index = at;
        }
        Ok(Some(item))
    }

    /// By `__getitem__`, until IndexError or StopIteration (`Objects/iterobject.c`, `iter_iternext`).
    fn next_by_item(&mut self, iterator: Ref, sequence: Ref, index: i64) -> Result<Option<Ref>> {
        if sequence.is_null() {
            return Ok(None);
        }
        let key = self.new_int(index);
        let result = match self.native_item(sequence, key) {
            Some(result) if !self.is_overridden(sequence, "__getitem__") => result.map(Some),
            other => {
                if let Some(Ok(item)) = other {
                    self.release(item);
                }
                self.call_special(sequence, "__getitem__", &[key])
            }
        };
        self.release(key);
        match result {
            Ok(Some(item)) => {
                if let Some(Iterator::Sequence { index, .. }) = self.iterator_state(iterator) {
                    *index += 1;
                }
                Ok(Some(item))
            }
            Ok(None) => Ok(self.exhaust(iterator)),
            Err(stop) => {
                if self.swallows(&stop, &[known::INDEX_ERROR, known::STOP_ITERATION]) {
                    return Ok(self.exhaust(iterator));
                }
                Err(stop)
            }
        }
    }

    /// Whether the stop is an exception of one of these classes; then it is released.
    pub fn swallows(&mut self, stop: &crate::python::eval::stop::Stop, classes: &[Ref]) -> bool {
        match stop {
            crate::python::eval::stop::Stop::Raised(exception)
                if classes.iter().any(|class| self.is_instance(*exception, *class)) =>
            {
                self.release(*exception);
                true
            }
            _ => false,
        }
    }

    /// A tuple of these owned items: the one that was given last when nobody holds it any more, as `enumerate`, `zip` and
    /// `dict.items()` do it; else a new one.
    pub fn reused_tuple(&mut self, last: Ref, items: Vec<Ref>) -> Ref {
        if last.is_null() || self.heap.get(last).references != 1 {
            return self.new_tuple(items);
        }
        let old = match &mut self.heap.get_mut(last).body {
            Body::Tuple(place) => std::mem::replace(place, items.into_boxed_slice()),
            _ => items.into_boxed_slice(),
        };
        self.heap.incref(last);
        self.release_all(old);
        if self.heap.get(last).previous.is_null() {
            self.heap.track(last);
        }
        last
    }

    fn next_enumerated(&mut self, inner: Ref, index: BigInt, result: Ref) -> Result<Option<Ref>> {
        let Some(item) = self.next_of(inner)? else {
            return Ok(None);
        };
        let index = self.new_big_int(index);
        Ok(Some(self.reused_tuple(result, vec![index, item])))
    }

    fn next_zipped(&mut self, iterators: &[Ref], result: Ref, strict: bool) -> Result<Option<Ref>> {
        if iterators.is_empty() {
            return Ok(None);
        }
        let mut items = Vec::with_capacity(iterators.len());
        for (at, inner) in iterators.iter().enumerate() {
            match self.next_of(*inner) {
                Ok(Some(item)) => items.push(item),
                Ok(None) => {
                    self.release_all(items);
                    return if strict { self.check_zip_ends(iterators, at) } else { Ok(None) };
                }
                Err(stop) => {
                    self.release_all(items);
                    return Err(stop);
                }
            }
        }
        Ok(Some(self.reused_tuple(result, items)))
    }

    /// The iterator at `at` has ended: with `strict` that must be the first, and all others must end too.
    fn check_zip_ends(&mut self, iterators: &[Ref], at: usize) -> Result<Option<Ref>> {
        let plural = |count: usize| if count == 1 { " " } else { "s 1-" };
        if at > 0 {
            let text = format!("zip() argument {} is shorter than argument{}{at}", at + 1, plural(at));
            return Err(self.raise(known::VALUE_ERROR, text));
        }
        for (at, inner) in iterators.iter().enumerate().skip(1) {
            if let Some(item) = self.next_of(*inner)? {
                self.release(item);
                let text = format!("zip() argument {} is longer than argument{}{at}", at + 1, plural(at));
                return Err(self.raise(known::VALUE_ERROR, text));
            }
        }
        Ok(None)
    }

    fn next_mapped(&mut self, function: Ref, iterators: &[Ref]) -> Result<Option<Ref>> {
        let mut items = Vec::with_capacity(iterators.len());
        for inner in iterators {
            match self.next_of(*inner) {
                Ok(Some(item)) => items.push(item),
                Ok(None) => {
                    self.release_all(items);
                    return Ok(None);
                }
                Err(stop) => {
                    self.release_all(items);
                    return Err(stop);
                }
            }
        }
        let result = self.call(function, &items);
        self.release_all(items);
        result.map(Some)
    }

    fn next_filtered(&mut self, function: Ref, inner: Ref) -> Result<Option<Ref>> {
        while let Some(item) = self.next_of(inner)? {
            let wanted = if matches!(function, known::NONE | known::BOOL) {
                self.is_true(item)
            } else {
                self.call(function, &[item]).and_then(|result| {
                    let wanted = self.is_true(result);
                    self.release(result);
                    wanted
                })
            };
            match wanted {
                Ok(true) => return Ok(Some(item)),
                Ok(false) => self.release(item),
                Err(stop) => {
                    self.release(item);
                    return Err(stop);
                }
            }
        }
        Ok(None)
    }

    fn next_called(&mut self, iterator: Ref, function: Ref, sentinel: Ref) -> Result<Option<Ref>> {
        if function.is_null() {
            return Ok(None);
        }
        match self.call(function, &[]) {
            Ok(result) => {
                let same = self.compare(Comparison::Equal, sentinel, result).and_then(|answer| {
                    let same = self.is_true(answer);
                    self.release(answer);
                    same
                });
                match same {
                    Ok(false) => Ok(Some(result)),
                    Ok(true) => {
                        self.release(result);
                        Ok(self.exhaust(iterator))
                    }
                    Err(stop) => {
                        self.release(result);
                        Err(stop)
                    }
                }
            }
            Err(stop) if self.swallows(&stop, &[known::STOP_ITERATION]) => Ok(self.exhaust(iterator)),
            Err(stop) => Err(stop),
        }
    }

    /// How many items a built-in iterator will still give, when it knows (`__length_hint__`).
    pub fn iterator_length(&self, iterator: Ref) -> Option<usize> {
        let Body::Iterator(state) = self.heap.body(iterator) else {
            return None;
        };
        let length = |sequence: Ref| match self.heap.body(sequence) {
            Body::List(list) => list.items.len(),
            Body::Tuple(items) => items.len(),
            Body::Str(text) => text.length as usize,
            Body::Bytes(bytes) => bytes.len(),
            Body::Buffer(buffer) => buffer.length(),
            Body::MemoryView(view) => view.shape.first().copied().unwrap_or(0),
            _ => 0,
        };
        Some(match &**state {
            Iterator::Indexed { sequence, .. } | Iterator::Reversed { sequence, .. } if sequence.is_null() => 0,
            Iterator::Indexed { sequence, index } => match self.heap.body(*sequence) {
                Body::Str(text) => text.text.get(*index..).map_or(0, |rest| rest.chars().count()),
                _ => length(*sequence).saturating_sub(*index),
            },
            Iterator::Reversed { sequence, index } => {
                if length(*sequence) < *index {
                    0
                } else {
                    *index
                }
            }
            Iterator::Range { left, .. } => usize::try_from(*left).ok()?,
            Iterator::LongRange { left, .. } => left.to_usize()?,
            Iterator::Dict { dict, length, left, .. } => match self.heap.body(*dict) {
                Body::Dict(body) if body.used == *length => *left,
                _ => 0,
            },
            Iterator::Set { set, length, left, .. } => match self.heap.body(*set) {
                Body::Set(body) if body.used == *length => *left,
                _ => 0,
            },
            _ => return None,
        })
    }

    /// `len(object)` of a built-in container; `None` when it has no length.
    pub fn native_length(&self, object: Ref) -> Option<usize> {
        Some(match self.heap.body(object) {
            Body::Str(text) => text.length as usize,
            Body::Bytes(bytes) => bytes.len(),
            Body::Buffer(buffer) => buffer.length(),
            Body::MemoryView(view) => view.shape.first().copied().unwrap_or(0),
            Body::Tuple(items) => items.len(),
            Body::List(list) => list.items.len(),
            Body::Dict(dict) => dict.used,
            Body::Set(set) => set.used,
            Body::DictView { dict, .. } => match self.heap.body(*dict) {
                Body::Dict(dict) => dict.used,
                _ => 0,
            },
            Body::Range(range) => super::range_slice::range_length(range).to_usize()?,
            _ => return None,
        })
    }
}
