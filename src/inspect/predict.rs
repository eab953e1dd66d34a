//! What a run can be asked about before it is shown: every line that prints, and how the program ends.

use std::collections::BTreeMap;

use crate::python::machine::Exit;
use crate::python::{Machine, Recording};
use crate::replay::{LineMark, Mark, MarkKind};

/// The moments of a run at which to ask, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Questions {
    pub list: Vec<Question>,
}

/// Ask before this step what the line is going to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The line is about to run after this many steps.
    pub step: u64,
    pub line: u32,
    /// The steps at which the line itself prints; what lines called from it print is asked at those.
    prints: Vec<u64>,
    /// The program ends with this line.
    pub last: bool,
}

impl Questions {
    /// The questions of a run.
    pub fn of(recording: &Recording) -> Self {
        let lines = recording.lines();
        let mut by_turn: BTreeMap<usize, Vec<u64>> = BTreeMap::new();
        for mark in recording.marks().iter().filter(|mark| mark.kind == MarkKind::Output) {
            if let Some(turn) = turn_of(lines, mark) {
                by_turn.entry(turn).or_default().push(mark.step);
            }
        }
        if let Some(last) = lines.len().checked_sub(1) {
            by_turn.entry(last).or_default();
        }
        let last = lines.len().saturating_sub(1);
        let list = by_turn.into_iter().filter_map(|(turn, prints)| {
            let mark = lines.get(turn)?;
            Some(Question { step: mark.step, line: mark.line, prints, last: turn == last })
        });
        Self { list: list.collect() }
    }

    /// The first question that lies on the way from one step to a later one: before a line that would run on the way.
    pub fn between(&self, from: u64, to: u64) -> Option<&Question> {
        self.list.iter().find(|question| question.step >= from && question.step < to)
    }
}

impl Question {
    /// What the line prints, and the traceback if the program ends with one there.
    pub fn answer(&self, recording: &Recording) -> String {
        let mut text = String::new();
        let mut from: Option<u64> = None;
        // Prints that follow each other without another line's between them are read in one go.
        let whole = |machine: &Machine| -> String { machine.output.pieces.iter().map(|piece| &**piece).collect() };
        for (place, step) in self.prints.iter().enumerate() {
            let begin = *from.get_or_insert(*step);
            let next = self.prints.get(place + 1);
            let foreign =
                next.is_some_and(|next| recording.lines().iter().any(|mark| mark.step > *step && mark.step <= *next));
            if next.is_none() || foreign {
                let (before, after) = (recording.machine_at(begin), recording.machine_at(step.saturating_add(1)));
                let (before, after) = (whole(&before), whole(&after));
                text.push_str(after.get(before.len()..).unwrap_or_default());
                from = None;
            }
        }
        if self.last {
            let end = recording.end();
            // What finalisers and the interpreter's own end print belongs to the last line.
            if let Some(last) = self.prints.last().copied().or(Some(self.step)) {
                let begin = if self.prints.is_empty() { last } else { last.saturating_add(1) };
                let (before, after) = (whole(&recording.machine_at(begin)), whole(end));
                text.push_str(after.get(before.len()..).unwrap_or_default());
            }
            text.push_str(&end.output.errors);
            if let Some(Exit::Stopped { ending, .. }) = &end.ended {
                text.push_str(&format!("{ending}\n"));
            }
        }
        text
    }
}

/// The turn of a line that printed: the last line begun by then whose frame is the one that prints.
fn turn_of(lines: &[LineMark], mark: &Mark) -> Option<usize> {
    let begun = lines.partition_point(|line| line.step <= mark.step);
    let own = lines.get(..begun)?.iter().rposition(|line| line.depth <= mark.depth);
    own.or_else(|| begun.checked_sub(1))
}

/// How a guess and the answer compare, line by line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub right: bool,
    /// What was guessed and what is so, where they are not the same line.
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub guessed: Option<String>,
    pub so: Option<String>,
    pub same: bool,
}

/// Compares; blanks at the ends of lines and empty lines at the end do not count. Of a traceback the last line is enough.
pub fn judge(guess: &str, answer: &str) -> Verdict {
    let lines =
        |text: &str| -> Vec<String> { text.trim_end().lines().map(|line| line.trim_end().to_owned()).collect() };
    let (guessed, mut so) = (lines(guess), lines(answer));
    let traceback = so.iter().position(|line| line.starts_with("Traceback (most recent call last)"));
    if let Some(start) = traceback.filter(|_| !guess.contains("Traceback"))
        && let Some(last) = so.last().cloned()
    {
        so.truncate(start);
        so.push(last);
    }
    let rows: Vec<Row> = (0..guessed.len().max(so.len()))
        .map(|at| {
            let (one, other) = (guessed.get(at).cloned(), so.get(at).cloned());
            Row { same: one == other, guessed: one, so: other }
        })
        .collect();
    Verdict { right: rows.iter().all(|row| row.same), rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::Options;

    fn recorded(source: &str) -> Recording {
        Recording::record(source, Options::default(), &mut |_| true).unwrap()
    }

    #[track_caller]
    fn check(source: &str, wanted: &[(u32, &str)]) {
        let recording = recorded(source);
        let questions = Questions::of(&recording);
        let found: Vec<(u32, String)> =
            questions.list.iter().map(|question| (question.line, question.answer(&recording))).collect();
        let wanted: Vec<(u32, String)> = wanted.iter().map(|(line, text)| (*line, (*text).to_owned())).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn every_line_that_prints_is_asked_about_and_the_last() {
        check("x = 1\nprint(x)\ny = 2\n", &[(2, "1\n"), (3, "")]);
        check("for i in range(2):\n    print(i)\n", &[(2, "0\n"), (2, "1\n"), (1, "")]);
    }

    #[test]
    fn a_line_that_calls_is_asked_for_what_it_prints_itself() {
        check("def f():\n    return 3\nprint(f())\nx = 1\n", &[(3, "3\n"), (4, "")]);
        check("def f():\n    print('in')\n    return 3\nprint(f())\nx = 1\n", &[(4, "3\n"), (2, "in\n"), (5, "")]);
    }

    #[test]
    fn the_end_is_a_traceback_or_nothing() {
        let recording = recorded("x = 0\n1 / x\n");
        let questions = Questions::of(&recording);
        let answer = questions.list[0].answer(&recording);
        assert!(
            answer.starts_with("Traceback") && answer.ends_with("ZeroDivisionError: division by zero\n"),
            "{answer}"
        );
        assert!(judge("ZeroDivisionError: division by zero", &answer).right);
        assert!(!judge("", &answer).right);
    }

    #[test]
    fn a_guess_is_compared_line_by_line() {
        assert!(judge("1\n2", "1 \n2\n\n").right);
        let verdict = judge("1\n3\n4", "1\n2\n");
        assert!(!verdict.right);
        assert_eq!(verdict.rows.iter().map(|row| row.same).collect::<Vec<_>>(), [true, false, false]);
    }
}
