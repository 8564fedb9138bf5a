//! Codes beside `totp-rs` as the oracle, and what a key promises about time, counters and secrecy.

use std::{
    ops::Deref,
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use proptest::prelude::*;
use static_assertions::{assert_impl_all, assert_not_impl_any};

use crate::{Algorithm, Digits, KeyError, Kind, OtpKey, OtpSecret, Period, Pin};

assert_not_impl_any!(OtpKey: Clone, std::fmt::Display, Deref, PartialEq, serde::Serialize);
assert_not_impl_any!(Kind: Clone, PartialEq, serde::Serialize);
assert_impl_all!(OtpKey: Send, Sync);

fn at(secs: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(secs)
}

fn secret(bytes: &[u8]) -> Arc<OtpSecret> {
    Arc::new(OtpSecret::new(bytes.to_vec()).unwrap())
}

fn key(kind: Kind) -> OtpKey {
    OtpKey::new(kind, secret(b"0123456789abcdef"), Algorithm::Sha1, Digits::SIX).unwrap()
}

fn pin(digits: &str) -> Pin {
    Pin::new(digits.to_owned()).unwrap()
}

fn kinds() -> [OtpKey; 5] {
    [
        key(Kind::Totp { period: Period::THIRTY_SECONDS }),
        key(Kind::Hotp { counter: 5 }),
        key(Kind::Steam),
        key(Kind::Motp { pin: pin("1234") }),
        key(Kind::Yandex { pin: pin("1234") }),
    ]
}

/// The same key in `totp-rs`, which has HOTP if a step is one second and the time is the counter.
fn oracle(bytes: &[u8], algorithm: Algorithm, digits: u8, step: u64) -> totp_rs::Totp {
    let algorithm = match algorithm {
        Algorithm::Sha1 => totp_rs::Algorithm::SHA1,
        Algorithm::Sha256 => totp_rs::Algorithm::SHA256,
        Algorithm::Sha512 => totp_rs::Algorithm::SHA512,
    };
    totp_rs::Builder::new()
        .with_algorithm(algorithm)
        .with_digits(digits)
        .with_step_duration(step)
        .with_secret(bytes.to_vec())
        .build_noncompliant()
}

fn algorithms() -> impl Strategy<Value = Algorithm> {
    prop_oneof![Just(Algorithm::Sha1), Just(Algorithm::Sha256), Just(Algorithm::Sha512)]
}

proptest! {
    #[test]
    fn totp_agrees_with_totp_rs(
        bytes in prop::collection::vec(any::<u8>(), 1..=200),
        algorithm in algorithms(),
        digits in 4_u8..=9,
        period in 1_u32..=100_000,
        time in 0_u64..=253_402_300_799, // the year 9999
    ) {
        let kind = Kind::Totp { period: Period::try_from(period).unwrap() };
        let key = OtpKey::new(kind, secret(&bytes), algorithm, Digits::try_from(digits).unwrap()).unwrap();
        let oracle = oracle(&bytes, algorithm, digits, u64::from(period));
        let (code, next) = (key.code_at(at(time)), key.next_code_at(at(time)));
        prop_assert_eq!(code.as_str(), oracle.generate(time).to_string());
        prop_assert_eq!(next.as_str(), oracle.generate(time + u64::from(period)).to_string());
    }

    #[test]
    fn hotp_agrees_with_totp_rs(
        bytes in prop::collection::vec(any::<u8>(), 1..=1024),
        algorithm in algorithms(),
        digits in 4_u8..=9,
        counter: u64,
    ) {
        let kind = Kind::Hotp { counter };
        let key = OtpKey::new(kind, secret(&bytes), algorithm, Digits::try_from(digits).unwrap()).unwrap();
        let code = key.code_at(UNIX_EPOCH);
        prop_assert_eq!(code.as_str(), oracle(&bytes, algorithm, digits, 1).generate(counter).to_string());
    }

    #[test]
    fn ten_digits_are_nine_and_a_leading_0_1_or_2(bytes in prop::collection::vec(any::<u8>(), 1..=64), counter: u64) {
        let code = |digits| {
            let digits = Digits::try_from(digits).unwrap();
            OtpKey::new(Kind::Hotp { counter }, secret(&bytes), Algorithm::Sha1, digits).unwrap().code_at(UNIX_EPOCH)
        };
        let (nine, ten) = (code(9), code(10));
        prop_assert_eq!(ten.as_str().split_at(1).1, nine.as_str());
        prop_assert!("012".contains(ten.as_str().split_at(1).0));
    }

    #[test]
    fn a_code_holds_until_it_runs_out_and_not_a_moment_longer(nanos in 0_u64..=10_u64.pow(18), period in 1_u32..=1000) {
        let key = key(Kind::Totp { period: Period::try_from(period).unwrap() });
        let now = UNIX_EPOCH + Duration::from_nanos(nanos);
        let left = key.valid_for(now).unwrap();
        prop_assert!(left > Duration::ZERO && left <= Duration::from_secs(u64::from(period)));
        let text = |code: crate::Code| code.as_str().to_owned();
        prop_assert_eq!(text(key.code_at(now)), text(key.code_at(now + left - Duration::from_nanos(1))));
        prop_assert_eq!(text(key.next_code_at(now)), text(key.code_at(now + left)));
    }

    #[test]
    fn every_kind_prints_only_its_own_characters(bytes in prop::collection::vec(any::<u8>(), 16), time: u32) {
        let made = |kind| OtpKey::new(kind, secret(&bytes), Algorithm::Sha512, Digits::EIGHT).unwrap();
        let time = at(u64::from(time));
        for (key, length, characters) in [
            (made(Kind::Totp { period: Period::THIRTY_SECONDS }), 8, "0123456789"),
            (made(Kind::Steam), 5, "23456789BCDFGHJKMNPQRTVWXY"),
            (made(Kind::Motp { pin: pin("1234") }), 6, "0123456789abcdef"),
            (made(Kind::Yandex { pin: pin("1234") }), 8, "abcdefghijklmnopqrstuvwxyz"),
        ] {
            let code = key.code_at(time);
            prop_assert_eq!(code.as_str().len(), length);
            prop_assert_eq!(key.digits().get(), u8::try_from(length).unwrap());
            prop_assert!(code.as_str().chars().all(|c| characters.contains(c)));
        }
    }
}

#[test]
fn times_before_1970_count_as_1970() {
    for key in kinds() {
        let before = UNIX_EPOCH - Duration::from_secs(12_345);
        assert_eq!(key.code_at(before).as_str(), key.code_at(UNIX_EPOCH).as_str());
    }
}

#[test]
fn the_farthest_time_and_the_last_counter_have_codes() {
    let last = key(Kind::Hotp { counter: u64::MAX });
    assert_eq!(last.code_at(UNIX_EPOCH).as_str(), last.next_code_at(UNIX_EPOCH).as_str());
    assert_eq!(last.advanced().unwrap_err(), KeyError::CounterUsedUp);
    let far = at(u64::try_from(i64::MAX).unwrap());
    for key in kinds() {
        assert_eq!(key.next_code_at(far).as_str().len(), usize::from(key.digits().get()));
    }
}

#[test]
fn advancing_a_counter_gives_the_next_code_and_shares_the_secret() {
    let first = key(Kind::Hotp { counter: 5 });
    let second = first.advanced().unwrap();
    assert_eq!(first.next_code_at(UNIX_EPOCH).as_str(), second.code_at(UNIX_EPOCH).as_str());
    assert!(matches!(second.kind(), Kind::Hotp { counter: 6 }));
    assert!(Arc::ptr_eq(first.secret(), second.secret()));
    assert!(first.same_as(&second), "where a counter stands does not matter");
}

#[test]
fn only_counting_keys_advance() {
    for key in kinds().iter().filter(|key| key.kind_name() != "hotp") {
        assert_eq!(key.advanced().unwrap_err(), KeyError::NoCounter, "{}", key.kind_name());
    }
}

#[test]
fn periods_are_those_of_the_kinds() {
    let periods = kinds().map(|key| (key.kind_name(), key.period().map(Period::secs), key.algorithm_name()));
    assert_eq!(
        periods,
        [
            ("totp", Some(30), "SHA1"),
            ("hotp", None, "SHA1"),
            ("steam", Some(30), "SHA1"),
            ("motp", Some(10), "MD5"),
            ("yandex", Some(30), "SHA256"),
        ]
    );
    assert_eq!(key(Kind::Hotp { counter: 0 }).valid_for(UNIX_EPOCH), None);
}

#[test]
fn a_key_is_the_same_only_as_itself() {
    let (all, again) = (kinds(), kinds());
    for (row, key) in all.iter().enumerate() {
        for (column, other) in again.iter().enumerate() {
            assert_eq!(key.same_as(other), row == column, "{} and {}", key.kind_name(), other.kind_name());
        }
    }
    let made = |bytes: &[u8], algorithm, digits, period| {
        let kind = Kind::Totp { period: Period::try_from(period).unwrap() };
        OtpKey::new(kind, secret(bytes), algorithm, digits).unwrap()
    };
    let key = made(b"a", Algorithm::Sha1, Digits::SIX, 30);
    assert!(!key.same_as(&made(b"b", Algorithm::Sha1, Digits::SIX, 30)));
    assert!(!key.same_as(&made(b"a", Algorithm::Sha256, Digits::SIX, 30)));
    assert!(!key.same_as(&made(b"a", Algorithm::Sha1, Digits::EIGHT, 30)));
    assert!(!key.same_as(&made(b"a", Algorithm::Sha1, Digits::SIX, 60)));
    assert!(key.same_as(&OtpKey::totp(OtpSecret::new(b"a".to_vec()).unwrap())));
}

#[test]
fn another_pin_makes_another_key() {
    for kind in [|pin| Kind::Motp { pin }, |pin| Kind::Yandex { pin }] {
        let (one, other) = (key(kind(pin("1234"))), key(kind(pin("1235"))));
        assert!(!one.same_as(&other));
        assert_ne!(one.code_at(at(1_700_000_000)).as_str(), other.code_at(at(1_700_000_000)).as_str());
    }
}

#[test]
fn one_leading_zero_of_the_hash_is_no_part_of_a_yandex_key() {
    use sha2::{Digest, Sha256};
    let bytes = b"0123456789abcdef";
    let hash = |pin: &str| Sha256::new().chain_update(pin).chain_update(bytes).finalize();
    let leads_with_zero = (1000..).map(|n: u32| n.to_string()).find(|pin| hash(pin)[0] == 0).unwrap();
    let key = OtpKey::new(
        Kind::Yandex { pin: pin(&leads_with_zero) },
        secret(bytes),
        Algorithm::Sha256,
        Digits::EIGHT,
    );
    // `totp-rs` signs; the truncation to 63 bits and the letters are done here once more, the slow way.
    let signed = oracle(&hash(&leads_with_zero)[1..], Algorithm::Sha256, 8, 30);
    let signed = signed.sign(1_700_000_000);
    let mac = signed.as_ref();
    let offset = usize::from(mac[31] & 15);
    let value = u64::from_be_bytes(mac[offset..offset + 8].try_into().unwrap()) & (u64::MAX >> 1);
    let letters: String = (0..8)
        .rev()
        .map(|place| char::from(b'a' + u8::try_from(value / 26_u64.pow(place) % 26).unwrap()))
        .collect();
    assert_eq!(key.unwrap().code_at(at(1_700_000_000)).as_str(), letters);
}

#[test]
fn yandex_takes_the_secrets_and_pins_yandex_gives_out() {
    let made = |bytes: &[u8], digits: &str| {
        OtpKey::new(Kind::Yandex { pin: pin(digits) }, secret(bytes), Algorithm::Sha1, Digits::SIX)
            .map(|_| ())
    };
    let typed = OtpSecret::from_base32("LA2V6KMCGYMWWVEW64RNP3JA3IAAAAAAHTSG4HRZPI").unwrap();
    assert_eq!(made(typed.expose(), "7586"), Ok(()));
    assert_eq!(made(&typed.expose()[..16], "1234567890123456"), Ok(()));
    assert_eq!(made(&typed.expose()[..25], "7586"), Err(KeyError::YandexSecretLength));
    assert_eq!(made(typed.expose(), "12345678901234567"), Err(KeyError::YandexPin));
    for bit in 0..26 * 8 {
        let mut wrong = typed.expose().to_vec();
        wrong[bit / 8] ^= 1 << (bit % 8);

        assert_eq!(
            made(&wrong, "7586"),
            Err(KeyError::YandexChecksum),
            "a checksum finds one wrong bit, here bit {bit}"
        );
    }
}

#[test]
fn nothing_printed_holds_secret_or_pin() {
    for key in kinds() {
        let printed = format!("{key:?}");
        assert!(
            !printed.contains("0123") && !printed.contains("48, 49") && !printed.contains("1234"),
            "{printed}"
        );
    }
}
