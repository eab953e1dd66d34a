//! Instances of the program's classes: their values beside the names that the class shares, and their `__dict__` once asked.
//!
//! `Objects/dictobject.c` (`init_inline_values`, `store_instance_attr_lock_held`, `make_dict_from_instance_attributes`). Which
//! of class, instance and descriptor answers an attribute is `eval`'s question; here is only the instance's own part.

use super::class::{Class, Instance};
use super::create::GC_HEAD;
use super::dict::{Dict, Entry, KeyKind};
use super::{Body, Ref, known};
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::memory::Heap;
use crate::python::version::Version;

/// Slots of a table of shared keys (`NEXT_LOG2_MAX_SIZE`): room for 30 names.
const SHARED_SIZE: usize = 64;
/// Names that instances of a class can share (`SHARED_KEYS_MAX_SIZE`).
pub const SHARED_NAMES: u32 = 30;

/// Bytes of a block of values apart from the object (3.11, 3.12; and a dict's own), for `capacity` of them.
pub(super) fn values_bytes(capacity: u32) -> usize {
    (capacity as usize + 2).next_multiple_of(8) + 8 * capacity as usize
}

/// Bytes that values take inside the object (3.13 on).
fn inline_bytes(capacity: u32) -> u32 {
    8 * (capacity + 1) + capacity.next_multiple_of(8)
}

/// The address and bytes of the block that a body points to; no address when there is none.
fn inner_block(body: &Body) -> (u64, usize) {
    match body {
        Body::List(list) => (list.block, 8 * list.allocated),
        Body::Dict(dict) => (dict.block, dict.keys_bytes()),
        Body::Set(set) => (set.block, set.block_bytes()),
        Body::Buffer(buffer) => (buffer.block, buffer.block_bytes),
        Body::Instance(instance) => (instance.values_block, values_bytes(instance.capacity)),
        _ => (0, 0),
    }
}

/// Whether a built-in class is an exception's.
pub(super) fn is_exception(layout: Ref) -> bool {
    (known::BASE_EXCEPTION..=known::USER_WARNING).contains(&layout)
}

impl Class {
    /// How many values a new instance gets (`shared_keys_usable_size`).
    pub fn shared_capacity(&self) -> u32 {
        self.shared_usable + self.shared_names.len() as u32
    }

    /// Bytes in front of an instance, beside the GC head: the places of its dict and its weak references.
    pub fn pre_header(&self, version: Version) -> u32 {
        if !self.heap || self.extension.is_some() {
            return 0;
        }
        // Exceptions have a dict of their own; up to 3.11 objects of varying size put theirs at the end.
        let own_dict = is_exception(self.layout)
            || (version < Version::V3_12 && matches!(self.layout, known::INT | known::TUPLE | known::BYTES));
        let managed = (self.has_dict && !own_dict) || (self.has_weak && version >= Version::V3_12);
        if managed { 16 } else { 0 }
    }

    /// Bytes of a plain instance without what lies in front of it and without values (`tp_basicsize`).
    pub fn plain_bytes(&self, version: Version) -> u32 {
        let weak = if self.has_weak && version < Version::V3_12 { 8 } else { 0 };
        16 + 8 * self.slots.len() as u32 + weak
    }
}

impl Heap {
    /// The class, if the reference is one.
    #[inline]
    pub fn class(&self, reference: Ref) -> Option<&Class> {
        match &self.get(reference).body {
            Body::Class(class) => Some(class),
            _ => None,
        }
    }

    #[inline]
    pub fn class_mut(&mut self, reference: Ref) -> Option<&mut Class> {
        match &mut self.get_mut(reference).body {
            Body::Class(class) => Some(class),
            _ => None,
        }
    }

    #[inline]
    pub fn instance(&self, reference: Ref) -> Option<&Instance> {
        match &self.get(reference).body {
            Body::Instance(instance) => Some(instance),
            _ => None,
        }
    }

    #[inline]
    pub fn instance_mut(&mut self, reference: Ref) -> Option<&mut Instance> {
        match &mut self.get_mut(reference).body {
            Body::Instance(instance) => Some(instance),
            _ => None,
        }
    }

    /// Bytes that lie before the object's address: the GC head and a class's pre-header.
    pub fn front_of(&self, reference: Ref) -> u32 {
        u32::from(self.get(reference).flags.front)
    }

    /// Gives back an object's memory: the blocks that its body points to, then its own. The references in the body must
    /// have been released or taken before.
    pub fn discard(&mut self, reference: Ref) {
        let (block, bytes) = inner_block(self.body(reference));
        if block != 0 {
            self.blocks.release(block, bytes);
        }
        if let Body::Extension(state) = self.body(reference) {
            for (block, bytes) in state.blocks() {
                self.blocks.release(block, bytes);
            }
        }
        self.remove(reference);
    }

    /// Gives back the block that a body points to, when the body has been taken out of its object.
    pub fn free_inner_blocks(&mut self, body: &Body) {
        let (block, bytes) = inner_block(body);
        if block != 0 {
            self.blocks.release(block, bytes);
        }
    }

    /// The place of a name among the class's shared ones.
    #[inline]
    fn shared_place(&self, class: Ref, name: Ref) -> Option<usize> {
        let names = &self.class(class)?.shared_names;
        names.iter().position(|shared| *shared == name)
    }
}

impl Machine {
    /// A new instance of a class that a `class` statement made and whose layout is `object`'s; it holds its class.
    pub fn new_instance(&mut self, class: Ref) -> Ref {
        self.collect_before_allocation();
        let version = self.version();
        let Some(definition) = self.heap.class_mut(class) else { return self.new_plain(class) };
        let mut bytes = definition.plain_bytes(version);
        let front = GC_HEAD + definition.pre_header(version);
        let slots = vec![Ref::NULL; definition.slots.len()];
        let mut instance = Instance { slots, ..Instance::default() };
        if definition.has_dict {
            let before = definition.shared_capacity();
            if definition.shared_usable > 1 {
                definition.shared_usable -= 1;
            }
            // From 3.13 on the object's block is sized before the count goes down.
            instance.capacity = definition.shared_capacity();
            if version >= Version::V3_13 {
                instance.capacity = before;
                bytes += inline_bytes(before);
            }
        }
        let apart = (definition.has_dict && version < Version::V3_13).then_some(instance.capacity);
        let object = self.heap.insert(class, Body::Instance(Box::new(instance)), bytes + front, front, true);
        if let Some(capacity) = apart {
            let block = self.heap.blocks.allocate(values_bytes(capacity));
            if let Some(instance) = self.heap.instance_mut(object) {
                instance.values_block = block;
            }
        }
        self.heap.incref(class);
        self.heap.track(object);
        object
    }

    /// `object()`.
    fn new_plain(&mut self, class: Ref) -> Ref {
        self.heap.insert(class, Body::Plain, 16, 0, false)
    }

    /// Enters names that instances will have into the class's shared ones (3.14 on: from `__static_attributes__`).
    pub fn share_names(&mut self, class: Ref, names: &[Ref]) {
        for name in names {
            self.share_name(class, *name);
        }
    }

    /// The place of a name among the shared ones, entered if there is room (`insert_split_key`).
    fn share_name(&mut self, class: Ref, name: Ref) -> Option<usize> {
        if let Some(place) = self.heap.shared_place(class, name) {
            return Some(place);
        }
        if self.heap.class_of(name) != known::STR {
            return None;
        }
        self.str_hash(name);
        let definition = self.heap.class_mut(class)?;
        if definition.shared_usable == 0 {
            return None;
        }
        definition.shared_usable -= 1;
        definition.shared_names.push(name);
        let place = definition.shared_names.len() - 1;
        self.heap.incref(name);
        Some(place)
    }

    /// The value of an instance's or module's own attribute, borrowed: from its values or its `__dict__`.
    #[inline]
    pub fn instance_get(&self, object: Ref, name: Ref) -> Option<Ref> {
        let place = self.heap.get(object);
        if !place.attributes.is_null() {
            return self.dict_get_name(place.attributes, name);
        }
        let instance = match &place.body {
            Body::Instance(instance) => instance,
            Body::Module(module) => return self.dict_get_name(module.dict, name),
            _ => return None,
        };
        if instance.inline.is_empty() {
            return None;
        }
        let shared = self.heap.shared_place(place.class, name)?;
        instance.inline.get(shared).copied().filter(|value| !value.is_null())
    }

    /// Sets an instance's own attribute, taking a reference to the value.
    pub fn instance_set(&mut self, object: Ref, name: Ref, value: Ref) -> Result<()> {
        let place = self.heap.get(object);
        let (class, attributes) = (place.class, place.attributes);
        let has_values = matches!(&place.body, Body::Instance(instance) if instance.capacity > 0);
        if attributes.is_null()
            && has_values
            && let Some(shared) = self.share_name(class, name)
        {
            self.heap.incref(value);
            let mut old = Ref::NULL;
            if let Some(instance) = self.heap.instance_mut(object) {
                if instance.inline.len() <= shared {
                    instance.inline.resize(shared + 1, Ref::NULL);
                }
                old = std::mem::replace(&mut instance.inline[shared], value);
                if old.is_null() {
                    instance.order.push(shared as u8);
                }
            }
            self.release(old);
            return Ok(());
        }
        let dict = self.instance_dict(object)?;
        self.dict_set(dict, name, value)
    }

    /// Deletes an instance's own attribute; false when there is none.
    pub fn instance_delete(&mut self, object: Ref, name: Ref) -> Result<bool> {
        let attributes = self.heap.get(object).attributes;
        if !attributes.is_null() {
            return self.dict_delete(attributes, name);
        }
        if let Body::Module(module) = self.heap.body(object) {
            return self.dict_delete(module.dict, name);
        }
        let class = self.heap.class_of(object);
        let Some(shared) = self.heap.shared_place(class, name) else { return Ok(false) };
        let Some(instance) = self.heap.instance_mut(object) else { return Ok(false) };
        let Some(value) = instance.inline.get_mut(shared) else { return Ok(false) };
        let old = std::mem::take(value);
        instance.order.retain(|place| usize::from(*place) != shared);
        if old.is_null() {
            return Ok(false);
        }
        self.release(old);
        Ok(true)
    }

    /// The object's `__dict__`, borrowed, made now if need be. An instance's values move into it; they keep sharing the class's
    /// names.
    pub fn instance_dict(&mut self, object: Ref) -> Result<Ref> {
        let attributes = self.heap.get(object).attributes;
        if !attributes.is_null() {
            return Ok(attributes);
        }
        if let Body::Module(module) = self.heap.body(object) {
            return Ok(module.dict);
        }
        let class = self.heap.class_of(object);
        let shares = match self.heap.class(class) {
            Some(definition) if definition.heap && definition.has_dict => {
                let instance = self.heap.instance(object);
                Some(instance.map_or(definition.shared_capacity(), |instance| instance.capacity))
            }
            Some(definition) if definition.heap => {
                return Err(Stop::unmodelled("`__dict__` of an object without one"));
            }
            _ => None,
        };
        let dict = self.new_dict();
        if let Some(capacity) = shares {
            self.split_dict(object, class, dict, capacity);
        }
        self.heap.get_mut(object).attributes = dict;
        Ok(dict)
    }

    /// Moves an instance's values into `dict`.
    fn split_dict(&mut self, object: Ref, class: Ref, dict: Ref, capacity: u32) {
        let names: Vec<Ref> = self.heap.class(class).map_or(Vec::new(), |class| class.shared_names.clone());
        let mut entries = Vec::new();
        let mut block = (0, 0);
        let apart = self.version() < Version::V3_13;
        match self.heap.instance_mut(object) {
            Some(instance) => {
                for place in std::mem::take(&mut instance.order) {
                    let place = usize::from(place);
                    if let (Some(value), Some(name)) = (instance.inline.get(place), names.get(place)) {
                        entries.push((*name, *value));
                    }
                }
                instance.inline = Vec::new();
                if apart {
                    block = (std::mem::take(&mut instance.values_block), values_bytes(capacity));
                }
                instance.capacity = if apart { 0 } else { instance.capacity };
            }
            None => {
                let bytes = values_bytes(capacity);
                block = (self.heap.blocks.allocate(bytes), bytes);
            }
        }
        let mut table = Dict::default();
        table.start(SHARED_SIZE, KeyKind::Split);
        table.shared = class;
        table.values_bytes = block.1 as u32;
        table.block = block.0;
        let mut tracked = false;
        for (key, value) in entries {
            self.heap.incref(key);
            let hash = self.str_hash(key);
            tracked |= self.heap.may_be_tracked(value);
            table.append(Entry { hash, key, value });
        }
        if let Some(place) = self.heap.dict_mut(dict) {
            *place = table;
        }
        if tracked {
            self.heap.track(dict);
        }
    }

    /// Whether a split dict may take this new key without ceasing to share (`insert_split_key`).
    pub(super) fn may_share(&mut self, dict: Ref, key: Ref) -> bool {
        let class = self.heap.dict(dict).map_or(Ref::NULL, |table| table.shared);
        class != known::OBJECT && self.heap.class(class).is_some() && self.share_name(class, key).is_some()
    }
}
