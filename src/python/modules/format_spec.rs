//! The format mini-language: `[[fill]align][sign][z][#][0][width][grouping][.precision[grouping]][type]`
//! (`Python/formatter_unicode.c`).
//!
//! Pure: values in, text out. The type `n` formats as in the C locale, which CPython has unless a program sets another.

use num_bigint::BigInt;
use num_traits::{Signed as _, ToPrimitive as _};

use crate::python::object::number::float as floats;
use crate::python::object::text::char_of;

/// A specification, read.
#[derive(Clone, Debug)]
pub struct Spec {
    fill: char,
    align: char,
    align_given: bool,
    sign: Option<char>,
    no_negative_zero: bool,
    alternate: bool,
    width: usize,
    grouping: Option<char>,
    fraction_grouping: Option<char>,
    precision: Option<usize>,
    kind: Option<char>,
}

/// What is wrong with a specification, or with it for this value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpecError {
    /// `Invalid format specifier …`
    Invalid,
    /// `Unknown format code …`
    UnknownCode(char),
    /// A ValueError with this text.
    Value(String),
    /// An int that is no character.
    CharRange,
    /// The number does not even fit a C long.
    CharOverflow,
}

fn value_error<T>(text: impl Into<String>) -> Result<T, SpecError> {
    Err(SpecError::Value(text.into()))
}

impl Spec {
    /// Reads a specification; `align` is the default (`<` for text, `>` for numbers).
    pub fn parse(text: &str, align: char, grouped_fraction: bool) -> Result<Spec, SpecError> {
        let chars: Vec<char> = text.chars().collect();
        let mut reader = Reader { chars: &chars, at: 0 };
        let mut spec = Spec {
            fill: ' ',
            align,
            align_given: false,
            sign: None,
            no_negative_zero: false,
            alternate: false,
            width: 0,
            grouping: None,
            fraction_grouping: None,
            precision: None,
            kind: None,
        };
        let is_align = |char: Option<&char>| matches!(char, Some('<' | '>' | '=' | '^'));
        let mut fill_given = false;
        if is_align(chars.get(1)) {
            (spec.fill, spec.align, spec.align_given, fill_given) = (chars[0], chars[1], true, true);
            reader.at = 2;
        } else if is_align(chars.first()) {
            (spec.align, spec.align_given) = (chars[0], true);
            reader.at = 1;
        }
        spec.sign = reader.take_if(|char| matches!(char, '+' | '-' | ' '));
        spec.no_negative_zero = reader.take_if(|char| char == 'z').is_some();
        spec.alternate = reader.take_if(|char| char == '#').is_some();
        if !fill_given && reader.take_if(|char| char == '0').is_some() {
            spec.fill = '0';
            if !spec.align_given && align == '>' {
                spec.align = '=';
            }
        }
        spec.width = reader.number()?.unwrap_or(0);
        spec.grouping = reader.grouping()?;
        if reader.take_if(|char| char == '.').is_some() {
            spec.precision = reader.number()?;
            if grouped_fraction {
                spec.fraction_grouping = reader.grouping()?;
            }
            if spec.precision.is_none() && spec.fraction_grouping.is_none() {
                return value_error("Format specifier missing precision");
            }
        }
        match chars.get(reader.at..).unwrap_or(&[]) {
            [] => {}
            [kind] => spec.kind = Some(*kind),
            _ => return Err(SpecError::Invalid),
        }
        if let Some(grouping) = spec.grouping.or(spec.fraction_grouping) {
            match spec.kind {
                None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F') => {}
                Some('b' | 'o' | 'x' | 'X') if grouping == '_' => {}
                Some(kind) => return value_error(format!("Cannot specify '{grouping}' with '{kind}'.")),
            }
        }
        Ok(spec)
    }

    /// Bytes that the result may need beside the value's own digits.
    pub fn room(&self) -> u64 {
        let fill = self.fill.len_utf8() as u64;
        (self.width as u64).saturating_mul(fill).saturating_add(self.precision.unwrap_or(0) as u64)
    }

    /// Whether an int is to be shown as a float.
    pub fn wants_float(&self) -> bool {
        matches!(self.kind, Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%'))
    }

    /// Whether an int is shown in base ten.
    pub fn is_decimal(&self) -> bool {
        matches!(self.kind, None | Some('d' | 'n'))
    }

    /// Pads text that has `length` characters.
    fn padded(&self, text: &str, length: usize) -> String {
        let missing = self.width.saturating_sub(length);
        let (left, right) = match self.align {
            '>' | '=' => (missing, 0),
            '^' => (missing / 2, missing - missing / 2),
            _ => (0, missing),
        };
        let mut out = String::with_capacity(text.len() + missing);
        out.extend(std::iter::repeat_n(self.fill, left));
        out.push_str(text);
        out.extend(std::iter::repeat_n(self.fill, right));
        out
    }

    /// Puts a number together: sign, prefix, grouped digits, and what follows them (`fill_number`).
    fn number(&self, negative: bool, prefix: &str, digits: &str, rest: &str, group: usize) -> String {
        let sign = match (negative, self.sign) {
            (true, _) => "-",
            (false, Some('+')) => "+",
            (false, Some(' ')) => " ",
            _ => "",
        };
        let around = sign.len() + prefix.len() + rest.chars().count();
        let least = if self.fill == '0' && self.align == '=' { self.width.saturating_sub(around) } else { 0 };
        let digits = match self.grouping {
            _ if digits.is_empty() => String::new(),
            Some(separator) => grouped(digits, separator, group, least),
            None => format!("{}{digits}", "0".repeat(least.saturating_sub(digits.len()))),
        };
        if self.align == '=' {
            let missing = self.width.saturating_sub(around + digits.chars().count());
            let fill: String = std::iter::repeat_n(self.fill, missing).collect();
            return format!("{sign}{prefix}{fill}{digits}{rest}");
        }
        let text = format!("{sign}{prefix}{digits}{rest}");
        self.padded(&text, around + digits.chars().count())
    }
}

struct Reader<'a> {
    chars: &'a [char],
    at: usize,
}

impl Reader<'_> {
    fn take_if(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        let char = self.chars.get(self.at).copied().filter(|char| wanted(*char))?;
        self.at += 1;
        Some(char)
    }

    fn number(&mut self) -> Result<Option<usize>, SpecError> {
        let start = self.at;
        let mut value: usize = 0;
        while let Some(digit) =
            self.chars.get(self.at).and_then(|char| crate::python::object::text::decimal_value(*char))
        {
            value = match value.checked_mul(10).and_then(|value| value.checked_add(digit as usize)) {
                // Beyond this no machine could hold the text; CPython draws the line at its word.
                Some(value) if value <= i64::MAX as usize => value,
                _ => return value_error("Too many decimal digits in format string"),
            };
            self.at += 1;
        }
        Ok((self.at > start).then_some(value))
    }

    fn grouping(&mut self) -> Result<Option<char>, SpecError> {
        let comma = self.take_if(|char| char == ',');
        let underscore = self.take_if(|char| char == '_');
        let both = comma.is_some() && underscore.is_some();
        if both || underscore.is_some() && self.chars.get(self.at) == Some(&',') {
            return value_error("Cannot specify both ',' and '_'.");
        }
        Ok(comma.or(underscore))
    }
}

/// Digits in groups from the right, with zeros in front up to `least` characters (`_PyUnicode_InsertThousandsGrouping`).
fn grouped(digits: &str, separator: char, group: usize, least: usize) -> String {
    let (mut left, mut least) = (digits.len(), least as i64);
    let mut pieces: Vec<String> = Vec::new();
    loop {
        let length = group.min(left.max(usize::try_from(least).unwrap_or(0)).max(1));
        let zeros = length.saturating_sub(left);
        let taken = length - zeros;
        pieces.push(format!("{}{}", "0".repeat(zeros), &digits[left - taken..left]));
        left -= taken;
        least -= length as i64;
        if left == 0 && least <= 0 {
            break;
        }
        least -= 1;
    }
    pieces.reverse();
    pieces.join(&separator.to_string())
}

/// A str by a specification (`format_string_internal`).
pub fn text(value: &str, spec: &Spec) -> Result<String, SpecError> {
    if let Some(kind) = spec.kind.filter(|kind| *kind != 's') {
        return Err(SpecError::UnknownCode(kind));
    }
    if let Some(grouping) = spec.grouping {
        return value_error(format!("Cannot specify '{grouping}' with 's'."));
    }
    match spec.sign {
        Some(' ') => return value_error("Space not allowed in string format specifier"),
        Some(_) => return value_error("Sign not allowed in string format specifier"),
        None => {}
    }
    if spec.no_negative_zero {
        return value_error("Negative zero coercion (z) not allowed in string format specifier");
    }
    if spec.alternate {
        return value_error("Alternate form (#) not allowed in string format specifier");
    }
    if spec.align == '=' {
        return value_error("'=' alignment not allowed in string format specifier");
    }
    let cut: String = match spec.precision {
        Some(most) => value.chars().take(most).collect(),
        None => value.to_owned(),
    };
    let length = cut.chars().count();
    Ok(spec.padded(&cut, length))
}

/// An int by a specification (`format_long_internal`).
pub fn int(value: &BigInt, spec: &Spec) -> Result<String, SpecError> {
    if let Some(kind) = spec.kind.filter(|kind| !matches!(kind, 'b' | 'c' | 'd' | 'o' | 'x' | 'X' | 'n')) {
        return Err(SpecError::UnknownCode(kind));
    }
    if spec.precision.is_some() {
        return value_error("Precision not allowed in integer format specifier");
    }
    if spec.no_negative_zero {
        return value_error("Negative zero coercion (z) not allowed in integer format specifier");
    }
    let magnitude = value.abs();
    let (digits, prefix, group) = match spec.kind {
        None | Some('d' | 'n') => (magnitude.to_string(), "", 3),
        Some('b') => (magnitude.to_str_radix(2), "0b", 4),
        Some('o') => (magnitude.to_str_radix(8), "0o", 4),
        Some('x') => (magnitude.to_str_radix(16), "0x", 4),
        Some('X') => (magnitude.to_str_radix(16).to_uppercase(), "0X", 4),
        Some('c') => {
            if spec.sign.is_some() {
                return value_error("Sign not allowed with integer format specifier 'c'");
            }
            if spec.alternate {
                return value_error("Alternate form (#) not allowed with integer format specifier 'c'");
            }
            let Some(char) = value.to_u32().and_then(char_of) else {
                let word = value.to_i64().is_some();
                return Err(if word { SpecError::CharRange } else { SpecError::CharOverflow });
            };
            return Ok(spec.padded(&char.to_string(), 1));
        }
        Some(kind) => return Err(SpecError::UnknownCode(kind)),
    };
    let prefix = if spec.alternate { prefix } else { "" };
    Ok(spec.number(value.is_negative(), prefix, &digits, "", group))
}

/// A float by a specification (`format_float_internal`).
pub fn float(value: f64, spec: &Spec) -> Result<String, SpecError> {
    if let Some(kind) = spec.kind.filter(|_| !spec.wants_float() && spec.kind != Some('n')) {
        return Err(SpecError::UnknownCode(kind));
    }
    check_precision(spec.precision)?;
    let shown = float_digits(value, spec.kind, spec.precision, spec.alternate);
    let negative = value.is_sign_negative() && !value.is_nan();
    let zero = spec.no_negative_zero && value.is_finite() && is_zero_text(&shown);
    let split = shown.find(|char: char| !char.is_ascii_digit()).unwrap_or(shown.len());
    let (digits, rest) = shown.split_at(split);
    let rest = match spec.fraction_grouping {
        Some(separator) => grouped_fraction(rest, separator),
        None => rest.to_owned(),
    };
    Ok(spec.number(negative && !zero, "", digits, &rest, 3))
}

/// Whether the digits before an exponent are all zeros.
fn is_zero_text(text: &str) -> bool {
    let mantissa = text.split(['e', 'E']).next().unwrap_or("");
    mantissa.bytes().all(|byte| !(b'1'..=b'9').contains(&byte))
}

/// `.123456` as `.123_456`.
fn grouped_fraction(rest: &str, separator: char) -> String {
    let Some(after) = rest.strip_prefix('.') else {
        return rest.to_owned();
    };
    let end = after.find(|char: char| !char.is_ascii_digit()).unwrap_or(after.len());
    let (digits, tail) = after.split_at(end);
    let mut out = String::from(".");
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && at % 3 == 0 {
            out.push(separator);
        }
        out.push(digit);
    }
    out + tail
}

fn check_precision(precision: Option<usize>) -> Result<(), SpecError> {
    match precision {
        Some(precision) if precision > i32::MAX as usize => value_error("precision too big"),
        _ => Ok(()),
    }
}

/// A float's digits without sign, by type: `PyOS_double_to_string` (`Python/pystrtod.c`, `format_float_short`).
pub fn float_digits(value: f64, kind: Option<char>, precision: Option<usize>, alternate: bool) -> String {
    let upper = matches!(kind, Some('E' | 'F' | 'G'));
    if !value.is_finite() {
        let text = if value.is_nan() { "nan" } else { "inf" };
        let text = if upper { text.to_uppercase() } else { text.to_owned() };
        return if kind == Some('%') { text + "%" } else { text };
    }
    let text = match kind {
        Some('f' | 'F') => fixed(value, precision.unwrap_or(6), alternate),
        Some('%') => fixed(value * 100.0, precision.unwrap_or(6), alternate) + "%",
        Some('e' | 'E') => exponential(value, precision.unwrap_or(6), alternate),
        None => match precision {
            None => floats::repr(value.abs()),
            Some(precision) => general(value, precision, alternate, true),
        },
        _ => match (kind, precision) {
            (Some('n'), None) => general(value, 6, alternate, false),
            (_, precision) => general(value, precision.unwrap_or(6), alternate, false),
        },
    };
    if upper { text.to_uppercase() } else { text }
}

fn fixed(value: f64, precision: usize, alternate: bool) -> String {
    if value.is_infinite() {
        return "inf".to_owned();
    }
    let text = floats::fixed(value, precision);
    if alternate && precision == 0 { text + "." } else { text }
}

fn exponential(value: f64, precision: usize, alternate: bool) -> String {
    let (digits, exponent) = floats::exact_digits(value, precision);
    let text = floats::scientific(&digits, exponent);
    if alternate && precision == 0 { text.replacen('e', ".e", 1) } else { text }
}

/// `g`: as many digits as asked, in whichever form is shorter; `as_float` keeps a digit after the point.
fn general(value: f64, precision: usize, alternate: bool, as_float: bool) -> String {
    let precision = precision.max(1);
    let (mut digits, exponent) = floats::exact_digits(value, precision - 1);
    if !alternate {
        let kept = digits.trim_end_matches('0').len().max(1);
        digits.truncate(kept);
    }
    let most = precision as i64 - i64::from(as_float);
    let by_exponent = exponent < -4 || i64::from(exponent) + 1 > most;
    if by_exponent {
        let text = floats::scientific(&digits, exponent);
        return if alternate && digits.len() == 1 { text.replacen('e', ".e", 1) } else { text };
    }
    let text = floats::positional(&digits, exponent);
    match text.contains('.') {
        false if as_float => text + ".0",
        false if alternate => text + ".",
        _ => text,
    }
}

/// A complex by a specification (`format_complex_internal`).
pub fn complex((real, imaginary): (f64, f64), spec: &Spec) -> Result<String, SpecError> {
    if let Some(kind) = spec.kind.filter(|kind| !matches!(kind, 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n')) {
        return Err(SpecError::UnknownCode(kind));
    }
    if spec.fill == '0' {
        return value_error("Zero padding is not allowed in complex format specifier");
    }
    if spec.align == '=' {
        return value_error("'=' alignment flag is not allowed in complex format specifier");
    }
    check_precision(spec.precision)?;
    let part = |value: f64, sign: Option<char>| {
        let shown = match (spec.kind, spec.precision) {
            (None, None) => {
                let text = floats::short(value.abs());
                if value.is_nan() { "nan".to_owned() } else { text }
            }
            (None, precision) => float_digits(value, Some('g'), precision, spec.alternate),
            (kind, precision) => float_digits(value, kind, precision, spec.alternate),
        };
        let split = shown.find(|char: char| !char.is_ascii_digit()).unwrap_or(shown.len());
        let bare = Spec { width: 0, sign, fill: ' ', align: '<', ..spec.clone() };
        let (digits, rest) = shown.split_at(split);
        let rest = match spec.fraction_grouping {
            Some(separator) => grouped_fraction(rest, separator),
            None => rest.to_owned(),
        };
        let zero = spec.no_negative_zero && value.is_finite() && is_zero_text(&shown);
        bare.number(value.is_sign_negative() && !value.is_nan() && !zero, "", digits, &rest, 3)
    };
    let skip_real = spec.kind.is_none() && real == 0.0 && !real.is_sign_negative();
    let text = if skip_real {
        format!("{}j", part(imaginary, spec.sign))
    } else {
        let both = format!("{}{}j", part(real, spec.sign), part(imaginary, Some('+')));
        if spec.kind.is_none() { format!("({both})") } else { both }
    };
    let length = text.chars().count();
    Ok(spec.padded(&text, length))
}
