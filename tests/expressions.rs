//! Expressions and what real CPythons make of them, against the model.
//!
//! A table in `tests/expressions` has blocks with an empty line between: the expression, then a line
//! `VERSION = REPR` for 3.11 and for each later version that differs; what raises stands as `CLASS: TEXT`.

use std::path::Path;
use std::thread;

use glasshouse::python::memory::audit::audit;
use glasshouse::python::recording::{Recording, STACK_BYTES};
use glasshouse::python::{Options, Version, run};

struct Case {
    expression: String,
    /// First version and result, oldest first.
    results: Vec<(Version, String)>,
}

impl Case {
    fn expected(&self, version: Version) -> &str {
        let known = self.results.iter().rev().find(|(since, _)| *since <= version);
        known.map_or("", |(_, result)| result)
    }
}

fn cases(table: &str) -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expressions").join(format!("{table}.txt"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let blocks = text.split("\n\n").filter(|block| !block.trim().is_empty());
    blocks
        .map(|block| {
            let mut lines = block.lines();
            let expression = lines.next().unwrap_or_default().to_owned();
            let results = lines.map(|line| {
                let (version, result) = line.split_once(" = ").expect("VERSION = RESULT");
                (Version::parse(version).expect("a version"), result.to_owned())
            });
            Case { results: results.collect(), expression }
        })
        .collect()
}

/// A program that prints the result of each case in a line of its own.
fn program(cases: &[Case]) -> String {
    let mut source = String::from("class A:\n    pass\n");
    for case in cases {
        let expression = &case.expression;
        source += &format!(
            "try:\n    r = repr({expression})\nexcept Exception as e:\n    r = type(e).__name__ + ': ' + str(e)\nprint(r.replace('\\n', '\\\\n'))\n"
        );
    }
    source
}

/// What the model prints for each case; where it refuses one, what it says, and the rest again from there.
fn results(cases: &[Case], version: Version) -> Vec<String> {
    let mut lines = Vec::new();
    while lines.len() < cases.len() {
        let options = Options { version, max_steps: 100_000_000, ..Options::default() };
        let outcome = run(&program(&cases[lines.len()..]), &options);
        let new: Vec<String> = outcome.stdout.lines().map(str::to_owned).collect();
        let complete = lines.len() + new.len() >= cases.len();
        lines.extend(new);
        if !complete {
            lines.push(format!("<{}>", outcome.stderr.trim_end()));
        }
    }
    lines
}

#[track_caller]
fn check(table: &'static str) {
    let run = move || {
        let cases = cases(table);
        let mut wrong = Vec::new();
        for version in Version::ALL {
            for (case, result) in cases.iter().zip(results(&cases, version)) {
                let expected = case.expected(version);
                if result != expected {
                    wrong.push(format!(
                        "{version}: {}\n    CPython: {expected}\n    model:   {result}",
                        case.expression
                    ));
                }
            }
        }
        assert!(wrong.is_empty(), "{} of {} differ\n{}", wrong.len(), cases.len() * 5, wrong.join("\n"));
    };
    let thread = thread::Builder::new().stack_size(STACK_BYTES).spawn(run).expect("a thread starts");
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

#[test]
fn numbers_are_what_cpython_computes() {
    check("numbers");
}

#[test]
fn numbers_and_builtins_fail_as_in_cpython() {
    check("numbers_and_builtins");
}

#[test]
fn texts_are_formatted_as_in_cpython() {
    check("formatting");
}

#[test]
fn text_and_bytes_have_cpythons_methods() {
    check("text");
}

#[test]
fn wrong_arguments_are_named_as_in_cpython() {
    check("builtin_errors");
}

/// Every native must give back what it took, on its error paths too.
#[test]
fn every_reference_that_a_native_takes_is_given_back() {
    let run = || {
        for table in ["numbers", "numbers_and_builtins", "formatting", "text", "builtin_errors"] {
            let cases: Vec<Case> = cases(table);
            for version in [Version::V3_11, Version::V3_15] {
                let options = Options { version, max_steps: 100_000_000, ..Options::default() };
                let recording = Recording::record(&program(&cases), options, &mut |_| true).expect("it compiles");
                let machine = recording.machine_at(recording.steps().saturating_sub(2));
                let findings = audit(&machine);
                assert!(findings.is_empty(), "{table} on {version}: {findings:#?}");
            }
        }
    };
    let thread = thread::Builder::new().stack_size(STACK_BYTES).spawn(run).expect("a thread starts");
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}
