//! The learner's notes: one plain Markdown file per lesson, and the pictures beside it.
//!
//! A [`NoteBook`] holds the texts as the window shows them; a worker thread ([`saver`](super::saver)) saves them, looks
//! for what other programs changed, and reports. No call here waits for a disk, except those that say so. How Markdown
//! looks is the window's business, and what leaves for another place is `export`'s.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant, SystemTime};

use super::pin::Pin;
use super::saver::{Order, Picture, Report, Saver};
use super::{Notice, date, file};

/// What the files of a [`NoteBook`] are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    pub ending: &'static str,
    /// Before a file's short name: "the note on gil".
    pub words: &'static str,
}

/// Notes on lessons.
pub const NOTES: Sort = Sort { ending: "md", words: "note on" };

/// Programs of the playground.
pub const PROGRAMS: Sort = Sort { ending: "py", words: "program" };

/// All notes of a learner; their programs are kept the same way.
///
/// The worker ends when the notebook is dropped. Dropping saves what is not saved yet, for at most five seconds; what can't be saved in its place is then put into
/// the system's folder for temporary files rather than lost.
pub struct NoteBook {
    folder: PathBuf,
    sort: Sort,
    notes: BTreeMap<String, Note>,
    orders: Option<Sender<Order>>,
    reports: Receiver<Report>,
    notices: Vec<Notice>,
}

/// How long the saver waits for what.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// From the last key to the save.
    pub quiet: Duration,
    /// From the first key that is not saved to the save, for those who never pause.
    pub longest: Duration,
    /// Between two looks for what other programs changed.
    pub look: Duration,
    /// From the first failure to the next attempt; doubled from failure to failure …
    pub retry_first: Duration,
    /// … up to this.
    pub retry_longest: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            quiet: Duration::from_millis(700),
            longest: Duration::from_secs(5),
            look: Duration::from_secs(1),
            retry_first: Duration::from_secs(1),
            retry_longest: Duration::from_secs(60),
        }
    }
}

/// Where a note stands between the learner's keys and the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteState<'a> {
    /// The disk holds what the window shows.
    Saved,
    /// Keys were pressed that are not on the disk yet.
    Changed,
    /// Saving failed, for this reason; it is tried again.
    Failing(&'a str),
}

#[derive(Default)]
struct Note {
    text: String,
    /// Counts the learner's changes.
    revision: u64,
    /// The revision that the disk holds.
    saved: u64,
    /// The version of the file that the text rests on; see [`Saver`].
    basis: u64,
    failing: Option<String>,
}

impl NoteBook {
    /// Opens the notes in `folder`, waiting a fifth of a second for them; those of a slower disk arrive later.
    ///
    /// `wake` is called from another thread when [`tick`](Self::tick) has news.
    pub fn open(folder: impl Into<PathBuf>, wake: impl Fn() + Send + 'static) -> Self {
        Self::open_at_pace(folder, Pace::default(), wake)
    }

    /// The programs in `folder`, a `.py` file each.
    pub fn open_programs(folder: impl Into<PathBuf>, wake: impl Fn() + Send + 'static) -> Self {
        Self::open_sort(folder, PROGRAMS, Pace::default(), wake)
    }

    /// [`open`](Self::open) with other waiting times.
    pub fn open_at_pace(folder: impl Into<PathBuf>, pace: Pace, wake: impl Fn() + Send + 'static) -> Self {
        Self::open_sort(folder, NOTES, pace, wake)
    }

    fn open_sort(folder: impl Into<PathBuf>, sort: Sort, pace: Pace, wake: impl Fn() + Send + 'static) -> Self {
        let folder = folder.into();
        let (order, orders) = mpsc::channel();
        let (report, reports) = mpsc::channel();
        let saver = Saver::new(folder.clone(), sort, pace, report, Box::new(wake));
        let thread = std::thread::Builder::new().name("notes".to_owned()).spawn(move || saver.run(&orders));
        let mut book = Self { folder, sort, notes: BTreeMap::new(), orders: Some(order), reports, notices: Vec::new() };
        if let Err(error) = thread {
            book.notices.push(Notice::error(format!("Notes can't be saved: {error}.")));
        }
        book.hear_until(Instant::now() + Duration::from_millis(200), |report| matches!(report, Report::Ready));
        book
    }

    /// The folder of the note files, against which the picture references in a note stand.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The note on a lesson; empty when there is none.
    pub fn text(&self, slug: &str) -> &str {
        self.notes.get(slug).map_or("", |note| &note.text)
    }

    /// The lessons that have a note with something in it, in alphabetical order.
    pub fn slugs(&self) -> impl Iterator<Item = &str> {
        self.notes.iter().filter(|(_, note)| !note.text.trim().is_empty()).map(|(slug, _)| slug.as_str())
    }

    /// Whether there is a note with something in it.
    pub fn has(&self, slug: &str) -> bool {
        !self.text(slug).trim().is_empty()
    }

    pub fn state(&self, slug: &str) -> NoteState<'_> {
        match self.notes.get(slug) {
            Some(Note { failing: Some(reason), .. }) => NoteState::Failing(reason),
            Some(note) if note.is_changed() && self.orders.is_none() => NoteState::Failing("the worker has stopped"),
            Some(note) if note.is_changed() => NoteState::Changed,
            _ => NoteState::Saved,
        }
    }

    /// Takes what the learner wrote; it is saved within two seconds of the last call.
    pub fn edit(&mut self, slug: &str, text: impl Into<String>) {
        let text = text.into();
        if text == self.text(slug) {
            return;
        }
        let note = self.notes.entry(slug.to_owned()).or_default();
        note.text = text;
        note.revision += 1;
        let order =
            Order::Edit { slug: slug.to_owned(), text: note.text.clone(), revision: note.revision, basis: note.basis };
        self.send(order);
    }

    /// Puts a picture with its caption at the end of a note, and its file beside the notes.
    pub fn pin(&mut self, slug: &str, pin: Pin<'_>) {
        let name = pin.file_name(slug);
        let mut text = self.text(slug).trim_end().to_owned();
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(&pin.markdown(&name));
        self.send(Order::Keep(Picture { slug: slug.to_owned(), name, svg: Arc::from(pin.svg) }));
        self.edit(slug, text);
    }

    /// Takes what the worker found and did since the last call, and gives what the learner is to be told.
    ///
    /// Texts that another program changed are those of the other program from here on, unless changed here as well.
    pub fn tick(&mut self) -> Vec<Notice> {
        while let Ok(report) = self.reports.try_recv() {
            self.hear(report);
        }
        std::mem::take(&mut self.notices)
    }

    /// Saves all that is not saved, now, waiting at most `patience`, and says which notes are still not on the disk.
    pub fn flush(&mut self, patience: Duration) -> Vec<String> {
        self.send(Order::Flush);
        self.hear_until(Instant::now() + patience, |report| matches!(report, Report::Flushed));
        self.unsaved().map(|(slug, _)| slug.to_owned()).collect()
    }

    /// The notes that are not on the disk, with their texts: for a question before the window closes.
    pub fn unsaved(&self) -> impl Iterator<Item = (&str, &str)> {
        self.notes.iter().filter(|(_, note)| note.is_changed()).map(|(slug, note)| (slug.as_str(), note.text.as_str()))
    }

    fn send(&mut self, order: Order) {
        let Some(orders) = &self.orders else { return };
        if orders.send(order).is_err() {
            self.orders = None;
            self.notices.push(Notice::error("Notes can't be saved any more: the worker has stopped. Export them."));
        }
    }

    fn hear_until(&mut self, end: Instant, last: impl Fn(&Report) -> bool) {
        while let Ok(report) = self.reports.recv_timeout(end.saturating_duration_since(Instant::now())) {
            let done = last(&report);
            self.hear(report);
            if done {
                return;
            }
        }
    }

    fn hear(&mut self, report: Report) {
        let words = self.sort.words;
        match report {
            Report::Ready | Report::Flushed => {}
            Report::Tell(notice) => self.notices.push(notice),
            Report::Found { slug, text, version, first } => {
                let note = self.notes.entry(slug.clone()).or_default();
                // The saver will see that both changed when it saves, by the basis, and keep both.
                if note.is_changed() {
                    return;
                }
                note.basis = version;
                if note.text != text {
                    note.text = text;
                    if !first {
                        let told = format!("Another program changed the {words} {slug}; it has been read again.");
                        self.notices.push(Notice::information(told));
                    }
                }
            }
            Report::Saved { slug, revision } => {
                let Some(note) = self.notes.get_mut(&slug) else { return };
                note.saved = note.saved.max(revision);
                if note.failing.take().is_some() {
                    self.notices.push(Notice::information(format!("The {words} {slug} is saved again.")));
                }
            }
            Report::Failed { slug, reason } => {
                let note = self.notes.entry(slug.clone()).or_default();
                if note.failing.is_none() {
                    self.notices.push(Notice::error(format!(
                        "The {words} {slug} can't be saved: {reason}. The text is kept in the window, and saving is tried again."
                    )));
                }
                note.failing = Some(reason);
            }
        }
    }
}

impl Drop for NoteBook {
    fn drop(&mut self) {
        let Sort { words, ending } = self.sort;
        if self.unsaved().next().is_some() {
            self.flush(Duration::from_secs(5));
        }
        for (slug, text) in self.unsaved() {
            match rescue(slug, ending, text) {
                Ok(path) => tracing::error!("the {words} {slug} is not saved; its text is in {}", path.display()),
                Err(error) => tracing::error!("the {words} {slug} is lost: {error}"),
            }
        }
    }
}

impl Note {
    fn is_changed(&self) -> bool {
        self.saved < self.revision
    }
}

/// A lesson's short name as a file may bear it: lower-case letters, digits and hyphens.
pub fn is_slug(slug: &str) -> bool {
    !slug.is_empty()
        && slug.len() <= 100
        && slug.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-')
}

fn rescue(slug: &str, ending: &str, text: &str) -> std::io::Result<PathBuf> {
    let name = format!(
        "{} {}.{ending}",
        slug.replace(|letter: char| !letter.is_ascii_alphanumeric(), "-"),
        date::stamp(date::seconds(SystemTime::now()))
    );
    let path = std::env::temp_dir().join("glasshouse-unsaved-notes").join(name);
    file::write_whole(&path, text.as_bytes())?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_never_leaves_the_folder() {
        assert!(is_slug("is-vs-equals"));
        for bad in ["", "..", "a/b", "a\\b", "A", "a b", "a.md", "ä"] {
            assert!(!is_slug(bad), "{bad}");
        }
    }
}
