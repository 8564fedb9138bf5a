//! What is read, what survives, and what is set aside.

use std::sync::Arc;

use otp::{Algorithm, Digits, Kind, OtpKey, OtpSecret, Period, Pin};
use proptest::prelude::*;

use super::*;
use crate::set_aside::RecordDamage;
use crate::{Account, AccountId, Activity, ActivityKind, Timestamp};

const HEAD: &str = r#""format":"keepward-vault","version":1,"vault_id":"000102030405060708090a0b0c0d0e0f","revision":7,"recipients":[{"recipient":"age1qqq","role":"daily"}]"#;

fn with_accounts(accounts: &str) -> String {
    format!(r#"{{{HEAD},"accounts":[{accounts}],"activity":[]}}"#)
}

fn account(id: u8, more: &str) -> String {
    let key =
        r#""key":{"kind":"totp","secret":"GEZDGNBVGY3TQOJQ","algorithm":"SHA1","digits":6,"period":30}"#;
    format!(r#"{{"id":"{id:032x}","issuer":"Acme","name":"ann","modified":5,{key}{more}}}"#)
}

fn reread(document: &Document) -> Document {
    read(write(document).unwrap().as_slice()).unwrap()
}

fn text(document: &Document) -> String {
    String::from_utf8(write(document).unwrap().as_slice().to_vec()).unwrap()
}

#[test]
fn a_field_nobody_knows_survives_at_every_level() {
    let json = format!(
        r#"{{{HEAD},"accounts":[{}],"activity":[{{"at":1,"what":"sang","song":"x"}}],"kit":{{"made":[1,2]}}}}"#,
        account(1, r#","colour":"red""#).replace(r#""period":30"#, r#""period":30,"hint":"left""#)
    )
    .replace(r#""role":"daily""#, r#""role":"daily","label":"mine""#);
    let once = text(&read(json.as_bytes()).unwrap());
    for field in [
        r#""kit":{"made":[1,2]}"#,
        r#""colour":"red""#,
        r#""hint":"left""#,
        r#""song":"x""#,
        r#""label":"mine""#,
    ] {
        assert!(once.contains(field), "{field} is gone from {once}");
    }
    assert_eq!(text(&read(once.as_bytes()).unwrap()), once);
}

#[test]
fn the_unknown_fields_of_a_key_stay_with_its_secret() {
    let replacement = r#","replacement":{"kind":"hotp","secret":"JBSWY3DPEHPK3PXP","counter":4,"new":true}"#;
    let json = with_accounts(&account(1, replacement));
    let mut document = read(json.as_bytes()).unwrap();
    let account = document.contents.accounts[0].clone();
    let mut confirmed = (*account).clone();
    let key = confirmed.replacement.take().unwrap();
    confirmed.key = Arc::new(key.advanced().unwrap());
    document.contents.accounts[0] = Arc::new(confirmed);
    let once = text(&document);
    assert!(once.contains(r#""counter":5,"new":true"#), "{once}");
}

#[test]
fn one_damaged_record_is_set_aside_and_the_rest_opens() {
    let good = |id| account(id, "");
    for (bad, damage) in [
        (r#""secret":"GEZDGNBVGY3TQOJQ""#.to_owned() + "|" + r#""secret":"1!""#, RecordDamage::Bad("secret")),
        (r#""secret":"GEZDGNBVGY3TQOJQ","#.to_owned() + "|", RecordDamage::Missing("secret")),
        // 1, 3 and 6 characters over a multiple of eight are no length of base32.
        (r#""secret":"GEZDGNBVGY3TQOJQ"|"secret":"A""#.to_owned(), RecordDamage::Bad("secret")),
        (r#""secret":"GEZDGNBVGY3TQOJQ"|"secret":"not base32!""#.to_owned(), RecordDamage::Bad("secret")),
        (r#""secret":"GEZDGNBVGY3TQOJQ"|"secret":"GEZDG8""#.to_owned(), RecordDamage::Bad("secret")),
        (r#""digits":6|"digits":0"#.to_owned(), RecordDamage::Bad("digits")),
        (r#""digits":6|"digits":300"#.to_owned(), RecordDamage::Bad("digits")),
        (r#""period":30|"period":0"#.to_owned(), RecordDamage::Bad("period")),
        (r#""period":30|"period":-1"#.to_owned(), RecordDamage::Malformed),
        (r#""algorithm":"SHA1"|"algorithm":"MD2""#.to_owned(), RecordDamage::Bad("algorithm")),
        (r#""kind":"totp"|"kind":"passkey""#.to_owned(), RecordDamage::Bad("kind")),
        (r#""kind":"totp"|"kind":"hotp""#.to_owned(), RecordDamage::Missing("counter")),
        (r#""kind":"totp"|"kind":"motp""#.to_owned(), RecordDamage::Missing("pin")),
        (r#""kind":"totp"|"kind":"motp","pin":"x""#.to_owned(), RecordDamage::Bad("pin")),
        (r#""kind":"totp"|"kind":"yandex","pin":"1234""#.to_owned(), RecordDamage::Bad("secret")),
        (r#""name":"ann"|"name":"ann","pinned":true,"pinned":true"#.to_owned(), RecordDamage::Malformed),
        (r#""modified":5,|"#.to_owned(), RecordDamage::Missing("modified")),
        (r#""modified":5|"modified":"now""#.to_owned(), RecordDamage::Malformed),
        (format!(r#""id":"{:032x}"|"id":"x""#, 2), RecordDamage::Bad("id")),
        (format!(r#""id":"{:032x}",|"#, 2), RecordDamage::Missing("id")),
        (format!(r#""id":"{:032x}"|"id":"{:032x}""#, 2, 1), RecordDamage::SameId),
    ] {
        let (from, to) = bad.split_once('|').unwrap();
        let damaged = good(2).replace(from, to);
        assert_ne!(damaged, good(2), "{from} is not in the record");
        let json = with_accounts(&format!("{},{damaged},{}", good(1), good(3)));
        let document = read(json.as_bytes()).unwrap();
        assert_eq!(document.contents.accounts.len(), 2, "{bad}");
        let kept = &document.set_aside[0];
        assert_eq!((kept.damage, kept.name.as_deref()), (damage, Some("Acme (ann)")), "{bad}");
        let written = text(&document);
        assert!(written.contains(&damaged), "kept word for word: {bad}");
        let order: Vec<_> = [good(1), damaged, good(3)].iter().map(|it| written.find(&it[..40])).collect();
        assert!(order.is_sorted(), "kept in its place: {bad}");
        assert_eq!(text(&reread(&document)), written);
    }
}

#[test]
fn what_is_no_record_at_all_is_set_aside_too() {
    for record in ["null", "3", "[]", "\"text\"", "{}"] {
        let json = with_accounts(record).replace(r#""activity":[]"#, &format!(r#""activity":[{record}]"#));
        let document = read(json.as_bytes()).unwrap();
        assert_eq!(document.set_aside.len(), 2, "{record}");
        assert_eq!(text(&document), json);
    }
}

#[test]
fn what_is_said_of_a_damaged_record_holds_nothing_of_its_secret() {
    let json = with_accounts(&account(1, "").replace("GEZDGNBVGY3TQOJQ", "MARKER!MARKER"));
    let document = read(json.as_bytes()).unwrap();
    let said = format!("{document:?} {}", document.set_aside[0].damage);
    assert!(!said.contains("MARKER"), "{said}");
}

#[test]
fn debug_of_a_whole_document_holds_no_secret_and_no_note() {
    let json = with_accounts(&account(1, r#","notes":"MARKER","later":"MARKER","tags":["MARKER"]"#));
    let said = format!("{:?}", read(json.as_bytes()).unwrap());
    assert!(!said.contains("MARKER") && !said.contains("GEZDG"), "{said}");
}

#[test]
fn a_damaged_record_keeps_its_place_when_others_go() {
    let json = with_accounts(&format!("{},{},null", account(1, ""), account(2, "")));
    let mut document = read(json.as_bytes()).unwrap();
    document.contents.accounts.clear();
    assert!(text(&document).contains(r#""accounts":[null]"#));
}

#[test]
fn a_later_version_is_told_from_something_else() {
    let later = with_accounts("").replace(r#""version":1"#, r#""version":2"#);
    for json in [later, r#"{"version":9,"format":"keepward-vault","accounts":{}}"#.to_owned()] {
        assert!(matches!(read(json.as_bytes()), Err(Unreadable::Newer { found: 2 | 9 })), "{json}");
    }
    let good = with_accounts("");
    for json in [
        String::new(),
        "[]".to_owned(),
        "{}".to_owned(),
        good.replace("keepward-vault", "other"),
        good.replace(r#""version":1"#, r#""version":0"#),
        good.replace(r#""revision":7"#, r#""revision":"7""#),
        good.replace(r#""recipients""#, r#""recipient""#),
        good.replace(r#""accounts""#, r#""account""#),
        good.replace("000102030405060708090a0b0c0d0e0f", "x"),
        good[..good.len() - 1].to_owned(),
    ] {
        assert_eq!(read(json.as_bytes()).err(), Some(Unreadable::NotAVault), "{json}");
    }
    assert_eq!(read(&[0xff]).err(), Some(Unreadable::NotAVault));
}

#[test]
fn writes_that_cannot_be_read_are_none_and_keep_nothing_from_opening() {
    for writes in ["null", "7", "{}", "[1]", r#"["no number"]"#] {
        let json =
            with_accounts("").replace(r#""revision":7"#, &format!(r#""revision":7,"writes":{writes}"#));
        assert!(read(json.as_bytes()).unwrap().lineage.is_empty(), "{writes}");
    }
}

#[test]
fn the_oldest_events_of_an_overlong_log_are_let_go() {
    let events: Vec<_> = (0..2_100).map(|at| format!(r#"{{"at":{at},"what":"copied"}}"#)).collect();
    let json =
        with_accounts("").replace(r#""activity":[]"#, &format!(r#""activity":[{}]"#, events.join(",")));
    let document = read(json.as_bytes()).unwrap();
    let times: Vec<_> = document.contents.activity.iter().map(|event| event.at.unix()).collect();
    assert_eq!((times.len(), times[0]), (2_000, 100));
}

fn key() -> impl Strategy<Value = OtpKey> {
    let kind =
        (0..4_u8, 1..100_000_u32, any::<u64>(), "[0-9]{4,8}").prop_map(|(kind, period, counter, pin)| {
            match kind {
                0 => Kind::Totp { period: Period::try_from(period).unwrap() },
                1 => Kind::Hotp { counter },
                2 => Kind::Steam,
                _ => Kind::Motp { pin: Pin::new(pin).unwrap() },
            }
        });
    let algorithm = prop_oneof![Just(Algorithm::Sha1), Just(Algorithm::Sha256), Just(Algorithm::Sha512)];
    (kind, prop::collection::vec(any::<u8>(), 1..80), algorithm, 4..=10_u8).prop_map(
        |(kind, secret, algorithm, digits)| {
            let secret = Arc::new(OtpSecret::new(secret).unwrap());
            OtpKey::new(kind, secret, algorithm, Digits::try_from(digits).unwrap()).unwrap()
        },
    )
}

prop_compose! {
    fn any_account()(
        (key, replacement) in (key(), prop::option::of(key())),
        (issuer, name, notes) in (any::<String>(), any::<String>(), any::<String>()),
        (icon, tags) in (prop::option::of(any::<String>()), prop::collection::vec(any::<String>(), 0..3)),
        (pinned, clock_offset_secs, uses) in (any::<bool>(), any::<i32>(), any::<u32>()),
        (created, last_used, binned) in (any::<u32>(), prop::option::of(any::<u32>()), prop::option::of(any::<u32>())),
        other in prop::collection::vec((any::<String>(), any::<String>()), 0..3),
    ) -> Account {
        let time = Timestamp::from_unix;
        let mut account = Account::new(Arc::new(key), time(created));
        (account.issuer, account.name, account.notes) = (issuer, name, notes);
        (account.icon, account.tags, account.other) = (icon, tags, other);
        (account.pinned, account.clock_offset_secs, account.uses) = (pinned, clock_offset_secs, uses);
        (account.last_used, account.binned) = (last_used.map(time), binned.map(time));
        account.replacement = replacement.map(Arc::new);
        account
    }
}

/// Everything that can be compared of a key.
fn of_key(key: &OtpKey) -> (String, Vec<u8>, &'static str, u8) {
    (
        format!("{:?}", key.kind()),
        key.secret().expose().to_vec(),
        key.algorithm().as_str(),
        key.digits().get(),
    )
}

fn of_account(account: &Account) -> impl PartialEq + std::fmt::Debug + use<> {
    let Account { id, issuer, name, notes, icon, tags, pinned, clock_offset_secs, uses, .. } = account;
    let Account { key, replacement, last_used, created, modified, binned, other, .. } = account;
    let texts = (*id, issuer.clone(), name.clone(), notes.clone(), icon.clone(), tags.clone(), other.clone());
    let numbers = (*pinned, *clock_offset_secs, *uses, *last_used, *created, *modified, *binned);
    let pin = match key.kind() {
        Kind::Motp { pin } | Kind::Yandex { pin } => Some(pin.expose().to_owned()),
        _ => None,
    };
    (texts, numbers, of_key(key), pin, replacement.as_deref().map(of_key))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_account_reads_back_as_it_was(accounts in prop::collection::vec(any_account(), 0..4)) {
        let mut contents = Contents { accounts: accounts.into_iter().map(Arc::new).collect(), ..Contents::default() };
        contents.activity.record(Activity::of_account(AccountId::random(), ActivityKind::Added, Timestamp::default()));
        let recipients = Recipients::only("age1q".into(), Role::Daily);
        let (vault_id, set_aside, rest) = (crate::VaultId::random(), Arc::default(), Rest::default());
        let lineage = Lineage::default().followed().followed();
        let (former_kits, recovery) = (Recipients::default(), None);
        let document = Document {
            vault_id,
            revision: u64::MAX,
            lineage,
            recipients,
            former_kits,
            contents,
            recovery,
            set_aside,
            rest,
        };
        let back = reread(&document);
        let all = |document: &Document| document.contents.accounts.iter().map(|a| of_account(a)).collect::<Vec<_>>();
        prop_assert_eq!(all(&back), all(&document));
        prop_assert_eq!(&back.lineage, &document.lineage);
        prop_assert_eq!(back.set_aside.len(), 0);
        prop_assert_eq!(text(&back), text(&document));
    }

    #[test]
    fn no_secret_makes_reading_panic(secret in "[A-Za-z0-9 =!-]{0,40}") {
        let json = with_accounts(&account(1, "").replace("GEZDGNBVGY3TQOJQ", &secret));
        let document = read(json.as_bytes()).unwrap();
        prop_assert_eq!(document.contents.accounts.len() + document.set_aside.len(), 1);
    }

    #[test]
    fn no_text_makes_reading_panic(text in ".*", cut in 0..400_usize) {
        let _ = read(text.as_bytes());
        let good = with_accounts(&account(1, ""));
        let _ = read(&good.as_bytes()[..cut.min(good.len())]);
    }
}
