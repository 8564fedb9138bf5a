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

use scan::{LumaImage, Stage, Viewfinder, decode_still};
use specimens::{Condition, Specimen};
use std::collections::BTreeMap;

/// Pictures of each trouble.
const COUNT: u8 = 6;

/// How many of the [`COUNT`] pictures of a trouble must be read: from a still, and by the viewfinder in one round of its
/// turns.
const FLOORS: [(Condition, u8, u8); 13] = [
    (Condition::Screenshot, 6, 6),
    (Condition::Perspective, 6, 6),
    (Condition::Rotated, 6, 6),
    (Condition::Blurred, 5, 4),
    (Condition::Moved, 4, 4),
    (Condition::Noisy, 6, 6),
    (Condition::Pale, 6, 5),
    (Condition::Inverted, 6, 6),
    (Condition::Small, 6, 5),
    (Condition::Shaded, 6, 6),
    (Condition::Glare, 4, 4),
    (Condition::Bent, 5, 4),
    (Condition::Several, 6, 6),
];

/// Pictures of twelve that the first stage cannot read: for smoothing, equalising, doubling and repair.
const HARD: [(Condition, u8); 4] =
    [(Condition::Noisy, 10), (Condition::Pale, 11), (Condition::Moved, 9), (Condition::Blurred, 9)];

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
    println!("of {COUNT:<11}{:>8}{:>12}", "still", "viewfinder");
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

/// Two pictures side by side on a grey table.
fn side_by_side(left: &LumaImage, right: &LumaImage) -> LumaImage {
    let (left, right) = (left.view(), right.view());
    let height = left.height().max(right.height());
    let mut pixels = Vec::new();
    for y in 0..height as usize {
        for part in [left, right] {
            let width = part.width() as usize;
            pixels.extend(part.rows().nth(y).map_or(vec![120; width], <[u8]>::to_vec));
        }
    }
    LumaImage::new(pixels, left.width() + right.width(), height).expect("as many pixels as there are")
}

#[test]
fn a_code_that_is_hard_to_read_is_found_beside_one_that_is_easy() {
    let easy = Condition::Screenshot.picture(0, 12);
    for (condition, index) in HARD {
        let hard = condition.picture(index, 12);
        let both = Specimen {
            picture: side_by_side(&easy.picture, &hard.picture),
            texts: [easy.texts.clone(), hard.texts].concat(),
        };
        let plain = Stage::Plain.read(both.picture.view());
        assert!(plain.len() == 1, "{condition:?} is no trouble: the first stage reads {}", plain.len());
        assert!(is_read(&both, &decode_still(both.picture.view())), "{condition:?} is missed");
    }
}

/// The goal of the still pipeline on the collection, in parts of a thousand.
const GOAL_PER_MILLE: usize = 960;
/// Pictures of several codes of which it must read all.
const SEVERAL_FLOOR: usize = 25;

#[test]
fn the_collection_is_read_to_the_goal() {
    let Some(folder) = collection::folder() else { return };
    let mut sets: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut inventions = Vec::new();
    let mut several = 0;
    for entry in collection::entries(&folder) {
        let found = decode_still(entry.picture.view());
        let texts: Vec<String> = found.iter().map(|payload| payload.as_str().to_owned()).collect();
        if entry.strangers(&texts) > 0 {
            inventions.push(entry.id.clone());
        }
        if entry.expected.is_empty() {
            continue;
        }
        let (read, all) = sets.entry(entry.set.clone()).or_default();
        *all += 1;
        *read += usize::from(entry.has_any_of(&texts));
        several += usize::from(entry.expected.len() > 1 && entry.all_among(&texts));
    }
    let (mut read, mut all) = (0, 0);
    for (set, (set_read, set_all)) in &sets {
        println!("{set:<20}{set_read:>4} of {set_all:>4}");
        read += set_read;
        all += set_all;
    }
    println!("{:<20}{read:>4} of {all:>4}, all codes of {several} with several", "all");
    assert!(inventions.is_empty(), "read what is not there: {inventions:?}");
    assert!(read * 1000 >= all * GOAL_PER_MILLE, "{read} of {all} is below the goal");
    assert!(several >= SEVERAL_FLOOR, "all codes of only {several} pictures with several");
}
