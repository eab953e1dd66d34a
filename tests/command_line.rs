//! The command line: what it prints and with which status it ends, without a display.

use std::path::Path;
use std::process::{Command, Output};

fn glasshouse(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_glasshouse")).args(arguments).env_remove("DISPLAY").output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Runs a program that is given as text.
fn run(source: &str, more: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("program.py");
    std::fs::write(&file, source).unwrap();
    let mut arguments = vec!["run", file.to_str().unwrap()];
    arguments.extend(more);
    glasshouse(&arguments)
}

#[test]
fn a_program_prints_and_ends_with_its_status() {
    let output = run("import sys\nprint(sys.version_info[:2])\n", &["--python", "3.12"]);
    assert_eq!((text(&output.stdout).as_str(), output.status.code()), ("(3, 12)\n", Some(0)));
}

#[test]
fn an_uncaught_exception_is_told_on_stderr() {
    let output = run("print(1)\n1 / 0\n", &[]);
    assert_eq!((text(&output.stdout).as_str(), output.status.code()), ("1\n", Some(1)));
    let told = text(&output.stderr);
    assert!(
        told.starts_with("Traceback") && told.trim_end().ends_with("ZeroDivisionError: division by zero"),
        "{told}"
    );
}

#[test]
fn what_is_malformed_or_over_a_bound_ends_with_2() {
    assert_eq!(run("x = = 1\n", &[]).status.code(), Some(2));
    let output = run("while True:\n    pass\n", &["--max-steps", "10000"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("10000"), "{}", text(&output.stderr));
    assert_eq!(glasshouse(&["run", "no-such-file.py"]).status.code(), Some(2));
    assert_eq!(glasshouse(&["run", "x.py", "--python", "2.7"]).status.code(), Some(2));
}

#[test]
fn the_hash_seed_is_that_of_cpython() {
    let hash = |seed: &str| text(&run("print(hash('a'))\n", &["--hash-seed", seed]).stdout);
    assert_ne!(hash("0"), hash("1"));
    assert_eq!(hash("1"), hash("1"));
}

#[test]
fn lessons_are_listed_one_a_line() {
    let output = glasshouse(&["list"]);
    let list = text(&output.stdout);
    let row = list.lines().find(|line| line.starts_with("reference-counting\t")).unwrap();
    let fields: Vec<&str> = row.split('\t').collect();
    assert_eq!(fields.len(), 4, "{row}");
    assert!(fields[3].ends_with('?'));
}

#[test]
fn a_broken_lesson_is_told_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let lesson = folder.path().join("memory/broken");
    std::fs::create_dir_all(&lesson).unwrap();
    std::fs::write(lesson.join("lesson.ron"), "Lesson(\n    question: 1,\n)\n").unwrap();
    let output = glasshouse(&["check", folder.path().to_str().unwrap()]);
    let told = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("lesson.ron:2:"), "{told}");
    let own = glasshouse(&["check"]);
    assert_eq!(own.status.code(), Some(0), "{}", text(&own.stdout));
}

#[test]
fn a_lesson_is_exported_by_the_ending_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let export = |lesson: &str, name: &str, more: &[&str]| {
        let file = folder.path().join(name);
        let mut arguments = vec!["export", lesson, "--to", file.to_str().unwrap()];
        arguments.extend(more);
        let output = glasshouse(&arguments);
        assert!(output.status.success(), "{}", text(&output.stderr));
        std::fs::read(file).unwrap()
    };
    assert!(text(&export("gil", "gil.svg", &["--theme", "dark"])).starts_with("<svg"));
    assert!(export("gil", "gil.png", &[]).starts_with(b"\x89PNG"));
    let page = text(&export("reference-counting", "counting.html", &["--python", "3.14"]));
    assert!(page.contains("3.14.10") && page.contains("<svg"));
    assert!(Path::new(&folder.path().join("counting.html")).exists());
    let output = glasshouse(&["export", "no-such-lesson", "--to", "x.svg"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("no lesson is called `no-such-lesson`"));
}
