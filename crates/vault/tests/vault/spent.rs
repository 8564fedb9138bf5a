//! What becomes of codes that were spent since an older copy of the compartment was written.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use recovery::{CodeState, Event, EventKind, RecoverySet, Which};
use vault::{MemoryFolder, RecoveryFromKit, RecoveryUnlocked, Rollback, UnlockedVault};

use crate::recovery_support::*;
use crate::support::*;

fn with_set() -> (Arc<MemoryFolder>, UnlockedVault) {
    let (folder, mut vault) = new_vault(&[]);
    let mut recovery = opened(&mut vault, WORDS, 1);
    import(&mut recovery, &mut vault, "github", 3, 2);
    (folder, vault)
}

/// One change of the code at a place, with its event, a part of a second after a whole one.
fn does(
    recovery: &mut RecoveryUnlocked,
    vault: &mut UnlockedVault,
    (place, what, secs): (usize, EventKind, u64),
    change: impl Fn(&mut RecoverySet, SystemTime),
) {
    let now = at(secs) + Duration::from_millis(700);
    recovery
        .change(vault, now, |all| {
            let id = all.sets[0].id;
            change(all.set_mut(id).unwrap(), now);
            let what = what.clone();
            all.log.record(Event { at: now, ..event(id, Some(place), what, secs) });
            Ok::<_, ()>(())
        })
        .unwrap();
}

fn take(recovery: &mut RecoveryUnlocked, vault: &mut UnlockedVault, place: usize, secs: u64) {
    does(recovery, vault, (place, EventKind::Reserved, secs), |set, now| {
        let _ = set.reserve(Which::At(place), now).unwrap();
    });
}

fn worked(recovery: &mut RecoveryUnlocked, vault: &mut UnlockedVault, place: usize, secs: u64) {
    does(recovery, vault, (place, EventKind::Used, secs), |set, now| {
        set.worked(place, String::new(), now).unwrap();
    });
}

fn undone(recovery: &mut RecoveryUnlocked, vault: &mut UnlockedVault, place: usize, secs: u64) {
    does(recovery, vault, (place, EventKind::Undone, secs), |set, now| set.undo(place, now).unwrap());
}

fn given_back(recovery: &mut RecoveryUnlocked, vault: &mut UnlockedVault, place: usize, secs: u64) {
    does(recovery, vault, (place, EventKind::Returned, secs), |set, now| set.release(place, now).unwrap());
}

fn unused(recovery: &RecoveryUnlocked, secs: u64) -> Vec<bool> {
    let set = &recovery.contents(at(secs)).unwrap().sets[0];
    set.codes.iter().map(|code| code.state == CodeState::Unused).collect()
}

fn accepted(vault: &mut UnlockedVault, secs: u64) -> RecoveryUnlocked {
    vault.open_recovery(&words(WORDS), at(secs), TWO_MINUTES, Rollback::Accept).unwrap()
}

#[test]
fn a_code_whose_last_change_was_taken_back_is_not_handed_out_again_from_an_older_copy() {
    let (folder, mut vault) = with_set();
    let old = folder.get("recovery.age").unwrap();
    let mut recovery = opened(&mut vault, WORDS, 5);
    take(&mut recovery, &mut vault, 0, 6);
    worked(&mut recovery, &mut vault, 0, 7);
    undone(&mut recovery, &mut vault, 0, 8); // reserved again, not unused
    drop(recovery);
    folder.put("recovery.age", &old);
    let recovery = accepted(&mut vault, 9);
    assert_eq!(unused(&recovery, 9), [false, true, true]);
    assert_eq!(recovery.taken_over().codes_marked, 1);
}

#[test]
fn a_code_that_was_given_back_is_free_in_an_older_copy_too() {
    let (folder, mut vault) = with_set();
    let old = folder.get("recovery.age").unwrap();
    let mut recovery = opened(&mut vault, WORDS, 5);
    take(&mut recovery, &mut vault, 0, 6);
    given_back(&mut recovery, &mut vault, 0, 7);
    drop(recovery);
    folder.put("recovery.age", &old);
    let recovery = accepted(&mut vault, 9);
    assert_eq!(unused(&recovery, 9), [true; 3]);
    assert!(recovery.taken_over().is_nothing());
}

#[test]
fn what_the_newer_copy_says_of_a_code_is_certain() {
    let (_, mut vault) = with_set();
    let mut recovery = opened(&mut vault, WORDS, 4_000);
    take(&mut recovery, &mut vault, 0, 4_001); // a snapshot from before is taken first
    undone(&mut recovery, &mut vault, 0, 4_002);
    worked(&mut recovery, &mut vault, 1, 4_003);
    drop(recovery);
    let earlier = vault.recovery_snapshots().unwrap()[0].id.clone();
    let told = vault.restore_recovery(&earlier, &words(WORDS), at(4_004)).unwrap();
    assert_eq!((told.codes_marked, told.sets_in_doubt.len()), (1, 0));
    let recovery = opened(&mut vault, WORDS, 4_005);
    assert_eq!(unused(&recovery, 4_005), [true, false, true]);
    assert_eq!(recovery.contents(at(4_005)).unwrap().log.iter().count(), 4, "each event once");
}

/// The file holds whole seconds, the session that wrote it does not.
#[test]
fn what_the_older_copy_knows_is_neither_applied_nor_logged_twice() {
    let (folder, mut vault) = with_set();
    let mut recovery = opened(&mut vault, WORDS, 5);
    take(&mut recovery, &mut vault, 0, 6);
    undone(&mut recovery, &mut vault, 0, 7);
    let old = folder.get("recovery.age").unwrap();
    take(&mut recovery, &mut vault, 1, 8);
    worked(&mut recovery, &mut vault, 1, 8); // within the same second
    drop(recovery);
    folder.put("recovery.age", &old);
    let recovery = accepted(&mut vault, 9);
    assert_eq!(unused(&recovery, 9), [true, false, true]);
    let set = &recovery.contents(at(9)).unwrap().sets[0];
    assert!(matches!(set.codes[1].state, CodeState::Used { .. }), "the later one counts");
    let log: Vec<_> = recovery.contents(at(9)).unwrap().log.iter().map(|it| it.what.clone()).collect();
    let [imported, reserved] = [EventKind::Imported, EventKind::Reserved];
    assert_eq!(log, [imported, reserved.clone(), EventKind::Undone, reserved, EventKind::Used]);
}

#[test]
fn an_older_compartment_is_not_made_the_newest_by_the_kit() {
    let (folder, mut vault) = with_set();
    let kit = new_kit(&mut vault, 3);
    let old = folder.get("recovery.age").unwrap();
    use_first(&mut opened(&mut vault, WORDS, 5), &mut vault, 6);
    drop(vault);
    folder.put("recovery.age", &old);
    let restored = found(&folder).restore_from_kit(kit.expose(), &words("new"), at(7)).unwrap();
    assert_eq!(restored.recovery, RecoveryFromKit::Restored);
    assert_eq!(restored.taken_over.codes_marked, 1);
    assert!(restored.taken_over.sentence().is_some(), "the person is told");
    let mut vault = open(&folder, "new", 8);
    assert_eq!(vault.recovery_summary().unwrap().sets[0].unused, 2);
    assert_eq!(unused(&opened(&mut vault, "new", 9), 9), [false, true, true]);
}

#[test]
fn a_compartment_that_is_ahead_of_its_summary_comes_back_as_it_is() {
    let (folder, mut vault) = with_set();
    let kit = new_kit(&mut vault, 3);
    let mut recovery = opened(&mut vault, WORDS, 4);
    take(&mut recovery, &mut vault, 0, 5);
    let behind = folder.get("vault.age").unwrap();
    given_back(&mut recovery, &mut vault, 0, 6);
    drop((recovery, vault));
    folder.put("vault.age", &behind);
    let restored = found(&folder).restore_from_kit(kit.expose(), &words("new"), at(7)).unwrap();
    assert!(restored.taken_over.is_nothing(), "{:?}", restored.taken_over);
    let mut vault = open(&folder, "new", 8);
    assert_eq!(unused(&opened(&mut vault, "new", 9), 9), [true; 3]);
}
