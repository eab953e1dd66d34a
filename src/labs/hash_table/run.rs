//! The run of the lab's program: the machine after each operation, what that operation visited, and how full the table is.

use super::Settings;
use super::operation::{Container, Operation};
use crate::python::machine::{Exit, Machine, Options};
use crate::python::machine_events::TableEvent;
use crate::python::object::Ref;
use crate::python::object::set::Slot;
use crate::python::recording::Recording;
use crate::replay::Model as _;
use crate::scene::{Scene, Size};
use crate::views::{self, View};

/// The states of a run; empty for a lab that could not run anything.
#[derive(Default)]
pub struct Run {
    standings: Vec<Standing>,
    view: Option<Box<dyn View>>,
}

/// The table after some operations.
pub struct Standing {
    pub machine: Machine,
    /// The dict or set.
    pub table: Ref,
    /// What the last operation visited; `None` before the first.
    pub event: Option<TableEvent>,
}

/// How full a table is, and what the last operation cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub slots: usize,
    /// Entries or slots that count against the room, dead ones too.
    pub filled: usize,
    /// Live keys.
    pub used: usize,
    /// Slots that the last operation visited.
    pub visited: usize,
}

/// The operations as a program, one a line.
pub fn program(container: Container, operations: &[Operation]) -> String {
    let lines = operations.iter().enumerate().map(|(number, operation)| operation.line(container, number));
    // The last line stands for the moment at which the last operation is over.
    let lines: Vec<String> =
        [container.first_line().to_owned()].into_iter().chain(lines).chain(["pass".to_owned()]).collect();
    lines.join("\n") + "\n"
}

impl Run {
    /// # Errors
    /// What stopped the program, in words.
    pub(super) fn of(settings: &Settings) -> Result<Self, String> {
        let options = Options { version: settings.version, hash_seed: settings.seed, ..Options::default() };
        let source = program(settings.container, &settings.operations);
        let recording =
            Recording::record(&source, options, &mut |_| true).map_err(|error| error.message.to_string())?;
        match recording.exit() {
            Some(Exit::Status(0)) => {}
            Some(Exit::Stopped { ending, .. }) => return Err(format!("the run was stopped: {ending:?}")),
            _ => return Err(recording.end().output.errors.lines().last().unwrap_or("the run failed").to_owned()),
        }
        let name = settings.container.name();
        // Line 1 makes the table; a line begins when the operation of the line before is over.
        let mut begins: Vec<u64> = Vec::new();
        for mark in recording.lines() {
            if mark.line as usize == begins.len() + 1 {
                begins.push(mark.step);
            }
        }
        let mut machine = recording.machine_at(0);
        let mut standings = Vec::new();
        for (done, pair) in begins.windows(2).enumerate() {
            let &[began, over] = pair else { continue };
            machine = machine.seek(over);
            let Some(table) = machine.dict_get_text(machine.main, name) else { continue };
            let mut events = machine.trail.events.tables.iter().rev();
            let event = events.find(|event| done > 0 && event.container == table && event.step >= began).cloned();
            standings.push(Standing { machine: machine.checkpoint(), table, event });
        }
        let view = views::open("table", &recording, &[name.to_owned()]);
        Ok(Self { standings, view })
    }

    /// The table after so many operations, the last state if there are fewer.
    pub fn standing(&self, done: usize) -> Option<&Standing> {
        self.standings.get(done).or(self.standings.last())
    }

    /// How full the table is after none, one, two … operations.
    pub fn counts(&self) -> impl Iterator<Item = Count> + '_ {
        self.standings.iter().map(Standing::count)
    }

    /// The picture after so many operations.
    pub(super) fn scene(&self, done: usize, size: Size) -> Scene {
        match (&self.view, self.standing(done)) {
            (Some(view), Some(standing)) => view.scene(&standing.machine, standing.machine.step, size),
            _ => Scene::new(size),
        }
    }
}

impl Standing {
    /// How full the table is.
    pub fn count(&self) -> Count {
        let visited = self.event.as_ref().map_or(0, |event| event.stops.len());
        if let Some(dict) = self.machine.heap.dict(self.table) {
            return Count { slots: dict.indices.len(), filled: dict.entries.len(), used: dict.used, visited };
        }
        match self.machine.heap.set(self.table) {
            Some(set) => {
                let filled = set.table.iter().filter(|slot| **slot != Slot::Empty).count();
                Count { slots: set.table.len(), filled, used: set.used, visited }
            }
            None => Count::default(),
        }
    }
}
