//! The module `_os_files`: what `assets/pylib/os.py` asks of the machine's files. The errors are raised there.

use std::sync::Arc;

use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::modules::arguments::native;
use crate::python::modules::io::files::WORKING_DIRECTORY;
use crate::python::object::Ref;
use crate::python::object::function::{Arguments, Native};

static FUNCTIONS: &[&Native] = &[
    &native("add_directory", add_directory, 1, 1),
    &native("entries", entries, 1, 1),
    &native("has_parent", has_parent, 1, 1),
    &native("is_directory", is_directory, 1, 1),
    &native("move_file", move_file, 2, 2),
    &native("remove_directory", remove_directory, 1, 1),
    &native("remove_file", remove_file, 1, 1),
    &native("size", size, 1, 1),
];

/// Fills the module.
pub fn fill(machine: &mut Machine, module: Ref) -> Result<()> {
    machine.set_functions(module, FUNCTIONS)?;
    let directory = machine.new_str(WORKING_DIRECTORY);
    machine.set_in_module(module, "working_directory", directory)
}

fn path(machine: &mut Machine, arguments: Arguments<'_>, at: usize) -> Result<String> {
    machine.str_argument("path", "path", arguments.at(at))
}

fn add_directory(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let path = path(machine, arguments, 0)?;
    machine.files.add_directory(&path);
    Ok(machine.none())
}

fn remove_directory(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let path = path(machine, arguments, 0)?;
    let removed = machine.files.remove_directory(&path);
    Ok(machine.new_bool(removed))
}

fn remove_file(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let path = path(machine, arguments, 0)?;
    let removed = machine.files.remove(&path);
    Ok(machine.new_bool(removed))
}

fn is_directory(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let path = path(machine, arguments, 0)?;
    let answer = machine.files.is_directory(&path);
    Ok(machine.new_bool(answer))
}

fn has_parent(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let path = path(machine, arguments, 0)?;
    let answer = machine.files.has_parent(&path);
    Ok(machine.new_bool(answer))
}

fn entries(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let path = path(machine, arguments, 0)?;
    let names = machine.files.entries(&path);
    let names = names.iter().map(|name| machine.new_str(name)).collect();
    Ok(machine.new_list(names))
}

/// Bytes of a file; None when there is none.
fn size(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let path = path(machine, arguments, 0)?;
    match machine.files.get(&path) {
        Some(bytes) => Ok(machine.new_int(i64::try_from(bytes.len()).unwrap_or(i64::MAX))),
        None => Ok(machine.none()),
    }
}

/// Gives a file another name, in the place of a file that has it; nothing happens when there is no such file.
fn move_file(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (from, to) = (path(machine, arguments, 0)?, path(machine, arguments, 1)?);
    if let Some(bytes) = machine.files.get(&from) {
        machine.files.remove(&from);
        machine.files.set(&to, Arc::clone(&bytes));
    }
    Ok(machine.none())
}
