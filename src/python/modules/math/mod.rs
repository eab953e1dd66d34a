//! The module `math` (`Modules/mathmodule.c`), by the functions of the platform's libm as CPython calls them.
//!
//! `asinh`, `acosh`, `atanh`, `erf` and `erfc` are of a port of libm: their last bit may be another platform's.

pub mod exact;
pub mod gamma;
pub mod integers;
pub mod many;
pub mod one;

use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::Ref;
use crate::python::version::Version;

/// Fills the module.
pub fn fill(machine: &mut Machine, module: Ref) -> Result<()> {
    machine.set_functions(module, one::FUNCTIONS)?;
    machine.set_functions(module, many::FUNCTIONS)?;
    machine.set_functions(module, integers::FUNCTIONS)?;
    if machine.version() >= Version::V3_12 {
        machine.set_functions(module, &[&many::SUMPROD])?;
    }
    if machine.version() >= Version::V3_13 {
        machine.set_functions(module, &[&many::FMA])?;
    }
    if machine.version() >= Version::V3_15 {
        machine.set_functions(module, one::NEWEST)?;
    }
    for (name, value) in [
        ("pi", std::f64::consts::PI),
        ("e", std::f64::consts::E),
        ("tau", std::f64::consts::TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ] {
        let value = machine.new_float(value);
        machine.set_in_module(module, name, value)?;
    }
    Ok(())
}
