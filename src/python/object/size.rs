//! What `sys.getsizeof` answers: the object's own bytes and what lies in front of them, not what it refers to.
//!
//! The types' `__sizeof__` (`Objects/*.c`) and `_PySys_GetSizeOf`, which adds the GC head and the pre-header.

use super::class::Class;
use super::create::{int_bytes, str_bytes, tuple_bytes};
use super::dict::KeyKind;
use super::instance::is_exception;
use super::iterator::Iterator;
use super::{Body, Ref, known};
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::version::Version;

/// Bytes of an exception of this built-in class (`Include/cpython/pyerrors.h`), without what lies in front.
pub fn exception_bytes(version: Version, layout: Ref) -> u32 {
    match layout {
        known::STOP_ITERATION | known::SYSTEM_EXIT | known::NAME_ERROR | known::UNBOUND_LOCAL_ERROR => 80,
        known::ATTRIBUTE_ERROR => 88,
        known::IMPORT_ERROR | known::MODULE_NOT_FOUND_ERROR if version >= Version::V3_12 => 104,
        known::IMPORT_ERROR | known::MODULE_NOT_FOUND_ERROR => 96,
        known::OS_ERROR | known::FILE_NOT_FOUND_ERROR | known::PERMISSION_ERROR | known::TIMEOUT_ERROR => 112,
        known::UNICODE_ERROR | known::UNICODE_ENCODE_ERROR | known::UNICODE_DECODE_ERROR => 112,
        known::SYNTAX_ERROR | known::INDENTATION_ERROR if version >= Version::V3_14 => 144,
        known::SYNTAX_ERROR | known::INDENTATION_ERROR => 136,
        _ => 72,
    }
}

/// Bytes of a class object that a `class` statement made, without the keys that its instances share (`PyHeapTypeObject`).
fn heap_class_bytes(version: Version) -> u64 {
    match version {
        Version::V3_11 => 920,
        Version::V3_12 => 936,
        Version::V3_13 => 944,
        Version::V3_14 => 952,
        Version::V3_15 => 960,
    }
}

/// Bytes of a built-in class (`PyTypeObject`).
fn static_class_bytes(version: Version) -> u64 {
    match version {
        Version::V3_11 | Version::V3_15 => 424,
        Version::V3_12 => 432,
        Version::V3_13 | Version::V3_14 => 416,
    }
}

/// The keys that instances of a class share: 64 slots, room for 42 entries of 16 bytes.
const SHARED_KEYS: u64 = 32 + 64 + 42 * 16;

impl Machine {
    /// `sys.getsizeof(object)` by the built-in type's rule.
    pub fn size_of(&mut self, object: Ref) -> Result<u64> {
        let version = self.version();
        let place = self.heap.get(object);
        let user = self.heap.class(place.class).filter(|class| class.heap);
        let own: u64 = match &place.body {
            Body::Plain => 16,
            Body::Int(value) => {
                let bits = 64 - value.unsigned_abs().leading_zeros();
                int_bytes(u64::from(bits)).into()
            }
            Body::BigInt(value) => int_bytes(value.bits()).into(),
            Body::Float(_) => 24,
            Body::Complex(..) => 32,
            Body::Str(text) if user.is_some() => {
                let header = if version >= Version::V3_12 { 64 } else { 80 };
                header + (u64::from(text.length) + 1) * text.kind.width() as u64
            }
            // From 3.12 the singletons of Latin-1 beyond ASCII carry their UTF-8 form, two bytes and a NUL.
            Body::Str(text) if object.0 >= known::FIRST_LATIN1.0 + 128 && object.0 < known::FIRST_FREE.0 => {
                u64::from(str_bytes(version, text)) + if version >= Version::V3_12 { 3 } else { 0 }
            }
            Body::Str(text) => str_bytes(version, text).into(),
            Body::Bytes(bytes) => 33 + bytes.len() as u64,
            Body::Buffer(buffer) => {
                // The object, and its block, which from 3.15 on is a bytes object of a bytearray's.
                let (own, block) = match (buffer.is_bytearray(), version >= Version::V3_15) {
                    (true, true) if buffer.allocated > 0 => (64, 33),
                    (true, true) => (64, 0),
                    (true, false) => (56, 0),
                    (false, _) => (64, 0),
                };
                own + block + buffer.allocated as u64
            }
            Body::MemoryView(view) => 144 + 24 * view.shape.len().max(1) as u64,
            Body::Tuple(items) => tuple_bytes(version, items.len()).into(),
            Body::List(list) => 40 + 8 * list.allocated as u64,
            Body::Dict(dict) => {
                let values = match dict.kind {
                    KeyKind::Split => {
                        self.heap.class(dict.shared).map_or(0, |class| 8 * u64::from(class.shared_capacity()))
                    }
                    _ => dict.keys_bytes() as u64,
                };
                let more = self.definition_of(place.class, |definition| Some(definition.more_bytes)).unwrap_or(0);
                48 + values + u64::from(more)
            }
            Body::Set(set) => 200 + set.block_bytes() as u64,
            Body::Range(_) => 48,
            Body::Slice(_) => 40,
            Body::Function(_) => match version {
                Version::V3_11 => 136,
                Version::V3_12 | Version::V3_13 => 144,
                Version::V3_14 | Version::V3_15 => 152,
            },
            Body::BoundMethod { .. } => 48,
            Body::Native { .. } | Body::MethodDescriptor { .. } => return Ok(72),
            Body::Property(_) => 64,
            Body::StaticMethod(_) | Body::ClassMethod(_) => return Ok(48),
            Body::Super { .. } => 40,
            Body::Cell(_) => 24,
            Body::Class(class) if class.heap => {
                let shares = class.has_dict && !is_exception(class.layout);
                return Ok(heap_class_bytes(version) + if shares { SHARED_KEYS } else { 0 });
            }
            Body::Class(_) => return Ok(static_class_bytes(version)),
            Body::Instance(_) => 16,
            Body::Module(_) => return Ok(if version >= Version::V3_15 { 120 } else { 72 }),
            Body::Exception(_) => {
                let layout = user.map_or(place.class, |class| class.layout);
                exception_bytes(version, layout).into()
            }
            Body::Iterator(state) => match **state {
                Iterator::Range { .. } | Iterator::LongRange { .. } => {
                    return Ok(if version >= Version::V3_12 { 40 } else { 48 });
                }
                Iterator::Dict { .. } | Iterator::Enumerate { .. } => 56,
                Iterator::Set { .. } | Iterator::Zip { .. } => 48,
                Iterator::Map { .. } if version >= Version::V3_14 => 40,
                _ if place.class == known::MEMORYVIEW_ITERATOR => 48,
                _ if place.class == known::ARRAY_ITERATOR => 40,
                _ => 32,
            },
            Body::DictView { .. } => 24,
            Body::Member(_) => return Ok(64),
            Body::Extension(state) => state.size_of(version),
            Body::Weak(_) => 64,
            Body::Traceback(_) => 48,
            Body::Code(_) => return Err(Stop::unmodelled("the size of a code object is not modelled yet")),
            Body::Frame(_) => return Err(Stop::unmodelled("the size of a frame is not modelled yet")),
            _ => u64::from(place.block).saturating_sub(u64::from(place.flags.front)),
        };
        // The empty tuple has a head like any other.
        let user = user.filter(|class| class.extension.is_none());
        let head =
            if user.is_some() || place.flags.collectable || matches!(place.body, Body::Tuple(_)) { 16 } else { 0 };
        Ok(own + head + user.map_or(0, |class| added_by_class(class, version)))
    }
}

/// Bytes that a `class` statement adds to its layout's: slots, and places for a dict and weak references.
fn added_by_class(class: &Class, version: Version) -> u64 {
    let slots = 8 * class.slots.len() as u64;
    let front = u64::from(class.pre_header(version));
    // Sets can be referred to weakly already, and objects of varying size cannot.
    let keeps_weak_list =
        !matches!(class.layout, known::SET | known::FROZENSET | known::INT | known::TUPLE | known::BYTES | known::STR);
    let weak = if class.has_weak && version < Version::V3_12 && keeps_weak_list { 8 } else { 0 };
    let trailing_dict = version < Version::V3_12 && class.layout == known::TUPLE && class.has_dict;
    slots + front + weak + if trailing_dict { 8 } else { 0 }
}
