//! From text to account: duplicates, batches, and everything that is no enrolment.
use std::io::ErrorKind;

use otp::{OtpAuth, OtpAuthError, SecretError};
use vault::Fault;

mod batches;
mod forms;

use super::*;
use crate::{
    TextError, VaultError,
    fixture::{RFC_SECRET, add, add_named, desk, desk_in, later, now, page, place},
};
use batches::{data, export};

fn named(issuer: &str, name: &str) -> CandidateEdit {
    CandidateEdit { issuer: issuer.to_owned(), name: name.to_owned(), tags: Vec::new() }
}

#[test]
fn a_candidate_has_its_code_at_once_so_that_it_can_be_confirmed() {
    let mut desk = desk();
    let uri = format!("otpauth://totp/Acme:ann?secret={RFC_SECRET}&digits=8&algorithm=SHA1");
    let offer = desk.offer(&[&uri], std::time::UNIX_EPOCH + Duration::from_secs(59)).unwrap();
    let [candidate] = offer.candidates.as_slice() else { panic!("one") };
    assert_eq!(candidate.code.as_ref().unwrap().as_str(), "94287082");
    assert_eq!((candidate.valid_for, candidate.period_secs), (Some(Duration::from_secs(1)), Some(30)));
    assert_eq!((candidate.kind, candidate.algorithm, candidate.digits), ("totp", "SHA1", 8));
    assert!(candidate.already.is_none() && candidate.same_name.is_none());
    assert!(offer.batch.is_none() && offer.notice.is_none());
    assert!(!format!("{offer:?}").contains(RFC_SECRET));
    assert!(!format!("{:?}", desk.offered).contains(RFC_SECRET));
}

#[test]
fn a_counter_shows_no_code_before_it_is_saved() {
    let mut desk = desk();
    let offer = desk.offer(&[&format!("otpauth://hotp/Acme:ann?secret={RFC_SECRET}")], now()).unwrap();
    assert!(offer.candidates[0].code.is_none() && offer.candidates[0].period_secs.is_none());
}

#[test]
fn what_is_accepted_is_saved_under_the_names_given_and_gone_from_the_table() {
    let mut desk = desk();
    let offer =
        desk.offer(&[&format!("otpauth://totp/Acme:ann?secret={RFC_SECRET}&image=logo")], now()).unwrap();
    let id = offer.candidates[0].id;
    let edit = CandidateEdit { tags: vec!["work".to_owned()], ..named("Acme Inc", "ann@acme.example") };
    let account = desk.accept(id, &edit, later(3)).unwrap();
    let view = desk.account(account, now()).unwrap();
    assert_eq!((view.row.issuer.as_str(), view.row.name.as_str()), ("Acme Inc", "ann@acme.example"));
    assert_eq!((view.row.tags, view.created), (vec!["work".to_owned()], later(3).into()));
    assert_eq!(view.history[0].what, ActivityKind::Added);
    assert_eq!(desk.find(account).unwrap().other, [("image".to_owned(), "logo".to_owned())]);
    assert!(matches!(desk.accept(id, &edit, now()), Err(ActionError::NoSuchCandidate)));
}

#[test]
fn a_camera_that_reads_thirty_times_a_second_finds_one_candidate() {
    let mut desk = desk();
    let uri = format!("otpauth://totp/Acme:ann?secret={RFC_SECRET}");
    let first = desk.offer(&[&uri], now()).unwrap().candidates[0].id;
    let again = desk.offer(&[&uri, &uri], now()).unwrap();
    assert_eq!(again.candidates.iter().map(|candidate| candidate.id).collect::<Vec<_>>(), [first]);
}

#[test]
fn the_same_secret_and_the_same_name_are_told_apart() {
    let mut desk = desk();
    let known = add(&mut desk, &format!("otpauth://totp/Acme:ann?secret={RFC_SECRET}"));
    let mut look = |uri: String| {
        let offer = desk.offer(&[&uri], now()).unwrap();
        (offer.candidates[0].already, offer.candidates[0].same_name)
    };
    let other = data(7);
    assert_eq!(look(format!("otpauth://totp/Other:bob?secret={RFC_SECRET}")), (Some(known), None));
    assert_eq!(look(format!("otpauth://totp/ACME:Ann?secret={other}")), (None, Some(known)));
    assert_eq!(look(format!("otpauth://totp/Acme:bob?secret={other}")), (None, None));
}

#[test]
fn an_account_in_the_bin_is_no_duplicate() {
    let mut desk = desk();
    let uri = format!("otpauth://totp/Acme:ann?secret={RFC_SECRET}");
    let known = add(&mut desk, &uri);
    desk.bin(known, now()).unwrap();
    assert_eq!(desk.offer(&[&uri], now()).unwrap().candidates[0].already, None);
}

#[test]
fn several_accounts_are_one_write_all_or_none() {
    let (place, folder) = place();
    let mut desk = desk_in(place);
    add_named(&mut desk, "Earlier", "account"); // so that no snapshot is due, whose failure would stop nothing
    let pictures = export(2, 1);
    let offer = desk.offer(&[&pictures[0]], now()).unwrap();
    let edits: Vec<_> =
        offer.candidates.iter().map(|candidate| (candidate.id, candidate.as_it_is())).collect();

    folder.fault_at(0, Fault::Fails(ErrorKind::StorageFull));
    assert!(matches!(desk.accept_all(&edits, now()), Err(ActionError::Vault(VaultError::DiskFull))));
    assert_eq!(page(&mut desk, "").total, 1);

    let mut bad = edits.clone();
    bad[1].1.name = "x".repeat(201);
    assert!(matches!(desk.accept_all(&bad, now()), Err(ActionError::Text(TextError::LongName))));
    assert_eq!(page(&mut desk, "").total, 1);

    assert_eq!(desk.accept_all(&edits, now()).unwrap().len(), 2, "nothing was lost from the table");
    assert_eq!(page(&mut desk, "").total, 3);
}

#[test]
fn what_is_no_enrolment_is_named_and_forgotten_beside_an_account() {
    let mut desk = desk();
    let uri = format!("otpauth://totp/Acme:ann?secret={RFC_SECRET}");
    let url = "https://acme.example/help";
    assert!(matches!(
        desk.offer(&[url], now()).unwrap().notice,
        Some(Notice::NotEnrolment(NotEnrolment::WebAddress { .. }))
    ));
    assert!(desk.offer(&[url, &uri], now()).unwrap().notice.is_none());
    assert_eq!(desk.offer(&[], now()).unwrap().notice, Some(Notice::NothingFound));
}

#[test]
fn a_bad_enrolment_is_a_sentence_without_the_secret() {
    let mut desk = desk();
    for bad in [
        "otpauth://totp/Acme:ann?secret=MARKER1MARKER1",
        "otpauth://totp/Acme:ann?secret=MARKERMARKER&digits=0",
        "otpauth://totp/Acme:ann?secret=MARKERMARKER&period=0",
        "otpauth://totp/Acme:ann",
        "otpauth://motp/Acme:ann?secret=MARKERMARKER",
        "otpauth-migration://offline?data=MARKERMARKER",
        &format!("otpauth://totp/{}?secret=MARKERMARKER", "x".repeat(2 << 20)),
    ] {
        let offer = desk.offer(&[bad, "just text"], now()).unwrap();
        let sentence = offer.notice.as_ref().unwrap().to_string();
        assert!(offer.candidates.is_empty());
        assert!(!matches!(offer.notice, Some(Notice::NotEnrolment(_))), "the enrolment counts more");
        assert!(!sentence.contains("MARKER") && sentence.matches('.').count() >= 2, "{sentence}");
        assert!(unreadable(bad).is_some());
    }
    assert!(unreadable(&format!("otpauth://totp/a?secret={RFC_SECRET}")).is_none());
}

#[test]
fn a_very_long_name_is_shortened_where_it_can_be_seen() {
    let mut desk = desk();
    let offer =
        desk.offer(&[&format!("otpauth://totp/{}?secret={RFC_SECRET}", "x".repeat(900))], now()).unwrap();
    let candidate = &offer.candidates[0];
    assert_eq!(candidate.name.chars().count(), 200);
    assert!(desk.accept(candidate.id, &candidate.as_it_is(), now()).is_ok());
}

#[test]
fn an_account_without_any_name_gets_one() {
    let mut desk = desk();
    let offer = desk.offer(&[&format!("otpauth://totp/?secret={RFC_SECRET}")], now()).unwrap();
    assert_eq!((offer.candidates[0].issuer.as_str(), offer.candidates[0].name.as_str()), ("", ""));
    assert_eq!(offer.candidates[0].as_it_is().name, UNNAMED);
    let refused = desk.accept(offer.candidates[0].id, &named("", ""), now());
    assert!(matches!(refused, Err(ActionError::Text(TextError::NoName))));
}

#[test]
fn locking_and_discarding_clear_the_table_and_no_number_comes_back() {
    let mut desk = desk();
    let uri = format!("otpauth://totp/Acme:ann?secret={RFC_SECRET}");
    let first = desk.offer(&[&uri], now()).unwrap().candidates[0].id;
    desk.discard_offer();
    assert!(matches!(desk.accept(first, &named("a", ""), now()), Err(ActionError::NoSuchCandidate)));
    assert_ne!(desk.offer(&[&uri], now()).unwrap().candidates[0].id, first);
    desk.lock();
    assert!(matches!(desk.offer(&[&uri], now()), Err(ActionError::Locked)));
}

#[test]
fn a_screen_full_of_codes_cannot_fill_the_memory() {
    let mut desk = desk();
    let uris: Vec<_> =
        (0..1_001).map(|n| format!("otpauth://totp/Acme:{n}?secret={RFC_SECRET}&issuer=A")).collect();
    let offer = desk.offer(&uris.iter().map(String::as_str).collect::<Vec<_>>(), now()).unwrap();
    assert_eq!((offer.candidates.len(), offer.notice), (1_000, Some(Notice::TooMany)));
}

#[test]
fn two_logins_at_one_service_are_two_accounts() {
    let mut desk = desk();
    let first = add_named(&mut desk, "Acme", "ann");
    let second = add(&mut desk, &format!("otpauth://totp/Acme:ann?secret={RFC_SECRET}"));
    assert_ne!(first, second);
    assert_eq!(page(&mut desk, "acme ann").total, 2);
}
