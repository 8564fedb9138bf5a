//! Earlier versions of both files in the folder `snapshots`: taken before a save when the newest is older than an hour,
//! decrypted once before they count, thinned out by age. They are put back only when the person asks (`restore`).

mod rotation;

use std::fmt;
use std::io;
use std::str::FromStr;

use crate::files::Compartment;
use crate::keys::{self, Identity};
use crate::{Timestamp, VaultError, VaultFolder, files};

pub(crate) use self::rotation::is_due;

/// An earlier version that can be put back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Names it.
    pub id: SnapshotId,
    /// When it was taken.
    pub taken: Timestamp,
    /// The size of its file in bytes.
    pub size: u64,
    /// What it is.
    pub kind: SnapshotKind,
}

/// What a snapshot holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SnapshotKind {
    /// `vault.age` or `recovery.age` as it was, decrypted once to make sure of it.
    Earlier,
    /// What was put aside when something else was put back; perhaps damaged. Never rotated away.
    KeptAside,
    /// The key file. Listed while that is missing or differs from it; putting it back changes no record.
    KeyFile,
}

/// Names a snapshot: its file name without the ending, such as `20251122T004912Z`, or `recovery-20251122T004912Z` for
/// `recovery.age`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SnapshotId(String);

/// The text names no snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("This is not the name of a snapshot. Take one from the list.")]
pub struct BadSnapshotId;

const ENDING: &str = ".age";
const KEPT: &str = "-kept";
const RECOVERY: &str = "recovery-";
const KEY_FILES: [(Compartment, &str); 2] =
    [(Compartment::Daily, "vault-key"), (Compartment::Recovery, "recovery-key")];

impl SnapshotId {
    /// Its file in the vault folder.
    pub(crate) fn file(&self) -> String {
        format!("{}/{}{ENDING}", files::SNAPSHOTS, self.0)
    }

    fn of_file(name: &str) -> Option<Self> {
        name.strip_suffix(ENDING)?.parse().ok()
    }

    fn at(of: Compartment, time: Timestamp) -> Self {
        Self(format!("{}{}", prefix(of), time.calendar()))
    }

    /// Whose earlier version it is, by its name.
    pub(crate) fn of(&self) -> Compartment {
        if self.0.starts_with(RECOVERY) { Compartment::Recovery } else { Compartment::Daily }
    }

    /// What it is and when it was taken, both by its name. The key file has no time.
    pub(crate) fn kind(&self) -> Option<(SnapshotKind, Timestamp)> {
        if KEY_FILES.iter().any(|(_, name)| self.0 == *name) {
            return Some((SnapshotKind::KeyFile, Timestamp::default()));
        }
        let name = self.0.strip_prefix(RECOVERY).unwrap_or(&self.0);
        let time = name.get(..16).and_then(Timestamp::from_calendar);
        match (name.get(16..), time) {
            (Some(""), Some(time)) => Some((SnapshotKind::Earlier, time)),
            (Some(more), Some(time)) if more.starts_with(KEPT) => Some((SnapshotKind::KeptAside, time)),
            _ => None,
        }
    }
}

fn prefix(of: Compartment) -> &'static str {
    match of {
        Compartment::Daily => "",
        Compartment::Recovery => RECOVERY,
    }
}

impl fmt::Display for SnapshotId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for SnapshotId {
    type Err = BadSnapshotId;

    /// Only names that Keepward gives: the text becomes part of a path.
    fn from_str(text: &str) -> Result<Self, BadSnapshotId> {
        let harmless = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        let id = Self(text.to_owned());
        let named = text.len() <= 48 && text.bytes().all(harmless) && id.kind().is_some();
        named.then_some(id).ok_or(BadSnapshotId)
    }
}

/// What can be put back, newest first. Files that Keepward did not name are left out and left alone.
pub(crate) fn list(folder: &dyn VaultFolder, of: Compartment) -> Result<Vec<Snapshot>, VaultError> {
    let of_disk = |error| VaultError::of_disk(files::SNAPSHOTS, error);
    let mut snapshots = Vec::new();
    for id in ids(folder, of).map_err(of_disk)? {
        let Some((kind, taken)) = id.kind() else { continue };
        if kind == SnapshotKind::KeyFile && !key_copy_differs(folder, of) {
            continue;
        }
        if let Some(stamp) = folder.stamp(&id.file()).map_err(of_disk)? {
            snapshots.push(Snapshot { id, taken, size: stamp.size, kind });
        }
    }
    snapshots.sort_by(|a, b| (b.taken, &b.id).cmp(&(a.taken, &a.id)));
    Ok(snapshots)
}

fn ids(folder: &dyn VaultFolder, of: Compartment) -> io::Result<Vec<SnapshotId>> {
    let names = folder.list(Some(files::SNAPSHOTS))?;
    Ok(names.iter().filter_map(|name| SnapshotId::of_file(name)).filter(|id| id.of() == of).collect())
}

/// When each earlier version was taken, without those that were kept aside.
fn times(folder: &dyn VaultFolder, of: Compartment) -> io::Result<Vec<Timestamp>> {
    let earlier = |id: SnapshotId| id.kind().filter(|(kind, _)| *kind == SnapshotKind::Earlier);
    Ok(ids(folder, of)?.into_iter().filter_map(earlier).map(|(_, taken)| taken).collect())
}

fn key_copy_differs(folder: &dyn VaultFolder, of: Compartment) -> bool {
    let read = |file| folder.read(file, files::KEY_LIMIT).ok().flatten();
    read(of.key()) != read(of.key_copy())
}

/// Opens a version of the records, to make sure that it opens; it is told the name of the file for the person.
pub(crate) type Opens<'a> = &'a dyn Fn(&str, &[u8]) -> Result<(), VaultError>;

/// Whether a snapshot should be taken before the next save.
pub(crate) fn due(folder: &dyn VaultFolder, of: Compartment, now: Timestamp) -> Result<bool, VaultError> {
    let times = times(folder, of).map_err(|error| VaultError::of_disk(files::SNAPSHOTS, error))?;
    Ok(is_due(&times, now))
}

/// Takes a snapshot of the records as they are on disk, then thins out the older ones.
pub(crate) fn take(
    folder: &dyn VaultFolder,
    of: Compartment,
    opens: Opens<'_>,
    now: Timestamp,
) -> Result<(), VaultError> {
    let file = folder.read(of.records(), files::VAULT_LIMIT);
    let file = file.map_err(|error| VaultError::of_disk(of.records(), error))?;
    add(folder, of, &file.ok_or_else(|| VaultError::missing(of.records()))?, opens, now)?;
    thin_out(folder, of, now).map_err(|error| VaultError::of_disk(files::SNAPSHOTS, error))
}

/// Adds a snapshot: written, read back, decrypted, and only then given the name under which it counts.
pub(crate) fn add(
    folder: &dyn VaultFolder,
    of: Compartment,
    sealed: &[u8],
    opens: Opens<'_>,
    now: Timestamp,
) -> Result<(), VaultError> {
    let (file, unverified) =
        (SnapshotId::at(of, now).file(), format!("{}/{}", files::SNAPSHOTS, files::UNVERIFIED));
    let of_disk = |error| VaultError::of_disk(&file, error);
    folder.replace(&unverified, sealed).map_err(|error| VaultError::of_replace(&file, error))?;
    let read_back = folder.read(&unverified, files::VAULT_LIMIT).map_err(of_disk)?.unwrap_or_default();
    opens(&file, &read_back)?;
    folder.rename(&unverified, &file).map_err(of_disk)
}

/// Removes what rotation does not keep. Runs after a snapshot was verified, so a good one always stays.
fn thin_out(folder: &dyn VaultFolder, of: Compartment, now: Timestamp) -> io::Result<()> {
    for time in rotation::surplus(&times(folder, of)?, now) {
        folder.remove(&SnapshotId::at(of, time).file())?;
    }
    Ok(())
}

/// Keeps a file under a name that says so, and that no other file has.
pub(crate) fn keep_aside(
    folder: &dyn VaultFolder,
    of: Compartment,
    file: &[u8],
    now: Timestamp,
) -> Result<SnapshotId, VaultError> {
    let id = free_name(folder, of, now)?;
    folder.replace(&id.file(), file).map_err(|error| VaultError::of_replace(&id.file(), error))?;
    Ok(id)
}

/// The same with the records that lie in the folder and need not be readable.
pub(crate) fn move_aside(
    folder: &dyn VaultFolder,
    of: Compartment,
    now: Timestamp,
) -> Result<(), VaultError> {
    let id = free_name(folder, of, now)?;
    folder.rename(of.records(), &id.file()).map_err(|error| VaultError::of_disk(of.records(), error))
}

fn free_name(folder: &dyn VaultFolder, of: Compartment, now: Timestamp) -> Result<SnapshotId, VaultError> {
    let of_disk = |error| VaultError::of_disk(files::SNAPSHOTS, error);
    let taken = ids(folder, of).map_err(of_disk)?;
    let names = (1..).map(|nth| match nth {
        1 => SnapshotId(format!("{}{}{KEPT}", prefix(of), now.calendar())),
        _ => SnapshotId(format!("{}{}{KEPT}-{nth}", prefix(of), now.calendar())),
    });
    Ok(names.into_iter().find(|id| !taken.contains(id)).unwrap_or_else(|| SnapshotId::at(of, now)))
}

/// Removes the snapshots that the present keys do not open: those from before the keys were replaced. A file that is no
/// age file opens with no key and stays, and so does one that is larger than any vault is.
pub(crate) fn drop_foreign<For>(
    folder: &dyn VaultFolder,
    of: Compartment,
    identity: &Identity<For>,
) -> Result<usize, VaultError> {
    let of_disk = |error| VaultError::of_disk(files::SNAPSHOTS, error);
    let mut dropped = 0;
    for id in ids(folder, of).map_err(of_disk)? {
        let are_records = id.kind().is_some_and(|(kind, _)| kind != SnapshotKind::KeyFile);
        let file = match folder.read(&id.file(), files::VAULT_LIMIT) {
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => continue,
            read => read.map_err(of_disk)?.unwrap_or_default(),
        };
        if are_records && keys::is_for_others(&file, identity) {
            folder.remove(&id.file()).map_err(of_disk)?;
            dropped += 1;
        }
    }
    Ok(dropped)
}

/// Whether an identity opens any earlier version of the vault.
pub(crate) fn any_for<For>(folder: &dyn VaultFolder, identity: &Identity<For>) -> bool {
    let ids = ids(folder, Compartment::Daily).unwrap_or_default();
    ids.iter().any(|id| {
        let file = folder.read(&id.file(), files::VAULT_LIMIT).ok().flatten();
        file.is_some_and(|file| keys::decrypt(&file, identity).is_ok())
    })
}

#[cfg(test)]
mod tests;
