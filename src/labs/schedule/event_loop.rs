//! Coroutines on one event loop: a task runs till it awaits, then the next ready one runs.
//!
//! The order is that of `asyncio.base_events._run_once`: ready tasks in a queue, those whose I/O is done join its end
//! in the order in which it was done. The loop's own costs (tens of microseconds a turn) are left out.

use super::{Job, Work};
use crate::views::lanes::timeline::{MarkKind, Micros, Recorder, State, Timeline, Turn};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// Runs the jobs as tasks that one `gather` has made, in order.
pub fn run(jobs: &[Job]) -> Timeline {
    let mut recorder = Recorder::new(Turn::Loop);
    let mut ready = VecDeque::new();
    let mut blocked: BinaryHeap<Reverse<(Micros, usize)>> = BinaryHeap::new();
    let mut done = vec![0usize; jobs.len()];
    let mut now = 0;
    for job in jobs {
        let task = recorder.lane(&job.name, &job.runs);
        recorder.enter(task, now, State::Wants(Turn::Loop), None, None);
        ready.push_back(task);
    }
    loop {
        while let Some(&Reverse((at, task))) = blocked.peek()
            && at <= now
        {
            blocked.pop();
            ready.push_back(task);
        }
        let Some(task) = ready.pop_front() else {
            let Some(&Reverse((at, _))) = blocked.peek() else { break };
            wake(&mut recorder, &blocked, at, now);
            now = at;
            continue;
        };
        recorder.takes(task, now);
        recorder.mark(task, now, MarkKind::Takes { turn: Turn::Loop, asker: None });
        let Some((job, done)) = jobs.get(task).zip(done.get_mut(task)) else { continue };
        let mut awaits = None;
        while let Some(work) = job.work.get(*done) {
            *done += 1;
            let (state, us, label) = match work {
                Work::Python(us) => (State::Running, *us, None),
                Work::Call(us, name) => (State::Calling, *us, Some(name.clone())),
                Work::Io(us, name) => {
                    awaits = Some((*us, name.clone()));
                    break;
                }
            };
            recorder.enter(task, now, state, label, None);
            wake(&mut recorder, &blocked, now + us, now);
            now += us;
        }
        recorder.frees(now);
        match awaits {
            Some((us, name)) => {
                recorder.enter(task, now, State::Io, Some(name), None);
                recorder.mark(task, now, MarkKind::Blocks);
                blocked.push(Reverse((now + us, task)));
            }
            None => {
                recorder.end(task, now);
                recorder.mark(task, now, MarkKind::Ends);
            }
        }
    }
    recorder.finish(now)
}

/// Records the tasks whose I/O ends after `since` and not after `until`: from then on they want a turn.
fn wake(recorder: &mut Recorder, blocked: &BinaryHeap<Reverse<(Micros, usize)>>, until: Micros, since: Micros) {
    let mut due: Vec<_> = blocked.iter().map(|entry| entry.0).filter(|&(at, _)| at > since && at <= until).collect();
    due.sort_unstable();
    for (at, task) in due {
        recorder.enter(task, at, State::Wants(Turn::Loop), None, None);
        recorder.mark(task, at, MarkKind::Ready);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labs::schedule::tests::alike;

    #[test]
    fn four_jobs_take_their_python_in_turn_and_their_io_together() {
        assert_eq!(run(&alike(4)).end, 160_000);
    }
}
