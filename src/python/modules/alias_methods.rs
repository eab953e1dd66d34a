//! `types.GenericAlias`, unions, `types.SimpleNamespace` and mapping proxies: their natives.

use super::arguments::{keyword_native, native};
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// Methods of `mappingproxy`, which its mapping answers.
pub static MAPPING_PROXY: &[&Native] = &[
    &native("get", proxy_get, 1, 2),
    &native("keys", proxy_keys, 0, 0),
    &native("values", proxy_values, 0, 0),
    &native("items", proxy_items, 0, 0),
    &native("copy", proxy_copy, 0, 0),
];

/// Special methods of `types.SimpleNamespace`.
pub static NAMESPACE: &[&Native] = &[
    &keyword_native("__init__", namespace_init, 0, usize::MAX),
    &native("__reduce__", namespace_reduce, 0, 0),
    &keyword_native("__replace__", namespace_replace, 0, usize::MAX),
];

pub(super) fn class_get_item(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (class, item) = (arguments.at(0), arguments.at(1));
    if class != known::UNION {
        return machine.new_generic_alias(class, item);
    }
    let members = match machine.heap.body(item) {
        Body::Tuple(items) => items.to_vec(),
        _ => vec![item],
    };
    if members.is_empty() {
        return Err(machine.raise(known::TYPE_ERROR, "Cannot take a Union of no types."));
    }
    machine.new_union(&members)
}

pub(super) fn mro_entries(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    match machine.heap.body(arguments.at(0)) {
        Body::GenericAlias(alias) => {
            let origin = alias.origin;
            Ok(machine.tuple_of(&[origin]))
        }
        _ => Err(machine.raise(known::TYPE_ERROR, "Cannot subclass typing.Union")),
    }
}

pub(super) fn instance_check(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let answer = machine.is_instance_of(arguments.at(1), arguments.at(0))?;
    Ok(machine.new_bool(answer))
}

pub(super) fn subclass_check(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let answer = machine.is_subclass_of(arguments.at(1), arguments.at(0))?;
    Ok(machine.new_bool(answer))
}

impl Machine {
    /// `types.GenericAlias(origin, arguments)`.
    pub fn construct_alias_of(&mut self, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
        self.check_no_keywords("GenericAlias", arguments)?;
        self.check_count("GenericAlias", arguments, 2, 2)?;
        let made = self.new_generic_alias(arguments.at(0), arguments.at(1))?;
        Ok(self.of_class(class, made))
    }

    /// `types.MappingProxyType(mapping)`.
    pub fn construct_proxy(&mut self, arguments: Arguments<'_>) -> Result<Ref> {
        let [mapping] = self.bind("mappingproxy", arguments, ["mapping"], 1)?;
        let mapping = mapping.unwrap_or(known::NONE);
        let class = self.heap.class_of(mapping);
        let sequence = matches!(self.heap.body(mapping), Body::List(_) | Body::Tuple(_));
        if sequence || self.lookup_on_class(class, self.names.getitem).is_none() {
            let got = self.class_name(mapping);
            return Err(self.raise(known::TYPE_ERROR, format!("mappingproxy() argument must be a mapping, not {got}")));
        }
        self.keep(mapping);
        Ok(self.collectable(known::MAPPING_PROXY, Body::MappingProxy(mapping), 24))
    }

    /// An empty `types.SimpleNamespace`, or of a class that inherits from it.
    pub fn new_namespace(&mut self, class: Ref) -> Ref {
        if self.is_heap_class(class) {
            self.keep(class);
        }
        let pre_header = self.heap.class(class).map_or(0, |parts| parts.pre_header(self.version()));
        let made = self.new_tracked(class, Body::Instance(Box::default()), 24, 16 + pre_header);
        let dict = self.new_dict();
        self.heap.get_mut(made).attributes = dict;
        made
    }

    /// Sets a namespace's attributes from its constructor's arguments.
    pub fn fill_new_namespace(&mut self, namespace: Ref, arguments: Arguments<'_>) -> Result<()> {
        let dict = self.instance_dict(namespace)?;
        if let Some(mapping) = arguments.optional(0) {
            if self.version() < Version::V3_13 {
                return Err(self.raise(known::TYPE_ERROR, "no positional arguments expected"));
            }
            if arguments.positional.len() > 1 {
                let message =
                    format!("SimpleNamespace expected at most 1 argument, got {}", arguments.positional.len());
                return Err(self.raise(known::TYPE_ERROR, message));
            }
            self.dict_update(dict, mapping)?;
        }
        for (name, value) in arguments.keywords {
            self.dict_set(dict, *name, *value)?;
        }
        Ok(())
    }

    /// `namespace(a=1)`; of a subclass its own name.
    pub fn namespace_repr(&mut self, object: Ref) -> Result<String> {
        let class = self.heap.class_of(object);
        let name = if class == known::SIMPLE_NAMESPACE { "namespace".to_owned() } else { self.plain_class_name(class) };
        let dict = self.instance_dict(object)?;
        let entries: Vec<(Ref, Ref)> = self
            .heap
            .dict(dict)
            .map(|table| table.live_entries().map(|entry| (entry.key, entry.value)).collect())
            .unwrap_or_default();
        let mut parts = Vec::new();
        for (key, value) in entries {
            let Some(key) = self.text_of(key).filter(|key| !key.is_empty()).map(str::to_owned) else { continue };
            parts.push(format!("{key}={}", self.repr_of(value)?));
        }
        Ok(format!("{name}({})", parts.join(", ")))
    }
}

fn proxied(machine: &Machine, arguments: Arguments<'_>) -> Ref {
    match machine.heap.body(arguments.at(0)) {
        Body::MappingProxy(mapping) => *mapping,
        _ => arguments.at(0),
    }
}

fn proxy_get(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let mapping = proxied(machine, arguments);
    let default = arguments.optional(2).unwrap_or(known::NONE);
    machine.call_method(mapping, "get", &[arguments.at(1), default])
}

fn proxy_keys(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let mapping = proxied(machine, arguments);
    machine.call_method(mapping, "keys", &[])
}

fn proxy_values(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let mapping = proxied(machine, arguments);
    machine.call_method(mapping, "values", &[])
}

fn proxy_items(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let mapping = proxied(machine, arguments);
    machine.call_method(mapping, "items", &[])
}

fn proxy_copy(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let mapping = proxied(machine, arguments);
    machine.call_method(mapping, "copy", &[])
}

fn namespace_init(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let rest =
        Arguments { positional: arguments.positional.get(1..).unwrap_or_default(), keywords: arguments.keywords };
    machine.fill_new_namespace(arguments.at(0), rest)?;
    Ok(machine.none())
}

fn namespace_reduce(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let own = arguments.at(0);
    let class = machine.heap.class_of(own);
    let dict = machine.instance_dict(own)?;
    Ok(machine.tuple_of(&[class, known::EMPTY_TUPLE, dict]))
}

fn namespace_replace(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let own = arguments.at(0);
    let class = machine.heap.class_of(own);
    let made = machine.call(class, &[])?;
    let (from, to) = (machine.instance_dict(own)?, machine.instance_dict(made)?);
    machine.dict_update(to, from)?;
    for (name, value) in arguments.keywords {
        machine.dict_set(to, *name, *value)?;
    }
    Ok(made)
}
