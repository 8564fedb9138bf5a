//! Correcting, putting away and deleting a set.
use recovery::{Effect, Order, Regeneration, SetKind, Standing, UseError};

use super::*;
use crate::{
    ActionError, FactsError, SetFacts,
    fixture::{add_named, wrong},
};

/// The facts of a set as the form shows them.
pub(super) fn facts(desk: &Desk, set: SetId) -> SetFacts {
    let view = view(desk, set);
    let summary = &view.overview.summary;
    SetFacts {
        label: view.label.clone(),
        service: summary.service.clone().unwrap_or_default(),
        account: summary.account.clone().unwrap_or_default(),
        site: summary.site.clone().unwrap_or_default(),
        linked: view.overview.account,
        kind: summary.kind,
        effect: summary.effect,
        order: summary.order,
        regeneration: view.regeneration,
        expires_on: String::new(),
    }
}

#[test]
fn every_fact_can_be_corrected() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    let account = add_named(&mut desk, "Acme", "ann");
    let corrected = SetFacts {
        label: " At work ".to_owned(),
        service: "GitLab".to_owned(),
        account: "ann".to_owned(),
        site: "git.example.com:3000/codes".to_owned(),
        linked: Some(account),
        kind: SetKind::SingleKey,
        effect: Effect::Reusable,
        order: Order::AsPrinted,
        regeneration: Regeneration::Adds,
        expires_on: "2027-02-28".to_owned(),
    };
    let view = desk.edit_set(set, &corrected, later(1)).unwrap();
    let summary = &view.overview.summary;
    assert_eq!((view.overview.title.as_str(), summary.service.as_deref()), ("At work", Some("gitlab")));
    assert_eq!(summary.site.as_deref(), Some("https://git.example.com:3000/codes"));
    assert_eq!((view.overview.account, summary.kind), (Some(account), SetKind::SingleKey));
    assert_eq!((summary.effect, summary.order), (Effect::Reusable, Order::AsPrinted));
    assert_eq!(view.regeneration, Regeneration::Adds);
    assert_eq!(summary.expires.map(super::super::care::day_of).as_deref(), Some("2027-02-28"));
    assert_eq!(log(&desk)[0], "edited");
    let bare = SetFacts { account: String::new(), linked: None, expires_on: String::new(), ..corrected };
    let view = desk.edit_set(set, &bare, later(2)).unwrap();
    assert_eq!((view.overview.account, view.overview.summary.expires), (None, None));
}

#[test]
fn what_cannot_be_kept_is_refused_and_changes_nothing() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    let good = facts(&desk, set);
    for (bad, why) in [
        (SetFacts { label: "x".repeat(201), ..good.clone() }, FactsError::LongName),
        (
            SetFacts { label: "new".to_owned(), account: "a\nb".to_owned(), ..good.clone() },
            FactsError::Invisible,
        ),
        (SetFacts { site: "javascript:alert(1)".to_owned(), ..good.clone() }, FactsError::Site),
        (SetFacts { site: "file:///etc/passwd".to_owned(), ..good.clone() }, FactsError::Site),
        (SetFacts { site: "nowhere".to_owned(), ..good.clone() }, FactsError::Site),
        (SetFacts { site: format!("https://{}", "x".repeat(2_000)), ..good.clone() }, FactsError::Site),
        (SetFacts { expires_on: "soon".to_owned(), ..good.clone() }, FactsError::Day),
        (SetFacts { expires_on: "1969-12-30".to_owned(), ..good.clone() }, FactsError::Day),
        (SetFacts { expires_on: "2107-01-01".to_owned(), ..good.clone() }, FactsError::Day),
    ] {
        let refused = desk.edit_set(set, &bad, later(1));
        assert!(matches!(&refused, Err(ActionError::Facts(error)) if *error == why), "{refused:?}");
    }
    assert_eq!((view(&desk, set).label.as_str(), log(&desk).len()), ("", 1));
}

#[test]
fn a_set_that_was_put_away_hands_nothing_out_until_it_is_back() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    desk.archive_set(set, later(1)).unwrap();
    let refused = desk.take_code(set, Which::Next, later(2));
    assert!(matches!(refused, Err(ActionError::Use(UseError::Archived))));
    assert!(matches!(desk.archive_set(set, later(2)), Err(ActionError::Use(UseError::Archived))));
    desk.unarchive_set(set, later(3)).unwrap();
    assert!(matches!(desk.unarchive_set(set, later(3)), Err(ActionError::Use(UseError::InForce))));
    assert_eq!(view(&desk, set).overview.summary.standing, Standing::Active);
    take(&mut desk, set);
}

#[test]
fn deleting_takes_the_passphrase_and_leaves_a_line_in_the_log() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    assert!(matches!(desk.delete_set(set, &wrong(), later(1)), Err(ActionError::Unlock(_))));
    desk.delete_set(set, &passphrase(), later(9)).unwrap();
    assert!(matches!(desk.recovery_set(set, later(9)), Err(ActionError::NoSuchSet)));
    assert!(desk.recovery_overview(later(9)).unwrap().sets.is_empty());
    assert!(matches!(desk.delete_set(set, &passphrase(), later(9)), Err(ActionError::NoSuchSet)));
    assert_eq!(log(&desk), ["deleted", "imported"]);
}

#[test]
fn a_set_that_is_gone_is_told_everywhere() {
    let mut desk = open_desk();
    let good = SetFacts { label: "x".to_owned(), ..facts_of_nothing() };
    let gone = SetId::random();
    for result in [
        desk.edit_set(gone, &good, now()).map(drop),
        desk.archive_set(gone, now()),
        desk.unarchive_set(gone, now()),
        desk.undo_code(gone, 0, now()).map(drop),
        desk.show_taken(gone, 0, now()).map(drop),
        desk.replace_key(gone, 0, typed("x"), now()).map(drop),
        desk.last_changed(gone, now()).map(drop),
    ] {
        assert!(matches!(result, Err(ActionError::NoSuchSet)), "{result:?}");
    }
}

fn facts_of_nothing() -> SetFacts {
    SetFacts {
        label: String::new(),
        service: String::new(),
        account: String::new(),
        site: String::new(),
        linked: None,
        kind: SetKind::List,
        effect: Effect::Unknown,
        order: Order::Any,
        regeneration: Regeneration::Unknown,
        expires_on: String::new(),
    }
}

#[test]
fn the_code_that_changed_last_can_be_named() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    assert!(matches!(desk.last_changed(set, later(1)), Err(ActionError::Use(UseError::NothingToUndo))));
    for position in 0..2 {
        take(&mut desk, set);
        answer(&mut desk, set, position, CodeAnswer::Worked);
    }
    assert_eq!(desk.last_changed(set, later(3)).unwrap(), 1);
}
