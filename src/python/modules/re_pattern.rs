//! The class `re.Pattern`: searching, splitting, replacing (`Modules/_sre/sre.c`).

use std::sync::Arc;

use super::arguments::{keyword_native, native};
use super::extension_class::{ExtensionClass, Getter};
use super::re_match::{self, Match, after_receiver};
use super::re_text::Text;
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::extension::Extension;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::iterator::Iterator as State;
use crate::python::object::{Body, Ref, known};
use crate::python::regex::Dialect;
use crate::python::regex::compile::Program;
use crate::python::regex::flags;
use crate::python::regex::matcher::{Attempt, Found};
use crate::python::regex::template::{Piece, parse_template};
use crate::python::version::Version;

/// A compiled pattern's state.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// The str or bytes that it was compiled from.
    pub source: Ref,
    pub is_bytes: bool,
    pub program: Arc<Program>,
}

impl Extension for Pattern {
    fn clone_box(&self) -> Box<dyn Extension> {
        Box::new(self.clone())
    }

    fn visit(&self, visit: &mut dyn FnMut(Ref)) {
        visit(self.source);
    }

    fn bytes(&self, _: Version) -> u32 {
        96 + 4 * self.program.code.len() as u32
    }
}

/// `re.Pattern`.
pub static CLASS: ExtensionClass = ExtensionClass {
    doc: "Compiled regular expression object.",
    methods: &[
        &MATCH,
        &keyword_native("fullmatch", |machine, arguments| one(machine, arguments, "fullmatch"), 0, usize::MAX),
        &keyword_native("search", |machine, arguments| one(machine, arguments, "search"), 0, usize::MAX),
        &keyword_native("sub", |machine, arguments| substitute(machine, arguments, false), 0, usize::MAX),
        &keyword_native("subn", |machine, arguments| substitute(machine, arguments, true), 0, usize::MAX),
        &keyword_native("findall", find_all, 0, usize::MAX),
        &keyword_native("finditer", find_iter, 0, usize::MAX),
        &keyword_native("split", split, 0, usize::MAX),
        &keyword_native("scanner", scanner, 0, usize::MAX),
        &native("__copy__", itself, 0, 0),
        &native("__deepcopy__", itself, 1, 1),
        &native("__repr__", repr, 0, 0),
        &native("__eq__", equal, 1, 1),
        &native("__hash__", hash, 0, 0),
    ],
    getters: &[
        Getter { name: "pattern", get: source, set: None },
        Getter {
            name: "flags",
            get: |machine, object| Ok(number(machine, object, |program| program.flags as usize)),
            set: None,
        },
        Getter {
            name: "groups",
            get: |machine, object| Ok(number(machine, object, |program| program.groups)),
            set: None,
        },
        Getter { name: "groupindex", get: group_index, set: None },
    ],
    class_methods: &[&native("__class_getitem__", alias, 1, 1)],
    subclassable: false,
    has_weak: true,
    ..ExtensionClass::named("Pattern", "re")
};

/// The name that `match` has since 3.15, beside its old one.
pub(super) static PREFIX_MATCH: Native =
    keyword_native("prefixmatch", |machine, arguments| one(machine, arguments, "match"), 0, usize::MAX);
static MATCH: Native = keyword_native("match", |machine, arguments| one(machine, arguments, "match"), 0, usize::MAX);

/// What `finditer` walks: a subject and how far it is searched.
#[derive(Clone, Debug)]
struct Scanner {
    pattern: Ref,
    string: Ref,
    text: Text,
    bounds: (usize, usize),
    next: usize,
    must_advance: bool,
}

impl Extension for Scanner {
    fn clone_box(&self) -> Box<dyn Extension> {
        Box::new(self.clone())
    }

    fn visit(&self, visit: &mut dyn FnMut(Ref)) {
        visit(self.pattern);
        visit(self.string);
    }

    fn bytes(&self, _: Version) -> u32 {
        152
    }
}

/// `_sre.SRE_Scanner`.
static SCANNER: ExtensionClass = ExtensionClass {
    methods: &[&native("match", |machine, arguments| scan(machine, arguments, false), 0, 0), &SCANNER_SEARCH],
    getters: &[Getter { name: "pattern", get: scanner_pattern, set: None }],
    subclassable: false,
    ..ExtensionClass::named("SRE_Scanner", "_sre")
};

static SCANNER_SEARCH: Native = native("search", |machine, arguments| scan(machine, arguments, true), 0, 0);

/// `Pattern[str]`: what annotations use.
pub(super) fn alias(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.call(known::GENERIC_ALIAS, arguments.positional)
}

fn itself(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    Ok(machine.keep(arguments.at(0)))
}

fn state(machine: &Machine, object: Ref) -> Option<&Pattern> {
    machine.heap.extension::<Pattern>(object)
}

fn source(machine: &mut Machine, object: Ref) -> Result<Ref> {
    let source = state(machine, object).map_or(known::NONE, |state| state.source);
    Ok(machine.keep(source))
}

fn number(machine: &mut Machine, object: Ref, pick: impl Fn(&Program) -> usize) -> Ref {
    let value = state(machine, object).map_or(0, |state| pick(&state.program));
    machine.new_int(value as i64)
}

fn group_index(machine: &mut Machine, object: Ref) -> Result<Ref> {
    let names = state(machine, object).map(|state| state.program.names.clone()).unwrap_or_default();
    let dict = machine.new_dict();
    for (name, number) in names {
        let number = machine.new_int(number as i64);
        let set = machine.dict_set_text(dict, &name, number);
        machine.release(number);
        set?;
    }
    let proxy = machine.call(known::MAPPING_PROXY, &[dict]);
    machine.release(dict);
    proxy
}

/// The program of a pattern, and whether it is one of bytes.
fn program(machine: &Machine, pattern: Ref) -> (Arc<Program>, bool) {
    match state(machine, pattern) {
        Some(state) => (state.program.clone(), state.is_bytes),
        None => (Arc::new(Program::empty()), false),
    }
}

/// A subject and the places between which it is searched.
struct Search {
    pattern: Ref,
    string: Ref,
    text: Text,
    bounds: (usize, usize),
    program: Arc<Program>,
}

impl Search {
    fn attempt(&self, start: usize) -> Attempt {
        Attempt { start, end: self.bounds.1, full: false, must_advance: false, search: true }
    }
}

/// Reads `string`, `pos` and `endpos`.
fn search_of(machine: &mut Machine, arguments: Arguments<'_>, function: &str) -> Result<Search> {
    let pattern = arguments.at(0);
    let [string, from, to] = machine.bind(function, after_receiver(arguments), ["string", "pos", "endpos"], 1)?;
    let string = string.unwrap_or(known::NONE);
    let (program, is_bytes) = program(machine, pattern);
    let from = from.map(|from| machine.index_argument(from)).transpose()?;
    let to = to.map(|to| machine.index_argument(to)).transpose()?;
    let text = machine.subject_for(string, is_bytes)?;
    let length = text.length();
    let clamped = |place: i64| usize::try_from(place).unwrap_or(0).min(length);
    let (from, to) = (from.map_or(0, clamped), to.map_or(length, clamped));
    // A start behind the end: nothing is found, not even what is empty.
    Ok(Search { pattern, string, text, bounds: (from, to), program })
}

/// A new match object.
fn new_match(machine: &mut Machine, pattern: Ref, string: Ref, bounds: (usize, usize), found: Found) -> Result<Ref> {
    machine.keep(pattern);
    machine.keep(string);
    machine.new_native_object(&re_match::CLASS, Match { pattern, string, found, bounds })
}

fn one(machine: &mut Machine, arguments: Arguments<'_>, function: &str) -> Result<Ref> {
    let newer = function == "match" && machine.version() >= Version::V3_15;
    let search = search_of(machine, arguments, if newer { "prefixmatch" } else { function })?;
    let (full, searching) = (function == "fullmatch", function == "search");
    let attempt = Attempt { full, search: searching, ..search.attempt(search.bounds.0) };
    match machine.run_pattern(&search.program, &search.text, attempt)? {
        Some(found) => new_match(machine, search.pattern, search.string, search.bounds, found),
        None => Ok(machine.none()),
    }
}

/// Every match of a search, one after the other, at most `most` (0 for all), given to `each`.
fn every(
    machine: &mut Machine,
    search: &Search,
    most: usize,
    mut each: impl FnMut(&mut Machine, &Found) -> Result<()>,
) -> Result<usize> {
    let (mut attempt, mut count) = (search.attempt(search.bounds.0), 0);
    while most == 0 || count < most {
        let Some(found) = machine.run_pattern(&search.program, &search.text, attempt)? else { break };
        each(machine, &found)?;
        let (from, to) = found.whole();
        (attempt.start, attempt.must_advance) = (to, from == to);
        count += 1;
    }
    Ok(count)
}

fn find_all(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let search = search_of(machine, arguments, "findall")?;
    let list = machine.new_list(Vec::new());
    let outcome = every(machine, &search, 0, |machine, found| {
        let slice = |machine: &mut Machine, span: Option<(usize, usize)>| {
            let (from, to) = span.unwrap_or((0, 0));
            machine.part_of_subject(search.string, &search.text, from, to)
        };
        let item = match found.spans.as_slice() {
            [whole] => slice(machine, *whole),
            [_, group] => slice(machine, *group),
            [_, groups @ ..] => {
                let texts = groups.iter().map(|span| slice(machine, *span)).collect();
                machine.new_tuple(texts)
            }
            [] => machine.none(),
        };
        machine.list_append(list, item);
        Ok(())
    });
    released_on_error(machine, list, outcome)
}

/// The list, or nothing of it when making it failed.
fn released_on_error<T>(machine: &mut Machine, list: Ref, outcome: Result<T>) -> Result<Ref> {
    match outcome {
        Ok(_) => Ok(list),
        Err(stop) => {
            machine.release(list);
            Err(stop)
        }
    }
}

fn split(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let [string, most] = machine.bind("split", after_receiver(arguments), ["string", "maxsplit"], 1)?;
    let most = most.map(|most| machine.index_argument(most)).transpose()?.unwrap_or(0);
    let pattern = arguments.at(0);
    let string = string.unwrap_or(known::NONE);
    let (program, is_bytes) = program(machine, pattern);
    let text = machine.subject_for(string, is_bytes)?;
    let bounds = (0, text.length());
    let search = Search { pattern, string, text, bounds, program };
    let list = machine.new_list(Vec::new());
    let mut last = 0;
    // A negative number splits nothing.
    let outcome = match usize::try_from(most) {
        Err(_) => Ok(0),
        Ok(most) => every(machine, &search, most, |machine, found| {
            let (from, to) = found.whole();
            let item = machine.part_of_subject(string, &search.text, last, from);
            machine.list_append(list, item);
            for span in found.spans.iter().skip(1) {
                let item = match span {
                    Some((from, to)) => machine.part_of_subject(string, &search.text, *from, *to),
                    None => machine.none(),
                };
                machine.list_append(list, item);
            }
            last = to;
            Ok(())
        }),
    };
    if outcome.is_ok() {
        let rest = machine.part_of_subject(string, &search.text, last, bounds.1);
        machine.list_append(list, rest);
    }
    released_on_error(machine, list, outcome)
}

/// What `sub` puts in.
enum Replacement {
    Literal(Ref),
    Pieces(Vec<Piece>),
    Call(Ref),
}

fn substitute(machine: &mut Machine, arguments: Arguments<'_>, counted: bool) -> Result<Ref> {
    let function = if counted { "subn" } else { "sub" };
    let names = ["repl", "string", "count"];
    let [replacement, string, most] = machine.bind(function, after_receiver(arguments), names, 2)?;
    let (replacement, string) = (replacement.unwrap_or(known::NONE), string.unwrap_or(known::NONE));
    let most = most.map(|most| machine.index_argument(most)).transpose()?.unwrap_or(0);
    let pattern = arguments.at(0);
    let replacement = replacement_of(machine, pattern, replacement)?;
    let (program, is_bytes) = program(machine, pattern);
    let text = machine.subject_for(string, is_bytes)?;
    let bounds = (0, text.length());
    let search = Search { pattern, string, text, bounds, program };
    let list = machine.new_list(Vec::new());
    let mut last = 0;
    let outcome = match usize::try_from(most) {
        Err(_) => Ok(0),
        Ok(most) => every(machine, &search, most, |machine, found| {
            let (from, to) = found.whole();
            if last < from {
                let item = machine.part_of_subject(string, &search.text, last, from);
                machine.list_append(list, item);
            }
            let item = match &replacement {
                Replacement::Literal(literal) => machine.keep(*literal),
                Replacement::Pieces(pieces) => machine.expand_pieces(pieces, string, found)?,
                Replacement::Call(callable) => {
                    let one = new_match(machine, pattern, string, bounds, found.clone())?;
                    let made = machine.call(*callable, &[one]);
                    machine.release(one);
                    made?
                }
            };
            if item != known::NONE {
                machine.list_append(list, item);
            }
            last = to;
            Ok(())
        }),
    };
    let count = match outcome {
        Ok(count) => count,
        Err(stop) => {
            machine.release(list);
            return Err(stop);
        }
    };
    if last < bounds.1 {
        let rest = machine.part_of_subject(string, &search.text, last, bounds.1);
        machine.list_append(list, rest);
    }
    let joiner = if is_bytes { known::EMPTY_BYTES } else { known::EMPTY_STR };
    let joined = machine.call_method(joiner, "join", &[list]);
    machine.release(list);
    let joined = joined?;
    if !counted {
        return Ok(joined);
    }
    let count = machine.new_int(count as i64);
    Ok(machine.new_tuple(vec![joined, count]))
}

fn replacement_of(machine: &mut Machine, pattern: Ref, given: Ref) -> Result<Replacement> {
    let plain = match machine.heap.body(given) {
        Body::Str(text) => Some(!text.text.contains('\\')),
        Body::Bytes(bytes) => Some(!bytes.contains(&b'\\')),
        _ => None,
    };
    match plain {
        Some(true) => Ok(Replacement::Literal(given)),
        Some(false) => machine.template_pieces(pattern, given).map(Replacement::Pieces),
        None if machine.is_callable(given) => Ok(Replacement::Call(given)),
        None => machine.template_pieces(pattern, given).map(Replacement::Pieces),
    }
}

fn find_iter(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let scanner = new_scanner(machine, arguments, "finditer")?;
    let body = Body::Native { definition: &SCANNER_SEARCH, receiver: scanner };
    let function = machine.new_tracked(known::BUILTIN_FUNCTION, body, 56, 16);
    let sentinel = machine.none();
    Ok(machine.new_iterator(known::CALLABLE_ITERATOR, State::Call { function, sentinel }))
}

fn scanner(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    new_scanner(machine, arguments, "scanner")
}

fn new_scanner(machine: &mut Machine, arguments: Arguments<'_>, function: &str) -> Result<Ref> {
    let Search { pattern, string, text, bounds, .. } = search_of(machine, arguments, function)?;
    machine.keep(pattern);
    machine.keep(string);
    let state = Scanner { pattern, string, text, bounds, next: bounds.0, must_advance: false };
    machine.new_native_object(&SCANNER, state)
}

fn scanner_pattern(machine: &mut Machine, object: Ref) -> Result<Ref> {
    let pattern = machine.heap.extension::<Scanner>(object).map_or(known::NONE, |state| state.pattern);
    Ok(machine.keep(pattern))
}

fn scan(machine: &mut Machine, arguments: Arguments<'_>, search: bool) -> Result<Ref> {
    let object = arguments.at(0);
    let Some(Scanner { pattern, string, text, bounds, next, must_advance }) =
        machine.heap.extension::<Scanner>(object).cloned()
    else {
        return Ok(machine.none());
    };
    let (program, _) = program(machine, pattern);
    let attempt = Attempt { start: next, end: bounds.1, full: false, must_advance, search };
    let found = if next > bounds.1 { None } else { machine.run_pattern(&program, &text, attempt)? };
    if let Some(state) = machine.heap.extension_mut::<Scanner>(object) {
        match &found {
            Some(found) => {
                let (from, to) = found.whole();
                (state.next, state.must_advance) = (to, from == to);
            }
            // Nothing will be found any more.
            None => state.next = bounds.1.saturating_add(1),
        }
    }
    match found {
        Some(found) => new_match(machine, pattern, string, bounds, found),
        None => Ok(machine.none()),
    }
}

fn repr(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let Some((source, given, is_bytes)) =
        state(machine, arguments.at(0)).map(|state| (state.source, state.program.flags, state.is_bytes))
    else {
        return Ok(machine.none());
    };
    let shown: String = machine.repr_of(source)?.chars().take(200).collect();
    let mut left = given;
    // What a str pattern has anyway is not told.
    if !is_bytes && left & flags::TYPE == flags::UNICODE {
        left &= !flags::UNICODE;
    }
    let mut names = Vec::new();
    for (flag, name) in [
        (flags::TEMPLATE, "TEMPLATE"),
        (flags::IGNORE_CASE, "IGNORECASE"),
        (flags::LOCALE, "LOCALE"),
        (flags::MULTI_LINE, "MULTILINE"),
        (flags::DOT_ALL, "DOTALL"),
        (flags::UNICODE, "UNICODE"),
        (flags::VERBOSE, "VERBOSE"),
        (flags::DEBUG, "DEBUG"),
        (flags::ASCII, "ASCII"),
    ] {
        if left & flag != 0 {
            names.push(format!("re.{name}"));
            left &= !flag;
        }
    }
    if left != 0 {
        names.push(format!("{left:#x}"));
    }
    let names = if names.is_empty() { String::new() } else { format!(", {}", names.join("|")) };
    Ok(machine.new_str(&format!("re.compile({shown}{names})")))
}

fn equal(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (left, right) = (arguments.at(0), arguments.at(1));
    let parts = |machine: &Machine, object: Ref| {
        state(machine, object).map(|state| (state.source, state.program.flags, state.is_bytes))
    };
    match (parts(machine, left), parts(machine, right)) {
        (Some(a), Some(b)) => {
            let same = left == right || (a.1, a.2) == (b.1, b.2) && machine.is_equal(a.0, b.0)?;
            Ok(machine.new_bool(same))
        }
        _ => Ok(machine.keep(known::NOT_IMPLEMENTED)),
    }
}

fn hash(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let Some((source, given)) = state(machine, arguments.at(0)).map(|state| (state.source, state.program.flags)) else {
        return Ok(machine.new_int(0));
    };
    let hash = machine.hash_of(source)? ^ i64::from(given);
    Ok(machine.new_int(if hash == -1 { -2 } else { hash }))
}

impl Machine {
    /// A template read for a pattern; anything but str and bytes is refused as CPython's reader of templates does.
    pub(super) fn template_pieces(&mut self, pattern: Ref, template: Ref) -> Result<Vec<Piece>> {
        let Some(text) = self.subject_of(template) else {
            let class = self.class_name(template);
            let message = format!("decoding to str: need a bytes-like object, {class} found");
            return Err(self.raise(known::TYPE_ERROR, message));
        };
        let (program, _) = program(self, pattern);
        let dialect = Dialect { minor: self.version().minor(), text: !text.is_bytes() };
        parse_template(&text.chars(), program.groups, &program.names, dialect)
            .map_err(|error| self.raise_pattern_error(error, template))
    }

    /// What a template makes of a match (owned).
    pub(super) fn expand_pieces(&mut self, pieces: &[Piece], string: Ref, found: &Found) -> Result<Ref> {
        match self.subject_of(string) {
            Some(Text::Bytes(bytes)) => {
                let mut out = Vec::new();
                for piece in pieces {
                    match piece {
                        Piece::Text(text) => out.extend(text.chars().map(|char| u32::from(char) as u8)),
                        Piece::Group(group) => {
                            let (from, to) = found.spans.get(*group).copied().flatten().unwrap_or((0, 0));
                            out.extend_from_slice(bytes.get(from..to).unwrap_or_default());
                        }
                    }
                }
                Ok(self.new_bytes(&out))
            }
            Some(text) => {
                let mut out = String::new();
                for piece in pieces {
                    match (piece, &text) {
                        (Piece::Text(text), _) => out.push_str(text),
                        (Piece::Group(group), text) => {
                            let (from, to) = found.spans.get(*group).copied().flatten().unwrap_or((0, 0));
                            match text {
                                Text::Ascii(text) => out.push_str(text.get(from..to).unwrap_or_default()),
                                Text::Wide(chars) => out.extend(chars.get(from..to).unwrap_or_default()),
                                Text::Bytes(_) => {}
                            }
                        }
                    }
                }
                Ok(self.new_str(&out))
            }
            None => Ok(self.none()),
        }
    }
}
