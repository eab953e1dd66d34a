//! The files that a program sees: names and bytes in the machine's memory, gone with it.

use std::collections::BTreeMap;
use std::sync::Arc;

/// The in-memory files by name. Cloned, it costs a pointer.
#[derive(Clone, Debug, Default)]
pub struct Files(Arc<BTreeMap<String, Arc<Vec<u8>>>>);

impl Files {
    pub fn get(&self, path: &str) -> Option<Arc<Vec<u8>>> {
        self.0.get(&plain(path)).cloned()
    }

    pub fn set(&mut self, path: &str, bytes: Arc<Vec<u8>>) {
        Arc::make_mut(&mut self.0).insert(plain(path), bytes);
    }

    /// Removes a file; false when there is none.
    pub fn remove(&mut self, path: &str) -> bool {
        Arc::make_mut(&mut self.0).remove(&plain(path)).is_some()
    }

    /// All names, sorted.
    pub fn names(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }
}

/// `./a` and `a` are one file.
fn plain(path: &str) -> String {
    path.strip_prefix("./").unwrap_or(path).to_owned()
}
