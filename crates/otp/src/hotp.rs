//! The one engine below every kind but mOTP: HMAC over a counter and the dynamic truncation of RFC 4226 §5.3.
//! It does not know time, digits or alphabets.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Sha256, Sha512};

use crate::parameters::Algorithm;

/// The 31-bit number of RFC 4226 §5.3 steps 1 and 2.
pub(crate) fn value31(algorithm: Algorithm, key: &[u8], counter: u64) -> u32 {
    u32::from_be_bytes(truncated(algorithm, key, counter)) & 0x7fff_ffff
}

/// The 63-bit number that Yandex takes from HMAC-SHA-256: the same truncation, eight bytes wide. SHA-1 has too
/// few bytes for it, so the hash is not a choice here.
pub(crate) fn value63(key: &[u8], counter: u64) -> u64 {
    u64::from_be_bytes(truncated(Algorithm::Sha256, key, counter)) & 0x7fff_ffff_ffff_ffff
}

fn truncated<const WIDTH: usize>(algorithm: Algorithm, key: &[u8], counter: u64) -> [u8; WIDTH] {
    match algorithm {
        Algorithm::Sha1 => pick::<Hmac<Sha1>, WIDTH>(key, counter),
        Algorithm::Sha256 => pick::<Hmac<Sha256>, WIDTH>(key, counter),
        Algorithm::Sha512 => pick::<Hmac<Sha512>, WIDTH>(key, counter),
    }
}

/// `WIDTH` bytes of the MAC, from the place its last four bits name.
fn pick<M: Mac + KeyInit, const WIDTH: usize>(key: &[u8], counter: u64) -> [u8; WIDTH] {
    let mut hmac = <M as KeyInit>::new_from_slice(key).expect("HMAC takes keys of any length (RFC 2104 §3)");
    hmac.update(&counter.to_be_bytes());
    let mac = hmac.finalize().into_bytes();
    let offset = mac.last().map_or(0, |last| usize::from(last & 0x0f));
    mac.get(offset..)
        .and_then(|tail| tail.first_chunk())
        .copied()
        .expect("offset 15 and 4 bytes fit in the 20 of SHA-1, 15 and 8 in the 32 of SHA-256")
}
