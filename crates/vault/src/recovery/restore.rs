//! Putting an earlier version of the recovery compartment back, when the person asks. What is there now is kept aside.
//!
//! Codes that were spent since stay spent as far as it is known, and the person is told how far that is.

use super::spent;
use super::{RecoveryError, TakenOver, file};
use crate::files::Compartment;
use crate::format::{RecoveryDocument, Role};
use crate::keys::{self, RecoveryIdentity};
use crate::locked::saving_lock;
use crate::restore::put_key_file;
use crate::{
    Clock, Passphrase, SnapshotId, SnapshotKind, Timestamp, UnlockError, UnlockedVault, VaultError, files,
    snapshots,
};

impl UnlockedVault {
    /// Puts an earlier version of the recovery compartment back ([`recovery_snapshots`](Self::recovery_snapshots)), or its
    /// key file: one attempt under the back-off.
    ///
    /// # Errors
    /// As for [`open_recovery`](Self::open_recovery); then nothing was changed.
    pub fn restore_recovery(
        &mut self,
        id: &SnapshotId,
        passphrase: &Passphrase,
        clock: impl Clock,
    ) -> Result<TakenOver, RecoveryError> {
        self.last_seen_at = clock.now().into();
        let no_such = || VaultError::NoSuchSnapshot(id.clone());
        let kind = id.kind().filter(|_| id.of() == Compartment::Recovery).map(|(kind, _)| kind);
        match kind.ok_or_else(no_such)? {
            SnapshotKind::KeyFile => self.restore_recovery_key(id, passphrase, &clock),
            SnapshotKind::Earlier | SnapshotKind::KeptAside => {
                self.restore_recovery_records(id, passphrase, &clock)
            }
        }
    }

    fn restore_recovery_key(
        &mut self,
        id: &SnapshotId,
        passphrase: &Passphrase,
        clock: &dyn Clock,
    ) -> Result<TakenOver, RecoveryError> {
        let place = self.place.clone();
        let folder = &*place.folder;
        let copy = read(self, files::RECOVERY_KEY_COPY)?;
        let copy = copy.ok_or_else(|| VaultError::NoSuchSnapshot(id.clone()))?;
        self.try_recovery_key(files::RECOVERY_KEY_COPY, &copy, passphrase, clock)?;
        let _lock = saving_lock(folder)?;
        put_key_file(folder, Compartment::Recovery, &copy, clock.now().into())?;
        Ok(TakenOver::default())
    }

    fn restore_recovery_records(
        &mut self,
        id: &SnapshotId,
        passphrase: &Passphrase,
        clock: &dyn Clock,
    ) -> Result<TakenOver, RecoveryError> {
        let place = self.place.clone();
        let folder = &*place.folder;
        let sealed = folder.read(&id.file(), files::VAULT_LIMIT);
        let sealed = sealed.map_err(|error| VaultError::of_disk(&id.file(), error))?;
        let sealed = sealed.ok_or_else(|| VaultError::NoSuchSnapshot(id.clone()))?;
        let opened = self.recovery_identity(passphrase, clock);
        let (identity, lost_key_file) = match opened {
            Ok((identity, key_files, in_force)) => (identity, Ok((key_files, in_force))),
            Err(
                lost @ (UnlockError::Damaged { .. }
                | UnlockError::Vault(
                    VaultError::Missing { .. } | VaultError::Disk { .. } | VaultError::Refused { .. },
                )),
            ) => {
                let Ok(Some(copy)) = read(self, files::RECOVERY_KEY_COPY) else { return Err(lost.into()) };
                let identity = self.try_recovery_key(files::RECOVERY_KEY_COPY, &copy, passphrase, clock)?;
                (identity, Err(copy))
            }
            Err(other) => return Err(other.into()),
        };
        let document = file::open(&id.file(), &sealed, &identity)?;
        if document.vault_id != self.vault_id() {
            return Err(RecoveryError::OtherVault);
        }
        let _lock = saving_lock(folder)?;
        self.catch_up()?;
        match lost_key_file {
            Ok((key_files, in_force)) => key_files.settle(folder, in_force)?,
            Err(copy) => put_key_file(folder, Compartment::Recovery, &copy, clock.now().into())?,
        }
        self.put_recovery(&identity, document, clock.now().into())
    }

    /// Opens a recovery key file as one attempt under the back-off.
    fn try_recovery_key(
        &self,
        name: &str,
        key_file: &[u8],
        passphrase: &Passphrase,
        clock: &dyn Clock,
    ) -> Result<RecoveryIdentity, UnlockError> {
        let try_passphrase = || keys::open_key_file(key_file, passphrase);
        self.attempts.attempt(&*self.place.folder, clock, name, try_passphrase)
    }

    /// Keeps the present file aside and puts the document in place of it. The caller holds the lock.
    fn put_recovery(
        &mut self,
        identity: &RecoveryIdentity,
        mut document: RecoveryDocument,
        now: Timestamp,
    ) -> Result<TakenOver, RecoveryError> {
        let place = self.place.clone();
        let (folder, of) = (&*place.folder, Compartment::Recovery);
        let noted = self.document.recovery.as_ref();
        let mut newest = document.revision.max(noted.map_or(0, |seen| seen.revision));
        let mut present = None;
        match folder.read(files::RECOVERY, files::VAULT_LIMIT) {
            Ok(None) => {}
            Err(_) => snapshots::move_aside(folder, of, now)?,
            Ok(Some(sealed)) => {
                match file::open(files::RECOVERY, &sealed, identity) {
                    Ok(readable) => {
                        newest = newest.max(readable.revision);
                        // Whoever has the present one open goes on with the restored one.
                        document.lineage = readable.lineage.clone();
                        present = Some(readable).filter(|it| it.vault_id == document.vault_id);
                    }
                    Err(newer @ VaultError::NewerFormat { .. }) => return Err(newer.into()),
                    Err(_) => {}
                }
                snapshots::keep_aside(folder, of, &sealed, now)?;
            }
        }
        let newer = present.as_ref().map(|it| &it.contents);
        let summary = noted.map(|seen| &*seen.summary);
        let taken_over = spent::take_over(&mut document.contents, newer, summary);
        let kit = self.document.recipients.kit().cloned();
        let recipients = document.recipients.settled_on(&identity.recipient(), Role::Recovery).with_kit(kit);
        let next = RecoveryDocument { recipients, revision: newest, ..document }.followed(self.revision());
        file::save(folder, &next).map_err(VaultError::from)?;
        // Made good at the next opening if it fails now.
        let _ = self.note_recovery(&next);
        Ok(taken_over)
    }
}

/// One of the small files.
fn read(vault: &UnlockedVault, file: &str) -> Result<Option<Vec<u8>>, VaultError> {
    vault.place.folder.read(file, files::KEY_LIMIT).map_err(|error| VaultError::of_disk(file, error))
}
