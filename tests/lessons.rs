//! Holds what the lessons print, and say that is printed, against real CPythons, where they are found.

#[path = "support/interpreters.rs"]
mod interpreters;
#[path = "support/model.rs"]
mod model;

use std::collections::BTreeMap;

use glasshouse::lessons::{Card, Lesson, Library};
use glasshouse::python::Version;
use interpreters::{Interpreter, folder_with};

/// A program out of a lesson.
struct Snippet {
    name: String,
    source: String,
    /// What it has to print by version, and under `""` on all others; empty where it is enough that it runs.
    prints: BTreeMap<String, String>,
}

impl Snippet {
    fn prints_on(&self, minor: &str) -> Option<&str> {
        self.prints.get(minor).or_else(|| self.prints.get("")).map(String::as_str)
    }
}

#[test]
fn lessons_print_what_cpython_prints() {
    let library = Library::embedded();
    let snippets: Vec<Snippet> = library.lessons().iter().flat_map(snippets).collect();
    let found: Vec<Interpreter> = Version::ALL.into_iter().filter_map(Interpreter::find).collect();
    if found.is_empty() {
        println!("no real CPython found: the recordings are taken as they are");
    }
    let folder = folder_with(snippets.iter().map(|snippet| (snippet.name.as_str(), snippet.source.as_str())));
    let mut differing = Vec::new();
    for snippet in &snippets {
        for interpreter in &found {
            let observed = interpreter.run(folder.path(), &snippet.name);
            let at = format!("{} on {}", snippet.name, interpreter.version.short());
            if observed.exit != 0 || !observed.stderr.is_empty() {
                differing.push(format!("{at} ends with {}: {}", observed.exit, observed.stderr));
            }
            if let Some(expected) = snippet.prints_on(interpreter.version.short())
                && expected.trim_end() != observed.stdout.trim_end()
            {
                differing.push(format!("{at} prints\n{}\nand not\n{expected}", observed.stdout));
            }
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn the_model_prints_what_the_lessons_recorded() {
    let library = Library::embedded();
    let mut differing = Vec::new();
    for lesson in library.lessons() {
        for snippet in snippets(lesson) {
            for version in Version::ALL {
                let Some(expected) = snippet.prints_on(version.short()) else { continue };
                let observed = model::run_on_model(&snippet.name, &snippet.source, version);
                let at = format!("{} on {}", snippet.name, version.short());
                if observed.exit != 0 || !observed.stderr.is_empty() {
                    differing.push(format!("{at} ends with {}: {}", observed.exit, observed.stderr));
                } else if expected.trim_end() != observed.stdout.trim_end() {
                    differing.push(format!("{at} prints\n{}\nand not\n{expected}", observed.stdout));
                }
            }
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

/// A lesson's programs, the programs on its cards, and the samples in its answer, of which it is enough that they run.
fn snippets(lesson: &Lesson) -> Vec<Snippet> {
    let mut snippets = Vec::new();
    for demo in &lesson.demos {
        let name = format!("{}-{}", lesson.slug, demo.name);
        snippets.push(Snippet { name, source: demo.source.clone(), prints: demo.recorded.clone() });
    }
    for (index, card) in lesson.cards.iter().enumerate() {
        if let Card::Prints { program, output } = card {
            let name = format!("{}-card-{}", lesson.slug, index + 1);
            let prints = [(String::new(), output.clone())].into();
            snippets.push(Snippet { name, source: program.clone(), prints });
        }
    }
    for (index, source) in samples(&lesson.answer.markdown()).into_iter().enumerate() {
        let name = format!("{}-sample-{}", lesson.slug, index + 1);
        snippets.push(Snippet { name, source, prints: BTreeMap::new() });
    }
    snippets
}

/// The Python samples of a Markdown text.
fn samples(markdown: &str) -> Vec<String> {
    let fenced = markdown.split("```python\n").skip(1);
    fenced.filter_map(|rest| rest.split_once("```")).map(|(sample, _)| sample.to_owned()).collect()
}
