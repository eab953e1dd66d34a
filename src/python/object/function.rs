//! Functions: the user's, and the built-in ones.

use std::sync::Arc;

use super::Ref;
use crate::python::compile::code::Code;
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;

/// A function that a `def` or `lambda` made. Every `Ref` is owned, null when absent.
#[derive(Clone, Debug)]
pub struct Function {
    /// The code, at hand for calls; `code_object` is the Python object of it.
    pub code: Arc<Code>,
    pub code_object: Ref,
    pub globals: Ref,
    pub name: Ref,
    pub qualified_name: Ref,
    /// A tuple, or null.
    pub defaults: Ref,
    /// A dict, or null.
    pub keyword_defaults: Ref,
    /// A tuple of cells, or null.
    pub closure: Ref,
    pub doc: Ref,
    pub module: Ref,
    /// A dict, or null until asked for.
    pub annotations: Ref,
    /// From 3.14 the function that computes the annotations, or null.
    pub annotate: Ref,
    /// A tuple of type variables, or null.
    pub type_parameters: Ref,
}

impl Function {
    /// What it owns, in the order of `func_traverse` (`Objects/funcobject.c`).
    pub fn references(&self) -> [Ref; 12] {
        [
            self.code_object,
            self.globals,
            self.module,
            self.defaults,
            self.keyword_defaults,
            self.doc,
            self.name,
            self.closure,
            self.annotations,
            self.annotate,
            self.type_parameters,
            self.qualified_name,
        ]
    }
}

/// A property's three functions and its doc; null when absent.
#[derive(Clone, Debug, Default)]
pub struct Property {
    pub get: Ref,
    pub set: Ref,
    pub delete: Ref,
    pub doc: Ref,
    pub name: Ref,
}

impl Property {
    pub fn references(&self) -> [Ref; 5] {
        [self.get, self.set, self.delete, self.doc, self.name]
    }
}

/// The arguments of a call to a built-in: borrowed, as in CPython's vectorcall. A method's receiver comes first.
#[derive(Clone, Copy, Debug)]
pub struct Arguments<'a> {
    pub positional: &'a [Ref],
    /// Name (an interned str) and value.
    pub keywords: &'a [(Ref, Ref)],
}

/// What a built-in function does: it borrows its arguments and gives an owned reference.
pub type NativeCall = fn(&mut Machine, Arguments<'_>) -> Result<Ref>;

/// A built-in function's definition; all of them are `static`s in `modules`.
pub struct Native {
    pub name: &'static str,
    pub call: NativeCall,
    /// Positional arguments: the fewest and the most (receiver not counted); `usize::MAX` for any number.
    pub least: usize,
    pub most: usize,
    /// Whether the call looks at its keywords itself; otherwise any keyword is an error (`takes no keyword arguments`).
    pub keywords: bool,
    /// The minor version below which the arguments come in a tuple, made for the call; 0 for never.
    pub packed_below: u8,
    /// What a call costs on the virtual clock, in nanoseconds, beside the instruction that makes it.
    pub cost_nanos: u32,
}

impl std::fmt::Debug for Native {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Native({})", self.name)
    }
}
