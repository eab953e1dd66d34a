//! Instructions that handle exceptions, `with`, and the end of a call.

use crate::python::eval::frame::Purpose;
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::{Ref, known};

impl Machine {
    /// `PushExcInfo`
    #[inline]
    pub(super) fn push_handled(&mut self) {
        let exception = self.pop();
        self.keep(exception);
        let before = std::mem::replace(&mut self.thread_mut().handled, exception);
        let before = if before.is_null() { self.none() } else { before };
        self.push(before);
        self.push(exception);
    }

    /// `PopExcept`
    #[inline]
    pub(super) fn pop_handled(&mut self) {
        let before = self.pop();
        let before = if before == known::NONE {
            self.release(before);
            Ref::NULL
        } else {
            before
        };
        let handled = std::mem::replace(&mut self.thread_mut().handled, before);
        self.release(handled);
    }

    /// `CheckEgMatch`: what matches is what is being handled now.
    pub(super) fn check_group_match(&mut self) -> Result<()> {
        let (exception, pattern) = (self.peek(1), self.peek(0));
        let (found, rest) = self.match_group(exception, pattern)?;
        if found != known::NONE {
            let handled = self.keep(found);
            let before = std::mem::replace(&mut self.thread_mut().handled, handled);
            self.release(before);
        }
        self.drop_top();
        self.replace_top(1, rest);
        self.push(found);
        Ok(())
    }

    /// `WithExceptStart`
    #[inline]
    pub(super) fn with_except_start(&mut self) -> Result<()> {
        let exit = self.peek(3);
        let exception = self.peek(0);
        let class = self.heap.class_of(exception);
        let traceback = self.exception(exception).map_or(Ref::NULL, |parts| parts.traceback);
        let traceback = if traceback.is_null() { known::NONE } else { traceback };
        let result = self.call(exit, &[class, exception, traceback])?;
        self.push(result);
        Ok(())
    }

    /// `ReturnValue`: the value goes where the frame's purpose says.
    pub(super) fn return_value(&mut self) -> Result<()> {
        let value = self.pop();
        let Some(frame) = self.thread_mut().frames.last_mut() else { return Ok(()) };
        let (purpose, generator) = (frame.purpose, frame.generator);
        let subject = std::mem::take(&mut frame.subject);
        if !generator.is_null() {
            self.end_generator(generator);
        }
        self.end_frame();
        self.hand_over(purpose, subject, value)
    }

    /// A frame's result (taken over, as its subject is) goes where the frame's purpose says.
    pub(super) fn hand_over(&mut self, purpose: Purpose, subject: Ref, value: Ref) -> Result<()> {
        match purpose {
            Purpose::Program => self.release(value),
            Purpose::Initialise => {
                if value != known::NONE {
                    let got = self.class_name(value);
                    self.release(value);
                    self.release(subject);
                    return Err(self.raise(known::TYPE_ERROR, format!("__init__() should return None, not '{got}'")));
                }
                self.release(value);
                self.push(subject);
            }
            Purpose::Call | Purpose::ClassBody | Purpose::Resume => self.push(value),
            Purpose::Next => {
                self.release(value);
                let end = self.send_target();
                self.jump(end);
            }
            Purpose::Send => {
                let end = self.send_target();
                self.push(value);
                self.jump(end);
            }
        }
        Ok(())
    }

    pub(super) fn before_with(&mut self) -> Result<()> {
        let manager = self.peek(0);
        let class = self.heap.class_of(manager);
        let (enter, exit) =
            (self.lookup_on_class(class, self.names.enter), self.lookup_on_class(class, self.names.exit));
        let (Some(enter), Some(exit)) = (enter, exit) else {
            let name = self.class_name(manager);
            // From 3.14 `__exit__` is looked up first.
            let newer = self.version().minor() >= 14;
            let missed = match (enter, exit) {
                (_, None) if newer || enter.is_some() => " (missed __exit__ method)",
                (None, _) if newer => " (missed __enter__ method)",
                _ => "",
            };
            let message = format!("'{name}' object does not support the context manager protocol{missed}");
            return Err(self.raise(known::TYPE_ERROR, message));
        };
        let enter = self.bind_attribute(enter, manager, class)?;
        let exit = match self.bind_attribute(exit, manager, class) {
            Ok(exit) => exit,
            Err(stop) => {
                self.release(enter);
                return Err(stop);
            }
        };
        let entered = self.call(enter, &[]);
        self.release(enter);
        let entered = match entered {
            Ok(entered) => entered,
            Err(stop) => {
                self.release(exit);
                return Err(stop);
            }
        };
        self.replace_top(1, exit);
        self.push(entered);
        Ok(())
    }
}
