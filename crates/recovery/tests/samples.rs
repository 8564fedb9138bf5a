//! Downloaded files as services write them, read and compared field by field.

mod collection;

use recovery::read::{ReadBy, read};
use recovery::report::to_json;
use serde_json::Value;

/// What must be equal where the collection states it.
const FIELDS: &[&str] = &[
    "service",
    "account",
    "kind",
    "codes",
    "used",
    "single_use",
    "ordered",
    "replaced_on_use",
    "generated_at",
    "expires_at",
];

#[test]
fn the_collection_reads_as_a_careful_person_reads_it() {
    let Some(folder) = collection::folder() else { return };
    let (mut right, mut all, mut none_right, mut none_all) = (0, 0, 0, 0);
    let mut by_reader = [("known services", 0, 0), ("general", 0, 0)];
    for entry in collection::entries(&folder) {
        let reading =
            read(&entry.file, entry.file_name.as_deref()).expect("every file of the collection can be read");
        let read_by_table = reading.sets.iter().any(|set| matches!(set.read_by, ReadBy::Known(_)));
        let parsed: Value = serde_json::from_str(&to_json(&reading)).expect("JSON");
        let differences = differences(&entry.expected, &parsed);
        let is_right = usize::from(differences.is_empty());
        for difference in &differences {
            println!("{}: {difference}", entry.name);
        }
        all += 1;
        right += is_right;
        if entry.expected["kind"] == "none" {
            none_all += 1;
            none_right += is_right;
        } else {
            let (_, reader_right, reader_all) = &mut by_reader[usize::from(!read_by_table)];
            *reader_all += 1;
            *reader_right += is_right;
        }
    }
    println!("the collection: {right} of {all} exact; without codes {none_right} of {none_all}");
    for (reader, right, all) in by_reader {
        println!("  read by {reader}: {right} of {all} exact");
    }
    assert_eq!(none_right, none_all, "a file without codes gave codes");
    assert!(right * 100 >= all * 95, "{right} of {all}");
}

fn differences(expected: &Value, parsed: &Value) -> Vec<String> {
    if let Some(sets) = expected["sets"].as_array() {
        let read = parsed["sets"].as_array().map(Vec::as_slice).unwrap_or_default();
        let mut all: Vec<String> =
            sets.iter().zip(read).flat_map(|(expected, parsed)| differences(expected, parsed)).collect();
        if sets.len() != read.len() {
            all.push(format!("{} sets, not {}", read.len(), sets.len()));
        }
        return all;
    }
    let stated = FIELDS.iter().filter(|field| expected.get(field).is_some());
    stated
        .filter(|field| expected[**field] != parsed[**field])
        .map(|field| format!("{field} is {}, not {}", parsed[*field], expected[*field]))
        .collect()
}
