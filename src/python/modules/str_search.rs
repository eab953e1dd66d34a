//! Searching and splitting in str: find and its kind, count, prefixes, replace, split.
//!
//! Places are counted in characters outside and in UTF-8 bytes inside.

use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::function::Arguments;
use crate::python::object::list::grown_capacity;
use crate::python::object::text::is_space;
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// Where a search begins and ends, in characters; the start may lie beyond the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    pub start: usize,
    pub end: usize,
}

impl Bounds {
    /// The optional third and fourth arguments of a search in a sequence of `length`.
    pub fn read(machine: &mut Machine, arguments: Arguments<'_>, length: usize) -> Result<Bounds> {
        let mut given = [None; 2];
        for (place, argument) in given.iter_mut().zip(arguments.positional.iter().skip(2)) {
            if *argument == known::NONE {
                continue;
            }
            if !machine.is_int(*argument) && !machine.is_overridden(*argument, "__index__") {
                return Err(machine.not_a_slice_index());
            }
            *place = Some(machine.clamped_index_of(*argument)?);
        }
        let place = |index: i64| if index < 0 { index.saturating_add(length as i64).max(0) } else { index };
        let start = given[0].map_or(0, place) as usize;
        let end = given[1].map_or(length, |end| place(end).min(length as i64) as usize);
        Ok(Bounds { start, end })
    }
}

/// The text between bounds, and where it begins in bytes; `None` when the start lies behind the end.
fn bounded<'a>(machine: &Machine, receiver: Ref, text: &'a str, bounds: Bounds) -> Option<(&'a str, usize)> {
    if bounds.start > bounds.end {
        return None;
    }
    let Body::Str(body) = machine.heap.body(receiver) else {
        return None;
    };
    let range = body.byte_range(bounds.start, bounds.end);
    Some((text.get(range.clone())?, range.start))
}

/// The text that a search is for (`parse_args_finds_unicode` up to 3.12, argument clinic since).
fn wanted_text(machine: &mut Machine, name: &str, arguments: Arguments<'_>) -> Result<std::sync::Arc<str>> {
    let old = machine.version() < Version::V3_13;
    match arguments.optional(1) {
        None if old => Err(machine.raise(known::TYPE_ERROR, format!("{name}() takes at least 1 argument (0 given)"))),
        Some(given) if old && machine.text_of(given).is_none() => {
            let class = machine.class_name(given);
            Err(machine.raise(known::TYPE_ERROR, format!("must be str, not {class}")))
        }
        None => Err(machine.wrong_count(name, 1, 3, 0)),
        Some(given) => machine.text_argument(name, 1, given),
    }
}

/// The place of an argument in the receiver, in characters, from the left or the right.
fn search(machine: &mut Machine, arguments: Arguments<'_>, name: &str, from_right: bool) -> Result<Option<usize>> {
    let wanted = wanted_text(machine, name, arguments)?;
    let receiver = arguments.at(0);
    let text = machine.receiver_text(arguments);
    let bounds = Bounds::read(machine, arguments, machine.native_length(receiver).unwrap_or(0))?;
    let Some((part, offset)) = bounded(machine, receiver, &text, bounds) else {
        return Ok(None);
    };
    let found = if from_right { part.rfind(&*wanted) } else { part.find(&*wanted) };
    Ok(found.map(|at| match machine.heap.body(receiver) {
        Body::Str(body) => body.char_of_byte(offset + at),
        _ => 0,
    }))
}

pub(super) fn find(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let found = search(machine, arguments, "find", false)?;
    Ok(machine.new_int(found.map_or(-1, |at| at as i64)))
}

pub(super) fn rfind(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let found = search(machine, arguments, "rfind", true)?;
    Ok(machine.new_int(found.map_or(-1, |at| at as i64)))
}

pub(super) fn index(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    match search(machine, arguments, "index", false)? {
        Some(at) => Ok(machine.new_int(at as i64)),
        None => Err(machine.raise(known::VALUE_ERROR, "substring not found")),
    }
}

pub(super) fn rindex(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    match search(machine, arguments, "rindex", true)? {
        Some(at) => Ok(machine.new_int(at as i64)),
        None => Err(machine.raise(known::VALUE_ERROR, "substring not found")),
    }
}

pub(super) fn count(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let wanted = wanted_text(machine, "count", arguments)?;
    let receiver = arguments.at(0);
    let text = machine.receiver_text(arguments);
    let bounds = Bounds::read(machine, arguments, machine.native_length(receiver).unwrap_or(0))?;
    let count = match bounded(machine, receiver, &text, bounds) {
        Some((part, _)) if wanted.is_empty() => part.chars().count() + 1,
        Some((part, _)) => part.matches(&*wanted).count(),
        None => 0,
    };
    Ok(machine.new_int(count as i64))
}

pub(super) fn startswith(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    affixed(machine, arguments, "startswith", |text, affix| text.starts_with(affix))
}

pub(super) fn endswith(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    affixed(machine, arguments, "endswith", |text, affix| text.ends_with(affix))
}

fn affixed(machine: &mut Machine, arguments: Arguments<'_>, name: &str, has: fn(&str, &str) -> bool) -> Result<Ref> {
    let receiver = arguments.at(0);
    let text = machine.receiver_text(arguments);
    let bounds = Bounds::read(machine, arguments, machine.native_length(receiver).unwrap_or(0))?;
    let part = bounded(machine, receiver, &text, bounds).map(|(part, _)| part);
    let answer = match machine.heap.body(arguments.at(1)) {
        Body::Str(affix) => part.is_some_and(|part| has(part, &affix.text)),
        Body::Tuple(affixes) => {
            let mut answer = false;
            for affix in affixes.clone() {
                match machine.text_of(affix) {
                    Some(affix) => answer = part.is_some_and(|part| has(part, affix)),
                    None => {
                        let class = machine.class_name(affix);
                        let text = format!("tuple for {name} must only contain str, not {class}");
                        return Err(machine.raise(known::TYPE_ERROR, text));
                    }
                }
                if answer {
                    break;
                }
            }
            answer
        }
        _ => {
            let class = machine.class_name(arguments.at(1));
            let text = format!("{name} first arg must be str or a tuple of str, not {class}");
            return Err(machine.raise(known::TYPE_ERROR, text));
        }
    };
    Ok(machine.new_bool(answer))
}

pub(super) fn replace(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let given = arguments.positional.len().saturating_sub(1);
    if !arguments.keywords.is_empty() && machine.version() < Version::V3_13 {
        return Err(machine.raise(known::TYPE_ERROR, "str.replace() takes no keyword arguments"));
    }
    if given > 3 {
        let text = if machine.version() >= Version::V3_13 {
            format!("replace() takes at most 3 arguments ({given} given)")
        } else {
            format!("replace expected at most 3 arguments, got {given}")
        };
        return Err(machine.raise(known::TYPE_ERROR, text));
    }
    if arguments.positional.len() < 3 {
        let text = if machine.version() >= Version::V3_13 {
            format!("replace() takes at least 2 positional arguments ({given} given)")
        } else {
            format!("replace expected at least 2 arguments, got {given}")
        };
        return Err(machine.raise(known::TYPE_ERROR, text));
    }
    let mut most = arguments.optional(3);
    for (key, value) in arguments.keywords {
        let key = machine.text_of(*key).unwrap_or("").to_owned();
        if key != "count" {
            return Err(machine.unexpected_keyword("replace", &key));
        }
        most = Some(*value);
    }
    let old = machine.text_argument("replace", 1, arguments.at(1))?;
    let new = machine.text_argument("replace", 2, arguments.at(2))?;
    let most = match most {
        Some(most) => usize::try_from(machine.index_of(most)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let text = machine.receiver_text(arguments);
    let found = if old.is_empty() { text.chars().count() + 1 } else { text.matches(&*old).count() };
    let growth = (found.min(most) as u64).saturating_mul(new.len() as u64);
    machine.check_room(growth)?;
    let replaced = text.replacen(&*old, &new, most);
    if *replaced == *text {
        return Ok(machine.changed_str(arguments.at(0), &text));
    }
    Ok(machine.new_separate_str(&replaced))
}

/// Separator and most splits of `split` and `rsplit`.
fn split_arguments(machine: &mut Machine, arguments: Arguments<'_>, name: &str) -> Result<(Option<String>, usize)> {
    let rest = Arguments { positional: arguments.positional.get(1..).unwrap_or(&[]), keywords: arguments.keywords };
    let [separator, most] = machine.bind(name, rest, ["sep", "maxsplit"], 0)?;
    let most = match most {
        Some(most) => usize::try_from(machine.index_of(most)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let separator = match separator.filter(|separator| *separator != known::NONE) {
        None => None,
        Some(separator) => match machine.text_of(separator) {
            Some("") => return Err(machine.raise(known::VALUE_ERROR, "empty separator")),
            Some(text) => Some(text.to_owned()),
            None => {
                let text = format!("must be str or None, not {}", machine.class_name(separator));
                return Err(machine.raise(known::TYPE_ERROR, text));
            }
        },
    };
    Ok((separator, most))
}

pub(super) fn split(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (separator, most) = split_arguments(machine, arguments, "split")?;
    let text = machine.receiver_text(arguments);
    let parts: Vec<&str> = match &separator {
        Some(separator) => text.splitn(most.saturating_add(1), separator.as_str()).collect(),
        None => split_on_spaces(&text, most),
    };
    let room = split_room(machine, arguments.at(0), separator.as_deref(), most);
    Ok(list_of_parts(machine, arguments.at(0), &text, &parts, room))
}

pub(super) fn rsplit(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (separator, most) = split_arguments(machine, arguments, "rsplit")?;
    let text = machine.receiver_text(arguments);
    let mut parts: Vec<&str> = match &separator {
        Some(separator) => text.rsplitn(most.saturating_add(1), separator.as_str()).collect(),
        None => rsplit_on_spaces(&text, most),
    };
    parts.reverse();
    let room = split_room(machine, arguments.at(0), separator.as_deref(), most);
    Ok(list_of_parts(machine, arguments.at(0), &text, &parts, room))
}

/// Words between spaces; after `most` splits the rest, without the spaces before it.
pub(super) fn split_on_spaces(text: &str, most: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_start_matches(is_space);
    while !rest.is_empty() {
        if parts.len() == most {
            parts.push(rest);
            break;
        }
        let end = rest.find(is_space).unwrap_or(rest.len());
        parts.push(&rest[..end]);
        rest = rest[end..].trim_start_matches(is_space);
    }
    parts
}

fn rsplit_on_spaces(text: &str, most: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_end_matches(is_space);
    while !rest.is_empty() {
        if parts.len() == most {
            parts.push(rest);
            break;
        }
        let start =
            rest.char_indices().rev().find(|(_, char)| is_space(*char)).map_or(0, |(at, char)| at + char.len_utf8());
        parts.push(&rest[start..]);
        rest = rest[..start].trim_end_matches(is_space);
    }
    parts
}

/// A list of the parts; a part that is the whole text is the receiver itself.
fn list_of_parts(machine: &mut Machine, receiver: Ref, text: &str, parts: &[&str], room: usize) -> Ref {
    let items: Vec<Ref> = parts
        .iter()
        .map(|part| if part.len() == text.len() { machine.changed_str(receiver, part) } else { machine.new_str(part) })
        .collect();
    let allocated = appended_capacity(room, items.len());
    machine.new_list_with_capacity(items, allocated)
}

/// Room that a split's list begins with: for 12 parts, or fewer when fewer can come: by `most`, and from 3.12 on by the
/// text's length (`PREALLOC_SIZE` in `Objects/stringlib/split.h`, `split` in `Objects/unicodeobject.c`).
fn split_room(machine: &Machine, receiver: Ref, separator: Option<&str>, most: usize) -> usize {
    let length = machine.native_length(receiver).unwrap_or(0);
    let parts = match separator.map(|separator| separator.chars().count().max(1)) {
        _ if machine.version() < Version::V3_12 => usize::MAX,
        None => length.saturating_sub(1) / 2 + 1,
        Some(separator) if length < separator => 0,
        Some(separator) => length / separator + 1,
    };
    most.min(parts).min(11) + 1
}

/// Room of a list that grew by appending from `allocated` to `count` items.
pub(super) fn appended_capacity(allocated: usize, count: usize) -> usize {
    let mut room = allocated;
    while room < count {
        room = grown_capacity(room, room + 1);
    }
    room
}

/// A list that was made by appending its items one by one.
pub(super) fn appended_list(machine: &mut Machine, items: Vec<Ref>) -> Ref {
    let room = appended_capacity(0, items.len());
    machine.new_list_with_capacity(items, room)
}
