//! Time travel over real programs: any step comes back as it was, also inside a collection or a finaliser.

use std::thread;

use glasshouse::lessons::Library;
use glasshouse::python::recording::STACK_BYTES;
use glasshouse::python::{Machine, Options, Recording, Version};
use glasshouse::replay::Motion;

/// Runs `work` with the stack that programs need.
fn deep<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    thread::scope(|scope| {
        let builder = thread::Builder::new().stack_size(STACK_BYTES);
        builder.spawn_scoped(scope, work).expect("a thread starts").join().expect("the work ends")
    })
}

/// What a learner would see of a machine, in short.
fn summary(machine: &Machine) -> (u64, u64, u64, usize, Option<usize>) {
    let frames = machine.thread().frames.len();
    let passes = machine.collection().map(|collection| collection.cleared.len() + 10 * collection.finalized.len());
    (machine.step, machine.heap.live, machine.output.bytes, frames, passes)
}

#[test]
fn every_step_of_the_lessons_is_found_again_from_any_side() {
    deep(|| {
        for lesson in Library::embedded().lessons() {
            for demo in &lesson.demos {
                let options = Options { version: Version::V3_13, ..Options::default() };
                let recording = Recording::record(&demo.source, options, &mut |_| true).expect("lessons compile");
                let forward: Vec<_> =
                    (0..=recording.steps()).map(|step| summary(&recording.machine_at(step))).collect();
                for (step, seen) in forward.iter().enumerate() {
                    assert_eq!(seen.0, step as u64, "{}: the state at a step is the state at that step", lesson.slug);
                }
                for step in (0..=recording.steps()).rev().step_by(37) {
                    assert_eq!(
                        summary(&recording.machine_at(step)),
                        forward[step as usize],
                        "{} at {step}",
                        lesson.slug
                    );
                }
            }
        }
    });
}

#[test]
fn lines_lead_forward_and_back_over_the_same_stops() {
    deep(|| {
        let source = "def f(n):\n    if n:\n        f(n - 1)\n    return n\n\nf(3)\nprint('done')\n";
        let recording = Recording::record(source, Options::default(), &mut |_| true).expect("it compiles");
        let mut stops = vec![recording.go(0, Motion::NextLine)];
        while let Some(last) = stops.last().copied()
            && last < recording.steps()
        {
            stops.push(recording.go(last, Motion::NextLine));
        }
        let mut back = vec![recording.steps()];
        while let Some(last) = back.last().copied()
            && last > stops[0]
        {
            back.push(recording.go(last, Motion::PreviousLine));
        }
        back.reverse();
        assert_eq!(stops, back);
        let call = stops.iter().copied().find(|step| recording.line_at(*step).is_some_and(|mark| mark.line == 6));
        let over = recording.go(call.expect("line 6 runs"), Motion::Over);
        assert_eq!(recording.line_at(over).map(|mark| mark.line), Some(7), "over the call lies the next line");
    });
}

#[test]
fn a_run_without_end_is_stopped_at_the_bound_and_told() {
    deep(|| {
        let options = Options { max_steps: 50_000, ..Options::default() };
        let recording = Recording::record("while True:\n    pass\n", options, &mut |_| true).expect("it compiles");
        let told = format!("{:?}", recording.exit());
        assert!(told.contains("Steps(50000)"), "{told}");
        assert_eq!(recording.steps(), 50_000);
    });
}
