//! Image files become luma pictures, within bounds that are checked before anything is allocated.

use crate::{LumaImage, Payload, decode_still};
use image::{ImageReader, Limits};
use std::{io::Cursor, path::Path};

/// The largest image file that is read: 64 MiB.
pub const MAX_FILE_BYTES: u64 = 64 << 20;
/// The largest picture that is decoded: 64 megapixels.
pub const MAX_PIXELS: u64 = 64_000_000;

/// Why a picture could not be searched for codes.
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    /// The file cannot be opened or read.
    #[error("The picture could not be read ({0}). Check that the file is there and that you may open it.")]
    Unreadable(#[source] std::io::Error),
    /// The file is larger than [`MAX_FILE_BYTES`].
    #[error("The file is larger than 64 MiB. Save a smaller picture of the QR code and try that.")]
    FileTooLarge,
    /// The picture has more than [`MAX_PIXELS`] pixels.
    #[error(
        "The picture has more than 64 megapixels ({width} by {height}). Crop it to the QR code, or take a screenshot of it."
    )]
    TooManyPixels {
        /// Pixels in a row.
        width: u32,
        /// Number of rows.
        height: u32,
    },
    /// Not one of the formats that are read.
    #[error("This is not a picture Keepward can read. Use a PNG, JPEG, WebP, GIF or BMP file.")]
    NotAPicture,
    /// The file starts like a picture but cannot be decoded.
    #[error(
        "The picture is damaged and cannot be read. Save or download it again, or take a screenshot of it."
    )]
    Damaged,
    /// Pixels and dimensions do not fit together.
    #[error("The picture is empty or its size is wrong. Try another picture.")]
    WrongSize,
}

/// Every code in an image file (PNG, JPEG, WebP, GIF, BMP; the kind is told from the content).
///
/// # Errors
/// [`ScanError`] if the file cannot be read as a picture within the bounds. No code found is not an error.
pub fn decode_image_file(path: &Path) -> Result<Vec<Payload>, ScanError> {
    let size = std::fs::metadata(path).map_err(ScanError::Unreadable)?.len();
    if size > MAX_FILE_BYTES {
        return Err(ScanError::FileTooLarge);
    }
    decode_image_bytes(&std::fs::read(path).map_err(ScanError::Unreadable)?)
}

/// Every code in an encoded picture, as [`decode_image_file`].
///
/// # Errors
/// As [`decode_image_file`].
pub fn decode_image_bytes(bytes: &[u8]) -> Result<Vec<Payload>, ScanError> {
    let reader = || ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(ScanError::Unreadable);
    let (width, height) = reader()?.into_dimensions().map_err(|_| ScanError::NotAPicture)?;
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(ScanError::TooManyPixels { width, height });
    }
    let mut reader = reader()?;
    reader.limits(Limits::default());
    let picture = reader.decode().map_err(|_| ScanError::Damaged)?.into_luma8();
    let (width, height) = picture.dimensions();
    Ok(decode_still(LumaImage::new(picture.into_raw(), width, height)?.view()))
}
