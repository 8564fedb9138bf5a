//! From a downloaded file to stored sets: what is previewed, what is stored beside what, and the file afterwards.
use std::{fs, os::unix::fs::symlink, path::PathBuf};

use recovery::{Regeneration, Standing, read::ElsewhereKind};

use super::super::tests::{
    GITHUB, account_of, answer, as_seen, codes, github, import, log, open_desk, read, states, take, typed,
    view,
};
use super::*;
use crate::{
    CodeAnswer, FactsError,
    fixture::{RFC_SECRET, add_named, later, now, place, settings},
};

mod files;
mod merging;

fn refused(desk: &mut Desk, bytes: &[u8]) -> ActionError {
    match desk.read_recovery(bytes, ImportSource::Pasted, now()) {
        Ok(_) => panic!("it was read"),
        Err(error) => error,
    }
}

#[test]
fn a_preview_shows_everything_and_stores_nothing() {
    let mut desk = open_desk();
    let account = add_named(&mut desk, "GitHub", "ann");
    let text = codes(0, 16).join("\n");
    let preview = read(&mut desk, GITHUB, &text);
    let set = &preview.sets[0];
    assert_eq!((preview.file_name.as_deref(), preview.can_delete_file), (Some(GITHUB), true));
    assert_eq!((set.known.as_deref(), set.facts.service.as_str()), (Some("GitHub"), "GitHub"));
    assert_eq!((set.outcome.clone(), set.facts.linked), (ImportOutcome::New, Some(account)));
    assert_eq!(set.suggested_account.as_ref().map(|it| it.id), Some(account));
    let shown: Vec<&str> = set.codes.iter().map(|code| code.text.as_str()).collect();
    assert_eq!(
        (shown, preview.original.as_str()),
        (codes(0, 16).iter().map(String::as_str).collect(), &*text)
    );
    assert!(desk.recovery_overview(now()).unwrap().sets.is_empty() && log(&desk).is_empty());
}

#[test]
fn what_is_stored_is_what_the_person_saw_and_corrected() {
    let mut desk = open_desk();
    let preview = read(&mut desk, GITHUB, &codes(0, 16).join("\n"));
    let mut decisions = as_seen(&preview);
    decisions[0].codes.truncate(3);
    decisions[0].codes[1].text = typed("corrected");
    decisions[0].codes[2].used = true;
    decisions[0].facts.label = "At work".to_owned();
    let set = desk.accept_import(preview.id, decisions, now()).unwrap()[0];
    assert_eq!((states(&desk, set).as_str(), view(&desk, set).label.as_str()), ("..u", "At work"));
    take(&mut desk, set);
    assert_eq!(take(&mut desk, set).text.expose(), "corrected");
}

#[test]
fn nothing_is_stored_before_somebody_says_which() {
    let mut desk = open_desk();
    let preview = read(&mut desk, GITHUB, &codes(0, 16).join("\n"));
    let mut none = as_seen(&preview);
    none[0].take = false;
    assert!(matches!(desk.accept_import(preview.id, none, now()), Err(ActionError::NothingTaken)));
    let mut empty = as_seen(&preview);
    empty[0].codes.clear();
    assert!(matches!(desk.accept_import(preview.id, empty, now()), Err(ActionError::NothingTaken)));
    let mut blank = as_seen(&preview);
    blank[0].codes[0].text = typed(" ");
    assert!(matches!(desk.accept_import(preview.id, blank, now()), Err(ActionError::Code(_))));
    let mut bad = as_seen(&preview);
    bad[0].facts.site = "javascript:x".to_owned();
    let bad = desk.accept_import(preview.id, bad, now());
    assert!(matches!(bad, Err(ActionError::Facts(FactsError::Site))));
    let mut elsewhere = as_seen(&preview);
    elsewhere[0].index = 1;
    assert!(matches!(desk.accept_import(preview.id, elsewhere, now()), Err(ActionError::NoSuchImport)));
    let mut many = as_seen(&preview);
    many[0].codes = (0..10_001)
        .map(|n| DecidedCode { number: None, text: typed(&format!("code-{n}")), used: false })
        .collect();
    assert!(matches!(desk.accept_import(preview.id, many, now()), Err(ActionError::TooManyCodes)));
    assert!(desk.recovery_overview(now()).unwrap().sets.is_empty());
    desk.accept_import(preview.id, as_seen(&preview), now()).unwrap();
}

#[test]
fn a_preview_is_accepted_once_and_gone_when_given_up_or_followed_by_another() {
    let mut desk = open_desk();
    let first = read(&mut desk, GITHUB, &codes(0, 16).join("\n"));
    let second = read(&mut desk, GITHUB, &codes(1, 16).join("\n"));
    let gone = desk.accept_import(first.id, as_seen(&first), now());
    assert!(matches!(gone, Err(ActionError::NoSuchImport)));
    desk.discard_import(first.id);
    desk.accept_import(second.id, as_seen(&second), now()).unwrap();
    let again = desk.accept_import(second.id, as_seen(&second), now());
    assert!(matches!(again, Err(ActionError::NoSuchImport)));
    let third = read(&mut desk, GITHUB, &codes(2, 16).join("\n"));
    desk.discard_import(third.id);
    let gone = desk.accept_import(third.id, as_seen(&third), now());
    assert!(matches!(gone, Err(ActionError::NoSuchImport)));
}

#[test]
fn what_is_no_file_of_codes_is_a_sentence() {
    let mut desk = open_desk();
    assert!(matches!(refused(&mut desk, b""), ActionError::Read(_)));
    assert!(matches!(refused(&mut desk, b"PK\x03\x04 an archive"), ActionError::Read(_)));
    assert!(matches!(refused(&mut desk, &[0, 1, 2, 255, 254, 0, 7]), ActionError::Read(_)));
    assert!(matches!(refused(&mut desk, &vec![b'a'; 50 << 20]), ActionError::Read(_)));
    assert!(matches!(refused(&mut desk, b"Dear Ann, see you on Monday."), ActionError::NoCodesFound));
    desk.close_recovery();
    assert!(matches!(refused(&mut desk, b"x"), ActionError::RecoveryClosed));
}

#[test]
fn an_enrolment_in_a_file_goes_to_the_adding_table_and_is_not_shown() {
    let mut desk = open_desk();
    let uri = format!("otpauth://totp/Acme:ann?secret={RFC_SECRET}&issuer=Acme");
    let text = format!("{}\n{uri}\n", codes(0, 16).join("\n"));
    let preview = read(&mut desk, GITHUB, &text);
    assert_eq!(preview.sets[0].codes.len(), 16);
    assert_eq!((preview.elsewhere[0].kind, preview.elsewhere[0].offered), (ElsewhereKind::OtpAuth, true));
    assert_eq!(preview.offer.as_ref().unwrap().candidates[0].issuer, "Acme");
    assert!(!preview.original.contains(RFC_SECRET) && preview.original.contains(&codes(0, 1)[0]));
    let set = desk.accept_import(preview.id, as_seen(&preview), now()).unwrap()[0];
    assert_eq!(view(&desk, set).codes.len(), 16);
}

#[test]
fn a_setup_key_is_offered_under_the_name_of_its_service() {
    let mut desk = open_desk();
    let text = format!("{}\nSetup key: {RFC_SECRET}\n", codes(0, 16).join("\n"));
    let preview = read(&mut desk, GITHUB, &text);
    assert_eq!(preview.elsewhere[0].kind, ElsewhereKind::SetupKey);
    assert_eq!(preview.offer.as_ref().unwrap().candidates.len(), 1);
    assert!(!preview.original.contains(RFC_SECRET));
}

#[test]
fn an_age_key_is_recognised_and_neither_stored_nor_shown() {
    let mut desk = open_desk();
    let key = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
    let preview = read(&mut desk, "notes.txt", &format!("my kit\n{key}\n"));
    assert!(preview.sets.is_empty() && preview.offer.is_none());
    assert_eq!((preview.elsewhere[0].kind, preview.elsewhere[0].line), (ElsewhereKind::AgeIdentity, 2));
    assert!(!preview.elsewhere[0].offered && !preview.original.contains(key));
    assert!(preview.original.contains("my kit"));
}

#[test]
fn what_the_text_does_not_show_as_it_was_read_hides_the_text() {
    let mut desk = open_desk();
    let uri = format!("otpauth://totp/Acme:ann?issuer=Acme&amp;secret={RFC_SECRET}");
    let items: String = codes(0, 16).iter().map(|code| format!("<li>{code}</li>")).collect();
    let page = format!("<html><body><ul>{items}</ul><p>{uri}</p></body></html>");
    let preview = read(&mut desk, "github-recovery-codes.html", &page);
    assert_eq!(preview.elsewhere.len(), 1);
    assert!(!preview.original.contains(RFC_SECRET));
}

#[test]
fn a_long_original_is_cut() {
    let mut desk = open_desk();
    let text = format!("{}\n{}", codes(0, 16).join("\n"), "na\u{ef}ve words \n".repeat(9_000));
    let preview = read(&mut desk, GITHUB, &text);
    assert_eq!(preview.original.chars().count(), 20_000);
}

#[test]
fn the_name_of_a_file_proposes_a_service_that_nobody_knows() {
    let mut desk = open_desk();
    let account = add_named(&mut desk, "Voxpep", "ann");
    let set = import(&mut desk, "voxpep-backup-codes.txt", &codes(0, 5).join("\n"));
    let view = view(&desk, set);
    assert_eq!(view.overview.summary.service.as_deref(), Some("voxpep"));
    assert_eq!(view.overview.account, Some(account));
}

#[test]
fn a_site_of_many_keeps_its_slug() {
    let mut desk = open_desk();
    let lines: Vec<String> = (1..=10).map(|n| format!("{n}. {}", 13_579_246 + n * 1_111_111)).collect();
    let text = format!("Two-Factor Recovery Codes for https://blog.example.net/\n\n{}\n", lines.join("\n"));
    let set = import(&mut desk, "two-factor-backup-codes.txt", &text);
    let service = view(&desk, set).overview.summary.service;
    assert_eq!(service.as_deref(), Some("wordpress:blog.example.net"));
}

#[test]
fn a_service_that_spends_one_at_set_up_asks_for_it() {
    let mut desk = open_desk();
    let text: Vec<String> = (0..8).map(|n| format!("{:016x}", 0xab12_cd34_ef56_0000_u64 + n * 77)).collect();
    let spent_one = |desk: &mut Desk, text: &str, used: Option<usize>| {
        let preview = read(desk, "PyPI-Recovery-Codes.txt", text);
        assert!(preview.sets[0].may_have_spent_one);
        let mut decisions = as_seen(&preview);
        decisions[0].spent_one = true;
        if let Some(used) = used {
            decisions[0].codes[used].used = true;
        }
        let set = desk.accept_import(preview.id, decisions, now()).unwrap()[0];
        states(desk, set)
    };
    assert_eq!(spent_one(&mut desk, &text.join("\n"), None), "u.......");
    let mut desk = open_desk();
    assert_eq!(spent_one(&mut desk, &text.join("\n"), Some(5)), ".....u..");
}

#[test]
fn a_mark_keeps_its_day_and_words() {
    let mut desk = open_desk();
    let mut lines = codes(0, 16);
    lines[2].push_str(" (used 2026-03-04)");
    let set = import(&mut desk, GITHUB, &lines.join("\n"));
    let recovery::CodeState::Used { at, .. } = view(&desk, set).codes[2].state.clone() else {
        panic!("it is used")
    };
    assert_eq!(at.map(super::super::care::day_of).as_deref(), Some("2026-03-04"));
}

#[test]
fn a_code_that_stands_twice_is_handed_out_once() {
    let mut desk = open_desk();
    let preview = read(&mut desk, GITHUB, &codes(0, 3).join("\n"));
    let mut decisions = as_seen(&preview);
    let line = |text: &str, used| DecidedCode { number: None, text: typed(text), used };
    let first = codes(0, 1)[0].clone();
    decisions[0].codes.push(line(&first.replace('-', " "), false));
    decisions[0].codes.push(line(&codes(0, 2)[1], true));
    let set = desk.accept_import(preview.id, decisions, now()).unwrap()[0];
    assert_eq!(states(&desk, set), ".u.");
}

#[test]
fn two_numbers_are_two_codes() {
    let mut desk = open_desk();
    let preview = read(&mut desk, GITHUB, &codes(0, 3).join("\n"));
    let mut decisions = as_seen(&preview);
    decisions[0].codes = [Some(1), Some(2), None]
        .map(|number| DecidedCode { number, text: typed("4711"), used: false })
        .into();
    let set = desk.accept_import(preview.id, decisions, now()).unwrap()[0];
    let numbers: Vec<_> = view(&desk, set).codes.iter().map(|code| code.number).collect();
    assert_eq!(numbers, [Some(1), Some(2)], "the third is one of them");
}

#[test]
fn several_services_in_one_file_are_several_sets_in_one_write() {
    let mut desk = open_desk();
    let text = format!(
        "GitHub recovery codes\n{}\n\nGitLab recovery codes\n{}\n",
        codes(0, 16).join("\n"),
        (0..10)
            .map(|n| format!("{:016x}", 0xab12_cd34_ef56_0000_u64 + n * 77))
            .collect::<Vec<_>>()
            .join("\n")
    );
    let preview = read(&mut desk, "codes.txt", &text);
    assert_eq!(preview.sets.len(), 2);
    let ids = desk.accept_import(preview.id, as_seen(&preview), now()).unwrap();
    let services: Vec<_> =
        ids.iter().map(|id| view(&desk, *id).overview.summary.service.unwrap_or_default()).collect();
    assert_eq!(services, ["github", "gitlab"]);
    assert_eq!(log(&desk), ["imported", "imported"]);
}

#[test]
fn only_the_sets_that_were_ticked_are_stored() {
    let mut desk = open_desk();
    let text = format!(
        "GitHub recovery codes\n{}\n\nGitLab recovery codes\n{}\n",
        codes(0, 16).join("\n"),
        (0..10)
            .map(|n| format!("{:016x}", 0xab12_cd34_ef56_0000_u64 + n * 77))
            .collect::<Vec<_>>()
            .join("\n")
    );
    let preview = read(&mut desk, "codes.txt", &text);
    let mut decisions = as_seen(&preview);
    decisions[0].take = false;
    let ids = desk.accept_import(preview.id, decisions, now()).unwrap();
    assert_eq!(ids.len(), 1);
    assert_eq!(view(&desk, ids[0]).overview.summary.service.as_deref(), Some("gitlab"));
}
