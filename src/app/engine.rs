//! The one door from the window to the interpreter, its recordings and the views of them.

use std::sync::Arc;

use crate::labs::Plot;
use crate::python::eval::stop::{Ending, SourceError};
use crate::python::machine::Exit;
use crate::python::{Machine, Options, Recording, Version};
use crate::replay::Marks;
use crate::scene::{Scene, Size};
use crate::views::{self, View};

/// A program to run, and as what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    pub source: String,
    /// What tracebacks call it.
    pub file_name: String,
    pub version: Version,
    pub hash_seed: u32,
    /// Steps after which it is stopped.
    pub max_steps: u64,
    /// What `input()` reads.
    pub input: String,
}

/// Why a program does not run, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
    pub message: String,
}

/// A run that can be asked for any of its steps.
pub struct Run {
    recording: Arc<Recording>,
    marks: Arc<Marks>,
    /// What the moment before showed as printed: often the same.
    printed: Printed,
    /// The views that were asked for; each looked through the whole run when it was opened.
    views: Vec<Opened>,
}

struct Opened {
    name: String,
    focus: Vec<String>,
    /// None for a name that no view has.
    view: Option<Box<dyn View>>,
}

/// One moment of a run.
#[derive(Clone, Debug, Default)]
pub struct Moment {
    pub scene: Scene,
    pub plots: Vec<Plot>,
    /// What was printed by then.
    pub output: Printed,
}

/// Output first, then what went to the error stream: the end of it, as much as a pane shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    pub tail: Arc<str>,
    /// Bytes in all.
    pub bytes: usize,
}

impl Printed {
    /// Whether more was printed than the tail shows.
    pub fn is_cut(&self) -> bool {
        self.bytes > self.tail.len()
    }
}

/// More output than this is shown by its end.
const MOST_OUTPUT: usize = 64 << 10;

/// Runs a program to its end, on a thread with [`STACK_BYTES`](crate::python::recording::STACK_BYTES) of stack.
/// `go_on` hears of the steps made, and stops the run by answering false.
pub fn record(program: &Program, go_on: &mut dyn FnMut(u64) -> bool) -> Result<Run, Trouble> {
    let options = Options {
        version: program.version,
        hash_seed: program.hash_seed,
        max_steps: program.max_steps,
        file_name: program.file_name.clone(),
        input: program.input.clone(),
        ..Options::default()
    };
    let recording =
        Recording::record(&program.source, options, go_on).map_err(|error| trouble(&error, &program.source))?;
    Ok(Run::of(Arc::new(recording)))
}

impl Run {
    /// A recorded run, to be looked at.
    pub fn of(recording: Arc<Recording>) -> Self {
        let marks = Marks { lines: recording.lines().to_vec(), happenings: recording.marks().to_vec() };
        Self { recording, marks: Arc::new(marks), printed: Printed::default(), views: Vec::new() }
    }

    pub fn recording(&self) -> &Arc<Recording> {
        &self.recording
    }

    /// The number of the last step.
    pub fn steps(&self) -> u64 {
        self.recording.steps()
    }

    pub fn marks(&self) -> &Arc<Marks> {
        &self.marks
    }

    /// Why the run stopped before its end, in words.
    pub fn stopped(&self) -> Option<String> {
        match self.recording.exit() {
            Some(Exit::Stopped { ending, line }) => Some(format!("Line {line}: {ending}.")),
            Some(Exit::Status(_)) | None => None,
        }
    }

    /// Whether it stopped because it made as many steps as it may.
    pub fn ran_out(&self) -> bool {
        matches!(self.recording.exit(), Some(Exit::Stopped { ending: Ending::Steps(_), .. }))
    }

    /// The picture after `step`.
    pub fn moment(&mut self, view: &str, focus: &[String], step: u64, size: Size) -> Moment {
        let machine = self.recording.machine_at(step);
        self.printed = printed(&machine, std::mem::take(&mut self.printed));
        let output = self.printed.clone();
        match self.view(view, focus) {
            Some(view) => Moment { scene: view.scene(&machine, step, size), plots: view.plots(step), output },
            None => Moment { scene: Scene::new(size), plots: Vec::new(), output },
        }
    }

    fn view(&mut self, name: &str, focus: &[String]) -> Option<&dyn View> {
        let known = self.views.iter().position(|opened| opened.name == name && opened.focus == focus);
        let place = known.unwrap_or_else(|| {
            let view = views::open(name, &self.recording, focus);
            self.views.push(Opened { name: name.to_owned(), focus: focus.to_vec(), view });
            self.views.len() - 1
        });
        self.views.get(place)?.view.as_deref()
    }
}

/// What a view is called on its tab.
pub fn view_title(view: &str) -> String {
    match view {
        "heap" => "Objects and names".to_owned(),
        "gc" => "Garbage collector".to_owned(),
        "list" => "List".to_owned(),
        "table" => "Table".to_owned(),
        other => other.to_owned(),
    }
}

/// All that was printed by then: output first, then what went to the error stream.
pub fn printed_whole(machine: &Machine) -> String {
    let mut text: String = machine.output.pieces.iter().map(|piece| &**piece).collect();
    text.push_str(&machine.output.errors);
    text
}

/// The end of what was printed; `known` itself where nothing came or went since.
fn printed(machine: &Machine, known: Printed) -> Printed {
    let output = &machine.output;
    let bytes = output.bytes as usize + output.errors.len();
    if known.bytes == bytes {
        return known;
    }
    let mut parts: Vec<&str> = vec![&output.errors];
    let mut length = output.errors.len();
    for piece in output.pieces.iter().rev() {
        if length >= MOST_OUTPUT {
            break;
        }
        length += piece.len();
        parts.push(piece);
    }
    parts.reverse();
    let mut tail = parts.concat();
    let start = tail.len().saturating_sub(MOST_OUTPUT);
    let start = (start..=tail.len()).find(|place| tail.is_char_boundary(*place)).unwrap_or(0);
    tail.drain(..start);
    Printed { tail: tail.into(), bytes }
}

fn trouble(error: &SourceError, source: &str) -> Trouble {
    let line = source.lines().nth(error.line.saturating_sub(1) as usize).unwrap_or_default();
    let before = (0..=error.column as usize).rev().find_map(|end| line.get(..end)).unwrap_or_default();
    Trouble { line: error.line, column: before.chars().count() as u32 + 1, message: error.message.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(source: &str) -> Result<Run, Trouble> {
        let file_name = "demo.py".to_owned();
        let program = Program {
            source: source.to_owned(),
            file_name,
            version: Version::V3_13,
            hash_seed: 0,
            max_steps: 1000,
            input: String::new(),
        };
        record(&program, &mut |_| true)
    }

    #[test]
    fn a_run_knows_its_output_at_every_step() {
        let mut run = run("print(1)\nprint(2)\n").unwrap();
        let steps = run.steps();
        let second = run.marks().lines.iter().find(|mark| mark.line == 2).unwrap().step;
        let mut printed = |step| run.moment("heap", &[], step, Size::new(600.0, 400.0)).output.tail.to_string();
        assert_eq!(printed(0), "");
        assert_eq!(printed(second), "1\n");
        assert_eq!(printed(steps), "1\n2\n");
        assert_eq!(printed(second), "1\n");
    }

    #[test]
    fn of_much_output_the_end_is_shown() {
        let file_name = "demo.py".to_owned();
        let source = "for i in range(9000):\n    print('é' * 10)\n".to_owned();
        let program = Program {
            source,
            file_name,
            version: Version::V3_13,
            hash_seed: 0,
            max_steps: 1_000_000,
            input: String::new(),
        };
        let mut run = record(&program, &mut |_| true).unwrap();
        let output = run.moment("heap", &[], run.steps(), Size::new(600.0, 400.0)).output;
        assert_eq!(output.bytes, 9000 * 21);
        assert!(output.is_cut() && output.tail.len() <= MOST_OUTPUT && output.tail.ends_with("é\n"));
    }

    #[test]
    fn trouble_has_a_place_in_characters() {
        let trouble = run("a = 1\né = = 2\n").err().unwrap();
        assert_eq!((trouble.line, trouble.column), (2, 5), "{trouble:?}");
    }
}
