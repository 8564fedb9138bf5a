//! The passphrase and what stands in for it: rating, changing, new keys after a leak, quick unlock.
//! How any of it is encrypted is the vault's business.
use vault::{Activity, ActivityKind, KeysReplaced, Passphrase, Strength};

use crate::{ActionError, Clock, Desk};

#[cfg(test)]
mod tests;

/// How hard a passphrase is to guess. Informs; no passphrase is refused for being weak.
pub fn rate(passphrase: &Passphrase) -> Strength {
    vault::strength(passphrase)
}

impl Desk {
    /// Changes the passphrase; the keys stay. Earlier versions of the vault open with the new one too.
    ///
    /// # Errors
    /// [`ActionError::Unlock`] when the present passphrase is not accepted, or whatever keeps the disk from being written.
    pub fn change_passphrase(
        &mut self,
        current: &Passphrase,
        new: &Passphrase,
        clock: impl Clock,
    ) -> Result<(), ActionError> {
        self.vault_mut()?.change_passphrase(current, new, &clock)?;
        let now = clock.now();
        self.remember(&Activity::of_vault(ActivityKind::PassphraseChanged, now.into()), now);
        Ok(())
    }

    /// "It leaked": new keys, everything encrypted anew, earlier versions of the vault deleted, because whoever knows the
    /// old passphrase could open them. The screen says so before it asks.
    ///
    /// # Errors
    /// As [`Desk::change_passphrase`].
    pub fn replace_keys(
        &mut self,
        current: &Passphrase,
        new: &Passphrase,
        clock: impl Clock,
    ) -> Result<KeysReplaced, ActionError> {
        let replaced = self.vault_mut()?.replace_keys(current, new, &clock)?;
        // What is open of the recovery codes was opened with a key that is out of force.
        self.close_recovery();
        let now = clock.now();
        self.remember(&Activity::of_vault(ActivityKind::KeysReplaced, now.into()), now);
        Ok(replaced)
    }

    /// Lets the keyring open the vault, after the passphrase was asked for.
    ///
    /// # Errors
    /// [`ActionError::Unlock`] when the passphrase is not accepted, [`ActionError::Keyring`] when the keyring does not
    /// keep the key.
    pub fn enable_quick_unlock(
        &mut self,
        passphrase: &Passphrase,
        clock: impl Clock,
    ) -> Result<(), ActionError> {
        self.vault()?.verify(passphrase, clock)?;
        let enabled = self.vault()?.enable_quick_unlock();
        self.keyring.tried(enabled.as_ref().err());
        Ok(enabled?)
    }

    /// Takes the key out of the keyring.
    ///
    /// # Errors
    /// [`ActionError::Keyring`].
    pub fn disable_quick_unlock(&mut self) -> Result<(), ActionError> {
        Ok(self.vault()?.disable_quick_unlock()?)
    }
}
