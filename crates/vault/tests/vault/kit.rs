//! The emergency kit: made, proven, replaced, and the only thing left on the bad day.

use std::sync::Arc;

use vault::{
    Fault, Kit, KitError, LockedVault, MemoryFolder, MemorySecretStore, RecoveryError, RecoveryFromKit,
    Rollback, UnlockError, UnlockedVault, VaultError, VaultFolder,
};

use crate::recovery_support::*;
use crate::support::*;

const NEW: &str = "new passphrase";

/// A vault with an account, a set and a kit.
fn with_kit() -> (Arc<MemoryFolder>, UnlockedVault, Kit) {
    let (folder, mut vault) = new_vault(&["ann"]);
    let mut recovery = opened(&mut vault, WORDS, 1);
    import(&mut recovery, &mut vault, "github", 3, 2);
    let kit = vault.make_kit(&mut recovery, at(3)).unwrap();
    assert!(kit.unfinished().is_none());
    (folder, vault, kit)
}

fn opens(kit: &str, file: &[u8]) -> bool {
    let identity: age::x25519::Identity = kit.parse().unwrap();
    age::decrypt(&identity, file).is_ok()
}

#[test]
fn a_kit_opens_both_files_and_is_proven() {
    let (folder, mut vault, kit) = with_kit();
    for file in ["vault.age", "recovery.age"] {
        assert!(opens(kit.expose(), &folder.get(file).unwrap()), "{file}");
    }
    let status = vault.kit().unwrap();
    assert_eq!((status.created, status.proven), (Some(at(3).into()), None));
    let status = vault.test_kit(&kit.expose().to_lowercase(), at(9)).unwrap();
    assert_eq!(status.proven, Some(at(9).into()));
    drop(vault);
    let mut vault = open(&folder, WORDS, 10);
    assert_eq!(vault.kit(), Some(status), "remembered");
    // It goes on opening what is saved later, by either side.
    add(&mut vault, "bob", 11);
    use_first(&mut opened(&mut vault, WORDS, 11), &mut vault, 12);
    for file in ["vault.age", "recovery.age"] {
        assert!(opens(kit.expose(), &folder.get(file).unwrap()), "{file}");
    }
}

#[test]
fn what_is_wrong_with_a_kit_is_told_apart() {
    let (folder, mut vault, kit) = with_kit();
    let (_, _, foreign) = with_kit();
    let mut recovery = opened(&mut vault, WORDS, 5);
    let newer = vault.make_kit(&mut recovery, at(6)).unwrap();
    let mut mistyped = newer.expose().to_owned();
    let last = mistyped.pop().unwrap();
    mistyped.push(if last == 'Q' { 'P' } else { 'Q' });
    assert!(matches!(vault.test_kit("my old notes", at(7)), Err(KitError::NotAKit)));
    assert!(matches!(vault.test_kit(&mistyped, at(7)), Err(KitError::Damaged)));
    assert!(matches!(vault.test_kit(foreign.expose(), at(7)), Err(KitError::OtherVault)));
    let former = vault.test_kit(kit.expose(), at(7));
    assert!(
        matches!(former, Err(KitError::Former { created: Some(then) }) if then == at(3).into()),
        "{former:?}"
    );
    assert!(vault.kit().unwrap().proven.is_none(), "nothing was proven");
    vault.test_kit(newer.expose(), at(8)).unwrap();
    for file in ["vault.age", "recovery.age"] {
        let now_there = folder.get(file).unwrap();
        assert!(!opens(kit.expose(), &now_there) && opens(newer.expose(), &now_there), "{file}");
    }
    let daily = identity(&*folder, WORDS).to_string();
    let daily = age::secrecy::ExposeSecret::expose_secret(&daily).to_owned();
    assert!(matches!(vault.test_kit(&daily, at(9)), Err(KitError::OtherVault)), "a key, but not on paper");
}

#[test]
fn a_kit_is_proven_on_what_lies_on_disk() {
    let (folder, mut vault, kit) = with_kit();
    let stranger = age::x25519::Identity::generate().to_public();
    folder.put("recovery.age", &age::encrypt(&stranger, b"{}").unwrap());
    assert!(matches!(vault.test_kit(kit.expose(), at(9)), Err(KitError::NotForRecovery)));
    folder.remove("recovery.age").unwrap();
    let missing = vault.test_kit(kit.expose(), at(9));
    assert!(matches!(
        missing,
        Err(KitError::Recovery(RecoveryError::Unlock(UnlockError::Vault(VaultError::Missing { .. }))))
    ));
}

#[test]
fn a_closed_compartment_makes_no_kit() {
    let (_, mut vault) = new_vault(&[]);
    let mut recovery = opened(&mut vault, WORDS, 1);
    let late = vault.make_kit(&mut recovery, at(500));
    assert!(matches!(late, Err(KitError::Recovery(RecoveryError::Expired))));
    assert!(vault.kit().is_none());
}

#[test]
fn a_change_of_passphrase_and_a_leak_leave_the_paper_good() {
    let (folder, mut vault, kit) = with_kit();
    vault.change_passphrase(&words(WORDS), &words("second"), at(5)).unwrap();
    vault.test_kit(kit.expose(), at(6)).unwrap();
    vault.replace_keys(&words("second"), &words("third"), at(7)).unwrap();
    vault.test_kit(kit.expose(), at(8)).unwrap();
    for file in ["vault.age", "recovery.age"] {
        assert!(opens(kit.expose(), &folder.get(file).unwrap()), "{file}");
    }
}

#[test]
fn an_earlier_vault_put_back_does_not_bring_an_earlier_kit_back() {
    let (folder, mut vault, kit) = with_kit();
    add(&mut vault, "bob", 4_000); // a snapshot that opens with the first kit
    let newer = new_kit(&mut vault, 4_001);
    let locked = vault.lock();
    let snapshot = locked.snapshots().unwrap()[0].id.clone();
    assert!(opens(kit.expose(), &folder.get(&format!("snapshots/{snapshot}.age")).unwrap()), "an old copy");
    locked.restore(&snapshot, &words(WORDS), at(4_003)).unwrap();
    let mut vault = open(&folder, WORDS, 4_004);
    vault.test_kit(newer.expose(), at(4_005)).unwrap();
    assert!(matches!(vault.test_kit(kit.expose(), at(4_005)), Err(KitError::Former { .. })));
}

#[test]
fn a_compartment_put_back_is_for_the_present_kit() {
    let (folder, mut vault, _) = with_kit();
    let mut recovery = opened(&mut vault, WORDS, 4_000);
    import(&mut recovery, &mut vault, "other", 1, 4_001); // a snapshot that opens with the first kit
    let newer = vault.make_kit(&mut recovery, at(4_002)).unwrap();
    drop(recovery);
    let snapshot = vault.recovery_snapshots().unwrap()[0].id.clone();
    vault.restore_recovery(&snapshot, &words(WORDS), at(4_003)).unwrap();
    vault.test_kit(newer.expose(), at(4_004)).unwrap();
    assert!(opens(newer.expose(), &folder.get("recovery.age").unwrap()));
}

/// From two files and a paper, in a folder on another computer.
#[test]
fn with_the_kit_alone_everything_comes_back() {
    let (folder, vault, kit) = with_kit();
    drop(vault);
    let bare = Arc::new(MemoryFolder::new());
    for file in ["vault.age", "recovery.age"] {
        bare.put(file, &folder.get(file).unwrap());
    }
    let done = found(&bare).restore_from_kit(kit.expose(), &words(NEW), at(20)).unwrap();
    assert!(done.recovery == RecoveryFromKit::Restored && done.unfinished.is_none(), "{done:?}");
    let mut vault = open(&bare, NEW, 21);
    assert_eq!(names(&vault), ["ann"]);
    let recovery = opened(&mut vault, NEW, 22);
    assert_eq!(recovery.contents(at(22)).unwrap().sets[0].codes.len(), 3);
    vault.test_kit(kit.expose(), at(23)).unwrap();
    assert_eq!(bare.get(&format!("{}/vault.age", done.kept_in)), folder.get("vault.age"));
}

#[test]
fn a_forgotten_passphrase_is_out_of_force_afterwards_and_its_files_are_kept() {
    let (folder, mut vault, kit) = with_kit();
    add(&mut vault, "bob", 4_000);
    drop(vault);
    let before: Vec<_> = ["vault-key.age", "vault.age", "recovery-key.age", "recovery.age"]
        .map(|file| (file, folder.get(file)))
        .into();
    let snapshots = folder.list(Some("snapshots")).unwrap();
    for _ in 0..3 {
        let _ = found(&folder).unlock(&words("forgotten"), at(4_001), Rollback::Refuse);
    }
    assert!(!found(&folder).wait_before_retry(at(4_001)).is_zero());
    let done = found(&folder).restore_from_kit(kit.expose(), &words(NEW), at(4_001)).unwrap();
    assert!(found(&folder).wait_before_retry(at(4_001)).is_zero(), "whoever holds the paper need not wait");
    for (file, bytes) in before {
        assert_eq!(folder.get(&format!("{}/{file}", done.kept_in)), bytes, "{file}");
    }
    for name in snapshots {
        assert!(folder.get(&format!("{}/snapshots-{name}", done.kept_in)).is_some(), "{name}");
    }
    let old = found(&folder).unlock(&words(WORDS), at(4_002), Rollback::Refuse);
    assert!(matches!(old, Err(UnlockError::WrongPassphrase { .. })));
    assert_eq!(names(&open(&folder, NEW, 4_010)), ["ann", "bob"]);
}

#[test]
fn quick_unlock_is_off_after_a_restore_from_the_kit() {
    let (folder, secrets) = (Arc::new(MemoryFolder::new()), Arc::new(MemorySecretStore::new()));
    let surroundings = || place_with(folder.clone(), secrets.clone());
    let mut vault = LockedVault::create(surroundings(), &words(WORDS), at(0)).unwrap();
    vault.enable_quick_unlock().unwrap();
    let kit = new_kit(&mut vault, 1);
    let locked = vault.lock();
    locked.restore_from_kit(kit.expose(), &words(NEW), at(2)).unwrap();
    assert_eq!(locked.has_quick_unlock(), vault::QuickUnlock::Off);
    assert!(locked.quick_unlock(at(3), Rollback::Refuse).is_err());
}

/// Then `recovery.age` turns up, and it is done once more.
#[test]
fn a_recovery_file_that_is_missing_at_the_restore_is_told_and_can_follow() {
    let (folder, vault, kit) = with_kit();
    drop(vault);
    let bare = Arc::new(MemoryFolder::new());
    bare.put("vault.age", &folder.get("vault.age").unwrap());
    let done = found(&bare).restore_from_kit(kit.expose(), &words(NEW), at(20)).unwrap();
    assert_eq!(done.recovery, RecoveryFromKit::Missing);
    assert_eq!(names(&open(&bare, NEW, 21)), ["ann"]);
    bare.put("recovery.age", &folder.get("recovery.age").unwrap());
    let done = found(&bare).restore_from_kit(kit.expose(), &words("third"), at(30)).unwrap();
    assert_eq!(done.recovery, RecoveryFromKit::Restored);
    let mut vault = open(&bare, "third", 31);
    assert_eq!(opened(&mut vault, "third", 32).contents(at(32)).unwrap().sets.len(), 1);
}

#[test]
fn a_kit_restores_nothing_that_is_not_its_own() {
    let (folder, mut vault, kit) = with_kit();
    let (other, _, foreign) = with_kit();
    add(&mut vault, "bob", 4_000);
    let newer = new_kit(&mut vault, 4_001);
    let locked = vault.lock();
    let restore = |text: &str| locked.restore_from_kit(text, &words(NEW), at(4_002));
    let before = folder.get("vault.age");
    assert!(matches!(restore(foreign.expose()), Err(KitError::OtherVault)));
    assert!(matches!(restore(kit.expose()), Err(KitError::Former { .. })));
    assert!(matches!(restore("x"), Err(KitError::NotAKit)));
    let empty = locked.restore_from_kit(newer.expose(), &words(""), at(4_002));
    assert!(matches!(
        empty,
        Err(KitError::Recovery(RecoveryError::Unlock(UnlockError::Vault(VaultError::EmptyPassphrase))))
    ));
    folder.put("recovery.age", &other.get("recovery.age").unwrap());
    assert!(matches!(restore(newer.expose()), Err(KitError::NotForRecovery)));
    assert_eq!(folder.get("vault.age"), before, "nothing was changed");
}

#[test]
fn files_of_two_vaults_for_the_same_kit_are_refused() {
    let (folder, vault, kit) = with_kit();
    drop(vault);
    let identity: age::x25519::Identity = kit.expose().parse().unwrap();
    let text = recovery_plaintext(&*folder, WORDS);
    let at_id = text.find(r#""vault_id":""#).unwrap() + 12;
    let other = format!("{}{}{}", &text[..at_id], "0".repeat(32), &text[at_id + 32..]);
    folder.put("recovery.age", &age::encrypt(&identity.to_public(), other.as_bytes()).unwrap());
    let before = folder.get("vault.age");
    let refused = found(&folder).restore_from_kit(kit.expose(), &words(NEW), at(9));
    assert!(matches!(refused, Err(KitError::Mixed)), "{refused:?}");
    assert_eq!(folder.get("vault.age"), before);
}

#[test]
fn a_new_kit_that_cannot_be_saved_leaves_the_old_one() {
    for nth in 0..3 {
        let (folder, mut vault, kit) = with_kit();
        let mut recovery = opened(&mut vault, WORDS, 5);
        folder.fault_at(nth, Fault::Fails(std::io::ErrorKind::StorageFull));
        match vault.make_kit(&mut recovery, at(6)) {
            Ok(newer) => drop(vault.test_kit(newer.expose(), at(7)).unwrap()),
            Err(_) => drop(vault.test_kit(kit.expose(), at(7)).unwrap()),
        }
    }
}

#[test]
fn a_kit_that_was_only_drawn_up_changes_nothing() {
    let (folder, mut vault, kit) = with_kit();
    let before = ["vault.age", "recovery.age"].map(|file| folder.get(file));
    let draft = Kit::generate(at(5));
    assert_eq!(draft.created(), at(5).into());
    assert_eq!(["vault.age", "recovery.age"].map(|file| folder.get(file)), before);
    vault.test_kit(kit.expose(), at(6)).unwrap();
    assert!(matches!(vault.test_kit(draft.expose(), at(6)), Err(KitError::OtherVault)));
    // The page is in the person's hands.
    let mut recovery = opened(&mut vault, WORDS, 7);
    assert!(vault.adopt_kit(&draft, &mut recovery, at(8)).unwrap().unfinished.is_none());
    let status = vault.kit().unwrap();
    assert_eq!((status.created, status.proven), (Some(at(5).into()), None), "never proven yet");
    vault.test_kit(draft.expose(), at(9)).unwrap();
    assert!(matches!(vault.test_kit(kit.expose(), at(9)), Err(KitError::Former { .. })));
    // Once more does no harm, and the proof stays.
    assert!(vault.adopt_kit(&draft, &mut recovery, at(10)).unwrap().unfinished.is_none());
    assert_eq!(vault.kit().unwrap().proven, Some(at(9).into()));
    assert!(matches!(vault.test_kit(kit.expose(), at(11)), Err(KitError::Former { .. })));
}

#[test]
fn a_kit_that_cannot_be_adopted_can_be_adopted_later() {
    for nth in 0..3 {
        let (folder, mut vault, kit) = with_kit();
        let mut recovery = opened(&mut vault, WORDS, 5);
        let draft = Kit::generate(at(5));
        folder.fault_at(nth, Fault::Fails(std::io::ErrorKind::StorageFull));
        if vault.adopt_kit(&draft, &mut recovery, at(6)).is_err() {
            vault.test_kit(kit.expose(), at(7)).unwrap();
        }
        assert!(vault.adopt_kit(&draft, &mut recovery, at(8)).unwrap().unfinished.is_none(), "{nth}");
        vault.test_kit(draft.expose(), at(9)).unwrap();
        for file in ["vault.age", "recovery.age"] {
            assert!(!opens(kit.expose(), &folder.get(file).unwrap()), "{file}");
        }
    }
}

#[test]
fn every_sentence_says_what_to_do_next() {
    for error in [
        KitError::NotAKit,
        KitError::Damaged,
        KitError::Former { created: None },
        KitError::OtherVault,
        KitError::NotForRecovery,
        KitError::Mixed,
    ] {
        let text = error.to_string();
        assert!(text.matches(". ").count() >= 1 && text.ends_with('.'), "{text}");
    }
}
