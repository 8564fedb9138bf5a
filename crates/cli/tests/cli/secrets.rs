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

#[test]
fn the_files_hold_nothing_readable() {
    let home = vault();
    home.unlocked(&["code", "Second"]).done();
    let mut looked_at = 0;
    for folder in [home.vault().to_owned(), home.vault().join("snapshots")] {
        for file in std::fs::read_dir(folder).into_iter().flatten().map(Result::unwrap) {
            if let Ok(bytes) = std::fs::read(file.path()) {
                looked_at += 1;
                assert!(!marked(&String::from_utf8_lossy(&bytes)), "{:?}", file.path());
            }
        }
    }
    assert!(looked_at >= 3);
}
