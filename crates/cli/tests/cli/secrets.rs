//! No secret leaves unasked: every verb runs on a vault of marker secrets, and no marker is printed unless the line asked
//! for it in as many words.
use crate::home::Home;

/// Base32 of `MARKER-ONE-SECRET--1` and so on.
const FIRST: &str = "JVAVES2FKIWU6TSFFVJUKQ2SIVKC2LJR";
const SECOND: &str = "JVAVES2FKIWVIV2PFVJUKQ2SIVKC2LJS";
const RAW: [&str; 2] = ["MARKER-ONE-SECRET", "MARKER-TWO-SECRET"];

fn vault() -> Home {
    Home::with(&[
        &format!("otpauth://totp/First:one?secret={FIRST}&issuer=First"),
        &format!("otpauth://hotp/Second:two?secret={SECOND}&issuer=Second"),
    ])
}

/// Whether a text holds a marker in any notation: base32, raw, hex or base64.
fn marked(text: &str) -> bool {
    let hex = |raw: &str| raw.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
    let lower = text.to_lowercase();
    [FIRST, SECOND].iter().any(|secret| lower.contains(&secret.to_lowercase()[..16]))
        || RAW.iter().any(|raw| lower.contains(&raw.to_lowercase()) || lower.contains(&hex(raw)))
        || text.contains("TUFSS0VS")
}

#[test]
fn no_verb_prints_a_secret_unasked() {
    let home = vault();
    let uri = format!("otpauth://totp/First:one?secret={FIRST}");
    let (bad_digits, bad_secret) = (format!("{uri}&digits=99"), format!("{uri}!"));
    let (misspelt, new) = (uri.replace("otpauth:", "otpauht:"), format!("{uri}{}", &SECOND[..8]));
    let picture = home.picture("qr.png", &uri);
    std::fs::write(home.path("new"), "another passphrase").unwrap();
    std::fs::write(home.path("passphrase-only"), FIRST).unwrap();
    let flag = format!("--secret={FIRST}");
    let lines: &[&[&str]] = &[
        &["list"],
        &["list", FIRST],
        &["code", "First"],
        &["code", "Second"],
        &["code", "nobody"],
        &["code", "--uri", &uri],
        &["code", "--uri", &bad_digits],
        &["code", "--uri", &uri, "--time", &uri],
        &["add", &uri],
        &["add", &bad_digits],
        &["add", &bad_secret],
        &["add", &misspelt],
        &["add", "--image", &picture],
        &["add", &uri, "--no-such-option"],
        &["add", &uri, &uri],
        &["add", &flag],
        &["add", &new],
        &[&uri],
        &["export"],
        &["export", "--migration"],
        &["lock-info"],
        &["init"],
        &["passwd", &uri],
        &["passwd", "--new-passphrase-file", "/nowhere"],
        &["passwd", "--leaked", "--new-passphrase-file", "/nowhere"],
        &["list", "--passphrase-file", &home.path("passphrase-only")],
        &["--help"],
    ];
    for (number, line) in lines.iter().enumerate() {
        for json in [&[][..], &["--json"]] {
            let line = [*line, json].concat();
            let ran =
                if line.contains(&"--passphrase-file") { home.run(&line) } else { home.unlocked(&line) };
            let shown = format!("{}{}", ran.out, ran.err);
            assert!(!marked(&shown), "a secret is in what line {number} prints");
            assert!(!shown.contains("panicked"));
        }
    }
}

#[test]
fn what_is_asked_for_is_printed() {
    let home = vault();
    assert!(marked(&home.unlocked(&["export", "--show-secrets"]).out));
    let picture = home.picture("qr.png", &format!("otpauth://totp/First:one?secret={FIRST}"));
    assert!(marked(&home.run(&["scan", &picture]).out));
}

/// A recovery code, and one in groups that only its compact form shows.
const CODES: [&str; 2] = ["badc0-ffee1", "badc0-ffee2"];
/// An answer to a security question.
const ANSWER: &str = "marked answer";

fn coded(text: &str) -> bool {
    let lower = text.to_lowercase();
    let compact = |text: &str| text.replace(['-', ' '], "");
    CODES.iter().chain([&ANSWER]).any(|code| lower.contains(code) || compact(&lower).contains(&compact(code)))
        // Sentences say how a key begins; a key goes on.
        || lower.split("age-secret-key-1").skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

/// A vault with these codes and this answer.
fn vault_with_codes() -> Home {
    let home = vault().with_compartment();
    home.import("github-recovery-codes.txt", &[CODES[0], CODES[1], "0123a-4567b"].join("\n"), &["--json"])
        .done();
    let answer = home.file("answer", ANSWER);
    let add =
        ["recovery", "question", "add", "--service", "Bank", "--question", "Pet?", "--answer-file", &answer];
    home.unlocked(&add).done();
    home
}

#[test]
fn no_verb_prints_a_recovery_code_unasked() {
    let home = vault_with_codes();
    home.unlocked(&["recovery", "take", "github"]).said(0);
    let (file, code) = (home.file("github-recovery-codes.txt", CODES.join("\n")), CODES[1]);
    let same = home.file("same", CODES[0]);
    let (out, kit, tar) = (home.path("out.txt"), home.path("kit.txt"), home.path("all.tar"));
    let lines: &[&[&str]] = &[
        &["recovery", "status"],
        &["recovery", "take", "github", "--position", "1"],
        &["recovery", "take", "github", "--number", code],
        &["recovery", "take", "github", "--position", code],
        &["recovery", "take", "github", "--variant", code],
        &["recovery", "take", code],
        &["recovery", "take", "nobody"],
        &["recovery", "used", "github", "--unsure"],
        &["recovery", "undo", "github"],
        &["recovery", "replace", "github", "--new-key-file", &same],
        &["recovery", "log"],
        &["recovery", "log", "--csv"],
        &["recovery", "export", "github", "--out", &out],
        &["recovery", "export", "github", "--out", &out],
        &["recovery", "archive", "github"],
        &["recovery", "archive", "github", "--back"],
        &["recovery", "question", "list"],
        &["recovery", "kit", "make", "--out", &kit],
        &["recovery", "kit", "test", &kit],
        &["recovery", "kit", "test", &file],
        &["recovery", "import", &file, "--no-such-option"],
        &["recovery", "import", &file, "--yes", "--json"],
        &["recovery", "import", &file, "--json"],
        &["recovery", "parse", code],
        &["backup", &tar],
        &["restore", "--kit", &file, "--new-passphrase-file", &same],
        &["restore", "--snapshot", code],
        &["snapshots"],
        &["list"],
        &["export", "--show-secrets"],
    ];
    for (number, line) in lines.iter().enumerate() {
        for json in [&[][..], &["--json"]] {
            let ran = home.unlocked(&[*line, json].concat());
            let shown =
                format!("{}{}", ran.out, ran.err).replace(code, if line.contains(&code) { "" } else { code });
            assert!(!coded(&shown), "a code is in what line {number} prints: {shown}");
            assert!(!shown.contains("panicked"));
        }
    }
    assert!(coded(&std::fs::read_to_string(out).unwrap()), "the markers are what is looked for");
}

#[test]
fn a_code_and_an_answer_that_are_asked_for_are_printed() {
    let home = vault_with_codes();
    for line in [
        &["recovery", "take", "github"][..],
        &["recovery", "export", "github", "--out", "-"],
        &["recovery", "question", "show", "bank"],
        &["recovery", "parse", &home.path("github-recovery-codes.txt")],
    ] {
        assert!(coded(&home.unlocked(line).out), "{line:?}");
    }
}

#[test]
fn the_files_hold_nothing_readable() {
    let home = vault_with_codes();
    home.unlocked(&["code", "Second"]).done();
    home.unlocked(&["recovery", "take", "github"]).said(0);
    let mut looked_at = 0;
    for folder in [home.vault().to_owned(), home.vault().join("snapshots")] {
        for file in std::fs::read_dir(folder).into_iter().flatten().map(Result::unwrap) {
            if let Ok(bytes) = std::fs::read(file.path()) {
                looked_at += 1;
                let text = String::from_utf8_lossy(&bytes);
                assert!(!marked(&text) && !coded(&text), "{:?}", file.path());
            }
        }
    }
    assert!(looked_at >= 3);
}
