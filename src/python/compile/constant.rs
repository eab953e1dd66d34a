//! Constants while they are compiled, and the pool that makes each of them one object.

use std::collections::HashMap;
use std::sync::Arc;

use num_bigint::BigInt;

use super::code::Code;
use crate::python::machine::Machine;
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// A constant. Equality is what `merge_const_one` (`Python/compile.c`) merges by: same type, same value, the sign of a
/// zero told apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Constant {
    None,
    Ellipsis,
    Bool(bool),
    Int(BigInt),
    /// The bits of the float.
    Float(u64),
    Complex(u64, u64),
    Str(Arc<str>),
    Bytes(Arc<[u8]>),
    Tuple(Vec<Constant>),
    /// Distinct values in the order of the source.
    FrozenSet(Vec<Constant>),
}

impl Constant {
    pub fn str(text: &str) -> Self {
        Constant::Str(text.into())
    }

    pub fn float(value: f64) -> Self {
        Constant::Float(value.to_bits())
    }

    pub fn truth(&self) -> bool {
        match self {
            Constant::None => false,
            Constant::Ellipsis => true,
            Constant::Bool(value) => *value,
            Constant::Int(value) => value.sign() != num_bigint::Sign::NoSign,
            Constant::Float(bits) => f64::from_bits(*bits) != 0.0,
            Constant::Complex(real, imaginary) => f64::from_bits(*real) != 0.0 || f64::from_bits(*imaginary) != 0.0,
            Constant::Str(text) => !text.is_empty(),
            Constant::Bytes(bytes) => !bytes.is_empty(),
            Constant::Tuple(items) | Constant::FrozenSet(items) => !items.is_empty(),
        }
    }
}

/// The constants of one compilation unit: a module and everything in it (`c_const_cache`).
///
/// The pool holds one reference to each object; [`Pool::release`] gives back those that CPython's parsed source does not
/// hold too.
#[derive(Default)]
pub(super) struct Pool {
    objects: HashMap<Constant, Ref>,
    names: HashMap<String, Ref>,
}

impl Pool {
    /// The object of the constant: an owned reference.
    pub fn object(&mut self, machine: &mut Machine, constant: &Constant) -> Ref {
        if let Some(object) = self.objects.get(constant) {
            machine.heap.incref(*object);
            return *object;
        }
        let object = self.make(machine, constant);
        machine.heap.incref(object);
        self.objects.insert(constant.clone(), object);
        object
    }

    /// The interned str of a name: an owned reference.
    pub fn name(&mut self, machine: &mut Machine, text: &str) -> Ref {
        if let Some(object) = self.names.get(text) {
            machine.heap.incref(*object);
            return *object;
        }
        let object = machine.intern(text);
        machine.heap.incref(object);
        self.names.insert(text.to_owned(), object);
        object
    }

    pub fn code(&mut self, machine: &mut Machine, code: Arc<Code>) -> Ref {
        machine.heap.insert(known::CODE, Body::Code(code), 224, 0, false)
    }

    /// All that the pool holds: nothing else keeps the literals of text that `compile()` was given.
    pub fn release_all(self) -> impl Iterator<Item = Ref> {
        self.objects.into_values().chain(self.names.into_values())
    }

    /// What the pool holds and nothing else does when the unit is compiled. The literals of the source are not among it: while
    /// a script runs, the arena of its syntax tree (`Python/pythonrun.c`, `run_mod`) holds one reference to each. Constants that are
    /// folded on the tree are its too; those folded on instructions are not.
    pub fn release(self, version: Version) -> impl Iterator<Item = Ref> {
        let is_parsed = move |constant: &Constant| match constant {
            Constant::Int(value) => !version.folds_late() || value.sign() != num_bigint::Sign::Minus,
            Constant::Float(bits) => !version.folds_late() || f64::from_bits(*bits).is_sign_positive(),
            Constant::Tuple(_) | Constant::FrozenSet(_) | Constant::Complex(..) => !version.folds_late(),
            Constant::None | Constant::Ellipsis | Constant::Bool(_) | Constant::Str(_) | Constant::Bytes(_) => true,
        };
        let unparsed = self.objects.into_iter().filter(move |(constant, _)| !is_parsed(constant));
        unparsed.map(|(_, object)| object).chain(self.names.into_values())
    }

    fn make(&mut self, machine: &mut Machine, constant: &Constant) -> Ref {
        match constant {
            Constant::None => machine.none(),
            Constant::Ellipsis => {
                machine.heap.incref(known::ELLIPSIS);
                known::ELLIPSIS
            }
            Constant::Bool(value) => machine.new_bool(*value),
            Constant::Int(value) => machine.new_big_int(value.clone()),
            Constant::Float(bits) => machine.new_float(f64::from_bits(*bits)),
            Constant::Complex(real, imaginary) => {
                let body = Body::Complex(f64::from_bits(*real), f64::from_bits(*imaginary));
                machine.heap.insert(known::COMPLEX, body, 32, 0, false)
            }
            Constant::Str(text) if is_name_like(text) => self.name(machine, text),
            Constant::Str(text) => machine.new_str(text),
            Constant::Bytes(bytes) => {
                let block = u32::try_from(bytes.len()).unwrap_or(u32::MAX).saturating_add(33);
                machine.heap.insert(known::BYTES, Body::Bytes(bytes.clone()), block, 0, false)
            }
            Constant::Tuple(items) => {
                let items = items.iter().map(|item| self.object(machine, item)).collect();
                machine.new_tuple(items)
            }
            Constant::FrozenSet(items) => {
                // Built as CPython builds it, from a tuple; hashing constants cannot fail.
                let items = items.iter().map(|item| self.object(machine, item)).collect();
                let tuple = machine.new_tuple(items);
                let set = frozen(machine, tuple);
                // Merging constants builds it once more, in the order of the one before (`compile.c`,
                // `merge_consts_recursive`); when displays are folded on instructions that happens twice.
                let merges = if machine.version().folds_late() { 2 } else { 1 };
                (0..merges).fold(set, |set, _| {
                    let items = machine.heap.set(set).map_or(Vec::new(), |set| set.keys().collect());
                    let again = machine.tuple_of(&items);
                    machine.release(set);
                    frozen(machine, again)
                })
            }
        }
    }
}

/// The frozenset of a tuple's items; takes the tuple over.
fn frozen(machine: &mut Machine, tuple: Ref) -> Ref {
    match machine.set_from(known::FROZENSET, tuple) {
        Ok(set) => {
            machine.release(tuple);
            set
        }
        Err(_) => tuple,
    }
}

/// Whether a constant str is interned: only ASCII letters, digits and underscores (`all_name_chars`,
/// `Objects/codeobject.c`).
fn is_name_like(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
