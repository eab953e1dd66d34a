//! The table of interned strs: open addressing over references that it does not own.

use super::heap::Heap;
use super::pages::Pages;
use crate::python::object::{Body, Ref};

/// Interned strs by text. Its own hash is not Python's, so that the seed changes nothing here.
#[derive(Clone, Debug, Default)]
pub struct Interned {
    slots: Pages<Slot>,
    filled: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Slot {
    /// Null when never used, [`REMOVED`] when its str died.
    string: Ref,
    hash: u32,
}

const REMOVED: Ref = Ref(u32::MAX);

/// FNV-1a.
fn hash_of(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

impl Interned {
    fn places(&self, hash: u32) -> impl Iterator<Item = usize> + use<> {
        let size = self.slots.len();
        (0..size).map(move |step| (hash as usize + step) & (size - 1))
    }

    /// The interned str of this text, borrowed.
    pub fn find(&self, heap: &Heap, text: &str) -> Option<Ref> {
        let hash = hash_of(text);
        for place in self.places(hash) {
            let slot = *self.slots.get(place);
            if slot.string.is_null() {
                return None;
            }
            if slot.hash == hash
                && slot.string != REMOVED
                && let Body::Str(stored) = heap.body(slot.string)
                && *stored.text == *text
            {
                return Some(slot.string);
            }
        }
        None
    }

    fn add(&mut self, string: Ref, hash: u32) {
        if (self.filled + 1) * 3 > self.slots.len() * 2 {
            let living: Vec<Slot> =
                self.slots.iter().copied().filter(|slot| !slot.string.is_null() && slot.string != REMOVED).collect();
            let size = (living.len() * 4).next_power_of_two().max(1024);
            self.slots = Pages::new();
            (0..size).for_each(|_| {
                self.slots.push(Slot::default());
            });
            self.filled = 0;
            living.into_iter().for_each(|slot| self.put(slot));
        }
        self.put(Slot { string, hash });
    }

    fn put(&mut self, slot: Slot) {
        let free = self.places(slot.hash).find(|place| self.slots.get(*place).string.is_null());
        if let Some(place) = free {
            *self.slots.get_mut(place) = slot;
            self.filled += 1;
        }
    }

    pub(super) fn share(&mut self) {
        self.slots.share();
    }
}

impl Heap {
    /// Enters a str whose text is not interned yet.
    pub fn add_interned(&mut self, string: Ref) {
        if let Body::Str(text) = self.body(string) {
            let hash = hash_of(&text.text);
            self.interned.add(string, hash);
        }
    }

    /// Forgets a str that dies.
    pub fn forget_interned(&mut self, string: Ref) {
        let Body::Str(text) = self.body(string) else { return };
        let hash = hash_of(&text.text);
        for place in self.interned.places(hash) {
            let found = self.interned.slots.get(place).string;
            if found.is_null() {
                return;
            }
            if found == string {
                self.interned.slots.get_mut(place).string = REMOVED;
                return;
            }
        }
    }
}
