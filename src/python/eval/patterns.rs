//! What patterns of `match` ask of a subject (`Python/ceval.c`, `_PyEval_MatchClass`, `_PyEval_MatchKeys`).

use crate::python::compile::code::Op;
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::modules::builtins;
use crate::python::object::function::Arguments;
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// The values of `__abc_tpflags__`, by which an abstract class makes its subclasses sequences or mappings to patterns
/// (`Py_TPFLAGS_SEQUENCE`, `Py_TPFLAGS_MAPPING`).
const SEQUENCE_FLAG: i64 = 1 << 5;
const MAPPING_FLAG: i64 = 1 << 6;

/// Classes whose instances a positional pattern matches whole (`_Py_TPFLAGS_MATCH_SELF`).
const MATCHED_WHOLE: [Ref; 11] = [
    known::BOOL,
    known::BYTEARRAY,
    known::BYTES,
    known::DICT,
    known::FLOAT,
    known::FROZENSET,
    known::INT,
    known::LIST,
    known::SET,
    known::STR,
    known::TUPLE,
];

impl Machine {
    /// `MatchSequence` and `MatchMapping`.
    pub(super) fn match_kind(&mut self, op: Op) {
        let class = self.heap.class_of(self.peek(0));
        let wanted = if op == Op::MatchSequence { SEQUENCE_FLAG } else { MAPPING_FLAG };
        let matches = self.collection_flag(class) == Some(wanted);
        let result = self.new_bool(matches);
        self.push(result);
    }

    /// What the class is to patterns: the first class of its order that says (`inherit_patma_flags`, `typeobject.c`).
    fn collection_flag(&self, class: Ref) -> Option<i64> {
        self.heap.class(class)?.mro.iter().find_map(|base| match *base {
            known::LIST | known::TUPLE | known::RANGE | known::MEMORYVIEW => Some(SEQUENCE_FLAG),
            known::DICT | known::MAPPING_PROXY => Some(MAPPING_FLAG),
            base => {
                let flag = self.dict_get_text(self.heap.class(base)?.dict, "__abc_tpflags__")?;
                match self.heap.body(flag) {
                    Body::Int(flag) => Some(*flag),
                    _ => None,
                }
            }
        })
    }

    /// `MatchKeys`.
    pub(super) fn match_keys(&mut self) -> Result<()> {
        let (subject, keys) = (self.peek(1), self.peek(0));
        let keys = self.heap.items(keys).map(<[Ref]>::to_vec).unwrap_or_default();
        if keys.is_empty() {
            let values = self.new_tuple(Vec::new());
            self.push(values);
            return Ok(());
        }
        // The class's `get`, which may answer for keys that are not there, with a default that nobody else has.
        let name = self.intern("get");
        let get = self.get_attribute(subject, name);
        self.release(name);
        let get = get?;
        let seen = self.new_set();
        let missing = self.new_instance(known::OBJECT);
        let values = self.values_of_keys(get, seen, missing, &keys);
        for temporary in [get, seen, missing] {
            self.release(temporary);
        }
        let result = match values? {
            Some(values) => self.new_tuple(values),
            None => self.none(),
        };
        self.push(result);
        Ok(())
    }

    fn values_of_keys(&mut self, get: Ref, seen: Ref, missing: Ref, keys: &[Ref]) -> Result<Option<Vec<Ref>>> {
        let mut values = Vec::with_capacity(keys.len());
        for key in keys {
            match self.value_of_key(get, seen, missing, *key) {
                Ok(Some(value)) => values.push(value),
                Ok(None) => {
                    self.release_all(values);
                    return Ok(None);
                }
                Err(stop) => {
                    self.release_all(values);
                    return Err(stop);
                }
            }
        }
        Ok(Some(values))
    }

    fn value_of_key(&mut self, get: Ref, seen: Ref, missing: Ref, key: Ref) -> Result<Option<Ref>> {
        if self.contains(seen, key)? {
            let shown = self.repr_of(key)?;
            return Err(self.raise(known::VALUE_ERROR, format!("mapping pattern checks duplicate key ({shown})")));
        }
        self.set_add(seen, key)?;
        let value = self.call(get, &[key, missing])?;
        if value == missing {
            self.release(value);
            return Ok(None);
        }
        Ok(Some(value))
    }

    /// `MatchClass`.
    pub(super) fn match_class(&mut self, positional: usize) -> Result<()> {
        let (subject, class, names) = (self.peek(2), self.peek(1), self.peek(0));
        let names = self.heap.items(names).map(<[Ref]>::to_vec).unwrap_or_default();
        let result = match self.matched_attributes(subject, class, positional, &names)? {
            Some(attributes) => self.new_tuple(attributes),
            None => self.none(),
        };
        for _ in 0..3 {
            self.drop_top();
        }
        self.push(result);
        Ok(())
    }

    fn matched_attributes(
        &mut self,
        subject: Ref,
        class: Ref,
        positional: usize,
        names: &[Ref],
    ) -> Result<Option<Vec<Ref>>> {
        if self.heap.class(class).is_none() {
            let message = match self.version() {
                Version::V3_11 => "called match pattern must be a type",
                Version::V3_15 => "class pattern must refer to a class",
                _ => "called match pattern must be a class",
            };
            return Err(self.raise(known::TYPE_ERROR, message));
        }
        let is_instance = builtins::isinstance(self, Arguments { positional: &[subject, class], keywords: &[] })?;
        if is_instance != known::TRUE {
            return Ok(None);
        }
        let mut attributes = Vec::new();
        let mut wanted = Vec::new();
        if positional > 0 && !self.positional_names(class, positional, &mut wanted)? {
            attributes.push(self.keep(subject));
        }
        for name in names {
            wanted.push(self.keep(*name));
        }
        let outcome = self.attributes_by_name(subject, class, &wanted, &mut attributes);
        self.release_all(wanted);
        match outcome {
            Ok(true) => Ok(Some(attributes)),
            Ok(false) => {
                self.release_all(attributes);
                Ok(None)
            }
            Err(stop) => {
                self.release_all(attributes);
                Err(stop)
            }
        }
    }

    /// Adds the names that the class's `__match_args__` give for positional patterns; false when the one pattern matches
    /// the subject itself.
    fn positional_names(&mut self, class: Ref, positional: usize, wanted: &mut Vec<Ref>) -> Result<bool> {
        let name = self.intern("__match_args__");
        let found = self.get_attribute_if_any(class, name);
        self.release(name);
        let found = found?;
        let (allowed, itself) = match found {
            Some(names) => match self.heap.items(names) {
                Some(items) if self.heap.class_of(names) == known::TUPLE => (items.len(), false),
                _ => {
                    let (owner, got) = (self.plain_class_name(class), self.class_name(names));
                    self.release(names);
                    let message = format!("{owner}.__match_args__ must be a tuple (got {got})");
                    return Err(self.raise(known::TYPE_ERROR, message));
                }
            },
            None => {
                let whole = MATCHED_WHOLE.iter().any(|known| self.is_subclass(class, *known));
                (usize::from(whole), whole)
            }
        };
        let items: Vec<Ref> = match found {
            Some(names) => self.heap.items(names).unwrap_or_default().iter().take(positional).copied().collect(),
            None => Vec::new(),
        };
        let mut outcome = Ok(!itself);
        if allowed < positional {
            let (owner, plural) = (self.plain_class_name(class), if allowed == 1 { "" } else { "s" });
            let message = format!("{owner}() accepts {allowed} positional sub-pattern{plural} ({positional} given)");
            outcome = Err(self.raise(known::TYPE_ERROR, message));
        } else {
            wanted.extend(items.into_iter().map(|item| self.keep(item)));
        }
        self.release(found.unwrap_or(Ref::NULL));
        outcome
    }

    /// Adds the subject's attributes of these names; false when one is missing (`match_class_attr`).
    fn attributes_by_name(
        &mut self,
        subject: Ref,
        class: Ref,
        names: &[Ref],
        attributes: &mut Vec<Ref>,
    ) -> Result<bool> {
        for (at, name) in names.iter().enumerate() {
            if self.heap.class_of(*name) != known::STR {
                let got = self.class_name(*name);
                let message = format!("__match_args__ elements must be strings (got {got})");
                return Err(self.raise(known::TYPE_ERROR, message));
            }
            let text = self.text_of(*name).unwrap_or_default().to_owned();
            let repeated = names.iter().take(at).any(|other| self.text_of(*other) == Some(text.as_str()));
            if repeated {
                let (owner, shown) = (self.plain_class_name(class), self.repr_of(*name)?);
                let message = format!("{owner}() got multiple sub-patterns for attribute {shown}");
                return Err(self.raise(known::TYPE_ERROR, message));
            }
            let name = self.intern_mortal(&text);
            let value = self.get_attribute_if_any(subject, name);
            self.release(name);
            match value? {
                Some(value) => attributes.push(value),
                None => return Ok(false),
            }
        }
        Ok(true)
    }
}
