//! The PIN that mOTP and Yandex mix into every code. A second secret, so it is kept like one; which lengths a
//! kind takes is decided where the key is made.

use std::fmt;

use thiserror::Error;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::secret::digest;

/// A PIN of 4 to 64 digits. Wiped on drop, prints as `Pin(..)`, leaves only through [`expose`](Self::expose).
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Pin(String);

/// Why a text is not a PIN. Never tells the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PinError {
    /// Something that is not one of the digits 0 to 9.
    #[error("A PIN has digits only. Type the PIN you chose for this account at the service.")]
    NotDigits,
    /// Fewer than 4 or more than 64 digits.
    #[error("A PIN has at least 4 digits. Type the whole PIN you chose for this account at the service.")]
    Length,
}

impl Pin {
    /// A PIN of these digits.
    ///
    /// # Errors
    /// [`PinError`]; the text is wiped then as well.
    pub fn new(digits: String) -> Result<Self, PinError> {
        let pin = Self(digits);
        if !pin.0.bytes().all(|byte| byte.is_ascii_digit()) {
            Err(PinError::NotDigits)
        } else if !(4..=64).contains(&pin.0.len()) {
            Err(PinError::Length)
        } else {
            Ok(pin)
        }
    }

    /// The only way to the digits; the caller must not copy or log them.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether both are the same PIN, in constant time.
    pub fn same_as(&self, other: &Self) -> bool {
        digest(self.0.as_bytes()) == digest(other.0.as_bytes())
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(..)")
    }
}

#[cfg(test)]
mod tests {
    use std::ops::Deref;

    use static_assertions::{assert_impl_all, assert_not_impl_any};

    use super::*;

    assert_not_impl_any!(Pin: Clone, fmt::Display, Deref, AsRef<str>, PartialEq, serde::Serialize);
    assert_impl_all!(Pin: ZeroizeOnDrop, Send, Sync);

    #[test]
    fn pins_have_4_to_64_digits() {
        for (text, problem) in [
            ("", PinError::Length),
            ("123", PinError::Length),
            (&"1".repeat(65), PinError::Length),
            ("12a4", PinError::NotDigits),
            ("١٢٣٤", PinError::NotDigits),
            ("1234 ", PinError::NotDigits),
        ] {
            assert_eq!(Pin::new(text.to_owned()).unwrap_err(), problem, "{text}");
        }
        for text in ["0000", "1234567890123456", &"1".repeat(64)] {
            assert_eq!(Pin::new(text.to_owned()).unwrap().expose(), text);
        }
    }

    #[test]
    fn nothing_printed_holds_the_pin() {
        let pin = Pin::new("8642".to_owned()).unwrap();
        assert_eq!(format!("{pin:?}"), "Pin(..)");
        assert!(pin.same_as(&Pin::new("8642".to_owned()).unwrap()));
        assert!(!pin.same_as(&Pin::new("86420".to_owned()).unwrap()));
    }
}
