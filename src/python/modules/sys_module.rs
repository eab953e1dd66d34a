//! The module `sys`: what the interpreter says of itself.

use super::arguments::{ALWAYS, keyword_native, native};
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::class::Class;
use crate::python::object::function::{Arguments, Native, Property};
use crate::python::object::{Body, Ref, known};

/// The functions of `sys`.
pub static FUNCTIONS: &[&Native] = &[
    &native("_getframe", get_frame, 0, 1),
    &native("__getattr__", late_attribute, 1, 1),
    &native("exc_info", exc_info, 0, 0),
    &native("exit", exit, 0, 1),
    &keyword_native("set_asyncgen_hooks", set_async_hooks, 0, 2),
    &native("get_int_max_str_digits", get_int_max_str_digits, 0, 0),
    &native("getfilesystemencoding", get_default_encoding, 0, 0),
    &native("getdefaultencoding", get_default_encoding, 0, 0),
    &native("getrecursionlimit", get_recursion_limit, 0, 0),
    &native("getrefcount", get_reference_count, 1, 1),
    &keyword_native("getsizeof", get_size_of, 0, 2).packed(ALWAYS),
    &native("getswitchinterval", get_switch_interval, 0, 0),
    &native("intern", intern, 1, 1),
    &native("is_finalizing", is_finalizing, 0, 0),
    &native("setrecursionlimit", set_recursion_limit, 1, 1),
    &native("setswitchinterval", set_switch_interval, 1, 1),
];

/// Fills the module.
pub fn fill(machine: &mut Machine, module: Ref) -> Result<()> {
    machine.set_functions(module, FUNCTIONS)?;
    let version = machine.version();
    let release = version.release();
    let numbers: Vec<i64> = release.split('.').filter_map(|part| part.parse().ok()).collect();
    let info = version_info(machine, &numbers)?;
    machine.keep(info);
    machine.set_in_module(module, "version_info", info)?;
    let implementation = namespace(machine, "SimpleNamespace")?;
    let cache = machine.new_str(&format!("cpython-{}", version.short().replace('.', "")));
    let name = machine.new_str("cpython");
    let hex = numbers.iter().fold(0, |hex, number| hex << 8 | number) << 8 | 0xf0;
    let hex_object = machine.new_int(hex);
    machine.keep(hex_object);
    for (attribute, value) in [("name", name), ("cache_tag", cache), ("version", info), ("hexversion", hex_object)] {
        let attribute = machine.intern(attribute);
        machine.instance_set(implementation, attribute, value)?;
        machine.release(attribute);
        machine.release(value);
    }
    machine.set_in_module(module, "implementation", implementation)?;
    machine.set_in_module(module, "hexversion", hex_object)?;
    for (name, text) in [
        ("version", format!("{release} (main) [Glasshouse]")),
        ("platform", "linux".to_owned()),
        ("byteorder", "little".to_owned()),
        ("executable", String::new()),
        ("copyright", "Copyright (c) 2001 Python Software Foundation.".to_owned()),
    ] {
        let text = machine.new_str(&text);
        machine.set_in_module(module, name, text)?;
    }
    for (name, value) in [("maxsize", i64::MAX), ("maxunicode", 0x10_ffff), ("api_version", 1013)] {
        let value = machine.new_int(value);
        machine.set_in_module(module, name, value)?;
    }
    let file_name = machine.options.file_name.clone();
    let file_name = machine.new_str(&file_name);
    let arguments = machine.new_list(vec![file_name]);
    machine.set_in_module(module, "argv", arguments)?;
    let path = machine.new_list(Vec::new());
    machine.set_in_module(module, "path", path)?;
    let modules = machine.modules;
    machine.keep(modules);
    machine.set_in_module(module, "modules", modules)?;
    for (name, method) in [("stdout", &WRITE_OUTPUT), ("stderr", &WRITE_ERROR)] {
        let stream = stream(machine, method)?;
        let (attribute, shown) = (machine.intern("name"), machine.new_str(&format!("<{name}>")));
        machine.instance_set(stream, attribute, shown)?;
        machine.release(attribute);
        machine.release(shown);
        machine.keep(stream);
        machine.set_in_module(module, &format!("__{name}__"), stream)?;
        machine.set_in_module(module, name, stream)?;
    }
    Ok(())
}

/// A class of the machine's own making, without a `class` statement: its methods and one base.
fn new_class(machine: &mut Machine, name: &str, base: Ref, methods: &[&'static Native]) -> Result<Ref> {
    let dict = machine.new_dict();
    let mro = match machine.heap.class(base) {
        Some(base) => base.mro.clone(),
        None => Vec::new(),
    };
    let qualified_name = machine.intern(name);
    let class = Class {
        name: name.to_owned(),
        qualified_name,
        bases: vec![base],
        dict,
        layout: base,
        heap: true,
        has_dict: base == known::OBJECT,
        shared_usable: crate::python::object::instance::SHARED_NAMES,
        ..Class::default()
    };
    let reference = machine.new_tracked(known::TYPE, Body::Class(Box::new(class)), 1000, 16);
    let mro: Vec<Ref> = [reference].into_iter().chain(mro).collect();
    let (bases_tuple, mro_tuple) = (machine.tuple_of(&[base]), machine.tuple_of(&mro));
    if let Some(class) = machine.heap.class_mut(reference) {
        (class.mro, class.bases_tuple, class.mro_tuple) = (mro, bases_tuple, mro_tuple);
    }
    for definition in methods {
        let body = Body::MethodDescriptor { definition, class: reference };
        machine.keep(reference);
        let method = machine.heap.insert(known::METHOD_DESCRIPTOR, body, 72, 0, false);
        let name = machine.intern(definition.name);
        machine.dict_set(dict, name, method)?;
        machine.release(name);
        machine.release(method);
    }
    Ok(reference)
}

/// An empty object with attributes.
fn namespace(machine: &mut Machine, name: &str) -> Result<Ref> {
    let class = new_class(machine, name, known::OBJECT, &[])?;
    let object = machine.new_instance(class);
    machine.release(class);
    Ok(object)
}

/// `sys.version_info`: a tuple with names.
fn version_info(machine: &mut Machine, numbers: &[i64]) -> Result<Ref> {
    let class = new_class(machine, "sys.version_info", known::TUPLE, &[&VERSION_REPR])?;
    let dict = machine.heap.class(class).map_or(Ref::NULL, |class| class.dict);
    for definition in [&MAJOR, &MINOR, &MICRO, &RELEASE_LEVEL, &SERIAL] {
        let get = machine.heap.insert(
            known::BUILTIN_FUNCTION,
            Body::Native { definition, receiver: Ref::NULL },
            56 + 16,
            16,
            true,
        );
        let property = Property { get, ..Property::default() };
        let property = machine.new_tracked(known::PROPERTY, Body::Property(Box::new(property)), 64, 16);
        let name = machine.intern(definition.name);
        machine.dict_set(dict, name, property)?;
        machine.release(name);
        machine.release(property);
    }
    let mut items: Vec<Ref> = numbers.iter().map(|number| machine.new_int(*number)).collect();
    items.push(machine.intern("final"));
    items.push(machine.new_int(0));
    let bytes = crate::python::object::create::tuple_bytes(machine.version(), items.len());
    Ok(machine.new_tracked(class, Body::Tuple(items.into_boxed_slice()), bytes, 16))
}

static VERSION_REPR: Native = native("__repr__", version_repr, 0, 0);
static MAJOR: Native = native("major", |machine, arguments| field(machine, arguments, 0), 0, 0);
static MINOR: Native = native("minor", |machine, arguments| field(machine, arguments, 1), 0, 0);
static MICRO: Native = native("micro", |machine, arguments| field(machine, arguments, 2), 0, 0);
static RELEASE_LEVEL: Native = native("releaselevel", |machine, arguments| field(machine, arguments, 3), 0, 0);
static SERIAL: Native = native("serial", |machine, arguments| field(machine, arguments, 4), 0, 0);

fn field(machine: &mut Machine, arguments: Arguments<'_>, place: usize) -> Result<Ref> {
    let item = machine.heap.items(arguments.at(0)).and_then(|items| items.get(place)).copied();
    Ok(item.map_or(Ref::NULL, |item| machine.keep(item)))
}

fn version_repr(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let items = machine.heap.items(arguments.at(0)).unwrap_or_default().to_vec();
    let names = ["major", "minor", "micro", "releaselevel", "serial"];
    let mut parts = Vec::new();
    for (name, item) in names.into_iter().zip(items) {
        parts.push(format!("{name}={}", machine.repr_of(item)?));
    }
    Ok(machine.new_str(&format!("sys.version_info({})", parts.join(", "))))
}

static WRITE_OUTPUT: Native = native("write", write_output, 1, 1);
static WRITE_ERROR: Native = native("write", write_error, 1, 1);
static FLUSH: Native = native("flush", flush, 0, 0);

/// An object with `write` and `flush`.
fn stream(machine: &mut Machine, write: &'static Native) -> Result<Ref> {
    let class = new_class(machine, "TextIOWrapper", known::OBJECT, &[write, &FLUSH])?;
    let object = machine.new_instance(class);
    machine.release(class);
    Ok(object)
}

impl Machine {
    /// What the program put in the place of a stream of `sys` (borrowed), or that it took it away; `None` while it is the
    /// original one.
    pub fn replaced_stream(&self, name: &str, original: &str) -> Option<Option<Ref>> {
        let dict = self.module_dict(self.dict_get_text(self.modules, "sys")?);
        let (now, original) = (self.dict_get_text(dict, name), self.dict_get_text(dict, original)?);
        (now != Some(original)).then_some(now)
    }
}

/// The text that `write` was given.
fn text_argument(machine: &mut Machine, arguments: Arguments<'_>) -> Result<String> {
    let given = arguments.at(1);
    match machine.text_of(given) {
        Some(text) => Ok(text.to_owned()),
        None => {
            let class = machine.class_name_or_none(given);
            Err(machine.raise(known::TYPE_ERROR, format!("write() argument must be str, not {class}")))
        }
    }
}

fn write_output(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let text = text_argument(machine, arguments)?;
    machine.write(&text)?;
    Ok(machine.new_int(text.chars().count() as i64))
}

fn write_error(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let text = text_argument(machine, arguments)?;
    if (machine.output.errors.len() + text.len()) as u64 > machine.options.max_output {
        let bound = machine.options.max_output;
        return Err(Stop::Ended(Box::new(crate::python::eval::stop::Ending::Output(bound))));
    }
    machine.output.errors.push_str(&text);
    Ok(machine.new_int(text.chars().count() as i64))
}

fn flush(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    Ok(machine.none())
}

/// `set_asyncgen_hooks(firstiter, finalizer)`; None takes a hook away.
fn set_async_hooks(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let given = machine.bind("set_asyncgen_hooks", arguments, ["firstiter", "finalizer"], 0)?;
    for (hook, name) in given.into_iter().zip(["firstiter", "finalizer"]) {
        let Some(hook) = hook else { continue };
        if hook != known::NONE && !machine.is_callable(hook) {
            let message = format!("callable {name} expected, got {}", machine.class_name(hook));
            return Err(machine.raise(known::TYPE_ERROR, message));
        }
        let hook = if hook == known::NONE { Ref::NULL } else { machine.keep(hook) };
        let place = if name == "firstiter" { &mut machine.async_hooks.0 } else { &mut machine.async_hooks.1 };
        let old = std::mem::replace(place, hook);
        machine.release(old);
    }
    Ok(machine.none())
}

/// The frame object of the caller, or of so many calls further out.
fn get_frame(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let depth = match arguments.optional(0) {
        Some(depth) => machine.index_of(depth)?,
        None => 0,
    };
    let depth = usize::try_from(depth).unwrap_or(0);
    match machine.thread().frames.len().checked_sub(depth + 1) {
        Some(number) => {
            let frame = machine.frame_object(number);
            Ok(machine.keep(frame))
        }
        None => Err(machine.raise(known::VALUE_ERROR, "call stack is not deep enough")),
    }
}

fn exc_info(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    let handled = machine.handled_exception();
    let parts = if handled.is_null() {
        [known::NONE; 3]
    } else {
        let traceback = match machine.heap.body(handled) {
            Body::Exception(exception) if !exception.traceback.is_null() => exception.traceback,
            _ => known::NONE,
        };
        [machine.heap.class_of(handled), handled, traceback]
    };
    let parts = parts.into_iter().map(|part| machine.keep(part)).collect();
    Ok(machine.new_tuple(parts))
}

fn exit(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let exception = machine.call(known::SYSTEM_EXIT, arguments.positional)?;
    Err(Stop::Raised(exception))
}

fn get_default_encoding(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    Ok(machine.new_str("utf-8"))
}

fn get_int_max_str_digits(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    Ok(machine.new_int(crate::python::object::number::integer::MOST_DIGITS as i64))
}

/// Attributes that are made when they are first asked for (`_sysinfo`), and the names of those that are not modelled.
fn late_attribute(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let name = machine.text_of(arguments.at(0)).unwrap_or_default().to_owned();
    if LATE.contains(&name.as_str()) {
        let module = machine.import_module("_sysinfo")?;
        let found = machine.get_attribute(module, arguments.at(0));
        machine.release(module);
        let found = found?;
        if let Some(sys) = machine.dict_get_text(machine.modules, "sys") {
            machine.keep(found);
            machine.set_in_module(sys, &name, found)?;
        }
        return Ok(found);
    }
    if NOT_MODELLED.split_whitespace().any(|other| other == name) {
        return Err(Stop::unmodelled(format!("`sys.{name}` is not modelled")));
    }
    Err(machine.raise(known::ATTRIBUTE_ERROR, format!("module 'sys' has no attribute '{name}'")))
}

const LATE: [&str; 4] = ["float_info", "float_repr_style", "hash_info", "int_info"];

/// What else CPython's `sys` has for a program to use.
const NOT_MODELLED: &str = "activate_stack_trampoline addaudithook audit base_exec_prefix base_prefix breakpointhook \
    builtin_module_names call_tracing displayhook dont_write_bytecode exec_prefix flags \
    get_asyncgen_hooks get_coroutine_origin_tracking_depth getallocatedblocks getdlopenflags getfilesystemencodeerrors \
    getprofile gettrace getunicodeinternedsize meta_path monitoring orig_argv path_hooks path_importer_cache platlibdir prefix \
    pycache_prefix set_asyncgen_hooks set_coroutine_origin_tracking_depth set_int_max_str_digits setdlopenflags setprofile \
    settrace stdin stdlib_module_names thread_info unraisablehook warnoptions __breakpointhook__ __displayhook__ __stdin__";

fn get_recursion_limit(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    let limit = machine.recursion_limit;
    Ok(machine.new_int(limit as i64))
}

fn set_recursion_limit(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let limit = machine.index_argument(arguments.at(0))?;
    if limit < 1 {
        let message = "recursion limit must be greater or equal than 1";
        return Err(machine.raise(known::VALUE_ERROR, message));
    }
    let depth = machine.thread().frames.len();
    if limit as usize <= depth {
        let message =
            format!("cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low");
        return Err(machine.raise(known::RECURSION_ERROR, message));
    }
    machine.recursion_limit = limit as usize;
    Ok(machine.none())
}

/// The count as it is while this call holds its argument.
fn get_reference_count(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let count = machine.heap.get(arguments.at(0)).references;
    Ok(machine.new_int(i64::from(count)))
}

fn get_size_of(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let [object, _default] = machine.bind("getsizeof", arguments, ["object", "default"], 1)?;
    let object = object.unwrap_or(known::NONE);
    let class = machine.heap.class_of(object);
    let user = machine.heap.class(class).is_some_and(|class| class.heap);
    if user && let Some(own) = machine.call_special(object, "__sizeof__", &[])? {
        let front = i64::from(machine.heap.front_of(object));
        let size = machine.index_argument(own);
        machine.release(own);
        let size = size?.saturating_add(front);
        return Ok(machine.new_int(size));
    }
    let size = machine.size_of(object)?;
    Ok(machine.new_int(size as i64))
}

fn get_switch_interval(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    let seconds = machine.switch_interval_nanos as f64 / 1e9;
    Ok(machine.new_float(seconds))
}

fn set_switch_interval(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let seconds = match machine.heap.body(arguments.at(0)) {
        Body::Float(seconds) => *seconds,
        Body::Int(seconds) => *seconds as f64,
        _ => {
            let class = machine.class_name(arguments.at(0));
            return Err(machine.raise(known::TYPE_ERROR, format!("must be real number, not {class}")));
        }
    };
    if seconds.is_nan() || seconds <= 0.0 {
        return Err(machine.raise(known::VALUE_ERROR, "switch interval must be strictly positive"));
    }
    // CPython keeps whole microseconds.
    machine.switch_interval_nanos = ((seconds * 1e6) as u64).saturating_mul(1000);
    Ok(machine.none())
}

fn intern(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let text = arguments.at(0);
    if machine.heap.class_of(text) != known::STR {
        let class = machine.class_name_or_none(text);
        let message = if machine.text_of(text).is_some() {
            format!("can't intern {class}")
        } else {
            format!("intern() argument must be str, not {class}")
        };
        return Err(machine.raise(known::TYPE_ERROR, message));
    }
    machine.keep(text);
    Ok(machine.intern_object(text))
}

fn is_finalizing(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    Ok(machine.new_bool(false))
}
