//! What a person has copied: a picture of a code, or a text. Writing to the clipboard is not done here.

use crate::{MAX_PIXELS, Payload, picture};
use arboard::{Clipboard, ImageData};
use image::{DynamicImage, RgbaImage};

/// What the clipboard holds.
#[derive(Debug)]
pub enum ClipboardContent {
    /// A picture, and the codes found in it (perhaps none).
    Picture(Vec<Payload>),
    /// A text, not interpreted.
    Text(Payload),
}

/// Why there is nothing to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClipboardError {
    /// There is neither a picture nor a text.
    #[error("The clipboard holds neither a picture nor a text. Copy the QR code or its link first.")]
    Empty,
    /// There is a picture that cannot be decoded, or has more than 64 megapixels.
    #[error("The picture on the clipboard cannot be read. Save it as a file and open that.")]
    UnreadablePicture,
    /// The desktop gives no access.
    #[error("The clipboard could not be read. Copy again, or save the QR code as a picture and open that.")]
    Unavailable,
}

/// The picture (decoded) or the text on the clipboard; a picture wins where there are both.
///
/// # Errors
/// [`ClipboardError`] if there is neither or the desktop gives no access.
pub fn image_or_text() -> Result<ClipboardContent, ClipboardError> {
    let mut clipboard = Clipboard::new().map_err(|_| ClipboardError::Unavailable)?;
    match clipboard.get_image() {
        Ok(picture) => return read(picture).map(ClipboardContent::Picture),
        Err(arboard::Error::ContentNotAvailable) => {}
        Err(arboard::Error::ConversionFailure) => return Err(ClipboardError::UnreadablePicture),
        Err(_) => return Err(ClipboardError::Unavailable),
    }
    match clipboard.get_text() {
        Ok(text) if !text.trim().is_empty() => Ok(ClipboardContent::Text(Payload::new(text))),
        Ok(_) | Err(arboard::Error::ContentNotAvailable | arboard::Error::ConversionFailure) => {
            Err(ClipboardError::Empty)
        }
        Err(_) => Err(ClipboardError::Unavailable),
    }
}

fn read(copied: ImageData<'_>) -> Result<Vec<Payload>, ClipboardError> {
    let unreadable = |_| ClipboardError::UnreadablePicture;
    let width = u32::try_from(copied.width).map_err(unreadable)?;
    let height = u32::try_from(copied.height).map_err(unreadable)?;
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(ClipboardError::UnreadablePicture);
    }
    let pixels = RgbaImage::from_raw(width, height, copied.bytes.into_owned());
    let picture = DynamicImage::ImageRgba8(pixels.ok_or(ClipboardError::UnreadablePicture)?);
    picture::decode_picture(picture).map_err(|_| ClipboardError::UnreadablePicture)
}
