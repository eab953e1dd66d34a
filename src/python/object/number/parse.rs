//! Reading numbers from text, as `int()`, `float()` and `complex()` do.

use num_bigint::BigInt;

use super::complex::Complex;
use super::integer::MOST_DIGITS;
use crate::python::object::text::{decimal_value, is_space};

/// Why text is no int.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntError {
    Invalid,
    /// More digits than the limit: how many.
    TooLong(usize),
}

/// Digits of other scripts become ASCII, and spaces around go (`_PyUnicode_TransformDecimalAndSpaceToASCII`).
fn plain(text: &str) -> String {
    let text = text.trim_matches(is_space);
    if text.is_ascii() {
        return text.to_owned();
    }
    let digit = |char: char| decimal_value(char).and_then(|value| char::from_digit(value, 10)).unwrap_or(char);
    text.chars().map(digit).collect()
}

/// The int that `text` names in `base`: 2 to 36, or 0 to read the base from a prefix (`PyLong_FromString`).
pub fn int(text: &str, base: u32) -> Result<BigInt, IntError> {
    let text = plain(text);
    let (negative, rest) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text.as_str()),
    };
    let prefix = match rest.as_bytes() {
        [b'0', b'x' | b'X', ..] => Some(16),
        [b'0', b'o' | b'O', ..] => Some(8),
        [b'0', b'b' | b'B', ..] => Some(2),
        _ => None,
    };
    let (radix, digits) = match (base, prefix) {
        (0, Some(prefix)) => (prefix, rest.get(2..).unwrap_or("")),
        (0, None) => (10, rest),
        (base, Some(prefix)) if base == prefix => (base, rest.get(2..).unwrap_or("")),
        (base, _) => (base, rest),
    };
    let after_prefix = digits.len() != rest.len();
    let digits = if after_prefix { digits.strip_prefix('_').unwrap_or(digits) } else { digits };
    let bytes = digits.as_bytes();
    let misplaced = bytes.first() == Some(&b'_') || bytes.last() == Some(&b'_') || digits.contains("__");
    if digits.is_empty() || misplaced || !digits.chars().all(|char| char == '_' || char.is_digit(radix)) {
        return Err(IntError::Invalid);
    }
    let digits: String = digits.chars().filter(|char| *char != '_').collect();
    // With base 0, `010` is refused as in source code, but `00` is 0.
    if base == 0 && prefix.is_none() && digits.starts_with('0') && digits.bytes().any(|byte| byte != b'0') {
        return Err(IntError::Invalid);
    }
    if digits.len() > MOST_DIGITS && !radix.is_power_of_two() {
        return Err(IntError::TooLong(digits.len()));
    }
    let value = BigInt::parse_bytes(digits.as_bytes(), radix).ok_or(IntError::Invalid)?;
    Ok(if negative { -value } else { value })
}

/// The float that `text` names (`PyFloat_FromString`); `None` when it names none.
pub fn float(text: &str) -> Option<f64> {
    bare_float(&plain(text))
}

fn bare_float(text: &str) -> Option<f64> {
    let (negative, rest) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let signed = |value: f64| if negative { -value } else { value };
    match rest.to_ascii_lowercase().as_str() {
        "inf" | "infinity" => return Some(signed(f64::INFINITY)),
        "nan" => return Some(signed(f64::NAN)),
        _ => {}
    }
    let bytes = rest.as_bytes();
    let mut digits = String::with_capacity(rest.len());
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-' => digits.push(char::from(*byte)),
            // An underscore stands between two digits only.
            b'_' => {
                let between =
                    at > 0 && bytes[at - 1].is_ascii_digit() && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
                if !between {
                    return None;
                }
            }
            _ => return None,
        }
    }
    // Rust reads what is left as C does, except that it allows a sign first, which was taken off above.
    if digits.starts_with(['+', '-']) {
        return None;
    }
    digits.parse::<f64>().ok().map(signed)
}

/// Whether an underscore stands elsewhere than between two digits (`_Py_string_to_number_with_underscores`).
pub fn has_misplaced_underscore(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let misplaced = |at: usize| !is_digit(at.checked_sub(1)) || !is_digit(Some(at + 1));
    bytes.iter().enumerate().any(|(at, byte)| *byte == b'_' && misplaced(at))
}

/// The complex number that `text` names (`complex_from_string_inner`); `None` when it names none.
pub fn complex(text: &str) -> Option<Complex> {
    let text = plain(text);
    let inner = match text.strip_prefix('(') {
        Some(rest) => rest.strip_suffix(')')?.trim_matches(is_space),
        None => &text,
    };
    let Some(body) = inner.strip_suffix(['j', 'J']) else {
        return bare_float(inner).map(|real| (real, 0.0));
    };
    // The sign that begins the imaginary part: the last one that does not belong to an exponent.
    let bytes = body.as_bytes();
    let split = (0..bytes.len())
        .rev()
        .find(|at| matches!(bytes[*at], b'+' | b'-') && !(*at > 0 && matches!(bytes[at - 1], b'e' | b'E')));
    let (real, imaginary) = body.split_at(split.unwrap_or(0));
    let imaginary = match imaginary {
        "" | "+" => 1.0,
        "-" => -1.0,
        text => bare_float(text)?,
    };
    let real = if real.is_empty() { 0.0 } else { bare_float(real)? };
    Some((real, imaginary))
}
