//! The natives: built-in functions, the methods of built-in types, and the modules that the machine answers itself.

pub mod arguments;
pub mod builtins;
pub mod constructors;
pub mod display;
pub mod format;
pub mod iterators;
pub mod output;
pub mod range_slice;
pub mod text_codec;
