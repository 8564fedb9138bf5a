//! The two decode pipelines, as sequences of [`Stage`]s: one for viewfinder frames, one for still pictures. Which stages,
//! and in which order, was decided by measuring (`cargo run --release -p keepward-bench --bin decode`).

use crate::{Luma, Payload};

mod prepare;
mod repair;
mod stage;
mod zxing;

pub use stage::Stage;
use zxing::Sight;

/// Reads the frames of a camera one after another. Each frame is read as it is, and in one more way if that leaves
/// something to find; the ways take turns, so that a frame never costs more than one of them.
#[derive(Default)]
pub struct Viewfinder {
    frames: usize,
}

impl Viewfinder {
    /// The ways that take turns after [`Stage::Plain`].
    pub const TURNS: [Stage; 2] = [Stage::Global, Stage::Smoothed];

    /// The codes in the next frame.
    pub fn read(&mut self, frame: Luma<'_>) -> Vec<Payload> {
        let turn = Self::TURNS.iter().cycle().nth(self.frames % Self::TURNS.len());
        self.frames = self.frames.wrapping_add(1);
        let Sight { mut read, unread } = zxing::look(frame);
        if let Some(stage) = turn
            && (read.is_empty() || !unread.is_empty())
        {
            Payload::gather(&mut read, stage.read(frame));
        }
        read
    }
}

/// The codes in one frame of a viewfinder, within the time a camera leaves between two frames (33 ms at 1280x720 on one
/// core). For frame after frame use [`Viewfinder`], which sees more.
pub fn decode_frame(frame: Luma<'_>) -> Vec<Payload> {
    Viewfinder::default().read(frame)
}

/// More pixels than this are reduced after the first stage: a code that fills less of such a picture than the others
/// need was seen by the first.
const ENOUGH_PIXELS: usize = 2_500_000;

/// Every code in a still picture, each text once, looked for with patience: about a second at most.
pub fn decode_still(picture: Luma<'_>) -> Vec<Payload> {
    let Sight { mut read, unread } = zxing::look(picture);
    if picture.pixels().len() > ENOUGH_PIXELS {
        Payload::gather(&mut read, decode_still(prepare::halve(picture).view()));
        return read;
    }
    // A code that is read says nothing of another on the same picture: no stage is left out.
    for stage in [Stage::Smoothed, Stage::Equalised, Stage::Doubled] {
        Payload::gather(&mut read, stage.read(picture));
    }
    Payload::gather(&mut read, repair::read(picture, unread));
    read
}
