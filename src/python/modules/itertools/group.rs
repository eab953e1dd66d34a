//! `groupby`, `tee`, `pairwise` and `batched`.

use std::sync::Arc;

use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::modules::arguments::native;
use crate::python::modules::extension_class::ExtensionClass;
use crate::python::object::extension::native_state;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Ref, known};
use crate::python::version::Version;

/// `groupby`: the key of the group that was asked for, the key and value that were read last; null where not there yet.
#[derive(Clone, Debug)]
struct GroupBy {
    iterator: Ref,
    /// Null for the items themselves.
    key_function: Ref,
    target_key: Ref,
    current_key: Ref,
    current_value: Ref,
    /// Which group is being given: a group given earlier has another number, and ends.
    turn: u64,
}

native_state!(GroupBy, |_| 72, [iterator, key_function, target_key, current_key, current_value]);

pub static GROUPBY: ExtensionClass = ExtensionClass {
    new: Some(new_groupby),
    next: Some(next_groupby),
    ..ExtensionClass::named("groupby", "itertools")
};

fn new_groupby(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    let [iterable, key] = machine.bind("groupby", arguments, ["iterable", "key"], 1)?;
    let iterator = machine.iterator_of(iterable.unwrap_or(known::NONE))?;
    let key_function = match key {
        Some(key) if key != known::NONE => machine.keep(key),
        _ => Ref::NULL,
    };
    let state = GroupBy {
        iterator,
        key_function,
        target_key: Ref::NULL,
        current_key: Ref::NULL,
        current_value: Ref::NULL,
        turn: 0,
    };
    Ok(machine.new_extension(class, Box::new(state)))
}

/// Reads the next item and its key; false at the end (`groupby_step`).
fn step(machine: &mut Machine, object: Ref) -> Result<bool> {
    let Some(GroupBy { iterator, key_function, .. }) = machine.heap.extension::<GroupBy>(object).cloned() else {
        return Ok(false);
    };
    let Some(value) = machine.next_of(iterator)? else { return Ok(false) };
    let key = if key_function.is_null() {
        machine.keep(value)
    } else {
        match machine.call(key_function, &[value]) {
            Ok(key) => key,
            Err(stop) => {
                machine.release(value);
                return Err(stop);
            }
        }
    };
    if let Some(state) = machine.heap.extension_mut::<GroupBy>(object) {
        let old_value = std::mem::replace(&mut state.current_value, value);
        let old_key = std::mem::replace(&mut state.current_key, key);
        machine.release(old_value);
        machine.release(old_key);
    }
    Ok(true)
}

fn next_groupby(machine: &mut Machine, object: Ref) -> Result<Option<Ref>> {
    loop {
        let Some(state) = machine.heap.extension_mut::<GroupBy>(object) else { return Ok(None) };
        state.turn += 1;
        let (target, current) = (state.target_key, state.current_key);
        if !current.is_null() {
            if target.is_null() {
                break;
            }
            machine.keep(target);
            machine.keep(current);
            let equal = machine.is_equal(target, current);
            machine.release(target);
            machine.release(current);
            if !equal? {
                break;
            }
        }
        if !step(machine, object)? {
            return Ok(None);
        }
    }
    let Some(state) = machine.heap.extension_mut::<GroupBy>(object) else { return Ok(None) };
    let (key, turn) = (state.current_key, state.turn);
    let old = std::mem::replace(&mut state.target_key, key);
    machine.keep(key);
    machine.release(old);
    machine.keep(object);
    machine.keep(key);
    let group = machine.new_native_object(&GROUPER, Grouper { parent: object, target_key: key, turn })?;
    Ok(Some(machine.tuple_of(&[key, group]))).inspect(|_| machine.release(group))
}

/// A group: the items of its parent as long as their key is the group's.
#[derive(Clone, Debug)]
struct Grouper {
    parent: Ref,
    target_key: Ref,
    turn: u64,
}

native_state!(Grouper, |_| 32, [parent, target_key]);

pub static GROUPER: ExtensionClass =
    ExtensionClass { next: Some(next_in_group), subclassable: false, ..ExtensionClass::named("_grouper", "itertools") };

fn next_in_group(machine: &mut Machine, object: Ref) -> Result<Option<Ref>> {
    let Some(Grouper { parent, target_key, turn }) = machine.heap.extension::<Grouper>(object).cloned() else {
        return Ok(None);
    };
    let current =
        |machine: &Machine| machine.heap.extension::<GroupBy>(parent).map(|state| (state.turn, state.current_value));
    match current(machine) {
        Some((now, value)) if now == turn => {
            if value.is_null() && !step(machine, parent)? {
                return Ok(None);
            }
        }
        _ => return Ok(None),
    }
    let Some(state) = machine.heap.extension::<GroupBy>(parent) else { return Ok(None) };
    let key = state.current_key;
    machine.keep(key);
    machine.keep(target_key);
    let equal = machine.is_equal(target_key, key);
    machine.release(target_key);
    machine.release(key);
    if !equal? {
        return Ok(None);
    }
    let Some(state) = machine.heap.extension_mut::<GroupBy>(parent) else { return Ok(None) };
    Ok(Some(std::mem::take(&mut state.current_value)).filter(|value| !value.is_null()))
}

/// Values that a `tee`d iterator has given, shared by its copies: 57 to a block.
#[derive(Clone, Debug)]
struct TeeBlock {
    iterator: Ref,
    values: Arc<Vec<Ref>>,
    next: Ref,
    running: bool,
}

/// What a block holds (`LINKCELLS`).
const BLOCK_VALUES: usize = 57;

impl crate::python::object::extension::Extension for TeeBlock {
    fn clone_box(&self) -> Box<dyn crate::python::object::extension::Extension> {
        Box::new(self.clone())
    }

    fn visit(&self, visit: &mut dyn FnMut(Ref)) {
        visit(self.iterator);
        self.values.iter().for_each(|value| visit(*value));
        visit(self.next);
    }

    fn clear(&mut self) -> Vec<Ref> {
        let mut taken = vec![std::mem::take(&mut self.iterator)];
        taken.extend(std::mem::take(Arc::make_mut(&mut self.values)));
        taken.push(std::mem::take(&mut self.next));
        taken
    }

    fn bytes(&self, _: Version) -> u32 {
        16 + 32 + 8 * BLOCK_VALUES as u32
    }
}

pub static TEE_BLOCK: ExtensionClass =
    ExtensionClass { subclassable: false, ..ExtensionClass::named("_tee_dataobject", "itertools") };

/// A `tee`d iterator: a block, and the place in it.
#[derive(Clone, Debug)]
struct Tee {
    block: Ref,
    index: usize,
}

native_state!(Tee, |version| if version >= Version::V3_12 { 48 } else { 40 }, [block]);

pub static TEE: ExtensionClass = ExtensionClass {
    new: Some(new_tee),
    next: Some(next_tee),
    methods: &[&native("__copy__", copy_tee, 0, 0)],
    has_weak: true,
    ..ExtensionClass::named("_tee", "itertools")
};

pub static TEE_FUNCTION: Native = native("tee", tee, 1, 2);

fn new_tee(machine: &mut Machine, _: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    machine.check_count("_tee", arguments, 1, 1)?;
    tee_of(machine, arguments.at(0))
}

/// A first teed iterator over an iterable; a copy of one that is teed already.
fn tee_of(machine: &mut Machine, iterable: Ref) -> Result<Ref> {
    let iterator = machine.iterator_of(iterable)?;
    if let Some(tee) = machine.heap.extension::<Tee>(iterator).cloned() {
        machine.keep(tee.block);
        let made = machine.new_native_object(&TEE, tee);
        machine.release(iterator);
        return made;
    }
    let block = TeeBlock { iterator, values: Arc::default(), next: Ref::NULL, running: false };
    let block = machine.new_native_object(&TEE_BLOCK, block)?;
    machine.new_native_object(&TEE, Tee { block, index: 0 })
}

fn copy_tee(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let Some(tee) = machine.heap.extension::<Tee>(arguments.at(0)).cloned() else { return Ok(machine.none()) };
    machine.keep(tee.block);
    machine.new_native_object(&TEE, tee)
}

fn tee(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let count = match arguments.optional(1) {
        Some(count) => machine.index_of(count)?,
        None => 2,
    };
    if count < 0 {
        let newer = machine.version() >= Version::V3_15;
        let error = if newer { "n cannot be negative" } else { "n must be >= 0" };
        return Err(machine.raise(known::VALUE_ERROR, error));
    }
    machine.check_room((count as u64).saturating_mul(72))?;
    if count == 0 {
        return Ok(machine.new_tuple(Vec::new()));
    }
    let iterator = machine.iterator_of(arguments.at(0))?;
    let first = if machine.version() < Version::V3_14 && machine.heap.extension::<Tee>(iterator).is_some() {
        // Up to 3.13 what can be copied is itself the first.
        machine.keep(iterator)
    } else {
        match tee_of(machine, iterator) {
            Ok(first) => first,
            Err(stop) => {
                machine.release(iterator);
                return Err(stop);
            }
        }
    };
    machine.release(iterator);
    let mut all = vec![first];
    for _ in 1..count {
        all.push(tee_of(machine, first)?);
    }
    Ok(machine.new_tuple(all))
}

fn next_tee(machine: &mut Machine, object: Ref) -> Result<Option<Ref>> {
    let Some(Tee { mut block, mut index }) = machine.heap.extension::<Tee>(object).cloned() else { return Ok(None) };
    if block.is_null() {
        return Ok(None);
    }
    if index >= BLOCK_VALUES {
        let Some(TeeBlock { iterator, next, .. }) = machine.heap.extension::<TeeBlock>(block).cloned() else {
            return Ok(None);
        };
        let next = if next.is_null() {
            machine.keep(iterator);
            let made = TeeBlock { iterator, values: Arc::default(), next: Ref::NULL, running: false };
            let made = machine.new_native_object(&TEE_BLOCK, made)?;
            if let Some(state) = machine.heap.extension_mut::<TeeBlock>(block) {
                state.next = made;
            }
            made
        } else {
            next
        };
        machine.keep(next);
        if let Some(state) = machine.heap.extension_mut::<Tee>(object) {
            (state.block, state.index) = (next, 0);
        }
        machine.release(block);
        (block, index) = (next, 0);
    }
    let Some(state) = machine.heap.extension::<TeeBlock>(block) else { return Ok(None) };
    let value = match state.values.get(index).copied() {
        Some(value) => value,
        None => {
            if state.running {
                return Err(machine.raise(known::RUNTIME_ERROR, "cannot re-enter the tee iterator"));
            }
            let iterator = state.iterator;
            if let Some(state) = machine.heap.extension_mut::<TeeBlock>(block) {
                state.running = true;
            }
            machine.keep(block);
            let outcome = machine.next_of(iterator);
            if let Some(state) = machine.heap.extension_mut::<TeeBlock>(block) {
                state.running = false;
                if let Ok(Some(value)) = &outcome {
                    Arc::make_mut(&mut state.values).push(*value);
                }
            }
            machine.release(block);
            let Some(value) = outcome? else { return Ok(None) };
            value
        }
    };
    if let Some(state) = machine.heap.extension_mut::<Tee>(object) {
        state.index = index + 1;
    }
    Ok(Some(machine.keep(value)))
}

/// The item before, null before the first; the pair that was given last.
#[derive(Clone, Debug)]
struct Pairwise {
    iterator: Ref,
    old: Ref,
    result: Ref,
}

native_state!(Pairwise, |version| if version >= Version::V3_13 { 40 } else { 32 }, [iterator, old, result]);

pub static PAIRWISE: ExtensionClass = ExtensionClass {
    new: Some(new_pairwise),
    next: Some(next_pairwise),
    ..ExtensionClass::named("pairwise", "itertools")
};

fn new_pairwise(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    machine.check_no_keywords("pairwise", arguments)?;
    machine.check_count("pairwise", arguments, 1, 1)?;
    let iterator = machine.iterator_of(arguments.at(0))?;
    let result = machine.tuple_of(&[known::NONE, known::NONE]);
    Ok(machine.new_extension(class, Box::new(Pairwise { iterator, old: Ref::NULL, result })))
}

fn next_pairwise(machine: &mut Machine, object: Ref) -> Result<Option<Ref>> {
    let Some(Pairwise { iterator, mut old, .. }) = machine.heap.extension::<Pairwise>(object).cloned() else {
        return Ok(None);
    };
    if iterator.is_null() {
        return Ok(None);
    }
    let end = |machine: &mut Machine| {
        if let Some(state) = machine.heap.extension_mut::<Pairwise>(object) {
            let held = [std::mem::take(&mut state.iterator), std::mem::take(&mut state.old)];
            machine.release_all(held);
        }
    };
    if old.is_null() {
        match machine.next_of(iterator) {
            Ok(Some(item)) => old = item,
            other => {
                end(machine);
                return other;
            }
        }
        if let Some(state) = machine.heap.extension_mut::<Pairwise>(object) {
            let before = std::mem::replace(&mut state.old, old);
            machine.release(before);
        }
    }
    machine.keep(old);
    let new = match machine.next_of(iterator) {
        Ok(Some(item)) => item,
        other => {
            machine.release(old);
            end(machine);
            return other;
        }
    };
    let result = machine.heap.extension::<Pairwise>(object).map_or(Ref::NULL, |state| state.result);
    machine.keep(new);
    let pair = machine.reused_tuple(result, vec![old, new]);
    if let Some(state) = machine.heap.extension_mut::<Pairwise>(object) {
        let before = std::mem::replace(&mut state.old, new);
        machine.release(before);
    }
    Ok(Some(pair))
}

#[derive(Clone, Debug)]
struct Batched {
    /// Null once it has ended.
    iterator: Ref,
    size: usize,
    strict: bool,
}

native_state!(Batched, |version| if version >= Version::V3_13 { 40 } else { 32 }, [iterator]);

pub static BATCHED: ExtensionClass = ExtensionClass {
    new: Some(new_batched),
    next: Some(next_batched),
    ..ExtensionClass::named("batched", "itertools")
};

fn new_batched(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    let (iterable, size, strict) = if machine.version() >= Version::V3_13 {
        let [iterable, size, strict] = machine.bind("batched", arguments, ["iterable", "n", "strict"], 2)?;
        (iterable, size, strict)
    } else {
        let [iterable, size] = machine.bind("batched", arguments, ["iterable", "n"], 2)?;
        (iterable, size, None)
    };
    let size = machine.index_of(size.unwrap_or(known::NONE))?;
    let Some(size) = usize::try_from(size).ok().filter(|size| *size > 0) else {
        return Err(machine.raise(known::VALUE_ERROR, "n must be at least one"));
    };
    let strict = match strict {
        Some(strict) => machine.is_true(strict)?,
        None => false,
    };
    let iterator = machine.iterator_of(iterable.unwrap_or(known::NONE))?;
    Ok(machine.new_extension(class, Box::new(Batched { iterator, size, strict })))
}

fn next_batched(machine: &mut Machine, object: Ref) -> Result<Option<Ref>> {
    let Some(Batched { iterator, size, strict }) = machine.heap.extension::<Batched>(object).cloned() else {
        return Ok(None);
    };
    if iterator.is_null() {
        return Ok(None);
    }
    let mut items = Vec::new();
    let mut problem = None;
    while items.len() < size {
        match machine.next_of(iterator) {
            Ok(Some(item)) => items.push(item),
            Ok(None) => break,
            Err(stop) => {
                problem = Some(stop);
                break;
            }
        }
    }
    if items.len() == size {
        return Ok(Some(machine.new_tuple(items)));
    }
    if (problem.is_some() || items.is_empty() || strict)
        && let Some(state) = machine.heap.extension_mut::<Batched>(object)
    {
        let iterator = std::mem::take(&mut state.iterator);
        machine.release(iterator);
    }
    match problem {
        Some(stop) => {
            machine.release_all(items);
            Err(stop)
        }
        None if items.is_empty() => Ok(None),
        None if strict => {
            machine.release_all(items);
            Err(machine.raise(known::VALUE_ERROR, "batched(): incomplete batch"))
        }
        None => Ok(Some(machine.new_tuple(items))),
    }
}
