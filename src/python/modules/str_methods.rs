//! The methods of str. Case and classes of characters come from Rust's Unicode tables (17.0), which are newer than those of
//! CPython up to 3.14: characters assigned since then count as letters or digits here and not there.

use super::arguments::{ALWAYS, keyword_native, native};
use super::str_search;
use super::unicode;
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::text::{char_of, code_of, is_space};
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// `str`'s methods.
pub static METHODS: &[&Native] = &[
    &native("capitalize", capitalize, 0, 0),
    &native("casefold", casefold, 0, 0),
    &native("center", center, 1, 2),
    &native("count", str_search::count, 0, 3),
    &keyword_native("encode", encode, 0, 2),
    &native("endswith", str_search::endswith, 1, 3),
    &keyword_native("expandtabs", expandtabs, 0, 1),
    &native("find", str_search::find, 0, 3),
    &keyword_native("format", format, 0, usize::MAX).packed(ALWAYS),
    &native("format_map", format_map, 1, 1),
    &native("index", str_search::index, 0, 3),
    &native("isalnum", isalnum, 0, 0),
    &native("isalpha", isalpha, 0, 0),
    &native("isascii", isascii, 0, 0),
    &native("isdecimal", isdecimal, 0, 0),
    &native("isdigit", isdigit, 0, 0),
    &native("isidentifier", isidentifier, 0, 0),
    &native("islower", islower, 0, 0),
    &native("isnumeric", isnumeric, 0, 0),
    &native("isprintable", isprintable, 0, 0),
    &native("isspace", isspace, 0, 0),
    &native("istitle", istitle, 0, 0),
    &native("isupper", isupper, 0, 0),
    &native("join", join, 1, 1),
    &native("ljust", ljust, 1, 2),
    &native("lower", lower, 0, 0),
    &native("lstrip", lstrip, 0, 1),
    &native("maketrans", maketrans, 1, 3),
    &native("partition", partition, 1, 1),
    &native("removeprefix", removeprefix, 1, 1),
    &native("removesuffix", removesuffix, 1, 1),
    &keyword_native("replace", str_search::replace, 0, usize::MAX),
    &native("rfind", str_search::rfind, 0, 3),
    &native("rindex", str_search::rindex, 0, 3),
    &native("rjust", rjust, 1, 2),
    &native("rpartition", rpartition, 1, 1),
    &keyword_native("rsplit", str_search::rsplit, 0, usize::MAX),
    &native("rstrip", rstrip, 0, 1),
    &keyword_native("split", str_search::split, 0, usize::MAX),
    &keyword_native("splitlines", splitlines, 0, 1),
    &native("startswith", str_search::startswith, 1, 3),
    &native("strip", strip, 0, 1),
    &native("swapcase", swapcase, 0, 0),
    &native("title", title, 0, 0),
    &native("translate", translate, 1, 1),
    &native("upper", upper, 0, 0),
    &native("zfill", zfill, 1, 1),
];

impl Machine {
    /// A str argument's text, shared; TypeError otherwise, with the words that CPython's argument clinic has.
    pub fn text_argument(&mut self, function: &str, position: usize, given: Ref) -> Result<std::sync::Arc<str>> {
        match self.heap.body(given) {
            Body::Str(text) => Ok(text.text.clone()),
            _ => Err(self.wrong_argument(function, position, "str", given)),
        }
    }

    /// The receiver's text.
    pub fn receiver_text(&self, arguments: Arguments<'_>) -> std::sync::Arc<str> {
        match self.heap.body(arguments.at(0)) {
            Body::Str(text) => text.text.clone(),
            _ => std::sync::Arc::from(""),
        }
    }

    /// A str with this text: the receiver itself when it is an exact str and nothing changed.
    pub fn changed_str(&mut self, receiver: Ref, text: &str) -> Ref {
        match self.heap.body(receiver) {
            Body::Str(old) if *old.text == *text && self.heap.class_of(receiver) == known::STR => self.keep(receiver),
            _ => self.new_str(text),
        }
    }
}

/// A method that makes a new text of the receiver's. CPython makes a new object even when nothing changes.
macro_rules! mapped {
    ($($name:ident $map:expr;)*) => {
        $(fn $name(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
            let map: fn(&str) -> String = $map;
            let text = map(&machine.receiver_text(arguments));
            Ok(machine.new_separate_str(&text))
        })*
    };
}

mapped! {
    capitalize unicode::capitalize;
    casefold unicode::casefold;
    lower str::to_lowercase;
    swapcase unicode::swapcase;
    title unicode::title;
    upper str::to_uppercase;
}

/// A method that asks something of the whole text.
macro_rules! asked {
    ($($name:ident $ask:expr;)*) => {
        $(fn $name(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
            let ask: fn(&str) -> bool = $ask;
            let answer = ask(&machine.receiver_text(arguments));
            Ok(machine.new_bool(answer))
        })*
    };
}

/// Whether there are characters and each is of a kind.
fn every(text: &str, kind: impl Fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(kind)
}

asked! {
    isalnum |text| every(text, |char| unicode::is_alpha(char) || unicode::is_numeric(char));
    isalpha |text| every(text, unicode::is_alpha);
    isascii |text| text.is_ascii();
    isdecimal |text| every(text, unicode::is_decimal);
    isdigit |text| every(text, unicode::is_digit);
    isidentifier unicode::is_identifier;
    islower unicode::is_lower;
    isnumeric |text| every(text, unicode::is_numeric);
    isprintable |text| text.chars().all(crate::python::object::text::is_printable);
    isspace |text| every(text, is_space);
    istitle unicode::is_title;
    isupper unicode::is_upper;
}

/// Width and fill character of `center`, `ljust` and `rjust`.
fn padding(machine: &mut Machine, arguments: Arguments<'_>) -> Result<(usize, char)> {
    let width = machine.index_of(arguments.at(1))?;
    let fill = match arguments.optional(2) {
        None => ' ',
        Some(fill) => {
            let text = match machine.heap.body(fill) {
                Body::Str(text) => Ok((text.length, text.char_at(0))),
                _ => Err(machine.class_name(fill)),
            };
            match text {
                Ok((1, Some(fill))) => fill,
                Ok(_) => {
                    let text = "The fill character must be exactly one character long";
                    return Err(machine.raise(known::TYPE_ERROR, text));
                }
                Err(class) => {
                    let text = format!("The fill character must be a unicode character, not {class}");
                    return Err(machine.raise(known::TYPE_ERROR, text));
                }
            }
        }
    };
    let length = machine.native_length(arguments.at(0)).unwrap_or(0);
    let missing = usize::try_from(width).unwrap_or(0).saturating_sub(length);
    machine.check_room((missing as u64).saturating_mul(fill.len_utf8() as u64))?;
    Ok((missing, fill))
}

fn pad(machine: &mut Machine, arguments: Arguments<'_>, fill: char, left: usize, right: usize) -> Ref {
    let text = machine.receiver_text(arguments);
    let mut out = String::with_capacity(text.len() + left + right);
    out.extend(std::iter::repeat_n(fill, left));
    out.push_str(&text);
    out.extend(std::iter::repeat_n(fill, right));
    machine.changed_str(arguments.at(0), &out)
}

fn center(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (missing, fill) = padding(machine, arguments)?;
    let width = missing + machine.native_length(arguments.at(0)).unwrap_or(0);
    // An odd rest goes to the left when the width is odd (`unicode_center_impl`).
    let left = missing / 2 + (missing & width & 1);
    Ok(pad(machine, arguments, fill, left, missing - left))
}

fn ljust(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (missing, fill) = padding(machine, arguments)?;
    Ok(pad(machine, arguments, fill, 0, missing))
}

fn rjust(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (missing, fill) = padding(machine, arguments)?;
    Ok(pad(machine, arguments, fill, missing, 0))
}

fn zfill(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let width = usize::try_from(machine.index_of(arguments.at(1))?).unwrap_or(0);
    let text = machine.receiver_text(arguments);
    let missing = width.saturating_sub(machine.native_length(arguments.at(0)).unwrap_or(0));
    machine.check_room(missing as u64)?;
    let sign = if text.starts_with(['+', '-']) { 1 } else { 0 };
    let filled = if missing == 0 {
        text.to_string()
    } else {
        format!("{}{}{}", &text[..sign], "0".repeat(missing), &text[sign..])
    };
    Ok(machine.changed_str(arguments.at(0), &filled))
}

/// What `strip` and its kind take away: spaces, or the characters of an argument.
fn stripped(machine: &mut Machine, arguments: Arguments<'_>, name: &str, left: bool, right: bool) -> Result<Ref> {
    let text = machine.receiver_text(arguments);
    let chars: Option<Vec<char>> = match arguments.optional(1) {
        None => None,
        Some(given) if given == known::NONE => None,
        Some(given) => match machine.text_of(given) {
            Some(chars) => Some(chars.chars().collect()),
            None => return Err(machine.raise(known::TYPE_ERROR, format!("{name} arg must be None or str"))),
        },
    };
    let taken = |char: char| match &chars {
        Some(chars) => chars.contains(&char),
        None => is_space(char),
    };
    let mut rest: &str = &text;
    if left {
        rest = rest.trim_start_matches(taken);
    }
    if right {
        rest = rest.trim_end_matches(taken);
    }
    Ok(machine.changed_str(arguments.at(0), rest))
}

fn strip(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    stripped(machine, arguments, "strip", true, true)
}

fn lstrip(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    stripped(machine, arguments, "lstrip", true, false)
}

fn rstrip(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    stripped(machine, arguments, "rstrip", false, true)
}

fn removeprefix(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let text = machine.receiver_text(arguments);
    let prefix = machine.text_argument("removeprefix", 0, arguments.at(1));
    let prefix = clinic_single(machine, "removeprefix", arguments.at(1), prefix)?;
    Ok(machine.changed_str(arguments.at(0), text.strip_prefix(&*prefix).unwrap_or(&text)))
}

fn removesuffix(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let text = machine.receiver_text(arguments);
    let suffix = machine.text_argument("removesuffix", 0, arguments.at(1));
    let suffix = clinic_single(machine, "removesuffix", arguments.at(1), suffix)?;
    Ok(machine.changed_str(arguments.at(0), text.strip_suffix(&*suffix).unwrap_or(&text)))
}

/// The only argument of a function has no number in the TypeError.
fn clinic_single<T>(machine: &mut Machine, function: &str, given: Ref, result: Result<T>) -> Result<T> {
    match result {
        Err(stop) => {
            machine.swallows(&stop, &[known::TYPE_ERROR]);
            let class = machine.class_name_or_none(given);
            Err(machine.raise(known::TYPE_ERROR, format!("{function}() argument must be str, not {class}")))
        }
        result => result,
    }
}

fn join(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let separator = machine.receiver_text(arguments);
    let items = match machine.items_of(arguments.at(1)) {
        Ok(items) => items,
        Err(stop) => {
            let iterable =
                machine.native_length(arguments.at(1)).is_some() || !machine.swallows(&stop, &[known::TYPE_ERROR]);
            return Err(if iterable { stop } else { machine.raise(known::TYPE_ERROR, "can only join an iterable") });
        }
    };
    // One exact str alone is given back as it is.
    if let [only] = items.as_slice()
        && machine.heap.class_of(*only) == known::STR
    {
        return Ok(*only);
    }
    let mut out = String::new();
    let mut wrong = None;
    for (at, item) in items.iter().enumerate() {
        match machine.heap.body(*item) {
            Body::Str(text) => {
                if at > 0 {
                    out.push_str(&separator);
                }
                out.push_str(&text.text);
            }
            _ => {
                wrong = Some((at, machine.class_name(*item)));
                break;
            }
        }
    }
    machine.release_all(items);
    if let Some((at, class)) = wrong {
        let text = format!("sequence item {at}: expected str instance, {class} found");
        return Err(machine.raise(known::TYPE_ERROR, text));
    }
    machine.check_room(out.len() as u64)?;
    Ok(machine.new_str(&out))
}

fn partition(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    parted(machine, arguments, false)
}

fn rpartition(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    parted(machine, arguments, true)
}

fn parted(machine: &mut Machine, arguments: Arguments<'_>, from_right: bool) -> Result<Ref> {
    let (receiver, separator) = (arguments.at(0), arguments.at(1));
    let text = machine.receiver_text(arguments);
    let Some(wanted) = machine.text_of(separator).map(str::to_owned) else {
        let text = format!("must be str, not {}", machine.class_name(separator));
        return Err(machine.raise(known::TYPE_ERROR, text));
    };
    if wanted.is_empty() {
        return Err(machine.raise(known::VALUE_ERROR, "empty separator"));
    }
    let found = if from_right { text.rfind(&wanted) } else { text.find(&wanted) };
    let parts = match found {
        Some(at) => {
            let before = machine.new_str(&text[..at]);
            let separator = machine.keep(separator);
            vec![before, separator, machine.new_str(&text[at + wanted.len()..])]
        }
        None if from_right => vec![machine.new_str(""), machine.new_str(""), machine.changed_str(receiver, &text)],
        None => vec![machine.changed_str(receiver, &text), machine.new_str(""), machine.new_str("")],
    };
    Ok(machine.new_tuple(parts))
}

fn splitlines(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let rest = Arguments { positional: arguments.positional.get(1..).unwrap_or(&[]), keywords: arguments.keywords };
    let [keep_ends] = machine.bind("splitlines", rest, ["keepends"], 0)?;
    let keep_ends = machine.keep_ends(keep_ends)?;
    let text = machine.receiver_text(arguments);
    let mut lines = Vec::new();
    let (mut start, mut chars) = (0, text.char_indices().peekable());
    while let Some((at, char)) = chars.next() {
        if !is_line_break(char) {
            continue;
        }
        let mut end = at + char.len_utf8();
        if char == '\r' && chars.next_if(|(_, next)| *next == '\n').is_some() {
            end += 1;
        }
        lines.push(machine.new_str(&text[start..if keep_ends { end } else { at }]));
        start = end;
    }
    if start < text.len() {
        lines.push(machine.new_str(&text[start..]));
    }
    Ok(str_search::appended_list(machine, lines))
}

impl Machine {
    /// The argument of `splitlines`: up to 3.11 it is read as an int.
    pub fn keep_ends(&mut self, given: Option<Ref>) -> Result<bool> {
        match given {
            None => Ok(false),
            Some(given) if self.version() < Version::V3_12 => Ok(self.index_of(given)? != 0),
            Some(given) => self.is_true(given),
        }
    }
}

fn is_line_break(char: char) -> bool {
    matches!(char, '\n' | '\r' | '\x0b' | '\x0c' | '\x1c' | '\x1d' | '\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn expandtabs(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let rest = Arguments { positional: arguments.positional.get(1..).unwrap_or(&[]), keywords: arguments.keywords };
    let [size] = machine.bind("expandtabs", rest, ["tabsize"], 0)?;
    let size = match size {
        Some(size) => usize::try_from(machine.index_of(size)?).unwrap_or(0),
        None => 8,
    };
    let text = machine.receiver_text(arguments);
    let tabs = text.bytes().filter(|byte| *byte == b'\t').count() as u64;
    machine.check_room(tabs.saturating_mul(size as u64))?;
    let (mut out, mut column) = (String::with_capacity(text.len()), 0);
    for char in text.chars() {
        match char {
            '\t' if size > 0 => {
                let missing = size - column % size;
                out.extend(std::iter::repeat_n(' ', missing));
                column += missing;
            }
            '\t' => {}
            '\n' | '\r' => {
                out.push(char);
                column = 0;
            }
            _ => {
                out.push(char);
                column += 1;
            }
        }
    }
    Ok(machine.new_str(&out))
}

fn encode(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let rest = Arguments { positional: arguments.positional.get(1..).unwrap_or(&[]), keywords: arguments.keywords };
    let (encoding, errors) = machine.codec_arguments("encode", rest)?;
    let text = machine.receiver_text(arguments);
    let bytes = machine.encode(&text, &encoding, &errors)?;
    Ok(machine.new_bytes(&bytes))
}

impl Machine {
    /// Encoding and error handler of `encode` and `decode`.
    pub fn codec_arguments(&mut self, function: &str, arguments: Arguments<'_>) -> Result<(String, String)> {
        let given = self.bind(function, arguments, ["encoding", "errors"], 0)?;
        let mut texts = ["utf-8".to_owned(), "strict".to_owned()];
        for ((text, given), name) in texts.iter_mut().zip(given).zip(["encoding", "errors"]) {
            let Some(given) = given else { continue };
            match self.text_of(given) {
                Some(given) => *text = given.to_owned(),
                None => {
                    let class = self.class_name_or_none(given);
                    let text = format!("{function}() argument '{name}' must be str, not {class}");
                    return Err(self.raise(known::TYPE_ERROR, text));
                }
            }
        }
        Ok(texts.into())
    }
}

fn format(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let template = machine.receiver_text(arguments);
    let rest = Arguments { positional: arguments.positional.get(1..).unwrap_or(&[]), keywords: arguments.keywords };
    let text = machine.format_template(&template, rest)?;
    Ok(machine.new_str(&text))
}

fn format_map(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let template = machine.receiver_text(arguments);
    let text = machine.format_template_map(&template, arguments.at(1))?;
    Ok(machine.new_str(&text))
}

fn translate(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let text = machine.receiver_text(arguments);
    let table = arguments.at(1);
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        let key = machine.new_int(i64::from(code_of(char)));
        let found = machine.get_item(table, key);
        machine.release(key);
        let found = match found {
            Ok(found) => found,
            Err(stop) if machine.swallows(&stop, &[known::LOOKUP_ERROR]) => {
                out.push(char);
                continue;
            }
            Err(stop) => return Err(stop),
        };
        let outcome = match machine.heap.body(found) {
            Body::Str(text) => {
                out.push_str(&text.text);
                Ok(())
            }
            Body::Plain if found == known::NONE => Ok(()),
            Body::Int(code) => match u32::try_from(*code).ok().and_then(char_of) {
                Some(char) => {
                    out.push(char);
                    Ok(())
                }
                None => Err((known::VALUE_ERROR, "character mapping must be in range(0x110000)")),
            },
            _ => Err((known::TYPE_ERROR, "character mapping must return integer, None or str")),
        };
        machine.release(found);
        if let Err((class, text)) = outcome {
            return Err(machine.raise(class, text));
        }
    }
    Ok(machine.new_str(&out))
}

fn maketrans(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let dict = machine.new_dict();
    match fill_table(machine, dict, arguments) {
        Ok(()) => Ok(dict),
        Err(stop) => {
            machine.release(dict);
            Err(stop)
        }
    }
}

fn fill_table(machine: &mut Machine, dict: Ref, arguments: Arguments<'_>) -> Result<()> {
    let set = |machine: &mut Machine, char: char, value: Ref| {
        let key = machine.new_int(i64::from(code_of(char)));
        let result = machine.dict_set(dict, key, value);
        machine.release(key);
        result
    };
    if let Some(to) = arguments.optional(1) {
        let to = machine.text_argument("maketrans", 2, to)?;
        if let Some(deleted) = arguments.optional(2) {
            machine.text_argument("maketrans", 3, deleted)?;
        }
        let Some(from) = machine.text_of(arguments.at(0)).map(str::to_owned) else {
            let text = "first maketrans argument must be a string if there is a second argument";
            return Err(machine.raise(known::TYPE_ERROR, text));
        };
        if from.chars().count() != to.chars().count() {
            let text = "the first two maketrans arguments must have equal length";
            return Err(machine.raise(known::VALUE_ERROR, text));
        }
        for (from, to) in from.chars().zip(to.chars()) {
            let value = machine.new_int(i64::from(code_of(to)));
            let result = set(machine, from, value);
            machine.release(value);
            result?;
        }
        if let Some(deleted) = arguments.optional(2) {
            let deleted = machine.text_argument("maketrans", 3, deleted)?;
            for char in deleted.chars() {
                set(machine, char, known::NONE)?;
            }
        }
        return Ok(());
    }
    if !matches!(machine.heap.body(arguments.at(0)), Body::Dict(_)) {
        let text = "if you give only one argument to maketrans it must be a dict";
        return Err(machine.raise(known::TYPE_ERROR, text));
    }
    for entry in machine.dict_entries(arguments.at(0)) {
        match machine.heap.body(entry.key) {
            Body::Str(text) => match (text.length, text.char_at(0)) {
                (1, Some(char)) => set(machine, char, entry.value)?,
                _ => {
                    let new = machine.version() >= Version::V3_14;
                    let table = if new { "translatetable" } else { "translate table" };
                    let text = format!("string keys in {table} must be of length 1");
                    return Err(machine.raise(known::VALUE_ERROR, text));
                }
            },
            Body::Int(_) | Body::BigInt(_) => machine.dict_set(dict, entry.key, entry.value)?,
            _ => {
                let text = if machine.version() >= Version::V3_14 {
                    "keys in translate table mustbe strings or integers"
                } else {
                    "keys in translate table must be strings or integers"
                };
                return Err(machine.raise(known::TYPE_ERROR, text));
            }
        }
    }
    Ok(())
}
