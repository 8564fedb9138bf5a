//! One way of reading a picture: how it is prepared and which decoder reads it.

use super::{prepare, repair, rqrr, zxing};
use crate::{Luma, Payload};

/// A way of reading a picture. Stages are independent of each other; a pipeline tries them in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// zxing-cpp on the picture as it is.
    Plain,
    /// zxing-cpp on black and white by a local threshold: uneven light, noise, glare.
    Thresholded,
    /// zxing-cpp on the smoothed picture: noise, textured modules, moiré.
    Smoothed,
    /// zxing-cpp on the picture at double size: small or blurred modules.
    Doubled,
    /// rqrr, an independent detector, on equalised contrast: codes in the dark, damaged finder patterns.
    Equalised,
    /// Our own reading of symbols that zxing-cpp locates but cannot read: blurred, bent, with parts in glare.
    Repaired,
}

impl Stage {
    /// What a still picture goes through.
    pub const STILL: [Self; 6] =
        [Self::Plain, Self::Thresholded, Self::Smoothed, Self::Doubled, Self::Equalised, Self::Repaired];

    /// The codes this stage sees.
    pub fn read(self, picture: Luma<'_>) -> Vec<Payload> {
        match self {
            Self::Plain => zxing::read(picture),
            Self::Thresholded => zxing::read(prepare::threshold(picture).view()),
            Self::Smoothed => zxing::read(prepare::smooth(picture).view()),
            Self::Doubled => zxing::read(prepare::double(picture).view()),
            Self::Equalised => rqrr::read(prepare::equalise(picture).view()),
            Self::Repaired => repair::read(picture),
        }
    }
}
