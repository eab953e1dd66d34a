//! What the learner owns, on disk: notes, settings, progress.
//!
//! Everything here is written whole or not at all ([`file`]), away from the thread that draws, and reported as
//! [`Notice`]s that the window shows. What a note looks like, when a lesson counts as read and which theme a name stands
//! for is decided elsewhere.

pub mod date;
pub mod file;
pub mod kept;
pub mod notes;
pub mod pin;
pub mod progress;
mod saver;
pub mod settings;

use std::path::{Path, PathBuf};

pub use kept::Kept;
pub use notes::{NoteBook, NoteState};
pub use pin::Pin;
pub use progress::Progress;
pub use settings::Settings;

/// A sentence for the learner about their files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub kind: NoticeKind,
    pub text: String,
}

/// How much a [`Notice`] matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoticeKind {
    /// Good to know; may fade by itself.
    Information,
    /// Something was done that the learner should look at, such as a second copy of a note.
    Warning,
    /// Something could not be done, such as a note that is not saved; stays until seen.
    Error,
}

impl Notice {
    pub fn information(text: impl Into<String>) -> Self {
        Self { kind: NoticeKind::Information, text: text.into() }
    }

    pub fn warning(text: impl Into<String>) -> Self {
        Self { kind: NoticeKind::Warning, text: text.into() }
    }

    pub fn error(text: impl Into<String>) -> Self {
        Self { kind: NoticeKind::Error, text: text.into() }
    }
}

/// The folder that holds all that the learner owns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataFolder {
    root: PathBuf,
}

impl DataFolder {
    /// The folder named by `GLASSHOUSE_DATA`, else the platform's place for an application's data.
    ///
    /// The folder need not exist yet: the first save makes it.
    pub fn of_user() -> Self {
        let named = std::env::var_os("GLASSHOUSE_DATA").filter(|name| !name.is_empty()).map(PathBuf::from);
        let usual = || directories::ProjectDirs::from("", "", "Glasshouse").map(|dirs| dirs.data_dir().to_owned());
        // A user without a home folder still gets an app that works, if only until the machine is cleaned up.
        Self { root: named.or_else(usual).unwrap_or_else(|| std::env::temp_dir().join("glasshouse")) }
    }

    /// A folder of one's own choice.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where the notes lie: `SLUG.md` each, with its pictures in `SLUG-pictures/`.
    pub fn notes(&self) -> PathBuf {
        self.root.join("notes")
    }

    /// Where the playground's programs lie: `NAME.py` each.
    pub fn programs(&self) -> PathBuf {
        self.root.join("programs")
    }

    pub fn settings(&self) -> PathBuf {
        self.root.join("settings.ron")
    }

    pub fn progress(&self) -> PathBuf {
        self.root.join("progress.ron")
    }
}
