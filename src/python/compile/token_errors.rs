//! What CPython's tokenizer refuses (`Parser/lexer/lexer.c`, `Parser/tokenizer.c`): strings that do not end, numbers that
//! are none, brackets that do not fit, characters that no token has, indentation.
//!
//! Such an error anywhere in the source goes before what the parser finds wrong
//! (`_PyPegen_tokenize_full_source_to_check_for_errors`); one of indentation only where the parser comes to it.

use ruff_text_size::{TextRange, TextSize};

use crate::python::eval::stop::SourceErrorKind;
use crate::python::version::Version;

/// What the tokenizer says, and where.
#[derive(Clone, Debug)]
pub(super) struct TokenError {
    pub kind: SourceErrorKind,
    pub message: String,
    pub range: TextRange,
}

impl TokenError {
    /// Whether the parser must have come this far for it to be seen.
    pub fn is_of_indentation(&self) -> bool {
        self.kind != SourceErrorKind::Syntax
    }
}

/// The first error of the tokenizer in the source.
pub(super) fn first(text: &str, version: Version) -> Option<TokenError> {
    let mut scanner =
        Scanner { text, at: 0, brackets: Vec::new(), indents: vec![(0, 0)], strings: Vec::new(), version };
    scanner.run().err()
}

type Scanned<T = ()> = Result<T, TokenError>;

/// An f-string whose expression is being scanned.
struct Format {
    quote: u8,
    triple: bool,
    start: usize,
    /// Brackets that were open where its expression began.
    depth: usize,
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// Brackets that are open: character and place.
    brackets: Vec<(u8, usize)>,
    /// Columns of the blocks around, with tabs to 8 and to 1.
    indents: Vec<(usize, usize)>,
    strings: Vec<Format>,
    version: Version,
}

impl Scanner<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    fn at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    fn line_of(&self, at: usize) -> usize {
        self.text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1
    }

    fn error(&self, message: impl Into<String>, start: usize, end: usize) -> TokenError {
        let size = |at: usize| TextSize::try_from(at.min(self.text.len())).unwrap_or_default();
        let range = TextRange::new(size(start), size(end.max(start)));
        TokenError { kind: SourceErrorKind::Syntax, message: message.into(), range }
    }

    fn run(&mut self) -> Scanned {
        let mut line_start = true;
        while !self.at_end() {
            if line_start && self.brackets.is_empty() && self.strings.is_empty() {
                self.indentation()?;
            }
            line_start = false;
            match self.byte(self.at) {
                b'\n' => {
                    self.at += 1;
                    line_start = true;
                }
                b'#' => self.skip_line(),
                b' ' | b'\t' | b'\r' | 0x0c => self.at += 1,
                b'\\' => self.continuation()?,
                b'0'..=b'9' => self.number()?,
                b'.' if self.byte(self.at + 1).is_ascii_digit() => self.number()?,
                b'"' | b'\'' => self.string(self.at)?,
                byte if byte.is_ascii_alphabetic() || byte == b'_' || byte >= 128 => self.word()?,
                byte @ (b'(' | b'[' | b'{') => {
                    self.brackets.push((byte, self.at));
                    self.at += 1;
                }
                byte @ (b')' | b']' | b'}') => self.close(byte)?,
                b':' | b'!' if self.in_format_expression() && self.byte(self.at + 1) != b'=' => {
                    // A conversion or a format specification: text again, up to the brace.
                    self.at += 1;
                    self.format_text()?;
                }
                _ => self.at += 1,
            }
        }
        Ok(())
    }

    fn in_format_expression(&self) -> bool {
        self.strings.last().is_some_and(|format| self.brackets.len() == format.depth + 1)
    }

    fn skip_line(&mut self) {
        while !self.at_end() && self.byte(self.at) != b'\n' {
            self.at += 1;
        }
    }

    fn indentation(&mut self) -> Scanned {
        let start = self.at;
        let (mut column, mut other) = (0, 0);
        loop {
            match self.byte(self.at) {
                b' ' => (column, other) = (column + 1, other + 1),
                b'\t' => (column, other) = ((column / 8 + 1) * 8, other + 1),
                0x0c => (column, other) = (0, 0),
                _ => break,
            }
            self.at += 1;
        }
        if matches!(self.byte(self.at), b'\n' | b'\r' | b'#' | b'\\') || self.at_end() {
            return Ok(());
        }
        let tabs = |scanner: &Self| {
            let mut error = scanner.error("inconsistent use of tabs and spaces in indentation", start, start);
            error.kind = SourceErrorKind::Tabs;
            Err(error)
        };
        let (top, top_other) = self.indents.last().copied().unwrap_or_default();
        if column == top {
            return if other == top_other { Ok(()) } else { tabs(self) };
        }
        if column > top {
            if other <= top_other {
                return tabs(self);
            }
            self.indents.push((column, other));
            return Ok(());
        }
        while self.indents.len() > 1 && self.indents.last().is_some_and(|(top, _)| column < *top) {
            self.indents.pop();
        }
        let (top, top_other) = self.indents.last().copied().unwrap_or_default();
        if column != top {
            let end = self.text.get(start..).and_then(|rest| rest.find('\n')).map_or(self.text.len(), |at| start + at);
            let mut error = self.error("unindent does not match any outer indentation level", end, end);
            error.kind = SourceErrorKind::Indentation;
            return Err(error);
        }
        if other == top_other { Ok(()) } else { tabs(self) }
    }

    fn continuation(&mut self) -> Scanned {
        let rest = self.text.get(self.at + 1..).unwrap_or_default();
        if rest.is_empty() || rest == "\n" || rest == "\r\n" {
            return Err(self.error("unexpected EOF while parsing", self.at + 1, self.at + 1));
        }
        let newline = if rest.starts_with("\r\n") { 2 } else { 1 };
        if !rest.starts_with(['\n', '\r']) {
            let message = "unexpected character after line continuation character";
            return Err(self.error(message, self.at + 1, self.at + 1));
        }
        self.at += 1 + newline;
        // What follows is no line of its own: its indentation says nothing.
        while matches!(self.byte(self.at), b' ' | b'\t') {
            self.at += 1;
        }
        Ok(())
    }

    fn close(&mut self, byte: u8) -> Scanned {
        let closing = char::from(byte);
        if self.in_format_expression() && byte == b'}' {
            self.brackets.pop();
            self.at += 1;
            return self.format_text();
        }
        let Some((open, place)) = self.brackets.pop() else {
            return Err(self.error(format!("unmatched '{closing}'"), self.at, self.at));
        };
        if !matches!((open, byte), (b'(', b')') | (b'[', b']') | (b'{', b'}')) {
            let opening = char::from(open);
            if self.strings.last().is_some_and(|format| self.brackets.len() == format.depth) {
                return Err(self.error(format!("f-string: unmatched '{closing}'"), self.at, self.at));
            }
            let prefix = if self.strings.is_empty() { "" } else { "f-string: " };
            let (here, there) = (self.line_of(self.at), self.line_of(place));
            let on = if here == there { String::new() } else { format!(" on line {there}") };
            let message =
                format!("{prefix}closing parenthesis '{closing}' does not match opening parenthesis '{opening}'{on}");
            return Err(self.error(message, self.at, self.at));
        }
        self.at += 1;
        Ok(())
    }

    /// A name, or the prefix of a string.
    fn word(&mut self) -> Scanned {
        let start = self.at;
        while self.byte(self.at).is_ascii_alphanumeric() || self.byte(self.at) == b'_' || self.byte(self.at) >= 128 {
            self.at += 1;
        }
        let word = self.text.get(start..self.at).unwrap_or_default();
        if matches!(self.byte(self.at), b'"' | b'\'') && is_string_prefix(word, self.version) {
            return self.string(start);
        }
        let wrong = word.char_indices().find(|(_, char)| !char.is_ascii() && !char.is_alphanumeric());
        if let Some((at, char)) = wrong {
            let code = u32::from(char);
            let message =
                if char.is_control() || char.is_whitespace() || matches!(code, 0x200b..=0x200f | 0xfeff | 0x2060) {
                    format!("invalid non-printable character U+{code:04X}")
                } else {
                    format!("invalid character '{char}' (U+{code:04X})")
                };
            return Err(self.error(message, start + at, start + at));
        }
        Ok(())
    }

    /// A string whose token begins at `start`; `at` is its quote.
    fn string(&mut self, start: usize) -> Scanned {
        let prefix = self.text.get(start..self.at).unwrap_or_default().to_ascii_lowercase();
        let quote = self.byte(self.at);
        let triple = self.byte(self.at + 1) == quote && self.byte(self.at + 2) == quote;
        self.at += if triple { 3 } else { 1 };
        if prefix.contains(['f', 't']) && self.version >= Version::V3_12 {
            self.strings.push(Format { quote, triple, start, depth: self.brackets.len() });
            return self.format_text();
        }
        let mut escaped_quote = false;
        loop {
            let byte = self.byte(self.at);
            if self.at_end() || (byte == b'\n' && !triple) {
                let mut error = self.unterminated(start, quote, triple);
                if escaped_quote && !triple && self.version >= Version::V3_13 && error.message.ends_with(')') {
                    error.message.push_str("; perhaps you escaped the end quote?");
                }
                return Err(error);
            }
            if byte == b'\\' {
                escaped_quote |= self.byte(self.at + 1) == quote;
                self.at += 2;
            } else if byte == quote && (!triple || (self.byte(self.at + 1) == quote && self.byte(self.at + 2) == quote))
            {
                self.at += if triple { 3 } else { 1 };
                return Ok(());
            } else {
                self.at += 1;
            }
        }
    }

    fn unterminated(&self, start: usize, quote: u8, triple: bool) -> TokenError {
        if let Some(format) = self.strings.last()
            && format.quote == quote
            && format.triple == triple
        {
            return self.error("f-string: expecting '}'", start, start);
        }
        let end = self.text.trim_end_matches('\n').len();
        let line = if triple { self.line_of(end) } else { self.line_of(self.at.min(end)) };
        let kind = if triple { "triple-quoted string" } else { "string" };
        self.error(format!("unterminated {kind} literal (detected at line {line})"), start, start)
    }

    /// The text of an f-string, or of a format specification in it, up to a brace or the end.
    fn format_text(&mut self) -> Scanned {
        loop {
            let Some(Format { quote, triple, start, depth }) = self.strings.last() else { return Ok(()) };
            let (quote, triple, start, depth) = (*quote, *triple, *start, *depth);
            let in_specification = self.brackets.len() > depth;
            let byte = self.byte(self.at);
            if self.at_end() || (byte == b'\n' && !triple) {
                if in_specification {
                    // The parser has the words for it.
                    self.strings.clear();
                    self.brackets.truncate(depth);
                    return Ok(());
                }
                let end = self.text.trim_end_matches('\n').len();
                let line = self.line_of(self.at.min(end));
                let kind = if triple { "triple-quoted f-string" } else { "f-string" };
                return Err(self.error(format!("unterminated {kind} literal (detected at line {line})"), start, start));
            }
            let ends =
                byte == quote && (!triple || (self.byte(self.at + 1) == quote && self.byte(self.at + 2) == quote));
            if ends {
                self.at += if triple { 3 } else { 1 };
                self.brackets.truncate(depth);
                self.strings.pop();
                return Ok(());
            }
            match byte {
                b'\\' => self.at += 2,
                b'{' if self.byte(self.at + 1) == b'{' && !in_specification => self.at += 2,
                b'{' => {
                    self.brackets.push((byte, self.at));
                    if in_specification {
                        // An expression in a specification is scanned as one of a string inside.
                        self.strings.push(Format { quote, triple, start, depth: self.brackets.len() - 1 });
                    }
                    self.at += 1;
                    return Ok(());
                }
                b'}' if in_specification => {
                    self.brackets.pop();
                    self.at += 1;
                }
                _ => self.at += 1,
            }
            // Back from an expression in a specification.
            while self.strings.len() > 1
                && self.strings.last().is_some_and(|format| {
                    self.strings.get(self.strings.len() - 2).is_some_and(|outer| outer.start == format.start)
                        && self.brackets.len() <= format.depth
                })
            {
                self.strings.pop();
            }
        }
    }

    fn number(&mut self) -> Scanned {
        let start = self.at;
        if self.byte(start) == b'0' && matches!(self.byte(start + 1) | 0x20, b'x' | b'o' | b'b') {
            return self.radix_number();
        }
        self.digits()?;
        let mut kind = "decimal";
        let mut whole = true;
        if self.byte(self.at) == b'.' {
            whole = false;
            self.at += 1;
            if self.byte(self.at).is_ascii_digit() {
                self.digits()?;
            }
        }
        if self.byte(self.at) | 0x20 == b'e' {
            let sign = usize::from(matches!(self.byte(self.at + 1), b'+' | b'-'));
            if self.byte(self.at + 1 + sign).is_ascii_digit() {
                whole = false;
                self.at += 1 + sign;
                self.digits()?;
            } else if sign == 1 {
                return Err(self.error("invalid decimal literal", self.at + 1, self.at + 1));
            }
        }
        if self.byte(self.at) | 0x20 == b'j' {
            whole = false;
            kind = "imaginary";
            self.at += 1;
        }
        self.end_of_number(kind)?;
        let text = self.text.get(start..self.at).unwrap_or_default();
        if whole && text.starts_with('0') && text.bytes().any(|byte| matches!(byte, b'1'..=b'9')) {
            let message = "leading zeros in decimal integer literals are not permitted; \
                           use an 0o prefix for octal integers";
            let zeros = text.len() - text.trim_start_matches(['0', '_']).len();
            return Err(self.error(message, start, start + zeros));
        }
        Ok(())
    }

    /// Digits with single underscores between.
    fn digits(&mut self) -> Scanned {
        loop {
            while self.byte(self.at).is_ascii_digit() {
                self.at += 1;
            }
            if self.byte(self.at) != b'_' {
                return Ok(());
            }
            if !self.byte(self.at + 1).is_ascii_digit() {
                return Err(self.error("invalid decimal literal", self.at, self.at));
            }
            self.at += 1;
        }
    }

    fn radix_number(&mut self) -> Scanned {
        let (kind, radix) = match self.byte(self.at + 1) | 0x20 {
            b'x' => ("hexadecimal", 16),
            b'o' => ("octal", 8),
            _ => ("binary", 2),
        };
        self.at += 2;
        loop {
            if self.byte(self.at) == b'_' {
                self.at += 1;
            }
            let digit = char::from(self.byte(self.at));
            if !digit.is_digit(radix) {
                if digit.is_ascii_digit() {
                    return Err(self.error(format!("invalid digit '{digit}' in {kind} literal"), self.at, self.at));
                }
                return Err(self.error(format!("invalid {kind} literal"), self.at - 1, self.at - 1));
            }
            while char::from(self.byte(self.at)).is_digit(radix) {
                self.at += 1;
            }
            if self.byte(self.at) != b'_' {
                break;
            }
        }
        let digit = char::from(self.byte(self.at));
        if digit.is_ascii_digit() {
            return Err(self.error(format!("invalid digit '{digit}' in {kind} literal"), self.at, self.at));
        }
        self.end_of_number(kind)
    }

    /// After a number no name may follow at once, but for some keywords (`verify_end_of_number`).
    fn end_of_number(&self, kind: &str) -> Scanned {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let keywords: &[&str] = &["and", "else", "for", "if", "in", "is", "not", "or"];
        let first = self.byte(self.at);
        let names = first.is_ascii_alphabetic() || first == b'_' || first >= 128;
        if !names || keywords.iter().any(|keyword| rest.starts_with(keyword)) {
            return Ok(());
        }
        Err(self.error(format!("invalid {kind} literal"), self.at.saturating_sub(1), self.at.saturating_sub(1)))
    }
}

fn is_string_prefix(word: &str, version: Version) -> bool {
    let lower = word.to_ascii_lowercase();
    let template = version >= Version::V3_14 && matches!(lower.as_str(), "t" | "tr" | "rt");
    template || matches!(lower.as_str(), "r" | "u" | "b" | "br" | "rb" | "f" | "fr" | "rf")
}
