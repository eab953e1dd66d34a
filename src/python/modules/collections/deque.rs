//! `deque`: a double-ended queue in blocks of 64, of which only the number shows.

use std::collections::VecDeque;

use super::deque_items::{self, add, extend, item_at, length};
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::modules::arguments::{keyword_native, native};
use crate::python::modules::extension_class::{CLASS_GETITEM, ExtensionClass, Getter};
use crate::python::object::extension::Extension;
use crate::python::object::function::Arguments;
use crate::python::object::{Ref, known};
use crate::python::version::Version;

/// Items of a block, and the bytes of one: the items and two links.
const BLOCK_ITEMS: usize = 64;
const BLOCK_BYTES: usize = 8 * BLOCK_ITEMS + 16;
/// Where the first item of an empty deque goes.
const CENTER: usize = 32;

/// A deque's contents.
#[derive(Clone, Debug)]
pub struct Deque {
    pub items: VecDeque<Ref>,
    pub most: Option<usize>,
    /// Changes, by which iterators find out that the deque is not what it was.
    pub changes: u64,
    /// The place of the first item in its block (`leftindex`).
    left: usize,
    /// Where the blocks lie.
    blocks: Vec<u64>,
}

impl Extension for Deque {
    fn clone_box(&self) -> Box<dyn Extension> {
        Box::new(self.clone())
    }

    fn visit(&self, visit: &mut dyn FnMut(Ref)) {
        self.items.iter().for_each(|item| visit(*item));
    }

    fn clear(&mut self) -> Vec<Ref> {
        self.changes += 1;
        self.left = CENTER;
        std::mem::take(&mut self.items).into()
    }

    fn bytes(&self, _: Version) -> u32 {
        216
    }

    fn size_of(&self, version: Version) -> u64 {
        u64::from(self.bytes(version)) + (BLOCK_BYTES * self.wanted_blocks()) as u64
    }

    fn blocks(&self) -> Vec<(u64, usize)> {
        self.blocks.iter().map(|block| (*block, BLOCK_BYTES)).collect()
    }
}

impl Deque {
    pub fn new(most: Option<usize>) -> Self {
        Self { items: VecDeque::new(), most, changes: 0, left: CENTER, blocks: Vec::new() }
    }

    fn wanted_blocks(&self) -> usize {
        (self.left + self.items.len()).div_ceil(BLOCK_ITEMS).max(1)
    }

    /// An empty deque that is to be filled from one end begins at the block's other end.
    pub fn begin_filling(&mut self, leftward: bool) {
        if self.items.is_empty() {
            self.left = if leftward { BLOCK_ITEMS - 1 } else { 1 };
        }
    }

    pub fn push_back(&mut self, item: Ref) {
        self.changes += 1;
        self.items.push_back(item);
    }

    pub fn push_front(&mut self, item: Ref) {
        self.changes += 1;
        self.left = self.left.checked_sub(1).unwrap_or(BLOCK_ITEMS - 1);
        self.items.push_front(item);
    }

    pub fn pop_back(&mut self) -> Option<Ref> {
        let item = self.items.pop_back()?;
        self.changes += 1;
        if self.items.is_empty() {
            self.left = CENTER;
        }
        Some(item)
    }

    pub fn pop_front(&mut self) -> Option<Ref> {
        let item = self.items.pop_front()?;
        self.changes += 1;
        self.left = if self.items.is_empty() { CENTER } else { (self.left + 1) % BLOCK_ITEMS };
        Some(item)
    }

    /// Moves items from the right end to the left, or the other way for a negative number.
    pub fn rotate(&mut self, by: i64) {
        let length = self.items.len() as i64;
        if length < 2 {
            return;
        }
        let by = by.rem_euclid(length) as usize;
        // CPython moves the fewer; the blocks wander with them.
        let (right, left) = (by, length as usize - by);
        if right <= left {
            self.items.rotate_right(right);
            self.left = (self.left + BLOCK_ITEMS - right % BLOCK_ITEMS) % BLOCK_ITEMS;
        } else {
            self.items.rotate_left(left);
            self.left = (self.left + left) % BLOCK_ITEMS;
        }
        self.changes += 1;
    }
}

pub static DEQUE: ExtensionClass = ExtensionClass {
    doc: "A double-ended queue: quick at both ends.",
    new: Some(new),
    methods: &[
        &keyword_native("__init__", init, 0, usize::MAX),
        &native("append", append, 1, 1),
        &native("appendleft", append_left, 1, 1),
        &native("clear", clear, 0, 0),
        &native("copy", copy, 0, 0),
        &native("__copy__", copy, 0, 0),
        &native("count", deque_items::count, 1, 1),
        &native("extend", extend_right, 1, 1),
        &native("extendleft", extend_left, 1, 1),
        &native("index", deque_items::index, 1, 3),
        &native("insert", deque_items::insert, 2, 2),
        &native("pop", pop, 0, 0),
        &native("popleft", pop_left, 0, 0),
        &native("remove", deque_items::remove, 1, 1),
        &native("reverse", reverse, 0, 0),
        &native("rotate", rotate, 0, 1),
        &native("__len__", len, 0, 0),
        &native("__getitem__", deque_items::get_item, 1, 1),
        &native("__setitem__", deque_items::set_item, 2, 2),
        &native("__delitem__", deque_items::delete_item, 1, 1),
        &native("__contains__", deque_items::contains, 1, 1),
        &native("__iter__", deque_items::iterate, 0, 0),
        &native("__reversed__", deque_items::iterate_back, 0, 0),
        &native("__repr__", repr, 0, 0),
        &native("__eq__", deque_items::equal, 1, 1),
        &native("__ne__", deque_items::not_equal, 1, 1),
        &native("__lt__", deque_items::less, 1, 1),
        &native("__le__", deque_items::less_equal, 1, 1),
        &native("__gt__", deque_items::greater, 1, 1),
        &native("__ge__", deque_items::greater_equal, 1, 1),
        &native("__add__", add, 1, 1),
        &native("__iadd__", add_inplace, 1, 1),
        &native("__mul__", multiply, 1, 1),
        &native("__rmul__", multiply, 1, 1),
        &native("__imul__", multiply_inplace, 1, 1),
        &native("__reduce__", reduce, 0, 0),
    ],
    class_methods: &[&CLASS_GETITEM],
    getters: &[Getter { name: "maxlen", get: most, set: None }],
    has_weak: true,
    ..ExtensionClass::named("deque", "collections")
};

fn new(machine: &mut Machine, class: Ref, _: Arguments<'_>) -> Result<Ref> {
    let made = machine.new_extension(class, Box::new(Deque::new(None)));
    settle(machine, made);
    Ok(made)
}

/// An empty deque of the same class and bound, as a call of the class makes it.
pub(super) fn like(machine: &mut Machine, deque: Ref, iterable: Option<Ref>) -> Result<Ref> {
    let class = machine.heap.class_of(deque);
    let most = most(machine, deque)?;
    let made = if machine.is_extension_class(class) {
        let made = machine.new_extension(class, Box::new(Deque::new(bound_of(machine, deque))));
        settle(machine, made);
        match iterable.map(|iterable| extend(machine, made, iterable)) {
            Some(Err(stop)) => {
                machine.release(made);
                Err(stop)
            }
            _ => Ok(made),
        }
    } else {
        let empty = machine.new_tuple(Vec::new());
        let given = iterable.unwrap_or(empty);
        let made =
            if most == known::NONE { machine.call(class, &[given]) } else { machine.call(class, &[given, most]) };
        machine.release(empty);
        made
    };
    machine.release(most);
    made
}

fn bound_of(machine: &Machine, deque: Ref) -> Option<usize> {
    machine.heap.extension::<Deque>(deque).and_then(|state| state.most)
}

/// Allocates and frees blocks until there are as many as the contents need.
pub(super) fn settle(machine: &mut Machine, deque: Ref) {
    let Some(state) = machine.heap.extension::<Deque>(deque) else { return };
    let (have, want) = (state.blocks.len(), state.wanted_blocks());
    if have == want {
        return;
    }
    for _ in have..want {
        let block = machine.heap.blocks.allocate(BLOCK_BYTES);
        if let Some(state) = machine.heap.extension_mut::<Deque>(deque) {
            state.blocks.push(block);
        }
    }
    for _ in want..have {
        let block = machine.heap.extension_mut::<Deque>(deque).and_then(|state| state.blocks.pop());
        if let Some(block) = block {
            machine.heap.blocks.release(block, BLOCK_BYTES);
        }
    }
}

fn init(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let deque = arguments.at(0);
    let rest = Arguments { positional: arguments.positional.get(1..).unwrap_or_default(), ..arguments };
    let [iterable, most] = machine.bind("deque", rest, ["iterable", "maxlen"], 0)?;
    let most = match most.filter(|most| *most != known::NONE) {
        Some(most) => {
            if !machine.is_int(most) {
                return Err(machine.raise(known::TYPE_ERROR, "an integer is required"));
            }
            match usize::try_from(machine.index_of(most)?) {
                Ok(most) => Some(most),
                Err(_) => return Err(machine.raise(known::VALUE_ERROR, "maxlen must be non-negative")),
            }
        }
        None => None,
    };
    let old = match machine.heap.extension_mut::<Deque>(deque) {
        Some(state) => {
            state.most = most;
            Extension::clear(state)
        }
        None => Vec::new(),
    };
    machine.release_all(old);
    if let Some(iterable) = iterable {
        extend(machine, deque, iterable)?;
    }
    Ok(machine.none())
}

fn append(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.keep(arguments.at(1));
    deque_items::append(machine, arguments.at(0), arguments.at(1), false);
    Ok(machine.none())
}

fn append_left(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.keep(arguments.at(1));
    deque_items::append(machine, arguments.at(0), arguments.at(1), true);
    Ok(machine.none())
}

fn extend_right(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    extend(machine, arguments.at(0), arguments.at(1))?;
    Ok(machine.none())
}

fn extend_left(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    deque_items::extend_at(machine, arguments.at(0), arguments.at(1), true)?;
    Ok(machine.none())
}

fn popped(machine: &mut Machine, deque: Ref, left: bool) -> Result<Ref> {
    let state = machine.heap.extension_mut::<Deque>(deque);
    match state.and_then(|state| if left { state.pop_front() } else { state.pop_back() }) {
        Some(item) => {
            settle(machine, deque);
            Ok(item)
        }
        None => Err(machine.raise(known::INDEX_ERROR, "pop from an empty deque")),
    }
}

fn pop(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    popped(machine, arguments.at(0), false)
}

fn pop_left(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    popped(machine, arguments.at(0), true)
}

fn clear(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let deque = arguments.at(0);
    let old = machine.heap.extension_mut::<Deque>(deque).map(Extension::clear).unwrap_or_default();
    settle(machine, deque);
    machine.release_all(old);
    Ok(machine.none())
}

fn copy(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    like(machine, arguments.at(0), Some(arguments.at(0)))
}

fn reverse(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    if let Some(state) = machine.heap.extension_mut::<Deque>(arguments.at(0)) {
        state.items.make_contiguous().reverse();
    }
    Ok(machine.none())
}

fn rotate(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let by = match arguments.optional(1) {
        Some(by) => machine.index_of(by)?,
        None => 1,
    };
    if let Some(state) = machine.heap.extension_mut::<Deque>(arguments.at(0)) {
        state.rotate(by);
    }
    settle(machine, arguments.at(0));
    Ok(machine.none())
}

fn len(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let length = length(machine, arguments.at(0));
    Ok(machine.new_int(length as i64))
}

fn most(machine: &mut Machine, deque: Ref) -> Result<Ref> {
    match bound_of(machine, deque) {
        Some(most) => Ok(machine.new_int(most as i64)),
        None => Ok(machine.none()),
    }
}

fn repr(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let deque = arguments.at(0);
    if !machine.enter_repr(deque)? {
        return Ok(machine.new_str("[...]"));
    }
    let contents = machine.list_from(deque).and_then(|list| {
        let text = machine.repr_of(list);
        machine.release(list);
        text
    });
    machine.leave_repr();
    let (contents, name) = (contents?, machine.short_class_name(deque));
    let text = match bound_of(machine, deque) {
        Some(most) => format!("{name}({contents}, maxlen={most})"),
        None => format!("{name}({contents})"),
    };
    Ok(machine.new_str(&text))
}

fn add_inplace(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    extend(machine, arguments.at(0), arguments.at(1))?;
    Ok(machine.keep(arguments.at(0)))
}

/// Repeats the contents of a deque in place.
fn repeat_inplace(machine: &mut Machine, deque: Ref, count: Ref) -> Result<()> {
    let times = machine.word_index_of(count, "cannot fit 'int' into an index-sized integer")?.max(0) as u64;
    let length = length(machine, deque);
    machine.check_room((length as u64).saturating_mul(times).saturating_mul(8))?;
    if times == 0 {
        let old = machine.heap.extension_mut::<Deque>(deque).map(Extension::clear).unwrap_or_default();
        settle(machine, deque);
        machine.release_all(old);
        return Ok(());
    }
    for _ in 1..times {
        for at in 0..length {
            // A bound may push out at the left what was there.
            let bounded = bound_of(machine, deque).is_some_and(|most| deque_items::length(machine, deque) >= most);
            let Some(item) = item_at(machine, deque, if bounded { 0 } else { at }) else { break };
            machine.keep(item);
            deque_items::append(machine, deque, item, false);
        }
    }
    Ok(())
}

/// What a factor that is no int gives: its own turn, when it has `__rmul__`, else TypeError.
fn not_multiplied(machine: &mut Machine, factor: Ref) -> Result<Ref> {
    if machine.is_overridden(factor, "__rmul__") {
        return Ok(machine.keep(known::NOT_IMPLEMENTED));
    }
    let message = format!("can't multiply sequence by non-int of type '{}'", machine.class_name(factor));
    Err(machine.raise(known::TYPE_ERROR, message))
}

fn multiply(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    if !machine.is_int(arguments.at(1)) {
        return not_multiplied(machine, arguments.at(1));
    }
    let made = like(machine, arguments.at(0), Some(arguments.at(0)))?;
    match repeat_inplace(machine, made, arguments.at(1)) {
        Ok(()) => Ok(made),
        Err(stop) => {
            machine.release(made);
            Err(stop)
        }
    }
}

fn multiply_inplace(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    if !machine.is_int(arguments.at(1)) {
        return not_multiplied(machine, arguments.at(1));
    }
    repeat_inplace(machine, arguments.at(0), arguments.at(1))?;
    Ok(machine.keep(arguments.at(0)))
}

/// `(class, arguments, state, iterator)`, by which copies and pickles are made.
fn reduce(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let deque = arguments.at(0);
    let class = machine.heap.class_of(deque);
    machine.keep(class);
    let most = most(machine, deque)?;
    let given = if most == known::NONE {
        machine.release(most);
        machine.new_tuple(Vec::new())
    } else {
        let empty = machine.new_tuple(Vec::new());
        machine.new_tuple(vec![empty, most])
    };
    let state = if machine.instance_has_dict(deque) {
        let dict = machine.instance_dict(deque)?;
        machine.keep(dict)
    } else {
        machine.none()
    };
    let iterator = machine.iterator_of(deque)?;
    Ok(machine.new_tuple(vec![class, given, state, iterator]))
}
