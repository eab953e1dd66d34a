//! Making exceptions and their texts: the constructors of the built-in kinds (`Objects/exceptions.c`).
//!
//! Their methods are `exception_methods`' business, groups are `exception_groups`'; raising is `eval::raise`'s.

use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::exception_kind::{Kind, Place};
use crate::python::object::text::code_of;
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// The subclass of OSError that an errno of Linux stands for (`errnomap`).
fn os_error_class(errno: i64) -> Option<Ref> {
    Some(match errno {
        11 | 114 | 115 => known::BLOCKING_IO_ERROR,
        32 | 108 => known::BROKEN_PIPE_ERROR,
        10 => known::CHILD_PROCESS_ERROR,
        103 => known::CONNECTION_ABORTED_ERROR,
        111 => known::CONNECTION_REFUSED_ERROR,
        104 => known::CONNECTION_RESET_ERROR,
        17 => known::FILE_EXISTS_ERROR,
        2 => known::FILE_NOT_FOUND_ERROR,
        21 => known::IS_A_DIRECTORY_ERROR,
        20 => known::NOT_A_DIRECTORY_ERROR,
        4 => known::INTERRUPTED_ERROR,
        1 | 13 => known::PERMISSION_ERROR,
        3 => known::PROCESS_LOOKUP_ERROR,
        110 => known::TIMEOUT_ERROR,
        _ => return None,
    })
}

impl Machine {
    /// The kind of an exception's class: the first of its order that begins one.
    pub fn exception_kind(&self, class: Ref) -> Kind {
        let order = self.heap.class(class).map_or(&[][..], |class| &class.mro);
        order.iter().find_map(|base| Kind::of_class(*base)).unwrap_or(Kind::Plain)
    }

    /// A call of an exception class whose constructor is built in: `__new__` and then, unless the program's class has its own,
    /// `__init__`.
    pub fn construct_exception(&mut self, class: Ref, positional: &[Ref], keywords: &[(Ref, Ref)]) -> Result<Ref> {
        let made = self.allocate_exception(class, positional, keywords)?;
        if self.heap.class(class).is_some_and(|class| class.special.init) {
            return Ok(made);
        }
        if let Err(stop) = self.initialise_exception(made, positional, keywords) {
            self.release(made);
            return Err(stop);
        }
        Ok(made)
    }

    /// `BaseException.__new__`, and what OSError's and a group's do more.
    pub fn allocate_exception(&mut self, class: Ref, positional: &[Ref], keywords: &[(Ref, Ref)]) -> Result<Ref> {
        let args: Vec<Ref> = positional.iter().map(|argument| self.keep(*argument)).collect();
        match self.exception_kind(class) {
            Kind::Group => {
                self.release_all(args);
                self.allocate_group(class, positional)
            }
            Kind::Os => {
                if self.initialises_late(class) {
                    self.release_all(args);
                    return Ok(self.new_plain_exception(class, Vec::new()));
                }
                if !keywords.is_empty() {
                    self.release_all(args);
                    let name = self.plain_class_name(class);
                    return Err(self.raise(known::TYPE_ERROR, format!("{name}() takes no keyword arguments")));
                }
                let errno = match positional {
                    [number, _, ..] if positional.len() <= 5 => match self.heap.body(*number) {
                        Body::Int(errno) => Some(*errno),
                        _ => None,
                    },
                    _ => None,
                };
                let mapped = errno.filter(|_| class == known::OS_ERROR).and_then(os_error_class);
                let made = self.new_plain_exception(mapped.unwrap_or(class), args);
                self.fill_os_error(made, positional)?;
                Ok(made)
            }
            _ => Ok(self.new_plain_exception(class, args)),
        }
    }

    /// Whether OSError leaves reading its arguments to `__init__`, as a subclass with an `__init__` but no `__new__` wants
    /// (`oserror_use_init`).
    fn initialises_late(&self, class: Ref) -> bool {
        self.heap.class(class).is_some_and(|class| class.special.init && !class.special.new)
    }

    /// `__init__` of the exception's kind.
    pub fn initialise_exception(&mut self, made: Ref, positional: &[Ref], keywords: &[(Ref, Ref)]) -> Result<()> {
        let class = self.heap.class_of(made);
        let kind = self.exception_kind(class);
        let allowed: &[&str] = match kind {
            Kind::Import if self.version() >= Version::V3_12 => &["name", "path", "name_from"],
            Kind::Import => &["name", "path"],
            Kind::Attribute => &["name", "obj"],
            Kind::Name => &["name"],
            _ => &[],
        };
        if allowed.is_empty() && !keywords.is_empty() {
            let name = self.plain_class_name(class);
            return Err(self.raise(known::TYPE_ERROR, format!("{name}() takes no keyword arguments")));
        }
        for (name, _) in keywords {
            let text = self.text_of(*name).unwrap_or_default().to_owned();
            if !allowed.contains(&text.as_str()) {
                let function = match kind {
                    Kind::Import => "ImportError",
                    Kind::Attribute => "AttributeError",
                    _ => "NameError",
                };
                return Err(self.unexpected_keyword_among(function, &text, allowed));
            }
        }
        if kind == Kind::Os {
            if self.initialises_late(class) {
                self.set_args(made, positional);
                self.fill_os_error(made, positional)?;
            }
            return Ok(());
        }
        self.set_args(made, positional);
        for (name, place) in kind.fields() {
            if let Some(value) = self.keyword_value(keywords, name) {
                self.set_exception_field(made, *place, value);
            }
        }
        self.fill_exception(made, kind, positional)
    }

    fn keyword_value(&mut self, keywords: &[(Ref, Ref)], name: &str) -> Option<Ref> {
        let value = keywords.iter().find(|(key, _)| self.text_of(*key) == Some(name)).map(|(_, value)| *value)?;
        Some(self.keep(value))
    }

    fn set_args(&mut self, exception: Ref, positional: &[Ref]) {
        // `__init__` gets the tuple that `__new__` kept.
        let args = self.exception(exception).map_or(Ref::NULL, |parts| parts.args);
        if self.heap.body_or_none(args).is_some() && self.heap.items(args) == Some(positional) {
            return;
        }
        let args = self.tuple_of(positional);
        let old = match self.exception_mut(exception) {
            Some(parts) => std::mem::replace(&mut parts.args, args),
            None => args,
        };
        self.release(old);
    }

    /// Puts a value (taken over) into a field.
    pub fn set_exception_field(&mut self, exception: Ref, place: Place, value: Ref) {
        let old = match self.exception_mut(exception) {
            Some(parts) => parts.set_field(place, value),
            None => value,
        };
        self.release(old);
    }

    /// The fields that a kind takes from its arguments.
    pub fn fill_exception(&mut self, made: Ref, kind: Kind, positional: &[Ref]) -> Result<()> {
        match kind {
            Kind::StopIteration => {
                let value = positional.first().copied().unwrap_or(known::NONE);
                let value = self.keep(value);
                self.set_exception_field(made, Place::Value, value);
            }
            Kind::SystemExit => {
                let code = match positional {
                    [] => self.none(),
                    [code] => self.keep(*code),
                    several => self.tuple_of(several),
                };
                self.set_exception_field(made, Place::Value, code);
            }
            Kind::Import => {
                let message = match positional {
                    [message] => self.keep(*message),
                    _ => Ref::NULL,
                };
                self.set_exception_field(made, Place::Field(0), message);
            }
            Kind::Os => self.fill_os_error(made, positional)?,
            Kind::Syntax => self.fill_syntax_error(made, positional)?,
            Kind::UnicodeEncode | Kind::UnicodeDecode => self.fill_unicode_error(made, kind, positional, 0)?,
            Kind::UnicodeTranslate => self.fill_unicode_error(made, kind, positional, 1)?,
            Kind::Plain | Kind::Key | Kind::Attribute | Kind::Name | Kind::Group => {}
        }
        Ok(())
    }

    /// `oserror_init`: two to five arguments are errno, text, file, (Windows' error), second file.
    fn fill_os_error(&mut self, made: Ref, positional: &[Ref]) -> Result<()> {
        if !(2..=5).contains(&positional.len()) {
            return Ok(());
        }
        let given = |at: usize| positional.get(at).copied().filter(|value| *value != known::NONE);
        for at in [0, 1] {
            let value = self.keep(positional[at]);
            self.set_exception_field(made, Place::Field(at), value);
        }
        let Some(file) = given(2) else { return Ok(()) };
        let class = self.heap.class_of(made);
        if class == known::BLOCKING_IO_ERROR && matches!(self.heap.body(file), Body::Int(_)) {
            let written = self.keep(file);
            self.set_exception_field(made, Place::Field(4), written);
            return Ok(());
        }
        let file = self.keep(file);
        self.set_exception_field(made, Place::Field(2), file);
        if let Some(second) = given(4) {
            let second = self.keep(second);
            self.set_exception_field(made, Place::Field(3), second);
        }
        // For old programs' sake the args end before the file.
        self.set_args(made, &positional[..2]);
        Ok(())
    }

    /// `SyntaxError_init`: a message, and a tuple of where.
    fn fill_syntax_error(&mut self, made: Ref, positional: &[Ref]) -> Result<()> {
        if let Some(message) = positional.first() {
            let message = self.keep(*message);
            self.set_exception_field(made, Place::Field(0), message);
        }
        let [_, place] = positional else { return Ok(()) };
        let items = self.items_of(*place)?;
        if !(4..=7).contains(&items.len()) {
            let (word, bound) = if items.len() < 4 { ("at least", 4) } else { ("at most", 7) };
            let message = format!("function takes {word} {bound} arguments ({} given)", items.len());
            self.release_all(items);
            return Err(self.raise(known::TYPE_ERROR, message));
        }
        let no_end = items.len() == 5;
        for (at, item) in items.into_iter().take(6).enumerate() {
            self.set_exception_field(made, Place::Field(at + 1), item);
        }
        if no_end {
            let message = "end_offset must be provided when end_lineno is provided";
            return Err(self.raise(known::TYPE_ERROR, message));
        }
        Ok(())
    }

    /// `UnicodeDecodeError_init` and its kin: codec (not for the translating kind), object, start, end, reason.
    fn fill_unicode_error(&mut self, made: Ref, kind: Kind, positional: &[Ref], skipped: usize) -> Result<()> {
        let wanted = 5 - skipped;
        if positional.len() != wanted {
            let message = format!("function takes exactly {wanted} arguments ({} given)", positional.len());
            return Err(self.raise(known::TYPE_ERROR, message));
        }
        for (at, value) in positional.iter().enumerate() {
            let field = at + skipped;
            let fits = match (field, self.heap.body(*value)) {
                (1, Body::Str(_)) => kind != Kind::UnicodeDecode,
                (1, Body::Bytes(_)) => kind == Kind::UnicodeDecode,
                (0 | 4, Body::Str(_)) | (2 | 3, Body::Int(_)) => true,
                // Any other buffer is copied into bytes.
                (1, _) if kind == Kind::UnicodeDecode => {
                    let got = self.class_name(*value);
                    let message = format!("a bytes-like object is required, not '{got}'");
                    return Err(self.raise(known::TYPE_ERROR, message));
                }
                _ => false,
            };
            if !fits {
                let got = self.class_name_or_none(*value);
                let message = match field {
                    2 | 3 => format!("'{}' object cannot be interpreted as an integer", self.class_name(*value)),
                    _ => format!("argument {} must be str, not {got}", at + 1),
                };
                return Err(self.raise(known::TYPE_ERROR, message));
            }
            let value = self.keep(*value);
            self.set_exception_field(made, Place::Field(field), value);
        }
        Ok(())
    }

    /// `str(exception)` by its built-in kind.
    pub fn exception_text(&mut self, exception: Ref) -> Result<String> {
        let class = self.heap.class_of(exception);
        let kind = self.exception_kind(class);
        let Some(parts) = self.exception(exception) else { return Ok(String::new()) };
        let field = |number: usize| parts.field(Place::Field(number));
        match kind {
            Kind::Key => {
                let args = self.heap.items(parts.args).map(<[Ref]>::to_vec).unwrap_or_default();
                match args.as_slice() {
                    [key] => self.kept_text(*key, Machine::repr_of),
                    _ => self.plain_exception_text(exception),
                }
            }
            Kind::Import => match self.heap.body_or_none(field(0)) {
                Some(Body::Str(message)) => Ok(message.text.to_string()),
                _ => self.plain_exception_text(exception),
            },
            Kind::Os => {
                let [number, text, file, second] = [field(0), field(1), field(2), field(3)];
                let or_none = |value: Ref| if value.is_null() { known::NONE } else { value };
                if file.is_null() && (number.is_null() || text.is_null()) {
                    return self.plain_exception_text(exception);
                }
                let mut shown = format!(
                    "[Errno {}] {}",
                    self.kept_text(or_none(number), Machine::str_of)?,
                    self.kept_text(or_none(text), Machine::str_of)?
                );
                if !file.is_null() {
                    shown.push_str(": ");
                    shown.push_str(&self.kept_text(file, Machine::repr_of)?);
                    if !second.is_null() {
                        shown.push_str(" -> ");
                        shown.push_str(&self.kept_text(second, Machine::repr_of)?);
                    }
                }
                Ok(shown)
            }
            Kind::Syntax => self.syntax_error_text([field(0), field(1), field(2)]),
            Kind::UnicodeEncode | Kind::UnicodeDecode | Kind::UnicodeTranslate => {
                let fields = [field(0), field(1), field(2), field(3), field(4)];
                if fields[1].is_null() {
                    return Ok(String::new());
                }
                self.unicode_error_text(kind, fields)
            }
            Kind::Group => {
                let (message, count) = (field(0), self.heap.items(field(1)).map_or(0, <[Ref]>::len));
                let message = self.kept_text(message, Machine::str_of)?;
                let plural = if count == 1 { "" } else { "s" };
                Ok(format!("{message} ({count} sub-exception{plural})"))
            }
            Kind::Plain | Kind::StopIteration | Kind::SystemExit | Kind::Attribute | Kind::Name => {
                self.plain_exception_text(exception)
            }
        }
    }

    /// The text of an object that its owner might let go meanwhile.
    fn kept_text(&mut self, object: Ref, text: fn(&mut Machine, Ref) -> Result<String>) -> Result<String> {
        self.keep(object);
        let shown = text(self, object);
        self.release(object);
        shown
    }

    /// `BaseException_str`.
    pub fn plain_exception_text(&mut self, exception: Ref) -> Result<String> {
        let args = self.exception(exception).map_or(Ref::NULL, |parts| parts.args);
        match self.heap.items(args).map(<[Ref]>::to_vec).unwrap_or_default().as_slice() {
            [] => Ok(String::new()),
            [only] => self.kept_text(*only, Machine::str_of),
            _ => self.kept_text(args, Machine::repr_of),
        }
    }

    /// `SyntaxError_str`: the message, and where, when that is known.
    fn syntax_error_text(&mut self, [message, file, line]: [Ref; 3]) -> Result<String> {
        let message = if message.is_null() { "None".to_owned() } else { self.kept_text(message, Machine::str_of)? };
        let file = self.heap.body_or_none(file).and_then(|_| self.text_of(file));
        let file = file.map(|file| file.rsplit('/').next().unwrap_or_default().to_owned());
        let line = match self.heap.body_or_none(line) {
            Some(Body::Int(number)) if self.heap.class_of(line) == known::INT => Some(*number),
            _ => None,
        };
        Ok(match (file, line) {
            (Some(file), Some(line)) => format!("{message} ({file}, line {line})"),
            (Some(file), None) => format!("{message} ({file})"),
            (None, Some(line)) => format!("{message} (line {line})"),
            (None, None) => message,
        })
    }

    /// `UnicodeEncodeError_str` and its kin.
    fn unicode_error_text(&mut self, kind: Kind, fields: [Ref; 5]) -> Result<String> {
        let [codec, subject, start, end, reason] = fields;
        let reason = self.kept_text(reason, Machine::str_of)?;
        let codec = if codec.is_null() { String::new() } else { self.kept_text(codec, Machine::str_of)? };
        let (start, end) = (self.index_of(start)?, self.index_of(end)?);
        let at = usize::try_from(start).unwrap_or(usize::MAX);
        let one = end == start.saturating_add(1);
        let last = end.saturating_sub(1);
        let what = if kind == Kind::UnicodeTranslate {
            "can't translate".to_owned()
        } else if kind == Kind::UnicodeEncode {
            format!("'{codec}' codec can't encode")
        } else {
            format!("'{codec}' codec can't decode")
        };
        Ok(match self.heap.body(subject) {
            Body::Str(text) => match text.char_at(at).filter(|_| one).map(code_of) {
                Some(char) => {
                    let shown = match char {
                        0..0x100 => format!("\\x{char:02x}"),
                        0x100..0x1_0000 => format!("\\u{char:04x}"),
                        _ => format!("\\U{char:08x}"),
                    };
                    format!("{what} character '{shown}' in position {start}: {reason}")
                }
                None => format!("{what} characters in position {start}-{last}: {reason}"),
            },
            Body::Bytes(bytes) if one && at < bytes.len() => {
                let byte = bytes.get(at).copied().unwrap_or(0);
                format!("{what} byte {byte:#04x} in position {start}: {reason}")
            }
            _ => format!("{what} bytes in position {start}-{last}: {reason}"),
        })
    }

    /// `repr(exception)`: the class's name and the args (`BaseException_repr`, `BaseExceptionGroup_repr`).
    pub fn exception_repr(&mut self, exception: Ref) -> Result<String> {
        let class = self.heap.class_of(exception);
        let name = self.class_name(exception);
        let name = name.rsplit('.').next().unwrap_or_default();
        let Some(parts) = self.exception(exception) else { return Ok(String::new()) };
        let args = parts.args;
        if self.version() >= Version::V3_14 && self.exception_kind(class) == Kind::Group {
            let (message, exceptions) = (parts.field(Place::Field(0)), parts.field(Place::Field(1)));
            let listed =
                matches!(self.heap.items(args), Some([_, given]) if matches!(self.heap.body(*given), Body::List(_)));
            let message = self.kept_text(message, Machine::repr_of)?;
            let shown = self.kept_text(exceptions, Machine::repr_of)?;
            // A tuple's repr, with a list's brackets when a list was given.
            let inner = shown.get(1..shown.len().saturating_sub(1)).unwrap_or_default();
            let shown = if listed { format!("[{}]", inner.trim_end_matches(',')) } else { shown };
            return Ok(format!("{name}({message}, {shown})"));
        }
        let named = [("name", parts.field(Place::Name)), ("path", parts.field(Place::Field(1)))];
        let mut text = match self.heap.items(args).map(<[Ref]>::to_vec).unwrap_or_default().as_slice() {
            [only] => format!("{name}({})", self.kept_text(*only, Machine::repr_of)?),
            _ => format!("{name}{}", self.kept_text(args, Machine::repr_of)?),
        };
        if self.version() >= Version::V3_15 && self.exception_kind(class) == Kind::Import {
            for (field, value) in named.into_iter().filter(|(_, value)| !value.is_null()) {
                let shown = self.kept_text(value, Machine::repr_of)?;
                text.pop();
                let comma = if text.ends_with('(') { "" } else { ", " };
                text.push_str(&format!("{comma}{field}={shown})"));
            }
        }
        Ok(text)
    }

    /// An attribute of an exception that no dict holds (owned).
    pub fn exception_attribute(&mut self, exception: Ref, name: &str) -> Result<Option<Ref>> {
        let class = self.heap.class_of(exception);
        let Some(parts) = self.exception(exception) else { return Ok(None) };
        let found = match name {
            "args" => parts.args,
            "__traceback__" => parts.traceback,
            "__cause__" => parts.cause,
            "__context__" => parts.context,
            "__suppress_context__" => {
                let hidden = parts.suppress_context;
                return Ok(Some(self.new_bool(hidden)));
            }
            name => match self.exception_kind(class).place(name) {
                Some(place) => parts.field(place),
                None => return Ok(None),
            },
        };
        if found.is_null() && name == "characters_written" {
            return Err(self.raise(known::ATTRIBUTE_ERROR, "characters_written"));
        }
        let found = if found.is_null() { known::NONE } else { found };
        Ok(Some(self.keep(found)))
    }

    /// Sets (or deletes) such an attribute; false when exceptions of this kind have none of the name.
    pub fn set_exception_attribute(&mut self, exception: Ref, name: &str, value: Option<Ref>) -> Result<bool> {
        let class = self.heap.class_of(exception);
        let kind = self.exception_kind(class);
        let place = kind.place(name);
        let is_common = matches!(name, "args" | "__traceback__" | "__cause__" | "__context__" | "__suppress_context__");
        if place.is_none() && !is_common {
            return Ok(false);
        }
        if kind == Kind::Group && place.is_some() {
            return Err(self.raise(known::ATTRIBUTE_ERROR, "readonly attribute"));
        }
        if let Some(place) = place {
            let value = value.map_or(Ref::NULL, |value| self.keep(value));
            self.set_exception_field(exception, place, value);
            return Ok(true);
        }
        let Some(value) = value else {
            let message = match name {
                "__suppress_context__" => "can't delete numeric/char attribute".to_owned(),
                _ => format!("{name} may not be deleted"),
            };
            return Err(self.raise(known::TYPE_ERROR, message));
        };
        let or_null = if value == known::NONE { Ref::NULL } else { value };
        match name {
            "args" => {
                let items = self.items_of(value)?;
                let args = self.new_tuple(items);
                let old = match self.exception_mut(exception) {
                    Some(parts) => std::mem::replace(&mut parts.args, args),
                    None => args,
                };
                self.release(old);
            }
            "__traceback__" => self.set_traceback(exception, value)?,
            "__suppress_context__" => {
                if self.heap.class_of(value) != known::BOOL {
                    return Err(self.raise(known::TYPE_ERROR, "attribute value type must be bool"));
                }
                if let Some(parts) = self.exception_mut(exception) {
                    parts.suppress_context = value == known::TRUE;
                }
            }
            _ => {
                if !or_null.is_null() && self.exception(or_null).is_none() {
                    let word = if name == "__cause__" { "cause" } else { "context" };
                    let message = format!("exception {word} must be None or derive from BaseException");
                    return Err(self.raise(known::TYPE_ERROR, message));
                }
                let other = if or_null.is_null() { Ref::NULL } else { self.keep(or_null) };
                if name == "__cause__" { self.set_cause(exception, other) } else { self.set_context(exception, other) }
            }
        }
        Ok(true)
    }

    /// `BaseException_set_tb`.
    pub fn set_traceback(&mut self, exception: Ref, traceback: Ref) -> Result<()> {
        let traceback = match self.heap.body(traceback) {
            Body::Traceback(_) => self.keep(traceback),
            _ if traceback == known::NONE => Ref::NULL,
            _ => return Err(self.raise(known::TYPE_ERROR, "__traceback__ must be a traceback or None")),
        };
        let old = match self.exception_mut(exception) {
            Some(parts) => std::mem::replace(&mut parts.traceback, traceback),
            None => traceback,
        };
        self.release(old);
        Ok(())
    }
}
