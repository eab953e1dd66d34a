//! range and slice, and indexing and slicing of the sequences that do not change: str, bytes, tuple, range.

use num_bigint::BigInt;
use num_integer::Integer as _;
use num_traits::{One as _, Signed as _, ToPrimitive as _, Zero as _};

use super::arguments::native;
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// `range`'s methods.
pub static RANGE_METHODS: &[&Native] = &[&native("count", range_count, 1, 1), &native("index", range_index, 1, 1)];
/// `slice`'s methods.
pub static SLICE_METHODS: &[&Native] = &[&native("indices", slice_indices, 1, 1)];

/// Items of the range (`Objects/rangeobject.c`, `compute_range_length`).
pub fn range_length([start, stop, step]: &[BigInt; 3]) -> BigInt {
    let (low, high, step) = if step.is_negative() { (stop, start, -step) } else { (start, stop, step.clone()) };
    if low >= high || step.is_zero() {
        return BigInt::zero();
    }
    (high - low - 1u32) / step + 1u32
}

/// A slice cut to a sequence: where it starts, its step, and how many items it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    pub start: i64,
    pub stop: i64,
    pub step: i64,
    pub count: usize,
}

impl Cut {
    /// The indexes in order.
    pub fn indexes(self) -> impl Iterator<Item = usize> {
        (0..self.count).map(move |at| (self.start + at as i64 * self.step) as usize)
    }
}

/// `PySlice_AdjustIndices` (`Objects/sliceobject.c`).
pub fn cut(start: Option<i64>, stop: Option<i64>, step: i64, length: usize) -> Cut {
    let length = length as i64;
    let (low, high) = if step < 0 { (-1, length - 1) } else { (0, length) };
    let place = |index: i64| {
        let index = if index < 0 { index.saturating_add(length) } else { index };
        index.clamp(low, high)
    };
    let start = start.map_or(if step < 0 { high } else { low }, place);
    let stop = stop.map_or(if step < 0 { low } else { high }, place);
    let count = match step {
        i64::MIN..=-1 if stop < start => (start - stop - 1) / step.saturating_neg() + 1,
        1..=i64::MAX if start < stop => (stop - start - 1) / step + 1,
        _ => 0,
    };
    Cut { start, stop, step, count: count as usize }
}

/// `range(…)`: the class's constructor.
pub fn construct_range(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    let _ = class;
    machine.check_no_keywords("range", arguments)?;
    machine.check_count("range", arguments, 1, 3)?;
    let mut parts = Vec::with_capacity(3);
    for argument in arguments.positional {
        parts.push(machine.big_index_of(*argument)?);
    }
    let range = match parts.as_slice() {
        [stop] => [BigInt::zero(), stop.clone(), BigInt::one()],
        [start, stop] => [start.clone(), stop.clone(), BigInt::one()],
        [start, stop, step] => [start.clone(), stop.clone(), step.clone()],
        _ => return Err(machine.wrong_count("range", 1, 3, parts.len())),
    };
    if range[2].is_zero() {
        return Err(machine.raise(known::VALUE_ERROR, "range() arg 3 must not be zero"));
    }
    Ok(machine.new_range(range))
}

/// `slice(…)`: the class's constructor.
pub fn construct_slice(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    let _ = class;
    machine.check_no_keywords("slice", arguments)?;
    machine.check_count("slice", arguments, 1, 3)?;
    let parts = match *arguments.positional {
        [stop] => [known::NONE, stop, known::NONE],
        [start, stop] => [start, stop, known::NONE],
        [start, stop, step] => [start, stop, step],
        _ => [known::NONE; 3],
    };
    let parts = parts.map(|part| machine.keep(part));
    Ok(machine.new_slice(parts))
}

impl Machine {
    pub fn new_range(&mut self, range: [BigInt; 3]) -> Ref {
        self.heap.insert(known::RANGE, Body::Range(Box::new(range)), 48, 0, false)
    }

    /// A slice object's start, stop and step as numbers, before they are cut (`PySlice_Unpack`).
    pub fn unpack_slice(&mut self, parts: [Ref; 3]) -> Result<(Option<i64>, Option<i64>, i64)> {
        let step = match self.slice_part(parts[2])? {
            Some(0) => return Err(self.raise(known::VALUE_ERROR, "slice step cannot be zero")),
            Some(step) => step.max(-i64::MAX),
            None => 1,
        };
        Ok((self.slice_part(parts[0])?, self.slice_part(parts[1])?, step))
    }

    fn slice_part(&mut self, part: Ref) -> Result<Option<i64>> {
        if part == known::NONE {
            return Ok(None);
        }
        let indexable = self.is_int(part) || self.is_overridden(part, "__index__");
        if !indexable {
            return Err(self.not_a_slice_index());
        }
        self.clamped_index_of(part).map(Some)
    }

    /// A slice object's indexes in a sequence of `length` items.
    pub fn cut_of(&mut self, slice: Ref, length: usize) -> Result<Cut> {
        let Body::Slice(parts) = *self.heap.body(slice) else {
            return Ok(cut(None, None, 1, length));
        };
        let (start, stop, step) = self.unpack_slice(parts)?;
        Ok(cut(start, stop, step, length))
    }

    /// An index of a sequence as a place in it, negative ones counted from the end; errors that name `kind`.
    pub fn place_of(&mut self, key: Ref, length: usize, kind: &str) -> Result<usize> {
        let class = self.class_name(key);
        let index = match self.heap.body(key) {
            Body::Int(value) => *value,
            _ if self.is_int(key) || self.is_overridden(key, "__index__") => {
                let text = format!("cannot fit '{class}' into an index-sized integer");
                let value = self.big_index_of(key)?;
                match value.to_i64() {
                    Some(value) => value,
                    None => return Err(self.raise(known::INDEX_ERROR, text)),
                }
            }
            _ => {
                let text = match kind {
                    "string" => format!("string indices must be integers, not '{class}'"),
                    "byte" => format!("byte indices must be integers or slices, not {class}"),
                    "range object" => format!("range indices must be integers or slices, not {class}"),
                    _ => format!("{kind} indices must be integers or slices, not {class}"),
                };
                return Err(self.raise(known::TYPE_ERROR, text));
            }
        };
        let place = if index < 0 { index.saturating_add(length as i64) } else { index };
        match usize::try_from(place) {
            Ok(place) if place < length => Ok(place),
            _ => {
                let kind = if kind == "byte" { "index" } else { &format!("{kind} index") };
                Err(self.raise(known::INDEX_ERROR, format!("{kind} out of range")))
            }
        }
    }

    /// `object[key]` of a str, bytes, tuple or range; `None` for other objects.
    pub fn native_item(&mut self, object: Ref, key: Ref) -> Option<Result<Ref>> {
        let slice = matches!(self.heap.body(key), Body::Slice(_));
        Some(match (self.heap.body(object), slice) {
            (Body::Str(_), false) => self.str_item(object, key),
            (Body::Str(_), true) => self.str_slice(object, key),
            (Body::Bytes(bytes), false) => {
                let length = bytes.len();
                self.place_of(key, length, "byte")
                    .map(|place| match self.heap.body(object) {
                        Body::Bytes(bytes) => i64::from(bytes.get(place).copied().unwrap_or(0)),
                        _ => 0,
                    })
                    .map(|byte| self.new_int(byte))
            }
            (Body::Bytes(bytes), true) => {
                let bytes = bytes.clone();
                self.cut_of(key, bytes.len()).map(|cut| {
                    if cut.count == bytes.len() && cut.step == 1 && self.heap.class_of(object) == known::BYTES {
                        return self.keep(object);
                    }
                    let taken: Vec<u8> = cut.indexes().filter_map(|at| bytes.get(at).copied()).collect();
                    self.new_bytes(&taken)
                })
            }
            (Body::Buffer(buffer), _) => {
                let width = buffer.width.max(1);
                let (length, bytearray) = (buffer.bytes.len() / width, buffer.is_bytearray());
                if !bytearray {
                    return Some(self.array_item(object, key));
                }
                if slice {
                    return Some(self.cut_of(key, length).map(|cut| {
                        let bytes = self.buffer(object).map_or(&[][..], |buffer| &buffer.bytes);
                        let taken = cut.indexes().filter_map(|at| bytes.get(at).copied()).collect();
                        self.new_bytearray(taken)
                    }));
                }
                self.place_of(key, length, "bytearray").map(|place| {
                    let byte = self.buffer(object).and_then(|buffer| buffer.bytes.get(place).copied());
                    self.new_int(i64::from(byte.unwrap_or(0)))
                })
            }
            (Body::MemoryView(_), _) => self.memoryview_item(object, key),
            (Body::Tuple(items), false) => {
                let length = items.len();
                self.place_of(key, length, "tuple").map(|place| {
                    let item = match self.heap.body(object) {
                        Body::Tuple(items) => items.get(place).copied(),
                        _ => None,
                    };
                    self.keep(item.unwrap_or(known::NONE))
                })
            }
            (Body::Tuple(items), true) => {
                let length = items.len();
                self.cut_of(key, length).map(|cut| {
                    if cut.count == length && cut.step == 1 && self.heap.class_of(object) == known::TUPLE {
                        return self.keep(object);
                    }
                    let taken: Vec<Ref> = match self.heap.body(object) {
                        Body::Tuple(items) => cut.indexes().filter_map(|at| items.get(at).copied()).collect(),
                        _ => Vec::new(),
                    };
                    taken.iter().for_each(|item| self.heap.incref(*item));
                    self.new_tuple(taken)
                })
            }
            (Body::Range(range), false) => {
                let range = range.clone();
                self.range_item(&range, key)
            }
            (Body::Range(range), true) => {
                let range = range.clone();
                self.range_slice(&range, key)
            }
            _ => return None,
        })
    }

    fn str_item(&mut self, object: Ref, key: Ref) -> Result<Ref> {
        let length = self.native_length(object).unwrap_or(0);
        let place = self.place_of(key, length, "string")?;
        let char = match self.heap.body(object) {
            Body::Str(text) => text.char_at(place),
            _ => None,
        };
        Ok(self.new_char(char.unwrap_or('\0')))
    }

    fn str_slice(&mut self, object: Ref, key: Ref) -> Result<Ref> {
        let length = self.native_length(object).unwrap_or(0);
        let cut = self.cut_of(key, length)?;
        if cut.count == length && cut.step == 1 && self.heap.class_of(object) == known::STR {
            return Ok(self.keep(object));
        }
        let taken: String = match self.heap.body(object) {
            Body::Str(text) if cut.count == 0 => {
                let _ = text;
                String::new()
            }
            Body::Str(text) if cut.step == 1 => {
                let start = cut.start as usize;
                text.text.get(text.byte_range(start, start + cut.count)).unwrap_or("").to_owned()
            }
            Body::Str(text) => {
                let chars: Vec<char> = text.text.chars().collect();
                cut.indexes().filter_map(|at| chars.get(at)).collect()
            }
            _ => String::new(),
        };
        Ok(self.new_str(&taken))
    }

    fn range_item(&mut self, range: &[BigInt; 3], key: Ref) -> Result<Ref> {
        if !self.is_int(key) && !self.is_overridden(key, "__index__") {
            return self.place_of(key, 0, "range object").map(|_| known::NONE);
        }
        let index = self.big_index_of(key)?;
        let length = range_length(range);
        let index = if index.is_negative() { index + &length } else { index };
        if index.is_negative() || index >= length {
            return Err(self.raise(known::INDEX_ERROR, "range object index out of range"));
        }
        Ok(self.new_big_int(&range[0] + index * &range[2]))
    }

    fn range_slice(&mut self, range: &[BigInt; 3], slice: Ref) -> Result<Ref> {
        let Body::Slice(parts) = *self.heap.body(slice) else {
            return Ok(self.new_range(range.clone()));
        };
        let [start, stop, step] = self.long_indices(parts, &range_length(range))?;
        let [first, _, stride] = range;
        let sliced = [first + start * stride, first + stop * stride, step * stride];
        Ok(self.new_range(sliced))
    }

    /// `slice.indices(length)` for numbers of any size (`_PySlice_GetLongIndices`).
    fn long_indices(&mut self, parts: [Ref; 3], length: &BigInt) -> Result<[BigInt; 3]> {
        let step = if parts[2] == known::NONE { BigInt::one() } else { self.big_slice_part(parts[2])? };
        if step.is_zero() {
            return Err(self.raise(known::VALUE_ERROR, "slice step cannot be zero"));
        }
        let backward = step.is_negative();
        let (low, high) = if backward { (-BigInt::one(), length - 1) } else { (BigInt::zero(), length.clone()) };
        let mut ends =
            [if backward { high.clone() } else { low.clone() }, if backward { low.clone() } else { high.clone() }];
        for (end, part) in ends.iter_mut().zip(parts) {
            if part == known::NONE {
                continue;
            }
            let index = self.big_slice_part(part)?;
            let index = if index.is_negative() { index + length } else { index };
            *end = index.clamp(low.clone(), high.clone().max(low.clone()));
        }
        let [start, stop] = ends;
        Ok([start, stop, step])
    }

    fn big_slice_part(&mut self, part: Ref) -> Result<BigInt> {
        if self.is_int(part) || self.is_overridden(part, "__index__") {
            return self.big_index_of(part);
        }
        Err(self.not_a_slice_index())
    }

    /// The TypeError for a part of a slice that is no index (`_PyEval_SliceIndex`).
    pub fn not_a_slice_index(&mut self) -> Stop {
        let text = if self.version() >= Version::V3_15 {
            "slice indices must be integers or have an __index__ method"
        } else {
            "slice indices must be integers or None or have an __index__ method"
        };
        self.raise(known::TYPE_ERROR, text)
    }

    /// Whether an int is among a range's items; `None` when `item` is no exact int or bool, and must be searched for.
    pub fn range_contains(&self, range: Ref, item: Ref) -> Option<bool> {
        let Body::Range(range) = self.heap.body(range) else {
            return None;
        };
        if !matches!(self.heap.class_of(item), known::INT | known::BOOL) {
            return None;
        }
        let value = self.big_of(item)?;
        Some(place_in_range(range, &value).is_some())
    }

    /// Whether two ranges have equal items.
    pub fn ranges_equal(&self, left: Ref, right: Ref) -> Option<bool> {
        let (Body::Range(left), Body::Range(right)) = (self.heap.body(left), self.heap.body(right)) else {
            return None;
        };
        let (length, other) = (range_length(left), range_length(right));
        Some(length == other && (length.is_zero() || left[0] == right[0] && (length.is_one() || left[2] == right[2])))
    }

    /// Where `item` stands in a range, by value; other objects are compared one by one.
    fn range_find(&mut self, range: Ref, item: Ref) -> Result<Vec<BigInt>> {
        let Body::Range(parts) = self.heap.body(range) else {
            return Ok(Vec::new());
        };
        if matches!(self.heap.class_of(item), known::INT | known::BOOL) {
            let place = self.big_of(item).and_then(|value| place_in_range(parts, &value));
            return Ok(place.into_iter().collect());
        }
        let iterator = self.iterator_of(range)?;
        let (mut found, mut at) = (Vec::new(), BigInt::zero());
        loop {
            let next = match self.next_of(iterator) {
                Ok(Some(next)) => next,
                Ok(None) => break,
                Err(stop) => {
                    self.release(iterator);
                    return Err(stop);
                }
            };
            let equal = self.is_equal(next, item);
            self.release(next);
            match equal {
                Ok(true) => found.push(at.clone()),
                Ok(false) => {}
                Err(stop) => {
                    self.release(iterator);
                    return Err(stop);
                }
            }
            at += 1;
        }
        self.release(iterator);
        Ok(found)
    }
}

/// The place of a value among a range's items.
fn place_in_range(range: &[BigInt; 3], value: &BigInt) -> Option<BigInt> {
    let [start, _, step] = range;
    let (place, rest) = (value - start).div_mod_floor(step);
    (rest.is_zero() && !place.is_negative() && place < range_length(range)).then_some(place)
}

fn range_count(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let found = machine.range_find(arguments.at(0), arguments.at(1))?;
    Ok(machine.new_int(found.len() as i64))
}

fn range_index(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let found = machine.range_find(arguments.at(0), arguments.at(1))?;
    match found.into_iter().next() {
        Some(place) => Ok(machine.new_big_int(place)),
        None => {
            let item = machine.repr_of(arguments.at(1))?;
            let exact = matches!(machine.heap.class_of(arguments.at(1)), known::INT | known::BOOL);
            let text = if exact && machine.version() >= Version::V3_14 {
                "range.index(x): x not in range".to_owned()
            } else if exact {
                format!("{item} is not in range")
            } else {
                "sequence.index(x): x not in sequence".to_owned()
            };
            Err(machine.raise(known::VALUE_ERROR, text))
        }
    }
}

fn slice_indices(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let length = machine.big_index_of(arguments.at(1))?;
    if length.is_negative() {
        return Err(machine.raise(known::VALUE_ERROR, "length should not be negative"));
    }
    let Body::Slice(parts) = *machine.heap.body(arguments.at(0)) else {
        return Err(machine.wrong_argument("indices", 0, "slice", arguments.at(0)));
    };
    let parts = machine.long_indices(parts, &length)?;
    let items = parts.into_iter().map(|part| machine.new_big_int(part)).collect();
    Ok(machine.new_tuple(items))
}
