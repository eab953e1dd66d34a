//! What bytearray has beyond bytes: changes in place, its constructor, and items set and deleted.
//!
//! The methods that it shares with bytes are `bytes_methods`'; how its block grows is `object::buffer`'s.

use super::arguments::{keyword_native, native};
use super::range_slice::Cut;
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// `bytearray`'s own methods; the others are `bytes_methods::METHODS`.
pub static METHODS: &[&Native] = &[
    &native("__alloc__", alloc, 0, 0),
    &native("append", append, 1, 1),
    &native("clear", clear, 0, 0),
    &native("copy", copy, 0, 0),
    &native("extend", extend, 1, 1),
    &native("insert", insert, 2, 2),
    &native("pop", pop, 0, 1),
    &native("remove", remove, 1, 1),
    &native("resize", resize, 1, 1),
    &native("reverse", reverse, 0, 0),
    &native("take_bytes", take_bytes, 0, 1),
];

/// `bytearray(…)`: the class's constructor.
pub fn construct(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    let made = machine.new_bytearray(Vec::new());
    let made = machine.of_class(class, made);
    // A class of the program with its own `__init__` fills it itself.
    if machine.heap.class(class).is_some_and(|class| class.special.init) {
        return Ok(made);
    }
    match fill(machine, made, arguments) {
        Ok(()) => Ok(made),
        Err(stop) => {
            machine.release(made);
            Err(stop)
        }
    }
}

/// `bytearray.__init__`.
pub static INIT: Native = keyword_native("__init__", init, 0, 3);

fn init(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let rest = Arguments { positional: arguments.positional.get(1..).unwrap_or(&[]), keywords: arguments.keywords };
    fill(machine, arguments.at(0), rest)?;
    Ok(machine.none())
}

/// `bytearray.__init__` (`bytearray___init___impl`).
fn fill(machine: &mut Machine, object: Ref, arguments: Arguments<'_>) -> Result<()> {
    let [source, encoding, errors] = machine.bind("bytearray", arguments, ["source", "encoding", "errors"], 0)?;
    replace_all(machine, object, &[])?;
    if let Some(bytes) = machine.encoded_source("bytearray", source, encoding, errors)? {
        return replace_all(machine, object, &bytes);
    }
    let Some(source) = source else { return Ok(()) };
    if machine.is_int(source) || machine.is_overridden(source, "__index__") {
        let count = machine.word_index_of(source, "cannot fit 'int' into an index-sized integer")?;
        let Ok(count) = u64::try_from(count) else {
            return Err(machine.raise(known::VALUE_ERROR, "negative count"));
        };
        machine.check_room(count)?;
        return replace_all(machine, object, &vec![0; count as usize]);
    }
    if let Some(bytes) = machine.bytes_like(source) {
        return replace_all(machine, object, &bytes);
    }
    let sized = matches!(machine.heap.class_of(source), known::LIST | known::TUPLE)
        && machine.heap.items(source).unwrap_or_default().iter().all(|item| machine.heap.class_of(*item) == known::INT);
    let bytes = machine.bytes_of_items(source, "bytearray")?;
    if sized {
        return replace_all(machine, object, &bytes);
    }
    // Appended one by one, which grows the block step by step.
    let end = usize::from(machine.version() < Version::V3_15);
    for size in 1..=bytes.len() {
        let allocated = machine.buffer(object).map_or(0, |buffer| buffer.allocated);
        if size + usize::from(end == 0) > allocated.saturating_sub(1) {
            machine.fit_buffer(object, size)?;
        }
        if let Some(buffer) = machine.buffer_mut(object) {
            buffer.bytes.push(bytes.get(size - 1).copied().unwrap_or(0));
        }
    }
    Ok(())
}

fn replace_all(machine: &mut Machine, object: Ref, bytes: &[u8]) -> Result<()> {
    machine.fit_buffer(object, bytes.len())?;
    if let Some(buffer) = machine.buffer_mut(object) {
        buffer.bytes.clear();
        buffer.bytes.extend_from_slice(bytes);
    }
    Ok(())
}

fn length(machine: &Machine, object: Ref) -> usize {
    machine.buffer(object).map_or(0, |buffer| buffer.bytes.len())
}

fn alloc(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let allocated = machine.buffer(arguments.at(0)).map_or(0, |buffer| buffer.allocated);
    Ok(machine.new_int(allocated as i64))
}

fn append(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let byte = machine.byte_value(arguments.at(1))?;
    let end = length(machine, arguments.at(0));
    machine.splice_buffer(arguments.at(0), end, end, &[byte])?;
    Ok(machine.none())
}

fn clear(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    replace_all(machine, arguments.at(0), &[])?;
    Ok(machine.none())
}

fn copy(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let bytes = machine.buffer(arguments.at(0)).map_or(Vec::new(), |buffer| buffer.bytes.clone());
    Ok(machine.new_bytearray(bytes))
}

fn extend(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (object, source) = (arguments.at(0), arguments.at(1));
    let bytes = match machine.bytes_like(source) {
        Some(bytes) => bytes.to_vec(),
        None => {
            if machine.text_of(source).is_some() && machine.version() >= Version::V3_13 {
                let text = "expected iterable of integers; got: 'str'";
                return Err(machine.raise(known::TYPE_ERROR, text));
            }
            machine.bytes_extending(source)?
        }
    };
    let end = length(machine, object);
    machine.splice_buffer(object, end, end, &bytes)?;
    Ok(machine.none())
}

fn insert(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let index = machine.index_of(arguments.at(1))?;
    let byte = machine.byte_value(arguments.at(2))?;
    let count = length(machine, arguments.at(0)) as i64;
    let place = if index < 0 { index.saturating_add(count).max(0) } else { index.min(count) } as usize;
    machine.splice_buffer(arguments.at(0), place, place, &[byte])?;
    Ok(machine.none())
}

/// Takes one byte out. The start of the block stays where it is, unlike with `del b[0]`.
fn take_one(machine: &mut Machine, object: Ref, place: usize) -> Result<u8> {
    let count = length(machine, object);
    machine.check_resizable(object)?;
    machine.fit_buffer(object, count.saturating_sub(1))?;
    Ok(machine
        .buffer_mut(object)
        .filter(|buffer| place < buffer.bytes.len())
        .map_or(0, |buffer| buffer.bytes.remove(place)))
}

fn pop(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let index = match arguments.optional(1) {
        Some(index) => machine.index_of(index)?,
        None => -1,
    };
    let count = length(machine, arguments.at(0)) as i64;
    if count == 0 {
        return Err(machine.raise(known::INDEX_ERROR, "pop from empty bytearray"));
    }
    let place = if index < 0 { index.saturating_add(count) } else { index };
    if !(0..count).contains(&place) {
        return Err(machine.raise(known::INDEX_ERROR, "pop index out of range"));
    }
    let byte = take_one(machine, arguments.at(0), place as usize)?;
    Ok(machine.new_int(i64::from(byte)))
}

fn remove(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let byte = machine.byte_value(arguments.at(1))?;
    let found = machine.buffer(arguments.at(0)).and_then(|buffer| buffer.bytes.iter().position(|each| *each == byte));
    let Some(place) = found else {
        return Err(machine.raise(known::VALUE_ERROR, "value not found in bytearray"));
    };
    take_one(machine, arguments.at(0), place)?;
    Ok(machine.none())
}

fn resize(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let size = machine.index_of(arguments.at(1))?;
    let Ok(size) = usize::try_from(size) else {
        let text = if machine.version() >= Version::V3_15 {
            format!("Can only resize to positive sizes, got {size}")
        } else {
            format!("bytearray.resize(): new size must be >= 0, got {size}")
        };
        return Err(machine.raise(known::VALUE_ERROR, text));
    };
    machine.fit_buffer(arguments.at(0), size)?;
    if let Some(buffer) = machine.buffer_mut(arguments.at(0)) {
        buffer.bytes.resize(size, 0);
    }
    Ok(machine.none())
}

fn reverse(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    if let Some(buffer) = machine.buffer_mut(arguments.at(0)) {
        buffer.bytes.reverse();
    }
    Ok(machine.none())
}

/// `bytearray.take_bytes` (3.15): the first bytes as a bytes object, of which the bytearray keeps the rest.
fn take_bytes(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    let given = arguments.optional(1).filter(|given| *given != known::NONE);
    let count = length(machine, object) as i64;
    let wanted = match given {
        None => count,
        Some(given) if machine.is_int(given) || machine.is_overridden(given, "__index__") => {
            let index = machine.word_index_of(given, "cannot fit 'int' into an index-sized integer")?;
            if index < 0 { index.saturating_add(count) } else { index }
        }
        Some(_) => return Err(machine.raise(known::TYPE_ERROR, "n must be an integer or None")),
    };
    if !(0..=count).contains(&wanted) {
        return Err(machine.raise(known::INDEX_ERROR, format!("can't take {wanted} bytes outside size {count}")));
    }
    machine.check_resizable(object)?;
    let wanted = wanted as usize;
    let taken: Vec<u8> = match machine.buffer_mut(object) {
        Some(buffer) => buffer.bytes.drain(..wanted).collect(),
        None => Vec::new(),
    };
    let left = length(machine, object);
    if wanted > 0 {
        if wanted < left {
            if let Some(buffer) = machine.buffer_mut(object) {
                buffer.offset += wanted;
            }
        } else {
            machine.move_block(object, left);
        }
    }
    Ok(machine.new_bytes(&taken))
}

impl Machine {
    /// One byte by its number.
    pub fn byte_value(&mut self, given: Ref) -> Result<u8> {
        let value = self.clamped_index_of(given)?;
        u8::try_from(value).map_err(|_| self.raise(known::VALUE_ERROR, "byte must be in range(0, 256)"))
    }

    /// `bytearray += other`.
    pub fn bytearray_extend(&mut self, object: Ref, other: Ref) -> Result<()> {
        let Some(bytes) = self.bytes_like(other) else {
            let text = format!("can't concat {} to {}", self.class_name(other), self.class_name(object));
            return Err(self.raise(known::TYPE_ERROR, text));
        };
        let end = length(self, object);
        self.splice_buffer(object, end, end, &bytes)
    }

    /// `bytearray *= times`.
    pub fn bytearray_repeat(&mut self, object: Ref, times: usize) -> Result<()> {
        if times == 1 {
            return Ok(());
        }
        let total = (length(self, object) as u64).saturating_mul(times as u64);
        self.check_room(total)?;
        let bytes = self.buffer(object).map_or(Vec::new(), |buffer| buffer.bytes.repeat(times));
        replace_all(self, object, &bytes)
    }

    /// `bytearray[key] = value`, or `del bytearray[key]` with no value (`bytearray_ass_subscript`).
    pub fn bytearray_assign(&mut self, object: Ref, key: Ref, value: Option<Ref>) -> Result<()> {
        if !matches!(self.heap.body(key), Body::Slice(_)) {
            if !self.is_int(key) && !self.is_overridden(key, "__index__") {
                return self.place_of(key, 0, "bytearray").map(drop);
            }
            let Some(value) = value else {
                let place = self.place_of(key, length(self, object), "bytearray")?;
                return self.splice_buffer(object, place, place + 1, &[]);
            };
            let byte = self.byte_value(value)?;
            let place = self.place_of(key, length(self, object), "bytearray")?;
            if let Some(at) = self.buffer_mut(object).and_then(|buffer| buffer.bytes.get_mut(place)) {
                *at = byte;
            }
            return Ok(());
        }
        let cut = self.cut_of(key, length(self, object))?;
        let bytes = match value {
            None => Vec::new(),
            Some(value) => self.assignable_bytes(value)?,
        };
        let count = length(self, object);
        if cut.step == 1 {
            let from = usize::try_from(cut.start).unwrap_or(0);
            let to = usize::try_from(cut.stop).unwrap_or(0).max(from);
            return self.splice_buffer(object, from, to, &bytes);
        }
        if bytes.is_empty() {
            return self.delete_steps(object, cut, count);
        }
        if bytes.len() != cut.count {
            let (given, wanted) = (bytes.len(), cut.count);
            let text = format!("attempt to assign bytes of size {given} to extended slice of size {wanted}");
            return Err(self.raise(known::VALUE_ERROR, text));
        }
        if let Some(buffer) = self.buffer_mut(object) {
            for (at, byte) in cut.indexes().zip(bytes) {
                if let Some(place) = buffer.bytes.get_mut(at) {
                    *place = byte;
                }
            }
        }
        Ok(())
    }

    fn delete_steps(&mut self, object: Ref, cut: Cut, count: usize) -> Result<()> {
        self.check_resizable(object)?;
        if cut.count == 0 {
            return Ok(());
        }
        self.fit_buffer(object, count - cut.count)?;
        let mut gone = vec![false; count];
        cut.indexes().for_each(|at| {
            if let Some(gone) = gone.get_mut(at) {
                *gone = true;
            }
        });
        if let Some(buffer) = self.buffer_mut(object) {
            let mut gone = gone.into_iter();
            buffer.bytes.retain(|_| !gone.next().unwrap_or(false));
        }
        Ok(())
    }

    /// What may be assigned to a slice of a bytearray.
    fn assignable_bytes(&mut self, value: Ref) -> Result<Vec<u8>> {
        if let Some(bytes) = self.bytes_like(value) {
            return Ok(bytes.to_vec());
        }
        if self.number_of(value).is_some() || self.text_of(value).is_some() {
            let text = "can assign only bytes, buffers, or iterables of ints in range(0, 256)";
            return Err(self.raise(known::TYPE_ERROR, text));
        }
        self.bytes_of_items(value, "bytearray")
    }

    /// The bytes that an iterable of ints gives to `extend`.
    fn bytes_extending(&mut self, source: Ref) -> Result<Vec<u8>> {
        let iterator = match self.iterator_of(source) {
            Ok(iterator) => iterator,
            Err(stop) if self.swallows(&stop, &[known::TYPE_ERROR]) => {
                let text = format!("can't extend bytearray with {}", self.class_name(source));
                return Err(self.raise(known::TYPE_ERROR, text));
            }
            Err(stop) => return Err(stop),
        };
        let bytes = self.bytes_from_iterator(iterator, "byte must be in range(0, 256)");
        self.release(iterator);
        bytes
    }
}
