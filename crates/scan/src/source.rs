//! One picture as its source gave it ([`Frame`]) and what gives pictures ([`FrameSource`]): a camera, a screen, or the
//! still image of the tests. How to open a camera or a screen is known by those modules, not here.

use crate::{LumaImage, Payload, ScanError, decode_still};
use image::{DynamicImage, RgbImage};
use zeroize::ZeroizeOnDrop;

/// How the bytes of a [`Frame`] are arranged. Names follow V4L2's fourcc codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PixelLayout {
    /// One byte of luma a pixel (`GREY`).
    Grey,
    /// Luma and alternating blue and red difference, two bytes a pixel (`YUYV`).
    Yuyv,
    /// A luma plane, then interleaved colour differences at half the resolution (`NV12`).
    Nv12,
    /// Red, green, blue (`RGB3`).
    Rgb,
    /// Blue, green, red (`BGR3`).
    Bgr,
    /// Blue, green, red, one unused byte: what X11 gives (`XR24`).
    Bgrx,
    /// A JPEG picture, perhaps followed by stale bytes (`MJPG`).
    Mjpeg,
}

impl PixelLayout {
    /// How many bytes a picture has at least; `None` if that overflows. A JPEG has any length.
    fn bytes(self, width: usize, height: usize) -> Option<usize> {
        let area = width.checked_mul(height)?;
        match self {
            Self::Grey => Some(area),
            Self::Yuyv => area.checked_mul(2),
            Self::Nv12 => area.checked_mul(3).map(|twice| twice / 2),
            Self::Rgb | Self::Bgr => area.checked_mul(3),
            Self::Bgrx => area.checked_mul(4),
            Self::Mjpeg => Some(0),
        }
    }
}

/// One picture, its pixels as the source stores them. Wiped on drop: it may show an enrolment code.
#[derive(Clone, ZeroizeOnDrop)]
pub struct Frame {
    pixels: Vec<u8>,
    width: u32,
    height: u32,
    #[zeroize(skip)]
    layout: PixelLayout,
}

#[cfg(test)]
static_assertions::assert_impl_all!(Frame: ZeroizeOnDrop);

impl Frame {
    /// A frame of `width` times `height`; bytes beyond the picture are ignored (drivers round buffers up to pages).
    ///
    /// # Errors
    /// [`ScanError::WrongSize`] if there are too few bytes or the picture is empty.
    pub fn new(pixels: Vec<u8>, width: u32, height: u32, layout: PixelLayout) -> Result<Self, ScanError> {
        let frame = Self { pixels, width, height, layout };
        let (columns, rows) = frame.size()?;
        match layout.bytes(columns, rows) {
            Some(least) if columns > 0 && rows > 0 && frame.pixels.len() >= least => Ok(frame),
            _ => Err(ScanError::WrongSize),
        }
    }

    fn size(&self) -> Result<(usize, usize), ScanError> {
        let size = |n: u32| usize::try_from(n).map_err(|_| ScanError::WrongSize);
        Ok((size(self.width)?, size(self.height)?))
    }

    /// The picture with its pixels directly accessible: a JPEG is decompressed, anything else is as it was.
    ///
    /// # Errors
    /// [`ScanError::Damaged`] if it is a JPEG that cannot be decompressed.
    pub fn developed(self) -> Result<Self, ScanError> {
        if self.layout != PixelLayout::Mjpeg {
            return Ok(self);
        }
        let picture = image::load_from_memory_with_format(&self.pixels, image::ImageFormat::Jpeg)
            .map_err(|_| ScanError::Damaged)?;
        let (width, height) = (picture.width(), picture.height());
        let (pixels, layout) = match picture {
            DynamicImage::ImageLuma8(grey) => (grey.into_raw(), PixelLayout::Grey),
            colour => (colour.into_rgb8().into_raw(), PixelLayout::Rgb),
        };
        Self::new(pixels, width, height, layout)
    }

    /// What the decoders read. Cameras that store luma give it without any arithmetic.
    ///
    /// # Errors
    /// [`ScanError::Damaged`] for a JPEG that was not [`developed`](Self::developed).
    pub fn luma(&self) -> Result<LumaImage, ScanError> {
        let (columns, rows) = self.size()?;
        let area = columns * rows;
        let luma = match self.layout {
            PixelLayout::Grey | PixelLayout::Nv12 => self.pixels.iter().take(area).copied().collect(),
            PixelLayout::Yuyv => self.pixels.iter().step_by(2).take(area).copied().collect(),
            PixelLayout::Rgb => weigh(&self.pixels, area, |[r, g, b]: [u8; 3]| [r, g, b]),
            PixelLayout::Bgr => weigh(&self.pixels, area, |[b, g, r]: [u8; 3]| [r, g, b]),
            PixelLayout::Bgrx => weigh(&self.pixels, area, |[b, g, r, _]: [u8; 4]| [r, g, b]),
            PixelLayout::Mjpeg => return Err(ScanError::Damaged),
        };
        LumaImage::new(luma, self.width, self.height)
    }

    /// A colour picture at most `max_width` wide, every n-th pixel of the frame. The caller wipes it.
    ///
    /// # Errors
    /// [`ScanError::Damaged`] for a JPEG that was not [`developed`](Self::developed).
    pub fn thumbnail(&self, max_width: u32) -> Result<RgbImage, ScanError> {
        if self.layout == PixelLayout::Mjpeg {
            return Err(ScanError::Damaged);
        }
        let step = self.width.div_ceil(max_width.max(1));
        let (columns, rows) = self.size()?;
        let at = |index: usize| self.pixels.get(index).copied().unwrap_or(0);
        let colour = |x: usize, y: usize| {
            let pixel = y * columns + x;
            match self.layout {
                PixelLayout::Grey | PixelLayout::Mjpeg => [at(pixel); 3],
                PixelLayout::Rgb => [at(pixel * 3), at(pixel * 3 + 1), at(pixel * 3 + 2)],
                PixelLayout::Bgr => [at(pixel * 3 + 2), at(pixel * 3 + 1), at(pixel * 3)],
                PixelLayout::Bgrx => [at(pixel * 4 + 2), at(pixel * 4 + 1), at(pixel * 4)],
                PixelLayout::Yuyv => {
                    let pair = pixel / 2 * 4;
                    from_video(at(pixel * 2), at(pair + 1), at(pair + 3))
                }
                PixelLayout::Nv12 => {
                    let pair = (rows + y / 2) * columns + x / 2 * 2;
                    from_video(at(pixel), at(pair), at(pair + 1))
                }
            }
        };
        let sample = |n: u32| usize::try_from(n * step).map_err(|_| ScanError::WrongSize);
        let mut picture = RgbImage::new((self.width / step).max(1), (self.height / step).max(1));
        for (x, y, pixel) in picture.enumerate_pixels_mut() {
            pixel.0 = colour(sample(x)?, sample(y)?);
        }
        Ok(picture)
    }
}

/// Luma of `area` pixels stored in `N` bytes each (ITU-R BT.601 weights in 256ths).
fn weigh<const N: usize>(pixels: &[u8], area: usize, rgb: impl Fn([u8; N]) -> [u8; 3]) -> Vec<u8> {
    let luma = |pixel: &[u8; N]| {
        let [r, g, b] = rgb(*pixel).map(u32::from);
        // The weights add up to 256, so the quotient always fits.
        u8::try_from((77 * r + 150 * g + 29 * b) / 256).unwrap_or(u8::MAX)
    };
    pixels.as_chunks::<N>().0.iter().take(area).map(luma).collect()
}

/// The colour of a video pixel (ITU-R BT.601, limited range, in 256ths).
fn from_video(luma: u8, blue: u8, red: u8) -> [u8; 3] {
    let (y, u, v) = (298 * (i32::from(luma) - 16), i32::from(blue) - 128, i32::from(red) - 128);
    [y + 409 * v, y - 100 * u - 208 * v, y + 516 * u]
        .map(|channel| u8::try_from(((channel + 128) >> 8).clamp(0, 255)).unwrap_or(0))
}

/// Something that gives pictures one after another: a camera for ever, a screen once for each monitor.
pub trait FrameSource {
    /// What stops the source for good.
    type Error;

    /// Waits for the next picture; `None` once there are no more.
    ///
    /// # Errors
    /// The source's own error; it gives no pictures afterwards.
    fn next_frame(&mut self) -> Result<Option<Frame>, Self::Error>;
}

/// Every code on the pictures of a source that ends, each text once. If the source fails after codes were found, those
/// are given: a monitor that cannot be captured does not hide what is on the others.
///
/// # Errors
/// The source's own error if no code was found before it.
pub fn decode_source<S: FrameSource>(mut source: S) -> Result<Vec<Payload>, S::Error> {
    let mut found: Vec<Payload> = Vec::new();
    loop {
        let frame = match source.next_frame() {
            Ok(Some(frame)) => frame,
            Err(error) if found.is_empty() => return Err(error),
            Ok(None) | Err(_) => return Ok(found),
        };
        // A frame that cannot be developed holds no code; the next one may.
        let Ok(luma) = frame.developed().and_then(|frame| frame.luma()) else { continue };
        Payload::gather(&mut found, decode_still(luma.view()));
    }
}

/// The deterministic source: shows the same picture a fixed number of times.
pub struct StillImage {
    picture: Frame,
    left: usize,
}

impl StillImage {
    /// Shows `picture` `times` times.
    pub fn new(picture: Frame, times: usize) -> Self {
        Self { picture, left: times }
    }
}

impl FrameSource for StillImage {
    type Error = std::convert::Infallible;

    fn next_frame(&mut self) -> Result<Option<Frame>, Self::Error> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        Ok(Some(self.picture.clone()))
    }
}

impl<S: FrameSource + ?Sized> FrameSource for Box<S> {
    type Error = S::Error;

    fn next_frame(&mut self) -> Result<Option<Frame>, Self::Error> {
        (**self).next_frame()
    }
}

#[cfg(test)]
mod tests {
    //! A source that fails after its pictures.

    use super::*;

    struct FailsAfter(StillImage);

    impl FrameSource for FailsAfter {
        type Error = &'static str;

        fn next_frame(&mut self) -> Result<Option<Frame>, Self::Error> {
            match self.0.next_frame() {
                Ok(Some(frame)) => Ok(Some(frame)),
                Ok(None) => Err("the monitor is gone"),
            }
        }
    }

    /// A frame with a code, four pixels a module.
    fn frame_of(text: &str) -> Frame {
        let code = qrcode::QrCode::new(text).expect("a short text fits");
        let side = u32::try_from((code.width() + 8) * 4).expect("small");
        let pixels = image::GrayImage::from_fn(side, side, |x, y| {
            let module = |n: u32| usize::try_from(n / 4).ok()?.checked_sub(4).filter(|n| *n < code.width());
            let dark = module(x).zip(module(y)).is_some_and(|at| code[at] == qrcode::Color::Dark);
            image::Luma([if dark { 0 } else { 255 }])
        });
        Frame::new(pixels.into_raw(), side, side, PixelLayout::Grey).expect("a whole frame")
    }

    #[test]
    fn a_source_that_fails_later_does_not_lose_what_was_found() {
        let found =
            decode_source(FailsAfter(StillImage::new(frame_of("KEEP"), 2))).expect("a code came first");
        assert_eq!(found.iter().map(Payload::as_str).collect::<Vec<_>>(), ["KEEP"]);
        let nothing = decode_source(FailsAfter(StillImage::new(frame_of("KEEP"), 0)));
        assert_eq!(nothing.err(), Some("the monitor is gone"));
    }
}
