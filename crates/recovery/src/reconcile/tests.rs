use std::time::UNIX_EPOCH;

use super::*;
use crate::read::read;
use crate::{RecoverySet, Source};

/// A found set with these codes.
fn found(codes: &[&str], name: &str) -> FoundSet {
    let mut reading = read(codes.join("\n").as_bytes(), Some(name)).unwrap();
    assert_eq!(reading.sets.len(), 1);
    reading.sets.remove(0)
}

fn stored(codes: &[&str], name: &str) -> RecoverySet {
    let source = Source::of(codes.join("\n").as_bytes(), name);
    found(codes, name).into_set(SetId::random(), Some(source), UNIX_EPOCH)
}

const OLD: &[&str] = &["ac66f-fd41b", "9f151-74f9a", "eb474-4f051", "c5d85-983ec"];
const NEW: &[&str] = &["8eb1b-7a2a3", "4e0c8-a5621", "a8969-8deb4"];
const GITHUB: &str = "github-recovery-codes.txt";

fn reconcile(sets: Vec<RecoverySet>, found: &FoundSet) -> Reconciled {
    let sets: Vec<Arc<RecoverySet>> = sets.into_iter().map(Arc::new).collect();
    Stored::new(&sets).reconcile(found)
}

fn matched(set: SetId, missing: &[usize], added: &[usize], used: &[usize]) -> Match {
    Match { set, missing: missing.to_vec(), added: added.to_vec(), used: used.to_vec() }
}

#[test]
fn nothing_stored_is_new() {
    assert_eq!(reconcile(Vec::new(), &found(OLD, GITHUB)), Reconciled::New);
}

#[test]
fn the_same_codes_are_the_same_set_however_grouped() {
    let set = stored(OLD, GITHUB);
    let id = set.id;
    let again = found(
        &["9f151-74f9a", "AC66F-FD41B".to_lowercase().as_str(), "eb474-4f051", "c5d85-983ec"],
        "codes.txt",
    );
    assert_eq!(reconcile(vec![set], &again), Reconciled::Same(matched(id, &[], &[], &[])));
}

#[test]
fn missing_codes_were_used_elsewhere_unless_that_is_known() {
    let mut set = stored(OLD, GITHUB);
    let id = set.id;
    let fewer = found(&OLD[1..], GITHUB);
    assert_eq!(reconcile(vec![set.clone()], &fewer), Reconciled::Subset(matched(id, &[0], &[], &[])));
    set.worked(0, String::new(), UNIX_EPOCH).unwrap();
    assert_eq!(reconcile(vec![set], &fewer), Reconciled::Same(matched(id, &[], &[], &[])));
}

#[test]
fn marks_in_the_file_are_told() {
    let set = stored(OLD, GITHUB);
    let id = set.id;
    let marked = found(&["ac66f-fd41b (used)", "9f151-74f9a", "eb474-4f051", "c5d85-983ec"], GITHUB);
    assert_eq!(reconcile(vec![set], &marked), Reconciled::Marked(matched(id, &[], &[], &[0])));
}

#[test]
fn more_codes_are_a_superset_and_both_ways_an_overlap() {
    let set = stored(&OLD[..3], GITHUB);
    let id = set.id;
    assert_eq!(
        reconcile(vec![set.clone()], &found(OLD, GITHUB)),
        Reconciled::Superset(matched(id, &[], &[3], &[]))
    );
    assert_eq!(
        reconcile(vec![set], &found(&OLD[1..], GITHUB)),
        Reconciled::Overlap(matched(id, &[0], &[2], &[]))
    );
}

#[test]
fn other_codes_of_the_same_account_were_made_anew() {
    let set = stored(OLD, GITHUB);
    let id = set.id;
    let then = |regeneration| {
        let mut fresh = found(NEW, GITHUB);
        let mut set = set.clone();
        (fresh.regeneration, set.regeneration) = (regeneration, regeneration);
        reconcile(vec![set], &fresh)
    };
    for (regeneration, expected) in [
        (Regeneration::Replaces, Regenerated::Supersede),
        (Regeneration::Adds, Regenerated::KeepBoth),
        (Regeneration::Unknown, Regenerated::Ask),
    ] {
        assert_eq!(then(regeneration), Reconciled::Disjoint { set: id, then: expected });
    }
}

#[test]
fn another_account_or_service_is_new() {
    let mut set = stored(OLD, GITHUB);
    set.account = Some("ann".to_owned());
    let mut fresh = found(NEW, GITHUB);
    fresh.account = Some("bob".to_owned());
    assert_eq!(reconcile(vec![set.clone()], &fresh), Reconciled::New);
    assert_eq!(reconcile(vec![set.clone()], &found(NEW, "codes.txt")), Reconciled::New);
    set.archive(UNIX_EPOCH).unwrap();
    assert_eq!(reconcile(vec![set], &found(NEW, GITHUB)), Reconciled::New);
}

#[test]
fn a_code_shared_by_chance_does_not_join_two_services() {
    let mut set = stored(&["111111", "222222", "333333", "444444"], "reddit codes.txt");
    set.service = Some("reddit".to_owned());
    let mut other = found(&["111111", "555555", "666666", "777777"], "codes.txt");
    other.service = Some("wso2".to_owned());
    assert_eq!(reconcile(vec![set], &other), Reconciled::New);
}
