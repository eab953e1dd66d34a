//! Functions of several floats: powers and remainders, sums and products, distances, neighbours.

use super::exact;
use super::one::real;
use crate::python::compile::code::BinaryOperator;
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::modules::arguments::{keyword_native, native};
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

pub static FUNCTIONS: &[&Native] = &[
    &native("atan2", atan2, 2, 2),
    &native("copysign", copysign, 2, 2),
    &native("dist", dist, 2, 2),
    &native("fmod", fmod, 2, 2),
    &native("fsum", fsum, 1, 1),
    &native("hypot", hypot, 0, usize::MAX),
    &keyword_native("isclose", isclose, 0, usize::MAX),
    &native("ldexp", ldexp, 2, 2),
    &keyword_native("nextafter", nextafter, 2, 2),
    &native("pow", pow, 2, 2),
    &keyword_native("prod", prod, 1, 1),
    &native("remainder", remainder, 2, 2),
];

pub static SUMPROD: Native = native("sumprod", sumprod, 2, 2);
pub static FMA: Native = native("fma", fma, 3, 3);

fn two(machine: &mut Machine, arguments: Arguments<'_>) -> Result<(f64, f64)> {
    Ok((real(machine, arguments.at(0))?, real(machine, arguments.at(1))?))
}

fn domain<T>(machine: &mut Machine) -> Result<T> {
    Err(machine.raise(known::VALUE_ERROR, "math domain error"))
}

fn range<T>(machine: &mut Machine) -> Result<T> {
    Err(machine.raise(known::OVERFLOW_ERROR, "math range error"))
}

fn atan2(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (y, x) = two(machine, arguments)?;
    Ok(machine.new_float(y.atan2(x)))
}

fn copysign(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (x, y) = two(machine, arguments)?;
    Ok(machine.new_float(x.copysign(y)))
}

fn fmod(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (x, y) = two(machine, arguments)?;
    let result = if y.is_infinite() && x.is_finite() { x } else { x % y };
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        return domain(machine);
    }
    Ok(machine.new_float(result))
}

fn remainder(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (x, y) = two(machine, arguments)?;
    if x.is_nan() || y.is_nan() {
        return Ok(machine.new_float(x + y));
    }
    if x.is_infinite() || y == 0.0 {
        return domain(machine);
    }
    if y.is_infinite() {
        return Ok(machine.new_float(x));
    }
    let (size, divisor) = (x.abs(), y.abs());
    let rest = size % divisor;
    let other = divisor - rest;
    let nearest = if rest < other {
        rest
    } else if rest > other {
        -other
    } else {
        // Half way: the even multiple.
        rest - 2.0 * (0.5 * (size - rest) % divisor)
    };
    Ok(machine.new_float(1f64.copysign(x) * nearest))
}

fn pow(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (x, y) = two(machine, arguments)?;
    let result = x.powf(y);
    if x.is_finite() && y.is_finite() {
        if result.is_nan() || (result.is_infinite() && x == 0.0) {
            return domain(machine);
        }
        if result.is_infinite() {
            return range(machine);
        }
    }
    Ok(machine.new_float(result))
}

fn ldexp(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let x = real(machine, arguments.at(0))?;
    if !machine.is_int(arguments.at(1)) {
        return Err(machine.raise(known::TYPE_ERROR, "Expected an int as second argument to ldexp."));
    }
    let exponent = machine.clamped_index_of(arguments.at(1))?;
    if x == 0.0 || !x.is_finite() {
        return Ok(machine.new_float(x));
    }
    let exponent = exponent.clamp(-10_000, 10_000) as i32;
    let result = libm::ldexp(x, exponent);
    if result.is_infinite() {
        return range(machine);
    }
    Ok(machine.new_float(result))
}

fn nextafter(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (x, y) = two(machine, arguments)?;
    let mut steps = 1;
    for (name, value) in arguments.keywords {
        let name = machine.text_of(*name).unwrap_or_default().to_owned();
        if name != "steps" || machine.version() < Version::V3_12 {
            return Err(machine.unexpected_keyword("nextafter", &name));
        }
        if *value == known::NONE {
            continue;
        }
        steps = machine.clamped_index_of(*value)?;
        if steps < 0 {
            return Err(machine.raise(known::VALUE_ERROR, "steps must be a non-negative integer"));
        }
    }
    Ok(machine.new_float(stepped(x, y, steps as u64)))
}

/// So many floats from `x` on towards `y`.
fn stepped(x: f64, y: f64, steps: u64) -> f64 {
    if steps == 0 || x == y && steps > 1 {
        return x;
    }
    if x.is_nan() || y.is_nan() {
        return x + y;
    }
    if x == y {
        return y;
    }
    // Floats in order are ints in order, when those of negative ones go the other way.
    let order = |value: f64| {
        let bits = value.to_bits() as i64;
        if bits < 0 { i64::MIN - bits } else { bits }
    };
    let (from, to) = (i128::from(order(x)), i128::from(order(y)));
    let left = i128::from(steps);
    let place = if to > from { (from + left).min(to) } else { (from - left).max(to) };
    let bits = if place < 0 { i64::MIN.wrapping_sub(place as i64) } else { place as i64 };
    let result = f64::from_bits(bits as u64);
    if place == 0 && from < 0 { -0.0 } else { result }
}

/// The floats of an iterable.
fn floats(machine: &mut Machine, iterable: Ref) -> Result<Vec<f64>> {
    let items = machine.items_of(iterable)?;
    let values = items.iter().map(|item| real(machine, *item)).collect();
    machine.release_all(items);
    values
}

fn norm(machine: &mut Machine, values: &[f64]) -> Ref {
    let result = if values.iter().any(|value| value.is_infinite()) {
        f64::INFINITY
    } else if values.iter().any(|value| value.is_nan()) {
        f64::NAN
    } else {
        exact::norm(values)
    };
    machine.new_float(result)
}

fn hypot(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let values = arguments.positional.iter().map(|item| real(machine, *item)).collect::<Result<Vec<_>>>()?;
    Ok(norm(machine, &values))
}

fn dist(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (left, right) = (floats(machine, arguments.at(0))?, floats(machine, arguments.at(1))?);
    if left.len() != right.len() {
        return Err(machine.raise(known::VALUE_ERROR, "both points must have the same number of dimensions"));
    }
    let differences: Vec<f64> = left.iter().zip(right).map(|(x, y)| x - y).collect();
    Ok(norm(machine, &differences))
}

fn fsum(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let values = floats(machine, arguments.at(0))?;
    let special: f64 = values.iter().filter(|value| !value.is_finite()).sum();
    if values.iter().any(|value| !value.is_finite()) {
        let signs = values.contains(&f64::INFINITY) && values.contains(&f64::NEG_INFINITY);
        if signs {
            return Err(machine.raise(known::VALUE_ERROR, "-inf + inf in fsum"));
        }
        return Ok(machine.new_float(special));
    }
    match exact::sum(&values) {
        Some(total) => Ok(machine.new_float(total)),
        None => Err(machine.raise(known::OVERFLOW_ERROR, "intermediate overflow in fsum")),
    }
}

fn isclose(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    if arguments.positional.len() > 2 {
        let given = arguments.positional.len();
        let message = format!("isclose() takes exactly 2 positional arguments ({given} given)");
        return Err(machine.raise(known::TYPE_ERROR, message));
    }
    let [a, b, relative, absolute] = machine.bind("isclose", arguments, ["a", "b", "rel_tol", "abs_tol"], 2)?;
    let (a, b) = (real(machine, a.unwrap_or(known::NONE))?, real(machine, b.unwrap_or(known::NONE))?);
    let mut tolerance = |given: Option<Ref>, default| given.map_or(Ok(default), |given| real(machine, given));
    let (relative, absolute) = (tolerance(relative, 1e-9)?, tolerance(absolute, 0.0)?);
    if relative < 0.0 || absolute < 0.0 {
        return Err(machine.raise(known::VALUE_ERROR, "tolerances must be non-negative"));
    }
    let difference = (b - a).abs();
    let close = a == b
        || (a.is_finite()
            && b.is_finite()
            && (difference <= (relative * b).abs() || difference <= (relative * a).abs() || difference <= absolute));
    Ok(machine.new_bool(close))
}

fn prod(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let [iterable, start] = machine.bind("prod", arguments, ["", "start"], 1)?;
    let mut total = match start {
        Some(start) => machine.keep(start),
        None => machine.new_int(1),
    };
    let items = machine.items_of(iterable.unwrap_or(known::NONE))?;
    for item in &items {
        let product = machine.binary(BinaryOperator::Multiply, false, total, *item);
        machine.release(total);
        match product {
            Ok(product) => total = product,
            Err(stop) => {
                machine.release_all(items);
                return Err(stop);
            }
        }
    }
    machine.release_all(items);
    Ok(total)
}

/// Of floats (with ints among them) exactly; of anything else by its own operators.
fn sumprod(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let left = machine.items_of(arguments.at(0))?;
    let right = match machine.items_of(arguments.at(1)) {
        Ok(right) => right,
        Err(stop) => {
            machine.release_all(left);
            return Err(stop);
        }
    };
    let outcome = sum_of_products(machine, &left, &right);
    machine.release_all(left);
    machine.release_all(right);
    outcome
}

fn sum_of_products(machine: &mut Machine, left: &[Ref], right: &[Ref]) -> Result<Ref> {
    if left.len() != right.len() {
        return Err(machine.raise(known::VALUE_ERROR, "Inputs are not the same length"));
    }
    let plain = |machine: &Machine, object: &Ref| match (machine.heap.class_of(*object), machine.heap.body(*object)) {
        (known::FLOAT, Body::Float(value)) if value.is_finite() => Some(*value),
        (known::INT, Body::Int(value)) if value.unsigned_abs() < 1 << 53 => Some(*value as f64),
        _ => None,
    };
    let any_float = left.iter().chain(right).any(|object| machine.heap.class_of(*object) == known::FLOAT);
    let pairs: Option<Vec<(f64, f64)>> =
        left.iter().zip(right).map(|(x, y)| Some((plain(machine, x)?, plain(machine, y)?))).collect();
    if let Some(total) = pairs.filter(|_| any_float).and_then(|pairs| exact::sum_of_products(&pairs)) {
        return Ok(machine.new_float(total));
    }
    let mut total = machine.new_int(0);
    for (x, y) in left.iter().zip(right) {
        let product = match machine.binary(BinaryOperator::Multiply, false, *x, *y) {
            Ok(product) => product,
            Err(stop) => {
                machine.release(total);
                return Err(stop);
            }
        };
        let sum = machine.binary(BinaryOperator::Add, false, total, product);
        machine.release(total);
        machine.release(product);
        total = sum?;
    }
    Ok(total)
}

fn fma(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (x, y) = two(machine, arguments)?;
    let z = real(machine, arguments.at(2))?;
    let result = exact::multiply_add(x, y, z);
    if result.is_finite() {
        return Ok(machine.new_float(result));
    }
    if result.is_nan() && !x.is_nan() && !y.is_nan() && !z.is_nan() {
        return Err(machine.raise(known::VALUE_ERROR, "invalid operation in fma"));
    }
    if result.is_infinite() && x.is_finite() && y.is_finite() && z.is_finite() {
        return Err(machine.raise(known::OVERFLOW_ERROR, "overflow in fma"));
    }
    Ok(machine.new_float(result))
}
