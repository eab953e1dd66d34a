//! `import`: the modules that the machine answers itself, and those written in Python under `assets/pylib`.
//!
//! A module in Python runs under a nested loop, once, with its own globals. What importing allocates leaves no trace with the
//! collector: CPython's own import reads caches and files, and its counts are not to be had by doing something else.

use crate::python::compile;
use crate::python::eval::frame::{Frame, Purpose};
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::modules;
use crate::python::modules::pylib;
use crate::python::object::class::Module;
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

impl Machine {
    /// `ImportName`: the level and the names asked for lie on the stack (`Python/import.c`, `PyImport_ImportModuleLevelObject`).
    pub(super) fn import_name(&mut self, arg: u32) -> Result<()> {
        let name = self.thread().frames.last().and_then(|frame| frame.code.names.get(arg as usize)).copied();
        let text = self.text_of(name.unwrap_or(known::EMPTY_STR)).unwrap_or_default().to_owned();
        let level = match self.heap.body(self.peek(1)) {
            Body::Int(level) => usize::try_from(*level).unwrap_or(0),
            _ => 0,
        };
        let wanted = self.heap.items(self.peek(0)).map(<[Ref]>::to_vec).unwrap_or_default();
        let module = self.import_level(&text, level, &wanted)?;
        self.drop_top();
        self.drop_top();
        self.push(module);
        Ok(())
    }

    /// What an `import` statement pushes: the first part of a dotted name, or the module itself when names are asked of it.
    pub fn import_level(&mut self, name: &str, level: usize, wanted: &[Ref]) -> Result<Ref> {
        let full = if level == 0 { name.to_owned() } else { self.absolute_name(name, level)? };
        let module = self.import_module(&full)?;
        if wanted.is_empty() {
            let Some((first, _)) = full.split_once('.') else { return Ok(module) };
            let Some(top) = self.dict_get_text(self.modules, first) else { return Ok(module) };
            self.keep(top);
            self.release(module);
            return Ok(top);
        }
        if self.module_entry(module, "__path__").is_some()
            && let Err(stop) = self.import_submodules(module, &full, wanted)
        {
            self.release(module);
            return Err(stop);
        }
        Ok(module)
    }

    /// The name that a relative import means, by the globals of the code that runs (`resolve_name`).
    fn absolute_name(&mut self, name: &str, level: usize) -> Result<String> {
        let globals = self.thread().frames.last().map_or(Ref::NULL, |frame| frame.globals);
        let package = self.dict_get_name(globals, self.names.package).and_then(|package| self.text_of(package));
        let Some(package) = package.filter(|package| !package.is_empty()).map(str::to_owned) else {
            let message = "attempted relative import with no known parent package";
            return Err(self.raise(known::IMPORT_ERROR, message));
        };
        let mut base = package.as_str();
        for _ in 1..level {
            let Some((parent, _)) = base.rsplit_once('.') else {
                return Err(self.raise(known::IMPORT_ERROR, "attempted relative import beyond top-level package"));
            };
            base = parent;
        }
        Ok(if name.is_empty() { base.to_owned() } else { format!("{base}.{name}") })
    }

    /// Imports what `from package import …` names and the package does not have (`_handle_fromlist`).
    fn import_submodules(&mut self, module: Ref, full: &str, wanted: &[Ref]) -> Result<()> {
        for name in wanted {
            let Some(text) = self.text_of(*name).map(str::to_owned) else { continue };
            if text == "*" {
                let all =
                    self.module_entry(module, "__all__").and_then(|all| self.heap.items(all)).map(<[Ref]>::to_vec);
                self.import_submodules(module, full, &all.unwrap_or_default())?;
                continue;
            }
            let child = format!("{full}.{text}");
            let known = modules::find(&child).is_some() || pylib::find(&child).is_some();
            if known && self.module_entry(module, &text).is_none() {
                let child = self.import_module(&child)?;
                self.release(child);
            }
        }
        Ok(())
    }

    /// The module of this full name (owned), made or run when it is first imported, after its packages.
    pub fn import_module(&mut self, name: &str) -> Result<Ref> {
        if let Some(module) = self.dict_get_text(self.modules, name) {
            if module == known::NONE {
                let message = format!("import of {name} halted; None in sys.modules");
                return Err(self.module_not_found(name, message));
            }
            return Ok(self.keep(module));
        }
        let Some((parent, child)) = name.rsplit_once('.') else { return self.load_module(name) };
        let package = self.import_module(parent)?;
        let outcome = self.import_child(package, parent, child);
        self.release(package);
        outcome
    }

    fn import_child(&mut self, package: Ref, parent: &str, child: &str) -> Result<Ref> {
        let name = format!("{parent}.{child}");
        if let Some(module) = self.dict_get_text(self.modules, &name) {
            return Ok(self.keep(module));
        }
        if self.module_entry(package, "__path__").is_none() {
            let message = format!("No module named '{name}'; '{parent}' is not a package");
            return Err(self.module_not_found(&name, message));
        }
        let module = self.load_module(&name)?;
        self.keep(module);
        self.set_in_module(package, child, module)?;
        Ok(module)
    }

    fn load_module(&mut self, name: &str) -> Result<Ref> {
        let outermost = self.importing.is_empty();
        let aside = outermost.then(|| self.heap.begin_library());
        self.importing.push(name.to_owned());
        let outcome = match (modules::find(name), pylib::find(name)) {
            (Some(definition), _) => self.fill_module(name, definition),
            (None, Some(source)) => self.run_module(name, source),
            (None, None) if modules::exists_in_cpython(name) => {
                Err(Stop::unmodelled(format!("the module `{name}` is not modelled yet")))
            }
            (None, None) => {
                let message = format!("No module named '{name}'");
                Err(self.module_not_found(name, message))
            }
        };
        self.importing.pop();
        if let Some(aside) = aside {
            self.heap.end_library(aside);
        }
        outcome
    }

    fn module_not_found(&mut self, name: &str, message: String) -> Stop {
        let stop = self.raise(known::MODULE_NOT_FOUND_ERROR, message);
        if let Stop::Raised(exception) = &stop {
            let name = self.intern(name);
            if let Some(parts) = self.exception_mut(*exception) {
                parts.name = name;
            }
        }
        stop
    }

    fn fill_module(&mut self, name: &str, definition: &modules::ModuleDefinition) -> Result<Ref> {
        let module = self.new_module(name)?;
        (definition.fill)(self, module)?;
        Ok(module)
    }

    /// Compiles and runs a module of `assets/pylib`; one that fails is not in `sys.modules` afterwards.
    fn run_module(&mut self, name: &str, source: pylib::Source) -> Result<Ref> {
        let code = compile::module(self, source.text, &source.file_name).map_err(|error| {
            Stop::unmodelled(format!("the module `{name}` needs what is not modelled yet: {}", error.message))
        })?;
        let module = self.new_module(name)?;
        let file = self.new_str(&source.file_name);
        self.set_in_module(module, "__file__", file)?;
        let package = if source.package { name } else { name.rsplit_once('.').map_or("", |(parent, _)| parent) };
        let package = self.intern(package);
        self.set_in_module(module, "__package__", package)?;
        if source.package {
            let folder = source.file_name.trim_end_matches("/__init__.py");
            let folder = self.new_str(folder);
            let path = self.new_list(vec![folder]);
            self.set_in_module(module, "__path__", path)?;
        }
        let builtins = self.keep(self.builtins);
        self.set_in_module(module, "__builtins__", builtins)?;
        match self.run_module_code(code, self.module_dict(module)) {
            Ok(result) => self.release(result),
            Err(stop) => {
                let text = self.intern(name);
                let _ = self.dict_delete(self.modules, text);
                self.release(text);
                self.release(module);
                return Err(stop);
            }
        }
        // A module may have put something else in its place.
        match self.dict_get_text(self.modules, name) {
            Some(entered) if entered != module => {
                self.keep(entered);
                self.release(module);
                Ok(entered)
            }
            _ => Ok(module),
        }
    }

    /// Runs a module's code in a namespace (a dict), and waits for its end.
    pub fn run_code_in(&mut self, globals: Ref, code: std::sync::Arc<compile::code::Code>) -> Result<()> {
        let result = self.run_module_code(code, globals)?;
        self.release(result);
        Ok(())
    }

    /// Runs a module's or expression's code with these globals, and gives its result.
    pub fn run_module_code(&mut self, code: std::sync::Arc<compile::code::Code>, globals: Ref) -> Result<Ref> {
        let floor = self.thread().frames.len();
        let bottom = self.thread().values.len();
        if floor >= self.recursion_limit {
            return Err(self.raise(known::RECURSION_ERROR, "maximum recursion depth exceeded"));
        }
        self.keep(globals);
        self.keep(globals);
        let values = bottom + code.locals.len();
        let thread = self.thread_mut();
        thread.values.resize(values, Default::default());
        thread.frames.push(Frame {
            code,
            function: Ref::NULL,
            globals,
            locals: globals,
            base: bottom,
            bottom,
            next: 0,
            line: 0,
            purpose: Purpose::Call,
            subject: Ref::NULL,
            held: Vec::new(),
            object: Ref::NULL,
            generator: Ref::NULL,
        });
        thread.nesting += 1;
        let ran = self.run_to_floor(floor);
        self.thread_mut().nesting -= 1;
        ran?;
        Ok(self.pop())
    }

    /// An empty module (owned), entered into `sys.modules`.
    pub fn new_module(&mut self, name: &str) -> Result<Ref> {
        let dict = self.new_dict();
        let module = self.heap.insert(
            known::MODULE,
            Body::Module(Box::new(Module { name: name.to_owned(), dict })),
            56 + 16,
            16,
            true,
        );
        self.heap.track(module);
        let text = self.intern(name);
        self.dict_set(dict, self.names.name, text)?;
        for absent in [self.names.doc, self.names.package, self.names.loader, self.names.spec] {
            self.dict_set(dict, absent, known::NONE)?;
        }
        self.dict_set(self.modules, text, module)?;
        self.release(text);
        Ok(module)
    }

    /// A module's dict.
    pub fn module_dict(&self, module: Ref) -> Ref {
        match self.heap.body(module) {
            Body::Module(module) => module.dict,
            _ => Ref::NULL,
        }
    }

    /// What stands in a module under a name, borrowed.
    pub fn module_entry(&self, module: Ref, name: &str) -> Option<Ref> {
        let dict = self.module_dict(module);
        if dict.is_null() { None } else { self.dict_get_text(dict, name) }
    }

    /// Puts a value (taken over) into a module under a name.
    pub fn set_in_module(&mut self, module: Ref, name: &str, value: Ref) -> Result<()> {
        let (dict, name) = (self.module_dict(module), self.intern(name));
        let outcome = self.dict_set(dict, name, value);
        self.release(name);
        self.release(value);
        outcome
    }

    /// Puts built-in functions into a module under their names; each knows its module, as `m_self`.
    pub fn set_functions(
        &mut self,
        module: Ref,
        functions: &[&'static crate::python::object::function::Native],
    ) -> Result<()> {
        for definition in functions {
            self.keep(module);
            let body = Body::Native { definition, receiver: module };
            let function = self.heap.insert(known::BUILTIN_FUNCTION, body, 56 + 16, 16, true);
            self.heap.track(function);
            self.set_in_module(module, definition.name, function)?;
        }
        Ok(())
    }

    /// A module's attribute by its own `__getattr__` (PEP 562), or `None`.
    pub(super) fn module_getattr(&mut self, object: Ref, name: Ref) -> Result<Option<Ref>> {
        match self.module_entry(object, "__getattr__") {
            Some(function) => self.call(function, &[name]).map(Some),
            None => Ok(None),
        }
    }

    /// The lines of the file that code was compiled from, as far as tracebacks can show them.
    pub(super) fn source_of(&self, code: &compile::code::Code) -> &str {
        if code.in_program { &self.source } else { pylib::text_of(&code.file_name).unwrap_or_default() }
    }

    /// The same by the file's name; empty for what is no file that the machine has.
    pub fn source_of_file(&self, file_name: &str) -> &str {
        if file_name == self.options.file_name { &self.source } else { pylib::text_of(file_name).unwrap_or_default() }
    }

    /// The line of the program that runs: that of the innermost frame that is the program's own.
    pub fn program_line(&self) -> u32 {
        self.thread().frames.iter().rev().find(|frame| frame.code.in_program).map_or(0, |frame| frame.line)
    }

    pub(super) fn import_from(&mut self, arg: u32) -> Result<()> {
        let name = self.thread().frames.last().and_then(|frame| frame.code.names.get(arg as usize)).copied();
        let (module, name) = (self.peek(0), name.unwrap_or(known::EMPTY_STR));
        match self.get_attribute(module, name) {
            Ok(value) => {
                self.push(value);
                Ok(())
            }
            Err(stop) if self.is_stop_of(&stop, known::ATTRIBUTE_ERROR) => {
                self.forget(stop)?;
                self.import_from_modules(module, name)
            }
            Err(stop) => Err(stop),
        }
    }

    /// What a module does not have may be its submodule, half imported (`Python/ceval.c`, `import_from`); else ImportError.
    fn import_from_modules(&mut self, module: Ref, name: Ref) -> Result<()> {
        let text = self.text_of(name).unwrap_or_default().to_owned();
        let from = self.module_entry(module, "__name__").and_then(|name| self.text_of(name)).map(str::to_owned);
        if let Some(from) = &from
            && let Some(found) = self.dict_get_text(self.modules, &format!("{from}.{text}"))
        {
            self.keep(found);
            self.push(found);
            return Ok(());
        }
        let file = self.module_entry(module, "__file__").and_then(|file| self.text_of(file));
        let place = file.unwrap_or("unknown location").to_owned();
        let shown = from.clone().unwrap_or_else(|| "<unknown module name>".to_owned());
        let half = from.as_ref().is_some_and(|from| self.importing.contains(from));
        let message = if half {
            format!(
                "cannot import name '{text}' from partially initialized module '{shown}' (most likely due to a circular \
                 import) ({place})"
            )
        } else {
            format!("cannot import name '{text}' from '{shown}' ({place})")
        };
        let stop = self.raise(known::IMPORT_ERROR, message);
        if let (Stop::Raised(exception), Some(from)) = (&stop, from) {
            let from = self.intern(&from);
            self.keep(name);
            if let Some(parts) = self.exception_mut(*exception) {
                parts.name = from;
                // `name_from`, by which the traceback makes its suggestion.
                parts.value = name;
            }
        }
        Err(stop)
    }

    /// The names that `from module import …` could have meant (`traceback.py`, from 3.12 on).
    pub(super) fn names_to_import(&self, exception: Ref) -> Option<(String, Vec<String>)> {
        let parts = self.exception(exception)?;
        if self.version() < Version::V3_12 || parts.value.is_null() || parts.name.is_null() {
            return None;
        }
        let wrong = self.text_of(parts.value)?.to_owned();
        let module = self.dict_get_text(self.modules, self.text_of(parts.name)?)?;
        let Some(Body::Dict(table)) = self.heap.body_or_none(self.module_dict(module)) else { return None };
        let mut names: Vec<String> =
            table.live_entries().filter_map(|entry| self.text_of(entry.key)).map(str::to_owned).collect();
        names.sort();
        if self.version().hides_underscored_suggestions() && !wrong.starts_with('_') {
            names.retain(|name| !name.starts_with('_'));
        }
        Some((wrong, names))
    }

    /// `from module import *` (`Python/intrinsics.c`, `import_all_from`): what `__all__` names, or all without an underscore.
    pub(super) fn import_star(&mut self) -> Result<()> {
        let module = self.peek(0);
        let namespace = self.namespace();
        if let Some(all) = self.module_entry(module, "__all__") {
            for name in self.items_of(all)? {
                let outcome = self.import_one_of_all(module, namespace, name);
                self.release(name);
                outcome?;
            }
            self.drop_top();
            return Ok(());
        }
        let pairs: Vec<(Ref, Ref)> = match self.heap.body_or_none(self.module_dict(module)) {
            Some(Body::Dict(table)) => table.live_entries().map(|entry| (entry.key, entry.value)).collect(),
            _ => Vec::new(),
        };
        for (name, value) in pairs {
            if self.text_of(name).is_some_and(|name| !name.starts_with('_')) {
                self.dict_set(namespace, name, value)?;
            }
        }
        self.drop_top();
        Ok(())
    }

    fn import_one_of_all(&mut self, module: Ref, namespace: Ref, name: Ref) -> Result<()> {
        if self.text_of(name).is_none() {
            let shown = self.module_entry(module, "__name__").and_then(|name| self.text_of(name)).unwrap_or("?");
            let message = format!("Item in {shown}.__all__ must be str, not {}", self.class_name(name));
            return Err(self.raise(known::TYPE_ERROR, message));
        }
        let value = self.get_attribute(module, name)?;
        let outcome = self.dict_set(namespace, name, value);
        self.release(value);
        outcome
    }
}
