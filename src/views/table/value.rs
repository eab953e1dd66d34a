//! Objects in a few words, without running any of the program's code.

use crate::python::Machine;
use crate::python::modules::display::{quote_into, quoted_bytes};
use crate::python::object::number::{complex, float};
use crate::python::object::{Body, Ref, known};

/// Characters of a string and items of a tuple that are looked at; a picture shows fewer.
const MOST_CHARACTERS: usize = 60;
const MOST_ITEMS: usize = 4;

/// The object as its own `repr` would begin; what has none of its own is called by its class.
pub fn short(machine: &Machine, reference: Ref) -> String {
    if !machine.heap.is_alive(reference) {
        return "…".to_owned();
    }
    let class = machine.heap.class_of(reference);
    match machine.heap.body(reference) {
        Body::Int(value) if class == known::BOOL => if *value == 0 { "False" } else { "True" }.to_owned(),
        Body::Int(value) => value.to_string(),
        Body::BigInt(value) if value.bits() < 4_096 => value.to_string(),
        Body::BigInt(value) => format!("int of {} bits", value.bits()),
        Body::Float(value) => float::repr(*value),
        Body::Complex(real, imaginary) => complex::repr((*real, *imaginary)),
        Body::Str(text) => {
            let mut quoted = String::new();
            let start: String = text.text.chars().take(MOST_CHARACTERS).collect();
            quote_into(&start, &mut quoted);
            if text.length as usize > MOST_CHARACTERS {
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
        Body::Tuple(items) => format!("({})", listed(machine, items, if items.len() == 1 { "," } else { "" })),
        Body::List(list) if list.items.is_empty() => "[]".to_owned(),
        Body::List(_) => "[…]".to_owned(),
        Body::Dict(dict) if dict.used == 0 => "{}".to_owned(),
        Body::Dict(_) => "{…}".to_owned(),
        Body::Function(function) => format!("{}()", function.code.name),
        Body::Native { definition, .. } => format!("{}()", definition.name),
        Body::Class(class) => class.name.clone(),
        Body::Module(module) => module.name.clone(),
        Body::Set(set) if set.used > 0 && class == known::SET => "{…}".to_owned(),
        Body::Set(_) => format!("{}()", class_name(machine, class)),
        _ => format!("<{}>", class_name(machine, class)),
    }
}

fn listed(machine: &Machine, items: &[Ref], end: &str) -> String {
    let shown: Vec<String> = items.iter().take(MOST_ITEMS).map(|item| short_inner(machine, *item)).collect();
    let more = if items.len() > MOST_ITEMS { ", …" } else { end };
    format!("{}{more}", shown.join(", "))
}

/// Within another value; so deep nesting ends.
fn short_inner(machine: &Machine, item: Ref) -> String {
    match machine.heap.body_or_none(item) {
        Some(Body::Tuple(items)) if !items.is_empty() => "(…)".to_owned(),
        _ => short(machine, item),
    }
}

fn class_name(machine: &Machine, class: Ref) -> String {
    match machine.heap.body_or_none(class) {
        Some(Body::Class(class)) => class.name.clone(),
        _ => "object".to_owned(),
    }
}

/// A key as a meaning under a number: a str without its quotes.
pub fn bare(text: &str) -> &str {
    let inner = text.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    inner.filter(|inner| !inner.is_empty()).unwrap_or(text)
}
