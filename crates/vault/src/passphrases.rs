//! What an open vault does with passphrases: check one again, take another, and replace the keys when one has leaked.
//!
//! All of it goes through the same back-off as unlocking.

use crate::attempts::QuickHint;
use crate::format::{Document, Recipient, Rest, Role};
use crate::keys::{self, DailyIdentity};
use crate::locked::{read_key_file, saving_lock};
use crate::{
    Clock, Passphrase, ReplaceError, SecretStoreError, UnlockError, UnlockedVault, VaultError, VaultFolder,
    files, quick,
};

/// What replacing the keys did besides. The new passphrase is in force.
#[derive(Debug)]
pub struct KeysReplaced {
    /// How many snapshots were removed, because the old keys open them.
    pub snapshots_dropped: usize,
    /// What could not be finished. The old keys still open a file until a later save or unlock finishes it.
    pub unfinished: Option<VaultError>,
    /// Why quick unlock could not be renewed and is off now; `None` when it was off or goes on.
    pub quick_unlock_lost: Option<SecretStoreError>,
}

impl KeysReplaced {
    /// What did not go as the person expects, in sentences: each must be told.
    pub fn warnings(&self) -> Vec<String> {
        let unfinished = self.unfinished.as_ref().map(|problem| {
            format!(
                "The new passphrase is in force, but the old keys still open a file of the vault, and old snapshots may be \
                 left. {problem} The next change or unlock tries again."
            )
        });
        let quick_unlock = self
            .quick_unlock_lost
            .map(|problem| format!("Quick unlock is off now. {problem} Switch it on again in the app."));
        unfinished.into_iter().chain(quick_unlock).collect()
    }
}

impl UnlockedVault {
    /// Checks the passphrase again, under the same back-off as unlocking.
    pub fn verify(&self, passphrase: &Passphrase, clock: impl Clock) -> Result<(), UnlockError> {
        self.opened_by(passphrase, &clock).map(|_| ())
    }

    /// Wraps the same keys with another passphrase. At any moment the vault opens with the old one or with the new one.
    ///
    /// An old copy of `vault-key.age` still opens with the old passphrase: if that has leaked, use
    /// [`replace_keys`](Self::replace_keys).
    pub fn change_passphrase(
        &mut self,
        current: &Passphrase,
        new: &Passphrase,
        clock: impl Clock,
    ) -> Result<(), UnlockError> {
        let key_file = self.opened_by(current, &clock)?;
        let wrapped = keys::make_key_file(&self.identity, new, self.place.work_factor, clock.now().into())?;
        go_on(&clock)?;
        let folder = &*self.place.folder;
        let _lock = saving_lock(folder)?;
        refuse_if_changed(folder, &key_file)?;
        folder.replace(files::KEY, &wrapped).map_err(|error| VaultError::of_replace(files::KEY, error))?;
        // Made good at the next unlock if it fails now.
        let _ = folder.replace(files::KEY_COPY, &wrapped);
        self.key_file = Some(wrapped);
        Ok(())
    }

    /// "It leaked": new keys behind a new passphrase, the vault encrypted again, and the snapshots that the old keys
    /// open removed.
    ///
    /// Two files have to change together, so the vault is first encrypted to the old and the new key; then the key file
    /// is replaced; then the vault is encrypted to the new key alone. Whenever it stops in between, one of the two
    /// passphrases opens the vault, and the next unlock finishes or undoes it.
    ///
    /// # Errors
    /// The old passphrase is still the one in force.
    pub fn replace_keys(
        &mut self,
        current: &Passphrase,
        new: &Passphrase,
        clock: impl Clock,
    ) -> Result<KeysReplaced, UnlockError> {
        let key_file = self.opened_by(current, &clock)?;
        let fresh = DailyIdentity::generate();
        let wrapped = keys::make_key_file(&fresh, new, self.place.work_factor, clock.now().into())?;
        go_on(&clock)?;
        let lock = saving_lock(&*self.place.folder)?;
        refuse_if_changed(&*self.place.folder, &key_file)?;
        self.catch_up()?;
        if let Err(error) = self.hand_over(&fresh, &wrapped) {
            drop(lock);
            self.settle_interrupted_replacement();
            return Err(error.into());
        }
        (self.identity, self.key_file) = (fresh, Some(wrapped));
        self.last_seen_at = clock.now().into();
        let finished = self.finish_replacement();
        drop(lock);
        let (snapshots_dropped, unfinished) =
            finished.map_or_else(|error| (0, Some(error)), |dropped| (dropped, None));
        Ok(KeysReplaced { snapshots_dropped, unfinished, quick_unlock_lost: self.renew_quick_unlock() })
    }

    /// The first two writes: the vault to both keys, then the key file. Until the second one the old passphrase opens
    /// the vault, from then on the new one.
    fn hand_over(&mut self, fresh: &DailyIdentity, wrapped: &[u8]) -> Result<(), VaultError> {
        let own = self.identity.recipient();
        let mut recipients =
            vec![Recipient { key: fresh.recipient(), role: Role::Daily, rest: Rest::default() }];
        recipients.extend(self.document.recipients.iter().cloned().map(|it| match it.role {
            Role::Daily if it.key == own => Recipient { role: Role::Retired, ..it },
            _ => it,
        }));
        // A write that is not confirmed is no ground to build the next one on.
        self.put(Document { recipients, ..self.document.clone() })?;
        match self.place.folder.replace(files::KEY, wrapped) {
            Ok(_) | Err(ReplaceError::Unconfirmed(..)) => Ok(()),
            Err(ReplaceError::Kept(error)) => Err(VaultError::of_disk(files::KEY, error)),
        }
    }

    /// The other writes: after them nothing in the folder opens with the old keys. Says how many snapshots are gone.
    fn finish_replacement(&mut self) -> Result<usize, VaultError> {
        let key_file = read_key_file(&*self.place.folder)?;
        let put = |file| {
            let placed = self.place.folder.replace(file, &key_file);
            placed.map_err(|error| VaultError::of_replace(file, error))
        };
        // Again, because the first time may have gone unconfirmed, and then it is no ground to build on.
        put(files::KEY)?;
        put(files::KEY_COPY)?;
        self.settle(self.document.clone())
    }

    /// Quick unlock goes on with the new key if it was on; a keyring that does not take it must not keep the old one.
    fn renew_quick_unlock(&self) -> Option<SecretStoreError> {
        let (secrets, vault) = (&*self.place.secrets, self.vault_id());
        let lost = match quick::is_stored(secrets, vault) {
            Ok(true) => quick::store(secrets, vault, &self.identity).err()?,
            Err(error) if quick::wanted(&*self.place.folder).is_some() => error,
            // There was no quick unlock to lose.
            Ok(false) | Err(_) => return None,
        };
        // The old key opens nothing any more, so a keyring that does not even forget does no harm.
        let _ = quick::forget(secrets, vault);
        self.attempts.remember(&*self.place.folder, vault, Some(QuickHint::Off));
        Some(lost)
    }

    /// The key file that the passphrase opens, if it is the one of this vault's keys.
    fn opened_by(&self, passphrase: &Passphrase, clock: &dyn Clock) -> Result<Vec<u8>, UnlockError> {
        let folder = &*self.place.folder;
        let key_file = read_key_file(folder)?;
        let try_passphrase = || keys::open_key_file(&key_file, passphrase);
        let opened = self.attempts.attempt(folder, clock, files::KEY, try_passphrase)?;
        let ours = opened.recipient() == self.identity.recipient();
        if ours { Ok(key_file) } else { Err(VaultError::KeysReplaced.into()) }
    }
}

/// The new passphrase's derivation took a second as well, and this is the last moment before anything is written.
fn go_on(clock: &dyn Clock) -> Result<(), UnlockError> {
    if clock.called_off() { Err(UnlockError::CalledOff) } else { Ok(()) }
}

/// The passphrase was checked before the lock was taken: another program may have changed it since.
fn refuse_if_changed(folder: &dyn VaultFolder, checked: &[u8]) -> Result<(), VaultError> {
    if read_key_file(folder)? == checked { Ok(()) } else { Err(VaultError::KeysReplaced) }
}
