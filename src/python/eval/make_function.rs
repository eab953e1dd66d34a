//! Making function objects.

use crate::python::compile::code;
use crate::python::machine::Machine;
use crate::python::object::function::Function;
use crate::python::object::{Body, Ref, known};

impl Machine {
    pub(super) fn make_function(&mut self, flags: u32) {
        let code_object = self.pop();
        let take = |machine: &mut Machine, flag: u32| if flags & flag == 0 { Ref::NULL } else { machine.pop() };
        let annotate = take(self, code::MAKE_ANNOTATE);
        let closure = take(self, code::MAKE_CLOSURE);
        let annotations = take(self, code::MAKE_ANNOTATIONS);
        let keyword_defaults = take(self, code::MAKE_KEYWORD_DEFAULTS);
        let defaults = take(self, code::MAKE_DEFAULTS);
        let annotations = self.annotations_dict(annotations);
        let Body::Code(code) = self.heap.body(code_object) else { return };
        let code = code.clone();
        let globals = self.thread().frames.last().map_or(self.main, |frame| frame.globals);
        self.keep(globals);
        let (name, qualified_name) = (self.intern(&code.name), self.intern(&code.qualified_name));
        let module = self.dict_get_name(globals, self.names.name).map_or(Ref::NULL, |module| self.keep(module));
        let doc = match (code.flags.docstring, code.constants.first()) {
            (true, Some(doc)) => self.keep(*doc),
            _ => self.none(),
        };
        let function = Function {
            code,
            code_object,
            globals,
            name,
            qualified_name,
            defaults,
            keyword_defaults,
            closure,
            doc,
            module,
            annotations,
            annotate,
            type_parameters: Ref::NULL,
        };
        let bytes = if self.version().minor() >= 14 { 160 } else { 144 };
        let made = self.heap.insert(known::FUNCTION, Body::Function(Box::new(function)), bytes + 16, 16, true);
        self.heap.track(made);
        self.push(made);
    }

    /// The dict of annotations from the tuple of names and values that the compiler leaves (owned, or null).
    pub(super) fn annotations_dict(&mut self, pairs: Ref) -> Ref {
        let Some(items) = self.heap.body_or_none(pairs).and_then(|_| self.heap.items(pairs)).map(<[Ref]>::to_vec)
        else {
            return pairs;
        };
        let dict = self.new_dict();
        for pair in items.chunks_exact(2) {
            // A str key cannot fail.
            let _ = self.dict_set(dict, pair[0], pair[1]);
        }
        self.release(pairs);
        dict
    }
}
