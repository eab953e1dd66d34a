//! The hash-table lab: any keys, inserted, looked up and deleted one at a time.
//!
//! [`operation`] checks what is typed; the program that the operations make runs on the interpreter, so that the table is
//! its own dict or set and no second model; [`run`] keeps its state after each; the table view draws it.

pub mod operation;
pub mod run;

use super::{Axis, Choice, Control, Kind as ControlKind, Lab, Look, Plot, Series, Value};
use crate::python::version::Version;
use crate::scene::{Ink, Scene};
use operation::{Container, Kind, Operation};
use run::Run;
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
/// The keys that are in the table at first; the ints all begin at slot 3 of 8.
const FIRST_KEYS: &str = "3, 11, 19, 'ham', 'eggs'";

/// What the lab is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Settings {
    container: Container,
    version: Version,
    seed: u32,
    operations: Vec<Operation>,
}

/// The lab: what was done, and the run of it.
#[derive(Clone)]
pub struct HashTable {
    settings: Settings,
    /// Operations that were taken back, the last one last.
    undone: Vec<Operation>,
    run: Arc<Run>,
}

impl Default for HashTable {
    fn default() -> Self {
        let settings = Settings {
            container: Container::Dict,
            version: Version::V3_13,
            seed: 0,
            operations: operation::inserts(FIRST_KEYS).unwrap_or_default(),
        };
        let run = Arc::new(Run::of(&settings).unwrap_or_default());
        Self { settings, undone: Vec::new(), run }
    }
}

impl HashTable {
    /// What was done, in order.
    pub fn operations(&self) -> &[Operation] {
        &self.settings.operations
    }

    /// The run of it.
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// The program that does the operations, one a line.
    pub fn program(&self) -> String {
        run::program(self.settings.container, &self.settings.operations)
    }

    fn change(&mut self, change: impl FnOnce(&mut Settings) -> Result<(), String>) -> Result<(), String> {
        let mut settings = self.settings.clone();
        change(&mut settings)?;
        if settings.operations.len() > MOST {
            return Err(format!("{} operations are too many; {MOST} are the most", settings.operations.len()));
        }
        if settings != self.settings {
            self.run = Arc::new(Run::of(&settings)?);
            self.settings = settings;
        }
        Ok(())
    }

    /// One more operation; what was taken back can then no longer come again.
    fn add(&mut self, kind: Kind, value: &Value, name: &str) -> Result<(), String> {
        let operation = Operation::new(kind, value.text(name)?)?;
        self.change(|settings| {
            settings.operations.push(operation);
            Ok(())
        })?;
        self.undone.clear();
        Ok(())
    }

    fn undo(&mut self) -> Result<(), String> {
        let Some(last) = self.settings.operations.last().cloned() else { return Ok(()) };
        self.change(|settings| {
            settings.operations.pop();
            Ok(())
        })?;
        self.undone.push(last);
        Ok(())
    }

    fn redo(&mut self) -> Result<(), String> {
        let Some(next) = self.undone.last().cloned() else { return Ok(()) };
        self.change(|settings| {
            settings.operations.push(next);
            Ok(())
        })?;
        self.undone.pop();
        Ok(())
    }

    /// The keys that are inserted, as they can be set again.
    fn keys(&self) -> String {
        let inserted = self.settings.operations.iter().filter(|operation| operation.kind == Kind::Insert);
        inserted.map(|operation| operation.key.as_str()).collect::<Vec<_>>().join(", ")
    }
}

fn version_name(version: Version) -> &'static str {
    version.short()
}

impl Lab for HashTable {
    fn name(&self) -> &'static str {
        "hash-table"
    }

    fn title(&self) -> &'static str {
        "Hash table"
    }

    fn controls(&self) -> Vec<Control> {
        let settings = &self.settings;
        let container = if settings.container == Container::Dict { "dict" } else { "set" };
        let hint = "'ham', 42 or (1, 2)";
        let entry = |name, label| Control::text(name, label, ControlKind::Entry { hint }, "");
        vec![
            entry("insert", "Insert"),
            entry("look_up", "Look up"),
            entry("delete", "Delete"),
            Control::button("undo", "Undo").matters(!settings.operations.is_empty()),
            Control::button("redo", "Redo").matters(!self.undone.is_empty()),
            Control::text("keys", "Keys inserted", ControlKind::Text { hint: "'ham', 'eggs', 8, 16" }, &self.keys()),
            Control::choice("container", "Table of a", &CONTAINERS, container),
            Control::whole("seed", "Hash seed", "", SEED, i64::from(settings.seed)).logarithmic(),
            Control::choice("version", "Python", &VERSIONS, version_name(settings.version)),
        ]
    }

    fn set(&mut self, name: &str, value: Value) -> Result<(), String> {
        match name {
            "insert" => self.add(Kind::Insert, &value, name),
            "look_up" => self.add(Kind::LookUp, &value, name),
            "delete" => self.add(Kind::Delete, &value, name),
            "undo" => self.undo(),
            "redo" => self.redo(),
            "keys" => {
                let operations = operation::inserts(value.text(name)?)?;
                // The same keys again are no change: what was looked up and deleted among them stays.
                if operation::inserts(&self.keys()).as_ref() == Ok(&operations) {
                    return Ok(());
                }
                self.undone.clear();
                self.change(|settings| {
                    settings.operations = operations;
                    Ok(())
                })
            }
            "container" => {
                let set = value.choice(name, &CONTAINERS)? == "set";
                self.change(|settings| {
                    settings.container = if set { Container::Set } else { Container::Dict };
                    Ok(())
                })
            }
            "seed" => {
                let seed = value.whole(name, SEED)? as u32;
                self.change(|settings| {
                    settings.seed = seed;
                    Ok(())
                })
            }
            "version" => {
                let chosen = value.choice(name, &VERSIONS)?;
                self.change(|settings| {
                    settings.version = Version::parse(chosen).unwrap_or(settings.version);
                    Ok(())
                })
            }
            _ => Err(super::unknown_setting(self, name)),
        }
    }

    fn steps(&self) -> usize {
        self.settings.operations.len() + 1
    }

    fn opens_at(&self) -> usize {
        self.settings.operations.len()
    }

    fn scene(&self, step: usize, look: &Look) -> Scene {
        let mut scene = self.run.scene(step, look.size);
        if scene.caption.is_empty() {
            let line = step.checked_sub(1).and_then(|last| {
                let operation = self.settings.operations.get(last)?;
                Some(operation.line(self.settings.container, last))
            });
            scene.caption = line.unwrap_or_else(|| self.settings.container.first_line().to_owned());
        }
        scene
    }

    fn plots(&self, step: usize) -> Vec<Plot> {
        let series = |name: &str, ink, count: fn(&run::Count) -> usize| {
            let points = self.run.counts().enumerate().map(|(done, counted)| [done as f64, count(&counted) as f64]);
            Series { name: name.to_owned(), ink, points: points.collect() }
        };
        let (x, now) = (Axis::linear("operations"), Some(step as f64));
        vec![
            Plot {
                title: "Slots and keys".to_owned(),
                x: x.clone(),
                y: Axis::linear("slots"),
                series: vec![
                    series("slots", Ink::Touch, |count| count.slots),
                    series("in use, dead ones too", Ink::Turn, |count| count.filled),
                    series("keys", Ink::Alive, |count| count.used),
                ],
                now,
            },
            Plot {
                title: "Slots visited by each operation".to_owned(),
                x,
                y: Axis::linear("slots"),
                series: vec![series("visited", Ink::Touch, |count| count.visited)],
                now,
            },
        ]
    }

    fn summary(&self) -> Vec<(String, String)> {
        let Some(last) = self.run.counts().last() else { return Vec::new() };
        let visited: usize = self.run.counts().map(|count| count.visited).sum();
        vec![
            ("Keys".to_owned(), last.used.to_string()),
            ("Slots".to_owned(), last.slots.to_string()),
            ("Slots visited in all".to_owned(), visited.to_string()),
        ]
    }

    fn copy(&self) -> Box<dyn Lab> {
        Box::new(self.clone())
    }
}

#[cfg(test)]
mod tests;
