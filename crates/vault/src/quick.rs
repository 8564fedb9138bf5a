//! Quick unlock: the daily identity kept in the desktop's keyring, so that the passphrase need not be typed each time.
//!
//! The keyring is a copy, never the only home of a key: everything opens with the passphrase alone.

use age::secrecy::ExposeSecret;

use crate::keys::DailyIdentity;
use crate::state::{self, Found};
use crate::{Place, SecretStore, SecretStoreError, VaultFolder, VaultId};

/// Whether the vault may be opened through the keyring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuickUnlock {
    /// The keyring holds the key.
    On,
    /// The person did not ask for it, or the keyring has forgotten it.
    Off,
    /// It was asked for, but the keyring does not answer; the sentence says why.
    Unavailable(String),
}

/// The keyring did not open the vault, or could not be set up to. The passphrase opens it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuickUnlockError {
    /// The keyring does not work.
    #[error("Quick unlock does not work now. {0} The passphrase opens the vault.")]
    Keyring(#[from] SecretStoreError),
    /// The keyring holds no key for this vault.
    #[error(
        "The keyring holds no key for this vault. Unlock with the passphrase, then switch quick unlock on again."
    )]
    NoKey,
    /// The key in the keyring is not, or no longer, the key of this vault.
    #[error(
        "The key in the keyring does not open this vault. Unlock with the passphrase, then switch quick unlock on again."
    )]
    WrongKey,
}

/// Whether quick unlock was switched on in this folder. The keyring is not asked.
pub fn quick_unlock_is_wanted(place: &Place) -> bool {
    wanted(&*place.folder).is_some()
}

/// Whether the keyring can open the vault in this folder. The keyring is asked only if quick unlock was switched on.
pub fn quick_unlock_state(place: &Place) -> QuickUnlock {
    let Some(vault) = wanted(&*place.folder) else { return QuickUnlock::Off };
    match is_stored(&*place.secrets, vault) {
        Ok(true) => QuickUnlock::On,
        Ok(false) => QuickUnlock::Off,
        Err(error) => QuickUnlock::Unavailable(error.to_string()),
    }
}

/// The vault for which quick unlock was switched on here.
pub(crate) fn wanted(folder: &dyn VaultFolder) -> Option<VaultId> {
    match state::load(folder) {
        Found::Good(state) => state.vault_id.filter(|_| state.quick_unlock),
        Found::Nothing | Found::Damaged => None,
    }
}

/// By the id of the vault, not by its path: a folder may be moved.
fn entry(vault: VaultId) -> String {
    format!("daily-identity-{vault}")
}

/// The identity in the keyring.
pub(crate) fn identity(secrets: &dyn SecretStore, vault: VaultId) -> Result<DailyIdentity, QuickUnlockError> {
    let line = secrets.get(&entry(vault))?.ok_or(QuickUnlockError::NoKey)?;
    DailyIdentity::from_line(&line).ok_or(QuickUnlockError::WrongKey)
}

/// Whether the keyring holds an identity.
pub(crate) fn is_stored(secrets: &dyn SecretStore, vault: VaultId) -> Result<bool, SecretStoreError> {
    Ok(secrets.get(&entry(vault))?.is_some())
}

/// Puts the identity into the keyring. An identity is one line of ASCII by nature.
pub(crate) fn store(
    secrets: &dyn SecretStore,
    vault: VaultId,
    identity: &DailyIdentity,
) -> Result<(), SecretStoreError> {
    secrets.set(&entry(vault), identity.line().expose_secret())
}

/// Takes the identity out of the keyring.
pub(crate) fn forget(secrets: &dyn SecretStore, vault: VaultId) -> Result<(), SecretStoreError> {
    secrets.remove(&entry(vault))
}
