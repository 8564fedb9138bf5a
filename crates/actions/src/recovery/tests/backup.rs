//! The whole vault as one file, and back.
use std::{fs, path::Path};

use vault::{BackupError, Fault};

use super::*;
use crate::{
    ActionError, Phase,
    fixture::{add_named, desk_in, names, page, place, settings, wrong},
};

/// A backup of a desk as a file.
fn written(desk: &Desk, folder: &Path) -> std::path::PathBuf {
    let backup = desk.backup(later(9)).unwrap();
    assert_eq!(backup.name, "keepward-backup-2027-01-15.tar");
    let path = folder.join(&backup.name);
    fs::write(&path, &*backup.bytes).unwrap();
    path
}

#[test]
fn a_backup_of_an_open_vault_is_the_whole_vault_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = open_desk();
    let set = github(&mut desk);
    add_named(&mut desk, "Acme", "ann");
    let path = written(&desk, folder.path());
    let mut other = Desk::new(place().0, settings());
    assert_eq!(other.status(now()).phase, Phase::Absent);
    let chosen = other.choose_backup(&path).unwrap();
    assert_eq!(chosen.name, "keepward-backup-2027-01-15.tar");
    assert_eq!(chosen.parts, ["vault-key.age", "vault.age", "recovery-key.age", "recovery.age"]);
    other.restore_backup(&passphrase(), later(10)).unwrap();
    assert_eq!(other.status(now()).phase, Phase::Locked);
    other.unlock(&passphrase(), Rollback::Refuse, later(11)).unwrap();
    assert_eq!(names(&page(&mut other, "")), ["ann"]);
    open(&mut other, later(12));
    assert_eq!(other.recovery_set(set, later(12)).unwrap().codes.len(), 16);
}

#[test]
fn a_vault_without_recovery_codes_is_two_files() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(&desk(), folder.path());
    let mut other = Desk::new(place().0, settings());
    assert_eq!(other.choose_backup(&path).unwrap().parts, ["vault-key.age", "vault.age"]);
}

#[test]
fn nothing_is_restored_with_a_wrong_passphrase_and_it_can_be_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(&desk(), folder.path());
    let mut other = Desk::new(place().0, settings());
    other.choose_backup(&path).unwrap();
    let refused = other.restore_backup(&wrong(), now()).err();
    assert!(matches!(refused, Some(ActionError::Backup(BackupError::WrongPassphrase))));
    assert_eq!(other.status(now()).phase, Phase::Absent);
    other.restore_backup(&passphrase(), now()).unwrap();
    let again = other.restore_backup(&passphrase(), now()).err();
    assert!(matches!(again, Some(ActionError::NoBackup)), "it is in place");
}

#[test]
fn the_vault_that_was_there_is_kept_and_an_open_one_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(&desk(), folder.path());
    let mut other = desk_in(place().0);
    other.choose_backup(&path).unwrap();
    assert!(matches!(other.restore_backup(&passphrase(), now()).err(), Some(ActionError::AlreadyOpen)));
    other.lock();
    assert!(other.restore_backup(&passphrase(), now()).unwrap().kept_in.is_some());
}

#[test]
fn what_is_no_whole_backup_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    let whole = fs::read(written(&desk, folder.path())).unwrap();
    let huge = folder.path().join("huge.tar");
    fs::File::create(&huge).unwrap().set_len(1 << 40).unwrap();
    for path in [
        file("empty.tar", b""),
        file("text.tar", b"hello"),
        file("half.tar", &whole[..whole.len() / 2]),
        huge,
        folder.path().to_owned(),
    ] {
        let refused = desk.choose_backup(&path);
        assert!(matches!(refused, Err(ActionError::Backup(BackupError::NotABackup))), "{path:?} {refused:?}");
    }
    let gone = desk.choose_backup(&folder.path().join("gone.tar"));
    assert!(matches!(gone, Err(ActionError::BackupFile(_))));
    assert!(matches!(desk.restore_backup(&passphrase(), now()).err(), Some(ActionError::AlreadyOpen)));
}

#[test]
fn no_backup_was_chosen() {
    let mut desk = Desk::new(place().0, settings());
    assert!(matches!(desk.restore_backup(&passphrase(), now()).err(), Some(ActionError::NoBackup)));
    assert!(matches!(desk.backup(now()), Err(ActionError::NoVault)));
}

#[test]
fn a_restore_that_a_full_disk_stops_can_be_done_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(&desk(), folder.path());
    let (place, disk) = place();
    let mut other = Desk::new(place, settings());
    other.choose_backup(&path).unwrap();
    disk.fault_at(0, Fault::Fails(std::io::ErrorKind::StorageFull));
    assert!(matches!(other.restore_backup(&passphrase(), now()).err(), Some(ActionError::Backup(_))));
    assert_eq!(other.status(now()).phase, Phase::Absent);
    other.restore_backup(&passphrase(), now()).unwrap();
}
