//! Random programs, run by the simulated interpreter and by real CPythons, must print the same.
//!
//! Needs real interpreters; versions without one are skipped, and the tests say so. Each kind has the same 200 cases on
//! every run; `GLASSHOUSE_TWINS=5000` makes it 5000. A case that differs is cut down to the fewest steps that still
//! differ before it is shown.

#[path = "support/cases.rs"]
mod cases;
#[path = "support/code_cases.rs"]
mod code_cases;
#[path = "support/difference.rs"]
mod difference;
#[path = "support/interpreters.rs"]
mod interpreters;
#[path = "support/model.rs"]
mod model;
#[path = "support/random.rs"]
mod random;

use cases::{Case, Kind, MARKER};
use difference::difference;
use glasshouse::python::Version;
use interpreters::{Interpreter, Observed, folder_with};
use model::run_on_model;
use std::env;

#[test]
fn lists() {
    compare(Kind::Lists);
}

#[test]
fn dicts() {
    compare(Kind::Dicts);
}

#[test]
fn sets() {
    compare(Kind::Sets);
}

#[test]
fn references() {
    compare(Kind::References);
}

#[test]
fn collections() {
    compare(Kind::Collections);
}

#[test]
fn thresholds() {
    compare(Kind::Thresholds);
}

#[test]
fn calls() {
    compare(Kind::Calls);
}

#[test]
fn closures() {
    compare(Kind::Closures);
}

#[test]
fn generators() {
    compare(Kind::Generators);
}

/// Cases that share a process.
const BATCH: usize = 100;
/// Pairs of runs that cutting a case down may take.
const PATIENCE: usize = 120;

fn compare(kind: Kind) {
    let count = env::var("GLASSHOUSE_TWINS").ok().and_then(|text| text.parse().ok()).unwrap_or(200);
    let cases: Vec<Case> = (0..count).map(|seed| kind.case(seed)).collect();
    let mut failures = Vec::new();
    for version in Version::ALL {
        let Some(interpreter) = Interpreter::find(version) else {
            println!("no CPython {} found: {kind:?} not compared", version.release());
            continue;
        };
        let pair = Pair { kind, interpreter };
        let differing: Vec<&[Case]> = cases.chunks(BATCH).flat_map(|batch| pair.differing(batch)).collect();
        println!("CPython {}: {count} cases of {kind:?}, {} differ", version.release(), differing.len());
        if let Some(smallest) = differing.iter().take(3).map(|cases| pair.cut_down(cases)).min_by_key(String::len) {
            failures.push(format!("{} cases differ on {}. {smallest}", differing.len(), version.release()));
        }
    }
    assert!(failures.is_empty(), "{kind:?} (-: CPython, +: the model)\n\n{}", failures.join("\n\n"));
}

/// A kind of case, on one real interpreter and on the model of the same version.
struct Pair {
    kind: Kind,
    interpreter: Interpreter,
}

impl Pair {
    /// The cases of a batch that differ, each as the shortest run of cases up to it that shows the difference: the case
    /// alone, or, if it differs only after others, the batch up to it.
    fn differing<'a>(&self, batch: &'a [Case]) -> Vec<&'a [Case]> {
        let (real, model) = self.run(&self.kind.program(batch));
        assert_eq!((real.exit, real.stderr.as_str()), (0, ""), "the cases themselves are at fault");
        if real == model {
            return Vec::new();
        }
        let sections =
            |observed: &Observed| -> Vec<String> { observed.stdout.split(MARKER).skip(1).map(str::to_owned).collect() };
        let (real, model) = (sections(&real), sections(&model));
        // After a case that ended the whole program there is nothing to compare.
        let ran = model.len().clamp(1, batch.len());
        let differs = |number: usize| number + 1 == ran && ran < batch.len() || real.get(number) != model.get(number);
        let mut differing: Vec<&[Case]> =
            (0..ran).filter(|number| differs(*number)).map(|number| &batch[number..=number]).collect();
        let alone = differing.first().is_some_and(|case| self.difference(&self.kind.program(case)).is_some());
        if !alone {
            let first = (0..ran).find(|number| differs(*number)).unwrap_or(ran - 1);
            differing = vec![&batch[..=first]];
        }
        differing
    }

    /// The smallest program found that still differs, with the difference.
    fn cut_down(&self, cases: &[Case]) -> String {
        let mut cases = cases.to_vec();
        let mut patience = PATIENCE;
        while cases.len() > 1 && patience > 0 && self.difference(&self.kind.program(&cases[1..])).is_some() {
            cases.remove(0);
            patience -= 1;
        }
        let last = cases.len() - 1;
        let mut piece = cases[last].steps.len();
        while piece > 0 && patience > 0 {
            let mut start = 0;
            while start < cases[last].steps.len() && patience > 0 {
                let mut fewer = cases.clone();
                let end = (start + piece).min(fewer[last].steps.len());
                fewer[last].steps.drain(start..end);
                patience -= 1;
                if self.difference(&self.kind.program(&fewer)).is_some() {
                    cases = fewer;
                } else {
                    start += piece;
                }
            }
            piece /= 2;
        }
        let program = self.kind.program(&cases);
        let difference = self.difference(&program).unwrap_or_else(|| "  (it differs only in the batch)\n".to_owned());
        format!("The smallest program found:\n\n{program}\n{difference}")
    }

    fn difference(&self, program: &str) -> Option<String> {
        let (real, model) = self.run(program);
        (real != model).then(|| {
            difference("output", &real.stdout, &model.stdout)
                + &difference("error output", &real.stderr, &model.stderr)
                + &difference("exit code", &real.exit.to_string(), &model.exit.to_string())
        })
    }

    fn run(&self, program: &str) -> (Observed, Observed) {
        let folder = folder_with([("twin", program)]);
        let real = self.interpreter.run(folder.path(), "twin");
        (real, run_on_model("twin", program, self.interpreter.version))
    }
}
