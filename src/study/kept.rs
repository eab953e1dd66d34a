//! One value in one RON file: read once, saved in the background whenever it changes.
//!
//! For what the app remembers by itself and could do without: a file that can't be read as such is set aside, never
//! overwritten, and the default takes its place. What the value means is the caller's business.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant, SystemTime};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Notice, date, file};

/// Larger files are not ours.
const MOST_BYTES: u64 = 4 << 20;

/// From the first change to the save: long enough for a pane that is being dragged.
const QUIET: Duration = Duration::from_millis(500);

/// What can be kept in a file.
pub trait Remembered: Clone + Default + PartialEq + Serialize + DeserializeOwned + Send + 'static {
    /// This value as it is to be saved where another window has meanwhile saved `other`.
    fn merged(self, _other: Self) -> Self {
        self
    }
}

/// A value and its file.
///
/// Dropping it saves what is not saved yet.
pub struct Kept<T: Remembered> {
    value: T,
    /// What is on the disk or on its way there.
    sent: T,
    orders: Option<Sender<T>>,
    notices: Vec<Notice>,
    reports: Receiver<Notice>,
    saver: Option<JoinHandle<()>>,
}

impl<T: Remembered> Kept<T> {
    /// Reads the value from the file at `path`; the default where there is none, or none that can be read.
    pub fn open(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let (value, trouble) = read::<T>(&path);
        let (order, orders) = mpsc::channel();
        let (report, reports) = mpsc::channel();
        let may_write = !matches!(trouble, Some(Trouble::InTheWay(_)));
        let saver = if may_write {
            let save = move || save_latest(&path, &orders, &report);
            std::thread::Builder::new().name("settings".to_owned()).spawn(save).ok()
        } else {
            None
        };
        let notices = trouble.into_iter().map(Trouble::notice).collect();
        Self { sent: value.clone(), value, orders: Some(order), notices, reports, saver }
    }

    pub fn get(&self) -> &T {
        &self.value
    }

    /// Changes the value; [`tick`](Self::tick) sends it to the disk.
    pub fn get_mut(&mut self) -> &mut T {
        &mut self.value
    }

    /// Has the value saved if it changed, without waiting, and gives what the learner is to be told.
    pub fn tick(&mut self) -> Vec<Notice> {
        if self.value != self.sent {
            self.sent = self.value.clone();
            // Without a worker nothing is saved, which was said when the value was read.
            let _ = self.orders.as_ref().map(|orders| orders.send(self.value.clone()));
        }
        self.notices.extend(self.reports.try_iter());
        std::mem::take(&mut self.notices)
    }
}

impl<T: Remembered> Drop for Kept<T> {
    fn drop(&mut self) {
        for notice in self.tick() {
            tracing::warn!("{}", notice.text);
        }
        self.orders = None;
        if let Some(saver) = self.saver.take()
            && saver.join().is_err()
        {
            tracing::error!("the worker that saves settings has stopped early");
        }
    }
}

enum Trouble {
    /// The file was no such value and is now at this path.
    SetAside { path: PathBuf, kept: PathBuf, why: String },
    /// The file can be neither read nor moved, so it must not be written either.
    InTheWay(String),
}

impl Trouble {
    fn notice(self) -> Notice {
        match self {
            Self::SetAside { path, kept, why } => Notice::warning(format!(
                "{} is damaged ({why}). It is kept as {}, and the app starts with its defaults.",
                path.display(),
                kept.file_name().unwrap_or_default().to_string_lossy()
            )),
            Self::InTheWay(told) => Notice::error(told),
        }
    }
}

fn read<T: Default + DeserializeOwned>(path: &Path) -> (T, Option<Trouble>) {
    let in_the_way = |error: std::io::Error| {
        Trouble::InTheWay(format!(
            "{} can't be read: {error}. It is left alone; changes are not saved.",
            path.display()
        ))
    };
    let why = match file::read_bounded(path, MOST_BYTES) {
        Ok(None) => return (T::default(), None),
        Ok(Some(bytes)) => match parse(&bytes) {
            Ok(value) => return (value, None),
            Err(why) => why,
        },
        Err(error) if path.is_file() => error.to_string(),
        Err(error) => return (T::default(), Some(in_the_way(error))),
    };
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let stem = format!("{name}.damaged-{}", date::stamp(date::seconds(SystemTime::now())).replace(' ', "-"));
    let trouble = match file::set_aside(path, &stem, "ron") {
        Ok(kept) => Trouble::SetAside { path: path.to_owned(), kept, why },
        Err(error) => in_the_way(error),
    };
    (T::default(), Some(trouble))
}

/// The value that `bytes` write in RON, or why they write none, with line and column.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| format!("not UTF-8 from byte {} on", error.valid_up_to()))?;
    ron::from_str(text).map_err(|error| format!("line {}: {}", error.span.start.line, error.code))
}

/// The value in RON, one field a line.
pub fn print<T: Serialize>(value: &T) -> Result<String, String> {
    ron::ser::to_string_pretty(value, ron::ser::PrettyConfig::new()).map_err(|error| error.to_string())
}

fn save_latest<T: Remembered>(path: &Path, orders: &Receiver<T>, reports: &Sender<Notice>) {
    let mut told = false;
    if let Some(folder) = path.parent() {
        file::sweep(folder);
    }
    while let Ok(first) = orders.recv() {
        let (latest, closed) = gather(first, orders);
        let saved =
            print(&latest).and_then(|text| file::write_whole(path, text.as_bytes()).map_err(|error| error.to_string()));
        match saved {
            Ok(()) => told = false,
            Err(error) if !told => {
                told = true;
                let _ = reports.send(Notice::warning(format!("{} can't be saved: {error}.", path.display())));
            }
            Err(_) => {}
        }
        if closed {
            return;
        }
    }
}

/// The latest of what comes within [`QUIET`], and whether no more can come.
fn gather<T>(first: T, orders: &Receiver<T>) -> (T, bool) {
    let end = Instant::now() + QUIET;
    let mut latest = first;
    loop {
        match orders.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(newer) => latest = newer,
            Err(RecvTimeoutError::Timeout) => return (latest, false),
            Err(RecvTimeoutError::Disconnected) => return (latest, true),
        }
    }
}
