//! What a call of a built-in class makes: `int("7")`, `list(x)`, `zip(a, b)` …
//!
//! A class of the program that inherits from a built-in one is made by the same functions, which then give the object that
//! class. Exceptions, `type`, `object`, `super` and the descriptors are the eval room's.

use std::sync::Arc;

use num_bigint::BigInt;
use num_traits::Zero as _;

use super::range_slice::{construct_range, construct_slice};
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::create::GC_HEAD;
use crate::python::object::function::Arguments;
use crate::python::object::iterator::{DictPart, Iterator};
use crate::python::object::number::{Number, integer, parse};
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// What makes an object of a built-in class, or of a class of the program with its layout: the class comes first. It
/// borrows all and gives an owned reference.
pub type Construct = fn(&mut Machine, Ref, Arguments<'_>) -> Result<Ref>;

/// The constructor of a built-in layout; `None` when the class is not made here.
pub fn constructor(layout: Ref) -> Option<Construct> {
    Some(match layout {
        known::INT => construct_int,
        known::BOOL => construct_bool,
        known::FLOAT => construct_float,
        known::COMPLEX => construct_complex,
        known::STR => construct_str,
        known::BYTES => construct_bytes,
        known::BYTEARRAY => super::bytearray_methods::construct,
        known::ARRAY => super::array_module::construct,
        known::MEMORYVIEW => super::memoryview_methods::construct,
        known::TUPLE => construct_tuple,
        known::LIST => construct_list,
        known::DICT => construct_dict,
        known::SET => construct_set,
        known::FROZENSET => construct_frozenset,
        known::RANGE => construct_range,
        known::SLICE => construct_slice,
        known::ENUMERATE => construct_enumerate,
        known::ZIP => construct_zip,
        known::MAP => construct_map,
        known::FILTER => construct_filter,
        known::REVERSED => construct_reversed,
        _ => return None,
    })
}

impl Machine {
    /// Gives a new object of a built-in class the class of the program that was called; the object is taken over.
    pub fn of_class(&mut self, class: Ref, object: Ref) -> Ref {
        let exact = self.heap.class_of(object);
        if class == exact || !matches!(self.heap.body(class), Body::Class(body) if body.heap) {
            return object;
        }
        let empty = match self.heap.body(object) {
            Body::Tuple(_) => Body::Tuple(Box::default()),
            Body::List(_) => Body::List(Box::default()),
            Body::Dict(_) => Body::Dict(Box::default()),
            Body::Set(_) => Body::Set(Box::default()),
            _ => Body::Plain,
        };
        let front = self.heap.front_of(object);
        let bytes = self.heap.get(object).block.saturating_sub(front);
        let shared = self.heap.get(object).references > 1;
        let body = match self.heap.body(object) {
            // The empty tuple and other objects that exist once keep what they have.
            other if shared || matches!(other, Body::Str(_) | Body::Int(_) | Body::Bytes(_)) => other.clone(),
            _ => std::mem::replace(&mut self.heap.get_mut(object).body, empty),
        };
        self.release(object);
        self.keep(class);
        let pre_header = match self.heap.body(class) {
            Body::Class(class) => class.pre_header(self.version()),
            _ => 0,
        };
        let more = self.definition_of(class, |definition| Some(definition.more_bytes)).unwrap_or(0);
        self.new_tracked(class, body, bytes + more, GC_HEAD + pre_header)
    }

    /// A new list of an iterable's items, as `sorted` and others make it (`PySequence_List`).
    pub fn list_from(&mut self, iterable: Ref) -> Result<Ref> {
        let list = self.new_list(Vec::new());
        self.fill_list(list, iterable)
    }

    /// Gives the list back with the iterable's items, or releases it.
    fn fill_list(&mut self, list: Ref, iterable: Ref) -> Result<Ref> {
        match self.list_extend(list, iterable) {
            Ok(()) => Ok(list),
            Err(stop) => {
                self.release(list);
                Err(stop)
            }
        }
    }

    /// The text of a str argument.
    pub fn str_argument(&mut self, function: &str, name: &str, given: Ref) -> Result<String> {
        match self.text_of(given) {
            Some(text) => Ok(text.to_owned()),
            None => {
                let plain = function == "str" && self.version() >= Version::V3_13;
                let class = if plain { self.class_name(given) } else { self.class_name_or_none(given) };
                let text =
                    // From 3.13 on the vectorcall of `str` words it by itself.
                    format!("{function}() argument '{name}' must be str, not {class}");
                Err(self.raise(known::TYPE_ERROR, text))
            }
        }
    }
}

fn construct_int(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    let given = arguments.positional.len() + arguments.keywords.len();
    if given > 2 {
        let text = if machine.version() >= Version::V3_13 && arguments.keywords.is_empty() {
            format!("int expected at most 2 arguments, got {given}")
        } else {
            format!("int() takes at most 2 arguments ({given} given)")
        };
        return Err(machine.raise(known::TYPE_ERROR, text));
    }
    let mut base = arguments.optional(1);
    for (key, value) in arguments.keywords {
        let key = machine.text_of(*key).unwrap_or("").to_owned();
        if key != "base" {
            return Err(machine.unexpected_keyword("int", &key));
        }
        base = Some(*value);
    }
    let made = match (arguments.optional(0), base) {
        (None, None) => machine.new_int(0),
        (None, Some(_)) => return Err(machine.raise(known::TYPE_ERROR, "int() missing string argument")),
        (Some(object), None) => machine.int_of(object)?,
        (Some(object), Some(base)) => {
            let base = machine.clamped_index_of(base)?;
            if base != 0 && !(2..=36).contains(&base) {
                return Err(machine.raise(known::VALUE_ERROR, "int() base must be >= 2 and <= 36, or 0"));
            }
            match number_text(machine, object) {
                Some(text) => machine.int_from_text(&text, object, base as u32)?,
                None => {
                    let text = "int() can't convert non-string with explicit base";
                    return Err(machine.raise(known::TYPE_ERROR, text));
                }
            }
        }
    };
    Ok(machine.of_class(class, made))
}

/// The text of a str, or of bytes as ASCII.
fn number_text(machine: &Machine, object: Ref) -> Option<String> {
    match machine.heap.body(object) {
        Body::Str(text) => Some(text.text.to_string()),
        _ => machine.bytes_like(object).map(|bytes| bytes.iter().map(|byte| char::from(*byte)).collect()),
    }
}

impl Machine {
    /// `int(object)`.
    pub fn int_of(&mut self, object: Ref) -> Result<Ref> {
        if self.heap.class_of(object) == known::INT {
            return Ok(self.keep(object));
        }
        for name in ["__int__", "__index__", "__trunc__"] {
            if !self.is_overridden(object, name) {
                continue;
            }
            if let Some(result) = self.call_special(object, name, &[])? {
                if self.is_int(result) {
                    return Ok(result);
                }
                let text = format!("{name} returned non-int (type {})", self.class_name(result));
                self.release(result);
                return Err(self.raise(known::TYPE_ERROR, text));
            }
        }
        match self.number_of(object) {
            Some(Number::Float(value)) => return self.int_from_float(value),
            Some(Number::Int(value)) => return Ok(self.new_int(value)),
            Some(Number::Big(value)) => return Ok(self.new_big_int(value)),
            _ => {}
        }
        if let Some(text) = number_text(self, object) {
            return self.int_from_text(&text, object, 10);
        }
        let class = self.class_name(object);
        let text = format!("int() argument must be a string, a bytes-like object or a real number, not '{class}'");
        Err(self.raise(known::TYPE_ERROR, text))
    }

    fn int_from_text(&mut self, text: &str, object: Ref, base: u32) -> Result<Ref> {
        match parse::int(text, base) {
            Ok(value) => Ok(self.new_big_int(value)),
            Err(parse::IntError::Invalid) => {
                let shown = self.repr_of(object)?;
                let shown: String = shown.chars().take(200).collect();
                let text = format!("invalid literal for int() with base {base}: {shown}");
                Err(self.raise(known::VALUE_ERROR, text))
            }
            Err(parse::IntError::TooLong(digits)) => {
                let text = format!(
                    "Exceeds the limit ({} digits) for integer string conversion: value has {digits} digits; use \
                     sys.set_int_max_str_digits() to increase the limit",
                    integer::MOST_DIGITS
                );
                Err(self.raise(known::VALUE_ERROR, text))
            }
        }
    }
}

fn construct_bool(machine: &mut Machine, _: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    machine.check_no_keywords("bool", arguments)?;
    machine.check_count("bool", arguments, 0, 1)?;
    let truth = match arguments.optional(0) {
        Some(object) => machine.is_true(object)?,
        None => false,
    };
    Ok(machine.new_bool(truth))
}

fn construct_float(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    machine.check_no_keywords("float", arguments)?;
    machine.check_count("float", arguments, 0, 1)?;
    let Some(object) = arguments.optional(0) else {
        let made = machine.new_float(0.0);
        return Ok(machine.of_class(class, made));
    };
    if machine.heap.class_of(object) == known::FLOAT && class == known::FLOAT {
        return Ok(machine.keep(object));
    }
    let value = match number_text(machine, object) {
        Some(text) => match parse::float(&text) {
            Some(value) => value,
            None => {
                let text = format!("could not convert string to float: {}", machine.repr_of(object)?);
                return Err(machine.raise(known::VALUE_ERROR, text));
            }
        },
        None => {
            let numeric = machine.number_of(object).is_some_and(|number| !matches!(number, Number::Complex(..)));
            if machine.is_overridden(object, "__float__") || numeric {
                machine.float_of(object)?
            } else if machine.is_overridden(object, "__index__") {
                let value = machine.big_index_of(object)?;
                machine.float_of_big(&value)?
            } else {
                let class = machine.class_name(object);
                let text = format!("float() argument must be a string or a real number, not '{class}'");
                return Err(machine.raise(known::TYPE_ERROR, text));
            }
        }
    };
    let made = machine.new_float(value);
    Ok(machine.of_class(class, made))
}

fn construct_complex(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    let [real, imaginary] = machine.bind("complex", arguments, ["real", "imag"], 0)?;
    if let Some(text) = real.and_then(|real| machine.text_of(real)).map(str::to_owned) {
        if imaginary.is_some() {
            let text = if machine.version() >= Version::V3_14 {
                "complex() argument 'real' must be a real number, not str"
            } else {
                "complex() can't take second arg if first is a string"
            };
            return Err(machine.raise(known::TYPE_ERROR, text));
        }
        return match parse::complex(&text) {
            Some((real, imaginary)) => {
                let made = machine.new_complex(real, imaginary);
                Ok(machine.of_class(class, made))
            }
            None if parse::has_misplaced_underscore(&text) => {
                let text = format!("could not convert string to complex: {}", super::display::quoted(&text));
                Err(machine.raise(known::VALUE_ERROR, text))
            }
            None => Err(machine.raise(known::VALUE_ERROR, "complex() arg is a malformed string")),
        };
    }
    if imaginary.is_some_and(|imaginary| machine.text_of(imaginary).is_some()) {
        let text = if machine.version() >= Version::V3_14 {
            "complex() argument 'imag' must be a real number, not str"
        } else {
            "complex() second arg can't be a string"
        };
        return Err(machine.raise(known::TYPE_ERROR, text));
    }
    let two = imaginary.is_some();
    let mut parts = [(0.0, 0.0); 2];
    let mut are_complex = [false; 2];
    for (at, argument) in [real, imaginary].into_iter().enumerate() {
        let Some(argument) = argument else { continue };
        let given = if at == 0 { machine.complex_of(argument)? } else { plain_complex(machine, argument) };
        let part = match given {
            Some(part) => {
                are_complex[at] = true;
                part
            }
            None if machine.number_of(argument).is_some()
                || machine.is_overridden(argument, "__float__")
                || machine.is_overridden(argument, "__index__") =>
            {
                (machine.float_or_index_of(argument)?, 0.0)
            }
            None => {
                let class = machine.class_name(argument);
                let text = match (machine.version() >= Version::V3_14, at) {
                    (true, 0) if !two => format!("complex() argument must be a string or a number, not {class}"),
                    (true, 0) => format!("complex() argument 'real' must be a real number, not {class}"),
                    (true, _) => format!("complex() argument 'imag' must be a real number, not {class}"),
                    (false, 0) => format!("complex() first argument must be a string or a number, not '{class}'"),
                    (false, _) => format!("complex() second argument must be a number, not '{class}'"),
                };
                return Err(machine.raise(known::TYPE_ERROR, text));
            }
        };
        parts[at] = part;
    }
    let [(a, b), (c, d)] = parts;
    // A part that is no complex adds nothing, not even a zero that would change a sign.
    let [real_complex, imaginary_complex] = are_complex;
    let made = match (real_complex, imaginary_complex) {
        (true, _) if imaginary.is_none() => (a, b),
        (true, true) => (a - d, b + c),
        (true, false) => (a, b + c),
        (false, true) => (a - d, c),
        (false, false) => (a, c),
    };
    let made = machine.new_complex(made.0, made.1);
    Ok(machine.of_class(class, made))
}

fn plain_complex(machine: &Machine, object: Ref) -> Option<(f64, f64)> {
    match machine.heap.body(object) {
        Body::Complex(real, imaginary) => Some((*real, *imaginary)),
        _ => None,
    }
}

fn construct_str(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    let given = arguments.positional.len();
    if machine.version() >= Version::V3_13 && given > 3 && arguments.keywords.is_empty() {
        return Err(machine.wrong_count("str", 0, 3, given));
    }
    let [object, encoding, errors] = machine.bind("str", arguments, ["object", "encoding", "errors"], 0)?;
    let made = match (object, encoding, errors) {
        (None, _, _) => machine.new_str(""),
        (Some(object), None, None) => machine.str_object(object)?,
        (Some(object), encoding, errors) => {
            let encoding = match encoding {
                Some(encoding) => machine.str_argument("str", "encoding", encoding)?,
                None => "utf-8".to_owned(),
            };
            let errors = match errors {
                Some(errors) => machine.str_argument("str", "errors", errors)?,
                None => "strict".to_owned(),
            };
            let Some(bytes) = machine.bytes_like(object) else {
                let text = if machine.text_of(object).is_some() {
                    "decoding str is not supported".to_owned()
                } else {
                    let class = machine.class_name(object);
                    format!("decoding to str: need a bytes-like object, {class} found")
                };
                return Err(machine.raise(known::TYPE_ERROR, text));
            };
            let text = machine.decode(&bytes, &encoding, &errors)?;
            machine.new_str(&text)
        }
    };
    Ok(machine.of_class(class, made))
}

fn construct_bytes(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    let [source, encoding, errors] = machine.bind("bytes", arguments, ["source", "encoding", "errors"], 0)?;
    if let Some(bytes) = machine.encoded_source("bytes", source, encoding, errors)? {
        let made = machine.new_bytes(&bytes);
        return Ok(machine.of_class(class, made));
    }
    let Some(source) = source else {
        let made = machine.new_bytes(&[]);
        return Ok(machine.of_class(class, made));
    };
    if class == known::BYTES && machine.heap.class_of(source) == known::BYTES {
        return Ok(machine.keep(source));
    }
    if machine.is_overridden(source, "__bytes__")
        && let Some(made) = machine.call_special(source, "__bytes__", &[])?
    {
        if matches!(machine.heap.body(made), Body::Bytes(_)) {
            return Ok(machine.of_class(class, made));
        }
        let text = format!("__bytes__ returned non-bytes (type {})", machine.class_name(made));
        machine.release(made);
        return Err(machine.raise(known::TYPE_ERROR, text));
    }
    let bytes: Arc<[u8]> = if let Some(bytes) = machine.bytes_like(source) {
        bytes
    } else if machine.is_int(source) || machine.is_overridden(source, "__index__") {
        let count = machine.word_index_of(source, "cannot fit 'int' into an index-sized integer")?;
        let Ok(count) = u64::try_from(count) else {
            return Err(machine.raise(known::VALUE_ERROR, "negative count"));
        };
        machine.check_room(count)?;
        vec![0; count as usize].into()
    } else {
        machine.bytes_of_items(source, "bytes")?.into()
    };
    let made = machine.new_bytes(&bytes);
    Ok(machine.of_class(class, made))
}

impl Machine {
    /// The bytes of a str with its encoding, as `bytes` and `bytearray` take them; `None` when the source is no str.
    pub fn encoded_source(
        &mut self,
        function: &str,
        source: Option<Ref>,
        encoding: Option<Ref>,
        errors: Option<Ref>,
    ) -> Result<Option<Vec<u8>>> {
        let text = source.and_then(|source| self.text_of(source)).map(str::to_owned);
        let encoding = encoding.map(|encoding| self.str_argument(function, "encoding", encoding)).transpose()?;
        let errors = errors.map(|errors| self.str_argument(function, "errors", errors)).transpose()?;
        match (text, encoding, errors) {
            (Some(text), Some(encoding), errors) => {
                self.encode(&text, &encoding, errors.as_deref().unwrap_or("strict")).map(Some)
            }
            (Some(_), None, _) => Err(self.raise(known::TYPE_ERROR, "string argument without an encoding")),
            (None, None, None) => Ok(None),
            (None, encoding, _) => {
                let what = if encoding.is_some() { "encoding" } else { "errors" };
                Err(self.raise(known::TYPE_ERROR, format!("{what} without a string argument")))
            }
        }
    }

    /// The bytes that an iterable of ints gives to a constructor of this name.
    pub fn bytes_of_items(&mut self, source: Ref, target: &str) -> Result<Vec<u8>> {
        let iterator = match self.iterator_of(source) {
            Ok(iterator) => iterator,
            Err(stop) if self.swallows(&stop, &[known::TYPE_ERROR]) => {
                let text = format!("cannot convert '{}' object to {target}", self.class_name(source));
                return Err(self.raise(known::TYPE_ERROR, text));
            }
            Err(stop) => return Err(stop),
        };
        let wrong = if target == "bytes" { "bytes must be in range(0, 256)" } else { "byte must be in range(0, 256)" };
        let bytes = self.bytes_from_iterator(iterator, wrong);
        self.release(iterator);
        bytes
    }

    /// The bytes that an iterator of ints gives; ValueError with `wrong` for an int that is no byte.
    pub fn bytes_from_iterator(&mut self, iterator: Ref, wrong: &str) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        while let Some(item) = self.next_of(iterator)? {
            let value = self.clamped_index_of(item);
            self.release(item);
            match u8::try_from(value?) {
                Ok(byte) => bytes.push(byte),
                Err(_) => return Err(self.raise(known::VALUE_ERROR, wrong)),
            }
            if bytes.len() % 65_536 == 0 {
                self.check_room(bytes.len() as u64)?;
            }
        }
        Ok(bytes)
    }
}

fn construct_tuple(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    machine.check_no_keywords("tuple", arguments)?;
    machine.check_count("tuple", arguments, 0, 1)?;
    let made = match arguments.optional(0) {
        None => machine.new_tuple(Vec::new()),
        Some(source) if machine.heap.class_of(source) == known::TUPLE && class == known::TUPLE => {
            return Ok(machine.keep(source));
        }
        Some(source) => {
            let items = machine.items_of(source)?;
            machine.new_tuple(items)
        }
    };
    Ok(machine.of_class(class, made))
}

fn construct_list(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    if class == known::LIST {
        machine.check_no_keywords("list", arguments)?;
    }
    machine.check_count("list", arguments, 0, 1)?;
    let made = match arguments.optional(0) {
        None => machine.new_list_by_call(),
        Some(source) => {
            let list = machine.new_list_by_call();
            machine.fill_list(list, source)?
        }
    };
    Ok(machine.of_class(class, made))
}

fn construct_dict(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    machine.check_count("dict", arguments, 0, 1)?;
    let made = machine.new_dict_by_call();
    let filled = match arguments.optional(0) {
        Some(source) => machine.dict_update(made, source),
        None => Ok(()),
    };
    let filled = filled
        .and_then(|()| arguments.keywords.iter().try_for_each(|(key, value)| machine.dict_set(made, *key, *value)));
    match filled {
        Ok(()) => Ok(machine.of_class(class, made)),
        Err(stop) => {
            machine.release(made);
            Err(stop)
        }
    }
}

fn construct_set(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    if class == known::SET {
        machine.check_no_keywords("set", arguments)?;
    }
    machine.check_count("set", arguments, 0, 1)?;
    let made = machine.new_set();
    if let Some(source) = arguments.optional(0)
        && let Err(stop) = machine.set_update(made, source)
    {
        machine.release(made);
        return Err(stop);
    }
    Ok(machine.of_class(class, made))
}

fn construct_frozenset(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    machine.check_no_keywords("frozenset", arguments)?;
    machine.check_count("frozenset", arguments, 0, 1)?;
    if let Some(source) = arguments.optional(0)
        && machine.heap.class_of(source) == known::FROZENSET
        && class == known::FROZENSET
    {
        return Ok(machine.keep(source));
    }
    let made = machine.new_frozenset();
    if let Some(source) = arguments.optional(0)
        && let Err(stop) = machine.set_update(made, source)
    {
        machine.release(made);
        return Err(stop);
    }
    Ok(machine.of_class(class, made))
}

fn construct_enumerate(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    if arguments.positional.is_empty() && arguments.keywords.is_empty() {
        return Err(machine.raise(known::TYPE_ERROR, "enumerate() missing required argument 'iterable'"));
    }
    let known_keyword = |key: Ref| matches!(machine.text_of(key), Some("iterable" | "start"));
    if let Some((key, _)) = arguments.keywords.iter().find(|(key, _)| !known_keyword(*key)) {
        let key = machine.text_of(*key).unwrap_or("");
        let text = format!("'{key}' is an invalid keyword argument for enumerate()");
        return Err(machine.raise(known::TYPE_ERROR, text));
    }
    let [iterable, start] = machine.bind("enumerate", arguments, ["iterable", "start"], 1)?;
    let index = match start {
        Some(start) => machine.big_index_of(start)?,
        None => BigInt::zero(),
    };
    let iterator = machine.iterator_of(iterable.unwrap_or(known::NONE))?;
    let pair = vec![machine.none(), machine.none()];
    let result = machine.new_tuple(pair);
    let made = machine.new_iterator(known::ENUMERATE, Iterator::Enumerate { iterator, index, result });
    Ok(machine.of_class(class, made))
}

/// An iterator over each of several iterables.
fn iterators_of(machine: &mut Machine, iterables: &[Ref]) -> Result<Vec<Ref>> {
    let mut iterators = Vec::with_capacity(iterables.len());
    for iterable in iterables {
        match machine.iterator_of(*iterable) {
            Ok(iterator) => iterators.push(iterator),
            Err(stop) => {
                machine.release_all(iterators);
                return Err(stop);
            }
        }
    }
    Ok(iterators)
}

fn construct_zip(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    let mut strict = false;
    let given = arguments.keywords.len();
    if given > 1 {
        let text = format!("zip() takes at most 1 keyword argument ({given} given)");
        return Err(machine.raise(known::TYPE_ERROR, text));
    }
    for (key, value) in arguments.keywords {
        let key = machine.text_of(*key).unwrap_or("").to_owned();
        if key != "strict" {
            return Err(machine.unexpected_keyword("zip", &key));
        }
        strict = machine.is_true(*value)?;
    }
    let iterators = iterators_of(machine, arguments.positional)?;
    let places = iterators.iter().map(|_| machine.none()).collect();
    let iterators = machine.new_tuple(iterators);
    let result = machine.new_tuple(places);
    let made = machine.new_iterator(known::ZIP, Iterator::Zip { iterators, result, strict });
    Ok(machine.of_class(class, made))
}

fn construct_map(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    if machine.version() < Version::V3_14 {
        machine.check_no_keywords("map", arguments)?;
    }
    if let Some((key, _)) = arguments.keywords.first() {
        let key = machine.text_of(*key).unwrap_or("").to_owned();
        if key != "strict" {
            return Err(machine.unexpected_keyword("map", &key));
        }
        return Err(Stop::unmodelled("`map(…, strict=…)` is not modelled"));
    }
    let [function, iterables @ ..] = arguments.positional else {
        return Err(machine.raise(known::TYPE_ERROR, "map() must have at least two arguments."));
    };
    if iterables.is_empty() {
        return Err(machine.raise(known::TYPE_ERROR, "map() must have at least two arguments."));
    }
    let iterators = iterators_of(machine, iterables)?;
    let iterators = machine.new_tuple(iterators);
    let function = machine.keep(*function);
    let made = machine.new_iterator(known::MAP, Iterator::Map { function, iterators });
    Ok(machine.of_class(class, made))
}

fn construct_filter(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    machine.check_no_keywords("filter", arguments)?;
    machine.check_count("filter", arguments, 2, 2)?;
    let iterator = machine.iterator_of(arguments.at(1))?;
    let function = machine.keep(arguments.at(0));
    let made = machine.new_iterator(known::FILTER, Iterator::Filter { function, iterator });
    Ok(machine.of_class(class, made))
}

fn construct_reversed(machine: &mut Machine, _: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    machine.check_no_keywords("reversed", arguments)?;
    machine.check_count("reversed", arguments, 1, 1)?;
    machine.reversed_of(arguments.at(0))
}

impl Machine {
    /// `reversed(object)`.
    pub fn reversed_of(&mut self, object: Ref) -> Result<Ref> {
        if let Body::MappingProxy(mapping) = self.heap.body(object) {
            let mapping = *mapping;
            return self.reversed_of(mapping);
        }
        if self.is_overridden(object, "__reversed__")
            && let Some(result) = self.call_special(object, "__reversed__", &[])?
        {
            return Ok(result);
        }
        let (class, index) = match self.heap.body(object) {
            Body::List(list) => (known::LIST_REVERSE_ITERATOR, list.items.len()),
            Body::Range(range) => {
                let [start, _, step] = &**range;
                let length = super::range_slice::range_length(range);
                let (start, step) = (start + step * (&length - 1), -step);
                return Ok(self.stepping_iterator(&start, &step, &length));
            }
            Body::Dict(_) => {
                return Ok(self.dict_iterator(object, DictPart::Keys, true));
            }
            Body::DictView { kind, dict } => {
                let (kind, dict) = (*kind, *dict);
                return Ok(self.dict_iterator(dict, kind, true));
            }
            Body::Str(_) | Body::Tuple(_) | Body::Bytes(_) | Body::Buffer(_) | Body::MemoryView(_) => {
                (known::REVERSED, self.native_length(object).unwrap_or(0))
            }
            _ if self.is_overridden(object, "__getitem__") => (known::REVERSED, self.length_of(object)?),
            _ => {
                let text = format!("'{}' object is not reversible", self.class_name(object));
                return Err(self.raise(known::TYPE_ERROR, text));
            }
        };
        self.heap.incref(object);
        Ok(self.new_iterator(class, Iterator::Reversed { sequence: object, index }))
    }
}
