//! What operators do on built-in classes, as methods by name: `object.__init__`, `dict.__setitem__`, `int.__add__` …
//!
//! Operators themselves never come here: `eval` goes to the built-in rule directly. These serve `super().__setitem__(…)` in
//! a program's subclass, and whoever asks for them by name. Which class has which of them is `slot_table`'s.

use super::arguments::{keyword_native, native};
use crate::python::compile::code::{BinaryOperator, Comparison, Op};
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::number::Number;
use crate::python::object::{Body, Ref, known};

/// The special method of this name of a built-in class; `None` when nothing by that name is known.
pub fn special(class: Ref, name: &str) -> Option<&'static Native> {
    let own: &[&'static Native] = match class {
        known::OBJECT => super::object_methods::METHODS,
        known::TYPE => super::type_methods::METHODS,
        known::LIST => &[&LIST_INIT],
        known::BYTEARRAY => &[&super::bytearray_methods::INIT],
        known::DICT => &[&DICT_INIT],
        known::SET => &[&SET_INIT],
        known::PROPERTY => super::descriptor_methods::PROPERTY,
        known::STATICMETHOD | known::CLASSMETHOD => super::descriptor_methods::WRAPPERS,
        known::SUPER => super::descriptor_methods::SUPER,
        known::FUNCTION
        | known::METHOD
        | known::METHOD_DESCRIPTOR
        | known::WRAPPER_DESCRIPTOR
        | known::CLASSMETHOD_DESCRIPTOR
        | known::MEMBER_DESCRIPTOR
        | known::GETSET_DESCRIPTOR => super::descriptor_methods::DESCRIPTORS,
        known::BASE_EXCEPTION => super::exception_methods::SLOTS,
        known::WEAK_REFERENCE => super::weakref_module::REFERENCE,
        known::SIMPLE_NAMESPACE => super::alias_methods::NAMESPACE,
        _ => &[],
    };
    own.iter().chain(GENERAL.iter().copied().flatten()).copied().find(|native| native.name == name)
}

/// `__new__` of a built-in class, which holds the class as its receiver (`tp_new_wrapper`).
pub static NEW: Native = keyword_native("__new__", new, 0, usize::MAX);

static LIST_INIT: Native = keyword_native("__init__", list_init, 0, usize::MAX);
static DICT_INIT: Native = keyword_native("__init__", dict_init, 0, usize::MAX);
static SET_INIT: Native = keyword_native("__init__", set_init, 0, usize::MAX);

macro_rules! binary_operators {
    ($($operator:ident $name:literal $reflected:literal $plain_fn:ident $reflected_fn:ident;)*) => {
        $(
            fn $plain_fn(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
                let (own, other) = (arguments.at(0), arguments.at(1));
                operated(machine, BinaryOperator::$operator, own, other, own)
            }
            fn $reflected_fn(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
                let (own, other) = (arguments.at(0), arguments.at(1));
                operated(machine, BinaryOperator::$operator, other, own, own)
            }
        )*
        static BINARY: &[&Native] = &[
            $(&native($name, $plain_fn, 1, 1), &native($reflected, $reflected_fn, 1, 1),)*
        ];
    };
}

binary_operators! {
    Add "__add__" "__radd__" add reflected_add;
    Subtract "__sub__" "__rsub__" subtract reflected_subtract;
    Multiply "__mul__" "__rmul__" multiply reflected_multiply;
    MatrixMultiply "__matmul__" "__rmatmul__" matrix_multiply reflected_matrix_multiply;
    TrueDivide "__truediv__" "__rtruediv__" divide reflected_divide;
    FloorDivide "__floordiv__" "__rfloordiv__" floor_divide reflected_floor_divide;
    Remainder "__mod__" "__rmod__" remainder reflected_remainder;
    LeftShift "__lshift__" "__rlshift__" shift_left reflected_shift_left;
    RightShift "__rshift__" "__rrshift__" shift_right reflected_shift_right;
    And "__and__" "__rand__" and reflected_and;
    Xor "__xor__" "__rxor__" xor reflected_xor;
    Or "__or__" "__ror__" or reflected_or;
}

macro_rules! inplace_operators {
    ($($operator:ident $name:literal $function:ident;)*) => {
        $(
            fn $function(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
                let (own, other) = (arguments.at(0), arguments.at(1));
                match machine.native_inplace(BinaryOperator::$operator, own, other)? {
                    Some(result) => Ok(result),
                    None => Ok(machine.keep(known::NOT_IMPLEMENTED)),
                }
            }
        )*
        static INPLACE: &[&Native] = &[$(&native($name, $function, 1, 1),)*];
    };
}

inplace_operators! {
    Add "__iadd__" inplace_add;
    Subtract "__isub__" inplace_subtract;
    Multiply "__imul__" inplace_multiply;
    MatrixMultiply "__imatmul__" inplace_matrix_multiply;
    TrueDivide "__itruediv__" inplace_divide;
    FloorDivide "__ifloordiv__" inplace_floor_divide;
    Remainder "__imod__" inplace_remainder;
    Power "__ipow__" inplace_power;
    LeftShift "__ilshift__" inplace_shift_left;
    RightShift "__irshift__" inplace_shift_right;
    And "__iand__" inplace_and;
    Xor "__ixor__" inplace_xor;
    Or "__ior__" inplace_or;
}

macro_rules! comparisons {
    ($($comparison:ident $name:literal $function:ident;)*) => {
        $(
            fn $function(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
                compared(machine, Comparison::$comparison, arguments)
            }
        )*
        static COMPARED: &[&Native] = &[$(&native($name, $function, 1, 1),)*];
    };
}

comparisons! {
    Less "__lt__" less;
    LessEqual "__le__" less_equal;
    Equal "__eq__" equal;
    NotEqual "__ne__" not_equal;
    Greater "__gt__" greater;
    GreaterEqual "__ge__" greater_equal;
}

macro_rules! refusals {
    ($($name:literal $function:ident;)*) => {
        $(fn $function(_: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
            Err(Stop::unmodelled(concat!("`", $name, "` of a built-in class is not modelled yet")))
        })*
        /// There, so that `dir` is right; a call is refused by name.
        static REFUSED: &[&Native] = &[$(&keyword_native($name, $function, 0, usize::MAX),)*];
    };
}

refusals! {
    "__buffer__" refuse_buffer;
    "__release_buffer__" refuse_release_buffer;
    "__getformat__" refuse_get_format;
    "__alloc__" refuse_alloc;
    "__del__" refuse_del;
    "__typing_subst__" refuse_substitution;
    "__typing_prepare_subst__" refuse_prepared_substitution;
}

static OTHERS: &[&Native] = &[
    &native("__repr__", repr, 0, 0),
    &native("__str__", str, 0, 0),
    &native("__hash__", hash, 0, 0),
    &native("__bool__", truth, 0, 0),
    &native("__len__", length, 0, 0),
    &native("__contains__", contains, 1, 1),
    &native("__iter__", iterate, 0, 0),
    &native("__next__", next, 0, 0),
    &native("__reversed__", reversed, 0, 0),
    &native("__length_hint__", length_hint, 0, 0),
    &native("__getitem__", get_item, 1, 1),
    &native("__setitem__", set_item, 2, 2),
    &native("__delitem__", delete_item, 1, 1),
    &native("__neg__", negative, 0, 0),
    &native("__pos__", positive, 0, 0),
    &native("__invert__", invert, 0, 0),
    &native("__abs__", absolute, 0, 0),
    &native("__pow__", power, 1, 2),
    &native("__rpow__", reflected_power, 1, 2),
    &native("__divmod__", divmod, 1, 1),
    &native("__rdivmod__", reflected_divmod, 1, 1),
    &native("__int__", int, 0, 0),
    &native("__index__", int, 0, 0),
    &native("__trunc__", int, 0, 0),
    &native("__floor__", floor, 0, 0),
    &native("__ceil__", ceil, 0, 0),
    &native("__round__", round, 0, 1),
    &native("__float__", float, 0, 0),
    &native("__complex__", complex, 0, 0),
    &native("__bytes__", bytes, 0, 0),
    &native("__format__", format, 1, 1),
    &native("__getnewargs__", new_arguments, 0, 0),
    &keyword_native("__call__", call, 0, usize::MAX),
    &keyword_native("__init__", no_init, 0, usize::MAX),
    &native("__getattribute__", super::object_methods::get_attribute, 1, 1),
    &native("__setattr__", super::object_methods::set_attribute, 2, 2),
    &native("__delattr__", super::object_methods::delete_attribute, 1, 1),
    &native("__reduce__", super::object_methods::reduce, 0, 0),
    &native("__reduce_ex__", super::object_methods::reduce_ex, 1, 1),
    &native("__getstate__", super::object_methods::get_state, 0, 0),
    &native("__setstate__", super::reduce_native::set_state, 1, 1),
    &native("__sizeof__", super::object_methods::size_of, 0, 0),
    &native("__dir__", super::object_methods::dir, 0, 0),
    &native("__class_getitem__", super::alias_methods::class_get_item, 1, 1),
    &native("__mro_entries__", super::alias_methods::mro_entries, 1, 1),
    &native("__instancecheck__", super::alias_methods::instance_check, 1, 1),
    &native("__subclasscheck__", super::alias_methods::subclass_check, 1, 1),
    &native("__enter__", enter, 0, 0),
    &native("__exit__", refuse_del, 0, usize::MAX),
];

/// What means the same for every class that has it.
static GENERAL: &[&[&Native]] = &[BINARY, INPLACE, COMPARED, OTHERS, REFUSED];

/// `int.__new__(class, …)`: the receiver is the class that the function belongs to.
fn new(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let own = arguments.at(0);
    let name = machine.plain_class_name(own);
    let Some(class) = arguments.optional(1) else {
        return Err(machine.raise(known::TYPE_ERROR, format!("{name}.__new__(): not enough arguments")));
    };
    if machine.heap.class(class).is_none() {
        let got = machine.class_name(class);
        return Err(machine.raise(known::TYPE_ERROR, format!("{name}.__new__(X): X is not a type object ({got})")));
    }
    let wanted = machine.plain_class_name(class);
    if !machine.is_subclass(class, own) {
        let message = format!("{name}.__new__({wanted}): {wanted} is not a subtype of {name}");
        return Err(machine.raise(known::TYPE_ERROR, message));
    }
    let layout = machine.heap.class(class).map_or(class, |parts| if parts.heap { parts.layout } else { class });
    if own == known::OBJECT && machine.is_extension_class(layout) {
        return machine.make_new(class, arguments.positional.get(2..).unwrap_or_default(), arguments.keywords);
    }
    if constructor_kind(machine, layout) != constructor_kind(machine, own) {
        let safe = machine.plain_class_name(layout);
        let message = format!("{name}.__new__({wanted}) is not safe, use {safe}.__new__()");
        return Err(machine.raise(known::TYPE_ERROR, message));
    }
    machine.make_new(class, arguments.positional.get(2..).unwrap_or_default(), arguments.keywords)
}

/// Classes whose `__new__` is one function: all exceptions share theirs.
fn constructor_kind(machine: &Machine, class: Ref) -> Ref {
    if machine.is_subclass(class, known::BASE_EXCEPTION) { known::BASE_EXCEPTION } else { class }
}

fn repr(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let text = machine.native_repr(arguments.at(0))?;
    Ok(machine.new_str(&text))
}

fn str(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let text = machine.native_str(arguments.at(0))?;
    Ok(machine.new_str(&text))
}

fn hash(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let hash = machine.native_hash(arguments.at(0))?;
    Ok(machine.new_int(hash))
}

fn truth(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let truth = machine.native_truth(arguments.at(0))?;
    Ok(machine.new_bool(truth))
}

fn length(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let length = machine.native_len(arguments.at(0))?;
    Ok(machine.new_int(length as i64))
}

fn contains(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let found = machine.native_contains(arguments.at(0), arguments.at(1))?;
    Ok(machine.new_bool(found))
}

fn iterate(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    match machine.native_iter(object) {
        Some(iterator) => iterator,
        None if matches!(machine.heap.body(object), Body::Iterator(_)) => Ok(machine.keep(object)),
        None if machine.is_heap_class(machine.heap.class_of(object)) => {
            let name = machine.class_name(object);
            Err(machine.raise(known::TYPE_ERROR, format!("'{name}' object is not iterable")))
        }
        None => machine.iterator_of(object),
    }
}

fn next(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    match machine.native_next(arguments.at(0))? {
        Some(item) => Ok(item),
        None => Err(machine.raise_with(known::STOP_ITERATION, Vec::new())),
    }
}

fn reversed(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.construct(known::REVERSED, known::REVERSED, &[arguments.at(0)], &[])
}

fn length_hint(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let hint = machine.iterator_length(arguments.at(0)).unwrap_or(0);
    Ok(machine.new_int(hint as i64))
}

fn get_item(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.native_get_item(arguments.at(0), arguments.at(1))
}

fn set_item(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.native_set_item(arguments.at(0), arguments.at(1), arguments.at(2))?;
    Ok(machine.none())
}

fn delete_item(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.native_delete_item(arguments.at(0), arguments.at(1))?;
    Ok(machine.none())
}

fn not_implemented(machine: &mut Machine) -> Ref {
    machine.keep(known::NOT_IMPLEMENTED)
}

/// Whether the class of `own` has a rule for the other operand, its own kind or a narrower one.
fn takes(machine: &Machine, own: Ref, other: Ref) -> bool {
    match machine.number_of(own) {
        Some(Number::Int(_) | Number::Big(_)) => machine.is_int(other),
        Some(Number::Float(_)) => !matches!(machine.number_of(other), None | Some(Number::Complex(..))),
        Some(Number::Complex(..)) => machine.number_of(other).is_some(),
        None => true,
    }
}

fn operated(machine: &mut Machine, operator: BinaryOperator, left: Ref, right: Ref, own: Ref) -> Result<Ref> {
    let other = if own == left { right } else { left };
    if !takes(machine, own, other) {
        return Ok(not_implemented(machine));
    }
    if let Some(answer) = machine.native_binary(operator, left, right)? {
        return Ok(answer);
    }
    let is_sequence = matches!(machine.heap.body(own), Body::Str(_) | Body::Bytes(_) | Body::List(_) | Body::Tuple(_));
    match operator {
        BinaryOperator::Add if is_sequence => Err(machine.unsupported(operator, false, left, right)),
        BinaryOperator::Multiply if is_sequence => {
            let got = machine.class_name(other);
            let message = format!("'{got}' object cannot be interpreted as an integer");
            Err(machine.raise(known::TYPE_ERROR, message))
        }
        _ => Ok(not_implemented(machine)),
    }
}

fn compared(machine: &mut Machine, comparison: Comparison, arguments: Arguments<'_>) -> Result<Ref> {
    let (own, other) = (arguments.at(0), arguments.at(1));
    if !takes(machine, own, other) {
        return Ok(not_implemented(machine));
    }
    let answer = machine.native_compare(comparison, own, other)?;
    Ok(answer.unwrap_or_else(|| not_implemented(machine)))
}

fn unary(machine: &mut Machine, op: Op, arguments: Arguments<'_>) -> Result<Ref> {
    machine.native_unary(op, arguments.at(0))
}

fn negative(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    unary(machine, Op::UnaryNegative, arguments)
}

fn positive(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    unary(machine, Op::UnaryPositive, arguments)
}

fn invert(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    unary(machine, Op::UnaryInvert, arguments)
}

fn absolute(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    match machine.absolute_number(arguments.at(0)) {
        Some(result) => result,
        None => Ok(not_implemented(machine)),
    }
}

fn power(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (own, other) = (arguments.at(0), arguments.at(1));
    match arguments.optional(2).filter(|modulus| *modulus != known::NONE) {
        Some(modulus) => match (machine.big_of(own), machine.big_of(other), machine.big_of(modulus)) {
            (Some(own), Some(other), Some(modulus)) => machine.modular_power(&own, &other, &modulus),
            _ => Ok(not_implemented(machine)),
        },
        None => operated(machine, BinaryOperator::Power, own, other, own),
    }
}

fn reflected_power(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (own, other) = (arguments.at(0), arguments.at(1));
    operated(machine, BinaryOperator::Power, other, own, own)
}

fn divmod_of(machine: &mut Machine, left: Ref, right: Ref, own: Ref, other: Ref) -> Result<Ref> {
    if !takes(machine, own, other) {
        return Ok(not_implemented(machine));
    }
    match machine.divmod_numbers(left, right) {
        Some(pair) => {
            let (quotient, remainder) = pair?;
            Ok(machine.new_tuple(vec![quotient, remainder]))
        }
        None => Ok(not_implemented(machine)),
    }
}

fn divmod(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (own, other) = (arguments.at(0), arguments.at(1));
    divmod_of(machine, own, other, own, other)
}

fn reflected_divmod(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (own, other) = (arguments.at(0), arguments.at(1));
    divmod_of(machine, other, own, own, other)
}

/// An int of a number, cut off towards zero.
fn int(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    match machine.number_of(arguments.at(0)) {
        Some(Number::Float(value)) => machine.int_from_float(value.trunc()),
        Some(number) => Ok(machine.new_number(number)),
        None => Ok(not_implemented(machine)),
    }
}

fn floor(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    match machine.number_of(arguments.at(0)) {
        Some(Number::Float(value)) => machine.int_from_float(value.floor()),
        _ => int(machine, arguments),
    }
}

fn ceil(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    match machine.number_of(arguments.at(0)) {
        Some(Number::Float(value)) => machine.int_from_float(value.ceil()),
        _ => int(machine, arguments),
    }
}

fn round(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let digits = arguments.optional(1).filter(|digits| *digits != known::NONE);
    match machine.number_of(arguments.at(0)) {
        Some(number) => machine.round_number(number, digits),
        None => Ok(not_implemented(machine)),
    }
}

fn float(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let value = match machine.number_of(arguments.at(0)) {
        Some(Number::Int(value)) => value as f64,
        Some(Number::Float(value)) => value,
        Some(Number::Big(value)) => machine.float_of_big(&value)?,
        _ => return Ok(not_implemented(machine)),
    };
    Ok(machine.new_float(value))
}

fn complex(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    match machine.number_of(arguments.at(0)) {
        Some(Number::Complex(real, imaginary)) => Ok(machine.new_complex(real, imaginary)),
        _ => Ok(not_implemented(machine)),
    }
}

fn bytes(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.construct(known::BYTES, known::BYTES, &[arguments.at(0)], &[])
}

fn format(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let Some(specification) = machine.text_of(arguments.at(1)).map(str::to_owned) else {
        let got = machine.class_name(arguments.at(1));
        return Err(machine.raise(known::TYPE_ERROR, format!("__format__() argument must be str, not {got}")));
    };
    let text = machine.native_format(arguments.at(0), &specification)?;
    Ok(machine.new_str(&text))
}

/// The value by which `pickle` and `copy` make the object anew, in a tuple.
fn new_arguments(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let own = arguments.at(0);
    let plain = match machine.heap.body(own).clone() {
        Body::Complex(real, imaginary) => {
            let (real, imaginary) = (machine.new_float(real), machine.new_float(imaginary));
            return Ok(machine.new_tuple(vec![real, imaginary]));
        }
        Body::Int(value) => machine.new_int(value),
        Body::BigInt(value) => machine.new_big_int(*value),
        Body::Float(value) => machine.new_float(value),
        Body::Str(text) => machine.new_str(&text.text),
        Body::Bytes(bytes) => machine.new_bytes(&bytes),
        Body::Tuple(items) => machine.tuple_of(&items),
        _ => machine.keep(own),
    };
    Ok(machine.new_tuple(vec![plain]))
}

fn call(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let rest = arguments.positional.get(1..).unwrap_or_default();
    machine.call_with_keywords(arguments.at(0), rest, arguments.keywords)
}

/// `__init__` of a class whose objects are complete once they are made.
fn no_init(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    Ok(machine.none())
}

fn enter(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    Ok(machine.keep(arguments.at(0)))
}

fn list_init(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let list = arguments.at(0);
    let rest =
        Arguments { positional: arguments.positional.get(1..).unwrap_or_default(), keywords: arguments.keywords };
    machine.check_no_keywords("list", rest)?;
    machine.check_count("list", rest, 0, 1)?;
    machine.list_clear(list);
    if let Some(iterable) = rest.optional(0) {
        machine.list_extend(list, iterable)?;
    }
    Ok(machine.none())
}

fn dict_init(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let dict = arguments.at(0);
    let rest =
        Arguments { positional: arguments.positional.get(1..).unwrap_or_default(), keywords: arguments.keywords };
    machine.check_count("dict", rest, 0, 1)?;
    if let Some(other) = rest.optional(0) {
        machine.dict_update(dict, other)?;
    }
    for (name, value) in arguments.keywords {
        machine.dict_set(dict, *name, *value)?;
    }
    Ok(machine.none())
}

fn set_init(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let set = arguments.at(0);
    let rest =
        Arguments { positional: arguments.positional.get(1..).unwrap_or_default(), keywords: arguments.keywords };
    machine.check_no_keywords("set", rest)?;
    machine.check_count("set", rest, 0, 1)?;
    machine.set_clear(set);
    if let Some(iterable) = rest.optional(0) {
        machine.set_update(set, iterable)?;
    }
    Ok(machine.none())
}
