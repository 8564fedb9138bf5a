//! Where the words go: results to standard output, everything else to standard error, and readers that leave early.
use std::{fs::OpenOptions, process::Stdio};

use serde_json::Value;

use crate::home::Home;

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let uris: Vec<_> = (0..300)
        .map(|n| format!("otpauth://totp/Acme:{n}{}?secret=GEZDGNBV&issuer=Acme", "x".repeat(190)))
        .collect();
    let home = Home::empty();
    drop(home.unlocked(&["init"]));
    assert_eq!(home.piped(&["add", "-"], &uris.join("\n")).code, 0);
    let passphrase = home.path("passphrase");
    let mut child = home
        .command(&["list", "--passphrase-file", &passphrase])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn output_that_cannot_be_written_is_an_error() {
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let home = Home::usual();
    let passphrase = home.path("passphrase");
    let output = home.command(&["list", "--passphrase-file", &passphrase]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("output could not be written"));
}

#[test]
fn a_closed_standard_error_is_no_panic() {
    let home = Home::usual();
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = home.command(&["list", "--passphrase-file", "/nowhere"]).stderr(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn errors_are_one_json_object_on_standard_error() {
    let home = Home::usual();
    for words in [
        &["list", "--json", "--passphrase-file", "/nowhere"][..],
        &["--json", "code", "nobody", "--passphrase-file", &home.path("passphrase")],
        &["add", "--json", "https://acme.example"],
        &["--json", "no-such-verb"],
        &["code", "--json", "--uri", "otpauth://totp/a"],
    ] {
        let ran = home.run(words);
        assert!(ran.out.is_empty() && ran.code != 0);
        let error: Value =
            serde_json::from_str(&ran.err).unwrap_or_else(|_| panic!("{words:?}: {}", ran.err));
        assert!(error["error"].as_str().unwrap().len() > 20 && error["kind"].is_string());
        assert_eq!(ran.err.lines().count(), 1);
    }
}
