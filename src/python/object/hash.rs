//! What `hash()` of the built-in types answers (`Python/pyhash.c` and the types' own files), as pure functions.

use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;
use siphasher::sip::SipHasher13;

use super::text::{Kind, Str, code_of};

/// The prime of numeric hashes: 2**61 - 1.
const MODULUS: u64 = (1 << 61) - 1;

/// -1 says "error" in C, so no object has it.
fn avoid_error(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}

/// `hash(int)`: the value modulo 2**61-1, with its sign.
#[inline]
pub fn of_int(value: i64) -> i64 {
    let remainder = (value.unsigned_abs() % MODULUS) as i64;
    avoid_error(if value < 0 { -remainder } else { remainder })
}

/// `hash(int)` of any size.
pub fn of_big_int(value: &BigInt) -> i64 {
    let remainder = (value.magnitude() % MODULUS).to_i64().unwrap_or(0);
    avoid_error(if value.sign() == Sign::Minus { -remainder } else { remainder })
}

/// `hash(float)`, but for nan, whose hash is its address's (`_Py_HashDouble`).
pub fn of_float(value: f64, address: u64) -> i64 {
    if value.is_nan() {
        return of_address(address);
    }
    if value.is_infinite() {
        return if value > 0.0 { 314_159 } else { -314_159 };
    }
    if value == 0.0 {
        return 0;
    }
    // The value is mantissa * 2**exponent; 2**61 is 1 modulo the prime, so the exponent is a rotation.
    let bits = value.abs().to_bits();
    let (field, fraction) = ((bits >> 52) as i64, bits & ((1 << 52) - 1));
    let (mantissa, exponent) = if field == 0 { (fraction, -1074) } else { (fraction | 1 << 52, field - 1075) };
    let rotation = exponent.rem_euclid(61) as u32;
    let rotated = ((mantissa << rotation) & MODULUS) | (mantissa >> (61 - rotation));
    let remainder = if rotated == MODULUS { 0 } else { rotated as i64 };
    avoid_error(if value < 0.0 { -remainder } else { remainder })
}

/// `hash(complex)`.
pub fn of_complex(real: f64, imaginary: f64, address: u64) -> i64 {
    let mixed = (of_float(imaginary, address) as u64).wrapping_mul(1_000_003);
    avoid_error((of_float(real, address) as u64).wrapping_add(mixed) as i64)
}

/// `hash` by identity (`_Py_HashPointer`): the address rotated right by 4.
pub fn of_address(address: u64) -> i64 {
    avoid_error(address.rotate_right(4) as i64)
}

/// `hash(None)` from 3.12 on.
pub const OF_NONE: i64 = 0xFCA8_6420;

/// The two keys that `PYTHONHASHSEED` gives (`bootstrap_hash.c`, `lcg_urandom`).
pub fn keys_of_seed(seed: u32) -> (u64, u64) {
    if seed == 0 {
        return (0, 0);
    }
    let mut state = seed;
    let mut next = || {
        (0..8).fold(0u64, |key, byte| {
            state = state.wrapping_mul(214_013).wrapping_add(2_531_011);
            key | u64::from((state >> 16) & 0xff) << (8 * byte)
        })
    };
    (next(), next())
}

/// `hash(bytes)`: SipHash-1-3.
pub fn of_bytes(bytes: &[u8], seed: u32) -> i64 {
    if bytes.is_empty() {
        return 0;
    }
    let (first, second) = keys_of_seed(seed);
    avoid_error(SipHasher13::new_with_keys(first, second).hash(bytes) as i64)
}

/// `hash(str)`: of the characters as they are laid out, 1, 2 or 4 bytes each.
pub fn of_str(text: &Str, seed: u32) -> i64 {
    match text.kind {
        Kind::Ascii => of_bytes(text.text.as_bytes(), seed),
        kind => {
            let width = kind.width();
            let laid_out: Vec<u8> =
                text.text.chars().flat_map(|char| code_of(char).to_le_bytes().into_iter().take(width)).collect();
            of_bytes(&laid_out, seed)
        }
    }
}

const PRIME_1: u64 = 11_400_714_785_074_694_791;
const PRIME_2: u64 = 14_029_467_366_897_019_727;
const PRIME_5: u64 = 2_870_177_450_012_600_261;

fn lanes(hashes: impl Iterator<Item = i64>) -> u64 {
    hashes.fold(PRIME_5, |sum, hash| {
        sum.wrapping_add((hash as u64).wrapping_mul(PRIME_2)).rotate_left(31).wrapping_mul(PRIME_1)
    })
}

/// `hash(tuple)` from the hashes of the items (`tuplehash`).
pub fn of_tuple(hashes: impl ExactSizeIterator<Item = i64>) -> i64 {
    let length = hashes.len() as u64;
    let sum = lanes(hashes).wrapping_add(length ^ (PRIME_5 ^ 3_527_539));
    if sum == u64::MAX { 1_546_275_796 } else { sum as i64 }
}

/// `hash(slice)` (3.12 on) from the hashes of start, stop and step.
pub fn of_slice(hashes: [i64; 3]) -> i64 {
    let sum = lanes(hashes.into_iter());
    if sum == u64::MAX { 1_546_275_796 } else { sum as i64 }
}

/// `hash(frozenset)` from the hashes of the keys, in any order (`frozenset_hash`).
pub fn of_frozenset(hashes: impl Iterator<Item = i64>) -> i64 {
    let mut count = 0u64;
    let mut sum = 0u64;
    for hash in hashes {
        let hash = hash as u64;
        sum ^= ((hash ^ 89_869_747) ^ (hash << 16)).wrapping_mul(3_644_798_167);
        count += 1;
    }
    sum ^= (count + 1).wrapping_mul(1_927_868_237);
    sum ^= (sum >> 11) ^ (sum >> 25);
    sum = sum.wrapping_mul(69_069).wrapping_add(907_133_923);
    if sum == u64::MAX { 590_923_713 } else { sum as i64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_hash_as_in_cpython() {
        assert_eq!([of_int(0), of_int(-1), of_int(1 << 61), of_int((1 << 61) - 1)], [0, -2, 1, 0]);
        assert_eq!(of_float(1.5, 0), 1_152_921_504_606_846_977);
        assert_eq!([of_float(-0.0, 0), of_float(3.0, 0), of_float(-1.0, 0)], [0, 3, -2]);
        assert_eq!(of_float(f64::NEG_INFINITY, 0), -314_159);
        assert_eq!(of_big_int(&(BigInt::from(1) << 64)), 8);
    }

    #[test]
    fn strings_tuples_and_frozensets_hash_as_in_cpython() {
        assert_eq!(of_str(&Str::new("a"), 0), 4_644_417_185_603_328_019);
        assert_eq!(of_str(&Str::new("abc"), 0), -4_594_863_902_769_663_758);
        assert_eq!(of_tuple([].into_iter()), 5_740_354_900_026_072_187);
        assert_eq!(of_tuple([1, 2].into_iter()), -3_550_055_125_485_641_917);
        assert_eq!(of_frozenset([].into_iter()), 133_146_708_735_736);
    }
}
