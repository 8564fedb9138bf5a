//! The desktop's keyring (Secret Service) over the `keyring` crate.
//!
//! A keyring may ask the person something, or hang, for as long as it likes; nobody here waits for it that long.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use keyring::Entry;
use zeroize::Zeroizing;

use super::{SecretStore, SecretStoreError, is_one_line};

/// The attribute under which a keyring program shows the entries.
const SERVICE: &str = "io.github.keepward.Keepward";
/// Longer than an unlocked keyring needs on a busy machine. When it asks the person for its own password the answer
/// comes too late for this call, and the next one succeeds.
const PATIENCE: Duration = Duration::from_secs(5);
/// How many calls may be waiting; then the keyring counts as silent at once, instead of one more thread hanging.
const MOST_WAITING: usize = 4;

/// The keyring of the session. Nothing is asked before the first call.
#[derive(Debug)]
pub struct KeyringStore {
    waiting: Arc<AtomicUsize>,
    patience: Duration,
}

impl KeyringStore {
    /// The keyring of the session.
    pub fn new() -> Self {
        Self { waiting: Arc::default(), patience: PATIENCE }
    }

    /// Runs a call in a thread of its own and waits for it as long as is reasonable.
    fn call<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, SecretStoreError> + Send + 'static,
    ) -> Result<T, SecretStoreError> {
        let place = Waiting::take(&self.waiting).ok_or(SecretStoreError::Silent)?;
        let (tell, answer) = mpsc::channel();
        let spawned = thread::Builder::new().name("keyring".to_owned()).spawn(move || {
            let _ = tell.send(work());
            drop(place);
        });
        spawned.map_err(|_| SecretStoreError::Failed)?;
        answer.recv_timeout(self.patience).map_err(|_| SecretStoreError::Silent)?
    }
}

impl Default for KeyringStore {
    fn default() -> Self {
        Self::new()
    }
}

impl SecretStore for KeyringStore {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, SecretStoreError> {
        let name = name.to_owned();
        self.call(move || read(&name))
    }

    fn set(&self, name: &str, line: &str) -> Result<(), SecretStoreError> {
        if !is_one_line(line) {
            return Err(SecretStoreError::NotOneLine);
        }
        let (name, line) = (name.to_owned(), Zeroizing::new(line.to_owned()));
        self.call(move || {
            entry(&name)?.set_password(&line).map_err(sentence)?;
            match read(&name)? {
                Some(kept) if *kept == *line => Ok(()),
                _ => Err(SecretStoreError::Forgetful),
            }
        })
    }

    fn remove(&self, name: &str) -> Result<(), SecretStoreError> {
        let name = name.to_owned();
        self.call(move || match entry(&name)?.delete_credential() {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(error) => Err(sentence(error)),
        })
    }
}

fn entry(name: &str) -> Result<Entry, SecretStoreError> {
    Entry::new(SERVICE, name).map_err(sentence)
}

fn read(name: &str) -> Result<Option<Zeroizing<String>>, SecretStoreError> {
    match entry(name)?.get_password() {
        Ok(line) => Ok(Some(Zeroizing::new(line))),
        // A locked keyring says the same, so this means "it will not say" and never "there is no vault".
        Err(keyring::Error::NoEntry) => Ok(None),
        Err(error) => Err(sentence(error)),
    }
}

/// What the keyring said, without the bytes that some of its errors carry.
fn sentence(error: keyring::Error) -> SecretStoreError {
    match error {
        keyring::Error::NoDefaultStore => SecretStoreError::Absent,
        keyring::Error::NoStorageAccess(_) => SecretStoreError::Locked,
        // The keyring crate may add errors; all of them mean that it does not work.
        _ => SecretStoreError::Failed,
    }
}

/// One place among the calls that are waiting.
struct Waiting(Arc<AtomicUsize>);

impl Waiting {
    fn take(waiting: &Arc<AtomicUsize>) -> Option<Self> {
        let place = Self(Arc::clone(waiting));
        let before = waiting.fetch_add(1, Ordering::SeqCst);
        (before < MOST_WAITING).then_some(place)
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keyring_that_hangs_is_given_up_at_once_when_too_many_calls_wait() {
        let store = KeyringStore::new();
        let held: Vec<_> = (0..MOST_WAITING).map(|_| Waiting::take(&store.waiting)).collect();
        assert!(held.iter().all(Option::is_some));
        assert_eq!(store.get("anything").err(), Some(SecretStoreError::Silent));
        drop(held);
        assert_eq!(store.call(|| Ok(1)), Ok(1));
    }

    #[test]
    fn a_call_that_hangs_is_silent_after_its_time_and_others_go_on() {
        let store = KeyringStore { patience: Duration::from_millis(20), ..KeyringStore::new() };
        let (release, hang) = mpsc::channel::<()>();
        let hung = store.call(move || hang.recv().map_err(|_| SecretStoreError::Failed));
        assert_eq!(hung, Err(SecretStoreError::Silent));
        let patient = KeyringStore { patience: PATIENCE, waiting: Arc::clone(&store.waiting) };
        assert_eq!(patient.call(|| Ok(1)), Ok(1));
        drop(release);
    }

    #[test]
    fn more_than_one_line_never_reaches_the_keyring() {
        let store = KeyringStore::new();
        for line in ["", "two\nlines", "tab\t", "ä", &"x".repeat(2_000)] {
            assert_eq!(store.set("anything", line), Err(SecretStoreError::NotOneLine), "{line}");
        }
    }
}
