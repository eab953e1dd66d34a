//! What a backslash means in a pattern and in a set.

use super::node::{Node, Place};
use super::set::{Category, Item, Set};
use super::token::Tokens;
use super::{Dialect, PatternError};

/// What an escape in a set stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetEscape {
    Literal(u32),
    Category { category: Category, negated: bool },
}

impl SetEscape {
    pub fn item(self) -> Item {
        match self {
            SetEscape::Literal(code) => Item::Literal(code),
            SetEscape::Category { category, negated } => Item::Category { category, negated },
        }
    }
}

/// `\n` and the like, in patterns and templates.
pub fn control(char: char) -> Option<u32> {
    Some(match char {
        'a' => 7,
        'b' => 8,
        'f' => 12,
        'n' => 10,
        'r' => 13,
        't' => 9,
        'v' => 11,
        '\\' => 92,
        _ => return None,
    })
}

fn category(char: char) -> Option<(Category, bool)> {
    Some(match char {
        'd' => (Category::Digit, false),
        'D' => (Category::Digit, true),
        's' => (Category::Space, false),
        'S' => (Category::Space, true),
        'w' => (Category::Word, false),
        'W' => (Category::Word, true),
        _ => return None,
    })
}

/// An escape whose backslash and `char` are taken, in a set.
pub fn in_set(tokens: &mut Tokens<'_>, char: char) -> Result<SetEscape, PatternError> {
    if let Some(code) = control(char) {
        return Ok(SetEscape::Literal(code));
    }
    if let Some((category, negated)) = category(char) {
        return Ok(SetEscape::Category { category, negated });
    }
    if let Some(code) = numbered(tokens, char)? {
        return Ok(SetEscape::Literal(code));
    }
    if is_octal(char) {
        let digits = format!("{char}{}", tokens.take_while(2, is_octal)?);
        return octal(tokens, &digits).map(SetEscape::Literal);
    }
    plain(tokens, char).map(SetEscape::Literal)
}

/// An escape whose backslash and `char` are taken, outside of a set, but for references to groups.
pub fn in_pattern(tokens: &mut Tokens<'_>, char: char, dialect: Dialect) -> Result<Node, PatternError> {
    let place = match char {
        'A' => Some(Place::StartOfText),
        'b' => Some(Place::Boundary),
        'B' => Some(Place::NotBoundary),
        'Z' => Some(Place::EndOfText),
        'z' if dialect.minor >= 14 => Some(Place::EndOfText),
        _ => None,
    };
    if let Some(place) = place {
        return Ok(Node::At(place));
    }
    if let Some((category, negated)) = category(char) {
        return Ok(Node::Set(Set::of_category(category, negated)));
    }
    if let Some(code) = control(char) {
        return Ok(Node::Literal(code));
    }
    if let Some(code) = numbered(tokens, char)? {
        return Ok(Node::Literal(code));
    }
    if char == '0' {
        let digits = tokens.take_while(2, is_octal)?;
        return Ok(Node::Literal(u32::from_str_radix(&digits, 8).unwrap_or(0)));
    }
    plain(tokens, char).map(Node::Literal)
}

/// `\x41`, `\u0041`, `\U00000041`.
fn numbered(tokens: &mut Tokens<'_>, char: char) -> Result<Option<u32>, PatternError> {
    let digits = match char {
        'x' => 2,
        'u' if tokens.text => 4,
        'U' if tokens.text => 8,
        'N' if tokens.text => {
            return Err(PatternError::Unmodelled("`\\N{…}` in a regular expression is not modelled".to_owned()));
        }
        _ => return Ok(None),
    };
    let text = tokens.take_while(digits, |char| char.is_ascii_hexdigit())?;
    let back = text.len() + 2;
    if text.len() != digits {
        return Err(tokens.error(format!("incomplete escape \\{char}{text}"), back));
    }
    match u32::from_str_radix(&text, 16) {
        Ok(code) if code <= 0x10_ffff => Ok(Some(code)),
        _ => Err(tokens.error(format!("bad escape \\{char}{text}"), back)),
    }
}

pub fn is_octal(char: char) -> bool {
    ('0'..='7').contains(&char)
}

/// The character of up to three octal digits.
pub fn octal(tokens: &Tokens<'_>, digits: &str) -> Result<u32, PatternError> {
    match u32::from_str_radix(digits, 8) {
        Ok(code) if code <= 0o377 => Ok(code),
        _ => {
            let message = format!("octal escape value \\{digits} outside of range 0-0o377");
            Err(tokens.error(message, digits.len() + 1))
        }
    }
}

/// A character that needs no meaning: itself, unless it is a letter or digit.
fn plain(tokens: &Tokens<'_>, char: char) -> Result<u32, PatternError> {
    if char.is_ascii_alphanumeric() {
        return Err(tokens.error(format!("bad escape \\{char}"), 2));
    }
    Ok(u32::from(char))
}
