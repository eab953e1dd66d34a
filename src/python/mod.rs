//! The interpreter behind the glass: a CPython, small but not simplified where it shows.
//!
//! Pure: no clock, no files, no threads, no window. The same program and options give the same steps. Time travel is
//! `replay`'s, pictures are `views`'.

pub mod compile;
pub mod eval;
pub mod machine;
pub mod machine_events;
pub mod memory;
pub mod modules;
pub mod object;
pub mod probe;
pub mod recording;
pub mod regex;
pub mod version;

pub use machine::{Machine, Options};
pub use recording::Recording;
pub use version::Version;

use eval::start::source_error_text;
use eval::stop::SourceErrorKind;
use machine::Exit;

/// What a program run from start to end leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub stdout: String,
    pub stderr: String,
    /// 0; 1 after an uncaught exception or a SyntaxError, as CPython gives it, or what `SystemExit` said; 2 for what is not
    /// modelled or over a bound.
    pub exit: i32,
}

/// Runs a program without recording it. The calling thread should have [`recording::STACK_BYTES`] of stack.
pub fn run(source: &str, options: &Options) -> Outcome {
    let mut machine = match Machine::start(source, options.clone()) {
        Ok(machine) => machine,
        Err(error) => {
            let stderr = source_error_text(&error, source, &options.file_name, options.version);
            // The command line tells malformed text apart by 2; here it is CPython's own 1.
            let exit = if error.kind == SourceErrorKind::Unmodelled { 2 } else { 1 };
            return Outcome { stdout: String::new(), stderr, exit };
        }
    };
    while machine.run_until(u64::MAX) {}
    let stdout = machine.output.pieces.iter().map(|piece| &**piece).collect();
    let mut stderr = std::mem::take(&mut machine.output.errors);
    let exit = match &machine.ended {
        Some(Exit::Status(status)) => *status,
        Some(Exit::Stopped { ending, line }) => {
            stderr.push_str(&format!("{}:{line}: {ending}\n", options.file_name));
            2
        }
        None => 0,
    };
    Outcome { stdout, stderr, exit }
}
