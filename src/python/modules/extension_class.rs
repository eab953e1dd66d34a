//! Classes that a native module defines, with their own state: `collections.deque`, `itertools.count`, `random.Random` …
//!
//! A definition is a `static`; its class object is made when the module is filled (or when an object is first made). Operators,
//! calls and attributes find the natives in the class's dict under their dunder names, as they find a program's methods, so
//! that a program's subclass may override any of them. The state itself is an [`Extension`].

use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::modules::arguments::native;
use crate::python::modules::constructors::Construct;
use crate::python::object::class::{Class, Member};
use crate::python::object::create::GC_HEAD;
use crate::python::object::extension::Extension;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::instance::SHARED_NAMES;
use crate::python::object::{Body, Ref, known};

/// What a native module says of one of its classes.
#[derive(Clone, Copy)]
pub struct ExtensionClass {
    /// `__name__`, and the module that `repr` and errors name before it.
    pub name: &'static str,
    pub module: &'static str,
    pub base: Base,
    pub doc: &'static str,
    /// What a call of the class does first (`tp_new`): it gets the class to make an instance of, which may be a program's
    /// subclass. Without one only natives make instances. A type whose `__init__` reads the arguments ignores them here.
    pub new: Option<Construct>,
    /// The methods; operators under their dunder names.
    pub methods: &'static [&'static Native],
    pub class_methods: &'static [&'static Native],
    pub static_methods: &'static [&'static Native],
    pub getters: &'static [Getter],
    /// The next item of an iterator, or `None` at its end (`tp_iternext`): `__iter__` and `__next__` are made of it.
    pub next: Option<NextItem>,
    /// Bytes that an instance has beyond those of its built-in base.
    pub more_bytes: u32,
    /// Whether instances have a GC head; whether a program may inherit; whether instances have a `__dict__` and can be
    /// referred to weakly.
    pub collectable: bool,
    pub subclassable: bool,
    pub has_dict: bool,
    pub has_weak: bool,
}

/// Gives an iterator's next item, owned; `None` at its end.
pub type NextItem = fn(&mut Machine, Ref) -> Result<Option<Ref>>;

/// Sets an object's attribute to a borrowed value, or deletes it.
pub type SetAttribute = fn(&mut Machine, Ref, Option<Ref>) -> Result<()>;

/// What a native class inherits from.
#[derive(Clone, Copy)]
pub enum Base {
    /// A built-in class: its instances have its body, made by its own functions.
    Known(Ref),
    Extension(&'static ExtensionClass),
}

/// An attribute that a native computes (`tp_getset`, `tp_members`): it gives an owned reference.
pub struct Getter {
    pub name: &'static str,
    pub get: fn(&mut Machine, Ref) -> Result<Ref>,
    /// Sets it to a borrowed value, or deletes it; without one it is read-only.
    pub set: Option<SetAttribute>,
}

/// The setter of an attribute that is a plain member of the object (`READONLY`), which is refused in other words than a getter.
pub fn read_only_member(machine: &mut Machine, _: Ref, _: Option<Ref>) -> Result<()> {
    Err(machine.raise(known::ATTRIBUTE_ERROR, "readonly attribute"))
}

impl ExtensionClass {
    /// A class without anything, to be written as `ExtensionClass { methods: …, ..ExtensionClass::named("deque", "collections") }`.
    pub const fn named(name: &'static str, module: &'static str) -> Self {
        Self {
            name,
            module,
            base: Base::Known(known::OBJECT),
            doc: "",
            new: None,
            methods: &[],
            class_methods: &[],
            static_methods: &[],
            getters: &[],
            next: None,
            more_bytes: 0,
            collectable: true,
            subclassable: true,
            has_dict: false,
            has_weak: false,
        }
    }
}

impl std::fmt::Debug for ExtensionClass {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ExtensionClass({}.{})", self.module, self.name)
    }
}

/// `__class_getitem__` of the classes that can be subscripted as types.
pub static CLASS_GETITEM: Native = native("__class_getitem__", class_item, 1, 1);

fn class_item(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.new_generic_alias(arguments.at(0), arguments.at(1))
}

/// `__iter__` of every native iterator, and `__next__`.
static ITER: Native = native("__iter__", itself, 0, 0);
static NEXT: Native = native("__next__", next_item, 0, 0);

fn itself(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    Ok(machine.keep(arguments.at(0)))
}

fn next_item(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let iterator = arguments.at(0);
    let next = machine.definition_of(machine.heap.class_of(iterator), |definition| definition.next);
    let item = match next {
        Some(next) => next(machine, iterator)?,
        None => None,
    };
    match item {
        Some(item) => Ok(item),
        None => Err(machine.raise_with(known::STOP_ITERATION, Vec::new())),
    }
}

impl Machine {
    /// The class object of a definition (borrowed: the machine keeps it), made when it is first asked for.
    pub fn extension_class(&mut self, definition: &'static ExtensionClass) -> Result<Ref> {
        let found = self.extension_classes.iter().find(|(each, _)| std::ptr::eq(*each, definition));
        if let Some((_, class)) = found {
            return Ok(*class);
        }
        let class = self.make_extension_class(definition)?;
        std::sync::Arc::make_mut(&mut self.extension_classes).push((definition, class));
        Ok(class)
    }

    /// Puts the class of a definition into a module under its name.
    pub fn set_class_in_module(&mut self, module: Ref, definition: &'static ExtensionClass) -> Result<()> {
        let class = self.extension_class(definition)?;
        self.keep(class);
        self.set_in_module(module, definition.name, class)
    }

    /// A new object of a native class, or of a program's subclass of it, with this state.
    pub fn new_extension(&mut self, class: Ref, state: Box<dyn Extension>) -> Ref {
        let bytes = state.bytes(self.version());
        let collectable = self.definition_of(class, |definition| Some(definition.collectable)).unwrap_or(true);
        let inherits = self.heap.class(class).is_some_and(|parts| parts.extension.is_none());
        let front = self.heap.class(class).map_or(0, |parts| parts.pre_header(self.version()));
        self.keep(class);
        if collectable || inherits {
            self.new_tracked(class, Body::Extension(state), bytes, front + GC_HEAD)
        } else {
            self.heap.insert(class, Body::Extension(state), bytes, 0, false)
        }
    }

    /// A new object of the class of a definition itself.
    pub fn new_native_object(&mut self, definition: &'static ExtensionClass, state: impl Extension) -> Result<Ref> {
        let class = self.extension_class(definition)?;
        Ok(self.new_extension(class, Box::new(state)))
    }

    /// What the class's definition, or the nearest inherited one that has it, says.
    pub fn definition_of<T>(&self, class: Ref, pick: impl Fn(&'static ExtensionClass) -> Option<T>) -> Option<T> {
        let parts = self.heap.class(class)?;
        if let Some(found) = parts.extension.and_then(&pick) {
            return Some(found);
        }
        parts.mro.iter().find_map(|base| self.heap.class(*base)?.extension.and_then(&pick))
    }

    /// The name of the object's class without a module, as `__repr__`s of native classes begin (`_PyType_Name`).
    pub fn short_class_name(&self, object: Ref) -> String {
        let name = self.class_name(object);
        name.rsplit('.').next().unwrap_or_default().to_owned()
    }

    /// Whether a native module defined the class.
    pub fn is_extension_class(&self, class: Ref) -> bool {
        self.heap.class(class).is_some_and(|parts| parts.extension.is_some())
    }

    /// Whether the object is of the class of this definition, or inherits from it.
    pub fn is_native_instance(&self, object: Ref, definition: &'static ExtensionClass) -> bool {
        let class = self.heap.class_of(object);
        self.heap.class(class).is_some_and(|parts| {
            parts.mro.iter().any(|base| {
                self.heap
                    .class(*base)
                    .and_then(|base| base.extension)
                    .is_some_and(|each| std::ptr::eq(each, definition))
            })
        })
    }

    /// How the iterator's class gives its next item natively; `None` when a subclass has its own `__next__`.
    #[inline]
    pub fn native_iteration(&self, iterator: Ref) -> Option<NextItem> {
        let class = self.heap.class_of(iterator);
        if let Some(definition) = self.heap.class(class)?.extension {
            return definition.next;
        }
        let found = self.lookup_on_class(class, self.names.next)?;
        match self.heap.body(found) {
            Body::MethodDescriptor { definition, class } if std::ptr::eq(*definition, &NEXT) => {
                self.heap.class(*class)?.extension?.next
            }
            _ => None,
        }
    }

    /// The getter of this name that the class's definition has.
    pub fn native_getter(&self, class: Ref, name: &str) -> Option<&'static Getter> {
        let definition = self.heap.class(class)?.extension?;
        definition.getters.iter().find(|getter| getter.name == name)
    }

    fn make_extension_class(&mut self, definition: &'static ExtensionClass) -> Result<Ref> {
        let base = match definition.base {
            Base::Known(base) => base,
            Base::Extension(base) => self.extension_class(base)?,
        };
        let Some(parent) = self.heap.class(base) else {
            return Err(Stop::unmodelled(format!("`{}` has no class to inherit from", definition.name)));
        };
        let (inherited, layout) = (parent.mro.clone(), parent.layout);
        let (has_dict, has_weak) = (definition.has_dict || parent.has_dict, definition.has_weak || parent.has_weak);
        let dict = self.new_dict();
        let qualified_name = self.intern(definition.name);
        self.keep(base);
        let parts = Class {
            // `tp_name`, which errors give, has the module in front.
            name: match definition.module {
                "builtins" => definition.name.to_owned(),
                module => format!("{module}.{}", definition.name),
            },
            qualified_name,
            bases: vec![base],
            base,
            dict,
            layout,
            heap: true,
            extension: Some(definition),
            has_dict,
            has_weak,
            shared_usable: SHARED_NAMES,
            ..Class::default()
        };
        let class = self.new_tracked(known::TYPE, Body::Class(Box::new(parts)), 920, GC_HEAD);
        let mro: Vec<Ref> = std::iter::once(class).chain(inherited).collect();
        let (bases_tuple, mro_tuple) = (self.tuple_of(&[base]), self.tuple_of(&mro));
        if let Some(parts) = self.heap.class_mut(class) {
            (parts.mro, parts.bases_tuple, parts.mro_tuple) = (mro, bases_tuple, mro_tuple);
            if layout == known::OBJECT {
                parts.layout = class;
            }
        }
        if let Some(base) = self.heap.class_mut(base) {
            base.subclasses.push(class);
        }
        let module = self.intern(definition.module);
        let doc = if definition.doc.is_empty() { self.none() } else { self.new_str(definition.doc) };
        for (name, value) in [(self.names.module, module), (self.names.doc, doc)] {
            self.dict_set(dict, name, value)?;
            self.release(value);
        }
        let iteration: &[&'static Native] = if definition.next.is_some() { &[&ITER, &NEXT] } else { &[] };
        for method in definition.methods.iter().chain(iteration) {
            self.keep(class);
            let body = Body::MethodDescriptor { definition: method, class };
            let made = self.heap.insert(known::METHOD_DESCRIPTOR, body, 72, 0, false);
            self.set_in_class(dict, method.name, made)?;
        }
        for method in definition.class_methods {
            let body = Body::Native { definition: method, receiver: Ref::NULL };
            let function = self.heap.insert(known::BUILTIN_FUNCTION, body, 56 + 16, 16, false);
            let made = self.heap.insert(known::CLASSMETHOD, Body::ClassMethod(function), 32, 0, false);
            self.set_in_class(dict, method.name, made)?;
        }
        for method in definition.static_methods {
            let body = Body::Native { definition: method, receiver: Ref::NULL };
            let function = self.heap.insert(known::BUILTIN_FUNCTION, body, 56 + 16, 16, false);
            let made = self.heap.insert(known::STATICMETHOD, Body::StaticMethod(function), 32, 0, false);
            self.set_in_class(dict, method.name, made)?;
        }
        for getter in definition.getters {
            self.keep(class);
            let body = Body::Member(Box::new(Member { name: getter.name.to_owned(), class, slot: None }));
            let made = self.heap.insert(known::GETSET_DESCRIPTOR, body, 64, 0, false);
            self.set_in_class(dict, getter.name, made)?;
        }
        // A class that compares and does not hash is not hashable.
        let has = |name: &str| definition.methods.iter().any(|method| method.name == name);
        if has("__eq__") && !has("__hash__") {
            self.dict_set(dict, self.names.hash, known::NONE)?;
        }
        self.refresh_special(class);
        Ok(class)
    }

    /// Enters a value (taken over) into a class's dict.
    fn set_in_class(&mut self, dict: Ref, name: &str, value: Ref) -> Result<()> {
        let name = self.intern(name);
        let outcome = self.dict_set(dict, name, value);
        self.release(name);
        self.release(value);
        outcome
    }
}
