//! The module `copy`, step by step as `Lib/copy.py` does it: what it puts in the memo, keeps alive and asks of classes.
//!
//! Objects that only pickling's reducers of the C library can take apart (iterators, weak references …) are refused by name.

use super::arguments::keyword_native;
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::iterator::DictPart;
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// The functions of `copy`.
pub static FUNCTIONS: &[&Native] = &[&keyword_native("copy", copy, 1, 1), &keyword_native("deepcopy", deepcopy, 1, 3)];

/// Those that came with 3.13.
static SINCE_3_13: &[&Native] = &[&keyword_native("replace", replace, 1, 1)];

/// Fills the module.
pub fn fill(machine: &mut Machine, module: Ref) -> Result<()> {
    machine.set_functions(module, FUNCTIONS)?;
    if machine.version() >= Version::V3_13 {
        machine.set_functions(module, SINCE_3_13)?;
    }
    let (name, namespace) = (machine.intern("Error"), machine.new_dict());
    let module_name = machine.intern("copy");
    let named = machine.dict_set_text(namespace, "__module__", module_name);
    machine.release(module_name);
    let bases = machine.tuple_of(&[known::EXCEPTION]);
    let made = named.and_then(|()| machine.new_class(name, bases, namespace, &[]));
    machine.release(bases);
    machine.release(name);
    machine.release(namespace);
    let error = made?;
    machine.keep(error);
    machine.set_in_module(module, "Error", error)?;
    machine.set_in_module(module, "error", error)
}

impl Machine {
    /// Sets an item of a dict by a text.
    pub fn dict_set_text(&mut self, dict: Ref, key: &str, value: Ref) -> Result<()> {
        let key = self.intern(key);
        let result = self.dict_set(dict, key, value);
        self.release(key);
        result
    }

    /// An attribute by its text, `None` when there is none.
    fn attribute_if_any(&mut self, object: Ref, name: &str) -> Result<Option<Ref>> {
        let name = self.intern(name);
        let result = self.get_attribute_if_any(object, name);
        self.release(name);
        result
    }

    /// `id(object)` as an object.
    fn id_object(&mut self, object: Ref) -> Ref {
        let address = self.heap.get(object).address;
        self.new_big_int(address.into())
    }
}

/// Classes whose objects a shallow copy gives back as they are.
fn is_atomic_for_copy(class: Ref) -> bool {
    matches!(class, known::TUPLE | known::FROZENSET | known::SLICE) || is_atomic(class)
}

/// Classes whose objects any copy gives back as they are (`_deepcopy_atomic`).
fn is_atomic(class: Ref) -> bool {
    matches!(
        class,
        known::NONE_TYPE
            | known::ELLIPSIS_TYPE
            | known::NOT_IMPLEMENTED_TYPE
            | known::INT
            | known::BOOL
            | known::FLOAT
            | known::COMPLEX
            | known::STR
            | known::BYTES
            | known::TYPE
            | known::CODE
            | known::RANGE
            | known::FUNCTION
            | known::BUILTIN_FUNCTION
            | known::WEAK_REFERENCE
            | known::PROPERTY
    )
}

fn copy(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let [object] = machine.bind("copy", arguments, ["x"], 1)?;
    let object = object.unwrap_or(known::NONE);
    let class = machine.heap.class_of(object);
    match class {
        known::LIST => {
            let items = match machine.heap.body(object) {
                Body::List(list) => list.items.clone(),
                _ => Vec::new(),
            };
            items.iter().for_each(|item| machine.heap.incref(*item));
            return Ok(machine.new_list(items));
        }
        known::DICT => return machine.dict_copy(object),
        known::SET => return machine.set_copy(object),
        _ if is_atomic_for_copy(class) || matches!(machine.heap.body(object), Body::Class(_)) => {
            return Ok(machine.keep(object));
        }
        _ => {}
    }
    if let Some(result) = machine.call_special(object, "__copy__", &[])? {
        return Ok(result);
    }
    let parts = reduced(machine, object)?;
    let Some(parts) = parts else {
        return Ok(machine.keep(object));
    };
    let result = reconstructed(machine, object, &parts, None);
    parts.release(machine);
    result
}

fn deepcopy(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let [object, memo, _] = machine.bind("deepcopy", arguments, ["x", "memo", "_nil"], 1)?;
    let object = object.unwrap_or(known::NONE);
    let depth = machine.thread().frames.len();
    match memo.filter(|memo| *memo != known::NONE) {
        Some(memo) if matches!(machine.heap.body(memo), Body::Dict(_)) => Memo { memo, depth }.copied(machine, object),
        Some(_) => Err(Stop::unmodelled("`copy.deepcopy` with a memo that is no dict is not modelled")),
        None => {
            let memo = machine.new_dict();
            let result = Memo { memo, depth }.copied(machine, object);
            machine.release(memo);
            result
        }
    }
}

/// The memo of one deep copy: `id(original) → copy`, and under its own id the originals that it keeps alive.
#[derive(Clone, Copy)]
struct Memo {
    memo: Ref,
    /// Frames that CPython would have on its stack by now.
    depth: usize,
}

impl Memo {
    fn deeper(self, machine: &mut Machine) -> Result<Memo> {
        let depth = self.depth + 2;
        if depth >= machine.recursion_limit {
            return Err(machine.raise(known::RECURSION_ERROR, "maximum recursion depth exceeded"));
        }
        Ok(Memo { depth, ..self })
    }

    /// `deepcopy(object, memo)`.
    fn copied(self, machine: &mut Machine, object: Ref) -> Result<Ref> {
        let class = machine.heap.class_of(object);
        if machine.version() >= Version::V3_14 && is_atomic(class) {
            return Ok(machine.keep(object));
        }
        let id = machine.id_object(object);
        let result = self.copied_with_id(machine, object, id);
        machine.release(id);
        result
    }

    fn copied_with_id(self, machine: &mut Machine, object: Ref, id: Ref) -> Result<Ref> {
        if let Some(copy) = machine.dict_get(self.memo, id)? {
            return Ok(machine.keep(copy));
        }
        let copy = self.made(machine, object)?;
        if copy != object
            && let Err(stop) = machine.dict_set(self.memo, id, copy).and_then(|()| self.keep_alive(machine, object))
        {
            machine.release(copy);
            return Err(stop);
        }
        Ok(copy)
    }

    /// `_keep_alive`: the original must not die while its id stands in the memo.
    fn keep_alive(self, machine: &mut Machine, object: Ref) -> Result<()> {
        let id = machine.id_object(self.memo);
        let found = machine.dict_get(self.memo, id);
        let result = match found {
            Ok(Some(list)) => {
                machine.keep(object);
                machine.list_append(list, object);
                Ok(())
            }
            Ok(None) => {
                machine.keep(object);
                let list = machine.new_list(vec![object]);
                let result = machine.dict_set(self.memo, id, list);
                machine.release(list);
                result
            }
            Err(stop) => Err(stop),
        };
        machine.release(id);
        result
    }

    fn remember(self, machine: &mut Machine, object: Ref, copy: Ref) -> Result<()> {
        let id = machine.id_object(object);
        let result = machine.dict_set(self.memo, id, copy);
        machine.release(id);
        result
    }

    /// The copy by the object's class.
    fn made(self, machine: &mut Machine, object: Ref) -> Result<Ref> {
        let class = machine.heap.class_of(object);
        match class {
            _ if is_atomic(class) || matches!(machine.heap.body(object), Body::Class(_)) => Ok(machine.keep(object)),
            known::LIST => {
                let copy = machine.new_list(Vec::new());
                self.filled(machine, object, copy, Memo::fill_list)
            }
            known::DICT => {
                let copy = machine.new_dict();
                self.filled(machine, object, copy, Memo::fill_dict)
            }
            known::TUPLE => self.tuple(machine, object),
            known::METHOD => {
                let Body::BoundMethod { function, receiver } = *machine.heap.body(object) else {
                    return Ok(machine.keep(object));
                };
                let receiver = self.deeper(machine)?.copied(machine, receiver)?;
                let copy = machine.bound_method(function, receiver);
                machine.release(receiver);
                Ok(copy)
            }
            _ => self.by_protocol(machine, object),
        }
    }

    fn filled(
        self,
        machine: &mut Machine,
        object: Ref,
        copy: Ref,
        fill: fn(Memo, &mut Machine, Ref, Ref) -> Result<()>,
    ) -> Result<Ref> {
        let result =
            self.remember(machine, object, copy).and_then(|()| fill(self.deeper(machine)?, machine, object, copy));
        match result {
            Ok(()) => Ok(copy),
            Err(stop) => {
                machine.release(copy);
                Err(stop)
            }
        }
    }

    fn fill_list(self, machine: &mut Machine, object: Ref, copy: Ref) -> Result<()> {
        let mut at = 0;
        while let Some(item) = machine.heap.items(object).and_then(|items| items.get(at)).copied() {
            machine.keep(item);
            let copied = self.copied(machine, item);
            machine.release(item);
            machine.list_append(copy, copied?);
            at += 1;
        }
        Ok(())
    }

    fn fill_dict(self, machine: &mut Machine, object: Ref, copy: Ref) -> Result<()> {
        let iterator = machine.dict_iterator(object, DictPart::Items, false);
        let result = loop {
            let pair = match machine.next_of(iterator) {
                Ok(Some(pair)) => pair,
                Ok(None) => break Ok(()),
                Err(stop) => break Err(stop),
            };
            let result = self.set_pair(machine, pair, copy);
            machine.release(pair);
            if result.is_err() {
                break result;
            }
        };
        machine.release(iterator);
        result
    }

    /// `copy[deepcopy(key)] = deepcopy(value)`: the value is copied first, as the assignment evaluates it first.
    fn set_pair(self, machine: &mut Machine, pair: Ref, copy: Ref) -> Result<()> {
        let (key, value) = match machine.heap.body(pair) {
            Body::Tuple(items) => match **items {
                [key, value] => (key, value),
                _ => return Ok(()),
            },
            _ => return Ok(()),
        };
        let value = self.copied(machine, value)?;
        let key = match self.copied(machine, key) {
            Ok(key) => key,
            Err(stop) => {
                machine.release(value);
                return Err(stop);
            }
        };
        let result = machine.dict_set(copy, key, value);
        machine.release(key);
        machine.release(value);
        result
    }

    fn tuple(self, machine: &mut Machine, object: Ref) -> Result<Ref> {
        let items = machine.heap.items(object).map(<[Ref]>::to_vec).unwrap_or_default();
        let deeper = self.deeper(machine)?;
        let mut copies = Vec::with_capacity(items.len());
        for item in &items {
            match deeper.copied(machine, *item) {
                Ok(copy) => copies.push(copy),
                Err(stop) => {
                    machine.release_all(copies);
                    return Err(stop);
                }
            }
        }
        // A tuple that holds itself was copied on the way.
        let id = machine.id_object(object);
        let found = machine.dict_get(self.memo, id);
        machine.release(id);
        match found {
            Ok(Some(copy)) => {
                let copy = machine.keep(copy);
                machine.release_all(copies);
                Ok(copy)
            }
            Ok(None) if copies != items => Ok(machine.new_tuple(copies)),
            Ok(None) => {
                machine.release_all(copies);
                Ok(machine.keep(object))
            }
            Err(stop) => {
                machine.release_all(copies);
                Err(stop)
            }
        }
    }

    /// `__deepcopy__`, else the parts that `__reduce_ex__(4)` would name.
    fn by_protocol(self, machine: &mut Machine, object: Ref) -> Result<Ref> {
        if let Some(copier) = machine.attribute_if_any(object, "__deepcopy__")? {
            let result = machine.call(copier, &[self.memo]);
            machine.release(copier);
            return result;
        }
        let Some(parts) = reduced(machine, object)? else {
            return Ok(machine.keep(object));
        };
        let result = self.deeper(machine).and_then(|deeper| reconstructed(machine, object, &parts, Some(deeper)));
        parts.release(machine);
        result
    }
}

/// What `__reduce_ex__(4)` gives: how to make the object again. References are owned, null when absent.
struct Parts {
    /// Called with `arguments` (a tuple); null: `class.__new__(class, *arguments)`.
    function: Ref,
    class: Ref,
    arguments: Ref,
    state: Ref,
    /// An iterable of items to append.
    items: Ref,
    /// An iterable of pairs to set.
    pairs: Ref,
}

impl Parts {
    fn release(self, machine: &mut Machine) {
        machine.release_all([self.function, self.class, self.arguments, self.state, self.items, self.pairs]);
    }
}

/// Takes an object apart (`object.__reduce_ex__`, `Objects/typeobject.c`, `reduce_newobj`, or the class's own
/// `__reduce_ex__` or `__reduce__`); `None` when it stands for itself.
fn reduced(machine: &mut Machine, object: Ref) -> Result<Option<Parts>> {
    for (name, with_protocol) in [("__reduce_ex__", true), ("__reduce__", false)] {
        if !machine.is_overridden(object, name) {
            continue;
        }
        let protocol = machine.new_int(4);
        let arguments: &[Ref] = if with_protocol { &[protocol] } else { &[] };
        let Some(result) = machine.call_special(object, name, arguments)? else { continue };
        return parts_of_result(machine, result);
    }
    let class = machine.heap.class_of(object);
    let heap_class = matches!(machine.heap.body(class), Body::Class(body) if body.heap);
    let mut parts = Parts {
        function: Ref::NULL,
        class: machine.keep(class),
        arguments: Ref::NULL,
        state: Ref::NULL,
        items: Ref::NULL,
        pairs: Ref::NULL,
    };
    let filled = fill_parts(machine, object, heap_class, &mut parts);
    match filled {
        Ok(()) => Ok(Some(parts)),
        Err(stop) => {
            parts.release(machine);
            Err(stop)
        }
    }
}

fn parts_of_result(machine: &mut Machine, result: Ref) -> Result<Option<Parts>> {
    let items = match machine.heap.body(result) {
        Body::Str(_) => {
            machine.release(result);
            return Ok(None);
        }
        Body::Tuple(items) if (2..=6).contains(&items.len()) => items.to_vec(),
        _ => {
            machine.release(result);
            return Err(Stop::unmodelled("`__reduce__` that gives no str and no tuple of two to six is not modelled"));
        }
    };
    let mut part = |at: usize| match items.get(at).copied() {
        Some(item) if item != known::NONE => machine.keep(item),
        _ => Ref::NULL,
    };
    let parts = Parts {
        function: part(0),
        class: Ref::NULL,
        arguments: part(1),
        state: part(2),
        items: part(3),
        pairs: part(4),
    };
    machine.release(result);
    Ok(Some(parts))
}

fn fill_parts(machine: &mut Machine, object: Ref, heap_class: bool, parts: &mut Parts) -> Result<()> {
    let mut arguments = Vec::new();
    match machine.heap.body(object) {
        Body::Instance(_) => {}
        Body::Plain if machine.heap.class_of(object) == known::OBJECT => {}
        Body::Int(_) | Body::BigInt(_) | Body::Float(_) | Body::Complex(..) | Body::Str(_) | Body::Bytes(_) => {
            let value = machine.number_of(object);
            arguments.push(match (value, machine.text_of(object).map(str::to_owned)) {
                (Some(value), _) => machine.new_number(value),
                (None, Some(text)) => machine.new_str(&text),
                (None, None) => match machine.heap.body(object) {
                    Body::Bytes(bytes) => {
                        let bytes = bytes.clone();
                        machine.new_bytes(&bytes)
                    }
                    _ => machine.none(),
                },
            });
        }
        Body::Tuple(items) => {
            let items = items.to_vec();
            items.iter().for_each(|item| machine.heap.incref(*item));
            arguments.push(machine.new_tuple(items));
        }
        Body::Slice(slice) => {
            arguments = slice.to_vec();
            arguments.iter().for_each(|item| machine.heap.incref(*item));
        }
        Body::Set(set) => {
            let keys: Vec<Ref> = set.keys().collect();
            keys.iter().for_each(|key| machine.heap.incref(*key));
            arguments.push(machine.new_list(keys));
        }
        Body::List(_) => parts.items = machine.iterator_of(object)?,
        Body::Dict(_) => parts.pairs = machine.dict_iterator(object, DictPart::Items, false),
        Body::Exception(exception) => {
            let given = exception.args;
            arguments = machine.heap.items(given).map(<[Ref]>::to_vec).unwrap_or_default();
            arguments.iter().for_each(|argument| machine.heap.incref(*argument));
        }
        _ => {
            let class = machine.class_name(object);
            return Err(match machine.heap.body(object) {
                Body::Module(_) | Body::Frame(_) | Body::Traceback(_) | Body::DictView { .. } => {
                    machine.raise(known::TYPE_ERROR, format!("cannot pickle '{class}' object"))
                }
                _ => Stop::unmodelled(format!("copying a {class} is not modelled")),
            });
        }
    }
    if heap_class && let Some(given) = machine.call_special_if_own(object, "__getnewargs__")? {
        let items = machine.heap.items(given).map(<[Ref]>::to_vec).unwrap_or_default();
        items.iter().for_each(|item| machine.heap.incref(*item));
        machine.release_all(std::mem::replace(&mut arguments, items));
        machine.release(given);
    }
    parts.arguments = machine.new_tuple(arguments);
    if heap_class || matches!(machine.heap.body(object), Body::Exception(_)) {
        parts.state = state_of(machine, object)?;
    }
    Ok(())
}

impl Machine {
    /// Calls a special method that the program defines.
    fn call_special_if_own(&mut self, object: Ref, name: &str) -> Result<Option<Ref>> {
        if self.is_overridden(object, name) { self.call_special(object, name, &[]) } else { Ok(None) }
    }
}

/// `__getstate__`: the instance's dict, with slots a pair of it and a dict of them, null when there is nothing
/// (`object_getstate_default`).
fn state_of(machine: &mut Machine, object: Ref) -> Result<Ref> {
    if let Some(state) = machine.call_special_if_own(object, "__getstate__")? {
        if state == known::NONE {
            machine.release(state);
            return Ok(Ref::NULL);
        }
        return Ok(state);
    }
    let has_attributes = match machine.heap.body(object) {
        Body::Instance(instance) => instance.inline.iter().any(|value| !value.is_null()),
        _ => false,
    };
    let materialised = machine.heap.get(object).attributes;
    let has_attributes = has_attributes || matches!(machine.heap.body(materialised), Body::Dict(dict) if dict.used > 0);
    let dict =
        if has_attributes { machine.attribute_if_any(object, "__dict__")?.unwrap_or(Ref::NULL) } else { Ref::NULL };
    let (names, values) = match (machine.heap.body(object), machine.heap.body(machine.heap.class_of(object))) {
        (Body::Instance(instance), Body::Class(class)) => (class.slots.clone(), instance.slots.clone()),
        _ => return Ok(dict),
    };
    if names.is_empty() {
        return Ok(dict);
    }
    let slots = machine.new_dict();
    for (name, value) in names.iter().zip(&values).filter(|(_, value)| !value.is_null()) {
        machine.dict_set(slots, *name, *value)?;
    }
    if matches!(machine.heap.body(slots), Body::Dict(dict) if dict.used == 0) {
        machine.release(slots);
        return Ok(dict);
    }
    let dict = if dict.is_null() { machine.none() } else { dict };
    Ok(machine.new_tuple(vec![dict, slots]))
}

/// `_reconstruct`: makes the object again, deeply with a memo.
fn reconstructed(machine: &mut Machine, object: Ref, parts: &Parts, memo: Option<Memo>) -> Result<Ref> {
    let given = machine.heap.items(parts.arguments).map(<[Ref]>::to_vec).unwrap_or_default();
    let mut arguments = Vec::with_capacity(given.len());
    for argument in given {
        let argument = match memo {
            Some(memo) => memo.copied(machine, argument),
            None => Ok(machine.keep(argument)),
        };
        match argument {
            Ok(argument) => arguments.push(argument),
            Err(stop) => {
                machine.release_all(arguments);
                return Err(stop);
            }
        }
    }
    let made = if parts.function.is_null() {
        new_object(machine, parts.class, &arguments)
    } else {
        machine.call(parts.function, &arguments)
    };
    machine.release_all(arguments);
    let made = made?;
    match complete(machine, object, made, parts, memo) {
        Ok(()) => Ok(made),
        Err(stop) => {
            machine.release(made);
            Err(stop)
        }
    }
}

/// `class.__new__(class, *arguments)`, without `__init__`.
fn new_object(machine: &mut Machine, class: Ref, arguments: &[Ref]) -> Result<Ref> {
    let (layout, own_new) = match machine.heap.body(class) {
        Body::Class(body) => (body.layout, body.special.new),
        _ => (known::OBJECT, false),
    };
    if own_new {
        let new = machine.attribute_if_any(class, "__new__")?.unwrap_or(Ref::NULL);
        let mut all = vec![class];
        all.extend_from_slice(arguments);
        let result = machine.call(new, &all);
        machine.release(new);
        return result;
    }
    if layout == known::OBJECT && class != known::OBJECT {
        return Ok(machine.new_instance(class));
    }
    machine.construct(layout, class, arguments, &[])
}

fn complete(machine: &mut Machine, object: Ref, made: Ref, parts: &Parts, memo: Option<Memo>) -> Result<()> {
    if let Some(memo) = memo {
        memo.remember(machine, object, made)?;
    }
    if !parts.state.is_null() {
        let state = match memo {
            Some(memo) => memo.copied(machine, parts.state)?,
            None => machine.keep(parts.state),
        };
        let result = set_state(machine, made, state);
        machine.release(state);
        result?;
    }
    if !parts.items.is_null() {
        while let Some(item) = machine.next_of(parts.items)? {
            let copied = match memo {
                Some(memo) => {
                    let copied = memo.copied(machine, item);
                    machine.release(item);
                    copied?
                }
                None => item,
            };
            let result = machine.call_method(made, "append", &[copied]);
            machine.release(copied);
            machine.release(result?);
        }
    }
    if !parts.pairs.is_null() {
        while let Some(pair) = machine.next_of(parts.pairs)? {
            let result = set_item_of_pair(machine, pair, made, memo);
            machine.release(pair);
            result?;
        }
    }
    Ok(())
}

fn set_item_of_pair(machine: &mut Machine, pair: Ref, made: Ref, memo: Option<Memo>) -> Result<()> {
    let pair = machine.heap.items(pair).map(<[Ref]>::to_vec).unwrap_or_default();
    let [key, value] = *pair.as_slice() else {
        return Ok(());
    };
    let (key, value) = match memo {
        Some(memo) => {
            let key = memo.copied(machine, key)?;
            match memo.copied(machine, value) {
                Ok(value) => (key, value),
                Err(stop) => {
                    machine.release(key);
                    return Err(stop);
                }
            }
        }
        None => (machine.keep(key), machine.keep(value)),
    };
    let result = machine.set_item(made, key, value);
    machine.release(key);
    machine.release(value);
    result
}

fn set_state(machine: &mut Machine, made: Ref, state: Ref) -> Result<()> {
    if let Some(setter) = machine.attribute_if_any(made, "__setstate__")? {
        let result = machine.call(setter, &[state]);
        machine.release(setter);
        machine.release(result?);
        return Ok(());
    }
    let (dict, slots) = match machine.heap.body(state) {
        Body::Tuple(items) => match **items {
            [dict, slots] => (dict, slots),
            _ => (state, known::NONE),
        },
        _ => (state, known::NONE),
    };
    if dict != known::NONE {
        let target = machine.attribute_if_any(made, "__dict__")?;
        let Some(target) = target else {
            let class = machine.class_name(made);
            let text = format!("'{class}' object has no attribute '__dict__'");
            return Err(machine.raise(known::ATTRIBUTE_ERROR, text));
        };
        let result = machine.dict_update(target, dict);
        machine.release(target);
        result?;
    }
    if slots != known::NONE {
        for entry in machine.dict_entries(slots) {
            machine.set_attribute(made, entry.key, entry.value)?;
        }
    }
    Ok(())
}

fn replace(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    if arguments.positional.len() != 1 {
        let given = arguments.positional.len();
        let text = if given == 0 {
            "replace() missing 1 required positional argument: 'obj'".to_owned()
        } else {
            format!("replace() takes 1 positional argument but {given} were given")
        };
        return Err(machine.raise(known::TYPE_ERROR, text));
    }
    let class = machine.heap.class_of(object);
    match machine.attribute_if_any(class, "__replace__")? {
        Some(function) => {
            let result = machine.call_with_keywords(function, &[object], arguments.keywords);
            machine.release(function);
            result
        }
        None => {
            let text = format!("replace() does not support {} objects", machine.class_name(object));
            Err(machine.raise(known::TYPE_ERROR, text))
        }
    }
}
