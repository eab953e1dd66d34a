//! The module `_reduce`: what `copyreg` and `_pickle` (in `assets/pylib`) cannot ask in Python: the native part of a class,
//! a module by its dotted name, and the eight bytes of a float.

use super::arguments::native;
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Body, Ref, known};

/// The functions of `_reduce`.
pub static FUNCTIONS: &[&Native] = &[
    &native("import_module", import_module, 1, 1),
    &native("native_base", native_base, 1, 1),
    &native("native_reduce", super::reduce_native::native_reduce, 1, 1),
    &native("pickled_natively", pickled_natively, 1, 1),
    &native("pack_double", pack_double, 1, 1),
    &native("unpack_double", unpack_double, 1, 1),
    &native("raw_unicode_escape", raw_unicode_escape, 1, 1),
    &native("raw_unicode_unescape", raw_unicode_unescape, 1, 1),
];

/// Fills the module.
pub fn fill(machine: &mut Machine, module: Ref) -> Result<()> {
    machine.set_functions(module, FUNCTIONS)
}

/// The module of a dotted name.
fn import_module(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let Some(name) = machine.text_of(arguments.at(0)).map(str::to_owned) else {
        return Err(machine.raise(known::TYPE_ERROR, "import_module() argument must be a str"));
    };
    machine.import_module(&name)
}

/// The first class of the order that no `class` statement made.
fn native_base(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let Some(class) = machine.heap.class(arguments.at(0)) else {
        return Err(machine.raise(known::TYPE_ERROR, "native_base() argument must be a class"));
    };
    let native = |base: &Ref| machine.heap.class(*base).is_some_and(|base| !base.heap || base.extension.is_some());
    let found = class.mro.iter().copied().find(native).unwrap_or(known::OBJECT);
    Ok(machine.keep(found))
}

/// Whether instances of a native class are made by `__new__` without arguments: what else cannot be pickled that way.
fn pickled_natively(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let class = arguments.at(0);
    let plain = machine.is_subclass(class, known::BASE_EXCEPTION)
        || [known::OBJECT, known::LIST, known::DICT, known::SET, known::INT, known::STR].contains(&class);
    Ok(machine.new_bool(plain))
}

fn pack_double(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let Body::Float(value) = machine.heap.body(arguments.at(0)) else {
        return Err(machine.raise(known::TYPE_ERROR, "pack_double() argument must be a float"));
    };
    let bytes = value.to_be_bytes();
    Ok(machine.new_bytes(&bytes))
}

fn unpack_double(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let bytes = match machine.heap.body(arguments.at(0)) {
        Body::Bytes(bytes) => <[u8; 8]>::try_from(&**bytes).ok(),
        _ => None,
    };
    match bytes {
        Some(bytes) => Ok(machine.new_float(f64::from_be_bytes(bytes))),
        None => Err(machine.raise(known::TYPE_ERROR, "unpack_double() argument must be eight bytes")),
    }
}

/// A text as protocol 0 writes it (`_pickle.c`, `raw_unicode_escape`).
fn raw_unicode_escape(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let text = machine.text_of(arguments.at(0)).unwrap_or_default();
    let mut out = Vec::with_capacity(text.len());
    for char in text.chars() {
        match u32::from(char) {
            code @ 0x1_0000.. => out.extend_from_slice(format!("\\U{code:08x}").as_bytes()),
            code @ (0x100.. | 0x5c | 0 | 0x0a | 0x0d | 0x1a) => {
                out.extend_from_slice(format!("\\u{code:04x}").as_bytes())
            }
            code => out.push(code as u8),
        }
    }
    Ok(machine.new_bytes(&out))
}

/// The text that such bytes stand for (`_PyUnicode_DecodeRawUnicodeEscapeStateful`).
fn raw_unicode_unescape(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let Body::Bytes(bytes) = machine.heap.body(arguments.at(0)) else {
        return Err(machine.raise(known::TYPE_ERROR, "raw_unicode_unescape() argument must be bytes"));
    };
    let mut out = String::new();
    let mut rest = &bytes[..];
    while let [first, after @ ..] = rest {
        let digits = match rest {
            [b'\\', b'u', ..] => 4,
            [b'\\', b'U', ..] => 8,
            _ => 0,
        };
        let code = after.get(1..=digits).and_then(|text| std::str::from_utf8(text).ok());
        let code = code.filter(|_| digits > 0).and_then(|text| u32::from_str_radix(text, 16).ok());
        match code.and_then(char::from_u32) {
            Some(char) => {
                out.push(char);
                rest = after.get(digits + 1..).unwrap_or_default();
            }
            None => {
                out.push(char::from(*first));
                rest = after;
            }
        }
    }
    Ok(machine.new_str(&out))
}
