//! Schedulers: the same jobs as threads under one GIL, as tasks on one event loop, and as processes or free threads on
//! several cores.
//!
//! Each takes jobs and costs and gives a [`Timeline`](crate::views::lanes::timeline::Timeline) in whole microseconds.
//! They schedule work whose lengths are given; running a program is `python::sched`'s business.

pub mod cores;
pub mod event_loop;
pub mod gil;

use crate::views::lanes::timeline::Micros;
use std::sync::Arc;

/// A piece of a job's work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Work {
    /// Bytecode, with a check never far.
    Python(Micros),
    /// One C call that keeps the GIL and has no check in it.
    Call(Micros, Arc<str>),
    /// A blocking call that lets go of the GIL; in a coroutine an `await`.
    Io(Micros, Arc<str>),
}

/// What one thread, task or process has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    pub name: String,
    /// What it runs, in a few words.
    pub runs: String,
    pub work: Vec<Work>,
}

impl Job {
    /// Time on a core that all its work needs.
    pub fn cpu(&self) -> Micros {
        self.work.iter().map(|work| if let Work::Python(us) | Work::Call(us, _) = work { *us } else { 0 }).sum()
    }

    /// Time blocked in I/O.
    pub fn io(&self) -> Micros {
        self.work.iter().map(|work| if let Work::Io(us, _) = work { *us } else { 0 }).sum()
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use proptest::prelude::*;

    /// So many jobs of 20 ms Python, 60 ms I/O and 20 ms Python.
    pub fn alike(count: usize) -> Vec<Job> {
        let work = [Work::Python(20_000), Work::Io(60_000, "recv()".into()), Work::Python(20_000)];
        (0..count).map(|job| Job { name: format!("{job}"), runs: String::new(), work: work.to_vec() }).collect()
    }

    /// Any few jobs of any pieces of work.
    pub fn jobs() -> impl Strategy<Value = Vec<Job>> {
        let work = (0..3u8, 1..30_000u64).prop_map(|(kind, us)| match kind {
            0 => Work::Python(us),
            1 => Work::Call(us, "sorted()".into()),
            _ => Work::Io(us, "recv()".into()),
        });
        let job = proptest::collection::vec(work, 0..6).prop_map(|work| Job {
            name: "job".into(),
            runs: String::new(),
            work,
        });
        proptest::collection::vec(job, 1..6)
    }
}
