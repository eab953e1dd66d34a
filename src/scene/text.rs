//! Type: the faces, the steps of the scale, and how wide a line will be in the bundled fonts.

use std::borrow::Cow;

use super::fonts;
use super::geometry::{Point, Rect};
use super::ink::Ink;
use super::node::{Node, Shape};

/// The bundled faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Face {
    /// Inter, for words.
    Sans,
    SansMedium,
    SansSemibold,
    /// JetBrains Mono, for code and values; ligatures off.
    Mono,
    MonoBold,
}

/// Where a text's anchor lies on its baseline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    #[default]
    Left,
    Middle,
    Right,
}

/// Face, size in points, ink and anchor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextStyle {
    pub face: Face,
    pub size: f32,
    pub ink: Ink,
    pub align: Align,
}

impl TextStyle {
    pub const fn new(face: Face, size: f32, ink: Ink) -> Self {
        Self { face, size, ink, align: Align::Left }
    }

    pub const fn middle(mut self) -> Self {
        self.align = Align::Middle;
        self
    }

    pub const fn right(mut self) -> Self {
        self.align = Align::Right;
        self
    }
}

/// How wide `text` is in points, as every writer shows it.
pub fn measure(text: &str, style: TextStyle) -> f32 {
    fonts::width(style.face, printable(text).chars()) * style.size
}

/// The box of a text's line: from the baseline up to where the face's letters end, and down likewise.
pub fn line_box(at: Point, text: &str, style: TextStyle) -> Rect {
    let width = measure(text, style);
    let left = match style.align {
        Align::Left => at.x,
        Align::Middle => at.x - width / 2.0,
        Align::Right => at.x - width,
    };
    let ascent = fonts::ascent(style.face) * style.size;
    let descent = fonts::descent(style.face) * style.size;
    Rect::new(left, at.y - ascent, width, ascent + descent)
}

/// The box of a text node's line; `None` for other shapes.
pub fn text_box(node: &Node) -> Option<Rect> {
    match &node.shape {
        Shape::Text { at, text, style } => Some(line_box(*at, text, *style)),
        _ => None,
    }
}

/// The baseline that puts a line's capitals and digits in the middle of `center`.
pub fn baseline(center: f32, style: TextStyle) -> f32 {
    center + fonts::capital_height(style.face) * style.size / 2.0
}

/// `text` if it is no wider than `max_width`, else its two ends around an ellipsis; empty if not even that fits.
pub fn fit(text: &str, style: TextStyle, max_width: f32) -> String {
    let text = printable(text);
    if measure(&text, style) <= max_width {
        return text.into_owned();
    }
    let characters: Vec<char> = text.chars().collect();
    // Both ends keep what they can, the start one more: what a thing is, and how it ends, can be read.
    let cut = |kept: usize| -> String {
        let (head, tail) = (kept.div_ceil(2), kept / 2);
        let start = characters.iter().take(head);
        let end = characters.iter().skip(characters.len().saturating_sub(tail));
        start.chain([&ELLIPSIS]).chain(end).collect()
    };
    let fits = |kept: &usize| measure(&cut(*kept), style) <= max_width;
    if !fits(&0) {
        return String::new();
    }
    let (mut most, mut too_many) = (0, characters.len());
    while most + 1 < too_many {
        let middle = (most + too_many) / 2;
        if fits(&middle) { most = middle } else { too_many = middle }
    }
    cut(most)
}

/// `text` broken at spaces into lines no wider than `max_width`; a word wider than that is cut by [`fit`].
pub fn wrap(text: &str, style: TextStyle, max_width: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match (longer.filter(|line| measure(line, style) <= max_width), lines.last_mut()) {
            (Some(longer), Some(last)) => *last = longer,
            _ => lines.push(fit(word, style, max_width)),
        }
    }
    lines
}

/// `text` with everything that no bundled face can show written as Python's `ascii()` would: `\n`, `\u4f60`, `\U0001f600`.
///
/// So a picture never shows a missing glyph, and what stands there instead is still true.
pub fn printable(text: &str) -> Cow<'_, str> {
    let shows = |character: char| !character.is_control() && fonts::advance(Face::Mono, character).is_some();
    if text.chars().all(shows) {
        return Cow::Borrowed(text);
    }
    let mut printed = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match (character, u32::from(character)) {
            _ if shows(character) => printed.push(character),
            ('\n', _) => printed.push_str("\\n"),
            ('\t', _) => printed.push_str("\\t"),
            ('\r', _) => printed.push_str("\\r"),
            (_, code @ 0..=0xff) => printed.push_str(&format!("\\x{code:02x}")),
            (_, code @ 0..=0xffff) => printed.push_str(&format!("\\u{code:04x}")),
            (_, code) => printed.push_str(&format!("\\U{code:08x}")),
        }
    }
    Cow::Owned(printed)
}

const ELLIPSIS: char = '…';

#[cfg(test)]
mod tests {
    use super::*;

    const MONO: TextStyle = TextStyle::new(Face::Mono, 10.0, Ink::Text);
    const SANS: TextStyle = TextStyle::new(Face::Sans, 14.5, Ink::Text);

    #[test]
    fn a_mono_line_is_as_wide_as_its_count_of_characters() {
        assert!((measure("hello", MONO) - 30.0).abs() < 0.01, "{}", measure("hello", MONO));
        assert_eq!(measure("", MONO), 0.0);
    }

    #[test]
    fn a_fitted_text_is_never_wider_than_its_room_and_keeps_both_ends() {
        let long = "a_rather_long_name_for_one_variable";
        for width in 0..300 {
            let fitted = fit(long, MONO, width as f32);
            assert!(measure(&fitted, MONO) <= width as f32, "{width}: {fitted}");
        }
        assert_eq!(fit(long, MONO, 54.0), "a_ra…able");
        assert_eq!(fit("short", MONO, 54.0), "short");
        assert_eq!(fit(long, MONO, 5.0), "");
    }

    #[test]
    fn what_no_face_has_is_written_as_python_escapes_it() {
        assert_eq!(printable("tea 😀"), "tea \\U0001f600");
        assert_eq!(printable("a\nb"), "a\\nb");
        assert_eq!(printable("你"), "\\u4f60");
        assert_eq!(printable("naïve → café"), "naïve → café");
    }

    #[test]
    fn letters_that_lean_on_one_another_stand_nearer() {
        assert!(measure("To", SANS) < measure("T", SANS) + measure("o", SANS) - 0.5);
    }

    #[test]
    fn a_box_follows_the_anchor() {
        let at = Point::new(100.0, 50.0);
        let left = line_box(at, "tea", SANS);
        let middle = line_box(at, "tea", SANS.middle());
        let right = line_box(at, "tea", SANS.right());
        assert_eq!(left.x, 100.0);
        assert!((middle.center().x - 100.0).abs() < 0.01);
        assert!((right.right() - 100.0).abs() < 0.01);
        assert!(left.y < 50.0 && left.bottom() > 50.0);
    }

    #[test]
    fn wrapped_lines_hold_every_word_and_fit() {
        let text = "count asked 3.7 ms ago, but rank is inside sorted(): one C call, no check in it.";
        let lines = wrap(text, SANS, 160.0);
        assert!(lines.len() > 2 && lines.iter().all(|line| measure(line, SANS) <= 160.0));
        assert_eq!(lines.join(" "), text);
    }
}
