//! How a program ends itself: `exit` and `quit` (`Lib/_sitebuiltins.py`), and what `atexit` has to call then (`Modules/atexitmodule.c`).
//!
//! The functions that wait are a list in `assets/pylib/_atexit.py`, an entry each of function, arguments and keywords.

use super::arguments::native;
use super::extension_class::{ExtensionClass, Getter};
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::extension::native_state;
use crate::python::object::function::Arguments;
use crate::python::object::{Ref, known};
use crate::python::version::Version;

/// `exit` or `quit`, by its name.
#[derive(Clone, Debug)]
struct Quitter {
    name: &'static str,
}

native_state!(Quitter, |_| 48, []);

static QUITTER: ExtensionClass = ExtensionClass {
    methods: &[&native("__repr__", repr, 0, 0), &native("__call__", quit, 0, 1)],
    getters: &[Getter { name: "name", get: name, set: None }],
    collectable: false,
    ..ExtensionClass::named("Quitter", "_sitebuiltins")
};

/// Puts `exit` and `quit` among the builtins.
pub fn fill_builtins(machine: &mut Machine, builtins: Ref) -> Result<()> {
    for name in ["quit", "exit"] {
        let made = machine.new_native_object(&QUITTER, Quitter { name })?;
        machine.set_in_module(builtins, name, made)?;
    }
    Ok(())
}

fn name_of(machine: &Machine, quitter: Ref) -> &'static str {
    machine.heap.extension::<Quitter>(quitter).map_or("exit", |state| state.name)
}

fn name(machine: &mut Machine, quitter: Ref) -> Result<Ref> {
    let name = name_of(machine, quitter);
    Ok(machine.new_str(name))
}

fn repr(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let name = name_of(machine, arguments.at(0));
    Ok(machine.new_str(&format!("Use {name}() or Ctrl-D (i.e. EOF) to exit")))
}

fn quit(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let code = machine.keep(arguments.optional(1).unwrap_or(known::NONE));
    Err(machine.raise_with(known::SYSTEM_EXIT, vec![code]))
}

impl Machine {
    /// The list of what `atexit` has to call; `None` when there is none.
    fn exit_list(&self) -> Option<Ref> {
        let module = self.dict_get_text(self.modules, "_atexit")?;
        self.module_entry(module, "_waiting")
    }

    pub fn has_exit_functions(&self) -> bool {
        self.exit_list().and_then(|list| self.heap.items(list)).is_some_and(|entries| !entries.is_empty())
    }

    /// Calls what was registered, last first, and forgets it (`atexit_callfuncs`). What one of them registers is too late to be
    /// called.
    pub fn run_exit_functions(&mut self) {
        let Some(list) = self.exit_list() else { return };
        let entries = self.heap.items(list).map(<[Ref]>::to_vec).unwrap_or_default();
        for entry in &entries {
            self.keep(*entry);
        }
        for entry in entries.iter().rev() {
            self.call_exit_function(*entry);
        }
        let all = self.heap.items(list).map_or(0, <[Ref]>::len);
        self.list_replace(list, 0, all, Vec::new());
        self.release_all(entries);
    }

    /// One entry; it is empty when it was unregistered meanwhile.
    fn call_exit_function(&mut self, entry: Ref) {
        let Some([function, positional, keywords]) =
            self.heap.items(entry).and_then(|parts| <[Ref; 3]>::try_from(parts).ok())
        else {
            return;
        };
        let positional = self.heap.items(positional).map(<[Ref]>::to_vec).unwrap_or_default();
        let keywords: Vec<(Ref, Ref)> = match self.heap.dict(keywords) {
            Some(table) => table.live_entries().map(|entry| (entry.key, entry.value)).collect(),
            None => Vec::new(),
        };
        self.keep(function);
        match self.call_with_keywords(function, &positional, &keywords) {
            Ok(result) => self.release(result),
            Err(stop) => self.report_exit_function(stop, function),
        }
        self.release(function);
    }

    /// What CPython writes when such a function raises.
    fn report_exit_function(&mut self, stop: Stop, function: Ref) {
        if let Stop::Raised(exception) = stop {
            let what = self.repr_of(function).unwrap_or_default();
            let colon = if self.version() < Version::V3_13 { ":" } else { "" };
            let after = if self.version() < Version::V3_13 { "" } else { ":" };
            let whole = self.traceback_text(exception);
            let text = format!("Exception ignored in atexit callback{colon} {what}{after}\n{whole}");
            self.output.errors.push_str(&text);
            self.release(exception);
            return;
        }
        self.report_unraisable(stop, function);
    }
}
