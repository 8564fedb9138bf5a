//! What was spent since a backup was made stays spent when it is put back over the vault that it was made of.
//!
//! What is known is the vault in the folder, as far as the keys of the backup open it.

use ::recovery::Recovery;

use super::VerifiedBackup;
use crate::format::{Document, RecoveryDocument, RecoverySeen};
use crate::recovery::{TakenOver, spent};
use crate::{Place, VaultError, VaultFolder, files};

/// What the vault in a folder knows of codes that were spent since a backup was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpentSince {
    /// What the backup is given of it when it is put back there.
    pub taken_over: TakenOver,
    /// There are recovery codes that the keys of the backup do not open: if they are of the same services, codes that were
    /// spent since count as unused in the backup.
    pub unknown: bool,
}

/// The records of a backup, and what they were given.
pub(super) struct Outcome {
    pub vault: Document,
    pub recovery: Option<RecoveryDocument>,
    pub since: SpentSince,
    /// Whether the records are no longer those in the archive.
    pub changed: bool,
}

impl VerifiedBackup<'_> {
    /// What is known in a folder of codes that were spent since the backup was made, before it is put back there. Changes
    /// nothing.
    pub fn spent_since(&self, place: &Place) -> SpentSince {
        self.outcome(&*place.folder).since
    }

    /// The records as they are to be put into the folder.
    pub(super) fn outcome(&self, folder: &dyn VaultFolder) -> Outcome {
        let present = Present::read(self, folder);
        let (mut vault, mut recovery) = (self.vault.clone(), self.recovery.clone());
        let noted = present.vault.as_ref().and_then(|it| it.recovery.as_ref());
        let unknown = present.sealed && noted.is_none() && recovery.is_some();
        let mut since = SpentSince { taken_over: TakenOver::default(), unknown };
        let behind = match (&recovery, &present.recovery, noted) {
            (Some(ours), Some(there), _) => {
                ours.revision < there.revision || !ours.lineage.continues(&there.lineage.last())
            }
            (Some(ours), None, Some(noted)) => noted.is_ahead_of(ours),
            (None, _, Some(_)) => true,
            (Some(_), None, None) | (None, _, None) => false,
        };
        if !behind {
            return Outcome { vault, recovery, since, changed: false };
        }
        let newer = present.recovery.as_ref().map(|it| &it.contents);
        let summary = noted.map(|noted| &*noted.summary);
        let Some(ours) = recovery.as_mut() else {
            since.taken_over = spent::take_over(&mut Recovery::default(), newer, summary);
            return Outcome { vault, recovery, since, changed: false };
        };
        since.taken_over = spent::take_over(&mut ours.contents, newer, summary);
        // Above every known one, so that nobody is warned of an old copy that was put there on purpose.
        let newest = [noted.map(|it| it.revision), present.recovery.as_ref().map(|it| it.revision)];
        ours.revision = newest.into_iter().flatten().fold(ours.revision, u64::max);
        let there = present.vault.as_ref().map_or(0, |it| it.revision);
        vault.revision = vault.revision.max(there);
        (vault, recovery) = followed(vault, recovery);
        Outcome { vault, recovery, since, changed: true }
    }
}

/// The same records as the next revision of both.
pub(super) fn followed(
    vault: Document,
    recovery: Option<RecoveryDocument>,
) -> (Document, Option<RecoveryDocument>) {
    let (revision, lineage) = (vault.revision.saturating_add(1), vault.lineage.followed());
    let recovery = recovery.map(|it| it.followed(revision));
    (Document { revision, lineage, ..vault }, recovery)
}

/// Notes the codes in the accounts, as every save does.
pub(super) fn noted(vault: Document, recovery: Option<&RecoveryDocument>) -> Result<Document, VaultError> {
    let Some(recovery) = recovery else { return Ok(vault) };
    let seen = RecoverySeen::of(recovery, vault.recovery.as_ref()).map_err(|_| VaultError::NotEncrypted)?;
    Ok(Document { recovery: Some(seen), ..vault })
}

/// The vault in the folder, as far as it is the one in the backup and its keys open it.
struct Present {
    vault: Option<Document>,
    recovery: Option<RecoveryDocument>,
    /// Whether there are recovery codes that were not opened.
    sealed: bool,
}

impl Present {
    fn read(backup: &VerifiedBackup<'_>, folder: &dyn VaultFolder) -> Self {
        // What cannot be read is there all the same, and moved aside.
        let read = |file| folder.read(file, files::VAULT_LIMIT).unwrap_or_else(|_| Some(Vec::new()));
        let vault = read(files::VAULT).and_then(|sealed| backup.opener.vault(&sealed).ok());
        let sealed = read(files::RECOVERY);
        let recovery = sealed.as_ref().and_then(|sealed| backup.opener.recovery(sealed).ok());
        let unopened = sealed.is_some() && recovery.is_none();
        let ours = backup.vault.vault_id;
        Self {
            vault: vault.filter(|it| it.vault_id == ours),
            recovery: recovery.filter(|it| it.vault_id == ours),
            sealed: unopened,
        }
    }
}
