//! The module `array`: sequences of numbers of one kind (`Modules/arraymodule.c`).
//!
//! Left out, and refused by name: files, and pickling. How the block grows is `object::buffer`'s.

use super::arguments::native;
use super::str_search::Bounds;
use crate::python::compile::code::Comparison;
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::buffer::Buffer;
use crate::python::object::create::GC_HEAD;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::packing::{Item, Misfit, native_item};
use crate::python::object::text::{char_of, code_of};
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// `array`'s methods.
pub static METHODS: &[&Native] = &[
    &native("__copy__", copy, 0, 0),
    &native("__deepcopy__", copy, 1, 1),
    &native("append", append, 1, 1),
    &native("buffer_info", buffer_info, 0, 0),
    &native("byteswap", byteswap, 0, 0),
    &native("clear", clear, 0, 0),
    &native("count", count, 1, 1),
    &native("extend", extend, 1, 1),
    &native("frombytes", from_bytes, 1, 1),
    &native("fromfile", refuse_files, 2, 2),
    &native("fromlist", from_list, 1, 1),
    &native("fromunicode", from_unicode, 1, 1),
    &native("index", index, 1, 3),
    &native("insert", insert, 2, 2),
    &native("pop", pop, 0, 1),
    &native("remove", remove, 1, 1),
    &native("reverse", reverse, 0, 0),
    &native("tobytes", to_bytes, 0, 0),
    &native("tofile", refuse_files, 1, 1),
    &native("tolist", to_list, 0, 0),
    &native("tounicode", to_unicode, 0, 0),
];

/// Attributes that the machine computes.
pub static MEMBERS: &[&str] = &["itemsize", "typecode"];

/// Fills the module.
pub fn fill(machine: &mut Machine, module: Ref) -> Result<()> {
    let wide = machine.version() >= Version::V3_13;
    let codes = if wide { "bBuwhHiIlLqQfd" } else { "bBuhHiIlLqQfd" };
    let codes = machine.new_str(codes);
    machine.set_in_module(module, "typecodes", codes)?;
    for name in ["array", "ArrayType"] {
        machine.keep(known::ARRAY);
        machine.set_in_module(module, name, known::ARRAY)?;
    }
    Ok(())
}

/// Bytes of an item; 0 for a code that no array has.
fn width_of(version: Version, code: u8) -> usize {
    match code {
        b'w' if version < Version::V3_13 => 0,
        b'e' if version >= Version::V3_15 => 2,
        b'u' | b'w' => 4,
        b'b' | b'B' | b'h' | b'H' | b'i' | b'I' | b'l' | b'L' | b'q' | b'Q' | b'f' | b'd' => {
            native_item(code).map_or(0, |(_, width)| width)
        }
        _ => 0,
    }
}

fn is_text(code: u8) -> bool {
    matches!(code, b'u' | b'w')
}

/// `array(typecode, initializer)` (`array_new`).
pub fn construct(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    machine.check_no_keywords("array.array", arguments)?;
    let given = arguments.positional.len();
    if !(1..=2).contains(&given) {
        let (bound, kind) = if given < 1 { (1, "least") } else { (2, "most") };
        let plural = if bound == 1 { "" } else { "s" };
        let text = format!("array() takes at {kind} {bound} argument{plural} ({given} given)");
        return Err(machine.raise(known::TYPE_ERROR, text));
    }
    let code = type_code(machine, arguments.at(0))?;
    let initial = arguments.optional(1);
    if let Some(initial) = initial.filter(|_| !u8::try_from(code).is_ok_and(is_text)) {
        let of_text = machine.buffer(initial).is_some_and(|buffer| is_text(buffer.code));
        let kind = if machine.text_of(initial).is_some() { Some("str") } else { of_text.then_some("unicode array") };
        if let Some(kind) = kind {
            let text = format!("cannot use a {kind} to initialize an array with typecode '{code}'");
            return Err(machine.raise(known::TYPE_ERROR, text));
        }
    }
    let version = machine.version();
    let code = u8::try_from(code).ok().filter(|code| width_of(version, *code) > 0);
    let Some(code) = code else {
        if let Some(initial) = initial {
            let sized = machine.is_bytes_like(initial) || machine.heap.items(initial).is_some();
            if !sized && machine.text_of(initial).is_none() {
                let iterator = machine.iterator_of(initial)?;
                machine.release(iterator);
            }
        }
        let text = match version {
            Version::V3_15 => "bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, e, f, d, Zf or Zd)",
            Version::V3_14 => "bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)",
            _ => "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)",
        };
        return Err(machine.raise(known::VALUE_ERROR, text));
    };
    let made = machine.new_array(code, Vec::new());
    let made = machine.of_class(class, made);
    let Some(initial) = initial else { return Ok(made) };
    match fill_from(machine, made, code, initial) {
        Ok(()) => Ok(made),
        Err(stop) => {
            machine.release(made);
            Err(stop)
        }
    }
}

fn fill_from(machine: &mut Machine, made: Ref, code: u8, initial: Ref) -> Result<()> {
    let width = width_of(machine.version(), code);
    if let Some(items) = machine.heap.items(initial).map(<[Ref]>::to_vec) {
        let mut bytes = Vec::with_capacity(items.len() * width);
        for item in items {
            bytes.extend(machine.pack_array_item(code, item)?);
        }
        return replace_exactly(machine, made, bytes);
    }
    let same = match machine.heap.body(initial) {
        Body::Buffer(buffer) if buffer.code == code => Some(buffer.bytes.clone()),
        Body::Str(text) => Some(text.text.chars().flat_map(|char| code_of(char).to_le_bytes()).collect()),
        _ => None,
    };
    if let Some(bytes) = same {
        return replace_exactly(machine, made, bytes);
    }
    let plain = machine.buffer(initial).is_some_and(Buffer::is_bytearray)
        || matches!(machine.heap.body(initial), Body::Bytes(_));
    if plain {
        return append_bytes(machine, made, initial);
    }
    extend_from(machine, made, initial)
}

/// Fills an empty array in a block of just the size.
fn replace_exactly(machine: &mut Machine, object: Ref, bytes: Vec<u8>) -> Result<()> {
    machine.check_room(bytes.len() as u64)?;
    machine.move_block(object, bytes.len());
    if let Some(buffer) = machine.buffer_mut(object) {
        buffer.bytes = bytes;
    }
    Ok(())
}

fn type_code(machine: &mut Machine, given: Ref) -> Result<char> {
    let text = match machine.heap.body(given) {
        Body::Str(text) if text.length == 1 => return Ok(text.char_at(0).unwrap_or('\0')),
        Body::Str(text) if machine.version() == Version::V3_14 => {
            format!("array() argument 1 must be a unicode character, not a string of length {}", text.length)
        }
        Body::Str(text) if machine.version() >= Version::V3_15 => {
            if matches!(&*text.text, "Zf" | "Zd") {
                return Err(Stop::unmodelled("arrays of complex numbers are not modelled"));
            }
            return Ok('\0');
        }
        _ => {
            let wanted = if machine.version() >= Version::V3_15 { "str" } else { "a unicode character" };
            format!("array() argument 1 must be {wanted}, not {}", machine.class_name_or_none(given))
        }
    };
    Err(machine.raise(known::TYPE_ERROR, text))
}

/// The receiver's code and width.
fn kind(machine: &Machine, object: Ref) -> (u8, usize) {
    machine.buffer(object).map_or((b'b', 1), |buffer| (buffer.code, buffer.width.max(1)))
}

fn length(machine: &Machine, object: Ref) -> usize {
    machine.buffer(object).map_or(0, Buffer::length)
}

/// Puts items in between, in places counted by items.
fn splice(machine: &mut Machine, object: Ref, from: usize, to: usize, bytes: &[u8]) -> Result<()> {
    let (_, width) = kind(machine, object);
    machine.splice_buffer(object, from * width, to * width, bytes)
}

fn copy(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (code, _) = kind(machine, arguments.at(0));
    let bytes = machine.buffer(arguments.at(0)).map_or(Vec::new(), |buffer| buffer.bytes.clone());
    Ok(machine.new_array(code, bytes))
}

fn append(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let end = length(machine, arguments.at(0));
    insert_at(machine, arguments.at(0), end, arguments.at(1))
}

/// Room is made before the item is read (`ins1`).
fn insert_at(machine: &mut Machine, object: Ref, place: usize, value: Ref) -> Result<Ref> {
    let (code, width) = kind(machine, object);
    machine.check_resizable(object)?;
    let bytes = machine.pack_array_item(code, value);
    match bytes {
        Ok(bytes) => splice(machine, object, place, place, &bytes)?,
        Err(stop) => {
            let size = (length(machine, object) + 1) * width;
            machine.fit_buffer(object, size)?;
            return Err(stop);
        }
    }
    Ok(machine.none())
}

fn insert(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let index = machine.index_of(arguments.at(1))?;
    let count = length(machine, arguments.at(0)) as i64;
    let place = if index < 0 { index.saturating_add(count).max(0) } else { index.min(count) } as usize;
    insert_at(machine, arguments.at(0), place, arguments.at(2))
}

fn buffer_info(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (block, count) = machine.buffer(arguments.at(0)).map_or((0, 0), |buffer| (buffer.block, buffer.length()));
    let parts = vec![machine.new_int(block as i64), machine.new_int(count as i64)];
    Ok(machine.new_tuple(parts))
}

fn byteswap(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (_, width) = kind(machine, arguments.at(0));
    if let Some(buffer) = machine.buffer_mut(arguments.at(0)) {
        buffer.bytes.chunks_mut(width).for_each(<[u8]>::reverse);
    }
    Ok(machine.none())
}

fn clear(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let end = length(machine, arguments.at(0));
    machine.check_resizable(arguments.at(0))?;
    splice(machine, arguments.at(0), 0, end, &[])?;
    Ok(machine.none())
}

/// The first place of a value from `from` to `to`.
fn find(machine: &mut Machine, object: Ref, value: Ref, from: usize, to: usize) -> Result<Option<usize>> {
    for at in from..to {
        let Some(item) = machine.buffer_item(object, at) else { break };
        let equal = machine.is_equal(item, value);
        machine.release(item);
        if equal? {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

fn count(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (mut found, mut from) = (0, 0);
    while let Some(at) = find(machine, arguments.at(0), arguments.at(1), from, length(machine, arguments.at(0)))? {
        found += 1;
        from = at + 1;
    }
    Ok(machine.new_int(found))
}

fn index(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let bounds = Bounds::read(machine, arguments, length(machine, arguments.at(0)))?;
    match find(machine, arguments.at(0), arguments.at(1), bounds.start, bounds.end)? {
        Some(at) => Ok(machine.new_int(at as i64)),
        None => Err(machine.raise(known::VALUE_ERROR, "array.index(x): x not in array")),
    }
}

fn remove(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    match find(machine, arguments.at(0), arguments.at(1), 0, length(machine, arguments.at(0)))? {
        Some(at) => splice(machine, arguments.at(0), at, at + 1, &[])?,
        None => return Err(machine.raise(known::VALUE_ERROR, "array.remove(x): x not in array")),
    }
    Ok(machine.none())
}

fn pop(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let index = match arguments.optional(1) {
        Some(index) => machine.index_of(index)?,
        None => -1,
    };
    let count = length(machine, arguments.at(0)) as i64;
    if count == 0 {
        return Err(machine.raise(known::INDEX_ERROR, "pop from empty array"));
    }
    let place = if index < 0 { index.saturating_add(count) } else { index };
    if !(0..count).contains(&place) {
        return Err(machine.raise(known::INDEX_ERROR, "pop index out of range"));
    }
    let place = place as usize;
    let item = machine.buffer_item(arguments.at(0), place).unwrap_or(known::NONE);
    match splice(machine, arguments.at(0), place, place + 1, &[]) {
        Ok(()) => Ok(item),
        Err(stop) => {
            machine.release(item);
            Err(stop)
        }
    }
}

fn extend(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    extend_array(machine, arguments.at(0), arguments.at(1))?;
    Ok(machine.none())
}

fn extend_array(machine: &mut Machine, object: Ref, other: Ref) -> Result<()> {
    let (code, _) = kind(machine, object);
    match machine.buffer(other) {
        Some(buffer) if buffer.code == code => {
            let bytes = buffer.bytes.clone();
            let end = length(machine, object);
            splice(machine, object, end, end, &bytes)
        }
        Some(buffer) if !buffer.is_bytearray() => {
            Err(machine.raise(known::TYPE_ERROR, "can only extend with array of same kind"))
        }
        _ => extend_from(machine, object, other),
    }
}

/// Appends what an iterable gives, one by one.
fn extend_from(machine: &mut Machine, object: Ref, source: Ref) -> Result<()> {
    let iterator = machine.iterator_of(source)?;
    let outcome = loop {
        match machine.next_of(iterator) {
            Ok(Some(item)) => {
                let end = length(machine, object);
                let added = insert_at(machine, object, end, item);
                machine.release(item);
                if let Err(stop) = added {
                    break Err(stop);
                }
            }
            Ok(None) => break Ok(()),
            Err(stop) => break Err(stop),
        }
    };
    machine.release(iterator);
    outcome
}

fn append_bytes(machine: &mut Machine, object: Ref, source: Ref) -> Result<()> {
    let Some(bytes) = machine.bytes_like(source) else {
        let text = format!("a bytes-like object is required, not '{}'", machine.class_name(source));
        return Err(machine.raise(known::TYPE_ERROR, text));
    };
    let (_, width) = kind(machine, object);
    if !bytes.len().is_multiple_of(width) {
        return Err(machine.raise(known::VALUE_ERROR, "bytes length not a multiple of item size"));
    }
    let end = length(machine, object);
    splice(machine, object, end, end, &bytes)
}

fn from_bytes(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    append_bytes(machine, arguments.at(0), arguments.at(1))?;
    Ok(machine.none())
}

fn from_list(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let Body::List(list) = machine.heap.body(arguments.at(1)) else {
        return Err(machine.raise(known::TYPE_ERROR, "arg must be list"));
    };
    let items = list.items.clone();
    let (code, width) = kind(machine, arguments.at(0));
    let mut bytes = Vec::with_capacity(items.len() * width);
    for item in items {
        bytes.extend(machine.pack_array_item(code, item)?);
    }
    let end = length(machine, arguments.at(0));
    splice(machine, arguments.at(0), end, end, &bytes)?;
    Ok(machine.none())
}

fn from_unicode(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (code, _) = kind(machine, arguments.at(0));
    let Some(text) = machine.text_of(arguments.at(1)).map(str::to_owned) else {
        let class = machine.class_name_or_none(arguments.at(1));
        return Err(machine.raise(known::TYPE_ERROR, format!("fromunicode() argument must be str, not {class}")));
    };
    if !is_text(code) {
        let text = if machine.version() >= Version::V3_13 {
            "fromunicode() may only be called on unicode type arrays ('u' or 'w')"
        } else {
            "fromunicode() may only be called on unicode type arrays"
        };
        return Err(machine.raise(known::VALUE_ERROR, text));
    }
    let bytes: Vec<u8> = text.chars().flat_map(|char| code_of(char).to_le_bytes()).collect();
    let end = length(machine, arguments.at(0));
    splice(machine, arguments.at(0), end, end, &bytes)?;
    Ok(machine.none())
}

fn reverse(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (_, width) = kind(machine, arguments.at(0));
    if let Some(buffer) = machine.buffer_mut(arguments.at(0)) {
        buffer.bytes = buffer.bytes.chunks(width).rev().flatten().copied().collect();
    }
    Ok(machine.none())
}

fn to_bytes(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let bytes = machine.bytes_like(arguments.at(0)).unwrap_or_default();
    Ok(machine.new_bytes(&bytes))
}

fn to_list(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let items =
        (0..length(machine, arguments.at(0))).filter_map(|at| machine.buffer_item(arguments.at(0), at)).collect();
    Ok(machine.new_list(items))
}

fn to_unicode(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (code, _) = kind(machine, arguments.at(0));
    if !is_text(code) {
        let text = if machine.version() >= Version::V3_13 {
            "tounicode() may only be called on unicode type arrays ('u' or 'w')"
        } else {
            "tounicode() may only be called on unicode type arrays"
        };
        return Err(machine.raise(known::VALUE_ERROR, text));
    }
    let text = machine.array_text(arguments.at(0));
    Ok(machine.new_str(&text))
}

fn refuse_files(_: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    Err(Stop::unmodelled("files of arrays are not modelled"))
}

impl Machine {
    /// An array of these items, in a block of their size.
    pub fn new_array(&mut self, code: u8, bytes: Vec<u8>) -> Ref {
        let width = width_of(self.version(), code).max(1);
        let buffer = Buffer { code, width, bytes: Vec::new(), ..Buffer::default() };
        let made = self.new_tracked(known::ARRAY, Body::Buffer(Box::new(buffer)), 64, GC_HEAD);
        self.move_block(made, bytes.len());
        if let Some(buffer) = self.buffer_mut(made) {
            buffer.bytes = bytes;
        }
        made
    }

    fn array_text(&self, object: Ref) -> String {
        let bytes = self.buffer(object).map_or(&[][..], |buffer| &buffer.bytes);
        bytes
            .chunks_exact(4)
            .filter_map(|item| char_of(item.iter().rev().fold(0, |code, byte| code << 8 | u32::from(*byte))))
            .collect()
    }

    /// The item at a place of a bytearray or array; `None` behind the end.
    pub fn buffer_item(&mut self, object: Ref, at: usize) -> Option<Ref> {
        let buffer = self.buffer(object)?;
        let (code, width) = (buffer.code, buffer.width.max(1));
        let bytes = buffer.bytes.get(at * width..(at + 1) * width)?.to_vec();
        Some(match code {
            0 => self.new_int(i64::from(bytes.first().copied().unwrap_or(0))),
            b'u' | b'w' => {
                let code = bytes.iter().rev().fold(0, |code, byte| code << 8 | u32::from(*byte));
                self.new_char(char_of(code).unwrap_or('\u{fffd}'))
            }
            code => {
                let (item, _) = native_item(code)?;
                self.unpack_item(item, &bytes)
            }
        })
    }

    /// The bytes of an item, with the errors that the array's kind words (`b_setitem` …).
    fn pack_array_item(&mut self, code: u8, value: Ref) -> Result<Vec<u8>> {
        if is_text(code) {
            return match self.heap.body(value) {
                Body::Str(text) if text.length == 1 => Ok(text.char_at(0).map_or(0, code_of).to_le_bytes().to_vec()),
                Body::Str(text) if self.version() >= Version::V3_14 => {
                    let text =
                        format!("array item must be a unicode character, not a string of length {}", text.length);
                    Err(self.raise(known::TYPE_ERROR, text))
                }
                _ if self.version() >= Version::V3_14 => {
                    let text = format!("array item must be a unicode character, not {}", self.class_name(value));
                    Err(self.raise(known::TYPE_ERROR, text))
                }
                _ => Err(self.raise(known::TYPE_ERROR, "array item must be unicode character")),
            };
        }
        let Some((item, width)) = native_item(code) else {
            return Err(Stop::unmodelled("this type code"));
        };
        match self.pack_item(item, width, value) {
            Ok(bytes) => Ok(bytes),
            Err(Misfit::Stop(stop)) => Err(stop),
            Err(Misfit::Class) if item == Item::Float => {
                let text = format!("must be real number, not {}", self.class_name(value));
                Err(self.raise(known::TYPE_ERROR, text))
            }
            Err(Misfit::Class) => {
                let text = format!("'{}' object cannot be interpreted as an integer", self.class_name(value));
                Err(self.raise(known::TYPE_ERROR, text))
            }
            Err(Misfit::Range) if item == Item::Float => {
                let value = self.float_of(value)?;
                Ok((value as f32).to_le_bytes().to_vec())
            }
            Err(Misfit::Range) => {
                let text = self.array_range_text(code, value)?;
                Err(self.raise(known::OVERFLOW_ERROR, text))
            }
        }
    }

    fn array_range_text(&mut self, code: u8, value: Ref) -> Result<String> {
        let number = self.big_index_of(value)?;
        let negative = number.sign() == num_bigint::Sign::Minus;
        let bits = number.bits();
        let end = if negative { "less than minimum" } else { "greater than maximum" };
        Ok(match code {
            // Read as a C long or int first.
            b'b' | b'h' | b'B' | b'i' | b'H' if bits > 63 => "Python int too large to convert to C long".to_owned(),
            b'H' if bits > 31 => format!("signed integer is {end}"),
            b'b' if bits > 15 => format!("signed short integer is {end}"),
            b'b' => format!("signed char is {end}"),
            b'B' => format!("unsigned byte integer is {end}"),
            b'h' => format!("signed short integer is {end}"),
            b'H' => format!("unsigned short is {end}"),
            b'i' => format!("signed integer is {end}"),
            b'l' => "Python int too large to convert to C long".to_owned(),
            b'I' | b'L' if negative => "can't convert negative value to unsigned int".to_owned(),
            b'I' if bits <= 64 => "unsigned int is greater than maximum".to_owned(),
            b'I' | b'L' => "Python int too large to convert to C unsigned long".to_owned(),
            b'Q' if negative => "can't convert negative int to unsigned".to_owned(),
            _ => "int too big to convert".to_owned(),
        })
    }

    /// `array[key]`.
    pub fn array_item(&mut self, object: Ref, key: Ref) -> Result<Ref> {
        let count = length(self, object);
        let (code, width) = kind(self, object);
        if let Body::Slice(_) = self.heap.body(key) {
            let cut = self.cut_of(key, count)?;
            let bytes = self.buffer(object).map_or(&[][..], |buffer| &buffer.bytes);
            let taken =
                cut.indexes().filter_map(|at| bytes.get(at * width..(at + 1) * width)).flatten().copied().collect();
            return Ok(self.new_array(code, taken));
        }
        let place = self.array_place(key, count, "array")?;
        Ok(self.buffer_item(object, place).unwrap_or(known::NONE))
    }

    fn array_place(&mut self, key: Ref, count: usize, kind: &str) -> Result<usize> {
        if !self.is_int(key) && !self.is_overridden(key, "__index__") {
            return Err(self.raise(known::TYPE_ERROR, "array indices must be integers"));
        }
        self.place_of(key, count, kind)
    }

    /// `array[key] = value`, or `del array[key]` with no value (`array_ass_subscr`).
    pub fn array_assign(&mut self, object: Ref, key: Ref, value: Option<Ref>) -> Result<()> {
        let count = length(self, object);
        let (code, width) = kind(self, object);
        if !matches!(self.heap.body(key), Body::Slice(_)) {
            let place = self.array_place(key, count, "array assignment")?;
            let Some(value) = value else {
                return splice(self, object, place, place + 1, &[]);
            };
            let bytes = self.pack_array_item(code, value)?;
            if let Some(target) =
                self.buffer_mut(object).and_then(|buffer| buffer.bytes.get_mut(place * width..(place + 1) * width))
            {
                target.copy_from_slice(&bytes);
            }
            return Ok(());
        }
        let cut = self.cut_of(key, count)?;
        let new = match value.map(|value| (value, self.buffer(value))) {
            None => Vec::new(),
            Some((_, Some(buffer))) if buffer.code == code => buffer.bytes.clone(),
            Some((_, Some(buffer))) if !buffer.is_bytearray() => {
                return Err(self.raise(known::TYPE_ERROR, "bad argument type for built-in operation"));
            }
            Some((value, _)) => {
                let text = format!("can only assign array (not \"{}\") to array slice", self.class_name(value));
                return Err(self.raise(known::TYPE_ERROR, text));
            }
        };
        let needed = new.len() / width;
        if needed == 0 || needed != cut.count {
            self.check_resizable(object)?;
        }
        if cut.step == 1 {
            let from = usize::try_from(cut.start).unwrap_or(0);
            let to = usize::try_from(cut.stop).unwrap_or(0).max(from);
            return splice(self, object, from, to, &new);
        }
        if needed == 0 {
            return self.delete_array_items(object, cut.indexes().collect());
        }
        if needed != cut.count {
            let wanted = cut.count;
            let text = format!("attempt to assign array of size {needed} to extended slice of size {wanted}");
            return Err(self.raise(known::VALUE_ERROR, text));
        }
        if let Some(buffer) = self.buffer_mut(object) {
            for (at, item) in cut.indexes().zip(new.chunks(width)) {
                if let Some(target) = buffer.bytes.get_mut(at * width..(at + 1) * width) {
                    target.copy_from_slice(item);
                }
            }
        }
        Ok(())
    }

    fn delete_array_items(&mut self, object: Ref, gone: Vec<usize>) -> Result<()> {
        let (_, width) = kind(self, object);
        let size = length(self, object).saturating_sub(gone.len()) * width;
        self.fit_buffer(object, size)?;
        let gone: std::collections::HashSet<usize> = gone.into_iter().collect();
        if let Some(buffer) = self.buffer_mut(object) {
            let kept = buffer.bytes.chunks(width).enumerate().filter(|(at, _)| !gone.contains(at));
            buffer.bytes = kept.flat_map(|(_, item)| item.to_vec()).collect();
        }
        Ok(())
    }

    /// `array + other` and `array += other`; `None` when the other is no array.
    pub fn array_concatenate(&mut self, left: Ref, right: Ref, inplace: bool) -> Result<Option<Ref>> {
        let (code, _) = kind(self, left);
        let Some(other) = self.buffer(right).filter(|other| !other.is_bytearray()) else {
            if inplace {
                let text = format!("can only extend array with array (not \"{}\")", self.class_name(right));
                return Err(self.raise(known::TYPE_ERROR, text));
            }
            return Ok(None);
        };
        if inplace {
            extend_array(self, left, right)?;
            return Ok(Some(self.keep(left)));
        }
        if other.code != code {
            return Err(self.raise(known::TYPE_ERROR, "bad argument type for built-in operation"));
        }
        let joined = [self.buffer(left).map_or(&[][..], |buffer| &buffer.bytes), &other.bytes].concat();
        Ok(Some(self.new_array(code, joined)))
    }

    /// Two arrays compared item by item (`array_richcompare`).
    pub fn compare_arrays(&mut self, comparison: Comparison, left: Ref, right: Ref) -> Result<Ref> {
        let (first, second) = (length(self, left), length(self, right));
        let equality = matches!(comparison, Comparison::Equal | Comparison::NotEqual);
        if equality && first != second {
            return Ok(self.new_bool(comparison == Comparison::NotEqual));
        }
        for at in 0..first.min(second) {
            let (Some(one), Some(other)) = (self.buffer_item(left, at), self.buffer_item(right, at)) else { break };
            let result = self.is_equal(one, other).and_then(|equal| match (equal, equality) {
                (true, _) => Ok(None),
                (false, true) => Ok(Some(self.new_bool(comparison == Comparison::NotEqual))),
                (false, false) => self.compare(comparison, one, other).map(Some),
            });
            self.release(one);
            self.release(other);
            if let Some(result) = result? {
                return Ok(result);
            }
        }
        let answer = comparison.holds(Some(first.cmp(&second)));
        Ok(self.new_bool(answer))
    }

    /// `array('i', [1, 2])`.
    pub fn array_repr(&mut self, object: Ref) -> Result<String> {
        let (code, _) = kind(self, object);
        let class = self.plain_class_name(self.heap.class_of(object));
        let class = class.rsplit('.').next().unwrap_or(&class);
        let code_text = char::from(code);
        if length(self, object) == 0 {
            return Ok(format!("{class}('{code_text}')"));
        }
        if is_text(code) {
            let text = super::display::quoted(&self.array_text(object));
            return Ok(format!("{class}('{code_text}', {text})"));
        }
        let mut parts = Vec::with_capacity(length(self, object));
        for at in 0..length(self, object) {
            let Some(item) = self.buffer_item(object, at) else { break };
            let text = self.repr_of(item);
            self.release(item);
            parts.push(text?);
        }
        Ok(format!("{class}('{code_text}', [{}])", parts.join(", ")))
    }

    /// `typecode` and `itemsize`.
    pub fn array_attribute(&mut self, object: Ref, name: &str) -> Option<Ref> {
        let buffer = self.buffer(object).filter(|buffer| !buffer.is_bytearray())?;
        let (code, width) = (char::from(buffer.code), buffer.width);
        match name {
            "typecode" => Some(self.new_char(code)),
            "itemsize" => Some(self.new_int(width as i64)),
            _ => None,
        }
    }
}
