//! Locking and opening at the same time: whoever locks has the last word.

use std::sync::mpsc::{self, Receiver, Sender};

use actions::{FixedClock, OpenWith, Passphrase, SecretStore, SecretStoreError};
use zeroize::Zeroizing;

use super::*;

/// The thread that the keyring lets wait.
const OPENING: &str = "opening";

/// A keyring that answers when it is told to.
struct SlowStore {
    inner: MemorySecretStore,
    asked: Mutex<Sender<()>>,
    answer: Mutex<Receiver<()>>,
}

impl SecretStore for SlowStore {
    fn get(&self, entry: &str) -> Result<Option<Zeroizing<String>>, SecretStoreError> {
        if entry.starts_with("daily-identity") && thread::current().name() == Some(OPENING) {
            held(&self.asked).send(()).unwrap();
            held(&self.answer).recv().unwrap();
        }
        self.inner.get(entry)
    }
    fn set(&self, entry: &str, secret: &str) -> Result<(), SecretStoreError> {
        self.inner.set(entry, secret)
    }
    fn remove(&self, entry: &str) -> Result<(), SecretStoreError> {
        self.inner.remove(entry)
    }
}

struct Nobody;

impl Page for Nobody {
    fn tell(&self, _: News) {}
}

#[test]
fn a_vault_locked_while_the_keyring_is_asked_stays_locked() {
    let ((asked, is_asked), (answer, answers)) = (mpsc::channel(), mpsc::channel());
    let store = SlowStore {
        inner: MemorySecretStore::default(),
        asked: Mutex::new(asked),
        answer: Mutex::new(answers),
    };
    let place = Place {
        folder: Arc::new(MemoryFolder::default()),
        secrets: Arc::new(store),
        work_factor: WorkFactor::weak_for_tests(),
    };
    let clock = FixedClock::new(SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000));
    let mut desk = Desk::new(place, SettingsFile::open(PathBuf::new()));
    let refused = desk.create(&Passphrase::from("meadow lantern".to_owned()), OpenWith::Keyring, clock.now());
    assert!(refused.unwrap().is_none());
    desk.lock();
    let app = App::new(desk, Arc::new(clock), Clipboard::new::<arboard::Clipboard>(), Arc::new(Nobody));
    let open = |answers_first: &dyn Fn()| {
        let opening = app.clone();
        let opened =
            thread::Builder::new().name(OPENING.to_owned()).spawn(move || opening.quick_unlock()).unwrap();
        is_asked.recv().unwrap();
        answers_first();
        answer.send(()).unwrap();
        opened.join().unwrap().unwrap();
        app.desk().is_open()
    };
    assert!(!open(&|| drop(app.lock())), "locked while it was being opened");
    assert!(open(&|| {}), "nobody locked");
}
