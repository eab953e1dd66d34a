//! Regular expressions as the module `re` has them: Python's syntax, and a matcher that goes back as `_sre` does.
//!
//! Pure: patterns are code points, subjects are slices, and nothing here knows a machine. The classes `Pattern` and `Match`, and
//! all that makes Python objects of what is found, are `modules::re_module`'s.

pub mod compile;
pub mod escape;
pub mod fold;
pub mod matcher;
pub mod node;
pub mod parse;
pub mod set;
pub mod template;
pub mod token;

#[cfg(test)]
mod tests;

/// The flags of `re`, by their numbers there.
pub mod flags {
    pub const TEMPLATE: u32 = 1;
    pub const IGNORE_CASE: u32 = 2;
    pub const LOCALE: u32 = 4;
    pub const MULTI_LINE: u32 = 8;
    pub const DOT_ALL: u32 = 16;
    pub const UNICODE: u32 = 32;
    pub const VERBOSE: u32 = 64;
    pub const DEBUG: u32 = 128;
    pub const ASCII: u32 = 256;
    /// Those that exclude each other.
    pub const TYPE: u32 = ASCII | LOCALE | UNICODE;
}

/// What is wrong with a pattern or a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatternError {
    /// `re.error`: the message, and the place in code points from 0 where the message has one.
    Syntax { message: String, position: Option<usize> },
    /// A ValueError.
    Value(String),
    /// An IndexError: a template's group that is not there.
    Index(String),
    /// An OverflowError.
    Overflow(String),
    /// Groups nested more deeply than CPython's parser can go.
    TooDeep,
    /// What this machine does not do.
    Unmodelled(String),
}

impl PatternError {
    pub fn syntax(message: impl Into<String>, position: usize) -> Self {
        PatternError::Syntax { message: message.into(), position: Some(position) }
    }
}

/// How the rules of a version differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// The minor version: 11 for 3.11.
    pub minor: u32,
    /// Whether the pattern is a str; else it is bytes.
    pub text: bool,
}
