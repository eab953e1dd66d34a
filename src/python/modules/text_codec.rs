//! Text to bytes and back: the encodings, by any of their names, and the error handlers.
//!
//! Left out, and refused by name: the encodings of East Asia, UTF-7, IDNA and the like.

use super::charmaps;
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::text::{char_of, code_of, is_surrogate};
use crate::python::object::{Ref, known};

/// The encodings that the machine knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Codec {
    Utf8,
    /// UTF-8 with a byte order mark in front.
    Utf8Signed,
    Utf16(Order),
    Utf32(Order),
    Ascii,
    Latin1,
    /// Eight bits, with the characters of the upper half.
    Charmap(&'static str),
    UnicodeEscape {
        raw: bool,
    },
}

/// Which byte comes first in UTF-16 and UTF-32.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    /// Told by a mark; written as little-endian with one.
    Marked,
    Little,
    Big,
}

impl Codec {
    /// By any of its names (`Lib/encodings/aliases.py`): case, spaces, hyphens and underscores don't matter.
    fn named(name: &str) -> Option<Codec> {
        let plain: String = name.chars().map(|char| if matches!(char, '-' | ' ') { '_' } else { char }).collect();
        Some(match plain.to_ascii_lowercase().as_str() {
            "utf_8" | "utf8" | "u8" | "utf" | "cp65001" => Codec::Utf8,
            "utf_8_sig" | "utf8_sig" => Codec::Utf8Signed,
            "utf_16" | "utf16" | "u16" => Codec::Utf16(Order::Marked),
            "utf_16_le" | "utf_16le" | "utf16_le" | "unicodelittleunmarked" => Codec::Utf16(Order::Little),
            "utf_16_be" | "utf_16be" | "utf16_be" | "unicodebigunmarked" => Codec::Utf16(Order::Big),
            "utf_32" | "utf32" | "u32" => Codec::Utf32(Order::Marked),
            "utf_32_le" | "utf_32le" => Codec::Utf32(Order::Little),
            "utf_32_be" | "utf_32be" => Codec::Utf32(Order::Big),
            "ascii" | "us_ascii" | "646" | "us" | "ansi_x3.4_1968" | "iso646_us" | "cp367" | "ibm367" => Codec::Ascii,
            "latin_1" | "latin1" | "iso_8859_1" | "iso8859_1" | "latin" | "l1" | "8859" | "cp819" | "iso8859" => {
                Codec::Latin1
            }
            "cp1252" | "windows_1252" | "1252" => Codec::Charmap(charmaps::CP1252),
            "cp1251" | "windows_1251" | "1251" => Codec::Charmap(charmaps::CP1251),
            "cp437" | "437" | "ibm437" => Codec::Charmap(charmaps::CP437),
            "cp850" | "850" | "ibm850" => Codec::Charmap(charmaps::CP850),
            "iso8859_2" | "iso_8859_2" | "latin2" | "latin_2" | "l2" => Codec::Charmap(charmaps::ISO_8859_2),
            "iso8859_5" | "iso_8859_5" | "cyrillic" => Codec::Charmap(charmaps::ISO_8859_5),
            "iso8859_15" | "iso_8859_15" | "latin9" | "latin_9" | "l9" => Codec::Charmap(charmaps::ISO_8859_15),
            "koi8_r" | "cskoi8r" => Codec::Charmap(charmaps::KOI8_R),
            "mac_roman" | "macroman" | "macintosh" => Codec::Charmap(charmaps::MAC_ROMAN),
            "unicode_escape" | "unicodeescape" => Codec::UnicodeEscape { raw: false },
            "raw_unicode_escape" | "rawunicodeescape" => Codec::UnicodeEscape { raw: true },
            _ => return None,
        })
    }

    /// As errors name it.
    fn title(self) -> &'static str {
        match self {
            Codec::Utf8 | Codec::Utf8Signed => "utf-8",
            Codec::Utf16(Order::Marked) => "utf-16",
            Codec::Utf16(Order::Little) => "utf-16-le",
            Codec::Utf16(Order::Big) => "utf-16-be",
            Codec::Utf32(Order::Marked) => "utf-32",
            Codec::Utf32(Order::Little) => "utf-32-le",
            Codec::Utf32(Order::Big) => "utf-32-be",
            Codec::Ascii => "ascii",
            Codec::Latin1 => "latin-1",
            Codec::Charmap(_) => "charmap",
            Codec::UnicodeEscape { raw: false } => "unicodeescape",
            Codec::UnicodeEscape { raw: true } => "rawunicodeescape",
        }
    }

    /// The bytes of a character; `None` when it has none.
    fn encoded(self, char: char) -> Option<Vec<u8>> {
        let code = code_of(char);
        match self {
            Codec::Utf8 | Codec::Utf8Signed => {
                (!is_surrogate(char)).then(|| char.encode_utf8(&mut [0; 4]).as_bytes().to_vec())
            }
            Codec::Utf16(_) | Codec::Utf32(_) if is_surrogate(char) => None,
            Codec::Utf16(order) => Some(units(code).iter().flat_map(|unit| order.bytes(u32::from(*unit), 2)).collect()),
            Codec::Utf32(order) => Some(order.bytes(code, 4)),
            Codec::Ascii => u8::try_from(code).ok().filter(u8::is_ascii).map(|byte| vec![byte]),
            Codec::Latin1 => u8::try_from(code).ok().map(|byte| vec![byte]),
            Codec::Charmap(_) if char.is_ascii() => Some(vec![code as u8]),
            Codec::Charmap(upper) => {
                let place = upper.chars().position(|other| other == char && char != '\u{fffd}')?;
                Some(vec![0x80 + place as u8])
            }
            Codec::UnicodeEscape { raw } => Some(escaped(char, raw).into_bytes()),
        }
    }

    /// Why a character has no bytes.
    fn encode_reason(self) -> &'static str {
        match self {
            Codec::Ascii => "ordinal not in range(128)",
            Codec::Latin1 => "ordinal not in range(256)",
            Codec::Charmap(_) => "character maps to <undefined>",
            _ => "surrogates not allowed",
        }
    }

    /// Whether an error covers a run of characters, not one alone.
    fn tells_runs(self) -> bool {
        !matches!(self, Codec::Utf16(_) | Codec::Utf32(_))
    }
}

impl Order {
    fn bytes(self, code: u32, width: usize) -> Vec<u8> {
        let mut bytes = code.to_le_bytes()[..width.min(4)].to_vec();
        if self == Order::Big {
            bytes.reverse();
        }
        bytes
    }

    fn number(self, bytes: &[u8]) -> u32 {
        let fold = |code: u32, byte: &u8| code << 8 | u32::from(*byte);
        if self == Order::Big { bytes.iter().fold(0, fold) } else { bytes.iter().rev().fold(0, fold) }
    }
}

/// A code point as UTF-16.
fn units(code: u32) -> Vec<u16> {
    match code.checked_sub(0x1_0000) {
        Some(rest) => vec![0xd800 + (rest >> 10) as u16, 0xdc00 + (rest & 0x3ff) as u16],
        None => vec![code as u16],
    }
}

/// A character as `unicode_escape` and `raw_unicode_escape` write it.
fn escaped(char: char, raw: bool) -> String {
    match (char, code_of(char)) {
        (_, code) if raw && code < 0x100 => char.to_string(),
        ('\\', _) => "\\\\".to_owned(),
        ('\t', _) => "\\t".to_owned(),
        ('\n', _) => "\\n".to_owned(),
        ('\r', _) => "\\r".to_owned(),
        (' '..='~', _) => char.to_string(),
        (_, code @ 0..0x100) => format!("\\x{code:02x}"),
        (_, code @ 0..0x1_0000) => format!("\\u{code:04x}"),
        (_, code) => format!("\\U{code:08x}"),
    }
}

/// A character as `namereplace` writes it: `\N{…}`, or an escape when it has no name.
fn named(char: char) -> String {
    match unicode_names2::name(char) {
        Some(name) => format!("\\N{{{name}}}"),
        None => super::display::ascii(&char.to_string()),
    }
}

/// What stands at the front of bytes: a character that takes so many bytes, or an error over so many, with the reason.
enum Read {
    Char(char, usize),
    Wrong(usize, &'static str),
}

impl Machine {
    fn codec(&mut self, name: &str, direction: &str) -> Result<Codec> {
        if let Some(codec) = Codec::named(name) {
            return Ok(codec);
        }
        const OTHERS: [&str; 24] = [
            "utf-7", "idna", "punycode", "cp8", "cp7", "cp9", "cp12", "cp11", "koi8", "iso8859", "iso-8859", "big5",
            "gb", "hz", "euc", "shift", "sjis", "johab", "mac", "tis", "kz", "palmos", "ptcp", "hp",
        ];
        let lower = name.to_ascii_lowercase().replace('_', "-");
        if OTHERS.iter().any(|other| lower.starts_with(other)) {
            return Err(Stop::unmodelled(format!("the encoding '{name}' is not modelled")));
        }
        if matches!(
            lower.as_str(),
            "rot13" | "rot-13" | "hex" | "hex-codec" | "base64" | "base64-codec" | "zlib" | "bz2" | "uu"
        ) {
            let text = format!("'{name}' is not a text encoding; use codecs.{direction}() to handle arbitrary codecs");
            return Err(self.raise(known::LOOKUP_ERROR, text));
        }
        Err(self.raise(known::LOOKUP_ERROR, format!("unknown encoding: {name}")))
    }

    /// `text.encode(encoding, errors)`.
    pub fn encode(&mut self, text: &str, encoding: &str, errors: &str) -> Result<Vec<u8>> {
        let codec = self.codec(encoding, "encode")?;
        if matches!(codec, Codec::Utf8 | Codec::Ascii | Codec::Latin1 | Codec::Charmap(_)) && text.is_ascii() {
            return Ok(text.as_bytes().to_vec());
        }
        let chars: Vec<char> = text.chars().collect();
        let mut bytes = match codec {
            Codec::Utf8Signed => b"\xef\xbb\xbf".to_vec(),
            Codec::Utf16(Order::Marked) => b"\xff\xfe".to_vec(),
            Codec::Utf32(Order::Marked) => b"\xff\xfe\0\0".to_vec(),
            _ => Vec::with_capacity(chars.len()),
        };
        let mut at = 0;
        while let Some(char) = chars.get(at).copied() {
            if let Some(encoded) = codec.encoded(char) {
                bytes.extend(encoded);
                at += 1;
                continue;
            }
            let run = chars.iter().skip(at).take_while(|char| codec.encoded(**char).is_none()).count();
            let run = if codec.tells_runs() { run } else { 1 };
            let wrong: Vec<char> = chars.iter().skip(at).take(run).copied().collect();
            match self.encode_replacement(codec, &wrong, errors)? {
                Some(replacement) => bytes.extend(replacement),
                None => {
                    let subject = self.new_str(text);
                    let reason = codec.encode_reason();
                    return Err(self.codec_error(known::UNICODE_ENCODE_ERROR, codec, subject, [at, at + run], reason));
                }
            }
            at += run;
        }
        Ok(bytes)
    }

    /// What an error handler puts in the place of characters that have no bytes; `None` when the error is raised.
    fn encode_replacement(&mut self, codec: Codec, wrong: &[char], errors: &str) -> Result<Option<Vec<u8>>> {
        let as_text = |text: String| -> Option<Vec<u8>> {
            let bytes: Option<Vec<Vec<u8>>> = text.chars().map(|char| codec.encoded(char)).collect();
            bytes.map(|bytes| bytes.concat())
        };
        Ok(match errors {
            "strict" => None,
            "ignore" => Some(Vec::new()),
            "replace" => as_text("?".repeat(wrong.len())),
            "backslashreplace" => as_text(wrong.iter().map(|char| super::display::ascii(&char.to_string())).collect()),
            "xmlcharrefreplace" => as_text(wrong.iter().map(|char| format!("&#{};", code_of(*char))).collect()),
            "namereplace" => as_text(wrong.iter().map(|char| named(*char)).collect()),
            "surrogateescape" => wrong
                .iter()
                .map(|char| u8::try_from(code_of(*char).wrapping_sub(0xdc00)).ok().filter(|byte| *byte >= 0x80))
                .collect(),
            "surrogatepass" => match codec {
                _ if !wrong.iter().all(|char| is_surrogate(*char)) => None,
                Codec::Utf8 | Codec::Utf8Signed => {
                    Some(wrong.iter().flat_map(|char| three_bytes(code_of(*char))).collect())
                }
                Codec::Utf16(order) => Some(wrong.iter().flat_map(|char| order.bytes(code_of(*char), 2)).collect()),
                Codec::Utf32(order) => Some(wrong.iter().flat_map(|char| order.bytes(code_of(*char), 4)).collect()),
                _ => None,
            },
            _ => return Err(self.unknown_handler(errors)),
        })
    }

    fn unknown_handler(&mut self, errors: &str) -> Stop {
        self.raise(known::LOOKUP_ERROR, format!("unknown error handler name '{errors}'"))
    }

    /// `bytes.decode(encoding, errors)`.
    pub fn decode(&mut self, bytes: &[u8], encoding: &str, errors: &str) -> Result<String> {
        let mut codec = self.codec(encoding, "decode")?;
        if bytes.is_ascii() && matches!(codec, Codec::Utf8 | Codec::Ascii | Codec::Latin1 | Codec::Charmap(_)) {
            return Ok(bytes.iter().map(|byte| char::from(*byte)).collect());
        }
        let mut at = 0;
        match codec {
            Codec::Utf8Signed if bytes.starts_with(b"\xef\xbb\xbf") => at = 3,
            Codec::Utf32(Order::Marked) => {
                let big = bytes.starts_with(b"\0\0\xfe\xff");
                at = if big || bytes.starts_with(b"\xff\xfe\0\0") { 4 } else { 0 };
                codec = Codec::Utf32(if big { Order::Big } else { Order::Little });
            }
            Codec::Utf16(Order::Marked) => {
                let big = bytes.starts_with(b"\xfe\xff");
                at = if big || bytes.starts_with(b"\xff\xfe") { 2 } else { 0 };
                codec = Codec::Utf16(if big { Order::Big } else { Order::Little });
            }
            _ => {}
        }
        let mut text = String::with_capacity(bytes.len());
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            let (bad, reason) = match read(codec, rest) {
                Read::Char(char, _) if is_surrogate(char) => {
                    return Err(Stop::unmodelled("the private characters U+E000 to U+E7FF are not modelled"));
                }
                Read::Char(char, used) => {
                    text.push(char);
                    at += used;
                    continue;
                }
                Read::Wrong(bad, reason) => (bad.clamp(1, rest.len()), reason),
            };
            let wrong = rest.get(..bad).unwrap_or(rest);
            let (replacement, used) = match errors {
                "strict" => (None, 0),
                "ignore" => (Some(String::new()), bad),
                "replace" => (Some("\u{fffd}".to_owned()), bad),
                "backslashreplace" => (Some(wrong.iter().map(|byte| format!("\\x{byte:02x}")).collect()), bad),
                "surrogateescape" => {
                    let run = wrong.iter().take_while(|byte| !byte.is_ascii()).take(4).count();
                    let escape = |byte: &u8| char_of(0xdc00 + u32::from(*byte)).unwrap_or('\u{fffd}');
                    ((run > 0).then(|| wrong.iter().take(run).map(escape).collect()), run)
                }
                "surrogatepass" => match passed_surrogate(codec, rest) {
                    Some((char, used)) => (Some(char.to_string()), used),
                    None => (None, 0),
                },
                "xmlcharrefreplace" | "namereplace" => {
                    let text = "don't know how to handle UnicodeDecodeError in error callback";
                    return Err(self.raise(known::TYPE_ERROR, text));
                }
                _ => return Err(self.unknown_handler(errors)),
            };
            let Some(replacement) = replacement else {
                let subject = self.new_bytes(bytes);
                return Err(self.codec_error(known::UNICODE_DECODE_ERROR, codec, subject, [at, at + bad], reason));
            };
            text.push_str(&replacement);
            at += used;
        }
        Ok(text)
    }

    /// A UnicodeEncodeError or UnicodeDecodeError with its five arguments; the subject is taken over.
    fn codec_error(&mut self, class: Ref, codec: Codec, subject: Ref, range: [usize; 2], reason: &str) -> Stop {
        let arguments = vec![
            self.new_str(codec.title()),
            subject,
            self.new_int(range[0] as i64),
            self.new_int(range[1] as i64),
            self.new_str(reason),
        ];
        self.raise_with(class, arguments)
    }

    /// The text as the standard output takes it: UTF-8, which has no lone surrogates.
    pub fn check_printable_text(&mut self, text: &str) -> Result<()> {
        if text.contains(is_surrogate) { self.encode(text, "utf-8", "strict").map(drop) } else { Ok(()) }
    }
}

/// A surrogate as UTF-8 would write it.
fn three_bytes(code: u32) -> [u8; 3] {
    [0xe0 | (code >> 12) as u8, 0x80 | (code >> 6 & 0x3f) as u8, 0x80 | (code & 0x3f) as u8]
}

/// The lone surrogate that `surrogatepass` lets through.
fn passed_surrogate(codec: Codec, rest: &[u8]) -> Option<(char, usize)> {
    let (code, used) = match (codec, rest) {
        (Codec::Utf8 | Codec::Utf8Signed, [first, second, third, ..]) if *first & 0xf0 == 0xe0 => {
            let code = u32::from(first & 0xf) << 12 | u32::from(second & 0x3f) << 6 | u32::from(third & 0x3f);
            (code, 3)
        }
        (Codec::Utf16(order), [_, _, ..]) => (order.number(rest.get(..2)?), 2),
        (Codec::Utf32(order), [_, _, _, _, ..]) => (order.number(rest.get(..4)?), 4),
        _ => return None,
    };
    (0xd800..0xe000).contains(&code).then(|| char_of(code)).flatten().map(|char| (char, used))
}

/// Reads one character from bytes that are not empty.
fn read(codec: Codec, rest: &[u8]) -> Read {
    let first = rest.first().copied().unwrap_or(0);
    match codec {
        Codec::Utf8 | Codec::Utf8Signed => read_utf8(rest),
        Codec::Ascii if first.is_ascii() => Read::Char(char::from(first), 1),
        Codec::Ascii => Read::Wrong(1, "ordinal not in range(128)"),
        Codec::Latin1 => Read::Char(char::from(first), 1),
        Codec::Charmap(_) if first.is_ascii() => Read::Char(char::from(first), 1),
        Codec::Charmap(upper) => match upper.chars().nth(usize::from(first & 0x7f)) {
            Some(char) if char != '\u{fffd}' => Read::Char(char, 1),
            _ => Read::Wrong(1, "character maps to <undefined>"),
        },
        Codec::Utf16(order) => read_utf16(order, rest),
        Codec::Utf32(order) => match rest.get(..4).map(|bytes| order.number(bytes)) {
            None => Read::Wrong(rest.len(), "truncated data"),
            Some(0xd800..0xe000) => Read::Wrong(4, "code point in surrogate code point range(0xd800, 0xe000)"),
            Some(code) => match char::from_u32(code) {
                Some(char) => Read::Char(char, 4),
                None => Read::Wrong(4, "code point not in range(0x110000)"),
            },
        },
        Codec::UnicodeEscape { raw } => read_escape(rest, raw),
    }
}

fn read_utf8(rest: &[u8]) -> Read {
    let most = rest.get(..4).unwrap_or(rest);
    let valid = match std::str::from_utf8(most) {
        Ok(text) => text,
        Err(error) if error.valid_up_to() > 0 => {
            std::str::from_utf8(most.get(..error.valid_up_to()).unwrap_or_default()).unwrap_or("")
        }
        Err(error) => {
            let bad = error.error_len().unwrap_or(rest.len());
            return Read::Wrong(bad, utf8_reason(rest, bad));
        }
    };
    match valid.chars().next() {
        Some(char) => Read::Char(char, char.len_utf8()),
        None => Read::Wrong(1, "invalid start byte"),
    }
}

/// Why UTF-8 ends or breaks here (`Objects/stringlib/codecs.h`, `utf8_decode`).
fn utf8_reason(rest: &[u8], bad: usize) -> &'static str {
    let first = rest.first().copied().unwrap_or(0);
    if !(0xc2..0xf5).contains(&first) {
        return "invalid start byte";
    }
    let needed = match first {
        0xc2..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    };
    let open = std::str::from_utf8(rest).is_err_and(|error| error.valid_up_to() == 0 && error.error_len().is_none());
    if open && bad < needed { "unexpected end of data" } else { "invalid continuation byte" }
}

fn read_utf16(order: Order, rest: &[u8]) -> Read {
    let Some(unit) = rest.get(..2).map(|bytes| order.number(bytes)) else {
        return Read::Wrong(rest.len(), "truncated data");
    };
    match unit {
        0xd800..0xdc00 => match rest.get(2..4).map(|bytes| order.number(bytes)) {
            Some(low @ 0xdc00..0xe000) => {
                let code = 0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
                Read::Char(char_of(code).unwrap_or('\u{fffd}'), 4)
            }
            Some(_) => Read::Wrong(2, "illegal UTF-16 surrogate"),
            None => Read::Wrong(rest.len(), "unexpected end of data"),
        },
        0xdc00..0xe000 => Read::Wrong(2, "illegal encoding"),
        code => Read::Char(char::from_u32(code).unwrap_or('\u{fffd}'), 2),
    }
}

/// A character of `unicode_escape`: bytes are Latin-1, and a backslash begins an escape.
fn read_escape(rest: &[u8], raw: bool) -> Read {
    let [b'\\', kind, after @ ..] = rest else {
        return match rest {
            [b'\\'] if !raw => Read::Wrong(1, "\\ at end of string"),
            [byte, ..] => Read::Char(char::from(*byte), 1),
            [] => Read::Wrong(1, "truncated data"),
        };
    };
    let hexadecimal = |digits: usize, reason: &'static str| {
        let found = after.iter().take(digits).take_while(|byte| byte.is_ascii_hexdigit()).count();
        if found < digits {
            return Read::Wrong(2 + found, reason);
        }
        let code =
            after.iter().take(digits).fold(0u32, |code, byte| code << 4 | char::from(*byte).to_digit(16).unwrap_or(0));
        match char_of(code) {
            Some(char) => Read::Char(char, 2 + digits),
            None => Read::Wrong(2 + digits, "illegal Unicode character"),
        }
    };
    match kind {
        b'u' => hexadecimal(4, "truncated \\uXXXX escape"),
        b'U' => hexadecimal(8, "truncated \\UXXXXXXXX escape"),
        _ if raw => Read::Char('\\', 1),
        b'x' => hexadecimal(2, "truncated \\xXX escape"),
        b'\\' | b'\'' | b'"' => Read::Char(char::from(*kind), 2),
        b'n' => Read::Char('\n', 2),
        b't' => Read::Char('\t', 2),
        b'r' => Read::Char('\r', 2),
        b'a' => Read::Char('\x07', 2),
        b'b' => Read::Char('\x08', 2),
        b'f' => Read::Char('\x0c', 2),
        b'v' => Read::Char('\x0b', 2),
        b'0'..=b'7' => {
            let digits = rest.iter().skip(1).take(3).take_while(|byte| (b'0'..=b'7').contains(byte));
            let (code, used) =
                digits.fold((0u32, 1), |(code, used), byte| (code << 3 | u32::from(byte - b'0'), used + 1));
            Read::Char(char_of(code).unwrap_or('\0'), used)
        }
        _ => Read::Char('\\', 1),
    }
}
