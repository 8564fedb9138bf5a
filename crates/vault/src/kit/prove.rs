//! "Test my kit": the paper is shown to open both files as they lie on disk, and when that was is remembered.

use super::{KitError, KitStatus, parse};
use crate::format::{Document, Recipient, RecoveryDocument};
use crate::keys::KitIdentity;
use crate::locked::saving_lock;
use crate::recovery::file;
use crate::{Clock, Damage, UnlockedVault, VaultError, VaultFolder, files, vault_file};

/// Both files as a kit opens them.
pub(super) struct BothFiles {
    pub vault: Document,
    pub recovery: Option<RecoveryDocument>,
}

/// Opens both files with a kit; `recovery.age` only if it is there.
pub(super) fn open_both(folder: &dyn VaultFolder, kit: &KitIdentity) -> Result<BothFiles, KitError> {
    let read = |name| {
        let read = folder.read(name, files::VAULT_LIMIT);
        read.map_err(|error| KitError::of_vault(VaultError::of_disk(name, error)))
    };
    let sealed = read(files::VAULT)?.ok_or_else(|| VaultError::missing(files::VAULT))?;
    let vault = vault_file::open(files::VAULT, &sealed, kit)
        .map_err(|error| if is_for_other_keys(&error) { KitError::OtherVault } else { error.into() })?;
    let recovery = match read(files::RECOVERY)? {
        None => None,
        Some(sealed) => Some(file::open(files::RECOVERY, &sealed, kit).map_err(|error| {
            if is_for_other_keys(&error) { KitError::NotForRecovery } else { error.into() }
        })?),
    };
    if recovery.as_ref().is_some_and(|recovery| recovery.vault_id != vault.vault_id) {
        return Err(KitError::Mixed);
    }
    Ok(BothFiles { vault, recovery })
}

fn is_for_other_keys(error: &VaultError) -> bool {
    matches!(error, VaultError::Damaged { damage: Damage::OtherKeys, .. })
}

/// Whether a document names this kit as the one that counts.
pub(super) fn refuse_if_not_the_kit(document: &Document, kit: &str) -> Result<(), KitError> {
    let former = document.former_kits.iter().find(|it| it.key == kit);
    match (document.recipients.kit(), former) {
        (Some(present), _) if present.key == kit => Ok(()),
        (_, Some(former)) => Err(KitError::Former { created: former.created }),
        (_, None) => Err(KitError::OtherVault),
    }
}

impl UnlockedVault {
    /// Shows that a kit opens both files as they lie on disk, and remembers it.
    ///
    /// # Errors
    /// What is wrong with the kit, told apart: mistyped, of another vault, or replaced by a newer one.
    pub fn test_kit(&mut self, text: &str, clock: impl Clock) -> Result<KitStatus, KitError> {
        let kit = parse(text)?;
        let place = self.place.clone();
        let _lock = saving_lock(&*place.folder)?;
        self.last_seen_at = clock.now().into();
        self.catch_up()?;
        refuse_if_not_the_kit(&self.document, &kit.recipient())?;
        self.recovery_presence()?;
        let both = open_both(&*place.folder, &kit)?;
        if both.vault.vault_id != self.vault_id() {
            return Err(KitError::OtherVault);
        }
        let proven = self.document.recipients.kit().cloned();
        let proven = proven.map(|it| Recipient { proven: Some(clock.now().into()), ..it });
        let recipients = self.document.recipients.with_kit(proven);
        self.save(Document { recipients, ..self.document.clone() })?;
        self.kit().ok_or(KitError::OtherVault)
    }
}
