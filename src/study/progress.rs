//! Which lessons were opened and read, and when.
//!
//! Which have notes, the [`NoteBook`](super::NoteBook) knows. What counts as read is decided by the window.

use std::collections::BTreeMap;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::date;
use super::kept::Remembered;

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
    /// When it was last marked as read or unread.
    pub marked_secs: u64,
    /// The step of the run at which the learner left it.
    pub step: Option<u64>,
    pub predictions: Tally,
}

/// What became of the learner's predictions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tally {
    pub right: u32,
    pub wrong: u32,
}

impl Remembered for Progress {
    /// All lessons of both; of two marks on one lesson, the later.
    fn merged(mut self, other: Self) -> Self {
        for (slug, theirs) in other.lessons {
            let ours = self.lessons.entry(slug).or_default();
            if theirs.opened_secs > ours.opened_secs {
                ours.step = theirs.step;
            }
            ours.opened_secs = ours.opened_secs.max(theirs.opened_secs);
            ours.predictions.right = ours.predictions.right.max(theirs.predictions.right);
            ours.predictions.wrong = ours.predictions.wrong.max(theirs.predictions.wrong);
            if theirs.marked_secs > ours.marked_secs {
                (ours.read_secs, ours.marked_secs) = (theirs.read_secs, theirs.marked_secs);
            }
        }
        self
    }
}

impl Progress {
    pub fn open(&mut self, slug: &str, now: SystemTime) {
        self.lessons.entry(slug.to_owned()).or_default().opened_secs = date::seconds(now);
    }

    /// Remembers where the learner is.
    pub fn stand_at(&mut self, slug: &str, step: u64) {
        if let Some(visit) = self.lessons.get_mut(slug) {
            visit.step = Some(step);
        }
    }

    /// Counts a prediction.
    pub fn predicted(&mut self, slug: &str, right: bool) {
        let tally = &mut self.lessons.entry(slug.to_owned()).or_default().predictions;
        let count = if right { &mut tally.right } else { &mut tally.wrong };
        *count = count.saturating_add(1);
    }

    /// All predictions of the learner.
    pub fn predictions(&self) -> Tally {
        self.lessons.values().fold(Tally::default(), |all, visit| Tally {
            right: all.right.saturating_add(visit.predictions.right),
            wrong: all.wrong.saturating_add(visit.predictions.wrong),
        })
    }

    /// Keeps the first time.
    pub fn mark_read(&mut self, slug: &str, now: SystemTime) {
        let visit = self.lessons.entry(slug.to_owned()).or_default();
        if visit.read_secs.is_none() {
            visit.read_secs = Some(date::seconds(now));
            visit.marked_secs = date::seconds(now);
        }
    }

    pub fn mark_unread(&mut self, slug: &str, now: SystemTime) {
        if let Some(visit) = self.lessons.get_mut(slug).filter(|visit| visit.read_secs.is_some()) {
            visit.read_secs = None;
            visit.marked_secs = date::seconds(now);
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
        let visit = Visit { opened_secs: 10, read_secs: Some(20), marked_secs: 20, ..Visit::default() };
        assert_eq!(progress.visit("gil"), Some(visit));
        assert_eq!(progress.recent(), ["asyncio", "gil"]);
        progress.mark_unread("gil", at(50));
        assert!(!progress.is_read("gil"));
    }

    #[test]
    fn two_windows_keep_what_each_saw_read() {
        let at = |secs| UNIX_EPOCH + Duration::from_secs(secs);
        let mut one = Progress::default();
        one.mark_read("gil", at(10));
        one.mark_read("asyncio", at(10));
        let mut two = one.clone();
        one.mark_unread("gil", at(20));
        two.mark_read("dict-internals", at(30));
        for merged in [one.clone().merged(two.clone()), two.merged(one)] {
            assert!(!merged.is_read("gil") && merged.is_read("asyncio") && merged.is_read("dict-internals"));
        }
    }
}
