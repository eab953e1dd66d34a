//! What the machine holds at one step, as far as a picture shows it: frames with names, objects with rows, and counts.
//!
//! Reads the machine and decides what stands in a row as a word or a value and what is an object of its own. Where
//! anything stands is [`super::place`]'s business, what changed is [`super::change`]'s.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use crate::python::Machine;
use crate::python::compile::code::LocalKind;
use crate::python::eval::frame::{Frame, Purpose};
use crate::python::memory::heap::IMMORTAL;
use crate::python::object::function::Function;
use crate::python::object::generator::Generator;
use crate::python::object::iterator::Iterator;
use crate::python::object::{Body, Ref, known, visit_references};

use super::super::value;

/// Frames and objects of one step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// Outermost first.
    pub frames: Vec<Names>,
    pub objects: BTreeMap<Ref, Card>,
}

/// A frame and the names bound in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Names {
    pub title: String,
    /// Frames outside of it.
    pub depth: usize,
    /// Whether its code is the one that runs.
    pub running: bool,
    /// Whether it is a generator's or coroutine's, which may go on after it has handed control back.
    pub resumable: bool,
    pub rows: Vec<Row>,
}

/// An object as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    pub class: Ref,
    /// The name of its class.
    pub kind: String,
    pub address: u64,
    /// `ob_refcnt`; `None` for an immortal object.
    pub count: Option<u32>,
    /// Whether the collector can look at it: it has a GC head.
    pub collectable: bool,
    /// The collector's list that it is in: 0 to 2, 3 for permanent; `None` when it is in none.
    pub generation: Option<u8>,
    pub rows: Vec<Row>,
    /// Every object that it refers to and that could be drawn, rows not shown included; as often as it refers to it.
    pub refers: Vec<Ref>,
    /// Whether some name, stack or undrawn object leads to it.
    pub reachable: bool,
}

/// A name, slot, key or attribute, and what it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Unlike any other of its frame or object, and the same as long as the row is the same one.
    pub id: String,
    pub label: String,
    pub held: Held,
}

/// What a row holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Held {
    /// A value that is shown in place.
    Value(String),
    /// What kind of thing it is, for things that are folded.
    Word(String),
    /// An object of its own; `lent` is a reference that is not counted.
    Object { to: Ref, lent: bool },
    /// So many rows that are not shown.
    More(usize),
}

/// What to draw as an object beyond what always is.
#[derive(Clone, Debug, Default)]
pub struct Lens {
    /// Strings that stand in the program's code: they are shown in place.
    pub constants: HashSet<Ref>,
    /// Atoms that the lesson's focus names: they are objects.
    pub atoms: Atoms,
}

/// Atoms, each with the steps between which it is shown as an object: its place may be another's before and after.
#[derive(Clone, Debug, Default)]
pub struct Atoms {
    spans: HashMap<Ref, Vec<Span>>,
}

#[derive(Clone, Debug)]
struct Span {
    /// What the atom is: class, address and value.
    what: (Ref, u64, String),
    first: u64,
    /// The last step known so far.
    last: u64,
    ended: bool,
}

impl Atoms {
    fn shows(&self, atom: Ref, step: u64) -> bool {
        self.spans.get(&atom).is_some_and(|spans| spans.iter().any(|span| span.first <= step && step <= span.last))
    }

    /// Takes note of what names mean after the machine's step, `before` being the step looked at before.
    fn add(&mut self, machine: &Machine, atoms: &[Ref], before: u64) {
        let what = |atom: Ref| {
            let object = machine.heap.get(atom);
            (object.class, object.address, value::short(machine, atom))
        };
        for (atom, spans) in &mut self.spans {
            for span in spans.iter_mut().filter(|span| !span.ended) {
                let lives_on = machine.heap.is_alive(*atom) && what(*atom) == span.what;
                // It died within the line, so that up to its end the place was its own.
                span.last = if lives_on { machine.step } else { machine.step.saturating_sub(1) };
                span.ended = !lives_on;
            }
        }
        for atom in atoms {
            let spans = self.spans.entry(*atom).or_default();
            if spans.iter().all(|span| span.ended) {
                let first = if before == machine.step { before } else { before + 1 };
                spans.push(Span { what: what(*atom), first, last: machine.step, ended: false });
            }
        }
    }
}

/// Objects in one graph at most; what lies further than these from the names is not drawn.
const MOST_OBJECTS: usize = 600;
/// The row of a weak reference, whose arrow is not counted.
pub const WEAK: &str = "weak";
/// Rows of a container shown whole; a longer one shows its first and last ones.
const MOST_ROWS: usize = 8;
const FIRST_ROWS: usize = 3;
const LAST_ROWS: usize = 2;

impl Lens {
    /// The strings in the constants of the code that runs, and of all code inside it.
    pub fn constants(machine: &Machine) -> HashSet<Ref> {
        let mut found = HashSet::new();
        let mut waiting: Vec<Ref> = Vec::new();
        for frame in machine.threads.iter().flat_map(|thread| &thread.frames) {
            waiting.extend(&frame.code.constants);
        }
        while let Some(reference) = waiting.pop() {
            if machine.heap.is_alive(reference) && found.insert(reference) {
                match machine.heap.body(reference) {
                    Body::Code(code) => waiting.extend(&code.constants),
                    Body::Tuple(items) => waiting.extend(items.iter()),
                    _ => {}
                }
            }
        }
        found
    }

    /// Adds the atoms that names of the focus are bound to now; `before` is the step that was looked at before.
    pub fn focus_on(&mut self, machine: &Machine, focus: &[String], before: u64) {
        let mut atoms: Vec<Ref> = Vec::new();
        for (_, rows) in bindings(machine) {
            for (name, reference, _) in rows {
                let is_atom = match machine.heap.body(reference) {
                    Body::Int(_) => machine.heap.class_of(reference) != known::BOOL,
                    Body::BigInt(_) | Body::Float(_) | Body::Complex(..) | Body::Str(_) | Body::Bytes(_) => true,
                    Body::Tuple(items) => !items.is_empty(),
                    _ => false,
                };
                if is_atom && focus.contains(&name) {
                    atoms.push(reference);
                }
            }
        }
        self.atoms.add(machine, &atoms, before);
    }
}

impl Graph {
    /// What `machine` holds: all that the names lead to, and of `also` what is still alive.
    pub fn of(machine: &Machine, lens: &Lens, also: impl IntoIterator<Item = Ref>) -> Self {
        let reader = Reader { machine, lens };
        let mut graph = Graph::default();
        let mut waiting: VecDeque<Ref> = VecDeque::new();
        let frames = bindings(machine);
        let innermost = frames.len();
        for (depth, ((title, resumable), bound)) in frames.into_iter().enumerate() {
            let mut rows = Vec::with_capacity(bound.len());
            for (name, reference, lent) in bound {
                let held = reader.held(reference, lent, Purposed::Name);
                rows.push(Row { id: name.clone(), label: name, held });
            }
            let running = depth > 0 && depth + 1 == innermost;
            graph.frames.push(Names { title, depth, running, resumable, rows });
        }
        waiting.extend(graph.frames.iter().flat_map(|frame| &frame.rows).filter_map(Row::target));
        reader.follow(waiting, &mut graph.objects);
        let others = also.into_iter().filter(|each| machine.heap.is_alive(*each) && reader.is_object(*each)).collect();
        reader.follow(others, &mut graph.objects);
        reader.mark_reachable(&mut graph);
        graph
    }

    /// What lies on the evaluation stacks of the program's own frames and would be drawn as an object; what a loop goes
    /// over is not: that stays there for the whole loop.
    pub fn on_the_stack(machine: &Machine, lens: &Lens) -> Vec<Ref> {
        let reader = Reader { machine, lens };
        let Some(thread) = machine.threads.get(machine.current) else { return Vec::new() };
        let mut found = Vec::new();
        for (at, frame) in thread.frames.iter().enumerate().filter(|(_, frame)| is_own(machine, frame)) {
            let first = frame.base + frame.code.locals.len();
            let last = thread.frames.get(at + 1).map_or(thread.values.len(), |next| next.bottom);
            let values = thread.values.get(first..last).unwrap_or_default();
            let objects = values.iter().map(|value| value.reference()).filter(|value| {
                reader.is_object(*value) && !matches!(machine.heap.body(*value), Body::Iterator(_) | Body::Cell(_))
            });
            found.extend(objects);
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// How many rows refer to the object, lent references left out.
    pub fn arrows_to(&self, object: Ref) -> usize {
        let rows = self.frames.iter().flat_map(|frame| &frame.rows);
        let rows = rows.chain(self.objects.values().flat_map(|card| &card.rows));
        rows.filter(|row| row.held == Held::Object { to: object, lent: false }).count()
    }
}

impl Row {
    /// The object that it holds, if that is drawn as one.
    pub fn target(&self) -> Option<Ref> {
        match self.held {
            Held::Object { to, .. } => Some(to),
            _ => None,
        }
    }
}

/// Who asks what a row holds: a name shows one word for a class, a container its name as well.
#[derive(Clone, Copy, PartialEq)]
enum Purposed {
    Name,
    Slot,
}

struct Reader<'a> {
    machine: &'a Machine,
    lens: &'a Lens,
}

impl Reader<'_> {
    fn held(&self, reference: Ref, lent: bool, purposed: Purposed) -> Held {
        if self.is_object(reference) {
            return Held::Object { to: reference, lent };
        }
        match (value::word(self.machine, reference), purposed) {
            (Some(word), Purposed::Name) => Held::Word(word.to_owned()),
            (Some(word), Purposed::Slot) => Held::Value(match value::name(self.machine, reference) {
                Some(name) => name,
                None => word.to_owned(),
            }),
            (None, _) => Held::Value(value::short(self.machine, reference)),
        }
    }

    /// Whether the picture shows it as an object of its own.
    fn is_object(&self, reference: Ref) -> bool {
        if !self.machine.heap.is_alive(reference) {
            return false;
        }
        let object = self.machine.heap.get(reference);
        match &object.body {
            Body::Int(_) | Body::BigInt(_) | Body::Float(_) | Body::Complex(..) | Body::Bytes(_) => {
                self.lens.atoms.shows(reference, self.machine.step)
            }
            Body::Str(text) => {
                let made_at_run_time = !object.flags.interned
                    && object.references < IMMORTAL
                    && text.length > 1
                    && !self.lens.constants.contains(&reference);
                made_at_run_time || self.lens.atoms.shows(reference, self.machine.step)
            }
            // Empty tuples are one immortal object that says nothing.
            Body::Tuple(items) => {
                let written = self.lens.constants.contains(&reference);
                !items.is_empty() && (!written || self.lens.atoms.shows(reference, self.machine.step))
            }
            Body::Plain => object.class != known::NONE_TYPE && object.references < IMMORTAL,
            _ => value::word(self.machine, reference).is_none(),
        }
    }

    fn follow(&self, mut waiting: VecDeque<Ref>, objects: &mut BTreeMap<Ref, Card>) {
        while let Some(reference) = waiting.pop_front() {
            if objects.contains_key(&reference) || objects.len() >= MOST_OBJECTS {
                continue;
            }
            let card = self.card(reference);
            waiting.extend(&card.refers);
            objects.insert(reference, card);
        }
    }

    fn card(&self, reference: Ref) -> Card {
        let object = self.machine.heap.get(reference);
        let slots = self.slots(reference);
        // A weak reference keeps nothing alive, and leads nowhere for those who ask what is reachable.
        let counted = |slot: &&(String, String, Ref)| slot.0 != WEAK;
        let refers =
            slots.iter().filter(counted).map(|(_, _, held)| *held).filter(|held| self.is_object(*held)).collect();
        let total = slots.len();
        let shown = |position: &usize| {
            total <= MOST_ROWS || *position < FIRST_ROWS || *position >= total - LAST_ROWS || *position == FIRST_ROWS
        };
        let mut rows = Vec::new();
        for (position, (id, label, held)) in slots.into_iter().enumerate().filter(|(position, _)| shown(position)) {
            if total > MOST_ROWS && position == FIRST_ROWS {
                let held = Held::More(total - FIRST_ROWS - LAST_ROWS);
                rows.push(Row { id: "more".to_owned(), label: String::new(), held });
            } else {
                let held = self.held(held, id == WEAK, Purposed::Slot);
                rows.push(Row { id, label, held });
            }
        }
        if rows.is_empty()
            && let Some(text) = value::whole(self.machine, reference)
        {
            rows.push(Row { id: "value".to_owned(), label: String::new(), held: Held::Value(text) });
        }
        Card {
            class: object.class,
            kind: value::class_name(self.machine, object.class),
            address: object.address,
            count: (object.references < IMMORTAL).then_some(object.references),
            collectable: object.flags.collectable,
            generation: self.machine.heap.is_tracked(reference).then_some(object.flags.generation),
            rows,
            refers,
            reachable: true,
        }
    }

    /// Everything that the object holds, in its own order: an id, a label and the reference.
    fn slots(&self, reference: Ref) -> Vec<(String, String, Ref)> {
        let heap = &self.machine.heap;
        let object = heap.get(reference);
        let numbered = |items: &[Ref]| -> Vec<(String, String, Ref)> {
            items.iter().enumerate().map(|(at, item)| (at.to_string(), format!("[{at}]"), *item)).collect()
        };
        let mut slots = match &object.body {
            Body::List(list) => numbered(&list.items),
            Body::Tuple(items) => numbered(items),
            Body::Dict(dict) => self.entries(dict.live_entries().map(|entry| (entry.key, entry.value))),
            Body::Set(set) => set.keys().map(|key| (key.0.to_string(), String::new(), key)).collect(),
            Body::Instance(instance) => {
                let class = heap.class(object.class);
                let slot_names = class.map_or(&[][..], |class| &class.slots);
                let slots = slot_names.iter().zip(&instance.slots);
                let names = class.map_or(&[][..], |class| &class.shared_names);
                let ordered = instance.order.iter().map(|at| usize::from(*at));
                let inline = ordered.filter_map(|at| Some((names.get(at)?, instance.inline.get(at)?)));
                let set = slots.chain(inline).filter(|(_, value)| !value.is_null());
                set.map(|(name, value)| self.attribute(*name, *value)).collect()
            }
            Body::Iterator(iterator) => match &**iterator {
                Iterator::Range { .. } | Iterator::LongRange { .. } => Vec::new(),
                other => {
                    other.references().into_iter().map(|held| ("over".to_owned(), "over".to_owned(), held)).collect()
                }
            },
            Body::BoundMethod { function, receiver } => {
                vec![
                    ("call".to_owned(), "call".to_owned(), *function),
                    ("self".to_owned(), "self".to_owned(), *receiver),
                ]
            }
            Body::Weak(weak) if heap.is_alive(weak.object) => {
                vec![(WEAK.to_owned(), "weakly".to_owned(), weak.object)]
            }
            Body::Weak(_) => Vec::new(),
            Body::Extension(state) => {
                let mut held = Vec::new();
                state.visit(&mut |each| held.push(each));
                numbered(&held.into_iter().filter(|each| !each.is_null()).collect::<Vec<Ref>>())
            }
            Body::Super { receiver, .. } => vec![("self".to_owned(), "self".to_owned(), *receiver)],
            Body::Generator(generator) => self.set_aside(generator),
            Body::Exception(exception) => {
                let parts = [
                    ("args", exception.args),
                    ("cause", exception.cause),
                    ("context", exception.context),
                    ("traceback", exception.traceback),
                ];
                parts.map(|(name, part)| (name.to_owned(), name.to_owned(), part)).into()
            }
            Body::Function(function) => self.kept_by(function),
            Body::Cell(inner) => vec![("cell".to_owned(), "holds".to_owned(), *inner)],
            Body::DictView { dict, .. } => vec![("of".to_owned(), "of".to_owned(), *dict)],
            Body::Slice(parts) => {
                let names = ["start", "stop", "step"];
                names.iter().zip(parts).map(|(name, part)| (name.to_string(), name.to_string(), *part)).collect()
            }
            body => {
                let mut held = Vec::new();
                visit_references(body, &mut |each| held.push(each));
                held.into_iter().enumerate().map(|(at, each)| (at.to_string(), String::new(), each)).collect()
            }
        };
        slots.retain(|(_, _, held)| !held.is_null());
        if let Some(dict) = heap.body_or_none(object.attributes) {
            // A dict that only its object holds is the object's attributes; one that others see is an object too.
            match dict {
                Body::Dict(dict) if heap.get(object.attributes).references == 1 => {
                    slots.extend(dict.live_entries().map(|entry| self.attribute(entry.key, entry.value)));
                }
                _ => slots.push(("__dict__".to_owned(), "__dict__".to_owned(), object.attributes)),
            }
        }
        slots
    }

    /// The names of the frame that a generator keeps while it is asleep; what else lies on its stack follows.
    fn set_aside(&self, generator: &Generator) -> Vec<(String, String, Ref)> {
        let names = generator.code.locals.iter().map(|local| local.text.clone());
        let values = generator.values.iter().map(|value| value.reference());
        let named = names.zip(values).map(|(name, value)| (format!(".{name}"), name, value));
        let mut slots: Vec<(String, String, Ref)> = named.collect();
        let stack = generator.values.iter().enumerate().skip(slots.len());
        let stack = stack.filter(|(_, value)| self.is_object(value.reference()));
        slots.extend(stack.map(|(at, value)| (format!("stack {at}"), "stack".to_owned(), value.reference())));
        slots
    }

    /// What a function keeps between calls: the cells of outer variables, and the defaults, each under its name.
    fn kept_by(&self, function: &Function) -> Vec<(String, String, Ref)> {
        let heap = &self.machine.heap;
        let items = |tuple: Ref| match heap.body_or_none(tuple) {
            Some(Body::Tuple(items)) => items.to_vec(),
            _ => Vec::new(),
        };
        let locals = &function.code.locals;
        let free = locals.iter().filter(|local| local.kind == LocalKind::Free);
        let cells = free.zip(items(function.closure));
        let mut slots: Vec<(String, String, Ref)> =
            cells.map(|(local, cell)| (format!(".{}", local.text), local.text.clone(), cell)).collect();
        let defaults = items(function.defaults);
        let first = (function.code.arguments as usize).saturating_sub(defaults.len());
        let named = locals.iter().skip(first).zip(defaults);
        slots.extend(named.map(|(local, value)| (format!(".{}", local.text), format!("{}=", local.text), value)));
        if let Some(Body::Dict(dict)) = heap.body_or_none(function.keyword_defaults) {
            slots.extend(dict.live_entries().map(|entry| {
                let (id, name, value) = self.attribute(entry.key, entry.value);
                (id, format!("{name}="), value)
            }));
        }
        slots
    }

    fn attribute(&self, name: Ref, value: Ref) -> (String, String, Ref) {
        let name = match self.machine.heap.body_or_none(name) {
            Some(Body::Str(text)) => text.text.to_string(),
            _ => String::new(),
        };
        (format!(".{name}"), name, value)
    }

    /// A dict's entries; a key that is an object of its own has a row of its own before that of its value.
    fn entries(&self, entries: impl std::iter::Iterator<Item = (Ref, Ref)>) -> Vec<(String, String, Ref)> {
        let mut rows = Vec::new();
        for (key, value) in entries {
            if self.is_object(key) {
                rows.push((format!("key {}", key.0), "key".to_owned(), key));
                rows.push((format!("of {}", key.0), "value".to_owned(), value));
            } else {
                let label = value::short(self.machine, key);
                rows.push((label.clone(), label, value));
            }
        }
        rows
    }

    /// Which objects a name, a stack or something undrawn leads to: the collector's own reckoning, over what is drawn.
    fn mark_reachable(&self, graph: &mut Graph) {
        let mut reached: HashSet<Ref> = HashSet::new();
        let names = graph.frames.iter().flat_map(|frame| &frame.rows).filter_map(Row::target);
        spread(names.collect(), &graph.objects, &mut reached);
        let mut inside: BTreeMap<Ref, u32> = BTreeMap::new();
        for (_, card) in graph.objects.iter().filter(|(object, _)| !reached.contains(object)) {
            for held in &card.refers {
                *inside.entry(*held).or_default() += 1;
            }
        }
        let from_outside = graph.objects.iter().filter(|(object, card)| {
            let inside = inside.get(object).copied().unwrap_or(0);
            !reached.contains(object) && card.count.is_none_or(|count| count > inside)
        });
        let from_outside = from_outside.map(|(object, _)| *object).collect();
        spread(from_outside, &graph.objects, &mut reached);
        for (object, card) in &mut graph.objects {
            card.reachable = reached.contains(object);
        }
    }
}

fn spread(mut waiting: Vec<Ref>, objects: &BTreeMap<Ref, Card>, reached: &mut HashSet<Ref>) {
    while let Some(object) = waiting.pop() {
        if reached.insert(object)
            && let Some(card) = objects.get(&object)
        {
            waiting.extend(&card.refers);
        }
    }
}

/// A frame's title, and its names with what they are bound to and whether that is lent.
type Bound = (Title, Vec<(String, Ref, bool)>);

/// What a frame is called, and whether its call may be gone on with later.
type Title = (String, bool);

/// The program's own frames of the thread that runs, outermost first; what the module's names hold when it has ended.
fn bindings(machine: &Machine) -> Vec<Bound> {
    let Some(thread) = machine.threads.get(machine.current) else { return Vec::new() };
    let mut frames = vec![(("module".to_owned(), false), dict_names(machine, machine.main))];
    for frame in &thread.frames {
        if !is_own(machine, frame) || frame.purpose == Purpose::Program {
            continue;
        }
        let title = match frame.purpose {
            Purpose::ClassBody => format!("class {}", frame.code.name),
            _ => format!("{}()", frame.code.name),
        };
        let names =
            if frame.locals.is_null() { local_names(machine, frame) } else { dict_names(machine, frame.locals) };
        frames.push(((title, frame.code.flags.is_resumable()), names));
    }
    frames
}

fn is_own(machine: &Machine, frame: &Frame) -> bool {
    frame.code.file_name == machine.options.file_name
}

/// Whether a name says nothing about the program: what the machinery writes into every module and class body.
fn is_machinery(name: &str, value: Option<&Body>) -> bool {
    let is_special = name.starts_with("__") && name.ends_with("__");
    is_special && !matches!(value, Some(Body::Function(_) | Body::StaticMethod(_) | Body::ClassMethod(_)))
}

fn dict_names(machine: &Machine, dict: Ref) -> Vec<(String, Ref, bool)> {
    if !machine.heap.is_alive(dict) {
        return Vec::new();
    }
    let Some(dict) = machine.heap.dict(dict) else { return Vec::new() };
    let mut names = Vec::new();
    for entry in dict.live_entries() {
        if let Some(Body::Str(text)) = machine.heap.body_or_none(entry.key)
            && !is_machinery(&text.text, machine.heap.body_or_none(entry.value))
            && machine.heap.is_alive(entry.value)
        {
            names.push((text.text.to_string(), entry.value, false));
        }
    }
    names
}

fn local_names(machine: &Machine, frame: &Frame) -> Vec<(String, Ref, bool)> {
    let Some(thread) = machine.threads.get(machine.current) else { return Vec::new() };
    let values = thread.values.iter().skip(frame.base);
    let bound = frame.code.locals.iter().zip(values).filter(|(_, value)| machine.heap.is_alive(value.reference()));
    bound.map(|(local, value)| (local.text.clone(), value.reference(), value.is_borrowed())).collect()
}
