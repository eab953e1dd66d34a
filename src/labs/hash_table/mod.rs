//! The hash-table lab: any keys, inserted, looked up and deleted one at a time.
//!
//! [`operation`] checks what is typed; the program that the operations make runs on the interpreter, so that the table is
//! its own dict or set and no second model; the table view draws it.

pub mod operation;

use super::{Choice, Control, Kind as ControlKind, Lab, Value};
use crate::python::machine::{Exit, Machine, Options};
use crate::python::machine_events::TableEvent;
use crate::python::object::Ref;
use crate::python::recording::Recording;
use crate::python::version::Version;
use operation::{Container, Kind, Operation};
use std::sync::Arc;

const CONTAINERS: [Choice; 2] = [Choice::new("dict", "dict"), Choice::new("set", "set")];
const VERSIONS: [Choice; 5] = [
    Choice::new("3.11", "3.11.7"),
    Choice::new("3.12", "3.12.1"),
    Choice::new("3.13", "3.13.0"),
    Choice::new("3.14", "3.14.10"),
    Choice::new("3.15", "3.15.2"),
];
const SEED: (i64, i64) = (0, u32::MAX as i64);
/// Operations that one table takes.
const MOST: usize = 400;

/// The lab: what was done, and the run of it.
#[derive(Clone, Debug)]
pub struct HashTable {
    container: Container,
    version: Version,
    seed: u32,
    operations: Vec<Operation>,
    /// Operations that were taken back, the last one last.
    undone: Vec<Operation>,
    run: Arc<Recording>,
}

/// The table after some operations.
#[derive(Clone, Debug)]
pub struct Standing {
    pub machine: Machine,
    /// The dict or set.
    pub table: Ref,
    /// What the last operation visited; `None` before the first.
    pub event: Option<TableEvent>,
}

impl HashTable {
    /// # Errors
    /// What is wrong, in words.
    fn new(container: Container, version: Version, seed: u32, operations: Vec<Operation>) -> Result<Self, String> {
        if operations.len() > MOST {
            return Err(format!("{} operations are too many; {MOST} are the most", operations.len()));
        }
        let options = Options { version, hash_seed: seed, ..Options::default() };
        let source = program(container, &operations);
        let run = Recording::record(&source, options, &mut |_| true).map_err(|error| error.message.clone())?;
        match run.exit() {
            Some(Exit::Status(0)) => {}
            Some(Exit::Stopped { ending, .. }) => return Err(format!("the run was stopped: {ending:?}")),
            _ => return Err(run.end().output.errors.lines().last().unwrap_or("the run failed").to_owned()),
        }
        Ok(Self { container, version, seed, operations, undone: Vec::new(), run: Arc::new(run) })
    }

    /// The program that does the operations, one a line.
    pub fn program(&self) -> String {
        program(self.container, &self.operations)
    }

    /// What was done, in order.
    pub fn operations(&self) -> &[Operation] {
        &self.operations
    }

    /// The table after so many operations.
    pub fn standing(&self, done: usize) -> Option<Standing> {
        let begins =
            |line: usize| self.run.lines().iter().find(|mark| mark.line as usize == line).map(|mark| mark.step);
        let done = done.min(self.operations.len());
        // Line 1 makes the table; the line after the operation's own is the first at which it is over.
        let machine = self.run.machine_at(begins(done + 2)?);
        let name = if self.container == Container::Dict { "d" } else { "s" };
        let table = machine.dict_get_text(machine.main, name)?;
        let began = begins(done + 1)?;
        let mut events = machine.trail.events.tables.iter().rev();
        let event = events.find(|event| event.container == table && event.step >= began && done > 0).cloned();
        Some(Standing { machine, table, event })
    }

    fn with(&self, operations: Vec<Operation>) -> Result<Self, String> {
        Self::new(self.container, self.version, self.seed, operations)
    }
}

fn program(container: Container, operations: &[Operation]) -> String {
    let lines = operations.iter().enumerate().map(|(number, operation)| operation.line(container, number));
    // The last line stands for the moment at which the last operation is over.
    let lines: Vec<String> =
        [container.first_line().to_owned()].into_iter().chain(lines).chain(["pass".to_owned()]).collect();
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::machine_events::TableOutcome;

    fn done(container: Container, operations: &[(Kind, &str)]) -> HashTable {
        let operations = operations.iter().map(|(kind, key)| Operation::new(*kind, key)).collect::<Result<_, _>>();
        HashTable::new(container, Version::V3_13, 0, operations.expect("literals")).expect("a run")
    }

    /// `dk_indices` of the same dict on a real 3.13, read through ctypes.
    #[test]
    fn the_table_is_what_cpython_has() {
        use Kind::{Delete, Insert};
        let lab = done(Container::Dict, &[(Insert, "8"), (Insert, "16"), (Insert, "0"), (Delete, "16"), (Insert, "1")]);
        let standing = lab.standing(5).expect("a standing");
        let dict = standing.machine.heap.dict(standing.table).expect("a dict");
        assert_eq!(dict.indices, [0, 3, -1, -1, -1, -1, 2, -1]);
        assert_eq!(dict.usable, 1);
        let event = standing.event.expect("an event");
        assert_eq!(event.outcome, TableOutcome::Added(1));
        let before = lab.standing(3).expect("a standing");
        assert_eq!(before.machine.heap.dict(before.table).map(|dict| dict.used), Some(3));
    }
}
