//! Objects in a few words, for every view, without running any of the program's code.

use crate::python::Machine;
use crate::python::modules::display::{quote_into, quoted_bytes};
use crate::python::object::function::Function;
use crate::python::object::generator::Progress;
use crate::python::object::number::{complex, float};
use crate::python::object::{Body, Ref, known};

/// Characters of a value and items of a tuple that are looked at; a picture shows fewer.
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
        Body::BigInt(value) if value.bits() < 4_096 => cut(&value.to_string()),
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
        Body::Tuple(items) => cut(&format!("({})", listed(machine, items, if items.len() == 1 { "," } else { "" }))),
        Body::List(list) if list.items.is_empty() => "[]".to_owned(),
        Body::List(_) => "[…]".to_owned(),
        Body::Dict(dict) if dict.used == 0 => "{}".to_owned(),
        Body::Dict(_) => "{…}".to_owned(),
        Body::Set(set) if set.used > 0 && class == known::SET => "{…}".to_owned(),
        Body::Set(_) => format!("{}()", class_name(machine, class)),
        Body::Range(parts) => match &**parts {
            [start, stop, step] if step == &1.into() => format!("range({start}, {stop})"),
            [start, stop, step] => format!("range({start}, {stop}, {step})"),
        },
        Body::Weak(weak) if machine.heap.is_alive(weak.object) => "alive".to_owned(),
        Body::Weak(_) => "dead".to_owned(),
        Body::Exception(_) => format!("{}()", class_name(machine, class)),
        _ => name(machine, reference).unwrap_or_else(|| format!("<{}>", class_name(machine, class))),
    }
}

fn listed(machine: &Machine, items: &[Ref], end: &str) -> String {
    // Of a tuple within a tuple only that it is one, so that deep nesting ends.
    let inner = |item: &Ref| match machine.heap.body_or_none(*item) {
        Some(Body::Tuple(items)) if !items.is_empty() => "(…)".to_owned(),
        _ => short(machine, *item),
    };
    let shown: Vec<String> = items.iter().take(MOST_ITEMS).map(inner).collect();
    let more = if items.len() > MOST_ITEMS { ", …" } else { end };
    format!("{}{more}", shown.join(", "))
}

/// What stands in a card that has no rows: a value, or that it is empty; `None` for what has nothing to say but its kind.
pub fn whole(machine: &Machine, reference: Ref) -> Option<String> {
    match machine.heap.body(reference) {
        // A generator without names to show says at least where it stands.
        Body::Generator(generator) => Some(
            match generator.progress {
                Progress::Created => "not begun",
                Progress::Suspended => "asleep",
                Progress::Running => "running",
                Progress::Ended => "at its end",
            }
            .to_owned(),
        ),
        Body::Instance(_) | Body::Iterator(_) | Body::Cell(_) | Body::Plain => None,
        Body::Extension(_) => Some("empty".to_owned()),
        _ => Some(short(machine, reference)).filter(|text| !text.starts_with('<')),
    }
}

/// The word for a thing that is folded into its name; `None` for what is shown as a value or an object.
pub fn word(machine: &Machine, reference: Ref) -> Option<&'static str> {
    Some(match machine.heap.body(reference) {
        Body::Class(_) => "class",
        Body::Function(function) if keeps_something(machine, reference, function) => return None,
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

/// Whether a function holds what a picture is worth: variables of an outer function, defaults that can change, attributes.
fn keeps_something(machine: &Machine, reference: Ref, function: &Function) -> bool {
    let changeable = |default: &Ref| {
        let body = machine.heap.body_or_none(*default);
        matches!(body, Some(Body::List(_) | Body::Dict(_) | Body::Set(_) | Body::Instance(_)))
    };
    let defaults = match machine.heap.body_or_none(function.defaults) {
        Some(Body::Tuple(items)) => items.iter().any(changeable),
        _ => false,
    };
    let keywords = match machine.heap.body_or_none(function.keyword_defaults) {
        Some(Body::Dict(dict)) => dict.live_entries().any(|entry| changeable(&entry.value)),
        _ => false,
    };
    !function.closure.is_null() || defaults || keywords || !machine.heap.get(reference).attributes.is_null()
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

/// A key as a meaning under a number: a str without its quotes.
pub fn bare(text: &str) -> &str {
    let inner = text.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    inner.filter(|inner| !inner.is_empty()).unwrap_or(text)
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
