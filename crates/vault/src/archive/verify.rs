//! Showing that a backup opens, in memory, before anything of it is put into a folder.

use super::{Backup, BackupError};
use crate::format::{Document, RecoveryDocument};
use crate::keys::{self, DailyIdentity, Identity, KeyFileError};
use crate::recovery::file;
use crate::{Damage, KitError, Passphrase, VaultError, VaultId, files, kit, vault_file};

/// A backup that was shown to open.
pub struct VerifiedBackup<'a> {
    pub(super) backup: &'a Backup,
    vault_id: VaultId,
    accounts: usize,
    recovery_sets: usize,
}

impl Backup {
    /// Shows that everything in it opens with the passphrase. No back-off: whoever has the file can guess at it anywhere.
    ///
    /// # Errors
    /// A wrong passphrase, or a set whose files do not belong together.
    pub fn verify(&self, passphrase: &Passphrase) -> Result<VerifiedBackup<'_>, BackupError> {
        let daily: DailyIdentity = self.open_key(files::KEY, passphrase)?;
        let recovery = match self.holds_recovery() {
            false => None,
            true => Some(self.open_key::<keys::Recovery>(files::RECOVERY_KEY, passphrase).map_err(
                // The other one opened, so this one is from another time or another vault.
                |error| {
                    if matches!(error, BackupError::WrongPassphrase) { BackupError::Mixed } else { error }
                },
            )?),
        };
        self.verified(&daily, recovery.as_ref())
    }

    /// Shows that both files in it open with a kit. The key files behind the passphrase are taken as they are.
    ///
    /// # Errors
    /// A kit that is mistyped or opens something else.
    pub fn verify_with_kit(&self, text: &str) -> Result<VerifiedBackup<'_>, BackupError> {
        let kit = kit::parse(text).map_err(BackupError::Kit)?;
        self.verified(&kit, Some(&kit)).map_err(|error| match error {
            BackupError::Mixed => BackupError::Kit(KitError::OtherVault),
            other => other,
        })
    }

    fn open_key<For>(
        &self,
        name: &'static str,
        passphrase: &Passphrase,
    ) -> Result<Identity<For>, BackupError> {
        let key_file = self.file(name).unwrap_or_default();
        keys::open_key_file(key_file, passphrase).map_err(|error| match error {
            KeyFileError::WrongPassphrase => BackupError::WrongPassphrase,
            KeyFileError::Damaged(damage) => BackupError::Damaged { file: name.to_owned(), damage },
        })
    }

    /// Opens the records of both, and compares what each says of the other.
    fn verified<V, R>(
        &self,
        daily: &Identity<V>,
        recovery: Option<&Identity<R>>,
    ) -> Result<VerifiedBackup<'_>, BackupError> {
        let sealed = self.file(files::VAULT).unwrap_or_default();
        let vault = vault_file::open(files::VAULT, sealed, daily).map_err(of_backup)?;
        let recovery = match (self.file(files::RECOVERY), recovery) {
            (Some(sealed), Some(identity)) => {
                Some(file::open(files::RECOVERY, sealed, identity).map_err(of_backup)?)
            }
            _ => None,
        };
        if recovery.is_none() && vault.recovery.is_some() {
            return Err(BackupError::Incomplete { file: files::RECOVERY.to_owned() });
        }
        if recovery.as_ref().is_some_and(|recovery| !are_of_one_moment(&vault, recovery)) {
            return Err(BackupError::Mixed);
        }
        Ok(VerifiedBackup {
            backup: self,
            vault_id: vault.vault_id,
            accounts: vault.contents.accounts.len(),
            recovery_sets: recovery.map_or(0, |it| it.contents.sets.len()),
        })
    }
}

/// `recovery.age` may be a change ahead of what `vault.age` notes, never behind, and never on another branch.
fn are_of_one_moment(vault: &Document, recovery: &RecoveryDocument) -> bool {
    let goes_on = vault.recovery.as_ref().is_none_or(|noted| {
        noted.revision <= recovery.revision && recovery.lineage.continues(&noted.last_write)
    });
    vault.vault_id == recovery.vault_id && recovery.vault_revision <= vault.revision && goes_on
}

fn of_backup(error: VaultError) -> BackupError {
    match error {
        VaultError::Damaged { damage: Damage::OtherKeys, .. } => BackupError::Mixed,
        VaultError::Damaged { file, damage } => BackupError::Damaged { file, damage },
        other => BackupError::Vault(other),
    }
}

impl VerifiedBackup<'_> {
    /// The vault in it.
    pub fn vault_id(&self) -> VaultId {
        self.vault_id
    }

    /// How many accounts it holds.
    pub fn accounts(&self) -> usize {
        self.accounts
    }

    /// How many sets of recovery codes it holds.
    pub fn recovery_sets(&self) -> usize {
        self.recovery_sets
    }
}
