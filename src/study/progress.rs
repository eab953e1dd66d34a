//! Which lessons were opened and read, and when.
//!
//! Which have notes, the [`NoteBook`](super::NoteBook) knows. What counts as read is decided by the window.

use std::collections::BTreeMap;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::date;

/// The learner's way through the lessons, by their short names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Progress {
    lessons: BTreeMap<String, Visit>,
}

/// Times in seconds since 1970, UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Visit {
    /// When the lesson was last opened.
    pub opened_secs: u64,
    /// When its text was first read to the end, or marked as read.
    pub read_secs: Option<u64>,
}

impl Progress {
    pub fn open(&mut self, slug: &str, now: SystemTime) {
        self.lessons.entry(slug.to_owned()).or_default().opened_secs = date::seconds(now);
    }

    /// Keeps the first time.
    pub fn mark_read(&mut self, slug: &str, now: SystemTime) {
        self.lessons.entry(slug.to_owned()).or_default().read_secs.get_or_insert(date::seconds(now));
    }

    pub fn mark_unread(&mut self, slug: &str) {
        if let Some(visit) = self.lessons.get_mut(slug) {
            visit.read_secs = None;
        }
    }

    pub fn is_read(&self, slug: &str) -> bool {
        self.visit(slug).is_some_and(|visit| visit.read_secs.is_some())
    }

    pub fn visit(&self, slug: &str) -> Option<Visit> {
        self.lessons.get(slug).copied()
    }

    /// The lessons that were opened, the last first.
    pub fn recent(&self) -> Vec<&str> {
        let mut recent: Vec<_> = self.lessons.iter().filter(|(_, visit)| visit.opened_secs > 0).collect();
        recent.sort_by_key(|(_, visit)| std::cmp::Reverse(visit.opened_secs));
        recent.into_iter().map(|(slug, _)| slug.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    #[test]
    fn a_lesson_read_again_was_read_when_it_was_first_read() {
        let at = |secs| UNIX_EPOCH + Duration::from_secs(secs);
        let mut progress = Progress::default();
        progress.open("gil", at(10));
        assert!(!progress.is_read("gil"));
        progress.mark_read("gil", at(20));
        progress.mark_read("gil", at(30));
        progress.open("asyncio", at(40));
        assert_eq!(progress.visit("gil"), Some(Visit { opened_secs: 10, read_secs: Some(20) }));
        assert_eq!(progress.recent(), ["asyncio", "gil"]);
        progress.mark_unread("gil");
        assert!(!progress.is_read("gil"));
    }
}
