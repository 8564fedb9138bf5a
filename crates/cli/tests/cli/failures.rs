//! What goes wrong: one sentence that says what to do, the documented exit code, and nothing lost.
use std::{fs, time::UNIX_EPOCH};

use actions::{Clock, SystemClock};
use serde_json::Value;

use crate::{
    foreign_vault::rewrite,
    home::{Home, RFC_SECRET},
};

/// The error of a run with `--json`.
fn error(home: &Home, words: &[&str], code: i32) -> Value {
    let ran = home.unlocked(&[words, &["--json"]].concat());
    serde_json::from_str(ran.failed(code)).unwrap()
}

/// Rewrites the record of wrong passphrases.
fn edit_state(home: &Home, change: impl FnOnce(&mut Value)) {
    let path = home.vault().join("state.json");
    let mut state = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    change(&mut state);
    fs::write(path, state.to_string()).unwrap();
}

#[test]
fn a_wrong_passphrase_is_3_and_too_soon_is_4() {
    let home = Home::usual();
    let wrong = home.path("wrong");
    for wait in ["Try again.", "Try again in 1 second."] {
        let ran = home.run(&["list", "--passphrase-file", &wrong]);
        assert!(ran.failed(3).contains(&format!("The passphrase is wrong. {wait}")), "{}", ran.err);
    }
    // As after 13 wrong ones, so that the wait of half an hour is not over before the next program runs.
    edit_state(&home, |state| state["wrong_passphrases"] = 13.into());
    assert!(home.unlocked(&["code", "bob"]).failed(4).contains("Try again in 3"));
    let told = error(&home, &["code", "bob"], 4);
    assert_eq!(told["kind"], "too-soon");
    assert!((1_000_000..=2_048_000).contains(&told["retry_in_ms"].as_u64().unwrap()), "{told}");
    assert!(home.run(&["lock-info"]).done().contains("next attempt  in "));
    // As an hour later.
    edit_state(&home, |state| {
        state["last_wrong_ms"] = (state["last_wrong_ms"].as_u64().unwrap() - 3_600_000).into()
    });
    assert_eq!(home.names().len(), 3, "the right passphrase opens after the wait");
}

#[test]
fn a_clock_set_back_starts_the_wait_anew_once() {
    let home = Home::usual();
    home.run(&["list", "--passphrase-file", &home.path("wrong")]).failed(3);
    let tomorrow = SystemClock.now().duration_since(UNIX_EPOCH).unwrap().as_millis() + 86_400_000;
    let tomorrow = u64::try_from(tomorrow).unwrap();
    edit_state(&home, |state| {
        (state["wrong_passphrases"], state["last_wrong_ms"]) = (13.into(), tomorrow.into());
    });
    home.unlocked(&["list"]).failed(4);
    // As an hour later, from when the wait began anew.
    edit_state(&home, |state| {
        let began = state["last_wrong_ms"].as_u64().unwrap();
        assert!(began < tomorrow, "the wait began when it was told");
        state["last_wrong_ms"] = (began - 3_600_000).into();
    });
    assert_eq!(home.names().len(), 3);
}

#[test]
fn every_verb_that_needs_a_vault_says_5_without_one() {
    let home = Home::empty();
    for words in [
        &["list"][..],
        &["code", "x"],
        &["export"],
        &["passwd"],
        &["add", "otpauth://totp/a?secret=GEZDGNBV"],
        &["lock-info", "--json"],
    ] {
        let ran = home.unlocked(words);
        assert_eq!(ran.code, 5, "{words:?}: {}", ran.err);
        assert!(ran.err.contains("no vault"), "{}", ran.err);
    }
    assert_eq!(error(&home, &["list"], 5)["kind"], "no-vault");
    assert!(!home.vault().exists(), "asking makes nothing");
}

#[test]
fn without_a_vault_nobody_is_asked_for_a_passphrase() {
    assert!(Home::empty().run(&["list"]).failed(5).contains("no vault"));
}

#[test]
fn a_wrong_line_is_2() {
    let home = Home::usual();
    for words in [
        &[][..],
        &["frobnicate"],
        &["code"],
        &["code", "a", "--uri", "b"],
        &["code", "a", "--time", "1"],
        &["scan"],
    ] {
        // With a passphrase, because a missing one is a 2 as well.
        let ran = home.unlocked(words);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{words:?}");
        assert!(ran.err.starts_with("error: ") || ran.err.contains("Usage: "), "{words:?}: {}", ran.err);
    }
    assert_eq!(error(&home, &["frobnicate"], 2)["kind"], "usage");
}

#[test]
fn a_passphrase_file_that_is_not_there_is_named_as_the_trouble() {
    let home = Home::usual();
    let ran = home.run(&["list", "--passphrase-file", "/nowhere"]);
    assert!(ran.failed(1).contains("passphrase file could not be read"));
}

#[test]
fn what_is_no_enrolment_is_told_before_the_passphrase_is_asked_for() {
    let home = Home::usual();
    for (uri, said) in [
        ("https://acme.example/?token=hunter2", "web address (acme.example)"),
        ("WIFI:S:home;P:hunter2;;", "Wi-Fi"),
        ("FIDO:/1234", "passkey"),
        ("phonefactor://activate?code=hunter2", "Microsoft Authenticator"),
        ("otpauth://totp/a?secret=hunter2!", "secret"),
        ("otpauth://totp/a?secret=GEZDGNBV&digits=0", "4 to 10 digits"),
        ("otpauth://totp/a?secret=GEZDGNBV&period=0", "one second"),
        ("otpauth-migration://offline?data=hunter2", "damaged"),
    ] {
        let ran = home.run(&["add", uri]); // no passphrase
        assert!(ran.failed(1).contains(said), "{uri}: {}", ran.err);
        assert!(!ran.err.contains("hunter2") && !ran.err.contains("GEZDGNBV"), "{}", ran.err);
    }
    let long = format!("otpauth://totp/{}?secret={RFC_SECRET}", "x".repeat(2 << 20));
    assert!(home.piped(&["add", "-"], &long).failed(1).contains("longer than"));
    assert!(home.piped(&["add", "-"], "\n").failed(1).contains("Nothing came"));
    assert_eq!(home.names().len(), 3);
}

#[test]
fn a_picture_that_is_none_is_one_sentence() {
    let home = Home::usual();
    fs::write(home.path("text.png"), "not a picture").unwrap();
    for file in ["/nowhere.png", &home.path("text.png")] {
        assert!(home.run(&["add", "--image", file]).failed(1).contains("picture"));
    }
}

#[test]
fn bad_names_of_an_account_are_refused_before_anything_is_written() {
    let home = Home::usual();
    let uri = "otpauth://totp/a?secret=GEZDGNBVGEZDGNBV";
    let before = fs::read(home.vault().join("vault.age")).unwrap();
    for words in [
        ["add", uri, "--name", &"x".repeat(201)],
        ["add", uri, "--name", "a\u{1b}[2J"],
        ["add", uri, "--tag", &"x".repeat(41)],
    ] {
        let ran = home.unlocked(&words);
        assert!(!ran.failed(1).contains('\u{1b}'));
    }
    assert_eq!(fs::read(home.vault().join("vault.age")).unwrap(), before);
}

#[test]
fn a_truncated_vault_is_7_and_stays_as_it_is() {
    for file in ["vault.age", "vault-key.age"] {
        let home = Home::usual();
        let path = home.vault().join(file);
        let whole = fs::read(&path).unwrap();
        for length in [whole.len() - 1, whole.len() / 2, 10, 0] {
            fs::write(&path, &whole[..length]).unwrap();
            let ran = home.unlocked(&["list"]);
            assert!(ran.failed(7).contains(file), "{length} of {file}: {}", ran.err);
            assert_eq!(fs::read(&path).unwrap().len(), length);
            home.unlocked(&["init"]).failed(if length == whole.len() - 1 || length == whole.len() / 2 {
                1
            } else {
                7
            });
        }
        fs::remove_file(&path).unwrap();
        assert!(home.unlocked(&["list"]).failed(7).contains(file));
        fs::write(&path, whole).unwrap();
        assert_eq!(home.names().len(), 3);
    }
}

#[test]
fn a_vault_of_a_later_version_is_7_and_stays_as_it_is() {
    let home = Home::usual();
    rewrite(&home, |plaintext| plaintext["version"] = 2.into());
    let before = fs::read(home.vault().join("vault.age")).unwrap();
    for words in [&["list"][..], &["add", "otpauth://totp/a?secret=GEZDGNBV"], &["export"]] {
        assert!(home.unlocked(words).failed(7).contains("later Keepward"));
    }
    assert_eq!(error(&home, &["list"], 7)["kind"], "newer");
    assert_eq!(fs::read(home.vault().join("vault.age")).unwrap(), before);
}

#[test]
fn a_damaged_record_is_told_and_the_rest_opens() {
    let home = Home::usual();
    rewrite(&home, |plaintext| plaintext["accounts"][0]["key"]["secret"] = "not base32!".into());
    let ran = home.unlocked(&["list"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "GitHub:bob\nLibrary:reader\n"));
    assert!(ran.err.contains("set aside"), "{}", ran.err);
    let json = home.unlocked(&["list", "--json"]);
    let warning: Value = serde_json::from_str(&json.err).unwrap();
    assert!(warning["warning"].as_str().unwrap().contains("set aside"));
}
