//! Complex arithmetic (`Objects/complexobject.c`).

use super::float;

/// A complex number: real and imaginary part.
pub type Complex = (f64, f64);

pub fn product(left: Complex, right: Complex) -> Complex {
    (left.0 * right.0 - left.1 * right.1, left.0 * right.1 + left.1 * right.0)
}

/// The quotient by Smith's method (`_Py_c_quot`); `None` when dividing by zero.
pub fn quotient(left: Complex, right: Complex) -> Option<Complex> {
    let (real, imaginary) = (right.0.abs(), right.1.abs());
    if real >= imaginary {
        if real == 0.0 {
            return None;
        }
        let ratio = right.1 / right.0;
        let denominator = right.0 + right.1 * ratio;
        Some(((left.0 + left.1 * ratio) / denominator, (left.1 - left.0 * ratio) / denominator))
    } else if imaginary >= real {
        let ratio = right.0 / right.1;
        let denominator = right.0 * ratio + right.1;
        Some(((left.0 * ratio + left.1) / denominator, (left.1 * ratio - left.0) / denominator))
    } else {
        Some((f64::NAN, f64::NAN))
    }
}

/// A real number by a complex one that is not 0 (`_Py_rc_quot`, from 3.14 on).
pub fn real_quotient(left: f64, right: Complex) -> Complex {
    let (real, imaginary) = if right.0.abs() >= right.1.abs() {
        let ratio = right.1 / right.0;
        let denominator = right.0 + right.1 * ratio;
        (left / denominator, (-left * ratio) / denominator)
    } else if right.1.abs() >= right.0.abs() {
        let ratio = right.0 / right.1;
        let denominator = right.0 * ratio + right.1;
        ((left * ratio) / denominator, -left / denominator)
    } else {
        (f64::NAN, f64::NAN)
    };
    let infinite = right.0.is_infinite() || right.1.is_infinite();
    if real.is_nan() && imaginary.is_nan() && left.is_finite() && infinite {
        let unit = |part: f64| if part.is_infinite() { 1f64.copysign(part) } else { 0f64.copysign(part) };
        return (0.0 * (left * unit(right.0)), 0.0 * (-left * unit(right.1)));
    }
    (real, imaginary)
}

/// Why a power has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PowerError {
    /// 0 to a negative or complex power, or an angle that is infinite (`EDOM`).
    Domain,
    Overflow,
}

/// The power (`complex_pow`): small whole exponents by multiplying, others by polar form. Up to 3.13 the length is divided
/// where later it is multiplied, which rounds otherwise.
pub fn power(base: Complex, exponent: Complex, divides: bool) -> Result<Complex, PowerError> {
    let result = any_power(base, exponent, divides)?;
    if result.0.is_infinite() || result.1.is_infinite() { Err(PowerError::Overflow) } else { Ok(result) }
}

fn any_power(base: Complex, exponent: Complex, divides: bool) -> Result<Complex, PowerError> {
    if exponent.1 == 0.0 && exponent.0 == exponent.0.floor() && exponent.0.abs() <= 100.0 {
        let count = exponent.0 as i32;
        let result = whole_power(base, count.unsigned_abs());
        return if count < 0 { quotient((1.0, 0.0), result).ok_or(PowerError::Domain) } else { Ok(result) };
    }
    if base == (0.0, 0.0) {
        let defined = exponent.1 == 0.0 && (exponent.0 >= 0.0 || exponent.0.is_nan());
        return if defined { Ok((0.0, 0.0)) } else { Err(PowerError::Domain) };
    }
    let size = base.0.hypot(base.1);
    let mut length = size.powf(exponent.0);
    let angle = base.1.atan2(base.0);
    let mut phase = angle * exponent.0;
    if exponent.1 != 0.0 {
        if divides {
            length /= (angle * exponent.1).exp();
        } else {
            length *= (-angle * exponent.1).exp();
        }
        phase += exponent.1 * size.ln();
    }
    if phase.is_infinite() {
        return Err(PowerError::Domain);
    }
    Ok((length * phase.cos(), length * phase.sin()))
}

fn whole_power(base: Complex, count: u32) -> Complex {
    let (mut result, mut power, mut mask) = ((1.0, 0.0), base, 1);
    while mask <= count && mask > 0 {
        if count & mask != 0 {
            result = product(result, power);
        }
        mask <<= 1;
        power = product(power, power);
    }
    result
}

/// `repr` of a complex (`complex_repr`).
pub fn repr((real, imaginary): Complex) -> String {
    if real == 0.0 && !real.is_sign_negative() {
        return format!("{}j", float::short(imaginary));
    }
    let sign = if imaginary.is_sign_negative() && !imaginary.is_nan() { "" } else { "+" };
    format!("({}{sign}{}j)", float::short(real), float::short(imaginary))
}
