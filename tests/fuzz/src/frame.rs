//! Any bytes as the picture of a camera: the viewfinder pipeline never panics, whatever size the frame has.
#![no_main]

use libfuzzer_sys::fuzz_target;
use scan::Luma;

fuzz_target!(|bytes: &[u8]| {
    let Some((&width, pixels)) = bytes.split_first() else { return };
    let width = usize::from(width).max(1);
    let height = pixels.len() / width;
    let Some(pixels) = pixels.get(..width * height) else { return };
    let (Ok(width), Ok(height)) = (u32::try_from(width), u32::try_from(height)) else { return };
    if let Ok(frame) = Luma::new(pixels, width, height) {
        let _ = scan::decode_frame(frame);
    }
});
