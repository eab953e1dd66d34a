//! A machine's lists: items in and out, with the block that grows, shrinks and moves as CPython's does.
//!
//! `Objects/listobject.c`. The rules of growth are `list`'s; sorting is `list_sort`'s.

use super::iterator::{DictPart, Iterator};
use super::list::{exact_capacity, resized};
use super::{Body, Ref, known};
use crate::python::eval::stop::Result;
use crate::python::machine::{Machine, MarkKind};
use crate::python::machine_events::ListEvent;
use crate::python::version::Version;

/// What a slice selects of a sequence, after `PySlice_AdjustIndices`: `count` items from `start` in steps of `step`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    pub start: i64,
    pub step: i64,
    pub count: usize,
}

impl Selection {
    /// From adjusted bounds.
    pub fn new(start: i64, stop: i64, step: i64) -> Self {
        let count = match step {
            1.. if start < stop => (stop - start - 1) / step + 1,
            ..=-1 if stop < start => (start - stop - 1) / step.saturating_neg() + 1,
            _ => 0,
        };
        Self { start, step, count: count as usize }
    }

    /// The selected places.
    pub fn places(self) -> impl DoubleEndedIterator<Item = usize> + ExactSizeIterator {
        (0..self.count).map(move |at| (self.start + at as i64 * self.step) as usize)
    }
}

impl Machine {
    /// Gives a list a block with room for `allocated` items; its items are not touched.
    fn set_capacity(&mut self, list: Ref, allocated: usize) {
        let Some(body) = self.heap.list(list) else { return };
        let (old_block, old_capacity, length) = (body.block, body.allocated, body.items.len());
        let new_block = if allocated == 0 {
            if old_block != 0 {
                self.heap.blocks.release(old_block, 8 * old_capacity);
            }
            0
        } else {
            self.heap.blocks.reallocate(old_block, 8 * old_capacity, 8 * allocated)
        };
        if let Some(body) = self.heap.list_mut(list) {
            body.block = new_block;
            body.allocated = allocated;
        }
        if allocated != old_capacity {
            self.mark(MarkKind::Resize);
        }
        if self.trail.watching {
            let copied = if old_block != 0 && new_block != old_block { length.min(allocated) } else { 0 };
            let step = self.step;
            self.note_list(ListEvent {
                step,
                list,
                old_capacity,
                new_capacity: allocated,
                old_block,
                new_block,
                copied,
            });
        }
    }

    /// The capacity for `length` items (`list_resize`). `old` is the size that CPython compares with.
    fn resize_list(&mut self, list: Ref, old: usize, length: usize) {
        let small_block = self.version().smallest_list_that_shrinks();
        let Some(body) = self.heap.list_mut(list) else { return };
        let allocated = body.allocated;
        let capacity = resized(old, length, allocated, small_block);
        body.has_block = true;
        if capacity != allocated {
            self.set_capacity(list, capacity);
        }
    }

    /// Forgets the block (`list_clear`).
    fn drop_block(&mut self, list: Ref) {
        self.set_capacity(list, 0);
        if let Some(body) = self.heap.list_mut(list) {
            body.has_block = false;
        }
    }

    /// Appends an owned reference.
    #[inline]
    pub fn list_append(&mut self, list: Ref, item: Ref) {
        let Some(body) = self.heap.list_mut(list) else { return };
        let length = body.items.len();
        if length == body.allocated {
            self.resize_list(list, length, length + 1);
        }
        if let Some(body) = self.heap.list_mut(list) {
            body.items.push(item);
        }
    }

    /// Puts an owned reference before the item at `place`, which is at most the length.
    pub fn list_insert(&mut self, list: Ref, place: usize, item: Ref) {
        let length = self.list_length(list);
        self.resize_list(list, length, length + 1);
        if let Some(body) = self.heap.list_mut(list) {
            body.items.insert(place.min(length), item);
        }
    }

    fn list_length(&self, list: Ref) -> usize {
        self.heap.list(list).map_or(0, |body| body.items.len())
    }

    /// Takes the item at `place` out, owned; `None` when there is none.
    pub fn list_take(&mut self, list: Ref, place: usize) -> Option<Ref> {
        let body = self.heap.list_mut(list)?;
        let length = body.items.len();
        if place >= length {
            return None;
        }
        let item = body.items.remove(place);
        let last_of_all = length == 1 && (self.version() >= Version::V3_12 || place != length - 1);
        if last_of_all {
            self.drop_block(list);
        } else {
            self.resize_list(list, length, length - 1);
        }
        Some(item)
    }

    /// Replaces the items `from..to` by these owned ones (`list_ass_slice`).
    pub fn list_replace(&mut self, list: Ref, from: usize, to: usize, items: Vec<Ref>) {
        let length = self.list_length(list);
        let (from, to) = (from.min(length), to.min(length).max(from.min(length)));
        let after = length - (to - from) + items.len();
        let Some(body) = self.heap.list_mut(list) else { return };
        let dropped: Vec<Ref> = body.items.splice(from..to, items).collect();
        if after == 0 {
            self.drop_block(list);
        } else if after != length {
            self.resize_list(list, length, after);
        }
        dropped.into_iter().rev().for_each(|item| self.release(item));
    }

    /// `del list[place]`; false when there is no such item. In 3.13.0 the block stays as it is, later it
    /// is resized, but never given up (`list_ass_item_lock_held`).
    pub fn list_delete_item(&mut self, list: Ref, place: usize) -> bool {
        if place >= self.list_length(list) {
            return false;
        }
        if self.version() < Version::V3_13 {
            self.list_replace(list, place, place + 1, Vec::new());
            return true;
        }
        if let Some(item) = self.heap.list_mut(list).map(|body| body.items.remove(place)) {
            if self.version() >= Version::V3_14 {
                let length = self.list_length(list);
                self.resize_list(list, length + 1, length);
            }
            self.release(item);
        }
        true
    }

    /// Empties the list and forgets its block (`list.clear`).
    pub fn list_clear(&mut self, list: Ref) {
        let Some(body) = self.heap.list_mut(list) else { return };
        let items = std::mem::take(&mut body.items);
        self.drop_block(list);
        items.into_iter().rev().for_each(|item| self.release(item));
    }

    /// Puts an owned reference in the place of the item there, which is released; false when there is none.
    #[inline]
    pub fn list_set_item(&mut self, list: Ref, place: usize, item: Ref) -> bool {
        let old = match self.heap.list_mut(list).and_then(|body| body.items.get_mut(place)) {
            Some(slot) => std::mem::replace(slot, item),
            None => return false,
        };
        self.release(old);
        true
    }

    /// `list[slice]` as a new list.
    pub fn list_slice(&mut self, list: Ref, selection: Selection) -> Ref {
        let items = self.selected(list, selection);
        items.iter().for_each(|item| self.heap.incref(*item));
        self.new_list(items)
    }

    /// The selected items of a list or tuple, borrowed.
    pub fn selected(&self, sequence: Ref, selection: Selection) -> Vec<Ref> {
        let items = self.heap.items(sequence).unwrap_or_default();
        selection.places().filter_map(|place| items.get(place).copied()).collect()
    }

    /// `list[slice] = iterable` (`list_ass_subscript`).
    pub fn list_assign_slice(&mut self, list: Ref, selection: Selection, iterable: Ref) -> Result<()> {
        // The iterable may be the list itself, and iterating may change the list: it is read in full first.
        let items = match self.heap.items(iterable) {
            Some(items) => {
                let items = items.to_vec();
                items.iter().for_each(|item| self.heap.incref(*item));
                items
            }
            None if selection.step == 1 => {
                let words = if self.version() >= Version::V3_13 {
                    "must assign iterable to extended slice"
                } else {
                    "can only assign an iterable"
                };
                let iterable_error = |machine: &mut Machine, stop| machine.explain_not_iterable(stop, words);
                match self.items_of(iterable) {
                    Ok(items) => items,
                    Err(stop) => return Err(iterable_error(self, stop)),
                }
            }
            None => match self.items_of(iterable) {
                Ok(items) => items,
                Err(stop) => return Err(self.explain_not_iterable(stop, "must assign iterable to extended slice")),
            },
        };
        if selection.step == 1 {
            let start = selection.start as usize;
            self.list_replace(list, start, start + selection.count, items);
            return Ok(());
        }
        if items.len() != selection.count {
            let message = format!(
                "attempt to assign sequence of size {} to extended slice of size {}",
                items.len(),
                selection.count
            );
            items.into_iter().for_each(|item| self.release(item));
            return Err(self.raise(known::VALUE_ERROR, message));
        }
        let mut dropped = Vec::with_capacity(items.len());
        if let Some(body) = self.heap.list_mut(list) {
            for (place, item) in selection.places().zip(items) {
                if let Some(slot) = body.items.get_mut(place) {
                    dropped.push(std::mem::replace(slot, item));
                }
            }
        }
        dropped.into_iter().for_each(|item| self.release(item));
        Ok(())
    }

    /// A TypeError about something that is not iterable gets the words of the operation that wanted an iterable.
    fn explain_not_iterable(
        &mut self,
        stop: crate::python::eval::stop::Stop,
        message: &str,
    ) -> crate::python::eval::stop::Stop {
        match stop {
            crate::python::eval::stop::Stop::Raised(exception)
                if self.heap.class_of(exception) == known::TYPE_ERROR =>
            {
                self.release(exception);
                self.raise(known::TYPE_ERROR, message)
            }
            stop => stop,
        }
    }

    /// `del list[slice]`.
    pub fn list_delete_slice(&mut self, list: Ref, selection: Selection) {
        if selection.step == 1 {
            let start = selection.start as usize;
            return self.list_replace(list, start, start + selection.count, Vec::new());
        }
        if selection.count == 0 {
            return;
        }
        let mut places: Vec<usize> = selection.places().collect();
        places.sort_unstable();
        let Some(body) = self.heap.list_mut(list) else { return };
        let mut next = places.iter().copied().peekable();
        let mut dropped = Vec::with_capacity(places.len());
        let mut place = 0;
        body.items.retain(|item| {
            let goes = next.peek() == Some(&place);
            if goes {
                next.next();
                dropped.push(*item);
            }
            place += 1;
            !goes
        });
        let length = body.items.len();
        // The size is set before the block is looked at.
        self.resize_list(list, length, length);
        dropped.into_iter().for_each(|item| self.release(item));
    }

    /// `list.extend(iterable)`, `list += iterable` and `[*iterable]` (`list_extend`).
    pub fn list_extend(&mut self, list: Ref, iterable: Ref) -> Result<()> {
        let class = self.heap.class_of(iterable);
        let sets_have_their_way = self.version() >= Version::V3_13;
        if list == iterable && sets_have_their_way {
            return self.list_repeat_inplace(list, 2);
        }
        match self.heap.body(iterable) {
            Body::List(_) | Body::Tuple(_) if class == known::LIST || class == known::TUPLE || list == iterable => {
                let items = self.heap.items(iterable).unwrap_or_default().to_vec();
                self.extend_with(list, items, true);
                Ok(())
            }
            Body::Set(table) if sets_have_their_way && (class == known::SET || class == known::FROZENSET) => {
                let items = table.keys().collect();
                self.extend_with(list, items, false);
                Ok(())
            }
            Body::Dict(table) if sets_have_their_way && class == known::DICT => {
                let items = table.live_entries().map(|entry| entry.key).collect();
                self.extend_with(list, items, false);
                Ok(())
            }
            Body::DictView { kind, dict } if sets_have_their_way => {
                let (kind, dict) = (*kind, *dict);
                self.extend_with_view(list, kind, dict);
                Ok(())
            }
            _ => self.extend_by_iterator(list, iterable),
        }
    }

    fn extend_with_view(&mut self, list: Ref, kind: DictPart, dict: Ref) {
        let entries: Vec<(Ref, Ref)> = match self.heap.dict(dict) {
            Some(table) => table.live_entries().map(|entry| (entry.key, entry.value)).collect(),
            None => return,
        };
        match kind {
            DictPart::Keys => self.extend_with(list, entries.into_iter().map(|entry| entry.0).collect(), false),
            DictPart::Values => self.extend_with(list, entries.into_iter().map(|entry| entry.1).collect(), false),
            DictPart::Items => {
                let pairs: Vec<Ref> = entries
                    .into_iter()
                    .map(|(key, value)| {
                        self.heap.incref(key);
                        self.heap.incref(value);
                        self.new_tuple(vec![key, value])
                    })
                    .collect();
                self.extend_with(list, pairs.clone(), false);
                pairs.into_iter().for_each(|pair| self.release(pair));
            }
        }
    }

    /// Adds borrowed items at once; `exactly`: a list without a block gets one of the exact, even size.
    fn extend_with(&mut self, list: Ref, items: Vec<Ref>, exactly: bool) {
        if items.is_empty() {
            return;
        }
        let Some(body) = self.heap.list(list) else { return };
        let (length, has_block) = (body.items.len(), body.has_block || body.allocated > 0);
        if exactly && !has_block {
            self.set_capacity(list, exact_capacity(items.len()));
        } else {
            self.resize_list(list, length, length + items.len());
        }
        items.iter().for_each(|item| self.heap.incref(*item));
        if let Some(body) = self.heap.list_mut(list) {
            body.items.extend_from_slice(&items);
        }
    }

    fn extend_by_iterator(&mut self, list: Ref, iterable: Ref) -> Result<()> {
        let iterator = self.iterator_of(iterable)?;
        let result = self.extend_by(list, iterable, iterator);
        self.release(iterator);
        result
    }

    fn extend_by(&mut self, list: Ref, iterable: Ref, iterator: Ref) -> Result<()> {
        let hint = self.length_hint(iterable, 8)?;
        let Some(body) = self.heap.list(list) else { return Ok(()) };
        let (length, has_block) = (body.items.len(), body.has_block || body.allocated > 0);
        if has_block {
            self.resize_list(list, length, length + hint);
        } else if hint > 0 {
            self.set_capacity(list, exact_capacity(hint));
        }
        loop {
            match self.next_of(iterator) {
                Ok(Some(item)) => self.list_append(list, item),
                Ok(None) => break,
                Err(stop) => return Err(stop),
            }
        }
        if let Some(body) = self.heap.list(list) {
            let (length, allocated) = (body.items.len(), body.allocated);
            if length < allocated {
                self.resize_list(list, length, length);
            }
        }
        Ok(())
    }

    /// How many items an iterable says it will give (`PyObject_LengthHint`).
    pub fn length_hint(&mut self, iterable: Ref, otherwise: usize) -> Result<usize> {
        let class = self.heap.class_of(iterable);
        match self.heap.body(iterable) {
            Body::Iterator(iterator) => {
                return Ok(match &**iterator {
                    Iterator::Indexed { sequence, .. } | Iterator::Reversed { sequence, .. } if sequence.is_null() => 0,
                    Iterator::Indexed { sequence, index } => {
                        let (sequence, index) = (*sequence, *index);
                        self.length_of(sequence)?.saturating_sub(index)
                    }
                    Iterator::Reversed { index, .. } => *index,
                    Iterator::Range { left, .. } => *left as usize,
                    Iterator::Dict { left, .. } | Iterator::Set { left, .. } => *left,
                    _ => otherwise,
                });
            }
            Body::Instance(_) => {
                for name in ["__len__", "__length_hint__"] {
                    let interned = self.intern(name);
                    let defined = self.lookup_on_class(class, interned).is_some();
                    self.release(interned);
                    if !defined {
                        continue;
                    }
                    if let Some(answer) = self.call_special(iterable, name, &[])? {
                        let length = match self.heap.body(answer) {
                            Body::Int(length) => usize::try_from(*length).ok(),
                            _ => None,
                        };
                        self.release(answer);
                        return Ok(length.unwrap_or(otherwise));
                    }
                }
            }
            Body::List(_)
            | Body::Tuple(_)
            | Body::Str(_)
            | Body::Bytes(_)
            | Body::Dict(_)
            | Body::Set(_)
            | Body::Buffer(_)
            | Body::MemoryView(_) => {
                return self.length_of(iterable);
            }
            Body::Range(_) | Body::DictView { .. } => return self.length_of(iterable),
            _ => {}
        }
        Ok(otherwise)
    }

    /// `list *= times` (`list_inplace_repeat`).
    pub fn list_repeat_inplace(&mut self, list: Ref, times: usize) -> Result<()> {
        let length = self.list_length(list);
        if length == 0 || times == 1 {
            return Ok(());
        }
        if times == 0 {
            self.list_clear(list);
            return Ok(());
        }
        let Some(total) = length.checked_mul(times).filter(|total| *total as u64 * 8 <= self.options.max_memory) else {
            return Err(self.raise(known::MEMORY_ERROR, ""));
        };
        self.resize_list(list, length, total);
        let items: Vec<Ref> = self.heap.list(list).map_or(Vec::new(), |body| body.items.clone());
        for _ in 1..times {
            items.iter().for_each(|item| self.heap.incref(*item));
            if let Some(body) = self.heap.list_mut(list) {
                body.items.extend_from_slice(&items);
            }
        }
        Ok(())
    }

    /// A list with the even capacity of `list(tuple)`, `sorted(…)` and displays of constants, from owned items.
    pub fn new_list_preallocated(&mut self, items: Vec<Ref>) -> Ref {
        let allocated = exact_capacity(items.len());
        self.new_list_with_capacity(items, allocated)
    }
}
