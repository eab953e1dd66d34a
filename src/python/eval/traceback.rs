//! Tracebacks as CPython prints them (`Lib/traceback.py`, `Python/traceback.c`).

use std::sync::Arc;

use crate::python::compile::code::{Code, Position};
use crate::python::eval::stop::Stop;
use crate::python::eval::{suggestion, syntax_report};
use crate::python::machine::Machine;
use crate::python::object::{Body, Ref, exception_kind, known};

/// Groups in groups, and exceptions in one, that are printed (`max_group_depth`, `max_group_width`).
const DEEPEST_GROUP: usize = 10;
const WIDEST_GROUP: usize = 15;
/// Causes and contexts that are printed: as many as the stack surely holds.
const LONGEST_CHAIN: usize = 2000;

/// One step of a traceback.
pub struct Row {
    pub code: Arc<Code>,
    pub line: u32,
    pub position: Position,
}

/// What is known while an exception is printed (`_ExceptionPrintContext`).
#[derive(Default)]
struct Printing {
    text: String,
    seen: Vec<Ref>,
    /// Groups around.
    depth: usize,
    need_close: bool,
}

impl Printing {
    /// Adds text, with the margin of the groups around before each line.
    fn emit(&mut self, text: &str) {
        self.emit_with('|', text);
    }

    fn emit_with(&mut self, margin: char, text: &str) {
        if self.depth == 0 {
            self.text.push_str(text);
            return;
        }
        for line in text.split_inclusive('\n') {
            let indent = 2 * self.depth;
            self.text.push_str(&format!("{:indent$}{margin} {line}", ""));
        }
    }

    /// A line of the frame itself.
    fn line(&mut self, text: &str) {
        let indent = 2 * self.depth;
        self.text.push_str(&format!("{:indent$}{text}", ""));
    }
}

impl Machine {
    /// The whole text for an uncaught exception, causes and contexts first.
    pub fn traceback_text(&mut self, exception: Ref) -> String {
        let mut printing = Printing::default();
        self.write_exception(exception, &mut printing);
        printing.text
    }

    fn write_exception(&mut self, exception: Ref, printing: &mut Printing) {
        printing.seen.push(exception);
        let Some(parts) = self.exception(exception) else { return };
        let (cause, context, hidden) = (parts.cause, parts.context, parts.suppress_context);
        let deep = printing.seen.len() > LONGEST_CHAIN;
        if !cause.is_null() && !printing.seen.contains(&cause) && !deep {
            self.write_exception(cause, printing);
            printing.emit("\nThe above exception was the direct cause of the following exception:\n\n");
        } else if cause.is_null() && !context.is_null() && !hidden && !printing.seen.contains(&context) && !deep {
            self.write_exception(context, printing);
            printing.emit("\nDuring handling of the above exception, another exception occurred:\n\n");
        }
        if !self.is_group(exception) {
            self.write_own(exception, "Traceback (most recent call last):\n", printing);
        } else if printing.depth > DEEPEST_GROUP {
            printing.emit(&format!("... (max_group_depth is {DEEPEST_GROUP})\n"));
        } else {
            self.write_group(exception, printing);
        }
    }

    /// Frames, message and notes of one exception.
    fn write_own(&mut self, exception: Ref, heading: &str, printing: &mut Printing) {
        let traceback = self.exception(exception).map_or(Ref::NULL, |parts| parts.traceback);
        if !traceback.is_null() {
            match heading.starts_with("Exception Group") && printing.depth == 1 {
                true => printing.emit_with('+', heading),
                false => printing.emit(heading),
            }
            let mut frames = String::new();
            self.write_frames(traceback, &mut frames);
            printing.emit(&frames);
        }
        let text = self.exception_lines(exception);
        if self.version().shows_whole_statements() {
            return printing.emit(&text);
        }
        // Written in C, a message's further lines have no margin; notes have.
        let notes: usize = self.note_lines(exception).iter().map(|line| line.len() + 1).sum();
        let (message, notes) = text.split_at_checked(text.len().saturating_sub(notes)).unwrap_or((&text, ""));
        let (first, rest) = message.split_at(message.find('\n').map_or(message.len(), |at| at + 1));
        printing.emit(first);
        printing.text.push_str(rest);
        printing.emit(notes);
    }

    /// A group: its own lines, then each of its exceptions behind a margin (`TracebackException.format`).
    fn write_group(&mut self, group: Ref, printing: &mut Printing) {
        let is_top = printing.depth == 0;
        if is_top {
            printing.depth = 1;
        }
        self.write_own(group, "Exception Group Traceback (most recent call last):\n", printing);
        let exceptions = self.group_items(group);
        let shown = exceptions.len().min(WIDEST_GROUP + 1);
        printing.need_close = false;
        for (at, exception) in exceptions.iter().take(shown).enumerate() {
            let last = at + 1 == shown;
            // A group inside may close the frame itself.
            printing.need_close |= last;
            let truncated = at >= WIDEST_GROUP;
            let title = if truncated { "...".to_owned() } else { (at + 1).to_string() };
            let corner = if at == 0 { "+-" } else { "  " };
            printing.line(&format!("{corner}+---------------- {title} ----------------\n"));
            printing.depth += 1;
            if truncated {
                let left = exceptions.len() - WIDEST_GROUP;
                let plural = if left > 1 { "s" } else { "" };
                printing.emit(&format!("and {left} more exception{plural}\n"));
            } else {
                self.write_exception(*exception, printing);
            }
            if last && printing.need_close {
                printing.line("+------------------------------------\n");
                printing.need_close = false;
            }
            printing.depth -= 1;
        }
        if is_top {
            printing.depth = 0;
        }
    }

    /// The message with its class, and the notes; for a SyntaxError also where it is (`format_exception_only`).
    pub fn exception_lines(&mut self, exception: Ref) -> String {
        let mut text = String::new();
        let class = self.heap.class_of(exception);
        if self.is_subclass(class, known::SYNTAX_ERROR) {
            self.write_syntax_error(exception, &mut text);
        } else {
            text.push_str(&self.exception_line(exception));
            text.push('\n');
        }
        for line in self.note_lines(exception) {
            text.push_str(&line);
            text.push('\n');
        }
        text
    }

    fn write_syntax_error(&mut self, exception: Ref, text: &mut String) {
        let Some(parts) = self.exception(exception) else { return };
        let field = |number: usize| parts.field(exception_kind::Place::Field(number));
        let [message, file, line, offset, source, end_line, end_offset] = [0, 1, 2, 3, 4, 5, 6].map(field);
        let number = |reference: Ref| match self.heap.body_or_none(reference) {
            Some(Body::Int(number)) if reference != known::TRUE && reference != known::FALSE => Some(*number),
            _ => None,
        };
        let words = |reference: Ref| self.text_of_or_none(reference).map(str::to_owned);
        let place = syntax_report::Place {
            file: words(file),
            line: number(line),
            offset: number(offset),
            text: words(source),
            end_line: number(end_line),
            end_offset: number(end_offset),
        };
        text.push_str(&syntax_report::place_lines(&place, self.version()));
        let class = self.heap.class_of(exception);
        let name = self.full_class_name(class);
        let message = match message {
            message if message.is_null() || message == known::NONE => "<no detail available>".to_owned(),
            message => self.str_of(message).unwrap_or_default(),
        };
        let suffix = match (&place.line, &place.file) {
            (None, Some(file)) => format!(" ({file})"),
            _ => String::new(),
        };
        text.push_str(&format!("{name}: {message}{suffix}\n"));
    }

    /// The lines of an exception's notes; what is no sequence of notes is shown itself.
    pub fn note_lines(&mut self, exception: Ref) -> Vec<String> {
        let name = self.intern("__notes__");
        let found = self.get_attribute_if_any(exception, name);
        self.release(name);
        let Ok(Some(notes)) = found else { return Vec::new() };
        let items = match self.heap.body(notes) {
            Body::List(list) => Some(list.items.clone()),
            Body::Tuple(items) => Some(items.to_vec()),
            _ => None,
        };
        let mut lines = Vec::new();
        match items {
            Some(items) => {
                for item in items {
                    let text = self.str_of(item).unwrap_or_else(|_| "<note str() failed>".to_owned());
                    lines.extend(text.split('\n').map(str::to_owned));
                }
            }
            None if notes == known::NONE => {}
            None => lines.push(self.repr_of(notes).unwrap_or_else(|_| "<__notes__ repr() failed>".to_owned())),
        }
        self.release(notes);
        lines
    }

    fn write_frames(&mut self, traceback: Ref, text: &mut String) {
        let rows = self.traceback_rows(traceback);
        let mut repeated = 0;
        for (number, row) in rows.iter().enumerate() {
            let same = |other: Option<&Row>| {
                other.is_some_and(|other| other.code.name == row.code.name && other.line == row.line)
            };
            repeated = if same(number.checked_sub(1).and_then(|before| rows.get(before))) { repeated + 1 } else { 0 };
            if repeated >= 3 {
                if !same(rows.get(number + 1)) {
                    let more = repeated - 2;
                    let plural = if more == 1 { "" } else { "s" };
                    text.push_str(&format!("  [Previous line repeated {more} more time{plural}]\n"));
                }
                continue;
            }
            let (file, line, name) = (&row.code.file_name, row.line, &row.code.name);
            text.push_str(&format!("  File \"{file}\", line {line}, in {name}\n"));
            text.push_str(&self.shown_source(row));
        }
    }

    /// The steps of a traceback, the outermost call first.
    pub fn traceback_rows(&self, traceback: Ref) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut at = traceback;
        while let Some(Body::Traceback(parts)) = self.heap.body_or_none(at) {
            let Body::Frame(frame) = self.heap.body(parts.frame) else { break };
            let position = frame.code.positions.get(parts.instruction as usize).copied().unwrap_or_default();
            rows.push(Row { code: frame.code.clone(), line: parts.line, position });
            at = parts.next;
        }
        rows
    }

    /// The source lines of a step, with carets.
    pub fn shown_source(&self, row: &Row) -> String {
        super::carets::source_lines(self.source_of(&row.code), row.position, self.version())
    }

    /// `ValueError: message`, with a suggestion where CPython makes one.
    pub fn exception_line(&mut self, exception: Ref) -> String {
        let class = self.heap.class_of(exception);
        let name = self.full_class_name(class);
        let message = self.str_of(exception).unwrap_or_else(|_| "<exception str() failed>".to_owned());
        let suggestion = self.suggestion_for(exception);
        if message.is_empty() { name } else { format!("{name}: {message}{suggestion}") }
    }

    /// The class's name with its module, unless that is `__main__` or `builtins`.
    fn full_class_name(&mut self, class: Ref) -> String {
        let Body::Class(parts) = self.heap.body(class) else { return String::new() };
        let qualified = self.text_of_or_none(parts.qualified_name).unwrap_or(&parts.name).to_owned();
        let module = self.dict_get_name(parts.dict, self.names.module).and_then(|module| self.text_of(module));
        match module {
            Some(module) if module != "__main__" && module != "builtins" => format!("{module}.{qualified}"),
            _ => qualified,
        }
    }

    fn text_of_or_none(&self, reference: Ref) -> Option<&str> {
        if reference.is_null() { None } else { self.text_of(reference) }
    }

    /// The exception's message without its class, as `str()` gives it.
    pub fn message_of(&mut self, exception: Ref) -> String {
        self.str_of(exception).unwrap_or_default()
    }

    /// ". Did you mean: 'append'?" and its kin (`traceback.py`, `_compute_suggestion_error`; before 3.13
    /// `Python/suggestions.c`).
    fn suggestion_for(&mut self, exception: Ref) -> String {
        let Some(parts) = self.exception(exception) else { return String::new() };
        let (name, object, traceback) = (parts.name, parts.object, parts.traceback);
        let Some(wrong) = self.text_of_or_none(name).map(str::to_owned) else { return String::new() };
        if self.is_instance(exception, known::ATTRIBUTE_ERROR) && !object.is_null() {
            let names = self.attribute_names(object, &wrong, traceback);
            return match suggestion::closest(&wrong, names.iter().map(String::as_str)) {
                Some(close) if self.version().suggests_with_dots() => {
                    format!(". Did you mean '.{close}' instead of '.{wrong}'?")
                }
                Some(close) => format!(". Did you mean: '{close}'?"),
                None => String::new(),
            };
        }
        if self.is_instance(exception, known::IMPORT_ERROR) {
            let Some((wrong, names)) = self.names_to_import(exception) else { return String::new() };
            return match suggestion::closest(&wrong, names.iter().map(String::as_str)) {
                Some(close) => format!(". Did you mean: '{close}'?"),
                None => String::new(),
            };
        }
        if self.is_instance(exception, known::NAME_ERROR) {
            let (names, own) = self.names_in_last_frame(traceback);
            let newer = self.version().suggests_imports();
            let close = match own.filter(|_| newer).filter(|own| self.has_plain_attribute(*own, name)) {
                Some(_) => Some(format!("self.{wrong}")),
                None => suggestion::closest(&wrong, names.iter().map(String::as_str)),
            };
            let is_module = newer && crate::python::modules::exists_in_cpython(&wrong);
            return match (close, is_module) {
                (Some(close), false) => format!(". Did you mean: '{close}'?"),
                (Some(close), true) => {
                    format!(". Did you mean: '{close}'? Or did you forget to import '{wrong}'?")
                }
                (None, true) => format!(". Did you forget to import '{wrong}'?"),
                (None, false) => String::new(),
            };
        }
        String::new()
    }

    /// The names that `dir()` of an object gives; from 3.13 hidden ones only for a hidden name, or for the `self` of the frame.
    fn attribute_names(&mut self, object: Ref, wrong: &str, traceback: Ref) -> Vec<String> {
        let mut names = Vec::new();
        let class = self.heap.class_of(object);
        let mut classes = vec![class];
        if let Body::Class(parts) = self.heap.body(object) {
            classes = parts.mro.clone();
        } else if let Body::Class(parts) = self.heap.body(class) {
            classes = parts.mro.clone();
        }
        for class in classes {
            if let Body::Class(parts) = self.heap.body(class) {
                self.push_keys(parts.dict, &mut names);
            }
        }
        if let Body::Module(module) = self.heap.body(object) {
            names.clear();
            self.push_keys(module.dict, &mut names);
        } else if self.instance_has_dict(object)
            && let Ok(dict) = self.instance_dict(object)
        {
            self.push_keys(dict, &mut names);
        }
        names.sort();
        names.dedup();
        let hides = self.version().hides_underscored_suggestions()
            && !wrong.starts_with('_')
            && self.names_in_last_frame(traceback).1 != Some(object);
        if hides {
            names.retain(|name| !name.starts_with('_'));
        }
        names
    }

    /// Whether looking the name up would find something, without running anything.
    fn has_plain_attribute(&mut self, object: Ref, name: Ref) -> bool {
        let class = self.heap.class_of(object);
        if self.lookup_on_class(class, name).is_some() {
            return true;
        }
        self.instance_has_dict(object)
            && self.instance_dict(object).is_ok_and(|dict| self.dict_get_name(dict, name).is_some())
    }

    fn push_keys(&self, dict: Ref, names: &mut Vec<String>) {
        if let Some(Body::Dict(table)) = self.heap.body_or_none(dict) {
            names.extend(table.live_entries().filter_map(|entry| self.text_of(entry.key)).map(str::to_owned));
        }
    }

    /// The names that the innermost frame of a traceback sees, and its `self`.
    fn names_in_last_frame(&self, traceback: Ref) -> (Vec<String>, Option<Ref>) {
        let mut last = Ref::NULL;
        let mut at = traceback;
        while let Some(Body::Traceback(parts)) = self.heap.body_or_none(at) {
            last = parts.frame;
            at = parts.next;
        }
        let mut names = Vec::new();
        let mut own = None;
        if let Some(Body::Frame(frame)) = self.heap.body_or_none(last) {
            for (local, value) in frame.code.locals.iter().zip(&frame.locals) {
                let value = match self.heap.body_or_none(*value) {
                    Some(Body::Cell(content)) => *content,
                    _ => *value,
                };
                if !value.is_null() {
                    names.push(local.text.clone());
                    if local.text == "self" {
                        own = Some(value);
                    }
                }
            }
            self.push_keys(frame.globals, &mut names);
        }
        self.push_keys(self.builtins, &mut names);
        (names, own)
    }

    /// What CPython prints when an exception cannot go anywhere: in a finaliser, say.
    pub fn report_unraisable(&mut self, stop: Stop, place: Ref) {
        self.report_ignored(stop, place, "calling deallocator");
    }

    /// The same for an exception in what the interpreter was doing on its own: `calling weakref callback`.
    pub fn report_ignored(&mut self, stop: Stop, place: Ref, doing: &str) {
        let exception = match stop {
            Stop::Raised(exception) => exception,
            Stop::Ended(ending) => {
                let line = self.thread().frames.last().map_or(0, |frame| frame.line);
                self.ended = Some(crate::python::machine::Exit::Stopped { ending: *ending, line });
                return;
            }
        };
        // What no frame has raised is shown as of the frame that runs (`_PyErr_WriteUnraisableMsg`).
        if self.exception(exception).is_some_and(|parts| parts.traceback.is_null())
            && let Some(frame) = self.thread().frames.last()
        {
            let at = frame.next.saturating_sub(1);
            self.add_traceback(exception, at);
        }
        let what = self.repr_of(place).unwrap_or_default();
        let verb = match self.heap.body(place) {
            _ if self.version().minor() < 14 => "in:",
            Body::Generator(_) => "closing generator",
            _ => doing,
        };
        let mut text = format!("Exception ignored {verb} {what}\n");
        if self.version().minor() >= 14 {
            text = format!("Exception ignored while {verb} {what}:\n");
        }
        let whole = self.traceback_text(exception);
        text.push_str(&whole);
        self.output.errors.push_str(&text);
        self.release(exception);
    }
}
