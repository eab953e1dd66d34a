//! The end of a program: the exit status, the traceback of what nobody caught, and what finalisers still say.

use crate::python::eval::stop::Stop;
use crate::python::machine::{Exit, Machine};
use crate::python::object::{Body, Ref, known};

impl Machine {
    /// Ends the program by its outcome. The machine stays as the last instruction left it, so that its objects can be looked
    /// at; what the interpreter's shutdown makes finalisers print is added to the output.
    pub(super) fn end_program(&mut self, outcome: super::stop::Result<()>) {
        let (status, exception) = match outcome {
            Ok(()) => (0, Ref::NULL),
            Err(Stop::Raised(exception)) => (self.status_of(exception), exception),
            Err(Stop::Ended(ending)) => {
                let line = self.program_line();
                self.ended = Some(Exit::Stopped { ending: *ending, line });
                return;
            }
        };
        self.ended = Some(Exit::Status(status));
        if self.has_finalizers() || self.has_exit_functions() {
            let mut after = self.checkpoint();
            after.ended = None;
            after.trail = Default::default();
            after.capture_at = 0;
            after.shut_down(exception);
            self.output = after.output;
            if after.ended.is_some() {
                self.ended = after.ended;
            }
        }
    }

    /// The exit status of an uncaught exception, whose traceback is written.
    fn status_of(&mut self, exception: Ref) -> i32 {
        if !self.is_instance(exception, known::SYSTEM_EXIT) {
            let text = self.traceback_text(exception);
            self.output.errors.push_str(&text);
            return 1;
        }
        let code = self.exception(exception).map_or(Ref::NULL, |parts| parts.value);
        match self.heap.body_or_none(code) {
            None => 0,
            // As the operating system cuts it.
            Some(Body::Int(status)) => (*status & 0xff) as i32,
            _ if code == known::NONE => 0,
            _ => {
                let text = self.str_of(code).unwrap_or_default();
                self.output.errors.push_str(&text);
                self.output.errors.push('\n');
                1
            }
        }
    }

    fn has_finalizers(&self) -> bool {
        self.heap.living().any(|object| {
            let class = self.heap.class_of(object);
            self.generator_needs_finalizer(object)
                || (!class.is_null() && self.heap.class(class).is_some_and(|class| class.special.del))
        })
    }

    /// The interpreter's shutdown as far as a program sees it (`Python/pylifecycle.c`, `finalize_modules`): `atexit` calls what it
    /// was given, the last exception goes with its frames, the modules go, and the collector frees what only they held.
    fn shut_down(&mut self, exception: Ref) {
        self.run_exit_functions();
        self.release(exception);
        let handled = std::mem::take(&mut self.thread_mut().handled);
        self.release(handled);
        let modules = self.modules;
        let names: Vec<Ref> = match self.heap.body(modules) {
            Body::Dict(table) => table.live_entries().map(|entry| entry.key).collect(),
            _ => Vec::new(),
        };
        for name in names {
            // `sys` and `builtins` go last of all, when no finaliser is left.
            if self.text_of(name).is_some_and(|name| name != "sys" && name != "builtins") {
                let _ = self.dict_delete(modules, name);
            }
        }
        self.collect_finally();
    }
}
