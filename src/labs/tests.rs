//! Every lab: its controls are consistent, and its picture is sound over its steps and settings.

use super::*;
use std::collections::HashSet;

fn every() -> impl Iterator<Item = Box<dyn Lab>> {
    NAMES.into_iter().filter_map(open)
}

#[test]
fn a_part_of_the_time_can_be_shown() {
    let lab = open("threads-tasks-processes").unwrap();
    let mut alone = lab.copy();
    alone.set("show", Value::Text("threads".to_owned())).unwrap();
    assert!(alone.has_window() && !lab.has_window());
    let size = Size::new(960.0, 540.0);
    let scene = |shown| alone.scene(3, &Look { shown, ..Look::new(size) });
    assert_ne!(scene(None), scene(Some((0.5, 0.6))));
    let (from, to) = alone.window(0);
    assert!(from <= alone.moment(0) && alone.moment(0) <= to && to <= 1.0);
    assert!((alone.moment(alone.steps() - 1) - 1.0).abs() < 0.01);
}

#[test]
fn every_name_opens_the_lab_of_that_name() {
    assert_eq!(every().map(|lab| lab.name()).collect::<Vec<_>>(), NAMES);
    assert!(open("nothing").is_none());
}

#[test]
fn every_setting_takes_what_it_shows_and_refuses_what_it_cannot_be() {
    for mut lab in every() {
        let controls = lab.controls();
        let names: HashSet<_> = controls.iter().map(|control| control.name).collect();
        assert_eq!(names.len(), controls.len());
        for control in controls {
            if !matches!(control.kind, Kind::Entry { .. } | Kind::Button) {
                assert_eq!(lab.set(control.name, control.value.clone()), Ok(()), "{}", control.name);
            }
            let bad = match control.kind {
                Kind::Whole { most, .. } => Value::Number(most as f64 + 1.0),
                Kind::Real { most, .. } => Value::Number(most + 1.0),
                Kind::Choice(_) => Value::Text("none of them".to_owned()),
                Kind::Flag | Kind::Text { .. } | Kind::Entry { .. } => Value::Number(1.0),
                Kind::Button => continue,
            };
            assert!(lab.set(control.name, bad).is_err(), "{}", control.name);
        }
        assert!(lab.set("no such setting", Value::Flag(true)).is_err());
    }
}

/// The stages of the issue: alone, in the lesson page of a small window, in a large one.
const STAGES: [Size; 3] = [Size::new(1120.0, 560.0), Size::new(760.0, 446.0), Size::new(1800.0, 900.0)];

/// Some steps of a lab: all if there are few, else evenly spread ones.
fn some_steps(lab: &dyn Lab, most: usize) -> Vec<usize> {
    let last = lab.steps() - 1;
    (0..=most.min(last)).map(|step| last * step / most.min(last).max(1)).collect()
}

#[track_caller]
fn check(lab: &dyn Lab, most_steps: usize) {
    let settings: Vec<_> = lab.controls().into_iter().map(|control| (control.name, control.value)).collect();
    let mut found = Vec::new();
    for (index, step) in some_steps(lab, most_steps).into_iter().enumerate() {
        for size in STAGES {
            let scene = lab.scene(step, &Look { hide_future: index % 3 == 1, ..Look::new(size) });
            let problems = crate::scene::check::problems(&scene);
            found.extend(problems.into_iter().map(|problem| format!("step {step}, {}: {problem}", size.width)));
            assert!(scene.nodes.len() <= 4_000, "{} nodes at {step} with {settings:?}", scene.nodes.len());
            assert!(!scene.caption.is_empty());
        }
    }
    found.truncate(20);
    assert!(found.is_empty(), "{} with {settings:?}: {found:#?}", lab.name());
}

#[track_caller]
fn set(lab: &mut dyn Lab, settings: &[(&str, Value)]) {
    for (name, value) in settings {
        assert_eq!(lab.set(name, value.clone()), Ok(()));
    }
}

fn word(word: &str) -> Value {
    Value::Text(word.to_owned())
}

#[test]
fn every_picture_is_sound_as_the_lab_opens() {
    for lab in every() {
        check(&*lab, 40);
    }
}

#[test]
fn every_way_is_sound_from_one_job_to_many() {
    let Some(mut lab) = open("threads-tasks-processes") else { panic!("no such lab") };
    for show in ["compare", "threads", "tasks", "processes", "free-threaded"] {
        for jobs in [1.0, 4.0, 9.0, 24.0] {
            for zoom in ["close", "whole"] {
                set(&mut *lab, &[("show", word(show)), ("zoom", word(zoom)), ("jobs", Value::Number(jobs))]);
                check(&*lab, 5);
            }
        }
    }
}

#[test]
fn every_way_is_sound_with_calls_and_unlike_jobs_and_odd_machines() {
    let Some(mut lab) = open("threads-tasks-processes") else { panic!("no such lab") };
    for show in ["compare", "threads", "tasks", "processes", "free-threaded"] {
        set(&mut *lab, &[("show", word(show)), ("workload", word("mixed"))]);
        check(&*lab, 40);
        set(
            &mut *lab,
            &[("workload", word("alike")), ("call_ms", Value::Number(7.0)), ("interval_ms", Value::Number(1.0))],
        );
        set(&mut *lab, &[("cores", Value::Number(1.0)), ("start", word("spawn"))]);
        check(&*lab, 5);
        set(&mut *lab, &[("io_ms", Value::Number(0.0)), ("cores", Value::Number(16.0)), ("start", word("fork"))]);
        check(&*lab, 5);
        set(&mut *lab, &[("cpu_ms", Value::Number(0.0)), ("cpu2_ms", Value::Number(0.0))]);
        check(&*lab, 3);
        set(
            &mut *lab,
            &[("cpu_ms", Value::Number(20.0)), ("cpu2_ms", Value::Number(20.0)), ("io_ms", Value::Number(60.0))],
        );
        set(
            &mut *lab,
            &[("call_ms", Value::Number(0.0)), ("interval_ms", Value::Number(5.0)), ("cores", Value::Number(2.0))],
        );
    }
}

#[test]
fn every_growth_is_sound_from_few_appends_to_a_million() {
    let Some(mut lab) = open("list-growth") else { panic!("no such lab") };
    for appends in [8.0, 60.0, 119.0, 1_000.0, 1_000_000.0] {
        for constant in [4.0, 16.0, 1_000.0] {
            set(&mut *lab, &[("appends", Value::Number(appends)), ("constant", Value::Number(constant))]);
            check(&*lab, 6);
        }
    }
}

#[test]
fn the_lessons_set_their_labs_to_what_these_can_be() {
    let library = crate::lessons::Library::embedded();
    let mut opened = 0;
    for lesson in library.lessons() {
        let Some(spec) = &lesson.lab else { continue };
        let Some(mut lab) = open(&spec.name) else { panic!("{} has no lab {}", lesson.slug, spec.name) };
        for (name, value) in &spec.settings {
            assert_eq!(lab.set(name, value.clone()), Ok(()), "{}", lesson.slug);
        }
        check(&*lab, 24);
        opened += 1;
    }
    assert!(opened >= 5, "{opened} lessons have a lab");
}
