//! Snapshots in a folder; which ones are kept is tested beside the rule.

use super::*;
use crate::format::{Document, Recipients, Rest, Role};
use crate::keys::DailyIdentity;
use crate::lineage::Lineage;
use crate::vault_file;
use crate::{Contents, MemoryFolder, VaultId};

const NOW: Timestamp = Timestamp::from_unix(1_763_772_552);

fn vault_of(identity: &DailyIdentity) -> Vec<u8> {
    let document = Document {
        vault_id: VaultId::random(),
        revision: 1,
        lineage: Lineage::default(),
        recipients: Recipients::only(identity.recipient(), Role::Daily),
        former_kits: Recipients::default(),
        contents: Contents::default(),
        recovery: None,
        set_aside: [].into(),
        rest: Rest::default(),
    };
    vault_file::seal(&document).unwrap()
}

fn folder_of(identity: &DailyIdentity) -> MemoryFolder {
    let folder = MemoryFolder::new();
    folder.put(files::VAULT, &vault_of(identity));
    folder
}

fn take_with(folder: &MemoryFolder, identity: &DailyIdentity, now: Timestamp) -> Result<(), VaultError> {
    let opens = |name: &str, file: &[u8]| vault_file::open(name, file, identity).map(drop);
    take(folder, Compartment::Daily, &opens, now)
}

fn names(folder: &MemoryFolder) -> Vec<String> {
    folder.list(Some(files::SNAPSHOTS)).unwrap()
}

#[test]
fn only_names_that_keepward_gives_name_a_snapshot() {
    for text in [
        "20251122T004912Z",
        "20251122T004912Z-kept",
        "20251122T004912Z-kept-2",
        "vault-key",
        "recovery-20251122T004912Z",
        "recovery-20251122T004912Z-kept-2",
        "recovery-key",
    ] {
        assert_eq!(text.parse::<SnapshotId>().map(|id| id.to_string()), Ok(text.to_owned()));
    }
    for text in
        ["", "..", "../vault", "20251122T004912Z/..", "20251122T004912Z-other", "äöü", "20251399T004912Z"]
    {
        assert_eq!(text.parse::<SnapshotId>(), Err(BadSnapshotId), "{text}");
    }
}

#[test]
fn a_snapshot_is_the_file_as_it_was() {
    let identity = DailyIdentity::generate();
    let folder = folder_of(&identity);
    take_with(&folder, &identity, NOW).unwrap();
    assert_eq!(names(&folder), ["20251122T004912Z.age"]);
    assert_eq!(folder.get("snapshots/20251122T004912Z.age"), folder.get(files::VAULT));
    assert!(!due(&folder, Compartment::Daily, NOW).unwrap());
}

#[test]
fn a_file_that_does_not_decrypt_never_counts_as_a_snapshot() {
    let identity = DailyIdentity::generate();
    let folder = folder_of(&identity);
    let mut damaged = folder.get(files::VAULT).unwrap();
    damaged.pop();
    folder.put(files::VAULT, &damaged);
    assert!(take_with(&folder, &identity, NOW).is_err());
    assert!(list(&folder, Compartment::Daily).unwrap().is_empty());
    assert!(due(&folder, Compartment::Daily, NOW).unwrap());
}

#[test]
fn what_is_kept_aside_never_takes_another_ones_name() {
    let folder = MemoryFolder::new();
    for file in [b"one", b"two", b"six"] {
        keep_aside(&folder, Compartment::Daily, file, NOW).unwrap();
    }
    let expected =
        ["20251122T004912Z-kept-2.age", "20251122T004912Z-kept-3.age", "20251122T004912Z-kept.age"];
    assert_eq!(names(&folder), expected);
    assert!(
        list(&folder, Compartment::Daily)
            .unwrap()
            .iter()
            .all(|snapshot| snapshot.kind == SnapshotKind::KeptAside)
    );
}

#[test]
fn rotation_leaves_alone_what_it_did_not_make() {
    let identity = DailyIdentity::generate();
    let folder = folder_of(&identity);
    for name in ["notes.txt", "20011122T004912Z-kept.age", "vault-key.age", "backup.age"] {
        folder.put(&format!("snapshots/{name}"), b"mine");
    }
    folder.put("snapshots/20011122T004912Z.age", b"very old, but among the newest");
    take_with(&folder, &identity, NOW).unwrap();
    let expected = [
        "20011122T004912Z-kept.age",
        "20011122T004912Z.age",
        "20251122T004912Z.age",
        "backup.age",
        "notes.txt",
        "vault-key.age",
    ];
    assert_eq!(names(&folder), expected);
}

#[test]
fn the_list_is_newest_first_and_shows_the_key_file_only_when_it_matters() {
    let folder = MemoryFolder::new();
    folder.put("snapshots/20251122T004912Z.age", b"1");
    folder.put("snapshots/20251122T014912Z.age", b"22");
    folder.put(files::KEY_COPY, b"key");
    folder.put(files::KEY, b"key");
    let ids = || {
        list(&folder, Compartment::Daily)
            .unwrap()
            .into_iter()
            .map(|snapshot| snapshot.id.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(), ["20251122T014912Z", "20251122T004912Z"]);
    folder.put(files::KEY, b"other");
    assert_eq!(ids(), ["20251122T014912Z", "20251122T004912Z", "vault-key"]);
    folder.remove(files::KEY).unwrap();
    assert_eq!(ids(), ["20251122T014912Z", "20251122T004912Z", "vault-key"]);
}

#[test]
fn snapshots_of_other_keys_go_and_all_else_stays() {
    let (old, new) = (DailyIdentity::generate(), DailyIdentity::generate());
    let folder = MemoryFolder::new();
    folder.put("snapshots/20251122T004912Z.age", &vault_of(&old));
    folder.put("snapshots/20251122T004913Z-kept.age", &vault_of(&old));
    folder.put("snapshots/20251122T004914Z-kept.age", b"damaged when it was kept");
    folder.put("snapshots/20251122T014912Z.age", &vault_of(&new));
    assert_eq!(drop_foreign(&folder, Compartment::Daily, &new).unwrap(), 2);
    assert_eq!(names(&folder), ["20251122T004914Z-kept.age", "20251122T014912Z.age"]);
}
