//! Which of a camera's formats to use. The camera's own first choice is often useless (320x180 at one frame a second,
//! or a size that takes a second to decode). Setting the format is for `capture` and `v4l2`.

use crate::PixelLayout;

/// One way in which a camera can send pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Offer {
    pub(super) layout: PixelLayout,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) rate: Rate,
}

/// Frames in some seconds; 30000 in 1001 is the usual broken rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rate {
    pub(super) frames: u32,
    pub(super) seconds: u32,
}

impl Rate {
    /// Whole frames a second, rounded to the nearest.
    pub(super) fn per_second(self) -> u32 {
        let seconds = self.seconds.max(1);
        self.frames.saturating_add(seconds / 2) / seconds
    }
}

/// Narrower pictures resolve too little of a dense code, wider ones take too long.
const WIDTHS: std::ops::RangeInclusive<u32> = 640..=1280;
/// Slower than this, aiming a code feels like guessing.
const LEAST_RATE: u32 = 15;
/// Faster than this only costs time.
const ENOUGH_RATE: u32 = 30;

/// The best of `offers`: fast enough first, then a width in range, then the largest picture, then without
/// decompression, then smooth.
pub(super) fn choose(offers: &[Offer]) -> Option<Offer> {
    offers.iter().copied().max_by_key(|offer| {
        let rate = offer.rate.per_second();
        let off_range = if WIDTHS.contains(&offer.width) {
            0
        } else {
            offer.width.abs_diff(*WIDTHS.start()).min(offer.width.abs_diff(*WIDTHS.end()))
        };
        (
            rate.min(LEAST_RATE),
            std::cmp::Reverse(off_range),
            u64::from(offer.width) * u64::from(offer.height),
            offer.layout != PixelLayout::Mjpeg,
            rate.min(ENOUGH_RATE),
            std::cmp::Reverse(rate),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(layout: PixelLayout, width: u32, height: u32, frames: u32) -> Offer {
        Offer { layout, width, height, rate: Rate { frames, seconds: 1 } }
    }

    #[test]
    fn a_usual_webcam_gives_compressed_720p_because_raw_720p_is_slow() {
        let webcam = [
            offer(PixelLayout::Yuyv, 640, 480, 30),
            offer(PixelLayout::Yuyv, 1280, 720, 10),
            offer(PixelLayout::Mjpeg, 1280, 720, 30),
            offer(PixelLayout::Mjpeg, 1920, 1080, 30),
        ];
        assert_eq!(choose(&webcam), Some(offer(PixelLayout::Mjpeg, 1280, 720, 30)));
    }

    #[test]
    fn raw_wins_at_the_same_size_and_thirty_frames_are_enough() {
        let offers = [
            offer(PixelLayout::Mjpeg, 1280, 720, 60),
            offer(PixelLayout::Nv12, 1280, 720, 60),
            offer(PixelLayout::Nv12, 1280, 720, 30),
        ];
        assert_eq!(choose(&offers), Some(offer(PixelLayout::Nv12, 1280, 720, 30)));
    }

    #[test]
    fn a_first_format_of_one_frame_a_second_is_not_taken() {
        let offers = [offer(PixelLayout::Rgb, 320, 180, 1), offer(PixelLayout::Rgb, 320, 240, 30)];
        assert_eq!(choose(&offers), Some(offer(PixelLayout::Rgb, 320, 240, 30)));
    }

    #[test]
    fn a_size_out_of_range_is_better_than_none_and_the_nearest_is_taken() {
        let offers = [offer(PixelLayout::Yuyv, 3840, 2160, 30), offer(PixelLayout::Yuyv, 1920, 1080, 30)];
        assert_eq!(choose(&offers), Some(offer(PixelLayout::Yuyv, 1920, 1080, 30)));
        assert_eq!(choose(&[]), None);
    }

    #[test]
    fn a_broken_rate_counts_as_the_rate_it_means() {
        assert_eq!(Rate { frames: 30_000, seconds: 1001 }.per_second(), 30);
        assert_eq!(Rate { frames: 5, seconds: 0 }.per_second(), 5);
    }
}
