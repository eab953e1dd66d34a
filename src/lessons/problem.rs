//! What is wrong with a lesson, and where.

use std::fmt;
use std::path::{Path, PathBuf};

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The lesson cannot be shown, or part of it would be missing or wrong.
    Error,
    /// The lesson works, but falls short of what the course promises.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        })
    }
}

/// One thing to put right, shown as `file:line:column: error: message`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    pub file: PathBuf,
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1, in characters.
    pub column: usize,
    pub severity: Severity,
    pub message: String,
}

impl Problem {
    pub(super) fn error(file: &Path, at: Place, message: impl Into<String>) -> Problem {
        Problem::new(file, at, Severity::Error, message.into())
    }

    pub(super) fn warning(file: &Path, at: Place, message: impl Into<String>) -> Problem {
        Problem::new(file, at, Severity::Warning, message.into())
    }

    fn new(file: &Path, at: Place, severity: Severity, message: String) -> Problem {
        Problem { file: file.to_owned(), line: at.line, column: at.column, severity, message }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Problem { file, line, column, severity, message } = self;
        write!(formatter, "{}:{line}:{column}: {severity}: {message}", file.display())
    }
}

/// A place in a text: line and column, both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub line: usize,
    pub column: usize,
}

impl Place {
    /// Where a problem of the whole file is said to be.
    pub const START: Place = Place { line: 1, column: 1 };

    /// The place of a byte offset; one past the end, or inside a character, counts as what stands before it.
    pub fn of_offset(text: &str, offset: usize) -> Place {
        let mut place = Place::START;
        for (at, character) in text.char_indices() {
            if at >= offset {
                break;
            }
            if character == '\n' {
                place = Place { line: place.line + 1, column: 1 };
            } else {
                place.column += 1;
            }
        }
        place
    }

    /// Where `needle` first stands in `text`, or the start when it does not.
    pub fn of_first(text: &str, needle: &str) -> Place {
        text.find(needle).map_or(Place::START, |offset| Place::of_offset(text, offset))
    }
}
