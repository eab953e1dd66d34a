//! The start of a machine: the objects that every CPython has, the builtins, and the program's module.

use std::sync::Arc;

use crate::python::compile;
use crate::python::eval::frame::{Frame, Purpose, Thread};
use crate::python::eval::names::Names;
use crate::python::eval::stop::{Result, SourceError, SourceErrorKind};
use crate::python::machine::{Machine, Options, Output, Trail};
use crate::python::memory::Heap;
use crate::python::modules;
use crate::python::modules::io::files::Files;
use crate::python::object::class::{Class, Member};
use crate::python::object::text::Str;
use crate::python::object::{Body, Flags, Object, Ref, exception_kind, known};
use crate::python::version::Version;

impl Machine {
    /// A machine that is about to run `source` as a script. A source that does not compile is an error; it has run nothing.
    pub fn start(source: &str, options: Options) -> std::result::Result<Machine, SourceError> {
        let mut machine = Machine::bare(options);
        machine.source = Arc::from(source);
        let prepared = machine.prepare_builtins();
        debug_assert!(prepared.is_ok(), "the builtins are the same every time");
        let file_name = machine.options.file_name.clone();
        let code = compile::module(&mut machine, source, &file_name)?;
        let main = machine.prepare_main(&file_name);
        debug_assert!(main.is_ok());
        let globals = machine.main;
        machine.keep(globals);
        machine.keep(globals);
        let locals = code.locals.len();
        machine.thread_mut().values.resize(locals, Default::default());
        machine.thread_mut().frames.push(Frame {
            code,
            function: Ref::NULL,
            globals,
            locals: globals,
            base: 0,
            bottom: 0,
            next: 0,
            line: 0,
            purpose: Purpose::Program,
            subject: Ref::NULL,
            held: Vec::new(),
            object: Ref::NULL,
            generator: Ref::NULL,
        });
        // A real interpreter has blocks of every size in use before a program starts: no pool of theirs is ever empty.
        (1..=32).for_each(|size| {
            machine.heap.blocks.allocate(16 * size);
        });
        machine.heap.collector.counts = [0; 3];
        machine.clock_nanos = 0;
        Ok(machine)
    }

    /// A machine with the known objects and no modules: enough for numbers, strs and containers.
    pub fn bare(options: Options) -> Machine {
        let version = options.version;
        let mut machine = Machine {
            heap: Heap::new(version),
            options: Arc::new(options),
            threads: vec![Thread::default()],
            current: 0,
            step: 0,
            clock_nanos: 0,
            output: Output::default(),
            files: Files::default(),
            input_read: 0,
            modules: Ref::NULL,
            builtins: Ref::NULL,
            main: Ref::NULL,
            ended: None,
            trail: Trail::default(),
            extension_classes: Arc::default(),
            abc_registrations: 0,
            importing: Vec::new(),
            source: Arc::from(""),
            names: Names::default(),
            async_hooks: (Ref::NULL, Ref::NULL),
            module_codes: Vec::new(),
            warned: Default::default(),
            deaths: Default::default(),
            recursion_limit: 1000,
            switch_interval_nanos: 5_000_000,
            capture_at: 0,
            captured: None,
            probe: None,
        };
        machine.make_known_objects();
        // Names of one letter are looked up like any other, which needs their hash.
        for place in known::FIRST_LATIN1.0..known::FIRST_FREE.0 {
            machine.str_hash(Ref(place));
        }
        machine.names = Names::intern(&mut machine);
        machine
    }

    fn make_known_objects(&mut self) {
        let version = self.version();
        let count = version.immortal_count().unwrap_or(1_000_000_000);
        let mut address = 0x5555_5590_0000;
        let mut put = |heap: &mut Heap, place: Ref, class: Ref, body: Body| {
            address += 64;
            let object = Object {
                references: count,
                class,
                address,
                block: 0,
                previous: Ref::NULL,
                next: Ref::NULL,
                attributes: Ref::NULL,
                weak: Ref::NULL,
                flags: Flags::default(),
                body,
            };
            heap.insert_at(place, object);
        };
        put(&mut self.heap, known::NONE, known::NONE_TYPE, Body::Plain);
        put(&mut self.heap, known::NOT_IMPLEMENTED, known::NOT_IMPLEMENTED_TYPE, Body::Plain);
        put(&mut self.heap, known::ELLIPSIS, known::ELLIPSIS_TYPE, Body::Plain);
        put(&mut self.heap, known::FALSE, known::BOOL, Body::Int(0));
        put(&mut self.heap, known::TRUE, known::BOOL, Body::Int(1));
        put(&mut self.heap, known::EMPTY_TUPLE, known::TUPLE, Body::Tuple(Box::default()));
        put(&mut self.heap, known::EMPTY_STR, known::STR, Body::Str(Box::new(Str::new(""))));
        put(&mut self.heap, known::EMPTY_BYTES, known::BYTES, Body::Bytes(Arc::from([])));
        for (place, name, base) in known::CLASSES {
            let mut mro = vec![*place];
            if let Body::Class(parent) = if base.is_null() { &Body::Nothing } else { self.heap.body(*base) } {
                mro.extend_from_slice(&parent.mro);
            }
            let mut bases = if base.is_null() { Vec::new() } else { vec![*base] };
            if *place == known::EXCEPTION_GROUP {
                // After BaseExceptionGroup, before BaseException.
                bases.push(known::EXCEPTION_GROUP_SECOND_BASE);
                mro.insert(2, known::EXCEPTION_GROUP_SECOND_BASE);
            }
            let name = if *place == known::UNION && version.has_one_union() { "typing.Union" } else { name };
            let class = Class {
                name: name.to_owned(),
                bases,
                mro,
                layout: *place,
                has_dict: self.known_class_has_dict(*place, *base),
                ..Class::default()
            };
            put(&mut self.heap, *place, known::TYPE, Body::Class(Box::new(class)));
        }
        let largest = version.largest_small_int();
        for value in -5..=largest {
            if let Some(place) = known::small_int(value, largest) {
                put(&mut self.heap, place, known::INT, Body::Int(value));
            }
        }
        for char in '\0'..='\u{ff}' {
            let place = Ref(known::FIRST_LATIN1.0 + u32::from(char));
            put(&mut self.heap, place, known::STR, Body::Str(Box::new(Str::new(char.to_string()))));
        }
    }

    fn known_class_has_dict(&self, place: Ref, base: Ref) -> bool {
        place == known::BASE_EXCEPTION
            || place == known::SIMPLE_NAMESPACE
            || matches!(self.heap.body_or_none(base), Some(Body::Class(parent)) if parent.has_dict)
    }

    /// Class dicts with their methods, the builtins module, and `sys.modules`.
    fn prepare_builtins(&mut self) -> Result<()> {
        for (place, ..) in known::CLASSES {
            let dict = self.new_dict();
            self.heap.untrack(dict);
            if let Body::Class(class) = &mut self.heap.get_mut(*place).body {
                class.dict = dict;
            }
            self.define_special(*place, dict)?;
            for definition in modules::methods(*place) {
                if self.version() < modules::since(*place, definition.name) {
                    continue;
                }
                self.define_method(*place, dict, definition)?;
            }
        }
        self.modules = self.new_dict();
        let module = self.new_module("builtins")?;
        self.builtins = self.module_dict(module);
        for (place, name, _) in known::CLASSES {
            if modules::is_builtin_name(name) && self.version().has_class(*place) {
                self.set_in_module(module, name, *place)?;
            }
        }
        for (name, place) in [("IOError", known::OS_ERROR), ("EnvironmentError", known::OS_ERROR)] {
            self.set_in_module(module, name, place)?;
        }
        for (name, value) in [
            ("None", known::NONE),
            ("Ellipsis", known::ELLIPSIS),
            ("NotImplemented", known::NOT_IMPLEMENTED),
            ("False", known::FALSE),
            ("True", known::TRUE),
            ("__debug__", known::TRUE),
        ] {
            self.set_in_module(module, name, value)?;
        }
        self.set_functions(module, modules::builtins::FUNCTIONS)?;
        modules::exit_module::fill_builtins(self, module)?;
        self.release(module);
        Ok(())
    }

    /// What [`slot_table`](modules::slot_table) says that the class has.
    fn define_special(&mut self, class: Ref, dict: Ref) -> Result<()> {
        let minor = self.version().minor();
        if self.is_subclass(class, known::BASE_EXCEPTION) && class != known::BASE_EXCEPTION {
            for definition in modules::exception_methods::slots(class, self.version()) {
                self.define_wrapper(class, dict, definition, known::WRAPPER_DESCRIPTOR)?;
            }
            for (name, _) in exception_kind::Kind::of_class(class).map_or(&[][..], exception_kind::Kind::fields) {
                self.define_member(class, dict, name, known::MEMBER_DESCRIPTOR)?;
            }
            return self.define_new(class, dict);
        }
        let Some(slots) = modules::slot_table::of(class) else { return Ok(()) };
        for (list, kind) in [
            (slots.wrappers, known::WRAPPER_DESCRIPTOR),
            (slots.methods, known::METHOD_DESCRIPTOR),
            (slots.class_methods, known::CLASSMETHOD_DESCRIPTOR),
        ] {
            for name in modules::slot_table::names(list, minor) {
                if let Some(definition) = modules::slots::special(class, name) {
                    self.define_wrapper(class, dict, definition, kind)?;
                }
            }
        }
        if slots.new {
            self.define_new(class, dict)?;
        }
        if slots.unhashable {
            self.dict_set(dict, self.names.hash, known::NONE)?;
        }
        for (list, kind) in [(slots.members, known::MEMBER_DESCRIPTOR), (slots.computed, known::GETSET_DESCRIPTOR)] {
            for name in modules::slot_table::names(list, minor) {
                self.define_member(class, dict, name, kind)?;
            }
        }
        Ok(())
    }

    fn define_member(&mut self, class: Ref, dict: Ref, name: &str, kind: Ref) -> Result<()> {
        let body = Body::Member(Box::new(Member { name: name.to_owned(), class, slot: None }));
        let member = self.heap.insert(kind, body, 64, 0, false);
        let name = self.intern(name);
        self.dict_set(dict, name, member)?;
        self.release(member);
        Ok(())
    }

    fn define_wrapper(
        &mut self,
        class: Ref,
        dict: Ref,
        definition: &'static crate::python::object::function::Native,
        kind: Ref,
    ) -> Result<()> {
        let method = if kind == known::CLASSMETHOD_DESCRIPTOR {
            let body = Body::Native { definition, receiver: Ref::NULL };
            let function = self.heap.insert(known::BUILTIN_FUNCTION, body, 56 + 16, 16, false);
            self.heap.insert(kind, Body::ClassMethod(function), 32, 0, false)
        } else {
            self.heap.insert(kind, Body::MethodDescriptor { definition, class }, 72, 0, false)
        };
        let name = self.intern(definition.name);
        self.dict_set(dict, name, method)?;
        self.release(method);
        Ok(())
    }

    /// `__new__`, bound to its class.
    fn define_new(&mut self, class: Ref, dict: Ref) -> Result<()> {
        let body = Body::Native { definition: &modules::slots::NEW, receiver: class };
        let function = self.heap.insert(known::BUILTIN_FUNCTION, body, 56 + 16, 16, false);
        self.dict_set(dict, self.names.new, function)?;
        self.release(function);
        Ok(())
    }

    fn define_method(
        &mut self,
        class: Ref,
        dict: Ref,
        definition: &'static crate::python::object::function::Native,
    ) -> Result<()> {
        let method = if modules::is_class_method(class, definition.name) {
            let body = Body::Native { definition, receiver: Ref::NULL };
            let function = self.heap.insert(known::BUILTIN_FUNCTION, body, 56 + 16, 16, false);
            self.heap.insert(known::CLASSMETHOD_DESCRIPTOR, Body::ClassMethod(function), 32, 0, false)
        } else if modules::is_static_method(class, definition.name) {
            let body = Body::Native { definition, receiver: Ref::NULL };
            let function = self.heap.insert(known::BUILTIN_FUNCTION, body, 56 + 16, 16, false);
            self.heap.insert(known::STATICMETHOD, Body::StaticMethod(function), 32, 0, false)
        } else {
            self.heap.insert(known::METHOD_DESCRIPTOR, Body::MethodDescriptor { definition, class }, 72, 0, false)
        };
        let name = self.intern(definition.name);
        self.dict_set(dict, name, method)?;
        self.release(method);
        Ok(())
    }

    fn prepare_main(&mut self, file_name: &str) -> Result<()> {
        let module = self.new_module("__main__")?;
        let dict = self.module_dict(module);
        self.main = dict;
        if self.version().minor() <= 13 {
            let annotations = self.new_dict();
            self.set_in_module(module, "__annotations__", annotations)?;
        }
        if let Some(builtins) = self.dict_get_text(self.modules, "builtins") {
            self.dict_set(dict, self.names.builtins, builtins)?;
        }
        let file = self.new_str(file_name);
        self.set_in_module(module, "__file__", file)?;
        let none = self.none();
        self.set_in_module(module, "__cached__", none)?;
        self.release(module);
        Ok(())
    }
}

/// What CPython prints for a source that does not compile.
pub fn source_error_text(error: &SourceError, source: &str, file_name: &str, version: Version) -> String {
    let kind = match error.kind {
        SourceErrorKind::Syntax => "SyntaxError",
        SourceErrorKind::Indentation => "IndentationError",
        SourceErrorKind::Tabs => "TabError",
        SourceErrorKind::Unmodelled => {
            return format!("{file_name}:{}:{}: {}\n", error.line, error.column + 1, error.message);
        }
    };
    let line = source.lines().nth(error.line.saturating_sub(1) as usize);
    let characters = |line: &str, bytes: u32| {
        let bytes = bytes as usize;
        let whole = line.get(..bytes).map_or_else(|| line.chars().count(), |part| part.chars().count());
        (whole + bytes.saturating_sub(line.len())) as i64 + 1
    };
    let end_line = source.lines().nth(error.end_line.saturating_sub(1) as usize).unwrap_or_default();
    let place = super::syntax_report::Place {
        file: Some(file_name.to_owned()),
        line: Some(error.line.into()),
        offset: line.map(|line| characters(line, error.column)),
        text: line.map(|line| format!("{line}\n")),
        end_line: Some(error.end_line.into()),
        end_offset: Some(characters(end_line, error.end_column)),
    };
    let mut text = super::syntax_report::place_lines(&place, version);
    text.push_str(&format!("{kind}: {}\n", error.message));
    text
}
