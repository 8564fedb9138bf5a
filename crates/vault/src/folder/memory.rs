//! A vault folder in memory, for tests and for the demonstration vault: it fails and crashes when told to.
//!
//! A crash is the end of all writing; [`MemoryFolder::after_restart`] shows what the next start would find.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::{Lock, LockGuard, ReplaceError, Stamp, VaultFolder};
use crate::files;

/// A folder in memory.
#[derive(Default)]
pub struct MemoryFolder {
    disk: Mutex<Disk>,
    locks: Arc<Locks>,
}

/// What happens to one write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It fails and changes nothing.
    Fails(ErrorKind),
    /// It takes effect, but the system does not confirm it.
    Unconfirmed,
    /// The machine stops: it is half done in a temp file, and nothing can be written any more.
    Crash,
}

#[derive(Default)]
struct Disk {
    files: BTreeMap<String, (Stamp, Vec<u8>)>,
    writes: u64,
    fault: Option<(u64, Fault)>,
    crashed: bool,
}

/// The locks that are held, and who waits for them.
#[derive(Default)]
struct Locks {
    held: Mutex<[bool; 2]>,
    released: Condvar,
}

impl MemoryFolder {
    /// An empty folder.
    pub fn new() -> Self {
        Self::default()
    }

    /// The `nth` write from now (0 is the next one) meets this fault.
    pub fn fault_at(&self, nth: u64, fault: Fault) {
        let mut disk = self.disk();
        disk.fault = Some((disk.writes + nth, fault));
    }

    /// No write meets a fault from now on; what a crash left stays as it is.
    pub fn heal(&self) {
        let mut disk = self.disk();
        (disk.fault, disk.crashed) = (None, false);
    }

    /// How many writes were tried so far.
    pub fn writes(&self) -> u64 {
        self.disk().writes
    }

    /// The folder as the next start finds it: same files, no lock held, nothing broken.
    pub fn after_restart(&self) -> Self {
        let files = self.disk().files.clone();
        let writes = u64::try_from(files.len()).unwrap_or(0);
        Self { disk: Mutex::new(Disk { files, writes, ..Disk::default() }), locks: Arc::default() }
    }

    /// Puts a file there, as another program would.
    pub fn put(&self, file: &str, bytes: &[u8]) {
        self.disk().put(file, bytes);
    }

    /// The bytes of a file.
    pub fn get(&self, file: &str) -> Option<Vec<u8>> {
        self.disk().files.get(file).map(|(_, bytes)| bytes.clone())
    }

    fn disk(&self) -> MutexGuard<'_, Disk> {
        self.disk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Disk {
    /// Counts a write and says what happens to it.
    fn next_fault(&mut self) -> Option<Fault> {
        let this = self.writes;
        self.writes += 1;
        if self.crashed {
            return Some(Fault::Crash);
        }
        let fault = self.fault.take_if(|(at, _)| *at == this).map(|(_, fault)| fault);
        self.crashed = fault == Some(Fault::Crash);
        fault
    }

    fn put(&mut self, file: &str, bytes: &[u8]) -> Stamp {
        self.writes += 1;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let stamp = Stamp { inode: self.writes, size, modified_ns: 0, beginning: Stamp::hash_of(bytes) };
        self.files.insert(file.to_owned(), (stamp, bytes.to_owned()));
        stamp
    }

    /// For writes that are one step: they happen or they do not.
    fn allow(&mut self) -> io::Result<()> {
        match self.next_fault() {
            None | Some(Fault::Unconfirmed) => Ok(()),
            Some(Fault::Fails(kind)) => Err(kind.into()),
            Some(Fault::Crash) => Err(stopped()),
        }
    }
}

fn stopped() -> io::Error {
    io::Error::other("the machine has stopped")
}

impl VaultFolder for MemoryFolder {
    fn name(&self) -> String {
        "memory".to_owned()
    }

    fn read(&self, file: &str, limit: u64) -> io::Result<Option<Vec<u8>>> {
        match self.get(file) {
            Some(bytes) if u64::try_from(bytes.len()).is_ok_and(|size| size > limit) => {
                Err(ErrorKind::FileTooLarge.into())
            }
            bytes => Ok(bytes),
        }
    }

    fn stamp(&self, file: &str) -> io::Result<Option<Stamp>> {
        Ok(self.disk().files.get(file).map(|(stamp, _)| *stamp))
    }

    fn list(&self, sub_folder: Option<&str>) -> io::Result<Vec<String>> {
        let disk = self.disk();
        let within = disk.files.keys().filter_map(|file| match (file.split_once('/'), sub_folder) {
            (None, None) => Some(file.clone()),
            (Some((folder, name)), Some(wanted)) if folder == wanted => Some(name.to_owned()),
            _ => None,
        });
        Ok(within.collect())
    }

    fn replace(&self, file: &str, bytes: &[u8]) -> Result<Stamp, ReplaceError> {
        let mut disk = self.disk();
        match disk.next_fault() {
            None => Ok(disk.put(file, bytes)),
            Some(Fault::Unconfirmed) => {
                let stamp = disk.put(file, bytes);
                Err(ReplaceError::Unconfirmed(stamp, io::Error::other("no confirmation")))
            }
            Some(Fault::Fails(kind)) => Err(ReplaceError::Kept(kind.into())),
            Some(Fault::Crash) => {
                let half = bytes.get(..bytes.len() / 2).unwrap_or(bytes);
                disk.put(&format!("{file}.{}", files::TEMP), half);
                Err(ReplaceError::Kept(stopped()))
            }
        }
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        let mut disk = self.disk();
        disk.allow()?;
        let moved = disk.files.remove(from).ok_or(ErrorKind::NotFound)?;
        disk.files.insert(to.to_owned(), moved);
        Ok(())
    }

    fn remove(&self, file: &str) -> io::Result<()> {
        let mut disk = self.disk();
        disk.allow()?;
        disk.files.remove(file);
        Ok(())
    }

    fn lock(&self, lock: Lock, patience: Duration) -> io::Result<Option<LockGuard>> {
        let held = self.locks.held.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = |held: &mut [bool; 2]| *slot(held, lock);
        let waited = self.locks.released.wait_timeout_while(held, patience, taken);
        let (mut held, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
        if timeout.timed_out() {
            return Ok(None);
        }
        *slot(&mut held, lock) = true;
        Ok(Some(LockGuard::new(Held { lock, locks: Arc::clone(&self.locks) })))
    }
}

fn slot(held: &mut [bool; 2], lock: Lock) -> &mut bool {
    let [saving, attempts] = held;
    match lock {
        Lock::Saving => saving,
        Lock::Attempts => attempts,
    }
}

/// Releases on drop.
struct Held {
    lock: Lock,
    locks: Arc<Locks>,
}

impl Drop for Held {
    fn drop(&mut self) {
        let mut held = self.locks.held.lock().unwrap_or_else(PoisonError::into_inner);
        *slot(&mut held, self.lock) = false;
        self.locks.released.notify_all();
    }
}
