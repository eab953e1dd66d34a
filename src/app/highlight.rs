//! Python in colours: from the parser's own tokens, so that what is coloured is what is read.

use std::ops::Range;

use eframe::egui::Align;
use eframe::egui::text::{LayoutJob, TextFormat};
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::Ranged as _;

use crate::scene::Ink;
use crate::scene::paint::font;
use crate::scene::text::Face;
use crate::scene::theme::Theme;

/// How code is painted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pen {
    pub theme: Theme,
    pub size: f32,
    pub line_height: f32,
    /// Where letters stand in a line that is higher than they are.
    pub valign: Align,
}

impl Pen {
    /// Letters in the middle of their lines.
    pub fn new(theme: Theme, size: f32, line_height: f32) -> Self {
        Self { theme, size, line_height, valign: Align::Center }
    }
}

/// A run of one ink, in bytes of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub start: usize,
    pub end: usize,
    pub ink: Ink,
}

/// The coloured parts of a program in order; what no span covers is plain text.
pub fn spans(source: &str) -> Vec<Span> {
    let parsed = parse_unchecked(source, ParseOptions::from(Mode::Module));
    let mut spans = Vec::new();
    for token in parsed.tokens() {
        let (start, end) = (token.range().start().to_usize(), token.range().end().to_usize());
        let Some(text) = source.get(start..end) else { continue };
        if let Some(ink) = ink_of(token.kind(), text) {
            spans.push(Span { start, end, ink });
        }
    }
    spans
}

/// A part of a program, ready to be laid out; `from` and `to` are bytes of the source that `spans` are of.
pub fn job(source: &str, spans: &[Span], from: usize, to: usize, pen: Pen) -> LayoutJob {
    let mut job = LayoutJob::default();
    append(&mut job, source, spans, from..to, pen);
    job
}

/// Adds a part of a program to what is to be laid out.
pub fn append(job: &mut LayoutJob, source: &str, spans: &[Span], part: Range<usize>, pen: Pen) {
    let (from, to) = (part.start, part.end);
    let format = |ink: Ink| TextFormat {
        font_id: font(Face::Mono, pen.size),
        color: pen.theme.color32(ink, 1.0),
        line_height: Some(pen.line_height),
        valign: pen.valign,
        ..TextFormat::default()
    };
    let mut at = from;
    let first = spans.partition_point(|span| span.end <= from);
    for span in spans.iter().skip(first).take_while(|span| span.start < to) {
        let (start, end) = (span.start.max(from), span.end.min(to));
        job.append(source.get(at..start).unwrap_or_default(), 0.0, format(Ink::Text));
        job.append(source.get(start..end).unwrap_or_default(), 0.0, format(span.ink));
        at = end;
    }
    job.append(source.get(at..to).unwrap_or_default(), 0.0, format(Ink::Text));
}

/// The names in a part of a program, each once, in order: no keywords, no attributes, nothing in strings and comments.
pub fn names(source: &str, spans: &[Span], part: Range<usize>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let Some(text) = source.get(part.clone()) else { return names };
    let is_letter = |letter: char| letter == '_' || letter.is_alphanumeric();
    let mut at = 0;
    for piece in text.split(|letter: char| !is_letter(letter)) {
        let start = part.start + at;
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        at += piece.len();
        at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let first = spans.partition_point(|span| span.end <= start);
        let covered = spans.get(first).is_some_and(|span| span.start <= start);
        let begins = piece.chars().next().is_some_and(|letter| letter == '_' || letter.is_alphabetic());
        if begins && !covered && before != Some('.') && names.iter().all(|known| known != piece) {
            names.push(piece.to_owned());
        }
    }
    names.truncate(8);
    names
}

fn ink_of(kind: TokenKind, text: &str) -> Option<Ink> {
    match kind {
        TokenKind::Comment => Some(Ink::Muted),
        TokenKind::String | TokenKind::FStringStart | TokenKind::FStringMiddle | TokenKind::FStringEnd => {
            Some(Ink::Name)
        }
        TokenKind::Int
        | TokenKind::Float
        | TokenKind::Complex
        | TokenKind::True
        | TokenKind::False
        | TokenKind::None => Some(Ink::Touch),
        _ if kind.is_keyword() && text.bytes().all(|byte| byte.is_ascii_alphabetic()) => Some(Ink::Alive),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_coloured_by_what_they_are() {
        let source = "for x in [1, 'a']:\n    pass  # end";
        let found: Vec<(&str, Ink)> =
            spans(source).into_iter().map(|span| (&source[span.start..span.end], span.ink)).collect();
        let wanted = [
            ("for", Ink::Alive),
            ("in", Ink::Alive),
            ("1", Ink::Touch),
            ("'a'", Ink::Name),
            ("pass", Ink::Alive),
            ("# end", Ink::Muted),
        ];
        assert_eq!(found, wanted);
    }

    #[test]
    fn the_names_of_a_line_are_found() {
        let source = "x = 1\nfor key in d.items(): print(key, 'not x', y_2)  # z\n";
        let found = names(source, &spans(source), 6..source.len());
        assert_eq!(found, ["key", "d", "print", "y_2"]);
    }

    #[test]
    fn broken_code_is_still_shown_whole() {
        let source = "def f(:\n  'unended\n é = )";
        let pen = Pen::new(Theme::Dark, 13.5, 22.0);
        assert_eq!(job(source, &spans(source), 0, source.len(), pen).text, source);
    }
}
