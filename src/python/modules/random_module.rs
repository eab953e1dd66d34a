//! The module `_random` (`Modules/_randommodule.c`): the Mersenne Twister, by which `assets/pylib/random.py` draws.
//!
//! CPython takes a seed of None from the operating system; here it is made of the hash seed of the run, so that a run is the same
//! each time.

use num_bigint::{BigInt, BigUint, Sign};

use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::modules::arguments::native;
use crate::python::modules::extension_class::ExtensionClass;
use crate::python::object::extension::Extension;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Body, Ref, known};
use crate::python::version::Version;

/// Words of the state, the distance of the words that are mixed, and the constants of the recurrence.
const WORDS: usize = 624;
const DISTANCE: usize = 397;
const MATRIX: u32 = 0x9908_b0df;
const UPPER: u32 = 0x8000_0000;
const LOWER: u32 = 0x7fff_ffff;

/// The generator: its words, and which is next.
#[derive(Clone, Debug)]
struct Twister {
    words: std::sync::Arc<[u32; WORDS]>,
    next: usize,
}

impl Extension for Twister {
    fn clone_box(&self) -> Box<dyn Extension> {
        Box::new(self.clone())
    }

    fn visit(&self, _: &mut dyn FnMut(Ref)) {}

    fn bytes(&self, _: Version) -> u32 {
        16 + 8 + 4 * WORDS as u32
    }
}

impl Twister {
    fn of_number(seed: u32) -> [u32; WORDS] {
        let mut words = [0; WORDS];
        words[0] = seed;
        for at in 1..WORDS {
            let before = words[at - 1];
            words[at] = 1_812_433_253u32.wrapping_mul(before ^ (before >> 30)).wrapping_add(at as u32);
        }
        words
    }

    /// `init_by_array`.
    fn of_key(key: &[u32]) -> Self {
        let mut words = Self::of_number(19_650_218);
        let (mut at, mut of_key) = (1, 0);
        let mixed = |words: &[u32; WORDS], at: usize, factor: u32| {
            let before = words[at - 1];
            words[at] ^ (before ^ (before >> 30)).wrapping_mul(factor)
        };
        for _ in 0..WORDS.max(key.len()) {
            let part = key.get(of_key).copied().unwrap_or(0);
            words[at] = mixed(&words, at, 1_664_525).wrapping_add(part).wrapping_add(of_key as u32);
            at += 1;
            of_key += 1;
            if at >= WORDS {
                words[0] = words[WORDS - 1];
                at = 1;
            }
            if of_key >= key.len() {
                of_key = 0;
            }
        }
        for _ in 1..WORDS {
            words[at] = mixed(&words, at, 1_566_083_941).wrapping_sub(at as u32);
            at += 1;
            if at >= WORDS {
                words[0] = words[WORDS - 1];
                at = 1;
            }
        }
        words[0] = 0x8000_0000;
        Self { words: std::sync::Arc::new(words), next: WORDS }
    }

    fn draw(&mut self) -> u32 {
        if self.next >= WORDS {
            let words = std::sync::Arc::make_mut(&mut self.words);
            for at in 0..WORDS {
                let mixed = (words[at] & UPPER) | (words[(at + 1) % WORDS] & LOWER);
                let odd = if mixed & 1 == 1 { MATRIX } else { 0 };
                words[at] = words[(at + DISTANCE) % WORDS] ^ (mixed >> 1) ^ odd;
            }
            self.next = 0;
        }
        let mut word = self.words.get(self.next).copied().unwrap_or(0);
        self.next += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^ (word >> 18)
    }
}

pub static RANDOM: ExtensionClass = ExtensionClass {
    new: Some(new),
    methods: &[
        &native("random", random, 0, 0),
        &native("seed", seed, 0, 1),
        &native("getrandbits", get_random_bits, 1, 1),
        &native("getstate", get_state, 0, 0),
        &native("setstate", set_state, 1, 1),
    ],
    collectable: false,
    ..ExtensionClass::named("Random", "_random")
};

/// Fills the module.
pub fn fill(machine: &mut Machine, module: Ref) -> Result<()> {
    machine.set_class_in_module(module, &RANDOM)?;
    machine.set_functions(module, &[&SEED_DIGEST])
}

/// The SHA-512 digest by which a str or bytes is made a seed; CPython takes it from its hash module.
static SEED_DIGEST: Native = native("_seed_digest", seed_digest, 1, 1);

fn seed_digest(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    use sha2::Digest as _;
    let Body::Bytes(bytes) = machine.heap.body(arguments.at(0)) else {
        return Err(machine.raise(known::TYPE_ERROR, "a bytes-like object is required"));
    };
    let digest = sha2::Sha512::digest(bytes);
    Ok(machine.new_bytes(&digest))
}

fn new(machine: &mut Machine, class: Ref, _: Arguments<'_>) -> Result<Ref> {
    let twister = twister_of(machine, known::NONE)?;
    Ok(machine.new_extension(class, Box::new(twister)))
}

/// The generator that a seed gives: an int by its size, None by the run's, anything else by its hash.
fn twister_of(machine: &mut Machine, given: Ref) -> Result<Twister> {
    let number: BigUint = if given == known::NONE {
        // The run's own: as many words as CPython asks the system for, from a generator with the hash seed.
        let mut source = Twister::of_key(&[machine.options.hash_seed]);
        let key: Vec<u32> = (0..WORDS).map(|_| source.draw()).collect();
        return Ok(Twister::of_key(&key));
    } else if let Some(number) = machine.big_of(given) {
        number.magnitude().clone()
    } else {
        BigUint::from(machine.hash_of(given)? as u64)
    };
    let key = number.to_u32_digits();
    Ok(Twister::of_key(if key.is_empty() { &[0] } else { &key }))
}

fn seed(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let twister = twister_of(machine, arguments.optional(1).unwrap_or(known::NONE))?;
    if let Some(state) = machine.heap.extension_mut::<Twister>(arguments.at(0)) {
        *state = twister;
    }
    Ok(machine.none())
}

/// A float of 53 random bits.
fn random(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let Some(state) = machine.heap.extension_mut::<Twister>(arguments.at(0)) else { return Ok(machine.none()) };
    let (high, low) = (state.draw() >> 5, state.draw() >> 6);
    let value = (f64::from(high) * 67_108_864.0 + f64::from(low)) * (1.0 / 9_007_199_254_740_992.0);
    Ok(machine.new_float(value))
}

fn get_random_bits(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let bits = machine.index_of(arguments.at(1))?;
    let Ok(bits) = u64::try_from(bits) else {
        let newer = machine.version() >= Version::V3_14;
        let text = if newer { "Cannot convert negative int" } else { "number of bits must be non-negative" };
        return Err(machine.raise(known::VALUE_ERROR, text));
    };
    if bits == 0 {
        return Ok(machine.new_int(0));
    }
    machine.check_room(bits / 8)?;
    let Some(state) = machine.heap.extension_mut::<Twister>(arguments.at(0)) else { return Ok(machine.none()) };
    let mut words = Vec::new();
    let mut left = bits;
    while left > 0 {
        let word = state.draw();
        words.push(if left < 32 { word >> (32 - left) } else { word });
        left = left.saturating_sub(32);
    }
    let value = BigInt::from_biguint(Sign::Plus, BigUint::new(words));
    Ok(machine.new_big_int(value))
}

fn get_state(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let Some(state) = machine.heap.extension::<Twister>(arguments.at(0)).cloned() else { return Ok(machine.none()) };
    let mut items: Vec<Ref> = state.words.iter().map(|word| machine.new_int(i64::from(*word))).collect();
    items.push(machine.new_int(state.next as i64));
    Ok(machine.new_tuple(items))
}

fn set_state(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let Body::Tuple(items) = machine.heap.body(arguments.at(1)) else {
        return Err(machine.raise(known::TYPE_ERROR, "state vector must be a tuple"));
    };
    let items = items.to_vec();
    if items.len() != WORDS + 1 {
        return Err(machine.raise(known::VALUE_ERROR, "state vector is the wrong size"));
    }
    let mut words = [0u32; WORDS];
    for (place, item) in words.iter_mut().zip(&items) {
        *place = machine.index_of(*item)? as u32;
    }
    let next = machine.index_of(items.last().copied().unwrap_or(known::NONE))?;
    let Some(next) = usize::try_from(next).ok().filter(|next| *next <= WORDS) else {
        return Err(machine.raise(known::VALUE_ERROR, "invalid state"));
    };
    if let Some(state) = machine.heap.extension_mut::<Twister>(arguments.at(0)) {
        *state = Twister { words: std::sync::Arc::new(words), next };
    }
    Ok(machine.none())
}
