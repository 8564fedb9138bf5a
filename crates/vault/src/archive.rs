//! A whole backup: the age files of a vault in one `tar`, written at one moment and put back as a whole or not at all.
//!
//! It holds nothing that the files themselves do not protect.

mod error;
mod opener;
mod read;
pub(crate) mod restore;
mod since;
mod verify;

use std::io::{self, Write};

pub use self::error::BackupError;
pub use self::read::Backup;
pub use self::restore::RestoredBackup;
pub use self::since::SpentSince;
pub use self::verify::VerifiedBackup;
use crate::format::Document;
use crate::locked::saving_lock;
use crate::recovery::{file, make};
use crate::{LockedVault, RecoveryUnlocked, UnlockedVault, VaultError, VaultFolder, files, keys, vault_file};

/// The files of a backup in their order; the last two are there if there are recovery codes.
pub(crate) const FILES: [&str; 4] = [files::KEY, files::VAULT, files::RECOVERY_KEY, files::RECOVERY];

/// The largest size of a file.
fn limit(file: &str) -> u64 {
    match file {
        files::VAULT | files::RECOVERY => files::VAULT_LIMIT,
        _ => files::KEY_LIMIT,
    }
}

impl LockedVault {
    /// Writes a whole backup of the vault as it is on disk at one moment. Says which files are in it.
    ///
    /// # Errors
    /// A file that is missing, or damaged at first sight: what cannot be put back is no backup.
    pub fn write_backup(&self, to: impl Write) -> Result<Vec<&'static str>, BackupError> {
        write(&collect(&*self.place.folder)?, to)
    }
}

impl UnlockedVault {
    /// The same, and `vault.age` is known to open. Whether the recovery codes belong to it, only the open compartment
    /// tells: see [`write_backup_with`](Self::write_backup_with).
    ///
    /// # Errors
    /// Also recovery codes that are gone, and a key file that is not the one this vault was opened with.
    pub fn write_backup(&self, to: impl Write) -> Result<Vec<&'static str>, BackupError> {
        let found = collect(&*self.place.folder)?;
        self.checked(&found)?;
        write(&found, to)
    }

    /// The same while the recovery codes are open: both files are known to open, and to be of one moment.
    ///
    /// # Errors
    /// Also [`BackupError::Mixed`]: what [`Backup::verify`] would refuse for ever.
    pub fn write_backup_with(
        &self,
        recovery: &RecoveryUnlocked,
        to: impl Write,
    ) -> Result<Vec<&'static str>, BackupError> {
        let found = collect(&*self.place.folder)?;
        let vault = self.checked(&found)?;
        let sealed = part(&found, files::RECOVERY).ok_or_else(|| VaultError::missing(files::RECOVERY))?;
        let codes = file::open(files::RECOVERY, sealed, &recovery.identity).map_err(verify::of_backup)?;
        if !verify::are_of_one_moment(&vault, &codes) {
            return Err(BackupError::Mixed);
        }
        write(&found, to)
    }

    /// Refuses files of which this vault can tell that nobody could put them back.
    fn checked(&self, found: &[(&'static str, Vec<u8>)]) -> Result<Document, BackupError> {
        let sealed = part(found, files::VAULT).unwrap_or_default();
        let document = vault_file::open(files::VAULT, sealed, &self.identity)?;
        if document.recovery.is_some() && part(found, files::RECOVERY).is_none() {
            return Err(VaultError::missing(files::RECOVERY).into());
        }
        // The keyring opens a vault without any key file; then the passphrase alone would tell.
        if self.key_file.as_deref().is_some_and(|ours| part(found, files::KEY) != Some(ours)) {
            return Err(VaultError::KeysReplaced.into());
        }
        Ok(document)
    }
}

fn write(found: &[(&'static str, Vec<u8>)], to: impl Write) -> Result<Vec<&'static str>, BackupError> {
    pack(found, to).map_err(BackupError::Unwritten)?;
    Ok(found.iter().map(|(name, _)| *name).collect())
}

/// One of the files.
fn part<'a>(found: &'a [(&'static str, Vec<u8>)], file: &str) -> Option<&'a [u8]> {
    found.iter().find(|(name, _)| *name == file).map(|(_, bytes)| bytes.as_slice())
}

/// Reads the files at one moment.
fn collect(folder: &dyn VaultFolder) -> Result<Vec<(&'static str, Vec<u8>)>, BackupError> {
    let _lock = saving_lock(folder)?;
    let read = |file| folder.read(file, limit(file)).map_err(|error| VaultError::of_disk(file, error));
    if read(files::STAGED_RECOVERY_KEY)?.is_some() {
        // Which of two key files is in force, only the passphrase tells.
        return Err(BackupError::Unsettled);
    }
    let mut found = Vec::with_capacity(FILES.len());
    for file in FILES {
        found.extend(read(file)?.map(|bytes| (file, bytes)));
    }
    refuse_if_incomplete(&found, |file| BackupError::from(VaultError::missing(file)))?;
    refuse_if_damaged(&found)?;
    if part(&found, files::RECOVERY).is_none() && make::has_snapshots(folder)? {
        // There were codes, and a backup without them would look whole.
        return Err(VaultError::missing(files::RECOVERY).into());
    }
    Ok(found)
}

/// Both files of the vault must be there, and both or neither of the recovery codes.
fn refuse_if_incomplete(
    found: &[(&'static str, Vec<u8>)],
    missing: impl Fn(&'static str) -> BackupError,
) -> Result<(), BackupError> {
    let there = |file| found.iter().any(|(name, _)| *name == file);
    let recovery = there(files::RECOVERY_KEY) || there(files::RECOVERY);
    let needed = [files::KEY, files::VAULT].into_iter();
    let needed = needed.chain([files::RECOVERY_KEY, files::RECOVERY].into_iter().filter(|_| recovery));
    needed.into_iter().find(|file| !there(*file)).map_or(Ok(()), |file| Err(missing(file)))
}

fn refuse_if_damaged(found: &[(&'static str, Vec<u8>)]) -> Result<(), BackupError> {
    for (name, bytes) in found {
        let is_key = matches!(*name, files::KEY | files::RECOVERY_KEY);
        let damage = keys::damage_at_first_sight(bytes)
            .or_else(|| (keys::is_key_file(bytes) != is_key).then_some(crate::Damage::NotAKeyFile));
        if let Some(damage) = damage {
            return Err(VaultError::damaged(name, damage).into());
        }
    }
    Ok(())
}

/// The same files always make the same archive: it tells nothing of the computer, the person or the time.
fn pack(found: &[(&'static str, Vec<u8>)], to: impl Write) -> io::Result<()> {
    let mut archive = tar::Builder::new(to);
    for (name, bytes) in found {
        let mut header = tar::Header::new_ustar();
        header.set_path(name)?;
        header.set_size(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        header.set_entry_type(tar::EntryType::Regular);
        header.set_mode(0o600);
        header.set_uid(0);
        header.set_gid(0);
        header.set_mtime(0);
        header.set_cksum();
        archive.append(&header, bytes.as_slice())?;
    }
    archive.into_inner()?.flush()
}
