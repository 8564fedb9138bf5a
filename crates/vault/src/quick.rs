//! Quick unlock: the daily identity kept in the desktop's keyring, so that the passphrase need not be typed each time.
//!
//! The keyring is a copy, never the only home of a key: everything opens with the passphrase alone.

use crate::SecretStoreError;

/// Whether the vault may be opened through the keyring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuickUnlock {
    /// The keyring holds the key.
    On,
    /// The person did not ask for it, or the keyring has forgotten it.
    Off,
    /// It was asked for, but the keyring does not answer; the sentence says why.
    Unavailable(String),
}

/// The keyring did not open the vault. The passphrase does.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuickUnlockError {
    /// The keyring does not work.
    #[error("Quick unlock did not work. {0} Unlock with the passphrase.")]
    Keyring(#[source] SecretStoreError),
    /// The keyring holds no key for this vault.
    #[error(
        "The keyring holds no key for this vault. Unlock with the passphrase; quick unlock can be switched on again."
    )]
    NoKey,
    /// The key in the keyring is not, or no longer, the key of this vault.
    #[error(
        "The key in the keyring does not open this vault. Unlock with the passphrase; quick unlock can be switched on \
         again."
    )]
    WrongKey,
}
