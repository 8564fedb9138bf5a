//! The machine stops, or the disk refuses, at every write of everything that writes; then the vault is opened again.

use std::io::ErrorKind;
use std::sync::Arc;

use vault::{
    Fault, LockedVault, MemoryFolder, MemorySecretStore, Rollback, SecretStoreError, SnapshotKind,
    UnlockedVault,
};

use crate::support::*;

const NEW: &str = "new passphrase";

/// Runs a step on a fresh vault of two accounts for every write it makes and every fault, and looks at what is left.
/// The step says whether it reported success.
fn at_every_write(
    step: impl Fn(&Arc<MemoryFolder>, UnlockedVault) -> bool,
    look: impl Fn(&Arc<MemoryFolder>, bool, &str),
) {
    let faults = [
        Fault::Crash,
        Fault::Fails(ErrorKind::StorageFull),
        Fault::Fails(ErrorKind::Other),
        Fault::Unconfirmed,
    ];
    for fault in faults {
        for nth in 0.. {
            assert!(nth < 100, "the step never ends");
            let (folder, vault) = new_vault(&["ann", "bob"]);
            let before = folder.writes();
            folder.fault_at(nth, fault);
            let succeeded = step(&folder, vault);
            let writes = folder.writes() - before;
            let left = Arc::new(folder.after_restart());
            look(&left, succeeded, &format!("{fault:?} at write {nth} of {writes}"));
            if nth >= writes {
                assert!(succeeded, "nothing went wrong");
                break;
            }
        }
    }
}

/// Opens with whichever of the passphrases is in force.
fn open_with_one_of(folder: &Arc<MemoryFolder>, passphrases: &[&str], case: &str) -> (UnlockedVault, usize) {
    let locked = found(folder);
    for (nth, passphrase) in passphrases.iter().enumerate() {
        if let Ok(vault) = locked.unlock(&words(passphrase), at(100_000), Rollback::Refuse) {
            return (vault, nth);
        }
    }
    panic!("{case}: the vault opens with none of {passphrases:?}");
}

#[test]
fn a_save_is_whole_or_not_at_all_and_never_lost_once_acknowledged() {
    let step = |_: &Arc<MemoryFolder>, mut vault: UnlockedVault| {
        let saved = vault.change(at(9_000), adding("eve", 9_000)).is_ok();
        let shown = names(&vault).len();
        assert!(!saved || shown == 3);
        saved
    };
    at_every_write(step, |left, saved, case| {
        let vault = open_with_one_of(left, &[WORDS], case).0;
        let whole = ["ann", "bob", "eve"];
        assert!(
            names(&vault) == whole || (!saved && names(&vault) == whole[..2]),
            "{case}: {:?}",
            names(&vault)
        );
    });
}

#[test]
fn memory_shows_what_is_on_disk_after_every_failure() {
    for fault in [Fault::Fails(ErrorKind::StorageFull), Fault::Unconfirmed] {
        for nth in 0..8 {
            let (folder, mut vault) = new_vault(&["ann"]);
            folder.fault_at(nth, fault);
            let _ = vault.change(at(9_000), adding("eve", 9_000));
            folder.heal();
            assert_eq!(names(&vault), names(&open(&folder, WORDS, 9_001)), "{fault:?} at {nth}");
            add(&mut vault, "bob", 9_002);
            assert_eq!(names(&vault), names(&open(&folder, WORDS, 9_003)), "{fault:?} at {nth}");
        }
    }
}

#[test]
fn a_change_of_passphrase_leaves_the_old_or_the_new_one() {
    let step = |_: &Arc<MemoryFolder>, mut vault: UnlockedVault| {
        vault.change_passphrase(&words(WORDS), &words(NEW), at(1)).is_ok()
    };
    at_every_write(step, |left, changed, case| {
        let (vault, which) = open_with_one_of(left, &[WORDS, NEW], case);
        assert_eq!(names(&vault), ["ann", "bob"], "{case}");
        assert!(!changed || which == 1, "{case}: acknowledged, but the old passphrase is in force");
    });
}

#[test]
fn replacing_the_keys_leaves_a_vault_that_opens_and_settles() {
    let step = |folder: &Arc<MemoryFolder>, mut vault: UnlockedVault| {
        let _ = vault.change(at(1), adding("eve", 1));
        let replaced = vault.replace_keys(&words(WORDS), &words(NEW), at(2));
        if let Ok(replaced) = &replaced
            && replaced.unfinished.is_none()
        {
            assert_eq!(found(folder).snapshots().unwrap().len(), 1);
        }
        replaced.is_ok()
    };
    at_every_write(step, |left, replaced, case| {
        let (mut vault, which) = open_with_one_of(left, &[WORDS, NEW], case);
        let shown = names(&vault);
        assert!(shown == ["ann", "bob", "eve"] || shown == ["ann", "bob"], "{case}: {shown:?}");
        assert!(!replaced || which == 1, "{case}: acknowledged, but the old passphrase is in force");
        // Unlocking settled it: one daily key is left, and every snapshot opens with it.
        let in_force = [WORDS, NEW][which];
        let plain = plaintext(&**left, in_force);
        assert_eq!(plain.matches("age1").count(), 1, "{case}: {plain}");
        let own = identity(&**left, in_force);
        for snapshot in found(left).snapshots().unwrap() {
            let file = left.get(&format!("snapshots/{}.age", snapshot.id)).unwrap();
            assert!(snapshot.kind == SnapshotKind::KeyFile || age::decrypt(&own, &file).is_ok(), "{case}");
        }
        assert_eq!(left.get("vault-key.age"), left.get("snapshots/vault-key.age"), "{case}");
        add(&mut vault, "after", 100_000);
    });
}

/// The most dangerous moment for a key that lies elsewhere too: the old identity in the keyring still opens the file,
/// but the key file may already hold the new one.
#[test]
fn quick_unlock_in_the_middle_of_replacing_the_keys_loses_nothing() {
    for fault in [Fault::Crash, Fault::Fails(ErrorKind::StorageFull)] {
        for nth in 0..20 {
            let (folder, secrets) = (Arc::new(MemoryFolder::new()), Arc::new(MemorySecretStore::new()));
            let mut vault =
                LockedVault::create(place_with(folder.clone(), secrets.clone()), &words(WORDS), at(0))
                    .unwrap();
            add(&mut vault, "ann", 0);
            vault.enable_quick_unlock().unwrap();
            folder.fault_at(nth, fault);
            if fault == Fault::Crash {
                // Whoever is dead tells the keyring nothing.
                secrets.break_with(SecretStoreError::Silent);
            }
            let _ = vault.replace_keys(&words(WORDS), &words(NEW), at(1));
            drop(vault);
            secrets.repair();
            let left = Arc::new(folder.after_restart());
            let locked = LockedVault::find(place_with(left.clone(), secrets)).unwrap().expect("a vault");
            let case = format!("{fault:?} at write {nth}");
            let mut expected = 1;
            if let Ok(mut quick) = locked.quick_unlock(at(2), Rollback::Refuse) {
                add(&mut quick, "bob", 2);
                expected = 2;
            }
            assert_eq!(names(&open_with_one_of(&left, &[WORDS, NEW], &case).0).len(), expected, "{case}");
            assert_eq!(names(&open_with_one_of(&left, &[WORDS, NEW], &case).0).len(), expected, "{case}");
        }
    }
}

#[test]
fn a_vault_in_the_making_is_a_first_start_or_a_whole_vault() {
    for fault in [Fault::Crash, Fault::Fails(ErrorKind::StorageFull), Fault::Unconfirmed] {
        for nth in 0..8 {
            let folder = Arc::new(MemoryFolder::new());
            folder.fault_at(nth, fault);
            let created = LockedVault::create(place(folder.clone()), &words(WORDS), at(0)).is_ok();
            let left = Arc::new(folder.after_restart());
            match LockedVault::find(place(left.clone())).unwrap() {
                Some(locked) => {
                    assert!(locked.problem().is_none(), "{fault:?} at {nth}: {:?}", locked.problem());
                    assert!(names(&open(&left, WORDS, 1)).is_empty());
                }
                None => {
                    assert!(!created, "{fault:?} at {nth}");
                    drop(LockedVault::create(place(left.clone()), &words(WORDS), at(1)).unwrap());
                    open(&left, WORDS, 2);
                }
            }
        }
    }
}

#[test]
fn putting_a_snapshot_back_loses_neither_file() {
    let step = |_: &Arc<MemoryFolder>, vault: UnlockedVault| {
        let locked = vault.lock();
        let id = locked.snapshots().unwrap().first().map(|snapshot| snapshot.id.clone());
        id.is_some_and(|id| locked.restore(&id, &words(WORDS), at(9_001)).is_ok())
    };
    at_every_write(step, |left, restored, case| {
        let shown = names(&open_with_one_of(left, &[WORDS], case).0).len();
        let kept = found(left).snapshots().unwrap().into_iter().find(|it| it.kind == SnapshotKind::KeptAside);
        // The snapshot is from before the first account.
        assert!(shown == 2 || (shown == 0 && kept.is_some()), "{case}: {shown}");
        assert!(!restored || shown == 0, "{case}: acknowledged, but not put back");
        if let Some(kept) = kept {
            found(left).restore(&kept.id, &words(WORDS), at(100_001)).unwrap();
            assert_eq!(names(&open(left, WORDS, 100_002)), ["ann", "bob"], "{case}");
        }
    });
}
