//! The simulated CPython as one value: heap, threads, clock and output. Cloned, it is a checkpoint.
//!
//! This file holds the state and moves it on by steps. What an instruction does is `eval`; how objects live is `memory`.

use std::sync::Arc;

use crate::python::eval::death::Deaths;
use crate::python::eval::frame::Thread;
use crate::python::eval::names::Names;
use crate::python::eval::stop::Ending;
use crate::python::memory::Heap;
use crate::python::modules::extension_class::ExtensionClass;
use crate::python::modules::io::files::Files;
use crate::python::object::Ref;
use crate::python::version::Version;
pub use crate::replay::{LineMark, Mark, MarkKind};

/// How to run a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    pub version: Version,
    /// As `PYTHONHASHSEED`.
    pub hash_seed: u32,
    /// Instructions (and steps of the collector) after which the program is stopped.
    pub max_steps: u64,
    /// Bytes of the model's objects after which it is stopped.
    pub max_memory: u64,
    /// Bytes of output after which it is stopped.
    pub max_output: u64,
    /// What tracebacks call the program.
    pub file_name: String,
    /// What `input()` reads.
    pub input: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            version: Version::V3_13,
            hash_seed: 0,
            max_steps: 10_000_000,
            max_memory: 512 << 20,
            max_output: 4 << 20,
            file_name: "demo.py".to_owned(),
            input: String::new(),
        }
    }
}

/// A simulated CPython between two steps.
#[derive(Clone, Debug)]
pub struct Machine {
    pub options: Arc<Options>,
    pub heap: Heap,
    pub threads: Vec<Thread>,
    /// The thread that holds the GIL.
    pub current: usize,
    /// Steps made: one an instruction, and one an act of the collector.
    pub step: u64,
    /// The virtual clock, in nanoseconds.
    pub clock_nanos: u64,
    pub output: Output,
    /// The files that the program sees.
    pub files: Files,
    /// How much of [`Options::input`] was read, in bytes.
    pub input_read: usize,
    /// The modules by name: `sys.modules`, a dict object.
    pub modules: Ref,
    /// The builtins module's dict.
    pub builtins: Ref,
    /// The program's module dict (`__main__`).
    pub main: Ref,
    /// How the program ended, once it has.
    pub ended: Option<Exit>,
    /// What the last step did to be seen; see [`Trail`].
    pub trail: Trail,
    /// The classes of native modules that were made so far, with their definitions; owned.
    pub extension_classes: Arc<Vec<(&'static ExtensionClass, Ref)>>,
    /// Modules that are being imported, one inside the other, by name.
    /// Classes registered with abstract base classes so far.
    pub abc_registrations: u64,
    pub importing: Vec<String>,
    /// The program's lines, for tracebacks.
    pub source: Arc<str>,
    /// The interned names that the interpreter looks up.
    pub names: Names,
    /// Code objects of modules whose frames were asked for their code; owned.
    pub module_codes: Vec<(Arc<crate::python::compile::code::Code>, Ref)>,
    /// `sys.set_asyncgen_hooks`: the hook for a first iteration, and the finaliser; owned, null when none.
    pub async_hooks: (Ref, Ref),
    /// Warnings given already, by category, line and text: each is given once.
    pub warned: std::collections::BTreeSet<(Ref, u32, String)>,
    /// Objects whose death waits for others.
    pub deaths: Deaths,
    /// `sys.setrecursionlimit`.
    pub recursion_limit: usize,
    /// `sys.setswitchinterval`, in nanoseconds.
    pub switch_interval_nanos: u64,
    /// When `step` comes to this number inside a native's nested loop, a clone is kept in `captured`.
    pub capture_at: u64,
    pub captured: Option<Box<Machine>>,
    /// Looks at the machine at `capture_at` instead, and says when next.
    pub probe: Option<super::probe::Probe>,
}

/// What a program wrote.
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// Finished pieces, shared by clones.
    pub pieces: Vec<Arc<str>>,
    pub bytes: u64,
    /// The traceback of an uncaught exception, and warnings.
    pub errors: String,
}

/// How a program ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exit {
    /// With this exit status: 0, or 1 after an uncaught exception, or what SystemExit said.
    Status(i32),
    /// By what is not modelled or by a bound, at a line.
    Stopped { ending: Ending, line: u32 },
}

/// What happened since somebody last looked: the replay's marks and the views' highlights. Cheap to keep, cheap to clear.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    /// Lines begun, while `recording`.
    pub lines: Vec<LineMark>,
    /// Things worth a mark on the scrubber, while `recording`.
    pub marks: Vec<Mark>,
    pub recording: bool,
    /// Whether containers leave their events in `events`; see [`super::machine_events`].
    pub watching: bool,
    pub events: super::machine_events::Events,
}

impl Machine {
    /// The thread that runs.
    pub fn thread(&self) -> &Thread {
        &self.threads[self.current]
    }

    pub fn thread_mut(&mut self) -> &mut Thread {
        &mut self.threads[self.current]
    }

    pub fn version(&self) -> Version {
        self.options.version
    }

    /// Counts a step; inside a nested loop keeps a clone when the wanted step is reached.
    #[inline]
    pub fn tick(&mut self) {
        self.step += 1;
        if self.step == self.capture_at {
            self.capture();
        }
    }

    /// Leaves a mark that the innermost frame's line begins, or goes on in a way worth a stop, when somebody records.
    pub fn mark_line(&mut self) {
        if !self.trail.recording || self.thread().frames.last().is_some_and(|frame| !frame.code.in_program) {
            return;
        }
        let (thread, depth) = (self.current as u16, self.thread().frames.len() as u16);
        let line = self.thread().frames.last().map_or(0, |frame| frame.line);
        let (step, clock_nanos) = (self.step, self.clock_nanos);
        self.trail.lines.push(LineMark { step, line, depth, thread, clock_nanos });
    }

    #[cold]
    fn capture(&mut self) {
        if let Some(probe) = self.probe.clone() {
            self.capture_at = probe.look(self);
            return;
        }
        self.capture_at = 0;
        self.heap.share();
        self.captured = Some(Box::new(self.clone()));
    }

    /// A clone that costs pointers: what is written later, by either, is copied then.
    pub fn checkpoint(&mut self) -> Machine {
        self.heap.share();
        self.clone()
    }
}
