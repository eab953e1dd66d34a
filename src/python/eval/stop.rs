//! Why a run, a call or a compilation ends early.

use crate::python::object::Ref;

/// What every fallible part of the interpreter gives.
pub type Result<T> = std::result::Result<T, Stop>;

/// Why the machine cannot go on as it was going.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// A Python exception: an owned reference. It unwinds frames until one handles it.
    Raised(Ref),
    /// The program asked for what is not modelled, or reached a bound: nothing in the program may catch it.
    Ended(Box<Ending>),
}

/// Why a program ended without CPython's own reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// What is not modelled, in words: "`match` is not modelled yet".
    Unmodelled(String),
    /// The bound on steps.
    Steps(u64),
    /// The bound on memory, in bytes of the model.
    Memory(u64),
    /// The bound on output, in bytes.
    Output(u64),
}

impl std::fmt::Display for Ending {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Ending::Unmodelled(what) => write!(f, "{what}"),
            Ending::Steps(steps) => write!(f, "stopped after {steps} steps, the bound that is set"),
            Ending::Memory(bytes) => {
                write!(f, "stopped: the program held more than {bytes} bytes, the bound that is set")
            }
            Ending::Output(bytes) => {
                write!(f, "stopped: the program printed more than {bytes} bytes, the bound that is set")
            }
        }
    }
}

impl Stop {
    /// Refuses what is not modelled, by name.
    pub fn unmodelled(what: impl Into<String>) -> Stop {
        Stop::Ended(Box::new(Ending::Unmodelled(what.into())))
    }
}

/// An error in the source text, before anything runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceError {
    pub kind: SourceErrorKind,
    pub message: String,
    /// From 1.
    pub line: u32,
    /// In UTF-8 bytes from 0.
    pub column: u32,
    pub end_line: u32,
    pub end_column: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceErrorKind {
    /// CPython refuses it too.
    Syntax,
    Indentation,
    /// Tabs and blanks that do not agree.
    Tabs,
    /// CPython runs it; this machine does not yet.
    Unmodelled,
}

impl SourceError {
    pub fn unmodelled(message: impl Into<String>, line: u32, column: u32) -> Self {
        let kind = SourceErrorKind::Unmodelled;
        Self { kind, message: message.into(), line, column, end_line: line, end_column: column + 1 }
    }
}
