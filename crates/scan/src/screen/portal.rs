//! A picture of the screen through the desktop portal (org.freedesktop.portal.Screenshot). The portal leaves a file
//! behind; it is removed as soon as it is read, because what is on it may be secret.

use super::ScreenError;
use crate::{Payload, decode_image_file};
use ashpd::desktop::{ResponseError, screenshot::Screenshot};
use percent_encoding::percent_decode_str;
use std::{
    ffi::OsStr,
    os::unix::ffi::OsStrExt,
    path::{Path, PathBuf},
    thread,
};

/// Asks for a picture and decodes it.
pub(super) fn decode() -> Result<Vec<Payload>, ScreenError> {
    // On a thread of its own, as the caller's may already drive an asynchronous runtime.
    let answer = thread::spawn(|| ashpd::zbus::block_on(request())).join();
    let picture = RemovedOnDrop(answer.map_err(|_| ScreenError::NoPicture)??);
    decode_image_file(&picture.0).map_err(|_| ScreenError::NoPicture)
}

async fn request() -> Result<PathBuf, ScreenError> {
    let answer = async { Screenshot::request().interactive(false).modal(true).send().await?.response() };
    let uri = match answer.await {
        Ok(screenshot) => screenshot.uri().as_str().to_owned(),
        Err(ashpd::Error::Response(ResponseError::Cancelled | ResponseError::Other)) => {
            return Err(ScreenError::Refused);
        }
        Err(_) => return Err(ScreenError::NoPicture), // no portal, or one without screenshots
    };
    path_of(&uri).ok_or(ScreenError::NoPicture)
}

/// The path in a `file:` URI (RFC 8089), which may hold any byte percent-encoded.
fn path_of(uri: &str) -> Option<PathBuf> {
    let path: Vec<u8> = percent_decode_str(uri.strip_prefix("file://")?).collect();
    let path = Path::new(OsStr::from_bytes(&path));
    path.is_absolute().then(|| path.to_owned())
}

/// A file that goes with its owner, whatever happens to it in between.
struct RemovedOnDrop(PathBuf);

impl Drop for RemovedOnDrop {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_portals_file_is_found_under_any_name() {
        assert_eq!(path_of("file:///tmp/Bild%20%C3%A4.png"), Some(PathBuf::from("/tmp/Bild ä.png")));
        assert_eq!(path_of("file://tmp/x.png"), None);
        assert_eq!(path_of("https://example.org/x.png"), None);
    }

    #[test]
    fn the_picture_of_the_screen_does_not_stay_on_disk() {
        let file = tempfile::NamedTempFile::new().expect("a temporary file");
        let path = file.path().to_owned();
        drop(RemovedOnDrop(path.clone()));
        assert!(!path.exists());
    }
}
