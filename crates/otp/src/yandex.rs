//! Yandex.Key: PIN and secret become an HMAC key, and the code is eight letters. There is no specification;
//! the rules are those that the vectors published with KeeYaOtp prove.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::{KeyError, OtpSecret, Pin, code::Code};

/// What the codes are made from; a QR code carries just these bytes.
const SECRET_BYTES: usize = 16;
/// What a person types: the same 16, some that codes do not use, and a checksum in the last 12 bits.
const TYPED_BYTES: usize = 26;
const LONGEST_PIN: usize = 16;
/// x¹² + x¹¹ + x⁷ + x⁶ + x⁵ + x⁴ + x + 1.
const CHECKSUM_POLYNOMIAL: u16 = 0b1_1000_1111_0011;

/// The HMAC key of a PIN and a secret, unless Yandex would never have given them out.
pub(crate) fn hmac_key(secret: &OtpSecret, pin: &Pin) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    let secret = match secret.expose() {
        secret if secret.len() == TYPED_BYTES && !checksum_fits(secret) => Err(KeyError::YandexChecksum),
        secret if secret.len() == TYPED_BYTES || secret.len() == SECRET_BYTES => Ok(secret),
        _ => Err(KeyError::YandexSecretLength),
    }?;
    if pin.expose().len() > LONGEST_PIN {
        return Err(KeyError::YandexPin);
    }
    let hash =
        Sha256::new().chain_update(pin.expose()).chain_update(secret.get(..SECRET_BYTES).unwrap_or(secret));
    let mut key = Zeroizing::new(hash.finalize().to_vec());
    // One leading zero byte is not part of the key. HMAC fills a key up with zeros at its end, so it matters.
    if key.first() == Some(&0) {
        key.remove(0);
    }
    Ok(key)
}

/// Eight places of `value` as Yandex writes them.
pub(crate) fn spelled(value: u64) -> Code {
    let places =
        [26_u64.pow(7), 26_u64.pow(6), 26_u64.pow(5), 26_u64.pow(4), 26_u64.pow(3), 26_u64.pow(2), 26, 1];
    Code::of(places.map(|place| {
        let [.., letter] = (value / place % 26).to_be_bytes();
        b'a' + letter
    }))
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
