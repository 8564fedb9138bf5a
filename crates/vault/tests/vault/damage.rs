//! Files that are missing, cut short, changed, foreign or from the future: said by name, left as they are.

use std::sync::Arc;

use vault::{
    ChangeError, Damage, Fault, LockedVault, MemoryFolder, Rollback, SnapshotKind, UnlockError, VaultError,
    VaultFolder,
};

use crate::support::*;

fn unlock(folder: &Arc<MemoryFolder>) -> Option<UnlockError> {
    found(folder).unlock(&words(WORDS), at(9), Rollback::Refuse).err()
}

#[test]
fn a_missing_file_is_named_and_never_a_first_start() {
    for (gone, left) in [("vault.age", "vault-key.age"), ("vault-key.age", "vault.age")] {
        let (folder, _) = new_vault(&["ann"]);
        folder.remove(gone).unwrap();
        let before = folder.get(left);
        for error in [unlock(&folder), found(&folder).problem().map(UnlockError::Vault)] {
            let Some(UnlockError::Vault(error @ VaultError::Missing { .. })) = error else {
                panic!("{error:?}")
            };
            assert!(error.to_string().starts_with(gone), "{error}");
        }
        assert_eq!(folder.get(left), before);
    }
}

#[test]
fn a_folder_from_which_the_vault_vanished_is_no_first_start() {
    let (folder, _) = new_vault(&["ann"]);
    for file in ["vault.age", "vault-key.age"] {
        folder.remove(file).unwrap();
    }
    assert!(found(&folder).problem().is_some(), "snapshots are left");
    for file in folder.list(Some("snapshots")).unwrap() {
        folder.remove(&format!("snapshots/{file}")).unwrap();
    }
    assert!(matches!(LockedVault::find(place(folder.clone())), Err(VaultError::Gone)));
    assert!(matches!(LockedVault::create(place(folder.clone()), &words("x"), at(9)), Err(VaultError::Gone)));
    folder.remove("state.json").unwrap();
    assert!(LockedVault::find(place(folder)).unwrap().is_none());
}

#[test]
fn a_file_cut_short_or_changed_is_said_so_and_left_alone() {
    for file in ["vault.age", "vault-key.age"] {
        let (folder, _) = new_vault(&["ann"]);
        let good = folder.get(file).unwrap();
        let mut changed = good.clone();
        *changed.last_mut().unwrap() ^= 1;
        for bad in [
            Vec::new(),
            good[..10].to_vec(),
            good[..good.len() / 2].to_vec(),
            good[..good.len() - 1].to_vec(),
            changed,
        ] {
            folder.put(file, &bad);
            let Some(UnlockError::Damaged { file: named, .. }) = unlock(&folder) else {
                panic!("{file}: {}", bad.len())
            };
            assert_eq!(named, file);
            assert_eq!(folder.get(file), Some(bad));
        }
        assert_eq!(found(&folder).wait_before_retry(at(9)).as_secs(), 0, "damage is no wrong passphrase");
    }
}

#[test]
fn a_vault_file_of_another_vault_is_told_from_a_damaged_one() {
    let ((folder, _), (other, _)) = (new_vault(&["ann"]), new_vault(&["bob"]));
    folder.put("vault.age", &other.get("vault.age").unwrap());
    assert!(matches!(unlock(&folder), Some(UnlockError::Damaged { damage: Damage::OtherKeys, .. })));
}

#[test]
fn a_later_format_is_refused_and_never_overwritten() {
    let (folder, mut open_before) = new_vault(&["ann"]);
    let later = plaintext(&*folder, WORDS).replace(r#""version":1"#, r#""version":2"#);
    let file = sealed(&*folder, WORDS, &later);
    folder.put("vault.age", &file);
    assert!(matches!(unlock(&folder), Some(UnlockError::NewerFormat { found: 2, known: 1 })));
    let change = open_before.change(at(9), adding("bob", 9));
    assert!(matches!(change, Err(ChangeError::Vault(VaultError::NewerFormat { found: 2, known: 1 }))));
    assert!(open_before.refresh().is_err());
    assert_eq!(folder.get("vault.age"), Some(file));
}

#[test]
fn what_decrypts_to_something_else_is_not_a_vault() {
    let (folder, _) = new_vault(&["ann"]);
    for text in ["", "{}", "hello", r#"{"format":"keepward-vault","version":1}"#] {
        let file = sealed(&*folder, WORDS, text);
        folder.put("vault.age", &file);
        assert!(
            matches!(unlock(&folder), Some(UnlockError::Damaged { damage: Damage::NotAVault, .. })),
            "{text}"
        );
        assert_eq!(folder.get("vault.age"), Some(file));
    }
}

#[test]
fn a_damaged_record_is_shown_kept_and_does_not_block_the_rest() {
    let (folder, _) = new_vault(&["ann", "bob", "eve"]);
    let good = plaintext(&*folder, WORDS);
    let at_bob = good.find("bob").unwrap();
    let secret = at_bob + good[at_bob..].find("GEZD").unwrap();
    let damaged = format!("{}0001{}", &good[..secret], &good[secret + 4..]);
    folder.put("vault.age", &sealed(&*folder, WORDS, &damaged));
    let mut vault = open(&folder, WORDS, 9);
    assert_eq!(names(&vault), ["ann", "eve"]);
    let [record] = vault.set_aside() else { panic!("one record") };
    assert_eq!(record.name.as_deref(), Some("Acme (bob)"));
    assert!(!record.damage.to_string().contains("0001"));
    add(&mut vault, "zoe", 9);
    assert!(plaintext(&*folder, WORDS).contains("0001GNBVGY3TQOJQ"), "kept word for word");
    assert_eq!(open(&folder, WORDS, 9).set_aside().len(), 1);
}

#[test]
fn a_field_of_a_later_version_survives_a_save() {
    let (folder, _) = new_vault(&["ann"]);
    let text = plaintext(&*folder, WORDS).replacen('{', r#"{"kit":{"paper":true},"#, 1);
    folder.put("vault.age", &sealed(&*folder, WORDS, &text));
    add(&mut open(&folder, WORDS, 9), "bob", 9);
    assert!(plaintext(&*folder, WORDS).contains(r#""kit":{"paper":true}"#));
}

#[test]
fn an_older_copy_put_there_while_open_replaces_nothing_in_silence() {
    let (folder, mut vault) = new_vault(&["ann"]);
    let older = folder.get("vault.age").unwrap();
    add(&mut vault, "bob", 1);
    folder.put("vault.age", &older);
    assert!(matches!(vault.refresh(), Err(VaultError::OlderOnDisk { .. })));
    let change = vault.change(at(2), adding("eve", 2));
    assert!(matches!(change, Err(ChangeError::Vault(VaultError::OlderOnDisk { .. }))));
    assert_eq!(names(&vault), ["ann", "bob"]);
    // What was open is among the snapshots and can be put back.
    let locked = vault.lock();
    let kept = locked.snapshots().unwrap().into_iter().find(|it| it.id.to_string().contains("kept")).unwrap();
    locked.restore(&kept.id, &words(WORDS), at(3)).unwrap();
    assert_eq!(names(&open(&folder, WORDS, 4)), ["ann", "bob"]);
}

#[test]
fn a_copy_changed_elsewhere_replaces_nothing_in_silence_whatever_its_revision() {
    for changes_elsewhere in [1, 2] {
        let (folder, mut vault) = new_vault(&["ann"]);
        let base = folder.get("vault.age").unwrap();
        add(&mut vault, "bob", 1);
        folder.put("vault.age", &base);
        let mut elsewhere = open(&folder, WORDS, 1);
        for nth in 0..changes_elsewhere {
            add(&mut elsewhere, &format!("eve{nth}"), 2);
        }
        assert!(elsewhere.revision() >= vault.revision());
        let theirs = folder.get("vault.age");

        assert!(matches!(vault.refresh(), Err(VaultError::Diverged { .. })));
        let change = vault.change(at(3), adding("zoe", 3));
        assert!(matches!(change, Err(ChangeError::Vault(VaultError::Diverged { .. }))));
        assert_eq!((names(&vault), folder.get("vault.age")), (vec!["ann", "bob"], theirs));
        // Both are there: theirs in place, ours among the snapshots, once.
        let locked = vault.lock();
        let snapshots = locked.snapshots().unwrap();
        let kept: Vec<_> = snapshots.iter().filter(|it| it.kind == SnapshotKind::KeptAside).collect();
        assert_eq!(kept.len(), 1);
        assert!(names(&open(&folder, WORDS, 4)).contains(&"eve0"));
        locked.restore(&kept[0].id, &words(WORDS), at(5)).unwrap();
        assert_eq!(names(&open(&folder, WORDS, 6)), ["ann", "bob"]);
        // Whoever had theirs open goes on with what was put back on purpose.
        elsewhere.refresh().unwrap();
        assert_eq!(names(&elsewhere), ["ann", "bob"]);
    }
}

#[test]
fn a_copy_changed_elsewhere_on_a_full_disk_is_not_said_to_be_kept() {
    let (folder, mut vault) = new_vault(&["ann"]);
    let base = folder.get("vault.age").unwrap();
    add(&mut vault, "bob", 1);
    folder.put("vault.age", &base);
    add(&mut open(&folder, WORDS, 1), "eve", 2);
    folder.fault_at(0, Fault::Fails(std::io::ErrorKind::StorageFull));
    assert!(matches!(vault.refresh(), Err(VaultError::DiskFull)));
    assert!(matches!(vault.refresh(), Err(VaultError::Diverged { .. })), "kept as soon as it can be");
}

#[test]
fn a_vault_of_a_program_that_knows_no_writes_goes_on() {
    let (folder, mut vault) = new_vault(&["ann"]);
    let text = plaintext(&*folder, WORDS);
    let (head, tail) = (text.find(r#""writes""#).unwrap(), text.find(r#""recipients""#).unwrap());
    folder.put("vault.age", &sealed(&*folder, WORDS, &format!("{}{}", &text[..head], &text[tail..])));
    let mut old = open(&folder, WORDS, 1);
    assert!(
        matches!(vault.refresh(), Err(VaultError::Diverged { .. })),
        "a copy without them claims nothing"
    );
    // That program keeps the field as it is, and counts the revision.
    add(&mut old, "bob", 2);
    let counted = plaintext(&*folder, WORDS).replacen(r#""revision":3"#, r#""revision":4"#, 1);
    folder.put("vault.age", &sealed(&*folder, WORDS, &counted));
    old.refresh().unwrap();
    assert_eq!((old.revision(), names(&old)), (4, vec!["ann", "bob"]));
}

#[test]
fn a_passphrase_file_of_unreasonable_work_is_refused_without_deriving() {
    let (folder, _) = new_vault(&[]);
    let mut key_file = folder.get("vault-key.age").unwrap();
    let at = key_file.windows(4).position(|four| four == b" 10\n").unwrap();
    key_file.splice(at..at + 4, *b" 30\n");
    folder.put("vault-key.age", &key_file);
    assert!(matches!(unlock(&folder), Some(UnlockError::Damaged { damage: Damage::TooMuchWork, .. })));
}
