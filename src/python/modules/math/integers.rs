//! Functions of ints: factorials and choices, divisors, roots.

use num_bigint::BigInt;
use num_integer::Integer as _;
use num_traits::{One as _, Signed as _, ToPrimitive as _, Zero as _};

use crate::python::eval::stop::{Ending, Result, Stop};
use crate::python::machine::Machine;
use crate::python::modules::arguments::native;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Ref, known};

pub static FUNCTIONS: &[&Native] = &[
    &native("comb", comb, 2, 2),
    &native("factorial", factorial, 1, 1),
    &native("gcd", gcd, 0, usize::MAX),
    &native("isqrt", isqrt, 1, 1),
    &native("lcm", lcm, 0, usize::MAX),
    &native("perm", perm, 1, 2),
];

/// Factors after which a product is taken for endless.
const MOST_FACTORS: u64 = 2_000_000;

/// The product of ints from `low` to `high`, by halves so that the factors grow together.
fn product(low: u64, high: u64) -> BigInt {
    if high < low {
        return BigInt::one();
    }
    if high - low < 8 {
        return (low..=high).map(BigInt::from).product();
    }
    let middle = low + (high - low) / 2;
    product(low, middle) * product(middle + 1, high)
}

fn factorial(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let number = machine.big_index_of(arguments.at(0))?;
    if number.is_negative() {
        return Err(machine.raise(known::VALUE_ERROR, "factorial() not defined for negative values"));
    }
    match number.to_i64() {
        Some(number) if (number as u64) < MOST_FACTORS => {
            let result = product(2, number as u64);
            Ok(machine.new_big_int(result))
        }
        Some(_) => Err(too_large(machine)),
        None => {
            let message = format!("factorial() argument should not exceed {}", i64::MAX);
            Err(machine.raise(known::OVERFLOW_ERROR, message))
        }
    }
}

/// What no memory holds ends the program, as it would end CPython after hours.
fn too_large(machine: &Machine) -> Stop {
    Stop::Ended(Box::new(Ending::Memory(machine.options.max_memory)))
}

fn two(machine: &mut Machine, arguments: Arguments<'_>) -> Result<(BigInt, BigInt)> {
    let (n, k) = (machine.big_index_of(arguments.at(0))?, machine.big_index_of(arguments.at(1))?);
    for (name, value) in [("n", &n), ("k", &k)] {
        if value.is_negative() {
            return Err(machine.raise(known::VALUE_ERROR, format!("{name} must be a non-negative integer")));
        }
    }
    Ok((n, k))
}

/// `n * (n - 1) * …`, k factors.
fn falling(n: &BigInt, k: u64) -> BigInt {
    if let Some(n) = n.to_u64() {
        return product(n - k + 1, n);
    }
    (0..k).map(|less| n - less).product()
}

fn comb(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (n, k) = two(machine, arguments)?;
    if k > n {
        return Ok(machine.new_int(0));
    }
    let k = k.clone().min(&n - &k);
    let Some(k) = k.to_u64().filter(|k| *k < MOST_FACTORS) else { return Err(too_large(machine)) };
    let result = falling(&n, k) / product(2, k);
    Ok(machine.new_big_int(result))
}

fn perm(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    if arguments.optional(1).is_none_or(|k| k == known::NONE) {
        return factorial(machine, arguments);
    }
    let (n, k) = two(machine, arguments)?;
    if k > n {
        return Ok(machine.new_int(0));
    }
    let Some(k) = k.to_u64().filter(|k| *k < MOST_FACTORS) else { return Err(too_large(machine)) };
    let result = falling(&n, k);
    Ok(machine.new_big_int(result))
}

fn gcd(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let mut result = BigInt::zero();
    for argument in arguments.positional {
        result = result.gcd(&machine.big_index_of(*argument)?);
    }
    Ok(machine.new_big_int(result.abs()))
}

fn lcm(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let mut result = BigInt::one();
    for argument in arguments.positional {
        let value = machine.big_index_of(*argument)?;
        result = if value.is_zero() || result.is_zero() { BigInt::zero() } else { result.lcm(&value) };
    }
    Ok(machine.new_big_int(result.abs()))
}

fn isqrt(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let value = machine.big_index_of(arguments.at(0))?;
    if value.is_negative() {
        return Err(machine.raise(known::VALUE_ERROR, "isqrt() argument must be nonnegative"));
    }
    Ok(machine.new_big_int(value.sqrt()))
}
