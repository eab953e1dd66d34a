//! Which loads of locals may borrow (`optimize_load_fast` and `add_checks_for_loads_of_uninitialized_variables`,
//! `Python/flowgraph.c`, 3.14 on). It decides what `sys.getrefcount` answers.

use super::assemble::{HandlerEntry, Step, plain};
use super::code::{Op, SUPER_METHOD};
use super::effect::{effect, is_terminal};
use super::unit::{Argument, Unit};
use crate::python::version::Version;

/// Turns `LoadFast` into `LoadFastBorrow` where the value is used up before the local changes.
pub(super) fn mark(
    version: Version,
    unit: &Unit<'_>,
    steps: &mut [Step],
    handlers: &[Option<HandlerEntry>],
    depths: &[u32],
) {
    if !version.borrows_locals() {
        return;
    }
    let starts = block_starts(steps, handlers);
    let unsure = maybe_unbound(unit, steps, handlers);
    let mut visited = vec![false; steps.len()];
    let mut work = vec![0];
    while let Some(start) = work.pop() {
        if start >= steps.len() || std::mem::replace(&mut visited[start], true) {
            continue;
        }
        let mut end = start + 1;
        while end < steps.len() && !starts[end] {
            end += 1;
        }
        let depth = depths.get(start).copied().unwrap_or(0);
        let mut kept = unsound_in_block(&steps[start..end], depth);
        fuse(&steps[start..end], &unsure[start..end], &mut kept);
        for (at, kept) in (start..end).zip(kept) {
            if let Some(target) = steps[at].target {
                work.push(target);
            }
            let step = &mut steps[at];
            if step.op == Op::LoadFast && matches!(step.arg, Argument::Plain(_)) && !kept && !unsure[at] {
                step.op = Op::LoadFastBorrow;
            }
        }
        if !is_terminal(steps[end - 1].op) {
            work.push(end);
        }
    }
}

/// Where basic blocks begin: at targets, and after what jumps or leaves.
fn block_starts(steps: &[Step], handlers: &[Option<HandlerEntry>]) -> Vec<bool> {
    let mut starts = vec![false; steps.len() + 1];
    for target in handlers.iter().flatten().map(|entry| entry.target).chain(steps.iter().filter_map(|step| step.target))
    {
        if let Some(start) = starts.get_mut(target) {
            *start = true;
        }
    }
    for (at, step) in steps.iter().enumerate() {
        if step.target.is_some() || is_terminal(step.op) {
            starts[at + 1] = true;
        }
    }
    starts
}

/// Two loads that CPython makes one instruction borrow both or none, and a load that it joins to the store before it never
/// borrows (`insert_superinstructions`).
fn fuse(block: &[Step], unsure: &[bool], kept: &mut [bool]) {
    let mut at = 0;
    while at + 1 < block.len() {
        let (first, second) = (&block[at], &block[at + 1]);
        let joined = fusible(first, unsure[at])
            && fusible(second, unsure[at + 1])
            && first.position.line == second.position.line
            && (first.op == Op::StoreFast || second.op == Op::LoadFast);
        if !joined {
            at += 1;
            continue;
        }
        match (first.op, second.op) {
            (Op::LoadFast, _) => {
                let either = kept[at] || kept[at + 1];
                kept[at] = either;
                kept[at + 1] = either;
            }
            (_, Op::LoadFast) => kept[at + 1] = true,
            _ => {}
        }
        at += 2;
    }
}

/// Whether the instruction is a plain store or a sure load of one of the first 16 locals.
fn fusible(step: &Step, unsure: bool) -> bool {
    matches!(step.arg, Argument::Plain(0..16)) && (step.op == Op::StoreFast || (step.op == Op::LoadFast && !unsure))
}

/// A value on the abstract stack: the instruction of the block that made it, and the local that it came from.
#[derive(Clone, Copy)]
struct Reference {
    made_by: Option<usize>,
    local: Option<u32>,
}

const UNKNOWN: Reference = Reference { made_by: None, local: None };

/// For each instruction of the block whether what it loads must be counted: the local is changed while the value is on the
/// stack, the value is stored in a local, or it is still there at the block's end.
fn unsound_in_block(block: &[Step], depth: u32) -> Vec<bool> {
    let mut unsound = vec![false; block.len()];
    let mut stack = vec![UNKNOWN; depth as usize];
    for (at, step) in block.iter().enumerate() {
        let arg = plain(step.arg);
        let made = Reference { made_by: Some(at), local: None };
        let is_local = !matches!(step.arg, Argument::Cell(_));
        match step.op {
            Op::LoadFast if is_local => stack.push(Reference { made_by: Some(at), local: Some(arg) }),
            Op::LoadFastAndClear if is_local => {
                kill(&mut unsound, &stack, arg);
                stack.push(Reference { made_by: Some(at), local: Some(arg) });
            }
            Op::DeleteFast => kill(&mut unsound, &stack, arg),
            Op::StoreFast if is_local => {
                let stored = stack.pop().unwrap_or(UNKNOWN);
                kill(&mut unsound, &stack, arg);
                mark_unsound(&mut unsound, stored);
            }
            Op::Copy => {
                let copied = stack.len().checked_sub(arg as usize).and_then(|place| stack.get(place)).copied();
                stack.push(copied.unwrap_or(UNKNOWN));
            }
            Op::Swap => {
                let top = stack.len().saturating_sub(1);
                if let Some(place) = stack.len().checked_sub(arg as usize).filter(|place| *place < stack.len()) {
                    stack.swap(place, top);
                }
            }
            // Without a format spec the value is looked at in place (`FORMAT_SIMPLE`).
            Op::FormatValue if arg == 0 => {}
            Op::GetYieldFromIter => {}
            Op::LoadMethod => {
                let receiver = stack.pop().unwrap_or(UNKNOWN);
                stack.push(made);
                stack.push(receiver);
            }
            Op::LoadSuperAttr => {
                let receiver = stack.pop().unwrap_or(UNKNOWN);
                stack.pop();
                stack.pop();
                stack.push(made);
                if arg & SUPER_METHOD != 0 {
                    stack.push(receiver);
                }
            }
            Op::PushExcInfo => {
                let top = stack.pop().unwrap_or(UNKNOWN);
                stack.push(made);
                stack.push(top);
            }
            op => {
                let (popped, pushed) = effect(op, arg);
                for _ in 0..popped {
                    stack.pop();
                }
                for _ in 0..pushed {
                    stack.push(made);
                }
            }
        }
    }
    for left in &stack {
        mark_unsound(&mut unsound, *left);
    }
    unsound
}

fn kill(unsound: &mut [bool], stack: &[Reference], local: u32) {
    for reference in stack.iter().filter(|reference| reference.local == Some(local)) {
        mark_unsound(unsound, *reference);
    }
}

fn mark_unsound(unsound: &mut [bool], reference: Reference) {
    if let Some(made_by) = reference.made_by
        && let Some(flag) = unsound.get_mut(made_by)
    {
        *flag = true;
    }
}

/// For each `LoadFast` whether its local may be unbound there.
fn maybe_unbound(unit: &Unit<'_>, steps: &[Step], handlers: &[Option<HandlerEntry>]) -> Vec<bool> {
    let count = unit.fast.len();
    let mut unsure = vec![false; steps.len()];
    let mut before: Vec<Option<Vec<bool>>> = vec![None; steps.len()];
    let start: Vec<bool> = (0..count).map(|place| place >= unit.parameters).collect();
    let mut work = Vec::new();
    merge(&mut before, &mut work, 0, &start);
    while let Some(at) = work.pop() {
        let (Some(step), Some(Some(state))) = (steps.get(at), before.get(at)) else { continue };
        let mut state = state.clone();
        if let Some(entry) = step.handler.and_then(|handler| handlers.get(handler)).copied().flatten() {
            merge(&mut before, &mut work, entry.target, &state);
        }
        let place = plain(step.arg) as usize;
        if !matches!(step.arg, Argument::Cell(_) | Argument::Jump(_))
            && let Some(unbound) = state.get_mut(place)
        {
            match (step.op, step.arg) {
                (Op::LoadFast, _) => {
                    unsure[at] = *unbound;
                    *unbound = false;
                }
                (Op::StoreFast, Argument::MaybeNull(_)) | (Op::DeleteFast | Op::LoadFastAndClear, _) => *unbound = true,
                (Op::StoreFast, _) => *unbound = false,
                _ => {}
            }
        }
        if let Some(target) = step.target {
            merge(&mut before, &mut work, target, &state);
        }
        if !is_terminal(step.op) {
            merge(&mut before, &mut work, at + 1, &state);
        }
    }
    unsure
}

fn merge(before: &mut [Option<Vec<bool>>], work: &mut Vec<usize>, at: usize, state: &[bool]) {
    let Some(known) = before.get_mut(at) else { return };
    match known {
        None => {
            *known = Some(state.to_vec());
            work.push(at);
        }
        Some(known) => {
            let mut changed = false;
            for (known, new) in known.iter_mut().zip(state) {
                if *new && !*known {
                    *known = true;
                    changed = true;
                }
            }
            if changed {
                work.push(at);
            }
        }
    }
}
