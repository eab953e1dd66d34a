//! Warnings that the interpreter itself gives, by the filters that every program starts with (`Python/_warnings.c`).

use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::{Body, Ref, known};

impl Machine {
    /// `PyErr_WarnEx` with a stack level of 1: of the line that runs. A filter may make an error of it.
    pub fn warn(&mut self, category: Ref, message: &str) -> Result<()> {
        let Some(frame) = self.thread().frames.last() else { return Ok(()) };
        let at = frame.next.saturating_sub(1);
        let line = frame.code.positions.get(at as usize).map_or(frame.line, |position| position.line);
        let file = frame.code.file_name.clone();
        let in_main = frame.globals == self.main;
        let hidden = self.is_subclass(category, known::DEPRECATION_WARNING) && !in_main;
        if hidden || !self.warned.insert((category, line, message.to_owned())) {
            return Ok(());
        }
        let name = match self.heap.body(category) {
            Body::Class(class) => class.name.clone(),
            _ => String::new(),
        };
        let mut text = format!("{file}:{line}: {name}: {message}\n");
        if let Some(source) = self.source.lines().nth(line.saturating_sub(1) as usize)
            && !source.trim().is_empty()
        {
            text.push_str(&format!("  {}\n", source.trim()));
        }
        self.output.errors.push_str(&text);
        Ok(())
    }
}
