//! What a whole run will show: every object, when it lives, where its references come from, and the names as they are bound.
//!
//! This is the foresight by which places are given, so that nothing moves from step to step.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::python::object::Ref;
use crate::python::{Machine, Recording};
use crate::scene::text::measure;
use crate::scene::theme::type_size;
use crate::scene::{Face, Ink, TextStyle};

use super::graph::{Card, Graph, Held, Lens, Row};

/// A run, looked through once.
#[derive(Clone, Debug, Default)]
pub struct Story {
    pub lens: Lens,
    /// Every object, in order of birth.
    pub lives: Vec<Life>,
    /// Lives by place in the heap, since places are used again.
    by_slot: HashMap<Ref, Vec<usize>>,
    /// Frames by how many lie outside of them.
    pub frames: Vec<FramePlace>,
    /// References that are drawn at one time or another.
    pub links: Vec<Link>,
    /// Steps that were looked at, in order.
    pub moments: Vec<u64>,
    /// Lives that places are given to; all of them when `None`.
    pub only: Option<HashSet<usize>>,
    /// Lives that no moment sees: what lay on the evaluation stack between two of them, its `first` moment being the one
    /// after and its `last` the one before.
    pub passing: HashSet<usize>,
    /// Whether the program asks for identity, so that addresses are part of the lesson.
    pub shows_addresses: bool,
}

/// One object's life.
#[derive(Clone, Debug)]
pub struct Life {
    pub slot: Ref,
    pub class: Ref,
    pub kind: String,
    pub address: u64,
    /// Among the moments: the first and last one that saw it.
    pub first: usize,
    pub last: usize,
    /// The name that it was first bound to.
    pub name: Option<String>,
    pub focused: bool,
    /// Whether the collector can look at it.
    pub collectable: bool,
    /// Counts at the moments from `first` on.
    pub counts: Vec<u32>,
    /// The collector's list at these moments.
    pub generations: Vec<Option<u8>>,
    pub most_rows: usize,
    /// Widths of its widest label and value, at the plain size of values.
    pub label_width: f32,
    pub value_width: f32,
    pub kind_width: f32,
}

/// All frames that stand at one depth.
#[derive(Clone, Debug, Default)]
pub struct FramePlace {
    /// By title, the names in order of binding.
    pub names: BTreeMap<String, Vec<Name>>,
    /// Widths of the widest name and value.
    pub name_width: f32,
    pub value_width: f32,
    pub title_width: f32,
}

/// A name of a frame.
#[derive(Clone, Debug)]
pub struct Name {
    pub text: String,
    /// Whether it never holds anything but what is folded to a word.
    pub folded: bool,
    pub focused: bool,
    /// The moment that first saw it bound.
    pub first: usize,
}

/// Where a reference starts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Origin {
    Name { depth: usize, title: String, name: String },
    Row { life: usize, row: String },
}

/// A reference that is drawn at some time.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    pub from: Origin,
    /// Its row in its frame or card when it was first seen, from the top.
    pub row: usize,
    /// The life that it leads to.
    pub to: usize,
    /// Among the moments: the first and last one that saw it.
    pub first: usize,
    pub last: usize,
}

/// Lines of a run that are looked at; of a longer one every so many.
const MOST_MOMENTS: usize = 600;
/// Steps of a run that is looked at step by step, for what passes within its lines.
const MOST_STEPS_LOOKED_AT: u64 = 3_000;
const MOST_PASSING: usize = 60;
pub const LABEL: TextStyle = TextStyle::new(Face::Mono, type_size::VALUE, Ink::Touch);
pub const KIND: TextStyle = TextStyle::new(Face::SansMedium, type_size::VALUE, Ink::Muted);

impl Story {
    /// Looks through the run.
    pub fn of(recording: &Recording, focus: &[String]) -> Self {
        let mut steps: Vec<u64> = recording.lines().iter().map(|mark| mark.step).collect();
        let every = steps.len().div_ceil(MOST_MOMENTS).max(1);
        steps = steps.into_iter().step_by(every).collect();
        steps.push(recording.steps());
        steps.dedup();
        let machines: Vec<Machine> = steps.iter().map(|step| recording.machine_at(*step)).collect();
        let mut lens = Lens { constants: machines.first().map(Lens::constants).unwrap_or_default(), ..Lens::default() };
        let mut before = 0;
        for machine in &machines {
            lens.focus_on(machine, focus, before);
            before = machine.step;
        }
        let code = || recording.source().lines().filter_map(|line| line.split('#').next());
        let shows_addresses = code().any(|code| code.contains(" is ") || code.contains("id("));
        let mut story = Story { lens, moments: steps, shows_addresses, ..Story::default() };
        let mut gathering = Gathering { story: &mut story, focus, current: HashMap::new(), seen: HashMap::new() };
        machines.iter().enumerate().for_each(|(moment, machine)| gathering.add(moment, machine));
        story
    }

    /// Adds what lives only within a line, on the evaluation stack. Looks at every step of the run, so that of a long run
    /// there is none.
    pub fn add_passing(&mut self, recording: &Recording) {
        if recording.steps() > MOST_STEPS_LOOKED_AT {
            return;
        }
        for step in 0..recording.steps() {
            let (before, after) = self.around(step);
            if before == after {
                continue;
            }
            let machine = recording.machine_at(step);
            let passing = Graph::on_the_stack(&machine, &self.lens);
            if passing.is_empty() {
                continue;
            }
            let graph = Graph::of(&machine, &self.lens, passing.iter().copied());
            for (slot, card) in &graph.objects {
                let known = self.life(*slot, card, step);
                if known.is_none() && (!passing.contains(slot) || self.passing.len() >= MOST_PASSING) {
                    continue;
                }
                // What the next moment sees is no passing thing; it has its place.
                let number = known.unwrap_or_else(|| {
                    let number = self.lives.len();
                    self.passing.insert(number);
                    self.by_slot.entry(*slot).or_default().push(number);
                    self.lives.push(Life::new(*slot, card, after, before));
                    number
                });
                if self.passing.contains(&number)
                    && let Some(life) = self.lives.get_mut(number)
                {
                    life.widen(card);
                }
            }
        }
    }

    /// The same run with places for these lives alone, and for names that lead to them now or are of the focus.
    pub fn only(&self, lives: HashSet<usize>, picture: &super::change::Picture) -> Self {
        let mut story = self.clone();
        story.links.retain(|link| {
            let from = match &link.from {
                Origin::Row { life, .. } => lives.contains(life),
                Origin::Name { .. } => true,
            };
            let now = || picture.arrows.iter().any(|arrow| arrow.from == link.from && arrow.to == link.to);
            from && lives.contains(&link.to) && now()
        });
        let links = &story.links;
        for (at, place) in story.frames.iter_mut().enumerate() {
            for (of, names) in &mut place.names {
                let leads = |text: &str| {
                    links.iter().any(|link| {
                        matches!(&link.from, Origin::Name { depth, title, name } if *depth == at && title == of && name == text)
                    })
                };
                names.retain(|name| {
                    leads(&name.text) || (at == 0 && name.focused && picture.deleted.contains(&name.text))
                });
            }
            place.names.retain(|_, names| !names.is_empty());
        }
        while story.frames.len() > 1 && story.frames.last().is_some_and(|place| place.names.is_empty()) {
            story.frames.pop();
        }
        story.only = Some(lives);
        story
    }

    /// What the machine holds after `step` steps.
    pub fn graph_at(&self, machine: &Machine, step: u64) -> Graph {
        let (before, after) = self.around(step);
        let known = self.lives.iter().filter(|life| life.first <= after && life.last >= before);
        let alive = known.filter(|life| {
            let object = machine.heap.is_alive(life.slot).then(|| machine.heap.get(life.slot));
            object.is_some_and(|object| object.class == life.class && object.address == life.address)
        });
        Graph::of(machine, &self.lens, alive.map(|life| life.slot))
    }

    /// The life of the object that is in the place after `step` steps.
    pub fn life(&self, slot: Ref, card: &Card, step: u64) -> Option<usize> {
        let (before, after) = self.around(step);
        let lives = self.by_slot.get(&slot)?.iter().copied();
        let same = |life: &Life| life.class == card.class && life.address == card.address;
        let mut found = None;
        for number in lives {
            let life = self.lives.get(number)?;
            if same(life) && life.first <= after && life.last >= before {
                let present = life.first <= before;
                found = found.filter(|_| !present).or(Some(number));
            }
        }
        found
    }

    /// The moments at or before, and after, a step.
    pub fn around(&self, step: u64) -> (usize, usize) {
        let before = self.moments.partition_point(|moment| *moment <= step).saturating_sub(1);
        let exact = self.moments.get(before) == Some(&step);
        (before, if exact { before } else { before + 1 })
    }

    /// The name in the order of its frame's names.
    pub fn row_of_name(&self, depth: usize, title: &str, name: &str) -> Option<usize> {
        self.frames.get(depth)?.names.get(title)?.iter().position(|known| known.text == name)
    }
}

impl Life {
    fn new(slot: Ref, card: &Card, first: usize, last: usize) -> Self {
        Self {
            slot,
            class: card.class,
            kind: card.kind.clone(),
            address: card.address,
            first,
            last,
            name: None,
            focused: false,
            collectable: card.collectable,
            counts: Vec::new(),
            generations: Vec::new(),
            most_rows: 0,
            label_width: 0.0,
            value_width: 0.0,
            kind_width: measure(&card.kind, KIND),
        }
    }

    /// Makes room for a card that the object has at one time.
    fn widen(&mut self, card: &Card) {
        self.most_rows = self.most_rows.max(card.rows.len());
        for row in &card.rows {
            self.label_width = self.label_width.max(measure(&row.label, LABEL));
            self.value_width = self.value_width.max(width_of(&row.held));
        }
    }
}

impl FramePlace {
    /// Names of the frame at this depth that has most.
    pub fn most_names(&self) -> usize {
        self.names.values().map(Vec::len).max().unwrap_or(0)
    }
}

/// A story while it is gathered.
struct Gathering<'a> {
    story: &'a mut Story,
    focus: &'a [String],
    current: HashMap<Ref, usize>,
    seen: HashMap<(Origin, usize), usize>,
}

impl Gathering<'_> {
    fn add(&mut self, moment: usize, machine: &Machine) {
        let lives = &self.story.lives;
        self.current.retain(|slot, life| {
            let life = lives.get(*life);
            let object = machine.heap.is_alive(*slot).then(|| machine.heap.get(*slot));
            let same = |life: &Life| object.is_some_and(|it| it.class == life.class && it.address == life.address);
            life.is_some_and(same)
        });
        let graph = Graph::of(machine, &self.story.lens, self.current.keys().copied());
        // Objects in the order in which the names lead to them, so that the order of birth is that of the program.
        let mut order: Vec<Ref> = graph.frames.iter().flat_map(|frame| &frame.rows).filter_map(Row::target).collect();
        order.extend(graph.objects.keys());
        for slot in order {
            if let Some(card) = graph.objects.get(&slot) {
                self.meet(moment, slot, card);
            }
        }
        self.names(moment, &graph);
        self.links(moment, &graph);
    }

    fn meet(&mut self, moment: usize, slot: Ref, card: &Card) {
        let number = *self.current.entry(slot).or_insert_with(|| {
            let number = self.story.lives.len();
            self.story.by_slot.entry(slot).or_default().push(number);
            self.story.lives.push(Life::new(slot, card, moment, moment));
            number
        });
        let Some(life) = self.story.lives.get_mut(number) else { return };
        if life.counts.len() > moment - life.first {
            return;
        }
        life.last = moment;
        life.counts.push(card.count.unwrap_or(0));
        life.generations.push(card.generation);
        life.widen(card);
    }

    fn names(&mut self, moment: usize, graph: &Graph) {
        for frame in &graph.frames {
            if self.story.frames.len() <= frame.depth {
                self.story.frames.resize(frame.depth + 1, FramePlace::default());
            }
            let Some(place) = self.story.frames.get_mut(frame.depth) else { continue };
            place.title_width = place.title_width.max(measure(&frame.title, KIND));
            let names = place.names.entry(frame.title.clone()).or_default();
            for row in &frame.rows {
                let is_word = matches!(row.held, Held::Word(_));
                match names.iter_mut().find(|name| name.text == row.label) {
                    Some(name) => name.folded &= is_word,
                    None => {
                        let focused = self.focus.contains(&row.label);
                        names.push(Name { text: row.label.clone(), folded: is_word, focused, first: moment });
                    }
                }
                place.name_width = place.name_width.max(measure(&row.label, LABEL));
                place.value_width = place.value_width.max(width_of(&row.held));
                let life = row.target().and_then(|slot| self.current.get(&slot));
                if let Some(life) = life.and_then(|life| self.story.lives.get_mut(*life)) {
                    life.focused |= self.focus.is_empty() || self.focus.contains(&row.label);
                    if life.name.is_none() && row.label != "self" {
                        life.name = Some(row.label.clone());
                    }
                }
            }
        }
    }

    fn links(&mut self, moment: usize, graph: &Graph) {
        let mut links = Vec::new();
        for frame in &graph.frames {
            for (at, row) in frame.rows.iter().enumerate() {
                let (depth, title, name) = (frame.depth, frame.title.clone(), row.id.clone());
                links.push((Origin::Name { depth, title, name }, at, row.target()));
            }
        }
        for (slot, card) in &graph.objects {
            let Some(life) = self.current.get(slot).copied() else { continue };
            let rows = card.rows.iter().enumerate();
            links.extend(rows.map(|(at, row)| (Origin::Row { life, row: row.id.clone() }, at, row.target())));
        }
        for (from, row, to) in links {
            let Some(to) = to.and_then(|slot| self.current.get(&slot)).copied() else { continue };
            let links = &mut self.story.links;
            let at = *self.seen.entry((from.clone(), to)).or_insert_with(|| {
                links.push(Link { from, row, to, first: moment, last: moment });
                links.len() - 1
            });
            if let Some(link) = links.get_mut(at) {
                link.last = moment;
            }
        }
    }
}

fn width_of(held: &Held) -> f32 {
    match held {
        Held::Value(text) => measure(text, LABEL),
        Held::Word(word) => measure(word, TextStyle::new(Face::Sans, type_size::LABEL, Ink::Muted)),
        Held::Object { .. } => 14.0,
        Held::More(_) => 60.0,
    }
}
