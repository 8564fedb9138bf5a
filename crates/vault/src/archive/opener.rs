//! What opened a backup. It is kept until the backup is put back, because it mostly opens the vault in the folder as well:
//! a change of the passphrase leaves the identities as they are.

use super::{BackupError, verify::of_backup};
use crate::format::{Document, Recipient, RecoveryDocument};
use crate::keys::{DailyIdentity, KitIdentity, RecoveryIdentity};
use crate::recovery::file;
use crate::{Damage, KitError, VaultError, files, vault_file};

/// The keys of a backup.
pub(super) enum Opener {
    /// Out of its key files, by the passphrase.
    KeyFiles {
        /// For the accounts.
        daily: DailyIdentity,
        /// For the recovery codes, if there are any.
        recovery: Option<RecoveryIdentity>,
    },
    /// From paper.
    Kit(KitIdentity),
}

impl Opener {
    /// Opens the accounts.
    pub fn vault(&self, sealed: &[u8]) -> Result<Document, VaultError> {
        match self {
            Self::KeyFiles { daily, .. } => vault_file::open(files::VAULT, sealed, daily),
            Self::Kit(kit) => vault_file::open(files::VAULT, sealed, kit),
        }
    }

    /// Opens the recovery codes.
    pub fn recovery(&self, sealed: &[u8]) -> Result<RecoveryDocument, VaultError> {
        match self {
            Self::KeyFiles { recovery: Some(recovery), .. } => file::open(files::RECOVERY, sealed, recovery),
            Self::KeyFiles { recovery: None, .. } => {
                Err(VaultError::damaged(files::RECOVERY, Damage::OtherKeys))
            }
            Self::Kit(kit) => file::open(files::RECOVERY, sealed, kit),
        }
    }

    /// Whether this is the kit that a file names.
    pub fn is_kit(&self, named: Option<&Recipient>) -> bool {
        matches!(self, Self::Kit(kit) if named.is_some_and(|named| named.key == kit.recipient()))
    }

    /// Why a file of the backup does not open with this.
    pub fn refusal(&self, file: &str, error: VaultError) -> BackupError {
        match (self, error) {
            (Self::Kit(_), VaultError::Damaged { damage: Damage::OtherKeys, .. }) if file == files::VAULT => {
                BackupError::Kit(KitError::OtherVault)
            }
            (_, error) => of_backup(error),
        }
    }
}
