//! What the program writes: pieces of text up to a bound.

use std::sync::Arc;

use crate::python::eval::stop::{Ending, Result, Stop};
use crate::python::machine::{Machine, Mark, MarkKind};
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

impl Machine {
    /// Adds text to the output; ends the program at the bound.
    pub fn write(&mut self, text: &str) -> Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        self.check_printable_text(text)?;
        let bytes = self.output.bytes + text.len() as u64;
        if bytes > self.options.max_output {
            return Err(Stop::Ended(Box::new(Ending::Output(self.options.max_output))));
        }
        self.output.bytes = bytes;
        self.count_first_text();
        self.output.pieces.push(Arc::from(text));
        if self.trail.recording {
            let (step, depth) = (self.step, self.thread().frames.len() as u16);
            self.trail.marks.push(Mark { step, kind: MarkKind::Output, depth });
        }
        Ok(())
    }

    /// On 3.11 the first `print` makes the tuple of its four keywords' names, which stays (`Python/getargs.c`, `parser_init`).
    fn count_first_text(&mut self) {
        if self.version() == Version::V3_11 && self.output.pieces.is_empty() {
            let names = self.tuple_of(&[known::EMPTY_STR; 4]);
            self.heap.untrack(names);
        }
    }

    /// `print` asks the stream for its `write` before it makes the text of each piece (`Objects/fileobject.c`,
    /// `PyFile_WriteObject`): a bound method that may set off a collection, and that is let go by [`Self::drop_writer`] when the piece is
    /// out. What `line` holds is out by then.
    pub fn fetch_writer(&mut self, line: &mut String) -> Result<Ref> {
        if self.collects_at_next_allocation() {
            self.flush_line(line)?;
        }
        self.collect_before_allocation();
        let writer = self.heap.insert(known::BUILTIN_FUNCTION, Body::Plain, BOUND_BYTES, 16, true);
        if self.heap.collector.pending {
            self.flush_line(line)?;
        }
        Ok(writer)
    }

    /// Lets the stream's `write` go.
    pub fn drop_writer(&mut self, writer: Ref) {
        self.heap.remove(writer);
    }

    fn flush_line(&mut self, line: &mut String) -> Result<()> {
        self.write(line)?;
        line.clear();
        Ok(())
    }
}

/// Bytes of a bound built-in method, with its GC head.
const BOUND_BYTES: u32 = 56 + 16;
