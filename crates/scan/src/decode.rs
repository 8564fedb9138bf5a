//! The two decode pipelines, as sequences of [`Stage`]s: one for viewfinder frames, one for still pictures. Which stages,
//! and in which order, was decided by measuring (`cargo run --release -p keepward-bench --bin decode`).

use crate::{Luma, Payload};

mod prepare;
mod repair;
mod rqrr;
mod stage;
mod zxing;

pub use stage::Stage;

/// Reads the frames of a camera one after another. Each frame is read as it is and in one more way; the ways take
/// turns, so that a frame never costs more than one of them.
#[derive(Default)]
pub struct Viewfinder {
    frames: usize,
}

impl Viewfinder {
    /// The ways that take turns after [`Stage::Plain`].
    pub const TURNS: [Stage; 2] = [Stage::Thresholded, Stage::Smoothed];

    /// The codes in the next frame.
    pub fn read(&mut self, frame: Luma<'_>) -> Vec<Payload> {
        let turn = Self::TURNS.iter().cycle().nth(self.frames % Self::TURNS.len());
        self.frames = self.frames.wrapping_add(1);
        let plain = Stage::Plain.read(frame);
        match turn {
            Some(stage) if plain.is_empty() => stage.read(frame),
            _ => plain,
        }
    }
}

/// The codes in one frame of a viewfinder, within the time a camera leaves between two frames (33 ms at 1280x720 on one
/// core). For frame after frame use [`Viewfinder`], which sees more.
pub fn decode_frame(frame: Luma<'_>) -> Vec<Payload> {
    Viewfinder::default().read(frame)
}

/// More pixels than this are reduced before the costly stages: a code that fills less of such a picture than they need
/// was seen by the first.
const ENOUGH_PIXELS: usize = 2_500_000;

/// Every code in a still picture, looked for with patience: about a second at most.
pub fn decode_still(picture: Luma<'_>) -> Vec<Payload> {
    let plain = Stage::Plain.read(picture);
    if !plain.is_empty() {
        return plain;
    }
    if picture.pixels().len() > ENOUGH_PIXELS {
        return decode_still(prepare::halve(picture).view());
    }
    let costly = Stage::STILL.iter().filter(|stage| **stage != Stage::Plain);
    costly.map(|stage| stage.read(picture)).find(|found| !found.is_empty()).unwrap_or_default()
}
