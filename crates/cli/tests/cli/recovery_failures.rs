//! Recovery codes when something is wrong: files that are none, a compartment that is missing, damaged or old. One sentence,
//! nothing lost, no used code unused again.
use std::fs;

use serde_json::Value;

use crate::home::{CODES, Home};

/// A store-only ZIP archive that says it unpacks to far more than it holds.
fn archive() -> Vec<u8> {
    let mut bytes = b"PK\x03\x04\x14\0\0\0\0\0".to_vec();
    bytes.extend([0xff; 64]);
    bytes
}

/// A PDF of one empty page, as far as any reader gets.
fn pdf_without_text() -> String {
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
     3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
        .to_owned()
}

#[test]
fn a_file_that_holds_no_codes_is_one_sentence_before_any_passphrase() {
    let home = Home::usual().with_compartment();
    let binary: Vec<u8> = (0..=255).cycle().take(5_000).collect();
    let files: &[(&str, Vec<u8>, &str)] = &[
        ("empty.txt", Vec::new(), "empty"),
        ("binary.txt", binary, "no text"),
        ("codes.txt", archive(), "ZIP archive"),
        ("picture.txt", b"\x89PNG\r\n\x1a\nwhatever".to_vec(), "PNG picture"),
        ("locked.txt", b"age-encryption.org/v1\n".to_vec(), "encrypted"),
        ("codes.pdf", pdf_without_text().into_bytes(), "PDF"),
        ("large.txt", vec![b'a'; 50 << 20], "larger than 1 MB"),
        ("large.pdf", [b"%PDF-1.7\n".to_vec(), vec![b' '; 50 << 20]].concat(), "larger than 16 MB"),
    ];
    for (name, bytes, said) in files {
        let file = home.file(name, bytes);
        for verb in ["parse", "import"] {
            let ran = home.run(&["recovery", verb, &file]); // no passphrase
            assert!(ran.failed(1).contains(said), "{name}: {}", ran.err);
        }
    }
    let prose = home.file("letter.txt", "Dear Ann, call 555 010 2030 before 2026-11-21. Yours, Bob");
    assert!(home.run(&["recovery", "import", &prose]).failed(1).contains("No recovery codes were found"));
    for file in ["/nowhere.txt", "/"] {
        assert!(home.run(&["recovery", "parse", file]).failed(1).contains("could not be read"), "{file}");
    }
    assert!(home.unlocked(&["recovery", "status"]).err.contains("No recovery codes are stored yet"));
}

#[test]
fn standard_input_is_bounded_too() {
    let home = Home::empty();
    let long = "x".repeat(2 << 20);
    assert!(home.piped(&["recovery", "parse", "-"], &long).failed(1).contains("larger than 1 MB"));
    let zeros = fs::File::open("/dev/zero").unwrap();
    let output = home.command(&["recovery", "parse", "-"]).stdin(zeros).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn ten_thousand_codes_are_stored_and_one_more_is_refused() {
    let home = Home::usual().with_compartment();
    let codes = |count: u32| -> String {
        (0..count).map(|n| format!("{n:05x}-{:05x}\n", n * 7919 % 0xf_ffff)).collect()
    };
    let many = home.import("github-recovery-codes.txt", &codes(10_000), &["--json"]).json();
    assert_eq!(many["stored"][0]["codes"], 10_000);
    assert_eq!(home.unlocked(&["recovery", "take", "github"]).out, "00000-00000\n");
    let more = home.file("github-recovery-codes.txt", codes(10_001));
    assert!(
        home.unlocked(&["recovery", "import", &more, "--yes"]).failed(1).contains("more than 10000 codes")
    );
}

#[test]
fn a_set_that_is_not_there_says_where_to_look() {
    let home = Home::with_codes();
    for name in ["nobody", "", "0123456789abcdef0123456789abcdef"] {
        assert!(
            home.unlocked(&["recovery", "take", name]).failed(6).contains("keepward recovery status"),
            "{name:?}"
        );
    }
    home.import("github-recovery-codes.txt", "11111-aaaa1\n22222-bbbb2\n33333-cccc3", &["--account", "bob"])
        .said(0);
    let ran = home.unlocked(&["recovery", "take", "github", "--json"]);
    let told: Value = serde_json::from_str(ran.failed(6)).unwrap();
    assert_eq!((told["kind"].as_str(), told["names"].as_array().unwrap().len()), (Some("ambiguous"), 2));
    assert_eq!(home.unlocked(&["recovery", "take", "github:bob"]).out, "11111-aaaa1\n");
}

#[test]
fn every_verb_without_a_vault_says_5() {
    let home = Home::empty();
    let file = home.file("github-recovery-codes.txt", CODES.join("\n"));
    for words in [
        &["recovery", "status"][..],
        &["recovery", "import", &file, "--yes"],
        &["recovery", "take", "x"],
        &["recovery", "used", "x"],
        &["recovery", "log"],
        &["recovery", "log", "--csv"],
        &["recovery", "export", "x", "--out", "/nowhere/x"],
        &["recovery", "kit", "make", "--out", "/nowhere/x.txt"],
        &["recovery", "kit", "test", &file],
        &["recovery", "question", "list"],
        &["backup", "/nowhere/x.tar"],
        &["snapshots"],
        &["restore", "--kit", &file],
        &["restore", "--snapshot", "20251122T004912Z"],
        &["restore", "--recovery-snapshot", "recovery-20251122T004912Z"],
    ] {
        assert!(home.unlocked(words).failed(5).contains("no vault"), "{words:?}");
    }
    assert!(!home.vault().exists());
}

#[test]
fn a_wrong_passphrase_opens_no_code_and_waits_as_everywhere() {
    let home = Home::with_codes();
    let wrong = home.path("wrong");
    let ran = home.run(&["recovery", "take", "github", "--passphrase-file", &wrong]);
    assert!(ran.failed(3).contains("wrong"));
    assert_eq!(home.only_set()["unused"], 3);
}

#[test]
fn a_compartment_that_is_missing_or_damaged_is_named_and_never_made_anew() {
    for (broken, told) in [
        (&["recovery.age"][..], "recovery.age"),
        (&["recovery-key.age"], "recovery-key.age"),
        (&["recovery.age", "recovery-key.age"], "are gone"),
    ] {
        let home = Home::with_codes();
        for file in broken {
            fs::remove_file(home.vault().join(file)).unwrap();
        }
        let ran = home.unlocked(&["recovery", "take", "github"]);
        assert!(ran.failed(7).contains(told), "{}", ran.err);
        assert!(broken.iter().all(|file| !home.vault().join(file).exists()), "nothing is made in its place");
        assert_eq!(home.only_set()["unused"], 3, "what is known of it stays");
        assert_eq!(home.names().len(), 3, "and the accounts are not concerned");
    }
    for file in ["recovery.age", "recovery-key.age"] {
        let home = Home::with_codes();
        let path = home.vault().join(file);
        let mut bytes = fs::read(&path).unwrap();
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        fs::write(&path, &bytes).unwrap();
        let ran = home.unlocked(&["recovery", "take", "github", "--json"]);
        let error: Value = serde_json::from_str(ran.failed(7)).unwrap();
        assert_eq!(error["kind"], "damaged");
        assert!(error["error"].as_str().unwrap().contains(file), "{error}");
        assert_eq!(fs::read(&path).unwrap(), bytes, "it stays as it is");
    }
}

#[test]
fn an_older_compartment_is_7_and_its_used_codes_stay_used() {
    let home = Home::with_codes();
    let older = fs::read(home.vault().join("recovery.age")).unwrap();
    home.unlocked(&["recovery", "take", "github"]).said(0);
    home.unlocked(&["recovery", "used", "github"]).said(0);
    fs::write(home.vault().join("recovery.age"), older).unwrap();
    let ran = home.unlocked(&["recovery", "take", "github", "--json"]);
    let error: Value = serde_json::from_str(ran.failed(7)).unwrap();
    assert_eq!(error["kind"], "older");
    let accepted = home.unlocked(&["recovery", "take", "github", "--accept-older"]);
    assert_eq!((accepted.code, accepted.out), (0, format!("{}\n", CODES[1])), "{}", accepted.err);
    assert!(accepted.err.contains("An older copy of the recovery codes is in use"), "{}", accepted.err);
    assert_eq!(home.only_set()["used"], 1);
}

#[test]
fn lines_that_contradict_themselves_are_2() {
    let home = Home::with_codes();
    for words in [
        &["recovery"][..],
        &["recovery", "take"],
        &["recovery", "take", "github", "--position", "0"],
        &["recovery", "take", "github", "--number", "1", "--position", "1"],
        &["recovery", "take", "github", "--variant", "shouted"],
        &["recovery", "used", "github", "--refused", "--unsure"],
        &["recovery", "log", "--csv", "--json"],
        &["recovery", "export", "github"],
        &["recovery", "export", "github", "--out", "-", "--json"],
        &["recovery", "kit", "make", "--out", "/nowhere/kit"],
        &["restore"],
        &["restore", "/x.tar", "--snapshot", "20251122T004912Z"],
        &["backup"],
    ] {
        assert_eq!(home.unlocked(words).code, 2, "{words:?}");
    }
    let file = home.file("github-recovery-codes.txt", CODES.join("\n"));
    assert!(home.unlocked(&["recovery", "import", &file]).failed(2).contains("--yes"));
    assert!(home.unlocked(&["recovery", "import", &file, "--json"]).failed(2).contains("recovery parse"));
}

#[test]
fn names_in_a_file_cannot_steer_the_terminal() {
    let home = Home::usual().with_compartment();
    let codes = CODES.join("\n");
    let text =
        format!("Site: https://acme.example/\u{202e}\u{1b}[2J\nAccount: ann\u{1b}]0;x\u{7}\n{codes}\n");
    let file = home.file("co\u{202e}des\u{9b}.txt", text.replace('\u{1b}', ""));
    let steering = |text: &str| text.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}');
    for words in
        [&["recovery", "parse", &file][..], &["recovery", "import", &file, "--yes"], &["recovery", "status"]]
    {
        let ran = home.unlocked(words);
        assert!(!steering(&ran.out) && !steering(&ran.err), "{words:?}: {:?} {:?}", ran.out, ran.err);
    }
}
