//! What leaves the vault comes back whole.
use otp::OtpAuth;

use super::*;
use crate::{
    UnlockError,
    fixture::{RFC_SECRET, add, add_named, desk, now, passphrase, wrong},
};

fn filled() -> Desk {
    let mut desk = desk();
    add(&mut desk, &format!("otpauth://totp/Acme:ann?secret={RFC_SECRET}&image=x"));
    add(&mut desk, &format!("otpauth://hotp/Acme:bob?secret={RFC_SECRET}&counter=9&digits=8"));
    add(&mut desk, &format!("otpauth://totp/Acme:slow?secret={RFC_SECRET}&period=60"));
    add(&mut desk, &format!("otpauth://steam/Steam:ann?secret={RFC_SECRET}"));
    let binned = add_named(&mut desk, "Gone", "gone");
    desk.bin(binned, now()).unwrap();
    desk
}

#[test]
fn uris_are_the_accounts_in_order_without_the_bin() {
    let mut desk = filled();
    let export = desk.export_uris(&passphrase(), now()).unwrap();
    let names: Vec<_> = export.uris.iter().map(|uri| OtpAuth::parse(uri).unwrap().account).collect();
    assert_eq!(names, ["ann", "bob", "slow", "ann"]);
    assert!(export.uris[0].contains("image=x"));
    let last = desk.vault().unwrap().contents().activity.iter().next_back().unwrap().what.clone();
    assert_eq!(last, ActivityKind::Exported);
}

#[test]
fn a_migration_names_what_it_cannot_carry() {
    let mut desk = filled();
    let export = desk.export_migration(&passphrase(), now()).unwrap();
    let batch = migration::parse(&export.pictures[0]).unwrap();
    assert_eq!(batch.entries.iter().map(|entry| entry.account.as_str()).collect::<Vec<_>>(), ["ann", "bob"]);
    assert!(matches!(batch.entries[1].key.kind(), Kind::Hotp { counter: 9 }));
    let left_out: Vec<_> = export.left_out.iter().map(|problem| problem.name.as_str()).collect();
    assert_eq!(left_out, ["Acme: slow", "Steam: ann"]);
}

#[test]
fn many_accounts_become_several_pictures() {
    let mut desk = desk();
    for number in 0..23 {
        add(&mut desk, &format!("otpauth://totp/Acme:user{number}?secret={RFC_SECRET}"));
    }
    let export = desk.export_migration(&passphrase(), now()).unwrap();
    let sizes: Vec<_> =
        export.pictures.iter().map(|uri| migration::parse(uri).unwrap().entries.len()).collect();
    assert_eq!(sizes, [10, 10, 3]);
}

#[test]
fn nothing_leaves_without_the_passphrase() {
    let mut desk = filled();
    for _ in 0..2 {
        assert!(matches!(
            desk.export_uris(&wrong(), now()),
            Err(ActionError::Unlock(UnlockError::WrongPassphrase { .. }))
        ));
    }
    assert!(matches!(
        desk.export_migration(&passphrase(), now()),
        Err(ActionError::Unlock(UnlockError::TooSoon { .. }))
    ));
}

#[test]
fn an_empty_vault_has_nothing_to_export() {
    assert!(matches!(desk().export_uris(&passphrase(), now()), Err(ActionError::NothingToExport)));
}
