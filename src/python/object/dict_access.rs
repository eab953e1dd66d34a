//! A machine's dicts by key: look-up with its comparisons, insertion with its resizes, deletion.
//!
//! The table itself is `dict`'s; here are the parts that need a machine: comparing keys may run the program's `__eq__`, and
//! the block of keys has an address.

use super::dict::{self, DUMMY, Dict, EMPTY, Entry, KeyKind, LEAST_SIZE, Probe};
use super::{Body, Ref, known};
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::{Machine, MarkKind};
use crate::python::machine_events::TableOperation;
use crate::python::memory::Heap;
use crate::python::version::Version;

/// Where a look-up found its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub slot: usize,
    pub position: usize,
}

/// How a comparison that needs no Python code came out.
enum Quick {
    Same,
    Different,
    /// Only the program's `__eq__` (or a slower built-in one) knows.
    Ask,
}

impl Heap {
    /// Compares two different objects of equal hash, as far as exact str and int go.
    #[inline]
    fn quick_compare(&self, stored: Ref, key: Ref) -> Quick {
        let (stored, key) = (self.get(stored), self.get(key));
        match (&stored.body, &key.body) {
            (Body::Str(a), Body::Str(b)) if stored.class == known::STR && key.class == known::STR => {
                if a.text == b.text { Quick::Same } else { Quick::Different }
            }
            (Body::Int(a), Body::Int(b)) if stored.class == known::INT && key.class == known::INT => {
                if a == b {
                    Quick::Same
                } else {
                    Quick::Different
                }
            }
            _ => Quick::Ask,
        }
    }

    /// [`Heap::quick_compare`] as an answer, `None` when only `is_equal` knows.
    #[inline]
    pub(super) fn quick_equal(&self, stored: Ref, key: Ref) -> Option<bool> {
        match self.quick_compare(stored, key) {
            Quick::Same => Some(true),
            Quick::Different => Some(false),
            Quick::Ask => None,
        }
    }

    /// The hash of an exact str, if it has been asked for; interned strs always have theirs.
    #[inline]
    pub fn known_hash(&self, key: Ref) -> Option<i64> {
        let object = self.get(key);
        match &object.body {
            Body::Str(text) if object.class == known::STR => text.hash,
            Body::Int(value) if object.class == known::INT => Some(super::hash::of_int(*value)),
            _ => None,
        }
    }

    /// Looks an exact str up by its hash: no Python code can run, whatever other keys there are, unless a key of another
    /// type has the same hash; such a key is passed over.
    #[inline]
    fn find_name(&self, table: &Dict, name: Ref, hash: i64) -> Option<Found> {
        if table.indices.is_empty() {
            return None;
        }
        let mut probe = Probe::new(hash, table.indices.len());
        loop {
            let index = table.indices[probe.slot];
            if index >= 0 {
                let entry = &table.entries[index as usize];
                if entry.key == name
                    || (entry.hash == hash && matches!(self.quick_compare(entry.key, name), Quick::Same))
                {
                    return Some(Found { slot: probe.slot, position: index as usize });
                }
            } else if index == EMPTY {
                return None;
            }
            probe.advance();
        }
    }
}

impl Machine {
    /// The hash of a key: of an exact str or int without a call, else by `hash_of`.
    #[inline]
    pub fn key_hash(&mut self, key: Ref) -> Result<i64> {
        if let Some(hash) = self.heap.known_hash(key) {
            return Ok(hash);
        }
        if self.heap.class_of(key) == known::STR {
            return Ok(self.str_hash(key));
        }
        self.hash_of(key)
    }

    /// The hash of a key of a dict; from 3.14 the error says what the key was wanted for.
    #[inline]
    pub(super) fn dict_key_hash(&mut self, key: Ref) -> Result<i64> {
        match self.heap.known_hash(key) {
            Some(hash) => Ok(hash),
            None => self.key_hash(key).map_err(|stop| self.explain_unhashable(stop, key, "a dict key")),
        }
    }

    /// `cannot use 'list' as a dict key (unhashable type: 'list')` (`dictobject.c`, `dict_unhashable_type`).
    pub(super) fn explain_unhashable(&mut self, stop: Stop, key: Ref, purpose: &str) -> Stop {
        match stop {
            Stop::Raised(exception)
                if self.version() >= Version::V3_14 && self.heap.class_of(exception) == known::TYPE_ERROR =>
            {
                let said = self.str_of(exception);
                self.release(exception);
                let class = self.class_name(key);
                match said {
                    Ok(said) => self.raise(known::TYPE_ERROR, format!("cannot use '{class}' as {purpose} ({said})")),
                    Err(stop) => stop,
                }
            }
            stop => stop,
        }
    }

    /// The hash of a str object, kept in it.
    pub fn str_hash(&mut self, object: Ref) -> i64 {
        let seed = self.options.hash_seed;
        if let Body::Str(text) = &self.heap.get(object).body {
            if let Some(hash) = text.hash {
                return hash;
            }
            let hash = super::hash::of_str(text, seed);
            if let Body::Str(text) = &mut self.heap.get_mut(object).body {
                text.hash = Some(hash);
            }
            return hash;
        }
        0
    }

    /// Finds a key. When the program's `__eq__` changes the table meanwhile, the look-up starts again (`_Py_dict_lookup`).
    pub fn dict_find(&mut self, dict: Ref, key: Ref, hash: i64) -> Result<Option<Found>> {
        'again: loop {
            let Some(table) = self.heap.dict(dict) else { return Ok(None) };
            if table.indices.is_empty() {
                return Ok(None);
            }
            let mut probe = Probe::new(hash, table.indices.len());
            let block = table.block;
            loop {
                let Some(table) = self.heap.dict(dict) else { return Ok(None) };
                let Some(index) = table.indices.get(probe.slot).copied() else { continue 'again };
                if index == EMPTY {
                    return Ok(None);
                }
                if index == DUMMY {
                    probe.advance();
                    continue;
                }
                let position = index as usize;
                let entry = table.entries[position];
                if entry.key == key {
                    return Ok(Some(Found { slot: probe.slot, position }));
                }
                if entry.hash == hash {
                    match self.heap.quick_compare(entry.key, key) {
                        Quick::Same => return Ok(Some(Found { slot: probe.slot, position })),
                        Quick::Different => {}
                        Quick::Ask => {
                            self.heap.incref(entry.key);
                            let equal = self.is_equal(entry.key, key);
                            self.release(entry.key);
                            let equal = equal?;
                            let same = self.heap.dict(dict).is_some_and(|table| {
                                table.block == block
                                    && table.entries.get(position).is_some_and(|now| now.key == entry.key)
                            });
                            if !same {
                                continue 'again;
                            }
                            if equal {
                                return Ok(Some(Found { slot: probe.slot, position }));
                            }
                        }
                    }
                }
                probe.advance();
            }
        }
    }

    /// The value at `key`, borrowed; `None` when missing. Hashes and compares as CPython does.
    pub fn dict_get(&mut self, dict: Ref, key: Ref) -> Result<Option<Ref>> {
        let hash = self.dict_key_hash(key)?;
        self.dict_get_hashed(dict, key, hash)
    }

    /// [`Machine::dict_get`] with the hash at hand.
    pub fn dict_get_hashed(&mut self, dict: Ref, key: Ref, hash: i64) -> Result<Option<Ref>> {
        let found = self.dict_find(dict, key, hash)?;
        if self.trail.watching {
            self.note_dict(dict, TableOperation::Get, key, hash, found.map(|found| found.slot));
        }
        Ok(found.and_then(|found| self.heap.dict(dict)?.entries.get(found.position).map(|entry| entry.value)))
    }

    /// The value at an interned str key, borrowed: no Python code can run.
    #[inline]
    pub fn dict_get_name(&self, dict: Ref, name: Ref) -> Option<Ref> {
        let table = self.heap.dict(dict)?;
        let hash = match &self.heap.get(name).body {
            Body::Str(text) => text.hash.unwrap_or_else(|| super::hash::of_str(text, self.options.hash_seed)),
            _ => return None,
        };
        let found = self.heap.find_name(table, name, hash)?;
        Some(table.entries[found.position].value)
    }

    /// The value at a str key by its text, borrowed.
    pub fn dict_get_text(&self, dict: Ref, text: &str) -> Option<Ref> {
        let table = self.heap.dict(dict)?;
        if let Some(name) = self.heap.interned.find(&self.heap, text)
            && let Some(value) = self.dict_get_name(dict, name)
        {
            return Some(value);
        }
        let holds = |key: Ref| matches!(self.heap.body(key), Body::Str(stored) if *stored.text == *text);
        table.live_entries().find(|entry| holds(entry.key)).map(|entry| entry.value)
    }

    /// Sets `dict[key] = value`, taking references of its own.
    pub fn dict_set(&mut self, dict: Ref, key: Ref, value: Ref) -> Result<()> {
        let hash = self.dict_key_hash(key)?;
        self.dict_set_hashed(dict, key, hash, value)
    }

    /// [`Machine::dict_set`] with the hash at hand (`insertdict`).
    pub fn dict_set_hashed(&mut self, dict: Ref, key: Ref, hash: i64, value: Ref) -> Result<()> {
        if self.heap.dict(dict).is_none() {
            return Err(Stop::unmodelled("setting an item of what is not a dict"));
        }
        self.heap.incref(key);
        self.heap.incref(value);
        let result = self.insert_owned(dict, key, hash, value);
        if result.is_err() {
            self.release(value);
            self.release(key);
        }
        result
    }

    /// Inserts, taking over both references when it succeeds.
    fn insert_owned(&mut self, dict: Ref, key: Ref, hash: i64, value: Ref) -> Result<()> {
        let unicode_key = self.heap.class_of(key) == known::STR;
        let converts = |table: &Dict| !unicode_key && table.kind != KeyKind::General && !table.is_unallocated();
        let mut resized_from = None;
        if self.heap.dict(dict).is_some_and(Dict::is_unallocated) {
            self.track_dict_for(dict, key, value);
            let kind = if unicode_key { KeyKind::Unicode } else { KeyKind::General };
            self.rebuild_dict(dict, |table| table.start(LEAST_SIZE, kind));
            if self.trail.watching {
                self.note_dict(dict, TableOperation::Insert, key, hash, None);
            }
            let slot = self.heap.dict_mut(dict).map(|table| table.append(Entry { hash, key, value }));
            if self.trail.watching {
                self.note_added(slot.unwrap_or(0), None);
            }
            return Ok(());
        }
        if !self.version().converts_keys_on_miss_only() && self.heap.dict(dict).is_some_and(converts) {
            resized_from = self.grow_dict(dict, KeyKind::General);
        }
        let found = self.dict_find(dict, key, hash)?;
        if self.trail.watching {
            self.note_dict(dict, TableOperation::Insert, key, hash, found.map(|found| found.slot));
        }
        self.track_dict_for(dict, key, value);
        if let Some(found) = found {
            let old = match self.heap.dict_mut(dict).and_then(|table| table.entries.get_mut(found.position)) {
                Some(entry) => std::mem::replace(&mut entry.value, value),
                None => value,
            };
            self.release(old);
            self.release(key);
            return Ok(());
        }
        // `__eq__` may have emptied it meanwhile.
        if self.heap.dict(dict).is_some_and(Dict::is_unallocated) {
            return self.insert_owned(dict, key, hash, value);
        }
        if self.heap.dict(dict).is_some_and(converts) {
            resized_from = self.grow_dict(dict, KeyKind::General);
        } else {
            let (full, kind) =
                self.heap.dict(dict).map_or((false, KeyKind::General), |table| (table.usable == 0, table.kind));
            if kind == KeyKind::Split {
                if !self.may_share(dict, key) {
                    resized_from = self.grow_dict(dict, KeyKind::Unicode);
                }
            } else if full {
                resized_from = self.grow_dict(dict, kind);
            }
        }
        let slot = self.heap.dict_mut(dict).map(|table| table.append(Entry { hash, key, value }));
        if self.trail.watching {
            self.note_added(slot.unwrap_or(0), resized_from);
        }
        Ok(())
    }

    /// Makes room for three times what is used (`insertion_resize`); gives the slots that there were.
    fn grow_dict(&mut self, dict: Ref, kind: KeyKind) -> Option<usize> {
        let table = self.heap.dict(dict)?;
        let (before, used) = (table.size(), table.used);
        let size = dict::key_size(self.version(), used * 3);
        self.rebuild_dict(dict, |table| table.resize(size, kind));
        self.mark(MarkKind::Resize);
        Some(before)
    }

    /// Gives a dict another block of keys: the new one is asked for before the old one goes.
    pub(crate) fn rebuild_dict(&mut self, dict: Ref, rebuild: impl FnOnce(&mut Dict)) {
        let Some(table) = self.heap.dict_mut(dict) else { return };
        let (block, bytes) = (table.block, table.keys_bytes());
        rebuild(table);
        let wanted = table.keys_bytes();
        let address = if wanted == 0 { 0 } else { self.heap.blocks.allocate(wanted) };
        if let Some(table) = self.heap.dict_mut(dict) {
            table.block = address;
        }
        if block != 0 {
            self.heap.blocks.release(block, bytes);
        }
    }

    /// Tracks the dict when what goes in may be part of a cycle (`MAINTAIN_TRACKING`, up to 3.13).
    #[inline]
    fn track_dict_for(&mut self, dict: Ref, key: Ref, value: Ref) {
        if !self.heap.is_tracked(dict) && (self.heap.may_be_tracked(key) || self.heap.may_be_tracked(value)) {
            self.heap.track(dict);
        }
    }

    /// Deletes `dict[key]`; false when it was missing.
    pub fn dict_delete(&mut self, dict: Ref, key: Ref) -> Result<bool> {
        match self.dict_take(dict, key)? {
            Some(value) => {
                self.release(value);
                Ok(true)
            }
            None => Ok(false),
        }
    }

    /// Takes the value at `key` out, owned; the key's reference is released.
    pub fn dict_take(&mut self, dict: Ref, key: Ref) -> Result<Option<Ref>> {
        let hash = self.dict_key_hash(key)?;
        let found = self.dict_find(dict, key, hash)?;
        if self.trail.watching {
            self.note_dict(dict, TableOperation::Delete, key, hash, found.map(|found| found.slot));
        }
        let Some(found) = found else { return Ok(None) };
        let Some(removed) = self.heap.dict_mut(dict).and_then(|table| table.remove_at(found.slot)) else {
            return Ok(None);
        };
        self.release(removed.key);
        Ok(Some(removed.value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::machine::Options;

    fn ints(machine: &mut Machine, keys: impl IntoIterator<Item = i64>) -> Ref {
        let dict = machine.new_dict();
        for key in keys {
            let key = machine.new_int(key);
            machine.dict_set(dict, key, key).unwrap();
        }
        dict
    }

    #[test]
    fn slots_and_dummies_are_those_of_cpython() {
        for version in Version::ALL {
            let mut machine = Machine::bare(Options { version, ..Options::default() });
            let dict = ints(&mut machine, [8, 16, 0]);
            let key = machine.new_int(16);
            assert!(machine.dict_delete(dict, key).unwrap());
            let key = machine.new_int(1);
            machine.dict_set(dict, key, key).unwrap();
            let table = machine.heap.dict(dict).unwrap();
            assert_eq!(table.indices, [0, 3, -1, -1, -1, -1, 2, -1], "{version}");
            assert_eq!((table.usable, table.entries.len(), table.used), (1, 4, 3));
        }
    }

    #[test]
    fn sizes_follow_cpython_at_every_growth() {
        let mut machine = Machine::bare(Options { version: Version::V3_13, ..Options::default() });
        for (count, size) in [(0, 0), (5, 224), (6, 352), (11, 632), (22, 1168), (43, 2264), (86, 4688), (171, 9304)] {
            let dict = ints(&mut machine, 0..count);
            let bytes = machine.heap.dict(dict).unwrap().keys_bytes();
            assert_eq!(bytes, if size == 0 { 0 } else { size - 64 }, "{count} ints");
        }
        let dict = machine.new_dict();
        for (count, size) in [(5, 184), (10, 272), (21, 464), (42, 832), (85, 1584)] {
            for n in 0..count {
                let key = machine.intern(&format!("k{n}"));
                machine.dict_set(dict, key, known::NONE).unwrap();
                assert_eq!(machine.dict_get_name(dict, key), Some(known::NONE));
            }
            assert_eq!(machine.heap.dict(dict).unwrap().keys_bytes() + 64, size, "{count} strs");
        }
        assert_eq!(machine.dict_get_text(dict, "k3"), Some(known::NONE));
        assert_eq!(machine.dict_get_text(dict, "absent"), None);
    }

    #[test]
    fn an_int_among_str_keys_makes_the_table_general() {
        for (version, size) in [(Version::V3_11, 16), (Version::V3_13, 16), (Version::V3_14, 8)] {
            let mut machine = Machine::bare(Options { version, ..Options::default() });
            let dict = machine.new_dict();
            for name in ["a", "b"] {
                let key = machine.new_str(name);
                machine.dict_set(dict, key, known::NONE).unwrap();
            }
            machine.dict_set(dict, known::FIRST_SMALL_INT, known::NONE).unwrap();
            let table = machine.heap.dict(dict).unwrap();
            assert_eq!((table.size(), table.kind), (size, KeyKind::General), "{version}");
        }
    }
}
