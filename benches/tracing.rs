//! Lines a second: recording on the model against real CPythons under `sys.settrace`, which is how other tools look at a
//! running program. `cargo bench --bench tracing`.
//!
//! The tracing function keeps what time travel needs at the least: the line's number and the ids of the locals.

#[path = "../tests/support/interpreters.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod interpreters;

use std::time::Instant;

use glasshouse::python::{Options, Recording, Version, recording};
use interpreters::{Interpreter, folder_with};

const TURNS: u32 = 300_000;

/// The program in a function, so that CPython's locals are fast ones.
fn program() -> String {
    format!(
        "def work():\n    x = 0\n    d = {{}}\n    l = []\n    for i in range({TURNS}):\n        x += i * 2\n        \
         d[i % 100] = x\n        l.append(i)\n        if len(l) > 50:\n            l = []\n\n\nwork()\n"
    )
}

/// Prints the lines seen and the seconds taken.
fn traced() -> String {
    let program = program();
    let body = program.strip_suffix("work()\n").unwrap_or(&program);
    format!(
        "import sys, time\n{body}\nseen = []\ndef trace(frame, event, argument):\n    if event == 'line':\n        \
         seen.append((frame.f_lineno, [id(value) for value in frame.f_locals.values()]))\n    return trace\n\
         begin = time.perf_counter()\nsys.settrace(trace)\nwork()\nsys.settrace(None)\n\
         print(len(seen), time.perf_counter() - begin)\n"
    )
}

fn main() {
    let builder = std::thread::Builder::new().stack_size(recording::STACK_BYTES);
    if let Ok(thread) = builder.spawn(compare) {
        let _ = thread.join();
    }
}

fn compare() {
    let folder = folder_with([("traced", traced().as_str())]);
    for version in Version::ALL {
        let options = Options { version, max_steps: u64::MAX, ..Options::default() };
        let begin = Instant::now();
        let recording = match Recording::record(&program(), options, &mut |_| true) {
            Ok(recording) => recording,
            Err(error) => return println!("the program does not compile: {}", error.message),
        };
        let seconds = begin.elapsed().as_secs_f64();
        let lines = recording.lines().len() as f64 / seconds;
        let steps = recording.steps() as f64 / seconds;
        print!("{version}: model {:.2} M lines/s ({:.1} M instructions/s)", lines / 1e6, steps / 1e6);
        let Some(interpreter) = Interpreter::find(version) else {
            println!("; no CPython {} found", version.release());
            continue;
        };
        let observed = interpreter.run(folder.path(), "traced").stdout;
        let numbers: Vec<f64> = observed.split_whitespace().filter_map(|number| number.parse().ok()).collect();
        match numbers.as_slice() {
            [seen, seconds] => {
                let traced = seen / seconds;
                println!("; settrace {:.2} M lines/s; {:.1} times", traced / 1e6, lines / traced);
            }
            _ => println!("; the traced program did not end well"),
        }
    }
}
