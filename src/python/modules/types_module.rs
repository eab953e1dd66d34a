//! The module `_types`: the built-in classes that only `types.py` gives names to, and what that library's modules need of the
//! interpreter.

use super::arguments::native;
use crate::python::compile;
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Body, Ref, known};

static FUNCTIONS: &[&Native] = &[&native("define", define, 2, 2), &native("resolve_bases", resolve_bases, 1, 1)];

static CLASSES: &[(&str, Ref)] = &[
    ("FunctionType", known::FUNCTION),
    ("LambdaType", known::FUNCTION),
    ("CodeType", known::CODE),
    ("MappingProxyType", known::MAPPING_PROXY),
    ("SimpleNamespace", known::SIMPLE_NAMESPACE),
    ("CellType", known::CELL),
    ("GeneratorType", known::GENERATOR),
    ("CoroutineType", known::COROUTINE),
    ("MethodType", known::METHOD),
    ("BuiltinFunctionType", known::BUILTIN_FUNCTION),
    ("BuiltinMethodType", known::BUILTIN_FUNCTION),
    ("WrapperDescriptorType", known::WRAPPER_DESCRIPTOR),
    ("MethodWrapperType", known::METHOD_WRAPPER),
    ("MethodDescriptorType", known::METHOD_DESCRIPTOR),
    ("ClassMethodDescriptorType", known::CLASSMETHOD_DESCRIPTOR),
    ("ModuleType", known::MODULE),
    ("TracebackType", known::TRACEBACK),
    ("FrameType", known::FRAME),
    ("GetSetDescriptorType", known::GETSET_DESCRIPTOR),
    ("MemberDescriptorType", known::MEMBER_DESCRIPTOR),
    ("GenericAlias", known::GENERIC_ALIAS),
    ("UnionType", known::UNION),
    ("NoneType", known::NONE_TYPE),
    ("NotImplementedType", known::NOT_IMPLEMENTED_TYPE),
    ("EllipsisType", known::ELLIPSIS_TYPE),
];

/// Fills the module.
pub fn fill(machine: &mut Machine, module: Ref) -> Result<()> {
    machine.set_functions(module, FUNCTIONS)?;
    for (name, class) in CLASSES {
        machine.keep(*class);
        machine.set_in_module(module, name, *class)?;
    }
    Ok(())
}

/// Runs the source of definitions in a namespace (a dict): what `dataclasses` makes its methods by.
fn define(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (source, globals) = (arguments.at(0), arguments.at(1));
    let Some(source) = machine.text_of(source).map(str::to_owned) else {
        return Err(machine.wrong_argument("define", 1, "str", source));
    };
    if !matches!(machine.heap.body(globals), Body::Dict(_)) {
        return Err(machine.wrong_argument("define", 2, "dict", globals));
    }
    let code = match compile::module(machine, &source, "<string>") {
        Ok(code) => code,
        Err(error) => return Err(Stop::unmodelled(format!("a definition of the library: {}", error.message))),
    };
    machine.run_code_in(globals, code)?;
    Ok(machine.none())
}

fn resolve_bases(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let given = machine.items_of(arguments.at(0))?;
    let resolved = machine.resolved_bases(&given);
    let outcome = match resolved {
        Ok(Some(bases)) => {
            let tuple = machine.new_tuple(bases);
            Ok(tuple)
        }
        Ok(None) => Ok(machine.keep(arguments.at(0))),
        Err(stop) => Err(stop),
    };
    machine.release_all(given);
    outcome
}
