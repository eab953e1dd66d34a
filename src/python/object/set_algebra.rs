//! Operations on two sets, each iterating the side that CPython iterates, since that decides the order of the result.
//!
//! `Objects/setobject.c`; the set-like operations of `dict.keys()` and `dict.items()` are `Objects/dictobject.c`'s.

use super::iterator::DictPart;
use super::set::Set;
use super::{Body, Ref, known};
use crate::python::compile::code::{BinaryOperator, Comparison};
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;

impl Machine {
    fn set_size(&self, set: Ref) -> usize {
        self.heap.set(set).map_or(0, |table| table.used)
    }

    fn set_entries(&self, set: Ref) -> Vec<(Ref, i64)> {
        self.heap.set(set).map_or(Vec::new(), |table| table.entries().collect())
    }

    /// The built-in class that results have: set or frozenset.
    fn set_base(&self, set: Ref) -> Ref {
        if self.is_subclass(self.heap.class_of(set), known::FROZENSET) { known::FROZENSET } else { known::SET }
    }

    /// Gives the set, or releases it when filling it failed.
    fn finish_set(&mut self, set: Ref, outcome: Result<()>) -> Result<Ref> {
        match outcome {
            Ok(()) => Ok(set),
            Err(stop) => {
                self.release(set);
                Err(stop)
            }
        }
    }

    /// `set.copy()`: the frozenset itself when it is exactly one.
    pub fn set_copy(&mut self, set: Ref) -> Result<Ref> {
        if self.heap.class_of(set) == known::FROZENSET {
            return Ok(self.keep(set));
        }
        self.set_from(self.set_base(set), set)
    }

    /// `set & iterable` (`set_intersection`): the smaller of two sets is walked.
    pub fn set_intersection(&mut self, set: Ref, other: Ref) -> Result<Ref> {
        if set == other {
            return self.set_from(self.set_base(set), set);
        }
        let result = self.new_set_of_class(self.set_base(set), Default::default());
        let outcome = if self.heap.set(other).is_some() {
            let (walked, asked) = if self.set_size(other) > self.set_size(set) { (set, other) } else { (other, set) };
            self.add_if(result, walked, asked, true)
        } else {
            self.for_each_item(other, |machine, item| {
                let hash = machine.set_key_hash(item)?;
                if machine.set_contains_hashed(set, item, hash)? {
                    machine.set_add_hashed(result, item, hash)?;
                }
                Ok(true)
            })
        };
        self.finish_set(result, outcome)
    }

    /// Adds to `result` the keys of `walked` that are (or are not) in `asked`.
    fn add_if(&mut self, result: Ref, walked: Ref, asked: Ref, wanted: bool) -> Result<()> {
        for (key, hash) in self.set_entries(walked) {
            let there = match self.heap.dict(asked) {
                Some(_) => self.dict_find(asked, key, hash)?.is_some(),
                None => self.set_contains_hashed(asked, key, hash)?,
            };
            if there == wanted {
                self.set_add_hashed(result, key, hash)?;
            }
        }
        Ok(())
    }

    /// `set - iterable` (`set_difference`).
    pub fn set_difference(&mut self, set: Ref, other: Ref) -> Result<Ref> {
        let size = match self.heap.body(other) {
            Body::Set(table) => Some(table.used),
            Body::Dict(table) if self.heap.class_of(other) == known::DICT => Some(table.used),
            _ => None,
        };
        // A much larger set is copied, and the few are taken out.
        if size.is_none_or(|size| self.set_size(set) >> 2 > size) {
            let result = self.set_from(self.set_base(set), set)?;
            let outcome = self.set_difference_update(result, other);
            return self.finish_set(result, outcome);
        }
        let result = self.new_set_of_class(self.set_base(set), Default::default());
        let outcome = self.add_if(result, set, other, false);
        self.finish_set(result, outcome)
    }

    /// `set -= iterable` (`set_difference_update_internal`); a table with many dummies is rebuilt.
    pub fn set_difference_update(&mut self, set: Ref, other: Ref) -> Result<()> {
        if set == other {
            self.set_clear(set);
            return Ok(());
        }
        if self.heap.set(other).is_some() {
            let common = (self.set_size(other) >> 3 > self.set_size(set)).then(|| self.set_intersection(set, other));
            let walked = match common {
                Some(common) => common?,
                None => self.keep(other),
            };
            let mut outcome = Ok(());
            for (key, hash) in self.set_entries(walked) {
                if let Err(stop) = self.set_discard_hashed(set, key, hash) {
                    outcome = Err(stop);
                    break;
                }
            }
            self.release(walked);
            outcome?;
        } else {
            self.for_each_item(other, |machine, item| {
                let hash = machine.set_key_hash(item)?;
                machine.set_discard_hashed(set, item, hash)?;
                Ok(true)
            })?;
        }
        let wanted =
            self.heap.set(set).filter(|table| table.fill - table.used > table.mask() / 4).map(|table| table.growth());
        if let Some(wanted) = wanted {
            self.resize_set(set, wanted);
        }
        Ok(())
    }

    /// `set ^ iterable` (`set_symmetric_difference`): the other side is copied, then changed.
    pub fn set_symmetric_difference(&mut self, set: Ref, other: Ref) -> Result<Ref> {
        let result = self.set_from(self.set_base(set), other)?;
        let outcome = self.set_symmetric_difference_update(result, set);
        self.finish_set(result, outcome)
    }

    /// `set ^= iterable`.
    pub fn set_symmetric_difference_update(&mut self, set: Ref, other: Ref) -> Result<()> {
        if set == other {
            self.set_clear(set);
            return Ok(());
        }
        let entries: Vec<(Ref, i64)> = match self.heap.body(other) {
            Body::Set(table) => table.entries().collect(),
            Body::Dict(table) if self.heap.class_of(other) == known::DICT => {
                table.live_entries().map(|entry| (entry.key, entry.hash)).collect()
            }
            _ => {
                let temporary = self.set_from(self.set_base(set), other)?;
                let outcome = self.set_symmetric_difference_update(set, temporary);
                self.release(temporary);
                return outcome;
            }
        };
        for (key, hash) in entries {
            self.keep(key);
            let outcome = match self.set_discard_hashed(set, key, hash) {
                Ok(false) => self.set_add_hashed(set, key, hash).map(|_| ()),
                Ok(true) => Ok(()),
                Err(stop) => Err(stop),
            };
            self.release(key);
            outcome?;
        }
        Ok(())
    }

    /// `set &= iterable`: the intersection is made, and the two exchange their tables.
    pub fn set_intersection_update(&mut self, set: Ref, other: Ref) -> Result<()> {
        let common = self.set_intersection(set, other)?;
        let mine = self.heap.set_mut(set).map(std::mem::take);
        let theirs = self.heap.set_mut(common).map(std::mem::take);
        let finger = mine.as_ref().map_or(0, |mine| mine.finger);
        if let (Some(place), Some(theirs)) = (self.heap.set_mut(set), theirs) {
            // `set_swap_bodies` leaves the fingers where they are.
            *place = Set { finger, ..theirs };
        }
        if let (Some(place), Some(mine)) = (self.heap.set_mut(common), mine) {
            *place = mine;
        }
        self.release(common);
        Ok(())
    }

    /// Whether every key of `set` is in `other` (`set_issubset`).
    pub fn set_is_subset(&mut self, set: Ref, other: Ref) -> Result<bool> {
        if self.heap.set(other).is_none() {
            let common = self.set_intersection(set, other)?;
            let answer = self.set_size(common) == self.set_size(set);
            self.release(common);
            return Ok(answer);
        }
        if self.set_size(set) > self.set_size(other) {
            return Ok(false);
        }
        for (key, hash) in self.set_entries(set) {
            if !self.set_contains_hashed(other, key, hash)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether every item of `other` is in `set` (`set_issuperset`).
    pub fn set_is_superset(&mut self, set: Ref, other: Ref) -> Result<bool> {
        if self.heap.set(other).is_some() {
            return self.set_is_subset(other, set);
        }
        let mut answer = true;
        self.for_each_item(other, |machine, item| {
            answer = machine.set_contains(set, item)?;
            Ok(answer)
        })?;
        Ok(answer)
    }

    /// Whether they have no key in common (`set_isdisjoint`).
    pub fn set_is_disjoint(&mut self, set: Ref, other: Ref) -> Result<bool> {
        if set == other {
            return Ok(self.set_size(set) == 0);
        }
        if self.heap.set(other).is_some() {
            let (walked, asked) = if self.set_size(other) > self.set_size(set) { (set, other) } else { (other, set) };
            for (key, hash) in self.set_entries(walked) {
                if self.set_contains_hashed(asked, key, hash)? {
                    return Ok(false);
                }
            }
            return Ok(true);
        }
        let mut answer = true;
        self.for_each_item(other, |machine, item| {
            answer = !machine.set_contains(set, item)?;
            Ok(answer)
        })?;
        Ok(answer)
    }

    /// A comparison of two sets: inclusion.
    pub fn compare_sets(&mut self, comparison: Comparison, left: Ref, right: Ref) -> Result<Ref> {
        let (left_size, right_size) = (self.set_size(left), self.set_size(right));
        let answer = match comparison {
            Comparison::Equal => left_size == right_size && self.set_is_subset(left, right)?,
            Comparison::NotEqual => left_size != right_size || !self.set_is_subset(left, right)?,
            Comparison::LessEqual => self.set_is_subset(left, right)?,
            Comparison::GreaterEqual => self.set_is_subset(right, left)?,
            Comparison::Less => left_size < right_size && self.set_is_subset(left, right)?,
            Comparison::Greater => left_size > right_size && self.set_is_subset(right, left)?,
        };
        Ok(self.new_bool(answer))
    }

    /// `|`, `&`, `-` and `^` where the left side is a set, and both are for operators; also of dict views. `None` when the operands
    /// are no such things.
    pub fn set_operator(
        &mut self,
        operator: BinaryOperator,
        inplace: bool,
        left: Ref,
        right: Ref,
    ) -> Result<Option<Ref>> {
        if !matches!(
            operator,
            BinaryOperator::Or | BinaryOperator::And | BinaryOperator::Subtract | BinaryOperator::Xor
        ) {
            return Ok(None);
        }
        if self.is_set_like_view(left) || self.is_set_like_view(right) {
            return self.view_operator(operator, left, right).map(Some);
        }
        if self.heap.set(left).is_none() || self.heap.set(right).is_none() {
            return Ok(None);
        }
        if inplace && self.set_base(left) == known::SET {
            match operator {
                BinaryOperator::Or => self.set_update(left, right)?,
                BinaryOperator::And => self.set_intersection_update(left, right)?,
                BinaryOperator::Subtract => self.set_difference_update(left, right)?,
                _ => self.set_symmetric_difference_update(left, right)?,
            }
            return Ok(Some(self.keep(left)));
        }
        match operator {
            BinaryOperator::Or => self.set_union(left, right),
            BinaryOperator::And => self.set_intersection(left, right),
            BinaryOperator::Subtract => self.set_difference(left, right),
            _ => self.set_symmetric_difference(left, right),
        }
        .map(Some)
    }

    /// `set | iterable`.
    pub fn set_union(&mut self, set: Ref, other: Ref) -> Result<Ref> {
        let result = self.set_from(self.set_base(set), set)?;
        let outcome = if set == other { Ok(()) } else { self.set_update(result, other) };
        self.finish_set(result, outcome)
    }

    fn is_set_like_view(&self, object: Ref) -> bool {
        matches!(self.heap.body(object), Body::DictView { kind: DictPart::Keys | DictPart::Items, .. })
    }

    /// The operators of `dict.keys()` and `dict.items()` (`dictviews_sub` and its kin): they give a new set.
    fn view_operator(&mut self, operator: BinaryOperator, left: Ref, right: Ref) -> Result<Ref> {
        if operator == BinaryOperator::And {
            return self.view_intersection(left, right);
        }
        let result = self.set_from(known::SET, left)?;
        let outcome = match operator {
            BinaryOperator::Or => self.set_update(result, right),
            BinaryOperator::Subtract => self.set_difference_update(result, right),
            _ => self.set_symmetric_difference_update(result, right),
        };
        self.finish_set(result, outcome)
    }

    /// `_PyDictView_Intersect`: the shorter side is walked.
    fn view_intersection(&mut self, left: Ref, right: Ref) -> Result<Ref> {
        let (view, mut other) = if self.is_set_like_view(left) { (left, right) } else { (right, left) };
        let mut asked = view;
        let sized = self.is_set_like_view(other) || self.heap.set(other).is_some();
        if sized && self.length_of(other)? > self.length_of(view)? {
            std::mem::swap(&mut asked, &mut other);
        }
        let result = self.new_set();
        let outcome = self.for_each_item(other, |machine, item| {
            if machine.view_contains(asked, item)? {
                machine.set_add(result, item)?;
            }
            Ok(true)
        });
        self.finish_set(result, outcome)
    }

    /// `item in view`, also for a set or any container that stands where a view may.
    pub fn view_contains(&mut self, view: Ref, item: Ref) -> Result<bool> {
        let Body::DictView { kind, dict } = self.heap.body(view) else {
            return self.set_contains(view, item);
        };
        let (kind, dict) = (*kind, *dict);
        match kind {
            DictPart::Keys => Ok(self.dict_get(dict, item)?.is_some()),
            DictPart::Values => {
                for entry in self.dict_entries(dict) {
                    if self.is_equal(entry.value, item)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            DictPart::Items => {
                let (key, value) = match self.heap.body(item) {
                    Body::Tuple(parts) if parts.len() == 2 => (parts[0], parts[1]),
                    _ => return Ok(false),
                };
                let Some(found) = self.dict_get(dict, key)? else { return Ok(false) };
                self.keep(found);
                let equal = self.is_equal(found, value);
                self.release(found);
                equal
            }
        }
    }

    /// A comparison of `dict.keys()` or `dict.items()` with a set or another such view (`dictview_richcompare`); `None` when the
    /// other side is neither.
    pub fn compare_views(&mut self, comparison: Comparison, left: Ref, right: Ref) -> Result<Option<Ref>> {
        let fits = |machine: &Machine, side: Ref| machine.is_set_like_view(side) || machine.heap.set(side).is_some();
        if !fits(self, left) || !fits(self, right) {
            return Ok(None);
        }
        let (left_size, right_size) = (self.length_of(left)?, self.length_of(right)?);
        let answer = match comparison {
            Comparison::Equal => left_size == right_size && self.all_contained(left, right)?,
            Comparison::NotEqual => left_size != right_size || !self.all_contained(left, right)?,
            Comparison::Less => left_size < right_size && self.all_contained(left, right)?,
            Comparison::LessEqual => left_size <= right_size && self.all_contained(left, right)?,
            Comparison::Greater => left_size > right_size && self.all_contained(right, left)?,
            Comparison::GreaterEqual => left_size >= right_size && self.all_contained(right, left)?,
        };
        Ok(Some(self.new_bool(answer)))
    }

    /// Whether every item of `part` is in `whole`, each a set or a view.
    fn all_contained(&mut self, part: Ref, whole: Ref) -> Result<bool> {
        let mut answer = true;
        self.for_each_item(part, |machine, item| {
            answer = machine.view_contains(whole, item)?;
            Ok(answer)
        })?;
        Ok(answer)
    }
}
