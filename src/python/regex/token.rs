//! A pattern cut into characters and escapes, with the places that errors tell (`re._parser.Tokenizer`).

use super::PatternError;
use crate::python::modules::unicode;

/// What comes next: a character, or a backslash and what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    Char(char),
    Escape(char),
}

impl Token {
    pub fn length(self) -> usize {
        match self {
            Token::Char(_) => 1,
            Token::Escape(_) => 2,
        }
    }
}

impl std::fmt::Display for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Token::Char(char) => write!(f, "{char}"),
            Token::Escape(char) => write!(f, "\\{char}"),
        }
    }
}

/// The pattern and how far it is read.
pub struct Tokens<'a> {
    source: &'a [char],
    index: usize,
    pub next: Option<Token>,
    /// Whether the pattern is a str; else bytes, each as the character of its number.
    pub text: bool,
}

impl<'a> Tokens<'a> {
    pub fn new(source: &'a [char], text: bool) -> Result<Self, PatternError> {
        let mut tokens = Self { source, index: 0, next: None, text };
        tokens.advance()?;
        Ok(tokens)
    }

    fn advance(&mut self) -> Result<(), PatternError> {
        self.next = match self.source.get(self.index) {
            None => None,
            Some('\\') => match self.source.get(self.index + 1) {
                None => {
                    let last = self.source.len().saturating_sub(1);
                    return Err(PatternError::syntax("bad escape (end of pattern)", last));
                }
                Some(char) => Some(Token::Escape(*char)),
            },
            Some(char) => Some(Token::Char(*char)),
        };
        self.index += self.next.map_or(0, Token::length);
        Ok(())
    }

    /// Takes the next one if it is this character.
    pub fn take_if(&mut self, char: char) -> Result<bool, PatternError> {
        let found = self.next == Some(Token::Char(char));
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    pub fn take(&mut self) -> Result<Option<Token>, PatternError> {
        let token = self.next;
        self.advance()?;
        Ok(token)
    }

    /// The next character if it is one of those that `wanted` wants.
    pub fn take_char_if(&mut self, wanted: impl Fn(char) -> bool) -> Result<Option<char>, PatternError> {
        match self.next {
            Some(Token::Char(char)) if wanted(char) => {
                self.advance()?;
                Ok(Some(char))
            }
            _ => Ok(None),
        }
    }

    /// At most `count` characters that `wanted` wants.
    pub fn take_while(&mut self, count: usize, wanted: impl Fn(char) -> bool) -> Result<String, PatternError> {
        let mut taken = String::new();
        for _ in 0..count {
            match self.take_char_if(&wanted)? {
                Some(char) => taken.push(char),
                None => break,
            }
        }
        Ok(taken)
    }

    /// All up to `terminator`, which is taken too; `name` says what is wanted, for errors.
    pub fn take_until(&mut self, terminator: char, name: &str) -> Result<String, PatternError> {
        let mut taken = String::new();
        loop {
            match self.take()? {
                None if taken.is_empty() => return Err(self.error(format!("missing {name}"), 0)),
                None => {
                    let back = taken.chars().count();
                    return Err(self.error(format!("missing {terminator}, unterminated name"), back));
                }
                Some(Token::Char(char)) if char == terminator => {
                    if taken.is_empty() {
                        return Err(self.error(format!("missing {name}"), 1));
                    }
                    return Ok(taken);
                }
                Some(token) => taken.push_str(&token.to_string()),
            }
        }
    }

    /// Where the next token begins.
    pub fn tell(&self) -> usize {
        self.index - self.next.map_or(0, Token::length)
    }

    pub fn seek(&mut self, index: usize) -> Result<(), PatternError> {
        self.index = index;
        self.advance()
    }

    /// An error `back` characters before the next token.
    pub fn error(&self, message: impl Into<String>, back: usize) -> PatternError {
        let mut message: String = message.into();
        if !self.text {
            message = escaped(&message);
        }
        PatternError::syntax(message, self.tell().saturating_sub(back))
    }

    /// Refuses what cannot name a group.
    pub fn check_group_name(&self, name: &str, back: usize) -> Result<(), PatternError> {
        if !unicode::is_identifier(name) || !self.text && !name.is_ascii() {
            let shown = if self.text { quoted(name) } else { escaped(&quoted(name)) };
            return Err(self.error(format!("bad character in group name {shown}"), name.chars().count() + back));
        }
        Ok(())
    }
}

/// A text as `ascii` gives it, without quotes.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for char in text.chars() {
        match u32::from(char) {
            0..0x80 => out.push(char),
            code @ 0x80..0x100 => out.push_str(&format!("\\x{code:02x}")),
            code @ 0x100..0x1_0000 => out.push_str(&format!("\\u{code:04x}")),
            code => out.push_str(&format!("\\U{code:08x}")),
        }
    }
    out
}

/// A text as `repr` gives it.
pub fn quoted(text: &str) -> String {
    crate::python::modules::display::quoted(text)
}
