use std::time::{Duration, UNIX_EPOCH};

use super::*;
use crate::read::{ReadBy, read};
use crate::{Event, EventKind, Recovery, SetId};

const NOW: SystemTime = UNIX_EPOCH;

fn set(file: &str, name: &str) -> RecoverySet {
    let mut reading = read(file.as_bytes(), Some(name)).unwrap();
    let found = reading.sets.remove(0);
    found.into_set(SetId::random(), None, NOW)
}

fn github() -> RecoverySet {
    let mut set = set("ac66f-fd41b\n9f151-74f9a\neb474-4f051\n", "github-recovery-codes.txt");
    set.account = Some("+49 170".to_owned());
    let at = NOW + Duration::from_secs(1_795_299_746);
    set.worked(1, "=HYPERLINK(\"x\")".to_owned(), at).unwrap();
    set
}

fn codes(text: &str, name: &str) -> Vec<(String, bool)> {
    let reading = read(text.as_bytes(), Some(name)).unwrap();
    assert_eq!(reading.sets.len(), 1, "{text}");
    let codes = reading.sets[0].codes.iter();
    codes.map(|code| (code.text.expose().to_owned(), code.used.is_some())).collect()
}

#[test]
fn text_and_table_read_back() {
    let expected = [("ac66f-fd41b", false), ("9f151-74f9a", true), ("eb474-4f051", false)]
        .map(|(code, used)| (code.to_owned(), used));
    let set = github();
    assert_eq!(codes(&text(&set), "set.txt"), expected);
    assert_eq!(codes(&csv(&set), "set.csv"), expected);
    let reading = read(text(&set).as_bytes(), None).unwrap();
    assert_eq!(reading.sets[0].service.as_deref(), Some("github"));
    let reading = read(csv(&set).as_bytes(), None).unwrap();
    assert_eq!(
        (reading.sets[0].service.as_deref(), reading.sets[0].account.as_deref()),
        (Some("github"), Some("+49 170"))
    );
    let mark = reading.sets[0].codes[1].used.clone().unwrap();
    assert_eq!(mark.at.unwrap().iso, "2026-11-21T22:22:26Z");
}

#[test]
fn no_note_becomes_a_formula_and_no_code_changes() {
    let mut set = github();
    let csv = csv(&set);
    assert!(csv.contains("\"'=HYPERLINK(\"\"x\"\")\""), "{}", *csv);
    set.codes
        .push(RecoveryCode::unused(None, crate::CodeText::new("-starts_with-a_dash-1".to_owned()).unwrap()));
    assert!(self::csv(&set).contains(",\"-starts_with-a_dash-1\","));
}

#[test]
fn a_service_reads_its_own_file_again() {
    let file = as_service(&github()).unwrap();
    assert_eq!(*file, "ac66f-fd41b\neb474-4f051\n");
    let discord = set("* iq4l-ihjr (used)\r\n* d7sx-vrw3 \r\n* 4rht-5sff", "discord_backup_codes.txt");
    let file = as_service(&discord).unwrap();
    assert!(file.ends_with("* iq4l-ihjr (used)\r\n* d7sx-vrw3\r\n* 4rht-5sff"), "{}", *file);
    assert!(as_service(&set("12 34 56\n65 43 21\n11 22 33", "codes.txt")).is_none());
}

#[test]
fn room_is_made_before_codes_are_written() {
    let mut set = github();
    set.codes[1].state = CodeState::Used { at: Some(NOW), note: "\"".repeat(5_000) };
    for (written, each) in [(text(&set), 160), (csv(&set), 1024), (as_service(&set).unwrap(), 32)] {
        assert_eq!(written.capacity(), room(&set, each), "it did not grow");
    }
    let file = set_of_keys();
    assert!(matches!(read(text(&file).as_bytes(), None).unwrap().sets[0].read_by, ReadBy::Known(_)));
}

fn set_of_keys() -> RecoverySet {
    set("EsT1 HpdA 6CEu PKdU EJhc 9R5i 2976 cHkv uzko duHk fTcP kj31", "security-key.txt")
}

#[test]
fn the_log_names_places_and_no_codes() {
    let set = github();
    let mut recovery = Recovery::default();
    let event = Event {
        at: NOW,
        device: "@desk".to_owned(),
        set: Some(set.id),
        code: Some(1),
        what: EventKind::Used,
    };
    recovery.log.record(event);
    recovery.log.record(Event {
        at: NOW,
        device: "desk".to_owned(),
        set: None,
        code: None,
        what: EventKind::KitMade,
    });
    recovery.sets.push(std::sync::Arc::new(set));
    let csv = log::csv(&recovery);
    let line = "\"1970-01-01T00:00:00Z\",\"'@desk\",\"used\",\"github\",\"+49 170\",\"2\"\r\n";
    assert!(csv.contains(line), "{csv}");
    let json = log::json(&recovery);
    for text in [csv, json] {
        assert!(text.contains("kit-made") && !text.contains("fd41b"), "{text}");
    }
}
