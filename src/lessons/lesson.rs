//! One lesson as data, and the shape of `lesson.ron`.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use serde::Deserialize;

use super::answer::Answer;
use super::curriculum::Topic;
use super::demo::Demo;
use crate::labs::Value;

/// A question with its answer, its programs and its pictures.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// The lesson's name everywhere: folder, command line, links, notes.
    pub slug: String,
    pub topic: Topic,
    /// Its place in the course, from 0; lessons outside the curriculum come after it.
    pub order: usize,
    pub level: Level,
    /// Its numbers in the lists of questions, such as `A4`; empty outside the curriculum.
    pub numbers: Vec<String>,
    /// A few words, for lists: "Reference cycles".
    pub title: String,
    /// The question in full.
    pub question: String,
    /// The programs, `demo` first; none where a lab alone shows the thing.
    pub demos: Vec<Demo>,
    /// The pictures of the program, the one to open with first.
    pub views: Vec<ViewSpec>,
    pub lab: Option<LabSpec>,
    pub answer: Answer,
    pub sources: Vec<Source>,
    pub cards: Vec<Card>,
    /// Slugs of lessons to read next.
    pub see_also: Vec<String>,
    /// What differs between versions, oldest first.
    pub versions: Vec<VersionNote>,
    /// The folder that it was read from; below `content/` when it is one of the app's own.
    pub folder: PathBuf,
    /// `lesson.ron` as it is, to find the place of what is wrong in it.
    pub(super) ron: String,
}

impl Lesson {
    /// A program that stands for itself: no question, no answer, and these pictures of it.
    pub fn of_program(slug: &str, name: &str, source: &str, views: Vec<ViewSpec>) -> Self {
        Self {
            slug: slug.to_owned(),
            topic: Topic::Memory,
            order: 0,
            level: Level::Core,
            numbers: Vec::new(),
            title: name.to_owned(),
            question: name.to_owned(),
            demos: vec![Demo::of(name, source)],
            views,
            lab: None,
            answer: Answer::default(),
            sources: Vec::new(),
            cards: Vec::new(),
            see_also: Vec::new(),
            versions: Vec::new(),
            folder: PathBuf::new(),
            ron: String::new(),
        }
    }
}

/// How far a question goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
pub enum Level {
    Core,
    Advanced,
}

impl fmt::Display for Level {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Level::Core => "core",
            Level::Advanced => "advanced",
        })
    }
}

/// A picture of the program, and what in it to look at.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ViewSpec {
    /// The view's name: `heap`, `table` …
    pub view: String,
    /// The names in the program that it is about; may be empty.
    #[serde(default)]
    pub focus: Vec<String>,
    /// What to call it on its tab, where the view's own title would not do.
    #[serde(default)]
    pub title: Option<String>,
}

/// A model with sliders, and where the sliders stand at first.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabSpec {
    /// The lab's name: `hash-table` …
    pub name: String,
    /// Only what differs from the lab's own defaults.
    #[serde(default)]
    pub settings: BTreeMap<String, Value>,
}

/// Where a statement can be checked.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Source {
    /// A function (or type, or table) in CPython's source.
    Code { file: String, function: String },
    /// A Python Enhancement Proposal.
    Pep { number: u16, title: String },
    /// A page of docs.python.org, such as `library/gc.html`.
    Docs { page: String, title: String },
}

impl Source {
    /// What to print: `Python/gc.c, deduce_unreachable`.
    pub fn label(&self) -> String {
        match self {
            Source::Code { file, function } => format!("{file}, {function}"),
            Source::Pep { number, title } => format!("PEP {number}: {title}"),
            Source::Docs { title, .. } => format!("Python documentation: {title}"),
        }
    }

    /// Where it can be read; code as of 3.14.
    pub fn url(&self) -> String {
        match self {
            Source::Code { file, .. } => format!("https://github.com/python/cpython/blob/3.14/{file}"),
            Source::Pep { number, .. } => format!("https://peps.python.org/pep-{number:04}/"),
            Source::Docs { page, .. } => format!("https://docs.python.org/3/{page}"),
        }
    }
}

/// Something to recall later.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Card {
    Ask {
        question: String,
        answer: String,
    },
    /// A sentence with what is to be recalled in double braces: `Every {{name}} counts.`
    Cloze(String),
    /// A program and what it prints, on every modelled version.
    Prints {
        program: String,
        output: String,
    },
}

impl Card {
    /// What the learner sees first, as Markdown.
    pub fn front(&self) -> String {
        match self {
            Card::Ask { question, .. } => question.clone(),
            Card::Cloze(text) => cloze(text, |_| "**[…]**".to_owned()),
            Card::Prints { program, .. } => format!("What does this print?\n\n```python\n{}\n```", program.trim()),
        }
    }

    /// What the learner sees after that, as Markdown.
    pub fn back(&self) -> String {
        match self {
            Card::Ask { answer, .. } => answer.clone(),
            Card::Cloze(text) => cloze(text, |hidden| format!("**{hidden}**")),
            Card::Prints { output, .. } => format!("```text\n{}\n```", output.trim()),
        }
    }
}

/// Replaces each `{{hidden}}` of a sentence; an opening without an end stays as it is.
fn cloze(text: &str, replace: impl Fn(&str) -> String) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((hidden, tail)) = after.split_once("}}") else { break };
        result.push_str(before);
        result.push_str(&replace(hidden));
        rest = tail;
    }
    result.push_str(rest);
    result
}

/// One thing that changed, and when.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VersionNote {
    /// The first version that it is true of: `3.12` or `3.14.5`.
    pub since: String,
    pub change: String,
}

/// `lesson.ron`. The curriculum gives title, level and numbers where the file does not.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "Lesson")]
pub(super) struct LessonFile {
    pub question: String,
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub level: Option<Level>,
    #[serde(default)]
    pub views: Vec<ViewSpec>,
    #[serde(default)]
    pub lab: Option<LabSpec>,
    #[serde(default)]
    pub sources: Vec<Source>,
    #[serde(default)]
    pub cards: Vec<Card>,
    #[serde(default)]
    pub see_also: Vec<String>,
    #[serde(default)]
    pub versions: Vec<VersionNote>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cloze_hides_and_shows_what_stands_in_braces() {
        let card = Card::Cloze("At {{zero}} it is {{freed at once}}.".to_owned());
        assert_eq!(card.front(), "At **[…]** it is **[…]**.");
        assert_eq!(card.back(), "At **zero** it is **freed at once**.");
        let open = Card::Cloze("Nothing {{hidden".to_owned());
        assert_eq!(open.front(), "Nothing {{hidden");
    }

    #[test]
    fn sources_lead_to_their_pages() {
        let pep = Source::Pep { number: 442, title: "Safe object finalization".to_owned() };
        assert_eq!(pep.url(), "https://peps.python.org/pep-0442/");
        assert_eq!(pep.label(), "PEP 442: Safe object finalization");
        let code = Source::Code { file: "Python/gc.c".to_owned(), function: "deduce_unreachable".to_owned() };
        assert_eq!(code.url(), "https://github.com/python/cpython/blob/3.14/Python/gc.c");
    }
}
