//! A vault of the first format, made once and opened for ever. Never make it anew: a later version must open this one.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use otp::{Algorithm, Digits, Kind, OtpKey, OtpSecret, Period, Pin};
use vault::{Account, Activity, ActivityKind, DiskFolder, LockedVault, Rollback, VaultFolder};

use crate::support::*;

fn fixture() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/vault/v1")
}

/// What the vault in the fixture holds, by the rows of `codes.txt`.
fn rows(vault: &vault::UnlockedVault) -> String {
    let moment = UNIX_EPOCH + Duration::from_secs(1_111_111_109);
    let row = |account: &Arc<Account>| {
        let replacement = account.replacement.as_ref().map(|key| key.code_at(moment).as_str().to_owned());
        let code = account.key.code_at(moment);
        let words = [account.issuer.as_str(), &account.name, account.key.kind_name(), code.as_str()];
        let more =
            format!("{:?} {:?} {:?}", account.tags, account.binned.map(vault::Timestamp::unix), replacement);
        format!("{} | {} | {}\n", words.join(" | "), account.notes.escape_debug(), more)
    };
    vault.contents().accounts.iter().map(row).collect()
}

#[test]
fn the_first_format_opens_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    for file in ["vault-key.age", "vault.age"] {
        fs::copy(fixture().join(file), folder.path().join(file)).unwrap();
    }
    let passphrase = vault::Passphrase::from_file(&fixture().join("passphrase.txt")).unwrap();
    let on_disk: Arc<dyn VaultFolder> = Arc::new(DiskFolder::new(folder.path()));
    let unlock = || {
        let locked = LockedVault::find(place(Arc::clone(&on_disk))).unwrap().expect("a vault");
        locked.unlock(&passphrase, at(9), Rollback::Refuse).unwrap()
    };
    let expected = fs::read_to_string(fixture().join("codes.txt")).unwrap();
    let mut vault = unlock();
    assert_eq!(rows(&vault), expected);
    assert_eq!(vault.set_aside().len(), 1);
    assert_eq!(vault.contents().activity.len(), 3);
    add(&mut vault, "new", 9);
    let again = unlock();
    assert!(rows(&again).starts_with(&expected));
    assert_eq!(again.set_aside().len(), 1);
    let text = plaintext(&*on_disk, passphrase.expose());
    assert!(text.contains(r#""from_the_future":{"a":[1,2,3]}"#));
}

#[test]
#[ignore = "made the fixture; a new format gets a folder and a generator of its own"]
fn make_the_fixture() {
    if fixture().exists() {
        return;
    }
    let (folder, mut vault) = new_vault(&[]);
    let secret = |text: &str| Arc::new(OtpSecret::from_base32(text).unwrap());
    let rfc = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    let key = |kind, text: &str, algorithm, digits: u8| {
        Arc::new(OtpKey::new(kind, secret(text), algorithm, Digits::try_from(digits).unwrap()).unwrap())
    };
    let pin = |digits: &str| Pin::new(digits.to_owned()).unwrap();
    let totp = |secs| Kind::Totp { period: Period::try_from(secs).unwrap() };
    let keys = [
        key(totp(30), rfc, Algorithm::Sha1, 6),
        key(totp(60), rfc, Algorithm::Sha512, 8),
        key(Kind::Hotp { counter: 7 }, rfc, Algorithm::Sha256, 6),
        key(Kind::Steam, rfc, Algorithm::Sha1, 6),
        key(Kind::Motp { pin: pin("1234") }, "4OPKWGJ3OIXVM", Algorithm::Sha1, 6),
        key(
            Kind::Yandex { pin: pin("5239") },
            "6SB2IKNM6OBZPAVBVTOHDKS4FAAAAAAADFUTQMBTRY",
            Algorithm::Sha1,
            6,
        ),
    ];
    vault
        .change(at(60), |contents| {
            for (nth, key) in keys.iter().enumerate() {
                let mut account = Account::new(Arc::clone(key), at(60).into());
                account.issuer = format!("Issuer {nth}");
                account.name = format!("person{nth}@example.org");
                contents.activity.record(Activity::of_account(
                    account.id,
                    ActivityKind::Added,
                    at(60).into(),
                ));
                contents.accounts.push(Arc::new(account));
            }
            let [first, second, third, ..] = contents.accounts.as_mut_slice() else { return Err(()) };
            let (first, second, third) = (Arc::make_mut(first), Arc::make_mut(second), Arc::make_mut(third));
            first.notes = "a \"note\"\nin two lines, täglich 🔑".to_owned();
            first.tags = vec!["work".to_owned(), "daily".to_owned()];
            (first.pinned, first.icon) = (true, Some("github".to_owned()));
            first.replacement = Some(Arc::clone(&keys[1]));
            second.other = vec![("image".to_owned(), "https://example.org/logo.png".to_owned())];
            (second.clock_offset_secs, second.uses, second.last_used) = (-30, 12, Some(at(50).into()));
            third.binned = Some(at(55).into());
            Ok(())
        })
        .unwrap();
    // Two events are enough, beside the making.
    let text = plaintext(&*folder, WORDS);
    let broken = r#"{"id":"ffffffffffffffffffffffffffffffff","issuer":"Broken","modified":1,"key":{"kind":"totp","secret":"not base32!"}},"#;
    let text = text.replacen(r#""accounts":["#, &format!(r#""accounts":[{broken}"#), 1);
    let text = text.replacen('{', r#"{"from_the_future":{"a":[1,2,3]},"#, 1);
    folder.put("vault.age", &sealed(&*folder, WORDS, &text));
    let mut vault = open(&folder, WORDS, 61);
    vault
        .change(at(61), |contents| {
            let kept = contents.activity.iter().take(3).cloned().collect();
            contents.activity = kept;
            Ok::<_, ()>(())
        })
        .unwrap();
    fs::create_dir_all(fixture()).unwrap();
    for file in ["vault-key.age", "vault.age"] {
        fs::write(fixture().join(file), folder.get(file).unwrap()).unwrap();
    }
    fs::write(fixture().join("passphrase.txt"), format!("{WORDS}\n")).unwrap();
    fs::write(fixture().join("codes.txt"), rows(&vault)).unwrap();
}
