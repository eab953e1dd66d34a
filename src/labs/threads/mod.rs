//! The threads, tasks and processes lab: the same jobs in four ways.
//!
//! [`ways`] does the jobs; here are the controls, and what the lanes view is to show of them.

pub mod ways;

use super::{Choice, Control, Lab, Look, Plot, Value};
use crate::scene::Scene;
use crate::views::hall;
use crate::views::lanes::compare::{self, ComparePicture};
use crate::views::lanes::scale::{self, CLOSE_UP};
use crate::views::lanes::timeline::{Micros, State, Timeline};
use crate::views::lanes::{self, Focus, LanesPicture, Zoom, words};
use std::sync::Arc;
use ways::{Settings, Way};

const SHOW: [Choice; 5] = [
    Choice::new("compare", "All four ways"),
    Choice::new("threads", "Threads under one GIL"),
    Choice::new("tasks", "asyncio tasks"),
    Choice::new("processes", "Processes"),
    Choice::new("free-threaded", "Free-threaded"),
];
const ZOOM: [Choice; 2] = [Choice::new("close", "Close up"), Choice::new("whole", "Whole run")];
const WORKLOAD: [Choice; 2] =
    [Choice::new("alike", "Jobs alike"), Choice::new("mixed", "One counts, one sorts, one fetches")];
const START: [Choice; 3] = [
    Choice::new("fork", "fork (Linux to 3.13)"),
    Choice::new("forkserver", "forkserver (Linux from 3.14)"),
    Choice::new("spawn", "spawn (macOS, Windows)"),
];
/// Points of a lane on the lesson page, about.
const USUAL_WIDTH: f32 = 600.0;
const JOBS: (i64, i64) = (1, 24);
const CPU: (i64, i64) = (0, 100);
const IO: (i64, i64) = (0, 200);
const CALL: (i64, i64) = (0, 50);
const CORES: (i64, i64) = (1, 16);
const INTERVAL: (f64, f64) = (1.0, 100.0);

/// The lab: its settings, and the four runs that they give.
#[derive(Clone, Debug)]
pub struct Threads {
    settings: Settings,
    zoom: &'static str,
    runs: Arc<[Timeline; 4]>,
    moments: Arc<Vec<Micros>>,
}

impl Default for Threads {
    fn default() -> Self {
        Self::new(Settings::default(), "close")
    }
}

impl Threads {
    fn new(settings: Settings, zoom: &'static str) -> Self {
        let runs = Way::ALL.map(|way| way.run(&settings));
        let moments = match way(&settings) {
            Some(index) => runs.get(index).map_or_else(Vec::new, |run| run.moments.clone()),
            None => compare::moments(runs.iter()),
        };
        Self { settings, zoom, runs: Arc::new(runs), moments: Arc::new(moments) }
    }

    /// The run of a way.
    pub fn run(&self, way: Way) -> &Timeline {
        let [threads, tasks, processes, free] = &*self.runs;
        match way {
            Way::Threads => threads,
            Way::Tasks => tasks,
            Way::Processes => processes,
            Way::FreeThreads => free,
        }
    }

    fn now(&self, step: usize) -> Micros {
        self.moments.get(step).or(self.moments.last()).copied().unwrap_or(0)
    }

    fn one(&self, way: Way, step: usize, look: &Look) -> Scene {
        let timeline = self.run(way);
        let title = match way {
            Way::Threads => "THREADS",
            Way::Tasks => "TASKS",
            Way::Processes => "PROCESSES",
            Way::FreeThreads => "FREE-THREADED",
        };
        let at = |share: f32| (f64::from(share.clamp(0.0, 1.0)) * timeline.end as f64) as Micros;
        let zoom = match look.shown {
            Some((from, to)) => Zoom::Window(at(from), at(to).max(at(from) + 1)),
            None if self.zoom == "whole" => Zoom::Whole,
            None => Zoom::PerMs(CLOSE_UP),
        };
        let picture = LanesPicture { timeline, title, now: self.now(step), zoom, focus: focus(look) };
        lanes::scene(&picture, look.size)
    }

    fn all(&self, step: usize, look: &Look) -> Scene {
        let settings = &self.settings;
        let interval = format!("asked for after {} ms", words::short_ms(settings.interval));
        let cores = if settings.cores == 1 { "1 core".to_owned() } else { format!("{} cores", settings.cores) };
        let (each, free) = (format!("a GIL each, {cores}"), format!("threads, no GIL, {cores}"));
        let notes = |way| match way {
            Way::Threads => ["one GIL for all", interval.as_str()],
            Way::Tasks => ["one thread, one loop", "switch at await only"],
            Way::Processes => [each.as_str(), "start cost"],
            Way::FreeThreads => [free.as_str(), "code 8 % slower"],
        };
        let server = self.server();
        let shown = Way::ALL.map(|way| compare::Way {
            title: way.title(),
            notes: notes(way),
            timeline: self.run(way),
            first: usize::from(way.has_main()),
            idle: match way {
                Way::Threads => "GIL free",
                Way::Tasks => "loop idle",
                Way::Processes | Way::FreeThreads => "cores idle",
            },
            once: server
                .as_ref()
                .filter(|_| way == Way::Processes)
                .map(|(from, to, words)| (*from, *to, words.as_str())),
        });
        let title = match (settings.workload, settings.jobs) {
            ("mixed", _) => "THREE JOBS, FOUR WAYS".to_owned(),
            (_, 1) => "ONE JOB, FOUR WAYS".to_owned(),
            (_, jobs) => format!("{} JOBS, FOUR WAYS", number(jobs).to_uppercase()),
        };
        let (sample, sample_words) = self.sample();
        let picture = ComparePicture {
            title: &title,
            sample: &sample,
            sample_words: &sample_words,
            ways: &shown,
            moments: &self.moments,
            now: self.now(step),
            focus: focus(look),
        };
        compare::scene(&picture, look.size)
    }

    /// When the fork server starts, and in words.
    fn server(&self) -> Option<(Micros, Micros, String)> {
        let main = self.run(Way::Processes).lanes.first()?;
        let interval = main.intervals().iter().find(|interval| interval.state == State::Waiting)?;
        let length = words::short_ms(interval.to - interval.from);
        Some((0, interval.to, format!("the fork server starts, once: {length} ms")))
    }

    /// One job, as drawn in the key and in words.
    fn sample(&self) -> (Vec<(State, Micros)>, String) {
        let settings = &self.settings;
        if settings.workload == "mixed" {
            return (Vec::new(), "one counts in Python, one sorts in C, one fetches".to_owned());
        }
        let parts = [(State::Running, settings.first), (State::Io, settings.io), (State::Running, settings.second)];
        let parts: Vec<_> = parts.into_iter().filter(|part| part.1 > 0).collect();
        let mut words: Vec<String> = Vec::new();
        for (index, (state, micros)) in parts.iter().enumerate() {
            let unit = if index == 0 { " ms" } else { "" };
            let what = if *state == State::Io { "I/O" } else { "Python" };
            words.push(format!("{}{unit} {what}", words::short_ms(*micros)));
        }
        let words = if words.is_empty() { "nothing to do".to_owned() } else { words.join(", ") };
        (parts, format!("one job: {words}"))
    }
}

fn focus(look: &Look) -> Focus {
    Focus { lane: look.pointed.map(|lane| lane as usize), hide_future: look.hide_future }
}

/// The one way that is shown, by its place among all; `None` for the comparison.
fn way(settings: &Settings) -> Option<usize> {
    Way::ALL.iter().position(|way| way.name() == settings.show)
}

fn number(number: usize) -> String {
    let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    words.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

impl Lab for Threads {
    fn name(&self) -> &'static str {
        "threads-tasks-processes"
    }

    fn title(&self) -> &'static str {
        "Threads, tasks and processes"
    }

    fn controls(&self) -> Vec<Control> {
        let settings = &self.settings;
        let ms = |micros: Micros| (micros / 1000) as i64;
        let alike = settings.workload == "alike";
        let (shows, one) = (|name| settings.show == "compare" || settings.show == name, settings.show != "compare");
        vec![
            Control::choice("show", "Show", &SHOW, settings.show),
            Control::choice("zoom", "Zoom", &ZOOM, self.zoom).matters(one),
            Control::choice("workload", "Work", &WORKLOAD, settings.workload),
            Control::whole("jobs", "Jobs", "", JOBS, settings.jobs as i64).matters(alike),
            Control::whole("cpu_ms", "First Python", "ms", CPU, ms(settings.first)).matters(alike),
            Control::whole("io_ms", "Then I/O", "ms", IO, ms(settings.io)).matters(alike),
            Control::whole("cpu2_ms", "Then Python", "ms", CPU, ms(settings.second)).matters(alike),
            Control::whole("call_ms", "In C calls of", "ms", CALL, ms(settings.call)).matters(alike),
            Control::real("interval_ms", "Switch interval", "ms", INTERVAL, settings.interval as f64 / 1000.0)
                .matters(shows("threads")),
            Control::whole("cores", "Cores", "", CORES, settings.cores as i64)
                .matters(shows("processes") || shows("free-threaded")),
            Control::choice("start", "Start of processes", &START, settings.start).matters(shows("processes")),
        ]
    }

    fn set(&mut self, name: &str, value: Value) -> Result<(), String> {
        let mut settings = self.settings.clone();
        let mut zoom = self.zoom;
        let micros = |range| value.whole(name, range).map(|ms| ms as Micros * 1000);
        match name {
            "show" => settings.show = value.choice(name, &SHOW)?,
            "zoom" => zoom = value.choice(name, &ZOOM)?,
            "workload" => settings.workload = value.choice(name, &WORKLOAD)?,
            "jobs" => settings.jobs = value.whole(name, JOBS)? as usize,
            "cpu_ms" => settings.first = micros(CPU)?,
            "io_ms" => settings.io = micros(IO)?,
            "cpu2_ms" => settings.second = micros(CPU)?,
            "call_ms" => settings.call = micros(CALL)?,
            "interval_ms" => settings.interval = (value.number(name, INTERVAL)? * 1000.0).round() as Micros,
            "cores" => settings.cores = value.whole(name, CORES)? as usize,
            "start" => settings.start = value.choice(name, &START)?,
            _ => return Err(super::unknown_setting(self, name)),
        }
        if settings == self.settings {
            self.zoom = zoom;
        } else {
            *self = Self::new(settings, zoom);
        }
        Ok(())
    }

    fn steps(&self) -> usize {
        self.moments.len().max(1)
    }

    fn opens_at(&self) -> usize {
        if way(&self.settings).is_some() { 0 } else { self.steps() - 1 }
    }

    fn has_window(&self) -> bool {
        way(&self.settings).is_some()
    }

    fn window(&self, step: usize) -> (f32, f32) {
        let Some(timeline) = way(&self.settings).and_then(|index| self.runs.get(index)) else { return (0.0, 1.0) };
        if self.zoom == "whole" {
            return (0.0, 1.0);
        }
        let (from, to) = scale::window(timeline.end, self.now(step), USUAL_WIDTH, CLOSE_UP);
        let share = |at: Micros| (at as f64 / timeline.end.max(1) as f64) as f32;
        (share(from), share(to))
    }

    fn moment(&self, step: usize) -> f32 {
        let end = way(&self.settings).and_then(|index| self.runs.get(index)).map_or(1, |timeline| timeline.end.max(1));
        (self.now(step) as f64 / end as f64) as f32
    }

    fn scene(&self, step: usize, look: &Look) -> Scene {
        hall::scene(look.size, |size| {
            let look = Look { size, ..*look };
            match way(&self.settings).and_then(|index| Way::ALL.get(index)) {
                Some(&way) => self.one(way, step, &look),
                None => self.all(step, &look),
            }
        })
    }

    fn plots(&self, _step: usize) -> Vec<Plot> {
        Vec::new()
    }

    fn summary(&self) -> Vec<(String, String)> {
        let jobs = self.settings.jobs();
        let cpu: Micros = jobs.iter().map(|job| job.cpu()).sum();
        let io: Micros = jobs.iter().map(|job| job.io()).sum();
        let totals = Way::ALL.map(|way| (way.title().to_owned(), format!("{} ms", words::ms(self.run(way).end))));
        let bounds = [
            ("One after another".to_owned(), format!("{} ms", words::ms(cpu + io))),
            (
                "Their Python alone".to_owned(),
                format!("{} ms: no way that runs one at a time is shorter", words::ms(cpu)),
            ),
        ];
        totals.into_iter().chain(bounds).collect()
    }

    fn copy(&self) -> Box<dyn Lab> {
        Box::new(self.clone())
    }
}
