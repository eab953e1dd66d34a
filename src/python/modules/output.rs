//! What the program writes: pieces of text up to a bound.

use std::sync::Arc;

use crate::python::eval::stop::{Ending, Result, Stop};
use crate::python::machine::{Machine, Mark, MarkKind};
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
        self.count_first_text();
        self.output.pieces.push(Arc::from(text));
        if self.trail.recording {
            let step = self.step;
            self.trail.marks.push(Mark { step, kind: MarkKind::Output });
        }
        Ok(())
    }

    /// The first text makes an object that goes to a free list and so stays counted, on 3.11 two; before the first full
    /// collection, which empties the free lists, it comes from one.
    fn count_first_text(&mut self) {
        if self.output.pieces.is_empty() && self.heap.collector.statistics[2].collections > 0 {
            self.heap.collector.count_allocation();
            if self.version() == Version::V3_11 {
                self.heap.collector.count_allocation();
            }
        }
    }
}
