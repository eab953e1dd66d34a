//! `isinstance` and `issubclass` (`Objects/abstract.c`): the class's own word first, then the orders, then `__bases__`.

use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::{Body, Ref, known};

/// Tuples in tuples, and `__bases__` of what is no class, are followed so deep.
const DEEPEST: usize = 200;

const INSTANCE_ERROR: &str = "isinstance() arg 2 must be a type, a tuple of types, or a union";
const SUBCLASS_ERROR: &str = "issubclass() arg 2 must be a class, a tuple of classes, or a union";

impl Machine {
    /// `isinstance(object, class)` (`PyObject_IsInstance`).
    pub fn is_instance_of(&mut self, object: Ref, class: Ref) -> Result<bool> {
        self.instance_check(object, class, 0)
    }

    /// `issubclass(class, other)` (`PyObject_IsSubclass`).
    pub fn is_subclass_of(&mut self, class: Ref, other: Ref) -> Result<bool> {
        self.subclass_check(class, other, 0)
    }

    fn instance_check(&mut self, object: Ref, class: Ref, depth: usize) -> Result<bool> {
        if self.heap.class_of(object) == class {
            return Ok(true);
        }
        let metaclass = self.heap.class_of(class);
        if metaclass == known::TYPE {
            return self.plain_instance_check(object, class);
        }
        match self.heap.body(class) {
            Body::Union(union) => {
                let members = union.members;
                return self.any_of(members, depth, INSTANCE_ERROR, &mut |machine, member, depth| {
                    machine.instance_check(object, member, depth)
                });
            }
            Body::Tuple(_) => {
                return self.any_of(class, depth, INSTANCE_ERROR, &mut |machine, member, depth| {
                    machine.instance_check(object, member, depth)
                });
            }
            Body::GenericAlias(_) => {
                let message = "isinstance() argument 2 cannot be a parameterized generic";
                return Err(self.raise(known::TYPE_ERROR, message));
            }
            _ => {}
        }
        let name = self.intern("__instancecheck__");
        let answer = self.call_special_name(class, name, &[object]);
        self.release(name);
        match answer? {
            Some(answer) => {
                let truth = self.is_true(answer);
                self.release(answer);
                truth
            }
            None => self.plain_instance_check(object, class),
        }
    }

    /// `object_isinstance`: by the object's class, and by the class that it claims with `__class__`.
    pub fn plain_instance_check(&mut self, object: Ref, class: Ref) -> Result<bool> {
        if self.heap.class(class).is_some() {
            if self.is_instance(object, class) {
                return Ok(true);
            }
            let own = self.heap.class_of(object);
            // Only a class of the program's, or a proxy, can claim another.
            if !self.is_heap_class(own)
                && !matches!(own, known::WEAK_PROXY | known::CALLABLE_WEAK_PROXY | known::GENERIC_ALIAS)
            {
                return Ok(false);
            }
            let Some(claimed) = self.get_attribute_if_any(object, self.names.class)? else { return Ok(false) };
            let answer = claimed != own && self.heap.class(claimed).is_some() && self.is_subclass(claimed, class);
            self.release(claimed);
            return Ok(answer);
        }
        self.check_has_bases(class, INSTANCE_ERROR)?;
        let Some(claimed) = self.get_attribute_if_any(object, self.names.class)? else { return Ok(false) };
        let answer = self.derives_by_bases(claimed, class, 0);
        self.release(claimed);
        answer
    }

    fn subclass_check(&mut self, class: Ref, other: Ref, depth: usize) -> Result<bool> {
        let metaclass = self.heap.class_of(other);
        if metaclass == known::TYPE {
            return if class == other { Ok(true) } else { self.plain_subclass_check(class, other) };
        }
        match self.heap.body(other) {
            Body::Union(union) => {
                let members = union.members;
                return self.any_of(members, depth, SUBCLASS_ERROR, &mut |machine, member, depth| {
                    machine.subclass_check(class, member, depth)
                });
            }
            Body::Tuple(_) => {
                return self.any_of(other, depth, SUBCLASS_ERROR, &mut |machine, member, depth| {
                    machine.subclass_check(class, member, depth)
                });
            }
            Body::GenericAlias(_) => {
                let message = "issubclass() argument 2 cannot be a parameterized generic";
                return Err(self.raise(known::TYPE_ERROR, message));
            }
            _ => {}
        }
        let name = self.intern("__subclasscheck__");
        let answer = self.call_special_name(other, name, &[class]);
        self.release(name);
        match answer? {
            Some(answer) => {
                let truth = self.is_true(answer);
                self.release(answer);
                truth
            }
            None => self.plain_subclass_check(class, other),
        }
    }

    /// `recursive_issubclass`.
    pub fn plain_subclass_check(&mut self, class: Ref, other: Ref) -> Result<bool> {
        if self.heap.class(class).is_some() && self.heap.class(other).is_some() {
            return Ok(self.is_subclass(class, other));
        }
        self.check_has_bases(class, "issubclass() arg 1 must be a class")?;
        self.check_has_bases(other, SUBCLASS_ERROR)?;
        self.derives_by_bases(class, other, 0)
    }

    /// Whether one of the tuple's members says yes.
    fn any_of(
        &mut self,
        tuple: Ref,
        depth: usize,
        error: &str,
        ask: &mut dyn FnMut(&mut Machine, Ref, usize) -> Result<bool>,
    ) -> Result<bool> {
        if depth >= DEEPEST {
            return Err(self.raise(
                known::RECURSION_ERROR,
                format!("maximum recursion depth exceeded in {}", error.split('(').next().unwrap_or(error)),
            ));
        }
        let members = self.heap.items(tuple).map(<[Ref]>::to_vec).unwrap_or_default();
        for member in members {
            if ask(self, member, depth + 1)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// `check_class`: what is no class must at least have a tuple `__bases__`.
    fn check_has_bases(&mut self, class: Ref, error: &str) -> Result<()> {
        match self.abstract_bases(class)? {
            Some(bases) => {
                self.release(bases);
                Ok(())
            }
            None => Err(self.raise(known::TYPE_ERROR, error)),
        }
    }

    fn abstract_bases(&mut self, class: Ref) -> Result<Option<Ref>> {
        let name = self.intern("__bases__");
        let bases = self.get_attribute_if_any(class, name);
        self.release(name);
        let Some(bases) = bases? else { return Ok(None) };
        if matches!(self.heap.body(bases), Body::Tuple(_)) {
            return Ok(Some(bases));
        }
        self.release(bases);
        Ok(None)
    }

    /// `abstract_issubclass`.
    fn derives_by_bases(&mut self, class: Ref, other: Ref, depth: usize) -> Result<bool> {
        if class == other {
            return Ok(true);
        }
        if depth >= DEEPEST {
            return Err(Stop::unmodelled("`__bases__` nested so deep"));
        }
        let Some(bases) = self.abstract_bases(class)? else { return Ok(false) };
        let items = self.heap.items(bases).map(<[Ref]>::to_vec).unwrap_or_default();
        let mut answer = Ok(false);
        for base in items {
            answer = self.derives_by_bases(base, other, depth + 1);
            if !matches!(answer, Ok(false)) {
                break;
            }
        }
        self.release(bases);
        answer
    }
}
