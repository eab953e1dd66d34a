//! Calls: what is called, and where its arguments go.

use smallvec::SmallVec;

use crate::python::eval::attribute::Found;
use crate::python::eval::frame::{Frame, Purpose, Value};
use crate::python::eval::stop::{Ending, Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// Frames after which a program is stopped that raised its recursion limit: CPython's memory would not suffice either.
const MOST_FRAMES: usize = 250_000;

/// Calls through natives that may nest: what the stack of [`STACK_BYTES`](crate::python::recording::STACK_BYTES) holds.
const DEEPEST_NESTING: u32 = 2_500;

/// Names and values of keyword arguments, on their way.
pub type Keywords = SmallVec<[(Ref, Ref); 4]>;

impl Machine {
    /// Calls with positional arguments and waits for the result.
    pub fn call(&mut self, callable: Ref, arguments: &[Ref]) -> Result<Ref> {
        self.call_with_keywords(callable, arguments, &[])
    }

    /// Calls with keywords too: names (interned strs) and values.
    pub fn call_with_keywords(&mut self, callable: Ref, arguments: &[Ref], keywords: &[(Ref, Ref)]) -> Result<Ref> {
        let floor = self.thread().frames.len();
        self.keep(callable);
        self.push(callable);
        self.push_value(Value::NULL);
        for argument in arguments.iter().chain(keywords.iter().map(|(_, value)| value)) {
            let argument = self.keep(*argument);
            self.push(argument);
        }
        let names: SmallVec<[Ref; 4]> = keywords.iter().map(|(name, _)| *name).collect();
        let bottom = self.thread().values.len() - arguments.len() - keywords.len() - 2;
        if let Err(stop) = self.invoke(arguments.len() + keywords.len(), &names) {
            self.cut_values(bottom);
            return Err(stop);
        }
        self.finish_nested(floor, bottom)
    }

    /// Runs frames until only `floor` are left, and takes the result.
    fn finish_nested(&mut self, floor: usize, bottom: usize) -> Result<Ref> {
        if self.thread().frames.len() > floor {
            self.thread_mut().nesting += 1;
            let outcome = self.run_to_floor(floor);
            self.thread_mut().nesting -= 1;
            if let Err(stop) = outcome {
                self.cut_values(bottom);
                return Err(stop);
            }
        }
        Ok(self.pop())
    }

    /// Calls the object's method by name, looked up as an attribute.
    pub fn call_method(&mut self, object: Ref, name: &str, arguments: &[Ref]) -> Result<Ref> {
        let name = self.intern(name);
        let found = self.find_method(object, name);
        self.release(name);
        let (callable, outcome) = match found? {
            Found::Unbound(function) => {
                let mut all: SmallVec<[Ref; 6]> = SmallVec::from_slice(&[object]);
                all.extend_from_slice(arguments);
                (function, self.call(function, &all))
            }
            Found::Attribute(callable) => (callable, self.call(callable, arguments)),
        };
        self.release(callable);
        outcome
    }

    /// A special method that a class of the program defines, unbound and borrowed; what built-in classes do for an operator
    /// is in Rust, and their `__len__` and the like only stand for it when they are asked for by name.
    pub fn lookup_special(&self, class: Ref, name: Ref) -> Option<Ref> {
        let parts = self.heap.class(class).filter(|class| class.heap)?;
        for base in &parts.mro {
            let Some(base) = self.heap.class(*base) else { continue };
            if let Some(found) = self.dict_get_name(base.dict, name) {
                // What a built-in class has is left to the built-in rule; put into a program's class, or a native module's, it
                // is called.
                return base.heap.then_some(found);
            }
        }
        None
    }

    /// Calls a special method of the program's, looked up on the class, not the instance; `None` when the class has none.
    pub fn call_special(&mut self, object: Ref, name: &str, arguments: &[Ref]) -> Result<Option<Ref>> {
        let name = self.intern(name);
        let outcome = self.call_special_name(object, name, arguments);
        self.release(name);
        outcome
    }

    /// The same by the interned name.
    pub fn call_special_name(&mut self, object: Ref, name: Ref, arguments: &[Ref]) -> Result<Option<Ref>> {
        let class = self.heap.class_of(object);
        let Some(function) = self.lookup_special(class, name) else { return Ok(None) };
        if function == known::NONE {
            return self.blocked_special(object, name);
        }
        if matches!(self.heap.body(function), Body::Function(_) | Body::MethodDescriptor { .. }) {
            let mut all: SmallVec<[Ref; 6]> = SmallVec::from_slice(&[object]);
            all.extend_from_slice(arguments);
            if let Body::MethodDescriptor { definition, .. } = self.heap.body(function) {
                // An operator gives as many arguments as its method takes.
                let definition = *definition;
                self.clock_nanos += u64::from(definition.cost_nanos);
                return (definition.call)(self, Arguments { positional: &all, keywords: &[] }).map(Some);
            }
            return self.call(function, &all).map(Some);
        }
        let bound = self.bind_attribute(function, object, class)?;
        let outcome = self.call(bound, arguments);
        self.release(bound);
        outcome.map(Some)
    }

    /// Calls a weak reference, which gives its object, or a proxy, which calls it; a subclass's `__call__` goes first.
    fn call_weak(&mut self, weak: Ref, positional: &[Ref], keywords: &[(Ref, Ref)]) -> Result<Ref> {
        let class = self.heap.class_of(weak);
        if class == known::WEAK_PROXY {
            return Err(self.raise(known::TYPE_ERROR, "'weakref.ProxyType' object is not callable"));
        }
        if let Some(target) = self.behind_weak_proxy(weak)? {
            let result = self.call_with_keywords(target, positional, keywords);
            self.release(target);
            return result;
        }
        if self.lookup_special(class, self.names.call).is_some() {
            let result = self.call_special_name_with(weak, self.names.call, positional, keywords)?;
            return Ok(result.unwrap_or(Ref::NULL));
        }
        if !positional.is_empty() || !keywords.is_empty() {
            let message = format!("weakref expected 0 arguments, got {}", positional.len() + keywords.len());
            return Err(self.raise(known::TYPE_ERROR, message));
        }
        Ok(match self.weak_target(weak) {
            Some(target) => self.keep(target),
            None => self.none(),
        })
    }

    /// A special method that is None: the class says that it does not do this. Some operations have a message of their own for
    /// it, which their callers give; others find that None cannot be called.
    fn blocked_special(&mut self, object: Ref, name: Ref) -> Result<Option<Ref>> {
        let text = self.text_of(name).unwrap_or_default();
        match text {
            "__contains__" => {
                let class = self.class_name(object);
                Err(self.raise(known::TYPE_ERROR, format!("'{class}' object is not a container")))
            }
            "__iter__" | "__reversed__" | "__hash__" | "__copy__" | "__deepcopy__" | "__set_name__" => Ok(None),
            _ => Err(self.raise(known::TYPE_ERROR, "'NoneType' object is not callable")),
        }
    }

    /// Carries out a call whose callable, receiver (or null) and `count` arguments lie on the stack, the last
    /// `names.len()` of them by keyword. A built-in's result is pushed; a Python function's frame is entered, and pushes it when it
    /// ends. On an error the caller cuts the stack.
    pub fn invoke(&mut self, count: usize, names: &[Ref]) -> Result<()> {
        loop {
            let at = self.thread().values.len() - count - 2;
            let callable = self.thread().values[at].reference();
            match self.heap.body(callable) {
                Body::Function(_) => return self.enter_function(at, count, names),
                Body::Native { definition, receiver } => {
                    let (definition, receiver) = (*definition, *receiver);
                    return self.call_native(definition, receiver, at, count, names);
                }
                Body::MethodDescriptor { definition, .. } => {
                    let definition = *definition;
                    return self.call_descriptor(definition, callable, at, count, names);
                }
                Body::BoundMethod { function, receiver } => {
                    let (function, receiver) = (*function, *receiver);
                    self.keep(function);
                    self.keep(receiver);
                    if self.thread().values[at + 1].is_null() {
                        self.thread_mut().values[at + 1] = Value::owned(receiver);
                    } else {
                        // A receiver is there already: the method's own goes before it as one argument more.
                        self.thread_mut().values.insert(at + 1, Value::owned(receiver));
                        let old = std::mem::replace(&mut self.thread_mut().values[at], Value::owned(function));
                        self.drop_value(old);
                        return self.invoke(count + 1, names);
                    }
                    let old = std::mem::replace(&mut self.thread_mut().values[at], Value::owned(function));
                    self.drop_value(old);
                }
                Body::Class(_) => {
                    // A metaclass may have a `__call__` of its own.
                    let metaclass = self.heap.class_of(callable);
                    if metaclass != known::TYPE && self.heap.class(metaclass).is_some_and(|parts| parts.special.call) {
                        let call = self.lookup_on_class(metaclass, self.names.call).unwrap_or(known::NONE);
                        let bound = self.bind_attribute(call, callable, metaclass)?;
                        let old = std::mem::replace(&mut self.thread_mut().values[at], Value::owned(bound));
                        self.drop_value(old);
                        continue;
                    }
                    return self.instantiate(callable, at, count, names);
                }
                Body::Weak(_) => {
                    let first = if self.thread().values[at + 1].is_null() { at + 2 } else { at + 1 };
                    let (positional, keywords) = self.arguments_from(first, names);
                    let made = self.call_weak(callable, &positional, &keywords)?;
                    self.cut_values(at);
                    self.push(made);
                    return Ok(());
                }
                Body::GenericAlias(_) => {
                    let first = if self.thread().values[at + 1].is_null() { at + 2 } else { at + 1 };
                    let (positional, keywords) = self.arguments_from(first, names);
                    let made = self.call_alias(callable, &positional, &keywords)?;
                    self.cut_values(at);
                    self.push(made);
                    return Ok(());
                }
                Body::StaticMethod(inner) => {
                    let inner = *inner;
                    self.keep(inner);
                    let old = std::mem::replace(&mut self.thread_mut().values[at], Value::owned(inner));
                    self.drop_value(old);
                }
                _ => {
                    let class = self.heap.class_of(callable);
                    let call = self.lookup_on_class(class, self.names.call);
                    let Some(call) = call else {
                        let name = self.class_name(callable);
                        return Err(self.raise(known::TYPE_ERROR, format!("'{name}' object is not callable")));
                    };
                    let bound = self.bind_attribute(call, callable, class)?;
                    let old = std::mem::replace(&mut self.thread_mut().values[at], Value::owned(bound));
                    self.drop_value(old);
                }
            }
        }
    }

    /// Positional and keyword arguments that lie from `first` to the top, borrowed.
    fn arguments_from(&self, first: usize, names: &[Ref]) -> (SmallVec<[Ref; 8]>, Keywords) {
        let values = &self.thread().values;
        let split = values.len() - names.len();
        let positional = values[first..split].iter().map(|value| value.reference()).collect();
        let keywords = names.iter().zip(&values[split..]).map(|(name, value)| (*name, value.reference())).collect();
        (positional, keywords)
    }

    fn call_native(
        &mut self,
        native: &'static Native,
        receiver: Ref,
        at: usize,
        count: usize,
        names: &[Ref],
    ) -> Result<()> {
        let first = if self.thread().values[at + 1].is_null() { at + 2 } else { at + 1 };
        let (mut positional, keywords) = self.arguments_from(first, names);
        // A function of a module has the module for its receiver, and does not see it.
        let of_module = matches!(self.heap.body_or_none(receiver), Some(Body::Module(_)));
        let fits = (native.least..=native.most).contains(&positional.len());
        if !fits || !keywords.is_empty() && !native.keywords {
            let callable = self.thread().values[at].reference();
            if self.heap.class_of(callable) == known::METHOD_WRAPPER {
                self.check_wrapper(native, positional.len(), !keywords.is_empty())?;
            } else {
                let owner = self.owner_in_messages(receiver);
                self.check_native(native, owner.as_deref(), positional.len(), !keywords.is_empty())?;
            }
        }
        let packed = self.pack_arguments(native, &positional);
        if !receiver.is_null() && !of_module {
            positional.insert(0, receiver);
        }
        let _ = count;
        let outcome = self.finish_native(native, &positional, &keywords, at);
        self.release(packed);
        outcome
    }

    /// What stands before a built-in's name in messages: its module or class (`_PyObject_FunctionStr`).
    fn owner_in_messages(&self, receiver: Ref) -> Option<String> {
        let owner = match self.heap.body_or_none(receiver)? {
            Body::Module(module) => Some(module.name.clone()).filter(|name| name != "builtins")?,
            Body::Class(parts) => parts.name.clone(),
            _ => self.class_name(receiver),
        };
        // The method's qualified name has no module in it.
        Some(owner.rsplit('.').next().unwrap_or_default().to_owned())
    }

    fn call_descriptor(
        &mut self,
        native: &'static Native,
        descriptor: Ref,
        at: usize,
        count: usize,
        names: &[Ref],
    ) -> Result<()> {
        let first = if self.thread().values[at + 1].is_null() { at + 2 } else { at + 1 };
        let (positional, keywords) = self.arguments_from(first, names);
        let _ = count;
        let class = match self.heap.body(descriptor) {
            Body::MethodDescriptor { class, .. } => *class,
            _ => Ref::NULL,
        };
        let owner = self.plain_class_name(class);
        let wrapper = self.heap.class_of(descriptor) == known::WRAPPER_DESCRIPTOR;
        let Some(receiver) = positional.first().copied() else {
            if wrapper {
                let message = format!("descriptor '{}' of '{owner}' object needs an argument", native.name);
                return Err(self.raise(known::TYPE_ERROR, message));
            }
            let message = format!("unbound method {owner}.{}() needs an argument", native.name);
            return Err(self.raise(known::TYPE_ERROR, message));
        };
        if !self.is_instance(receiver, class) {
            let got = self.class_name(receiver);
            if wrapper {
                let message =
                    format!("descriptor '{}' requires a '{owner}' object but received a '{got}'", native.name);
                return Err(self.raise(known::TYPE_ERROR, message));
            }
            let message =
                format!("descriptor '{}' for '{owner}' objects doesn't apply to a '{got}' object", native.name);
            return Err(self.raise(known::TYPE_ERROR, message));
        }
        if wrapper {
            self.check_wrapper(native, positional.len() - 1, !keywords.is_empty())?;
        } else {
            // The method's qualified name, which has no module in it.
            let owner = owner.rsplit('.').next().unwrap_or_default().to_owned();
            self.check_native(native, Some(&owner), positional.len() - 1, !keywords.is_empty())?;
        }
        let packed = self.pack_arguments(native, positional.get(1..).unwrap_or_default());
        let outcome = self.finish_native(native, &positional, &keywords, at);
        self.release(packed);
        outcome
    }

    fn finish_native(
        &mut self,
        native: &'static Native,
        positional: &[Ref],
        keywords: &[(Ref, Ref)],
        at: usize,
    ) -> Result<()> {
        self.clock_nanos += u64::from(native.cost_nanos);
        let result = (native.call)(self, Arguments { positional, keywords })?;
        self.cut_values(at);
        self.push(result);
        Ok(())
    }

    /// The argument-count errors of slot wrappers (`Objects/typeobject.c`, `check_num_args`; those with two or more go through
    /// `PyArg_UnpackTuple` without a name).
    fn check_wrapper(&mut self, native: &'static Native, given: usize, keywords: bool) -> Result<()> {
        if native.keywords {
            return Ok(());
        }
        if keywords {
            let message = format!("wrapper {}() takes no keyword arguments", native.name);
            return Err(self.raise(known::TYPE_ERROR, message));
        }
        let (least, most) = (native.least, native.most);
        if (least..=most).contains(&given) {
            return Ok(());
        }
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let name = if self.version().minor() >= 14 { native.name } else { "" };
        let message = if least == most && most < 2 {
            format!("expected {most} argument{}, got {given}", plural(most))
        } else if least == most {
            format!("{name} expected {most} arguments, got {given}")
        } else if self.version().minor() >= 14 {
            format!("expected {least} or {most} arguments, got {given}")
        } else if given < least {
            format!("{name} expected at least {least} argument{}, got {given}", plural(least))
        } else {
            format!("{name} expected at most {most} argument{}, got {given}", plural(most))
        };
        Err(self.raise(known::TYPE_ERROR, message))
    }

    /// The argument-count errors of built-in functions (`Objects/methodobject.c`, `Python/getargs.c`).
    fn check_native(
        &mut self,
        native: &'static Native,
        owner: Option<&str>,
        given: usize,
        keywords: bool,
    ) -> Result<()> {
        let name = native.name;
        let full = owner.map_or_else(|| name.to_owned(), |owner| format!("{owner}.{name}"));
        // Up to 3.12 searches parse their arguments themselves (`stringlib/find.h`), and so do the sets' methods of many.
        let old = self.version() < Version::V3_13;
        let searches = old
            && matches!(name, "count" | "find" | "index" | "rfind" | "rindex" | "startswith" | "endswith")
            && matches!(owner, Some("str" | "bytes" | "bytearray"));
        let many = old && native.most == usize::MAX && matches!(owner, Some("set" | "frozenset"));
        if keywords && !native.keywords {
            let full = if searches || many { name } else { &full };
            return Err(self.raise(known::TYPE_ERROR, format!("{full}() takes no keyword arguments")));
        }
        if keywords || (native.least..=native.most).contains(&given) {
            return Ok(());
        }
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        // `dict.update`, `max` and their kind read a tuple, and look at the keywords themselves.
        let clinic = native.keywords && native.most != usize::MAX && name != "update";
        let message = match (native.least, native.most) {
            (0, 0) if clinic => format!("{name}() takes no positional arguments"),
            (least, most) if clinic || searches => {
                let (kind, bound) = if given < least { ("least", least) } else { ("most", most) };
                let positional = if native.keywords && given < least { "positional " } else { "" };
                format!("{name}() takes at {kind} {bound} {positional}argument{} ({given} given)", plural(bound))
            }
            (0, 0) => format!("{full}() takes no arguments ({given} given)"),
            (1, 1) => format!("{full}() takes exactly one argument ({given} given)"),
            (least, most) if least == most => {
                format!("{name} expected {least} argument{}, got {given}", plural(least))
            }
            (least, _) if given < least => {
                format!("{name} expected at least {least} argument{}, got {given}", plural(least))
            }
            (_, most) => format!("{name} expected at most {most} argument{}, got {given}", plural(most)),
        };
        Err(self.raise(known::TYPE_ERROR, message))
    }

    /// RecursionError when no frame more may be entered.
    pub(super) fn check_depth(&mut self) -> Result<()> {
        let depth = self.thread().frames.len();
        if depth >= MOST_FRAMES {
            return Err(Stop::Ended(Box::new(Ending::Memory(self.options.max_memory))));
        }
        if depth >= self.recursion_limit || self.thread().nesting >= DEEPEST_NESTING {
            return Err(self.raise(known::RECURSION_ERROR, "maximum recursion depth exceeded"));
        }
        Ok(())
    }

    /// Enters a Python function: its locals begin where its arguments lie.
    fn enter_function(&mut self, at: usize, count: usize, names: &[Ref]) -> Result<()> {
        self.check_depth()?;
        let Body::Function(function) = self.heap.body(self.thread().values[at].reference()) else {
            return Err(Stop::unmodelled("a call of what is no function"));
        };
        let (code, globals) = (function.code.clone(), function.globals);
        let base = if self.thread().values[at + 1].is_null() { at + 2 } else { at + 1 };
        let given = self.thread().values.len() - base;
        let _ = count;
        let simple = names.is_empty()
            && given == code.arguments as usize
            && code.keyword_only == 0
            && !code.flags.varargs
            && !code.flags.varkeywords;
        if simple {
            let locals = base + code.locals.len();
            self.thread_mut().values.resize(locals, Value::NULL);
        } else {
            let function = self.thread().values[at].reference();
            self.bind_arguments(function, base, names)?;
        }
        let callable = std::mem::take(&mut self.thread_mut().values[at]);
        let function = self.own(callable);
        self.keep(globals);
        let frame = Frame {
            code,
            function,
            globals,
            locals: Ref::NULL,
            base,
            bottom: at,
            next: 0,
            line: 0,
            purpose: Purpose::Call,
            subject: Ref::NULL,
            held: Vec::new(),
            object: Ref::NULL,
            generator: Ref::NULL,
        };
        self.thread_mut().frames.push(frame);
        Ok(())
    }

    /// Turns the arguments that lie from `base` to the top into the function's locals (`Python/ceval.c`,
    /// `initialize_locals`).
    fn bind_arguments(&mut self, function: Ref, base: usize, names: &[Ref]) -> Result<()> {
        let Body::Function(parts) = self.heap.body(function) else { return Ok(()) };
        let (code, defaults, keyword_defaults) = (parts.code.clone(), parts.defaults, parts.keyword_defaults);
        let positional_count = code.arguments as usize;
        let named_count = positional_count + code.keyword_only as usize;
        let mut values = self.thread_mut().values.split_off(base);
        let by_keyword = values.split_off(values.len() - names.len());
        let given = values.len();
        let mut locals = vec![Value::NULL; code.locals.len()];
        let extra = if given > positional_count { values.split_off(positional_count) } else { Vec::new() };
        for (place, value) in locals.iter_mut().zip(values) {
            *place = value;
        }
        let mut problem = None;
        let extra_given = extra.len();
        if code.flags.varargs {
            let extra: Vec<Ref> = extra.into_iter().map(|value| self.own(value)).collect();
            let packed = self.new_tuple(extra);
            locals[named_count] = Value::owned(packed);
        } else {
            extra.into_iter().for_each(|value| self.drop_value(value));
        }
        let keywords_at = named_count + usize::from(code.flags.varargs);
        if code.flags.varkeywords {
            let dict = self.new_dict();
            locals[keywords_at] = Value::owned(dict);
        }
        let by_place = code.locals.iter().take(code.positional_only as usize);
        let positional_only_named: Vec<&str> = by_place
            .map(|local| local.text.as_str())
            .filter(|text| names.iter().any(|name| self.text_of(*name) == Some(text)))
            .collect();
        for (name, value) in names.iter().zip(by_keyword) {
            if problem.is_some() {
                self.drop_value(value);
                continue;
            }
            let text = self.text_of(*name).unwrap_or("?").to_owned();
            let place = code.locals[..named_count].iter().position(|local| local.text == text);
            match place {
                Some(place) if place >= code.positional_only as usize => {
                    if locals[place].is_null() {
                        locals[place] = value;
                    } else {
                        self.drop_value(value);
                        problem = Some(format!("got multiple values for argument '{text}'"));
                    }
                }
                _ if code.flags.varkeywords => {
                    let dict = locals[keywords_at].reference();
                    let outcome = self.dict_set(dict, *name, value.reference());
                    self.drop_value(value);
                    if let Err(stop) = outcome {
                        locals.into_iter().for_each(|value| self.drop_value(value));
                        return Err(stop);
                    }
                }
                _ if !positional_only_named.is_empty() => {
                    self.drop_value(value);
                    let names = positional_only_named.join(", ");
                    problem =
                        Some(format!("got some positional-only arguments passed as keyword arguments: '{names}'"));
                }
                _ => {
                    self.drop_value(value);
                    problem =
                        Some(self.keyword_problem(&code.locals[..named_count], &text, code.positional_only as usize));
                }
            }
        }
        let default_count = match self.heap.body_or_none(defaults) {
            Some(Body::Tuple(items)) => items.len(),
            _ => 0,
        };
        if problem.is_none() && extra_given > 0 && !code.flags.varargs {
            let keyword_only_given =
                locals[positional_count..named_count].iter().filter(|value| !value.is_null()).count();
            problem = Some(too_many(positional_count, default_count, given, keyword_only_given));
        }
        if problem.is_none() {
            let first_default = positional_count - default_count.min(positional_count);
            let missing: Vec<&str> = (0..first_default)
                .filter(|place| locals[*place].is_null())
                .map(|place| code.locals[place].text.as_str())
                .collect();
            if !missing.is_empty() {
                problem = Some(missing_arguments("positional", &missing));
            } else {
                for place in first_default..positional_count {
                    if locals[place].is_null()
                        && let Some(Body::Tuple(items)) = self.heap.body_or_none(defaults)
                    {
                        let item = items[place - first_default + default_count.saturating_sub(positional_count)];
                        locals[place] = Value::owned(self.keep(item));
                    }
                }
            }
        }
        if problem.is_none() && code.keyword_only > 0 {
            let mut missing = Vec::new();
            for (place, local) in locals.iter_mut().enumerate().take(named_count).skip(positional_count) {
                if !local.is_null() {
                    continue;
                }
                let name = code.locals[place].name;
                let default =
                    (!keyword_defaults.is_null()).then(|| self.dict_get_name(keyword_defaults, name)).flatten();
                match default {
                    Some(default) => *local = Value::owned(self.keep(default)),
                    None => missing.push(code.locals[place].text.as_str()),
                }
            }
            if !missing.is_empty() {
                problem = Some(missing_arguments("keyword-only", &missing));
            }
        }
        if let Some(problem) = problem {
            locals.into_iter().for_each(|value| self.drop_value(value));
            let name = match self.heap.body(function) {
                Body::Function(parts) => self.text_of(parts.qualified_name).unwrap_or(&code.qualified_name).to_owned(),
                _ => code.qualified_name.clone(),
            };
            let message = format!("{name}() {problem}");
            return Err(self.raise(known::TYPE_ERROR, message));
        }
        self.thread_mut().values.extend(locals);
        Ok(())
    }

    fn keyword_problem(
        &self,
        locals: &[crate::python::compile::code::LocalName],
        given: &str,
        positional_only: usize,
    ) -> String {
        let plain = format!("got an unexpected keyword argument '{given}'");
        if self.version().minor() < 13 {
            return plain;
        }
        let names = locals.iter().skip(positional_only).map(|local| local.text.as_str());
        match super::suggestion::closest(given, names) {
            Some(close) => format!("{plain}. Did you mean '{close}'?"),
            None => plain,
        }
    }

    /// Calls a class (`Objects/typeobject.c`, `type_call`): `__new__`, then `__init__`.
    fn instantiate(&mut self, class: Ref, at: usize, count: usize, names: &[Ref]) -> Result<()> {
        let _ = count;
        let first = if self.thread().values[at + 1].is_null() { at + 2 } else { at + 1 };
        let (positional, keywords) = self.arguments_from(first, names);
        let Body::Class(parts) = self.heap.body(class) else {
            return Err(Stop::unmodelled("a call of what is no class"));
        };
        let (special, layout) = (parts.special, parts.layout);
        if !self.is_heap_class(class) {
            let packed = self.pack_for_type(class, &positional);
            let made = self.construct(class, class, &positional, &keywords);
            self.release(packed);
            let made = made?;
            self.cut_values(at);
            self.push(made);
            return Ok(());
        }
        // `_PyObject_MakeTpCall` packs the arguments into a tuple, which holds them while the slots run.
        let held = self.tuple_of(&positional);
        let made = if special.new {
            self.call_user_new(class, &positional, &keywords)
        } else if special.init {
            self.make_new(class, &positional, &keywords)
        } else if layout == known::OBJECT {
            self.new_plain_object(class, &positional, &keywords)
        } else {
            self.construct(layout, class, &positional, &keywords)
        };
        let made = match made {
            Ok(made) => made,
            Err(stop) => {
                self.release(held);
                return Err(stop);
            }
        };
        let special = match self.heap.class(self.heap.class_of(made)) {
            Some(parts) if self.is_instance(made, class) => parts.special,
            _ => Default::default(),
        };
        // A native `__init__` runs only after a `__new__` of the program's: else the constructor did its work.
        let native_init = special.new && !special.init && self.wants_native_init(made);
        if !special.init && !native_init {
            self.release(held);
            self.cut_values(at);
            self.push(made);
            return Ok(());
        }
        self.enter_initialiser(made, held, at, &positional, &keywords)
    }

    /// Enters the instance's `__init__` as a frame of its own, so that its lines can be stepped.
    fn enter_initialiser(
        &mut self,
        made: Ref,
        held: Ref,
        at: usize,
        positional: &[Ref],
        keywords: &[(Ref, Ref)],
    ) -> Result<()> {
        let class = self.heap.class_of(made);
        let initialiser = self.lookup_on_class(class, self.names.init).unwrap_or(Ref::NULL);
        if initialiser.is_null() || !matches!(self.heap.body(initialiser), Body::Function(_)) {
            let outcome = self.call_special_name_with(made, self.names.init, positional, keywords);
            self.release(held);
            let outcome = outcome.and_then(|result| match result {
                Some(result) if result != known::NONE => {
                    let got = self.class_name(result);
                    self.release(result);
                    Err(self.raise(known::TYPE_ERROR, format!("__init__() should return None, not '{got}'")))
                }
                _ => Ok(()),
            });
            if let Err(stop) = outcome {
                self.release(made);
                return Err(stop);
            }
            self.cut_values(at);
            self.push(made);
            return Ok(());
        }
        let values: SmallVec<[Ref; 8]> =
            std::iter::once(made).chain(positional.iter().copied()).chain(keywords.iter().map(|pair| pair.1)).collect();
        self.keep(initialiser);
        self.push(initialiser);
        let bottom = self.thread().values.len() - 1;
        self.push_value(Value::NULL);
        for value in &values {
            let value = self.keep(*value);
            self.push(value);
        }
        let names: SmallVec<[Ref; 4]> = keywords.iter().map(|pair| pair.0).collect();
        if let Err(stop) = self.enter_function(bottom, values.len(), &names) {
            self.cut_values(bottom);
            self.release(held);
            self.release(made);
            return Err(stop);
        }
        if let Some(frame) = self.thread_mut().frames.last_mut() {
            frame.purpose = Purpose::Initialise;
            frame.subject = made;
            frame.held.push(held);
            frame.bottom = at;
        }
        Ok(())
    }

    /// Calls a special method with keywords.
    pub fn call_special_name_with(
        &mut self,
        object: Ref,
        name: Ref,
        arguments: &[Ref],
        keywords: &[(Ref, Ref)],
    ) -> Result<Option<Ref>> {
        let class = self.heap.class_of(object);
        let Some(function) = self.lookup_on_class(class, name) else { return Ok(None) };
        let bound = self.bind_attribute(function, object, class)?;
        let outcome = self.call_with_keywords(bound, arguments, keywords);
        self.release(bound);
        outcome.map(Some)
    }

    fn call_user_new(&mut self, class: Ref, positional: &[Ref], keywords: &[(Ref, Ref)]) -> Result<Ref> {
        let Some(found) = self.lookup_on_class(class, self.names.new) else {
            return self.make_new(class, positional, keywords);
        };
        let function = self.bind_on_class(found, class)?;
        let mut all: SmallVec<[Ref; 8]> = SmallVec::from_slice(&[class]);
        all.extend_from_slice(positional);
        let made = self.call_with_keywords(function, &all, keywords);
        self.release(function);
        made
    }

    /// Whether an object of a program's class is filled by the `__init__` of its built-in layout.
    fn wants_native_init(&self, object: Ref) -> bool {
        let class = self.heap.class_of(object);
        let layout = self.heap.class(class).map_or(known::OBJECT, |parts| parts.layout);
        layout == known::OBJECT
            || layout == known::TYPE
            || fills_by_init(layout)
            || self.is_subclass(layout, known::BASE_EXCEPTION)
    }

    /// The `__new__` of the class's built-in layout: an object that its `__init__` has yet to fill, where it has one.
    pub fn make_new(&mut self, class: Ref, positional: &[Ref], keywords: &[(Ref, Ref)]) -> Result<Ref> {
        let layout = self.heap.class(class).map_or(class, |parts| if parts.heap { parts.layout } else { class });
        match layout {
            known::OBJECT => self.new_plain_object(class, positional, keywords),
            known::TYPE => self.construct_class(class, positional, keywords),
            _ if fills_by_init(layout) => self.construct(layout, class, &[], &[]),
            _ if self.is_subclass(layout, known::BASE_EXCEPTION) => {
                self.allocate_exception(class, positional, keywords)
            }
            _ => self.construct(layout, class, positional, keywords),
        }
    }

    /// `type.__call__(class, …)`: an instance, whatever `__call__` the metaclass has.
    pub fn make_instance(&mut self, class: Ref, positional: &[Ref], keywords: &[(Ref, Ref)]) -> Result<Ref> {
        let floor = self.thread().frames.len();
        let bottom = self.thread().values.len();
        self.keep(class);
        self.push(class);
        self.push_value(Value::NULL);
        for argument in positional.iter().chain(keywords.iter().map(|(_, value)| value)) {
            let argument = self.keep(*argument);
            self.push(argument);
        }
        let names: SmallVec<[Ref; 4]> = keywords.iter().map(|(name, _)| *name).collect();
        if let Err(stop) = self.instantiate(class, bottom, positional.len() + keywords.len(), &names) {
            self.cut_values(bottom);
            return Err(stop);
        }
        self.finish_nested(floor, bottom)
    }
}

/// Built-in classes whose `__new__` takes no notice of the arguments: `__init__` does.
fn fills_by_init(layout: Ref) -> bool {
    matches!(
        layout,
        known::LIST
            | known::DICT
            | known::SET
            | known::PROPERTY
            | known::STATICMETHOD
            | known::CLASSMETHOD
            | known::SUPER
            | known::SIMPLE_NAMESPACE
    )
}

/// `f() takes 1 positional argument but 2 were given` (`Python/ceval.c`, `too_many_positional`).
fn too_many(positional: usize, defaults: usize, given: usize, keyword_only_given: usize) -> String {
    let least = positional - defaults.min(positional);
    let (takes, plural) = if defaults > 0 {
        (format!("from {least} to {positional}"), true)
    } else {
        (positional.to_string(), positional != 1)
    };
    let arguments = |many: bool| if many { "arguments" } else { "argument" };
    let extra = if keyword_only_given > 0 {
        format!(
            " positional {} (and {keyword_only_given} keyword-only {})",
            arguments(given != 1),
            arguments(keyword_only_given != 1)
        )
    } else {
        String::new()
    };
    let were = if given == 1 && keyword_only_given == 0 { "was" } else { "were" };
    format!("takes {takes} positional {} but {given}{extra} {were} given", arguments(plural))
}

/// `missing 2 required positional arguments: 'a' and 'b'` (`Python/ceval.c`, `format_missing`).
fn missing_arguments(kind: &str, names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
    let listed = match quoted.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [first @ .., last] => format!("{}, and {last}", first.join(", ")),
    };
    let plural = if names.len() == 1 { "" } else { "s" };
    format!("missing {} required {kind} argument{plural}: {listed}", names.len())
}
