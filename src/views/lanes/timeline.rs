//! What happened when: the input of the lanes view, whoever simulated it.
//!
//! A [`Recorder`] writes down, while a scheduler runs, which state each lane enters and which events there were; the
//! finished [`Timeline`] answers questions about any span of it in logarithmic time, however long it is. Where things
//! stand on the stage, and in which words they are told, is not decided here.

use std::sync::Arc;

/// Virtual time in microseconds since the run began.
pub type Micros = u64;

/// What a lane can queue for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Turn {
    /// The global interpreter lock.
    Gil,
    /// A core of the machine.
    #[default]
    Core,
    /// The event loop's next turn.
    Loop,
}

/// What a lane does during an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Not yet able to run: its process boots, or it waits to be started by another lane.
    Starting,
    /// Runs bytecode, so that the next check is never far.
    Running,
    /// Runs inside one C call that neither checks nor lets go of anything.
    Calling,
    /// Ready, and waits for its turn.
    Wants(Turn),
    /// Blocked in I/O or asleep.
    Io,
    /// Blocked on another lane: in `join()`, or till a started thread has reported.
    Waiting,
}

impl State {
    /// Whether the lane makes progress on a core.
    pub fn runs(self) -> bool {
        matches!(self, State::Running | State::Calling)
    }
}

/// A lane's state from one moment to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    pub from: Micros,
    pub to: Micros,
    pub state: State,
    /// What runs or is waited for, as code: `sorted()`, `sock.recv()`.
    pub label: Option<Arc<str>>,
    /// The core that it runs on, where the schedule knows cores.
    pub core: Option<usize>,
}

/// An event on a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    pub at: Micros,
    /// Index of the lane that it happened on.
    pub lane: usize,
    pub kind: MarkKind,
}

/// What happened; lanes by their index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// Starts another lane.
    Starts(usize),
    /// Gets its turn; `asker` had asked for the GIL, and may be another lane.
    Takes { turn: Turn, asker: Option<usize> },
    /// Has waited for one switch interval during which the GIL did not change hands, and asks the holder for it.
    Asks { holder: usize },
    /// Has waited for one switch interval, but the GIL changed hands meanwhile: it waits for another.
    WaitsOn,
    /// Gives up the GIL at a check because it was asked to.
    Drops { asker: usize },
    /// Its time slice on a core is over and another waits for the core.
    SliceEnds,
    /// Blocks in I/O, letting go of what it held.
    Blocks,
    /// Its I/O has come to its end.
    Ready,
    /// Blocks till another lane has ended.
    Joins(usize),
    /// Has done all its work.
    Ends,
}

/// One lane holding the GIL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hold {
    pub lane: usize,
    pub from: Micros,
    pub to: Micros,
}

/// Time by kind of state, in microseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    pub ran: Micros,
    pub wanted: Micros,
    pub io: Micros,
    pub starting: Micros,
    pub waiting: Micros,
}

impl Spent {
    fn add(&mut self, state: State, micros: Micros) {
        match state {
            State::Running | State::Calling => self.ran += micros,
            State::Wants(_) => self.wanted += micros,
            State::Io => self.io += micros,
            State::Starting => self.starting += micros,
            State::Waiting => self.waiting += micros,
        }
    }

    /// All of it: how long the lane has existed.
    pub fn age(&self) -> Micros {
        self.ran + self.wanted + self.io + self.starting + self.waiting
    }

    /// What was spent since `earlier`.
    pub fn since(&self, earlier: &Spent) -> Spent {
        Spent {
            ran: self.ran.saturating_sub(earlier.ran),
            wanted: self.wanted.saturating_sub(earlier.wanted),
            io: self.io.saturating_sub(earlier.io),
            starting: self.starting.saturating_sub(earlier.starting),
            waiting: self.waiting.saturating_sub(earlier.waiting),
        }
    }
}

/// A thread, task or process: its name, what it runs, and its states one after the other without gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    pub name: String,
    /// What it runs, in a few words: `pure Python`, `sock.recv()`.
    pub runs: String,
    intervals: Vec<Interval>,
    /// What had been spent when the interval of the same index began.
    before: Vec<Spent>,
}

impl Lane {
    /// A lane from its intervals, which are in order of time and don't overlap.
    pub fn new(name: impl Into<String>, runs: impl Into<String>, intervals: Vec<Interval>) -> Self {
        let mut spent = Spent::default();
        let mut before = Vec::with_capacity(intervals.len());
        for interval in &intervals {
            before.push(spent);
            spent.add(interval.state, interval.to.saturating_sub(interval.from));
        }
        Self { name: name.into(), runs: runs.into(), intervals, before }
    }

    pub fn intervals(&self) -> &[Interval] {
        &self.intervals
    }

    /// When it came to be; `None` for a lane that never did.
    pub fn born(&self) -> Option<Micros> {
        self.intervals.first().map(|interval| interval.from)
    }

    /// When it had done its work.
    pub fn ended(&self) -> Option<Micros> {
        self.intervals.last().map(|interval| interval.to)
    }

    /// The interval that `at` falls in; at a boundary the one that begins.
    pub fn at(&self, at: Micros) -> Option<&Interval> {
        let index = self.intervals.partition_point(|interval| interval.from <= at).checked_sub(1)?;
        self.intervals.get(index).filter(|interval| at < interval.to)
    }

    /// The intervals that share time with `from..to`.
    pub fn within(&self, from: Micros, to: Micros) -> &[Interval] {
        let first = self.intervals.partition_point(|interval| interval.to <= from);
        let last = self.intervals.partition_point(|interval| interval.from < to).max(first);
        self.intervals.get(first..last).unwrap_or_default()
    }

    /// How its time was spent up to `now`.
    pub fn spent(&self, now: Micros) -> Spent {
        let Some(index) = self.intervals.partition_point(|interval| interval.from <= now).checked_sub(1) else {
            return Spent::default();
        };
        let (Some(interval), Some(before)) = (self.intervals.get(index), self.before.get(index)) else {
            return Spent::default();
        };
        let mut spent = *before;
        spent.add(interval.state, interval.to.min(now) - interval.from);
        spent
    }
}

/// A whole run: its lanes, events, and who held the GIL.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    pub lanes: Vec<Lane>,
    /// In order of time.
    pub marks: Vec<Mark>,
    /// Who had the GIL, or the loop, in order of time; empty where lanes compete for cores alone.
    pub holds: Vec<Hold>,
    /// What the lanes take turns at.
    pub turn: Turn,
    /// How many lanes run, as steps: from each time on, so many.
    pub running: Vec<(Micros, usize)>,
    pub end: Micros,
    /// The moments at which something happened, each once, with the beginning and the end: the steps of the run.
    pub moments: Vec<Micros>,
}

impl Timeline {
    /// The events at exactly this time, in the order in which they happened.
    pub fn marks_at(&self, at: Micros) -> &[Mark] {
        self.marks_within(at, at + 1)
    }

    /// The events in `from..to`.
    pub fn marks_within(&self, from: Micros, to: Micros) -> &[Mark] {
        let first = self.marks.partition_point(|mark| mark.at < from);
        let last = self.marks.partition_point(|mark| mark.at < to).max(first);
        self.marks.get(first..last).unwrap_or_default()
    }

    /// The holds that share time with `from..to`.
    pub fn holds_within(&self, from: Micros, to: Micros) -> &[Hold] {
        let first = self.holds.partition_point(|hold| hold.to <= from);
        let last = self.holds.partition_point(|hold| hold.from < to).max(first);
        self.holds.get(first..last).unwrap_or_default()
    }

    /// Who holds the GIL at `at`; at a hand-over the one who takes it.
    pub fn holder(&self, at: Micros) -> Option<&Hold> {
        let index = self.holds.partition_point(|hold| hold.from <= at).checked_sub(1)?;
        self.holds.get(index).filter(|hold| at < hold.to)
    }

    /// The step at which time `at` is reached: the last moment that is not later.
    pub fn step_at(&self, at: Micros) -> usize {
        self.moments.partition_point(|&moment| moment <= at).saturating_sub(1)
    }

    /// When the holder let go of the GIL that was asked for at `asked`: at once, or after its C call.
    pub fn answered(&self, asked: Micros) -> Option<Micros> {
        let index = self.holds.partition_point(|hold| hold.from < asked).checked_sub(1)?;
        self.holds.get(index).map(|hold| hold.to).filter(|&to| to >= asked)
    }

    /// The most lanes that ran at once up to `now`.
    pub fn most_at_once(&self, now: Micros) -> usize {
        self.running.iter().take_while(|&&(at, _)| at <= now).map(|&(_, count)| count).max().unwrap_or(0)
    }

    /// How often up to `now` the holder was another than the one before.
    pub fn hand_overs(&self, now: Micros) -> usize {
        let past = self.holds.partition_point(|hold| hold.from <= now);
        let past = self.holds.get(..past).unwrap_or_default();
        past.iter().zip(past.iter().skip(1)).filter(|(one, next)| one.lane != next.lane).count()
    }

    /// For how long up to `now` somebody was the holder.
    pub fn held(&self, now: Micros) -> Micros {
        let past = self.holds.iter().take_while(|hold| hold.from < now);
        past.map(|hold| hold.to.min(now) - hold.from).sum()
    }
}

/// How many of the lanes run, as steps.
fn concurrency(lanes: &[Lane]) -> Vec<(Micros, usize)> {
    let mut changes: Vec<(Micros, i64)> = Vec::new();
    for interval in lanes.iter().flat_map(|lane| &lane.intervals).filter(|interval| interval.state.runs()) {
        changes.push((interval.from, 1));
        changes.push((interval.to, -1));
    }
    changes.sort_unstable();
    let mut steps: Vec<(Micros, usize)> = vec![(0, 0)];
    let mut running = 0i64;
    for (at, change) in changes {
        running += change;
        let count = usize::try_from(running).unwrap_or(0);
        match steps.last_mut() {
            Some(last) if last.0 == at => last.1 = count,
            _ => steps.push((at, count)),
        }
    }
    steps.dedup_by(|next, kept| next.1 == kept.1);
    steps
}

/// Writes a [`Timeline`] down while a scheduler runs.
#[derive(Clone, Debug, Default)]
pub struct Recorder {
    lanes: Vec<Open>,
    marks: Vec<Mark>,
    holds: Vec<Hold>,
    holding: Option<(usize, Micros)>,
    turn: Turn,
}

/// A lane that is still being written.
#[derive(Clone, Debug, Default)]
struct Open {
    name: String,
    runs: String,
    intervals: Vec<Interval>,
    state: Option<Interval>,
}

impl Recorder {
    /// Of lanes that take turns at this.
    pub fn new(turn: Turn) -> Self {
        Self { turn, ..Self::default() }
    }

    /// Adds a lane, which does not exist till it enters a state; gives its index.
    pub fn lane(&mut self, name: impl Into<String>, runs: impl Into<String>) -> usize {
        self.lanes.push(Open { name: name.into(), runs: runs.into(), ..Open::default() });
        self.lanes.len() - 1
    }

    /// The lane is in `state` from `at` on.
    pub fn enter(&mut self, lane: usize, at: Micros, state: State, label: Option<Arc<str>>, core: Option<usize>) {
        self.close(lane, at);
        if let Some(open) = self.lanes.get_mut(lane) {
            open.state = Some(Interval { from: at, to: at, state, label, core });
        }
    }

    /// The lane has ended.
    pub fn end(&mut self, lane: usize, at: Micros) {
        self.close(lane, at);
    }

    pub fn mark(&mut self, lane: usize, at: Micros, kind: MarkKind) {
        self.marks.push(Mark { at, lane, kind });
    }

    /// The lane takes the GIL, which is free.
    pub fn takes(&mut self, lane: usize, at: Micros) {
        self.frees(at);
        self.holding = Some((lane, at));
    }

    /// The GIL is free from `at` on.
    pub fn frees(&mut self, at: Micros) {
        if let Some((lane, from)) = self.holding.take()
            && at > from
        {
            match self.holds.last_mut() {
                // Let go and taken again in the same moment: for every other thread it never was free.
                Some(last) if last.lane == lane && last.to == from => last.to = at,
                _ => self.holds.push(Hold { lane, from, to: at }),
            }
        }
    }

    /// The finished timeline; what is still open ends at `end`.
    pub fn finish(mut self, end: Micros) -> Timeline {
        self.frees(end);
        for lane in 0..self.lanes.len() {
            self.close(lane, end);
        }
        let mut moments: Vec<Micros> = self.marks.iter().map(|mark| mark.at).chain([0, end]).collect();
        moments.sort_unstable();
        moments.dedup();
        let lanes: Vec<Lane> =
            self.lanes.into_iter().map(|open| Lane::new(open.name, open.runs, open.intervals)).collect();
        let running = concurrency(&lanes);
        Timeline { lanes, marks: self.marks, holds: self.holds, turn: self.turn, running, end, moments }
    }

    fn close(&mut self, lane: usize, at: Micros) {
        let Some(open) = self.lanes.get_mut(lane) else { return };
        let Some(mut interval) = open.state.take() else { return };
        if at <= interval.from {
            return;
        }
        interval.to = at;
        match open.intervals.last_mut() {
            Some(last)
                if last.to == interval.from
                    && last.state == interval.state
                    && last.label == interval.label
                    && last.core == interval.core
                    && interval.label.is_none() =>
            {
                last.to = at;
            }
            _ => open.intervals.push(interval),
        }
    }
}
