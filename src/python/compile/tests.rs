//! What is compiled, shape by shape and version by version, and that every stack comes out even.

use std::sync::Arc;

use super::code::{Code, Op};
use super::effect::{effect, is_terminal, jump_pushes};
use crate::python::machine::{Machine, Options};
use crate::python::object::Body;
use crate::python::version::Version;

/// A machine that knows its classes and singletons: nothing runs on it.
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

/// The listing of the code that `path` names, one operation after the other.
#[track_caller]
fn check(version: Version, source: &str, name: &str, expected: &str) {
    let mut machine = machine(version);
    let code = match super::module(&mut machine, source, "demo.py") {
        Ok(code) => code,
        Err(error) => panic!("{}: {}", error.line, error.message),
    };
    let Some(code) = all_codes(&machine, &code).into_iter().find(|code| code.qualified_name == name) else {
        panic!("no {name}");
    };
    let listing = code.listing(&machine);
    let lines = listing.lines().filter(|line| !line.contains("->")).map(|line| {
        let rest = line.get(8..).unwrap_or_default();
        rest.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    let short = lines.collect::<Vec<_>>().join("; ");
    assert_eq!(short, expected, "{version}\n{listing}");
}

#[test]
fn operations_are_those_of_cpython() {
    use Version::{V3_11, V3_12, V3_13, V3_14};
    let swap = "def f(a, b):\n    a, b = b, a\n    return a + b\n";
    check(
        V3_13,
        swap,
        "f",
        "Resume; LoadFast b; LoadFast a; StoreFast b; StoreFast a; LoadFast a; LoadFast b; BinaryOp Add; ReturnValue",
    );
    let slice = "def f(a):\n    return a[1:]\n";
    check(
        V3_11,
        slice,
        "f",
        "Resume; LoadFast a; LoadConst 1; LoadConst None; BuildSlice 2; BinarySubscript; ReturnValue",
    );
    check(V3_12, slice, "f", "Resume; LoadFast a; LoadConst 1; LoadConst None; BinarySlice; ReturnValue");
    check(V3_14, slice, "f", "Resume; LoadFastBorrow a; LoadSmallInt 1; LoadConst None; BinarySlice; ReturnValue");
    // The copy in `y` outlives the stack, so it is counted; the argument is not.
    let local = "def f(x):\n    y = x\n    g(y)\n";
    check(
        V3_14,
        local,
        "f",
        "Resume; LoadFast x; StoreFast y; LoadGlobal \"g\"; PushNull; LoadFastBorrow y; Call 1; PopTop; LoadConst None; ReturnValue",
    );
    // A local that may be unbound is checked, and a checked load counts.
    let unbound = "def f(c):\n    if c:\n        x = c\n    return g(x)\n";
    check(
        V3_14,
        unbound,
        "f",
        "Resume; LoadFastBorrow c; PopJumpIfFalse 5; LoadFast c; StoreFast x; LoadGlobal \"g\"; PushNull; LoadFast x; Call 1; ReturnValue",
    );
    let display = "x = [1, 2, 3]\ny = {'a': 1, 'b': 2}\n";
    check(
        V3_13,
        display,
        "<module>",
        "Resume; BuildList 0; LoadConst (1, 2, 3); ListExtend 1; StoreName \"x\"; LoadConst 1; LoadConst 2; \
         LoadConst (\"a\", \"b\"); BuildConstKeyMap 2; StoreName \"y\"; LoadConst None; ReturnValue",
    );
    check(
        V3_13,
        "x = 2 ** 3 * 'a' if __debug__ else y\n",
        "<module>",
        "Resume; LoadConst \"aaaaaaaa\"; StoreName \"x\"; LoadConst None; ReturnValue",
    );
}
