//! Quick unlock with a real keyring: codes and names without a passphrase, secrets never. The session is a D-Bus of its
//! own, and what happens in it is this test program again, running the ignored test.
use std::{
    env, fs,
    os::unix::fs::PermissionsExt,
    process::{Command, Stdio},
    sync::Arc,
};

use actions::{
    Clock, Desk, DiskFolder, KeyringStore, Place, Rollback, SettingsFile, SystemClock, WorkFactor,
};

use crate::home::{Home, Ran, passphrase};

const BUS: &str = "DBUS_SESSION_BUS_ADDRESS";
const INSIDE: &str = "KEEPWARD_TEST_KEYRING";

#[test]
fn with_quick_unlock_the_keyring_opens_what_the_app_would_show() {
    let run = tempfile::tempdir().unwrap();
    fs::set_permissions(run.path(), fs::Permissions::from_mode(0o700)).unwrap();
    let this = env::current_exe().unwrap();
    let line = format!(
        "printf 'keyring words' | gnome-keyring-daemon --unlock --components=secrets --daemonize && \
         exec '{}' --exact keyring::inside --ignored --nocapture",
        this.display()
    );
    let session = Command::new("dbus-run-session")
        .args(["--", "sh", "-c", &format!("command -v gnome-keyring-daemon >/dev/null || exit 77; {line}")])
        .env("HOME", run.path())
        .env("XDG_DATA_HOME", run.path().join("data"))
        .env("XDG_RUNTIME_DIR", run.path())
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env(INSIDE, "yes")
        .output();
    let output = session.expect("dbus-run-session is installed (package dbus-daemon)");
    assert_ne!(
        output.status.code(),
        Some(77),
        "gnome-keyring-daemon is not installed (package gnome-keyring)"
    );
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}

#[test]
#[ignore = "runs inside a session with an unlocked keyring"]
fn inside() {
    if env::var_os(INSIDE).is_none() {
        return;
    }
    let home = Home::usual();
    let place = Place {
        folder: Arc::new(DiskFolder::new(home.vault())),
        secrets: Arc::new(KeyringStore::new()),
        work_factor: WorkFactor::weak_for_tests(),
    };
    let mut desk = Desk::new(place, SettingsFile::open(home.path("settings.json").into()));
    desk.unlock(&passphrase(), Rollback::Refuse, SystemClock.now()).unwrap();
    desk.enable_quick_unlock(&passphrase(), SystemClock.now()).unwrap();

    let older = fs::read(home.vault().join("vault.age")).unwrap();
    assert_eq!(without_terminal(&home, &["list"]).done().lines().count(), 3);
    assert_eq!(without_terminal(&home, &["code", "bob"]).done().len(), 7);
    assert_eq!(without_terminal(&home, &["lock-info", "--json"]).json()["quick_unlock"], "on");
    without_terminal(&home, &["add", "otpauth://totp/New:one?secret=GEZDGNBVGEZDGNBV"]).done();
    let status = without_terminal(&home, &["recovery", "status", "--json"]).json();
    assert_eq!(status["exists"], false, "how much is left is known without the passphrase");
    for line in [
        &["recovery", "take", "github"][..],
        &["recovery", "log", "--csv"],
        &["recovery", "question", "show", "bank"],
        &["recovery", "kit", "make", "--out", &home.path("kit.txt")],
    ] {
        assert!(without_terminal(&home, line).failed(2).contains("--passphrase-file"), "{line:?}");
    }
    for line in [&["export"][..], &["export", "--show-secrets"], &["passwd"], &["passwd", "--leaked"]] {
        assert!(without_terminal(&home, line).failed(2).contains("--passphrase-file"), "{line:?}");
    }

    fs::write(home.vault().join("vault.age"), older).unwrap();
    assert!(without_terminal(&home, &["list"]).failed(7).contains("older"));
    assert_eq!(without_terminal(&home, &["list", "--accept-older"]).done().lines().count(), 3);

    let wrong = home.path("wrong");
    let named = without_terminal(&home, &["list", "--passphrase-file", &wrong]);
    assert!(named.failed(3).contains("wrong"), "a passphrase file that is named is used");
}

/// Runs the program in this session, where nobody could type anything.
fn without_terminal(home: &Home, words: &[&str]) -> Ran {
    let vault = home.vault().to_str().unwrap();
    let output = Command::new("setsid")
        .args(["--wait", env!("CARGO_BIN_EXE_keepward"), "--vault", vault])
        .args(words)
        .env_clear()
        .env("PATH", env::var_os("PATH").unwrap())
        .env("HOME", home.path(""))
        .env(BUS, env::var_os(BUS).unwrap())
        .stdin(Stdio::null())
        .output();
    Ran::from(output.unwrap())
}
