//! A new recovery compartment. Two files have to appear together, so the key file waits under another name until
//! `recovery.age` is there.

use std::sync::Arc;

use ::recovery::Recovery;

use super::{RecoveryError, file, key_files};
use crate::format::{Document, Recipients, RecoveryDocument, Rest, Role};
use crate::keys::{self, RecoveryIdentity};
use crate::lineage::Lineage;
use crate::locked::saving_lock;
use crate::vault_file::SaveError;
use crate::{Clock, Passphrase, UnlockedVault, VaultError, VaultFolder, files, kept};

/// What there is of a compartment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Present {
    /// Nothing, and nothing says that there was.
    Nothing,
    /// Both files.
    Both,
}

impl UnlockedVault {
    /// Whether there is a compartment. A half or lost one is an error that names what is missing.
    pub(crate) fn recovery_presence(&self) -> Result<Present, RecoveryError> {
        let folder = &*self.place.folder;
        let there = |file| {
            let stamp = folder.stamp(file).map_err(|error| VaultError::of_disk(file, error));
            stamp.map(|stamp| stamp.is_some())
        };
        match (there(files::RECOVERY_KEY)?, there(files::RECOVERY)?) {
            (true, true) => Ok(Present::Both),
            (true, false) => Err(VaultError::missing(files::RECOVERY).into()),
            (false, true) => Err(VaultError::missing(files::RECOVERY_KEY).into()),
            (false, false) if self.document.recovery.is_some() || has_snapshots(folder)? => {
                Err(RecoveryError::Gone)
            }
            (false, false) => Ok(Present::Nothing),
        }
    }

    /// Makes the compartment behind the passphrase of the vault, which is tried first.
    ///
    /// Does nothing when another program was quicker.
    pub(crate) fn make_recovery(
        &mut self,
        passphrase: &Passphrase,
        clock: &dyn Clock,
    ) -> Result<(), RecoveryError> {
        let vault_key = self.opened_by(passphrase, clock)?;
        let identity = RecoveryIdentity::generate();
        let now = clock.now().into();
        let key_file = keys::make_key_file(&identity, passphrase, self.place.work_factor, now)?;
        let place = self.place.clone();
        let folder = &*place.folder;
        let _lock = saving_lock(folder)?;
        self.refuse_if_key_changed(&vault_key)?;
        self.catch_up()?;
        finish_interrupted(folder);
        if self.recovery_presence()? == Present::Both {
            return Ok(());
        }
        let document = self.first_recovery_document(&identity);
        key_files::stage(folder, &key_file)?;
        match file::save(folder, &document) {
            Ok(_) => {}
            Err(SaveError::Kept(error)) => return Err(error.into()),
            Err(unconfirmed @ SaveError::Unconfirmed(..)) => {
                // It is there, so its key must be, too.
                key_files::promote(folder)?;
                return Err(VaultError::from(unconfirmed).into());
            }
        }
        key_files::promote(folder)?;
        key_files::keep_copy(folder);
        Ok(())
    }

    /// Gives up a compartment that cannot be opened any more, so that a new one can be made: what is left of it is moved into
    /// a folder of its own, whose name is returned. The passphrase of the vault is tried first, under the back-off.
    pub fn give_up_recovery(
        &mut self,
        passphrase: &Passphrase,
        clock: impl Clock,
    ) -> Result<String, RecoveryError> {
        let vault_key = self.opened_by(passphrase, &clock)?;
        let place = self.place.clone();
        let folder = &*place.folder;
        let _lock = saving_lock(folder)?;
        self.last_seen_at = clock.now().into();
        self.refuse_if_key_changed(&vault_key)?;
        self.catch_up()?;
        let kept_in = kept::free_folder(folder, self.last_seen_at)?;
        // First what says that there is one: half moved, it would be a compartment with a file missing.
        self.save(Document { recovery: None, ..self.document.clone() })?;
        kept::move_recovery(folder, &kept_in)?;
        Ok(kept_in)
    }

    fn first_recovery_document(&self, identity: &RecoveryIdentity) -> RecoveryDocument {
        let kit = self.document.recipients.kit().cloned();
        RecoveryDocument {
            vault_id: self.vault_id(),
            revision: 1,
            lineage: Lineage::default().followed(),
            vault_revision: self.revision(),
            recipients: Recipients::only(identity.recipient(), Role::Recovery).with_kit(kit),
            contents: Recovery::default(),
            set_aside: Arc::default(),
            unknown: Arc::default(),
            rest: Rest::default(),
        }
    }
}

/// Puts the key file of a compartment in place whose making was interrupted after `recovery.age` appeared. The caller
/// holds the lock; when it cannot be done now, the key file counts as missing, which names it.
pub(crate) fn finish_interrupted(folder: &dyn VaultFolder) {
    let there = |file| folder.stamp(file).is_ok_and(|stamp| stamp.is_some());
    if there(files::STAGED_RECOVERY_KEY) && there(files::RECOVERY) && !there(files::RECOVERY_KEY) {
        let _ = key_files::promote(folder);
    }
}

/// Whether there are earlier versions of a compartment, so that there was one.
pub(crate) fn has_snapshots(folder: &dyn VaultFolder) -> Result<bool, VaultError> {
    let names = folder.list(Some(files::SNAPSHOTS));
    let names = names.map_err(|error| VaultError::of_disk(files::SNAPSHOTS, error))?;
    Ok(names.iter().any(|name| files::is_recovery_snapshot(name)))
}
