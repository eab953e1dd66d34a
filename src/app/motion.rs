//! From a step of a run to the next one that a learner wants.
//!
//! Pure: from what is known of the run's lines. A step stands after the lines that begin before it.

use super::session::Facts;

/// Where to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    LineForward,
    LineBack,
    Over,
    Out,
}

/// The step that `motion` leads to.
pub fn target(facts: &Facts, from: u64, motion: Motion) -> u64 {
    let lines = &facts.lines;
    match motion {
        Motion::LineForward => {
            lines.get(lines.partition_point(|mark| mark.step <= from)).map_or(facts.steps, |mark| mark.step)
        }
        Motion::LineBack => lines
            .partition_point(|mark| mark.step < from)
            .checked_sub(1)
            .and_then(|place| lines.get(place))
            .map_or(0, |mark| mark.step),
        Motion::Over | Motion::Out => {
            let next = lines.partition_point(|mark| mark.step < from);
            let Some(here) = lines.get(next) else { return facts.steps };
            let deepest = match motion {
                Motion::Over => Some(here.depth),
                _ => here.depth.checked_sub(1),
            };
            let Some(deepest) = deepest else { return facts.steps };
            let later = lines.iter().skip(next + 1);
            later
                .filter(|mark| mark.thread == here.thread)
                .find(|mark| mark.depth <= deepest)
                .map_or(facts.steps, |mark| mark.step)
        }
    }
}

/// The step before which `line` runs next, looking from `from` on and then from the start; `None` for one that never runs.
pub fn before_line(facts: &Facts, from: u64, line: u32) -> Option<u64> {
    let on_line = || facts.lines.iter().filter(|mark| mark.line == line);
    on_line().find(|mark| mark.step > from).or_else(|| on_line().next()).map(|mark| mark.step)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::machine::LineMark;

    fn facts() -> Facts {
        let mark = |(step, line, depth)| LineMark { step, line, depth, thread: 0, clock_nanos: 0 };
        let lines: Vec<LineMark> = [(0, 1, 0), (4, 3, 0), (7, 1, 1), (9, 2, 1), (12, 4, 0)].map(mark).to_vec();
        Facts { steps: 15, lines: lines.into(), ..Facts::default() }
    }

    #[track_caller]
    fn check(from: u64, motion: Motion, to: u64) {
        assert_eq!(target(&facts(), from, motion), to, "{motion:?} from {from}");
    }

    #[test]
    fn lines_lead_forward_and_back() {
        check(0, Motion::LineForward, 4);
        check(5, Motion::LineForward, 7);
        check(12, Motion::LineForward, 15);
        check(15, Motion::LineForward, 15);
        check(15, Motion::LineBack, 12);
        check(4, Motion::LineBack, 0);
        check(0, Motion::LineBack, 0);
    }

    #[test]
    fn over_and_out_follow_the_calls() {
        check(4, Motion::Over, 12);
        check(7, Motion::Over, 9);
        check(9, Motion::Over, 12);
        check(7, Motion::Out, 12);
        check(4, Motion::Out, 15);
        check(15, Motion::Over, 15);
    }

    #[test]
    fn a_line_is_found_ahead_first() {
        assert_eq!(before_line(&facts(), 0, 1), Some(7));
        assert_eq!(before_line(&facts(), 8, 1), Some(0));
        assert_eq!(before_line(&facts(), 0, 9), None);
    }
}
