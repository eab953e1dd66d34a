//! Attributes that no dict holds: what the machine answers itself for built-in objects.

use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::{Body, Ref, known};

impl Machine {
    /// A computed attribute (owned), or `None` when the object's kind has none of this name.
    pub fn computed_attribute(&mut self, object: Ref, name: Ref) -> Result<Option<Ref>> {
        let Some(name) = self.text_of(name) else { return Ok(None) };
        let name = name.to_owned();
        if name == "__class__" {
            let class = self.heap.class_of(object);
            return Ok(Some(self.keep(class)));
        }
        if name == "__dict__" {
            return self.dict_attribute(object);
        }
        let null_as_none = |reference: Ref| if reference.is_null() { known::NONE } else { reference };
        let borrowed = match (self.heap.body(object), name.as_str()) {
            (Body::Class(class), "__name__") => {
                let text = class.name.rsplit('.').next().unwrap_or_default().to_owned();
                return Ok(Some(self.new_str(&text)));
            }
            (Body::Class(class), "__qualname__") => {
                if class.qualified_name.is_null() {
                    let text = class.name.clone();
                    return Ok(Some(self.new_str(&text)));
                }
                class.qualified_name
            }
            (Body::Class(class), "__bases__") => {
                let bases = class.bases.clone();
                return Ok(Some(self.tuple_of(&bases)));
            }
            (Body::Class(class), "__mro__") => {
                let mro = class.mro.clone();
                return Ok(Some(self.tuple_of(&mro)));
            }
            (Body::Class(class), "__base__") => class.bases.first().copied().unwrap_or(known::NONE),
            (Body::Class(class), "__module__") if !class.heap => return Ok(Some(self.intern("builtins"))),
            (Body::Class(_), "__doc__") => known::NONE,
            (Body::Class(class), "__subclasses__") if class.heap => return Ok(None),
            (Body::Function(function), "__name__") => function.name,
            (Body::Function(function), "__qualname__") => function.qualified_name,
            (Body::Function(function), "__doc__") => null_as_none(function.doc),
            (Body::Function(function), "__module__") => null_as_none(function.module),
            (Body::Function(function), "__defaults__") => null_as_none(function.defaults),
            (Body::Function(function), "__kwdefaults__") => null_as_none(function.keyword_defaults),
            (Body::Function(function), "__closure__") => null_as_none(function.closure),
            (Body::Function(function), "__globals__") => function.globals,
            (Body::Function(function), "__code__") => function.code_object,
            (Body::Function(function), "__annotations__") => {
                if function.annotations.is_null() {
                    let made = self.new_dict();
                    if let Body::Function(function) = &mut self.heap.get_mut(object).body {
                        function.annotations = made;
                    }
                    made
                } else {
                    function.annotations
                }
            }
            (Body::BoundMethod { function, .. }, "__func__") => *function,
            (Body::BoundMethod { receiver, .. }, "__self__") => *receiver,
            (Body::BoundMethod { function, .. }, _) => {
                let function = *function;
                let name = self.intern(&name);
                let value = self.get_attribute_if_any(function, name);
                self.release(name);
                return value;
            }
            (
                Body::Native { definition, .. } | Body::MethodDescriptor { definition, .. },
                "__name__" | "__qualname__",
            ) => {
                let text = definition.name;
                return Ok(Some(self.new_str(text)));
            }
            (Body::Native { receiver, .. }, "__self__") => null_as_none(*receiver),
            (Body::Native { .. } | Body::MethodDescriptor { .. }, "__doc__") => known::NONE,
            (Body::Cell(content), "cell_contents") => {
                if content.is_null() {
                    return Err(self.raise(known::VALUE_ERROR, "Cell is empty"));
                }
                *content
            }
            (Body::Property(property), "fget") => null_as_none(property.get),
            (Body::Property(property), "fset") => null_as_none(property.set),
            (Body::Property(property), "fdel") => null_as_none(property.delete),
            (Body::StaticMethod(inner) | Body::ClassMethod(inner), "__func__" | "__wrapped__") => *inner,
            (Body::Exception(exception), "args") => exception.args,
            (Body::Exception(exception), "__traceback__") => null_as_none(exception.traceback),
            (Body::Exception(exception), "__cause__") => null_as_none(exception.cause),
            (Body::Exception(exception), "__context__") => null_as_none(exception.context),
            (Body::Exception(exception), "__suppress_context__") => {
                if exception.suppress_context {
                    known::TRUE
                } else {
                    known::FALSE
                }
            }
            (Body::Exception(exception), "__notes__") if !exception.notes.is_null() => exception.notes,
            (Body::Exception(exception), "name") if self.has_name_field(object) => null_as_none(exception.name),
            (Body::Exception(exception), "obj") if self.is_instance(object, known::ATTRIBUTE_ERROR) => {
                null_as_none(exception.object)
            }
            (Body::Exception(exception), "value") if self.is_instance(object, known::STOP_ITERATION) => {
                null_as_none(exception.value)
            }
            (Body::Exception(exception), "code") if self.is_instance(object, known::SYSTEM_EXIT) => {
                null_as_none(exception.value)
            }
            (Body::Traceback(traceback), "tb_next") => null_as_none(traceback.next),
            (Body::Traceback(traceback), "tb_frame") => traceback.frame,
            (Body::Traceback(traceback), "tb_lineno") => {
                let line = traceback.line;
                return Ok(Some(self.new_int(i64::from(line))));
            }
            (Body::Frame(frame), "f_globals") => frame.globals,
            (Body::Frame(frame), "f_back") => null_as_none(frame.back),
            (Body::Frame(frame), "f_lineno") => {
                let line = match frame.running {
                    Some(number) => self.thread().frames.get(number as usize).map_or(0, |frame| frame.line),
                    None => frame.line,
                };
                return Ok(Some(self.new_int(i64::from(line))));
            }
            (Body::Code(code), "co_name") => {
                let text = code.name.clone();
                return Ok(Some(self.intern(&text)));
            }
            (Body::Code(code), "co_consts") => {
                let constants = code.constants.clone();
                return Ok(Some(self.tuple_of(&constants)));
            }
            (Body::Code(code), "co_argcount") => {
                let count = i64::from(code.arguments);
                return Ok(Some(self.new_int(count)));
            }
            (Body::Code(code), "co_firstlineno") => {
                let line = i64::from(code.first_line);
                return Ok(Some(self.new_int(line)));
            }
            (Body::Code(code), "co_varnames") => {
                let names: Vec<Ref> = code.locals.iter().map(|local| local.name).collect();
                return Ok(Some(self.tuple_of(&names)));
            }
            (Body::Code(code), "co_names") => {
                let names = code.names.clone();
                return Ok(Some(self.tuple_of(&names)));
            }
            (Body::Module(module), "__name__") => {
                let text = module.name.clone();
                return Ok(Some(self.intern(&text)));
            }
            (Body::Slice([start, ..]), "start") => *start,
            (Body::Slice([_, stop, _]), "stop") => *stop,
            (Body::Slice([.., step]), "step") => *step,
            (Body::Range(parts), "start" | "stop" | "step") => {
                let part = match name.as_str() {
                    "start" => parts[0].clone(),
                    "stop" => parts[1].clone(),
                    _ => parts[2].clone(),
                };
                return Ok(Some(self.new_big_int(part)));
            }
            (Body::Int(value), "real" | "numerator") => {
                let value = *value;
                return Ok(Some(self.new_int(value)));
            }
            (Body::BigInt(value), "real" | "numerator") => {
                let value = (**value).clone();
                return Ok(Some(self.new_big_int(value)));
            }
            (Body::Int(_) | Body::BigInt(_), "imag") => return Ok(Some(self.new_int(0))),
            (Body::Int(_) | Body::BigInt(_), "denominator") => return Ok(Some(self.new_int(1))),
            (Body::Float(value), "real") => {
                let value = *value;
                return Ok(Some(self.new_float(value)));
            }
            (Body::Float(_), "imag") => return Ok(Some(self.new_float(0.0))),
            (Body::Complex(real, _), "real") => {
                let value = *real;
                return Ok(Some(self.new_float(value)));
            }
            (Body::Complex(_, imaginary), "imag") => {
                let value = *imaginary;
                return Ok(Some(self.new_float(value)));
            }
            (Body::Super { class, .. }, "__thisclass__") => *class,
            (Body::Super { receiver, .. }, "__self__") => *receiver,
            (_, "__doc__") => known::NONE,
            _ => return Ok(None),
        };
        Ok(Some(self.keep(borrowed)))
    }

    /// Sets a computed attribute; false when the object's kind has none of this name that can be set.
    pub fn set_computed_attribute(&mut self, object: Ref, name: Ref, value: Option<Ref>) -> Result<bool> {
        let Some(name) = self.text_of(name).map(str::to_owned) else { return Ok(false) };
        match (name.as_str(), value) {
            ("__class__", Some(class)) => return self.set_class(object, class).map(|()| true),
            ("__dict__", Some(dict)) if self.instance_has_dict(object) => {
                return self.set_dict(object, dict).map(|()| true);
            }
            _ => {}
        }
        let given = value.unwrap_or(known::NONE);
        let or_null = if given == known::NONE { Ref::NULL } else { given };
        if let (Body::Exception(_), "__cause__") = (self.heap.body(object), name.as_str()) {
            let cause = if or_null.is_null() { Ref::NULL } else { self.keep(or_null) };
            self.set_cause(object, cause);
            return Ok(true);
        }
        if !given.is_null() {
            self.keep(given);
        }
        let new_name = self.text_of(given).map(str::to_owned);
        let replaced = match (&mut self.heap.get_mut(object).body, name.as_str()) {
            (Body::Function(function), "__name__") => Some(std::mem::replace(&mut function.name, given)),
            (Body::Function(function), "__qualname__") => Some(std::mem::replace(&mut function.qualified_name, given)),
            (Body::Function(function), "__doc__") => Some(std::mem::replace(&mut function.doc, given)),
            (Body::Function(function), "__module__") => Some(std::mem::replace(&mut function.module, given)),
            (Body::Function(function), "__defaults__") => Some(std::mem::replace(&mut function.defaults, or_null)),
            (Body::Function(function), "__kwdefaults__") => {
                Some(std::mem::replace(&mut function.keyword_defaults, or_null))
            }
            (Body::Function(function), "__annotations__") => Some(std::mem::replace(&mut function.annotations, given)),
            (Body::Exception(exception), "args") => Some(std::mem::replace(&mut exception.args, given)),
            (Body::Exception(exception), "__context__") => Some(std::mem::replace(&mut exception.context, or_null)),
            (Body::Exception(exception), "__traceback__") => Some(std::mem::replace(&mut exception.traceback, or_null)),
            (Body::Exception(exception), "__suppress_context__") => {
                exception.suppress_context = given == known::TRUE;
                Some(given)
            }
            (Body::Cell(content), "cell_contents") => Some(std::mem::replace(content, given)),
            (Body::Class(class), "__qualname__") if class.heap => {
                Some(std::mem::replace(&mut class.qualified_name, given))
            }
            (Body::Class(class), "__name__") if class.heap => {
                class.name = new_name.unwrap_or_default();
                Some(given)
            }
            _ => None,
        };
        match replaced {
            Some(old) => {
                self.release(old);
                Ok(true)
            }
            None => {
                self.release(given);
                Ok(false)
            }
        }
    }

    /// A new tuple of these borrowed references.
    pub fn tuple_of(&mut self, items: &[Ref]) -> Ref {
        for item in items {
            self.heap.incref(*item);
        }
        self.new_tuple(items.to_vec())
    }

    fn has_name_field(&self, object: Ref) -> bool {
        [known::NAME_ERROR, known::ATTRIBUTE_ERROR, known::IMPORT_ERROR]
            .iter()
            .any(|class| self.is_instance(object, *class))
    }

    /// `object.__class__ = class` (`Objects/typeobject.c`, `object_set_class`).
    fn set_class(&mut self, object: Ref, class: Ref) -> Result<()> {
        let old = self.heap.class_of(object);
        let Body::Class(parts) = self.heap.body(class) else {
            let got = self.class_name(class);
            return Err(self.raise(known::TYPE_ERROR, format!("__class__ must be set to a class, not '{got}' object")));
        };
        let (layout, slots, has_dict, has_weak) = (parts.layout, parts.slots.len(), parts.has_dict, parts.has_weak);
        if !self.is_heap_class(class) || !self.is_heap_class(old) {
            let message = "__class__ assignment only supported for mutable types or ModuleType subclasses";
            return Err(self.raise(known::TYPE_ERROR, message));
        }
        let same = matches!(self.heap.body(old), Body::Class(parts) if parts.layout == layout
            && parts.slots.len() == slots && parts.has_dict == has_dict && parts.has_weak == has_weak);
        if !same {
            let (new, old) = (self.plain_class_name(class), self.plain_class_name(old));
            let message = format!("__class__ assignment: '{new}' object layout differs from '{old}'");
            return Err(self.raise(known::TYPE_ERROR, message));
        }
        if has_dict {
            // The values' names are the old class's: they move into a dict first.
            self.instance_dict(object)?;
        }
        self.keep(class);
        self.heap.get_mut(object).class = class;
        self.release(old);
        Ok(())
    }

    /// `object.__dict__ = dict` (`Objects/typeobject.c`, `subtype_setdict`).
    fn set_dict(&mut self, object: Ref, dict: Ref) -> Result<()> {
        if !matches!(self.heap.body(dict), Body::Dict(_)) {
            let got = self.class_name(dict);
            let message = format!("__dict__ must be set to a dictionary, not a '{got}'");
            return Err(self.raise(known::TYPE_ERROR, message));
        }
        self.instance_dict(object)?;
        self.keep(dict);
        let old = std::mem::replace(&mut self.heap.get_mut(object).attributes, dict);
        self.release(old);
        Ok(())
    }

    fn dict_attribute(&mut self, object: Ref) -> Result<Option<Ref>> {
        match self.heap.body(object) {
            Body::Module(module) => {
                let dict = module.dict;
                Ok(Some(self.keep(dict)))
            }
            Body::Class(class) => {
                // A mappingproxy in CPython: a view that cannot be written. The dict itself is given, for reading.
                let dict = class.dict;
                Ok(Some(self.keep(dict)))
            }
            _ if self.instance_has_dict(object) => {
                let dict = self.instance_dict(object)?;
                Ok(Some(self.keep(dict)))
            }
            _ => Ok(None),
        }
    }
}
