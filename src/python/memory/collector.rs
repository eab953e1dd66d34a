//! The cyclic collector: generations, and the passes of one collection.

use crate::python::version::Version;

/// The collector's state between and during collections.
#[derive(Clone, Debug)]
pub struct Collector {
    pub enabled: bool,
    pub thresholds: [u32; 3],
    pub counts: [i64; 3],
}

impl Collector {
    pub fn new(version: Version) -> Self {
        Self { enabled: true, thresholds: version.collection_thresholds(), counts: [0; 3] }
    }
}
