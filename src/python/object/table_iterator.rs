//! Iterators over dicts and sets, which notice when the table changes under them (`dictiter_iternextkey`, `setiter_iternext`).

use super::iterator::{DictPart, Iterator};
use super::set::Slot;
use super::{Body, Ref, known};
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;

impl Machine {
    /// An iterator over the part of a dict's entries (`dictiter_new`), owned; it holds the dict.
    pub fn dict_iterator(&mut self, dict: Ref, part: DictPart, backward: bool) -> Ref {
        let (length, entries) = self.heap.dict(dict).map_or((0, 0), |table| (table.used, table.entries.len()));
        let class = match (part, backward) {
            (DictPart::Keys, false) => known::DICT_KEY_ITERATOR,
            (DictPart::Values, false) => known::DICT_VALUE_ITERATOR,
            (DictPart::Items, false) => known::DICT_ITEM_ITERATOR,
            (DictPart::Keys, true) => known::DICT_REVERSE_KEY_ITERATOR,
            (DictPart::Values, true) => known::DICT_REVERSE_VALUE_ITERATOR,
            (DictPart::Items, true) => known::DICT_REVERSE_ITEM_ITERATOR,
        };
        self.heap.incref(dict);
        let position = if backward { entries } else { 0 };
        let state = Iterator::Dict { dict, part, position, length, left: length, backward, result: Ref::NULL };
        let iterator = self.new_tracked(class, Body::Iterator(Box::new(state)), 56, 16);
        if part == DictPart::Items {
            let pair = vec![self.none(), self.none()];
            let pair = self.new_tuple(pair);
            if let Body::Iterator(state) = &mut self.heap.get_mut(iterator).body
                && let Iterator::Dict { result, .. } = &mut **state
            {
                *result = pair;
            }
        }
        iterator
    }

    /// The next item of an iterator over a dict, owned; `None` at the end, a RuntimeError when the dict changed
    /// (`dictiter_iternextkey`).
    pub fn dict_iterator_next(&mut self, iterator: Ref) -> Result<Option<Ref>> {
        let state = match self.heap.body(iterator) {
            Body::Iterator(state) => match &**state {
                Iterator::Dict { dict, part, position, length, left, backward, result } => {
                    (*dict, *part, *position, *length, *left, *backward, *result)
                }
                _ => return Ok(None),
            },
            _ => return Ok(None),
        };
        let (dict, part, position, length, left, backward, result) = state;
        let Some(table) = (if dict.is_null() { None } else { self.heap.dict(dict) }) else { return Ok(None) };
        if table.used != length {
            // Once it has failed it fails again: no length is -1.
            self.set_dict_iterator(iterator, position, usize::MAX, left);
            return Err(self.raise(known::RUNTIME_ERROR, "dictionary changed size during iteration"));
        }
        let (place, next) = if backward {
            let place =
                table.entries[..position.min(table.entries.len())].iter().rposition(|entry| !entry.key.is_null());
            (place, place.unwrap_or(0))
        } else {
            let rest = table.entries.get(position..).unwrap_or_default();
            let place = rest.iter().position(|entry| !entry.key.is_null()).map(|more| position + more);
            (place, place.map_or(table.entries.len(), |place| place + 1))
        };
        let Some(entry) = place.and_then(|place| table.entries.get(place)).copied() else {
            self.end_dict_iterator(iterator);
            return Ok(None);
        };
        if left == 0 {
            self.end_dict_iterator(iterator);
            return Err(self.raise(known::RUNTIME_ERROR, "dictionary keys changed during iteration"));
        }
        self.set_dict_iterator(iterator, next, length, left - 1);
        Ok(Some(match part {
            DictPart::Keys => self.keep(entry.key),
            DictPart::Values => self.keep(entry.value),
            DictPart::Items => {
                let pair = vec![self.keep(entry.key), self.keep(entry.value)];
                self.reused_tuple(result, pair)
            }
        }))
    }

    fn set_dict_iterator(&mut self, iterator: Ref, place: usize, size: usize, rest: usize) {
        if let Body::Iterator(state) = &mut self.heap.get_mut(iterator).body
            && let Iterator::Dict { position, length, left, .. } = &mut **state
        {
            (*position, *length, *left) = (place, size, rest);
        }
    }

    fn end_dict_iterator(&mut self, iterator: Ref) {
        let mut held = Ref::NULL;
        if let Body::Iterator(state) = &mut self.heap.get_mut(iterator).body
            && let Iterator::Dict { dict, left, .. } = &mut **state
        {
            held = std::mem::take(dict);
            *left = 0;
        }
        self.release(held);
    }

    /// An iterator over a set, owned; it holds the set.
    pub fn set_iterator(&mut self, set: Ref) -> Ref {
        let length = self.heap.set(set).map_or(0, |table| table.used);
        self.heap.incref(set);
        let state = Iterator::Set { set, position: 0, length, left: length };
        self.new_tracked(known::SET_ITERATOR, Body::Iterator(Box::new(state)), 48, 16)
    }

    /// The next key of an iterator over a set, owned (`setiter_iternext`).
    pub fn set_iterator_next(&mut self, iterator: Ref) -> Result<Option<Ref>> {
        let Body::Iterator(state) = &mut self.heap.get_mut(iterator).body else { return Ok(None) };
        let Iterator::Set { set, position, length, left } = &mut **state else { return Ok(None) };
        let (source, place, size) = (*set, *position, *length);
        if source.is_null() {
            return Ok(None);
        }
        let _ = left;
        let Some(table) = self.heap.set(source) else { return Ok(None) };
        let changed = table.used != size;
        let found =
            table.table.get(place..).unwrap_or_default().iter().enumerate().find_map(|(more, slot)| match slot {
                Slot::Key { key, .. } => Some((place + more, *key)),
                _ => None,
            });
        let Body::Iterator(state) = &mut self.heap.get_mut(iterator).body else { return Ok(None) };
        let Iterator::Set { set, position, length, left } = &mut **state else { return Ok(None) };
        if changed {
            *length = usize::MAX;
            return Err(self.raise(known::RUNTIME_ERROR, "Set changed size during iteration"));
        }
        match found {
            Some((slot, key)) => {
                *position = slot + 1;
                *left = left.saturating_sub(1);
                Ok(Some(self.keep(key)))
            }
            None => {
                let held = std::mem::take(set);
                *left = 0;
                self.release(held);
                Ok(None)
            }
        }
    }
}
