//! `hash(object)`: the class's own `__hash__`, or the rule of the built-in type.

use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::{Body, Ref, hash, known};

impl Machine {
    /// `hash(object)`; TypeError when unhashable.
    pub fn hash_of(&mut self, object: Ref) -> Result<i64> {
        let class = self.heap.class_of(object);
        if self.is_heap_class(class) {
            match self.lookup_on_class(class, self.names.hash) {
                Some(known::NONE) => return Err(self.unhashable(object)),
                Some(_) => {
                    if let Some(result) = self.call_special_name(object, self.names.hash, &[])? {
                        return self.hash_from_result(result);
                    }
                }
                None => {}
            }
        }
        self.native_hash(object)
    }

    /// The hash by the built-in type's own rule (`tp_hash`).
    pub fn native_hash(&mut self, object: Ref) -> Result<i64> {
        let address = self.heap.get(object).address;
        match self.heap.body(object) {
            Body::Int(value) => Ok(hash::of_int(*value)),
            Body::BigInt(value) => Ok(hash::of_big_int(value)),
            Body::Float(value) => Ok(hash::of_float(*value, address)),
            Body::Complex(real, imaginary) => Ok(hash::of_complex(*real, *imaginary, address)),
            Body::Str(_) => Ok(self.str_hash(object)),
            Body::Bytes(bytes) => Ok(hash::of_bytes(bytes, self.options.hash_seed)),
            Body::Tuple(items) => {
                let items = items.to_vec();
                let hashes = self.hashes_of(&items)?;
                Ok(hash::of_tuple(hashes.into_iter()))
            }
            Body::Slice(parts) if self.version().minor() >= 12 => {
                let parts = *parts;
                let hashes = self.hashes_of(&parts)?;
                Ok(hash::of_slice([hashes[0], hashes[1], hashes[2]]))
            }
            Body::Set(set) if self.is_instance(object, known::FROZENSET) => {
                if let Some(hash) = set.hash {
                    return Ok(hash);
                }
                let hashes: Vec<i64> = set.hashes().collect();
                let hash = hash::of_frozenset(hashes.into_iter());
                if let Some(set) = self.heap.set_mut(object) {
                    set.hash = Some(hash);
                }
                Ok(hash)
            }
            Body::Range(_) => {
                let tuple = self.range_as_tuple(object)?;
                let hash = self.native_hash(tuple);
                self.release(tuple);
                hash
            }
            Body::Weak(_) => self.weak_hash(object),
            Body::GenericAlias(_) | Body::Union(_) => self.hash_type_expression(object),
            Body::MappingProxy(mapping) if self.version().minor() >= 12 => {
                let mapping = *mapping;
                self.hash_of(mapping)
            }
            Body::MappingProxy(_) => Err(self.unhashable(object)),
            Body::Instance(_) if self.is_instance(object, known::SIMPLE_NAMESPACE) => Err(self.unhashable(object)),
            Body::BoundMethod { function, receiver } => {
                let (function, receiver) = (*function, *receiver);
                let own = hash::of_address(self.heap.get(receiver).address);
                Ok(own ^ self.hash_of(function)?)
            }
            Body::MemoryView(_) => self.memoryview_hash(object),
            Body::Buffer(_) | Body::List(_) | Body::Dict(_) | Body::Set(_) | Body::Slice(_) => {
                Err(self.unhashable(object))
            }
            Body::DictView { kind, .. } if *kind != crate::python::object::iterator::DictPart::Values => {
                Err(self.unhashable(object))
            }
            Body::Plain if object == known::NONE && self.version().minor() >= 12 => Ok(0xFCA8_6420),
            _ => Ok(hash::of_address(address)),
        }
    }

    fn hashes_of(&mut self, items: &[Ref]) -> Result<Vec<i64>> {
        items.iter().map(|item| self.key_hash(*item)).collect()
    }

    fn hash_from_result(&mut self, result: Ref) -> Result<i64> {
        let hash = match self.heap.body(result) {
            Body::Int(value) => Ok(if *value == -1 { -2 } else { *value }),
            Body::BigInt(value) => Ok(hash::of_big_int(value)),
            _ => Err(self.raise(known::TYPE_ERROR, "__hash__ method should return an integer")),
        };
        self.release(result);
        hash
    }

    /// `TypeError: unhashable type: 'list'`.
    pub fn unhashable(&mut self, object: Ref) -> Stop {
        let name = self.class_name(object);
        self.raise(known::TYPE_ERROR, format!("unhashable type: '{name}'"))
    }

    /// What a range's hash is made of: length, start, step; None for what does not matter (`range_hash`).
    fn range_as_tuple(&mut self, range: Ref) -> Result<Ref> {
        let Body::Range(parts) = self.heap.body(range) else { return Ok(self.keep(known::EMPTY_TUPLE)) };
        let length = crate::python::modules::range_slice::range_length(parts);
        let (start, step) = (parts[0].clone(), parts[2].clone());
        let zero = num_bigint::BigInt::from(0);
        let one = num_bigint::BigInt::from(1);
        let start = if length == zero { self.none() } else { self.new_big_int(start) };
        let step = if length <= one { self.none() } else { self.new_big_int(step) };
        let length = self.new_big_int(length);
        Ok(self.new_tuple(vec![length, start, step]))
    }
}
