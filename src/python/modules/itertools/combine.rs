//! `product`, `permutations`, `combinations` and `combinations_with_replacement`.

use super::{items_of, result_tuple};
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::modules::arguments::native;
use crate::python::modules::extension_class::ExtensionClass;
use crate::python::object::extension::native_state;
use crate::python::object::function::Arguments;
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// Keeps a result in a state, and gives it.
macro_rules! give {
    ($machine:expr, $object:expr, $state:ty, $last:expr, $items:expr) => {{
        let given = result_tuple($machine, $last, &$items);
        if let Some(state) = $machine.heap.extension_mut::<$state>($object) {
            state.result = given;
        }
        Ok(Some(given))
    }};
}

/// Pools of items, and the place in each; the result that was given last, null before the first.
#[derive(Clone, Debug)]
struct Product {
    pools: Vec<Ref>,
    places: Vec<usize>,
    result: Ref,
    stopped: bool,
}

native_state!(Product, |_| 48, [pools, result]);

pub static PRODUCT: ExtensionClass = ExtensionClass {
    new: Some(new_product),
    next: Some(next_product),
    methods: &[&native("__sizeof__", size_of_product, 0, 0)],
    ..ExtensionClass::named("product", "itertools")
};

fn new_product(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    let mut repeat = 1;
    for (name, value) in arguments.keywords {
        let name = machine.text_of(*name).unwrap_or_default().to_owned();
        if name != "repeat" {
            return Err(machine.unexpected_keyword("product", &name));
        }
        repeat = machine.index_of(*value)?;
    }
    if repeat < 0 {
        return Err(machine.raise(known::VALUE_ERROR, "repeat argument cannot be negative"));
    }
    let count = arguments.positional.len() as u64;
    match count.checked_mul(repeat as u64) {
        Some(total) => machine.check_room(total.saturating_mul(8))?,
        None => return Err(machine.raise(known::OVERFLOW_ERROR, "repeat argument too large")),
    }
    let mut once = Vec::new();
    for iterable in arguments.positional {
        match pool(machine, *iterable) {
            Ok(made) => once.push(made),
            Err(stop) => {
                machine.release_all(once);
                return Err(stop);
            }
        }
    }
    let pools = once.repeat(repeat as usize);
    for pool in &pools {
        machine.keep(*pool);
    }
    machine.release_all(once);
    let places = vec![0; pools.len()];
    Ok(machine.new_extension(class, Box::new(Product { pools, places, result: Ref::NULL, stopped: false })))
}

/// The items of an iterable as a tuple (owned).
fn pool(machine: &mut Machine, iterable: Ref) -> Result<Ref> {
    if machine.heap.class_of(iterable) == known::TUPLE {
        return Ok(machine.keep(iterable));
    }
    let items = machine.items_of(iterable)?;
    Ok(machine.new_tuple(items))
}

fn next_product(machine: &mut Machine, object: Ref) -> Result<Option<Ref>> {
    let Some(Product { pools, mut places, result, mut stopped }) = machine.heap.extension::<Product>(object).cloned()
    else {
        return Ok(None);
    };
    if stopped {
        return Ok(None);
    }
    let length = |pool: &Ref| machine.heap.items(*pool).map_or(0, <[Ref]>::len);
    if result.is_null() {
        stopped = pools.iter().any(|pool| length(pool) == 0);
    } else {
        // The last place that can go on does, and those behind it begin again.
        stopped = true;
        for (place, pool) in places.iter_mut().zip(&pools).rev() {
            *place += 1;
            if *place < length(pool) {
                stopped = false;
                break;
            }
            *place = 0;
        }
    }
    let items: Vec<Ref> =
        pools.iter().zip(&places).filter_map(|(pool, place)| machine.heap.items(*pool)?.get(*place).copied()).collect();
    if let Some(state) = machine.heap.extension_mut::<Product>(object) {
        (state.places, state.stopped) = (places, stopped);
    }
    if stopped {
        return Ok(None);
    }
    give!(machine, object, Product, result, items)
}

fn size_of_product(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let places = machine.heap.extension::<Product>(arguments.at(0)).map_or(0, |state| state.places.len());
    Ok(machine.new_int(48 + 8 * places as i64))
}

/// What `permutations` and the combinations are drawn from, the places of the items that were given last, and that result.
#[derive(Clone, Debug)]
struct Drawn {
    pool: Ref,
    places: Vec<usize>,
    /// Of permutations: how often each place still changes.
    cycles: Vec<usize>,
    length: usize,
    result: Ref,
    stopped: bool,
}

native_state!(Drawn, |_| 56, [pool, result]);

/// Permutations have a block of cycles more.
#[derive(Clone, Debug)]
struct Permuted(Drawn);

impl crate::python::object::extension::Extension for Permuted {
    fn clone_box(&self) -> Box<dyn crate::python::object::extension::Extension> {
        Box::new(self.clone())
    }

    fn visit(&self, visit: &mut dyn FnMut(Ref)) {
        self.0.visit(visit);
    }

    fn clear(&mut self) -> Vec<Ref> {
        crate::python::object::extension::Extension::clear(&mut self.0)
    }

    fn bytes(&self, _: Version) -> u32 {
        64
    }

    fn size_of(&self, _: Version) -> u64 {
        64 + 8 * (self.0.places.len() + self.0.length) as u64
    }
}

pub static PERMUTATIONS: ExtensionClass = ExtensionClass {
    new: Some(new_permutations),
    next: Some(next_permutation),
    ..ExtensionClass::named("permutations", "itertools")
};

fn new_permutations(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    let [iterable, count] = machine.bind("permutations", arguments, ["iterable", "r"], 1)?;
    let pool = pool(machine, iterable.unwrap_or(known::NONE))?;
    let total = machine.heap.items(pool).map_or(0, <[Ref]>::len);
    let length = match count {
        Some(count) if count != known::NONE => match machine.heap.body(count) {
            Body::Int(_) | Body::BigInt(_) => machine.index_of(count),
            _ => Err(machine.raise(known::TYPE_ERROR, "Expected int as r")),
        },
        _ => Ok(total as i64),
    };
    let length = checked_length(machine, "permutations", pool, length)?;
    let stopped = length > total;
    let cycles = if stopped { Vec::new() } else { (0..length).map(|at| total - at).collect() };
    let state = Drawn { pool, places: (0..total).collect(), cycles, length, result: Ref::NULL, stopped };
    Ok(machine.new_extension(class, Box::new(Permuted(state))))
}

/// The length as an index; an error lets go of the pool.
fn checked_length(machine: &mut Machine, name: &str, pool: Ref, length: Result<i64>) -> Result<usize> {
    let outcome = length.and_then(|length| {
        let newer = machine.version() >= Version::V3_15 && name != "permutations";
        let error = if newer { "r cannot be negative" } else { "r must be non-negative" };
        usize::try_from(length).map_err(|_| machine.raise(known::VALUE_ERROR, error))
    });
    let outcome = outcome.and_then(|length| machine.check_room(8 * length as u64).map(|()| length));
    if outcome.is_err() {
        machine.release(pool);
    }
    outcome
}

fn next_permutation(machine: &mut Machine, object: Ref) -> Result<Option<Ref>> {
    let Some(Permuted(mut state)) = machine.heap.extension::<Permuted>(object).cloned() else { return Ok(None) };
    if state.stopped {
        return Ok(None);
    }
    if !state.result.is_null() && !permute(&mut state) {
        if let Some(Permuted(place)) = machine.heap.extension_mut::<Permuted>(object) {
            place.stopped = true;
        }
        return Ok(None);
    }
    let pool = items_of(machine, state.pool);
    let chosen: Vec<Ref> = state.places.iter().take(state.length).filter_map(|at| pool.get(*at).copied()).collect();
    let given = result_tuple(machine, state.result, &chosen);
    state.result = given;
    if let Some(Permuted(place)) = machine.heap.extension_mut::<Permuted>(object) {
        *place = state;
    }
    Ok(Some(given))
}

/// The next permutation in lexicographic order of places; false when there is none.
fn permute(state: &mut Drawn) -> bool {
    let total = state.places.len();
    for at in (0..state.length).rev() {
        let Some(left) = state.cycles.get_mut(at) else { return false };
        *left -= 1;
        if *left > 0 {
            let other = total - *left;
            state.places.swap(at, other);
            return true;
        }
        *left = total - at;
        if let Some(tail) = state.places.get_mut(at..) {
            tail.rotate_left(1);
        }
    }
    false
}

pub static COMBINATIONS: ExtensionClass = ExtensionClass {
    new: Some(new_combinations),
    next: Some(next_combination),
    methods: &[&native("__sizeof__", size_of_combinations, 0, 0)],
    ..ExtensionClass::named("combinations", "itertools")
};

pub static COMBINATIONS_WITH_REPLACEMENT: ExtensionClass = ExtensionClass {
    new: Some(new_combinations_with_replacement),
    next: Some(next_combination_with_replacement),
    methods: &[&native("__sizeof__", size_of_combinations, 0, 0)],
    ..ExtensionClass::named("combinations_with_replacement", "itertools")
};

fn size_of_combinations(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let length = machine.heap.extension::<Drawn>(arguments.at(0)).map_or(0, |state| state.length);
    Ok(machine.new_int(56 + 8 * length as i64))
}

fn pool_and_length(machine: &mut Machine, arguments: Arguments<'_>, name: &str) -> Result<(Ref, usize, usize)> {
    let [iterable, count] = machine.bind(name, arguments, ["iterable", "r"], 2)?;
    let length = machine.index_of(count.unwrap_or(known::NONE))?;
    let pool = pool(machine, iterable.unwrap_or(known::NONE))?;
    let total = machine.heap.items(pool).map_or(0, <[Ref]>::len);
    let length = checked_length(machine, name, pool, Ok(length))?;
    Ok((pool, total, length))
}

fn new_combinations(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    let (pool, total, length) = pool_and_length(machine, arguments, "combinations")?;
    let stopped = length > total;
    let places = if stopped { Vec::new() } else { (0..length).collect() };
    let state = Drawn { pool, places, cycles: Vec::new(), length, result: Ref::NULL, stopped };
    Ok(machine.new_extension(class, Box::new(state)))
}

fn new_combinations_with_replacement(machine: &mut Machine, class: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    let (pool, total, length) = pool_and_length(machine, arguments, "combinations_with_replacement")?;
    let stopped = total == 0 && length > 0;
    let state = Drawn { pool, places: vec![0; length], cycles: Vec::new(), length, result: Ref::NULL, stopped };
    Ok(machine.new_extension(class, Box::new(state)))
}

fn next_combination(machine: &mut Machine, object: Ref) -> Result<Option<Ref>> {
    next_drawn(machine, object, |places, total| {
        let length = places.len();
        let Some(at) = (0..length).rev().find(|at| places[*at] != at + total - length) else { return false };
        places[at] += 1;
        for later in at + 1..length {
            places[later] = places[later - 1] + 1;
        }
        true
    })
}

fn next_combination_with_replacement(machine: &mut Machine, object: Ref) -> Result<Option<Ref>> {
    next_drawn(machine, object, |places, total| {
        let length = places.len();
        let Some(at) = (0..length).rev().find(|at| places[*at] + 1 != total) else { return false };
        let place = places[at] + 1;
        places[at..].fill(place);
        true
    })
}

/// The next result once `advance` has moved the places on; it says false at the end.
fn next_drawn(
    machine: &mut Machine,
    object: Ref,
    advance: impl FnOnce(&mut Vec<usize>, usize) -> bool,
) -> Result<Option<Ref>> {
    let Some(mut state) = machine.heap.extension::<Drawn>(object).cloned() else { return Ok(None) };
    if state.stopped {
        return Ok(None);
    }
    let pool = items_of(machine, state.pool);
    if !state.result.is_null() && !advance(&mut state.places, pool.len()) {
        if let Some(place) = machine.heap.extension_mut::<Drawn>(object) {
            place.stopped = true;
        }
        return Ok(None);
    }
    let chosen: Vec<Ref> = state.places.iter().filter_map(|at| pool.get(*at).copied()).collect();
    if let Some(place) = machine.heap.extension_mut::<Drawn>(object) {
        place.places = state.places;
    }
    give!(machine, object, Drawn, state.result, chosen)
}
