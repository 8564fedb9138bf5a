//! Saving a change of the recovery compartment: `recovery.age` first and durably, then its summary in `vault.age`.
//!
//! A process that dies in between has changed the compartment; the summary is made good when it is next opened.

use std::time::SystemTime;

use ::recovery::Recovery;

use super::{RecoveryChangeError, RecoveryError, RecoveryUnlocked, file};
use crate::files::Compartment;
use crate::format::{Document, RecoveryDocument, RecoverySeen};
use crate::locked::saving_lock;
use crate::vault_file::SaveError;
use crate::{Damage, Refreshed, Timestamp, UnlockedVault, VaultError, files, snapshots};

impl RecoveryUnlocked {
    /// Applies a change and saves it; when this returns `Ok`, it survives a crash and a power cut.
    ///
    /// If another program saved meanwhile, its version is read first and the change is applied to that one. Whatever
    /// fails, memory shows what is on disk.
    ///
    /// # Errors
    /// What the closure refuses, that the compartment is closed, or why it could not be read or saved.
    /// [`VaultError::Unconfirmed`] is the only one after which the change is in place.
    pub fn change<T, E>(
        &mut self,
        vault: &mut UnlockedVault,
        now: SystemTime,
        mut change: impl FnMut(&mut Recovery) -> Result<T, E>,
    ) -> Result<T, RecoveryChangeError<E>> {
        self.check(now)?;
        let place = self.place.clone();
        let _lock = saving_lock(&*place.folder)?;
        vault.last_seen_at = now.into();
        vault.catch_up()?;
        self.catch_up(vault)?;
        let mut contents = self.document.contents.clone();
        let answer = change(&mut contents).map_err(RecoveryChangeError::Refused)?;
        self.save(vault, RecoveryDocument { contents, ..self.document.clone() }, now.into())?;
        Ok(answer)
    }

    /// Looks whether another program wrote, and reads again if so.
    ///
    /// # Errors
    /// [`VaultError::KeysReplaced`] when it has to be opened again; otherwise what is wrong with the file.
    pub fn refresh(&mut self, vault: &UnlockedVault, now: SystemTime) -> Result<Refreshed, RecoveryError> {
        self.check(now)?;
        self.catch_up(vault)
    }

    /// Reads the file again if it is not the version in memory.
    pub(crate) fn catch_up(&mut self, vault: &UnlockedVault) -> Result<Refreshed, RecoveryError> {
        if vault.vault_id() != self.document.vault_id {
            return Err(RecoveryError::OtherVault);
        }
        let of_disk = |error| VaultError::of_disk(files::RECOVERY, error);
        if self.place.folder.stamp(files::RECOVERY).map_err(of_disk)? == Some(self.stamp) {
            return Ok(Refreshed::Unchanged);
        }
        let (document, stamp) =
            file::load(&*self.place.folder, &self.identity).map_err(|error| match error {
                VaultError::Damaged { damage: Damage::OtherKeys, .. } => VaultError::KeysReplaced,
                other => other,
            })?;
        let retired = document.recipients.has_retired(&self.identity.recipient());
        if document.vault_id != self.document.vault_id || retired {
            return Err(VaultError::KeysReplaced.into());
        }
        let (found, open) = (document.revision, self.document.revision);
        if found < open || !document.lineage.continues(&self.document.lineage) {
            self.keep_memory_aside(vault.last_seen_at)?;
            return Err(RecoveryError::Replaced { found, open });
        }
        (self.document, self.stamp) = (document, stamp);
        Ok(Refreshed::Reloaded)
    }

    /// What is in memory is nowhere on disk any more, so it is put there.
    fn keep_memory_aside(&mut self, now: Timestamp) -> Result<(), VaultError> {
        if self.kept_aside != Some(self.document.revision) {
            let sealed = file::seal(&self.document)?;
            snapshots::keep_aside(&*self.place.folder, Compartment::Recovery, &sealed, now)?;
            self.kept_aside = Some(self.document.revision);
        }
        Ok(())
    }

    /// Saves a document as the next revision, then its summary. The caller holds the lock and has caught up.
    pub(crate) fn save(
        &mut self,
        vault: &mut UnlockedVault,
        next: RecoveryDocument,
        now: Timestamp,
    ) -> Result<(), VaultError> {
        let problem = self.snapshot_if_due(now).err();
        let saved = self.put(vault, next);
        // A change that failed has an error of its own to tell.
        self.snapshot_problem = problem.filter(|_| saved.is_ok());
        if matches!(saved, Ok(()) | Err(VaultError::Unconfirmed { .. })) {
            self.summary_problem = vault.note_recovery(&self.document).err();
        }
        saved
    }

    /// Puts a document in place as the next revision, to exactly the recipients it names.
    pub(crate) fn put(&mut self, vault: &UnlockedVault, next: RecoveryDocument) -> Result<(), VaultError> {
        let next = next.followed(vault.revision());
        let (stamp, confirmed) = match file::save(&*self.place.folder, &next) {
            Ok(stamp) => (stamp, Ok(())),
            Err(SaveError::Unconfirmed(stamp, source)) => (stamp, Err(VaultError::Unconfirmed { source })),
            Err(SaveError::Kept(error)) => return Err(error),
        };
        self.seen.saw(next.revision);
        (self.document, self.stamp) = (next, stamp);
        confirmed
    }

    fn snapshot_if_due(&self, now: Timestamp) -> Result<(), VaultError> {
        let folder = &*self.place.folder;
        let opens = |name: &str, sealed: &[u8]| file::open(name, sealed, &self.identity).map(drop);
        match snapshots::due(folder, Compartment::Recovery, now)? {
            true => snapshots::take(folder, Compartment::Recovery, &opens, now),
            false => Ok(()),
        }
    }
}

impl UnlockedVault {
    /// Notes what is in the compartment, where the daily side reads it. The caller holds the lock and has caught up.
    ///
    /// # Errors
    /// Why the note is not on disk. In memory it is, so that the next save of the vault brings it there.
    pub(crate) fn note_recovery(&mut self, document: &RecoveryDocument) -> Result<(), VaultError> {
        if self.document.recovery.as_ref().is_some_and(|seen| seen.is_of(document)) {
            return Ok(());
        }
        let seen = RecoverySeen::of(document, self.document.recovery.as_ref());
        let recovery = Some(seen.map_err(|_| VaultError::NotEncrypted)?);
        let noted = self.save(Document { recovery: recovery.clone(), ..self.document.clone() });
        self.document.recovery = recovery;
        noted
    }
}
