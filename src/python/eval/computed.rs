//! Attributes that no dict holds: what the machine answers itself for built-in objects.

use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::modules::memoryview_methods;
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
        if let Body::Generator(_) = self.heap.body(object) {
            return Ok(self.generator_attribute(object, &name));
        }
        if let Body::Frame(_) = self.heap.body(object)
            && let Some(value) = self.frame_attribute(object, &name)?
        {
            return Ok(Some(value));
        }
        if let Body::Code(_) = self.heap.body(object)
            && let Some(value) = self.code_attribute(object, &name)?
        {
            return Ok(Some(value));
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
            (Body::Class(class), "__bases__") if !class.bases_tuple.is_null() => class.bases_tuple,
            (Body::Class(class), "__bases__") => {
                let bases = class.bases.clone();
                return Ok(Some(self.tuple_of(&bases)));
            }
            (Body::Class(class), "__mro__") if !class.mro_tuple.is_null() => class.mro_tuple,
            (Body::Class(class), "__mro__") => {
                let mro = class.mro.clone();
                return Ok(Some(self.tuple_of(&mro)));
            }
            (Body::Class(class), "__base__") if class.heap && !class.base.is_null() => class.base,
            (Body::Class(class), "__base__") => class.bases.first().copied().unwrap_or(known::NONE),
            (Body::Class(class), _) => {
                let (heap, dict) = (class.heap, class.dict);
                return self.class_dict_attribute(object, &name, heap, dict);
            }
            (Body::Function(function), "__name__") => function.name,
            (Body::Function(function), "__qualname__") => function.qualified_name,
            (Body::Function(function), "__doc__") => null_as_none(function.doc),
            (Body::Function(function), "__module__") => null_as_none(function.module),
            (Body::Function(function), "__defaults__") => null_as_none(function.defaults),
            (Body::Function(function), "__kwdefaults__") => null_as_none(function.keyword_defaults),
            (Body::Function(function), "__closure__") => null_as_none(function.closure),
            (Body::Function(function), "__globals__") => function.globals,
            (Body::Function(function), "__code__") => function.code_object,
            (Body::Function(_), "__annotations__") => return self.function_annotations(object).map(Some),
            (Body::Function(function), "__type_params__") if function.type_parameters.is_null() => known::EMPTY_TUPLE,
            (Body::Function(function), "__type_params__") => function.type_parameters,
            (Body::Function(_), "__builtins__") => self.builtins,
            (Body::BoundMethod { function, .. }, "__func__") => *function,
            (Body::BoundMethod { receiver, .. }, "__self__") => *receiver,
            (Body::BoundMethod { function, .. }, _) => {
                let function = *function;
                let name = self.intern(&name);
                let value = self.get_attribute_if_any(function, name);
                self.release(name);
                return value;
            }
            (Body::Native { definition, .. } | Body::MethodDescriptor { definition, .. }, "__name__") => {
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
            (Body::GenericAlias(alias), "__origin__") => alias.origin,
            (Body::GenericAlias(alias), "__args__") => alias.arguments,
            (Body::GenericAlias(alias), "__parameters__") => alias.parameters,
            (Body::GenericAlias(alias), "__unpacked__") => {
                if alias.starred {
                    known::TRUE
                } else {
                    known::FALSE
                }
            }
            (Body::Weak(weak), "__callback__") => null_as_none(weak.callback),
            (Body::Union(union), "__args__") => union.members,
            (Body::Union(union), "__parameters__") => union.parameters,
            (Body::Property(property), "__doc__") => null_as_none(property.doc),
            (Body::Property(property), "__isabstractmethod__") => {
                let parts = [property.get, property.set, property.delete];
                return self.any_abstract(&parts).map(Some);
            }
            (Body::StaticMethod(inner) | Body::ClassMethod(inner), "__isabstractmethod__") => {
                let inner = *inner;
                return self.any_abstract(&[inner]).map(Some);
            }
            (Body::Property(property), "__name__") if self.version().minor() >= 13 => {
                if property.name.is_null() {
                    return Ok(None);
                }
                property.name
            }
            (Body::Member(member), "__name__") => {
                let text = member.name.clone();
                return Ok(Some(self.intern(&text)));
            }
            (Body::Member(member), "__qualname__") => {
                let (text, owner) = (member.name.clone(), self.class_name_in_full(member.class));
                return Ok(Some(self.new_str(&format!("{owner}.{text}"))));
            }
            (Body::Member(member), "__objclass__") => member.class,
            (Body::Member(_), "__doc__") => known::NONE,
            (Body::MethodDescriptor { class, .. }, "__objclass__") => *class,
            (Body::MethodDescriptor { definition, class }, "__qualname__") => {
                let (text, owner) = (definition.name, self.class_name_in_full(*class));
                return Ok(Some(self.new_str(&format!("{owner}.{text}"))));
            }
            (Body::Native { definition, receiver }, "__qualname__") if !receiver.is_null() => {
                let (text, receiver) = (definition.name, *receiver);
                let owner = match self.heap.body(receiver) {
                    Body::Module(_) => String::new(),
                    Body::Class(_) if self.heap.class_of(object) != known::METHOD_WRAPPER => {
                        format!("{}.", self.class_name_in_full(receiver))
                    }
                    _ => {
                        let class = self.native_owner(self.heap.class_of(receiver), text);
                        format!("{}.", self.class_name_in_full(class))
                    }
                };
                return Ok(Some(self.new_str(&format!("{owner}{text}"))));
            }
            (Body::Native { definition, receiver }, "__objclass__")
                if self.heap.class_of(object) == known::METHOD_WRAPPER =>
            {
                let (text, class) = (definition.name, self.heap.class_of(*receiver));
                self.native_owner(class, text)
            }
            (Body::Native { receiver, .. }, "__module__") if receiver.is_null() => {
                return Ok(Some(self.intern("builtins")));
            }
            (Body::Native { .. }, "__module__" | "__text_signature__") => known::NONE,
            (
                Body::StaticMethod(inner) | Body::ClassMethod(inner),
                "__name__" | "__qualname__" | "__doc__" | "__module__" | "__annotations__",
            ) => {
                let (inner, name) = (*inner, self.intern(&name));
                let value = self.get_attribute_if_any(inner, name);
                self.release(name);
                return value;
            }
            (Body::Native { definition, receiver }, "__qualname__") if receiver.is_null() => {
                let text = definition.name;
                return Ok(Some(self.new_str(text)));
            }
            (Body::Property(property), "fget") => null_as_none(property.get),
            (Body::Property(property), "fset") => null_as_none(property.set),
            (Body::Property(property), "fdel") => null_as_none(property.delete),
            (Body::StaticMethod(inner) | Body::ClassMethod(inner), "__func__" | "__wrapped__") => *inner,
            (Body::Exception(_), name) => return self.exception_attribute(object, name),
            (Body::Traceback(traceback), "tb_next") => null_as_none(traceback.next),
            (Body::Traceback(traceback), "tb_frame") => traceback.frame,
            (Body::Traceback(traceback), "tb_lasti") => {
                let at = i64::from(traceback.instruction);
                return Ok(Some(self.new_int(2 * at)));
            }
            (Body::Traceback(traceback), "tb_lineno") => {
                let line = traceback.line;
                return Ok(Some(self.new_int(i64::from(line))));
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
            (Body::MemoryView(_), member) if memoryview_methods::MEMBERS.contains(&member) => {
                return self.memoryview_attribute(object, &name);
            }
            (Body::Buffer(_), "typecode" | "itemsize") => return Ok(self.array_attribute(object, &name)),
            (Body::Super { receiver_class, .. }, "__self_class__") => null_as_none(*receiver_class),
            (Body::Super { class, .. }, "__thisclass__") => null_as_none(*class),
            (Body::Super { receiver, .. }, "__self__") => null_as_none(*receiver),
            (Body::Function(function), "__annotate__") if self.version().has_lazy_annotations() => {
                null_as_none(function.annotate)
            }
            (Body::Module(module), "__annotations__" | "__annotate__") => {
                let dict = module.dict;
                return self.module_annotations(dict, &name);
            }
            (Body::Module(_), "__doc__") => known::NONE,
            (_, "__doc__") => {
                let class = self.class_name(object);
                return Err(Stop::unmodelled(format!("the docstring of `{class}` is not modelled")));
            }
            (_, "__weakref__") => {
                let first = self.heap.get(object).weak;
                if first.is_null() { known::NONE } else { first }
            }
            _ => return Ok(None),
        };
        Ok(Some(self.keep(borrowed)))
    }

    /// Sets a computed attribute; false when the object's kind has none of this name that can be set.
    pub fn set_computed_attribute(&mut self, object: Ref, name: Ref, value: Option<Ref>) -> Result<bool> {
        let Some(name) = self.text_of(name).map(str::to_owned) else { return Ok(false) };
        match name.as_str() {
            "__class__" => return self.set_class(object, value).map(|()| true),
            "__dict__" if self.instance_has_dict(object) => return self.set_dict(object, value).map(|()| true),
            _ => {}
        }
        if self.set_function_attribute(object, &name, value)? || self.set_generator_attribute(object, &name, value)? {
            return Ok(true);
        }
        let given = value.unwrap_or(known::NONE);
        let or_null = if given == known::NONE { Ref::NULL } else { given };
        if let Body::Exception(_) = self.heap.body(object) {
            return self.set_exception_attribute(object, &name, value);
        }
        if !given.is_null() {
            self.keep(given);
        }
        let replaced = match (&mut self.heap.get_mut(object).body, name.as_str()) {
            (Body::Function(function), "__name__") => Some(std::mem::replace(&mut function.name, given)),
            (Body::Function(function), "__qualname__") => Some(std::mem::replace(&mut function.qualified_name, given)),
            (Body::Function(function), "__doc__") => Some(std::mem::replace(&mut function.doc, given)),
            (Body::Function(function), "__module__") => Some(std::mem::replace(&mut function.module, given)),
            (Body::Function(function), "__defaults__") => Some(std::mem::replace(&mut function.defaults, or_null)),
            (Body::Function(function), "__kwdefaults__") => {
                Some(std::mem::replace(&mut function.keyword_defaults, or_null))
            }
            (Body::Function(function), "__annotations__") => {
                Some(std::mem::replace(&mut function.annotations, or_null))
            }
            (Body::Function(function), "__annotate__") => Some(std::mem::replace(&mut function.annotate, given)),
            (Body::Function(function), "__type_params__") => {
                Some(std::mem::replace(&mut function.type_parameters, given))
            }
            (Body::Property(property), "__doc__") => Some(std::mem::replace(&mut property.doc, given)),
            (Body::Cell(content), "cell_contents") => Some(std::mem::replace(content, given)),
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

    /// The class in an order that a built-in method of this name stands in.
    fn native_owner(&self, class: Ref, name: &str) -> Ref {
        let order = self.heap.class(class).map(|parts| parts.mro.as_slice()).unwrap_or_default();
        let found = order
            .iter()
            .find(|base| self.heap.class(**base).is_some_and(|base| self.dict_get_text(base.dict, name).is_some()));
        found.copied().unwrap_or(class)
    }

    /// A class's qualified name; of a built-in one its name without the module.
    pub fn class_name_in_full(&self, class: Ref) -> String {
        match self.heap.class(class) {
            Some(parts) if parts.heap => self.text_of(parts.qualified_name).unwrap_or(&parts.name).to_owned(),
            Some(parts) => parts.name.rsplit('.').next().unwrap_or_default().to_owned(),
            None => "?".to_owned(),
        }
    }

    /// Whether one of these says of itself that it is abstract.
    fn any_abstract(&mut self, parts: &[Ref]) -> Result<Ref> {
        let name = self.intern("__isabstractmethod__");
        let mut answer = false;
        for part in parts.iter().filter(|part| !part.is_null()) {
            let found = self.get_attribute_if_any(*part, name)?;
            if let Some(found) = found {
                let truth = self.is_true(found);
                self.release(found);
                answer = answer || truth?;
            }
        }
        self.release(name);
        Ok(self.new_bool(answer))
    }

    /// A new tuple of these borrowed references.
    pub fn tuple_of(&mut self, items: &[Ref]) -> Ref {
        for item in items {
            self.heap.incref(*item);
        }
        self.new_tuple(items.to_vec())
    }

    fn dict_attribute(&mut self, object: Ref) -> Result<Option<Ref>> {
        match self.heap.body(object) {
            Body::Module(module) => {
                let dict = module.dict;
                Ok(Some(self.keep(dict)))
            }
            Body::Class(class) => {
                let dict = class.dict;
                self.keep(dict);
                Ok(Some(self.collectable(known::MAPPING_PROXY, Body::MappingProxy(dict), 24)))
            }
            _ if self.instance_has_dict(object) => {
                let dict = self.instance_dict(object)?;
                Ok(Some(self.keep(dict)))
            }
            _ => Ok(None),
        }
    }

    /// What `type` computes of a class from its dict.
    fn class_dict_attribute(&mut self, class: Ref, name: &str, heap: bool, dict: Ref) -> Result<Option<Ref>> {
        let own = self.dict_get_text(dict, name);
        match name {
            "__module__" if !heap => {
                let full = self.plain_class_name(class);
                let module = full.rsplit_once('.').map_or("builtins", |(module, _)| module).to_owned();
                Ok(Some(self.intern(&module)))
            }
            "__doc__" if !heap => {
                let name = self.plain_class_name(class);
                Err(Stop::unmodelled(format!("the docstring of `{name}` is not modelled")))
            }
            "__doc__" => match own {
                Some(doc) => self.bind_on_class(doc, class).map(Some),
                None => Ok(Some(self.none())),
            },
            "__module__" | "__abstractmethods__" => match own {
                Some(value) => Ok(Some(self.keep(value))),
                None => Err(self.raise(known::ATTRIBUTE_ERROR, name)),
            },
            "__type_params__" => Ok(Some(match own {
                Some(value) => self.keep(value),
                None => self.keep(known::EMPTY_TUPLE),
            })),
            "__annotations__" | "__annotate__" => self.class_annotations(class, name, heap, dict),
            "__text_signature__" if heap => Ok(Some(self.none())),
            _ => Ok(None),
        }
    }
}
