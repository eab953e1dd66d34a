//! The `class` statement: `__build_class__` (`Python/bltinmodule.c`, `builtin___build_class__`).
//!
//! It finds the metaclass, runs the body in the namespace that the metaclass prepares, and calls the metaclass.

use crate::python::eval::call::Keywords;
use crate::python::eval::frame::{Frame, Purpose};
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Body, Ref, known};

/// `__build_class__`, which `LoadBuildClass` pushes: it enters the class body as a frame.
pub static BUILD_CLASS: Native = Native {
    name: "__build_class__",
    call: build_class,
    least: 2,
    most: usize::MAX,
    keywords: true,
    packed_below: 0,
    cost_nanos: 5_000,
};

/// Runs the body and makes the class. Called as a native it waits for the body's frame.
fn build_class(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let [function, name, given @ ..] = arguments.positional else {
        return Err(machine.raise(known::TYPE_ERROR, "__build_class__: not enough arguments"));
    };
    let (function, name) = (*function, *name);
    if !matches!(machine.heap.body(function), Body::Function(_)) {
        return Err(machine.raise(known::TYPE_ERROR, "__build_class__: func must be a function"));
    }
    let replaced = machine.resolved_bases(given)?;
    let changed = replaced.is_some();
    let bases = replaced.unwrap_or_else(|| {
        given.iter().for_each(|base| machine.heap.incref(*base));
        given.to_vec()
    });
    let made = build_from(machine, function, name, given, &bases, changed, arguments.keywords);
    machine.release_all(bases);
    made
}

fn build_from(
    machine: &mut Machine,
    function: Ref,
    name: Ref,
    given: &[Ref],
    bases: &[Ref],
    changed: bool,
    keywords: &[(Ref, Ref)],
) -> Result<Ref> {
    let named = keywords.iter().find(|(key, _)| *key == machine.names.metaclass).map(|(_, value)| *value);
    let keywords: Keywords = keywords.iter().filter(|(key, _)| *key != machine.names.metaclass).copied().collect();
    let mut metaclass = named.unwrap_or_else(|| bases.first().map_or(known::TYPE, |base| machine.heap.class_of(*base)));
    if machine.heap.class(metaclass).is_some() {
        metaclass = machine.most_derived_metaclass(metaclass, bases)?;
    }
    // Up to here nothing was made: of `type` the namespace is a plain dict and the bases become a tuple after the body.
    let plain = metaclass == known::TYPE;
    let mut tuple = if plain { Ref::NULL } else { machine.tuple_of(bases) };
    let namespace = if plain {
        machine.new_dict()
    } else {
        match machine.prepared_namespace(metaclass, name, tuple, &keywords) {
            Ok(namespace) => namespace,
            Err(stop) => {
                machine.release(tuple);
                return Err(stop);
            }
        }
    };
    let made = machine.run_class_body(function, namespace).and_then(|cell| {
        let made = set_original_bases(machine, namespace, given, changed).and_then(|()| {
            if plain {
                tuple = machine.tuple_of(bases);
                // `type` is called with its arguments in a tuple.
                let packed = machine.tuple_of(&[name, tuple, namespace]);
                let made = machine.new_class(name, tuple, namespace, &keywords);
                machine.release(packed);
                made
            } else {
                machine.call_with_keywords(metaclass, &[name, tuple, namespace], &keywords)
            }
        });
        let made = made.and_then(|made| machine.check_class_cell(cell, made, name));
        machine.release(cell);
        made
    });
    machine.release(tuple);
    machine.release(namespace);
    made
}

fn set_original_bases(machine: &mut Machine, namespace: Ref, given: &[Ref], changed: bool) -> Result<()> {
    if !changed {
        return Ok(());
    }
    let (name, original) = (machine.intern("__orig_bases__"), machine.tuple_of(given));
    let outcome = machine.set_item(namespace, name, original);
    machine.release(original);
    machine.release(name);
    outcome
}

impl Machine {
    /// The bases with what `__mro_entries__` of those that are no classes gives in their place (each owned); `None` when there is
    /// no such base (`update_bases`).
    pub fn resolved_bases(&mut self, given: &[Ref]) -> Result<Option<Vec<Ref>>> {
        if given.iter().all(|base| self.heap.class(*base).is_some()) {
            return Ok(None);
        }
        let (name, tuple) = (self.intern("__mro_entries__"), self.tuple_of(given));
        let mut resolved: Vec<Ref> = Vec::new();
        let mut changed = false;
        let mut failed = None;
        for base in given {
            if self.heap.class(*base).is_none() {
                match self.mro_entries(*base, name, tuple) {
                    Ok(Some(entries)) => {
                        changed = true;
                        resolved.extend(entries);
                        continue;
                    }
                    Ok(None) => {}
                    Err(stop) => {
                        failed = Some(stop);
                        break;
                    }
                }
            }
            resolved.push(self.keep(*base));
        }
        self.release(tuple);
        self.release(name);
        match failed {
            None if changed => Ok(Some(resolved)),
            None => {
                self.release_all(resolved);
                Ok(None)
            }
            Some(stop) => {
                self.release_all(resolved);
                Err(stop)
            }
        }
    }

    fn mro_entries(&mut self, base: Ref, name: Ref, bases: Ref) -> Result<Option<Vec<Ref>>> {
        let Some(method) = self.get_attribute_if_any(base, name)? else { return Ok(None) };
        let given = self.call(method, &[bases]);
        self.release(method);
        let given = given?;
        let entries = match self.heap.body(given) {
            Body::Tuple(items) => Some(items.to_vec()),
            _ => None,
        };
        let Some(entries) = entries else {
            self.release(given);
            return Err(self.raise(known::TYPE_ERROR, "__mro_entries__ must return a tuple"));
        };
        entries.iter().for_each(|entry| self.heap.incref(*entry));
        self.release(given);
        Ok(Some(entries))
    }

    /// What the metaclass's `__prepare__` gives, else an empty dict (owned).
    fn prepared_namespace(&mut self, metaclass: Ref, name: Ref, bases: Ref, keywords: &[(Ref, Ref)]) -> Result<Ref> {
        let Some(prepare) = self.get_attribute_if_any(metaclass, self.names.prepare)? else {
            return Ok(self.new_dict());
        };
        let namespace = self.call_with_keywords(prepare, &[name, bases], keywords);
        self.release(prepare);
        let namespace = namespace?;
        let class = self.heap.class_of(namespace);
        if self.lookup_on_class(class, self.names.getitem).is_none() {
            let owner = match self.heap.class(metaclass) {
                Some(class) => class.name.clone(),
                None => "<metaclass>".to_owned(),
            };
            let got = self.class_name(namespace);
            self.release(namespace);
            let message = format!("{owner}.__prepare__() must return a mapping, not {got}");
            return Err(self.raise(known::TYPE_ERROR, message));
        }
        Ok(namespace)
    }

    /// Runs a class body with `namespace` for its names; gives what it returns: the cell of `__class__`, or None.
    fn run_class_body(&mut self, function: Ref, namespace: Ref) -> Result<Ref> {
        let Body::Function(parts) = self.heap.body(function) else {
            return Err(Stop::unmodelled("a class body that is no function"));
        };
        let (code, globals) = (parts.code.clone(), parts.globals);
        let floor = self.thread().frames.len();
        let bottom = self.thread().values.len();
        self.keep(function);
        self.keep(globals);
        self.keep(namespace);
        let values = bottom + code.locals.len();
        self.thread_mut().values.resize(values, Default::default());
        self.thread_mut().frames.push(Frame {
            code,
            function,
            globals,
            locals: namespace,
            base: bottom,
            bottom,
            next: 0,
            line: 0,
            purpose: Purpose::ClassBody,
            subject: Ref::NULL,
            held: Vec::new(),
            object: Ref::NULL,
            generator: Ref::NULL,
        });
        self.thread_mut().nesting += 1;
        let ran = self.run_to_floor(floor);
        self.thread_mut().nesting -= 1;
        ran?;
        Ok(self.pop())
    }

    /// The cell that the body returned must hold the class by now, unless a metaclass made something else of it.
    fn check_class_cell(&mut self, cell: Ref, made: Ref, name: Ref) -> Result<Ref> {
        let (Body::Cell(content), true) = (self.heap.body(cell), self.heap.class(made).is_some()) else {
            return Ok(made);
        };
        let content = *content;
        if content == made {
            return Ok(made);
        }
        let (name, class) = (self.repr_of(name)?, self.repr_of(made)?);
        if content.is_null() {
            self.release(made);
            let message =
                format!("__class__ not set defining {name} as {class}. Was __classcell__ propagated to type.__new__?");
            return Err(self.raise(known::RUNTIME_ERROR, message));
        }
        let held = self.repr_of(content)?;
        self.release(made);
        Err(self.raise(known::TYPE_ERROR, format!("__class__ set to {held} defining {name} as {class}")))
    }
}
