//! The shared secret of an account, in memory. It says how it may be made, compared and given away, and wipes
//! itself; it computes nothing.

use std::fmt;

use hmac::digest::CtOutput;
use sha2::{Digest, Sha256};
use thiserror::Error;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::rfc4648::BASE32;

/// A shared OTP secret of 1 to 1,024 bytes. Wiped on drop; prints as `OtpSecret(..)`; has no `Clone`,
/// `Serialize`, `Display`, `Deref` or `PartialEq`, so that it leaves only through [`expose`](Self::expose) and
/// [`to_base32`](Self::to_base32).
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct OtpSecret(Vec<u8>);

/// Why a text or some bytes are not a secret. Never tells what they were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SecretError {
    /// No bytes at all.
    #[error(
        "The secret is empty. Copy it again from the page of the service, it is a row of letters and digits."
    )]
    Empty,
    /// More than [`OtpSecret::LONGEST`] bytes.
    #[error(
        "The secret is longer than 1,024 bytes, longer than any service gives out. Copy only the secret itself."
    )]
    TooLong,
    /// A character that base32 does not have.
    #[error(
        "The secret holds a character that such secrets never have. Only the letters A to Z and the digits 2 to 7 \
         belong in it: check for a mistyped 0, 1, 8 or 9."
    )]
    NotBase32,
}

impl OtpSecret {
    /// The most bytes a secret may have. RFC 4226 §4 asks for at least 16 and services use 10 to 128; the rest
    /// is room, so that nothing real is ever refused.
    pub const LONGEST: usize = 1024;

    /// A secret of these bytes.
    ///
    /// # Errors
    /// [`SecretError::Empty`] and [`SecretError::TooLong`]; the bytes are wiped then as well.
    pub fn new(bytes: Vec<u8>) -> Result<Self, SecretError> {
        let secret = Self(bytes);
        match secret.0.len() {
            0 => Err(SecretError::Empty),
            1..=Self::LONGEST => Ok(secret),
            _ => Err(SecretError::TooLong),
        }
    }

    /// Reads base32 (RFC 4648 §6) as services print it and people type it: either case, with or without
    /// padding, in groups or not.
    ///
    /// # Errors
    /// [`SecretError::NotBase32`], or what [`new`](Self::new) refuses.
    pub fn from_base32(text: &str) -> Result<Self, SecretError> {
        let mut bytes = BASE32.decode(text).map_err(|_| SecretError::NotBase32)?;
        Self::new(std::mem::take(&mut *bytes))
    }

    /// The only way to the bytes. Reviewers grep for `.expose(`; the caller must not copy or log them.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// The secret as upper-case base32 without padding, as `otpauth://` carries it. Wiped when dropped.
    pub fn to_base32(&self) -> Zeroizing<String> {
        BASE32.encode(&self.0)
    }

    /// Whether both are the same secret, in constant time. Compares digests, so that not even the length
    /// shows in the time taken.
    pub fn same_as(&self, other: &Self) -> bool {
        digest(&self.0) == digest(&other.0)
    }
}

/// A digest whose `==` takes constant time.
pub(crate) fn digest(bytes: &[u8]) -> CtOutput<Sha256> {
    CtOutput::new(Sha256::digest(bytes))
}

impl fmt::Debug for OtpSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OtpSecret(..)")
    }
}

#[cfg(test)]
mod tests {
    use std::{fmt, ops::Deref};

    use static_assertions::{assert_impl_all, assert_not_impl_any};

    use super::*;

    // Claims about absent traits; unlike a `compile_fail` doctest they cannot pass by accident.
    assert_not_impl_any!(OtpSecret: Clone, fmt::Display, Deref, AsRef<[u8]>, PartialEq, serde::Serialize);
    assert_impl_all!(OtpSecret: ZeroizeOnDrop, Send, Sync);

    #[test]
    fn secrets_have_1_to_1024_bytes() {
        assert_eq!(OtpSecret::new(Vec::new()).unwrap_err(), SecretError::Empty);
        assert_eq!(OtpSecret::new(vec![7; 1025]).unwrap_err(), SecretError::TooLong);
        for length in [1, 10, 20, 64, 65, 128, 1024] {
            assert_eq!(OtpSecret::new(vec![7; length]).unwrap().expose(), vec![7; length]);
        }
    }

    #[test]
    fn base32_comes_back_in_its_canonical_form() {
        let secret = OtpSecret::from_base32(" jbsw-y3dp ehpk-3pxp==").unwrap();
        assert_eq!(*secret.to_base32(), "JBSWY3DPEHPK3PXP");
        assert_eq!(OtpSecret::from_base32("JBSW1").unwrap_err(), SecretError::NotBase32);
        assert_eq!(OtpSecret::from_base32(" = ").unwrap_err(), SecretError::Empty);
    }

    #[test]
    fn only_equal_secrets_are_the_same() {
        let secret = |bytes: &[u8]| OtpSecret::new(bytes.to_vec()).unwrap();
        assert!(secret(b"abc").same_as(&secret(b"abc")));
        for other in [b"abd".as_slice(), b"ab", b"abc\0", b"\0abc"] {
            assert!(!secret(b"abc").same_as(&secret(other)));
        }
    }

    #[test]
    fn nothing_printed_holds_the_secret() {
        let secret = OtpSecret::new(b"MARKER".to_vec()).unwrap();
        assert_eq!(format!("{secret:?} {secret:#?}"), "OtpSecret(..) OtpSecret(..)");
    }

    #[test]
    fn wiping_leaves_nothing() {
        let mut secret = OtpSecret::new(b"MARKER".to_vec()).unwrap();
        secret.zeroize();
        assert!(secret.expose().is_empty());
    }
}
