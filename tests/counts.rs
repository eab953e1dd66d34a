//! After each program of `tests/programs` every count must equal the references that there are.
//!
//! `GLASSHOUSE_PROGRAMS=dict_` takes only the programs with this in their names.

use glasshouse::python::memory::audit::audit;
use glasshouse::python::{Machine, Options, Version, recording::STACK_BYTES};
use std::{env, fs, thread};

#[test]
fn counts_equal_references_after_every_program() {
    let wanted = env::var("GLASSHOUSE_PROGRAMS").unwrap_or_default();
    let mut programs: Vec<_> = fs::read_dir("tests/programs")
        .expect("the programs are there")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "py"))
        .filter(|path| path.file_stem().is_some_and(|stem| stem.to_string_lossy().contains(&wanted)))
        .collect();
    programs.sort();
    let mut findings = Vec::new();
    for path in programs {
        let source = fs::read_to_string(&path).expect("a program is read");
        for version in [Version::V3_11, Version::V3_13, Version::V3_15] {
            findings.extend(audited(&source, version).into_iter().take(6).map(|finding| {
                format!("{} on {version}: {finding}", path.file_name().unwrap_or_default().to_string_lossy())
            }));
        }
    }
    assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
}

fn audited(source: &str, version: Version) -> Vec<String> {
    let run = || {
        let options = Options { version, ..Options::default() };
        let Ok(mut machine) = Machine::start(source, options) else { return Vec::new() };
        while machine.run_until(u64::MAX) {}
        audit(&machine)
    };
    thread::scope(|scope| {
        let builder = thread::Builder::new().stack_size(STACK_BYTES);
        let handle = builder.spawn_scoped(scope, run).expect("a thread starts");
        handle.join().unwrap_or_else(|_| vec!["the model panicked".to_owned()])
    })
}
