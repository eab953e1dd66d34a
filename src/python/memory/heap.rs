//! The heap: every object by number, its count, and its block's address.

use super::collector::Collector;
use super::pages::Pages;
use super::pymalloc::Pymalloc;
use crate::python::object::{Body, Flags, Object, Ref};
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
    pub version: Version,
}

impl Heap {
    pub fn new(version: Version) -> Self {
        let mut objects = Pages::new();
        // Place 0 is the null reference; it must exist so that numbers are indexes.
        objects.push(vacant(0));
        let blocks = Pymalloc::new(version);
        Self { objects, free: 0, live: 0, blocks, collector: Collector::new(version), version }
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

    #[inline]
    pub fn class_of(&self, reference: Ref) -> Ref {
        self.get(reference).class
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
        let address = self.blocks.allocate(block as usize) + u64::from(front);
        let flags = Flags { collectable, ..Flags::default() };
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

    /// Frees the place and gives the block back. The body must have been emptied of references before; `front` as in
    /// [`Heap::insert`].
    pub fn remove(&mut self, reference: Ref, front: u32) {
        let free = self.free;
        let object = self.objects.get_mut(reference.index());
        let (address, block) = (object.address - u64::from(front), object.block as usize);
        *object = vacant(free);
        self.free = reference.0;
        self.live -= 1;
        self.blocks.release(address, block);
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
