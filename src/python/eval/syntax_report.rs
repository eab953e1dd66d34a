//! Where a SyntaxError is, as CPython prints it: file, line, text and carets (`Lib/traceback.py`, `_format_syntax_error`; before
//! 3.13 `Python/pythonrun.c`, `print_error_text`).

use super::display_width::display_width;
use crate::python::version::Version;

/// The place of a SyntaxError, as its attributes give it: lines and columns from 1, columns in characters.
#[derive(Clone, Debug, Default)]
pub struct Place {
    pub file: Option<String>,
    pub line: Option<i64>,
    pub offset: Option<i64>,
    pub text: Option<String>,
    pub end_line: Option<i64>,
    pub end_offset: Option<i64>,
}

/// The lines before the message: file and line, the text, and carets under it.
pub fn place_lines(place: &Place, version: Version) -> String {
    let mut lines = String::new();
    if let Some(line) = place.line {
        let file = place.file.as_deref().unwrap_or("<string>");
        lines.push_str(&format!("  File \"{file}\", line {line}\n"));
    }
    let Some(text) = &place.text else { return lines };
    let whole = text.trim_end_matches('\n');
    // Tabs before the text stay from 3.13 on.
    let shown = match version >= Version::V3_13 {
        true => whole.trim_start_matches([' ', '\n', '\x0c']),
        false => whole.trim_start_matches([' ', '\t', '\x0c']),
    };
    lines.push_str(&format!("    {shown}\n"));
    let Some(mut offset) = place.offset else { return lines };
    let count = |text: &str| i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
    let (length, spaces) = (count(whole), count(whole) - count(shown));
    let mut end = match place.end_offset {
        None if version <= Version::V3_12 => offset,
        _ if place.line != place.end_line => length + 1,
        Some(end) if end != 0 => end,
        _ => offset,
    };
    if !text.is_empty() && offset > count(text) {
        offset = length + 1;
        end = end.max(offset);
    }
    if version >= Version::V3_14 && !text.is_empty() && end > count(text) {
        end = length + 1;
    }
    if offset >= end || end < 0 {
        end = offset.saturating_add(1);
    }
    let column = offset.saturating_sub(1).saturating_sub(spaces);
    let Ok(start) = usize::try_from(column) else { return lines };
    let characters: Vec<char> = shown.chars().collect();
    let width = usize::try_from(end.saturating_sub(offset)).unwrap_or(0).min(characters.len().max(1) + 1);
    let (before, carets) = if version >= Version::V3_15 {
        let part = |from: usize, to: usize| characters.get(from.min(characters.len())..to.min(characters.len()));
        let marked = part(start, start.saturating_add(width)).unwrap_or_default();
        let before = display_width(part(0, start).unwrap_or_default());
        (" ".repeat(before), if marked.is_empty() { width } else { display_width(marked) })
    } else {
        // Other white space than blanks is kept, so that the carets stand right.
        let kept = characters.iter().take(start).map(|char| if char.is_whitespace() { *char } else { ' ' });
        let kept: String = kept.collect();
        let missing = start.saturating_sub(characters.len());
        (kept + &" ".repeat(missing.min(1)), width)
    };
    lines.push_str(&format!("    {before}{}\n", "^".repeat(carets)));
    lines
}
