//! Instructions that build: displays, slices, and what f-strings put together.

use crate::python::compile::code::Op;
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::{Ref, known};
use crate::python::version::Version;

impl Machine {
    /// `BuildSet`
    #[inline]
    pub(super) fn build_set(&mut self, count: usize) -> Result<()> {
        let set = self.new_set();
        self.push(set);
        for depth in 0..count {
            let item = self.peek(count - depth);
            self.set_add(set, item)?;
        }
        self.drop_below(count);
        Ok(())
    }

    /// `BuildMap`
    #[inline]
    pub(super) fn build_map(&mut self, count: usize) -> Result<()> {
        let unicode = (0..count).all(|pair| self.heap.class_of(self.peek(2 * pair + 1)) == known::STR);
        let dict = self.new_dict_presized(count, unicode);
        self.push(dict);
        for pair in (0..count).rev() {
            let (key, value) = (self.peek(2 * pair + 2), self.peek(2 * pair + 1));
            self.dict_set(dict, key, value)?;
        }
        self.drop_below(2 * count);
        Ok(())
    }

    /// `BuildConstKeyMap`
    #[inline]
    pub(super) fn build_const_key_map(&mut self, count: usize) -> Result<()> {
        let keys = self.heap.items(self.peek(0)).map(<[Ref]>::to_vec).unwrap_or_default();
        let unicode = keys.iter().all(|key| self.heap.class_of(*key) == known::STR);
        let dict = self.new_dict_presized(count, unicode);
        self.push(dict);
        for (at, key) in keys.into_iter().enumerate() {
            let value = self.peek(count - at + 1);
            self.dict_set(dict, key, value)?;
        }
        self.drop_below(count + 1);
        Ok(())
    }

    /// `BuildString`
    #[inline]
    pub(super) fn build_string(&mut self, count: usize) -> Result<()> {
        let mut text = String::new();
        for depth in (0..count).rev() {
            text.push_str(self.text_of(self.peek(depth)).unwrap_or_default());
        }
        self.check_room(text.len() as u64)?;
        let result = self.new_str(&text);
        self.replace_top(count, result);
        Ok(())
    }

    /// `BuildSlice`
    #[inline]
    pub(super) fn build_slice(&mut self, arg: u32) {
        let constant = self.parts_are_constant(arg);
        let step = if arg == 3 { self.pop() } else { self.none() };
        let stop = self.pop();
        let start = self.pop();
        let parts = [start, stop, step];
        let slice = if constant { self.new_constant_slice(parts) } else { self.new_slice(parts) };
        self.push(slice);
    }

    /// `MapAdd`
    #[inline]
    pub(super) fn map_add(&mut self, depth: usize) -> Result<()> {
        let dict = self.peek(depth + 1);
        self.dict_set(dict, self.peek(1), self.peek(0))?;
        self.drop_top();
        self.drop_top();
        Ok(())
    }

    /// `ListExtend`
    #[inline]
    pub(super) fn extend_list(&mut self, depth: usize) -> Result<()> {
        let (list, iterable) = (self.peek(depth), self.peek(0));
        if let Err(stop) = self.list_extend(list, iterable) {
            return Err(self.unpack_error(stop, iterable));
        }
        self.drop_top();
        Ok(())
    }

    /// `DictUpdate`
    #[inline]
    pub(super) fn update_dict(&mut self, depth: usize) -> Result<()> {
        let (dict, mapping) = (self.peek(depth), self.peek(0));
        if !self.is_mapping(mapping) {
            let name = self.class_name(mapping);
            return Err(self.raise(known::TYPE_ERROR, format!("'{name}' object is not a mapping")));
        }
        self.dict_update(dict, mapping)?;
        self.drop_top();
        Ok(())
    }

    /// `DictMerge`
    #[inline]
    pub(super) fn merge_dict(&mut self, depth: usize) -> Result<()> {
        let (dict, mapping, callable) = (self.peek(depth), self.peek(0), self.peek(depth + 3));
        self.merge_keywords(dict, mapping, callable)?;
        self.drop_top();
        Ok(())
    }

    /// `BinarySlice`
    #[inline]
    pub(super) fn binary_slice(&mut self) -> Result<()> {
        let slice = self.slice_on_top();
        let container = self.peek(0);
        let result = self.get_item(container, slice);
        self.release(slice);
        let result = result?;
        self.replace_top(1, result);
        Ok(())
    }

    /// `StoreSlice`
    #[inline]
    pub(super) fn store_slice(&mut self) -> Result<()> {
        let slice = self.slice_on_top();
        let (value, container) = (self.peek(1), self.peek(0));
        let outcome = self.set_item(container, slice, value);
        self.release(slice);
        outcome?;
        self.drop_top();
        self.drop_top();
        Ok(())
    }

    /// Drops the `count` values that lie under the top.
    pub(super) fn drop_below(&mut self, count: usize) {
        let top = self.pop_value();
        for _ in 0..count {
            self.drop_top();
        }
        self.push_value(top);
    }

    pub(super) fn slice_on_top(&mut self) -> Ref {
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
    pub(super) fn parts_are_constant(&self, count: u32) -> bool {
        let Some(frame) = self.thread().frames.last() else { return false };
        let at = (frame.next as usize).saturating_sub(1);
        let parts = at.checked_sub(count as usize).and_then(|first| frame.code.instructions.get(first..at));
        self.version() >= Version::V3_14
            && parts.is_some_and(|parts| parts.iter().all(|part| matches!(part.op, Op::LoadConst | Op::LoadSmallInt)))
    }

    pub(super) fn format_value(&mut self, arg: u32) -> Result<()> {
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
}
