//! What can go wrong with the recovery compartment, in sentences for the person.

use crate::{UnlockError, VaultError};

/// The compartment stayed closed, or could not be read or saved. The files are as they were.
#[derive(Debug, thiserror::Error)]
pub enum RecoveryError {
    /// The passphrase was not accepted, or a file does not open.
    #[error(transparent)]
    Unlock(UnlockError),
    /// The time for which it was opened is over.
    #[error("The recovery codes were open long enough and are closed again. Give the passphrase to go on.")]
    Expired,
    /// Both files are gone, and `vault.age` says that they were there.
    #[error(
        "The recovery codes of this vault are gone: recovery-key.age and recovery.age are missing from the vault folder. \
         Nothing was changed. Put both back from a backup, or restore an earlier version from the folder snapshots."
    )]
    Gone,
    /// The compartment is that of another vault.
    #[error(
        "recovery.age belongs to another vault than vault.age. Nothing was changed. Put the right file back from a backup."
    )]
    OtherVault,
    /// The file is older than the last one seen.
    #[error(
        "recovery.age is older than the last one opened or saved (revision {found}, last seen {seen}). Someone may have put \
         back an old copy, in which used codes count as unused. Open it only if you know why."
    )]
    OlderThanSeen {
        /// The revision in the file.
        found: u64,
        /// The newest revision seen.
        seen: u64,
    },
    /// The file lacks the last change that was made here.
    #[error(
        "recovery.age was changed elsewhere and lacks the last change made here (revision {found}, last seen {seen}). Codes \
         that were used here may count as unused in it. Open it only if you know why."
    )]
    Diverged {
        /// The revision in the file.
        found: u64,
        /// The newest revision seen.
        seen: u64,
    },
    /// `vault.age` is older than the one that was there when `recovery.age` was last written.
    #[error(
        "vault.age is older than the one that belongs to recovery.age (revision {found}, last seen {seen}). Someone may have \
         put back an old copy. Go on only if you know why."
    )]
    VaultOlder {
        /// The revision of `vault.age`.
        found: u64,
        /// The revision that `recovery.age` knows.
        seen: u64,
    },
    /// Another copy took the place of the file that is open.
    #[error(
        "recovery.age was replaced by another copy (revision {found}; the open one is {open}). What is open here was kept \
         in the folder snapshots. Close the recovery codes and open them again to see what is there now."
    )]
    Replaced {
        /// The revision on disk.
        found: u64,
        /// The revision in memory.
        open: u64,
    },
}

impl From<VaultError> for RecoveryError {
    fn from(error: VaultError) -> Self {
        Self::Unlock(error.into())
    }
}

impl From<UnlockError> for RecoveryError {
    fn from(error: UnlockError) -> Self {
        Self::Unlock(error)
    }
}

/// A change of the recovery compartment was not made. Memory shows what is on disk.
#[derive(Debug, thiserror::Error)]
pub enum RecoveryChangeError<E> {
    /// The change itself was refused, by the closure that should make it.
    #[error("{0}")]
    Refused(E),
    /// The compartment is closed, or could not be read or saved.
    #[error(transparent)]
    Recovery(#[from] RecoveryError),
}

impl<E> From<VaultError> for RecoveryChangeError<E> {
    fn from(error: VaultError) -> Self {
        Self::Recovery(error.into())
    }
}
