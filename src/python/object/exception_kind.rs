//! The kinds of exceptions: which fields each has beside what all have, and where they are kept.

use super::{Ref, known};

/// A built-in class whose exceptions have fields, a text or a constructor of their own (`Objects/exceptions.c`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Plain,
    StopIteration,
    SystemExit,
    Key,
    Import,
    Attribute,
    Name,
    Os,
    Syntax,
    UnicodeEncode,
    UnicodeDecode,
    UnicodeTranslate,
    Group,
}

/// Where an [`Exception`](super::exception::Exception) keeps a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Name,
    Object,
    Value,
    /// In `fields`, by number.
    Field(usize),
}

impl Kind {
    /// The kind that a built-in class begins; `None` for a class that is of its base's kind.
    pub fn of_class(class: Ref) -> Option<Kind> {
        Some(match class {
            known::STOP_ITERATION => Kind::StopIteration,
            known::SYSTEM_EXIT => Kind::SystemExit,
            known::KEY_ERROR => Kind::Key,
            known::IMPORT_ERROR => Kind::Import,
            known::ATTRIBUTE_ERROR => Kind::Attribute,
            known::NAME_ERROR => Kind::Name,
            known::OS_ERROR => Kind::Os,
            known::SYNTAX_ERROR => Kind::Syntax,
            known::UNICODE_ENCODE_ERROR => Kind::UnicodeEncode,
            known::UNICODE_DECODE_ERROR => Kind::UnicodeDecode,
            known::UNICODE_TRANSLATE_ERROR => Kind::UnicodeTranslate,
            known::BASE_EXCEPTION_GROUP => Kind::Group,
            _ => return None,
        })
    }

    /// The fields of the kind, in the order of CPython's table of members.
    pub fn fields(self) -> &'static [(&'static str, Place)] {
        match self {
            Kind::Plain | Kind::Key => &[],
            Kind::StopIteration => &[("value", Place::Value)],
            Kind::SystemExit => &[("code", Place::Value)],
            Kind::Import => &[
                ("msg", Place::Field(0)),
                ("name", Place::Name),
                ("path", Place::Field(1)),
                ("name_from", Place::Field(2)),
            ],
            Kind::Attribute => &[("name", Place::Name), ("obj", Place::Object)],
            Kind::Name => &[("name", Place::Name)],
            Kind::Os => &[
                ("errno", Place::Field(0)),
                ("strerror", Place::Field(1)),
                ("filename", Place::Field(2)),
                ("filename2", Place::Field(3)),
                ("characters_written", Place::Field(4)),
            ],
            Kind::Syntax => &[
                ("msg", Place::Field(0)),
                ("filename", Place::Field(1)),
                ("lineno", Place::Field(2)),
                ("offset", Place::Field(3)),
                ("text", Place::Field(4)),
                ("end_lineno", Place::Field(5)),
                ("end_offset", Place::Field(6)),
                ("print_file_and_line", Place::Field(7)),
            ],
            Kind::UnicodeEncode | Kind::UnicodeDecode | Kind::UnicodeTranslate => &[
                ("encoding", Place::Field(0)),
                ("object", Place::Field(1)),
                ("start", Place::Field(2)),
                ("end", Place::Field(3)),
                ("reason", Place::Field(4)),
            ],
            Kind::Group => &[("message", Place::Field(0)), ("exceptions", Place::Field(1))],
        }
    }

    pub fn place(self, name: &str) -> Option<Place> {
        self.fields().iter().find(|(field, _)| *field == name).map(|(_, place)| *place)
    }
}
