//! What one line did: counts up and down, arrows won and lost, objects made and freed; and the sentence for it.

use std::collections::{BTreeMap, HashSet};

use crate::python::Machine;
use crate::python::object::Ref;

use super::graph::{Card, Graph, Names, Row};
use super::story::{Origin, Story};

/// One step's picture before it has places: what is there, and what the line before did to it.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    pub frames: Vec<ShownFrame>,
    pub cards: Vec<ShownCard>,
    pub arrows: Vec<Arrow>,
    /// Names of the module that were bound and are not any more.
    pub deleted: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct ShownFrame {
    pub names: Names,
    /// Whether its call has ended; it is shown once more, with what it let go.
    pub gone: bool,
}

#[derive(Clone, Debug)]
pub struct ShownCard {
    pub life: usize,
    pub card: Card,
    /// How the count changed.
    pub change: i64,
    pub is_new: bool,
    /// Whether it was freed; its card is the last one that it had.
    pub freed: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Arrow {
    pub from: Origin,
    /// Its row in its frame or card.
    pub row: usize,
    pub to: usize,
    pub state: ArrowState,
    pub lent: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArrowState {
    Old,
    New,
    Lost,
}

impl Picture {
    /// What `machine` holds after `step` steps; `before` is the machine and step of the line mark before.
    pub fn of(story: &Story, machine: &Machine, step: u64, before: Option<(&Machine, u64)>) -> Self {
        let now = Moment { story, graph: story.graph_at(machine, step), step };
        let before = before.map(|(machine, step)| Moment { story, graph: story.graph_at(machine, step), step });
        let mut picture = Self::default();
        picture.show_frames(&now, before.as_ref());
        picture.show_cards(&now, before.as_ref(), machine);
        picture.show_arrows(&now, before.as_ref());
        picture.deleted = now.deleted();
        picture
    }

    fn show_frames(&mut self, now: &Moment, before: Option<&Moment>) {
        for names in &now.graph.frames {
            self.frames.push(ShownFrame { names: names.clone(), gone: false });
        }
        let gone = before.map(|before| before.graph.frames.iter().skip(now.graph.frames.len())).into_iter().flatten();
        self.frames.extend(gone.map(|names| ShownFrame { names: names.clone(), gone: true }));
    }

    fn show_cards(&mut self, now: &Moment, before: Option<&Moment>, machine: &Machine) {
        let old: BTreeMap<usize, (Ref, &Card)> = before
            .map(|before| before.lives().map(|(slot, life, card)| (life, (slot, card))).collect())
            .unwrap_or_default();
        let mut present = HashSet::new();
        for (_, life, card) in now.lives() {
            present.insert(life);
            let counts = old.get(&life).and_then(|(_, old)| Some((old.count?, card.count?)));
            let change = counts.map_or(0, |(old, new)| i64::from(new) - i64::from(old));
            let is_new = before.is_some() && !old.contains_key(&life);
            self.cards.push(ShownCard { life, card: card.clone(), change, is_new, freed: false });
        }
        for (life, (slot, card)) in old {
            let now_there = machine.heap.is_alive(slot).then(|| machine.heap.get(slot));
            let lives_on = now_there.is_some_and(|it| it.class == card.class && it.address == card.address);
            if !present.contains(&life) && !lives_on {
                let change = -i64::from(card.count.unwrap_or(0));
                let card = Card { count: Some(0), reachable: false, ..card.clone() };
                self.cards.push(ShownCard { life, card, change, is_new: false, freed: true });
            }
        }
        self.cards.sort_by_key(|card| card.life);
    }

    fn show_arrows(&mut self, now: &Moment, before: Option<&Moment>) {
        let drawn: HashSet<usize> = self.cards.iter().map(|card| card.life).collect();
        let old = before.map(Moment::arrows).unwrap_or_default();
        let known: HashSet<(&Origin, usize)> = old.iter().map(|arrow| (&arrow.from, arrow.to)).collect();
        let mut arrows = now.arrows();
        let kept: HashSet<(Origin, usize)> = arrows.iter().map(|arrow| (arrow.from.clone(), arrow.to)).collect();
        for arrow in &mut arrows {
            if before.is_some() && !known.contains(&(&arrow.from, arrow.to)) {
                arrow.state = ArrowState::New;
            }
        }
        let lost = old.iter().filter(|arrow| !kept.contains(&(arrow.from.clone(), arrow.to))).filter(|arrow| {
            let from = match &arrow.from {
                Origin::Name { .. } => true,
                Origin::Row { life, .. } => drawn.contains(life),
            };
            from && drawn.contains(&arrow.to)
        });
        arrows.extend(lost.map(|arrow| Arrow { state: ArrowState::Lost, ..arrow.clone() }));
        self.arrows = arrows;
    }

    /// References to the card's object that no arrow shows.
    pub fn stubs(&self, card: &ShownCard) -> u32 {
        let drawn = |arrow: &&Arrow| arrow.to == card.life && arrow.state != ArrowState::Lost && !arrow.lent;
        let arrows = self.arrows.iter().filter(drawn).count();
        card.card.count.unwrap_or(0).saturating_sub(u32::try_from(arrows).unwrap_or(u32::MAX))
    }
}

/// A graph with the lives of its objects.
struct Moment<'a> {
    story: &'a Story,
    graph: Graph,
    step: u64,
}

impl Moment<'_> {
    fn lives(&self) -> impl Iterator<Item = (Ref, usize, &Card)> {
        let life = |(slot, card): (&Ref, _)| Some((*slot, self.story.life(*slot, card, self.step)?, card));
        self.graph.objects.iter().filter_map(life)
    }

    fn arrows(&self) -> Vec<Arrow> {
        let lives: BTreeMap<Ref, usize> = self.lives().map(|(slot, life, _)| (slot, life)).collect();
        let mut arrows = Vec::new();
        let mut add = |from: Origin, row: usize, held: &Row| {
            if let super::graph::Held::Object { to, lent } = held.held
                && let Some(to) = lives.get(&to).copied()
            {
                arrows.push(Arrow { from, row, to, state: ArrowState::Old, lent });
            }
        };
        for frame in &self.graph.frames {
            for (at, row) in frame.rows.iter().enumerate() {
                let (depth, title, name) = (frame.depth, frame.title.clone(), row.id.clone());
                add(Origin::Name { depth, title, name }, at, row);
            }
        }
        for (_, life, card) in self.lives() {
            for (at, row) in card.rows.iter().enumerate() {
                add(Origin::Row { life, row: row.id.clone() }, at, row);
            }
        }
        arrows
    }

    fn deleted(&self) -> Vec<String> {
        let Some(names) = self.story.frames.first().and_then(|place| place.names.get("module")) else {
            return Vec::new();
        };
        let bound: HashSet<&str> = self
            .graph
            .frames
            .first()
            .map(|frame| frame.rows.iter().map(|row| row.label.as_str()).collect())
            .unwrap_or_default();
        let was_bound =
            names.iter().filter(|name| self.story.moments.get(name.first).is_some_and(|first| *first <= self.step));
        was_bound.filter(|name| !bound.contains(name.text.as_str())).map(|name| name.text.clone()).collect()
    }
}
