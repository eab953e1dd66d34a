//! Lone surrogates in the source's string literals.
//!
//! Rust's text cannot hold them, so that private characters stand for them (see `object::text`). The parser would read an
//! escape like `\ud800` as U+FFFD: here the escape becomes that of the stand-in, which is as long, before the parser reads it.

use std::borrow::Cow;

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::Ranged as _;

use super::source::Source;
use crate::python::eval::stop::SourceError;
use crate::python::object::text::is_surrogate;

/// The text with stand-ins for surrogates; an error where it has the stand-ins themselves.
pub(super) fn with_stand_ins<'a>(text: Cow<'a, str>, file_name: &str) -> Result<Cow<'a, str>, SourceError> {
    if !text.contains(is_surrogate) && !text.contains("\\u") && !text.contains("\\U") {
        return Ok(text);
    }
    let source = Source::new(&text, file_name);
    if let Some(at) = text.find(is_surrogate) {
        return Err(refused(&source, at));
    }
    let escapes: Vec<(usize, u32)> = escapes(&text).collect();
    if !escapes.iter().any(|(_, code)| is_affected(*code)) {
        return Ok(text);
    }
    let parsed = parse_unchecked(&text, ParseOptions::from(Mode::Module));
    let mut changed = text.to_string().into_bytes();
    for token in parsed.tokens() {
        let literal = matches!(token.kind(), TokenKind::String | TokenKind::FStringMiddle | TokenKind::TStringMiddle);
        let Some(flags) = token.string_flags().filter(|_| literal) else { continue };
        if flags.is_raw_string() || flags.is_byte_string() {
            continue;
        }
        let range = token.start().to_usize()..token.end().to_usize();
        for (at, code) in escapes.iter().filter(|(at, code)| range.contains(at) && is_affected(*code)) {
            if (0xe000..0xe800).contains(code) {
                return Err(refused(&source, *at));
            }
            // The fourth digit from the end and the one after: `d8` to `df` become `e0` to `e7`.
            let first = at + if changed.get(at + 1) == Some(&b'U') { 6 } else { 2 };
            if let Some([high, low]) =
                changed.get_mut(first..first + 2).and_then(|digits| <&mut [u8; 2]>::try_from(digits).ok())
            {
                *high = b'e';
                *low = b'0' + (code >> 8 & 7) as u8;
            }
        }
    }
    drop(source);
    Ok(String::from_utf8(changed).map_or(text, Cow::Owned))
}

fn is_affected(code: u32) -> bool {
    (0xd800..0xe800).contains(&code)
}

/// Where `\u` and `\U` escapes begin, and what they stand for; a backslash escapes the one after it.
fn escapes(text: &str) -> impl Iterator<Item = (usize, u32)> + '_ {
    let bytes = text.as_bytes();
    let mut skipped = usize::MAX;
    bytes.iter().enumerate().filter_map(move |(at, byte)| {
        if *byte != b'\\' || at == skipped {
            return None;
        }
        skipped = at + 1;
        let digits = match bytes.get(at + 1)? {
            b'u' => 4,
            b'U' => 8,
            _ => return None,
        };
        let digits = text.get(at + 2..at + 2 + digits)?;
        u32::from_str_radix(digits, 16).ok().map(|code| (at, code))
    })
}

fn refused(source: &Source<'_>, at: usize) -> SourceError {
    let (line, column) = source.line_column(ruff_text_size::TextSize::try_from(at).unwrap_or_default());
    SourceError::unmodelled("the private characters U+E000 to U+E7FF are not modelled", line, column)
}
