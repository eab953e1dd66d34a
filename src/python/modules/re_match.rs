//! The class `re.Match` (`Modules/_sre/sre.c`).

use super::arguments::{keyword_native, native};
use super::extension_class::{ExtensionClass, Getter};
use super::re_pattern::{Pattern, alias};
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::extension::Extension;
use crate::python::object::function::Arguments;
use crate::python::object::{Body, Ref, known};
use crate::python::regex::matcher::Found;
use crate::python::version::Version;

/// A match's state.
#[derive(Clone, Debug)]
pub struct Match {
    pub pattern: Ref,
    pub string: Ref,
    pub found: Found,
    /// Where the search was to begin and to end.
    pub bounds: (usize, usize),
}

impl Extension for Match {
    fn clone_box(&self) -> Box<dyn Extension> {
        Box::new(self.clone())
    }

    fn visit(&self, visit: &mut dyn FnMut(Ref)) {
        visit(self.string);
        visit(self.pattern);
    }

    fn bytes(&self, _: Version) -> u32 {
        72 + 16 * self.found.spans.len() as u32
    }
}

/// `re.Match`.
pub static CLASS: ExtensionClass = ExtensionClass {
    doc: "The result of re.match() and re.search().\nMatch objects always have a boolean value of True.",
    methods: &[
        &native("group", group, 0, usize::MAX),
        &keyword_native("groups", groups, 0, usize::MAX),
        &keyword_native("groupdict", group_dict, 0, usize::MAX),
        &native("start", start, 0, 1),
        &native("end", end, 0, 1),
        &native("span", span, 0, 1),
        &keyword_native("expand", expand, 0, usize::MAX),
        &native("__getitem__", get_item, 1, 1),
        &native("__copy__", itself, 0, 0),
        &native("__deepcopy__", itself, 1, 1),
        &native("__repr__", repr, 0, 0),
    ],
    getters: &[
        Getter { name: "string", get: |machine, object| Ok(part(machine, object, |state| state.string)), set: None },
        Getter { name: "re", get: |machine, object| Ok(part(machine, object, |state| state.pattern)), set: None },
        Getter { name: "pos", get: |machine, object| Ok(number(machine, object, |state| state.bounds.0)), set: None },
        Getter {
            name: "endpos",
            get: |machine, object| Ok(number(machine, object, |state| state.bounds.1)),
            set: None,
        },
        Getter { name: "lastindex", get: last_index, set: None },
        Getter { name: "lastgroup", get: last_group, set: None },
        Getter { name: "regs", get: regs, set: None },
    ],
    class_methods: &[&native("__class_getitem__", alias, 1, 1)],
    subclassable: false,
    ..ExtensionClass::named("Match", "re")
};

fn itself(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    Ok(machine.keep(arguments.at(0)))
}

fn state(machine: &Machine, object: Ref) -> Option<&Match> {
    machine.heap.extension::<Match>(object)
}

/// One of the objects that a match holds.
fn part(machine: &mut Machine, object: Ref, pick: impl Fn(&Match) -> Ref) -> Ref {
    let found = state(machine, object).map_or(known::NONE, pick);
    machine.keep(found)
}

fn number(machine: &mut Machine, object: Ref, pick: impl Fn(&Match) -> usize) -> Ref {
    let value = state(machine, object).map_or(0, pick);
    machine.new_int(value as i64)
}

fn last_index(machine: &mut Machine, object: Ref) -> Result<Ref> {
    match state(machine, object).and_then(|state| state.found.last_group) {
        Some(group) => Ok(machine.new_int(group as i64)),
        None => Ok(machine.none()),
    }
}

fn last_group(machine: &mut Machine, object: Ref) -> Result<Ref> {
    let name = state(machine, object).and_then(|state| {
        let group = state.found.last_group?;
        let pattern = machine.heap.extension::<Pattern>(state.pattern)?;
        pattern.program.names.iter().find(|(_, number)| *number == group).map(|(name, _)| name.clone())
    });
    match name {
        Some(name) => Ok(machine.new_str(&name)),
        None => Ok(machine.none()),
    }
}

fn pair(machine: &mut Machine, span: Option<(usize, usize)>) -> Ref {
    let (from, to) = span.map_or((-1, -1), |(from, to)| (from as i64, to as i64));
    let items = vec![machine.new_int(from), machine.new_int(to)];
    machine.new_tuple(items)
}

fn spans(machine: &Machine, object: Ref) -> Vec<Option<(usize, usize)>> {
    state(machine, object).map(|state| state.found.spans.clone()).unwrap_or_default()
}

fn regs(machine: &mut Machine, object: Ref) -> Result<Ref> {
    let pairs = spans(machine, object).into_iter().map(|span| pair(machine, span)).collect();
    Ok(machine.new_tuple(pairs))
}

/// Which group an int or a name means (`match_getindex`).
fn group_number(machine: &mut Machine, object: Ref, key: Ref) -> Result<usize> {
    let count = state(machine, object).map_or(0, |state| state.found.spans.len());
    let pattern = state(machine, object).map_or(Ref::NULL, |state| state.pattern);
    let number = match machine.heap.body(key) {
        Body::Int(number) => usize::try_from(*number).ok(),
        Body::Str(name) => machine.heap.extension::<Pattern>(pattern).and_then(|pattern| {
            pattern.program.names.iter().find(|(known, _)| **known == *name.text).map(|(_, number)| *number)
        }),
        _ => match machine.call_special(key, "__index__", &[])? {
            Some(number) => {
                let index = machine.index_argument(number);
                machine.release(number);
                usize::try_from(index?).ok()
            }
            None => None,
        },
    };
    match number.filter(|number| *number < count) {
        Some(number) => Ok(number),
        None => Err(machine.raise(known::INDEX_ERROR, "no such group")),
    }
}

/// The texts of groups (owned); `otherwise` for one that took no part.
fn texts(machine: &mut Machine, object: Ref, numbers: &[usize], otherwise: Ref) -> Vec<Ref> {
    let string = state(machine, object).map_or(known::EMPTY_STR, |state| state.string);
    let Some(text) = machine.subject_of(string) else { return Vec::new() };
    let spans = spans(machine, object);
    let mut found = Vec::with_capacity(numbers.len());
    for number in numbers {
        found.push(match spans.get(*number).copied().flatten() {
            Some((from, to)) => machine.part_of_subject(string, &text, from, to),
            None => machine.keep(otherwise),
        });
    }
    found
}

/// One group's text.
fn one_text(machine: &mut Machine, object: Ref, number: usize) -> Ref {
    texts(machine, object, &[number], known::NONE).pop().unwrap_or(known::NONE)
}

fn group(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    let keys = arguments.positional.get(1..).unwrap_or_default();
    let mut numbers = Vec::with_capacity(keys.len());
    for key in keys {
        numbers.push(group_number(machine, object, *key)?);
    }
    match numbers.as_slice() {
        [] => Ok(one_text(machine, object, 0)),
        [number] => Ok(one_text(machine, object, *number)),
        _ => {
            let texts = texts(machine, object, &numbers, known::NONE);
            Ok(machine.new_tuple(texts))
        }
    }
}

fn get_item(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let number = group_number(machine, arguments.at(0), arguments.at(1))?;
    Ok(one_text(machine, arguments.at(0), number))
}

fn groups(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let [default] = machine.bind("groups", after_receiver(arguments), ["default"], 0)?;
    let object = arguments.at(0);
    let count = state(machine, object).map_or(1, |state| state.found.spans.len());
    let numbers: Vec<usize> = (1..count).collect();
    let texts = texts(machine, object, &numbers, default.unwrap_or(known::NONE));
    Ok(machine.new_tuple(texts))
}

fn group_dict(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let [default] = machine.bind("groupdict", after_receiver(arguments), ["default"], 0)?;
    let object = arguments.at(0);
    let pattern = state(machine, object).map_or(Ref::NULL, |state| state.pattern);
    let names =
        machine.heap.extension::<Pattern>(pattern).map(|pattern| pattern.program.names.clone()).unwrap_or_default();
    let numbers: Vec<usize> = names.iter().map(|(_, number)| *number).collect();
    let texts = texts(machine, object, &numbers, default.unwrap_or(known::NONE));
    let dict = machine.new_dict();
    for ((name, _), text) in names.iter().zip(texts) {
        let set = machine.dict_set_text(dict, name, text);
        machine.release(text);
        set?;
    }
    Ok(dict)
}

/// The span of the group that the first argument means, or of the whole.
fn span_of(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Option<(usize, usize)>> {
    let number = match arguments.optional(1) {
        Some(key) => group_number(machine, arguments.at(0), key)?,
        None => 0,
    };
    Ok(spans(machine, arguments.at(0)).get(number).copied().flatten())
}

fn start(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let span = span_of(machine, arguments)?;
    Ok(machine.new_int(span.map_or(-1, |(from, _)| from as i64)))
}

fn end(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let span = span_of(machine, arguments)?;
    Ok(machine.new_int(span.map_or(-1, |(_, to)| to as i64)))
}

fn span(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let span = span_of(machine, arguments)?;
    Ok(pair(machine, span))
}

fn expand(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let [template] = machine.bind("expand", after_receiver(arguments), ["template"], 1)?;
    let object = arguments.at(0);
    let Some((pattern, string, found)) =
        state(machine, object).map(|state| (state.pattern, state.string, state.found.clone()))
    else {
        return Ok(machine.none());
    };
    let pieces = machine.template_pieces(pattern, template.unwrap_or(known::NONE))?;
    machine.expand_pieces(&pieces, string, &found)
}

fn repr(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    let (from, to) = state(machine, object).map_or((0, 0), |state| state.found.whole());
    let text = one_text(machine, object, 0);
    let shown = machine.repr_of(text);
    machine.release(text);
    let shown: String = shown?.chars().take(50).collect();
    Ok(machine.new_str(&format!("<re.Match object; span=({from}, {to}), match={shown}>")))
}

/// The arguments without the receiver.
pub(super) fn after_receiver(arguments: Arguments<'_>) -> Arguments<'_> {
    Arguments { positional: arguments.positional.get(1..).unwrap_or_default(), keywords: arguments.keywords }
}
