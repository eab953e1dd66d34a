//! The natives: built-in functions, the methods of built-in types, and the modules that the machine answers itself.
//!
//! A catalogue: each file holds the `static` definitions of one class or module; the tables below say which belongs where.

pub mod abc_module;
pub mod alias_methods;
pub mod arguments;
pub mod array_module;
pub mod bisect_module;
pub mod builtins;
pub mod bytearray_methods;
pub mod bytes_methods;
pub mod charmaps;
pub mod collections;
pub mod constructors;
pub mod contextvars_module;
pub mod copy_module;
pub mod coroutine_methods;
pub mod descriptor_methods;
pub mod dict_methods;
pub mod display;
pub mod exception_groups;
pub mod exception_methods;
pub mod exceptions;
pub mod exec_functions;
pub mod exit_module;
pub mod extension_class;
pub mod float_methods;
pub mod format;
pub mod format_spec;
pub mod frame_methods;
pub mod frames_module;
pub mod function_attributes;
pub mod functools;
pub mod gc_module;
pub mod generator_methods;
pub mod glasshouse_module;
pub mod hash_module;
pub mod heapq_module;
pub mod inspect_module;
pub mod int_methods;
pub mod io;
pub mod iterators;
pub mod itertools;
pub mod json_encode;
pub mod json_module;
pub mod json_scan;
pub mod list_methods;
pub mod math;
pub mod memoryview_methods;
pub mod object_methods;
pub mod operator_module;
pub mod output;
pub mod percent;
pub mod pylib;
pub mod random_module;
pub mod range_slice;
pub mod re_match;
pub mod re_module;
pub mod re_pattern;
pub mod re_text;
pub mod reduce_module;
pub mod reduce_native;
pub mod refusal_module;
pub mod set_methods;
pub mod slot_table;
pub mod slots;
pub mod str_methods;
pub mod str_search;
pub mod struct_module;
pub mod sys_module;
pub mod text_codec;
pub mod time;
pub mod tuple_methods;
pub mod type_methods;
pub mod types_module;
pub mod unicode;
pub mod unicode_tables;
pub mod weakref_module;

use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::function::Native;
use crate::python::object::{Ref, known};
use crate::python::version::Version;

/// A module that the machine answers itself.
pub struct ModuleDefinition {
    pub name: &'static str,
    /// Puts the contents into the new module.
    pub fill: fn(&mut Machine, Ref) -> Result<()>,
}

/// Every module that can be imported.
pub static MODULES: &[ModuleDefinition] = &[
    ModuleDefinition { name: "_frames", fill: frames_module::fill },
    ModuleDefinition { name: "_abc", fill: abc_module::fill },
    ModuleDefinition { name: "_bisect", fill: bisect_module::fill },
    ModuleDefinition { name: "bisect", fill: bisect_module::fill },
    ModuleDefinition { name: "_functools", fill: functools::fill },
    ModuleDefinition { name: "_checksums", fill: hash_module::fill_checksums },
    ModuleDefinition { name: "_hashlib", fill: hash_module::fill },
    ModuleDefinition { name: "_heapq", fill: heapq_module::fill },
    ModuleDefinition { name: "_inspect", fill: inspect_module::fill },
    ModuleDefinition { name: "_json", fill: json_module::fill },
    ModuleDefinition { name: "_os_files", fill: io::os_files::fill },
    ModuleDefinition { name: "_refusal", fill: refusal_module::fill },
    ModuleDefinition { name: "_reduce", fill: reduce_module::fill },
    ModuleDefinition { name: "_sre", fill: re_module::fill },
    ModuleDefinition { name: "_struct", fill: struct_module::fill },
    ModuleDefinition { name: "_types", fill: types_module::fill },
    ModuleDefinition { name: "_weakref", fill: weakref_module::fill },
    ModuleDefinition { name: "array", fill: array_module::fill },
    ModuleDefinition { name: "contextvars", fill: contextvars_module::fill },
    ModuleDefinition { name: "copy", fill: copy_module::fill },
    ModuleDefinition { name: "gc", fill: gc_module::fill },
    ModuleDefinition { name: "glasshouse", fill: glasshouse_module::fill },
    ModuleDefinition { name: "io", fill: io::fill },
    ModuleDefinition { name: "itertools", fill: itertools::fill },
    ModuleDefinition { name: "_collections", fill: collections::fill },
    ModuleDefinition { name: "_operator", fill: operator_module::fill },
    ModuleDefinition { name: "operator", fill: operator_module::fill },
    ModuleDefinition { name: "math", fill: math::fill },
    ModuleDefinition { name: "_random", fill: random_module::fill },
    ModuleDefinition { name: "sys", fill: sys_module::fill },
    ModuleDefinition { name: "time", fill: time::fill },
];

/// The module of this name.
pub fn find(name: &str) -> Option<&'static ModuleDefinition> {
    MODULES.iter().find(|module| module.name == name)
}

/// The methods of a built-in class, in groups.
pub fn methods(class: Ref) -> Vec<&'static Native> {
    let own: &[&Native] = match class {
        known::INT => int_methods::METHODS,
        known::FLOAT => float_methods::METHODS,
        known::COMPLEX => float_methods::COMPLEX_METHODS,
        known::STR => str_methods::METHODS,
        known::BYTES => bytes_methods::METHODS,
        known::LIST => list_methods::METHODS,
        known::TUPLE => tuple_methods::METHODS,
        known::DICT => dict_methods::METHODS,
        known::DICT_KEYS | known::DICT_ITEMS => dict_methods::VIEW_METHODS,
        known::SET => set_methods::METHODS,
        known::FROZENSET => set_methods::FROZEN_METHODS,
        known::RANGE => range_slice::RANGE_METHODS,
        known::SLICE => range_slice::SLICE_METHODS,
        known::TYPE => type_methods::PLAIN,
        known::PROPERTY => descriptor_methods::PROPERTY_PLAIN,
        known::MAPPING_PROXY => alias_methods::MAPPING_PROXY,
        known::GENERATOR => generator_methods::GENERATOR,
        known::COROUTINE => coroutine_methods::COROUTINE,
        known::ASYNC_GENERATOR => coroutine_methods::ASYNC_GENERATOR,
        known::CODE => frame_methods::CODE,
        known::FRAME => frame_methods::FRAME,
        known::BYTEARRAY => bytearray_methods::METHODS,
        known::MEMORYVIEW => memoryview_methods::METHODS,
        known::ARRAY => array_module::METHODS,
        _ => exception_methods::methods(class),
    };
    let shared: &[&Native] = if class == known::BYTEARRAY { bytes_methods::METHODS } else { &[] };
    [own, shared].concat()
}

/// The first version that has a method of a built-in class.
pub fn since(class: Ref, name: &str) -> Version {
    match (class, name) {
        (known::INT, "is_integer") => Version::V3_12,
        (known::FLOAT | known::COMPLEX, "from_number") => Version::V3_14,
        (known::BYTEARRAY, "resize") => Version::V3_14,
        (known::BYTEARRAY, "take_bytes") => Version::V3_15,
        (known::ARRAY, "clear") => Version::V3_13,
        (known::MEMORYVIEW, "count" | "index") => Version::V3_14,
        _ => Version::V3_11,
    }
}

/// Whether objects of a built-in class can be referred to weakly.
pub fn weak_built_in(class: Ref, order: &[Ref]) -> bool {
    let weak = [
        known::TYPE,
        known::SET,
        known::FROZENSET,
        known::FUNCTION,
        known::METHOD,
        known::BUILTIN_FUNCTION,
        known::MODULE,
        known::CODE,
        known::GENERATOR,
        known::COROUTINE,
        known::MEMORYVIEW,
        known::GENERIC_ALIAS,
        known::UNION,
    ];
    weak.contains(&class) || order.iter().any(|base| weak.contains(base))
}

/// Methods that are bound to the class: `dict.fromkeys`, `int.from_bytes` …
pub fn is_class_method(class: Ref, name: &str) -> bool {
    matches!(
        (class, name),
        (known::OBJECT, "__init_subclass__")
            | (known::DICT, "fromkeys")
            | (known::INT, "from_bytes")
            | (known::FLOAT | known::COMPLEX, "from_number")
            | (known::FLOAT | known::BYTES | known::BYTEARRAY, "fromhex")
    )
}

/// Methods that are bound to nothing.
pub fn is_static_method(class: Ref, name: &str) -> bool {
    matches!((class, name), (known::STR | known::BYTES | known::BYTEARRAY, "maketrans") | (known::OBJECT, "__new__"))
}

/// Whether a built-in class is found by its name; the others are reached through `type()` alone.
pub fn is_builtin_name(name: &str) -> bool {
    let by_type_only = [
        "NoneType",
        "NotImplementedType",
        "ellipsis",
        "code",
        "function",
        "method",
        "builtin_function_or_method",
        "method_descriptor",
        "cell",
        "module",
        "traceback",
        "frame",
        "member_descriptor",
        "getset_descriptor",
        "wrapper_descriptor",
        "method-wrapper",
        "classmethod_descriptor",
        "mappingproxy",
        "generator",
        "coroutine",
        "async_generator",
        "iterator",
        "_managedbuffer",
    ];
    !(by_type_only.contains(&name) || name.contains('.') || name.starts_with("dict_") || name.contains("iterator"))
}

/// Whether CPython has a module of this name, so that its absence here is ours to tell.
pub fn exists_in_cpython(name: &str) -> bool {
    let top = name.split('.').next().unwrap_or(name);
    STANDARD_LIBRARY.split_whitespace().any(|module| module == top)
}

/// Top-level modules of the standard library that programs import (`sys.stdlib_module_names`, hidden ones left out).
const STANDARD_LIBRARY: &str = "abc aifc argparse array ast asyncio atexit base64 bdb binascii bisect builtins bz2 calendar \
    cgi cmath cmd code codecs codeop collections colorsys compileall concurrent configparser contextlib contextvars copy copyreg \
    cProfile csv ctypes curses dataclasses datetime dbm decimal difflib dis doctest email encodings ensurepip enum errno \
    faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib \
    grp gzip hashlib heapq hmac html http imaplib importlib inspect io ipaddress itertools json keyword linecache locale \
    logging lzma mailbox marshal math mimetypes mmap modulefinder multiprocessing netrc numbers opcode operator optparse os pathlib pdb \
    pickle pickletools pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc \
    queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site \
    smtplib socket socketserver sqlite3 ssl stat statistics string stringprep struct subprocess symtable sys sysconfig syslog \
    tabnanny tarfile tempfile termios textwrap threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty \
    turtle types typing unicodedata unittest urllib uuid venv warnings wave weakref webbrowser winreg wsgiref xml xmlrpc zipapp \
    zipfile zipimport zlib zoneinfo";
