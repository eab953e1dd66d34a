//! Threads under one GIL, by CPython's rule (`Python/ceval_gil.c`: `take_gil`, `drop_gil`).
//!
//! A waiter waits for one switch interval at a time. Is the GIL still held when it is over, and has it not changed hands
//! meanwhile, it asks; the holder sees that at its next check, lets go, and does not queue again before another has had
//! it. A blocking call lets go unasked. Which waiter the system wakes nobody promises: here it is the one that has stood
//! longest in its current wait, which comes near what glibc does.

use super::{Job, Work};
use crate::views::lanes::timeline::{MarkKind, Micros, Recorder, State, Timeline, Turn};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::sync::Arc;

/// What the main thread spends on each `Thread.start()`, and in the end (measured: 0.10–0.24 ms a start and join).
pub const START: Micros = 100;

/// Runs the jobs as threads that a main thread starts in order and then joins. Lane 0 is main.
pub fn run(jobs: &[Job], interval: Micros) -> Timeline {
    let mut gil = Gil::new(jobs, interval.max(1));
    gil.take(0);
    while let Some(Reverse((at, _, number, alarm))) = gil.agenda.pop() {
        gil.ring(at, number, alarm);
    }
    gil.recorder.finish(gil.now)
}

#[derive(Clone, Debug)]
enum Step {
    Python(Micros),
    Call(Micros, Arc<str>),
    Io(Micros, Arc<str>),
    Start(usize),
    Join(usize),
}

#[derive(Debug, Default)]
struct Thread {
    steps: Vec<Step>,
    next: usize,
    /// What is left of the current step after a forced drop.
    left: Option<Micros>,
    /// Agenda number of its timed wait.
    timer: Option<u64>,
    /// Agenda number and time of its current step's end.
    ending: Option<(u64, Micros)>,
    /// The GIL's switch number when its timed wait began.
    saved: u64,
    /// The thread that waits for it to report that it runs.
    starter: Option<usize>,
    calling: bool,
    /// The thread that it is blocked in `join()` for.
    joining: Option<usize>,
    done: bool,
}

/// Why the agenda wakes a thread. At equal times a lower rank comes first, then the older entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Alarm {
    StepDone(usize),
    IoDone(usize),
    Reported(usize),
    TimedOut(usize),
    Joined(usize),
}

type Entry = Reverse<(Micros, u8, u64, Alarm)>;

struct Gil {
    threads: Vec<Thread>,
    interval: Micros,
    now: Micros,
    holder: Option<usize>,
    last: Option<usize>,
    switches: u64,
    request: Option<usize>,
    /// Who stands in a timed wait, longest first.
    waiters: VecDeque<usize>,
    agenda: BinaryHeap<Entry>,
    entries: u64,
    recorder: Recorder,
}

impl Gil {
    fn new(jobs: &[Job], interval: Micros) -> Self {
        let mut recorder = Recorder::new(Turn::Gil);
        recorder.lane("main", "starts and joins");
        let starts = (1..=jobs.len()).flat_map(|job| [Step::Python(START), Step::Start(job)]);
        let joins = (1..=jobs.len()).map(Step::Join);
        let main = Thread { steps: starts.chain([Step::Python(START)]).chain(joins).collect(), ..Thread::default() };
        let mut threads = vec![main];
        for job in jobs {
            recorder.lane(&job.name, &job.runs);
            let steps = job.work.iter().map(|work| match work {
                Work::Python(us) => Step::Python(*us),
                Work::Call(us, name) => Step::Call(*us, name.clone()),
                Work::Io(us, name) => Step::Io(*us, name.clone()),
            });
            threads.push(Thread { steps: steps.collect(), ..Thread::default() });
        }
        Self {
            threads,
            interval,
            now: 0,
            holder: None,
            last: None,
            switches: 0,
            request: None,
            waiters: VecDeque::new(),
            agenda: BinaryHeap::new(),
            entries: 0,
            recorder,
        }
    }

    fn ring(&mut self, at: Micros, number: u64, alarm: Alarm) {
        let due = match alarm {
            Alarm::StepDone(thread) => self.threads[thread].ending.is_some_and(|(ending, _)| ending == number),
            Alarm::TimedOut(thread) => self.threads[thread].timer == Some(number),
            Alarm::IoDone(_) | Alarm::Reported(_) | Alarm::Joined(_) => true,
        };
        if !due {
            return;
        }
        self.now = at;
        match alarm {
            Alarm::StepDone(thread) => self.step_done(thread),
            Alarm::TimedOut(thread) => self.timed_out(thread),
            Alarm::IoDone(thread) => {
                self.mark(thread, MarkKind::Ready);
                self.want(thread);
            }
            Alarm::Reported(thread) | Alarm::Joined(thread) => self.want(thread),
        }
    }

    fn set(&mut self, delay: Micros, rank: u8, alarm: Alarm) -> u64 {
        self.entries += 1;
        self.agenda.push(Reverse((self.now + delay, rank, self.entries, alarm)));
        self.entries
    }

    fn enter(&mut self, thread: usize, state: State, label: Option<Arc<str>>) {
        self.threads[thread].calling = state == State::Calling;
        self.recorder.enter(thread, self.now, state, label, None);
    }

    fn mark(&mut self, thread: usize, kind: MarkKind) {
        self.recorder.mark(thread, self.now, kind);
    }

    fn want(&mut self, thread: usize) {
        if self.holder.is_none() {
            return self.take(thread);
        }
        self.enter(thread, State::Wants(Turn::Gil), None);
        self.wait(thread);
    }

    fn wait(&mut self, thread: usize) {
        self.threads[thread].saved = self.switches;
        self.waiters.push_back(thread);
        self.threads[thread].timer = Some(self.set(self.interval, 1, Alarm::TimedOut(thread)));
    }

    fn timed_out(&mut self, thread: usize) {
        self.waiters.retain(|&waiter| waiter != thread);
        let Some(holder) = self.holder else { return self.take(thread) };
        if self.switches == self.threads[thread].saved {
            self.mark(thread, MarkKind::Asks { holder });
            self.request.get_or_insert(thread);
        } else {
            self.mark(thread, MarkKind::WaitsOn);
        }
        self.wait(thread);
        if let Some(asker) = self.request
            && !self.threads[holder].calling
        {
            self.forced_drop(holder, asker);
        }
    }

    fn take(&mut self, thread: usize) {
        self.threads[thread].timer = None;
        self.holder = Some(thread);
        let asker = self.request.take();
        if self.last != Some(thread) {
            self.last = Some(thread);
            self.switches += 1;
        }
        self.recorder.takes(thread, self.now);
        self.mark(thread, MarkKind::Takes { turn: Turn::Gil, asker });
        self.enter(thread, State::Running, None);
        if let Some(starter) = self.threads[thread].starter.take() {
            self.set(0, 0, Alarm::Reported(starter));
        }
        self.go_on(thread);
    }

    fn release(&mut self) {
        self.recorder.frees(self.now);
        self.holder = None;
        if let Some(next) = self.waiters.pop_front() {
            self.take(next);
        }
    }

    fn forced_drop(&mut self, thread: usize, asker: usize) {
        if let Some((_, at)) = self.threads[thread].ending.take() {
            self.threads[thread].left = Some(at.saturating_sub(self.now));
        }
        self.mark(thread, MarkKind::Drops { asker });
        self.enter(thread, State::Wants(Turn::Gil), None);
        self.release();
        // Only now, when another has taken it, does the thread queue again: forced switching.
        self.want(thread);
    }

    fn step_done(&mut self, thread: usize) {
        self.threads[thread].ending = None;
        self.threads[thread].next += 1;
        match self.request {
            Some(asker) => self.forced_drop(thread, asker),
            None => self.go_on(thread),
        }
    }

    /// The holder does its next steps till one takes time or blocks.
    fn go_on(&mut self, thread: usize) {
        loop {
            let Some(step) = self.threads[thread].steps.get(self.threads[thread].next).cloned() else {
                return self.finish(thread);
            };
            match step {
                Step::Python(us) => return self.spend(thread, us, State::Running, None),
                Step::Call(us, name) => return self.spend(thread, us, State::Calling, Some(name)),
                Step::Io(us, name) => {
                    self.threads[thread].next += 1;
                    self.enter(thread, State::Io, Some(name));
                    self.mark(thread, MarkKind::Blocks);
                    self.set(us, 0, Alarm::IoDone(thread));
                    return self.release();
                }
                Step::Start(child) => {
                    self.threads[thread].next += 1;
                    self.threads[child].starter = Some(thread);
                    self.mark(thread, MarkKind::Starts(child));
                    self.enter(thread, State::Waiting, Some("start()".into()));
                    self.enter(child, State::Wants(Turn::Gil), None);
                    self.wait(child);
                    return self.release();
                }
                Step::Join(child) if self.threads[child].done => self.threads[thread].next += 1,
                Step::Join(child) => {
                    self.threads[thread].joining = Some(child);
                    self.mark(thread, MarkKind::Joins(child));
                    self.enter(thread, State::Waiting, Some("join()".into()));
                    return self.release();
                }
            }
        }
    }

    fn spend(&mut self, thread: usize, us: Micros, state: State, label: Option<Arc<str>>) {
        let left = self.threads[thread].left.take().unwrap_or(us);
        self.enter(thread, state, label);
        let number = self.set(left, 0, Alarm::StepDone(thread));
        self.threads[thread].ending = Some((number, self.now + left));
    }

    fn finish(&mut self, thread: usize) {
        self.threads[thread].done = true;
        self.recorder.end(thread, self.now);
        self.mark(thread, MarkKind::Ends);
        for other in 0..self.threads.len() {
            if self.threads[other].joining == Some(thread) {
                self.threads[other].joining = None;
                self.threads[other].next += 1;
                self.set(0, 2, Alarm::Joined(other));
            }
        }
        self.release();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labs::schedule::tests::{alike, jobs};
    use proptest::prelude::*;

    #[test]
    fn four_jobs_under_one_gil_take_as_long_as_measured() {
        assert_eq!(run(&alike(4), 5_000).end, 190_400);
    }

    #[test]
    fn a_request_during_a_c_call_is_seen_after_it() {
        let rank = vec![Work::Call(20_000, "sorted()".into())];
        let count = vec![Work::Python(1_000)];
        let job = |name: &str, work| Job { name: name.into(), runs: String::new(), work };
        let timeline = run(&[job("rank", rank), job("count", count)], 5_000);
        let asked = timeline.marks.iter().find(|mark| matches!(mark.kind, MarkKind::Asks { .. })).map(|mark| mark.at);
        assert_eq!(asked, Some(5_100));
        assert_eq!(asked.and_then(|at| timeline.answered(at)), Some(20_100));
    }

    proptest! {
        #[test]
        fn never_do_two_threads_run_under_one_gil(jobs in jobs(), interval in 500u64..20_000) {
            let timeline = run(&jobs, interval);
            prop_assert!(timeline.running.iter().all(|&(_, running)| running <= 1));
            for pair in timeline.holds.windows(2) {
                prop_assert!(pair[0].to <= pair[1].from);
            }
        }

        #[test]
        fn every_job_does_all_its_work(jobs in jobs(), interval in 500u64..20_000) {
            let timeline = run(&jobs, interval);
            for (job, lane) in jobs.iter().zip(timeline.lanes.iter().skip(1)) {
                let spent = lane.spent(timeline.end);
                prop_assert_eq!(spent.ran, job.cpu());
                prop_assert_eq!(spent.io, job.io());
            }
        }
    }
}
