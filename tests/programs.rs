//! Runs every program of `tests/programs` and compares what it prints with what real CPythons printed.
//!
//! Where real interpreters are found, the recordings themselves are checked. `GLASSHOUSE_RECORD=1` writes them anew
//! (all five releases must be found): `GLASSHOUSE_RECORD=1 cargo test --test programs recordings`.

#[path = "support/difference.rs"]
mod difference;
#[path = "support/interpreters.rs"]
mod interpreters;
#[path = "support/recordings.rs"]
mod recordings;

use difference::difference;
use interpreters::{Interpreter, Observed, RELEASES, folder_with};
use recordings::{Program, programs, record, recorded};
use std::{
    env,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

/// Every recording is what the real interpreter prints. Recording runs each program twice, so that one whose output
/// depends on addresses or chance is found out.
#[test]
fn recordings_are_what_cpython_prints() {
    let programs = programs();
    let found: Vec<Interpreter> = RELEASES.iter().filter_map(|(minor, _)| Interpreter::find(minor)).collect();
    if env::var_os("GLASSHOUSE_RECORD").is_some() {
        assert_eq!(found.len(), RELEASES.len(), "recording needs every release of {RELEASES:?}");
        for (program, observed) in programs.iter().zip(run_all(&programs, &found)) {
            record(&program.name, &observed).expect("the recording is written");
        }
    }
    if found.is_empty() {
        println!("no CPython of {RELEASES:?} found: the recordings are taken as they are");
    }
    let mut report = Report::default();
    for (program, observed) in programs.iter().zip(run_all(&programs, &found)) {
        for (interpreter, observed) in found.iter().zip(observed) {
            report.compare(&program.name, interpreter.minor, &recorded(&program.name, interpreter.minor), &observed);
        }
    }
    report.finish("differ from their recordings");
}

/// What each interpreter makes of each program, in their order: one process for each, as many at once as there are
/// processors.
fn run_all(programs: &[Program], interpreters: &[Interpreter]) -> Vec<Vec<Observed>> {
    let folder = folder_with(programs.iter().map(|program| (program.name.as_str(), program.source.as_str())));
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some(program) = programs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let run = |interpreter: &Interpreter| interpreter.run(folder.path(), &program.name);
            done.push((&program.name, interpreters.iter().map(run).collect::<Vec<_>>()));
        }
        done
    };
    let workers = thread::available_parallelism().map_or(1, Into::into);
    let mut done: Vec<_> = thread::scope(|scope| {
        let handles: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        handles.into_iter().flat_map(|handle| handle.join().expect("a worker ends")).collect()
    });
    done.sort_by_key(|(name, _)| *name);
    done.into_iter().map(|(_, observed)| observed).collect()
}

/// Collects every difference, so that one run shows all of them.
#[derive(Default)]
struct Report {
    compared: usize,
    differing: Vec<String>,
}

impl Report {
    fn compare(&mut self, name: &str, minor: &str, expected: &Observed, actual: &Observed) {
        self.compared += 1;
        if expected == actual {
            return;
        }
        let exits = (format!("{}", expected.exit), format!("{}", actual.exit));
        self.differing.push(format!(
            "{name} on {minor}\n{}{}{}",
            difference("output", &expected.stdout, &actual.stdout),
            difference("error output", &expected.stderr, &actual.stderr),
            difference("exit code", &exits.0, &exits.1),
        ));
    }

    fn finish(self, what: &str) {
        println!("{} programs compared", self.compared);
        assert!(
            self.differing.is_empty(),
            "{} of {} programs {what} (-: expected, +: printed)\n\n{}",
            self.differing.len(),
            self.compared,
            self.differing.join("\n")
        );
    }
}
