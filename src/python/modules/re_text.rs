//! What a regular expression is matched in: a str or bytes, taken apart once for a whole search.

use std::sync::Arc;

use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::text::Kind;
use crate::python::object::{Body, Ref, known};
use crate::python::regex::compile::Program;
use crate::python::regex::matcher::{Attempt, Found, MOST_STEPS, Matcher, TooManySteps};

/// What a step of the matcher costs on the virtual clock, in nanoseconds.
const STEP_NANOS: u64 = 6;

/// A subject's characters.
#[derive(Clone, Debug)]
pub enum Text {
    /// A str of ASCII alone: a byte a character.
    Ascii(Arc<str>),
    Wide(Arc<[char]>),
    Bytes(Arc<[u8]>),
}

impl Text {
    /// Characters or bytes.
    pub fn length(&self) -> usize {
        match self {
            Text::Ascii(text) => text.len(),
            Text::Wide(chars) => chars.len(),
            Text::Bytes(bytes) => bytes.len(),
        }
    }

    pub fn is_bytes(&self) -> bool {
        matches!(self, Text::Bytes(_))
    }

    /// A pattern's or template's characters; those of bytes have the bytes' numbers.
    pub fn chars(&self) -> Vec<char> {
        match self {
            Text::Ascii(text) => text.chars().collect(),
            Text::Wide(chars) => chars.to_vec(),
            Text::Bytes(bytes) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        }
    }

    fn run(&self, matcher: &mut Matcher<'_>, attempt: Attempt) -> std::result::Result<Option<Found>, TooManySteps> {
        match self {
            Text::Ascii(text) => matcher.run(&text.as_bytes(), attempt),
            Text::Wide(chars) => matcher.run(&&**chars, attempt),
            Text::Bytes(bytes) => matcher.run(&&**bytes, attempt),
        }
    }
}

impl Machine {
    /// The characters of a str or bytes object; `None` for anything else.
    pub fn subject_of(&self, object: Ref) -> Option<Text> {
        match self.heap.body(object) {
            Body::Str(text) if text.kind == Kind::Ascii => Some(Text::Ascii(text.text.clone())),
            Body::Str(text) => Some(Text::Wide(text.text.chars().collect())),
            Body::Bytes(bytes) => Some(Text::Bytes(bytes.clone())),
            _ => None,
        }
    }

    /// The same for a pattern of one kind, with `_sre`'s errors (`getstring`, `state_init`).
    pub fn subject_for(&mut self, object: Ref, pattern_is_bytes: bool) -> Result<Text> {
        let Some(text) = self.subject_of(object) else {
            let class = self.class_name(object);
            let message = format!("expected string or bytes-like object, got '{class}'");
            return Err(self.raise(known::TYPE_ERROR, message));
        };
        match (text.is_bytes(), pattern_is_bytes) {
            (true, false) => Err(self.raise(known::TYPE_ERROR, "cannot use a string pattern on a bytes-like object")),
            (false, true) => Err(self.raise(known::TYPE_ERROR, "cannot use a bytes pattern on a string-like object")),
            _ => Ok(text),
        }
    }

    /// The part of a subject between two places (owned): the object itself when it is all of it (`getslice`).
    pub fn part_of_subject(&mut self, object: Ref, text: &Text, from: usize, to: usize) -> Ref {
        let exact = [known::STR, known::BYTES].contains(&self.heap.class_of(object));
        if exact && from == 0 && to >= text.length() {
            return self.keep(object);
        }
        match text {
            Text::Ascii(text) => self.new_str(text.get(from..to).unwrap_or_default()),
            Text::Wide(chars) => {
                let part: String = chars.get(from..to).unwrap_or_default().iter().collect();
                self.new_str(&part)
            }
            Text::Bytes(bytes) => self.new_bytes(bytes.get(from..to).unwrap_or_default()),
        }
    }

    /// Runs a pattern on a subject; a pattern that goes on for too long ends the program, in words.
    pub fn run_pattern(&mut self, program: &Program, text: &Text, attempt: Attempt) -> Result<Option<Found>> {
        let mut matcher = Matcher::new(program);
        let found = text.run(&mut matcher, attempt);
        self.clock_nanos += matcher.steps.saturating_mul(STEP_NANOS);
        found.map_err(|TooManySteps| {
            Stop::unmodelled(format!(
                "stopped: a regular expression took more than {MOST_STEPS} steps for one match (it goes back \
                 catastrophically; CPython would go on)"
            ))
        })
    }
}
