//! A file that comes again, or newer than the stored set.
use super::super::super::tests::{open, present};
use super::*;

/// Reads a file beside what is stored, and stores it with this change to the decision.
fn again(desk: &mut Desk, text: &str, change: impl Fn(&mut ImportDecision)) -> (ImportOutcome, SetId) {
    let preview = read(desk, GITHUB, text);
    let mut decisions = as_seen(&preview);
    change(&mut decisions[0]);
    let at = present(desk);
    let set = desk.accept_import(preview.id, decisions, at).unwrap()[0];
    (preview.sets[0].outcome.clone(), set)
}

fn named(set: SetId) -> NamedSet {
    NamedSet { id: set, title: "GitHub".to_owned() }
}

fn count(desk: &Desk) -> usize {
    desk.recovery_overview(now()).unwrap().sets.len()
}

#[test]
fn the_same_file_twice_is_the_same_set() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    take(&mut desk, set);
    answer(&mut desk, set, 0, CodeAnswer::Worked);
    let found = again(&mut desk, &codes(0, 16).join("\n"), |_| {});
    assert_eq!(found, (ImportOutcome::Same(named(set)), set));
    assert_eq!((states(&desk, set), count(&desk)), (format!("u{}", ".".repeat(15)), 1));
}

#[test]
fn a_used_code_stays_used_whatever_the_file_says() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    take(&mut desk, set);
    answer(&mut desk, set, 0, CodeAnswer::Worked);
    take(&mut desk, set);
    let untick = |decision: &mut ImportDecision| decision.codes.iter_mut().for_each(|code| code.used = false);
    again(&mut desk, &codes(0, 16).join("\n"), untick);
    assert!(states(&desk, set).starts_with("ur."));
}

#[test]
fn a_mark_in_the_file_spends_the_stored_code() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    let mut lines = codes(0, 16);
    lines[4].push_str(" (used)");
    again(&mut desk, &lines.join("\n"), |_| {});
    assert_eq!(states(&desk, set), format!("....u{}", ".".repeat(11)));
    desk.undo_code(set, 4, later(1)).unwrap();
}

#[test]
fn codes_that_are_missing_are_asked_about() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    let fewer = codes(0, 16)[3..].join("\n");
    let (outcome, _) = again(&mut desk, &fewer, |_| {});
    assert_eq!(outcome, ImportOutcome::Subset(named(set), 3));
    assert_eq!(states(&desk, set), ".".repeat(16), "nobody said that they were used");
    again(&mut desk, &fewer, |decision| decision.missing_were_used = true);
    assert_eq!(states(&desk, set), format!("uuu{}", ".".repeat(13)));
}

#[test]
fn a_code_typed_in_by_hand_is_not_missing() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    again(&mut desk, &codes(0, 16)[2..].join("\n"), |decision| {
        decision.missing_were_used = true;
        decision.codes.push(DecidedCode { number: None, text: typed(&codes(0, 1)[0]), used: false });
    });
    assert_eq!(states(&desk, set), format!(".u{}", ".".repeat(14)));
}

#[test]
fn codes_that_are_new_in_the_file_are_added() {
    let mut desk = open_desk();
    let set = import(&mut desk, GITHUB, &codes(0, 10).join("\n"));
    let found = again(&mut desk, &codes(0, 16).join("\n"), |_| {});
    assert_eq!(found, (ImportOutcome::Added(named(set)), set));
    assert_eq!((states(&desk, set), count(&desk)), (".".repeat(16), 1));
}

#[test]
fn an_overlap_adds_and_asks() {
    let mut desk = open_desk();
    let set = import(&mut desk, GITHUB, &codes(0, 10).join("\n"));
    let text = codes(0, 16)[4..].join("\n");
    let (outcome, _) = again(&mut desk, &text, |decision| decision.missing_were_used = true);
    assert_eq!(outcome, ImportOutcome::Subset(named(set), 4));
    assert_eq!(states(&desk, set), format!("uuuu{}", ".".repeat(12)));
}

#[test]
fn new_codes_of_the_service_supersede_the_old_ones() {
    let mut desk = open_desk();
    let old = github(&mut desk);
    let (outcome, new) = again(&mut desk, &codes(1, 16).join("\n"), |_| {});
    assert_eq!(outcome, ImportOutcome::Regenerated(named(old)));
    assert!(
        matches!(view(&desk, old).overview.summary.standing, Standing::Superseded { by, .. } if by == new)
    );
    assert_eq!((states(&desk, old), states(&desk, new)), (".".repeat(16), ".".repeat(16)));
    assert_eq!(log(&desk), ["superseded", "imported", "imported"]);
    desk.unarchive_set(old, later(1)).unwrap();
}

#[test]
fn old_codes_that_go_on_working_stay_in_force() {
    for stored_knows_it in [true, false] {
        let mut desk = open_desk();
        let adds = |decision: &mut ImportDecision| decision.facts.regeneration = Regeneration::Adds;
        let (_, old) = again(&mut desk, &codes(0, 16).join("\n"), |decision| {
            if stored_knows_it {
                adds(decision);
            }
        });
        let (outcome, new) = again(&mut desk, &codes(1, 16).join("\n"), |decision| {
            if !stored_knows_it {
                adds(decision);
            }
        });
        assert_eq!(matches!(outcome, ImportOutcome::Added(_)), stored_knows_it);
        for set in [old, new] {
            assert_eq!(view(&desk, set).overview.summary.standing, Standing::Active, "{stored_knows_it}");
        }
    }
}

#[test]
fn codes_that_turn_out_to_be_somebody_elses_supersede_nothing() {
    type Change = fn(&mut ImportDecision);
    let changes: [Change; 3] = [
        |decision| decision.facts.account = "bob".to_owned(),
        |decision| decision.facts.service = "GitLab".to_owned(),
        |decision| decision.facts.kind = recovery::SetKind::SingleKey,
    ];
    for change in changes {
        let mut desk = open_desk();
        let (_, old) = again(&mut desk, &codes(0, 16).join("\n"), |decision| {
            decision.facts.account = "Ann".to_owned();
        });
        again(&mut desk, &codes(1, 16).join("\n"), change);
        assert_eq!(view(&desk, old).overview.summary.standing, Standing::Active);
        assert_eq!(count(&desk), 2);
    }
}

#[test]
fn facts_that_were_corrected_reach_the_stored_set_and_the_others_stay() {
    let mut desk = open_desk();
    let (_, set) = again(&mut desk, &codes(0, 16).join("\n"), |decision| {
        decision.facts.label = "At work".to_owned();
        decision.facts.expires_on = "2028-01-31".to_owned();
    });
    again(&mut desk, &codes(0, 16).join("\n"), |decision| decision.facts.account = "ann".to_owned());
    let summary = view(&desk, set).overview.summary;
    assert_eq!((summary.label.as_str(), summary.account.as_deref()), ("At work", Some("ann")));
    assert!(summary.expires.is_some() && summary.service.as_deref() == Some("github"));
}

#[test]
fn a_link_of_the_stored_set_outlives_a_file_that_knows_none() {
    let mut desk = open_desk();
    let account = add_named(&mut desk, "Elsewhere", "ann");
    let (_, set) = again(&mut desk, &codes(0, 16).join("\n"), |decision| {
        decision.facts.linked = Some(account);
    });
    again(&mut desk, &codes(0, 16).join("\n"), |_| {});
    assert_eq!(account_of(&desk, set), Some(account));
}

#[test]
fn what_changed_between_preview_and_yes_is_told_first() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    let fewer = codes(0, 16)[3..].join("\n");
    let preview = read(&mut desk, GITHUB, &fewer);
    take(&mut desk, set);
    answer(&mut desk, set, 0, CodeAnswer::Worked);
    let mut decisions = as_seen(&preview);
    decisions[0].missing_were_used = true;
    let refused = desk.accept_import(preview.id, decisions, later(3));
    assert!(matches!(refused, Err(ActionError::ImportChanged)), "{refused:?}");
    assert_eq!(states(&desk, set), format!("u{}", ".".repeat(15)));
    let (outcome, _) = again(&mut desk, &fewer, |_| {});
    assert_eq!(outcome, ImportOutcome::Subset(named(set), 2));
}

#[test]
fn a_set_deleted_between_preview_and_yes_is_told_first() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    let preview = read(&mut desk, GITHUB, &codes(0, 16).join("\n"));
    desk.delete_set(set, &crate::fixture::passphrase(), later(1)).unwrap();
    let refused = desk.accept_import(preview.id, as_seen(&preview), later(2));
    assert!(matches!(refused, Err(ActionError::ImportChanged)));
    assert_eq!(count(&desk), 0);
}

#[test]
fn an_import_that_the_disk_did_not_confirm_is_not_stored_twice() {
    let (place, folder) = place();
    let mut desk = crate::fixture::desk_in(place);
    open(&mut desk, now());
    github(&mut desk);
    let preview = read(&mut desk, "gitlab-recovery-codes.txt", &codes(1, 10).join("\n"));
    folder.fault_at(0, vault::Fault::Unconfirmed);
    let unsure = desk.accept_import(preview.id, as_seen(&preview), now());
    assert!(matches!(unsure, Err(ActionError::Vault(_))), "{unsure:?}");
    let again = desk.accept_import(preview.id, as_seen(&preview), now());
    assert!(matches!(again, Err(ActionError::ImportChanged)), "{again:?}");
    assert_eq!(count(&desk), 2);
}

#[test]
fn two_desks_that_store_the_same_file_store_one_set() {
    let (place, _) = place();
    let mut one = crate::fixture::desk_in(place.clone());
    open(&mut one, now());
    let mut other = Desk::new(place, settings());
    other.unlock(&crate::fixture::passphrase(), vault::Rollback::Refuse, now()).unwrap();
    open(&mut other, now());
    let text = codes(0, 16).join("\n");
    let (first, second) = (read(&mut one, GITHUB, &text), read(&mut other, GITHUB, &text));
    one.accept_import(first.id, as_seen(&first), now()).unwrap();
    let late = other.accept_import(second.id, as_seen(&second), now());
    assert!(matches!(late, Err(ActionError::ImportChanged)), "{late:?}");
    assert_eq!(count(&other), 1, "what the other one did is known now");
}

#[test]
fn ten_thousand_codes_come_again_without_a_wait() {
    let mut desk = open_desk();
    let lines: Vec<String> = (0..10_000).map(|n| format!("a{n:05}-c{:04x}", n * 3 % 65_536)).collect();
    let set = import(&mut desk, GITHUB, &lines.join("\n"));
    let used: Vec<String> = lines.iter().map(|line| format!("{line} (used)")).collect();
    let (outcome, _) = again(&mut desk, &used.join("\n"), |_| {});
    assert_eq!(outcome, ImportOutcome::Marked(named(set), 10_000));
    assert_eq!(desk.recovery_overview(now()).unwrap().used_ever, 10_000);
}

#[test]
fn a_set_does_not_grow_without_end() {
    let mut desk = open_desk();
    let lines: Vec<String> = (0..10_000).map(|n| format!("a{n:05}-c{:04x}", n * 3 % 65_536)).collect();
    import(&mut desk, GITHUB, &lines.join("\n"));
    let preview = read(&mut desk, GITHUB, &lines[..9_999].join("\n"));
    let mut decisions = as_seen(&preview);
    decisions[0].codes.push(DecidedCode { number: None, text: typed("one more"), used: false });
    let refused = desk.accept_import(preview.id, decisions, now());
    assert!(matches!(refused, Err(ActionError::TooManyCodes)));
}
