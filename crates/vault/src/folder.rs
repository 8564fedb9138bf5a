//! Where the vault's files lie, as the vault sees it: whole files, replaced at once or not at all.
//!
//! It knows nothing of what is in them.

mod disk;
mod memory;

use std::hash::{DefaultHasher, Hasher};
use std::io;
use std::time::Duration;

pub use self::disk::DiskFolder;
pub use self::memory::{Fault, MemoryFolder};

/// A folder of small files. Names are relative, with `/` before the file of a sub-folder.
pub trait VaultFolder: Send + Sync {
    /// What the folder is called, for the person.
    fn name(&self) -> String;

    /// The whole file; `None` when it is not there.
    ///
    /// # Errors
    /// `FileTooLarge` when it has more than `limit` bytes, and whatever the system says.
    fn read(&self, file: &str, limit: u64) -> io::Result<Option<Vec<u8>>>;

    /// What tells one version of a file from another without reading it; `None` when it is not there.
    fn stamp(&self, file: &str) -> io::Result<Option<Stamp>>;

    /// The names of the files directly in the folder, or in the sub-folder; none when it is not there.
    fn list(&self, sub_folder: Option<&str>) -> io::Result<Vec<String>>;

    /// Puts a file in place so that, whatever happens, the whole old or the whole new one is there; when it returns,
    /// the new one survives a power cut.
    fn replace(&self, file: &str, bytes: &[u8]) -> Result<Stamp, ReplaceError>;

    /// Renames a file, taking the place of `to`; survives a power cut.
    fn rename(&self, from: &str, to: &str) -> io::Result<()>;

    /// Removes a file; it is no error if it was not there.
    fn remove(&self, file: &str) -> io::Result<()>;

    /// Waits for a lock that other programs respect, at most for `patience`; `None` when it was not to be had.
    /// Dropping the guard, or the end of the process, releases it.
    fn lock(&self, lock: Lock, patience: Duration) -> io::Result<Option<LockGuard>>;
}

/// Which lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock {
    /// Held from re-reading a file to its rename.
    Saving,
    /// Held while a passphrase is tried, so that attempts come one after the other and each sees the last one's result.
    /// It is not the same one, because saving must not wait for a key derivation.
    Attempts,
}

/// Holds a lock until it is dropped.
pub struct LockGuard(#[expect(dead_code, reason = "only its drop matters")] Box<dyn Send>);

impl LockGuard {
    pub(crate) fn new(held: impl Send + 'static) -> Self {
        Self(Box::new(held))
    }
}

/// Tells one version of a file from another.
///
/// Inode, size and time of writing nearly always do. Nearly: a freed inode is used again at once, and a file system
/// counts time in steps of some milliseconds. So the beginning of the file, which is random in an age file, counts too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The file's number in its file system.
    pub inode: u64,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last written, in nanoseconds since 1970.
    pub modified_ns: i128,
    /// A hash of its beginning.
    pub beginning: u64,
}

impl Stamp {
    /// How much of a file its beginning is: the whole header of an age file with one recipient.
    pub const BEGINNING: usize = 256;

    /// The hash of a file's beginning; what comes after it does not matter.
    pub fn hash_of(file: &[u8]) -> u64 {
        let mut hasher = DefaultHasher::new();
        hasher.write(file.get(..Self::BEGINNING).unwrap_or(file));
        hasher.finish()
    }
}

/// A file was not put in place, or not for certain.
#[derive(Debug)]
pub enum ReplaceError {
    /// The old file is still there, whole.
    Kept(io::Error),
    /// The new file is there, but the system did not confirm that it survives a power cut.
    Unconfirmed(Stamp, io::Error),
}
