//! What a str holds: its text, its width, its hash once asked.

use std::sync::Arc;

/// A str's contents. Lone surrogates are not modelled and are refused where they would arise.
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
