//! What the two pipelines must read: floors for each trouble on our own pictures, and the rate on the collection beside
//! the project when it is there. A floor is what was measured; it fails when a change reads less.
#![expect(
    clippy::as_conversions,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "drawing and printing"
)]

mod collection;
mod specimens;

use scan::{Viewfinder, decode_still};
use specimens::{Condition, Specimen};
use std::collections::BTreeMap;

/// Pictures of each trouble.
const COUNT: u8 = 12;

/// How many of the [`COUNT`] pictures of a trouble must be read: from a still, and by the viewfinder in one round of its
/// turns.
const FLOORS: [(Condition, u8, u8); 13] = [
    (Condition::Screenshot, 12, 12),
    (Condition::Perspective, 12, 12),
    (Condition::Rotated, 12, 12),
    (Condition::Blurred, 12, 12),
    (Condition::Moved, 12, 12),
    (Condition::Noisy, 12, 12),
    (Condition::Pale, 12, 12),
    (Condition::Inverted, 12, 12),
    (Condition::Small, 12, 12),
    (Condition::Shaded, 12, 12),
    (Condition::Glare, 12, 12),
    (Condition::Bent, 12, 12),
    (Condition::Several, 12, 12),
];

/// Whether exactly the specimen's texts were found.
fn is_read(specimen: &Specimen, found: &[scan::Payload]) -> bool {
    let mut found: Vec<&str> = found.iter().map(scan::Payload::as_str).collect();
    let mut texts: Vec<&str> = specimen.texts.iter().map(String::as_str).collect();
    found.sort_unstable();
    texts.sort_unstable();
    let strangers: Vec<_> = found.iter().filter(|text| !texts.contains(text)).collect();
    assert!(strangers.is_empty(), "read what is not there: {strangers:?}");
    found == texts
}

#[test]
fn every_trouble_is_read_as_well_as_before() {
    assert_eq!(FLOORS.map(|(condition, ..)| condition), Condition::ALL);
    let mut failures = Vec::new();
    println!("{:<14}{:>8}{:>12}", "of 12", "still", "viewfinder");
    for (condition, still_floor, viewfinder_floor) in FLOORS {
        let (mut still, mut viewfinder) = (0, 0);
        for index in 0..COUNT {
            let specimen = condition.picture(index, COUNT);
            still += u8::from(is_read(&specimen, &decode_still(specimen.picture.view())));
            let mut finder = Viewfinder::default();
            let seen = Viewfinder::TURNS.map(|_| is_read(&specimen, &finder.read(specimen.picture.view())));
            viewfinder += u8::from(seen.contains(&true));
        }
        println!("{:<14}{still:>8}{viewfinder:>12}", format!("{condition:?}"));
        if still < still_floor || viewfinder < viewfinder_floor {
            failures.push(condition);
        }
    }
    assert!(failures.is_empty(), "read worse than before: {failures:?}");
}

#[test]
fn nothing_is_read_where_there_is_no_code() {
    for index in 0..COUNT {
        let found = decode_still(Condition::without_code(index).view());
        assert!(found.is_empty(), "picture {index}: {} payloads", found.len());
    }
}

/// The goal of the still pipeline on the collection, in parts of a thousand.
const GOAL_PER_MILLE: usize = 960;

#[test]
fn the_collection_is_read_to_the_goal() {
    let Some(folder) = collection::folder() else { return };
    let mut sets: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut inventions = Vec::new();
    for entry in collection::entries(&folder) {
        let found = decode_still(entry.picture.view());
        if entry.expected.is_empty() {
            inventions.extend(found.iter().map(|_| entry.id.clone()));
            continue;
        }
        let (read, all) = sets.entry(entry.set.clone()).or_default();
        *all += 1;
        *read += usize::from(entry.has_any_of(found.iter().map(scan::Payload::as_str)));
    }
    let (mut read, mut all) = (0, 0);
    for (set, (set_read, set_all)) in &sets {
        println!("{set:<20}{set_read:>4} of {set_all:>4}");
        read += set_read;
        all += set_all;
    }
    println!("{:<20}{read:>4} of {all:>4}", "all");
    assert!(inventions.is_empty(), "read where there is no code: {inventions:?}");
    assert!(read * 1000 >= all * GOAL_PER_MILLE, "{read} of {all} is below the goal");
}
