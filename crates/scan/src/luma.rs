//! An 8-bit luma picture, borrowed ([`Luma`]) or owned ([`LumaImage`]): the one thing every decoder reads.
//! Rows are stored one after another without padding; changing pixels is done in `decode::prepare`.

use zeroize::ZeroizeOnDrop;

use crate::ScanError;

/// A borrowed 8-bit luma picture; `pixels` is exactly `width * height` bytes, row by row, black is 0.
#[derive(Clone, Copy)]
pub struct Luma<'a> {
    pixels: &'a [u8],
    width: u32,
    height: u32,
}

impl<'a> Luma<'a> {
    /// A view of `pixels`.
    ///
    /// # Errors
    /// [`ScanError::WrongSize`] if `pixels` is not `width * height` bytes or the picture is empty.
    pub fn new(pixels: &'a [u8], width: u32, height: u32) -> Result<Self, ScanError> {
        match area(width, height) {
            Some(expected) if expected > 0 && expected == pixels.len() => Ok(Self { pixels, width, height }),
            _ => Err(ScanError::WrongSize),
        }
    }

    /// The bytes, row by row.
    pub fn pixels(&self) -> &'a [u8] {
        self.pixels
    }

    /// The rows from the top.
    pub fn rows(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        // The width was a length when the picture was made.
        self.pixels.chunks_exact(usize::try_from(self.width).unwrap_or(1).max(1))
    }

    /// A picture of the same size with other pixels; without the right number of them, a copy of this one.
    pub(crate) fn same_size(&self, pixels: Vec<u8>) -> LumaImage {
        LumaImage::new(pixels, self.width, self.height).unwrap_or_else(|_| self.to_image())
    }

    /// An owned copy.
    pub(crate) fn to_image(self) -> LumaImage {
        LumaImage { pixels: self.pixels.to_vec(), width: self.width, height: self.height }
    }

    /// Pixels in a row; never 0.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Number of rows; never 0.
    pub fn height(&self) -> u32 {
        self.height
    }
}

/// An owned luma picture. Wiped on drop: it may show an enrolment code, which is a secret in print.
#[derive(Clone, ZeroizeOnDrop)]
pub struct LumaImage {
    pixels: Vec<u8>,
    width: u32,
    height: u32,
}

impl LumaImage {
    /// Takes `pixels` as a picture of `width` times `height`.
    ///
    /// # Errors
    /// [`ScanError::WrongSize`] if `pixels` is not `width * height` bytes or the picture is empty.
    pub fn new(pixels: Vec<u8>, width: u32, height: u32) -> Result<Self, ScanError> {
        Luma::new(&pixels, width, height)?;
        Ok(Self { pixels, width, height })
    }

    /// The picture as the decoders take it.
    pub fn view(&self) -> Luma<'_> {
        Luma { pixels: &self.pixels, width: self.width, height: self.height }
    }
}

/// `width * height` as a length, if it can be one.
fn area(width: u32, height: u32) -> Option<usize> {
    usize::try_from(width).ok()?.checked_mul(usize::try_from(height).ok()?)
}

#[cfg(test)]
static_assertions::assert_impl_all!(LumaImage: ZeroizeOnDrop);
