//! Any bytes as the protobuf of an `otpauth-migration://` batch, and any text as its data: refused, or its good
//! entries can be written and read again.
#![no_main]

use std::num::NonZeroUsize;

use data_encoding::BASE64;
use libfuzzer_sys::fuzz_target;
use otp::migration;

const THREE: NonZeroUsize = NonZeroUsize::new(3).expect("three is not zero");

fuzz_target!(|bytes: &[u8]| {
    // A changed letter of base64 changes two bytes of what it stands for; encoded here, the fuzzer sees the protobuf.
    written_without_loss(&format!("otpauth-migration://offline?data={}", BASE64.encode(bytes)));
    if let Ok(text) = str::from_utf8(bytes) {
        written_without_loss(&format!("otpauth-migration://offline?{text}"));
    }
});

fn written_without_loss(uri: &str) {
    let Ok(batch) = migration::parse(uri) else { return };
    for problem in &batch.problems {
        assert!(problem.to_string().ends_with('.'), "a problem is a sentence");
    }
    let accounts: Vec<_> = batch.entries.iter().collect();
    let written = migration::write(&accounts, THREE, batch.id);
    assert!(written.problems.is_empty(), "what came from a batch fits in a batch");
    let again: Vec<_> = written
        .pictures
        .iter()
        .flat_map(|uri| migration::parse(uri).expect("what we write can be read").entries)
        .collect();
    assert_eq!(again.len(), accounts.len(), "as many accounts");
    for (account, again) in accounts.iter().zip(&again) {
        assert_eq!(*account.to_uri(), *again.to_uri(), "the same account");
    }
}
