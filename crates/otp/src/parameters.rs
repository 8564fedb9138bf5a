//! What a service may choose about its codes: hash, number of digits, seconds a code lives. Each is a type
//! that cannot be wrong, so nothing behind it checks again; none of them is secret.

use std::{fmt, num::NonZeroU32, str::FromStr};

use thiserror::Error;

/// The hash below HMAC. RFC 4226 §5.2 knows SHA-1; RFC 6238 §1.2 adds the other two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Algorithm {
    /// What nearly every service uses, and what is meant when none is named.
    #[default]
    Sha1,
    /// SHA-256 of FIPS 180-4.
    Sha256,
    /// SHA-512 of FIPS 180-4.
    Sha512,
}

/// How many digits a code has: 4 to 10 (RFC 4226 §5.3 wants six or more; some services print fewer or more).
/// Ten digits of a 31-bit number begin with 0, 1 or 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digits(u8);

/// How long one code lives: any whole number of seconds from 1 (RFC 6238 §4.1 calls it the time step X).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period(NonZeroU32);

/// A choice that cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ParameterError {
    /// Fewer than 4 or more than 10 digits.
    #[error(
        "Codes have 4 to 10 digits, this one asks for another number. Choose 6 unless the service says otherwise."
    )]
    Digits,
    /// A code that lives 0 seconds.
    #[error("A code must be valid for at least one second. Choose 30 unless the service says otherwise.")]
    Period,
    /// A hash that is none of the three.
    #[error(
        "The codes need a hash other than SHA-1, SHA-256 or SHA-512. Ask the service for a setup with one of these."
    )]
    Algorithm,
}

impl Algorithm {
    /// The name in `otpauth://`: `SHA1`, `SHA256`, `SHA512`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sha1 => "SHA1",
            Self::Sha256 => "SHA256",
            Self::Sha512 => "SHA512",
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Reads every spelling seen: `SHA1`, `sha-256`, `HMAC-SHA512`, `HmacSHA1`, `hmac_sha_256`.
impl FromStr for Algorithm {
    type Err = ParameterError;

    fn from_str(text: &str) -> Result<Self, ParameterError> {
        let plain: String =
            text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
        match plain.strip_prefix("HMAC").unwrap_or(&plain) {
            "SHA1" | "SHA" => Ok(Self::Sha1),
            "SHA256" => Ok(Self::Sha256),
            "SHA512" => Ok(Self::Sha512),
            _ => Err(ParameterError::Algorithm),
        }
    }
}

impl Digits {
    /// What Steam prints.
    pub const FIVE: Self = Self(5);
    /// What is meant when a service does not say.
    pub const SIX: Self = Self(6);
    /// The most common other choice, and what Yandex prints.
    pub const EIGHT: Self = Self(8);

    /// The number of digits.
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl Default for Digits {
    fn default() -> Self {
        Self::SIX
    }
}

impl TryFrom<u8> for Digits {
    type Error = ParameterError;

    fn try_from(digits: u8) -> Result<Self, ParameterError> {
        (4..=10).contains(&digits).then_some(Self(digits)).ok_or(ParameterError::Digits)
    }
}

impl Period {
    /// What mOTP uses.
    pub const TEN_SECONDS: Self = Self(NonZeroU32::new(10).expect("ten is not zero"));
    /// What is meant when a service does not say (RFC 6238 §4.1).
    pub const THIRTY_SECONDS: Self = Self(NonZeroU32::new(30).expect("thirty is not zero"));

    /// The number of seconds.
    pub const fn secs(self) -> u32 {
        self.0.get()
    }
}

impl Default for Period {
    fn default() -> Self {
        Self::THIRTY_SECONDS
    }
}

impl TryFrom<u32> for Period {
    type Error = ParameterError;

    fn try_from(secs: u32) -> Result<Self, ParameterError> {
        NonZeroU32::new(secs).map(Self).ok_or(ParameterError::Period)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_4_to_10() {
        for digits in 0..=u8::MAX {
            let expected = if (4..=10).contains(&digits) { Ok(digits) } else { Err(ParameterError::Digits) };
            assert_eq!(Digits::try_from(digits).map(Digits::get), expected);
        }
    }

    #[test]
    fn a_period_is_any_second_but_none() {
        assert_eq!(Period::try_from(0), Err(ParameterError::Period));
        for secs in [1, 7, 30, 86_400, u32::MAX] {
            assert_eq!(Period::try_from(secs).map(Period::secs), Ok(secs));
        }
    }

    #[test]
    fn unknown_hashes_are_refused() {
        for name in ["", "MD5", "SHA", "SHA3-256", "SHA224", "HMAC", "SHA1SHA1"] {
            let expected = if name == "SHA" { Ok(Algorithm::Sha1) } else { Err(ParameterError::Algorithm) };
            assert_eq!(name.parse::<Algorithm>(), expected, "{name}");
        }
        for algorithm in [Algorithm::Sha1, Algorithm::Sha256, Algorithm::Sha512] {
            assert_eq!(algorithm.to_string().parse(), Ok(algorithm));
        }
    }
}
