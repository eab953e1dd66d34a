//! One collection in its passes: copy the counts, subtract internal references, find what is reachable, finalise, clear.
//!
//! `Modules/gcmodule.c` and `Python/gc.c`: `deduce_unreachable`, `handle_weakrefs`, `finalize_garbage`, `delete_garbage`. Every act of
//! a small collection is a step of the machine, with all of its state in [`Collection`], so that a picture can be drawn
//! of it; a large one makes a step a pass.

use super::collector::{PERMANENT, Record, UNREACHABLE};
use super::heap::{Heap, IMMORTAL};
use crate::python::machine::{Machine, MarkKind};
use crate::python::object::dict::KeyKind;
use crate::python::object::{Body, Ref, visit_references};

/// Candidates above which a collection makes a step a pass, not a step an act.
pub const SMALL: usize = 2000;

/// What a collection is about to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pass {
    /// Every candidate's count is copied to its gc_refs (`update_refs`).
    Copy,
    /// Every reference from a candidate to a candidate is taken off the target (`subtract_refs`).
    Subtract,
    /// What is reachable from outside stays, with all it refers to; the rest moves aside (`move_unreachable`).
    Move,
    /// Weak references are cleared, finalisers run (`handle_weakrefs`, `finalize_garbage`).
    Finalize,
    /// Objects that were not brought back are cleared, and so die (`delete_garbage`).
    Clear,
}

impl Pass {
    /// 1 to 5.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }
}

/// Where a candidate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not looked at yet by the third pass, or kept but not walked yet.
    Waiting,
    /// Known to be reachable, and its references have been followed.
    Reachable,
    /// Moved aside; it may still be moved back.
    Unreachable,
}

/// An object that a collection looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub object: Ref,
    /// What is left of its count.
    pub refs: i64,
    pub standing: Standing,
    /// Its count was copied already.
    pub copied: bool,
    next: u32,
    previous: u32,
}

/// A reference that is being followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    pub from: Ref,
    pub to: Ref,
    /// Which of the references of `from` it is, in the order of the traversal; see [`reference_name`].
    pub number: u32,
}

/// The state of a collection.
#[derive(Clone, Debug)]
pub struct Collection {
    pub pass: Pass,
    pub generation: usize,
    /// Whether the program asked for it.
    pub asked: bool,
    pub began: u64,
    /// In the order of the collector's list.
    pub candidates: Vec<Candidate>,
    /// The object that is being looked at.
    pub current: Ref,
    pub visiting: Option<Visit>,
    /// Candidates that the second half (finalise, clear) deals with, in order.
    pub unreachable: Vec<Ref>,
    /// Objects whose finaliser this collection ran.
    pub finalized: Vec<Ref>,
    /// Objects that a finaliser brought back.
    pub resurrected: Vec<Ref>,
    /// Objects that were cleared; they may be gone.
    pub cleared: Vec<Ref>,
    /// What `gc.collect()` will answer.
    pub result: usize,
    /// Ends of the two lists that the third pass keeps: young, unreachable; each first and last.
    lists: [(u32, u32); 2],
}

const END: u32 = u32::MAX;
/// Candidates up to which a collection's passes are stops on the way by lines.
const DRAWABLE: usize = 60;
const YOUNG: usize = 0;
const ASIDE: usize = 1;

impl Collection {
    fn new(candidates: Vec<Ref>, generation: usize, asked: bool, began: u64) -> Self {
        let last = candidates.len() as u32;
        let candidates: Vec<Candidate> = (0u32..)
            .zip(candidates)
            .map(|(number, object)| Candidate {
                object,
                refs: 0,
                standing: Standing::Waiting,
                copied: false,
                next: if number + 1 == last { END } else { number + 1 },
                previous: number.wrapping_sub(1),
            })
            .collect();
        let young = if last == 0 { (END, END) } else { (0, last - 1) };
        Self {
            pass: Pass::Copy,
            generation,
            asked,
            began,
            candidates,
            current: Ref::NULL,
            visiting: None,
            unreachable: Vec::new(),
            finalized: Vec::new(),
            resurrected: Vec::new(),
            cleared: Vec::new(),
            result: 0,
            lists: [young, (END, END)],
        }
    }

    /// The candidates that are now taken for reachable or not known yet, in the order of the list.
    pub fn young(&self) -> impl Iterator<Item = &Candidate> {
        self.walk(YOUNG)
    }

    /// The candidates that were moved aside, in the order of the list.
    pub fn aside(&self) -> impl Iterator<Item = &Candidate> {
        self.walk(ASIDE)
    }

    fn walk(&self, list: usize) -> impl Iterator<Item = &Candidate> {
        let mut at = self.lists[list].0;
        std::iter::from_fn(move || {
            let candidate = self.candidates.get(at as usize)?;
            at = candidate.next;
            Some(candidate)
        })
    }

    fn unlink(&mut self, list: usize, number: u32) {
        let Candidate { next, previous, .. } = self.candidates[number as usize];
        match self.candidates.get_mut(previous as usize) {
            Some(candidate) => candidate.next = next,
            None => self.lists[list].0 = next,
        }
        match self.candidates.get_mut(next as usize) {
            Some(candidate) => candidate.previous = previous,
            None => self.lists[list].1 = previous,
        }
    }

    fn link_last(&mut self, list: usize, number: u32) {
        let last = self.lists[list].1;
        match self.candidates.get_mut(last as usize) {
            Some(candidate) => candidate.next = number,
            None => self.lists[list].0 = number,
        }
        self.lists[list].1 = number;
        let candidate = &mut self.candidates[number as usize];
        candidate.previous = last;
        candidate.next = END;
    }
}

/// Calls `visit` with every reference that an object owns, as its type's `tp_traverse` does: the body's, its `__dict__`, and the class
/// when that is one that a `class` statement made.
pub fn traverse(heap: &Heap, object: Ref, visit: &mut dyn FnMut(Ref)) {
    let place = heap.get(object);
    visit_references(&place.body, visit);
    heap.slots_of_other(object).iter().copied().filter(|value| !value.is_null()).for_each(&mut *visit);
    if !place.attributes.is_null() {
        visit(place.attributes);
    }
    if heap.class(place.class).is_some_and(|class| class.heap) {
        visit(place.class);
    }
}

/// [`traverse`] as `gc.get_referents` shows it: the keys of a dict that has str keys alone are not visited.
pub fn referents(heap: &Heap, object: Ref, visit: &mut dyn FnMut(Ref)) {
    match heap.dict(object) {
        Some(dict) if dict.kind != KeyKind::General && heap.get(object).attributes.is_null() => {
            dict.live_entries().for_each(|entry| visit(entry.value));
        }
        _ => traverse(heap, object, visit),
    }
}

/// What the reference with this number, in the order of [`traverse`], is called: `[2]`, `.name`, `__class__`.
pub fn reference_name(machine: &Machine, object: Ref, number: u32) -> String {
    let place = machine.heap.get(object);
    let text = |reference: Ref| machine.text_of(reference).unwrap_or("?").to_owned();
    let mut own = 0;
    visit_references(&place.body, &mut |_| own += 1);
    let number = number as usize;
    if number >= own {
        let is_dict = number == own && !place.attributes.is_null();
        return if is_dict { "__dict__".to_owned() } else { "__class__".to_owned() };
    }
    match &place.body {
        // They are walked from their ends.
        Body::Tuple(_) | Body::List(_) => format!("[{}]", own - 1 - number),
        Body::Dict(dict) => {
            let entry = dict.live_entries().nth(number / 2);
            let key = entry.map_or_else(String::new, |entry| {
                machine.text_of(entry.key).map_or_else(|| "…".to_owned(), |text| format!("'{text}'"))
            });
            if number.is_multiple_of(2) { format!("key {key}") } else { format!("[{key}]") }
        }
        Body::Instance(instance) => {
            let class = machine.heap.class(place.class);
            let slots = instance.slots.iter().enumerate().filter(|(_, value)| !value.is_null());
            let slot_names = slots.map(|(slot, _)| class.and_then(|class| class.slots.get(slot)).copied());
            let inline = instance.inline.iter().enumerate().filter(|(_, value)| !value.is_null());
            let inline_names = inline.map(|(name, _)| class.and_then(|class| class.shared_names.get(name)).copied());
            let name = slot_names.chain(inline_names).nth(number).flatten();
            name.map_or_else(|| format!("reference {number}"), |name| format!(".{}", text(name)))
        }
        Body::Cell(_) => "cell contents".to_owned(),
        Body::Set(_) => "element".to_owned(),
        _ => format!("reference {number}"),
    }
}

impl Machine {
    /// `gc.collect(generation)`; gives the number of unreachable objects, 0 when a collection is under way.
    pub fn collect(&mut self, generation: usize) -> usize {
        if self.heap.collector.collecting {
            return 0;
        }
        self.collect_with_callbacks(generation.min(2), true)
    }

    /// The full collection at the interpreter's end (`_PyGC_CollectNoFail`), of which callbacks hear nothing.
    pub fn collect_finally(&mut self) -> usize {
        self.heap.collector.collecting = true;
        let result = self.collect_generation(2, true);
        self.heap.collector.collecting = false;
        result
    }

    /// `gc_collect_with_callback`.
    pub(super) fn collect_with_callbacks(&mut self, generation: usize, asked: bool) -> usize {
        self.heap.collector.collecting = true;
        self.call_collection_callbacks("start", generation, 0);
        let result = self.collect_generation(generation, asked);
        self.call_collection_callbacks("stop", generation, result);
        self.heap.collector.collecting = false;
        result
    }

    /// `gc_collect_main`.
    fn collect_generation(&mut self, generation: usize, asked: bool) -> usize {
        self.mark(MarkKind::Collection);
        let began = self.step;
        let collector = &mut self.heap.collector;
        if generation < 2 {
            collector.counts[generation + 1] += 1;
        }
        collector.counts[..=generation].fill(0);
        for younger in 0..generation {
            for object in self.heap.take_list(younger) {
                self.heap.append_to_list(generation, object);
            }
        }
        let candidates = self.heap.take_list(generation);
        let looked_at = candidates.len();
        let old = if generation < 2 { generation + 1 } else { 2 };

        self.heap.collector.collection = Some(Box::new(Collection::new(candidates, generation, asked, began)));
        self.deduce_unreachable();
        let survivors = self.settle(old);
        for object in &survivors {
            self.heap.untrack_atomic_tuple(*object);
        }
        let survived = survivors.iter().filter(|object| self.heap.is_tracked(**object)).count();
        if generation == 1 {
            self.heap.collector.long_lived_pending += survived as u64;
        } else if generation == 2 {
            if !self.version().tracks_every_dict() {
                for object in &survivors {
                    self.heap.untrack_atomic_dict(*object);
                }
            }
            self.heap.collector.long_lived_pending = 0;
            let total = survivors.iter().filter(|object| self.heap.is_tracked(**object)).count();
            self.heap.collector.long_lived_total = total as u64;
        }

        let found = self.unreachable_now().len();
        let result = if found == 0 { 0 } else { self.finalize_and_clear(old) };
        if generation == 2 {
            self.heap.clear_free_lists();
        }
        let ended = self.step;
        let collector = &mut self.heap.collector;
        let statistics = &mut collector.statistics[generation];
        statistics.collections += 1;
        statistics.collected += result as u64;
        statistics.candidates += looked_at as u64;
        collector.records.push(Record {
            generation: generation as u8,
            began,
            ended,
            candidates: looked_at as u32,
            unreachable: found as u32,
            survivors: looked_at.saturating_sub(found) as u32,
            asked,
        });
        collector.collection = None;
        result
    }

    fn unreachable_now(&self) -> Vec<Ref> {
        self.collection().map_or(Vec::new(), |collection| collection.unreachable.clone())
    }

    /// Changes the collection under way.
    fn act(&mut self, change: impl FnOnce(&mut Collection)) {
        if let Some(collection) = &mut self.heap.collector.collection {
            change(collection);
        }
    }

    /// The first three passes: afterwards the candidates stand in two lists.
    fn deduce_unreachable(&mut self) {
        let count = self.collection().map_or(0, |collection| collection.candidates.len());
        let small = count <= SMALL;
        self.copy_counts(count, small);
        self.subtract_references(count, small);
        self.move_unreachable(small);
        for number in 0..count {
            if let Some(candidate) = self.candidate(number) {
                let object = self.heap.get_mut(candidate.object);
                object.flags.in_collection = false;
                object.previous = Ref::NULL;
            }
        }
        self.act(|collection| {
            collection.current = Ref::NULL;
            collection.visiting = None;
        });
    }

    /// A stop on the way by lines at the beginning of a pass, in a collection that the program asked for and that can be
    /// drawn whole: so that a learner who steps by lines sees the passes.
    fn mark_pass(&mut self) {
        let drawable =
            self.collection().is_some_and(|collection| collection.asked && collection.candidates.len() <= DRAWABLE);
        if drawable {
            self.mark_line();
        }
    }

    fn candidate(&self, number: usize) -> Option<Candidate> {
        self.collection().and_then(|collection| collection.candidates.get(number)).copied()
    }

    /// While the passes run, a candidate's `previous` holds its number, as CPython keeps gc_refs there.
    fn candidate_number(heap: &Heap, reference: Ref) -> Option<usize> {
        let object = heap.get(reference);
        object.flags.in_collection.then_some(object.previous.index())
    }

    fn copy_counts(&mut self, count: usize, small: bool) {
        self.act(|collection| collection.pass = Pass::Copy);
        for number in 0..count {
            let Some(candidate) = self.candidate(number) else { break };
            let object = self.heap.get_mut(candidate.object);
            object.flags.in_collection = true;
            object.previous = Ref(number as u32);
            let refs = i64::from(object.references);
            self.act(|collection| {
                collection.current = candidate.object;
                collection.candidates[number].refs = refs;
                collection.candidates[number].copied = true;
            });
            if small {
                self.tick();
            }
        }
        if !small {
            self.tick();
        }
    }

    fn subtract_references(&mut self, count: usize, small: bool) {
        self.act(|collection| collection.pass = Pass::Subtract);
        self.mark_pass();
        for number in 0..count {
            let Some(candidate) = self.candidate(number) else { break };
            if small {
                self.subtract_slowly(candidate.object);
                continue;
            }
            let mut targets = smallvec::SmallVec::<[usize; 16]>::new();
            traverse(&self.heap, candidate.object, &mut |to| targets.extend(Self::candidate_number(&self.heap, to)));
            self.act(|collection| targets.into_iter().for_each(|target| collection.candidates[target].refs -= 1));
        }
        if !small {
            self.tick();
        }
    }

    fn subtract_slowly(&mut self, from: Ref) {
        let mut references = smallvec::SmallVec::<[Ref; 16]>::new();
        traverse(&self.heap, from, &mut |to| references.push(to));
        for (number, to) in (0u32..).zip(references) {
            let Some(target) = Self::candidate_number(&self.heap, to) else { continue };
            self.act(|collection| {
                collection.current = from;
                collection.visiting = Some(Visit { from, to, number });
                collection.candidates[target].refs -= 1;
            });
            self.tick();
        }
        self.act(|collection| collection.visiting = None);
    }

    fn move_unreachable(&mut self, small: bool) {
        self.act(|collection| collection.pass = Pass::Move);
        self.mark_pass();
        let mut at = self.collection().map_or(END, |collection| collection.lists[YOUNG].0);
        while let Some(candidate) = self.candidate(at as usize) {
            let number = at;
            self.act(|collection| collection.current = candidate.object);
            if candidate.refs != 0 {
                self.keep_reachable(candidate.object, small);
                self.act(|collection| collection.candidates[number as usize].standing = Standing::Reachable);
                // Read only now: what was walked may have put more at the end.
                at = self.candidate(number as usize).map_or(END, |candidate| candidate.next);
            } else {
                at = candidate.next;
                self.act(|collection| {
                    collection.unlink(YOUNG, number);
                    collection.link_last(ASIDE, number);
                    collection.candidates[number as usize].standing = Standing::Unreachable;
                });
            }
            if small {
                self.tick();
            }
        }
        if !small {
            self.tick();
        }
    }

    /// Everything that a reachable object refers to is reachable (`visit_reachable`).
    fn keep_reachable(&mut self, from: Ref, small: bool) {
        let mut references = smallvec::SmallVec::<[Ref; 16]>::new();
        traverse(&self.heap, from, &mut |to| references.push(to));
        for (number, to) in (0u32..).zip(references) {
            let Some(target) = Self::candidate_number(&self.heap, to) else { continue };
            let Some(candidate) = self.candidate(target) else { continue };
            if candidate.standing == Standing::Reachable {
                continue;
            }
            let moved = candidate.standing == Standing::Unreachable;
            self.act(|collection| {
                if moved {
                    collection.unlink(ASIDE, target as u32);
                    collection.link_last(YOUNG, target as u32);
                    collection.candidates[target].standing = Standing::Waiting;
                    collection.candidates[target].refs = 1;
                } else if candidate.refs == 0 {
                    collection.candidates[target].refs = 1;
                }
            });
            if small && (moved || candidate.refs == 0) {
                self.act(|collection| collection.visiting = Some(Visit { from, to, number }));
                self.tick();
            }
        }
        self.act(|collection| collection.visiting = None);
    }

    /// Puts the reachable into the old generation and the rest into the list of the unreachable; gives the reachable.
    fn settle(&mut self, old: usize) -> Vec<Ref> {
        let (mut reachable, mut unreachable) = (Vec::new(), Vec::new());
        if let Some(collection) = &mut self.heap.collector.collection {
            reachable.extend(collection.young().map(|candidate| candidate.object));
            unreachable.extend(collection.aside().map(|candidate| candidate.object));
            collection.unreachable = unreachable.clone();
        }
        for object in &reachable {
            let list = if self.heap.get(*object).references >= IMMORTAL { PERMANENT } else { old };
            self.heap.append_to_list(list, *object);
        }
        for object in &unreachable {
            self.heap.append_to_list(UNREACHABLE, *object);
        }
        reachable
    }

    /// The last two passes; gives the number of objects that die.
    fn finalize_and_clear(&mut self, old: usize) -> usize {
        self.act(|collection| collection.pass = Pass::Finalize);
        self.mark_pass();
        let unreachable = self.unreachable_now();
        let small = unreachable.len() <= SMALL;
        self.tick();
        self.clear_weak_references_to(&unreachable, |machine, weak| machine.is_in_list(weak, UNREACHABLE));
        let mut ran = false;
        for object in &unreachable {
            // A finaliser may have freed others; those are no longer in the list.
            if !self.is_in_list(*object, UNREACHABLE) || !self.needs_finalizer(*object) {
                continue;
            }
            ran = true;
            self.act(|collection| {
                collection.current = *object;
                collection.finalized.push(*object);
            });
            if small {
                self.tick();
            }
            self.keep(*object);
            self.run_finalizer(*object);
            self.release(*object);
        }
        let mut doomed: Vec<Ref> = self.heap.listed(UNREACHABLE).collect();
        if ran {
            doomed = self.without_resurrected(old);
        }
        self.clear_remaining_weak_references(&doomed);
        let result = doomed.len();
        self.act(|collection| {
            collection.pass = Pass::Clear;
            collection.result = result;
            collection.current = Ref::NULL;
        });
        self.mark_pass();
        for object in doomed {
            if !self.is_in_list(object, UNREACHABLE) {
                continue;
            }
            self.act(|collection| {
                collection.current = object;
                collection.cleared.push(object);
            });
            if small {
                self.tick();
            }
            self.keep(object);
            self.clear_references(object);
            self.release(object);
            if self.is_in_list(object, UNREACHABLE) {
                // It is held by what has not been cleared yet, and dies later.
                self.heap.untrack(object);
                self.heap.append_to_list(old, object);
            }
        }
        self.tick();
        result
    }

    fn is_in_list(&self, object: Ref, list: usize) -> bool {
        let place = self.heap.get(object);
        self.heap.is_alive(object) && !place.next.is_null() && usize::from(place.flags.generation) == list
    }

    fn needs_finalizer(&self, object: Ref) -> bool {
        let place = self.heap.get(object);
        !place.flags.finalized
            && (self.generator_needs_finalizer(object)
                || self.heap.class(place.class).is_some_and(|class| class.special.del))
    }

    /// Looks at the unreachable once more after finalisers ran: what one of them brought back goes to the old generation, with all
    /// that it refers to (`handle_resurrected_objects`). Gives what is still unreachable.
    fn without_resurrected(&mut self, old: usize) -> Vec<Ref> {
        let candidates = self.heap.take_list(UNREACHABLE);
        let Some(collection) = &mut self.heap.collector.collection else { return candidates };
        let first = std::mem::take(&mut collection.candidates);
        let lists = collection.lists;
        let again = Collection::new(candidates, collection.generation, collection.asked, collection.began);
        collection.candidates = again.candidates;
        collection.lists = again.lists;
        // No steps here: the picture stays at the finalisers while the same three passes run on the garbage alone.
        let count = self.collection().map_or(0, |collection| collection.candidates.len());
        self.requiet(count);
        let (mut back, mut still) = (Vec::new(), Vec::new());
        if let Some(collection) = &mut self.heap.collector.collection {
            back.extend(collection.young().map(|candidate| candidate.object));
            still.extend(collection.aside().map(|candidate| candidate.object));
            collection.candidates = first;
            collection.lists = lists;
            collection.resurrected = back.clone();
            collection.unreachable = still.clone();
        }
        for object in back {
            self.heap.append_to_list(old, object);
        }
        for object in &still {
            self.heap.append_to_list(UNREACHABLE, *object);
        }
        still
    }

    /// The first three passes without steps of their own.
    fn requiet(&mut self, count: usize) {
        let steps = (self.step, std::mem::replace(&mut self.capture_at, u64::MAX));
        self.copy_counts(count, false);
        self.subtract_references(count, false);
        self.move_unreachable(false);
        (self.step, self.capture_at) = steps;
        for number in 0..count {
            if let Some(candidate) = self.candidate(number) {
                let object = self.heap.get_mut(candidate.object);
                object.flags.in_collection = false;
                object.previous = Ref::NULL;
            }
        }
        self.act(|collection| {
            collection.pass = Pass::Finalize;
            collection.visiting = None;
            collection.current = Ref::NULL;
        });
    }

    /// `tp_clear`: lets go of what may close a cycle. Types without one (tuple, method, iterators …) keep what they hold until
    /// it dies.
    fn clear_references(&mut self, object: Ref) {
        let mut dropped: Vec<Ref> = self.heap.take_slots_of_other(object);
        dropped.retain(|value| !value.is_null());
        if !dropped.is_empty() {
            self.release_all(std::mem::take(&mut dropped));
        }
        let mut take = |place: &mut Ref| dropped.push(std::mem::take(place));
        match &mut self.heap.get_mut(object).body {
            Body::List(_) => return self.list_clear(object),
            Body::Dict(table) => {
                take(&mut table.extra);
                self.dict_clear(object);
            }
            Body::Set(_) => return self.set_clear(object),
            Body::Instance(instance) => {
                instance.slots.iter_mut().for_each(&mut take);
                instance.order.clear();
                instance.inline.iter_mut().for_each(&mut take);
            }
            Body::Cell(content) => take(content),
            Body::Function(function) => {
                for place in [
                    &mut function.module,
                    &mut function.defaults,
                    &mut function.keyword_defaults,
                    &mut function.doc,
                    &mut function.closure,
                    &mut function.annotations,
                    &mut function.annotate,
                ] {
                    take(place);
                }
            }
            Body::Property(property) => {
                for place in [&mut property.get, &mut property.set, &mut property.delete, &mut property.doc] {
                    take(place);
                }
            }
            Body::StaticMethod(inner) | Body::ClassMethod(inner) => take(inner),
            Body::Exception(exception) => {
                for place in [
                    &mut exception.args,
                    &mut exception.traceback,
                    &mut exception.cause,
                    &mut exception.context,
                    &mut exception.name,
                    &mut exception.object,
                    &mut exception.value,
                ] {
                    take(place);
                }
                exception.fields.iter_mut().for_each(&mut take);
            }
            Body::Traceback(traceback) => {
                take(&mut traceback.next);
                take(&mut traceback.frame);
            }
            Body::Frame(frame) => frame.locals.iter_mut().for_each(&mut take),
            Body::Extension(state) => state.clear().iter_mut().for_each(&mut take),
            Body::Class(class) => {
                let dict = class.dict;
                take(&mut class.mro_tuple);
                self.dict_clear(dict);
            }
            Body::Weak(weak) => {
                take(&mut weak.callback);
                self.unlink_weak(object);
            }
            _ => return,
        }
        for reference in dropped {
            self.release(reference);
        }
        let attributes = self.heap.get(object).attributes;
        if !attributes.is_null() {
            self.heap.get_mut(object).attributes = Ref::NULL;
            self.release(attributes);
        }
    }
}
