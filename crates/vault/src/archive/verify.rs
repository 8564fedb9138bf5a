//! Showing that a backup opens, in memory, before anything of it is put into a folder.

use super::opener::Opener;
use super::{Backup, BackupError};
use crate::format::{Document, RecoveryDocument};
use crate::keys::{self, Identity, KeyFileError};
use crate::{Damage, Passphrase, Timestamp, VaultError, VaultId, files, kit};

/// A backup that was shown to open. It holds what opened it, wiped on drop.
pub struct VerifiedBackup<'a> {
    pub(super) backup: &'a Backup,
    pub(super) opener: Opener,
    pub(super) vault: Document,
    pub(super) recovery: Option<RecoveryDocument>,
}

impl Backup {
    /// Shows that everything in it opens with the passphrase. No back-off: whoever has the file can guess at it anywhere.
    ///
    /// # Errors
    /// A wrong passphrase, or a set whose files do not belong together.
    pub fn verify(&self, passphrase: &Passphrase) -> Result<VerifiedBackup<'_>, BackupError> {
        let daily = self.open_key(files::KEY, passphrase)?;
        let recovery = match self.holds_recovery() {
            false => None,
            true => Some(self.open_key::<keys::Recovery>(files::RECOVERY_KEY, passphrase).map_err(
                // The other one opened, so this one is from another time or another vault.
                |error| {
                    if matches!(error, BackupError::WrongPassphrase) { BackupError::Mixed } else { error }
                },
            )?),
        };
        self.verified(Opener::KeyFiles { daily, recovery })
    }

    /// Shows that both files in it open with a kit. The key files behind the passphrase are taken as they are;
    /// [`VerifiedBackup::restore_behind`] puts others in their place.
    ///
    /// # Errors
    /// A kit that is mistyped or opens something else.
    pub fn verify_with_kit(&self, text: &str) -> Result<VerifiedBackup<'_>, BackupError> {
        self.verified(Opener::Kit(kit::parse(text).map_err(BackupError::Kit)?))
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
    fn verified(&self, opener: Opener) -> Result<VerifiedBackup<'_>, BackupError> {
        let sealed = self.file(files::VAULT).unwrap_or_default();
        let vault = opener.vault(sealed).map_err(|error| opener.refusal(files::VAULT, error))?;
        let recovery = match self.file(files::RECOVERY) {
            None => None,
            Some(sealed) => {
                Some(opener.recovery(sealed).map_err(|error| opener.refusal(files::RECOVERY, error))?)
            }
        };
        if recovery.is_none() && vault.recovery.is_some() {
            return Err(BackupError::Incomplete { file: files::RECOVERY.to_owned() });
        }
        if recovery.as_ref().is_some_and(|recovery| !are_of_one_moment(&vault, recovery)) {
            return Err(BackupError::Mixed);
        }
        Ok(VerifiedBackup { backup: self, opener, vault, recovery })
    }
}

/// `recovery.age` may be a change ahead of what `vault.age` notes, never behind, and never on another branch.
pub(super) fn are_of_one_moment(vault: &Document, recovery: &RecoveryDocument) -> bool {
    let goes_on = vault.recovery.as_ref().is_none_or(|noted| !noted.is_ahead_of(recovery));
    vault.vault_id == recovery.vault_id && recovery.vault_revision <= vault.revision && goes_on
}

pub(super) fn of_backup(error: VaultError) -> BackupError {
    match error {
        VaultError::Damaged { damage: Damage::OtherKeys, .. } => BackupError::Mixed,
        VaultError::Damaged { file, damage } => BackupError::Damaged { file, damage },
        other => BackupError::Vault(other),
    }
}

impl VerifiedBackup<'_> {
    /// The vault in it.
    pub fn vault_id(&self) -> VaultId {
        self.vault.vault_id
    }

    /// How many accounts it holds.
    pub fn accounts(&self) -> usize {
        self.vault.contents.accounts.len()
    }

    /// How many sets of recovery codes it holds.
    pub fn recovery_sets(&self) -> usize {
        self.recovery.as_ref().map_or(0, |it| it.contents.sets.len())
    }

    /// One more with every save of the accounts: of two backups of one vault the higher one is the later.
    pub fn revision(&self) -> u64 {
        self.vault.revision
    }

    /// One more with every save of the recovery codes; `None` when it holds none.
    pub fn recovery_revision(&self) -> Option<u64> {
        self.recovery.as_ref().map(|it| it.revision)
    }

    /// The latest moment that something in it was changed or done, as far as its records tell: codes used after that
    /// count as unused in it. `None` for a vault in which nothing ever was.
    pub fn last_written(&self) -> Option<Timestamp> {
        let accounts = self.vault.contents.accounts.iter().map(|it| it.modified);
        let done = self.vault.contents.activity.iter().map(|it| it.at);
        let recovery = self.recovery.iter().flat_map(|it| {
            let sets = it.contents.sets.iter().map(|set| Timestamp::from(set.modified));
            sets.chain(it.contents.log.iter().map(|event| event.at.into()))
        });
        accounts.chain(done).chain(recovery).max()
    }
}
