//! What a stream holds and does: reading, lines, writing, seeking, closing.
//!
//! A text file's places are bytes of the file, so that `tell` says what CPython says; a StringIO's are characters.

use std::sync::Arc;

use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::extension::Extension;
use crate::python::object::function::Arguments;
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// What the stream is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    String,
    Bytes,
    /// A text file.
    Text,
    /// A binary file.
    Binary,
}

/// Which line ends there are, and what becomes of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Newline {
    /// All of them, read as `\n`.
    Universal,
    /// All of them, left as they are.
    Kept,
    /// This one; `\n` is written as it.
    Fixed(Arc<str>),
}

impl Newline {
    /// The text as it is written; a StringIO of universal line ends translates what comes in.
    pub fn written(&self, text: &str, in_memory: bool) -> String {
        match self {
            Newline::Universal if in_memory => text.replace("\r\n", "\n").replace('\r', "\n"),
            Newline::Fixed(end) if &**end != "\n" => text.replace('\n', end),
            _ => text.to_owned(),
        }
    }

    /// How many units the first line takes, its end included.
    fn line<T: Copy + PartialEq>(&self, units: &[T], feed: T, carriage: T) -> usize {
        let at = |at: usize| units.get(at).copied();
        for place in 0..units.len() {
            let ends = match self {
                Newline::Universal | Newline::Kept if at(place) == Some(carriage) => {
                    return place + if at(place + 1) == Some(feed) { 2 } else { 1 };
                }
                Newline::Universal | Newline::Kept => at(place) == Some(feed),
                Newline::Fixed(end) => match &**end {
                    "\r" => at(place) == Some(carriage),
                    "\r\n" => at(place) == Some(feed) && place > 0 && at(place - 1) == Some(carriage),
                    _ => at(place) == Some(feed),
                },
            };
            if ends {
                return place + 1;
            }
        }
        units.len()
    }
}

/// A stream. `bytes` is a BytesIO's content, `chars` a StringIO's; a file's lies among the machine's files.
#[derive(Clone, Debug)]
pub struct Stream {
    pub kind: Kind,
    /// What `open` was given; owned, null for none.
    pub name: Ref,
    pub path: Arc<str>,
    pub mode: Arc<str>,
    pub readable: bool,
    pub writable: bool,
    pub appends: bool,
    pub bytes: Arc<Vec<u8>>,
    pub chars: Arc<Vec<char>>,
    pub position: usize,
    /// Written, and not yet in the file.
    pub pending: Vec<u8>,
    pub closed: bool,
    pub encoding: Arc<str>,
    pub errors: Arc<str>,
    pub newline: Newline,
    pub line_buffering: bool,
}

/// Bytes that wait at most before they go to the file.
const BUFFER: usize = 8_192;

impl Stream {
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            name: Ref::NULL,
            path: "".into(),
            mode: "".into(),
            readable: false,
            writable: false,
            appends: false,
            bytes: Arc::default(),
            chars: Arc::default(),
            position: 0,
            pending: Vec::new(),
            closed: false,
            encoding: "utf-8".into(),
            errors: "strict".into(),
            newline: Newline::Kept,
            line_buffering: false,
        }
    }

    fn is_text(&self) -> bool {
        matches!(self.kind, Kind::String | Kind::Text)
    }

    fn is_file(&self) -> bool {
        matches!(self.kind, Kind::Text | Kind::Binary)
    }
}

impl Extension for Stream {
    fn clone_box(&self) -> Box<dyn Extension> {
        Box::new(self.clone())
    }

    fn visit(&self, visit: &mut dyn FnMut(Ref)) {
        visit(self.name);
    }

    fn bytes(&self, version: Version) -> u32 {
        match self.kind {
            Kind::String if matches!(version, Version::V3_12 | Version::V3_13) => 168,
            Kind::String => 120,
            Kind::Bytes => 64,
            Kind::Text if version == Version::V3_11 => 192,
            Kind::Text => 200,
            Kind::Binary => 152,
        }
    }

    fn size_of(&self, version: Version) -> u64 {
        let buffer = match self.kind {
            Kind::Binary if version >= Version::V3_14 => 131_072,
            Kind::Binary => 4_096,
            _ => 0,
        };
        u64::from(self.bytes(version)) + buffer
    }
}

fn state(machine: &mut Machine, object: Ref) -> Result<Stream> {
    match machine.heap.extension::<Stream>(object) {
        Some(stream) => Ok(stream.clone()),
        None => Err(machine.raise(known::VALUE_ERROR, "I/O operation on uninitialized object")),
    }
}

/// The stream, if it is open.
fn open_state(machine: &mut Machine, object: Ref) -> Result<Stream> {
    open_or_told(machine, object, |kind| kind != Kind::String)
}

/// The same; some kinds end the error's text with a stop.
fn open_or_told(machine: &mut Machine, object: Ref, stops: fn(Kind) -> bool) -> Result<Stream> {
    let stream = state(machine, object)?;
    if stream.closed {
        let end = if stops(stream.kind) { "." } else { "" };
        return Err(machine.raise(known::VALUE_ERROR, format!("I/O operation on closed file{end}")));
    }
    Ok(stream)
}

fn change(machine: &mut Machine, object: Ref, change: impl FnOnce(&mut Stream)) {
    if let Some(stream) = machine.heap.extension_mut::<Stream>(object) {
        change(stream);
    }
}

/// All bytes of a binary stream or a file.
fn content(machine: &Machine, stream: &Stream) -> Arc<Vec<u8>> {
    if stream.is_file() { machine.files.get(&stream.path).unwrap_or_default() } else { stream.bytes.clone() }
}

fn set_content(machine: &mut Machine, object: Ref, bytes: Vec<u8>) -> Result<()> {
    machine.check_room(bytes.len() as u64)?;
    let stream = state(machine, object)?;
    if stream.is_file() {
        machine.files.set(&stream.path, Arc::new(bytes));
    } else {
        change(machine, object, |stream| stream.bytes = Arc::new(bytes));
    }
    Ok(())
}

/// Puts what waits into the file.
fn write_out(machine: &mut Machine, object: Ref) -> Result<()> {
    let pending = match machine.heap.extension_mut::<Stream>(object) {
        Some(stream) => std::mem::take(&mut stream.pending),
        None => return Ok(()),
    };
    if pending.is_empty() {
        return Ok(());
    }
    let stream = state(machine, object)?;
    let mut bytes = content(machine, &stream).to_vec();
    let at = if stream.appends { bytes.len() } else { stream.position };
    overwrite(&mut bytes, at, &pending);
    set_content(machine, object, bytes)?;
    change(machine, object, |stream| stream.position = at + pending.len());
    Ok(())
}

/// Writes units over what lies at a place; what is missing before it is filled with zeros.
fn overwrite<T: Copy + Default>(units: &mut Vec<T>, at: usize, new: &[T]) {
    if units.len() < at {
        units.resize(at, T::default());
    }
    let end = units.len().min(at + new.len());
    units.splice(at..end, new.iter().copied());
}

impl Machine {
    /// A file that dies open has what was written to it.
    pub fn finish_dying_stream(&mut self, object: Ref) {
        if matches!(self.heap.extension::<Stream>(object), Some(stream) if !stream.pending.is_empty()) {
            // The bound on memory ends the program at its next step.
            let _ = write_out(self, object);
        }
    }
}

pub fn go_to_end_if_appending(machine: &mut Machine, object: Ref) {
    if let Ok(stream) = state(machine, object)
        && stream.appends
    {
        let end = content(machine, &stream).len();
        change(machine, object, |stream| stream.position = end);
    }
}

fn check_readable(machine: &mut Machine, stream: &Stream) -> Result<()> {
    match stream.readable {
        true => Ok(()),
        false => Err(machine.unsupported_operation(if stream.kind == Kind::Text { "not readable" } else { "read" })),
    }
}

/// The size that `read` and its kind are given; `None` for all.
fn size_argument(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Option<usize>> {
    let Some(given) = arguments.optional(1).filter(|given| *given != known::NONE) else { return Ok(None) };
    if !machine.is_int(given) && !machine.is_overridden(given, "__index__") {
        let class = machine.class_name(given);
        let text = format!("argument should be integer or None, not '{class}'");
        return Err(machine.raise(known::TYPE_ERROR, text));
    }
    Ok(usize::try_from(machine.index_of(given)?).ok())
}

/// Decodes a part of a text file, and translates its line ends.
fn decoded(machine: &mut Machine, stream: &Stream, bytes: &[u8]) -> Result<String> {
    let text = machine.decode(bytes, &stream.encoding, &stream.errors)?;
    Ok(match stream.newline {
        Newline::Universal if text.contains('\r') => text.replace("\r\n", "\n").replace('\r', "\n"),
        _ => text,
    })
}

/// Takes so many units from the place on, and makes an object of them.
fn take(machine: &mut Machine, object: Ref, stream: &Stream, wanted: impl Fn(&Units<'_>) -> usize) -> Result<Ref> {
    match stream.kind {
        Kind::String => {
            let rest = stream.chars.get(stream.position..).unwrap_or_default();
            let count = wanted(&Units::Chars(rest)).min(rest.len());
            let text: String = rest.iter().take(count).collect();
            change(machine, object, |stream| stream.position += count);
            Ok(machine.new_str(&text))
        }
        _ => {
            let bytes = content(machine, stream);
            let rest = bytes.get(stream.position..).unwrap_or_default();
            let count = wanted(&Units::Bytes(rest)).min(rest.len());
            let part = rest.get(..count).unwrap_or_default();
            let made = if stream.kind == Kind::Text {
                let text = decoded(machine, stream, part)?;
                machine.new_str(&text)
            } else {
                machine.new_bytes(part)
            };
            change(machine, object, |stream| stream.position += count);
            Ok(made)
        }
    }
}

/// What is left of a stream.
enum Units<'a> {
    Chars(&'a [char]),
    Bytes(&'a [u8]),
}

impl Units<'_> {
    fn length(&self) -> usize {
        match self {
            Units::Chars(chars) => chars.len(),
            Units::Bytes(bytes) => bytes.len(),
        }
    }

    fn line(&self, stream: &Stream) -> usize {
        let feed_only = Newline::Fixed("\n".into());
        match self {
            Units::Chars(chars) => stream.newline.line(chars, '\n', '\r'),
            Units::Bytes(bytes) if stream.kind == Kind::Text => stream.newline.line(bytes, b'\n', b'\r'),
            Units::Bytes(bytes) => feed_only.line(bytes, b'\n', b'\r'),
        }
    }

    /// Units that so many characters (of a text file) or bytes take.
    fn first(&self, stream: &Stream, count: usize) -> usize {
        match self {
            Units::Bytes(bytes) if stream.kind == Kind::Text => {
                let utf8 = stream.encoding.to_ascii_lowercase().starts_with("utf");
                let mut left = count;
                for (at, byte) in bytes.iter().enumerate() {
                    let begins = !utf8 || byte & 0xc0 != 0x80;
                    // `\r\n` counts as the one character that it is read as.
                    let second = *byte == b'\n'
                        && stream.newline == Newline::Universal
                        && at > 0
                        && bytes.get(at - 1) == Some(&b'\r');
                    if begins && !second {
                        if left == 0 {
                            return at;
                        }
                        left -= 1;
                    }
                }
                bytes.len()
            }
            _ => count,
        }
    }
}

pub fn read(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    open_state(machine, object)?;
    let size = size_argument(machine, arguments)?;
    let stream = open_state(machine, object)?;
    check_readable(machine, &stream)?;
    write_out(machine, object)?;
    let stream = state(machine, object)?;
    take(machine, object, &stream, |units| size.map_or(units.length(), |size| units.first(&stream, size)))
}

pub fn read_line(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    open_state(machine, object)?;
    let size = size_argument(machine, arguments)?;
    let stream = open_state(machine, object)?;
    check_readable(machine, &stream)?;
    write_out(machine, object)?;
    let stream = state(machine, object)?;
    take(machine, object, &stream, |units| {
        let line = units.line(&stream);
        size.map_or(line, |size| line.min(units.first(&stream, size)))
    })
}

/// The next line, or `None` at the end.
pub fn next_line(machine: &mut Machine, object: Ref) -> Result<Option<Ref>> {
    let line = read_line(machine, Arguments { positional: &[object], keywords: &[] })?;
    let empty = machine.native_length(line) == Some(0);
    if empty {
        machine.release(line);
        return Ok(None);
    }
    Ok(Some(line))
}

pub fn read_lines(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    open_or_told(machine, object, |_| true)?;
    let hint = size_argument(machine, arguments)?.filter(|hint| *hint > 0);
    let list = machine.new_list(Vec::new());
    let mut total = 0;
    loop {
        match next_line(machine, object) {
            Ok(Some(line)) => {
                total += machine.native_length(line).unwrap_or(0);
                machine.list_append(list, line);
                if hint.is_some_and(|hint| total >= hint) {
                    return Ok(list);
                }
            }
            Ok(None) => return Ok(list),
            Err(stop) => {
                machine.release(list);
                return Err(stop);
            }
        }
    }
}

pub fn write(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let (object, given) = (arguments.at(0), arguments.at(1));
    let stream = state(machine, object)?;
    if stream.kind == Kind::Text && machine.text_of(given).is_none() {
        let class = machine.class_name(given);
        return Err(machine.raise(known::TYPE_ERROR, format!("write() argument must be str, not {class}")));
    }
    let stream = open_state(machine, object)?;
    if !stream.writable {
        let text = if stream.kind == Kind::Text { "not writable" } else { "write" };
        return Err(machine.unsupported_operation(text));
    }
    let count = if stream.is_text() {
        let Some(text) = machine.text_of(given).map(str::to_owned) else {
            let text = format!("string argument expected, got '{}'", machine.class_name(given));
            return Err(machine.raise(known::TYPE_ERROR, text));
        };
        let written = stream.newline.written(&text, stream.kind == Kind::String);
        if stream.kind == Kind::String {
            let new: Vec<char> = written.chars().collect();
            machine.check_room(4 * (stream.chars.len() + new.len()) as u64)?;
            change(machine, object, |stream| {
                overwrite(Arc::make_mut(&mut stream.chars), stream.position, &new);
                stream.position += new.len();
            });
        } else {
            let bytes = machine.encode(&written, &stream.encoding, &stream.errors)?;
            let flushes = stream.line_buffering && written.contains('\n');
            add_pending(machine, object, &bytes, flushes)?;
        }
        text.chars().count()
    } else {
        let bytes = machine.bytes_argument(given)?;
        if stream.kind == Kind::Bytes {
            machine.check_room((stream.bytes.len() + bytes.len()) as u64)?;
            change(machine, object, |stream| {
                overwrite(Arc::make_mut(&mut stream.bytes), stream.position, &bytes);
                stream.position += bytes.len();
            });
        } else {
            add_pending(machine, object, &bytes, false)?;
        }
        bytes.len()
    };
    Ok(machine.new_int(count as i64))
}

fn add_pending(machine: &mut Machine, object: Ref, bytes: &[u8], flushes: bool) -> Result<()> {
    change(machine, object, |stream| stream.pending.extend_from_slice(bytes));
    let waiting = machine.heap.extension::<Stream>(object).map_or(0, |stream| stream.pending.len());
    if flushes || waiting > BUFFER { write_out(machine, object) } else { Ok(()) }
}

pub fn write_lines(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    open_or_told(machine, object, |_| true)?;
    let iterator = machine.iterator_of(arguments.at(1))?;
    let outcome = loop {
        match machine.next_of(iterator) {
            Ok(Some(line)) => {
                let written = write(machine, Arguments { positional: &[object, line], keywords: &[] });
                machine.release(line);
                match written {
                    Ok(count) => machine.release(count),
                    Err(stop) => break Err(stop),
                }
            }
            Ok(None) => break Ok(()),
            Err(stop) => break Err(stop),
        }
    };
    machine.release(iterator);
    outcome.map(|()| machine.none())
}

pub fn seek(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    open_state(machine, object)?;
    let offset = machine.index_of(arguments.at(1))?;
    let whence = match arguments.optional(2) {
        Some(whence) => machine.index_of(whence)?,
        None => 0,
    };
    write_out(machine, object)?;
    let stream = open_state(machine, object)?;
    let length = match stream.kind {
        Kind::String => stream.chars.len(),
        _ => content(machine, &stream).len(),
    } as i64;
    if !(0..=2).contains(&whence) {
        let text = match stream.kind {
            Kind::Text => format!("invalid whence ({whence}, should be 0, 1 or 2)"),
            Kind::String => format!("Invalid whence ({whence}, should be 0, 1 or 2)"),
            Kind::Bytes => format!("invalid whence ({whence}, should be 0, 1 or 2)"),
            Kind::Binary => format!("whence value {whence} unsupported"),
        };
        return Err(machine.raise(known::VALUE_ERROR, text));
    }
    if stream.is_text() && whence > 0 && offset != 0 {
        if stream.kind == Kind::String {
            return Err(machine.raise(known::OS_ERROR, "Can't do nonzero cur-relative seeks"));
        }
        let what = if whence == 1 { "cur" } else { "end" };
        return Err(machine.unsupported_operation(&format!("can't do nonzero {what}-relative seeks")));
    }
    let place = match whence {
        0 => offset,
        1 => (stream.position as i64).saturating_add(offset),
        _ => length.saturating_add(offset),
    };
    if place < 0 {
        return Err(match stream.kind {
            Kind::Text => machine.raise(known::VALUE_ERROR, format!("negative seek position {place}")),
            Kind::String => machine.raise(known::VALUE_ERROR, format!("Negative seek position {place}")),
            Kind::Bytes if whence == 0 => machine.raise(known::VALUE_ERROR, format!("negative seek value {place}")),
            Kind::Bytes => {
                change(machine, object, |stream| stream.position = 0);
                return Ok(machine.new_int(0));
            }
            Kind::Binary => {
                let arguments = vec![machine.new_int(22), machine.new_str("Invalid argument")];
                machine.raise_with(known::OS_ERROR, arguments)
            }
        });
    }
    change(machine, object, |stream| stream.position = place as usize);
    Ok(machine.new_int(place))
}

pub fn tell(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let stream = open_state(machine, arguments.at(0))?;
    let base =
        if stream.appends && !stream.pending.is_empty() { content(machine, &stream).len() } else { stream.position };
    Ok(machine.new_int((base + stream.pending.len()) as i64))
}

pub fn truncate(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    open_state(machine, object)?;
    write_out(machine, object)?;
    let stream = open_state(machine, object)?;
    if !stream.writable {
        return Err(machine.unsupported_operation("truncate"));
    }
    let size = match arguments.optional(1).filter(|size| *size != known::NONE) {
        Some(size) => machine.index_of(size)?,
        None => stream.position as i64,
    };
    let Ok(wanted) = usize::try_from(size) else {
        let text = match stream.kind {
            Kind::String if machine.version() >= Version::V3_15 => format!("negative pos value {size}"),
            Kind::String => format!("Negative size value {size}"),
            _ => format!("negative size value {size}"),
        };
        return Err(machine.raise(known::VALUE_ERROR, text));
    };
    if stream.kind == Kind::String {
        change(machine, object, |stream| Arc::make_mut(&mut stream.chars).truncate(wanted));
    } else {
        let mut bytes = content(machine, &stream).to_vec();
        machine.check_room(wanted as u64)?;
        if stream.is_file() {
            bytes.resize(wanted, 0);
        } else {
            bytes.truncate(wanted);
        }
        set_content(machine, object, bytes)?;
    }
    Ok(machine.new_int(size))
}

pub fn flush(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let stream = state(machine, arguments.at(0))?;
    if stream.kind != Kind::String {
        open_state(machine, arguments.at(0))?;
    }
    write_out(machine, arguments.at(0))?;
    Ok(machine.none())
}

pub fn close(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    write_out(machine, arguments.at(0))?;
    change(machine, arguments.at(0), |stream| stream.closed = true);
    Ok(machine.none())
}

pub fn enter(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    if state(machine, arguments.at(0))?.closed {
        return Err(machine.raise(known::VALUE_ERROR, "I/O operation on closed file."));
    }
    Ok(machine.keep(arguments.at(0)))
}

/// Closes by the method, which a program's class may have its own of.
pub fn exit(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let result = machine.call_method(arguments.at(0), "close", &[])?;
    machine.release(result);
    Ok(machine.none())
}

pub fn readable(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let stream = open_or_told(machine, arguments.at(0), |kind| kind == Kind::Bytes)?;
    Ok(machine.new_bool(stream.readable))
}

pub fn writable(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let stream = open_or_told(machine, arguments.at(0), |kind| kind == Kind::Bytes)?;
    Ok(machine.new_bool(stream.writable))
}

pub fn seekable(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    open_state(machine, arguments.at(0))?;
    Ok(machine.new_bool(true))
}

pub fn is_terminal(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    open_or_told(machine, arguments.at(0), |kind| kind != Kind::Text)?;
    Ok(machine.new_bool(false))
}

pub fn file_number(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let stream = open_state(machine, arguments.at(0));
    match stream {
        Ok(stream) if stream.is_file() => Err(Stop::unmodelled("file descriptors are not modelled")),
        _ => Err(machine.unsupported_operation("fileno")),
    }
}

pub fn value(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let stream = open_state(machine, arguments.at(0))?;
    Ok(match stream.kind {
        Kind::String => {
            let text: String = stream.chars.iter().collect();
            machine.new_str(&text)
        }
        _ => machine.new_bytes(&stream.bytes),
    })
}

pub fn repr(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    let stream = state(machine, object)?;
    let class = machine.class_path(machine.heap.class_of(object));
    let name = machine.repr_of(stream.name)?;
    let text = match stream.kind {
        Kind::Text => format!("<{class} name={name} mode='{}' encoding='{}'>", stream.mode, stream.encoding),
        _ => format!("<{class} name={name}>"),
    };
    Ok(machine.new_str(&text))
}

pub fn closed(machine: &mut Machine, object: Ref) -> Result<Ref> {
    let closed = state(machine, object)?.closed;
    Ok(machine.new_bool(closed))
}

pub fn name(machine: &mut Machine, object: Ref) -> Result<Ref> {
    let name = state(machine, object)?.name;
    Ok(machine.keep(name))
}

/// A binary file's mode is told in one order.
pub fn mode(machine: &mut Machine, object: Ref) -> Result<Ref> {
    let stream = state(machine, object)?;
    let text = match (stream.kind, stream.readable && stream.writable, stream.appends) {
        (Kind::Binary, true, true) => "ab+",
        (Kind::Binary, true, false) if stream.mode.contains('x') => "xb+",
        (Kind::Binary, true, false) => "rb+",
        (Kind::Binary, false, true) => "ab",
        (Kind::Binary, false, false) if stream.mode.contains('x') => "xb",
        (Kind::Binary, false, false) if stream.writable => "wb",
        (Kind::Binary, false, false) => "rb",
        _ => &stream.mode,
    };
    Ok(machine.new_str(text))
}

pub fn encoding(machine: &mut Machine, object: Ref) -> Result<Ref> {
    let encoding = state(machine, object)?.encoding;
    Ok(machine.new_str(&encoding))
}

pub fn errors(machine: &mut Machine, object: Ref) -> Result<Ref> {
    let errors = state(machine, object)?.errors;
    Ok(machine.new_str(&errors))
}

pub fn line_buffering(machine: &mut Machine, object: Ref) -> Result<Ref> {
    let line_buffering = state(machine, object)?.line_buffering;
    Ok(machine.new_bool(line_buffering))
}

/// Line ends are not kept account of: None, as before the first was read; and what a StringIO has none of.
pub fn newlines(machine: &mut Machine, object: Ref) -> Result<Ref> {
    let stream = state(machine, object)?;
    if stream.is_file() && stream.position > 0 && stream.newline == Newline::Universal {
        return Err(Stop::unmodelled("`newlines` of a file that was read from is not modelled"));
    }
    match machine.heap.body(object) {
        Body::Extension(_) => Ok(machine.none()),
        _ => Err(Stop::unmodelled("`newlines` of what is no stream")),
    }
}
