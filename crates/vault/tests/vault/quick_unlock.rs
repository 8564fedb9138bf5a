//! Quick unlock and the last seen revision, over keyrings that work, fail and forget.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use vault::{
    LockedVault, MemoryFolder, MemorySecretStore, QuickUnlock, QuickUnlockError, Rollback, SecretStore,
    SecretStoreError, UnlockError, UnlockedVault,
};
use zeroize::Zeroizing;

use crate::support::*;

fn vault_with_keyring() -> (Arc<MemoryFolder>, Arc<MemorySecretStore>, UnlockedVault) {
    let (folder, secrets) = (Arc::new(MemoryFolder::new()), Arc::new(MemorySecretStore::new()));
    let place = place_with(folder.clone(), secrets.clone());
    let mut vault = LockedVault::create(place, &words(WORDS), at(0)).unwrap();
    add(&mut vault, "ann", 0);
    (folder, secrets, vault)
}

fn quick(locked: &LockedVault) -> Result<UnlockedVault, UnlockError> {
    locked.quick_unlock(at(9), Rollback::Refuse)
}

#[test]
fn the_keyring_opens_the_vault_only_while_it_was_asked_to() {
    let (_, secrets, vault) = vault_with_keyring();
    let locked = vault.lock();
    assert_eq!(locked.has_quick_unlock(), QuickUnlock::Off);
    assert!(matches!(quick(&locked), Err(UnlockError::QuickUnlock(QuickUnlockError::NoKey))));
    let vault = locked.unlock(&words(WORDS), at(1), Rollback::Refuse).unwrap();
    vault.enable_quick_unlock().unwrap();
    let locked = vault.lock();
    assert_eq!(locked.has_quick_unlock(), QuickUnlock::On);
    let vault = quick(&locked).unwrap();
    assert_eq!(names(&vault), ["ann"]);
    vault.disable_quick_unlock().unwrap();
    assert!(secrets.names().iter().all(|name| !name.starts_with("daily-identity")));
    let locked = vault.lock();
    assert_eq!(locked.has_quick_unlock(), QuickUnlock::Off);
    assert!(quick(&locked).is_err());
}

#[test]
fn what_is_stored_is_one_plain_line() {
    let (_, secrets, vault) = vault_with_keyring();
    vault.enable_quick_unlock().unwrap();
    let name = format!("daily-identity-{}", vault.vault_id());
    let line = secrets.get(&name).unwrap().unwrap();
    assert!(line.starts_with("AGE-SECRET-KEY-1") && line.bytes().all(|b| b.is_ascii_graphic()));
}

#[test]
fn a_broken_keyring_is_one_sentence_and_the_passphrase_opens_the_vault() {
    let (_, secrets, vault) = vault_with_keyring();
    vault.enable_quick_unlock().unwrap();
    let locked = vault.lock();
    for error in [
        SecretStoreError::Absent,
        SecretStoreError::Locked,
        SecretStoreError::Silent,
        SecretStoreError::Failed,
    ] {
        secrets.break_with(error);
        assert_eq!(locked.has_quick_unlock(), QuickUnlock::Unavailable(error.to_string()));
        let failed = quick(&locked).err();
        assert!(
            matches!(failed, Some(UnlockError::QuickUnlock(QuickUnlockError::Keyring(same))) if same == error)
        );
        let mut vault = locked.unlock(&words(WORDS), at(9), Rollback::Refuse).unwrap();
        add(&mut vault, "bob", 9);
        assert!(vault.enable_quick_unlock().is_err());
    }
    secrets.repair();
    assert_eq!(locked.has_quick_unlock(), QuickUnlock::On);
}

#[test]
fn a_keyring_that_forgot_means_the_passphrase_and_nothing_else() {
    let (folder, secrets, vault) = vault_with_keyring();
    vault.enable_quick_unlock().unwrap();
    let locked = vault.lock();
    for name in secrets.names() {
        secrets.remove(&name).unwrap();
    }
    assert_eq!(locked.has_quick_unlock(), QuickUnlock::Off);
    assert!(matches!(quick(&locked), Err(UnlockError::QuickUnlock(QuickUnlockError::NoKey))));
    assert_eq!(names(&open(&folder, WORDS, 9)), ["ann"]);
}

#[test]
fn a_wrong_key_in_the_keyring_is_said_so() {
    let (_, secrets, vault) = vault_with_keyring();
    vault.enable_quick_unlock().unwrap();
    let name = format!("daily-identity-{}", vault.vault_id());
    let locked = vault.lock();
    secrets.set(&name, "not a key").unwrap();
    assert!(matches!(quick(&locked), Err(UnlockError::QuickUnlock(QuickUnlockError::WrongKey))));
    let other =
        age::secrecy::ExposeSecret::expose_secret(&age::x25519::Identity::generate().to_string()).to_owned();
    secrets.set(&name, &other).unwrap();
    assert!(matches!(quick(&locked), Err(UnlockError::QuickUnlock(QuickUnlockError::WrongKey))));
}

#[test]
fn quick_unlock_goes_on_after_the_keys_were_replaced_or_is_off() {
    let (_, secrets, mut vault) = vault_with_keyring();
    vault.enable_quick_unlock().unwrap();
    let replaced = vault.replace_keys(&words(WORDS), &words("new"), at(1)).unwrap();
    assert_eq!(replaced.quick_unlock_lost, None);
    let locked = vault.lock();
    let mut vault = quick(&locked).unwrap();
    assert_eq!(names(&vault), ["ann"]);
    secrets.break_with(SecretStoreError::Locked);
    let replaced = vault.replace_keys(&words("new"), &words("newer"), at(2)).unwrap();
    assert_eq!(replaced.quick_unlock_lost, Some(SecretStoreError::Locked));
    let told = replaced.warnings().concat();
    assert!(told.contains("Quick unlock is off now") && told.contains("locked or refused"), "{told}");
    secrets.repair();
    assert!(matches!(quick(&vault.lock()), Err(UnlockError::QuickUnlock(QuickUnlockError::WrongKey))));
}

#[test]
fn an_older_copy_opens_only_after_a_warning() {
    let (folder, secrets, mut vault) = vault_with_keyring();
    vault.enable_quick_unlock().unwrap();
    let older = folder.get("vault.age").unwrap();
    let found = vault.revision();
    add(&mut vault, "bob", 1);
    let seen = vault.revision();
    let locked = vault.lock();
    folder.put("vault.age", &older);
    let refused = locked.unlock(&words(WORDS), at(2), Rollback::Refuse).err();
    assert!(
        matches!(refused, Some(UnlockError::OlderThanSeen { found: f, seen: s }) if (f, s) == (found, seen))
    );
    drop(locked.unlock(&words(WORDS), at(2), Rollback::Accept).unwrap());
    drop(locked.unlock(&words(WORDS), at(3), Rollback::Refuse).unwrap());
    // Without the keyring there is no warning, and no way to be locked out by it.
    secrets.break_with(SecretStoreError::Absent);
    drop(locked.unlock(&words(WORDS), at(4), Rollback::Refuse).unwrap());
}

/// A keyring that counts how often it is bothered.
#[derive(Default)]
struct Bothered {
    inner: MemorySecretStore,
    times: AtomicUsize,
}

impl Bothered {
    fn once_more(&self) -> &MemorySecretStore {
        self.times.fetch_add(1, Ordering::SeqCst);
        &self.inner
    }
}

impl SecretStore for Bothered {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, SecretStoreError> {
        self.once_more().get(name)
    }
    fn set(&self, name: &str, line: &str) -> Result<(), SecretStoreError> {
        self.once_more().set(name, line)
    }
    fn remove(&self, name: &str) -> Result<(), SecretStoreError> {
        self.once_more().remove(name)
    }
}

#[test]
fn without_quick_unlock_the_keyring_is_never_bothered() {
    let (folder, secrets) = (Arc::new(MemoryFolder::new()), Arc::new(Bothered::default()));
    let place = place_with(folder.clone(), secrets.clone());
    let mut vault = LockedVault::create(place, &words(WORDS), at(0)).unwrap();
    let older = folder.get("vault.age").unwrap();
    add(&mut vault, "ann", 4_000);
    let locked = vault.lock();
    let id = locked.snapshots().unwrap()[0].id.clone();
    locked.restore(&id, &words(WORDS), at(4_001)).unwrap();
    drop(locked.unlock(&words(WORDS), at(4_002), Rollback::Refuse).unwrap());
    folder.put("vault.age", &older);
    let vault = locked.unlock(&words(WORDS), at(4_003), Rollback::Refuse).unwrap();
    assert_eq!(secrets.times.load(Ordering::SeqCst), 0);
    vault.enable_quick_unlock().unwrap();
    let locked = vault.lock();
    assert_eq!(secrets.inner.names().len(), 2, "the key and the revision");
    let vault = locked.unlock(&words(WORDS), at(4_004), Rollback::Refuse).unwrap();
    vault.disable_quick_unlock().unwrap();
    drop(vault);
    assert_eq!(secrets.inner.names(), [""; 0]);
}

#[test]
fn a_snapshot_put_back_on_request_raises_no_warning() {
    let (_, _, mut vault) = vault_with_keyring();
    vault.enable_quick_unlock().unwrap();
    add(&mut vault, "bob", 4_000);
    let locked = vault.lock();
    let id = locked.snapshots().unwrap()[0].id.clone();
    locked.restore(&id, &words(WORDS), at(4_001)).unwrap();
    drop(locked.unlock(&words(WORDS), at(4_002), Rollback::Refuse).unwrap());
}
