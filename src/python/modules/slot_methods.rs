//! Methods of exceptions that every exception has. Special methods by name are `slots`'.

use super::arguments::native;
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Ref, known};

/// BaseException's.
pub static EXCEPTION: &[&Native] =
    &[&native("with_traceback", with_traceback, 1, 1), &native("add_note", add_note, 1, 1)];

fn with_traceback(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (receiver, traceback) = (arguments.positional[0], arguments.positional[1]);
    let traceback = if traceback == known::NONE { Ref::NULL } else { machine.keep(traceback) };
    if let Some(parts) = machine.exception_mut(receiver) {
        let old = std::mem::replace(&mut parts.traceback, traceback);
        machine.release(old);
    }
    Ok(machine.keep(receiver))
}

fn add_note(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (receiver, note) = (arguments.positional[0], arguments.positional[1]);
    if machine.text_of(note).is_none() {
        let got = machine.class_name(note);
        return Err(machine.raise(known::TYPE_ERROR, format!("add_note() argument must be str, not {got}")));
    }
    let mut notes = machine.exception(receiver).map_or(Ref::NULL, |parts| parts.notes);
    if notes.is_null() {
        notes = machine.new_list(Vec::new());
        if let Some(parts) = machine.exception_mut(receiver) {
            parts.notes = notes;
        }
    }
    machine.keep(note);
    machine.list_append(notes, note);
    Ok(machine.none())
}
