//! Glasshouse: CPython behind glass.
//!
//! One room a line; `ARCHITECTURE.md` is the map.

pub mod app;
pub mod export;
pub mod host;
pub mod inspect;
pub mod labs;
pub mod lessons;
pub mod python;
pub mod replay;
pub mod scene;
pub mod study;
pub mod views;
