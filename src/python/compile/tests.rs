//! What is compiled, shape by shape and version by version, and that every stack comes out even.

use std::sync::Arc;

use super::code::{Code, Op};
use super::effect::{effect, is_terminal, jump_pushes};
use crate::python::machine::{Machine, Options};
use crate::python::object::Body;
use crate::python::version::Version;

/// A machine with room for the known objects and no more: nothing runs on it.
fn machine(version: Version) -> Machine {
    Machine::bare(Options { version, ..Options::default() })
}

fn all_codes(machine: &Machine, code: &Arc<Code>) -> Vec<Arc<Code>> {
    let mut all = vec![code.clone()];
    for constant in &code.constants {
        if let Body::Code(inner) = machine.heap.body(*constant) {
            all.extend(all_codes(machine, &inner.clone()));
        }
    }
    all
}

/// Walks all paths: the depth is the same wherever two meet, never below zero, never above `stack_size`.
#[track_caller]
fn verify(code: &Code) {
    let mut depths: Vec<Option<u32>> = vec![None; code.instructions.len()];
    let mut work = vec![(0_u32, 0_u32)];
    while let Some((at, depth)) = work.pop() {
        let Some(known) = depths.get_mut(at as usize) else { panic!("{}: runs off its end", code.qualified_name) };
        if let Some(known) = known {
            assert_eq!(*known, depth, "{} at {at}", code.qualified_name);
            continue;
        }
        *known = Some(depth);
        if let Some(row) = code.handlers.iter().find(|row| (row.start..row.end).contains(&at)) {
            assert!(depth >= row.depth, "{} at {at}: a handler wants more than there is", code.qualified_name);
            work.push((row.target, row.depth + 1 + u32::from(row.push_instruction)));
        }
        let instruction = code.instructions[at as usize];
        let (popped, pushed) = effect(instruction.op, instruction.arg);
        assert!(depth >= popped, "{} at {at}: {:?} pops below the bottom", code.qualified_name, instruction.op);
        let after = depth - popped + pushed;
        assert!(after <= code.stack_size, "{} at {at}: above the stack's size", code.qualified_name);
        if jumps(instruction.op) {
            work.push((instruction.arg, depth - popped + jump_pushes(instruction.op)));
        }
        if !is_terminal(instruction.op) {
            work.push((at + 1, after));
        }
    }
}

fn jumps(op: Op) -> bool {
    matches!(
        op,
        Op::ForIter
            | Op::JumpForward
            | Op::JumpBackward
            | Op::Send
            | Op::PopJumpIfTrue
            | Op::PopJumpIfFalse
            | Op::PopJumpIfNone
            | Op::PopJumpIfNotNone
    )
}

#[test]
fn every_program_compiles_with_even_stacks() {
    let mut seen = 0;
    let Ok(folder) = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/programs")) else { return };
    let mut refused = Vec::new();
    for entry in folder.flatten().filter(|entry| entry.path().extension().is_some_and(|ext| ext == "py")) {
        let Ok(source) = std::fs::read_to_string(entry.path()) else { continue };
        for version in Version::ALL {
            let mut machine = machine(version);
            match super::module(&mut machine, &source, "demo.py") {
                Ok(code) => {
                    all_codes(&machine, &code).iter().for_each(|code| verify(code));
                    seen += 1;
                }
                Err(error) => refused.push(format!("{}:{}: {}", entry.path().display(), error.line, error.message)),
            }
        }
    }
    println!("{seen} compiled; refused:\n{}", refused.join("\n"));
}

#[test]
fn deep_nesting_is_refused_and_never_overflows() {
    let deep = 100_000;
    let sources = [
        "(".repeat(deep),
        format!("x = {}1{}", "(".repeat(deep), ")".repeat(deep)),
        format!("x = {}1", "-".repeat(deep)),
        format!("x = {}1", "not ".repeat(deep)),
        format!("x = {}1", "lambda: ".repeat(deep)),
        format!("x = 1{}", " + 1".repeat(deep)),
        format!("x = 1{}", " ** 1".repeat(deep)),
        format!("x = a{}", ".b".repeat(deep)),
        format!("x = a{}", "()".repeat(deep)),
        format!("x = a{}", "[0]".repeat(deep)),
        format!("x = 1{}", " if 1 else 1".repeat(deep)),
        format!("{}1", "x = ".repeat(deep)),
        (0..deep / 100).map(|at| format!("{}if x:\n", " ".repeat(at))).collect(),
        format!("if x: pass\n{}", "elif x: pass\n".repeat(deep)),
        format!("x = [{}]", "1, ".repeat(deep)),
        format!("x = {{{}}}", "f(y): g(y), ".repeat(deep / 10)),
        format!("{}x{}", "f'{".repeat(deep / 100), "}'".repeat(deep / 100)),
        format!("match x:\n case {}", "[".repeat(deep)),
        format!("x = {}1{}", "(-".repeat(199), ")".repeat(199)),
        format!("x = 1{}", " + y".repeat(1400)),
    ];
    for source in sources {
        let mut machine = machine(Version::V3_13);
        let result = super::module(&mut machine, &source, "demo.py");
        if let Ok(code) = result {
            verify(&code);
        }
    }
}
