//! What an object is: a count, a class, an address, and a body laid out as CPython lays it out.
//!
//! The parts of a body (how a list grows, how a dict probes) are in this room's files, each pure data with its rules. What an
//! object can do (methods, operators) is `modules` and `eval`; where it lives and dies is `memory`.

pub mod alias;
pub mod buffer;
pub mod class;
pub mod code_attributes;
pub mod create;
pub mod dict;
pub mod dict_access;
pub mod dict_update;
pub mod exception;
pub mod exception_kind;
pub mod extension;
pub mod function;
pub mod generator;
pub mod hash;
pub mod instance;
pub mod iterator;
pub mod known;
pub mod list;
pub mod list_access;
pub mod list_sort;
pub mod number;
pub mod packing;
pub mod set;
pub mod set_access;
pub mod set_algebra;
pub mod size;
pub mod table_iterator;
pub mod text;

use std::sync::Arc;

use num_bigint::BigInt;

use crate::python::compile::code::Code;

/// A reference: the number of an object's place in the heap. Never an address: that is [`Object::address`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ref(pub u32);

impl Ref {
    /// No object; CPython's `NULL`.
    pub const NULL: Ref = Ref(0);

    pub fn is_null(self) -> bool {
        self == Ref::NULL
    }

    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One object.
#[derive(Clone, Debug)]
pub struct Object {
    /// `ob_refcnt`. An immortal object keeps [`super::version::Version::immortal_count`] whatever happens.
    pub references: u32,
    /// `ob_type`; null in a free place.
    pub class: Ref,
    /// What `id()` answers: where pymalloc (or malloc) put it.
    pub address: u64,
    /// Bytes asked of the allocator for the object's own block, GC head and pre-header included.
    pub block: u32,
    /// The collector's list: the one before, null when not tracked.
    pub previous: Ref,
    /// The collector's list: the one after, null when not tracked.
    pub next: Ref,
    /// The materialised `__dict__` of an instance or function, null when there is none (yet).
    pub attributes: Ref,
    /// The weak references to this object: the head of their list (a weakref object), null when none.
    pub weak: Ref,
    pub flags: Flags,
    pub body: Body,
}

/// What the collector and the allocator remember about an object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// Has a GC head in front of it (`Py_TPFLAGS_HAVE_GC`).
    pub collectable: bool,
    /// Its finaliser has run and will not run again (PEP 442).
    pub finalized: bool,
    /// An interned string.
    pub interned: bool,
    /// Generation that its list belongs to: 0, 1, 2, or 3 for permanent; meaningless when not tracked.
    pub generation: u8,
    /// Looked at by the collection that runs; its `previous` is its number there.
    pub in_collection: bool,
    /// Bytes of the block that lie before the address: GC head and pre-header.
    pub front: u8,
}

/// An object's contents. A user's subclass of a built-in type has the built-in's body, and its class tells it apart.
#[derive(Clone, Debug, Default)]
pub enum Body {
    /// A free place in the heap; holds the number of the next free one.
    #[default]
    Nothing,
    Free(u32),
    /// None, Ellipsis, NotImplemented, `object()`.
    Plain,
    /// int and bool, when it fits 64 bits.
    Int(i64),
    BigInt(Box<BigInt>),
    Float(f64),
    Complex(f64, f64),
    Str(Box<text::Str>),
    Bytes(Arc<[u8]>),
    /// bytearray and `array.array`.
    Buffer(Box<buffer::Buffer>),
    MemoryView(Box<buffer::MemoryView>),
    /// What the memoryviews of one object share.
    Managed(buffer::Managed),
    Tuple(Box<[Ref]>),
    List(Box<list::List>),
    Dict(Box<dict::Dict>),
    /// set and frozenset.
    Set(Box<set::Set>),
    Range(Box<[BigInt; 3]>),
    /// start, stop, step: owned references, None where left out.
    Slice([Ref; 3]),
    Code(Arc<Code>),
    Function(Box<function::Function>),
    /// A function and the object that it is bound to; owned.
    BoundMethod {
        function: Ref,
        receiver: Ref,
    },
    /// A built-in function, or a built-in method bound to its receiver (null for a plain function); `receiver` is owned.
    Native {
        definition: &'static function::Native,
        receiver: Ref,
    },
    /// A method in a built-in class's dict, unbound (`method_descriptor`).
    MethodDescriptor {
        definition: &'static function::Native,
        class: Ref,
    },
    Property(Box<function::Property>),
    StaticMethod(Ref),
    ClassMethod(Ref),
    /// `super()`: the class whose successor is asked, the object, and the object's class.
    Super {
        class: Ref,
        receiver: Ref,
        receiver_class: Ref,
    },
    /// A closure's cell; null when empty.
    Cell(Ref),
    Class(Box<class::Class>),
    /// An instance of a user's class: its inline values, if it has any.
    Instance(Box<class::Instance>),
    Module(Box<class::Module>),
    Exception(Box<exception::Exception>),
    Traceback(Box<exception::Traceback>),
    /// A frame object, made when something asks for it; see [`exception::FrameObject`].
    Frame(Box<exception::FrameObject>),
    Iterator(Box<iterator::Iterator>),
    /// A generator, coroutine or asynchronous generator.
    Generator(Box<generator::Generator>),
    /// keys(), values() or items() of the dict.
    DictView {
        kind: iterator::DictPart,
        dict: Ref,
    },
    /// A slot wrapper, member descriptor or getset: named, read and written by the eval room.
    Member(Box<class::Member>),
    /// An object of a class that a native module defines.
    Extension(Box<dyn extension::Extension>),
    /// A weak reference: the object (null when it is dead), its callback, and its neighbours in the object's list.
    Weak(Box<class::Weak>),
    /// A read-only view of a mapping (owned): a class's `__dict__`.
    MappingProxy(Ref),
    GenericAlias(Box<alias::GenericAlias>),
    Union(Box<alias::Union>),
}

/// Calls `visit` with every reference that the body owns, in the order of CPython's `tp_traverse` for the type.
///
/// The object's class and [`Object::attributes`] are not the body's; the collector visits them itself.
pub fn visit_references(body: &Body, visit: &mut dyn FnMut(Ref)) {
    let mut each = |reference: Ref| {
        if !reference.is_null() {
            visit(reference);
        }
    };
    match body {
        Body::Nothing | Body::Free(_) | Body::Plain | Body::Int(_) | Body::BigInt(_) | Body::Float(_) => {}
        Body::Complex(..) | Body::Str(_) | Body::Bytes(_) | Body::Range(_) | Body::Buffer(_) => {}
        Body::MemoryView(view) => each(view.managed),
        Body::Managed(managed) => each(managed.exporter),
        Body::Weak(weak) => each(weak.callback),
        // Tuples and lists are walked from their ends (`tuple_traverse`, `list_traverse`).
        Body::Tuple(items) => items.iter().rev().copied().for_each(each),
        Body::List(list) => list.items.iter().rev().copied().for_each(each),
        Body::Dict(dict) => {
            each(dict.extra);
            dict.live_entries().for_each(|entry| {
                each(entry.key);
                each(entry.value);
            });
        }
        Body::Set(set) => set.keys().for_each(each),
        Body::Slice(parts) => parts.iter().copied().for_each(each),
        Body::Code(code) => code.constants.iter().copied().for_each(each),
        Body::Function(function) => function.references().into_iter().for_each(each),
        Body::BoundMethod { function, receiver } => [*function, *receiver].into_iter().for_each(each),
        Body::Native { receiver, .. } => each(*receiver),
        Body::MethodDescriptor { class, .. } => each(*class),
        Body::Property(property) => property.references().into_iter().for_each(each),
        Body::StaticMethod(inner) | Body::ClassMethod(inner) | Body::Cell(inner) => each(*inner),
        Body::Super { class, receiver, receiver_class } => {
            [*receiver, *class, *receiver_class].into_iter().for_each(each)
        }
        Body::Class(class) => class.references().into_iter().for_each(each),
        Body::Instance(instance) => instance.values().for_each(each),
        Body::Module(module) => each(module.dict),
        Body::Exception(exception) => exception.references().into_iter().for_each(each),
        Body::Traceback(traceback) => [traceback.next, traceback.frame].into_iter().for_each(each),
        Body::Frame(frame) => frame.references().into_iter().for_each(each),
        Body::Iterator(iterator) => iterator.references().into_iter().for_each(each),
        Body::Generator(generator) => generator.references().for_each(each),
        Body::DictView { dict, .. } => each(*dict),
        Body::Member(member) => each(member.class),
        Body::Extension(state) => state.visit(&mut each),
        Body::MappingProxy(mapping) => each(*mapping),
        Body::GenericAlias(alias) => [alias.origin, alias.arguments, alias.parameters].into_iter().for_each(each),
        Body::Union(union) => [union.members, union.parameters].into_iter().for_each(each),
    }
}
