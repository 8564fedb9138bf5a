//! "Lost the passphrase?": with the kit, both files get new keys behind a new passphrase. The key files need not be there.
//!
//! Until `vault-key.age` is replaced the old passphrase, if it comes back to mind, opens everything; from then on the new
//! one does. The kit opens both files at every moment, so whatever interrupts this, it can be done again.

use super::prove::{BothFiles, open_both, refuse_if_not_the_kit};
use super::{KitError, parse};
use crate::attempts::QuickHint;
use crate::files::Compartment;
use crate::format::{Document, Recipient, RecoveryDocument, RecoverySeen, Role};
use crate::keys::{Fresh, KitIdentity};
use crate::locked::saving_lock;
use crate::recovery::{TakenOver, file, key_files, spent};
use crate::{
    Clock, LockedVault, Passphrase, ReplaceError, Timestamp, VaultError, VaultFolder, files, kept, quick,
    snapshots, vault_file,
};

/// A vault was given a new passphrase with its kit. It is still locked.
#[derive(Debug)]
pub struct RestoredFromKit {
    /// The folder within the vault folder that holds every file as it was before.
    pub kept_in: String,
    /// What became of the recovery codes.
    pub recovery: RecoveryFromKit,
    /// What an older `recovery.age` was given of the newer one that `vault.age` knows of. The person has to be told.
    pub taken_over: TakenOver,
    /// What could not be finished. The new passphrase is in force; the next unlock and opening make it good.
    pub unfinished: Option<VaultError>,
}

/// What became of the recovery codes when a vault was given a new passphrase with its kit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecoveryFromKit {
    /// They are behind the new passphrase as well.
    Restored,
    /// There never were any.
    NeverThere,
    /// `recovery.age` is missing, though `vault.age` knows of it. It has to be put back, and this done again.
    Missing,
}

impl LockedVault {
    /// Gives the vault new keys behind a new passphrase, with the kit instead of the old one.
    ///
    /// # Errors
    /// What is wrong with the kit or the files. Unless it is the disk, nothing was changed; if it is, everything still
    /// opens as before, and this can be done again.
    pub fn restore_from_kit(
        &self,
        text: &str,
        new: &Passphrase,
        clock: impl Clock,
    ) -> Result<RestoredFromKit, KitError> {
        let kit = parse(text)?;
        let place = &self.place;
        let folder = &*place.folder;
        open_as_kit(folder, &kit)?;
        let fresh = Fresh::make(new, place.work_factor, clock.now().into())?;
        let lock = saving_lock(folder)?;
        let now: Timestamp = clock.now().into();
        // Again, because another program may have saved since.
        let both = open_as_kit(folder, &kit)?;
        let kept_in = kept::free_folder(folder, now)?;
        kept::copy_all(folder, &kept_in)?;
        let recovery_is = match (&both.recovery, &both.vault.recovery) {
            (Some(_), _) => RecoveryFromKit::Restored,
            (None, Some(_)) => RecoveryFromKit::Missing,
            (None, None) => RecoveryFromKit::NeverThere,
        };
        let (vault, recovery, taken_over) = hand_over(folder, both, &fresh, now)?;
        quick_unlock_is_lost(self, &vault);
        let finished = finish(self, &fresh, vault, recovery, now);
        drop(lock);
        // Whoever holds the paper need not wait for wrong passphrases.
        self.attempts.forgive(folder);
        Ok(RestoredFromKit { kept_in, recovery: recovery_is, taken_over, unfinished: finished.err() })
    }
}

/// Opens both files, if this is the kit that counts.
fn open_as_kit(folder: &dyn VaultFolder, kit: &KitIdentity) -> Result<BothFiles, KitError> {
    let both = open_both(folder, kit).map_err(|error| match error {
        // With the vault closed only its earlier versions tell an earlier kit from a foreign one.
        KitError::OtherVault if snapshots::any_for(folder, kit) => KitError::Former { created: None },
        other => other,
    })?;
    refuse_if_not_the_kit(&both.vault, &kit.recipient())?;
    Ok(both)
}

/// The writes up to and with the one that decides: both files to the old and the new keys, then `vault-key.age`.
fn hand_over(
    folder: &dyn VaultFolder,
    both: BothFiles,
    fresh: &Fresh,
    now: Timestamp,
) -> Result<(Document, Option<RecoveryDocument>, TakenOver), KitError> {
    let BothFiles { vault, recovery } = both;
    let mut noted = vault.recovery.clone();
    let mut taken_over = TakenOver::default();
    let recovery = match recovery {
        None => None,
        Some(mut before) => {
            // With the new note of it nobody would see any more that it was an older copy.
            taken_over = spent::take_over_if_behind(&mut before, noted.as_ref());
            let recipients = before.recipients.handed_over(fresh.recovery.recipient(), Role::Recovery);
            let next = RecoveryDocument { recipients, ..before }.followed(vault.revision);
            file::save(folder, &next).map_err(VaultError::from)?;
            key_files::stage(folder, &fresh.recovery_file)?;
            let seen = RecoverySeen::of(&next, noted.as_ref()).map_err(|_| VaultError::NotEncrypted)?;
            noted = Some(seen);
            Some(next)
        }
    };
    let proven = vault.recipients.kit().cloned().map(|kit| Recipient { proven: Some(now), ..kit });
    let recipients = vault.recipients.with_kit(proven).handed_over(fresh.daily.recipient(), Role::Daily);
    let next = Document {
        recipients,
        recovery: noted,
        revision: vault.revision.saturating_add(1),
        lineage: vault.lineage.followed(),
        ..vault
    };
    vault_file::save(folder, &next).map_err(VaultError::from)?;
    match folder.replace(files::KEY, &fresh.daily_file) {
        Ok(_) | Err(ReplaceError::Unconfirmed(..)) => Ok((next, recovery, taken_over)),
        Err(ReplaceError::Kept(error)) => Err(VaultError::of_disk(files::KEY, error).into()),
    }
}

/// The other writes: after them only the new keys and the kit open what is in the folder.
fn finish(
    vault: &LockedVault,
    fresh: &Fresh,
    document: Document,
    recovery: Option<RecoveryDocument>,
    now: Timestamp,
) -> Result<(), VaultError> {
    let folder = &*vault.place.folder;
    let put = |file: &str, bytes: &[u8]| {
        folder.replace(file, bytes).map(drop).map_err(|error| VaultError::of_replace(file, error))
    };
    // Again, because the first time may have gone unconfirmed, and then it is no ground to build on.
    put(files::KEY, &fresh.daily_file)?;
    put(files::KEY_COPY, &fresh.daily_file)?;
    let mut noted = document.recovery.clone();
    if let Some(before) = recovery {
        key_files::promote(folder)?;
        key_files::keep_copy(folder);
        let own = fresh.recovery.recipient();
        let recipients = before.recipients.settled_on(&own, Role::Recovery);
        let next = RecoveryDocument { recipients, ..before }.followed(document.revision);
        let opens = |name: &str, sealed: &[u8]| file::open(name, sealed, &fresh.recovery).map(drop);
        snapshots::add(folder, Compartment::Recovery, &file::seal(&next)?, &opens, now)?;
        file::save(folder, &next).map_err(VaultError::from)?;
        noted = Some(RecoverySeen::of(&next, noted.as_ref()).map_err(|_| VaultError::NotEncrypted)?);
    }
    let next = Document {
        recipients: document.recipients.settled_on(&fresh.daily.recipient(), Role::Daily),
        recovery: noted,
        revision: document.revision.saturating_add(1),
        lineage: document.lineage.followed(),
        ..document
    };
    let opens = |name: &str, sealed: &[u8]| vault_file::open(name, sealed, &fresh.daily).map(drop);
    snapshots::add(folder, Compartment::Daily, &vault_file::seal(&next)?, &opens, now)?;
    vault_file::save(folder, &next).map_err(VaultError::from)?;
    Ok(())
}

/// The key in the keyring opens nothing any more.
fn quick_unlock_is_lost(vault: &LockedVault, document: &Document) {
    let folder = &*vault.place.folder;
    if quick::wanted(folder).is_some() {
        // A keyring that does not forget does no harm.
        let _ = quick::forget(&*vault.place.secrets, document.vault_id);
    }
    vault.attempts.remember(folder, document.vault_id, Some(QuickHint::Off));
}
