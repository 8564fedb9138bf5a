//! Batches both ways, and batches that are wrong in part or in whole.

use std::sync::Arc;

use proptest::prelude::*;

use super::{wire::*, *};
use crate::{Algorithm, Digits, Kind, OtpKey, OtpSecret, Period, Pin, names::clean};

const SECRET: &[u8] = b"Hello!\xde\xad\xbe\xef";

/// An entry with nothing wrong but what `change` makes of it.
fn entry(change: impl FnOnce(&mut Entry)) -> Entry {
    let mut entry = Entry {
        secret: SECRET.to_vec(),
        name: b"GitHub:ann".to_vec(),
        issuer: b"GitHub".to_vec(),
        algorithm: SHA1,
        digits: SIX,
        kind: TOTP,
        counter: 0,
    };
    change(&mut entry);
    entry
}

fn good() -> Entry {
    entry(|_| {})
}

fn uri_of(entries: Vec<Vec<u8>>) -> String {
    let payload = Payload { entries, version: 1, batch_size: 1, batch_index: 0, batch_id: -7 };
    format!("otpauth-migration://offline?data={}", data_encoding::BASE64URL.encode(&payload.encode_to_vec()))
}

fn batch(entries: &[Entry]) -> Batch {
    parse(&uri_of(entries.iter().map(Message::encode_to_vec).collect())).unwrap()
}

fn account(uri: &str) -> OtpAuth {
    OtpAuth::parse(uri).unwrap()
}

fn per_picture(count: usize) -> NonZeroUsize {
    NonZeroUsize::new(count).unwrap()
}

#[test]
fn an_export_of_googles_app_is_read() {
    // The Raspberry Pi Foundation's published example, exported by the app.
    let batch = parse(
        "otpauth-migration://offline?data=CjUKEPqlBekzoNEukL7qlsjBCDYSDnBpQHJhc3BiZXJyeXBpGgtyYXNwYmVycnlwaSABKAEwAhABGAEgACjr4JKK%2B%2F%2F%2F%2F%2F8B",
    )
    .unwrap();
    assert!(batch.problems.is_empty());
    assert_eq!((batch.index, batch.size, batch.entries.len()), (0, 1, 1));
    let account = &batch.entries[0];
    assert_eq!(
        (account.issuer.as_deref(), account.account.as_str()),
        (Some("raspberrypi"), "pi@raspberrypi")
    );
    assert_eq!(*account.key.secret().to_base32(), "7KSQL2JTUDIS5EF65KLMRQIIGY");
}

#[test]
fn what_is_not_said_is_the_usual() {
    let unsaid = entry(|entry| {
        (entry.algorithm, entry.digits, entry.kind) = (UNSPECIFIED, UNSPECIFIED, UNSPECIFIED);
        entry.issuer.clear();
    });
    let batch = batch(&[unsaid]);
    let account = &batch.entries[0];
    assert!(account.key.same_as(&OtpKey::totp(OtpSecret::new(SECRET.to_vec()).unwrap())));
    assert_eq!((account.issuer.as_deref(), account.account.as_str()), (Some("GitHub"), "ann"));
}

#[test]
fn each_bad_entry_is_named_and_stops_no_other() {
    type Spoil = fn(&mut Entry);
    let bad: [(Spoil, EntryError); 9] = [
        (|entry| entry.algorithm = 4, EntryError::Algorithm),
        (|entry| entry.algorithm = -1, EntryError::Algorithm),
        (|entry| entry.digits = 3, EntryError::Digits),
        (|entry| entry.kind = 3, EntryError::Kind),
        (|entry| (entry.kind, entry.counter) = (HOTP, -1), EntryError::Counter),
        (|entry| entry.secret.clear(), EntryError::Secret(SecretError::Empty)),
        (|entry| entry.secret = vec![1; 1025], EntryError::Secret(SecretError::TooLong)),
        (|entry| entry.name = vec![b'a'; 1025], EntryError::NameTooLong),
        (|entry| entry.issuer = vec![b'a'; 1025], EntryError::NameTooLong),
    ];
    for (spoil, reason) in bad {
        let batch = batch(&[good(), entry(spoil), good()]);
        assert_eq!(batch.entries.len(), 2);
        let [problem] = batch.problems.as_slice() else { panic!("one problem, not {:?}", batch.problems) };
        assert_eq!((problem.position, problem.reason), (1, reason));
        let sentence = problem.to_string();
        assert!(!sentence.contains("Hello"), "{sentence}");
        if reason != EntryError::NameTooLong {
            assert!(
                sentence.starts_with("“GitHub: ann” was left out: ") && sentence.ends_with('.'),
                "{sentence}"
            );
        }
    }
}

#[test]
fn a_damaged_entry_is_counted_and_stops_no_other() {
    let whole = good().encode_to_vec();
    let batch = parse(&uri_of(vec![whole.clone(), vec![0x0a, 0xff], whole])).unwrap();
    assert_eq!(batch.entries.len(), 2);
    assert!(batch.problems[0].to_string().starts_with("Account 2 of the export was left out: its part"));
}

#[test]
fn names_with_wrong_characters_cost_a_letter_and_not_the_account() {
    let batch = batch(&[entry(|entry| entry.name = b"a\xffnn\xe2\x80\xae\0".to_vec())]);
    assert_eq!(batch.entries[0].account, "a\u{fffd}nn");
}

#[test]
fn what_is_no_batch_is_refused() {
    for (uri, problem) in [
        ("", MigrationError::NotMigration),
        ("otpauth://totp/a?secret=AA", MigrationError::NotMigration),
        ("otpauth-migration://offline", MigrationError::Damaged),
        ("otpauth-migration://offline?data=", MigrationError::Damaged),
        ("otpauth-migration://offline?data=%", MigrationError::Damaged),
        ("otpauth-migration://offline?data=!!!!", MigrationError::Damaged),
        ("otpauth-migration://offline?data=CjUKEPql", MigrationError::Damaged),
        (&format!("otpauth-migration://offline?data={}", "A".repeat(70_000)), MigrationError::TooLong),
    ] {
        assert_eq!(parse(uri).unwrap_err(), problem, "{uri}");
    }
}

#[test]
fn base64_survives_what_decoders_do_to_it() {
    let entries = (0..40).map(|n| entry(|entry| entry.secret = vec![0xfb ^ n; 10]).encode_to_vec());
    let url_safe = uri_of(entries.collect());
    let (start, data) = url_safe.split_once('=').unwrap();
    let plain = data.replace('-', "+").replace('_', "/");
    assert!(plain.contains('+') && plain.contains('/'));
    for data in
        [data, &plain, &plain.replace('+', " "), &plain.replace('+', "%2B"), plain.trim_end_matches('=')]
    {
        for start in [start, &start.to_uppercase()] {
            assert_eq!(parse(&format!("{start}={data}")).unwrap().entries.len(), 40, "{data}");
        }
    }
}

#[test]
fn exports_are_cut_into_numbered_pictures() {
    let accounts: Vec<OtpAuth> =
        (0..25).map(|n| account(&format!("otpauth://totp/GitHub:ann{n}?secret=JBSWY3DP&digits=8"))).collect();
    let written = write(&accounts.iter().collect::<Vec<_>>(), per_picture(10), 77);
    assert!(written.problems.is_empty());
    let batches: Vec<Batch> = written.pictures.iter().map(|uri| parse(uri).unwrap()).collect();
    assert_eq!(
        batches.iter().map(|batch| (batch.index, batch.size, batch.id)).collect::<Vec<_>>(),
        [(0, 3, 77), (1, 3, 77), (2, 3, 77)]
    );
    let names: Vec<String> =
        batches.into_iter().flat_map(|batch| batch.entries).map(|entry| entry.account).collect();
    assert_eq!(names, (0..25).map(|n| format!("ann{n}")).collect::<Vec<_>>());
}

#[test]
fn what_the_format_cannot_carry_is_named() {
    let accounts = [
        account("otpauth://totp/A:good?secret=JBSWY3DP&algorithm=SHA512"),
        account("otpauth://totp/A:period?secret=JBSWY3DP&period=60"),
        account("otpauth://totp/A:digits?secret=JBSWY3DP&digits=7"),
        account("otpauth://steam/A:steam?secret=JBSWY3DP"),
        account("otpauth://motp/A:motp?secret=aabb&pin=1234"),
        account("otpauth://hotp/A:counter?secret=JBSWY3DP&counter=18446744073709551615"),
    ];
    let written = write(&accounts.iter().collect::<Vec<_>>(), per_picture(10), 1);
    assert_eq!(parse(&written.pictures[0]).unwrap().entries.len(), 1);
    let problems: Vec<_> = written
        .problems
        .iter()
        .map(|problem| (problem.position, problem.name.as_str(), problem.reason))
        .collect();
    assert_eq!(
        problems,
        [
            (1, "A: period", EntryError::Period),
            (2, "A: digits", EntryError::Digits),
            (3, "A: steam", EntryError::Kind),
            (4, "A: motp", EntryError::Kind),
            (5, "A: counter", EntryError::Counter),
        ]
    );
    let nothing = write(&[], per_picture(10), 1);
    assert!(nothing.pictures.is_empty() && nothing.problems.is_empty());
}

#[test]
fn nothing_printed_holds_a_secret() {
    let batch = batch(&[good()]);
    let key = OtpKey::new(
        Kind::Motp { pin: Pin::new("1234".to_owned()).unwrap() },
        Arc::clone(batch.entries[0].key.secret()),
        Algorithm::Sha1,
        Digits::SIX,
    );
    let printed = format!("{batch:?} {:?} {:?} {key:?}", good(), Payload::default());
    for trace in ["Hello", "72, 101", "JBSWY", "1234"] {
        assert!(!printed.contains(trace), "{printed}");
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_the_same(
        accounts in prop::collection::vec(
            (prop::collection::vec(any::<u8>(), 1..=64), "[a-z:@ é]{0,12}", "[A-Za-z é]{0,12}", 0..=i64::MAX, 0..12_usize),
            0..30,
        ),
        count in 1_usize..12,
        id: i32,
    ) {
        let accounts: Vec<OtpAuth> = accounts.into_iter().map(|(secret, account, issuer, counter, choice)| {
            let kind = match choice % 2 {
                0 => Kind::Totp { period: Period::THIRTY_SECONDS },
                _ => Kind::Hotp { counter: u64::try_from(counter).unwrap() },
            };
            let digits = if choice / 2 % 2 == 0 { Digits::SIX } else { Digits::EIGHT };
            let algorithm = [Algorithm::Sha1, Algorithm::Sha256, Algorithm::Sha512][choice / 4];
            let issuer = Some(clean(&issuer)).filter(|issuer| !issuer.is_empty());
            let key = OtpKey::new(kind, Arc::new(OtpSecret::new(secret).unwrap()), algorithm, digits).unwrap();
            OtpAuth { issuer, account: clean(&account), key, other: Vec::new() }
        }).collect();
        let written = write(&accounts.iter().collect::<Vec<_>>(), per_picture(count), id);
        prop_assert!(written.problems.is_empty());
        let read: Vec<OtpAuth> = written.pictures.iter().flat_map(|uri| parse(uri).unwrap().entries).collect();
        prop_assert_eq!(read.len(), accounts.len());
        for (read, account) in read.iter().zip(&accounts) {
            prop_assert_eq!(&*read.to_uri(), &*account.to_uri());
        }
    }

    #[test]
    fn no_bytes_make_reading_panic(bytes: Vec<u8>, entries: Vec<Vec<u8>>) {
        let _ = parse(&format!("otpauth-migration://offline?data={}", data_encoding::BASE64.encode(&bytes)));
        let _ = parse(&uri_of(entries));
    }
}
