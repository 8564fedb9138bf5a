//! Reading a backup: foreign bytes become the files of a vault, or a refusal. Nothing is written, nothing is decrypted.

use std::io::{ErrorKind, Read};

use super::{BackupError, FILES, limit, part, refuse_if_damaged, refuse_if_incomplete};
use crate::{VaultError, files};

/// Two large files, two small ones, and the blocks between them.
const LARGEST: u64 = 2 * files::VAULT_LIMIT + 2 * files::KEY_LIMIT + 64 * 1024;

/// A backup that was read and looks whole. Whether it opens, [`verify`](Self::verify) tells.
pub struct Backup {
    pub(super) files: Vec<(&'static str, Vec<u8>)>,
}

impl Backup {
    /// Reads a backup.
    ///
    /// # Errors
    /// Everything but plain files with exactly the names of ours, each once, none larger than ours can be, all that belong
    /// to a vault, all age files at first sight.
    pub fn read(from: impl Read) -> Result<Self, BackupError> {
        let mut archive = tar::Archive::new(from.take(LARGEST));
        let mut found: Vec<(&'static str, Vec<u8>)> = Vec::new();
        // Raw: a long name or another extension is an entry of its own then, and refused like every other foreign one.
        for entry in archive.entries().map_err(not_an_archive)?.raw(true) {
            let mut entry = entry.map_err(not_an_archive)?;
            let name = entry.path_bytes();
            let name = FILES.into_iter().find(|file| *file.as_bytes() == *name);
            let plain = entry.header().entry_type() == tar::EntryType::Regular;
            let name = name.filter(|_| plain).ok_or(BackupError::Foreign)?;
            if found.iter().any(|(known, _)| *known == name) {
                return Err(BackupError::Foreign);
            }
            let size = entry.size();
            if size > limit(name) {
                return Err(BackupError::TooLarge { file: name.to_owned() });
            }
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).map_err(not_an_archive)?;
            if u64::try_from(bytes.len()).ok() != Some(size) {
                return Err(BackupError::NotABackup);
            }
            found.push((name, bytes));
        }
        if found.is_empty() {
            return Err(BackupError::NotABackup);
        }
        refuse_if_incomplete(&found, |file| BackupError::Incomplete { file: file.to_owned() })?;
        refuse_if_damaged(&found).map_err(|error| match error {
            BackupError::Vault(VaultError::Damaged { file, damage }) => BackupError::Damaged { file, damage },
            other => other,
        })?;
        Ok(Self { files: found })
    }

    /// The names of the files in it.
    pub fn parts(&self) -> Vec<&'static str> {
        self.files.iter().map(|(name, _)| *name).collect()
    }

    /// Whether it holds recovery codes.
    pub fn holds_recovery(&self) -> bool {
        self.file(files::RECOVERY).is_some()
    }

    pub(super) fn file(&self, name: &str) -> Option<&[u8]> {
        part(&self.files, name)
    }
}

/// The library reports what is no archive as `Other`, and an end that is missing as that.
fn not_an_archive(error: std::io::Error) -> BackupError {
    match error.kind() {
        ErrorKind::Other | ErrorKind::InvalidData | ErrorKind::InvalidInput | ErrorKind::UnexpectedEof => {
            BackupError::NotABackup
        }
        _ => BackupError::Unreadable(error),
    }
}
