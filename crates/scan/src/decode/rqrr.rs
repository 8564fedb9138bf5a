//! The decoder `rqrr`: finds symbols in another way than zxing-cpp, so that it sees some that the other misses.

use crate::{Luma, Payload};
use ::rqrr::PreparedImage;

/// Every QR code rqrr reads in `picture`. Only texts in UTF-8: rqrr does not know other character sets, and a garbled
/// payload is worse than none.
pub(super) fn read(picture: Luma<'_>) -> Vec<Payload> {
    let size = |length: u32| usize::try_from(length).unwrap_or(0);
    let (width, height) = (size(picture.width()), size(picture.height()));
    let pixel = |x: usize, y: usize| picture.pixels().get(y * width + x).copied().unwrap_or(u8::MAX);
    let mut prepared = PreparedImage::prepare_from_greyscale(width, height, pixel);
    let grids = prepared.detect_grids();
    grids.iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| Payload::new(text)).collect()
}
