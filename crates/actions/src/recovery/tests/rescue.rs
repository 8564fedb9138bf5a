//! The way on for whoever has a compartment that does not open.
use vault::{Damage, Passphrase, VaultFolder};

use super::*;
use crate::{
    ActionError, RecoveryError, VaultError,
    fixture::{desk_in, place, wrong},
};

fn next() -> Passphrase {
    Passphrase::from("meadow lantern".to_owned())
}

#[test]
fn a_key_file_from_before_a_change_is_joined_again() {
    let (place, folder) = place();
    let mut desk = desk_in(place);
    open(&mut desk, now());
    let set = github(&mut desk);
    let older = folder.get("recovery-key.age").unwrap();
    desk.change_passphrase(&passphrase(), &next(), later(1)).unwrap();
    desk.close_recovery();
    folder.put("recovery-key.age", &older);
    let refused = desk.open_recovery(&next(), Rollback::Refuse, later(2)).err();
    let Some(ActionError::Vault(VaultError::Damaged { file, damage: Damage::OtherPassphrase })) = &refused
    else {
        panic!("{refused:?}")
    };
    assert_eq!(file, "recovery-key.age");
    assert!(matches!(
        desk.rejoin_recovery_passphrase(&next(), &wrong(), later(3)),
        Err(ActionError::Unlock(_))
    ));
    desk.rejoin_recovery_passphrase(&next(), &passphrase(), later(9)).unwrap();
    desk.open_recovery(&next(), Rollback::Refuse, later(10)).unwrap();
    assert_eq!(desk.recovery_set(set, later(10)).unwrap().codes.len(), 16);
}

#[test]
fn a_lost_compartment_is_given_up_only_on_purpose() {
    let (place, folder) = place();
    let mut desk = desk_in(place);
    open(&mut desk, now());
    github(&mut desk);
    desk.close_recovery();
    folder.remove("recovery.age").unwrap();
    folder.remove("recovery-key.age").unwrap();
    let refused = desk.open_recovery(&passphrase(), Rollback::Accept, later(1)).err();
    assert!(matches!(refused, Some(ActionError::Recovery(RecoveryError::Gone))));
    assert!(matches!(desk.give_up_recovery(&wrong(), later(2)), Err(ActionError::Unlock(_))));
    assert!(desk.recovery_overview(later(3)).unwrap().exists);
    let kept_in = desk.give_up_recovery(&passphrase(), later(9)).unwrap();
    assert!(kept_in.starts_with("kept-"));
    assert!(!desk.recovery_overview(later(9)).unwrap().exists);
    open(&mut desk, later(10));
    import(&mut desk, GITHUB, &codes(1, 16).join("\n"));
}

#[test]
fn giving_up_closes_what_is_open() {
    let mut desk = open_desk();
    github(&mut desk);
    desk.give_up_recovery(&passphrase(), later(1)).unwrap();
    assert!(desk.recovery.is_none());
}

#[test]
fn an_earlier_version_takes_the_place_of_a_damaged_one() {
    let (place, folder) = place();
    let mut desk = desk_in(place);
    open(&mut desk, now());
    let set = github(&mut desk);
    take(&mut desk, set);
    answer(&mut desk, set, 0, CodeAnswer::Worked);
    // A day later the next change keeps what was before it.
    let tomorrow = later(2 * 86_400);
    open(&mut desk, tomorrow);
    desk.take_code(set, Which::Next, tomorrow).unwrap();
    desk.close_recovery();
    let mut damaged = folder.get("recovery.age").unwrap();
    *damaged.last_mut().unwrap() ^= 1;
    folder.put("recovery.age", &damaged);
    let refused = desk.open_recovery(&passphrase(), Rollback::Accept, tomorrow).err();
    assert!(
        matches!(&refused, Some(ActionError::Vault(VaultError::Damaged { file, .. })) if file == "recovery.age"),
        "{refused:?}"
    );
    let snapshots = desk.recovery_snapshots().unwrap();
    let earlier = snapshots.iter().find(|it| it.kind == vault::SnapshotKind::Earlier).unwrap();
    let refused = desk.restore_recovery_snapshot(&earlier.id, &wrong(), tomorrow);
    assert!(matches!(refused, Err(ActionError::Unlock(_))), "{refused:?}");
    let later = tomorrow + std::time::Duration::from_secs(9);
    let sentence = desk.restore_recovery_snapshot(&earlier.id, &passphrase(), later).unwrap().unwrap();
    assert!(sentence.contains("older copy"), "{sentence}");
    open(&mut desk, later);
    let view = desk.recovery_set(set, later).unwrap();
    assert!(matches!(view.codes[0].state, CodeState::Used { .. }), "a used code stays used");
    assert!(matches!(view.codes[1].state, CodeState::Reserved { .. }), "known from the overview");
}

#[test]
fn earlier_versions_are_listed_while_the_vault_is_closed() {
    let mut desk = open_desk();
    github(&mut desk);
    let while_open = desk.recovery_snapshots().unwrap().len();
    desk.lock();
    assert_eq!(desk.recovery_snapshots().unwrap().len(), while_open);
    assert!(matches!(desk.give_up_recovery(&passphrase(), now()), Err(ActionError::Locked)));
    assert!(matches!(
        desk.rejoin_recovery_passphrase(&passphrase(), &passphrase(), now()),
        Err(ActionError::Locked)
    ));
}
