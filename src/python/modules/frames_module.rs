//! The module `_frames`: what `traceback` and `warnings` (in `assets/pylib`) ask of the machine.

use super::arguments::native;
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Ref, known};

static FUNCTIONS: &[&Native] = &[
    &native("exception_lines", exception_lines, 1, 1),
    &native("group_text", group_text, 1, 1),
    &native("source_line", source_line, 2, 2),
    &native("traceback_rows", traceback_rows, 1, 1),
];

/// Fills the module.
pub fn fill(machine: &mut Machine, module: Ref) -> Result<()> {
    machine.set_functions(module, FUNCTIONS)
}

/// The lines after a traceback: where a SyntaxError is, class and message, notes.
fn exception_lines(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let text = machine.exception_lines(arguments.at(0));
    let lines = text.split_inclusive('\n').map(|line| machine.new_str(line)).collect();
    Ok(machine.new_list(lines))
}

/// All that is printed for a group.
fn group_text(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let text = machine.traceback_text(arguments.at(0));
    Ok(machine.new_str(&text))
}

/// A line of a source, by file name and number; None when it is not to be had.
fn source_line(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let file = machine.text_of(arguments.at(0)).unwrap_or_default().to_owned();
    let number = machine.clamped_index_of(arguments.at(1))?;
    let line = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
    let found = line.and_then(|line| machine.source_of_file(&file).lines().nth(line)).map(str::to_owned);
    match found {
        Some(line) => Ok(machine.new_str(&line)),
        None => Ok(machine.none()),
    }
}

/// For each step of a traceback: file, line, name, what is shown of the source, and where the instruction stands.
fn traceback_rows(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let rows = machine.traceback_rows(arguments.at(0));
    let mut made = Vec::with_capacity(rows.len());
    for row in rows {
        let position = row.position;
        let shown = machine.shown_source(&row);
        let mut items = vec![
            machine.new_str(&row.code.file_name),
            machine.new_int(i64::from(row.line)),
            machine.new_str(&row.code.name),
            machine.new_str(&shown),
        ];
        for number in [position.column, position.end_line, position.end_column] {
            items.push(match position.line {
                0 => machine.keep(known::NONE),
                _ => machine.new_int(i64::from(number)),
            });
        }
        made.push(machine.new_tuple(items));
    }
    Ok(machine.new_list(made))
}
