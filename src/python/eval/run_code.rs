//! Running a code object by itself: `exec` and `eval`.

use std::sync::Arc;

use crate::python::compile::code::Code;
use crate::python::eval::frame::{Frame, Purpose};
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::Ref;

impl Machine {
    /// Runs code in these namespaces (borrowed) and gives its result (`Python/ceval.c`, `PyEval_EvalCode`). `object` is the
    /// code's object, held while it runs.
    pub fn run_code(&mut self, code: Arc<Code>, object: Ref, globals: Ref, locals: Ref) -> Result<Ref> {
        self.check_depth()?;
        let (floor, bottom) = (self.thread().frames.len(), self.thread().values.len());
        self.keep(globals);
        self.keep(object);
        let locals = if code.flags.optimized { Ref::NULL } else { self.keep(locals) };
        let values = bottom + code.locals.len();
        let thread = self.thread_mut();
        thread.values.resize(values, Default::default());
        thread.frames.push(Frame {
            code,
            function: Ref::NULL,
            globals,
            locals,
            base: bottom,
            bottom,
            next: 0,
            line: 0,
            purpose: Purpose::Call,
            subject: Ref::NULL,
            held: vec![object],
            object: Ref::NULL,
            generator: Ref::NULL,
        });
        thread.nesting += 1;
        let ran = self.run_to_floor(floor);
        self.thread_mut().nesting -= 1;
        if let Err(stop) = ran {
            self.cut_values(bottom);
            return Err(stop);
        }
        Ok(self.pop())
    }

    /// `PrintExpr`: what an interactive interpreter does with an expression's value (`sys.displayhook`).
    pub(super) fn print_expression(&mut self) -> Result<()> {
        let value = self.peek(0);
        if value != crate::python::object::known::NONE {
            let text = self.repr_of(value)?;
            self.write(&format!("{text}\n"))?;
            let builtins = self.builtins;
            let name = self.intern("_");
            let stored = self.dict_set(builtins, name, value);
            self.release(name);
            stored?;
        }
        self.drop_top();
        Ok(())
    }
}
