//! Why an object is alive: the shortest way to it from a name, a stack or the interpreter, or the cycle that keeps it.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, VecDeque};

use super::portrait::brief;
use super::slots::{self, Owners};
use crate::python::Machine;
use crate::python::memory::heap::IMMORTAL;
use crate::python::object::{Body, Ref};

/// What keeps an object.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// A way from a root to the object.
    Reached(Vec<Link>),
    /// No root leads to it; these references, the last of which leads back to the first's object, keep it.
    Cycle(Vec<Link>),
    /// It lives as long as the interpreter.
    Immortal,
    /// The interpreter holds it by what is no object: a table of its own, a constant of running code.
    Inside,
}

/// One reference on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where the reference stands: `name \`a\` of the module`, `\`[0]\` of list`.
    pub words: String,
    /// The object that it leads to.
    pub to: Ref,
    /// That object in a few words.
    pub object: String,
}

/// Looks for the shortest way.
pub fn why(machine: &Machine, object: Ref) -> Why {
    if machine.heap.get(object).references >= IMMORTAL {
        return Why::Immortal;
    }
    let owners = Owners::of(machine);
    let mut search = Search { machine, from: HashMap::new(), waiting: VecDeque::new() };
    // Names first: of two ways of the same length, the one that a reader can see is told.
    if machine.heap.is_alive(machine.main) {
        slots::visit(machine, machine.main, &mut |place, to| {
            search.meet(to, || From::Root(owners.words(machine, machine.main, place).0));
        });
    }
    slots::visit_frames(machine, &mut |words, to| {
        // The module's own dict leads to each of its names, which were met above.
        if to != machine.main {
            search.meet(to, || From::Root(words()));
        }
    });
    let mut reached = search.run(object);
    if !reached {
        for (root, words) in
            [(machine.modules, "sys.modules"), (machine.builtins, "builtins"), (machine.main, "the module")]
        {
            if machine.heap.is_alive(root) {
                search.meet(root, || From::Root(words.to_owned()));
            }
        }
        for root in machine.heap.living() {
            // Built-in classes and code that runs are the interpreter's.
            let own = matches!(machine.heap.body(root), Body::Class(class) if !class.heap);
            if own {
                search.meet(root, || From::Root("the interpreter".to_owned()));
            }
        }
        reached = search.run(object);
    }
    if reached {
        return Why::Reached(search.way(object, &owners));
    }
    let mut around = Search { machine, from: HashMap::new(), waiting: VecDeque::new() };
    slots::visit(machine, object, &mut |place, to| around.meet(to, || From::Object(object, place)));
    if around.run(object) {
        return Why::Cycle(around.way(object, &owners));
    }
    Why::Inside
}

enum From {
    Root(String),
    Object(Ref, slots::Place),
}

struct Search<'a> {
    machine: &'a Machine,
    from: HashMap<Ref, From>,
    waiting: VecDeque<Ref>,
}

impl Search<'_> {
    fn meet(&mut self, object: Ref, from: impl FnOnce() -> From) {
        if let Entry::Vacant(place) = self.from.entry(object) {
            place.insert(from());
            self.waiting.push_back(object);
        }
    }

    /// Goes on, breadth first, until the object is met or nothing is left.
    fn run(&mut self, object: Ref) -> bool {
        while !self.from.contains_key(&object) {
            let Some(next) = self.waiting.pop_front() else { return false };
            let machine = self.machine;
            slots::visit(machine, next, &mut |place, to| self.meet(to, || From::Object(next, place)));
        }
        true
    }

    fn way(&self, object: Ref, owners: &Owners) -> Vec<Link> {
        let mut links = Vec::new();
        let mut at = object;
        while let Some(from) = self.from.get(&at) {
            let link = |words: String| Link { words, to: at, object: brief(self.machine, at) };
            match from {
                From::Root(words) => {
                    links.push(link(words.clone()));
                    break;
                }
                From::Object(holder, place) => {
                    links.push(link(owners.words(self.machine, *holder, *place).0));
                    at = *holder;
                }
            }
            // A cycle has come back to where it began.
            if at == object {
                break;
            }
        }
        links.reverse();
        links
    }
}
