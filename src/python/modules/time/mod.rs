//! The module `time` (`Modules/timemodule.c`) on the machine's own clock, which instructions and natives move, and `sleep`.
//!
//! A run begins at 2026-01-01 00:00:00 UTC, always, and the local time is UTC. Left out: `strptime`, clock information, and the
//! clocks of the system by number.

pub mod civil;

use civil::Civil;

use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::modules::arguments::native;
use crate::python::modules::extension_class::{Base, ExtensionClass, Getter, read_only_member};
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// When every run begins, in seconds since 1970.
pub const START_SECONDS: i64 = 1_767_225_600;

static FUNCTIONS: &[&Native] = &[
    &native("time", |machine, _| Ok(machine.new_float(now_nanos(machine) as f64 / 1e9)), 0, 0),
    &native("time_ns", |machine, _| Ok(machine.new_int(now_nanos(machine))), 0, 0),
    &native("perf_counter", clock, 0, 0),
    &native("perf_counter_ns", clock_nanos, 0, 0),
    &native("monotonic", clock, 0, 0),
    &native("monotonic_ns", clock_nanos, 0, 0),
    &native("process_time", clock, 0, 0),
    &native("process_time_ns", clock_nanos, 0, 0),
    &native("thread_time", clock, 0, 0),
    &native("thread_time_ns", clock_nanos, 0, 0),
    &native("sleep", sleep, 1, 1),
    &native("gmtime", gmtime, 0, 1),
    &native("localtime", gmtime, 0, 1),
    &native("mktime", mktime, 1, 1),
    &native("asctime", asctime, 0, 1),
    &native("ctime", ctime, 0, 1),
    &native("strftime", strftime, 1, 2),
    &native("strptime", |_, _| Err(Stop::unmodelled("`time.strptime` is not modelled yet")), 1, 2),
    &native("get_clock_info", |_, _| Err(Stop::unmodelled("`time.get_clock_info` is not modelled")), 1, 1),
];

/// `struct_time`: a tuple of nine with names, and two more that only have names.
pub static STRUCT_TIME: ExtensionClass = ExtensionClass {
    base: Base::Known(known::TUPLE),
    new: Some(new_struct_time),
    methods: &[&native("__repr__", repr_struct_time, 0, 0)],
    getters: &[
        Getter { name: "tm_year", get: |machine, object| item(machine, object, 0), set: Some(read_only_member) },
        Getter { name: "tm_mon", get: |machine, object| item(machine, object, 1), set: Some(read_only_member) },
        Getter { name: "tm_mday", get: |machine, object| item(machine, object, 2), set: Some(read_only_member) },
        Getter { name: "tm_hour", get: |machine, object| item(machine, object, 3), set: Some(read_only_member) },
        Getter { name: "tm_min", get: |machine, object| item(machine, object, 4), set: Some(read_only_member) },
        Getter { name: "tm_sec", get: |machine, object| item(machine, object, 5), set: Some(read_only_member) },
        Getter { name: "tm_wday", get: |machine, object| item(machine, object, 6), set: Some(read_only_member) },
        Getter { name: "tm_yday", get: |machine, object| item(machine, object, 7), set: Some(read_only_member) },
        Getter { name: "tm_isdst", get: |machine, object| item(machine, object, 8), set: Some(read_only_member) },
        Getter { name: "tm_zone", get: |_, _| Err(Stop::unmodelled("`tm_zone` is not modelled")), set: None },
        Getter { name: "tm_gmtoff", get: |machine, _| Ok(machine.new_int(0)), set: None },
    ],
    subclassable: false,
    ..ExtensionClass::named("struct_time", "time")
};

const FIELDS: [&str; 9] =
    ["tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst"];

/// Fills the module.
pub fn fill(machine: &mut Machine, module: Ref) -> Result<()> {
    machine.set_functions(module, FUNCTIONS)?;
    machine.set_class_in_module(module, &STRUCT_TIME)?;
    for name in ["timezone", "altzone", "daylight"] {
        let zero = machine.new_int(0);
        machine.set_in_module(module, name, zero)?;
    }
    let names = vec![machine.new_str("UTC"), machine.new_str("UTC")];
    let names = machine.new_tuple(names);
    machine.set_in_module(module, "tzname", names)
}

/// Nanoseconds since 1970 on the machine's clock.
pub fn now_nanos(machine: &Machine) -> i64 {
    START_SECONDS * 1_000_000_000 + i64::try_from(machine.clock_nanos).unwrap_or(i64::MAX / 2)
}

fn clock(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    Ok(machine.new_float(machine.clock_nanos as f64 / 1e9))
}

fn clock_nanos(machine: &mut Machine, _: Arguments<'_>) -> Result<Ref> {
    let nanos = i64::try_from(machine.clock_nanos).unwrap_or(i64::MAX);
    Ok(machine.new_int(nanos))
}

/// Moves the clock on.
fn sleep(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let seconds = match machine.big_of(arguments.at(0)) {
        Some(_) => machine.clamped_index_of(arguments.at(0))? as f64,
        None if matches!(machine.heap.body(arguments.at(0)), Body::Float(_)) => machine.float_of(arguments.at(0))?,
        None => no_number(machine, arguments.at(0), "an integer or float")?,
    };
    if seconds.is_nan() {
        return Err(machine.raise(known::VALUE_ERROR, "Invalid value NaN (not a number)"));
    }
    if seconds < 0.0 {
        return Err(machine.raise(known::VALUE_ERROR, "sleep length must be non-negative"));
    }
    let nanos = seconds * 1e9;
    if nanos >= i64::MAX as f64 {
        return Err(machine.raise(known::OVERFLOW_ERROR, "timestamp out of range for platform time_t"));
    }
    machine.clock_nanos = machine.clock_nanos.saturating_add(nanos as u64);
    Ok(machine.none())
}

/// The number that an object which is neither int nor float stands for, and the error when it does not
/// (`_PyTime_FromSecondsObject`, `_PyTime_ObjectToTime_t`).
fn no_number(machine: &mut Machine, given: Ref, expected: &str) -> Result<f64> {
    let name = machine.class_name(given);
    let message = match machine.version() {
        Version::V3_15 => return machine.float_of(given),
        Version::V3_14 if machine.is_overridden(given, "__index__") => {
            return machine.index_of(given).map(|value| value as f64);
        }
        Version::V3_14 => format!("'{name}' object cannot be interpreted as {expected}"),
        _ => return machine.index_of(given).map(|value| value as f64),
    };
    Err(machine.raise(known::TYPE_ERROR, message))
}

/// The seconds of an argument, or now.
fn seconds_of(machine: &mut Machine, given: Option<Ref>) -> Result<i64> {
    let Some(given) = given.filter(|given| *given != known::NONE) else {
        return Ok(now_nanos(machine).div_euclid(1_000_000_000));
    };
    let seconds = if machine.is_int(given) {
        machine.clamped_index_of(given)? as f64
    } else if matches!(machine.heap.body(given), Body::Float(_)) {
        machine.float_of(given)?.floor()
    } else {
        no_number(machine, given, "an integer")?.floor()
    };
    // Years beyond what a C int holds.
    if !(-6e16..6e16).contains(&seconds) {
        return Err(machine.raise(known::OVERFLOW_ERROR, "timestamp out of range for platform time_t"));
    }
    Ok(seconds as i64)
}

fn struct_time(machine: &mut Machine, civil: Civil) -> Result<Ref> {
    let Civil { year, month, day, hour, minute, second, weekday, year_day } = civil;
    let items = [year, month, day, hour, minute, second, weekday, year_day, 0].map(|number| machine.new_int(number));
    let tuple = machine.new_tuple(items.to_vec());
    let class = machine.extension_class(&STRUCT_TIME)?;
    Ok(machine.of_class(class, tuple))
}

fn new_struct_time(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    let [sequence] = machine.bind("structseq", arguments, ["sequence"], 1)?;
    let items = machine.items_of(sequence.unwrap_or(known::NONE))?;
    let given = items.len();
    if !(9..=11).contains(&given) {
        machine.release_all(items);
        let problem = if given < 9 { "at least 9" } else { "at most 11" };
        let message = format!("time.struct_time() takes an {problem}-sequence ({given}-sequence given)");
        return Err(machine.raise(known::TYPE_ERROR, message));
    }
    let mut items = items;
    let rest = items.split_off(9);
    machine.release_all(rest);
    let tuple = machine.new_tuple(items);
    Ok(machine.of_class(class, tuple))
}

fn item(machine: &mut Machine, object: Ref, at: usize) -> Result<Ref> {
    let item = machine.heap.items(object).and_then(|items| items.get(at)).copied().unwrap_or(known::NONE);
    Ok(machine.keep(item))
}

fn repr_struct_time(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let items = machine.heap.items(arguments.at(0)).map(<[Ref]>::to_vec).unwrap_or_default();
    let mut parts = Vec::new();
    for (name, item) in FIELDS.iter().zip(items) {
        parts.push(format!("{name}={}", machine.repr_of(item)?));
    }
    Ok(machine.new_str(&format!("time.struct_time({})", parts.join(", "))))
}

fn gmtime(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let seconds = seconds_of(machine, arguments.optional(0))?;
    struct_time(machine, Civil::of_seconds(seconds))
}

/// The moment that a tuple of nine means, or now.
fn civil_of(machine: &mut Machine, given: Option<Ref>, function: &str) -> Result<Civil> {
    let Some(given) = given else {
        let seconds = seconds_of(machine, None)?;
        return Ok(Civil::of_seconds(seconds));
    };
    let Body::Tuple(items) = machine.heap.body(given) else {
        return Err(machine.raise(known::TYPE_ERROR, "Tuple or struct_time argument required"));
    };
    let items = items.to_vec();
    if items.len() != 9 {
        return Err(machine.raise(known::TYPE_ERROR, format!("{function}(): illegal time tuple argument")));
    }
    let mut numbers = [0i64; 9];
    for (number, item) in numbers.iter_mut().zip(items) {
        *number = machine.clamped_index_of(item)?.clamp(-1_000_000, 1_000_000);
    }
    let [year, month, day, hour, minute, second, weekday, year_day, _] = numbers;
    let (month, day, year_day) = (month.max(1), day.max(1), year_day.max(1));
    for (what, value, most) in [
        ("month", month, 12),
        ("day of month", day, 31),
        ("hour", hour, 23),
        ("minute", minute, 59),
        ("seconds", second, 61),
        ("day of year", year_day, 366),
    ] {
        if !(0..=most).contains(&value) {
            return Err(machine.raise(known::VALUE_ERROR, format!("{what} out of range")));
        }
    }
    Ok(Civil { year, month, day, hour, minute, second, weekday: weekday.rem_euclid(7), year_day })
}

fn mktime(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let civil = civil_of(machine, arguments.optional(0), "mktime")?;
    Ok(machine.new_float(civil.seconds() as f64))
}

fn asctime(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let text = civil_of(machine, arguments.optional(0), "asctime")?.asctime();
    Ok(machine.new_str(&text))
}

fn ctime(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let seconds = seconds_of(machine, arguments.optional(0))?;
    Ok(machine.new_str(&Civil::of_seconds(seconds).asctime()))
}

fn strftime(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let Some(format) = machine.text_of(arguments.at(0)).map(str::to_owned) else {
        let message = format!("strftime() argument 1 must be str, not {}", machine.class_name_or_none(arguments.at(0)));
        return Err(machine.raise(known::TYPE_ERROR, message));
    };
    let text = civil_of(machine, arguments.optional(1), "strftime")?.strftime(&format);
    Ok(machine.new_str(&text))
}
