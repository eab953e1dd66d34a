//! `format()`, `__format__` and `str.format`: fields, conversions and nested specifications.
//!
//! The mini-language of a specification is `format_spec`'s; `%` formatting is `percent`'s.

use super::format_spec::{self, Spec, SpecError};
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::function::Arguments;
use crate::python::object::number::Number;
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

impl Machine {
    /// `format(object, spec)`.
    pub fn format_of(&mut self, object: Ref, spec: &str) -> Result<String> {
        if self.is_overridden(object, "__format__") {
            return self.user_format(object, spec);
        }
        if spec.is_empty() {
            return self.str_of(object);
        }
        self.native_format(object, spec)
    }

    /// The same by the built-in type's own rule.
    pub fn native_format(&mut self, object: Ref, spec: &str) -> Result<String> {
        if spec.is_empty() {
            return self.str_of(object);
        }
        let parsed = match self.heap.body(object) {
            Body::Str(_) => self.parse_spec(spec, object, '<')?,
            Body::Int(_) | Body::BigInt(_) | Body::Float(_) | Body::Complex(..) => {
                self.parse_spec(spec, object, '>')?
            }
            _ => {
                let text = format!("unsupported format string passed to {}.__format__", self.class_name(object));
                return Err(self.raise(known::TYPE_ERROR, text));
            }
        };
        self.check_room(parsed.room())?;
        let result = match self.heap.body(object) {
            Body::Str(text) => format_spec::text(&text.text.clone(), &parsed),
            Body::Float(value) => format_spec::float(*value, &parsed),
            Body::Complex(real, imaginary) => format_spec::complex((*real, *imaginary), &parsed),
            _ if parsed.wants_float() => {
                let value = match self.number_of(object) {
                    Some(Number::Big(value)) => self.float_of_big(&value)?,
                    Some(Number::Int(value)) => value as f64,
                    _ => 0.0,
                };
                format_spec::float(value, &parsed)
            }
            _ => {
                let value = self.big_of(object).unwrap_or_default();
                if parsed.is_decimal() {
                    // The limit on digits holds here too.
                    self.decimal_text(object)?;
                }
                format_spec::int(&value, &parsed)
            }
        };
        result.map_err(|error| self.spec_error(error, spec, object))
    }

    fn user_format(&mut self, object: Ref, spec: &str) -> Result<String> {
        let spec = self.new_str(spec);
        let result = self.call_special(object, "__format__", &[spec]);
        self.release(spec);
        let Some(result) = result? else {
            return self.str_of(object);
        };
        let text = self.text_of(result).map(str::to_owned);
        let class = self.class_name(result);
        self.release(result);
        text.ok_or_else(|| {
            let text = if self.version() >= Version::V3_15 {
                format!("{}.__format__() must return a str, not {class}", self.class_name(object))
            } else {
                format!("__format__ must return a str, not {class}")
            };
            self.raise(known::TYPE_ERROR, text)
        })
    }

    fn parse_spec(&mut self, spec: &str, object: Ref, align: char) -> Result<Spec> {
        let grouped_fraction = self.version() >= Version::V3_14;
        Spec::parse(spec, align, grouped_fraction).map_err(|error| self.spec_error(error, spec, object))
    }

    fn spec_error(&mut self, error: SpecError, spec: &str, object: Ref) -> crate::python::eval::stop::Stop {
        let class = self.class_name(object);
        match error {
            SpecError::Invalid => {
                let text = format!("Invalid format specifier '{spec}' for object of type '{class}'");
                self.raise(known::VALUE_ERROR, text)
            }
            SpecError::UnknownCode(code) => {
                let shown =
                    if (' '..='\x7f').contains(&code) { code.to_string() } else { format!("\\x{:x}", u32::from(code)) };
                self.raise(known::VALUE_ERROR, format!("Unknown format code '{shown}' for object of type '{class}'"))
            }
            SpecError::Value(text) => self.raise(known::VALUE_ERROR, text),
            SpecError::CharOverflow => self.raise(known::OVERFLOW_ERROR, "Python int too large to convert to C long"),
            SpecError::CharRange => self.raise(known::OVERFLOW_ERROR, "%c arg not in range(0x110000)"),
        }
    }

    /// `template.format(…)`: positional arguments without the template, and keywords.
    pub fn format_template(&mut self, template: &str, arguments: Arguments<'_>) -> Result<String> {
        let mut source = Source { arguments, mapping: Ref::NULL, numbering: Numbering::Unknown };
        self.expand(template, &mut source, 2)
    }

    /// `template.format_map(mapping)`.
    pub fn format_template_map(&mut self, template: &str, mapping: Ref) -> Result<String> {
        let arguments = Arguments { positional: &[], keywords: &[] };
        let mut source = Source { arguments, mapping, numbering: Numbering::Unknown };
        self.expand(template, &mut source, 2)
    }

    /// `MarkupIterator_next` and `output_markup` (`Objects/stringlib/unicode_format.h`).
    fn expand(&mut self, template: &str, source: &mut Source<'_>, depth: u32) -> Result<String> {
        if depth == 0 {
            return Err(self.raise(known::VALUE_ERROR, "Max string recursion exceeded"));
        }
        let mut out = String::with_capacity(template.len());
        let mut rest = template;
        while let Some(at) = rest.find(['{', '}']) {
            out.push_str(&rest[..at]);
            let bracket = &rest[at..at + 1];
            let after = &rest[at + 1..];
            if let Some(doubled) = after.strip_prefix(bracket) {
                out.push_str(bracket);
                rest = doubled;
                continue;
            }
            if bracket == "}" || after.is_empty() {
                let text = format!("Single '{bracket}' encountered in format string");
                return Err(self.raise(known::VALUE_ERROR, text));
            }
            let (field, left) = match Field::parse(after) {
                Ok(found) => found,
                Err(text) => return Err(self.raise(known::VALUE_ERROR, text)),
            };
            rest = left;
            let text = self.expand_field(&field, source, depth)?;
            out.push_str(&text);
            self.check_room(out.len() as u64)?;
        }
        out.push_str(rest);
        Ok(out)
    }

    fn expand_field(&mut self, field: &Field<'_>, source: &mut Source<'_>, depth: u32) -> Result<String> {
        let mut object = self.field_object(field.name, source)?;
        if let Some(conversion) = field.conversion {
            let converted = match conversion {
                'r' => self.repr_of(object),
                's' => self.str_of(object),
                'a' => self.ascii_of(object),
                other => {
                    let shown = if (' '..='\x7f').contains(&other) {
                        other.to_string()
                    } else {
                        format!("\\x{:x}", u32::from(other))
                    };
                    Err(self.raise(known::VALUE_ERROR, format!("Unknown conversion specifier {shown}")))
                }
            };
            self.release(object);
            let converted = converted?;
            object = self.new_str(&converted);
        }
        let spec = if field.spec.contains('{') {
            self.expand(field.spec, source, depth - 1)
        } else {
            Ok(field.spec.to_owned())
        };
        let result = match spec {
            Ok(spec) => self.format_of(object, &spec),
            Err(stop) => Err(stop),
        };
        self.release(object);
        result
    }

    /// The object that a field names: an argument, then attributes and items of it (`get_field_object`).
    fn field_object(&mut self, name: &str, source: &mut Source<'_>) -> Result<Ref> {
        let end = name.find(['.', '[']).unwrap_or(name.len());
        let (first, mut rest) = name.split_at(end);
        let mut object = self.argument_object(first, source)?;
        while !rest.is_empty() {
            let step = self.field_step(object, rest);
            self.release(object);
            (object, rest) = step?;
        }
        Ok(object)
    }

    fn argument_object(&mut self, first: &str, source: &mut Source<'_>) -> Result<Ref> {
        let index =
            if first.is_empty() { None } else { first.bytes().all(|byte| byte.is_ascii_digit()).then_some(first) };
        let number = match (first.is_empty(), index) {
            (true, _) => {
                let next = match source.numbering {
                    Numbering::Unknown => 0,
                    Numbering::Automatic(next) => next,
                    Numbering::Manual => {
                        let text = "cannot switch from manual field specification to automatic field numbering";
                        return Err(self.raise(known::VALUE_ERROR, text));
                    }
                };
                source.numbering = Numbering::Automatic(next + 1);
                Some(next)
            }
            (false, Some(digits)) => {
                if matches!(source.numbering, Numbering::Automatic(_)) {
                    let text = "cannot switch from automatic field numbering to manual field specification";
                    return Err(self.raise(known::VALUE_ERROR, text));
                }
                source.numbering = Numbering::Manual;
                match digits.parse::<i64>() {
                    Ok(number) => usize::try_from(number).ok(),
                    Err(_) => {
                        return Err(self.raise(known::VALUE_ERROR, "Too many decimal digits in format string"));
                    }
                }
            }
            (false, None) => None,
        };
        if let Some(number) = number {
            if !source.mapping.is_null() {
                return Err(self.raise(known::VALUE_ERROR, "Format string contains positional fields"));
            }
            return match source.arguments.optional(number) {
                Some(object) => Ok(self.keep(object)),
                None => {
                    let text = format!("Replacement index {number} out of range for positional args tuple");
                    Err(self.raise(known::INDEX_ERROR, text))
                }
            };
        }
        if !source.mapping.is_null() {
            let key = self.new_str(first);
            let result = self.get_item(source.mapping, key);
            self.release(key);
            return result;
        }
        match self.keyword(source.arguments, first) {
            Some(object) => Ok(self.keep(object)),
            None => {
                let key = self.new_str(first);
                let stop = self.key_error(key);
                self.release(key);
                Err(stop)
            }
        }
    }

    /// One `.name` or `[key]` of a field: what it gives, owned, and what follows.
    fn field_step<'a>(&mut self, object: Ref, rest: &'a str) -> Result<(Ref, &'a str)> {
        if let Some(after) = rest.strip_prefix('.') {
            let end = after.find(['.', '[']).unwrap_or(after.len());
            let (name, left) = after.split_at(end);
            if name.is_empty() {
                return Err(self.raise(known::VALUE_ERROR, "Empty attribute in format string"));
            }
            let name = self.intern_mortal(name);
            let result = self.get_attribute(object, name);
            self.release(name);
            return Ok((result?, left));
        }
        let Some(after) = rest.strip_prefix('[') else {
            let text = "Only '.' or '[' may follow ']' in format field specifier";
            return Err(self.raise(known::VALUE_ERROR, text));
        };
        let Some((key, left)) = after.split_once(']') else {
            return Err(self.raise(known::VALUE_ERROR, "Missing ']' in format string"));
        };
        if key.is_empty() {
            return Err(self.raise(known::VALUE_ERROR, "Empty attribute in format string"));
        }
        let key = match key.bytes().all(|byte| byte.is_ascii_digit()).then(|| key.parse::<i64>()) {
            Some(Ok(number)) => self.new_int(number),
            Some(Err(_)) => return Err(self.raise(known::VALUE_ERROR, "Too many decimal digits in format string")),
            None => self.new_str(key),
        };
        let result = self.get_item(object, key);
        self.release(key);
        Ok((result?, left))
    }
}

/// Where a template's fields find their objects.
struct Source<'a> {
    arguments: Arguments<'a>,
    /// For `format_map`; else null.
    mapping: Ref,
    numbering: Numbering,
}

#[derive(Clone, Copy)]
enum Numbering {
    Unknown,
    Automatic(usize),
    Manual,
}

/// A replacement field: `{name!conversion:spec}`.
struct Field<'a> {
    name: &'a str,
    conversion: Option<char>,
    spec: &'a str,
}

impl<'a> Field<'a> {
    /// The field that follows a `{`, and what comes after its `}` (`parse_field`).
    fn parse(text: &'a str) -> std::result::Result<(Self, &'a str), &'static str> {
        let mut in_brackets = false;
        let mut end = None;
        for (at, char) in text.char_indices() {
            match char {
                '{' => return Err("unexpected '{' in field name"),
                '[' => in_brackets = true,
                ']' => in_brackets = false,
                '}' | ':' | '!' if !in_brackets => {
                    end = Some((at, char));
                    break;
                }
                _ => {}
            }
        }
        let Some((end, char)) = end else {
            return Err("expected '}' before end of string");
        };
        let (name, mut rest) = (&text[..end], &text[end + 1..]);
        let mut conversion = None;
        if char == '}' {
            return Ok((Self { name, conversion, spec: "" }, rest));
        }
        if char == '!' {
            let mut chars = rest.chars();
            let Some(char) = chars.next() else {
                return Err("end of string while looking for conversion specifier");
            };
            conversion = Some(char);
            rest = chars.as_str();
            match rest.chars().next() {
                None => return Err("unmatched '{' in format spec"),
                Some('}') => return Ok((Self { name, conversion, spec: "" }, &rest[1..])),
                Some(':') => rest = &rest[1..],
                Some(_) => return Err("expected ':' after conversion specifier"),
            }
        }
        let mut open = 1;
        for (at, char) in rest.char_indices() {
            match char {
                '{' => open += 1,
                '}' => open -= 1,
                _ => {}
            }
            if open == 0 {
                return Ok((Self { name, conversion, spec: &rest[..at] }, &rest[at + 1..]));
            }
        }
        Err("unmatched '{' in format spec")
    }
}
