//! Any bytes as a picture file: it is refused or read, within the memory that the crate promises, and never panics.
//! A picture that is whole is never refused.
#![no_main]

use libfuzzer_sys::fuzz_target;

/// How the files of the formats we read begin, so that noise gets past the first look.
const BEGINNINGS: &[&[u8]] =
    &[b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"BM", b"RIFF\x10\0\0\0WEBP"];

// The first byte chooses a beginning, or else is the width of a bitmap whose pixels are the rest.
fuzz_target!(|bytes: &[u8]| {
    let Some((&first, rest)) = bytes.split_first() else { return };
    match BEGINNINGS.get(usize::from(first)) {
        Some(beginning) => {
            // Refusing is right, reading is right; what must not happen is anything else.
            let _ = scan::decode_image_bytes(&[beginning, rest].concat());
        }
        None => {
            let Some(bitmap) = bitmap(first, rest) else { return };
            assert!(scan::decode_image_bytes(&bitmap).is_ok(), "a whole bitmap is a picture");
        }
    }
});

/// A bitmap file (BITMAPINFOHEADER, 24 bits a pixel) with as many whole rows as there are.
fn bitmap(width: u8, pixels: &[u8]) -> Option<Vec<u8>> {
    let row = (usize::from(width) * 3).next_multiple_of(4);
    let height = pixels.len() / row;
    let pixels = pixels.get(..row * height).filter(|pixels| !pixels.is_empty())?;
    let mut bytes = b"BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0".to_vec();
    bytes.extend(i32::from(width).to_le_bytes());
    bytes.extend(i32::try_from(height).ok()?.to_le_bytes());
    bytes.extend(b"\x01\0\x18\0".iter().chain(&[0; 24]));
    bytes.extend(pixels);
    Some(bytes)
}
