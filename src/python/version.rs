//! CPython 3.11 … 3.15: the one table of what differs.
//!
//! A minor version stands for the release that it was verified against, named by [`Version::release`]. Each question below
//! is asked by the rule it answers; nothing else in the interpreter compares versions.

use crate::python::object::{Ref, known};

/// A CPython that the machine can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    V3_11,
    V3_12,
    V3_13,
    V3_14,
    V3_15,
}

impl Version {
    /// All, oldest first.
    pub const ALL: [Version; 5] = [Version::V3_11, Version::V3_12, Version::V3_13, Version::V3_14, Version::V3_15];

    /// The version that `text` names: `3.12`, or a full release such as `3.12.1`.
    pub fn parse(text: &str) -> Option<Version> {
        Self::ALL.into_iter().find(|version| version.short() == text || version.release() == text)
    }

    /// `3.12`.
    pub fn short(self) -> &'static str {
        match self {
            Version::V3_11 => "3.11",
            Version::V3_12 => "3.12",
            Version::V3_13 => "3.13",
            Version::V3_14 => "3.14",
            Version::V3_15 => "3.15",
        }
    }

    /// The release that this version was verified against.
    pub fn release(self) -> &'static str {
        match self {
            Version::V3_11 => "3.11.7",
            Version::V3_12 => "3.12.1",
            Version::V3_13 => "3.13.0",
            Version::V3_14 => "3.14.10",
            Version::V3_15 => "3.15.2",
        }
    }

    /// The 12 of 3.12.
    pub fn minor(self) -> u32 {
        11 + self as u32
    }

    /// The last small int that exists once for all (`_PY_NSMALLPOSINTS`, `pycore_runtime_structs.h`).
    pub fn largest_small_int(self) -> i64 {
        if self >= Version::V3_15 { 1024 } else { 256 }
    }

    /// The count that marks an immortal object, which nothing changes (PEP 683, `_Py_IMMORTAL_INITIAL_REFCNT`,
    /// `refcount.h`); `None` where every object is counted.
    pub fn immortal_count(self) -> Option<u32> {
        match self {
            Version::V3_11 => None,
            Version::V3_12 | Version::V3_13 => Some(u32::MAX),
            Version::V3_14 | Version::V3_15 => Some(3 << 30),
        }
    }

    /// Whether loading a local may borrow its reference (`LOAD_FAST_BORROW`, `flowgraph.c`, `optimize_load_fast`).
    pub fn borrows_locals(self) -> bool {
        self >= Version::V3_14
    }

    /// Whether comprehensions run in their function's own frame (PEP 709).
    pub fn inlines_comprehensions(self) -> bool {
        self >= Version::V3_12
    }

    /// Whether a generator expression gets its first iterator in its own frame, before the generator is made
    /// (`codegen.c`, `codegen_comprehension`).
    pub fn iterates_inside_generator_expressions(self) -> bool {
        self >= Version::V3_15
    }

    /// Whether an int of 0 to 255 is loaded without a constant (`LOAD_SMALL_INT`).
    pub fn has_small_int_instruction(self) -> bool {
        self >= Version::V3_14
    }

    /// Whether constants are folded on instructions (`flowgraph.c`), no longer on the tree (`ast_opt.c`).
    pub fn folds_late(self) -> bool {
        self >= Version::V3_14
    }

    /// Whether annotations are computed when they are asked for (PEP 649).
    pub fn has_lazy_annotations(self) -> bool {
        self >= Version::V3_14
    }

    /// Whether a slice without a step needs no slice object (`BINARY_SLICE`, `STORE_SLICE`).
    pub fn slices_without_object(self) -> bool {
        self >= Version::V3_12
    }

    /// Whether a dict display with constant keys takes them from one tuple (`BUILD_CONST_KEY_MAP`).
    pub fn builds_const_key_maps(self) -> bool {
        self <= Version::V3_13
    }

    /// Whether a method of `super()` is called without making a super object (`LOAD_SUPER_ATTR`).
    pub fn has_super_attribute_instruction(self) -> bool {
        self >= Version::V3_12
    }

    /// Whether a call on an imported name takes the attribute as such, not as a method (`is_import_originated`).
    pub fn calls_imported_as_attributes(self) -> bool {
        self >= Version::V3_12
    }

    /// Whether a function's first constant is its docstring or None, so that no other may stand there.
    pub fn first_constant_is_docstring(self) -> bool {
        self <= Version::V3_12
    }

    /// Whether docstrings lose their common indentation (`_PyCompile_CleanDoc`).
    pub fn cleans_docstrings(self) -> bool {
        self >= Version::V3_13
    }

    /// Whether class bodies set `__firstlineno__` and `__static_attributes__`.
    pub fn records_class_lines(self) -> bool {
        self >= Version::V3_13
    }

    /// Whether a collection that an allocation triggers waits for the next check of the eval breaker (`gc.c`,
    /// `_Py_RunGC`); before 3.12 it runs inside the allocation (`gcmodule.c`, `gc_collect_generations`).
    pub fn collects_at_eval_breaker(self) -> bool {
        self >= Version::V3_12
    }

    /// `gc.get_threshold()` at the start.
    pub fn collection_thresholds(self) -> [u32; 3] {
        if self >= Version::V3_13 { [2000, 10, 10] } else { [700, 10, 10] }
    }

    /// Whether a new dict is tracked from birth; before 3.14 it is when a value that the collector cares for goes in
    /// (`dictobject.c`, `MAINTAIN_TRACKING`).
    pub fn tracks_every_dict(self) -> bool {
        self >= Version::V3_14
    }

    /// Whether a dict's smallest sizes are rounded as `calculate_log2_keysize` does since 3.13.4 (gh-133703).
    pub fn rounds_key_size_up_only(self) -> bool {
        self >= Version::V3_14
    }

    /// Whether the first key that is not a str turns a table of str keys into a general one only when it is missing
    /// (3.13.10, 3.14.1, gh-140551); before, ahead of the look-up (`dictobject.c`, `insertdict`).
    pub fn converts_keys_on_miss_only(self) -> bool {
        self >= Version::V3_14
    }

    /// Whether a tuple of nothing that the collector cares for is left untracked from birth (3.14.1, `tupleobject.c`,
    /// `maybe_tracked`).
    pub fn leaves_atomic_tuples_untracked(self) -> bool {
        self >= Version::V3_14
    }

    /// Whether tracebacks are written by `Lib/traceback.py`, which shows statements of several lines whole.
    pub fn shows_whole_statements(self) -> bool {
        self >= Version::V3_13
    }

    /// Whether a NameError suggests `self.name` and the import of a standard module.
    pub fn suggests_imports(self) -> bool {
        self >= Version::V3_12
    }

    /// Whether names with an underscore are suggested only for a name with one (`traceback.py`, `hide_underscored`).
    pub fn hides_underscored_suggestions(self) -> bool {
        self >= Version::V3_13
    }

    /// Whether a suggested attribute is written as `.name`.
    pub fn suggests_with_dots(self) -> bool {
        self >= Version::V3_15
    }

    /// Whether the descriptors of `__dict__` and `__weakref__` are the same for all classes.
    pub fn shares_attribute_descriptors(self) -> bool {
        self >= Version::V3_15
    }

    /// Whether `int | str` and `typing.Union[int, str]` are of one class, `typing.Union`.
    pub fn has_one_union(self) -> bool {
        self >= Version::V3_14
    }

    /// Whether a class method asks what it wraps for its `__get__` (`funcobject.c`, `cm_descr_get`).
    pub fn chains_class_methods(self) -> bool {
        self <= Version::V3_12
    }

    /// Whether the caller holds the arguments of `f(*args, **keywords)` while the function runs (`ceval.c`, `do_call_core`); later
    /// versions enter the frame without waiting for it.
    pub fn holds_unpacked_arguments(self) -> bool {
        self <= Version::V3_11
    }

    /// Whether loading a constant borrows it, and a local may keep that (`LOAD_CONST`, `bytecodes.c`).
    pub fn borrows_constants(self) -> bool {
        self >= Version::V3_15
    }

    /// Whether frames and calls through C count towards one limit (`_Py_EnterRecursiveCall`).
    pub fn counts_calls_together(self) -> bool {
        self <= Version::V3_11
    }

    /// Whether a tuple keeps its hash (`ob_hash`, `tupleobject.h`), 8 bytes more each.
    pub fn caches_tuple_hash(self) -> bool {
        self >= Version::V3_14
    }

    /// Whether a built-in class is there by its name; most always were.
    pub fn has_class(self, class: Ref) -> bool {
        match class {
            known::PYTHON_FINALIZATION_ERROR | known::INCOMPLETE_INPUT_ERROR => self >= Version::V3_13,
            known::IMPORT_CYCLE_ERROR => self >= Version::V3_15,
            _ => true,
        }
    }

    /// Slots up to which a list's block is kept when the list shrinks, unless it gets empty (gh-158592, `listobject.c`,
    /// `list_resize`): in 3.14.10 and 3.15.2, seen by running them.
    pub fn smallest_list_that_shrinks(self) -> usize {
        if self >= Version::V3_14 { 32 } else { 0 }
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.short())
    }
}
