//! The mapping that `f_locals` of a function's frame is from 3.13 on (PEP 667): reads and writes go to the locals themselves.

use crate::python::compile::code::LocalKind;
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::modules::arguments::native;
use crate::python::modules::extension_class::ExtensionClass;
use crate::python::object::extension::native_state;
use crate::python::object::function::Arguments;
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// The frame object that the proxy shows.
#[derive(Clone, Debug)]
struct LocalsProxy {
    frame: Ref,
}

native_state!(LocalsProxy, |_| 24, [frame]);

static FRAME_LOCALS_PROXY: ExtensionClass = ExtensionClass {
    subclassable: false,
    methods: &[
        &native("__len__", length, 0, 0),
        &native("__getitem__", get_item, 1, 1),
        &native("__setitem__", set_item, 2, 2),
        &native("__delitem__", delete_item, 1, 1),
        &native("__contains__", contains, 1, 1),
        &native("__iter__", iterate, 0, 0),
        &native("__reversed__", reversed, 0, 0),
        &native("__repr__", repr, 0, 0),
        &native("__eq__", equal, 1, 1),
        &native("__or__", either, 1, 1),
        &native("keys", keys, 0, 0),
        &native("values", values, 0, 0),
        &native("items", items, 0, 0),
        &native("copy", copy, 0, 0),
        &native("get", get, 1, 2),
        &native("update", update, 1, 1),
        &native("setdefault", set_default, 1, 2),
        &native("pop", refuse_pop, 1, 2),
    ],
    ..ExtensionClass::named("FrameLocalsProxy", "builtins")
};

impl Machine {
    /// A proxy for the frame object's locals.
    pub(super) fn new_locals_proxy(&mut self, frame: Ref) -> Result<Ref> {
        self.keep(frame);
        self.new_native_object(&FRAME_LOCALS_PROXY, LocalsProxy { frame })
    }

    fn cannot_remove_local(&mut self) -> Stop {
        if self.version() >= Version::V3_14 {
            self.raise(known::VALUE_ERROR, "cannot remove local variables from FrameLocalsProxy")
        } else {
            self.raise(known::TYPE_ERROR, "cannot remove variables from FrameLocalsProxy")
        }
    }

    fn proxied_frame(&self, proxy: Ref) -> Ref {
        self.heap.extension::<LocalsProxy>(proxy).map_or(Ref::NULL, |proxy| proxy.frame)
    }

    /// The place and kind of the frame's local of this name.
    fn place_of_local(&self, frame: Ref, name: &str) -> Option<(usize, LocalKind)> {
        let Some(Body::Frame(parts)) = self.heap.body_or_none(frame) else { return None };
        let mut locals = parts.code.locals.iter().enumerate();
        locals.find(|(_, local)| local.text == name).map(|(place, local)| (place, local.kind))
    }

    /// All that is bound, in order: names and values, borrowed; then what was added by way of a proxy.
    fn proxied_pairs(&self, frame: Ref) -> Vec<(Ref, Ref)> {
        let Some(Body::Frame(parts)) = self.heap.body_or_none(frame) else { return Vec::new() };
        let locals = parts.code.locals.iter().enumerate();
        let own = locals.map(|(place, local)| (local.name, self.frame_local(frame, place, local.kind)));
        let mut pairs: Vec<(Ref, Ref)> = own.filter(|(_, value)| !value.is_null()).collect();
        if let Some(Body::Dict(extra)) = self.heap.body_or_none(parts.snapshot) {
            pairs.extend(extra.live_entries().map(|entry| (entry.key, entry.value)));
        }
        pairs
    }

    /// A new dict of what the proxy shows now.
    fn proxied_dict(&mut self, proxy: Ref) -> Result<Ref> {
        let frame = self.proxied_frame(proxy);
        let dict = self.new_dict();
        for (name, value) in self.proxied_pairs(frame) {
            self.dict_set(dict, name, value)?;
        }
        Ok(dict)
    }

    fn proxied_extra(&self, frame: Ref) -> Ref {
        match self.heap.body_or_none(frame) {
            Some(Body::Frame(parts)) => parts.snapshot,
            _ => Ref::NULL,
        }
    }

    /// The value under a key, borrowed.
    fn proxied_value(&mut self, proxy: Ref, key: Ref) -> Result<Option<Ref>> {
        let frame = self.proxied_frame(proxy);
        if let Some(name) = self.text_of(key)
            && let Some((place, kind)) = self.place_of_local(frame, name)
        {
            return Ok(Some(self.frame_local(frame, place, kind)).filter(|value| !value.is_null()));
        }
        match self.proxied_extra(frame) {
            Ref::NULL => Ok(None),
            extra => self.dict_get(extra, key),
        }
    }

    fn set_proxied(&mut self, proxy: Ref, key: Ref, value: Ref) -> Result<()> {
        let frame = self.proxied_frame(proxy);
        if let Some(name) = self.text_of(key)
            && let Some((place, kind)) = self.place_of_local(frame, name)
        {
            self.set_frame_local(frame, place, kind, value);
            return Ok(());
        }
        let mut extra = self.proxied_extra(frame);
        if extra.is_null() {
            extra = self.new_dict();
            if let Body::Frame(parts) = &mut self.heap.get_mut(frame).body {
                parts.snapshot = extra;
            }
        }
        self.dict_set(extra, key, value)
    }
}

fn length(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let frame = machine.proxied_frame(arguments.at(0));
    let count = machine.proxied_pairs(frame).len();
    Ok(machine.new_int(count as i64))
}

fn get_item(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let key = arguments.at(1);
    match machine.proxied_value(arguments.at(0), key)? {
        Some(value) => Ok(machine.keep(value)),
        None => {
            let text = machine.repr_of(key)?;
            Err(machine.raise(known::KEY_ERROR, format!("local variable '{text}' is not defined")))
        }
    }
}

fn set_item(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.set_proxied(arguments.at(0), arguments.at(1), arguments.at(2))?;
    Ok(machine.none())
}

fn delete_item(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (proxy, key) = (arguments.at(0), arguments.at(1));
    let frame = machine.proxied_frame(proxy);
    let is_local = machine.text_of(key).is_some_and(|name| machine.place_of_local(frame, name).is_some());
    if !is_local {
        let extra = machine.proxied_extra(frame);
        if !extra.is_null() && machine.dict_delete(extra, key)? {
            return Ok(machine.none());
        }
        return Err(machine.raise_key_error(key));
    }
    Err(machine.cannot_remove_local())
}

fn contains(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let found = machine.proxied_value(arguments.at(0), arguments.at(1))?.is_some();
    Ok(machine.new_bool(found))
}

fn list_of(machine: &mut Machine, references: Vec<Ref>) -> Ref {
    for reference in &references {
        machine.keep(*reference);
    }
    machine.new_list(references)
}

fn keys(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let frame = machine.proxied_frame(arguments.at(0));
    let names = machine.proxied_pairs(frame).into_iter().map(|(name, _)| name).collect();
    Ok(list_of(machine, names))
}

fn values(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let frame = machine.proxied_frame(arguments.at(0));
    let values = machine.proxied_pairs(frame).into_iter().map(|(_, value)| value).collect();
    Ok(list_of(machine, values))
}

fn items(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let frame = machine.proxied_frame(arguments.at(0));
    let pairs = machine.proxied_pairs(frame);
    let pairs = pairs.into_iter().map(|(name, value)| machine.tuple_of(&[name, value])).collect();
    Ok(machine.new_list(pairs))
}

fn iterate(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let names = keys(machine, arguments)?;
    let iterator = machine.iterator_of(names);
    machine.release(names);
    iterator
}

fn reversed(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let frame = machine.proxied_frame(arguments.at(0));
    let names = machine.proxied_pairs(frame).into_iter().rev().map(|(name, _)| name).collect();
    let names = list_of(machine, names);
    let iterator = machine.iterator_of(names);
    machine.release(names);
    iterator
}

fn repr(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let dict = machine.proxied_dict(arguments.at(0))?;
    let text = machine.repr_of(dict);
    machine.release(dict);
    let text = text?;
    Ok(machine.new_str(&text))
}

fn copy(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.proxied_dict(arguments.at(0))
}

fn equal(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (proxy, other) = (arguments.at(0), arguments.at(1));
    if machine.heap.extension::<LocalsProxy>(other).is_some() {
        let same = machine.proxied_frame(proxy) == machine.proxied_frame(other);
        return Ok(machine.new_bool(same));
    }
    if machine.heap.dict(other).is_none() {
        return Ok(machine.keep(known::NOT_IMPLEMENTED));
    }
    let dict = machine.proxied_dict(proxy)?;
    let same = machine.compare(crate::python::compile::code::Comparison::Equal, dict, other);
    machine.release(dict);
    same
}

fn either(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let dict = machine.proxied_dict(arguments.at(0))?;
    match machine.dict_update(dict, arguments.at(1)) {
        Ok(()) => Ok(dict),
        Err(stop) => {
            machine.release(dict);
            Err(stop)
        }
    }
}

fn get(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let found = machine.proxied_value(arguments.at(0), arguments.at(1))?;
    let value = found.or(arguments.optional(2)).unwrap_or(known::NONE);
    Ok(machine.keep(value))
}

fn update(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let dict = machine.new_dict();
    let updated = machine.dict_update(dict, arguments.at(1));
    let pairs: Vec<(Ref, Ref)> = match machine.heap.dict(dict) {
        Some(table) => table.live_entries().map(|entry| (entry.key, entry.value)).collect(),
        None => Vec::new(),
    };
    let mut outcome = updated;
    for (key, value) in pairs {
        outcome = outcome.and_then(|()| machine.set_proxied(arguments.at(0), key, value));
    }
    machine.release(dict);
    outcome?;
    Ok(machine.none())
}

fn set_default(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (proxy, key) = (arguments.at(0), arguments.at(1));
    if let Some(value) = machine.proxied_value(proxy, key)? {
        return Ok(machine.keep(value));
    }
    let value = arguments.optional(2).unwrap_or(known::NONE);
    machine.set_proxied(proxy, key, value)?;
    Ok(machine.keep(value))
}

/// `pop()`, which there is only for what a proxy added.
fn refuse_pop(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (proxy, key) = (arguments.at(0), arguments.at(1));
    let frame = machine.proxied_frame(proxy);
    let is_local = machine.text_of(key).is_some_and(|name| machine.place_of_local(frame, name).is_some());
    if is_local {
        return Err(machine.cannot_remove_local());
    }
    let extra = machine.proxied_extra(frame);
    let value = if extra.is_null() { None } else { machine.dict_take(extra, key)? };
    match (value, arguments.optional(2)) {
        (Some(value), _) => Ok(value),
        (None, Some(default)) => Ok(machine.keep(default)),
        (None, None) => Err(machine.raise_key_error(key)),
    }
}
