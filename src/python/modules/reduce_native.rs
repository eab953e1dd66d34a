//! How built-in objects take themselves apart for pickling and copying: the `__reduce__` of ranges, iterators, exceptions and
//! bound functions (`Objects/*object.c`).

use num_bigint::BigInt;

use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::function::Arguments;
use crate::python::object::iterator::{DictPart, Iterator as State};
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// `native_reduce(object)`: what the class's `__reduce__` answers, or NotImplemented when it has none of its own.
pub(super) fn native_reduce(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    match machine.heap.body(object) {
        Body::Native { definition, receiver } => {
            let (name, receiver) = (definition.name, *receiver);
            if receiver.is_null() || matches!(machine.heap.body(receiver), Body::Module(_)) {
                return Ok(machine.new_str(name));
            }
            Ok(machine.attribute_reduction(receiver, name))
        }
        Body::MethodDescriptor { definition, class } => {
            let (name, class) = (definition.name, *class);
            Ok(machine.attribute_reduction(class, name))
        }
        Body::BoundMethod { function, receiver } => {
            let (function, receiver) = (*function, *receiver);
            let name = machine.intern("__name__");
            let found = machine.get_attribute(function, name);
            machine.release(name);
            let found = found?;
            let text = machine.text_of(found).unwrap_or_default().to_owned();
            machine.release(found);
            Ok(machine.attribute_reduction(receiver, &text))
        }
        Body::Range(range) => {
            let numbers = (**range).clone().map(|number| machine.new_big_int(number));
            let arguments = machine.new_tuple(numbers.to_vec());
            Ok(machine.reduction(known::RANGE, arguments, &[]))
        }
        Body::Slice(parts) => {
            let parts = *parts;
            let arguments = machine.tuple_of(&parts);
            Ok(machine.reduction(known::SLICE, arguments, &[]))
        }
        Body::Exception(exception) => {
            let given = exception.args;
            let arguments = if given.is_null() { machine.new_tuple(Vec::new()) } else { machine.keep(given) };
            let class = machine.heap.class_of(object);
            let attributes = machine.heap.get(object).attributes;
            let filled = machine.heap.dict(attributes).is_some_and(|table| table.used > 0);
            let more: &[Ref] = if filled { &[attributes] } else { &[] };
            Ok(machine.reduction(class, arguments, more))
        }
        Body::Iterator(state) => {
            let state = (**state).clone();
            machine.reduce_iterator(object, state)
        }
        Body::Set(_) => {
            let items = machine.items_of(object)?;
            let list = machine.new_list(items);
            let arguments = machine.new_tuple(vec![list]);
            let state = machine.call_method(object, "__getstate__", &[]);
            let state = match state {
                Ok(state) => state,
                Err(stop) => {
                    machine.release(arguments);
                    return Err(stop);
                }
            };
            let class = machine.heap.class_of(object);
            let made = machine.reduction(class, arguments, &[state]);
            machine.release(state);
            Ok(made)
        }
        Body::Extension(_) => {
            let name = machine.intern("__reduce__");
            let found = machine.lookup_on_class(machine.heap.class_of(object), name);
            machine.release(name);
            match found.map(|found| machine.heap.body(found)) {
                Some(Body::MethodDescriptor { definition, class }) if *class != known::OBJECT => {
                    let call = definition.call;
                    call(machine, Arguments { positional: &[object], keywords: &[] })
                }
                _ => Ok(machine.keep(known::NOT_IMPLEMENTED)),
            }
        }
        _ => Ok(machine.keep(known::NOT_IMPLEMENTED)),
    }
}

/// `__setstate__` of exceptions (attributes from a dict) and of iterators (how far they are).
pub(super) fn set_state(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (object, state) = (arguments.at(0), arguments.at(1));
    match machine.heap.body(object) {
        Body::Exception(_) if state == known::NONE => {}
        Body::Exception(_) => {
            let Some(table) = machine.heap.dict(state) else {
                return Err(machine.raise(known::TYPE_ERROR, "state is not a dictionary"));
            };
            let pairs: Vec<(Ref, Ref)> = table.live_entries().map(|entry| (entry.key, entry.value)).collect();
            for (name, value) in pairs {
                machine.set_attribute(object, name, value)?;
            }
        }
        Body::Iterator(iterator) => {
            let sequence = match &**iterator {
                State::Indexed { sequence, .. } | State::Sequence { sequence, .. } => *sequence,
                State::Range { .. } if state == known::NONE => return Ok(machine.none()),
                _ => return Err(Stop::unmodelled("`__setstate__` of this iterator is not modelled")),
            };
            let wanted = machine.index_argument(state)?.max(0);
            let length = if sequence.is_null() { 0 } else { machine.length_of(sequence)? };
            if let Body::Iterator(iterator) = &mut machine.heap.get_mut(object).body {
                match &mut **iterator {
                    State::Indexed { index, .. } => *index = usize::try_from(wanted).unwrap_or(length).min(length),
                    State::Sequence { index, .. } => *index = wanted,
                    _ => {}
                }
            }
        }
        _ => return Err(Stop::unmodelled("`__setstate__` of a built-in class is not modelled yet")),
    }
    Ok(machine.none())
}

impl Machine {
    /// A built-in function by its name (borrowed).
    fn builtin_named(&self, name: &str) -> Ref {
        self.dict_get_text(self.builtins, name).unwrap_or(known::NONE)
    }

    /// `(callable, arguments, …)`: the tuple of arguments is taken over, the rest borrowed.
    fn reduction(&mut self, callable: Ref, arguments: Ref, more: &[Ref]) -> Ref {
        self.keep(callable);
        let mut items = vec![callable, arguments];
        items.extend(more.iter().map(|item| self.keep(*item)));
        self.new_tuple(items)
    }

    /// `(getattr, (object, name))`.
    fn attribute_reduction(&mut self, object: Ref, name: &str) -> Ref {
        self.keep(object);
        let name = self.intern(name);
        let arguments = self.new_tuple(vec![object, name]);
        let getattr = self.builtin_named("getattr");
        self.reduction(getattr, arguments, &[])
    }

    /// `(iter, (iterable,), state)`; the iterable is taken over, and so is the state, if there is one.
    fn iter_reduction(&mut self, iterable: Ref, state: Option<Ref>) -> Ref {
        let arguments = self.new_tuple(vec![iterable]);
        let iter = self.builtin_named("iter");
        let more: Vec<Ref> = state.into_iter().collect();
        let made = self.reduction(iter, arguments, &more);
        self.release_all(more);
        made
    }

    fn reduce_iterator(&mut self, object: Ref, state: State) -> Result<Ref> {
        let class = self.heap.class_of(object);
        Ok(match state {
            State::Indexed { sequence, index } if sequence.is_null() => {
                let _ = index;
                let empty = match class {
                    known::LIST_ITERATOR => self.new_list(Vec::new()),
                    known::STR_ITERATOR => self.new_str(""),
                    _ => self.new_tuple(Vec::new()),
                };
                self.iter_reduction(empty, None)
            }
            State::Indexed { sequence, index } => {
                self.keep(sequence);
                let index = self.new_int(index as i64);
                self.iter_reduction(sequence, Some(index))
            }
            State::Reversed { sequence, index } => {
                if sequence.is_null() {
                    let empty =
                        if class == known::REVERSED { self.new_tuple(Vec::new()) } else { self.new_list(Vec::new()) };
                    return Ok(self.iter_reduction(empty, None));
                }
                self.keep(sequence);
                let arguments = self.new_tuple(vec![sequence]);
                let index = self.new_int(index as i64 - 1);
                let callable = self.builtin_named("reversed");
                let made = self.reduction(callable, arguments, &[index]);
                self.release(index);
                made
            }
            State::Sequence { sequence, index } => {
                if sequence.is_null() {
                    let empty = self.new_tuple(Vec::new());
                    return Ok(self.iter_reduction(empty, None));
                }
                self.keep(sequence);
                let index = self.new_int(index);
                self.iter_reduction(sequence, Some(index))
            }
            State::Range { start, step, left } => {
                let stop = BigInt::from(start) + BigInt::from(step) * BigInt::from(left);
                let range = self.new_range([BigInt::from(start), stop, BigInt::from(step)]);
                // Up to 3.11 the place within was told too.
                let state = if self.version() >= Version::V3_12 { self.none() } else { self.new_int(0) };
                self.iter_reduction(range, Some(state))
            }
            State::LongRange { start, step, left } => {
                let stop = &start + &step * &left;
                let range = self.new_range([start, stop, step]);
                let state = self.none();
                self.iter_reduction(range, Some(state))
            }
            State::Dict { dict, part, position, backward, .. } => {
                let rest = if dict.is_null() { Vec::new() } else { self.dict_rest(dict, part, position, backward) };
                let list = self.new_list(rest);
                self.iter_reduction(list, None)
            }
            State::Set { set, position, .. } => {
                let keys: Vec<Ref> = match self.heap.set(set) {
                    Some(table) => table.keys().collect(),
                    None => Vec::new(),
                };
                let passed = match self.heap.set(set) {
                    Some(table) => table.keys().count().saturating_sub(self.iterator_length(object).unwrap_or(0)),
                    None => 0,
                };
                let _ = position;
                let rest: Vec<Ref> = keys.into_iter().skip(passed).map(|key| self.keep(key)).collect();
                let list = self.new_list(rest);
                self.iter_reduction(list, None)
            }
            State::Enumerate { iterator, index, .. } => {
                self.keep(iterator);
                let index = self.new_big_int(index);
                let arguments = self.new_tuple(vec![iterator, index]);
                self.reduction(class, arguments, &[])
            }
            State::Zip { iterators, strict, .. } => {
                let items = self.heap.items(iterators).unwrap_or_default().to_vec();
                let arguments = self.tuple_of(&items);
                let more: &[Ref] = if strict { &[known::TRUE] } else { &[] };
                self.reduction(class, arguments, more)
            }
            State::Map { function, iterators } => {
                let mut items = vec![function];
                items.extend_from_slice(self.heap.items(iterators).unwrap_or_default());
                let arguments = self.tuple_of(&items);
                self.reduction(class, arguments, &[])
            }
            State::Filter { function, iterator } => {
                let arguments = self.tuple_of(&[function, iterator]);
                self.reduction(class, arguments, &[])
            }
            State::Call { function, sentinel } => {
                if function.is_null() {
                    let empty = self.new_tuple(Vec::new());
                    return Ok(self.iter_reduction(empty, None));
                }
                let arguments = self.tuple_of(&[function, sentinel]);
                let iter = self.builtin_named("iter");
                self.reduction(iter, arguments, &[])
            }
        })
    }

    /// What a dict's iterator has yet to give (owned).
    fn dict_rest(&mut self, dict: Ref, part: DictPart, position: usize, backward: bool) -> Vec<Ref> {
        let Some(table) = self.heap.dict(dict) else { return Vec::new() };
        let live = |entry: &&crate::python::object::dict::Entry| !entry.value.is_null();
        let entries: Vec<(Ref, Ref)> = if backward {
            let upto = position.saturating_add(1).min(table.entries.len());
            table.entries.iter().take(upto).rev().filter(live).map(|entry| (entry.key, entry.value)).collect()
        } else {
            table.entries.iter().skip(position).filter(live).map(|entry| (entry.key, entry.value)).collect()
        };
        let mut rest = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            rest.push(match part {
                DictPart::Keys => self.keep(key),
                DictPart::Values => self.keep(value),
                DictPart::Items => self.tuple_of(&[key, value]),
            });
        }
        rest
    }
}
