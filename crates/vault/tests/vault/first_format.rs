//! A vault of the first format, made once and opened for ever. Never make it anew: a later version must open this one.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use otp::{Algorithm, Digits, Kind, OtpKey, OtpSecret, Period, Pin};
use recovery::{
    CodeState, CodeText, Effect, EventKind, LoginId, Order, QuestionId, Regeneration, SecurityQuestion,
    SetId, SetKind, Source, Standing,
};
use vault::{Account, Activity, ActivityKind, DiskFolder, LockedVault, Rollback, VaultFolder};

use crate::recovery_support::*;
use crate::support::*;

fn fixture() -> PathBuf {
    vectors("v1")
}

/// The first format with a recovery compartment and a kit.
fn with_recovery() -> PathBuf {
    vectors("v1-recovery")
}

fn vectors(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/vault").join(name)
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

const FILES: [&str; 4] = ["vault-key.age", "vault.age", "recovery-key.age", "recovery.age"];

/// What the compartment in the fixture holds, by the rows of `sets.txt`.
fn recovery_rows(recovery: &recovery::Recovery) -> String {
    let secs = |time: std::time::SystemTime| time.duration_since(UNIX_EPOCH).unwrap().as_secs();
    let mut rows = String::new();
    for set in &recovery.sets {
        rows += &format!(
            "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}\n",
            set.service,
            set.account,
            set.site,
            set.label,
            set.login.map(|id| id.to_string()),
            set.kind,
            set.effect,
            set.order,
            set.regeneration,
            set.expires.map(secs),
            set.source,
        );
        rows += &format!(
            "  {}\n",
            match &set.standing {
                Standing::Active => "active".to_owned(),
                Standing::Archived { at } => format!("archived {}", secs(*at)),
                Standing::Superseded { by, at } => format!("superseded by {by} at {}", secs(*at)),
            }
        );
        for code in &set.codes {
            let state = |state: &CodeState| match state {
                CodeState::Unused => "unused".to_owned(),
                CodeState::Reserved { at } => format!("reserved {}", secs(*at)),
                CodeState::Used { at, note } => format!("used {:?} {note:?}", at.map(secs)),
                CodeState::Invalid { at, note } => format!("invalid {} {note:?}", secs(*at)),
                CodeState::Unsure { at } => format!("unsure {}", secs(*at)),
            };
            let past: Vec<_> = code.past.iter().map(state).collect();
            rows += &format!("  {:?} {} {} {past:?}\n", code.number, code.text.expose(), state(&code.state));
        }
    }
    for it in &recovery.questions {
        rows += &format!("{} {:?} {} {}\n", it.service, it.account, it.question, it.answer.expose());
    }
    for event in recovery.log.iter() {
        rows += &format!("{} {} {:?} {}\n", secs(event.at), event.device, event.code, event.what.as_str());
    }
    rows
}

#[test]
fn the_first_recovery_format_opens_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    for file in FILES {
        fs::copy(with_recovery().join(file), folder.path().join(file)).unwrap();
    }
    let passphrase = vault::Passphrase::from_file(&with_recovery().join("passphrase.txt")).unwrap();
    let kit = fs::read_to_string(with_recovery().join("kit.txt")).unwrap();
    let on_disk: Arc<dyn VaultFolder> = Arc::new(DiskFolder::new(folder.path()));
    let unlock = |passphrase: &vault::Passphrase| {
        let locked = LockedVault::find(place(Arc::clone(&on_disk))).unwrap().expect("a vault");
        locked.unlock(passphrase, at(90), Rollback::Refuse).unwrap()
    };
    let expected = fs::read_to_string(with_recovery().join("sets.txt")).unwrap();
    let mut vault = unlock(&passphrase);
    assert_eq!(vault.recovery_summary().unwrap().sets.len(), 3);
    let mut recovery = vault.open_recovery(&passphrase, at(90), TWO_MINUTES, Rollback::Refuse).unwrap();
    assert_eq!(recovery_rows(recovery.contents(at(90)).unwrap()), expected);
    assert_eq!(recovery.set_aside().len(), 1);
    import(&mut recovery, &mut vault, "new", 1, 91);
    let text = recovery_plaintext(&*on_disk, passphrase.expose());
    assert!(
        text.contains(r#""from_the_future":{"a":[1,2,3]}"#) && text.contains(r#""hint":"left""#),
        "{text}"
    );
    vault.test_kit(&kit, at(92)).unwrap();
    let locked = vault.lock();
    locked.restore_from_kit(&kit, &words("another"), at(93)).unwrap();
    let mut vault = unlock(&words("another"));
    let recovery = vault.open_recovery(&words("another"), at(94), TWO_MINUTES, Rollback::Refuse).unwrap();
    assert_eq!(recovery.contents(at(94)).unwrap().sets.len(), 4);
}

#[test]
fn a_vault_from_before_the_compartment_gets_one() {
    let folder = tempfile::tempdir().unwrap();
    for file in ["vault-key.age", "vault.age"] {
        fs::copy(fixture().join(file), folder.path().join(file)).unwrap();
    }
    let passphrase = vault::Passphrase::from_file(&fixture().join("passphrase.txt")).unwrap();
    let on_disk: Arc<dyn VaultFolder> = Arc::new(DiskFolder::new(folder.path()));
    let locked = LockedVault::find(place(on_disk)).unwrap().expect("a vault");
    let mut vault = locked.unlock(&passphrase, at(9), Rollback::Refuse).unwrap();
    assert!(vault.recovery_summary().is_none() && vault.kit().is_none());
    let recovery = vault.open_recovery(&passphrase, at(10), TWO_MINUTES, Rollback::Refuse).unwrap();
    assert!(recovery.contents(at(10)).unwrap().sets.is_empty());
}

#[test]
#[ignore = "made the fixture; a new format gets a folder and a generator of its own"]
fn make_the_fixture_with_recovery() {
    if with_recovery().exists() {
        return;
    }
    let (folder, mut vault) = new_vault(&["ann"]);
    let mut recovery = opened(&mut vault, WORDS, 10);
    let login = LoginId::from_bytes([7; 16]);
    recovery
        .change(&mut vault, at(20), |all| {
            let mut list = set("github", 6, 20);
            list.login = Some(login);
            list.source = Some(Source { file_name: "github-recovery-codes.txt".to_owned(), sha256: [9; 32] });
            list.expires = Some(at(9_000));
            let states = [
                CodeState::Unused,
                CodeState::Reserved { at: at(31) },
                CodeState::Used { at: Some(at(32)), note: "at the \"airport\"\nin a hurry".to_owned() },
                CodeState::Used { at: None, note: String::new() },
                CodeState::Invalid { at: at(33), note: "refused".to_owned() },
                CodeState::Unsure { at: at(34) },
            ];
            for (code, state) in list.codes.iter_mut().zip(states) {
                if state != CodeState::Unused {
                    code.past = vec![CodeState::Unused, CodeState::Reserved { at: at(30) }];
                }
                code.state = state;
            }
            let mut key = set("atlassian", 1, 21);
            (key.kind, key.effect) = (SetKind::SingleKey, Effect::Replace);
            (key.order, key.regeneration) = (Order::AsPrinted, Regeneration::Unknown);
            (key.label, key.account) = ("Work key, tägliche 🔑".to_owned(), None);
            key.standing = Standing::Archived { at: at(40) };
            key.codes[0].number = None;
            let mut old = set("github", 2, 5);
            old.standing = Standing::Superseded { by: SetId::from_bytes([1; 16]), at: at(41) };
            (old.effect, old.regeneration) = (Effect::DisablesTwoFactor, Regeneration::Adds);
            all.log.record(event(list.id, None, EventKind::Imported, 20));
            all.log.record(event(list.id, Some(2), EventKind::Used, 32));
            all.sets = vec![Arc::new(old), Arc::new(list), Arc::new(key)];
            all.questions = vec![Arc::new(SecurityQuestion {
                id: QuestionId::from_bytes([3; 16]),
                service: "bank".to_owned(),
                account: Some("ann".to_owned()),
                login: None,
                question: "The name of your first pet?".to_owned(),
                answer: Arc::new(CodeText::new("Rex \\ \"the\" dog".to_owned()).unwrap()),
                created: at(20),
                modified: at(21),
            })];
            Ok::<_, ()>(())
        })
        .unwrap();
    drop(recovery);
    let broken =
        r#""sets":[{"id":"ffffffffffffffffffffffffffffffff","service":"Broken","codes":[{"state":"lent"}]},"#;
    let text = recovery_plaintext(&*folder, WORDS)
        .replacen(r#""sets":["#, broken, 1)
        .replacen(r#""number":1,"#, r#""number":1,"hint":"left","#, 1)
        .replacen('{', r#"{"from_the_future":{"a":[1,2,3]},"#, 1);
    folder.put("recovery.age", &recovery_sealed(&*folder, WORDS, &text));
    let kit = new_kit(&mut vault, 50);
    fs::create_dir_all(with_recovery()).unwrap();
    for file in FILES {
        fs::write(with_recovery().join(file), folder.get(file).unwrap()).unwrap();
    }
    let recovery = opened(&mut vault, WORDS, 60);
    fs::write(with_recovery().join("passphrase.txt"), format!("{WORDS}\n")).unwrap();
    fs::write(with_recovery().join("kit.txt"), format!("{}\n", kit.expose())).unwrap();
    fs::write(with_recovery().join("sets.txt"), recovery_rows(recovery.contents(at(60)).unwrap())).unwrap();
}
