//! What a lesson owes its learner, as far as a machine can hold it.
//!
//! Reading finds what is malformed ([`Library::problems`]); the rules here find what is missing or points nowhere. Which
//! views and labs there are is told from outside, so this room needs neither.

use std::ops::RangeInclusive;

use super::curriculum;
use super::lesson::{Card, Lesson};
use super::library::Library;
use super::problem::{Place, Problem};

const ANSWER_WORDS: RangeInclusive<usize> = 150..=450;
const DEMO_LINES: RangeInclusive<usize> = 5..=25;
const FEWEST_CAPTIONS: usize = 3;
/// A caption stands on one line below the picture.
const LONGEST_CAPTION: usize = 90;
const FEWEST_CARDS: usize = 3;
const FEWEST_FOLLOW_UPS: usize = 2;

/// What lessons may name outside themselves.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    pub views: &'a [&'a str],
    pub labs: &'a [&'a str],
}

/// Everything that is wrong with these lessons: first what reading them found, then the rules, lesson by lesson.
pub fn check(library: &Library, names: Names<'_>) -> Vec<Problem> {
    let mut problems = library.problems().to_vec();
    for lesson in library.lessons() {
        let mut rules = Rules { lesson, problems: &mut problems };
        rules.data(library, names);
        rules.cards();
        rules.answer();
        rules.demos();
    }
    problems
}

struct Rules<'a> {
    lesson: &'a Lesson,
    problems: &'a mut Vec<Problem>,
}

impl Rules<'_> {
    fn error(&mut self, file: &str, at: Place, message: impl Into<String>) {
        self.problems.push(Problem::error(&self.lesson.folder.join(file), at, message));
    }

    fn warning(&mut self, file: &str, at: Place, message: impl Into<String>) {
        self.problems.push(Problem::warning(&self.lesson.folder.join(file), at, message));
    }

    /// The place of a word in quotation marks in `lesson.ron`.
    fn place_of(&self, word: &str) -> Place {
        Place::of_first(&self.lesson.ron, &format!("\"{word}\""))
    }

    fn data(&mut self, library: &Library, names: Names<'_>) {
        let lesson = self.lesson;
        let file = "lesson.ron";
        if !lesson.question.ends_with('?') {
            self.warning(
                file,
                Place::of_first(&lesson.ron, "question"),
                "the question should end with a question mark",
            );
        }
        for view in &lesson.views {
            if !names.views.contains(&view.view.as_str()) {
                let message = format!("no view is called `{}`; the views are: {}", view.view, names.views.join(", "));
                self.error(file, self.place_of(&view.view), message);
            }
        }
        if let Some(lab) = &lesson.lab
            && !names.labs.contains(&lab.name.as_str())
        {
            let message = format!("no lab is called `{}`; the labs are: {}", lab.name, names.labs.join(", "));
            self.error(file, self.place_of(&lab.name), message);
        }
        match (lesson.demos.is_empty(), lesson.views.is_empty()) {
            (true, true) if lesson.lab.is_none() => {
                self.error(file, Place::START, "the lesson shows nothing: it needs a program with a view, or a lab");
            }
            (true, false) => self.error(
                file,
                Place::of_first(&lesson.ron, "views"),
                "a view needs a program to show: `demo.py` is missing",
            ),
            (false, true) => self.error(file, Place::START, "the program needs a view: `views` is empty"),
            _ => {}
        }
        for slug in &lesson.see_also {
            if *slug == lesson.slug {
                self.error(file, self.place_of(slug), "the lesson refers to itself");
            } else if curriculum::find(slug).is_none() && library.lesson(slug).is_none() {
                self.error(file, self.place_of(slug), format!("no lesson is called `{slug}`"));
            }
        }
        if lesson.see_also.is_empty() {
            self.warning(file, Place::START, "`see_also` is empty: every lesson has a neighbour");
        }
        if lesson.sources.is_empty() {
            self.error(file, Place::START, "`sources` is empty: say where the answer can be checked");
        }
    }

    fn cards(&mut self) {
        let file = "lesson.ron";
        let at = Place::of_first(&self.lesson.ron, "cards");
        let cards = &self.lesson.cards;
        if cards.len() < FEWEST_CARDS {
            self.warning(file, at, format!("review cards: {}; a lesson has at least {FEWEST_CARDS}", cards.len()));
        }
        for (index, card) in cards.iter().enumerate() {
            let wrong = match card {
                Card::Ask { question, answer } => question.trim().is_empty() || answer.trim().is_empty(),
                Card::Cloze(_) => card.front() == card.back(),
                Card::Prints { program, output } => program.trim().is_empty() || output.trim().is_empty(),
            };
            if wrong {
                self.error(file, at, format!("card {} leaves nothing to recall", index + 1));
            }
        }
    }

    fn answer(&mut self) {
        let file = "answer.md";
        let words = self.lesson.answer.words();
        if !ANSWER_WORDS.contains(&words) {
            let message = format!(
                "the answer has {words} words; it should have {} to {}",
                ANSWER_WORDS.start(),
                ANSWER_WORDS.end()
            );
            self.warning(file, Place::START, message);
        }
        let follow_ups = self.lesson.answer.follow_ups().count();
        if follow_ups < FEWEST_FOLLOW_UPS {
            let message = format!(
                "follow-up questions in `In the room`: {follow_ups}; it needs {FEWEST_FOLLOW_UPS}, each on a line that starts with `- `"
            );
            self.warning(file, Place::START, message);
        }
    }

    fn demos(&mut self) {
        for demo in &self.lesson.demos {
            let file = format!("{}.py", demo.name);
            let lines = demo.code_lines();
            if !DEMO_LINES.contains(&lines) {
                let message = format!(
                    "the program has {lines} lines of code; it should have {} to {}",
                    DEMO_LINES.start(),
                    DEMO_LINES.end()
                );
                self.warning(&file, Place::START, message);
            }
            if demo.captions.len() < FEWEST_CAPTIONS {
                let message =
                    format!("captions (`#:`): {}; a program has at least {FEWEST_CAPTIONS}", demo.captions.len());
                self.warning(&file, Place::START, message);
            }
            for (line, caption) in &demo.captions {
                let length = caption.chars().count();
                if length > LONGEST_CAPTION {
                    let place = Place { line: *line as usize, column: 1 };
                    self.warning(
                        &file,
                        place,
                        format!("this caption has {length} characters; {LONGEST_CAPTION} fit on its line"),
                    );
                }
            }
        }
    }
}
