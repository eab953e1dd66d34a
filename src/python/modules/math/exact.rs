//! Sums that are rounded once: `fsum`, `hypot`, `dist`, `sumprod`.
//!
//! CPython keeps partial sums without loss, or in three floats; here the exact sum is an int of units that no float is finer
//! than.

use num_bigint::BigInt;
use num_traits::{Signed as _, ToPrimitive as _, Zero as _};

use crate::python::object::number::integer::{parts, true_division};

/// A float in units of 2**-1074, the least there is. It must be finite.
fn in_units(value: f64) -> BigInt {
    let (mantissa, exponent, negative) = parts(value);
    let shift = exponent + 1075;
    let magnitude = BigInt::from(mantissa);
    // Subnormal mantissas come doubled.
    let magnitude = if shift >= 1 { magnitude << (shift - 1) as u64 } else { magnitude >> (1 - shift) as u64 };
    if negative { -magnitude } else { magnitude }
}

fn unit(power: u64) -> BigInt {
    BigInt::from(1) << (1074 * power)
}

/// The exact sum of finite floats, rounded; `None` on overflow.
pub fn sum(values: &[f64]) -> Option<f64> {
    let total: BigInt = values.iter().map(|value| in_units(*value)).sum();
    true_division(&total, &unit(1))
}

/// The exact sum of products of finite floats, rounded; `None` on overflow.
pub fn sum_of_products(pairs: &[(f64, f64)]) -> Option<f64> {
    let total: BigInt = pairs.iter().map(|(left, right)| in_units(*left) * in_units(*right)).sum();
    true_division(&total, &unit(2))
}

/// The root of the sum of squares of finite floats, rounded; infinite on overflow.
pub fn norm(values: &[f64]) -> f64 {
    let total: BigInt = values.iter().map(|value| in_units(*value)).map(|value| &value * &value).sum();
    if total.is_zero() {
        return 0.0;
    }
    // Enough bits behind the root's last, and one that says whether more follow.
    let extra = 128u64.saturating_sub(total.bits()).div_ceil(2) + 8;
    let shifted: BigInt = total << (2 * extra);
    let root = shifted.sqrt();
    let sticky = u8::from(&root * &root != shifted);
    let numerator: BigInt = (root << 1u32) + sticky;
    true_division(&numerator.abs(), &(BigInt::from(1) << (1074 + extra + 1))).unwrap_or(f64::INFINITY)
}

/// `left * right + addend`, rounded once; the platform's own, which is exact.
pub fn multiply_add(left: f64, right: f64, addend: f64) -> f64 {
    left.mul_add(right, addend)
}

/// An int as a float and a power of two, for logarithms of what no float holds.
pub fn float_and_power(value: &BigInt) -> (f64, f64) {
    let shift = value.bits().saturating_sub(64);
    let top: BigInt = value >> shift;
    // In [0.5, 1), as `_PyLong_Frexp` gives it.
    (top.to_f64().unwrap_or(0.0) / 2f64.powi(64), (shift + 64) as f64)
}
