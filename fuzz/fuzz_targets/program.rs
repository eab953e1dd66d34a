//! Arbitrary source through parse, compile and 10,000 steps: whatever it is, it ends in an answer, never in a panic.
//!
//! The first byte chooses the Python version and the hash seed; the rest is the program.
//! Run it by `cargo +nightly fuzz run program fuzz/corpus/program tests/programs -- -dict=fuzz/python.dict`.

#![no_main]

use glasshouse::python::{self, Options, Version, recording};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((&choice, source)) = data.split_first() else { return };
    let Ok(source) = std::str::from_utf8(source) else { return };
    let options = Options {
        version: Version::ALL[usize::from(choice) % Version::ALL.len()],
        hash_seed: u32::from(choice) / Version::ALL.len() as u32,
        max_steps: 10_000,
        max_memory: 64 << 20,
        max_output: 1 << 20,
        ..Options::default()
    };
    // Calls through natives nest in Rust, as deep as CPython lets them: the fuzzer's own stack is too small for that.
    std::thread::scope(|scope| {
        let run = || python::run(source, &options);
        let thread = std::thread::Builder::new().stack_size(recording::STACK_BYTES).spawn_scoped(scope, run);
        thread.expect("a thread").join().expect("no panic");
    });
});
