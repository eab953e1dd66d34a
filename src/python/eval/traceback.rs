//! Tracebacks as CPython prints them (`Lib/traceback.py`, `Python/traceback.c`).

use crate::python::eval::stop::Stop;
use crate::python::eval::suggestion;
use crate::python::machine::Machine;
use crate::python::object::{Body, Ref, known};

impl Machine {
    /// The whole text for an uncaught exception, causes and contexts first.
    pub fn traceback_text(&mut self, exception: Ref) -> String {
        let mut seen = Vec::new();
        let mut text = String::new();
        self.write_exception(exception, &mut seen, &mut text);
        text
    }

    fn write_exception(&mut self, exception: Ref, seen: &mut Vec<Ref>, text: &mut String) {
        seen.push(exception);
        let Some(parts) = self.exception(exception) else { return };
        let (cause, context, hidden, traceback) = (parts.cause, parts.context, parts.suppress_context, parts.traceback);
        if !cause.is_null() && !seen.contains(&cause) {
            self.write_exception(cause, seen, text);
            text.push_str("\nThe above exception was the direct cause of the following exception:\n\n");
        } else if cause.is_null() && !context.is_null() && !hidden && !seen.contains(&context) {
            self.write_exception(context, seen, text);
            text.push_str("\nDuring handling of the above exception, another exception occurred:\n\n");
        }
        if !traceback.is_null() {
            text.push_str("Traceback (most recent call last):\n");
            self.write_frames(traceback, text);
        }
        text.push_str(&self.exception_line(exception));
        text.push('\n');
        let notes = self.note_lines(exception);
        for line in notes {
            text.push_str(&line);
            text.push('\n');
        }
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
        let mut rows = Vec::new();
        let mut at = traceback;
        while let Some(Body::Traceback(parts)) = self.heap.body_or_none(at) {
            let Body::Frame(frame) = self.heap.body(parts.frame) else { break };
            rows.push((frame.code.clone(), parts.line, parts.instruction));
            at = parts.next;
        }
        let mut repeated = 0;
        for (number, (code, line, instruction)) in rows.iter().enumerate() {
            let same = number > 0
                && rows.get(number - 1).is_some_and(|before| before.0.name == code.name && before.1 == *line);
            repeated = if same { repeated + 1 } else { 0 };
            if repeated >= 3 {
                let last = rows.get(number + 1).is_none_or(|next| next.0.name != code.name || next.1 != *line);
                if last {
                    let more = repeated - 2;
                    let plural = if more == 1 { "" } else { "s" };
                    text.push_str(&format!("  [Previous line repeated {more} more time{plural}]\n"));
                }
                continue;
            }
            let shown = self.shown_function(code);
            text.push_str(&format!("  File \"{}\", line {line}, in {shown}\n", code.file_name));
            let position = code.positions.get(*instruction as usize).copied().unwrap_or_default();
            text.push_str(&super::carets::source_lines(self.source_of(code), position, self.version()));
        }
    }

    fn shown_function(&self, code: &crate::python::compile::code::Code) -> String {
        code.name.clone()
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
            _ => "calling deallocator",
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
