//! Another passphrase, other keys, and the keyring.
use std::{
    sync::{Arc, Mutex, mpsc},
    thread,
};

use vault::{MemorySecretStore, Place, QuickUnlock, SecretStore, SecretStoreError};
use zeroize::Zeroizing;

use super::*;
use crate::{
    Phase, Rollback, UnlockError,
    fixture::{add_named, desk_in, later, now, page, passphrase, place, wrong},
};

fn new() -> Passphrase {
    Passphrase::from("another one entirely".to_owned())
}

fn remembered(desk: &Desk) -> Vec<ActivityKind> {
    desk.vault().unwrap().contents().activity.iter().map(|event| event.what.clone()).collect()
}

#[test]
fn after_a_change_only_the_new_passphrase_opens() {
    let mut desk = desk_in(place().0);
    add_named(&mut desk, "Acme", "ann");
    assert!(matches!(
        desk.change_passphrase(&wrong(), &new(), now()),
        Err(ActionError::Unlock(UnlockError::WrongPassphrase { .. }))
    ));
    desk.change_passphrase(&passphrase(), &new(), later(10)).unwrap();
    assert_eq!(remembered(&desk).last(), Some(&ActivityKind::PassphraseChanged));
    desk.lock();
    assert!(desk.unlock(&passphrase(), Rollback::Refuse, later(20)).is_err());
    desk.unlock(&new(), Rollback::Refuse, later(30)).unwrap();
    assert_eq!(page(&mut desk, "ann").total, 1);
}

#[test]
fn new_keys_keep_the_accounts_and_are_remembered() {
    let mut desk = desk_in(place().0);
    add_named(&mut desk, "Acme", "ann");
    desk.replace_keys(&passphrase(), &new(), later(10)).unwrap();
    assert_eq!(remembered(&desk).last(), Some(&ActivityKind::KeysReplaced));
    desk.lock();
    desk.unlock(&new(), Rollback::Refuse, later(30)).unwrap();
    assert_eq!(page(&mut desk, "ann").total, 1);
}

#[test]
fn the_keyring_opens_the_vault_once_the_passphrase_allowed_it() {
    let mut desk = desk_in(place().0);
    assert!(desk.enable_quick_unlock(&wrong(), now()).is_err());
    assert_eq!(desk.status(now()).quick_unlock, QuickUnlock::Off);
    desk.enable_quick_unlock(&passphrase(), now()).unwrap();
    assert_eq!(desk.status(now()).quick_unlock, QuickUnlock::On);
    desk.lock();
    assert_eq!(desk.status(now()).quick_unlock, QuickUnlock::On);
    desk.quick_unlock(Rollback::Refuse, now()).unwrap();
    desk.disable_quick_unlock().unwrap();
    desk.lock();
    assert!(matches!(
        desk.quick_unlock(Rollback::Refuse, now()),
        Err(ActionError::Unlock(UnlockError::QuickUnlock(_)))
    ));
}

#[test]
fn a_broken_keyring_is_a_sentence_and_the_passphrase_still_opens() {
    let keyring = Arc::new(MemorySecretStore::default());
    let mut desk = desk_in(Place { secrets: keyring.clone(), ..place().0 });
    desk.enable_quick_unlock(&passphrase(), now()).unwrap();
    desk.lock();
    keyring.break_with(SecretStoreError::Absent);
    assert_eq!(desk.status(now()).quick_unlock, QuickUnlock::On, "nobody has asked it yet");
    assert!(desk.quick_unlock(Rollback::Refuse, now()).is_err());
    let QuickUnlock::Unavailable(sentence) = desk.status(now()).quick_unlock else { panic!("said to work") };
    assert!(sentence.ends_with('.'));
    desk.unlock(&passphrase(), Rollback::Refuse, now()).unwrap();
    assert_eq!(desk.status(now()).phase, Phase::Open);
    assert!(matches!(desk.enable_quick_unlock(&passphrase(), now()), Err(ActionError::Keyring(_))));
}

/// A keyring that does not answer before it is told to.
struct Hanging {
    keys: MemorySecretStore,
    answers: Mutex<Option<mpsc::Receiver<()>>>,
}

impl Hanging {
    fn wait(&self) {
        if let Some(answers) = &*self.answers.lock().unwrap() {
            answers.recv().unwrap();
        }
    }
}

impl SecretStore for Hanging {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, SecretStoreError> {
        self.wait();
        self.keys.get(name)
    }
    fn set(&self, name: &str, line: &str) -> Result<(), SecretStoreError> {
        self.wait();
        self.keys.set(name, line)
    }
    fn remove(&self, name: &str) -> Result<(), SecretStoreError> {
        self.wait();
        self.keys.remove(name)
    }
}

#[test]
fn a_keyring_that_hangs_is_waited_for_on_its_handle_and_not_at_the_desk() {
    let keyring = Arc::new(Hanging { keys: MemorySecretStore::default(), answers: Mutex::default() });
    let mut desk = desk_in(Place { secrets: keyring.clone(), ..place().0 });
    desk.enable_quick_unlock(&passphrase(), now()).unwrap();
    desk.lock();
    keyring.keys.break_with(SecretStoreError::Locked);
    let (answer, answers) = mpsc::channel();
    *keyring.answers.lock().unwrap() = Some(answers);
    let handle = desk.keyring();
    let asked = thread::spawn(move || handle.look());
    // No answer has been given, and the desk says how things stand.
    assert_eq!((desk.status(now()).phase, desk.status(now()).quick_unlock), (Phase::Locked, QuickUnlock::On));
    answer.send(()).unwrap();
    let found = asked.join().unwrap();
    assert!(matches!(found, QuickUnlock::Unavailable(_)));
    assert_eq!(desk.status(now()).quick_unlock, found, "what was asked on the handle is known at the desk");
    drop(answer);
    *keyring.answers.lock().unwrap() = None;
}

#[test]
fn a_weak_passphrase_is_rated_and_not_refused() {
    assert_eq!(rate(&Passphrase::from("password".to_owned())).score, 0);
    assert!(rate(&Passphrase::from("glacier-violin-otter-94-umbrella".to_owned())).score >= 3);
}
