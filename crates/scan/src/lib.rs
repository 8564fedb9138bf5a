//! Pictures become text: every QR code a picture holds, from the camera, the screen, a file or the clipboard.
//! What a text means (an enrolment, a migration batch, something else) is not known here.
#![forbid(unsafe_code)]

mod decode;
mod luma;
mod payload;
mod picture;
mod source;

pub mod camera;
pub mod clipboard;
pub mod screen;

pub use decode::{Stage, Viewfinder, decode_frame, decode_still};
pub use luma::{Luma, LumaImage};
pub use payload::Payload;
pub use picture::{
    FilesRead, MAX_FILE_BYTES, MAX_PIXELS, ScanError, decode_image_bytes, decode_image_file,
    decode_image_files,
};
pub use source::{Frame, FrameSource, PixelLayout, StillImage, decode_source};
