//! The command line: opens the window, or runs, checks and exports without one.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use glasshouse::app::{self, Start};
use glasshouse::lessons::{self, Library, Names, Severity};
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
    /// Check lessons; exit status 1 if there is an error
    Check {
        /// The folder to check; the app's own lessons without one
        dir: Option<PathBuf>,
    },
    /// List the lessons, one a line, tab-separated: slug, level, topic, question
    List,
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
    }
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
    let names = Names { views: app::engine::VIEWS, labs: &glasshouse::labs::NAMES };
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
