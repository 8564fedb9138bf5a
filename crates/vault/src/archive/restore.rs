//! Putting a backup into a folder. Its files are laid ready in a sub-folder; then a mark is set, and from there on it is
//! carried to its end, by the next start if need be. Before the mark nothing of the vault in the folder was touched.
//!
//! A vault that was there is moved aside as a whole.

use super::since::{self, Outcome};
use super::{BackupError, FILES, VerifiedBackup};
use crate::format::{Document, Recipient, RecoveryDocument, Role};
use crate::kept::{self, WHOLE};
use crate::keys::Fresh;
use crate::locked::saving_lock;
use crate::recovery::{TakenOver, file};
use crate::{Clock, Passphrase, Place, VaultError, VaultFolder, files, quick, vault_file};

/// A backup was put back. The vault is locked; it opens with the passphrase of the backup, or the new one it was given.
#[derive(Debug)]
pub struct RestoredBackup {
    /// The folder within the vault folder that holds the vault that was there; `None` when there was none.
    pub kept_in: Option<String>,
    /// What the backup was given of the vault that was there. The person has to be told.
    pub taken_over: TakenOver,
    /// Recovery codes were there that the keys of the backup do not open: codes spent since may count as unused.
    pub spent_unknown: bool,
}

/// Files on their way into a folder.
type Parts = Vec<(&'static str, Vec<u8>)>;

/// The mark: where the old files go, and which new ones there are.
struct Mark {
    kept_in: String,
    files: Vec<&'static str>,
}

impl VerifiedBackup<'_> {
    /// Puts the backup into a folder. Codes that were spent since stay spent, as far as the vault that was there tells
    /// ([`spent_since`](Self::spent_since)).
    ///
    /// # Errors
    /// The disk. Either nothing was changed, or the next [`LockedVault::find`](crate::LockedVault::find) ends it.
    pub fn restore(&self, place: &Place, clock: impl Clock) -> Result<RestoredBackup, BackupError> {
        self.put_back(place, &clock, None)
    }

    /// The same, with new keys behind a new passphrase: for a backup that the kit opened and whose passphrase is lost. The
    /// old passphrase opens nothing of it any more, the kit does.
    ///
    /// # Errors
    /// Also an empty passphrase.
    pub fn restore_behind(
        &self,
        new: &Passphrase,
        place: &Place,
        clock: impl Clock,
    ) -> Result<RestoredBackup, BackupError> {
        let fresh = Fresh::make(new, place.work_factor, clock.now().into())?;
        self.put_back(place, &clock, Some(&fresh))
    }

    fn put_back(
        &self,
        place: &Place,
        clock: &dyn Clock,
        fresh: Option<&Fresh>,
    ) -> Result<RestoredBackup, BackupError> {
        let folder = &*place.folder;
        finish_interrupted(folder)?;
        let _lock = saving_lock(folder)?;
        let quick_unlock = quick::wanted(folder);
        let kept_in = kept::free_folder(folder, clock.now().into())?;
        let Outcome { vault, recovery, since, changed } = self.outcome(folder);
        let parts = match fresh {
            Some(fresh) => self.behind(fresh, vault, recovery, clock)?,
            None if changed => self.sealed_again(vault, recovery)?,
            None => self.backup.files.clone(),
        };
        let laid = lay_ready(folder, &kept_in, &parts);
        let mark = match laid {
            Ok(mark) => mark,
            Err(error) => {
                // What stays lying there is removed by the next start.
                let _ = clear(folder);
                return Err(error.into());
            }
        };
        carry_out(folder, &mark)?;
        if let Some(vault) = quick_unlock {
            // The key in the keyring belongs to the vault that was moved aside; one that stays does no harm.
            let _ = quick::forget(&*place.secrets, vault);
        }
        let kept = folder.list(Some(&kept_in)).map_err(|error| VaultError::of_disk(&kept_in, error))?;
        Ok(RestoredBackup {
            kept_in: (!kept.is_empty()).then_some(kept_in),
            taken_over: since.taken_over,
            spent_unknown: since.unknown,
        })
    }

    /// The same key files, and records that were given something.
    fn sealed_again(&self, vault: Document, recovery: Option<RecoveryDocument>) -> Result<Parts, VaultError> {
        let vault = vault_file::seal(&since::noted(vault, recovery.as_ref())?)?;
        let recovery = recovery.as_ref().map(file::seal).transpose()?;
        let again = |(name, bytes): &(&'static str, Vec<u8>)| {
            let sealed = match *name {
                files::VAULT => &vault,
                files::RECOVERY => recovery.as_ref().unwrap_or(bytes),
                _ => bytes,
            };
            (*name, sealed.clone())
        };
        Ok(self.backup.files.iter().map(again).collect())
    }

    /// New key files, and records that only they and the kit open.
    fn behind(
        &self,
        fresh: &Fresh,
        vault: Document,
        recovery: Option<RecoveryDocument>,
        clock: &dyn Clock,
    ) -> Result<Parts, VaultError> {
        let mut kit = vault.recipients.kit().cloned();
        if self.opener.is_kit(kit.as_ref()) {
            kit = kit.map(|kit| Recipient { proven: Some(clock.now().into()), ..kit });
        }
        let (vault, recovery) = since::followed(vault, recovery);
        let recovery = recovery.map(|it| {
            let recipients = it.recipients.settled_on(&fresh.recovery.recipient(), Role::Recovery);
            RecoveryDocument { recipients: recipients.with_kit(kit.clone()), ..it }
        });
        let recipients = vault.recipients.settled_on(&fresh.daily.recipient(), Role::Daily).with_kit(kit);
        let vault = since::noted(Document { recipients, ..vault }, recovery.as_ref())?;
        let mut parts =
            vec![(files::KEY, fresh.daily_file.clone()), (files::VAULT, vault_file::seal(&vault)?)];
        if let Some(recovery) = recovery {
            parts.push((files::RECOVERY_KEY, fresh.recovery_file.clone()));
            parts.push((files::RECOVERY, file::seal(&recovery)?));
        }
        Ok(parts)
    }
}

/// Lays the files ready, then sets the mark.
fn lay_ready(folder: &dyn VaultFolder, kept_in: &str, parts: &Parts) -> Result<Mark, VaultError> {
    let put = |file: &str, bytes: &[u8]| {
        folder.replace(file, bytes).map(drop).map_err(|error| VaultError::of_replace(file, error))
    };
    clear(folder)?;
    let mut mark = Mark { kept_in: kept_in.to_owned(), files: Vec::new() };
    for (name, bytes) in parts {
        put(&laid(name), bytes)?;
        mark.files.push(name);
    }
    put(files::RESTORE_MARK, mark.to_text().as_bytes())?;
    Ok(mark)
}

impl Mark {
    const HEAD: &'static str = "keepward-restore 1";

    fn to_text(&self) -> String {
        let lines = [Self::HEAD, &self.kept_in].into_iter().chain(self.files.iter().copied());
        lines.map(|line| format!("{line}\n")).collect()
    }

    /// Only what this program writes: the text becomes part of paths.
    fn of_text(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let head = lines.next()?;
        let kept_in = lines.next()?.to_owned();
        let harmless = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        let named = kept_in.starts_with("kept-") && kept_in.bytes().all(harmless);
        let known = |line: &str| FILES.into_iter().find(|file| *file == line);
        let files = lines.map(known).collect::<Option<Vec<_>>>()?;
        (head == Self::HEAD && named && !files.is_empty()).then_some(Self { kept_in, files })
    }
}

/// Where a file lies ready.
fn laid(file: &str) -> String {
    format!("{}/{file}", files::RESTORING)
}

/// Ends what an interrupted restore left: with the mark it is carried to its end, without it is undone.
pub(crate) fn finish_interrupted(folder: &dyn VaultFolder) -> Result<(), VaultError> {
    let of_disk = |error| VaultError::of_disk(files::RESTORING, error);
    if folder.list(Some(files::RESTORING)).map_err(of_disk)?.is_empty() {
        return Ok(());
    }
    let _lock = saving_lock(folder)?;
    match folder.read(files::RESTORE_MARK, files::STATE_LIMIT).map_err(of_disk)? {
        // Tidying up is no reason not to open; whatever is there is read by nobody.
        None => clear(folder).or(Ok(())),
        Some(text) => {
            let mark = std::str::from_utf8(&text).ok().and_then(Mark::of_text);
            let damaged = || VaultError::damaged(files::RESTORE_MARK, crate::Damage::Altered);
            carry_out(folder, &mark.ok_or_else(damaged)?)
        }
    }
}

/// Moves the old vault aside and the new one in. Every step can be done again. The caller holds the lock.
fn carry_out(folder: &dyn VaultFolder, mark: &Mark) -> Result<(), VaultError> {
    // What cannot even be looked at is there, and is moved.
    let there = |file: &str| !matches!(folder.stamp(file), Ok(None));
    for file in WHOLE {
        let kept = format!("{}/{file}", mark.kept_in);
        let comes = mark.files.contains(&file);
        if comes && !there(&laid(file)) {
            continue;
        }
        match (there(file), there(&kept)) {
            (true, false) => kept::move_file(folder, file, &kept)?,
            // Copied to another disk, but not yet removed here.
            (true, true) if !comes => {
                folder.remove(file).map_err(|error| VaultError::of_disk(file, error))?;
            }
            _ => {}
        }
        if comes {
            kept::move_file(folder, &laid(file), file)?;
        }
    }
    kept::move_snapshots(folder, &mark.kept_in)?;
    let removed = folder.remove(files::RESTORE_MARK);
    removed.map_err(|error| VaultError::of_disk(files::RESTORE_MARK, error))?;
    // Nothing but files half written by a program that was killed.
    clear(folder).or(Ok(()))
}

/// Removes what lies ready, the mark first.
fn clear(folder: &dyn VaultFolder) -> Result<(), VaultError> {
    let of_disk = |error| VaultError::of_disk(files::RESTORING, error);
    folder.remove(files::RESTORE_MARK).map_err(of_disk)?;
    for name in folder.list(Some(files::RESTORING)).map_err(of_disk)? {
        folder.remove(&laid(&name)).map_err(of_disk)?;
    }
    Ok(())
}
