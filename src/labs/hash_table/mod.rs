//! The hash-table lab: any keys, inserted, looked up and deleted one at a time.
//!
//! [`operation`] checks what is typed; the program that the operations make runs on the interpreter, so that the table is
//! its own dict or set and no second model.

pub mod operation;
