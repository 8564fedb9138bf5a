//! Steam Guard: the same 31-bit number as TOTP with SHA-1 and 30 seconds, spelled in 26 characters that are
//! hard to confuse, lowest place first. Only the spelling lives here.

use crate::{code::Code, parameters::Digits};

/// Five places of `value` as Steam writes them.
pub(crate) fn spelled(value: u32) -> Code {
    Code::forwards(u64::from(value), b"23456789BCDFGHJKMNPQRTVWXY", Digits::FIVE)
}
