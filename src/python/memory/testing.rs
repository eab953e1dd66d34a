//! A machine with singletons and nothing else, for the unit tests of objects and memory.

use std::sync::Arc;

use super::Heap;
use crate::python::machine::{Machine, Options, Output, Trail};
use crate::python::object::text::Str;
use crate::python::object::{Body, Flags, Object, Ref, known};
use crate::python::version::Version;

/// Classes are bare places: enough to compare, not to look anything up.
pub fn bare_machine(version: Version) -> Machine {
    let mut heap = Heap::new(version);
    let mut put = |place: Ref, class: Ref, body: Body| {
        let object = Object {
            references: super::heap::IMMORTAL,
            class,
            address: 0x55_0000_0000 + u64::from(place.0) * 64,
            block: 0,
            previous: Ref::NULL,
            next: Ref::NULL,
            attributes: Ref::NULL,
            weak: Ref::NULL,
            flags: Flags::default(),
            body,
        };
        heap.insert_at(place, object);
    };
    put(known::NONE, known::NONE_TYPE, Body::Plain);
    put(known::FALSE, known::BOOL, Body::Int(0));
    put(known::TRUE, known::BOOL, Body::Int(1));
    put(known::EMPTY_TUPLE, known::TUPLE, Body::Tuple(Box::default()));
    put(known::EMPTY_STR, known::STR, Body::Str(Box::new(Str::new(""))));
    put(known::EMPTY_BYTES, known::BYTES, Body::Bytes(Arc::from([])));
    for (place, ..) in known::CLASSES {
        put(*place, known::TYPE, Body::Plain);
    }
    for value in -5..=version.largest_small_int() {
        if let Some(place) = known::small_int(value, version.largest_small_int()) {
            put(place, known::INT, Body::Int(value));
        }
    }
    for char in 0..256u32 {
        let text: String = char::from_u32(char).into_iter().collect();
        put(Ref(known::FIRST_LATIN1.0 + char), known::STR, Body::Str(Box::new(Str::new(text))));
    }
    Machine {
        options: Arc::new(Options { version, ..Options::default() }),
        heap,
        threads: Vec::new(),
        current: 0,
        step: 0,
        clock_nanos: 0,
        output: Output::default(),
        modules: Ref::NULL,
        builtins: Ref::NULL,
        main: Ref::NULL,
        ended: None,
        trail: Trail::default(),
        source: Arc::from(""),
        capture_at: 0,
        captured: None,
    }
}
