//! The emergency kit: an age identity that exists only on paper and opens both files without the passphrase.
//!
//! What the paper looks like is the caller's business.

mod error;
mod make;
mod prove;
mod restore;

use std::time::SystemTime;

use age::secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

pub use self::error::KitError;
pub use self::make::AdoptedKit;
pub use self::restore::{RecoveryFromKit, RestoredFromKit};
use crate::format::Recipient;
use crate::keys::KitIdentity;
use crate::{Timestamp, UnlockedVault, VaultError};

/// How every age identity begins.
const PREFIX: &str = "AGE-SECRET-KEY-1";
/// Nobody types back more than a page.
const LONGEST: usize = 16 * 1024;

/// A kit that was just made. Wiped on drop; it is nowhere else, so what is not printed now is gone.
///
/// It opens nothing until [`UnlockedVault::adopt_kit`]: first the paper, then the vault.
pub struct Kit {
    identity: KitIdentity,
    text: SecretString,
    created: Timestamp,
    unfinished: Option<VaultError>,
}

/// What is known of the kit without having it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KitStatus {
    /// When it was made.
    pub created: Option<Timestamp>,
    /// When it was last shown to open both files; `None` when it never was.
    pub proven: Option<Timestamp>,
}

impl Kit {
    /// A new kit. No vault knows of it yet.
    pub fn generate(now: SystemTime) -> Self {
        let identity = KitIdentity::generate();
        Self { text: identity.line(), identity, created: now.into(), unfinished: None }
    }

    /// The only way to the text `AGE-SECRET-KEY-1...`. Reviewers grep for `.expose(`; the caller draws it and forgets it.
    pub fn expose(&self) -> &str {
        self.text.expose_secret()
    }

    /// When it was made.
    pub fn created(&self) -> Timestamp {
        self.created
    }

    /// Why the kit before it still opens `recovery.age`. The next opening of the recovery codes makes it good.
    pub fn unfinished(&self) -> Option<&VaultError> {
        self.unfinished.as_ref()
    }
}

impl UnlockedVault {
    /// What is known of the kit; `None` while there is none.
    pub fn kit(&self) -> Option<KitStatus> {
        self.document.recipients.kit().map(KitStatus::from)
    }
}

impl From<&Recipient> for KitStatus {
    fn from(kit: &Recipient) -> Self {
        Self { created: kit.created, proven: kit.proven }
    }
}

/// Reads a kit as it was typed, scanned or pasted: blanks and line breaks within it do not matter, nor does case, and a
/// whole identity file with comments will do.
///
/// # Errors
/// [`KitError::NotAKit`] or, when it begins like one, [`KitError::Damaged`]: Bech32 finds any four wrong characters
/// (BIP 173).
pub(crate) fn parse(text: &str) -> Result<KitIdentity, KitError> {
    if text.len() > LONGEST {
        return Err(KitError::NotAKit);
    }
    // Room for all of it, because a string that grows leaves copies behind.
    let mut bare = Zeroizing::new(String::with_capacity(text.len()));
    for line in text.lines().filter(|line| !line.trim_start().starts_with('#')) {
        bare.extend(line.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()));
    }
    let found = bare.find(PREFIX).and_then(|at| bare.get(at..)).ok_or(KitError::NotAKit)?;
    KitIdentity::from_line(found).ok_or(KitError::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    static_assertions::assert_not_impl_any!(Kit: Clone, std::fmt::Debug, std::fmt::Display, serde::Serialize);

    fn line() -> (String, String) {
        let identity = KitIdentity::generate();
        (identity.line().expose_secret().to_owned(), identity.recipient())
    }

    #[test]
    fn a_kit_reads_back_however_it_was_typed() {
        let (line, recipient) = line();
        let (first, second) = line.split_at(30);
        for text in [
            line.clone(),
            line.to_lowercase(),
            format!("  {first} {second}\n"),
            format!("{first}\r\n{second}"),
            format!("# created: today\n# public key: {recipient}\n{line}\n"),
        ] {
            assert_eq!(parse(&text).ok().map(|kit| kit.recipient()), Some(recipient.clone()), "{text}");
        }
    }

    #[test]
    fn a_mistyped_kit_is_told_from_something_else() {
        let (line, _) = line();
        for at in [20, 40, line.len() - 1] {
            let wrong = if line.as_bytes()[at] == b'Q' { "P" } else { "Q" };
            let mistyped = format!("{}{wrong}{}", &line[..at], &line[at + 1..]);
            assert!(matches!(parse(&mistyped), Err(KitError::Damaged)), "{at}");
        }
        assert!(matches!(parse(&line[..line.len() - 1]), Err(KitError::Damaged)));
        assert!(matches!(parse(&format!("{line}Q")), Err(KitError::Damaged)));
        for other in
            ["", "hello", "AGE-SECRET-KEV-1QQQ", "otpauth://totp/x?secret=GEZDGNBV", &"x".repeat(20_000)]
        {
            assert!(matches!(parse(other), Err(KitError::NotAKit)), "{other}");
        }
    }
}
