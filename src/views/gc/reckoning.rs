//! Which references a collection has taken off, and how far its passes are: read from the machine, drawn by others.

use std::collections::{HashMap, HashSet};

use super::super::heap::change::{Arrow, ArrowState, Picture};
use super::super::heap::draw::{Head, Marks};
use super::super::heap::story::{Origin, Story};
use super::Lives;
use crate::python::Machine;
use crate::python::memory::collection::{Candidate, Collection, Pass, Standing, reference_name, traverse};
use crate::python::object::Ref;

/// A collection's candidates by object, and the lives that the picture has for them.
pub struct Reckoning<'a> {
    pub story: &'a Story,
    pub machine: &'a Machine,
    pub collection: &'a Collection,
    pub picture: &'a Picture,
    numbers: HashMap<Ref, usize>,
    lives: HashMap<Ref, usize>,
}

/// Lives that a collection's picture shows: its candidates, and what refers to one of them.
pub fn concerned(story: &Story, machine: &Machine, picture: &Picture) -> Lives {
    let Some(collection) = machine.heap.collector.collection.as_deref() else { return Lives::new() };
    let candidates: HashSet<Ref> = collection.candidates.iter().map(|candidate| candidate.object).collect();
    let slot = |life: usize| story.lives.get(life).map_or(Ref::NULL, |life| life.slot);
    let inside = |life: usize| candidates.contains(&slot(life));
    let mut lives: Lives = picture.cards.iter().map(|card| card.life).filter(|life| inside(*life)).collect();
    for arrow in picture.arrows.iter().filter(|arrow| inside(arrow.to)) {
        if let Origin::Row { life, .. } = arrow.from {
            lives.insert(life);
        }
    }
    lives
}

impl<'a> Reckoning<'a> {
    pub fn new(story: &'a Story, machine: &'a Machine, collection: &'a Collection, picture: &'a Picture) -> Self {
        let numbers = collection.candidates.iter().enumerate().map(|(number, each)| (each.object, number)).collect();
        let slot = |life: usize| story.lives.get(life).map_or(Ref::NULL, |life| life.slot);
        let has_place = |life: &usize| story.only.as_ref().is_none_or(|only| only.contains(life));
        let lives =
            picture.cards.iter().map(|card| card.life).filter(has_place).map(|life| (slot(life), life)).collect();
        Self { story, machine, collection, picture, numbers, lives }
    }

    pub fn candidate(&self, object: Ref) -> Option<&Candidate> {
        self.numbers.get(&object).and_then(|number| self.collection.candidates.get(*number))
    }

    /// The life that the picture shows for an object.
    pub fn life(&self, object: Ref) -> Option<usize> {
        self.lives.get(&object).copied()
    }

    /// What an object is called: the name that it was first bound to, else its kind.
    pub fn name(&self, object: Ref) -> String {
        match self.life(object).and_then(|life| self.story.lives.get(life)) {
            Some(life) => life.name.clone().unwrap_or_else(|| life.kind.clone()),
            None if object == self.machine.main => "the module's dict".to_owned(),
            None => {
                let class = self.machine.heap.class_of(object);
                let kind = super::super::value::class_name(self.machine, class);
                format!("a {kind} of the interpreter")
            }
        }
    }

    /// Heads, ports and outlines for the heap picture.
    pub fn marks(&self) -> Marks {
        let mut marks = Marks { taken: self.taken(), followed: self.followed(), ..Marks::default() };
        for (object, life) in &self.lives {
            let Some(candidate) = self.candidate(*object) else { continue };
            let is_hit = self.collection.visiting.is_some_and(|visit| visit.to == *object);
            let copied = self.collection.pass == Pass::Copy && self.collection.current == *object;
            // Once the third pass is over the field is the list's pointer again.
            let shows = candidate.copied && self.collection.pass <= Pass::Move;
            let left = if shows { candidate.refs.to_string() } else { String::new() };
            marks.heads.insert(*life, Head { left, touched: is_hit || copied });
            if self.collection.current == *object {
                marks.touched.push(*life);
            }
            if self.collection.pass == Pass::Move && candidate.standing == Standing::Unreachable {
                marks.apart.push(*life);
            }
        }
        let outside = if self.numbers.contains_key(&self.machine.main) { "NAMES" } else { "OUTSIDE" };
        let inside = format!("INSIDE: GENERATION {}", self.collection.generation);
        marks.headings = Some([outside.to_owned(), inside]);
        marks
    }

    /// The object whose reference an arrow is.
    fn source(&self, from: &Origin) -> Ref {
        match from {
            Origin::Name { depth: 0, .. } => self.machine.main,
            Origin::Name { .. } => Ref::NULL,
            Origin::Row { life, .. } => self.story.lives.get(*life).map_or(Ref::NULL, |life| life.slot),
        }
    }

    fn target(&self, arrow: &Arrow) -> Ref {
        self.story.lives.get(arrow.to).map_or(Ref::NULL, |life| life.slot)
    }

    /// References from a candidate to a candidate that the second pass has come to, less those that the third gave back.
    fn taken(&self) -> HashSet<(Origin, usize)> {
        let mut taken = HashSet::new();
        if self.collection.pass < Pass::Subtract {
            return taken;
        }
        let arrows = || self.picture.arrows.iter().filter(|arrow| arrow.state != ArrowState::Lost);
        let current = self.numbers.get(&self.collection.current).copied();
        let seen = self.names_seen();
        for arrow in arrows() {
            let from = self.source(&arrow.from);
            let (Some(number), true) = (self.numbers.get(&from), self.numbers.contains_key(&self.target(arrow))) else {
                continue;
            };
            let is_past = self.collection.pass > Pass::Subtract || current.is_some_and(|current| *number < current);
            if is_past || (Some(*number) == current && seen.iter().any(|name| is_row(&arrow.from, name))) {
                taken.insert((arrow.from.clone(), arrow.to));
            }
        }
        if self.collection.pass == Pass::Move {
            self.give_back(&mut taken);
        }
        taken
    }

    /// What the third pass reaches gets one reference back: that by which it was reached.
    fn give_back(&self, taken: &mut HashSet<(Origin, usize)>) {
        for (object, life) in &self.lives {
            let Some(candidate) = self.candidate(*object) else { continue };
            let to_it =
                || self.picture.arrows.iter().filter(|arrow| arrow.to == *life && arrow.state != ArrowState::Lost);
            let drawn = to_it().filter(|arrow| !taken.contains(&(arrow.from.clone(), arrow.to))).count();
            let stubs =
                self.picture.cards.iter().find(|card| card.life == *life).map_or(0, |card| self.picture.stubs(card));
            if candidate.refs <= drawn as i64 + i64::from(stubs) {
                continue;
            }
            let reached = |arrow: &&Arrow| {
                let from = self.source(&arrow.from);
                let standing = self.candidate(from).map(|candidate| candidate.standing);
                standing == Some(Standing::Reachable) || from == self.collection.current
            };
            if let Some(arrow) = to_it().find(reached) {
                taken.remove(&(arrow.from.clone(), arrow.to));
            }
        }
    }

    /// References of the current object that were visited already.
    fn names_seen(&self) -> Vec<String> {
        let Some(visit) = self.collection.visiting else { return Vec::new() };
        (0..=visit.number).map(|number| reference_name(self.machine, visit.from, number)).collect()
    }

    fn followed(&self) -> Option<(Origin, usize)> {
        let visit = self.collection.visiting?;
        let name = reference_name(self.machine, visit.from, visit.number);
        let life = self.life(visit.to)?;
        let arrow =
            self.picture.arrows.iter().find(|arrow| {
                arrow.to == life && self.source(&arrow.from) == visit.from && is_row(&arrow.from, &name)
            })?;
        Some((arrow.from.clone(), arrow.to))
    }

    /// How far each pass is, 0 to 1.
    pub fn progress(&self) -> [f32; 5] {
        let collection = self.collection;
        let all = collection.candidates.len();
        let count = |is: &dyn Fn(&Candidate) -> bool| collection.candidates.iter().filter(|each| is(each)).count();
        let gone = collection.unreachable.len();
        let done = match collection.pass {
            Pass::Copy => share(count(&|each| each.copied), all),
            Pass::Subtract => {
                let (done, of) = self.references();
                share(done, of)
            }
            Pass::Move => share(count(&|each| each.standing != Standing::Waiting), all),
            Pass::Finalize => share(collection.finalized.len(), gone.max(1)),
            Pass::Clear => share(collection.cleared.len(), gone),
        };
        let now = usize::from(collection.pass.number()) - 1;
        std::array::from_fn(|pass| match pass.cmp(&now) {
            std::cmp::Ordering::Less => 1.0,
            std::cmp::Ordering::Equal => done,
            std::cmp::Ordering::Greater => 0.0,
        })
    }

    /// References from inside that were subtracted, of all of them.
    pub fn references(&self) -> (usize, usize) {
        let current = self.numbers.get(&self.collection.current).copied().unwrap_or(0);
        let (mut done, mut all) = (0, 0);
        for (number, candidate) in self.collection.candidates.iter().enumerate() {
            let mut nth = 0;
            traverse(&self.machine.heap, candidate.object, &mut |to| {
                if self.numbers.contains_key(&to) {
                    all += 1;
                    let seen = self.collection.visiting.is_some_and(|visit| nth <= visit.number);
                    done += usize::from(number < current || (number == current && seen));
                }
                nth += 1;
            });
        }
        (done, all)
    }
}

fn share(done: usize, all: usize) -> f32 {
    if all == 0 { 1.0 } else { done as f32 / all as f32 }
}

/// Whether a reference's name (`.next`, `[2]`, `['tea']`) is that of an arrow's row.
fn is_row(from: &Origin, name: &str) -> bool {
    match from {
        Origin::Name { name: row, .. } => name == format!("['{row}']"),
        Origin::Row { row, .. } => name == row || name == format!("[{row}]"),
    }
}
