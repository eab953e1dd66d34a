//! Calling a built-in class: exceptions, `type`, `object`, `super`, descriptors; the others are `modules`' business.

use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::modules::builtins;
use crate::python::object::function::Arguments;
use crate::python::object::{Body, Ref, known};

impl Machine {
    /// An instance of `class` made by the constructor of the built-in `layout` (which is `class` itself, or its base).
    pub fn construct(&mut self, layout: Ref, class: Ref, positional: &[Ref], keywords: &[(Ref, Ref)]) -> Result<Ref> {
        if self.is_subclass(layout, known::BASE_EXCEPTION) {
            return self.construct_exception(class, positional, keywords);
        }
        let arguments = Arguments { positional, keywords };
        if self.is_heap_class(class)
            && let Some(new) = self.definition_of(class, |definition| definition.new)
        {
            return new(self, class, arguments);
        }
        match layout {
            known::OBJECT => self.new_plain_object(class, positional, keywords),
            known::TYPE => self.construct_type(class, positional, keywords),
            known::SUPER if class != known::SUPER && positional.is_empty() => {
                let body = Body::Super { class: Ref::NULL, receiver: Ref::NULL, receiver_class: Ref::NULL };
                Ok(self.collectable_of(class, body, 40))
            }
            known::SUPER => self.construct_super(positional),
            known::WEAK_REFERENCE => self.construct_weak(class, arguments),
            known::METHOD => self.construct_method(arguments),
            known::GENERIC_ALIAS => self.construct_alias_of(class, arguments),
            known::MAPPING_PROXY => self.construct_proxy(arguments),
            known::SIMPLE_NAMESPACE => {
                let made = self.new_namespace(class);
                match self.fill_new_namespace(made, arguments) {
                    Ok(()) => Ok(made),
                    Err(stop) => {
                        self.release(made);
                        Err(stop)
                    }
                }
            }
            known::PROPERTY => {
                let made = self.collectable_of(class, Body::Property(Box::default()), 64);
                match self.fill_property(made, positional, keywords) {
                    Ok(()) => Ok(made),
                    Err(stop) => {
                        self.release(made);
                        Err(stop)
                    }
                }
            }
            known::STATICMETHOD | known::CLASSMETHOD => {
                let inner = match positional {
                    [inner] => *inner,
                    // What inherits from it fills it in its `__init__`.
                    [] if class != layout => known::NONE,
                    _ => {
                        let name = self.plain_class_name(layout);
                        let message = format!("{name} expected 1 argument, got {}", positional.len());
                        return Err(self.raise(known::TYPE_ERROR, message));
                    }
                };
                self.keep(inner);
                let body =
                    if layout == known::STATICMETHOD { Body::StaticMethod(inner) } else { Body::ClassMethod(inner) };
                Ok(self.collectable_of(class, body, 32))
            }
            _ => match builtins::constructor(layout) {
                Some(construct) => construct(self, class, arguments),
                None => {
                    let name = self.plain_class_name(layout);
                    Err(self.raise(known::TYPE_ERROR, format!("cannot create '{name}' instances")))
                }
            },
        }
    }

    /// A new tracked object of a built-in class, of `bytes` without its GC head.
    pub fn collectable(&mut self, class: Ref, body: Body, bytes: u32) -> Ref {
        let made = self.heap.insert(class, body, bytes + 16, 16, true);
        self.heap.track(made);
        made
    }

    /// `types.MethodType(function, object)`.
    fn construct_method(&mut self, arguments: Arguments<'_>) -> Result<Ref> {
        self.check_no_keywords("method", arguments)?;
        self.check_count("method", arguments, 2, 2)?;
        let (function, receiver) = (arguments.at(0), arguments.at(1));
        if !self.is_callable(function) {
            return Err(self.raise(known::TYPE_ERROR, "first argument must be callable"));
        }
        if receiver == known::NONE {
            return Err(self.raise(known::TYPE_ERROR, "instance must not be None"));
        }
        self.keep(function);
        self.keep(receiver);
        Ok(self.collectable(known::METHOD, Body::BoundMethod { function, receiver }, 48))
    }

    /// The same of a class that may be one of the program's, which it then holds.
    pub fn collectable_of(&mut self, class: Ref, body: Body, bytes: u32) -> Ref {
        if !self.is_heap_class(class) {
            return self.collectable(class, body, bytes);
        }
        self.keep(class);
        let pre_header = self.heap.class(class).map_or(0, |parts| parts.pre_header(self.version()));
        self.new_tracked(class, body, bytes, 16 + pre_header)
    }

    fn construct_type(&mut self, class: Ref, positional: &[Ref], keywords: &[(Ref, Ref)]) -> Result<Ref> {
        match positional {
            [object] if class == known::TYPE && keywords.is_empty() => {
                let class = self.heap.class_of(*object);
                Ok(self.keep(class))
            }
            [_, _, _] => self.construct_class(class, positional, keywords),
            _ if class != known::TYPE => self.construct_class(class, positional, keywords),
            _ => Err(self.raise(known::TYPE_ERROR, "type() takes 1 or 3 arguments")),
        }
    }

    /// `type.__new__(metaclass, name, bases, namespace)`.
    pub fn construct_class(&mut self, metaclass: Ref, positional: &[Ref], keywords: &[(Ref, Ref)]) -> Result<Ref> {
        let [name, bases, namespace] = positional else {
            let message = format!("type.__new__() takes exactly 3 arguments ({} given)", positional.len());
            return Err(self.raise(known::TYPE_ERROR, message));
        };
        if self.text_of(*name).is_none() {
            return Err(self.wrong_argument("type.__new__", 1, "str", *name));
        }
        if !matches!(self.heap.body(*bases), Body::Tuple(_)) {
            return Err(self.wrong_argument("type.__new__", 2, "tuple", *bases));
        }
        if !matches!(self.heap.body(*namespace), Body::Dict(_)) {
            let kinds = if self.version().minor() >= 15 { "dict or frozendict" } else { "dict" };
            return Err(self.wrong_argument("type.__new__", 3, kinds, *namespace));
        }
        self.make_class(metaclass, *name, *bases, *namespace, keywords)
    }

    /// `super()` by the running function's `__class__` cell and first argument, or `super(class, object)`.
    fn construct_super(&mut self, positional: &[Ref]) -> Result<Ref> {
        let (class, receiver) = match positional {
            [class, receiver] => (*class, *receiver),
            [] => self.super_of_frame()?,
            [class] if self.heap.class(*class).is_none() => {
                return Err(self.wrong_argument("super", 1, "a type", *class));
            }
            [class] => {
                self.keep(*class);
                let body = Body::Super { class: *class, receiver: Ref::NULL, receiver_class: Ref::NULL };
                return Ok(self.collectable(known::SUPER, body, 40));
            }
            _ => {
                let message = format!("super expected at most 2 arguments, got {}", positional.len());
                return Err(self.raise(known::TYPE_ERROR, message));
            }
        };
        if self.heap.class(class).is_none() {
            return Err(self.wrong_argument("super", 1, "a type", class));
        }
        let receiver_class = if matches!(self.heap.body(receiver), Body::Class(_)) && self.is_subclass(receiver, class)
        {
            receiver
        } else if self.is_instance(receiver, class) {
            self.heap.class_of(receiver)
        } else {
            let message = if self.version().minor() >= 13 {
                let (kind, name, class_name) = match self.heap.body(receiver) {
                    Body::Class(parts) => ("type", parts.name.clone(), self.plain_class_name(class)),
                    _ => ("instance of", self.class_name(receiver), self.plain_class_name(class)),
                };
                format!("super(type, obj): obj ({kind} {name}) is not an instance or subtype of type ({class_name}).")
            } else {
                "super(type, obj): obj must be an instance or subtype of type".to_owned()
            };
            return Err(self.raise(known::TYPE_ERROR, message));
        };
        for reference in [class, receiver, receiver_class] {
            self.keep(reference);
        }
        Ok(self.collectable(known::SUPER, Body::Super { class, receiver, receiver_class }, 40))
    }

    fn super_of_frame(&mut self) -> Result<(Ref, Ref)> {
        let thread = self.thread();
        let Some(frame) = thread.frames.last() else { return Err(Stop::unmodelled("`super()` outside a frame")) };
        if frame.code.arguments == 0 && !frame.code.flags.varargs {
            return Err(self.raise(known::RUNTIME_ERROR, "super(): no arguments"));
        }
        let base = frame.base;
        let cell = frame.code.locals.iter().position(|local| local.text == "__class__");
        let first = thread.values.get(base).map_or(Ref::NULL, |value| value.reference());
        let first = match self.heap.body_or_none(first).cloned() {
            Some(Body::Cell(content)) => content,
            _ => first,
        };
        if first.is_null() {
            return Err(self.raise(known::RUNTIME_ERROR, "super(): arg[0] deleted"));
        }
        let class =
            cell.and_then(|at| self.thread().values.get(base + at)).map_or(Ref::NULL, |value| value.reference());
        match self.heap.body_or_none(class).cloned() {
            Some(Body::Cell(content)) if !content.is_null() => Ok((content, first)),
            Some(Body::Cell(_)) => Err(self.raise(known::RUNTIME_ERROR, "super(): empty __class__ cell")),
            _ => Err(self.raise(known::RUNTIME_ERROR, "super(): __class__ cell not found")),
        }
    }
}
