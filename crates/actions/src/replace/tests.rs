//! Whichever way a replacement ends, both codes can still be had for 30 days.
use super::*;
use crate::{
    Rollback,
    fixture::{RFC_SECRET, add, add_named, desk, desk_in, later, names, now, page, passphrase, place, row},
};

const NEW: &str = "MZXW6YTBMZXW6YTB";

fn scan(desk: &mut Desk, uri: &str) -> CandidateId {
    desk.offer(&[uri], now()).unwrap().candidates[0].id
}

fn start(desk: &mut Desk) -> AccountId {
    let id = add(desk, &format!("otpauth://totp/Acme:ann?secret={RFC_SECRET}"));
    let new = scan(desk, &format!("otpauth://totp/Acme:ann?secret={NEW}"));
    desk.start_replacement(id, new, later(1)).unwrap();
    id
}

fn secret(desk: &Desk, id: AccountId) -> String {
    desk.vault().unwrap().contents().account(id).unwrap().key.secret().to_base32().as_str().to_owned()
}

#[test]
fn the_old_code_stays_in_force_until_the_new_one_is_confirmed() {
    let (place, _) = place();
    let mut desk = desk_in(place);
    let id = start(&mut desk);
    desk.lock();
    desk.unlock(&passphrase(), Rollback::Refuse, now()).unwrap();
    assert_eq!(secret(&desk, id), RFC_SECRET);
    let row = row(&mut desk, id, now());
    assert!(row.waits_for_confirmation);
    let view = desk.account(id, now()).unwrap();
    let replacement = view.replacement.unwrap();
    let expected = otp::OtpKey::totp(otp::OtpSecret::from_base32(NEW).unwrap()).code_at(now());
    assert_eq!(replacement.code.as_str(), expected.as_str());
    assert_ne!(row.code.unwrap().as_str(), expected.as_str());
}

#[test]
fn confirming_swaps_them_and_keeps_the_old_one_in_the_bin() {
    let mut desk = desk();
    let id = start(&mut desk);
    desk.confirm_replacement(id, later(2)).unwrap();
    assert_eq!(secret(&desk, id), NEW);
    assert!(!row(&mut desk, id, now()).waits_for_confirmation);
    let binned = desk.binned(later(2)).unwrap();
    assert_eq!(
        (binned.len(), binned[0].issuer.as_str(), binned[0].name.as_str()),
        (1, "Acme", "ann (old code)")
    );
    assert_eq!(secret(&desk, binned[0].id), RFC_SECRET);
    desk.restore(binned[0].id, later(3)).unwrap();
    assert_eq!(names(&page(&mut desk, "")), ["ann", "ann (old code)"]);
    let history: Vec<_> =
        desk.account(id, now()).unwrap().history.into_iter().map(|entry| entry.what).collect();
    assert_eq!(
        history,
        [ActivityKind::ReplacementConfirmed, ActivityKind::ReplacementStarted, ActivityKind::Added]
    );
}

#[test]
fn cancelling_keeps_the_new_one_in_the_bin() {
    let mut desk = desk();
    let id = start(&mut desk);
    desk.cancel_replacement(id, later(2)).unwrap();
    assert_eq!(secret(&desk, id), RFC_SECRET);
    let binned = desk.binned(later(2)).unwrap();
    assert_eq!(binned[0].name, "ann (unused new code)");
    assert_eq!(secret(&desk, binned[0].id), NEW);
}

#[test]
fn a_counter_that_confirmed_goes_on_with_the_next_value() {
    let mut desk = desk();
    let id = add_named(&mut desk, "Acme", "ann");
    let new = scan(&mut desk, &format!("otpauth://hotp/Acme:ann?secret={RFC_SECRET}&counter=1"));
    desk.start_replacement(id, new, now()).unwrap();
    assert_eq!(desk.account(id, now()).unwrap().replacement.unwrap().code.as_str(), "287082");
    desk.confirm_replacement(id, now()).unwrap();
    assert_eq!(desk.account(id, now()).unwrap().counter, Some(2));
}

#[test]
fn what_makes_no_sense_is_refused() {
    let mut desk = desk();
    let id = start(&mut desk);
    let other = scan(&mut desk, "otpauth://totp/Acme:ann?secret=GEZDGNBVGEZDGNBV");
    assert!(matches!(desk.start_replacement(id, other, now()), Err(ActionError::ReplacementWaits)));
    desk.confirm_replacement(id, now()).unwrap();
    assert!(matches!(desk.confirm_replacement(id, now()), Err(ActionError::NoReplacement)));
    assert!(matches!(desk.cancel_replacement(id, now()), Err(ActionError::NoReplacement)));
    let same = scan(&mut desk, &format!("otpauth://totp/Acme:ann?secret={NEW}"));
    assert!(matches!(desk.start_replacement(id, same, now()), Err(ActionError::SameCode)));
    assert!(matches!(
        desk.start_replacement(id, CandidateId::from(99), now()),
        Err(ActionError::NoSuchCandidate)
    ));
    assert!(desk.start_replacement(id, other, now()).is_ok(), "a refusal loses no candidate");
}
