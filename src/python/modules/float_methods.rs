//! The methods of float and complex.

use super::arguments::native;
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::number::float::{self, HexError};
use crate::python::object::{Body, Ref, known};

/// `float`'s methods; `fromhex` is a class method.
pub static METHODS: &[&Native] = &[
    &native("as_integer_ratio", as_integer_ratio, 0, 0),
    &native("conjugate", conjugate, 0, 0),
    &native("from_number", from_number, 1, 1),
    &native("fromhex", fromhex, 1, 1),
    &native("hex", hex, 0, 0),
    &native("is_integer", is_integer, 0, 0),
];

/// `complex`'s methods.
pub static COMPLEX_METHODS: &[&Native] =
    &[&native("conjugate", conjugate_complex, 0, 0), &native("from_number", complex_from_number, 1, 1)];

fn receiver(machine: &Machine, arguments: Arguments<'_>) -> f64 {
    match machine.heap.body(arguments.at(0)) {
        Body::Float(value) => *value,
        _ => 0.0,
    }
}

fn as_integer_ratio(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let value = receiver(machine, arguments);
    if value.is_nan() {
        return Err(machine.raise(known::VALUE_ERROR, "cannot convert NaN to integer ratio"));
    }
    if value.is_infinite() {
        return Err(machine.raise(known::OVERFLOW_ERROR, "cannot convert Infinity to integer ratio"));
    }
    let (numerator, denominator) = float::ratio(value);
    let parts = vec![machine.new_big_int(numerator), machine.new_big_int(denominator)];
    Ok(machine.new_tuple(parts))
}

fn conjugate(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    if machine.heap.class_of(arguments.at(0)) == known::FLOAT {
        return Ok(machine.keep(arguments.at(0)));
    }
    let value = receiver(machine, arguments);
    Ok(machine.new_float(value))
}

fn conjugate_complex(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (real, imaginary) = match machine.heap.body(arguments.at(0)) {
        Body::Complex(real, imaginary) => (*real, *imaginary),
        _ => (0.0, 0.0),
    };
    Ok(machine.new_complex(real, -imaginary))
}

/// `float.from_number` (3.14).
fn from_number(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (class, number) = (arguments.at(0), arguments.at(1));
    if class == known::FLOAT && machine.heap.class_of(number) == known::FLOAT {
        return Ok(machine.keep(number));
    }
    let value = machine.float_or_index_of(number)?;
    let made = machine.new_float(value);
    if class == known::FLOAT {
        return Ok(made);
    }
    let result = machine.call(class, &[made]);
    machine.release(made);
    result
}

/// `complex.from_number` (3.14).
fn complex_from_number(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (class, number) = (arguments.at(0), arguments.at(1));
    if class == known::COMPLEX && machine.heap.class_of(number) == known::COMPLEX {
        return Ok(machine.keep(number));
    }
    let (real, imaginary) = match machine.complex_of(number)? {
        Some(parts) => parts,
        None => (machine.float_or_index_of(number)?, 0.0),
    };
    let made = machine.new_complex(real, imaginary);
    if class == known::COMPLEX {
        return Ok(made);
    }
    let result = machine.call(class, &[made]);
    machine.release(made);
    result
}

impl Machine {
    /// A real number by `__float__` or `__index__` (`PyFloat_AsDouble`).
    pub fn float_or_index_of(&mut self, number: Ref) -> Result<f64> {
        if self.number_of(number).is_none()
            && !self.is_overridden(number, "__float__")
            && self.is_overridden(number, "__index__")
        {
            let value = self.big_index_of(number)?;
            return self.float_of_big(&value);
        }
        self.float_of(number)
    }

    /// The parts of a complex, or of what `__complex__` gives; `None` for anything else.
    pub fn complex_of(&mut self, number: Ref) -> Result<Option<(f64, f64)>> {
        if self.is_overridden(number, "__complex__")
            && let Some(made) = self.call_special(number, "__complex__", &[])?
        {
            let parts = match self.heap.body(made) {
                Body::Complex(real, imaginary) => Some((*real, *imaginary)),
                _ => None,
            };
            let (given, class) = (self.class_name(number), self.class_name(made));
            self.release(made);
            return match parts {
                Some(parts) => Ok(Some(parts)),
                None => {
                    let text = if self.version() >= crate::python::version::Version::V3_15 {
                        format!("{given}.__complex__() must return a complex, not {class}")
                    } else {
                        format!("{given}.__complex__() returned non-complex (type {class})")
                    };
                    Err(self.raise(known::TYPE_ERROR, text))
                }
            };
        }
        Ok(match self.heap.body(number) {
            Body::Complex(real, imaginary) => Some((*real, *imaginary)),
            _ => None,
        })
    }
}

fn is_integer(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let value = receiver(machine, arguments);
    Ok(machine.new_bool(value.is_finite() && value == value.floor()))
}

fn hex(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let text = float::hex(receiver(machine, arguments));
    Ok(machine.new_str(&text))
}

fn fromhex(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let Some(text) = machine.text_of(arguments.at(1)).map(str::to_owned) else {
        return Err(machine.raise(known::TYPE_ERROR, "bad argument type for built-in operation"));
    };
    let made = match float::from_hex(&text) {
        Ok(value) => machine.new_float(value),
        Err(HexError::Invalid) => {
            let text = "invalid hexadecimal floating-point string";
            return Err(machine.raise(known::VALUE_ERROR, text));
        }
        Err(HexError::TooLarge) => {
            let text = "hexadecimal value too large to represent as a float";
            return Err(machine.raise(known::OVERFLOW_ERROR, text));
        }
    };
    let class = arguments.at(0);
    if class == known::FLOAT || !matches!(machine.heap.body(class), Body::Class(_)) {
        return Ok(made);
    }
    let result = machine.call(class, &[made]);
    machine.release(made);
    result
}
