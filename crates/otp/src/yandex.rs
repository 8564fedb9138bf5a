//! Yandex.Key: PIN and secret become an HMAC key, and the code is eight letters. There is no specification;
//! the rules are those that the vectors published with KeeYaOtp prove.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::{KeyError, OtpSecret, Pin, code::Code, hotp, parameters::Digits};

/// What the codes are made from; a QR code carries just these bytes.
const SECRET_BYTES: usize = 16;
/// What a person types: the same 16, some that codes do not use, and a checksum in the last 12 bits.
const TYPED_BYTES: usize = 26;
/// x¹² + x¹¹ + x⁷ + x⁶ + x⁵ + x⁴ + x + 1.
const CHECKSUM_POLYNOMIAL: u16 = 0b1_1000_1111_0011;

/// Refuses a secret or PIN that Yandex would never have given out.
pub(crate) fn check(secret: &OtpSecret, pin: &Pin) -> Result<(), KeyError> {
    match secret.expose().len() {
        SECRET_BYTES => Ok(()),
        TYPED_BYTES if checksum_fits(secret.expose()) => Ok(()),
        TYPED_BYTES => Err(KeyError::YandexChecksum),
        _ => Err(KeyError::YandexSecretLength),
    }?;
    if pin.expose().len() > 16 { Err(KeyError::YandexPin) } else { Ok(()) }
}

/// The code of the thirty-second step `step`.
pub(crate) fn code(secret: &OtpSecret, pin: &Pin, step: u64) -> Code {
    let used = secret.expose().get(..SECRET_BYTES).unwrap_or(secret.expose());
    let mut hash = Sha256::new();
    hash.update(pin.expose());
    hash.update(used);
    let hash = Zeroizing::new(<[u8; 32]>::from(hash.finalize()));
    // One leading zero byte is not part of the key. Zeros at the end would change nothing, those at the front do.
    let key = hash.strip_prefix(&[0]).unwrap_or(hash.as_slice());
    Code::backwards(hotp::value63(key, step), b"abcdefghijklmnopqrstuvwxyz", Digits::EIGHT)
}

/// Whether the last 12 bits are the remainder of dividing all bits before them by the polynomial.
fn checksum_fits(typed: &[u8]) -> bool {
    let Some((rest, [high, low])) = typed.split_last_chunk() else { return false };
    let bits = rest.iter().flat_map(|byte| (0..8).rev().map(move |place| byte >> place & 1));
    let last_four_before = (4..8).rev().map(|place| high >> place & 1);
    let remainder = bits.chain(last_four_before).fold(0, |remainder: u16, bit| {
        let shifted = remainder << 1 | u16::from(bit);
        if shifted > 0x0fff { shifted ^ CHECKSUM_POLYNOMIAL } else { shifted }
    });
    remainder == u16::from_be_bytes([high & 0x0f, *low])
}
