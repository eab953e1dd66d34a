//! Every reference that an object owns, with its place in the object; and those that frames own.
//!
//! The collector's own walk (`object::visit_references`) knows no places; here each reference is named as a reader would name it.

use std::collections::HashMap;

use crate::python::Machine;
use crate::python::eval::frame::Frame;
use crate::python::object::{Body, Ref, visit_references};
use crate::views::value;

/// Where in an object a reference stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Index(usize),
    /// It is a key of a dict.
    Key,
    /// It is the value of this key.
    Value(Ref),
    /// It is an element of a set.
    Member,
    /// The instance's attribute of this name.
    Attribute(Ref),
    /// The object's class.
    Class,
    /// The object's `__dict__`.
    Dict,
    Part(&'static str),
}

/// Calls `each` with every reference that `of` owns.
pub fn visit(machine: &Machine, of: Ref, each: &mut dyn FnMut(Place, Ref)) {
    if !machine.heap.is_alive(of) {
        return;
    }
    let heap = &machine.heap;
    let object = heap.get(of);
    let mut tell = |place: Place, to: Ref| {
        if heap.is_alive(to) {
            each(place, to);
        }
    };
    match &object.body {
        Body::List(list) => list.items.iter().enumerate().for_each(|(at, item)| tell(Place::Index(at), *item)),
        Body::Tuple(items) => items.iter().enumerate().for_each(|(at, item)| tell(Place::Index(at), *item)),
        Body::Dict(dict) => dict.live_entries().for_each(|entry| {
            tell(Place::Key, entry.key);
            tell(Place::Value(entry.key), entry.value);
        }),
        Body::Set(set) => set.keys().for_each(|key| tell(Place::Member, key)),
        Body::Instance(instance) => {
            let class = heap.class(object.class);
            let slot_names = class.map_or(&[][..], |class| &class.slots);
            let shared = class.map_or(&[][..], |class| &class.shared_names);
            let named =
                |names: &[Ref], at: usize| names.get(at).map_or(Place::Part("value"), |name| Place::Attribute(*name));
            instance.slots.iter().enumerate().for_each(|(at, held)| tell(named(slot_names, at), *held));
            instance.inline.iter().enumerate().for_each(|(at, held)| tell(named(shared, at), *held));
        }
        Body::Function(function) => {
            let names =
                ["code", "globals", "module", "defaults", "docstring", "name", "closure", "annotations", "annotate"];
            let parts = function.references();
            let known = [0, 1, 2, 3, 5, 6, 7, 8, 9];
            for (at, part) in parts.iter().enumerate() {
                let name = known.iter().position(|known| *known == at).and_then(|place| names.get(place));
                tell(Place::Part(name.copied().unwrap_or("part")), *part);
            }
        }
        Body::BoundMethod { function, receiver } => {
            tell(Place::Part("function"), *function);
            tell(Place::Part("self"), *receiver);
        }
        Body::Cell(inner) => tell(Place::Part("content"), *inner),
        Body::DictView { dict, .. } => tell(Place::Part("dict"), *dict),
        Body::Module(module) => tell(Place::Dict, module.dict),
        Body::Code(code) => code.constants.iter().for_each(|constant| tell(Place::Part("constant"), *constant)),
        Body::Iterator(iterator) => {
            iterator.references().into_iter().for_each(|held| tell(Place::Part("source"), held))
        }
        Body::Class(class) => {
            tell(Place::Dict, class.dict);
            let rest = [(class.mro_tuple, "mro"), (class.bases_tuple, "bases"), (class.base, "base")];
            rest.into_iter().for_each(|(held, name)| tell(Place::Part(name), held));
            tell(Place::Part("name"), class.qualified_name);
            class.shared_names.iter().for_each(|name| tell(Place::Part("shared key"), *name));
        }
        body => visit_references(body, &mut |held| tell(Place::Part("part"), held)),
    }
    tell(Place::Dict, object.attributes);
    if heap.class(object.class).is_some_and(|class| class.heap) {
        tell(Place::Class, object.class);
    }
}

/// Calls `each` with every reference that a frame, a stack or a thread owns, and where in words.
pub fn visit_frames(machine: &Machine, each: &mut dyn FnMut(&dyn Fn() -> String, Ref)) {
    for thread in &machine.threads {
        for (at, value) in thread.values.iter().enumerate() {
            let to = value.reference();
            if value.is_null() || value.is_borrowed() || !machine.heap.is_alive(to) {
                continue;
            }
            let frame = thread.frames.iter().rev().find(|frame| frame.bottom <= at);
            each(&|| words_of_value(frame, at), to);
        }
        for frame in &thread.frames {
            let mut part = |what: &'static str, to: Ref| {
                if machine.heap.is_alive(to) {
                    each(&|| format!("the {what} of {}", title(frame)), to);
                }
            };
            part("function", frame.function);
            part("globals", frame.globals);
            part("namespace", frame.locals);
            part("frame object", frame.object);
            frame.held.iter().for_each(|held| part("call", *held));
            part("call", frame.subject);
        }
        if machine.heap.is_alive(thread.handled) {
            each(&|| "the exception that is being handled".to_owned(), thread.handled);
        }
    }
}

fn words_of_value(frame: Option<&Frame>, at: usize) -> String {
    let Some(frame) = frame else { return "the stack".to_owned() };
    match at.checked_sub(frame.base).and_then(|place| frame.code.locals.get(place)) {
        Some(local) => format!("name `{}` of {}", local.text, title(frame)),
        None => format!("the stack of {}", title(frame)),
    }
}

/// A frame as the pictures call it.
pub fn title(frame: &Frame) -> String {
    match frame.code.name.as_str() {
        "<module>" => "the module".to_owned(),
        name if name.starts_with('<') => name.to_owned(),
        name => format!("{name}()"),
    }
}

/// Whose `__dict__` a dict is.
#[derive(Clone, Debug, Default)]
pub struct Owners {
    of: HashMap<Ref, Owner>,
}

#[derive(Clone, Debug)]
struct Owner {
    object: Ref,
    words: String,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Module,
    Class,
    Object,
}

impl Owners {
    /// Looks through the heap once.
    pub fn of(machine: &Machine) -> Self {
        let mut of = HashMap::new();
        for object in machine.heap.living() {
            let place = machine.heap.get(object);
            match &place.body {
                Body::Module(module) => {
                    let words = format!("module {}", module.name);
                    of.insert(module.dict, Owner { object, words, kind: Kind::Module });
                }
                Body::Class(class) => {
                    of.insert(class.dict, Owner { object, words: format!("class {}", class.name), kind: Kind::Class });
                }
                _ if !place.attributes.is_null() => {
                    let words = value::class_name(machine, place.class);
                    of.insert(place.attributes, Owner { object, words, kind: Kind::Object });
                }
                _ => {}
            }
        }
        let words = "the module".to_owned();
        of.insert(machine.main, Owner { object: machine.main, words, kind: Kind::Module });
        Self { of }
    }

    /// The place in words, and the object that a reader would name as the one that holds.
    pub fn words(&self, machine: &Machine, holder: Ref, place: Place) -> (String, Ref) {
        if let Place::Value(key) = place
            && let Some(owner) = self.of.get(&holder)
        {
            let name = text(machine, key);
            let words = match owner.kind {
                Kind::Module => format!("name `{name}` of {}", owner.words),
                Kind::Class | Kind::Object => format!("`.{name}` of {}", owner.words),
            };
            return (words, owner.object);
        }
        let own = match machine.heap.body_or_none(holder) {
            Some(Body::Class(class)) => format!("class {}", class.name),
            Some(Body::Module(module)) => format!("module {}", module.name),
            Some(Body::Function(function)) => format!("{}()", function.code.name),
            Some(Body::Code(code)) => format!("the code of {}", code.name),
            Some(_) => value::class_name(machine, machine.heap.class_of(holder)),
            None => String::new(),
        };
        (format!("{} of {own}", place.words(machine)), holder)
    }
}

impl Place {
    /// The place alone: `[3]`, `['key']`, `.name`.
    pub fn words(self, machine: &Machine) -> String {
        match self {
            Place::Index(at) => format!("`[{at}]`"),
            Place::Key => "a key".to_owned(),
            Place::Value(key) => format!("`[{}]`", value::short(machine, key)),
            Place::Member => "an element".to_owned(),
            Place::Attribute(name) => format!("`.{}`", text(machine, name)),
            Place::Class => "the class".to_owned(),
            Place::Dict => "`__dict__`".to_owned(),
            Place::Part(name) => format!("the {name}"),
        }
    }
}

/// What a str object says; nothing for any other.
pub fn text(machine: &Machine, reference: Ref) -> String {
    match machine.heap.body_or_none(reference) {
        Some(Body::Str(text)) => text.text.to_string(),
        _ => value::short(machine, reference),
    }
}
