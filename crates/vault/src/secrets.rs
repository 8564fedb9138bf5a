//! The desktop's keyring as the vault sees it: a few named lines of text.
//!
//! A missing entry means that nothing was stored or that the keyring is locked; it never means that there is no vault.

mod keyring;
mod memory;

use zeroize::Zeroizing;

pub use self::keyring::KeyringStore;
pub use self::memory::MemorySecretStore;

/// Keeps lines of text under names. Implementations never block for longer than a few seconds.
pub trait SecretStore: Send + Sync {
    /// The line under `name`; `None` when there is none, or when the keyring will not say.
    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, SecretStoreError>;

    /// Stores one line of printable ASCII and reads it back: a keyring that says yes and forgets is an error.
    fn set(&self, name: &str, line: &str) -> Result<(), SecretStoreError>;

    /// Forgets the line; it is no error if there was none.
    fn remove(&self, name: &str) -> Result<(), SecretStoreError>;
}

/// Why the keyring could not be used, as one sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretStoreError {
    /// No keyring runs in this session.
    #[error("This session has no keyring (Secret Service).")]
    Absent,
    /// The keyring is locked, or the person refused access.
    #[error("The keyring is locked or refused access.")]
    Locked,
    /// The keyring did not answer in time; perhaps it asks the person something.
    #[error("The keyring did not answer in time.")]
    Silent,
    /// What was stored did not come back.
    #[error("The keyring did not keep what was stored in it.")]
    Forgetful,
    /// The line is longer than one line, or not printable ASCII: some keyrings lose everything over that.
    #[error("Only one line of plain text can be stored in the keyring.")]
    NotOneLine,
    /// Anything else.
    #[error("The keyring reported a failure.")]
    Failed,
}

/// A keyring file of one desktop was lost over a newline in one secret, so only one printable line is let through.
fn is_one_line(line: &str) -> bool {
    !line.is_empty() && line.len() <= 1_024 && line.bytes().all(|b| b.is_ascii_graphic() || b == b' ')
}
