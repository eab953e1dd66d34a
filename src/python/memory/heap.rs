//! The heap: every object by number, its count, and its block's address.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::collector::Collector;
use super::free_lists::FreeLists;
use super::interned::Interned;
use super::pages::Pages;
use super::pymalloc::Pymalloc;
use crate::python::object::dict::Dict;
use crate::python::object::list::List;
use crate::python::object::set::Set;
use crate::python::object::{Body, Flags, Object, Ref, known};
use crate::python::version::Version;

/// All objects of a machine. Cloned after [`Heap::share`], it costs pointers.
#[derive(Clone, Debug)]
pub struct Heap {
    objects: Pages<Object>,
    /// The first free place, 0 when none.
    free: u32,
    /// Objects alive.
    pub live: u64,
    pub blocks: Pymalloc,
    pub collector: Collector,
    pub interned: Interned,
    pub(super) free_lists: FreeLists,
    pub version: Version,
    /// Values of `__slots__` of objects that are no plain instances (an exception, a list …), by offset; owned, null where not set.
    slots_of_others: Arc<BTreeMap<Ref, Vec<Ref>>>,
}

impl Heap {
    pub fn new(version: Version) -> Self {
        let mut objects = Pages::new();
        // Place 0 is the null reference; the known places and the heads of the collector's lists must exist too.
        (0..known::FIRST_FREE.index()).for_each(|_| {
            objects.push(vacant(0));
        });
        for head in known::GENERATION_HEADS {
            let object: &mut Object = objects.get_mut(head.index());
            object.previous = head;
            object.next = head;
        }
        let mut blocks = Pymalloc::new(version);
        let free_lists = FreeLists::new(version, &mut blocks);
        Self {
            objects,
            free: 0,
            live: 0,
            blocks,
            collector: Collector::new(version),
            interned: Interned::default(),
            free_lists,
            version,
            slots_of_others: Arc::default(),
        }
    }

    /// The value of a slot, borrowed.
    pub fn slot_value(&self, object: Ref, slot: usize) -> Option<Ref> {
        let values = match self.body(object) {
            Body::Instance(instance) => &instance.slots,
            _ => self.slots_of_others.get(&object)?,
        };
        values.get(slot).copied().filter(|value| !value.is_null())
    }

    /// Puts a value (owned, or null) into a slot and gives back the one that was there.
    pub fn exchange_slot_value(&mut self, object: Ref, slot: usize, value: Ref) -> Ref {
        if let Body::Instance(instance) = &mut self.get_mut(object).body {
            return instance.slots.get_mut(slot).map_or(value, |place| std::mem::replace(place, value));
        }
        let values = Arc::make_mut(&mut self.slots_of_others).entry(object).or_default();
        if values.len() <= slot {
            values.resize(slot + 1, Ref::NULL);
        }
        values.get_mut(slot).map_or(value, |place| std::mem::replace(place, value))
    }

    /// The slots' values of an object that is no plain instance.
    pub fn slots_of_other(&self, object: Ref) -> &[Ref] {
        if self.slots_of_others.is_empty() {
            return &[];
        }
        self.slots_of_others.get(&object).map_or(&[], Vec::as_slice)
    }

    /// The same, taken away because the object dies or is cleared.
    pub fn take_slots_of_other(&mut self, object: Ref) -> Vec<Ref> {
        if !self.slots_of_others.contains_key(&object) {
            return Vec::new();
        }
        Arc::make_mut(&mut self.slots_of_others).remove(&object).unwrap_or_default()
    }

    /// Places, free ones included: every [`Ref`] is below it.
    pub fn places(&self) -> usize {
        self.objects.len()
    }

    #[inline]
    pub fn get(&self, reference: Ref) -> &Object {
        self.objects.get(reference.index())
    }

    #[inline]
    pub fn get_mut(&mut self, reference: Ref) -> &mut Object {
        self.objects.get_mut(reference.index())
    }

    /// The object's body.
    #[inline]
    pub fn body(&self, reference: Ref) -> &Body {
        &self.get(reference).body
    }

    /// The object's body; `None` for the null reference.
    #[inline]
    pub fn body_or_none(&self, reference: Ref) -> Option<&Body> {
        (!reference.is_null()).then(|| self.body(reference))
    }

    #[inline]
    pub fn class_of(&self, reference: Ref) -> Ref {
        self.get(reference).class
    }

    /// The table of a dict, or of an instance of a subclass.
    #[inline]
    pub fn dict(&self, reference: Ref) -> Option<&Dict> {
        match &self.get(reference).body {
            Body::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    #[inline]
    pub fn dict_mut(&mut self, reference: Ref) -> Option<&mut Dict> {
        match &mut self.get_mut(reference).body {
            Body::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    #[inline]
    pub fn list(&self, reference: Ref) -> Option<&List> {
        match &self.get(reference).body {
            Body::List(list) => Some(list),
            _ => None,
        }
    }

    #[inline]
    pub fn list_mut(&mut self, reference: Ref) -> Option<&mut List> {
        match &mut self.get_mut(reference).body {
            Body::List(list) => Some(list),
            _ => None,
        }
    }

    /// The table of a set or frozenset.
    #[inline]
    pub fn set(&self, reference: Ref) -> Option<&Set> {
        match &self.get(reference).body {
            Body::Set(set) => Some(set),
            _ => None,
        }
    }

    #[inline]
    pub fn set_mut(&mut self, reference: Ref) -> Option<&mut Set> {
        match &mut self.get_mut(reference).body {
            Body::Set(set) => Some(set),
            _ => None,
        }
    }

    /// The items of a list or tuple.
    #[inline]
    pub fn items(&self, reference: Ref) -> Option<&[Ref]> {
        match &self.get(reference).body {
            Body::List(list) => Some(&list.items),
            Body::Tuple(items) => Some(items),
            _ => None,
        }
    }

    /// Whether the place holds an object.
    pub fn is_alive(&self, reference: Ref) -> bool {
        !reference.is_null()
            && reference.index() < self.places()
            && !matches!(self.body(reference), Body::Free(_) | Body::Nothing)
    }

    /// A new object with one reference, of `block` bytes (GC head and pre-header included); `front` of them lie before
    /// the address that `id()` gives. It takes no reference to its class (see `eval` for heap classes) and is not tracked.
    #[inline]
    pub fn insert(&mut self, class: Ref, body: Body, block: u32, front: u32, collectable: bool) -> Ref {
        match self.take_free(class, block) {
            Some(address) => self.place(class, body, block, front, collectable, address),
            None => self.insert_anew(class, body, block, front, collectable),
        }
    }

    /// The same, never from a free list, as `PyType_GenericAlloc` does it for a call of the type.
    pub fn insert_anew(&mut self, class: Ref, body: Body, block: u32, front: u32, collectable: bool) -> Ref {
        if collectable {
            self.collector.count_allocation();
        }
        let address = self.blocks.allocate(block as usize) + u64::from(front);
        self.place(class, body, block, front, collectable, address)
    }

    #[inline]
    fn place(&mut self, class: Ref, body: Body, block: u32, front: u32, collectable: bool, address: u64) -> Ref {
        let flags = Flags { collectable, front: front as u8, ..Flags::default() };
        let object = Object {
            references: 1,
            class,
            address,
            block,
            previous: Ref::NULL,
            next: Ref::NULL,
            attributes: Ref::NULL,
            weak: Ref::NULL,
            flags,
            body,
        };
        self.live += 1;
        if self.free == 0 {
            return Ref(self.objects.push(object) as u32);
        }
        let place = Ref(self.free);
        let slot = self.objects.get_mut(place.index());
        if let Body::Free(next) = slot.body {
            self.free = next;
        }
        *slot = object;
        place
    }

    /// Puts an object at a fixed place (`object::known`), at the start of a machine only.
    pub fn insert_at(&mut self, place: Ref, object: Object) {
        while self.objects.len() <= place.index() {
            self.objects.push(vacant(0));
        }
        self.live += 1;
        *self.objects.get_mut(place.index()) = object;
    }

    /// Frees the place and gives the block back. The body must have been emptied of references before.
    pub fn remove(&mut self, reference: Ref) {
        let flags = self.get(reference).flags;
        if flags.interned {
            self.forget_interned(reference);
        }
        if flags.collectable {
            self.untrack(reference);
        }
        let free = self.free;
        let object = self.objects.get_mut(reference.index());
        let (class, address, block) = (object.class, object.address, object.block);
        *object = vacant(free);
        self.free = reference.0;
        self.live -= 1;
        // A slice that is a constant of the code is not the type's to keep.
        let own = flags.collectable || class != known::SLICE;
        if own && self.keep_free(class, u32::from(flags.front), block, address) {
            return;
        }
        if flags.collectable {
            self.collector.count_release();
        }
        self.blocks.release(address - u64::from(flags.front), block as usize);
    }

    /// One reference more, unless the object is immortal.
    #[inline]
    pub fn incref(&mut self, reference: Ref) {
        let object = self.objects.get_mut(reference.index());
        if object.references < IMMORTAL {
            object.references += 1;
        }
    }

    /// One reference less, unless the object is immortal; true when that was the last one.
    #[inline]
    #[must_use]
    pub fn decref_is_last(&mut self, reference: Ref) -> bool {
        let object = self.objects.get_mut(reference.index());
        if object.references >= IMMORTAL {
            return false;
        }
        object.references -= 1;
        object.references == 0
    }

    /// Makes a clone cost pointers.
    pub fn share(&mut self) {
        self.objects.share();
        self.blocks.share();
        self.interned.share();
        self.collector.share();
    }

    /// Bytes, roughly, that this heap keeps alive beyond what `older` does: its pages that are not shared with it.
    pub fn bytes_beyond(&self, older: &Heap) -> usize {
        // A page holds 64 objects; what their bodies point to is about as much again.
        self.objects.pages_not_in(&older.objects) * 64 * 2 * size_of::<Object>()
    }

    /// All places that hold an object.
    pub fn living(&self) -> impl Iterator<Item = Ref> + '_ {
        (1..self.places() as u32).map(Ref).filter(|reference| self.is_alive(*reference))
    }
}

/// The least count of an immortal object, in any version that has them.
pub const IMMORTAL: u32 = 3 << 30;

fn vacant(next: u32) -> Object {
    Object {
        references: 0,
        class: Ref::NULL,
        address: 0,
        block: 0,
        previous: Ref::NULL,
        next: Ref::NULL,
        attributes: Ref::NULL,
        weak: Ref::NULL,
        flags: Flags::default(),
        body: Body::Free(next),
    }
}
