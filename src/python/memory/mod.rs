//! Where objects live: the heap, pymalloc's addresses, reference counts, and the cyclic collector.
//!
//! What is inside an object is `object`'s business. Running a finaliser or a weak reference's callback is `eval`'s: this
//! room says when.

pub mod audit;
pub mod collection;
pub mod collector;
pub mod free_lists;
pub mod heap;
pub mod interned;
pub mod pages;
pub mod pymalloc;
mod weak;
pub use heap::Heap;
