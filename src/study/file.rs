//! Files written whole or not at all, and read within bounds.
//!
//! What stands in a file is the caller's business. An error is the system's own, for the caller to put into words.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Puts `bytes` into the file at `path`, making its folder if need be.
///
/// Whenever the program or the machine stops, the file holds either what it held or all of `bytes`: a new file is
/// written beside it, brought to the disk, and renamed. A symbolic link stays one; the file that it names is replaced.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    let mut file = atomic_write_file::AtomicWriteFile::open(&path)?;
    file.write_all(bytes)?;
    file.commit()
}

/// What stands in the file at `path`; `None` when there is no such file.
///
/// Errors: more than `most` bytes, or no ordinary file (reading a pipe or a device could wait for ever).
pub fn read_bounded(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let found = match fs::metadata(path) {
        Ok(found) => found,
        Err(error) if is_absent(&error) => return Ok(None),
        Err(error) => return Err(error),
    };
    if !found.is_file() {
        return Err(io::Error::other("not an ordinary file"));
    }
    let mut bytes = Vec::new();
    match File::open(path) {
        Ok(file) => file.take(most.saturating_add(1)).read_to_end(&mut bytes)?,
        Err(error) if is_absent(&error) => return Ok(None),
        Err(error) => return Err(error),
    };
    match u64::try_from(bytes.len()) {
        Ok(length) if length <= most => Ok(Some(bytes)),
        _ => Err(io::Error::other(format!("larger than {most} bytes"))),
    }
}

/// Gives the file at `path` a second name beside it, `NAME` or, where that is taken, `NAME` with a number before its
/// ending, and says which.
///
/// The second name goes on holding today's content when `path` is replaced afterwards; nothing is read or moved, so no
/// moment exists in which the content has no name.
pub fn also_keep_as(path: &Path, stem: &str, ending: &str) -> io::Result<PathBuf> {
    free_names(path, stem, ending, |other| match fs::hard_link(path, other) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => copy_to_new(path, other),
        linked => linked,
    })
}

/// Takes the file at `path` out of the way, under `STEM.ENDING` or a numbered name beside it, and says which.
pub fn set_aside(path: &Path, stem: &str, ending: &str) -> io::Result<PathBuf> {
    let kept = also_keep_as(path, stem, ending)?;
    fs::remove_file(path)?;
    Ok(kept)
}

/// Puts `bytes` into a new file beside `path`, `STEM.ENDING` or a numbered name, and says which.
pub fn write_beside(path: &Path, stem: &str, ending: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    free_names(path, stem, ending, |other| fill_new(other, |file| file.write_all(bytes)))
}

/// Whether files can be made in `folder`; makes it if need be.
pub fn check_writable(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let probe = folder.join(format!(".writable-{}", std::process::id()));
    File::create(&probe)?;
    fs::remove_file(&probe)
}

/// Removes what a stopped [`write_whole`] left in `folder`: hidden files `.NAME.md.XXXXXX` older than an hour.
pub fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let left_over = name.to_str().is_some_and(is_unfinished);
        let old = entry.metadata().and_then(|found| found.modified()).is_ok_and(|modified| {
            SystemTime::now().duration_since(modified).is_ok_and(|age| age > Duration::from_secs(3600))
        });
        if left_over && old {
            // Nothing depends on it: the next start tries again.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// A lock on a folder, for as long as the value lives, against other windows of this program.
///
/// Where the file system knows no locks the value stands for none.
#[derive(Debug)]
pub struct FolderLock {
    _file: Option<File>,
}

impl FolderLock {
    /// Waits up to half a second. Errors: the lock file can't be made, or another window holds the lock that long.
    pub fn take(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let file = File::options().create(true).truncate(false).write(true).open(folder.join(".lock"))?;
        for _ in 0..50 {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: Some(file) }),
                Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(10)),
                Err(TryLockError::Error(_)) => return Ok(Self { _file: None }),
            }
        }
        Err(io::Error::other("another window is saving there"))
    }
}

/// Below what is no folder there is no file either.
fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn is_unfinished(name: &str) -> bool {
    let Some(rest) = name.strip_prefix('.') else { return false };
    rest.rsplit_once('.').is_some_and(|(target, random)| {
        [".md", ".py", ".ron", ".svg"].iter().any(|ending| target.ends_with(ending))
            && random.len() == 6
            && random.chars().all(|letter| letter.is_ascii_alphanumeric())
            // A word, such as `backup`, was chosen by a person.
            && random.chars().any(|letter| !letter.is_ascii_lowercase())
    })
}

fn free_names(path: &Path, stem: &str, ending: &str, make: impl Fn(&Path) -> io::Result<()>) -> io::Result<PathBuf> {
    for number in 1..1000 {
        let name = if number == 1 { format!("{stem}.{ending}") } else { format!("{stem} {number}.{ending}") };
        let other = path.with_file_name(name);
        match make(&other) {
            Ok(()) => return Ok(other),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::new(io::ErrorKind::AlreadyExists, format!("no free name for {stem}.{ending}")))
}

fn copy_to_new(path: &Path, other: &Path) -> io::Result<()> {
    let mut source = File::open(path)?;
    fill_new(other, |target| io::copy(&mut source, target).map(drop))
}

fn fill_new(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    let filled = fill(&mut file).and_then(|()| file.sync_all());
    if filled.is_err() {
        // Half a file helps nobody, and its content still stands elsewhere.
        let _ = fs::remove_file(path);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_into_a_folder_that_was_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/note.md");
        write_whole(&path, b"text").unwrap();
        assert_eq!(read_bounded(&path, 4).unwrap().as_deref(), Some(&b"text"[..]));
        assert!(read_bounded(&path, 3).is_err(), "larger than asked for");
        assert!(read_bounded(folder.path(), 3).is_err(), "a folder is no file");
        assert_eq!(read_bounded(&folder.path().join("none"), 3).unwrap(), None);
    }

    #[test]
    fn a_second_name_keeps_what_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("note.md");
        write_whole(&path, b"old").unwrap();
        let first = also_keep_as(&path, "note (copy)", "md").unwrap();
        let second = also_keep_as(&path, "note (copy)", "md").unwrap();
        write_whole(&path, b"new").unwrap();
        assert_eq!(fs::read(&first).unwrap(), b"old");
        assert_eq!(fs::read(&second).unwrap(), b"old");
        assert_eq!(second.file_name().unwrap(), "note (copy) 2.md");
        assert_eq!(fs::read(&path).unwrap(), b"new");
    }

    #[test]
    fn only_what_a_save_left_over_counts_as_unfinished() {
        assert!(is_unfinished(".gil.md.Ab3xY9"));
        for name in ["gil.md", ".lock", ".hidden.md", ".gil.md.backup", ".vimrc.abcdef"] {
            assert!(!is_unfinished(name), "{name}");
        }
    }
}
