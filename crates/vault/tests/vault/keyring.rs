//! The desktop's keyring for real: unlocked, locked, and absent. Each session is a D-Bus of its own, and what happens in
//! it is this test program again, running one of the ignored tests.

use std::env;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::process::Command;
use std::sync::Arc;

use vault::{
    KeyringStore, LockedVault, MemoryFolder, QuickUnlock, Rollback, SecretStore, SecretStoreError,
    UnlockError,
};

use crate::support::*;

const INSIDE: &str = "KEEPWARD_TEST_KEYRING";
const UNLOCK: &str =
    "printf 'keyring words' | gnome-keyring-daemon --unlock --components=secrets --daemonize && ";

/// Runs an ignored test of this file in a session with a home of its own.
fn in_a_session(before: &str, test: &str) {
    needs("dbus-run-session", "dbus-daemon");
    needs("gnome-keyring-daemon", "gnome-keyring");
    let home = tempfile::tempdir().unwrap();
    let run = home.path().join("run");
    fs::create_dir(&run).unwrap();
    fs::set_permissions(&run, Permissions::from_mode(0o700)).unwrap();
    let this = env::current_exe().unwrap();
    let command = format!("{before}exec '{}' --exact keyring::{test} --ignored --nocapture", this.display());
    let output = Command::new("dbus-run-session")
        .args(["--", "sh", "-c", &command])
        .env("HOME", home.path())
        .env("XDG_DATA_HOME", home.path().join("data"))
        .env("XDG_RUNTIME_DIR", &run)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env(INSIDE, "yes")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}

fn vault_with(store: &Arc<KeyringStore>) -> (Arc<MemoryFolder>, LockedVault) {
    let folder = Arc::new(MemoryFolder::new());
    let place = place_with(folder.clone(), store.clone());
    let mut vault = LockedVault::create(place, &words(WORDS), at(0)).unwrap();
    add(&mut vault, "ann", 0);
    (folder, vault.lock())
}

#[test]
#[ignore = "runs inside a session with an unlocked keyring"]
fn inside_unlocked() {
    if env::var_os(INSIDE).is_none() {
        return;
    }
    let store = Arc::new(KeyringStore::new());
    assert_eq!(store.get("nothing").unwrap(), None);
    store.remove("nothing").unwrap();
    store.set("line", "one").unwrap();
    store.set("line", "two").unwrap();
    assert_eq!(store.get("line").unwrap().as_deref().map(String::as_str), Some("two"));
    store.remove("line").unwrap();
    assert_eq!(store.get("line").unwrap(), None);

    let (folder, locked) = vault_with(&store);
    let older = folder.get("vault.age").unwrap();
    let mut vault = locked.unlock(&words(WORDS), at(1), Rollback::Refuse).unwrap();
    vault.enable_quick_unlock().unwrap();
    add(&mut vault, "bob", 1);
    let locked = vault.lock();
    assert_eq!(locked.has_quick_unlock(), QuickUnlock::On);
    assert_eq!(names(&locked.quick_unlock(at(2), Rollback::Refuse).unwrap()), ["ann", "bob"]);
    folder.put("vault.age", &older);
    assert!(matches!(locked.quick_unlock(at(3), Rollback::Refuse), Err(UnlockError::OlderThanSeen { .. })));
}

#[test]
#[ignore = "runs inside a session with a locked keyring"]
fn inside_locked() {
    if env::var_os(INSIDE).is_none() {
        return;
    }
    let store = Arc::new(KeyringStore::new());
    assert_eq!(store.get("daily-identity").ok().flatten(), None);
    assert!(store.set("daily-identity", "line").is_err());
    let (_, locked) = vault_with(&store);
    let vault = locked.unlock(&words(WORDS), at(1), Rollback::Refuse).unwrap();
    assert!(vault.enable_quick_unlock().is_err());
}

#[test]
#[ignore = "runs without any session"]
fn inside_absent() {
    if env::var_os(INSIDE).is_none() {
        return;
    }
    let store = Arc::new(KeyringStore::new());
    assert_eq!(store.get("anything").err(), Some(SecretStoreError::Absent));
    let (_, locked) = vault_with(&store);
    assert_eq!(locked.has_quick_unlock(), QuickUnlock::Off);
    let vault = locked.unlock(&words(WORDS), at(1), Rollback::Refuse).unwrap();
    assert!(vault.enable_quick_unlock().is_err());
}

#[test]
fn an_unlocked_keyring_keeps_the_key_and_the_revision() {
    in_a_session(UNLOCK, "inside_unlocked");
}

#[test]
fn a_locked_keyring_never_blocks_the_vault() {
    in_a_session("", "inside_locked");
}

#[test]
fn without_a_keyring_the_passphrase_opens_the_vault() {
    let nowhere = tempfile::tempdir().unwrap();
    let output = Command::new(env::current_exe().unwrap())
        .args(["--exact", "keyring::inside_absent", "--ignored", "--nocapture"])
        .env("XDG_RUNTIME_DIR", nowhere.path())
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
        .env(INSIDE, "yes")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}
