//! Every verb when all is well, for people and for scripts.
use serde_json::json;

use crate::home::{Home, PASSPHRASE, RFC_SECRET};

#[test]
fn init_makes_a_vault_that_opens_with_its_passphrase() {
    let home = Home::empty();
    let ran = home.unlocked(&["init"]);
    assert!(ran.done().starts_with("Made a vault in "), "{}", ran.out);
    assert!(home.unlocked(&["list"]).err.contains("no account yet"));
    let key = std::fs::read_to_string(home.vault().join("vault-key.age")).unwrap_or_default();
    let header =
        String::from_utf8_lossy(&std::fs::read(home.vault().join("vault-key.age")).unwrap()).into_owned();
    assert!(header.lines().nth(1).unwrap().ends_with(" 18"), "work factor 18: {key}");
}

#[test]
fn init_rates_the_passphrase_as_json_too() {
    let home = Home::empty();
    std::fs::write(home.path("passphrase"), "password").unwrap();
    let made = home.unlocked(&["init", "--json"]).json();
    assert_eq!(made["strength"]["score"], 0);
    assert!(
        made["strength"]["suggestion"].is_string() && made["folder"].as_str().unwrap().ends_with("vault")
    );
}

#[test]
fn init_refuses_a_folder_with_a_vault_and_leaves_it_alone() {
    let home = Home::usual();
    let before = std::fs::read(home.vault().join("vault-key.age")).unwrap();
    assert!(home.unlocked(&["init"]).failed(1).contains("already a vault"));
    assert_eq!(std::fs::read(home.vault().join("vault-key.age")).unwrap(), before);
}

#[test]
fn add_takes_a_uri() {
    let home = Home::usual();
    let ran = home.unlocked(&["add", "otpauth://totp/Acme:eve?secret=GEZDGNBVGEZDGNBV", "--tag", "work"]);
    assert_eq!(ran.done(), "Added Acme:eve.\n");
    assert_eq!(home.unlocked(&["list", "work"]).done(), "Acme:eve\n");
}

#[test]
fn add_takes_several_uris_from_standard_input() {
    let home = Home::usual();
    let uris = "otpauth://totp/a:1?secret=GEZDGNBV\n\notpauth://totp/a:2?secret=GEZDGNBW\n";
    let ran = home.piped(&["add", "-", "--json"], uris);
    let report = ran.json();
    assert_eq!(report["added"].as_array().unwrap().len(), 2);
    assert_eq!((&report["added"][1]["name"], &report["already"]), (&json!("2"), &json!([])));
    assert_eq!(home.names().len(), 5);
}

#[test]
fn add_takes_a_picture_and_renames_a_single_account() {
    let home = Home::usual();
    let picture = home.picture("qr.png", "otpauth://totp/Acme:eve?secret=GEZDGNBV&issuer=Acme");
    let ran =
        home.unlocked(&["add", "--image", &picture, "--issuer", "Acme Inc", "--name", "eve@acme.example"]);
    assert_eq!(ran.done(), "Added Acme Inc:eve@acme.example.\n");
}

#[test]
fn add_keeps_what_is_there_and_says_so() {
    let home = Home::usual();
    let known = "otpauth://totp/Other:name?secret=MZXW6YTBMZXW6YTB";
    assert!(home.unlocked(&["add", known]).failed(1).contains("GitHub:ann@acme.example"));
    let both = home.piped(&["add", "-"], &format!("{known}\notpauth://totp/new?secret=GEZDGNBV"));
    assert_eq!((both.code, both.out.as_str()), (0, "Added new.\n"));
    assert!(both.err.contains("GitHub:ann@acme.example is already in the vault"));
    let same_name = home.unlocked(&["add", "otpauth://totp/GitHub:bob?secret=GEZDGNBVGEZDGNBV"]);
    assert_eq!(same_name.code, 0);
    assert!(same_name.err.contains("both are kept"));
}

#[test]
fn a_snapshot_that_could_not_be_taken_is_told_after_the_change() {
    let home = Home::usual();
    std::fs::remove_dir_all(home.vault().join("snapshots")).unwrap();
    std::fs::write(home.vault().join("snapshots"), "in the way").unwrap();
    let ran = home.unlocked(&["add", "otpauth://totp/Acme:eve?secret=GEZDGNBVGEZDGNBV"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "Added Acme:eve.\n"));
    assert!(ran.err.contains("no earlier version of the vault could be kept"), "{}", ran.err);
    let json = home.unlocked(&["code", "library", "--json"]);
    assert!(json.err.starts_with(r#"{"warning":"The change was saved, but no earlier"#), "{}", json.err);
}

#[test]
fn add_counts_the_pictures_of_an_export() {
    let source = Home::with(
        &(0..12)
            .map(|n| format!("otpauth://totp/Acme:user{n}?secret=GEZDGNB{}", char::from(b'A' + n)))
            .collect::<Vec<_>>()
            .iter()
            .map(String::as_str)
            .collect::<Vec<_>>(),
    );
    let export = source.unlocked(&["export", "--show-secrets", "--migration"]);
    let pictures: Vec<_> = export.done().lines().collect();
    assert_eq!(pictures.len(), 2);
    let home = Home::usual();
    let first = home.unlocked(&["add", pictures[0]]);
    assert_eq!(first.out.lines().count(), 10);
    assert!(first.err.contains("picture 1 of 2"), "{}", first.err);
    let second = home.unlocked(&["add", pictures[1], "--json"]).json();
    assert_eq!(
        (second["added"].as_array().unwrap().len(), &second["batch"]),
        (2, &json!({ "have": 1, "of": 2 }))
    );
    assert!(home.unlocked(&["add", "--name", "x", pictures[0]]).failed(1).contains("already"));
    assert_eq!(home.names().len(), 15);
}

#[test]
fn list_prints_names_in_order() {
    let home = Home::usual();
    assert_eq!(home.unlocked(&["list"]).done(), "GitHub:ann@acme.example\nGitHub:bob\nLibrary:reader\n");
    assert_eq!(home.unlocked(&["list", "git", "BOB"]).done(), "GitHub:bob\n");
    let listed = home.unlocked(&["list", "--json"]).json();
    assert_eq!(listed.as_array().unwrap().len(), 3);
    assert_eq!(
        (&listed[2]["kind"], &listed[2]["issuer"], &listed[2]["pinned"]),
        (&json!("hotp"), &json!("Library"), &json!(false))
    );
    assert_eq!(listed[0]["id"].as_str().unwrap().len(), 32);
    let nothing = home.unlocked(&["list", "nobody"]);
    assert_eq!((nothing.code, nothing.out.as_str()), (0, ""));
}

#[test]
fn code_prints_the_digits_and_nothing_else() {
    let home = Home::usual();
    let ran = home.unlocked(&["code", "bob"]);
    assert!(
        ran.done().trim_end().len() == 6 && ran.out.trim_end().bytes().all(|byte| byte.is_ascii_digit()),
        "{}",
        ran.out
    );
    let json = home.unlocked(&["code", "GitHub:bob", "--json"]).json();
    assert_eq!(json["code"].as_str().unwrap().len(), 6);
    assert!((1..=30_000).contains(&json["valid_for_ms"].as_u64().unwrap()));
    let listed = home.open_desk();
    assert!(listed.set_aside().unwrap().is_empty());
}

#[test]
fn code_of_a_counter_is_never_the_same_twice() {
    let home = Home::usual();
    // RFC 4226 appendix D.
    for expected in ["755224", "287082", "359152"] {
        assert_eq!(home.unlocked(&["code", "library"]).done(), format!("{expected}\n"));
    }
    let json = home.unlocked(&["code", "library", "--json"]).json();
    assert_eq!(json, json!({ "code": "969429", "valid_for_ms": null }));
}

#[test]
fn code_of_a_uri_needs_no_vault() {
    let home = Home::empty();
    let uri = format!("otpauth://totp/a?secret={RFC_SECRET}&digits=8");
    // RFC 6238 appendix B.
    for (time, code) in [("59", "94287082"), ("1111111109", "07081804"), ("20000000000", "65353130")] {
        assert_eq!(home.run(&["code", "--uri", &uri, "--time", time]).done(), format!("{code}\n"));
    }
    let json = home.run(&["--json", "code", "--time", "59", "--uri", &uri]).json();
    assert_eq!(json, json!({ "code": "94287082", "valid_for_ms": 1000 }));
    assert_eq!(home.piped(&["code", "--uri", "-", "--time", "59"], &uri).done(), "94287082\n");
    let counter = format!("otpauth://hotp/a?secret={RFC_SECRET}&counter=1");
    assert_eq!(home.run(&["code", "--uri", &counter]).done(), "287082\n");
    assert_eq!(home.run(&["code", "--uri", &uri]).done().len(), 9);
    assert!(!home.vault().exists());
}

#[test]
fn export_prints_secrets_only_when_told_to() {
    let home = Home::usual();
    let careful = home.unlocked(&["export"]);
    assert_eq!(careful.out, "GitHub:ann@acme.example\nGitHub:bob\nLibrary:reader\n");
    assert!(careful.err.contains("--show-secrets"));
    assert_eq!(home.unlocked(&["export", "--json"]).json()["names"][1], "GitHub:bob");

    let export = home.unlocked(&["export", "--show-secrets"]);
    let uris: Vec<_> = export.done().lines().collect();
    assert_eq!(uris.len(), 3);
    let copy = Home::with(&uris);
    assert_eq!(copy.names(), home.names());
    assert_eq!(copy.unlocked(&["code", "library"]).done(), "755224\n");
    assert_eq!(
        home.unlocked(&["export", "--show-secrets", "--json"]).json()["uris"].as_array().unwrap().len(),
        3
    );
}

#[test]
fn export_names_what_a_migration_cannot_carry() {
    let home = Home::with(&[
        "otpauth://totp/Acme:ann?secret=GEZDGNBV",
        "otpauth://totp/Acme:slow?secret=GEZDGNBV&period=60",
    ]);
    let ran = home.unlocked(&["export", "--show-secrets", "--migration"]);
    assert_eq!((ran.code, ran.out.lines().count()), (0, 1));
    assert!(ran.err.contains("Acme: slow"));
    let json = home.unlocked(&["export", "--show-secrets", "--migration", "--json"]).json();
    assert_eq!((json["uris"].as_array().unwrap().len(), json["left_out"].as_array().unwrap().len()), (1, 1));
}

#[test]
fn passwd_changes_the_passphrase() {
    let home = Home::usual();
    std::fs::write(home.path("new"), "another one entirely\n").unwrap();
    let ran = home.unlocked(&["passwd", "--new-passphrase-file", &home.path("new")]);
    assert_eq!(ran.done(), "The passphrase was changed.\n");
    home.unlocked(&["list"]).failed(3);
    assert_eq!(home.run(&["list", "--passphrase-file", &home.path("new")]).done().lines().count(), 3);
}

#[test]
fn passwd_after_a_leak_makes_new_keys_and_drops_the_snapshots() {
    let home = Home::usual();
    let before = std::fs::read(home.vault().join("vault-key.age")).unwrap();
    std::fs::write(home.path("new"), PASSPHRASE).unwrap();
    let words = ["passwd", "--leaked", "--new-passphrase-file", &home.path("new")];
    let ran = home.unlocked(&words);
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("snapshots are deleted"), "{}", ran.err);
    assert!(ran.out.starts_with("Passphrase and keys were replaced"), "{}", ran.out);
    assert_ne!(std::fs::read(home.vault().join("vault-key.age")).unwrap(), before);
    assert_eq!(home.names().len(), 3);
    assert_eq!(home.unlocked(&[&words[..], &["--json"]].concat()).json()["changed"], "keys");
}

#[test]
fn passwd_after_a_leak_tells_what_the_old_keys_still_open() {
    for format in [&[][..], &["--json"]] {
        let home = Home::usual();
        std::fs::write(home.path("new"), PASSPHRASE).unwrap();
        // A snapshot that can neither be read nor judged: a link to itself.
        let snapshot = home.vault().join("snapshots/20250101T000000Z.age");
        std::os::unix::fs::symlink(&snapshot, &snapshot).unwrap();
        let ran = home.unlocked(
            &[&["passwd", "--leaked", "--new-passphrase-file", &home.path("new")], format].concat(),
        );
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.err.contains("the old keys still open a file"), "{}", ran.err);
        if format.is_empty() {
            assert_eq!(ran.out, "Passphrase and keys were replaced, but not everywhere.\n");
        } else {
            let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
            assert_eq!((&told["changed"], &told["snapshots_dropped"]), (&json!("keys"), &json!(0)));
            assert!(told["unfinished"].as_str().unwrap().contains("snapshots"), "{told}");
            assert_eq!(told["quick_unlock_lost"], json!(null));
        }
        std::fs::remove_file(&snapshot).unwrap();
        home.unlocked(&["add", "otpauth://totp/New:one?secret=GEZDGNBVGEZDGNAA"]).done();
        assert_eq!(home.names().len(), 4, "the next change finishes it");
    }
}

#[test]
fn lock_info_needs_no_passphrase() {
    let home = Home::usual();
    let info = home.run(&["lock-info", "--json"]).json();
    assert_eq!((&info["phase"], &info["retry_in_ms"]), (&json!("locked"), &json!(0)));
    let plain = home.run(&["lock-info"]);
    assert!(plain.done().contains("next attempt  now"), "{}", plain.out);
}

const VERBS: &[&str] = &[
    "init",
    "add",
    "list",
    "code",
    "scan",
    "export",
    "passwd",
    "recovery",
    "backup",
    "restore",
    "snapshots",
    "lock-info",
];
const RECOVERY_VERBS: &[&str] = &[
    "parse", "import", "status", "take", "used", "undo", "replace", "log", "export", "archive", "kit",
    "question",
];

#[test]
fn help_tells_every_verb_and_every_exit_code() {
    let home = Home::empty();
    let help = home.run(&["--help"]);
    for word in [VERBS, &["Exit codes", "  8  "]].concat() {
        assert!(help.done().contains(word), "{word}");
    }
    let (_, codes) = help.out.split_once("Exit codes:\n").unwrap();
    let codes: Vec<_> = codes.lines().map_while(|line| line.split_whitespace().next()).collect();
    assert_eq!(codes, ["0", "1", "2", "3", "4", "5", "6", "7", "8", "130"]);
    let document = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/cli.md");
    let document = std::fs::read_to_string(document).unwrap();
    for code in codes {
        assert!(document.contains(&format!("\n| {code} | ")), "docs/cli.md lacks exit code {code}");
    }
    for verb in VERBS {
        assert!(home.run(&[verb, "--help"]).done().contains("--passphrase-file"));
        assert!(
            document.contains(&format!("### `{verb}")) || *verb == "recovery",
            "docs/cli.md lacks {verb}"
        );
    }
    for verb in RECOVERY_VERBS {
        assert!(home.run(&["recovery", verb, "--help"]).done().contains("--passphrase-file"));
        assert!(document.contains(&format!("### `recovery {verb}")), "docs/cli.md lacks recovery {verb}");
    }
    assert!(home.run(&["--version"]).done().starts_with("keepward "));
}
