//! Integer arithmetic that i64 and `num-bigint` do not do as CPython does: signs, rounding to floats, and bounds on work.

use num_bigint::{BigInt, Sign};
use num_integer::Integer as _;
use num_traits::{Signed as _, ToPrimitive as _, Zero as _};

/// `sys.get_int_max_str_digits()` at the start.
pub const MOST_DIGITS: usize = 4300;

/// Bits of the largest int that the machine computes: beyond, one operation would stall the window.
pub const MOST_BITS: u64 = 1 << 23;

/// Products of 64-bit words that a division or modular power may take.
pub const MOST_WORK: u64 = 1 << 28;

/// Quotient and remainder with the divisor's sign; `None` on overflow (never on zero, which the caller has excluded).
pub fn small_floor_division(left: i64, right: i64) -> Option<(i64, i64)> {
    let quotient = left.checked_div(right)?;
    let remainder = left.checked_rem(right)?;
    if remainder != 0 && (remainder < 0) != (right < 0) {
        Some((quotient - 1, remainder + right))
    } else {
        Some((quotient, remainder))
    }
}

/// The same for any size.
pub fn floor_division(left: &BigInt, right: &BigInt) -> (BigInt, BigInt) {
    left.div_mod_floor(right)
}

/// The work of a division, in products of words.
pub fn division_work(left: &BigInt, right: &BigInt) -> u64 {
    let (left, right) = (left.bits() / 64 + 1, right.bits() / 64 + 1);
    left.saturating_sub(right).saturating_add(1).saturating_mul(right)
}

/// The nearest float, half to even; `None` when it would be infinite.
pub fn nearest_float(value: &BigInt) -> Option<f64> {
    let (magnitude, exponent) = rounded(value.abs(), 0, false)?;
    let result = scaled(magnitude, exponent);
    result.is_finite().then_some(if value.is_negative() { -result } else { result })
}

/// `left / right`, correctly rounded (`Objects/longobject.c`, `long_true_divide`); `None` on overflow. `right` is not 0.
pub fn true_division(left: &BigInt, right: &BigInt) -> Option<f64> {
    if left.is_zero() {
        return Some(if right.is_negative() { -0.0 } else { 0.0 });
    }
    let negative = left.is_negative() != right.is_negative();
    let (left, right) = (left.abs(), right.abs());
    let difference = left.bits() as i64 - right.bits() as i64;
    if difference > 1024 {
        return None;
    }
    // Enough bits for a rounded quotient; where the result is subnormal, no finer than two bits below its last.
    let shift = (66 - difference).min(1076);
    let (quotient, remainder) =
        if shift >= 0 { (left << shift as u64).div_rem(&right) } else { left.div_rem(&(right << (-shift) as u64)) };
    let (magnitude, exponent) = rounded(quotient, -shift, !remainder.is_zero())?;
    let result = scaled(magnitude, exponent);
    result.is_finite().then_some(if negative { -result } else { result })
}

/// `magnitude * 2**exponent`, plus a little when `sticky`, as at most 53 bits and an exponent of at least -1074.
fn rounded(magnitude: BigInt, exponent: i64, sticky: bool) -> Option<(u64, i64)> {
    let drop = (magnitude.bits() as i64 - 53).max(-1074 - exponent).max(0);
    if drop == 0 {
        return Some((magnitude.to_u64()?, exponent));
    }
    let drop_bits = u64::try_from(drop).ok()?;
    let mut kept = (&magnitude >> drop_bits).to_u64()?;
    let half = magnitude.bit(drop_bits - 1);
    let below = sticky || magnitude.trailing_zeros().is_some_and(|zeros| zeros < drop_bits - 1);
    if half && (below || kept & 1 == 1) {
        kept += 1;
    }
    Some((kept, exponent + drop))
}

/// `magnitude * 2**exponent` for a magnitude of at most 53 bits; infinite when too large.
pub fn scaled(magnitude: u64, exponent: i64) -> f64 {
    let mut result = magnitude as f64;
    let mut left = exponent.clamp(-4000, 4000);
    while left != 0 && result != 0.0 && result.is_finite() {
        let step = left.clamp(-537, 537);
        result *= 2f64.powi(step as i32);
        left -= step;
    }
    result
}

/// The int that a float without fraction is.
pub fn from_whole_float(value: f64) -> BigInt {
    let (mantissa, exponent, negative) = parts(value);
    let magnitude = BigInt::from(mantissa);
    let magnitude = if exponent >= 0 { magnitude << exponent as u64 } else { magnitude >> (-exponent) as u64 };
    if negative { -magnitude } else { magnitude }
}

/// A finite float as `mantissa * 2**exponent` and whether it is negative.
pub fn parts(value: f64) -> (u64, i64, bool) {
    let bits = value.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i64;
    let fraction = bits & ((1 << 52) - 1);
    let mantissa = if exponent == 0 { fraction << 1 } else { fraction | 1 << 52 };
    (mantissa, exponent - 1075, bits >> 63 == 1)
}

/// Digits in base ten; `None` beyond [`MOST_DIGITS`].
pub fn decimal_digits(value: &BigInt) -> Option<String> {
    // 10**4300 has 14,285 bits: a longer number is not worth converting.
    if value.bits() > 14_290 {
        return None;
    }
    let text = value.to_string();
    (text.len() - usize::from(value.is_negative()) <= MOST_DIGITS).then_some(text)
}

/// Digits in a base that is a power of two (2, 8, 16), without prefix, with sign.
pub fn digits(value: &BigInt, base: u32) -> String {
    value.to_str_radix(base)
}

/// `base ** exponent % modulus` with the modulus's sign; `None` when base has no inverse for a negative exponent.
pub fn modular_power(base: &BigInt, exponent: &BigInt, modulus: &BigInt) -> Option<BigInt> {
    let magnitude = modulus.abs();
    let (base, exponent) = if exponent.is_negative() {
        (base.mod_floor(&magnitude).modinv(&magnitude)?, -exponent)
    } else {
        (base.clone(), exponent.clone())
    };
    let result = base.mod_floor(&magnitude).modpow(&exponent, &magnitude).mod_floor(&magnitude);
    Some(if modulus.is_negative() && !result.is_zero() { result + modulus } else { result })
}

/// Ones in the magnitude.
pub fn bit_count(value: &BigInt) -> u64 {
    value.iter_u64_digits().map(|word| u64::from(word.count_ones())).sum()
}

/// Two's complement bytes, least first, exactly `length`; `None` when it does not fit.
pub fn to_bytes(value: &BigInt, length: usize, signed: bool) -> Option<Vec<u8>> {
    let mut bytes = match (value.sign(), signed) {
        (Sign::NoSign, _) => Vec::new(),
        (_, true) => value.to_signed_bytes_le(),
        (Sign::Minus, false) => return None,
        (Sign::Plus, false) => value.magnitude().to_bytes_le(),
    };
    let fill = if value.is_negative() { 0xff } else { 0 };
    if bytes.len() > length {
        return None;
    }
    bytes.resize(length, fill);
    Some(bytes)
}

/// The int of bytes, least first.
pub fn from_bytes(bytes: &[u8], signed: bool) -> BigInt {
    if signed { BigInt::from_signed_bytes_le(bytes) } else { BigInt::from_bytes_le(Sign::Plus, bytes) }
}
