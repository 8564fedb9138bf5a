//! Bytes as a picture in memory, taken as the pixels themselves or as damage to a picture of a code: both pipelines read
//! it or not, never panic, and read the code that is not damaged.
#![no_main]

use libfuzzer_sys::fuzz_target;
use scan::LumaImage;

const TEXT: &str = "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ";
/// Pixels in a module, and modules of paper around the code.
const SCALE: usize = 3;
const QUIET: usize = 4;

// First 0 and the width, then luma; or anything else, then three bytes a spot: column, row and shade.
fuzz_target!(|bytes: &[u8]| {
    let (picture, is_whole) = match bytes {
        [0, width, luma @ ..] => (of_luma(usize::from(*width), luma), false),
        [_, spots @ ..] => (of_code(spots.as_chunks().0), spots.len() < 3),
        [] => return,
    };
    let Some(picture) = picture else { return };
    for found in [scan::decode_frame(picture.view()), scan::decode_still(picture.view())] {
        assert!(!is_whole || found.iter().any(|payload| payload.as_str() == TEXT), "a whole code is read");
    }
});

/// As many whole rows as there are.
fn of_luma(width: usize, luma: &[u8]) -> Option<LumaImage> {
    let width = width.clamp(1, luma.len().max(1));
    let height = luma.len() / width;
    let pixels = luma.get(..width * height)?.to_vec();
    LumaImage::new(pixels, u32::try_from(width).ok()?, u32::try_from(height).ok()?).ok()
}

/// A code with a spot of one module and a third on it for each of `spots`.
fn of_code(spots: &[[u8; 3]]) -> Option<LumaImage> {
    let code = qrcode::QrCode::new(TEXT).expect("a short text fits");
    let side = (code.width() + 2 * QUIET) * SCALE;
    let mut pixels = vec![u8::MAX; side * side];
    let mut paint = |x: usize, y: usize, shade: u8| {
        if let Some(pixel) = pixels.get_mut(y * side + x).filter(|_| x < side) {
            *pixel = shade;
        }
    };
    let square = |size: usize| (0..size).flat_map(move |y| (0..size).map(move |x| (x, y)));
    for (x, y) in square(code.width()).filter(|at| code[*at] == qrcode::Color::Dark) {
        square(SCALE).for_each(|(dx, dy)| paint((x + QUIET) * SCALE + dx, (y + QUIET) * SCALE + dy, 0));
    }
    for [x, y, shade] in spots {
        square(SCALE + 1).for_each(|(dx, dy)| paint(usize::from(*x) + dx, usize::from(*y) + dy, *shade));
    }
    let side = u32::try_from(side).ok()?;
    LumaImage::new(pixels, side, side).ok()
}
