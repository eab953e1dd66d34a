//! The command line: opens the window, or runs, checks and exports without one.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use glasshouse::app::film::{self, Film};
use glasshouse::app::{self, Start, engine};
use glasshouse::export::{Fonts, LessonPage};
use glasshouse::lessons::{self, Lesson, Library, Names, Severity};
use glasshouse::python::{self, Machine, Options, Version, recording};
use glasshouse::scene::theme::Theme;
use glasshouse::study::DataFolder;

/// Python interview questions answered by a CPython that you can see into.
#[derive(Parser)]
#[command(version, about)]
struct Line {
    /// A folder with lessons of one's own, on top of the app's.
    #[arg(long, value_name = "DIR", global = true)]
    lessons: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Order>,
}

#[derive(Subcommand)]
enum Order {
    /// Run a program on the model: exit status 1 on an uncaught exception, 2 on what is not modelled or malformed
    Run {
        file: PathBuf,
        /// The Python to be, such as 3.12
        #[arg(long, value_parser = version, default_value = "3.13")]
        python: Version,
        /// As PYTHONHASHSEED
        #[arg(long, value_name = "N", default_value_t = 0)]
        hash_seed: u32,
        /// Instructions after which the program is stopped
        #[arg(long, value_name = "N", default_value_t = RUN_STEPS)]
        max_steps: u64,
    },
    /// Check lessons; exit status 1 if there is an error
    Check {
        /// The folder to check; the app's own lessons without one
        dir: Option<PathBuf>,
    },
    /// List the lessons, one a line, tab-separated: slug, level, topic, question
    List,
    /// Export a lesson: a picture, an animation or a page, by the file's ending
    Export {
        /// The lesson's short name, as `list` tells it
        lesson: String,
        /// FILE.svg, .png, .gif, .html or .md
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
        /// The step that a still picture shows; the last one that the lesson explains without this
        #[arg(long, value_name = "N")]
        step: Option<u64>,
        /// The Python to be, such as 3.12
        #[arg(long, value_parser = version, default_value = "3.13")]
        python: Version,
        #[arg(long, value_enum, default_value = "light")]
        theme: Look,
        /// The picture, by its place among the lesson's, from 1; the lab comes last
        #[arg(long, value_name = "N", default_value_t = 1)]
        view: usize,
    },
}

/// Nothing is recorded by `run`, so that it may go on for longer than the window does before it asks.
const RUN_STEPS: u64 = 100_000_000;

#[derive(Clone, Copy, clap::ValueEnum)]
enum Look {
    Dark,
    Light,
    Contrast,
    Print,
}

fn main() -> ExitCode {
    let line = Line::parse();
    let log = tracing_subscriber::fmt().with_writer(std::io::stderr).with_max_level(tracing::Level::WARN).finish();
    if let Err(error) = tracing::subscriber::set_global_default(log) {
        eprintln!("glasshouse: {error}");
    }
    match obey(line) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("glasshouse: {error:#}");
            ExitCode::from(1)
        }
    }
}

fn obey(line: Line) -> anyhow::Result<ExitCode> {
    match line.command {
        None => {
            let start = Start { data: DataFolder::of_user(), lessons: line.lessons };
            app::run(start).map_err(|error| anyhow::anyhow!("the window cannot be opened: {error}"))?;
            Ok(ExitCode::SUCCESS)
        }
        Some(Order::Check { dir }) => check(dir.or(line.lessons).as_deref()),
        Some(Order::List) => list(line.lessons.as_deref()),
        Some(Order::Run { file, python, hash_seed, max_steps }) => {
            let file_name = file.display().to_string();
            let input = input_for(&file)?;
            run(&file, Options { version: python, hash_seed, max_steps, file_name, input, ..Options::default() })
        }
        Some(Order::Export { lesson, to, step, python, theme, view }) => {
            let library = library(line.lessons.as_deref());
            let known = library.lesson(&lesson).with_context(|| format!("no lesson is called `{lesson}`"))?;
            export(known, &Wish { to, step, python, theme: theme.into(), view: view.saturating_sub(1) })
        }
    }
}

/// The whole standard input, when the program has a use for it.
fn input_for(program: &Path) -> anyhow::Result<String> {
    let source = std::fs::read_to_string(program).unwrap_or_default();
    let mut input = String::new();
    if source.contains("input(") || source.contains("stdin") {
        std::io::stdin().read_to_string(&mut input).context("the standard input cannot be read")?;
    }
    Ok(input)
}

fn library(folder: Option<&Path>) -> Library {
    let library = Library::embedded();
    match folder {
        Some(folder) => library.with_folder(folder),
        None => library,
    }
}

fn check(folder: Option<&Path>) -> anyhow::Result<ExitCode> {
    let library = library(folder);
    let names = Names { views: &glasshouse::views::NAMES, labs: &glasshouse::labs::NAMES };
    let mut problems = lessons::check(&library, names);
    if let Some(folder) = folder {
        // The app's own lessons are not this folder's business.
        problems.retain(|problem| problem.file.starts_with(folder));
    }
    let mut out = std::io::stdout().lock();
    for problem in &problems {
        writeln!(out, "{problem}")?;
    }
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    writeln!(out, "{} lessons, {errors} errors, {} warnings", library.lessons().len(), problems.len() - errors)?;
    Ok(if errors > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn list(folder: Option<&Path>) -> anyhow::Result<ExitCode> {
    let mut out = std::io::stdout().lock();
    for lesson in library(folder).lessons() {
        writeln!(out, "{}\t{}\t{}\t{}", lesson.slug, lesson.level, lesson.topic, lesson.question)
            .context("the list cannot be written")?;
    }
    Ok(ExitCode::SUCCESS)
}

fn version(text: &str) -> Result<Version, String> {
    let known = Version::ALL.map(Version::short).join(", ");
    Version::parse(text).ok_or_else(|| format!("the versions are {known}"))
}

/// Does the work on a thread that has the stack for deep recursion.
fn deep<T: Send>(work: impl FnOnce() -> T + Send) -> anyhow::Result<T> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(recording::STACK_BYTES).spawn_scoped(scope, work)?;
        thread.join().map_err(|_| anyhow::anyhow!("the interpreter has stopped early, which is a bug"))
    })
}

fn run(file: &Path, options: Options) -> anyhow::Result<ExitCode> {
    let bytes = std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()));
    let source = match bytes.map(String::from_utf8) {
        Ok(Ok(source)) => source,
        Ok(Err(_)) => {
            eprintln!("glasshouse: {} is not UTF-8", file.display());
            return Ok(ExitCode::from(2));
        }
        Err(error) => {
            eprintln!("glasshouse: {error:#}");
            return Ok(ExitCode::from(2));
        }
    };
    let (outcome, malformed) = deep(|| {
        let malformed = Machine::start(&source, options.clone()).is_err();
        (python::run(&source, &options), malformed)
    })?;
    // A reader that has heard enough, such as `head`, is no error.
    let _ = std::io::stdout().write_all(outcome.stdout.as_bytes()).and_then(|()| std::io::stdout().flush());
    eprint!("{}", outcome.stderr);
    Ok(if malformed { ExitCode::from(2) } else { ExitCode::from(outcome.exit as u8) })
}

/// What to export, and how.
struct Wish {
    to: PathBuf,
    step: Option<u64>,
    python: Version,
    theme: Theme,
    view: usize,
}

fn export(lesson: &Lesson, wish: &Wish) -> anyhow::Result<ExitCode> {
    let demo = lesson.demos.first();
    let film = match (lesson.views.get(wish.view), demo) {
        (Some(view), Some(demo)) => {
            let program = engine::Program {
                source: demo.source.clone(),
                file_name: format!("{}.py", demo.name),
                version: wish.python,
                hash_seed: 0,
                max_steps: Options::default().max_steps,
                input: String::new(),
            };
            let film = deep(|| {
                let mut run = engine::record(&program, &mut |_| true)?;
                Ok(film::of_run(&mut run, &view.view, &view.focus, &mut |_| true).unwrap_or_default().narrated(demo))
            })?;
            film.map_err(|trouble: engine::Trouble| {
                anyhow::anyhow!("{}:{}:{}: {}", program.file_name, trouble.line, trouble.column, trouble.message)
            })?
        }
        _ => lab_film(lesson)?,
    };
    let shows_program = wish.view < lesson.views.len();
    let explained = |frame: &glasshouse::export::Frame| {
        demo.is_some_and(|demo| frame.ran.is_some_and(|line| demo.captions.contains_key(&line)))
    };
    let shown = match wish.step {
        Some(step) => film.at(step),
        None => film.frames.iter().rposition(explained).unwrap_or(film.frames.len().saturating_sub(1)),
    };
    let page = LessonPage {
        lesson,
        python: wish.python.release(),
        program: &demo.filter(|_| shows_program).map(|demo| demo.shown()).unwrap_or_default(),
        output: &film.output,
        frames: film.frames,
        shown,
        theme: wish.theme,
        fonts: Fonts::Embedded,
    };
    let exported = page.export(&wish.to)?;
    exported.write_to(&wish.to)?;
    for missing in &exported.missing {
        eprintln!("glasshouse: {missing}");
    }
    Ok(ExitCode::SUCCESS)
}

fn lab_film(lesson: &Lesson) -> anyhow::Result<Film> {
    let spec = lesson.lab.as_ref().context("the lesson has no such picture")?;
    let mut lab = glasshouse::labs::open(&spec.name).with_context(|| format!("no lab is called `{}`", spec.name))?;
    for (name, value) in &spec.settings {
        lab.set(name, value.clone()).map_err(anyhow::Error::msg)?;
    }
    Ok(film::of_lab(&*lab))
}

impl From<Look> for Theme {
    fn from(look: Look) -> Self {
        match look {
            Look::Dark => Theme::Dark,
            Look::Light => Theme::Light,
            Look::Contrast => Theme::HighContrast,
            Look::Print => Theme::Print,
        }
    }
}
