//! Bytes that a recorded run keeps: `cargo bench --bench memory`. Divan's table says the most that was allocated at once.

use divan::{AllocProfiler, Bencher};
use glasshouse::python::{Options, Recording};

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

fn main() {
    let builder = std::thread::Builder::new().stack_size(glasshouse::python::recording::STACK_BYTES);
    if let Ok(thread) = builder.spawn(divan::main) {
        let _ = thread.join();
    }
}

/// A million steps that keep little, and a million that keep all they make.
const PROGRAMS: [(&str, &str); 2] = [
    ("little kept", "x = 0\nd = {}\nfor i in range(58000):\n    x += i * 2\n    d[i % 100] = x\n"),
    ("all kept", "kept = []\nfor i in range(100000):\n    kept.append([i])\n"),
];

#[divan::bench(args = [0, 1], sample_count = 3, sample_size = 1)]
fn a_million_steps(bencher: Bencher<'_, '_>, program: usize) {
    let (name, source) = PROGRAMS[program];
    let options = Options { max_steps: 1_000_000, ..Options::default() };
    bencher.bench_local(|| Recording::record(source, options.clone(), &mut |_| true));
    if let Ok(recording) = Recording::record(source, options, &mut |_| true) {
        println!("{name}: {} steps, {} lines", recording.steps(), recording.lines().len());
    }
}

#[divan::bench(sample_count = 1, sample_size = 1)]
fn ten_million_steps(bencher: Bencher<'_, '_>) {
    let (_, source) = PROGRAMS[1];
    let source = source.replace("100000", "1000000");
    let options = Options { max_steps: 10_000_000, ..Options::default() };
    bencher.bench_local(|| Recording::record(&source, options.clone(), &mut |_| true));
}
