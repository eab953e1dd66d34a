//! Runs every program of `tests/programs` and compares what it prints with what real CPythons printed.
//!
//! Where real interpreters are found, the recordings themselves are checked. `GLASSHOUSE_RECORD=1` writes them anew
//! (all five releases must be found): `GLASSHOUSE_RECORD=1 cargo test --test programs recordings`.
//! `GLASSHOUSE_PROGRAMS=dict_` takes only the programs with this in their names.

#[path = "support/difference.rs"]
mod difference;
#[path = "support/interpreters.rs"]
mod interpreters;
#[path = "support/model.rs"]
mod model;
#[path = "support/recordings.rs"]
mod recordings;

use difference::difference;
use glasshouse::python::Version;
use interpreters::{Interpreter, Observed, folder_with};
use model::run_on_model;
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
    let found: Vec<Interpreter> = Version::ALL.into_iter().filter_map(Interpreter::find).collect();
    if env::var_os("GLASSHOUSE_RECORD").is_some() {
        assert_eq!(
            found.len(),
            Version::ALL.len(),
            "recording needs every release of {:?}",
            Version::ALL.map(Version::release)
        );
        for (program, observed) in programs.iter().zip(run_all(&programs, &found)) {
            record(&program.name, &observed).expect("the recording is written");
        }
    }
    if found.is_empty() {
        println!("no real CPython found: the recordings are taken as they are");
    }
    let mut report = Report::default();
    for (program, observed) in programs.iter().zip(run_all(&programs, &found)) {
        for (interpreter, observed) in found.iter().zip(observed) {
            report.compare(&program.name, interpreter.version, &observed);
        }
    }
    report.finish("differ from their recordings");
}

#[test]
fn model_3_11() {
    model_prints_the_recordings(Version::V3_11);
}

#[test]
fn model_3_12() {
    model_prints_the_recordings(Version::V3_12);
}

#[test]
fn model_3_13() {
    model_prints_the_recordings(Version::V3_13);
}

#[test]
fn model_3_14() {
    model_prints_the_recordings(Version::V3_14);
}

#[test]
fn model_3_15() {
    model_prints_the_recordings(Version::V3_15);
}

/// The simulated interpreter prints what the real one of the same version printed.
fn model_prints_the_recordings(version: Version) {
    let mut report = Report::default();
    for Program { name, source } in programs() {
        let observed = run_on_model(&name, &source, version);
        report.compare(&name, version, &observed);
    }
    report.finish("differ on the model");
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
    /// Of the programs that differ.
    names: Vec<String>,
    differing: Vec<String>,
}

impl Report {
    /// Compares what a program did with its recording.
    fn compare(&mut self, name: &str, version: Version, actual: &Observed) {
        self.compared += 1;
        let expected = recorded(name, version);
        if expected == *actual {
            return;
        }
        self.names.push(name.to_owned());
        let exits = (format!("{}", expected.exit), format!("{}", actual.exit));
        self.differing.push(format!(
            "{name} on {}\n{}{}{}",
            version.release(),
            difference("output", &expected.stdout, &actual.stdout),
            difference("error output", &expected.stderr, &actual.stderr),
            difference("exit code", &exits.0, &exits.1),
        ));
    }

    fn finish(self, what: &str) {
        println!("{} programs compared", self.compared);
        assert!(
            self.differing.is_empty(),
            "{} of {} programs {what} (-: expected, +: printed):\n{}\n\n{}",
            self.differing.len(),
            self.compared,
            self.names.join(" "),
            self.differing.join("\n")
        );
    }
}
