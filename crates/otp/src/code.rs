//! The few characters a person types: made from a number in some alphabet, shown whole or in two groups. It
//! does not know how the number came about.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::parameters::Digits;

/// A one-time code of at most ten characters. Kept without the heap, wiped on drop, prints as `Code(..)`.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Code {
    characters: [u8; Self::LONGEST],
    length: u8,
}

impl Code {
    const LONGEST: usize = 10;

    /// The last `digits` decimal digits of `value`, with leading zeros (RFC 4226 §5.3 step 3).
    pub(crate) fn decimal(value: u32, digits: Digits) -> Self {
        Self::backwards(u64::from(value), b"0123456789", digits)
    }

    /// The last `digits` places of `value` written in `alphabet`, the lowest place last, as numbers are.
    pub(crate) fn backwards<const BASE: usize>(value: u64, alphabet: &[u8; BASE], digits: Digits) -> Self {
        let mut code = Self::forwards(value, alphabet, digits);
        if let Some(used) = code.characters.get_mut(..usize::from(code.length)) {
            used.reverse();
        }
        code
    }

    /// The last `digits` places of `value` written in `alphabet`, the lowest place first, as Steam does.
    pub(crate) fn forwards<const BASE: usize>(mut value: u64, alphabet: &[u8; BASE], digits: Digits) -> Self {
        let mut code = Self { characters: [0; Self::LONGEST], length: digits.get() };
        let base = u64::try_from(BASE).expect("no alphabet has more characters than a u64 counts");
        for character in code.characters.iter_mut().take(usize::from(digits.get())) {
            let place = usize::try_from(value % base).expect("smaller than BASE, which is a usize");
            *character = alphabet.get(place).copied().expect("a remainder is smaller than its divisor");
            value /= base;
        }
        code
    }

    /// The first `digits` characters of an ASCII text, as mOTP cuts its hash.
    pub(crate) fn beginning_of(text: &str, digits: Digits) -> Self {
        let mut code = Self { characters: [0; Self::LONGEST], length: digits.get() };
        for (character, byte) in code.characters.iter_mut().zip(text.bytes()).take(usize::from(digits.get())) {
            *character = byte;
        }
        code
    }

    /// The code as it is typed and copied.
    pub fn as_str(&self) -> &str {
        self.characters
            .get(..usize::from(self.length))
            .and_then(|used| std::str::from_utf8(used).ok())
            .expect("at most ten characters, all of them ASCII")
    }

    /// The code as it is shown: two halves from six characters on (`482 913`, `123 4567`, `8841 0937`), whole
    /// below (Steam's five).
    pub fn grouped(&self) -> String {
        let whole = self.as_str();
        match whole.split_at_checked(whole.len() / 2) {
            Some((left, right)) if whole.len() > 5 => format!("{left} {right}"),
            _ => whole.to_owned(),
        }
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(..)")
    }
}
