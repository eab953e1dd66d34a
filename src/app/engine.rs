//! The one door from the window to the interpreter, its recordings and the views of them.

use crate::labs::Plot;
use crate::python::Version;
use crate::python::machine::{LineMark, Mark};
use crate::scene::{Scene, Size};

/// A program to run, and as what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    pub source: String,
    /// What tracebacks call it.
    pub file_name: String,
    pub version: Version,
    pub hash_seed: u32,
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
    lines: Vec<LineMark>,
    marks: Vec<Mark>,
}

/// One moment of a run.
#[derive(Clone, Debug, Default)]
pub struct Moment {
    pub scene: Scene,
    pub plots: Vec<Plot>,
    /// What was printed by then.
    pub output: String,
}

/// Runs a program to its end. `progress` hears of the steps made, and stops the run by answering false.
pub fn record(_program: &Program, _progress: &dyn Fn(u64) -> bool) -> Result<Run, Trouble> {
    Err(Trouble { line: 1, column: 1, message: "the interpreter is not part of this build".to_owned() })
}

impl Run {
    /// The number of the last step.
    pub fn steps(&self) -> u64 {
        self.lines.last().map_or(0, |line| line.step)
    }

    pub fn lines(&self) -> &[LineMark] {
        &self.lines
    }

    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// Why the run stopped before its end, in words.
    pub fn stopped(&self) -> Option<String> {
        None
    }

    /// The picture after `step`.
    pub fn moment(&self, _view: &str, _focus: &[String], _step: u64, size: Size) -> Moment {
        Moment { scene: Scene::new(size), ..Moment::default() }
    }
}

/// What a view is called on its tab.
pub fn view_title(view: &str) -> String {
    let mut letters = view.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Every view's name.
pub const VIEWS: &[&str] = &["heap", "gc", "list", "table", "lanes"];
