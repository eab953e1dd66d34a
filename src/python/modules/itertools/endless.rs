//! `count`, `cycle` and `repeat`: iterators that need not end.

use crate::python::compile::code::BinaryOperator;
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::modules::arguments::native;
use crate::python::modules::extension_class::ExtensionClass;
use crate::python::object::extension::native_state;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// `count(start, step)`: the next number and what is added to it.
#[derive(Clone, Debug)]
struct Count {
    current: Ref,
    step: Ref,
}

native_state!(Count, |_| 40, [current, step]);

pub static COUNT: ExtensionClass = ExtensionClass {
    new: Some(new_count),
    next: Some(next_count),
    methods: &[&native("__repr__", repr_count, 0, 0)],
    ..ExtensionClass::named("count", "itertools")
};

fn new_count(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    let [start, step] = machine.bind("count", arguments, ["start", "step"], 0)?;
    for number in [start, step].into_iter().flatten() {
        if !machine.is_number(number) {
            return Err(machine.raise(known::TYPE_ERROR, "a number is required"));
        }
    }
    let current = match start {
        Some(start) => machine.keep(start),
        None => machine.new_int(0),
    };
    let step = match step {
        Some(step) => machine.keep(step),
        None => machine.new_int(1),
    };
    Ok(machine.new_extension(class, Box::new(Count { current, step })))
}

fn next_count(machine: &mut Machine, iterator: Ref) -> Result<Option<Ref>> {
    let Some(Count { current, step }) = machine.heap.extension::<Count>(iterator).cloned() else { return Ok(None) };
    let following = machine.binary(BinaryOperator::Add, false, current, step)?;
    if let Some(count) = machine.heap.extension_mut::<Count>(iterator) {
        count.current = following;
    }
    Ok(Some(current))
}

/// `count(10)`, or `count(10, 2)` when the step is not the int 1.
fn repr_count(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    let Some(Count { current, step }) = machine.heap.extension::<Count>(object).cloned() else {
        return Ok(machine.none());
    };
    let name = machine.short_class_name(object);
    let one = matches!(machine.heap.body(step), Body::Int(1)) && machine.heap.class_of(step) == known::INT;
    let current = machine.repr_of(current)?;
    let text =
        if one { format!("{name}({current})") } else { format!("{name}({current}, {})", machine.repr_of(step)?) };
    Ok(machine.new_str(&text))
}

/// `cycle(iterable)`: what was given so far is given again once the iterable has ended.
#[derive(Clone, Debug)]
struct Cycle {
    /// Null once it has ended.
    iterator: Ref,
    /// A list.
    saved: Ref,
    next: usize,
}

native_state!(Cycle, |version| if version >= Version::V3_14 { 40 } else { 48 }, [iterator, saved]);

pub static CYCLE: ExtensionClass =
    ExtensionClass { new: Some(new_cycle), next: Some(next_cycle), ..ExtensionClass::named("cycle", "itertools") };

fn new_cycle(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    machine.check_no_keywords("cycle", arguments)?;
    machine.check_count("cycle", arguments, 1, 1)?;
    let iterator = machine.iterator_of(arguments.at(0))?;
    let saved = machine.new_list(Vec::new());
    Ok(machine.new_extension(class, Box::new(Cycle { iterator, saved, next: 0 })))
}

fn next_cycle(machine: &mut Machine, object: Ref) -> Result<Option<Ref>> {
    let Some(Cycle { iterator, saved, next }) = machine.heap.extension::<Cycle>(object).cloned() else {
        return Ok(None);
    };
    if !iterator.is_null() {
        if let Some(item) = machine.next_of(iterator)? {
            machine.keep(item);
            machine.list_append(saved, item);
            return Ok(Some(item));
        }
        if let Some(cycle) = machine.heap.extension_mut::<Cycle>(object) {
            cycle.iterator = Ref::NULL;
        }
        machine.release(iterator);
    }
    let items = machine.heap.items(saved).unwrap_or_default();
    let Some(item) = items.get(next).copied() else { return Ok(None) };
    let following = if next + 1 < items.len() { next + 1 } else { 0 };
    if let Some(cycle) = machine.heap.extension_mut::<Cycle>(object) {
        cycle.next = following;
    }
    Ok(Some(machine.keep(item)))
}

/// `repeat(object, times)`: how often it is still given; `None` for ever.
#[derive(Clone, Debug)]
struct Repeat {
    element: Ref,
    left: Option<i64>,
}

native_state!(Repeat, |_| 32, [element]);

pub static REPEAT: ExtensionClass = ExtensionClass {
    new: Some(new_repeat),
    next: Some(next_repeat),
    methods: &[&native("__repr__", repr_repeat, 0, 0), &LENGTH_HINT],
    ..ExtensionClass::named("repeat", "itertools")
};

static LENGTH_HINT: Native = native("__length_hint__", length_of_repeat, 0, 0);

fn new_repeat(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    let [element, times] = machine.bind("repeat", arguments, ["object", "times"], 1)?;
    let left = match times {
        Some(times) => Some(machine.word_index_of(times, "Python int too large to convert to C ssize_t")?.max(0)),
        None => None,
    };
    let element = machine.keep(element.unwrap_or(known::NONE));
    Ok(machine.new_extension(class, Box::new(Repeat { element, left })))
}

fn next_repeat(machine: &mut Machine, object: Ref) -> Result<Option<Ref>> {
    let Some(repeat) = machine.heap.extension_mut::<Repeat>(object) else { return Ok(None) };
    match &mut repeat.left {
        Some(0) => return Ok(None),
        Some(left) => *left -= 1,
        None => {}
    }
    let element = repeat.element;
    Ok(Some(machine.keep(element)))
}

fn repr_repeat(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    let Some(Repeat { element, left }) = machine.heap.extension::<Repeat>(object).cloned() else {
        return Ok(machine.none());
    };
    let name = machine.short_class_name(object);
    let element = machine.repr_of(element)?;
    let text = match left {
        Some(left) => format!("{name}({element}, {left})"),
        None => format!("{name}({element})"),
    };
    Ok(machine.new_str(&text))
}

fn length_of_repeat(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    match machine.heap.extension::<Repeat>(arguments.at(0)).and_then(|repeat| repeat.left) {
        Some(left) => Ok(machine.new_int(left)),
        None => Err(machine.raise(known::TYPE_ERROR, "len() of unsized object")),
    }
}
