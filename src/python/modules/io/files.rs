//! The files and directories that a program sees: names and bytes in the machine's memory, gone with it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The directory that a program runs in.
pub const WORKING_DIRECTORY: &str = "/home/glasshouse";

/// The directories that are there from the start.
const DIRECTORIES: [&str; 4] = ["/", "/home", WORKING_DIRECTORY, "/tmp"];

/// The in-memory files and directories by their absolute names. Cloned, it costs two pointers.
#[derive(Clone, Debug)]
pub struct Files {
    files: Arc<BTreeMap<String, Arc<Vec<u8>>>>,
    directories: Arc<BTreeSet<String>>,
}

impl Default for Files {
    fn default() -> Self {
        let directories = DIRECTORIES.map(str::to_owned).into_iter().collect();
        Self { files: Arc::default(), directories: Arc::new(directories) }
    }
}

impl Files {
    pub fn get(&self, path: &str) -> Option<Arc<Vec<u8>>> {
        self.files.get(&absolute(path)).cloned()
    }

    pub fn set(&mut self, path: &str, bytes: Arc<Vec<u8>>) {
        Arc::make_mut(&mut self.files).insert(absolute(path), bytes);
    }

    /// Removes a file; false when there is none.
    pub fn remove(&mut self, path: &str) -> bool {
        Arc::make_mut(&mut self.files).remove(&absolute(path)).is_some()
    }

    pub fn is_directory(&self, path: &str) -> bool {
        self.directories.contains(&absolute(path))
    }

    /// Whether the directory that a path lies in is there.
    pub fn has_parent(&self, path: &str) -> bool {
        let path = absolute(path);
        let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
        self.directories.contains(if parent.is_empty() { "/" } else { parent })
    }

    pub fn add_directory(&mut self, path: &str) {
        Arc::make_mut(&mut self.directories).insert(absolute(path));
    }

    /// Removes a directory; false when there is none.
    pub fn remove_directory(&mut self, path: &str) -> bool {
        Arc::make_mut(&mut self.directories).remove(&absolute(path))
    }

    /// The names of what lies in a directory, sorted.
    pub fn entries(&self, path: &str) -> Vec<String> {
        let path = absolute(path);
        let front = if path == "/" { path } else { format!("{path}/") };
        let names = self.files.keys().chain(self.directories.iter());
        let inside = names.filter_map(|name| name.strip_prefix(&front));
        let mut found: Vec<String> =
            inside.filter(|name| !name.is_empty() && !name.contains('/')).map(str::to_owned).collect();
        found.sort();
        found
    }
}

/// The name without `.`, `..` and doubled slashes, from the root on. There are no links, so that `..` is the directory before.
fn absolute(path: &str) -> String {
    let whole = if path.starts_with('/') { path.to_owned() } else { format!("{WORKING_DIRECTORY}/{path}") };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}
