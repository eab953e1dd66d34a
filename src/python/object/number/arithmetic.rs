//! Operators between numbers: which kind of arithmetic two operands get, and the errors in each version's words.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_traits::{Signed as _, ToPrimitive as _, Zero as _};

use super::complex::PowerError;
use super::{Number, complex, float, integer};
use crate::python::compile::code::{BinaryOperator, Comparison};
use crate::python::eval::stop::{Ending, Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// Operators with one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOperator {
    Negative,
    Positive,
    Invert,
}

impl Comparison {
    /// Whether the comparison holds for operands in this order; unordered ones (nan) are only unequal.
    pub fn holds(self, order: Option<Ordering>) -> bool {
        match self {
            Comparison::Less => order == Some(Ordering::Less),
            Comparison::LessEqual => matches!(order, Some(Ordering::Less | Ordering::Equal)),
            Comparison::Equal => order == Some(Ordering::Equal),
            Comparison::NotEqual => order != Some(Ordering::Equal),
            Comparison::Greater => order == Some(Ordering::Greater),
            Comparison::GreaterEqual => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
        }
    }
}

impl Machine {
    /// `left op right` between two numbers. `None`: they are not both numbers, or these numbers have no such operator.
    #[inline]
    pub fn binary_number(&mut self, op: BinaryOperator, left: Ref, right: Ref) -> Option<Result<Ref>> {
        match (self.heap.body(left), self.heap.body(right)) {
            (&Body::Int(a), &Body::Int(b)) => {
                let result = match op {
                    BinaryOperator::Add => a.checked_add(b),
                    BinaryOperator::Subtract => a.checked_sub(b),
                    BinaryOperator::Multiply => a.checked_mul(b),
                    BinaryOperator::FloorDivide if b != 0 => {
                        integer::small_floor_division(a, b).map(|(quotient, _)| quotient)
                    }
                    BinaryOperator::Remainder if b != 0 => {
                        integer::small_floor_division(a, b).map(|(_, remainder)| remainder)
                    }
                    _ => None,
                };
                match result {
                    Some(value) => Some(Ok(self.new_int(value))),
                    None => self.binary_mixed(op, left, right),
                }
            }
            (&Body::Float(a), &Body::Float(b)) => match op {
                BinaryOperator::Add => Some(Ok(self.new_float(a + b))),
                BinaryOperator::Subtract => Some(Ok(self.new_float(a - b))),
                BinaryOperator::Multiply => Some(Ok(self.new_float(a * b))),
                _ => self.binary_mixed(op, left, right),
            },
            _ => self.binary_mixed(op, left, right),
        }
    }

    #[inline(never)]
    fn binary_mixed(&mut self, op: BinaryOperator, left: Ref, right: Ref) -> Option<Result<Ref>> {
        let (a, b) = (self.number_of(left)?, self.number_of(right)?);
        match (a, b) {
            (Number::Complex(re, im), other) => self.binary_complex(op, (re, Some(im)), parts_of(&other)),
            (other, Number::Complex(re, im)) => self.binary_complex(op, parts_of(&other), (re, Some(im))),
            (Number::Float(a), other) => match self.float_operand(&other) {
                Ok(b) => self.binary_float(op, a, b),
                Err(stop) => Some(Err(stop)),
            },
            (other, Number::Float(b)) => match self.float_operand(&other) {
                Ok(a) => self.binary_float(op, a, b),
                Err(stop) => Some(Err(stop)),
            },
            (Number::Int(a), Number::Int(b)) => {
                let both_bool = self.heap.class_of(left) == known::BOOL && self.heap.class_of(right) == known::BOOL;
                match op {
                    BinaryOperator::And => Some(Ok(self.bits(a & b, both_bool))),
                    BinaryOperator::Or => Some(Ok(self.bits(a | b, both_bool))),
                    BinaryOperator::Xor => Some(Ok(self.bits(a ^ b, both_bool))),
                    BinaryOperator::RightShift if b >= 0 => Some(Ok(self.new_int(a >> b.min(63)))),
                    BinaryOperator::LeftShift if (0..63).contains(&b) && a.unsigned_abs() < 1 << (63 - b) => {
                        Some(Ok(self.new_int(a << b)))
                    }
                    BinaryOperator::TrueDivide if b != 0 && exact_in_float(a) && exact_in_float(b) => {
                        Some(Ok(self.new_float(a as f64 / b as f64)))
                    }
                    BinaryOperator::Power if b >= 0 && u32::try_from(b).is_ok_and(|b| a.checked_pow(b).is_some()) => {
                        Some(Ok(self.new_int(a.pow(b as u32))))
                    }
                    _ => self.binary_big(op, &BigInt::from(a), &BigInt::from(b)),
                }
            }
            (a, b) => self.binary_big(op, &into_big(a)?, &into_big(b)?),
        }
    }

    fn bits(&mut self, value: i64, both_bool: bool) -> Ref {
        if both_bool { self.new_bool(value != 0) } else { self.new_int(value) }
    }

    fn float_operand(&mut self, number: &Number) -> Result<f64> {
        match number {
            Number::Int(value) => Ok(*value as f64),
            Number::Big(value) => self.float_of_big(value),
            Number::Float(value) | Number::Complex(value, _) => Ok(*value),
        }
    }

    fn binary_big(&mut self, op: BinaryOperator, a: &BigInt, b: &BigInt) -> Option<Result<Ref>> {
        let result = match op {
            BinaryOperator::Add => self.bounded_bits(a.bits().max(b.bits()) + 1).map(|()| a + b),
            BinaryOperator::Subtract => self.bounded_bits(a.bits().max(b.bits()) + 1).map(|()| a - b),
            BinaryOperator::Multiply => self.bounded_bits(a.bits() + b.bits()).map(|()| a * b),
            BinaryOperator::And => Ok(a & b),
            BinaryOperator::Or => Ok(a | b),
            BinaryOperator::Xor => Ok(a ^ b),
            BinaryOperator::LeftShift => self.left_shift(a, b),
            BinaryOperator::RightShift => self.right_shift(a, b),
            BinaryOperator::FloorDivide => self.floor_divide(a, b).map(|(quotient, _)| quotient),
            BinaryOperator::Remainder if b.is_zero() => Err(self.zero_division("integer modulo by zero")),
            BinaryOperator::Remainder => self.floor_divide(a, b).map(|(_, remainder)| remainder),
            BinaryOperator::TrueDivide => return Some(self.true_divide(a, b)),
            BinaryOperator::Power => return Some(self.int_power(a, b)),
            BinaryOperator::MatrixMultiply => return None,
        };
        Some(result.map(|value| self.new_big_int(value)))
    }

    /// Ends the program, in words, before an int that would stall or fill the machine.
    pub fn bounded_bits(&mut self, bits: u64) -> Result<()> {
        if bits / 8 > self.options.max_memory {
            return Err(Stop::Ended(Box::new(Ending::Memory(self.options.max_memory))));
        }
        if bits > integer::MOST_BITS {
            let most = integer::MOST_BITS;
            return Err(Stop::unmodelled(format!("an int of more than {most} bits is not modelled")));
        }
        Ok(())
    }

    fn bounded_work(&mut self, work: u64) -> Result<()> {
        if work > integer::MOST_WORK {
            return Err(Stop::unmodelled("dividing or raising ints this large is not modelled"));
        }
        Ok(())
    }

    fn zero_division(&mut self, before_3_14: &str) -> Stop {
        let text = if self.version() >= Version::V3_14 { "division by zero" } else { before_3_14 };
        self.raise(known::ZERO_DIVISION_ERROR, text)
    }

    fn zero_power(&mut self) -> Stop {
        let new = self.version() >= Version::V3_14;
        let text = if new { "zero to a negative power" } else { "0.0 cannot be raised to a negative power" };
        self.raise(known::ZERO_DIVISION_ERROR, text)
    }

    fn floor_divide(&mut self, a: &BigInt, b: &BigInt) -> Result<(BigInt, BigInt)> {
        if b.is_zero() {
            return Err(self.zero_division("integer division or modulo by zero"));
        }
        self.bounded_work(integer::division_work(a, b))?;
        Ok(integer::floor_division(a, b))
    }

    fn true_divide(&mut self, a: &BigInt, b: &BigInt) -> Result<Ref> {
        if b.is_zero() {
            return Err(self.raise(known::ZERO_DIVISION_ERROR, "division by zero"));
        }
        match integer::true_division(a, b) {
            Some(value) => Ok(self.new_float(value)),
            None => Err(self.raise(known::OVERFLOW_ERROR, "integer division result too large for a float")),
        }
    }

    fn left_shift(&mut self, a: &BigInt, b: &BigInt) -> Result<BigInt> {
        if b.is_negative() {
            return Err(self.raise(known::VALUE_ERROR, "negative shift count"));
        }
        if a.is_zero() {
            return Ok(BigInt::zero());
        }
        let Some(count) = b.to_u64().filter(|count| *count < 1 << 62) else {
            return Err(self.raise(known::OVERFLOW_ERROR, "too many digits in integer"));
        };
        self.bounded_bits(a.bits() + count)?;
        Ok(a << count)
    }

    fn right_shift(&mut self, a: &BigInt, b: &BigInt) -> Result<BigInt> {
        if b.is_negative() {
            return Err(self.raise(known::VALUE_ERROR, "negative shift count"));
        }
        Ok(match b.to_u64() {
            Some(count) => a >> count,
            None => BigInt::from(if a.is_negative() { -1 } else { 0 }),
        })
    }

    fn int_power(&mut self, a: &BigInt, b: &BigInt) -> Result<Ref> {
        if b.is_negative() {
            let base = self.float_of_big(a)?;
            let exponent = self.float_of_big(b)?;
            return match self.binary_float(BinaryOperator::Power, base, exponent) {
                Some(result) => result,
                None => Err(Stop::unmodelled("this power")),
            };
        }
        let magnitude = a.abs();
        if magnitude.is_zero() || magnitude == BigInt::from(1) {
            let odd = b.bit(0);
            let value = if b.is_zero() || (!a.is_negative() && !a.is_zero()) || (a.is_negative() && !odd) {
                1
            } else if a.is_zero() {
                0
            } else {
                -1
            };
            return Ok(self.new_int(value));
        }
        // A power of two is a shift: its bits are known beforehand, and it needs no multiplications.
        let bits = b.to_u64().and_then(|count| magnitude.bits().checked_mul(count)).unwrap_or(u64::MAX);
        self.bounded_bits(bits)?;
        let Some(count) = b.to_u32() else {
            return Err(Stop::unmodelled("an int this large is not modelled"));
        };
        Ok(self.new_big_int(a.pow(count)))
    }

    fn binary_float(&mut self, op: BinaryOperator, a: f64, b: f64) -> Option<Result<Ref>> {
        let value = match op {
            BinaryOperator::Add => a + b,
            BinaryOperator::Subtract => a - b,
            BinaryOperator::Multiply => a * b,
            BinaryOperator::TrueDivide if b == 0.0 => return Some(Err(self.zero_division("float division by zero"))),
            BinaryOperator::TrueDivide => a / b,
            BinaryOperator::FloorDivide if b == 0.0 => {
                return Some(Err(self.zero_division("float floor division by zero")));
            }
            BinaryOperator::FloorDivide => float::floor_division(a, b).0,
            BinaryOperator::Remainder if b == 0.0 => {
                let old = if self.version() >= Version::V3_13 { "float modulo by zero" } else { "float modulo" };
                return Some(Err(self.zero_division(old)));
            }
            BinaryOperator::Remainder => float::remainder(a, b),
            BinaryOperator::Power => return Some(self.float_power(a, b)),
            _ => return None,
        };
        Some(Ok(self.new_float(value)))
    }

    fn float_power(&mut self, a: f64, b: f64) -> Result<Ref> {
        if a == 0.0 && b < 0.0 && b.is_finite() {
            return Err(self.zero_power());
        }
        if a < 0.0 && a.is_finite() && b.is_finite() && b != b.floor() {
            return self.complex_power((a, 0.0), (b, 0.0)).map(|(real, imaginary)| self.new_complex(real, imaginary));
        }
        let value = a.powf(b);
        if value.is_infinite() && a.is_finite() && b.is_finite() {
            return Err(self.range_error());
        }
        Ok(self.new_float(value))
    }

    /// `OverflowError: (34, 'Numerical result out of range')`: its args are the number and the text.
    fn range_error(&mut self) -> Stop {
        let arguments = vec![self.new_int(34), self.new_str("Numerical result out of range")];
        self.raise_with(known::OVERFLOW_ERROR, arguments)
    }

    fn binary_complex(
        &mut self,
        op: BinaryOperator,
        left: (f64, Option<f64>),
        right: (f64, Option<f64>),
    ) -> Option<Result<Ref>> {
        let (a, b) = ((left.0, left.1.unwrap_or(0.0)), (right.0, right.1.unwrap_or(0.0)));
        // From 3.14 a real operand has no imaginary part to meddle with signs and infinities.
        let mixed = self.version() >= Version::V3_14;
        let (left_real, right_real) = (mixed && left.1.is_none(), mixed && right.1.is_none());
        let value = match op {
            BinaryOperator::Add if right_real => (a.0 + b.0, a.1),
            BinaryOperator::Add if left_real => (a.0 + b.0, b.1),
            BinaryOperator::Add => (a.0 + b.0, a.1 + b.1),
            BinaryOperator::Subtract if right_real => (a.0 - b.0, a.1),
            BinaryOperator::Subtract if left_real => (a.0 - b.0, -b.1),
            BinaryOperator::Subtract => (a.0 - b.0, a.1 - b.1),
            BinaryOperator::Multiply if right_real => (a.0 * b.0, a.1 * b.0),
            BinaryOperator::Multiply if left_real => (a.0 * b.0, a.0 * b.1),
            BinaryOperator::Multiply => complex::product(a, b),
            BinaryOperator::TrueDivide if right_real && b.0 != 0.0 => (a.0 / b.0, a.1 / b.0),
            BinaryOperator::TrueDivide if left_real && b != (0.0, 0.0) => complex::real_quotient(a.0, b),
            BinaryOperator::TrueDivide => match complex::quotient(a, b) {
                Some(value) => value,
                None => return Some(Err(self.zero_division("complex division by zero"))),
            },
            BinaryOperator::Power => match self.complex_power(a, b) {
                Ok(value) => value,
                Err(stop) => return Some(Err(stop)),
            },
            _ => return None,
        };
        Some(Ok(self.new_complex(value.0, value.1)))
    }

    fn complex_power(&mut self, base: (f64, f64), exponent: (f64, f64)) -> Result<(f64, f64)> {
        let new = self.version() >= Version::V3_14;
        complex::power(base, exponent, !new).map_err(|error| match error {
            PowerError::Overflow => self.raise(known::OVERFLOW_ERROR, "complex exponentiation"),
            PowerError::Domain => {
                let zero = if new { "zero" } else { "0.0" };
                self.raise(known::ZERO_DIVISION_ERROR, format!("{zero} to a negative or complex power"))
            }
        })
    }

    /// `-x`, `+x`, `~x`; `None` when the object is no number or has no such operator.
    pub fn unary_number(&mut self, op: UnaryOperator, operand: Ref) -> Option<Result<Ref>> {
        let value = match (op, self.number_of(operand)?) {
            (UnaryOperator::Positive, value) if self.heap.class_of(operand) != known::BOOL => {
                let exact = matches!(self.heap.class_of(operand), known::INT | known::FLOAT | known::COMPLEX);
                return Some(Ok(if exact { self.keep(operand) } else { self.new_number(value) }));
            }
            (UnaryOperator::Positive, value) => value,
            (UnaryOperator::Negative, Number::Int(value)) => match value.checked_neg() {
                Some(value) => Number::Int(value),
                None => Number::Big(-BigInt::from(value)),
            },
            (UnaryOperator::Negative, Number::Big(value)) => Number::Big(-value),
            (UnaryOperator::Negative, Number::Float(value)) => Number::Float(-value),
            (UnaryOperator::Negative, Number::Complex(real, imaginary)) => Number::Complex(-real, -imaginary),
            (UnaryOperator::Invert, Number::Int(value)) => Number::Int(!value),
            (UnaryOperator::Invert, Number::Big(value)) => Number::Big(-value - 1),
            (UnaryOperator::Invert, _) => return None,
        };
        Some(Ok(self.new_number(value)))
    }

    /// `abs(x)` of a number.
    pub fn absolute_number(&mut self, operand: Ref) -> Option<Result<Ref>> {
        let value = match self.number_of(operand)? {
            Number::Int(value) if value >= 0 && self.heap.class_of(operand) == known::INT => {
                return Some(Ok(self.keep(operand)));
            }
            Number::Int(value) => match value.checked_abs() {
                Some(value) => Number::Int(value),
                None => Number::Big(BigInt::from(value).abs()),
            },
            Number::Big(value) if !value.is_negative() && self.heap.class_of(operand) == known::INT => {
                return Some(Ok(self.keep(operand)));
            }
            Number::Big(value) => Number::Big(value.abs()),
            Number::Float(value) => Number::Float(value.abs()),
            Number::Complex(real, imaginary) => {
                let size = real.hypot(imaginary);
                if size.is_infinite() && real.is_finite() && imaginary.is_finite() {
                    return Some(Err(self.raise(known::OVERFLOW_ERROR, "absolute value too large")));
                }
                Number::Float(size)
            }
        };
        Some(Ok(self.new_number(value)))
    }

    /// Whether the comparison holds between two numbers, exactly; `None` when they are not both numbers, or complex and
    /// asked for order.
    #[inline]
    pub fn compare_numbers(&self, comparison: Comparison, left: Ref, right: Ref) -> Option<bool> {
        let order = match (self.heap.body(left), self.heap.body(right)) {
            (Body::Int(a), Body::Int(b)) => Some(a.cmp(b)),
            (Body::Float(a), Body::Float(b)) => a.partial_cmp(b),
            _ => return self.compare_mixed(comparison, left, right),
        };
        Some(comparison.holds(order))
    }

    #[inline(never)]
    fn compare_mixed(&self, comparison: Comparison, left: Ref, right: Ref) -> Option<bool> {
        let order = match (self.number_of(left)?, self.number_of(right)?) {
            (Number::Complex(real, imaginary), other) | (other, Number::Complex(real, imaginary)) => {
                if !matches!(comparison, Comparison::Equal | Comparison::NotEqual) {
                    return None;
                }
                let same = match other {
                    Number::Complex(a, b) => (a, b) == (real, imaginary),
                    Number::Float(value) => imaginary == 0.0 && value == real,
                    Number::Int(value) => {
                        imaginary == 0.0 && float::compare_int(&BigInt::from(value), real) == Some(Ordering::Equal)
                    }
                    Number::Big(value) => imaginary == 0.0 && float::compare_int(&value, real) == Some(Ordering::Equal),
                };
                return Some(same == (comparison == Comparison::Equal));
            }
            (Number::Float(a), Number::Float(b)) => a.partial_cmp(&b),
            (Number::Float(a), Number::Int(b)) if exact_in_float(b) => a.partial_cmp(&(b as f64)),
            (Number::Int(a), Number::Float(b)) if exact_in_float(a) => (a as f64).partial_cmp(&b),
            (Number::Float(a), b) => float::compare_int(&into_big(b)?, a).map(Ordering::reverse),
            (a, Number::Float(b)) => float::compare_int(&into_big(a)?, b),
            (a, b) => Some(into_big(a)?.cmp(&into_big(b)?)),
        };
        Some(comparison.holds(order))
    }

    /// `divmod(left, right)` of two numbers as two owned objects; `None` when they are not both real numbers.
    pub fn divmod_numbers(&mut self, left: Ref, right: Ref) -> Option<Result<(Ref, Ref)>> {
        let (a, b) = (self.number_of(left)?, self.number_of(right)?);
        Some(match (a, b) {
            (Number::Complex(..), _) | (_, Number::Complex(..)) => return None,
            (a @ Number::Float(_), b) | (a, b @ Number::Float(_)) => self.divmod_floats(&a, &b),
            (a, b) => {
                let (a, b) = (into_big(a)?, into_big(b)?);
                self.floor_divide(&a, &b)
                    .map(|(quotient, remainder)| (self.new_big_int(quotient), self.new_big_int(remainder)))
            }
        })
    }

    fn divmod_floats(&mut self, a: &Number, b: &Number) -> Result<(Ref, Ref)> {
        let (a, b) = (self.float_operand(a)?, self.float_operand(b)?);
        if b == 0.0 {
            return Err(self.zero_division("float divmod()"));
        }
        let (quotient, remainder) = float::floor_division(a, b);
        Ok((self.new_float(quotient), self.new_float(remainder)))
    }

    /// `pow(base, exponent, modulus)` of three ints.
    pub fn modular_power(&mut self, base: &BigInt, exponent: &BigInt, modulus: &BigInt) -> Result<Ref> {
        if modulus.is_zero() {
            return Err(self.raise(known::VALUE_ERROR, "pow() 3rd argument cannot be 0"));
        }
        let words = modulus.bits() / 64 + 1;
        self.bounded_work(words.saturating_mul(words).saturating_mul(exponent.bits()) / 8)?;
        self.bounded_work(integer::division_work(base, modulus))?;
        match integer::modular_power(base, exponent, modulus) {
            Some(value) => Ok(self.new_big_int(value)),
            None => Err(self.raise(known::VALUE_ERROR, "base is not invertible for the given modulus")),
        }
    }
}

fn exact_in_float(value: i64) -> bool {
    value.unsigned_abs() <= 1 << 53
}

fn into_big(number: Number) -> Option<BigInt> {
    match number {
        Number::Int(value) => Some(BigInt::from(value)),
        Number::Big(value) => Some(value),
        Number::Float(_) | Number::Complex(..) => None,
    }
}

/// A number as real part and, for a complex, imaginary part.
fn parts_of(number: &Number) -> (f64, Option<f64>) {
    match number {
        Number::Int(value) => (*value as f64, None),
        Number::Big(value) => (integer::nearest_float(value).unwrap_or(f64::INFINITY), None),
        Number::Float(value) => (*value, None),
        Number::Complex(real, imaginary) => (*real, Some(*imaginary)),
    }
}
