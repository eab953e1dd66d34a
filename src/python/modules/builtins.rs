//! The built-in functions. What a call of a built-in class does is `constructors`.

use num_bigint::BigInt;
use num_traits::ToPrimitive as _;

pub use super::constructors::{Construct, constructor};

use super::arguments::{ALWAYS, keyword_native, native};
use crate::python::compile::code::{BinaryOperator, Comparison};
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::iterator::Iterator;
use crate::python::object::number::{Number, float, integer};
use crate::python::object::text::{char_of, code_of};
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// The functions of the module `builtins`.
pub static FUNCTIONS: &[&Native] = &[
    &native("abs", abs, 1, 1),
    &native("all", all, 1, 1),
    &native("any", any, 1, 1),
    &native("ascii", ascii, 1, 1),
    &native("bin", bin, 1, 1),
    &native("callable", callable, 1, 1),
    &native("chr", chr, 1, 1),
    &native("delattr", delattr, 2, 2),
    &native("dir", dir, 0, 1).packed(ALWAYS),
    &native("divmod", divmod, 2, 2),
    &native("format", format, 1, 2),
    &native("getattr", getattr, 2, 3),
    &native("globals", globals, 0, 0),
    &native("hasattr", hasattr, 2, 2),
    &native("hash", hash, 1, 1),
    &native("hex", hex, 1, 1),
    &native("id", id, 1, 1),
    &native("input", input, 0, 1),
    &native("isinstance", isinstance, 2, 2),
    &native("issubclass", issubclass, 2, 2),
    &native("iter", iter, 1, 2),
    &native("len", len, 1, 1),
    &native("locals", locals, 0, 0),
    &keyword_native("max", max, 1, usize::MAX),
    &keyword_native("min", min, 1, usize::MAX),
    &native("next", next, 1, 2),
    &native("oct", oct, 1, 1),
    &native("ord", ord, 1, 1),
    &keyword_native("pow", pow, 0, usize::MAX),
    &keyword_native("print", print, 0, usize::MAX).packed(14),
    &native("repr", repr, 1, 1),
    &keyword_native("round", round, 0, usize::MAX),
    &native("setattr", setattr, 3, 3),
    &keyword_native("sorted", sorted, 0, usize::MAX),
    &keyword_native("sum", sum, 0, usize::MAX),
    &native("vars", vars, 0, 1).packed(ALWAYS),
    &native("aiter", super::coroutine_methods::aiter, 1, 1),
    &native("anext", super::coroutine_methods::anext, 1, 2),
    &refused("breakpoint"),
    &super::exec_functions::COMPILE,
    &super::exec_functions::EVAL,
    &super::exec_functions::EXEC,
    &refused("help"),
    &super::io::OPEN,
    &super::exec_functions::IMPORT,
];

/// A function that CPython has and the machine does not: a call ends the program, by name.
const fn refused(name: &'static str) -> Native {
    let call = match name.as_bytes() {
        b"breakpoint" => refuse_breakpoint,
        _ => refuse_help,
    };
    keyword_native(name, call, 0, usize::MAX)
}

macro_rules! refusals {
    ($($function:ident $name:literal;)*) => {
        $(fn $function(_: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
            Err(Stop::unmodelled(concat!("`", $name, "()` is not modelled")))
        })*
    };
}

refusals! {
    refuse_breakpoint "breakpoint";
    refuse_help "help";
}

fn print(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (mut separator, mut end) = (" ".to_owned(), "\n".to_owned());
    let (mut file, mut flush) = (known::NONE, false);
    for (key, value) in arguments.keywords {
        let key = machine.text_of(*key).unwrap_or("").to_owned();
        let place = match key.as_str() {
            "sep" => &mut separator,
            "end" => &mut end,
            "flush" => {
                flush = machine.is_true(*value)?;
                continue;
            }
            "file" => {
                file = *value;
                continue;
            }
            _ => return Err(machine.unexpected_keyword("print", &key)),
        };
        if *value == known::NONE {
            continue;
        }
        match machine.text_of(*value) {
            Some(text) => *place = text.to_owned(),
            None => {
                let text = format!("{key} must be None or a string, not {}", machine.class_name(*value));
                return Err(machine.raise(known::TYPE_ERROR, text));
            }
        }
    }
    if file == known::NONE {
        match machine.replaced_stream("stdout", "__stdout__") {
            Some(None) => return Err(machine.raise(known::RUNTIME_ERROR, "lost sys.stdout")),
            Some(Some(known::NONE)) => return Ok(machine.none()),
            Some(Some(stream)) => file = stream,
            None => {}
        }
    }
    if file != known::NONE {
        return print_to(machine, file, arguments.positional, [&separator, &end], flush);
    }
    let mut line = String::new();
    for (at, argument) in arguments.positional.iter().enumerate() {
        if at > 0 {
            let writer = machine.fetch_writer(&mut line)?;
            machine.collect_in_native();
            machine.drop_writer(writer);
            line.push_str(&separator);
        }
        let writer = machine.fetch_writer(&mut line)?;
        let quiet = matches!(machine.heap.class_of(*argument), known::STR | known::INT | known::FLOAT | known::BOOL);
        if !quiet {
            // The program's own `__str__` may print, or fail: what stands before it is out by then.
            machine.write(&line)?;
            line.clear();
        }
        let text = machine.str_of(*argument);
        machine.drop_writer(writer);
        line.push_str(&text?);
    }
    let writer = machine.fetch_writer(&mut line)?;
    machine.collect_in_native();
    machine.drop_writer(writer);
    line.push_str(&end);
    machine.write(&line)?;
    Ok(machine.none())
}

/// Prints to an object with `write`, piece by piece as CPython does.
fn print_to(machine: &mut Machine, file: Ref, objects: &[Ref], around: [&str; 2], flush: bool) -> Result<Ref> {
    machine.keep(file);
    let printed = print_pieces(machine, file, objects, around, flush);
    machine.release(file);
    printed
}

fn print_pieces(machine: &mut Machine, file: Ref, objects: &[Ref], around: [&str; 2], flush: bool) -> Result<Ref> {
    let [separator, end] = around;
    for (at, object) in objects.iter().enumerate() {
        if at > 0 {
            write_to(machine, file, separator)?;
        }
        let text = machine.str_of(*object)?;
        write_to(machine, file, &text)?;
    }
    write_to(machine, file, end)?;
    if flush {
        let result = machine.call_method(file, "flush", &[])?;
        machine.release(result);
    }
    Ok(machine.none())
}

fn write_to(machine: &mut Machine, file: Ref, text: &str) -> Result<()> {
    let text = machine.new_str(text);
    let result = machine.call_method(file, "write", &[text]);
    machine.release(text);
    machine.release(result?);
    Ok(())
}

fn len(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let length = machine.length_of(arguments.at(0))?;
    Ok(machine.new_int(length as i64))
}

fn repr(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let text = machine.repr_of(arguments.at(0))?;
    Ok(machine.new_text_of(arguments.at(0), &text))
}

fn ascii(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let text = machine.ascii_of(arguments.at(0))?;
    Ok(machine.new_str(&text))
}

fn format(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let spec = match arguments.optional(1) {
        None => String::new(),
        Some(spec) => match machine.text_of(spec) {
            Some(text) => text.to_owned(),
            None => return Err(machine.wrong_argument("format", 2, "str", spec)),
        },
    };
    let text = machine.format_of(arguments.at(0), &spec)?;
    Ok(if spec.is_empty() { machine.new_text_of(arguments.at(0), &text) } else { machine.new_str(&text) })
}

pub(super) fn abs(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    if machine.is_overridden(object, "__abs__")
        && let Some(result) = machine.call_special(object, "__abs__", &[])?
    {
        return Ok(result);
    }
    match machine.absolute_number(object) {
        Some(result) => result,
        None => {
            let text = format!("bad operand type for abs(): '{}'", machine.class_name(object));
            Err(machine.raise(known::TYPE_ERROR, text))
        }
    }
}

/// Looks for the first item whose truth is `wanted`.
fn any_item(machine: &mut Machine, iterable: Ref, wanted: bool) -> Result<bool> {
    let iterator = machine.iterator_of(iterable)?;
    let result = loop {
        match machine.next_of(iterator) {
            Ok(Some(item)) => {
                let truth = machine.is_true(item);
                machine.release(item);
                match truth {
                    Ok(truth) if truth == wanted => break Ok(true),
                    Ok(_) => {}
                    Err(stop) => break Err(stop),
                }
            }
            Ok(None) => break Ok(false),
            Err(stop) => break Err(stop),
        }
    };
    machine.release(iterator);
    result
}

fn any(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let found = any_item(machine, arguments.at(0), true)?;
    Ok(machine.new_bool(found))
}

fn all(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let found = any_item(machine, arguments.at(0), false)?;
    Ok(machine.new_bool(!found))
}

fn in_base(machine: &mut Machine, object: Ref, base: u32, prefix: &str) -> Result<Ref> {
    let value = machine.big_index_of(object)?;
    let digits = integer::digits(&value, base);
    let text = match digits.strip_prefix('-') {
        Some(digits) => format!("-{prefix}{digits}"),
        None => format!("{prefix}{digits}"),
    };
    Ok(machine.new_str(&text))
}

fn bin(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    in_base(machine, arguments.at(0), 2, "0b")
}

fn oct(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    in_base(machine, arguments.at(0), 8, "0o")
}

fn hex(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    in_base(machine, arguments.at(0), 16, "0x")
}

fn callable(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let answer = machine.is_callable(arguments.at(0));
    Ok(machine.new_bool(answer))
}

fn chr(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let code = machine.big_index_of(arguments.at(0))?;
    if machine.version() < Version::V3_13 && code.to_i32().is_none() {
        return Err(machine.raise(known::OVERFLOW_ERROR, "Python int too large to convert to C int"));
    }
    match code.to_u32().filter(|code| *code < 0x11_0000) {
        Some(code) => match char_of(code) {
            Some(char) => Ok(machine.new_char(char)),
            None => Err(Stop::unmodelled("the private characters U+E000 to U+E7FF are not modelled")),
        },
        None => Err(machine.raise(known::VALUE_ERROR, "chr() arg not in range(0x110000)")),
    }
}

fn ord(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    let (length, value) = match machine.heap.body(object) {
        Body::Str(text) => (text.length as usize, text.char_at(0).map(code_of)),
        Body::Bytes(bytes) => (bytes.len(), bytes.first().map(|byte| u32::from(*byte))),
        Body::Buffer(buffer) if buffer.is_bytearray() => {
            (buffer.bytes.len(), buffer.bytes.first().map(|byte| u32::from(*byte)))
        }
        _ => {
            let text = format!("ord() expected string of length 1, but {} found", machine.class_name(object));
            return Err(machine.raise(known::TYPE_ERROR, text));
        }
    };
    match value {
        Some(value) if length == 1 => Ok(machine.new_int(i64::from(value))),
        _ => {
            let text = format!("ord() expected a character, but string of length {length} found");
            Err(machine.raise(known::TYPE_ERROR, text))
        }
    }
}

fn id(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let address = machine.heap.get(arguments.at(0)).address;
    Ok(machine.new_big_int(BigInt::from(address)))
}

fn hash(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let hash = machine.hash_of(arguments.at(0))?;
    Ok(machine.new_int(hash))
}

/// A line of the input that the run was given; its end is left out, and the prompt goes to the output.
fn input(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    if let Some(prompt) = arguments.optional(0) {
        let prompt = machine.str_of(prompt)?;
        machine.write(&prompt)?;
    }
    let options = machine.options.clone();
    let rest = options.input.get(machine.input_read..).unwrap_or("");
    if rest.is_empty() {
        return Err(machine.raise(known::EOF_ERROR, "EOF when reading a line"));
    }
    let line = rest.split_inclusive('\n').next().unwrap_or("");
    machine.input_read += line.len();
    let text = line.strip_suffix('\n').unwrap_or(line);
    Ok(machine.new_str(text.strip_suffix('\r').unwrap_or(text)))
}

/// `isinstance`.
pub fn isinstance(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let answer = machine.is_instance_of(arguments.at(0), arguments.at(1))?;
    Ok(machine.new_bool(answer))
}

fn issubclass(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let answer = machine.is_subclass_of(arguments.at(0), arguments.at(1))?;
    Ok(machine.new_bool(answer))
}

fn iter(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let Some(sentinel) = arguments.optional(1) else {
        return machine.iterator_of(arguments.at(0));
    };
    let answer = callable(machine, arguments)?;
    machine.release(answer);
    if answer != known::TRUE {
        let text = match machine.version() {
            Version::V3_12 => "iter(object, sentinel): object must be callable",
            _ => "iter(v, w): v must be callable",
        };
        return Err(machine.raise(known::TYPE_ERROR, text));
    }
    let (function, sentinel) = (machine.keep(arguments.at(0)), machine.keep(sentinel));
    Ok(machine.new_iterator(known::CALLABLE_ITERATOR, Iterator::Call { function, sentinel }))
}

fn next(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let iterator = arguments.at(0);
    let result = if matches!(machine.heap.body(iterator), Body::Iterator(_)) {
        machine.native_next(iterator)
    } else if machine.heap.class_of(iterator) == known::GENERATOR {
        match machine.next_or_raise(iterator) {
            Err(stop) if arguments.positional.len() > 1 && machine.swallows(&stop, &[known::STOP_ITERATION]) => {
                Ok(None)
            }
            result => result,
        }
    } else {
        // Called as it is, so that a StopIteration keeps its value and traceback.
        match machine.call_special(iterator, "__next__", &[]) {
            Ok(Some(item)) => return Ok(item),
            Ok(None) => {
                let text = format!("'{}' object is not an iterator", machine.class_name(iterator));
                return Err(machine.raise(known::TYPE_ERROR, text));
            }
            Err(stop) => {
                if let Some(default) = arguments.optional(1)
                    && machine.swallows(&stop, &[known::STOP_ITERATION])
                {
                    return Ok(machine.keep(default));
                }
                return Err(stop);
            }
        }
    };
    match (result?, arguments.optional(1)) {
        (Some(item), _) => Ok(item),
        (None, Some(default)) => Ok(machine.keep(default)),
        (None, None) => Err(machine.raise_bare(known::STOP_ITERATION)),
    }
}

impl Machine {
    /// An exception without arguments.
    pub fn raise_bare(&mut self, class: Ref) -> Stop {
        self.raise_with(class, Vec::new())
    }

    /// `divmod`, `pow` and the like between any objects: the numbers' own way, else the special methods.
    fn special_pair(&mut self, name: &str, reflected: &str, left: Ref, right: Ref) -> Result<Option<Ref>> {
        for (object, name, other) in [(left, name, right), (right, reflected, left)] {
            if !self.is_overridden(object, name) {
                continue;
            }
            match self.call_special(object, name, &[other])? {
                Some(result) if result == known::NOT_IMPLEMENTED => self.release(result),
                Some(result) => return Ok(Some(result)),
                None => {}
            }
        }
        Ok(None)
    }
}

fn divmod(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (left, right) = (arguments.at(0), arguments.at(1));
    if let Some(result) = machine.special_pair("__divmod__", "__rdivmod__", left, right)? {
        return Ok(result);
    }
    match machine.divmod_numbers(left, right) {
        Some(pair) => {
            let (quotient, remainder) = pair?;
            Ok(machine.new_tuple(vec![quotient, remainder]))
        }
        None => {
            let (left, right) = (machine.class_name(left), machine.class_name(right));
            let text = format!("unsupported operand type(s) for divmod(): '{left}' and '{right}'");
            Err(machine.raise(known::TYPE_ERROR, text))
        }
    }
}

fn pow(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let [base, exponent, modulus] = machine.bind("pow", arguments, ["base", "exp", "mod"], 2)?;
    let (base, exponent) = (base.unwrap_or(known::NONE), exponent.unwrap_or(known::NONE));
    if let Some(modulus) = modulus.filter(|modulus| *modulus != known::NONE) {
        if let Some(result) = machine.special_power(base, exponent, modulus)? {
            return Ok(result);
        }
        return match (machine.big_of(base), machine.big_of(exponent), machine.big_of(modulus)) {
            (Some(base), Some(exponent), Some(modulus)) => machine.modular_power(&base, &exponent, &modulus),
            _ => {
                // The first operand that is no int speaks (`ternary_op`).
                let other = [base, exponent, modulus].into_iter().find(|each| !machine.is_int(*each));
                if other.is_some_and(|other| matches!(machine.heap.body(other), Body::Complex(..))) {
                    return Err(machine.raise(known::VALUE_ERROR, "complex modulo"));
                }
                let all_numbers = [base, exponent, modulus].iter().all(|each| machine.number_of(*each).is_some());
                let text = if all_numbers {
                    "pow() 3rd argument not allowed unless all arguments are integers".to_owned()
                } else {
                    let names = [base, exponent, modulus].map(|each| machine.class_name(each));
                    format!(
                        "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
                        names[0], names[1], names[2]
                    )
                };
                Err(machine.raise(known::TYPE_ERROR, text))
            }
        };
    }
    if let Some(result) = machine.special_pair("__pow__", "__rpow__", base, exponent)? {
        return Ok(result);
    }
    match machine.binary_number(BinaryOperator::Power, base, exponent) {
        Some(result) => result,
        None => {
            let (left, right) = (machine.class_name(base), machine.class_name(exponent));
            let text = format!("unsupported operand type(s) for ** or pow(): '{left}' and '{right}'");
            Err(machine.raise(known::TYPE_ERROR, text))
        }
    }
}

impl Machine {
    fn special_power(&mut self, base: Ref, exponent: Ref, modulus: Ref) -> Result<Option<Ref>> {
        if !self.is_overridden(base, "__pow__") {
            return Ok(None);
        }
        self.call_special(base, "__pow__", &[exponent, modulus])
    }
}

fn round(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let [number, digits] = machine.bind("round", arguments, ["number", "ndigits"], 1)?;
    let number = number.unwrap_or(known::NONE);
    let digits = digits.filter(|digits| *digits != known::NONE);
    if machine.is_overridden(number, "__round__") {
        let given: Vec<Ref> = digits.into_iter().collect();
        if let Some(result) = machine.call_special(number, "__round__", &given)? {
            return Ok(result);
        }
    }
    match machine.number_of(number) {
        Some(number @ (Number::Int(_) | Number::Big(_) | Number::Float(_))) => machine.round_number(number, digits),
        _ => {
            let text = format!("type {} doesn't define __round__ method", machine.class_name(number));
            Err(machine.raise(known::TYPE_ERROR, text))
        }
    }
}

impl Machine {
    /// `round(number, digits)` of an int or float.
    pub fn round_number(&mut self, number: Number, digits: Option<Ref>) -> Result<Ref> {
        match (number, digits) {
            (Number::Float(value), None) => self.int_from_float(float::rounded_whole(value)),
            (Number::Float(value), Some(digits)) => {
                let digits = self.clamped_index_of(digits)?;
                let rounded = float::rounded(value, digits);
                if rounded.is_infinite() && value.is_finite() {
                    return Err(self.raise(known::OVERFLOW_ERROR, "rounded value too large to represent"));
                }
                Ok(self.new_float(rounded))
            }
            (Number::Int(value), None) => Ok(self.new_int(value)),
            (Number::Big(value), None) => Ok(self.new_big_int(value)),
            (Number::Int(value), Some(digits)) => self.round_int(BigInt::from(value), digits),
            (Number::Big(value), Some(digits)) => self.round_int(value, digits),
            (Number::Complex(..), _) => {
                Err(self.raise(known::TYPE_ERROR, "type complex doesn't define __round__ method"))
            }
        }
    }

    fn round_int(&mut self, value: BigInt, digits: Ref) -> Result<Ref> {
        let digits = self.big_index_of(digits)?;
        let Some(places) = digits.to_i64().filter(|digits| *digits < 0).map(i64::unsigned_abs) else {
            return Ok(self.new_big_int(value));
        };
        // Rounding far beyond the number's own digits gives 0.
        if places > value.bits() / 3 + 2 {
            return Ok(self.new_int(0));
        }
        let unit = num_traits::pow(BigInt::from(10), places as usize);
        let (quotient, rest) = integer::floor_division(&value, &unit);
        let twice = &rest * 2;
        let up = twice > unit || (twice == unit && quotient.bit(0));
        Ok(self.new_big_int((quotient + i32::from(up)) * unit))
    }
}

fn min(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    extreme(machine, arguments, "min", Comparison::Less)
}

fn max(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    extreme(machine, arguments, "max", Comparison::Greater)
}

fn extreme(machine: &mut Machine, arguments: Arguments<'_>, name: &str, better: Comparison) -> Result<Ref> {
    if arguments.positional.is_empty() {
        return Err(machine.raise(known::TYPE_ERROR, format!("{name} expected at least 1 argument, got 0")));
    }
    let (mut key, mut default) = (None, None);
    for (keyword, value) in arguments.keywords {
        let keyword = machine.text_of(*keyword).unwrap_or("").to_owned();
        match keyword.as_str() {
            "key" => key = Some(*value).filter(|key| *key != known::NONE),
            "default" => default = Some(*value),
            _ => return Err(machine.unexpected_keyword(name, &keyword)),
        }
    }
    let several = arguments.positional.len() > 1;
    if several && default.is_some() {
        let text = format!("Cannot specify a default for {name}() with multiple positional arguments");
        return Err(machine.raise(known::TYPE_ERROR, text));
    }
    // Up to 3.12 the arguments come in a tuple, which is walked when there are several (`min_max`).
    let packed = if machine.version() < Version::V3_13 { machine.tuple_of(arguments.positional) } else { Ref::NULL };
    let walked = if several { packed } else { arguments.at(0) };
    let iterator = if walked.is_null() { Ok(Ref::NULL) } else { machine.iterator_of(walked) };
    let best = iterator.and_then(|iterator| {
        let best = best_of(machine, iterator, arguments.positional, key, better);
        machine.release(iterator);
        best
    });
    machine.release(packed);
    match (best?, default) {
        (Some(best), _) => Ok(best),
        (None, Some(default)) => Ok(machine.keep(default)),
        (None, None) => {
            let text = if machine.version() >= Version::V3_12 {
                format!("{name}() iterable argument is empty")
            } else {
                format!("{name}() arg is an empty sequence")
            };
            Err(machine.raise(known::VALUE_ERROR, text))
        }
    }
}

fn best_of(
    machine: &mut Machine,
    iterator: Ref,
    given: &[Ref],
    key: Option<Ref>,
    better: Comparison,
) -> Result<Option<Ref>> {
    let mut best: Option<(Ref, Ref)> = None;
    let mut given = given.iter();
    let outcome = loop {
        let next = if iterator.is_null() {
            Ok(given.next().map(|item| machine.keep(*item)))
        } else {
            machine.next_of(iterator)
        };
        let item = match next {
            Ok(Some(item)) => item,
            Ok(None) => break Ok(()),
            Err(stop) => break Err(stop),
        };
        let value = match key {
            Some(key) => match machine.call(key, &[item]) {
                Ok(value) => value,
                Err(stop) => {
                    machine.release(item);
                    break Err(stop);
                }
            },
            None => machine.keep(item),
        };
        let Some((best_item, best_value)) = best else {
            best = Some((item, value));
            continue;
        };
        let answer = machine.compare(better, value, best_value).and_then(|answer| {
            let truth = machine.is_true(answer);
            machine.release(answer);
            truth
        });
        match answer {
            Ok(true) => {
                machine.release(best_value);
                machine.release(best_item);
                best = Some((item, value));
            }
            other => {
                machine.release(value);
                machine.release(item);
                if let Err(stop) = other {
                    break Err(stop);
                }
            }
        }
    };
    let best = best.map(|(item, value)| {
        machine.release(value);
        item
    });
    match outcome {
        Ok(()) => Ok(best),
        Err(stop) => {
            machine.release(best.unwrap_or(Ref::NULL));
            Err(stop)
        }
    }
}

fn sorted(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    if arguments.positional.len() != 1 {
        return Err(machine.wrong_count("sorted", 1, 1, arguments.positional.len()));
    }
    let list = machine.list_from(arguments.at(0))?;
    match sort_by(machine, list, arguments) {
        Ok(()) => Ok(list),
        Err(stop) => {
            machine.release(list);
            Err(stop)
        }
    }
}

/// Sorts a list as the keywords say: `list.sort` reads them, once the list is made.
fn sort_by(machine: &mut Machine, list: Ref, arguments: Arguments<'_>) -> Result<()> {
    let (mut key, mut reverse) = (known::NONE, false);
    for (keyword, value) in arguments.keywords {
        let keyword = machine.text_of(*keyword).unwrap_or("").to_owned();
        match keyword.as_str() {
            "key" => key = *value,
            // Up to 3.11 it is read as an int (`p`, then `i` of the argument clinic).
            "reverse" if machine.version() < Version::V3_12 => reverse = machine.index_of(*value)? != 0,
            "reverse" => reverse = machine.is_true(*value)?,
            _ => return Err(machine.unexpected_keyword("sort", &keyword)),
        }
    }
    machine.list_sort(list, key, reverse)
}

fn sum(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    if arguments.positional.is_empty() && arguments.keywords.len() < 3 {
        return Err(machine.raise(known::TYPE_ERROR, "sum() takes at least 1 positional argument (0 given)"));
    }
    let mut start = arguments.optional(1);
    for (keyword, value) in arguments.keywords {
        let keyword = machine.text_of(*keyword).unwrap_or("").to_owned();
        if keyword != "start" {
            return Err(machine.unexpected_keyword("sum", &keyword));
        }
        start = Some(*value);
    }
    let given = arguments.positional.len() + arguments.keywords.len();
    if given > 2 {
        return Err(machine.raise(known::TYPE_ERROR, format!("sum() takes at most 2 arguments ({given} given)")));
    }
    if let Some(start) = start {
        let text = match machine.heap.body(start) {
            Body::Str(_) => Some("sum() can't sum strings [use ''.join(seq) instead]"),
            Body::Bytes(_) => Some("sum() can't sum bytes [use b''.join(seq) instead]"),
            Body::Buffer(buffer) if buffer.is_bytearray() => {
                Some("sum() can't sum bytearray [use b''.join(seq) instead]")
            }
            _ => None,
        };
        if let Some(text) = text {
            return Err(machine.raise(known::TYPE_ERROR, text));
        }
    }
    let iterator = machine.iterator_of(arguments.at(0))?;
    let total = match start {
        Some(start) => machine.keep(start),
        None => machine.new_int(0),
    };
    let result = sum_from(machine, iterator, total);
    machine.release(iterator);
    result
}

/// Adds what is left to `total`, which it takes over: ints, then floats (from 3.12 on with the lost digits kept apart, and
/// complex from 3.14), then anything (`Python/bltinmodule.c`, `builtin_sum_impl`).
fn sum_from(machine: &mut Machine, iterator: Ref, mut total: Ref) -> Result<Ref> {
    let mut kept = Compensated::default();
    let mut running: Option<f64> = exact_float(machine, total);
    loop {
        let item = match machine.next_of(iterator) {
            Ok(Some(item)) => item,
            Ok(None) => break,
            Err(stop) => {
                machine.release(total);
                return Err(stop);
            }
        };
        if let Some(sum) = running {
            let added = match (machine.heap.body(item), machine.heap.class_of(item)) {
                (Body::Float(value), known::FLOAT) => Some((*value, machine.version() >= Version::V3_12)),
                (Body::Int(value), known::INT | known::BOOL) => {
                    Some((*value as f64, machine.version() >= Version::V3_14))
                }
                _ => None,
            };
            if let Some((value, compensated)) = added {
                machine.release(item);
                running = Some(if compensated { kept.add(sum, value) } else { sum + value });
                continue;
            }
            // Something else: the float so far becomes an object again.
            let so_far = machine.new_float(kept.total(sum));
            machine.release(std::mem::replace(&mut total, so_far));
            kept = Compensated::default();
        }
        let next = machine.sum_step(total, item);
        machine.release(item);
        machine.release(total);
        total = next?;
        running = exact_float(machine, total);
    }
    if let Some(sum) = running {
        let result = machine.new_float(kept.total(sum));
        machine.release(std::mem::replace(&mut total, result));
    }
    Ok(total)
}

fn exact_float(machine: &Machine, object: Ref) -> Option<f64> {
    match machine.heap.body(object) {
        Body::Float(value) if machine.heap.class_of(object) == known::FLOAT => Some(*value),
        _ => None,
    }
}

/// What Neumaier's summation keeps of the digits that a float sum loses.
#[derive(Default)]
struct Compensated(f64);

impl Compensated {
    fn add(&mut self, sum: f64, value: f64) -> f64 {
        let next = sum + value;
        self.0 += if sum.abs() >= value.abs() { (sum - next) + value } else { (value - next) + sum };
        next
    }

    fn total(&self, sum: f64) -> f64 {
        if self.0 != 0.0 && self.0.is_finite() { sum + self.0 } else { sum }
    }
}

impl Machine {
    fn sum_step(&mut self, total: Ref, item: Ref) -> Result<Ref> {
        self.binary(BinaryOperator::Add, false, total, item)
    }
}

fn getattr(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let name = attribute_name(machine, arguments.at(1))?;
    let result = machine.get_attribute(arguments.at(0), name);
    machine.release(name);
    match (result, arguments.optional(2)) {
        (Err(stop), Some(default)) if machine.swallows(&stop, &[known::ATTRIBUTE_ERROR]) => Ok(machine.keep(default)),
        (result, _) => result,
    }
}

/// The interned name that an argument gives.
fn attribute_name(machine: &mut Machine, name: Ref) -> Result<Ref> {
    match machine.text_of(name) {
        Some(text) => {
            let text = text.to_owned();
            Ok(machine.intern_mortal(&text))
        }
        None => {
            let text = format!("attribute name must be string, not '{}'", machine.class_name(name));
            Err(machine.raise(known::TYPE_ERROR, text))
        }
    }
}

fn hasattr(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let name = attribute_name(machine, arguments.at(1))?;
    let result = machine.get_attribute(arguments.at(0), name);
    machine.release(name);
    match result {
        Ok(value) => {
            machine.release(value);
            Ok(machine.new_bool(true))
        }
        Err(stop) if machine.swallows(&stop, &[known::ATTRIBUTE_ERROR]) => Ok(machine.new_bool(false)),
        Err(stop) => Err(stop),
    }
}

fn setattr(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let name = attribute_name(machine, arguments.at(1))?;
    let result = machine.set_attribute(arguments.at(0), name, arguments.at(2));
    machine.release(name);
    result.map(|()| machine.none())
}

fn delattr(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let name = attribute_name(machine, arguments.at(1))?;
    let result = machine.delete_attribute(arguments.at(0), name);
    machine.release(name);
    result.map(|()| machine.none())
}

fn globals(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    let dict = machine.thread().frames.last().map_or(machine.main, |frame| frame.globals);
    Ok(machine.keep(dict))
}

fn locals(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    machine.locals_dict()
}

fn vars(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let Some(object) = arguments.optional(0) else {
        return machine.locals_dict();
    };
    let name = machine.intern("__dict__");
    let result = machine.get_attribute(object, name);
    machine.release(name);
    match result {
        Err(stop) if machine.swallows(&stop, &[known::ATTRIBUTE_ERROR]) => {
            Err(machine.raise(known::TYPE_ERROR, "vars() argument must have __dict__ attribute"))
        }
        result => result,
    }
}

fn dir(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let Some(object) = arguments.optional(0) else {
        let dict = machine.locals_dict()?;
        let list = machine.list_from(dict);
        machine.release(dict);
        let list = list?;
        machine.list_sort(list, known::NONE, false)?;
        return Ok(list);
    };
    if machine.is_overridden(object, "__dir__")
        && let Some(result) = machine.call_special(object, "__dir__", &[])?
    {
        let list = machine.list_from(result);
        machine.release(result);
        let list = list?;
        machine.list_sort(list, known::NONE, false)?;
        return Ok(list);
    }
    let mut names = machine.names_for_dir(object)?;
    names.sort();
    let names = names.iter().map(|name| machine.intern_mortal(name)).collect();
    Ok(machine.new_list(names))
}

impl Machine {
    /// Whether a call of the object reaches something (`PyCallable_Check`).
    pub fn is_callable(&self, object: Ref) -> bool {
        match self.heap.body(object) {
            Body::Function(_) | Body::BoundMethod { .. } | Body::Native { .. } => true,
            Body::MethodDescriptor { .. } | Body::Class(_) | Body::StaticMethod(_) | Body::Weak(_) => true,
            Body::GenericAlias(_) => true,
            _ => self.lookup_on_class(self.heap.class_of(object), self.names.call).is_some(),
        }
    }
}
