//! The compartment is open for a while, with the passphrase alone, and never a moment longer.
use std::io::ErrorKind;
use std::time::Duration;

use vault::{Fault, MemoryFolder, Passphrase, Place};

use super::*;
use crate::{
    ActionError, UnlockError, VaultError,
    fixture::{desk_in, place, settings, wrong},
};

fn is_closed<T>(result: Result<T, ActionError>) -> bool {
    matches!(result, Err(ActionError::RecoveryClosed))
}

/// Another desk at the same vault, as after a crash.
fn restarted(place: &Place, folder: &MemoryFolder) -> Desk {
    let place = Place { folder: std::sync::Arc::new(folder.after_restart()), ..place.clone() };
    let mut desk = Desk::new(place, settings());
    desk.unlock(&passphrase(), Rollback::Refuse, now()).unwrap();
    desk
}

#[test]
fn it_opens_with_the_passphrase_alone_and_says_for_how_long() {
    let mut desk = desk();
    assert!(is_closed(desk.recovery_is_open(now())));
    let open_for = desk.open_recovery(&passphrase(), Rollback::Refuse, now()).unwrap();
    assert_eq!((open_for, desk.recovery_open_for(now())), (Duration::from_secs(120), open_for));
    assert_eq!(desk.recovery_open_for(later(119)), Duration::from_secs(1));
    desk.recovery_is_open(later(119)).unwrap();
}

#[test]
fn unlocking_the_vault_does_not_open_it() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    desk.lock();
    assert!(desk.recovery.is_none() && desk.recovery_open_for(now()).is_zero());
    desk.unlock(&passphrase(), Rollback::Refuse, now()).unwrap();
    assert!(is_closed(desk.take_code(set, Which::Next, now())));
    assert!(matches!(desk.open_recovery(&wrong(), Rollback::Refuse, now()), Err(ActionError::Unlock(_))));
}

#[test]
fn when_its_time_is_over_it_is_dropped() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    assert_eq!(desk.close_recovery_in_time(later(60)), Duration::from_secs(60));
    assert!(desk.recovery.is_some());
    assert!(is_closed(desk.recovery_set(set, later(120))), "refused before anybody has dropped it");
    assert_eq!(desk.close_recovery_in_time(later(120)), Duration::ZERO);
    assert!(desk.recovery.is_none());
}

#[test]
fn a_clock_that_was_set_back_does_not_keep_it_open() {
    let mut desk = open_desk();
    let before = now() - Duration::from_secs(1);
    assert!(is_closed(desk.recovery_is_open(before)));
    assert_eq!(desk.close_recovery_in_time(before), Duration::ZERO);
    assert!(desk.recovery.is_none());
}

#[test]
fn what_the_person_does_begins_its_time_anew() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    desk.take_code(set, Which::Next, later(100)).unwrap();
    assert_eq!(desk.recovery_open_for(later(100)), Duration::from_secs(120));
    read_at(&mut desk, GITHUB, &codes(1, 16).join("\n"), later(200));
    assert_eq!(desk.recovery_open_for(later(200)), Duration::from_secs(120));
    desk.recovery_set(set, later(300)).unwrap();
    assert_eq!(desk.recovery_open_for(later(300)), Duration::from_secs(20), "looking is not doing");
}

#[test]
fn a_change_that_comes_too_late_drops_it() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    assert!(is_closed(desk.archive_set(set, later(500))));
    assert!(desk.recovery.is_none());
}

#[test]
fn closing_it_forgets_what_was_read() {
    let mut desk = open_desk();
    let preview = read(&mut desk, GITHUB, &codes(0, 16).join("\n"));
    desk.close_recovery();
    open(&mut desk, later(1));
    let stored = desk.accept_import(preview.id, as_seen(&preview), later(1));
    assert!(matches!(stored, Err(ActionError::NoSuchImport)));
}

#[test]
fn corrections_outlive_the_time_but_not_the_lock() {
    let mut desk = open_desk();
    let preview = read(&mut desk, GITHUB, &codes(0, 16).join("\n"));
    desk.close_recovery_in_time(later(200));
    assert!(is_closed(desk.accept_import(preview.id, as_seen(&preview), later(200))));
    open(&mut desk, later(200));
    desk.accept_import(preview.id, as_seen(&preview), later(201)).unwrap();
    let preview = read_at(&mut desk, GITHUB, &codes(1, 16).join("\n"), later(202));
    desk.lock();
    desk.unlock(&passphrase(), Rollback::Refuse, later(203)).unwrap();
    open(&mut desk, later(203));
    let stored = desk.accept_import(preview.id, as_seen(&preview), later(204));
    assert!(matches!(stored, Err(ActionError::NoSuchImport)));
}

#[test]
fn wrong_passphrases_count_wherever_they_are_typed() {
    type Ask = fn(&mut Desk, SetId, &Passphrase) -> Result<(), ActionError>;
    let asks: [Ask; 4] = [
        |desk, _, typed| desk.open_recovery(typed, Rollback::Refuse, later(1)).map(drop),
        |desk, set, typed| desk.delete_set(set, typed, later(1)),
        |desk, set, typed| {
            let format = super::super::SheetFormat::Text;
            desk.output_set(set, format, sheet::Paper::A4, typed, later(1)).map(drop)
        },
        |desk, _, typed| {
            desk.draft_kit(super::super::SheetFormat::Text, sheet::Paper::A4, typed, later(1)).map(drop)
        },
    ];
    for ask in asks {
        let mut desk = open_desk();
        let set = github(&mut desk);
        for _ in 0..2 {
            let refused = ask(&mut desk, set, &wrong());
            assert!(matches!(refused, Err(ActionError::Unlock(UnlockError::WrongPassphrase { .. }))));
        }
        for other in asks {
            let refused = other(&mut desk, set, &passphrase());
            assert!(matches!(refused, Err(ActionError::Unlock(UnlockError::TooSoon { .. }))), "{refused:?}");
        }
        assert_eq!(states(&desk, set), ".".repeat(16));
    }
}

#[test]
fn a_closed_compartment_asks_for_no_passphrase_in_vain() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    desk.close_recovery();
    let format = super::super::SheetFormat::Text;
    for _ in 0..3 {
        assert!(is_closed(desk.delete_set(set, &wrong(), now())));
        assert!(is_closed(desk.output_set(set, format, sheet::Paper::A4, &wrong(), now())));
        assert!(is_closed(desk.draft_kit(format, sheet::Paper::A4, &wrong(), now())));
    }
    assert!(desk.status(now()).retry_in.is_zero());
}

#[test]
fn a_crash_between_reserving_and_the_answer_hands_nothing_out_twice() {
    let (place, folder) = place();
    let mut desk = desk_in(place.clone());
    open(&mut desk, now());
    let set = github(&mut desk);
    let first = take(&mut desk, set);
    drop(desk);
    let mut desk = restarted(&place, &folder);
    assert_eq!(desk.recovery_overview(now()).unwrap().sets[0].summary.reserved, 1);
    open(&mut desk, now());
    assert_eq!(states(&desk, set), format!("r{}", ".".repeat(15)));
    let second = take(&mut desk, set);
    assert!(!second.text.same_as(&first.text));
    assert!(desk.show_taken(set, first.position, later(2)).unwrap().text.same_as(&first.text));
}

#[test]
fn a_full_disk_hands_nothing_out() {
    let (place, folder) = place();
    let mut desk = desk_in(place);
    open(&mut desk, now());
    let set = github(&mut desk);
    folder.fault_at(0, Fault::Fails(ErrorKind::StorageFull));
    let refused = desk.take_code(set, Which::Next, later(1));
    assert!(matches!(refused, Err(ActionError::Vault(VaultError::DiskFull))), "{refused:?}");
    assert_eq!(states(&desk, set), ".".repeat(16));
}

#[test]
fn a_code_that_the_disk_did_not_confirm_is_not_handed_out_again() {
    let (place, folder) = place();
    let mut desk = desk_in(place);
    open(&mut desk, now());
    let set = github(&mut desk);
    folder.fault_at(0, Fault::Unconfirmed);
    let unsure = desk.take_code(set, Which::Next, later(1));
    assert!(matches!(unsure, Err(ActionError::Vault(VaultError::Unconfirmed { .. }))), "{unsure:?}");
    assert_eq!(take(&mut desk, set).position, 1);
}

#[test]
fn an_older_copy_put_in_its_place_closes_it_and_opens_only_knowingly() {
    let (place, folder) = place();
    let mut desk = desk_in(place);
    open(&mut desk, now());
    let set = github(&mut desk);
    let older = folder.get("recovery.age").unwrap();
    let spent = take(&mut desk, set).position;
    answer(&mut desk, set, spent, CodeAnswer::Worked);
    folder.put("recovery.age", &older);
    let refused = desk.take_code(set, Which::Next, later(3));
    assert!(matches!(refused, Err(ActionError::Recovery(_))), "{refused:?}");
    assert!(desk.recovery.is_none(), "what is open is not what is on disk");
    let refused = desk.open_recovery(&passphrase(), Rollback::Refuse, later(4));
    assert!(matches!(refused, Err(ActionError::Recovery(_))), "{refused:?}");
    desk.open_recovery(&passphrase(), Rollback::Accept, later(5)).unwrap();
    assert!(states(&desk, set).starts_with('u'), "what was used stays used");
    let warnings = desk.warnings().join("\n");
    assert!(warnings.contains("older copy"), "{warnings}");
}

#[test]
fn what_was_not_kept_beside_a_change_is_a_warning() {
    let (place, folder) = place();
    let mut desk = desk_in(place);
    open(&mut desk, now());
    let set = github(&mut desk);
    assert_eq!(desk.warnings(), Vec::<String>::new());
    // The folder counts two for each file: the compartment first, then its summary.
    folder.fault_at(2, Fault::Fails(ErrorKind::StorageFull));
    take(&mut desk, set);
    let warnings = desk.warnings();
    assert!(warnings.len() == 1 && warnings[0].contains("overview"), "{warnings:?}");
    desk.close_recovery();
    open(&mut desk, later(5));
    assert_eq!(desk.warnings(), Vec::<String>::new(), "opening made it good");
    assert_eq!(desk.recovery_overview(later(5)).unwrap().sets[0].summary.reserved, 1);
}

#[test]
fn new_keys_close_it_and_open_it_again() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    let next = || Passphrase::from("meadow lantern".to_owned());
    desk.replace_keys(&passphrase(), &next(), later(1)).unwrap();
    assert!(is_closed(desk.take_code(set, Which::Next, later(2))));
    desk.open_recovery(&next(), Rollback::Refuse, later(3)).unwrap();
    desk.take_code(set, Which::Next, later(4)).unwrap();
    desk.change_passphrase(&next(), &passphrase(), later(5)).unwrap();
    desk.take_code(set, Which::Next, later(6)).unwrap();
}

#[test]
fn a_locked_vault_answers_nothing() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    desk.lock();
    assert!(matches!(desk.recovery_overview(now()), Err(ActionError::Locked)));
    assert!(matches!(desk.recovery_log(0, 9), Err(ActionError::Locked)));
    assert!(matches!(desk.open_recovery(&passphrase(), Rollback::Refuse, now()), Err(ActionError::Locked)));
    assert!(matches!(desk.archive_set(set, now()), Err(ActionError::Locked)));
}
