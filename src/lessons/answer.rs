//! The four parts of an answer, out of one Markdown file.

use std::path::Path;

use super::problem::{Place, Problem};

/// The answer to a lesson's question: the Markdown below each of the four headings, without the headings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Two or three sentences to say aloud.
    pub in_one_breath: String,
    /// The mechanism.
    pub how_it_works: String,
    /// The common half-truth, what is true, since which version.
    pub often_said: String,
    /// The follow-up questions that an interviewer asks next, as a list.
    pub in_the_room: String,
}

impl Answer {
    /// The headings in their order.
    pub const HEADINGS: [&'static str; 4] = ["In one breath", "How it works", "Often said, but", "In the room"];

    /// The four parts in order, each with its heading.
    pub fn parts(&self) -> [(&'static str, &str); 4] {
        let [breath, works, often, room] = Answer::HEADINGS;
        [
            (breath, self.in_one_breath.as_str()),
            (works, self.how_it_works.as_str()),
            (often, self.often_said.as_str()),
            (room, self.in_the_room.as_str()),
        ]
    }

    /// The whole answer as Markdown, headings included.
    pub fn markdown(&self) -> String {
        let parts = self.parts().map(|(heading, text)| format!("## {heading}\n\n{text}\n"));
        parts.join("\n")
    }

    /// How many words there are to read; code samples and table rules are not counted.
    pub fn words(&self) -> usize {
        let mut words = 0;
        for (_, text) in self.parts() {
            let mut in_code = false;
            for line in text.lines() {
                if is_fence(line) {
                    in_code = !in_code;
                } else if !in_code {
                    words += line.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
                }
            }
        }
        words
    }

    /// The follow-up questions of the last part.
    pub fn follow_ups(&self) -> impl Iterator<Item = &str> {
        self.in_the_room.lines().filter_map(|line| line.strip_prefix("- "))
    }

    /// Reads the file; whatever is missing stays empty and is a problem.
    pub(super) fn parse(file: &Path, text: &str) -> (Answer, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut bodies: [Option<String>; 4] = Default::default();
        let mut current = None;
        let mut furthest = 0;
        let mut heading_seen = false;
        let mut in_code = false;
        for (index, line) in text.lines().enumerate() {
            let place = Place { line: index + 1, column: 1 };
            if is_fence(line) {
                in_code = !in_code;
            }
            let heading = line.strip_prefix("## ").map(str::trim).filter(|_| !in_code);
            if let Some(heading) = heading {
                heading_seen = true;
                current = Answer::HEADINGS.iter().position(|known| *known == heading);
                let Some(part) = current else {
                    let known = Answer::HEADINGS.join(", ");
                    problems.push(Problem::error(
                        file,
                        place,
                        format!("no part is called `{heading}`; the parts are: {known}"),
                    ));
                    continue;
                };
                if part < furthest {
                    problems.push(Problem::error(
                        file,
                        place,
                        format!("`{heading}` stands too late; the order is: {}", Answer::HEADINGS.join(", ")),
                    ));
                }
                furthest = furthest.max(part);
                match bodies.get_mut(part) {
                    Some(body) if body.is_none() => *body = Some(String::new()),
                    _ => problems.push(Problem::error(file, place, format!("`{heading}` stands here a second time"))),
                }
                continue;
            }
            match current.and_then(|part| bodies.get_mut(part)).and_then(Option::as_mut) {
                Some(body) => {
                    body.push_str(line);
                    body.push('\n');
                }
                None if !heading_seen && !line.trim().is_empty() && problems.is_empty() => {
                    let message = "text stands before the first heading, `## In one breath`";
                    problems.push(Problem::error(file, place, message));
                }
                None => {}
            }
        }
        for (heading, body) in Answer::HEADINGS.iter().zip(&bodies) {
            match body {
                None => {
                    problems.push(Problem::error(file, Place::START, format!("the part `## {heading}` is missing")))
                }
                Some(body) if body.trim().is_empty() => {
                    let place = Place::of_first(text, &format!("## {heading}"));
                    problems.push(Problem::error(file, place, format!("the part `## {heading}` is empty")));
                }
                Some(_) => {}
            }
        }
        let [in_one_breath, how_it_works, often_said, in_the_room] =
            bodies.map(|body| body.unwrap_or_default().trim().to_owned());
        (Answer { in_one_breath, how_it_works, often_said, in_the_room }, problems)
    }
}

fn is_fence(line: &str) -> bool {
    line.trim_start().starts_with("```")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) -> Answer {
        let (answer, problems) = Answer::parse(Path::new("answer.md"), text);
        let said: Vec<_> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(said, expected);
        answer
    }

    #[test]
    fn four_parts_in_order_are_an_answer() {
        let answer = check(
            "## In one breath\n\nA b.\n\n## How it works\n```python\n## not a heading\n```\n| x | y |\n| - | - |\n## Often said, but\nc\n## In the room\n- d?\n- e?\n",
            &[],
        );
        assert_eq!(answer.in_one_breath, "A b.");
        assert_eq!(answer.words(), 7);
        assert_eq!(answer.follow_ups().collect::<Vec<_>>(), ["d?", "e?"]);
        let (again, problems) = Answer::parse(Path::new("answer.md"), &answer.markdown());
        assert_eq!((again, problems), (answer, vec![]));
    }

    #[test]
    fn what_is_wrong_has_a_place() {
        check(
            "hello\n## In one breath\na\n## In the room\n- b?\n## How it works\nc\n## How it is\nd\n## In one breath\n",
            &[
                "answer.md:1:1: error: text stands before the first heading, `## In one breath`",
                "answer.md:6:1: error: `How it works` stands too late; the order is: In one breath, How it works, Often said, but, In the room",
                "answer.md:8:1: error: no part is called `How it is`; the parts are: In one breath, How it works, Often said, but, In the room",
                "answer.md:10:1: error: `In one breath` stands too late; the order is: In one breath, How it works, Often said, but, In the room",
                "answer.md:10:1: error: `In one breath` stands here a second time",
                "answer.md:1:1: error: the part `## Often said, but` is missing",
            ],
        );
        check(
            "## In one breath\na\n## How it works\n\n## Often said, but\nb\n## In the room\n- c?\n",
            &["answer.md:3:1: error: the part `## How it works` is empty"],
        );
    }
}
