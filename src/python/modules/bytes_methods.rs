//! The methods that bytes and bytearray share: those of str on ASCII, byte by byte. A bytearray gives bytearrays.

use super::arguments::{keyword_native, native};
use super::str_search::Bounds;
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;
use std::sync::Arc;

/// `bytes`'s methods; `fromhex` is a class method, `maketrans` a static one.
pub static METHODS: &[&Native] = &[
    &native("capitalize", capitalize, 0, 0),
    &native("center", center, 1, 2),
    &native("count", count, 1, 3),
    &keyword_native("decode", decode, 0, 2),
    &native("endswith", endswith, 1, 3),
    &keyword_native("expandtabs", expandtabs, 0, 1),
    &native("find", find, 1, 3),
    &native("fromhex", fromhex, 1, 1),
    &keyword_native("hex", hex, 0, 2),
    &native("index", index, 1, 3),
    &native("isalnum", isalnum, 0, 0),
    &native("isalpha", isalpha, 0, 0),
    &native("isascii", isascii, 0, 0),
    &native("isdigit", isdigit, 0, 0),
    &native("islower", islower, 0, 0),
    &native("isspace", isspace, 0, 0),
    &native("istitle", istitle, 0, 0),
    &native("isupper", isupper, 0, 0),
    &native("join", join, 1, 1),
    &native("ljust", ljust, 1, 2),
    &native("lower", lower, 0, 0),
    &native("lstrip", lstrip, 0, 1),
    &native("maketrans", maketrans, 2, 2),
    &native("partition", partition, 1, 1),
    &native("removeprefix", removeprefix, 1, 1),
    &native("removesuffix", removesuffix, 1, 1),
    &keyword_native("replace", replace, 0, usize::MAX),
    &native("rfind", rfind, 1, 3),
    &native("rindex", rindex, 1, 3),
    &native("rjust", rjust, 1, 2),
    &native("rpartition", rpartition, 1, 1),
    &keyword_native("rsplit", rsplit, 0, 2),
    &native("rstrip", rstrip, 0, 1),
    &keyword_native("split", split, 0, 2),
    &keyword_native("splitlines", splitlines, 0, 1),
    &native("startswith", startswith, 1, 3),
    &native("strip", strip, 0, 1),
    &native("swapcase", swapcase, 0, 0),
    &native("title", title, 0, 0),
    &keyword_native("translate", translate, 1, 2),
    &native("upper", upper, 0, 0),
    &native("zfill", zfill, 1, 1),
];

fn receiver(machine: &Machine, arguments: Arguments<'_>) -> Arc<[u8]> {
    machine.bytes_like(arguments.at(0)).unwrap_or_else(|| Arc::from([]))
}

fn is_space(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)
}

impl Machine {
    /// A bytes argument; TypeError otherwise.
    pub fn bytes_argument(&mut self, given: Ref) -> Result<Arc<[u8]>> {
        match self.bytes_like(given) {
            Some(bytes) => Ok(bytes),
            None => {
                let text = format!("a bytes-like object is required, not '{}'", self.class_name(given));
                Err(self.raise(known::TYPE_ERROR, text))
            }
        }
    }

    /// New bytes, or a bytearray when the receiver is one.
    fn bytes_as(&mut self, receiver: Ref, bytes: &[u8]) -> Ref {
        match self.heap.body(receiver) {
            Body::Buffer(_) => self.new_bytearray(bytes.to_vec()),
            _ => self.new_bytes(bytes),
        }
    }

    /// What a search looks for: bytes, or one byte by its number.
    fn needle(&mut self, given: Ref) -> Result<Vec<u8>> {
        if let Some(bytes) = self.bytes_like(given) {
            return Ok(bytes.to_vec());
        }
        match self.heap.body(given) {
            Body::Int(_) | Body::BigInt(_) => self.byte_value(given).map(|byte| vec![byte]),
            _ if self.is_overridden(given, "__index__") => self.byte_value(given).map(|byte| vec![byte]),
            _ => {
                let class = self.class_name(given);
                let text = format!("argument should be integer or bytes-like object, not '{class}'");
                Err(self.raise(known::TYPE_ERROR, text))
            }
        }
    }

    /// The receiver itself when nothing changed, else new bytes.
    fn changed_bytes(&mut self, receiver: Ref, bytes: &[u8]) -> Ref {
        match self.heap.body(receiver) {
            Body::Bytes(old) if **old == *bytes && self.heap.class_of(receiver) == known::BYTES => self.keep(receiver),
            _ => self.bytes_as(receiver, bytes),
        }
    }
}

/// `part in bytes`: bytes, or one byte by its number.
pub fn contains(machine: &mut Machine, bytes: Ref, part: Ref) -> Result<bool> {
    let whole = receiver(machine, Arguments { positional: &[bytes], keywords: &[] });
    let searchable = machine.is_bytes_like(part) || machine.is_int(part) || machine.is_overridden(part, "__index__");
    if !searchable {
        let text = format!("a bytes-like object is required, not '{}'", machine.class_name(part));
        return Err(machine.raise(known::TYPE_ERROR, text));
    }
    let part = machine.needle(part)?;
    Ok(find_in(&whole, &part).is_some())
}

fn find_in(whole: &[u8], part: &[u8]) -> Option<usize> {
    if part.is_empty() {
        return Some(0);
    }
    whole.windows(part.len()).position(|window| window == part)
}

fn rfind_in(whole: &[u8], part: &[u8]) -> Option<usize> {
    if part.is_empty() {
        return Some(whole.len());
    }
    whole.windows(part.len()).rposition(|window| window == part)
}

macro_rules! mapped {
    ($($name:ident $map:expr;)*) => {
        $(fn $name(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
            let map: fn(&[u8]) -> Vec<u8> = $map;
            let bytes = map(&receiver(machine, arguments));
            Ok(machine.bytes_as(arguments.at(0), &bytes))
        })*
    };
}

mapped! {
    lower |bytes| bytes.to_ascii_lowercase();
    upper |bytes| bytes.to_ascii_uppercase();
    capitalize |bytes| {
        let mut bytes = bytes.to_ascii_lowercase();
        if let Some(first) = bytes.first_mut() {
            first.make_ascii_uppercase();
        }
        bytes
    };
    swapcase |bytes| bytes.iter().map(|byte| {
        if byte.is_ascii_uppercase() { byte.to_ascii_lowercase() } else { byte.to_ascii_uppercase() }
    }).collect();
    title |bytes| {
        let mut after_letter = false;
        bytes.iter().map(|byte| {
            let mapped = if after_letter { byte.to_ascii_lowercase() } else { byte.to_ascii_uppercase() };
            after_letter = byte.is_ascii_alphabetic();
            mapped
        }).collect()
    };
}

macro_rules! asked {
    ($($name:ident $ask:expr;)*) => {
        $(fn $name(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
            let ask: fn(&[u8]) -> bool = $ask;
            let answer = ask(&receiver(machine, arguments));
            Ok(machine.new_bool(answer))
        })*
    };
}

fn every(bytes: &[u8], kind: impl Fn(&u8) -> bool) -> bool {
    !bytes.is_empty() && bytes.iter().all(kind)
}

asked! {
    isalnum |bytes| every(bytes, u8::is_ascii_alphanumeric);
    isalpha |bytes| every(bytes, u8::is_ascii_alphabetic);
    isascii |bytes| bytes.is_ascii();
    isdigit |bytes| every(bytes, u8::is_ascii_digit);
    isspace |bytes| every(bytes, is_space);
    islower |bytes| bytes.iter().any(u8::is_ascii_lowercase) && !bytes.iter().any(u8::is_ascii_uppercase);
    isupper |bytes| bytes.iter().any(u8::is_ascii_uppercase) && !bytes.iter().any(u8::is_ascii_lowercase);
    istitle |bytes| super::unicode::is_title(&bytes.iter().map(|byte| {
        if byte.is_ascii() { char::from(*byte) } else { ' ' }
    }).collect::<String>());
}

fn padded(
    machine: &mut Machine,
    arguments: Arguments<'_>,
    name: &str,
    share: fn(usize, usize) -> usize,
) -> Result<Ref> {
    let width = usize::try_from(machine.index_of(arguments.at(1))?).unwrap_or(0);
    let fill = match arguments.optional(2) {
        None => b' ',
        Some(fill) => match (machine.heap.body(fill), machine.bytes_like(fill).as_deref()) {
            (Body::Bytes(_) | Body::Buffer(_), Some([fill])) => *fill,
            (Body::Bytes(_) | Body::Buffer(_), Some(bytes)) if machine.version() >= Version::V3_13 => {
                let class = machine.class_name(fill);
                let (class, length) = (if class == "bytes" { "bytes" } else { "bytearray" }, bytes.len());
                let text = format!(
                    "{name}(): argument 2 must be a byte string of length 1, not a {class} object of length {length}"
                );
                return Err(machine.raise(known::TYPE_ERROR, text));
            }
            _ => {
                let class = machine.class_name_or_none(fill);
                let text = format!("{name}() argument 2 must be a byte string of length 1, not {class}");
                return Err(machine.raise(known::TYPE_ERROR, text));
            }
        },
    };
    let bytes = receiver(machine, arguments);
    let missing = width.saturating_sub(bytes.len());
    machine.check_room(missing as u64)?;
    let left = share(missing, width);
    let mut out = vec![fill; left];
    out.extend_from_slice(&bytes);
    out.resize(bytes.len() + missing, fill);
    Ok(machine.changed_bytes(arguments.at(0), &out))
}

fn center(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    padded(machine, arguments, "center", |missing, width| missing / 2 + (missing & width & 1))
}

fn ljust(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    padded(machine, arguments, "ljust", |_, _| 0)
}

fn rjust(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    padded(machine, arguments, "rjust", |missing, _| missing)
}

fn zfill(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let width = usize::try_from(machine.index_of(arguments.at(1))?).unwrap_or(0);
    let bytes = receiver(machine, arguments);
    let missing = width.saturating_sub(bytes.len());
    machine.check_room(missing as u64)?;
    let sign = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    let mut out = bytes[..sign].to_vec();
    out.resize(sign + missing, b'0');
    out.extend_from_slice(&bytes[sign..]);
    Ok(machine.changed_bytes(arguments.at(0), &out))
}

fn expandtabs(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let rest = Arguments { positional: arguments.positional.get(1..).unwrap_or(&[]), keywords: arguments.keywords };
    let [size] = machine.bind("expandtabs", rest, ["tabsize"], 0)?;
    let size = match size {
        Some(size) => usize::try_from(machine.index_of(size)?).unwrap_or(0),
        None => 8,
    };
    let bytes = receiver(machine, arguments);
    let tabs = bytes.iter().filter(|byte| **byte == b'\t').count() as u64;
    machine.check_room(tabs.saturating_mul(size as u64))?;
    let (mut out, mut column) = (Vec::with_capacity(bytes.len()), 0);
    for byte in bytes.iter() {
        match byte {
            b'\t' if size > 0 => {
                let missing = size - column % size;
                out.resize(out.len() + missing, b' ');
                column += missing;
            }
            b'\t' => {}
            _ => {
                out.push(*byte);
                column = if matches!(byte, b'\n' | b'\r') { 0 } else { column + 1 };
            }
        }
    }
    Ok(machine.bytes_as(arguments.at(0), &out))
}

fn decode(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let rest = Arguments { positional: arguments.positional.get(1..).unwrap_or(&[]), keywords: arguments.keywords };
    let (encoding, errors) = machine.codec_arguments("decode", rest)?;
    let bytes = receiver(machine, arguments);
    let text = machine.decode(&bytes, &encoding, &errors)?;
    Ok(machine.new_str(&text))
}

/// Where the argument stands in the receiver.
fn search(machine: &mut Machine, arguments: Arguments<'_>, from_right: bool) -> Result<Option<usize>> {
    let part = machine.needle(arguments.at(1))?;
    let bytes = receiver(machine, arguments);
    let bounds = Bounds::read(machine, arguments, bytes.len())?;
    let Some(within) = bytes.get(bounds.start..bounds.end) else {
        return Ok(None);
    };
    let found = if from_right { rfind_in(within, &part) } else { find_in(within, &part) };
    Ok(found.map(|at| at + bounds.start))
}

fn find(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let found = search(machine, arguments, false)?;
    Ok(machine.new_int(found.map_or(-1, |at| at as i64)))
}

fn rfind(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let found = search(machine, arguments, true)?;
    Ok(machine.new_int(found.map_or(-1, |at| at as i64)))
}

fn index(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    match search(machine, arguments, false)? {
        Some(at) => Ok(machine.new_int(at as i64)),
        None => Err(machine.raise(known::VALUE_ERROR, "subsection not found")),
    }
}

fn rindex(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    match search(machine, arguments, true)? {
        Some(at) => Ok(machine.new_int(at as i64)),
        None => Err(machine.raise(known::VALUE_ERROR, "subsection not found")),
    }
}

/// Starts of the places where a part occurs, without overlaps; at most so many.
fn places(whole: &[u8], part: &[u8], most: usize) -> Vec<usize> {
    if part.is_empty() {
        return (0..=whole.len()).take(most).collect();
    }
    let (mut found, mut from) = (Vec::new(), 0);
    while found.len() < most
        && let Some(at) = whole.get(from..).and_then(|rest| find_in(rest, part))
    {
        found.push(from + at);
        from += at + part.len();
    }
    found
}

fn count(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let part = machine.needle(arguments.at(1))?;
    let bytes = receiver(machine, arguments);
    let bounds = Bounds::read(machine, arguments, bytes.len())?;
    let count = bytes.get(bounds.start..bounds.end).map_or(0, |within| places(within, &part, usize::MAX).len());
    Ok(machine.new_int(count as i64))
}

fn startswith(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    affixed(machine, arguments, "startswith", |bytes, affix| bytes.starts_with(affix))
}

fn endswith(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    affixed(machine, arguments, "endswith", |bytes, affix| bytes.ends_with(affix))
}

fn affixed(machine: &mut Machine, arguments: Arguments<'_>, name: &str, has: fn(&[u8], &[u8]) -> bool) -> Result<Ref> {
    let bytes = receiver(machine, arguments);
    let bounds = Bounds::read(machine, arguments, bytes.len())?;
    let within = bytes.get(bounds.start..bounds.end);
    let answer = match machine.heap.body(arguments.at(1)) {
        Body::Bytes(_) | Body::Buffer(_) | Body::MemoryView(_) => {
            let affix = machine.bytes_argument(arguments.at(1))?;
            within.is_some_and(|within| has(within, &affix))
        }
        Body::Tuple(affixes) => {
            let mut answer = false;
            for affix in affixes.clone() {
                let affix = machine.bytes_argument(affix)?;
                answer |= within.is_some_and(|within| has(within, &affix));
            }
            answer
        }
        _ => {
            let class = machine.class_name(arguments.at(1));
            let text = format!("{name} first arg must be bytes or a tuple of bytes, not {class}");
            return Err(machine.raise(known::TYPE_ERROR, text));
        }
    };
    Ok(machine.new_bool(answer))
}

fn replace(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    // From 3.15 on the count may be given by its name.
    let given = arguments.positional.len().saturating_sub(1);
    let mut most = arguments.optional(3);
    if machine.version() >= Version::V3_15 {
        if given < 2 {
            let text = format!("replace() takes at least 2 positional arguments ({given} given)");
            return Err(machine.raise(known::TYPE_ERROR, text));
        }
        if given + arguments.keywords.len() > 3 {
            let given = given + arguments.keywords.len();
            let text = format!("replace() takes at most 3 arguments ({given} given)");
            return Err(machine.raise(known::TYPE_ERROR, text));
        }
        for (key, value) in arguments.keywords {
            if machine.text_of(*key) != Some("count") {
                let key = machine.text_of(*key).unwrap_or_default().to_owned();
                return Err(machine.unexpected_keyword("replace", &key));
            }
            most = Some(*value);
        }
    } else if !arguments.keywords.is_empty() {
        let class = machine.class_name(arguments.at(0));
        return Err(machine.raise(known::TYPE_ERROR, format!("{class}.replace() takes no keyword arguments")));
    } else if !(2..=3).contains(&given) {
        return Err(machine.wrong_count("replace", 2, 3, given));
    }
    let (old, new) = (machine.bytes_argument(arguments.at(1))?, machine.bytes_argument(arguments.at(2))?);
    let most = match most {
        Some(most) => usize::try_from(machine.index_of(most)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let bytes = receiver(machine, arguments);
    let found = places(&bytes, &old, most);
    machine.check_room((found.len() as u64).saturating_mul(new.len() as u64))?;
    let (mut out, mut from) = (Vec::with_capacity(bytes.len()), 0);
    for at in found {
        out.extend_from_slice(bytes.get(from..at).unwrap_or(&[]));
        out.extend_from_slice(&new);
        from = at + old.len();
        if old.is_empty()
            && let Some(byte) = bytes.get(at)
        {
            out.push(*byte);
            from = at + 1;
        }
    }
    out.extend_from_slice(bytes.get(from..).unwrap_or(&[]));
    Ok(machine.changed_bytes(arguments.at(0), &out))
}

fn stripped(machine: &mut Machine, arguments: Arguments<'_>, left: bool, right: bool) -> Result<Ref> {
    let chars = match arguments.optional(1).filter(|given| *given != known::NONE) {
        Some(given) => Some(machine.bytes_argument(given)?),
        None => None,
    };
    let taken = |byte: &u8| match &chars {
        Some(chars) => chars.contains(byte),
        None => is_space(byte),
    };
    let bytes = receiver(machine, arguments);
    let mut rest: &[u8] = &bytes;
    while left && rest.first().is_some_and(taken) {
        rest = &rest[1..];
    }
    while right && rest.last().is_some_and(taken) {
        rest = &rest[..rest.len() - 1];
    }
    Ok(machine.changed_bytes(arguments.at(0), rest))
}

fn strip(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    stripped(machine, arguments, true, true)
}

fn lstrip(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    stripped(machine, arguments, true, false)
}

fn rstrip(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    stripped(machine, arguments, false, true)
}

fn removeprefix(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let prefix = machine.bytes_argument(arguments.at(1))?;
    let bytes = receiver(machine, arguments);
    Ok(machine.changed_bytes(arguments.at(0), bytes.strip_prefix(&*prefix).unwrap_or(&bytes)))
}

fn removesuffix(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let suffix = machine.bytes_argument(arguments.at(1))?;
    let bytes = receiver(machine, arguments);
    Ok(machine.changed_bytes(arguments.at(0), bytes.strip_suffix(&*suffix).unwrap_or(&bytes)))
}

fn join(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let separator = receiver(machine, arguments);
    let items = match machine.items_of(arguments.at(1)) {
        Ok(items) => items,
        Err(stop) if machine.swallows(&stop, &[known::TYPE_ERROR]) => {
            return Err(machine.raise(known::TYPE_ERROR, "can only join an iterable"));
        }
        Err(stop) => return Err(stop),
    };
    let (mut out, mut wrong) = (Vec::new(), None);
    for (at, item) in items.iter().enumerate() {
        let Some(bytes) = machine.bytes_like(*item) else {
            wrong = Some((at, machine.class_name(*item)));
            break;
        };
        if at > 0 {
            out.extend_from_slice(&separator);
        }
        out.extend_from_slice(&bytes);
    }
    machine.release_all(items);
    if let Some((at, class)) = wrong {
        let text = format!("sequence item {at}: expected a bytes-like object, {class} found");
        return Err(machine.raise(known::TYPE_ERROR, text));
    }
    machine.check_room(out.len() as u64)?;
    Ok(machine.bytes_as(arguments.at(0), &out))
}

fn partition(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    parted(machine, arguments, false)
}

fn rpartition(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    parted(machine, arguments, true)
}

fn parted(machine: &mut Machine, arguments: Arguments<'_>, from_right: bool) -> Result<Ref> {
    let separator = machine.bytes_argument(arguments.at(1))?;
    if separator.is_empty() {
        return Err(machine.raise(known::VALUE_ERROR, "empty separator"));
    }
    let bytes = receiver(machine, arguments);
    let object = arguments.at(0);
    let found = if from_right { rfind_in(&bytes, &separator) } else { find_in(&bytes, &separator) };
    let (before, between, after): (&[u8], &[u8], &[u8]) = match found {
        Some(at) => (&bytes[..at], &separator, &bytes[at + separator.len()..]),
        None if from_right => (&[], &[], &bytes),
        None => (&bytes, &[], &[]),
    };
    let whole = |machine: &mut Machine, part: &[u8]| {
        if part.len() == bytes.len() { machine.changed_bytes(object, part) } else { machine.bytes_as(object, part) }
    };
    let before = whole(machine, before);
    // bytes give the separator back that they were given.
    let between = match machine.heap.body(object) {
        Body::Bytes(_) if found.is_some() => machine.keep(arguments.at(1)),
        _ => machine.bytes_as(object, between),
    };
    let after = whole(machine, after);
    Ok(machine.new_tuple(vec![before, between, after]))
}

fn split(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    split_at(machine, arguments, "split", false)
}

fn rsplit(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    split_at(machine, arguments, "rsplit", true)
}

fn split_at(machine: &mut Machine, arguments: Arguments<'_>, name: &str, from_right: bool) -> Result<Ref> {
    let rest = Arguments { positional: arguments.positional.get(1..).unwrap_or(&[]), keywords: arguments.keywords };
    let [separator, most] = machine.bind(name, rest, ["sep", "maxsplit"], 0)?;
    let most = match most {
        Some(most) => usize::try_from(machine.index_of(most)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let separator = match separator.filter(|separator| *separator != known::NONE) {
        Some(separator) => Some(machine.bytes_argument(separator)?),
        None => None,
    };
    if separator.as_ref().is_some_and(|separator| separator.is_empty()) {
        return Err(machine.raise(known::VALUE_ERROR, "empty separator"));
    }
    let bytes = receiver(machine, arguments);
    let parts = match (&separator, from_right) {
        (Some(separator), false) => split_by(&bytes, separator, most),
        (Some(separator), true) => rsplit_by(&bytes, separator, most),
        (None, false) => split_spaces(&bytes, most),
        (None, true) => rsplit_spaces(&bytes, most),
    };
    let object = arguments.at(0);
    let parts: Vec<Ref> = parts
        .iter()
        .map(|part| {
            if part.len() == bytes.len() { machine.changed_bytes(object, part) } else { machine.bytes_as(object, part) }
        })
        .collect();
    let room = super::str_search::appended_capacity(most.min(11) + 1, parts.len());
    Ok(machine.new_list_with_capacity(parts, room))
}

fn split_by<'a>(bytes: &'a [u8], separator: &[u8], most: usize) -> Vec<&'a [u8]> {
    let (mut parts, mut from) = (Vec::new(), 0);
    for at in places(bytes, separator, most) {
        parts.push(&bytes[from..at]);
        from = at + separator.len();
    }
    parts.push(&bytes[from..]);
    parts
}

fn rsplit_by<'a>(bytes: &'a [u8], separator: &[u8], most: usize) -> Vec<&'a [u8]> {
    let (mut parts, mut rest) = (Vec::new(), bytes);
    while parts.len() < most
        && let Some(at) = rfind_in(rest, separator)
    {
        parts.push(&rest[at + separator.len()..]);
        rest = &rest[..at];
    }
    parts.push(rest);
    parts.reverse();
    parts
}

fn split_spaces(bytes: &[u8], most: usize) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let mut rest = trim_start(bytes);
    while !rest.is_empty() {
        if parts.len() == most {
            parts.push(rest);
            break;
        }
        let end = rest.iter().position(is_space).unwrap_or(rest.len());
        parts.push(&rest[..end]);
        rest = trim_start(&rest[end..]);
    }
    parts
}

fn rsplit_spaces(bytes: &[u8], most: usize) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let mut rest = trim_end(bytes);
    while !rest.is_empty() {
        if parts.len() == most {
            parts.push(rest);
            break;
        }
        let start = rest.iter().rposition(is_space).map_or(0, |at| at + 1);
        parts.push(&rest[start..]);
        rest = trim_end(&rest[..start]);
    }
    parts.reverse();
    parts
}

fn trim_start(bytes: &[u8]) -> &[u8] {
    &bytes[bytes.iter().position(|byte| !is_space(byte)).unwrap_or(bytes.len())..]
}

fn trim_end(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.iter().rposition(|byte| !is_space(byte)).map_or(0, |at| at + 1)]
}

fn splitlines(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let rest = Arguments { positional: arguments.positional.get(1..).unwrap_or(&[]), keywords: arguments.keywords };
    let [keep_ends] = machine.bind("splitlines", rest, ["keepends"], 0)?;
    let keep_ends = machine.keep_ends(keep_ends)?;
    let bytes = receiver(machine, arguments);
    let (mut lines, mut start, mut at) = (Vec::new(), 0, 0);
    while let Some(byte) = bytes.get(at) {
        at += 1;
        if !matches!(byte, b'\n' | b'\r') {
            continue;
        }
        let end = at - 1;
        if *byte == b'\r' && bytes.get(at) == Some(&b'\n') {
            at += 1;
        }
        lines.push(machine.bytes_as(arguments.at(0), &bytes[start..if keep_ends { at } else { end }]));
        start = at;
    }
    if start < bytes.len() {
        lines.push(machine.bytes_as(arguments.at(0), &bytes[start..]));
    }
    Ok(super::str_search::appended_list(machine, lines))
}

pub fn hex(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let rest = Arguments { positional: arguments.positional.get(1..).unwrap_or(&[]), keywords: arguments.keywords };
    let [separator, group] = machine.bind("hex", rest, ["sep", "bytes_per_sep"], 0)?;
    let group = match group {
        Some(group) => machine.index_of(group)?,
        None => 1,
    };
    let separator = match separator {
        None => None,
        Some(separator) => {
            let text = match machine.heap.body(separator) {
                Body::Str(text) => text.text.to_string(),
                Body::Bytes(bytes) => bytes.iter().map(|byte| char::from(*byte)).collect(),
                _ => {
                    // Its length is asked first.
                    let length = machine.length_of(separator)?;
                    let text = if length == 1 { "sep must be str or bytes." } else { "sep must be length 1." };
                    let class = if length == 1 { known::TYPE_ERROR } else { known::VALUE_ERROR };
                    return Err(machine.raise(class, text));
                }
            };
            if text.chars().count() != 1 {
                return Err(machine.raise(known::VALUE_ERROR, "sep must be length 1."));
            }
            if !text.is_ascii() {
                return Err(machine.raise(known::VALUE_ERROR, "sep must be ASCII."));
            }
            Some(text)
        }
    };
    let bytes = receiver(machine, arguments);
    let size = group.unsigned_abs() as usize;
    let mut out = String::with_capacity(bytes.len() * 2);
    for (at, byte) in bytes.iter().enumerate() {
        // Groups are counted from the right, or from the left when the number is negative.
        let counted = if group < 0 { at } else { bytes.len() - at };
        if let Some(separator) = &separator
            && at > 0
            && size > 0
            && counted.is_multiple_of(size)
        {
            out.push_str(separator);
        }
        out.push_str(&format!("{byte:02x}"));
    }
    Ok(machine.new_str(&out))
}

fn fromhex(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let new = machine.version() >= Version::V3_14;
    let text: String = match (machine.text_of(arguments.at(1)), machine.bytes_like(arguments.at(1))) {
        (Some(text), _) => text.to_owned(),
        (None, Some(bytes)) if new => bytes.iter().map(|byte| char::from(*byte)).collect(),
        _ => {
            let class =
                if new { machine.class_name(arguments.at(1)) } else { machine.class_name_or_none(arguments.at(1)) };
            let wanted = if new { "str or bytes-like" } else { "str" };
            let text = format!("fromhex() argument must be {wanted}, not {class}");
            return Err(machine.raise(known::TYPE_ERROR, text));
        }
    };
    let chars: Vec<char> = text.chars().collect();
    let (mut bytes, mut at) = (Vec::new(), 0);
    while let Some(first) = chars.get(at) {
        if first.is_ascii_whitespace() || *first == '\x0b' {
            at += 1;
            continue;
        }
        let digits = (first.to_digit(16), chars.get(at + 1).and_then(|second| second.to_digit(16)));
        let (Some(high), Some(low)) = digits else {
            let wrong = if digits.0.is_none() { at } else { at + 1 };
            let text = if new && wrong >= chars.len() {
                "fromhex() arg must contain an even number of hexadecimal digits".to_owned()
            } else {
                format!("non-hexadecimal number found in fromhex() arg at position {wrong}")
            };
            return Err(machine.raise(known::VALUE_ERROR, text));
        };
        bytes.push((high * 16 + low) as u8);
        at += 2;
    }
    let class = arguments.at(0);
    let changeable = machine.heap.class(class).is_some_and(|class| class.layout == known::BYTEARRAY);
    if changeable && class == known::BYTEARRAY {
        return Ok(machine.new_bytearray(bytes));
    }
    let made = if changeable { machine.new_bytearray(bytes) } else { machine.new_bytes(&bytes) };
    if class == known::BYTES || !matches!(machine.heap.body(class), Body::Class(_)) {
        return Ok(made);
    }
    let result = machine.call(class, &[made]);
    machine.release(made);
    result
}

fn maketrans(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (from, to) = (machine.bytes_argument(arguments.at(0))?, machine.bytes_argument(arguments.at(1))?);
    if from.len() != to.len() {
        return Err(machine.raise(known::VALUE_ERROR, "maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (from, to) in from.iter().zip(to.iter()) {
        table[usize::from(*from)] = *to;
    }
    Ok(machine.new_bytes(&table))
}

fn translate(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    if arguments.positional.len() < 2 {
        return Err(machine.raise(known::TYPE_ERROR, "translate() takes at least 1 positional argument (0 given)"));
    }
    let rest = Arguments { positional: arguments.positional.get(1..).unwrap_or(&[]), keywords: arguments.keywords };
    let [table, deleted] = machine.bind("translate", rest, ["table", "delete"], 1)?;
    let table = match table.filter(|table| *table != known::NONE) {
        Some(table) => Some(machine.bytes_argument(table)?),
        None => None,
    };
    if table.as_ref().is_some_and(|table| table.len() != 256) {
        return Err(machine.raise(known::VALUE_ERROR, "translation table must be 256 characters long"));
    }
    let deleted = match deleted {
        Some(deleted) => machine.bytes_argument(deleted)?,
        None => Arc::from([]),
    };
    let bytes = receiver(machine, arguments);
    let kept = bytes.iter().filter(|byte| !deleted.contains(byte));
    let out: Vec<u8> = kept
        .map(|byte| table.as_ref().and_then(|table| table.get(usize::from(*byte)).copied()).unwrap_or(*byte))
        .collect();
    Ok(machine.changed_bytes(arguments.at(0), &out))
}
