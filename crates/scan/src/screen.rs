//! The codes that are on the screen now: a picture is taken, decoded and forgotten. On Wayland the desktop portal takes
//! it (and may ask the person), on X11 we do; other systems have no screen source yet.

use crate::Payload;

#[cfg(target_os = "linux")]
mod portal;
#[cfg(target_os = "linux")]
mod x11;

/// Why the screen could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScreenError {
    /// There is no desktop to take a picture of.
    #[error("There is no screen to read. Save the QR code as a picture and open that instead.")]
    NoScreen,
    /// The desktop or the person said no.
    #[error(
        "The picture of the screen was not allowed. Allow it when the desktop asks, or save the QR code as a picture and open that."
    )]
    Refused,
    /// The desktop gave no usable picture.
    #[error(
        "The desktop gave no picture of the screen. Save the QR code as a picture and open that instead."
    )]
    NoPicture,
}

/// Takes a picture of all monitors and finds every code on them. Waits for the person where the desktop asks.
///
/// # Errors
/// [`ScreenError`] if no picture could be taken. No code found is not an error.
#[cfg(target_os = "linux")]
pub fn capture_and_decode() -> Result<Vec<Payload>, ScreenError> {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if is_set("WAYLAND_DISPLAY") {
        portal::decode() // X11 programs run here as well, but the X11 root window is black
    } else if is_set("DISPLAY") {
        crate::decode_source(x11::Monitors::connect()?)
    } else {
        Err(ScreenError::NoScreen)
    }
}

/// Says that there is no screen source on this system.
///
/// # Errors
/// Always [`ScreenError::NoScreen`].
#[cfg(not(target_os = "linux"))]
pub fn capture_and_decode() -> Result<Vec<Payload>, ScreenError> {
    Err(ScreenError::NoScreen)
}
