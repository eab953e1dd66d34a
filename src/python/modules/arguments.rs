//! How natives are declared, and how they read their arguments, with CPython's texts for wrong ones.

use crate::python::eval::stop::{Result, Stop};
use crate::python::eval::suggestion;
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native, NativeCall};
use crate::python::object::{Ref, known};
use crate::python::version::Version;

/// What a cheap built-in costs on the virtual clock.
const COST_NANOS: u32 = 40;

/// A native without keywords that takes `least` to `most` positional arguments.
pub const fn native(name: &'static str, call: NativeCall, least: usize, most: usize) -> Native {
    Native { name, call, least, most, keywords: false, packed_below: 0, cost_nanos: COST_NANOS }
}

/// The same, looking at its keywords itself.
pub const fn keyword_native(name: &'static str, call: NativeCall, least: usize, most: usize) -> Native {
    Native { name, call, least, most, keywords: true, packed_below: 0, cost_nanos: COST_NANOS }
}

/// In every version.
pub const ALWAYS: u8 = u8::MAX;

impl Native {
    /// The same, taking its arguments in a tuple (`METH_VARARGS`, or `*args` of the Argument Clinic) below a minor version.
    pub const fn packed(self, below: u8) -> Self {
        Self { packed_below: below, ..self }
    }
}

impl Arguments<'_> {
    /// The positional argument at `index`; the null reference when there is none.
    pub fn at(&self, index: usize) -> Ref {
        self.positional.get(index).copied().unwrap_or(Ref::NULL)
    }

    pub fn optional(&self, index: usize) -> Option<Ref> {
        self.positional.get(index).copied()
    }
}

impl Machine {
    /// The tuple that a native's positional arguments (without the receiver) come in; null when it takes them as they lie.
    #[inline]
    pub fn pack_arguments(&mut self, native: &Native, positional: &[Ref]) -> Ref {
        if u32::from(native.packed_below) <= self.version().minor() || positional.is_empty() {
            return Ref::NULL;
        }
        self.tuple_of(positional)
    }

    /// The same for a call of a built-in class: those without a vectorcall of their own get a tuple
    /// (`_PyObject_MakeTpCall`). An exception keeps its tuple, so that it makes it itself.
    pub fn pack_for_type(&mut self, class: Ref, positional: &[Ref]) -> Ref {
        let as_they_lie = match class {
            known::INT | known::STR => self.version() >= Version::V3_13,
            known::TYPE => positional.len() == 1,
            known::BOOL
            | known::DICT
            | known::ENUMERATE
            | known::FILTER
            | known::FLOAT
            | known::FROZENSET
            | known::LIST
            | known::MAP
            | known::RANGE
            | known::REVERSED
            | known::SET
            | known::SUPER
            | known::TUPLE => true,
            _ => self.is_subclass(class, known::BASE_EXCEPTION),
        };
        if as_they_lie || positional.is_empty() { Ref::NULL } else { self.tuple_of(positional) }
    }

    /// The keyword argument of this name.
    pub fn keyword(&self, arguments: Arguments<'_>, name: &str) -> Option<Ref> {
        let found = arguments.keywords.iter().find(|(key, _)| self.text_of(*key) == Some(name));
        found.map(|(_, value)| *value)
    }

    /// Sorts positional and keyword arguments into the places that `names` give; the receiver, if the function has one,
    /// must have been taken off. TypeErrors as `PyArg_ParseTupleAndKeywords` words them.
    pub fn bind<const N: usize>(
        &mut self,
        function: &str,
        arguments: Arguments<'_>,
        names: [&str; N],
        required: usize,
    ) -> Result<[Option<Ref>; N]> {
        let mut bound = [None; N];
        let given = arguments.positional.len() + arguments.keywords.len();
        if given > N {
            let (most, plural) = (N, if N == 1 { "" } else { "s" });
            let kind = if arguments.keywords.is_empty() { "" } else { "keyword " };
            let kind = if arguments.positional.is_empty() { kind } else { "" };
            return Err(self.raise(
                known::TYPE_ERROR,
                format!("{function}() takes at most {most} {kind}argument{plural} ({given} given)"),
            ));
        }
        for (place, argument) in bound.iter_mut().zip(arguments.positional) {
            *place = Some(*argument);
        }
        let mut unexpected = None;
        for (key, value) in arguments.keywords {
            let key = self.text_of(*key).unwrap_or("").to_owned();
            match names.iter().position(|name| *name == key && !name.is_empty()) {
                Some(at) if bound[at].is_some() => {
                    let text = format!("argument for {function}() given by name ('{key}') and position ({})", at + 1);
                    return Err(self.raise(known::TYPE_ERROR, text));
                }
                Some(at) => bound[at] = Some(*value),
                None => unexpected = unexpected.or(Some(key)),
            }
        }
        if let Some(missing) = (0..required).find(|at| bound[*at].is_none()) {
            let text = format!("{function}() missing required argument '{}' (pos {})", names[missing], missing + 1);
            return Err(self.raise(known::TYPE_ERROR, text));
        }
        if let Some(key) = unexpected {
            return Err(self.unexpected_keyword_among(function, &key, &names));
        }
        Ok(bound)
    }

    /// The TypeError for a keyword that a built-in function does not know.
    pub fn unexpected_keyword(&mut self, function: &str, keyword: &str) -> Stop {
        let text = if self.version() >= Version::V3_13 {
            format!("{function}() got an unexpected keyword argument '{keyword}'")
        } else {
            format!("'{keyword}' is an invalid keyword argument for {function}()")
        };
        self.raise(known::TYPE_ERROR, text)
    }

    /// The same, with the name that was perhaps meant.
    pub fn unexpected_keyword_among(&mut self, function: &str, keyword: &str, names: &[&str]) -> Stop {
        let close = match self.version() >= Version::V3_13 {
            true => suggestion::closest(keyword, names.iter().copied().filter(|name| !name.is_empty())),
            false => None,
        };
        let Some(close) = close else { return self.unexpected_keyword(function, keyword) };
        let text = format!("{function}() got an unexpected keyword argument '{keyword}'. Did you mean '{close}'?");
        self.raise(known::TYPE_ERROR, text)
    }

    /// The TypeError for a wrong number of positional arguments, as `_PyArg_CheckPositional` words it.
    pub fn wrong_count(&mut self, function: &str, least: usize, most: usize, given: usize) -> Stop {
        let bound = if given < least { least } else { most };
        let plural = if bound == 1 { "" } else { "s" };
        let quantity = match () {
            () if least == most => "",
            () if given < least => "at least ",
            () => "at most ",
        };
        self.raise(known::TYPE_ERROR, format!("{function} expected {quantity}{bound} argument{plural}, got {given}"))
    }

    /// Checks the number of positional arguments.
    pub fn check_count(&mut self, function: &str, arguments: Arguments<'_>, least: usize, most: usize) -> Result<()> {
        let given = arguments.positional.len();
        if (least..=most).contains(&given) { Ok(()) } else { Err(self.wrong_count(function, least, most, given)) }
    }

    /// Refuses keywords to a class or function that takes none.
    pub fn check_no_keywords(&mut self, function: &str, arguments: Arguments<'_>) -> Result<()> {
        if arguments.keywords.is_empty() {
            return Ok(());
        }
        Err(self.raise(known::TYPE_ERROR, format!("{function}() takes no keyword arguments")))
    }

    /// The TypeError for an argument of the wrong class.
    pub fn wrong_argument(&mut self, function: &str, position: usize, expected: &str, given: Ref) -> Stop {
        let class = self.class_name_or_none(given);
        let text = format!("{function}() argument {position} must be {expected}, not {class}");
        self.raise(known::TYPE_ERROR, text)
    }

    /// The class name as argument errors give it: `None` for None.
    pub fn class_name_or_none(&self, object: Ref) -> String {
        if object == known::NONE { "None".to_owned() } else { self.class_name(object) }
    }
}
