//! Opening, closing, and what is said when it does not open.
use vault::{Fault, MemoryFolder, Place};

use super::*;
use crate::{
    AccountEdit, UnlockError, VaultError,
    fixture::{RFC_SECRET, add_named, desk_in, later, names, now, page, passphrase, place, settings, wrong},
};

#[test]
fn from_nothing_to_a_vault_that_opens_again() {
    let (place, _) = place();
    let mut desk = Desk::new(place.clone(), settings());
    assert_eq!(desk.status(now()).phase, Phase::Absent);
    assert!(matches!(desk.unlock(&passphrase(), Rollback::Refuse, now()), Err(ActionError::NoVault)));
    assert_eq!(desk.create(&passphrase(), OpenWith::Keyring, now()).unwrap(), None);
    assert_eq!((desk.status(now()).phase, desk.status(now()).quick_unlock), (Phase::Open, QuickUnlock::On));
    add_named(&mut desk, "Acme", "ann");
    desk.lock();
    assert_eq!(desk.status(now()).phase, Phase::Locked);

    let mut restarted = Desk::new(place, settings());
    assert_eq!(restarted.status(now()).phase, Phase::Locked);
    restarted.unlock(&passphrase(), Rollback::Refuse, now()).unwrap();
    assert_eq!(names(&page(&mut restarted, "")), ["ann"]);
    assert!(matches!(
        restarted.unlock(&passphrase(), Rollback::Refuse, now()),
        Err(ActionError::AlreadyOpen)
    ));
}

#[test]
fn a_second_vault_is_never_made_over_the_first() {
    let (place, _) = place();
    drop(desk_in(place.clone()));
    let mut desk = Desk::new(place, settings());
    let refused = desk.create(&wrong(), OpenWith::Passphrase, now());
    assert!(matches!(refused, Err(ActionError::Vault(VaultError::AlreadyThere { .. }))));
    assert!(desk.unlock(&passphrase(), Rollback::Refuse, now()).is_ok());
}

#[test]
fn a_wrong_passphrase_waits_longer_each_time_and_survives_a_restart() {
    let (place, _) = place();
    let mut desk = desk_in(place.clone());
    desk.lock();
    for _ in 0..2 {
        let refused = desk.unlock(&wrong(), Rollback::Refuse, now());
        assert!(matches!(refused, Err(ActionError::Unlock(UnlockError::WrongPassphrase { .. }))));
    }
    let mut restarted = Desk::new(place, settings());
    assert!(restarted.status(now()).retry_in > Duration::ZERO);
    let refused = restarted.unlock(&passphrase(), Rollback::Refuse, now());
    assert!(matches!(refused, Err(ActionError::Unlock(UnlockError::TooSoon { .. }))));
    restarted.unlock(&passphrase(), Rollback::Refuse, later(60)).unwrap();
    assert_eq!(restarted.status(later(60)).retry_in, Duration::ZERO);
}

#[test]
fn a_damaged_vault_is_damaged_and_not_absent() {
    let folder = MemoryFolder::default();
    folder.put("vault-key.age", b"not an age file");
    folder.put("vault.age", b"not an age file");
    let desk = Desk::new(Place { folder: std::sync::Arc::new(folder), ..place().0 }, settings());
    let status = desk.status(now());
    assert_eq!(status.phase, Phase::Damaged);
    assert!(status.problem.unwrap().contains("vault-key.age"));
    assert!(matches!(desk.openable(), Err(ActionError::Vault(VaultError::Damaged { .. }))));
}

#[test]
fn locking_forgets_everything_that_came_out_of_the_vault() {
    let mut desk = desk_in(place().0);
    let id = add_named(&mut desk, "Acme", "ann");
    desk.reveal(id, now()).unwrap();
    desk.offer(&[&format!("otpauth://totp/a?secret={RFC_SECRET}")], now()).unwrap();
    page(&mut desk, "");
    desk.lock();
    let left = format!("{:?}{:?}{:?}", desk.offered, desk.on_screen, desk.list);
    assert!(!left.contains("ann") && !left.contains(&id.to_string()), "{left}");
    desk.lock();
    assert_eq!(desk.status(now()).phase, Phase::Locked, "locking twice is no harm");
}

#[test]
fn what_another_program_wrote_is_seen_after_a_look() {
    let (place, _) = place();
    let mut window = desk_in(place.clone());
    let id = add_named(&mut window, "Acme", "ann");
    let mut console = Desk::new(place, settings());
    console.unlock(&passphrase(), Rollback::Refuse, now()).unwrap();
    add_named(&mut console, "Acme", "bob");
    assert_eq!(window.refresh().unwrap(), Refreshed::Reloaded);
    assert_eq!(names(&page(&mut window, "")), ["ann", "bob"]);
    assert_eq!(window.refresh().unwrap(), Refreshed::Unchanged);

    let edit = AccountEdit { issuer: "Acme".to_owned(), name: "eve".to_owned(), ..AccountEdit::default() };
    console.edit(id, &edit, now()).unwrap();
    add_named(&mut window, "Acme", "joe");
    assert_eq!(names(&page(&mut window, "")), ["eve", "bob", "joe"], "a change is made to what is on disk");
}

#[test]
fn an_earlier_version_comes_back_when_asked_for() {
    let mut desk = desk_in(place().0);
    let id = add_named(&mut desk, "Acme", "ann");
    assert!(matches!(desk.snapshots(), Err(ActionError::AlreadyOpen)));
    for day in 1..4 {
        let edit =
            AccountEdit { issuer: "Acme".to_owned(), name: format!("day{day}"), ..AccountEdit::default() };
        desk.edit(id, &edit, later(day * 86_400)).unwrap();
    }
    desk.lock();
    let snapshots = desk.snapshots().unwrap();
    let oldest = snapshots.last().unwrap();
    assert!(desk.restore_snapshot(&oldest.id, &wrong(), later(9)).is_err());
    desk.restore_snapshot(&oldest.id, &passphrase(), later(400_000)).unwrap();
    desk.unlock(&passphrase(), Rollback::Accept, later(400_000)).unwrap();
    assert_ne!(names(&page(&mut desk, "")), ["day3"]);
}

#[test]
fn an_older_vault_opens_only_when_the_person_insists() {
    let (place, folder) = place();
    let mut desk = desk_in(place);
    desk.enable_quick_unlock(&passphrase(), now()).unwrap(); // Without it no revision is remembered.
    add_named(&mut desk, "Acme", "ann");
    let older = folder.get("vault.age").unwrap();
    add_named(&mut desk, "Acme", "bob");
    desk.lock(); // by now the keyring knows the newest revision
    folder.put("vault.age", &older);
    let refused = desk.unlock(&passphrase(), Rollback::Refuse, now());
    assert!(matches!(refused, Err(ActionError::Unlock(UnlockError::OlderThanSeen { .. }))));
    assert_eq!(desk.status(now()).phase, Phase::Locked);
    desk.unlock(&passphrase(), Rollback::Accept, now()).unwrap();
    assert_eq!(names(&page(&mut desk, "")), ["ann"]);
}

#[test]
fn a_snapshot_that_could_not_be_taken_is_a_warning_and_no_failure() {
    let (place, folder) = place();
    let mut desk = desk_in(place);
    let id = add_named(&mut desk, "Acme", "ann");
    assert!(desk.warnings().is_empty());
    folder.fault_at(0, Fault::Fails(std::io::ErrorKind::StorageFull));
    desk.pin(id, later(7_200)).unwrap();
    let [warning] = desk.warnings().try_into().unwrap();
    assert!(warning.contains("disk is nearly full"), "{warning}");
    desk.unpin(id, later(7_201)).unwrap();
    assert!(desk.warnings().is_empty());
    folder.fault_at(0, Fault::Fails(std::io::ErrorKind::StorageFull));
    desk.pin(id, later(20_000)).unwrap();
    folder.fault_at(3, Fault::Fails(std::io::ErrorKind::StorageFull));
    let saved = desk.pin(id, later(40_000)).is_ok();
    assert_eq!((saved, desk.warnings().len()), (false, 0), "a change that failed is not said to be saved");
}

#[test]
fn a_vault_unlocked_on_another_thread_is_entered_once() {
    let (place, _) = place();
    let mut desk = desk_in(place);
    assert!(matches!(desk.closed_vault(), Err(ActionError::AlreadyOpen)));
    add_named(&mut desk, "Acme", "ann");
    desk.lock();
    let closed = desk.closed_vault().unwrap();
    let unlock = move || closed.unlock(&passphrase(), now(), Rollback::Refuse).unwrap();
    let (first, second) = (unlock(), unlock());
    desk.enter(first, now());
    let id = add_named(&mut desk, "Acme", "bob");
    desk.enter(second, now());
    assert!(desk.account(id, now()).is_ok(), "what is open stays open");
}
