//! Steam Guard: the same 31-bit number as TOTP with SHA-1 and 30 seconds, spelled in 26 characters that are
//! hard to confuse, lowest place first. Only the spelling lives here.

use crate::code::Code;

const ALPHABET: [u8; 26] = *b"23456789BCDFGHJKMNPQRTVWXY";

/// Five places of `value` as Steam writes them.
pub(crate) fn spelled(value: u32) -> Code {
    Code::of([1, 26, 26_u32.pow(2), 26_u32.pow(3), 26_u32.pow(4)].map(|place| letter(value / place % 26)))
}

fn letter(place: u32) -> u8 {
    usize::try_from(place).ok().and_then(|place| ALPHABET.get(place)).copied().expect("a remainder of 26")
}
