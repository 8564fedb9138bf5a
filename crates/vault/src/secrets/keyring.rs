//! The desktop's keyring (Secret Service) over the `keyring` crate.
//!
//! A keyring may ask the person something, or hang, for as long as it likes; nobody here waits for it that long.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::sync::{Arc, Mutex, PoisonError};
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
    /// Held while something is put in, so that what is taken out again is never the work of a later call.
    putting: Arc<Mutex<()>>,
    patience: Duration,
}

impl KeyringStore {
    /// The keyring of the session.
    pub fn new() -> Self {
        Self { waiting: Arc::default(), putting: Arc::default(), patience: PATIENCE }
    }

    /// Runs a call in a thread of its own and waits for it as long as is reasonable.
    fn call<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, SecretStoreError> + Send + 'static,
    ) -> Result<T, SecretStoreError> {
        self.in_a_thread(move |answer| {
            let _ = answer.give(work());
        })
    }

    /// The same for putting something in: what succeeds after it was given up is undone, because the person was told
    /// that it failed.
    fn put(
        &self,
        work: impl FnOnce() -> Result<(), SecretStoreError> + Send + 'static,
        undo: impl FnOnce() + Send + 'static,
    ) -> Result<(), SecretStoreError> {
        let putting = Arc::clone(&self.putting);
        self.in_a_thread(move |answer| {
            let _one_at_a_time = putting.lock().unwrap_or_else(PoisonError::into_inner);
            if !answer.is_given_up()
                && let Err(Unheard(Ok(()))) = answer.give(work())
            {
                undo();
            }
        })
    }

    fn in_a_thread<T: Send + 'static>(
        &self,
        work: impl FnOnce(Answer<T>) + Send + 'static,
    ) -> Result<T, SecretStoreError> {
        let place = Waiting::take(&self.waiting).ok_or(SecretStoreError::Silent)?;
        // No room in the channel: an answer is taken by whoever waits for it, or comes back.
        let (tell, answer) = mpsc::sync_channel(0);
        let given_up = Arc::new(AtomicBool::new(false));
        let worker = Answer { tell, given_up: Arc::clone(&given_up) };
        let spawned = thread::Builder::new().name("keyring".to_owned()).spawn(move || {
            work(worker);
            drop(place);
        });
        spawned.map_err(|_| SecretStoreError::Failed)?;
        answer.recv_timeout(self.patience).unwrap_or_else(|_| {
            given_up.store(true, Ordering::SeqCst);
            Err(SecretStoreError::Silent)
        })
    }
}

/// Where a thread says how its call went.
struct Answer<T> {
    tell: mpsc::SyncSender<Result<T, SecretStoreError>>,
    given_up: Arc<AtomicBool>,
}

/// An answer that nobody waits for any more.
struct Unheard<T>(Result<T, SecretStoreError>);

impl<T> Answer<T> {
    fn give(self, answer: Result<T, SecretStoreError>) -> Result<(), Unheard<T>> {
        self.tell.send(answer).map_err(|mpsc::SendError(answer)| Unheard(answer))
    }

    fn is_given_up(&self) -> bool {
        self.given_up.load(Ordering::SeqCst)
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
        let late = name.clone();
        let work = move || {
            entry(&name)?.set_password(&line).map_err(sentence)?;
            match read(&name)? {
                Some(kept) if *kept == *line => Ok(()),
                _ => Err(SecretStoreError::Forgetful),
            }
        };
        // The keyring has just taken it, so it is open and asks nobody anything for this.
        self.put(work, move || {
            let _ = delete(&late);
        })
    }

    fn remove(&self, name: &str) -> Result<(), SecretStoreError> {
        let name = name.to_owned();
        self.call(move || delete(&name))
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

fn delete(name: &str) -> Result<(), SecretStoreError> {
    match entry(name)?.delete_credential() {
        Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
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
        let patient = KeyringStore { waiting: Arc::clone(&store.waiting), ..KeyringStore::new() };
        assert_eq!(patient.call(|| Ok(1)), Ok(1));
        drop(release);
    }

    #[test]
    fn what_a_keyring_takes_too_late_is_taken_out_again_and_what_follows_stays() {
        let kept = Arc::new(Mutex::new(None));
        let store = KeyringStore { patience: Duration::from_millis(200), ..KeyringStore::new() };
        let patient = KeyringStore {
            waiting: Arc::clone(&store.waiting),
            putting: Arc::clone(&store.putting),
            ..KeyringStore::new()
        };
        let keep = |line: &'static str| {
            let kept = Arc::clone(&kept);
            move || {
                *kept.lock().unwrap() = Some(line);
                Ok(())
            }
        };
        let undo = |tell: mpsc::Sender<Option<&'static str>>| {
            let kept = Arc::clone(&kept);
            move || tell.send(kept.lock().unwrap().take()).unwrap()
        };
        let (told, undone) = mpsc::channel();
        let ((begin, begun), (release, hang)) = (mpsc::channel::<()>(), mpsc::channel::<()>());
        let late = keep("late");
        let slow = move || {
            drop(begin);
            let _ = hang.recv();
            late()
        };
        assert_eq!(store.put(slow, undo(told.clone())), Err(SecretStoreError::Silent));
        let _ = begun.recv();
        // Given up while it waits for the first one: it must not even begin.
        assert_eq!(store.put(keep("never"), undo(told.clone())), Err(SecretStoreError::Silent));
        drop(release);
        assert_eq!(patient.put(keep("in time"), undo(told)), Ok(()));
        assert_eq!(undone.iter().collect::<Vec<_>>(), [Some("late")]);
        assert_eq!(*kept.lock().unwrap(), Some("in time"));
    }

    #[test]
    fn more_than_one_line_never_reaches_the_keyring() {
        let store = KeyringStore::new();
        for line in ["", "two\nlines", "tab\t", "ä", &"x".repeat(2_000)] {
            assert_eq!(store.set("anything", line), Err(SecretStoreError::NotOneLine), "{line}");
        }
    }
}
