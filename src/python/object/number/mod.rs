//! Numbers: int of any size, bool, float and complex, with CPython's results, texts and errors.
//!
//! Pure arithmetic is in the files of this room; here a machine's objects become numbers and results become objects.
//! Subclasses' own operators are the eval room's business: it asks here when no special method of the program applies.

pub mod arithmetic;
pub mod complex;
pub mod float;
pub mod integer;
pub mod parse;

use num_bigint::BigInt;
use num_traits::ToPrimitive as _;

use super::{Body, Ref, known};
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;

/// A number's value, apart from the object that holds it.
#[derive(Clone, Debug, PartialEq)]
pub enum Number {
    Int(i64),
    Big(BigInt),
    Float(f64),
    Complex(f64, f64),
}

impl Machine {
    /// The value of an int, bool, float or complex (or of an instance of a subclass); `None` for anything else.
    pub fn number_of(&self, object: Ref) -> Option<Number> {
        Some(match self.heap.body(object) {
            Body::Int(value) => Number::Int(*value),
            Body::BigInt(value) => Number::Big((**value).clone()),
            Body::Float(value) => Number::Float(*value),
            Body::Complex(real, imaginary) => Number::Complex(*real, *imaginary),
            _ => return None,
        })
    }

    /// The value of an int of any size; `None` for anything else.
    pub fn big_of(&self, object: Ref) -> Option<BigInt> {
        match self.heap.body(object) {
            Body::Int(value) => Some(BigInt::from(*value)),
            Body::BigInt(value) => Some((**value).clone()),
            _ => None,
        }
    }

    /// Whether the object counts as a number (`PyNumber_Check`).
    pub fn is_number(&self, object: Ref) -> bool {
        self.number_of(object).is_some()
            || ["__index__", "__int__", "__float__"].iter().any(|name| self.is_overridden(object, name))
    }

    /// Whether the object is an int, bool or an instance of a subclass.
    pub fn is_int(&self, object: Ref) -> bool {
        matches!(self.heap.body(object), Body::Int(_) | Body::BigInt(_))
    }

    /// `operator.index(object)` as a number of any size (`Objects/abstract.c`, `PyNumber_Index`).
    pub fn big_index_of(&mut self, object: Ref) -> Result<BigInt> {
        if let Some(value) = self.big_of(object) {
            return Ok(value);
        }
        let Some(result) = self.call_special(object, "__index__", &[])? else {
            let message = format!("'{}' object cannot be interpreted as an integer", self.class_name(object));
            return Err(self.raise(known::TYPE_ERROR, message));
        };
        let value = self.big_of(result);
        let class = self.class_name(result);
        self.release(result);
        value.ok_or_else(|| {
            let message = if self.version().minor() >= 15 {
                format!("{}.__index__() must return an int, not {class}", self.class_name(object))
            } else {
                format!("__index__ returned non-int (type {class})")
            };
            self.raise(known::TYPE_ERROR, message)
        })
    }

    /// The same as a machine word; OverflowError with `message` beyond (`PyNumber_AsSsize_t`).
    pub fn word_index_of(&mut self, object: Ref, message: &str) -> Result<i64> {
        if let Body::Int(value) = self.heap.body(object) {
            return Ok(*value);
        }
        let value = self.big_index_of(object)?;
        value.to_i64().ok_or_else(|| self.raise(known::OVERFLOW_ERROR, message))
    }

    /// An index as CPython's `n` argument format takes it.
    pub fn index_of(&mut self, object: Ref) -> Result<i64> {
        self.word_index_of(object, "Python int too large to convert to C ssize_t")
    }

    /// An index that is cut to the word's range, as slices take it (`_PyEval_SliceIndex`).
    pub fn clamped_index_of(&mut self, object: Ref) -> Result<i64> {
        if let Body::Int(value) = self.heap.body(object) {
            return Ok(*value);
        }
        let value = self.big_index_of(object)?;
        let clamped = if value.sign() == num_bigint::Sign::Minus { i64::MIN } else { i64::MAX };
        Ok(value.to_i64().unwrap_or(clamped))
    }

    /// `float(object)` of what is a number, for functions that take a C double (`PyFloat_AsDouble`).
    pub fn float_of(&mut self, object: Ref) -> Result<f64> {
        match self.number_of(object) {
            Some(Number::Float(value)) => Ok(value),
            Some(Number::Int(value)) => Ok(value as f64),
            Some(Number::Big(value)) => self.float_of_big(&value),
            _ => {
                let Some(result) = self.call_special(object, "__float__", &[])? else {
                    let message = format!("must be real number, not {}", self.class_name(object));
                    return Err(self.raise(known::TYPE_ERROR, message));
                };
                let value = self.number_of(result);
                let (given, class) = (self.class_name(object), self.class_name(result));
                self.release(result);
                match value {
                    Some(Number::Float(value)) => Ok(value),
                    _ => {
                        let message = format!("{given}.__float__ returned non-float (type {class})");
                        Err(self.raise(known::TYPE_ERROR, message))
                    }
                }
            }
        }
    }

    /// The nearest float; OverflowError when there is none.
    pub fn float_of_big(&mut self, value: &BigInt) -> Result<f64> {
        match integer::nearest_float(value) {
            Some(value) => Ok(value),
            None => Err(self.raise(known::OVERFLOW_ERROR, "int too large to convert to float")),
        }
    }

    /// A new object with this value.
    pub fn new_number(&mut self, value: Number) -> Ref {
        match value {
            Number::Int(value) => self.new_int(value),
            Number::Big(value) => self.new_big_int(value),
            Number::Float(value) => self.new_float(value),
            Number::Complex(real, imaginary) => self.new_complex(real, imaginary),
        }
    }

    /// An int from a float without its fraction; the errors of `int(inf)` and `int(nan)`.
    pub fn int_from_float(&mut self, value: f64) -> Result<Ref> {
        if value.is_nan() {
            return Err(self.raise(known::VALUE_ERROR, "cannot convert float NaN to integer"));
        }
        if value.is_infinite() {
            return Err(self.raise(known::OVERFLOW_ERROR, "cannot convert float infinity to integer"));
        }
        Ok(self.new_big_int(integer::from_whole_float(value.trunc())))
    }

    /// An int's digits in base ten; ValueError beyond the limit (`Objects/longobject.c`, `long_to_decimal_string`).
    pub fn decimal_text(&mut self, object: Ref) -> Result<String> {
        match self.heap.body(object) {
            Body::Int(value) => Ok(value.to_string()),
            Body::BigInt(value) => match integer::decimal_digits(value) {
                Some(text) => Ok(text),
                None => Err(self.raise(
                    known::VALUE_ERROR,
                    "Exceeds the limit (4300 digits) for integer string conversion; use \
                     sys.set_int_max_str_digits() to increase the limit",
                )),
            },
            _ => Err(Stop::unmodelled("the digits of what is not an int")),
        }
    }
}
