//! Settings survive everything a disk and a person can do to them.
use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

use super::*;

fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keepward/settings.json");
    (folder, path)
}

fn found(path: &Path, text: impl AsRef<[u8]>) -> SettingsFile {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
    SettingsFile::open(path.to_owned())
}

#[test]
fn no_file_means_the_defaults_and_no_notice() {
    let (_folder, path) = place();
    let file = SettingsFile::open(path);
    assert_eq!((file.settings(), file.notice()), (&Settings::default(), None));
}

#[test]
fn saved_settings_are_found_again() {
    let (_folder, path) = place();
    let chosen = Settings { theme: Theme::Dark, sort: Sort::Use, lock_after_secs: 60, ..Settings::default() };
    SettingsFile::open(path.clone()).save(chosen.clone()).unwrap();
    assert_eq!(SettingsFile::open(path).settings(), &chosen);
}

#[test]
fn fields_of_a_newer_version_survive_a_rewrite() {
    let (_folder, path) = place();
    let mut file = found(&path, r#"{"theme":"dark","language":"fi","deep":{"a":[1,2]}}"#);
    assert_eq!(file.settings().theme, Theme::Dark);
    file.save(Settings { theme: Theme::Light, ..file.settings().clone() }).unwrap();
    let written: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!(written["language"], "fi");
    assert_eq!(written["deep"]["a"][1], 2);
    assert_eq!(written["theme"], "light");
}

#[test]
fn a_damaged_file_is_kept_aside_and_said_so() {
    let oversized = format!("{{\"x\":\"{}\"}}", "x".repeat(1 << 20));
    for damaged in ["", "{", "[]", "{\"theme\":\"pink\"}", "{\"hide_codes\":3}", &oversized] {
        let (_folder, path) = place();
        let mut file = found(&path, damaged);
        assert_eq!(file.settings(), &Settings::default());
        assert!(file.notice().unwrap().contains("settings.json.damaged-1"), "{:?}", file.notice());
        assert_eq!(fs::read_to_string(path.with_extension("json.damaged-1")).unwrap(), damaged);
        file.save(Settings::default()).unwrap();
        assert!(file.notice().is_none());
    }
}

#[test]
fn bytes_that_are_no_text_are_a_damaged_file_and_earlier_ones_are_not_replaced() {
    let (_folder, path) = place();
    found(&path, "first");
    let second = found(&path, b"\xff\xfe second");
    assert!(second.notice().unwrap().contains("damaged-2"));
    assert_eq!(fs::read_to_string(path.with_extension("json.damaged-1")).unwrap(), "first");
}

#[test]
fn numbers_out_of_bounds_are_brought_back() {
    let (_folder, path) = place();
    let file = found(
        &path,
        r#"{"lock_after_secs":4000000000,"clear_clipboard_secs":90000,"time_server":"a b","global_shortcut":" "}"#,
    );
    let settings = file.settings();
    assert_eq!(settings.lock_after_secs, LONGEST_LOCK_AFTER_SECS);
    assert_eq!(settings.clear_clipboard_secs, LONGEST_CLEAR_CLIPBOARD_SECS);
    assert_eq!(settings.time_server, "pool.ntp.org");
    assert_eq!(settings.global_shortcut, None);
}

#[test]
fn a_time_server_that_is_none_is_refused_and_changes_nothing() {
    let (_folder, path) = place();
    let mut file = SettingsFile::open(path.clone());
    let wrong =
        Settings { time_server: "http://time/".to_owned(), theme: Theme::Dark, ..Settings::default() };
    assert!(matches!(file.save(wrong), Err(SettingsError::TimeServer(_))));
    assert_eq!(file.settings(), &Settings::default());
    assert!(!path.exists());
}

#[test]
fn a_disk_that_refuses_is_named_and_the_choice_still_holds() {
    let (folder, path) = place();
    fs::write(folder.path().join("keepward"), "a file where the folder should be").unwrap();
    let mut file = SettingsFile::open(path);
    let error = file.save(Settings { theme: Theme::Dark, ..Settings::default() }).unwrap_err();
    assert!(error.to_string().contains("settings.json"));
    assert_eq!(file.settings().theme, Theme::Dark);
}
