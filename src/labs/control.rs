//! Settings as data, so that the window can draw any lab's controls without knowing the lab.

use serde::{Deserialize, Serialize};

/// What a setting is set to; as a lesson file writes it: `true`, `4`, `"threads"`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    Flag(bool),
    Number(f64),
    /// One of a list of choices by its name, or text that is typed in.
    Text(String),
}

/// One setting: what it is called, in a file and on the screen, what it may be, and what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Control {
    pub name: &'static str,
    pub label: &'static str,
    pub kind: Kind,
    pub value: Value,
    /// Whether it has any effect under the other settings; else it is shown disabled.
    pub matters: bool,
}

/// What a setting may be, which decides how it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A slider over whole numbers, both ends included; `unit` stands behind the number.
    Whole { least: i64, most: i64, step: i64, logarithmic: bool, unit: &'static str },
    /// A slider over real numbers.
    Real { least: f64, most: f64, unit: &'static str },
    /// A check box.
    Flag,
    /// One of a few.
    Choice(&'static [Choice]),
    /// A line of text; `hint` stands in it while it is empty.
    Text { hint: &'static str },
    /// A line of text with a button: setting it does something once, and leaves it empty.
    Entry { hint: &'static str },
    /// A button: setting it to anything does something once.
    Button,
}

/// One of the choices of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    pub name: &'static str,
    pub label: &'static str,
}

impl Choice {
    pub const fn new(name: &'static str, label: &'static str) -> Self {
        Self { name, label }
    }
}

impl Control {
    pub fn whole(name: &'static str, label: &'static str, unit: &'static str, range: (i64, i64), value: i64) -> Self {
        let kind = Kind::Whole { least: range.0, most: range.1, step: 1, logarithmic: false, unit };
        Self { name, label, kind, value: Value::Number(value as f64), matters: true }
    }

    pub fn real(name: &'static str, label: &'static str, unit: &'static str, range: (f64, f64), value: f64) -> Self {
        let kind = Kind::Real { least: range.0, most: range.1, unit };
        Self { name, label, kind, value: Value::Number(value), matters: true }
    }

    pub fn choice(name: &'static str, label: &'static str, choices: &'static [Choice], value: &str) -> Self {
        Self { name, label, kind: Kind::Choice(choices), value: Value::Text(value.to_owned()), matters: true }
    }

    pub fn text(name: &'static str, label: &'static str, kind: Kind, value: &str) -> Self {
        Self { name, label, kind, value: Value::Text(value.to_owned()), matters: true }
    }

    pub fn button(name: &'static str, label: &'static str) -> Self {
        Self { name, label, kind: Kind::Button, value: Value::Flag(false), matters: true }
    }

    /// A slider whose low end is given as much room as its high end.
    pub fn logarithmic(mut self) -> Self {
        if let Kind::Whole { logarithmic, .. } = &mut self.kind {
            *logarithmic = true;
        }
        self
    }

    pub fn stepped(mut self, by: i64) -> Self {
        if let Kind::Whole { step, .. } = &mut self.kind {
            *step = by;
        }
        self
    }

    pub fn matters(mut self, matters: bool) -> Self {
        self.matters = matters;
        self
    }
}

impl Value {
    /// A number within `range`, both ends included.
    pub fn number(&self, name: &str, range: (f64, f64)) -> Result<f64, String> {
        match *self {
            Value::Number(number) if number >= range.0 && number <= range.1 => Ok(number),
            Value::Number(number) => Err(format!("{name} is {number}; it can be {} to {}", range.0, range.1)),
            _ => Err(format!("{name} is a number from {} to {}", range.0, range.1)),
        }
    }

    /// A whole number within `range`, both ends included.
    pub fn whole(&self, name: &str, range: (i64, i64)) -> Result<i64, String> {
        let number = self.number(name, (range.0 as f64, range.1 as f64))?;
        if number.fract() != 0.0 {
            return Err(format!("{name} is {number}; it is a whole number"));
        }
        Ok(number as i64)
    }

    /// One of the choices' names.
    pub fn choice(&self, name: &str, choices: &[Choice]) -> Result<&'static str, String> {
        let known = || choices.iter().map(|choice| choice.name).collect::<Vec<_>>().join(", ");
        let Value::Text(text) = self else { return Err(format!("{name} is one of {}", known())) };
        match choices.iter().find(|choice| choice.name == text) {
            Some(choice) => Ok(choice.name),
            None => Err(format!("{name} is {text:?}; it can be one of {}", known())),
        }
    }

    /// Text.
    pub fn text(&self, name: &str) -> Result<&str, String> {
        match self {
            Value::Text(text) => Ok(text),
            _ => Err(format!("{name} is text")),
        }
    }
}
