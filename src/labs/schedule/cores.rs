//! Processes, or threads without a GIL, on the cores of a machine.
//!
//! A plain scheduler of an operating system: one queue for all cores, time slices when somebody waits. Real ones keep a
//! queue a core and slices that vary; the slice here is chosen for legibility (Linux: 1.4 ms were measured).

use crate::views::lanes::timeline::{MarkKind, Micros, Recorder, State, Timeline, Turn};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::sync::Arc;

/// How long a task keeps a core that others wait for.
pub const SLICE: Micros = 4_000;

/// What a task does next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Needs a core for so long; the state tells booting, bytecode and C calls apart.
    Cpu(Micros, State, Option<Arc<str>>),
    /// Needs no core for so long.
    Off(Micros, State, Option<Arc<str>>),
    /// Makes another task, by its index, ready.
    Start(usize),
}

/// A process or thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    pub name: String,
    pub runs: String,
    pub steps: Vec<Step>,
}

/// Runs the tasks on so many cores; the first is there at the beginning, the others when they are started.
pub fn run(tasks: &[Task], cores: usize) -> Timeline {
    let mut machine = Machine::new(tasks, cores.max(1));
    machine.ready(0);
    while machine.turn() {}
    machine.recorder.finish(machine.now)
}

struct Running {
    task: usize,
    core: usize,
    since: Micros,
    until: Micros,
}

struct Machine<'a> {
    tasks: &'a [Task],
    next: Vec<usize>,
    left: Vec<Option<Micros>>,
    queue: VecDeque<usize>,
    off: BinaryHeap<Reverse<(Micros, u64, usize)>>,
    entries: u64,
    running: Vec<Running>,
    free: Vec<usize>,
    now: Micros,
    recorder: Recorder,
}

impl<'a> Machine<'a> {
    fn new(tasks: &'a [Task], cores: usize) -> Self {
        let mut recorder = Recorder::new(Turn::Core);
        for task in tasks {
            recorder.lane(&task.name, &task.runs);
        }
        Self {
            tasks,
            next: vec![0; tasks.len()],
            left: vec![None; tasks.len()],
            queue: VecDeque::new(),
            off: BinaryHeap::new(),
            entries: 0,
            running: Vec::new(),
            free: (0..cores).collect(),
            now: 0,
            recorder,
        }
    }

    /// Hands out cores, then moves to the next moment at which something happens; false when nothing will.
    fn turn(&mut self) -> bool {
        while !self.free.is_empty() {
            let Some(task) = self.queue.pop_front() else { break };
            if self.left[task].is_none() && !self.next_step(task) {
                continue;
            }
            self.run_on(task);
        }
        let slices = self.running.iter().map(|running| running.until);
        let Some(now) = slices.chain(self.off.peek().map(|entry| entry.0.0)).min() else { return false };
        self.now = now;
        while let Some(&Reverse((at, _, task))) = self.off.peek()
            && at <= now
        {
            self.off.pop();
            self.recorder.mark(task, now, MarkKind::Ready);
            self.ready(task);
        }
        let due: Vec<usize> =
            self.running.iter().filter(|running| running.until <= now).map(|running| running.task).collect();
        for task in due {
            self.slice_ends(task);
        }
        true
    }

    fn ready(&mut self, task: usize) {
        self.recorder.enter(task, self.now, State::Wants(Turn::Core), None, None);
        self.queue.push_back(task);
    }

    fn run_on(&mut self, task: usize) {
        let core = self.free.remove(0);
        self.recorder.mark(task, self.now, MarkKind::Takes { turn: Turn::Core, asker: None });
        self.enter_cpu(task, core);
        let until = self.now + self.left[task].unwrap_or(0).min(SLICE);
        self.running.push(Running { task, core, since: self.now, until });
    }

    fn enter_cpu(&mut self, task: usize, core: usize) {
        if let Some(Step::Cpu(_, state, label)) = self.tasks[task].steps.get(self.next[task]) {
            self.recorder.enter(task, self.now, *state, label.clone(), Some(core));
        }
    }

    /// Does what takes no core; true when the task then needs one.
    fn next_step(&mut self, task: usize) -> bool {
        loop {
            match self.tasks[task].steps.get(self.next[task]) {
                Some(Step::Start(child)) => {
                    self.next[task] += 1;
                    self.recorder.mark(task, self.now, MarkKind::Starts(*child));
                    self.ready(*child);
                }
                Some(Step::Off(us, state, label)) => {
                    self.next[task] += 1;
                    self.recorder.enter(task, self.now, *state, label.clone(), None);
                    self.recorder.mark(task, self.now, MarkKind::Blocks);
                    self.entries += 1;
                    self.off.push(Reverse((self.now + us, self.entries, task)));
                    return false;
                }
                Some(Step::Cpu(us, ..)) => {
                    self.left[task] = Some(*us);
                    return true;
                }
                None => {
                    self.recorder.end(task, self.now);
                    self.recorder.mark(task, self.now, MarkKind::Ends);
                    return false;
                }
            }
        }
    }

    fn slice_ends(&mut self, task: usize) {
        let Some(index) = self.running.iter().position(|running| running.task == task) else { return };
        let ran = self.now - self.running[index].since;
        let left = self.left[task].unwrap_or(0).saturating_sub(ran);
        if left > 0 {
            self.left[task] = Some(left);
            if self.queue.is_empty() {
                let running = &mut self.running[index];
                (running.since, running.until) = (self.now, self.now + left.min(SLICE));
                return;
            }
            self.recorder.mark(task, self.now, MarkKind::SliceEnds);
            self.give_back(index);
            return self.ready(task);
        }
        self.left[task] = None;
        self.next[task] += 1;
        self.give_back(index);
        if let Some(Step::Cpu(..)) = self.tasks[task].steps.get(self.next[task]) {
            self.ready(task);
        } else if self.next_step(task) {
            self.recorder.enter(task, self.now, State::Wants(Turn::Core), None, None);
            self.queue.push_front(task);
        }
    }

    fn give_back(&mut self, index: usize) {
        self.free.push(self.running.remove(index).core);
        self.free.sort_unstable();
    }
}
