//! What any part of the interpreter asks of any object: truth, equality, hash, iteration, calls, errors.
//!
//! References passed in are borrowed, references given back are owned, as in CPython's C-API.

use crate::python::compile::code::{BinaryOperator, Comparison};
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::Ref;

impl Machine {
    /// One reference more; gives the same reference, now owned by the caller too.
    #[inline]
    pub fn keep(&mut self, reference: Ref) -> Ref {
        self.heap.incref(reference);
        reference
    }

    /// One reference less; at 0 the object dies now, with its finaliser and all that only it held. Null is allowed.
    #[inline]
    pub fn release(&mut self, reference: Ref) {
        if !reference.is_null() && self.heap.decref_is_last(reference) {
            self.deallocate(reference);
        }
    }

    #[inline(never)]
    pub fn deallocate(&mut self, reference: Ref) {
        let _ = reference;
    }

    /// One reference less for each.
    pub fn release_all(&mut self, references: impl IntoIterator<Item = Ref>) {
        references.into_iter().for_each(|reference| self.release(reference));
    }

    /// `left op right`, in place when `inplace`.
    pub fn binary(&mut self, operator: BinaryOperator, inplace: bool, left: Ref, right: Ref) -> Result<Ref> {
        let _ = (operator, inplace, left, right);
        Err(Stop::unmodelled("binary"))
    }

    /// `del object.name`; the name is an interned str.
    pub fn delete_attribute(&mut self, object: Ref, name: Ref) -> Result<()> {
        let _ = (object, name);
        Err(Stop::unmodelled("delete_attribute"))
    }

    /// Ends the program when one object of this size alone would pass the bound on memory.
    pub fn check_room(&mut self, bytes: u64) -> Result<()> {
        let _ = bytes;
        Err(Stop::unmodelled("check_room"))
    }

    /// A new exception of `class` with one message, to be returned as an error: `return Err(machine.raise(…))`.
    pub fn raise(&mut self, class: Ref, message: impl Into<String>) -> Stop {
        let _ = class;
        Stop::unmodelled(message)
    }

    /// Calls with positional arguments and waits for the result.
    pub fn call(&mut self, callable: Ref, arguments: &[Ref]) -> Result<Ref> {
        self.call_with_keywords(callable, arguments, &[])
    }

    /// Calls with keywords too: names (interned strs) and values.
    pub fn call_with_keywords(&mut self, callable: Ref, arguments: &[Ref], keywords: &[(Ref, Ref)]) -> Result<Ref> {
        let _ = (callable, arguments, keywords);
        Err(Stop::unmodelled("call"))
    }

    /// Calls the object's method by name, looked up as an attribute.
    pub fn call_method(&mut self, object: Ref, name: &str, arguments: &[Ref]) -> Result<Ref> {
        let _ = (object, name, arguments);
        Err(Stop::unmodelled("call_method"))
    }

    /// Calls a special method looked up on the class, not the instance; `None` when the class has none.
    pub fn call_special(&mut self, object: Ref, name: &str, arguments: &[Ref]) -> Result<Option<Ref>> {
        let _ = (object, name, arguments);
        Err(Stop::unmodelled("call_special"))
    }

    /// `getattr(object, name)`; the name is an interned str.
    pub fn get_attribute(&mut self, object: Ref, name: Ref) -> Result<Ref> {
        let _ = (object, name);
        Err(Stop::unmodelled("get_attribute"))
    }

    pub fn set_attribute(&mut self, object: Ref, name: Ref, value: Ref) -> Result<()> {
        let _ = (object, name, value);
        Err(Stop::unmodelled("set_attribute"))
    }

    /// An attribute found on the class by MRO, unbound and borrowed.
    pub fn lookup_on_class(&self, class: Ref, name: Ref) -> Option<Ref> {
        let _ = (class, name);
        None
    }

    pub fn is_true(&mut self, object: Ref) -> Result<bool> {
        let _ = object;
        Err(Stop::unmodelled("is_true"))
    }

    /// `left == right` as containers ask it: identity first.
    pub fn is_equal(&mut self, left: Ref, right: Ref) -> Result<bool> {
        let _ = (left, right);
        Err(Stop::unmodelled("is_equal"))
    }

    /// A rich comparison with reflection.
    pub fn compare(&mut self, comparison: Comparison, left: Ref, right: Ref) -> Result<Ref> {
        let _ = (comparison, left, right);
        Err(Stop::unmodelled("compare"))
    }

    /// `hash(object)`; TypeError when unhashable.
    pub fn hash_of(&mut self, object: Ref) -> Result<i64> {
        let _ = object;
        Err(Stop::unmodelled("hash"))
    }

    /// `iter(object)`.
    pub fn iterator_of(&mut self, object: Ref) -> Result<Ref> {
        let _ = object;
        Err(Stop::unmodelled("iter"))
    }

    /// `next(iterator)`; `None` at the end.
    pub fn next_of(&mut self, iterator: Ref) -> Result<Option<Ref>> {
        let _ = iterator;
        Err(Stop::unmodelled("next"))
    }

    /// `len(object)`.
    pub fn length_of(&mut self, object: Ref) -> Result<usize> {
        let _ = object;
        Err(Stop::unmodelled("len"))
    }

    /// Whether the object's class is `class` or a subclass.
    pub fn is_instance(&self, object: Ref, class: Ref) -> bool {
        self.is_subclass(self.heap.class_of(object), class)
    }

    pub fn is_subclass(&self, class: Ref, other: Ref) -> bool {
        let _ = other;
        class == other
    }

    /// The name of the object's class, for messages.
    pub fn class_name(&self, object: Ref) -> String {
        let _ = object;
        String::new()
    }
}
