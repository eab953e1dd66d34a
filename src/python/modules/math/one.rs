//! Functions of one float, and their errors: a domain, or a range that is left.

use num_traits::Signed as _;

use super::{exact, gamma};
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::modules::arguments::native;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::number::float;
use crate::python::object::{Ref, known};
use crate::python::version::Version;

/// A function of one float: what it is outside of its domain, as 3.14 words it, and whether it can overflow.
macro_rules! function {
    ($name:literal, $function:expr, $domain:literal, $overflows:literal) => {
        &native(
            $name,
            |machine, arguments| {
                let function: fn(f64) -> f64 = $function;
                apply(machine, arguments, function, $domain, $overflows)
            },
            1,
            1,
        )
    };
}

pub static FUNCTIONS: &[&Native] = &[
    function!("acos", f64::acos, "expected a number in range from -1 up to 1, got {}", false),
    function!("acosh", libm::acosh, "expected argument value not less than 1, got {}", false),
    function!("asin", f64::asin, "expected a number in range from -1 up to 1, got {}", false),
    function!("asinh", libm::asinh, "", false),
    function!("atan", f64::atan, "", false),
    function!("atanh", libm::atanh, "expected a number between -1 and 1, got {}", false),
    function!("cbrt", f64::cbrt, "", false),
    function!("cos", f64::cos, "expected a finite input, got {}", false),
    function!("cosh", f64::cosh, "", true),
    function!("degrees", |x| x * (180.0 / std::f64::consts::PI), "", false),
    function!("erf", libm::erf, "", false),
    function!("erfc", libm::erfc, "", false),
    function!("exp", f64::exp, "", true),
    function!("exp2", f64::exp2, "", true),
    function!("expm1", f64::exp_m1, "", true),
    function!("fabs", f64::abs, "", false),
    function!("log1p", log1p, "expected argument value > -1, got {}", false),
    function!("radians", |x| x * (std::f64::consts::PI / 180.0), "", false),
    function!("sin", f64::sin, "expected a finite input, got {}", false),
    function!("sinh", f64::sinh, "", true),
    function!("sqrt", f64::sqrt, "expected a nonnegative input, got {}", false),
    function!("tan", f64::tan, "expected a finite input, got {}", false),
    function!("tanh", f64::tanh, "", false),
    &native("gamma", |machine, arguments| of_gamma(machine, arguments, gamma::gamma), 1, 1),
    &native("lgamma", |machine, arguments| of_gamma(machine, arguments, gamma::log_gamma), 1, 1),
    &native("log", log, 0, usize::MAX),
    &native("log2", |machine, arguments| logarithm(machine, arguments.at(0), f64::log2), 1, 1),
    &native("log10", |machine, arguments| logarithm(machine, arguments.at(0), f64::log10), 1, 1),
    &native("ceil", ceil, 1, 1),
    &native("floor", floor, 1, 1),
    &native("trunc", trunc, 1, 1),
    &native("isfinite", |machine, arguments| test(machine, arguments, f64::is_finite), 1, 1),
    &native("isinf", |machine, arguments| test(machine, arguments, f64::is_infinite), 1, 1),
    &native("isnan", |machine, arguments| test(machine, arguments, f64::is_nan), 1, 1),
    &native("frexp", frexp, 1, 1),
    &native("modf", modf, 1, 1),
    &native("ulp", ulp, 1, 1),
];

/// From 3.15 on.
pub static NEWEST: &[&Native] = &[
    &native("isnormal", |machine, arguments| test(machine, arguments, f64::is_normal), 1, 1),
    &native("issubnormal", |machine, arguments| test(machine, arguments, f64::is_subnormal), 1, 1),
    &native("signbit", |machine, arguments| test(machine, arguments, f64::is_sign_negative), 1, 1),
];

/// A zero keeps its sign.
fn log1p(x: f64) -> f64 {
    if x == 0.0 { x } else { x.ln_1p() }
}

/// The float that an argument is; its error says "real number".
pub(super) fn real(machine: &mut Machine, object: Ref) -> Result<f64> {
    machine.float_of(object)
}

/// The error of an argument outside of a function's domain; `{}` in the newer wording stands for the argument.
fn outside(machine: &mut Machine, newer: &str, x: f64) -> Stop {
    let message = if machine.version() >= Version::V3_14 && !newer.is_empty() {
        newer.replace("{}", &float::repr(x))
    } else {
        "math domain error".to_owned()
    };
    machine.raise(known::VALUE_ERROR, message)
}

fn apply(
    machine: &mut Machine,
    arguments: Arguments<'_>,
    function: fn(f64) -> f64,
    domain: &str,
    overflows: bool,
) -> Result<Ref> {
    let x = real(machine, arguments.at(0))?;
    let result = function(x);
    if result.is_nan() && !x.is_nan() {
        return Err(outside(machine, domain, x));
    }
    if result.is_infinite() && x.is_finite() {
        if overflows {
            return Err(machine.raise(known::OVERFLOW_ERROR, "math range error"));
        }
        return Err(outside(machine, domain, x));
    }
    Ok(machine.new_float(result))
}

fn of_gamma(machine: &mut Machine, arguments: Arguments<'_>, function: fn(f64) -> Option<f64>) -> Result<Ref> {
    let x = real(machine, arguments.at(0))?;
    match function(x) {
        None => Err(outside(machine, "expected a noninteger or positive integer, got {}", x)),
        Some(result) if result.is_infinite() && x.is_finite() => {
            Err(machine.raise(known::OVERFLOW_ERROR, "math range error"))
        }
        Some(result) => Ok(machine.new_float(result)),
    }
}

/// A logarithm of a number, which may be an int that no float holds (`loghelper`).
fn logarithm(machine: &mut Machine, object: Ref, function: fn(f64) -> f64) -> Result<Ref> {
    let value = logarithm_of(machine, object, function)?;
    Ok(machine.new_float(value))
}

fn logarithm_of(machine: &mut Machine, object: Ref, function: fn(f64) -> f64) -> Result<f64> {
    if let Some(value) = machine.big_of(object) {
        if !value.is_positive() {
            let newer = machine.version() >= Version::V3_14;
            let message = if newer { "expected a positive input" } else { "math domain error" };
            return Err(machine.raise(known::VALUE_ERROR, message));
        }
        return Ok(match crate::python::object::number::integer::nearest_float(&value) {
            Some(value) => function(value),
            None => {
                let (fraction, power) = exact::float_and_power(&value);
                // From 3.15 on the two are added without rounding between.
                if machine.version() >= Version::V3_15 {
                    function(2.0).mul_add(power, function(fraction))
                } else {
                    function(fraction) + function(2.0) * power
                }
            }
        });
    }
    let x = real(machine, object)?;
    let result = function(x);
    if (result.is_nan() && !x.is_nan()) || (result.is_infinite() && x.is_finite()) {
        return Err(outside(machine, "expected a positive input, got {}", x));
    }
    Ok(result)
}

fn log(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let given = arguments.positional.len();
    if !(1..=2).contains(&given) {
        if machine.version() < Version::V3_12 {
            return Err(machine.raise(known::TYPE_ERROR, "math.log requires 1 to 2 arguments"));
        }
        return Err(machine.wrong_count("log", 1, 2, given));
    }
    let value = logarithm_of(machine, arguments.at(0), f64::ln)?;
    let Some(base) = arguments.optional(1) else { return Ok(machine.new_float(value)) };
    let base = logarithm_of(machine, base, f64::ln)?;
    if base == 0.0 {
        let newer = machine.version() >= Version::V3_14;
        let message = if newer { "division by zero" } else { "float division by zero" };
        return Err(machine.raise(known::ZERO_DIVISION_ERROR, message));
    }
    Ok(machine.new_float(value / base))
}

/// A class's own rounding, or the float's.
fn rounded(machine: &mut Machine, object: Ref, name: &str, function: fn(f64) -> f64) -> Result<Ref> {
    if machine.is_overridden(object, name)
        && let Some(result) = machine.call_special(object, name, &[])?
    {
        return Ok(result);
    }
    if let Some(value) = machine.big_of(object) {
        return Ok(machine.new_big_int(value));
    }
    let x = real(machine, object)?;
    machine.int_from_float(function(x))
}

fn ceil(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    rounded(machine, arguments.at(0), "__ceil__", f64::ceil)
}

fn floor(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    rounded(machine, arguments.at(0), "__floor__", f64::floor)
}

fn trunc(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    let number = machine
        .number_of(object)
        .is_some_and(|number| !matches!(number, crate::python::object::number::Number::Complex(..)));
    if !number && !machine.is_overridden(object, "__trunc__") {
        let message = format!("type {} doesn't define __trunc__ method", machine.class_name(object));
        return Err(machine.raise(known::TYPE_ERROR, message));
    }
    rounded(machine, object, "__trunc__", f64::trunc)
}

fn test(machine: &mut Machine, arguments: Arguments<'_>, function: fn(f64) -> bool) -> Result<Ref> {
    let x = real(machine, arguments.at(0))?;
    Ok(machine.new_bool(function(x)))
}

fn frexp(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let x = real(machine, arguments.at(0))?;
    let (mantissa, exponent) = libm::frexp(x);
    let (mantissa, exponent) = if x == 0.0 || !x.is_finite() { (x, 0) } else { (mantissa, exponent) };
    let parts = vec![machine.new_float(mantissa), machine.new_int(i64::from(exponent))];
    Ok(machine.new_tuple(parts))
}

fn modf(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let x = real(machine, arguments.at(0))?;
    let (fraction, whole) =
        if x.is_infinite() { (0f64.copysign(x), x) } else { ((x - x.trunc()).copysign(x), x.trunc()) };
    let fraction = if x.is_nan() { x } else { fraction };
    let parts = vec![machine.new_float(fraction), machine.new_float(whole)];
    Ok(machine.new_tuple(parts))
}

fn ulp(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let x = real(machine, arguments.at(0))?.abs();
    let result = if !x.is_finite() {
        x
    } else if x == f64::MAX {
        x - x.next_down()
    } else {
        x.next_up() - x
    };
    Ok(machine.new_float(result))
}
