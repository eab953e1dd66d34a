//! The module `contextvars` (`Python/context.c`): variables that have a value in each context.
//!
//! A context is a dict from variables to values; CPython keeps a persistent tree. Left out: contexts of threads and tasks, which
//! come with them.

use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::modules::arguments::{keyword_native, native};
use crate::python::modules::extension_class::{CLASS_GETITEM, ExtensionClass, Getter, read_only_member};
use crate::python::object::extension::native_state;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Ref, known};
use crate::python::version::Version;

/// A context: its values, the one that was current before it was entered (null when it is not), and whether it is.
#[derive(Clone, Debug)]
struct Context {
    values: Ref,
    previous: Ref,
    entered: bool,
}

native_state!(Context, |_| 48, [previous, values]);

pub static CONTEXT: ExtensionClass = ExtensionClass {
    new: Some(new_context),
    methods: &[
        &keyword_native("run", run, 0, usize::MAX),
        &native("copy", |machine, arguments| copy_of(machine, arguments.at(0)), 0, 0),
        &native("get", get_in, 1, 2),
        &native("keys", |machine, arguments| part(machine, arguments, "keys"), 0, 0),
        &native("values", |machine, arguments| part(machine, arguments, "values"), 0, 0),
        &native("items", |machine, arguments| part(machine, arguments, "items"), 0, 0),
        &native("__len__", length, 0, 0),
        &native("__iter__", iterate, 0, 0),
        &native("__contains__", contains, 1, 1),
        &native("__getitem__", get_item, 1, 1),
        &native("__eq__", equal, 1, 1),
    ],
    has_weak: true,
    subclassable: false,
    ..ExtensionClass::named("Context", "_contextvars")
};

#[derive(Clone, Debug)]
struct Variable {
    name: Ref,
    /// Null without.
    default: Ref,
}

native_state!(Variable, |_| 64, [name, default]);

pub static VARIABLE: ExtensionClass = ExtensionClass {
    new: Some(new_variable),
    methods: &[
        &native("get", get, 0, 1),
        &native("set", set, 1, 1),
        &native("reset", reset, 1, 1),
        &native("__repr__", repr_variable, 0, 0),
    ],
    class_methods: &[&CLASS_GETITEM],
    getters: &[Getter { name: "name", get: name, set: Some(read_only_member) }],
    subclassable: false,
    ..ExtensionClass::named("ContextVar", "_contextvars")
};

/// What `set` gives: the context, the variable, and the value before (null when there was none).
#[derive(Clone, Debug)]
struct Token {
    context: Ref,
    variable: Ref,
    old: Ref,
    used: bool,
}

native_state!(Token, |_| 48, [context, variable, old]);

pub static TOKEN: ExtensionClass = ExtensionClass {
    methods: &[
        &native("__repr__", repr_token, 0, 0),
        &native("__enter__", |machine, arguments| Ok(machine.keep(arguments.at(0))), 0, 0),
        &native("__exit__", exit_token, 3, 3),
    ],
    class_methods: &[&CLASS_GETITEM],
    getters: &[
        Getter { name: "var", get: token_variable, set: None },
        Getter { name: "old_value", get: old_value, set: None },
    ],
    subclassable: false,
    ..ExtensionClass::named("Token", "_contextvars")
};

/// `Token.MISSING`.
#[derive(Clone, Debug)]
struct Missing;

native_state!(Missing, |_| 16, []);

pub static MISSING: ExtensionClass = ExtensionClass {
    methods: &[&native("__repr__", |machine, _| Ok(machine.new_str("<Token.MISSING>")), 0, 0)],
    collectable: false,
    subclassable: false,
    ..ExtensionClass::named("Token.MISSING", "_contextvars")
};

static COPY_CONTEXT: Native = native(
    "copy_context",
    |machine, _| {
        let current = current(machine)?;
        copy_of(machine, current)
    },
    0,
    0,
);

/// Fills the module.
pub fn fill(machine: &mut Machine, module: Ref) -> Result<()> {
    for class in [&CONTEXT, &VARIABLE, &TOKEN] {
        machine.set_class_in_module(module, class)?;
    }
    let missing = machine.new_native_object(&MISSING, Missing)?;
    let token = machine.extension_class(&TOKEN)?;
    let dict = machine.heap.class(token).map_or(Ref::NULL, |class| class.dict);
    machine.dict_set_text(dict, "MISSING", missing)?;
    machine.release(missing);
    machine.set_functions(module, &[&COPY_CONTEXT])
}

/// The context that is current (borrowed): it stands in the class's dict, where nobody looks; made when it is first asked for.
fn current(machine: &mut Machine) -> Result<Ref> {
    let class = machine.extension_class(&CONTEXT)?;
    let dict = machine.heap.class(class).map_or(Ref::NULL, |class| class.dict);
    if let Some(context) = machine.dict_get_text(dict, " current") {
        return Ok(context);
    }
    let values = machine.new_dict();
    let context = machine.new_extension(class, Box::new(Context { values, previous: Ref::NULL, entered: true }));
    machine.dict_set_text(dict, " current", context)?;
    machine.release(context);
    Ok(context)
}

fn set_current(machine: &mut Machine, context: Ref) -> Result<()> {
    let class = machine.extension_class(&CONTEXT)?;
    let dict = machine.heap.class(class).map_or(Ref::NULL, |class| class.dict);
    machine.dict_set_text(dict, " current", context)
}

fn new_context(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    if !arguments.positional.is_empty() || !arguments.keywords.is_empty() {
        return Err(machine.raise(known::TYPE_ERROR, "Context() does not accept any arguments"));
    }
    let values = machine.new_dict();
    Ok(machine.new_extension(class, Box::new(Context { values, previous: Ref::NULL, entered: false })))
}

fn values_of(machine: &Machine, context: Ref) -> Ref {
    machine.heap.extension::<Context>(context).map_or(Ref::NULL, |state| state.values)
}

fn copy_of(machine: &mut Machine, context: Ref) -> Result<Ref> {
    let values = values_of(machine, context);
    let values = machine.dict_copy(values)?;
    machine.new_native_object(&CONTEXT, Context { values, previous: Ref::NULL, entered: false })
}

/// Calls a function with this context for the current one.
fn run(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let context = arguments.at(0);
    let Some((callable, rest)) = arguments.positional.get(1..).and_then(<[Ref]>::split_first) else {
        return Err(machine.raise(known::TYPE_ERROR, "run() missing 1 required positional argument"));
    };
    if machine.heap.extension::<Context>(context).is_some_and(|state| state.entered) {
        let shown = machine.repr_of(context)?;
        return Err(machine.raise(known::RUNTIME_ERROR, format!("cannot enter context: {shown} is already entered")));
    }
    let previous = current(machine)?;
    machine.keep(previous);
    if let Some(state) = machine.heap.extension_mut::<Context>(context) {
        (state.previous, state.entered) = (previous, true);
    }
    set_current(machine, context)?;
    let result = machine.call_with_keywords(*callable, rest, arguments.keywords);
    set_current(machine, previous)?;
    if let Some(state) = machine.heap.extension_mut::<Context>(context) {
        (state.previous, state.entered) = (Ref::NULL, false);
    }
    machine.release(previous);
    result
}

/// The key of a look-up, which must be a variable.
fn variable(machine: &mut Machine, key: Ref) -> Result<Ref> {
    if machine.heap.extension::<Variable>(key).is_some() {
        return Ok(key);
    }
    let shown = machine.repr_of(key)?;
    Err(machine.raise(known::TYPE_ERROR, format!("a ContextVar key was expected, got {shown}")))
}

fn get_in(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let key = variable(machine, arguments.at(1))?;
    let values = values_of(machine, arguments.at(0));
    let found = machine.dict_get(values, key)?;
    Ok(machine.keep(found.or(arguments.optional(2)).unwrap_or(known::NONE)))
}

fn get_item(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let key = variable(machine, arguments.at(1))?;
    let values = values_of(machine, arguments.at(0));
    match machine.dict_get(values, key)? {
        Some(value) => Ok(machine.keep(value)),
        None => Err(machine.raise_key_error(key)),
    }
}

fn contains(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let key = variable(machine, arguments.at(1))?;
    let values = values_of(machine, arguments.at(0));
    let found = machine.dict_get(values, key)?.is_some();
    Ok(machine.new_bool(found))
}

fn length(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let values = values_of(machine, arguments.at(0));
    let length = machine.heap.dict(values).map_or(0, |table| table.used);
    Ok(machine.new_int(length as i64))
}

fn iterate(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let values = values_of(machine, arguments.at(0));
    machine.iterator_of(values)
}

/// An iterator over a part of the values.
fn part(machine: &mut Machine, arguments: Arguments<'_>, name: &str) -> Result<Ref> {
    let values = values_of(machine, arguments.at(0));
    let view = machine.call_method(values, name, &[])?;
    let iterator = machine.iterator_of(view);
    machine.release(view);
    iterator
}

fn equal(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (left, right) = (values_of(machine, arguments.at(0)), values_of(machine, arguments.at(1)));
    if right.is_null() {
        return Ok(machine.keep(known::NOT_IMPLEMENTED));
    }
    let equal = machine.dicts_equal(left, right)?;
    Ok(machine.new_bool(equal))
}

fn new_variable(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    let given = arguments.positional.len();
    if given != 1 {
        let message = format!("ContextVar() takes exactly 1 positional argument ({given} given)");
        return Err(machine.raise(known::TYPE_ERROR, message));
    }
    let [name, default] = machine.bind("ContextVar", arguments, ["", "default"], 1)?;
    let name = name.unwrap_or(known::NONE);
    if machine.text_of(name).is_none() {
        return Err(machine.raise(known::TYPE_ERROR, "context variable name must be a str"));
    }
    machine.keep(name);
    let default = default.map_or(Ref::NULL, |default| machine.keep(default));
    Ok(machine.new_extension(class, Box::new(Variable { name, default })))
}

fn name(machine: &mut Machine, object: Ref) -> Result<Ref> {
    let name = machine.heap.extension::<Variable>(object).map_or(known::NONE, |state| state.name);
    Ok(machine.keep(name))
}

fn get(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    let context = current(machine)?;
    let values = values_of(machine, context);
    if let Some(value) = machine.dict_get(values, object)? {
        return Ok(machine.keep(value));
    }
    let default = machine.heap.extension::<Variable>(object).map(|state| state.default);
    match arguments.optional(1).or(default.filter(|default| !default.is_null())) {
        Some(default) => Ok(machine.keep(default)),
        None => {
            machine.keep(object);
            Err(machine.raise_with(known::LOOKUP_ERROR, vec![object]))
        }
    }
}

fn set(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (object, value) = (arguments.at(0), arguments.at(1));
    let context = current(machine)?;
    let values = values_of(machine, context);
    let old = machine.dict_get(values, object)?.map_or(Ref::NULL, |old| machine.keep(old));
    machine.dict_set(values, object, value)?;
    machine.keep(context);
    machine.keep(object);
    machine.new_native_object(&TOKEN, Token { context, variable: object, old, used: false })
}

fn reset(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (object, token) = (arguments.at(0), arguments.at(1));
    let Some(Token { context, variable, old, used }) = machine.heap.extension::<Token>(token).cloned() else {
        let message = format!("expected an instance of Token, got {}", machine.repr_of(token)?);
        return Err(machine.raise(known::TYPE_ERROR, message));
    };
    let shown = machine.repr_of(token)?;
    if used {
        return Err(machine.raise(known::RUNTIME_ERROR, format!("{shown} has already been used once")));
    }
    if variable != object {
        return Err(machine.raise(known::VALUE_ERROR, format!("{shown} was created by a different ContextVar")));
    }
    if current(machine)? != context {
        return Err(machine.raise(known::VALUE_ERROR, format!("{shown} was created in a different Context")));
    }
    let values = values_of(machine, context);
    if old.is_null() {
        machine.dict_delete(values, object)?;
    } else {
        machine.dict_set(values, object, old)?;
    }
    if let Some(state) = machine.heap.extension_mut::<Token>(token) {
        state.used = true;
    }
    Ok(machine.none())
}

/// From 3.14 on a token is a context manager that resets its variable.
fn exit_token(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let token = arguments.at(0);
    if machine.version() < Version::V3_14 {
        return Err(machine.raise(known::ATTRIBUTE_ERROR, "__exit__"));
    }
    let variable = machine.heap.extension::<Token>(token).map_or(known::NONE, |state| state.variable);
    reset(machine, Arguments { positional: &[variable, token], keywords: &[] })
}

fn token_variable(machine: &mut Machine, token: Ref) -> Result<Ref> {
    let variable = machine.heap.extension::<Token>(token).map_or(known::NONE, |state| state.variable);
    Ok(machine.keep(variable))
}

fn old_value(machine: &mut Machine, token: Ref) -> Result<Ref> {
    let old = machine.heap.extension::<Token>(token).map_or(Ref::NULL, |state| state.old);
    if !old.is_null() {
        return Ok(machine.keep(old));
    }
    let class = machine.extension_class(&TOKEN)?;
    let dict = machine.heap.class(class).map_or(Ref::NULL, |class| class.dict);
    let missing = machine.dict_get_text(dict, "MISSING").unwrap_or(known::NONE);
    Ok(machine.keep(missing))
}

fn repr_variable(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    let Some(Variable { name, default }) = machine.heap.extension::<Variable>(object).cloned() else {
        return Ok(machine.none());
    };
    let mut text = format!("<ContextVar name={}", machine.repr_of(name)?);
    if !default.is_null() {
        text.push_str(&format!(" default={}", machine.repr_of(default)?));
    }
    let address = machine.heap.get(object).address;
    text.push_str(&format!(" at {address:#x}>"));
    Ok(machine.new_str(&text))
}

fn repr_token(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    let Some(Token { variable, used, .. }) = machine.heap.extension::<Token>(object).cloned() else {
        return Ok(machine.none());
    };
    let (variable, address) = (machine.repr_of(variable)?, machine.heap.get(object).address);
    let used = if used { " used" } else { "" };
    Ok(machine.new_str(&format!("<Token{used} var={variable} at {address:#x}>")))
}
