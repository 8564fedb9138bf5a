//! The few characters a person types: made from a number in some alphabet, shown whole or in two groups. It
//! does not know how the number came about.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::parameters::Digits;

/// A one-time code of at most ten characters. Kept without the heap, wiped on drop, prints as `Code(..)`.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Code {
    /// The code stands at the end; what is before it is not part of it.
    characters: [u8; Self::LONGEST],
    length: usize,
}

impl Code {
    const LONGEST: usize = 10;

    /// The last `digits` decimal digits of `value`, with leading zeros (RFC 4226 §5.3 step 3).
    pub(crate) fn decimal(value: u32, digits: Digits) -> Self {
        // All ten at once: without a loop that waits for its own quotient this is a fifth of the time.
        const PLACES: [u32; Code::LONGEST] =
            [1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];
        let characters = PLACES.map(|place| {
            let [.., digit] = (value / place % 10).to_be_bytes();
            b'0' + digit
        });
        Self { characters, length: usize::from(digits.get()) }
    }

    /// A code of these ASCII characters.
    pub(crate) fn of<const LENGTH: usize>(text: [u8; LENGTH]) -> Self {
        const { assert!(LENGTH <= Self::LONGEST) };
        let mut characters = [0; Self::LONGEST];
        for (character, from) in characters.iter_mut().rev().zip(text.iter().rev()) {
            *character = *from;
        }
        Self { characters, length: LENGTH }
    }

    /// The code as it is typed and copied.
    pub fn as_str(&self) -> &str {
        self.characters
            .get(Self::LONGEST - self.length..)
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

#[cfg(test)]
mod tests {
    use std::ops::Deref;

    use static_assertions::{assert_impl_all, assert_not_impl_any};

    use super::*;

    assert_not_impl_any!(Code: Clone, fmt::Display, Deref, AsRef<str>, PartialEq, serde::Serialize);
    assert_impl_all!(Code: ZeroizeOnDrop, Send, Sync);

    #[test]
    fn the_last_digits_count_and_zeros_lead() {
        for (value, digits, text) in [
            (0, 4, "0000"),
            (81_804, 6, "081804"),
            (1_284_755_224, 6, "755224"),
            (1_284_755_224, 9, "284755224"),
            (1_284_755_224, 10, "1284755224"),
            (2_147_483_647, 10, "2147483647"),
            (7, 10, "0000000007"),
        ] {
            assert_eq!(Code::decimal(value, Digits::try_from(digits).unwrap()).as_str(), text);
        }
    }

    #[test]
    fn codes_of_six_and_more_are_shown_in_two_groups() {
        for (text, shown) in [
            (4, "1234"),
            (5, "61234"),
            (6, "561 234"),
            (7, "456 1234"),
            (8, "3456 1234"),
            (9, "2345 61234"),
            (10, "12345 61234"),
        ]
        .map(|(digits, shown)| (Code::decimal(1_234_561_234, Digits::try_from(digits).unwrap()), shown))
        {
            assert_eq!(text.grouped(), shown);
            assert_eq!(text.grouped().replace(' ', ""), text.as_str());
        }
    }

    #[test]
    fn nothing_printed_holds_the_code() {
        assert_eq!(format!("{:?}", Code::decimal(123_456, Digits::SIX)), "Code(..)");
    }
}
