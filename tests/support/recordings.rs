//! The programs of `tests/programs` and what real CPythons printed when they ran them.
//!
//! Beside `NAME.py` stand `NAME.out`, `NAME.err` and `NAME.exit` (standard output, standard error, exit code) of the
//! oldest release. Where a release differs from the one before it, `NAME.3.14.out` holds from that release on. A file
//! that does not stand there means nothing written, or exit code 0.

use crate::interpreters::Observed;
use glasshouse::python::Version;
use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

/// A program: its name without `.py`, and its text.
pub struct Program {
    pub name: String,
    pub source: String,
}

/// Every program, sorted by name; only those with `GLASSHOUSE_PROGRAMS` in their names, if that is set. The module
/// `glasshouse` is none.
pub fn programs() -> Vec<Program> {
    let wanted = env::var("GLASSHOUSE_PROGRAMS").unwrap_or_default();
    let entries = fs::read_dir(folder()).expect("the folder of programs");
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok()?.strip_suffix(".py").map(str::to_owned))
        .filter(|name| name != "glasshouse" && name.contains(&wanted))
        .collect();
    names.sort();
    names
        .into_iter()
        .map(|name| Program {
            source: fs::read_to_string(folder().join(format!("{name}.py"))).expect("a program"),
            name,
        })
        .collect()
}

/// What the recordings say that a program does on a version.
pub fn recorded(name: &str, version: Version) -> Observed {
    let read = |kind| {
        let until = Version::ALL.into_iter().rev().filter(|older| *older <= version);
        until.map(|older| file(name, older, kind)).find_map(|path| fs::read_to_string(path).ok()).unwrap_or_default()
    };
    Observed { stdout: read("out"), stderr: read("err"), exit: read("exit").trim().parse().unwrap_or(0) }
}

/// Writes anew the recordings of a program, from what it did on each of [`Version::ALL`].
///
/// # Errors
///
/// A file cannot be written or removed.
pub fn record(name: &str, observed: &[Observed]) -> io::Result<()> {
    let exit = |code: i32| if code == 0 { String::new() } else { format!("{code}\n") };
    let texts = |observed: &Observed| [observed.stdout.clone(), observed.stderr.clone(), exit(observed.exit)];
    for (place, kind) in ["out", "err", "exit"].into_iter().enumerate() {
        let mut before = String::new();
        for (version, observed) in Version::ALL.into_iter().zip(observed) {
            let path = file(name, version, kind);
            let text = &texts(observed)[place];
            if *text != before {
                fs::write(path, text)?;
            } else if path.exists() {
                fs::remove_file(path)?;
            }
            before.clone_from(text);
        }
    }
    Ok(())
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("programs")
}

/// The file that holds a kind of recording from this version on.
fn file(name: &str, version: Version, kind: &str) -> PathBuf {
    let oldest = Version::ALL[0];
    let version = if version == oldest { String::new() } else { format!(".{}", version.short()) };
    folder().join(format!("{name}{version}.{kind}"))
}
