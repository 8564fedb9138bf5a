//! Image files become luma pictures, within bounds that are checked before anything is allocated.
//! Finding the codes in them is for `decode`.

use crate::{LumaImage, Payload, decode_still};
use image::{DynamicImage, ImageError, ImageReader};
use std::{
    fs::File,
    io::{Cursor, Read},
    path::{Path, PathBuf},
};
use zeroize::Zeroizing;

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
    #[error("This is not a picture that Keepward can read. Use a PNG, JPEG, WebP, GIF or BMP file.")]
    NotAPicture,
    /// The file starts like a picture but cannot be decoded.
    #[error("The picture is damaged and cannot be read. Save it again, or take a screenshot of it.")]
    Damaged,
    /// Pixels and dimensions do not fit together.
    #[error("The picture is empty or its size is wrong. Try another picture.")]
    WrongSize,
}

/// Every code in an image file (PNG, JPEG, WebP, GIF, BMP; the kind is told from the content). Of an animation the
/// first picture is read. EXIF orientation does not matter: codes are found in any orientation.
///
/// # Errors
/// [`ScanError`] if the file cannot be read as a picture within the bounds. No code found is not an error.
pub fn decode_image_file(path: &Path) -> Result<Vec<Payload>, ScanError> {
    let about = path.metadata().map_err(ScanError::Unreadable)?;
    if !about.is_file() {
        return Err(ScanError::NotAPicture); // a folder, or a pipe that could make us wait for ever
    }
    if about.len() > MAX_FILE_BYTES {
        return Err(ScanError::FileTooLarge);
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(ScanError::Unreadable)?;
    // The file may grow while it is read.
    file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).map_err(ScanError::Unreadable)?;
    decode_image_bytes(&bytes)
}

/// What came of several image files, such as those dropped on a window together.
#[derive(Debug, Default)]
pub struct FilesRead {
    /// Every code on the pictures, each text once, in the order of the files.
    pub found: Vec<Payload>,
    /// The files that could not be read as pictures. They hide nothing of the others.
    pub refused: Vec<(PathBuf, ScanError)>,
}

/// Every code in several image files, each read as by [`decode_image_file`].
pub fn decode_image_files<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> FilesRead {
    let mut files = FilesRead::default();
    for path in paths {
        match decode_image_file(path.as_ref()) {
            Ok(found) => Payload::gather(&mut files.found, found),
            Err(error) => files.refused.push((path.as_ref().to_owned(), error)),
        }
    }
    files
}

/// Every code in an encoded picture, as [`decode_image_file`].
///
/// # Errors
/// As [`decode_image_file`].
pub fn decode_image_bytes(bytes: &[u8]) -> Result<Vec<Payload>, ScanError> {
    if u64::try_from(bytes.len()).is_ok_and(|length| length > MAX_FILE_BYTES) {
        return Err(ScanError::FileTooLarge);
    }
    let reader = || ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(ScanError::Unreadable);
    // First the header alone: a small file can claim a picture that fills the memory.
    let (width, height) = reader()?.into_dimensions().map_err(|error| explain(&error))?;
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(ScanError::TooManyPixels { width, height });
    }
    let picture = reader()?.decode().map_err(|error| explain(&error))?;
    decode_picture(picture)
}

/// Every code in a decoded picture. Where it is transparent it lies on white, as on most pages; if there is no code
/// then, on black.
pub(crate) fn decode_picture(picture: DynamicImage) -> Result<Vec<Payload>, ScanError> {
    let (width, height) = (picture.width(), picture.height());
    if !picture.color().has_alpha() {
        let luma = picture.into_luma8().into_raw();
        return Ok(decode_still(LumaImage::new(luma, width, height)?.view()));
    }
    let pixels = Zeroizing::new(picture.into_luma_alpha8().into_raw());
    let on_white = LumaImage::new(flatten(&pixels, u8::MAX), width, height)?;
    let found = decode_still(on_white.view());
    let opaque = pixels.as_chunks().0.iter().all(|[_, alpha]| *alpha == u8::MAX);
    if !found.is_empty() || opaque {
        return Ok(found);
    }
    let on_black = LumaImage::new(flatten(&pixels, 0), width, height)?;
    Ok(decode_still(on_black.view()))
}

/// Lays pairs of luma and alpha over a background.
fn flatten(pixels: &[u8], background: u8) -> Vec<u8> {
    let over = |[luma, alpha]: &[u8; 2]| {
        let (luma, alpha, background) = (u32::from(*luma), u32::from(*alpha), u32::from(background));
        u8::try_from((luma * alpha + background * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX)
    };
    pixels.as_chunks().0.iter().map(over).collect()
}

fn explain(error: &ImageError) -> ScanError {
    match error {
        // No known signature at the start, or a kind of PNG, BMP.. that the decoder leaves out.
        ImageError::Unsupported(_) => ScanError::NotAPicture,
        _ => ScanError::Damaged,
    }
}

#[cfg(test)]
mod tests;
