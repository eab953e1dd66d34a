//! Writing JSON: the encoder that `json.encoder` calls (`Modules/_json.c`, `encoder_call`). It writes indented texts too, as
//! the encoder in Python does in the versions where C does not.

use super::arguments::keyword_native;
use super::extension_class::ExtensionClass;
use super::json_module::quote;
use super::re_match::after_receiver;
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::extension::Extension;
use crate::python::object::function::Arguments;
use crate::python::object::number::float;
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// What an encoder was told; objects owned.
#[derive(Clone, Debug)]
struct Encoder {
    /// None, or anything else when circles are looked for.
    markers: Ref,
    default: Ref,
    /// What makes JSON of a str.
    text: Ref,
    /// How the text function is to be answered here: `Some(true)` for ASCII alone; `None` when it is the program's own.
    ascii: Option<bool>,
    indent: Option<String>,
    key_separator: String,
    item_separator: String,
    sort_keys: bool,
    skip_keys: bool,
    allow_nan: bool,
}

impl Extension for Encoder {
    fn clone_box(&self) -> Box<dyn Extension> {
        Box::new(self.clone())
    }

    fn visit(&self, visit: &mut dyn FnMut(Ref)) {
        [self.markers, self.default, self.text].into_iter().for_each(visit);
    }

    fn bytes(&self, _: Version) -> u32 {
        88
    }
}

/// `_json.make_encoder`.
pub static CLASS: ExtensionClass = ExtensionClass {
    new: Some(construct),
    methods: &[&keyword_native("__call__", call, 0, usize::MAX)],
    ..ExtensionClass::named("make_encoder", "_json")
};

const NAMES: [&str; 9] = [
    "markers",
    "default",
    "encoder",
    "indent",
    "key_separator",
    "item_separator",
    "sort_keys",
    "skipkeys",
    "allow_nan",
];

fn construct(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    let given = machine.bind("make_encoder", arguments, NAMES, NAMES.len())?;
    let [markers, default, text, indent, key_separator, item_separator, sort_keys, skip_keys, allow_nan] =
        given.map(|given| given.unwrap_or(known::NONE));
    let own = |machine: &Machine, object: Ref| machine.text_of(object).map(str::to_owned);
    let (Some(key_separator), Some(item_separator)) = (own(machine, key_separator), own(machine, item_separator))
    else {
        return Err(machine.raise(known::TYPE_ERROR, "make_encoder() separators must be str"));
    };
    let indent = own(machine, indent);
    let ascii = match machine.heap.body(text) {
        Body::Native { definition, .. } if definition.name == "encode_basestring_ascii" => Some(true),
        Body::Native { definition, .. } if definition.name == "encode_basestring" => Some(false),
        _ => None,
    };
    let [sort_keys, skip_keys, allow_nan] =
        [machine.is_true(sort_keys)?, machine.is_true(skip_keys)?, machine.is_true(allow_nan)?];
    [markers, default, text].into_iter().for_each(|part| {
        machine.keep(part);
    });
    let state = Encoder {
        markers,
        default,
        text,
        ascii,
        indent,
        key_separator,
        item_separator,
        sort_keys,
        skip_keys,
        allow_nan,
    };
    Ok(machine.new_extension(class, Box::new(state)))
}

fn call(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let names = ["obj", "_current_indent_level"];
    let [object, level] = machine.bind("_iterencode", after_receiver(arguments), names, 2)?;
    let level = machine.index_argument(level.unwrap_or(known::NONE))?;
    let Some(encoder) = machine.heap.extension::<Encoder>(arguments.at(0)).cloned() else { return Ok(machine.none()) };
    let mut writer = Writer { encoder, open: Vec::new(), out: String::new() };
    let level = usize::try_from(level).unwrap_or(0);
    writer.value(machine, object.unwrap_or(known::NONE), level)?;
    let text = machine.new_str(&writer.out);
    Ok(machine.new_tuple(vec![text]))
}

/// A text being written.
struct Writer {
    encoder: Encoder,
    /// Containers and objects that are being written, to find circles.
    open: Vec<Ref>,
    out: String,
}

impl Writer {
    fn value(&mut self, machine: &mut Machine, object: Ref, level: usize) -> Result<()> {
        match machine.heap.body(object) {
            Body::Plain if object == known::NONE => self.out.push_str("null"),
            Body::Int(_) if object == known::TRUE => self.out.push_str("true"),
            Body::Int(_) if object == known::FALSE => self.out.push_str("false"),
            Body::Str(_) => self.text(machine, object)?,
            Body::Int(value) => self.out.push_str(&value.to_string()),
            Body::BigInt(_) => {
                let digits = machine.native_repr(object)?;
                self.out.push_str(&digits);
            }
            Body::Float(value) => {
                let value = *value;
                self.float(machine, object, value)?;
            }
            Body::List(_) | Body::Tuple(_) => self.nested(machine, object, level, Self::list)?,
            Body::Dict(_) => self.nested(machine, object, level, Self::dict)?,
            _ => self.nested(machine, object, level, Self::other)?,
        }
        Ok(())
    }

    fn text(&mut self, machine: &mut Machine, object: Ref) -> Result<()> {
        if let Some(ascii) = self.encoder.ascii {
            quote(machine.text_of(object).unwrap_or_default(), ascii, &mut self.out);
            return Ok(());
        }
        let made = machine.call(self.encoder.text, &[object])?;
        let text = machine.text_of(made).map(str::to_owned);
        let class = machine.class_name(made);
        machine.release(made);
        let Some(text) = text else {
            return Err(machine.raise(known::TYPE_ERROR, format!("encoder() must return a string, not {class}")));
        };
        self.out.push_str(&text);
        Ok(())
    }

    fn float(&mut self, machine: &mut Machine, object: Ref, value: f64) -> Result<()> {
        if value.is_finite() {
            self.out.push_str(&float::repr(value));
            return Ok(());
        }
        if !self.encoder.allow_nan {
            let mut message = "Out of range float values are not JSON compliant".to_owned();
            // C did not tell the value up to 3.11; the encoder in Python, which indents, did.
            if machine.version() >= Version::V3_12 || self.encoder.indent.is_some() {
                message.push_str(": ");
                message.push_str(&machine.repr_of(object)?);
            }
            return Err(machine.raise(known::VALUE_ERROR, message));
        }
        self.out.push_str(match () {
            () if value.is_nan() => "NaN",
            () if value > 0.0 => "Infinity",
            () => "-Infinity",
        });
        Ok(())
    }

    /// What may hold other values, guarded against circles and depth.
    fn nested(
        &mut self,
        machine: &mut Machine,
        object: Ref,
        level: usize,
        write: fn(&mut Self, &mut Machine, Ref, usize) -> Result<()>,
    ) -> Result<()> {
        if self.encoder.markers != known::NONE && self.open.contains(&object) {
            return Err(machine.raise(known::VALUE_ERROR, "Circular reference detected"));
        }
        machine.check_native_depth(self.open.len(), " while encoding a JSON object")?;
        self.open.push(object);
        machine.keep(object);
        let outcome = write(self, machine, object, level);
        machine.release(object);
        self.open.pop();
        outcome
    }

    /// A new line in an indented text.
    fn new_line(&mut self, level: usize) {
        if let Some(indent) = &self.encoder.indent {
            self.out.push('\n');
            for _ in 0..level {
                self.out.push_str(indent);
            }
        }
    }

    /// A bound on what one call may write: what the machine could hold as a str.
    fn check_size(&self, machine: &mut Machine) -> Result<()> {
        machine.check_room(self.out.len() as u64)
    }

    fn list(&mut self, machine: &mut Machine, object: Ref, level: usize) -> Result<()> {
        let items = machine.items_of(object)?;
        if items.is_empty() {
            self.out.push_str("[]");
            return Ok(());
        }
        self.out.push('[');
        let mut outcome = Ok(());
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                let separator = self.encoder.item_separator.clone();
                self.out.push_str(&separator);
            }
            self.new_line(level + 1);
            outcome = self.value(machine, *item, level + 1).map_err(|stop| {
                self.noted(machine, stop, object, |_, class| Ok(format!("when serializing {class} item {at}")))
            });
            outcome = outcome.and_then(|()| self.check_size(machine));
            if outcome.is_err() {
                break;
            }
        }
        machine.release_all(items);
        outcome?;
        self.new_line(level);
        self.out.push(']');
        Ok(())
    }

    fn dict(&mut self, machine: &mut Machine, object: Ref, level: usize) -> Result<()> {
        let pairs = self.pairs(machine, object)?;
        if pairs.is_empty() {
            self.out.push_str("{}");
            return Ok(());
        }
        self.out.push('{');
        let outcome = self.members(machine, object, &pairs, level);
        for (key, value) in pairs {
            machine.release(key);
            machine.release(value);
        }
        outcome?;
        self.out.push('}');
        Ok(())
    }

    /// Keys and values (owned), sorted when that is wanted.
    fn pairs(&mut self, machine: &mut Machine, object: Ref) -> Result<Vec<(Ref, Ref)>> {
        let plain = !self.encoder.sort_keys && machine.heap.class_of(object) == known::DICT;
        if plain {
            let pairs: Vec<(Ref, Ref)> = match machine.heap.body(object) {
                Body::Dict(table) => table.live_entries().map(|entry| (entry.key, entry.value)).collect(),
                _ => Vec::new(),
            };
            for (key, value) in &pairs {
                machine.keep(*key);
                machine.keep(*value);
            }
            return Ok(pairs);
        }
        let view = machine.call_method(object, "items", &[])?;
        let list = machine.list_from(view);
        machine.release(view);
        let list = list?;
        if self.encoder.sort_keys
            && let Err(stop) = machine.list_sort(list, Ref::NULL, false)
        {
            machine.release(list);
            return Err(stop);
        }
        let items = machine.heap.items(list).map(<[Ref]>::to_vec).unwrap_or_default();
        let mut pairs = Vec::with_capacity(items.len());
        for item in items {
            let Some([key, value]) = machine.heap.items(item) else {
                machine.release(list);
                return Err(machine.raise(known::VALUE_ERROR, "items must return 2-tuples"));
            };
            let (key, value) = (*key, *value);
            pairs.push((machine.keep(key), machine.keep(value)));
        }
        machine.release(list);
        Ok(pairs)
    }

    fn members(&mut self, machine: &mut Machine, object: Ref, pairs: &[(Ref, Ref)], level: usize) -> Result<()> {
        // Up to 3.13 the line is begun before it is known whether any key is written.
        let early = machine.version() < Version::V3_14;
        if early {
            self.new_line(level + 1);
        }
        let mut written = 0;
        for (key, value) in pairs {
            let Some(name) = self.key(machine, *key)? else { continue };
            if written > 0 {
                let separator = self.encoder.item_separator.clone();
                self.out.push_str(&separator);
            }
            if written > 0 || !early {
                self.new_line(level + 1);
            }
            written += 1;
            match name {
                Key::Text => self.text(machine, *key)?,
                Key::Written(text) if self.encoder.ascii.is_some() => {
                    quote(&text, self.encoder.ascii.unwrap_or(true), &mut self.out);
                }
                Key::Written(text) => {
                    let text = machine.new_str(&text);
                    let outcome = self.text(machine, text);
                    machine.release(text);
                    outcome?;
                }
            }
            let separator = self.encoder.key_separator.clone();
            self.out.push_str(&separator);
            self.value(machine, *value, level + 1).map_err(|stop| {
                self.noted(machine, stop, object, |machine, class| {
                    Ok(format!("when serializing {class} item {}", machine.repr_of(*key)?))
                })
            })?;
            self.check_size(machine)?;
        }
        if written > 0 || early {
            self.new_line(level);
        }
        Ok(())
    }

    /// How a key is written; `None` for one that is passed over.
    fn key(&mut self, machine: &mut Machine, key: Ref) -> Result<Option<Key>> {
        Ok(Some(match machine.heap.body(key) {
            Body::Str(_) => Key::Text,
            Body::Float(value) => {
                let value = *value;
                let before = self.out.len();
                self.float(machine, key, value)?;
                Key::Written(self.out.split_off(before))
            }
            Body::Int(_) if key == known::TRUE => Key::Written("true".to_owned()),
            Body::Int(_) if key == known::FALSE => Key::Written("false".to_owned()),
            Body::Plain if key == known::NONE => Key::Written("null".to_owned()),
            Body::Int(_) | Body::BigInt(_) => Key::Written(machine.native_repr(key)?),
            _ if self.encoder.skip_keys => return Ok(None),
            _ => {
                let class = machine.class_name(key);
                let message = format!("keys must be str, int, float, bool or None, not {class}");
                return Err(machine.raise(known::TYPE_ERROR, message));
            }
        }))
    }

    /// What is not JSON's: what `default` makes of it.
    fn other(&mut self, machine: &mut Machine, object: Ref, level: usize) -> Result<()> {
        let made = machine.call(self.encoder.default, &[object])?;
        let outcome = self.value(machine, made, level);
        machine.release(made);
        outcome.map_err(|stop| {
            self.noted(machine, stop, object, |_, class| Ok(format!("when serializing {class} object")))
        })
    }

    /// From 3.14 an exception is told where it came up.
    fn noted(
        &self,
        machine: &mut Machine,
        stop: Stop,
        object: Ref,
        note: impl FnOnce(&mut Machine, String) -> Result<String>,
    ) -> Stop {
        let Stop::Raised(exception) = stop else { return stop };
        if machine.version() < Version::V3_14 {
            return stop;
        }
        let class = machine.class_name(object);
        let added = note(machine, class).and_then(|note| {
            let note = machine.new_str(&note);
            let added = machine.call_method(exception, "add_note", &[note]);
            machine.release(note);
            added
        });
        match added {
            Ok(none) => {
                machine.release(none);
                stop
            }
            Err(other) => {
                machine.release(exception);
                other
            }
        }
    }
}

/// A key of an object.
enum Key {
    /// A str.
    Text,
    /// Anything else, as the text that stands for it.
    Written(String),
}
