//! Setting the attributes of functions (`Objects/funcobject.c`).

use crate::python::compile::code::LocalKind;
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::{Body, Ref, known};

impl Machine {
    /// Sets or deletes `__code__`, `__defaults__`, `__kwdefaults__`, `__name__` or `__qualname__` of a function; false for other
    /// names and objects.
    pub fn set_function_attribute(&mut self, object: Ref, name: &str, value: Option<Ref>) -> Result<bool> {
        if !matches!(self.heap.body(object), Body::Function(_)) {
            return Ok(false);
        }
        let given = value.unwrap_or(known::NONE);
        let wanted = match (name, self.heap.body(given)) {
            ("__code__", Body::Code(_)) => return self.set_function_code(object, given).map(|()| true),
            ("__code__", _) => "a code object",
            ("__defaults__", Body::Tuple(_)) | ("__kwdefaults__", Body::Dict(_)) => return Ok(false),
            ("__defaults__" | "__kwdefaults__", _) if given == known::NONE => return Ok(false),
            ("__defaults__", _) => "a tuple object",
            ("__kwdefaults__", _) => "a dict object",
            ("__name__" | "__qualname__", Body::Str(_)) => return Ok(false),
            ("__name__" | "__qualname__", _) => "a string object",
            _ => return Ok(false),
        };
        Err(self.raise(known::TYPE_ERROR, format!("{name} must be set to {wanted}")))
    }

    fn set_function_code(&mut self, object: Ref, code_object: Ref) -> Result<()> {
        let (Body::Function(function), Body::Code(code)) = (self.heap.body(object), self.heap.body(code_object)) else {
            return Ok(());
        };
        let code = code.clone();
        let wanted = code.locals.iter().filter(|local| local.kind == LocalKind::Free).count();
        let has = function.code.locals.iter().filter(|local| local.kind == LocalKind::Free).count();
        if wanted != has {
            let name = self.text_of(function.name).unwrap_or("?").to_owned();
            let message = format!("{name}() requires a code object with {has} free vars, not {wanted}");
            return Err(self.raise(known::VALUE_ERROR, message));
        }
        self.keep(code_object);
        if let Body::Function(function) = &mut self.heap.get_mut(object).body {
            function.code = code;
            let old = std::mem::replace(&mut function.code_object, code_object);
            self.release(old);
        }
        Ok(())
    }
}
