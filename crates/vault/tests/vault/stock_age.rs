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

use crate::recovery_support::*;
use crate::support::*;

/// `age -d -i vault-key.age FILE`, with the passphrase typed at a terminal, which `script` provides.
fn decrypt_with_age(folder: &Path, file: &str, passphrase: &str) -> Option<String> {
    decrypt_with_key(folder, "vault-key.age", file, passphrase)
}

/// The same with another key file.
fn decrypt_with_key(folder: &Path, key: &str, file: &str, passphrase: &str) -> Option<String> {
    let out = folder.join("plain.json");
    let _ = fs::remove_file(&out);
    let mut typist = Command::new("script")
        .args(["-qec", &format!("age -d -i {key} -o plain.json {file}"), "/dev/null"])
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

/// `age -d -i IDENTITY FILE`, where nobody has to be asked anything.
fn decrypt_with_identity(folder: &Path, identity: &str, file: &str) -> Option<String> {
    let age = Command::new("age").args(["-d", "-i", identity, file]).current_dir(folder).output().unwrap();
    age.status.success().then(|| String::from_utf8(age.stdout).unwrap())
}

/// A vault on disk with recovery codes.
fn with_recovery() -> (tempfile::TempDir, UnlockedVault) {
    let (folder, mut vault) = new_on_disk();
    let mut recovery = opened(&mut vault, WORDS, 1);
    import(&mut recovery, &mut vault, "github", 3, 2);
    use_first(&mut recovery, &mut vault, 3);
    (folder, vault)
}

#[test]
fn the_stock_age_tool_opens_the_recovery_codes_with_every_passphrase() {
    needs("age", "age");
    needs("script", "bsdutils");
    let (folder, mut vault) = with_recovery();
    let with = |passphrase| decrypt_with_key(folder.path(), "recovery-key.age", "recovery.age", passphrase);
    let ours = recovery_plaintext(&DiskFolder::new(folder.path()), WORDS);
    assert!(ours.contains(r#""code":"github-2""#), "{ours}");
    assert_eq!(with(WORDS).as_deref(), Some(ours.as_str()));
    assert_eq!(with("wrong"), None);
    vault.change_passphrase(&words(WORDS), &words("second"), at(4)).unwrap();
    assert_eq!((with("second").as_deref(), with(WORDS)), (Some(ours.as_str()), None));
    vault.replace_keys(&words("second"), &words("third"), at(5)).unwrap();
    assert!(with("third").unwrap().contains(r#""code":"github-2""#));
    assert_eq!(decrypt_with_age(folder.path(), "recovery.age", "third"), None, "the daily key opens no code");
}

/// The emergency drill: a paper, two files, and nothing of ours.
#[test]
fn from_the_paper_and_two_files_the_stock_age_tool_recovers_everything() {
    needs("age", "age");
    needs("python3", "python3");
    let (folder, mut vault) = with_recovery();
    let kit = new_kit(&mut vault, 4);
    let drill = tempfile::tempdir().unwrap();
    for file in ["vault.age", "recovery.age"] {
        fs::copy(folder.path().join(file), drill.path().join(file)).unwrap();
    }
    // Neither as it is printed nor in small letters: so the document says how to write it down.
    let printed = printed_rows(kit.expose());
    for not_so in [printed.clone(), kit.expose().to_lowercase()] {
        fs::write(drill.path().join("kit.txt"), not_so).unwrap();
        assert_eq!(decrypt_with_identity(drill.path(), "kit.txt", "vault.age"), None);
    }
    assert!(document().contains("**in one line, without blanks, in capitals**"));
    fs::write(drill.path().join("kit.txt"), format!("{}\n", as_the_document_says(&printed))).unwrap();
    let accounts = decrypt_with_identity(drill.path(), "kit.txt", "vault.age").unwrap();
    let codes = decrypt_with_identity(drill.path(), "kit.txt", "recovery.age").unwrap();
    let script = |name: &str, nth| {
        let path = drill.path().join(name);
        fs::write(&path, script_of_the_document(nth)).unwrap();
        path
    };
    let (printed, _) = run_script(&script("codes.py", 0), 59, &accounts);
    assert_eq!(printed, ["Acme ann: 287082"]);
    let (printed, complaints) = run_script(&script("recovery.py", 1), 59, &codes);
    assert_eq!(
        (printed, complaints),
        (
            vec![
                "github ann".to_owned(),
                "    #0 github-0 -- used 2025-11-22".to_owned(),
                "    #1 github-1 -- unused".to_owned(),
                "    #2 github-2 -- unused".to_owned()
            ],
            Vec::new()
        )
    );
    // And a kit that was replaced opens neither.
    new_kit(&mut vault, 5);
    for file in ["vault.age", "recovery.age"] {
        fs::copy(folder.path().join(file), drill.path().join(file)).unwrap();
        assert_eq!(decrypt_with_identity(drill.path(), "kit.txt", file), None, "{file}");
    }
}

#[test]
fn the_recovery_script_names_damaged_records_and_goes_on() {
    needs("python3", "python3");
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("recovery.py");
    fs::write(&script, script_of_the_document(1)).unwrap();
    let json = r#"{"format":"keepward-recovery","version":1,
        "sets":[7,{"service":"x","codes":[{"code":"a","state":"used"},{"number":3,"code":"b","state":"reserved","at":0}]}],
        "questions":[{"answer":null},3,{"service":"bank","question":"Pet?","answer":"Rex"}]}"#;
    let (printed, complaints) = run_script(&script, 0, json);
    let expected = [
        "x",
        "    a -- used some time ago",
        "    #3 b -- reserved 1970-01-01",
        "? asks: ? -- None",
        "bank asks: Pet? -- Rex",
    ];
    assert_eq!(printed, expected);
    let told: Vec<_> = complaints.iter().map(|line| line.split(" cannot").next().unwrap()).collect();
    assert_eq!(told, ["Set 1 in the list", "Question 2 in the list"]);
}

#[test]
fn the_stock_tar_tool_unpacks_a_whole_backup() {
    needs("age", "age");
    needs("tar", "tar");
    let (folder, vault) = with_recovery();
    let unpacked = tempfile::tempdir().unwrap();
    let archive = unpacked.path().join("backup.tar");
    vault.write_backup(fs::File::create(&archive).unwrap()).unwrap();
    let tar = Command::new("tar").arg("-xf").arg(&archive).current_dir(unpacked.path()).status().unwrap();
    assert!(tar.success());
    for file in ["vault-key.age", "vault.age", "recovery-key.age", "recovery.age"] {
        let [ours, theirs] = [folder.path(), unpacked.path()].map(|it| fs::read(it.join(file)).unwrap());
        assert_eq!(ours, theirs, "{file}");
    }
}

/// The key as it stands on the paper: what it begins with, then rows of four groups of four.
fn printed_rows(key: &str) -> String {
    let (prefix, data) = key.split_at("AGE-SECRET-KEY-1".len());
    let letters: Vec<_> = data.chars().collect();
    let row = |row: &[char]| row.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ");
    let rows: Vec<_> = letters.chunks(16).map(row).collect();
    format!("{prefix}\n{}\n", rows.join("\n"))
}

/// What a person types who reads the rows aloud from the paper.
fn as_the_document_says(printed: &str) -> String {
    printed.split_whitespace().collect::<String>().to_uppercase()
}

fn document() -> String {
    let document = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/vault-format.md");
    fs::read_to_string(document).unwrap()
}

/// One of the blocks of Python in the document.
fn script_of_the_document(nth: usize) -> String {
    let text = document();
    let after = text.split("```python\n").nth(nth + 1).expect("a script");
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
    fs::write(&script, script_of_the_document(0)).unwrap();
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
    fs::write(&script, script_of_the_document(0)).unwrap();
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
