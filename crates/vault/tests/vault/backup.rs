//! Whole backups: written at one moment, read with suspicion, put back as a whole or not at all.

use std::io::ErrorKind;
use std::sync::Arc;

use recovery::CodeState;
use vault::{
    Backup, BackupError, Fault, KitError, LockedVault, MemoryFolder, Rollback, UnlockedVault, VaultError,
    VaultFolder,
};

use crate::recovery_support::*;
use crate::support::*;

fn with_set(service: &str) -> (Arc<MemoryFolder>, UnlockedVault) {
    let (folder, mut vault) = new_vault(&["ann"]);
    let mut recovery = opened(&mut vault, WORDS, 1);
    import(&mut recovery, &mut vault, service, 3, 2);
    (folder, vault)
}

fn written(vault: &UnlockedVault) -> Vec<u8> {
    let mut archive = Vec::new();
    vault.write_backup(&mut archive).unwrap();
    archive
}

fn read(archive: &[u8]) -> Result<Backup, BackupError> {
    Backup::read(archive)
}

/// An archive of these entries, as anyone can make one.
fn packed(entries: &[(&str, tar::EntryType, &[u8])]) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, kind, bytes) in entries {
        let mut header = tar::Header::new_gnu();
        header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(u64::try_from(bytes.len()).unwrap());
        header.set_entry_type(*kind);
        header.set_cksum();
        archive.append(&header, *bytes).unwrap();
    }
    archive.into_inner().unwrap()
}

fn entries(folder: &MemoryFolder, files: &[&'static str]) -> Vec<(&'static str, Vec<u8>)> {
    files.iter().map(|file| (*file, folder.get(file).unwrap())).collect()
}

fn pack(files: &[(&'static str, Vec<u8>)]) -> Vec<u8> {
    packed(
        &files
            .iter()
            .map(|(name, bytes)| (*name, tar::EntryType::Regular, bytes.as_slice()))
            .collect::<Vec<_>>(),
    )
}

const ALL: [&str; 4] = ["vault-key.age", "vault.age", "recovery-key.age", "recovery.age"];

#[test]
fn what_is_backed_up_comes_back_in_an_empty_folder() {
    let (_, vault) = with_set("github");
    let archive = written(&vault);
    assert_eq!(archive, written(&vault), "the same files make the same archive");
    let backup = read(&archive).unwrap();
    let verified = backup.verify(&words(WORDS)).unwrap();
    assert_eq!(
        (verified.accounts(), verified.recovery_sets(), verified.vault_id()),
        (1, 1, vault.vault_id())
    );
    let elsewhere = Arc::new(MemoryFolder::new());
    let restored = verified.restore(&place(elsewhere.clone()), at(9)).unwrap();
    assert_eq!(restored.kept_in, None);
    let mut vault = open(&elsewhere, WORDS, 10);
    assert_eq!(names(&vault), ["ann"]);
    assert_eq!(opened(&mut vault, WORDS, 11).contents(at(11)).unwrap().sets.len(), 1);
    assert!(elsewhere.list(Some("restoring")).unwrap().is_empty());
}

#[test]
fn a_vault_without_recovery_codes_is_backed_up_as_two_files() {
    let (_, vault) = new_vault(&["ann"]);
    let mut archive = Vec::new();
    assert_eq!(vault.write_backup(&mut archive).unwrap(), ["vault-key.age", "vault.age"]);
    let backup = read(&archive).unwrap();
    assert!(!backup.holds_recovery());
    let elsewhere = Arc::new(MemoryFolder::new());
    backup.verify(&words(WORDS)).unwrap().restore(&place(elsewhere.clone()), at(9)).unwrap();
    assert_eq!(names(&open(&elsewhere, WORDS, 10)), ["ann"]);
}

#[test]
fn a_vault_that_was_there_is_moved_aside_as_a_whole() {
    let (_, vault) = new_vault(&["ann"]);
    let archive = written(&vault);
    let (folder, there) = with_set("other");
    drop(there);
    let before: Vec<_> = ALL.iter().map(|file| (*file, folder.get(file))).collect();
    let snapshots = folder.list(Some("snapshots")).unwrap();
    let backup = read(&archive).unwrap();
    let restored = backup.verify(&words(WORDS)).unwrap().restore(&place(folder.clone()), at(9)).unwrap();
    let kept = restored.kept_in.unwrap();
    for (file, bytes) in before {
        assert_eq!(folder.get(&format!("{kept}/{file}")), bytes, "{file}");
    }
    for name in snapshots {
        assert!(folder.get(&format!("{kept}/snapshots-{name}")).is_some(), "{name}");
    }
    assert_eq!((folder.get("recovery.age"), folder.get("recovery-key.age")), (None, None));
    let mut vault = open(&folder, WORDS, 10);
    assert_eq!(names(&vault), ["ann"]);
    opened(&mut vault, WORDS, 11);
}

#[test]
fn an_incomplete_backup_is_named_and_refused() {
    let (folder, vault) = with_set("github");
    drop(vault);
    for gone in ALL {
        let files: Vec<_> = ALL.into_iter().filter(|file| *file != gone).collect();
        let Err(BackupError::Incomplete { file }) = read(&pack(&entries(&folder, &files))) else {
            panic!("{gone}")
        };
        assert_eq!(file, gone);
    }
    // Without both files it looks like a vault that never had any; what is inside knows better.
    let backup = read(&pack(&entries(&folder, &ALL[..2]))).unwrap();
    let Err(BackupError::Incomplete { file }) = backup.verify(&words(WORDS)) else { panic!("not told") };
    assert_eq!(file, "recovery.age");
}

#[test]
fn what_no_backup_holds_is_refused() {
    let (folder, vault) = with_set("github");
    drop(vault);
    let all = entries(&folder, &ALL);
    let good: Vec<_> = all.iter().map(|(n, b)| (*n, tar::EntryType::Regular, b.as_slice())).collect();
    let with = |name, kind, bytes| {
        let mut entries = good.clone();
        entries.push((name, kind, bytes));
        packed(&entries)
    };
    use tar::EntryType;
    for (archive, what) in [
        (with("vault.age", EntryType::Regular, b"x"), "twice"),
        (with("notes.txt", EntryType::Regular, b"x"), "another name"),
        (with("../vault.age", EntryType::Regular, b"x"), "a path"),
        (with("/vault.age", EntryType::Regular, b"x"), "an absolute path"),
        (with("./vault.age", EntryType::Regular, b"x"), "a path"),
        (with("snapshots/", EntryType::Directory, b""), "a folder"),
        (with("vault.age", EntryType::Symlink, b""), "a link"),
        (with("vault.age", EntryType::Link, b""), "a hard link"),
        (with("vault.age", EntryType::Fifo, b""), "a pipe"),
        (with("x", EntryType::GNULongName, b"vault.age\0"), "a long name"),
        (with("x", EntryType::XHeader, b"18 path=vault.age\n"), "an extension"),
        (with("vault.age", EntryType::GNUSparse, b""), "a sparse file"),
    ] {
        assert!(matches!(read(&archive), Err(BackupError::Foreign)), "{what}: {:?}", read(&archive).err());
    }
}

#[test]
fn what_is_no_archive_is_told_and_takes_no_memory() {
    let (folder, vault) = with_set("github");
    let archive = written(&vault);
    for cut in [0, 100, 512, 700, archive.len() / 2] {
        assert!(read(&archive[..cut]).is_err(), "{cut}");
    }
    for text in [&b"hello"[..], &[0; 4096], &[0xff; 4096], &folder.get("vault.age").unwrap()] {
        assert!(matches!(read(text), Err(BackupError::NotABackup)));
    }
    let mut header = tar::Header::new_gnu();
    header.as_mut_bytes()[..13].copy_from_slice(b"vault-key.age");
    header.set_size(u64::MAX / 2);
    header.set_cksum();
    let huge = header.as_bytes().to_vec();
    assert!(matches!(read(&huge), Err(BackupError::TooLarge { file }) if file == "vault-key.age"));
    let mut files = entries(&folder, &ALL);
    files[0].1 = files[1].1.clone();
    assert!(matches!(read(&pack(&files)), Err(BackupError::Damaged { file, .. }) if file == "vault-key.age"));
    files[0].1 = b"no age file".to_vec();
    assert!(matches!(read(&pack(&files)), Err(BackupError::Damaged { file, .. }) if file == "vault-key.age"));
}

#[test]
fn files_that_do_not_belong_together_are_refused() {
    let ((folder, vault), (other, _)) = (with_set("github"), with_set("other"));
    for foreign in ALL {
        let mut files = entries(&folder, &ALL);
        let place = ALL.iter().position(|file| *file == foreign).unwrap();
        files[place].1 = other.get(foreign).unwrap();
        let backup = read(&pack(&files)).unwrap();
        assert!(matches!(backup.verify(&words(WORDS)), Err(BackupError::Mixed)), "{foreign}");
    }
    // Both of the other vault: each pair opens, together they are two vaults.
    let mut files = entries(&folder, &ALL[..2]);
    files.extend(entries(&other, &ALL[2..]));
    assert!(matches!(read(&pack(&files)).unwrap().verify(&words(WORDS)), Err(BackupError::Mixed)));
    // recovery.age from before the last change.
    let old = folder.get("recovery.age").unwrap();
    let mut vault = vault;
    use_first(&mut opened(&mut vault, WORDS, 5), &mut vault, 6);
    let mut files = entries(&folder, &ALL);
    files[3].1 = old;
    assert!(matches!(read(&pack(&files)).unwrap().verify(&words(WORDS)), Err(BackupError::Mixed)));
}

#[test]
fn a_backup_opens_with_its_passphrase_or_its_kit_only() {
    let (_, mut vault) = with_set("github");
    let kit = new_kit(&mut vault, 5);
    let backup = read(&written(&vault)).unwrap();
    assert!(matches!(backup.verify(&words("wrong")), Err(BackupError::WrongPassphrase)));
    backup.verify(&words(WORDS)).unwrap();
    assert_eq!(backup.verify_with_kit(kit.expose()).unwrap().recovery_sets(), 1);
    assert!(matches!(backup.verify_with_kit("x"), Err(BackupError::Kit(KitError::NotAKit))));
    let (_, mut other) = with_set("other");
    let foreign = new_kit(&mut other, 5);
    assert!(matches!(backup.verify_with_kit(foreign.expose()), Err(BackupError::Kit(KitError::OtherVault))));
}

#[test]
fn what_cannot_be_put_back_is_not_backed_up() {
    for gone in ALL {
        let (folder, vault) = with_set("github");
        folder.remove(gone).unwrap();
        let refused = vault.lock().write_backup(Vec::new());
        assert!(matches!(refused, Err(BackupError::Vault(VaultError::Missing { file })) if file == gone));
    }
    let (folder, vault) = with_set("github");
    folder.put("recovery.age", b"");
    assert!(matches!(vault.write_backup(Vec::new()), Err(BackupError::Vault(VaultError::Damaged { .. }))));
}

#[test]
fn a_backup_says_from_when_it_is() {
    let (_, mut vault) = with_set("github");
    let (older, revision) = (written(&vault), vault.revision());
    use_first(&mut opened(&mut vault, WORDS, 50), &mut vault, 60);
    let newer = written(&vault);
    let (older, newer) = (read(&older).unwrap(), read(&newer).unwrap());
    let (older, newer) = (older.verify(&words(WORDS)).unwrap(), newer.verify(&words(WORDS)).unwrap());
    assert_eq!(older.revision(), revision);
    assert!(newer.revision() > older.revision() && newer.recovery_revision() > older.recovery_revision());
    assert_eq!((older.last_written(), newer.last_written()), (Some(at(2).into()), Some(at(60).into())));
}

#[test]
fn codes_spent_since_a_backup_was_made_stay_spent_when_it_is_put_back() {
    let (folder, mut vault) = with_set("github");
    let archive = written(&vault);
    let mut recovery = opened(&mut vault, WORDS, 5);
    let spent = use_first(&mut recovery, &mut vault, 6);
    import(&mut recovery, &mut vault, "later", 2, 7);
    drop(recovery);
    // The keys are the same, so another passphrase hides nothing.
    vault.change_passphrase(&words(WORDS), &words("second"), at(8)).unwrap();
    let (present, codes) = (vault.revision(), folder.get("recovery.age"));
    drop(vault);
    let backup = read(&archive).unwrap();
    let verified = backup.verify(&words(WORDS)).unwrap();
    let since = verified.spent_since(&place(folder.clone()));
    assert_eq!((since.taken_over.codes_marked, since.taken_over.sets_missing, since.unknown), (1, 1, false));
    assert_eq!(folder.get("recovery.age"), codes, "looking changes nothing");
    let restored = verified.restore(&place(folder.clone()), at(9)).unwrap();
    assert_eq!((restored.taken_over, restored.spent_unknown), (since.taken_over, false));
    let mut vault = open(&folder, WORDS, 10);
    assert!(vault.revision() > present);
    assert_eq!(vault.recovery_summary().unwrap().sets[0].unused, 2, "before the codes are opened");
    let recovery = opened(&mut vault, WORDS, 11);
    let set = &recovery.contents(at(11)).unwrap().sets[0];
    for (place, code) in set.codes.iter().enumerate() {
        assert_eq!(code.state != CodeState::Unused, place == spent, "{place}");
    }
}

#[test]
fn a_backup_that_is_not_behind_is_put_back_byte_for_byte() {
    let (folder, vault) = with_set("github");
    let archive = written(&vault);
    drop(vault);
    let before = ALL.map(|file| folder.get(file));
    let backup = read(&archive).unwrap();
    let restored = backup.verify(&words(WORDS)).unwrap().restore(&place(folder.clone()), at(9)).unwrap();
    assert!(restored.taken_over.is_nothing() && !restored.spent_unknown);
    assert_eq!(ALL.map(|file| folder.get(file)), before);
}

#[test]
fn where_the_present_codes_do_not_open_it_is_said_that_nobody_knows() {
    let (folder, mut vault) = with_set("github");
    let archive = written(&vault);
    vault.replace_keys(&words(WORDS), &words("second"), at(5)).unwrap();
    use_first(&mut opened(&mut vault, "second", 6), &mut vault, 7);
    drop(vault);
    let backup = read(&archive).unwrap();
    let restored = backup.verify(&words(WORDS)).unwrap().restore(&place(folder), at(9)).unwrap();
    assert!(restored.spent_unknown && restored.taken_over.is_nothing());
    // In an empty folder there is nothing to know.
    let elsewhere = Arc::new(MemoryFolder::new());
    let restored = backup.verify(&words(WORDS)).unwrap().restore(&place(elsewhere), at(9)).unwrap();
    assert!(!restored.spent_unknown);
}

#[test]
fn damaged_codes_in_the_folder_still_tell_through_their_summary() {
    let (folder, mut vault) = with_set("github");
    let archive = written(&vault);
    use_first(&mut opened(&mut vault, WORDS, 5), &mut vault, 6);
    drop(vault);
    folder.put("recovery.age", b"damaged");
    let backup = read(&archive).unwrap();
    let restored = backup.verify(&words(WORDS)).unwrap().restore(&place(folder.clone()), at(9)).unwrap();
    assert_eq!((restored.taken_over.codes_marked, restored.spent_unknown), (1, false));
    let mut vault = open(&folder, WORDS, 10);
    opened(&mut vault, WORDS, 11);
}

/// The passphrase is lost, and the archive and the paper are all that is left.
#[test]
fn a_backup_that_the_kit_opened_comes_back_behind_a_new_passphrase() {
    let (_, mut vault) = with_set("github");
    let kit = new_kit(&mut vault, 5);
    let backup = read(&written(&vault)).unwrap();
    let verified = backup.verify_with_kit(kit.expose()).unwrap();
    let elsewhere = Arc::new(MemoryFolder::new());
    let empty = verified.restore_behind(&words(""), &place(elsewhere.clone()), at(8));
    assert!(matches!(empty, Err(BackupError::Vault(VaultError::EmptyPassphrase))));
    assert!(elsewhere.list(None).unwrap().is_empty(), "nothing was changed");
    verified.restore_behind(&words("new"), &place(elsewhere.clone()), at(9)).unwrap();
    assert!(found(&elsewhere).unlock(&words(WORDS), at(10), Rollback::Refuse).is_err(), "the lost one");
    let mut vault = open(&elsewhere, "new", 20);
    assert_eq!(names(&vault), ["ann"]);
    assert_eq!(vault.kit().unwrap().proven, Some(at(9).into()), "it opened both files");
    let recovery = opened(&mut vault, "new", 21);
    assert_eq!(recovery.contents(at(21)).unwrap().sets.len(), 1);
    drop(recovery);
    vault.test_kit(kit.expose(), at(22)).unwrap();
    // What comes of it is a whole vault: it can be changed and backed up again.
    use_first(&mut opened(&mut vault, "new", 23), &mut vault, 24);
    read(&written(&vault)).unwrap().verify(&words("new")).unwrap();
}

#[test]
fn with_the_kit_too_codes_spent_since_stay_spent() {
    let (folder, mut vault) = with_set("github");
    let kit = new_kit(&mut vault, 5);
    let archive = written(&vault);
    use_first(&mut opened(&mut vault, WORDS, 6), &mut vault, 7);
    // The kit opens what the keys of the backup no longer do.
    vault.replace_keys(&words(WORDS), &words("second"), at(8)).unwrap();
    drop(vault);
    let backup = read(&archive).unwrap();
    let verified = backup.verify_with_kit(kit.expose()).unwrap();
    let restored = verified.restore_behind(&words("new"), &place(folder.clone()), at(9)).unwrap();
    assert_eq!((restored.taken_over.codes_marked, restored.spent_unknown), (1, false));
    let mut vault = open(&folder, "new", 10);
    let recovery = opened(&mut vault, "new", 11);
    assert_ne!(recovery.contents(at(11)).unwrap().sets[0].codes[0].state, CodeState::Unused);
}

#[test]
fn recovery_codes_that_are_gone_are_not_left_out_of_a_backup_unsaid() {
    let (folder, vault) = with_set("github");
    folder.remove("recovery.age").unwrap();
    folder.remove("recovery-key.age").unwrap();
    let refused = vault.write_backup(Vec::new());
    let names_it = |error: &BackupError| matches!(error, BackupError::Vault(VaultError::Missing { file }) if *file == "recovery.age");
    assert!(refused.as_ref().is_err_and(names_it), "{refused:?}");
    // Locked, the earlier versions still tell that there were some.
    let refused = vault.lock().write_backup(Vec::new());
    assert!(refused.as_ref().is_err_and(names_it), "{refused:?}");
}

#[test]
fn a_mixed_pair_is_not_backed_up() {
    let ((folder, mut vault), (other, _)) = (with_set("github"), with_set("other"));
    let old = folder.get("recovery.age").unwrap();
    let mut recovery = opened(&mut vault, WORDS, 5);
    vault.write_backup_with(&recovery, Vec::new()).unwrap();
    use_first(&mut recovery, &mut vault, 6);
    let good = folder.get("recovery.age").unwrap();
    for wrong in [old, other.get("recovery.age").unwrap()] {
        folder.put("recovery.age", &wrong);
        let refused = vault.write_backup_with(&recovery, Vec::new());
        assert!(matches!(refused, Err(BackupError::Mixed)), "{refused:?}");
    }
    folder.put("recovery.age", &good);
    vault.write_backup_with(&recovery, Vec::new()).unwrap();
    // The key file of another vault, while this one is open.
    folder.put("vault-key.age", &other.get("vault-key.age").unwrap());
    for refused in [vault.write_backup(Vec::new()), vault.write_backup_with(&recovery, Vec::new())] {
        assert!(matches!(refused, Err(BackupError::Vault(VaultError::KeysReplaced))), "{refused:?}");
    }
}

#[test]
fn in_the_middle_of_a_change_of_passphrase_no_backup_is_made() {
    let (folder, mut vault) = with_set("github");
    folder.put("recovery-key.age.new", &folder.get("recovery-key.age").unwrap());
    assert!(matches!(vault.write_backup(Vec::new()), Err(BackupError::Unsettled)));
    drop(opened(&mut vault, WORDS, 5));
    vault.write_backup(Vec::new()).unwrap();
}

/// The machine stops, or the disk refuses, at every write: the old vault or the new one is there, whole, and the old one is
/// never lost.
#[test]
fn a_restore_that_is_interrupted_is_finished_or_undone_by_the_next_start() {
    let (_, source) = with_set("github");
    let archive = written(&source);
    let backup = read(&archive).unwrap();
    for fault in [Fault::Crash, Fault::Fails(ErrorKind::StorageFull), Fault::Unconfirmed] {
        for nth in 0.. {
            assert!(nth < 100, "it never ends");
            let (folder, mut there) = new_vault(&["old"]);
            drop(opened(&mut there, WORDS, 1));
            let old = (folder.get("vault.age"), folder.get("recovery.age"));
            drop(there);
            let before = folder.writes();
            folder.fault_at(nth, fault);
            let done = backup.verify(&words(WORDS)).unwrap().restore(&place(folder.clone()), at(9)).is_ok();
            let writes = folder.writes() - before;
            let left = Arc::new(folder.after_restart());
            let case = format!("{fault:?} at write {nth} of {writes}");
            let mut vault = open(&left, WORDS, 10);
            let shown = names(&vault).join(" ");
            assert!(shown == "ann" || (shown == "old" && !done), "{case}: {shown}");
            let sets = opened(&mut vault, WORDS, 11).contents(at(11)).unwrap().sets.len();
            assert_eq!(sets, usize::from(shown == "ann"), "{case}: halves of two vaults");
            if shown == "ann" {
                let kept = |file: &str| left.get(&format!("kept-20251122T004921Z/{file}"));
                assert_eq!((kept("vault.age"), kept("recovery.age")), old, "{case}: the old one is lost");
                assert!(
                    left.list(Some("restoring")).unwrap().iter().all(|it| it.ends_with(".tmp")),
                    "{case}"
                );
            }
            if nth >= writes {
                assert!(done, "nothing went wrong");
                break;
            }
        }
    }
}

#[test]
fn whoever_has_the_old_vault_open_overwrites_nothing() {
    let (_, source) = with_set("github");
    let archive = written(&source);
    let (folder, mut stale) = new_vault(&["old"]);
    let backup = read(&archive).unwrap();
    backup.verify(&words(WORDS)).unwrap().restore(&place(folder.clone()), at(9)).unwrap();
    assert!(stale.change(at(10), adding("late", 10)).is_err());
    assert_eq!(names(&open(&folder, WORDS, 11)), ["ann"]);
}

#[test]
fn a_mark_that_nobody_wrote_leads_nowhere() {
    let (folder, vault) = new_vault(&["ann"]);
    drop(vault);
    for mark in [
        "",
        "keepward-restore 1\n../../x\nvault.age\n",
        "keepward-restore 1\nkept-x\n../x\n",
        "keepward-restore 2\nkept-x\nvault.age\n",
    ] {
        folder.put("restoring/ready", mark.as_bytes());
        assert!(LockedVault::find(place(folder.clone())).is_err(), "{mark}");
    }
    folder.remove("restoring/ready").unwrap();
    folder.put("restoring/vault.age", b"left over");
    let vault = found(&folder).unlock(&words(WORDS), at(9), Rollback::Refuse).unwrap();
    assert_eq!((names(&vault), folder.get("restoring/vault.age")), (vec!["ann"], None));
}

/// On a real disk, where a file of the vault is a link to elsewhere.
#[test]
fn a_linked_vault_is_moved_aside_too_and_the_link_stays() {
    let (_, source) = with_set("github");
    let backup = read(&written(&source)).unwrap();
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let on_disk = || place(Arc::new(vault::DiskFolder::new(folder.path())));
    let mut old = LockedVault::create(on_disk(), &words("other words"), at(0)).unwrap();
    add(&mut old, "old", 0);
    drop(old);
    let (link, target) = (folder.path().join("vault.age"), elsewhere.path().join("vault.age"));
    std::fs::rename(&link, &target).unwrap();
    std::os::unix::fs::symlink(&target, &link).unwrap();
    let before = std::fs::read(&target).unwrap();
    let restored = backup.verify(&words(WORDS)).unwrap().restore(&on_disk(), at(9)).unwrap();
    assert!(link.is_symlink());
    assert_ne!(std::fs::read(&target).unwrap(), before, "the new one is where the link leads");
    let kept = folder.path().join(restored.kept_in.unwrap());
    assert_eq!(std::fs::read(kept.join("vault.age")).unwrap(), before);
    let locked = LockedVault::find(on_disk()).unwrap().expect("a vault");
    let vault = locked.unlock(&words(WORDS), at(10), Rollback::Refuse).unwrap();
    assert_eq!(names(&vault), ["ann"]);
}

#[test]
fn every_sentence_says_what_to_do_next() {
    for error in [
        BackupError::NotABackup,
        BackupError::Foreign,
        BackupError::TooLarge { file: "vault.age".to_owned() },
        BackupError::Incomplete { file: "vault.age".to_owned() },
        BackupError::WrongPassphrase,
        BackupError::Mixed,
        BackupError::Unsettled,
    ] {
        let text = error.to_string();
        assert!(text.matches(". ").count() >= 1 && text.ends_with('.'), "{text}");
    }
}
