//! Sorting a list in place, stably, asking `<` alone (`Objects/listobject.c`, `list_sort_impl`).
//!
//! Short lists make CPython's own comparisons in its order: one run is found, the rest goes in by binary insertion. Lists of 64
//! items or more are cut into runs as CPython cuts them and merged without its galloping, so there the number of
//! comparisons is near, not equal.

use super::{Body, Ref, known};
use crate::python::compile::code::Comparison;
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::version::Version;

/// What is compared, and what is moved with it.
#[derive(Clone, Copy)]
struct Item {
    key: Ref,
    value: Ref,
}

impl Machine {
    /// `list.sort(key=key, reverse=reverse)`; a null key is none. While it runs the list is empty; a program that changes it
    /// meanwhile gets a ValueError.
    pub fn list_sort(&mut self, list: Ref, key: Ref, reverse: bool) -> Result<()> {
        let Some(body) = self.heap.list_mut(list) else { return Ok(()) };
        let values = std::mem::take(&mut body.items);
        let (allocated, block) = (std::mem::take(&mut body.allocated), std::mem::take(&mut body.block));
        let (mut items, mut outcome) = self.with_keys(values, key);
        if outcome.is_ok() {
            if reverse {
                items.reverse();
            }
            outcome = self.sort_items(&mut items);
            if reverse {
                items.reverse();
            }
        }
        let mut keys = Vec::new();
        if key != Ref::NULL && key != known::NONE {
            keys = items.iter().map(|item| item.key).filter(|key| !key.is_null()).collect();
        }
        let values: Vec<Ref> = items.into_iter().map(|item| item.value).collect();
        let mut modified = None;
        if let Some(body) = self.heap.list_mut(list) {
            if !body.items.is_empty() || body.allocated != 0 {
                modified = Some((std::mem::take(&mut body.items), body.block, body.allocated));
            }
            body.items = values;
            body.allocated = allocated;
            body.block = block;
        }
        keys.into_iter().for_each(|key| self.release(key));
        if let Some((items, block, allocated)) = modified {
            if block != 0 {
                self.heap.blocks.release(block, 8 * allocated);
            }
            items.into_iter().for_each(|item| self.release(item));
            if outcome.is_ok() {
                return Err(self.raise(known::VALUE_ERROR, "list modified during sort"));
            }
        }
        outcome
    }

    /// The items with their keys (owned when there is a key function, null after an error).
    fn with_keys(&mut self, values: Vec<Ref>, key: Ref) -> (Vec<Item>, Result<()>) {
        if key == Ref::NULL || key == known::NONE {
            return (values.into_iter().map(|value| Item { key: value, value }).collect(), Ok(()));
        }
        let mut items: Vec<Item> = values.into_iter().map(|value| Item { key: Ref::NULL, value }).collect();
        for item in &mut items {
            match self.call(key, &[item.value]) {
                Ok(made) => item.key = made,
                Err(stop) => return (items, Err(stop)),
            }
        }
        (items, Ok(()))
    }

    fn sort_items(&mut self, items: &mut [Item]) -> Result<()> {
        let length = items.len();
        if length < 2 {
            return Ok(());
        }
        let least_run = least_run(length);
        let mut runs: Vec<(usize, usize)> = Vec::new();
        let mut start = 0;
        while start < length {
            let mut run = self.count_run(&mut items[start..])?;
            if run < least_run {
                let forced = least_run.min(length - start);
                self.insert_binary(&mut items[start..start + forced], run)?;
                run = forced;
            }
            runs.push((start, run));
            start += run;
            while let [.., (a, first), (_, second)] = runs[..] {
                let balanced = first > second && (runs.len() < 3 || runs[runs.len() - 3].1 > first + second);
                if balanced && start < length {
                    break;
                }
                self.merge(&mut items[a..a + first + second], first)?;
                runs.truncate(runs.len() - 2);
                runs.push((a, first + second));
            }
        }
        Ok(())
    }

    /// Whether `left < right`.
    fn sorts_before(&mut self, left: Ref, right: Ref) -> Result<bool> {
        let (a, b) = (self.heap.get(left), self.heap.get(right));
        if a.class == b.class {
            match (&a.body, &b.body) {
                (Body::Int(x), Body::Int(y)) if a.class == known::INT => return Ok(x < y),
                (Body::Float(x), Body::Float(y)) if a.class == known::FLOAT => return Ok(x < y),
                (Body::Str(x), Body::Str(y)) if a.class == known::STR => return Ok(x.text < y.text),
                _ => {}
            }
        }
        let answer = self.compare(Comparison::Less, left, right)?;
        let before = self.is_true(answer);
        self.release(answer);
        before
    }

    /// The length of the run at the start; a descending one is turned round (`count_run`).
    fn count_run(&mut self, items: &mut [Item]) -> Result<usize> {
        if items.len() < 2 {
            return Ok(items.len());
        }
        if self.version() >= Version::V3_13 {
            return self.count_run_with_equals(items);
        }
        let descending = self.sorts_before(items[1].key, items[0].key)?;
        let mut length = 2;
        while length < items.len() && self.sorts_before(items[length].key, items[length - 1].key)? == descending {
            length += 1;
        }
        if descending {
            items[..length].reverse();
        }
        Ok(length)
    }

    /// From 3.13 equal items may stand in a descending run, and a run goes on upwards after it was turned round.
    fn count_run_with_equals(&mut self, items: &mut [Item]) -> Result<usize> {
        let total = items.len();
        let mut length = 1;
        while length < total && !self.sorts_before(items[length].key, items[length - 1].key)? {
            length += 1;
        }
        if length == total {
            return Ok(length);
        }
        if length > 1 {
            if self.sorts_before(items[0].key, items[length - 1].key)? {
                return Ok(length);
            }
            items[..length].reverse();
        }
        length += 1;
        // Equal items at the end of the run: they are turned round now, so that the last turn leaves their order.
        let mut equal = 0;
        let turn_equal = |items: &mut [Item], end: usize, equal: &mut usize| {
            if *equal > 0 {
                items[end - *equal - 1..end].reverse();
                *equal = 0;
            }
        };
        while length < total {
            if self.sorts_before(items[length].key, items[length - 1].key)? {
                turn_equal(items, length, &mut equal);
            } else if self.sorts_before(items[length - 1].key, items[length].key)? {
                break;
            } else {
                equal += 1;
            }
            length += 1;
        }
        turn_equal(items, length, &mut equal);
        items[..length].reverse();
        while length < total && !self.sorts_before(items[length].key, items[length - 1].key)? {
            length += 1;
        }
        Ok(length)
    }

    /// Inserts what follows the first `sorted` items, each by binary search (`binarysort`).
    fn insert_binary(&mut self, items: &mut [Item], sorted: usize) -> Result<()> {
        for place in sorted.max(1)..items.len() {
            let pivot = items[place];
            let (mut left, mut right) = (0, place);
            while left < right {
                let middle = (left + right) / 2;
                if self.sorts_before(pivot.key, items[middle].key)? {
                    right = middle;
                } else {
                    left = middle + 1;
                }
            }
            items[left..=place].rotate_right(1);
        }
        Ok(())
    }

    /// Merges two sorted neighbours, the first `split` long, stably. An error leaves all items there.
    fn merge(&mut self, items: &mut [Item], split: usize) -> Result<()> {
        let first = items[..split].to_vec();
        let second = items[split..].to_vec();
        let (mut a, mut b, mut out) = (0, 0, 0);
        let mut outcome = Ok(());
        while a < first.len() && b < second.len() {
            let second_first = match self.sorts_before(second[b].key, first[a].key) {
                Ok(answer) => answer,
                Err(stop) => {
                    outcome = Err(stop);
                    break;
                }
            };
            if second_first {
                items[out] = second[b];
                b += 1;
            } else {
                items[out] = first[a];
                a += 1;
            }
            out += 1;
        }
        for rest in first[a..].iter().chain(&second[b..]) {
            items[out] = *rest;
            out += 1;
        }
        outcome
    }
}

/// The shortest run that is made by insertion (`merge_compute_minrun`): all of a list below 64, else 32 to 64.
fn least_run(length: usize) -> usize {
    let mut length = length;
    let mut odd = 0;
    while length >= 64 {
        odd |= length & 1;
        length >>= 1;
    }
    length + odd
}
