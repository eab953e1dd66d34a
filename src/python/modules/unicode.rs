//! What str's methods ask of characters and texts: classes and cases (`Objects/unicodectype.c`).
//!
//! Rust's own tables answer where they have the same question; `unicode_tables` the rest. All are of Unicode 17.0, as CPython
//! 3.15; earlier versions know fewer characters.

use super::unicode_tables::{CASE_FOLDS, LETTERS, NUMERIC_LETTERS, OTHER_DIGITS, TITLE_CASE, TITLES};
use crate::python::object::text::decimal_value;

fn is_in(table: &[(u32, u32)], char: char) -> bool {
    let code = u32::from(char);
    let at = table.partition_point(|(_, last)| *last < code);
    table.get(at).is_some_and(|(first, _)| *first <= code)
}

fn mapped(table: &[(u32, &'static str)], char: char) -> Option<&'static str> {
    let code = u32::from(char);
    let at = table.binary_search_by_key(&code, |(code, _)| *code).ok()?;
    table.get(at).map(|(_, text)| *text)
}

pub fn is_alpha(char: char) -> bool {
    if char.is_ascii() { char.is_ascii_alphabetic() } else { is_in(LETTERS, char) }
}

pub fn is_decimal(char: char) -> bool {
    decimal_value(char).is_some()
}

pub fn is_digit(char: char) -> bool {
    is_decimal(char) || !char.is_ascii() && is_in(OTHER_DIGITS, char)
}

pub fn is_numeric(char: char) -> bool {
    char.is_numeric() || !char.is_ascii() && is_in(NUMERIC_LETTERS, char)
}

fn is_title_char(char: char) -> bool {
    !char.is_ascii() && is_in(TITLE_CASE, char)
}

fn is_cased(char: char) -> bool {
    char.is_lowercase() || char.is_uppercase() || is_title_char(char)
}

/// `str.islower`.
pub fn is_lower(text: &str) -> bool {
    text.chars().all(|char| !char.is_uppercase() && !is_title_char(char)) && text.chars().any(char::is_lowercase)
}

/// `str.isupper`.
pub fn is_upper(text: &str) -> bool {
    text.chars().all(|char| !char.is_lowercase() && !is_title_char(char)) && text.chars().any(char::is_uppercase)
}

/// `str.istitle`.
pub fn is_title(text: &str) -> bool {
    let (mut cased, mut after_cased) = (false, false);
    for char in text.chars() {
        if char.is_uppercase() || is_title_char(char) {
            if after_cased {
                return false;
            }
            (after_cased, cased) = (true, true);
        } else if char.is_lowercase() {
            if !after_cased {
                return false;
            }
            cased = true;
        } else {
            after_cased = false;
        }
    }
    cased
}

/// `str.isidentifier`. Beyond ASCII the rule is that of letters, marks and digits, without the few extra characters of
/// `Other_ID_Start` and `Other_ID_Continue`.
pub fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    let starts =
        |char: char| char == '_' || is_alpha(char) || !char.is_ascii() && char.is_alphabetic() && char.is_numeric();
    let continues = |char: char| {
        char == '_' || is_alpha(char) || is_decimal(char) || !char.is_ascii() && (char.is_alphabetic() || is_mark(char))
    };
    chars.next().is_some_and(starts) && chars.all(continues)
}

/// Whether Rust's `Debug` takes the character for a combining mark.
fn is_mark(char: char) -> bool {
    crate::python::object::text::is_printable(char) && char.escape_debug().count() > 1
}

/// `str.capitalize`.
pub fn capitalize(text: &str) -> String {
    let mut chars = text.chars();
    let Some(first) = chars.next() else {
        return String::new();
    };
    // The lower case of the whole, so that a final sigma is seen as one; then its first character is put in title case.
    let mut out = String::with_capacity(text.len());
    push_title(first, &mut out);
    let lower = text.to_lowercase();
    let skipped = first.to_lowercase().map(char::len_utf8).sum::<usize>();
    out.push_str(lower.get(skipped..).unwrap_or(""));
    out
}

fn push_title(char: char, out: &mut String) {
    match mapped(TITLES, char) {
        Some(title) => out.push_str(title),
        None => out.extend(char.to_uppercase()),
    }
}

/// `str.title`.
pub fn title(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut after_cased = false;
    for (at, char) in text.char_indices() {
        if after_cased {
            push_lower(text, at, char, &mut out);
        } else {
            push_title(char, &mut out);
        }
        after_cased = is_cased(char);
    }
    out
}

/// The lower case of one character where it stands: a sigma at a word's end has its own.
fn push_lower(text: &str, at: usize, char: char, out: &mut String) {
    if char != 'Σ' {
        out.extend(char.to_lowercase());
        return;
    }
    let before = text[..at].chars().rev().find(|char| !is_case_ignorable(*char)).is_some_and(is_cased);
    let after = text[at + char.len_utf8()..].chars().find(|char| !is_case_ignorable(*char)).is_some_and(is_cased);
    out.push(if before && !after { 'ς' } else { 'σ' });
}

fn is_case_ignorable(char: char) -> bool {
    matches!(char, '\'' | '.' | ':' | '^' | '`' | '\u{ad}' | '\u{2019}') || !char.is_ascii() && is_mark(char)
}

/// `str.swapcase`.
pub fn swapcase(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, char) in text.char_indices() {
        if char.is_uppercase() {
            push_lower(text, at, char, &mut out);
        } else if char.is_lowercase() {
            out.extend(char.to_uppercase());
        } else {
            out.push(char);
        }
    }
    out
}

/// `str.casefold`.
pub fn casefold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match mapped(CASE_FOLDS, char) {
            Some(folded) => out.push_str(folded),
            None => out.extend(char.to_lowercase()),
        }
    }
    out
}
