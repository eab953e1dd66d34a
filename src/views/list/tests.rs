//! The list view over whole runs, on every version and stage.

use super::*;
use crate::python::machine::Options;
use crate::python::version::Version;
use crate::scene::check::problems;

const LESSON: &str = include_str!("../../../content/containers/list-internals/demo.py");
const MORE: &str = "
same = [1, 'a', 1, None]
same.extend(range(3))
same.insert(2, 'a rather long string that has to be cut')
del same[1:4]
same[0] = same
same += [5] * 60
same.reverse()
del same[10:]
same.clear()
same.append(1)
def inner(given):
    own = [given, 'x']
    own.append(own)
    return own
last = inner([])
";
const SIZES: [(f32, f32); 4] = [(760.0, 446.0), (1120.0, 560.0), (1870.0, 740.0), (820.0, 400.0)];

/// Every stage on one version; on the others one stage a step, in turn.
fn sizes_for(version: Version, step: usize) -> Vec<(f32, f32)> {
    if version == Version::V3_13 {
        SIZES.to_vec()
    } else {
        SIZES.into_iter().cycle().skip(step % SIZES.len()).take(1).collect()
    }
}

#[track_caller]
fn check(source: &str, focus: &[&str], version: Version) {
    let options = Options { version, ..Options::default() };
    let recording = Recording::record(source, options, &mut |_| true).unwrap();
    let focus: Vec<String> = focus.iter().map(|name| (*name).to_owned()).collect();
    let view = ListView::open(&recording, &focus);
    let mut steps: Vec<u64> = recording.lines().iter().map(|mark| mark.step).collect();
    steps.push(recording.steps());
    for (number, step) in steps.into_iter().enumerate() {
        let machine = recording.machine_at(step);
        for (width, height) in sizes_for(version, number) {
            let scene = view.scene(&machine, step, Size::new(width, height));
            let line = recording.line_at(step).map_or(0, |mark| mark.line);
            let found = problems(&scene);
            assert!(
                found.is_empty(),
                "{version} step {step} before line {line}, {width}×{height}: {}\n{found:#?}",
                scene.caption
            );
            assert!(!scene.caption.is_empty());
        }
        assert!(view.plots(step).iter().all(|plot| !plot.series.is_empty()));
    }
}

#[test]
fn every_step_of_the_lesson_is_a_sound_picture() {
    for version in Version::ALL {
        check(LESSON, &["items"], version);
    }
}

#[test]
fn other_changes_are_sound_pictures_too() {
    for version in [Version::V3_11, Version::V3_13] {
        check(MORE, &["same"], version);
        check(MORE, &["own"], version);
        check(MORE, &[], version);
    }
}
