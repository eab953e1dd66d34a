//! Exception groups: their constructor, `split`, `subgroup` and `derive` (`Objects/exceptions.c`).

use super::arguments::native;
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::exception_kind::Place;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

pub static METHODS: &[&Native] =
    &[&native("derive", derive, 1, 1), &native("split", split, 1, 1), &native("subgroup", subgroup, 1, 1)];

const MESSAGE: Place = Place::Field(0);
const EXCEPTIONS: Place = Place::Field(1);
/// Groups in groups that are walked.
const DEEPEST: usize = 900;

/// By what a group is split.
#[derive(Clone, Copy)]
enum Matcher<'a> {
    /// A class or a tuple of classes.
    Type(Ref),
    Predicate(Ref),
    /// These very exceptions.
    Leaves(&'a [Ref]),
}

/// Two owned references, null for nothing.
type Halves = (Ref, Ref);

impl Machine {
    pub fn is_group(&self, exception: Ref) -> bool {
        self.is_instance(exception, known::BASE_EXCEPTION_GROUP)
    }

    /// `BaseExceptionGroup.__new__`.
    pub(super) fn allocate_group(&mut self, class: Ref, positional: &[Ref]) -> Result<Ref> {
        let [message, exceptions] = positional else {
            let message =
                format!("BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)", positional.len());
            return Err(self.raise(known::TYPE_ERROR, message));
        };
        if self.text_of(*message).is_none() {
            let got = self.class_name_or_none(*message);
            let message = format!("BaseExceptionGroup.__new__() argument 1 must be str, not {got}");
            return Err(self.raise(known::TYPE_ERROR, message));
        }
        if !self.is_sequence(*exceptions) {
            return Err(self.raise(known::TYPE_ERROR, "second argument (exceptions) must be a sequence"));
        }
        let items = self.items_of(*exceptions)?;
        match self.group_class(class, &items) {
            Ok(class) => {
                let args = self.tuple_of_two(*message, *exceptions);
                let made = self.new_plain_exception(class, args);
                let (message, exceptions) = (self.keep(*message), self.new_tuple(items));
                self.set_exception_field(made, MESSAGE, message);
                self.set_exception_field(made, EXCEPTIONS, exceptions);
                Ok(made)
            }
            Err(stop) => {
                self.release_all(items);
                Err(stop)
            }
        }
    }

    fn tuple_of_two(&mut self, first: Ref, second: Ref) -> Vec<Ref> {
        vec![self.keep(first), self.keep(second)]
    }

    /// `PySequence_Check`: what has `__getitem__` and is no dict.
    fn is_sequence(&mut self, object: Ref) -> bool {
        match self.heap.body(object) {
            Body::Dict(_) => false,
            Body::Tuple(_) | Body::List(_) | Body::Str(_) | Body::Bytes(_) | Body::Range(_) => true,
            _ => {
                let (class, name) = (self.heap.class_of(object), self.intern("__getitem__"));
                let found = self.lookup_on_class(class, name).is_some();
                self.release(name);
                found
            }
        }
    }

    /// The class that a group of these exceptions really has.
    fn group_class(&mut self, class: Ref, items: &[Ref]) -> Result<Ref> {
        if items.is_empty() {
            return Err(self.raise(known::VALUE_ERROR, "second argument (exceptions) must be a non-empty sequence"));
        }
        let mut beyond_exception = false;
        for (at, item) in items.iter().enumerate() {
            if self.exception(*item).is_none() {
                let message = format!("Item {at} of second argument (exceptions) is not an exception");
                return Err(self.raise(known::VALUE_ERROR, message));
            }
            beyond_exception |= !self.is_instance(*item, known::EXCEPTION);
        }
        match class {
            known::BASE_EXCEPTION_GROUP if !beyond_exception => Ok(known::EXCEPTION_GROUP),
            known::EXCEPTION_GROUP if beyond_exception => {
                Err(self.raise(known::TYPE_ERROR, "Cannot nest BaseExceptions in an ExceptionGroup"))
            }
            class if beyond_exception && self.is_subclass(class, known::EXCEPTION) => {
                let name = self.plain_class_name(class);
                Err(self.raise(known::TYPE_ERROR, format!("Cannot nest BaseExceptions in '{name}'")))
            }
            class => Ok(class),
        }
    }

    /// A group of these exceptions (taken over), as the machine itself makes one (`_PyExc_CreateExceptionGroup`).
    pub fn new_group(&mut self, message: &str, exceptions: Vec<Ref>, as_tuple: bool) -> Result<Ref> {
        let message = self.new_str(message);
        let exceptions = if as_tuple { self.new_tuple(exceptions) } else { self.new_list(exceptions) };
        let made = self.call(known::BASE_EXCEPTION_GROUP, &[message, exceptions]);
        self.release(message);
        self.release(exceptions);
        made
    }

    /// The exceptions in a group, borrowed.
    pub fn group_items(&self, group: Ref) -> Vec<Ref> {
        let items = self.exception(group).map_or(Ref::NULL, |parts| parts.field(EXCEPTIONS));
        self.heap.items(items).map(<[Ref]>::to_vec).unwrap_or_default()
    }

    /// The part of a group that is made of these leaves (`exc_group_projection`); null for none.
    pub fn group_of_leaves(&mut self, group: Ref, keep: &[Ref]) -> Result<Ref> {
        let mut leaves = Vec::new();
        for exception in keep {
            self.collect_leaves(*exception, &mut leaves, 0);
        }
        let (found, rest) = self.split_group(group, Matcher::Leaves(&leaves), false, 0)?;
        self.release(rest);
        Ok(found)
    }

    fn collect_leaves(&self, exception: Ref, leaves: &mut Vec<Ref>, depth: usize) {
        if !self.is_group(exception) || depth > DEEPEST {
            leaves.push(exception);
            return;
        }
        for item in self.group_items(exception) {
            self.collect_leaves(item, leaves, depth + 1);
        }
    }

    /// `exceptiongroup_split_recursive`: what matches, and the rest if it is wanted.
    fn split_group(&mut self, exception: Ref, matcher: Matcher<'_>, rest: bool, depth: usize) -> Result<Halves> {
        if depth > DEEPEST {
            let message = "maximum recursion depth exceeded in exceptiongroup_split_recursive";
            return Err(self.raise(known::RECURSION_ERROR, message));
        }
        let is_group = self.is_group(exception);
        let matches = match matcher {
            Matcher::Type(pattern) => self.exception_matches(exception, pattern)?,
            Matcher::Predicate(function) => {
                let answer = self.call(function, &[exception])?;
                let truth = self.is_true(answer);
                self.release(answer);
                truth?
            }
            Matcher::Leaves(leaves) => !is_group && leaves.contains(&exception),
        };
        if matches {
            return Ok((self.keep(exception), Ref::NULL));
        }
        if !is_group {
            return Ok((Ref::NULL, if rest { self.keep(exception) } else { Ref::NULL }));
        }
        let (mut matched, mut left) = (Vec::new(), Vec::new());
        for item in self.group_items(exception) {
            match self.split_group(item, matcher, rest, depth + 1) {
                Ok((one, other)) => {
                    matched.extend((!one.is_null()).then_some(one));
                    left.extend((!other.is_null()).then_some(other));
                }
                Err(stop) => {
                    self.release_all(matched);
                    self.release_all(left);
                    return Err(stop);
                }
            }
        }
        let matched = match self.group_subset(exception, matched) {
            Ok(matched) => matched,
            Err(stop) => {
                self.release_all(left);
                return Err(stop);
            }
        };
        match self.group_subset(exception, left) {
            Ok(left) => Ok((matched, left)),
            Err(stop) => {
                self.release(matched);
                Err(stop)
            }
        }
    }

    /// A group like `original` of some of its exceptions (taken over): `exceptiongroup_subset`. Null for none.
    fn group_subset(&mut self, original: Ref, exceptions: Vec<Ref>) -> Result<Ref> {
        if exceptions.is_empty() {
            return Ok(Ref::NULL);
        }
        let list = self.new_list(exceptions);
        let made = self.call_method(original, "derive", &[list]);
        self.release(list);
        let made = made?;
        if !self.is_group(made) {
            self.release(made);
            return Err(self.raise(known::TYPE_ERROR, "derive must return an instance of BaseExceptionGroup"));
        }
        match self.copy_group_history(original, made) {
            Ok(()) => Ok(made),
            Err(stop) => {
                self.release(made);
                Err(stop)
            }
        }
    }

    fn copy_group_history(&mut self, original: Ref, made: Ref) -> Result<()> {
        let Some(parts) = self.exception(original) else { return Ok(()) };
        let (traceback, context, cause) = (parts.traceback, parts.context, parts.cause);
        for reference in [traceback, context, cause] {
            if !reference.is_null() {
                self.keep(reference);
            }
        }
        if let Some(parts) = self.exception_mut(made) {
            let old = std::mem::replace(&mut parts.traceback, traceback);
            self.release(old);
        }
        self.set_context(made, context);
        self.set_cause(made, cause);
        let name = self.intern("__notes__");
        let outcome = self.copy_notes(original, made, name);
        self.release(name);
        outcome
    }

    fn copy_notes(&mut self, original: Ref, made: Ref, name: Ref) -> Result<()> {
        let Some(notes) = self.get_attribute_if_any(original, name)? else { return Ok(()) };
        if self.is_sequence(notes) {
            let items = self.items_of(notes);
            self.release(notes);
            let copied = self.new_list(items?);
            let outcome = self.set_attribute(made, name, copied);
            self.release(copied);
            return outcome;
        }
        self.release(notes);
        Ok(())
    }

    /// What `split` and `subgroup` are given (`get_matcher_type`).
    fn matcher(&mut self, given: Ref) -> Result<Matcher<'static>> {
        let is_exception_class = |machine: &Machine, class: Ref| {
            machine.heap.class(class).is_some() && machine.is_subclass(class, known::BASE_EXCEPTION)
        };
        if is_exception_class(self, given) {
            return Ok(Matcher::Type(given));
        }
        let is_class = self.heap.class(given).is_some();
        let old = self.version() <= Version::V3_12;
        if !is_class && self.is_callable(given) && (!old || matches!(self.heap.body(given), Body::Function(_))) {
            return Ok(Matcher::Predicate(given));
        }
        if let Body::Tuple(items) = self.heap.body(given)
            && items.iter().all(|item| is_exception_class(self, *item))
        {
            return Ok(Matcher::Type(given));
        }
        let message = if old {
            "expected a function, exception type or tuple of exception types"
        } else {
            "expected an exception type, a tuple of exception types, or a callable (other than a class)"
        };
        Err(self.raise(known::TYPE_ERROR, message))
    }

    /// `except* pattern` (`_PyEval_ExceptionGroupMatch`): what of the exception matches, and the rest; None for nothing.
    pub fn match_group(&mut self, exception: Ref, pattern: Ref) -> Result<Halves> {
        self.check_star_pattern(pattern)?;
        if exception == known::NONE {
            return Ok((self.none(), self.none()));
        }
        if self.exception_matches(exception, pattern)? {
            if self.is_group(exception) {
                return Ok((self.keep(exception), self.none()));
            }
            let inner = self.keep(exception);
            let wrapped = self.new_group("", vec![inner], true)?;
            if self.version() >= Version::V3_14 {
                self.add_traceback_here(wrapped);
            }
            return Ok((wrapped, self.none()));
        }
        if !self.is_group(exception) {
            return Ok((self.none(), self.keep(exception)));
        }
        let pair = self.call_method(exception, "split", &[pattern])?;
        let halves = match self.heap.items(pair) {
            Some([one, other, ..]) if self.heap.class_of(pair) == known::TUPLE => Ok((*one, *other)),
            Some(items) if self.heap.class_of(pair) == known::TUPLE => Err(Some(items.len())),
            _ => Err(None),
        };
        let outcome = match halves {
            Ok((one, other)) => Ok((self.keep(one), self.keep(other))),
            Err(count) => {
                let class = self.class_name(exception);
                let message = match count {
                    Some(count) => format!("{class}.split must return a 2-tuple, got tuple of size {count}"),
                    None => format!("{class}.split must return a tuple, not {}", self.class_name(pair)),
                };
                Err(self.raise(known::TYPE_ERROR, message))
            }
        };
        self.release(pair);
        outcome
    }

    /// `check_except_star_type_valid`.
    fn check_star_pattern(&mut self, pattern: Ref) -> Result<()> {
        let patterns = match self.heap.body(pattern) {
            Body::Tuple(items) => items.to_vec(),
            _ => vec![pattern],
        };
        for each in &patterns {
            if self.heap.class(*each).is_none() || !self.is_subclass(*each, known::BASE_EXCEPTION) {
                let message = "catching classes that do not inherit from BaseException is not allowed";
                return Err(self.raise(known::TYPE_ERROR, message));
            }
        }
        for each in &patterns {
            if self.is_subclass(*each, known::BASE_EXCEPTION_GROUP) {
                let message = "catching ExceptionGroup with except* is not allowed. Use except instead.";
                return Err(self.raise(known::TYPE_ERROR, message));
            }
        }
        Ok(())
    }

    /// What is raised after the `except*` clauses (`_PyExc_PrepReraiseStar`): what they raised, and what none handled;
    /// None for nothing.
    pub fn prepare_star_reraise(&mut self, original: Ref, raised: &[Ref]) -> Result<Ref> {
        let given: Vec<Ref> = raised.iter().copied().filter(|each| *each != known::NONE).collect();
        if !self.is_group(original) {
            // A naked exception was wrapped; at most one clause ran.
            return Ok(match raised.first() {
                Some(first) => self.keep(*first),
                None => self.none(),
            });
        }
        let (unhandled, new): (Vec<Ref>, Vec<Ref>) =
            given.into_iter().partition(|each| self.has_same_history(*each, original));
        let again = self.group_of_leaves(original, &unhandled)?;
        if new.is_empty() {
            return Ok(if again.is_null() { self.none() } else { again });
        }
        let mut all: Vec<Ref> = new.into_iter().map(|each| self.keep(each)).collect();
        if !again.is_null() {
            all.push(again);
        }
        match all.as_slice() {
            [only] => Ok(*only),
            _ => self.new_group("", all, false),
        }
    }

    /// Whether an exception is a part of the original (`is_same_exception_metadata`).
    fn has_same_history(&self, exception: Ref, original: Ref) -> bool {
        match (self.exception(exception), self.exception(original)) {
            (Some(one), Some(other)) => {
                one.traceback == other.traceback && one.cause == other.cause && one.context == other.context
            }
            _ => false,
        }
    }
}

fn derive(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let message = machine.exception(arguments.at(0)).map_or(Ref::NULL, |parts| parts.field(MESSAGE));
    machine.call(known::BASE_EXCEPTION_GROUP, &[message, arguments.at(1)])
}

fn split(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let matcher = machine.matcher(arguments.at(1))?;
    let (found, rest) = machine.split_group(arguments.at(0), matcher, true, 0)?;
    let or_none = |machine: &mut Machine, half: Ref| if half.is_null() { machine.none() } else { half };
    let halves = vec![or_none(machine, found), or_none(machine, rest)];
    Ok(machine.new_tuple(halves))
}

fn subgroup(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let matcher = machine.matcher(arguments.at(1))?;
    let (found, rest) = machine.split_group(arguments.at(0), matcher, false, 0)?;
    machine.release(rest);
    Ok(if found.is_null() { machine.none() } else { found })
}
