//! What the program writes: pieces of text up to a bound.

use std::sync::Arc;

use crate::python::eval::stop::{Ending, Result, Stop};
use crate::python::machine::{Machine, Mark, MarkKind};
use crate::python::object::{Body, known};
use crate::python::version::Version;

impl Machine {
    /// Adds text to the output; ends the program at the bound.
    pub fn write(&mut self, text: &str) -> Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        let bytes = self.output.bytes + text.len() as u64;
        if bytes > self.options.max_output {
            return Err(Stop::Ended(Box::new(Ending::Output(self.options.max_output))));
        }
        self.output.bytes = bytes;
        self.count_writing();
        self.output.pieces.push(Arc::from(text));
        if self.trail.recording {
            let step = self.step;
            self.trail.marks.push(Mark { step, kind: MarkKind::Output });
        }
        Ok(())
    }

    /// What writing leaves with the collector: from 3.14 the bound `write` goes to a free list, so that only the first one counts
    /// (`Objects/fileobject.c`, `PyFile_WriteObject`); on 3.11 the first text makes one object more.
    fn count_writing(&mut self) {
        let version = self.version();
        if version >= Version::V3_14 && !self.heap.has_free(known::BUILTIN_FUNCTION, BOUND_BYTES) {
            let write = self.heap.insert(known::BUILTIN_FUNCTION, Body::Plain, BOUND_BYTES, 16, true);
            self.heap.remove(write);
        }
        if version == Version::V3_11 && self.output.pieces.is_empty() {
            self.heap.collector.count_allocation();
        }
    }
}

/// Bytes of a bound built-in method, with its GC head.
const BOUND_BYTES: u32 = 56 + 16;
