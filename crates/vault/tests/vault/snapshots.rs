//! Earlier versions: taken, listed, put back when asked, and never in the way of saving.

use std::io::ErrorKind;
use std::sync::Arc;

use vault::{
    DiskFolder, Fault, LockedVault, MemoryFolder, Rollback, SnapshotKind, UnlockError, VaultError,
    VaultFolder,
};

use crate::support::*;

fn kinds(folder: &Arc<MemoryFolder>) -> Vec<SnapshotKind> {
    found(folder).snapshots().unwrap().into_iter().map(|snapshot| snapshot.kind).collect()
}

#[test]
fn one_is_taken_before_a_save_when_the_last_is_an_hour_old() {
    let (folder, mut vault) = new_vault(&["ann"]);
    assert_eq!(kinds(&folder).len(), 1);
    add(&mut vault, "bob", 3_599);
    assert_eq!(kinds(&folder).len(), 1);
    add(&mut vault, "eve", 3_600);
    assert_eq!(kinds(&folder), [SnapshotKind::Earlier, SnapshotKind::Earlier]);
}

#[test]
fn a_snapshot_that_cannot_be_taken_is_told_and_stops_no_save() {
    let (folder, mut vault) = new_vault(&["ann"]);
    folder.fault_at(0, Fault::Fails(ErrorKind::StorageFull));
    add(&mut vault, "bob", 4_000);
    assert!(matches!(vault.snapshot_problem(), Some(VaultError::DiskFull)));
    add(&mut vault, "eve", 4_001);
    assert!(vault.snapshot_problem().is_none());
    assert_eq!(names(&open(&folder, WORDS, 4_002)), ["ann", "bob", "eve"]);
}

#[test]
fn a_snapshot_is_put_back_and_what_was_there_is_kept() {
    let (folder, mut vault) = new_vault(&["ann"]);
    add(&mut vault, "bob", 4_000);
    let revision = vault.revision();
    let mut elsewhere = open(&folder, WORDS, 4_000);
    let locked = vault.lock();
    let id = locked.snapshots().unwrap()[0].id.clone();
    let wrong = locked.restore(&id, &words("wrong"), at(4_001));
    assert!(matches!(wrong, Err(UnlockError::WrongPassphrase { .. })));
    locked.restore(&id, &words(WORDS), at(4_002)).unwrap();
    let vault = locked.unlock(&words(WORDS), at(4_003), Rollback::Refuse).unwrap();
    assert_eq!(names(&vault), ["ann"]);
    assert!(vault.revision() > revision, "others who have it open must read it again");
    elsewhere.refresh().unwrap();
    assert_eq!(names(&elsewhere), ["ann"]);
    // And back again.
    let kept = found(&folder)
        .snapshots()
        .unwrap()
        .into_iter()
        .find(|it| it.kind == SnapshotKind::KeptAside)
        .unwrap();
    found(&folder).restore(&kept.id, &words(WORDS), at(4_004)).unwrap();
    assert_eq!(names(&open(&folder, WORDS, 4_005)), ["ann", "bob"]);
}

#[test]
fn a_damaged_or_missing_vault_file_comes_back_from_a_snapshot() {
    for damaged in [None, Some(&b"age-encryption.org/v1\n damaged"[..])] {
        let (folder, mut vault) = new_vault(&["ann"]);
        add(&mut vault, "bob", 4_000);
        drop(vault);
        match damaged {
            Some(bytes) => folder.put("vault.age", bytes),
            None => folder.remove("vault.age").unwrap(),
        }
        let locked = found(&folder);
        assert!(locked.problem().is_some());
        let id = locked.snapshots().unwrap()[0].id.clone();
        locked.restore(&id, &words(WORDS), at(4_001)).unwrap();
        assert!(locked.problem().is_none());
        assert_eq!(names(&open(&folder, WORDS, 4_002)), ["ann"]);
        assert_eq!(kinds(&folder).contains(&SnapshotKind::KeptAside), damaged.is_some());
    }
}

#[test]
fn a_lost_key_file_comes_back_from_its_copy_and_no_account_goes_back() {
    for damaged in [None, Some(&b"rubbish"[..])] {
        let (folder, vault) = new_vault(&["ann", "bob"]);
        drop(vault);
        match damaged {
            Some(bytes) => folder.put("vault-key.age", bytes),
            None => folder.remove("vault-key.age").unwrap(),
        }
        let locked = found(&folder);
        let copy =
            locked.snapshots().unwrap().into_iter().find(|it| it.kind == SnapshotKind::KeyFile).unwrap();
        assert!(locked.restore(&copy.id, &words("wrong"), at(1)).is_err());
        locked.restore(&copy.id, &words(WORDS), at(1)).unwrap();
        assert_eq!(names(&open(&folder, WORDS, 2)), ["ann", "bob"]);
        assert!(!kinds(&folder).contains(&SnapshotKind::KeyFile), "no longer of interest");
        let kept =
            folder.list(None).unwrap().into_iter().find(|name| name.starts_with("vault-key.age.kept-"));
        assert_eq!(kept.and_then(|name| folder.get(&name)).as_deref(), damaged);
    }
}

#[test]
fn a_snapshot_comes_back_even_when_both_files_are_lost() {
    let (folder, vault) = new_vault(&["ann", "bob"]);
    drop(vault);
    folder.remove("vault.age").unwrap();
    folder.remove("vault-key.age").unwrap();
    let locked = found(&folder);
    let earlier =
        locked.snapshots().unwrap().into_iter().find(|it| it.kind == SnapshotKind::Earlier).unwrap();
    locked.restore(&earlier.id, &words(WORDS), at(1)).unwrap();
    assert!(
        names(&open(&folder, WORDS, 2)).is_empty(),
        "the first snapshot is from before the first account"
    );
}

#[test]
fn a_snapshot_that_is_not_there_or_damaged_changes_nothing() {
    let (folder, vault) = new_vault(&["ann", "bob"]);
    let locked = vault.lock();
    let id = locked.snapshots().unwrap()[0].id.clone();
    let before = folder.get("vault.age");
    folder.put(&format!("snapshots/{id}.age"), b"age-encryption.org/v1\n cut");
    assert!(matches!(locked.restore(&id, &words(WORDS), at(1)), Err(UnlockError::Damaged { .. })));
    let absent = "20010101T000000Z".parse().unwrap();
    let none = locked.restore(&absent, &words(WORDS), at(1));
    assert!(matches!(none, Err(UnlockError::Vault(VaultError::NoSuchSnapshot(_)))));
    assert_eq!(folder.get("vault.age"), before);
}

#[test]
fn what_cannot_be_read_is_moved_aside_and_an_earlier_version_comes_back() {
    for unreadable in [&["vault.age"][..], &["vault-key.age"], &["vault.age", "vault-key.age"]] {
        let (inner, vault) = new_vault(&["ann", "bob"]);
        drop(vault);
        let folder = Arc::new(Meddled { inner: inner.clone(), ..Meddled::default() });
        *folder.unreadable.lock().unwrap() = unreadable.iter().map(|file| (*file).to_owned()).collect();
        let locked = LockedVault::find(place(folder.clone())).unwrap().expect("a vault");
        assert!(matches!(locked.problem(), Some(VaultError::Disk { .. })), "{unreadable:?}");
        let before: Vec<_> = unreadable.iter().map(|file| inner.get(file).unwrap()).collect();
        let earlier =
            locked.snapshots().unwrap().into_iter().find(|it| it.kind == SnapshotKind::Earlier).unwrap();
        locked.restore(&earlier.id, &words(WORDS), at(1)).unwrap();
        assert!(locked.problem().is_none(), "{unreadable:?}");
        drop(locked.unlock(&words(WORDS), at(2), Rollback::Refuse).unwrap());
        let aside = folder.unreadable.lock().unwrap().clone();
        let kept: Vec<_> = aside.iter().map(|file| inner.get(file).unwrap()).collect();
        assert_eq!(kept, before, "kept as {aside:?}");
    }
}

#[test]
fn a_file_larger_than_any_vault_is_moved_aside_and_an_earlier_version_comes_back() {
    let place_on_disk = tempfile::tempdir().unwrap();
    let on_disk = || place(Arc::new(DiskFolder::new(place_on_disk.path())));
    let mut vault = LockedVault::create(on_disk(), &words(WORDS), at(0)).unwrap();
    add(&mut vault, "ann", 0);
    let locked = vault.lock();
    let huge = 256 * 1024 * 1024 + 1;
    std::fs::File::options()
        .write(true)
        .open(place_on_disk.path().join("vault.age"))
        .unwrap()
        .set_len(huge)
        .unwrap();
    assert!(matches!(locked.problem(), Some(VaultError::Damaged { .. })));
    let earlier = locked.snapshots().unwrap()[0].id.clone();
    locked.restore(&earlier, &words(WORDS), at(1)).unwrap();
    let mut vault = locked.unlock(&words(WORDS), at(2), Rollback::Refuse).unwrap();
    let kept = locked.snapshots().unwrap().into_iter().find(|it| it.kind == SnapshotKind::KeptAside).unwrap();
    assert_eq!(kept.size, huge);
    let replaced = vault.replace_keys(&words(WORDS), &words("new"), at(3)).unwrap();
    assert!(replaced.unfinished.is_none(), "{replaced:?}");
}

#[test]
fn keys_replaced_while_the_passphrase_is_tried_stop_the_restore() {
    let (inner, vault) = new_vault(&["ann"]);
    let locked = vault.lock();
    let earlier = locked.snapshots().unwrap()[0].id.clone();
    let other = inner.clone();
    let replace = move |_: &MemoryFolder| {
        let mut quicker = open(&other, WORDS, 1);
        drop(quicker.replace_keys(&words(WORDS), &words("new"), at(1)).unwrap());
    };
    let folder = Meddled { inner: inner.clone(), ..Meddled::default() };
    *folder.before_saving.lock().unwrap() = Some(Box::new(replace));
    let slow = LockedVault::find(place(Arc::new(folder))).unwrap().expect("a vault");
    let refused = slow.restore(&earlier, &words(WORDS), at(2));
    assert!(matches!(refused, Err(UnlockError::Vault(VaultError::KeysReplaced))), "{refused:?}");
    assert_eq!(names(&open(&inner, "new", 3)), ["ann"], "what the other made is in force and whole");
}
