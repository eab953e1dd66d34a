//! The state of an object whose class a native module defines: a deque's blocks, an iterator's place, a generator of random numbers.
//!
//! Here is only what heap, collector and checkpoints ask of such a state. The classes themselves are defined in `modules`
//! ([`ExtensionClass`](crate::python::modules::extension_class::ExtensionClass)).

use std::any::Any;

use super::Ref;
use crate::python::memory::Heap;
use crate::python::object::Body;
use crate::python::version::Version;

/// What the state of a native class's object must answer. References in it are owned unless told otherwise.
///
/// A checkpoint shares pages of objects and clones a page when it is written to, so `clone` should cost little: keep long
/// contents behind an `Arc`, or accept what a list of that length costs too.
pub trait Extension: Any + std::fmt::Debug + Send + Sync {
    /// The same state again, as a checkpoint's copy of a page needs it.
    fn clone_box(&self) -> Box<dyn Extension>;

    /// Calls `visit` with every owned reference (null ones may be given too), in the order of the type's `tp_traverse`.
    fn visit(&self, visit: &mut dyn FnMut(Ref));

    /// Takes out the references that may close a cycle, for the collector to drop (`tp_clear`). A type without one gives none.
    fn clear(&mut self) -> Vec<Ref> {
        Vec::new()
    }

    /// Bytes of the object's own block, without GC head and what a subclass adds (`tp_basicsize`).
    fn bytes(&self, version: Version) -> u32;

    /// What `__sizeof__` answers: the own block, and blocks that it points to when the type counts them.
    fn size_of(&self, version: Version) -> u64 {
        u64::from(self.bytes(version))
    }

    /// Blocks that the object points to: address and bytes, given back when it dies.
    fn blocks(&self) -> Vec<(u64, usize)> {
        Vec::new()
    }
}

impl Clone for Box<dyn Extension> {
    fn clone(&self) -> Self {
        (**self).clone_box()
    }
}

impl Heap {
    /// The state of an object, if it is of this kind.
    #[inline]
    pub fn extension<T: Extension>(&self, object: Ref) -> Option<&T> {
        match self.body(object) {
            Body::Extension(state) => (&**state as &dyn Any).downcast_ref(),
            _ => None,
        }
    }

    #[inline]
    pub fn extension_mut<T: Extension>(&mut self, object: Ref) -> Option<&mut T> {
        match &mut self.get_mut(object).body {
            Body::Extension(state) => (&mut **state as &mut dyn Any).downcast_mut(),
            _ => None,
        }
    }
}

/// What a state's field holds: one reference, or some.
pub trait Held {
    fn visit(&self, visit: &mut dyn FnMut(Ref));
    fn take(&mut self, taken: &mut Vec<Ref>);
}

impl Held for Ref {
    fn visit(&self, visit: &mut dyn FnMut(Ref)) {
        visit(*self);
    }

    fn take(&mut self, taken: &mut Vec<Ref>) {
        taken.push(std::mem::take(self));
    }
}

impl Held for Vec<Ref> {
    fn visit(&self, visit: &mut dyn FnMut(Ref)) {
        self.iter().for_each(|reference| visit(*reference));
    }

    fn take(&mut self, taken: &mut Vec<Ref>) {
        taken.append(self);
    }
}

/// Makes a `Clone` struct an [`Extension`]: its bytes (a function of the version) and the fields that hold references, in the
/// order of `tp_traverse`; all of them are what `tp_clear` takes.
///
/// `native_state!(Count, |_| 40, [current, step]);`
macro_rules! native_state {
    ($state:ty, $bytes:expr, [$($field:ident),*]) => {
        impl $crate::python::object::extension::Extension for $state {
            fn clone_box(&self) -> Box<dyn $crate::python::object::extension::Extension> {
                Box::new(self.clone())
            }

            fn visit(&self, _visit: &mut dyn FnMut($crate::python::object::Ref)) {
                $($crate::python::object::extension::Held::visit(&self.$field, _visit);)*
            }

            fn clear(&mut self) -> Vec<$crate::python::object::Ref> {
                let mut _taken = Vec::new();
                $($crate::python::object::extension::Held::take(&mut self.$field, &mut _taken);)*
                _taken
            }

            fn bytes(&self, version: $crate::python::version::Version) -> u32 {
                let bytes: fn($crate::python::version::Version) -> u32 = $bytes;
                bytes(version)
            }
        }
    };
}
pub(crate) use native_state;
