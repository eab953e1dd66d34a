//! The module `_struct`, behind `struct`: numbers and bytes packed one after the other (`Modules/_struct.c`).

use std::sync::Arc;

use super::arguments::{keyword_native, native};
use super::extension_class::{ExtensionClass, Getter};
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::extension::native_state;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::packing::{Item, Misfit, native_item};
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

static FUNCTIONS: &[&Native] = &[
    &native("calcsize", calcsize, 1, 1),
    &native("iter_unpack", iter_unpack, 2, 2),
    &native("pack", pack, 0, usize::MAX),
    &native("pack_into", pack_into, 0, usize::MAX),
    &native("unpack", unpack, 2, 2),
    &keyword_native("unpack_from", unpack_from, 1, 3),
];

static STRUCT: ExtensionClass = ExtensionClass {
    new: Some(new_struct),
    methods: &[
        &native("iter_unpack", iter_unpack, 1, 1),
        &native("pack", pack, 0, usize::MAX),
        &native("pack_into", pack_into, 0, usize::MAX),
        &native("unpack", unpack, 1, 1),
        &keyword_native("unpack_from", unpack_from, 0, 2),
    ],
    getters: &[Getter { name: "format", get: format, set: None }, Getter { name: "size", get: size, set: None }],
    ..ExtensionClass::named("Struct", "_struct")
};

static UNPACK_ITERATOR: ExtensionClass =
    ExtensionClass { next: Some(next_unpacked), ..ExtensionClass::named("unpack_iterator", "_struct") };

/// Fills the module.
pub fn fill(machine: &mut Machine, module: Ref) -> Result<()> {
    machine.set_functions(module, FUNCTIONS)?;
    machine.set_class_in_module(module, &STRUCT)?;
    let name = machine.new_str("error");
    let bases = machine.tuple_of(&[known::EXCEPTION]);
    let namespace = machine.new_dict();
    let home = machine.new_str("struct");
    let made = machine
        .dict_set_text(namespace, "__module__", home)
        .and_then(|()| machine.call(known::TYPE, &[name, bases, namespace]));
    machine.release_all([name, bases, namespace, home]);
    machine.set_in_module(module, "error", made?)
}

/// A format, read.
#[derive(Debug, Default)]
struct Plan {
    fields: Vec<Field>,
    size: usize,
    /// Values that `pack` takes and `unpack` gives.
    values: usize,
}

#[derive(Debug)]
struct Field {
    code: u8,
    kind: FieldKind,
    offset: usize,
    /// Bytes of the field.
    size: usize,
    big: bool,
}

#[derive(Clone, Copy, Debug)]
enum FieldKind {
    Item(Item),
    /// `s`, and `p` with its length in front.
    Bytes {
        counted: bool,
    },
}

/// A Struct object.
#[derive(Clone, Debug)]
struct Struct {
    format: Arc<str>,
    plan: Arc<Plan>,
}

native_state!(Struct, |_| 56, []);

/// What `iter_unpack` gives; `bytes` are those of the buffer when it began.
#[derive(Clone, Debug)]
struct UnpackIterator {
    plan: Arc<Plan>,
    bytes: Arc<[u8]>,
    position: usize,
}

native_state!(UnpackIterator, |_| 112, []);

/// Reads a format (`prepare_s`); the text of the error otherwise.
fn plan_of(format: &str, version: Version) -> std::result::Result<Plan, &'static str> {
    let (rest, standard, big) = match format.as_bytes().first() {
        Some(b'<') => (&format[1..], true, false),
        Some(b'>' | b'!') => (&format[1..], true, true),
        Some(b'=') => (&format[1..], true, false),
        Some(b'@') => (&format[1..], false, false),
        _ => (format, false, false),
    };
    let mut plan = Plan::default();
    let mut chars = rest.chars().peekable();
    while let Some(char) = chars.next() {
        if char.is_ascii_whitespace() {
            continue;
        }
        let (mut count, mut code) = (1usize, char);
        if let Some(digit) = char.to_digit(10) {
            count = digit as usize;
            while let Some(digit) = chars.peek().and_then(|char| char.to_digit(10)) {
                chars.next();
                count = count
                    .checked_mul(10)
                    .and_then(|count| count.checked_add(digit as usize))
                    .filter(|count| *count <= i64::MAX as usize)
                    .ok_or("total struct size too long")?;
            }
            code = chars.next().ok_or("repeat count given without format specifier")?;
        }
        let byte = u8::try_from(u32::from(code)).unwrap_or(0);
        add_field(&mut plan, count, byte, standard, big, version)?;
    }
    Ok(plan)
}

fn add_field(
    plan: &mut Plan,
    count: usize,
    code: u8,
    standard: bool,
    big: bool,
    version: Version,
) -> std::result::Result<(), &'static str> {
    const TOO_LONG: &str = "total struct size too long";
    let room = |size: usize| (i64::try_from(size).is_ok()).then_some(size).ok_or(TOO_LONG);
    match code {
        b'x' => {
            plan.size = room(plan.size.checked_add(count).ok_or(TOO_LONG)?)?;
            return Ok(());
        }
        b's' | b'p' => {
            let kind = FieldKind::Bytes { counted: code == b'p' };
            plan.fields.push(Field { code, kind, offset: plan.size, size: count, big });
            plan.size = room(plan.size.checked_add(count).ok_or(TOO_LONG)?)?;
            plan.values += 1;
            return Ok(());
        }
        _ => {}
    }
    let complex = match code {
        b'F' if version >= Version::V3_14 => Some((Item::Complex, 8)),
        b'D' if version >= Version::V3_14 => Some((Item::Complex, 16)),
        _ => None,
    };
    let (item, mut size) = complex.or_else(|| native_item(code)).ok_or("bad char in struct format")?;
    if standard {
        match code {
            b'n' | b'N' | b'P' => return Err("bad char in struct format"),
            b'l' | b'L' => size = 4,
            _ => {}
        }
    } else {
        let alignment = if item == Item::Complex { size / 2 } else { size };
        plan.size = plan.size.div_ceil(alignment) * alignment;
    }
    let total = count.checked_mul(size).and_then(|bytes| bytes.checked_add(plan.size)).ok_or(TOO_LONG)?;
    room(total)?;
    // A machine that cannot hold the fields cannot hold what they stand for either.
    if count > 1 << 24 {
        return Err(TOO_LONG);
    }
    for at in 0..count {
        plan.fields.push(Field { code, kind: FieldKind::Item(item), offset: plan.size + at * size, size, big });
    }
    plan.values += count;
    plan.size = total;
    Ok(())
}

impl Machine {
    /// `struct.error`, with a text.
    fn struct_error(&mut self, text: impl Into<String>) -> Stop {
        let module = match self.import_module("_struct") {
            Ok(module) => module,
            Err(stop) => return stop,
        };
        let class = self.module_entry(module, "error").unwrap_or(known::VALUE_ERROR);
        let text = self.new_str(&text.into());
        let made = self.call(class, &[text]);
        self.release(text);
        self.release(module);
        match made {
            Ok(exception) => self.raise_object(exception),
            Err(stop) => stop,
        }
    }

    fn struct_plan(&mut self, format: Ref) -> Result<(Arc<str>, Arc<Plan>)> {
        let text: Arc<str> = match self.heap.body(format) {
            Body::Str(text) => text.text.clone(),
            Body::Bytes(bytes) => bytes.iter().map(|byte| char::from(*byte)).collect::<String>().into(),
            _ => {
                let class = self.class_name(format);
                let text = format!("Struct() argument 1 must be a str or bytes object, not {class}");
                return Err(self.raise(known::TYPE_ERROR, text));
            }
        };
        match plan_of(&text, self.version()) {
            Ok(plan) => Ok((text, Arc::new(plan))),
            Err(error) => Err(self.struct_error(error)),
        }
    }

    /// The plan of a Struct, or of the format that a function is given first; and the arguments after it.
    fn struct_call<'a>(&mut self, arguments: Arguments<'a>) -> Result<(Arc<Plan>, &'a [Ref])> {
        let rest = arguments.positional.get(1..).unwrap_or_default();
        if let Some(state) = self.heap.extension::<Struct>(arguments.at(0)) {
            return Ok((state.plan.clone(), rest));
        }
        Ok((self.struct_plan(arguments.at(0))?.1, rest))
    }

    fn unpack_plan(&mut self, plan: &Plan, bytes: &[u8]) -> Result<Ref> {
        let mut items = Vec::with_capacity(plan.values);
        for field in &plan.fields {
            let Some(part) = bytes.get(field.offset..field.offset + field.size) else { continue };
            items.push(match field.kind {
                FieldKind::Item(item) => {
                    let mut part = part.to_vec();
                    turn(&mut part, field.big, item);
                    self.unpack_item(item, &part)
                }
                FieldKind::Bytes { counted: false } => self.new_bytes(part),
                FieldKind::Bytes { counted: true } => {
                    let length = part.first().map_or(0, |length| usize::from(*length));
                    let length = length.min(part.len().saturating_sub(1));
                    self.new_bytes(part.get(1..1 + length).unwrap_or_default())
                }
            });
        }
        Ok(self.new_tuple(items))
    }

    fn pack_plan(&mut self, plan: &Plan, values: &[Ref]) -> Result<Vec<u8>> {
        self.check_room(plan.size as u64)?;
        let mut bytes = vec![0; plan.size];
        for (field, value) in plan.fields.iter().zip(values) {
            let packed = self.pack_field(field, *value)?;
            if let Some(place) = bytes.get_mut(field.offset..field.offset + packed.len()) {
                place.copy_from_slice(&packed);
            }
        }
        Ok(bytes)
    }

    fn pack_field(&mut self, field: &Field, value: Ref) -> Result<Vec<u8>> {
        let item = match field.kind {
            FieldKind::Bytes { counted } => {
                let bytes = match self.heap.body(value) {
                    Body::Bytes(_) | Body::Buffer(_) => self.bytes_like(value).unwrap_or_default(),
                    _ => {
                        let code = char::from(field.code);
                        return Err(self.struct_error(format!("argument for '{code}' must be a bytes object")));
                    }
                };
                if !counted {
                    return Ok(bytes.iter().take(field.size).copied().collect());
                }
                let length = bytes.len().min(field.size.saturating_sub(1));
                let mut packed = vec![length.min(255) as u8];
                packed.extend(bytes.iter().take(length));
                packed.truncate(field.size);
                return Ok(packed);
            }
            FieldKind::Item(item) => item,
        };
        let mut packed = match self.pack_item(item, field.size, value) {
            Ok(packed) => packed,
            Err(Misfit::Stop(stop)) => return Err(stop),
            Err(_) if item == Item::Byte => {
                return Err(self.struct_error("char format requires a bytes object of length 1"));
            }
            Err(Misfit::Class) => {
                let what = match item {
                    Item::Float => "float",
                    Item::Complex => "complex",
                    _ => "integer",
                };
                let article = if what == "integer" { "an" } else { "a" };
                return Err(self.struct_error(format!("required argument is not {article} {what}")));
            }
            Err(Misfit::Range) if item == Item::Float && field.size == 4 && self.native_inf(field) => {
                let value = self.float_of(value)?;
                (value as f32).to_le_bytes().to_vec()
            }
            Err(Misfit::Range) if matches!(item, Item::Float | Item::Complex) => {
                let code = char::from(field.code);
                let text = format!("float too large to pack with {code} format");
                return Err(self.raise(known::OVERFLOW_ERROR, text));
            }
            Err(Misfit::Range) => {
                let text = self.range_text(field, item, value)?;
                return Err(self.struct_error(text));
            }
        };
        turn(&mut packed, field.big, item);
        Ok(packed)
    }

    /// Up to 3.13 the native `f` casts, and what is too large becomes infinite.
    fn native_inf(&self, field: &Field) -> bool {
        self.version() < Version::V3_14 && !field.big
    }

    fn range_text(&mut self, field: &Field, item: Item, value: Ref) -> Result<String> {
        let code = char::from(field.code);
        let bits = field.size as u32 * 8;
        let (least, most) = match item {
            Item::Signed => (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1),
            _ => (0, (1i128 << bits) - 1),
        };
        let old = self.version() < Version::V3_12;
        let negative = self.big_index_of(value)?.sign() == num_bigint::Sign::Minus;
        if old && (field.size == 8 || item == Item::Unsigned && negative && field.size == 4) {
            return Ok("argument out of range".to_owned());
        }
        let name = match field.code {
            b'b' if old => "byte",
            b'B' if old => "ubyte",
            b'h' if old => "short",
            b'H' if old => "ushort",
            _ => return Ok(format!("'{code}' format requires {least} <= number <= {most}")),
        };
        Ok(format!("{name} format requires {least} <= number <= {most}"))
    }

    /// The bytes of a buffer argument.
    fn struct_buffer(&mut self, given: Ref) -> Result<Arc<[u8]>> {
        self.bytes_argument(given)
    }

    /// Where an offset lies in a buffer, as the two functions with an offset word what is wrong with it.
    fn struct_offset(&mut self, offset: i64, size: usize, length: usize, packing: bool) -> Result<usize> {
        let (name, doing) = if packing { ("pack_into", "packing") } else { ("unpack_from", "unpacking") };
        let mut place = offset;
        if offset < 0 {
            if offset.saturating_add(size as i64) > 0 {
                let text = if packing {
                    format!("no space to pack {size} bytes at offset {offset}")
                } else {
                    format!("not enough data to unpack {size} bytes at offset {offset}")
                };
                return Err(self.struct_error(text));
            }
            place = offset.saturating_add(length as i64);
            if place < 0 {
                return Err(self.struct_error(format!("offset {offset} out of range for {length}-byte buffer")));
            }
        }
        let place = place as usize;
        if length.saturating_sub(place) < size || place > length {
            let needed = size.saturating_add(place);
            let text = format!(
                "{name} requires a buffer of at least {needed} bytes for {doing} {size} bytes at offset {place} (actual \
                 buffer size is {length})"
            );
            return Err(self.struct_error(text));
        }
        Ok(place)
    }
}

/// Items lie in little-endian order until here.
fn turn(bytes: &mut [u8], big: bool, item: Item) {
    if big {
        let part = if item == Item::Complex { bytes.len() / 2 } else { bytes.len() };
        bytes.chunks_mut(part.max(1)).for_each(<[u8]>::reverse);
    }
}

fn new_struct(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    let [format] = machine.bind("Struct", arguments, ["format"], 1)?;
    let (format, plan) = machine.struct_plan(format.unwrap_or(known::NONE))?;
    Ok(machine.new_extension(class, Box::new(Struct { format, plan })))
}

fn format(machine: &mut Machine, object: Ref) -> Result<Ref> {
    let format = machine.heap.extension::<Struct>(object).map_or_else(|| Arc::from(""), |state| state.format.clone());
    Ok(machine.new_str(&format))
}

fn size(machine: &mut Machine, object: Ref) -> Result<Ref> {
    let size = machine.heap.extension::<Struct>(object).map_or(0, |state| state.plan.size);
    Ok(machine.new_int(size as i64))
}

fn calcsize(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (_, plan) = machine.struct_plan(arguments.at(0))?;
    Ok(machine.new_int(plan.size as i64))
}

fn pack(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    if arguments.positional.is_empty() {
        let new = machine.version() >= Version::V3_15;
        let text = if new { "pack expected at least 1 argument, got 0" } else { "missing format argument" };
        return Err(machine.raise(known::TYPE_ERROR, text));
    }
    let (plan, values) = machine.struct_call(arguments)?;
    if values.len() != plan.values {
        let text = format!("pack expected {} items for packing (got {})", plan.values, values.len());
        return Err(machine.struct_error(text));
    }
    let bytes = machine.pack_plan(&plan, values)?;
    Ok(machine.new_bytes(&bytes))
}

fn pack_into(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let method = machine.heap.extension::<Struct>(arguments.at(0)).is_some();
    let given = arguments.positional.len();
    if given < 3 && machine.version() >= Version::V3_15 {
        let (least, given) = if method { (2, given.saturating_sub(1)) } else { (3, given) };
        let text = format!("pack_into expected at least {least} arguments, got {given}");
        return Err(machine.raise(known::TYPE_ERROR, text));
    }
    let text = match given {
        0 => Some("missing format argument"),
        1 => Some("pack_into expected buffer argument"),
        2 => Some("pack_into expected offset argument"),
        _ => None,
    };
    if let Some(text) = text {
        return Err(if given == 0 { machine.raise(known::TYPE_ERROR, text) } else { machine.struct_error(text) });
    }
    let (plan, rest) = machine.struct_call(arguments)?;
    let (buffer, offset, values) = match rest {
        [buffer, offset, values @ ..] => (*buffer, *offset, values),
        _ => return Err(machine.struct_error("pack_into expected offset argument")),
    };
    if values.len() != plan.values {
        let text = format!("pack_into expected {} items for packing (got {})", plan.values, values.len());
        return Err(machine.struct_error(text));
    }
    if machine.buffer(buffer).is_none() {
        let class = machine.class_name(buffer);
        if let Body::MemoryView(_) = machine.heap.body(buffer) {
            return Err(Stop::unmodelled("`pack_into` a memoryview is not modelled"));
        }
        let text = if machine.version() >= Version::V3_15 {
            let position = if method { 1 } else { 2 };
            format!("pack_into() argument {position} must be read-write bytes-like object, not {class}")
        } else {
            format!("argument must be read-write bytes-like object, not {class}")
        };
        return Err(machine.raise(known::TYPE_ERROR, text));
    }
    let offset = machine.index_of(offset)?;
    let length = machine.buffer(buffer).map_or(0, |buffer| buffer.bytes.len());
    let place = machine.struct_offset(offset, plan.size, length, true)?;
    // The place is cleared first, and stays so when a value does not fit.
    if let Some(target) = machine.buffer_mut(buffer).and_then(|buffer| buffer.bytes.get_mut(place..place + plan.size)) {
        target.fill(0);
    }
    let bytes = machine.pack_plan(&plan, values)?;
    if let Some(target) = machine.buffer_mut(buffer).and_then(|buffer| buffer.bytes.get_mut(place..place + bytes.len()))
    {
        target.copy_from_slice(&bytes);
    }
    Ok(machine.none())
}

fn unpack(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (plan, rest) = machine.struct_call(arguments)?;
    let bytes = machine.struct_buffer(rest.first().copied().unwrap_or(known::NONE))?;
    if bytes.len() != plan.size {
        return Err(machine.struct_error(format!("unpack requires a buffer of {} bytes", plan.size)));
    }
    machine.unpack_plan(&plan, &bytes)
}

fn unpack_from(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (plan, rest) = machine.struct_call(arguments)?;
    let rest = Arguments { positional: rest, keywords: arguments.keywords };
    let [buffer, offset] = machine.bind("unpack_from", rest, ["buffer", "offset"], 1)?;
    let bytes = machine.struct_buffer(buffer.unwrap_or(known::NONE))?;
    let offset = match offset {
        Some(offset) => machine.index_of(offset)?,
        None => 0,
    };
    let place = machine.struct_offset(offset, plan.size, bytes.len(), false)?;
    machine.unpack_plan(&plan, bytes.get(place..).unwrap_or_default())
}

fn iter_unpack(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (plan, rest) = machine.struct_call(arguments)?;
    if plan.size == 0 {
        return Err(machine.struct_error("cannot iteratively unpack with a struct of length 0"));
    }
    let bytes = machine.struct_buffer(rest.first().copied().unwrap_or(known::NONE))?;
    if !bytes.len().is_multiple_of(plan.size) {
        let text = format!("iterative unpacking requires a buffer of a multiple of {} bytes", plan.size);
        return Err(machine.struct_error(text));
    }
    machine.new_native_object(&UNPACK_ITERATOR, UnpackIterator { plan, bytes, position: 0 })
}

fn next_unpacked(machine: &mut Machine, iterator: Ref) -> Result<Option<Ref>> {
    let Some(state) = machine.heap.extension_mut::<UnpackIterator>(iterator) else { return Ok(None) };
    let (plan, bytes, position) = (state.plan.clone(), state.bytes.clone(), state.position);
    if position >= bytes.len() {
        return Ok(None);
    }
    state.position += plan.size;
    machine.unpack_plan(&plan, bytes.get(position..).unwrap_or_default()).map(Some)
}
