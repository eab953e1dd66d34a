//! New objects of the built-in kinds, with the block sizes and tracking that CPython gives them.
//!
//! Every function here gives an owned reference; the ones that take `Vec<Ref>` take over the references in it.

use num_bigint::BigInt;

use super::text::{Kind, Str};
use super::{Body, Ref, dict, hash, known, list, set};
use crate::python::machine::Machine;
use crate::python::version::Version;

/// Bytes of the collector's head in front of an object.
pub const GC_HEAD: u32 = 16;

/// Bytes of an int's own object: 30 bits a digit, 4 bytes each.
pub fn int_bytes(bits: u64) -> u32 {
    24 + 4 * (bits.div_ceil(30).max(1) as u32)
}

/// Bytes of a str's object: the header for its kind, and its characters with a NUL.
pub fn str_bytes(version: Version, text: &Str) -> u32 {
    let header = match (text.kind, version >= Version::V3_12) {
        (Kind::Ascii, true) => 40,
        (Kind::Ascii, false) => 48,
        (_, true) => 56,
        (_, false) => 72,
    };
    header + (text.length.saturating_add(1)).saturating_mul(text.kind.width() as u32)
}

/// Bytes of a tuple, without its GC head.
pub fn tuple_bytes(version: Version, length: usize) -> u32 {
    let header = if version.caches_tuple_hash() { 32 } else { 24 };
    header + 8 * length as u32
}

impl Machine {
    /// An int; a small one is the one that exists already.
    #[inline]
    pub fn new_int(&mut self, value: i64) -> Ref {
        if let Some(small) = known::small_int(value, self.version().largest_small_int()) {
            self.heap.incref(small);
            return small;
        }
        let bits = 64 - value.unsigned_abs().leading_zeros();
        self.heap.insert(known::INT, Body::Int(value), int_bytes(u64::from(bits)), 0, false)
    }

    /// An int of any size.
    pub fn new_big_int(&mut self, value: BigInt) -> Ref {
        match i64::try_from(&value) {
            Ok(value) => self.new_int(value),
            Err(_) => {
                let bytes = int_bytes(value.bits());
                self.heap.insert(known::INT, Body::BigInt(Box::new(value)), bytes, 0, false)
            }
        }
    }

    pub fn new_float(&mut self, value: f64) -> Ref {
        self.heap.insert(known::FLOAT, Body::Float(value), 24, 0, false)
    }

    pub fn new_complex(&mut self, real: f64, imaginary: f64) -> Ref {
        self.heap.insert(known::COMPLEX, Body::Complex(real, imaginary), 32, 0, false)
    }

    /// True or False.
    #[inline]
    pub fn new_bool(&mut self, value: bool) -> Ref {
        let reference = if value { known::TRUE } else { known::FALSE };
        self.heap.incref(reference);
        reference
    }

    #[inline]
    pub fn none(&mut self) -> Ref {
        self.heap.incref(known::NONE);
        known::NONE
    }

    /// A str; '' and the characters of Latin-1 are the ones that exist already.
    pub fn new_str(&mut self, text: &str) -> Ref {
        if let Some(singleton) = singleton_str(text) {
            self.heap.incref(singleton);
            return singleton;
        }
        self.new_separate_str(text)
    }

    /// A str of its own, even when it is short: what CPython makes by `PyUnicode_New`. Only '' exists once for all.
    pub fn new_separate_str(&mut self, text: &str) -> Ref {
        if text.is_empty() {
            self.heap.incref(known::EMPTY_STR);
            return known::EMPTY_STR;
        }
        let text = Str::new(text);
        let bytes = str_bytes(self.version(), &text);
        self.heap.insert(known::STR, Body::Str(Box::new(text)), bytes, 0, false)
    }

    /// The interned str of this text, as an identifier in the source has it: immortal where the version has immortals.
    pub fn intern(&mut self, text: &str) -> Ref {
        let reference = self.intern_mortal(text);
        if let Some(immortal) = self.version().immortal_count() {
            self.heap.get_mut(reference).references = immortal;
        }
        reference
    }

    /// The interned str of this text, as `sys.intern` and constants have it: it dies with its last reference.
    pub fn intern_mortal(&mut self, text: &str) -> Ref {
        if let Some(singleton) = singleton_str(text) {
            self.heap.incref(singleton);
            return singleton;
        }
        if let Some(interned) = self.heap.interned.find(&self.heap, text) {
            self.heap.incref(interned);
            return interned;
        }
        let reference = self.new_separate_str(text);
        self.intern_object(reference)
    }

    /// Interns this str object, or gives the interned one of the same text; takes the reference over.
    pub fn intern_object(&mut self, object: Ref) -> Ref {
        let text = match self.heap.body(object) {
            Body::Str(text) => text.text.clone(),
            _ => return object,
        };
        if self.heap.get(object).flags.interned || singleton_str(&text) == Some(object) {
            return object;
        }
        if let Some(interned) = self.heap.interned.find(&self.heap, &text) {
            self.heap.incref(interned);
            self.release(object);
            return interned;
        }
        self.str_hash(object);
        self.heap.get_mut(object).flags.interned = true;
        self.heap.add_interned(object);
        // Up to 3.12.6 every interned str is immortal, not only identifiers.
        if self.version() == Version::V3_12
            && let Some(immortal) = self.version().immortal_count()
        {
            self.heap.get_mut(object).references = immortal;
        }
        object
    }

    pub fn new_bytes(&mut self, bytes: &[u8]) -> Ref {
        if bytes.is_empty() {
            self.heap.incref(known::EMPTY_BYTES);
            return known::EMPTY_BYTES;
        }
        let size = 33 + bytes.len() as u32;
        self.heap.insert(known::BYTES, Body::Bytes(bytes.into()), size, 0, false)
    }

    /// A tuple; `()` is the one that exists already.
    pub fn new_tuple(&mut self, items: Vec<Ref>) -> Ref {
        if items.is_empty() {
            self.heap.incref(known::EMPTY_TUPLE);
            return known::EMPTY_TUPLE;
        }
        let bytes = tuple_bytes(self.version(), items.len()) + GC_HEAD;
        if !self.heap.has_free(known::TUPLE, bytes) {
            self.collect_before_allocation();
        }
        // A built-in class counts as something that the collector cares for, though it is never tracked itself.
        let tracked = !self.version().leaves_atomic_tuples_untracked()
            || items.iter().any(|item| self.heap.may_be_tracked(*item) || self.heap.class_of(*item) == known::TYPE);
        let tuple = self.heap.insert(known::TUPLE, Body::Tuple(items.into_boxed_slice()), bytes, GC_HEAD, true);
        if tracked {
            self.heap.track(tuple);
        }
        tuple
    }

    /// A list with room for exactly `items` (`PyList_New`, `list_new_prealloc`).
    pub fn new_list(&mut self, items: Vec<Ref>) -> Ref {
        let allocated = items.len();
        self.new_list_with_capacity(items, allocated)
    }

    /// A list with room for `allocated` items, at least as many as there are.
    pub fn new_list_with_capacity(&mut self, items: Vec<Ref>, allocated: usize) -> Ref {
        if !self.heap.has_free(known::LIST, 40 + GC_HEAD) {
            self.collect_before_allocation();
        }
        let allocated = allocated.max(items.len());
        let list = list::List { allocated, items, block: 0, has_block: allocated > 0 };
        let reference = self.heap.insert(known::LIST, Body::List(Box::new(list)), 40 + GC_HEAD, GC_HEAD, true);
        if allocated > 0 {
            let block = self.heap.blocks.allocate(8 * allocated);
            if let Some(list) = self.heap.list_mut(reference) {
                list.block = block;
            }
        }
        self.heap.track(reference);
        reference
    }

    pub fn new_dict(&mut self) -> Ref {
        if !self.heap.has_free(known::DICT, 48 + GC_HEAD) {
            self.collect_before_allocation();
        }
        let dict = self.heap.insert(known::DICT, Body::Dict(Box::default()), 48 + GC_HEAD, GC_HEAD, true);
        if self.version().tracks_every_dict() {
            self.heap.track(dict);
        }
        dict
    }

    /// An empty list as a call of the type makes it (`list_vectorcall`): not from the free list.
    pub fn new_list_by_call(&mut self) -> Ref {
        self.collect_before_allocation();
        let list = self.heap.insert_anew(known::LIST, Body::List(Box::default()), 40 + GC_HEAD, GC_HEAD, true);
        self.heap.track(list);
        list
    }

    /// An empty dict as a call of the type makes it (`dict_vectorcall`): not from the free list.
    pub fn new_dict_by_call(&mut self) -> Ref {
        self.collect_before_allocation();
        let dict = self.heap.insert_anew(known::DICT, Body::Dict(Box::default()), 48 + GC_HEAD, GC_HEAD, true);
        if self.version().tracks_every_dict() {
            self.heap.track(dict);
        }
        dict
    }

    /// A dict with room for `entries` without a resize, as `{…}` with more than 5 items is built
    /// (`_PyDict_NewPresized`, `dict_new_presized`).
    pub fn new_dict_presized(&mut self, entries: usize, unicode: bool) -> Ref {
        let reference = self.new_dict();
        if entries > 5 {
            let size = dict::estimated_size(self.version(), entries).min(1 << 17);
            let kind = if unicode { dict::KeyKind::Unicode } else { dict::KeyKind::General };
            self.rebuild_dict(reference, |table| table.start(size, kind));
        }
        reference
    }

    pub fn new_set(&mut self) -> Ref {
        self.new_set_of_class(known::SET, set::Set::default())
    }

    pub fn new_frozenset(&mut self) -> Ref {
        self.new_set_of_class(known::FROZENSET, set::Set::default())
    }

    /// A set or frozenset with this table, whose references it takes over.
    pub fn new_set_of_class(&mut self, class: Ref, table: set::Set) -> Ref {
        self.collect_before_allocation();
        let reference = self.heap.insert(class, Body::Set(Box::new(table)), 200 + GC_HEAD, GC_HEAD, true);
        self.heap.track(reference);
        reference
    }

    /// A slice of three owned references.
    pub fn new_slice(&mut self, parts: [Ref; 3]) -> Ref {
        if !self.heap.has_free(known::SLICE, 40 + GC_HEAD) {
            self.collect_before_allocation();
        }
        let slice = self.heap.insert(known::SLICE, Body::Slice(parts), 40 + GC_HEAD, GC_HEAD, true);
        self.heap.track(slice);
        slice
    }

    /// A slice of three owned references that the collector does not count: a constant of the code, which CPython made
    /// before the program ran.
    pub fn new_constant_slice(&mut self, parts: [Ref; 3]) -> Ref {
        self.heap.insert_anew(known::SLICE, Body::Slice(parts), 40 + GC_HEAD, GC_HEAD, false)
    }

    /// A new object of any collectable kind, tracked: `bytes` of its own, and `front` bytes before its address.
    pub fn new_tracked(&mut self, class: Ref, body: Body, bytes: u32, front: u32) -> Ref {
        self.collect_before_allocation();
        let object = self.heap.insert(class, body, bytes + front, front, true);
        self.heap.track(object);
        object
    }

    /// The hash of a str that stands by its text, with this machine's seed.
    pub fn hash_of_text(&self, text: &str) -> i64 {
        hash::of_str(&Str::new(text), self.options.hash_seed)
    }
}

/// '' or the one-character str of Latin-1 that exists once for all.
fn singleton_str(text: &str) -> Option<Ref> {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (None, _) => Some(known::EMPTY_STR),
        (Some(char), None) if u32::from(char) < 256 => Some(Ref(known::FIRST_LATIN1.0 + u32::from(char))),
        _ => None,
    }
}
