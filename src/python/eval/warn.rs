//! Warnings that the interpreter itself gives, by the filters that every program starts with (`Python/_warnings.c`).

use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::{Body, Ref, known};

impl Machine {
    /// `PyErr_WarnEx` with a stack level of 1: of the line that runs.
    pub fn warn(&mut self, category: Ref, message: &str) -> Result<()> {
        self.warn_with(category, message, "");
        Ok(())
    }

    /// "coroutine 'f' was never awaited" (`Python/_warnings.c`, `_PyErr_WarnUnawaitedCoroutine`).
    pub(super) fn warn_unawaited(&mut self, name: &str) -> Result<()> {
        let message = format!("coroutine '{name}' was never awaited");
        let hint = "RuntimeWarning: Enable tracemalloc to get the object allocation traceback\n";
        self.warn_with(known::RUNTIME_WARNING, &message, hint);
        Ok(())
    }

    /// Writes a warning, once for each place; `hint` is what follows the line of source.
    fn warn_with(&mut self, category: Ref, message: &str, hint: &str) {
        let (file, line, in_main) = match self.thread().frames.last() {
            Some(frame) => {
                let at = frame.next.saturating_sub(1) as usize;
                let line = frame.code.positions.get(at).map_or(frame.line, |position| position.line);
                (frame.code.file_name.clone(), line, frame.globals == self.main)
            }
            None => ("sys".to_owned(), 1, false),
        };
        let hidden = self.is_subclass(category, known::DEPRECATION_WARNING) && !in_main;
        if hidden || !self.warned.insert((category, line, message.to_owned())) {
            return;
        }
        let name = match self.heap.body(category) {
            Body::Class(class) => class.name.clone(),
            _ => String::new(),
        };
        let mut text = format!("{file}:{line}: {name}: {message}\n");
        if in_main
            && let Some(source) = self.source.lines().nth(line.saturating_sub(1) as usize)
            && !source.trim().is_empty()
        {
            text.push_str(&format!("  {}\n", source.trim()));
        }
        text.push_str(hint);
        self.output.errors.push_str(&text);
    }
}
