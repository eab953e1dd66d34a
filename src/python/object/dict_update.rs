//! Whole dicts: update, copy, clear, the last item, equality.
//!
//! `Objects/dictobject.c`. Single keys are `dict_access`'s.

use super::dict::{self, Dict, KeyKind};
use super::{Body, Ref, known};
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::version::Version;

/// What a merge does with a key that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeated {
    /// The new value replaces the old one.
    Replace,
    Keep,
    /// A KeyError with the key: keywords of a call may not repeat.
    Refuse,
}

impl Machine {
    /// `dict.update(other)`: from a mapping, or from pairs (`dict_update_arg`).
    pub fn dict_update(&mut self, dict: Ref, other: Ref) -> Result<()> {
        if matches!(self.heap.body(other), Body::Dict(_)) {
            return self.dict_merge(dict, other, Repeated::Replace);
        }
        if self.has_keys_method(other)? {
            return self.merge_mapping(dict, other, Repeated::Replace);
        }
        self.merge_pairs(dict, other)
    }

    fn has_keys_method(&mut self, object: Ref) -> Result<bool> {
        if !matches!(
            self.heap.body(object),
            Body::Instance(_)
                | Body::Member(_)
                | Body::Module(_)
                | Body::Plain
                | Body::MappingProxy(_)
                | Body::Weak(_)
                | Body::Extension(_)
        ) {
            return Ok(false);
        }
        let name = self.intern("keys");
        let class = self.heap.class_of(object);
        let found = self.lookup_on_class(class, name).is_some() || self.instance_get(object, name).is_some();
        self.release(name);
        Ok(found)
    }

    /// `dict_merge`: from a dict, or from any mapping by its `keys()`.
    pub fn dict_merge(&mut self, dict: Ref, other: Ref, repeated: Repeated) -> Result<()> {
        let Some(source) = self.heap.dict(other) else { return self.merge_mapping(dict, other, repeated) };
        if dict == other || source.used == 0 {
            return Ok(());
        }
        let (source_used, source_unicode) = (source.used, source.kind != KeyKind::General);
        let clones = source.kind != KeyKind::Split && source.is_worth_cloning();
        let Some(table) = self.heap.dict(dict) else { return Ok(()) };
        if clones && table.used == 0 && table.kind != KeyKind::Split {
            self.clone_table(dict, other);
            return Ok(());
        }
        let (room, used, kind) = (dict::usable(table.indices.len()), table.used, table.kind);
        if room < source_used {
            let size = dict::estimated_size(self.version(), used + source_used);
            let unicode = source_unicode && kind != KeyKind::General;
            let kind = if unicode { KeyKind::Unicode } else { KeyKind::General };
            self.rebuild_dict(dict, |table| table.resize(size, kind));
        }
        let mut position = 0;
        while let Some(entry) = self.heap.dict(other).and_then(|source| source.entries.get(position)).copied() {
            position += 1;
            if entry.key.is_null() {
                continue;
            }
            self.heap.incref(entry.key);
            self.heap.incref(entry.value);
            let outcome = self.merge_one(dict, entry.key, entry.hash, entry.value, repeated);
            self.release(entry.value);
            self.release(entry.key);
            outcome?;
            if self.heap.dict(other).is_none_or(|source| source.used != source_used) {
                return Err(self.raise(known::RUNTIME_ERROR, "dict mutated during update"));
            }
        }
        Ok(())
    }

    fn merge_one(&mut self, dict: Ref, key: Ref, hash: i64, value: Ref, repeated: Repeated) -> Result<()> {
        if repeated != Repeated::Replace && self.dict_find(dict, key, hash)?.is_some() {
            return match repeated {
                Repeated::Refuse => Err(self.key_error(key)),
                _ => Ok(()),
            };
        }
        self.dict_set_hashed(dict, key, hash, value)
    }

    fn merge_mapping(&mut self, dict: Ref, mapping: Ref, repeated: Repeated) -> Result<()> {
        let keys = self.call_method(mapping, "keys", &[])?;
        let items = self.items_of(keys);
        self.release(keys);
        let mut outcome = Ok(());
        for key in items? {
            if outcome.is_ok() {
                outcome = self.merge_from_mapping(dict, mapping, key, repeated);
            }
            self.release(key);
        }
        outcome
    }

    fn merge_from_mapping(&mut self, dict: Ref, mapping: Ref, key: Ref, repeated: Repeated) -> Result<()> {
        let value = self.get_item(mapping, key)?;
        let outcome = match self.dict_key_hash(key) {
            Ok(hash) => self.merge_one(dict, key, hash, value, repeated),
            Err(stop) => Err(stop),
        };
        self.release(value);
        outcome
    }

    /// `PyDict_MergeFromSeq2`: every item must be a sequence of two.
    fn merge_pairs(&mut self, dict: Ref, pairs: Ref) -> Result<()> {
        let iterator = self.iterator_of(pairs)?;
        let mut number = 0;
        let mut outcome = Ok(());
        while outcome.is_ok() {
            match self.next_of(iterator) {
                Ok(Some(pair)) => {
                    outcome = self.merge_pair(dict, pair, number);
                    self.release(pair);
                }
                Ok(None) => break,
                Err(stop) => outcome = Err(stop),
            }
            number += 1;
        }
        self.release(iterator);
        outcome
    }

    fn merge_pair(&mut self, dict: Ref, pair: Ref, number: usize) -> Result<()> {
        let items = match self.items_of(pair) {
            Ok(items) => items,
            Err(Stop::Raised(exception)) if self.heap.class_of(exception) == known::TYPE_ERROR => {
                self.release(exception);
                let message = if self.version() >= Version::V3_14 {
                    "object is not iterable".to_owned()
                } else {
                    format!("cannot convert dictionary update sequence element #{number} to a sequence")
                };
                return Err(self.raise(known::TYPE_ERROR, message));
            }
            Err(stop) => return Err(stop),
        };
        let outcome = match items[..] {
            [key, value] => self.dict_set(dict, key, value),
            _ => {
                let length = items.len();
                let message =
                    format!("dictionary update sequence element #{number} has length {length}; 2 is required");
                Err(self.raise(known::VALUE_ERROR, message))
            }
        };
        items.into_iter().for_each(|item| self.release(item));
        outcome
    }

    /// Makes `dict`, which is empty, a copy of `other`'s table, deleted entries and all.
    fn clone_table(&mut self, dict: Ref, other: Ref) {
        let Some(mut copy) = self.heap.dict(other).cloned() else { return };
        for entry in copy.live_entries() {
            self.heap.incref(entry.key);
            self.heap.incref(entry.value);
        }
        if copy.kind == KeyKind::Split {
            // A split copy has its own block of values wherever the original has them.
            let capacity = self.heap.class(copy.shared).map_or(0, |class| class.shared_capacity());
            copy.values_bytes = (super::instance::values_bytes(capacity)) as u32;
        }
        copy.extra = self.heap.dict(dict).map_or(Ref::NULL, |table| table.extra);
        self.rebuild_dict(dict, |table| *table = copy);
        if self.heap.is_tracked(other) {
            self.heap.track(dict);
        }
    }

    /// `dict.copy()` (`PyDict_Copy`).
    pub fn dict_copy(&mut self, dict: Ref) -> Result<Ref> {
        let copy = self.new_dict();
        let Some(table) = self.heap.dict(dict) else { return Ok(copy) };
        if table.used == 0 {
            return Ok(copy);
        }
        if table.kind == KeyKind::Split || table.is_copied_whole() {
            self.clone_table(copy, dict);
            return Ok(copy);
        }
        match self.dict_merge(copy, dict, Repeated::Replace) {
            Ok(()) => Ok(copy),
            Err(stop) => {
                self.release(copy);
                Err(stop)
            }
        }
    }

    /// `dict.clear()`: back to the shared empty table.
    pub fn dict_clear(&mut self, dict: Ref) {
        let Some(table) = self.heap.dict_mut(dict) else { return };
        let (block, bytes) = (table.block, table.keys_bytes());
        let entries = table.take_all();
        for entry in entries.iter().filter(|entry| !entry.key.is_null()) {
            self.release(entry.key);
            self.release(entry.value);
        }
        if block != 0 {
            self.heap.blocks.release(block, bytes);
        }
    }

    /// The last key and value, owned; `None` when the dict is empty.
    pub fn dict_pop_last(&mut self, dict: Ref) -> Option<(Ref, Ref)> {
        if self.heap.dict(dict)?.kind == KeyKind::Split {
            let size = self.heap.dict(dict)?.size();
            self.rebuild_dict(dict, |table| table.resize(size, KeyKind::Unicode));
        }
        let entry = self.heap.dict_mut(dict)?.pop_last()?;
        Some((entry.key, entry.value))
    }

    /// `dict.fromkeys(iterable, value)` of the exact class: sets and dicts say how much room is wanted.
    pub fn dict_from_keys(&mut self, iterable: Ref, value: Ref) -> Result<Ref> {
        let dict = self.new_dict();
        let room = match self.heap.body(iterable) {
            Body::Dict(table) => Some((table.used, table.kind != KeyKind::General)),
            Body::Set(table) => Some((table.used, false)),
            _ => None,
        };
        if let Some((entries, unicode)) = room {
            let size = dict::estimated_size(self.version(), entries);
            let kind = if unicode { KeyKind::Unicode } else { KeyKind::General };
            self.rebuild_dict(dict, |table| table.start(size, kind));
        }
        let iterator = match self.iterator_of(iterable) {
            Ok(iterator) => iterator,
            Err(stop) => {
                self.release(dict);
                return Err(stop);
            }
        };
        let outcome = loop {
            match self.next_of(iterator) {
                Ok(Some(key)) => {
                    let set = self.dict_set(dict, key, value);
                    self.release(key);
                    if set.is_err() {
                        break set;
                    }
                }
                Ok(None) => break Ok(()),
                Err(stop) => break Err(stop),
            }
        };
        self.release(iterator);
        match outcome {
            Ok(()) => Ok(dict),
            Err(stop) => {
                self.release(dict);
                Err(stop)
            }
        }
    }

    /// `left == right` of two dicts: as many items, and each value the same or equal (`dict_equal`).
    pub fn dicts_equal(&mut self, left: Ref, right: Ref) -> Result<bool> {
        let used = |machine: &Machine, dict: Ref| machine.heap.dict(dict).map_or(0, |table| table.used);
        if used(self, left) != used(self, right) {
            return Ok(false);
        }
        let mut position = 0;
        while let Some(entry) = self.heap.dict(left).and_then(|table| table.entries.get(position)).copied() {
            position += 1;
            if entry.key.is_null() {
                continue;
            }
            self.heap.incref(entry.key);
            self.heap.incref(entry.value);
            let outcome = self.holds_item(right, entry);
            self.release(entry.key);
            self.release(entry.value);
            if !outcome? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn holds_item(&mut self, dict: Ref, entry: dict::Entry) -> Result<bool> {
        let Some(found) = self.dict_find(dict, entry.key, entry.hash)? else { return Ok(false) };
        let value = self.heap.dict(dict).and_then(|table| table.entry(found.position)).map(|entry| entry.value);
        let Some(value) = value else { return Ok(false) };
        self.heap.incref(value);
        let equal = self.is_equal(entry.value, value);
        self.release(value);
        equal
    }

    /// A KeyError whose argument is the key itself.
    pub fn key_error(&mut self, key: Ref) -> Stop {
        match self.call(known::KEY_ERROR, &[key]) {
            Ok(exception) => Stop::Raised(exception),
            Err(stop) => stop,
        }
    }

    /// Live entries, cloned; for natives that call Python between them.
    pub fn dict_entries(&self, dict: Ref) -> Vec<dict::Entry> {
        self.heap.dict(dict).map_or(Vec::new(), |table: &Dict| table.live_entries().copied().collect())
    }
}
