//! The emergency kit: made after the passphrase, proven, and the only thing left on the worst day.
use std::io::ErrorKind;

use vault::{Fault, KitError, Passphrase, VaultFolder};

use super::super::{Output, SheetFormat};
use super::*;
use crate::{
    ActionError, Phase,
    fixture::{desk_in, place, wrong},
};

fn kit(desk: &mut Desk, format: SheetFormat) -> Output {
    let page = desk.draft_kit(format, sheet::Paper::A4, &passphrase(), now()).unwrap();
    desk.adopt_kit(now()).unwrap();
    page
}

fn text_of(output: &Output) -> Zeroizing<String> {
    typed(std::str::from_utf8(&output.bytes).unwrap())
}

fn next() -> Passphrase {
    Passphrase::from("meadow lantern".to_owned())
}

/// What a page says, without its elements.
fn said(page: &str) -> String {
    let pieces = page.split('<').filter_map(|piece| piece.split_once('>').map(|(_, text)| text));
    pieces.collect()
}

#[test]
fn the_page_holds_the_key_that_opens_the_vault() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    let page = text_of(&kit(&mut desk, SheetFormat::Print));
    assert!(page.contains("<svg") && page.contains("age -d -i kit.txt vault.age"));
    let page = said(&page);
    let key = page.split("AGE-SECRET-KEY-1").nth(1).unwrap();
    let key: String =
        key.chars().take_while(|c| c.is_ascii_uppercase() || c.is_ascii_digit()).take(58).collect();
    let key = typed(&format!("AGE-SECRET-KEY-1{key}"));
    assert_eq!(desk.test_kit(&key, later(5)).unwrap(), later(5));
    assert_eq!(desk.recovery_overview(later(5)).unwrap().kit.proven, Some(later(5)));
    desk.lock();
    desk.restore_from_kit(&key, &next(), later(6)).unwrap();
    desk.unlock(&next(), Rollback::Refuse, later(7)).unwrap();
    desk.open_recovery(&next(), Rollback::Refuse, later(8)).unwrap();
    assert_eq!(desk.recovery_set(set, later(8)).unwrap().codes.len(), 16);
}

#[test]
fn every_format_is_made_and_remembered() {
    let mut desk = open_desk();
    for (format, name) in [
        (SheetFormat::Print, "keepward-emergency-kit.html"),
        (SheetFormat::Html, "keepward-emergency-kit.html"),
        (SheetFormat::Pdf, "keepward-emergency-kit.pdf"),
        (SheetFormat::Text, "keepward-emergency-kit.txt"),
    ] {
        assert_eq!(kit(&mut desk, format).name, name);
    }
    assert_eq!(log(&desk), ["kit-made"; 4]);
    assert_eq!(desk.recovery_overview(now()).unwrap().kit.made, Some(now()));
}

#[test]
fn a_newer_kit_takes_the_place_of_the_older() {
    let mut desk = open_desk();
    let older = text_of(&kit(&mut desk, SheetFormat::Text));
    let newer = text_of(&kit(&mut desk, SheetFormat::Text));
    let refused = desk.test_kit(&older, later(1));
    assert!(matches!(refused, Err(ActionError::Kit(KitError::Former { .. }))));
    assert_eq!(desk.recovery_overview(later(1)).unwrap().kit.proven, None);
    desk.test_kit(&newer, later(2)).unwrap();
    assert_eq!(log(&desk)[0], "kit-proven");
}

#[test]
fn what_is_no_kit_or_another_is_told_apart() {
    let mut desk = open_desk();
    let kit = text_of(&kit(&mut desk, SheetFormat::Text));
    let foreign = text_of(&self::kit(&mut open_desk(), SheetFormat::Text));
    let mut mistyped = kit.trim().to_owned();
    let last = mistyped.pop().unwrap();
    mistyped.push(if last == 'Q' { 'P' } else { 'Q' });
    let mut refused = |text: &str| match desk.test_kit(&typed(text), later(1)).unwrap_err() {
        ActionError::Kit(error) => error,
        other => panic!("{other:?}"),
    };
    assert!(matches!(refused("hello"), KitError::NotAKit));
    assert!(matches!(refused(&mistyped), KitError::Damaged));
    assert!(matches!(refused(&foreign), KitError::OtherVault));
}

#[test]
fn a_kit_is_proven_with_the_compartment_closed() {
    let mut desk = open_desk();
    let kit = text_of(&kit(&mut desk, SheetFormat::Text));
    desk.close_recovery();
    desk.test_kit(&kit, later(1)).unwrap();
    assert_eq!(desk.recovery_overview(later(1)).unwrap().kit.proven, Some(later(1)));
}

#[test]
fn a_kit_restores_though_the_key_files_are_gone() {
    let (place, folder) = place();
    let mut desk = desk_in(place);
    open(&mut desk, now());
    let set = github(&mut desk);
    let kit = text_of(&kit(&mut desk, SheetFormat::Text));
    desk.lock();
    for file in ["vault-key.age", "recovery-key.age", "snapshots/vault-key.age", "snapshots/recovery-key.age"]
    {
        folder.remove(file).unwrap();
    }
    assert_eq!(desk.status(now()).phase, Phase::Damaged);
    desk.restore_from_kit(&kit, &next(), later(1)).unwrap();
    desk.unlock(&next(), Rollback::Refuse, later(2)).unwrap();
    desk.open_recovery(&next(), Rollback::Refuse, later(3)).unwrap();
    assert_eq!(desk.recovery_set(set, later(3)).unwrap().codes.len(), 16);
}

#[test]
fn a_wrong_kit_restores_nothing() {
    let mut desk = open_desk();
    kit(&mut desk, SheetFormat::Text);
    let foreign = text_of(&kit(&mut open_desk(), SheetFormat::Text));
    assert!(matches!(desk.restore_from_kit(&foreign, &next(), now()), Err(ActionError::AlreadyOpen)));
    desk.lock();
    let refused = desk.restore_from_kit(&foreign, &next(), now()).err();
    assert!(matches!(refused, Some(ActionError::Kit(KitError::OtherVault))));
    desk.unlock(&passphrase(), Rollback::Refuse, now()).unwrap();
}

#[test]
fn a_kit_that_is_not_made_leaves_the_one_before_in_force() {
    let (place, folder) = place();
    let mut desk = desk_in(place);
    open(&mut desk, now());
    let before = text_of(&kit(&mut desk, SheetFormat::Text));
    assert!(matches!(desk.adopt_kit(now()), Err(ActionError::NoDraft)));
    desk.draft_kit(SheetFormat::Text, sheet::Paper::A4, &passphrase(), later(1)).unwrap();
    desk.test_kit(&before, later(1)).unwrap(); // the page was drawn and never brought
    folder.fault_at(0, Fault::Fails(ErrorKind::StorageFull));
    assert!(matches!(desk.adopt_kit(later(1)), Err(ActionError::Kit(_))));
    let refused = desk.draft_kit(SheetFormat::Text, sheet::Paper::A4, &wrong(), later(1));
    assert!(matches!(refused.err(), Some(ActionError::Unlock(_))));
    desk.test_kit(&before, later(2)).unwrap();
}

#[test]
fn a_page_that_was_never_brought_is_forgotten_with_the_codes() {
    let ways: [fn(&mut Desk); 3] = [
        |desk| assert!(desk.close_recovery_in_time(later(500)).is_zero()),
        |desk| desk.close_recovery(),
        |desk| desk.lock(),
    ];
    for closes in ways {
        let mut desk = open_desk();
        desk.draft_kit(SheetFormat::Text, sheet::Paper::A4, &passphrase(), later(1)).unwrap();
        closes(&mut desk);
        assert!(desk.drafted_kit.is_none() && desk.recovery.is_none());
    }
}

#[test]
fn drawing_the_page_leaves_time_to_bring_it() {
    let mut desk = open_desk();
    desk.draft_kit(SheetFormat::Text, sheet::Paper::A4, &passphrase(), later(119)).unwrap();
    desk.adopt_kit(later(200)).unwrap();
}

#[test]
fn a_kit_before_that_still_opens_something_is_a_warning() {
    let (place, folder) = place();
    let mut desk = desk_in(place);
    open(&mut desk, now());
    kit(&mut desk, SheetFormat::Text);
    // The folder counts two for each file: the compartment, the vault, which decides, and the compartment once more.
    folder.fault_at(4, Fault::Fails(ErrorKind::StorageFull));
    let newer = text_of(&kit(&mut desk, SheetFormat::Text));
    let warnings = desk.warnings().join("\n");
    assert!(warnings.contains("the one before it still opens"), "{warnings}");
    desk.close_recovery();
    open(&mut desk, later(5));
    assert_eq!(desk.warnings(), Vec::<String>::new());
    desk.test_kit(&newer, later(6)).unwrap();
}
