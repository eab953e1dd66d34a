//! Runs a program on a subject: one attempt at a place, or a search from there on.
//!
//! Choices lie on a stack of the matcher's own, beside what has to be undone when one is taken up again; so neither long
//! subjects nor deep patterns use Rust's stack. Every step counts, so that a pattern that would run for years ends.

use super::compile::{Instruction, Program, Unit};
use super::node::{MANY, Place, RepeatKind};
use super::set::Category;

/// Steps of one call after which it is given up: some seconds of CPython's time.
pub const MOST_STEPS: u64 = 60_000_000;

/// Choices that may be open at once: CPython would need more than a gigabyte for them.
const MOST_CHOICES: usize = 12_000_000;

/// A text or bytes to match in.
pub trait Subject {
    fn length(&self) -> usize;
    /// The code of the character at an index below the length.
    fn at(&self, index: usize) -> u32;
}

impl Subject for &[u8] {
    fn length(&self) -> usize {
        self.len()
    }

    #[inline]
    fn at(&self, index: usize) -> u32 {
        self.get(index).map_or(u32::MAX, |byte| u32::from(*byte))
    }
}

impl Subject for &[char] {
    fn length(&self) -> usize {
        self.len()
    }

    #[inline]
    fn at(&self, index: usize) -> u32 {
        self.get(index).map_or(u32::MAX, |char| u32::from(*char))
    }
}

/// Where to match, and what counts as a match.
#[derive(Clone, Copy, Debug)]
pub struct Attempt {
    /// Where to begin.
    pub start: usize,
    /// Where the subject is taken to end; at most its length.
    pub end: usize,
    /// Only a match up to `end` counts (`fullmatch`).
    pub full: bool,
    /// An empty match at `start` does not count: there was one before.
    pub must_advance: bool,
    /// Later places are tried too.
    pub search: bool,
}

/// A match: start and end of the whole and of each group; `None` for a group that took no part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub spans: Vec<Option<(usize, usize)>>,
    /// The group that was closed last.
    pub last_group: Option<usize>,
}

impl Found {
    /// Start and end of the whole.
    pub fn whole(&self) -> (usize, usize) {
        self.spans.first().copied().flatten().unwrap_or((0, 0))
    }
}

/// The bound was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManySteps;

/// No place noted.
const NOWHERE: usize = usize::MAX;

/// What lies on the stack: a choice to take up, or what to undo before.
enum Entry {
    Choice {
        next: usize,
        place: usize,
    },
    /// A greedy run that may give characters back, down to `least`.
    Shorter {
        next: usize,
        least: usize,
        place: usize,
    },
    /// A lazy run that may take more, up to `most`.
    Longer {
        run: usize,
        place: usize,
        most: usize,
    },
    Save {
        slot: usize,
        old: usize,
    },
    LastGroup {
        old: usize,
    },
    Loop {
        number: usize,
        old: Loop,
    },
}

#[derive(Clone, Copy, Default)]
struct Loop {
    count: u32,
    /// Where the last iteration began.
    last: usize,
}

#[derive(Clone, Copy, Default)]
struct Mark {
    place: usize,
    height: usize,
}

/// The matcher's memory, to be used for several attempts.
pub struct Matcher<'p> {
    program: &'p Program,
    slots: Vec<usize>,
    last_group: usize,
    loops: Vec<Loop>,
    marks: Vec<Mark>,
    stack: Vec<Entry>,
    /// Steps made so far, of all attempts.
    pub steps: u64,
}

impl<'p> Matcher<'p> {
    pub fn new(program: &'p Program) -> Self {
        Self {
            program,
            slots: vec![NOWHERE; 2 * program.groups + 2],
            last_group: 0,
            loops: vec![Loop::default(); program.loops],
            marks: vec![Mark::default(); program.marks],
            stack: Vec::new(),
            steps: 0,
        }
    }

    /// The first match of an attempt.
    pub fn run<S: Subject>(&mut self, subject: &S, attempt: Attempt) -> Result<Option<Found>, TooManySteps> {
        let first = match self.program.code.first() {
            Some(Instruction::Unit(Unit::Literal(code))) => Some(*code),
            _ => None,
        };
        let mut start = attempt.start;
        let mut must_advance = attempt.must_advance;
        while start <= attempt.end {
            let may_begin = first.is_none_or(|code| start < attempt.end && subject.at(start) == code);
            if may_begin && let Some(end) = self.attempt(subject, start, attempt, must_advance)? {
                return Ok(Some(self.found(start, end)));
            }
            if !attempt.search {
                break;
            }
            must_advance = false;
            self.steps += 1;
            start += 1;
        }
        if self.steps > MOST_STEPS { Err(TooManySteps) } else { Ok(None) }
    }

    fn found(&self, start: usize, end: usize) -> Found {
        let mut spans = vec![Some((start, end))];
        for pair in self.slots.chunks_exact(2).skip(1) {
            spans.push(match pair {
                [from, to] if *from != NOWHERE && *to != NOWHERE => Some((*from, *to)),
                _ => None,
            });
        }
        Found { spans, last_group: (self.last_group > 0).then_some(self.last_group) }
    }

    fn attempt<S: Subject>(
        &mut self,
        subject: &S,
        start: usize,
        attempt: Attempt,
        must_advance: bool,
    ) -> Result<Option<usize>, TooManySteps> {
        self.slots.fill(NOWHERE);
        self.last_group = 0;
        self.stack.clear();
        let program = self.program;
        let (mut next, mut place) = (0, start);
        loop {
            self.steps += 1;
            if self.steps > MOST_STEPS || self.stack.len() > MOST_CHOICES {
                return Err(TooManySteps);
            }
            let Some(instruction) = program.code.get(next) else { return Ok(None) };
            let goes_on = match instruction {
                Instruction::Unit(unit) => {
                    let matches = place < attempt.end && unit.holds(subject.at(place));
                    place += usize::from(matches);
                    matches
                }
                Instruction::Run { unit, least, most, kind } => {
                    match self.run_of_units(subject, next, place, attempt.end, (unit, *least, *most, *kind)) {
                        Some(reached) => {
                            place = reached;
                            true
                        }
                        None => false,
                    }
                }
                Instruction::At { place: wanted, multi_line, unicode } => {
                    self.is_at(subject, place, attempt.end, (*wanted, *multi_line, *unicode))
                }
                Instruction::Split { other } => {
                    self.stack.push(Entry::Choice { next: *other, place });
                    true
                }
                Instruction::Jump(target) => {
                    next = *target;
                    continue;
                }
                Instruction::Save(slot) => {
                    self.save(*slot, place);
                    true
                }
                Instruction::LoopStart { number, body_end } => {
                    self.set_loop(*number, Loop { count: 0, last: NOWHERE });
                    next = *body_end;
                    // The entrance is the end of no iteration.
                    match self.loop_end(program.code.get(next), next, place, false) {
                        Some(target) => {
                            next = target;
                            continue;
                        }
                        None => false,
                    }
                }
                Instruction::LoopEnd { .. } => match self.loop_end(Some(instruction), next, place, true) {
                    Some(target) => {
                        next = target;
                        continue;
                    }
                    None => false,
                },
                Instruction::Reference { group, folding } => {
                    let (from, to) = self.span(*group);
                    let matched = from != NOWHERE && to != NOWHERE && to >= from && attempt.end - place >= to - from;
                    let lower = |code: u32| folding.map_or(code, |folding| folding.lower(code));
                    let same = matched
                        && (0..to - from).all(|at| lower(subject.at(from + at)) == lower(subject.at(place + at)));
                    if same {
                        self.steps += (to - from) as u64;
                        place += to - from;
                    }
                    same
                }
                Instruction::IfGroup { group, otherwise } => {
                    let (from, to) = self.span(*group);
                    if from == NOWHERE || to == NOWHERE {
                        next = *otherwise;
                        continue;
                    }
                    true
                }
                Instruction::LookStart { mark, back } => {
                    self.set_mark(*mark, place);
                    let far_enough = place >= *back;
                    place = place.saturating_sub(*back);
                    far_enough
                }
                Instruction::LookEnd { mark } => {
                    let kept = self.mark(*mark);
                    self.forget_choices(kept.height);
                    place = kept.place;
                    true
                }
                Instruction::LookNotStart { mark, back, passed } => {
                    if place < *back {
                        next = *passed;
                        continue;
                    }
                    self.set_mark(*mark, place);
                    self.stack.push(Entry::Choice { next: *passed, place });
                    place -= back;
                    true
                }
                Instruction::LookNotEnd { mark } => {
                    let height = self.mark(*mark).height;
                    self.undo_to(height);
                    false
                }
                Instruction::AtomicStart { mark } => {
                    self.set_mark(*mark, place);
                    true
                }
                Instruction::AtomicEnd { mark } => {
                    let height = self.mark(*mark).height;
                    self.forget_choices(height);
                    true
                }
                Instruction::Fail => false,
                Instruction::Success => {
                    let counts = !(attempt.full && place != attempt.end || must_advance && place == start);
                    if counts {
                        return Ok(Some(place));
                    }
                    false
                }
            };
            if goes_on {
                next += 1;
                continue;
            }
            match self.take_choice(subject) {
                Some(choice) => (next, place) = choice,
                None => return Ok(None),
            }
        }
    }

    /// Goes back to the last open choice.
    fn take_choice<S: Subject>(&mut self, subject: &S) -> Option<(usize, usize)> {
        loop {
            match self.stack.pop()? {
                Entry::Choice { next, place } => return Some((next, place)),
                Entry::Shorter { next, least, place } => {
                    let place = place.checked_sub(1)?;
                    if place > least {
                        self.stack.push(Entry::Shorter { next, least, place });
                    }
                    return Some((next, place));
                }
                Entry::Longer { run, place, most } => {
                    self.steps += 1;
                    if place >= most {
                        continue;
                    }
                    let Some(Instruction::Run { unit, .. }) = self.program.code.get(run) else { continue };
                    if unit.holds(subject.at(place)) {
                        self.stack.push(Entry::Longer { run, place: place + 1, most });
                        return Some((run + 1, place + 1));
                    }
                }
                entry => self.undo(entry),
            }
        }
    }

    fn undo(&mut self, entry: Entry) {
        match entry {
            Entry::Save { slot, old } => {
                if let Some(place) = self.slots.get_mut(slot) {
                    *place = old;
                }
            }
            Entry::LastGroup { old } => self.last_group = old,
            Entry::Loop { number, old } => {
                if let Some(state) = self.loops.get_mut(number) {
                    *state = old;
                }
            }
            Entry::Choice { .. } | Entry::Shorter { .. } | Entry::Longer { .. } => {}
        }
    }

    /// Undoes all above a height of the stack, choices included.
    fn undo_to(&mut self, height: usize) {
        while self.stack.len() > height {
            if let Some(entry) = self.stack.pop() {
                self.undo(entry);
            }
        }
    }

    /// Forgets the choices above a height; what has to be undone when an earlier choice is taken up stays.
    fn forget_choices(&mut self, height: usize) {
        let above = self.stack.split_off(height.min(self.stack.len()));
        let undoing = above
            .into_iter()
            .filter(|entry| !matches!(entry, Entry::Choice { .. } | Entry::Shorter { .. } | Entry::Longer { .. }));
        self.stack.extend(undoing);
    }

    fn save(&mut self, slot: usize, place: usize) {
        let Some(kept) = self.slots.get_mut(slot) else { return };
        let old = std::mem::replace(kept, place);
        self.stack.push(Entry::Save { slot, old });
        if slot % 2 == 1 {
            let old = std::mem::replace(&mut self.last_group, slot / 2);
            self.stack.push(Entry::LastGroup { old });
        }
    }

    fn span(&self, group: usize) -> (usize, usize) {
        let slot = |at: usize| self.slots.get(at).copied().unwrap_or(NOWHERE);
        (slot(2 * group), slot(2 * group + 1))
    }

    fn set_loop(&mut self, number: usize, state: Loop) {
        if let Some(kept) = self.loops.get_mut(number) {
            let old = std::mem::replace(kept, state);
            self.stack.push(Entry::Loop { number, old });
        }
    }

    fn set_mark(&mut self, mark: usize, place: usize) {
        let height = self.stack.len();
        if let Some(kept) = self.marks.get_mut(mark) {
            *kept = Mark { place, height };
        }
    }

    fn mark(&self, mark: usize) -> Mark {
        self.marks.get(mark).copied().unwrap_or_default()
    }

    /// Whether a loop's body comes (again) or what follows it; an iteration that took nothing is the last.
    fn loop_end(&mut self, end: Option<&Instruction>, at: usize, place: usize, after_one: bool) -> Option<usize> {
        let Some(Instruction::LoopEnd { number, body, least, most, lazy }) = end else { return None };
        let mut state = self.loops.get(*number).copied().unwrap_or_default();
        state.count = state.count.saturating_add(u32::from(after_one));
        if state.count < *least {
            self.set_loop(*number, state);
            return Some(*body);
        }
        let may_repeat = (state.count < *most || *most == MANY) && state.last != place;
        self.set_loop(*number, state);
        match (may_repeat, lazy) {
            (false, _) => Some(at + 1),
            (true, false) => {
                self.stack.push(Entry::Choice { next: at + 1, place });
                self.set_loop(*number, Loop { last: place, ..state });
                Some(*body)
            }
            (true, true) => {
                // The loop's own state is set when the choice is taken up, by the instruction that it leads to.
                self.stack.push(Entry::Choice { next: *body, place });
                self.stack.push(Entry::Loop { number: *number, old: Loop { last: place, ..state } });
                Some(at + 1)
            }
        }
    }

    fn run_of_units<S: Subject>(
        &mut self,
        subject: &S,
        next: usize,
        place: usize,
        end: usize,
        (unit, least, most, kind): (&Unit, u32, u32, RepeatKind),
    ) -> Option<usize> {
        let longest = if most == MANY { end } else { end.min(place.saturating_add(most as usize)) };
        let wanted = if kind == RepeatKind::Lazy { place.saturating_add(least as usize).min(longest) } else { longest };
        let mut reached = place;
        while reached < wanted && unit.holds(subject.at(reached)) {
            reached += 1;
        }
        self.steps += (reached - place) as u64 / 4;
        if reached - place < least as usize {
            return None;
        }
        let shortest = place + least as usize;
        match kind {
            RepeatKind::Greedy if reached > shortest => {
                self.stack.push(Entry::Shorter { next: next + 1, least: shortest, place: reached });
            }
            RepeatKind::Lazy => self.stack.push(Entry::Longer { run: next, place: reached, most: longest }),
            RepeatKind::Greedy | RepeatKind::Possessive => {}
        }
        Some(reached)
    }

    fn is_at<S: Subject>(
        &self,
        subject: &S,
        place: usize,
        end: usize,
        (wanted, multi_line, unicode): (Place, bool, bool),
    ) -> bool {
        let newline = u32::from('\n');
        let is_word = |index: usize| Category::Word.holds(subject.at(index), unicode);
        let boundary = || (place > 0 && is_word(place - 1)) != (place < end && is_word(place));
        match wanted {
            Place::StartOfText => place == 0,
            Place::EndOfText => place == end,
            Place::Start => place == 0 || multi_line && subject.at(place - 1) == newline,
            Place::End if multi_line => place == end || subject.at(place) == newline,
            Place::End => place == end || place + 1 == end && subject.at(place) == newline,
            Place::Boundary => end > 0 && boundary(),
            Place::NotBoundary => !(boundary() || end == 0 && self.program.boundary_needs_text),
        }
    }
}

impl Unit {
    #[inline]
    fn holds(&self, code: u32) -> bool {
        match self {
            Unit::Literal(wanted) => code == *wanted,
            Unit::NotLiteral(unwanted) => code != *unwanted,
            Unit::Any => true,
            Unit::NoNewline => code != u32::from('\n'),
            Unit::Folded { code: wanted, folding, negated } => folding.same(folding.lower(code), *wanted) != *negated,
            Unit::Set { set, unicode, folding } => {
                let code = folding.map_or(code, |folding| folding.lower(code));
                set.holds(code, *unicode, *folding)
            }
        }
    }
}
