//! One recovery code: its text exactly as the service printed it, and what became of it.
//!
//! Which change is allowed when is in `using`; here is only what can be.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use sha2::{Digest, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// A recovery code, recovery key or security answer, exactly as printed. Wiped on drop; prints as `CodeText(..)`; has no
/// `Clone`, `Serialize`, `Display`, `Deref` or `PartialEq`, so that it leaves only through [`expose`](Self::expose) and
/// [`compact`](Self::compact).
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct CodeText(String);

/// Why a text is not a code. Never tells what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeTextError {
    /// Nothing but blanks.
    #[error("The code is empty. Copy it again from the page of the service.")]
    Empty,
    /// More than [`CodeText::LONGEST`] bytes.
    #[error(
        "The code is longer than 1,024 bytes, longer than any service prints one. Copy only the code itself."
    )]
    TooLong,
    /// A line break or another control character.
    #[error("The code holds a line break or a control character. Copy only the code itself, in one line.")]
    Control,
}

impl CodeText {
    /// The most bytes a code may have: 24 words take some 200.
    pub const LONGEST: usize = 1024;

    /// A code as printed, without blanks around it.
    ///
    /// # Errors
    /// See [`CodeTextError`]; the text is wiped then as well.
    pub fn new(printed: String) -> Result<Self, CodeTextError> {
        let printed = Zeroizing::new(printed);
        let text = printed.trim();
        match text.len() {
            0 => Err(CodeTextError::Empty),
            1..=Self::LONGEST if text.contains(char::is_control) => Err(CodeTextError::Control),
            1..=Self::LONGEST => Ok(Self(text.to_owned())),
            _ => Err(CodeTextError::TooLong),
        }
    }

    /// The only way to the text. Reviewers grep for `.expose(`; the caller must not copy or log it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The code without blanks and dashes, as some services want it typed. Wiped when dropped.
    pub fn compact(&self) -> Zeroizing<String> {
        // Room for all of it, because a string that grows leaves copies behind.
        let mut compact = Zeroizing::new(String::with_capacity(self.0.len()));
        compact.extend(self.0.chars().filter(|c| !c.is_whitespace() && !is_dash(*c)));
        compact
    }

    /// Whether both are the same code, however it is grouped. Compares digests, so that the time taken tells nothing.
    pub fn same_as(&self, other: &Self) -> bool {
        self.digest() == other.digest()
    }

    /// A digest of the code without its grouping, for telling codes apart in a large set. Keep it as secret as the code:
    /// short codes can be guessed from it.
    pub(crate) fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.compact().as_bytes()).into()
    }
}

impl fmt::Debug for CodeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodeText(..)")
    }
}

/// The dashes that services print between groups.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// One code of a set. Cloning shares the text, it never copies it.
#[derive(Clone, Debug)]
pub struct RecoveryCode {
    /// The number printed beside it, where the service numbers its codes and may ask for one (Keycloak: from 1,
    /// privacyIDEA: from 0).
    pub number: Option<u32>,
    /// The code.
    pub text: Arc<CodeText>,
    /// What became of it.
    pub state: CodeState,
    /// The states it had before, oldest first: what undo goes back to.
    pub past: Vec<CodeState>,
}

impl RecoveryCode {
    /// How many earlier states are kept.
    pub const LONGEST_PAST: usize = 16;

    /// A code nobody has used yet.
    pub fn unused(number: Option<u32>, text: CodeText) -> Self {
        Self { number, text: Arc::new(text), state: CodeState::Unused, past: Vec::new() }
    }
}

/// What became of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeState {
    /// It can be handed out.
    Unused,
    /// It was handed out, and nobody has said yet whether it worked. It is not handed out again by itself.
    Reserved {
        /// When it was handed out.
        at: SystemTime,
    },
    /// It is spent.
    Used {
        /// When; `None` when a file said only that it was.
        at: Option<SystemTime>,
        /// The person's words on it, or where it is known from.
        note: String,
    },
    /// The service refused it, or a newer set took its place.
    Invalid {
        /// When that was noted.
        at: SystemTime,
        /// Why.
        note: String,
    },
    /// It was handed out, and the person does not know whether it worked.
    Unsure {
        /// When that was said.
        at: SystemTime,
    },
}

#[cfg(test)]
mod tests {
    use std::ops::Deref;

    use static_assertions::{assert_impl_all, assert_not_impl_any};

    use super::*;

    // Claims about absent traits; unlike a `compile_fail` doctest they cannot pass by accident.
    assert_not_impl_any!(CodeText: Clone, fmt::Display, Deref, AsRef<str>, PartialEq, serde::Serialize);
    assert_impl_all!(CodeText: ZeroizeOnDrop, Send, Sync);

    fn code(text: &str) -> CodeText {
        CodeText::new(text.to_owned()).unwrap()
    }

    #[test]
    fn a_code_stays_as_printed() {
        assert_eq!(code("  aBcd-1234 5678\u{a0}").expose(), "aBcd-1234 5678");
        assert_eq!(*code("aBcd-1234 5678").compact(), "aBcd12345678");
    }

    #[test]
    fn what_no_service_prints_is_no_code() {
        for (text, error) in [
            (String::new(), CodeTextError::Empty),
            (" \t ".to_owned(), CodeTextError::Empty),
            ("a".repeat(1025), CodeTextError::TooLong),
            ("ab\ncd".to_owned(), CodeTextError::Control),
        ] {
            assert_eq!(CodeText::new(text).unwrap_err(), error);
        }
    }

    #[test]
    fn grouping_does_not_tell_codes_apart_but_case_does() {
        assert!(code("ab-cd").same_as(&code("ab cd")));
        assert!(!code("ab-cd").same_as(&code("AB-CD")));
    }

    #[test]
    fn nothing_printed_holds_the_code() {
        let printed = format!("{:?}", RecoveryCode::unused(Some(7), code("MARKER")));
        assert!(!printed.contains("MARKER"), "{printed}");
    }
}
