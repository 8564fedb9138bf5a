//! An open vault: the only type that holds keys and plaintext.
//!
//! It does not decide what may be changed; it saves what was.

use std::time::SystemTime;

use crate::{
    ChangeError, Contents, DamagedRecord, LockedVault, Passphrase, Place, QuickUnlockError, Rollback,
    SecretStoreError, UnlockError, VaultError, VaultId,
};

/// What [`UnlockedVault::refresh`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refreshed {
    /// Nobody else wrote.
    Unchanged,
    /// Another program wrote; what is shown is new.
    Reloaded,
}

/// What replacing the keys did besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeysReplaced {
    /// How many snapshots were removed, because the old keys open them.
    pub snapshots_dropped: usize,
    /// Why quick unlock could not be renewed and is off now; `None` when it was off or goes on.
    pub quick_unlock_lost: Option<SecretStoreError>,
}

/// An open vault. Dropping it wipes keys and records.
pub struct UnlockedVault {
    place: Place,
    contents: Contents,
    set_aside: Vec<DamagedRecord>,
    vault_id: VaultId,
    revision: u64,
}

impl UnlockedVault {
    /// What is in it.
    pub fn contents(&self) -> &Contents {
        &self.contents
    }

    /// Records that could not be understood. They stay in the file.
    pub fn set_aside(&self) -> &[DamagedRecord] {
        &self.set_aside
    }

    /// Names this vault for ever.
    pub fn vault_id(&self) -> VaultId {
        self.vault_id
    }

    /// One more with every save.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Why no snapshot was made when one was due; saving went on.
    pub fn snapshot_problem(&self) -> Option<&VaultError> {
        None
    }

    /// Applies a change and saves it.
    pub fn change<T, E>(
        &mut self,
        now: SystemTime,
        mut change: impl FnMut(&mut Contents) -> Result<T, E>,
    ) -> Result<T, ChangeError<E>> {
        let _ = now;
        change(&mut self.contents).map_err(ChangeError::Refused)
    }

    /// Looks whether another program wrote, and reads again if so.
    pub fn refresh(&mut self) -> Result<Refreshed, VaultError> {
        Ok(Refreshed::Unchanged)
    }

    /// Checks the passphrase again, under the same back-off as unlocking.
    pub fn verify(&self, passphrase: &Passphrase, now: SystemTime) -> Result<(), UnlockError> {
        let _ = (passphrase, now);
        Ok(())
    }

    /// Wraps the same keys with another passphrase.
    pub fn change_passphrase(
        &mut self,
        current: &Passphrase,
        new: &Passphrase,
        now: SystemTime,
    ) -> Result<(), UnlockError> {
        let _ = (current, new, now);
        Ok(())
    }

    /// "It leaked": new keys, everything encrypted again, old snapshots dropped.
    pub fn replace_keys(
        &mut self,
        current: &Passphrase,
        new: &Passphrase,
        now: SystemTime,
    ) -> Result<KeysReplaced, UnlockError> {
        let _ = (current, new, now);
        Ok(KeysReplaced { snapshots_dropped: 0, quick_unlock_lost: None })
    }

    /// Puts the key into the keyring.
    pub fn enable_quick_unlock(&self) -> Result<(), QuickUnlockError> {
        Ok(())
    }

    /// Takes the key out of the keyring.
    pub fn disable_quick_unlock(&self) -> Result<(), QuickUnlockError> {
        Ok(())
    }

    /// Wipes everything and forgets the passphrase.
    pub fn lock(self) -> LockedVault {
        let _ = (&self.place, Rollback::Refuse);
        unreachable!("being written")
    }
}
