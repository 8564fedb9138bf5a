//! Any bytes as a picture file: it is refused or read, within the memory that the crate promises, and never panics.
#![no_main]

use libfuzzer_sys::fuzz_target;

/// How the files of the formats we read begin, so that noise gets past the first look.
const BEGINNINGS: &[&[u8]] =
    &[b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"BM", b"RIFF\x10\0\0\0WEBP"];

fuzz_target!(|bytes: &[u8]| {
    for beginning in BEGINNINGS {
        // Refusing is right, reading is right; what must not happen is anything else.
        let _ = scan::decode_image_bytes(&[beginning, bytes].concat());
    }
});
