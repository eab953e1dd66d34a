//! Every step of every lesson as a picture: nothing overlaps, nothing leaves the stage, and the picture tells something.

use std::collections::BTreeSet;
use std::thread;

use glasshouse::lessons::Library;
use glasshouse::python::recording::STACK_BYTES;
use glasshouse::python::{Options, Recording, Version};
use glasshouse::scene::{Size, check};
use glasshouse::{labs, views};

/// The stage of the lesson page in a window of 1440×900, the stage alone, and the stage of a presentation.
const STAGES: [Size; 3] = [Size::new(760.0, 446.0), Size::new(1120.0, 560.0), Size::new(1870.0, 740.0)];

/// Steps inside lines that are looked at beside every line, on the first stage alone: about so many, evenly spread.
const INSIDE: u64 = 60;

fn pictures_of(version: Version) {
    let work = move || {
        let mut problems = BTreeSet::new();
        for lesson in Library::embedded().lessons() {
            for demo in &lesson.demos {
                let options = Options { version, ..Options::default() };
                let recording = Recording::record(&demo.source, options, &mut |_| true).expect("lessons compile");
                for spec in &lesson.views {
                    let Some(view) = views::open(&spec.view, &recording, &spec.focus) else {
                        problems.insert(format!("{}: there is no view `{}`", lesson.slug, spec.view));
                        continue;
                    };
                    let lines: BTreeSet<u64> = recording.lines().iter().map(|mark| mark.step).collect();
                    let stride = (recording.steps() / INSIDE).max(1) as usize;
                    let inside = (0..=recording.steps()).step_by(stride);
                    let steps: BTreeSet<u64> = lines.iter().copied().chain(inside).chain([recording.steps()]).collect();
                    let mut different = BTreeSet::new();
                    for step in steps {
                        let machine = recording.machine_at(step);
                        let stages = if lines.contains(&step) { &STAGES[..] } else { &STAGES[..1] };
                        for size in stages.iter().copied() {
                            let scene = view.scene(&machine, step, size);
                            for problem in check::problems(&scene) {
                                let at = format!("{} {} on {version} {:?}", lesson.slug, spec.view, size.width);
                                problems.insert(format!("{at}, step {step}: {problem}"));
                            }
                            if size == STAGES[0] {
                                different.insert(format!("{:?}", scene.nodes));
                            }
                        }
                    }
                    if different.len() < 3 {
                        problems.insert(format!("{} {}: the picture hardly changes", lesson.slug, spec.view));
                    }
                }
            }
        }
        problems
    };
    let problems = thread::scope(|scope| {
        let builder = thread::Builder::new().stack_size(STACK_BYTES);
        builder.spawn_scoped(scope, work).expect("a thread starts").join().expect("every picture is made")
    });
    let some: Vec<&String> = problems.iter().take(40).collect();
    assert!(problems.is_empty(), "{} problems, the first of them:\n{some:#?}", problems.len());
}

#[test]
fn lessons_are_drawn_soundly_on_3_11() {
    pictures_of(Version::V3_11);
}

#[test]
fn lessons_are_drawn_soundly_on_3_12() {
    pictures_of(Version::V3_12);
}

#[test]
fn lessons_are_drawn_soundly_on_3_13() {
    pictures_of(Version::V3_13);
}

#[test]
fn lessons_are_drawn_soundly_on_3_14() {
    pictures_of(Version::V3_14);
}

#[test]
fn lessons_are_drawn_soundly_on_3_15() {
    pictures_of(Version::V3_15);
}

#[test]
fn labs_that_lessons_open_are_drawn_soundly() {
    let mut problems = BTreeSet::new();
    for lesson in Library::embedded().lessons() {
        let Some(spec) = &lesson.lab else { continue };
        let mut lab = labs::open(&spec.name).expect("the lessons' labs are there");
        for (name, value) in &spec.settings {
            lab.set(name, value.clone()).expect("the lessons' settings are taken");
        }
        for step in 0..=lab.steps() {
            for size in STAGES {
                let scene = lab.scene(step, &labs::Look::new(size));
                problems.extend(check::problems(&scene).into_iter().map(|it| format!("{} {step}: {it}", lesson.slug)));
            }
        }
    }
    assert!(problems.is_empty(), "{problems:#?}");
}
