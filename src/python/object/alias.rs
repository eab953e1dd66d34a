//! What type expressions make: `list[int]`, `int | str`.

use super::Ref;

/// `list[int]` (`Objects/genericaliasobject.c`). Every `Ref` is owned.
#[derive(Clone, Debug)]
pub struct GenericAlias {
    pub origin: Ref,
    /// A tuple.
    pub arguments: Ref,
    /// A tuple of the type variables among the arguments.
    pub parameters: Ref,
    /// `*list[int]`.
    pub starred: bool,
}

/// `int | str` (`Objects/unionobject.c`). Every `Ref` is owned.
#[derive(Clone, Debug)]
pub struct Union {
    /// A tuple without repetitions.
    pub members: Ref,
    /// A tuple of the type variables among the members.
    pub parameters: Ref,
}
