//! A block's items to its code: dead code dropped, depths and places found, local loads borrowed where that is sound.

use std::collections::HashMap;

use super::borrow;
use super::code::{Code, Handler, Instruction, LocalKind, LocalName, Op, Position};
use super::compiler::Compiled;
use super::constant::Pool;
use super::effect::{effect, is_terminal, jump_pushes};
use super::source::Source;
use super::unit::{Argument, Emitted, Item, Label, Unit};
use crate::python::machine::Machine;
use crate::python::version::Version;

/// An instruction whose jump is resolved to a place in the list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub op: Op,
    pub arg: Argument,
    pub target: Option<usize>,
    pub position: Position,
    pub handler: Option<usize>,
}

/// A handler's place and the depth that it finds.
#[derive(Clone, Copy, Debug)]
pub(super) struct HandlerEntry {
    pub target: usize,
    pub depth: u32,
    pub push_instruction: bool,
}

pub(super) fn assemble(
    machine: &mut Machine,
    pool: &mut Pool,
    version: Version,
    source: &Source<'_>,
    mut unit: Unit<'_>,
) -> Compiled<Code> {
    inline_exits(&mut unit);
    let depths = Depths::of(&unit, version);
    let (mut steps, handlers) = live(&unit, &depths);
    borrow::mark(version, &unit, &mut steps, &handlers, &depths.at_steps(&unit));
    locate(&mut steps);
    Ok(finish(machine, pool, source, unit, steps, &handlers, depths.most))
}

/// Instructions of an exit that is copied to each jump to it (`MAX_COPY_SIZE`).
const MAX_COPIED: usize = 4;

/// Puts a short exit in the place of each jump to it (`inline_small_or_no_lineno_blocks`, `flowgraph.c`): it decides where
/// an implicit `return None` stands, and what is left on the stack between blocks.
fn inline_exits(unit: &mut Unit<'_>) {
    let labels = label_places(unit);
    let items = std::mem::take(&mut unit.items);
    let mut inlined = Vec::with_capacity(items.len());
    for item in &items {
        let exit = match item {
            Item::Instruction(Emitted { op: Op::JumpForward, arg: Argument::Jump(label), .. }) => {
                labels.get(label).and_then(|at| exit_at(&items, *at))
            }
            _ => None,
        };
        match (item, exit) {
            (Item::Instruction(jump), Some(exit)) => {
                if jump.position.line != 0 {
                    inlined.push(Item::Instruction(Emitted { op: Op::Nop, arg: Argument::Plain(0), ..*jump }));
                }
                inlined.extend(exit);
            }
            _ => inlined.push(*item),
        }
    }
    unit.items = inlined;
}

/// The instructions from a label on, if they are few and leave the block.
fn exit_at(items: &[Item], at: usize) -> Option<Vec<Item>> {
    let after = items.get(at..)?;
    let labels = after.iter().take_while(|item| matches!(item, Item::Label(_))).count();
    let mut exit = Vec::new();
    let after = after.iter().skip(labels).filter(|item| !matches!(item, Item::Width(_)));
    for item in after.take(MAX_COPIED) {
        let Item::Instruction(emitted) = item else { return None };
        exit.push(*item);
        match emitted.op {
            Op::ReturnValue | Op::RaiseVarargs | Op::Reraise => return Some(exit),
            op if is_terminal(op) => return None,
            _ => {}
        }
    }
    None
}

/// Stack depths before each item, `None` where control never comes.
struct Depths {
    before: Vec<Option<u32>>,
    /// Depth that each handler finds, the pushed exception not counted.
    handlers: Vec<Option<u32>>,
    most: u32,
}

impl Depths {
    fn of(unit: &Unit<'_>, version: Version) -> Self {
        let labels = label_places(unit);
        // From 3.12 handlers of CPython's own lie around the whole of a generator and around each delegation (PEP 479,
        // `CLEANUP_THROW`): the frame has room for what they find.
        let guards = version >= Version::V3_12;
        let held = if version.iterates_inside_generator_expressions() && unit.name == "<genexpr>" { 2 } else { 0 };
        let most = if guards && unit.flags.is_resumable() { held + 2 } else { 0 };
        let mut found = Self { before: vec![None; unit.items.len()], handlers: vec![None; unit.setups.len()], most };
        let mut work = vec![(0, 0_u32, 0_i32)];
        while let Some((start, start_depth, start_width)) = work.pop() {
            let (mut depth, mut width) = (start_depth, start_width);
            let mut at = start;
            while let Some(item) = unit.items.get(at) {
                if found.before[at].is_some() {
                    break;
                }
                found.before[at] = Some(depth);
                match item {
                    Item::Label(_) => {}
                    Item::Width(change) => {
                        width += change;
                        found.most = found.most.max(depth.saturating_add_signed(width));
                    }
                    Item::Setup(place) => {
                        let setup = unit.setups[*place];
                        let kept = depth.saturating_sub(setup.dropped);
                        found.handlers[*place] = Some(kept);
                        let entered = kept + 1 + u32::from(setup.push_instruction);
                        found.most = found.most.max(entered.saturating_add_signed(width));
                        if let Some(target) = labels.get(&setup.target) {
                            work.push((*target, entered, width));
                        }
                    }
                    Item::Instruction(emitted) => {
                        let (popped, pushed) = effect(emitted.op, plain(emitted.arg));
                        if guards && emitted.op == Op::Send {
                            found.most = found.most.max((depth + 1).saturating_add_signed(width));
                        }
                        let left = depth.saturating_sub(popped);
                        if let Argument::Jump(label) = emitted.arg
                            && let Some(target) = labels.get(&label)
                        {
                            work.push((*target, left + jump_pushes(emitted.op), width));
                        }
                        depth = left + pushed;
                        found.most = found.most.max(depth.saturating_add_signed(width));
                        if is_terminal(emitted.op) {
                            break;
                        }
                    }
                }
                at += 1;
            }
        }
        found
    }

    /// The depths before the instructions that are live.
    fn at_steps(&self, unit: &Unit<'_>) -> Vec<u32> {
        let items = unit.items.iter().zip(&self.before);
        items.filter_map(|(item, depth)| if let Item::Instruction(_) = item { *depth } else { None }).collect()
    }
}

pub(super) fn plain(arg: Argument) -> u32 {
    match arg {
        Argument::Plain(arg) | Argument::MaybeNull(arg) | Argument::Cell(arg) => arg,
        Argument::Jump(_) => 0,
    }
}

fn label_places(unit: &Unit<'_>) -> HashMap<Label, usize> {
    let items = unit.items.iter().enumerate();
    items.filter_map(|(at, item)| if let Item::Label(label) = item { Some((*label, at)) } else { None }).collect()
}

/// The instructions that control can reach, with jumps resolved.
fn live(unit: &Unit<'_>, depths: &Depths) -> (Vec<Step>, Vec<Option<HandlerEntry>>) {
    let mut emitted: Vec<&Emitted> = Vec::new();
    let mut labels = HashMap::new();
    for (item, depth) in unit.items.iter().zip(&depths.before) {
        match item {
            Item::Label(label) => {
                labels.insert(*label, emitted.len());
            }
            Item::Instruction(instruction) if depth.is_some() => emitted.push(instruction),
            _ => {}
        }
    }
    let resolve = |instruction: &&Emitted| {
        let target = match instruction.arg {
            Argument::Jump(label) => labels.get(&label).copied(),
            _ => None,
        };
        Step {
            op: instruction.op,
            arg: instruction.arg,
            target,
            position: instruction.position,
            handler: instruction.handler,
        }
    };
    let steps = emitted.iter().map(resolve).collect();
    let entry = |(setup, depth): (&super::unit::Setup, &Option<u32>)| {
        let (target, depth) = (labels.get(&setup.target).copied()?, (*depth)?);
        Some(HandlerEntry { target, depth, push_instruction: setup.push_instruction })
    };
    (steps, unit.setups.iter().zip(&depths.handlers).map(entry).collect())
}

/// Artificial instructions stand where the one before them stands (`propagate_line_numbers`).
fn locate(steps: &mut [Step]) {
    let mut from = vec![Vec::new(); steps.len()];
    for (at, step) in steps.iter().enumerate() {
        if let Some(target) = step.target
            && let Some(from) = from.get_mut(target)
        {
            from.push(at);
        }
    }
    for at in 0..steps.len() {
        let nowhere = steps[at].position.line == 0;
        if !nowhere || matches!(steps[at].op, Op::MakeCell | Op::CopyFreeVars) {
            continue;
        }
        let before = at.checked_sub(1).filter(|before| !is_terminal(steps[*before].op));
        let origin = match (before, from[at].as_slice()) {
            (Some(before), []) => Some(before),
            (None, [only]) => Some(*only),
            _ => None,
        };
        if let Some(origin) = origin {
            steps[at].position = steps[origin].position;
        }
    }
}

fn finish(
    machine: &mut Machine,
    pool: &mut Pool,
    source: &Source<'_>,
    unit: Unit<'_>,
    steps: Vec<Step>,
    handlers: &[Option<HandlerEntry>],
    stack_size: u32,
) -> Code {
    let keep = kept(&steps, handlers);
    let mut place = Vec::with_capacity(steps.len() + 1);
    let mut count = 0_u32;
    for keep in &keep {
        place.push(count);
        count += u32::from(*keep);
    }
    place.push(count);
    let locals = Locals::of(&unit);
    let mut instructions = Vec::with_capacity(count as usize);
    let mut positions = Vec::with_capacity(count as usize);
    let mut rows: Vec<Handler> = Vec::new();
    for (step, _) in steps.iter().zip(&keep).filter(|(_, keep)| **keep) {
        let here = instructions.len() as u32;
        let (op, arg) = match (step.arg, step.target) {
            (Argument::Jump(_), target) => {
                let target = target.and_then(|target| place.get(target)).copied().unwrap_or(0);
                let op = match step.op {
                    Op::JumpForward | Op::JumpBackward if target <= here => Op::JumpBackward,
                    Op::JumpBackward => Op::JumpForward,
                    op => op,
                };
                (op, target)
            }
            (Argument::Cell(cell), _) => (step.op, locals.cells.get(cell as usize).copied().unwrap_or(0)),
            (Argument::Plain(arg) | Argument::MaybeNull(arg), _) => (step.op, arg),
        };
        instructions.push(Instruction { op, arg });
        positions.push(step.position);
        if let Some(entry) = step.handler.and_then(|handler| handlers.get(handler)).copied().flatten() {
            let target = place.get(entry.target).copied().unwrap_or(0);
            let HandlerEntry { depth, push_instruction, .. } = entry;
            let row = Handler { start: here, end: here + 1, target, depth, push_instruction };
            match rows.last_mut() {
                Some(last) if last.end == here && Handler { start: here, end: here + 1, ..*last } == row => {
                    last.end = here + 1;
                }
                _ => rows.push(row),
            }
        }
    }
    let local_names =
        locals.names.into_iter().map(|(text, kind)| LocalName { name: pool.name(machine, &text), text, kind });
    Code {
        locals: local_names.collect(),
        name: unit.name,
        qualified_name: unit.qualified_name,
        file_name: source.file_name.to_owned(),
        in_program: source.file_name == machine.options.file_name,
        first_line: unit.first_line,
        flags: unit.flags,
        positional_only: unit.positional_only,
        arguments: unit.arguments,
        keyword_only: unit.keyword_only,
        names: unit.names,
        constants: unit.constants,
        stack_size,
        instructions,
        positions,
        handlers: rows,
    }
}

/// Which steps stay: a jump to what follows anyway goes, and a `Nop` whose line is seen without it
/// (`basicblock_remove_redundant_nops`, `flowgraph.c`).
fn kept(steps: &[Step], handlers: &[Option<HandlerEntry>]) -> Vec<bool> {
    let mut targets = vec![false; steps.len() + 1];
    let aims = steps.iter().filter_map(|step| step.target).chain(handlers.iter().flatten().map(|entry| entry.target));
    for target in aims {
        if let Some(is_target) = targets.get_mut(target) {
            *is_target = true;
        }
    }
    let mut keep = vec![true; steps.len()];
    for at in 0..steps.len() {
        let step = &steps[at];
        let jumps_on = step.op == Op::JumpForward && step.target == Some(at + 1);
        if step.op != Op::Nop && !jumps_on {
            continue;
        }
        let line = step.position.line;
        let before =
            at.checked_sub(1).filter(|before| keep[*before] && !targets[at] && !is_terminal(steps[*before].op));
        let seen_before = before.is_some_and(|before| steps[before].position.line == line);
        let seen_after = steps.get(at + 1).is_some_and(|next| next.position.line == line || next.position.line == 0);
        // A jump with a line of its own (`break` at the end of a loop) stays to be seen.
        keep[at] = line != 0 && !seen_before && !seen_after;
    }
    keep
}

/// The names of the locals, and where the cells and free variables are among them.
struct Locals {
    names: Vec<(String, LocalKind)>,
    cells: Vec<u32>,
}

impl Locals {
    fn of(unit: &Unit<'_>) -> Self {
        let mut names: Vec<(String, LocalKind)> =
            unit.fast.iter().map(|name| (name.clone(), LocalKind::Fast)).collect();
        let mut cells = Vec::new();
        for cell in &unit.cells {
            let parameter = unit.fast.iter().take(unit.parameters).position(|name| name == cell);
            match parameter {
                Some(place) => {
                    names[place].1 = LocalKind::Cell;
                    cells.push(place as u32);
                }
                None => {
                    cells.push(names.len() as u32);
                    names.push((cell.clone(), LocalKind::Cell));
                }
            }
        }
        for free in &unit.free {
            cells.push(names.len() as u32);
            names.push((free.clone(), LocalKind::Free));
        }
        Self { names, cells }
    }
}
