//! Bytes as a PDF, or as what the only page of one shows: refused with a sentence or read, never a panic, and never more
//! codes than anybody keeps.
#![no_main]

use libfuzzer_sys::fuzz_target;
use recovery::read::{Reading, read};

fuzz_target!(|bytes: &[u8]| {
    let [form, bytes @ ..] = bytes else { return };
    let file = if form % 2 == 0 { [b"%PDF-1.7\n", bytes].concat() } else { around(bytes) };
    match read(&file, None) {
        Ok(reading) => {
            let codes: usize = reading.sets.iter().map(|set| set.codes.len()).sum();
            assert!(codes <= Reading::MOST_CODES, "codes are bounded");
        }
        Err(problem) => assert!(problem.to_string().ends_with('.'), "a problem is a sentence"),
    }
});

/// A PDF whose page shows `content`. It has no table of objects; readers make one up by looking for them.
fn around(content: &[u8]) -> Vec<u8> {
    let before = format!(
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
         3 0 obj\n<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>\nendobj\n\
         5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n4 0 obj\n<</Length {}>>\nstream\n",
        content.len()
    );
    let after = b"\nendstream\nendobj\ntrailer\n<</Root 1 0 R/Size 6>>\n%%EOF\n";
    [before.as_bytes(), content, after].concat()
}
