//! Objects in a few words: the value in a row, the word for what is folded.

use crate::python::Machine;
use crate::python::modules::display::{quote_into, quoted_bytes};
use crate::python::object::number::{complex, float};
use crate::python::object::{Body, Ref, known};

/// Characters of a string that are looked at; a row shows fewer.
const MOST_CHARACTERS: usize = 40;

/// A value as a row shows it; `…` for what has no short form.
pub fn short(machine: &Machine, reference: Ref) -> String {
    if !machine.heap.is_alive(reference) {
        return String::new();
    }
    match machine.heap.body(reference) {
        Body::Int(value) if machine.heap.class_of(reference) == known::BOOL => {
            if *value == 0 {
                "False".to_owned()
            } else {
                "True".to_owned()
            }
        }
        Body::Int(value) => value.to_string(),
        Body::BigInt(value) => {
            cut(&if value.bits() < 4_096 { value.to_string() } else { format!("{} bits", value.bits()) })
        }
        Body::Float(value) => float::repr(*value),
        Body::Complex(real, imaginary) => complex::repr((*real, *imaginary)),
        Body::Str(text) => {
            let mut quoted = String::new();
            let long = text.length as usize > MOST_CHARACTERS;
            let start: String = text.text.chars().take(MOST_CHARACTERS).collect();
            quote_into(&start, &mut quoted);
            if long {
                quoted.push('…');
            }
            quoted
        }
        Body::Bytes(bytes) => {
            let quoted = quoted_bytes(bytes.get(..MOST_CHARACTERS.min(bytes.len())).unwrap_or_default());
            if bytes.len() > MOST_CHARACTERS { format!("{quoted}…") } else { quoted }
        }
        Body::Plain if reference == known::NONE => "None".to_owned(),
        Body::Plain if reference == known::ELLIPSIS => "Ellipsis".to_owned(),
        Body::Plain => class_name(machine, machine.heap.class_of(reference)),
        Body::Tuple(items) if items.is_empty() => "()".to_owned(),
        Body::Tuple(items) => {
            let shown: Vec<String> = items.iter().take(4).map(|item| short(machine, *item)).collect();
            let more = if items.len() > 4 { ", …" } else { "" };
            let comma = if items.len() == 1 { "," } else { "" };
            cut(&format!("({}{comma}{more})", shown.join(", ")))
        }
        Body::Range(parts) => {
            let [start, stop, step] = &**parts;
            if step == &1.into() {
                format!("range({start}, {stop})")
            } else {
                format!("range({start}, {stop}, {step})")
            }
        }
        _ => "…".to_owned(),
    }
}

/// What stands in a card that has no rows: a value, or that it is empty.
pub fn whole(machine: &Machine, reference: Ref) -> Option<String> {
    Some(match machine.heap.body(reference) {
        Body::List(_) => "[]".to_owned(),
        Body::Dict(_) => "{}".to_owned(),
        Body::Set(_) if machine.heap.class_of(reference) == known::FROZENSET => "frozenset()".to_owned(),
        Body::Set(_) => "set()".to_owned(),
        Body::Instance(_) | Body::Iterator(_) | Body::Cell(_) | Body::Plain => return None,
        _ => short(machine, reference),
    })
}

/// The word for a thing that is folded into its name; `None` for what is shown as a value or an object.
pub fn word(machine: &Machine, reference: Ref) -> Option<&'static str> {
    Some(match machine.heap.body(reference) {
        Body::Class(_) => "class",
        Body::Function(_) => "function",
        Body::Native { receiver, .. } if !receiver.is_null() && is_module(machine, *receiver) => "built-in",
        Body::Native { receiver, .. } if receiver.is_null() => "built-in",
        Body::Module(_) => "module",
        Body::MethodDescriptor { .. } | Body::Member(_) => "method",
        Body::Property(_) => "property",
        Body::StaticMethod(_) => "staticmethod",
        Body::ClassMethod(_) => "classmethod",
        Body::Code(_) => "code",
        Body::Traceback(_) => "traceback",
        Body::Frame(_) => "frame",
        _ => return None,
    })
}

/// The own name of what is folded, if it has one.
pub fn name(machine: &Machine, reference: Ref) -> Option<String> {
    match machine.heap.body(reference) {
        Body::Class(class) => Some(class.name.clone()),
        Body::Function(function) => Some(format!("{}()", function.code.name)),
        Body::Native { definition, .. } | Body::MethodDescriptor { definition, .. } => {
            Some(format!("{}()", definition.name))
        }
        Body::Module(module) => Some(module.name.clone()),
        _ => None,
    }
}

/// The name of a class, without its module.
pub fn class_name(machine: &Machine, class: Ref) -> String {
    machine.heap.body_or_none(class).map_or_else(String::new, |body| match body {
        Body::Class(class) => class.name.clone(),
        _ => String::new(),
    })
}

fn is_module(machine: &Machine, reference: Ref) -> bool {
    matches!(machine.heap.body(reference), Body::Module(_))
}

fn cut(text: &str) -> String {
    if text.chars().count() <= MOST_CHARACTERS {
        return text.to_owned();
    }
    text.chars().take(MOST_CHARACTERS).chain(['…']).collect()
}
