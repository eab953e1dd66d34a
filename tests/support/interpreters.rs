//! Finds the real CPythons that the simulated one is compared with, and runs programs on them.
//!
//! Only the exact releases of [`Version::release`] count, because micro releases differ in what the programs print. They are
//! looked for in `GLASSHOUSE_PYTHONS` (executables, separated as in `PATH`), then as `python3.X` on the `PATH`, then in
//! pyenv's folder. What is not found is left out, and the tests say so.

use glasshouse::python::Version;
use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// A real CPython, of the exact release that a version stands for.
pub struct Interpreter {
    pub version: Version,
    executable: PathBuf,
}

/// What a program wrote and how it ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Observed {
    pub stdout: String,
    pub stderr: String,
    pub exit: i32,
}

impl Interpreter {
    /// The interpreter of a version, if it is found in the exact release.
    pub fn find(version: Version) -> Option<Self> {
        let executable = candidates(version).into_iter().find(|candidate| is_release(candidate, version.release()))?;
        println!("CPython {}: {}", version.release(), executable.display());
        Some(Self { version, executable })
    }

    /// Runs `NAME.py` of a folder and waits for its end. The folder's own path is taken out of what it wrote, so that
    /// a traceback says `File "NAME.py"` wherever the folder lies.
    pub fn run(&self, folder: &Path, name: &str) -> Observed {
        let output = self
            .command()
            .arg(folder.join(format!("{name}.py")))
            .output()
            .unwrap_or_else(|error| panic!("{} does not start: {error}", self.executable.display()));
        let folder = format!("{}{}", folder.display(), std::path::MAIN_SEPARATOR);
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).replace("\r\n", "\n").replace(&folder, "");
        Observed { stdout: text(output.stdout), stderr: text(output.stderr), exit: output.status.code().unwrap_or(-1) }
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.executable);
        command
            .arg("-B")
            .env("PYTHONHASHSEED", "0")
            .env("PYTHONUTF8", "1")
            .env("PYTHON_COLORS", "0")
            .env_remove("PYTHONPATH")
            .env_remove("PYTHONWARNINGS")
            .env_remove("PYTHONSTARTUP")
            .stdin(Stdio::null());
        command
    }
}

/// A new folder with `programs` (name without `.py`, source) and the module `glasshouse` for real interpreters. It lies
/// in the system's folder for temporary files, which an interpreter in a container can usually see.
pub fn folder_with<'a>(programs: impl IntoIterator<Item = (&'a str, &'a str)>) -> tempfile::TempDir {
    let folder = env::temp_dir();
    let folder = folder.canonicalize().unwrap_or(folder);
    let folder = tempfile::Builder::new().prefix("glasshouse-").tempdir_in(folder).expect("a temporary folder");
    let peek = ("glasshouse", include_str!("../programs/glasshouse.py"));
    for (name, source) in programs.into_iter().chain([peek]) {
        fs::write(folder.path().join(format!("{name}.py")), source).expect("a program in the temporary folder");
    }
    folder
}

fn candidates(version: Version) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        env::var_os("GLASSHOUSE_PYTHONS").map(|list| env::split_paths(&list).collect()).unwrap_or_default();
    found.push(PathBuf::from(format!("python{}", version.short())));
    let home = |variable: &str| env::var_os(variable).filter(|value: &OsString| !value.is_empty()).map(PathBuf::from);
    let pyenv = home("PYENV_ROOT").or_else(|| home("HOME").map(|home| home.join(".pyenv")));
    found.extend(pyenv.map(|root| root.join("versions").join(version.release()).join("bin").join("python3")));
    found
}

/// Whether an executable is CPython of this exact release, 64-bit and with the GIL.
fn is_release(executable: &Path, release: &str) -> bool {
    let question = "import sys, sysconfig; print(sys.implementation.name, sys.version.split()[0], \
                    sys.maxsize > 2**32, bool(sysconfig.get_config_var('Py_GIL_DISABLED')))";
    let answer = Command::new(executable).args(["-c", question]).stdin(Stdio::null()).output();
    answer.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).trim() == format!("cpython {release} True False"))
}
