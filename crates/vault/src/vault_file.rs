//! `vault.age` as a whole: from the folder to a [`Document`] and back.
//!
//! It holds no state and takes no lock; its callers do.

use crate::folder::Stamp;
use crate::format::{self, Document, Unreadable};
use crate::keys::{self, DailyIdentity, Identity};
use crate::{Damage, ReplaceError, VaultError, VaultFolder, files};

/// Reads the vault.
pub(crate) fn load(
    folder: &dyn VaultFolder,
    identity: &DailyIdentity,
) -> Result<(Document, Stamp), VaultError> {
    // The stamp first: if the file is replaced in between, the next look finds a difference and reads again.
    let of_disk = |error| VaultError::of_disk(files::VAULT, error);
    let stamp = folder.stamp(files::VAULT).map_err(of_disk)?;
    let file = folder.read(files::VAULT, files::VAULT_LIMIT).map_err(of_disk)?;
    let (Some(stamp), Some(file)) = (stamp, file) else { return Err(VaultError::missing(files::VAULT)) };
    Ok((open(files::VAULT, &file, identity)?, stamp))
}

/// Opens a vault file or a snapshot, whose `name` is for the person.
pub(crate) fn open<For>(name: &str, file: &[u8], identity: &Identity<For>) -> Result<Document, VaultError> {
    let plaintext = keys::decrypt(file, identity).map_err(|damage| VaultError::damaged(name, damage))?;
    format::read(plaintext.as_slice()).map_err(|unreadable| match unreadable {
        Unreadable::Newer { found } => VaultError::NewerFormat { found, known: format::VERSION },
        Unreadable::NotAVault => VaultError::damaged(name, Damage::NotAVault),
    })
}

/// Encrypts a vault to all its recipients.
pub(crate) fn seal(document: &Document) -> Result<Vec<u8>, VaultError> {
    let plaintext = format::write(document).map_err(|_| VaultError::NotEncrypted)?;
    keys::encrypt(&plaintext, document.recipients.keys())
}

/// Seals the vault and puts it in place.
pub(crate) fn save(folder: &dyn VaultFolder, document: &Document) -> Result<Stamp, SaveError> {
    let sealed = seal(document).map_err(SaveError::Kept)?;
    folder.replace(files::VAULT, &sealed).map_err(|error| match error {
        ReplaceError::Kept(error) => SaveError::Kept(VaultError::of_disk(files::VAULT, error)),
        ReplaceError::Unconfirmed(stamp, source) => SaveError::Unconfirmed(stamp, source),
    })
}

/// A vault was not saved, or not for certain.
#[derive(Debug)]
pub(crate) enum SaveError {
    /// The old file is still there.
    Kept(VaultError),
    /// The new file is there; whether it survives a power cut is not known.
    Unconfirmed(Stamp, std::io::Error),
}

impl From<SaveError> for VaultError {
    fn from(error: SaveError) -> Self {
        match error {
            SaveError::Kept(error) => error,
            SaveError::Unconfirmed(_, source) => Self::Unconfirmed { source },
        }
    }
}
