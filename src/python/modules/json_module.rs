//! The module `_json`: what `json` (in `assets/pylib`) has in C (`Modules/_json.c`).

use super::arguments::native;
use super::{json_encode, json_scan};
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Ref, known};
use crate::python::version::Version;

/// The functions of `_json`.
pub static FUNCTIONS: &[&Native] = &[
    &native("encode_basestring", encode_text, 1, 1),
    &native("encode_basestring_ascii", encode_ascii, 1, 1),
    &native("scanstring", json_scan::scan_string, 2, 3),
];

/// Fills the module.
pub fn fill(machine: &mut Machine, module: Ref) -> Result<()> {
    machine.set_functions(module, FUNCTIONS)?;
    machine.set_class_in_module(module, &json_scan::CLASS)?;
    machine.set_class_in_module(module, &json_encode::CLASS)
}

fn encode_text(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    encode(machine, arguments.at(0), false)
}

fn encode_ascii(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    encode(machine, arguments.at(0), true)
}

fn encode(machine: &mut Machine, given: Ref, ascii: bool) -> Result<Ref> {
    let Some(text) = machine.text_of(given) else {
        let class = machine.class_name(given);
        return Err(machine.raise(known::TYPE_ERROR, format!("first argument must be a string, not {class}")));
    };
    let mut out = String::with_capacity(text.len() + 2);
    quote(text, ascii, &mut out);
    Ok(machine.new_str(&out))
}

/// A text in JSON's quotes; with `ascii` everything beyond it is escaped.
pub(super) fn quote(text: &str, ascii: bool, out: &mut String) {
    out.push('"');
    for char in text.chars() {
        match char {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\x08' => out.push_str("\\b"),
            '\x0c' => out.push_str("\\f"),
            '\0'..='\x1f' => out.push_str(&format!("\\u{:04x}", u32::from(char))),
            // DEL stands as it is in text, and is escaped where only what can be printed may stand.
            '\x7f' if ascii => out.push_str("\\u007f"),
            char if ascii && !char.is_ascii() => {
                let mut units = [0; 2];
                for unit in char.encode_utf16(&mut units) {
                    out.push_str(&format!("\\u{unit:04x}"));
                }
            }
            char => out.push(char),
        }
    }
    out.push('"');
}

impl Machine {
    /// RecursionError when `depth` levels of C calls are too many for the version; `doing` ends its message.
    pub(super) fn check_native_depth(&mut self, depth: usize, doing: &str) -> Result<()> {
        let (deepest, text) = match self.version() {
            Version::V3_11 => (
                self.recursion_limit.saturating_sub(self.thread().frames.len() + 1),
                "maximum recursion depth exceeded",
            ),
            Version::V3_12 => (1_497, "maximum recursion depth exceeded"),
            Version::V3_13 => (9_998, "maximum recursion depth exceeded"),
            _ => (20_000, "Stack overflow (used 8152 kB)"),
        };
        if depth < deepest {
            return Ok(());
        }
        Err::<(), Stop>(self.raise(known::RECURSION_ERROR, format!("{text}{doing}")))
    }
}
