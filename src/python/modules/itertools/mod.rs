//! The module `itertools` (`Modules/itertoolsmodule.c`), each iterator as lazy as CPython's.

pub mod endless;

use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::modules::extension_class::ExtensionClass;
use crate::python::object::Ref;

static CLASSES: &[&ExtensionClass] = &[&endless::COUNT, &endless::CYCLE, &endless::REPEAT];

/// Fills the module.
pub fn fill(machine: &mut Machine, module: Ref) -> Result<()> {
    for class in CLASSES {
        machine.set_class_in_module(module, class)?;
    }
    Ok(())
}
