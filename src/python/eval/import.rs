//! `import`: the modules that the machine answers itself, and those written in Python under `assets/pylib`.

use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::modules;
use crate::python::object::class::Module;
use crate::python::object::{Body, Ref, known};

impl Machine {
    pub(super) fn import_name(&mut self, arg: u32) -> Result<()> {
        let name = self.thread().frames.last().and_then(|frame| frame.code.names.get(arg as usize)).copied();
        let name = name.unwrap_or(Ref::NULL);
        let text = self.text_of(name).unwrap_or_default().to_owned();
        let module = self.import_module(&text)?;
        self.drop_top();
        self.drop_top();
        self.push(module);
        Ok(())
    }

    /// The module (owned), made when it is first imported.
    pub fn import_module(&mut self, name: &str) -> Result<Ref> {
        if let Some(module) = self.dict_get_text(self.modules, name) {
            return Ok(self.keep(module));
        }
        let Some(definition) = modules::find(name) else {
            if modules::exists_in_cpython(name) {
                return Err(Stop::unmodelled(format!("the module `{name}` is not modelled yet")));
            }
            let stop = self.raise(known::MODULE_NOT_FOUND_ERROR, format!("No module named '{name}'"));
            if let Stop::Raised(exception) = &stop {
                let name = self.intern(name);
                if let Some(parts) = self.exception_mut(*exception) {
                    parts.name = name;
                }
            }
            return Err(stop);
        };
        let module = self.new_module(name)?;
        (definition.fill)(self, module)?;
        Ok(module)
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

    /// Puts a value (taken over) into a module under a name.
    pub fn set_in_module(&mut self, module: Ref, name: &str, value: Ref) -> Result<()> {
        let (dict, name) = (self.module_dict(module), self.intern(name));
        let outcome = self.dict_set(dict, name, value);
        self.release(name);
        self.release(value);
        outcome
    }

    /// Puts built-in functions into a module under their names.
    pub fn set_functions(
        &mut self,
        module: Ref,
        functions: &[&'static crate::python::object::function::Native],
    ) -> Result<()> {
        for definition in functions {
            let body = Body::Native { definition, receiver: Ref::NULL };
            let function = self.heap.insert(known::BUILTIN_FUNCTION, body, 56 + 16, 16, true);
            self.heap.track(function);
            self.set_in_module(module, definition.name, function)?;
        }
        Ok(())
    }

    pub(super) fn import_from(&mut self, arg: u32) -> Result<()> {
        let name = self.thread().frames.last().and_then(|frame| frame.code.names.get(arg as usize)).copied();
        let (module, name) = (self.peek(0), name.unwrap_or(Ref::NULL));
        match self.get_attribute(module, name) {
            Ok(value) => {
                self.push(value);
                Ok(())
            }
            Err(stop) if self.is_stop_of(&stop, known::ATTRIBUTE_ERROR) => {
                self.forget(stop)?;
                let text = self.text_of(name).unwrap_or_default().to_owned();
                let from = match self.heap.body(module) {
                    Body::Module(module) => module.name.clone(),
                    _ => "<unknown module name>".to_owned(),
                };
                Err(self.raise(
                    known::IMPORT_ERROR,
                    format!("cannot import name '{text}' from '{from}' (unknown location)"),
                ))
            }
            Err(stop) => Err(stop),
        }
    }

    pub(super) fn import_star(&mut self) -> Result<()> {
        let module = self.peek(0);
        let dict = self.module_dict(module);
        let pairs: Vec<(Ref, Ref)> = match self.heap.body_or_none(dict) {
            Some(Body::Dict(table)) => table.live_entries().map(|entry| (entry.key, entry.value)).collect(),
            _ => Vec::new(),
        };
        let namespace = self.namespace();
        for (name, value) in pairs {
            if self.text_of(name).is_some_and(|name| !name.starts_with('_')) {
                self.dict_set(namespace, name, value)?;
            }
        }
        self.drop_top();
        Ok(())
    }
}
