//! Locking or cancelling while the vault is being opened: whoever does has the last word.

use std::sync::mpsc::{self, Receiver, Sender};

use actions::{FixedClock, OpenWith, Passphrase, SecretStore, SecretStoreError, UnlockError};
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

fn words() -> Passphrase {
    Passphrase::from("meadow lantern".to_owned())
}

/// The app over a vault that is closed, and that the keyring may open.
fn locked_app(secrets: Arc<dyn SecretStore>) -> App {
    let folder = Arc::new(MemoryFolder::default());
    let place = Place { folder, secrets, work_factor: WorkFactor::weak_for_tests() };
    let clock = FixedClock::new(SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000));
    let mut desk = Desk::new(place, SettingsFile::open(PathBuf::new()));
    let refused = desk.create(&words(), OpenWith::Keyring, clock.now());
    assert!(refused.unwrap().is_none());
    desk.lock();
    App::new(desk, Arc::new(clock), Clipboard::new::<arboard::Clipboard>(), Arc::new(Nobody))
}

#[test]
fn what_was_called_off_does_not_open_the_vault() {
    let app = locked_app(Arc::new(MemorySecretStore::default()));
    let calls_off: [&dyn Fn(); 2] = [&|| app.call_off(), &|| drop(app.lock())];
    for call_off in calls_off {
        let call = app.clock();
        call_off();
        let opened = app.desk().unlock(&words(), Rollback::Refuse, call);
        assert!(matches!(opened, Err(ActionError::Unlock(UnlockError::CalledOff))), "{opened:?}");
        assert!(!app.desk().is_open());
    }
    app.desk().unlock(&words(), Rollback::Refuse, app.clock()).unwrap();
    assert!(app.desk().is_open(), "a command that begins afterwards is another one");
}

#[test]
fn a_vault_locked_while_the_keyring_is_asked_stays_locked() {
    let ((asked, is_asked), (answer, answers)) = (mpsc::channel(), mpsc::channel());
    let store = SlowStore {
        inner: MemorySecretStore::default(),
        asked: Mutex::new(asked),
        answer: Mutex::new(answers),
    };
    let app = locked_app(Arc::new(store));
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
    assert!(!open(&|| app.call_off()), "cancelled while it was being opened");
    assert!(open(&|| {}), "nobody locked");
}
