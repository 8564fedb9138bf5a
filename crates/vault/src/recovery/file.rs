//! `recovery.age` as a whole: from the folder to a [`RecoveryDocument`] and back.
//!
//! It holds no state and takes no lock; its callers do.

use crate::folder::Stamp;
use crate::format::{self, RecoveryDocument, Unreadable};
use crate::keys::{self, Identity, RecoveryIdentity};
use crate::vault_file::SaveError;
use crate::{Damage, ReplaceError, VaultError, VaultFolder, files};

/// Reads the compartment.
pub(crate) fn load(
    folder: &dyn VaultFolder,
    identity: &RecoveryIdentity,
) -> Result<(RecoveryDocument, Stamp), VaultError> {
    // The stamp first: if the file is replaced in between, the next look finds a difference and reads again.
    let of_disk = |error| VaultError::of_disk(files::RECOVERY, error);
    let stamp = folder.stamp(files::RECOVERY).map_err(of_disk)?;
    let file = folder.read(files::RECOVERY, files::VAULT_LIMIT).map_err(of_disk)?;
    let (Some(stamp), Some(file)) = (stamp, file) else { return Err(VaultError::missing(files::RECOVERY)) };
    Ok((open(files::RECOVERY, &file, identity)?, stamp))
}

/// Opens the file or a snapshot of it, whose `name` is for the person.
pub(crate) fn open<For>(
    name: &str,
    file: &[u8],
    identity: &Identity<For>,
) -> Result<RecoveryDocument, VaultError> {
    let plaintext = keys::decrypt(file, identity).map_err(|damage| VaultError::damaged(name, damage))?;
    format::read_recovery(plaintext.as_slice()).map_err(|unreadable| match unreadable {
        Unreadable::Newer { found } => VaultError::NewerFormat { found, known: format::VERSION },
        Unreadable::NotAVault => VaultError::damaged(name, Damage::NotAVault),
    })
}

/// Encrypts a compartment to all its recipients.
pub(crate) fn seal(document: &RecoveryDocument) -> Result<Vec<u8>, VaultError> {
    let plaintext = format::write_recovery(document).map_err(|_| VaultError::NotEncrypted)?;
    keys::encrypt(&plaintext, document.recipients.keys())
}

/// Seals the compartment and puts it in place.
pub(crate) fn save(folder: &dyn VaultFolder, document: &RecoveryDocument) -> Result<Stamp, SaveError> {
    let sealed = seal(document).map_err(SaveError::Kept)?;
    folder.replace(files::RECOVERY, &sealed).map_err(|error| match error {
        ReplaceError::Kept(error) => SaveError::Kept(VaultError::of_disk(files::RECOVERY, error)),
        ReplaceError::Unconfirmed(stamp, source) => SaveError::Unconfirmed(stamp, source),
    })
}

impl RecoveryDocument {
    /// The same as the next revision, beside this revision of `vault.age`.
    pub fn followed(self, vault_revision: u64) -> Self {
        let (revision, lineage) = (self.revision.saturating_add(1), self.lineage.followed());
        Self { revision, lineage, vault_revision, ..self }
    }
}
