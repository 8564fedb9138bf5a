//! The recovery key file and the one that waits to take its place. Both key files open with one passphrase, but two files
//! cannot change at once: the new recovery key file is put beside the old one, then `vault-key.age` is replaced, then the
//! new one takes its place. `vault-key.age` decides which of the two is in force.
//!
//! It knows nothing of what the keys open.

use crate::keys::{self, KeyFileError, RecoveryIdentity};
use crate::locked::read_key_file;
use crate::{Damage, Passphrase, VaultError, VaultFolder, files};

/// The key files as they lie in the folder.
#[derive(PartialEq, Eq)]
pub(crate) struct KeyFiles {
    vault: Vec<u8>,
    present: Vec<u8>,
    staged: Option<Vec<u8>>,
}

/// Which of the recovery key files a passphrase opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InForce {
    /// `recovery-key.age`.
    Present,
    /// The one that waits.
    Staged,
}

/// Reads one of the recovery key files.
fn read(folder: &dyn VaultFolder, file: &str) -> Result<Option<Vec<u8>>, VaultError> {
    folder.read(file, files::KEY_LIMIT).map_err(|error| VaultError::of_disk(file, error))
}

impl KeyFiles {
    /// Reads them.
    pub fn read(folder: &dyn VaultFolder) -> Result<Self, VaultError> {
        let present = read(folder, files::RECOVERY_KEY)?;
        Ok(Self {
            vault: read_key_file(folder)?,
            present: present.ok_or_else(|| VaultError::missing(files::RECOVERY_KEY))?,
            staged: read(folder, files::STAGED_RECOVERY_KEY)?,
        })
    }

    /// Opens the one that is in force with the passphrase.
    pub fn open(&self, passphrase: &Passphrase) -> Result<(RecoveryIdentity, InForce), KeyFileError> {
        match &self.staged {
            None => self.open_present(passphrase),
            Some(staged) => {
                // With both there, an old passphrase would open the old one though it is out of force.
                let accepted = keys::open_key_file::<keys::Daily>(&self.vault, passphrase);
                if accepted.err() == Some(KeyFileError::WrongPassphrase) {
                    return Err(KeyFileError::WrongPassphrase);
                }
                let present = keys::open_key_file(&self.present, passphrase);
                present.map(|identity| (identity, InForce::Present)).or_else(|error| {
                    let waiting = keys::open_key_file(staged, passphrase);
                    waiting.map(|identity| (identity, InForce::Staged)).map_err(|_| other_passphrase(error))
                })
            }
        }
    }

    fn open_present(&self, passphrase: &Passphrase) -> Result<(RecoveryIdentity, InForce), KeyFileError> {
        keys::open_key_file(&self.present, passphrase).map(|identity| (identity, InForce::Present)).map_err(
            |error| match error {
                // Told apart, because no other passphrase that the person knows to be right would be believed wrong.
                KeyFileError::WrongPassphrase
                    if keys::open_key_file::<keys::Daily>(&self.vault, passphrase).is_ok() =>
                {
                    other_passphrase(error)
                }
                other => other,
            },
        )
    }

    /// Puts the one in force in its place and removes what waits in vain. The caller holds the lock.
    ///
    /// # Errors
    /// Also [`VaultError::KeysReplaced`], when another program changed one of the files since they were read.
    pub fn settle(&self, folder: &dyn VaultFolder, in_force: InForce) -> Result<(), VaultError> {
        self.refuse_if_changed(folder)?;
        match (in_force, &self.staged) {
            (InForce::Present, None) => Ok(()),
            (InForce::Present, Some(_)) => unstage(folder),
            (InForce::Staged, _) => promote(folder),
        }?;
        keep_copy(folder);
        Ok(())
    }

    /// The passphrase was tried before the lock was taken: another program may have changed it since.
    pub fn refuse_if_changed(&self, folder: &dyn VaultFolder) -> Result<(), VaultError> {
        if Self::read(folder)? == *self { Ok(()) } else { Err(VaultError::KeysReplaced) }
    }
}

fn other_passphrase(error: KeyFileError) -> KeyFileError {
    match error {
        KeyFileError::WrongPassphrase => KeyFileError::Damaged(Damage::OtherPassphrase),
        damaged @ KeyFileError::Damaged(_) => damaged,
    }
}

/// Lets a key file wait.
pub(crate) fn stage(folder: &dyn VaultFolder, key_file: &[u8]) -> Result<(), VaultError> {
    let placed = folder.replace(files::STAGED_RECOVERY_KEY, key_file);
    placed.map(|_| ()).map_err(|error| VaultError::of_replace(files::STAGED_RECOVERY_KEY, error))
}

/// Removes a key file that waits in vain.
pub(crate) fn unstage(folder: &dyn VaultFolder) -> Result<(), VaultError> {
    let removed = folder.remove(files::STAGED_RECOVERY_KEY);
    removed.map_err(|error| VaultError::of_disk(files::STAGED_RECOVERY_KEY, error))
}

/// Gives the key file that waits its place.
pub(crate) fn promote(folder: &dyn VaultFolder) -> Result<(), VaultError> {
    let renamed = folder.rename(files::STAGED_RECOVERY_KEY, files::RECOVERY_KEY);
    renamed.map_err(|error| VaultError::of_disk(files::RECOVERY_KEY, error))
}

/// Keeps the copy of the key file like the key file. When the disk does not allow it, the next opening does it.
pub(crate) fn keep_copy(folder: &dyn VaultFolder) {
    if let Ok(Some(present)) = read(folder, files::RECOVERY_KEY)
        && !read(folder, files::RECOVERY_KEY_COPY).is_ok_and(|copy| copy.as_ref() == Some(&present))
    {
        let _ = folder.replace(files::RECOVERY_KEY_COPY, &present);
    }
}
