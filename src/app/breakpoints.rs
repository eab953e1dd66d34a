//! Running on to a line that is marked in the gutter, and to the next change of what is inspected.

use std::collections::BTreeSet;

use super::Window;
use super::session::lines_at;
use crate::replay::LineMark;

/// The step before which a marked line runs next after `from`.
pub fn next(lines: &[LineMark], marked: &BTreeSet<u32>, from: u64) -> Option<u64> {
    lines.iter().find(|mark| mark.step > from && marked.contains(&mark.line)).map(|mark| mark.step)
}

/// The step before which a marked line ran last before `from`.
pub fn previous(lines: &[LineMark], marked: &BTreeSet<u32>, from: u64) -> Option<u64> {
    lines.iter().rev().find(|mark| mark.step < from && marked.contains(&mark.line)).map(|mark| mark.step)
}

/// The first marked line on the way from one step to a later one.
pub fn between(lines: &[LineMark], marked: &BTreeSet<u32>, from: u64, to: u64) -> Option<u64> {
    next(lines, marked, from).filter(|step| *step < to)
}

impl Window {
    /// Marks the line that runs next, or takes its mark away.
    pub(super) fn toggle_breakpoint_here(&mut self) {
        let Some((open, facts)) = self.open.as_ref().zip(self.facts()) else { return };
        let (ran, next) = lines_at(&facts.marks.lines, open.step);
        if let Some(line) = next.or(ran) {
            self.toggle_breakpoint(line);
        }
    }

    pub(super) fn toggle_breakpoint(&mut self, line: u32) {
        if let Some(open) = &mut self.open
            && !open.breakpoints.remove(&line)
        {
            open.breakpoints.insert(line);
        }
    }

    pub(super) fn run_to_next_breakpoint(&mut self) {
        let Some((open, facts)) = self.open.as_ref().zip(self.facts()) else { return };
        let to = next(&facts.marks.lines, &open.breakpoints, open.step).unwrap_or(facts.steps);
        self.run_on_to(to);
    }

    pub(super) fn run_to_previous_breakpoint(&mut self) {
        let Some((open, facts)) = self.open.as_ref().zip(self.facts()) else { return };
        let to = previous(&facts.marks.lines, &open.breakpoints, open.step).unwrap_or(0);
        self.go_to(to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marked_line_is_found_both_ways() {
        let mark = |(step, line)| LineMark { step, line, depth: 1, thread: 0, clock_nanos: 0 };
        let lines = [(0, 1), (4, 3), (7, 1), (9, 3)].map(mark);
        let marked = BTreeSet::from([3]);
        assert_eq!(
            (next(&lines, &marked, 0), next(&lines, &marked, 4), next(&lines, &marked, 9)),
            (Some(4), Some(9), None)
        );
        assert_eq!((previous(&lines, &marked, 9), previous(&lines, &marked, 4)), (Some(4), None));
        assert_eq!((between(&lines, &marked, 0, 7), between(&lines, &marked, 4, 9)), (Some(4), None));
    }
}
