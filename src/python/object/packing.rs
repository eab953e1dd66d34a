//! How numbers lie in bytes: the items of `array.array`, of memoryviews and of the `struct` module.
//!
//! Which type codes there are and in what words an error is told is each module's own business.

use super::number::integer;
use super::{Ref, known};
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    Signed,
    Unsigned,
    Float,
    Complex,
    Bool,
    /// A bytes object of length 1.
    Byte,
}

/// The item that a type code stands for and its size, as the C compiler of a 64-bit machine lays it out.
pub fn native_item(code: u8) -> Option<(Item, usize)> {
    Some(match code {
        b'b' => (Item::Signed, 1),
        b'B' => (Item::Unsigned, 1),
        b'c' => (Item::Byte, 1),
        b'?' => (Item::Bool, 1),
        b'h' => (Item::Signed, 2),
        b'H' => (Item::Unsigned, 2),
        b'e' => (Item::Float, 2),
        b'i' => (Item::Signed, 4),
        b'I' => (Item::Unsigned, 4),
        b'f' => (Item::Float, 4),
        b'l' | b'q' | b'n' => (Item::Signed, 8),
        b'L' | b'Q' | b'N' | b'P' => (Item::Unsigned, 8),
        b'd' => (Item::Float, 8),
        _ => return None,
    })
}

/// Why a value does not fit an item.
#[derive(Debug)]
pub enum Misfit {
    /// It is of the wrong class.
    Class,
    /// It is too large or too small.
    Range,
    /// Asking it failed.
    Stop(Stop),
}

impl From<Stop> for Misfit {
    fn from(stop: Stop) -> Self {
        Misfit::Stop(stop)
    }
}

impl Machine {
    /// The object that an item's bytes, in little-endian order, stand for.
    pub fn unpack_item(&mut self, item: Item, bytes: &[u8]) -> Ref {
        match item {
            Item::Signed | Item::Unsigned => self.new_big_int(integer::from_bytes(bytes, item == Item::Signed)),
            Item::Float => {
                let value = read_float(bytes);
                self.new_float(value)
            }
            Item::Complex => {
                let (real, imaginary) = bytes.split_at(bytes.len() / 2);
                self.new_complex(read_float(real), read_float(imaginary))
            }
            Item::Bool => self.new_bool(bytes.iter().any(|byte| *byte != 0)),
            Item::Byte => self.new_bytes(bytes),
        }
    }

    /// The bytes of a value as an item of this size, in little-endian order.
    pub fn pack_item(&mut self, item: Item, size: usize, value: Ref) -> std::result::Result<Vec<u8>, Misfit> {
        match item {
            Item::Signed | Item::Unsigned => {
                if !self.is_int(value) && !self.is_overridden(value, "__index__") {
                    return Err(Misfit::Class);
                }
                let value = self.big_index_of(value)?;
                integer::to_bytes(&value, size, item == Item::Signed).ok_or(Misfit::Range)
            }
            Item::Float => {
                let value = self.packable_float(value)?;
                write_float(value, size).ok_or(Misfit::Range)
            }
            Item::Complex => {
                let (real, imaginary) = match self.heap.body(value) {
                    super::Body::Complex(real, imaginary) => (*real, *imaginary),
                    _ => (self.packable_float(value)?, 0.0),
                };
                let mut bytes = write_float(real, size / 2).ok_or(Misfit::Range)?;
                bytes.extend(write_float(imaginary, size / 2).ok_or(Misfit::Range)?);
                Ok(bytes)
            }
            Item::Bool => Ok(vec![u8::from(self.is_true(value)?)]),
            Item::Byte => match self.heap.body(value) {
                super::Body::Bytes(bytes) if bytes.len() == 1 => Ok(bytes.to_vec()),
                super::Body::Bytes(_) => Err(Misfit::Range),
                _ => Err(Misfit::Class),
            },
        }
    }

    fn packable_float(&mut self, value: Ref) -> std::result::Result<f64, Misfit> {
        match self.float_of(value) {
            Ok(value) => Ok(value),
            Err(stop) if self.swallows(&stop, &[known::TYPE_ERROR]) => Err(Misfit::Class),
            Err(stop) => Err(Misfit::Stop(stop)),
        }
    }

    /// An item's value as a number, for comparisons between formats.
    pub fn unpacked_equal(&mut self, left: (Item, &[u8]), right: (Item, &[u8])) -> Result<bool> {
        let (first, second) = (self.unpack_item(left.0, left.1), self.unpack_item(right.0, right.1));
        // Two nans are different, even as one object.
        let equal = self.compare(crate::python::compile::code::Comparison::Equal, first, second);
        self.release(first);
        self.release(second);
        let equal = equal?;
        let truth = self.is_true(equal);
        self.release(equal);
        truth
    }
}

/// A float of 2, 4 or 8 bytes.
fn read_float(bytes: &[u8]) -> f64 {
    match *bytes {
        [a, b] => half_value(u16::from_le_bytes([a, b])),
        [a, b, c, d] => f64::from(f32::from_le_bytes([a, b, c, d])),
        [a, b, c, d, e, f, g, h] => f64::from_le_bytes([a, b, c, d, e, f, g, h]),
        _ => 0.0,
    }
}

/// `None` when a finite value is too large for the size.
fn write_float(value: f64, size: usize) -> Option<Vec<u8>> {
    match size {
        2 => half_bits(value).map(|bits| bits.to_le_bytes().to_vec()),
        4 => {
            let narrow = value as f32;
            (narrow.is_finite() || !value.is_finite()).then(|| narrow.to_le_bytes().to_vec())
        }
        _ => Some(value.to_le_bytes().to_vec()),
    }
}

/// The value of an IEEE half.
fn half_value(bits: u16) -> f64 {
    let sign = if bits >> 15 == 1 { -1.0 } else { 1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 0x1f), f64::from(bits & 0x3ff));
    sign * match exponent {
        0 => fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1024.0 + fraction) * 2f64.powi(exponent - 25),
    }
}

/// The half that is nearest to a value, ties to even; `None` when it is too large (`PyFloat_Pack2`).
fn half_bits(value: f64) -> Option<u16> {
    let sign = if value.is_sign_negative() { 0x8000 } else { 0 };
    if value.is_nan() {
        return Some(sign | 0x7e00);
    }
    if value.is_infinite() {
        return Some(sign | 0x7c00);
    }
    let magnitude = value.abs();
    if magnitude < 2f64.powi(-14) {
        // Subnormal: multiples of 2**-24. Rounding up to the first normal number gives its very bits.
        return Some(sign | (magnitude * 2f64.powi(24)).round_ties_even() as u16);
    }
    let mut exponent = (magnitude.to_bits() >> 52) as i32 - 1023;
    let mut fraction = ((magnitude / 2f64.powi(exponent) - 1.0) * 1024.0).round_ties_even();
    if fraction == 1024.0 {
        (exponent, fraction) = (exponent + 1, 0.0);
    }
    (exponent <= 15).then(|| sign | ((exponent + 15) as u16) << 10 | fraction as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_rounded_to_even() {
        assert_eq!(half_bits(1.0), Some(0x3c00));
        assert_eq!(half_bits(65504.0), Some(0x7bff));
        assert_eq!(half_bits(65520.0), None);
        assert_eq!(half_bits(2f64.powi(-24)), Some(1));
        assert_eq!(half_bits(-0.1), Some(0xae66));
        assert_eq!(half_value(0xae66), -0.0999755859375);
        assert_eq!(half_bits(2f64.powi(-14) - 2f64.powi(-26)), Some(0x400));
    }
}
