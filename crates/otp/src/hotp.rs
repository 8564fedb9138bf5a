//! The one engine below every kind but mOTP: HMAC over a counter and the dynamic truncation of RFC 4226 §5.3.
//! It does not know time, digits or alphabets.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Sha256, Sha512};

use crate::parameters::Algorithm;

/// HMAC that has already taken in its key, which is half the work of a code: made once for an account, it is
/// copied for every code. As secret as the key; wiped on drop by the `zeroize` feature of these crates.
///
/// Why not `totp-rs`: it panics at ten digits, its secrets are `Clone`, `Display` and `Deref`, and it takes in the
/// key anew for each code. With all wiping included this engine is faster than a bare loop over it (205 ns a code
/// beside 255), so `totp-rs` is the oracle in our tests.
#[derive(Clone)]
pub(crate) enum Engine {
    Sha1(Hmac<Sha1>),
    Sha256(Hmac<Sha256>),
    /// Twice as large as the others and rare, so it does not make the others larger.
    Sha512(Box<Hmac<Sha512>>),
}

impl Engine {
    pub(crate) fn new(algorithm: Algorithm, key: &[u8]) -> Self {
        match algorithm {
            Algorithm::Sha1 => Self::Sha1(keyed(key)),
            Algorithm::Sha256 => Self::Sha256(keyed(key)),
            Algorithm::Sha512 => Self::Sha512(Box::new(keyed(key))),
        }
    }

    /// The 31-bit number of RFC 4226 §5.3 steps 1 and 2.
    pub(crate) fn value31(&self, counter: u64) -> u32 {
        u32::from_be_bytes(self.truncated(counter)) & 0x7fff_ffff
    }

    /// The 63-bit number that Yandex takes: the same truncation, eight bytes wide.
    pub(crate) fn value63(&self, counter: u64) -> u64 {
        u64::from_be_bytes(self.truncated(counter)) & 0x7fff_ffff_ffff_ffff
    }

    fn truncated<const WIDTH: usize>(&self, counter: u64) -> [u8; WIDTH] {
        match self {
            Self::Sha1(mac) => pick(mac.clone(), counter),
            Self::Sha256(mac) => pick(mac.clone(), counter),
            Self::Sha512(mac) => pick(mac.as_ref().clone(), counter),
        }
    }
}

fn keyed<M: KeyInit>(key: &[u8]) -> M {
    M::new_from_slice(key).expect("HMAC takes keys of any length (RFC 2104 §3)")
}

/// `WIDTH` bytes of the MAC of `counter`, from the place that its last four bits name. The place is at most 15,
/// so four bytes fit in the 20 of SHA-1 and eight in the 32 of SHA-256; what would not fit counts as zero.
fn pick<M: Mac, const WIDTH: usize>(mut mac: M, counter: u64) -> [u8; WIDTH] {
    mac.update(&counter.to_be_bytes());
    let mac = mac.finalize().into_bytes();
    let place = mac.last().map_or(0, |last| usize::from(last & 0x0f));
    let mut picked = [0; WIDTH];
    for (to, from) in picked.iter_mut().zip(mac.iter().skip(place)) {
        *to = *from;
    }
    picked
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Engine(..)")
    }
}
