//! The words only the person knows. Wiped on drop, never printed, never copied.
//!
//! They are taken as bytes, exactly as typed (no Unicode normalisation): the `age` tool does the same, and a vault must
//! open there too.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use zeroize::Zeroizing;

/// Longer files are not passphrases: the person named the wrong one.
const LONGEST_FILE: u64 = 64 * 1024;

/// A passphrase. Empty ones can be typed but open nothing: the `age` tool refuses them.
pub struct Passphrase(Zeroizing<String>);

/// A passphrase file could not be used.
#[derive(Debug, thiserror::Error)]
pub enum PassphraseError {
    /// The file could not be read.
    #[error("The passphrase file could not be read ({0}). Check the path and who may read it.")]
    Unreadable(#[source] io::Error),
    /// The file is longer than any passphrase.
    #[error("The passphrase file is longer than 64 KiB. Check that it is the right file.")]
    TooLong,
    /// The file is not text.
    #[error("The passphrase file is not UTF-8 text. Check that it is the right file.")]
    NotText,
}

impl Passphrase {
    /// Reads a passphrase from a file; one trailing newline is removed, everything else counts.
    pub fn from_file(path: &Path) -> Result<Self, PassphraseError> {
        let file = File::open(path).map_err(PassphraseError::Unreadable)?;
        // Room for the longest file at once: a growing buffer would leave copies behind.
        let mut bytes = Zeroizing::new(Vec::with_capacity(64 * 1024 + 1));
        file.take(LONGEST_FILE + 1).read_to_end(&mut bytes).map_err(PassphraseError::Unreadable)?;
        if bytes.len() > 64 * 1024 {
            return Err(PassphraseError::TooLong);
        }
        let line = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
        let line = line.strip_suffix(b"\r").filter(|_| line.len() < bytes.len()).unwrap_or(line);
        let text = std::str::from_utf8(line).map_err(|_| PassphraseError::NotText)?;
        Ok(Self(Zeroizing::new(text.to_owned())))
    }

    /// The only way to the words. Reviewers grep for `.expose(`; the caller must not copy or log them.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<String> for Passphrase {
    fn from(words: String) -> Self {
        Self(Zeroizing::new(words))
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static_assertions::assert_not_impl_any!(Passphrase: Clone, fmt::Display, std::ops::Deref, PartialEq, serde::Serialize);

    fn read(bytes: &[u8]) -> Result<Passphrase, PassphraseError> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        Passphrase::from_file(file.path())
    }

    #[test]
    fn one_trailing_newline_of_a_file_is_removed() {
        for (file, words) in [
            (&b"correct horse\n"[..], "correct horse"),
            (b"correct horse\r\n", "correct horse"),
            (b"correct horse", "correct horse"),
            (b"correct horse\n\n", "correct horse\n"),
            (b"ends in a return\r", "ends in a return\r"),
            (b" spaces count \n", " spaces count "),
            (b"", ""),
        ] {
            assert_eq!(read(file).unwrap().expose(), words);
        }
    }

    #[test]
    fn what_is_no_passphrase_file_is_said_so() {
        assert!(matches!(read(&[b'x'; 64 * 1024 + 1]), Err(PassphraseError::TooLong)));
        assert!(matches!(read(&[0xff, 0xfe]), Err(PassphraseError::NotText)));
        let absent = Passphrase::from_file(Path::new("/nowhere/at/all"));
        assert!(matches!(absent, Err(PassphraseError::Unreadable(_))));
    }

    #[test]
    fn debug_is_redacted() {
        assert_eq!(format!("{:?}", Passphrase::from("hunter2".to_owned())), "Passphrase(..)");
    }
}
