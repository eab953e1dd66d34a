//! The module `operator` (`Modules/_operator.c`, `Lib/operator.py`): the operators as functions, and getters to be called.
//!
//! Left out: pickling of the getters.

use crate::python::compile::code::{BinaryOperator, Comparison, Op};
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::modules::arguments::{keyword_native, native};
use crate::python::modules::extension_class::ExtensionClass;
use crate::python::object::extension::native_state;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// A function of two operands that `binary` carries out.
macro_rules! binary {
    ($name:literal, $operator:ident, $inplace:literal) => {
        &native(
            $name,
            |machine, arguments| machine.binary(BinaryOperator::$operator, $inplace, arguments.at(0), arguments.at(1)),
            2,
            2,
        )
    };
}

macro_rules! compared {
    ($name:literal, $comparison:ident) => {
        &native(
            $name,
            |machine, arguments| machine.compare(Comparison::$comparison, arguments.at(0), arguments.at(1)),
            2,
            2,
        )
    };
}

macro_rules! unary {
    ($name:literal, $op:ident) => {
        &native($name, |machine, arguments| machine.unary(Op::$op, arguments.at(0)), 1, 1)
    };
}

static FUNCTIONS: &[&Native] = &[
    binary!("add", Add, false),
    binary!("iadd", Add, true),
    binary!("and_", And, false),
    binary!("iand", And, true),
    binary!("floordiv", FloorDivide, false),
    binary!("ifloordiv", FloorDivide, true),
    binary!("lshift", LeftShift, false),
    binary!("ilshift", LeftShift, true),
    binary!("matmul", MatrixMultiply, false),
    binary!("imatmul", MatrixMultiply, true),
    binary!("mod", Remainder, false),
    binary!("imod", Remainder, true),
    binary!("mul", Multiply, false),
    binary!("imul", Multiply, true),
    binary!("or_", Or, false),
    binary!("ior", Or, true),
    binary!("pow", Power, false),
    binary!("ipow", Power, true),
    binary!("rshift", RightShift, false),
    binary!("irshift", RightShift, true),
    binary!("sub", Subtract, false),
    binary!("isub", Subtract, true),
    binary!("truediv", TrueDivide, false),
    binary!("itruediv", TrueDivide, true),
    binary!("xor", Xor, false),
    binary!("ixor", Xor, true),
    compared!("lt", Less),
    compared!("le", LessEqual),
    compared!("eq", Equal),
    compared!("ne", NotEqual),
    compared!("gt", Greater),
    compared!("ge", GreaterEqual),
    unary!("neg", UnaryNegative),
    unary!("pos", UnaryPositive),
    unary!("inv", UnaryInvert),
    unary!("invert", UnaryInvert),
    &native("abs", super::builtins::abs, 1, 1),
    &native("concat", concat, 2, 2),
    &native("iconcat", inplace_concat, 2, 2),
    &native("contains", contains, 2, 2),
    &native("countOf", count_of, 2, 2),
    &native("indexOf", index_of, 2, 2),
    &native("delitem", delete_item, 2, 2),
    &native("getitem", |machine, arguments| machine.get_item(arguments.at(0), arguments.at(1)), 2, 2),
    &native("setitem", set_item, 3, 3),
    &native("index", index, 1, 1),
    &native("is_", |machine, arguments| Ok(machine.new_bool(arguments.at(0) == arguments.at(1))), 2, 2),
    &native("is_not", |machine, arguments| Ok(machine.new_bool(arguments.at(0) != arguments.at(1))), 2, 2),
    &native("length_hint", length_hint, 1, 2),
    &native("not_", not, 1, 1),
    &native("truth", truth, 1, 1),
];

/// From 3.14 on.
static NEWER_FUNCTIONS: &[&Native] = &[
    &native("is_none", |machine, arguments| Ok(machine.new_bool(arguments.at(0) == known::NONE)), 1, 1),
    &native("is_not_none", |machine, arguments| Ok(machine.new_bool(arguments.at(0) != known::NONE)), 1, 1),
];

/// From 3.11 on.
static CALL: Native = keyword_native("call", call, 1, usize::MAX);

/// Fills the module; each function has its dunder name too.
pub fn fill(machine: &mut Machine, module: Ref) -> Result<()> {
    machine.set_functions(module, FUNCTIONS)?;
    machine.set_functions(module, &[&CALL])?;
    if machine.version() >= Version::V3_14 {
        machine.set_functions(module, NEWER_FUNCTIONS)?;
    }
    let without = ["countOf", "indexOf", "length_hint", "is_", "is_not", "truth"];
    for definition in FUNCTIONS.iter().copied().chain([&CALL]).filter(|each| !without.contains(&each.name)) {
        if let Some(function) = machine.module_entry(module, definition.name) {
            machine.keep(function);
            machine.set_in_module(module, &format!("__{}__", definition.name.trim_end_matches('_')), function)?;
        }
    }
    for class in [&ATTRGETTER, &ITEMGETTER, &METHODCALLER] {
        machine.set_class_in_module(module, class)?;
    }
    Ok(())
}

/// Whether the object counts as a sequence for `+` (`PySequence_Check`, roughly: it has items by index).
fn is_sequence(machine: &Machine, object: Ref) -> bool {
    let class = machine.heap.class_of(object);
    !matches!(machine.heap.body(object), Body::Dict(_) | Body::Int(_) | Body::Set(_))
        && (machine.lookup_on_class(class, machine.names.getitem).is_some() || machine.heap.items(object).is_some())
}

fn concatenated(machine: &mut Machine, arguments: Arguments<'_>, inplace: bool) -> Result<Ref> {
    let (left, right) = (arguments.at(0), arguments.at(1));
    if !is_sequence(machine, left) {
        let message = format!("'{}' object can't be concatenated", machine.class_name(left));
        return Err(machine.raise(known::TYPE_ERROR, message));
    }
    machine.binary(BinaryOperator::Add, inplace, left, right)
}

fn concat(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    concatenated(machine, arguments, false)
}

fn inplace_concat(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    concatenated(machine, arguments, true)
}

fn contains(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let found = machine.contains(arguments.at(0), arguments.at(1))?;
    Ok(machine.new_bool(found))
}

/// Goes through an iterable and tells of each item whether it equals; `visit` says when to stop.
fn each_equal(machine: &mut Machine, arguments: Arguments<'_>, visit: &mut dyn FnMut(bool) -> bool) -> Result<()> {
    let iterator = machine.iterator_of(arguments.at(0))?;
    let outcome = loop {
        let item = match machine.next_of(iterator) {
            Ok(Some(item)) => item,
            Ok(None) => break Ok(()),
            Err(stop) => break Err(stop),
        };
        let equal = machine.is_equal(item, arguments.at(1));
        machine.release(item);
        match equal {
            Ok(equal) => {
                if visit(equal) {
                    break Ok(());
                }
            }
            Err(stop) => break Err(stop),
        }
    };
    machine.release(iterator);
    outcome
}

fn count_of(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let mut count = 0;
    each_equal(machine, arguments, &mut |equal| {
        count += i64::from(equal);
        false
    })?;
    Ok(machine.new_int(count))
}

fn index_of(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (mut at, mut found) = (0, false);
    each_equal(machine, arguments, &mut |equal| {
        found = equal;
        at += i64::from(!equal);
        equal
    })?;
    if !found {
        return Err(machine.raise(known::VALUE_ERROR, "sequence.index(x): x not in sequence"));
    }
    Ok(machine.new_int(at))
}

fn delete_item(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.delete_item(arguments.at(0), arguments.at(1))?;
    Ok(machine.none())
}

fn set_item(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.set_item(arguments.at(0), arguments.at(1), arguments.at(2))?;
    Ok(machine.none())
}

fn index(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let value = machine.big_index_of(arguments.at(0))?;
    Ok(machine.new_big_int(value))
}

fn length_hint(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let default = match arguments.optional(1) {
        Some(default) if !machine.is_int(default) => {
            let message = format!("'{}' object cannot be interpreted as an integer", machine.class_name(default));
            return Err(machine.raise(known::TYPE_ERROR, message));
        }
        Some(default) => machine.index_of(default)?,
        None => 0,
    };
    let hint = machine.length_hint(arguments.at(0), default.max(0) as usize)?;
    Ok(machine.new_int(hint as i64))
}

fn not(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let truth = machine.is_true(arguments.at(0))?;
    Ok(machine.new_bool(!truth))
}

fn truth(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let truth = machine.is_true(arguments.at(0))?;
    Ok(machine.new_bool(truth))
}

fn call(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let Some((callable, rest)) = arguments.positional.split_first() else { return Ok(machine.none()) };
    machine.call_with_keywords(*callable, rest, arguments.keywords)
}

/// The keys that `itemgetter` takes out.
#[derive(Clone, Debug)]
struct ItemGetter {
    items: Vec<Ref>,
}

native_state!(ItemGetter, |_| 48, [items]);

pub static ITEMGETTER: ExtensionClass = ExtensionClass {
    new: Some(new_itemgetter),
    methods: &[&keyword_native("__call__", call_itemgetter, 1, 1), &native("__repr__", repr_itemgetter, 0, 0)],
    ..ExtensionClass::named("itemgetter", "operator")
};

fn new_itemgetter(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    machine.check_no_keywords("itemgetter", arguments)?;
    machine.check_count("itemgetter", arguments, 1, usize::MAX)?;
    let items = arguments.positional.iter().map(|item| machine.keep(*item)).collect();
    Ok(machine.new_extension(class, Box::new(ItemGetter { items })))
}

/// The one object that a getter is called with.
fn subject(machine: &mut Machine, arguments: Arguments<'_>, name: &str) -> Result<Ref> {
    let rest = Arguments { positional: arguments.positional.get(1..).unwrap_or_default(), ..arguments };
    machine.check_no_keywords(name, rest)?;
    machine.check_count(name, rest, 1, 1)?;
    Ok(rest.at(0))
}

/// One result alone, or a tuple of several.
fn one_or_tuple(
    machine: &mut Machine,
    keys: &[Ref],
    mut get: impl FnMut(&mut Machine, Ref) -> Result<Ref>,
) -> Result<Ref> {
    if let [key] = keys {
        return get(machine, *key);
    }
    let mut results = Vec::with_capacity(keys.len());
    for key in keys {
        match get(machine, *key) {
            Ok(result) => results.push(result),
            Err(stop) => {
                machine.release_all(results);
                return Err(stop);
            }
        }
    }
    Ok(machine.new_tuple(results))
}

fn call_itemgetter(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = subject(machine, arguments, "itemgetter")?;
    let Some(ItemGetter { items }) = machine.heap.extension::<ItemGetter>(arguments.at(0)).cloned() else {
        return Ok(machine.none());
    };
    one_or_tuple(machine, &items, |machine, key| machine.get_item(object, key))
}

fn listed(machine: &mut Machine, items: &[Ref]) -> Result<String> {
    let reprs = items.iter().map(|item| machine.repr_of(*item)).collect::<Result<Vec<_>>>()?;
    Ok(reprs.join(", "))
}

fn repr_itemgetter(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let Some(ItemGetter { items }) = machine.heap.extension::<ItemGetter>(arguments.at(0)).cloned() else {
        return Ok(machine.none());
    };
    let text = format!("{}({})", machine.class_name(arguments.at(0)), listed(machine, &items)?);
    Ok(machine.new_str(&text))
}

/// The dotted names that `attrgetter` follows: str objects.
#[derive(Clone, Debug)]
struct AttributeGetter {
    names: Vec<Ref>,
}

native_state!(AttributeGetter, |_| 40, [names]);

pub static ATTRGETTER: ExtensionClass = ExtensionClass {
    new: Some(new_attrgetter),
    methods: &[&keyword_native("__call__", call_attrgetter, 1, 1), &native("__repr__", repr_attrgetter, 0, 0)],
    ..ExtensionClass::named("attrgetter", "operator")
};

fn new_attrgetter(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    machine.check_no_keywords("attrgetter", arguments)?;
    machine.check_count("attrgetter", arguments, 1, usize::MAX)?;
    if arguments.positional.iter().any(|name| machine.text_of(*name).is_none()) {
        return Err(machine.raise(known::TYPE_ERROR, "attribute name must be a string"));
    }
    let names = arguments.positional.iter().map(|name| machine.keep(*name)).collect();
    Ok(machine.new_extension(class, Box::new(AttributeGetter { names })))
}

fn call_attrgetter(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = subject(machine, arguments, "attrgetter")?;
    let Some(AttributeGetter { names }) = machine.heap.extension::<AttributeGetter>(arguments.at(0)).cloned() else {
        return Ok(machine.none());
    };
    one_or_tuple(machine, &names, |machine, name| {
        let path = machine.text_of(name).unwrap_or_default().to_owned();
        let mut found = machine.keep(object);
        for part in path.split('.') {
            let part = machine.intern(part);
            let next = machine.get_attribute(found, part);
            machine.release(part);
            machine.release(found);
            found = next?;
        }
        Ok(found)
    })
}

fn repr_attrgetter(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let Some(AttributeGetter { names }) = machine.heap.extension::<AttributeGetter>(arguments.at(0)).cloned() else {
        return Ok(machine.none());
    };
    let text = format!("{}({})", machine.class_name(arguments.at(0)), listed(machine, &names)?);
    Ok(machine.new_str(&text))
}

/// A method's name and what it is called with.
#[derive(Clone, Debug)]
struct MethodCaller {
    name: Ref,
    positional: Vec<Ref>,
    names: Vec<Ref>,
    values: Vec<Ref>,
}

native_state!(
    MethodCaller,
    |version| if version >= Version::V3_13 { 64 } else { 40 },
    [name, positional, names, values]
);

pub static METHODCALLER: ExtensionClass = ExtensionClass {
    new: Some(new_methodcaller),
    methods: &[&keyword_native("__call__", call_methodcaller, 1, 1), &native("__repr__", repr_methodcaller, 0, 0)],
    ..ExtensionClass::named("methodcaller", "operator")
};

fn new_methodcaller(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    let Some((name, positional)) = arguments.positional.split_first() else {
        let message = "methodcaller needs at least one argument, the method name";
        return Err(machine.raise(known::TYPE_ERROR, message));
    };
    if machine.text_of(*name).is_none() {
        return Err(machine.raise(known::TYPE_ERROR, "method name must be a string"));
    }
    let state = MethodCaller {
        name: machine.keep(*name),
        positional: positional.iter().map(|each| machine.keep(*each)).collect(),
        names: arguments.keywords.iter().map(|each| machine.keep(each.0)).collect(),
        values: arguments.keywords.iter().map(|each| machine.keep(each.1)).collect(),
    };
    Ok(machine.new_extension(class, Box::new(state)))
}

fn call_methodcaller(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = subject(machine, arguments, "methodcaller")?;
    let Some(state) = machine.heap.extension::<MethodCaller>(arguments.at(0)).cloned() else {
        return Ok(machine.none());
    };
    let text = machine.text_of(state.name).unwrap_or_default().to_owned();
    let name = machine.intern(&text);
    let method = machine.get_attribute(object, name);
    machine.release(name);
    let method = method?;
    let keywords: Vec<(Ref, Ref)> = state.names.into_iter().zip(state.values).collect();
    let result = machine.call_with_keywords(method, &state.positional, &keywords);
    machine.release(method);
    result
}

fn repr_methodcaller(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let Some(state) = machine.heap.extension::<MethodCaller>(arguments.at(0)).cloned() else {
        return Ok(machine.none());
    };
    let mut parts = vec![machine.repr_of(state.name)?];
    for value in state.positional {
        parts.push(machine.repr_of(value)?);
    }
    for (name, value) in state.names.into_iter().zip(state.values) {
        let name = machine.text_of(name).unwrap_or_default().to_owned();
        parts.push(format!("{name}={}", machine.repr_of(value)?));
    }
    let text = format!("{}({})", machine.class_name(arguments.at(0)), parts.join(", "));
    Ok(machine.new_str(&text))
}
