//! What can go wrong with a kit, in sentences for the person.

use crate::{RecoveryError, Timestamp, VaultError};

/// A kit was not made, not accepted, or does not open what it should. The files are as they were.
#[derive(Debug, thiserror::Error)]
pub enum KitError {
    /// It does not begin like one.
    #[error(
        "This is not an emergency kit. A kit is one line that begins with AGE-SECRET-KEY-1; scan its square or type that line."
    )]
    NotAKit,
    /// Its checksum is wrong.
    #[error(
        "The kit was mistyped or misread: its check characters do not fit. Compare it with the paper and try again."
    )]
    Damaged,
    /// It was replaced by a newer one.
    #[error(
        "This is an earlier kit of this vault and was replaced by a newer one. It still opens copies of the vault from before \
         that, but not this one. Use the newer kit."
    )]
    Former {
        /// When it was made, as far as that is known.
        created: Option<Timestamp>,
    },
    /// It opens nothing of this vault.
    #[error(
        "This is not the kit of this vault. Look for the paper with its date, or choose the folder that it belongs to."
    )]
    OtherVault,
    /// It opens `vault.age` and not `recovery.age`.
    #[error(
        "The kit opens vault.age but not recovery.age, so the two are not from the same time. Open the recovery codes with \
         the passphrase, which makes it good, or put the recovery.age that belongs to this vault.age back."
    )]
    NotForRecovery,
    /// The two files are of different vaults.
    #[error(
        "vault.age and recovery.age belong to different vaults. Nothing was changed. Put together what belongs together."
    )]
    Mixed,
    /// The files could not be used.
    #[error(transparent)]
    Recovery(RecoveryError),
}

impl<E: Into<RecoveryError>> From<E> for KitError {
    fn from(error: E) -> Self {
        Self::Recovery(error.into())
    }
}

impl KitError {
    /// The file could not be read or written.
    pub(super) fn of_vault(error: VaultError) -> Self {
        Self::Recovery(error.into())
    }
}
