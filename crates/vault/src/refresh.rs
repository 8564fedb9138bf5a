//! An open vault looks again at its file: what another program saved is taken over, and what does not go on from what is
//! open is refused.

use crate::files::Compartment;
use crate::{Damage, UnlockedVault, VaultError, files, snapshots, vault_file};

/// What [`UnlockedVault::refresh`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refreshed {
    /// Nobody else wrote.
    Unchanged,
    /// Another program wrote; what is shown is new.
    Reloaded,
}

impl UnlockedVault {
    /// Looks whether another program wrote, and reads again if so. Cheap when nobody did: a `stat` and a few bytes.
    ///
    /// # Errors
    /// [`VaultError::KeysReplaced`] when the vault has to be unlocked again; otherwise what is wrong with the file.
    /// What is open stays as it was.
    pub fn refresh(&mut self) -> Result<Refreshed, VaultError> {
        self.catch_up()
    }

    /// Reads the file again if it is not the version in memory.
    pub(crate) fn catch_up(&mut self) -> Result<Refreshed, VaultError> {
        let of_disk = |error| VaultError::of_disk(files::VAULT, error);
        if self.place.folder.stamp(files::VAULT).map_err(of_disk)? == Some(self.stamp) {
            return Ok(Refreshed::Unchanged);
        }
        let (document, stamp) =
            vault_file::load(&*self.place.folder, &self.identity).map_err(|error| match error {
                VaultError::Damaged { damage: Damage::OtherKeys, .. } => VaultError::KeysReplaced,
                other => other,
            })?;
        let retired = document.recipients.has_retired(&self.identity.recipient());
        if document.vault_id != self.document.vault_id || retired {
            return Err(VaultError::KeysReplaced);
        }
        let (found, open) = (document.revision, self.document.revision);
        if found < open {
            self.keep_memory_aside()?;
            return Err(VaultError::OlderOnDisk { found, open });
        }
        if !document.lineage.continues(&self.document.lineage) {
            self.keep_memory_aside()?;
            return Err(VaultError::Diverged { found, open });
        }
        self.document = document;
        self.stamp = stamp;
        Ok(Refreshed::Reloaded)
    }

    /// A file that knows nothing of the open one took its place: what is in memory is nowhere on disk, so it is put
    /// there. When the disk does not take it, that is the news: locking would lose it.
    fn keep_memory_aside(&mut self) -> Result<(), VaultError> {
        if self.kept_aside != Some(self.document.revision) {
            let sealed = vault_file::seal(&self.document)?;
            snapshots::keep_aside(&*self.place.folder, Compartment::Daily, &sealed, self.last_seen_at)?;
            self.kept_aside = Some(self.document.revision);
        }
        Ok(())
    }
}
