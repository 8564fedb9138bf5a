//! The codes that are on the screen now: a picture is taken, decoded and forgotten.

use crate::Payload;

/// Why the screen could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ScreenError {
    /// There is no desktop to take a picture of.
    #[error("There is no screen to read. Save the QR code as a picture and open that instead.")]
    NoScreen,
    /// The desktop or the person said no.
    #[error(
        "The desktop did not allow a picture of the screen. Allow it when asked, or save the QR code as a picture and open that."
    )]
    Refused,
    /// The desktop gave no usable picture.
    #[error(
        "The desktop did not give a picture of the screen. Save the QR code as a picture and open that instead."
    )]
    NoPicture,
}

/// Takes a picture of all monitors and finds every code on it.
///
/// # Errors
/// [`ScreenError`] if no picture could be taken. No code found is not an error.
pub fn capture_and_decode() -> Result<Vec<Payload>, ScreenError> {
    Err(ScreenError::NoScreen)
}
