//! The learner's own Python: finds one on this computer and runs a program with it.
//!
//! The only place where the app starts another process, and only when the learner has asked for it, each time. Nothing of the
//! interpreter or the window is known here.

use std::ffi::OsString;
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// A Python of this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Python {
    pub path: PathBuf,
    /// What comes before the program on its command line: `-3` for the launcher on Windows.
    arguments: Vec<OsString>,
    /// What it calls itself: `Python 3.13.0`.
    pub version: String,
}

/// How a program is to be run.
#[derive(Clone, Debug)]
pub struct Wish {
    pub source: String,
    /// What tracebacks call it, such as `demo.py`.
    pub file_name: String,
    pub hash_seed: u32,
    /// What it reads.
    pub input: String,
    /// After this it is stopped.
    pub limit: Duration,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub stdout: String,
    pub stderr: String,
    /// `None` when it was stopped.
    pub exit: Option<i32>,
    /// Why it was stopped, in words.
    pub stopped: Option<String>,
}

/// More output than this ends a program.
const MOST_OUTPUT: usize = 4 << 20;

/// How long a Python may take to say its version.
const PATIENCE: Duration = Duration::from_secs(5);

/// The Pythons that the `PATH` leads to, each once.
pub fn pythons() -> Vec<Python> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    found_in(&std::env::split_paths(&path).collect::<Vec<_>>())
}

fn found_in(folders: &[PathBuf]) -> Vec<Python> {
    let names: &[&str] = if cfg!(windows) {
        &["py.exe", "python.exe", "python3.exe"]
    } else {
        &["python3", "python3.15", "python3.14", "python3.13", "python3.12", "python3.11", "python"]
    };
    let mut found: Vec<Python> = Vec::new();
    let mut seen: Vec<PathBuf> = Vec::new();
    for name in names {
        for path in folders.iter().map(|folder| folder.join(name)).filter(|path| path.is_file()) {
            let real = std::fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
            // What a version manager puts on the path is one file under many names, so that the version decides.
            if seen.contains(&real) && !is_shim(&path) {
                continue;
            }
            seen.push(real);
            let arguments: Vec<OsString> = if *name == "py.exe" { vec!["-3".into()] } else { Vec::new() };
            let Some(version) = version_of(&path, &arguments) else { continue };
            if !found.iter().any(|known| known.version == version) {
                found.push(Python { path, arguments, version });
            }
        }
    }
    found
}

fn is_shim(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "shims")
}

fn version_of(path: &Path, arguments: &[OsString]) -> Option<String> {
    let mut command = Command::new(path);
    command.args(arguments).arg("--version");
    let outcome = run_bounded(command, "", PATIENCE, &mut || true).ok()?;
    let said = format!("{}{}", outcome.stdout, outcome.stderr);
    let line = said.lines().next().unwrap_or_default().trim().to_owned();
    (outcome.exit == Some(0) && line.starts_with("Python 3")).then_some(line)
}

/// Runs a program with that Python in a folder of its own; `go_on` is asked again and again, and ends it by false.
///
/// # Errors
/// The program cannot be written to a temporary folder, or the Python not be started.
pub fn run(python: &Python, wish: &Wish, go_on: &mut dyn FnMut() -> bool) -> io::Result<Outcome> {
    let folder = Folder::new()?;
    // A name is a name and leads nowhere else.
    let name = Path::new(&wish.file_name).file_name().unwrap_or_default();
    let file = folder.path.join(name);
    std::fs::write(&file, &wish.source)?;
    let mut command = Command::new(&python.path);
    command.args(&python.arguments).arg("-B").arg(name).current_dir(&folder.path);
    command.env("PYTHONHASHSEED", wish.hash_seed.to_string());
    command.env("PYTHONIOENCODING", "utf-8").env("PYTHONUTF8", "1").env("NO_COLOR", "1");
    for variable in ["PYTHONPATH", "PYTHONSTARTUP", "PYTHONINSPECT", "PYTHONWARNINGS", "FORCE_COLOR"] {
        command.env_remove(variable);
    }
    let mut outcome = run_bounded(command, &wish.input, wish.limit, go_on)?;
    // Before 3.13 tracebacks name the file in full.
    let full = format!("{}{}", folder.path.display(), std::path::MAIN_SEPARATOR);
    outcome.stderr = outcome.stderr.replace(&full, "");
    Ok(outcome)
}

/// A folder that goes when it is no longer needed.
struct Folder {
    path: PathBuf,
}

impl Folder {
    fn new() -> io::Result<Self> {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        let name = format!("glasshouse-{}-{}", std::process::id(), since.as_nanos());
        let path = std::fs::canonicalize(std::env::temp_dir()).unwrap_or_else(|_| std::env::temp_dir()).join(name);
        std::fs::create_dir(&path)?;
        Ok(Self { path })
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left behind in the system's temporary folder is the system's to remove.
        let _ = std::fs::remove_dir_all(&self.path);
    }
}

fn run_bounded(
    mut command: Command,
    input: &str,
    limit: Duration,
    go_on: &mut dyn FnMut() -> bool,
) -> io::Result<Outcome> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    no_console(&mut command);
    let mut child = command.spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        let input = input.to_owned();
        // A program that reads nothing closes the pipe; that is no error of ours.
        let _ = std::thread::Builder::new().spawn(move || stdin.write_all(input.as_bytes()));
    }
    let stdout = child.stdout.take().map(reader);
    let stderr = child.stderr.take().map(reader);
    let (exit, stopped) = wait(&mut child, limit, &[&stdout, &stderr], go_on)?;
    let text = |reader: Option<Reader>| reader.map(|reader| reader.text()).unwrap_or_default();
    Ok(Outcome { stdout: text(stdout), stderr: text(stderr), exit, stopped })
}

fn wait(
    child: &mut Child,
    limit: Duration,
    readers: &[&Option<Reader>],
    go_on: &mut dyn FnMut() -> bool,
) -> io::Result<(Option<i32>, Option<String>)> {
    let end = Instant::now() + limit;
    let is_full = || readers.iter().any(|reader| reader.as_ref().is_some_and(Reader::is_full));
    loop {
        if let Some(status) = child.try_wait()? {
            // A reader that is full hangs up, which ends most programs before we do.
            let why = is_full().then(|| format!("it printed more than {MOST_OUTPUT} bytes"));
            return Ok((status.code().filter(|_| why.is_none()), why));
        }
        let full = is_full();
        let why = match () {
            () if full => Some(format!("it printed more than {MOST_OUTPUT} bytes")),
            () if Instant::now() >= end => Some(format!("it took more than {} seconds", limit.as_secs())),
            () if !go_on() => Some("it was cancelled".to_owned()),
            () => None,
        };
        if why.is_some() {
            // It may have ended by itself just now.
            let _ = child.kill();
            child.wait()?;
            return Ok((None, why));
        }
        std::thread::sleep(Duration::from_millis(15));
    }
}

/// Reads a pipe up to the bound on a thread of its own, so that neither side waits for the other.
struct Reader {
    bytes: std::sync::Arc<std::sync::Mutex<Vec<u8>>>,
    thread: JoinHandle<()>,
}

fn reader(mut pipe: impl Read + Send + 'static) -> Reader {
    let bytes = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let theirs = std::sync::Arc::clone(&bytes);
    let thread = std::thread::spawn(move || {
        let mut chunk = [0; 8192];
        while let Ok(read @ 1..) = pipe.read(&mut chunk) {
            let Ok(mut bytes) = theirs.lock() else { return };
            bytes.extend_from_slice(chunk.get(..read).unwrap_or_default());
            if bytes.len() > MOST_OUTPUT {
                return;
            }
        }
    });
    Reader { bytes, thread }
}

impl Reader {
    fn is_full(&self) -> bool {
        self.bytes.lock().is_ok_and(|bytes| bytes.len() > MOST_OUTPUT)
    }

    /// What came by now; a grandchild that holds the pipe open is not waited for.
    fn text(self) -> String {
        let end = Instant::now() + Duration::from_millis(500);
        while !self.thread.is_finished() && Instant::now() < end {
            std::thread::sleep(Duration::from_millis(5));
        }
        let bytes = self.bytes.lock().map(|bytes| bytes.clone()).unwrap_or_default();
        String::from_utf8_lossy(&bytes).replace("\r\n", "\n")
    }
}

#[cfg(windows)]
fn no_console(command: &mut Command) {
    use std::os::windows::process::CommandExt as _;
    // CREATE_NO_WINDOW: the program has a pane to print to.
    command.creation_flags(0x0800_0000);
}

#[cfg(not(windows))]
fn no_console(_: &mut Command) {}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    /// A stand-in that says a version and else runs its argument by `sh`.
    fn stand_in(folder: &Path) -> Python {
        let path = folder.join("python3");
        let script = "#!/bin/sh\nif [ \"$1\" = --version ]; then echo Python 3.99.1; exit; fi\nexec sh \"$2\"\n";
        std::fs::write(&path, script).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        let found = found_in(&[folder.to_owned(), folder.join("missing")]);
        assert_eq!(found.len(), 1);
        found[0].clone()
    }

    fn wish(source: &str) -> Wish {
        let (source, file_name) = (source.to_owned(), "demo.py".to_owned());
        Wish { source, file_name, hash_seed: 7, input: "told\n".to_owned(), limit: Duration::from_secs(20) }
    }

    #[test]
    fn a_python_on_the_path_is_found_and_runs_a_program() {
        let folder = tempfile::tempdir().unwrap();
        let python = stand_in(folder.path());
        assert_eq!(python.version, "Python 3.99.1");
        let source = "read line\necho \"$line $PYTHONHASHSEED\"\necho oh >&2\nexit 3\n";
        let outcome = run(&python, &wish(source), &mut || true).unwrap();
        assert_eq!((outcome.stdout.as_str(), outcome.stderr.as_str()), ("told 7\n", "oh\n"));
        assert_eq!((outcome.exit, outcome.stopped), (Some(3), None));
    }

    #[test]
    fn what_takes_too_long_or_is_not_wanted_any_more_is_stopped() {
        let folder = tempfile::tempdir().unwrap();
        let python = stand_in(folder.path());
        let slow = Wish { limit: Duration::from_millis(200), ..wish("exec sleep 60") };
        let outcome = run(&python, &slow, &mut || true).unwrap();
        assert!(outcome.exit.is_none() && outcome.stopped.unwrap().starts_with("it took more than"));
        let outcome = run(&python, &wish("exec sleep 60"), &mut || false).unwrap();
        assert_eq!(outcome.stopped.as_deref(), Some("it was cancelled"));
        let endless =
            run(&python, &wish("while true; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done"), &mut || true);
        assert!(endless.unwrap().stopped.unwrap().starts_with("it printed more than"));
    }
}
