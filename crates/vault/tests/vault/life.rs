//! A vault is made, opened, changed, locked and opened again.

use std::cell::Cell;

use vault::{ChangeError, Clock, LockedVault, MemoryFolder, Refreshed, Rollback, UnlockError, VaultError};

use crate::support::*;

#[test]
fn an_empty_folder_holds_no_vault() {
    let folder = std::sync::Arc::new(MemoryFolder::new());
    assert!(LockedVault::find(place(folder.clone())).unwrap().is_none());
    folder.put("lock", b"");
    folder.put("notes.txt", b"mine");
    folder.put("state.json", br#"{"format":"keepward-state","windows":{}}"#);
    assert!(LockedVault::find(place(folder)).unwrap().is_none());
}

#[test]
fn what_is_saved_is_there_after_lock_and_unlock() {
    let (folder, vault) = new_vault(&["ann", "bob"]);
    let (id, revision) = (vault.vault_id(), vault.revision());
    let locked = vault.lock();
    let vault = locked.unlock(&words(WORDS), at(1), Rollback::Refuse).unwrap();
    assert_eq!(names(&vault), ["ann", "bob"]);
    assert_eq!((vault.vault_id(), vault.revision()), (id, revision));
    assert_eq!(names(&open(&folder, WORDS, 1)), ["ann", "bob"]);
}

#[test]
fn wrong_passphrase_leaves_the_vault_locked_and_waits_longer_each_time() {
    let (folder, vault) = new_vault(&["ann"]);
    let locked = vault.lock();
    let attempt = |text, secs| locked.unlock(&words(text), at(secs), Rollback::Refuse).err();
    assert!(
        matches!(attempt("wrong", 0), Some(UnlockError::WrongPassphrase { retry_in }) if retry_in.is_zero())
    );
    assert!(
        matches!(attempt("wrong", 0), Some(UnlockError::WrongPassphrase { retry_in }) if retry_in.as_secs() == 1)
    );
    assert!(matches!(attempt(WORDS, 0), Some(UnlockError::TooSoon { retry_in }) if retry_in.as_secs() == 1));
    assert_eq!(found(&folder).wait_before_retry(at(0)).as_secs(), 1, "kept over restarts");
    assert!(attempt(WORDS, 1).is_none());
    assert_eq!(locked.wait_before_retry(at(1)).as_secs(), 0);
}

#[test]
fn the_same_back_off_holds_wherever_a_passphrase_is_asked() {
    let (_, mut vault) = new_vault(&[]);
    for secs in [0, 0] {
        assert!(matches!(vault.verify(&words("x"), at(secs)), Err(UnlockError::WrongPassphrase { .. })));
    }
    let new = words("new");
    assert!(matches!(vault.change_passphrase(&words(WORDS), &new, at(0)), Err(UnlockError::TooSoon { .. })));
    assert!(matches!(vault.replace_keys(&words(WORDS), &new, at(0)), Err(UnlockError::TooSoon { .. })));
    let locked = vault.lock();
    assert!(matches!(
        locked.unlock(&words(WORDS), at(0), Rollback::Refuse),
        Err(UnlockError::TooSoon { .. })
    ));
}

#[test]
fn a_folder_with_a_vault_takes_no_second_one() {
    let (folder, vault) = new_vault(&["ann"]);
    drop(vault);
    let create = || LockedVault::create(place(folder.clone()), &words("other"), at(1)).err();
    assert!(matches!(create(), Some(VaultError::AlreadyThere { .. })));
    for file in ["vault-key.age", "vault.age"] {
        vault::VaultFolder::remove(&*folder, file).unwrap();
        assert!(matches!(create(), Some(VaultError::AlreadyThere { .. })), "{file}");
    }
}

#[test]
fn an_empty_passphrase_makes_no_vault() {
    let folder = std::sync::Arc::new(MemoryFolder::new());
    let created = LockedVault::create(place(folder.clone()), &words(""), at(0));
    assert!(matches!(created, Err(VaultError::EmptyPassphrase)));
    assert!(LockedVault::find(place(folder)).unwrap().is_none());
}

#[test]
fn a_change_that_is_refused_changes_nothing() {
    let (folder, mut vault) = new_vault(&["ann"]);
    let (before, revision) = (folder.get("vault.age"), vault.revision());
    let refused = vault.change(at(1), |contents| {
        contents.accounts.clear();
        Err::<(), _>("no")
    });
    assert!(matches!(refused, Err(ChangeError::Refused("no"))));
    assert_eq!((names(&vault), vault.revision()), (vec!["ann"], revision));
    assert_eq!(folder.get("vault.age"), before);
}

#[test]
fn a_change_is_applied_to_what_another_program_saved() {
    let (folder, mut one) = new_vault(&["ann"]);
    let mut other = open(&folder, WORDS, 0);
    add(&mut other, "bob", 1);
    let seen = Cell::new(0);
    one.change(at(2), |contents| {
        seen.set(contents.accounts.len());
        contents.accounts.push(std::sync::Arc::new(account("eve", 2)));
        Ok::<_, ()>(())
    })
    .unwrap();
    assert_eq!(seen.get(), 2);
    assert_eq!(names(&one), ["ann", "bob", "eve"]);
    assert_eq!(other.refresh().unwrap(), Refreshed::Reloaded);
    assert_eq!(names(&other), ["ann", "bob", "eve"]);
    assert_eq!(other.refresh().unwrap(), Refreshed::Unchanged);
}

#[test]
fn a_new_passphrase_opens_the_same_vault_and_the_old_one_no_more() {
    let (folder, mut vault) = new_vault(&["ann"]);
    let mut other = open(&folder, WORDS, 0);
    vault.change_passphrase(&words(WORDS), &words("new"), at(1)).unwrap();
    drop(vault);
    assert_eq!(names(&open(&folder, "new", 1)), ["ann"]);
    let old = found(&folder).unlock(&words(WORDS), at(1), Rollback::Refuse);
    assert!(matches!(old, Err(UnlockError::WrongPassphrase { .. })));
    // The keys are the same, so whoever has the vault open goes on.
    add(&mut other, "bob", 2);
    assert_eq!(folder.get("vault-key.age"), folder.get("snapshots/vault-key.age"));
}

#[test]
fn after_replacing_the_keys_nothing_opens_with_the_old_ones() {
    let (folder, mut vault) = new_vault(&["ann"]);
    add(&mut vault, "bob", 4_000);
    let old = identity(&*folder, WORDS);
    let replaced = vault.replace_keys(&words(WORDS), &words("new"), at(5_000)).unwrap();
    assert_eq!((replaced.snapshots_dropped, replaced.unfinished.is_none()), (2, true));
    add(&mut vault, "eve", 5_001);
    assert_eq!(names(&open(&folder, "new", 5_002)), ["ann", "bob", "eve"]);
    for file in vault::VaultFolder::list(&*folder, Some("snapshots")).unwrap() {
        let bytes = folder.get(&format!("snapshots/{file}")).unwrap();
        assert!(age::decrypt(&old, &bytes).is_err(), "{file} opens with the old key");
    }
    assert!(age::decrypt(&old, &folder.get("vault.age").unwrap()).is_err());
    assert_eq!(found(&folder).snapshots().unwrap().len(), 1);
}

/// Somebody who is asked a number of times whether they still wait, and then has had enough.
struct Impatient(std::sync::atomic::AtomicUsize);

impl Clock for Impatient {
    fn now(&self) -> std::time::SystemTime {
        at(1)
    }

    fn called_off(&self) -> bool {
        let left = self.0.load(std::sync::atomic::Ordering::Relaxed);
        self.0.store(left.saturating_sub(1), std::sync::atomic::Ordering::Relaxed);
        left == 0
    }
}

#[test]
fn a_new_passphrase_that_was_called_off_before_it_was_written_is_not_in_force() {
    let (folder, mut vault) = new_vault(&["ann"]);
    let (key_file, vault_file) = (folder.get("vault-key.age"), folder.get("vault.age"));
    for asked in 0..=1 {
        let person = || Impatient(asked.into());
        let changed = vault.change_passphrase(&words(WORDS), &words("new"), person());
        assert!(matches!(changed, Err(UnlockError::CalledOff)), "{asked}");
        let replaced = vault.replace_keys(&words(WORDS), &words("new"), person());
        assert!(matches!(replaced, Err(UnlockError::CalledOff)), "{asked}");
        assert_eq!(
            (folder.get("vault-key.age"), folder.get("vault.age")),
            (key_file.clone(), vault_file.clone())
        );
    }
    vault.change_passphrase(&words(WORDS), &words("new"), Impatient(2.into())).unwrap();
    assert_eq!(names(&open(&folder, "new", 2)), ["ann"], "a person who waits has it changed");
}

#[test]
fn whoever_has_the_vault_open_must_unlock_again_after_the_keys_were_replaced() {
    let (folder, mut vault) = new_vault(&["ann"]);
    let mut other = open(&folder, WORDS, 0);
    vault.replace_keys(&words(WORDS), &words("new"), at(1)).unwrap();
    assert!(matches!(other.refresh(), Err(VaultError::KeysReplaced)));
    let change = other.change(at(2), adding("bob", 2));
    assert!(matches!(change, Err(ChangeError::Vault(VaultError::KeysReplaced))));
    assert_eq!(names(&other), ["ann"], "what was open stays to be read");
    assert!(matches!(other.verify(&words("new"), at(2)), Err(UnlockError::Vault(VaultError::KeysReplaced))));
    assert_eq!(names(&open(&folder, "new", 3)), ["ann"]);
}

#[test]
fn every_sentence_says_what_to_do_next() {
    let errors = [
        VaultError::Missing { file: "vault.age".to_owned() },
        VaultError::Gone,
        VaultError::DiskFull,
        VaultError::ReadOnlyDisk,
        VaultError::Busy { waited_secs: 10 },
        VaultError::KeysReplaced,
        VaultError::EmptyPassphrase,
        VaultError::NewerFormat { found: 2, known: 1 },
    ];
    for error in errors {
        let text = error.to_string();
        assert!(text.matches(". ").count() >= 1 && text.ends_with('.'), "{text}");
    }
}
