//! Every step of every lesson as a picture: nothing overlaps, nothing leaves the stage, and the picture tells something.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use glasshouse::lessons::{Demo, Lesson, Library};
use glasshouse::python::recording::STACK_BYTES;
use glasshouse::python::{Options, Recording, Version};
use glasshouse::scene::{Scene, Size, check};
use glasshouse::{labs, views};

/// The stage of the lesson page in a window of 1440×900, and that of a presentation.
const STAGES: [Size; 2] = [Size::new(760.0, 446.0), Size::new(1870.0, 740.0)];
/// The stage alone in such a window; looked at where lines begin.
const BETWEEN: Size = Size::new(1120.0, 560.0);

/// Different pictures that a view shows over a run at least.
const LEAST_PICTURES: usize = 3;

#[test]
fn lessons_are_drawn_soundly_at_every_step_on_every_version() {
    let library = Library::embedded();
    let programs: Vec<(&Lesson, &Demo)> =
        library.lessons().iter().flat_map(|lesson| lesson.demos.iter().map(move |demo| (lesson, demo))).collect();
    let next = AtomicUsize::new(0);
    let problems = Mutex::new(BTreeSet::new());
    let work = || {
        while let Some((lesson, demo)) = programs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let found = problems_of(lesson, demo);
            problems.lock().unwrap_or_else(PoisonError::into_inner).extend(found);
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(2, usize::from) {
            let builder = thread::Builder::new().stack_size(STACK_BYTES);
            builder.spawn_scoped(scope, work).expect("a thread starts");
        }
    });
    let problems = problems.into_inner().unwrap_or_else(PoisonError::into_inner);
    let some: Vec<&String> = problems.iter().take(40).collect();
    assert!(problems.is_empty(), "{} problems, the first of them:\n{some:#?}", problems.len());
}

/// What is wrong with the pictures of one program, on every version.
fn problems_of(lesson: &Lesson, demo: &Demo) -> BTreeSet<String> {
    let mut problems = BTreeSet::new();
    for spec in &lesson.views {
        // A picture that an earlier version showed as well was looked at then.
        let mut seen: [Vec<Scene>; 2] = [Vec::new(), Vec::new()];
        for version in Version::ALL {
            let options = Options { version, ..Options::default() };
            let recording = Recording::record(&demo.source, options, &mut |_| true).expect("lessons compile");
            let at = format!("{} {} on {version}", lesson.slug, spec.view);
            let Some(view) = views::open(&spec.view, &recording, &spec.focus) else {
                return BTreeSet::from([format!("{at}: there is no such view")]);
            };
            let lines: BTreeSet<u64> = recording.lines().iter().map(|mark| mark.step).collect();
            let look = |scene: &Scene, step: u64| {
                let width = scene.size.width;
                check::problems(scene).into_iter().map(move |problem| format!("{width} wide, step {step}: {problem}"))
            };
            let mut found: Vec<String> = Vec::new();
            // Stage by stage, since a view keeps the layout of one.
            for (size, before) in STAGES.into_iter().zip(&mut seen) {
                let mut shown: Vec<Scene> = Vec::new();
                for step in 0..=recording.steps() {
                    let scene = view.scene(&recording.machine_at(step), step, size);
                    if shown.last() != Some(&scene) {
                        if before.get(shown.len()) != Some(&scene) {
                            found.extend(look(&scene, step));
                        }
                        shown.push(scene);
                    }
                }
                if shown.len() < LEAST_PICTURES {
                    found.push("the picture hardly changes".to_owned());
                }
                *before = shown;
            }
            for step in lines {
                found.extend(look(&view.scene(&recording.machine_at(step), step, BETWEEN), step));
            }
            problems.extend(found.into_iter().map(|problem| format!("{at}, {problem}")));
        }
    }
    problems
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
            for size in [STAGES[0], BETWEEN, STAGES[1]] {
                let scene = lab.scene(step, &labs::Look::new(size));
                problems.extend(check::problems(&scene).into_iter().map(|it| format!("{} {step}: {it}", lesson.slug)));
            }
        }
    }
    assert!(problems.is_empty(), "{problems:#?}");
}
