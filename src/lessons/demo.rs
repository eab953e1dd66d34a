//! A lesson's program and the captions in it.
//!
//! A caption is a comment that starts with `#:`. At the end of a line it belongs to that line; alone on a line it
//! belongs to the next line of code, and several above each other are read as one. It says what the picture shows once
//! its line has run.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{ParseOptions, parse_unchecked};
use ruff_text_size::Ranged as _;

use super::problem::{Place, Problem};

const CAPTION: &str = "#:";

/// A program that any Python runs, with captions for the learner.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Demo {
    /// The file's name without `.py`.
    pub name: String,
    /// The file as it is, captions included.
    pub source: String,
    /// What to say at which line, counted from 1.
    pub captions: BTreeMap<u32, String>,
    /// What real interpreters print: by version (`"3.14"`), and under `""` what all others print.
    pub recorded: BTreeMap<String, String>,
    /// Where the captions stand in `source`, in bytes.
    caption_ranges: Vec<Range<usize>>,
    /// How many lines hold code.
    code_lines: usize,
}

impl Demo {
    /// A program as it is, whatever is wrong with it.
    pub fn of(name: &str, source: &str) -> Demo {
        Self::parse(Path::new(name), name, source).0
    }

    /// Reads a program and finds its captions; a syntax error is a problem, and the program is kept as it is.
    pub(super) fn parse(file: &Path, name: &str, source: &str) -> (Demo, Vec<Problem>) {
        let parsed = parse_unchecked(source, ParseOptions::from(ruff_python_parser::Mode::Module));
        let mut problems: Vec<Problem> = parsed
            .errors()
            .iter()
            .map(|error| {
                let place = Place::of_offset(source, error.location.start().to_usize());
                Problem::error(file, place, format!("the program cannot be parsed: {}", error.error))
            })
            .collect();

        let comments: Vec<Range<usize>> = parsed
            .tokens()
            .iter()
            .filter(|token| token.kind() == TokenKind::Comment)
            .map(|token| token.range().start().to_usize()..token.range().end().to_usize())
            .collect();
        let lines = Lines::new(source, &comments);

        let mut demo = Demo {
            name: name.to_owned(),
            source: source.to_owned(),
            code_lines: lines.with_code.iter().filter(|&&code| code).count(),
            ..Demo::default()
        };
        for range in comments {
            let Some(text) = source.get(range.clone()).and_then(|comment| comment.strip_prefix(CAPTION)) else {
                continue;
            };
            let place = Place::of_offset(source, range.start);
            let text = text.trim();
            if text.is_empty() {
                problems.push(Problem::error(file, place, "this caption is empty"));
            }
            match lines.next_code(place.line) {
                Some(line) => {
                    let caption = demo.captions.entry(line).or_default();
                    if !caption.is_empty() {
                        caption.push(' ');
                    }
                    caption.push_str(text);
                }
                None => problems.push(Problem::error(file, place, "no code follows that this caption could explain")),
            }
            demo.caption_ranges.push(range);
        }
        (demo, problems)
    }

    /// The program as a learner sees it: captions taken out, every line in its old place.
    pub fn shown(&self) -> String {
        let mut shown = String::with_capacity(self.source.len());
        let mut from = 0;
        for range in &self.caption_ranges {
            shown.push_str(self.source.get(from..range.start).unwrap_or_default().trim_end_matches([' ', '\t']));
            from = range.end;
        }
        shown.push_str(self.source.get(from..).unwrap_or_default());
        shown
    }

    /// What a real CPython of this minor version (`"3.14"`) prints, where a recording stands beside the program.
    pub fn output(&self, version: &str) -> Option<&str> {
        self.recorded.get(version).or_else(|| self.recorded.get("")).map(String::as_str)
    }

    /// How many lines hold code: not blank, not a comment alone.
    pub fn code_lines(&self) -> usize {
        self.code_lines
    }
}

/// Which lines of a program hold code.
struct Lines {
    with_code: Vec<bool>,
}

impl Lines {
    fn new(source: &str, comments: &[Range<usize>]) -> Lines {
        let mut offset = 0;
        let mut comments = comments.iter().peekable();
        let with_code = source
            .split_inclusive('\n')
            .map(|line| {
                let end = offset + line.len();
                let comment = comments.next_if(|comment| comment.start < end);
                let code_end = comment.map_or(end, |comment| comment.start);
                let code = source.get(offset..code_end).is_some_and(|code| !code.trim().is_empty());
                offset = end;
                code
            })
            .collect();
        Lines { with_code }
    }

    /// The first line of code from this one on, counted from 1.
    fn next_code(&self, line: usize) -> Option<u32> {
        let index =
            (line.saturating_sub(1)..self.with_code.len()).find(|&index| self.with_code.get(index) == Some(&true))?;
        u32::try_from(index + 1).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, captions: &[(u32, &str)], shown: &str) {
        let (demo, problems) = Demo::parse(Path::new("demo.py"), "demo", source);
        assert_eq!(problems, []);
        let found: Vec<_> = demo.captions.iter().map(|(line, text)| (*line, text.as_str())).collect();
        assert_eq!(found, captions);
        assert_eq!(demo.shown(), shown);
    }

    #[test]
    fn a_caption_belongs_to_its_own_line_or_to_the_code_below_it() {
        check("a = 1  #: One.\nb = 2\n", &[(1, "One.")], "a = 1\nb = 2\n");
        check("#: One\n#: and on.\n\na = 1\n", &[(4, "One and on.")], "\n\n\na = 1\n");
        check("def f():\n    #: Deep.\n    return 1  # kept\n", &[(3, "Deep.")], "def f():\n\n    return 1  # kept\n");
    }

    #[test]
    fn a_caption_inside_a_string_is_text() {
        check("a = '#: no'  #: Yes.\n", &[(1, "Yes.")], "a = '#: no'\n");
        check("a = '''\n#: no\n'''\n", &[], "a = '''\n#: no\n'''\n");
        check("a = 'é'  #: Ünïcode.", &[(1, "Ünïcode.")], "a = 'é'");
    }

    #[test]
    fn what_is_wrong_has_a_place() {
        let (demo, problems) = Demo::parse(Path::new("demo.py"), "demo", "a = 1\nb = = 2\n  #: Late.\n#:\n");
        let said: Vec<_> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "demo.py:2:5: error: the program cannot be parsed: Expected an expression",
                "demo.py:3:3: error: no code follows that this caption could explain",
                "demo.py:4:1: error: this caption is empty",
                "demo.py:4:1: error: no code follows that this caption could explain",
            ]
        );
        assert_eq!(demo.code_lines(), 2);
    }

    #[test]
    fn a_version_without_a_recording_of_its_own_prints_what_all_others_print() {
        let recorded = [("".to_owned(), "2\n".to_owned()), ("3.14".to_owned(), "1\n".to_owned())].into();
        let demo = Demo { recorded, ..Demo::default() };
        assert_eq!((demo.output("3.11"), demo.output("3.14")), (Some("2\n"), Some("1\n")));
        assert_eq!(Demo::default().output("3.11"), None);
    }
}
