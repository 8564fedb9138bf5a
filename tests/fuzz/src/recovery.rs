//! Bytes as a downloaded file of recovery codes, under several names: refused with a sentence, or read into sets whose
//! codes are bounded, each there once, and printed as one JSON object.
#![no_main]

use std::collections::HashSet;

use libfuzzer_sys::fuzz_target;
use recovery::read::{Reading, read};
use recovery::report::to_json;

/// Names that lead different ways.
const NAMES: [Option<&str>; 6] = [
    None,
    Some("github-recovery-codes.txt"),
    Some("shop.example.com_ann_recoverycodes.txt"),
    Some("codes.csv"),
    Some("page.html"),
    Some("PyPI-Recovery-Codes-ann-2026-03-04T11_22_33.txt"),
];

fuzz_target!(|bytes: &[u8]| {
    let [name, file @ ..] = bytes else { return };
    let name = NAMES.get(usize::from(*name) % NAMES.len()).copied().flatten();
    match read(file, name) {
        Ok(reading) => is_sound(&reading),
        Err(problem) => assert!(problem.to_string().ends_with('.'), "a problem is a sentence"),
    }
});

fn is_sound(reading: &Reading) {
    assert!(reading.sets.len() <= Reading::MOST_SETS, "sets are bounded");
    let codes = || reading.sets.iter().flat_map(|set| &set.codes);
    assert!(codes().count() <= Reading::MOST_CODES, "codes are bounded");
    assert!(codes().all(|code| (1..=1024).contains(&code.text.expose().len())), "each code is bounded");
    for set in &reading.sets {
        assert!(!set.codes.is_empty(), "a set has codes");
        let compact: HashSet<String> = set.codes.iter().map(|code| code.text.compact().to_string()).collect();
        assert_eq!(compact.len(), set.codes.len(), "each code is there once");
    }
    let json = to_json(reading);
    assert!(json.starts_with('{') && json.ends_with('}'), "one object");
    let again = read(json.as_bytes(), None).expect("what we print can be read");
    assert!(again.sets.len() <= reading.sets.len(), "and gives no other sets");
}
