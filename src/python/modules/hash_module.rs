//! The modules `_hashlib` and `_checksums`: digests, and the check sums of `zlib` and `binascii`, by well-kept crates.
//!
//! `assets/pylib/hashlib.py` and its neighbours give them their names. Left out, and refused there: keyed and salted BLAKE2.

use blake2::digest::{Digest, ExtendableOutput, Update, VariableOutput, XofReader};

use super::arguments::native;
use super::extension_class::{ExtensionClass, Getter};
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::extension::native_state;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::{Ref, known};

/// The longest digest that a SHAKE gives here: what a program of this size can use.
const LONGEST: i64 = 1 << 20;

/// A hash function that has seen some bytes.
#[derive(Clone)]
enum Hasher {
    Md5(md5::Md5),
    Sha1(sha1::Sha1),
    Sha224(sha2::Sha224),
    Sha256(sha2::Sha256),
    Sha384(sha2::Sha384),
    Sha512(sha2::Sha512),
    Sha3x224(sha3::Sha3_224),
    Sha3x256(sha3::Sha3_256),
    Sha3x384(sha3::Sha3_384),
    Sha3x512(sha3::Sha3_512),
    Shake128(sha3::Shake128),
    Shake256(sha3::Shake256),
    Blake2b(blake2::Blake2bVar, usize),
    Blake2s(blake2::Blake2sVar, usize),
}

/// Says the same of whichever hash function it is.
macro_rules! each {
    ($hasher:expr, $state:ident => $said:expr) => {
        match $hasher {
            Hasher::Md5($state) => $said,
            Hasher::Sha1($state) => $said,
            Hasher::Sha224($state) => $said,
            Hasher::Sha256($state) => $said,
            Hasher::Sha384($state) => $said,
            Hasher::Sha512($state) => $said,
            Hasher::Sha3x224($state) => $said,
            Hasher::Sha3x256($state) => $said,
            Hasher::Sha3x384($state) => $said,
            Hasher::Sha3x512($state) => $said,
            Hasher::Shake128($state) => $said,
            Hasher::Shake256($state) => $said,
            Hasher::Blake2b($state, _) => $said,
            Hasher::Blake2s($state, _) => $said,
        }
    };
}

impl Hasher {
    /// The hash function of a name; `size` is a BLAKE2's, 0 for its longest.
    fn named(name: &str, size: usize) -> Option<Self> {
        Some(match name {
            "md5" => Self::Md5(md5::Md5::default()),
            "sha1" => Self::Sha1(sha1::Sha1::default()),
            "sha224" => Self::Sha224(sha2::Sha224::default()),
            "sha256" => Self::Sha256(sha2::Sha256::default()),
            "sha384" => Self::Sha384(sha2::Sha384::default()),
            "sha512" => Self::Sha512(sha2::Sha512::default()),
            "sha3_224" => Self::Sha3x224(sha3::Sha3_224::default()),
            "sha3_256" => Self::Sha3x256(sha3::Sha3_256::default()),
            "sha3_384" => Self::Sha3x384(sha3::Sha3_384::default()),
            "sha3_512" => Self::Sha3x512(sha3::Sha3_512::default()),
            "shake_128" => Self::Shake128(sha3::Shake128::default()),
            "shake_256" => Self::Shake256(sha3::Shake256::default()),
            "blake2b" => {
                let size = if size == 0 { 64 } else { size };
                Self::Blake2b(blake2::Blake2bVar::new(size).ok()?, size)
            }
            "blake2s" => {
                let size = if size == 0 { 32 } else { size };
                Self::Blake2s(blake2::Blake2sVar::new(size).ok()?, size)
            }
            _ => return None,
        })
    }

    /// Bytes of a block, and of the digest (0 when it is as long as one likes).
    fn sizes(&self) -> (i64, i64) {
        match self {
            Self::Md5(_) => (64, 16),
            Self::Sha1(_) => (64, 20),
            Self::Sha224(_) => (64, 28),
            Self::Sha256(_) => (64, 32),
            Self::Sha384(_) => (128, 48),
            Self::Sha512(_) => (128, 64),
            Self::Sha3x224(_) => (144, 28),
            Self::Sha3x256(_) => (136, 32),
            Self::Sha3x384(_) => (104, 48),
            Self::Sha3x512(_) => (72, 64),
            Self::Shake128(_) => (168, 0),
            Self::Shake256(_) => (136, 0),
            Self::Blake2b(_, size) => (128, *size as i64),
            Self::Blake2s(_, size) => (64, *size as i64),
        }
    }

    /// The digest of what was seen; `length` is a SHAKE's.
    fn digest(self, length: usize) -> Vec<u8> {
        match self {
            Self::Md5(state) => state.finalize().to_vec(),
            Self::Sha1(state) => state.finalize().to_vec(),
            Self::Sha224(state) => state.finalize().to_vec(),
            Self::Sha256(state) => state.finalize().to_vec(),
            Self::Sha384(state) => state.finalize().to_vec(),
            Self::Sha512(state) => state.finalize().to_vec(),
            Self::Sha3x224(state) => state.finalize().to_vec(),
            Self::Sha3x256(state) => state.finalize().to_vec(),
            Self::Sha3x384(state) => state.finalize().to_vec(),
            Self::Sha3x512(state) => state.finalize().to_vec(),
            Self::Shake128(state) => drawn(state.finalize_xof(), length),
            Self::Shake256(state) => drawn(state.finalize_xof(), length),
            Self::Blake2b(state, size) => chosen(state, size),
            Self::Blake2s(state, size) => chosen(state, size),
        }
    }
}

fn drawn(mut reader: impl XofReader, length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    reader.read(&mut bytes);
    bytes
}

/// The digest of a hash function whose size was chosen when it was made.
fn chosen(hasher: impl VariableOutput, size: usize) -> Vec<u8> {
    let mut bytes = vec![0; size];
    // Only another size than the chosen one is an error.
    let done = hasher.finalize_variable(&mut bytes);
    debug_assert!(done.is_ok());
    bytes
}

/// A hash object: its name and its hash function.
#[derive(Clone)]
struct Hash {
    name: String,
    hasher: Hasher,
}

impl std::fmt::Debug for Hash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Hash({})", self.name)
    }
}

native_state!(Hash, |_| 32, []);

static METHODS: &[&Native] = &[
    &native("__repr__", repr, 0, 0),
    &native("copy", copy, 0, 0),
    &native("digest", digest, 0, 1),
    &native("hexdigest", hex_digest, 0, 1),
    &native("update", update, 1, 1),
];
static GETTERS: &[Getter] = &[
    Getter { name: "block_size", get: block_size, set: None },
    Getter { name: "digest_size", get: digest_size, set: None },
    Getter { name: "name", get: hash_name, set: None },
];

const fn hash_class(name: &'static str, module: &'static str) -> ExtensionClass {
    ExtensionClass { methods: METHODS, getters: GETTERS, collectable: false, ..ExtensionClass::named(name, module) }
}

static HASH: ExtensionClass = hash_class("HASH", "_hashlib");
static EXTENDABLE: ExtensionClass = hash_class("HASHXOF", "_hashlib");
static BLAKE2B: ExtensionClass = hash_class("blake2b", "_blake2");
static BLAKE2S: ExtensionClass = hash_class("blake2s", "_blake2");

/// Fills `_hashlib`.
pub fn fill(machine: &mut Machine, module: Ref) -> Result<()> {
    machine.set_class_in_module(module, &HASH)?;
    machine.set_class_in_module(module, &EXTENDABLE)?;
    static FUNCTIONS: &[&Native] = &[&native("new", new, 3, 3)];
    machine.set_functions(module, FUNCTIONS)
}

/// Fills `_checksums`.
pub fn fill_checksums(machine: &mut Machine, module: Ref) -> Result<()> {
    static FUNCTIONS: &[&Native] = &[&native("crc32", crc32, 1, 2), &native("adler32", adler32, 1, 2)];
    machine.set_functions(module, FUNCTIONS)
}

/// The bytes of an argument that is to be hashed (`GET_BUFFER_VIEW_OR_ERROUT`).
fn hashable(machine: &mut Machine, given: Ref) -> Result<std::sync::Arc<[u8]>> {
    if machine.text_of(given).is_some() {
        return Err(machine.raise(known::TYPE_ERROR, "Strings must be encoded before hashing"));
    }
    match machine.bytes_like(given) {
        Some(bytes) => Ok(bytes),
        None => Err(machine.raise(known::TYPE_ERROR, "object supporting the buffer API required")),
    }
}

/// `new(name, data, size)`: None when there is no such hash function.
fn new(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let name = machine.str_argument("new", "name", arguments.at(0))?;
    let size = machine.index_of(arguments.at(2))?;
    let Some(mut hasher) = Hasher::named(&name, usize::try_from(size).unwrap_or(usize::MAX)) else {
        return Ok(machine.none());
    };
    let bytes = hashable(machine, arguments.at(1))?;
    each!(&mut hasher, state => Update::update(state, &bytes));
    machine.new_native_object(class_of(&hasher), Hash { name, hasher })
}

fn class_of(hasher: &Hasher) -> &'static ExtensionClass {
    match hasher {
        Hasher::Shake128(_) | Hasher::Shake256(_) => &EXTENDABLE,
        Hasher::Blake2b(..) => &BLAKE2B,
        Hasher::Blake2s(..) => &BLAKE2S,
        _ => &HASH,
    }
}

fn update(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let bytes = hashable(machine, arguments.at(1))?;
    if let Some(hash) = machine.heap.extension_mut::<Hash>(arguments.at(0)) {
        each!(&mut hash.hasher, state => Update::update(state, &bytes));
    }
    Ok(machine.none())
}

fn state(machine: &mut Machine, hash: Ref) -> Result<Hash> {
    match machine.heap.extension::<Hash>(hash).cloned() {
        Some(state) => Ok(state),
        None => Err(machine.raise(known::TYPE_ERROR, "a hash object is required")),
    }
}

fn copy(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let state = state(machine, arguments.at(0))?;
    machine.new_native_object(class_of(&state.hasher), state)
}

fn digest_of(machine: &mut Machine, arguments: Arguments<'_>, method: &str) -> Result<Vec<u8>> {
    let state = state(machine, arguments.at(0))?;
    let extendable = state.hasher.sizes().1 == 0;
    let length = match (arguments.optional(1), extendable) {
        (None, false) => 0,
        (Some(length), true) => machine.index_of(length)?,
        (Some(_), false) => {
            let class = machine.class_name(arguments.at(0));
            let text = format!("{class}.{method}() takes no arguments (1 given)");
            return Err(machine.raise(known::TYPE_ERROR, text));
        }
        (None, true) => {
            let text = format!("{method}() missing required argument 'length' (pos 1)");
            return Err(machine.raise(known::TYPE_ERROR, text));
        }
    };
    if !(0..=LONGEST).contains(&length) {
        return Err(crate::python::eval::stop::Stop::unmodelled("a digest of this length is not modelled"));
    }
    Ok(state.hasher.digest(usize::try_from(length).unwrap_or(0)))
}

fn digest(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let bytes = digest_of(machine, arguments, "digest")?;
    Ok(machine.new_bytes(&bytes))
}

fn hex_digest(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let bytes = digest_of(machine, arguments, "hexdigest")?;
    let text: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(machine.new_str(&text))
}

fn repr(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let hash = arguments.at(0);
    let (class, id) = (machine.class_name(hash).to_owned(), machine.heap.get(hash).address);
    let name = state(machine, hash)?.name;
    let name = if name.starts_with("blake2") { String::new() } else { format!("{name} ") };
    Ok(machine.new_str(&format!("<{name}{class} object at {id:#x}>")))
}

fn block_size(machine: &mut Machine, hash: Ref) -> Result<Ref> {
    let size = state(machine, hash)?.hasher.sizes().0;
    Ok(machine.new_int(size))
}

fn digest_size(machine: &mut Machine, hash: Ref) -> Result<Ref> {
    let size = state(machine, hash)?.hasher.sizes().1;
    Ok(machine.new_int(size))
}

fn hash_name(machine: &mut Machine, hash: Ref) -> Result<Ref> {
    let name = state(machine, hash)?.name;
    Ok(machine.new_str(&name))
}

/// The value that a check sum goes on from, as C cuts it.
fn start(machine: &mut Machine, given: Option<Ref>, default: u32) -> Result<u32> {
    let Some(given) = given else { return Ok(default) };
    let number = machine.big_index_of(given)?;
    let low = number.iter_u32_digits().next().unwrap_or(0);
    Ok(if number.sign() == num_bigint::Sign::Minus { low.wrapping_neg() } else { low })
}

fn crc32(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let bytes = machine.bytes_argument(arguments.at(0))?;
    let mut hasher = crc32fast::Hasher::new_with_initial(start(machine, arguments.optional(1), 0)?);
    hasher.update(&bytes);
    Ok(machine.new_int(i64::from(hasher.finalize())))
}

/// Two sums modulo the largest prime below 65536 (RFC 1950, section 8.2).
fn adler32(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    const PRIME: u32 = 65_521;
    let bytes = machine.bytes_argument(arguments.at(0))?;
    let before = start(machine, arguments.optional(1), 1)?;
    let (mut low, mut high) = ((before & 0xffff) % PRIME, (before >> 16) % PRIME);
    for byte in bytes.iter() {
        low = (low + u32::from(*byte)) % PRIME;
        high = (high + low) % PRIME;
    }
    Ok(machine.new_int(i64::from(high << 16 | low)))
}
