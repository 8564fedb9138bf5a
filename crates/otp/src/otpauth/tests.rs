//! What holds for every URI and every account; single cases are vectors in `tests/vectors/otp`.

use std::sync::Arc;

use proptest::prelude::*;
use static_assertions::{assert_impl_all, assert_not_impl_any};

use crate::{
    Algorithm, Digits, Kind, OtpAuth, OtpAuthError, OtpKey, OtpSecret, Period, Pin,
    names::{LONGEST_NAME, clean},
};

assert_not_impl_any!(OtpAuth: Clone, std::fmt::Display, serde::Serialize);
// An error that is `Copy` has no room for a piece of the text it is about.
assert_impl_all!(OtpAuthError: Copy);

const BASE32: &str = "JBSWY3DPEHPK3PXP";

fn name() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[a-z :@+%&?/#é]{0,12}"]
        .prop_map(|text| clean(&text))
        .prop_filter("bounded", |name| name.len() <= LONGEST_NAME)
}

fn pin() -> impl Strategy<Value = Pin> {
    "[0-9]{4,16}".prop_map(|digits| Pin::new(digits).unwrap())
}

fn key() -> impl Strategy<Value = OtpKey> {
    let kind = prop_oneof![
        (1_u32..).prop_map(|period| Kind::Totp { period: Period::try_from(period).unwrap() }),
        any::<u64>().prop_map(|counter| Kind::Hotp { counter }),
        Just(()).prop_map(|()| Kind::Steam),
        pin().prop_map(|pin| Kind::Motp { pin }),
        pin().prop_map(|pin| Kind::Yandex { pin }),
    ];
    let algorithm = prop_oneof![Just(Algorithm::Sha1), Just(Algorithm::Sha256), Just(Algorithm::Sha512)];
    (kind, prop::collection::vec(any::<u8>(), 1..=1024), algorithm, 4_u8..=10).prop_map(
        |(kind, mut bytes, algorithm, digits)| {
            if let Kind::Yandex { .. } = kind {
                bytes.resize(16, 7);
            }
            let secret = Arc::new(OtpSecret::new(bytes).unwrap());
            OtpKey::new(kind, secret, algorithm, Digits::try_from(digits).unwrap()).unwrap()
        },
    )
}

/// Parameters that no kind understands.
fn other() -> impl Strategy<Value = Vec<(String, String)>> {
    let known = ["secret", "issuer", "algorithm", "digits", "period", "counter", "encoder", "pin"];
    let name =
        "[a-z_]{1,8}|x[ :=&%+é]{0,3}x".prop_filter("unknown", move |name| !known.contains(&name.as_str()));
    prop::collection::vec((name, "\\PC{0,20}"), 0..4)
}

fn account() -> impl Strategy<Value = OtpAuth> {
    (name(), name(), key(), other()).prop_map(|(issuer, account, key, other)| OtpAuth {
        issuer: (!issuer.is_empty()).then_some(issuer),
        account,
        key,
        other,
    })
}

fn counter(key: &OtpKey) -> Option<u64> {
    if let Kind::Hotp { counter } = key.kind() { Some(*counter) } else { None }
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back_the_same(account in account()) {
        let printed = account.to_uri();
        let again = OtpAuth::parse(&printed).unwrap();
        prop_assert_eq!(&again.issuer, &account.issuer);
        prop_assert_eq!(&again.account, &account.account);
        prop_assert_eq!(&again.other, &account.other);
        prop_assert!(again.key.same_as(&account.key));
        prop_assert_eq!(counter(&again.key), counter(&account.key));
        prop_assert_eq!(&*again.to_uri(), &*printed);
    }

    #[test]
    fn printing_never_moves_the_secret_in_memory(account in account()) {
        let printed = account.to_uri();
        prop_assert!(printed.capacity() <= super::write::longest(&account), "the text grew beyond its first place");
    }

    #[test]
    fn no_text_makes_reading_panic(text: String, tail in "\\PC{0,80}") {
        let _ = OtpAuth::parse(&text);
        for start in ["otpauth://totp/", "otpauth://hotp/x?secret=A5&", "otpauth://yaotp/x?pin=", "motp://"] {
            if let Ok(account) = OtpAuth::parse(&format!("{start}{tail}")) {
                let printed = account.to_uri();
                prop_assert_eq!(&*OtpAuth::parse(&printed).unwrap().to_uri(), &*printed);
            }
        }
    }

    #[test]
    fn names_are_safe_to_show(label: String, issuer: String) {
        let (mut label_escaped, mut issuer_escaped) = (String::new(), String::new());
        crate::percent::encode(&label, &mut label_escaped);
        crate::percent::encode(&issuer, &mut issuer_escaped);
        let uri = format!("otpauth://totp/{label_escaped}?secret={BASE32}&issuer={issuer_escaped}&digits=6");
        let account = OtpAuth::parse(&uri).unwrap();
        prop_assert_eq!(&clean(&account.account), &account.account);
        prop_assert!(account.issuer.is_none_or(|issuer| clean(&issuer) == issuer && !issuer.is_empty()));
    }
}

#[test]
fn control_and_bidi_characters_are_stripped_from_names() {
    let uri = format!("otpauth://totp/Git%00Hub%E2%80%AE:ann%0A%1B%5B31m?secret={BASE32}&issuer=GitHub%07");
    let account = OtpAuth::parse(&uri).unwrap();
    assert_eq!((account.issuer.as_deref(), account.account.as_str()), (Some("GitHub"), "ann [31m"));
}

#[test]
fn two_megabytes_of_label_are_refused_at_once() {
    let uri = format!("otpauth://totp/{}?secret={BASE32}", "a".repeat(2 * 1024 * 1024));
    assert_eq!(OtpAuth::parse(&uri).unwrap_err(), OtpAuthError::TooLong);
}

#[test]
fn what_could_not_be_printed_within_the_bound_is_not_read_either() {
    let uri = |count| format!("otpauth://totp/a?secret={BASE32}&note={}", "é".repeat(count));
    assert!(OtpAuth::parse(&uri(2_600)).is_ok());
    assert_eq!(OtpAuth::parse(&uri(4_000)).unwrap_err(), OtpAuthError::TooLong);
}

#[test]
fn a_missing_pin_can_be_given_later() {
    let uri = "otpauth://yaotp/ann?secret=LA2V6KMCGYMWWVEW64RNP3JA3I";
    assert_eq!(OtpAuth::parse(uri).unwrap_err(), OtpAuthError::PinNeeded);
    let account = OtpAuth::parse_with_pin(uri, Pin::new("7586".to_owned()).unwrap()).unwrap();
    assert_eq!(account.key.kind_name(), "yandex");
    let complete = account.to_uri();
    let other = OtpAuth::parse_with_pin(&complete, Pin::new("0000".to_owned()).unwrap()).unwrap();
    assert!(!other.key.same_as(&account.key), "the person's word counts");
}

#[test]
fn a_real_totp_account_named_steam_stays_one() {
    let key = OtpKey::totp(OtpSecret::from_base32(BASE32).unwrap());
    let account =
        OtpAuth { issuer: Some("Steam".to_owned()), account: "ann".to_owned(), key, other: Vec::new() };
    assert_eq!(OtpAuth::parse(&account.to_uri()).unwrap().key.kind_name(), "totp");
}

#[test]
fn every_sentence_says_what_to_do_and_nothing_printed_holds_the_secret() {
    let account = OtpAuth::parse(&format!("otpauth://totp/ann?secret={BASE32}&note=MARKER")).unwrap();
    let printed = format!("{account:?}");
    assert!(
        !printed.contains(BASE32) && !printed.contains("Hello") && !printed.contains("MARKER"),
        "{printed}"
    );
    for uri in [
        "x",
        "otpauth://ocra/a",
        "otpauth://totp/a?secret=MARKER1",
        "otpauth://totp/a?secret=AA&digits=MARKER",
    ] {
        let sentence = OtpAuth::parse(uri).unwrap_err().to_string();
        assert!(sentence.ends_with('.') && sentence.matches(['.', ':']).count() >= 2, "{sentence}");
        assert!(!sentence.contains("MARKER"), "{sentence}");
    }
}
