//! The natives: built-in functions, the methods of built-in types, and the modules that the machine answers itself.
pub mod display;
