//! A vault folder on a real disk.
//!
//! Files are 0600 and folders 0700; nobody but the person has business here.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use rustix::fs::OFlags;

use super::{Lock, LockGuard, ReplaceError, Stamp, VaultFolder};
use crate::files;

/// How often a taken lock is asked for again.
const LOCK_POLL: Duration = Duration::from_millis(10);

/// A folder on disk. It is made by the first file that is put into it.
#[derive(Clone, Debug)]
pub struct DiskFolder(PathBuf);

impl DiskFolder {
    /// The folder at `path`, which need not exist.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    fn at(&self, file: &str) -> PathBuf {
        self.0.join(file)
    }

    /// Makes the folder that `file` lies in, and sees to it that the new folder survives a power cut.
    fn make_room_for(&self, file: &Path) -> io::Result<PathBuf> {
        let folder = file.parent().map_or_else(|| self.0.clone(), Path::to_owned);
        if !folder.is_dir() {
            DirBuilder::new().recursive(true).mode(0o700).create(&folder)?;
            if let Some(above) = folder.parent().filter(|above| !above.as_os_str().is_empty()) {
                File::open(above)?.sync_all()?;
            }
        }
        Ok(folder)
    }

    /// Writes the temp file; the old file is untouched whatever happens here.
    fn write_temp(temp: &Path, bytes: &[u8]) -> io::Result<Stamp> {
        // Left over by a process that was killed: the lock is ours, so nobody is writing it.
        remove_if_there(temp)?;
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(temp)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(stamp_of(&file.metadata()?, bytes))
    }
}

impl VaultFolder for DiskFolder {
    fn name(&self) -> String {
        self.0.display().to_string()
    }

    fn read(&self, file: &str, limit: u64) -> io::Result<Option<Vec<u8>>> {
        let file = match open_ordinary(OpenOptions::new().read(true), &self.at(file)) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            opened => opened?,
        };
        let size = file.metadata()?.len();
        let mut bytes = Vec::with_capacity(usize::try_from(size.min(limit)).unwrap_or(0));
        file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        let read = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if read > limit { Err(ErrorKind::FileTooLarge.into()) } else { Ok(Some(bytes)) }
    }

    fn stamp(&self, file: &str) -> io::Result<Option<Stamp>> {
        let file = match open_ordinary(OpenOptions::new().read(true), &self.at(file)) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            opened => opened?,
        };
        let metadata = file.metadata()?;
        let mut beginning = Vec::with_capacity(Stamp::BEGINNING);
        file.take(u64::try_from(Stamp::BEGINNING).unwrap_or(0)).read_to_end(&mut beginning)?;
        Ok(Some(stamp_of(&metadata, &beginning)))
    }

    fn list(&self, sub_folder: Option<&str>) -> io::Result<Vec<String>> {
        let entries = match fs::read_dir(sub_folder.map_or_else(|| self.0.clone(), |sub| self.at(sub))) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry?;
            // Links count: a vault whose files are links to elsewhere is a vault. A name that is not text is not ours.
            if !entry.file_type()?.is_dir() {
                names.extend(entry.file_name().into_string().ok());
            }
        }
        names.sort();
        Ok(names)
    }

    fn replace(&self, file: &str, bytes: &[u8]) -> Result<Stamp, ReplaceError> {
        let target = real(self.at(file)).map_err(ReplaceError::Kept)?;
        let folder = self.make_room_for(&target).map_err(ReplaceError::Kept)?;
        let temp = target.with_added_extension(files::TEMP);
        let written = Self::write_temp(&temp, bytes).and_then(|stamp| {
            fs::rename(&temp, &target)?;
            Ok(stamp)
        });
        let stamp = written.map_err(|error| {
            // The first failure is the one to tell; a temp file that stays is removed by the next save.
            let _ = fs::remove_file(&temp);
            ReplaceError::Kept(error)
        })?;
        let confirmed = File::open(folder).and_then(|folder| folder.sync_all());
        confirmed.map_or_else(|error| Err(ReplaceError::Unconfirmed(stamp, error)), |()| Ok(stamp))
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        // A link stays where it is: what it leads to is moved, and what takes its place goes where it leads.
        let (from, to) = (real(self.at(from))?, real(self.at(to))?);
        let target = self.make_room_for(&to)?;
        fs::rename(&from, &to)?;
        File::open(target)?.sync_all()?;
        from.parent().map_or(Ok(()), |source| File::open(source)?.sync_all())
    }

    fn remove(&self, file: &str) -> io::Result<()> {
        let path = self.at(file);
        remove_if_there(&path)?;
        match path.parent().map(File::open) {
            Some(Ok(folder)) => folder.sync_all(),
            _ => Ok(()),
        }
    }

    fn lock(&self, lock: Lock, patience: Duration) -> io::Result<Option<LockGuard>> {
        let path = self.at(files::lock(lock));
        let opened = match self.make_room_for(&path) {
            Ok(_) => open_lock(&path),
            Err(error) => Err(error),
        };
        let file = match opened {
            Ok(file) => file,
            Err(error) if needs_none(lock, &error) => return Ok(Some(LockGuard::new(()))),
            Err(error) => return Err(error),
        };
        let mut tries = patience.as_millis() / LOCK_POLL.as_millis();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Some(LockGuard::new(file))),
                Err(TryLockError::Error(error)) => return Err(error),
                Err(TryLockError::WouldBlock) if tries == 0 => return Ok(None),
                Err(TryLockError::WouldBlock) => sleep(LOCK_POLL),
            }
            tries -= 1;
        }
    }
}

/// Opens a file, but nothing else that a name may stand for.
///
/// # Errors
/// A folder, a pipe or a device; opening a pipe would wait until somebody writes into it, so it is not waited for.
fn open_ordinary(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    let not_ordinary = || io::Error::new(ErrorKind::InvalidInput, NoOrdinaryFile);
    match options.custom_flags(OFlags::NONBLOCK.bits().cast_signed()).open(path) {
        Ok(file) if file.metadata()?.is_file() => Ok(file),
        Ok(_) => Err(not_ordinary()),
        Err(error) if error.kind() == ErrorKind::IsADirectory => Err(not_ordinary()),
        Err(error) => Err(error),
    }
}

/// Something that stands where a file belongs.
#[derive(Debug, thiserror::Error)]
#[error("it is no ordinary file but a folder, a pipe or a device, and has to be moved away")]
struct NoOrdinaryFile;

/// Opens the lock file, making it if need be. The error is that of making it.
fn open_lock(path: &Path) -> io::Result<File> {
    let mut making = OpenOptions::new();
    making.read(true).write(true).create(true).truncate(false).mode(0o600);
    open_ordinary(&mut making, path).or_else(|error| match error.kind() {
        // flock needs no right to write, so a lock file on a read-only disk still works.
        ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => {
            match open_ordinary(OpenOptions::new().read(true), path) {
                Err(absent) if absent.kind() == ErrorKind::NotFound => Err(error),
                opened => opened,
            }
        }
        _ => Err(error),
    })
}

/// Whether it does no harm that there is no lock file. On a disk that cannot be written nobody saves, here or elsewhere.
/// Where only we may not make it, others may save, and so may we, where `vault.age` is a link to elsewhere: then saving
/// without the lock would lose their change. Trying a passphrase stays possible, or a vault in a folder that belongs to
/// somebody else could not even be read.
fn needs_none(lock: Lock, error: &io::Error) -> bool {
    match error.kind() {
        ErrorKind::ReadOnlyFilesystem => true,
        ErrorKind::PermissionDenied => lock == Lock::Attempts,
        _ => false,
    }
}

/// Where a link leads, also when nothing is there yet: renaming over the link itself would leave the file that the
/// person keeps elsewhere behind, old.
///
/// # Errors
/// A link into a folder that is not there, such as a disk that is not plugged in, or in a circle.
fn real(path: PathBuf) -> io::Result<PathBuf> {
    if !path.is_symlink() {
        return Ok(path);
    }
    match fs::canonicalize(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let target = path.parent().unwrap_or(Path::new("")).join(fs::read_link(&path)?);
            let (folder, name) = (target.parent().map(fs::canonicalize), target.file_name());
            match (folder, name) {
                (Some(Ok(folder)), Some(name)) if !target.is_symlink() => Ok(folder.join(name)),
                _ => Err(io::Error::new(ErrorKind::NotFound, LeadsNowhere(target))),
            }
        }
        found => found,
    }
}

/// A link whose end is not there.
#[derive(Debug, thiserror::Error)]
#[error("it is a link to {}, which is not there", .0.display())]
struct LeadsNowhere(PathBuf);

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

fn stamp_of(metadata: &fs::Metadata, beginning: &[u8]) -> Stamp {
    let modified_ns = i128::from(metadata.mtime()) * 1_000_000_000 + i128::from(metadata.mtime_nsec());
    Stamp { inode: metadata.ino(), size: metadata.len(), modified_ns, beginning: Stamp::hash_of(beginning) }
}

#[cfg(test)]
mod tests;
