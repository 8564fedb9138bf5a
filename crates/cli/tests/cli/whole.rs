//! The worst day: the kit on paper, whole backups, earlier versions. What was there is kept, and half a backup is none.
use std::{fs, path::Path, process::Command};

use serde_json::{Value, json};

use crate::home::{CODES, Home};

/// A kit as text, made in this home.
fn kit(home: &Home) -> String {
    let file = home.path("kit.txt");
    let said = home.unlocked(&["recovery", "kit", "make", "--out", &file]).said(0);
    assert!(said.contains("recovery kit test"), "{said}");
    fs::read_to_string(file).unwrap()
}

/// What stands in the square of a picture is drawn by a program that is not ours.
fn square(home: &Home, text: &str) -> String {
    let picture = home.path("kit.png");
    let drawn = Command::new("qrencode").args(["-o", &picture, "--", text]).status();
    assert!(drawn.expect("qrencode is installed (package qrencode)").success());
    picture
}

#[test]
fn a_kit_is_made_proven_and_replaced() {
    let home = Home::with_codes();
    let status = || home.unlocked(&["recovery", "status", "--json"]).json();
    assert_eq!(status()["notice"]["kind"], "no-kit");
    let first = kit(&home);
    assert!(first.starts_with("AGE-SECRET-KEY-1"));
    assert_eq!(status()["kit"]["proven"], Value::Null);
    assert!(
        home.unlocked(&["recovery", "kit", "test", &home.path("kit.txt")])
            .done()
            .contains("opens this vault")
    );
    assert!(status()["kit"]["proven"].is_string());
    let picture = square(&home, first.trim());
    home.unlocked(&["recovery", "kit", "test", &picture, "--json"]).json();
    home.piped(&["recovery", "kit", "test", "-"], &first.to_lowercase()).done();
    for (text, said) in [("hello", "not an emergency kit"), (&first[..40], "mistyped")] {
        let ran = home.piped(&["recovery", "kit", "test", "-"], text);
        assert!(ran.failed(1).contains(said), "{}", ran.err);
    }
    fs::remove_file(home.path("kit.txt")).unwrap();
    kit(&home);
    assert!(home.piped(&["recovery", "kit", "test", "-"], &first).failed(1).contains("earlier kit"));
    for name in ["kit.html", "kit.pdf"] {
        home.unlocked(&["recovery", "kit", "make", "--out", &home.path(name)]).said(0);
        assert!(fs::metadata(home.path(name)).unwrap().len() > 1_000);
    }
}

#[test]
fn a_kit_never_takes_the_place_of_a_file_or_of_another_kit_in_vain() {
    let home = Home::with_codes();
    let first = kit(&home);
    assert!(
        home.unlocked(&["recovery", "kit", "make", "--out", &home.path("kit.txt")])
            .failed(1)
            .contains("already")
    );
    home.unlocked(&["recovery", "kit", "make", "--out", "/nowhere/kit.txt"]).failed(1);
    home.piped(&["recovery", "kit", "test", "-"], &first).done();
}

/// The emergency drill: from only the text on the paper and the two files, the stock `age` tool recovers everything.
#[test]
fn from_the_paper_and_two_files_the_stock_age_tool_recovers_everything() {
    let home = Home::with_codes();
    let text = kit(&home);
    let drill = tempfile::tempdir().unwrap();
    for file in ["vault.age", "recovery.age"] {
        fs::copy(home.vault().join(file), drill.path().join(file)).unwrap();
    }
    fs::write(drill.path().join("kit.txt"), text).unwrap();
    let age = |file: &str| -> Value {
        let ran = Command::new("age").args(["-d", "-i", "kit.txt", file]).current_dir(drill.path()).output();
        let ran = ran.expect("age is installed (package age)");
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        serde_json::from_slice(&ran.stdout).unwrap()
    };
    let accounts = age("vault.age");
    let issuers: Vec<_> =
        accounts["accounts"].as_array().unwrap().iter().map(|account| &account["issuer"]).collect();
    assert_eq!(issuers, ["GitHub", "GitHub", "Library"]);
    assert_eq!(accounts["accounts"][0]["key"]["secret"], "MZXW6YTBMZXW6YTB");
    let codes = age("recovery.age")["sets"][0]["codes"].clone();
    let codes: Vec<_> = codes.as_array().unwrap().iter().map(|code| code["code"].clone()).collect();
    assert_eq!(codes, CODES);
}

#[test]
fn the_kit_gives_the_vault_a_new_passphrase() {
    let home = Home::with_codes();
    kit(&home);
    let new = home.file("new", "another one entirely");
    let line = ["restore", "--kit", &home.path("kit.txt"), "--new-passphrase-file", &new];
    let ran = home.run(&line);
    assert!(ran.said(0).contains("opens the vault and its recovery codes"), "{}", ran.err);
    home.unlocked(&["list"]).failed(3);
    let taken = home.run(&["recovery", "take", "github", "--passphrase-file", &new]);
    assert_eq!((taken.code, taken.out), (0, format!("{}\n", CODES[0])), "{}", taken.err);
    home.file("kit.txt", "AGE-SECRET-KEY-1WRONG");
    home.run(&line).failed(1);
}

#[test]
fn a_whole_backup_comes_back_on_another_computer() {
    let home = Home::with_codes();
    let tar = home.path("all.tar");
    assert!(home.unlocked(&["backup", &tar]).said(0).contains("another disk"));
    assert!(home.unlocked(&["backup", &tar]).failed(1).contains("nothing is overwritten"));
    let elsewhere = Home::empty();
    let ran = elsewhere.unlocked(&["restore", &tar]);
    assert_eq!(ran.done().lines().count(), 1);
    assert_eq!(elsewhere.names(), home.names());
    assert_eq!(elsewhere.unlocked(&["recovery", "take", "github"]).out, format!("{}\n", CODES[0]));
    let back = elsewhere.unlocked(&["restore", &tar, "--json"]).json();
    let kept = elsewhere.vault().join(back["kept_in"].as_str().unwrap());
    assert!(kept.join("recovery.age").exists(), "the vault that was there is kept");
}

#[test]
fn half_a_backup_is_named_and_changes_nothing() {
    let home = Home::with_codes();
    let tar = home.path("all.tar");
    home.unlocked(&["backup", &tar]).said(0);
    let wrong = home.path("wrong");
    assert_eq!(home.run(&["restore", &tar, "--passphrase-file", &wrong]).code, 3);
    let whole = fs::read(&tar).unwrap();
    let half = home.file("half.tar", &whole[..whole.len() / 2]);
    let before = files(home.vault());
    assert!(home.unlocked(&["restore", &half]).failed(7).contains("not a whole backup"));
    let without = without(&home, &tar, "recovery.age");
    assert!(home.unlocked(&["restore", &without]).failed(7).contains("recovery.age is missing"));
    assert!(home.unlocked(&["restore", "/nowhere.tar"]).failed(1).contains("could not be read"));
    assert_eq!(files(home.vault()), before);
}

/// The same archive without one file, by the tool that everybody has.
fn without(home: &Home, tar: &str, file: &str) -> String {
    let copy = home.path("without.tar");
    fs::copy(tar, &copy).unwrap();
    assert!(Command::new("tar").args(["--delete", "-f", &copy, file]).status().unwrap().success());
    copy
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries
        .filter(|path| path.extension().is_some_and(|ending| ending == "age"))
        .map(|path| (path.display().to_string(), fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn an_earlier_version_of_the_accounts_comes_back() {
    let home = Home::usual();
    home.unlocked(&["add", "otpauth://totp/New:one?secret=GEZDGNBVGEZDGNAA"]).done();
    let listed = home.run(&["snapshots", "--json"]).json();
    let id = listed["vault"][0]["id"].as_str().unwrap();
    assert_eq!(listed["recovery"], json!([]));
    assert!(home.run(&["snapshots"]).done().contains(id));
    assert!(home.unlocked(&["restore", "--snapshot", id]).done().contains("in place"));
    assert!(home.names().len() < 4);
    let kept = home.run(&["snapshots", "--json"]).json();
    assert!(kept["vault"].as_array().unwrap().iter().any(|it| it["kind"] == "kept-aside"), "{kept}");
    assert!(
        home.unlocked(&["restore", "--snapshot", "../vault"])
            .failed(1)
            .contains("not the name of a snapshot")
    );
}

#[test]
fn an_earlier_version_of_the_recovery_codes_brings_no_used_code_back() {
    let home = Home::with_codes();
    let listed = home.run(&["snapshots", "--json"]).json();
    home.unlocked(&["recovery", "take", "github"]).said(0);
    home.unlocked(&["recovery", "used", "github"]).said(0);
    let listed = match listed["recovery"].as_array().unwrap().is_empty() {
        true => home.run(&["snapshots", "--json"]).json(),
        false => listed,
    };
    let id = listed["recovery"][0]["id"].as_str().unwrap();
    let ran = home.unlocked(&["restore", "--recovery-snapshot", id, "--json"]);
    let restored: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(restored["restored"], "recovery-snapshot");
    let status = home.unlocked(&["recovery", "status", "--json"]).json();
    let sets = status["sets"].as_array().unwrap();
    assert!(sets.iter().all(|set| set["unused"].as_u64().unwrap() < 3), "{status}");
}

#[test]
fn a_damaged_compartment_comes_back_from_a_good_earlier_version() {
    let home = Home::with_codes();
    home.unlocked(&["recovery", "take", "github"]).said(0);
    let listed = home.run(&["snapshots", "--json"]).json();
    let id = listed["recovery"][0]["id"].as_str().unwrap();
    fs::write(home.vault().join("recovery.age"), "damaged").unwrap();
    assert!(home.unlocked(&["recovery", "take", "github"]).failed(7).contains("recovery.age"));
    home.unlocked(&["restore", "--recovery-snapshot", id]).said(0);
    home.unlocked(&["recovery", "status"]).said(0);
    assert!(!home.unlocked(&["recovery", "log", "--csv"]).said(0).is_empty());
}
