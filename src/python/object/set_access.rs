//! A machine's sets by key: look-up with its comparisons, insertion with its resizes, removal, merging.
//!
//! The operations on two sets are `set_algebra`'s.

use super::set::{LEAST_SIZE, Probe, Set, Slot};
use super::{Body, Ref, known};
use crate::python::eval::stop::Result;
use crate::python::machine::{Machine, MarkKind};
use crate::python::machine_events::{TableOperation, TableOutcome};

/// Where a key is, or would go.
enum Place {
    Found(usize),
    /// The empty slot where the search ended, and the last dummy on the way.
    Missing {
        slot: usize,
        dummy: Option<usize>,
    },
}

impl Machine {
    /// The hash of a key of a set; from 3.14 the error says what the key was wanted for.
    pub fn set_key_hash(&mut self, key: Ref) -> Result<i64> {
        match self.heap.known_hash(key) {
            Some(hash) => Ok(hash),
            None => self.key_hash(key).map_err(|stop| self.explain_unhashable(stop, key, "a set element")),
        }
    }

    /// The hash of what is looked for in a set: a set itself is taken for the frozenset of its keys.
    fn sought_hash(&mut self, key: Ref) -> Result<i64> {
        match self.heap.body(key) {
            Body::Set(table) if !self.is_subclass(self.heap.class_of(key), known::FROZENSET) => {
                Ok(super::hash::of_frozenset(table.entries().map(|entry| entry.1)))
            }
            _ => self.set_key_hash(key),
        }
    }

    /// Finds a key; when the program's `__eq__` changes the table meanwhile, the search starts again.
    fn set_find(&mut self, set: Ref, key: Ref, hash: i64) -> Result<Place> {
        'again: loop {
            let Some(table) = self.heap.set(set) else { return Ok(Place::Missing { slot: 0, dummy: None }) };
            let (size, block) = (table.table.len(), table.block);
            let mut probe = Probe::new(hash, size);
            let mut dummy = None;
            loop {
                let Some(table) = self.heap.set(set) else { continue 'again };
                let Some(slot) = table.table.get(probe.slot).copied() else { continue 'again };
                match slot {
                    Slot::Empty => return Ok(Place::Missing { slot: probe.slot, dummy }),
                    Slot::Dummy => dummy = Some(probe.slot),
                    Slot::Key { key: stored, .. } if stored == key => return Ok(Place::Found(probe.slot)),
                    Slot::Key { key: stored, hash: its } if its == hash => match self.heap.quick_equal(stored, key) {
                        Some(true) => return Ok(Place::Found(probe.slot)),
                        Some(false) => {}
                        None => {
                            self.heap.incref(stored);
                            let equal = self.is_equal(stored, key);
                            self.release(stored);
                            let equal = equal?;
                            let same = self.heap.set(set).is_some_and(|table| {
                                table.block == block
                                    && table.table.len() == size
                                    && matches!(table.table[probe.slot], Slot::Key { key: now, .. } if now == stored)
                            });
                            if !same {
                                continue 'again;
                            }
                            if equal {
                                return Ok(Place::Found(probe.slot));
                            }
                        }
                    },
                    Slot::Key { .. } => {}
                }
                probe.advance();
            }
        }
    }

    /// Gives a set another table, whose block is asked for before the old one goes.
    fn rebuild_set(&mut self, set: Ref, rebuild: impl FnOnce(&mut Set)) {
        let Some(table) = self.heap.set_mut(set) else { return };
        let (block, bytes, before) = (table.block, table.block_bytes(), table.table.len());
        rebuild(table);
        let (wanted, after) = (table.block_bytes(), table.table.len());
        let address = if wanted == 0 { 0 } else { self.heap.blocks.allocate(wanted) };
        if let Some(table) = self.heap.set_mut(set) {
            table.block = address;
        }
        if block != 0 {
            self.heap.blocks.release(block, bytes);
        }
        if before != after {
            self.mark(MarkKind::Resize);
        }
    }

    /// `set_table_resize`: for more than `wanted` keys.
    pub(super) fn resize_set(&mut self, set: Ref, wanted: usize) {
        let Some(table) = self.heap.set(set) else { return };
        let size = Set::size_over(wanted);
        if size == LEAST_SIZE && table.table.len() == LEAST_SIZE && table.fill == table.used {
            return;
        }
        self.rebuild_set(set, |table| table.resize(size));
    }

    /// Adds a key, taking a reference of its own; false when it was there.
    pub fn set_add(&mut self, set: Ref, key: Ref) -> Result<bool> {
        let hash = self.set_key_hash(key)?;
        self.set_add_hashed(set, key, hash)
    }

    /// `set_add_entry`.
    pub fn set_add_hashed(&mut self, set: Ref, key: Ref, hash: i64) -> Result<bool> {
        self.heap.incref(key);
        let place = match self.set_find(set, key, hash) {
            Ok(place) => place,
            Err(stop) => {
                self.release(key);
                return Err(stop);
            }
        };
        let watching = self.trail.watching;
        match place {
            Place::Found(slot) => {
                if watching {
                    self.note_set(set, TableOperation::Insert, key, hash, TableOutcome::Found(slot));
                }
                self.release(key);
                Ok(false)
            }
            Place::Missing { slot, dummy } => {
                let target = dummy.unwrap_or(slot);
                if watching {
                    self.note_set(set, TableOperation::Insert, key, hash, TableOutcome::Missing);
                }
                let mut grows = None;
                let mut size = 0;
                if let Some(table) = self.heap.set_mut(set) {
                    size = table.table.len();
                    if let Some(place) = table.table.get_mut(target) {
                        *place = Slot::Key { key, hash };
                    }
                    table.used += 1;
                    if dummy.is_none() {
                        table.fill += 1;
                        grows = table.is_crowded_with(0).then(|| table.growth());
                    }
                }
                if let Some(wanted) = grows {
                    self.resize_set(set, wanted);
                }
                if watching {
                    self.note_added(target, grows.map(|_| size));
                }
                Ok(true)
            }
        }
    }

    /// `key in set`.
    pub fn set_contains(&mut self, set: Ref, key: Ref) -> Result<bool> {
        let hash = self.sought_hash(key)?;
        self.set_contains_hashed(set, key, hash)
    }

    pub fn set_contains_hashed(&mut self, set: Ref, key: Ref, hash: i64) -> Result<bool> {
        let place = self.set_find(set, key, hash)?;
        let found = matches!(place, Place::Found(_));
        if self.trail.watching {
            let outcome = match place {
                Place::Found(slot) => TableOutcome::Found(slot),
                Place::Missing { .. } => TableOutcome::Missing,
            };
            self.note_set(set, TableOperation::Get, key, hash, outcome);
        }
        Ok(found)
    }

    /// Removes a key; false when it was not there.
    pub fn set_discard(&mut self, set: Ref, key: Ref) -> Result<bool> {
        let hash = self.sought_hash(key)?;
        self.set_discard_hashed(set, key, hash)
    }

    pub fn set_discard_hashed(&mut self, set: Ref, key: Ref, hash: i64) -> Result<bool> {
        let place = self.set_find(set, key, hash)?;
        let outcome = match place {
            Place::Found(slot) => TableOutcome::Found(slot),
            Place::Missing { .. } => TableOutcome::Missing,
        };
        if self.trail.watching {
            self.note_set(set, TableOperation::Delete, key, hash, outcome);
        }
        let TableOutcome::Found(slot) = outcome else { return Ok(false) };
        let Some(removed) = self.heap.set_mut(set).and_then(|table| table.remove_at(slot)) else { return Ok(false) };
        self.release(removed);
        Ok(true)
    }

    /// Takes a key, owned; `None` when the set is empty.
    pub fn set_pop(&mut self, set: Ref) -> Option<Ref> {
        self.heap.set_mut(set)?.pop()
    }

    /// Back to an empty table of 8 slots; the finger stays.
    pub fn set_clear(&mut self, set: Ref) {
        let Some(table) = self.heap.set_mut(set) else { return };
        let (block, bytes, finger) = (table.block, table.block_bytes(), table.finger);
        let old = std::mem::replace(table, Set { finger, ..Set::default() });
        for key in old.keys() {
            self.release(key);
        }
        if block != 0 {
            self.heap.blocks.release(block, bytes);
        }
    }

    /// `set.update(iterable)` (`set_update_internal`).
    pub fn set_update(&mut self, set: Ref, iterable: Ref) -> Result<()> {
        match self.heap.body(iterable) {
            Body::Set(_) => self.set_merge(set, iterable),
            Body::Dict(table) if self.heap.class_of(iterable) == known::DICT => {
                let more = table.used;
                if let Some(target) = self.heap.set(set) {
                    let wanted = (target.used + more) * 2;
                    if target.is_crowded_with(more) {
                        self.resize_set(set, wanted);
                    }
                }
                for entry in self.dict_entries(iterable) {
                    self.set_add_hashed(set, entry.key, entry.hash)?;
                }
                Ok(())
            }
            _ => self.for_each_item(iterable, |machine, item| machine.set_add(set, item).map(|_| true)),
        }
    }

    /// Runs `each` with every item of an iterable until it answers false; items are released after it.
    pub fn for_each_item(
        &mut self,
        iterable: Ref,
        mut each: impl FnMut(&mut Machine, Ref) -> Result<bool>,
    ) -> Result<()> {
        let iterator = self.iterator_of(iterable)?;
        let outcome = loop {
            match self.next_of(iterator) {
                Ok(Some(item)) => {
                    let go_on = each(self, item);
                    self.release(item);
                    match go_on {
                        Ok(true) => {}
                        Ok(false) => break Ok(()),
                        Err(stop) => break Err(stop),
                    }
                }
                Ok(None) => break Ok(()),
                Err(stop) => break Err(stop),
            }
        };
        self.release(iterator);
        outcome
    }

    /// Adds the keys of another set (`set_merge`): room is made at once, and a clean table is copied slot by slot.
    pub fn set_merge(&mut self, set: Ref, other: Ref) -> Result<()> {
        let Some(source) = self.heap.set(other) else { return Ok(()) };
        if set == other || source.used == 0 {
            return Ok(());
        }
        let source_used = source.used;
        let Some(target) = self.heap.set(set) else { return Ok(()) };
        if target.is_crowded_with(source_used) {
            let wanted = (target.used + source_used) * 2;
            self.resize_set(set, wanted);
        }
        let entries: Vec<(Ref, i64)> = self.heap.set(other).map_or(Vec::new(), |source| source.entries().collect());
        let empty = self.heap.set(set).is_some_and(|target| target.fill == 0);
        if !empty {
            for (key, hash) in entries {
                self.set_add_hashed(set, key, hash)?;
            }
            return Ok(());
        }
        entries.iter().for_each(|(key, _)| self.heap.incref(*key));
        let source =
            self.heap.set(other).filter(|source| source.fill == source.used).map(|source| source.table.clone());
        if let Some(target) = self.heap.set_mut(set) {
            target.fill = entries.len();
            target.used = entries.len();
            match source {
                Some(table) if table.len() == target.table.len() => target.table = table,
                _ => entries.into_iter().for_each(|(key, hash)| target.insert_clean(key, hash)),
            }
        }
        Ok(())
    }

    /// A set of this class with the items of an iterable (`make_new_set`).
    pub fn set_from(&mut self, class: Ref, iterable: Ref) -> Result<Ref> {
        let set = self.new_set_of_class(class, Set::default());
        match self.set_update(set, iterable) {
            Ok(()) => Ok(set),
            Err(stop) => {
                self.release(set);
                Err(stop)
            }
        }
    }

    /// The hash of a frozenset, kept in it.
    pub fn frozenset_hash(&mut self, set: Ref) -> i64 {
        let Some(table) = self.heap.set_mut(set) else { return 0 };
        if let Some(hash) = table.hash {
            return hash;
        }
        let hash = super::hash::of_frozenset(table.entries().map(|entry| entry.1));
        table.hash = Some(hash);
        hash
    }
}
