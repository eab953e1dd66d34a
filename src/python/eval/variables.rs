//! Instructions on names: locals, cells, globals, and the errors of names that are not bound.

use crate::python::compile::code::{self, Op};
use crate::python::eval::frame::Value;
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::{Body, Ref, known};

impl Machine {
    /// `LoadFast`
    #[inline]
    pub(super) fn load_fast(&mut self, arg: u32) -> Result<()> {
        let current = self.current;
        let thread = &mut self.threads[current];
        let base = thread.frames.last().map_or(0, |frame| frame.base);
        match thread.values.get(base + arg as usize) {
            Some(value) if !value.is_null() => {
                let reference = value.reference();
                self.heap.incref(reference);
                thread.values.push(Value::owned(reference));
            }
            _ => return Err(self.unbound_local(arg)),
        }
        Ok(())
    }

    /// `LoadFastBorrow`
    #[inline]
    pub(super) fn load_fast_borrow(&mut self, arg: u32) -> Result<()> {
        let value = self.local(arg);
        if value.is_null() {
            return Err(self.unbound_local(arg));
        }
        self.push_value(Value::borrowed(value.reference()));
        Ok(())
    }

    /// `StoreFast`
    #[inline]
    pub(super) fn store_fast(&mut self, arg: u32) {
        let value = self.pop_value();
        // A local never borrows from another: it may outlive it. A constant outlives every local.
        let from_constant = || self.code().is_some_and(|code| code.constants.contains(&value.reference()));
        let value = if value.is_borrowed() && !from_constant() { Value::owned(self.own(value)) } else { value };
        let old = self.exchange_local(arg, value);
        self.drop_value(old);
    }

    /// `DeleteFast`
    #[inline]
    pub(super) fn delete_fast(&mut self, arg: u32) -> Result<()> {
        let old = self.exchange_local(arg, Value::NULL);
        if old.is_null() {
            return Err(self.unbound_local(arg));
        }
        self.drop_value(old);
        Ok(())
    }

    /// `MakeCell`
    #[inline]
    pub(super) fn make_cell(&mut self, arg: u32) {
        let value = self.exchange_local(arg, Value::NULL);
        let content = if value.is_null() { Ref::NULL } else { self.own(value) };
        let cell = self.heap.insert(known::CELL, Body::Cell(content), 24 + 16, 16, true);
        self.heap.track(cell);
        self.exchange_local(arg, Value::owned(cell));
    }

    /// `LoadDeref`
    #[inline]
    pub(super) fn load_deref(&mut self, arg: u32) -> Result<()> {
        let content = self.cell_content(arg);
        if content.is_null() {
            return Err(self.unbound_cell(arg));
        }
        self.keep(content);
        self.push(content);
        Ok(())
    }

    /// `StoreDeref`
    #[inline]
    pub(super) fn store_deref(&mut self, arg: u32) {
        let value = self.pop();
        let old = self.exchange_cell(arg, value);
        self.release(old);
    }

    /// `DeleteDeref`
    #[inline]
    pub(super) fn delete_deref(&mut self, arg: u32) -> Result<()> {
        let old = self.exchange_cell(arg, Ref::NULL);
        if old.is_null() {
            return Err(self.unbound_cell(arg));
        }
        self.release(old);
        Ok(())
    }

    /// `LoadClassDeref`
    #[inline]
    pub(super) fn load_class_deref(&mut self, arg: u32) -> Result<()> {
        let name = self.code().and_then(|code| code.locals.get(arg as usize)).map_or(Ref::NULL, |local| local.name);
        let locals = self.thread().frames.last().map_or(Ref::NULL, |frame| frame.locals);
        let found = self.in_namespace(locals, name)?;
        if let Some(value) = found {
            self.push(value);
            return Ok(());
        }
        self.load_deref(arg)
    }

    /// `LoadName`
    #[inline]
    pub(super) fn load_name(&mut self, arg: u32) -> Result<()> {
        let name = self.name(arg);
        let locals = self.thread().frames.last().map_or(Ref::NULL, |frame| frame.locals);
        match self.in_namespace(locals, name)? {
            Some(value) => {
                self.push(value);
                Ok(())
            }
            None => self.load_global(name, None),
        }
    }

    /// `LoadFromDictOrGlobals`
    pub(super) fn load_from_dict_or_globals(&mut self, arg: u32) -> Result<()> {
        let (mapping, name) = (self.peek(0), self.name(arg));
        let found = self.in_namespace(mapping, name)?;
        self.drop_top();
        match found {
            Some(value) => {
                self.push(value);
                Ok(())
            }
            None => self.load_global(name, None),
        }
    }

    /// `LoadFromDictOrDeref`
    pub(super) fn load_from_dict_or_deref(&mut self, arg: u32) -> Result<()> {
        let name = self.code().and_then(|code| code.locals.get(arg as usize)).map_or(Ref::NULL, |local| local.name);
        let mapping = self.peek(0);
        let found = self.in_namespace(mapping, name)?;
        self.drop_top();
        match found {
            Some(value) => {
                self.push(value);
                Ok(())
            }
            None => self.load_deref(arg),
        }
    }

    /// What a class body's or module's own namespace has under a name (owned); it may be any mapping.
    #[inline]
    fn in_namespace(&mut self, namespace: Ref, name: Ref) -> Result<Option<Ref>> {
        if namespace.is_null() {
            return Ok(None);
        }
        if self.heap.class_of(namespace) == known::DICT {
            return Ok(self.dict_get_name(namespace, name).map(|value| self.keep(value)));
        }
        match self.get_item(namespace, name) {
            Ok(value) => Ok(Some(value)),
            Err(stop) if self.is_stop_of(&stop, known::KEY_ERROR) => {
                self.forget(stop)?;
                Ok(None)
            }
            Err(stop) => Err(stop),
        }
    }

    /// `DeleteName`, `DeleteGlobal`
    #[inline]
    pub(super) fn delete_name(&mut self, op: Op, arg: u32) -> Result<()> {
        let name = self.name(arg);
        let namespace = if op == Op::DeleteName {
            self.namespace()
        } else {
            self.thread().frames.last().map_or(Ref::NULL, |frame| frame.globals)
        };
        let deleted = if self.heap.class_of(namespace) == known::DICT {
            self.dict_delete(namespace, name)?
        } else {
            match self.delete_item(namespace, name) {
                Ok(()) => true,
                Err(stop) if self.is_stop_of(&stop, known::KEY_ERROR) => {
                    self.forget(stop)?;
                    false
                }
                Err(stop) => return Err(stop),
            }
        };
        if deleted { Ok(()) } else { Err(self.undefined_name(name)) }
    }

    /// `SetupAnnotations`
    #[inline]
    pub(super) fn set_up_annotations(&mut self) -> Result<()> {
        let namespace = self.namespace();
        let name = self.names.annotations;
        if let Some(found) = self.in_namespace(namespace, name)? {
            self.release(found);
            return Ok(());
        }
        let made = self.new_dict();
        let outcome = self.set_item(namespace, name, made);
        self.release(made);
        outcome
    }

    /// The name that the instruction's argument stands for.
    #[inline]
    pub(super) fn name(&self, arg: u32) -> Ref {
        self.code().and_then(|code| code.names.get(arg as usize)).copied().unwrap_or(Ref::NULL)
    }

    #[inline]
    pub(super) fn local(&self, arg: u32) -> Value {
        let thread = self.thread();
        let base = thread.frames.last().map_or(0, |frame| frame.base);
        thread.values.get(base + arg as usize).copied().unwrap_or(Value::NULL)
    }

    /// Puts a value into a local and gives back the one that was there.
    #[inline]
    pub(super) fn exchange_local(&mut self, arg: u32, value: Value) -> Value {
        let thread = self.thread_mut();
        let base = thread.frames.last().map_or(0, |frame| frame.base);
        match thread.values.get_mut(base + arg as usize) {
            Some(place) => std::mem::replace(place, value),
            None => value,
        }
    }

    /// The dict of a module or class body, or the globals.
    pub fn namespace(&self) -> Ref {
        self.thread()
            .frames
            .last()
            .map_or(Ref::NULL, |frame| if frame.locals.is_null() { frame.globals } else { frame.locals })
    }

    pub(super) fn store_in(&mut self, namespace: Ref, name: Ref) -> Result<()> {
        let value = self.peek(0);
        if self.heap.class_of(namespace) == known::DICT {
            self.dict_set(namespace, name, value)?;
        } else {
            self.set_item(namespace, name, value)?;
        }
        self.drop_top();
        Ok(())
    }

    pub(super) fn load_global(&mut self, name: Ref, found: Option<Ref>) -> Result<()> {
        let globals = self.thread().frames.last().map_or(Ref::NULL, |frame| frame.globals);
        let value =
            found.or_else(|| self.dict_get_name(globals, name)).or_else(|| self.dict_get_name(self.builtins, name));
        match value {
            Some(value) => {
                self.keep(value);
                self.push(value);
                Ok(())
            }
            None => Err(self.undefined_name(name)),
        }
    }

    pub(super) fn undefined_name(&mut self, name: Ref) -> Stop {
        let text = self.text_of(name).unwrap_or("?").to_owned();
        let stop = self.raise(known::NAME_ERROR, format!("name '{text}' is not defined"));
        self.name_the_error(&stop, name);
        stop
    }

    /// Sets the `name` of a NameError, by which the traceback makes its suggestion.
    pub(super) fn name_the_error(&mut self, stop: &Stop, name: Ref) {
        if let Stop::Raised(exception) = stop {
            self.keep(name);
            if let Some(parts) = self.exception_mut(*exception) {
                parts.name = name;
            }
        }
    }

    pub(super) fn unbound_local(&mut self, arg: u32) -> Stop {
        let local = self.code().and_then(|code| code.locals.get(arg as usize));
        let text = local.map_or("?", |local| local.text.as_str());
        let message = format!("cannot access local variable '{text}' where it is not associated with a value");
        // Only a plain NameError gets a `name`, and with it suggestions (`format_exc_check_arg`).
        self.raise(known::UNBOUND_LOCAL_ERROR, message)
    }

    pub(super) fn unbound_cell(&mut self, arg: u32) -> Stop {
        let local = self.code().and_then(|code| code.locals.get(arg as usize)).cloned();
        let Some(local) = local else { return Stop::unmodelled("a cell without a name") };
        let text = &local.text;
        if local.kind == code::LocalKind::Cell {
            return self.unbound_local(arg);
        }
        let message =
            format!("cannot access free variable '{text}' where it is not associated with a value in enclosing scope");
        let stop = self.raise(known::NAME_ERROR, message);
        self.name_the_error(&stop, local.name);
        stop
    }

    pub(super) fn cell_content(&self, arg: u32) -> Ref {
        match self.heap.body(self.local(arg).reference()) {
            Body::Cell(content) => *content,
            _ => Ref::NULL,
        }
    }

    pub(super) fn exchange_cell(&mut self, arg: u32, value: Ref) -> Ref {
        let cell = self.local(arg).reference();
        match &mut self.heap.get_mut(cell).body {
            Body::Cell(content) => std::mem::replace(content, value),
            _ => value,
        }
    }

    pub(super) fn copy_free_variables(&mut self, count: u32) {
        let Some(frame) = self.thread().frames.last() else { return };
        let first = frame.code.locals.len() - count as usize;
        let closure = match self.heap.body_or_none(frame.function) {
            Some(Body::Function(function)) => function.closure,
            _ => Ref::NULL,
        };
        let cells = self.heap.body_or_none(closure).and_then(|_| self.heap.items(closure)).map(<[Ref]>::to_vec);
        for (at, cell) in cells.unwrap_or_default().into_iter().enumerate() {
            self.keep(cell);
            self.exchange_local((first + at) as u32, Value::owned(cell));
        }
    }
}
