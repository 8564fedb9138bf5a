//! Every published vector, through the public interface. New vectors are new lines in `tests/vectors/otp`, not new
//! code here.
#![allow(clippy::unwrap_used, reason = "this whole file is tests")]

use std::{
    fs,
    path::Path,
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use otp::{Digits, Kind, OtpAuth, OtpKey, OtpSecret, Period, Pin};
use serde::{Deserialize, de::DeserializeOwned};

#[derive(Deserialize)]
struct VectorFile<V> {
    vectors: Vec<V>,
}

fn vectors<V: DeserializeOwned>(name: &str) -> Vec<V> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/otp").join(name);
    let file: VectorFile<V> = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    assert!(!file.vectors.is_empty());
    file.vectors
}

fn at(secs: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(secs)
}

fn secret(base32: &str) -> Arc<OtpSecret> {
    Arc::new(OtpSecret::from_base32(base32).unwrap())
}

/// What is said about codes that RFC 4226 and RFC 6238 compute.
#[derive(Deserialize)]
struct OathVector {
    secret: String,
    counter: Option<u64>,
    time: Option<u64>,
    period: Option<u32>,
    digits: u8,
    algorithm: String,
    code: String,
}

#[test]
fn codes_are_those_of_the_rfcs() {
    for file in ["rfc4226.json", "rfc6238.json"] {
        for vector in vectors::<OathVector>(file) {
            let kind = match (vector.counter, vector.period) {
                (Some(counter), None) => Kind::Hotp { counter },
                (None, Some(period)) => Kind::Totp { period: Period::try_from(period).unwrap() },
                _ => panic!("a vector of {file} has either a counter or a period"),
            };
            let algorithm = vector.algorithm.parse().unwrap();
            let digits = Digits::try_from(vector.digits).unwrap();
            let key = OtpKey::new(kind, secret(&vector.secret), algorithm, digits).unwrap();
            assert_eq!(key.code_at(at(vector.time.unwrap_or(0))).as_str(), vector.code, "{file}");
        }
    }
}

/// Codes that differ by vendor: time, secret, perhaps a PIN.
#[derive(Deserialize)]
struct VendorVector {
    secret: String,
    pin: Option<String>,
    time: u64,
    code: String,
}

#[test]
fn codes_are_those_the_vendors_apps_show() {
    type MakeKind = fn(Option<Pin>) -> Kind;
    let kinds: [(&str, MakeKind); 3] = [
        ("steam.json", |_| Kind::Steam),
        ("motp.json", |pin| Kind::Motp { pin: pin.unwrap() }),
        ("yandex.json", |pin| Kind::Yandex { pin: pin.unwrap() }),
    ];
    for (file, kind) in kinds {
        for vector in vectors::<VendorVector>(file) {
            let kind = kind(vector.pin.map(|digits| Pin::new(digits).unwrap()));
            let key =
                OtpKey::new(kind, secret(&vector.secret), Default::default(), Default::default()).unwrap();
            assert_eq!(key.code_at(at(vector.time)).as_str(), vector.code, "{file}");
        }
    }
}

/// A URI and what it says.
#[derive(Deserialize)]
struct UriVector {
    uri: String,
    kind: String,
    issuer: Option<String>,
    account: String,
    secret: String,
    algorithm: String,
    digits: u8,
    period: Option<u32>,
    counter: Option<u64>,
    pin: Option<String>,
    other: Vec<(String, String)>,
}

fn assert_is(account: &OtpAuth, expected: &UriVector) {
    let key = &account.key;
    let uri = &expected.uri;
    let (counter, pin) = match key.kind() {
        Kind::Hotp { counter } => (Some(*counter), None),
        Kind::Motp { pin } | Kind::Yandex { pin } => (None, Some(pin.expose().to_owned())),
        Kind::Totp { .. } | Kind::Steam => (None, None),
    };
    assert_eq!(key.kind_name(), expected.kind, "{uri}");
    assert_eq!(account.issuer, expected.issuer, "{uri}");
    assert_eq!(account.account, expected.account, "{uri}");
    assert_eq!(*key.secret().to_base32(), expected.secret, "{uri}");
    assert_eq!(key.algorithm().as_str(), expected.algorithm, "{uri}");
    assert_eq!(key.digits().get(), expected.digits, "{uri}");
    assert_eq!(key.period().map(Period::secs), expected.period, "{uri}");
    assert_eq!(counter, expected.counter, "{uri}");
    assert_eq!(pin, expected.pin, "{uri}");
    assert_eq!(account.other, expected.other, "{uri}");
}

#[test]
fn uris_are_read_as_they_are_meant_and_printed_without_loss() {
    for vector in vectors::<UriVector>("otpauth.json") {
        let read = OtpAuth::parse(&vector.uri).unwrap_or_else(|problem| panic!("{}: {problem}", vector.uri));
        assert_is(&read, &vector);
        let printed = read.to_uri();
        let again = OtpAuth::parse(&printed).unwrap();
        assert_is(&again, &vector);
        assert_eq!(*again.to_uri(), *printed, "printing is settled after one round");
    }
}

#[derive(Deserialize)]
struct RefusedVector {
    uri: String,
    error: String,
}

#[test]
fn unusable_uris_are_refused_for_the_right_reason() {
    for vector in vectors::<RefusedVector>("otpauth-refused.json") {
        let problem = OtpAuth::parse(&vector.uri).map(|_| "nothing").expect_err(&vector.uri);
        assert_eq!(format!("{problem:?}"), vector.error, "{}", vector.uri);
    }
}
