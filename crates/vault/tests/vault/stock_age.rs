//! The promise: any vault opens with the stock `age` tool, without Keepward, and the script in `docs/vault-format.md`
//! prints its codes.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use otp::{Algorithm, Digits, Kind, OtpKey, OtpSecret, Period};
use vault::{Account, DiskFolder, LockedVault, UnlockedVault, VaultFolder};

use crate::support::*;

/// `age -d -i vault-key.age FILE`, with the passphrase typed at a terminal, which `script` provides.
fn decrypt_with_age(folder: &Path, file: &str, passphrase: &str) -> Option<String> {
    let out = folder.join("plain.json");
    let _ = fs::remove_file(&out);
    let mut typist = Command::new("script")
        .args(["-qec", &format!("age -d -i vault-key.age -o plain.json {file}"), "/dev/null"])
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut keyboard = typist.stdin.take().unwrap();
    writeln!(keyboard, "{passphrase}").unwrap();
    // The terminal stays open until age is done: its end would be taken for an answer. (`wait` would close it first.)
    let done = typist.stdout.take().unwrap();
    std::io::copy(&mut { done }, &mut std::io::sink()).unwrap();
    drop(keyboard);
    typist.wait().unwrap();
    fs::read_to_string(out).ok()
}

fn new_on_disk() -> (tempfile::TempDir, UnlockedVault) {
    let folder = tempfile::tempdir().unwrap();
    let mut vault =
        LockedVault::create(place(Arc::new(DiskFolder::new(folder.path()))), &words(WORDS), at(0)).unwrap();
    add(&mut vault, "ann", 0);
    (folder, vault)
}

#[test]
fn the_stock_age_tool_opens_vault_and_snapshots_with_every_passphrase() {
    needs("age", "age");
    needs("script", "bsdutils");
    let (folder, mut vault) = new_on_disk();
    let ours = plaintext(&DiskFolder::new(folder.path()), WORDS);
    assert_eq!(decrypt_with_age(folder.path(), "vault.age", WORDS).as_deref(), Some(ours.as_str()));
    assert_eq!(decrypt_with_age(folder.path(), "vault.age", "wrong"), None);
    vault.change_passphrase(&words(WORDS), &words("häus and $pace"), at(1)).unwrap();
    assert_eq!(
        decrypt_with_age(folder.path(), "vault.age", "häus and $pace").as_deref(),
        Some(ours.as_str())
    );
    vault.replace_keys(&words("häus and $pace"), &words("third"), at(2)).unwrap();
    let after = decrypt_with_age(folder.path(), "vault.age", "third").unwrap();
    assert!(after.contains(r#""name":"ann""#));
    let snapshots = DiskFolder::new(folder.path()).list(Some("snapshots")).unwrap();
    let snapshot = snapshots.iter().find(|name| name.starts_with("20")).unwrap();
    assert!(decrypt_with_age(folder.path(), &format!("snapshots/{snapshot}"), "third").is_some());
}

/// The first block of Python in the document.
fn script_of_the_document() -> String {
    let document = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/vault-format.md");
    let text = fs::read_to_string(document).unwrap();
    let (_, after) = text.split_once("```python\n").expect("a script");
    after.split_once("```").expect("its end").0.to_owned()
}

#[test]
fn the_script_of_the_document_prints_the_codes_of_a_vault() {
    needs("python3", "python3");
    let (folder, mut vault) = new_on_disk();
    let secret = |bytes: &[u8]| Arc::new(OtpSecret::new(bytes.to_vec()).unwrap());
    let totp = |secs| Kind::Totp { period: Period::try_from(secs).unwrap() };
    let parts = [
        (totp(30), &b"12345678901234567890"[..], Algorithm::Sha1, 6),
        (totp(60), b"12345678901234567890123456789012", Algorithm::Sha256, 8),
        (totp(15), b"x", Algorithm::Sha512, 10),
        (Kind::Hotp { counter: 9 }, b"12345678901234567890", Algorithm::Sha1, 6),
    ];
    vault
        .change(at(1), |contents| {
            contents.accounts.clear();
            for (nth, (kind, bytes, algorithm, digits)) in parts.iter().enumerate() {
                let kind = match kind {
                    Kind::Hotp { counter } => Kind::Hotp { counter: *counter },
                    _ => Kind::Totp {
                        period: if let Kind::Totp { period } = kind { *period } else { continue },
                    },
                };
                let key =
                    OtpKey::new(kind, secret(bytes), *algorithm, Digits::try_from(*digits).unwrap()).unwrap();
                let mut account = Account::new(Arc::new(key), at(1).into());
                account.issuer = format!("Issuer {nth} \"ä\"");
                contents.accounts.push(Arc::new(account));
            }
            Ok::<_, ()>(())
        })
        .unwrap();
    let script = folder.path().join("codes.py");
    fs::write(&script, script_of_the_document()).unwrap();
    for secs in [59, 1_111_111_109, 20_000_000_000_u64] {
        let expected: Vec<_> = vault
            .contents()
            .accounts
            .iter()
            .map(|account| {
                let code = account.key.code_at(UNIX_EPOCH + Duration::from_secs(secs));
                format!("{} {}: {}", account.issuer, account.name, code.as_str())
            })
            .collect();
        let (printed, complaints) =
            run_script(&script, secs, &plaintext(&DiskFolder::new(folder.path()), WORDS));
        assert_eq!((printed, complaints), (expected, Vec::new()), "at {secs}");
    }
}

#[test]
fn the_script_of_the_document_names_damaged_records_and_goes_on() {
    needs("python3", "python3");
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("codes.py");
    fs::write(&script, script_of_the_document()).unwrap();
    let good = r#"{"kind":"totp","secret":"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ","period":null}"#;
    let json = format!(
        r#"{{"format":"keepward-vault","version":1,"accounts":[
            7,
            {{"name":"no key"}},
            {{"name":"bad","key":{{"kind":"totp","secret":"not base32!"}}}},
            {{"name":"whole","issuer":null,"binned":null,"key":{good}}},
            {{"name":"gone","binned":1,"key":{good}}},
            {{"name":"later","key":{{"kind":"later"}}}}
        ]}}"#
    );
    let (printed, complaints) = run_script(&script, 59, &json);
    assert_eq!(printed, [" whole: 287082", " later: see the section on kinds of keys (later)"]);
    let told: Vec<_> = complaints.iter().map(|line| line.split(" cannot").next().unwrap()).collect();
    assert_eq!(told, ["Account 1 in the list", "Account 2 in the list", "Account 3 in the list"]);
}

/// What the script prints, and what it complains of.
fn run_script(script: &Path, secs: u64, json: &str) -> (Vec<String>, Vec<String>) {
    let mut python = Command::new("python3")
        .arg(script)
        .arg(secs.to_string())
        .env("PYTHONIOENCODING", "utf-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    python.stdin.take().unwrap().write_all(json.as_bytes()).unwrap();
    let said = python.wait_with_output().unwrap();
    let lines =
        |bytes: &[u8]| std::str::from_utf8(bytes).unwrap().lines().map(str::to_owned).collect::<Vec<_>>();
    assert!(said.status.success(), "{:?}", lines(&said.stderr));
    (lines(&said.stdout), lines(&said.stderr))
}
