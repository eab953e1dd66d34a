//! Frame objects: what `sys._getframe`, `gi_frame` and tracebacks give, and the locals that they show.
//!
//! A frame object finds its frame on the thread while that runs, in the generator that has set it aside, or, when the call
//! is over, in itself.

use crate::python::compile::code::{Code, LocalKind};
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::exception::FrameObject;
use crate::python::object::generator::Progress;
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// Where the frame of a frame object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Running(usize),
    SetAside(Ref),
    Over,
}

impl Machine {
    /// The frame object of a running frame (borrowed: the frame owns it), made when it is first asked for.
    pub fn frame_object(&mut self, frame_number: usize) -> Ref {
        let Some(frame) = self.thread().frames.get(frame_number) else { return Ref::NULL };
        if !frame.object.is_null() {
            return frame.object;
        }
        let (code, globals, function) = (frame.code.clone(), frame.globals, frame.function);
        let made = self.new_frame_object(code, globals, function, u32::try_from(frame_number).ok(), Ref::NULL);
        if let Some(frame) = self.thread_mut().frames.get_mut(frame_number) {
            frame.object = made;
        }
        made
    }

    /// `gi_frame`: a generator's frame object, None at its end; owned.
    pub fn frame_of_generator(&mut self, generator: Ref) -> Ref {
        let Some(parts) = self.generator(generator) else { return self.none() };
        let object = match (parts.progress, &parts.frame) {
            (Progress::Running, None) => {
                let number = self.thread().frames.iter().rposition(|frame| frame.generator == generator);
                number.map_or(Ref::NULL, |number| self.frame_object(number))
            }
            (Progress::Ended, _) | (_, None) => Ref::NULL,
            (_, Some(frame)) if !frame.object.is_null() => frame.object,
            (_, Some(frame)) => {
                let (code, globals, function) = (frame.code.clone(), frame.globals, frame.function);
                let made = self.new_frame_object(code, globals, function, None, generator);
                if let Some(frame) = self.generator_mut(generator).and_then(|parts| parts.frame.as_mut()) {
                    frame.object = made;
                }
                made
            }
        };
        if object.is_null() { self.none() } else { self.keep(object) }
    }

    fn new_frame_object(
        &mut self,
        code: std::sync::Arc<Code>,
        globals: Ref,
        function: Ref,
        running: Option<u32>,
        generator: Ref,
    ) -> Ref {
        self.keep(globals);
        if !function.is_null() {
            self.keep(function);
        }
        let object = FrameObject {
            code,
            running,
            generator,
            locals: Vec::new(),
            globals,
            function,
            back: Ref::NULL,
            line: 0,
            lasti: 0,
            namespace: Ref::NULL,
            snapshot: Ref::NULL,
        };
        self.heap.insert(known::FRAME, Body::Frame(Box::new(object)), 72 + 16, 16, true)
    }

    fn frame_parts(&self, object: Ref) -> Option<&FrameObject> {
        match self.heap.body_or_none(object) {
            Some(Body::Frame(frame)) => Some(frame),
            _ => None,
        }
    }

    fn frame_parts_mut(&mut self, object: Ref) -> Option<&mut FrameObject> {
        match &mut self.heap.get_mut(object).body {
            Body::Frame(frame) => Some(frame),
            _ => None,
        }
    }

    fn frame_place(&self, object: Ref) -> Place {
        match self.frame_parts(object) {
            Some(FrameObject { running: Some(number), .. }) => Place::Running(*number as usize),
            Some(FrameObject { generator, .. }) if !generator.is_null() => Place::SetAside(*generator),
            _ => Place::Over,
        }
    }

    /// What stands at a local's place: the value, or the cell that holds it; null when unbound.
    fn raw_local(&self, object: Ref, place: usize) -> Ref {
        let value = match self.frame_place(object) {
            Place::Running(number) => {
                let thread = self.thread();
                let base = thread.frames.get(number).map_or(0, |frame| frame.base);
                thread.values.get(base + place).map(|value| value.reference())
            }
            Place::SetAside(generator) => {
                self.generator(generator).and_then(|parts| parts.values.get(place)).map(|value| value.reference())
            }
            Place::Over => self.frame_parts(object).and_then(|frame| frame.locals.get(place)).copied(),
        };
        value.unwrap_or(Ref::NULL)
    }

    /// A local's value, looked up in its cell if it has one; null when unbound.
    pub fn frame_local(&self, object: Ref, place: usize, kind: LocalKind) -> Ref {
        let raw = self.raw_local(object, place);
        match self.heap.body_or_none(raw) {
            Some(Body::Cell(content)) if kind != LocalKind::Fast => *content,
            _ => raw,
        }
    }

    /// Replaces a local's value (`value` is borrowed), in its cell if it has one.
    pub fn set_frame_local(&mut self, object: Ref, place: usize, kind: LocalKind, value: Ref) {
        let raw = self.raw_local(object, place);
        self.keep(value);
        if kind != LocalKind::Fast
            && !raw.is_null()
            && let Body::Cell(content) = &mut self.heap.get_mut(raw).body
        {
            let old = std::mem::replace(content, value);
            return self.release(old);
        }
        let new = crate::python::eval::frame::Value::owned(value);
        match self.frame_place(object) {
            Place::Running(number) => {
                let thread = self.thread_mut();
                let base = thread.frames.get(number).map_or(0, |frame| frame.base);
                let old = match thread.values.get_mut(base + place) {
                    Some(local) => std::mem::replace(local, new),
                    None => new,
                };
                // What borrowed the old value from this local keeps it: it lives until the frame ends.
                if !old.is_borrowed() && !old.is_null() {
                    let old = old.reference();
                    if let Some(frame) = self.thread_mut().frames.get_mut(number) {
                        frame.held.push(old);
                    }
                }
            }
            Place::SetAside(generator) => {
                let old = self.generator_mut(generator).and_then(|parts| {
                    let local = parts.values.get_mut(place)?;
                    Some(std::mem::replace(local, new))
                });
                if let Some(old) = old.filter(|old| !old.is_borrowed() && !old.is_null()) {
                    let old = old.reference();
                    match self.generator_mut(generator).and_then(|parts| parts.frame.as_mut()) {
                        Some(frame) => frame.held.push(old),
                        None => self.release(old),
                    }
                }
            }
            Place::Over => {
                let old = self.frame_parts_mut(object).and_then(|frame| {
                    let local = frame.locals.get_mut(place)?;
                    Some(std::mem::replace(local, value))
                });
                self.release(old.unwrap_or(value));
            }
        }
    }

    /// The dict of a module's or class body's frame (borrowed); null for a function's.
    fn frame_namespace(&self, object: Ref) -> Ref {
        let Some(frame) = self.frame_parts(object) else { return Ref::NULL };
        if frame.code.flags.optimized {
            return Ref::NULL;
        }
        match self.frame_place(object) {
            Place::Running(number) => {
                let frame = self.thread().frames.get(number);
                frame.map_or(Ref::NULL, |frame| if frame.locals.is_null() { frame.globals } else { frame.locals })
            }
            _ if frame.namespace.is_null() => frame.globals,
            _ => frame.namespace,
        }
    }

    /// `f_locals`: the namespace of a module or class body; of a function a dict that is brought up to date, from 3.13 a proxy
    /// that writes through (PEP 667). Owned.
    pub fn frame_locals(&mut self, object: Ref) -> Result<Ref> {
        let namespace = self.frame_namespace(object);
        if !namespace.is_null() {
            return Ok(self.keep(namespace));
        }
        if self.version() >= Version::V3_13 {
            return self.new_locals_proxy(object);
        }
        self.update_snapshot(object)
    }

    /// The dict of a function's locals as of now: up to 3.12 one for each call (`PyFrame_FastToLocalsWithError`). Owned.
    fn update_snapshot(&mut self, object: Ref) -> Result<Ref> {
        let Some(frame) = self.frame_parts(object) else { return Ok(self.new_dict()) };
        let (code, snapshot) = (frame.code.clone(), frame.snapshot);
        let dict = if snapshot.is_null() {
            let made = self.new_dict();
            if let Some(frame) = self.frame_parts_mut(object) {
                frame.snapshot = made;
            }
            made
        } else {
            snapshot
        };
        for (place, local) in code.locals.iter().enumerate().filter(|(_, local)| !local.text.starts_with('.')) {
            let value = self.frame_local(object, place, local.kind);
            if value.is_null() {
                self.dict_delete(dict, local.name)?;
            } else {
                self.dict_set(dict, local.name, value)?;
            }
        }
        Ok(self.keep(dict))
    }

    /// `locals()` of the innermost frame: a module's or class body's own dict; of a function's locals the one dict of the
    /// call, from 3.13 a new one each time. Owned.
    pub fn locals_dict(&mut self) -> Result<Ref> {
        let Some(number) = self.thread().frames.len().checked_sub(1) else { return Ok(self.new_dict()) };
        let Some(frame) = self.thread().frames.get(number) else { return Ok(self.new_dict()) };
        if !frame.locals.is_null() || !frame.code.flags.optimized {
            let dict = if frame.locals.is_null() { frame.globals } else { frame.locals };
            return Ok(self.keep(dict));
        }
        if self.version() < Version::V3_13 {
            let object = self.frame_object(number);
            return self.update_snapshot(object);
        }
        let (code, base) = (frame.code.clone(), frame.base);
        let dict = self.new_dict();
        for (at, local) in code.locals.iter().enumerate() {
            let value = self.thread().values.get(base + at).map_or(Ref::NULL, |value| value.reference());
            let value = match self.heap.body_or_none(value) {
                Some(Body::Cell(inner)) if local.kind != LocalKind::Fast => *inner,
                _ => value,
            };
            // Names such as `.0`, a comprehension's iterable, are no identifiers.
            if value.is_null() || local.text.starts_with('.') {
                continue;
            }
            if let Err(stop) = self.dict_set(dict, local.name, value) {
                self.release(dict);
                return Err(stop);
            }
        }
        Ok(dict)
    }

    /// An attribute of a frame object (owned); `None` for a name that it does not have.
    pub fn frame_attribute(&mut self, object: Ref, name: &str) -> Result<Option<Ref>> {
        let Some(frame) = self.frame_parts(object) else { return Ok(None) };
        let (globals, back, function, code) = (frame.globals, frame.back, frame.function, frame.code.clone());
        let place = self.frame_place(object);
        let value = match name {
            "f_globals" => self.keep(globals),
            "f_builtins" => {
                let builtins = self.builtins;
                self.keep(builtins)
            }
            "f_back" => match place {
                Place::Running(number) => match number.checked_sub(1) {
                    Some(caller) => {
                        let back = self.frame_object(caller);
                        self.keep(back)
                    }
                    None => self.none(),
                },
                Place::SetAside(_) => self.none(),
                Place::Over if back.is_null() => self.none(),
                Place::Over => self.keep(back),
            },
            "f_code" => match self.heap.body_or_none(function) {
                Some(Body::Function(parts)) => {
                    let code = parts.code_object;
                    self.keep(code)
                }
                _ => self.code_object_of(&code),
            },
            "f_lineno" => {
                let line = self.frame_line(object);
                if line == 0 { self.none() } else { self.new_int(line.into()) }
            }
            "f_lasti" => {
                let at = self.frame_instruction(object);
                self.new_int(2 * i64::from(at))
            }
            "f_locals" => self.frame_locals(object)?,
            "f_trace" => self.none(),
            "f_trace_lines" => self.new_bool(true),
            "f_trace_opcodes" => self.new_bool(false),
            "f_generator" if self.version() >= Version::V3_14 => {
                let generator = match place {
                    Place::Running(number) => self.thread().frames.get(number).map_or(Ref::NULL, |f| f.generator),
                    Place::SetAside(generator) => generator,
                    Place::Over => Ref::NULL,
                };
                if generator.is_null() { self.none() } else { self.keep(generator) }
            }
            _ => return Ok(None),
        };
        Ok(Some(value))
    }

    /// The instruction that the frame stands at.
    fn frame_instruction(&self, object: Ref) -> u32 {
        let next = match self.frame_place(object) {
            Place::Running(number) => self.thread().frames.get(number).map_or(0, |frame| frame.next),
            Place::SetAside(generator) => {
                let frame = self.generator(generator).and_then(|parts| parts.frame.as_ref());
                frame.map_or(0, |frame| frame.next)
            }
            Place::Over => return self.frame_parts(object).map_or(0, |frame| frame.lasti),
        };
        next.saturating_sub(1)
    }

    /// The line that the frame stands at.
    pub fn frame_line(&self, object: Ref) -> u32 {
        let Some(frame) = self.frame_parts(object) else { return 0 };
        if self.frame_place(object) == Place::Over {
            return frame.line;
        }
        let at = self.frame_instruction(object) as usize;
        frame.code.positions.get(at).map_or(0, |position| position.line)
    }

    /// A code object of code that no function holds: a module's.
    pub fn code_object_of(&mut self, code: &std::sync::Arc<Code>) -> Ref {
        let known = self.module_codes.iter().find(|(known, _)| std::sync::Arc::ptr_eq(known, code));
        if let Some((_, object)) = known {
            let object = *object;
            return self.keep(object);
        }
        // The object owns the constants, as the one that the compiler made does.
        for constant in &code.constants {
            self.heap.incref(*constant);
        }
        let made = self.heap.insert(known::CODE, Body::Code(code.clone()), 224, 0, false);
        self.keep(made);
        self.module_codes.push((code.clone(), made));
        made
    }

    /// `frame.clear()` (`Objects/frameobject.c`, `frame_clear_impl`).
    pub fn clear_frame(&mut self, object: Ref) -> Result<Ref> {
        match self.frame_place(object) {
            Place::Running(_) => Err(self.raise(known::RUNTIME_ERROR, "cannot clear an executing frame")),
            Place::SetAside(generator) => {
                let suspended = self.generator(generator).is_some_and(|parts| parts.progress == Progress::Suspended);
                if suspended && self.version() >= Version::V3_13 {
                    return Err(self.raise(known::RUNTIME_ERROR, "cannot clear a suspended frame"));
                }
                self.finalize_generator(generator);
                Ok(self.none())
            }
            Place::Over => {
                let locals = self
                    .frame_parts_mut(object)
                    .map(|frame| frame.locals.iter_mut().map(std::mem::take).collect::<Vec<Ref>>());
                self.release_all(locals.unwrap_or_default());
                Ok(self.none())
            }
        }
    }

    /// `<frame at 0x…, file 'demo.py', line 3, code f>`.
    pub fn frame_repr(&mut self, object: Ref) -> Result<String> {
        let line = self.frame_line(object);
        let Some(frame) = self.frame_parts(object) else { return Err(Stop::unmodelled("a frame without a frame")) };
        let (file, name) = (frame.code.file_name.clone(), frame.code.name.clone());
        let file = self.new_str(&file);
        let file_text = self.repr_of(file);
        self.release(file);
        let address = self.heap.get(object).address;
        Ok(format!("<frame at {address:#x}, file {}, line {line}, code {name}>", file_text?))
    }
}
