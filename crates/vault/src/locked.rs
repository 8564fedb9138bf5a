//! A vault whose passphrase has not been given: what can be known and done without it.
//!
//! It holds no key and no plaintext.

use std::time::{Duration, SystemTime};

use crate::{Passphrase, Place, QuickUnlock, Snapshot, SnapshotId, UnlockError, UnlockedVault, VaultError};

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
    place: Place,
}

impl LockedVault {
    /// The vault in this folder; `None` only when the folder holds nothing of one.
    ///
    /// A damaged vault is found too: [`problem`](Self::problem) tells what is wrong, and snapshots can be put back.
    pub fn find(place: Place) -> Result<Option<Self>, VaultError> {
        Ok(Some(Self { place }))
    }

    /// Makes a vault in a folder that has none.
    pub fn create(
        place: Place,
        passphrase: &Passphrase,
        now: SystemTime,
    ) -> Result<UnlockedVault, VaultError> {
        let _ = (place, passphrase, now);
        Err(VaultError::Gone)
    }

    /// What is wrong with the files, as far as it shows without the passphrase.
    pub fn problem(&self) -> Option<VaultError> {
        None
    }

    /// Opens the vault.
    pub fn unlock(
        &self,
        passphrase: &Passphrase,
        now: SystemTime,
        rollback: Rollback,
    ) -> Result<UnlockedVault, UnlockError> {
        let _ = (passphrase, now, rollback);
        Err(VaultError::Gone.into())
    }

    /// Opens the vault with the key in the keyring.
    pub fn quick_unlock(&self, now: SystemTime, rollback: Rollback) -> Result<UnlockedVault, UnlockError> {
        let _ = (now, rollback);
        Err(VaultError::Gone.into())
    }

    /// Whether the keyring can open the vault.
    pub fn has_quick_unlock(&self) -> QuickUnlock {
        QuickUnlock::Off
    }

    /// How long the next passphrase has to wait.
    pub fn wait_before_retry(&self, now: SystemTime) -> Duration {
        let _ = now;
        Duration::ZERO
    }

    /// What can be put back, newest first.
    pub fn snapshots(&self) -> Result<Vec<Snapshot>, VaultError> {
        Ok(Vec::new())
    }

    /// Puts a snapshot back. The present file is kept aside and stays in the list of snapshots.
    pub fn restore(
        &self,
        id: &SnapshotId,
        passphrase: &Passphrase,
        now: SystemTime,
    ) -> Result<(), UnlockError> {
        let _ = (id, passphrase, now, &self.place);
        Err(VaultError::Gone.into())
    }
}
