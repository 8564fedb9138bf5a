//! The webcam: lists cameras, captures and decodes on threads of its own, hands out small preview pictures.
//! What a found code means is for the caller; no picture is kept.

use zeroize::Zeroizing;

use crate::{FrameSource, Payload, decode::Viewfinder};

mod capture;
#[cfg_attr(target_os = "linux", expect(dead_code, reason = "used on the other systems, compiled on all"))]
mod elsewhere;
mod format;
#[cfg(target_os = "linux")]
mod v4l2;
mod watch;

#[cfg(not(target_os = "linux"))]
use elsewhere as system;
#[cfg(target_os = "linux")]
use v4l2 as system;

pub use watch::Camera;

/// A camera that can capture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CameraInfo {
    /// What [`Camera::start`] takes; stable while the camera is plugged in (`/dev/video0`).
    pub id: String,
    /// The name the camera gives itself.
    pub name: String,
}

/// A small picture of what the camera sees.
#[derive(Clone)]
pub struct PreviewFrame {
    /// A baseline JPEG picture, wiped like the frame it was made from.
    pub jpeg: Zeroizing<Vec<u8>>,
    /// Pixels in a row; at most 640.
    pub width: u32,
    /// Number of rows.
    pub height: u32,
}

/// What a running camera reports, from its own thread.
pub enum CameraEvent {
    /// A preview picture, at most 20 a second.
    Frame(PreviewFrame),
    /// Codes that came into view. A code is reported again only after it was out of view for a while.
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
    /// It went away, or its connection failed.
    #[error("The camera was unplugged. Plug it in again and start once more.")]
    Unplugged,
    /// It offers nothing we can read.
    #[error("The camera offers no picture format that Keepward can read. Choose another camera.")]
    NoUsableFormat,
}

/// The cameras that can capture, in the system's order. Nodes of a camera that give no pictures are left out.
pub fn list() -> Vec<CameraInfo> {
    system::list()
}
