//! What a str holds: its text, its width, its hash once asked.

use std::sync::Arc;

/// A str's contents. Lone surrogates, which Rust's text cannot hold, are there as private characters; see [`code_of`].
#[derive(Clone, Debug)]
pub struct Str {
    pub text: Arc<str>,
    /// Characters (code points).
    pub length: u32,
    /// The widest character decides: ASCII, or 1, 2 or 4 bytes each.
    pub kind: Kind,
    /// `None` until it is asked for.
    pub hash: Option<i64>,
}

/// How a str lays its characters out (PEP 393).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Ascii,
    Latin1,
    Ucs2,
    Ucs4,
}

impl Kind {
    /// Bytes a character.
    pub fn width(self) -> usize {
        match self {
            Kind::Ascii | Kind::Latin1 => 1,
            Kind::Ucs2 => 2,
            Kind::Ucs4 => 4,
        }
    }
}

impl Str {
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let (length, widest) = if text.is_ascii() {
            (text.len(), '\0')
        } else {
            text.chars().fold((0, '\0'), |(length, widest), char| (length + 1, widest.max(char)))
        };
        let kind = match u32::from(widest) {
            0..0x80 => Kind::Ascii,
            0x80..0x100 => Kind::Latin1,
            0x100..0x1_0000 => Kind::Ucs2,
            _ => Kind::Ucs4,
        };
        Self { text, length: u32::try_from(length).unwrap_or(u32::MAX), kind, hash: None }
    }
}

impl Str {
    /// The character at an index counted in characters.
    pub fn char_at(&self, index: usize) -> Option<char> {
        match self.kind {
            Kind::Ascii => self.text.as_bytes().get(index).map(|byte| char::from(*byte)),
            _ => self.text.chars().nth(index),
        }
    }

    /// The bytes of the UTF-8 text between two indexes counted in characters; both at most the length.
    pub fn byte_range(&self, start: usize, stop: usize) -> std::ops::Range<usize> {
        match self.kind {
            Kind::Ascii => start..stop.max(start),
            _ => {
                let from = byte_of_char(&self.text, start);
                from..from + byte_of_char(&self.text[from..], stop.saturating_sub(start))
            }
        }
    }

    /// The index in characters of a place in the UTF-8 text.
    pub fn char_of_byte(&self, byte: usize) -> usize {
        match self.kind {
            Kind::Ascii => byte,
            _ => self.text.get(..byte).map_or(0, |before| before.chars().count()),
        }
    }
}

/// The code point that a character of the machine's texts stands for: itself, but for the private characters U+E000 to
/// U+E7FF, which stand for the surrogates U+D800 to U+DFFF and for nothing else. Their order among all characters is
/// the surrogates'.
pub fn code_of(char: char) -> u32 {
    let code = u32::from(char);
    if is_surrogate(char) { code - STAND_IN_OFFSET } else { code }
}

/// The character that stands for a code point; `None` beyond Unicode, and for the private characters that stand for others.
pub fn char_of(code: u32) -> Option<char> {
    match code {
        0xd800..0xe000 => char::from_u32(code + STAND_IN_OFFSET),
        _ => char::from_u32(code).filter(|char| !is_surrogate(*char)),
    }
}

/// Whether a character stands for a lone surrogate.
pub fn is_surrogate(char: char) -> bool {
    ('\u{e000}'..='\u{e7ff}').contains(&char)
}

const STAND_IN_OFFSET: u32 = 0x800;

/// Where the character `index` begins in UTF-8; the end when there are fewer.
fn byte_of_char(text: &str, index: usize) -> usize {
    text.char_indices().nth(index).map_or(text.len(), |(at, _)| at)
}

/// `str.isspace` of one character: Unicode's White_Space and the ASCII separators.
pub fn is_space(char: char) -> bool {
    char.is_whitespace() || ('\x1c'..='\x1f').contains(&char)
}

/// The value of a decimal digit of any script (`unicodedata.decimal`).
pub fn decimal_value(char: char) -> Option<u32> {
    if char.is_ascii() {
        return char.to_digit(10);
    }
    if !char.is_numeric() {
        return None;
    }
    let code = u32::from(char);
    let at = DECIMAL_ZEROS.partition_point(|zero| *zero <= code).checked_sub(1)?;
    let value = code - DECIMAL_ZEROS.get(at)?;
    (value < 10).then_some(value)
}

/// Whether CPython writes the character as it is in a repr (`str.isprintable`), by the Unicode version of Rust's tables, which is newer than CPython's.
pub fn is_printable(char: char) -> bool {
    if char.is_ascii() {
        return (' '..='~').contains(&char);
    }
    // Rust escapes the same categories (Other and Separator but the space), and at the start combining marks too.
    let mut buffer = [0; 5];
    buffer[0] = b'a';
    let length = char.encode_utf8(&mut buffer[1..]).len();
    std::str::from_utf8(&buffer[..=length]).is_ok_and(|text| text.escape_debug().nth(1) == Some(char))
}

/// Zero in each run of ten decimal digits (category Nd), in order.
const DECIMAL_ZEROS: &[u32] = &[
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0,
    0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620,
    0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x10d40, 0x11066, 0x110f0, 0x11136,
    0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x116d0, 0x116da, 0x11730, 0x118e0, 0x11950, 0x11bf0,
    0x11c50, 0x11d50, 0x11da0, 0x11de0, 0x11f50, 0x16130, 0x16a60, 0x16ac0, 0x16b50, 0x16d70, 0x1ccf0, 0x1d7ce,
    0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e4f0, 0x1e5f1, 0x1e950, 0x1fbf0,
];
