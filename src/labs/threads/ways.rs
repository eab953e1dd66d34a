//! The settings of the threads lab, and the same jobs done in four ways.

use crate::labs::schedule::{Job, Work, cores, event_loop, gil};
use crate::views::lanes::timeline::{Micros, State, Timeline};

/// What the lab can be set to; times in microseconds.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// `compare`, or one of the ways by its name.
    pub show: &'static str,
    pub workload: &'static str,
    pub jobs: usize,
    pub first: Micros,
    pub io: Micros,
    pub second: Micros,
    /// Length of the C calls that the Python parts consist of; none when 0.
    pub call: Micros,
    pub cores: usize,
    pub interval: Micros,
    pub start: &'static str,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            show: "compare",
            workload: "alike",
            jobs: 4,
            first: 20_000,
            io: 60_000,
            second: 20_000,
            call: 0,
            cores: 2,
            interval: 5_000,
            start: "forkserver",
        }
    }
}

/// A way to do several jobs at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Threads,
    Tasks,
    Processes,
    FreeThreads,
}

/// What processes cost, in microseconds.
///
/// Measured on Linux, 3.14.7: start and join of a process 2–5 ms with `fork`, 5 ms with a fork server that runs (whose
/// own start took 43–56 ms), 66–87 ms with `spawn`.
struct StartCost {
    /// Once, before the first.
    server: Micros,
    /// Of the parent, each.
    parent: Micros,
    /// Of the child, before its work.
    boot: Micros,
}

/// How much slower bytecode runs without a GIL, in hundredths; PEP 779 says 5 to 10 per cent.
const FREE_THREADED_PERCENT: Micros = 108;

/// Bytecode between two C calls.
const BETWEEN_CALLS: Micros = 700;

impl Settings {
    fn start_cost(&self) -> StartCost {
        match self.start {
            "fork" => StartCost { server: 0, parent: 1_000, boot: 1_000 },
            "spawn" => StartCost { server: 0, parent: 1_000, boot: 70_000 },
            _ => StartCost { server: 45_000, parent: 1_000, boot: 4_000 },
        }
    }

    /// The jobs that every way does.
    pub fn jobs(&self) -> Vec<Job> {
        if self.workload == "mixed" { mixed() } else { self.alike() }
    }

    fn alike(&self) -> Vec<Job> {
        let mut work = Vec::new();
        self.python(self.first, &mut work);
        if self.io > 0 {
            work.push(Work::Io(self.io, "sock.recv()".into()));
        }
        self.python(self.second, &mut work);
        let runs = match (self.first + self.second, self.io, self.call) {
            (0, ..) => "sock.recv()",
            (_, 0, 0) => "pure Python",
            (_, 0, _) => "sorted(), in C",
            (_, _, 0) => "Python, I/O",
            _ => "C calls, I/O",
        };
        let letters = (b'a'..=b'z').map(|letter| char::from(letter).to_string());
        letters.take(self.jobs).map(|name| Job { name, runs: runs.to_owned(), work: work.clone() }).collect()
    }

    /// A part of so much time on a core, in C calls with some bytecode before each, if there are to be any.
    fn python(&self, total: Micros, work: &mut Vec<Work>) {
        let mut left = total;
        while self.call > 0 && left > BETWEEN_CALLS {
            let call = self.call.min(left - BETWEEN_CALLS);
            work.push(Work::Python(BETWEEN_CALLS));
            work.push(Work::Call(call, "sorted()".into()));
            left -= BETWEEN_CALLS + call;
        }
        if left > 0 {
            work.push(Work::Python(left));
        }
    }
}

/// Three unlike jobs: one fetches, one counts in Python, one sorts in C.
fn mixed() -> Vec<Job> {
    let fetch = [Work::Python(400), Work::Io(9_000, "sock.recv()".into())];
    let rank = [Work::Python(700), Work::Call(6_500, "sorted()".into())];
    let repeated = |work: &[Work], times| std::iter::repeat_n(work, times).flatten().cloned().collect();
    let job = |name: &str, runs: &str, work: Vec<Work>| Job { name: name.into(), runs: runs.into(), work };
    vec![
        job("count", "pure Python", vec![Work::Python(130_000)]),
        job("rank", "sorted(rows), in C", repeated(&rank, 20)),
        job("fetch", "sock.recv()", repeated(&fetch, 16)),
    ]
}

impl Way {
    pub const ALL: [Way; 4] = [Way::Threads, Way::Tasks, Way::Processes, Way::FreeThreads];

    /// Its name among the choices of the setting `show`.
    pub fn name(self) -> &'static str {
        match self {
            Way::Threads => "threads",
            Way::Tasks => "tasks",
            Way::Processes => "processes",
            Way::FreeThreads => "free-threaded",
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Way::Threads => "Threads",
            Way::Tasks => "asyncio tasks",
            Way::Processes => "Processes",
            Way::FreeThreads => "Free-threaded",
        }
    }

    /// Whether lane 0 is the main thread or process, and the jobs stand after it.
    pub fn has_main(self) -> bool {
        self != Way::Tasks
    }

    /// Does the jobs in this way.
    pub fn run(self, settings: &Settings) -> Timeline {
        let jobs = settings.jobs();
        match self {
            Way::Threads => gil::run(&jobs, settings.interval),
            Way::Tasks => event_loop::run(&jobs),
            Way::Processes => processes(&jobs, settings),
            Way::FreeThreads => free_threads(&jobs, settings.cores),
        }
    }
}

fn free_threads(jobs: &[Job], machine_cores: usize) -> Timeline {
    let starts =
        (1..=jobs.len()).flat_map(|job| [cores::Step::Cpu(gil::START, State::Running, None), cores::Step::Start(job)]);
    let main = cores::Task { name: "main".into(), runs: "starts and joins".into(), steps: starts.collect() };
    let slower = |us: Micros| us * FREE_THREADED_PERCENT / 100;
    let threads = jobs.iter().map(|job| task(job, Vec::new(), slower));
    let tasks: Vec<cores::Task> = [main].into_iter().chain(threads).collect();
    cores::run(&tasks, machine_cores)
}

fn processes(jobs: &[Job], settings: &Settings) -> Timeline {
    let cost = settings.start_cost();
    let mut steps = vec![cores::Step::Cpu(cost.parent, State::Running, None)];
    if cost.server > 0 {
        steps.push(cores::Step::Off(cost.server, State::Waiting, Some("fork server".into())));
    }
    for job in 1..=jobs.len() {
        steps.push(cores::Step::Start(job));
        steps.push(cores::Step::Cpu(cost.parent, State::Running, None));
    }
    let main = cores::Task { name: "main".into(), runs: "starts and joins".into(), steps };
    let boot = cores::Step::Cpu(cost.boot, State::Starting, Some("boots".into()));
    let children = jobs.iter().map(|job| task(job, vec![boot.clone()], |us| us));
    let tasks: Vec<cores::Task> = [main].into_iter().chain(children).collect();
    cores::run(&tasks, settings.cores)
}

fn task(job: &Job, mut steps: Vec<cores::Step>, cost: impl Fn(Micros) -> Micros) -> cores::Task {
    steps.extend(job.work.iter().map(|work| match work {
        Work::Python(us) => cores::Step::Cpu(cost(*us), State::Running, None),
        Work::Call(us, name) => cores::Step::Cpu(cost(*us), State::Calling, Some(name.clone())),
        Work::Io(us, name) => cores::Step::Off(*us, State::Io, Some(name.clone())),
    }));
    cores::Task { name: job.name.clone(), runs: job.runs.clone(), steps }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ends(settings: &Settings) -> [Micros; 4] {
        Way::ALL.map(|way| way.run(settings).end)
    }

    /// Measured beside it, in milliseconds: 171–197, 161, 195–197, 121–147.
    #[test]
    fn four_jobs_in_four_ways_take_as_long_as_measured() {
        assert_eq!(ends(&Settings::default()), [190_400, 160_000, 194_000, 145_200]);
    }

    #[test]
    fn on_one_core_nothing_is_shorter_than_all_the_python() {
        let settings = Settings { cores: 1, start: "fork", ..Settings::default() };
        assert!(ends(&settings).iter().all(|&end| end >= 160_000));
    }

    fn settings() -> impl Strategy<Value = Settings> {
        let times = (0..60_000u64, 0..90_000u64, 0..60_000u64, prop_oneof![Just(0), 500..20_000u64]);
        let machine = (1..9usize, 500..20_000u64, prop_oneof![Just("fork"), Just("forkserver"), Just("spawn")]);
        (1..9usize, times, machine).prop_map(|(jobs, (first, io, second, call), (cores, interval, start))| Settings {
            jobs,
            first,
            io,
            second,
            call,
            cores,
            interval,
            start,
            ..Settings::default()
        })
    }

    proptest! {
        #[test]
        fn totals_add_up_and_lanes_have_no_gaps(settings in settings()) {
            for way in Way::ALL {
                let timeline = way.run(&settings);
                for lane in &timeline.lanes {
                    for pair in lane.intervals().windows(2) {
                        prop_assert_eq!(pair[0].to, pair[1].from);
                    }
                    let (Some(born), Some(ended)) = (lane.born(), lane.ended()) else { continue };
                    for now in [born, (born + ended) / 2, ended] {
                        prop_assert_eq!(lane.spent(now).age(), now - born);
                    }
                }
            }
        }

        #[test]
        fn no_more_run_at_once_than_the_way_allows(settings in settings()) {
            for way in Way::ALL {
                let most = if matches!(way, Way::Threads | Way::Tasks) { 1 } else { settings.cores };
                prop_assert!(way.run(&settings).running.iter().all(|&(_, running)| running <= most), "{way:?}");
            }
        }

        #[test]
        fn every_way_does_all_the_work(settings in settings()) {
            let jobs = settings.jobs();
            for way in [Way::Threads, Way::Tasks, Way::Processes] {
                let timeline = way.run(&settings);
                for (job, lane) in jobs.iter().zip(timeline.lanes.iter().skip(usize::from(way.has_main()))) {
                    let spent = lane.spent(timeline.end);
                    prop_assert_eq!((spent.ran, spent.io), (job.cpu(), job.io()), "{:?}", way);
                }
            }
        }
    }
}
