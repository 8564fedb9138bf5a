//! Putting an earlier version back, when the person asks. What is there now is kept aside and can be put back the same
//! way; what cannot even be read is moved aside unread, because that is when an earlier version is wanted most.
//!
//! The restored vault gets a revision above every known one: other open windows read it again, and nobody is warned of
//! an old copy that was put there on purpose.

use crate::files::Compartment;
use crate::format::{Document, Role};
use crate::keys::{self, DailyIdentity};
use crate::locked::{read_key_file, saving_lock};
use crate::{
    Activity, ActivityKind, Clock, LockedVault, Passphrase, SnapshotId, SnapshotKind, Timestamp, UnlockError,
    VaultError, VaultFolder, files, seen, snapshots, vault_file,
};

/// Puts a snapshot back.
pub(crate) fn restore(
    vault: &LockedVault,
    id: &SnapshotId,
    passphrase: &Passphrase,
    clock: &dyn Clock,
) -> Result<(), UnlockError> {
    let folder = &*vault.place.folder;
    let no_such = || VaultError::NoSuchSnapshot(id.clone());
    let (kind, _) = id.kind().filter(|_| id.of() == Compartment::Daily).ok_or_else(no_such)?;
    let read = |file: &str, limit| folder.read(file, limit).map_err(|error| VaultError::of_disk(file, error));
    match kind {
        SnapshotKind::KeyFile => {
            let copy = read(files::KEY_COPY, files::KEY_LIMIT)?.ok_or_else(no_such)?;
            let present = read_key_file(folder).ok();
            open(vault, files::KEY_COPY, &copy, passphrase, clock)?;
            let _lock = saving_lock(folder)?;
            refuse_if_changed(folder, present)?;
            put_key_file(folder, Compartment::Daily, &copy, clock.now().into())?;
        }
        SnapshotKind::Earlier | SnapshotKind::KeptAside => {
            let file = read(&id.file(), files::VAULT_LIMIT)?.ok_or_else(no_such)?;
            let present = read_key_file(folder);
            let before = present.as_ref().ok().cloned();
            let (identity, lost_key_file) = open_any(vault, present, passphrase, clock)?;
            let document = vault_file::open(&id.file(), &file, &identity)?;
            let _lock = saving_lock(folder)?;
            refuse_if_changed(folder, before)?;
            if let Some(copy) = lost_key_file {
                put_key_file(folder, Compartment::Daily, &copy, clock.now().into())?;
            }
            put_vault(vault, &identity, document, clock.now().into())?;
        }
    }
    Ok(())
}

/// Opens a key file as one attempt under the back-off.
fn open(
    vault: &LockedVault,
    name: &str,
    key_file: &[u8],
    passphrase: &Passphrase,
    clock: &dyn Clock,
) -> Result<DailyIdentity, UnlockError> {
    let try_passphrase = || keys::open_key_file(key_file, passphrase);
    vault.attempts.attempt(&*vault.place.folder, clock, name, try_passphrase)
}

/// The passphrase was tried before the lock was taken: another program may have changed it, or replaced the keys, since.
/// A vault encrypted to keys that no key file holds would be lost.
fn refuse_if_changed(folder: &dyn VaultFolder, before: Option<Vec<u8>>) -> Result<(), VaultError> {
    if read_key_file(folder).ok() == before { Ok(()) } else { Err(VaultError::KeysReplaced) }
}

/// Opens the key file or, when that is missing, damaged or unreadable, its copy, which is handed out to be put back.
fn open_any(
    vault: &LockedVault,
    present: Result<Vec<u8>, VaultError>,
    passphrase: &Passphrase,
    clock: &dyn Clock,
) -> Result<(DailyIdentity, Option<Vec<u8>>), UnlockError> {
    let folder = &*vault.place.folder;
    let opened = present
        .map_err(UnlockError::from)
        .and_then(|key_file| open(vault, files::KEY, &key_file, passphrase, clock));
    match opened {
        Ok(identity) => Ok((identity, None)),
        Err(
            lost @ (UnlockError::Damaged { .. }
            | UnlockError::Vault(
                VaultError::Missing { .. } | VaultError::Disk { .. } | VaultError::Refused { .. },
            )),
        ) => {
            let Ok(Some(copy)) = folder.read(files::KEY_COPY, files::KEY_LIMIT) else { return Err(lost) };
            open(vault, files::KEY_COPY, &copy, passphrase, clock).map(|identity| (identity, Some(copy)))
        }
        Err(other) => Err(other),
    }
}

/// Puts the copy of the key file in place of a missing, damaged or different one, which is kept under another name.
pub(crate) fn put_key_file(
    folder: &dyn VaultFolder,
    of: Compartment,
    copy: &[u8],
    now: Timestamp,
) -> Result<(), VaultError> {
    let put = |file: &str, bytes: &[u8]| {
        folder.replace(file, bytes).map_err(|error| VaultError::of_replace(file, error))
    };
    let key = of.key();
    match folder.read(key, files::KEY_LIMIT) {
        Ok(Some(present)) if present == copy => {}
        Ok(Some(present)) => drop(put(&files::kept_key(of, now), &present)?),
        Ok(None) => {}
        Err(_) => {
            folder.rename(key, &files::kept_key(of, now)).map_err(|error| VaultError::of_disk(key, error))?
        }
    }
    put(key, copy).map(|_| ())
}

/// Keeps the present vault file aside and puts the document in place of it.
fn put_vault(
    vault: &LockedVault,
    identity: &DailyIdentity,
    document: Document,
    now: Timestamp,
) -> Result<(), VaultError> {
    let folder = &*vault.place.folder;
    let (mut newest, mut lineage) = (document.revision, document.lineage.clone());
    let (mut kit, mut former_kits, mut recovery) =
        (document.recipients.kit().cloned(), document.former_kits.clone(), document.recovery.clone());
    match folder.read(files::VAULT, files::VAULT_LIMIT) {
        Ok(None) => {}
        Err(_) => snapshots::move_aside(folder, Compartment::Daily, now)?,
        Ok(Some(present)) => {
            match vault_file::open(files::VAULT, &present, identity) {
                Ok(readable) => {
                    newest = newest.max(readable.revision);
                    // Whoever has the present one open goes on with the restored one, which was put there on purpose.
                    lineage = readable.lineage;
                    // The paper in the drawer and the recovery compartment do not go back in time with the accounts.
                    kit = readable.recipients.kit().cloned();
                    (former_kits, recovery) = (readable.former_kits, readable.recovery);
                }
                Err(newer @ VaultError::NewerFormat { .. }) => return Err(newer),
                Err(_) => {}
            }
            snapshots::keep_aside(folder, Compartment::Daily, &present, now)?;
        }
    }
    let place = &vault.place;
    let seen = seen::ask_if_wanted(place, Compartment::Daily)
        .and_then(|asked| asked.answer_for(place, document.vault_id));
    newest = newest.max(seen.unwrap_or(0));
    let mut contents = document.contents.clone();
    contents.activity.record(Activity::of_vault(ActivityKind::SnapshotRestored, now));
    let revision = newest.saturating_add(1);
    let recipients = document.recipients.settled_on(&identity.recipient(), Role::Daily).with_kit(kit);
    let lineage = lineage.followed();
    let restored = Document { revision, lineage, contents, recipients, former_kits, recovery, ..document };
    vault_file::save(folder, &restored)?;
    Ok(())
}
