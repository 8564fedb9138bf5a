//! Looking at an account, changing what may be changed, moving it, and its QR code.
use std::io::ErrorKind;

use proptest::prelude::*;
use vault::Fault;

use super::*;
use crate::{
    UnlockError, VaultError,
    fixture::{RFC_SECRET, add, add_named, desk, desk_in, later, names, now, page, passphrase, place, wrong},
};

fn edit(issuer: &str, name: &str) -> AccountEdit {
    AccountEdit { issuer: issuer.to_owned(), name: name.to_owned(), ..AccountEdit::default() }
}

#[test]
fn the_page_tells_everything_but_the_secret() {
    let mut desk = desk();
    let id = add(
        &mut desk,
        &format!("otpauth://totp/Acme:ann?secret={RFC_SECRET}&algorithm=SHA256&digits=8&period=60"),
    );
    let view = desk.account(id, later(10)).unwrap();
    assert_eq!((view.kind, view.algorithm, view.digits, view.period_secs), ("totp", "SHA256", 8, Some(60)));
    assert_eq!((view.counter, view.uses, view.last_used), (None, 0, None));
    assert_eq!((view.row.issuer.as_str(), view.row.name.as_str()), ("Acme", "ann"));
    assert_eq!(view.history, [HistoryEntry { at: now().into(), what: ActivityKind::Added }]);
    assert!(!format!("{view:?}").contains(RFC_SECRET));
}

#[test]
fn an_edit_is_trimmed_saved_and_remembered() {
    let mut desk = desk();
    let id = add_named(&mut desk, "Acme", "ann");
    let wanted = AccountEdit {
        icon: Some("github".to_owned()),
        tags: vec!["work".to_owned()],
        notes: "line one\nline two".to_owned(),
        offset_secs: 90,
        ..edit(" GitHub ", "bob")
    };
    desk.edit(id, &wanted, later(9)).unwrap();
    let view = desk.account(id, now()).unwrap();
    assert_eq!(
        (view.row.issuer.as_str(), view.row.name.as_str(), view.row.icon.as_deref()),
        ("GitHub", "bob", Some("github"))
    );
    assert_eq!(
        (view.notes.as_str(), view.offset_secs, view.row.tags),
        ("line one\nline two", 90, vec!["work".to_owned()])
    );
    assert_eq!(view.history[0], HistoryEntry { at: later(9).into(), what: ActivityKind::Edited });

    let same = AccountEdit { issuer: "GitHub".to_owned(), ..wanted };
    desk.edit(id, &same, later(99)).unwrap();
    assert_eq!(desk.account(id, now()).unwrap().history.len(), 2, "no change leaves no trace");
}

#[test]
fn an_edit_out_of_bounds_changes_nothing() {
    let mut desk = desk();
    let id = add_named(&mut desk, "Acme", "ann");
    for bad in [
        edit("", " "),
        edit(&"x".repeat(201), ""),
        edit("a\u{202e}b", ""),
        AccountEdit { notes: "x".repeat(65_537), ..edit("Acme", "") },
        AccountEdit { icon: Some("../../etc".to_owned()), ..edit("Acme", "") },
        AccountEdit { offset_secs: 86_401, ..edit("Acme", "") },
        AccountEdit { tags: vec!["x".repeat(41)], ..edit("Acme", "") },
    ] {
        assert!(matches!(desk.edit(id, &bad, now()), Err(ActionError::Text(_))), "{bad:?}");
    }
    assert_eq!(desk.account(id, now()).unwrap().history.len(), 1);
}

#[test]
fn an_edit_the_disk_refuses_is_not_shown() {
    let (place, folder) = place();
    let mut desk = desk_in(place);
    let id = add_named(&mut desk, "Acme", "ann");
    folder.fault_at(0, Fault::Fails(ErrorKind::ReadOnlyFilesystem));
    assert!(matches!(
        desk.edit(id, &edit("New", "name"), now()),
        Err(ActionError::Vault(VaultError::ReadOnlyDisk))
    ));
    assert_eq!(names(&page(&mut desk, "")), ["ann"]);
}

#[test]
fn moving_follows_the_list_as_shown() {
    // (who, to, order): every move starts from a b c d, the bin holds x between b and c.
    for (who, to, order) in [
        (0, 2, "bcad"),
        (3, 0, "dabc"),
        (1, 1, "abcd"),
        (2, 3, "abdc"),
        (0, 99, "bcda"),
        (3, 2, "abdc"),
        (0, 0, "abcd"),
    ] {
        let mut desk = desk();
        let ids = ["a", "b"].map(|name| add_named(&mut desk, "Acme", name));
        let binned = add_named(&mut desk, "Acme", "x");
        let more = ["c", "d"].map(|name| add_named(&mut desk, "Acme", name));
        desk.bin(binned, now()).unwrap();
        let id = [ids[0], ids[1], more[0], more[1]][who];
        desk.move_to(id, to, now()).unwrap();
        assert_eq!(names(&page(&mut desk, "")).join(""), order, "{who} to {to}");
        desk.restore(binned, now()).unwrap();
        assert_eq!(page(&mut desk, "").rows.len(), 5);
    }
}

#[test]
fn what_is_not_pinned_cannot_be_dragged_among_the_pinned() {
    let mut desk = desk();
    let ids = ["a", "b", "c", "d"].map(|name| add_named(&mut desk, "Acme", name));
    desk.pin(ids[2], now()).unwrap();
    desk.pin(ids[3], now()).unwrap();
    assert_eq!(names(&page(&mut desk, "")).join(""), "cdab");
    desk.move_to(ids[1], 0, now()).unwrap();
    assert_eq!(names(&page(&mut desk, "")).join(""), "cdba");
    desk.move_to(ids[3], 0, now()).unwrap();
    assert_eq!(names(&page(&mut desk, "")).join(""), "dcba");
    desk.move_to(ids[3], 3, now()).unwrap();
    assert_eq!(names(&page(&mut desk, "")).join(""), "cdba");
}

#[test]
fn the_uri_brings_the_same_account_to_another_device() {
    for uri in [
        format!(
            "otpauth://totp/Acme%20Inc:ann%40acme.example?secret={RFC_SECRET}&digits=8&period=60&image=x"
        ),
        format!("otpauth://hotp/Acme:ann?secret={RFC_SECRET}&counter=41"),
        format!("otpauth://steam/Steam:ann?secret={RFC_SECRET}"),
        "otpauth://motp/Acme:ann?secret=0123456789abcdef&pin=1234".to_owned(),
        "otpauth://yaotp/Yandex:ann?secret=LA2V6KMCGYMWWVEW64RNP3JA3IAAAAAAHTSG4HRZPI&pin=7586".to_owned(),
    ] {
        let mut desk = desk();
        let id = add(&mut desk, &uri);
        let shown = desk.account_uri(id, &passphrase(), now()).unwrap();
        let offer = desk.offer(&[&shown], now()).unwrap();
        assert_eq!(offer.candidates[0].already, Some(id), "{uri}");
        let before = otp::OtpAuth::parse(&uri).unwrap();
        let after = otp::OtpAuth::parse(&shown).unwrap();
        assert!(
            before.key.same_as(&after.key) && before.account == after.account && before.other == after.other
        );
        assert_eq!(desk.account(id, now()).unwrap().history[0].what, ActivityKind::QrShown);
    }
}

#[test]
fn the_uri_asks_for_the_passphrase_each_time_under_the_same_back_off() {
    let mut desk = desk();
    let id = add_named(&mut desk, "Acme", "ann");
    assert!(matches!(
        desk.account_uri(id, &wrong(), now()),
        Err(ActionError::Unlock(UnlockError::WrongPassphrase { .. }))
    ));
    assert!(matches!(
        desk.account_qr(id, &wrong(), now()),
        Err(ActionError::Unlock(UnlockError::WrongPassphrase { .. }))
    ));
    assert!(matches!(
        desk.account_uri(id, &passphrase(), now()),
        Err(ActionError::Unlock(UnlockError::TooSoon { .. }))
    ));
    assert!(desk.account_uri(id, &passphrase(), later(10)).is_ok());
}

#[test]
fn the_qr_code_is_shown_even_when_the_disk_is_full() {
    let (place, folder) = place();
    let mut desk = desk_in(place);
    let id = add_named(&mut desk, "Acme", "ann");
    for nth in 0..4 {
        folder.fault_at(nth, Fault::Fails(ErrorKind::StorageFull));
        let png = desk.account_qr(id, &passphrase(), now()).unwrap();
        assert!(png.starts_with(b"\x89PNG"), "{nth}");
    }
}

/// What the list shows, by the number in the name: pinned ones first, the bin left out.
fn shown(contents: &Contents) -> Vec<&str> {
    let mut in_use: Vec<_> = contents.accounts.iter().filter(|account| account.binned.is_none()).collect();
    in_use.sort_by_key(|account| !account.pinned);
    in_use.into_iter().map(|account| account.name.as_str()).collect()
}

proptest! {
    /// Whatever is pinned or in the bin: a move takes one account out of the shown order and puts it back at the place
    /// wanted, or at the nearest one of its group; nothing is lost, and the bin keeps its order.
    #[test]
    fn a_move_is_taking_out_and_putting_in(
        kinds in proptest::collection::vec(0..4_u8, 1..12),
        which in any::<proptest::sample::Index>(),
        to in 0..14_usize,
    ) {
        let mut contents = Contents::default();
        for (number, kind) in kinds.iter().enumerate() {
            let key = otp::OtpKey::totp(otp::OtpSecret::new(vec![1; 20]).unwrap());
            let mut account = Account::new(Arc::new(key), now().into());
            account.name = number.to_string();
            account.pinned = *kind == 1;
            account.binned = (*kind == 2).then(|| now().into());
            contents.accounts.push(Arc::new(account));
        }
        let in_use: Vec<_> = contents.accounts.iter().filter(|a| a.binned.is_none()).cloned().collect();
        if in_use.is_empty() {
            return Ok(());
        }
        let moved = Arc::clone(which.get(&in_use));
        let mut expected: Vec<_> = shown(&contents).into_iter().map(str::to_owned).collect();
        let binned = |contents: &Contents| -> Vec<_> {
            contents.accounts.iter().filter(|a| a.binned.is_some()).map(|a| a.name.clone()).collect()
        };
        let (bin_before, pinned) = (binned(&contents), kinds.iter().filter(|kind| **kind == 1).count());
        let group = if moved.pinned { 0..pinned } else { pinned..expected.len() };
        expected.retain(|name| *name != moved.name);
        expected.insert(to.clamp(group.start, group.end - 1), moved.name.clone());

        reorder(&mut contents, moved.id, to);
        prop_assert_eq!(shown(&contents), expected);
        prop_assert_eq!(binned(&contents), bin_before);
        prop_assert_eq!(contents.accounts.len(), kinds.len());
    }
}
