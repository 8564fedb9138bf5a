//! Folders in which everything is kept as it was, when a whole vault is given new keys or makes room for another.
//!
//! Nothing in them is ever read, changed or removed again by Keepward.

use std::io::ErrorKind;

use crate::{Timestamp, VaultError, VaultFolder, files};

/// The files of a vault that lie beside each other.
pub(crate) const WHOLE: [&str; 7] = [
    files::KEY,
    files::VAULT,
    files::RECOVERY_KEY,
    files::RECOVERY,
    files::STAGED_KEY,
    files::STAGED_RECOVERY_KEY,
    files::STATE,
];

/// The name of a folder for this moment that holds nothing yet.
pub(crate) fn free_folder(folder: &dyn VaultFolder, now: Timestamp) -> Result<String, VaultError> {
    let moment = now.calendar();
    for nth in 1..1_000 {
        let name = if nth == 1 { format!("kept-{moment}") } else { format!("kept-{moment}-{nth}") };
        if folder.list(Some(&name)).map_err(|error| VaultError::of_disk(&name, error))?.is_empty() {
            return Ok(name);
        }
    }
    Err(VaultError::Disk { file: format!("kept-{moment}"), source: ErrorKind::AlreadyExists.into() })
}

/// Keeps a copy of the files, and the snapshots themselves: those that only old keys open would be removed otherwise. What
/// cannot be read is moved.
pub(crate) fn copy_all(folder: &dyn VaultFolder, to: &str) -> Result<(), VaultError> {
    for file in WHOLE.into_iter().filter(|file| *file != files::STATE) {
        let kept = format!("{to}/{file}");
        match folder.read(file, files::VAULT_LIMIT) {
            Ok(None) => {}
            Ok(Some(bytes)) => {
                folder.replace(&kept, &bytes).map_err(|error| VaultError::of_replace(&kept, error))?;
            }
            Err(_) => folder.rename(file, &kept).map_err(|error| VaultError::of_disk(file, error))?,
        }
    }
    move_snapshots(folder, to)
}

/// Moves every snapshot.
pub(crate) fn move_snapshots(folder: &dyn VaultFolder, to: &str) -> Result<(), VaultError> {
    move_these_snapshots(folder, to, |_| true)
}

/// Moves all that belongs to the recovery compartment.
pub(crate) fn move_recovery(folder: &dyn VaultFolder, to: &str) -> Result<(), VaultError> {
    move_these_snapshots(folder, to, files::is_recovery_snapshot)?;
    // What opens the other goes last: interrupted, the rest is still of use.
    for file in [files::STAGED_RECOVERY_KEY, files::RECOVERY, files::RECOVERY_KEY] {
        if !matches!(folder.stamp(file), Ok(None)) {
            move_file(folder, file, &format!("{to}/{file}"))?;
        }
    }
    Ok(())
}

fn move_these_snapshots(
    folder: &dyn VaultFolder,
    to: &str,
    wanted: impl Fn(&str) -> bool,
) -> Result<(), VaultError> {
    let names = folder.list(Some(files::SNAPSHOTS));
    let names = names.map_err(|error| VaultError::of_disk(files::SNAPSHOTS, error))?;
    for name in names.into_iter().filter(|name| wanted(name)) {
        let file = format!("{}/{name}", files::SNAPSHOTS);
        move_file(folder, &file, &format!("{to}/snapshots-{name}"))?;
    }
    Ok(())
}

/// Moves a file, to another disk if need be. A link leads to another file afterwards, or to none.
pub(crate) fn move_file(folder: &dyn VaultFolder, from: &str, to: &str) -> Result<(), VaultError> {
    let moved = folder.rename(from, to);
    match moved {
        Err(error) if error.kind() == ErrorKind::CrossesDevices => {
            let bytes = folder.read(from, files::VAULT_LIMIT);
            let bytes = bytes.map_err(|error| VaultError::of_disk(from, error))?;
            let bytes = bytes.ok_or_else(|| VaultError::missing(from))?;
            folder.replace(to, &bytes).map_err(|error| VaultError::of_replace(to, error))?;
            folder.remove(from).map_err(|error| VaultError::of_disk(from, error))
        }
        moved => moved.map_err(|error| VaultError::of_disk(from, error)),
    }
}
