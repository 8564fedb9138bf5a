//! One way of reading a picture: how it is prepared before zxing-cpp reads it, or our own reading of what it cannot.
//! When to use which is for the pipelines.

use super::{prepare, repair, zxing};
use crate::{Luma, Payload};

/// A way of reading a picture. Stages are independent of each other; a pipeline tries them in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The picture as it is, dark told from light in each neighbourhood.
    Plain,
    /// As it is, dark told from light by one threshold for all of it: the cheapest, with other errors than `Plain`.
    Global,
    /// Smoothed: noise, textured modules, moiré.
    Smoothed,
    /// Equalised contrast: codes in the dark or in glare.
    Equalised,
    /// At double size: small or blurred modules.
    Doubled,
    /// Our own reading of symbols that zxing-cpp locates but cannot read: blurred, bent, with parts in glare.
    Repaired,
}

impl Stage {
    /// What a still picture goes through.
    pub const STILL: [Self; 5] =
        [Self::Plain, Self::Smoothed, Self::Equalised, Self::Doubled, Self::Repaired];

    /// The codes this stage sees.
    pub fn read(self, picture: Luma<'_>) -> Vec<Payload> {
        match self {
            Self::Plain => zxing::look(picture).read,
            Self::Global => zxing::look_globally(picture).read,
            Self::Smoothed => zxing::look(prepare::smooth(picture).view()).read,
            Self::Equalised => zxing::look(prepare::equalise(picture).view()).read,
            Self::Doubled => zxing::look(prepare::double(picture).view()).read,
            Self::Repaired => repair::read(picture, zxing::look(picture).unread),
        }
    }
}
