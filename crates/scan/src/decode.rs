//! The two decode pipelines: one for viewfinder frames, one for still pictures.

use crate::{Luma, Payload};

mod zxing;

/// Reads the frames of a camera one after another. Costly attempts take turns over successive frames.
#[derive(Default)]
pub(crate) struct Viewfinder {}

impl Viewfinder {
    /// The codes in the next frame.
    pub(crate) fn read(&mut self, frame: Luma<'_>) -> Vec<Payload> {
        zxing::read(frame)
    }
}

/// The codes in one frame of a viewfinder, within the time a camera leaves between two frames
/// (33 ms at 1280x720 on one core).
pub fn decode_frame(frame: Luma<'_>) -> Vec<Payload> {
    Viewfinder::default().read(frame)
}

/// Every code in a still picture, looked for with patience (about one second at most).
pub fn decode_still(picture: Luma<'_>) -> Vec<Payload> {
    zxing::read(picture)
}
