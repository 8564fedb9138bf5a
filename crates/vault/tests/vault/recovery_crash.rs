//! The machine stops, or the disk refuses, at every write of everything that touches the recovery compartment; then vault
//! and compartment are opened again with ONE passphrase.

use std::io::ErrorKind;
use std::sync::Arc;

use recovery::CodeState;
use vault::{Fault, MemoryFolder, RecoveryUnlocked, Rollback, UnlockedVault};

use crate::recovery_support::*;
use crate::support::*;

const NEW: &str = "new passphrase";

/// Runs a step on a fresh vault with one account and one set of three codes, for every write it makes and every fault, and
/// looks at what is left. The step says whether it reported success.
fn at_every_write(
    step: impl Fn(&mut UnlockedVault, &mut RecoveryUnlocked) -> bool,
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
            let (folder, mut vault) = new_vault(&["ann"]);
            let mut recovery = opened(&mut vault, WORDS, 1);
            import(&mut recovery, &mut vault, "github", 3, 2);
            let before = folder.writes();
            folder.fault_at(nth, fault);
            let succeeded = step(&mut vault, &mut recovery);
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

/// Opens both with whichever of the passphrases is in force; the other one opens neither.
fn both_with_one_of(
    folder: &Arc<MemoryFolder>,
    passphrases: &[&str],
    case: &str,
) -> (UnlockedVault, RecoveryUnlocked, usize) {
    for (nth, passphrase) in passphrases.iter().enumerate() {
        let locked = found(folder);
        let Ok(mut vault) = locked.unlock(&words(passphrase), at(100_000), Rollback::Refuse) else {
            continue;
        };
        for (other, words_of_other) in passphrases.iter().enumerate() {
            if other != nth {
                let refused =
                    vault.open_recovery(&words(words_of_other), at(100_000), TWO_MINUTES, Rollback::Refuse);
                assert!(
                    refused.is_err(),
                    "{case}: the vault opens with {passphrase}, its codes with another"
                );
            }
        }
        let recovery = vault
            .open_recovery(&words(passphrase), at(200_000), TWO_MINUTES, Rollback::Refuse)
            .unwrap_or_else(|error| {
                panic!("{case}: {passphrase} opens the vault and not its codes: {error:?}")
            });
        return (vault, recovery, nth);
    }
    panic!("{case}: the vault opens with none of {passphrases:?}");
}

fn unused(recovery: &RecoveryUnlocked) -> usize {
    let set = &recovery.contents(at(200_001)).unwrap().sets[0];
    set.codes.iter().filter(|code| code.state == CodeState::Unused).count()
}

#[test]
fn a_code_marked_as_used_stays_used_once_acknowledged() {
    let step = |vault: &mut UnlockedVault, recovery: &mut RecoveryUnlocked| {
        let used = recovery.change(vault, at(9_000), |all| {
            let id = all.sets[0].id;
            all.set_mut(id).ok_or(())?.codes[0].state = CodeState::Used { at: None, note: String::new() };
            Ok::<_, ()>(())
        });
        let shown = recovery.contents(at(119)).unwrap().sets[0].codes[0].state != CodeState::Unused;
        assert!(used.is_err() || shown);
        used.is_ok()
    };
    let step = |vault: &mut UnlockedVault, recovery: &mut RecoveryUnlocked| {
        // Open long enough, and an hour later, so that a snapshot is due.
        recovery.renew(at(100), std::time::Duration::from_secs(10_000)).unwrap();
        step(vault, recovery)
    };
    at_every_write(step, |left, used, case| {
        let (vault, recovery, _) = both_with_one_of(left, &[WORDS], case);
        let left_over = unused(&recovery);
        assert!(left_over == 2 || (!used && left_over == 3), "{case}: {left_over}");
        // Whatever died in between, the daily side knows after the next opening.
        assert_eq!(vault.recovery_summary().unwrap().sets[0].unused, left_over, "{case}");
        drop((vault, recovery));
        assert_eq!(
            open(left, WORDS, 300_000).recovery_summary().unwrap().sets[0].unused,
            left_over,
            "{case}"
        );
    });
}

#[test]
fn memory_shows_what_is_on_disk_after_every_failure() {
    for fault in [Fault::Fails(ErrorKind::StorageFull), Fault::Unconfirmed] {
        for nth in 0..4 {
            let (folder, mut vault) = new_vault(&["ann"]);
            let mut recovery = opened(&mut vault, WORDS, 1);
            import(&mut recovery, &mut vault, "github", 3, 2);
            folder.fault_at(nth, fault);
            let _ = recovery.change(&mut vault, at(3), |all| {
                let id = all.sets[0].id;
                all.set_mut(id).ok_or(())?.codes[0].state = CodeState::Reserved { at: at(3) };
                Ok::<_, ()>(())
            });
            folder.heal();
            let counts = |recovery: &RecoveryUnlocked, secs| {
                let sets = &recovery.contents(at(secs)).unwrap().sets;
                sets[0].codes.iter().filter(|code| code.state == CodeState::Unused).count()
            };
            let shown = counts(&recovery, 4);
            assert_eq!(vault.recovery_summary().unwrap().sets[0].unused, shown, "{fault:?} at {nth}");
            // The next save of the vault brings the summary to the disk, though the compartment stays closed.
            add(&mut vault, "bob", 5);
            let mut again = open(&folder, WORDS, 6);
            assert_eq!(again.recovery_summary().unwrap().sets[0].unused, shown, "{fault:?} at {nth}");
            assert_eq!(counts(&opened(&mut again, WORDS, 7), 7), shown, "{fault:?} at {nth}");
        }
    }
}

#[test]
fn the_making_of_a_compartment_leaves_none_or_a_whole_one() {
    for fault in [Fault::Crash, Fault::Fails(ErrorKind::StorageFull), Fault::Unconfirmed] {
        for nth in 0..8 {
            let (folder, mut vault) = new_vault(&["ann"]);
            folder.fault_at(nth, fault);
            let _ = vault.open_recovery(&words(WORDS), at(1), TWO_MINUTES, Rollback::Refuse);
            drop(vault);
            let left = Arc::new(folder.after_restart());
            let case = format!("{fault:?} at write {nth}");
            let (mut vault, mut recovery, _) = both_with_one_of(&left, &[WORDS], &case);
            recovery
                .change(&mut vault, at(200_001), |all| {
                    all.sets.push(Arc::new(set("github", 2, 9)));
                    Ok::<_, ()>(())
                })
                .unwrap();
            assert!(left.get("recovery-key.age.new").is_none(), "{case}");
        }
    }
}

#[test]
fn a_change_of_passphrase_changes_it_for_both_or_for_neither() {
    let step = |vault: &mut UnlockedVault, _: &mut RecoveryUnlocked| {
        vault.change_passphrase(&words(WORDS), &words(NEW), at(3)).is_ok()
    };
    at_every_write(step, |left, changed, case| {
        let (vault, recovery, which) = both_with_one_of(left, &[WORDS, NEW], case);
        assert_eq!((names(&vault), unused(&recovery)), (vec!["ann"], 3), "{case}");
        assert!(!changed || which == 1, "{case}: acknowledged, but the old passphrase is in force");
        assert!(left.get("recovery-key.age.new").is_none(), "{case}: settled");
    });
}

#[test]
fn it_leaked_leaves_both_behind_one_passphrase_and_settles() {
    let step = |vault: &mut UnlockedVault, _: &mut RecoveryUnlocked| {
        vault.replace_keys(&words(WORDS), &words(NEW), at(3)).is_ok()
    };
    at_every_write(step, |left, replaced, case| {
        let (vault, recovery, which) = both_with_one_of(left, &[WORDS, NEW], case);
        assert_eq!((names(&vault), unused(&recovery)), (vec!["ann"], 3), "{case}");
        assert!(!replaced || which == 1, "{case}: acknowledged, but the old passphrase is in force");
        let in_force = [WORDS, NEW][which];
        for plain in [plaintext(&**left, in_force), recovery_plaintext(&**left, in_force)] {
            assert_eq!(plain.matches("age1").count(), 1, "{case}: {plain}");
        }
        let own = recovery_identity(&**left, in_force);
        for snapshot in vault.recovery_snapshots().unwrap() {
            let file = left.get(&format!("snapshots/{}.age", snapshot.id)).unwrap();
            assert!(age::decrypt(&own, &file).is_ok(), "{case}: {snapshot:?}");
        }
        assert_eq!(left.get("recovery-key.age"), left.get("snapshots/recovery-key.age"), "{case}");
        assert!(left.get("recovery-key.age.new").is_none(), "{case}: settled");
    });
}

/// Until the kit is handed out the paper before it opens both files; and the two files never go on to different kits.
#[test]
fn a_new_kit_counts_for_both_files_or_for_neither() {
    let prepared = |vault: &mut UnlockedVault, recovery: &mut RecoveryUnlocked| {
        vault.make_kit(recovery, at(3)).map(|kit| kit.expose().to_owned())
    };
    for fault in [Fault::Crash, Fault::Fails(ErrorKind::StorageFull), Fault::Unconfirmed] {
        for nth in 0..8 {
            let (folder, mut vault) = new_vault(&["ann"]);
            let mut recovery = opened(&mut vault, WORDS, 1);
            import(&mut recovery, &mut vault, "github", 3, 2);
            let first = prepared(&mut vault, &mut recovery).unwrap();
            folder.fault_at(nth, fault);
            let second = vault.make_kit(&mut recovery, at(4));
            let left = Arc::new(folder.after_restart());
            let case = format!("{fault:?} at write {nth}");
            if let Ok(second) = &second {
                found(&left).restore_from_kit(second.expose(), &words("drill"), at(5)).unwrap();
                continue;
            }
            let (mut vault, recovery, _) = both_with_one_of(&left, &[WORDS], &case);
            drop(recovery);
            let recipients = |plain: &str| {
                let kit = plain.find(r#""role":"kit""#).map(|at| plain[..at].rfind("age1").unwrap());
                kit.map(|at| plain[at..at + 62].to_owned())
            };
            let (daily, codes) = (plaintext(&*left, WORDS), recovery_plaintext(&*left, WORDS));
            assert_eq!(recipients(&daily), recipients(&codes), "{case}");
            assert!(!codes.contains("coming-kit"), "{case}");
            // Only a crash after the write that decides loses a kit that nobody has seen; it is told by never being proven.
            match vault.test_kit(&first, at(200_010)) {
                Ok(_) => {}
                Err(_) if fault == Fault::Crash => {
                    assert_eq!(vault.kit().unwrap().proven, None, "{case}");
                    assert_eq!(vault.kit().unwrap().created, Some(at(4).into()), "{case}");
                }
                Err(error) => panic!("{case}: {error:?}"),
            }
        }
    }
}

#[test]
fn a_restore_from_the_kit_can_be_interrupted_anywhere_and_done_again() {
    for fault in [Fault::Crash, Fault::Fails(ErrorKind::StorageFull), Fault::Unconfirmed] {
        for nth in 0.. {
            assert!(nth < 100, "it never ends");
            let (folder, mut vault) = new_vault(&["ann"]);
            let mut recovery = opened(&mut vault, WORDS, 1);
            import(&mut recovery, &mut vault, "github", 3, 2);
            let kit = vault.make_kit(&mut recovery, at(3)).unwrap();
            drop(recovery);
            let locked = vault.lock();
            let before = folder.writes();
            folder.fault_at(nth, fault);
            let restored = locked.restore_from_kit(kit.expose(), &words(NEW), at(4));
            let writes = folder.writes() - before;
            let left = Arc::new(folder.after_restart());
            let case = format!("{fault:?} at write {nth} of {writes}");
            let again = Arc::new(left.after_restart());
            let (vault, recovery, which) = both_with_one_of(&left, &[WORDS, NEW], &case);
            assert_eq!((names(&vault), unused(&recovery)), (vec!["ann"], 3), "{case}");
            assert!(
                restored.is_err() || which == 1,
                "{case}: acknowledged, but the old passphrase is in force"
            );
            drop((vault, recovery));
            for folder in [&left, &again] {
                found(folder).restore_from_kit(kit.expose(), &words("third"), at(300_000)).unwrap();
                let (vault, recovery, _) = both_with_one_of(folder, &["third"], &case);
                assert_eq!((names(&vault), unused(&recovery)), (vec!["ann"], 3), "{case}");
            }
            if nth >= writes {
                assert!(restored.is_ok_and(|it| it.unfinished.is_none()), "nothing went wrong");
                break;
            }
        }
    }
}

#[test]
fn putting_an_earlier_compartment_back_loses_neither_and_frees_no_code() {
    let step = |vault: &mut UnlockedVault, recovery: &mut RecoveryUnlocked| {
        recovery.renew(at(100), std::time::Duration::from_secs(10_000)).unwrap();
        // Without faults this takes a snapshot with three unused codes first.
        let used = recovery.change(vault, at(4_000), |all| {
            let id = all.sets[0].id;
            let set = all.set_mut(id).ok_or(())?;
            set.codes[0].state = CodeState::Used { at: Some(at(4_000)), note: String::new() };
            Ok::<_, ()>(())
        });
        let Some(snapshot) = vault.recovery_snapshots().unwrap().first().map(|it| it.id.clone()) else {
            return false;
        };
        used.is_ok() & vault.restore_recovery(&snapshot, &words(WORDS), at(4_001)).is_ok()
    };
    at_every_write(step, |left, succeeded, case| {
        let (vault, recovery, _) = both_with_one_of(left, &[WORDS], case);
        let sets = &recovery.contents(at(200_001)).unwrap().sets;
        if let Some(set) = sets.first() {
            let spent = set.codes[0].state != CodeState::Unused;
            assert!(spent || !succeeded, "{case}: the used code came back");
        }
        let kept = vault.recovery_snapshots().unwrap();
        assert!(
            !sets.is_empty() || kept.iter().any(|it| it.kind == vault::SnapshotKind::KeptAside),
            "{case}"
        );
    });
}
