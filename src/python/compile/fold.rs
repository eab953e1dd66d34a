//! Constant expressions and what they come to, within CPython's limits (`Python/ast_opt.c` up to 3.13, `Python/flowgraph.c`
//! from 3.14; `safe_multiply`, `safe_power`, `safe_lshift`, `safe_mod`).

use num_bigint::{BigInt, Sign};
use num_integer::Integer as _;
use num_traits::{ToPrimitive as _, Zero as _};
use ruff_python_ast::{Expr, Number, Operator, UnaryOp};

use super::constant::Constant;

/// Bits of the largest int that folding makes.
const MAX_INT_BITS: u64 = 128;
/// Items of the largest tuple that multiplication makes.
const MAX_COLLECTION_SIZE: usize = 256;
/// Characters of the longest str that multiplication makes.
const MAX_STR_SIZE: usize = 4096;

/// The value of a constant expression, `None` when it is not one or when CPython leaves it to run time.
pub(super) fn constant(expression: &Expr) -> Option<Constant> {
    match expression {
        Expr::NoneLiteral(_) => Some(Constant::None),
        Expr::EllipsisLiteral(_) => Some(Constant::Ellipsis),
        Expr::BooleanLiteral(literal) => Some(Constant::Bool(literal.value)),
        Expr::NumberLiteral(literal) => Some(number(&literal.value)),
        Expr::StringLiteral(literal) => Some(Constant::str(literal.value.to_str())),
        Expr::BytesLiteral(literal) => Some(Constant::Bytes(literal.value.bytes().collect())),
        Expr::Name(name) if name.id.as_str() == "__debug__" => Some(Constant::Bool(true)),
        Expr::Tuple(tuple) => tuple.elts.iter().map(constant).collect::<Option<_>>().map(Constant::Tuple),
        Expr::UnaryOp(operation) => unary(operation.op, constant(&operation.operand)?),
        Expr::BinOp(operation) => {
            // The right side first: a long chain of names ends at its last one.
            let right = constant(&operation.right)?;
            binary(&constant(&operation.left)?, operation.op, &right)
        }
        Expr::Subscript(subscript) => item(&constant(&subscript.value)?, &constant(&subscript.slice)?),
        _ => None,
    }
}

fn number(number: &Number) -> Constant {
    match number {
        Number::Int(value) => Constant::Int(match value.as_u64() {
            Some(value) => BigInt::from(value),
            None => big(&value.to_string()),
        }),
        Number::Float(value) => Constant::float(*value),
        Number::Complex { real, imag } => Constant::Complex(real.to_bits(), imag.to_bits()),
    }
}

/// An int literal that needs more than 64 bits, as it is spelled.
fn big(text: &str) -> BigInt {
    let text = text.replace('_', "");
    let (radix, digits) = match text.get(..2) {
        Some("0x" | "0X") => (16, &text[2..]),
        Some("0o" | "0O") => (8, &text[2..]),
        Some("0b" | "0B") => (2, &text[2..]),
        _ => (10, text.as_str()),
    };
    BigInt::parse_bytes(digits.as_bytes(), radix).unwrap_or_default()
}

fn unary(operator: UnaryOp, operand: Constant) -> Option<Constant> {
    match (operator, operand) {
        (UnaryOp::Not, operand) => Some(Constant::Bool(!operand.truth())),
        (UnaryOp::USub, Constant::Float(bits)) => Some(Constant::float(-f64::from_bits(bits))),
        (UnaryOp::UAdd, Constant::Float(bits)) => Some(Constant::Float(bits)),
        (UnaryOp::USub, Constant::Complex(real, imaginary)) => {
            Some(Constant::Complex((-f64::from_bits(real)).to_bits(), (-f64::from_bits(imaginary)).to_bits()))
        }
        (UnaryOp::UAdd, operand @ Constant::Complex(..)) => Some(operand),
        // `~True` warns since 3.12, so it is left to run time.
        (UnaryOp::Invert, Constant::Bool(_)) => None,
        (operator, operand) => {
            let value = int(&operand)?;
            Some(Constant::Int(match operator {
                UnaryOp::Invert => !value,
                UnaryOp::USub => -value,
                _ => value,
            }))
        }
    }
}

fn int(constant: &Constant) -> Option<BigInt> {
    match constant {
        Constant::Int(value) => Some(value.clone()),
        Constant::Bool(value) => Some(BigInt::from(u8::from(*value))),
        _ => None,
    }
}

fn float(constant: &Constant) -> Option<f64> {
    match constant {
        Constant::Float(bits) => Some(f64::from_bits(*bits)),
        _ => int(constant)?.to_f64().filter(|value| value.is_finite()),
    }
}

fn binary(left: &Constant, operator: Operator, right: &Constant) -> Option<Constant> {
    match (left, right) {
        (Constant::Str(left), Constant::Str(right)) if operator == Operator::Add => {
            Some(Constant::Str(format!("{left}{right}").into()))
        }
        (Constant::Bytes(left), Constant::Bytes(right)) if operator == Operator::Add => {
            Some(Constant::Bytes([&left[..], &right[..]].concat().into()))
        }
        (Constant::Tuple(left), Constant::Tuple(right)) if operator == Operator::Add => {
            Some(Constant::Tuple([&left[..], &right[..]].concat()))
        }
        (Constant::Complex(..), _) | (_, Constant::Complex(..)) => complex(left, operator, right),
        (sequence @ (Constant::Str(_) | Constant::Bytes(_) | Constant::Tuple(_)), count)
        | (count, sequence @ (Constant::Str(_) | Constant::Bytes(_) | Constant::Tuple(_)))
            if operator == Operator::Mult =>
        {
            repeat(sequence, int(count)?.to_i64()?)
        }
        (Constant::Float(_), _) | (_, Constant::Float(_)) => floats(float(left)?, operator, float(right)?),
        _ => ints(left, operator, right),
    }
}

fn repeat(sequence: &Constant, count: i64) -> Option<Constant> {
    let size = match sequence {
        Constant::Str(text) => text.chars().count(),
        Constant::Bytes(bytes) => bytes.len(),
        Constant::Tuple(items) => items.len(),
        _ => return None,
    };
    // A negative count is left to run time.
    let count = usize::try_from(count).ok()?;
    let most = if matches!(sequence, Constant::Tuple(_)) { MAX_COLLECTION_SIZE } else { MAX_STR_SIZE };
    if size != 0 && count > most / size {
        return None;
    }
    Some(match sequence {
        Constant::Str(text) => Constant::Str(text.repeat(if size == 0 { 0 } else { count }).into()),
        Constant::Bytes(bytes) => Constant::Bytes(bytes.repeat(if size == 0 { 0 } else { count }).into()),
        Constant::Tuple(items) => {
            let all = items.iter().cycle().take(size * count);
            Constant::Tuple(all.cloned().collect())
        }
        _ => return None,
    })
}

fn ints(left: &Constant, operator: Operator, right: &Constant) -> Option<Constant> {
    let both = match (left, right) {
        (Constant::Bool(left), Constant::Bool(right)) => Some((*left, *right)),
        _ => None,
    };
    let (left, right) = (int(left)?, int(right)?);
    let value = match operator {
        Operator::Add => left + right,
        Operator::Sub => left - right,
        Operator::Mult => {
            if !left.is_zero() && !right.is_zero() && left.bits() + right.bits() > MAX_INT_BITS {
                return None;
            }
            left * right
        }
        Operator::Div => {
            let (left, right) = (left.to_f64()?, right.to_f64()?);
            // Beyond 2**53 the quotient of the rounded operands is not the rounded quotient.
            let exact = left.abs() < 9e15 && right.abs() < 9e15;
            return (right != 0.0 && exact).then(|| Constant::float(left / right));
        }
        Operator::FloorDiv if !right.is_zero() => left.div_floor(&right),
        Operator::Mod if !right.is_zero() => left.mod_floor(&right),
        Operator::Pow => return power(&left, &right),
        Operator::LShift => {
            let shift = right.to_u64()?;
            if !left.is_zero() && (shift > MAX_INT_BITS || left.bits() > MAX_INT_BITS - shift) {
                return None;
            }
            left << shift
        }
        Operator::RShift => {
            let shift = right.to_u64().filter(|shift| *shift < 1 << 32)?;
            left >> shift
        }
        Operator::BitOr => return Some(bitwise(both, |left, right| left | right, left | right)),
        Operator::BitXor => return Some(bitwise(both, |left, right| left ^ right, left ^ right)),
        Operator::BitAnd => return Some(bitwise(both, |left, right| left & right, left & right)),
        _ => return None,
    };
    Some(Constant::Int(value))
}

fn bitwise(both: Option<(bool, bool)>, of_bools: fn(bool, bool) -> bool, of_ints: BigInt) -> Constant {
    match both {
        Some((left, right)) => Constant::Bool(of_bools(left, right)),
        None => Constant::Int(of_ints),
    }
}

fn power(left: &BigInt, right: &BigInt) -> Option<Constant> {
    if right.sign() == Sign::Minus {
        let (base, exponent) = (left.to_f64()?, right.to_f64()?);
        return (base != 0.0).then(|| Constant::float(base.powf(exponent)));
    }
    let exponent = right.to_u64()?;
    if !left.is_zero() && exponent != 0 && left.bits() > MAX_INT_BITS / exponent {
        return None;
    }
    let exponent = u32::try_from(exponent).ok();
    match exponent {
        Some(exponent) => Some(Constant::Int(left.pow(exponent))),
        None => Some(Constant::Int(BigInt::zero())),
    }
}

fn floats(left: f64, operator: Operator, right: f64) -> Option<Constant> {
    let value = match operator {
        Operator::Add => left + right,
        Operator::Sub => left - right,
        Operator::Mult => left * right,
        Operator::Div if right != 0.0 => left / right,
        Operator::FloorDiv if right != 0.0 => {
            let (quotient, _) = divide(left, right);
            quotient
        }
        Operator::Mod if right != 0.0 => {
            let (_, remainder) = divide(left, right);
            remainder
        }
        Operator::Pow => {
            let impossible = (left == 0.0 && right < 0.0) || (left < 0.0 && right.fract() != 0.0);
            let value = left.powf(right);
            if impossible || (value.is_infinite() && left.is_finite() && right.is_finite()) {
                return None;
            }
            value
        }
        _ => return None,
    };
    Some(Constant::float(value))
}

/// Quotient and remainder (`_float_div_mod`, `Objects/floatobject.c`).
fn divide(left: f64, right: f64) -> (f64, f64) {
    let mut remainder = left % right;
    let mut quotient = (left - remainder) / right;
    if remainder != 0.0 {
        if (right < 0.0) != (remainder < 0.0) {
            remainder += right;
            quotient -= 1.0;
        }
    } else {
        remainder = 0.0_f64.copysign(right);
    }
    if quotient == 0.0 {
        return (0.0_f64.copysign(left / right), remainder);
    }
    let floor = quotient.floor();
    (if quotient - floor > 0.5 { floor + 1.0 } else { floor }, remainder)
}

/// Sums, differences and products; the rest is left to run time.
fn complex(left: &Constant, operator: Operator, right: &Constant) -> Option<Constant> {
    let parts = |constant: &Constant| match constant {
        Constant::Complex(real, imaginary) => Some((f64::from_bits(*real), f64::from_bits(*imaginary))),
        _ => Some((float(constant)?, 0.0)),
    };
    let ((a, b), (c, d)) = (parts(left)?, parts(right)?);
    let (real, imaginary) = match operator {
        Operator::Add => (a + c, b + d),
        Operator::Sub => (a - c, b - d),
        Operator::Mult => (a * c - b * d, a * d + b * c),
        _ => return None,
    };
    Some(Constant::Complex(real.to_bits(), imaginary.to_bits()))
}

fn item(container: &Constant, key: &Constant) -> Option<Constant> {
    let index = int(key)?.to_i64()?;
    let at = |length: usize| {
        let length = i64::try_from(length).ok()?;
        let index = if index < 0 { index + length } else { index };
        usize::try_from(index).ok().filter(|_| index < length)
    };
    match container {
        Constant::Tuple(items) => items.get(at(items.len())?).cloned(),
        Constant::Bytes(bytes) => bytes.get(at(bytes.len())?).map(|byte| Constant::Int(BigInt::from(*byte))),
        Constant::Str(text) => {
            let place = at(text.chars().count())?;
            text.chars().nth(place).map(|char| Constant::Str(char.to_string().into()))
        }
        _ => None,
    }
}
