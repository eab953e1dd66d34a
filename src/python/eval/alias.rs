//! Type expressions as objects: `list[int]` and `int | str`, what they show, compare and substitute
//! (`Objects/genericaliasobject.c`, `Objects/unionobject.c`).

use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::alias::{GenericAlias, Union};
use crate::python::object::{Body, Ref, known};

/// Attributes that an alias answers itself; all others are its origin's (`attr_exceptions`).
const OWN: &[&str] = &[
    "__class__",
    "__origin__",
    "__args__",
    "__unpacked__",
    "__parameters__",
    "__typing_unpacked_tuple_args__",
    "__mro_entries__",
    "__reduce_ex__",
    "__reduce__",
    "__copy__",
    "__deepcopy__",
];

impl Machine {
    /// `origin[arguments]` (owned); what is no tuple becomes a tuple of one.
    pub fn new_generic_alias(&mut self, origin: Ref, arguments: Ref) -> Result<Ref> {
        let arguments = match self.heap.body(arguments) {
            Body::Tuple(_) => self.keep(arguments),
            _ => self.tuple_of(&[arguments]),
        };
        let parameters = match self.type_parameters_of(arguments) {
            Ok(parameters) => parameters,
            Err(stop) => {
                self.release(arguments);
                return Err(stop);
            }
        };
        self.keep(origin);
        let alias = GenericAlias { origin, arguments, parameters, starred: false };
        Ok(self.collectable(known::GENERIC_ALIAS, Body::GenericAlias(Box::new(alias)), 56))
    }

    /// The type variables among a tuple's items, each once, in a tuple (`_Py_make_parameters`).
    fn type_parameters_of(&mut self, arguments: Ref) -> Result<Ref> {
        let mut found: Vec<Ref> = Vec::new();
        let outcome = self.gather_parameters(arguments, &mut found, 0);
        if let Err(stop) = outcome {
            self.release_all(found);
            return Err(stop);
        }
        Ok(self.new_tuple(found))
    }

    fn gather_parameters(&mut self, arguments: Ref, found: &mut Vec<Ref>, depth: usize) -> Result<()> {
        if depth > 50 {
            return Ok(());
        }
        let items = self.heap.items(arguments).map(<[Ref]>::to_vec).unwrap_or_default();
        for item in items {
            match self.heap.body(item) {
                Body::List(_) | Body::Tuple(_) => self.gather_parameters(item, found, depth + 1)?,
                Body::GenericAlias(alias) => {
                    let inner = alias.parameters;
                    self.add_parameters(inner, found);
                }
                Body::Union(union) => {
                    let inner = union.parameters;
                    self.add_parameters(inner, found);
                }
                Body::Instance(_) => {
                    if self.has_attribute(item, "__typing_subst__")? {
                        if !found.contains(&item) {
                            found.push(self.keep(item));
                        }
                        continue;
                    }
                    let name = self.intern("__parameters__");
                    let inner = self.get_attribute_if_any(item, name);
                    self.release(name);
                    if let Some(inner) = inner? {
                        self.add_parameters(inner, found);
                        self.release(inner);
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn add_parameters(&mut self, tuple: Ref, found: &mut Vec<Ref>) {
        for parameter in self.heap.items(tuple).map(<[Ref]>::to_vec).unwrap_or_default() {
            if !found.contains(&parameter) {
                found.push(self.keep(parameter));
            }
        }
    }

    /// `alias[item]`: the item in the place of the type variables (`_Py_subs_parameters`).
    pub(super) fn subscript_alias(&mut self, alias: Ref, item: Ref) -> Result<Ref> {
        let (arguments, parameters, origin) = match self.heap.body(alias) {
            Body::GenericAlias(parts) => (parts.arguments, parts.parameters, parts.origin),
            Body::Union(parts) => (parts.members, parts.parameters, Ref::NULL),
            _ => return Err(Stop::unmodelled("a subscript of this type expression")),
        };
        let parameters = self.heap.items(parameters).map(<[Ref]>::to_vec).unwrap_or_default();
        if parameters.is_empty() {
            let text = self.repr_of(alias)?;
            return Err(self.raise(known::TYPE_ERROR, format!("{text} is not a generic class")));
        }
        let given = match self.heap.body(item) {
            Body::Tuple(items) => items.to_vec(),
            _ => vec![item],
        };
        if given.len() != parameters.len() {
            let quantity = if given.len() > parameters.len() { "many" } else { "few" };
            let text = self.repr_of(alias)?;
            let message =
                format!("Too {quantity} arguments for {text}; actual {}, expected {}", given.len(), parameters.len());
            return Err(self.raise(known::TYPE_ERROR, message));
        }
        let pairs: Vec<(Ref, Ref)> = parameters.into_iter().zip(given).collect();
        let new = self.substituted(arguments, &pairs)?;
        let made = if origin.is_null() {
            let items = self.heap.items(new).map(<[Ref]>::to_vec).unwrap_or_default();
            self.new_union(&items)
        } else {
            self.new_generic_alias(origin, new)
        };
        self.release(new);
        made
    }

    fn substituted(&mut self, arguments: Ref, pairs: &[(Ref, Ref)]) -> Result<Ref> {
        let mut new: Vec<Ref> = Vec::new();
        for item in self.heap.items(arguments).map(<[Ref]>::to_vec).unwrap_or_default() {
            let made = match pairs.iter().find(|(parameter, _)| *parameter == item) {
                Some((parameter, value)) => self.call_method(*parameter, "__typing_subst__", &[*value]),
                None => self.substituted_item(item, pairs),
            };
            match made {
                Ok(made) => new.push(made),
                Err(stop) => {
                    self.release_all(new);
                    return Err(stop);
                }
            }
        }
        Ok(self.new_tuple(new))
    }

    fn substituted_item(&mut self, item: Ref, pairs: &[(Ref, Ref)]) -> Result<Ref> {
        let inner = match self.heap.body(item) {
            Body::GenericAlias(alias) => alias.parameters,
            Body::Union(union) => union.parameters,
            _ => return Ok(self.keep(item)),
        };
        let inner = self.heap.items(inner).map(<[Ref]>::to_vec).unwrap_or_default();
        if inner.is_empty() {
            return Ok(self.keep(item));
        }
        let values: Vec<Ref> = inner
            .iter()
            .map(|parameter| pairs.iter().find(|(own, _)| own == parameter).map_or(*parameter, |(_, value)| *value))
            .collect();
        let values = self.tuple_of(&values);
        let made = self.subscript_alias(item, values);
        self.release(values);
        made
    }

    /// Whether `|` takes the object for a type.
    pub(super) fn is_type_expression(&self, object: Ref) -> bool {
        object == known::NONE
            || matches!(self.heap.body(object), Body::Class(_) | Body::GenericAlias(_) | Body::Union(_))
    }

    /// `left | right` of types; `None` when one of them is none (`_Py_union_type_or`).
    pub(super) fn union_of(&mut self, left: Ref, right: Ref) -> Result<Option<Ref>> {
        let both = self.is_type_expression(left) && self.is_type_expression(right);
        if !both || (left == known::NONE && right == known::NONE) {
            return Ok(None);
        }
        self.new_union(&[left, right]).map(Some)
    }

    /// A union of these, unions among them opened and repetitions left out; of one alone, that one (owned).
    pub fn new_union(&mut self, members: &[Ref]) -> Result<Ref> {
        let mut flat: Vec<Ref> = Vec::new();
        for member in members {
            match self.heap.body(*member) {
                Body::Union(union) => {
                    let inner = union.members;
                    flat.extend(self.heap.items(inner).unwrap_or_default().iter().copied());
                }
                _ if *member == known::NONE => flat.push(known::NONE_TYPE),
                _ => flat.push(*member),
            }
        }
        let mut unique: Vec<Ref> = Vec::new();
        for member in flat {
            let mut known_already = false;
            for other in &unique {
                known_already = known_already || self.is_equal(*other, member)?;
            }
            if !known_already {
                unique.push(member);
            }
        }
        if let [one] = unique.as_slice() {
            let one = *one;
            return Ok(self.keep(one));
        }
        let members = self.tuple_of(&unique);
        let parameters = self.type_parameters_of(members)?;
        let union = Union { members, parameters };
        Ok(self.collectable(known::UNION, Body::Union(Box::new(union)), 48))
    }

    /// An attribute of an alias that is its origin's; `None` when the alias answers itself.
    pub(super) fn alias_attribute(&mut self, alias: Ref, name: Ref) -> Result<Option<Ref>> {
        let Body::GenericAlias(parts) = self.heap.body(alias) else { return Ok(None) };
        let origin = parts.origin;
        if self.text_of(name).is_none_or(|text| OWN.contains(&text)) {
            return Ok(None);
        }
        self.get_attribute(origin, name).map(Some)
    }

    /// Calls an alias: its origin, whose result is told by `__orig_class__` what it was made as.
    pub(super) fn call_alias(&mut self, alias: Ref, positional: &[Ref], keywords: &[(Ref, Ref)]) -> Result<Ref> {
        let Body::GenericAlias(parts) = self.heap.body(alias) else { return Ok(self.none()) };
        let origin = parts.origin;
        let made = self.call_with_keywords(origin, positional, keywords)?;
        let name = self.intern("__orig_class__");
        let outcome = self.set_attribute(made, name, alias);
        self.release(name);
        match outcome {
            Ok(()) => Ok(made),
            Err(stop)
                if self.is_stop_of(&stop, known::ATTRIBUTE_ERROR) || self.is_stop_of(&stop, known::TYPE_ERROR) =>
            {
                self.forget(stop)?;
                Ok(made)
            }
            Err(stop) => {
                self.release(made);
                Err(stop)
            }
        }
    }

    /// `repr` of an alias or union.
    pub fn type_expression_repr(&mut self, object: Ref) -> Result<String> {
        match self.heap.body(object) {
            Body::GenericAlias(alias) => {
                let (origin, arguments, starred) = (alias.origin, alias.arguments, alias.starred);
                let items = self.heap.items(arguments).map(<[Ref]>::to_vec).unwrap_or_default();
                let mut text = if starred { "*".to_owned() } else { String::new() };
                text.push_str(&self.type_text(origin)?);
                text.push('[');
                for (at, item) in items.iter().enumerate() {
                    if at > 0 {
                        text.push_str(", ");
                    }
                    text.push_str(&self.type_text(*item)?);
                }
                if items.is_empty() {
                    text.push_str("()");
                }
                text.push(']');
                Ok(text)
            }
            Body::Union(union) => {
                let members = union.members;
                let items = self.heap.items(members).map(<[Ref]>::to_vec).unwrap_or_default();
                let mut texts = Vec::new();
                for item in items {
                    texts.push(if item == known::NONE_TYPE { "None".to_owned() } else { self.type_text(item)? });
                }
                Ok(texts.join(" | "))
            }
            _ => Ok(String::new()),
        }
    }

    /// A type as type expressions show it (`_Py_typing_type_repr`).
    pub fn type_text(&mut self, object: Ref) -> Result<String> {
        match self.heap.body(object) {
            _ if object == known::ELLIPSIS => Ok("...".to_owned()),
            Body::Class(_) => Ok(self.class_path(object)),
            Body::List(list) => {
                let items = list.items.clone();
                let mut texts = Vec::new();
                for item in items {
                    texts.push(self.type_text(item)?);
                }
                Ok(format!("[{}]", texts.join(", ")))
            }
            Body::Function(function) => {
                let (module, name) = (function.module, function.qualified_name);
                let name = self.text_of(name).unwrap_or("?").to_owned();
                Ok(match self.heap.body_or_none(module).and_then(|_| self.text_of(module)) {
                    Some(module) if module != "builtins" => format!("{module}.{name}"),
                    _ => name,
                })
            }
            _ => self.repr_of(object),
        }
    }

    /// `==` of two aliases or two unions; `None` for anything else.
    pub(super) fn compare_type_expressions(&mut self, left: Ref, right: Ref) -> Result<Option<bool>> {
        match (self.heap.body(left), self.heap.body(right)) {
            (Body::GenericAlias(one), Body::GenericAlias(other)) => {
                if one.starred != other.starred {
                    return Ok(Some(false));
                }
                let (origins, arguments) = ([one.origin, other.origin], [one.arguments, other.arguments]);
                let same = self.is_equal(origins[0], origins[1])? && self.is_equal(arguments[0], arguments[1])?;
                Ok(Some(same))
            }
            (Body::Union(one), Body::Union(other)) => {
                let members = [one.members, other.members];
                let [one, other] = members.map(|tuple| self.heap.items(tuple).map(<[Ref]>::to_vec).unwrap_or_default());
                if one.len() != other.len() {
                    return Ok(Some(false));
                }
                for member in one {
                    let mut found = false;
                    for candidate in &other {
                        found = found || self.is_equal(*candidate, member)?;
                    }
                    if !found {
                        return Ok(Some(false));
                    }
                }
                Ok(Some(true))
            }
            _ => Ok(None),
        }
    }

    /// The hash of an alias or union.
    pub(super) fn hash_type_expression(&mut self, object: Ref) -> Result<i64> {
        match self.heap.body(object) {
            Body::GenericAlias(alias) => {
                let (origin, arguments) = (alias.origin, alias.arguments);
                Ok(self.hash_of(origin)? ^ self.hash_of(arguments)?)
            }
            Body::Union(union) => {
                let members = union.members;
                let set = self.set_from(known::FROZENSET, members)?;
                let hash = self.hash_of(set);
                self.release(set);
                hash
            }
            _ => Ok(0),
        }
    }

    /// `==` of two namespaces, by their attributes; `None` for anything else.
    pub(super) fn compare_namespaces(&mut self, left: Ref, right: Ref) -> Result<Option<bool>> {
        let is_namespace = |machine: &Machine, object: Ref| {
            matches!(machine.heap.body(object), Body::Instance(_))
                && machine.is_instance(object, known::SIMPLE_NAMESPACE)
        };
        if !is_namespace(self, left) || !is_namespace(self, right) {
            return Ok(None);
        }
        let (left, right) = (self.instance_dict(left)?, self.instance_dict(right)?);
        self.dicts_equal(left, right).map(Some)
    }
}
