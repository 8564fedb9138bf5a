//! What may be known on a Sunday without the passphrase.
use std::time::Duration;

use chrono::{Local, NaiveDate, TimeZone};
use recovery::{Low, Standing};

use super::super::overview::{EXPIRES_SOON, KIT_PROOF_LASTS, NOTICE_RESTS};
use super::super::{NoticeKind, RecoveryNotice, RecoveryOverview, SheetFormat};
use super::*;
use crate::{
    SetFacts, Settings, SettingsFile,
    fixture::{add_named, place},
    settings::NoticeRest,
};

fn overview(desk: &Desk) -> RecoveryOverview {
    desk.recovery_overview(present(desk)).unwrap()
}

/// Uses this many codes.
fn use_up(desk: &mut Desk, set: SetId, count: usize) {
    for _ in 0..count {
        let position = take(desk, set).position;
        answer(desk, set, position, CodeAnswer::Worked);
    }
}

fn kind(desk: &Desk) -> Option<NoticeKind> {
    overview(desk).notice.map(|notice| notice.kind())
}

fn make_kit(desk: &mut Desk) -> Zeroizing<String> {
    let page = desk.draft_kit(SheetFormat::Text, sheet::Paper::A4, &passphrase(), now()).unwrap();
    desk.adopt_kit(now()).unwrap();
    typed(std::str::from_utf8(&page.bytes).unwrap())
}

#[test]
fn before_the_first_import_there_is_nothing() {
    let desk = desk();
    let overview = overview(&desk);
    assert!(!overview.exists && overview.sets.is_empty() && overview.notice.is_none());
    assert_eq!(desk.recovery_log(0, 10).unwrap().total, 0);
}

#[test]
fn it_is_known_while_the_compartment_is_closed() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    use_up(&mut desk, set, 1);
    desk.lock();
    desk.unlock(&passphrase(), Rollback::Refuse, later(3)).unwrap();
    let overview = overview(&desk);
    assert!(overview.exists && overview.open_for.is_zero());
    let row = &overview.sets[0];
    assert_eq!((row.title.as_str(), row.summary.unused, row.summary.used.len()), ("GitHub", 15, 1));
}

#[test]
fn uses_are_counted_by_the_calendar_on_the_wall() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    let noon = |day: u32, month: u32| -> SystemTime {
        let day = NaiveDate::from_ymd_opt(2027, month, day).unwrap().and_hms_opt(12, 0, 0).unwrap();
        Local.from_local_datetime(&day).unwrap().into()
    };
    for at in [noon(31, 1), noon(1, 2), noon(14, 2), noon(15, 2)] {
        open(&mut desk, at);
        let code = desk.take_code(set, Which::Next, at).unwrap();
        desk.answer_code(set, code.position, CodeAnswer::Worked, String::new(), at).unwrap();
    }
    let seen = |at| {
        let seen = desk.recovery_overview(at).unwrap();
        (seen.used_today, seen.used_this_month, seen.used_ever)
    };
    assert_eq!(seen(noon(15, 2) + Duration::from_secs(11 * 3_600)), (1, 3, 4));
    assert_eq!(seen(noon(16, 2)), (0, 3, 4));
    assert_eq!(seen(noon(1, 3)), (0, 0, 4));
    assert_eq!(seen(noon(31, 1)), (1, 1, 4));
}

#[test]
fn what_a_file_said_to_be_used_counts_for_ever_and_on_no_day() {
    let mut desk = open_desk();
    let mut lines = codes(0, 16);
    lines[3].push_str(" (used)");
    import(&mut desk, GITHUB, &lines.join("\n"));
    let overview = overview(&desk);
    assert_eq!((overview.used_today, overview.used_this_month, overview.used_ever), (0, 0, 1));
}

#[test]
fn what_wants_attention_stands_first_and_what_is_put_away_last() {
    let mut desk = open_desk();
    let enough = github(&mut desk);
    let low = import(&mut desk, "zulu-backup-codes.txt", &codes(4, 2).join("\n"));
    let empty = import(&mut desk, "yankee-backup-codes.txt", &codes(5, 3).join("\n"));
    let away = import(&mut desk, "alfa-backup-codes.txt", &codes(6, 3).join("\n"));
    use_up(&mut desk, empty, 3);
    desk.archive_set(away, later(2)).unwrap();
    let order: Vec<SetId> = overview(&desk).sets.iter().map(|set| set.summary.id).collect();
    assert_eq!(order, [empty, low, enough, away]);
}

#[test]
fn an_account_without_codes_is_missing_until_it_has_some() {
    let mut desk = open_desk();
    let acme = add_named(&mut desk, "Acme", "ann");
    let hub = add_named(&mut desk, "GitHub", "ann");
    let binned = add_named(&mut desk, "Globex", "ann");
    desk.bin(binned, now()).unwrap();
    let missing = |desk: &Desk| -> Vec<_> { overview(desk).missing.iter().map(|it| it.id).collect() };
    assert_eq!(missing(&desk), [acme, hub]);
    let set = github(&mut desk);
    assert_eq!(missing(&desk), [acme]);
    assert_eq!(account_of(&desk, set), Some(hub), "linked by its names");
    let facts = SetFacts { linked: Some(acme), ..super::care::facts(&desk, set) };
    desk.edit_set(set, &facts, later(1)).unwrap();
    assert_eq!(missing(&desk), [hub], "what the person links counts, not the names");
    desk.archive_set(set, later(2)).unwrap();
    assert_eq!(missing(&desk), [acme, hub], "what was put away is no code on file");
}

#[test]
fn the_most_urgent_notice_is_the_one() {
    let mut desk = open_desk();
    assert_eq!(kind(&desk), None);
    let set = github(&mut desk);
    assert_eq!(kind(&desk), Some(NoticeKind::NoKit));
    let kit = make_kit(&mut desk);
    assert_eq!(kind(&desk), Some(NoticeKind::KitUnproven), "a page that nobody has read back is a hope");
    desk.test_kit(&kit, now()).unwrap();
    assert_eq!(kind(&desk), None);
    use_up(&mut desk, set, 13);
    assert_eq!(overview(&desk).notice, Some(RecoveryNotice::Low(vec![set])));
    let facts = SetFacts { expires_on: "2027-02-01".to_owned(), ..super::care::facts(&desk, set) };
    desk.edit_set(set, &facts, later(2)).unwrap();
    assert_eq!(overview(&desk).notice, Some(RecoveryNotice::Expiring(vec![set])));
    use_up(&mut desk, set, 3);
    assert_eq!(overview(&desk).sets[0].summary.low(), Low::Empty);
    assert_eq!(overview(&desk).notice, Some(RecoveryNotice::Empty(vec![set])));
    desk.archive_set(set, later(3)).unwrap();
    assert_eq!(kind(&desk), None, "what was put away is no trouble");
}

#[test]
fn a_kit_that_was_not_tried_for_long_is_worth_a_word() {
    let mut desk = open_desk();
    github(&mut desk);
    let kit = make_kit(&mut desk);
    desk.test_kit(&kit, now()).unwrap();
    let after = |past: Duration| desk.recovery_overview(now() + past).unwrap().notice;
    assert_eq!(after(KIT_PROOF_LASTS), None);
    assert_eq!(after(KIT_PROOF_LASTS + Duration::from_secs(1)), Some(RecoveryNotice::KitUnproven));
}

#[test]
fn a_set_expires_soon_and_then_is_expired() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    let facts = SetFacts { expires_on: "2027-06-30".to_owned(), ..super::care::facts(&desk, set) };
    desk.edit_set(set, &facts, now()).unwrap();
    let end = view(&desk, set).overview.summary.expires.unwrap();
    let seen = |at| {
        let set = &desk.recovery_overview(at).unwrap().sets[0];
        (set.expires_soon, set.expired)
    };
    assert_eq!(seen(end - EXPIRES_SOON - Duration::from_secs(1)), (false, false));
    assert_eq!(seen(end - EXPIRES_SOON), (true, false));
    assert_eq!(seen(end), (false, true));
}

#[test]
fn a_notice_rests_for_a_week_unless_something_worse_comes() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    let folder = tempfile::tempdir().unwrap();
    desk.settings = SettingsFile::open(folder.path().join("settings.json"));
    desk.dismiss_recovery_notice(NoticeKind::NoKit, now()).unwrap();
    assert_eq!(kind(&desk), None);
    let after = |desk: &Desk, past| desk.recovery_overview(now() + past).unwrap().notice;
    assert_eq!(after(&desk, NOTICE_RESTS - Duration::from_secs(1)), None);
    assert_eq!(after(&desk, NOTICE_RESTS), Some(RecoveryNotice::NoKit));
    use_up(&mut desk, set, 13);
    assert_eq!(kind(&desk), Some(NoticeKind::Low));
}

#[test]
fn a_rest_from_a_clock_that_was_ahead_is_none() {
    let mut desk = open_desk();
    github(&mut desk);
    let until = vault::Timestamp::from(now() + NOTICE_RESTS + Duration::from_secs(9)).unix();
    let rest = Some(NoticeRest { kind: NoticeKind::Empty, until });
    let _no_file = desk.save_settings(Settings { recovery_notice_rests: rest, ..Settings::default() });
    let later = desk.recovery_overview(later(9)).unwrap();
    assert_eq!(later.notice, None, "nine seconds later it is a week");
    assert_eq!(desk.recovery_overview(now()).unwrap().notice, Some(RecoveryNotice::NoKit));
}

#[test]
fn the_log_comes_in_parts_and_names_sets_but_no_code() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    use_up(&mut desk, set, 2);
    let log = desk.recovery_log(0, 2).unwrap();
    assert_eq!((log.total, log.lines.len(), log.lines[0].number), (5, 2, Some(2)));
    assert_eq!((log.lines[0].set.as_deref(), log.lines[0].at), (Some("GitHub"), now()));
    assert!(!log.lines[0].device.is_empty());
    assert_eq!(desk.recovery_log(4, 9).unwrap().lines.len(), 1);
    assert!(desk.recovery_log(99, 9).unwrap().lines.is_empty());
    let printed = format!("{:?}", desk.recovery_log(0, 99).unwrap());
    assert!(codes(0, 16).iter().all(|code| !printed.contains(code)));
}

#[test]
fn a_newer_set_is_named_by_the_one_it_superseded() {
    let mut desk = crate::fixture::desk_in(place().0);
    open(&mut desk, now());
    let old = github(&mut desk);
    let new = import(&mut desk, GITHUB, &codes(1, 16).join("\n"));
    let view = view(&desk, old);
    assert_eq!(view.superseded_by, Some(new));
    assert!(matches!(view.overview.summary.standing, Standing::Superseded { .. }));
    assert_eq!(view.history[0].what.as_str(), "superseded");
    assert_eq!(view.file_name.as_deref(), Some(GITHUB));
}
