//! Runs programs on the simulated interpreter, the way that real ones are run.

use crate::interpreters::Observed;
use glasshouse::python::{Options, Version, recording::STACK_BYTES, run};
use std::thread;

/// What the model makes of a program called `NAME.py`. A panic counts as an end of its own, so that other programs are
/// still compared.
pub fn run_on_model(name: &str, source: &str, version: Version) -> Observed {
    let options = Options {
        version,
        file_name: format!("{name}.py"),
        max_steps: 100_000_000,
        max_output: 1 << 30,
        ..Options::default()
    };
    let outcome = thread::scope(|scope| {
        let builder = thread::Builder::new().stack_size(STACK_BYTES);
        let handle = builder.spawn_scoped(scope, || run(source, &options)).expect("a thread starts");
        handle.join()
    });
    outcome.map_or_else(
        |_| Observed { stderr: "the model panicked\n".to_owned(), exit: -1, ..Observed::default() },
        |outcome| Observed { stdout: outcome.stdout, stderr: outcome.stderr, exit: outcome.exit },
    )
}
