//! `%` formatting of str (`Objects/unicode_format.c`), with the texts of each version.

use num_traits::{Signed as _, ToPrimitive as _};

use super::format_spec::float_digits;
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::number::integer;
use crate::python::object::text::char_of;
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// Where a template's arguments come from.
struct Source {
    /// Whether the template is bytes: `%s` then takes bytes, `%r` is ASCII, and errors name bytes.
    of_bytes: bool,
    /// The right operand.
    given: Ref,
    /// Its items if it is a tuple, else itself.
    items: Vec<Ref>,
    is_tuple: bool,
    is_mapping: bool,
    /// Whether a conversion has named a key: its value took the place of what was given.
    by_key: bool,
    next: usize,
}

/// One conversion: `%(key)flags width.precision type`.
#[derive(Default)]
struct Conversion {
    /// Where the `%` stands, in characters.
    start: usize,
    key: Option<String>,
    left: bool,
    plus: bool,
    space: bool,
    alternate: bool,
    zero: bool,
    width: usize,
    precision: Option<usize>,
    kind: char,
    /// Where the type stands, in characters.
    at: usize,
}

impl Machine {
    /// `template % given`.
    pub fn percent_format(&mut self, template: Ref, given: Ref) -> Result<Ref> {
        let template: Vec<char> = self.text_of(template).unwrap_or("").chars().collect();
        let (items, is_tuple) = match self.heap.body(given) {
            Body::Tuple(items) => (items.to_vec(), true),
            _ => (vec![given], false),
        };
        let is_mapping = match self.heap.body(given) {
            Body::Tuple(_) | Body::Str(_) => false,
            Body::Dict(_) | Body::List(_) | Body::Bytes(_) | Body::Range(_) => true,
            Body::Buffer(_) | Body::MemoryView(_) => true,
            _ => self.is_overridden(given, "__getitem__"),
        };
        let mut source = Source { of_bytes: false, given, items, is_tuple, is_mapping, by_key: false, next: 0 };
        let text = self.percent_expand(&template, &mut source)?;
        Ok(self.new_str(&text))
    }

    /// `template % given` of bytes or a bytearray (`_PyBytes_FormatEx`): bytes go through as the characters of Latin-1.
    pub fn percent_format_bytes(&mut self, template: Ref, given: Ref) -> Result<Ref> {
        let bytes = self.bytes_like(template).unwrap_or_default();
        let characters: Vec<char> = bytes.iter().map(|byte| char::from(*byte)).collect();
        let (items, is_tuple) = match self.heap.body(given) {
            Body::Tuple(items) => (items.to_vec(), true),
            _ => (vec![given], false),
        };
        let is_mapping = match self.heap.body(given) {
            Body::Tuple(_) | Body::Str(_) | Body::Bytes(_) | Body::Buffer(_) => false,
            Body::Dict(_) | Body::List(_) | Body::Range(_) | Body::MemoryView(_) => true,
            _ => self.is_overridden(given, "__getitem__"),
        };
        let mut source = Source { of_bytes: true, given, items, is_tuple, is_mapping, by_key: false, next: 0 };
        let text = self.percent_expand(&characters, &mut source)?;
        let bytes: Vec<u8> = text.chars().filter_map(|char| u8::try_from(u32::from(char)).ok()).collect();
        Ok(if self.buffer(template).is_some() { self.new_bytearray(bytes) } else { self.new_bytes(&bytes) })
    }

    /// What `%b`, `%s`, `%r`, `%a` and `%c` make of an argument of a bytes template; `None` for the numeric ones.
    fn percent_bytes(&mut self, conversion: &Conversion, argument: Ref, place: &str) -> Result<Option<String>> {
        let characters = |bytes: &[u8]| bytes.iter().map(|byte| char::from(*byte)).collect::<String>();
        let text = match conversion.kind {
            'b' | 's' => {
                if let Some(bytes) = self.bytes_like(argument) {
                    characters(&bytes)
                } else if self.is_overridden(argument, "__bytes__")
                    && let Some(made) = self.call_special(argument, "__bytes__", &[])?
                {
                    let bytes = self.bytes_like(made);
                    self.release(made);
                    characters(&bytes.unwrap_or_default())
                } else {
                    let class = self.class_name(argument);
                    let text = "%b requires a bytes-like object, or an object that implements __bytes__, not";
                    let text = if self.version() >= Version::V3_15 {
                        format!("format argument{place}: {text} {class}")
                    } else {
                        format!("{text} '{class}'")
                    };
                    return Err(self.raise(known::TYPE_ERROR, text));
                }
            }
            'r' | 'a' => self.ascii_of(argument)?,
            'c' => match self.bytes_like(argument) {
                Some(bytes) if bytes.len() == 1 => return Ok(Some(padded(conversion, "", &characters(&bytes), false))),
                None if self.is_int(argument) => match u8::try_from(self.clamped_index_of(argument)?) {
                    Ok(byte) => return Ok(Some(padded(conversion, "", &characters(&[byte]), false))),
                    Err(_) if self.version() >= Version::V3_15 => {
                        let text = format!("format argument{place}: %c argument not in range(256)");
                        return Err(self.raise(known::OVERFLOW_ERROR, text));
                    }
                    Err(_) => return Err(self.raise(known::OVERFLOW_ERROR, "%c arg not in range(256)")),
                },
                given => {
                    let text = match (self.version() >= Version::V3_14, given) {
                        (false, _) => "%c requires an integer in range(256) or a single byte".to_owned(),
                        (true, Some(bytes)) => {
                            let (class, length) = (self.class_name(argument), bytes.len());
                            format!(
                                "%c requires an integer in range(256) or a single byte, not a {class} object of length {length}"
                            )
                        }
                        (true, None) => {
                            let class = self.class_name(argument);
                            format!("%c requires an integer in range(256) or a single byte, not {class}")
                        }
                    };
                    let text =
                        if self.version() >= Version::V3_15 { format!("format argument{place}: {text}") } else { text };
                    return Err(self.raise(known::TYPE_ERROR, text));
                }
            },
            _ => return Ok(None),
        };
        let cut: String = match conversion.precision {
            Some(most) => text.chars().take(most).collect(),
            None => text,
        };
        Ok(Some(padded(conversion, "", &cut, false)))
    }

    fn percent_expand(&mut self, template: &[char], source: &mut Source) -> Result<String> {
        let mut out = String::with_capacity(template.len());
        let mut at = 0;
        while let Some(char) = template.get(at).copied() {
            at += 1;
            if char != '%' {
                out.push(char);
                continue;
            }
            if template.get(at) == Some(&'%') {
                out.push('%');
                at += 1;
                continue;
            }
            let mut conversion = Conversion { start: at - 1, ..Conversion::default() };
            self.read_conversion(template, &mut at, source, &mut conversion)?;
            let text = self.convert(&conversion, source)?;
            out.push_str(&text);
            self.check_room(out.len() as u64)?;
        }
        if source.next < source.items.len() && !source.is_mapping {
            let text = if source.of_bytes {
                "not all arguments converted during bytes formatting"
            } else {
                "not all arguments converted during string formatting"
            };
            let text = if self.version() >= Version::V3_15 {
                format!("{text} (required {}, got {})", source.next, source.items.len())
            } else {
                text.to_owned()
            };
            return Err(self.raise(known::TYPE_ERROR, text));
        }
        Ok(out)
    }

    /// A ValueError with the place of the `%` from 3.15 on.
    fn percent_error(&mut self, conversion: &Conversion, old: &str, new: &str) -> Stop {
        let text = if self.version() >= Version::V3_15 {
            format!("{new} at position {}", conversion.start)
        } else {
            old.to_owned()
        };
        self.raise(known::VALUE_ERROR, text)
    }

    fn read_conversion(
        &mut self,
        template: &[char],
        at: &mut usize,
        source: &mut Source,
        conversion: &mut Conversion,
    ) -> Result<()> {
        if template.get(*at) == Some(&'(') {
            if !source.is_mapping {
                let class = self.class_name(source.given);
                let new = self.version() >= Version::V3_15;
                let text = if new {
                    format!("format requires a mapping, not {class}")
                } else {
                    "format requires a mapping".to_owned()
                };
                return Err(self.raise(known::TYPE_ERROR, text));
            }
            *at += 1;
            let (start, mut open) = (*at, 1);
            while open > 0 {
                match template.get(*at) {
                    Some('(') => open += 1,
                    Some(')') => open -= 1,
                    Some(_) => {}
                    None => {
                        return Err(self.percent_error(
                            conversion,
                            "incomplete format key",
                            "stray % or incomplete format key",
                        ));
                    }
                }
                *at += 1;
            }
            conversion.key = Some(template[start..*at - 1].iter().collect());
            // The key's value takes the place of what was given (`unicode_format_arg_parse`): none is left for a plain `%s`.
            source.next = source.items.len();
            source.by_key = true;
        } else if source.by_key && self.version() >= Version::V3_15 && template.get(*at) != Some(&'%') {
            let text = format!("format requires a parenthesised mapping key at position {}", conversion.start);
            return Err(self.raise(known::VALUE_ERROR, text));
        }
        while let Some(flag) = template.get(*at) {
            match flag {
                '-' => conversion.left = true,
                '+' => conversion.plus = true,
                ' ' => conversion.space = true,
                '#' => conversion.alternate = true,
                '0' => conversion.zero = true,
                _ => break,
            }
            *at += 1;
        }
        if template.get(*at) == Some(&'*') {
            *at += 1;
            self.star_without_key(source, conversion)?;
            let width = self.star(source)?;
            conversion.left |= width < 0;
            conversion.width = width.unsigned_abs() as usize;
        } else {
            conversion.width = match read_number(template, at) {
                Some(width) => width,
                None => return Err(self.percent_error(conversion, "width too big", "width too big")),
            };
        }
        if template.get(*at) == Some(&'.') {
            *at += 1;
            if template.get(*at) == Some(&'*') {
                *at += 1;
                self.star_without_key(source, conversion)?;
                let precision = self.star(source)?;
                conversion.precision = Some(usize::try_from(precision).unwrap_or(0));
            } else {
                conversion.precision = match read_number(template, at) {
                    Some(precision) if precision <= i32::MAX as usize => Some(precision),
                    _ => return Err(self.percent_error(conversion, "precision too big", "precision too big")),
                };
            }
        }
        if matches!(template.get(*at), Some('h' | 'l' | 'L')) {
            *at += 1;
        }
        let Some(kind) = template.get(*at).copied() else {
            return Err(self.percent_error(conversion, "incomplete format", "stray %"));
        };
        (conversion.kind, conversion.at) = (kind, *at);
        *at += 1;
        Ok(())
    }

    fn star(&mut self, source: &mut Source) -> Result<i64> {
        let number = source.next + 1;
        let argument = self.next_argument(source)?;
        if !self.is_int(argument) {
            let class = self.class_name(argument);
            let text = if self.version() >= Version::V3_15 {
                let place = if source.is_tuple { format!(" {number}") } else { String::new() };
                format!("format argument{place}: * requires int, not {class}")
            } else {
                "* wants int".to_owned()
            };
            return Err(self.raise(known::TYPE_ERROR, text));
        }
        self.index_of(argument)
    }

    /// From 3.15 on a `*` beside keys has an error of its own.
    fn star_without_key(&mut self, source: &Source, conversion: &Conversion) -> Result<()> {
        if source.by_key && self.version() >= Version::V3_15 {
            let text = format!("* cannot be used with a parenthesised mapping key at position {}", conversion.start);
            return Err(self.raise(known::VALUE_ERROR, text));
        }
        Ok(())
    }

    /// The next argument, borrowed.
    fn next_argument(&mut self, source: &mut Source) -> Result<Ref> {
        match source.items.get(source.next) {
            Some(item) => {
                source.next += 1;
                Ok(*item)
            }
            None => {
                let text = "not enough arguments for format string";
                let text = if self.version() >= Version::V3_15 {
                    format!("{text} (got {})", source.items.len())
                } else {
                    text.to_owned()
                };
                Err(self.raise(known::TYPE_ERROR, text))
            }
        }
    }

    fn convert(&mut self, conversion: &Conversion, source: &mut Source) -> Result<String> {
        let argument = match &conversion.key {
            Some(key) => {
                let key = if source.of_bytes {
                    let bytes: Vec<u8> = key.chars().filter_map(|char| u8::try_from(u32::from(char)).ok()).collect();
                    self.new_bytes(&bytes)
                } else {
                    self.new_str(key)
                };
                let result = self.get_item(source.given, key);
                self.release(key);
                result?
            }
            None => {
                let argument = self.next_argument(source)?;
                self.keep(argument)
            }
        };
        let place = match &conversion.key {
            Some(key) => format!(" {}", super::display::quoted(key)),
            None if source.is_tuple => format!(" {}", source.next),
            None => String::new(),
        };
        let room = (conversion.width as u64).saturating_add(conversion.precision.unwrap_or(0) as u64);
        let result = self.check_room(room).and_then(|()| {
            if source.of_bytes
                && let Some(text) = self.percent_bytes(conversion, argument, &place)?
            {
                return Ok(text);
            }
            self.convert_argument(conversion, argument, &place)
        });
        self.release(argument);
        result
    }

    fn convert_argument(&mut self, conversion: &Conversion, argument: Ref, place: &str) -> Result<String> {
        let cut = |text: String| match conversion.precision {
            Some(most) => text.chars().take(most).collect(),
            None => text,
        };
        match conversion.kind {
            '%' => Ok("%".to_owned()),
            's' => Ok(padded(conversion, "", &cut(self.str_of(argument)?), false)),
            'r' => Ok(padded(conversion, "", &cut(self.repr_of(argument)?), false)),
            'a' => Ok(padded(conversion, "", &cut(self.ascii_of(argument)?), false)),
            'c' => {
                let char = self.percent_char(argument, place)?;
                Ok(padded(conversion, "", &char.to_string(), false))
            }
            'd' | 'i' | 'u' | 'x' | 'X' | 'o' => self.percent_int(conversion, argument, place),
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
                let wrong = self.number_of(argument).is_none() && !self.is_overridden(argument, "__float__");
                if wrong && self.version() >= Version::V3_15 {
                    return Err(self.percent_type_error(conversion, argument, place, "a real number"));
                }
                let value = self.float_of(argument)?;
                let digits = float_digits(value, Some(conversion.kind), conversion.precision, conversion.alternate);
                let sign = sign_of(conversion, value.is_sign_negative() && !value.is_nan());
                Ok(padded(conversion, sign, &digits, true))
            }
            other => {
                let text = if self.version() >= Version::V3_15 {
                    format!("unsupported format %{other} at position {}", conversion.start)
                } else {
                    let shown = if (' '..'\x7f').contains(&other) { other } else { '?' };
                    format!(
                        "unsupported format character '{shown}' ({:#x}) at index {}",
                        u32::from(other),
                        conversion.at
                    )
                };
                Err(self.raise(known::VALUE_ERROR, text))
            }
        }
    }

    fn percent_type_error(&mut self, conversion: &Conversion, argument: Ref, place: &str, wanted: &str) -> Stop {
        let (kind, class) = (conversion.kind, self.class_name(argument));
        let text = if self.version() >= Version::V3_15 {
            format!("format argument{place}: %{kind} requires {wanted}, not {class}")
        } else {
            format!("%{kind} format: {wanted} is required, not {class}")
        };
        self.raise(known::TYPE_ERROR, text)
    }

    fn percent_char(&mut self, argument: Ref, place: &str) -> Result<char> {
        let version = self.version();
        let (kind, length) = match self.heap.body(argument) {
            Body::Str(text) if text.length == 1 => match text.char_at(0) {
                Some(char) => return Ok(char),
                None => (String::new(), 0),
            },
            Body::Str(text) => (format!("a string of length {}", text.length), text.length),
            Body::Int(_) | Body::BigInt(_) => {
                let value = self.big_of(argument).and_then(|value| value.to_u32()).filter(|code| *code < 0x11_0000);
                return match value.map(char_of) {
                    Some(Some(char)) => Ok(char),
                    Some(None) => Err(Stop::unmodelled("the private characters U+E000 to U+E7FF are not modelled")),
                    None if version >= Version::V3_15 => {
                        let text = format!("format argument{place}: %c argument not in range(0x110000)");
                        Err(self.raise(known::OVERFLOW_ERROR, text))
                    }
                    None => Err(self.raise(known::OVERFLOW_ERROR, "%c arg not in range(0x110000)")),
                };
            }
            _ => (self.class_name(argument), 0),
        };
        let _ = length;
        let text = match version {
            Version::V3_15 => {
                format!("format argument{place}: %c requires an integer or a unicode character, not {kind}")
            }
            Version::V3_14 => format!("%c requires an int or a unicode character, not {kind}"),
            _ => "%c requires int or char".to_owned(),
        };
        Err(self.raise(known::TYPE_ERROR, text))
    }

    fn percent_int(&mut self, conversion: &Conversion, argument: Ref, place: &str) -> Result<String> {
        let decimal = matches!(conversion.kind, 'd' | 'i' | 'u');
        let number = if self.is_int(argument) {
            self.keep(argument)
        } else if decimal && matches!(self.heap.body(argument), Body::Float(_)) {
            self.int_of(argument)?
        } else if self.is_overridden(argument, "__index__") || decimal && self.is_overridden(argument, "__int__") {
            if decimal {
                self.int_of(argument)?
            } else {
                let value = self.big_index_of(argument)?;
                self.new_big_int(value)
            }
        } else {
            let wanted = if decimal { "a real number" } else { "an integer" };
            return Err(self.percent_type_error(conversion, argument, place, wanted));
        };
        let value = self.big_of(number).unwrap_or_default();
        let checked = if decimal { self.decimal_text(number).map(drop) } else { Ok(()) };
        self.release(number);
        checked?;
        let magnitude = value.abs();
        let (digits, prefix) = match conversion.kind {
            'x' => (integer::digits(&magnitude, 16), "0x"),
            'X' => (integer::digits(&magnitude, 16).to_uppercase(), "0X"),
            'o' => (integer::digits(&magnitude, 8), "0o"),
            _ => (magnitude.to_string(), ""),
        };
        let least = conversion.precision.unwrap_or(0);
        let digits = format!("{}{digits}", "0".repeat(least.saturating_sub(digits.len())));
        let sign = sign_of(conversion, value.is_negative());
        let front = if conversion.alternate { format!("{sign}{prefix}") } else { sign.to_owned() };
        Ok(padded(conversion, &front, &digits, true))
    }
}

/// Digits as a number; `None` when they are too many.
fn read_number(template: &[char], at: &mut usize) -> Option<usize> {
    let mut value: usize = 0;
    while let Some(digit) = template.get(*at).and_then(|char| char.to_digit(10)) {
        value = value.checked_mul(10)?.checked_add(digit as usize).filter(|value| *value <= i64::MAX as usize)?;
        *at += 1;
    }
    Some(value)
}

fn sign_of(conversion: &Conversion, negative: bool) -> &'static str {
    match (negative, conversion.plus, conversion.space) {
        (true, ..) => "-",
        (false, true, _) => "+",
        (false, false, true) => " ",
        _ => "",
    }
}

/// Padded with spaces, or for numbers with zeros after sign and prefix.
fn padded(conversion: &Conversion, front: &str, text: &str, numeric: bool) -> String {
    let missing = conversion.width.saturating_sub(front.len() + text.chars().count());
    if conversion.left {
        return format!("{front}{text}{}", " ".repeat(missing));
    }
    if numeric && conversion.zero {
        return format!("{front}{}{text}", "0".repeat(missing));
    }
    format!("{}{front}{text}", " ".repeat(missing))
}
