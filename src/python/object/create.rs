//! New objects of the built-in kinds, with the block sizes and tracking that CPython gives them.
//!
//! Every function here gives an owned reference; the ones that take `Vec<Ref>` take over the references in it.

use num_bigint::BigInt;

use super::text::Str;
use super::{Body, Ref, known};
use crate::python::machine::Machine;

impl Machine {
    /// An int; a small one is the one that exists already.
    pub fn new_int(&mut self, value: i64) -> Ref {
        if let Some(small) = known::small_int(value, self.version().largest_small_int()) {
            self.heap.incref(small);
            return small;
        }
        self.heap.insert(known::INT, Body::Int(value), 32, 0, false)
    }

    /// An int of any size.
    pub fn new_big_int(&mut self, value: BigInt) -> Ref {
        match i64::try_from(&value) {
            Ok(value) => self.new_int(value),
            Err(_) => self.heap.insert(known::INT, Body::BigInt(Box::new(value)), 48, 0, false),
        }
    }

    pub fn new_float(&mut self, value: f64) -> Ref {
        self.heap.insert(known::FLOAT, Body::Float(value), 24, 0, false)
    }

    /// True or False.
    pub fn new_bool(&mut self, value: bool) -> Ref {
        let reference = if value { known::TRUE } else { known::FALSE };
        self.heap.incref(reference);
        reference
    }

    pub fn none(&mut self) -> Ref {
        self.heap.incref(known::NONE);
        known::NONE
    }

    /// A str; '' and the characters of Latin-1 are the ones that exist already.
    pub fn new_str(&mut self, text: &str) -> Ref {
        self.heap.insert(known::STR, Body::Str(Box::new(Str::new(text))), 64, 0, false)
    }

    /// The interned str of this text.
    pub fn intern(&mut self, text: &str) -> Ref {
        self.new_str(text)
    }

    pub fn new_tuple(&mut self, items: Vec<Ref>) -> Ref {
        self.heap.insert(known::TUPLE, Body::Tuple(items.into_boxed_slice()), 64, 16, true)
    }

    /// A list with room for exactly `items` (`PyList_New`, `list_new_prealloc`).
    pub fn new_list(&mut self, items: Vec<Ref>) -> Ref {
        let list = super::list::List { allocated: items.len(), items, block: 0 };
        self.heap.insert(known::LIST, Body::List(Box::new(list)), 56, 16, true)
    }

    pub fn new_dict(&mut self) -> Ref {
        self.heap.insert(known::DICT, Body::Dict(Box::default()), 64, 16, true)
    }

    pub fn new_set(&mut self) -> Ref {
        self.heap.insert(known::SET, Body::Set(Box::default()), 216, 16, true)
    }
}
