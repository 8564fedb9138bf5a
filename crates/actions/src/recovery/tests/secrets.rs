//! Nothing that is printed by mistake holds a code.
use std::fmt::Debug;

use static_assertions::assert_not_impl_any;

use super::super::importing::Imports;
use super::super::{DecidedCode, ImportDecision, ImportPreview, Output, PreviewCode, PreviewSet};
use super::*;
use crate::ActionError;

// Claims about absent traits; unlike a `compile_fail` doctest they cannot pass by accident.
assert_not_impl_any!(ImportPreview: Debug, Clone, serde::Serialize);
assert_not_impl_any!(PreviewSet: Debug, Clone, serde::Serialize);
assert_not_impl_any!(PreviewCode: Debug, Clone, serde::Serialize);
assert_not_impl_any!(ImportDecision: Debug, Clone, serde::Serialize);
assert_not_impl_any!(DecidedCode: Debug, Clone, serde::Serialize);
assert_not_impl_any!(Output: Debug, Clone, serde::Serialize);
assert_not_impl_any!(Imports: Debug, Clone);
assert_not_impl_any!(HandedOut: Clone, serde::Serialize);
assert_not_impl_any!(vault::RecoveryUnlocked: Debug, Clone);

#[test]
fn what_is_shown_of_a_set_prints_no_code() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    let code = take(&mut desk, set);
    let printed = format!(
        "{code:?}{:?}{:?}{:?}",
        view(&desk, set),
        desk.recovery_overview(later(1)).unwrap(),
        desk.recovery_log(0, 99).unwrap()
    );
    for code in codes(0, 16) {
        assert!(!printed.contains(&code) && !printed.contains(&code.replace('-', "")), "a code came out");
    }
}

#[test]
fn a_refusal_repeats_nothing_of_what_was_typed() {
    let mut desk = open_desk();
    let set = github(&mut desk);
    take(&mut desk, set);
    let marker = format!("MARKER{}", "x".repeat(2_000));
    let refused: [Result<(), ActionError>; 4] = [
        desk.replace_key(set, 0, typed(&marker), later(2)).map(drop),
        desk.add_question("Bank", "", "Pet?", typed(&marker), later(2)).map(drop),
        desk.test_kit(&typed("AGE-SECRET-KEY-1MARKER"), later(2)).map(drop),
        desk.read_recovery(b"MARKER", ImportSource::Pasted, later(2)).map(drop),
    ];
    for refused in refused {
        let error = refused.unwrap_err();
        let said = format!("{error} {error:?}");
        assert!(!said.contains("MARKER") && error.to_string().matches('.').count() >= 2, "{said}");
    }
}
