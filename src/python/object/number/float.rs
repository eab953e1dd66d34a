//! Floats: shortest text, exact comparison with ints, floored division, hexadecimal form.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_traits::Zero as _;

use super::integer;

/// The shortest digits that read back as the value, and the power of ten of the first (`1.25` gives `125`, 0).
/// The value is finite; its sign is not in the digits.
pub fn shortest_digits(value: f64) -> (String, i32) {
    split_exponent(&format!("{:e}", value.abs()))
}

/// `precision + 1` digits, correctly rounded, and the power of ten of the first.
pub fn exact_digits(value: f64, precision: usize) -> (String, i32) {
    // No float has more than 767 digits; the rest are zeros, which the formatter of Rust need not make.
    let known = precision.min(1100);
    let (mut digits, exponent) = split_exponent(&format!("{:.*e}", known, value.abs()));
    digits.extend(std::iter::repeat_n('0', precision - known));
    (digits, exponent)
}

/// The value with `precision` digits after the point, correctly rounded, without sign.
pub fn fixed(value: f64, precision: usize) -> String {
    let known = precision.min(1100);
    let mut text = format!("{:.*}", known, value.abs());
    text.extend(std::iter::repeat_n('0', precision - known));
    text
}

fn split_exponent(text: &str) -> (String, i32) {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    (mantissa.chars().filter(char::is_ascii_digit).collect(), exponent.parse().unwrap_or(0))
}

/// `repr(value)` (`Python/pystrtod.c`, `PyOS_double_to_string` with `'r'`).
pub fn repr(value: f64) -> String {
    let text = short(value);
    if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') { text + ".0" } else { text }
}

/// The same without `.0`, as the parts of a complex print.
pub fn short(value: f64) -> String {
    let sign = if value.is_sign_negative() && !value.is_nan() { "-" } else { "" };
    if value.is_nan() {
        return "nan".to_owned();
    }
    if value.is_infinite() {
        return format!("{sign}inf");
    }
    let (digits, exponent) = shortest_digits(value);
    let text = if (-4..16).contains(&exponent) { positional(&digits, exponent) } else { scientific(&digits, exponent) };
    format!("{sign}{text}")
}

/// Digits with a point where the exponent puts it: `125`, 0 gives `1.25`.
pub fn positional(digits: &str, exponent: i32) -> String {
    if exponent < 0 {
        return format!("0.{}{digits}", "0".repeat(exponent.unsigned_abs() as usize - 1));
    }
    let whole = exponent as usize + 1;
    if digits.len() <= whole {
        format!("{digits}{}", "0".repeat(whole - digits.len()))
    } else {
        format!("{}.{}", &digits[..whole], &digits[whole..])
    }
}

/// `125`, 20 gives `1.25e+20`.
pub fn scientific(digits: &str, exponent: i32) -> String {
    let (first, rest) = digits.split_at(digits.len().min(1));
    let point = if rest.is_empty() { "" } else { "." };
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{first}{point}{rest}e{sign}{:02}", exponent.unsigned_abs())
}

/// Compares an int with a float exactly (`Objects/floatobject.c`, `float_richcompare`); `None` with nan.
pub fn compare_int(left: &BigInt, right: f64) -> Option<Ordering> {
    if right.is_nan() {
        return None;
    }
    if right.is_infinite() {
        return Some(if right > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    let whole = right.trunc();
    let fraction = right - whole;
    Some(
        left.cmp(&integer::from_whole_float(whole))
            .then_with(|| 0.0f64.partial_cmp(&fraction).unwrap_or(Ordering::Equal)),
    )
}

/// The remainder with the divisor's sign (`float_rem`). The divisor is not 0.
pub fn remainder(left: f64, right: f64) -> f64 {
    let remainder = left % right;
    if remainder == 0.0 {
        return 0.0f64.copysign(right);
    }
    if (right < 0.0) != (remainder < 0.0) { remainder + right } else { remainder }
}

/// Floored quotient and remainder (`_float_div_mod`). The divisor is not 0.
pub fn floor_division(left: f64, right: f64) -> (f64, f64) {
    let mut modulo = left % right;
    let mut quotient = (left - modulo) / right;
    if modulo == 0.0 {
        modulo = 0.0f64.copysign(right);
    } else if (right < 0.0) != (modulo < 0.0) {
        modulo += right;
        quotient -= 1.0;
    }
    let floor = if quotient == 0.0 {
        0.0f64.copysign(left / right)
    } else {
        let floor = quotient.floor();
        if quotient - floor > 0.5 { floor + 1.0 } else { floor }
    };
    (floor, modulo)
}

/// `round(value, digits)`, half to even on the exact decimal value (`double_round`); infinite when too large.
pub fn rounded(value: f64, digits: i64) -> f64 {
    if !value.is_finite() || value == 0.0 || digits > 323 {
        return value;
    }
    if digits < -309 {
        return 0.0f64.copysign(value);
    }
    let text = if digits >= 0 {
        fixed(value, digits as usize)
    } else {
        let places = integer::from_whole_float(value.abs().trunc());
        let unit = num_traits::pow(BigInt::from(10), digits.unsigned_abs() as usize);
        let (quotient, rest) = integer::floor_division(&places, &unit);
        let twice = &rest * 2;
        let beyond = twice > unit || (twice == unit && (value.fract() != 0.0 || quotient.bit(0)));
        format!("{}", (quotient + i32::from(beyond)) * unit)
    };
    text.parse::<f64>().unwrap_or(value.abs()).copysign(value)
}

/// `round(value)` to a whole float, half to even.
pub fn rounded_whole(value: f64) -> f64 {
    value.round_ties_even()
}

/// Numerator and denominator in lowest terms of a finite float.
pub fn ratio(value: f64) -> (BigInt, BigInt) {
    let (mantissa, exponent, negative) = integer::parts(value);
    if mantissa == 0 {
        return (BigInt::zero(), BigInt::from(1));
    }
    let zeros = mantissa.trailing_zeros();
    let (odd, exponent) = (BigInt::from(mantissa >> zeros), exponent + i64::from(zeros));
    let odd = if negative { -odd } else { odd };
    if exponent >= 0 {
        (odd << exponent as u64, BigInt::from(1))
    } else {
        (odd, BigInt::from(1) << exponent.unsigned_abs())
    }
}

/// `value.hex()` (`float_hex_impl`).
pub fn hex(value: f64) -> String {
    if !value.is_finite() {
        return repr(value);
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    if value == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let bits = value.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i64;
    let fraction = bits & ((1 << 52) - 1);
    let (first, exponent) = if exponent == 0 { (0, -1022) } else { (1, exponent - 1023) };
    format!("{sign}0x{first}.{fraction:013x}p{exponent:+}")
}

/// Why text is no hexadecimal float.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HexError {
    Invalid,
    TooLarge,
}

/// `float.fromhex(text)` (`float_fromhex_impl`).
pub fn from_hex(text: &str) -> Result<f64, HexError> {
    let text = text.trim_matches(|char: char| char.is_ascii_whitespace() || char == '\x0b');
    let (negative, rest) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let signed = |value: f64| if negative { -value } else { value };
    let lower = rest.to_ascii_lowercase();
    match lower.as_str() {
        "inf" | "infinity" => return Ok(signed(f64::INFINITY)),
        "nan" => return Ok(signed(f64::NAN)),
        _ => {}
    }
    let digits = lower.strip_prefix("0x").unwrap_or(&lower);
    let (mantissa, exponent) = match digits.split_once('p') {
        Some((mantissa, exponent)) => {
            let plain = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            if plain.is_empty() || !plain.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(HexError::Invalid);
            }
            (mantissa, exponent.parse::<i64>().unwrap_or(if exponent.starts_with('-') { -1 << 40 } else { 1 << 40 }))
        }
        None => (digits, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{whole}{fraction}");
    let Some(value) =
        BigInt::parse_bytes(all.as_bytes(), 16).filter(|_| all.bytes().all(|byte| byte.is_ascii_hexdigit()))
    else {
        return Err(HexError::Invalid);
    };
    if value.is_zero() {
        return Ok(signed(0.0));
    }
    let exponent = exponent - 4 * fraction.len() as i64;
    if exponent + value.bits() as i64 > 1025 {
        return Err(HexError::TooLarge);
    }
    if exponent + (value.bits() as i64) < -1100 {
        return Ok(signed(0.0));
    }
    let result = if exponent >= 0 {
        integer::nearest_float(&(value << exponent as u64))
    } else {
        integer::true_division(&value, &(BigInt::from(1) << exponent.unsigned_abs()))
    };
    result.map(|value| signed(value.abs())).ok_or(HexError::TooLarge)
}
