//! Reading JSON: the scanner that `json.decoder` calls (`Modules/_json.c`, `scanner_call`).

use std::collections::HashMap;
use std::sync::Arc;

use super::arguments::keyword_native;
use super::extension_class::ExtensionClass;
use super::re_match::after_receiver;
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::extension::Extension;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// What a scanner was told by its decoder; objects owned.
#[derive(Clone, Debug)]
struct Scanner {
    strict: bool,
    object_hook: Ref,
    pairs_hook: Ref,
    array_hook: Ref,
    parse_float: Ref,
    parse_int: Ref,
    parse_constant: Ref,
}

impl Extension for Scanner {
    fn clone_box(&self) -> Box<dyn Extension> {
        Box::new(self.clone())
    }

    fn visit(&self, visit: &mut dyn FnMut(Ref)) {
        let hooks = [self.object_hook, self.pairs_hook, self.array_hook];
        hooks.into_iter().chain([self.parse_float, self.parse_int, self.parse_constant]).for_each(visit);
    }

    fn bytes(&self, _: Version) -> u32 {
        72
    }
}

/// `_json.make_scanner`.
pub static CLASS: ExtensionClass =
    ExtensionClass { new: Some(construct), methods: &[&CALL], ..ExtensionClass::named("make_scanner", "_json") };

static CALL: Native = keyword_native("__call__", call, 0, usize::MAX);

/// `scanstring(string, end, strict=True)`.
pub(super) fn scan_string(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let given = arguments.at(0);
    let end = machine.index_argument(arguments.at(1))?;
    let strict = arguments.optional(2).map_or(Ok(true), |strict| machine.is_true(strict))?;
    let Body::Str(text) = machine.heap.body(given) else {
        let class = machine.class_name(given);
        return Err(machine.raise(known::TYPE_ERROR, format!("first argument must be a string, not {class}")));
    };
    let text = text.text.clone();
    let Some(start) = usize::try_from(end).ok().and_then(|end| byte_of(&text, end)) else {
        return Err(machine.raise(known::VALUE_ERROR, "end is out of bounds"));
    };
    let mut reader = Reader::new(given, text, None, strict);
    let (read, next) = reader.string(machine, start)?;
    let items = vec![machine.new_str(&read), machine.new_int(reader.place(next) as i64)];
    Ok(machine.new_tuple(items))
}

fn construct(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    let [context] = machine.bind("make_scanner", arguments, ["context"], 1)?;
    let context = context.unwrap_or(known::NONE);
    let mut read = Vec::new();
    let names = ["strict", "object_hook", "object_pairs_hook", "parse_float", "parse_int", "parse_constant"];
    for name in names {
        let name = machine.intern(name);
        let value = machine.get_attribute(context, name);
        machine.release(name);
        match value {
            Ok(value) => read.push(value),
            Err(stop) => {
                machine.release_all(read);
                return Err(stop);
            }
        }
    }
    let name = machine.intern("array_hook");
    let array_hook = machine.get_attribute_if_any(context, name);
    machine.release(name);
    let array_hook = array_hook?.unwrap_or(known::NONE);
    let [strict, object_hook, pairs_hook, parse_float, parse_int, parse_constant] = read[..] else {
        return Err(Stop::unmodelled("a decoder without its attributes"));
    };
    let is_strict = machine.is_true(strict);
    machine.release(strict);
    let strict = is_strict?;
    let state = Scanner { strict, object_hook, pairs_hook, array_hook, parse_float, parse_int, parse_constant };
    Ok(machine.new_extension(class, Box::new(state)))
}

fn call(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let scanner = arguments.at(0);
    let [string, index] = machine.bind("scan_once", after_receiver(arguments), ["string", "idx"], 2)?;
    let (string, index) = (string.unwrap_or(known::NONE), index.unwrap_or(known::NONE));
    let index = machine.index_argument(index)?;
    let Some(state) = machine.heap.extension::<Scanner>(scanner).cloned() else { return Ok(machine.none()) };
    let Body::Str(text) = machine.heap.body(string) else {
        let class = machine.class_name(string);
        return Err(machine.raise(known::TYPE_ERROR, format!("first argument must be a string, not {class}")));
    };
    let text = text.text.clone();
    let Ok(index) = usize::try_from(index) else {
        return Err(machine.raise(known::VALUE_ERROR, "idx cannot be negative"));
    };
    let strict = state.strict;
    let start = byte_of(&text, index).unwrap_or(text.len());
    let mut reader = Reader::new(string, text, Some(state), strict);
    let outcome = reader.value(machine, start, 0);
    let keys: Vec<Ref> = reader.keys.drain().map(|(_, key)| key).collect();
    machine.release_all(keys);
    let (value, next) = outcome?;
    let next = machine.new_int(reader.place(next) as i64);
    Ok(machine.new_tuple(vec![value, next]))
}

/// Where the character `index` begins; the length itself counts.
fn byte_of(text: &str, index: usize) -> Option<usize> {
    if text.is_ascii() {
        return (index <= text.len()).then_some(index);
    }
    text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(index)
}

/// A text being read. Places are in bytes; what a program sees counts characters.
struct Reader {
    string: Ref,
    text: Arc<str>,
    ascii: bool,
    hooks: Option<Scanner>,
    strict: bool,
    /// The keys of objects read so far: each text is one str; owned.
    keys: HashMap<String, Ref>,
}

/// A value (owned) and where it ends.
type Value = (Ref, usize);

impl Reader {
    fn new(string: Ref, text: Arc<str>, hooks: Option<Scanner>, strict: bool) -> Self {
        let ascii = text.is_ascii();
        Self { string, text, ascii, hooks, strict, keys: HashMap::new() }
    }

    /// The character's number at a byte.
    fn place(&self, byte: usize) -> usize {
        if self.ascii { byte } else { self.text.get(..byte).map_or(0, |before| before.chars().count()) }
    }

    fn at(&self, place: usize) -> Option<u8> {
        self.text.as_bytes().get(place).copied()
    }

    fn skip_space(&self, mut place: usize) -> usize {
        while matches!(self.at(place), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            place += 1;
        }
        place
    }

    /// JSONDecodeError.
    fn error(&self, machine: &mut Machine, message: &str, byte: usize) -> Stop {
        let place = self.place(byte);
        let made = machine.import_module("json.decoder").and_then(|module| {
            let class = machine.module_entry(module, "JSONDecodeError").unwrap_or(known::VALUE_ERROR);
            machine.release(module);
            let (message, place) = (machine.new_str(message), machine.new_int(place as i64));
            let made = machine.call(class, &[message, self.string, place]);
            machine.release(message);
            machine.release(place);
            made
        });
        match made {
            Ok(exception) => machine.raise_object(exception),
            Err(stop) => stop,
        }
    }

    /// There is no value here: the decoder makes an error of it.
    fn no_value(&self, machine: &mut Machine, byte: usize) -> Stop {
        let place = machine.new_int(self.place(byte) as i64);
        machine.raise_with(known::STOP_ITERATION, vec![place])
    }

    fn value(&mut self, machine: &mut Machine, place: usize, depth: usize) -> Result<Value> {
        let rest = self.text.as_bytes().get(place..).unwrap_or_default();
        match rest {
            [b'"', ..] => {
                let (text, next) = self.string(machine, place + 1)?;
                Ok((machine.new_str(&text), next))
            }
            [b'{', ..] => {
                machine.check_native_depth(depth, " while decoding a JSON object from a unicode string")?;
                self.object(machine, place + 1, depth)
            }
            [b'[', ..] => {
                machine.check_native_depth(depth, " while decoding a JSON array from a unicode string")?;
                self.array(machine, place + 1, depth)
            }
            [b'n', b'u', b'l', b'l', ..] => Ok((machine.none(), place + 4)),
            [b't', b'r', b'u', b'e', ..] => Ok((machine.new_bool(true), place + 4)),
            [b'f', b'a', b'l', b's', b'e', ..] => Ok((machine.new_bool(false), place + 5)),
            [b'N', b'a', b'N', ..] => self.constant(machine, "NaN", place),
            _ if rest.starts_with(b"Infinity") => self.constant(machine, "Infinity", place),
            _ if rest.starts_with(b"-Infinity") => self.constant(machine, "-Infinity", place),
            _ => self.number(machine, place),
        }
    }

    fn constant(&mut self, machine: &mut Machine, name: &'static str, place: usize) -> Result<Value> {
        let function = self.hook(|hooks| hooks.parse_constant);
        let text = machine.intern(name);
        let made = machine.call(function, &[text]);
        machine.release(text);
        Ok((made?, place + name.len()))
    }

    fn hook(&self, pick: impl Fn(&Scanner) -> Ref) -> Ref {
        self.hooks.as_ref().map_or(known::NONE, pick)
    }

    fn number(&mut self, machine: &mut Machine, start: usize) -> Result<Value> {
        let digits = |mut place: usize| {
            while self.at(place).is_some_and(|byte| byte.is_ascii_digit()) {
                place += 1;
            }
            place
        };
        let whole = start + usize::from(self.at(start) == Some(b'-'));
        let mut place = match self.at(whole) {
            Some(b'0') => whole + 1,
            Some(b'1'..=b'9') => digits(whole),
            _ => return Err(self.no_value(machine, start)),
        };
        let mut float = false;
        if self.at(place) == Some(b'.') && self.at(place + 1).is_some_and(|byte| byte.is_ascii_digit()) {
            (float, place) = (true, digits(place + 1));
        }
        if matches!(self.at(place), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(self.at(place + 1), Some(b'+' | b'-')));
            let end = digits(place + 1 + sign);
            if end > place + 1 + sign {
                (float, place) = (true, end);
            }
        }
        let text = self.text.get(start..place).unwrap_or_default();
        let function = self.hook(|hooks| if float { hooks.parse_float } else { hooks.parse_int });
        if function == known::INT
            && let Ok(value) = text.parse::<i64>()
        {
            return Ok((machine.new_int(value), place));
        }
        let text = machine.new_str(text);
        let made = machine.call(function, &[text]);
        machine.release(text);
        Ok((made?, place))
    }

    fn array(&mut self, machine: &mut Machine, start: usize, depth: usize) -> Result<Value> {
        let list = machine.new_list(Vec::new());
        match self.items(machine, list, start, depth) {
            Ok(next) => {
                let hook = self.hook(|hooks| hooks.array_hook);
                let value = self.hooked(machine, hook, list)?;
                Ok((value, next))
            }
            Err(stop) => {
                machine.release(list);
                Err(stop)
            }
        }
    }

    /// Reads items up to the closing bracket; gives the place after it.
    fn items(&mut self, machine: &mut Machine, list: Ref, start: usize, depth: usize) -> Result<usize> {
        let mut place = self.skip_space(start);
        if self.at(place) == Some(b']') {
            return Ok(place + 1);
        }
        loop {
            let (value, next) = self.value(machine, place, depth + 1)?;
            machine.list_append(list, value);
            place = self.skip_space(next);
            let Some(next) = self.after_item(machine, place, b']', "array")? else { return Ok(place + 1) };
            place = next;
        }
    }

    /// What follows an item: the end (`None`), or a comma and the place of the next item.
    fn after_item(&self, machine: &mut Machine, place: usize, close: u8, kind: &str) -> Result<Option<usize>> {
        match self.at(place) {
            Some(byte) if byte == close => Ok(None),
            Some(b',') => {
                let next = self.skip_space(place + 1);
                if machine.version() >= Version::V3_13 && self.at(next) == Some(close) {
                    let message = format!("Illegal trailing comma before end of {kind}");
                    return Err(self.error(machine, &message, place));
                }
                Ok(Some(next))
            }
            _ => Err(self.error(machine, "Expecting ',' delimiter", place)),
        }
    }

    /// A container, or what a hook makes of it; takes the container over.
    fn hooked(&self, machine: &mut Machine, hook: Ref, container: Ref) -> Result<Ref> {
        if hook == known::NONE {
            return Ok(container);
        }
        let made = machine.call(hook, &[container]);
        machine.release(container);
        made
    }

    fn object(&mut self, machine: &mut Machine, start: usize, depth: usize) -> Result<Value> {
        let pairs_hook = self.hook(|hooks| hooks.pairs_hook);
        let as_pairs = pairs_hook != known::NONE;
        let container = if as_pairs { machine.new_list(Vec::new()) } else { machine.new_dict() };
        match self.members(machine, container, as_pairs, start, depth) {
            Ok(next) => {
                let hook = if as_pairs { pairs_hook } else { self.hook(|hooks| hooks.object_hook) };
                let value = self.hooked(machine, hook, container)?;
                Ok((value, next))
            }
            Err(stop) => {
                machine.release(container);
                Err(stop)
            }
        }
    }

    fn members(
        &mut self,
        machine: &mut Machine,
        container: Ref,
        as_pairs: bool,
        start: usize,
        depth: usize,
    ) -> Result<usize> {
        let mut place = self.skip_space(start);
        if self.at(place) == Some(b'}') {
            return Ok(place + 1);
        }
        loop {
            if self.at(place) != Some(b'"') {
                return Err(self.error(machine, "Expecting property name enclosed in double quotes", place));
            }
            let (key, next) = self.string(machine, place + 1)?;
            let key = self.key(machine, key);
            place = self.skip_space(next);
            if self.at(place) != Some(b':') {
                return Err(self.error(machine, "Expecting ':' delimiter", place));
            }
            let (value, next) = self.value(machine, self.skip_space(place + 1), depth + 1)?;
            if as_pairs {
                machine.keep(key);
                let pair = machine.new_tuple(vec![key, value]);
                machine.list_append(container, pair);
            } else {
                let set = machine.dict_set(container, key, value);
                machine.release(value);
                set?;
            }
            place = self.skip_space(next);
            let Some(next) = self.after_item(machine, place, b'}', "object")? else { return Ok(place + 1) };
            place = next;
        }
    }

    /// The one str of a key's text (borrowed: the reader holds it).
    fn key(&mut self, machine: &mut Machine, text: String) -> Ref {
        *self.keys.entry(text).or_insert_with_key(|text| machine.new_str(text))
    }

    /// A string whose opening quote lies before `start`: its text, and the place after the closing quote.
    fn string(&mut self, machine: &mut Machine, start: usize) -> Result<(String, usize)> {
        let begin = start.saturating_sub(1);
        let mut out = String::new();
        let mut place = start;
        loop {
            let from = place;
            loop {
                match self.at(place) {
                    None => return Err(self.error(machine, "Unterminated string starting at", begin)),
                    Some(b'"' | b'\\') => break,
                    Some(0..=0x1f) if self.strict => {
                        return Err(self.error(machine, "Invalid control character at", place));
                    }
                    Some(_) => place += 1,
                }
            }
            out.push_str(self.text.get(from..place).unwrap_or_default());
            if self.at(place) == Some(b'"') {
                return Ok((out, place + 1));
            }
            let Some(escape) = self.at(place + 1) else {
                return Err(self.error(machine, "Unterminated string starting at", begin));
            };
            place += 2;
            match escape {
                b'"' | b'\\' | b'/' => out.push(char::from(escape)),
                b'b' => out.push('\x08'),
                b'f' => out.push('\x0c'),
                b'n' => out.push('\n'),
                b'r' => out.push('\r'),
                b't' => out.push('\t'),
                b'u' => place = self.unicode(machine, place, &mut out)?,
                _ => return Err(self.error(machine, "Invalid \\escape", place - 2)),
            }
        }
    }

    /// `\uXXXX`, of which the digits begin at `start`; two of them for a character beyond U+FFFF.
    fn unicode(&self, machine: &mut Machine, start: usize, out: &mut String) -> Result<usize> {
        let digits = |from: usize| {
            // A quote has to follow, or at least something.
            let text = self.text.get(from..from + 4).filter(|_| from + 4 < self.text.len())?;
            let hexadecimal = text.bytes().all(|byte| byte.is_ascii_hexdigit());
            if hexadecimal { u32::from_str_radix(text, 16).ok() } else { None }
        };
        let Some(first) = digits(start) else {
            return Err(self.error(machine, "Invalid \\uXXXX escape", start - 1));
        };
        if let Some(char) = char::from_u32(first) {
            out.push(char);
            return Ok(start + 4);
        }
        if (0xd800..0xdc00).contains(&first) && self.text.get(start + 4..start + 6) == Some("\\u") {
            let Some(second) = digits(start + 6) else {
                return Err(self.error(machine, "Invalid \\uXXXX escape", start + 5));
            };
            if (0xdc00..0xe000).contains(&second) {
                let code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                out.extend(char::from_u32(code));
                return Ok(start + 10);
            }
        }
        Err(Stop::unmodelled("a lone surrogate in JSON is not modelled"))
    }
}
