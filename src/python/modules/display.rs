//! How objects print: repr, str and ascii, quoting and escapes, and the guard against endless nesting.
//!
//! Formatting with a specification is `format`'s.

use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::iterator::DictPart;
use crate::python::object::number::{complex, float};
use crate::python::object::text::{code_of, is_printable};
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

impl Machine {
    /// `repr(object)`.
    pub fn repr_of(&mut self, object: Ref) -> Result<String> {
        let mut text = String::new();
        self.write_repr(object, &mut text)?;
        Ok(text)
    }

    /// `str(object)`.
    pub fn str_of(&mut self, object: Ref) -> Result<String> {
        self.collect_in_native();
        if self.version().counts_calls_together()
            && self.thread().frames.len() >= self.recursion_limit
            && self.heap.class_of(object) != known::STR
        {
            let text = "maximum recursion depth exceeded while getting the str of an object";
            return Err(self.raise(known::RECURSION_ERROR, text));
        }
        if self.is_overridden(object, "__str__") {
            return self.special_text(object, "__str__");
        }
        self.native_str(object)
    }

    /// `str(object)` as a str object: an exact str is itself.
    pub fn str_object(&mut self, object: Ref) -> Result<Ref> {
        if self.heap.class_of(object) == known::STR {
            return Ok(self.keep(object));
        }
        let text = self.str_of(object)?;
        Ok(self.new_text_of(object, &text))
    }

    /// The str that `str`, `repr` or `format` gives for an object: a digit of an int is not the one-character str that
    /// exists already (`long_to_decimal_string`).
    pub fn new_text_of(&mut self, object: Ref, text: &str) -> Ref {
        if self.heap.class_of(object) == known::INT { self.new_separate_str(text) } else { self.new_str(text) }
    }

    /// `ascii(object)`: the repr with everything beyond ASCII escaped.
    pub fn ascii_of(&mut self, object: Ref) -> Result<String> {
        Ok(ascii(&self.repr_of(object)?))
    }

    /// `str` by the built-in layout, whatever the program's class says.
    pub fn native_str(&mut self, object: Ref) -> Result<String> {
        match self.heap.body(object) {
            Body::Str(text) => Ok(text.text.to_string()),
            Body::Exception(_) => self.exception_text(object),
            Body::MappingProxy(mapping) => {
                let mapping = *mapping;
                self.str_of(mapping)
            }
            Body::Weak(_) => match self.behind_weak_proxy(object)? {
                Some(target) => {
                    let text = self.str_of(target);
                    self.release(target);
                    text
                }
                None => self.repr_of(object),
            },
            _ => self.repr_of(object),
        }
    }

    /// The text of a str object; `None` for anything else.
    pub fn text_of(&self, object: Ref) -> Option<&str> {
        match self.heap.body(object) {
            Body::Str(text) => Some(&text.text),
            _ => None,
        }
    }

    /// The items of any iterable, each an owned reference.
    pub fn items_of(&mut self, iterable: Ref) -> Result<Vec<Ref>> {
        let iterator = self.iterator_of(iterable)?;
        let mut items = Vec::new();
        loop {
            match self.next_of(iterator) {
                Ok(Some(item)) => items.push(item),
                Ok(None) => break,
                Err(stop) => {
                    self.release_all(items);
                    self.release(iterator);
                    return Err(stop);
                }
            }
        }
        self.release(iterator);
        Ok(items)
    }

    /// Whether the object's class, one that the program made, answers to a special method with something that is not
    /// built in.
    pub fn is_overridden(&self, object: Ref, name: &str) -> bool {
        let class = self.heap.class_of(object);
        let Some(parts) = self.heap.class(class).filter(|class| class.heap) else { return false };
        parts
            .mro
            .iter()
            .filter_map(|base| self.heap.class(*base))
            .find(|base| self.dict_get_text(base.dict, name).is_some())
            .is_some_and(|base| base.heap)
    }

    /// What `__repr__` or `__str__` of the program's class gives.
    fn special_text(&mut self, object: Ref, name: &str) -> Result<String> {
        let Some(result) = self.call_special(object, name, &[])? else {
            return self.native_repr(object);
        };
        let text = self.text_of(result).map(str::to_owned);
        let class = self.class_name(result);
        self.release(result);
        text.ok_or_else(|| {
            let message = if self.version() >= Version::V3_15 {
                format!("{}.{name}() must return a str, not {class}", self.class_name(object))
            } else {
                format!("{name} returned non-string (type {class})")
            };
            self.raise(known::TYPE_ERROR, message)
        })
    }

    /// Adds the repr of an object to `out`.
    pub fn write_repr(&mut self, object: Ref, out: &mut String) -> Result<()> {
        self.collect_in_native();
        match self.heap.body(object) {
            Body::Int(value) if self.heap.class_of(object) == known::INT => {
                use std::fmt::Write as _;
                let _ = write!(out, "{value}");
                return Ok(());
            }
            Body::Str(text) if self.heap.class_of(object) == known::STR => {
                quote_into(&text.text, out);
                return Ok(());
            }
            _ => {}
        }
        if self.is_overridden(object, "__repr__") {
            let text = self.special_text(object, "__repr__")?;
            out.push_str(&text);
            return Ok(());
        }
        self.write_native_repr(object, out)
    }

    /// `repr` by the built-in layout, whatever the program's class says.
    pub fn native_repr(&mut self, object: Ref) -> Result<String> {
        let mut text = String::new();
        self.write_native_repr(object, &mut text)?;
        Ok(text)
    }

    fn write_native_repr(&mut self, object: Ref, out: &mut String) -> Result<()> {
        match self.heap.body(object) {
            Body::Tuple(_) | Body::List(_) | Body::Dict(_) | Body::Set(_) | Body::DictView { .. } => {
                self.write_container(object, out)
            }
            _ => {
                let text = self.plain_repr(object)?;
                out.push_str(&text);
                Ok(())
            }
        }
    }

    /// `<__main__.Node object at 0x7f…>` (`Objects/typeobject.c`, `object_repr`).
    pub fn default_repr(&mut self, object: Ref) -> String {
        let class = self.heap.class_of(object);
        let (name, address) = (self.class_path(class), self.heap.get(object).address);
        format!("<{name} object at {address:#x}>")
    }

    /// A class's module and qualified name with a dot between; of a built-in one the name alone.
    pub fn class_path(&self, class: Ref) -> String {
        let Body::Class(body) = self.heap.body(class) else {
            return String::new();
        };
        let name = self.text_of(body.qualified_name).unwrap_or(&body.name);
        let module = self.dict_get_text(body.dict, "__module__");
        if module.is_some_and(|module| self.text_of(module).is_none()) {
            return body.name.clone();
        }
        match module.and_then(|module| self.text_of(module)) {
            Some(module) if module != "builtins" => format!("{module}.{name}"),
            _ => name.to_owned(),
        }
    }

    fn name_text(&self, object: Ref) -> String {
        if object.is_null() {
            return "?".to_owned();
        }
        self.text_of(object).unwrap_or("?").to_owned()
    }

    /// `object at 0x…` with the class in front, as cells and built-in methods name what they hold.
    fn object_at(&self, object: Ref) -> String {
        format!("{} object at {:#x}", self.class_name(object), self.heap.get(object).address)
    }

    #[inline(never)]
    fn plain_repr(&mut self, object: Ref) -> Result<String> {
        let address = self.heap.get(object).address;
        Ok(match self.heap.body(object) {
            Body::Generator(_) => self.generator_repr(object),
            Body::Frame(_) => self.frame_repr(object)?,
            Body::Int(_) if self.heap.class_of(object) == known::BOOL => {
                if object == known::TRUE { "True" } else { "False" }.to_owned()
            }
            Body::Int(value) => value.to_string(),
            Body::BigInt(_) => self.decimal_text(object)?,
            Body::Float(value) => float::repr(*value),
            Body::Complex(real, imaginary) => complex::repr((*real, *imaginary)),
            Body::Str(text) => quoted(&text.text),
            Body::Bytes(bytes) => quoted_bytes(bytes),
            Body::Buffer(buffer) if buffer.is_bytearray() => {
                let class = self.plain_class_name(self.heap.class_of(object));
                let literal = quoted_bytes(&buffer.bytes);
                // Up to 3.14 a single quote is escaped even between double ones (`bytearray_repr`).
                let escaped = self.version() < Version::V3_15 && literal.starts_with("b\"");
                format!("{class}({})", if escaped { literal.replace('\'', "\\'") } else { literal })
            }
            Body::Buffer(_) => self.array_repr(object)?,
            Body::MemoryView(view) if view.managed.is_null() => format!("<released memory at {address:#x}>"),
            Body::MemoryView(_) => format!("<memory at {address:#x}>"),
            Body::Plain => match object {
                known::NONE => "None".to_owned(),
                known::ELLIPSIS => "Ellipsis".to_owned(),
                known::NOT_IMPLEMENTED => "NotImplemented".to_owned(),
                _ => self.default_repr(object),
            },
            Body::Range(range) => {
                let [start, stop, step] = &**range;
                if *step == num_bigint::BigInt::from(1) {
                    format!("range({start}, {stop})")
                } else {
                    format!("range({start}, {stop}, {step})")
                }
            }
            Body::Slice(parts) => {
                let parts = *parts;
                let [start, stop, step] = [self.repr_of(parts[0])?, self.repr_of(parts[1])?, self.repr_of(parts[2])?];
                format!("slice({start}, {stop}, {step})")
            }
            Body::Code(code) => {
                let (name, file, line) = (&code.name, &code.file_name, code.first_line);
                format!("<code object {name} at {address:#x}, file \"{file}\", line {line}>")
            }
            Body::Function(function) => {
                format!("<function {} at {address:#x}>", self.name_text(function.qualified_name))
            }
            Body::BoundMethod { function, receiver } => {
                let (function, receiver) = (*function, *receiver);
                let name = match self.heap.body(function) {
                    Body::Function(function) => self.name_text(function.qualified_name),
                    Body::Class(class) => class.name.clone(),
                    Body::Native { definition, .. } | Body::MethodDescriptor { definition, .. } => {
                        definition.name.to_owned()
                    }
                    _ => "?".to_owned(),
                };
                format!("<bound method {name} of {}>", self.repr_of(receiver)?)
            }
            Body::Native { definition, receiver } => {
                let plain = receiver.is_null() || matches!(self.heap.body(*receiver), Body::Module(_));
                if self.heap.class_of(object) == known::METHOD_WRAPPER {
                    format!("<method-wrapper '{}' of {}>", definition.name, self.object_at(*receiver))
                } else if plain {
                    format!("<built-in function {}>", definition.name)
                } else {
                    format!("<built-in method {} of {}>", definition.name, self.object_at(*receiver))
                }
            }
            Body::MethodDescriptor { definition, class } => {
                let owner = match self.heap.body(*class) {
                    Body::Class(class) => &class.name,
                    _ => "?",
                };
                let kind =
                    if self.heap.class_of(object) == known::WRAPPER_DESCRIPTOR { "slot wrapper" } else { "method" };
                format!("<{kind} '{}' of '{owner}' objects>", definition.name)
            }
            Body::ClassMethod(inner) if self.heap.class_of(object) == known::CLASSMETHOD_DESCRIPTOR => {
                let name = match self.heap.body(*inner) {
                    Body::Native { definition, .. } => definition.name,
                    _ => "?",
                };
                let owner = self.owner_of(object, name);
                format!("<method '{name}' of '{owner}' objects>")
            }
            Body::Instance(_) if self.is_instance(object, known::SIMPLE_NAMESPACE) => {
                if !self.enter_repr(object)? {
                    let class = self.heap.class_of(object);
                    let name = if class == known::SIMPLE_NAMESPACE {
                        "namespace".to_owned()
                    } else {
                        self.plain_class_name(class)
                    };
                    return Ok(format!("{name}(...)"));
                }
                let text = self.namespace_repr(object);
                self.leave_repr();
                text?
            }
            Body::StaticMethod(inner) | Body::ClassMethod(inner) => {
                let inner = *inner;
                let class = self.class_name(object);
                format!("<{class}({})>", self.repr_of(inner)?)
            }
            Body::Super { class, receiver_class, .. } => {
                let class = match self.heap.body(*class) {
                    Body::Class(class) => class.name.clone(),
                    _ => "NULL".to_owned(),
                };
                match self.heap.body(*receiver_class) {
                    Body::Class(of) => format!("<super: <class '{class}'>, <{} object>>", of.name),
                    _ => format!("<super: <class '{class}'>, NULL>"),
                }
            }
            Body::Cell(inner) if inner.is_null() => format!("<cell at {address:#x}: empty>"),
            Body::Cell(inner) => format!("<cell at {address:#x}: {}>", self.object_at(*inner)),
            Body::Class(_) => format!("<class '{}'>", self.class_path(object)),
            Body::GenericAlias(_) | Body::Union(_) => self.type_expression_repr(object)?,
            Body::MappingProxy(mapping) => {
                let mapping = *mapping;
                format!("mappingproxy({})", self.repr_of(mapping)?)
            }
            Body::Module(module) => self.module_repr(&module.name, module.dict),
            Body::Exception(_) => self.exception_repr(object)?,
            Body::Member(member) => {
                let owner = match self.heap.body(member.class) {
                    Body::Class(class) => &class.name,
                    _ => "?",
                };
                let kind = match self.heap.class_of(object) {
                    known::MEMBER_DESCRIPTOR => "member",
                    known::WRAPPER_DESCRIPTOR => "slot wrapper",
                    _ => "attribute",
                };
                format!("<{kind} '{}' of '{owner}' objects>", member.name)
            }
            Body::Weak(_) => self.weak_repr(object)?,
            _ => self.default_repr(object),
        })
    }

    /// The built-in class in whose dict a class method stands.
    fn owner_of(&self, descriptor: Ref, name: &str) -> String {
        let classes = known::CLASSES.iter().filter_map(|(place, ..)| self.heap.class(*place));
        let mut owners = classes.filter(|class| self.dict_get_text(class.dict, name) == Some(descriptor));
        owners.next().map_or("?".to_owned(), |class| class.name.clone())
    }

    fn module_repr(&self, name: &str, dict: Ref) -> String {
        let file = self.dict_get_text(dict, "__file__").and_then(|file| self.text_of(file));
        match file {
            Some(file) => format!("<module {} from {}>", quoted(name), quoted(file)),
            None if name == "__main__" => "<module '__main__'>".to_owned(),
            None => format!("<module {} (built-in)>", quoted(name)),
        }
    }

    /// Enters an object in the list of those being shown; false when it is there already. RecursionError when too deep.
    pub(crate) fn enter_repr(&mut self, object: Ref) -> Result<bool> {
        if self.thread().in_repr.contains(&object) {
            return Ok(false);
        }
        // 3.11 counts frames and C calls together, 3.12 and 3.13 C calls alone; later ones measure the stack (8 MB), which
        // holds some 60,000 levels: here they end sooner.
        let (deepest, text) = match self.version() {
            Version::V3_11 => (
                self.recursion_limit.saturating_sub(self.thread().frames.len() + 1),
                "maximum recursion depth exceeded",
            ),
            Version::V3_12 => (1_497, "maximum recursion depth exceeded"),
            Version::V3_13 => (9_998, "maximum recursion depth exceeded"),
            _ => (20_000, "Stack overflow (used 8152 kB)"),
        };
        if self.thread().repr_list.is_null() && !self.is_empty_sequence(object) {
            // The thread's dict, and the list in it of what is being shown, are made now (`Py_ReprEnter`).
            let (list, dict) = (self.new_list(Vec::new()), self.new_dict());
            let named = self.dict_set_text(dict, "Py_Repr", list);
            self.release(list);
            self.thread_mut().repr_list = dict;
            named?;
        }
        if self.thread().in_repr.len() >= deepest {
            return Err(self.raise(known::RECURSION_ERROR, format!("{text} while getting the repr of an object")));
        }
        self.thread_mut().in_repr.push(object);
        Ok(true)
    }

    /// Whether the object's repr is known without entering it: an empty list, tuple or dict.
    fn is_empty_sequence(&self, object: Ref) -> bool {
        match self.heap.body(object) {
            Body::Dict(table) => table.used == 0,
            _ => self.heap.items(object).is_some_and(<[Ref]>::is_empty),
        }
    }

    pub(crate) fn leave_repr(&mut self) {
        self.thread_mut().in_repr.pop();
    }

    fn write_container(&mut self, object: Ref, out: &mut String) -> Result<()> {
        if !self.enter_repr(object)? {
            out.push_str(&self.recursive_repr(object));
            return Ok(());
        }
        let result = match self.heap.body(object) {
            Body::List(_) => self.write_list(object, out),
            Body::Tuple(_) => self.write_tuple(object, out),
            Body::Dict(_) => self.write_dict(object, out),
            Body::Set(_) => self.write_set(object, out),
            Body::DictView { .. } => self.write_view(object, out),
            _ => Ok(()),
        };
        self.leave_repr();
        result
    }

    /// What stands for a container inside itself.
    fn recursive_repr(&self, object: Ref) -> String {
        match self.heap.body(object) {
            Body::List(_) => "[...]".to_owned(),
            Body::Tuple(_) => "(...)".to_owned(),
            Body::Dict(_) => "{...}".to_owned(),
            Body::DictView { .. } => "...".to_owned(),
            _ => format!("{}(...)", self.class_name(object)),
        }
    }

    /// The item at a place of a list or tuple, kept while it is shown: the repr of an item may change the list.
    fn item_kept(&mut self, sequence: Ref, index: usize) -> Option<Ref> {
        let item = match self.heap.body(sequence) {
            Body::List(list) => list.items.get(index).copied(),
            Body::Tuple(items) => items.get(index).copied(),
            _ => None,
        }?;
        Some(self.keep(item))
    }

    fn write_kept(&mut self, item: Ref, out: &mut String) -> Result<()> {
        let result = self.write_repr(item, out);
        self.release(item);
        result
    }

    fn write_items(&mut self, sequence: Ref, out: &mut String) -> Result<usize> {
        let mut index = 0;
        while let Some(item) = self.item_kept(sequence, index) {
            if index > 0 {
                out.push_str(", ");
            }
            self.write_kept(item, out)?;
            index += 1;
        }
        Ok(index)
    }

    fn write_list(&mut self, object: Ref, out: &mut String) -> Result<()> {
        out.push('[');
        self.write_items(object, out)?;
        out.push(']');
        Ok(())
    }

    fn write_tuple(&mut self, object: Ref, out: &mut String) -> Result<()> {
        out.push('(');
        let count = self.write_items(object, out)?;
        out.push_str(if count == 1 { ",)" } else { ")" });
        Ok(())
    }

    /// Key and value of the first live entry at `position` or after, and the position behind it. Both are kept.
    pub(crate) fn dict_entry_kept(&mut self, dict: Ref, position: usize) -> Option<(Ref, Ref, usize)> {
        let Body::Dict(body) = self.heap.body(dict) else {
            return None;
        };
        let rest = body.entries.get(position..)?;
        let offset = rest.iter().position(|entry| !entry.key.is_null())?;
        let entry = rest.get(offset)?;
        let (key, value) = (entry.key, entry.value);
        Some((self.keep(key), self.keep(value), position + offset + 1))
    }

    fn write_dict(&mut self, object: Ref, out: &mut String) -> Result<()> {
        out.push('{');
        let (mut position, mut first) = (0, true);
        while let Some((key, value, next)) = self.dict_entry_kept(object, position) {
            if !first {
                out.push_str(", ");
            }
            first = false;
            position = next;
            let result = self.write_repr(key, out).and_then(|()| {
                out.push_str(": ");
                self.write_repr(value, out)
            });
            self.release(key);
            self.release(value);
            result?;
        }
        out.push('}');
        Ok(())
    }

    fn write_set(&mut self, object: Ref, out: &mut String) -> Result<()> {
        let keys: Vec<Ref> = match self.heap.body(object) {
            Body::Set(set) => set.keys().collect(),
            _ => Vec::new(),
        };
        let class = self.heap.class_of(object);
        let plain = class == known::SET;
        if keys.is_empty() {
            out.push_str(&self.class_name(object));
            out.push_str("()");
            return Ok(());
        }
        if !plain {
            out.push_str(&self.class_name(object));
            out.push('(');
        }
        out.push('{');
        keys.iter().for_each(|key| self.heap.incref(*key));
        let mut result = Ok(());
        for (index, key) in keys.iter().enumerate() {
            if index > 0 {
                out.push_str(", ");
            }
            result = self.write_repr(*key, out);
            if result.is_err() {
                break;
            }
        }
        self.release_all(keys);
        result?;
        out.push_str(if plain { "}" } else { "})" });
        Ok(())
    }

    fn write_view(&mut self, object: Ref, out: &mut String) -> Result<()> {
        let Body::DictView { kind, dict } = *self.heap.body(object) else {
            return Ok(());
        };
        out.push_str(&self.class_name(object));
        out.push_str("([");
        let (mut position, mut first) = (0, true);
        while let Some((key, value, next)) = self.dict_entry_kept(dict, position) {
            if !first {
                out.push_str(", ");
            }
            first = false;
            position = next;
            let result = match kind {
                DictPart::Keys => self.write_repr(key, out),
                DictPart::Values => self.write_repr(value, out),
                DictPart::Items => self.write_pair(key, value, out),
            };
            self.release(key);
            self.release(value);
            result?;
        }
        out.push_str("])");
        Ok(())
    }

    fn write_pair(&mut self, key: Ref, value: Ref, out: &mut String) -> Result<()> {
        out.push('(');
        self.write_repr(key, out)?;
        out.push_str(", ");
        self.write_repr(value, out)?;
        out.push(')');
        Ok(())
    }
}

/// A str in quotes with escapes (`Objects/unicodeobject.c`, `unicode_repr`).
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    quote_into(text, &mut out);
    out
}

/// The same, added to `out`.
pub fn quote_into(text: &str, out: &mut String) {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    out.push(quote);
    for char in text.chars() {
        match char {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            char if char == quote => {
                out.push('\\');
                out.push(char);
            }
            char if is_printable(char) => out.push(char),
            char => escape_into(char, out),
        }
    }
    out.push(quote);
}

fn escape_into(char: char, out: &mut String) {
    use std::fmt::Write as _;
    let code = code_of(char);
    let _ = match code {
        0..0x100 => write!(out, "\\x{code:02x}"),
        0x100..0x1_0000 => write!(out, "\\u{code:04x}"),
        _ => write!(out, "\\U{code:08x}"),
    };
}

/// Everything beyond ASCII escaped.
pub fn ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        if char.is_ascii() {
            out.push(char);
        } else {
            escape_into(char, &mut out);
        }
    }
    out
}

/// A bytes literal (`Objects/bytesobject.c`, `PyBytes_Repr`).
pub fn quoted_bytes(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { '"' } else { '\'' };
    let mut out = format!("b{quote}");
    for byte in bytes {
        match byte {
            b'\\' => out.push_str("\\\\"),
            b'\t' => out.push_str("\\t"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b' '..=b'~' => {
                if char::from(*byte) == quote {
                    out.push('\\');
                }
                out.push(char::from(*byte));
            }
            _ => {
                let _ = write!(out, "\\x{byte:02x}");
            }
        }
    }
    out.push(quote);
    out
}
