//! What a device remembers beside its credentials: PIN, retries, policy, large blobs. It outlives a power cycle and ends
//! with a reset. The rules by which it changes are the commands'.

use std::fmt;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::secret::sha256;

/// The first half of the digest of the PIN, which is all that the protocol ever compares (CTAP 2.2 §6.5.5.5).
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct PinHash([u8; 16]);

impl PinHash {
    /// From what was stored.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Of a PIN as it was typed.
    pub(crate) fn of(pin: &[u8]) -> Self {
        let digest = sha256(&[pin]);
        Self(*digest.first_chunk().expect("32 bytes begin with 16"))
    }

    /// The only way to the bytes, for a store.
    pub fn expose(&self) -> &[u8; 16] {
        &self.0
    }

    /// Whether `other` is the same, in constant time.
    pub(crate) fn is(&self, other: &[u8]) -> bool {
        verify_slices_are_equal(&self.0, other).is_ok()
    }
}

impl fmt::Debug for PinHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("PinHash(..)")
    }
}

/// A PIN that has been set.
#[derive(Debug)]
pub struct Pin {
    /// What it is compared by.
    pub hash: PinHash,
    /// Its length in code points, for a minimum that is raised later.
    pub length: u8,
}

/// The state of a device. `default()` is a device as it leaves the factory.
#[derive(Debug)]
pub struct DeviceState {
    /// The PIN, once one is set.
    pub pin: Option<Pin>,
    /// Wrong PINs that are left until only a reset helps.
    pub pin_retries: u8,
    /// The fewest code points of a PIN.
    pub min_pin_length: u8,
    /// Sites that may learn that number (minPinLength).
    pub min_pin_sites: Vec<String>,
    /// Whether the PIN must be changed before it gives another token.
    pub must_change_pin: bool,
    /// Whether every ceremony needs verification.
    pub always_uv: bool,
    /// Whether enterprise attestation may be given.
    pub enterprise_attestation: bool,
    /// The serialised large-blob array, with its digest.
    pub large_blobs: Vec<u8>,
}

impl DeviceState {
    /// CTAP 2.2 §6.5.1: at most eight.
    pub const PIN_RETRIES: u8 = 8;
    /// CTAP 2.2 §6.5.1: four code points.
    pub const MIN_PIN_LENGTH: u8 = 4;
    /// An empty array and the first half of its digest (CTAP 2.2 §6.10.2).
    pub const NO_LARGE_BLOBS: [u8; 17] = [
        0x80, 0x76, 0xbe, 0x8b, 0x52, 0x8d, 0x00, 0x75, 0xf7, 0xaa, 0xe9, 0x8d, 0x6f, 0xa5, 0x7a, 0x6d, 0x3c,
    ];
}

impl Default for DeviceState {
    fn default() -> Self {
        Self {
            pin: None,
            pin_retries: Self::PIN_RETRIES,
            min_pin_length: Self::MIN_PIN_LENGTH,
            min_pin_sites: Vec::new(),
            must_change_pin: false,
            always_uv: false,
            enterprise_attestation: false,
            large_blobs: Self::NO_LARGE_BLOBS.to_vec(),
        }
    }
}
