//! Any bytes as the protobuf of an `otpauth-migration://` batch: refused, or its good entries write back the same.
#![no_main]

use std::num::NonZeroUsize;

use data_encoding::BASE64;
use libfuzzer_sys::fuzz_target;
use otp::{OtpAuth, migration};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

fuzz_target!(|bytes: &[u8]| {
    let data = BASE64.encode(bytes);
    let uri = format!("otpauth-migration://offline?data={}", utf8_percent_encode(&data, NON_ALPHANUMERIC));
    let Ok(batch) = migration::parse(&uri) else { return };
    let entries: Vec<&OtpAuth> = batch.entries.iter().collect();
    let written = migration::write(&entries, NonZeroUsize::MIN, batch.id);
    for picture in &written.pictures {
        let again = migration::parse(picture).expect("what we wrote can be read");
        assert_eq!(again.entries.len(), 1);
    }
});
