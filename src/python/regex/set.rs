//! Sets of characters: `[a-z\d]`, `\w`.

use super::fold::Folding;
use crate::python::modules::unicode;
use crate::python::object::text;

/// A set, or all but it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Set {
    pub negated: bool,
    pub items: Vec<Item>,
}

/// A part of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    Literal(u32),
    Range(u32, u32),
    Category { category: Category, negated: bool },
}

/// What `\d`, `\s` and `\w` stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    Digit,
    Space,
    Word,
}

impl Category {
    /// Whether a character belongs; `unicode` says whether letters beyond ASCII can.
    pub fn holds(self, code: u32, unicode: bool) -> bool {
        if code < 0x80 {
            let byte = code as u8;
            return match self {
                Category::Digit => byte.is_ascii_digit(),
                Category::Space => matches!(byte, b'\t'..=b'\r' | b' ') || unicode && (0x1c..=0x1f).contains(&byte),
                Category::Word => byte.is_ascii_alphanumeric() || byte == b'_',
            };
        }
        let Some(char) = char::from_u32(code).filter(|_| unicode) else { return false };
        match self {
            Category::Digit => unicode::is_decimal(char),
            Category::Space => text::is_space(char),
            Category::Word => unicode::is_alpha(char) || unicode::is_digit(char) || unicode::is_numeric(char),
        }
    }
}

impl Set {
    /// The set that an escape like `\D` is.
    pub fn of_category(category: Category, negated: bool) -> Self {
        Self { negated: false, items: vec![Item::Category { category, negated }] }
    }

    /// Whether a character belongs. With a folding the character comes lowered.
    pub fn holds(&self, code: u32, unicode: bool, folding: Option<Folding>) -> bool {
        let found = self.items.iter().any(|item| match (*item, folding) {
            (Item::Literal(literal), None) => literal == code,
            (Item::Literal(literal), Some(folding)) => folding.same(code, folding.lower(literal)),
            (Item::Range(first, last), None) => (first..=last).contains(&code),
            (Item::Range(first, last), Some(folding)) => folding.range_holds(first, last, code),
            (Item::Category { category, negated }, _) => category.holds(code, unicode) != negated,
        });
        found != self.negated
    }
}
