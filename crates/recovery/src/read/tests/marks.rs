//! What fields and words beside a code say of it.

use super::*;

/// The codes of the only set that are marked as used.
#[track_caller]
fn used(file: &str) -> Vec<String> {
    of_set(&only(file.as_bytes(), None)).used
}

#[test]
fn numbers_in_json_are_marks_and_empty_texts_are_none() {
    let codes = |marks: [&str; 3]| {
        let codes = ["kqwz-4821", "hvtm-7350", "rjxn-9164"];
        let items: Vec<String> =
            codes.iter().zip(marks).map(|(code, mark)| format!("{{\"code\":\"{code}\",{mark}}}")).collect();
        used(&format!("{{\"recovery_codes\":[{}]}}", items.join(",")))
    };
    assert_eq!(codes(["\"used\":1", "\"used\":0", "\"used\":0"]), ["kqwz-4821"]);
    assert_eq!(codes(["\"used_at\":1750000000", "\"used_at\":null", "\"used_at\":0"]), ["kqwz-4821"]);
    assert_eq!(codes(["\"used_at\":\"\"", "\"used_at\":\" \"", "\"used_at\":\"2025-05-01\""]), ["rjxn-9164"]);
    assert_eq!(codes(["\"available\":false", "\"available\":true", "\"available\":1"]), ["kqwz-4821"]);
}

#[test]
fn columns_of_tables_are_understood_both_ways() {
    assert_eq!(used("Backup Code;Available\nkqwz-4821;no\nhvtm-7350;yes\nrjxn-9164;yes\n"), ["kqwz-4821"]);
    assert_eq!(
        used("recovery code,used\nkqwz-4821,\nhvtm-7350,Redeemed in 2025\nrjxn-9164,revoked\n"),
        ["hvtm-7350", "rjxn-9164"]
    );
}

#[test]
fn phrases_beside_codes_are_understood() {
    let text = "Backup codes\n\nkqwz-4821 (no longer valid)\nhvtm-7350 not valid any more\nrjxn-9164 - nicht mehr g\u{fc}ltig\nbdfg-2605 (not yet used)\nmpls-8137\n";
    assert_eq!(used(text), ["kqwz-4821", "hvtm-7350", "rjxn-9164"]);
}
