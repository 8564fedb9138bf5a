//! What can go wrong with a whole backup, in sentences for the person.

use std::io;

use crate::{KitError, VaultError};

/// A backup was not written, or not put back. The vault in the folder is as it was.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The archive could not be written.
    #[error(
        "The backup could not be written ({0}). The vault is as it was. Check where it should go and try again."
    )]
    Unwritten(#[source] io::Error),
    /// The archive could not be read.
    #[error("The backup could not be read ({0}). Nothing was changed. Check the file and the disk it is on.")]
    Unreadable(#[source] io::Error),
    /// It is no archive, or its end is missing.
    #[error(
        "This is not a whole backup of Keepward, or its end is missing. Nothing was changed. Choose another file."
    )]
    NotABackup,
    /// Something is in it that does not belong there.
    #[error(
        "The backup holds something that no backup of Keepward holds: a folder, a link, another name, or a file twice. \
         Nothing was changed. Choose a backup that Keepward made."
    )]
    Foreign,
    /// A file in it is larger than any of ours.
    #[error(
        "{file} in the backup is larger than any file that Keepward writes. Nothing was changed. Choose another backup."
    )]
    TooLarge {
        /// Its name.
        file: String,
    },
    /// A file is missing from it.
    #[error(
        "{file} is missing from the backup, so it was not put back. Nothing was changed. Choose a backup that is whole."
    )]
    Incomplete {
        /// The name of the missing file.
        file: String,
    },
    /// A file in it does not open.
    #[error("{file} in the backup cannot be opened: {damage}. Nothing was changed. Choose another backup.")]
    Damaged {
        /// Its name.
        file: String,
        /// What is wrong with it.
        damage: crate::Damage,
    },
    /// The passphrase does not open it.
    #[error("The passphrase does not open this backup. Use the one that was in force when it was made.")]
    WrongPassphrase,
    /// Its files are not from one vault, or not from one moment.
    #[error(
        "The files in this backup do not belong together: they are of two vaults, or from two times. Nothing was changed. \
         Choose a backup that Keepward made."
    )]
    Mixed,
    /// A change of passphrase was interrupted.
    #[error(
        "A change of the passphrase was interrupted and is not finished. Open the recovery codes once with the passphrase, \
         then make the backup again."
    )]
    Unsettled,
    /// The kit does not open it.
    #[error(transparent)]
    Kit(KitError),
    /// The vault folder could not be read or written.
    #[error(transparent)]
    Vault(#[from] VaultError),
}
