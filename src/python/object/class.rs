//! Classes, their instances, and modules.

use super::Ref;
use crate::python::modules::extension_class::ExtensionClass;

/// A class. Every `Ref` is owned.
#[derive(Clone, Debug, Default)]
pub struct Class {
    pub name: String,
    /// A str object.
    pub qualified_name: Ref,
    /// Borrowed from `bases_tuple`.
    pub bases: Vec<Ref>,
    /// Itself first, `object` last; borrowed from `mro_tuple`.
    pub mro: Vec<Ref>,
    /// `__bases__` and `__mro__` as tuples; the second holds the class itself, so that only the collector frees a class.
    pub bases_tuple: Ref,
    pub mro_tuple: Ref,
    /// The base that the layout comes from (`tp_base`); null for built-in classes.
    pub base: Ref,
    /// The class's `__dict__`: a dict object.
    pub dict: Ref,
    /// The built-in class whose body an instance has: `object` for plain instances.
    pub layout: Ref,
    /// Made by a `class` statement.
    pub heap: bool,
    /// What a native module defines the class by: such a class is `heap` too, and nobody may change it.
    pub extension: Option<&'static ExtensionClass>,
    /// Whether instances have a `__dict__`, and a place for weak references.
    pub has_dict: bool,
    pub has_weak: bool,
    /// Names of the slots, in offset order, of this class and its bases.
    pub slots: Vec<Ref>,
    /// The names that instances' inline values share (str objects, owned), in order (`ht_cached_keys`).
    pub shared_names: Vec<Ref>,
    /// How many inline values a new instance still gets (`dk_usable` of the shared keys); starts at 30.
    pub shared_usable: u32,
    /// Special methods that the class or a base defines in Python, so that operators need no look-up when there are none.
    pub special: Special,
    /// `__abstractmethods__` is not empty (`Py_TPFLAGS_IS_ABSTRACT`).
    pub is_abstract: bool,
    /// Subclasses, not owned.
    pub subclasses: Vec<Ref>,
    /// The dict in which CPython keeps them, once there was one; owned, and seen by nobody.
    pub subclass_dict: Ref,
}

/// Which special methods a class has beyond those of its built-in layout; kept up when the class or a base changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Special {
    pub del: bool,
    pub getattribute: bool,
    pub getattr: bool,
    pub setattr: bool,
    pub eq: bool,
    pub hash: bool,
    pub iter: bool,
    pub getitem: bool,
    pub call: bool,
    pub init: bool,
    pub new: bool,
}

impl Class {
    /// What it owns, in the order of `type_traverse`: dict, order, bases, base, names.
    pub fn references(&self) -> Vec<Ref> {
        let mut all = vec![self.dict, self.mro_tuple, self.bases_tuple, self.base, self.qualified_name];
        all.extend_from_slice(&self.shared_names);
        all
    }
}

/// The values of a plain instance, laid out by its class's shared names.
#[derive(Clone, Debug, Default)]
pub struct Instance {
    /// By the index of the name in [`Class::shared_names`]; null where not set. Empty once the dict is materialised.
    pub inline: Vec<Ref>,
    /// Indexes of `inline` in the order in which they were set.
    pub order: Vec<u8>,
    /// Places for inline values that the block was made with.
    pub capacity: u32,
    /// Where the block of values lies when it is apart (3.11, 3.12); 0 when in the object (3.13 on) or gone.
    pub values_block: u64,
    /// Values of `__slots__`, by offset; null where not set.
    pub slots: Vec<Ref>,
}

impl Instance {
    /// Everything it owns: slots, then inline values in the order of the shared names.
    pub fn values(&self) -> impl Iterator<Item = Ref> + '_ {
        self.slots.iter().chain(&self.inline).copied().filter(|value| !value.is_null())
    }
}

/// A module: its name and its `__dict__` (owned).
#[derive(Clone, Debug)]
pub struct Module {
    pub name: String,
    pub dict: Ref,
}

/// A descriptor that names a place in an object: a slot (`member_descriptor`) or something that the machine computes
/// (`getset_descriptor`).
#[derive(Clone, Debug)]
pub struct Member {
    pub name: String,
    pub class: Ref,
    /// The slot's number, or `None` for a computed one, which the eval room knows by name.
    pub slot: Option<usize>,
}

/// A weak reference.
#[derive(Clone, Debug)]
pub struct Weak {
    /// The object; null when it is dead. Not owned.
    pub object: Ref,
    /// Owned; null without.
    pub callback: Ref,
    /// Neighbours in the object's list; not owned.
    pub previous: Ref,
    pub next: Ref,
    pub hash: Option<i64>,
}
