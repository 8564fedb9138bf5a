//! The whole vault as one file, and back. The file is as well protected as the vault: by the passphrase.

use std::{
    fs::{self, File},
    path::Path,
};

use vault::{Backup, Passphrase, RestoredBackup};
use zeroize::Zeroizing;

use super::{care::day_of, output::Output};
use crate::{ActionError, Clock, Desk, desk::State};

/// A backup that was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenBackup {
    /// The file's name.
    pub name: String,
    /// The files in it.
    pub parts: Vec<&'static str>,
}

impl Desk {
    /// The whole vault as one `.tar`, as it is on disk at one moment.
    ///
    /// # Errors
    /// [`ActionError::Backup`], [`ActionError::Locked`] and its kin.
    pub fn backup(&self, clock: impl Clock) -> Result<Output, ActionError> {
        let mut bytes = Zeroizing::new(Vec::new());
        let vault = self.vault()?;
        match self.recovery.as_ref().filter(|open| !open.has_expired(clock.now())) {
            Some(open) => vault.write_backup_with(open, &mut *bytes)?,
            None => vault.write_backup(&mut *bytes)?,
        };
        Ok(Output { name: format!("keepward-backup-{}.tar", day_of(clock.now())), bytes })
    }

    /// Reads a backup and says what is in it. It waits at the desk until it is put in place or another one is chosen.
    ///
    /// # Errors
    /// [`ActionError::Backup`] names what is missing from it.
    pub fn choose_backup(&mut self, path: &Path) -> Result<ChosenBackup, ActionError> {
        // Only a file ends, and only a file can be opened without waiting for somebody at its other end.
        if !fs::metadata(path).map_err(ActionError::BackupFile)?.is_file() {
            return Err(vault::BackupError::NotABackup.into());
        }
        let backup = Backup::read(File::open(path).map_err(ActionError::BackupFile)?)?;
        let parts = backup.parts();
        self.chosen_backup = Some(backup);
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(ChosenBackup { name, parts })
    }

    /// Puts the chosen backup in place, once the kit has opened it, with new keys behind a new passphrase.
    ///
    /// # Errors
    /// As [`Desk::restore_backup`].
    pub fn restore_backup_with_kit(
        &mut self,
        kit: &Zeroizing<String>,
        new: &Passphrase,
        clock: impl Clock,
    ) -> Result<RestoredBackup, ActionError> {
        if self.is_open() {
            return Err(ActionError::AlreadyOpen);
        }
        let backup = self.chosen_backup.as_ref().ok_or(ActionError::NoBackup)?;
        let restored = backup.verify_with_kit(kit)?.restore_behind(new, &self.place, &clock)?;
        self.chosen_backup = None;
        self.state = State::found(&self.place);
        Ok(restored)
    }

    /// Puts the chosen backup in place, once the passphrase has opened it. The vault that was there is kept aside; the new
    /// one stays closed.
    ///
    /// # Errors
    /// [`ActionError::NoBackup`], [`ActionError::Backup`]; the vault in the folder is as it was then.
    pub fn restore_backup(
        &mut self,
        passphrase: &Passphrase,
        clock: impl Clock,
    ) -> Result<RestoredBackup, ActionError> {
        if self.is_open() {
            return Err(ActionError::AlreadyOpen);
        }
        let backup = self.chosen_backup.as_ref().ok_or(ActionError::NoBackup)?;
        let restored = backup.verify(passphrase)?.restore(&self.place, &clock)?;
        self.chosen_backup = None;
        self.state = State::found(&self.place);
        Ok(restored)
    }
}
