//! The module `io`, and `open`: files in the machine's memory, and texts and bytes as files.
//!
//! What a stream does is `stream`'s; which files there are is `files`'. Left out, and refused by name: file descriptors, the
//! `buffer` below a text file, raw files, and text in encodings that are no superset of ASCII.

pub mod files;
pub mod os_files;
mod stream;

use std::sync::Arc;

use super::arguments::{keyword_native, native};
use super::extension_class::{Base, ExtensionClass, Getter};
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Ref, known};
use crate::python::version::Version;
use stream::{Kind, Newline, Stream};

static BASE: ExtensionClass =
    ExtensionClass { has_dict: true, has_weak: true, ..ExtensionClass::named("_IOBase", "_io") };
static TEXT_BASE: ExtensionClass =
    ExtensionClass { base: Base::Extension(&BASE), ..ExtensionClass::named("_TextIOBase", "_io") };
static RAW_BASE: ExtensionClass =
    ExtensionClass { base: Base::Extension(&BASE), ..ExtensionClass::named("_RawIOBase", "_io") };
static BUFFERED_BASE: ExtensionClass =
    ExtensionClass { base: Base::Extension(&BASE), ..ExtensionClass::named("_BufferedIOBase", "_io") };

static STRING_IO: ExtensionClass = ExtensionClass {
    base: Base::Extension(&TEXT_BASE),
    new: Some(new_string_io),
    next: Some(stream::next_line),
    methods: STRING_METHODS,
    getters: STRING_GETTERS,
    ..ExtensionClass::named("StringIO", "_io")
};
static BYTES_IO: ExtensionClass = ExtensionClass {
    base: Base::Extension(&BUFFERED_BASE),
    new: Some(new_bytes_io),
    next: Some(stream::next_line),
    methods: STRING_METHODS,
    getters: &[Getter { name: "closed", get: stream::closed, set: None }],
    ..ExtensionClass::named("BytesIO", "_io")
};
static TEXT_FILE: ExtensionClass = ExtensionClass {
    base: Base::Extension(&TEXT_BASE),
    next: Some(stream::next_line),
    methods: FILE_METHODS,
    getters: TEXT_GETTERS,
    ..ExtensionClass::named("TextIOWrapper", "_io")
};
static READER: ExtensionClass = binary_file("BufferedReader");
static WRITER: ExtensionClass = binary_file("BufferedWriter");
static RANDOM: ExtensionClass = binary_file("BufferedRandom");

const fn binary_file(name: &'static str) -> ExtensionClass {
    ExtensionClass {
        base: Base::Extension(&BUFFERED_BASE),
        next: Some(stream::next_line),
        methods: FILE_METHODS,
        getters: FILE_GETTERS,
        ..ExtensionClass::named(name, "_io")
    }
}

macro_rules! shared_methods {
    ($($more:expr),*) => {
        &[
            $(&$more,)*
            &native("__enter__", stream::enter, 0, 0),
            &native("__exit__", stream::exit, 0, usize::MAX),
            &native("close", stream::close, 0, 0),
            &native("flush", stream::flush, 0, 0),
            &native("isatty", stream::is_terminal, 0, 0),
            &native("read", stream::read, 0, 1),
            &native("readable", stream::readable, 0, 0),
            &native("readline", stream::read_line, 0, 1),
            &native("readlines", stream::read_lines, 0, 1),
            &native("seek", stream::seek, 1, 2),
            &native("seekable", stream::seekable, 0, 0),
            &native("tell", stream::tell, 0, 0),
            &native("truncate", stream::truncate, 0, 1),
            &native("writable", stream::writable, 0, 0),
            &native("write", stream::write, 1, 1),
            &native("writelines", stream::write_lines, 1, 1),
            &native("fileno", stream::file_number, 0, 0),
        ]
    };
}

static STRING_METHODS: &[&Native] = shared_methods!(native("getvalue", stream::value, 0, 0));
static FILE_METHODS: &[&Native] = shared_methods!(native("__repr__", stream::repr, 0, 0));

static FILE_GETTERS: &[Getter] = &[
    Getter { name: "closed", get: stream::closed, set: None },
    Getter { name: "mode", get: stream::mode, set: None },
    Getter { name: "name", get: stream::name, set: None },
];
static TEXT_GETTERS: &[Getter] = &[
    Getter { name: "closed", get: stream::closed, set: None },
    Getter { name: "encoding", get: stream::encoding, set: None },
    Getter { name: "errors", get: stream::errors, set: None },
    Getter { name: "line_buffering", get: stream::line_buffering, set: None },
    Getter { name: "mode", get: stream::mode, set: None },
    Getter { name: "name", get: stream::name, set: None },
    Getter { name: "newlines", get: stream::newlines, set: None },
];
static STRING_GETTERS: &[Getter] = &[
    Getter { name: "closed", get: stream::closed, set: None },
    Getter { name: "encoding", get: stream::newlines, set: None },
    Getter { name: "errors", get: stream::newlines, set: None },
    Getter { name: "line_buffering", get: stream::line_buffering, set: None },
    Getter { name: "newlines", get: stream::newlines, set: None },
];

/// Fills the module.
pub fn fill(machine: &mut Machine, module: Ref) -> Result<()> {
    for class in [&STRING_IO, &BYTES_IO, &TEXT_FILE, &READER, &WRITER, &RANDOM] {
        machine.set_class_in_module(module, class)?;
    }
    for (name, class) in
        [("IOBase", &BASE), ("TextIOBase", &TEXT_BASE), ("RawIOBase", &RAW_BASE), ("BufferedIOBase", &BUFFERED_BASE)]
    {
        let class = machine.extension_class(class)?;
        machine.keep(class);
        machine.set_in_module(module, name, class)?;
    }
    if let Some(open) = machine.dict_get_text(machine.builtins, "open") {
        machine.keep(open);
        machine.set_in_module(module, "open", open)?;
    }
    for (name, value) in [("SEEK_SET", 0), ("SEEK_CUR", 1), ("SEEK_END", 2)] {
        let value = machine.new_int(value);
        machine.set_in_module(module, name, value)?;
    }
    let size = machine.new_int(if machine.version() >= Version::V3_14 { 131_072 } else { 8_192 });
    machine.set_in_module(module, "DEFAULT_BUFFER_SIZE", size)?;
    let error = unsupported_class(machine)?;
    machine.set_in_module(module, "UnsupportedOperation", error)
}

/// `class UnsupportedOperation(OSError, ValueError)`.
fn unsupported_class(machine: &mut Machine) -> Result<Ref> {
    let name = machine.new_str("UnsupportedOperation");
    let bases = machine.tuple_of(&[known::OS_ERROR, known::VALUE_ERROR]);
    let namespace = machine.new_dict();
    let module = machine.new_str("io");
    let outcome = machine
        .dict_set_text(namespace, "__module__", module)
        .and_then(|()| machine.call(known::TYPE, &[name, bases, namespace]));
    machine.release_all([name, bases, namespace, module]);
    outcome
}

impl Machine {
    /// `io.UnsupportedOperation`, with a text.
    pub(super) fn unsupported_operation(&mut self, text: &str) -> Stop {
        let module = match self.import_module("io") {
            Ok(module) => module,
            Err(stop) => return stop,
        };
        let class = self.module_entry(module, "UnsupportedOperation").unwrap_or(known::OS_ERROR);
        let text = self.new_str(text);
        let made = self.call(class, &[text]);
        self.release(text);
        self.release(module);
        match made {
            Ok(exception) => self.raise_object(exception),
            Err(stop) => stop,
        }
    }

    /// An OSError of the number, the text and the file that it is about (borrowed).
    pub fn os_error(&mut self, number: i64, text: &str, file: Ref) -> Stop {
        let (number, text) = (self.new_int(number), self.new_str(text));
        let made = self.call(known::OS_ERROR, &[number, text, file]);
        self.release(number);
        self.release(text);
        match made {
            Ok(exception) => self.raise_object(exception),
            Err(stop) => stop,
        }
    }
}

/// `open`.
pub static OPEN: Native = keyword_native("open", open, 0, 8);

fn open(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let names = ["file", "mode", "buffering", "encoding", "errors", "newline", "closefd", "opener"];
    let [file, mode, buffering, encoding, errors, newline, _, opener] = machine.bind("open", arguments, names, 1)?;
    let file = file.unwrap_or(known::NONE);
    let mode = match mode {
        Some(mode) => machine.str_argument("open", "mode", mode)?,
        None => "r".to_owned(),
    };
    let buffering = match buffering {
        Some(buffering) => machine.index_of(buffering)?,
        None => -1,
    };
    let encoding = text_or_none(machine, "encoding", encoding)?;
    let errors = text_or_none(machine, "errors", errors)?;
    let newline = text_or_none(machine, "newline", newline)?;
    if opener.is_some_and(|opener| opener != known::NONE) {
        return Err(Stop::unmodelled("`open` with an opener is not modelled"));
    }
    let mode_kind = Mode::read(machine, &mode)?;
    if mode_kind.binary {
        for (given, name) in [(&encoding, "an encoding"), (&errors, "an errors"), (&newline, "a newline")] {
            if given.is_some() {
                return Err(machine.raise(known::VALUE_ERROR, format!("binary mode doesn't take {name} argument")));
            }
        }
    }
    let path = path_of(machine, file)?;
    let existing = machine.files.get(&path);
    if machine.files.is_directory(&path) && !path.is_empty() {
        return Err(machine.os_error(21, "Is a directory", file));
    }
    match (&existing, mode_kind.action) {
        (None, 'r') => return Err(machine.os_error(2, "No such file or directory", file)),
        (None, _) if path.is_empty() || path.ends_with('/') || !machine.files.has_parent(&path) => {
            return Err(machine.os_error(2, "No such file or directory", file));
        }
        (Some(_), 'x') => return Err(machine.os_error(17, "File exists", file)),
        (None, _) | (Some(_), 'w') => machine.files.set(&path, Arc::default()),
        _ => {}
    }
    let (readable, writable) = (mode_kind.action == 'r' || mode_kind.plus, mode_kind.action != 'r' || mode_kind.plus);
    let newline = match newline.as_deref() {
        None => Newline::Universal,
        Some("") => Newline::Kept,
        Some(end @ ("\n" | "\r" | "\r\n")) => Newline::Fixed(end.into()),
        Some(other) => return Err(machine.raise(known::VALUE_ERROR, format!("illegal newline value: {other}"))),
    };
    if buffering == 0 {
        if !mode_kind.binary {
            return Err(machine.raise(known::VALUE_ERROR, "can't have unbuffered text I/O"));
        }
        return Err(Stop::unmodelled("raw files are not modelled"));
    }
    if let Some(encoding) = &encoding {
        // An encoding that nobody knows is told at once.
        machine.encode("", encoding, "strict")?;
        let plain = machine.encode("a\n", encoding, "strict")?;
        if plain != b"a\n" {
            return Err(Stop::unmodelled(format!("text files in '{encoding}' are not modelled")));
        }
    }
    let default = if machine.version() >= Version::V3_15 { "utf-8" } else { "UTF-8" };
    let (class, kind) = match (mode_kind.binary, readable, writable) {
        (false, ..) => (&TEXT_FILE, Kind::Text),
        (true, true, false) => (&READER, Kind::Binary),
        (true, false, _) => (&WRITER, Kind::Binary),
        (true, true, true) => (&RANDOM, Kind::Binary),
    };
    let state = Stream {
        kind,
        name: machine.keep(file),
        path: path.into(),
        mode: mode.into(),
        readable,
        writable,
        appends: mode_kind.action == 'a',
        encoding: encoding.as_deref().unwrap_or(default).into(),
        errors: errors.as_deref().unwrap_or("strict").into(),
        newline,
        line_buffering: buffering == 1 && !mode_kind.binary,
        ..Stream::new(kind)
    };
    let made = machine.new_native_object(class, state)?;
    stream::go_to_end_if_appending(machine, made);
    Ok(made)
}

/// What a mode asks for.
struct Mode {
    /// `r`, `w`, `x` or `a`.
    action: char,
    plus: bool,
    binary: bool,
}

impl Mode {
    fn read(machine: &mut Machine, mode: &str) -> Result<Mode> {
        let count = |wanted: char| mode.chars().filter(|char| *char == wanted).count();
        if mode.chars().any(|char| !"rwxabt+".contains(char) || count(char) > 1) {
            return Err(machine.raise(known::VALUE_ERROR, format!("invalid mode: '{mode}'")));
        }
        let binary = count('b') > 0;
        if binary && count('t') > 0 {
            return Err(machine.raise(known::VALUE_ERROR, "can't have text and binary mode at once"));
        }
        let actions: Vec<char> = mode.chars().filter(|char| "rwxa".contains(*char)).collect();
        match actions.as_slice() {
            [action] => Ok(Mode { action: *action, plus: count('+') > 0, binary }),
            [] => {
                let text = "Must have exactly one of create/read/write/append mode and at most one plus";
                Err(machine.raise(known::VALUE_ERROR, text))
            }
            _ => Err(machine.raise(known::VALUE_ERROR, "must have exactly one of create/read/write/append mode")),
        }
    }
}

fn text_or_none(machine: &mut Machine, name: &str, given: Option<Ref>) -> Result<Option<String>> {
    match given.filter(|given| *given != known::NONE) {
        None => Ok(None),
        Some(given) => match machine.text_of(given) {
            Some(text) => Ok(Some(text.to_owned())),
            None => {
                let class = machine.class_name(given);
                let text = format!("open() argument '{name}' must be str or None, not {class}");
                Err(machine.raise(known::TYPE_ERROR, text))
            }
        },
    }
}

/// The name that a str, bytes or path-like object gives.
fn path_of(machine: &mut Machine, file: Ref) -> Result<String> {
    if let Some(text) = machine.text_of(file) {
        return Ok(text.to_owned());
    }
    if let crate::python::object::Body::Bytes(bytes) = machine.heap.body(file) {
        return Ok(String::from_utf8_lossy(bytes).into_owned());
    }
    if machine.is_int(file) {
        return Err(Stop::unmodelled("file descriptors are not modelled"));
    }
    if let Some(path) = machine.call_special(file, "__fspath__", &[])? {
        let text = machine.text_of(path).map(str::to_owned);
        machine.release(path);
        if let Some(text) = text {
            return Ok(text);
        }
    }
    let class = machine.class_name(file);
    Err(machine.raise(known::TYPE_ERROR, format!("expected str, bytes or os.PathLike object, not {class}")))
}

fn new_string_io(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    let [initial, newline] = machine.bind("StringIO", arguments, ["initial_value", "newline"], 0)?;
    let newline = match newline {
        None => Newline::Fixed("\n".into()),
        Some(known::NONE) => Newline::Universal,
        Some(newline) => match machine.text_of(newline).map(str::to_owned).as_deref() {
            Some("") => Newline::Kept,
            Some(end @ ("\n" | "\r" | "\r\n")) => Newline::Fixed(end.into()),
            Some(_) => {
                let text = format!("illegal newline value: {}", machine.repr_of(newline)?);
                return Err(machine.raise(known::VALUE_ERROR, text));
            }
            None => {
                let text = format!("newline must be str or None, not {}", machine.class_name(newline));
                return Err(machine.raise(known::TYPE_ERROR, text));
            }
        },
    };
    let initial = match initial.filter(|initial| *initial != known::NONE) {
        None => String::new(),
        Some(initial) => match machine.text_of(initial) {
            Some(text) => text.to_owned(),
            None => {
                let text = format!("initial_value must be str or None, not {}", machine.class_name(initial));
                return Err(machine.raise(known::TYPE_ERROR, text));
            }
        },
    };
    let chars = newline.written(&initial, true).chars().collect();
    let state = Stream { readable: true, writable: true, newline, chars: Arc::new(chars), ..Stream::new(Kind::String) };
    Ok(machine.new_extension(class, Box::new(state)))
}

fn new_bytes_io(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    let [initial] = machine.bind("BytesIO", arguments, ["initial_bytes"], 0)?;
    let bytes = match initial.filter(|initial| *initial != known::NONE) {
        None => Vec::new(),
        Some(initial) => machine.bytes_argument(initial)?.to_vec(),
    };
    let state = Stream { readable: true, writable: true, bytes: Arc::new(bytes), ..Stream::new(Kind::Bytes) };
    Ok(machine.new_extension(class, Box::new(state)))
}
