//! A vault whose passphrase has not been given: what can be known and done without it.
//!
//! It holds no key and no plaintext.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::attempts::Attempts;
use crate::files::Compartment;
use crate::folder::LockGuard;
use crate::state::{self, Found};
use crate::unlocked::Opening;
use crate::{
    Clock, Damage, Lock, Passphrase, Place, QuickUnlock, QuickUnlockError, Snapshot, SnapshotId, UnlockError,
    UnlockedVault, VaultError, VaultFolder, VaultId, archive, create, files, keys, quick, restore, seen,
    snapshots,
};

/// How long another program's save is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// Whether a vault that is older than the last one seen here may be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rollback {
    /// Say so instead.
    Refuse,
    /// The person was told and wants it.
    Accept,
}

/// A vault in its folder.
pub struct LockedVault {
    pub(crate) place: Place,
    pub(crate) attempts: Arc<Attempts>,
}

impl LockedVault {
    /// The vault in this folder; `None` only when the folder holds nothing of one.
    ///
    /// A damaged vault is found too: [`problem`](Self::problem) tells what is wrong, and snapshots can be put back.
    ///
    /// # Errors
    /// The folder cannot be looked at; or [`VaultError::Gone`], when only `state.json` is left of a vault.
    pub fn find(place: Place) -> Result<Option<Self>, VaultError> {
        archive::restore::finish_interrupted(&*place.folder)?;
        create::finish_interrupted(&*place.folder);
        let here = create::present_file(&*place.folder)?;
        match (here, state::load(&*place.folder)) {
            (Some(_), _) => Ok(Some(Self { place, attempts: Arc::default() })),
            (None, Found::Nothing) => Ok(None),
            (None, Found::Good(state)) if state.vault_id.is_none() => Ok(None),
            (None, Found::Good(_) | Found::Damaged) => Err(VaultError::Gone),
        }
    }

    /// Makes a vault in a folder that has none.
    ///
    /// # Errors
    /// [`VaultError::AlreadyThere`], an empty passphrase, or the disk; a crash in between leaves no half vault.
    pub fn create(
        place: Place,
        passphrase: &Passphrase,
        now: SystemTime,
    ) -> Result<UnlockedVault, VaultError> {
        create::create(place, passphrase, now)
    }

    /// What is wrong with the files, as far as it shows without the passphrase.
    pub fn problem(&self) -> Option<VaultError> {
        let look = |file, limit| match self.place.folder.read(file, limit) {
            Ok(None) => Some(VaultError::missing(file)),
            Ok(Some(bytes)) => {
                keys::damage_at_first_sight(&bytes).map(|damage| VaultError::damaged(file, damage))
            }
            Err(error) => Some(VaultError::of_disk(file, error)),
        };
        look(files::KEY, files::KEY_LIMIT).or_else(|| look(files::VAULT, files::VAULT_LIMIT))
    }

    /// Opens the vault with its passphrase: one attempt under the back-off.
    ///
    /// # Errors
    /// A wrong passphrase loses nothing; this value can be asked again. Files that do not open stay as they are.
    pub fn unlock(
        &self,
        passphrase: &Passphrase,
        clock: impl Clock,
        rollback: Rollback,
    ) -> Result<UnlockedVault, UnlockError> {
        let folder = &*self.place.folder;
        // The keyring is asked while the key is derived, which takes longer.
        let asked = seen::ask_if_wanted(&self.place, Compartment::Daily);
        let key_file = read_key_file(folder)?;
        let try_passphrase = || keys::open_key_file(&key_file, passphrase);
        let identity = self.attempts.attempt(folder, &clock, files::KEY, try_passphrase)?;
        let vault = self
            .opening(asked, clock.now(), rollback)
            .open(identity, Some(key_file.clone()))
            .map_err(|error| {
                match error {
                    // Not damage, if the key file was replaced while the passphrase was being tried.
                    UnlockError::Damaged { damage: Damage::OtherKeys, .. }
                        if read_key_file(folder).is_ok_and(|now_there| now_there != key_file) =>
                    {
                        VaultError::KeysReplaced.into()
                    }
                    other => other,
                }
            })?;
        vault.repair_key_copy(&key_file);
        Ok(vault)
    }

    /// Opens the vault with the key in the keyring, without the passphrase and without the back-off.
    ///
    /// # Errors
    /// [`UnlockError::QuickUnlock`] when the keyring is no help; then the passphrase is.
    pub fn quick_unlock(&self, now: SystemTime, rollback: Rollback) -> Result<UnlockedVault, UnlockError> {
        let vault = self.vault_id().ok_or(QuickUnlockError::NoKey)?;
        let asked = seen::ask(&self.place, Compartment::Daily, vault);
        let identity = quick::identity(&*self.place.secrets, vault)?;
        self.opening(Some(asked), now, rollback).open(identity, None).map_err(|error| match error {
            UnlockError::Damaged { damage: Damage::OtherKeys, .. }
            | UnlockError::Vault(VaultError::KeysReplaced) => QuickUnlockError::WrongKey.into(),
            other => other,
        })
    }

    /// Whether the keyring can open the vault. The keyring is asked only if quick unlock was switched on here.
    pub fn has_quick_unlock(&self) -> QuickUnlock {
        quick::quick_unlock_state(&self.place)
    }

    /// How long the next passphrase has to wait.
    pub fn wait_before_retry(&self, now: SystemTime) -> Duration {
        self.attempts.wait(&*self.place.folder, now)
    }

    /// What can be put back, newest first.
    pub fn snapshots(&self) -> Result<Vec<Snapshot>, VaultError> {
        snapshots::list(&*self.place.folder, Compartment::Daily)
    }

    /// Earlier versions of the recovery codes, newest first. Putting one back takes the open vault.
    pub fn recovery_snapshots(&self) -> Result<Vec<Snapshot>, VaultError> {
        snapshots::list(&*self.place.folder, Compartment::Recovery)
    }

    /// Puts a snapshot back. The present file is kept aside and stays in the list of snapshots.
    ///
    /// # Errors
    /// As for [`unlock`](Self::unlock); then nothing was changed.
    pub fn restore(
        &self,
        id: &SnapshotId,
        passphrase: &Passphrase,
        clock: impl Clock,
    ) -> Result<(), UnlockError> {
        restore::restore(self, id, passphrase, &clock)
    }

    /// The vault that `state.json` names.
    fn vault_id(&self) -> Option<VaultId> {
        match state::load(&*self.place.folder) {
            Found::Good(state) => state.vault_id,
            Found::Nothing | Found::Damaged => None,
        }
    }

    fn opening(&self, asked: Option<seen::Asked>, now: SystemTime, rollback: Rollback) -> Opening {
        let (place, attempts) = (self.place.clone(), Arc::clone(&self.attempts));
        Opening { place, attempts, asked, now, rollback }
    }
}

/// The key file.
pub(crate) fn read_key_file(folder: &dyn VaultFolder) -> Result<Vec<u8>, VaultError> {
    let read =
        folder.read(files::KEY, files::KEY_LIMIT).map_err(|error| VaultError::of_disk(files::KEY, error))?;
    read.ok_or_else(|| VaultError::missing(files::KEY))
}

/// The lock that is held from re-reading a file to its rename.
pub(crate) fn saving_lock(folder: &dyn VaultFolder) -> Result<LockGuard, VaultError> {
    folder
        .lock(Lock::Saving, PATIENCE)
        .map_err(|error| VaultError::of_disk(files::lock(Lock::Saving), error))?
        .ok_or(VaultError::Busy { waited_secs: PATIENCE.as_secs() })
}
