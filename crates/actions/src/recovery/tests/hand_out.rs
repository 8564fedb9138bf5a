//! One code for one login: reserved first, then shown, then answered for.
use std::time::Duration;

use recovery::{Effect, UseError};

use super::*;
use crate::{ActionError, Settings};

fn keycloak(desk: &mut Desk) -> SetId {
    let lines: Vec<String> = (1..=12).map(|n| format!("{n}: AB{n:02}CDEFGH9K")).collect();
    let lines: Vec<String> = lines.iter().map(|line| line.replace('0', "7")).collect();
    let text = format!("Recovery codes\n\n{}\n", lines.join("\n"));
    import(desk, "kc-download-recovery-codes.txt", &text)
}

#[test]
fn a_code_is_taken_used_and_brought_back() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    let code = take(&mut desk, set);
    assert_eq!((code.position, code.text.expose()), (0, codes(0, 1)[0].as_str()));
    assert!(states(&desk, set).starts_with("r."));
    let after = desk.answer_code(set, 0, CodeAnswer::Worked, "new\u{7} laptop".to_owned(), later(2)).unwrap();
    assert!(
        matches!(&after.codes[0].state, CodeState::Used { at: Some(at), note } if *at == later(2) && note == "new laptop")
    );
    desk.undo_code(set, 0, later(3)).unwrap();
    desk.undo_code(set, 0, later(4)).unwrap();
    assert_eq!(states(&desk, set), ".".repeat(16));
    let nothing = desk.undo_code(set, 0, later(5));
    assert!(matches!(nothing, Err(ActionError::Use(UseError::NothingToUndo))));
    assert_eq!(log(&desk), ["undone", "undone", "used", "reserved", "imported"]);
}

#[test]
fn two_takes_are_two_codes() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    assert_eq!([take(&mut desk, set).position, take(&mut desk, set).position], [0, 1]);
}

#[test]
fn every_answer_has_its_state() {
    for (said, state) in [
        (CodeAnswer::Worked, 'u'),
        (CodeAnswer::Refused, 'x'),
        (CodeAnswer::Unsure, '?'),
        (CodeAnswer::Returned, '.'),
    ] {
        let mut desk = open_desk();
        let set = github(&mut desk);
        take(&mut desk, set);
        answer(&mut desk, set, 0, said);
        assert!(states(&desk, set).starts_with(state), "{said:?}");
    }
}

#[test]
fn an_answer_is_given_once() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    take(&mut desk, set);
    answer(&mut desk, set, 0, CodeAnswer::Worked);
    let again = desk.answer_code(set, 0, CodeAnswer::Worked, String::new(), later(3));
    assert!(matches!(again, Err(ActionError::Use(UseError::AlreadyUsed))));
    let beyond = desk.answer_code(set, 16, CodeAnswer::Worked, String::new(), later(3));
    assert!(matches!(beyond, Err(ActionError::Use(UseError::NoSuchCode))));
}

#[test]
fn a_long_note_is_cut() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    let after = desk.answer_code(set, 0, CodeAnswer::Worked, "x".repeat(9_999), later(2)).unwrap();
    assert!(matches!(&after.codes[0].state, CodeState::Used { note, .. } if note.len() == 500));
}

#[test]
fn the_number_that_the_site_asks_for_is_handed_out() {
    let mut desk = open_desk();
    let set = keycloak(&mut desk);
    let code = desk.take_code(set, Which::Number(7), later(1)).unwrap();
    assert_eq!((code.number, code.position), (Some(7), 6));
    let again = desk.take_code(set, Which::Number(7), later(1));
    assert!(matches!(again, Err(ActionError::Use(UseError::AlreadyReserved))));
    let none = desk.take_code(set, Which::Number(99), later(1));
    assert!(matches!(none, Err(ActionError::Use(UseError::NoSuchNumber(99)))));
    assert!(view(&desk, set).numbered);
    assert_eq!(view(&desk, set).history[0].number, Some(7), "people count as it is printed");
    assert_eq!(desk.take_code(set, Which::Next, later(1)).unwrap().number, Some(1));
}

#[test]
fn only_what_was_handed_out_is_shown_again() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    let refused = desk.show_taken(set, 0, later(1));
    assert!(matches!(refused, Err(ActionError::NotHandedOut)));
    assert!(matches!(desk.copy_taken(set, 0, 0, later(1)), Err(ActionError::NotHandedOut)));
    assert_eq!(log(&desk), ["imported"], "what was refused was not shown");
    let code = take(&mut desk, set);
    assert!(desk.show_taken(set, 0, later(2)).unwrap().text.same_as(&code.text));
    assert_eq!(log(&desk)[0], "revealed");
    answer(&mut desk, set, 0, CodeAnswer::Worked);
    assert!(matches!(desk.show_taken(set, 0, later(3)), Err(ActionError::NotHandedOut)));
    assert!(matches!(desk.show_taken(set, 999, later(3)), Err(ActionError::NotHandedOut)));
}

#[test]
fn a_code_is_copied_in_the_ways_the_service_takes_it() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    let code = take(&mut desk, set);
    assert_eq!((*code.for_clipboard()).as_str(), code.text.expose());
    assert_eq!(code.clears_in, Some(Duration::from_secs(30)));
    let copied = |n| desk.copy_taken(set, 0, n, later(2)).map(|(text, _)| text.to_string());
    assert_eq!(copied(0).unwrap(), code.text.expose());
    assert_eq!(copied(1).unwrap(), code.text.expose().replace('-', ""));
    assert!(matches!(copied(2), Err(ActionError::NotHandedOut)));
}

#[test]
fn a_clipboard_that_is_never_cleared_says_so() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    let _no_file = desk.save_settings(Settings { clear_clipboard_secs: 0, ..Settings::default() });
    assert_eq!(take(&mut desk, set).clears_in, None);
}

#[test]
fn a_key_that_is_replaced_is_spent_only_when_the_new_one_is_safe() {
    let mut desk = open_desk();
    let set = import(&mut desk, "atlassian.txt", "Emergency recovery key\nABCD1234EFGH5678IJKL9012\n");
    assert_eq!(view(&desk, set).overview.summary.effect, Effect::Replace);
    let key = take(&mut desk, set);
    let refused = desk.answer_code(set, 0, CodeAnswer::Worked, String::new(), later(2));
    assert!(matches!(refused, Err(ActionError::Use(UseError::NewKeyNeeded))));
    let same = desk.replace_key(set, 0, typed(key.text.expose()), later(3));
    assert!(matches!(same, Err(ActionError::Use(UseError::SameKey))));
    assert!(matches!(desk.replace_key(set, 0, typed("  "), later(3)), Err(ActionError::Code(_))));
    assert_eq!(states(&desk, set), "r", "nothing was lost on the way");
    desk.replace_key(set, 0, typed("ZYXW1234EFGH5678IJKL9012"), later(4)).unwrap();
    assert_eq!(states(&desk, set), "u.");
    assert_eq!(take(&mut desk, set).text.expose(), "ZYXW1234EFGH5678IJKL9012");
    assert_eq!(log(&desk)[1], "replaced");
}

#[test]
fn a_list_takes_no_new_key() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    take(&mut desk, set);
    let refused = desk.replace_key(set, 0, typed("new"), later(2));
    assert!(matches!(refused, Err(ActionError::Use(UseError::NotAKey))));
}

#[test]
fn a_code_that_turns_two_factor_off_says_so_first() {
    let mut desk = open_desk();
    let set = with_effect(&mut desk, Effect::DisablesTwoFactor);
    assert_eq!(view(&desk, set).overview.summary.effect, Effect::DisablesTwoFactor);
    assert_eq!(take(&mut desk, set).effect, Effect::DisablesTwoFactor);
}

#[test]
fn a_key_that_goes_on_working_is_shown_and_stays() {
    let mut desk = open_desk();
    let set = with_effect(&mut desk, Effect::Reusable);
    let first = take(&mut desk, set);
    let second = take(&mut desk, set);
    assert!(first.text.same_as(&second.text) && first.effect == Effect::Reusable);
    assert_eq!(states(&desk, set), "...");
    assert_eq!(log(&desk), ["revealed", "revealed", "imported"]);
    answer(&mut desk, set, 0, CodeAnswer::Worked);
    assert_eq!(states(&desk, set), "...");
}

#[test]
fn an_empty_set_hands_nothing_out() {
    let mut desk = open_desk();
    let set = with_effect(&mut desk, Effect::Consume);
    for position in 0..3 {
        take(&mut desk, set);
        answer(&mut desk, set, position, CodeAnswer::Worked);
    }
    let none = desk.take_code(set, Which::Next, later(9));
    assert!(matches!(none, Err(ActionError::Use(UseError::Empty))));
    let none = desk.take_code(SetId::random(), Which::Next, later(9));
    assert!(matches!(none, Err(ActionError::NoSuchSet)));
}

#[test]
fn an_expired_code_is_handed_out_with_a_word() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    let mut facts = super::care::facts(&desk, set);
    facts.expires_on = "2027-01-14".to_owned();
    desk.edit_set(set, &facts, now()).unwrap();
    assert!(take(&mut desk, set).expired);
}
