//! The recovery compartment: made at the first opening, open for a while, changed durably, summed up for the daily side.

use recovery::{CodeState, RecoverySet};
use vault::{
    Damage, LockedVault, MemoryFolder, RecoveryChangeError, RecoveryError, Refreshed, Rollback, UnlockError,
    VaultError, VaultFolder,
};

use crate::recovery_support::*;
use crate::support::*;

#[test]
fn the_first_opening_makes_it_and_the_daily_side_reads_the_summary() {
    let (folder, mut vault) = new_vault(&["ann"]);
    assert!(vault.recovery_summary().is_none());
    let mut recovery = opened(&mut vault, WORDS, 1);
    import(&mut recovery, &mut vault, "github", 3, 2);
    use_first(&mut recovery, &mut vault, 3);
    let summary = vault.recovery_summary().unwrap().sets[0].clone();
    assert_eq!((summary.service.as_deref(), summary.unused, summary.used.len()), (Some("github"), 2, 1));
    drop((recovery, vault));
    let mut again = open(&folder, WORDS, 4);
    assert_eq!(again.recovery_summary().unwrap().sets[0], summary, "as it is on disk");
    let recovery = opened(&mut again, WORDS, 5);
    let set = &recovery.contents(at(5)).unwrap().sets[0];
    assert_eq!(states(set), ["used", "unused", "unused"]);
    assert_eq!(set.codes[1].text.expose(), "github-1");
    assert!(matches!(&set.codes[0].state, CodeState::Used { at: Some(then), .. } if *then == at(3)));
    assert_eq!(names(&again), ["ann"]);
}

#[test]
fn opening_the_vault_by_passphrase_never_needs_the_recovery_files() {
    let (folder, mut vault) = new_vault(&["ann"]);
    drop(opened(&mut vault, WORDS, 1));
    drop(vault);
    for file in ["recovery-key.age", "recovery.age"] {
        folder.put(file, b"nothing that could be decrypted");
    }
    assert_eq!(names(&open(&folder, WORDS, 2)), ["ann"]);
}

#[test]
fn it_opens_for_a_while_and_then_refuses_everything() {
    let (_, mut vault) = new_vault(&[]);
    let mut recovery = vault.open_recovery(&words(WORDS), at(10), TWO_MINUTES, Rollback::Refuse).unwrap();
    assert_eq!(recovery.expires_at(), at(130));
    assert!(recovery.contents(at(129)).is_ok());
    recovery.renew(at(129), TWO_MINUTES).unwrap();
    assert_eq!(recovery.expires_at(), at(249));
    import(&mut recovery, &mut vault, "github", 1, 248);
    for closed in [249, 10_000, 100] {
        // The last one: a clock that was set back keeps nothing open.
        assert!(recovery.has_expired(at(closed)));
        assert!(matches!(recovery.contents(at(closed)), Err(RecoveryError::Expired)));
        assert!(matches!(recovery.renew(at(closed), TWO_MINUTES), Err(RecoveryError::Expired)));
        assert!(matches!(recovery.refresh(&vault, at(closed)), Err(RecoveryError::Expired)));
        let change = recovery.change(&mut vault, at(closed), |_| -> Result<(), ()> { panic!("not asked") });
        assert!(matches!(change, Err(RecoveryChangeError::Recovery(RecoveryError::Expired))));
    }
}

#[test]
fn the_back_off_of_unlocking_holds_here_too() {
    let (_, mut vault) = new_vault(&[]);
    drop(opened(&mut vault, WORDS, 0));
    for _ in 0..2 {
        let wrong = vault.open_recovery(&words("x"), at(0), TWO_MINUTES, Rollback::Refuse).err();
        let Some(RecoveryError::Unlock(UnlockError::WrongPassphrase { .. })) = wrong else {
            panic!("{wrong:?}")
        };
    }
    let soon = vault.open_recovery(&words(WORDS), at(0), TWO_MINUTES, Rollback::Refuse).err();
    assert!(matches!(soon, Some(RecoveryError::Unlock(UnlockError::TooSoon { .. }))));
    assert!(matches!(vault.verify(&words(WORDS), at(0)), Err(UnlockError::TooSoon { .. })));
    opened(&mut vault, WORDS, 2);
}

#[test]
fn the_first_opening_takes_only_the_passphrase_of_the_vault() {
    let (folder, mut vault) = new_vault(&[]);
    let wrong = vault.open_recovery(&words("x"), at(0), TWO_MINUTES, Rollback::Refuse).err();
    assert!(matches!(wrong, Some(RecoveryError::Unlock(UnlockError::WrongPassphrase { .. }))));
    assert_eq!((folder.get("recovery-key.age"), folder.get("recovery.age")), (None, None));
}

#[test]
fn a_missing_file_is_named_and_nothing_is_made_in_its_place() {
    for (gone, left) in [("recovery.age", "recovery-key.age"), ("recovery-key.age", "recovery.age")] {
        let (folder, mut vault) = with_set();
        folder.remove(gone).unwrap();
        let before = folder.get(left);
        let error = refused(&mut vault, Rollback::Accept);
        let RecoveryError::Unlock(UnlockError::Vault(error @ VaultError::Missing { .. })) = error else {
            panic!("{error:?}")
        };
        assert!(error.to_string().starts_with(gone), "{error}");
        assert_eq!((folder.get(gone), folder.get(left)), (None, before));
    }
}

#[test]
fn a_compartment_that_vanished_is_no_first_opening() {
    let (folder, mut vault) = with_set();
    for file in ["recovery.age", "recovery-key.age"] {
        folder.remove(file).unwrap();
    }
    assert!(matches!(refused(&mut vault, Rollback::Accept), RecoveryError::Gone));
    drop(vault);
    let mut again = open(&folder, WORDS, 9);
    assert!(matches!(refused(&mut again, Rollback::Refuse), RecoveryError::Gone));
    assert_eq!(again.recovery_summary().unwrap().sets.len(), 1, "what was there is still known");
}

#[test]
fn a_folder_with_only_the_compartment_is_no_first_start() {
    let (folder, vault) = with_set();
    drop(vault);
    for file in ["vault.age", "vault-key.age", "state.json"] {
        folder.remove(file).unwrap();
    }
    for file in folder.list(Some("snapshots")).unwrap() {
        folder.remove(&format!("snapshots/{file}")).unwrap();
    }
    assert!(found(&folder).problem().is_some());
    let made = LockedVault::create(place(folder), &words(WORDS), at(9)).err();
    assert!(matches!(made, Some(VaultError::AlreadyThere { .. })), "{made:?}");
}

#[test]
fn damage_is_told_and_an_earlier_version_brings_the_codes_back() {
    let (folder, mut vault) = with_set();
    let good = folder.get("recovery.age").unwrap();
    for bad in [Vec::new(), good[..40].to_vec(), good[..good.len() - 1].to_vec(), b"text".to_vec()] {
        folder.put("recovery.age", &bad);
        let error = refused(&mut vault, Rollback::Refuse);
        assert!(
            matches!(&error, RecoveryError::Unlock(UnlockError::Damaged { file, .. }) if file == "recovery.age")
        );
        assert_eq!(folder.get("recovery.age"), Some(bad));
    }
    // The snapshot is from before the import: an hour has not passed.
    let earlier = vault.recovery_snapshots().unwrap();
    assert_eq!(earlier.len(), 1);
    let told = vault.restore_recovery(&earlier[0].id, &words(WORDS), at(20)).unwrap();
    assert_eq!(told.sets_missing, 1, "the person is told what the snapshot does not hold");
    assert!(opened(&mut vault, WORDS, 21).contents(at(21)).unwrap().sets.is_empty());
    let kept = vault.recovery_snapshots().unwrap();
    assert!(kept.iter().any(|it| it.kind == vault::SnapshotKind::KeptAside));
}

#[test]
fn a_later_format_is_refused_and_never_overwritten() {
    let (folder, mut vault) = with_set();
    let later = recovery_plaintext(&*folder, WORDS).replace(r#""version":1"#, r#""version":2"#);
    let file = recovery_sealed(&*folder, WORDS, &later);
    folder.put("recovery.age", &file);
    let error = refused(&mut vault, Rollback::Accept);
    assert!(matches!(error, RecoveryError::Unlock(UnlockError::NewerFormat { found: 2, known: 1 })));
    assert_eq!(folder.get("recovery.age"), Some(file));
}

#[test]
fn the_compartment_of_another_vault_is_told_apart() {
    let ((folder, mut vault), (other, _)) = (with_set(), with_set());
    for file in ["recovery.age", "recovery-key.age"] {
        folder.put(file, &other.get(file).unwrap());
    }
    assert!(matches!(refused(&mut vault, Rollback::Accept), RecoveryError::OtherVault));
    // Only one of them: its key does not fit.
    let (folder, mut vault) = with_set();
    folder.put("recovery.age", &other.get("recovery.age").unwrap());
    let error = refused(&mut vault, Rollback::Accept);
    let RecoveryError::Unlock(UnlockError::Damaged { damage: Damage::OtherKeys, .. }) = error else {
        panic!("{error:?}")
    };
}

#[test]
fn a_key_file_from_before_a_change_of_passphrase_is_told_apart() {
    let (folder, mut vault) = with_set();
    let old = folder.get("recovery-key.age").unwrap();
    vault.change_passphrase(&words(WORDS), &words("new"), at(5)).unwrap();
    folder.put("recovery-key.age", &old);
    let error = vault.open_recovery(&words("new"), at(6), TWO_MINUTES, Rollback::Refuse).err().unwrap();
    let RecoveryError::Unlock(UnlockError::Damaged { damage: Damage::OtherPassphrase, .. }) = error else {
        panic!("{error:?}")
    };
    // The copy that Keepward keeps has the new one.
    let copy =
        vault.recovery_snapshots().unwrap().into_iter().find(|it| it.kind == vault::SnapshotKind::KeyFile);
    vault.restore_recovery(&copy.unwrap().id, &words("new"), at(7)).unwrap();
    opened(&mut vault, "new", 8);
}

#[test]
fn two_passphrases_become_one_again() {
    let (folder, mut vault) = with_set();
    let old = folder.get("recovery-key.age").unwrap();
    vault.change_passphrase(&words(WORDS), &words("new"), at(5)).unwrap();
    folder.put("recovery-key.age", &old);
    let wrong = vault.rejoin_recovery_passphrase(&words("new"), &words("x"), at(6));
    assert!(matches!(wrong, Err(RecoveryError::Unlock(UnlockError::WrongPassphrase { .. }))));
    vault.rejoin_recovery_passphrase(&words("new"), &words(WORDS), at(7)).unwrap();
    assert_eq!(opened(&mut vault, "new", 8).contents(at(8)).unwrap().sets.len(), 1);
    assert_eq!(folder.get("recovery-key.age"), folder.get("snapshots/recovery-key.age"));
    vault.change_passphrase(&words("new"), &words("third"), at(9)).unwrap();
    opened(&mut vault, "third", 10);
}

#[test]
fn what_is_lost_for_good_is_given_up_and_kept_aside() {
    let (folder, mut vault) = with_set();
    folder.put("recovery-key.age", b"damaged");
    let damaged = folder.get("recovery.age");
    let wrong = vault.give_up_recovery(&words("x"), at(5));
    assert!(matches!(wrong, Err(RecoveryError::Unlock(UnlockError::WrongPassphrase { .. }))));
    let kept = vault.give_up_recovery(&words(WORDS), at(6)).unwrap();
    assert!(vault.recovery_summary().is_none());
    assert!(opened(&mut vault, WORDS, 7).contents(at(7)).unwrap().sets.is_empty(), "a new one");
    assert_eq!(folder.get(&format!("{kept}/recovery.age")), damaged);
    assert!(folder.get(&format!("{kept}/snapshots-recovery-key.age")).is_some());
}

#[test]
fn an_older_copy_opens_only_when_accepted_and_used_codes_stay_used() {
    let (folder, mut vault) = with_set();
    let old = folder.get("recovery.age").unwrap();
    let mut recovery = opened(&mut vault, WORDS, 5);
    use_first(&mut recovery, &mut vault, 6);
    drop(recovery);
    folder.put("recovery.age", &old);
    let error = refused(&mut vault, Rollback::Refuse);
    assert!(matches!(error, RecoveryError::OlderThanSeen { found: 2, seen: 3 }), "{error:?}");
    let recovery = vault.open_recovery(&words(WORDS), at(9), TWO_MINUTES, Rollback::Accept).unwrap();
    assert_eq!(states(&recovery.contents(at(9)).unwrap().sets[0]), ["used", "unused", "unused"]);
    assert_eq!(recovery.taken_over().codes_marked, 1);
    assert!(recovery.taken_over().sentence().is_some());
    drop(recovery);
    assert!(opened(&mut vault, WORDS, 10).taken_over().is_nothing(), "nobody is warned twice");
}

#[test]
fn where_nobody_knows_which_code_is_spent_the_set_is_in_doubt() {
    let (folder, mut vault) = with_set();
    let old = folder.get("recovery.age").unwrap();
    let mut recovery = opened(&mut vault, WORDS, 5);
    recovery
        .change(&mut vault, at(6), |all| {
            let id = all.sets[0].id;
            // Without an event, as if the log had long gone on.
            all.set_mut(id).unwrap().codes[1].state = CodeState::Unsure { at: at(6) };
            Ok::<_, ()>(())
        })
        .unwrap();
    let id = recovery.contents(at(6)).unwrap().sets[0].id;
    drop(recovery);
    folder.put("recovery.age", &old);
    let recovery = vault.open_recovery(&words(WORDS), at(9), TWO_MINUTES, Rollback::Accept).unwrap();
    assert_eq!(recovery.taken_over().sets_in_doubt, [id]);
}

#[test]
fn a_copy_that_was_changed_elsewhere_is_told_apart_from_an_older_one() {
    let (folder, mut vault) = with_set();
    let elsewhere = std::sync::Arc::new(folder.after_restart());
    let change = |vault: &mut vault::UnlockedVault, secs| {
        let mut recovery = opened(vault, WORDS, secs);
        use_first(&mut recovery, vault, secs);
    };
    change(&mut vault, 5);
    change(&mut open(&elsewhere, WORDS, 6), 6);
    folder.put("recovery.age", &elsewhere.get("recovery.age").unwrap());
    assert!(matches!(refused(&mut vault, Rollback::Refuse), RecoveryError::Diverged { found: 3, seen: 3 }));
}

#[test]
fn an_older_vault_file_is_noticed_by_the_compartment() {
    let (folder, mut vault) = with_set();
    let old = folder.get("vault.age").unwrap();
    add(&mut vault, "bob", 4);
    add(&mut vault, "eve", 4);
    use_first(&mut opened(&mut vault, WORDS, 5), &mut vault, 5);
    drop(vault);
    folder.put("vault.age", &old);
    let mut vault = open(&folder, WORDS, 6);
    assert!(matches!(refused(&mut vault, Rollback::Refuse), RecoveryError::VaultOlder { .. }));
    let accepted = vault.open_recovery(&words(WORDS), at(9), TWO_MINUTES, Rollback::Accept).unwrap();
    assert_eq!(states(&accepted.contents(at(9)).unwrap().sets[0]), ["used", "unused", "unused"]);
    drop(accepted);
    opened(&mut vault, WORDS, 10);
}

#[test]
fn putting_an_earlier_version_back_spares_what_was_spent_since() {
    let (_, mut vault) = with_set();
    let mut recovery = opened(&mut vault, WORDS, 4_000);
    use_first(&mut recovery, &mut vault, 4_001); // a snapshot with three unused codes is taken first
    drop(recovery);
    let earlier = vault.recovery_snapshots().unwrap()[0].id.clone();
    let told = vault.restore_recovery(&earlier, &words(WORDS), at(4_002)).unwrap();
    assert_eq!((told.codes_marked, told.sets_in_doubt.len(), told.sets_missing), (1, 0, 0));
    let recovery = opened(&mut vault, WORDS, 4_003);
    assert_eq!(states(&recovery.contents(at(4_003)).unwrap().sets[0]), ["used", "unused", "unused"]);
    assert_eq!(vault.recovery_summary().unwrap().sets[0].unused, 2);
}

#[test]
fn a_change_is_applied_to_what_another_program_saved() {
    let (folder, mut one) = with_set();
    let mut other = open(&folder, WORDS, 4);
    let (mut first, mut second) = (opened(&mut one, WORDS, 5), opened(&mut other, WORDS, 5));
    use_first(&mut first, &mut one, 6);
    use_first(&mut second, &mut other, 7);
    assert_eq!(states(&second.contents(at(7)).unwrap().sets[0]), ["used", "used", "unused"]);
    assert_eq!(first.refresh(&one, at(8)).unwrap(), Refreshed::Reloaded);
    assert_eq!(states(&first.contents(at(8)).unwrap().sets[0]), ["used", "used", "unused"]);
    one.refresh().unwrap();
    assert_eq!(one.recovery_summary().unwrap().sets[0].unused, 1);
}

#[test]
fn a_refused_change_changes_nothing() {
    let (folder, mut vault) = with_set();
    let before = folder.get("recovery.age");
    let mut recovery = opened(&mut vault, WORDS, 5);
    let refused = recovery.change(&mut vault, at(6), |all| {
        all.sets.clear();
        Err::<(), _>("no")
    });
    assert!(matches!(refused, Err(RecoveryChangeError::Refused("no"))));
    assert_eq!(recovery.contents(at(6)).unwrap().sets.len(), 1);
    assert_eq!(folder.get("recovery.age"), before);
}

#[test]
fn another_copy_in_place_of_the_open_one_is_refused_and_what_is_open_is_kept() {
    let (folder, mut vault) = with_set();
    let old = folder.get("recovery.age").unwrap();
    let mut recovery = opened(&mut vault, WORDS, 5);
    use_first(&mut recovery, &mut vault, 6);
    folder.put("recovery.age", &old);
    let change = recovery.change(&mut vault, at(7), |_| Ok::<_, ()>(()));
    assert!(
        matches!(change, Err(RecoveryChangeError::Recovery(RecoveryError::Replaced { found: 2, open: 3 }))),
        "{change:?}"
    );
    assert_eq!(folder.get("recovery.age"), Some(old));
    assert!(vault.recovery_snapshots().unwrap().iter().any(|it| it.kind == vault::SnapshotKind::KeptAside));
}

#[test]
fn after_it_leaked_nothing_opens_with_the_old_keys_and_the_codes_are_there() {
    let (folder, mut vault) = with_set();
    let old = recovery_identity(&*folder, WORDS);
    let mut stale = opened(&mut vault, WORDS, 4);
    let replaced = vault.replace_keys(&words(WORDS), &words("new"), at(5)).unwrap();
    assert!(replaced.unfinished.is_none(), "{replaced:?}");
    assert!(age::decrypt(&old, &folder.get("recovery.age").unwrap()).is_err());
    for file in folder.list(Some("snapshots")).unwrap() {
        let bytes = folder.get(&format!("snapshots/{file}")).unwrap();
        assert!(age::decrypt(&old, &bytes).is_err(), "{file} opens with the old key");
    }
    assert_eq!(folder.get("recovery-key.age"), folder.get("snapshots/recovery-key.age"));
    let change = stale.change(&mut vault, at(6), |_| Ok::<_, ()>(()));
    let Err(RecoveryChangeError::Recovery(RecoveryError::Unlock(UnlockError::Vault(
        VaultError::KeysReplaced,
    )))) = change
    else {
        panic!("{change:?}")
    };
    assert_eq!(opened(&mut vault, "new", 7).contents(at(7)).unwrap().sets.len(), 1);
    let old_words = vault.open_recovery(&words(WORDS), at(8), TWO_MINUTES, Rollback::Refuse).err();
    assert!(matches!(old_words, Some(RecoveryError::Unlock(UnlockError::WrongPassphrase { .. }))));
}

#[test]
fn fields_and_damaged_records_of_a_later_version_survive() {
    let (folder, mut vault) = with_set();
    let text = recovery_plaintext(&*folder, WORDS)
        .replacen('{', r#"{"whole":{"new":1},"#, 1)
        .replacen(r#""number":1,"#, r#""number":1,"hint":"left","#, 1)
        .replacen(r#""kind":"list""#, r#""kind":"list","colour":"red""#, 1)
        .replacen(r#""what":"imported""#, r#""what":"imported","song":"x""#, 1)
        .replacen(r#""sets":["#, r#""sets":[{"id":"x","service":"broken","codes":"later"},"#, 1)
        .replacen(r#""questions":["#, r#""questions":[{"answer":7,"service":"odd"}"#, 1);
    let revision = text.find(r#""revision":"#).unwrap();
    assert!(text[revision..].starts_with(r#""revision":2"#));
    folder.put("recovery.age", &recovery_sealed(&*folder, WORDS, &text));
    let mut recovery = opened(&mut vault, WORDS, 5);
    let told: Vec<_> = recovery.set_aside().iter().map(|it| it.name.clone().unwrap()).collect();
    assert_eq!(told, ["broken", "odd"]);
    use_first(&mut recovery, &mut vault, 6);
    let after = recovery_plaintext(&*folder, WORDS);
    for kept in [
        r#""whole":{"new":1}"#,
        r#""hint":"left""#,
        r#""colour":"red""#,
        r#""song":"x""#,
        r#"{"id":"x","service":"broken","codes":"later"}"#,
        r#"{"answer":7,"service":"odd"}"#,
    ] {
        assert!(after.contains(kept), "{kept} is gone from {after}");
    }
}

#[test]
fn a_code_that_cannot_be_read_keeps_its_set_from_being_handed_out() {
    let (folder, mut vault) = with_set();
    for (from, to) in [
        (r#""state":"unused""#, r#""state":"lent""#),
        (r#""state":"unused""#, r#""state":"reserved""#),
        (r#""effect":"consume""#, r#""effect":"explodes""#),
        (r#""code":"github-1""#, r#""code":"""#),
    ] {
        let good = recovery_plaintext(&*folder, WORDS);
        let text = good.replacen(from, to, 1);
        assert_ne!(good, text, "{from}");
        folder.put("recovery.age", &recovery_sealed(&*folder, WORDS, &text));
        let recovery = opened(&mut vault, WORDS, 5);
        assert_eq!(
            (recovery.contents(at(5)).unwrap().sets.len(), recovery.set_aside().len()),
            (0, 1),
            "{to}"
        );
        folder.put("recovery.age", &recovery_sealed(&*folder, WORDS, &good));
    }
}

#[test]
fn the_summary_holds_no_code() {
    let (folder, _) = with_set();
    let daily = plaintext(&*folder, WORDS);
    assert!(daily.contains(r#""service":"github""#) && !daily.contains("github-1"), "{daily}");
}

#[test]
fn an_earlier_vault_put_back_keeps_what_is_known_of_the_compartment() {
    let (folder, vault) = with_set();
    let locked = vault.lock();
    let first = locked.snapshots().unwrap().last().unwrap().id.clone();
    locked.restore(&first, &words(WORDS), at(50)).unwrap();
    let mut vault = open(&folder, WORDS, 51);
    assert_eq!(vault.recovery_summary().unwrap().sets.len(), 1);
    opened(&mut vault, WORDS, 52);
    let wrong_list = vault.recovery_snapshots().unwrap()[0].id.clone();
    let refused = vault.lock().restore(&wrong_list, &words(WORDS), at(53));
    assert!(matches!(refused, Err(UnlockError::Vault(VaultError::NoSuchSnapshot(_)))));
}

/// A sentence for each, with what to do next.
#[test]
fn every_sentence_says_what_to_do_next() {
    for error in [
        RecoveryError::Expired,
        RecoveryError::Gone,
        RecoveryError::OtherVault,
        RecoveryError::OlderThanSeen { found: 1, seen: 2 },
        RecoveryError::Diverged { found: 1, seen: 2 },
        RecoveryError::VaultOlder { found: 1, seen: 2 },
        RecoveryError::Replaced { found: 1, open: 2 },
    ] {
        let text = error.to_string();
        assert!(text.matches(". ").count() >= 1 && text.ends_with('.'), "{text}");
    }
}

fn states(set: &RecoverySet) -> Vec<&'static str> {
    let word = |state: &CodeState| match state {
        CodeState::Unused => "unused",
        CodeState::Reserved { .. } => "reserved",
        CodeState::Used { .. } => "used",
        CodeState::Invalid { .. } => "invalid",
        CodeState::Unsure { .. } => "unsure",
    };
    set.codes.iter().map(|code| word(&code.state)).collect()
}

/// What opening it says.
fn refused(vault: &mut vault::UnlockedVault, rollback: Rollback) -> RecoveryError {
    vault.open_recovery(&words(WORDS), at(9), TWO_MINUTES, rollback).err().expect("it does not open")
}

/// A vault with one set of three codes.
fn with_set() -> (std::sync::Arc<MemoryFolder>, vault::UnlockedVault) {
    let (folder, mut vault) = new_vault(&["ann"]);
    let mut recovery = opened(&mut vault, WORDS, 1);
    import(&mut recovery, &mut vault, "github", 3, 2);
    (folder, vault)
}
