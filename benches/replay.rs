//! What recording, seeking and cloning cost: `cargo bench --bench replay`.

use divan::Bencher;
use divan::counter::ItemsCount;
use glasshouse::python::{Machine, Options, Recording};

fn main() {
    // Programs nest deeper than a main thread's stack allows.
    let builder = std::thread::Builder::new().stack_size(glasshouse::python::recording::STACK_BYTES);
    if let Ok(thread) = builder.spawn(divan::main) {
        let _ = thread.join();
    }
}

/// Arithmetic, list and dict operations; about 27 instructions a turn.
fn loop_of(turns: u32) -> String {
    format!(
        "x = 0\nd = {{}}\nl = []\nfor i in range({turns}):\n    x += i * 2\n    d[i % 100] = x\n    l.append(i)\n    \
         if len(l) > 50:\n        l = []\n"
    )
}

fn options() -> Options {
    Options { max_steps: u64::MAX, ..Options::default() }
}

fn recording(turns: u32) -> Recording {
    Recording::record(&loop_of(turns), options(), &mut |_| true).expect("the program compiles")
}

#[divan::bench(sample_count = 10, args = [40_000, 400_000])]
fn record(bencher: Bencher<'_, '_>, turns: u32) {
    let steps = recording(turns).steps();
    bencher.counter(ItemsCount::new(steps)).bench_local(|| recording(turns));
}

#[divan::bench]
fn seek_in_a_million_steps(bencher: Bencher<'_, '_>) {
    let recording = recording(40_000);
    let mut step = 1u64;
    bencher.bench_local(|| {
        step = (step * 6_364_136_223 + 1_442_695) % recording.steps();
        recording.machine_at(step)
    });
}

/// First, last and random steps in turn; the slowest sample is what a learner may meet.
#[divan::bench(sample_count = 1000, sample_size = 1)]
fn seek_anywhere_in_a_million_steps(bencher: Bencher<'_, '_>) {
    let recording = recording(40_000);
    let (mut turn, mut step) = (0u64, 1u64);
    bencher.bench_local(|| {
        turn += 1;
        step = (step * 6_364_136_223 + 1_442_695) % recording.steps();
        let wanted = match turn % 10 {
            0 => 0,
            1 => recording.steps(),
            _ => step,
        };
        recording.machine_at(wanted)
    });
}

#[divan::bench]
fn clone_with_100_000_objects(bencher: Bencher<'_, '_>) {
    let source = "l = [[] for i in range(100000)]\n";
    let recording = Recording::record(source, options(), &mut |_| true).expect("the program compiles");
    let mut machine = recording.end().clone();
    bencher.bench_local(|| machine.checkpoint());
}

/// Up to the first instruction, and with what teaching programs import most.
#[divan::bench(args = ["", "import json, re, math, random, collections, dataclasses, enum, typing, functools, itertools\n"])]
fn start_of_a_program(source: &str) -> Machine {
    let mut machine = Machine::start(source, options()).expect("the program compiles");
    while machine.run_until(u64::MAX) {}
    machine
}
