//! Runs programs and makes their pictures on a thread of their own, so that the window never waits.
//!
//! Of several wishes only the last counts: a new program stops the one that runs, a new step replaces one not yet drawn.
//! What running and drawing means is [`super::engine`]'s business.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use super::engine::{self, Moment, Program, Run, Trouble};
use crate::python::Recording;
use crate::python::recording::STACK_BYTES;
use crate::replay::{LineMark, Marks, Motion};
use crate::scene::Size;

/// How long a frame may wait for its picture; most come sooner, and then nothing is a frame late.
const PATIENCE: Duration = Duration::from_millis(6);

/// What the window knows of a run.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The run itself, for questions about it; it is always there.
    pub recording: Option<Arc<Recording>>,
    /// The number of the last step.
    pub steps: u64,
    pub marks: Arc<Marks>,
    /// Lines that run more than once: what a lesson says of such a line may hold for one of its turns alone.
    pub repeated: Arc<BTreeSet<u32>>,
    /// Why the run stopped before the program's end, in words.
    pub stopped: Option<String>,
    /// Whether that was for the number of steps, and more of them would help.
    pub ran_out: bool,
}

impl Facts {
    /// Where a motion from `step` leads; what comes before the first line is no line of its own.
    pub fn go(&self, step: u64, motion: Motion) -> u64 {
        let first = self.marks.lines.first().map_or(0, |line| line.step);
        let to = self.marks.go(step.max(first), self.steps, motion);
        if to <= first && motion == Motion::PreviousLine { 0 } else { to }
    }
}

/// How far a program is.
#[derive(Clone, Debug, Default)]
pub enum Progress {
    #[default]
    Nothing,
    Running,
    Ready(Facts),
    Refused(Trouble),
}

/// Which picture is wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// The run's number, which [`Session::run`] gave.
    pub run: u64,
    pub step: u64,
    pub view: String,
    pub focus: Vec<String>,
    pub size: Size,
}

/// A picture that was asked for.
pub struct Shown {
    pub ask: Ask,
    pub moment: Moment,
}

/// The thread, and what is known from it.
pub struct Session {
    orders: Option<Sender<Order>>,
    reports: Receiver<Report>,
    shared: Arc<Shared>,
    wanted: Option<Ask>,
    shown: Option<Shown>,
    progress: Progress,
}

#[derive(Default)]
struct Shared {
    /// The number of the last run that was asked for.
    run: AtomicU64,
    /// Steps that the program has made.
    made: AtomicU64,
}

enum Order {
    Run(u64, Program),
    Show(Ask),
}

enum Report {
    Ready(u64, Facts),
    Refused(u64, Trouble),
    Shown(Box<Shown>),
}

impl Session {
    /// `wake` is called from the thread whenever [`tick`](Self::tick) has news.
    pub fn new(wake: impl Fn() + Send + 'static) -> Self {
        let (order, orders) = mpsc::channel();
        let (report, reports) = mpsc::channel();
        let shared = Arc::new(Shared::default());
        let theirs = Arc::clone(&shared);
        let work = move || Worker { orders, report, shared: theirs, wake: Box::new(wake), run: None }.work();
        let thread = std::thread::Builder::new().name("python".to_owned()).stack_size(STACK_BYTES).spawn(work);
        if let Err(error) = &thread {
            tracing::error!("programs can't run: {error}");
        }
        Self {
            orders: thread.is_ok().then_some(order),
            reports,
            shared,
            wanted: None,
            shown: None,
            progress: Progress::Nothing,
        }
    }

    /// Starts a program in place of the one that runs, and gives the run's number.
    pub fn run(&mut self, program: Program) -> u64 {
        let run = self.shared.run.fetch_add(1, Ordering::Relaxed) + 1;
        self.shared.made.store(0, Ordering::Relaxed);
        self.progress = Progress::Running;
        self.wanted = None;
        if !self.send(Order::Run(run, program)) {
            let message = "programs can't run: the worker has stopped".to_owned();
            self.progress = Progress::Refused(Trouble { line: 1, column: 1, message });
        }
        run
    }

    /// Of the last run that was started.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Steps made by the program that runs.
    pub fn steps_made(&self) -> u64 {
        self.shared.made.load(Ordering::Relaxed)
    }

    /// The last picture that was made, which may be an older one than asked for.
    pub fn show(&mut self, ask: Ask) -> Option<&Shown> {
        if self.wanted.as_ref() != Some(&ask) {
            self.wanted = Some(ask.clone());
            self.send(Order::Show(ask.clone()));
            let end = Instant::now() + PATIENCE;
            while self.shown.as_ref().is_none_or(|shown| shown.ask != ask) {
                match self.reports.recv_timeout(end.saturating_duration_since(Instant::now())) {
                    Ok(report) => self.hear(report),
                    Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
                }
            }
        }
        self.shown.as_ref().filter(|shown| shown.ask.run == ask.run)
    }

    /// The last picture that was made.
    pub fn shown(&self) -> Option<&Shown> {
        self.shown.as_ref()
    }

    /// Takes what the thread did since the last call.
    pub fn tick(&mut self) {
        while let Ok(report) = self.reports.try_recv() {
            self.hear(report);
        }
    }

    fn hear(&mut self, report: Report) {
        let last = self.shared.run.load(Ordering::Relaxed);
        match report {
            Report::Ready(run, facts) if run == last => self.progress = Progress::Ready(facts),
            Report::Refused(run, trouble) if run == last => self.progress = Progress::Refused(trouble),
            Report::Ready(..) | Report::Refused(..) => {}
            Report::Shown(shown) => self.shown = Some(*shown),
        }
    }

    fn send(&mut self, order: Order) -> bool {
        let sent = self.orders.as_ref().is_some_and(|orders| orders.send(order).is_ok());
        if !sent {
            self.orders = None;
        }
        sent
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // Stops a program that still runs.
        self.shared.run.fetch_add(1, Ordering::Relaxed);
    }
}

struct Worker {
    orders: Receiver<Order>,
    report: Sender<Report>,
    shared: Arc<Shared>,
    wake: Box<dyn Fn() + Send>,
    run: Option<(u64, Run)>,
}

impl Worker {
    fn work(mut self) {
        while let Ok(first) = self.orders.recv() {
            let mut show = None;
            for order in std::iter::once(first).chain(self.orders.try_iter().collect::<Vec<_>>()) {
                match order {
                    Order::Run(number, program) => self.start(number, &program),
                    Order::Show(ask) => show = Some(ask),
                }
            }
            if let Some(ask) = show
                && let Some(run) = self.recorded(ask.run)
            {
                let moment = run.moment(&ask.view, &ask.focus, ask.step, ask.size);
                self.tell(Report::Shown(Box::new(Shown { ask, moment })));
            }
        }
    }

    fn start(&mut self, number: u64, program: &Program) {
        let shared = Arc::clone(&self.shared);
        let current = move || shared.run.load(Ordering::Relaxed) == number;
        if !current() {
            return;
        }
        self.run = None;
        let shared = Arc::clone(&self.shared);
        let mut go_on = |made| {
            shared.made.store(made, Ordering::Relaxed);
            current()
        };
        match engine::record(program, &mut go_on) {
            Ok(run) => {
                let facts = Facts {
                    recording: Some(Arc::clone(run.recording())),
                    steps: run.steps(),
                    marks: Arc::clone(run.marks()),
                    repeated: Arc::new(run.marks().repeated_lines()),
                    stopped: run.stopped(),
                    ran_out: run.ran_out(),
                };
                self.run = Some((number, run));
                self.tell(Report::Ready(number, facts));
            }
            Err(trouble) => self.tell(Report::Refused(number, trouble)),
        }
    }

    fn recorded(&mut self, number: u64) -> Option<&mut Run> {
        self.run.as_mut().filter(|(known, _)| *known == number).map(|(_, run)| run)
    }

    fn tell(&self, report: Report) {
        // Nobody listens any more when the window closes.
        let _ = self.report.send(report);
        (self.wake)();
    }
}

/// The line that has run last at `step`, and the one that runs next.
pub fn lines_at(lines: &[LineMark], step: u64) -> (Option<u32>, Option<u32>) {
    let begun = lines.partition_point(|mark| mark.step < step);
    let ran = begun.checked_sub(1).and_then(|place| lines.get(place)).map(|mark| mark.line);
    (ran, lines.get(begun).map(|mark| mark.line))
}

/// The step after the first line that has a caption; `None` where no such line runs.
pub fn telling(lines: &[LineMark], captions: &std::collections::BTreeMap<u32, String>) -> Option<u64> {
    let place = lines.iter().position(|mark| captions.contains_key(&mark.line))?;
    let depth = lines.get(place)?.depth;
    lines.iter().skip(place + 1).find(|mark| mark.depth <= depth).map(|mark| mark.step)
}

/// The step before which `line` runs next, looking from `from` on and then from the start; `None` for one that never runs.
pub fn before_line(lines: &[LineMark], from: u64, line: u32) -> Option<u64> {
    let on_line = || lines.iter().filter(|mark| mark.line == line);
    on_line().find(|mark| mark.step > from).or_else(|| on_line().next()).map(|mark| mark.step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_lies_between_the_line_that_ran_and_the_next() {
        let mark = |step, line| LineMark { step, line, depth: 0, thread: 0, clock_nanos: 0 };
        let lines = [mark(0, 1), mark(4, 2), mark(9, 5)];
        assert_eq!(lines_at(&lines, 0), (None, Some(1)));
        assert_eq!(lines_at(&lines, 4), (Some(1), Some(2)));
        assert_eq!(lines_at(&lines, 5), (Some(2), Some(5)));
        assert_eq!(lines_at(&lines, 12), (Some(5), None));
    }

    #[test]
    fn a_line_is_found_ahead_first() {
        let mark = |(step, line)| LineMark { step, line, depth: 1, thread: 0, clock_nanos: 0 };
        let lines = [(0, 1), (4, 3), (7, 1), (9, 2)].map(mark);
        assert_eq!(before_line(&lines, 0, 1), Some(7));
        assert_eq!(before_line(&lines, 8, 1), Some(0));
        assert_eq!(before_line(&lines, 0, 9), None);
    }
}
