//! Offsets of the source text to lines and columns.

use std::borrow::Cow;

use ruff_text_size::{Ranged, TextRange, TextSize};

use super::code::Position;
use crate::python::eval::stop::{SourceError, SourceErrorKind};

/// A program's text and where its lines begin.
pub(super) struct Source<'a> {
    pub text: &'a str,
    pub file_name: &'a str,
    starts: Vec<usize>,
}

/// The text without a byte order mark and with `\n` for every line end, string literals' included
/// (`Parser/tokenizer.c`, `translate_newlines`).
pub(super) fn plain_newlines(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { Cow::Borrowed(text) }
}

impl<'a> Source<'a> {
    pub fn new(text: &'a str, file_name: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            let ends_line = *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends_line {
                starts.push(at + 1);
            }
        }
        Self { text, file_name, starts }
    }

    /// Line from 1 and column in bytes from 0.
    pub fn line_column(&self, offset: TextSize) -> (u32, u32) {
        let offset = offset.to_usize();
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        (line as u32, (offset - start) as u32)
    }

    pub fn position(&self, range: TextRange) -> Position {
        let (line, column) = self.line_column(range.start());
        let (end_line, end_column) = self.line_column(range.end());
        Position { line, end_line, column, end_column }
    }

    pub fn position_of(&self, node: &impl Ranged) -> Position {
        self.position(node.range())
    }

    pub fn syntax_error(&self, message: impl Into<String>, range: TextRange) -> SourceError {
        self.error(SourceErrorKind::Syntax, message, range)
    }

    pub fn unmodelled(&self, message: impl Into<String>, range: TextRange) -> SourceError {
        self.error(SourceErrorKind::Unmodelled, message, range)
    }

    pub fn error(&self, kind: SourceErrorKind, message: impl Into<String>, range: TextRange) -> SourceError {
        let Position { line, end_line, column, end_column } = self.position(range);
        SourceError { kind, message: message.into(), line, column, end_line, end_column }
    }
}
