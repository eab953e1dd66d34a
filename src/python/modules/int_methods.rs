//! The methods of int and bool.

use super::arguments::{keyword_native, native};
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::number::integer;
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// `int`'s methods; `from_bytes` is a class method.
pub static METHODS: &[&Native] = &[
    &native("as_integer_ratio", as_integer_ratio, 0, 0),
    &native("bit_count", bit_count, 0, 0),
    &native("bit_length", bit_length, 0, 0),
    &native("conjugate", conjugate, 0, 0),
    &keyword_native("from_bytes", from_bytes, 0, usize::MAX),
    &native("is_integer", is_integer, 0, 0),
    &keyword_native("to_bytes", to_bytes, 0, usize::MAX),
];

/// The int as an exact int: itself unless it is a bool or of a subclass.
fn exact_int(machine: &mut Machine, object: Ref) -> Ref {
    if machine.heap.class_of(object) == known::INT {
        return machine.keep(object);
    }
    match machine.big_of(object) {
        Some(value) => machine.new_big_int(value),
        None => machine.new_int(0),
    }
}

fn as_integer_ratio(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let parts = vec![exact_int(machine, arguments.at(0)), machine.new_int(1)];
    Ok(machine.new_tuple(parts))
}

fn conjugate(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    Ok(exact_int(machine, arguments.at(0)))
}

fn is_integer(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    Ok(machine.new_bool(true))
}

fn bit_length(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let bits = machine.big_of(arguments.at(0)).unwrap_or_default().bits();
    Ok(machine.new_int(bits as i64))
}

fn bit_count(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let count = integer::bit_count(&machine.big_of(arguments.at(0)).unwrap_or_default());
    Ok(machine.new_int(count as i64))
}

/// Whether the least byte comes first.
fn byte_order(machine: &mut Machine, function: &str, given: Option<Ref>) -> Result<bool> {
    let Some(given) = given else { return Ok(false) };
    match machine.text_of(given) {
        Some("little") => Ok(true),
        Some("big") => Ok(false),
        Some(_) => Err(machine.raise(known::VALUE_ERROR, "byteorder must be either 'little' or 'big'")),
        None => {
            let class = machine.class_name_or_none(given);
            let text = format!("{function}() argument 'byteorder' must be str, not {class}");
            Err(machine.raise(known::TYPE_ERROR, text))
        }
    }
}

/// Positional and keyword arguments without `signed`, which is keyword-only; its truth; and the receiver left out.
fn split_signed<'a>(
    machine: &mut Machine,
    function: &str,
    arguments: Arguments<'a>,
    keywords: &'a mut Vec<(Ref, Ref)>,
) -> Result<(Arguments<'a>, bool)> {
    let mut signed = false;
    let (positional, given) = (
        arguments.positional.len().saturating_sub(1),
        (arguments.positional.len() + arguments.keywords.len()).saturating_sub(1),
    );
    if given > 3 {
        let text = format!("{function}() takes at most 3 arguments ({given} given)");
        return Err(machine.raise(known::TYPE_ERROR, text));
    }
    if positional > 2 {
        let text = format!("{function}() takes at most 2 positional arguments ({positional} given)");
        return Err(machine.raise(known::TYPE_ERROR, text));
    }
    for (key, value) in arguments.keywords {
        if machine.text_of(*key) == Some("signed") {
            signed = machine.is_true(*value)?;
        } else {
            keywords.push((*key, *value));
        }
    }
    Ok((Arguments { positional: arguments.positional.get(1..).unwrap_or(&[]), keywords }, signed))
}

fn to_bytes(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let mut keywords = Vec::new();
    let (rest, signed) = split_signed(machine, "to_bytes", arguments, &mut keywords)?;
    let [length, order] = machine.bind("to_bytes", rest, ["length", "byteorder"], 0)?;
    let length = match length {
        Some(length) => machine.index_of(length)?,
        None => 1,
    };
    let little = byte_order(machine, "to_bytes", order)?;
    let Ok(length) = usize::try_from(length) else {
        let new = machine.version() >= Version::V3_15;
        let text = if new { "length cannot be negative" } else { "length argument must be non-negative" };
        return Err(machine.raise(known::VALUE_ERROR, text));
    };
    machine.check_room(length as u64)?;
    let value = machine.big_of(arguments.at(0)).unwrap_or_default();
    match integer::to_bytes(&value, length, signed) {
        Some(mut bytes) => {
            if !little {
                bytes.reverse();
            }
            Ok(machine.new_bytes(&bytes))
        }
        None => {
            let negative = value.sign() == num_bigint::Sign::Minus && !signed;
            let text = if negative { "can't convert negative int to unsigned" } else { "int too big to convert" };
            Err(machine.raise(known::OVERFLOW_ERROR, text))
        }
    }
}

fn from_bytes(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let mut keywords = Vec::new();
    let (rest, signed) = split_signed(machine, "from_bytes", arguments, &mut keywords)?;
    let [source, order] = machine.bind("from_bytes", rest, ["bytes", "byteorder"], 1)?;
    let source = source.unwrap_or(known::NONE);
    let little = byte_order(machine, "from_bytes", order)?;
    let mut bytes = match machine.bytes_like(source) {
        Some(bytes) => bytes.to_vec(),
        None if machine.text_of(source).is_some() => {
            return Err(machine.raise(known::TYPE_ERROR, "cannot convert 'str' object to bytes"));
        }
        None => machine.bytes_of_items(source, "bytes")?,
    };
    if !little {
        bytes.reverse();
    }
    let made = machine.new_big_int(integer::from_bytes(&bytes, signed));
    let class = arguments.at(0);
    if class == known::INT || !matches!(machine.heap.body(class), Body::Class(_)) {
        return Ok(made);
    }
    let result = machine.call(class, &[made]);
    machine.release(made);
    result
}
