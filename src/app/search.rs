//! Finds lessons and actions by a few letters, typing errors of order and case forgiven.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::lessons::Library;

/// What a hit in the answer's text counts, less than any in the title or the question.
const TEXT_HIT: u32 = 1;

/// The lessons' texts, ready to be searched.
pub struct Index {
    entries: Vec<Entry>,
}

struct Entry {
    head: String,
    text: String,
}

impl Index {
    pub fn new(library: &Library) -> Self {
        let entry = |lesson: &crate::lessons::Lesson| Entry {
            head: format!("{} · {} · {}", lesson.title, lesson.question, lesson.slug),
            text: lesson.answer.markdown().to_lowercase(),
        };
        Self { entries: library.lessons().iter().map(entry).collect() }
    }

    /// The places of the lessons that fit, best first; all of them, in order, for an empty question.
    pub fn find(&self, question: &str) -> Vec<usize> {
        let question = question.trim();
        if question.is_empty() {
            return (0..self.entries.len()).collect();
        }
        let words: Vec<String> = question.split_whitespace().map(str::to_lowercase).collect();
        let mut scorer = Scorer::new(question);
        let mut found: Vec<(u32, usize)> = Vec::new();
        for (place, entry) in self.entries.iter().enumerate() {
            let score = scorer
                .score(&entry.head)
                .map(|score| score + TEXT_HIT)
                .or_else(|| words.iter().all(|word| entry.text.contains(word)).then_some(TEXT_HIT));
            if let Some(score) = score {
                found.push((score, place));
            }
        }
        found.sort_by_key(|(score, place)| (std::cmp::Reverse(*score), *place));
        found.into_iter().map(|(_, place)| place).collect()
    }
}

/// Scores texts against one question.
pub struct Scorer {
    matcher: Matcher,
    pattern: Pattern,
    buffer: Vec<char>,
}

impl Scorer {
    pub fn new(question: &str) -> Self {
        let pattern = Pattern::parse(question, CaseMatching::Ignore, Normalization::Smart);
        Self { matcher: Matcher::new(Config::DEFAULT), pattern, buffer: Vec::new() }
    }

    /// Higher is better; `None` for a text that does not fit.
    pub fn score(&mut self, text: &str) -> Option<u32> {
        self.pattern.score(Utf32Str::new(text, &mut self.buffer), &mut self.matcher)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lesson_is_found_by_title_question_and_answer() {
        let library = Library::embedded();
        let index = Index::new(&library);
        let slug = |place: &usize| library.lessons().get(*place).map(|lesson| lesson.slug.as_str());
        assert_eq!(index.find("ref cyc").first().and_then(slug), Some("reference-cycles"));
        assert_eq!(index.find("gil").first().and_then(slug), Some("gil"));
        assert!(index.find("perturb").iter().filter_map(slug).any(|slug| slug == "dict-lookup"), "in the answer alone");
        assert_eq!(index.find("").len(), library.lessons().len());
        assert!(index.find("zzzzqqqq").is_empty());
    }
}
