//! What the program writes: pieces of text up to a bound.

use std::sync::Arc;

use crate::python::eval::stop::{Ending, Result, Stop};
use crate::python::machine::{Machine, Mark, MarkKind};

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
        self.count_pending(text.len());
        self.output.pieces.push(Arc::from(text));
        if self.trail.recording {
            let step = self.step;
            self.trail.marks.push(Mark { step, kind: MarkKind::Output });
        }
        Ok(())
    }

    /// Texts wait in a list until there are 8192 bytes of them (`Modules/_io/textio.c`, `_io_TextIOWrapper_write`); the collector
    /// counts the list.
    fn count_pending(&mut self, bytes: usize) {
        const CHUNK: usize = 8192;
        let pending = &mut self.output.pending;
        if *pending > 0 && *pending + bytes > CHUNK {
            *pending = 0;
            self.heap.collector.count_release();
        }
        if self.output.pending == 0 {
            self.heap.collector.count_allocation();
        }
        self.output.pending += bytes;
    }
}
