//! What can go wrong with a vault, in sentences for the person: what happened, and what to do next.
//!
//! No message carries anything that was inside the vault but the number of its version or revision.

use std::io::{self, ErrorKind};
use std::time::Duration;

use crate::{QuickUnlockError, ReplaceError, SnapshotId};

/// What is wrong with a file that should open and does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// It is not an age file, or its beginning is lost.
    #[error("it is not an age file")]
    NotAge,
    /// The end is missing.
    #[error("its end is missing")]
    Truncated,
    /// It was changed after it was written. A file that lost its end mostly looks the same.
    #[error("it was cut short, changed or damaged after it was written")]
    Altered,
    /// There is nothing in it.
    #[error("it is empty")]
    Empty,
    /// It is an age file, but not a passphrase around an identity.
    #[error("it does not hold a key behind a passphrase")]
    NotAKeyFile,
    /// It was encrypted to other keys than those in `vault-key.age`.
    #[error("it does not belong to this vault-key.age")]
    OtherKeys,
    /// It decrypts, but not to what Keepward writes.
    #[error("what is inside is not a Keepward vault")]
    NotAVault,
    /// The key file asks for more work than any program accepts (scrypt work factor over 22).
    #[error("it asks for more than 2^22 rounds of key derivation")]
    TooMuchWork,
    /// It is larger than any file Keepward writes.
    #[error("it is larger than any file that Keepward writes")]
    TooLarge,
}

/// A vault could not be found, read or saved. The files are as they were.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// One of the two files is there and the other is not.
    #[error(
        "{file} is missing from the vault folder, though other files of the vault are there. Nothing was changed. \
         Put {file} back from a backup, or restore the copy that Keepward keeps in the folder snapshots."
    )]
    Missing {
        /// The file's name.
        file: String,
    },
    /// Both files are gone, and `state.json` says that there was a vault.
    #[error(
        "The vault that was in this folder is gone: vault-key.age and vault.age are missing. Put both back from a \
         backup. To start anew here, move state.json out of the folder."
    )]
    Gone,
    /// A file does not open.
    #[error(
        "{file} cannot be opened: {damage}. The file was left as it is. Put it back from a backup, or restore an \
         earlier version from the folder snapshots."
    )]
    Damaged {
        /// The file's name.
        file: String,
        /// What is wrong with it.
        damage: Damage,
    },
    /// A later Keepward wrote the vault.
    #[error(
        "This vault was written by a later Keepward (format {found}; this one knows {known}). It was left as it is. \
         Update Keepward to open it."
    )]
    NewerFormat {
        /// The version in the file.
        found: u64,
        /// The newest version this program knows.
        known: u64,
    },
    /// A vault was to be made where one is.
    #[error(
        "There is already a vault in this folder ({file}). Nothing was changed. Open it, or choose another folder."
    )]
    AlreadyThere {
        /// A file of it.
        file: String,
    },
    /// The disk is full.
    #[error("The disk is full, so nothing was saved and nothing was lost. Free some space and try again.")]
    DiskFull,
    /// The disk cannot be written.
    #[error(
        "The vault folder is on a disk that cannot be written, so nothing was saved and nothing was lost. Make the disk \
         writable, or copy the folder to another one."
    )]
    ReadOnlyDisk,
    /// The system refused access.
    #[error("The system refuses access to {file}. Check who owns the vault folder and may write in it.")]
    Refused {
        /// The file's name.
        file: String,
    },
    /// Reading or writing failed for another reason.
    #[error(
        "{file} could not be read or written ({source}). Nothing was lost. Check the disk and try again."
    )]
    Disk {
        /// The file's name.
        file: String,
        /// What the system said.
        source: io::Error,
    },
    /// The new file is in place, but the disk did not confirm that it will survive a power cut.
    #[error(
        "The change was made, but the disk did not confirm it ({source}). Make a backup and check the disk."
    )]
    Unconfirmed {
        /// What the system said.
        source: io::Error,
    },
    /// Another program held the lock for too long.
    #[error(
        "Another Keepward is busy with this vault and did not finish in {waited_secs} seconds. Nothing was changed. \
         Close the other one or wait, then try again."
    )]
    Busy {
        /// How long was waited.
        waited_secs: u64,
    },
    /// Another program replaced the keys, or the whole vault, while this one had it open.
    #[error(
        "The vault was given new keys by another Keepward. Nothing was changed here. Lock it and unlock it again."
    )]
    KeysReplaced,
    /// An older vault file was put in place while this one was open.
    #[error(
        "vault.age was replaced by an older copy (revision {found}; the open one is {open}). What is open here was kept \
         in the folder snapshots. Lock and unlock to see what is there now."
    )]
    OlderOnDisk {
        /// The revision on disk.
        found: u64,
        /// The revision in memory.
        open: u64,
    },
    /// A copy that was changed elsewhere was put in place while this one was open.
    #[error(
        "vault.age was replaced by a copy that was changed elsewhere and lacks the last change made here (revision \
         {found}; the open one is {open}). What is open here was kept in the folder snapshots. Lock and unlock to see \
         what is there now."
    )]
    Diverged {
        /// The revision on disk.
        found: u64,
        /// The revision in memory.
        open: u64,
    },
    /// A new passphrase was empty.
    #[error("The passphrase is empty. Choose one with at least one character.")]
    EmptyPassphrase,
    /// There is no such snapshot.
    #[error("There is no snapshot {0}. It may have been rotated away; look at the list again.")]
    NoSuchSnapshot(SnapshotId),
    /// The vault lists a key of a kind that this version cannot encrypt to; saving would lock its owner out.
    #[error(
        "This vault is also meant for a key that this Keepward does not know. It was not changed. Update Keepward."
    )]
    UnknownRecipient,
    /// Encryption failed inside the age library, which has no reason to.
    #[error("The vault could not be encrypted. Nothing was saved and nothing was lost. Please report this.")]
    NotEncrypted,
}

/// A vault stayed locked, or a passphrase was not accepted.
#[derive(Debug, thiserror::Error)]
pub enum UnlockError {
    /// The passphrase does not open the key file.
    #[error("The passphrase is wrong. {}", try_again(*retry_in))]
    WrongPassphrase {
        /// How long the next attempt has to wait.
        retry_in: Duration,
    },
    /// Too many wrong passphrases; this one was not looked at.
    #[error("After several wrong passphrases Keepward waits. {}", try_again(*retry_in))]
    TooSoon {
        /// How long to wait.
        retry_in: Duration,
    },
    /// A file does not open, whatever the passphrase.
    #[error(
        "{file} cannot be opened: {damage}. The file was left as it is. Put it back from a backup, or restore an \
         earlier version from the folder snapshots."
    )]
    Damaged {
        /// The file's name.
        file: String,
        /// What is wrong with it.
        damage: Damage,
    },
    /// A later Keepward wrote the vault.
    #[error(
        "This vault was written by a later Keepward (format {found}; this one knows {known}). It was left as it is. \
         Update Keepward to open it."
    )]
    NewerFormat {
        /// The version in the file.
        found: u64,
        /// The newest version this program knows.
        known: u64,
    },
    /// The file is older than the last one seen on this computer.
    #[error(
        "This vault is older than the last one opened on this computer (revision {found}, last seen {seen}). Someone \
         may have put back an old copy. Open it only if you know why."
    )]
    OlderThanSeen {
        /// The revision in the file.
        found: u64,
        /// The newest revision seen here.
        seen: u64,
    },
    /// The person cancelled while the passphrase was being tried.
    #[error("It was cancelled and nothing was changed. Start again whenever you like.")]
    CalledOff,
    /// The keyring could not open the vault; the passphrase can.
    #[error(transparent)]
    QuickUnlock(#[from] QuickUnlockError),
    /// The files could not be used.
    #[error(transparent)]
    Vault(VaultError),
}

impl From<VaultError> for UnlockError {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Damaged { file, damage } => Self::Damaged { file, damage },
            VaultError::NewerFormat { found, known } => Self::NewerFormat { found, known },
            other => Self::Vault(other),
        }
    }
}

/// A change was not made. Memory shows what is on disk.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError<E> {
    /// The change itself was refused, by the closure that should make it.
    #[error("{0}")]
    Refused(E),
    /// The vault could not be read or saved.
    #[error(transparent)]
    Vault(#[from] VaultError),
}

impl VaultError {
    /// What the system said about a file, in terms of the person.
    pub(crate) fn of_disk(file: &str, error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull,
            ErrorKind::ReadOnlyFilesystem => Self::ReadOnlyDisk,
            ErrorKind::PermissionDenied => Self::Refused { file: file.to_owned() },
            ErrorKind::FileTooLarge => Self::damaged(file, Damage::TooLarge),
            _ => Self::Disk { file: file.to_owned(), source: error },
        }
    }

    /// Why a file was not put in place, or not for certain.
    pub(crate) fn of_replace(file: &str, error: ReplaceError) -> Self {
        match error {
            ReplaceError::Kept(error) => Self::of_disk(file, error),
            ReplaceError::Unconfirmed(_, source) => Self::Unconfirmed { source },
        }
    }

    pub(crate) fn damaged(file: &str, damage: Damage) -> Self {
        Self::Damaged { file: file.to_owned(), damage }
    }

    pub(crate) fn missing(file: &str) -> Self {
        Self::Missing { file: file.to_owned() }
    }
}

fn try_again(after: Duration) -> String {
    match after.as_millis().div_ceil(1_000) {
        0 => "Try again.".to_owned(),
        1 => "Try again in 1 second.".to_owned(),
        secs @ 2..=119 => format!("Try again in {secs} seconds."),
        secs => format!("Try again in {} minutes.", secs.div_ceil(60)),
    }
}

#[cfg(test)]
mod tests;
