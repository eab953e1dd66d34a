//! The worker that brings notes to the disk and looks for what others did there.
//!
//! It holds what each file held when last seen, and counts the changes that others made as the file's *version*. The
//! learner's text rests on a version, its *basis*. Saving a text whose basis is older than the file means that both
//! changed, and then the file gets a second name before it is replaced. Which text the window shows is
//! [`notes`](super::notes)' business.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant, SystemTime};

use super::notes::{Pace, Sort, is_slug};
use super::{Notice, date, file};

/// Larger files are no notes.
const MOST_BYTES: u64 = 16 << 20;

/// Who replaces a text sooner than this after it was saved here has hardly read it.
const UNSEEN: Duration = Duration::from_secs(5);

/// A file changed less than this before it was read may have been changed once more without a newer date.
const SETTLED: Duration = Duration::from_secs(3);

pub(super) enum Order {
    Edit { slug: String, text: String, revision: u64, basis: u64 },
    Keep(Picture),
    Flush,
}

pub(super) struct Picture {
    pub slug: String,
    /// Its path against the notes' folder.
    pub name: String,
    pub svg: Arc<str>,
}

pub(super) enum Report {
    /// The notes that lay in the folder at the start have all been found.
    Ready,
    /// A file holds a text that was not written here; `first` when nothing was known of it before.
    Found {
        slug: String,
        text: String,
        version: u64,
        first: bool,
    },
    Saved {
        slug: String,
        revision: u64,
    },
    Failed {
        slug: String,
        reason: String,
    },
    Flushed,
    Tell(Notice),
}

pub(super) struct Saver {
    folder: PathBuf,
    sort: Sort,
    pace: Pace,
    reports: Sender<Report>,
    wake: Box<dyn Fn() + Send>,
    files: BTreeMap<String, NoteFile>,
    pictures: Vec<Picture>,
    next_look: Instant,
    started: bool,
}

#[derive(Default)]
struct NoteFile {
    disk: Disk,
    stamp: Option<Stamp>,
    /// Counts the changes that others made.
    version: u64,
    /// The newest version that has been kept under another name.
    kept: u64,
    unsaved: Option<Unsaved>,
    /// Looks in a row that found a known file gone.
    gone: u32,
    saved_at: Option<Instant>,
}

#[derive(Default, PartialEq)]
enum Disk {
    #[default]
    Absent,
    Text(Vec<u8>),
    /// What is no note: too large, no ordinary file, not readable.
    Other,
}

#[derive(PartialEq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    settled: bool,
}

struct Unsaved {
    text: String,
    revision: u64,
    basis: u64,
    due: Instant,
    /// When it is saved at the latest, should the keys never pause.
    latest: Instant,
    failures: u32,
}

impl Saver {
    pub fn new(folder: PathBuf, sort: Sort, pace: Pace, reports: Sender<Report>, wake: Box<dyn Fn() + Send>) -> Self {
        Self {
            folder,
            sort,
            pace,
            reports,
            wake,
            files: BTreeMap::new(),
            pictures: Vec::new(),
            next_look: Instant::now(),
            started: false,
        }
    }

    /// Works until no more orders can come, and then saves what is left.
    pub fn run(mut self, orders: &Receiver<Order>) {
        self.start();
        loop {
            match orders.recv_timeout(self.next_due().saturating_duration_since(Instant::now())) {
                Ok(order) => {
                    self.take(order);
                    // All keys that wait count before anything is saved.
                    while let Ok(order) = orders.try_recv() {
                        self.take(order);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            self.save(|unsaved, now| unsaved.due <= now);
            if self.next_look <= Instant::now() {
                self.look();
            }
        }
        self.save(|_, _| true);
    }

    fn start(&mut self) {
        if let Err(error) = file::check_writable(&self.folder) {
            self.report(Report::Tell(Notice::error(format!(
                "Notes can't be saved in {}: {error}. What you write is kept in the window, and saving is tried again.",
                self.folder.display()
            ))));
        }
        file::sweep(&self.folder);
        self.look();
        self.started = true;
        self.report(Report::Ready);
    }

    fn take(&mut self, order: Order) {
        match order {
            Order::Edit { slug, text, revision, basis } => {
                let now = Instant::now();
                let unsaved = &mut self.files.entry(slug).or_default().unsaved;
                let (due, latest, failures) = match unsaved {
                    // After a failure the pauses decide, not the keys.
                    Some(before) if before.failures > 0 => (before.due, before.latest, before.failures),
                    Some(before) => ((now + self.pace.quiet).min(before.latest), before.latest, 0),
                    None => (now + self.pace.quiet, now + self.pace.longest, 0),
                };
                *unsaved = Some(Unsaved { text, revision, basis, due, latest, failures });
            }
            Order::Keep(picture) => self.pictures.push(picture),
            Order::Flush => {
                self.save(|_, _| true);
                self.report(Report::Flushed);
            }
        }
    }

    fn next_due(&self) -> Instant {
        let due = self.files.values().filter_map(|file| file.unsaved.as_ref()).map(|unsaved| unsaved.due);
        due.chain([self.next_look]).min().unwrap_or(self.next_look)
    }

    fn save(&mut self, chosen: impl Fn(&Unsaved, Instant) -> bool) {
        let now = Instant::now();
        let wanted = |file: &NoteFile| file.unsaved.as_ref().is_some_and(|unsaved| chosen(unsaved, now));
        let slugs: Vec<String> =
            self.files.iter().filter(|(_, file)| wanted(file)).map(|(slug, _)| slug.clone()).collect();
        for slug in slugs {
            let saved = self.save_pictures(&slug).and_then(|()| self.save_note(&slug));
            let Some(unsaved) = self.files.get_mut(&slug).and_then(|file| file.unsaved.as_mut()) else { continue };
            match saved {
                Ok(()) => {
                    let revision = unsaved.revision;
                    if let Some(file) = self.files.get_mut(&slug) {
                        file.unsaved = None;
                    }
                    self.report(Report::Saved { slug, revision });
                }
                Err(error) => {
                    let doubled = self.pace.retry_first.saturating_mul(1 << unsaved.failures.min(16));
                    unsaved.due = Instant::now() + doubled.min(self.pace.retry_longest);
                    unsaved.failures += 1;
                    self.report(Report::Failed { slug, reason: error.to_string() });
                }
            }
        }
    }

    /// Writes the pictures that the note refers to, before the note does.
    fn save_pictures(&mut self, slug: &str) -> io::Result<()> {
        if !is_slug(slug) {
            return Err(io::Error::other(format!("`{slug}` is no lesson's name")));
        }
        while let Some(at) = self.pictures.iter().position(|picture| picture.slug == slug) {
            let path = self.folder.join(&self.pictures[at].name);
            file::write_whole(&path, self.pictures[at].svg.as_bytes())?;
            self.pictures.swap_remove(at);
        }
        Ok(())
    }

    fn save_note(&mut self, slug: &str) -> io::Result<()> {
        let path = self.path(slug);
        let _lock = file::FolderLock::take(&self.folder)?;
        self.read(slug);
        let Some(file) = self.files.get_mut(slug) else { return Ok(()) };
        let Some(unsaved) = &file.unsaved else { return Ok(()) };
        let text = unsaved.text.as_bytes();
        let basis = unsaved.basis.max(file.kept);
        let both_changed = match &file.disk {
            Disk::Absent => false,
            Disk::Text(theirs) if theirs == text => return Ok(()),
            Disk::Text(theirs) => basis < file.version && !theirs.trim_ascii().is_empty(),
            Disk::Other => basis < file.version,
        };
        if both_changed {
            let kept = file::also_keep_as(&path, &other_copy(slug), self.sort.ending)?;
            // Should the write below fail and be tried again, the other's text need not be kept again.
            file.kept = file.version;
            let words = self.sort.words;
            let told = format!(
                "The {words} {slug} was changed here and by another program. Both are kept: yours has its name, the other is “{}”.",
                name_of(&kept)
            );
            let _ = self.reports.send(Report::Tell(Notice::warning(told)));
        }
        file::write_whole(&path, text)?;
        file.kept = file.version;
        file.disk = Disk::Text(text.to_vec());
        file.stamp = Stamp::of(&path);
        file.gone = 0;
        file.saved_at = Some(Instant::now());
        Ok(())
    }

    /// Looks at all notes in the folder, and reads those whose length or date differ from what was seen.
    fn look(&mut self) {
        let ending = self.sort.ending;
        let mut slugs: Vec<String> = self.files.keys().cloned().collect();
        if let Ok(entries) = fs::read_dir(&self.folder) {
            slugs.extend(entries.flatten().filter_map(|entry| slug_of(&entry.path(), ending)));
        }
        slugs.retain(|slug| is_slug(slug));
        slugs.sort();
        slugs.dedup();
        for slug in slugs {
            let stamp = Stamp::of(&self.path(&slug));
            let known = self.files.entry(slug.clone()).or_default();
            let same = stamp.as_ref().is_some_and(|stamp| stamp.settled) && stamp == known.stamp;
            if !same {
                self.read(&slug);
            }
        }
        self.next_look = Instant::now() + self.pace.look;
    }

    /// Reads one note file and reports it if it holds what was not known.
    fn read(&mut self, slug: &str) {
        let path = self.path(slug);
        // Before the content: a change between the two is then seen at the next look.
        let stamp = Stamp::of(&path);
        let (disk, trouble) = match file::read_bounded(&path, MOST_BYTES) {
            Ok(None) => (Disk::Absent, None),
            Ok(Some(bytes)) => (Disk::Text(bytes), None),
            Err(error) => (Disk::Other, Some(error.to_string())),
        };
        let first = !self.started;
        let file = self.files.entry(slug.to_owned()).or_default();
        if disk == Disk::Absent {
            self.note_absence(slug);
            return;
        }
        file.gone = 0;
        file.stamp = stamp;
        if disk == file.disk {
            return;
        }
        let before = std::mem::replace(&mut file.disk, disk);
        file.version += 1;
        let version = file.version;
        let just_saved = file.saved_at.take().is_some_and(|at| at.elapsed() < UNSEEN);
        // A text that is still being written goes on from the overwritten one, and is about to be saved.
        if let (Disk::Text(ours), true, None) = (before, just_saved, &file.unsaved) {
            self.keep_overwritten(slug, &ours);
        }
        let Some(file) = self.files.get(slug) else { return };
        let trouble = match &file.disk {
            Disk::Text(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => {
                    let text = text.to_owned();
                    self.report(Report::Found { slug: slug.to_owned(), text, version, first });
                    return;
                }
                Err(error) => format!("it is not UTF-8 from byte {} on", error.valid_up_to()),
            },
            _ => trouble.unwrap_or_default(),
        };
        let words = self.sort.words;
        self.report(Report::Tell(Notice::warning(format!(
            "{} can't be read: {trouble}. It is left as it is; should you write the {words} {slug}, it is kept under another name.",
            path.display()
        ))));
    }

    /// Keeps a text of the learner that another program replaced before it can have known of it.
    fn keep_overwritten(&self, slug: &str, ours: &[u8]) {
        let kept = file::write_beside(&self.path(slug), &other_copy(slug), self.sort.ending, ours);
        let words = self.sort.words;
        self.report(Report::Tell(match kept {
            Ok(kept) => Notice::warning(format!(
                "Another program wrote the {words} {slug} just after it was saved here. Both are kept: yours is “{}”.",
                name_of(&kept)
            )),
            Err(error) => Notice::error(format!(
                "Another program replaced the {words} {slug} just after it was saved here, and yours can't be kept: {error}."
            )),
        }));
    }

    /// A known file that two looks in a row don't find is gone; one look may fall between a removal and a rename.
    fn note_absence(&mut self, slug: &str) {
        let Some(file) = self.files.get_mut(slug) else { return };
        if file.disk == Disk::Absent {
            return;
        }
        file.gone += 1;
        if file.gone < 2 && file.unsaved.is_none() {
            return;
        }
        file.disk = Disk::Absent;
        file.stamp = None;
        let words = self.sort.words;
        self.report(Report::Tell(Notice::warning(format!(
            "The file of the {words} {slug} is gone. Its text is still here, and is written again with your next change."
        ))));
    }

    fn path(&self, slug: &str) -> PathBuf {
        self.folder.join(format!("{slug}.{}", self.sort.ending))
    }

    fn report(&self, report: Report) {
        // A notebook that no longer listens needs no report.
        let _ = self.reports.send(report);
        (self.wake)();
    }
}

impl Stamp {
    fn of(path: &Path) -> Option<Self> {
        let found = fs::metadata(path).ok()?;
        let modified = found.modified().ok();
        let age = modified.and_then(|modified| SystemTime::now().duration_since(modified).ok());
        Some(Self { length: found.len(), modified, settled: age.is_some_and(|age| age > SETTLED) })
    }
}

fn other_copy(slug: &str) -> String {
    format!("{slug} (other copy {})", date::stamp(date::seconds(SystemTime::now())))
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The lesson whose note the file at `path` would be.
fn slug_of(path: &Path, ending: &str) -> Option<String> {
    let stem = path.file_stem()?.to_str()?;
    (path.extension()? == ending && is_slug(stem)).then(|| stem.to_owned())
}
